--- Asks a job for its health, again and again; notes beside it how long a file is that it writes.
--   luajit tests/live/ask.lua PORT FILE > NOTES
-- A line each: seconds since the epoch, the file's length, the status (0: no answer), what it said.
local socket = require "socket"

local PAUSE_S, PATIENCE_S = 0.1, 1
local port, path = tonumber(arg[1]), arg[2]

local function length()
  local f = io.open(path)
  local size = f and f:seek "end" or 0
  if f then f:close() end
  return size
end

local function ask()
  local link = socket.tcp()
  link:settimeout(PATIENCE_S)
  local answer
  if link:connect("127.0.0.1", port) then
    link:send "GET /healthz HTTP/1.0\r\n\r\n"
    answer = link:receive "*a"
  end
  link:close()
  local status, body = (answer or ""):match "^HTTP/1%.%d (%d+).-\r\n\r\n(.*)$"
  return status or "0", (body or ""):gsub("\n", "; ")
end

io.stdout:setvbuf "line"
while true do
  -- in this order: what the job has written, it has heard before it answers
  local size = length()
  print(("%.3f %d %s %s"):format(socket.gettime(), size, ask()))
  socket.sleep(PAUSE_S)
end
