--- moontail check against real servers: an account with the least rights is enough, and each thing
--- that is wrong is said, with what mends it.
package.path = "tests/live/?.lua;" .. package.path
local shell = require "shell"
local cjson = require "cjson"

local PORT = tonumber(os.getenv "PORT") or 23430
local LEAST = "GRANT REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO %s; "
  .. "GRANT SELECT ON shop.* TO %s"

local SCRIPT = [[
local moontail = require "moontail"
local file = require("moontail.file").open(moontail.args.folder .. "/out.jsonl")
moontail.on("row", moontail.args.table or "shop.users", function(event) file:json(event) end)
]]

local function against(name, port, options, setting, value)
  describe("moontail check on " .. name, function()
    local dir, missing, program

    local function sql(text)
      shell.must("%s sql %s %s/data -e \"%s\"", shell.SERVER, name, dir, text)
    end

    --- The report by the lines' names (a list where one stands twice), and the exit status.
    local function check(user, arguments)
      local output, status = shell.run(
        "cd %s && %s check users.lua --set folder=. --format json "
        .. "--source mysql://%s:x@127.0.0.1:%d %s", dir, program, user, port, arguments or "")
      local found = {}
      for line in output:gmatch "[^\n]+" do
        local ok, finding = pcall(cjson.decode, line)
        assert(ok, output)
        -- the worst of a name stands
        if not found[finding.check] or finding.level ~= "ok" then
          found[finding.check] = finding
        end
      end
      return found, status, output
    end

    local function levels(found, level)
      local names = {}
      for check_name, finding in pairs(found) do
        if finding.level == level then
          names[#names + 1] = check_name
        end
      end
      table.sort(names)
      return names
    end

    setup(function()
      dir = shell.temporary_folder()
      program = shell.must("realpath %s", shell.PROGRAM):gsub("%s+$", "")
      shell.write(dir .. "/users.lua", SCRIPT)
      local here, reason = shell.start_server(name, port, dir, options)
      missing = not here and reason
      if missing then return end
      sql "CREATE DATABASE shop; CREATE TABLE shop.users (id INT PRIMARY KEY)"
      for _, user in ipairs { "least", "unseeing", "unasking", "unstreaming" } do
        sql(("CREATE USER %s@127.0.0.1 IDENTIFIED BY 'x'"):format(user))
      end
      local grants = "GRANT %s ON *.* TO %s@127.0.0.1"
      sql((LEAST:gsub("%%s", "least@127.0.0.1")))
      sql(grants:format("REPLICATION SLAVE, REPLICATION CLIENT", "unseeing"))
      sql(grants:format("REPLICATION SLAVE, SELECT", "unasking"))
      sql(grants:format("REPLICATION CLIENT, SELECT", "unstreaming"))
    end)

    teardown(function()
      shell.stop_server(dir)
    end)

    local function the(what, test)
      it(what, function()
        if missing then return pending(missing) end
        test()
      end)
    end

    the("least rights are all that is needed", function()
      local found, status, output = check "least"
      assert.equal(0, status, output)
      assert.same({}, levels(found, "fail"), output)
      assert.same({}, levels(found, "warn"), output)
      assert.matches("the rows of 1 of 1 tables", found.tables.text)
      assert.matches("can be written", found.sink.text)
      -- and a job runs with them
      shell.must("cd %s && %s run users.lua --set folder=. --until end --checkpoint none "
        .. "--source mysql://least:x@127.0.0.1:%d", dir, program, port)
    end)

    the("a right that is missing is named, with its GRANT", function()
      for user, expected in pairs {
        unseeing = { "right to look", "GRANT SELECT ON shop.* TO 'unseeing'@'127.0.0.1'" },
        unasking = { "right to ask", "ON *.* TO 'unasking'@'127.0.0.1';" },
        unstreaming = { "stream", "GRANT REPLICATION SLAVE ON *.* TO 'unstreaming'@'127.0.0.1';" },
      } do
        sql "SET GLOBAL binlog_row_metadata = MINIMAL"
        local found, status, output = check(user)
        assert.equal(1, status, output)
        assert.same({ expected[1] }, levels(found, "fail"), output)
        assert.truthy(found[expected[1]].fix:find(expected[2], 1, true), output)
      end
      sql "SET GLOBAL binlog_row_metadata = FULL"
    end)

    the("GRANTs that it prints are SQL that mends", function()
      local user = "mended@127.0.0.1"
      sql(("CREATE USER %s IDENTIFIED BY 'x'; GRANT SELECT ON shop.* TO %s"):format(user, user))
      local found = check "mended"
      for _, check_name in ipairs(levels(found, "fail")) do
        sql(found[check_name].fix)
      end
      local after, status, output = check "mended"
      assert.equal(0, status, output)
      assert.same({}, levels(after, "fail"))
    end)

    the("settings are judged, and the SQL that it prints mends them", function()
      for variable, bad in pairs(setting) do
        sql(("SET GLOBAL %s = %s"):format(variable, bad[2]))
      end
      local found, status, output = check "least"
      assert.equal(1, status, output)
      for variable, bad in pairs(setting) do
        assert.equal(bad[3], found[bad[1]].level, output)
        assert.truthy(found[bad[1]].text:find(variable == "binlog_expire_logs_seconds" and
          "60 minutes" or variable .. " = " .. bad[2], 1, true), output)
        sql(found[bad[1]].fix:match "^SET [^;]+;")
      end
      found, status, output = check "least"
      assert.equal(0, status, output)
      assert.same({}, levels(found, "warn"))
    end)

    the("a table that is not there: the nearest one is named", function()
      local found, status, output = check("least", "--set table=shop.usrs")
      assert.equal(1, status)
      assert.equal("fail", found.tables.level)
      assert.truthy(output:find("did you mean 'shop.users'", 1, true), output)
      found, status = check("least", "--set table=shop.usrs --allow-missing-tables")
      assert.same({ 0, "warn" }, { status, found.tables.level })
    end)

    the("a job with such a slip: it does not begin, unless it is told to", function()
      local function job(user, arguments)
        return shell.run("cd %s && %s run users.lua --set folder=. --until end --checkpoint none "
          .. "--source mysql://%s:x@127.0.0.1:%d %s", dir, program, user, port, arguments)
      end
      for glob, near in pairs {
        ["shop.usrs"] = " (did you mean 'shop.users'?)", ["shop.x*"] = "", ["*.clients"] = "",
        ["shp.users"] = " (did you mean 'shop.users'?)",
      } do
        for _, option in ipairs { "--set table=", "--tables " } do
          local output, status = job("least", option .. "'" .. glob .. "'")
          assert.equal(3, status)
          assert.truthy(output:find(("no table of the server matches '%s'%s; correct the name, or "
            .. "begin with --allow-missing-tables"):format(glob, near), 1, true), output)
        end
        local _, status = job("least", "--allow-missing-tables --set table='" .. glob .. "'")
        assert.equal(0, status)
      end
      -- nothing is near, and nothing of that schema can be seen: it may come, or be hidden
      local output, status = job("least", "--set table=crm.clients")
      assert.equal(0, status)
      assert.truthy(output:find("warn  users: no table of the server matches 'crm.clients'", 1,
        true), output)
      output, status = job("unseeing", "--set table=shop.usrs")
      assert.equal(0, status)
      assert.is_nil(output:find("no table of the server", 1, true), output)
      assert.truthy(output:find("warn  users: the server shows this user no table", 1, true),
        output)
    end)

    the("a job that goes on: a table that was dropped is a warning", function()
      sql "CREATE TABLE shop.passing (id INT PRIMARY KEY)"
      local function job()
        return shell.run("cd %s && %s run users.lua --set folder=. --set table=shop.passing "
          .. "--until end --checkpoint passing.checkpoint --source mysql://least:x@127.0.0.1:%d",
          dir, program, port)
      end
      local output, status = job()
      assert.equal(0, status, output)
      sql "DROP TABLE shop.passing"
      output, status = job()
      assert.equal(0, status, output)
      assert.truthy(output:find("no table of the server matches 'shop.passing'", 1, true), output)
    end)

    the("a sink that is down", function()
      shell.write(dir .. "/redis.lua", [[
        local cache = require("moontail.redis").connect "redis://127.0.0.1:1"
        require "moontail".on("row", "shop.users", function(event) cache:del(event.key.id) end)
      ]])
      local output, status = shell.run("cd %s && %s check redis.lua --source "
        .. "mysql://least:x@127.0.0.1:%d", dir, program, port)
      assert.equal(1, status, output)
      assert.matches("\nfail  sink +redis 127%.0%.0%.1:1: Connection refused\n", output)
    end)

    the("a script that does not load, and misspelt options", function()
      shell.write(dir .. "/bad.lua", "require 'moontail'.configure { tabels = 'shop.*' }")
      local output, status = shell.run("cd %s && %s check bad.lua --source "
        .. "mysql://least:x@127.0.0.1:%d", dir, program, port)
      assert.equal(3, status, output)
      assert.matches("^fail  script +bad.lua:1: configure: no option 'tabels'", output)
      assert.matches("\nok    stream ", output)
    end)

    the("a wrong password", function()
      local output, status = shell.run("cd %s && %s check users.lua --set folder=. --source "
        .. "mysql://least:wrong@127.0.0.1:%d", dir, program, port)
      assert.equal(1, status, output)
      assert.matches("\nfail  connection .*Access denied", output)
      assert.falsy(output:find "wrong@")
    end)

    the("a checkpoint: how far behind, how long it has, and gone", function()
      shell.must("cd %s && %s run users.lua --set folder=. --until end --name lag "
        .. "--source mysql://least:x@127.0.0.1:%d", dir, program, port)
      local found = check("least", "--name lag")
      assert.matches("^0 bytes behind, in the file that is being written", found.lag.text)
      assert.matches("behind the checkpoint's ", found.stream.text)
      sql("INSERT INTO shop.users VALUES (1); FLUSH LOGS; SET GLOBAL " .. value)
      found = check("least", "--name lag")
      assert.equal("ok", found.lag.level)
      assert.matches("may be purged in 10%.0 days", found.lag.text)
      local where = shell.must("%s sql %s %s/data -N -e 'SHOW BINARY LOGS'", shell.SERVER, name,
        dir):match "(binlog%.%d+)[^\n]*\n$"
      sql(("PURGE BINARY LOGS TO '%s'"):format(where))
      local status, output
      found, status, output = check("least", "--name lag")
      assert.equal(1, status, output)
      assert.same({ "lag", "stream" }, levels(found, "fail"), output)
      assert.matches("is not on the server any more", found.lag.text)
    end)

    the("another server's checkpoint", function()
      shell.write(dir .. "/other.checkpoint", [[{"version":1,"file":"binlog.000001","position":4,]]
        .. [["server_id":1,"server_uuid":"","gtid":""}]])
      local found, status, output = check("least", "--name other")
      assert.equal(1, status, output)
      assert.equal("fail", found.checkpoint.level)
    end)
  end)
end

against("mariadb-10.11", PORT, "--binlog-row-metadata=FULL --sync-binlog=1", {
  binlog_format = { "format", "MIXED", "fail" },
  binlog_row_image = { "row image", "MINIMAL", "warn" },
  binlog_row_metadata = { "row metadata", "NO_LOG", "warn" },
  binlog_checksum = { "checksum", "NONE", "warn" },
  sync_binlog = { "durability", "0", "warn" },
  binlog_expire_logs_seconds = { "expiry", "3600", "warn" },
}, "binlog_expire_logs_seconds = 864000")

against("mysql-9.7", PORT + 1, "--binlog-row-metadata=FULL --gtid-mode=ON "
  .. "--enforce-gtid-consistency=ON", {
  binlog_format = { "format", "STATEMENT", "fail" },
  binlog_row_image = { "row image", "NOBLOB", "warn" },
  binlog_row_metadata = { "row metadata", "MINIMAL", "warn" },
  binlog_checksum = { "checksum", "NONE", "warn" },
  sync_binlog = { "durability", "0", "warn" },
  binlog_expire_logs_seconds = { "expiry", "3600", "warn" },
}, "binlog_expire_logs_seconds = 864000")
