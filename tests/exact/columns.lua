--- Random columns of every type that a server has. A column is
---   name, sql (its type), kind (how verify.lua compares it), literal() (a random value as SQL),
---   export (an SQL expression for its value that cannot lie), width (bytes of a row at most),
---   inline (bytes of a row that InnoDB cannot move out), change() (an expression; may be nil)
local random = math.random

local columns = {}

local server -- {flavour, types = set of names, charsets, collations, labels, loses_labels}

local function pick(list) return list[random(#list)] end
local function chance(percent) return random(100) <= percent end

---- Literals ------------------------------------------------------------------------------------

local function digits(n)
  local list = {}
  for i = 1, n do list[i] = random(0, 9) end
  return table.concat(list)
end

local function trim_zeros(text)
  text = text:gsub("^0+", "")
  return text == "" and "0" or text
end

-- A decimal number of so many digits at most, as text: any integer type's width.
local function natural(limit)
  local n = trim_zeros(digits(random(#limit)))
  if #n == #limit and n > limit then return limit end
  return n
end

local function quote(text) return "'" .. text .. "'" end

local function hex_bytes(n)
  local parts = {}
  for i = 1, n do parts[i] = ("%02x"):format(random(0, 255)) end
  return table.concat(parts)
end

local function utf8(point)
  local function tail(shift) return 0x80 + bit.band(bit.rshift(point, shift), 0x3f) end
  if point < 0x80 then return ("%02x"):format(point) end
  if point < 0x800 then return ("%02x%02x"):format(0xc0 + bit.rshift(point, 6), tail(0)) end
  if point < 0x10000 then
    return ("%02x%02x%02x"):format(0xe0 + bit.rshift(point, 12), tail(6), tail(0))
  end
  return ("%02x%02x%02x%02x"):format(0xf0 + bit.rshift(point, 18), tail(12), tail(6), tail(0))
end

-- Code points from which every character set has some; what it lacks the server stores as '?'.
local RANGES = { { 0x20, 0x7e }, { 0x00, 0x1f }, { 0xa0, 0xff }, { 0x100, 0x17f }, { 0x391, 0x3ce },
  { 0x410, 0x451 }, { 0x5d0, 0x5ea }, { 0x621, 0x64a }, { 0xe01, 0xe3a }, { 0x10d0, 0x10f0 },
  { 0x531, 0x586 }, { 0x3041, 0x30f6 }, { 0x4e00, 0x9fa5 }, { 0xac00, 0xd7a3 },
  { 0x2010, 0x2044 }, { 0x2500, 0x259f }, { 0xff01, 0xff9f }, { 0x1f300, 0x1f64f },
  { 0x20000, 0x2a6d6 }, { 0x10ffff, 0x10ffff } }

local function text_literal(n)
  local parts, range = {}, pick(RANGES)
  for i = 1, n do
    if chance(30) then range = pick(RANGES) end
    parts[i] = utf8(random(range[1], range[2]))
  end
  return "_utf8mb4 x'" .. table.concat(parts) .. "'"
end

---- Making a column -----------------------------------------------------------------------------

local function column(kind, sql, export, literal, width, inline)
  return { kind = kind, sql = sql, export = export or "%s", literal = literal, width = width or 8,
    inline = inline or math.min(width or 8, 788) }
end

-- NULL now and then, often an extreme.
local function with_extremes(extremes, make)
  return function() return chance(15) and #extremes > 0 and pick(extremes) or make() end
end

local INTEGERS = {
  { "TINYINT", 1, "127", "128", "255" },
  { "SMALLINT", 2, "32767", "32768", "65535" },
  { "MEDIUMINT", 3, "8388607", "8388608", "16777215" },
  { "INT", 4, "2147483647", "2147483648", "4294967295" },
  { "BIGINT", 8, "9223372036854775807", "9223372036854775808", "18446744073709551615" },
}

local make = {}

function make.integer()
  local kind = pick(INTEGERS)
  local unsigned = chance(40)
  local max = unsigned and kind[5] or kind[3]
  local sql = kind[1] .. (chance(20) and ("(%d)"):format(random(1, 20)) or "")
    .. (unsigned and (chance(30) and " UNSIGNED ZEROFILL" or " UNSIGNED") or "")
  local extremes = { "0", "1", max, unsigned and max or "-" .. kind[4],
    unsigned and "9007199254740992" or "-9007199254740993", "9007199254740993" }
  return column("number", sql, "%s + 0", with_extremes(extremes, function()
    return (not unsigned and chance(50) and "-" or "") .. natural(max)
  end), kind[2])
end

function make.bit()
  local n = random(64)
  return column("number", ("BIT(%d)"):format(n), "%s + 0", function()
    local bytes = math.ceil(n / 8)
    local first = n % 8 == 0 and random(0, 255) or random(0, 2 ^ (n % 8) - 1)
    if chance(10) then return "0" end
    return ("x'%02x%s'"):format(first, hex_bytes(bytes - 1))
  end, math.ceil(n / 8) + 1)
end

function make.year()
  return column("number", "YEAR", "%s + 0", with_extremes({ "0", "1901", "2155" }, function()
    return random(1901, 2155)
  end), 1)
end

function make.decimal()
  local precision = random(65)
  local scale = random(0, math.min(30, precision))
  local unsigned = chance(20)
  local function literal(whole, fraction)
    return (not unsigned and chance(50) and "-" or "") .. (whole == "" and "0" or whole)
      .. (scale > 0 and "." .. fraction or "")
  end
  return column("text", ("DECIMAL(%d,%d)%s"):format(precision, scale,
    unsigned and " UNSIGNED" or ""), nil, function()
    if chance(10) then return literal(("9"):rep(precision - scale), ("9"):rep(scale)) end
    if chance(10) then return "0" end
    return literal(digits(random(0, precision - scale)), digits(scale))
  end, 32)
end

function make.float()
  local sql = pick { "FLOAT", "FLOAT", "FLOAT(9,3)", "FLOAT(20,0)", "FLOAT UNSIGNED" }
  return column("float", sql, "%s * 1e0", with_extremes({ "0", "-0e0", "1.1", "0.1", "16777217",
    "3.402823466e38", "-3.402823466e38", "1.17549435e-38", "1e-45", "1e10" }, function()
    return ("%s%d.%se%d"):format(chance(50) and "-" or "", random(9), digits(8), random(-37, 37))
  end), 4)
end

function make.double()
  local sql = pick { "DOUBLE", "DOUBLE", "DOUBLE(15,4)", "DOUBLE UNSIGNED" }
  return column("double", sql, "%s * 1e0", with_extremes({ "0", "-0e0", "0.1", "1e15", "1e16",
    "1.7976931348623157e308", "-1.7976931348623157e308", "2.2250738585072014e-308", "5e-324",
    "9007199254740993e0" }, function()
    return ("%s%d.%se%d"):format(chance(50) and "-" or "", random(9), digits(14), random(-300, 300))
  end), 8)
end

---- Times ---------------------------------------------------------------------------------------

local function places() return server.old_times and 0 or random(0, 6) end
local function fraction(n) return n > 0 and "." .. digits(n) or "" end
local function nines(n) return n > 0 and "." .. ("9"):rep(n) or "" end
local function precision(n) return n > 0 and ("(%d)"):format(n) or "" end

local function clock()
  return ("%02d:%02d:%02d"):format(random(0, 23), random(0, 59), random(0, 59))
end

local function day(first, last)
  return ("%04d-%02d-%02d"):format(random(first, last), random(12), random(28))
end

local DAYS = { "0000-00-00", "0001-01-01", "1000-01-01", "9999-12-31", "2024-02-29", "2024-00-15",
  "2024-11-00", "0000-01-01", "2023-02-31" }

function make.date()
  return column("text", "DATE", nil, function()
    return quote(chance(20) and pick(DAYS) or day(1, 9999))
  end, 3)
end

function make.time()
  local n = places()
  return column("text", "TIME" .. precision(n), nil, function()
    local extremes = { "00:00:00", "-838:59:59", "838:59:59", "-00:00:01", "838:59:58" .. nines(n),
      "-838:59:58" .. nines(n), "-00:59:59" .. nines(n), "-00:00:00" .. nines(n) }
    if chance(20) then return quote(pick(extremes)) end
    return quote(("%s%02d:%02d:%02d%s"):format(chance(50) and "-" or "", random(0, 837),
      random(0, 59), random(0, 59), fraction(n)))
  end, 6)
end

function make.datetime()
  local n = places()
  return column("text", "DATETIME" .. precision(n), nil, function()
    if chance(20) then
      return quote(pick(DAYS) .. " " .. pick { "00:00:00", "23:59:59" .. nines(n) })
    end
    return quote(day(1, 9999) .. " " .. clock() .. fraction(n))
  end, 8)
end

function make.timestamp()
  local n = places()
  return column("text", ("TIMESTAMP%s NULL"):format(precision(n)), nil, function()
    if chance(20) then
      return quote(pick { "0000-00-00 00:00:00", "1970-01-01 00:00:01",
        "2038-01-19 03:14:07" .. nines(n), "2001-09-09 01:46:40" .. nines(n) })
    end
    return quote(day(1971, 2037) .. " " .. clock() .. fraction(n))
  end, 7)
end

---- Text and bytes ------------------------------------------------------------------------------

local TEXT = "HEX(CONVERT(%s USING utf8mb4))"

-- In a set of one byte a character, also every byte: what Unicode lacks the server prints as '?'.
local function any_text(charset, longest)
  return function()
    if chance(5) then return "''" end
    if chance(5) then return "'\\0 \\\\\\'\\\" '" end
    local n = random(0, math.min(longest, chance(5) and 300 or 20))
    if charset.any_byte and chance(40) then
      return ("_%s x'%s'"):format(charset.name, hex_bytes(n))
    end
    return text_literal(n)
  end
end

local function any_charset()
  local collation = pick(server.collations)
  local charset = server.charsets[collation.charset]
  return { name = charset.name, bytes = charset.bytes,
    -- The servers' tables for the Czech collations lack the C1 controls of their sets.
    any_byte = charset.bytes == 1 and charset.name ~= "ascii" and not collation.name:find "czech" },
    ("CHARACTER SET %s COLLATE %s"):format(collation.charset, collation.name)
end

function make.char()
  local charset, clause = any_charset()
  local n = chance(70) and random(0, 30) or random(0, 255)
  return column("hex", ("CHAR(%d) %s"):format(n, clause), TEXT, any_text(charset, n),
    n * charset.bytes + 2, n * charset.bytes + 2)
end

function make.varchar()
  local charset, clause = any_charset()
  local n = chance(80) and random(0, 100) or random(0, 400)
  local compressed = server.types.compressed and n > 0 and chance(15) and "COMPRESSED " or ""
  return column("hex", ("VARCHAR(%d) %s%s"):format(n, compressed, clause), TEXT,
    any_text(charset, n), n * charset.bytes + 3)
end

function make.text()
  local charset, clause = any_charset()
  local kind = pick { "TINYTEXT", "TEXT", "MEDIUMTEXT", "LONGTEXT" }
  local compressed = server.types.compressed and chance(15) and "COMPRESSED " or ""
  local made = column("hex", ("%s %s%s"):format(kind, compressed, clause), TEXT,
    any_text(charset, kind == "TINYTEXT" and 60 or 2000), 12, 788)
  local literal = made.literal
  function made.literal()
    if kind ~= "TINYTEXT" and chance(1) then return "REPEAT('exact ', 12000)" end
    return literal()
  end
  return made
end

local BYTES = { "''", "x'00'", "x'ff00'", "x'2000'", "x'eda080'", "x'c080'", "x'f09f8c99'",
  "x'5c27'", "x'0000000000'" }

local function any_bytes(longest)
  return with_extremes(BYTES, function() return "x'" .. hex_bytes(random(0, longest)) .. "'" end)
end

function make.binary()
  local n = random(0, 255)
  return column("hex", ("BINARY(%d)"):format(n), "HEX(%s)", any_bytes(math.min(n, 40)), n, n)
end

function make.varbinary()
  local n = random(0, 600)
  local compressed = server.types.compressed and n > 0 and chance(15) and " COMPRESSED" or ""
  return column("hex", ("VARBINARY(%d)%s"):format(n, compressed), "HEX(%s)",
    any_bytes(math.min(n, 60)), n + 2)
end

function make.blob()
  local kind = pick { "TINYBLOB", "BLOB", "MEDIUMBLOB", "LONGBLOB" }
  local made = column("hex", kind, "HEX(%s)", any_bytes(200), 12, 788)
  local literal = made.literal
  function made.literal()
    if kind ~= "TINYBLOB" and chance(1) then return "REPEAT(x'00ff', 30000)" end
    return literal()
  end
  return made
end

-- What can stand in a label of this character set; information_schema shows what is beyond the
-- Basic Multilingual Plane as '?'.
local function label_characters(charset)
  local list = { "a", "x ", "it''s " }
  if charset:find "^utf" or charset == "ucs2" then
    table.insert(list, "é")
    table.insert(list, "千")
  end
  if charset:find "^utf" and charset ~= "utf8" and charset ~= "utf8mb3" and server.labels == "all"
  then
    table.insert(list, "🌙")
  end
  if charset == "latin1" or charset == "cp850" then table.insert(list, "é") end
  if charset == "gbk" or charset == "sjis" then table.insert(list, "千") end
  return list
end

local function labels(n, charset)
  local list, characters = {}, label_characters(charset)
  for i = 1, n do list[i] = ("'%s%d'"):format(pick(characters), i) end
  return list
end

-- Labels in UTF-16 and the like are taken from the server's definitions alone for MySQL 5.6, which
-- may keep others than it was told; here it is the log that tells.
local function label_charset()
  local charset, clause
  repeat
    charset, clause = any_charset()
  until not (server.loses_labels and (charset.name:find "^utf[13]" or charset.name == "ucs2"))
  return charset, clause
end

function make.enum(small)
  local charset, clause = label_charset()
  local n = (small or chance(60)) and random(1, small and 4 or 12) or random(1, 700)
  local list = labels(n, charset.name)
  -- The label '' and the number 0 both print as ''.
  if chance(20) then list[1] = "''" end
  return column("hex", ("ENUM(%s) %s"):format(table.concat(list, ","), clause), TEXT, function()
    if list[1] ~= "''" and chance(5) then return "0" end
    return tostring(random(n))
  end, 2)
end

function make.set()
  local charset, clause = label_charset()
  local n = random(1, 64)
  return column("hex", ("SET(%s) %s"):format(table.concat(labels(n, charset.name), ","), clause),
    TEXT, function()
      if chance(10) then return "0" end
      local whole = math.floor(n / 8)
      local rest = n % 8
      return ("CAST(CONV('%s%s', 16, 10) AS UNSIGNED)"):format(
        rest > 0 and ("%02x"):format(random(0, 2 ^ rest - 1)) or "",
        whole > 0 and hex_bytes(whole) or (rest == 0 and "0" or ""))
    end, 8)
end

---- Geometry ------------------------------------------------------------------------------------

local function number() return pick { "%d", "%d.5", "%d.12345678901", "%d.1" }:format(
  random(-80, 80)) end
local function point() return number() .. " " .. number() end

local function list_of(make_item, least, most)
  local parts = {}
  for i = 1, random(least, most) do parts[i] = make_item() end
  return table.concat(parts, ",")
end

local function ring()
  local x, y, size = random(-70, 60), random(-70, 60), random(10)
  return ("(%d %d,%d %d,%d %d.5,%d %d,%d %d)"):format(x, y, x + size, y, x + size, y + size, x,
    y + size, x, y)
end

local shapes = {}
function shapes.point() return "POINT(" .. point() .. ")" end
function shapes.linestring() return "LINESTRING(" .. list_of(point, 2, 6) .. ")" end
function shapes.polygon() return "POLYGON(" .. ring() .. ")" end
function shapes.multipoint() return "MULTIPOINT(" .. list_of(point, 1, 5) .. ")" end
function shapes.multilinestring()
  return "MULTILINESTRING(" .. list_of(function() return "(" .. list_of(point, 2, 4) .. ")" end,
    1, 3) .. ")"
end
function shapes.multipolygon()
  return "MULTIPOLYGON(" .. list_of(function() return "(" .. ring() .. ")" end, 1, 1) .. ")"
end
-- Only newer MySQL knows collections in collections and prints empty ones in whole.
function shapes.geometrycollection()
  if server.types.srid and chance(10) then return "GEOMETRYCOLLECTION EMPTY" end
  local kinds = { "point", "linestring", "polygon", "multipoint",
    server.types.srid and "geometrycollection" or nil }
  return "GEOMETRYCOLLECTION(" .. list_of(function() return shapes[pick(kinds)]() end, 1, 3) .. ")"
end

function make.geometry()
  local names = {}
  for name in pairs(shapes) do names[#names + 1] = name end
  table.sort(names)
  local kind = pick { "geometry", pick(names) }
  -- WKT keeps x first only without a geographic system's own order.
  local srid = chance(30) and 4326 or 0
  local clause = server.types.srid and chance(50) and (" SRID %d"):format(srid) or ""
  local order = server.types.srid and ",'axis-order=long-lat'" or ""
  return column("geometry", kind:upper() .. clause,
    ("CONCAT(HEX(%%s), '/', HEX(ST_AsText(%%s%s))%s)"):format(order,
      server.types.geojson and ", '/', HEX(ST_AsGeoJSON(%s))" or ""), function()
      local shape = shapes[kind == "geometry" and pick(names) or kind]()
      return ("ST_GeomFromText('%s', %d%s)"):format(shape, srid, order)
    end, 12, 788)
end

---- What not every server has -------------------------------------------------------------------

local JSON_STRINGS = { '""', '"text"', '"🌙 é"', '"\\"\\\\\\n\\u0001\\u007f"',
  '"' .. ("k"):rep(200) .. '"' }

local function json_text(depth)
  local dice = random(depth > 3 and 7 or 9)
  if dice == 1 then return pick { "null", "true", "false" } end
  if dice == 2 then return (chance(50) and "-" or "") .. natural "9223372036854775807" end
  if dice == 3 then return pick { "18446744073709551615", "-1", "0", "32768", "-32769", "0.0" } end
  if dice == 4 then return ("%d.%de%d"):format(random(9), random(99999), random(-300, 300)) end
  if dice <= 7 then return pick(JSON_STRINGS) end
  local parts = {}
  for i = 1, random(0, 6) do
    parts[i] = (dice == 9 and ('"%s%d": '):format(pick { "a", "bb", "é" }, i) or "")
      .. json_text(depth + 1)
  end
  local list = table.concat(parts, ", ")
  return dice == 9 and "{" .. list .. "}" or "[" .. list .. "]"
end

local function json_literal()
  local document = ('{"n": %d, "list": [%s, %s], "more": %s}'):format(random(0, 999), json_text(1),
    json_text(1), json_text(0))
  if chance(1) then document = ('{"n": 1, "list": [], "big": "%s"}'):format(("é"):rep(40000)) end
  return "'" .. document:gsub("\\", "\\\\") .. "'"
end

-- Values that only the server itself can put into a document.
local function opaque_literal()
  return ("JSON_OBJECT('n', CAST(%d.%02d AS DECIMAL(20,4)), 'list', JSON_ARRAY(%s, %s), 'b', %s)")
    :format(random(-99999, 99999), random(0, 99),
      pick { "CAST('2024-02-29' AS DATE)", "CAST('-12:34:56.789' AS TIME(6))", "1e0", "TRUE" },
      pick { "CAST('9999-12-31 23:59:59.5' AS DATETIME(3))", "CAST(2024 AS YEAR)", "NULL" },
      pick { "x'00ff'", "CAST('x' AS BINARY(3))", "b'101'", "_latin1 'é'",
        "CAST(18446744073709551615 AS UNSIGNED)", "ST_GeomFromText('POINT(1 2)')" })
end

local function json_change(name)
  return pick {
    ("JSON_SET(%s, '$.n', %d)"):format(name, random(0, 1e6)),
    ("JSON_REPLACE(%s, '$.n', %d, '$.list[0]', 'new')"):format(name, random(0, 999)),
    ("JSON_REMOVE(%s, '$.list[1]')"):format(name),
    ("JSON_REMOVE(%s, '$.more')"):format(name),
    ("JSON_SET(%s, '$.list[%d]', NULL)"):format(name, random(0, 3)),
  }
end

function make.json()
  local mysql = server.flavour == "mysql"
  local made = column("hex", "JSON", mysql and "HEX(CAST(%s AS CHAR CHARACTER SET utf8mb4))"
    or TEXT, function()
      return mysql and chance(30) and opaque_literal() or json_literal()
    end, 12, 788)
  if mysql then made.change = json_change end
  return made
end

function make.uuid()
  return column("hex", "UUID", "HEX(CAST(%s AS CHAR))", function()
    return quote(("%s-%s-%s%s-%s-%s"):format(hex_bytes(4), hex_bytes(2), random(0, 8),
      hex_bytes(2):sub(2), hex_bytes(2), chance(50) and hex_bytes(6) or "000000000000"))
  end, 16)
end

function make.inet4()
  return column("hex", "INET4", "HEX(CAST(%s AS CHAR))", function()
    return quote(("%d.%d.%d.%d"):format(random(0, 255), random(0, 255), random(0, 255),
      pick { 0, 7 }))
  end, 4)
end

function make.inet6()
  return column("hex", "INET6", "HEX(CAST(%s AS CHAR))", function()
    if chance(20) then return quote(pick { "::", "::1", "::ffff:1.2.3.4", "fe80::" }) end
    local groups = {}
    for i = 1, 8 do groups[i] = ("%x"):format(chance(40) and 0 or random(0, 0xffff)) end
    return quote(table.concat(groups, ":"))
  end, 16)
end

function make.vector()
  local n = random(1, 20)
  local convert = server.flavour == "mysql" and "STRING_TO_VECTOR" or "VEC_FromText"
  return column("vector", ("VECTOR(%d)"):format(n), "HEX(%s)", function()
    local parts = {}
    for i = 1, n do parts[i] = ("%d.%de%d"):format(random(-9, 9), random(0, 9999),
      random(-30, 30)) end
    return ("%s('[%s]')"):format(convert, table.concat(parts, ","))
  end, 4 * n + 2, 788)
end

-- No table here has only blobs: common types come often.
local COMMON = { "integer", "integer", "bit", "year", "decimal", "float", "double", "date", "time",
  "datetime", "timestamp", "char", "varchar", "varchar", "text", "binary", "varbinary", "blob",
  "enum", "set" }
local OPTIONAL = { "geometry", "json", "uuid", "inet4", "inet6", "vector" }
local SMALL = { "integer", "bit", "year", "date", "enum", "float" }

--- What the columns are for: see the top of the file; set before each table.
function columns.configure(settings) server = settings end

local function available()
  local kinds = {}
  for _, kind in ipairs(COMMON) do table.insert(kinds, kind) end
  for _, kind in ipairs(OPTIONAL) do
    if server.types[kind] then table.insert(kinds, kind) end
  end
  return kinds
end

-- MariaDB's VEC_FromText now and then gives NULL for a list of numbers.
local function finish(made, name)
  made.name = name
  made.not_null = chance(25) and not made.sql:find "NULL$" and made.kind ~= "vector"
  local literal = made.literal
  made.sql = made.sql .. (made.not_null and " NOT NULL" or made.sql:find " NULL$" and ""
    or " DEFAULT NULL")
  -- The servers want these words behind SRID and COMPRESSED, and invisible ones can be NULL.
  if server.types.invisible and not made.not_null and chance(10) then
    made.sql = made.sql .. " INVISIBLE"
  end
  function made.literal()
    if not made.not_null and chance(8) then return "NULL" end
    return tostring(literal())
  end
  return made
end

--- One column. small: of a type that a table can have a thousand of.
function columns.random(name, small)
  return finish(make[pick(small and SMALL or available())](small), name)
end

--- A column worked out by the server from another one.
function columns.generated(name, base)
  local stored = chance(50)
  local text = chance(50)
  local made = column(text and "hex" or "number",
    ("%s GENERATED ALWAYS AS (%s) %s"):format(text and "VARCHAR(60)" or "INT",
      (text and "CONCAT('<', COALESCE(LENGTH(`%s`), '-'), '>')" or "LENGTH(`%s`) + 1"):format(
        base.name), stored and "STORED" or "VIRTUAL"), text and TEXT or "%s + 0", nil, 183)
  made.name, made.is_generated, made.is_virtual = name, true, not stored
  return made
end

local TAGS = {
  { "INT NOT NULL", "number", "%s + 0" }, { "BIGINT UNSIGNED NOT NULL", "number", "%s + 0" },
  { "DECIMAL(20,3) NOT NULL", "text", "%s" }, { "BINARY(8) NOT NULL", "hex", "HEX(%s)", true },
  { "VARBINARY(20) NOT NULL", "hex", "HEX(%s)", true },
  { "VARCHAR(20) CHARACTER SET %s NOT NULL", "hex", TEXT, true },
  { "CHAR(20) CHARACTER SET %s NOT NULL", "hex", TEXT, true },
}

--- The column that tells rows apart; its literals count up from the first.
function columns.tag()
  local kind = pick(TAGS)
  local sql = kind[1]:gsub("%%s", pick { "latin1", "utf8", "ucs2" })
  local made = column(kind[2], sql, kind[3], nil, 80)
  local serial, quoted, binary = random(0, 1000), kind[4], sql:find "^BINARY"
  made.name, made.not_null, made.is_tag = "tag", true, true
  function made.literal()
    serial = serial + 1
    if binary then return ("x'%08x00000000'"):format(serial) end
    return quoted and quote(serial) or tostring(serial)
  end
  return made
end

return columns
