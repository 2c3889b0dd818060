--- The link between a job and a server, for the tests to break: a proxy of ours, or a network
--- namespace whose packets are dropped.
local shell = require "shell"
local socket = require "socket"

local link = {}

---- A proxy: proxy.lua in a process of its own ----------------------------------------------------

local Proxy = {}
Proxy.__index = Proxy

local function connect_patiently(port)
  for _ = 1, 100 do
    local s = socket.connect("127.0.0.1", port)
    if s then return s end
    socket.sleep(0.05)
  end
  error("nothing listens on port " .. port)
end

--- A proxy on PORT (and PORT + 1, for commands) in front of a server's port.
function link.proxy(port, target_port)
  local pid = shell.must("luajit tests/live/proxy.lua %d %d > /dev/null 2>&1 & echo $!", port,
    target_port):match "%d+"
  return setmetatable({ port = port, pid = pid, control = connect_patiently(port + 1) }, Proxy)
end

--- A command of proxy.lua: "freeze", "slow 10000", ...
function Proxy:set(command)
  assert(self.control:send(command .. "\n"))
  assert(self.control:receive "*l" == "ok", command)
end

function Proxy:stop()
  self.control:send "quit\n"
  self.control:close()
  shell.run("kill %s", self.pid)
end

---- A namespace: its own loopback interface ------------------------------------------------------

local Namespace = {}
Namespace.__index = Namespace

--- A network namespace, or nil and the reason where this machine does not allow it.
function link.namespace()
  local is_root = shell.must "id -u":match "^0"
  local make = "unshare --net" .. (is_root and "" or " --user --map-root-user")
  local output, status = shell.run("%s ip link set lo up", make)
  if status ~= 0 then return nil, "no network namespaces here: " .. output end
  local pid = shell.must("%s sh -c 'ip link set lo up; exec sleep 7200' > /dev/null 2>&1 & echo $!",
    make):match "%d+"
  local self = setmetatable({ pid = pid }, Namespace)
  self.enter = ("nsenter --target %s --net%s"):format(pid,
    is_root and "" or " --user --preserve-credentials")
  shell.must("for i in $(seq 50); do %s ip link show lo 2>/dev/null | grep -q LOWER_UP && exit; "
    .. "sleep 0.05; done; exit 1", self.enter)
  return self
end

local QDISC = {
  up = "tc qdisc del dev lo root",
  freeze = "tc qdisc replace dev lo root pfifo limit 0", -- drops every packet
  slow = "tc qdisc replace dev lo root tbf rate %dbit burst 32kbit latency 400ms",
}

--- "up", "freeze" (packets are dropped, nothing is closed) or "slow BYTES" (a second).
function Namespace:set(command)
  local word, number = command:match "^(%l+) ?(%d*)$"
  shell.must("%s %s", self.enter, QDISC[word]:format((tonumber(number) or 0) * 8))
end

function Namespace:stop()
  shell.run("kill %s", self.pid)
end

return link
