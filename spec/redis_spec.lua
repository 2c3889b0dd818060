-- moontail.redis against a real server: replies, misuse, and nothing lost when the server dies.
local moontail = require "moontail"
local redis = require "moontail.redis"
local redis_server = dofile "spec/support/redis.lua"

local PORT = 23621

if not redis_server.is_installed() then
  pending("redis-server is not installed")
  return
end

local function error_of(call, ...)
  local ok, message = pcall(call, ...)
  assert.is_false(ok)
  return message
end

-- Each client joins the checkpoint; a spec needs many of the same name.
local sinks = {}
local real_sink = moontail.sink
moontail.sink = function(sink) -- luacheck: ignore 122
  sinks[#sinks + 1] = sink
  return sink
end

-- Run a script in a moontail of its own, as a test of one case: a refusal ends that job.
local function run_script(text)
  local name = os.tmpname()
  local path = name .. "_spec.lua"
  local out = assert(io.open(path, "w"))
  out:write('describe("", function() it("", function()\n', text, "\nend) end)\n")
  out:close()
  local pipe = io.popen("readlink /proc/$PPID/exe")
  local program = pipe:read("*l")
  pipe:close()
  pipe = io.popen(("LUA_PATH='%s' timeout 20 '%s' test '%s' 2>&1"):format(package.path, program,
    path))
  local output = pipe:read("*a")
  pipe:close()
  os.remove(path)
  os.remove(name)
  return output
end

describe("moontail.redis", function()
  local server, client

  setup(function() server = redis_server.start(PORT) end)
  teardown(function()
    server:stop()
    moontail.sink = real_sink -- luacheck: ignore 122
  end)
  before_each(function()
    server:cli_output("flushall")
    client = redis.connect(server.url)
  end)
  after_each(function() client:close() end)

  it("sends writes and waits for reads", function()
    assert.is_true(client:set("a", "1"))
    assert.equal("1", client:get("a"))
    assert.is_true(client:del("a"))
    assert.equal(moontail.null, client:get("a"))
    assert.equal("PONG", client:ping())
    assert.equal(0, client:exists("a"))
    assert.equal("OK", client:call("SET", "b", 2))
    assert.equal(3, client:call("incr", "b"))
    assert.is_true(client:send("INCR", "b"))
    assert.equal("4", client:get("b"))
    assert.is_true(client:flush())
  end)

  it("returns arrays, nested and with nils in them", function()
    client:mset { a = 1, b = 2 }
    assert.same({ "1", moontail.null, "2" }, client:mget("a", "x", "b"))
    client:xadd("s", "1-1", { f = "v", e = "w" })
    assert.same({ { "1-1", { "e", "w", "f", "v" } } }, client:xrange("s", "-", "+"))
  end)

  it("returns integers beyond 2^53 as strings", function()
    client:set("n", 9007199254740993LL)
    assert.equal("9007199254740994", client:call("INCR", "n"))
    assert.equal("-9223372036854775808", client:eval_ro("return -9223372036854775807 - 1", 0) and
      client:call("DECRBY", "m", "9223372036854775807") and client:call("DECR", "m"))
  end)

  it("sends numbers as they are", function()
    client:rpush("l", { 1, 1.5, -3, 1e15, 2 ^ 53, 0.1, 18446744073709551615ULL, "x" })
    assert.same({ "1", "1.5", "-3", "1000000000000000", "9007199254740992", "0.1",
      "18446744073709551615", "x" }, client:lrange("l", 0, -1))
  end)

  it("keeps every byte", function()
    local bytes = {}
    for i = 0, 255 do
      bytes[i + 1] = string.char(i)
    end
    local text = table.concat(bytes) .. "\r\n$3\r\n"
    client:set(text, text:rep(1000))
    assert.equal(text:rep(1000), client:get(text))
  end)

  it("sends the rest of a command that the socket has taken a part of", function()
    local near = redis.connect("unix://" .. server.socket, { timeout = 1 })
    assert.equal("PONG", near:ping())
    for size = 50e3, 600e3, 50e3 do -- a socket holds some 200 KB
      server:pause()
      near:send("STRLEN", ("x"):rep(size))
      moontail.sleep(0.02)
      server:resume()
      assert.is_true(near:flush())
    end
    local _, losses = require "moontail.core.redis".stats(near)
    assert.equal(0, losses)
    near:close()
  end)

  it("returns statuses and integers as they are, alone and in lists", function()
    assert.equal("OK", client:call("SET", "a", 1))
    assert.equal("", client:call("EVAL", "return redis.status_reply('')", 0))
    for _, length in ipairs { 30, 31, 32, 33, 5000 } do
      local text = ("s"):rep(length)
      assert.equal(text, client:call("EVAL",
        "return redis.status_reply(string.rep('s', ARGV[1]))", 0, length))
      assert.same({ text, 7, moontail.null, { -1, "OK" } }, client:call("EVAL",
        "return {redis.status_reply(string.rep('s', ARGV[1])), 7, false, {-1, {ok = 'OK'}}}", 0,
        length))
    end
    assert.equal(0, client:del("nothing") and client:call("DEL", "nothing"))
    client:send("SET", "n", "9007199254740991")
    assert.equal(9007199254740992, client:call("INCR", "n"))
  end)

  it("takes a table of names and values where the command has pairs", function()
    client:hset("h", { b = 2, a = 1, c = "x" })
    assert.same({ a = "1", b = "2", c = "x" }, client:hash("h"))
    assert.same({}, client:hash("nothing"))
    assert.equal(6, #client:hgetall("h"))
    client:del { "h", "other" }
    assert.equal(0, client:exists("h"))
  end)

  it("returns nil and the text for an error reply that is awaited", function()
    client:set("a", "1")
    local reply, err = client:call("LPUSH", "a", "x")
    assert.is_nil(reply)
    assert.matches("^WRONGTYPE ", err)
    reply, err = client:lrange("a", 0, -1)
    assert.is_nil(reply)
    assert.matches("^WRONGTYPE ", err)
  end)

  it("executes a transaction", function()
    client:multi()
    client:set("q", 1)
    client:incr("q")
    assert.same({ "OK", 2 }, client:call("EXEC"))
    client:multi()
    client:set("q", 5)
    client:exec()
    assert.equal("5", client:get("q"))
    client:multi()
    local ok, err = client:flush()
    assert.is_nil(ok)
    assert.matches("MULTI", err)
    client:discard()
  end)

  it("raises on misuse, at the caller's line", function()
    for what, call in pairs {
      ["argument 2 of SET is nil"] = function() client:set("a", nil) end,
      ["argument 1 of GET is nil"] = function() client:get(nil) end,
      ["argument 2 of SET is a boolean"] = function() client:set("a", true) end,
      ["argument 2 of SET is NULL"] = function() client:set("a", moontail.null) end,
      ["argument 2 of SET is a table"] = function() client:set("a", { x = 1 }) end,
      ["argument 2 of HSET is NULL"] = function() client:hset("a", { x = moontail.null }) end,
      ["argument 1 of DEL is a function"] = function() client:del(print) end,
      ["argument 2 of SET is not a finite"] = function() client:set("a", 0 / 0) end,
      ["SUBSCRIBE cannot be used here"] = function() client:subscribe("a") end,
      ["MONITOR cannot be used here"] = function() client:call("MONITOR") end,
      ["BLPOP cannot be used here"] = function() client:blpop("a", 0) end,
      ["SELECT cannot be used here"] = function() client:send("select", 1) end,
      ["call it with a colon"] = function() client.get("a") end,
      ["inside of a function that was called by one of Lua's own"] = function()
        ("a"):gsub("a", function(key) return client:get(key) end)
      end,
      ["inside a coroutine of the script's own"] = function()
        error(select(2, coroutine.resume(coroutine.create(function() client:get("a") end))), 0)
      end,
    } do
      local message = error_of(call)
      assert.matches(what, message, 1, true)
      assert.is_true(message:find("redis_spec.lua:%d+:") ~= nil or what:find("Lua's own") ~= nil)
    end
    assert.equal("PONG", client:ping())
  end)

  it("reads URLs and options", function()
    for where, name in pairs {
      ["redis://127.0.0.1:23621"] = "redis 127.0.0.1:23621",
      ["redis://127.0.0.1:23621/3"] = "redis 127.0.0.1:23621/3",
      ["redis://localhost:23621/"] = "redis localhost:23621",
      ["unix://" .. server.socket .. "?db=2"] = "redis " .. server.socket .. "?db=2",
      ["redis+unix://" .. server.socket] = "redis " .. server.socket,
    } do
      local other = redis.connect(where)
      assert.equal(name, tostring(other))
      assert.equal("PONG", other:ping())
      other:close()
      assert.matches("closed", error_of(other.get, other, "a"))
    end
    local other = redis.connect { host = "127.0.0.1", port = PORT, db = 3 }
    client:set("a", "0")
    other:set("a", "3")
    assert.equal("0", client:get("a"))
    assert.equal("3", other:get("a"))
    other:close()
  end)

  it("refuses what is no URL, without showing it", function()
    for where, what in pairs {
      ["127.0.0.1"] = "no scheme", ["http://x:secret@y"] = "scheme 'http'",
      ["redis://:secret@x:99999"] = "port",
      ["redis://:secret@x/abc"] = "database", ["redis://:secret@x?foo=1"] = "option 'foo'",
    } do
      local message = error_of(redis.connect, where)
      assert.matches(what, message, 1, true)
      assert.not_matches("secret", message)
    end
    assert.matches("no option 'hots' %(did you mean 'host'%?%)",
      error_of(redis.connect, { hots = "x" }))
    assert.matches("is a string, not a number", error_of(redis.connect, { port = "1" }))
  end)

  it("joins the checkpoint: flush waits until all is acknowledged", function()
    server:pause()
    for i = 1, 1000 do
      client:set("k" .. i, i)
    end
    os.execute(("(sleep 0.3; kill -CONT %d) &"):format(server.pid))
    local start = moontail.now()
    assert.is_true(sinks[#sinks].flush())
    assert.is_true(moontail.now() - start > 0.2)
    assert.equal("1000", server:cli_output("dbsize"):match("%d+"))
  end)

  it("makes writes wait while too much is pending", function()
    local small = redis.connect(server.url, { max_pending = 10000 })
    assert.equal("PONG", small:ping())
    server:pause()
    os.execute(("(sleep 0.3; kill -CONT %d) &"):format(server.pid))
    local start, longest = moontail.now(), 0
    for i = 1, 500 do
      local before = moontail.now()
      small:rpush("list", ("x"):rep(100))
      longest = math.max(longest, moontail.now() - before)
      assert(i > 20 or moontail.now() - start < 0.2)
    end
    assert.is_true(longest > 0.2)
    assert.equal(500, small:llen("list"))
    small:close()
  end)

  it("loses nothing and keeps the order when the server is killed", function()
    for i = 1, 200 do
      client:rpush("list", i)
    end
    assert.equal(200, client:llen("list"))
    server:pause()
    for i = 201, 5000 do
      client:rpush("list", i)
    end
    moontail.sleep(0.05) -- they are sent, and not answered
    server:kill()
    for i = 5001, 6000 do
      client:rpush("list", i)
    end
    moontail.sleep(0.2)
    server:run_again()
    local list = client:lrange("list", 0, -1)
    -- at least once, in order: after any number that came twice, all behind it came again
    local next_number = 1
    for _, text in ipairs(list) do
      local number = tonumber(text)
      assert.is_true(number <= next_number)
      next_number = math.max(next_number, number + 1)
    end
    assert.equal(6001, next_number)
  end)

  it("sends a transaction again as a whole", function()
    client:multi()
    client:incr("a")
    assert.equal("QUEUED", client:call("GET", "a"))
    client:incr("b") -- MULTI, INCR and GET are answered, and yet not done
    server:kill()
    moontail.sleep(0.05)
    client:exec()
    server:run_again()
    assert.is_true(client:flush())
    assert.same({ "1", "1" }, client:mget("a", "b"))
  end)

  it("waits for a server that is not there yet", function()
    local later = redis.connect("redis://127.0.0.1:" .. PORT + 1)
    later:set("a", "x")
    moontail.sleep(0.3)
    local other = redis_server.start(PORT + 1)
    assert.equal("x", later:get("a"))
    later:close()
    other:stop()
  end)

  it("retries what the server cannot do now", function()
    server:cli_output("config set maxmemory 1")
    client:set("a", "x") -- OOM
    client:set("b", "y")
    moontail.sleep(0.3)
    server:cli_output("config set maxmemory 0")
    assert.same({ "x", "y" }, client:mget("a", "b"))
    server:cli_output(("replicaof 127.0.0.1 %d"):format(PORT + 2))
    client:set("a", "z") -- READONLY
    moontail.sleep(0.2)
    server:cli_output("replicaof no one")
    assert.equal("z", client:get("a"))
  end)

  it("gives up a connection that does not answer in time, and tries another", function()
    local impatient = redis.connect(server.url, { timeout = 0.2 })
    assert.equal("PONG", impatient:ping())
    server:pause()
    os.execute(("(sleep 0.8; kill -CONT %d) &"):format(server.pid))
    impatient:rpush("list", "x")
    assert.is_true(impatient:llen("list") >= 1)
    impatient:close()
  end)

  it("is not bothered when an idle connection is closed", function()
    assert.equal("PONG", client:ping())
    server:cli_output("client kill type normal")
    moontail.sleep(0.05)
    assert.equal("PONG", client:ping())
  end)

  it("stops the job when a write is refused, and says which", function()
    local output = run_script(([[
      local client = require "moontail.redis".connect "%s"
      client:set("key", "text")
      client:lpush("key", "x")
      local ok, err = client:flush()
      assert(not ok)
      print(err)
      print(select(2, client:get("key")))
    ]]):format(server.url))
    local text = "redis 127.0.0.1:23621 refused LPUSH key: WRONGTYPE "
    assert.matches(text, output, 1, true)
    assert.is_true(select(2, output:gsub("refused LPUSH key", "")) >= 2)
  end)

  it("stops the job when it has not the right password", function()
    client:ping() -- is connected before
    server:cli_output("config set requirepass letmein")
    local right = redis.connect("redis://:letmein@127.0.0.1:23621/1")
    assert.equal("PONG", right:ping())
    right:close()
    for url, what in pairs {
      ["redis://127.0.0.1:23621"] = "wants a password",
      ["redis://:wrongone@127.0.0.1:23621"] = "refused the password",
      ["redis://me:wrongone@127.0.0.1:23621"] = "refused the user name and password",
      ["redis://:letmein@127.0.0.1:23621/99"] = "refused database 99",
    } do
      local output = run_script(([[
        print(select(2, require "moontail.redis".connect("%s"):get "a"))
      ]]):format(url))
      assert.matches(what, output, 1, true)
      assert.not_matches("wrongone", output)
      assert.not_matches("letmein", output)
    end
    server.cli = "-a letmein --no-auth-warning"
    server:cli_output("config set requirepass ''")
    server.cli = nil
  end)
end)
