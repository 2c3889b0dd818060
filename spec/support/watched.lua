--- A job with --http, and the way to ask it.
---
---     local job = watched.start(script_text, { "--source", run.sample "shop", "--follow" })
---     local answer = job:get "/metrics"   -- { status, reason, headers, body }
local run = require "spec.support.run"
local socket = require "socket"

local M = {}
local Job = {}
Job.__index = Job

local SECONDS = 5

--- The address that a job listens on, by its log.
function M.address(log)
  local host, port = log:match "listening on http://([%d.]+):(%d+)/"
  return host, tonumber(port)
end

--- Bytes sent as they are; what comes back until the other side closes, or falls silent.
function M.exchange(host, port, bytes, seconds)
  local link = assert(socket.connect(host, port))
  link:settimeout(seconds or SECONDS)
  link:send(bytes)
  local text, _, part = link:receive "*a"
  link:close()
  return text or part or ""
end

--- The parts of an answer; nil where it is none.
function M.parse(text)
  local status, reason, rest = text:match "^HTTP/1%.[01] (%d%d%d) ([^\r\n]*)\r\n(.*)$"
  local head, body = (rest or ""):match "^(.-\r\n)\r\n(.*)$"
  if not head then
    return nil
  end
  local headers = {}
  for name, value in head:gmatch "([^:\r\n]+): *([^\r\n]*)\r\n" do
    headers[name:lower()] = value
  end
  return { status = tonumber(status), reason = reason, headers = headers, body = body }
end

--- A request; headers: lines.
function M.request(host, port, method, path, headers, seconds)
  local lines = { ("%s %s HTTP/1.1"):format(method, path), "Host: localhost", "Connection: close" }
  for _, line in ipairs(headers or {}) do
    if line:find "^Host:" then
      table.remove(lines, 2)
    end
    lines[#lines + 1] = line
  end
  return M.parse(M.exchange(host, port, table.concat(lines, "\r\n") .. "\r\n\r\n", seconds))
end

--- `moontail` is required already; the port is a free one.
function M.start(script, arguments, environment)
  local path = run.write(run.folder() .. "/watched.lua",
    'local moontail = require "moontail"; ' .. script)
  local all = { "run", path, "--http", "127.0.0.1:0" }
  for _, argument in ipairs(arguments) do
    all[#all + 1] = argument
  end
  local process = run.start(all, environment)
  local self = setmetatable({ process = process, script = path }, Job)
  run.wait_for(SECONDS, function()
    self.host, self.port = M.address(run.read(process.err))
    return self.port or not run.alive(process)
  end)
  assert(self.port, run.read(process.err))
  return self
end

function Job:get(path, headers)
  return assert(M.request(self.host, self.port, "GET", path, headers))
end

function Job:log()
  return run.read(self.process.err)
end

--- Also when nobody has taken its exit status yet.
function Job:alive()
  local state = run.read(("/proc/%s/stat"):format(self.process.pid))
  return state ~= nil and not state:find "%) Z"
end

function Job:signal(name)
  os.execute(("kill -%s %s 2>/dev/null"):format(name, self.process.pid))
end

function Job:stop()
  self:signal "TERM"
  run.wait_for(SECONDS, function() return not self:alive() end)
  self:signal "KILL"
end

return M
