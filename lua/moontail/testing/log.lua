--- Binary logs for tests: rows that are given as tables, written as a server with
--- `binlog_row_metadata=FULL` would, so that what reads them is what reads real ones.
---
--- Events of a MariaDB server, or of a MySQL server once a GTID is one of its own. A column's type
--- comes from its values: INT, BIGINT, DOUBLE, LONGTEXT, LONGBLOB (not UTF-8) or VECTOR.
local core = require "moontail.core"
local ffi = require "ffi"

ffi.cdef [[
long long strtoll(const char *, char **, int);
unsigned long long strtoull(const char *, char **, int);
]]

local M = {}

local HEADER = 19
local QUERY, FORMAT, XID, TABLE_MAP, ROWS_QUERY, GTID = 2, 15, 16, 19, 29, 33
local ANNOTATE_ROWS, MARIADB_GTID = 160, 162
local STANDALONE, END_OF_STATEMENT = 1, 1

local VERSIONS = {
  mariadb = { name = "10.11.0-MariaDB-testing", types = 171, rows = 23 },
  mysql = { name = "8.0.40-testing", types = 42, rows = 30 },
}
local CHANGES = { insert = 0, update = 1, delete = 2 }

-- ---- bytes ----

--- A whole number, the lowest byte first.
local function little(n, size)
  return ffi.string(ffi.new("int64_t[1]", ffi.cast("int64_t", n)), size)
end

local function length(n)
  if n < 251 then
    return string.char(n)
  elseif n < 65536 then
    return "\252" .. little(n, 2)
  end
  return "\254" .. little(n, 8)
end

local function counted(text)
  return length(#text) .. text
end

--- Bits from a list of booleans; `top`: the first is the highest of its byte.
local function bitmap(bits, top)
  local bytes = {}
  for i = 0, math.ceil(#bits / 8) - 1 do
    local byte = 0
    for k = 0, 7 do
      if bits[i * 8 + k + 1] then
        byte = byte + 2 ^ (top and 7 - k or k)
      end
    end
    bytes[i + 1] = string.char(byte)
  end
  return table.concat(bytes)
end

local function number_as(ctype, n)
  return ffi.string(ffi.new(ctype .. "[1]", n), ffi.sizeof(ctype))
end

-- ---- columns ----

-- code: of the type; meta: its bytes in a table map; sign: it is counted among the numbers;
-- collation: of a text.
local TYPES = {
  int = { code = 3, meta = "", sign = true,
    encode = function(n) return little(n, 4) end },
  bigint = { code = 8, meta = "", sign = true,
    encode = function(n)
      return little(type(n) == "string" and ffi.C.strtoll(n, nil, 10) or n, 8)
    end },
  ubigint = { code = 8, meta = "", sign = true, unsigned = true,
    encode = function(n)
      return little(type(n) == "string" and ffi.C.strtoull(n, nil, 10) or n, 8)
    end },
  double = { code = 5, meta = "\8", sign = true,
    encode = function(n) return number_as("double", n) end },
  text = { code = 252, meta = "\4", collation = 45,
    encode = function(s) return little(#s, 4) .. s end },
  bytes = { code = 252, meta = "\4", collation = 63,
    encode = function(s) return little(#s, 4) .. s end },
  vector = { code = 242, meta = "\4", collation = 63,
    encode = function(list)
      local parts = {}
      for i, n in ipairs(list) do
        parts[i] = number_as("float", n)
      end
      return little(4 * #list, 4) .. table.concat(parts)
    end },
}
-- Of two types of one column, the one that holds both.
local WIDER = { int = 1, bigint = 2, ubigint = 3, double = 4, text = 11, bytes = 12, vector = 21 }

--- Is it UTF-8? In JSON, what is not is \udcNN.
--- @param value string
function M.is_text(value)
  return not core.json(value):gsub("\\\\", ""):find "\\udc[89a-f]%x"
end

--- The type that a value would have, or nil for NULL.
local function type_of(value, column)
  local kind = type(value)
  if value == core.null then
    return nil
  elseif kind == "string" then
    return M.is_text(value) and "text" or "bytes"
  elseif kind == "number" then
    if value ~= value or value % 1 ~= 0 or math.abs(value) > 2 ^ 53 then
      return "double"
    end
    return value >= -2 ^ 31 and value < 2 ^ 31 and "int" or "bigint"
  elseif kind == "table" and type(value[1]) == "number" then
    return "vector"
  end
  error(("column %s is a %s; give a number, a string, moontail.null, or a list of numbers for a " ..
    "VECTOR%s"):format(column, kind, kind == "boolean" and " (a BOOLEAN is 1 or 0)" or ""), 0)
end

--- An integer beyond 2^53, which is a string among numbers.
local function type_of_big(text)
  local digits = tostring(text):match "^%-?(%d+)$"
  if not digits or #digits < 16 then
    return nil
  end
  return (#digits > 19 or (#digits == 19 and digits > "9223372036854775807")) and "ubigint" or
    "bigint"
end

--- The type of a column in both images.
local function common_type(images, column)
  local common, has_number
  for _, image in ipairs(images) do
    has_number = has_number or type(image[column]) == "number"
  end
  for _, image in ipairs(images) do
    local kind = image[column] ~= nil and type_of(image[column], column) or nil
    kind = kind == "text" and has_number and type_of_big(image[column]) or kind
    if kind and common and math.floor(WIDER[kind] / 10) ~= math.floor(WIDER[common] / 10) then
      error(("column %s has values of two types, %s and %s"):format(column, common, kind), 0)
    elseif kind and (not common or WIDER[kind] > WIDER[common]) then
      common = kind
    end
  end
  return common or "text"
end

--- The columns of a made event: those of the key, then the others by name.
local function columns_of(made)
  local columns, known = {}, {}
  local images = {}
  images[#images + 1] = made.before
  images[#images + 1] = made.after
  local function add(name, is_key)
    if not known[name] then
      known[name] = true
      columns[#columns + 1] = { name = name, key = is_key, type = common_type(images, name) }
    end
  end
  for _, name in ipairs(made.key) do
    add(name, true)
  end
  local names = {}
  for _, image in ipairs(images) do
    for name in pairs(image) do
      if type(name) ~= "string" then
        error(("a row of %s has a column that is called %s"):format(made.name, tostring(name)), 0)
      end
      names[#names + 1] = name
    end
  end
  table.sort(names)
  for _, name in ipairs(names) do
    add(name, false)
  end
  return columns
end

-- ---- events ----

local function event(kind, about, body)
  return little(about.timestamp, 4) .. string.char(kind) .. little(about.server_id, 4) ..
    little(HEADER + #body, 4) .. "\0\0\0\0\0\0" .. body
end

local function format_description(about, flavor)
  local version = VERSIONS[flavor]
  return event(FORMAT, about, "\4\0" .. version.name .. ("\0"):rep(50 - #version.name) ..
    "\0\0\0\0" .. string.char(HEADER) .. ("\8"):rep(version.types) .. "\255\0\0\0\0")
end

local function query(about, schema, text)
  local collations = "\4" .. ("\45\0"):rep(3)
  return event(QUERY, about, "\1\0\0\0\0\0\0\0" .. string.char(#schema) .. "\0\0" ..
    little(#collations, 2) .. collations .. schema .. "\0" .. text)
end

local function mysql_gtid(about)
  local uuid, number = about.gtid:match "^(%x+%-%x+%-%x+%-%x+%-%x+):(%d+)$"
  local bytes = uuid:gsub("-", ""):gsub("%x%x", function(hex)
    return string.char(tonumber(hex, 16))
  end)
  return event(GTID, about, "\1" .. bytes .. little(tonumber(number), 8))
end

local function mariadb_gtid(about, flags)
  local domain, server, number = about.gtid:match "^(%d+)%-(%d+)%-(%d+)$"
  about.server_id = tonumber(server)
  return event(MARIADB_GTID, about, little(tonumber(number), 8) .. little(tonumber(domain), 4) ..
    string.char(flags) .. ("\0"):rep(6))
end

--- Which server writes such GTIDs.
--- @param gtid string
--- @return "mariadb"|"mysql"|nil
function M.flavor_of(gtid)
  if gtid:find "^%d+%-%d+%-%d+$" then
    return "mariadb"
  end
  return gtid:find "^%x+%-%x+%-%x+%-%x+%-%x+:%d+$" and #gtid:match "^[^:]*" == 36 and "mysql" or nil
end

local function metadata(columns)
  local signs, collations, names, key = {}, {}, {}, {}
  for i, column in ipairs(columns) do
    local kind = TYPES[column.type]
    if kind.sign then
      signs[#signs + 1] = kind.unsigned or false
    end
    collations[#collations + 1] = kind.collation and length(kind.collation)
    names[i] = counted(column.name)
    key[#key + 1] = column.key and length(i - 1) or nil
  end
  local function part(code, text)
    return text ~= "" and string.char(code) .. counted(text) or ""
  end
  return part(1, bitmap(signs, true)) .. part(3, table.concat(collations)) ..
    part(4, table.concat(names)) .. part(8, table.concat(key))
end

local function table_map(about, made, columns)
  local codes, metas, nullable = {}, {}, {}
  for i, column in ipairs(columns) do
    codes[i] = string.char(TYPES[column.type].code)
    metas[i] = TYPES[column.type].meta
    nullable[i] = not column.key
  end
  return event(TABLE_MAP, about, little(made.table_id, 6) .. "\1\0" ..
    string.char(#made.schema) .. made.schema .. "\0" .. string.char(#made.table) .. made.table ..
    "\0" .. length(#columns) .. table.concat(codes) .. counted(table.concat(metas)) ..
    bitmap(nullable) .. metadata(columns))
end

local function image_of(columns, row)
  local nulls, values = {}, {}
  for _, column in ipairs(columns) do
    local value = row[column.name]
    if value ~= nil then
      nulls[#nulls + 1] = value == core.null
      values[#values + 1] = value ~= core.null and TYPES[column.type].encode(value) or nil
    end
  end
  return bitmap(nulls) .. table.concat(values)
end

local function present(columns, row)
  local bits = {}
  for i, column in ipairs(columns) do
    bits[i] = row[column.name] ~= nil
  end
  return bitmap(bits)
end

local function rows(about, made, columns, flavor)
  local images, bits = {}, {}
  for _, row in ipairs { made.before or made.after, made.before and made.after } do
    bits[#bits + 1] = present(columns, row)
    images[#images + 1] = image_of(columns, row)
  end
  local first = VERSIONS[flavor].rows
  return event(first + CHANGES[made.type], about, little(made.table_id, 6) ..
    little(END_OF_STATEMENT, 2) .. (flavor == "mysql" and "\2\0" or "") .. length(#columns) ..
    table.concat(bits) .. table.concat(images))
end

-- ---- what testing makes ----

--- @class moontail.testing.About
--- @field timestamp integer
--- @field server_id integer
--- @field gtid string
--- @field xid? integer nil: it cannot be rolled back
--- @field flavor "mariadb"|"mysql"

--- The beginning of a log: from here on it is one of that server.
function M.format(about)
  return format_description(about, about.flavor)
end

function M.begin(about)
  if about.flavor == "mysql" then
    return mysql_gtid(about) .. query(about, "", "BEGIN")
  end
  return mariadb_gtid(about, 0)
end

function M.commit(about, rolled_back)
  if rolled_back then
    return query(about, "", "ROLLBACK")
  end
  return about.xid and event(XID, about, little(about.xid, 8)) or query(about, "", "COMMIT")
end

function M.statement(about, schema, text)
  local gtid = about.flavor == "mysql" and mysql_gtid(about) or mariadb_gtid(about, STANDALONE)
  return gtid .. query(about, schema, text)
end

--- One row, with the table map before it.
function M.row(about, made)
  local columns = columns_of(made)
  local text = ""
  if made.query and about.flavor == "mysql" then
    text = event(ROWS_QUERY, about, "\0" .. made.query)
  elseif made.query then
    text = event(ANNOTATE_ROWS, about, made.query)
  end
  return text .. table_map(about, made, columns) .. rows(about, made, columns, about.flavor)
end

return M
