--- Servers restarted, killed and stopped, links cut, frozen and slowed, jobs killed, at random: what
-- a job has written is what the server has. `make faults` does more of it.
package.path = "tests/live/?.lua;" .. package.path
local shell = require "shell"

local PORT = tonumber(os.getenv "PORT") or 23460
local FAULTS = tonumber(os.getenv "FAULTS") or 6
local SEED = tonumber(os.getenv "SEED") or os.time() % 1000000

describe("After faults at random a job has lost nothing from", function()
  local function try(server, network)
    it(("%s, by %s"):format(server, network), function()
      local output, status = shell.run("luajit tests/live/faults.lua --server %s --faults %d "
        .. "--seed %d --port %d --network %s", server, FAULTS, SEED, PORT, network)
      if status == shell.NOT_HERE then return pending(output) end
      assert.equal(0, status, output)
      print(output)
    end)
  end

  for _, server in ipairs { "mariadb-10.11", "mariadb-11.8", "mysql-9.7" } do
    try(server, "proxy")
  end
  try("mariadb-10.11", "namespace")
end)
