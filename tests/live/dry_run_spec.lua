--- `run --dry-run` beside the job itself: the same server is read and the same target asked,
--- neither is changed, and the job goes on as if nothing was there.
package.path = "tests/live/?.lua;" .. package.path
local shell = require "shell"

local SERVER = "mariadb-10.11"
local SOURCE_PORT, TARGET_PORT = 21402, 21403

local SCRIPT = [[
local moontail = require "moontail"
local copy = require "moontail.mysql".connect("mysql://repl:replpw@127.0.0.1:%d/copy",
  { checkpoint = "copy.place" })
moontail.on("row", "work.t", function(event)
  local known = copy:query("SELECT COUNT(*) AS n FROM t")[1].n
  print(known)
  copy:apply(event, { table = "t" })
end)
]]

describe("a dry run beside the job", function()
  local source, target, missing

  local function sql(folder, text)
    return (shell.must("%s sql %s %s/data -N -e \"%s\"", shell.SERVER, SERVER, folder, text)
      :gsub("%s+$", ""))
  end

  setup(function()
    source, target = shell.fast_folder(), shell.fast_folder()
    for folder, port in pairs { [source] = SOURCE_PORT, [target] = TARGET_PORT } do
      local here, reason = shell.start_server(SERVER, port, folder, "--binlog-row-metadata=FULL")
      missing = missing or (not here and reason)
    end
  end)

  teardown(function()
    shell.stop_server(source)
    shell.stop_server(target)
  end)

  it("asks, and changes nothing", function()
    if missing then return pending(missing) end
    local script = source .. "/dry_job.lua"
    shell.write(script, SCRIPT:format(TARGET_PORT))
    sql(source, "CREATE DATABASE work; CREATE TABLE work.t (id INT PRIMARY KEY, v INT)")
    sql(target, "CREATE DATABASE copy; CREATE TABLE copy.t (id INT PRIMARY KEY, v INT)")
    local command = ("cd %s && MOONTAIL_PASSWORD=replpw %s run dry_job.lua --source"
      .. " mysql://repl@127.0.0.1:%d"):format(source, shell.must("readlink -f " .. shell.PROGRAM)
      :gsub("%s+$", ""), SOURCE_PORT)
    -- before the job has ever run: from the beginning, and the table of checkpoints is not made
    sql(source, "INSERT INTO work.t VALUES (1, 10), (2, 20)")
    local out = shell.must("%s --dry-run --start earliest --until end --log-level warn", command)
    assert.equal('0\nmysql upsert t {"id":1,"v":10}\n0\nmysql upsert t {"id":2,"v":20}\n', out)
    assert.equal("t", sql(target, "SHOW TABLES FROM copy"))

    shell.must("%s --start earliest >real.out 2>real.err & echo $! > %s/pid", command, source)
    local function wait(what, condition)
      for _ = 1, 300 do
        if condition() then return end
        os.execute "sleep 0.1"
      end
      error(what .. "\n" .. shell.read(source .. "/real.err"))
    end
    wait("the job writes", function() return sql(target, "SELECT COUNT(*) FROM copy.t") == "2" end)
    wait("the job saves", function()
      return sql(target, "SELECT place FROM copy.place"):find '"sent":0' ~= nil
        or sql(target, "SELECT COUNT(*) FROM copy.place") == "1"
    end)
    -- beside it: neither its link nor its lock is lost, and the target's log does not grow
    local log = sql(target, "SHOW MASTER STATUS")
    out = shell.must("%s --dry-run --until end --log-level warn", command)
    assert.equal("", out)
    assert.equal(log, sql(target, "SHOW MASTER STATUS"))
    sql(source, "UPDATE work.t SET v = 11 WHERE id = 1")
    wait("the job goes on", function()
      return sql(target, "SELECT v FROM copy.t WHERE id = 1") == "11"
    end)
    shell.run("kill $(cat %s/pid)", source)
    wait("it ends", function()
      return select(2, shell.run("kill -0 $(cat %s/pid)", source)) ~= 0
    end)
    assert.is_nil(shell.read(source .. "/real.err"):find("lost", 1, true))

    -- after it: what it would do next
    sql(source, "DELETE FROM work.t WHERE id = 2")
    log = sql(target, "SHOW MASTER STATUS")
    local function files() return (shell.run("cd %s && md5sum *checkpoint*", source)) end
    local before = files()
    out = shell.must("%s --dry-run --until end --log-level warn", command)
    assert.equal('2\nmysql delete t {"id":2}\n', out)
    assert.equal(log, sql(target, "SHOW MASTER STATUS"))
    assert.equal(before, files())
  end)
end)
