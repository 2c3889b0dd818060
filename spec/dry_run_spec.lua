-- `run --dry-run`: every module prints what it would send, and nothing is sent, nothing saved.
local moontail = require "moontail"
local redis_server = require "spec.support.redis"
local run = require "spec.support.run"

local SHOP = run.sample "shop"

local function script(text)
  return run.write(run.folder() .. "/job.lua", 'local moontail = require "moontail"\n' .. text)
end

local function dry(path, ...)
  return run.moontail { "run", path, "--dry-run", "--source", SHOP, ... }
end

local function files(folder)
  return run.shell("cd %s && find . -type f | sort | xargs sha256sum", folder)
end

local function has(done, ...)
  for _, line in ipairs { ... } do
    assert.is_truthy(("\n" .. done.out):find("\n" .. line, 1, true), line .. "\n" .. done.out)
  end
end

-- Nobody listens on these ports: whoever connected would wait, or fail.
local EVERY_MODULE = [[
  local folder = moontail.args.folder
  local cache = require "moontail.redis".connect("redis://me:hush@127.0.0.1:9/2")
  local audit = require "moontail.file".open(folder .. "/audit-%%Y.jsonl", { rotate_bytes = 10 })
  local api = require "moontail.http".client("http://127.0.0.1:9/v1")
  local hook = require "moontail.webhook".endpoint {
    url = "http://127.0.0.1:9/hook?token=hush&room=7", secret = "hush" }
  local elastic = require "moontail.elasticsearch"
  local es = elastic.client { url = "http://127.0.0.1:9", api_key = "hush" }
  local child = require "moontail.exec".start { command = "cat >> " .. folder .. "/child" }
  local stdout = require "moontail.stdout"
  local copy = require "moontail.sqlite".open(folder .. "/copy.db")
  local target = require "moontail.mysql".connect("mysql://me:hush@127.0.0.1:9/reports")
  local function refuse() error("it must not be called") end
  moontail.sink { name = "own", flush = refuse, state = refuse, restore = refuse }
  assert(moontail.dry_run)
  moontail.on("insert", "shop.users", function(event)
    if event.key.id ~= 1 then return end
    cache:hset("user:1", { name = event.after.name })
    cache:call("DEL", "user:2")
    audit:json { id = event.key.id }
    api:post("/users", { id = 1 }, { query = { api_key = "hush", page = 2 } })
    print(api:request("PUT", "/users/1", { body = "x" }).status)
    hook:send(event, { data = "some" })
    es:apply(event, { index = "users", document = { id = 1 } })
    child:line "to the child"
    stdout.line "to the pipe"
    copy:upsert("users", { id = 1 })
    copy:execute("DELETE FROM users WHERE id = ?", 7)
    target:update("users", { id = 1 }, { name = "Ada" })
    target:apply(event, { table = "users" })
  end)]]

describe("--dry-run", function()
  teardown(run.clean)

  it("prints what each module would send, and sends nothing", function()
    local folder = run.folder()
    local done = dry(script(EVERY_MODULE:gsub("%%%%", "%%")), "--set", "folder=" .. folder,
      "--checkpoint", folder .. "/checkpoint")
    assert.equal(0, done.status, done.err)
    has(done, 'redis HSET user:1 name "Ada Lovelace"', "redis DEL user:2",
      ("file %s/audit-%s.jsonl {\"id\":1}"):format(folder, os.date "!%Y"),
      'http POST http://127.0.0.1:9/v1/users?api_key=xxx&page=2 {"id":1}',
      "http PUT http://127.0.0.1:9/v1/users/1 x\n200\n",
      "webhook http://127.0.0.1:9/hook?token=xxx&room=7 0-1-8:1.0 {",
      'elasticsearch {"index":{', "exec to the child", "stdout to the pipe",
      'sqlite upsert users {"id":1}', 'sqlite "DELETE FROM users WHERE id = ?" 7',
      'mysql update users {"id":1} {"name":"Ada"}', 'mysql upsert users {"created_at":')
    assert.is_nil(done.out:find "hush")
    assert.is_nil(done.err:find "hush")
    assert.equal("", run.shell("ls %s", folder))
  end)

  it("leaves no checkpoint, no lock and no definitions", function()
    local folder = run.folder()
    local path = script [[moontail.on("row", "shop.*", function(event) print(event.id) end)]]
    local done = run.shell("cd %s && %s run %s --dry-run --source $OLDPWD/%s | wc -l", folder,
      run.binary, path, run.sample "nometa-mariadb")
    assert(tonumber(done) > 30, done)
    assert.equal("", run.shell("ls -A %s", folder))
  end)

  it("begins at the job's checkpoint, and leaves it as it is", function()
    local folder = run.folder()
    local path = script [[moontail.on("row", "shop.*", function(event) print(event.id) end)]]
    local source = run.sample "nometa-mariadb"
    local function job(...)
      return run.moontail { "run", path, "--checkpoint", folder .. "/place",
        "--source", source, ... }
    end
    assert.equal(0, job("--until", "gtid:0-1-15").status)
    local before = files(folder)
    assert.is_truthy(before:find "place.schema")
    local first, again = job "--dry-run", job "--dry-run"
    assert.equal(0, first.status, first.err)
    assert.equal(first.out, again.out)
    assert.equal(before, files(folder))
    local real = job()
    assert(#real.lines > 10)
    assert.same(real.lines, first.lines)
  end)

  it("begins at a checkpoint that a sink holds", function()
    local folder = run.folder()
    local text = [[
      local copy = require "moontail.sqlite".open(moontail.args.db, { checkpoint = true })
      moontail.on("row", "shop.orders", function(event)
        copy:upsert("orders", { id = event.key.id })
        local rows = copy:query "SELECT * FROM orders"
        print(event.id, rows and #rows > 0)
      end)]]
    local path, db = script(text), "db=" .. folder .. "/copy.db"
    local none = dry(path, "--set", db)
    assert.equal(0, none.status, none.err .. none.out)
    assert.equal("", run.shell("ls %s", folder))
    run.shell("sqlite3 %s/copy.db 'CREATE TABLE orders (id INTEGER PRIMARY KEY)'", folder)
    local function job(...)
      return run.moontail { "run", path, "--set", db, "--source", SHOP, ... }
    end
    assert.equal(0, job("--until", "gtid:0-1-17").status)
    local before = files(folder)
    local done = job "--dry-run"
    assert.equal(0, done.status, done.err)
    assert.equal(before, files(folder))
    assert.is_truthy(done.out:find("\ttrue\n", 1, true)) -- questions are answered
    local real = job()
    assert.equal(real.out, (done.out:gsub("sqlite [^\n]*\n", "")))
  end)

  it("prints dead letters, and delivers those of a file again without noting it", function()
    local folder = run.folder()
    local letters = folder .. "/letters.jsonl"
    local path = script [[
      moontail.on("insert", "shop.users", { on_error = "dead-letter" }, function(event)
        if event.after.name == moontail.null then error("no name") end
        print(event.after.name)
      end)]]
    local done = dry(path, "--dead-letters", letters, "--checkpoint", "none")
    has(done, "file " .. letters .. ' {"error":"')
    assert.is_nil(run.read(letters))
    run.moontail { "run", path, "--source", SHOP, "--dead-letters", letters,
      "--checkpoint", "none" }
    local before = files(folder)
    done = run.moontail { "run", path, "--dry-run", "--source", letters }
    assert.equal(0, done.status, done.err)
    has(done, "file " .. folder .. '/letters.again.jsonl {"error":"')
    assert.equal(before, files(folder))
  end)

  it("waits for handlers side by side", function()
    local done = dry(script [[
      moontail.on("insert", "shop.users", { concurrency = 4 }, function(event)
        moontail.sleep(0.05)
        print(event.key.id)
      end)]], "--checkpoint", "none")
    assert.equal(8, #done.lines)
  end)

  it("is asked for on the command line alone", function()
    local done = run.script([[moontail.configure { dry_run = true }]], { "--source", SHOP })
    assert.equal(3, done.status)
    assert.is_truthy(done.err:find("on the command line", 1, true))
  end)
end)

describe("--dry-run and Redis", function()
  local server

  setup(function() server = redis_server.start(21490) end)
  teardown(function()
    server:stop()
    run.clean()
  end)

  it("asks and changes nothing", function()
    local moved = require "moontail.redis".connect(server.url)
    moved:call("SET", "limit", "5")
    local function stats()
      return (moved:call("INFO", "commandstats"))
    end
    moved:call("CONFIG", "RESETSTAT")
    local done = dry(script(([[
      local store = require "moontail.redis".connect("%s", { checkpoint = "place" })
      moontail.on("insert", "shop.users", function(event)
        store:set("user:" .. event.key.id, store:get "limit")
      end)]]):format(server.url)))
    assert.equal(0, done.status, done.err)
    has(done, "redis SET user:1 5")
    for name in stats():gmatch "cmdstat_([^:]+)" do
      assert.is_truthy(("get ping select client|setinfo hello info config|resetstat auth")
        :find(name, 1, true), name)
    end
    assert.equal(1, moved:call "DBSIZE")
  end)

  it("begins at the checkpoint that Redis holds", function()
    local path = script(([[
      local store = require "moontail.redis".connect("%s", { checkpoint = "place" })
      moontail.on("row", "shop.orders", function(event)
        store:incr("orders")
        print(event.id)
      end)]]):format(server.url))
    local client = require "moontail.redis".connect(server.url)
    local function job(...)
      return run.moontail { "run", path, "--source", SHOP, ... }
    end
    assert.equal(0, job("--until", "gtid:0-1-17").status)
    local place, orders = client:get "place", client:get "orders"
    local done = job "--dry-run"
    assert.equal(0, done.status, done.err)
    assert.equal(place, client:get "place")
    assert.equal(orders, client:get "orders")
    assert.equal(job().out, (done.out:gsub("redis [^\n]*\n", "")))
    assert.are_not.equal(moontail.null, place)
  end)
end)
