--- Columns that MariaDB logs and information_schema does not list: the ends of a row's time in a
--- SYSTEM VERSIONED table, and the hash of a long unique index. They must have the same names
--- whether the log names columns or the server's definitions do.
package.path = "tests/live/?.lua;" .. package.path
local shell = require "shell"

local PORT = tonumber(os.getenv "PORT") or 23441

-- The second index comes first where the server lists them; a column has taken a hash's name; two
-- tables differ in capitals only; the index of a MEMORY table has no hash column.
local SQL = [[
SET system_versioning_alter_history = KEEP;
SET GLOBAL binlog_row_metadata = %s;
DROP DATABASE IF EXISTS work; CREATE DATABASE work CHARACTER SET utf8mb4; USE work;
CREATE TABLE versions (id INT PRIMARY KEY, x TEXT, UNIQUE (x)) WITH SYSTEM VERSIONING;
CREATE TABLE keyless (x INT) WITH SYSTEM VERSIONING;
CREATE TABLE named (id INT PRIMARY KEY, born TIMESTAMP(6) GENERATED ALWAYS AS ROW START,
  gone TIMESTAMP(6) GENERATED ALWAYS AS ROW END INVISIBLE, PERIOD FOR SYSTEM_TIME (born, gone))
  WITH SYSTEM VERSIONING;
CREATE TABLE parts (id INT PRIMARY KEY, x INT) WITH SYSTEM VERSIONING
  PARTITION BY SYSTEM_TIME (PARTITION p HISTORY, PARTITION q CURRENT);
CREATE TABLE hashes (id INT PRIMARY KEY, a TEXT, b TEXT NOT NULL, UNIQUE x (a), UNIQUE y (b));
CREATE TABLE Hashes (a BLOB, b TEXT, c INT, UNIQUE x (a, c), UNIQUE y (b), UNIQUE z (c));
CREATE TABLE altered (id INT PRIMARY KEY, a TEXT, b TEXT NOT NULL, UNIQUE x (a), UNIQUE y (b));
ALTER TABLE altered DROP KEY x, ADD COLUMN c INT, ADD SYSTEM VERSIONING;
CREATE TABLE taken (a TEXT, db_row_hash_1 INT, UNIQUE (a));
CREATE TABLE chosen (id INT PRIMARY KEY, a INT, UNIQUE (a) USING HASH);
CREATE TABLE quick (a INT, UNIQUE (a) USING HASH) ENGINE = MEMORY;
INSERT INTO versions VALUES (1, 'one'), (2, NULL);
UPDATE versions SET x = 'other' WHERE id = 1;
DELETE FROM versions WHERE id = 2;
INSERT INTO keyless VALUES (1);
INSERT INTO named (id) VALUES (1);
INSERT INTO parts VALUES (1, 2);
INSERT INTO hashes VALUES (1, NULL, 'b');
INSERT INTO Hashes VALUES (1, 2, 3);
INSERT INTO altered VALUES (1, 'a', 'b', 4);
INSERT INTO taken VALUES ('a', 1);
INSERT INTO chosen VALUES (1, NULL);
INSERT INTO quick VALUES (1);
]]

-- A line for each row: the table, all names, the key's names; and the ends of versions' rows.
local SCRIPT = [[
local moontail = require "moontail"
local function names(list)
  local sorted = {}
  for name in pairs(list) do sorted[#sorted + 1] = name end
  table.sort(sorted)
  return table.concat(sorted, ",")
end
moontail.on("row", "work.*", function(event)
  print(event.type, event.table, names(event.row), names(event.key))
  if event.table == "versions" then
    io.stderr:write("time ", event.row.id, " ", event.row.row_start, " ", event.row.row_end, "\n")
  end
end)
]]

describe("columns that are logged and not listed", function()
  local function compare(server)
    local dir = shell.temporary_folder()
    finally(function() shell.stop_server(dir) end)
    local here, reason = shell.start_server(server, PORT, dir)
    if not here then return pending(reason) end
    shell.write(dir .. "/rows.lua", SCRIPT)

    local function told(level)
      shell.write(dir .. "/work.sql", "FLUSH BINARY LOGS;\n" .. SQL:format(level))
      shell.must("%s sql %s %s/data < %s/work.sql", shell.SERVER, server, dir, dir)
      local file = shell.must("ls %s/data | grep '^binlog.[0-9]*$' | tail -n 1", dir)
      shell.must("MOONTAIL_PASSWORD=replpw %s run %s/rows.lua --source mysql://repl@127.0.0.1:%d "
        .. "--checkpoint none --start %s:4 --until end --log-level warn > %s/%s 2> %s/times",
        shell.PROGRAM, dir, PORT, file:gsub("%s+$", ""), dir, level, dir)
      return shell.read(dir .. "/" .. level)
    end

    local full = told "FULL"
    local names = {}
    for table, list, key in full:gmatch "insert\t(%w+)\t([^\t]*)\t([^\n]*)" do
      names[table] = list .. " by " .. key
    end
    assert.same({
      versions = "DB_ROW_HASH_1,id,row_end,row_start,x by id,row_end",
      keyless = "row_end,row_start,x by row_end,row_start,x",
      named = "born,gone,id by gone,id",
      parts = "id,row_end,row_start,x by id,row_end",
      hashes = "DB_ROW_HASH_1,DB_ROW_HASH_2,a,b,id by id",
      Hashes = "DB_ROW_HASH_1,DB_ROW_HASH_2,a,b,c by DB_ROW_HASH_1,DB_ROW_HASH_2,a,b,c",
      altered = "DB_ROW_HASH_1,a,b,c,id,row_end,row_start by id,row_end",
      taken = "DB_ROW_HASH_2,a,db_row_hash_1 by DB_ROW_HASH_2,a,db_row_hash_1",
      chosen = "DB_ROW_HASH_1,a,id by id",
      quick = "a by a",
    }, names)
    assert.equal(full, told "NO_LOG")
    assert.equal(full, told "MINIMAL")

    -- The last end of each version that was told is the one that the server has.
    local ends = {}
    for id, first, last in shell.read(dir .. "/times"):gmatch "time (%d+) (%S+ %S+) (%S+ %S+)" do
      ends[id .. "\t" .. first] = last
    end
    local listed = shell.must("%s sql %s %s/data -N -e \"SET time_zone = '+00:00'; "
      .. "SELECT id, row_start, row_end FROM work.versions FOR SYSTEM_TIME ALL\"", shell.SERVER,
      server, dir)
    local count = 0
    for version, last in listed:gmatch "(%d+\t[^\t]*)\t([^\n]*)" do
      count = count + 1
      assert.equal(last, ends[version], version)
    end
    assert.equal(3, count)
  end

  it("on MariaDB 10.5", function() compare "mariadb-10.5" end)
  it("on MariaDB 10.11", function() compare "mariadb-10.11" end)
  it("on MariaDB 11.8", function() compare "mariadb-11.8" end)
end)
