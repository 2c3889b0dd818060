--- The clock of a run: it stands still, until the test moves it or a handler sleeps.
---
--- Nobody waits for it really. When all that can go on has done so, and what is left sleeps, the
--- clock moves to the moment when the first of the sleepers wakes; what `moontail.every` calls on
--- the way is called.
local core = require "moontail.core"

--- @class moontail.testing.Clock
--- @field now number seconds since the epoch
local Clock = {}
Clock.__index = Clock

-- Turns of the event loop after which nothing more happens by itself.
local TURNS = 4

local function settle()
  for _ = 1, TURNS do
    core.sleep(0)
  end
end

--- @param now number
--- @param call fun(f: function) calls what is due, and waits until it is done
--- @return moontail.testing.Clock
local function new(now, call)
  return setmetatable({ now = now, call = call, due = {}, sleeping = 0, count = 0 }, Clock)
end

local function add(self, entry)
  self.count = self.count + 1
  entry.number = self.count
  self.due[#self.due + 1] = entry
  table.sort(self.due, function(a, b)
    return a.at < b.at or (a.at == b.at and a.number < b.number)
  end)
end

--- What is due first goes on.
local function take_first(self)
  local entry = table.remove(self.due, 1)
  self.now = math.max(self.now, entry.at)
  if entry.waiter then
    self.sleeping = self.sleeping - 1
    entry.waiter:wake()
    settle()
  else
    add(self, { at = self.now + entry.period, period = entry.period, call = entry.call })
    self.call(entry.call)
  end
end

local function tick(self)
  settle()
  while self.sleeping > 0 do
    take_first(self)
    settle()
  end
  self.ticking = false
end

--- Sleep: wait until the clock has moved on.
--- @param seconds number
function Clock:sleep(seconds)
  local waiter = core.waiter()
  add(self, { at = self.now + seconds, waiter = waiter })
  self.sleeping = self.sleeping + 1
  if not self.ticking then
    self.ticking = true
    core.spawn(tick, self)
  end
  waiter:wait()
end

--- Call a function each time so many seconds have passed.
--- @param seconds number
--- @param call fun()
function Clock:every(seconds, call)
  add(self, { at = self.now + seconds, period = seconds, call = call })
end

--- Move the clock, and do all that is due on the way.
--- @param seconds number
function Clock:advance(seconds)
  local goal = self.now + seconds
  while self.due[1] and self.due[1].at <= goal do
    take_first(self)
  end
  self.now = math.max(self.now, goal)
end

return { new = new }
