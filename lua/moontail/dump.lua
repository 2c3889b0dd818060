--- `moontail dump`: every event with every field, for people (text) or for programs (json).
--- Text: a line for each event, `-` and `+` before a row as it was and as it became, in grey the
--- other fields. A field that is as it was in the event of the same type before is not repeated.
local core = require "moontail.core"
local moontail = require "moontail"

local colourful = moontail.colours()

local function paint(code)
  if not colourful then
    return function(text) return text end
  end
  return function(text) return text == "" and "" or "\27[" .. code .. "m" .. text .. "\27[0m" end
end

local bold, grey, red, green, cyan = paint "1", paint "2", paint "31", paint "32", paint "36"
local bright = { ["-"] = paint "1;31", ["+"] = paint "1;32" }
local plain = { ["-"] = red, ["+"] = green }

-- Where the lines below an event's first one begin.
local INDENT = (" "):rep(12)
local WIDTH = 110

-- On the first line, or said by the heading.
local SHOWN = { type = true, timestamp = true, server_id = true, file = true, position = true,
  gtid = true, rows = true, schema = true, table = true, query = true, columns = true,
  post_header_lengths = true, source_uuid = true, transaction_id = true }

---- Values --------------------------------------------------------------------------------------

local function hexadecimal(bytes)
  return "x'" .. bytes:gsub(".", function(c) return ("%02x"):format(c:byte()) end) .. "'"
end

local ESCAPED = { ["'"] = "''", ["\\"] = "\\\\", ["\n"] = "\\n", ["\r"] = "\\r", ["\t"] = "\\t" }

--- As SQL has it: NULL, 1, 'text', or x'00ff' for bytes that are no text.
local function show(value)
  if value == moontail.null then
    return "NULL"
  elseif type(value) ~= "string" then
    return moontail.json(value)
  end
  if not value:find "[^ !#-&(-%[%]-~]" then
    return "'" .. value .. "'" -- the usual case, in one look
  end
  local encoded = moontail.json(value)
  if encoded:find "\\udc%x%x" or encoded:find "\\u00[01]%x" then
    return hexadecimal(value)
  end
  return "'" .. value:gsub("['\\\n\r\t]", ESCAPED) .. "'"
end

--- Characters, as a terminal counts them (but for the wide ones).
local function width(text)
  if not text:find "[\128-\191]" then
    return #text
  end
  local _, continued = text:gsub("[\128-\191]", "")
  return #text - continued
end

---- Rows ----------------------------------------------------------------------------------------

local WIDEST_PADDING = 40

local function same(a, b)
  return a == b or (type(a) == "table" and type(b) == "table"
    and moontail.json(a) == moontail.json(b))
end

--- The image's cells, each padded to its twin in the other image, and painted when it changed.
local function image(columns, mark, row, other)
  local cells = {}
  for _, name in ipairs(columns) do
    local cell = row[name] ~= nil and name .. "=" .. show(row[name]) or nil
    local twin = other and other[name] ~= nil and name .. "=" .. show(other[name]) or nil
    local changed = other and cell and not same(row[name], other[name])
    local style = (changed and bright or plain)[mark]
    local room = twin and width(twin) or 0
    local padding = (" "):rep(room <= WIDEST_PADDING and room - width(cell or "") or 0)
    if cell then
      local null = row[name] == moontail.null
      cells[#cells + 1] = (null and style(name .. "=") .. grey "NULL" or style(cell)) .. padding
    elseif twin then
      cells[#cells + 1] = padding
    end
  end
  return (plain[mark](mark) .. " " .. table.concat(cells, " ")):gsub(" +$", "")
end

local function print_rows(event)
  local columns = getmetatable(event.rows).columns
  for _, row in ipairs(event.rows) do
    if row.before then
      print(INDENT .. image(columns, "-", row.before, row.after))
    end
    if row.after then
      print(INDENT .. image(columns, "+", row.after, row.before))
    end
  end
end

---- The other fields ----------------------------------------------------------------------------

local function print_lines(text)
  for line in (text .. "\n"):gmatch "(.-)\r?\n" do
    print(INDENT .. line)
  end
end

local function column_text(column)
  local text = (column.name or "?") .. " " .. tostring(column.type)
  text = text .. (column.unsigned and " UNSIGNED" or "")
  return text .. (column.nullable == false and " NOT NULL" or "")
end

local function print_columns(event)
  local list = {}
  for i, column in ipairs(event.columns) do
    list[i] = column_text(column)
  end
  print(INDENT .. grey("(" .. table.concat(list, ", ") .. ")"))
end

-- type -> name -> text, as they were last.
local last = {}

local function rest_of(event)
  local names, parts, before, now = {}, {}, last[event.type] or {}, {}
  for name in pairs(event) do
    if not SHOWN[name] then
      names[#names + 1] = name
    end
  end
  table.sort(names)
  for _, name in ipairs(names) do
    local value = event[name]
    now[name] = value == true and "yes" or value == false and "no" or show(value)
    if now[name] ~= before[name] then
      parts[#parts + 1] = name .. "=" .. now[name]
    end
  end
  last[event.type] = now
  return parts
end

--- As many as fit on a line, then on the next.
local function print_wrapped(parts)
  local line = ""
  for _, part in ipairs(parts) do
    if line ~= "" and width(line) + width(part) > WIDTH - #INDENT then
      print(INDENT .. grey(line))
      line = ""
    end
    line = line == "" and part or line .. " " .. part
  end
  if line ~= "" then
    print(INDENT .. grey(line))
  end
end

---- The first line ------------------------------------------------------------------------------

local function about(event)
  if event.table then
    local count = event.rows and #event.rows
    local rows = count and ("  %d row%s"):format(count, count == 1 and "" or "s") or ""
    return cyan(event.schema .. "." .. event.table) .. rows
  end
  if event.type:find "gtid$" or event.type == "gtid_tagged" then
    return event.gtid or ""
  end
  return event.schema and event.schema ~= "" and cyan(event.schema) or ""
end

local heading

local function print_heading(event)
  local text = ("%s  server %.0f"):format(event.file, event.server_id)
  if text ~= heading then
    print((heading and "\n" or "") .. bold(text))
    heading, last = text, {}
  end
end

local function time_of(timestamp)
  local whole = math.floor(timestamp)
  local micro = math.floor((timestamp - whole) * 1e6 + 0.5)
  local time = os.date("!%Y-%m-%d %H:%M:%S", whole)
  return micro > 0 and micro < 1e6 and ("%s.%06d"):format(time, micro) or time
end

local function print_text(event)
  print_heading(event)
  local rest, short = rest_of(event), ""
  if not event.table and not event.query and width(table.concat(rest, " ")) <= 60 then
    short, rest = grey(table.concat(rest, " ")), {}
  end
  local subject = about(event)
  local room = (" "):rep(20 - #event.type) -- outside of the colour, so that it can be cut off
  local line = ("%10.0f  %s  %s%s %s%s"):format(event.position, grey(time_of(event.timestamp)),
    bold(event.type), room, subject, (subject ~= "" and "  " or "") .. short)
  print((line:gsub(" +$", "")))
  if event.query then
    print_lines(event.query)
  end
  if event.columns then
    print_columns(event)
  end
  if event.rows then
    print_rows(event)
  end
  print_wrapped(rest)
end

return function()
  -- lines of JSON are written by the runtime itself: the handler only says that all are wanted
  core.hooks.prints_json = moontail.args.format == "json"
  moontail.on("event", print_text)
end
