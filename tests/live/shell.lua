--- Commands of the shell, for the live tests.
local shell = {}

shell.SERVER = "tests/servers/server"
shell.PROGRAM = os.getenv "MOONTAIL" or "build/moontail"
--- The exit status of tests/servers/server where a server cannot be had.
shell.NOT_HERE = 77

--- Its output (both streams) and exit status, which LuaJIT's pipes do not tell.
--- @return string output, integer status
function shell.run(command, ...)
  command = command:format(...)
  local pipe = assert(io.popen("( " .. command .. "\n) 2>&1 < /dev/null; echo $?"))
  local output, status = pipe:read "*a":match "^(.-)(%d+)%s*$"
  pipe:close()
  return output, tonumber(status)
end

--- The output of a command that must succeed.
function shell.must(command, ...)
  local output, status = shell.run(command, ...)
  assert(status == 0, command:format(...) .. "\n" .. output)
  return output
end

function shell.temporary_folder()
  return (shell.must "mktemp -d":gsub("%s+$", ""))
end

--- In memory where there is room for a server: its many syncs then cost nothing.
function shell.fast_folder()
  local room = tonumber((shell.run "df -m --output=avail /dev/shm | tail -1"))
  if room and room > 1024 then
    return (shell.must "mktemp -d -p /dev/shm":gsub("%s+$", ""))
  end
  return shell.temporary_folder()
end

function shell.read(path)
  local f = assert(io.open(path))
  local text = f:read "*a"
  f:close()
  return text
end

function shell.write(path, text)
  local f = assert(io.open(path, "w"))
  f:write(text)
  f:close()
end

--- Start a server; false and the reason where it cannot be had. inside: a command that runs
--- another one.
function shell.start_server(name, port, folder, options, inside)
  local output, status = shell.run("%s %s start %s %d %s/data %s", inside or "", shell.SERVER,
    name, port, folder, options or "")
  if status == shell.NOT_HERE then
    return false, output
  end
  assert(status == 0, output)
  return true
end

function shell.stop_server(folder)
  shell.run("%s stop %s/data; rm -rf %s %s.err", shell.SERVER, folder, folder, folder)
end

return shell
