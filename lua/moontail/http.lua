--- Send changes to anything that speaks HTTP, and ask it.
---
---     local moontail = require "moontail"
local option = require "moontail.options"
---     local http     = require "moontail.http"
---
---     local api = http.client { url = "https://api.example.com" }
---
---     moontail.on("row", "shop.orders", function(event)
---       api:post("/orders", event)
---     end)
---
--- `get` and `head` wait for the response. `post`, `put`, `patch` and `delete` are queued, in
--- order, and return true; the checkpoint waits until each has been answered with a status from
--- 200 to 299. A status that says "later" (408, 425, 429, 500, 502, 503, 504) or a connection that
--- fails means trying again, after what Retry-After asks for, or a pause that doubles, until
--- it works; any other status stops the job, naming the event. `request` waits for any method.
---
--- Connections are kept open. A request whose answer was lost may be done, and is sent again:
--- at least once. Give the receiver `event.id`, which is the same then.
local core = require "moontail.core"
local engine = require "moontail.core.http"
local moontail = require "moontail"
local queue = require "moontail.queue"

--- @class moontail.http
local M = {}

--- @class moontail.http.Options
--- @field url string what every path is put behind
--- @field headers? table<string, string> for every request
--- @field user? string with a password: basic authentication
--- @field password? string
--- @field timeout? number seconds for a request and its response; 30
--- @field connect_timeout? number seconds; 5
--- @field connections? integer writes that are on their way side by side, in no fixed order; 1
--- @field gzip? boolean compress what is sent
--- @field ca? string file of the certificates to trust, instead of the system's
--- @field cert? string a client's certificate
--- @field key? string its key
--- @field verify? boolean false: take any certificate
--- @field socket? string a unix socket to connect to
--- @field max_pending? integer bytes of writes not yet answered, beyond which handlers wait; 4 MiB
--- @field max_attempts? integer of a write, before the job stops; none: it never gives up
--- @field max_body? integer bytes of a response; 64 MiB
--- @field name? string for messages; the URL's host

--- @class moontail.http.Request
--- @field headers? table<string, string>
--- @field query? table<string, string|number> added to the path
--- @field body? string|table a table is sent as JSON
--- @field timeout? number

--- @class moontail.http.Response
--- @field status integer
--- @field headers table<string, string> names in lower case
--- @field body string
--- @field json fun(self: moontail.http.Response): any the body, decoded

--- @class moontail.http.Client
local methods = {}
local client_meta = { __index = methods }

local response_meta = {
  __index = { json = function(self) return moontail.json_decode(self.body) end },
}

-- What is known of each client: base, options, headers, queue, name.
local states = setmetatable({}, { __mode = "k" })

function client_meta.__tostring(self)
  return states[self].name
end

local function escape(text)
  return (tostring(text):gsub("[^%w%-._~]", function(c) return ("%%%02X"):format(c:byte()) end))
end

local function url_of(base, path, query)
  local parts = {}
  for name, value in pairs(query or {}) do
    parts[#parts + 1] = escape(name) .. "=" .. escape(value)
  end
  table.sort(parts)
  local url = base .. path
  if #parts > 0 then
    url = url .. (url:find("?", 1, true) and "&" or "?") .. table.concat(parts, "&")
  end
  return url
end

--- Header lines; those of the request win, whatever their capitals.
local function header_lines(...)
  local by_name = {}
  for _, headers in ipairs { ... } do
    for name, value in pairs(headers) do
      local text = tostring(value)
      if type(name) ~= "string" or (name .. text):find "[\r\n]" or name:find ":" then
        error(("'%s' is no header for HTTP"):format(tostring(name)), 4)
      end
      by_name[name:lower()] = name .. (text == "" and ";" or ": " .. text)
    end
  end
  -- libcurl's own Expect would cost a round trip for large bodies
  local lines = { not by_name.expect and "Expect:" or nil }
  for _, line in pairs(by_name) do
    lines[#lines + 1] = line
  end
  table.sort(lines)
  return lines
end

local REQUEST = { headers = "table", query = "table", timeout = "number", body = "any" }

local function prepare(client, method, path, request, level)
  local state = states[client]
  if not state then
    error("a client of HTTP expected: call its methods with a colon", level + 1)
  elseif type(path) ~= "string" then
    error(("bad path for HTTP (string expected, got %s)"):format(type(path)), level + 1)
  end
  request = request or {}
  option.check("a request", request, REQUEST, level + 1)
  local body, defaults = request.body, {}
  if type(body) == "table" then
    body = moontail.json(body)
    defaults["Content-Type"] = "application/json"
  elseif body ~= nil and type(body) ~= "string" then
    error(("bad body for HTTP (string or table expected, got %s)"):format(type(body)), level + 1)
  end
  if body and state.options.gzip then
    body = engine.gzip(body)
    defaults["Content-Encoding"] = "gzip"
  end
  return setmetatable({
    method = method, url = url_of(state.base, path, request.query), body = body,
    headers = header_lines(defaults, state.options.headers or {}, request.headers or {}),
    timeout = request.timeout,
  }, { __index = state.options })
end

local function parse_head(head)
  local headers = {}
  for name, value in head:gmatch "([^\r\n:]+):[ \t]*([^\r\n]*)" do
    name = name:lower()
    headers[name] = headers[name] and headers[name] .. ", " .. value or value
  end
  return headers
end

local function perform(prepared)
  local response, err = engine.request(prepared)
  if not response then
    return nil, err
  end
  response.headers = parse_head(response.head)
  response.head = nil
  return setmetatable(response, response_meta)
end

-- ---- writes ----

local LATER = {
  [408] = true, [425] = true, [429] = true, [500] = true, [502] = true, [503] = true, [504] = true,
}

--- Seconds that the server asks us to wait; a date is taken against its own clock.
local function retry_after(headers)
  local value = headers["retry-after"]
  if not value then
    return nil
  end
  local seconds = tonumber(value)
  if not seconds then
    local at, now = engine.parse_date(value), engine.parse_date(headers.date or "")
    seconds = at and at - (now or core.now())
  end
  return seconds and math.max(0, math.min(seconds, 3600))
end

-- What mends what libcurl says; the first that is found in it.
local FIXES = {
  { "certificate", "give the file of the authority that signed it as `ca`, and the name that it " ..
    "is for in the url" },
  { "SSL", "see whether the url should begin with http://, or https://" },
  { "resolve", "mend the host of the url" },
  { "", "start the server, or mend the url" },
}

--- See M.check.
local function check(client, path)
  local response, err = client:head(path, { timeout = 5 })
  if not response then
    for _, entry in ipairs(FIXES) do
      if err:lower():find(entry[1]:lower(), 1, true) then
        return nil, err, entry[2]
      end
    end
  elseif response.status == 401 or response.status == 407 then
    return nil, ("it does not know us (HEAD was answered with %d)"):format(response.status),
      "give user and password, or a header with what it wants (Authorization)"
  elseif response.status >= 500 then
    return nil, ("HEAD was answered with %d"):format(response.status), "see the server's own log"
  end
  return true, ("it answers (HEAD: %d)"):format(response.status)
end

--- A request for messages: what a query holds may be a secret.
local function name_of(prepared)
  return prepared.method .. " " .. prepared.url:gsub("%?.*", "?...")
end

local function describe(prepared, response)
  local text = response.body:gsub("%s+", " "):sub(1, 200)
  return ("%s was answered with %d%s"):format(name_of(prepared), response.status,
    text ~= "" and ": " .. text or "")
end

--- true; or nil, why, pause: later; or false, why: never.
local function judge(prepared, response, err)
  if not response then
    return nil, ("%s: %s"):format(name_of(prepared), err)
  elseif response.status >= 200 and response.status < 300 then
    return true
  elseif LATER[response.status] then
    return nil, describe(prepared, response), retry_after(response.headers)
  end
  return false, describe(prepared, response)
end

--- Send once, and judge the answer. For sinks made on this one, whose queue is their own.
--- @param method string
--- @param path string
--- @param request? moontail.http.Request
--- @return boolean? ok, string? why, number? pause, moontail.http.Response? response
function methods:attempt(method, path, request)
  local prepared = prepare(self, method, path, request, 2)
  local response, err = perform(prepared)
  local ok, why, pause = judge(prepared, response, err)
  return ok, why, pause, response
end

--- The client's queue, which joins the checkpoint.
local function queue_of(client)
  local state = states[client]
  local options = state.options
  state.queue = state.queue or queue.new {
    name = state.name, workers = options.connections, max_pending = options.max_pending,
    max_attempts = options.max_attempts,
    send = function(prepared)
      local response, err = perform(prepared)
      return judge(prepared, response, err)
    end,
    check = function() return check(client, "") end,
  }
  return state.queue
end

--- Queue a request.
--- @param method string
--- @param path string
--- @param request? moontail.http.Request
--- @return boolean? ok, string? err
function methods:send(method, path, request)
  local prepared = prepare(self, method, path, request, 2)
  if core.capture then
    return core.capture.write("http", states[self].name, prepared)
  end
  return queue_of(self):push(prepared, #(prepared.body or "") + #prepared.url + 200)
end

for _, method in ipairs { "post", "put", "patch" } do
  --- Queue a request with a body: a string, or a table that is sent as JSON.
  --- @param path string
  --- @param body? string|table
  --- @param request? moontail.http.Request
  --- @return boolean? ok, string? err
  methods[method] = function(self, path, body, request)
    local whole = { body = body }
    for name, value in pairs(request or {}) do
      whole[name] = value
    end
    return methods.send(self, method:upper(), path, whole)
  end
end

--- Queue a DELETE.
--- @param path string
--- @param request? moontail.http.Request
--- @return boolean? ok, string? err
function methods:delete(path, request)
  return methods.send(self, "DELETE", path, request)
end

-- ---- reads ----

local function ask(client, method, path, request)
  local prepared = prepare(client, method, path, request, 3)
  if core.capture then
    local answered, response, err = core.capture.ask("http", states[client].name, prepared,
      method ~= "GET" and method ~= "HEAD")
    if answered then
      return response and setmetatable(response, response_meta), err
    end
  end
  return perform(prepared)
end

--- Send a request and wait for its response, whatever its status. nil: there was none.
--- @param method string
--- @param path string
--- @param request? moontail.http.Request
--- @return moontail.http.Response? response, string? err
function methods:request(method, path, request)
  return ask(self, method, path, request)
end

--- @param path string
--- @param request? moontail.http.Request
--- @return moontail.http.Response? response, string? err
function methods:get(path, request)
  return ask(self, "GET", path, request)
end

--- @param path string
--- @param request? moontail.http.Request
--- @return moontail.http.Response? response, string? err
function methods:head(path, request)
  return ask(self, "HEAD", path, request)
end

--- Wait until everything sent so far is answered.
--- @return boolean? ok, string? err
function methods:flush()
  return queue_of(self):flush()
end

-- ---- clients ----

local OPTIONS = {
  url = "string", headers = "table", user = "string", password = "string", timeout = "number",
  connect_timeout = "number", connections = "number", gzip = "boolean", ca = "string",
  cert = "string", key = "string", verify = "boolean", socket = "string",
  max_pending = "number", max_attempts = "number", max_body = "number", name = "string",
}

--- For the sinks that are made on a client, and take its options too.
M.OPTIONS = OPTIONS

local function check_options(options, level)
  option.check("http.client", options, OPTIONS, level + 1)
  if not options.url then
    error("http.client needs a url", level + 1)
  elseif not options.url:find "^https?://[^/]" then
    error("http.client: the url must begin with http:// or https:// and a host", level + 1)
  elseif options.url:match "^https?://([^/]*)":find("@", 1, true) then
    error("http.client: give user and password as options, not in the url", level + 1)
  end
end

local names = {}

--- A client for sinks that have a queue of their own; see M.client.
--- @param options moontail.http.Options|string
--- @return moontail.http.Client
function M.transport(options)
  if type(options) == "string" then
    options = { url = options }
  elseif type(options) ~= "table" then
    error(("bad argument #1 to 'client' (a URL or a table of options expected, got %s)")
      :format(type(options)), 2)
  end
  check_options(options, 2)
  local client = setmetatable({}, client_meta)
  local name = options.name or "http " .. options.url:match "^https?://([^/]*)"
  names[name] = (names[name] or 0) + 1
  local state = {
    base = options.url:gsub("/+$", ""), options = options,
    name = names[name] == 1 and name or ("%s #%d"):format(name, names[name]),
  }
  states[client] = state
  return client
end

--- A client for a server. It connects when it is first needed.
--- @param options moontail.http.Options|string a URL alone is taken too
--- @return moontail.http.Client
function M.client(options)
  local called, client = pcall(M.transport, options)
  if not called then
    error(client, 2)
  elseif not core.capture and tostring(core.origin()) == "" then
    queue_of(client) -- one that a handler makes joins when it is first written to, if ever
  end
  return client
end

--- `moontail check` of a sink that is made on a client: HEAD for a path, which changes nothing.
--- Any answer but "who are you?" and "I am broken" is one.
--- @param client moontail.http.Client
--- @param path string
--- @return boolean? ok, string text, string? fix
function M.check(client, path)
  return check(client, path)
end

return M
