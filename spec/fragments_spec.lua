-- Rows events in fragments (partial_row_data), as MariaDB 12.3 cuts them. No log of such a server
-- was to be had: these are the rows events of a real log, cut here as its source does (the total
-- first, a checksum that is counted only) and as other descriptions have it. What the whole events
-- tell is what the pieces must tell.
local binlog = require "spec.support.binlog"
local run = require "spec.support.run"

local FRAGMENT, ROWS = 172, { [23] = true, [24] = true, [25] = true,
  [166] = true, [167] = true, [168] = true }
local little = binlog.little
local SCRIPT = [[
moontail.on("row", function(event)
  event.file, event.position = "", 0
  print(moontail.json(event))
end)]]

--- how: pieces; total_first; checksum = "inside", "counted" or nil; as_compressed: the type is that
--- of compressed rows, which stay as they are; whole, replaces the bytes cut; change(list), of the
--- fragments' bodies
local function cut(event, how)
  local whole = event
  if how.as_compressed then
    whole = event:sub(1, 4) .. string.char(binlog.type(event) + 166 - 23) .. event:sub(6)
  end
  if how.checksum ~= "counted" then
    local size = #whole + (how.checksum == "inside" and 4 or 0)
    whole = whole:sub(1, 9) .. little(size, 4) .. whole:sub(14)
  end
  if how.checksum == "inside" then whole = whole .. binlog.crc32(whole) end
  whole = how.whole or whole
  local bodies, length = {}, math.ceil(#whole / how.pieces)
  for i = 1, how.pieces do
    local first, second = little(i, 4), little(how.pieces, 4)
    if how.total_first then first, second = second, first end
    bodies[i] = first .. second .. (i == 1 and "\1" .. little(#whole, 8) or "\0")
      .. whole:sub((i - 1) * length + 1, i * length)
  end
  if how.change then how.change(bodies) end
  for i, body in ipairs(bodies) do bodies[i] = binlog.like(event, FRAGMENT, body) end
  return bodies
end

--- A log with all rows events of another one in fragments; its path and how many there were.
local function write_cut(source, how)
  return binlog.rewrite(source, function(event)
    return ROWS[binlog.type(event)] and cut(event, how)
  end)
end

local function rows_of(path)
  return run.script(SCRIPT, { "--source", path, "--checkpoint", "none",
    "--on-unknown-schema", "positional", "--log-level", "warn" })
end

local function first_difference(expected, done)
  for i, line in ipairs(expected.lines) do
    if line ~= done.lines[i] then
      return ("line %d is %s, not %s"):format(i, tostring(done.lines[i]):sub(1, 300),
        line:sub(1, 300))
    end
  end
  return "there are more lines"
end

describe("rows events in fragments", function()
  teardown(run.clean)

  for _, sample in ipairs { "shop", "types-mariadb" } do
    local expected
    setup(function() expected = rows_of(run.sample(sample)) end)

    for what, how in pairs {
      ["number first"] = { pieces = 3 },
      ["total first"] = { pieces = 5, total_first = true },
      ["a checksum inside"] = { pieces = 2, checksum = "inside" },
      ["a checksum that is counted only"] = { pieces = 4, checksum = "counted" },
      ["a single one"] = { pieces = 1 },
      ["a compressed type"] = { pieces = 3, as_compressed = true, total_first = true,
        checksum = "counted" },
    } do
      it(("tell what the whole ones of %s do: %s"):format(sample, what), function()
        local path, count = write_cut(run.sample(sample), how)
        local done = rows_of(path)
        assert.is_true(count > 10)
        assert.equal(0, done.status, done.err)
        assert.is_true(#done.lines > 20)
        assert.is_true(expected.out == done.out, first_difference(expected, done))
      end)
    end
  end

  it("tell what the whole ones do that are compressed indeed", function()
    local source = "tests/unit/damage/mariadb-11.8.binlog"
    local expected, done = rows_of(source), rows_of((write_cut(source, { pieces = 2 })))
    assert.is_true(#done.lines > 5)
    assert.same(expected.lines, done.lines)
  end)

  it("are printed by dump as they stand in the log, and then as a whole", function()
    local path, count = write_cut(run.sample "shop", { pieces = 3 })
    local done = run.moontail { "dump", "--format", "json", path }
    local kinds = {}
    for _, line in ipairs(done.lines) do
      local kind = line:match '"type":"([%w_]+)"'
      kinds[#kinds + 1] = kind:match "_rows_v1" or kind:match "^partial_row_data" or ""
    end
    local text = table.concat(kinds, " ")
    assert.equal(0, done.status, done.err)
    assert.equal(count, select(2, text:gsub(("partial_row_data "):rep(3) .. "_rows_v1", "")))
  end)

  it("are put together in a recording, with masks or without", function()
    for _, how in ipairs { { pieces = 3 },
      { pieces = 3, as_compressed = true, total_first = true, checksum = "counted" } } do
      local path = write_cut(run.sample "shop", how)
      local recorded, masked = path .. ".recorded", path .. ".masked"
      for to, options in pairs { [recorded] = "", [masked] = "--mask '*.*.*'" } do
        assert.equal("0", run.shell("%s record -o %s %s %s 2>/dev/null; echo $?", run.binary, to,
          options, path))
        assert.is_nil(run.moontail { "dump", to }.out:find "partial_row_data")
      end
      local expected = rows_of(run.sample "shop")
      assert.is_true(expected.out == rows_of(recorded).out,
        first_difference(expected, rows_of(recorded)))
      assert.equal(#expected.lines, #rows_of(masked).lines)
    end
  end)

  it("are passed over when nobody wants rows", function()
    local path = write_cut(run.sample "shop", { pieces = 3, change = function(bodies)
      table.remove(bodies)
    end })
    local done = run.script([[local n = 0
      moontail.on("commit", function() n = n + 1 end)
      moontail.sink { name = "count", flush = function() print(n) return true end }]],
      { "--source", path, "--checkpoint", "none" })
    assert.equal(0, done.status, done.err)
  end)

  local REFUSED = {
    { "one is missing", "fragment 3 of 3 .* where number 2", { pieces = 3, change = function(bodies)
      table.remove(bodies, 2)
    end } },
    { "the first is missing", "fragment 2 of 3 .* where number 1", { pieces = 3,
      change = function(bodies) table.remove(bodies, 1) end } },
    { "the last is missing", "only 2 of 3 fragments", { pieces = 3, change = function(bodies)
      table.remove(bodies)
    end } },
    { "two have changed places", "fragment 3 of 3 .* where number 2", { pieces = 3,
      change = function(bodies) bodies[2], bodies[3] = bodies[3], bodies[2] end } },
    { "they disagree on their number", "fragment 2 of 4 .* number 2 of the same event",
      { pieces = 3, change = function(bodies)
        bodies[2] = bodies[2]:sub(1, 4) .. little(4, 4) .. bodies[2]:sub(9)
      end } },
    { "flags are not known", "flags 0x02, which this version does not know", { pieces = 2,
      change = function(bodies)
        bodies[2] = bodies[2]:sub(1, 8) .. "\2" .. bodies[2]:sub(10)
      end } },
    { "one ends inside its head", "ends inside its head", { pieces = 1, change = function(bodies)
      bodies[1] = bodies[1]:sub(1, 12)
    end } },
    { "they are no event", "are not the rows event that they should be", { pieces = 2,
      whole = ("x"):rep(100) } },
    { "they are hardly anything", "hold only 4 bytes", { pieces = 2, whole = "four" } },
    { "a byte is missing", "are not the rows event that they should be", { pieces = 2,
      change = function(bodies) bodies[2] = bodies[2]:sub(1, -2) end } },
    { "bytes are too many", "are not the rows event that they should be", { pieces = 2,
      change = function(bodies) bodies[2] = bodies[2] .. "12345" end } },
  }
  for _, case in ipairs(REFUSED) do
    it("stop the job when " .. case[1], function()
      local done = rows_of((write_cut(run.sample "shop", case[3])))
      assert.equal(1, done.status)
      assert.same({}, done.lines)
      assert.truthy(done.err:match("binlog.000001:%d+: [^\n]*" .. case[2]), done.err)
    end)
  end
end)
