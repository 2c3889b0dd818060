-- A memcached of a test's own: `local server = memcached.start(port)`, `server:stop()`.
local socket = require "socket"

local M = {}
local Server = {}
Server.__index = Server

local function run(format, ...)
  return os.execute(format:format(...) .. " >/dev/null 2>&1") == 0
end

--- Whether the tests that need a server can run here.
function M.is_installed()
  return run "command -v memcached"
end

--- options: further arguments of memcached.
function M.start(port, options)
  local self = setmetatable({
    port = port, options = options or "", url = "memcached://127.0.0.1:" .. port,
  }, Server)
  self:run_again()
  return self
end

--- Start it again after `kill`; it remembers nothing. It ends by itself after two minutes, should
--- the tests die before they stop it.
function Server:run_again()
  local pipe = io.popen(("timeout 120 memcached -u root -l 127.0.0.1 -p %d %s >/dev/null 2>&1 & " ..
    "echo $!"):format(self.port, self.options))
  self.guard = pipe:read "*n"
  pipe:close()
  for _ = 1, 500 do
    self.link = socket.connect("127.0.0.1", self.port)
    if self.link then
      self.link:settimeout(10)
      self.pid = tonumber(self:stats().pid)
      return
    end
    socket.sleep(0.02)
  end
  error "memcached does not answer"
end

--- kill -9.
function Server:kill()
  if self.pid then
    self.link:close()
    run("kill -9 %d", self.pid)
    run("while kill -0 %d; do sleep 0.01; done", self.guard)
    self.pid = nil
  end
end

Server.stop = Server.kill

function Server:pause()
  assert(run("kill -STOP %d", self.pid))
end

function Server:resume()
  assert(run("kill -CONT %d", self.pid))
end

--- Send a line of the protocol; the first line of the answer.
function Server:ask(line)
  assert(self.link:send(line .. "\r\n"))
  return (assert(self.link:receive "*l"):gsub("\r$", ""))
end

--- Keep many keys, each with its own name as the value.
function Server:fill(keys)
  local lines = {}
  for i, key in ipairs(keys) do
    lines[i] = ("set %s 0 0 %d noreply\r\n%s\r\n"):format(key, #key, key)
  end
  assert(self.link:send(table.concat(lines)))
  assert(self:ask "version":find "^VERSION")
end

--- What it has for a key; nil: nothing.
function Server:get(key)
  local length = tonumber(self:ask("get " .. key):match "^VALUE %S+ %d+ (%d+)")
  if not length then
    return nil
  end
  local value = assert(self.link:receive(length + 2)):sub(1, -3)
  assert(self.link:receive "*l") -- END
  return value
end

--- How many of these keys it has.
function Server:count(keys)
  local count = 0
  for i = 1, #keys, 100 do
    local line = self:ask("get " .. table.concat(keys, " ", i, math.min(i + 99, #keys)))
    while line ~= "END" do
      count = count + 1
      assert(self.link:receive(line:match "(%d+)\r?$" + 2))
      line = assert(self.link:receive "*l"):gsub("\r$", "")
    end
  end
  return count
end

function Server:stats()
  local stats, line = {}, self:ask "stats"
  while line ~= "END" do
    local name, value = line:match "^STAT (%S+) (.*)$"
    stats[name] = value
    line = assert(self.link:receive "*l"):gsub("\r$", "")
  end
  return stats
end

return M
