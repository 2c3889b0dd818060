-- Tell a service of new and paid orders: signed webhooks (standardwebhooks.com), in order.
--   moontail run scripts/order_webhooks.lua --source mysql://repl@db \
--     --set url=https://example.com/hooks --set secret_file=/etc/moontail/hooks.secret
-- The receiver checks the signature with the same secret, answers 2xx when it has the order safe,
-- and drops a webhook-id that it has seen before.
local moontail = require "moontail"
local webhook = require "moontail.webhook"

local path = assert(moontail.args.secret_file, "give --set secret_file=PATH")
local file = assert(io.open(path))
local secret = file:read "*l"
file:close()

local hook = webhook.endpoint {
  url = moontail.args.url or "http://127.0.0.1:8080/hooks", secret = secret,
}

local function order_of(row)
  return { id = row.id, user_id = row.user_id, total = row.total, state = row.state }
end

moontail.on("insert", "shop.orders", function(event)
  hook:send(event, { type = "order.created", data = order_of(event.after) })
end)

moontail.on("update", "shop.orders", function(event)
  if event.changed.state and event.after.state == "paid" then
    hook:send(event, { type = "order.paid", data = order_of(event.after) })
  end
end)
