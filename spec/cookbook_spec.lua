-- The cookbook: each script in scripts/ on the sample shop, as a user would run it. What is
-- expected is what a person knows that spec/samples/shop.sql did. What a script makes of an event
-- is tried with moontail.testing, as users try theirs; what comes of it, on real servers.
package.path = "tests/live/?.lua;" .. package.path
local http = require "moontail.http"
local http_server = require "spec.support.http"
local memcached_server = require "spec.support.memcached"
local moontail = require "moontail"
local redis_server = require "spec.support.redis"
local run = require "spec.support.run"
local shell = require "shell"
local testing = require "moontail.testing"

local insert, update, delete = testing.insert, testing.update, testing.delete
local PORT, TARGET_PORT = 23610, 22040

local function job_on(sample, script, ...)
  local done = run.moontail { "run", "scripts/" .. script .. ".lua", "--source", run.sample(sample),
    "--checkpoint", "none", ... }
  assert.equal(0, done.status, done.err)
  return done
end

local function job(script, ...)
  return job_on("shop", script, ...)
end

describe("scripts", function()
  it("have at most 40 lines and say how to run them", function()
    for _, path in ipairs(run.lines(run.shell "ls scripts/*.lua")) do
      local text = run.read(path)
      local _, count = text:gsub("\n", "")
      assert.is_true(count <= 40, path .. " is longer")
      assert.matches("^%-%- .*\n%-%-   moontail run " .. path:gsub("%p", "%%%0"), text)
    end
  end)
end)

describe("print_changes", function()
  local function expect(lines, expected)
    local n = 1
    for _, line in ipairs(lines) do
      if line == expected[n] then
        n = n + 1
      elseif n > 1 and n <= #expected then
        assert.equal(expected[n], line)
      end
    end
    assert.equal(#expected + 1, n, "not found: " .. tostring(expected[n]))
  end

  it("shows a transaction together", function()
    expect(job "print_changes".lines, {
      "2026-11-20 09:14:55  + shop.orders         id 1  user_id 1  total 47.70  state open" ..
        "  placed_at 2026-11-20 09:14:55.123456",
      "                     + shop.order_items    order_id 1  line 1  sku TEA-GREEN-100  qty 2",
      "                     + shop.order_items    order_id 1  line 2  sku CUP-MOON  qty 1",
      "                     + shop.order_items    order_id 1  line 3  sku SPOON-01  qty 10",
      "                     ~ shop.products       sku TEA-GREEN-100  stock 140 → 138",
      "                     ~ shop.products       sku CUP-MOON  stock 24 → 23",
      "                     ~ shop.products       sku SPOON-01  stock 1000 → 990",
      "2026-11-20 09:15:20  ~ shop.orders         id 1  state open → paid",
    })
  end)

  it("shows DDL, NULL, empty text, bytes, big numbers and changed keys", function()
    for _, sample in ipairs { "shop", "shop-mysql" } do
      local out = "\n" .. job_on(sample, "print_changes").out
      for _, line in ipairs {
        "2026-11-20 12:00:00  ALTER TABLE users ADD COLUMN phone VARCHAR(20) NULL AFTER email",
        "2026-11-20 12:05:00  ~ shop.users          id 1  phone NULL → +49 30 901820" ..
          "  updated_at 2026-11-20 08:20:31 → 2026-11-20 12:05:00",
        "2026-11-20 15:20:00  ~ shop.products       sku TEA-MATE-500 → TEA-MATE-0500" ..
          "  title Yerba mate, 500 g → Chimarrão, 500 g",
        "2026-11-20 15:20:00  - shop.products       sku SPOON-01  title Measuring spoon" ..
          "  price 0.99  stock 990  attributes NULL",
        "2026-11-20 14:02:00  ~ shop.sessions       token 0xf0e1d2c3b4a5968778695a4b3c2d1e00" ..
          "  user_id 2 → 9007199254740993",
      } do
        assert.is_truthy(out:find("\n" .. line .. "\n", 1, true), line)
      end
      assert.is_truthy(out:find("  email dara@example.com → ''  name Dara 🌙 → NULL  ", 1, true))
    end
  end)

  local function in_terminal(environment)
    local path = run.folder() .. "/typescript"
    run.shell("%s TERM=xterm script -qec '%s run scripts/print_changes.lua --source %s " ..
      "--checkpoint none' %s </dev/null >/dev/null", environment, run.binary, run.sample "shop",
      path)
    return run.read(path)
  end

  it("is in colour on a terminal only, and not with NO_COLOR", function()
    assert.is_nil(job "print_changes".out:find("\27", 1, true))
    assert.is_truthy(in_terminal "":find("\27[33m~ shop.users", 1, true))
    assert.is_nil(in_terminal "NO_COLOR=1":find("\27[33m", 1, true))
  end)
end)

describe("invalidate_cache", function()
  it("deletes the key that a product had, too", function()
    local done = testing.run("scripts/invalidate_cache.lua", { events = {
      update("shop.products", { sku = "TEA" }, { sku = "TEE" }, { key = "sku" }),
      update("shop.products", { sku = "CUP", stock = 1 }, { sku = "CUP", stock = 0 },
        { key = "sku" }),
      delete("shop.users", { id = "18446744073709551614" }),
      insert("shop.orders", { id = 1 }),
    } })
    assert.same({ { "DEL", "product:TEE" }, { "DEL", "product:TEA" }, { "DEL", "product:CUP" },
      { "DEL", "user:18446744073709551614" } }, done.redis.commands)
  end)

  it("deletes the keys of what has changed, and no others", function()
    local server = redis_server.start(PORT)
    finally(function() server:stop() end)
    for _, key in ipairs {
      "user:1", "user:2", "user:3", "user:4", "user:5", "user:6", "user:9007199254740993",
      "user:18446744073709551614", "product:TEA-MATE-500", "product:TEA-MATE-0500",
      "product:SPOON-01", "product:CUP-SUN", "user:7", "product:TEA", "order:1", "user:",
    } do
      server:cli_output("set " .. key .. " cached")
    end
    job("invalidate_cache", "--set", "redis=" .. server.url)
    local left = run.lines(server:cli_output "keys '*'")
    table.sort(left)
    assert.same({ "order:1", "product:TEA", "user:", "user:7" }, left)
  end)
end)

describe("invalidate_memcached", function()
  it("deletes the keys of what has changed, on every server, and no others", function()
    local servers = { memcached_server.start(21613), memcached_server.start(21614) }
    finally(function()
      for _, server in ipairs(servers) do
        server:stop()
      end
    end)
    local all = { "user:1", "user:2", "user:3", "user:4", "user:5", "user:6",
      "user:9007199254740993", "user:18446744073709551614", "product:TEA-MATE-500",
      "product:TEA-MATE-0500", "product:SPOON-01", "product:CUP-SUN" }
    local others = { "user:7", "product:TEA", "order:1", "user:" }
    for _, server in ipairs(servers) do
      server:fill(others)
    end
    -- another client's way: the first bytes of the key's MD5 tell the server
    for _, key in ipairs(all) do
      local sum = run.shell("printf %%s '%s' | md5sum", key)
      servers[tonumber(sum:sub(1, 2), 16) % 2 + 1]:fill { key }
    end
    job("invalidate_memcached", "--set", "memcached=memcached://127.0.0.1:21613,127.0.0.1:21614",
      "--set", "distribution=modula", "--set", "hash=md5")
    for _, server in ipairs(servers) do
      assert.equal(0, server:count(all))
      assert.equal(#others, server:count(others))
    end
  end)
end)

describe("mirror_to_redis", function()
  it("moves a hash with its key, and has no field for NULL", function()
    local key = { key = { "order_id", "line" } }
    local done = testing.run("scripts/mirror_to_redis.lua", { events = {
      insert("shop.order_items", { order_id = 1, line = 2, sku = "TEA" }, key),
      update("shop.order_items", { order_id = 1, line = 2, sku = "TEA" },
        { order_id = 1, line = 3, sku = moontail.null }, key),
      delete("shop.order_items", { order_id = 1, line = 3, sku = moontail.null }, key),
    } })
    assert.same({
      { "HSET", "shop.order_items:1:2", "line", "2", "order_id", "1", "sku", "TEA" },
      { "HDEL", "shop.order_items:1:3", "sku" },
      { "HSET", "shop.order_items:1:3", "line", "3", "order_id", "1" },
      { "DEL", "shop.order_items:1:2" },
      { "DEL", "shop.order_items:1:3" },
    }, done.redis.commands)
  end)

  it("leaves in Redis what the tables held at the end of the day", function()
    local server = redis_server.start(PORT)
    finally(function() server:stop() end)
    for _ = 1, 2 do -- the second time over what is there already
      job("mirror_to_redis", "--set", "redis=" .. server.url .. "/1")
      local keys = run.lines(server:cli_output "-n 1 keys '*'")
      table.sort(keys)
      assert.same({
        "shop.order_items:1:11", "shop.order_items:1:12", "shop.order_items:1:13",
        "shop.order_items:3:1", "shop.order_items:4:1", "shop.products:CUP-MOON",
        "shop.products:CUP-SUN", "shop.products:GIFT-CARD", "shop.products:POT-IRON",
        "shop.products:TEA-BLACK-250", "shop.products:TEA-GREEN-100",
        "shop.products:TEA-MATE-0500", "shop.users:1", "shop.users:18446744073709551614",
        "shop.users:2", "shop.users:3", "shop.users:4", "shop.users:6",
        "shop.users:9007199254740993",
      }, keys)
    end

    local function hash(key)
      local fields, list = {}, server:cli_output("-n 1 hgetall " .. key)
      for name, value in (list .. "\n"):gmatch "([^\n]*)\n([^\n]*)\n" do
        fields[name] = value
      end
      return fields
    end
    -- left and forgotten: name, phone and password are NULL
    assert.same({ id = "4", email = "", status = "left", tags = "press",
      created_at = "2026-11-20 08:20:31", updated_at = "2026-11-20 18:00:00" },
      hash "shop.users:4")
    assert.equal("Hana Šťastná", hash "shop.users:18446744073709551614".name)
    assert.same({ sku = "TEA-MATE-0500", title = "Chimarrão, 500 g", price = "11.50", stock = "35",
      attributes = '{"origin": "Brasil", "weight": 500}' }, hash "shop.products:TEA-MATE-0500")
    assert.same({ sku = "GIFT-CARD", title = "Gift card 🎁", price = "25.00",
      stock = "2147483647" }, hash "shop.products:GIFT-CARD")
    assert.same({ order_id = "1", line = "13", sku = "SPOON-01", qty = "10" },
      hash "shop.order_items:1:13")
  end)
end)

describe("audit_log", function()
  it("has a line for every change: when, what, before and after", function()
    local done = testing.run("scripts/audit_log.lua", {
      args = { path = "audit.jsonl" }, binlog = run.sample "shop",
    })
    local entries = run.decoded(done.files["audit.jsonl"])
    assert.equal(67 + 7, #entries)
    assert.equal("ddl", entries[1].type)
    assert.equal("CREATE DATABASE shop CHARACTER SET utf8mb4", entries[1].query)
    local paid
    for _, entry in ipairs(entries) do
      if entry.table == "orders" and entry.type == "update" then
        paid = entry
        break
      end
    end
    assert.equal("2026-11-20T09:15:20Z", paid.time)
    assert.equal("UPDATE orders SET state = 'paid' WHERE id = 1", paid.query)
    assert.equal(moontail.null, paid.who) -- the shop's statements do not say
    assert.same({ id = 1 }, paid.key)
    assert.same({ state = true }, paid.changed)
    assert.same({ "open", "paid" }, { paid.before.state, paid.after.state })
  end)

  it("has a file for each day, and who it was where the statement says so", function()
    local done = testing.run("scripts/audit_log.lua", { events = {
      delete("shop.users", { id = 4 }, { query = "DELETE FROM users /* user: alice */" }),
    } })
    local entry = moontail.json_decode(done.files["audit-2026-01-01.jsonl"][1])
    assert.same({ "2026-01-01T00:00:00Z", "alice" }, { entry.time, entry.who })
  end)
end)

describe("mask_column", function()
  it("lets no address and no password hash out", function()
    local done = testing.run("scripts/mask_column.lua", { binlog = run.sample "shop" })
    local out, events = table.concat(done.stdout, "\n"), run.decoded(done.stdout)
    assert.equal(67, #events)
    assert.is_nil(out:find("$2y$", 1, true))
    for address in out:gmatch '[^"]*@example.com' do
      assert.matches("^%a%*%*%*@example.com$", address)
    end
    assert.is_nil(out:find("ada@", 1, true))
    local ada, left
    for _, event in ipairs(events) do
      if event.table == "users" then
        ada = ada or event
        left = event.key.id == 4 and event or left
      end
    end
    assert.equal("a***@example.com", ada.after.email)
    assert.equal("***", ada.after.password_hash)
    assert.equal("Ada Lovelace", ada.after.name)
    assert.same({ "d***@example.com", "***" }, { left.before.email, left.after.email })
    assert.same({ "***", moontail.null }, { left.before.password_hash, left.after.password_hash })
    assert.same({ email = true, name = true, password_hash = true, status = true,
      updated_at = true }, left.changed)
  end)
end)

describe("route_by_table", function()
  it("sends each table's changes where they belong", function()
    local server = redis_server.start(PORT)
    finally(function() server:stop() end)
    local folder = run.folder()
    job("route_by_table", "--set", "folder=" .. folder, "--set", "redis=" .. server.url)

    local orders = run.decoded(run.lines(run.read(folder .. "/orders.jsonl")))
    assert.equal(11 + 14, #orders)
    assert.same({ "orders", "order_items", "order_items", "order_items", "orders" },
      { orders[1].table, orders[2].table, orders[3].table, orders[4].table, orders[5].table })
    local deleted = run.decoded(run.lines(run.read(folder .. "/deleted.jsonl")))
    local tables = {}
    for i, event in ipairs(deleted) do
      assert.equal("delete", event.type)
      tables[i] = event.table
    end
    assert.same({ "order_items", "order_items", "order_items", "products", "users", "sessions",
      "sessions", "sessions" }, tables)

    assert.equal("20", server:cli_output "xlen shop:products")
    assert.equal("22", server:cli_output "xlen shop:people") -- 14 of users, 8 of sessions
    local entry = run.lines(server:cli_output "xrange shop:products - + count 1")
    assert.same({ "event", "id" }, { entry[2], entry[4] })
    local event = moontail.json_decode(entry[3])
    assert.equal(event.id, entry[5])
    assert.equal("TEA-GREEN-100", event.after.sku)
  end)
end)

describe("order_webhooks", function()
  it("tells only of what is new or was paid", function()
    local secret = run.write(run.folder() .. "/secret", "hidden\n")
    local open, paid = { id = 1, total = "5.00", state = "open" }, { id = 1, state = "paid" }
    local done = testing.run("scripts/order_webhooks.lua", {
      args = { secret_file = secret, url = "https://example.com/hooks" },
      events = {
        insert("shop.orders", open),
        update("shop.orders", open, { id = 1, total = "6.00", state = "open" }),
        update("shop.orders", open, paid),
        update("shop.orders", paid, { id = 1, state = "paid", total = "6.00" }),
      },
    })
    assert.same({
      { url = "https://example.com/hooks", id = "0-1-1:1.0", type = "order.created", data = open },
      { url = "https://example.com/hooks", id = "0-1-3:1.0", type = "order.paid", data = paid },
    }, done.webhook.messages)
  end)

  it("tells of new and paid orders, in order", function()
    local server = http_server.start()
    finally(server.stop)
    local secret = run.write(run.folder() .. "/secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n")
    job("order_webhooks", "--set", "url=" .. server.url .. "/hooks", "--set",
      "secret_file=" .. secret)
    local told, ids = {}, {}
    for i, request in ipairs(http.client(server.url):get("/requests"):json().requests) do
      local body = moontail.json_decode(request.body)
      told[i] = ("%s %d"):format(body.type, body.data.id)
      ids[request.headers["webhook-id"]] = true
    end
    -- the second order was rolled back
    assert.same({ "order.created 1", "order.paid 1", "order.created 3", "order.created 4",
      "order.created 5", "order.created 6", "order.created 7" }, told)
    local count = 0
    for _ in pairs(ids) do
      count = count + 1
    end
    assert.equal(#told, count) -- each has an id of its own
  end)
end)

describe("search_index", function()
  it("knows what is in stock", function()
    local tea = {
      sku = "TEA", title = "Tea", price = "1.50", stock = 0, attributes = moontail.null,
    }
    local done = testing.run("scripts/search_index.lua", { events = {
      insert("shop.products", tea, { key = "sku" }), delete("shop.products", tea, { key = "sku" }),
    } })
    assert.same({
      { action = "index", index = "products", id = "TEA",
        document = { title = "Tea", price = "1.50", in_stock = false } },
      { action = "delete", index = "products", id = "TEA" },
    }, done.elasticsearch.operations)
  end)

  it("holds the products with their attributes, and no others", function()
    local server = http_server.start(nil, "elasticsearch_server.js")
    finally(server.stop)
    for _ = 1, 2 do -- the second time over what is there already
      job("search_index", "--set", "url=" .. server.url)
      local found = http.client(server.url):get("/_documents"):json()
      local places = {}
      for place in pairs(found) do
        places[#places + 1] = place
      end
      table.sort(places)
      assert.same({ "products/CUP-MOON", "products/CUP-SUN", "products/GIFT-CARD",
        "products/POT-IRON", "products/TEA-BLACK-250", "products/TEA-GREEN-100",
        "products/TEA-MATE-0500" }, places)
      assert.same({ title = "Chimarrão, 500 g", price = "11.50", in_stock = true,
        attributes = { origin = "Brasil", weight = 500 } }, found["products/TEA-MATE-0500"])
    end
  end)
end)

describe("audit_to_sqlite", function()
  it("has every change, with the values that changed, once", function()
    local path = run.folder() .. "/audit.db"
    local script = { "run", "scripts/audit_to_sqlite.lua", "--source", run.sample "shop", "--set",
      "path=" .. path }
    local done = run.moontail(script)
    assert.equal(0, done.status, done.err)
    local function ask(sql)
      return run.shell("sqlite3 -batch %s \"%s\"", path, sql)
    end
    assert.equal("67|67", ask "SELECT count(*), count(DISTINCT id) FROM changes")
    assert.equal("2026-11-20 09:15:20|update|open|paid", ask [[SELECT at, kind,
      before ->> 'state', after ->> 'state' FROM changes
      WHERE table_name = 'shop.orders' AND row_key ->> 'id' = 1 AND kind = 'update' LIMIT 1]])
    done = run.moontail(script) -- it goes on at the end
    assert.equal(0, done.status, done.err)
    assert.equal("67", ask "SELECT count(*) FROM changes")
  end)
end)

describe("stream_changes", function()
  it("has a stream for each table, cut to some length, for groups of readers", function()
    local server = redis_server.start(PORT)
    finally(function() server:stop() end)
    server:cli_output "config set stream-node-max-entries 5"
    job("stream_changes", "--set", "redis=" .. server.url, "--set", "keep=10")
    assert.equal("8", server:cli_output "xlen changes:shop.sessions") -- all of them
    local kept = tonumber(server:cli_output "xlen changes:shop.products") -- of 20
    assert.is_true(kept >= 10 and kept < 20, "kept: " .. kept)
    server:cli_output "xgroup create changes:shop.sessions mailer 0"
    local entry = run.lines(server:cli_output
      "xreadgroup group mailer one count 1 streams changes:shop.sessions '>'")
    local fields = {}
    for i = 3, #entry, 2 do
      fields[entry[i]] = entry[i + 1]
    end
    assert.equal("insert", fields.type)
    assert.equal(fields.id, moontail.json_decode(fields.event).id)
  end)
end)

describe("debezium_to_redis_streams", function()
  it("writes what Debezium Server would, once", function()
    local server = redis_server.start(PORT)
    finally(function()
      server:stop()
      os.remove "debezium_to_redis_streams.checkpoint.schema"
    end)
    for _ = 1, 2 do -- the second time it goes on behind the end
      local done = run.moontail { "run", "scripts/debezium_to_redis_streams.lua", "--source",
        run.sample "shop", "--set", "redis=" .. server.url, "--set", "bigint=precise" }
      assert.equal(0, done.status, done.err)
    end
    assert.equal("5", server:cli_output "eval \"return #redis.call('keys','dbserver1.*')\" 0")
    -- an id, the key's document and the value of each entry
    local entries = run.lines(server:cli_output "xrange dbserver1.shop.sessions - +")
    local operations = {}
    for i = 1, #entries, 3 do
      local value = entries[i + 2]
      operations[#operations + 1] = value == "default" and "tombstone" or
        value:match '"op":"(%a)"'
      assert.matches('^{"token":"[%w+/]+=="}$', entries[i + 1])
    end
    assert.same({ "c", "c", "c", "u", "u", "d", "tombstone", "d", "tombstone", "d", "tombstone" },
      operations)
    local value = moontail.json_decode(entries[3])
    assert.same({ "ABEiM0RVZneImaq7zN3u/w==", "AQ==", "2026-11-20T09:01:12Z" }, -- 00112233...ff, 1
      { value.after.token, value.after.user_id, value.after.seen_at })
  end)
end)

describe("mirror_to_mysql", function()
  local dir

  setup(function() dir = shell.temporary_folder() end)
  teardown(function() shell.stop_server(dir) end)

  it("makes of empty tables what the shop had at the end of the day", function()
    local here, reason = shell.start_server("mariadb-10.11", TARGET_PORT, dir)
    if not here then return pending(reason) end
    local client = ("%s sql mariadb-10.11 %s/data"):format(shell.SERVER, dir)
    finally(function() os.remove "mirror_to_mysql.checkpoint.schema" end)
    shell.must("%s < spec/samples/shop.sql", client)
    local tables = { "users", "products", "orders", "order_items", "sessions" }
    local sql = { "CREATE DATABASE copy" }
    for _, name in ipairs(tables) do
      sql[#sql + 1] = ("CREATE TABLE copy.%s LIKE shop.%s"):format(name, name)
    end
    shell.must("%s -e '%s'", client, table.concat(sql, "; "))
    -- the second time it goes on behind the end
    for _ = 1, 2 do
      local done = run.moontail { "run", "scripts/mirror_to_mysql.lua", "--source",
        run.sample "shop", "--set",
        ("target=mysql://repl:replpw@127.0.0.1:%d/copy"):format(TARGET_PORT) }
      assert.equal(0, done.status, done.err)
    end
    for _, name in ipairs(tables) do
      local function content(schema)
        return shell.must("%s -N -e 'SELECT * FROM %s.%s ORDER BY 1, 2'", client, schema, name)
      end
      assert.equal(name == "sessions", content "shop" == "") -- all logged out
      assert.equal(content "shop", content "copy")
    end
    assert.equal("mirror_to_mysql", shell.must(
      "%s -N -e 'SELECT name FROM copy.moontail_checkpoint'", client):match "%S+")
  end)
end)

describe("enrich_from_redis", function()
  it("asks for the customer of each order", function()
    local done = testing.run("scripts/enrich_from_redis.lua", {
      redis = { ["HMGET user:7 name city"] = { "Ann", moontail.null } },
      events = { insert("shop.orders", { id = 1, user_id = 7 }) },
    })
    assert.same({ name = "Ann", city = moontail.null },
      moontail.json_decode(done.stdout[1]).customer)
  end)

  it("adds what Redis knows, in the order of the log", function()
    local server = redis_server.start(PORT)
    finally(function() server:stop() end)
    server:cli_output "hset user:1 name Ada city London"
    server:cli_output "hset user:18446744073709551614 name Hana"
    local orders = run.decoded(job("enrich_from_redis", "--set", "redis=" .. server.url).lines)
    local ids = {}
    for i, order in ipairs(orders) do
      ids[i] = order.after.id
      local user = order.after.user_id
      assert.same(user == "1" and { name = "Ada", city = "London" } or
        user == "18446744073709551614" and { name = "Hana", city = moontail.null } or
        { name = moontail.null, city = moontail.null }, order.customer)
    end
    assert.same({ 1, 3, 4, 5, 6, 7 }, ids) -- the second was rolled back
  end)
end)

describe("post_side_by_side", function()
  it("tries again when the service is busy", function()
    local busy = 2
    local done = testing.run("scripts/post_side_by_side.lua", {
      http = function(request)
        assert.same({ "POST", "0-1-1:1.0" }, { request.method, request.headers["idempotency-key"] })
        busy = busy - 1
        return { status = busy >= 0 and 503 or 201 }
      end,
      events = { insert("shop.orders", { id = 1 }) },
    })
    assert.equal(3, #done.http.requests)
  end)

  it("posts side by side, each order's changes in order", function()
    local server = http_server.start()
    finally(server.stop)
    job("post_side_by_side", "--set", "url=" .. server.url .. "/slow/100")
    local seen = http.client(server.url):get("/requests"):json()
    local expected, found = {}, {}
    local function note(list, order, id)
      list[order] = (list[order] or "") .. id .. "\n"
    end
    for _, line in ipairs(run.script([[
      moontail.on("row", { "shop.orders", "shop.order_items" }, function(event)
        print(event.row.id or event.row.order_id, event.id)
      end)
    ]], { "--source", run.sample "shop" }).lines) do
      note(expected, line:match "^(%d+)\t(.*)$")
    end
    for _, request in ipairs(seen.requests) do
      local event = moontail.json_decode(request.body)
      assert.equal(event.id, request.headers["idempotency-key"])
      local row = event.after or event.before
      note(found, tostring(row.id or row.order_id), event.id)
    end
    assert.equal(11 + 14, #seen.requests)
    assert.same(expected, found)
    assert.is_true(seen.connections > 1, "connections: " .. seen.connections)
  end)
end)

teardown(run.clean)
