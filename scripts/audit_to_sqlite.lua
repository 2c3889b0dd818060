-- Keep every change in a database of its own, to be asked with SQL: each exactly once.
--   moontail run scripts/audit_to_sqlite.lua --source mysql://repl@db --set path=/var/lib/audit.db
--   sqlite3 /var/lib/audit.db "SELECT at, before ->> 'state', after ->> 'state' FROM changes
--     WHERE table_name = 'shop.orders' AND row_key ->> 'id' = 4711"
local moontail = require "moontail"
local sqlite = require "moontail.sqlite"

local db = sqlite.open(moontail.args.path or "audit.db", {
  checkpoint = true, session = "PRAGMA journal_mode=WAL",
})

db:execute [[CREATE TABLE IF NOT EXISTS changes (id TEXT PRIMARY KEY, at TEXT, kind TEXT,
  table_name TEXT, row_key TEXT, before TEXT, after TEXT)]]
db:execute "CREATE INDEX IF NOT EXISTS changes_of_row ON changes (table_name, row_key)"

local function json(row) return row and moontail.json(row) or moontail.null end

moontail.on("row", function(event)
  db:execute("INSERT INTO changes VALUES (?, ?, ?, ?, ?, ?, ?)", event.id,
    os.date("!%Y-%m-%d %H:%M:%S", event.timestamp), event.type,
    event.schema .. "." .. event.table, json(event.key), json(event.before), json(event.after))
end)
