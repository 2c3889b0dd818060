-- Every type of column: what the script sees of types-mariadb.binlog and types-mysql.binlog is what
-- the servers themselves answered (the .tsv files; spec/samples/README.md explains their form).
local ffi = require "ffi"
local moontail = require "moontail"
local run = require "spec.support.run"

local HEXADECIMAL = {}
for kind in ([[ char varchar binary varbinary enum set json tinytext text mediumtext longtext
    tinyblob blob mediumblob longblob geometry point vector uuid inet4 inet6 ]]):gmatch "%S+" do
  HEXADECIMAL[kind] = true
end

--- Column -> type, read from the CREATE TABLE statement.
local function column_types(sql)
  local types = {}
  for line in sql:match("CREATE TABLE types %((.-)\n%);"):gmatch "[^\n]+" do
    local name, kind = line:match "^  ([%w_]+)%s+(%a%w*)"
    if name then
      types[name] = kind:lower()
    end
  end
  return types
end

local function split(line)
  local list = {}
  for field in (line .. "\t"):gmatch "([^\t]*)\t" do
    list[#list + 1] = field
  end
  return list
end

--- The rows of a .tsv: id -> column -> text.
local function expected_rows(path)
  local rows, names = {}, nil
  for _, line in ipairs(run.lines(run.read(path))) do
    local fields = split(line)
    if not names then
      names = fields
    else
      local row = {}
      for i, name in ipairs(names) do
        row[name] = fields[i]
      end
      rows[row.id] = row
    end
  end
  return rows, names
end

local function hexadecimal(bytes)
  return (bytes:gsub(".", function(c) return ("%02X"):format(c:byte()) end))
end

local function single(number)
  return tonumber(ffi.new("float", number))
end

local function vector_bytes(list)
  local floats = ffi.new("float[?]", #list)
  for i, number in ipairs(list) do
    floats[i - 1] = number
  end
  return ffi.string(floats, 4 * #list)
end

--- A value from the log in the form of the .tsv.
local function printed(value, kind)
  if value == moontail.null then
    return "NULL"
  end
  if type(value) == "table" then -- a vector
    return hexadecimal(vector_bytes(value))
  end
  if HEXADECIMAL[kind] then
    return hexadecimal(value)
  end
  return type(value) == "string" and value or moontail.json(value)
end

local function same(value, text, kind)
  if text ~= "NULL" and kind == "float" then
    return type(value) == "number" and single(value) == single(tonumber(text))
  elseif text ~= "NULL" and kind == "double" then
    return type(value) == "number" and value == tonumber(text)
  elseif text ~= "NULL" and kind == "year" then
    return type(value) == "number" and ("%04d"):format(value) == text
  elseif text ~= "NULL" and tonumber(text) and printed(value, kind) ~= text then
    -- ZEROFILL: the server pads, the value is the number
    return type(value) == "number" and kind == "int" and value == tonumber(text)
  end
  return printed(value, kind) == text
end

--- The table as it is after the log's last event: id -> row.
local function replayed(sample)
  local done = run.script([[
    moontail.on("row", "types.types", function(event) print(moontail.json(event)) end)]],
    { "--source", run.sample(sample) })
  assert.equal(0, done.status, done.err)
  local rows = {}
  for _, line in ipairs(done.lines) do
    local event = moontail.json_decode(line)
    local before, after = event.before, event.after
    if before then
      rows[tostring(before.id)] = nil
    end
    if after then
      rows[tostring(after.id)] = after
    end
  end
  return rows, #done.lines
end

describe("values of every type", function()
  teardown(run.clean)

  for _, server in ipairs { "mysql", "mariadb" } do
    it("are those of the server: " .. server, function()
      local sample = "types-" .. server
      local types = column_types(run.read("spec/samples/" .. sample .. ".sql"))
      local expected, names = expected_rows("spec/samples/" .. sample .. ".tsv")
      local rows = replayed(sample)
      local compared, wrong = 0, {}
      for id, row in pairs(expected) do
        assert.is_table(rows[id], "no row " .. id)
        for _, name in ipairs(names) do
          compared = compared + 1
          if not same(rows[id][name], row[name], types[name]) then
            wrong[#wrong + 1] = ("row %s, %s %s: %s, expected %s"):format(id, name, types[name],
              printed(rows[id][name], types[name]), row[name])
          end
        end
        rows[id] = nil
      end
      assert.same({}, wrong)
      assert.is_nil(next(rows)) -- nothing that the server does not have
      assert.is_true(compared > 3000)
    end)
  end
end)
