--- What the formats of other tools have in common: a column's type taken apart, bytes and numbers
--- in the forms that Java programs write, options that are checked.
local ffi = require "ffi"
local moontail = require "moontail"

local M = {}

local json = moontail.json

--- One message, as another tool would have written it.
--- @class moontail.format.Message
--- @field topic string where that tool sends it to
--- @field key? string JSON; nil: it has none
--- @field value? string JSON; nil after a deletion, for what keeps the last message of each key

--- A column's type, taken apart.
--- @class moontail.format.Column
--- @field name string
--- @field base string "int", "varchar", ...
--- @field type string all of it
--- @field is_unsigned boolean
--- @field is_nullable boolean
--- @field length? integer what stands in brackets: characters, bits, digits, digits of a fraction
--- @field scale? integer of a DECIMAL
--- @field labels? string[] of ENUM and SET
--- @field charset? string
--- @field key? integer

local KINDS = {}
for kind, names in pairs {
  integer = "tinyint smallint mediumint int bigint",
  float = "float double",
  decimal = "decimal",
  bit = "bit",
  year = "year",
  date = "date",
  time = "time",
  datetime = "datetime",
  timestamp = "timestamp",
  text = "char varchar tinytext text mediumtext longtext uuid inet4 inet6",
  bytes = "binary varbinary tinyblob blob mediumblob longblob",
  enum = "enum",
  set = "set",
  json = "json",
  vector = "vector",
  geometry = [[ geometry point linestring polygon multipoint multilinestring multipolygon
    geometrycollection ]],
} do
  for name in names:gmatch "%S+" do
    KINDS[name] = kind
  end
end

local ESCAPED = { n = "\n", r = "\r", ["0"] = "\0" }

--- The labels between the brackets: quotes are doubled, a few characters stand behind a backslash.
local function labels_of(text)
  local list, at = {}, 1
  while text:sub(at, at) == "'" do
    local label = {}
    at = at + 1
    while true do
      local plain, last = text:match("^([^'\\]*)()", at)
      label[#label + 1] = plain
      local two = text:sub(last, last + 1)
      if two == "''" then
        label[#label + 1] = "'"
      elseif two:byte() == 92 then
        label[#label + 1] = ESCAPED[two:sub(2)] or two:sub(2)
      else
        at = last + 2
        break
      end
      at = last + 2
    end
    list[#list + 1] = table.concat(label)
  end
  return list
end

--- @param column moontail.Column
--- @return moontail.format.Column? column nil: its type is not known
local function parse(column)
  local base, rest = column.type:match "^(%l%w*)(.*)$"
  local kind = base and KINDS[base]
  if not kind then
    return nil
  end
  local parsed = {
    name = column.name, base = base, kind = kind, type = column.type, charset = column.charset,
    key = column.key, is_nullable = column.nullable ~= false,
    is_unsigned = rest:find " unsigned" ~= nil and kind ~= "enum" and kind ~= "set",
  }
  if kind == "enum" or kind == "set" then
    parsed.labels = labels_of(rest:sub(2, -2))
  else
    local length, scale = rest:match "^%((%d+),?(%d*)%)"
    parsed.length, parsed.scale = tonumber(length), tonumber(scale)
  end
  return parsed
end

-- Each column taken apart, and those of the primary key in its order; unknown(column) is what
-- stands for one whose type is not understood.
local function parse_all(columns, unknown)
  local list, key = {}, {}
  for i, column in ipairs(columns) do
    local parsed = parse(column) or unknown(column)
    list[i] = parsed
    if parsed.key then
      key[parsed.key] = parsed
    end
  end
  return list, key
end

--- The columns of an event, taken apart, and those of its primary key in the key's order.
--- @param format string for the message
--- @param event moontail.RowEvent
--- @return moontail.format.Column[] columns, moontail.format.Column[] key
function M.columns(format, event)
  return parse_all(event.columns, function(column)
    error(("%s: the type of %s.%s.%s is not known, only that it is a '%s'; give the tables' " ..
      "definitions with --schema, or set binlog_row_metadata=FULL"):format(format, event.schema,
      event.table, column.name, column.type), 0)
  end)
end

--- The same of a list of columns in a `ddl` event, where an unknown type is left as it is.
--- @param columns moontail.Column[]
function M.definition(columns)
  return parse_all(columns, function(column)
    return { name = column.name, base = column.type, kind = "other", type = column.type,
      is_nullable = column.nullable ~= false, key = column.key }
  end)
end

--- Remember what `make` makes of each table's columns, as long as they are the same.
--- @param make fun(event: moontail.RowEvent): table
--- @return fun(event: moontail.RowEvent): table
function M.plans(make)
  local plans = setmetatable({}, { __mode = "k" })
  return function(event)
    local columns = event.columns
    local plan = plans[columns]
    if not plan or plan.schema ~= event.schema or plan.table ~= event.table then
      plan = make(event)
      plan.schema, plan.table = event.schema, event.table
      plans[columns] = plan
    end
    return plan
  end
end

--- The row that has the key as it is after a change: where the log has only what changed
--- (binlog_row_image=MINIMAL), the key stands in the row before.
--- @param key moontail.format.Column[]
--- @param before? moontail.Row
--- @param after? moontail.Row
--- @return moontail.Row
function M.key_row(key, before, after)
  local row = after or before
  for i = 1, before and after and #key or 0 do
    local name = key[i].name
    if after[name] == nil then
      row = row ~= after and row or setmetatable({}, { __index = after })
      row[name] = before[name]
    end
  end
  return row
end

--- A value that the column cannot have, or that the format has no room for.
--- @param column moontail.format.Column
function M.refuse(column, value, reason)
  error(("column %s, %s: %s %s"):format(column.name, column.type, json(value), reason), 0)
end

--- The digits of an integer column's value: a number where Lua itself would write all of them.
--- @param column moontail.format.Column
--- @return fun(value: number|string): number|string
function M.integer(column)
  return function(value)
    if type(value) == "number" and value % 1 == 0 then
      return value > -1e14 and value < 1e14 and value or json(value)
    elseif type(value) == "string" and value:find "^-?%d+$" then
      return value
    end
    return M.refuse(column, value, "is no integer")
  end
end

--- The value of a column as text.
--- @param column moontail.format.Column
--- @return fun(value: string): string
function M.text(column)
  return function(value)
    return type(value) == "string" and value or M.refuse(column, value, "is no text")
  end
end

-- ---- rows ----

--- How the values of a column are written.
--- @class moontail.format.Codec
--- @field encode fun(value: any): string|number|nil what is written of a value; nil: `zero`
--- @field quote? "text"|"clean" that is text, to stand in quotes; clean: as it is
--- @field zero? string JSON of a value that the format cannot say, "null" if nil

local SPECIAL = '[^ !#-%[%]-~]'

--- Write rows of these columns. Pieces go into one list, because each string that is put together
--- on the way costs more than all else: a name, then a value, in quotes or not.
--- @param columns moontail.format.Column[]
--- @param codecs moontail.format.Codec[]
--- @return fun(list: table, n: integer, row: moontail.Row, only?: table<string, true>,
--- without_null?: boolean): n: integer, count: integer
function M.row_writer(columns, codecs)
  local names, first, later, first_quoted, later_quoted = {}, {}, {}, {}, {}
  for i, column in ipairs(columns) do
    names[i] = column.name
    first[i] = json(column.name) .. ":"
    later[i], first_quoted[i] = "," .. first[i], first[i] .. '"'
    later_quoted[i] = later[i] .. '"'
  end
  local null, find = moontail.null, string.find
  return function(list, n, row, only, without_null)
    local count = 0
    for i = 1, #names do
      local value, codec = row[names[i]], codecs[i]
      if value ~= nil and (not only or only[names[i]]) and not (without_null and value == null) then
        count = count + 1
        local text
        if value == null then
          text = "null"
        else
          text = codec.encode(value)
        end
        if value == null or not codec.quote or text == nil then
          list[n + 1] = count == 1 and first[i] or later[i]
          list[n + 2] = text or codec.zero or "null"
          n = n + 2
        elseif codec.quote == "clean" or type(text) == "number" or not find(text, SPECIAL) then
          list[n + 1] = count == 1 and first_quoted[i] or later_quoted[i]
          list[n + 2] = text
          list[n + 3] = '"'
          n = n + 3
        else
          list[n + 1] = count == 1 and first[i] or later[i]
          list[n + 2] = json(text)
          n = n + 2
        end
      end
    end
    return n, count
  end
end

local MOST = 48 * 1024 * 1024 -- a multiple of 3, below what the library takes at once
local crypto

--- @param bytes string
function M.base64(bytes)
  crypto = crypto or require "moontail.core.crypto" -- which not all formats need
  if #bytes <= MOST then
    return crypto.base64(bytes)
  end
  local parts = {}
  for at = 1, #bytes, MOST do
    parts[#parts + 1] = crypto.base64(bytes:sub(at, at + MOST - 1))
  end
  return table.concat(parts)
end

--- The bytes of a number's digits, the lowest first, no more than it needs.
--- @param digits string
--- @return integer[]
function M.magnitude(digits)
  local limbs = {}
  for last = #digits, 1, -7 do
    table.insert(limbs, 1, tonumber(digits:sub(math.max(last - 6, 1), last)))
  end
  local bytes, first = {}, 1
  while limbs[first] == 0 do
    first = first + 1
  end
  while first <= #limbs do
    local rest = 0
    for i = first, #limbs do
      local n = rest * 1e7 + limbs[i]
      rest = n % 256
      limbs[i] = (n - rest) / 256
    end
    bytes[#bytes + 1] = rest
    while limbs[first] == 0 do
      first = first + 1
    end
  end
  return bytes
end

--- The same as below of a number that a double has room for. The complement of a negative one's
--- bytes are those of -n - 1.
local function unscaled_number(n)
  local rest, list, size = n < 0 and -n - 1 or n, {}, 0
  repeat
    local last = rest % 256
    size = size + 1
    list[size] = n < 0 and 255 - last or last
    rest = (rest - last) / 256
  until rest == 0 and last < 128
  for i = 1, size / 2 do
    list[i], list[size + 1 - i] = list[size + 1 - i], list[i]
  end
  return string.char(unpack(list, 1, size))
end

--- The two's complement of a decimal number without its point, the highest byte first, as
--- java.math.BigInteger.toByteArray gives it.
--- @param text string
function M.unscaled(text)
  if #text <= 16 then
    return unscaled_number(tonumber((text:gsub("%.", ""))))
  end
  local bytes = M.magnitude((text:gsub("%D", "")))
  if #bytes == 0 then
    bytes[1] = 0
  end
  local negative = text:byte() == 45
  if negative then
    local carry = 1
    for i = 1, #bytes do
      local b = 255 - bytes[i] + carry
      carry = b > 255 and 1 or 0
      bytes[i] = b % 256
    end
  end
  if (bytes[#bytes] >= 128) ~= negative and not (negative and #bytes == 1 and bytes[1] == 0) then
    bytes[#bytes + 1] = negative and 255 or 0
  end
  local chars = {}
  for i = #bytes, 1, -1 do
    chars[#chars + 1] = string.char(bytes[i])
  end
  return table.concat(chars)
end

--- Days from 1970-01-01, of the Gregorian calendar carried back.
function M.days(year, month, day)
  local y = month <= 2 and year - 1 or year
  local era = math.floor(y / 400)
  local of_era = y - era * 400
  local of_year = math.floor((153 * (month + (month > 2 and -3 or 9)) + 2) / 5) + day - 1
  return era * 146097 + of_era * 365 + math.floor(of_era / 4) - math.floor(of_era / 100) +
    of_year - 719468
end

--- Whole milliseconds of a time in seconds: a number that Lua writes with all digits.
--- @param seconds number
function M.milliseconds(seconds)
  return math.floor(seconds * 1000 + 0.5)
end

local number = ffi.new "double[1]"

--- A double out of eight bytes.
function M.double(bytes, is_little)
  ffi.copy(number, is_little and bytes or bytes:reverse(), 8)
  return tonumber(number[0])
end

--- A formatter that counts or keeps what it is given: an event that comes again, because its
--- handler is tried again, has the messages that it had.
--- @param format fun(event: moontail.Event): moontail.format.Message[]
--- @return fun(event: moontail.Event): moontail.format.Message[]
function M.once(format)
  local last, messages
  return function(event)
    if event ~= last then
      local list = format(event)
      last, messages = event, list
    end
    return messages
  end
end

--- A table of options over their defaults; raises for one that there is not, or of another type.
--- @param format string
--- @param defaults table<string, any>
--- @param options? table<string, any>
--- @param choices? table<string, string[]> what the values of an option may be
function M.options(format, defaults, options, choices)
  local all = {}
  for name, value in pairs(defaults) do
    all[name] = value
  end
  for name, value in pairs(options or {}) do
    local default = defaults[name]
    if default == nil then
      local names = {}
      for known in pairs(defaults) do
        names[#names + 1] = known
      end
      table.sort(names)
      error(("%s has no option '%s'; it has %s"):format(format, tostring(name),
        table.concat(names, ", ")), 3)
    elseif type(value) ~= type(default) then
      error(("option %s of %s is a %s, not a %s"):format(name, format, type(default), type(value)),
        3)
    end
    local list = choices and choices[name]
    if list and not (" " .. table.concat(list, " ") .. " "):find(" " .. value .. " ", 1, true) then
      error(("option %s of %s is one of %s, not '%s'"):format(name, format,
        table.concat(list, ", "), value), 3)
    end
    all[name] = value
  end
  return all
end

--- Fill `%{database}`, `%{table}` and the like into a topic's name.
--- @param template string
--- @param values table<string, string>
function M.topic(template, values)
  return (template:gsub("%%{(%w+)}", values))
end

return M
