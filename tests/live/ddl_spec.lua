--- The DDL parser against real servers: the statements of the servers' own tests are run, and every
-- column that one makes or changes is the one that the server has then.
-- SEED and SHARE in the environment: each SHAREth test file, from file SEED on; SHARE=1 is all.
package.path = "tests/live/?.lua;" .. package.path
local compare = require "ddl_compare"
local shell = require "shell"

local SEED = tonumber(os.getenv "SEED") or 1
local SHARE = tonumber(os.getenv "SHARE") or 4
local FAST = "--skip-log-bin --innodb-flush-log-at-trx-commit=0 --innodb-buffer-pool-size=64M"

--- What the server may list otherwise than the statement says.
local function is_explained(difference)
  local server = difference:match "the server has ([^\n]*)"
  return server:find "^enum%(x'" -- MySQL: the bytes of labels in the character set binary
    or server:find "%?" -- a character beyond utf8mb3
end

local function check(name, port, collection, options)
  local folder = shell.fast_folder()
  finally(function() shell.stop_server(folder) end)
  local started, why = shell.start_server(name, port, folder, FAST)
  if not started then return pending(why) end
  local number, numbers = 0, {}
  local done = compare.run(name, folder, ("spec/samples/ddl/%s.sql"):format(collection), options,
    function(file)
      if not numbers[file] then
        number = number + 1
        numbers[file] = number
      end
      return (numbers[file] + SEED) % SHARE == 0
    end)
  local accepted, wrong = 0, {}
  for _, one in ipairs(done.statements) do
    accepted = accepted + (one.accepted and 1 or 0)
  end
  for _, difference in ipairs(done.differences) do
    wrong[#wrong + 1] = not is_explained(difference) and difference or nil
  end
  for _, one in ipairs(done.unknown) do
    wrong[#wrong + 1] = one.why .. ": " .. one.sql
  end
  print(("%s: %d of %d statements run, %d columns compared"):format(name, accepted,
    #done.statements, done.compared))
  assert.equal("", table.concat(wrong, "\n"))
  assert.is_true(accepted > #done.statements / 2 and done.compared > accepted)
end

describe("the columns of DDL are the server's own", function()
  it("on MariaDB 10.11", function()
    check("mariadb-10.11", 21310, "mariadb", { mariadb = true, version = 101119 })
  end)
  it("on MariaDB 11.8", function()
    check("mariadb-11.8", 21311, "mariadb", { mariadb = true, version = 110806 })
  end)
  it("on MySQL 9.7", function()
    check("mysql-9.7", 21312, "mysql", { version = 90704 })
  end)
end)
