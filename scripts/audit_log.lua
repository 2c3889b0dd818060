-- Keep every change for years: who, when, what it was before and after, as one line of JSON.
--   moontail run scripts/audit_log.lua --source mysql://repl@db \
--     --set path=/var/log/shop/audit-%Y-%m-%d.jsonl
-- The log has no user's name. An application can say it in a comment of its SQL,
--   UPDATE users SET status = 'left' /* user: alice */ WHERE id = 4
-- which reaches the log with binlog_rows_query_log_events=ON (MySQL) or
-- binlog_annotate_row_events=ON (MariaDB, the default).
local moontail = require "moontail"
local file = require "moontail.file"

local log = file.open(moontail.args.path or "audit-%Y-%m-%d.jsonl")

local function time_of(event)
  return os.date("!%Y-%m-%dT%H:%M:%SZ", event.timestamp)
end

-- The event itself has the rest: schema, table, key, changed, before, after, gtid, query, id.
moontail.on("row", function(event)
  event.time = time_of(event)
  event.who = event.query and event.query:match "/%*%s*user:%s*(.-)%s*%*/" or moontail.null
  log:json(event)
end)

moontail.on("ddl", function(event)
  event.time = time_of(event)
  log:json(event)
end)
