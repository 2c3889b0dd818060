--- Runs the program as its users do, as a process of its own, and tells what came out.
---
---     local run = require "spec.support.run"
---     local done = run.script([[ print(moontail.VERSION) ]], { "--source", run.sample "shop" })
---     assert.equal(0, done.status)
local M = {}

local function quote(text)
  return "'" .. text:gsub("'", "'\\''") .. "'"
end

local function capture(command)
  local pipe = assert(io.popen(command, "r"))
  local text = pipe:read "*a"
  pipe:close()
  return text
end

--- What a shell command prints, without the last newline.
function M.shell(format, ...)
  return (capture(format:format(...)):gsub("\n$", ""))
end

-- the very program that runs the specs
M.binary = os.getenv "MOONTAIL" or M.shell "readlink /proc/$PPID/exe"

local folders = {}

--- A new empty folder; M.clean removes all of them.
function M.folder()
  local path = M.shell "mktemp -d"
  folders[#folders + 1] = path
  return path
end

function M.clean()
  for _, path in ipairs(folders) do
    os.execute("rm -rf " .. quote(path))
  end
  folders = {}
end

function M.sample(name)
  return ("spec/samples/%s.binlog"):format(name)
end

function M.read(path)
  local f = io.open(path, "rb")
  if not f then
    return nil
  end
  local text = f:read "*a"
  f:close()
  return text
end

function M.write(path, text)
  local f = assert(io.open(path, "wb"))
  f:write(text)
  f:close()
  return path
end

--- The lines of a text as a list.
function M.lines(text)
  local list = {}
  for line in text:gmatch "[^\n]+" do
    list[#list + 1] = line
  end
  return list
end

--- Lines of JSON, each decoded.
function M.decoded(lines)
  local moontail = require "moontail"
  local list = {}
  for i, line in ipairs(lines) do
    list[i] = moontail.json_decode(line)
  end
  return list
end

local function command_line(arguments, environment)
  local words = { environment or "", quote(M.binary) }
  for _, argument in ipairs(arguments) do
    words[#words + 1] = quote(tostring(argument))
  end
  return table.concat(words, " ")
end

--- @class spec.Run
--- @field status integer
--- @field out string
--- @field err string
--- @field lines string[] of out

--- moontail ARGUMENTS; environment: "NAME=value ..." for a shell.
--- @return spec.Run
function M.moontail(arguments, environment)
  local folder = M.folder()
  local status = M.shell("%s >%s/out 2>%s/err </dev/null; echo $?",
    command_line(arguments, environment), folder, folder)
  local out = M.read(folder .. "/out")
  return {
    status = tonumber(status), out = out, err = M.read(folder .. "/err"), lines = M.lines(out),
  }
end

--- The same in the background: its process id, and the files that its output goes to.
function M.start(arguments, environment)
  local folder = M.folder()
  local pid = M.shell("%s >%s/out 2>%s/err </dev/null & echo $!",
    command_line(arguments, environment), folder, folder)
  return { pid = pid, out = folder .. "/out", err = folder .. "/err" }
end

function M.alive(process)
  return os.execute("kill -0 " .. process.pid .. " 2>/dev/null") == 0
end

--- Wait in this runtime's loop, for at most some seconds, until a condition holds.
function M.wait_for(seconds, condition)
  local moontail = require "moontail"
  local deadline = moontail.now() + seconds
  while moontail.now() < deadline do
    if condition() then
      return true
    end
    moontail.sleep(0.02)
  end
  return condition() and true or false
end

--- Run a script, given as text. `moontail` is required already; without --checkpoint there is none.
--- @return spec.Run
function M.script(text, arguments)
  local path = M.write(M.folder() .. "/script.lua", 'local moontail = require "moontail"; ' .. text)
  local all, has_checkpoint = { "run", path }, false
  for _, argument in ipairs(arguments or {}) do
    all[#all + 1] = argument
    has_checkpoint = has_checkpoint or argument == "--checkpoint"
  end
  if not has_checkpoint then
    all[#all + 1] = "--checkpoint"
    all[#all + 1] = "none"
  end
  return M.moontail(all)
end

return M
