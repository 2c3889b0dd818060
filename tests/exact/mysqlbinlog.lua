--- Reads what the servers' own mysqlbinlog or mariadb-binlog prints with -vv: the list of events,
-- and the rows of its pseudo SQL. Times are in the zone it ran in, so run it with TZ=UTC.
local mysqlbinlog = {}

-- What stands behind the place of an event, and our name for its type.
local TYPES = {
  { "^Start: binlog", "format_description" },
  { "^Previous%-GTIDs", "previous_gtids" },
  { "^GTID\t", "gtid" },
  { "^GTID %d", "gtid" },
  { "^Anonymous_GTID", "anonymous_gtid" },
  { "^Gtid list", "gtid_list" },
  { "^Binlog checkpoint", "binlog_checkpoint" },
  { "^Query_compressed\t", "query_compressed" },
  { "^Query\t", "query" },
  { "^Rows_query", "rows_query" },
  { "^Annotate_rows", "annotate_rows" },
  { "^Table_map", "table_map" },
  { "^Write_rows", "write_rows" },
  { "^Update_rows:", "update_rows" },
  { "^Update_rows_partial:", "partial_update_rows" },
  { "^Delete_rows", "delete_rows" },
  { "^Write_compressed_rows", "write_rows_compressed" },
  { "^Update_compressed_rows", "update_rows_compressed" },
  { "^Delete_compressed_rows", "delete_rows_compressed" },
  { "^Transaction_Payload", "transaction_payload" },
  { "^Xid = ", "xid" },
  { "^XA PREPARE", "xa_prepare" },
  { "^XID = ", "xa_prepare" },
  { "^Intvar", "intvar" },
  { "^Rand", "rand" },
  { "^User_var", "user_var" },
  { "^Execute_load_query", "execute_load_query" },
  { "^Rotate to", "rotate" },
  { "^Stop", "stop" },
}

-- These stand on a line of their own, below the place.
local LOAD_TYPES = {
  { "^#Begin_load_query", "begin_load_query" },
  { "^#Append_block", "append_block" },
  { "^#Delete_file", "delete_file" },
}

local function type_of(text, types)
  for _, pair in ipairs(types) do
    if text:find(pair[1]) then return pair[2] end
  end
end

local function epoch(year, month, day, hour, minute, second)
  year = 2000 + year
  local m = (month + 9) % 12
  local y = year - math.floor(m / 10)
  local days = 365 * y + math.floor(y / 4) - math.floor(y / 100) + math.floor(y / 400)
    + math.floor((m * 306 + 5) / 10) + day - 1 - 719468
  return days * 86400 + hour * 3600 + minute * 60 + second
end

local HEADER = "^#(%d%d)(%d%d)(%d%d) +(%d+):(%d%d):(%d%d) server id (%d+)  end_log_pos (%d+)(.*)$"

local function read_header(line)
  local year, month, day, hour, minute, second, server, after, rest = line:match(HEADER)
  if not year then return end
  rest = rest:gsub("^ CRC32 0x%x+", ""):gsub("^%s+", "")
  return { timestamp = epoch(year, month, day, hour, minute, second), server_id = tonumber(server),
    type = type_of(rest, TYPES), text = rest, after = tonumber(after) }
end

local PART = { WHERE = "before", SET = "after" }

-- A line of pseudo SQL: it goes into the rows of the event that it belongs to.
local function read_row_line(reading, text)
  local verb, name = text:match "^(%u+)[%u ]* (`.*`)$"
  if verb then
    reading.row = { verb = verb, name = name }
    table.insert(reading.rows, reading.row)
  elseif PART[text] then
    reading.part = PART[text]
    reading.row[reading.part] = {}
  else
    local column, value = text:match "^  @(%d+)=(.*)$"
    if column then reading.row[reading.part][tonumber(column)] = value end
  end
end

-- mariadb-binlog prints places and events in one order (and 0 as the end of many). MySQL's prints
-- some INTVAR events late: the place of an event is the last one before its end, also for those of
-- a compressed transaction, whose end is that of the whole.
local function find_positions(positions, headers)
  local in_order = headers[1] and headers[1].text:find "MariaDB"
  for i, header in ipairs(headers) do
    header.index, header.position = i, positions[i]
    for _, position in ipairs(in_order and {} or positions) do
      if position >= header.after then break end
      header.position = position
    end
  end
  table.sort(headers, function(a, b)
    if a.position ~= b.position then return a.position < b.position end
    return a.index < b.index
  end)
end

--- The events of a text: {position, timestamp, server_id, type, text} each, and in the order of the
--- text all rows, {verb, name, before, after}; an image is column number -> what stands behind "=".
function mysqlbinlog.read(path)
  local positions, headers, reading = {}, {}, { rows = {} }
  for line in io.lines(path) do
    local position = line:match "^# at (%d+)$"
    local header = read_header(line)
    local load_type = type_of(line, LOAD_TYPES)
    if position then
      table.insert(positions, tonumber(position))
    elseif header then
      table.insert(headers, header)
    elseif load_type then
      headers[#headers].type = load_type
    elseif line:find "^### " then
      read_row_line(reading, line:sub(5))
    end
  end
  find_positions(positions, headers)
  return headers, reading.rows, #positions
end

---- Values ---------------------------------------------------------------------------------------

local function unescape(text)
  return (text:gsub("\\x(%x%x)", function(x) return string.char(tonumber(x, 16)) end))
end

local function binary(text)
  local number = 0
  for digit in text:gmatch "%d" do number = number * 2 + tonumber(digit) end
  return number
end

local function seconds_of(text)
  local year, month, day, hour, minute, second, fraction =
    text:match "^(%d+)-(%d+)-(%d+) (%d+):(%d+):(%d+)(.*)$"
  return year and ("%d%s"):format(epoch(year - 2000, tonumber(month), tonumber(day), hour, minute,
    second), fraction)
end

local function index_of(labels, label)
  for i, it in ipairs(labels) do
    if it == label then return i end
  end
end

local function members(labels, value)
  local bits = 0
  for label in value:gmatch "[^,]+" do bits = bits + 2 ^ (index_of(labels, label) - 1) end
  return bits
end

local function same_integer(value, text)
  local signed, unsigned = text:match "^(%-?%d+) %((%d+)%)$"
  value = type(value) == "number" and ("%.0f"):format(value) or value
  return value == (signed or text) or value == unsigned
end

-- The type in the comment -> is this value of ours what stands there?
local COMPARE = {
  { "^%u*INT", same_integer },
  { "^YEAR", same_integer },
  { "^BIT", function(value, text) return value == binary(text) end },
  { "^FLOAT", function(value, text) return ("%g"):format(value) == text end },
  { "^DOUBLE", function(value, text) return ("%.20g"):format(value) == text end },
  { "^DECIMAL", function(value, text) return value == text end },
  { "^DATE ", function(value, text) return "'" .. value:gsub("-", ":") .. "'" == text end },
  { "^DATETIME", function(value, text) return "'" .. value .. "'" == text end },
  { "^TIMESTAMP", function(value, text) return seconds_of(value) == text end },
  { "^TIME", function(value, text) return "'" .. value .. "'" == text end },
  { "^ENUM", function(value, text, labels)
    return (labels and index_of(labels, value) or value) == tonumber(text)
  end },
  { "^SET", function(value, text, labels)
    return (labels and members(labels, value) or value) == binary(text)
  end },
  { "^JSON", function(value, text) return value == unescape(text:sub(2, -2)) end },
  -- Pad bytes that the log does not have are not printed.
  { "^STRING", function(value, text)
    return value:gsub("%z+$", "") == unescape(text:sub(2, -2)):gsub("%z+$", "")
  end },
  { "", function(value, text) return value == unescape(text:sub(2, -2)) end },
}

--- Is our value the printed one? labels: of an ENUM or SET, where we have labels and not numbers.
--- nil where the text shows only a part (a change inside a document).
function mysqlbinlog.same(value, printed, labels, null)
  local text, kind = printed:match "^(.-) */%* ([%u%d_/ ()]+.-) %*/$"
  if not text or text:find "^JSON_" or text:find "^@" then return nil end
  if text == "NULL" or value == null then return text == "NULL" and value == null end
  for _, pair in ipairs(COMPARE) do
    if kind:find(pair[1]) then return pair[2](value, text, labels) end
  end
end

return mysqlbinlog
