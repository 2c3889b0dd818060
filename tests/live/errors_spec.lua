--- What a server may refuse: one sentence that helps, and the exit status of the manual.
package.path = "tests/live/?.lua;" .. package.path
local shell = require "shell"

local PORT = tonumber(os.getenv "PORT") or 23417

describe("a server that", function()
  local dir, missing

  local function sql(text)
    shell.must("%s sql mariadb-10.11 %s/data -e \"%s\"", shell.SERVER, dir, text)
  end

  -- Runs a script with a row handler against a URL; the status and the last line.
  local function attempt(url, options)
    local program = shell.must("realpath %s", shell.PROGRAM):gsub("%s+$", "")
    local output, status = shell.run("cd %s && timeout 20 %s run rows.lua --checkpoint none "
      .. "--source %s %s", dir, program, url, options or "")
    return status, output
  end

  setup(function()
    dir = shell.temporary_folder()
    shell.write(dir .. "/rows.lua", [[require "moontail".on("row", function() end)]])
    local here, reason = shell.start_server("mariadb-10.11", PORT, dir)
    missing = not here and reason
    if missing then return end
    sql [[CREATE USER nothing@127.0.0.1 IDENTIFIED BY 'x';
      CREATE USER monitor@127.0.0.1 IDENTIFIED BY 'x';
      GRANT BINLOG MONITOR, SELECT ON *.* TO monitor@127.0.0.1]]
  end)

  teardown(function()
    shell.stop_server(dir)
  end)

  local function refuses(what, url, options, ...)
    local words = { ... }
    it(what, function()
      if missing then return pending(missing) end
      local status, output = attempt(url:format(PORT), options)
      assert.equal(1, status, output)
      for _, word in ipairs(words) do
        assert.truthy(output:find(word, 1, true), output)
      end
      assert.falsy(output:find("replpw", 1, true), "a password in a message")
    end)
  end

  refuses("refuses the password", "mysql://repl:wrong@127.0.0.1:%d", nil, "Access denied",
    "check the user and the password")
  refuses("refuses its position", "mysql://nothing:x@127.0.0.1:%d", nil, "GRANT BINLOG MONITOR")
  refuses("refuses replication", "mysql://monitor:x@127.0.0.1:%d", nil, "GRANT REPLICATION SLAVE")
  refuses("is not there", "mysql://repl@127.0.0.1:1", nil, "is the server running")
  refuses("has purged the log", "mysql://repl:replpw@127.0.0.1:%d", "--start binlog.009999:4",
    "no such file any more", "--reset")
  refuses("has no event there", "mysql://repl:replpw@127.0.0.1:%d", "--start binlog.000001:777",
    "no event starts at this position")

  it("logs statements", function()
    if missing then return pending(missing) end
    sql "SET GLOBAL binlog_format = STATEMENT"
    local status, output = attempt(("mysql://repl:replpw@127.0.0.1:%d"):format(PORT))
    sql "SET GLOBAL binlog_format = ROW"
    assert.equal(1, status)
    assert.truthy(output:find("SET GLOBAL binlog_format=ROW", 1, true), output)
  end)

  it("logs one statement all the same", function()
    if missing then return pending(missing) end
    sql [[CREATE DATABASE IF NOT EXISTS work; CREATE TABLE work.s (id INT PRIMARY KEY);
      SET binlog_format = STATEMENT; INSERT INTO work.s VALUES (1)]]
    local url = ("mysql://repl:replpw@127.0.0.1:%d"):format(PORT)
    local options = "--start earliest --until end "
    local status, output = attempt(url, options)
    assert.equal(1, status)
    assert.truthy(output:find("INSERT INTO work.s", 1, true), output)
    status = attempt(url, options .. "--on-statement ignore")
    assert.equal(0, status)
  end)

  it("is another one than the checkpoint's", function()
    if missing then return pending(missing) end
    shell.write(dir .. "/other.checkpoint", [[{"version":1,"file":"binlog.000001","position":4,]]
      .. [["server_id":1,"server_uuid":"","gtid":""}]])
    local status, output = attempt(("mysql://repl:replpw@127.0.0.1:%d"):format(PORT),
      "--checkpoint other.checkpoint")
    assert.equal(1, status)
    assert.truthy(output:find("belongs to another server", 1, true), output)
  end)

  it("writes no log", function()
    if missing then return pending(missing) end
    shell.must("%s stop %s/data", shell.SERVER, dir)
    shell.must("%s start mariadb-10.11 %d %s/data --skip-log-bin", shell.SERVER, PORT, dir)
    local status, output = attempt(("mysql://repl:replpw@127.0.0.1:%d"):format(PORT))
    assert.equal(1, status)
    assert.truthy(output:find("writes no binary log", 1, true), output)
  end)
end)
