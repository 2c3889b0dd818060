--- Of several runs of one name one alone delivers; when it dies, freezes or loses the lock, another
--- takes over.
package.path = "tests/live/?.lua;" .. package.path
local moontail = require "moontail"
local shell = require "shell"
local run = require "spec.support.run"

local PORT = tonumber(os.getenv "PORT") or 23440

-- Who delivered what, in one file for all runs.
local SCRIPT = [[
local moontail = require "moontail"
local out = assert(io.open(moontail.args.out, "a"))
out:setvbuf "line"
moontail.on("row", "shop.users", function(event)
  out:write(moontail.args.who, " ", event.key.id, "\n")
end)
]]

local function against(name, port, freezes)
  describe("two runs of one name on " .. name, function()
    local dir, missing, script, jobs

    local function sql(text)
      shell.must("%s sql %s %s/data -e \"%s\"", shell.SERVER, name, dir, text)
    end

    local function delivered()
      return run.read(dir .. "/out") or ""
    end

    local function start(who, checkpoint)
      local arguments = { "run", script, "--source", "mysql://repl:replpw@127.0.0.1:" .. port,
        "--name", "twice", "--start", "earliest", "--set", "who=" .. who,
        "--set", "out=" .. dir .. "/out", "--checkpoint",
        ("%s/%s.checkpoint"):format(dir, checkpoint or "twice") }
      local job = run.start(arguments)
      jobs[#jobs + 1] = job
      return job
    end

    local function says(job, text, seconds)
      assert.is_true(run.wait_for(seconds or 5, function()
        return run.read(job.err):find(text, 1, true) ~= nil
      end), text .. " is not in:\n" .. run.read(job.err))
    end

    local function delivers(line, seconds)
      assert.is_true(run.wait_for(seconds or 5, function()
        return ("\n" .. delivered()):find("\n" .. line .. "\n", 1, true) ~= nil
      end), line .. " is not in:\n" .. delivered())
    end

    local next_id = 0
    local function insert()
      next_id = next_id + 1
      sql(("INSERT INTO shop.users VALUES (%d)"):format(next_id))
      return next_id
    end

    setup(function()
      dir = shell.temporary_folder()
      script = run.write(dir .. "/twice.lua", SCRIPT)
      local here, reason = shell.start_server(name, port, dir)
      missing = not here and reason
      if missing then return end
      sql "CREATE DATABASE shop; CREATE TABLE shop.users (id INT PRIMARY KEY)"
    end)

    before_each(function()
      jobs = {}
    end)

    after_each(function()
      for _, job in ipairs(jobs) do
        os.execute(("kill -9 %s 2>/dev/null"):format(job.pid))
        run.wait_for(5, function() return not run.alive(job) end)
      end
      shell.run("rm -f %s/out %s/*.checkpoint*", dir, dir)
    end)

    teardown(function()
      shell.stop_server(dir)
      run.clean()
    end)

    local function the(what, test)
      it(what, function()
        if missing then return pending(missing) end
        test()
      end)
    end

    the("the second waits, says so once, and takes over when the first is killed", function()
      local first = start "first"
      delivers("first " .. insert())
      local second = start "second"
      says(second, "another moontail run named twice holds the lock (connection ")
      delivers("first " .. insert())
      -- the checkpoint that the second will read
      assert.is_true(run.wait_for(5, function()
        return os.execute(("test %s/twice.checkpoint -nt %s/out"):format(dir, dir)) == 0
      end))
      local before = delivered()
      os.execute("kill -9 " .. first.pid)
      local killed = moontail.now()
      delivers("second " .. insert())
      assert.is_true(moontail.now() - killed < 8)
      -- it went on where the first was, and repeated nothing
      assert.equal(before .. "second " .. next_id .. "\n", delivered())
      local _, times = run.read(second.err):gsub("another moontail run", "")
      assert.equal(1, times)
    end)

    the("a lock that is lost: the job goes on from the checkpoint when it has it again", function()
      local first = start "first"
      delivers("first " .. insert())
      local id = shell.must("%s sql %s %s/data -N -e \"SELECT IS_USED_LOCK('moontail.twice')\"",
        shell.SERVER, name, dir)
      sql("KILL " .. id)
      says(first, "the lock of this name is lost")
      says(first, "the lock is ours: going on")
      says(first, "--start is for a job without one")
      delivers("first " .. insert())
      assert.is_true(run.alive(first))
      os.execute("kill " .. first.pid)
      assert.is_true(run.wait_for(5, function() return not run.alive(first) end))
      assert.is_nil(run.read(dir .. "/twice.checkpoint.lock"))
    end)

    if not freezes then return end

    -- as on two machines, each with a checkpoint of its own
    the("a first that freezes is left within ten seconds, and delivers no more", function()
      local first = start("first", "first")
      delivers("first " .. insert())
      local second = start("second", "second")
      says(second, "waiting")
      sql "SET GLOBAL read_only = ON" -- locks are no writes
      os.execute("kill -STOP " .. first.pid)
      local stopped = moontail.now()
      sql "SET GLOBAL read_only = OFF"
      delivers("second " .. insert(), 15)
      assert.is_true(moontail.now() - stopped < 12)
      os.execute("kill -CONT " .. first.pid)
      says(first, "the lock of this name is lost")
      says(first, "another moontail run named twice holds the lock")
      delivers("second " .. insert())
      assert.falsy(delivered():find("first " .. next_id, 1, true))
      assert.falsy(delivered():find("first " .. next_id - 1, 1, true))
    end)
  end)
end

describe("two runs with one checkpoint over files", function()
  it("the second is refused, with the process that has it", function()
    local script = run.write(run.folder() .. "/nothing.lua",
      "require 'moontail'.on('row', function() end)")
    local checkpoint = run.folder() .. "/checkpoint"
    local arguments = { "run", script, "--source", run.sample "shop", "--follow", "--checkpoint",
      checkpoint }
    local first = run.start(arguments)
    assert.is_true(run.wait_for(5, function() return run.read(checkpoint) ~= nil end))
    local done = run.moontail(arguments)
    assert.equal(1, done.status)
    assert.truthy(done.err:find(("the checkpoint %s is in use by another run (process %s)")
      :format(checkpoint, first.pid), 1, true), done.err)
    os.execute("kill -9 " .. first.pid)
    assert.is_true(run.wait_for(5, function() return not run.alive(first) end))
    -- what the first left lying does not matter
    table.remove(arguments, 5)
    assert.equal(0, run.moontail(arguments).status)
    assert.is_nil(run.read(checkpoint .. ".lock"))
  end)
end)

against("mariadb-10.11", PORT, true)
against("mysql-9.7", PORT + 1)
