-- Measures and reports; tests/bench/run has made the loads and started the servers.
package.path = "tests/bench/?.lua;" .. package.path
local peers = require "peers"
local env = os.getenv
local build, data, work = env "BUILD", env "BENCH_DATA", env "BENCH_WORK"
local all_rows, big_rows = tonumber(env "ROWS"), tonumber(env "BENCH_ROWS")
local port, rounds = tonumber(env "BENCH_PORT"), tonumber(env "ROUNDS")
local long = env "LONG" == "1" -- the one large transaction, and nothing else
local moontail = build .. "/moontail"
local redis_port, http_port = port + 2, port + 3

local function read(path, what)
  local file = io.open(path, "r")
  local text = file and file:read(what or "*a")
  if file then file:close() end
  return text
end

local function output_of(command)
  local pipe = assert(io.popen(command .. " 2>/dev/null"))
  local text = pipe:read "*a"
  pipe:close()
  return (text:gsub("%s+$", ""))
end

-- ---- what is measured ----

local servers = {
  mariadb = { port = port, folder = data .. "/mariadb" },
  mysql = { port = port + 1, folder = data .. "/mysql" },
}
for _, server in pairs(servers) do server.pid = read(server.folder .. "/mysqld.pid", "*l") end

local loads = {
  a = { server = servers.mariadb, rows = all_rows, columns = "a" },
  b = { server = servers.mariadb, rows = all_rows, columns = "b" },
  big = { server = servers.mariadb, rows = big_rows, columns = "a" },
  zstd = { server = servers.mysql, rows = all_rows / 5, columns = "b", table = "load_b" },
}
for name, load in pairs(loads) do
  local place = read(data .. "/" .. name)
  if place then
    load.name = name
    load.file, load.position = place:match "(%S+)%s+(%d+)"
    load.bytes = tonumber(load.position)
    load.path = load.server.folder .. "/" .. load.file
  end
end

local function run(load, mode, more)
  return ("%s run tests/bench/modes.lua --set mode=%s --set load=%s --set table=%s "
    .. "--checkpoint none --set counts=%s %s"):format(moontail, mode, load.columns,
    load.table or "load_" .. load.name, work .. "/counts", more)
end

local function from_server(load)
  local options = "--source mysql://repl@127.0.0.1:%d --ssl-mode DISABLED "
    .. "--start %s:4 --until %s:%s"
  return options:format(load.server.port, load.file, load.file, load.position)
end

local out = work .. "/out.jsonl"
local redis_url = "redis://127.0.0.1:" .. redis_port

local function live(mode, more)
  return function(load) return run(load, mode, from_server(load) .. " " .. (more or "")) end
end

local function of_file(mode, more)
  return function(load) return run(load, mode, "--source " .. load.path .. " " .. (more or "")) end
end

local function raw_live(load)
  return ("%s/raw live %d repl replpw %s"):format(work, load.server.port, load.file)
end

local function raw_file(load) return ("%s/raw file %s"):format(work, load.path) end

local function inflate(load) return ("%s/inflate %s"):format(work, load.path) end

local function server_binlog(load)
  return "tests/servers/server binlog mariadb-10.11 -vv --base64-output=DECODE-ROWS " .. load.path
end

local function dump(load) return ("%s dump --format json %s"):format(moontail, load.path) end

local function redis_benchmark(load)
  return ("redis-benchmark -p %d -P 64 -n %d -r %d -q DEL user:__rand_int__"):format(redis_port,
    load.rows, load.rows)
end

-- name, command, wall: the name of the case that it is compared with, in the same round;
-- server: does the server take part.
local to_file = ("--set out=%s"):format(out)
local to_redis = ("--set redis=%s"):format(redis_url)
local both = {
  { "raw reader, live", raw_live, server = true },
  { "nobody wants the table, live", live "none", mode = "none", wall = "raw reader, live",
    server = true },
  { "two columns, live", live "two", mode = "two", wall = "raw reader, live", server = true },
  { "every column, live", live "every", mode = "every", wall = "raw reader, live", server = true },
  { "JSON lines to a file, live", live("json", to_file), mode = "json", wall = "raw reader, live",
    server = true },
  { "redis-benchmark -P 64 DEL", redis_benchmark, deletes = true },
  { "Redis invalidation, live", live("redis", to_redis), mode = "redis", deletes = true,
    wall = "redis-benchmark -P 64 DEL", server = true },
  { "read() of the file", raw_file },
  { "nobody wants the table, file", of_file "none", mode = "none", wall = "read() of the file" },
  { "two columns, file", of_file "two", mode = "two", wall = "read() of the file" },
  { "every column, file", of_file "every", mode = "every", wall = "read() of the file" },
  { "JSON lines to a file, file", of_file("json", to_file), mode = "json",
    wall = "read() of the file" },
  { "mariadb-binlog -vv, file", server_binlog, prints = true },
  { "dump --format json, file", dump, prints = true, wall = "mariadb-binlog -vv, file" },
}
local one = {
  { "raw reader, live", raw_live, server = true },
  { "two columns, live", live "two", mode = "two", wall = "raw reader, live", server = true },
  { "every column, live", live "every", mode = "every", wall = "raw reader, live", server = true },
  { "JSON lines to a file, live", live("json", to_file), mode = "json", wall = "raw reader, live",
    server = true },
}
local compressed = {
  one[1], one[2], one[3], one[4],
  { "zstd alone, file", inflate },
  { "nobody wants the table, file", of_file "none", mode = "none", wall = "zstd alone, file" },
  { "two columns, file", of_file "two", mode = "two", wall = "zstd alone, file" },
}
local plan = {
  { loads.a, both }, { loads.b, both }, { loads.big, one }, { loads.zstd, compressed },
}
if long then plan = { { loads.big, one } } end

local installed = peers.installed(work .. "/peers")
for _, peer in ipairs(installed) do
  local function add(work_name, title)
    local function command(load) return peer.command(load, work_name, out) end
    both[#both + 1] = { ("%s, %s, live"):format(peer.title, title), command, peer = work_name,
      wall = "raw reader, live" }
  end
  add("touch", "every column")
  add("json", "JSON lines to a file")
end

-- ONLY: patterns of Lua, any of which a case's name must match; the walls of those come along.
local function is_chosen(name)
  for pattern in (env "ONLY" or ""):gmatch "[^,]+" do
    if name:lower():find(pattern:lower()) then return true end
  end
  return (env "ONLY" or "") == ""
end

local function chosen_of(cases)
  local needed, list = {}, {}
  for _, case in ipairs(cases) do
    if is_chosen(case[1]) then
      needed[case[1]] = true
      if case.wall then needed[case.wall] = true end
    end
  end
  for _, case in ipairs(cases) do
    if needed[case[1]] then list[#list + 1] = case end
  end
  return list
end

for _, entry in ipairs(plan) do entry[2] = chosen_of(entry[2]) end

local titles = {
  a = "Load a: 4 columns",
  b = "Load b: 20 columns",
  big = "One transaction",
  zstd = "Load b from MySQL, compressed transactions (zstd)",
}

-- ---- measuring ----

-- Inserts and deletes have one image, updates two.
local function images_of(load) return load.name == "big" and load.rows or load.rows * 1.3 end

local width = { a = 4, b = 20 }

local function rows_of(case, load)
  return case.peer and peers.rows_of(load) or load.rows
end

local function deletes_done()
  local stats = output_of(("redis-cli -p %d INFO commandstats"):format(redis_port))
  return tonumber(stats:match "cmdstat_del:calls=(%d+)") or 0
end

-- A time counts only for work that was done. case, load, what it wrote to stdout and stderr.
local function check_work(case, load, stdout, stderr)
  local function expect(what, got, wanted)
    if got ~= wanted then
      error(("%s (%s): %s %s, not %s"):format(case[1], load.name, tostring(got), what,
        tostring(wanted)), 0)
    end
  end
  local name = case[1]
  if name:find "^raw" or name:find "^read" or name:find "^zstd" then
    local bytes = tonumber(stdout:match "^(%d+) bytes") or 0
    expect("bytes of the log", bytes >= load.bytes * 0.99, true)
  elseif case.mode then
    local none = case.mode == "none"
    local columns = case.mode == "two" and 2 or case.mode == "every" and width[load.columns] or 0
    local rows, touched = (read(work .. "/counts") or ""):match "(%d+) (%d+)"
    expect("rows handled", tonumber(rows), none and 0 or load.rows)
    expect("values touched", tonumber(touched), images_of(load) * columns)
    local number, unit = stderr:match "done: .* ([%d.]+) ([MG])B in"
    local size = unit == "G" and 1e9 or 1e6
    expect("bytes read", (tonumber(number) or 0) * size >= load.bytes * 0.99 - 0.1 * size, true)
  end
  if case.peer then
    local columns = case.peer == "touch" and width[load.columns] or 0
    local rows, touched = stdout:match "^(%d+) (%d+)"
    expect("rows handled", tonumber(rows), rows_of(case, load))
    expect("values touched", tonumber(touched), rows_of(case, load) * 1.3 * columns)
  end
  if case.mode == "json" or case.peer == "json" then
    expect("lines", tonumber(output_of("wc -l < " .. out)), rows_of(case, load))
  end
  if case.mode == "redis" then
    expect("DELs at the server", deletes_done(), load.rows)
  elseif case.deletes then -- redis-benchmark ends with whole pipelines of 64, on 50 connections
    local done = deletes_done()
    expect("about the right DELs", done >= load.rows and done < load.rows + 64 * 50, true)
  end
end

-- What prints to /dev/null is counted once, outside the rounds.
local function check_printers(load)
  local function count(command, pattern, wanted)
    local got = tonumber(output_of(("%s | grep -oE '%s' | wc -l"):format(command, pattern)))
    if got ~= wanted then error(("%s: %s of %s, not %d"):format(command, tostring(got), pattern,
      wanted), 0) end
  end
  count(server_binlog(load), "^### (INSERT INTO|UPDATE|DELETE FROM) ", load.rows)
  count(dump(load), '"(before|after)":\\{', images_of(load))
end

local function measure(case, load)
  local result, stdout, stderr = work .. "/measured", work .. "/stdout", work .. "/stderr"
  for _, path in ipairs { out, result, work .. "/counts" } do os.remove(path) end
  if case.deletes then
    os.execute(("redis-cli -p %d CONFIG RESETSTAT >/dev/null"):format(redis_port))
  end
  os.execute(("%s/measure %s %s %s >%s 2>%s"):format(work, result,
    case.server and load.server.pid or "0", case[2](load), case.prints and "/dev/null" or stdout,
      stderr))
  local wall, user, sys, rss, server, status =
    (read(result) or ""):match "(%S+) (%S+) (%S+) (%d+) (%S+) (%d+)"
  if status ~= "0" then
    error(("%s (%s) failed: %s"):format(case[1], load.name, read(stderr) or "?"), 0)
  end
  check_work(case, load, read(stdout) or "", read(stderr) or "")
  local rows, cpu = load.rows, user + sys
  if case.peer then -- the second half of its rows, by its own clock
    rows = rows_of(case, load) / 2
    wall, cpu = read(stdout):match "^%d+ %d+ (%S+) (%S+)"
  end
  local rate = rows / wall
  return {
    rate = rate,
    mb = rate * load.bytes / load.rows / 1e6,
    cpu = cpu / rows * 1e6,
    user = tonumber(user),
    server = tonumber(server) / load.rows * 1e6,
    rss = tonumber(rss) / 1024,
  }
end

local results = {} -- [load][case] = list of runs

local function measure_round(round)
  for _, entry in ipairs(plan) do
    local load, cases = entry[1], entry[2]
    results[load.name] = results[load.name] or {}
    local of_load, this = results[load.name], {}
    for _, case in ipairs(cases) do
      local m = measure(case, load)
      this[case[1]] = m
      m.ratio = case.wall and m.rate / this[case.wall].rate
      of_load[case[1]] = of_load[case[1]] or {}
      table.insert(of_load[case[1]], m)
      io.stderr:write(("round %d, %s: %s: %.0f k rows/s\n"):format(round, load.name, case[1],
        m.rate / 1e3))
    end
  end
end

-- ---- what --http costs ----

local http_rounds = 7

-- Without, with, and with while a client asks: each in turn, in changing order.
local function measure_http()
  local address, asked = "127.0.0.1:" .. http_port, work .. "/asked"
  local with = of_file("two", "--http " .. address)
  local cases = {
    { "without", of_file "two", mode = "two", list = {} },
    { "with --http", with, mode = "two", list = {} },
    { "with --http, asked for /metrics twenty times a second", with, mode = "two", list = {},
      asked = true },
  }
  local function run_case(case)
    os.remove(asked)
    local asker = case.asked and output_of(("(luajit tests/bench/ask.lua %s %s >/dev/null 2>&1 "
      .. "& echo $!)"):format(address, asked))
    table.insert(case.list, measure(case, loads.a))
    if asker then os.execute("kill " .. asker) end
    if case.asked and not read(asked) then error("--http: nothing was answered", 0) end
  end
  for round = 1, http_rounds do
    for i = 0, 2 do run_case(cases[(round + i) % 3 + 1]) end
    for n = 2, 3 do
      cases[n].list[round].more = (cases[n].list[round].user / cases[1].list[round].user - 1) * 100
    end
  end
  return cases
end

-- ---- latency ----

local function percentile(sorted, p)
  return sorted[math.max(1, math.ceil(#sorted * p / 100))]
end

local function measure_latency()
  local count, rate = 10000, 1000
  local seen_path, sent_path = work .. "/seen", work .. "/sent"
  os.remove(seen_path)
  local job = output_of(("(%s >/dev/null 2>&1 & echo $!)"):format(run(loads.a, "latency",
    ("--source "
    .. "mysql://repl@127.0.0.1:%d --start latest --set last=%d --set out=%s "
    .. "--set table=latency"):format(
    port, count, seen_path))))
  os.execute "sleep 2"
  os.execute(("%s/pace %d repl replpw %d %d >%s"):format(work, port, rate, count, sent_path))
  for _ = 1, 50 do
    if read(seen_path) then break end
    os.execute "sleep 0.1"
  end
  os.execute("kill " .. job)
  local seen = {}
  for number, at in (read(seen_path)
    or ""):gmatch "(%d+) (%d+)" do seen[tonumber(number)] = tonumber(at) end
  local from_sent, from_acked, commit = {}, {}, {}
  for number, sent, acked in read(sent_path):gmatch "(%d+) (%d+) (%d+)" do
    local at = assert(seen[tonumber(number)], "a change never came")
    from_sent[#from_sent + 1] = at - sent
    from_acked[#from_acked + 1] = at - acked
    commit[#commit + 1] = acked - sent
  end
  table.sort(from_sent)
  table.sort(from_acked)
  table.sort(commit)
  return { sent = from_sent, acked = from_acked, commit = commit }
end

-- ---- the report ----

local function median(list, field)
  local values = {}
  for i, m in ipairs(list) do values[i] = m[field] end
  table.sort(values)
  local n = #values
  if n == 0 then return end
  return n % 2 == 1 and values[(n + 1) / 2] or (values[n / 2] + values[n / 2 + 1]) / 2, values[1],
    values[n]
end

local function range(list, field, format, scale)
  local mid, low, high = median(list, field)
  scale = scale or 1
  return (format .. " (" .. format .. "–" .. format .. ")"):format(mid * scale, low * scale,
    high * scale)
end

local load_average, load_before = "cut -d' ' -f1-3 /proc/loadavg", nil
local lines = {}
local function say(format, ...) lines[#lines + 1] = select("#", ...) > 0 and format:format(...)
  or format end

local function say_http(cases)
  say "\n## What --http costs\n"
  say("Load a from the file, two columns, in %d rounds; CPU time in user mode.\n", http_rounds)
  say "| | user CPU s per 1M rows | more than without in the same round, % |\n|---|---|---|"
  for n, case in ipairs(cases) do
    say("| %s | %s | %s |", case[1], range(case.list, "user", "%.3f", 1e6 / loads.a.rows),
      n > 1 and range(case.list, "more", "%+.1f") or "")
  end
end

local function has_peers(cases)
  for _, case in ipairs(cases) do
    if case.peer then return true end
  end
end

local function say_load(load, cases)
  say("\n## %s\n\n%d row changes, %.1f MB of log.\n", titles[load.name], load.rows,
    load.bytes / 1e6)
  say "| | k rows/s | MB/s | CPU s per 1M rows | server's | peak MB | ratio | to |"
  say "|---|---|---|---|---|---|---|---|"
  for _, case in ipairs(cases) do
    local list = results[load.name][case[1]]
    say("| %s | %s | %.0f | %s | %s | %.1f | %s | %s |", case[1], range(list, "rate", "%.0f", 1e-3),
      (median(list, "mb")), range(list, "cpu", "%.2f"),
      case.server and ("%.2f"):format((median(list, "server"))) or "", (median(list, "rss")),
      case.wall and range(list, "ratio", "%.2f") or "", case.wall or "")
  end
  if has_peers(cases) then
    say("\nPeers read the first %d rows; their rows/s and CPU are of the second half of those, by "
      .. "their own clocks, so that their start does not count.", peers.rows_of(load))
  end
end

-- Nil where it was not measured.
local function got(load, case, field)
  local list = results[load] and results[load][case]
  return list and (median(list, field))
end

local function scaled(value, factor) return value and value * factor end

-- How many times better than the best of the peers that were measured; nil without any.
local function times_better(load, case, field)
  local ours, wanted, least = got(load, case.name, field), case.peer, nil
  for _, other in ipairs(both) do
    local theirs = other.peer == wanted and got(load, other[1], field)
    local times = ours and theirs and (field == "rate" and ours / theirs or theirs / ours)
    least = times and math.min(least or times, times) or least
  end
  return least
end

-- Text, figure, least or most.
local function say_target(t)
  local met = t[3] and t[2] >= t[3] or t[4] and (t[5] or t[2]) <= t[4]
  local open = not met and t[5] and t[2] <= t[4]
  say("| %s | %s | %s %s | %s |", t[1], t[5] and ("%.2f to %.2f"):format(t[2], t[5])
    or ("%.2f"):format(t[2]),
    t[3] and "at least" or "at most", t[3] or t[4], met and "met" or open and "not decided"
      or "**missed**")
end

local function say_targets(latency)
  local rss
  for _, entry in ipairs(plan) do
    for _, case in ipairs(entry[2]) do
      if case.mode and case.server then
        rss = math.max(rss or 0, got(entry[1].name, case[1], "rss"))
      end
    end
  end
  local json = { name = "JSON lines to a file, live", peer = "json" }
  local every = { name = "every column, live", peer = "touch" }
  local targets = {
    { "two columns, live, of the raw reader: a", got("a", "two columns, live", "ratio"), 0.9 },
    { "the same: b", got("b", "two columns, live", "ratio"), 0.9 },
    { "every column, live, of the raw reader: a", got("a", "every column, live", "ratio"), 0.9 },
    { "the same: b", got("b", "every column, live", "ratio"), 0.5 },
    { "JSON lines to a file, live, of the raw reader: a", got("a", "JSON lines to a file, live",
      "ratio"), 0.9 },
    { "the same, M rows/s: b", scaled(got("b", "JSON lines to a file, live", "rate"), 1e-6), 0.6 },
    { "the same, times the best peer that was measured: a", times_better("a", json, "rate"), 4 },
    { "the same: b", times_better("b", json, "rate"), 4 },
    { "every column, live, CPU time, times less than that peer: a",
      times_better("a", every, "cpu"), 5 },
    { "the same: b", times_better("b", every, "cpu"), 5 },
    { "nobody wants the table, live, of the raw reader: a", got("a",
      "nobody wants the table, live", "ratio"), 0.95 },
    { "the same: b", got("b", "nobody wants the table, live", "ratio"), 0.95 },
    { "dump --format json, times mariadb-binlog -vv: a", got("a", "dump --format json, file",
      "ratio"), 10 },
    { "the same: b", got("b", "dump --format json, file", "ratio"), 10 },
    { "files, filtered out, GB/s: a", scaled(got("a", "nobody wants the table, file", "mb"), 1e-3),
      1 },
    { "the same: b", scaled(got("b", "nobody wants the table, file", "mb"), 1e-3), 1 },
    { "Redis invalidation, of redis-benchmark: a", got("a", "Redis invalidation, live", "ratio"),
      0.7 },
    -- the commit lies between the sending and the acknowledgement: only both bounds decide
    { "commit to handler, p99, ms", latency and percentile(latency.acked, 99) / 1e3, nil, 1,
      latency and percentile(latency.sent, 99) / 1e3 },
    { ("peak memory, live, MB (largest transaction: %d rows)"):format(big_rows), rss, nil, 16 },
  }
  say "\n## Targets\n\n| | measured | target | |\n|---|---|---|---|"
  for _, t in ipairs(targets) do
    if t[2] then say_target(t) end
  end
end

local function say_latency(latency)
  say "\n## From commit to handler\n"
  say "10,000 transactions of one row, 1,000 a second; milliseconds.\n"
  say "| | median | p99 | worst |\n|---|---|---|---|"
  for _, entry in ipairs {
    { "from the commit's acknowledgement at the client to the handler", latency.acked },
    { "from the statement's sending to the handler", latency.sent },
    { "from the statement's sending to its acknowledgement (the server alone)", latency.commit },
  } do
    local l = entry[2]
    say("| %s | %.3f | %.3f | %.3f |", entry[1], percentile(l, 50) / 1e3, percentile(l, 99) / 1e3,
      l[#l] / 1e3)
  end
  say "\nBelow zero: the handler ran before the client had its answer."
end

local function describe_peers()
  local names = {}
  for i, peer in ipairs(installed) do names[i] = ("%s on %s"):format(peer.title, peer.runtime) end
  return #names > 0 and table.concat(names, "; ") or "none was installed"
end

local function say_head()
  local cpu = output_of "sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1"
  say("# Benchmark%s\n\nWritten by `%smake bench`; tests/bench/README.md says what is measured.",
    long and ": a long transaction" or "", long and "LONG=1 " or "")
  say("\n- %s, %s", os.date "!%Y-%m-%d", output_of(moontail .. " --version"))
  say("- %s CPUs (%s), %s, Linux %s", output_of "nproc", cpu,
    output_of ". /etc/os-release && echo \"$PRETTY_NAME\"", output_of "uname -r")
  local function version(name, server)
    return server.pid and output_of(("tests/servers/server sql %s %s -N -e 'SELECT VERSION()'")
      :format(name, server.folder))
  end
  say("- MariaDB %s; MySQL %s", version("mariadb-10.11", servers.mariadb),
    version("mysql-9.7", servers.mysql) or "not started")
  say("- %s; %s", output_of "luajit -v | cut -d' ' -f1,2",
    output_of "redis-server --version | cut -d' ' -f1-3")
  if not long then say("- peers: %s", describe_peers()) end
  say("- %d rounds, every case once in each, in turn: median (lowest–highest); "
    .. "load average at the end %s",
    rounds, output_of(load_average))
  say("- before the first round the load average was %s: on a machine that does other work "
    .. "ratios are noisy, and one above 1 means that the wall was disturbed", load_before)
end

load_before = output_of(load_average)
if not long and is_chosen "dump" then
  for _, load in ipairs { loads.a, loads.b } do check_printers(load) end
end
for round = 1, rounds do measure_round(round) end
os.remove(out)
local http = not long and is_chosen "what --http costs" and measure_http() or nil
local latency = not long and is_chosen "latency" and measure_latency() or nil
say_head()
say_targets(latency)
for _, entry in ipairs(plan) do
  if #entry[2] > 0 then say_load(entry[1], entry[2]) end
end
if http then say_http(http) end
if latency then say_latency(latency) end
local text = table.concat(lines, "\n") .. "\n"
io.write(text)
local file = assert(io.open(env "RESULTS", "w"))
file:write(text)
file:close()
