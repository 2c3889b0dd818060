--- How a handler is called: one event after the other or several at a time, and what becomes of an
--- error in it.
local core = require "moontail.core"
local explain = require "moontail.explain"

local M = {}

--- The options of `moontail.on` and their types.
M.OPTIONS = {
  columns = "table", on_error = "string", attempts = "number", concurrency = "number",
  key = "function", name = "string",
}

local POLICIES = { stop = true, retry = true, ["dead-letter"] = true }
local FIRST_PAUSE, LAST_PAUSE = 0.1, 30
local ATTEMPTS = 10
-- Events that are held for each one that runs: those behind another one of their key.
local HELD = 4

--- Set by the prelude: writes one line to the dead-letter file.
--- @type fun(line: string): boolean?, string?
M.bury = nil

-- ---- errors ----

local function first_line(message)
  return (tostring(message):match "^[^\n]*")
end

local function write_letter(entry, text, message)
  local line = ('{"error":%s,"handler":%s,"time":%s,"event":%s}'):format(core.json(message),
    core.json(entry.name), core.json(core.now()), text)
  local ok, err = M.bury(line)
  if not ok then
    error(("%s (and it cannot be kept as a dead letter: %s)"):format(message, err), 0)
  end
  core.count_letter()
  core.log("error", ("%s; the event is kept as a dead letter"):format(first_line(message)))
end

--- retry, then stop; dead-letter, after as many attempts as were asked for.
local function with_policy(entry, call)
  local buries = entry.on_error == "dead-letter"
  local attempts = entry.attempts or (buries and 1 or ATTEMPTS)
  return function(event)
    -- the handler may change the event before it fails
    local text = buries and core.json(event)
    local pause = FIRST_PAUSE
    for attempt = 1, attempts do
      local ok, message = xpcall(call, debug.traceback, event)
      if ok then
        return
      end
      message = explain(message, event)
      core.handler_failed(entry.label)
      if attempt == attempts then
        if buries then
          return write_letter(entry, text, message)
        end
        local first, frames = tostring(message):match "^([^\n]*)(.*)$"
        error(("%s (after %d attempts)%s"):format(first, attempts, frames), 0)
      end
      core.handler_retries(entry.label)
      core.log("warn", ("%s; trying again in %.1f s"):format(first_line(message), pause))
      core.sleep(pause)
      pause = math.min(pause * 2, LAST_PAUSE)
    end
  end
end

-- ---- several at a time ----

local pools = {}

local function wake_all(waiters)
  for i = #waiters, 1, -1 do
    waiters[i]:wake()
    waiters[i] = nil
  end
end

local function end_item(pool, item)
  pool.held = pool.held - 1
  if item.key ~= nil then
    local behind = pool.busy[item.key]
    if behind.first <= behind.last then
      pool.ready[#pool.ready + 1] = behind[behind.first]
      behind[behind.first] = nil
      behind.first = behind.first + 1
    else
      pool.busy[item.key] = nil
    end
  end
  wake_all(pool.waiters)
end

local function work(pool)
  while #pool.ready > 0 do
    local item = table.remove(pool.ready, 1)
    core.adopt(item.origin)
    local began = core.clock()
    local ok, message = xpcall(pool.call, debug.traceback, item.event)
    if not ok then
      error(explain(message, item.event), 0)
    end
    core.handled(pool.entry.label, core.clock() - began)
    end_item(pool, item)
  end
  pool.workers = pool.workers - 1
end

local function wait_until(pool, limit)
  while pool.held > limit do
    local waiter = core.waiter()
    pool.waiters[#pool.waiters + 1] = waiter
    waiter:wait()
  end
end

local function submit(pool, event)
  local item = { event = event, origin = core.origin() }
  if pool.key_of then
    item.key = pool.key_of(event)
    if item.key == nil then
      error("the key of a handler with concurrency is nil: return what orders its events", 0)
    end
  end
  pool.held = pool.held + 1
  local behind = item.key ~= nil and pool.busy[item.key]
  if behind then
    behind.last = behind.last + 1
    behind[behind.last] = item
  else
    if item.key ~= nil then
      pool.busy[item.key] = { first = 1, last = 0 }
    end
    pool.ready[#pool.ready + 1] = item
    if pool.workers < pool.size then
      pool.workers = pool.workers + 1
      core.spawn(work, pool)
    end
  end
  wait_until(pool, pool.size * HELD - 1)
end

local function side_by_side(entry, call)
  local pool = {
    entry = entry, call = call, size = entry.concurrency, key_of = entry.key,
    workers = 0, held = 0, ready = {}, busy = {}, waiters = {},
  }
  pools[#pools + 1] = pool
  return function(event)
    submit(pool, event)
  end
end

--- Wait until no event is in the hands of a handler.
function M.wait()
  for _, pool in ipairs(pools) do
    wait_until(pool, 0)
  end
end

-- ---- options ----

local function check(options, level)
  local policy = options.on_error
  if policy and not POLICIES[policy] then
    error(("on_error is '%s', but must be 'stop', 'retry' or 'dead-letter'"):format(policy),
      level + 1)
  elseif options.attempts and (not policy or policy == "stop") then
    error("attempts is an option for on_error = 'retry' or 'dead-letter'", level + 1)
  elseif options.attempts and (options.attempts < 1 or options.attempts % 1 ~= 0) then
    error("attempts must be a whole number, 1 or more", level + 1)
  elseif options.key and not options.concurrency then
    error("key orders the events of a handler with concurrency: give that too", level + 1)
  elseif options.concurrency and
    (options.concurrency < 1 or options.concurrency > 10000 or options.concurrency % 1 ~= 0) then
    error("concurrency must be a whole number from 1 to 10000", level + 1)
  end
end

--- Take options of `on` into the entry of a handler, and make its call what they say.
--- @param entry moontail.Handler
--- @param options table
--- @param level integer whom to blame
function M.configure(entry, options, level)
  check(options, level + 1)
  for name, value in pairs(options) do
    entry[name] = value
  end
  local call = entry.call
  if entry.on_error and entry.on_error ~= "stop" then
    call = with_policy(entry, call)
  end
  if entry.concurrency then
    call = side_by_side(entry, call)
  end
  entry.call = call
end

return M
