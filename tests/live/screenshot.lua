--- Takes the documents' picture of the status page: a shop's changes for a minute, with Redis away
--- for some seconds. `make screenshot` runs it; it is no test.
package.path = "tests/live/?.lua;" .. package.path
local browser = require "spec.support.browser"
local job = require "job"
local moontail = require "moontail"
local redis_server = require "spec.support.redis"
local shell = require "shell"

local PORT = tonumber(os.getenv "PORT") or 21260
local NAME = "mariadb-10.11"
local OUT = os.getenv "OUT" or "docs/status-page.png"

local SCRIPT = [[
  local moontail = require "moontail"
  local cache = require "moontail.redis".connect(moontail.args.redis)
  local audit = require "moontail.file".open "audit.jsonl"

  moontail.on("row", { "shop.users", "shop.carts" }, function(event)
    cache:del(event.table .. ":" .. event.key.id)
  end)
  moontail.on("row", "shop.*", function(event) audit:write(moontail.json(event)) end)
  moontail.on("insert", "shop.orders", function() moontail.sleep(0.01 + math.random() * 0.03) end)
]]

it("takes the picture", function()
  local dir = shell.fast_folder()
  local page, running, redis, load
  finally(function()
    if page then page:stop() end
    if running then shell.run("kill -KILL %s", running.pid) end
    if load then shell.run("kill %s", load) end
    if redis then redis:stop() end
    shell.stop_server(dir)
  end)
  assert(shell.start_server(NAME, PORT, dir, "--binlog-row-metadata=FULL"))
  redis = redis_server.start(PORT + 1)
  shell.write(dir .. "/shop.lua", SCRIPT)
  shell.must("( ( luajit tests/live/shop_load.lua 300 & echo $! > %s/load; wait ) | "
    .. "%s sql %s %s/data ) > /dev/null 2>&1 & sleep 1", dir, shell.SERVER, NAME, dir)
  load = shell.read(dir .. "/load"):match "%d+"
  running = job.start(dir, ("run shop.lua --source mysql://repl@127.0.0.1:%d --start earliest "
    .. "--http %d --set redis=%s"):format(PORT, PORT + 2, redis.url))
  running:await(10, "start:")
  page = browser.start()
  page:open("http://127.0.0.1:" .. PORT + 2)
  moontail.sleep(40)
  redis:kill()
  moontail.sleep(3)
  redis:run_again()
  moontail.sleep(65)
  page:screenshot(OUT)
end)
