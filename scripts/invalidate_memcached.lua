-- Keep a cache in memcached true: when a row changes, delete the keys that were made from it.
--   moontail run scripts/invalidate_memcached.lua --source mysql://repl@db \
--     --set memcached=memcached://10.0.0.1,10.0.0.2
local moontail = require "moontail"
local memcached = require "moontail.memcached"

-- `distribution` and `hash` must be those of the programs that fill the cache: a key is looked for
-- on one server alone.
local cache = memcached.connect(moontail.args.memcached or "memcached://127.0.0.1", {
  distribution = moontail.args.distribution,
  hash = moontail.args.hash,
})

-- Ids as strings: a number beyond 10^14 would be rounded by `..`
moontail.configure { bigint = "string" }

moontail.on("row", "shop.users", function(event)
  cache:delete("user:" .. event.key.id)
end)

moontail.on("row", "shop.products", function(event)
  cache:delete("product:" .. event.key.sku)
  if event.changed and event.changed.sku then -- renamed: the old key goes too
    cache:delete("product:" .. event.before.sku)
  end
end)
