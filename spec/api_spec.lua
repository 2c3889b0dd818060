-- The script API on samples that real servers wrote. What is expected comes from the SQL that made
-- them (spec/samples/shop.sql); places and GTIDs in shop.binlog as mariadb-binlog prints them.
local moontail = require "moontail"
local run = require "spec.support.run"

local SHOP = { "--source", run.sample "shop" }

local function with(...)
  local arguments = { "--source", run.sample "shop" }
  for _, argument in ipairs { ... } do
    arguments[#arguments + 1] = argument
  end
  return arguments
end

local function ok(done)
  assert.equal(0, done.status, done.err)
  return done
end

--- Run a script on the shop and return its lines, decoded from JSON.
local function values(text, arguments)
  local list = {}
  for i, line in ipairs(ok(run.script(text, arguments or SHOP)).lines) do
    list[i] = moontail.json_decode(line)
  end
  return list
end

local EVERY_ROW = [[moontail.on("row", function(event) print(moontail.json(event)) end)]]

describe("moontail.on", function()
  teardown(run.clean)

  local function fails(pattern, ...)
    local arguments, n = { ... }, select("#", ...)
    local worked, message = pcall(function() moontail.on(unpack(arguments, 1, n)) end)
    assert.is_false(worked)
    assert.matches(pattern, message, 1, true)
    assert.matches("api_spec.lua:%d+:", message) -- the caller's line
  end
  local function nothing() end

  it("suggests the nearest event type", function()
    fails("no event type 'updat' (did you mean 'update'?)", "updat", nothing)
    fails("no event type 'rows_querry' (did you mean 'rows_query'?)", "rows_querry", nothing)
    fails("no event type 'Insert' (did you mean 'insert'?)", "Insert", nothing)
    fails("no event type 'xyzzyxyzzy'", "xyzzyxyzzy", nothing)
  end)

  it("wants a type and a handler", function()
    fails("bad argument #1 to 'on' (event type expected, got nil)", nil)
    fails("bad argument #1 to 'on' (event type expected, got function)", nothing)
    fails("(the handler, a function, expected, got", "row")
    fails("(the handler, a function, expected, got", "row", "shop.users")
  end)

  it("wants globs with a schema", function()
    fails("'users' names no schema; write 'schema.table', e.g. '*.users'", "row", "users", nothing)
    fails("'users' names no schema", "row", { "shop.orders", "users" }, nothing)
    fails("a glob is a string", "row", { 5 }, nothing)
  end)

  it("suggests the nearest option", function()
    fails("moontail.on has no option 'colums' (did you mean 'columns'?)", "row", { colums = {} },
      nothing)
  end)

  it("stops the program with status 3 and the script's line", function()
    local done = run.script("\nmoontail.on('updat', print)", SHOP)
    assert.equal(3, done.status)
    assert.matches("script.lua:2: no event type 'updat' (did you mean", done.err, 1, true)
  end)
end)

describe("handlers", function()
  teardown(run.clean)

  -- rows of each table in shop.sql: inserted, updated, deleted
  local ROWS = {
    users = { 8, 5, 1 }, products = { 8, 11, 1 }, orders = { 6, 5, 0 },
    order_items = { 8, 3, 3 }, sessions = { 3, 2, 3 },
  }

  local COUNT = [[
    local counts = {}
    local function count(event)
      local name = event.schema .. "." .. event.table .. " " .. event.type
      counts[name] = (counts[name] or 0) + 1
    end
    moontail.sink { name = "count", flush = function()
      for name, n in pairs(counts) do print(name, n) end
      return true
    end }
  ]]

  local function counts(registration, arguments)
    local found = {}
    for _, line in ipairs(ok(run.script(COUNT .. registration, arguments or SHOP)).lines) do
      local name, n = line:match "^(.-)\t(%d+)$"
      found[name] = tonumber(n)
    end
    return found
  end

  local function expected(tables, only)
    local list = {}
    for _, name in ipairs(tables) do
      for i, kind in ipairs { "insert", "update", "delete" } do
        if ROWS[name][i] > 0 and (not only or only == kind) then
          list["shop." .. name .. " " .. kind] = ROWS[name][i]
        end
      end
    end
    return list
  end

  local ALL = { "users", "products", "orders", "order_items", "sessions" }

  it("see every row", function()
    assert.same(expected(ALL), counts [[moontail.on("row", count)]])
    assert.same(expected(ALL), counts([[moontail.on("row", count)]],
      { "--source", run.sample "shop-mysql" }))
  end)

  it("see one kind of change", function()
    for _, kind in ipairs { "insert", "update", "delete" } do
      assert.same(expected(ALL, kind), counts(([[moontail.on("%s", count)]]):format(kind)))
    end
  end)

  it("choose tables by globs", function()
    local function chosen(globs, tables)
      assert.same(expected(tables), counts(([[moontail.on("row", %s, count)]]):format(globs)))
    end
    chosen("'shop.users'", { "users" })
    chosen("'*.users'", { "users" })
    chosen("'shop.order*'", { "orders", "order_items" })
    chosen("'shop.user?'", { "users" })
    chosen("'shop.user'", {})
  end)

  it("choose tables by a list of globs", function()
    assert.same(expected { "users", "sessions" },
      counts [[moontail.on("row", { "shop.users", "*.sess*" }, count)]])
    assert.same(expected(ALL), counts [[moontail.on("row", "*", count)]])
    assert.same(expected(ALL, "insert"), counts [[moontail.on("insert", "*.*", count)]])
  end)

  it("take . and - and % in globs as they are", function()
    assert.same({}, counts [[moontail.on("row", "shop.u-ers", count)]])
    assert.same({}, counts [[moontail.on("row", "shop.%a+", count)]])
    assert.same({}, counts [[moontail.on("row", "shopXusers.*", count)]])
  end)

  it("see only what --tables lets through", function()
    assert.same(expected { "users", "orders" },
      counts([[moontail.on("row", count)]], with("--tables", "shop.users,*.orders")))
    assert.same(expected { "users" },
      counts([[moontail.on("row", "shop.users", count)]], with("--tables", "shop.*")))
    assert.same({}, counts([[moontail.on("row", "shop.users", count)]], with("--tables", "crm.*")))
  end)

  it("do not see what --ignore-tables holds back", function()
    assert.same(expected { "users", "products", "sessions" },
      counts([[moontail.on("row", count)]], with("--ignore-tables", "shop.order*")))
    assert.same(expected { "users" }, counts([[moontail.on("row", count)]],
      with("--tables", "shop.*", "--ignore-tables", "shop.order*,shop.products, *.sessions")))
  end)

  it("run in the order in which they were registered, events in that of the log", function()
    local lines = ok(run.script([[
      moontail.on("update", "shop.orders", function(event) print("a", event.id) end)
      moontail.on("row", "shop.*", function(event)
        if event.type == "update" and event.table == "orders" then print("b", event.id) end
      end)
      moontail.on("row", "shop.orders", function(event)
        if event.type == "update" then print("c", event.id) end
      end)
    ]], SHOP)).lines
    assert.equal(3 * ROWS.orders[2], #lines)
    local ids = {}
    for i = 1, #lines, 3 do
      local id = lines[i]:match "^a\t(.*)$"
      assert.same({ "a\t" .. id, "b\t" .. id, "c\t" .. id }, { unpack(lines, i, i + 2) })
      ids[#ids + 1] = id
    end
    -- paid; then, in one transaction, two sent by one statement and two cancelled by the next
    assert.same({ "1.0", "1.0", "1.1", "2.0", "2.1" },
      { ids[1]:match ":(.*)", ids[2]:match ":(.*)", ids[3]:match ":(.*)", ids[4]:match ":(.*)",
        ids[5]:match ":(.*)" })
  end)

  it("stay in order when they wait", function()
    local waiting = ok(run.script([[
      local n = 0
      moontail.on("row", function(event)
        n = n + 1
        moontail.sleep(n % 3 == 0 and 0.004 or 0.001)
        print(event.id)
      end)
      moontail.on("row", function(event) print(event.id) end)
    ]], SHOP)).lines
    local plain = ok(run.script(
      [[for _ = 1, 2 do moontail.on("row", function(event) print(event.id) end) end]], SHOP)).lines
    assert.equal(2 * 67, #plain)
    assert.same(plain, waiting)
  end)
end)

describe("columns", function()
  teardown(run.clean)

  it("gives those asked for, and the key", function()
    local rows = values([[
      moontail.on("update", "shop.users", { columns = { "status" } }, function(event)
        print(moontail.json { event.before, event.after, event.key })
      end)]])
    assert.equal(5, #rows)
    assert.same({ { id = 5, status = "new" }, { id = 5, status = "active" }, { id = 5 } }, rows[1])
    assert.same({ { id = 4, status = "new" }, { id = 4, status = "left" }, { id = 4 } }, rows[5])
  end)

  it("gives all when another handler wants all", function()
    local rows = values([[
      moontail.on("delete", "shop.users", { columns = { "status" } }, function() end)
      moontail.on("delete", "shop.users", function(event) print(moontail.json(event.before)) end)]])
    assert.equal("Eve", rows[1].name)
  end)

  it("names a column that is not there", function()
    local done = run.script(
      [[moontail.on("row", "shop.users", { columns = { "colour" } }, function() end)]], SHOP)
    assert.equal(3, done.status)
    assert.matches("asks for the column 'colour' of shop.users", done.err, 1, true)
  end)
end)

describe("options of on", function()
  teardown(run.clean)

  it("may be empty", function()
    local done = run.script([[moontail.on("row", "shop.users", {}, function(event)
      print(event.id) end)]], SHOP)
    assert.equal(0, done.status)
    assert.equal(14, #done.lines)
  end)

  it("are not an empty list of tables", function()
    local done = run.script([[moontail.on("row", {}, function() end)]], SHOP)
    assert.equal(3, done.status)
    assert.matches("an empty list of tables", done.err, 1, true)
  end)
end)

describe("a row event", function()
  teardown(run.clean)

  it("tells what, when and where", function()
    local event = values([[moontail.on("insert", "shop.users", function(event)
      print(moontail.json(event)) end)]])[2]
    assert.equal("insert", event.type)
    assert.equal("shop", event.schema)
    assert.equal("users", event.table)
    assert.equal(1795162831, event.timestamp) -- date -u -d '2026-11-20 08:20:31' +%s
    assert.equal("shop.binlog", event.file)
    assert.equal(4728, event.position)
    assert.equal("0-1-8", event.gtid)
    assert.equal("0-1-8:1.1", event.id)
    assert.equal(1, event.sequence)
    assert.equal(1, event.index)
    assert.equal(1, event.server_id)
    assert.equal(34, event.xid)
    assert.same({ id = 2 }, event.key)
    assert.is_nil(event.before)
    assert.is_nil(event.changed)
    assert.same({
      id = 2, email = "bjoern@example.com", name = "Björn Åström",
      password_hash = "$2y$10$5Kjp1vRt.1fjORS/6ilI8ihN5KXSc7Tvo/hBKqFYY/kv5ZJr3J1TW",
      status = "active", tags = "", created_at = "2026-11-20 08:20:31",
      updated_at = "2026-11-20 08:20:31",
    }, event.after)
  end)

  it("has the statement; in JSON only the first row of a statement's rows has it", function()
    local rows = values([[moontail.on("insert", "shop.users", function(event)
      print(moontail.json { event.query, moontail.json(event) }) end)]])
    local insert = "^INSERT INTO users %(email, name, .*'press', NOW%(%)%)$"
    for i = 1, 4 do
      assert.matches(insert, rows[i][1])
      assert.equal(i == 1 and rows[1][1] or nil, moontail.json_decode(rows[i][2]).query)
    end
  end)

  it("has MySQL's GTID and statement too", function()
    local event = values([[moontail.on("delete", "shop.products", function(event)
      print(moontail.json(event)) end)]], { "--source", run.sample "shop-mysql" })[1]
    assert.matches("^%x+%-%x+%-%x+%-%x+%-%x+:%d+$", event.gtid)
    assert.equal(event.gtid .. ":1.0", event.id)
    assert.equal("DELETE FROM products WHERE sku = 'SPOON-01'", event.query)
    assert.same({ sku = "SPOON-01", title = "Measuring spoon", price = "0.99", stock = 990,
      attributes = moontail.null }, event.before)
    assert.is_nil(event.after)
  end)

  it("has row: the row as it is now known", function()
    local lines = ok(run.script([[moontail.on("row", function(event)
      print(event.type, event.row == (event.after or event.before)) end)]], SHOP)).lines
    assert.equal(67, #lines)
    for _, line in ipairs(lines) do
      assert.matches("\ttrue$", line)
    end
  end)

  it("leaves row out of its JSON, and keeps what the script adds", function()
    local event = values([[moontail.on("delete", "shop.users", function(event)
      event.note = "hello"; print(moontail.json(event)) end)]])[1]
    assert.is_nil(event.row)
    assert.equal("hello", event.note)
    assert.equal("Eve", event.before.name)
  end)

  it("has the columns of its key, of two columns too", function()
    local keys = values([[moontail.on("delete", "shop.order_items", function(event)
      print(moontail.json(event.key)) end)]])
    assert.same({
      { order_id = 5, line = 1 }, { order_id = 6, line = 1 }, { order_id = 6, line = 2 },
    }, keys)
  end)

  it("has the key after a change, and the one before it in before", function()
    local lines = ok(run.script([[moontail.on("update", "shop.products", function(event)
      if event.changed.sku then print(event.before.sku, event.key.sku, event.row.title) end
    end)]], SHOP)).lines
    assert.same({ "TEA-MATE-500\tTEA-MATE-0500\tChimarrão, 500 g" }, lines)
  end)

  it("tells which columns changed", function()
    local changed = values([[moontail.on("update", "shop.users", function(event)
      print(moontail.json(event.changed)) end)]])
    assert.same({
      { name = true, status = true, updated_at = true }, -- Eve
      { phone = true, updated_at = true },
      { phone = true, tags = true, updated_at = true },
      { status = true, updated_at = true }, -- blocked
      -- leaves; the phone was NULL and stays NULL
      { email = true, name = true, password_hash = true, status = true, updated_at = true },
    }, changed)
  end)

  it("has an id that is unique and the same in every run", function()
    local text = [[moontail.on("row", function(event) print(event.id) end)]]
    local first, second = ok(run.script(text, SHOP)).lines, ok(run.script(text, SHOP)).lines
    assert.same(first, second)
    local seen = {}
    for _, id in ipairs(first) do
      assert.is_nil(seen[id])
      seen[id] = true
    end
    assert.equal(67, #first)
  end)

  it("has an id from file and position where there is no GTID", function()
    local id = ok(run.script([[moontail.on("insert", "shop.users", function(event)
      event.gtid = nil; print(event.id) end)]], SHOP)).lines[2]
    assert.equal("shop.binlog:4728:1.1", id)
  end)

  it("can be kept by the script", function()
    local lines = ok(run.script([[
      local kept = {}
      moontail.on("row", function(event) kept[#kept + 1] = event end)
      moontail.sink { name = "keeper", flush = function()
        for _, event in ipairs(kept) do print(event.id, moontail.json(event.key)) end
        return true
      end }]], SHOP)).lines
    assert.equal(67, #lines)
    assert.equal('0-1-7:1.0\t{"sku":"TEA-GREEN-100"}', lines[1])
  end)
end)

describe("NULL and absent", function()
  teardown(run.clean)

  it("differ", function()
    local lines = ok(run.script([[
      local function name(value)
        if value == nil then return "absent" end
        return value == moontail.null and "NULL" or tostring(value)
      end
      moontail.on("row", "shop.users", function(event)
        print(event.type, name(event.row.phone), name(event.row.name), name(event.row.nonsense))
      end)]], SHOP)).lines
    assert.equal("insert\tabsent\tAda Lovelace\tabsent", lines[1])
    assert.equal("insert\tabsent\tNULL\tabsent", lines[5])
    assert.equal("update\tabsent\tEve\tabsent", lines[6]) -- ALTER TABLE comes after this
    assert.equal("update\t+49 30 901820\tAda Lovelace\tabsent", lines[7])
    assert.equal("insert\tNULL\tFinn O'Hara\tabsent", lines[9])
  end)

  it("a row holds all its columns", function()
    local lines = ok(run.script([[
      moontail.on("insert", "shop.sessions", function(event)
        local n = 0
        for _ in pairs(event.after) do n = n + 1 end
        print(n, event.after.user_id == moontail.null, event.after.seen_at == require "cjson".null)
      end)]], SHOP)).lines
    assert.same({ "3\tfalse\tfalse", "3\tfalse\tfalse", "3\ttrue\ttrue" }, lines)
  end)
end)

describe("bigint", function()
  teardown(run.clean)

  local IDS = [[moontail.on("insert", "shop.users", function(event)
    print(type(event.key.id), moontail.json(event.key.id)) end)
    moontail.on("insert", "shop.orders", function(event) print(type(event.key.id)) end)]]

  local function lines_of(text, ...)
    return table.concat(ok(run.script(text, with("--tables", "shop.users", ...))).lines, " ")
  end

  it("is a number, and a string beyond 2^53", function()
    assert.equal("number\t1 number\t2 number\t3 number\t4 number\t5 number\t6 " ..
      'string\t"9007199254740993" string\t"18446744073709551614"', lines_of(IDS))
  end)

  it("is always a string with bigint = string", function()
    local strings = 'string\t"1" string\t"2" string\t"3" string\t"4" string\t"5" string\t"6" ' ..
      'string\t"9007199254740993" string\t"18446744073709551614"'
    assert.equal(strings, lines_of(IDS, "--bigint", "string"))
    assert.equal(strings, lines_of([[moontail.configure { bigint = "string" } ]] .. IDS))
  end)

  it("leaves INT alone", function()
    local done = ok(run.script(IDS, with("--tables", "shop.orders", "--bigint", "string")))
    assert.same({ "number", "number", "number", "number", "number", "number" }, done.lines)
  end)
end)

describe("begin, commit and ddl", function()
  teardown(run.clean)

  local function check_brackets(sample)
    local events = values([[
      for _, kind in ipairs { "begin", "row", "commit", "ddl" } do
        moontail.on(kind, function(event) print(moontail.json { kind, event.gtid }) end)
      end]], { "--source", run.sample(sample) })
    local open, counts = nil, { begin = 0, row = 0, commit = 0, ddl = 0 }
    for _, event in ipairs(events) do
      local kind, gtid = event[1], event[2]
      counts[kind] = counts[kind] + 1
      if kind == "begin" or kind == "ddl" then
        assert.is_nil(open)
        open = kind == "begin" and gtid or nil
      else
        assert.equal(open, gtid)
        open = kind ~= "commit" and open or nil
      end
    end
    assert.same({ begin = 27, row = 67, commit = 27, ddl = 7 }, counts)
  end

  it("bracket the rows of a transaction", function()
    check_brackets "shop"
    check_brackets "shop-mysql"
  end)

  it("have their time and place", function()
    local begin, commit = unpack(values([[
      moontail.on("begin", function(event)
        if event.gtid == "0-1-8" then print(moontail.json(event)) end
      end)
      moontail.on("commit", function(event)
        if event.gtid == "0-1-8" then print(moontail.json(event)) end
      end)]]))
    assert.equal("begin", begin.type)
    assert.equal("commit", commit.type)
    assert.equal(5205, commit.position)
    assert.equal(34, commit.xid)
    assert.equal(1795162831, begin.timestamp)
    assert.equal("shop.binlog", begin.file)
  end)

  it("ddl has the statement", function()
    local ddl = values([[moontail.on("ddl", function(event) print(moontail.json(event)) end)]])
    assert.equal("shop", ddl[7].schema)
    assert.equal("ALTER TABLE users ADD COLUMN phone VARCHAR(20) NULL AFTER email", ddl[7].query)
    assert.equal(1795176000, ddl[7].timestamp) -- 12:00
  end)

  it("rolled-back rows are not delivered", function()
    local done = ok(run.script(EVERY_ROW, SHOP))
    assert.is_nil(done.out:find('"sku":"POT-IRON","qty":1', 1, true))
    assert.is_nil(done.out:find('"order_id":2', 1, true))
  end)
end)

describe("wire events", function()
  teardown(run.clean)

  it("are given by their names", function()
    local types = values([[
      for _, kind in ipairs { "xid", "annotate_rows", "rotate", "write_rows_v1" } do
        moontail.on(kind, function(event) print(moontail.json { event.type, event.xid }) end)
      end]])
    local counts = {}
    for _, event in ipairs(types) do
      counts[event[1]] = (counts[event[1]] or 0) + 1
    end
    assert.equal(27, counts.xid)
    assert.is_nil(counts.rotate)
    assert.is_true(counts.annotate_rows >= 27)
  end)

  it("are all given to event, with what every event has", function()
    local events = values([[moontail.on("event", function(event) print(moontail.json(event)) end)]])
    assert.equal("format_description", events[1].type)
    assert.equal("stop", events[#events].type)
    local position = 0
    for _, event in ipairs(events) do
      for _, field in ipairs { "type", "timestamp", "server_id", "file", "position" } do
        assert.is_not_nil(event[field])
      end
      assert.is_true(event.position > position)
      position = event.position
    end
  end)
end)

describe("a handler that raises", function()
  teardown(run.clean)

  local RAISES = [[
    local function explode(event)
      error("no such warehouse")
    end
    moontail.on("row", "shop.users", function(event)
      print(event.id)
      if event.type == "delete" then
        explode(event)
      end
    end)]]

  it("stops the job and says where", function()
    local done = run.script(RAISES, SHOP)
    assert.equal(3, done.status)
    -- the 26th of 27 transactions, behind 7 DDL statements
    assert.equal("0-1-33:1.0", done.lines[#done.lines])
    assert.matches("shop.binlog:%d+, delete of shop.users: ", done.err)
    assert.matches("script.lua:2: no such warehouse", done.err, 1, true)
    assert.matches("stack traceback:", done.err, 1, true)
    assert.matches("script.lua:7: in function", done.err, 1, true) -- the handler that called it
  end)

  it("in one line, where the frames say no more than that", function()
    local done = run.script([[moontail.on("row", { concurrency = 2 }, function()
      assert(nil, "no such warehouse")
    end)]], SHOP)
    assert.equal(3, done.status)
    assert.matches("script.lua:%d+: no such warehouse\n$", done.err)
  end)

  it("after it has waited too", function()
    local done = run.script([[moontail.on("delete", "shop.users", function()
      moontail.sleep(0.01)
      error({})
    end)]], SHOP)
    assert.equal(3, done.status)
    assert.matches("delete of shop.users: .error object is a table value", done.err)
  end)

  it("leaves the checkpoint before it", function()
    local path = run.folder() .. "/checkpoint"
    assert.equal(3, run.script(RAISES, with("--checkpoint", path)).status)
    local place = moontail.json_decode(run.read(path))
    assert.equal("shop.binlog", place.file)
    assert.is_true(place.position <= 4484) -- the first transaction of shop.users, GTID 0-1-8
    local again = run.script(RAISES, with("--checkpoint", path))
    assert.equal("0-1-8:1.0", again.lines[1])
  end)

  it("does not reach the next handler", function()
    local done = run.script([[
      moontail.on("row", function() error("first") end)
      moontail.on("row", function() print("second") end)]], SHOP)
    assert.equal(3, done.status)
    assert.equal("", done.out)
  end)
end)

describe("a script that does not load", function()
  teardown(run.clean)

  --- Run files of a folder of their own: the text of main.lua, and another by its path.
  local function run_files(text, path, other)
    local folder = run.folder()
    run.write(folder .. "/main.lua", text)
    if path then
      os.execute(("mkdir -p $(dirname %s/%s)"):format(folder, path))
      run.write(folder .. "/" .. path, other)
    end
    return run.moontail { "run", folder .. "/main.lua", "--source", SHOP[2], "--checkpoint", "none",
      "--log-level", "warn" }
  end

  for text, message in pairs {
    ["require 'moontail'.on('updat', print)"] = "no event type 'updat' (did you mean 'update'?)",
    ["require 'moontail.redi'"] = "no module 'moontail.redi' (did you mean 'moontail.redis'?)",
    ["moontail.on('row', print)"] = "attempt to index global 'moontail' (a nil value): " ..
      "a script begins with local moontail = require \"moontail\"",
  } do
    it("says so in one line: " .. text, function()
      local done = run_files(text)
      assert.equal(3, done.status)
      assert.equal("main.lua:1: " .. message .. "\n", done.err:match "[^/]*$")
    end)
  end

  it("shows the way to a line of another file", function()
    local done = run_files("require 'helper' ()\nreturn 1", "helper.lua",
      "return function() error 'no such shop' end")
    assert.equal(3, done.status)
    assert.matches("helper.lua:1: no such shop\nstack traceback:\n", done.err)
    assert.matches("main.lua:1: in main chunk", done.err, 1, true)
  end)

  it("is not one that has a module of such a name itself", function()
    local done = run_files("print(require 'moontail.redis2')", "moontail/redis2.lua",
      "return 'mine'")
    assert.equal("mine\n", done.out)
  end)
end)

describe("args and configure", function()
  teardown(run.clean)

  it("args has what --set gave", function()
    local done = ok(run.script([[print(moontail.json(moontail.args))]],
      with("--set", "folder=/tmp/a b", "--set", "empty=", "--set", "equation=a=b")))
    assert.same({ folder = "/tmp/a b", empty = "", equation = "a=b" },
      moontail.json_decode(done.lines[1]))
  end)

  it("configure sets options, the command line wins", function()
    local text = [[moontail.configure { tables = "shop.users", checkpoint_interval = 5 }
      moontail.on("row", function(event) print(event.table) end)]]
    assert.equal(14, #ok(run.script(text, SHOP)).lines)
    local lines = ok(run.script(text, with("--tables", "shop.sessions"))).lines
    assert.equal(8, #lines)
    assert.equal("sessions", lines[1])
  end)

  it("configure can name the source", function()
    local done = ok(run.script(([[moontail.configure { source = "%s" }
      moontail.on("delete", "shop.users", function(event) print(event.key.id) end)]])
      :format(run.sample "shop")))
    assert.same({ "5" }, done.lines)
  end)

  it("configure refuses what is no option", function()
    local done = run.script("\nmoontail.configure { tabels = 'shop.*' }", SHOP)
    assert.equal(3, done.status)
    assert.matches("script.lua:2: configure: no option 'tabels' (did you mean 'tables'?)",
      done.err, 1, true)
  end)

  it("configure refuses a wrong value", function()
    local done = run.script("moontail.configure { checkpoint_interval = 'often' }", SHOP)
    assert.equal(3, done.status)
    assert.matches("checkpoint_interval = often: a number is expected", done.err, 1, true)
    done = run.script("moontail.configure { name = { 'a' } }", SHOP)
    assert.equal(3, done.status)
    assert.matches("script.lua:1: configure: option name is a table, but must", done.err, 1, true)
  end)

  it("configure takes lists of globs", function()
    local done = ok(run.script([[
      moontail.configure {
        tables = { "shop.users", "shop.order*" }, ignore_tables = { "*.orders" },
      }
      moontail.on("row", function(event) print(event.table) end)]], SHOP))
    local seen = {}
    for _, name in ipairs(done.lines) do seen[name] = true end
    assert.same({ users = true, order_items = true }, seen)
    done = run.script("moontail.configure { tables = { 'users' } }", SHOP)
    assert.equal("moontail: tables: 'users' names no schema; write 'schema.table', e.g. " ..
      "'*.users'\n", done.err)
  end)
end)

describe("a sink", function()
  teardown(run.clean)

  it("is flushed before the checkpoint is saved, and its state is kept there", function()
    local path = run.folder() .. "/checkpoint"
    local text = ([[
      local rows, path = 0, %q
      local function saved()
        local f = io.open(path)
        return f and moontail.json_decode(f:read "*a").sinks.counter.rows
      end
      moontail.on("row", function() rows = rows + 1 end)
      moontail.sink {
        name = "counter",
        flush = function()
          moontail.sleep(0.01)
          print("flush", rows, saved())
          return true
        end,
        state = function() print("state", rows, saved()) return { rows = rows } end,
        restore = function(state) print("restore", state and state.rows) end,
      }]]):format(path)
    -- the place where it begins is saved first
    assert.same({ "restore\tnil", "flush\t0\tnil", "state\t0\tnil", "flush\t67\t0",
      "state\t67\t0" }, ok(run.script(text, with("--checkpoint", path))).lines)
    assert.equal(67, moontail.json_decode(run.read(path)).sinks.counter.rows)
    assert.equal("restore\t67", ok(run.script(text, with("--checkpoint", path))).lines[1])
  end)

  for what, pause in pairs { ["at once"] = "", ["after a wait"] = "moontail.sleep(0.01)" } do
    it("that cannot flush stops the job, nothing is saved: " .. what, function()
      local path = run.folder() .. "/checkpoint"
      local done = run.script([[
        moontail.on("row", function() end)
        moontail.sink { name = "warehouse", flush = function()
          ]] .. pause .. [[
          return nil, "the door is shut"
        end }]], with("--checkpoint", path))
      assert.equal(1, done.status)
      assert.matches("warehouse: the door is shut", done.err, 1, true)
      assert.is_nil(run.read(path)) -- not even the place where it begins
    end)
  end

  it("must have a name, a flush, and a name of its own", function()
    for text, message in pairs {
      ["moontail.sink { name = 'x' }"] = "a table with 'name' and 'flush' expected",
      ["moontail.sink {}"] = "a table with 'name' and 'flush' expected",
      ["for _ = 1, 2 do moontail.sink { name = 'x', flush = print } end"] =
        "there is a sink 'x' already",
    } do
      local done = run.script(text, SHOP)
      assert.equal(3, done.status)
      assert.matches(message, done.err, 1, true)
    end
  end)
end)

describe("a checkpoint", function()
  teardown(run.clean)

  local IDS = [[moontail.on("row", function(event) print(event.id) end)]]
  local all

  setup(function()
    all = ok(run.script(IDS, SHOP)).lines
    assert.equal(67, #all)
  end)

  --- The transaction of an id.
  local function transaction(id)
    return id:match "^(.*):"
  end

  it("lets the next run go on: no gap, whole transactions again", function()
    local path = run.folder() .. "/checkpoint"
    local first = run.script([[
      local n = 0
      moontail.on("row", function(event)
        n = n + 1
        if n == 42 then error("the light goes out") end
        print(event.id)
        moontail.sleep(0.003)
      end)]], with("--checkpoint", path, "--checkpoint-interval", "0.02"))
    assert.equal(3, first.status)
    assert.same({ unpack(all, 1, 41) }, first.lines)
    assert.is_string(run.read(path))

    local second = ok(run.script(IDS, with("--checkpoint", path))).lines
    local begins = 67 - #second + 1
    assert.is_true(begins > 1 and begins <= 42)
    assert.same({ unpack(all, begins) }, second)
    assert.not_equal(transaction(all[begins - 1]), transaction(all[begins]))
  end)

  it("of a name is kept at the end; nothing comes twice", function()
    local path = run.folder() .. "/checkpoint"
    assert.equal(67, #ok(run.script(IDS, with("--checkpoint", path))).lines)
    local place = moontail.json_decode(run.read(path))
    assert.equal("shop.binlog", place.file)
    assert.same({}, ok(run.script(IDS, with("--checkpoint", path))).lines)
    assert.equal(67, #ok(run.script(IDS, with("--checkpoint", path, "--reset"))).lines)
  end)

  it("that a run over files makes by itself is removed at its end", function()
    local folder = run.folder()
    ok(run.moontail({ "run", run.write(folder .. "/job.lua", ""), "--source", run.sample "shop",
      "--name", folder .. "/job" }))
    assert.is_nil(run.read(folder .. "/job.checkpoint"))
  end)

  it("is left by a run that stops at --until, which the next one goes on from", function()
    local path = run.folder() .. "/checkpoint"
    local first = ok(run.script(IDS, with("--checkpoint", path, "--until", "shop.binlog:5236")))
    assert.same({ unpack(all, 1, 12) }, first.lines) -- 8 products, 4 users
    local second = ok(run.script(IDS, with("--checkpoint", path)))
    assert.same({ unpack(all, 13) }, second.lines)
  end)

  it("is not needed to start at a position", function()
    local from = ok(run.script(IDS, with("--start", "shop.binlog:5236"))).lines
    assert.same({ unpack(all, 13) }, from)
  end)

  it("that is no checkpoint is refused", function()
    local path = run.write(run.folder() .. "/checkpoint", "hello\n")
    local done = run.script(IDS, with("--checkpoint", path))
    assert.equal(1, done.status)
    assert.matches(path .. " cannot be read (--reset begins anew)", done.err, 1, true)
    assert.equal("hello\n", run.read(path))
  end)
end)
