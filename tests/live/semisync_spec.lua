--- --semi-sync: a COMMIT on the server returns when the sinks have the transaction, not before.
package.path = "tests/live/?.lua;" .. package.path
local moontail = require "moontail"
local shell = require "shell"
local run = require "spec.support.run"

local PORT = tonumber(os.getenv "PORT") or 23450

-- Lines with the ids; the sink is flushed only while there is a file that says so.
local SCRIPT = [[
local moontail = require "moontail"
local fs = require "moontail.core.file"
local out = require("moontail.file").open(moontail.args.folder .. "/out")
moontail.on("row", "shop.items", function(event) out:line(event.key.id) end)
moontail.sink {
  name = "gate",
  flush = function()
    while fs.stat(moontail.args.folder .. "/closed") do moontail.sleep(0.01) end
    return true
  end,
}
]]

local function against(name, port, options, word, user, mode)
  describe("a commit on " .. name .. ", " .. mode, function()
    local dir, missing, script, job

    local function sql(text)
      return shell.must("%s sql %s %s/data -N -e \"%s\"", shell.SERVER, name, dir, text)
    end

    local function status(what)
      return sql(("SHOW STATUS LIKE 'Rpl_semi_sync_%s_%s'"):format(word, what)):match "\t(%S+)"
    end

    local function insert(id)
      sql(("INSERT INTO shop.items VALUES (%d, '')"):format(id))
    end

    local function lines()
      local ids, count = {}, 0
      for _, line in ipairs(run.lines(run.read(dir .. "/out") or "")) do
        ids[tonumber(line)] = true
        count = count + 1
      end
      return ids, count
    end

    --- INSERT in the background: does it return within some seconds?
    local function start_insert(id, size)
      local done = ("%s/done-%d"):format(dir, id)
      shell.must("( %s sql %s %s/data -e \"INSERT INTO shop.items VALUES (%d, REPEAT('x', %d))\" "
        .. "> %s/log-%d 2>&1 && touch %s ) > /dev/null 2>&1 &", shell.SERVER, name, dir, id,
        size or 1, dir, id, done)
      return function(seconds)
        return run.wait_for(seconds, function() return run.read(done) ~= nil end)
      end
    end

    setup(function()
      dir = shell.temporary_folder()
      script = run.write(dir .. "/items.lua", SCRIPT)
      local here, reason = shell.start_server(name, port, dir, options)
      missing = not here and reason
      if missing then return end
      if name:find "mysql" then
        sql "INSTALL PLUGIN rpl_semi_sync_source SONAME 'semisync_source.so'"
      end
      sql "CREATE DATABASE shop; CREATE TABLE shop.items (id INT PRIMARY KEY, text LONGTEXT)"
      sql(("SET GLOBAL rpl_semi_sync_%s_timeout = 60000; SET GLOBAL rpl_semi_sync_%s_enabled = 1")
        :format(word, word))
      job = run.start { "run", script, "--semi-sync", "--source",
        ("mysql://%s:replpw@127.0.0.1:%d"):format(user, port), "--ssl-mode", mode,
        "--checkpoint", dir .. "/checkpoint", "--checkpoint-interval", "60",
        "--set", "folder=" .. dir }
      assert.is_true(run.wait_for(10, function() return status "clients" == "1" end))
    end)

    teardown(function()
      if job then
        os.execute(("kill -CONT %s; kill %s 2> /dev/null"):format(job.pid, job.pid))
      end
      shell.stop_server(dir)
      run.clean()
    end)

    local function the(what, test)
      it(what, function()
        if missing then return pending(missing) end
        test()
      end)
    end

    the("returns when the file has the line and the checkpoint is saved", function()
      local before = status "no_tx"
      for id = 1, 10 do
        insert(id)
        assert.is_true(lines()[id], "the commit came before line " .. id)
      end
      local place = moontail.json_decode(run.read(dir .. "/checkpoint"))
      assert.matches(place.file .. "\t" .. place.position, sql(name:find "mysql" and
        "SHOW BINARY LOG STATUS" or "SHOW MASTER STATUS"))
      assert.equal(before, status "no_tx")
    end)

    the("waits while the sink is down", function()
      run.write(dir .. "/closed", "")
      local returns = start_insert(11)
      assert.is_false(returns(1))
      os.remove(dir .. "/closed")
      assert.is_true(returns(5))
      assert.is_true(lines()[11])
    end)

    the("returns also when large ones come together and the link is cut", function()
      local waits = {}
      for id = 21, 32 do
        waits[id] = start_insert(id, id % 3 == 0 and 3000000 or 10)
        if id % 4 == 0 then
          local dump = sql("SELECT MAX(ID) FROM information_schema.PROCESSLIST "
            .. "WHERE COMMAND LIKE 'Binlog Dump%'"):match "%d+"
          if dump then
            sql("KILL " .. dump)
          end
        end
      end
      for id = 21, 32 do
        assert.is_true(waits[id](30), "the commit of " .. id .. " hangs; " .. run.read(job.err))
        assert.is_true(lines()[id], "the commit came before line " .. id)
      end
      assert.matches("connected again", run.read(job.err))
    end)

    the("falls back when we are too slow, and waits again when we are back", function()
      sql(("SET GLOBAL rpl_semi_sync_%s_timeout = 1000"):format(word))
      os.execute("kill -STOP " .. job.pid)
      local began = moontail.now()
      insert(41)
      assert.is_true(moontail.now() - began >= 1)
      assert.is_nil(lines()[41])
      assert.equal("OFF", status "status")
      os.execute("kill -CONT " .. job.pid)
      assert.is_true(run.wait_for(10, function() return status "status" == "ON" end))
      insert(42)
      assert.is_true(lines()[42])
      assert.is_true(lines()[41])
      local _, count = lines()
      assert.equal(10 + 1 + 12 + 2, count) -- nothing twice
    end)
  end)
end

against("mariadb-10.11", PORT, "", "master", "repl", "DISABLED")
against("mysql-9.7", PORT + 1, "", "source", "repl", "REQUIRED")
