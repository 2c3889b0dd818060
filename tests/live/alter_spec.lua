--- MariaDB's ALTER in two phases: it is logged when it starts and again when it is done or undone.
--- Rows in between have the old columns, and only what was done is a change of the schema.
package.path = "tests/live/?.lua;" .. package.path
local shell = require "shell"

local PORT = tonumber(os.getenv "PORT") or 23443

local SQL = [[
CREATE DATABASE work; USE work;
CREATE TABLE t (id INT PRIMARY KEY, a INT);
INSERT INTO t VALUES (1, 1), (2, 1);
ALTER TABLE t ADD UNIQUE (a);
INSERT INTO t VALUES (3, 3);
ALTER TABLE t ADD COLUMN b INT DEFAULT 7;
INSERT INTO t (id) VALUES (4);
]]

local SCRIPT = [[
local moontail = require "moontail"
moontail.on("ddl", function(event) print("ddl", event.query) end)
moontail.on("insert", "work.t", function(event)
  local names = {}
  for name in pairs(event.after) do names[#names + 1] = name end
  table.sort(names)
  print("insert", event.after.id, table.concat(names, ","))
end)
]]

describe("an ALTER in two phases", function()
  local function alter(server)
    local dir = shell.temporary_folder()
    finally(function() shell.stop_server(dir) end)
    local here, reason = shell.start_server(server, PORT, dir,
      "--binlog-alter-two-phase=ON --binlog-row-metadata=FULL")
    if not here then return pending(reason) end
    shell.write(dir .. "/work.sql", SQL)
    shell.write(dir .. "/rows.lua", SCRIPT)
    shell.run("%s sql %s %s/data --force < %s/work.sql", shell.SERVER, server, dir, dir)
    local logged = shell.must("%s dump --format json %s/data/binlog.000001", shell.PROGRAM, dir)
    for _, phase in ipairs { "start_alter", "commit_alter", "rollback_alter" } do
      assert.truthy(logged:find('"' .. phase .. '":true', 1, true), "no " .. phase)
    end
    local told = shell.must("%s run %s/rows.lua --source %s/data/binlog.000001 --checkpoint none "
      .. "--log-level warn", shell.PROGRAM, dir, dir)
    assert.equal(table.concat({
      "ddl\tCREATE DATABASE work",
      "ddl\tCREATE TABLE t (id INT PRIMARY KEY, a INT)",
      "insert\t1\ta,id",
      "insert\t2\ta,id",
      "insert\t3\ta,id",
      "ddl\tALTER TABLE t ADD COLUMN b INT DEFAULT 7",
      "insert\t4\ta,b,id",
      "",
    }, "\n"), told)
  end

  it("counts when it is done, on MariaDB 10.11", function() alter "mariadb-10.11" end)
  it("counts when it is done, on MariaDB 11.8", function() alter "mariadb-11.8" end)
end)
