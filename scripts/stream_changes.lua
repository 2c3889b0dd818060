-- Hand changes to any number of services: one Redis Stream for each table, which keeps the last
-- 100000 or so. Each service reads with a consumer group of its own (XREADGROUP), at its own pace.
--   moontail run scripts/stream_changes.lua --source mysql://repl@db \
--     --set redis=redis://127.0.0.1:6379 --set keep=100000
local moontail = require "moontail"
local redis = require "moontail.redis"

local server = redis.connect(moontail.args.redis or "redis://127.0.0.1:6379")
local keep = tonumber(moontail.args.keep or 100000)

-- "~": Redis cuts whole nodes of its stream, which costs next to nothing; some more are kept.
-- An event may come twice after a crash: its id is always the same, so a reader can tell.
moontail.on("row", function(event)
  server:xadd("changes:" .. event.schema .. "." .. event.table, "MAXLEN", "~", keep, "*", {
    id = event.id,
    type = event.type,
    event = moontail.json(event),
  })
end)
