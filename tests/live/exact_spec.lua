--- Random tables on every server, seeded: every value that moontail gives is the one that the
-- server prints. ROWS (a server) and SEED in the environment make the runs longer and different.
package.path = "tests/live/?.lua;" .. package.path
local shell = require "shell"

local ROWS = tonumber(os.getenv "ROWS") or 10000
local SEED = tonumber(os.getenv "SEED") or 1

local function compare(name, options)
  local output, status = shell.run("tests/exact/run %s %d %d %s", name, SEED, ROWS, options or "")
  if status == shell.NOT_HERE then return pending(output) end
  assert(status == 0, output)
  for line in output:gmatch "compared [^\n]*" do
    print(("%s, seed %d: %s"):format(name, SEED, line))
  end
end

describe("every value is the server's own", function()
  it("on MariaDB 10.5", function() compare "mariadb-10.5" end)
  it("on MariaDB 10.11", function() compare "mariadb-10.11" end)
  it("on MariaDB 11.8", function() compare "mariadb-11.8" end)
  it("on MySQL 5.6", function() compare "mysql-5.6" end)
  it("on MySQL 9.7", function()
    compare("mysql-9.7", "--gtid-mode=ON --enforce-gtid-consistency=ON")
  end)
end)
