-- moontail.sqlite; what is in the database is asked with sqlite3, the program.
local moontail = require "moontail"
local run = require "spec.support.run"
local sqlite = require "moontail.sqlite"

describe("moontail.sqlite", function()
  local path

  before_each(function() path = run.folder() .. "/test.db" end)
  teardown(run.clean)

  local function ask(sql)
    return run.shell("sqlite3 -batch %s <<'END'\n%s\nEND", path, sql:gsub("%%", "%%%%"))
  end

  local function open(options)
    return sqlite.open(path, options)
  end

  -- the shop's tables; numbers that SQLite would round are text
  local TABLES = [[
    CREATE TABLE users (id TEXT PRIMARY KEY, email TEXT, phone TEXT, name TEXT,
      password_hash TEXT, status TEXT, tags TEXT, created_at TEXT, updated_at TEXT);
    CREATE TABLE products (sku TEXT PRIMARY KEY, title TEXT, price TEXT, stock INTEGER,
      attributes TEXT);
    CREATE TABLE order_items (order_id INTEGER, line INTEGER, sku TEXT, qty INTEGER,
      PRIMARY KEY (order_id, line));
  ]]

  local MIRROR = [[
    local sqlite = require "moontail.sqlite"
    local copy = sqlite.open(moontail.args.path)
    moontail.on("row", "shop.*", function(event) copy:apply(event) end)
  ]]

  local function mirror()
    local done = run.script(MIRROR, { "--source", run.sample "shop", "--tables",
      "shop.users,shop.products,shop.order_items", "--set", "path=" .. path })
    assert.equal(0, done.status, done.err)
  end

  it("holds what the tables held at the end of a log, and again after a replay", function()
    ask(TABLES)
    for _ = 1, 2 do
      mirror()
      assert.equal("1|11\n1|12\n1|13\n3|1\n4|1",
        ask "SELECT order_id, line FROM order_items ORDER BY 1, 2")
      assert.equal("CUP-MOON\nCUP-SUN\nGIFT-CARD\nPOT-IRON\nTEA-BLACK-250\nTEA-GREEN-100\n" ..
        "TEA-MATE-0500", ask "SELECT sku FROM products ORDER BY sku")
      assert.equal("1\n18446744073709551614\n2\n3\n4\n6\n9007199254740993",
        ask "SELECT id FROM users ORDER BY id")
      assert.equal("Hana Šťastná", ask "SELECT name FROM users WHERE id = '18446744073709551614'")
      assert.equal("1|1|text", ask [[SELECT name IS NULL, phone IS NULL, typeof(id) FROM users
        WHERE id = '4']])
      assert.equal("11.50|35|integer|Brasil", ask [[SELECT price, stock, typeof(stock),
        attributes ->> 'origin' FROM products WHERE sku = 'TEA-MATE-0500']])
    end
  end)

  it("keeps values as they are, or says that it cannot", function()
    ask "CREATE TABLE t (id INTEGER PRIMARY KEY, b BLOB, t TEXT, n DECIMAL(40,20), x)"
    local db = open()
    local all = { id = "9223372036854775807", b = "a\0b", t = 1.5, n = "12345678901234.50",
      x = "é" }
    assert.is_true(db:upsert("t", all))
    assert.is_true(db:upsert("t", { id = 2, b = moontail.null, t = moontail.null, n = 0.1 }))
    assert.same({
      { id = 2, b = moontail.null, t = moontail.null, n = 0.1, x = moontail.null },
      { id = "9223372036854775807", b = "a\0b", t = "1.5", n = 12345678901234.5, x = "é" },
    }, db:query "SELECT * FROM t ORDER BY id")
    assert.is_true(db:flush())
    assert.equal("integer|blob|610062|text|real|text", ask [[SELECT typeof(id), typeof(b), hex(b),
      typeof(t), typeof(n), typeof(x) FROM t WHERE id > 2]])
    for column, value in pairs {
      id = "18446744073709551614", n = "12345678901234.567",
    } do
      assert.error_matches(function() db:upsert("t", { [column] = value }) end,
        "column " .. column .. " of t would round " .. value, 1, true)
    end
    assert.error_matches(function() db:upsert("t", { y = 1 }) end, "has no column 'y'")
    assert.error_matches(function() db:upsert("nowhere", { y = 1 }) end, "has no table nowhere")
    assert.error_matches(function() open { checkpiont = true } end, "no option")
  end)

  it("changes and deletes one row, with a key and without", function()
    ask "CREATE TABLE k (a, b, c, PRIMARY KEY (a, b)); CREATE TABLE l (a, b)"
    local db = open()
    for n = 1, 3 do
      db:upsert("k", { a = n, b = 1, c = "x" })
      db:upsert("l", { a = 1, b = moontail.null })
    end
    db:update("k", { a = 2, b = 1 }, { c = "y" })
    db:update("k", { a = 9, b = 1 }, { c = "y" })
    db:delete("k", { a = 3, b = 1 })
    db:delete("l", { a = 1, b = moontail.null })
    db:update("l", { a = 1, b = moontail.null }, { b = 7 })
    db:execute("INSERT INTO l VALUES (?, ?)", "it's", true)
    assert.equal("", ask "SELECT * FROM k") -- not before it is committed
    assert(db:flush())
    assert.equal("1|1|x\n2|1|y", ask "SELECT * FROM k ORDER BY a")
    assert.equal("1|\n1|7\nit's|1", ask "SELECT * FROM l ORDER BY a, b")
  end)

  it("waits while another connection holds a lock", function()
    ask "CREATE TABLE t (a)"
    local locker = run.shell([[(printf 'BEGIN IMMEDIATE;\n.shell touch %s.locked\n'; sleep 1;
      echo 'COMMIT;') | sqlite3 -batch %s >/dev/null 2>&1 & echo $!]], path, path)
    assert.is_truthy(tonumber(locker))
    assert.is_true(run.wait_for(5, function() return run.read(path .. ".locked") end))
    local db, ticks, ended = open(), 0, false
    moontail.every(0.05, function() ticks = ticks + (ended and 0 or 1) end)
    assert.is_true(db:execute "INSERT INTO t VALUES (1)")
    ended = true
    assert.is_true(db:flush())
    assert.equal("1", ask "SELECT a FROM t")
    assert.is_true(ticks >= 5, "the loop went on: " .. ticks)
  end)

  it("stops the job at a refusal, naming the event, and keeps nothing of it", function()
    ask "CREATE TABLE users (id TEXT PRIMARY KEY, email TEXT CHECK (email <> 'bob@example.com'))"
    local done = run.script([[
      local copy = require "moontail.sqlite".open(moontail.args.path)
      moontail.on("insert", "shop.users", function(event)
        copy:upsert("users", { id = event.after.id, email = "bob@example.com" })
      end)
    ]], { "--source", run.sample "shop", "--set", "path=" .. path })
    assert.equal(1, done.status)
    assert.truthy(done.err:find("insert of shop.users", 1, true), done.err)
    assert.truthy(done.err:find("CHECK constraint failed", 1, true), done.err)
    assert.equal("0", ask "SELECT count(*) FROM users")
  end)

  it("counts every event exactly once, killed again and again", function()
    ask "CREATE TABLE seen (id TEXT)"
    local script = run.write(run.folder() .. "/count.lua", [[
      local moontail = require "moontail"
      local db = require "moontail.sqlite".open(moontail.args.path, { checkpoint = true })
      local n = 0
      moontail.on("row", function(event)
        n = n + 1
        db:execute("INSERT INTO seen VALUES (?)", event.id)
        moontail.sleep(0.01)
        if n == 30 then os.execute("kill -9 $PPID") end
      end)
    ]])
    local runs, done = 0
    repeat
      runs = runs + 1
      done = run.moontail { "run", script, "--source", run.sample "shop", "--set",
        "path=" .. path, "--checkpoint-interval", "0.05" }
    until done.status == 0 or runs == 10
    assert.equal(0, done.status, done.err)
    assert.is_true(runs > 2, "runs: " .. runs)
    assert.equal("67|67", ask "SELECT count(*), count(DISTINCT id) FROM seen")
  end)
end)
