--- Rows of every shape, from real servers: minimal images, partial JSON, compression, wide tables,
-- definitions that an ALTER replaces. However a row becomes an event, and the event JSON, it is the
-- same text.
package.path = "tests/live/?.lua;" .. package.path
local shell = require "shell"

local PORT = tonumber(os.getenv "PORT") or 23419

local function wide_table(name, columns)
  local definitions, values = { "id INT NOT NULL PRIMARY KEY" }, { "1" }
  for i = 1, columns do
    definitions[#definitions + 1] = ("c%d %s"):format(i, i % 3 == 0 and "VARCHAR(9)" or "INT")
    values[#values + 1] = i % 5 == 0 and "NULL" or tostring(i)
  end
  return ("CREATE TABLE %s (%s) CHARACTER SET latin1;\nINSERT INTO %s VALUES (%s);\n")
    :format(name, table.concat(definitions, ","), name, table.concat(values, ","))
    .. ("UPDATE %s SET id = 2, c1 = 7, c3 = NULL, c5 = 1;\nDELETE FROM %s;\n"):format(name, name)
end

local COMMON = [[
CREATE DATABASE w; USE w;
CREATE TABLE t (a INT NOT NULL, b BIGINT UNSIGNED, c VARCHAR(40), d DOUBLE, e FLOAT, f TEXT, g
  DECIMAL(20,5), h DATETIME(3), k INT NOT NULL, PRIMARY KEY (k, a)) CHARACTER SET utf8mb4;
CREATE TABLE nokey (a INT, b VARBINARY(20));
INSERT INTO t VALUES
  (1, 18446744073709551615, 'é"\\', -0.0, 1.1, REPEAT('x', 40000), -1.5, '2026-01-01', 9);
INSERT INTO t VALUES (2, NULL, NULL, 1e300, 1e-30, '', NULL, NULL, 8),
  (3, 9007199254740993, '', 0.1, 3, 'a', 7, NULL, 7);
UPDATE t SET d = 0.0 WHERE a = 1;
UPDATE t SET c = 'changed', a = a + 10;
UPDATE t SET k = 100 - k ORDER BY a;
DELETE FROM t;
INSERT INTO nokey VALUES (1, 0x00ff80), (NULL, NULL);
UPDATE nokey SET a = 5;
DELETE FROM nokey;
SET SESSION binlog_row_image = MINIMAL;
INSERT INTO t (a, k) VALUES (1, 1), (2, 2);
UPDATE t SET c = 'minimal';
UPDATE t SET a = 5 WHERE a = 2;
INSERT INTO nokey VALUES (DEFAULT, DEFAULT);
DELETE FROM t;
SET SESSION binlog_row_image = NOBLOB;
INSERT INTO t (a, k, f) VALUES (1, 1, 'text'), (2, 2, NULL);
UPDATE t SET c = 'noblob';
DELETE FROM t;
SET SESSION binlog_row_image = FULL;
]]

local PARTIAL = [[
CREATE TABLE j (id INT PRIMARY KEY, doc JSON, other JSON);
INSERT INTO j VALUES (1, CONCAT('{"a": 1, "b": [1, 2, 3], "l": "', REPEAT('x', 40), '"}'), '[1]');
SET SESSION binlog_row_value_options = PARTIAL_JSON;
UPDATE j SET doc = JSON_SET(doc, '$.a', 2);
UPDATE j SET doc = JSON_REMOVE(doc, '$.b[1]'), other = JSON_SET(other, '$[0]', 5);
DELETE FROM j;
]]

local MANY = [[
CREATE TABLE many (id INT PRIMARY KEY AUTO_INCREMENT, v INT);
INSERT INTO many (v) VALUES (1), (2), (3), (4);
]] .. ("INSERT INTO many (v) SELECT v FROM many;\n"):rep(7) .. [[
UPDATE many SET v = v + 1;
DELETE FROM many;
]]

-- What the handler does before it writes an event's JSON.
local WAYS = {
  { "early", "" }, { "late", "" }, { "adapt", "local _ = event.after" },
  { "late", "local _ = event.before" }, { "late", "local _ = event.key, event.changed" },
  { "early", "for _ in pairs(event) do end" },
}

local folder

local function run_script(text, source)
  local path = folder .. "/script.lua"
  shell.write(path, 'local moontail = require "moontail"\n' .. text)
  return shell.must("%s run %s --checkpoint none --log-level warn %s", shell.PROGRAM, path, source)
end

local function lines_of(way, options, source)
  return run_script(([[
    require("moontail.core").rows_built "%s"
    moontail.on("row", "w.*", %s function(event)
      %s
      print(moontail.json(event))
    end)]]):format(way[1], options, way[2]), source)
end

local function compare(source, options)
  local first = lines_of(WAYS[1], options or "", source)
  for i = 2, #WAYS do
    assert.is_true(first == lines_of(WAYS[i], options or "", source), table.concat(WAYS[i], ": "))
  end
  return select(2, first:gsub("\n", "\n"))
end

local function with_server(name, options, test)
  folder = shell.temporary_folder()
  finally(function() shell.stop_server(folder) end)
  local started, why = shell.start_server(name, PORT, folder, options)
  if not started then return pending(why) end
  local function sql(text)
    shell.write(folder .. "/sql", text)
    shell.must("%s sql %s %s/data < %s/sql", shell.SERVER, name, folder, folder)
  end
  test(sql, folder .. "/data/binlog.0*")
end

local function has_columns_of(source)
  -- of a handler's two columns and the key
  local text = lines_of({ "late", "" }, '{ columns = { "c", "e" } },', source)
  local after = text:match '"after":(%b{})'
  assert.equal('{"a":1,"c":"é\\"\\\\","e":1.1,"k":9}', after)
end

describe("rows from a server are the same in every way", function()
  it("MariaDB 10.11", function()
    with_server("mariadb-10.11", "--binlog-row-metadata=FULL --log-bin-compress=ON "
      .. "--log-bin-compress-min-len=10", function(sql, source)
      sql(COMMON .. wide_table("w200", 200) .. wide_table("w1010", 1010))
      assert.is_true(compare("--source '" .. source .. "' --tables 'w.*'") > 30)
      has_columns_of("--source '" .. source .. "' --tables w.t")
      compare("--source '" .. source .. "' --tables w.t", '{ columns = { "c", "f" } },')
    end)
  end)

  it("MySQL 9.7", function()
    with_server("mysql-9.7", "--binlog-row-metadata=FULL --binlog-transaction-compression=ON "
      .. "--binlog-rows-query-log-events=ON", function(sql, source)
      sql(COMMON .. wide_table("w200", 200) .. wide_table("w1010", 1010) .. PARTIAL)
      assert.is_true(compare("--source '" .. source .. "' --tables 'w.*'") > 30)
    end)
  end)
end)

describe("an event that is kept", function()
  it("keeps the columns of its own time over an ALTER", function()
    with_server("mariadb-10.11", "--binlog-row-metadata=FULL", function(sql)
      sql [[CREATE DATABASE w; USE w; CREATE TABLE t (id INT PRIMARY KEY, a INT);
        INSERT INTO t VALUES (1, 2);
        ALTER TABLE t CHANGE id number INT, CHANGE a b VARCHAR(9), ADD c INT;
        INSERT INTO t VALUES (3, 'four', 5);]]
      local position = shell.must(
        "%s sql mariadb-10.11 %s/data -N -e 'SHOW MASTER STATUS' | cut -f2", shell.SERVER, folder)
      local out = run_script([[
        require("moontail.core").rows_built "late"
        local kept = {}
        moontail.on("row", "w.t", function(event) kept[#kept + 1] = event end)
        moontail.on("commit", function() collectgarbage() end)
        moontail.sink { name = "kept", flush = function()
          for _, event in ipairs(kept) do
            print((moontail.json(event):gsub("^.*\"key\"", "\"key\"")))
          end
          kept = {}
          return true
        end }]], ("--source mysql://repl:replpw@127.0.0.1:%d --ssl-mode DISABLED "
          .. "--start earliest --until binlog.000001:%d"):format(PORT, tonumber(position)))
      assert.equal('"key":{"id":1},"after":{"id":1,"a":2}}\n'
        .. '"key":{"number":3},"after":{"number":3,"b":"four","c":5}}\n', out)
    end)
  end)
end)

describe("images", function()
  it("are built with the event once handlers are seen to read them", function()
    with_server("mariadb-10.11", "--binlog-row-metadata=FULL", function(sql, source)
      sql("CREATE DATABASE w; USE w;" .. MANY)
      local out = run_script([[
        local early, late = 0, 0
        moontail.on("insert", "w.many", function(event)
          early = early + (rawget(event, "after") and 1 or 0)
          late = event.after.v and late
        end)
        moontail.on("update", "w.many", function(event)
          late = late + (rawget(event, "after") and 0 or 1)
        end)
        moontail.sink { name = "end", flush = function() print(early, late) return true end }
      ]], "--source '" .. source .. "'")
      assert.matches("384\t512\n$", out)
    end)
  end)
end)

describe("a damaged value", function()
  it("stops the job when a handler reads it, whatever the handler makes of the error", function()
    with_server("mariadb-10.11", "--binlog-row-metadata=FULL --binlog-checksum=NONE",
      function(sql)
        sql [[CREATE DATABASE w; USE w; CREATE TABLE t (id INT PRIMARY KEY, d DECIMAL(9, 0));
          INSERT INTO t VALUES (1, 123456789);]]
        -- digits beyond the nine that four bytes hold
        local log = shell.must("cat %s/data/binlog.000001", folder)
        local damaged, n = log:gsub("\x87%[\xcd\x15", "\xff\xff\xff\xff")
        assert.equal(1, n)
        shell.write(folder .. "/damaged.000001", damaged)
        for _, reading in ipairs {
          "event.after.d = 1", "pcall(function() return event.after end)",
          "pcall(moontail.json, event)", "local _ = event.key",
        } do
          shell.write(folder .. "/script.lua", ([[local moontail = require "moontail"
            moontail.on("row", function(event) %s print "went on" end)]]):format(reading))
          local output, status = shell.run("%s run %s/script.lua --checkpoint none --source %s",
            shell.PROGRAM, folder, folder .. "/damaged.000001")
          if reading:find "key" then
            assert.equal(0, status, output) -- nobody read it
          else
            assert.equal(1, status, output)
            assert.matches("damaged.000001:%d+: table w.t: row 1 %(after%), column 2 `d`: a DEC",
              output)
          end
        end
      end)
  end)
end)
