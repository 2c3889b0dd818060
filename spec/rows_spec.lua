--- An event's row becomes tables at once, when a handler reads it, or never: JSON is then written
--- from the bytes of the log. Whatever happened, it is the same event.
local run = require "spec.support.run"

local SAMPLES = { "shop", "shop-mysql", "types-mariadb", "types-mysql" }

--- The JSON of every row event of a log, built "early" or "late", after the handler did something.
local function lines_of(path, built, doing)
  local done = run.script(([[
    require("moontail.core").rows_built "%s"
    moontail.on("row", function(event)
      %s
      print(moontail.json(event))
    end)]]):format(built, doing or ""), { "--source", path })
  assert.equal(0, done.status)
  return done.lines
end

local function shop(text)
  local done = run.script(text, { "--source", run.sample "shop" })
  assert.equal(0, done.status, done.err)
  return done.lines
end

describe("a row event", function()
  teardown(run.clean)

  for _, sample in ipairs(SAMPLES) do
    it("is the same whenever it was built: " .. sample, function()
      local path = run.sample(sample)
      local early = lines_of(path, "early")
      assert.is_true(#early > 50)
      for _, doing in ipairs {
        "", "local _ = event.after", "local _ = event.before, event.row",
        "local _ = event.changed, event.id, event.key", "local _ = event.key; _ = event.row",
        "for _ in pairs(event) do end", "event.timestamp = event.timestamp",
      } do
        assert.same(early, lines_of(path, "late", doing))
      end
      assert.same(early, lines_of(path, "early", "for _ in pairs(event) do end"))
    end)
  end

  it("may be kept, and read later or after a wait", function()
    local text = [[
      require("moontail.core").rows_built "%s"
      local kept, seen = {}, 0
      local function tell(event)
        if event.type ~= "insert" then moontail.sleep(0.001) end
        local image = event.before or event.after
        print(event.id, event.table, event.key == event.key, image == event.row,
          moontail.json(event.query))
        print(moontail.json(event))
      end
      moontail.on("row", function(event)
        seen = seen + 1
        kept[seen] = event
        if seen %% 3 == 0 then moontail.sleep(0.001) end
        if seen > %d then tell(kept[seen - %d]) kept[seen - %d] = false end
        collectgarbage()
      end)
      moontail.sink { name = "rest", flush = function()
        for i = 1, seen do if kept[i] then tell(kept[i]) kept[i] = false end end
        return true
      end }]]
    local at_once = shop(text:format("early", 0, 0, 0))
    assert.equal(2 * 67, #at_once)
    for _, behind in ipairs { 0, 1, 10, 1000 } do
      assert.same(at_once, shop(text:format("late", behind, behind, behind)))
      assert.same(at_once, shop(text:format("early", behind, behind, behind)))
    end
  end)

  it("shows all its fields to pairs", function()
    local lines = shop [[
      moontail.on("update", "shop.orders", function(event)
        event.mine = 1
        local names = {}
        for name, value in pairs(event) do
          assert(event[name] == value)
          names[#names + 1] = name
        end
        table.sort(names)
        print(table.concat(names, " "))
      end)]]
    assert.equal("after before changed file gtid id index key mine position query row schema "
      .. "sequence server_id table timestamp type xid", lines[1])
  end)

  it("has the fields that the script set, and not those that it took away", function()
    local lines = shop [[
      moontail.on("update", "shop.orders", function(event)
        event.before, event.query, event.id = nil, nil, nil
        event.key, event.after.total, event.timestamp = "mine", nil, 5
        print(event.before, event.query, event.id, event.key, event.row.total, event.timestamp)
        event.after, event.row, event.timestamp = nil, nil, nil
        print(event.after, event.row, event.timestamp, event.type)
        print(moontail.json(event))
      end)]]
    assert.equal("nil\tnil\tnil\tmine\tnil\t5", lines[1])
    assert.equal("nil\tnil\tnil\tupdate", lines[2])
    assert.equal([[{"type":"update","schema":"shop","table":"orders","gtid":"0-1-14",]]
      .. [["file":"shop.binlog","position":8661,"sequence":1,"index":0,"server_id":1,"xid":50,]]
      .. [["key":"mine"}]], lines[3])
  end)

  it("keeps before, after and row apart when the script sets one of them", function()
    local lines = shop [[
      moontail.on("update", "shop.orders", function(event)
        event.after = { id = 7 }
        print(event.row.state, event.after.id, event.row.id, event.key.id)
      end)]]
    assert.equal("paid\t7\t1\t1", lines[1])
  end)

  it("says so when the script destroys it", function()
    local done = run.script([[moontail.on("row", function(event)
      event[0] = 1
      print(event.type)
    end)]], { "--source", run.sample "shop" })
    assert.equal(3, done.status)
    assert.matches("this event has lost its row: the script changed its field 0", done.err, 1, true)
  end)

  it("is written as JSON with every field that the script added", function()
    local lines = shop [[moontail.on("delete", "shop.products", function(event)
      for i = 1, 300 do event["added" .. i] = i end
      local read, found = moontail.json_decode(moontail.json(event)), 0
      for i = 1, 300 do found = found + (read["added" .. i] == i and 1 or 0) end
      print(found)
    end)]]
    assert.same({ "300" }, lines)
  end)

  it("is written as JSON with the fields that have numbers for names", function()
    local lines = shop [[moontail.on("delete", "shop.products", function(event)
      event[1], event[2.5], event.zebra, event.before[3] = "one", "half", true, "three"
      print((moontail.json(event):gsub("^.*(,\"3\":)", "%1")))
      event["1"] = "two"
      print((select(2, pcall(moontail.json, event))))
      event["1"], event[print] = nil, 1
      print((select(2, pcall(moontail.json, event))))
    end)]]
    assert.same({ [[,"3":"three"},"1":"one","2.5":"half","zebra":true}]],
      "JSON cannot hold both a number and its text as names of one table",
      "JSON cannot hold an event with a function as a name" }, lines)
  end)
end)

describe("an event as it stands in the log", function()
  teardown(run.clean)

  -- Members of nested objects have an order of their own, but not the fields in front of the
  -- event's own ones, and not the columns of rows.
  local function ordered(line)
    return line:match '^.-"server_id":%d+', line:match '"rows":%b[]'
  end

  for _, sample in ipairs(SAMPLES) do
    it("is printed by dump as moontail.json writes its table: " .. sample, function()
      local moontail = require "moontail"
      local path = run.sample(sample)
      -- with a schema, if an empty one, dump too learns from the CREATE TABLEs in the log
      local nothing = run.write(run.folder() .. "/empty.sql", "")
      local printed = run.moontail { "dump", "--format", "json", "--schema", nothing, path }
      local written = run.script([[moontail.on("event", function(event)
        print(moontail.json(event))
      end)]], { "--source", path })
      assert.equal(0, printed.status)
      assert.equal(#written.lines, #printed.lines)
      for i, line in ipairs(printed.lines) do
        assert.same({ ordered(written.lines[i]) }, { ordered(line) })
        assert.same(moontail.json_decode(written.lines[i]), moontail.json_decode(line))
      end
    end)
  end

  it("is printed for the tables that were asked for", function()
    local lines = run.moontail({ "dump", "--format", "json", "--tables", "shop.orders",
      run.sample "shop" }).lines
    local tables = {}
    for _, line in ipairs(lines) do
      tables[line:match '"table":"(%w+)"' or "none"] = true
    end
    assert.same({ none = true, orders = true }, tables)
  end)
end)
