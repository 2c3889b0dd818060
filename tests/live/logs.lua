--- Logs of real servers with every kind of event that can be made there (tests/exact/events.sql).
local shell = require "shell"
local logs = {}

-- The statements of events.sql that are for this server; server: its name and options.
local function statements(server, folder)
  local list, wanted = {}, true
  for line in io.lines "tests/exact/events.sql" do
    local only = line:match "^%-%- only (.*)"
    if only then
      wanted = false
      for part in only:gmatch "%S+" do
        wanted = wanted or part == "." or server:find(part, 1, true) ~= nil
      end
    elseif wanted then
      list[#list + 1] = line:gsub("FOLDER", folder)
    end
  end
  return table.concat(list, "\n")
end

--- Start a server and fill its log; false and the reason where it cannot be had.
function logs.fill(name, port, folder, options)
  shell.write(folder .. "/small", "short\n")
  shell.write(folder .. "/large", ("a line of the large file\n"):rep(20000))
  shell.write(folder .. "/events.sql", statements(name .. " " .. options, folder))
  local here, reason = shell.start_server(name, port, folder, options)
  if not here then return false, reason end
  shell.must("%s sql %s %s/data --default-character-set=utf8mb4 < %s/events.sql", shell.SERVER,
    name, folder, folder)
  return true
end

--- The paths of a server's log files, in order.
function logs.files(folder)
  local files = {}
  for path in shell.read(folder .. "/data/binlog.index"):gmatch "[^\n]+" do
    files[#files + 1] = folder .. "/data/" .. path:match "[^/]+$"
  end
  return files
end

return logs
