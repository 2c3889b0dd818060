--- What a sink needs that sends one thing after another and must not lose any: a queue bounded in
--- bytes, workers that send, trying again, and the place in the checkpoint.
---
---     local out = queue.new {
---       name = "webhook",
---       send = function(item)          -- may wait; called again until it does not return nil
---         local ok, reason, after = post(item)
---         return ok, reason, after     -- nil, why [, seconds to wait]: try again
---       end,
---     }
---     out:push(item, #item)            -- queued; waits while too much is
---
--- `send` returns true when the item is safe; nil and a reason to be called again, after a pause
--- that doubles each time (or after the seconds it asks for); false and a reason when trying again
--- is of no use: the job stops, naming the event that the item belongs to.
local core = require "moontail.core"
local moontail = require "moontail"
local option = require "moontail.options"

--- @class moontail.queue
local M = {}

--- @class moontail.queue.Options
--- @field name string for messages
--- @field send fun(item: any): boolean?, string?, number?
--- @field workers? integer how many items are sent side by side, in no fixed order; 1: in order
--- @field max_pending? integer bytes queued beyond which handlers wait; 4 MiB
--- @field batch? fun(first: any, more: fun(fits: function): any): any one item made of several
--- @field max_attempts? integer give up after so many; none: never
--- @field max_pause? number seconds between attempts, at most; 30
--- @field gave_up? fun(reason: string) called when it has failed for good
--- @field check? fun(): boolean?, string? as of a sink

--- @class moontail.queue.Queue
--- @field pending integer bytes that are not safe yet
--- @field retries integer attempts that failed, ever
local Queue = {}
Queue.__index = Queue

local FIRST_PAUSE = 0.1

-- An entry: { item, bytes, origin }. Entries wait between `first` and `last`, by number.

local function wake_all(waiters)
  for i = #waiters, 1, -1 do
    waiters[i]:wake()
    waiters[i] = nil
  end
end

local function release(self, bytes)
  self.pending = self.pending - bytes
  self.unsafe = self.unsafe - 1
  if self.pending <= self.max_pending / 2 then
    wake_all(self.writers)
  end
  if self.unsafe == 0 then
    wake_all(self.flushers)
  end
end

local function give_up(self, entry, reason)
  self.failure = ("%s: %s"):format(self.name, reason)
  core.sink_failed(self.failure, entry.origin)
  wake_all(self.writers)
  wake_all(self.flushers)
  if self.gave_up then
    self.gave_up(self.failure)
  end
end

--- Send an entry, however often it takes; false: it failed for good.
local function send(self, entry)
  local pause, attempts = FIRST_PAUSE, 0
  while not self.failure do
    local ok, reason, after = self.send(entry.item)
    if ok then
      if attempts > 0 then
        moontail.log.info("%s: it works again", self.name)
      end
      self.trouble, self.down_since = nil, nil
      return true
    end
    attempts = attempts + 1
    self.retries = self.retries + 1
    self.trouble, self.down_since = reason, self.down_since or core.clock()
    if ok == false or (self.max_attempts and attempts >= self.max_attempts) then
      give_up(self, entry, attempts > 1 and ("%s (after %d attempts)"):format(reason, attempts)
        or reason)
      return false
    end
    if attempts == 1 then
      moontail.log.warn("%s: %s; trying again until it works", self.name, reason)
    end
    core.sleep(after or pause)
    pause = math.min(pause * 2, self.max_pause)
  end
  return false
end

local function take(self)
  local entry = self.entries[self.first]
  if entry then
    self.entries[self.first] = nil
    self.first = self.first + 1
  end
  return entry
end

--- Several that wait become one, when the sink can send them so.
local function join(self, entry)
  if not self.batch then
    return entry, entry.bytes, 1
  end
  local bytes, count = entry.bytes, 1
  local item = self.batch(entry.item, function(fits)
    local more = self.entries[self.first]
    if not more or not fits(more.item) then
      return nil
    end
    take(self)
    bytes, count = bytes + more.bytes, count + 1
    return more.item
  end)
  return { item = item, origin = entry.origin }, bytes, count
end

local function work(self)
  while not self.failure do
    local entry = take(self)
    if entry then
      local joined, bytes, count = join(self, entry)
      if send(self, joined) then
        self.unsafe = self.unsafe - count + 1
        release(self, bytes)
      end
    else
      local idle = core.waiter()
      self.idle[#self.idle + 1] = idle
      idle:wait()
    end
  end
end

local function start(self)
  if self.running < self.workers then
    self.running = self.running + 1
    core.spawn(work, self)
  end
end

--- Queue an item; wait while more than `max_pending` bytes are queued.
--- @param item any
--- @param bytes integer what it takes
--- @return boolean? ok, string? err
function Queue:push(item, bytes)
  if self.failure then
    return nil, self.failure
  end
  self.last = self.last + 1
  self.entries[self.last] = { item = item, bytes = bytes, origin = core.origin() }
  self.pending = self.pending + bytes
  self.unsafe = self.unsafe + 1
  local idle = table.remove(self.idle)
  if idle then
    idle:wake()
  else
    start(self)
  end
  while self.pending > self.max_pending and not self.failure do
    local writer = core.waiter()
    self.writers[#self.writers + 1] = writer
    writer:wait()
  end
  if self.failure then
    return nil, self.failure
  end
  return true
end

--- Wait until everything queued is safe.
--- @return boolean? ok, string? err
function Queue:flush()
  while self.unsafe > 0 and not self.failure do
    local flusher = core.waiter()
    self.flushers[#self.flushers + 1] = flusher
    flusher:wait()
  end
  if self.failure then
    return nil, self.failure
  end
  return true
end

--- A `batch` for items that are texts: a list of as many as there are, up to some bytes.
--- @param most integer
--- @return fun(first: string, more: fun(fits: function): string): string[]
function M.lists(most)
  return function(first, more)
    local list, bytes = { first }, #first
    local function fits(item)
      return bytes + #item <= most
    end
    for item in more, fits do
      list[#list + 1] = item
      bytes = bytes + #item
    end
    return list
  end
end

local OPTIONS = {
  name = "string", send = "function", workers = "number", max_pending = "number",
  batch = "function", max_attempts = "number", max_pause = "number", gave_up = "function",
  check = "function",
}

--- A queue that has joined the checkpoint.
--- @param options moontail.queue.Options
--- @return moontail.queue.Queue
function M.new(options)
  if type(options) ~= "table" or not options.name or not options.send then
    error("bad argument #1 to 'new' (a table with 'name' and 'send' expected)", 2)
  end
  option.check("queue.new", options, OPTIONS, 2)
  local self = setmetatable({
    name = options.name, send = options.send, batch = options.batch,
    workers = options.workers or 1, max_pending = options.max_pending or 4 * 1024 * 1024,
    max_attempts = options.max_attempts, max_pause = options.max_pause or 30,
    gave_up = options.gave_up,
    entries = {}, first = 1, last = 0, pending = 0, unsafe = 0, running = 0, retries = 0,
    idle = {}, writers = {}, flushers = {},
  }, Queue)
  moontail.sink {
    name = options.name,
    flush = function() return self:flush() end,
    stats = function()
      return {
        up = not self.down_since, detail = self.trouble,
        down_for = self.down_since and core.clock() - self.down_since,
        pending_bytes = self.pending, retries = self.retries,
      }
    end,
    check = options.check,
  }
  return self
end

return M
