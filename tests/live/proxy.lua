--- A link to a server that can be cut, frozen and slowed: passes TCP connections on.
--   luajit tests/live/proxy.lua PORT TARGET_PORT
-- Commands come as lines to PORT + 1, each is answered with one line:
--   up          as if it were not there
--   cut         ends the connections there are; new ones are taken
--   down        ends the connections there are, refuses new ones
--   freeze      passes nothing on, ends nothing: what is sent waits, and nobody is told
--   slow BYTES  passes BYTES a second on, each way of each connection
--   quit
local socket = require "socket"

local CHUNK = 65536
local TICK_S = 0.02

local mode, rate = "up", nil
local port, target_port = tonumber(arg[1]), tonumber(arg[2])
local control, clients = assert(socket.bind("127.0.0.1", port + 1)), {}
local listener
local ends = {} -- socket -> {peer = socket, data = what waits to be sent to it, budget = bytes}

local function listen()
  listener = listener or assert(socket.bind("127.0.0.1", port))
end

local function add_end(s, peer)
  s:settimeout(0)
  s:setoption("tcp-nodelay", true)
  ends[s] = { peer = peer, data = "", budget = 0 }
end

-- Abruptly: the other side sees a reset.
local function close_pair(s)
  for _, one in ipairs { s, ends[s].peer } do
    one:setoption("linger", { on = true, timeout = 0 })
    one:close()
    ends[one] = nil
  end
end

local function accept()
  local s = listener:accept()
  local peer = s and socket.connect("127.0.0.1", target_port)
  if peer then
    add_end(s, peer)
    add_end(peer, s)
  elseif s then
    s:close()
  end
end

local function send(s)
  local e = ends[s]
  local sent, _, partial = s:send(e.data)
  e.data = e.data:sub((sent or partial) + 1)
end

-- What came from s, on its way to the peer. A close is passed on when all before it is.
local function receive(s)
  local e = ends[s]
  local to = ends[e.peer]
  -- the rate may have been set since the budget was
  local limit = rate and math.max(1, math.min(e.budget, CHUNK)) or CHUNK
  local data, why, partial = s:receive(limit)
  data = data or partial
  e.budget = e.budget - #data
  to.data = to.data .. data
  if #to.data > 0 then send(e.peer) end
  if why == "closed" then close_pair(s) end
end

local commands = {
  up = listen,
  freeze = listen,
  slow = listen,
  cut = function() listen() end,
  down = function()
    if listener then listener:close() end
    listener = nil
  end,
  quit = function() os.exit(0) end,
}

local function obey(line)
  local word, number = line:match "^(%l+) ?(%d*)$"
  local command = commands[word]
  if not command then return "no such command" end
  command()
  if word == "cut" or word == "down" then
    for s in pairs(ends) do
      if ends[s] then close_pair(s) end
    end
  end
  mode, rate = word, tonumber(number)
  return "ok"
end

local function serve_control(s)
  local line, why = s:receive "*l"
  if line then
    s:send(obey(line) .. "\n")
  elseif why == "closed" then
    s:close()
    clients[s] = nil
  end
end

local function refill()
  for _, e in pairs(ends) do e.budget = rate and math.ceil(rate * TICK_S) or 0 end
end

local function wanted()
  local reading, writing = { control }, {}
  for s in pairs(clients) do reading[#reading + 1] = s end
  if mode == "freeze" then return reading, writing end
  if listener then reading[#reading + 1] = listener end
  for s, e in pairs(ends) do
    if #e.data > 0 then writing[#writing + 1] = s end
    if #ends[e.peer].data < CHUNK and (not rate or e.budget > 0) then reading[#reading + 1] = s end
  end
  return reading, writing
end

listen()
local refilled = 0
while true do
  if socket.gettime() - refilled >= TICK_S then
    refill()
    refilled = socket.gettime()
  end
  local reading, writing = wanted()
  local readable, writable = socket.select(reading, writing, rate and TICK_S or nil)
  for _, s in ipairs(writable) do
    if ends[s] then send(s) end
  end
  for _, s in ipairs(readable) do
    if s == control then
      local client = control:accept()
      clients[client] = true
    elseif clients[s] then
      serve_control(s)
    elseif s == listener then
      accept()
    elseif ends[s] then
      receive(s)
    end
  end
end
