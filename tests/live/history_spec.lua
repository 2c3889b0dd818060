--- Names, types and values without FULL metadata are those that the log with it gives, whatever
-- DDL went by since: after random DDL, for jobs that lag, that are killed, that read files, that go
-- back. STATEMENTS and SEED in the environment make the run longer and different.
package.path = "tests/live/?.lua;" .. package.path
local json = require "json"
local moontail = require "moontail"
local shell = require "shell"
local run, must = shell.run, shell.must

local STATEMENTS = tonumber(os.getenv "STATEMENTS") or 120
local SEED = tonumber(os.getenv "SEED") or 1
local PORT = tonumber(os.getenv "PORT") or 23456
local DATABASES = { "d1", "d2", "d3" }

local OPTIONS = "--sync-binlog=0 --innodb-flush-log-at-trx-commit=0"

local function same(a, b)
  if type(a) ~= "table" or type(b) ~= "table" or a == json.null or b == json.null then
    return a == b
  end
  for k, v in pairs(a) do
    if not same(v, b[k]) then return false end
  end
  for k in pairs(b) do
    if a[k] == nil then return false end
  end
  return true
end

local function read_rows(path)
  local rows = {}
  for line in io.lines(path) do
    rows[#rows + 1] = line
  end
  return rows
end

--- Rows of a file are those expected, from the skipped-th on.
local function compare(expected, path, skipped)
  local rows = read_rows(path)
  assert.equal(#expected - (skipped or 0), #rows, path)
  for i, line in ipairs(rows) do
    local wanted = expected[i + (skipped or 0)]
    if wanted ~= line and not same(json.decode(wanted), json.decode(line)) then
      error(("%s: row %d:\n%s\nexpected:\n%s"):format(path, i, line, wanted))
    end
  end
end

--- Split the workload where a third of it is done; the session's settings come again. Of what
--- follows, a half is in a file of its own.
local function split(text)
  local first, second, database, settings = {}, {}, nil, {}
  local lines = {}
  for line in text:gmatch "[^\n]+" do
    lines[#lines + 1] = line
  end
  for i, line in ipairs(lines) do
    if i <= #lines / 3 then
      first[#first + 1] = line
      settings[#settings + 1] = line:find "^SET " and line or nil
      database = line:find "^USE " and line or database
    else
      second[#second + 1] = line
    end
  end
  table.insert(second, math.ceil(#second / 2), "FLUSH BINARY LOGS;")
  table.insert(second, 1, table.concat(settings, "\n") .. "\n" .. (database or ""))
  return table.concat(first, "\n") .. "\n", table.concat(second, "\n") .. "\n"
end

local function follow(server)
  local flavour = server:match "^%a+"
  local dir = shell.temporary_folder()
  finally(function() shell.stop_server(dir) end)
  local here, reason = shell.start_server(server, PORT, dir, OPTIONS)
  if not here then return pending(reason) end
  local client = ("%s sql %s %s/data"):format(shell.SERVER, server, dir)

  local function sql(text)
    return must("%s --batch --skip-column-names -e '%s'", client, text)
  end

  local function place()
    local words = flavour == "mysql" and "BINARY LOG" or "MASTER"
    local file, position = sql(("SHOW %s STATUS"):format(words)):match "^(%S+)%s+(%d+)"
    return file, position
  end

  local function feed(name)
    run("%s --force < %s/%s.sql > /dev/null", client, dir, name)
  end

  local function job(name, options)
    return ("MOONTAIL_PASSWORD=replpw exec %s run tests/live/rows.lua --log-level warn "
      .. "--set file=%s/%s.jsonl --name %s --checkpoint %s/%s.cp "
      .. "--source mysql://repl@127.0.0.1:%d %s"):format(shell.PROGRAM, dir, name, name, dir, name,
        PORT, options or "--until end")
  end

  local function copy(from, to)
    must("cd %s; for f in cp cp.schema jsonl; do cp %s.$f %s.$f || exit; done", dir, from, to)
  end

  must("luajit tests/live/ddl_workload.lua --seed %d --statements %d --flavour %s > %s/all.sql",
    SEED, STATEMENTS, flavour, dir)
  local first, second = split(shell.read(dir .. "/all.sql"))
  shell.write(dir .. "/first.sql", first)
  shell.write(dir .. "/second.sql", second)

  -- the truth: the same with FULL metadata
  sql "SET GLOBAL binlog_row_metadata = FULL"
  feed "first"
  local full_start = ("%s:%s"):format(place())
  feed "second"
  must("%s", job("full", "--until end --start " .. full_start))
  local expected = read_rows(dir .. "/full.jsonl")
  for _, name in ipairs(DATABASES) do
    sql("DROP DATABASE IF EXISTS " .. name)
  end

  sql("SET GLOBAL binlog_row_metadata = " .. (flavour == "mysql" and "MINIMAL" or "NO_LOG"))
  feed "first"
  local file, position = place()
  local start = file .. ":" .. position
  sql "CREATE DATABASE beside" -- so that the job has something to read
  must("%s", job("before", "--until end --start " .. start))
  for _, name in ipairs { "live", "killed", "half" } do
    copy("before", name)
  end
  must("%s dump %s %s/data --no-data --databases %s > %s/dump.sql", shell.SERVER, server, dir,
    table.concat(DATABASES, " "), dir)

  -- one job is there all the time
  must("( %s ) > %s/live.log 2>&1 & echo $! > %s/live.pid", job("live", ""), dir, dir)
  feed "second"

  -- one comes only now, with the history of before
  must("%s", job "before")
  compare(expected, dir .. "/before.jsonl")
  must("kill $(cat %s/live.pid); while kill -0 $(cat %s/live.pid) 2>/dev/null; do sleep 0.1; done",
    dir, dir)
  must("%s", job "live")
  compare(expected, dir .. "/live.jsonl")

  -- one is killed again and again
  for _ = 1, 5 do
    must("( %s ) > %s/killed.log 2>&1 & echo $! > %s/killed.pid",
      job("killed", "--checkpoint-interval 0.05"), dir, dir)
    run("sleep %.2f; kill -9 $(cat %s/killed.pid)", 0.2 + math.random() * 0.5, dir)
  end
  must("%s", job "killed")
  compare(expected, dir .. "/killed.jsonl")

  -- one reads the files alone, with the definitions of before
  local files = must("cd %s/data; ls binlog.0*[0-9]", dir)
  local list = {}
  for name in files:gmatch "%S+" do
    if name >= file then list[#list + 1] = ("--source %s/data/%s"):format(dir, name) end
  end
  must("%s run tests/live/rows.lua --log-level warn --set file=%s/files.jsonl --checkpoint none "
    .. "--schema %s/dump.sql --start %s %s", shell.PROGRAM, dir, dir, start,
    table.concat(list, " "))
  compare(expected, dir .. "/files.jsonl")


  -- one is set back to an earlier place
  local size = sql "SHOW BINARY LOGS":match(file:gsub("%.", "%%.") .. "%s+(%d+)")
  must("%s", job("half", ("--until %s:%d"):format(file, size - 100)))
  must("cp %s/before.cp.schema %s/back.cp.schema", dir, dir)
  local half = moontail.json_decode(shell.read(dir .. "/half.cp"))
  half.schema, half.sinks = nil, nil
  shell.write(dir .. "/back.cp", moontail.json(half))
  must("%s", job "back")
  compare(expected, dir .. "/back.jsonl", #read_rows(dir .. "/half.jsonl"))

  -- one has no history and lags: it is right as far as it can be known, and then it stops
  local output, status = run("%s", job("late", "--until end --start " .. start))
  local known = read_rows(dir .. "/late.jsonl")
  if status ~= 0 then
    assert.matches("it was changed later, at binlog", output, 1, true)
  end
  compare({ unpack(expected, 1, status == 0 and #expected or #known) }, dir .. "/late.jsonl")

  print(("%s, seed %d: %d statements, %d rows, %d of them without a history"):format(server, SEED,
    STATEMENTS, #expected, #known))
end

describe("without FULL metadata, rows are what they are with it", function()
  it("on MariaDB 10.11", function() follow "mariadb-10.11" end)
  it("on MariaDB 11.8", function() follow "mariadb-11.8" end)
  it("on MySQL 9.7", function() follow "mysql-9.7" end)
end)

describe("TRUNCATE", function()
  it("leaves a table as known as it was, and stands in a recording of it", function()
    local dir = shell.temporary_folder()
    finally(function() shell.stop_server(dir) end)
    local here, reason = shell.start_server("mariadb-10.11", PORT, dir)
    if not here then return pending(reason) end
    must("%s sql mariadb-10.11 %s/data -e 'CREATE DATABASE w; CREATE TABLE w.t (id INT PRIMARY KEY,"
      .. " a INT); FLUSH LOGS; PURGE BINARY LOGS TO \"binlog.000002\"; INSERT INTO w.t VALUES "
      .. "(1, 7); TRUNCATE TABLE w.t; INSERT INTO w.t VALUES (2, 8)'", shell.SERVER, dir)
    local source = ("--start earliest --until end --source mysql://repl:replpw@127.0.0.1:%d")
      :format(PORT)
    shell.write(dir .. "/rows.lua", [[
      local moontail = require "moontail"
      moontail.on("row", "w.t", function(event) print(event.after.id, event.after.a) end)
      moontail.on("ddl", "w.t", function(event) print(event.kind) end)]])
    local expected = "1\t7\ntruncate_table\n2\t8\n"
    local job = ("%s run %s/rows.lua --checkpoint none --log-level warn "):format(shell.PROGRAM,
      dir)
    assert.equal(expected, must("%s %s", job, source))
    must("%s record -o %s/t.binlog --tables w.t %s", shell.PROGRAM, dir, source)
    assert.equal(expected, must("%s --source %s/t.binlog", job, dir))
  end)
end)
