-- moontail.memcached against real servers, asked over sockets of the tests' own: what the servers
-- hold, and that nothing is lost when links are cut and servers killed.
package.path = "tests/live/?.lua;" .. package.path
local job = require "job"
local link = require "link"
local memcached = require "moontail.memcached"
local memcached_server = require "spec.support.memcached"
local moontail = require "moontail"
local run = require "spec.support.run"

local PORT, OTHER_PORT, PROXY_PORT = 21610, 21611, 21612

if not memcached_server.is_installed() then
  pending "memcached is not installed"
  return
end

describe("moontail.memcached", function()
  local server, other, client

  setup(function()
    server, other = memcached_server.start(PORT), memcached_server.start(OTHER_PORT)
  end)
  teardown(function()
    server:stop()
    other:stop()
    run.clean()
  end)
  before_each(function()
    server:ask "flush_all"
    other:ask "flush_all"
    client = memcached.connect(server.url)
  end)

  local function both()
    return memcached.connect(("memcached://127.0.0.1:%d,127.0.0.1:%d"):format(PORT, OTHER_PORT))
  end

  -- A job of its own on the sample: a refusal ends it.
  local function on_shop(text, ...)
    return run.script(text, { "--source", run.sample "shop", "--set", "url=" .. server.url, ... })
  end

  it("writes, and reads what was written", function()
    assert.is_true(client:set("a", "1"))
    assert.equal("1", client:get "a")
    assert.is_true(client:delete "a")
    assert.equal(moontail.null, client:get "a")
    assert.is_true(client:delete "a") -- it is not there: as good
    assert.is_true(client:flush())
    assert.equal("memcached 127.0.0.1:" .. PORT, tostring(client):match "^[^#]*%d")
  end)

  it("keeps every byte, empty values and numbers", function()
    local bytes = {}
    for i = 0, 255 do
      bytes[i + 1] = string.char(i)
    end
    local large = table.concat(bytes):rep(2000) .. "\r\nEND\r\n"
    client:set("large", large)
    client:set("empty", "")
    client:set("number", 2 ^ 53)
    client:set("int64", 9223372036854775807LL)
    client:set(17, 0.1)
    assert.is_true(client:get "large" == large)
    assert.is_true(server:get "large" == large)
    assert.equal("", client:get "empty")
    assert.equal("9007199254740992", server:get "number")
    assert.equal("9223372036854775807", server:get "int64")
    assert.equal("0.1", server:get "17")
  end)

  it("counts", function()
    client:incr "n" -- is not there, and stays away
    assert.equal(moontail.null, client:get "n")
    for _ = 1, 5 do
      client:incr("n", 2, { initial = 10 })
    end
    assert.equal("18", client:get "n")
    client:incr("n", -7)
    assert.equal("11", client:get "n")
    client:incr("n", -100)
    assert.equal(0, tonumber(client:get "n")) -- memcached may leave a space where a digit was
  end)

  it("lets values expire, also beyond what the protocol takes as relative", function()
    client:set("short", "x", { expiry = 0.5 })
    client:set("long", "x", { expiry = 40 * 24 * 3600 })
    client:incr("counter", 1, { initial = 1, expiry = 1 })
    assert.equal("x", client:get "short")
    moontail.sleep(2.1)
    assert.is_nil(server:get "short")
    assert.is_nil(server:get "counter")
    assert.equal("x", server:get "long")
  end)

  it("puts each key on one server, and deletes it there", function()
    local pair, keys, on_first = both(), {}, 0
    for i = 1, 1000 do
      keys[i] = "user:" .. i
      pair:set(keys[i], i)
    end
    assert.is_true(pair:flush())
    for i, key in ipairs(keys) do
      local here, there = server:get(key), other:get(key)
      assert.equal(tostring(i), here or there)
      assert.is_nil(here and there)
      on_first = on_first + (here and 1 or 0)
    end
    assert.is_true(on_first > 300 and on_first < 700, on_first)
    for _, key in ipairs(keys) do
      pair:delete(key)
    end
    assert.is_true(pair:flush())
    assert.equal(0, server:count(keys) + other:count(keys))
  end)

  it("sends a key where other ways to distribute them have it", function()
    for _, way in ipairs { "ketama", "ketama_weighted", "modula" } do
      local pair = memcached.connect(("memcached://127.0.0.1:%d,127.0.0.1:%d?distribution=%s")
        :format(PORT, OTHER_PORT, way), { hash = "md5" })
      for i = 1, 50 do
        pair:set(way .. i, "x")
      end
      assert.equal("x", pair:get(way .. 50))
    end
    -- md5("modula1") and so on, first four bytes, little endian, modulo 2
    for i = 1, 50 do
      local sum = run.shell("printf modula%d | md5sum", i)
      local odd = tonumber(sum:sub(1, 2), 16) % 2
      assert.equal("x", (odd == 0 and server or other):get("modula" .. i))
    end
  end)

  it("speaks over a unix socket", function()
    local path = run.folder() .. "/socket"
    local where = memcached.connect("memcached://" .. path)
    local pid = run.shell("timeout 20 memcached -u root -s %s >/dev/null 2>&1 & echo $!", path)
    finally(function() os.execute("kill " .. pid) end)
    where:set("a", 1)
    assert.equal("1", where:get "a")
    assert.equal("memcached " .. path, tostring(where))
  end)

  it("raises on misuse", function()
    local before = server:stats()
    for message, call in pairs {
      ["a key, a string, expected"] = function() client:delete(nil) end,
      ["keys of 1 to 250 bytes, not of 251"] = function() client:delete(("x"):rep(251)) end,
      ["keys of 1 to 250 bytes, not of 0"] = function() client:get "" end,
      ["no spaces and control characters"] = function() client:delete "a\r\nflush_all" end,
      ["no spaces"] = function() client:set("a b", 1) end,
      ["the value is NULL"] = function() client:set("a", moontail.null) end,
      ["the value is a boolean"] = function() client:set("a", true) end,
      ["no option 'exp'"] = function() client:set("a", 1, { exp = 1 }) end,
      ["seconds from now"] = function() client:set("a", 1, { expiry = -1 }) end,
      ["a whole number"] = function() client:incr("a", 1.5) end,
      ["with a colon"] = function() client.get("a") end,
      ["names no server"] = function() memcached.connect "memcached://" end,
      ["scheme 'redis'"] = function() memcached.connect "redis://:secret@x" end,
      ["no scheme"] = function() memcached.connect "127.0.0.1" end,
      ["are not supported"] = function() memcached.connect "memcached://me:secret@x" end,
      ["knows no hash 'md4'"] = function() memcached.connect("memcached://x", { hash = "md4" }) end,
      ["no option 'port'"] = function() memcached.connect("memcached://x", { port = 1 }) end,
    } do
      local called, err = pcall(call)
      assert.is_false(called, message)
      assert.matches(message, err, 1, true)
      assert.matches("^spec/memcached_spec.lua:", err)
      assert.not_matches("secret", err)
    end
    assert.is_true(client:flush())
    local after = server:stats()
    assert.equal(before.cmd_set + before.cmd_get, after.cmd_set + after.cmd_get)
  end)

  it("loses no deletion when links are cut, frozen and refused", function()
    local keys = {}
    for i = 1, 30000 do
      keys[i] = "user:" .. i
    end
    server:fill(keys)
    local proxy = link.proxy(PROXY_PORT, PORT)
    finally(function() proxy:stop() end)
    proxy:set "up"
    local through = memcached.connect("memcached://127.0.0.1:" .. PROXY_PORT, { timeout = 0.3 })
    assert.equal("user:1", through:get "user:1")
    local faults = {
      [2000] = "cut", [5000] = "down", [8000] = "up", [11000] = "freeze", [15000] = "cut",
      [15100] = "up", [20000] = "slow 200000", [25000] = "cut", [25100] = "up",
    }
    for i, key in ipairs(keys) do
      through:delete(key)
      if i % 7 == 0 then
        through:set("kept:" .. i, i)
      end
      if faults[i] then
        moontail.sleep(0.05)
        proxy:set(faults[i])
        moontail.sleep(0.4)
      end
    end
    assert.is_true(through:flush())
    assert.equal(0, server:count(keys))
    for i = 7, 30000, 7 do
      assert.equal(tostring(i), server:get("kept:" .. i))
    end
  end)

  it("goes on when a server is killed and started again", function()
    local pair = both()
    for i = 1, 20000 do
      pair:set("n:" .. i, i)
      if i == 5000 then
        assert.is_true(pair:flush())
        other:kill()
      elseif i == 9000 then
        moontail.sleep(0.5)
        other:run_again()
      end
    end
    assert.is_true(pair:flush())
    -- nothing is missing but what the killed server had before, which went with it
    local first = 0
    for i = 1, 20000 do
      local value = server:get("n:" .. i) or other:get("n:" .. i)
      assert.is_true(value == nil or value == tostring(i))
      first = not value and i or first
    end
    assert.is_true(first > 4900 and first <= 5000, first)
  end)

  it("keeps the checkpoint back until a server that is away has all", function()
    local folder = run.folder()
    local script = run.write(folder .. "/job.lua", [[
      local moontail = require "moontail"
      local cache = require "moontail.memcached".connect(moontail.args.url)
      moontail.on("row", "shop.users", function(event) cache:delete("user:" .. event.key.id) end)
    ]])
    server:fill { "user:1", "user:2", "user:9" }
    server:pause()
    finally(function() server:resume() end)
    local running = job.start(folder, ("run %s --source %s/%s --checkpoint place --set url=%s")
      :format(script, run.shell "pwd", run.sample "shop", server.url))
    moontail.sleep(1)
    assert.is_nil(running:status(), running:log())
    assert.not_equal(run.read(run.sample "shop"):len(),
      moontail.json_decode(run.read(folder .. "/place")).position)
    server:resume()
    assert.equal(0, running:await_end(20), running:log())
    assert.equal(run.read(run.sample "shop"):len(),
      moontail.json_decode(run.read(folder .. "/place")).position)
    assert.is_nil(server:get "user:1")
    assert.is_nil(server:get "user:2")
    assert.equal("user:9", server:get "user:9")
  end)

  it("stops the job at a refusal, naming the event", function()
    server:ask "set text 0 0 1\r\nx"
    local done = on_shop [[
      local cache = require "moontail.memcached".connect(moontail.args.url)
      moontail.on("insert", "shop.users", function() cache:delete "other" end)
      moontail.on("update", "shop.products", function() cache:incr "text" end)
    ]]
    assert.equal(1, done.status)
    assert.matches("update of shop.products: memcached 127.0.0.1:21610: incr of text at .*: " ..
      "cannot increment or decrement non%-numeric value\n", done.err)
    done = on_shop [[
      local cache = require "moontail.memcached".connect(moontail.args.url)
      moontail.on("insert", "shop.users", function() cache:set("large", ("x"):rep(2000000)) end)
    ]]
    assert.equal(1, done.status)
    assert.matches("insert of shop.users: .*: set of large at 127.0.0.1:21610: .*item too big",
      done.err)
  end)

  it("gives up after max_attempts, and reads with it", function()
    local done = run.script([[
      local cache = require "moontail.memcached".connect("memcached://127.0.0.1:1",
        { max_attempts = 2 })
      moontail.on("insert", "shop.users", function() print(cache:get "a") end)
    ]], { "--source", run.sample "shop", "--checkpoint", "none" })
    assert.equal(1, done.status)
    assert.matches("get of a at 127.0.0.1:1: connection failure; trying again", done.err)
    assert.matches("connection failure %(after 2 attempts%)", done.err)
  end)

  it("sends nothing in a dry run", function()
    local core = require "moontail.core"
    server:ask "set dry 0 0 1\r\nx"
    core.capture = require "moontail.dry_run".capture
    local print_it = io.write
    local printed, value = "", nil
    io.write = function(...) printed = printed .. table.concat { ... } end -- luacheck: ignore
    local ok, err = pcall(function()
      local dry = memcached.connect(server.url)
      value = dry:get "dry"
      dry:delete "dry"
      dry:set("dry", "y z", { expiry = 60 })
      dry:incr("n", -3)
    end)
    io.write = print_it -- luacheck: ignore
    core.capture = nil
    assert(ok, err)
    assert.equal("x", value)
    assert.equal('memcached delete dry\nmemcached set dry "y z"\nmemcached incr n -3\n', printed)
    assert.is_true(client:flush())
    assert.equal("x", server:get "dry")
  end)
end)
