-- Places in files: --start, --until, moontail position. What stands where in shop.binlog was read
-- from mariadb-binlog's text of it.
local binlog = require "spec.support.binlog"
local moontail = require "moontail"
local run = require "spec.support.run"

local SHOP = run.sample "shop"
local IDS = [[moontail.on("row", function(event) print(event.id) end)]]

--- The ids of the rows between two places.
local function ids(...)
  local done = run.script(IDS, { "--source", SHOP, "--log-level", "warn", ... })
  return table.concat(done.lines, " "), done
end

--- Those of the rows of the transactions from one number to another.
local function between(first, last)
  local kept = {}
  for id in ids():gmatch "%S+" do
    local n = tonumber(id:match "^0%-1%-(%d+)")
    if n >= first and n <= last then kept[#kept + 1] = id end
  end
  return table.concat(kept, " ")
end

describe("--start", function()
  teardown(run.clean)

  it("takes a position, a set of GTIDs, and a time", function()
    local expected = between(8, 99)
    assert.equal(expected, ids("--start", "shop.binlog:3861"))
    assert.equal(expected, ids("--start", "gtid:0-1-7"))
    assert.equal(expected, ids("--start", "time:2026-11-20T08:15:01Z"))
    assert.equal(expected, ids("--start", "time:2026-11-20T10:15:00.5+02:00"))
    assert.equal(expected, ids("--start", "time:2026-11-20 08:20:31Z"))
  end)

  it("goes by the sequence numbers of each domain", function()
    assert.equal("", ids("--start", "gtid:0-7-99"))
    assert.equal(between(1, 99), ids("--start", "gtid:1-1-99"))
  end)

  it("says what of the set is not in the files", function()
    local later = binlog.events(run.sample "shop-mysql")
    -- uint<8> sources, uuid, uint<8> intervals, first, behind the last
    later[2] = binlog.like(later[2], 35, binlog.little(1, 8) .. ("\17"):rep(16)
      .. binlog.little(1, 8) .. binlog.little(1, 8) .. binlog.little(5, 8))
    local path = binlog.write(later)
    local done = run.script(IDS, { "--source", path, "--start",
      "gtid:11111111-1111-1111-1111-111111111111:1-2" })
    assert.equal(1, done.status)
    assert.matches("begin with binlog.000001, and 11111111%-1111%-1111%-1111%-111111111111:3%-4 "
      .. "that came before it are not in the set", done.err)
  end)

  it("passes over changes logged as statements and what nobody knows, before the place", function()
    local path = binlog.rewrite(SHOP, function(event)
      return binlog.type(event) == 160 and { binlog.like(event, 99, "what?", 0) } -- annotate_rows
    end)
    local done = run.script(IDS, { "--source", path, "--start", "gtid:0-1-99" })
    assert.equal(0, done.status, done.err)
    assert.equal(1, run.script(IDS, { "--source", path }).status)
  end)

  it("is refused when it is none", function()
    for _, pos in ipairs { "soon", "time:2026-02-30", "time:2026-11-20T25:00", "time:yesterday",
      "time:2026-11-20T10:00+", "gtid:0-1", "gtid:0-1-5,0-2-6", "shop.binlog:", "time:" } do
      local _, done = ids("--start", pos)
      assert.equal(2, done.status, pos)
      assert.equal(1, #run.lines(done.err), done.err)
    end
  end)
end)

describe("--until", function()
  teardown(run.clean)

  it("takes a position, a set of GTIDs, and a time", function()
    local expected = between(1, 8)
    for _, pos in ipairs { "shop.binlog:5236", "shop.binlog:5000", "gtid:0-1-8",
      "time:2026-11-20T08:24:02Z" } do
      local got, done = ids("--until", pos)
      assert.equal(expected, got, pos)
      assert.equal(0, done.status)
    end
  end)

  it("ends before anything when all of the set is executed", function()
    assert.equal("", ids("--start", "gtid:0-1-8", "--until", "gtid:0-1-5"))
  end)

  it("is told when the files end before it", function()
    local got, done = ids("--until", "gtid:0-1-999")
    assert.equal(ids(), got)
    assert.matches("the source ends before %-%-until gtid:0%-1%-999", done.err)
  end)
end)

describe("moontail position", function()
  local folder, checkpoint, script
  teardown(run.clean)

  before_each(function()
    folder = run.folder()
    checkpoint = folder .. "/ids.checkpoint"
    script = run.write(folder .. "/ids.lua", 'local moontail = require "moontail"\n' .. IDS)
  end)

  local function go(...)
    local done = run.moontail { "run", script, "--source", SHOP, "--checkpoint", checkpoint, ... }
    assert.equal(0, done.status, done.err)
    return table.concat(done.lines, " ")
  end

  local function position(...)
    return run.moontail { "position", checkpoint, ... }
  end

  it("shows where a job stands", function()
    go("--until", "gtid:0-1-8")
    local shown = position().out
    assert.matches("\nposition    shop.binlog:5236\n", shown)
    assert.matches("\ngtid_set    0%-1%-8\n", shown)
    assert.matches("\nsaved       20%d%d%-%S+Z, %d+ s ago", shown)
  end)

  it("puts it to any place, and drops what was known of sinks", function()
    for _, pos in ipairs { "shop.binlog:3861", "gtid:0-1-7", "time:2026-11-20T08:20:31Z" } do
      go()
      local done = position("--set", pos, "--source", SHOP)
      assert.equal(0, done.status, done.err)
      assert.matches("^before\nposition    shop.binlog:%d+\n.*after\n.", done.out)
      assert.equal(between(8, 99), go(), pos)
    end
    assert.equal(0, position("--set", "earliest", "--source", SHOP).status)
    assert.equal(ids(), go())
    assert.equal(0, position("--set", "latest", "--source", SHOP).status)
    assert.equal("", go())
  end)

  it("rewinds, but never goes ahead", function()
    go("--until", "gtid:0-1-8")
    assert.equal(2, position("--rewind", "shop.binlog:6026").status)
    assert.equal(2, position("--rewind", "gtid:0-1-9").status)
    assert.equal(0, position("--rewind", "gtid:0-1-7").status)
    assert.equal(between(8, 99), go())
  end)

  it("changes nothing that it cannot mend", function()
    assert.equal(1, position().status) -- there is none
    assert.equal(1, position("--rewind", "gtid:0-1-7").status)
    go("--until", "gtid:0-1-8")
    local before = run.read(checkpoint)
    for _, arguments in ipairs { { "--set", "time:-1h" }, { "--set", "soon" },
      { "--set", "time:2999-01-01", "--source", SHOP },
      { "--set", "gtid:0-1-7", "--rewind", "gtid:0-1-7" } } do
      assert.equal(2, position(unpack(arguments)).status)
    end
    assert.equal(before, run.read(checkpoint))
  end)

  it("refuses while the job runs", function()
    local running = run.start { "run", script, "--source", SHOP, "--follow", "--checkpoint",
      checkpoint }
    assert.is_true(run.wait_for(10, function() return run.read(checkpoint) ~= nil end))
    local done = position("--set", "gtid:0-1-7")
    os.execute("kill " .. running.pid)
    assert.equal(1, done.status)
    assert.matches("in use by another run", done.err)
    assert.is_true(run.wait_for(10, function() return not run.alive(running) end))
  end)

  it("leaves old checkpoints readable, and whole sets whole", function()
    run.write(checkpoint, '{"version":1,"file":"shop.binlog","position":3861,"gtid":"0-1-7",'
      .. '"server_id":0,"server_uuid":""}')
    assert.equal(between(8, 99), go())
    local set = {}
    for i = 1, 200 do set[i] = ("%d-1-7"):format(i) end
    assert.equal(0, position("--set", "gtid:" .. table.concat(set, ",")).status)
    assert.equal(table.concat(set, ","), moontail.json_decode(run.read(checkpoint)).gtid_set)
  end)
end)

describe("a table that nobody wants", function()
  teardown(run.clean)

  -- Table maps and rows of shop.users, damaged in ways that only those who look at them can see:
  -- the types of the columns, the rows' bytes.
  local damage_id
  local function damage(event)
    local kind, at = binlog.type(event), event:find("\4shop\0\5users\0", 1, true)
    if kind == 19 and at then
      damage_id = event:sub(20, 25)
      return { event:sub(1, at + 13) .. ("\200"):rep(3) .. event:sub(at + 17) }
    end
    if kind >= 23 and kind <= 25 and event:sub(20, 25) == damage_id then
      return { event:sub(1, 29) .. ("\255"):rep(#event - 29) }
    end
  end

  it("is not decoded", function()
    local path, count = binlog.rewrite(SHOP, damage)
    assert.is_true(count > 2)
    local orders = 'moontail.on("row", "shop.orders", function(event) print(event.id) end)'
    local all = 'moontail.on("row", function(event) print(event.id) end)'
    local expected = run.script(orders, { "--source", SHOP })
    local done = run.script(orders, { "--source", path })
    assert.equal(0, done.status, done.err)
    assert.same(expected.lines, done.lines)
    assert.same(0, run.script(all, { "--source", path, "--ignore-tables", "shop.users" }).status)
    assert.equal(1, run.script(all, { "--source", path }).status)
  end)
end)
