-- Send each table's changes where they belong: files of JSON lines, streams in Redis.
--   moontail run scripts/route_by_table.lua --source mysql://repl@db \
--     --set folder=/var/lib/shop --set redis=redis://127.0.0.1:6379
local moontail = require "moontail"
local file = require "moontail.file"
local redis = require "moontail.redis"

local folder = moontail.args.folder or "."
local server = redis.connect(moontail.args.redis or "redis://127.0.0.1:6379")

local function lines(name)
  local out = file.open(folder .. "/" .. name)
  return function(event) out:json(event) end
end

-- An event may come twice after a crash: its id is always the same, so a reader can tell.
local function stream(name)
  return function(event)
    server:xadd(name, "*", { id = event.id, event = moontail.json(event) })
  end
end

moontail.on("row", "shop.order*", lines "orders.jsonl") -- orders and order_items, in their order
moontail.on("row", "shop.products", stream "shop:products")
moontail.on("row", { "shop.users", "shop.sessions" }, stream "shop:people")
moontail.on("delete", "*", lines "deleted.jsonl") -- and everything that is deleted, once more
