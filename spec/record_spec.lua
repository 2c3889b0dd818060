-- `moontail record` on the samples: what it keeps, what it refuses, and the file it leaves.
local moontail = require "moontail"
local run = require "spec.support.run"

local SHOP, MYSQL = run.sample "shop", run.sample "shop-mysql"

local function record(...)
  local path = run.folder() .. "/out.binlog"
  local done = run.moontail { "record", "-o", path, ... }
  assert.equal(0, done.status, done.err)
  return path, done
end

--- What a script's row handlers get, in order, without where it stands.
local function rows(path, ...)
  return run.script([[moontail.on("row", "shop.*", function(event)
    event.file, event.position, event.query = nil, nil, nil
    if moontail.args.some then event.id, event.sequence = nil, nil end
    print(moontail.json(event))
  end)]], { "--source", path, ... }).lines
end

local function types(path)
  local list = {}
  for _, line in ipairs(run.moontail { "dump", "--format", "json", path }.lines) do
    local event = moontail.json_decode(line)
    list[#list + 1] = event.type
    list[event.type] = (list[event.type] or 0) + 1
  end
  return list
end

local function fails(status, message, ...)
  local done = run.moontail { "record", ... }
  assert.equal(status, done.status, done.err)
  assert.is_truthy(done.err:find(message, 1, true), done.err)
end

describe("moontail record", function()
  teardown(run.clean)

  it("keeps every row, with its id and its names", function()
    for _, sample in ipairs { SHOP, MYSQL } do
      local expected = rows(sample)
      assert(#expected > 30)
      assert.same(expected, rows((record(sample))))
    end
  end)

  it("makes the same of its own recording", function()
    for _, sample in ipairs { SHOP, MYSQL } do
      local first = record(sample)
      assert.equal(run.read(first), run.read((record(first))))
    end
  end)

  it("names the columns where the log did not", function()
    local nameless = run.sample "nometa-mariadb"
    local path = record(nameless, "--tables", "shop.users")
    assert.equal(1, types(path).format_description)
    local named = rows(path, "--on-unknown-schema", "stop", "--set", "some=tables")
    assert(#named > 3)
    local expected = {}
    for _, line in ipairs(rows(nameless, "--set", "some=tables")) do
      expected[#expected + 1] = line:find '"table":"users"' and line or nil
    end
    assert.same(expected, named)
  end)

  it("keeps the tables asked for, and the statements about them", function()
    local path = record("--tables", "shop.orders", SHOP)
    local seen = {}
    for _, line in ipairs(run.moontail { "dump", "--format", "json", path }.lines) do
      local event = moontail.json_decode(line)
      seen[event.table or ""] = true
      if event.type == "query" and event.query:find "TABLE" then
        assert.is_truthy(event.query:find "orders", event.query)
      end
    end
    assert.same({ [""] = true, orders = true }, seen)
    assert.is_truthy(types(path).query > 1)
    local rest = "shop.users,shop.products,shop.order_items,shop.addresses,shop.sessions,shop.notes"
    assert.same(run.read(path), run.read((record("--ignore-tables", rest, SHOP))))
  end)

  it("stops behind the transaction that reaches --limit", function()
    local all = rows(SHOP)
    local some = rows((record("--limit", "6", SHOP)))
    assert(#some >= 6 and #some < #all)
    for i, line in ipairs(some) do
      assert.equal(all[i], line)
    end
    local last = types((record("--limit", "6", SHOP)))
    assert.equal("xid", last[#last])
  end)

  it("begins and ends where it is told to", function()
    local all = rows(SHOP)
    local part = rows((record("--start", "gtid:0-1-13", "--until", "gtid:0-1-17", SHOP)))
    assert(#part > 0 and #part < #all)
    assert.matches('"gtid":"0-1-14"', part[1], 1, true)
    assert.matches('"gtid":"0-1-17"', part[#part], 1, true)
    local later = rows((record("--start", "time:2026-11-20T10:00:00Z", SHOP)))
    assert.equal(all[#all], later[#later])
    assert.matches('"gtid":"0-1-17"', later[1], 1, true)
    -- its head tells what was before, so that it can be begun by a GTID too
    local path = record("--start", "gtid:0-1-13", SHOP)
    assert.same(rows(path), rows(path, "--start", "gtid:0-1-13"))
  end)

  it("leaves out a transaction that the source ends in", function()
    local cut = run.write(run.folder() .. "/cut.binlog", run.read(SHOP):sub(1, -40))
    local text = run.read(cut)
    local done = run.moontail { "record", "-o", cut .. ".out", cut }
    assert.equal(text, run.read(cut))
    if done.status == 0 then
      assert(#rows(cut .. ".out") < #rows(SHOP))
    else -- it is cut inside an event
      assert.is_nil(run.read(cut .. ".out"))
      assert.is_nil(run.read(cut .. ".out.new"))
    end
  end)

  it("writes to stdout", function()
    local done = run.moontail { "record", "-o", "-", SHOP }
    assert.equal(0, done.status)
    assert.equal(run.read((record(SHOP))), done.out)
  end)

  it("does not overwrite a file unless it is told to", function()
    local path = run.write(run.folder() .. "/there", "precious")
    fails(2, "--force overwrites it", "-o", path, SHOP)
    assert.equal("precious", run.read(path))
    assert.equal(0, run.moontail { "record", "--force", "-o", path, SHOP }.status)
    assert.equal(run.read((record(SHOP))), run.read(path))
  end)

  it("says what is missing", function()
    fails(2, "no file", SHOP)
    fails(2, "no source", "-o", run.folder() .. "/x")
    fails(1, "cannot write the recording", "-o", "/nowhere/x", SHOP)
    local path = run.folder() .. "/none"
    local done = run.moontail { "record", "-o", path, "--tables", "no.such", SHOP }
    assert.equal(0, done.status)
    assert.is_truthy(done.err:find "nothing was recorded")
    assert.equal(1, #types(path))
  end)
end)
