--- Changes as canal's flat messages (canal.mq.flatMessage = true), field for field, so that what
--- reads them needs no change.
---
---     local moontail = require "moontail"
---     local canal = require "moontail.format.canal"
---     local format = canal.new { topic = "example" }
---
---     local function write(event)
---       for _, message in ipairs(format(event)) do
---         print(message.value)
---       end
---     end
---     moontail.on("row", "shop.*", write)
---     moontail.on("ddl", write)
---
--- Every value is text: an ENUM is its label's number, a SET the sum of its labels' bits, bytes are
--- characters from U+0000 to U+00FF, as canal writes them. Each row is a message of its own.
---
--- github.com/alibaba/canal: the class FlatMessage, and the wiki on Kafka and RocketMQ.
local ffi = require "ffi"
local moontail = require "moontail"
local parts = require "moontail.format.parts"

--- @class moontail.format.canal
local M = {}

local json, null = moontail.json, moontail.null

--- @class moontail.format.canal.Options
--- @field topic? string may have %{database} and %{table}; "example"
--- @field gtid? boolean write the field gtid, as canal does from 1.1.8 on; true

local DEFAULTS = { topic = "example", gtid = true }

local NAME = "moontail.format.canal"

-- ---- values ----

--- A number as Java's Double.toString and Float.toString write it.
local function java_number(value)
  local sign, whole, fraction, exponent = json(value):match "^(-?)(%d+)%.?(%d*)[eE]?([-+]?%d*)$"
  local digits = whole .. fraction
  local point = #whole + (tonumber(exponent) or 0) -- behind so many of the digits
  local zeros = #digits:match "^0*"
  digits, point = digits:sub(zeros + 1):gsub("0+$", ""), point - zeros
  if digits == "" then
    return sign .. "0.0"
  elseif point > -3 and point <= 7 then
    if point <= 0 then
      return ("%s0.%s%s"):format(sign, ("0"):rep(-point), digits)
    end
    digits = digits .. ("0"):rep(point - #digits)
    local rest = digits:sub(point + 1)
    return ("%s%s.%s"):format(sign, digits:sub(1, point), rest == "" and "0" or rest)
  end
  local rest = digits:sub(2)
  return ("%s%s.%sE%d"):format(sign, digits:sub(1, 1), rest == "" and "0" or rest, point - 1)
end

--- Bytes as the characters of the same numbers, in UTF-8.
local function latin1(bytes)
  return (bytes:gsub("[\128-\255]", function(c)
    local n = c:byte()
    return string.char(n < 192 and 194 or 195, n < 192 and n or n - 64)
  end))
end

local kinds = {}

function kinds.integer(column)
  return parts.integer(column)
end

function kinds.bit(column)
  return parts.integer(column)
end

function kinds.float(column)
  return function(value)
    return type(value) == "number" and java_number(value) or
      parts.refuse(column, value, "is no number")
  end
end

function kinds.year(column)
  local digits = parts.integer(column)
  return function(value) return digits(value) == 0 and "0000" or digits(value) end
end

for _, kind in ipairs { "decimal", "date", "time", "datetime", "timestamp", "text", "json" } do
  kinds[kind] = parts.text
end

local function bytes_encoder(column)
  local text = parts.text(column)
  return function(value) return latin1(text(value)) end
end

kinds.bytes, kinds.geometry = bytes_encoder, bytes_encoder

function kinds.vector()
  return json
end

local function places(column)
  local list = {}
  for i, label in ipairs(column.labels) do
    list[label] = i
  end
  return list
end

function kinds.enum(column)
  local place = places(column)
  return function(value)
    local i = place[value] or value == "" and 0
    return i and tostring(i) or parts.refuse(column, value, "is none of its labels")
  end
end

function kinds.set(column)
  local place, text = places(column), parts.text(column)
  return function(value)
    local bits = ffi.new("uint64_t", 0)
    for label in text(value):gmatch "[^,]+" do
      if not place[label] then
        parts.refuse(column, value, "has a label that the column has not")
      end
      bits = bits + 2ULL ^ (place[label] - 1)
    end
    return json(bits)
  end
end

--- java.sql.Types of the values that canal makes of a column's.
local SQL_TYPES = {
  tinyint = -6, smallint = 5, mediumint = 4, int = 4, bigint = -5, float = 7, double = 8,
  decimal = 3, bit = -7, year = 12, date = 91, time = 92, datetime = 93, timestamp = 93, char = 1,
  varchar = 12, json = 12, enum = 4, set = -7,
}
local KIND_TYPES = { text = 2005, bytes = 2004, geometry = 2004, vector = 2004 }

--- The next larger type, for a value of an unsigned column that its own type has no room for.
local LARGER = {
  tinyint = { 127, 5 }, smallint = { 32767, 4 }, mediumint = { 8388607, 4 },
  int = { 2147483647, -5 }, bigint = { "9223372036854775807", 3 },
}

--- limit: a number, or the digits of one that a double has no room for.
local function exceeds(value, limit)
  if type(limit) == "number" then
    return tonumber(value) > limit
  end
  return type(value) == "string" and (#value > #limit or #value == #limit and value > limit)
end

-- ---- rows ----

local function make_plan(event)
  local columns, key = parts.columns(NAME, event)
  local plan = { columns = columns, names = {}, sql_types = {}, larger = {} }
  local types, keys, codecs = {}, {}, {}
  for i, column in ipairs(columns) do
    plan.names[i] = json(column.name) .. ":"
    codecs[i] = { quote = "text", encode = kinds[column.kind](column) }
    plan.sql_types[i] = SQL_TYPES[column.base] or KIND_TYPES[column.kind] or 12
    local larger = column.is_unsigned and LARGER[column.base]
    if larger then
      plan.larger[#plan.larger + 1] = { i, column.name, larger[1], larger[2] }
    end
    types[i] = plan.names[i] .. json(column.type)
    if column.key then
      keys[#keys + 1] = json(column.name)
    end
  end
  plan.write = parts.row_writer(columns, codecs)
  plan.mysql_type = "{" .. table.concat(types, ",") .. "}"
  plan.key_names = #key > 0 and "[" .. table.concat(keys, ",") .. "]" or "null"
  return plan
end

--- A row as a list of one object of texts, and how many columns are in it.
local function write_row(plan, row, only)
  local list = { "[{" }
  local n, count = plan.write(list, 1, row, only)
  list[n + 1] = "}]"
  return table.concat(list), count
end

--- The types of a row's values, by their names; the same text for most rows.
local function sql_types(plan, row, count)
  local changed = {}
  for _, larger in ipairs(plan.larger) do
    local value = row[larger[2]]
    if value ~= nil and value ~= null and exceeds(value, larger[3]) then
      changed[larger[1]] = larger[4]
    end
  end
  local all = count == #plan.columns and next(changed) == nil
  if all and plan.sql_type then
    return plan.sql_type
  end
  local list = {}
  for i, column in ipairs(plan.columns) do
    if row[column.name] ~= nil then
      list[#list + 1] = plan.names[i] .. (changed[i] or plan.sql_types[i])
    end
  end
  local text = "{" .. table.concat(list, ",") .. "}"
  plan.sql_type = all and text or plan.sql_type
  return text
end

--- canal writes the fields in the order of their names.
local function message(self, event, fields)
  self.id = self.id + 1
  local value = table.concat {
    '{"data":', fields.data or "null", ',"database":', json(fields.schema), ',"es":',
    parts.milliseconds(event.timestamp), -- a number that is written with all its digits
    self.options.gtid and ',"gtid":' .. json(event.gtid or "") or "", ',"id":', tostring(self.id),
    ',"isDdl":', tostring(fields.is_ddl), ',"mysqlType":', fields.mysql_type or "null", ',"old":',
    fields.old or "null", ',"pkNames":', fields.key_names or "null", ',"sql":', json(fields.sql),
    ',"sqlType":', fields.sql_type or "null", ',"table":', json(fields.table), ',"ts":',
    ("%.0f"):format(math.floor(moontail.now() * 1000)), ',"type":"', fields.type, '"}',
  }
  return {
    topic = parts.topic(self.options.topic, { database = fields.schema, table = fields.table }),
    value = value,
  }
end

local function write_event(self, list, event)
  local plan = self.plan(event)
  local data, count = write_row(plan, event.row)
  local old
  if event.before and event.after then
    local text, n = write_row(plan, event.before, event.changed)
    old = n > 0 and text or nil
  end
  list[1] = message(self, event, {
    data = data, old = old, schema = event.schema, table = event.table,
    is_ddl = false, mysql_type = plan.mysql_type, sql_type = sql_types(plan, event.row, count),
    key_names = plan.key_names,
    sql = "", type = event.type == "snapshot" and "INSERT" or event.type:upper(),
  })
end

-- ---- statements ----

local DDL = {
  create_table = "CREATE", alter_table = "ALTER", drop_table = "ERASE", rename_table = "RENAME",
  truncate_table = "TRUNCATE", create_index = "CINDEX", drop_index = "DINDEX",
}

local function write_ddl(self, list, event)
  local first = (event.tables or {})[1]
  list[1] = message(self, event, {
    schema = first and first.schema or event.schema, table = first and first.table or "",
    is_ddl = true, sql = event.query, type = DDL[event.kind] or "QUERY",
  })
end

-- ---- the formatter ----

local handlers = {
  insert = write_event, update = write_event, delete = write_event, snapshot = write_event,
  ddl = write_ddl,
}

local function format_event(self, event)
  local list, handler = {}, handlers[event.type]
  if not handler then
    error(("%s knows nothing of a '%s' event: give it rows and ddl"):format(NAME, event.type), 3)
  end
  handler(self, list, event)
  return list
end

--- Make a formatter: a function that takes an event and returns the list of its messages.
--- @param options? moontail.format.canal.Options
--- @return fun(event: moontail.Event): moontail.format.Message[] format
function M.new(options)
  local all = parts.options(NAME, DEFAULTS, options)
  local self = { options = all, id = 0 }
  self.plan = parts.plans(make_plan)
  return function(event) return format_event(self, event) end
end

return M
