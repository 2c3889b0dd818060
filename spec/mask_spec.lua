-- `moontail record --mask`: other values of the same type, the same for the same, and nothing left
-- of what was there.
local moontail = require "moontail"
local run = require "spec.support.run"

local SHOP = run.sample "shop"

local function record(source, ...)
  local path = run.folder() .. "/out.binlog"
  local done = run.moontail { "record", "-o", path, source, ... }
  assert.equal(0, done.status, done.err)
  return path, done
end

local function fails(status, message, ...)
  local path = run.folder() .. "/out.binlog"
  local done = run.moontail { "record", "-o", path, ... }
  assert.equal(status, done.status, done.err)
  assert.is_truthy(done.err:find(message, 1, true), done.err)
  assert.equal("", run.shell("ls %s", path:match "^(.*)/"))
end

--- The images of all rows in their order, and the labels of the columns that have some.
local function images(path)
  local list, labels = {}, {}
  local text = run.moontail { "dump", "--format", "json", "--on-unknown-schema", "stop", path }
  assert.equal(0, text.status, text.err)
  for _, line in ipairs(text.lines) do
    local event = moontail.json_decode(line)
    for _, column in ipairs(event.type == "table_map" and event.columns or {}) do
      labels[column.name] = column.labels
    end
    for _, row in ipairs(event.rows or {}) do
      list[#list + 1] = row.before
      list[#list + 1] = row.after
    end
  end
  return list, labels
end

local function characters(text)
  return select(2, text:gsub("[^\128-\191]", ""))
end

local function is_label(value, labels)
  for _, label in ipairs(labels) do
    if value == label then
      return true
    end
  end
  for part in (value .. ","):gmatch "([^,]*)," do
    local found = part == ""
    for _, label in ipairs(labels) do
      found = found or label == part
    end
    if not found then
      return false
    end
  end
  return true
end

local TEXT = { "^[cv]_", "_text$" }

local function is_text(name)
  return name ~= "v_bin" and (name:find(TEXT[1]) or name:find(TEXT[2]))
end

describe("record --mask", function()
  teardown(run.clean)

  for _, sample in ipairs { "types-mariadb", "types-mysql" } do
    it("gives values of every type: " .. sample, function()
      local path = record(run.sample(sample), "--mask", "*.*.*")
      local plain, labels = images(record(run.sample(sample)))
      local masked = images(path)
      local bytes = run.read(path)
      assert.equal(#plain, #masked)
      local all, changed, texts = 0, 0, 0
      for i, row in ipairs(plain) do
        for name, value in pairs(row) do
          local other, where = masked[i][name], name .. " of image " .. i
          local wide = (tostring(value) .. tostring(other)):find "^%-?%d+%-?%d+$"
          assert.equal(type(value), wide and type(value) or type(other), where)
          assert.equal(value == moontail.null, other == moontail.null, where)
          if value ~= moontail.null then
            all = all + 1
            changed = changed + (moontail.json(value) ~= moontail.json(other) and 1 or 0)
          end
          if type(value) == "string" and is_text(name) then
            assert.equal(characters(value), characters(other), where)
            assert.is_nil(other:find "[^a-z]", where .. ": " .. other)
          elseif labels[name] and value ~= moontail.null then
            assert(is_label(other, labels[name]), where .. ": " .. other)
          end
          -- runs of a byte stand everywhere
          if type(value) == "string" and #value > 7 and not labels[name]
            and not value:find "^%z+" and value ~= value:sub(1, 1):rep(#value) then
            texts = texts + 1
            assert.is_nil(bytes:find(value, 1, true), where)
          end
        end
        for name in pairs(masked[i]) do
          assert(row[name] ~= nil, name)
        end
      end
      -- the others are '', the only label, or happen to be the same
      assert(all > 500 and changed / all > 0.85, changed .. " of " .. all)
      assert(texts > 200, texts)
    end)
  end

  it("gives the same value for the same, so that keys join", function()
    local globs = { "--mask", "shop.users.id", "--mask", "shop.orders.user_id",
      "--mask", "shop.users.email" }
    local function ids(path)
      local list = run.script([[moontail.on("row", { "shop.users", "shop.orders" }, function(event)
        local row = event.row
        print(event.table, moontail.json(row.user_id or row.id), row.email, row.name or row.total)
      end)]], { "--source", path }).lines
      local rows = {}
      for i, line in ipairs(list) do
        local kind, id, email, rest = line:match "^(%S+)\t(%S+)\t([^\t]*)\t(.*)$"
        rows[i] = { kind = kind, id = id, email = email, rest = rest }
      end
      return rows
    end
    local plain, masked, to, from = ids(SHOP), ids((record(SHOP, unpack(globs)))), {}, {}
    assert.equal(#plain, #masked)
    local joined = 0
    for i, row in ipairs(plain) do
      local other = masked[i]
      assert.equal(row.rest, other.rest) -- what is not masked stays
      joined = joined + ((to[row.id] and row.kind == "orders") and 1 or 0)
      assert.equal(to[row.id] or other.id, other.id)
      assert.equal(from[other.id] or row.id, row.id)
      to[row.id], from[other.id] = other.id, row.id
      assert.is_true(row.id ~= other.id)
      assert.equal(#row.email, #other.email)
    end
    assert(joined > 3)
  end)

  it("leaves out the statements' texts, and the DDL", function()
    assert.is_truthy(run.read((record(SHOP))):find("ada@example.com", 1, true))
    local path = record(SHOP, "--mask", "shop.users.email", "--mask", "shop.users.name")
    local bytes = run.read(path)
    for _, secret in ipairs { "ada@example.com", "Ada Lovelace", "INSERT", "CREATE" } do
      assert.is_nil(bytes:find(secret, 1, true), secret)
    end
    assert.is_truthy(bytes:find "TEA%-GREEN%-100") -- in another table
    assert.equal(#images(SHOP), #images(path))
  end)

  it("has another key in each run, unless it is given one", function()
    local glob = { "--mask", "shop.users.*" }
    local function bytes(...)
      local arguments = { glob[1], glob[2], ... }
      return run.read((record(SHOP, unpack(arguments))))
    end
    assert.is_true(bytes() ~= bytes())
    local folder = run.folder()
    local one = run.write(folder .. "/one", "0123456789abcdef0123456789abcdef\n")
    local same = run.write(folder .. "/same", "0123456789abcdef0123456789abcdef")
    local two = run.write(folder .. "/two", "1123456789abcdef0123456789abcdef")
    assert.is_true(bytes("--mask-key-file", one) == bytes("--mask-key-file", same))
    assert.is_true(bytes("--mask-key-file", one) ~= bytes("--mask-key-file", two))
    fails(2, "must have from 16 to", SHOP, "--mask", "shop.users.id", "--mask-key-file",
      run.write(run.folder() .. "/short", "short"))
    fails(1, "cannot read the key file", SHOP, "--mask", "shop.users.id", "--mask-key-file", "/no")
    fails(2, "there is no --mask", SHOP, "--mask-key-file", one)
  end)

  it("does not let a slip show what it should hide", function()
    fails(2, "schema.table.column is expected", SHOP, "--mask", "users.email")
    fails(2, "--mask shop.users.emial: the table has no such column", SHOP,
      "--mask", "shop.users.emial")
    -- where the columns' names are not known
    local nameless = run.sample "nometa-mariadb"
    local place
    for _, line in ipairs(run.moontail { "dump", "--format", "json", nameless }.lines) do
      local event = moontail.json_decode(line)
      place = place or (event.gtid == "0-1-15" and event.position)
    end
    fails(1, "names of shop.users", nameless, "--mask", "shop.users.email",
      "--start", ("nometa-mariadb.binlog:%d"):format(place))
    local _, done = record(SHOP, "--mask", "shop.*.emial")
    assert.is_truthy(done.err:find("nothing that was recorded has such a column", 1, true))
  end)
end)
