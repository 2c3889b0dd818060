--- Servers restarted, killed, stopped; links cut, frozen, slowed; jobs killed; at random:
-- then what a job has written is what the server has. `make faults` does more of it.
package.path = "tests/live/?.lua;" .. package.path
local shell = require "shell"

local PORT = tonumber(os.getenv "PORT") or 23460
local FAULTS = tonumber(os.getenv "FAULTS") or 6
local SEED = tonumber(os.getenv "SEED") or os.time() % 1000000

describe("After faults at random a job has lost nothing from", function()
  local tries = 0

  local function try(server, network, lock)
    tries = tries + 1
    local seed = SEED + tries
    it(("%s, by %s, lock %s"):format(server, network, lock), function()
      local output, status = shell.run("luajit tests/live/faults.lua --server %s --faults %d "
        .. "--seed %d --port %d --network %s --lock %s", server, FAULTS, seed, PORT, network, lock)
      if status == shell.NOT_HERE then return pending(output) end
      assert.equal(0, status, output)
      print(output)
    end)
  end

  try("mariadb-10.11", "proxy", "off")
  try("mariadb-11.8", "proxy", "on")
  try("mysql-9.7", "proxy", "off")
  try("mariadb-10.11", "namespace", "on")
end)
