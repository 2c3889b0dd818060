--- The program built with MySQL's own client library reads what the other one reads.
package.path = "tests/live/?.lua;" .. package.path
local shell = require "shell"

local PORT = tonumber(os.getenv "PORT") or 23418

describe("built with MySQL's own client library", function()
  local missing

  setup(function()
    local output, status = shell.run "make mysqlclient WERROR=0"
    missing = status ~= 0 and output
  end)

  it("the program says so", function()
    if missing then return pending(missing) end
    assert.truthy(shell.must("build/mysqlclient/moontail --version"):find "libmysqlclient 9")
  end)

  it("it reads MySQL 9.7 as the other one does", function()
    if missing then return pending(missing) end
    shell.must("MOONTAIL=build/mysqlclient/moontail PORT=%d tests/live/roundtrip mysql-9.7 7 3000 "
      .. "--gtid-mode=ON --enforce-gtid-consistency=ON", PORT)
  end)
end)
