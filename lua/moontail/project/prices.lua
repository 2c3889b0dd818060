-- Print each change of a product's price.
--   moontail run prices.lua --source mysql://user@host
local moontail = require "moontail"

moontail.on("update", "shop.products", function(event)
  if event.changed.price then
    print(event.key.sku, event.before.price .. " -> " .. event.after.price)
  end
end)
