--- Random columns for ddl_workload.lua: definitions in every spelling, and values for them.
local M = {}

local random = math.random

local function chance(percent) return random(100) <= percent end
local function pick(list) return list[random(#list)] end


local function number(low, high) return function() return tostring(random(low, high)) end end

local letters = "abcdefghijklmnopqrstuvwxyz"
function M.word(most)
  return function()
    local n, list = random(0, most), {}
    for i = 1, n do
      local at = random(#letters)
      list[i] = letters:sub(at, at)
    end
    return "'" .. table.concat(list) .. "'"
  end
end

local function bytes(most)
  return function()
    local list = {}
    for i = 1, random(0, most) do list[i] = ("%02x"):format(random(1, 255)) end
    return "x'" .. table.concat(list) .. "'"
  end
end

local function day() return ("'20%02d-%02d-%02d'"):format(random(0, 37), random(12), random(28)) end
local function time()
  return ("'%02d:%02d:%02d.%06d'"):format(random(0, 23), random(0, 59), random(0, 59),
    random(0, 999999))
end
local function moment() return (day() .. " " .. time()):gsub("' '", " ") end
local function one_of(...)
  local list = { ... }
  return function() return pick(list) end
end

local charsets = { "latin1", "utf8mb4", "utf8mb3", "ascii", "ucs2", "binary", "utf16", "cp1250" }

-- CONVERT from or to a set without ASCII spoils labels, on every server; so no table has one.
M.narrow = { "latin1", "utf8mb4", "utf8mb3", "ascii", "binary", "cp1250" }

local function charset(list)
  if chance(50) then return "" end
  local name = pick(list or charsets)
  return chance(70) and " CHARACTER SET " .. name
    or name == "ascii" and " COLLATE ascii_bin" or name == "latin1" and " COLLATE latin1_bin"
    or name == "binary" and " CHARSET binary" or " COLLATE " .. name .. "_general_ci"
end

local function sized(name, most)
  return function() return ("%s(%d)"):format(name, random(1, most)) end
end

local function texts(type)
  return function() return type .. charset() end
end

local function char(name, most)
  local size = sized(name, most)
  return function() return size() .. charset() end
end

-- type, value
local TYPES = {
  { one_of("TINYINT", "TINYINT(1)", "BOOL", "INT1", "tinyint(3) zerofill"), number(0, 100) },
  { one_of("SMALLINT", "SMALLINT UNSIGNED", "INT2"), number(0, 30000) },
  { one_of("MEDIUMINT", "MEDIUMINT(4) UNSIGNED ZEROFILL", "MIDDLEINT"), number(0, 100000) },
  { one_of("INT", "INTEGER", "INT(5)", "INT UNSIGNED", "INTEGER(7) ZEROFILL"), number(0, 1e6) },
  { one_of("BIGINT", "BIGINT UNSIGNED", "INT8 SIGNED"), number(0, 2e9) },
  { one_of("FLOAT", "FLOAT(7,3)", "FLOAT(30)", "DOUBLE", "DOUBLE PRECISION", "REAL", "FLOAT(12)"),
    number(-1000, 1000) },
  { one_of("DECIMAL", "DECIMAL(8,3)", "NUMERIC(6)", "DEC(9,2) UNSIGNED", "FIXED"),
    number(0, 9999) },
  { char("CHAR", 20), M.word(1) }, { char("VARCHAR", 60), M.word(1) },
  { char("CHARACTER VARYING", 60), M.word(1) },
  { char("VARCHAR", 300), M.word(12) }, { char("VARCHAR", 600), M.word(12) },
  { one_of("NCHAR(5)", "NATIONAL VARCHAR(9)", "CHAR", "CHAR(4) BYTE", "VARCHAR(7) ASCII",
    "CHAR(3) UNICODE", "VARCHAR(9) BINARY", "LONG VARCHAR",
    "VARCHAR(9) BINARY CHARACTER SET latin1"),
    M.word(1) },
  { texts "TINYTEXT", M.word(9) }, { texts "TEXT", M.word(30) }, { texts "MEDIUMTEXT", M.word(30) },
  { texts "LONGTEXT", M.word(30) }, { char("TEXT", 300), M.word(1) },
  { char("TEXT", 70000), M.word(1) },
  { sized("BINARY", 20), bytes(1) }, { sized("VARBINARY", 300), bytes(1) },
  { one_of("TINYBLOB", "BLOB", "BLOB(20)", "BLOB(300)", "BLOB(70000)", "LONG VARBINARY",
    "LONGBLOB"), bytes(9) },
  { one_of("DATE"), day }, { one_of("TIME", "TIME(3)", "TIME(6)"), time },
  { one_of("DATETIME", "DATETIME(2)", "DATETIME(6)"), moment },
  { one_of("TIMESTAMP", "TIMESTAMP(3)", "TIMESTAMP NULL", "TIMESTAMP(6) NULL DEFAULT NULL"),
    moment },
  { one_of("YEAR", "YEAR(4)"), number(1980, 2030) },
  { function() return "ENUM('a','b','it''s','d ')" .. charset(M.narrow) end,
    one_of("'a'", "'b'", "3") },
  { function() return "SET('x','y','z')" .. charset(M.narrow) end,
    one_of("'x'", "'x,z'", "''", "5") },
  { one_of("BIT", "BIT(1)", "BIT(9)", "BIT(33)"), number(0, 1) },
  { one_of("JSON"), one_of("'{\"a\":[1,2]}'", "'[]'", "'3'") },
  { one_of("POINT", "GEOMETRY"), one_of("ST_GeomFromText('POINT(1 2)')") },
}
function M.configure(mariadb, with_shapes)
  if not mariadb then return end
  local shapes = {
    { one_of("UUID"), one_of("'123e4567-e89b-12d3-a456-426655440000'") },
    { one_of("INET6"), one_of("'::1'", "'fe80::2'") },
    { one_of("INET4"), one_of("'10.0.0.1'", "'1.2.3.4'") },
  }
  for _, shape in ipairs(with_shapes and shapes or {}) do
    TYPES[#TYPES + 1] = shape
  end
  for _, more in ipairs {
    { one_of("VARCHAR(90) COMPRESSED", "TEXT COMPRESSED", "BLOB COMPRESSED"), M.word(9) },
    { one_of("VARCHAR2(20)", "VARCHAR(2000) CHARACTER SET utf8mb4"), M.word(9) },
  } do
    TYPES[#TYPES + 1] = more
  end
end

local NAMES = { "a", "b", "c", "d", "e", "Name", "order", "größe", "a b", "x`y", "key_1", "`",
  "UPPER", "status", "primary", "total", "from", "n1", "n2", "n3", "n4", "$v", "1st" }

local mode = ""

--- The session's sql_mode from here on.
function M.set_mode(name) mode = name end

local ANSI = { ANSI = true, ANSI_QUOTES = true, ORACLE = true, MSSQL = true, MAXDB = true }

function M.quoted(name)
  if ANSI[mode] and chance(40) then return '"' .. name:gsub('"', '""') .. '"' end
  -- the client takes a quote in brackets for the beginning of a name
  if mode == "MSSQL" and chance(30) and not name:find "[]`]" then return "[" .. name .. "]" end
  return "`" .. name:gsub("`", "``") .. "`"
end

--- A statement as the mode wants it: a column keeps its definition when the mode changes.
function M.spell(statement)
  local backslashes = mode == "NO_BACKSLASH_ESCAPES" and "'C:\\'" or "'it\\'s, \\\\'"
  return (statement:gsub("@backslashes", function() return backslashes end))
end

local function comment()
  return " COMMENT " .. pick { "'a, b (c) `d` -- ''e'' /* f */'", "''''", "@backslashes" }
end

function M.new_name(taken)
  for _ = 1, 30 do
    local name = pick(NAMES)
    local clash = false
    for _, column in ipairs(taken) do
      clash = clash or column.name:lower() == name:lower()
    end
    if not clash then return name end
  end
  return "z" .. random(100000)
end

--- The definition behind a column's name, and how to make values for it.
function M.definition()
  local kind = pick(TYPES)
  local type = kind[1]()
  if not type:find "TIMESTAMP" and not type:find "NULL" then
    type = type .. pick { "", "", "", " NULL", " NOT NULL" }
  end
  if chance(10) then type = type .. comment() end
  return type, kind[2]
end

function M.column(taken)
  local type, value = M.definition()
  return { name = M.new_name(taken), type = type, value = value }
end

function M.generated(taken)
  return { name = M.new_name(taken),
    type = pick { "INT AS (1 + 2) VIRTUAL", "INT GENERATED ALWAYS AS (7) STORED",
      "INT AS (8) STORED" } }
end

return M
