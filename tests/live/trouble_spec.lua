--- What happens to a running job when the server is reset, full, purged or shared with a namesake;
-- when the job is slow; when a row is huge. It waits where that helps, else it stops and says why.
package.path = "tests/live/?.lua;" .. package.path
local shell = require "shell"
local job = require "job"
local socket = require "socket"

local PORT = tonumber(os.getenv "PORT") or 23490

local NUMBERS = [[
  local moontail = require "moontail"
  local pause = tonumber(moontail.args.pause or "0")
  moontail.on("row", "work.numbers", function(event)
    if pause > 0 then moontail.sleep(pause) end
    io.stdout:write(event.row.n, "\n")
    io.stdout:flush()
  end)
]]

local HUGE = [[
  local moontail = require "moontail"
  moontail.on("insert", "work.huge", function(event)
    print(#event.row.b, event.row.b:sub(1, 3), event.row.b:sub(-3))
  end)
]]

local function describe_server(name, port, words)
  describe(name, function()
    local dir, missing, running

    local function sql(text, options)
      return shell.must("%s sql %s %s/data -N %s -e \"%s\"", shell.SERVER, name, dir,
        options or "", text)
    end

    local function start(options, user)
      running = job.start(dir, ("run numbers.lua --lock off --heartbeat 0.5 --start earliest "
        .. "--source mysql://%s@127.0.0.1:%d %s"):format(user or "repl", port, options))
      return running
    end

    local function insert(count)
      for _ = 1, count or 1 do sql "INSERT INTO work.numbers VALUES (NULL)" end
    end

    local function check_numbers()
      local expected = sql "SELECT n FROM work.numbers ORDER BY n"
      job.wait_for(10, function() return #running:out() >= #expected end)
      assert.equal(expected, running:out())
    end

    local function fails_with(...)
      assert.equal(1, running:await_end(15))
      for _, part in ipairs { ... } do
        assert.truthy(running:log():find(part, 1, true), running:log())
      end
    end

    -- The connections that stream to replicas.
    local function streams()
      return sql [[SELECT id FROM information_schema.processlist
        WHERE command LIKE 'Binlog Dump%']]
    end

    local function kill_streams()
      for id in streams():gmatch "%d+" do sql("KILL " .. id) end
    end

    setup(function()
      dir = shell.temporary_folder()
      shell.write(dir .. "/numbers.lua", NUMBERS)
      shell.write(dir .. "/huge.lua", HUGE)
      local here, reason = shell.start_server(name, port, dir, words.options)
      missing = not here and reason
    end)

    teardown(function() shell.stop_server(dir) end)

    before_each(function()
      if missing then return end
      sql(words.reset .. "; DROP DATABASE IF EXISTS work; CREATE DATABASE work; "
        .. "CREATE TABLE work.numbers (n INT PRIMARY KEY AUTO_INCREMENT)")
      for _, file in ipairs { "out", "log" } do shell.write(dir .. "/" .. file, "") end
      os.remove(dir .. "/place")
    end)

    after_each(function()
      if running and not running:status() then running:stop "KILL" end
      running = nil
    end)

    local function test(what, run)
      it(what, function()
        if missing then return pending(missing) end
        run()
      end)
    end

    test("is reset, and streams a log that is no more", function()
      start "--checkpoint none"
      insert(2)
      check_numbers()
      sql(words.reset)
      fails_with("it was reset")
    end)

    test("has removed logs that were not read yet", function()
      start "--checkpoint place --checkpoint-interval 0.1"
      insert(1)
      check_numbers()
      running:stop()
      insert(2)
      -- MariaDB keeps a log until the engine has what is in it
      assert.truthy(job.wait_for(10, function()
        sql "FLUSH BINARY LOGS"
        local index = shell.read(dir .. "/data/binlog.index")
        sql(("PURGE BINARY LOGS TO '%s'"):format(index:match "([^/%s]+)%s*$"))
        return not shell.read(dir .. "/data/binlog.index"):find "000001"
      end))
      start "--checkpoint place"
      fails_with("before they were read here (purged)", "--reset")
    end)

    test("has another replica of the same id: the older one ends", function()
      start "--checkpoint none --server-id 77"
      insert(1)
      check_numbers()
      local second = shell.temporary_folder()
      shell.must("cp %s/numbers.lua %s", dir, second)
      local younger = job.start(second, ("run numbers.lua --checkpoint none --server-id 77 "
        .. "--start earliest --source mysql://repl@127.0.0.1:%d"):format(port))
      fails_with("another replica uses the same server id", "--server-id")
      insert(1)
      younger:await(5, "2\n", true)
      assert.equal(0, younger:stop())
      assert.equal("1\n2\n", younger:out())
      shell.run("rm -rf %s", second)
    end)

    test("is full for a while", function()
      sql([[CREATE USER IF NOT EXISTS tail@127.0.0.1 IDENTIFIED BY 'replpw';
        GRANT REPLICATION SLAVE, REPLICATION CLIENT, SELECT ON *.* TO tail@127.0.0.1]])
      local limit = sql "SELECT @@max_connections":match "%d+"
      start("--checkpoint none --log-level debug", "tail")
      insert(1)
      running:await(5, "1\n", true)
      shell.must("for i in $(seq 12); do %s sql %s %s/data -utail -preplpw --protocol=TCP "
        .. "-h127.0.0.1 -P%d -e 'SELECT SLEEP(6)' > /dev/null 2>&1 & done", shell.SERVER, name, dir,
        port)
      assert.truthy(job.wait_for(15, function()
        return sql [[SELECT COUNT(*) FROM information_schema.processlist
          WHERE info LIKE '%SLEEP(6)']] == "12\n"
      end))
      -- the server may still show a stream that was left a moment ago (the look ahead's): end all
      local kills = streams():gsub("(%d+)%s*", "KILL %1; ")
      sql("SET GLOBAL max_connections = 10; " .. kills, "--force")
      running:await(10, "Too many connections")
      assert.falsy(running:status())
      running:await(30, "connected again")
      sql("SET GLOBAL max_connections = " .. limit)
      insert(1)
      check_numbers()
    end)

    test("ends connections while the script is slow", function()
      insert(20)
      start "--checkpoint none --set pause=0.1"
      for _ = 1, 3 do
        socket.sleep(0.4)
        kill_streams()
        insert(2)
      end
      check_numbers()
    end)

    test("has a row of 200 MB", function()
      sql "SET GLOBAL max_allowed_packet = 1073741824"
      sql("CREATE TABLE work.huge (id INT PRIMARY KEY, b LONGBLOB); SET sql_log_bin = 1; "
        .. "INSERT INTO work.huge VALUES (1, CONCAT('abc', REPEAT('x', 209715200), 'xyz'))",
        "--max-allowed-packet=1G")
      running = job.start(dir, ("run huge.lua --checkpoint none --start earliest --until end "
        .. "--source mysql://repl@127.0.0.1:%d"):format(port))
      assert.equal(0, running:await_end(60), running:log())
      assert.equal("209715206\tabc\txyz\n", running:out())
    end)
  end)
end

describe("A job goes on, or says why not, when its server", function()
  describe_server("mariadb-10.11", PORT, { reset = "RESET MASTER", options = "" })
  describe_server("mysql-9.7", PORT + 1, { reset = "RESET BINARY LOGS AND GTIDS",
    options = "--gtid-mode=ON --enforce-gtid-consistency=ON" })

  it("is not known", function()
    local dir = shell.temporary_folder()
    shell.write(dir .. "/numbers.lua", NUMBERS)
    local running = job.start(dir, "run numbers.lua --checkpoint none "
      .. "--source mysql://repl@no-such-host.invalid")
    assert.equal(1, running:await_end(15))
    assert.truthy(running:log():find("check the host's name", 1, true), running:log())
    shell.run("rm -rf %s", dir)
  end)
end)
