--- A job in the background, for the live tests.
local shell = require "shell"
local socket = require "socket"

local Job = {}
Job.__index = Job

--- Whether a condition holds within some seconds.
local function wait_for(seconds, condition)
  local deadline = socket.gettime() + seconds
  repeat
    if condition() then return true end
    socket.sleep(0.01)
  until socket.gettime() > deadline
  return false
end

local job = { wait_for = wait_for }

--- moontail ARGUMENTS in a folder, which gets its output (out), its log and its status.
--- inside: a command that runs another one, as link.namespace().enter.
function job.start(folder, arguments, inside)
  local self = setmetatable({ folder = folder }, Job)
  local program = shell.must("realpath %s", shell.PROGRAM):gsub("%s+$", "")
  shell.must("cd %s; rm -f status; : > pid; touch out log", folder)
  local command = ("MOONTAIL_PASSWORD=replpw %s %s %s"):format(inside or "", program, arguments)
  shell.must("cd %s; ( %s >> out 2>> log & echo $! > pid; wait $!; echo $? > status ) "
    .. "> /dev/null 2>&1 & sleep 0.01", folder, command)
  assert(wait_for(5, function() return shell.read(folder .. "/pid"):find "%d\n" end))
  self.pid = shell.read(folder .. "/pid"):match "%d+"
  return self
end

function Job:log() return shell.read(self.folder .. "/log") end
function Job:out() return shell.read(self.folder .. "/out") end

--- Its exit status, or nil while it runs.
function Job:status()
  local f = io.open(self.folder .. "/status")
  local status = f and f:read "*n"
  if f then f:close() end
  return status
end

--- How long it takes until its log (out: its output) has the words; raises after some seconds.
function Job:await(seconds, words, out)
  local began = socket.gettime()
  local found = wait_for(seconds, function()
    return (out and self:out() or self:log()):find(words, 1, true)
  end)
  if not found then
    error(("not within %g s: %s\n%s"):format(seconds, words, self:log()), 2)
  end
  return socket.gettime() - began
end

--- Its exit status, once it has ended by itself; raises after some seconds.
function Job:await_end(seconds)
  if not wait_for(seconds, function() return self:status() end) then
    error("it still runs\n" .. self:log(), 2)
  end
  return self:status()
end

--- SIGTERM, or another signal; its exit status.
function Job:stop(signal)
  shell.run("kill -%s %s", signal or "TERM", self.pid)
  return self:await_end(15)
end

return job
