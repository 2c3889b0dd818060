-- Post each order's changes to a slow service, sixteen at a time; those of one order stay in order.
--   moontail run scripts/post_side_by_side.lua --source mysql://repl@db \
--     --set url=https://api.example.com/orders
-- After a crash a change may be posted again: event.id is the same then.
local moontail = require "moontail"
local http = require "moontail.http"

local service = http.client(moontail.args.url or "http://127.0.0.1:8080")

local function order_of(event)
  return event.row.id or event.row.order_id -- of orders, of order_items
end

moontail.on("row", { "shop.orders", "shop.order_items" }, {
  concurrency = 16,
  key = order_of,
  on_error = "retry", -- up to ten times; then the job stops
}, function(event)
  local response = assert(service:request("POST", "", {
    body = event,
    headers = { ["Idempotency-Key"] = event.id },
  }))
  if response.status < 200 or response.status > 299 then
    error(("the service answers %d: %s"):format(response.status, response.body))
  end
end)
