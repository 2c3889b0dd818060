-- What docs/security.md says of secrets: where they never appear, and who does not inherit them.
local http = require "moontail.http"
local redis_server = require "spec.support.redis"
local run = require "spec.support.run"

local NOBODY, HTTP, REDIS = 21659, 21658, 21657

describe("a secret", function()
  teardown(run.clean)

  local SCRIPT = [[
    local moontail = require "moontail"
    local a = moontail.args
    local store = require "moontail.redis".connect(a.redis)
    local target = require "moontail.mysql".connect(a.mysql, { session = "SELECT 'sek-session'" })
    local http = require "moontail.http"
    local api = http.client { url = a.http, user = "me", password = "sek-basic",
      headers = { Authorization = "Bearer sek-header" } }
    local es = require "moontail.elasticsearch".client { url = a.http, api_key = "sek-apikey" }
    local hook = require "moontail.webhook".endpoint { url = a.http .. "/hook?key=sek-query",
      secret = "sek-webhook" }
    moontail.on("insert", "shop.users", function(event)
      store:set("a", 1)
      target:execute("DO 1")
      api:post("/x?token=sek-token", event)
      es:index(event, "i", "1", {})
      hook:send(event)
    end)
  ]]

  -- Starts the job, and gives what it has said when all its sinks are in trouble.
  local function run_in_trouble(more)
    local folder = run.folder()
    run.write(folder .. "/job.lua", SCRIPT)
    local arguments = { "run", folder .. "/job.lua", "--source", run.sample "shop",
      "--checkpoint", folder .. "/place", "--http", "127.0.0.1:" .. HTTP,
      "--set", ("redis=redis://me:sek-redis@127.0.0.1:%d"):format(NOBODY),
      "--set", ("mysql=mysql://me:sek-mysql@127.0.0.1:%d/db"):format(NOBODY),
      "--set", "http=http://127.0.0.1:" .. NOBODY, unpack(more) }
    local process = run.start(arguments)
    finally(function() os.execute("kill -9 " .. process.pid .. " 2>/dev/null") end)
    assert.is_true(run.wait_for(10, function()
      local _, count = run.read(process.err):gsub("127.0.0.1:" .. NOBODY, "")
      return count >= 5
    end), run.read(process.err))
    return process, folder
  end

  it("is in no log line, page, process list or file of the job", function()
    for _, more in ipairs {
      { "--log-level", "debug" }, { "--log-level", "debug", "--log-format", "json" },
    } do
      local process, folder = run_in_trouble(more)
      local seen = { run.read("/proc/" .. process.pid .. "/cmdline") }
      local client = http.transport("http://127.0.0.1:" .. HTTP)
      for _, page in ipairs { "/", "/metrics", "/status.json", "/healthz" } do
        seen[#seen + 1] = assert(client:get(page)).body
      end
      assert.matches("redis 127.0.0.1:21659", seen[4]) -- the trouble is told
      os.execute(("kill -TERM %d; sleep 0.5; kill -TERM %d"):format(process.pid, process.pid))
      assert.is_true(run.wait_for(15, function() return not run.alive(process) end))
      seen[#seen + 1] = run.shell("cat %s/place* 2>/dev/null", folder)
      seen[#seen + 1] = run.read(process.out) .. run.read(process.err)
      for _, text in ipairs(seen) do
        assert.not_matches("sek%-", text)
      end
      assert.matches("xxx", seen[1]) -- the process list shows that something is hidden
    end
  end)

  it("is kept by files that only the job's user reads, when the umask says so", function()
    local folder = run.folder()
    run.write(folder .. "/job.lua", [[
      local moontail = require "moontail"
      local out = require "moontail.file".open(moontail.args.to)
      local db = require "moontail.sqlite".open(moontail.args.to .. ".db")
      moontail.on("insert", "shop.users", { on_error = "dead-letter" }, function(event)
        out:json(event)
        db:execute "CREATE TABLE IF NOT EXISTS t (a)"
        error "kept"
      end)
    ]])
    local status = run.shell("cd %s && umask 077 && '%s' run job.lua --source '%s/%s' --checkpoint "
      .. "place --dead-letters letters --set to=out >/dev/null 2>&1; echo $?", folder, run.binary,
      run.shell "pwd", run.sample "shop")
    assert.equal("0", status)
    local modes = run.shell("cd %s && stat -c '%%a %%n' place place.schema letters out out.db",
      folder)
    assert.equal("600 place\n600 place.schema\n600 letters\n600 out\n600 out.db", modes)
  end)

  it("of the environment is not for child processes", function()
    local folder = run.folder()
    local path = run.write(folder .. "/job.lua", ([[
      local moontail = require "moontail"
      local child = require "moontail.exec".start { command = "env >%s/env; cat >/dev/null" }
      moontail.on("insert", "shop.users", function() child:line "x" end)
    ]]):format(folder))
    local done = run.moontail({ "run", path, "--source", run.sample "shop", "--checkpoint",
      "none" },
      "MOONTAIL_PASSWORD=sek-password MOONTAIL_HTTP_TOKEN=sek-token-0123456789 OTHER=kept")
    assert.equal(0, done.status, done.err)
    local environment = run.read(folder .. "/env")
    assert.not_matches("sek%-", environment)
    assert.matches("\nOTHER=kept\n", "\n" .. environment)
    assert.matches("\nPATH=", "\n" .. environment)
  end)
end)

describe("a user of Redis", function()
  it("needs the rights that the manual names, and no others", function()
    if not redis_server.is_installed() then return pending "redis-server is not installed" end
    local server = redis_server.start(REDIS)
    finally(function() server:stop() end)
    local text = run.read "docs/security.md":match "\n%$ redis%-cli ACL SETUSER (tail [^\n]*)\n"
    assert.equal("OK", server:cli_output("acl setuser " .. text))
    server:cli_output "set user:1 x"
    local function run_as(user, script, ...)
      local url = ("redis://%s:password@127.0.0.1:%d"):format(user, REDIS)
      return run.moontail { "run", script, "--source", run.sample "shop", "--checkpoint", "none",
        "--set", "redis=" .. url, ... }
    end
    local done = run_as("tail", "scripts/invalidate_cache.lua")
    assert.equal(0, done.status, done.err)
    assert.equal("", server:cli_output "get user:1")

    server:cli_output "acl setuser keeper on '>password' '~shop.*' ~place +eval +get +set +hset"
    local path = run.write(run.folder() .. "/job.lua", [[
      local moontail = require "moontail"
      local store = require "moontail.redis".connect(moontail.args.redis, { checkpoint = "place" })
      moontail.on("insert", "shop.users", function(event) store:hset("shop.users", "a", 1) end)
    ]])
    done = run.moontail { "run", path, "--source", run.sample "shop",
      "--set", ("redis=redis://keeper:password@127.0.0.1:%d"):format(REDIS) }
    assert.equal(0, done.status, done.err)
    assert.equal("1", server:cli_output "hget shop.users a")
    assert.not_equal("", server:cli_output "get place")
  end)
end)
