--- Tell others of changes: one signed POST for each, as Standard Webhooks 1.0 describes it, so that
--- receivers verify it with that project's libraries.
---
---     local moontail = require "moontail"
local option = require "moontail.options"
---     local webhook  = require "moontail.webhook"
---
---     local hook = webhook.endpoint { url = "https://example.com/hooks", secret = "whsec_..." }
---
---     moontail.on("insert", "shop.orders", function(event)
---       hook:send(event, { type = "order.created" })
---     end)
---
--- `send` queues and returns true, in order; the checkpoint waits until each was answered with a
--- status from 200 to 299. What is tried again, and when, is as for moontail.http; any other answer
--- stops the job, naming the event. At least once: a receiver drops a `webhook-id` that it has had.
---
--- webhook-id is `event.id`, the same in every attempt and every run. webhook-timestamp is the
--- attempt's, in seconds. webhook-signature is "v1," and the base64 of the HMAC-SHA256 over
--- `id.timestamp.body`, one for each secret.
local core = require "moontail.core"
local crypto = require "moontail.core.crypto"
local http = require "moontail.http"
local moontail = require "moontail"
local queue = require "moontail.queue"

--- @class moontail.webhook
local M = {}

--- @class moontail.webhook.Options : moontail.http.Options
--- @field url string where to POST
--- @field secret string|string[] whsec_ and base64, or any other text as it is; with several, the
--- receiver may know any of them: how a secret is replaced

--- @class moontail.webhook.Message
--- @field type? string what the receiver switches on; "shop.orders.insert"
--- @field data? any instead of the whole event
--- @field id? string for an event that has none (begin, commit, ddl)

--- @class moontail.webhook.Endpoint
local methods = {}
local endpoint_meta = { __index = methods }

-- What is known of each endpoint: client, path, keys, queue, name.
local states = setmetatable({}, { __mode = "k" })

function endpoint_meta.__tostring(self)
  return states[self].name
end

local MESSAGE = { type = "string", data = "any", id = "string" }

local function check_message(message, level)
  for name, value in pairs(message) do
    if not MESSAGE[name] then
      error(("a webhook has no '%s'; it has type, data and id"):format(tostring(name)), level + 1)
    elseif MESSAGE[name] ~= "any" and type(value) ~= MESSAGE[name] then
      error(("the %s of a webhook is a %s, not a %s"):format(name, MESSAGE[name], type(value)),
        level + 1)
    end
  end
  -- what is signed is id.timestamp.body: with a full stop in the id it could be read otherwise
  if message.id and not message.id:find "^[%w_:-]+$" then
    error("the id of a webhook is made of letters, digits, _, : and -", level + 1)
  end
end

local function type_of(event)
  local parts = {}
  for _, part in ipairs { event.schema or "", event.table or "", event.type } do
    if part ~= "" then
      parts[#parts + 1] = part
    end
  end
  return table.concat(parts, ".")
end

local function time_of(event)
  return os.date("!%Y-%m-%dT%H:%M:%SZ", math.floor(event.timestamp))
end

local function signatures(state, signed)
  local list = {}
  for i, key in ipairs(state.keys) do
    list[i] = "v1," .. crypto.base64(crypto.hmac_sha256(key, signed))
  end
  return table.concat(list, " ")
end

local function post(state, item)
  local timestamp = ("%d"):format(math.floor(core.now()))
  return state.client:attempt("POST", state.path, {
    body = item.body,
    headers = {
      ["Content-Type"] = "application/json",
      ["webhook-id"] = item.id,
      ["webhook-timestamp"] = timestamp,
      ["webhook-signature"] = signatures(state, item.id .. "." .. timestamp .. "." .. item.body),
    },
  })
end

--- Queue a POST of `{"type": ..., "timestamp": when it happened, "data": the event}`.
--- @param event moontail.Event
--- @param message? moontail.webhook.Message
--- @return boolean? ok, string? err
function methods:send(event, message)
  local state = states[self]
  if not state then
    error("an endpoint expected: call its methods with a colon", 2)
  elseif type(event) ~= "table" or not event.type then
    error(("bad argument #1 to 'send' (an event expected, got %s)"):format(type(event)), 2)
  end
  message = message or {}
  check_message(message, 2)
  local id = message.id or event.id
  if not id then
    error(("a %s event has no id of its own: give { id = ... }"):format(event.type), 2)
  end
  local data = message.data == nil and event or message.data
  local body = ('{"type":%s,"timestamp":"%s","data":%s}'):format(
    moontail.json(message.type or type_of(event)), time_of(event), moontail.json(data))
  if core.capture then
    return core.capture.write("webhook", state.name, { url = state.url, id = id, body = body })
  end
  return state.queue:push({ id = id, body = body }, #id + #body + 200)
end

--- Wait until everything sent so far is answered.
--- @return boolean? ok, string? err
function methods:flush()
  return states[self].queue:flush()
end

--- The bytes to sign with. A message never shows a secret.
local function key_of(secret, level)
  if type(secret) ~= "string" or secret == "" then
    error("webhook.endpoint needs a secret, a text or a list of them", level + 1)
  end
  local encoded = secret:match "^whsec_(.*)$"
  if not encoded then
    return secret
  end
  local key = crypto.base64_decode(encoded)
  if not key or key == "" then
    error("webhook.endpoint: there must be base64 behind whsec_ in the secret", level + 1)
  end
  return key
end

local ALL = { secret = "any" }
for name, expected in pairs(http.OPTIONS) do
  ALL[name] = expected
end

--- Where to send; it connects when it is first needed. Takes the options of http.client too.
--- @param options moontail.webhook.Options
--- @return moontail.webhook.Endpoint
function M.endpoint(options)
  if type(options) ~= "table" then
    error(("bad argument #1 to 'endpoint' (a table of options expected, got %s)")
      :format(type(options)), 2)
  end
  option.check("webhook.endpoint", options, ALL, 2)
  local keys, secrets = {}, options.secret
  for i, secret in ipairs(type(secrets) == "table" and secrets or { secrets or "" }) do
    keys[i] = key_of(secret, 2)
  end
  if #keys == 0 then
    error("webhook.endpoint needs a secret, a text or a list of them", 2)
  end
  local passed = {}
  for name, value in pairs(options) do
    passed[name] = value
  end
  passed.secret = nil
  local path
  if type(options.url) == "string" then
    -- a client takes the slash from the end of its URL; here it may mean something
    passed.url, path = options.url:match "^(%a+://[^/?]*)(.*)$"
    passed.url = passed.url or options.url
    passed.name = options.name or "webhook " .. passed.url:gsub("^%a+://", "")
  end
  local called, client = pcall(http.transport, passed)
  if not called then
    error(client, 2)
  end
  local state = {
    client = client, url = options.url, path = path, keys = keys, name = tostring(client),
  }
  state.queue = queue.new {
    name = state.name, workers = options.connections, max_pending = options.max_pending,
    max_attempts = options.max_attempts,
    send = function(item) return post(state, item) end,
    check = function() return http.check(client, path) end,
  }
  local endpoint = setmetatable({}, endpoint_meta)
  states[endpoint] = state
  return endpoint
end

return M
