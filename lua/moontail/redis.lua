--- Write changes to Redis, read from it, without losing a command.
---
---     local moontail = require "moontail"
local option = require "moontail.options"
---     local redis    = require "moontail.redis"
---
---     local cache = redis.connect "redis://127.0.0.1:6379"
---
---     moontail.on("row", "shop.users", function(event)
---       cache:del("user:" .. event.key.id)
---     end)
---
--- A client has a method for every command of Redis, in lower case. Writes are sent, not awaited:
--- they are queued in order and return true; the checkpoint waits until Redis has acknowledged
--- them, and a refusal (an error reply) stops the job, naming the event that sent the command.
--- Reads wait and return the reply. `client:call("DEL", key)` waits for the reply of any command,
--- `client:send("GET", key)` for none.
---
--- Replies: strings; numbers (beyond 2^53 decimal strings); `moontail.null` for nil; lists. A call
--- that waits returns nil and the text for an error reply.
---
--- When the connection is lost, the client connects again, for as long as it takes, and sends again
--- what was not acknowledged, in the same order: at least once, never a gap. So it does when Redis
--- answers "not now": LOADING, BUSY, MASTERDOWN, READONLY, OOM, MISCONF, NOREPLICAS, TRYAGAIN,
--- CLUSTERDOWN. Queue the commands from `multi` to `exec` without waiting in between.
---
--- Exactly once: with the option `checkpoint = "KEY"` the job keeps its checkpoint in that key, set
--- in one step with the writes since the one before (a script that Redis runs as a whole). Writes
--- are seen by others, and by reads of the job itself, after that step.
local core = require "moontail.core"
local dry_run = require "moontail.dry_run"
local exactly_once = require "moontail.exactly_once"
local link = require "moontail.core.redis"
local moontail = require "moontail"
local url = require "moontail.url"
local within = require "moontail.within"

--- @class moontail.redis
local M = {}

--- @class moontail.redis.Options
--- @field host? string default 127.0.0.1
--- @field port? integer default 6379
--- @field path? string a unix socket, instead of host and port
--- @field db? integer default 0
--- @field user? string
--- @field password? string
--- @field max_pending? integer bytes of unanswered commands beyond which writes wait; 4 MiB
--- @field timeout? number seconds without a reply that is due: the connection is given up; 60
--- @field connect_timeout? number seconds; 5
--- @field tls? boolean speak TLS, as `rediss://` does
--- @field ca? string file of the certificates to trust, instead of the system's
--- @field cert? string a client's certificate
--- @field key? string its key
--- @field verify? boolean false: take any certificate
--- @field checkpoint? string the key for the job's checkpoint: exactly once

--- @class moontail.redis.Client
local methods = link.methods

-- Commands whose reply is what they are called for: their methods wait. `true`: nothing is changed,
-- so a dry run sends them too.
local AWAITED = {}
for name in ([[
  get mget strlen getrange substr getbit bitcount bitpos bitfield_ro lcs
  hget hmget hgetall hkeys hvals hlen hexists hstrlen hrandfield hscan httl hpttl
  lrange llen lindex lpos
  smembers sismember smismember scard srandmember sinter sunion sdiff sintercard sscan
  zrange zrangebyscore zrangebylex zrevrange zrevrangebyscore zrevrangebylex zscore zmscore zcard
  zcount zlexcount zrank zrevrank zrandmember zscan zinter zunion zdiff zintercard
  xrange xrevrange xlen xread xpending xinfo
  geodist geohash geopos geosearch georadius_ro georadiusbymember_ro pfcount
  exists ttl pttl expiretime pexpiretime type keys scan randomkey dump object touch sort_ro
  dbsize info ping echo time role lastsave command pubsub
  eval_ro evalsha_ro fcall_ro
]]):gmatch("%S+") do
  AWAITED[name] = true
end
for name in ([[
  getset getdel getex lpop rpop lmpop spop zpopmin zpopmax zmpop rpoplpush lmove
  xreadgroup xautoclaim sort script function acl wait config memory latency slowlog
]]):gmatch("%S+") do
  AWAITED[name] = false
end

-- What would break the one connection that all handlers share.
local REFUSED = {}
for names, reason in pairs {
  ["subscribe psubscribe ssubscribe unsubscribe punsubscribe sunsubscribe monitor sync psync"] =
    "it turns the connection into a stream of messages",
  ["auth hello select quit reset readonly readwrite asking"] =
    "the connection's user and database are options of redis.connect",
  ["blpop brpop brpoplpush blmove blmpop bzpopmin bzpopmax bzmpop"] =
    "it would hold up every command behind it; ask with the command that does not block",
  ["client"] = "what it sets is lost with the connection",
  ["watch unwatch"] = "it does not survive a lost connection; use EVAL",
} do
  for name in names:gmatch("%S+") do
    REFUSED[name] = reason
  end
end

-- Commands that take a table of names and values.
local TAKES_MAP = { hset = true, hmset = true, xadd = true, mset = true, msetnx = true }
-- The client must know where a transaction begins and ends, to send it again as a whole.
local BRACKET = { multi = link.MULTI, exec = link.EXEC, discard = link.DISCARD }

--- name -> value as a list, sorted by name: the same event sends the same bytes.
local function flatten(map)
  local names = {}
  for name in pairs(map) do
    if type(name) ~= "string" then
      error(("a table for Redis has a %s as a name"):format(type(name)), 3)
    end
    names[#names + 1] = name
  end
  table.sort(names)
  local list = {}
  for _, name in ipairs(names) do
    list[#list + 1] = name
    list[#list + 1] = map[name]
  end
  return list
end

local function make(name, wait, level)
  if type(name) ~= "string" or not name:find("^%a[%w_.%-]*$") then
    error(("'%s' is no command of Redis"):format(tostring(name)), level + 1)
  end
  local lower = name:lower()
  if REFUSED[lower] then
    error(("%s cannot be used here: %s"):format(name:upper(), REFUSED[lower]), level + 1)
  end
  local flags = (wait and link.WAIT or 0) + (TAKES_MAP[lower] and link.MAP or 0) +
    (BRACKET[lower] or 0)
  return link.command(lower, flags, flatten)
end

-- One function for each command and way to call it, made when it is first used.
local function cache(wait)
  return setmetatable({}, {
    __index = function(self, name)
      local command = make(name, wait, 3)
      self[name] = command
      return command
    end,
  })
end
local calls, sends = cache(true), cache(false)

--- Send a command and wait for its reply.
--- @param name string
--- @return any reply, string? err
function methods:call(name, ...)
  return calls[name](self, ...)
end

--- Queue a command; wait for nothing.
--- @param name string
--- @return boolean? ok, string? err
function methods:send(name, ...)
  return sends[name](self, ...)
end

--- A hash as a table, field -> value; empty when there is no such key.
--- @param key string|number
--- @return table<string, string>? hash, string? err
function methods:hash(key)
  local list, err = self:hgetall(key)
  if not list then
    return nil, err
  end
  local hash = {}
  for i = 1, #list, 2 do
    hash[list[i]] = list[i + 1]
  end
  return hash
end

--- Wait until everything sent so far is acknowledged.
--- @return boolean? ok, string? err
function methods:flush()
  return link.flush(self)
end

--- Flush, then end the connection. The client cannot be used after that.
--- @return boolean? ok, string? err
function methods:close()
  local ok, err = link.flush(self)
  link.close(self)
  return ok, err
end

setmetatable(methods, {
  __index = function(self, name)
    if type(name) ~= "string" or not name:find("^%l") then
      return nil
    end
    local method = make(name, AWAITED[name] ~= nil, 2)
    self[name] = method
    return method
  end,
})

-- ---- connecting ----

local OPTIONS = {
  host = "string", port = "number", path = "string", db = "number", user = "string",
  password = "string", max_pending = "number", timeout = "number", connect_timeout = "number",
  tls = "boolean", ca = "string", cert = "string", key = "string", verify = "boolean",
  checkpoint = "string",
}
local DEFAULTS = {
  port = 6379, db = 0, max_pending = 4 * 1024 * 1024, timeout = 60, connect_timeout = 5,
}

local USAGE = "redis[s]://[user[:password]@]host[:port][/db] or unix:///path/to/redis.sock[?db=N]"
local SCHEMES = { redis = true, rediss = true, unix = true, ["redis+unix"] = true }

local function parse_url(text, level)
  local parts = url.parse(text, "Redis", USAGE, SCHEMES, level + 1)
  local options = url.options(parts.query, OPTIONS, "Redis", USAGE, level + 1)
  options.user, options.password = parts.user, parts.password
  options.tls = parts.scheme == "rediss" or options.tls
  if not parts.scheme:find "^rediss?$" then
    options.path = "/" .. parts.path
    return options
  end
  if not parts.path:find("^%d*$") then
    error(("the URL for Redis has no valid database; write %s"):format(USAGE), level + 1)
  end
  options.host = parts.host
  options.port = parts.port or options.port
  options.db = tonumber(parts.path) or options.db
  return options
end

local function check_range(options, name, least, most, level)
  local value = options[name]
  if value < least or value > most then
    error(("option %s of redis.connect is %s, but must be from %s to %s")
      :format(name, value, least, most), level + 1)
  end
end

local function check_options(options, level)
  option.check("redis.connect", options, OPTIONS, level + 1)
  if options.user and not options.password then
    error("redis.connect was given a user, but no password", level + 1)
  elseif options.path and options.host then
    error("redis.connect was given both a host and the path of a socket", level + 1)
  elseif options.path == "" then
    error("redis.connect was given an empty path", level + 1)
  elseif options.path and options.tls then
    error("redis.connect was given TLS, which is not spoken over a unix socket", level + 1)
  elseif options.key and not options.cert then
    error("redis.connect was given a key, but no certificate (cert)", level + 1)
  end
  for _, name in ipairs { "ca", "cert", "verify" } do
    if options[name] ~= nil and not options.tls then
      error(("redis.connect was given %s, but not TLS: write rediss:// or tls = true")
        :format(name), level + 1)
    end
  end
end

local function complete(options, level)
  check_options(options, level + 1)
  local complete_options = setmetatable({}, { __index = DEFAULTS })
  for name, value in pairs(options) do
    complete_options[name] = value
  end
  if not options.path then
    complete_options.host = options.host or "127.0.0.1"
  end
  check_range(complete_options, "port", 1, 65535, level + 1)
  check_range(complete_options, "db", 0, 2 ^ 31 - 1, level + 1)
  check_range(complete_options, "max_pending", 1, 2 ^ 40, level + 1)
  check_range(complete_options, "timeout", 0.01, 1e6, level + 1)
  check_range(complete_options, "connect_timeout", 0.01, 1e6, level + 1)
  return complete_options
end

-- What mends what a server or the network says; the first that is found in it.
local FIXES = {
  { "wants a password", "give it in the URL, in front of the host, or as the option password" },
  { "refused the", "see ACL LIST (or requirepass) of the server for what it expects" },
  { "READONLY", "name the primary in the URL" },
  { "certificate is not accepted", "give the file of the authority that signed it as `ca`, and " ..
    "the name that it is for as the host" },
  { "certificate required", "give a certificate and its key as `cert` and `key`" },
  { "TLS", "use redis:// for a port without TLS, rediss:// for one with it" },
  { "", "start Redis there, or mend the URL" },
}

local function fix_for(text)
  for _, entry in ipairs(FIXES) do
    if text:find(entry[1], 1, true) then
      return entry[2]
    end
  end
end

-- It is not there; and may be anything, as the keys that a user may touch are not known.
local TRIAL = "moontail:check:" .. os.time()

--- For `moontail check`: is it there, does it take writes, and may it hold the checkpoint?
local function check(client, key)
  local function trouble()
    local up, why = link.state(client)
    return up == false and why or nil
  end
  local reply, err = within(trouble, function() return client:call("DEL", TRIAL) end)
  if not reply and not err:find "^NOPERM" then
    return nil, err, fix_for(err)
  elseif key then
    local kept, why = within(trouble, function()
      return client:call("EVAL", "return redis.call('GET', KEYS[1]) or ''", 1, key)
    end)
    if not kept then
      return nil, "it cannot hold the checkpoint: " .. why,
        ("let this user do EVAL, GET and SET, on the key %s too"):format(key)
    end
  end
  return true, reply and "it answers, and takes writes" or
    "it answers; whether this user may write what the script writes is not known"
end

-- ---- exactly once ----

-- KEYS[1]: where the checkpoint is kept. ARGV[1]: its new text; ARGV[2]: its present one ('-': none
-- is there; '': whatever it is); then each command: how many words, and the words. A step that was
-- made already is not made again. When another text is there, Redis has lost the step before, or a
-- run that was killed had one on its way: this one would not fit.
local STEP = [[
local now = redis.call('GET', KEYS[1]) or '-'
if now == ARGV[1] then return 0 end
if ARGV[2] ~= '' and now ~= ARGV[2] then
  return redis.error_reply('CHECKPOINT ' .. KEYS[1] .. ' is not what this job has put there: ' ..
    'Redis has lost writes, or another run has written it; start again to go on from what it is')
end
local i = 3
while i <= #ARGV do
  local n = tonumber(ARGV[i])
  redis.call(unpack(ARGV, i + 1, i + n))
  i = i + n + 1
end
redis.call('SET', KEYS[1], ARGV[1])
return 1]]
local MOST_BYTES = 1024 * 1024

--- The words of a command, as they are sent.
local function words_of(name, level, ...)
  local words, bytes = { name }, #name
  for i = 1, select("#", ...) do
    local value = select(i, ...)
    local list = { value }
    if type(value) == "table" then
      list = (#value == 0 and TAKES_MAP[name]) and flatten(value) or value
    end
    for _, word in ipairs(list) do
      if type(word) ~= "string" and type(word) ~= "number" and type(word) ~= "cdata" then
        error(("argument %d of %s is a %s, which cannot be sent to Redis"):format(i, name:upper(),
          word == moontail.null and "NULL" or type(word)), level + 1)
      end
      word = type(word) ~= "string" and core.json(word) or word
      words[#words + 1] = word
      bytes = bytes + #word + 16
    end
    if #list == 0 then
      error(("argument %d of %s cannot be sent to Redis"):format(i, name:upper()), level + 1)
    end
  end
  return words, bytes
end

--- Redis runs what was collected, and keeps the text.
local function step(client, batch, text)
  local arguments, last = batch.arguments, batch.last
  batch.arguments, batch.bytes, batch.last = {}, 0, text
  if #arguments == 0 then
    return calls.eval(client, STEP, 1, batch.key, text, last)
  end
  return calls.eval(client, STEP, 1, batch.key, text, last, arguments)
end

local function refuse_with_checkpoint(name, level)
  error(("%s cannot be used by a client that keeps the checkpoint: what it writes goes in " ..
    "one step"):format(name:upper()), level + 1)
end

--- A client whose writes are collected, and made in one step with the checkpoint.
local function keeping_client(client, key, sink)
  local batch = { key = key, arguments = {}, bytes = 0, last = "" }
  function sink.write(text)
    local reply, err = step(client, batch, text)
    return reply and true, err
  end
  function sink.read()
    local text, err = client:get(key)
    if text == moontail.null then
      batch.last = "-"
      return nil
    end
    batch.last = text or ""
    return text, err
  end
  local keeper = exactly_once.keep(sink)
  local function collect(name, ...)
    local words, bytes = words_of(name, 3, ...)
    if not keeper:count() then
      return true
    end
    local arguments = batch.arguments
    arguments[#arguments + 1] = #words
    for i = 1, #words do
      arguments[#arguments + 1] = words[i]
    end
    batch.bytes = batch.bytes + bytes
    if batch.bytes >= MOST_BYTES then
      local reply, err = step(client, batch, keeper:text())
      if not reply then
        core.sink_failed(("%s: %s"):format(sink.name, err))
        return nil, err
      end
    end
    return true
  end
  local own = { client = client }
  function own.call(_, name, ...)
    if AWAITED[name:lower()] ~= true then
      error(("%s changes something: its reply comes with the checkpoint, nobody can wait for it")
        :format(name:upper()), 2)
    end
    return client:call(name, ...)
  end
  function own.hash(_, hash)
    return client:hash(hash)
  end
  function own.flush()
    return true
  end
  function own.send(_, name, ...)
    return own[name:lower()](own, ...)
  end
  return setmetatable(own, {
    __tostring = function() return tostring(client) end,
    __index = function(self, name)
      local awaited = AWAITED[name]
      if type(name) ~= "string" or not name:find "^%l" then
        return nil
      elseif awaited == false or BRACKET[name] then
        refuse_with_checkpoint(name, 2)
      end
      make(name, false, 2)
      local method
      if awaited then
        method = function(_, ...) return client[name](client, ...) end
      else
        method = function(_, ...) return collect(name, ...) end
      end
      rawset(self, name, method)
      return method
    end,
  })
end

--- What is captured (see moontail.dry_run): a client that connects only for questions.
local function captured_client(options, keeps)
  local client
  local own = {}
  local title = "redis " .. (options.path or ("%s:%d"):format(options.host, options.port))
  local function ask(name, ...)
    local words = words_of(name, 3, ...)
    words[1] = name:upper()
    local answered, reply, err = core.capture.ask("redis", title, words, AWAITED[name] ~= true)
    if answered and err == nil then
      return reply
    elseif answered then
      return nil, err
    end
    client = client or link.new(options)
    return calls[name](client, ...)
  end
  local function write(name, ...)
    local words = words_of(name, 3, ...)
    words[1] = name:upper()
    return core.capture.write("redis", title, words)
  end
  function own.call(_, name, ...)
    make(name, true, 2)
    return ask(name:lower(), ...)
  end
  function own.send(_, name, ...)
    make(name, false, 2)
    return write(name:lower(), ...)
  end
  own.hash = methods.hash
  function own.flush()
    return true
  end
  own.close = own.flush
  if keeps then
    dry_run.hold(title, function()
      local text, err = ask("get", keeps)
      return exactly_once.place_in(text ~= moontail.null and text or nil), err
    end)
  end
  return setmetatable(own, {
    __tostring = function() return title end,
    __index = function(self, name)
      if type(name) ~= "string" or not name:find "^%l" then
        return nil
      elseif keeps and (AWAITED[name] == false or BRACKET[name]) then
        refuse_with_checkpoint(name, 2)
      end
      make(name, false, 2)
      local how = AWAITED[name] == nil and write or ask
      local method = function(_, ...) return how(name, ...) end
      rawset(self, name, method)
      return method
    end,
  })
end

local names = {}

--- A client for a Redis server: `redis://[user[:password]@]host[:port][/db]`, `rediss://` for TLS,
--- `unix:///path/to/redis.sock[?db=N]`, or a table of options. It returns at once and connects in
--- the background; what is sent before that waits in the queue.
--- @param where string|moontail.redis.Options
--- @param options? moontail.redis.Options
--- @return moontail.redis.Client
function M.connect(where, options)
  local given = option.gather(where, options, parse_url, 2)
  local all = complete(given, 2)
  if core.capture then
    return captured_client(all, given.checkpoint)
  end
  local client = link.new(all)
  local name = tostring(client)
  names[name] = (names[name] or 0) + 1
  local sink = {
    name = names[name] == 1 and name or ("%s #%d"):format(name, names[name]),
    flush = function() return link.flush(client) end,
    check = function() return check(client, given.checkpoint) end,
    stats = function()
      local up, trouble = link.state(client)
      local pending, losses, down_for = link.stats(client)
      return { up = up ~= false, detail = trouble, down_for = down_for, pending_bytes = pending,
        retries = losses }
    end,
  }
  if given.checkpoint then
    return keeping_client(client, given.checkpoint, sink)
  end
  moontail.sink(sink)
  return client
end

return M
