-- A Redis server of a test's own: `local server = redis_server.start(port)`, `server:stop()`.
local M = {}
local Server = {}
Server.__index = Server

local function run(format, ...)
  return os.execute(format:format(...) .. " >/dev/null 2>&1") == 0
end

local function wait_until(what, condition)
  for _ = 1, 1000 do
    if condition() then
      return
    end
    os.execute("sleep 0.02")
  end
  error("waited in vain until " .. what)
end

--- Whether the tests that need a server can run here.
function M.is_installed()
  return run("command -v redis-server")
end

--- options: further arguments of redis-server.
function M.start(port, options)
  local pipe = io.popen("mktemp -d")
  local self = setmetatable({
    port = port, options = options or "", directory = pipe:read("*l"),
    url = "redis://127.0.0.1:" .. port,
  }, Server)
  pipe:close()
  self.socket = self.directory .. "/socket"
  self:run_again()
  return self
end

--- Start it again after `kill`, with what it had saved. It ends by itself after two minutes,
--- should the tests die before they stop it.
function Server:run_again()
  os.remove(self.directory .. "/pid")
  os.execute(("timeout 120 redis-server --port %d --bind 127.0.0.1 --dir %s --unixsocket %s " ..
    "--pidfile %s/pid --appendonly yes --appendfsync always --save '' %s >%s/log 2>&1 &")
    :format(self.port, self.directory, self.socket, self.directory, self.options, self.directory))
  wait_until("redis-server answers", function()
    return self:cli_output("ping 2>/dev/null") == "PONG"
  end)
  local pid = assert(io.open(self.directory .. "/pid"))
  self.pid = pid:read("*n")
  pid:close()
end

local function is_running(pid)
  return run("kill -0 %d", pid)
end

--- kill -9.
function Server:kill()
  if self.pid then
    local pid = self.pid
    self.pid = nil
    run("kill -CONT %d", pid)
    run("kill -9 %d", pid)
    wait_until("redis-server is dead", function() return not is_running(pid) end)
  end
end

function Server:pause()
  assert(run("kill -STOP %d", self.pid))
end

function Server:resume()
  assert(run("kill -CONT %d", self.pid))
end

--- Run redis-cli with these arguments; its output without the last newline.
function Server:cli_output(arguments)
  local pipe = io.popen(("redis-cli -s %s %s %s"):format(self.socket, self.cli or "", arguments))
  local output = pipe:read("*a")
  pipe:close()
  return (output:gsub("\n$", ""))
end

function Server:stop()
  self:kill()
  os.execute("rm -rf " .. self.directory)
end

return M
