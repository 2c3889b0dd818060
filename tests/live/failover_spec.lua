--- Two servers, the second replicating the first: when the first is lost the job goes on at the
-- second, in the middle of a transaction too, if that one has all that was read.
package.path = "tests/live/?.lua;" .. package.path
local shell = require "shell"
local link = require "link"
local job = require "job"
local socket = require "socket"

local PORT = tonumber(os.getenv "PORT") or 23480

-- Each row of the table by its number.
local SCRIPT = [[
  local moontail = require "moontail"
  moontail.on("row", "work.numbers", function(event)
    io.stdout:write(event.row.n, "\n")
    io.stdout:flush()
  end)
]]

local MYSQL = {
  name = "mysql-9.7",
  options = "--gtid-mode=ON --enforce-gtid-consistency=ON",
  replicate = [[CHANGE REPLICATION SOURCE TO SOURCE_HOST='127.0.0.1', SOURCE_PORT=%d,
    SOURCE_USER='repl', SOURCE_PASSWORD='replpw', SOURCE_AUTO_POSITION=1, SOURCE_SSL=1;
    START REPLICA]],
  stop = "STOP REPLICA", start = "START REPLICA",
  reset = "RESET BINARY LOGS AND GTIDS",
  undo = "RESET REPLICA ALL; DROP DATABASE work; RESET BINARY LOGS AND GTIDS",
  sessions = { "SET cte_max_recursion_depth = 10000;" },
}

local MARIADB = {
  name = "mariadb-10.11",
  options = "--log-slave-updates --gtid-strict-mode=ON",
  replicate = [[CHANGE MASTER TO MASTER_HOST='127.0.0.1', MASTER_PORT=%d, MASTER_USER='repl',
    MASTER_PASSWORD='replpw', MASTER_USE_GTID=slave_pos; START SLAVE]],
  stop = "STOP SLAVE", start = "START SLAVE",
  reset = "RESET MASTER",
  undo = "RESET SLAVE ALL; DROP DATABASE work; RESET MASTER; SET GLOBAL gtid_slave_pos = ''",
  sessions = { "SET gtid_domain_id = 0, max_recursive_iterations = 10000;",
    "SET gtid_domain_id = 7, max_recursive_iterations = 10000;" },
}

local function describe_pair(kind)
  describe("a pair of " .. kind.name, function()
    local dir, missing, wire, running
    local folders = {}

    local function sql(server, text)
      return shell.must("%s sql %s %s/data -N -e \"%s\"", shell.SERVER, kind.name, folders[server],
        text)
    end

    local function insert(server, count)
      for _, session in ipairs(kind.sessions) do
        sql(server, session .. ("INSERT INTO work.numbers (pad) WITH RECURSIVE c AS (SELECT 1 AS i "
          .. "UNION ALL SELECT i + 1 FROM c WHERE i < %d) SELECT REPEAT('x', 200) FROM c")
          :format(count))
      end
    end

    local function numbers(server) return sql(server, "SELECT n FROM work.numbers ORDER BY n") end

    -- Until the second server has what the first has.
    local function catch_up()
      local expected = numbers(1)
      local caught_up = job.wait_for(20, function()
        local there, rows = pcall(numbers, 2) -- the table itself may not be there yet
        return there and rows == expected
      end)
      assert.truthy(caught_up, "the second server does not catch up")
    end

    local function start(options)
      running = job.start(dir, ("run numbers.lua --checkpoint place --checkpoint-interval 0.1 "
        .. "--heartbeat 1 --start earliest --source mysql://repl@127.0.0.1:%d,127.0.0.1:%d %s")
        :format(wire.port, PORT + 1, options or ""))
    end

    -- Each number once, in order.
    local function check_numbers(server)
      local expected = numbers(server)
      job.wait_for(15, function() return #running:out() >= #expected end)
      if running:out() ~= expected then error("not the server's rows\n" .. running:log()) end
    end

    -- Until the checkpoint has what was printed: with the link the lock is lost, and the job begins
    -- anew from there.
    local function save() shell.run "sleep 0.5" end

    setup(function()
      dir = shell.temporary_folder()
      shell.write(dir .. "/numbers.lua", SCRIPT)
      for i = 1, 2 do
        folders[i] = shell.temporary_folder()
        local here, reason = shell.start_server(kind.name, PORT + i - 1, folders[i], kind.options)
        missing = missing or not here and reason
      end
      if missing then return end
      for i = 1, 2 do sql(i, kind.reset) end
      sql(2, kind.replicate:format(PORT))
      sql(1, [[CREATE DATABASE work;
        CREATE TABLE work.numbers (n INT PRIMARY KEY AUTO_INCREMENT, pad VARCHAR(200))]])
      wire = link.proxy(PORT + 2, PORT)
      start()
      insert(1, 1)
      check_numbers(1)
    end)

    teardown(function()
      if running and not running:status() then running:stop "KILL" end
      for i = 1, 2 do shell.stop_server(folders[i]) end
      if wire then wire:stop() end
      shell.run("rm -rf %s", dir)
    end)

    it("waits for a second server that is behind", function()
      if missing then return pending(missing) end
      catch_up()
      sql(2, kind.stop)
      insert(1, 10)
      check_numbers(1)
      save()
      wire:set "down"
      running:await(10, "it is behind")
      assert.falsy(running:log():find("is not taken", 1, true), running:log())
      sql(2, kind.start)
      running:await(15, ":" .. PORT + 1 .. ": connected again")
      check_numbers(1)
      wire:set "up"
    end)

    it("refuses a second server that has gone its own way", function()
      if missing then return pending(missing) end
      -- back to the first one
      running:stop()
      start()
      catch_up()
      sql(2, kind.stop)
      insert(1, 2)
      check_numbers(1)
      sql(2, kind.sessions[1] .. "CREATE TABLE work.other (n INT); DROP TABLE work.other; "
        .. "CREATE TABLE work.other (n INT); DROP TABLE work.other")
      save()
      wire:set "down"
      running:await(10, "diverged")
      running:await(10, "this server is not taken")
      assert.falsy(running:status(), running:log())
      wire:set "up"
      running:await(15, ":" .. wire.port .. ": connected again")
      insert(1, 1)
      check_numbers(1)
    end)

    it("goes on at the second one, in the middle of a transaction", function()
      if missing then return pending(missing) end
      -- what the second one did on its own is undone, as its owner would
      sql(2, kind.undo)
      sql(2, kind.replicate:format(PORT))
      catch_up()
      -- without the lock, whose loss would let the job begin anew from its checkpoint
      running:stop()
      start "--lock off"
      wire:set "slow 150000"
      local before = #running:out()
      insert(1, 3000)
      assert.truthy(job.wait_for(20, function() return #running:out() > before end))
      catch_up()
      local half = #running:out()
      shell.must("kill -9 %s", shell.read(folders[1] .. "/data/mysqld.pid"):match "%d+")
      assert.truthy(half < #numbers(2), "nothing was left to read")
      sql(2, kind.stop)
      insert(2, 3)
      running:await(20, ":" .. PORT + 1 .. ": connected again")
      check_numbers(2)
      -- and a new run knows where it stands, on that server
      socket.sleep(0.5)
      running:stop "KILL"
      local place = shell.read(dir .. "/place")
      assert.truthy(place:find('"server_id":' .. PORT + 1, 1, true), place)
      insert(2, 1)
      start()
      check_numbers(2)
    end)
  end)
end

describe("Of several servers,", function()
  describe_pair(MYSQL)
  describe_pair(MARIADB)
end)
