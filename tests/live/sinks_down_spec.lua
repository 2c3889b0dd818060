--- A server of a sink is killed in the middle of a job and started again: nothing is lost, and
--- what came twice can be told by its id. (Redis and MariaDB at full load: down_spec; memcached,
--- programs and SQLite: their own specs.)
package.path = "tests/live/?.lua;" .. package.path
local http_server = require "spec.support.http"
local job = require "job"
local moontail = require "moontail"
local redis_server = require "spec.support.redis"
local run = require "spec.support.run"

local HTTP, REDIS = 21640, 21641
local AWAY = 0.7 -- seconds

describe("a server that is killed and started again loses nothing:", function()
  teardown(run.clean)

  -- Runs a script of which each handler takes a moment, on the shop; `in_the_middle` is called when
  -- `count` has reached 10 and the job is far from done.
  local function disturb(script, count, in_the_middle)
    local folder = run.folder()
    run.write(folder .. "/job.lua", script)
    local running = job.start(folder, ("run job.lua --source %s/%s --checkpoint place "
      .. "--checkpoint-interval 0.1"):format(run.shell "pwd", run.sample "shop"))
    assert(job.wait_for(20, function() return count() >= 10 end), running:log())
    assert.is_nil(running:status())
    in_the_middle()
    assert.equal(0, running:await_end(30), running:log())
    return running:log()
  end

  -- The ids of all row events, in order, as the job itself tells them without any sink.
  local function all_ids(of_table)
    local done = run.script(([[ moontail.on("row", "%s", function(e) print(e.id) end) ]])
      :format(of_table or "shop.*"), { "--source", run.sample "shop" })
    return done.lines
  end

  -- Every id, in order; one that came again came at once, before any other was new.
  local function assert_complete(expected, ids)
    local seen, firsts = {}, {}
    for _, id in ipairs(ids) do
      firsts[#firsts + 1] = not seen[id] and id or nil
      seen[id] = true
    end
    assert.same(expected, firsts)
    assert.is_true(#ids - #firsts <= 2, "so many came twice: " .. #ids - #firsts)
  end

  local function lines_of(path)
    return run.lines(run.read(path) or "")
  end

  -- A job that sends to an HTTP server; the requests that it took.
  local function through_http(script, id_of)
    local keep = run.folder() .. "/requests"
    local settings = ("PORT=%d KEEP=%s"):format(HTTP, keep)
    local server = http_server.start(nil, nil, settings)
    finally(function() server.stop() end)
    local log = disturb(script:gsub("URL", server.url), function() return #lines_of(keep) end,
      function()
        server.kill()
        moontail.sleep(AWAY)
        server = http_server.start(nil, nil, settings)
      end)
    assert.matches("trying again until it works", log)
    assert.matches("it works again", log)
    local ids = {}
    for i, line in ipairs(lines_of(keep)) do
      ids[i] = id_of(moontail.json_decode(line))
    end
    assert_complete(all_ids(), ids)
  end

  it("HTTP", function()
    through_http([[
      local moontail = require "moontail"
      local api = require "moontail.http".client "URL"
      moontail.on("row", "shop.*", function(event)
        api:post("/changes", event)
        moontail.sleep(0.02)
      end)
    ]], function(request) return moontail.json_decode(request.body).id end)
  end)

  it("a webhook", function()
    through_http([[
      local moontail = require "moontail"
      local hook = require "moontail.webhook".endpoint { url = "URL/hook", secret = "s" }
      moontail.on("row", "shop.*", function(event)
        hook:send(event)
        moontail.sleep(0.02)
      end)
    ]], function(request) return request.headers["webhook-id"] end)
  end)

  it("Elasticsearch", function()
    local text = [[
      local moontail = require "moontail"
      local es = require "moontail.elasticsearch".client "URL"
      moontail.on("row", "shop.*", function(event)
        es:apply(event, { index = event.table })
        moontail.sleep(0.02)
      end)
    ]]
    local function documents(server)
      local client = require "moontail.http".transport(server.url)
      return client:get "/_documents":json()
    end
    local keep = run.folder() .. "/requests"
    local settings = ("PORT=%d KEEP=%s"):format(HTTP, keep)
    local server = http_server.start(nil, "elasticsearch_server.js", settings)
    finally(function() server.stop() end)
    local log = disturb(text:gsub("URL", server.url), function() return #lines_of(keep) end,
      function()
        server.kill()
        moontail.sleep(AWAY)
        server = http_server.start(nil, "elasticsearch_server.js", settings)
      end)
    assert.matches("it works again", log)
    local disturbed = documents(server)
    server.stop()
    server = http_server.start(nil, "elasticsearch_server.js")
    run.script(text:gsub("URL", server.url), { "--source", run.sample "shop" })
    assert.same(documents(server), disturbed)
    assert.is_not_nil(next(disturbed))
  end)

  it("a Redis Stream", function()
    local server = redis_server.start(REDIS)
    finally(function() server:stop() end)
    local script = run.read "scripts/stream_changes.lua":gsub("  server:xadd", function()
      return '  moontail.sleep(0.02)\n  server:xadd'
    end):gsub("6379", REDIS)
    local function length(name)
      return tonumber(server:cli_output("xlen changes:" .. name)) or 0
    end
    local log = disturb(script, function()
      return length "shop.users" + length "shop.orders" + length "shop.products"
    end, function()
      server:kill()
      moontail.sleep(AWAY)
      server:run_again()
    end)
    assert.matches("redis 127.0.0.1:%d+ is back", log)
    for _, name in ipairs { "shop.users", "shop.orders", "shop.products", "shop.order_items" } do
      local ids = {}
      local entries = server:cli_output("--json xrange changes:" .. name .. " - +")
      for i, entry in ipairs(moontail.json_decode(entries)) do
        for k = 1, #entry[2], 2 do
          ids[i] = entry[2][k] == "id" and entry[2][k + 1] or ids[i]
        end
      end
      assert_complete(all_ids(name), ids)
    end
  end)
end)
