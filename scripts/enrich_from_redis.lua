-- Complete each new order with what Redis knows of the customer, and write it as a line of JSON.
--   moontail run scripts/enrich_from_redis.lua --source mysql://repl@db \
--     --set redis=redis://127.0.0.1:6379 --set path=orders.jsonl
-- The handler waits for each reply; the order of the lines is that of the log.
local moontail = require "moontail"
local file = require "moontail.file"
local redis = require "moontail.redis"

local customers = redis.connect(moontail.args.redis or "redis://127.0.0.1:6379")
local out = file.open(moontail.args.path or "-")

-- Ids as strings: a number beyond 10^14 would be rounded by `..`
moontail.configure { bigint = "string" }

moontail.on("insert", "shop.orders", function(event)
  local key = "user:" .. event.after.user_id
  local customer = assert(customers:hmget(key, "name", "city"))
  event.customer = { name = customer[1], city = customer[2] } -- moontail.null where there is none
  out:json(event)
end)
