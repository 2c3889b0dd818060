-- Keep a cache in Redis true: when a row changes, delete the keys that were made from it.
--   moontail run scripts/invalidate_cache.lua --source mysql://repl@db \
--     --set redis=redis://127.0.0.1:6379
local moontail = require "moontail"
local redis = require "moontail.redis"

local cache = redis.connect(moontail.args.redis or "redis://127.0.0.1:6379")

-- Ids as strings: a number beyond 10^14 would be rounded by `..`
moontail.configure { bigint = "string" }

moontail.on("row", "shop.users", function(event)
  cache:del("user:" .. event.key.id)
end)

moontail.on("row", "shop.products", function(event)
  cache:del("product:" .. event.key.sku)
  if event.changed and event.changed.sku then -- renamed: the old key goes too
    cache:del("product:" .. event.before.sku)
  end
end)
