--- A sink that holds the checkpoint has every change once, whoever dies.
local moontail = require "moontail"
local redis_server = require "spec.support.redis"
local run = require "spec.support.run"

local PORT = 23631
local SEED = tonumber(os.getenv "SEED") or os.time() % 1000000

describe("redis with a checkpoint", function()
  local server

  setup(function() server = redis_server.start(PORT) end)
  teardown(function()
    server:stop()
    run.clean()
  end)

  -- counts each change, and the order in which they came
  local SCRIPT = [[
    local redis = require "moontail.redis"
    local store = redis.connect(moontail.args.url, { checkpoint = "job:checkpoint" })
    moontail.on("row", function(event)
      store:incr("count:" .. event.id)
      store:rpush("order", event.id)
      store:hset("last", { table = event.table, type = event.type })
      if moontail.args.slow then
        moontail.sleep(0.015)
      end
    end)
  ]]

  local function options(...)
    return { "--source", run.sample "shop", "--set", "url=" .. server.url, "--name", "exact",
      "--checkpoint-interval", "0.05", ... }
  end

  -- run.script gives --checkpoint none where there is no other
  local function run_job(text, ...)
    local path = run.write(run.folder() .. "/job.lua",
      "local moontail = require 'moontail'\n" .. text)
    return run.moontail { "run", path, unpack(options(...)) }
  end

  local function counts()
    local list = {}
    for id in server:cli_output("lrange order 0 -1"):gmatch "[^\n]+" do
      list[#list + 1] = id
    end
    return list
  end

  it("has every change once after kills", function()
    math.randomseed(SEED)
    print("seed " .. SEED)
    local expected = run.script([[
      moontail.on("row", function(event) print(event.id) end)
    ]], { "--source", run.sample "shop" }).lines
    local folder = run.folder()
    run.write(folder .. "/job.lua", "local moontail = require 'moontail'\n" .. SCRIPT)
    local kills = 0
    repeat
      local job = run.start { "run", folder .. "/job.lua", unpack(options("--set", "slow=1")) }
      -- ever later, as a job that is slow to start on a busy machine would never get on
      moontail.sleep(0.15 + math.random() * 0.2 + kills * 0.02)
      if kills % 3 == 2 then
        server:kill()
        server:run_again()
      end
      run.shell("kill -9 %s 2>/dev/null", job.pid)
      kills = kills + 1
      assert(kills < 60, "the job never ends: " .. run.read(job.err))
    until run.read(job.err):find("done:", 1, true)
    assert.is_true(kills > 2, "kills: " .. kills)
    assert.same(expected, counts())
    for _, id in ipairs(expected) do
      assert.equal("1", server:cli_output("get count:" .. id), id)
    end
    assert.truthy(server:cli_output("get job:checkpoint"):find("shop.binlog", 1, true))
  end)

  it("goes on behind its checkpoint, and begins anew when it is told to", function()
    server:cli_output "flushall"
    local first = run_job(SCRIPT)
    assert.equal(0, first.status, first.err)
    local n = #counts()
    assert.is_true(n > 10)
    local second = run_job(SCRIPT)
    assert.equal(0, second.status, second.err)
    assert.equal(n, #counts())
    run_job(SCRIPT, "--reset")
    assert.equal(2 * n, #counts())
  end)

  it("stops when Redis has lost what it had, and goes on from there", function()
    server:cli_output "flushall"
    local lost = [[
      local n = 0
      moontail.on("row", function()
        n = n + 1
        if n == 40 and moontail.args.lose then
          os.execute("redis-cli -u " .. moontail.args.url .. " flushall > /dev/null")
        end
      end)
    ]]
    local first = run_job(SCRIPT .. lost, "--checkpoint-events", "3", "--set", "lose=yes")
    assert.equal(1, first.status, first.err)
    assert.truthy(first.err:find("job:checkpoint is not what this job has put there", 1, true),
      first.err)
    local second = run_job(SCRIPT .. lost)
    assert.equal(0, second.status, second.err)
    local expected = run.script([[
      moontail.on("row", function(event) print(event.id) end)
    ]], { "--source", run.sample "shop" }).lines
    assert.same(expected, counts())
  end)

  it("makes large steps once, whatever is lost on the way", function()
    server:cli_output "flushall"
    local script = [[
      local redis = require "moontail.redis"
      local store = redis.connect(moontail.args.url, { checkpoint = "job:checkpoint" })
      moontail.on("row", function(event)
        for i = 1, 40 do
          store:incr("n")
          store:append("bytes", ("x"):rep(10000))
        end
      end)
    ]]
    local path = run.write(run.folder() .. "/job.lua", "local moontail = require 'moontail'\n"
      .. script)
    local job = run.start { "run", path, unpack(options()) }
    -- one crash only: a second one would make Redis 7 run what the first left of a step half
    -- written in its append-only file, which it neither removes nor ends
    for i = 1, 5 do
      moontail.sleep(0.05)
      if i == 2 then
        server:kill()
        server:run_again()
      else
        server:cli_output "client kill type normal"
      end
    end
    assert.is_true(run.wait_for(20, function() return not run.alive(job) end))
    assert.truthy(run.read(job.err):find("done:", 1, true), run.read(job.err))
    assert.equal(tostring(67 * 40), server:cli_output "get n")
    assert.equal(tostring(67 * 40 * 10000), server:cli_output "strlen bytes")
  end)

  it("keeps the checkpoint of a job that writes elsewhere", function()
    server:cli_output "flushall"
    local script = [[ moontail.on("row", function(event) print(event.id) end) ]]
    local arguments = { "--source", run.sample "shop", "--checkpoint", server.url .. "/place" }
    local first, second = run.script(script, arguments), run.script(script, arguments)
    assert.is_true(#first.lines > 10)
    assert.equal(0, #second.lines, second.err)
    assert.truthy(server:cli_output("get place"):find("shop.binlog", 1, true))
  end)

  it("refuses what cannot be exact", function()
    local function refuses(text, message)
      local done = run_job([[
        local redis = require "moontail.redis"
        local store = redis.connect(moontail.args.url, { checkpoint = "k" })
      ]] .. text)
      assert.is_true(done.status ~= 0)
      assert.truthy(done.err:find(message, 1, true), done.err)
    end
    refuses("moontail.on('row', function() store:call('INCR', 'x') end)", "nobody can wait for it")
    refuses("moontail.on('row', function() store:multi() end)", "goes in one step")
    refuses("moontail.on('row', function() store:set('x', moontail.null) end)",
      "argument 2 of SET is a NULL")
    refuses("redis.connect(moontail.args.url, { checkpoint = 'l' })", "one sink can hold it")
    local done = run.script(SCRIPT, options())
    assert.truthy(done.err:find("leave --checkpoint none out", 1, true), done.err)
  end)
end)
