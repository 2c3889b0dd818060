--- How Debezium's connector for MySQL writes the value of a column, and how it describes it: for
--- each column a function that makes JSON of a value, and the pieces of its Kafka Connect schema.
--
-- debezium.io/documentation/reference/2.7/connectors/mysql.html, "Data type mappings".
local ffi = require "ffi"
local moontail = require "moontail"
local parts = require "moontail.format.parts"

local M = {}

local json = moontail.json

--- @class moontail.format.debezium.Codec : moontail.format.Codec
--- @field type string of Kafka Connect
--- @field name? string of the schema
--- @field parameters? table[] pairs of a name and a text
--- @field doc? string
--- @field fields? table[] of a struct: name, type, optional
--- @field items? string of an array
--- @field zero? string what a value that has no date becomes where the column cannot be NULL

local INTEGERS = {
  tinyint = { "int16", "int16" }, smallint = { "int16", "int32" }, mediumint = { "int32", "int32" },
  int = { "int32", "int64" }, bigint = { "int64", "int64" },
}

local kinds = {}

local function decimal_schema(scale, precision)
  return {
    type = "bytes", name = "org.apache.kafka.connect.data.Decimal", quote = "clean",
    parameters = { { "scale", tostring(scale) },
      { "connect.decimal.precision", precision and tostring(precision) } },
  }
end

function kinds.integer(column, options)
  local digits = parts.integer(column)
  if column.base ~= "bigint" or not column.is_unsigned then
    return { type = INTEGERS[column.base][column.is_unsigned and 2 or 1], encode = digits }
  end
  if options.bigint_unsigned_handling_mode == "precise" then
    local codec = decimal_schema(0)
    function codec.encode(value)
      return parts.base64(parts.unscaled(tostring(digits(value))))
    end
    return codec
  end
  return { type = "int64", encode = function(value)
    local text = digits(value)
    if type(text) == "number" then
      return text
    elseif #text > 19 or (#text == 19 and text > "9223372036854775807") then
      parts.refuse(column, value, "does not fit into an int64: set " ..
        "bigint_unsigned_handling_mode = \"precise\"")
    end
    return text
  end }
end

function kinds.float(column)
  return { type = column.base, encode = json }
end

function kinds.decimal(column, options)
  local text = parts.text(column)
  local mode = options.decimal_handling_mode
  if mode == "string" then
    return { type = "string", quote = "text", encode = text }
  elseif mode == "double" then
    return { type = "double", encode = function(value) return json(tonumber(text(value))) end }
  end
  local codec = decimal_schema(column.scale, column.length)
  function codec.encode(value)
    if not text(value):find "^-?%d*%.?%d*$" then
      parts.refuse(column, value, "is no DECIMAL")
    end
    return parts.base64(parts.unscaled(value))
  end
  return codec
end

function kinds.bit(column)
  local digits = parts.integer(column)
  if column.length == 1 then
    return { type = "boolean", encode = function(value)
      return digits(value) == 0 and "false" or "true"
    end }
  end
  local size = math.ceil(column.length / 8)
  return {
    type = "bytes", name = "io.debezium.data.Bits", quote = "clean",
    parameters = { { "length", tostring(column.length) } },
    encode = function(value)
      local bytes = parts.magnitude(tostring(digits(value)))
      for i = 1, size do
        bytes[i] = string.char(bytes[i] or 0)
      end
      return parts.base64(table.concat(bytes))
    end,
  }
end

function kinds.year(column)
  return { type = "int32", name = "io.debezium.time.Year", encode = parts.integer(column) }
end

-- ---- time ----

local byte = string.byte

--- The number of two digits; nil where they are none.
local function two_digits(a, b)
  return a and b and a >= 48 and a <= 57 and b >= 48 and b <= 57 and a * 10 + b - 528 or nil
end

--- Days since the epoch. nil for a date that no calendar has (0000-00-00, a month or a day 00),
--- which Debezium takes for NULL, or for the epoch where there can be no NULL.
local function days_of(column, value)
  if type(value) ~= "string" then
    parts.refuse(column, value, "is no date")
  end
  local a, b, c, d, dash1, e, f, dash2, g, h = byte(value, 1, 10)
  local century, rest, month, day = two_digits(a, b), two_digits(c, d), two_digits(e, f),
    two_digits(g, h)
  if dash1 ~= 45 or dash2 ~= 45 or not (century and rest and month and day) then
    parts.refuse(column, value, "is no date")
  end
  local year = century * 100 + rest
  if year == 0 or month == 0 or day == 0 then
    return nil
  end
  return parts.days(year, month, day)
end

function kinds.date(column, options)
  local connect = options.time_precision_mode == "connect"
  return {
    type = "int32", name = connect and "org.apache.kafka.connect.data.Date" or
      "io.debezium.time.Date",
    zero = "0",
    encode = function(value) return days_of(column, value) end,
  }
end

--- Seconds since the epoch, and the microseconds behind them.
local function split_datetime(column, value)
  local days = days_of(column, value)
  if not days then
    return nil
  end
  local a, b, _, c, d, _, e, f = byte(value, 12, 19)
  local hour, minute, second = two_digits(a, b), two_digits(c, d), two_digits(e, f)
  if not (hour and minute and second) then
    parts.refuse(column, value, "is no DATETIME")
  end
  local fraction = #value > 20 and tonumber((value:sub(21) .. "000000"):sub(1, 6)) or 0
  return days * 86400 + hour * 3600 + minute * 60 + second, fraction
end

function kinds.datetime(column, options)
  local connect = options.time_precision_mode == "connect"
  if connect or (column.length or 0) <= 3 then
    return {
      type = "int64", name = connect and "org.apache.kafka.connect.data.Timestamp" or
        "io.debezium.time.Timestamp",
      zero = "0",
      encode = function(value)
        local seconds, micro = split_datetime(column, value)
        return seconds and json(seconds * 1000 + math.floor(micro / 1000))
      end,
    }
  end
  return {
    type = "int64", name = "io.debezium.time.MicroTimestamp", zero = "0",
    encode = function(value)
      local seconds, micro = split_datetime(column, value)
      return seconds and json(ffi.cast("int64_t", seconds) * 1000000 + micro) -- beyond 2^53
    end,
  }
end

--- ISO 8601 in UTC, with the column's digits of a fraction.
function kinds.timestamp(column)
  return {
    type = "string", name = "io.debezium.time.ZonedTimestamp", quote = "clean",
    zero = '"1970-01-01T00:00:00Z"',
    encode = function(value)
      return days_of(column, value) and value:sub(1, 10) .. "T" .. value:sub(12) .. "Z"
    end,
  }
end

function kinds.time(column, options)
  local mode = options.time_precision_mode
  local milli = mode == "connect" or (mode == "adaptive" and (column.length or 0) <= 3)
  return {
    type = milli and "int32" or "int64",
    name = mode == "connect" and "org.apache.kafka.connect.data.Time" or
      milli and "io.debezium.time.Time" or "io.debezium.time.MicroTime",
    encode = function(value)
      local sign, hours, minutes, seconds, fraction =
        parts.text(column)(value):match "^(-?)(%d+):(%d%d):(%d%d)%.?(%d*)$"
      if not hours then
        parts.refuse(column, value, "is no TIME")
      elseif mode == "connect" and (sign == "-" or tonumber(hours) > 23) then
        parts.refuse(column, value, "is no time of a day: time_precision_mode = \"connect\" has " ..
          "no other, leave that option out")
      end
      local micro = (hours * 3600 + minutes * 60 + seconds) * 1e6 +
        (fraction ~= "" and tonumber((fraction .. "000000"):sub(1, 6)) or 0)
      micro = milli and math.floor(micro / 1000) or micro
      return sign == "-" and 0 - micro or micro
    end,
  }
end

-- ---- text, bytes and the rest ----

function kinds.text(column)
  return { type = "string", quote = "text", encode = parts.text(column) }
end

function kinds.bytes(column, options)
  local text, mode = parts.text(column), options.binary_handling_mode
  if mode == "hex" then
    return { type = "string", quote = "clean", encode = function(value)
      return (text(value):gsub(".", function(c) return ("%02x"):format(c:byte()) end))
    end }
  end
  local url_safe = mode == "base64-url-safe"
  return { type = mode == "bytes" and "bytes" or "string", quote = "clean", encode = function(value)
    local encoded = parts.base64(text(value))
    return url_safe and encoded:gsub("[+/]", { ["+"] = "-", ["/"] = "_" }) or encoded
  end }
end

function kinds.enum(column)
  local codec = kinds.text(column)
  codec.name = column.base == "enum" and "io.debezium.data.Enum" or "io.debezium.data.EnumSet"
  codec.parameters = { { "allowed", table.concat(column.labels, ",") } }
  return codec
end

kinds.set = kinds.enum

function kinds.json(column)
  local codec = kinds.text(column)
  codec.name = "io.debezium.data.Json"
  return codec
end

function kinds.vector()
  return { type = "array", items = "float", name = "io.debezium.data.FloatVector", encode = json }
end

--- The number of the spatial reference system as JSON (0 is none), and the well-known binary.
local function split_geometry(column, value)
  if #parts.text(column)(value) < 9 then
    parts.refuse(column, value, "is no geometry")
  end
  local a, b, c, d = value:byte(1, 4)
  local srid = a + b * 256 + c * 65536 + d * 16777216
  return srid ~= 0 and tostring(srid) or "null", value:sub(5)
end

function kinds.geometry(column)
  if column.base ~= "point" then
    return {
      type = "struct", name = "io.debezium.data.geometry.Geometry", doc = "Geometry",
      fields = { { "wkb", "bytes", false }, { "srid", "int32", true } },
      encode = function(value)
        local srid, wkb = split_geometry(column, value)
        return ('{"wkb":"%s","srid":%s}'):format(parts.base64(wkb), srid)
      end,
    }
  end
  return {
    type = "struct", name = "io.debezium.data.geometry.Point", doc = "Geometry (POINT)",
    fields = { { "x", "double", false }, { "y", "double", false }, { "wkb", "bytes", true },
      { "srid", "int32", true } },
    encode = function(value)
      local srid, wkb = split_geometry(column, value)
      if #wkb < 21 then
        parts.refuse(column, value, "is no POINT")
      end
      local is_little = wkb:byte() == 1
      return ('{"x":%s,"y":%s,"wkb":"%s","srid":%s}'):format(
        json(parts.double(wkb:sub(6, 13), is_little)),
        json(parts.double(wkb:sub(14, 21), is_little)), parts.base64(wkb), srid)
    end,
  }
end

--- @param column moontail.format.Column
--- @param options moontail.format.debezium.Options
--- @return moontail.format.debezium.Codec
function M.codec(column, options)
  local codec = kinds[column.kind](column, options)
  codec.zero = column.is_nullable and "null" or codec.zero
  return codec
end

-- ---- schemas ----

--- The schema of a field, as Kafka Connect's JsonConverter writes it.
--- @param codec moontail.format.debezium.Codec
--- @param is_optional boolean
--- @param field string
function M.schema(codec, is_optional, field)
  local list = { ('"type":"%s"'):format(codec.type) }
  local function add(...)
    list[#list + 1] = (...):format(select(2, ...))
  end
  if codec.fields then
    local fields = {}
    for i, f in ipairs(codec.fields) do
      fields[i] = ('{"type":"%s","optional":%s,"field":"%s"}'):format(f[2], f[3], f[1])
    end
    add('"fields":[%s]', table.concat(fields, ","))
  elseif codec.items then
    add('"items":{"type":"%s","optional":false}', codec.items)
  end
  add('"optional":%s', tostring(is_optional))
  if codec.name then
    add('"name":"%s","version":1', codec.name)
  end
  if codec.doc then
    add('"doc":"%s"', codec.doc)
  end
  if codec.parameters then
    local pairs_ = {}
    for i, p in ipairs(codec.parameters) do
      pairs_[i] = p[2] and ('"%s":%s'):format(p[1], json(p[2]))
    end
    add('"parameters":{%s}', table.concat(pairs_, ","))
  end
  add('"field":%s', json(field))
  return "{" .. table.concat(list, ",") .. "}"
end

return M
