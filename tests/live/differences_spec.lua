--- MySQL's partial updates of JSON under minimal row images: the log has the changes without the
--- documents. dump prints them as SQL, and the server that runs this SQL gets what it had logged.
package.path = "tests/live/?.lua;" .. package.path
local moontail = require "moontail"
local shell = require "shell"

local SERVER, PORT = "mysql-9.7", tonumber(os.getenv "PORT") or 23445

-- Documents long enough that the server prefers differences.
local SQL = [[
CREATE DATABASE work; USE work; SET NAMES utf8mb4;
CREATE TABLE docs (id INT PRIMARY KEY, `do``c` JSON, n INT, other JSON);
INSERT INTO docs VALUES
  (1, JSON_OBJECT('a', 1, 'b', JSON_ARRAY(1, 2, 3), 'c', JSON_OBJECT('x', 1), 'pad',
    REPEAT('p', 300)), 1, JSON_ARRAY('o', REPEAT('o', 200))),
  (2, JSON_OBJECT('it''s', 1, 'back\\slash', 2, 'quo"te', 3, 'sp ace', 4, 'ünï', 5, 'pad',
    REPEAT('p', 300)), 2, NULL),
  (3, JSON_ARRAY(1, JSON_ARRAY(2, 3), REPEAT('p', 300)), 3, JSON_OBJECT('k', REPEAT('o', 200)));
CREATE TABLE copy LIKE docs; INSERT INTO copy SELECT * FROM docs;
FLUSH BINARY LOGS;
SET binlog_row_image = MINIMAL, binlog_row_value_options = PARTIAL_JSON;
UPDATE docs SET `do``c` = JSON_SET(`do``c`, '$.a', 'it''s \\ a "text" 🌙') WHERE id = 1;
UPDATE docs SET `do``c` = JSON_SET(`do``c`, '$.b[0]', 1.5e0, '$.b[1]', TRUE, '$.c.x',
  CAST('null' AS JSON)) WHERE id = 1;
UPDATE docs SET `do``c` = JSON_REMOVE(JSON_SET(`do``c`, '$.new',
  CAST('{"a": [1, "x"]}' AS JSON), '$.b[9]', 4), '$.c') WHERE id = 1;
UPDATE docs SET `do``c` = JSON_SET(`do``c`, '$."it''s"', 10, '$."back\\\\slash"', 20,
  '$."quo\\"te"', 30,
  '$."sp ace"', 40, '$."ünï"', 50) WHERE id = 2;
UPDATE docs SET `do``c` = JSON_REMOVE(`do``c`, '$."quo\\"te"', '$."ünï"'), n = 20 WHERE id = 2;
UPDATE docs SET `do``c` = JSON_SET(`do``c`, '$[0]', CAST('9.25' AS DECIMAL(5,2)), '$[7]', 'last'),
  other = JSON_SET(other, '$.k2', 18446744073709551615) WHERE id = 3;
UPDATE docs SET `do``c` = JSON_REMOVE(`do``c`, '$[2][1]') WHERE id = 3;
UPDATE docs SET n = n + 1;
]]

describe("differences of JSON documents without the documents", function()
  it("are the SQL that made them", function()
    local dir = shell.temporary_folder()
    finally(function() shell.stop_server(dir) end)
    local here, reason = shell.start_server(SERVER, PORT, dir, "--binlog-row-metadata=FULL")
    if not here then return pending(reason) end
    local function sql(text)
      shell.write(dir .. "/text.sql", text)
      return shell.must("%s sql %s %s/data --default-character-set=utf8mb4 -N < %s/text.sql",
        shell.SERVER, SERVER, dir, dir)
    end
    sql(SQL)
    shell.must("%s dump --format json %s/data/binlog.000002 > %s/events", shell.PROGRAM, dir, dir)

    local statements, differences = { "USE work" }, 0
    for line in io.lines(dir .. "/events") do
      for _, row in ipairs(moontail.json_decode(line).rows or {}) do
        local changes = {}
        for name, value in pairs(row.after) do
          if tostring(value):find "^JSON_" then
            differences = differences + 1
          elseif type(value) == "string" then
            value = "'" .. value:gsub("[\\']", "%0%0") .. "'"
          end
          changes[#changes + 1] = "`" .. name:gsub("`", "``") .. "` = " .. value
        end
        statements[#statements + 1] = ("UPDATE copy SET %s WHERE id = %d"):format(
          table.concat(changes, ", "), row.before.id)
      end
    end
    assert.equal(7, differences)
    sql(table.concat(statements, ";\n"))
    local all = "SELECT id, HEX(CAST(`do``c` AS CHAR)), n, HEX(CAST(other AS CHAR)) FROM work.%s"
      .. " ORDER BY id"
    assert.equal(sql(all:format "docs"), sql(all:format "copy"))
  end)
end)
