-- Other programs that read the same log, where they are installed: the zongjis that PEERS=1 has
-- npm put into build/bench/peers, and python-mysql-replication where python3 finds it.
local peers = {}

local scripts = "tests/bench/peers"

local function output_of(command)
  local pipe = assert(io.popen(command .. " 2>/dev/null"))
  local text = pipe:read "*l"
  pipe:close()
  return text
end

-- A tenth of the rows, in whole rounds of what load.lua does: they are that much slower.
function peers.rows_of(load)
  return math.max(2000, math.floor(load.rows / 10 / 2000) * 2000)
end

local function zongji(folder, package)
  local manifest = io.open(("%s/node_modules/%s/package.json"):format(folder, package), "r")
  if not manifest then return end
  local version = manifest:read("*a"):match '"version":%s*"([^"]+)"'
  manifest:close()
  return {
    title = ("%s %s"):format(package, version),
    runtime = "Node.js " .. (output_of "node --version" or "?"),
    start = ("node %s/zongji.mjs %s %s"):format(scripts, folder, package),
  }
end

local function python()
  local version = output_of("python3 -c 'import importlib.metadata as m, pymysqlreplication; "
    .. "print(m.version(\"mysql-replication\"))'")
  return version and {
    title = "python-mysql-replication " .. version,
    runtime = output_of "python3 --version",
    start = ("python3 -B %s/replication.py"):format(scripts),
  }
end

-- What is installed: each has title, runtime, and command(load, work, out), with work "touch" or
-- "json", which is a command line.
function peers.installed(folder)
  local list = {}
  local function add(peer)
    if not peer then return end
    function peer.command(load, work, out)
      return ("%s %d %s %s %d %s %s"):format(peer.start, load.server.port, load.file,
        load.table or "load_" .. load.name, peers.rows_of(load), work, out)
    end
    list[#list + 1] = peer
  end
  add(zongji(folder, "@vlasky/zongji"))
  add(zongji(folder, "@powersync/mysql-zongji"))
  add(python())
  return list
end

return peers
