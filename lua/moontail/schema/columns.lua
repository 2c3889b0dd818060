--- A column as the servers make it: from what a statement says and the table it stands in to the
--- type, character set and nullability that information_schema.COLUMNS shows.
---
--- Sources: MySQL Reference Manual, "Column Character Set and Collation", "ALTER TABLE" (CONVERT
--- TO), "Automatic Initialization and Updating for TIMESTAMP"; MariaDB KB, "Setting Character Sets
--- and Collations", "System-Versioned Tables". All of it was compared with what real
--- servers show after the same statements.
local grammar = require "moontail.schema.grammar"

local M = {}

--- @class moontail.schema.Column
--- @field name string
--- @field type string as COLUMN_TYPE spells it
--- @field charset? string of text, ENUM and SET; nil there: not known
--- @field nullable? boolean nil: not known, which only a TIMESTAMP may be
--- @field hidden? boolean INVISIBLE
--- @field generated? string "row_start", "row_end", "virtual", "stored"

--- What a text type is called when its character set is binary.
local BYTES_OF_TEXT = {
  char = "binary", varchar = "varbinary",
  tinytext = "tinyblob", text = "blob", mediumtext = "mediumblob", longtext = "longblob",
}

local TEXT_SIZES = { tinytext = 2 ^ 8 - 1, text = 2 ^ 16 - 1, mediumtext = 2 ^ 24 - 1 }
TEXT_SIZES.longtext = 2 ^ 32 - 1

--- Bytes of the longest character, where it is not one.
local MAX_BYTES = {
  big5 = 2, cp932 = 2, eucjpms = 3, euckr = 2, gb18030 = 4, gb2312 = 2, gbk = 2, sjis = 2, ucs2 = 2,
  ujis = 3, utf16 = 4, utf16le = 4, utf32 = 4, utf8mb3 = 3, utf8mb4 = 4,
}

--- Sets in which no byte is a letter.
local WIDE = { ucs2 = true, utf16 = true, utf16le = true, utf32 = true }

local LONGEST_VARCHAR = 65535

local function max_bytes(charset)
  return MAX_BYTES[charset] or 1
end

local function base_of(type)
  return type:match "^%a+"
end

local function text_for(bytes)
  for _, name in ipairs { "tinytext", "text", "mediumtext" } do
    if bytes <= TEXT_SIZES[name] then
      return name
    end
  end
  return "longtext"
end

--- May a column of this type have a character set?
function M.has_charset(type)
  local base = base_of(type)
  return BYTES_OF_TEXT[base] ~= nil or base == "enum" or base == "set"
end

--- The bytes of a whole value as an index counts them; math.huge for what no index holds whole,
--- nil for what is short.
function M.index_bytes(column)
  local base, n = column.type:match "^(%a+)%(?(%d*)"
  if TEXT_SIZES[base] or base:find "blob$" then
    return math.huge
  elseif base == "char" or base == "varchar" then
    return tonumber(n) * max_bytes(column.charset)
  end
  return (base == "binary" or base == "varbinary") and tonumber(n) or nil
end

--- The set of a collation, or nil for one that goes with any set (MariaDB's uca1400_...).
local function charset_of_collation(collation)
  if collation and collation ~= "default" and not collation:find "^uca1400" then
    return collation:match "^[^_]+"
  end
end

--- The character set that a statement names, or nil. inherited: what DEFAULT stands for.
--- @param said { charset?: string, collate?: string }
--- @param inherited? string
function M.charset(said, inherited)
  local charset = said.charset or charset_of_collation(said.collate)
  if charset == "default" then
    charset = charset_of_collation(said.collate) or inherited
  end
  return charset == "utf8" and "utf8mb3" or charset
end

local function nullable(said, context)
  if said.primary_key or said.auto_increment or said.row_start or said.row_end then
    return false
  elseif said.nullable ~= nil then
    return said.nullable
  elseif said.type:find "^timestamp" and not said.generated then
    return context.explicit_timestamp
  end
  return true
end

--- MySQL 5.6 confuses labels that are the same in different character sets of one table, where in
--- one no byte is a letter: ENUM('a1') in UTF-16 beside one in UTF-8 becomes ENUM('').
local function may_lose_labels(said, charset, context)
  return WIDE[charset] and not context.mariadb and (context.version or 50700) < 50700
    and (said.type:find "^enum" or said.type:find "^set")
end

--- @param said moontail.ddl.Column
--- @param charset? string of its table; nil: not known
--- @param context { explicit_timestamp?: boolean, mariadb?: boolean, version?: integer }
--- @return moontail.schema.Column
function M.new(said, charset, context)
  charset = M.charset(said, charset) or charset
  local type = said.base and grammar().normal_type(said, charset, max_bytes(charset)) or said.type
  if may_lose_labels(said, charset, context) then
    type = ("%s as MySQL 5.6 keeps it"):format(type)
  end
  return {
    name = said.name,
    type = type,
    charset = M.has_charset(type) and charset or nil,
    nullable = nullable(said, context),
    hidden = said.invisible or nil,
    generated = said.row_start and "row_start" or said.row_end and "row_end"
      or said.generated or nil,
  }
end

local SHORT = {
  tinyint = 20, smallint = 20, mediumint = 20, int = 20, bigint = 20, float = 20, double = 22,
  date = 10, time = 17, datetime = 26, timestamp = 26, year = 4,
}

--- How many characters a column holds; nil: not known.
local function room_of(column)
  local base, n = column.type:match "^(%a+)%(?(%d*)"
  local text = TEXT_SIZES[base] or TEXT_SIZES[base:gsub("blob$", "text")]
  if text then
    return math.floor(text / max_bytes(column.charset))
  elseif BYTES_OF_TEXT[base] or base == "binary" or base == "varbinary" then
    return tonumber(n)
  end
  return SHORT[base]
end

--- MySQL 8: where one statement has CONVERT TO and MODIFY, a TEXT or BLOB without a length gets the
--- room for what the column held before.
--- @param column moontail.schema.Column as it is spelled out
--- @param said moontail.ddl.Column
--- @param old moontail.schema.Column
function M.refit(column, said, old, context)
  local base = base_of(column.type)
  local is_blob = base:find "blob$"
  if context.mariadb or (context.version or 50700) < 80000 or said.args or base:find "^long"
    or not (is_blob or TEXT_SIZES[base]) then
    return
  end
  local room = room_of(old)
  if not room then
    column.type = ("%s converted from %s"):format(column.type, old.type)
    return
  end
  local bytes = not is_blob and max_bytes(column.charset) or 1
  local fits = text_for(bytes > max_bytes(old.charset) and room * bytes or room)
  column.type = is_blob and BYTES_OF_TEXT[fits] or fits
end

--- ALTER TABLE ... CONVERT TO CHARACTER SET, for a column that was there before: text keeps its
--- room in characters.
--- @param column moontail.schema.Column
--- @param charset? string nil: not known
function M.convert(column, charset)
  local base, n = column.type:match "^(%a+)%(?(%d*)"
  if not M.has_charset(column.type) or column.charset == "binary" or column.charset == charset then
    return
  end
  if TEXT_SIZES[base] then
    local characters = math.floor(TEXT_SIZES[base] / max_bytes(column.charset))
    column.type = column.type:gsub("^%a+", text_for(characters * max_bytes(charset)))
  elseif base == "varchar" and tonumber(n) * max_bytes(charset) > LONGEST_VARCHAR then
    column.type = text_for(tonumber(n) * max_bytes(charset))
  end
  local has_labels = base == "enum" or base == "set"
  if has_labels and (WIDE[column.charset] or WIDE[charset]) then
    -- servers take the bytes of the labels for characters of the other set
    column.type = ("%s converted from %s"):format(column.type, column.charset)
  end
  column.charset = charset
  if charset == "binary" and not has_labels then
    column.type = column.type:gsub("^%a+", BYTES_OF_TEXT)
    column.charset = nil
  end
end

return M
