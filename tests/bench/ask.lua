-- Asks a job for its metrics twenty times a second, for as long as it is left to.
-- usage: luajit tests/bench/ask.lua ADDRESS FILE    FILE: how many answers there were
local http, socket = require "socket.http", require "socket"
local address, path = arg[1], arg[2]
local answers = 0
while true do
  local _, status = http.request(("http://%s/metrics"):format(address))
  if status == 200 then
    answers = answers + 1
    local file = assert(io.open(path, "w"))
    file:write(answers)
    file:close()
  end
  socket.sleep(status and 0.05 or 0.01)
end
