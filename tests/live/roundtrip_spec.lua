--- Real servers, every type, seeded changes: what moontail writes rebuilds the tables exactly.
-- CHANGES and SEED in the environment make the runs longer and different.
package.path = "tests/live/?.lua;" .. package.path
local shell = require "shell"

local CHANGES = tonumber(os.getenv "CHANGES") or 4000
local SEED = tonumber(os.getenv "SEED") or 1

local function round_trip(name, options, environment)
  local command = ("%s tests/live/roundtrip %s %d %d %s"):format(environment or "", name, SEED,
    CHANGES, options or "")
  local output, status = shell.run("%s", command)
  if status == shell.NOT_HERE then return pending(output) end
  assert(status == 0, command .. "\n" .. output)
end

describe("a round trip", function()
  it("of MariaDB 10.5", function() round_trip "mariadb-10.5" end)
  it("of MariaDB 10.11", function() round_trip "mariadb-10.11" end)
  it("of MariaDB 11.8", function() round_trip "mariadb-11.8" end)
  it("of MySQL 5.6, whose log has no column names", function() round_trip "mysql-5.6" end)
  it("of MySQL 9.7", function()
    round_trip("mysql-9.7", "--gtid-mode=ON --enforce-gtid-consistency=ON")
  end)

  it("of compressed events", function() round_trip("mariadb-10.11", "--log-bin-compress=ON") end)
  it("of compressed transactions and partial JSON", function()
    round_trip("mysql-9.7", "--gtid-mode=ON --enforce-gtid-consistency=ON"
      .. " --binlog-transaction-compression=ON --binlog-row-value-options=PARTIAL_JSON")
  end)

  it("of logs without metadata", function()
    round_trip("mariadb-10.11", "--binlog-row-metadata=NO_LOG")
  end)
  it("of minimal row images", function()
    round_trip("mysql-9.7", "--binlog-row-image=MINIMAL")
  end)

  it("from the files of a log that was rotated", function()
    round_trip("mariadb-11.8", "--max-binlog-size=1M", "READ=files")
  end)
end)
