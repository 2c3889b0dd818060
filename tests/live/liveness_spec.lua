--- A link that is silent is noticed and left; one that is idle is not, and its place moves on.
package.path = "tests/live/?.lua;" .. package.path
local shell = require "shell"
local link = require "link"
local job = require "job"
local socket = require "socket"

local PORT = tonumber(os.getenv "PORT") or 23420
local PROXY = PORT + 10
local HEARTBEAT = 1 -- seconds

-- A row for each change, by its number; a job prints the numbers.
local SCRIPT = [[
  local moontail = require "moontail"
  moontail.on("row", "work.numbers", function(event)
    io.stdout:write(event.row.n, "\n")
    io.stdout:flush()
  end)
]]

-- tests: what is tested with this server; in_namespace: both it and the job live in a network of
-- their own.
local function describe_server(name, options, tests, in_namespace)
  describe(name, function()
    local dir, missing, wire, running

    local function sql(text)
      shell.must("%s sql %s %s/data -e \"%s\"", shell.SERVER, name, dir, text)
    end

    -- A job that starts where the log ends now, and prints 1.
    local function start(arguments)
      local place = shell.must("cd %s/data && stat -c %%n:%%s $(basename $(tail -1 binlog.index))",
        dir)
      running = job.start(dir, ("run numbers.lua --name live --heartbeat %g --start %s --source "
        .. "mysql://repl@127.0.0.1:%d %s"):format(HEARTBEAT, place:match "%S+", wire.port or PORT,
        arguments), wire.enter)
      sql "INSERT INTO work.numbers VALUES (NULL)"
      running:await(5, "1\n", true)
    end

    -- What the job has printed must be all the table's numbers, each once, in order.
    local function check_numbers()
      sql "INSERT INTO work.numbers VALUES (NULL)"
      local expected = shell.must("%s sql %s %s/data -N -e 'SELECT n FROM work.numbers ORDER BY n'",
        shell.SERVER, name, dir)
      job.wait_for(5, function() return #running:out() >= #expected end)
      assert.equal(expected, running:out())
    end

    setup(function()
      dir = shell.temporary_folder()
      shell.write(dir .. "/numbers.lua", SCRIPT)
      if in_namespace then wire, missing = link.namespace() end
      if missing then return end
      local here, reason = shell.start_server(name, PORT, dir, options, wire and wire.enter)
      missing = not here and reason
      if missing then return end
      sql "CREATE DATABASE work; CREATE TABLE work.numbers (n INT PRIMARY KEY AUTO_INCREMENT)"
      wire = wire or link.proxy(PROXY, PORT)
    end)

    teardown(function()
      shell.stop_server(dir)
      if wire then wire:stop() end
    end)

    before_each(function()
      if missing then return end
      sql "TRUNCATE TABLE work.numbers"
      shell.write(dir .. "/out", "")
      shell.write(dir .. "/log", "")
    end)

    after_each(function()
      if running and not running:status() then running:stop "KILL" end
      running = nil
    end)

    -- Freezes what is between job and server, or the server; it must be noticed within three
    -- heartbeats and the little while that looking takes.
    local function freeze_and_wait(freeze, thaw)
      freeze()
      local took = running:await(20, "connecting again")
      thaw()
      sql "INSERT INTO work.numbers VALUES (NULL), (NULL)"
      running:await(20, "connected again")
      check_numbers()
      print(("a frozen link to %s was left after %.2f s, the heartbeat is %g s"):format(name, took,
        HEARTBEAT))
      assert.truthy(took <= 3 * HEARTBEAT + 0.25, took)
      assert.truthy(running:log():find("three heartbeats were missed", 1, true), running:log())
    end

    local function freeze_link(ssl_mode)
      start("--checkpoint none --ssl-mode " .. ssl_mode)
      freeze_and_wait(function() wire:set "freeze" end, function() wire:set "up" end)
    end

    local cases = {
      frozen = { "is left when it is frozen", function() freeze_link "DISABLED" end },
      tls = { "is left when it is frozen, with TLS", function() freeze_link "REQUIRED" end },

      stopped = { "is left when the server stands still", function()
        local server = shell.read(dir .. "/data/mysqld.pid"):match "%d+"
        start "--checkpoint none"
        freeze_and_wait(function() shell.must("kill -STOP %s", server) end,
          function() shell.must("kill -CONT %s", server) end)
      end },

      outage = { "is kept when it is only idle, and its outage told once", function()
        start "--checkpoint none"
        socket.sleep(3.5 * HEARTBEAT)
        check_numbers()
        assert.falsy(running:log():find("again", 1, true), running:log())
        wire:set "down"
        socket.sleep(1.5)
        wire:set "up"
        running:await(5, "connected again")
        check_numbers()
        local _, lost = running:log():gsub("connecting again", "")
        local _, back = running:log():gsub("connected again", "")
        assert.same({ 1, 1 }, { lost, back }, running:log())
      end },

      idle = { "moves the place of an idle job, so that the log may be purged", function()
        local place = "--checkpoint place --checkpoint-interval 0.1"
        start(place)
        for _ = 1, 3 do sql "FLUSH BINARY LOGS" end
        local last = shell.read(dir .. "/data/binlog.index"):match "([^/%s]+)%s*$"
        assert.truthy(job.wait_for(5, function()
          return shell.read(dir .. "/place"):find(last, 1, true)
        end), shell.read(dir .. "/place"))
        running:stop "KILL"
        sql(("PURGE BINARY LOGS TO '%s'"):format(last))
        start(place)
        check_numbers()
        os.remove(dir .. "/place")
      end },
    }

    for _, test in ipairs(tests) do
      it(cases[test][1], function()
        if missing then return pending(missing) end
        cases[test][2]()
      end)
    end
  end)
end

describe("A link to", function()
  local GTID = "--gtid-mode=ON --enforce-gtid-consistency=ON"
  describe_server("mariadb-10.11", nil, { "frozen", "stopped", "outage", "idle" })
  describe_server("mariadb-11.8", nil, { "tls", "idle" })
  describe_server("mysql-9.7", GTID, { "tls", "idle" })
  describe("a network of its own:", function()
    describe_server("mariadb-10.11", nil, { "frozen" }, true)
  end)
end)
