--- GTIDs, places and times against servers: what they answer themselves, and what their own tools
--- make of the same files. SEED in the environment makes other sets.
package.path = "tests/live/?.lua;" .. package.path
local job = require "job"
local json = require "moontail".json_decode
local link = require "link"
local shell = require "shell"
local must, run = shell.must, shell.run

local SEED = tonumber(os.getenv "SEED") or os.time() % 1000000
local PORT, PROXY = tonumber(os.getenv "PORT") or 21510, 21520
local CALC = (os.getenv "BUILD" or "build") .. "/unit/test_gtid_set"
local PAIRS = 300

local SERVERS = {
  ["mariadb-10.11"] = "--binlog-row-metadata=FULL",
  ["mariadb-11.8"] = "--binlog-row-metadata=FULL",
  ["mysql-9.7"] = "--gtid-mode=ON --enforce-gtid-consistency=ON --binlog-row-metadata=FULL",
}

---- sets ----------------------------------------------------------------------------------------

local function random_set()
  local parts = {}
  for _ = 1, math.random(0, 12) do
    local first = math.random(1, 60)
    parts[#parts + 1] = ("%08d-1111-2222-3333-44444444444a%s:%d%s"):format(math.random(1, 3),
      ({ "", ":tag", ":b_2" })[math.random(1, 3)], first,
      math.random() < 0.7 and "-" .. math.max(0, first + math.random(-2, 20)) or "")
  end
  return table.concat(parts, math.random() < 0.5 and "," or " ,\\n")
end

local function check_sets(server)
  local asked, sql = {}, {}
  math.randomseed(SEED)
  print(("%d pairs of sets, seed %d"):format(PAIRS, SEED))
  for _ = 1, PAIRS do
    local a, b = random_set(), random_set()
    for operation, expression in pairs {
      subset = "GTID_SUBSET('%s', '%s')",
      subtract = "REPLACE(GTID_SUBTRACT('%s', '%s'), '\\n', '')",
      union = "REPLACE(GTID_SUBTRACT('%s,%s', ''), '\\n', '')",
    } do
      asked[#asked + 1] = ("%s\t%s\t%s"):format(operation, a == "" and "," or a, b):gsub("\\n", " ")
      sql[#sql + 1] = ("SELECT " .. expression .. ";"):format(a, b)
    end
  end
  local folder = shell.temporary_folder()
  shell.write(folder .. "/asked", table.concat(asked, "\n") .. "\n")
  shell.write(folder .. "/sql", table.concat(sql, "\n") .. "\n")
  local told = must("%s -N < %s/sql", server, folder):gmatch "([^\n]*)\n"
  local i = 0
  for line in must("%s calc < %s/asked", CALC, folder):gmatch "([^\n]*)\n" do
    i = i + 1
    assert.equal(told(), line, asked[i])
  end
  assert.equal(#asked, i)
  shell.run("rm -r %s", folder)
end

---- places --------------------------------------------------------------------------------------

local function contains(list, gtid)
  for _, one in ipairs(list) do
    if one == gtid then return true end
  end
  return false
end

for name, options in pairs(SERVERS) do
  local mysql = name:find "mysql"

  describe("GTIDs of " .. name, function()
    local dir, server, source, numbers, missing
    local whole, order -- every line that the log gives, and the transactions in the log's order

    local function sql(text, ...)
      shell.write(dir .. "/sql", text:format(...))
      return must("%s -N < %s/sql", server, dir)
    end

    -- What is printed, as lines; and what went to stderr.
    local function read(where, arguments, ...)
      must("rm -f %s/checkpoint", dir)
      local output, status = run("MOONTAIL_PASSWORD=replpw timeout 60 %s run "
        .. "tests/live/numbers.lua --checkpoint %s/checkpoint --heartbeat 1 --log-level warn "
        .. "--source %s %s", shell.PROGRAM, dir, where, arguments:format(...))
      return output, status
    end

    local function moontail(...)
      return read(source, ...)
    end

    local function files()
      return ("'%s/data/binlog.0*[0-9]'"):format(dir)
    end

    local function checkpoint()
      return json(shell.read(dir .. "/checkpoint"))
    end

    local function executed()
      return (sql(mysql and "SELECT REPLACE(@@GLOBAL.gtid_executed, '\\n', '');"
        or "SELECT @@GLOBAL.gtid_binlog_pos;"):gsub("%s+$", ""))
    end

    -- The lines of the transactions that the function says yes to.
    local function lines_of(wanted)
      local kept = {}
      for line in whole:gmatch "[^\n]+" do
        if wanted(line:match "^[^\t]+") then kept[#kept + 1] = line .. "\n" end
      end
      return table.concat(kept)
    end

    local function from(first)
      local wanted = {}
      for i = first, #order do wanted[#wanted + 1] = order[i].gtid end
      return lines_of(function(gtid) return contains(wanted, gtid) end)
    end

    -- Transactions of several sources, in several files, over some seconds.
    local function fill()
      local n = 0
      local function insert(rows)
        local values = {}
        for _ = 1, rows do
          n = n + 1
          values[#values + 1] = ("(%d)"):format(n)
        end
        return ("INSERT INTO work.numbers (n) VALUES %s;\n"):format(table.concat(values, ","))
      end
      sql("CREATE DATABASE work; CREATE TABLE work.numbers (n INT PRIMARY KEY, s MEDIUMTEXT);")
      for round = 1, 4 do
        sql(insert(3) .. insert(1) .. (mysql
          and ("SET gtid_next = 'aaaaaaaa-0000-0000-0000-00000000000%d:%s%d';\n"):format(round % 2,
            round > 2 and "tag:" or "", 20 - round)
          or ("SET SESSION gtid_domain_id = %d;\n"):format(round % 3))
          .. insert(2) .. (mysql and "SET gtid_next = AUTOMATIC;\n" or "") .. insert(1)
          .. "SELECT SLEEP(1.1);\nFLUSH BINARY LOGS;\n" .. insert(1))
      end
    end

    setup(function()
      dir = shell.temporary_folder()
      numbers = must "realpath tests/live/numbers.lua":gsub("%s+$", "")
      local here, reason = shell.start_server(name, PORT, dir, options)
      missing = not here and reason
      if missing then return end
      server = ("%s sql %s %s/data"):format(shell.SERVER, name, dir)
      source = "mysql://repl@127.0.0.1:" .. PORT
      fill()
      whole = moontail "--start earliest --until end"
      order = {}
      local dump = must("MOONTAIL_PASSWORD=replpw %s dump --format json --start earliest "
        .. "--until end %s", shell.PROGRAM, source)
      for line in dump:gmatch "[^\n]+" do
        local event = json(line)
        if event.type:find "^gtid" and event.type ~= "gtid_list" then order[#order + 1] = event end
      end
    end)

    teardown(function()
      shell.stop_server(dir)
    end)

    local function test(what, body)
      it(what, function()
        if missing then return pending(missing) end
        body()
      end)
    end

    if mysql then
      test("are compared as it compares them", function() check_sets(server) end)
    end

    test("are known behind the last transaction, whatever the start", function()
      local middle = order[math.floor(#order / 2)]
      for _, start in ipairs { "earliest", "latest", "time:-1h", middle.file .. ":4",
        ("%s:%.0f"):format(middle.file, middle.position) } do
        moontail("--start %s --until end", start)
        assert.equal(executed(), checkpoint().gtid_set, start)
      end
    end)

    -- The set at a place tells every place: from there, and from the set, the same comes.
    test("and positions name the same places", function()
      for i = 3, #order, 5 do
        local place = ("%s:%.0f"):format(order[i].file, order[i].position)
        assert.equal(from(i), (moontail("--start %s --until end", place)), place)
        moontail("--start earliest --until %s", place)
        local set = checkpoint().gtid_set
        assert.equal(from(i), (moontail("--start gtid:%s --until end", set)), set)
        -- the log of a server and its files
        assert.equal(from(i), (read(files(), "--start gtid:%s", set)))
        -- what is before it is all of the set
        local before = moontail("--start earliest --until gtid:%s", set)
        assert.equal(whole, before .. from(i))
      end
    end)

    test("and times stand where its own tool has them", function()
      local times = {}
      for _, event in ipairs(order) do times[#times + 1] = event.timestamp end
      local first = times[3] + 1
      local second = times[#times - 2]
      local format = "!%Y-%m-%dT%H:%M:%S"
      local tool = must("TZ=UTC %s binlog %s --start-datetime='%s' --stop-datetime='%s' "
        .. "$(ls %s/data/binlog.0*[0-9])", shell.SERVER, name,
        os.date(format, first):gsub("T", " "), os.date(format, second):gsub("T", " "), dir)
      local wanted = {}
      for gtid in tool:gmatch(mysql and "GTID_NEXT= '(%x[^']+)'" or "GTID (%d+%-%d+%-%d+)") do
        wanted[#wanted + 1] = gtid
      end
      assert.is_true(#wanted > 3)
      local expected = lines_of(function(gtid) return contains(wanted, gtid) end)
      for _, where in ipairs { source, files() } do
        assert.equal(expected, (read(where, "--start time:%sZ --until time:%sZ",
          os.date(format, first), os.date(format, second))))
      end
    end)

    test("are waited for where the server lacks them", function()
      local set = executed() .. (mysql and ",bbbbbbbb-0000-0000-0000-000000000001:1" or ",99-99-9")
      local running = job.start(dir, ("run %s --checkpoint none --source %s --start gtid:%s")
        :format(numbers, source, set))
      running:await(10, mysql and "the server does not have the transactions bbbbbbbb"
        or "the server does not have the transactions 99-99-9")
      running:stop "TERM"
    end)

    test("show in moontail position, which puts a job to another place", function()
      local position = ("MOONTAIL_PASSWORD=replpw %s position %s/checkpoint"):format(shell.PROGRAM,
        dir)
      local i = math.floor(#order / 2)
      moontail "--start earliest --until end"
      assert.truthy(must(position):find(executed(), 1, true))
      must("%s --source %s --rewind %s:%.0f", position, source, order[i].file, order[i].position)
      local again = must("MOONTAIL_PASSWORD=replpw %s run tests/live/numbers.lua --log-level warn "
        .. "--checkpoint %s/checkpoint --source %s --until end", shell.PROGRAM, dir, source)
      assert.equal(from(i), again)
      local ahead, status = run("%s --rewind gtid:%s,%s", position, executed(),
        mysql and "bbbbbbbb-0000-0000-0000-000000000001:1" or "77-1-1")
      assert.equal(2, status, ahead)
    end)

    -- The transaction is handed over while it is read: a lost link leaves a part of it delivered.
    test("take up a transaction that a lost link has cut", function()
      local text = ("x"):rep(400)
      sql("INSERT INTO work.numbers SELECT 10000 + a.n * 100 + b.n * 10 + c.n, '%s' FROM "
        .. "work.numbers a JOIN work.numbers b JOIN work.numbers c WHERE a.n < 20 AND b.n < 10 "
        .. "AND c.n < 10;\nINSERT INTO work.numbers (n) VALUES (9999);", text)
      local rows = tonumber(sql "SELECT COUNT(*) FROM work.numbers WHERE n >= 9999;")
      local before = checkpoint().gtid_set
      local expected = moontail("--start gtid:%s --until end", before)
      assert.equal(rows, select(2, expected:gsub("\n", "")))
      local wire = link.proxy(PROXY, PORT)
      wire:set "slow 300000"
      local running = job.start(dir, ("run %s --checkpoint none "
        .. "--heartbeat 1 --start gtid:%s --until gtid:%s --source "
        .. "mysql://repl@127.0.0.1:%d"):format(
          numbers, before, executed(), PROXY))
      for _ = 1, 3 do
        run "sleep 0.7"
        wire:set "cut"
      end
      wire:set "up"
      assert.equal(0, running:await_end(30))
      wire:stop()
      assert.equal(expected, running:out())
      assert.truthy(running:log():find "connected again", running:log())
    end)

    test("that it has removed are told", function()
      moontail("--start gtid:%s --until end", "")
      local early = order[2]
      moontail("--start earliest --until %s:%.0f", early.file, early.position + 1)
      local set = checkpoint().gtid_set
      sql("PURGE BINARY LOGS TO '%s';", order[#order].file)
      local output, status = moontail("--start gtid:%s", set)
      assert.equal(1, status)
      assert.truthy(output:find "the server has removed", output)
      local gone = mysql and order[#order - 1].gtid:match "^[^:]+" or "0-"
      assert.truthy(output:find(gone, 1, true), output)
    end)
  end)
end
