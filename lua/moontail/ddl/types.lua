--- Data types: their grammar, and their normal form, which is how MySQL 8.0.19 and later write them
--- in information_schema.COLUMNS: no synonyms, no display width but that of tinyint(1) and of
--- zerofill.
---
---     INTEGER(10) UNSIGNED     int unsigned
---     DOUBLE PRECISION         double
---     NATIONAL CHAR VARYING(9) varchar(9), charset utf8mb3
---     SERIAL                   bigint unsigned, not nullable, auto_increment, unique
---
--- Sources: MySQL Reference Manual, "Data Types"; MariaDB KB, "Data Types" and "SQL_MODE=ORACLE".
local lpeg = require "lpeg"
local words = require "moontail.ddl.words"

local P, S, R, C, Ct = lpeg.P, lpeg.S, lpeg.R, lpeg.C, lpeg.Ct
local Cmt, Carg = lpeg.Cmt, lpeg.Carg
local K, one_of, is, field, flag = words.keyword, words.one_of, words.is, words.field, words.flag

local M = {}

-- ---- grammar: a type becomes { base = , args = { numbers }, labels = , ... } ----

local function when(option)
  return Cmt(Carg(1), function(_, _, options)
    return options[option] and true
  end)
end

-- servers take DECIMAL(10.2) for DECIMAL(10)
local number = -(R "09" ^ 11) * C(R "09" ^ 1) / tonumber * (P "." * R "09" ^ 1) ^ -1 * words.space
local one_number = words.open * number * words.close
local two_numbers = words.open * number * (words.comma * number) ^ -1 * words.close
local length = field("args", Ct(one_number))
local width = length ^ -1
local widths = field("args", Ct(two_numbers)) ^ -1
local no_width = words.open * words.close

local function base(name, pattern)
  return pattern * is("base", name)
end

local function bases(meanings)
  return field("base", one_of(meanings))
end

local whole = bases {
  TINYINT = "tinyint", INT1 = "tinyint", SMALLINT = "smallint", INT2 = "smallint",
  MEDIUMINT = "mediumint", MIDDLEINT = "mediumint", INT3 = "mediumint", INT = "int",
  INTEGER = "int", INT4 = "int", BIGINT = "bigint", INT8 = "bigint",
} * width

local boolean = bases { BOOL = "tinyint", BOOLEAN = "tinyint" } * is("args", { 1 })

local serial = base("bigint", K "SERIAL") * is("unsigned", true) * is("nullable", false)
  * is("auto_increment", true) * is("unique", true)

local decimal = bases {
  DECIMAL = "decimal", DEC = "decimal", NUMERIC = "decimal", FIXED = "decimal",
} * widths

local floating = base("double", K "DOUBLE" * K "PRECISION" ^ -1 + K "FLOAT8") * widths
  + base("float", K "FLOAT4" + K "FLOAT") * widths
  + (base("float", when "real_as_float" * K "REAL") + base("double", K "REAL")) * widths

local temporal = base("datetime", when "maxdb" * K "TIMESTAMP") * width
  + base("datetime", when "oracle" * K "DATE")
  + bases { DATE = "date" }
  + bases { TIME = "time", DATETIME = "datetime", TIMESTAMP = "timestamp" } * width
  + base("year", K "YEAR") * (length + words.group) ^ -1

local address = bases { UUID = "uuid", INET4 = "inet4", INET6 = "inet6" }

-- lengths are taken and mean nothing
local geometry = bases {
  GEOMETRY = "geometry", POINT = "point",
  LINESTRING = "linestring", POLYGON = "polygon", MULTIPOINT = "multipoint",
  MULTILINESTRING = "multilinestring", MULTIPOLYGON = "multipolygon",
  GEOMETRYCOLLECTION = "geometrycollection", GEOMCOLLECTION = "geometrycollection",
} * words.group ^ -1

local json = when "mariadb" * base("longtext", K "JSON")
    * is("charset", "utf8mb4") * is("collate", "utf8mb4_bin")
  + base("json", K "JSON")

-- ---- of characters and bytes ----

local char = K "CHAR" + K "CHARACTER"
local varchar = K "VARCHAR" + K "VARCHARACTER"
local national = is("charset", "utf8mb3")

local characters = base("varchar", K "NATIONAL" * (char * K "VARYING" + varchar)
    + K "NCHAR" * (K "VARYING" + varchar) + K "NVARCHAR") * national * length
  + base("char", K "NATIONAL" * char + K "NCHAR") * national * width
  + base("varchar", char * K "VARYING" + varchar) * length
  + base("char", char) * (no_width + width)

local long = K "LONG" * (base("mediumblob", K "VARBINARY")
  + base("mediumtext", (char * K "VARYING" + varchar) ^ -1))

local texts = bases { TEXT = "text" } * width
  + bases { TINYTEXT = "tinytext", MEDIUMTEXT = "mediumtext", LONGTEXT = "longtext" }
local blobs = when "oracle" * base("longblob", K "BLOB") * -words.open
  + bases { BLOB = "blob" } * width
  + bases { TINYBLOB = "tinyblob", MEDIUMBLOB = "mediumblob", LONGBLOB = "longblob" }
local binaries = bases { BINARY = "binary", BIT = "bit", VECTOR = "vector" } * width
  + bases { VARBINARY = "varbinary" } * length

-- A label may be written as the bytes it has in the column's character set.
local hex_digit = R("09", "af", "AF")

local function from_hex(digits)
  if #digits % 2 == 1 then
    digits = "0" .. digits
  end
  return (digits:gsub("..", function(byte) return string.char(tonumber(byte, 16)) end))
end

local function from_bits(digits)
  digits = ("0"):rep(-#digits % 8) .. digits
  return (digits:gsub("........", function(byte) return string.char(tonumber(byte, 2)) end))
end

local function literal(letters, digits, decode)
  return (S(letters) * "'" * C(digits ^ 0) * "'" + "0" * P(letters:sub(1, 1))
    * C(digits ^ 1)) * words.space / decode
end

local label = field("text", words.string)
  + field("text", literal("xX", hex_digit, from_hex) + literal("bB", S "01", from_bits))
  * is("bytes", true)
local labels = bases { ENUM = "enum", SET = "set" }
  * field("labels", Ct(words.in_parentheses(Ct(label))))

-- ---- of other servers ----

local oracle = base("varchar", K "VARCHAR2") * length
  + base("varbinary", K "RAW") * length
  + base("longtext", K "CLOB")
  + base("decimal", K "NUMBER") * field("args", Ct(two_numbers))
  + base("double", K "NUMBER")

-- MariaDB's way to say whose type is meant.
local owner = K "MARIADB_SCHEMA" * "." * words.space * is("owner", "mariadb")

local common = long + whole + boolean + serial + decimal + floating + json + characters + texts
  + blobs + binaries + labels + address + geometry

--- Fields of the table around it: base, args, labels, and what the type implies.
M.rule = owner * (bases { DATE = "date", TIMESTAMP = "timestamp", BLOB = "blob" } * width)
  + K "ORACLE_SCHEMA" * "." * words.space * (base("datetime", K "DATE")
    + base("longblob", K "BLOB") + oracle)
  + K "MAXDB_SCHEMA" * "." * words.space * base("datetime", K "TIMESTAMP") * width
  + when "oracle" * oracle + temporal + common

local charset_name = (words.name + words.string) / string.lower
M.charset_name = charset_name

local character_set = K "CHARACTER SET" + K "CHARSET" + K "CHAR SET"
M.character_set = character_set

--- What may follow a type and belongs to it.
M.attribute = flag("unsigned", K "UNSIGNED") + K "SIGNED" + flag("zerofill", K "ZEROFILL")
  + character_set * field("charset", charset_name)
  + K "COLLATE" * words.equals ^ -1 * field("collate", charset_name)
  + flag("binary", K "BINARY")
  + K "ASCII" * is("charset", "latin1") + K "UNICODE" * is("charset", "ucs2")
  + K "BYTE" * is("charset", "binary")
  + flag("compressed", K "COMPRESSED" * (words.equals * words.name / 0) ^ -1)

-- ---- normal form ----

local ZEROFILL_WIDTHS = { tinyint = 3, smallint = 5, mediumint = 8, int = 10, bigint = 20 }
local MOST_DIGITS_OF_FLOAT = 24
local MOST_FRACTION_DIGITS = 6
-- bytes; beyond that it becomes a TEXT when the sql_mode is not strict
local LONGEST_VARCHAR = { mysql = 65535, mariadb = 65532 }
local DEFAULT_DIMENSIONS = 2048

local function sign(column)
  return (column.unsigned or column.zerofill) and " unsigned" or ""
end

local function integer(column)
  local name, display = column.base, column.args and column.args[1]
  if column.zerofill then
    return ("%s(%d) unsigned zerofill"):format(name, display or ZEROFILL_WIDTHS[name])
  end
  if name == "tinyint" and display == 1 and not column.unsigned then
    return "tinyint(1)"
  end
  return name .. sign(column)
end

local function number_of(column)
  local name, args = column.base, column.args or {}
  local precision, scale = args[1], args[2]
  if name == "decimal" then
    precision, scale = precision or 10, scale or 0
    if precision == 0 and scale == 0 then
      precision = 10
    end
  elseif not scale then
    -- of FLOAT(n) only the size of the value is left
    name = name == "float" and precision and precision > MOST_DIGITS_OF_FLOAT and "double" or name
    return name .. sign(column)
  end
  return ("%s(%d,%d)%s"):format(name, precision, scale, sign(column))
end

local function fraction(column)
  local digits = column.args and column.args[1] or 0
  if digits == 0 or digits > MOST_FRACTION_DIGITS then
    return column.base
  end
  return ("%s(%d)"):format(column.base, digits)
end

local function year(column)
  return column.args and column.args[1] == 2 and "year(2)" or "year"
end

local function with_argument(default)
  return function(column)
    local argument = column.args and column.args[1] or 0
    return ("%s(%d)"):format(column.base, argument ~= 0 and argument or default)
  end
end

--- The smallest of TINYBLOB to LONGBLOB (or their TEXT) that holds so many bytes.
local function sized(kind, size)
  local prefix = size < 2 ^ 8 and "tiny" or size < 2 ^ 16 and "" or size < 2 ^ 24 and "medium"
    or "long"
  return prefix .. kind
end

local function string_of(column, charset, max_bytes, mariadb)
  local is_binary = charset == "binary"
  local varies = column.base == "varchar" or column.base == "varbinary"
  local size = column.args and column.args[1] or 1
  local bytes = size * (is_binary and 1 or max_bytes or 1)
  if varies and bytes > LONGEST_VARCHAR[mariadb and "mariadb" or "mysql"] then
    return sized(is_binary and "blob" or "text", bytes)
  end
  local name = not is_binary and column.base or varies and "varbinary" or "binary"
  return ("%s(%d)"):format(name, size)
end

--- TEXT or BLOB, or one of their sizes, or either with the length that it must hold.
local function blob(column, charset, max_bytes, mariadb)
  local is_binary = charset == "binary"
  local size = column.args and column.args[1]
  if not size or size == 0 and mariadb then
    return is_binary and column.base:gsub("text$", "blob") or column.base
  end
  return sized(is_binary and "blob" or "text", size * (is_binary and 1 or max_bytes or 1))
end

local ESCAPES = { ["'"] = "''", ["\\"] = "\\\\", ["\n"] = "\\n", ["\r"] = "\\r", ["\0"] = "\\0" }

-- Bytes of a label in these are what they are in UTF-8.
local LIKE_UTF8 = { utf8 = true, utf8mb3 = true, utf8mb4 = true, binary = true }

local function label_list(column, charset)
  local list = {}
  for i, one in ipairs(column.labels) do
    if one.bytes and charset and not LIKE_UTF8[charset] and one.text:find "[^\32-\126]" then
      return nil
    end
    local shown = charset == "binary" and one.text or one.text:gsub(" +$", "")
    list[i] = "'" .. shown:gsub("['\\\n\r%z]", ESCAPES) .. "'"
  end
  return column.base .. "(" .. table.concat(list, ",") .. ")"
end

local SPELLINGS = {
  tinyint = integer, smallint = integer, mediumint = integer, int = integer, bigint = integer,
  decimal = number_of, float = number_of, double = number_of, year = year,
  time = fraction, datetime = fraction, timestamp = fraction,
  bit = with_argument(1), vector = with_argument(DEFAULT_DIMENSIONS),
  char = string_of, varchar = string_of, binary = string_of, varbinary = string_of,
  tinytext = blob, text = blob, mediumtext = blob, longtext = blob, blob = blob,
  enum = label_list, set = label_list,
}

local ALWAYS_BINARY = { binary = true, varbinary = true, blob = true }

--- The normal form of a column's type, once its character set is known. Without one, what can be
--- said without: TEXT(n) is text, labels end without spaces.
--- @param column moontail.ddl.Column
--- @param charset? string the column's own, or the one that it inherits
--- @param max_bytes? integer of a character in it
--- @param mariadb? boolean
--- @return string? type nil where a label is written as bytes of a character set other than UTF-8
function M.normal(column, charset, max_bytes, mariadb)
  local spell = SPELLINGS[column.base]
  if ALWAYS_BINARY[column.base] then
    charset = "binary"
  end
  local spelling = column.base
  if spell then
    spelling = spell(column, charset, max_bytes, mariadb)
  end
  return spelling and column.compressed and spelling .. " compressed" or spelling
end

return M
