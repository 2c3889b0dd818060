--- Breaks what is between a server and a job, and both of them, at random, while a writer goes on;
-- then what the job has written must be what the server has.
--   luajit tests/live/faults.lua --server mysql-9.7 --faults 200 --seed 7
local here = arg[0]:match "^(.*)/[^/]*$" or "."
package.path = here .. "/?.lua;" .. package.path
local shell = require "shell"
local link = require "link"
local job = require "job"
local options = require "options"
local socket = require "socket"

local HELP = [[
usage: luajit faults.lua [options]
  --server NAME      mariadb-10.11: of tests/servers/server
  --faults N         20
  --seed N           the time: same seed, same faults
  --port N           23460: of the server; the proxy takes the next two, the job's HTTP the third
  --network WHERE    proxy; or namespace: drops packets in a network namespace
  --lock HOW         off: what comes twice then is the job's own doing; on
  --heartbeat S      1: three of them are what a frozen link may take to be noticed
Exit status: 77 when the server or the namespace cannot be had here.
]]

local settings = options.parse(HELP, { server = "mariadb-10.11", faults = 20, seed = os.time(),
  port = 23460, network = "proxy", lock = "off",
  heartbeat = 1 })
local name = settings.server
local is_mysql = name:find "^mysql"
math.randomseed(settings.seed)

local SERVER_OPTIONS = "--binlog-row-metadata=FULL --sync-binlog=1 "
  .. (is_mysql and "--gtid-mode=ON --enforce-gtid-consistency=ON" or "")
local TYPES = is_mysql and "json,vector" or "uuid,inet4,inet6,json,compressed"

local dir = shell.temporary_folder()
local client = ("%s sql %s %s/data"):format(shell.SERVER, name, dir)
local wire, running, asking
local LIMIT = 2 * settings.heartbeat -- of the job's health
local silences = {} -- when nothing could come from the server: { from, to }
local counts = { restarts_of_job = 0, false_starts = 0 }

local function give_up(status, message)
  if running and not running:status() then running:stop "KILL" end
  if asking then shell.run("kill %s", asking) end
  shell.write(dir .. "/stop", "")
  shell.run("%s stop %s/data", shell.SERVER, dir)
  if wire then wire:stop() end
  io.stderr:write(message, "\n")
  if status ~= 77 then io.stderr:write("what is left of it is in ", dir, "\n") end
  os.exit(status)
end

---- The server ------------------------------------------------------------------------------------

local function start_server()
  local here_it_is, reason = shell.start_server(name, settings.port, dir, SERVER_OPTIONS,
    wire and wire.enter)
  if not here_it_is then give_up(77, reason) end
end

local function server_pid() return shell.read(dir .. "/data/mysqld.pid"):match "%d+" end

---- The job ---------------------------------------------------------------------------------------

local function arguments(more)
  return ("run %s/audit.lua --set file=%s/audit.jsonl --name faults --checkpoint place "
    .. "--checkpoint-interval 0.2 --heartbeat %g --lock %s --start earliest --tables 'work.*' "
    .. "--http %d --health-timeout %g "
    .. "--source mysql://repl@127.0.0.1:%d %s"):format(shell.must("realpath %s", here)
    :match "%S+", dir, settings.heartbeat, settings.lock, settings.port + 3, LIMIT,
    wire.port or settings.port, more or "")
end

local function start_job()
  running = job.start(dir, arguments(), wire.enter)
end

-- A job that is killed may leave half a line, which comes again as a whole.
local function end_torn_line()
  local f = io.open(dir .. "/audit.jsonl", "r+")
  if not f then return end
  f:seek("end", -1)
  if f:read(1) ~= "\n" then
    f:seek "end"
    f:write "\n"
    counts.torn = (counts.torn or 0) + 1
  end
  f:close()
end

---- Faults ----------------------------------------------------------------------------------------

local function between(least, most) return least + math.random() * (most - least) end

-- Nothing comes from the server for some time.
local function silence(begin, stop, least, most)
  begin()
  local began = socket.gettime()
  socket.sleep(between(least, most))
  silences[#silences + 1] = { began, socket.gettime() }
  stop()
end

-- Each leaves the server up and the link as it should be.
local FAULTS = {
  { "cut", 25, function() wire:set "cut" end },
  { "down", 10, function()
    silence(function() wire:set "down" end, function() wire:set "up" end, 0.1, 1.5)
  end },
  { "frozen", 15, function() -- for long enough to be noticed, or not
    silence(function() wire:set "freeze" end, function() wire:set "up" end, 0.2,
      6 * settings.heartbeat)
  end },
  { "slowed", 15, function()
    wire:set("slow " .. math.random(2000, 50000))
    socket.sleep(between(0.3, 2))
    wire:set "up"
  end },
  { "stopped", 5, function()
    local pid = server_pid()
    silence(function() shell.must("kill -STOP %s", pid) end,
      function() shell.must("kill -CONT %s", pid) end, 0.2, 6 * settings.heartbeat)
  end },
  { "restarted", 10, function()
    shell.run("%s stop %s/data", shell.SERVER, dir)
    start_server()
  end },
  { "killed", 10, function()
    shell.must("pid=%s; kill -9 $pid; while kill -0 $pid 2>/dev/null; do sleep 0.02; done",
      server_pid())
    start_server()
  end },
  { "job killed", 10, function()
    running:stop "KILL"
    end_torn_line()
    counts.restarts_of_job = counts.restarts_of_job + 1
    start_job()
  end },
}
local ONLY_BY_PROXY = { cut = true, down = true }

local function pick_fault()
  local total = 0
  for _, fault in ipairs(FAULTS) do total = total + fault[2] end
  local dice = math.random(total)
  for _, fault in ipairs(FAULTS) do
    dice = dice - fault[2]
    if dice <= 0 then return fault end
  end
end

local function do_fault()
  local fault
  repeat fault = pick_fault() until settings.network == "proxy" or not ONLY_BY_PROXY[fault[1]]
  counts[fault[1]] = (counts[fault[1]] or 0) + 1
  fault[3]()
  socket.sleep(between(0, 1))
  local last = ("\n" .. running:log()):match "\n([^\n]*)\n$"
  if running:status() == 1 and last:find "^moontail: mysql://.*%(20[012]%d%)" then
    -- it began while nobody answered: what watches over it would start it again
    counts.false_starts = counts.false_starts + 1
    start_job()
  elseif running:status() then
    give_up(1, ("the job ended with status %d after '%s'; its log ends with\n%s"):format(
      running:status(), fault[1], running:log():sub(-3000)))
  end
end

---- What came of it -------------------------------------------------------------------------------

local function check(command, ...)
  local output, status = shell.run(command, ...)
  if status ~= 0 then give_up(1, output) end
  return output
end

-- The same id, the same line: what came twice can be told by it.
local function count_lines()
  local seen, lines, twice = {}, 0, 0
  for line in io.lines(dir .. "/audit.jsonl") do
    local id = line:match '"id":"([^"]*)"'
    if line:sub(-1) == "}" then
      lines = lines + 1
      if seen[id] == line then
        twice = twice + 1
      elseif seen[id] then
        give_up(1, ("two changes have the id %s:\n%s\n%s"):format(id, seen[id], line))
      end
      seen[id] = line
    end
  end
  return lines, twice
end

---- What it said of its health --------------------------------------------------------------------

-- For how long nothing had come then, because of us.
local function silent_for(when)
  for _, silent in ipairs(silences) do
    if when > silent[1] and when < silent[2] then return when - silent[1] end
  end
  return 0
end

-- While what it writes grows it must be well; when it was long without its source it must not.
-- Returns how often it said what, for people.
local function check_health()
  local well, unwell, silent = 0, 0, 0
  local size, grown = 0, 0
  for line in io.lines(dir .. "/health") do
    local when, length, status, said = line:match "^(%S+) (%d+) (%d+) (.*)$"
    when, length = tonumber(when), tonumber(length)
    if not when then break end
    if length > size then grown = when end
    size = length
    local lasts = silent_for(when)
    if status == "503" and when == grown then
      give_up(1, ("at %s the job delivered, and said that it was not well: %s"):format(when, said))
    elseif status == "200" and lasts > LIMIT + settings.heartbeat + 0.5 then
      give_up(1, ("at %s the job had no source for %.1f s, and said that it was well: %s"):format(
        when, lasts, said))
    end
    well = well + (status == "200" and 1 or 0)
    unwell = unwell + (status == "503" and 1 or 0)
    silent = silent + (status == "0" and 1 or 0)
  end
  if well == 0 then give_up(1, "the job never said that it was well") end
  return ("%d times well, %d times not, %d times no answer"):format(well, unwell, silent)
end

local function drop_torn_lines()
  check("sed -i '/}$/!d' %s/audit.jsonl", dir)
end

local function print_counts(lines, twice, seconds, health)
  local list = {}
  for _, fault in ipairs(FAULTS) do
    if counts[fault[1]] then list[#list + 1] = fault[1] .. " " .. counts[fault[1]] end
  end
  local _, lost = running:log():gsub("connecting again", "")
  print(("%s, %s, seed %d: %d faults (%s) in %.0f s; %d changes, %d of them twice after %d kills "
    .. "of the job; the link was lost %d times; health: %s; nothing is missing"):format(name,
    settings.network, settings.seed, settings.faults, table.concat(list, ", "), seconds, lines,
    twice, counts.restarts_of_job, lost, health))
end

local function main()
  if settings.network == "namespace" then
    local reason
    wire, reason = link.namespace()
    if not wire then give_up(77, reason) end
  end
  start_server()
  wire = wire or link.proxy(settings.port + 1, settings.port)
  local began = socket.gettime()
  shell.must("luajit %s/workload.lua --flavour %s --seed %d --with %s --tables | %s", here,
    name:match "^%a+", settings.seed, TYPES, client)
  shell.must("( luajit %s/workload.lua --flavour %s --seed %d --changes 100000000 --with %s "
    .. "--max-transaction 300 | luajit %s/feed.lua %s/stop %s; touch %s/fed ) > %s/feed.log 2>&1 &",
    here, name:match "^%a+", settings.seed, TYPES, here, dir, client, dir, dir)
  start_job()
  asking = shell.must("%s luajit %s/ask.lua %d %s/audit.jsonl > %s/health 2>&1 & echo $!",
    wire.enter or "", here, settings.port + 3, dir, dir):match "%d+"
  for _ = 1, settings.faults do do_fault() end
  shell.write(dir .. "/stop", "")
  if not job.wait_for(30, function() return io.open(dir .. "/fed") end) then
    give_up(1, "the writer does not end")
  end
  if running:stop() ~= 0 then give_up(1, running:log():sub(-3000)) end
  shell.must("kill %s", asking)
  asking = nil
  local health = check_health()
  running = job.start(dir, arguments "--until end", wire.enter)
  if running:await_end(60) ~= 0 then give_up(1, running:log():sub(-3000)) end

  drop_torn_lines()
  local lines, twice = count_lines()
  if twice > 0 and counts.restarts_of_job == 0 and settings.lock == "off" then
    give_up(1, twice .. " changes came twice, and the job was never killed")
  end
  check("luajit %s/replay.lua --client '%s' %s/audit.jsonl", here, client, dir)
  check("luajit %s/compare.lua --client '%s'", here, client)
  print_counts(lines, twice, socket.gettime() - began, health)
  shell.stop_server(dir)
  wire:stop()
end

local ok, message = xpcall(main, debug.traceback)
if not ok then give_up(1, message) end
