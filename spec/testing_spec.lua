-- moontail.testing: what it says of a script is what a job would do.
local moontail = require "moontail"
local redis_server = require "spec.support.redis"
local run = require "spec.support.run"
local testing = require "moontail.testing"

local insert, update, delete = testing.insert, testing.update, testing.delete

--- A script in a file of its own.
local function script(text)
  return run.write(run.folder() .. "/script.lua",
    'local moontail = require "moontail"\n' .. text)
end

--- What a script sees of events, decoded.
local function seen(events, kind)
  local done = testing.run(script(([[
    moontail.on("%s", function(event) print(moontail.json(event)) end)]]):format(kind or "row")),
    { events = events })
  return run.decoded(done.stdout)
end

local function message_of(f, ...)
  local ok, message = pcall(f, ...)
  assert.is_false(ok, "it did not fail")
  return tostring(message)
end

local function contains(text, part)
  assert.is_truthy(text:find(part, 1, true), ("no '%s' in:\n%s"):format(part, text))
end

describe("testing.run", function()
  teardown(run.clean)

  it("shows what a script of the cookbook sends", function()
    local done = testing.run("scripts/invalidate_cache.lua", {
      events = { insert("shop.users", { id = 7 }) },
    })
    assert.same({ { "DEL", "user:7" } }, done.redis.commands)
  end)

  it("gives a recorded log as a job would, event for event", function()
    local path = script [[
      for _, kind in ipairs { "row", "begin", "commit", "ddl", "event" } do
        moontail.on(kind, function(event) print(kind, moontail.json(event)) end)
      end]]
    for _, case in ipairs {
      { "shop" }, { "shop-mysql" }, { "types-mariadb" }, { "types-mysql" },
      { "nometa-mariadb", "spec/samples/shop.sql" },
    } do
      local sample, dump = unpack(case)
      local arguments = { "run", path, "--source", run.sample(sample), "--checkpoint", "none" }
      if dump then
        arguments[#arguments + 1] = "--schema"
        arguments[#arguments + 1] = dump
      end
      local job = run.moontail(arguments)
      assert.equal(0, job.status, job.err)
      local done = testing.run(path, { binlog = run.sample(sample), schema = dump })
      assert.is_true(#job.lines > 50)
      assert.equal(table.concat(job.lines, "\n"), table.concat(done.stdout, "\n"), sample)
    end
  end)

  it("loads scripts and their modules anew for each run", function()
    local folder = run.folder()
    run.write(folder .. "/counter.lua", [[
      local M = { n = 0 }
      function M.add() M.n = M.n + 1 return M.n end
      return M]])
    local path = run.write(folder .. "/script.lua", [[
      local moontail = require "moontail"
      local counter = require "counter"
      leaked = (leaked or 0) + 1
      string_found = string ~= nil and _G.leaked == leaked
      moontail.on("row", function() print(counter.add(), leaked, string_found) end)]])
    for _ = 1, 2 do
      local done = testing.run(path, { events = { insert("a.b", { id = 1 }) } })
      assert.same({ "1\t1\ttrue" }, done.stdout)
      assert.equal(1, done:require "counter".n)
    end
    assert.is_nil(rawget(_G, "leaked"))
    assert.is_nil(package.loaded.counter)
  end)

  it("takes a function instead of a path, and modules in the place of others", function()
    local function on_insert(own)
      local socket = require "socket"
      own.on("insert", function(event) socket.send(event.row.id) end)
    end
    local sent = {}
    testing.run(on_insert, {
      events = { insert("a.b", { id = 1 }), insert("a.b", { id = 2 }) },
      modules = { socket = { send = function(id) sent[#sent + 1] = id end } },
    })
    assert.same({ 1, 2 }, sent)
    contains(message_of(testing.run, function()
      moontail.on("row", function() end)
    end), "the function uses 'moontail' from around it")
  end)

  it("gives the script its arguments and options", function()
    local path = script [[
      moontail.configure { bigint = "string", tables = "shop.*" }
      print(moontail.args.who)
      moontail.on("row", function(event) print(event.table, type(event.row.id)) end)]]
    local events = {
      insert("shop.a", { id = 2 ^ 40 }), insert("shop.b", { id = 1 }), insert("crm.c", { id = 1 }),
    }
    local done = testing.run(path, { args = { who = 7 }, events = events })
    assert.same({ "7", "a\tstring", "b\tnumber" }, done.stdout)
    done = testing.run(path, { options = { tables = "crm.*", bigint = "number" }, events = events })
    assert.same({ "nil", "c\tnumber" }, done.stdout)
    contains(message_of(testing.run, script [[moontail.configure { bigint = "text" }]]),
      "--bigint text: one of string, number is expected")
    contains(message_of(testing.run, path, { options = { nope = 1 } }), "no option 'nope'")
  end)
end)

describe("events made from tables", function()
  teardown(run.clean)

  it("are what the log of a server makes of the same rows", function()
    local path = script [[
      moontail.on("row", function(event)
        print(moontail.json {
          event.type, event.schema .. "." .. event.table, event.before or moontail.null,
          event.after or moontail.null, event.key, event.changed or moontail.null, event.row,
        })
      end)]]
    local real = testing.run(path, { binlog = run.sample "shop" })
    local events = {}
    for i, line in ipairs(real.stdout) do
      local kind, name, before, after, key = unpack(moontail.json_decode(line))
      local columns = {}
      for column in pairs(key) do
        columns[#columns + 1] = column
      end
      table.sort(columns)
      if kind == "insert" then
        events[i] = insert(name, after, { key = columns })
      elseif kind == "update" then
        events[i] = update(name, before, after, { key = columns })
      else
        events[i] = delete(name, before, { key = columns })
      end
    end
    assert.equal(67, #events)
    local made = testing.run(path, { events = events })
    assert.same(run.decoded(real.stdout), run.decoded(made.stdout))
  end)

  it("have the fields that the options give", function()
    local events = seen {
      insert("shop.users", { id = 7 }),
      delete("shop.users", { id = 7 }, {
        timestamp = 1000000000, gtid = "5-6-7", xid = 99, query = "DELETE FROM users",
      }),
      insert("shop.users", { name = "x" }, {
        gtid = "3e11fa47-71ca-11e1-9e33-c80aa9429562:23", server_id = 4,
        set = { id = "mine", who = "me" },
      }),
    }
    assert.same({ 1767225600, "0-1-1:1.0", "0-1-1", 1, 1, "testing.000001" },
      { events[1].timestamp, events[1].id, events[1].gtid, events[1].xid, events[1].server_id,
        events[1].file })
    assert.same({ 1000000000, "5-6-7:1.0", 99, 6, "DELETE FROM users" },
      { events[2].timestamp, events[2].id, events[2].xid, events[2].server_id, events[2].query })
    assert.same({ "mine", "me", "3e11fa47-71ca-11e1-9e33-c80aa9429562:23", 4 },
      { events[3].id, events[3].who, events[3].gtid, events[3].server_id })
    assert.same({ name = "x" }, events[3].key) -- no id: all columns
  end)

  it("hold every kind of value", function()
    local row = {
      id = -5, big = 2 ^ 53, minus = -2 ^ 40, price = "12.50", ratio = 0.1, huge = 1e300,
      name = "Dara 🌙", empty = "", bytes = "\0\255\128", none = moontail.null, list = { 1, 2.5 },
      ["a column"] = ("x"):rep(70000),
    }
    assert.same({ row }, { seen({ insert("a.b", row) })[1].after })
  end)

  it("lack the columns that are not in their images", function()
    local event = seen({
      update("a.b", { id = 1 }, { name = "x", none = moontail.null }, { key = "id" }),
    })[1]
    assert.same({ { id = 1 }, { name = "x", none = moontail.null } }, { event.before, event.after })
  end)

  it("of ddl come to those who ask for the tables that they touch", function()
    local path = script [[
      for _, tables in ipairs { "a.b", "*.c", "a.*", "b.*" } do
        moontail.on("ddl", tables, function(event) print(tables, event.query) end)
      end
      moontail.on("ddl", function(event) print("all", event.query) end)]]
    local expected, events = {}, {}
    for _, case in ipairs {
      { "CREATE DATABASE a", "a.b", "*.c", "a.*" },
      { "CREATE TABLE a.b (id INT)", "a.b", "a.*" },
      { "ALTER TABLE a.b ADD x INT", "a.b", "a.*" },
      { "TRUNCATE TABLE a.b", "a.b", "a.*" },
      { "TRUNCATE TABLE b.unknown", "b.*" },
      { "RENAME TABLE a.b TO b.c", "a.b", "*.c", "a.*", "b.*" },
      { "CREATE TABLE a.d LIKE b.c", "a.*" },
      { "CREATE VIEW a.b AS SELECT 1" },
      { "DROP TABLE b.c", "*.c", "b.*" },
      { "DROP DATABASE a", "a.b", "*.c", "a.*" },
      { "ALTER TABLE a.b FROBNICATE", "a.b", "a.*" }, -- not understood, but for the table
    } do
      events[#events + 1] = testing.ddl(case[1], { schema = "x" })
      for i = 2, #case do expected[#expected + 1] = case[i] .. "\t" .. case[1] end
      expected[#expected + 1] = "all\t" .. case[1]
    end
    assert.same(expected, testing.run(path, { events = events }).stdout)
  end)

  it("belong to transactions", function()
    local path = script [[
      for _, kind in ipairs { "begin", "row", "commit", "ddl" } do
        moontail.on(kind, function(event)
          print(kind, event.gtid, event.id, event.xid, event.rolled_back, event.query)
        end)
      end]]
    local done = testing.run(path, { events = {
      testing.begin { xid = 5 }, insert("a.b", { id = 1 }), insert("a.c", { id = 1 }),
      testing.commit(),
      insert("a.b", { id = 2 }),
      testing.begin(), insert("a.b", { id = 3 }), testing.commit { rolled_back = true },
      testing.ddl("DROP TABLE b", { schema = "a" }),
    } })
    assert.same({
      "begin\t0-1-1\tnil\t5\tnil\tnil", "row\t0-1-1\t0-1-1:1.0\t5\tnil\tnil",
      "row\t0-1-1\t0-1-1:2.0\t5\tnil\tnil", "commit\t0-1-1\tnil\t5\tnil\tnil",
      "begin\t0-1-2\tnil\t2\tnil\tnil", "row\t0-1-2\t0-1-2:1.0\t2\tnil\tnil",
      "commit\t0-1-2\tnil\t2\tnil\tnil",
      "begin\t0-1-3\tnil\t3\tnil\tnil", "row\t0-1-3\t0-1-3:1.0\t3\tnil\tnil",
      "commit\t0-1-3\tnil\t3\ttrue\tnil",
      "ddl\t0-1-4\tnil\tnil\tnil\tDROP TABLE b",
    }, done.stdout)
  end)

  it("go through globs and columns, and have the wire's names", function()
    local path = script [[
      moontail.on("row", "*.users", { columns = { "name" } }, function(event)
        local names = {}
        for name in pairs(event.row) do names[#names + 1] = name end
        table.sort(names)
        print(table.concat(names, " "))
      end)
      moontail.on("event", function(event) print(event.type) end)]]
    local uuid = "3e11fa47-71ca-11e1-9e33-c80aa9429562"
    local done = testing.run(path, { events = {
      insert("shop.users", { id = 1, name = "x", other = 1 }), insert("shop.orders", { id = 1 }),
      delete("shop.orders", { id = 1 }, { gtid = uuid .. ":1" }),
    } })
    assert.same({
      "format_description", "gtid", "table_map", "write_rows_v1", "id name", "xid",
      "gtid", "table_map", "write_rows_v1", "xid",
      "format_description", "gtid", "query", "table_map", "delete_rows", "xid",
    }, done.stdout)
  end)

  it("say what is wrong with them", function()
    for _, case in ipairs {
      { "'schema.table' expected, got 'users'", insert, "users", { id = 1 } },
      { "bad argument #2 to 'insert'", insert, "a.users", {} },
      { "testing.insert has no option 'timestmp' (did you mean 'timestamp'?)", insert, "a.b",
        { id = 1 }, { timestmp = 1 } },
      { "'x' is no GTID", insert, "a.b", { id = 1 }, { gtid = "x" } },
      { "whole seconds", insert, "a.b", { id = 1 }, { timestamp = 1.5 } },
      { "column ok is a boolean", seen, { insert("a.b", { ok = true }) } },
      { "column a has values of two types, int and text", seen,
        { update("a.b", { a = 1 }, { a = "1" }) } },
      { "there is no transaction to commit", seen, { testing.commit() } },
      { "a transaction is open already", seen, { testing.begin(), testing.begin() } },
      { "an event that testing.insert or the like made is expected", seen, { { id = 1 } } },
    } do
      local message = message_of(unpack(case, 2))
      contains(message, case[1])
    end
    contains(message_of(function() insert("users", { id = 1 }) end), "testing_spec.lua:")
  end)
end)

describe("what is captured", function()
  teardown(run.clean)

  local function sent(text, options)
    options = options or {}
    options.events = options.events or {
      insert("shop.users", { id = 7, name = "Ann" }),
      update("shop.users", { id = 7, name = "Ann" }, { id = 8, name = "Bo" }),
      delete("shop.users", { id = 8, name = "Bo" }),
    }
    return testing.run(script(text), options)
  end

  it("is a redis command as its words", function()
    local done = sent([[
      local redis = require "moontail.redis".connect("redis://nowhere", { checkpoint = "k" })
      moontail.on("insert", function(event)
        redis:hset("u", { b = 1, a = event.row.id })
        redis:expire("u", 60)
        redis:send("DEL", { "x", "y" })
        print(redis:get "name", redis:hash "h".a)
      end)]], { redis = { ["GET name"] = "Ann", ["HGETALL h"] = { "a", "1" } } })
    assert.same({ { "HSET", "u", "a", "7", "b", "1" }, { "EXPIRE", "u", "60" },
      { "DEL", "x", "y" } }, done.redis.commands)
    assert.same({ { "GET", "name" }, { "HGETALL", "h" } }, done.redis.questions)
    assert.same({ "Ann\t1" }, done.stdout)
  end)

  it("is a command of memcached", function()
    local done = sent([[
      local cache = require "moontail.memcached".connect "memcached://nowhere"
      moontail.on("insert", function(event)
        cache:delete("user:" .. event.key.id)
        cache:set("name", event.row.name)
        print((cache:get "name"))
      end)]], { memcached = { ["get name"] = "Bo" } })
    assert.same({ { "delete", "user:7" }, { "set", "name", "Ann" } }, done.memcached.commands)
    assert.same({ "Bo" }, done.stdout)
  end)

  it("is a line of a file, of stdout, of a program", function()
    local done = sent [[
      local file = require "moontail.file"
      local day, out = file.open "/nowhere/%Y-%m-%d.jsonl", file.open "-"
      local exec = require "moontail.exec".start { command = "cat" }
      moontail.on("row", function(event)
        day:json(event.row)
        out:write "a" out:line "b"
        require "moontail.stdout".line "c"
        io.write("d", 1) io.stdout:write("\ne") print(2)
        exec:line(event.type)
      end)]]
    assert.same({ ["/nowhere/2026-01-01.jsonl"] = {
      '{"id":7,"name":"Ann"}', '{"id":8,"name":"Bo"}', '{"id":8,"name":"Bo"}',
    } }, done.files)
    assert.same({ "ab", "c", "d1", "e2", "ab", "c", "d1", "e2", "ab", "c", "d1", "e2" },
      done.stdout)
    assert.same({ "insert", "update", "delete" }, done.exec.lines)
  end)

  it("is a request, a message, a document", function()
    local done = sent([[
      local http = require "moontail.http".client { url = "http://a.b/c", headers = { X = "1" } }
      local hook = require "moontail.webhook".endpoint { url = "http://a.b/hook", secret = "s" }
      local es = require "moontail.elasticsearch".client "http://a.b:9200"
      moontail.on("update", function(event)
        http:post("/d", { id = event.row.id })
        print(http:get "/e".status, http:request("POST", "/f").body)
        hook:send(event, { type = "renamed", data = event.changed })
        es:apply(event, { index = "users" })
      end)]], { http = function(request)
        return request.method == "POST" and { body = "made" } or { status = 404 }
      end })
    local request = done.http.requests[1]
    assert.same({ "POST", "http://a.b/c/d", "1", 8 },
      { request.method, request.url, request.headers.x, request.json.id })
    assert.equal("http://a.b/c/e", done.http.questions[1].url)
    assert.same({ "404\tmade" }, done.stdout)
    assert.same({ { url = "http://a.b/hook", id = "0-1-2:1.0", type = "renamed",
      data = { id = true, name = true } } }, done.webhook.messages)
    assert.same({ { action = "delete", index = "users", id = "7" },
      { action = "index", index = "users", id = "8", document = { id = 8, name = "Bo" } } },
      done.elasticsearch.operations)
  end)

  it("is a change of a table, or a statement", function()
    local done = sent([[
      local mysql = require "moontail.mysql".connect "mysql://u@nowhere/copy"
      local sqlite = require "moontail.sqlite".open("/nowhere/x.db", { checkpoint = true })
      moontail.on("row", function(event)
        mysql:apply(event)
        sqlite:apply(event)
        sqlite:execute("INSERT INTO log VALUES (?)", event.id)
        event.row.name = "changed after"
      end)
      moontail.on("insert", function() print(#mysql:query("SELECT 1 WHERE ? = ?", 1, 2)) end)]],
      { mysql = { ["SELECT 1 WHERE ? = ?"] = function(_, a, b) return { a, b } end } })
    assert.same({
      { "upsert", "shop.users", { id = 7, name = "Ann" } },
      { "update", "shop.users", { id = 7 }, { id = 8, name = "Bo" } },
      { "delete", "shop.users", { id = 8 } },
    }, done.mysql.statements)
    assert.same({ "upsert", "users", { id = 7, name = "Ann" } }, done.sqlite.statements[1])
    assert.same({ "INSERT INTO log VALUES (?)", "0-1-1:1.0" }, done.sqlite.statements[2])
    assert.same({ "2" }, done.stdout)
  end)

  it("is no answer: that must come from the test", function()
    contains(message_of(sent, [[
      local redis = require "moontail.redis".connect "redis://nowhere"
      moontail.on("insert", function() redis:get "user:7" end)]]),
      [[the script asks redis for 'GET user:7', and the test has no answer: give testing.run the ]]
      .. [[option redis = { ["GET user:7"] = ... }]])
  end)

  it("is nothing with capture = false", function()
    local path = run.folder() .. "/out"
    local done = sent(([[
      local out = require "moontail.file".open "%s"
      moontail.on("row", function(event) out:line(event.type) end)]]):format(path),
      { capture = false })
    assert.same({}, done.files)
    assert.equal("insert\nupdate\ndelete\n", run.read(path))
  end)

  it("fails its run alone when a real sink refuses it", function()
    local server = redis_server.start(21890)
    finally(function() server:stop() end)
    local text = [[
      local redis = require "moontail.redis".connect "%s"
      moontail.on("insert", function(event) redis:set("name", event.row.name) %s end)]]
    local message = message_of(sent, text:format(server.url, "redis:lpush('name', 1)"),
      { capture = false })
    contains(message, "insert of shop.users")
    contains(message, "WRONGTYPE")
    sent(text:format(server.url, ""), { capture = false })
    assert.equal("Ann", server:cli_output "get name")
  end)
end)

describe("a run", function()
  teardown(run.clean)

  it("flushes sinks, those of the script too", function()
    local path = script [[
      local batch = {}
      moontail.on("row", function(event) batch[#batch + 1] = event.row.id end)
      moontail.sink {
        name = "mine",
        flush = function() print("flush", table.concat(batch, " ")) batch = {} return true end,
        restore = function(state) print("restore", state) end,
      }]]
    local done = testing.load(path)
    done:feed { insert("a.b", { id = 1 }), insert("a.b", { id = 2 }) }
    done:flush()
    done:feed(insert("a.b", { id = 3 }))
    done:flush()
    assert.same({ "restore\tnil", "flush\t1 2", "flush\t3" }, done.stdout)
    contains(message_of(testing.run, script [[
      moontail.sink { name = "mine", flush = function() return nil, "the disk is full" end }]]),
      "mine: the disk is full")
  end)

  it("lets a sink hold the checkpoint", function()
    local done = testing.run(script [[
      moontail.sink {
        name = "mine",
        flush = function() return true end,
        load = function() print "load" end,
        commit = function(place) print("commit", type(place)) return true end,
      }]])
    assert.same({ "load", "commit\tstring" }, done.stdout)
  end)

  it("has a clock that the test moves", function()
    local done = testing.load(script [[
      local n = 0
      moontail.every(60, function() print(moontail.now() - 1767225600, n) n = 0 end)
      moontail.on("row", function(event)
        n = n + 1
        if event.row.id == 3 then
          moontail.sleep(45)
          print("slept", moontail.now() - 1767225600)
        end
      end)]])
    local began = moontail.now()
    done:feed { insert("a.b", { id = 1 }), insert("a.b", { id = 2 }) }
    done:advance(60)
    done:advance(30)
    done:feed(insert("a.b", { id = 3 })) -- 90 to 135: a minute ends on the way
    done:advance(45)
    assert.same({ "60\t2", "120\t1", "slept\t135", "180\t0" }, done.stdout)
    assert.is_true(moontail.now() - began < 5)
  end)

  it("keeps the order of each key among handlers side by side", function()
    local done = testing.run(script [[
      moontail.on("row", { concurrency = 3, key = function(event) return event.row.k end },
        function(event)
          moontail.sleep(event.row.wait)
          print(event.row.k .. event.row.id)
        end)]], { events = {
      insert("a.b", { id = 1, k = "x", wait = 30 }), insert("a.b", { id = 2, k = "y", wait = 5 }),
      insert("a.b", { id = 3, k = "x", wait = 1 }), insert("a.b", { id = 4, k = "z", wait = 10 }),
    } })
    assert.same({ "y2", "z4", "x1", "x3" }, done.stdout)
  end)

  it("treats errors as on_error says", function()
    local text = [[
      local times = 0
      moontail.on("row", { on_error = "%s", attempts = 4 }, function(event)
        times = times + 1
        if event.row.id == 13 and times < 4 then error("not " .. event.row.id) end
        print(event.row.id, times)
      end)]]
    local events = { insert("a.b", { id = 13 }), insert("a.b", { id = 14 }) }
    local done = testing.run(script(text:format "retry"), { events = events })
    assert.same({ "13\t4", "14\t5" }, done.stdout)
    assert.equal("warn", done.log[1].level)
    done = testing.run(script(text:format "dead-letter":gsub("< 4", "< 9")), { events = events })
    assert.same({ "14\t5" }, done.stdout)
    local letters = run.decoded(done.files["script.dead-letters.jsonl"])
    assert.same({ 1, "0-1-1:1.0" }, { #letters, letters[1].event.id })
    contains(letters[1].error, "not 13")
  end)

  it("fails with the script's line and the event", function()
    local path = script [[
      moontail.on("delete", "shop.users", function(event)
        print(event.after.name)
      end)]]
    local done = testing.load(path)
    done:feed(insert("shop.users", { id = 1 }))
    local message = message_of(done.feed, done,
      delete("shop.users", { id = 2, name = moontail.null }))
    contains(message, path .. ":3: attempt to index field 'after' (a nil value)")
    contains(message, "delete of shop.users, 0-1-2:1.0\n  before = { id = 2, name = NULL }")
    contains(message_of(done.flush, done), "the script has failed")
    for _, case in ipairs {
      { "x =", "script.lua:2: unexpected symbol" },
      { [[moontail.on("insrt", print)]],
        "script.lua:2: no event type 'insrt' (did you mean 'insert'?)" },
      { [[moontail.every(1, function() error "tick" end)]], "script.lua:2: tick" },
      { [[require "nonesuch"]], "module 'nonesuch' not found" },
      { [[require "moontail.queue".new { name = "x", send = print, max_pendng = 1 }]],
        "script.lua:2: queue.new has no option 'max_pendng' (did you mean 'max_pending'?)" },
      { [[require "moontail.queue".new { send = print }]],
        "script.lua:2: bad argument #1 to 'new' (a table with 'name' and 'send' expected)" },
      { [[coroutine.yield()]], "nothing would ever wake it" },
    } do
      local text, expected = unpack(case)
      contains(message_of(function() testing.load(script(text)):advance(1) end), expected)
    end
  end)

  it("does not wait for ever", function()
    contains(message_of(testing.run, script [[
      local core = require "moontail.core"
      moontail.on("row", function() core.waiter():wait() end)]], {
        events = { insert("a.b", { id = 1 }) }, timeout = 0.1,
      }), "did not go on for 0.1 s")
  end)
end)

describe("a spec that fails", function()
  teardown(run.clean)

  it("shows the event and the difference", function()
    local done = testing.run("scripts/invalidate_cache.lua", {
      events = { insert("shop.users", { id = 7 }), insert("shop.users", { id = 8 }) },
    })
    local message = message_of(function()
      assert.same({ { "DEL", "user:7" }, { "DEL", "user:9" } }, done.redis.commands)
    end)
    contains(message, [[
{
  { "DEL", "user:7" },  -- insert of shop.users, 0-1-1:1.0
 *{ "DEL", *"user:8" },  -- insert of shop.users, 0-1-2:1.0
}]])
    contains(message, [[{ { "DEL", "user:7" }, *{ "DEL", *"user:9" } }]])
  end)

  it("shows events, NULL and bytes so that they can be read", function()
    local kept
    testing.run(function(own)
      own.on("row", function(event) kept = event end) -- luacheck: ignore 231
    end, { events = {
      insert("shop.users", { id = 7, name = "Žofie", token = "\0\255", phone = moontail.null }),
    } })
    local message = message_of(function() assert.same({}, kept) end)
    contains(message, "insert of shop.users, 0-1-1:1.0\n" ..
      '  after = { id = 7, name = "Žofie", phone = NULL, token = 0x00ff }\n' ..
      "  key = { id = 7 }\n  timestamp = 1767225600")
    contains(message_of(function() assert.equal(moontail.null, "\255") end), "NULL")
    contains(message_of(function() assert.equal("a", "\255") end), "0xff")
  end)
end)
