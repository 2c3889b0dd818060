--- A sink goes away at full load and comes back: meanwhile memory stays bounded, then the load goes
--- on as before, and nothing is lost. DOWN in the environment: for how many seconds.
package.path = "tests/live/?.lua;" .. package.path
local job = require "job"
local moontail = require "moontail"
local redis_server = require "spec.support.redis"
local run = require "spec.support.run"
local shell = require "shell"
local must = shell.must

local DOWN = tonumber(os.getenv "DOWN") or 5
local PORT, TARGET_PORT, REDIS_PORT = 22060, 22061, 22062
local BATCHES, ROWS = 16, 15000
local PART = ROWS * 3
-- What may wait by default: 1 MiB of the log, 4 MiB for a sink, 16 MiB for a target until it has
-- committed; and what the allocators take beside that.
local MOST_GROWTH_KB = 48 * 1024

describe("a sink that is down at full load", function()
  local source, target, redis, missing

  local function start_server(port, options)
    local dir = shell.fast_folder()
    local here, reason = shell.start_server("mariadb-10.11", port, dir, options)
    missing = missing or (not here and reason)
    return dir
  end

  local function sql(dir, text)
    return must("%s sql mariadb-10.11 %s/data -N -e \"%s\"", shell.SERVER, dir, text)
  end

  local TABLE = "CREATE DATABASE load_; "
    .. "CREATE TABLE load_.t (id INT PRIMARY KEY, v VARCHAR(200)); USE load_;"

  setup(function()
    source = start_server(PORT, "--binlog-row-metadata=FULL --sync-binlog=0")
    if missing then return end
    local text = { TABLE }
    for i = 0, BATCHES - 1 do
      text[#text + 1] = ("INSERT INTO load_.t SELECT seq, REPEAT(CHAR(97 + seq %% 26), 150) "
        .. "FROM seq_%d_to_%d;"):format(i * ROWS + 1, (i + 1) * ROWS)
    end
    sql(source, table.concat(text, "\n"))
  end)

  teardown(function()
    shell.stop_server(source)
    if target then shell.stop_server(target) end
    if redis then redis:stop() end
    run.clean()
  end)

  local function kilobytes(running, field)
    return tonumber(shell.read("/proc/" .. running.pid .. "/status"):match(field .. ":%s*(%d+)"))
  end

  -- Rows a second until so many are there, from the first beyond `from`.
  local function rate(count, from, to)
    assert(job.wait_for(60, function() return count() > from end), "the load stands still")
    local began = moontail.now()
    assert(job.wait_for(60, function() return count() >= to end), "the load stands still")
    return (to - from) / math.max(moontail.now() - began, 0.01)
  end

  local function try(name, arguments, count, stop, start)
    local running = job.start(run.folder(), ("run %s --name %s --lock off "
      .. "--checkpoint-interval 0.1 --checkpoint place --start earliest --until end "
      .. "--source mysql://repl@127.0.0.1:%d")
      :format(arguments, name, PORT))
    finally(function()
      if not running:status() then running:stop "KILL" end
    end)
    local before = rate(count, 0, PART)
    local memory = kilobytes(running, "VmRSS")
    stop()
    moontail.sleep(DOWN)
    assert.is_nil(running:status(), running:log())
    local most = kilobytes(running, "VmHWM")
    assert.is_true(most - memory < MOST_GROWTH_KB, ("%d kB, then %d kB"):format(memory, most))
    start()
    local there = count()
    assert.is_true(there < BATCHES * ROWS, "all was there before the sink went down")
    local after = rate(count, there, math.min(there + PART, BATCHES * ROWS))
    assert.equal(0, running:await_end(60), running:log())
    print(("%s: %.0f rows/s, %.0f rows/s after %g s without it; %.1f MB, at most %.1f MB"):format(
      name, before, after, DOWN, memory / 1024, most / 1024))
    assert.is_true(after > before / 10) -- the machine may have other work
  end

  it("Redis", function()
    if missing then return pending(missing) end
    redis = redis_server.start(REDIS_PORT)
    local script = run.write(run.folder() .. "/job.lua", ([[
      local moontail = require "moontail"
      local store = require "moontail.redis".connect "%s"
      moontail.on("row", function(event) store:rpush("ids", event.key.id) end)
    ]]):format(redis.url))
    try("Redis", script, function() return tonumber(redis:cli_output "llen ids") or 0 end,
      function() redis:kill() end, function() redis:run_again() end)
    local seen, count = {}, 0
    for id in redis:cli_output("lrange ids 0 -1"):gmatch "%d+" do
      count = count + (seen[id] and 0 or 1)
      seen[id] = true
    end
    assert.equal(BATCHES * ROWS, count)
  end)

  it("MariaDB", function()
    if missing then return pending(missing) end
    target = start_server(TARGET_PORT)
    sql(target, TABLE)
    try("MariaDB", ("%s/tests/live/mirror.lua --set port=%d"):format(must("pwd"):match "[^\n]+",
        TARGET_PORT),
      function() return tonumber(sql(target, "SELECT COUNT(*) FROM load_.t")) end,
      function() must("pkill -9 -F %s/data/*.pid", target) end,
      function() must("%s start mariadb-10.11 %d %s/data", shell.SERVER, TARGET_PORT, target) end)
    assert.equal(sql(source, "CHECKSUM TABLE load_.t"), sql(target, "CHECKSUM TABLE load_.t"))
  end)
end)
