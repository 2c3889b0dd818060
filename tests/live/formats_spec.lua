--- Real servers, every type: what the formats of other tools make of each value is what their
--- documentation says of its type, computed by the server in SQL.
-- ROWS and SEED in the environment make the runs longer and different.
package.path = "tests/live/?.lua;" .. package.path
local bit = require "bit"
local client = require "client"
local ffi = require "ffi"
local moontail = require "moontail"
local run = require "spec.support.run"
local shell = require "shell"
local types = require "types"

local PORT = 22010
local ROWS = tonumber(os.getenv "ROWS") or 120
local SEED = tonumber(os.getenv "SEED") or 1

---- The tables ------------------------------------------------------------------------------------

local SHAPES = { "POINT(1.5 -2.5)", "POINT(-1e100 1e-100)", "POINT(0 0)",
  "LINESTRING(0 0, 1 1, 2 4)", "POLYGON((0 0, 9 0, 9 9, 0 9, 0 0), (2 2, 4 2, 4 4, 2 4, 2 2))",
  "MULTIPOINT(1 1, 2 2)", "MULTILINESTRING((0 0, 1 1), (2 2, 3 3))",
  "MULTIPOLYGON(((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5)))",
  "GEOMETRYCOLLECTION(POINT(1 2), LINESTRING(3 4, 5 6))" }

local function shape(among)
  return function()
    local srid = math.random(2) == 1 and ", 4326" or ""
    return ("ST_GeomFromText('%s'%s)"):format(SHAPES[math.random(among)], among > 3 and "" or
      srid:gsub("4326", "3857"))
  end
end

local function tables_of(flavour, with)
  types.configure(flavour, with, "all")
  math.randomseed(SEED)
  return {
    numbers = types.numbers(), times = types.times(), texts = types.texts(), blobs = types.blobs(),
    mixture = types.mixture(),
    shapes = { { "geo", "GEOMETRY", shape(#SHAPES) }, { "spot", "POINT", shape(3) } },
  }
end

--- The statements that make and fill the tables.
local function sql_of(tables)
  local list = { "SET NAMES utf8mb4; SET time_zone = '+00:00'; SET sql_mode = '';",
    "CREATE DATABASE work CHARACTER SET utf8mb4; USE work;" }
  for name, columns in pairs(tables) do
    local lines = { "id INT PRIMARY KEY" }
    for i, column in ipairs(columns) do
      lines[i + 1] = ("`%s` %s"):format(column[1], column[2])
    end
    list[#list + 1] = ("CREATE TABLE %s (%s);"):format(name, table.concat(lines, ", "))
    for id = 1, ROWS do
      local values = { tostring(id) }
      for i, column in ipairs(columns) do
        values[i + 1] = tostring(column[3]())
      end
      list[#list + 1] = ("INSERT INTO %s VALUES (%s);"):format(name, table.concat(values, ", "))
    end
  end
  return table.concat(list, "\n")
end

---- Bytes and numbers -----------------------------------------------------------------------------

local ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

local function from_base64(text)
  local bytes, buffer, bits = {}, 0, 0
  for c in text:gsub("-", "+"):gsub("_", "/"):gmatch "[^=]" do
    buffer = buffer * 64 + ALPHABET:find(c, 1, true) - 1
    bits = bits + 6
    if bits >= 8 then
      bits = bits - 8
      bytes[#bytes + 1] = string.char(math.floor(buffer / 2 ^ bits))
      buffer = buffer % 2 ^ bits
    end
  end
  return table.concat(bytes)
end

local function to_hex(bytes)
  return (bytes:gsub(".", function(c) return ("%02X"):format(c:byte()) end))
end

local function from_hex(hex)
  return (hex:gsub("%x%x", function(c) return string.char(tonumber(c, 16)) end))
end

--- The decimal digits of a two's complement number, the highest byte first.
local function signed_digits(bytes)
  local negative, digits = bytes:byte() >= 128, { 0 }
  for i = 1, #bytes do
    local carry = negative and 255 - bytes:byte(i) or bytes:byte(i)
    for k = 1, #digits do
      local n = digits[k] * 256 + carry
      digits[k], carry = n % 10, math.floor(n / 10)
    end
    while carry > 0 do
      digits[#digits + 1], carry = carry % 10, math.floor(carry / 10)
    end
  end
  if negative then -- it was the complement: one more
    local k = 1
    while digits[k] == 9 do
      digits[k], k = 0, k + 1
    end
    digits[k] = (digits[k] or 0) + 1
  end
  local text = table.concat(digits):reverse():gsub("^0+(%d)", "%1")
  return (negative and "-" or "") .. text
end

local function single(number)
  return tonumber(ffi.new("float", number))
end

--- Characters from U+0000 to U+00FF as bytes.
local function from_latin1(text)
  return (text:gsub("([\194\195])(.)", function(a, b)
    return string.char(a == "\194" and b:byte() or b:byte() + 64)
  end))
end

local function number_text(value)
  return type(value) == "number" and moontail.json(value) or value
end

---- What is expected ------------------------------------------------------------------------------

-- kind -> `sql`: the expressions that the server computes of a column. For each format a function
-- that is given the decoded value and the server's answer (the first, or the one that FORMAT_of
-- says), and returns what the answer must be, or true. The other settings of Debezium (`other`,
-- `double`) are as `debezium` where they say nothing else.
local TEXT = "CAST(%s AS CHAR)"
local UTF8 = "HEX(CONVERT(%s USING utf8mb4))"
local NO_DATE = "YEAR(%s) = 0 OR MONTH(%s) = 0 OR DAY(%s) = 0"

local function unchanged(value) return value end

local function unless_zero(expression)
  return ("IF(%s, NULL, %s)"):format(NO_DATE, expression)
end

local MICROSECONDS = unless_zero "TIMESTAMPDIFF(MICROSECOND, '1970-01-01 00:00:00', %s)"
local SPAN = "CONCAT(IF(%s < 0, '-', ''), (HOUR(%s) * 3600 + MINUTE(%s) * 60 + SECOND(%s)) " ..
  "* 1000000 + MICROSECOND(%s))"

local function kind(sql, formats)
  formats.sql = sql
  return formats
end

local function signed_base64(value) return signed_digits(from_base64(value)) end

local function same_number(value, expected) return tonumber(value) == tonumber(expected) end

local function floating(round)
  local function same(value, expected) return round(value) == round(tonumber(expected)) end
  return kind({ "CAST(%s AS DOUBLE)" }, {
    debezium = same, maxwell = same,
    canal = function(value, expected) -- as Java prints it, always with a point
      return value:find "^%-?%d+%.%d+E?%-?%d*$" and same(tonumber(value), expected)
    end,
  })
end

local function milliseconds(value) return value == 0 and "0" or number_text(value) .. "000" end

local function four_digits(value) return ("%04d"):format(value) end

local function base64_hex(value) return to_hex(from_base64(value)) end

local function latin1_hex(value) return to_hex(from_latin1(value)) end

local function floats(list)
  local values = ffi.new("float[?]", #list)
  for i, n in ipairs(list) do
    values[i - 1] = n
  end
  return to_hex(ffi.string(values, 4 * #list))
end

local function geometry_hex(value)
  local n = value.srid == moontail.null and 0 or value.srid
  return to_hex(string.char(n % 256, bit.rshift(n, 8) % 256, bit.rshift(n, 16) % 256, 0) ..
    from_base64(value.wkb))
end

--- Well-known text without spaces, and MULTIPOINT without the inner brackets: not all write them.
local function bare_text(wkt)
  wkt = wkt:gsub(" ", "")
  return wkt:find "^MULTIPOINT" and wkt:gsub("[()]", "") or wkt
end

local function temporal(sql, debezium, other)
  return kind({ TEXT, sql }, { debezium_of = 2, debezium = debezium, other_of = 2, other = other,
    maxwell = unchanged, canal = unchanged })
end

local kinds = {
  integer = kind({ "%s + 0" }, { debezium = number_text, maxwell = number_text,
    canal = unchanged }),
  bigint_unsigned = kind({ TEXT }, { debezium = signed_base64, maxwell = number_text,
    canal = unchanged }),
  float = floating(single), double = floating(unchanged),
  decimal = kind({ TEXT }, {
    debezium = function(value, expected)
      local digits = expected:gsub("%.", ""):gsub("^(%-?)0+(%d)", "%1%2")
      return signed_base64(value) == digits
    end,
    other = unchanged, double = same_number, maxwell = same_number, canal = unchanged,
  }),
  bit1 = kind({ "%s + 0" }, { debezium = function(value) return value and "1" or "0" end,
    maxwell = number_text, canal = unchanged }),
  bit = kind({ "%s + 0" }, { debezium = function(value)
    return signed_digits("\0" .. from_base64(value):reverse())
  end, maxwell = number_text, canal = unchanged }),
  year = kind({ TEXT }, { debezium = four_digits, maxwell = four_digits, canal = unchanged }),
  date = temporal(unless_zero "DATEDIFF(%s, '1970-01-01')", number_text),
  datetime3 = temporal(MICROSECONDS, milliseconds),
  datetime6 = temporal(MICROSECONDS, number_text),
  timestamp = temporal(unless_zero "CONCAT(REPLACE(CAST(%s AS CHAR), ' ', 'T'), 'Z')",
    unchanged),
  time3 = temporal(SPAN, number_text, milliseconds), time6 = temporal(SPAN, number_text),
  text = kind({ UTF8 }, { debezium = to_hex, maxwell = to_hex, canal = to_hex }),
  plain = kind({ TEXT }, { debezium = unchanged, maxwell = unchanged, canal = unchanged }),
  bytes = kind({ "HEX(%s)" }, { debezium = base64_hex, other = string.upper, maxwell = base64_hex,
    canal = latin1_hex }),
  enum = kind({ UTF8, "%s + 0" }, { debezium = to_hex, maxwell = to_hex, canal_of = 2,
    canal = unchanged }),
  set = kind({ UTF8, "CAST(%s AS UNSIGNED)" }, { debezium = to_hex, maxwell = function(value)
    return to_hex(table.concat(value, ","))
  end, canal_of = 2, canal = unchanged }),
  json = kind({ UTF8 }, { null = to_hex "null", debezium = to_hex, maxwell = function(value,
    expected)
    return moontail.json(value) == moontail.json(moontail.json_decode(from_hex(expected)))
  end, canal = to_hex }),
  vector = kind({ "HEX(%s)" }, { debezium = floats, maxwell = floats, canal = function(value)
    return floats(moontail.json_decode(value))
  end }),
  geometry = kind({ "HEX(%s)", "ST_AsText(%s)" }, {
    debezium = geometry_hex, canal = latin1_hex,
    maxwell_of = 2, maxwell = function(value, expected)
      return bare_text(value) == bare_text(expected)
    end,
  }),
  point = kind({ "HEX(%s)", "CONCAT(ST_X(%s), ' ', ST_Y(%s))" }, {
    debezium_of = 2, debezium = function(value, expected)
      local x, y = expected:match "^(%S+) (%S+)$"
      return value.x == tonumber(x) and value.y == tonumber(y)
    end,
    other = geometry_hex, canal = latin1_hex, maxwell_of = 2, maxwell = function(value, expected)
      local x, y = value:match "^POINT %((%S+) (%S+)%)$"
      return same_number(x, expected:match "^%S+") and same_number(y, expected:match "%S+$")
    end,
  }),
}

local BASES = { tinyint = "integer", smallint = "integer", mediumint = "integer", int = "integer",
  boolean = "integer", tinytext = "text", mediumtext = "text", longtext = "text", char = "text",
  varchar = "text", binary = "bytes", varbinary = "bytes", tinyblob = "bytes", blob = "bytes",
  mediumblob = "bytes", longblob = "bytes", uuid = "plain", inet4 = "plain", inet6 = "plain" }

--- What is expected of a column of this SQL type.
local function kind_of(sql_type, flavour)
  local base, length = sql_type:lower():match "^(%a%w*)%(?(%d*)"
  if base == "bigint" then
    return sql_type:find "UNSIGNED" and kinds.bigint_unsigned or kinds.integer
  elseif base == "bit" then
    return length == "1" and kinds.bit1 or kinds.bit
  elseif base == "datetime" or base == "time" then
    return kinds[base .. (tonumber(length ~= "" and length or 0) <= 3 and 3 or 6)]
  elseif base == "json" and flavour == "mariadb" then
    return kinds.text
  end
  return assert(kinds[BASES[base] or base], sql_type)
end

--- Does the decoded value say what the server says? answers: of the kind's expressions.
local function agrees(of_kind, format, value, answers)
  local like = of_kind[format] and format or "debezium"
  local expected = answers[of_kind[like .. "_of"] or 1]
  if expected == "NULL" or value == moontail.null then
    return value == moontail.null and (expected == "NULL" or expected == of_kind.null)
  end
  local said = of_kind[like](value, expected)
  return said == true or said == expected
end

---- The comparison --------------------------------------------------------------------------------

--- format -> table -> id -> column -> decoded value
local function decoded_rows(folder)
  local all = {}
  for _, format in ipairs { "debezium", "other", "double", "maxwell", "canal" } do
    local of = {}
    all[format] = of
    for _, line in ipairs(run.lines(run.read(folder .. "/" .. format))) do
      local document = moontail.json_decode(line)
      document = document.payload or document
      local name = document.table or document.source.table
      local row = document.after or format == "canal" and document.data[1] or document.data
      of[name] = of[name] or {}
      of[name][tostring(row.id)] = row
    end
  end
  return all
end

--- The server's answers: id -> list of texts.
local function ask(command, name, expressions)
  local rows = {}
  for _, row in ipairs(client.query(command, ("SELECT id, %s FROM work.%s;"):format(
    table.concat(expressions, ", "), name))) do
    rows[table.remove(row, 1)] = row
  end
  return rows
end

local function compare_table(command, flavour, name, columns, decoded)
  local expressions, compared = {}, 0
  for _, column in ipairs(columns) do
    for _, expression in ipairs(kind_of(column[2], flavour).sql) do
      expressions[#expressions + 1] = expression:gsub("%%s", "`" .. column[1] .. "`")
    end
  end
  for id, answers in pairs(ask(command, name, expressions)) do
    local at = 0
    for _, column in ipairs(columns) do
      local of_kind = kind_of(column[2], flavour)
      local mine = { unpack(answers, at + 1, at + #of_kind.sql) }
      at = at + #of_kind.sql
      for format, rows in pairs(decoded) do
        local value = rows[name][id][column[1]]
        if not agrees(of_kind, format, value, mine) then
          error(("%s: %s.%s of %s, %s: %s, server: %s"):format(format, name, column[1], id,
            column[2], moontail.json(value), table.concat(mine, " | ")))
        end
        compared = compared + 1
      end
    end
  end
  return compared
end

local function compare(server, flavour, with)
  local folder = shell.fast_folder()
  finally(function() shell.stop_server(folder) end)
  local here, reason = shell.start_server(server, PORT, folder, "--binlog-row-metadata=FULL")
  if not here then return pending(reason) end
  local tables = tables_of(flavour, with)
  shell.write(folder .. "/work.sql", sql_of(tables))
  local command = ("%s sql %s %s/data"):format(shell.SERVER, server, folder)
  shell.must("%s < %s/work.sql", command, folder)
  local done = run.moontail { "run", "tests/live/formats.lua", "--source",
    folder .. "/data/binlog.index", "--checkpoint", "none", "--set", "folder=" .. folder }
  assert.equal(0, done.status, done.err)
  local decoded, compared = decoded_rows(folder), 0
  for name, columns in pairs(tables) do
    compared = compared + compare_table(command, flavour, name, columns, decoded)
  end
  assert.is_true(compared >= ROWS * 5 * 90, compared)
end

describe("every value in the formats of other tools", function()
  teardown(run.clean)
  it("of MySQL 9.7", function() compare("mysql-9.7", "mysql", "json,vector") end)
  it("of MariaDB 11.8", function()
    compare("mariadb-11.8", "mariadb", "json,uuid,inet4,inet6,vector,compressed")
  end)
end)
