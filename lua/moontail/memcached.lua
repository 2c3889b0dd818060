--- Keep keys in memcached true, on one server or many, without losing a change.
---
---     local moontail  = require "moontail"
---     local memcached = require "moontail.memcached"
---
---     local cache = memcached.connect "memcached://10.0.0.1:11211,10.0.0.2:11211"
---
---     moontail.on("row", "shop.users", function(event)
---       cache:delete("user:" .. event.key.id)
---     end)
---
--- `delete`, `set` and `incr` are queued, in order, and return true; the checkpoint waits until the
--- servers have done them, and a refusal stops the job, naming the event. `get` waits for the
--- value, and sees what was written before it. A server that is down is waited for: a key belongs
--- to one server, and no other one is taken in its place.
---
--- What was not answered when a connection broke is sent again: `delete` and `set` may be done
--- twice, which is the same; `incr` may count twice.
local core = require "moontail.core"
local link = require "moontail.core.memcached"
local moontail = require "moontail"
local option = require "moontail.options"
local queue = require "moontail.queue"
local url = require "moontail.url"

--- @class moontail.memcached
local M = {}

--- @class moontail.memcached.Options
--- @field distribution? string which server has a key: "ketama" (default), "ketama_weighted" or
--- "modula", as the other clients of these servers have it
--- @field hash? string libmemcached's name of a hash: "default", "md5", "crc", "fnv1a_32", ...
--- @field timeout? number seconds without an answer: the connection is given up; 5
--- @field connect_timeout? number seconds; 5
--- @field max_pending? integer bytes of writes not yet done, beyond which handlers wait; 4 MiB
--- @field max_attempts? integer before the job stops; none: it never gives up

--- @class moontail.memcached.Write
--- @field expiry? number seconds from now; 0 or none: it stays
--- @field initial? number incr: what a counter that is not there begins with; none: it stays away

--- @class moontail.memcached.Client
local methods = {}
local client_meta = { __index = methods }

-- What is known of each client: link, queue, name, waiting (the reads).
local states = setmetatable({}, { __mode = "k" })

function client_meta.__tostring(self)
  return states[self].name
end

local BATCH_COMMANDS, BATCH_BYTES = 1000, 1024 * 1024
local MOST_KEY = 250 -- bytes, of the protocol
local MOST_RELATIVE = 30 * 24 * 3600 -- seconds; the protocol takes more for a time
local MOST_STEP = 2 ^ 32 - 1

-- ---- sending ----

local function gather(first, more)
  local list, bytes = { first }, 0
  local function fits(command)
    return #list < BATCH_COMMANDS and bytes + #(command.value or "") <= BATCH_BYTES
  end
  for command in more, fits do
    list[#list + 1] = command
    bytes = bytes + #(command.value or "")
  end
  return list
end

--- Those that are done leave the list, so that only the others go again.
local function settle(list, done, found)
  local n = #list
  for i = 1, done do
    local command = list[i]
    if command.waiter then
      command.value = found[i] or moontail.null
      command.waiter:wake()
    end
  end
  for i = 1, n do
    list[i] = list[i + done]
  end
end

local function send(state, list)
  local done, found, why, is_refused = link.run(state.link, list)
  settle(list, done, found)
  if not why then
    return true
  elseif not is_refused then
    return nil, why
  end
  core.sink_failed(("%s: %s"):format(state.name, why), list[1] and list[1].origin)
  return false, why
end

local function fail_reads(state, why)
  for command in pairs(state.waiting) do
    command.problem = why
    command.waiter:wake()
  end
end

-- ---- checking ----

local CHECK_KEY = "moontail:check:"

--- For `moontail check`: each server is asked for a key of its own, which is not there.
local function check(state)
  for i, server in ipairs(state.servers) do
    local n = 0
    repeat
      n = n + 1
    until link.server_of(state.link, CHECK_KEY .. n) == i
    local _, _, why = link.run(state.link, { { "get", CHECK_KEY .. n } })
    if why then
      return nil, why, ("start memcached at %s, or mend the URL"):format(server.name)
    end
  end
  return true, #state.servers == 1 and "it answers" or
    ("all %d servers answer"):format(#state.servers)
end

--- A client that is captured (see moontail.dry_run) has no queue until a question goes through.
local function queue_of(state)
  local options = state.options
  state.queue = state.queue or queue.new {
    name = state.name, max_pending = options.max_pending, max_attempts = options.max_attempts,
    max_pause = 5, batch = gather,
    send = function(commands) return send(state, commands) end,
    gave_up = function(why) fail_reads(state, why) end,
    check = function() return check(state) end,
  }
  return state.queue
end

-- ---- what scripts give ----

local function check_key(key, name)
  if type(key) == "number" then
    key = core.json(key)
  elseif type(key) ~= "string" then
    error(("bad argument #1 to '%s' (a key, a string, expected, got %s)"):format(name, type(key)),
      3)
  end
  if #key == 0 or #key > MOST_KEY then
    error(("memcached takes keys of 1 to %d bytes, not of %d"):format(MOST_KEY, #key), 3)
  elseif key:find "[%z\1-\32\127]" then
    error("memcached takes no spaces and control characters in keys", 3)
  end
  return key
end

local function check_value(value, what)
  local kind = type(value)
  if kind == "number" or kind == "cdata" then
    value = core.json(value)
  elseif kind ~= "string" then
    error(("%s is %s: memcached keeps texts and numbers, make one of it"):format(what,
      value == moontail.null and "NULL" or "a " .. kind), 3)
  end
  return value
end

local WRITE = { expiry = "number", initial = "number" }

local function check_write(options, level)
  option.check("a write to memcached", options or {}, WRITE, level + 1)
  local expiry = options and options.expiry or 0
  if expiry < 0 then
    error("the expiry is a number of seconds from now, 0 or more", level + 1)
  end
  return expiry
end

--- As the protocol has it: whole seconds from now, or since the epoch.
local function expiry_time(seconds)
  seconds = math.ceil(seconds)
  return seconds > MOST_RELATIVE and math.floor(core.now()) + seconds or seconds
end

local function state_of(client)
  local state = states[client]
  if not state then
    error("a client of memcached expected: call its methods with a colon", 3)
  end
  return state
end

local function push(state, command)
  command.origin = core.origin()
  return queue_of(state):push(command, #command[2] + #(command.value or "") + 100)
end

local function write(state, command)
  if core.capture then
    return core.capture.write("memcached", state.name,
      { command[1], command[2], command.number or command.value })
  end
  return push(state, command)
end

--- Queue the deletion of a key; that it is not there is as good.
--- @param key string|number
--- @return boolean? ok, string? err
function methods:delete(key)
  return write(state_of(self), { "delete", check_key(key, "delete") })
end

--- Queue a value for a key.
--- @param key string|number
--- @param value string|number
--- @param options? moontail.memcached.Write
--- @return boolean? ok, string? err
function methods:set(key, value, options)
  local expiry = check_write(options, 2)
  return write(state_of(self), {
    "set", check_key(key, "set"), value = check_value(value, "the value"),
    expiry = expiry_time(expiry),
  })
end

--- Queue a change of a counter, by 1 unless given; less than 0 takes away, and stops at 0. A
--- counter that is not there stays away, unless `initial` is given.
--- @param key string|number
--- @param by? integer
--- @param options? moontail.memcached.Write
--- @return boolean? ok, string? err
function methods:incr(key, by, options)
  by = by or 1
  local expiry = check_write(options, 2)
  if type(by) ~= "number" or by ~= math.floor(by) or math.abs(by) > MOST_STEP then
    error("bad argument #2 to 'incr' (a whole number below 2^32 expected)", 2)
  end
  return write(state_of(self), {
    "incr", check_key(key, "incr"), number = by, expiry = expiry_time(expiry),
    value = options and options.initial and check_value(options.initial, "initial"),
  })
end

--- Wait for the value of a key: a string, or `moontail.null` when it is not there.
--- @param key string|number
--- @return any value, string? err
function methods:get(key)
  local state = state_of(self)
  local command = { "get", check_key(key, "get"), waiter = core.waiter() }
  if core.capture then
    local answered, value, err = core.capture.ask("memcached", state.name, { "get", command[2] },
      false)
    if answered then
      return value, err
    end
  end
  state.waiting[command] = true
  local ok, err = push(state, command)
  if ok then
    command.waiter:wait()
    ok, err = command.value, command.problem
  end
  state.waiting[command] = nil
  return ok, err
end

--- Wait until everything so far is done.
--- @return boolean? ok, string? err
function methods:flush()
  local state = state_of(self)
  if core.capture then
    return true
  end
  return queue_of(state):flush()
end

-- ---- connecting ----

local OPTIONS = {
  distribution = "string", hash = "string", timeout = "number", connect_timeout = "number",
  max_pending = "number", max_attempts = "number",
}
local DEFAULTS = { timeout = 5, connect_timeout = 5 }
local ONE_OF = {
  distribution = { ketama = true, ketama_weighted = true, modula = true },
  hash = {
    default = true, md5 = true, crc = true, fnv1_64 = true, fnv1a_64 = true, fnv1_32 = true,
    fnv1a_32 = true, hsieh = true, murmur = true, jenkins = true, murmur3 = true,
  },
}

local USAGE = "memcached://host[:port][,host[:port]]... or memcached:///path/to/socket"

local function parse_url(text, level)
  local body, query = text:match "^([^?]*)%??(.*)$"
  local scheme, addresses = body:match "^(%a[%w+.-]*://)(.*)$"
  if not scheme then
    url.parse(text, "memcached", USAGE, {}, level + 1) -- says what is wrong
  end
  local servers = {}
  for address in (addresses .. ","):gmatch "(.-)," do
    local parts = url.parse(scheme .. address, "memcached", USAGE, { memcached = true }, level + 1)
    if parts.user or parts.password then
      error("memcached: user and password are not supported, leave them out of the URL", level + 1)
    elseif parts.host and parts.path ~= "" or not parts.host and parts.path == "" then
      error("the URL for memcached names no server; write " .. USAGE, level + 1)
    end
    local port = parts.port or 11211
    if parts.host then
      servers[#servers + 1] = {
        host = parts.host, port = port,
        name = (parts.host:find ":" and "[%s]:%d" or "%s:%d"):format(parts.host, port),
      }
    else
      servers[#servers + 1] = { path = "/" .. parts.path, name = "/" .. parts.path }
    end
  end
  return servers, url.options(query, OPTIONS, "memcached", USAGE, level + 1)
end

local function check_options(options, level)
  option.check("memcached.connect", options, OPTIONS, level + 1)
  for name, value in pairs(options) do
    if ONE_OF[name] and not ONE_OF[name][value] then
      error(("memcached.connect knows no %s '%s'"):format(name, value), level + 1)
    elseif OPTIONS[name] == "number" and value <= 0 then
      error(("option %s of memcached.connect must be more than 0"):format(name), level + 1)
    end
  end
end

local names = {}

--- A client for `memcached://host[:port],host[:port]...`. It connects when it is first needed.
--- @param where string
--- @param options? moontail.memcached.Options
--- @return moontail.memcached.Client
function M.connect(where, options)
  if type(where) ~= "string" then
    error(("bad argument #1 to 'connect' (a URL expected, got %s)"):format(type(where)), 2)
  end
  local servers, given = parse_url(where, 2)
  for name, value in pairs(options or {}) do
    given[name] = value
  end
  check_options(given, 2)
  setmetatable(given, { __index = DEFAULTS })
  given.servers = servers
  local list = {}
  for i, server in ipairs(servers) do
    list[i] = server.name
  end
  local name = "memcached " .. table.concat(list, ",")
  names[name] = (names[name] or 0) + 1
  local state = {
    name = names[name] == 1 and name or ("%s #%d"):format(name, names[name]),
    servers = servers, link = link.new(given), options = given, waiting = {},
  }
  if not core.capture then
    queue_of(state)
  end
  local client = setmetatable({}, client_meta)
  states[client] = state
  return client
end

return M
