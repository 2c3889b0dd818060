--- Compares what moontail told of the schema `exact` (audit.lua's lines) with what the server
-- printed of the same tables at the same points (generate.lua's SELECTs). Exit status 1 when a
-- value differs.
local here = arg[0]:match "^(.*)/[^/]*$" or "."
package.path = here .. "/../live/?.lua;" .. package.path
local ffi = require "ffi"
local json = require "json"
local options = require "options"

local HELP = [[
usage: luajit verify.lua --printed FILE --events FILE [--show N] [--subset]
  --subset   the events have only some of the columns
]]

local settings = options.parse(HELP, { printed = "", events = "", show = 20, subset = false })

local wrong, compared, rows_seen = 0, 0, 0
local place = ""

local function complain(...)
  wrong = wrong + 1
  if wrong <= settings.show then print(place .. ": " .. string.format(...)) end
end

---- A value of moontail's in the form in which the server printed it ----------------------------

local HEX = {}
for byte = 0, 255 do HEX[string.char(byte)] = ("%02X"):format(byte) end
local function hex(bytes) return (bytes:gsub(".", HEX)) end
local function unhex(text)
  return (text:gsub("%x%x", function(x) return string.char(tonumber(x, 16)) end))
end

local function vector_bytes(list)
  local floats = ffi.new("float[?]", #list)
  for i, text in ipairs(list) do floats[i - 1] = tonumber(text) end
  return ffi.string(floats, 4 * #list)
end

local function plain(value) return type(value) == "string" and value or nil end

-- A character that Unicode lacks is U+FFFD for moontail, '?' for the server.
local function same_text(value, text)
  if type(value) ~= "string" then return false end
  local digits = hex(value)
  if digits == text then return true end
  return digits:find("EFBFBD", 1, true) ~= nil and hex((value:gsub("\239\191\189", "?"))) == text
end

local function same_double(value, text)
  local a, b = tonumber(value), tonumber(text)
  return a ~= nil and a == b and 1 / a == 1 / b
end

local function single(text) return tonumber(ffi.new("float", tonumber(text) or error(text))) end

local function same_float(value, text)
  return type(value) == "string" and tonumber(value) ~= nil
    and same_double(single(value), single(text))
end

local function numbers_of(text)
  local list = {}
  local frame = text:gsub("%-?%d[%d.eE+-]*", function(n)
    list[#list + 1] = tonumber(n)
    return "0"
  end)
  return frame:gsub("%s", ""), list
end

-- Texts of a geometry: the same words, brackets and numbers, whatever the spaces and digits. Older
-- servers put no brackets around the points of a MULTIPOINT, MariaDB none around an empty list.
local function same_shape(text, other)
  if text:find "MULTIPOINT" then
    local function strip(s)
      return (s:gsub("MULTIPOINT(%b())", function(list)
        return "MULTIPOINT(" .. list:sub(2, -2):gsub("[()]", "") .. ")"
      end))
    end
    text, other = strip(text), strip(other)
  end
  local frame, list = numbers_of(text)
  local other_frame, other_list = numbers_of(other)
  if frame ~= other_frame or #list ~= #other_list then return false end
  for i, n in ipairs(list) do
    if n ~= other_list[i] then return false end
  end
  return true
end

local function same_geometry(value, text, texts)
  local bytes, wkt, geojson = text:match "^(%x*)/(%x*)/?(%x*)$"
  if type(value) ~= "string" or hex(value) ~= bytes then return false end
  if not texts then return true end
  return same_shape(texts[1], unhex(wkt))
    and (geojson == "" or same_shape(texts[2], unhex(geojson)))
end

local SAME = {
  number = function(value, text) return plain(value) == text end,
  text = function(value, text) return plain(value) == text end,
  hex = same_text,
  float = same_float,
  double = same_double,
  vector = function(value, text)
    return type(value) == "table" and hex(vector_bytes(value)) == text
  end,
  geometry = same_geometry,
}

local function same(kind, value, text, texts)
  if value == json.null or text == "NULL" then return value == json.null and text == "NULL" end
  return SAME[kind](value, text, texts)
end

---- The tables as the events have them ----------------------------------------------------------

local tables = {}

local function shown(value)
  if value == nil then return "absent" end
  if type(value) == "table" and value ~= json.null then value = table.concat(value, ",") end
  return ("%q"):format(tostring(value):sub(1, 200))
end

local function equal(a, b)
  if type(a) == "table" and type(b) == "table" and a ~= json.null and b ~= json.null then
    return table.concat(a, ",") == table.concat(b, ",")
  end
  return a == b
end

local function known_row(t, image)
  if image.tag == nil then
    complain("the image has no tag")
    return {}
  end
  local row = t.rows[image.tag]
  if not row then complain("no row with the tag %s is known", shown(image.tag)) end
  return row or { values = {}, texts = {} }
end

-- What an event says was there must have been there.
local function check_before(t, before)
  local row = known_row(t, before)
  for name, value in pairs(before) do
    compared = compared + 1
    local known = row.values and row.values[name]
    if known ~= nil and not equal(known, value) then
      complain("before.%s is %s, but was %s", name, shown(value), shown(known))
    end
  end
  return row
end

-- As SQL compares: 0 and -0 are one number.
local function unchanged(a, b)
  return equal(a, b) or (a == "0" and b == "-0") or (a == "-0" and b == "0")
end

local function check_changed(event)
  for name, value in pairs(event.after) do
    local before = event.before[name]
    if before ~= nil and (event.changed[name] == true) == unchanged(before, value) then
      complain("changed.%s is %s", name, tostring(event.changed[name]))
    end
  end
end

local function check_key(t, event)
  if not t.key or event.key == nil then return end
  local row = event.after or event.before
  for name in t.key:gmatch "%w+" do
    if row[name] ~= nil and not equal(event.key[name], row[name]) then
      complain("key.%s is %s", name, shown(event.key[name]))
    end
  end
end

local apply = {}

function apply.insert(t, event)
  local tag = event.after.tag
  if t.rows[tag] then complain("the tag %s is there already", shown(tag)) end
  t.rows[tag] = { values = event.after, texts = event.texts or {} }
end

function apply.delete(t, event)
  check_before(t, event.before)
  t.rows[event.before.tag] = nil
end

function apply.update(t, event)
  local row = check_before(t, event.before)
  check_changed(event)
  t.rows[event.before.tag] = nil
  -- A minimal image need not tell what the server worked out anew.
  for name in pairs(t.generated) do row.values[name] = nil end
  for name, value in pairs(event.before) do
    if row.values[name] == nil then row.values[name] = value end
  end
  for name in pairs(t.generated) do row.values[name] = nil end
  for name, value in pairs(event.after) do
    row.values[name] = value
    row.texts[name] = event.texts and event.texts[name]
  end
  t.rows[row.values.tag] = row
end

local last_mark = 0

local function read_event(line)
  local event = json.decode(line)
  if event.table == "marks" then
    last_mark = tonumber(event.after.n)
    return
  end
  place = ("%s %s at %s:%s"):format(event.type, event.table, event.file, event.position)
  local t = tables[event.table]
  rows_seen = rows_seen + 1
  check_key(t, event)
  apply[event.type](t, event)
end

---- What the server printed ---------------------------------------------------------------------

local UNESCAPED = { n = "\n", t = "\t", ["0"] = "\0", ["\\"] = "\\" }
local function split(line)
  local fields = {}
  for field in (line .. "\t"):gmatch "([^\t]*)\t" do
    fields[#fields + 1] = field:find("\\", 1, true) and field:gsub("\\(.)", UNESCAPED) or field
  end
  return fields
end

local function read_states(path)
  local states, state = {}, nil
  for line in io.lines(path) do
    local fields = split(line)
    if fields[1] == "#" then
      state = { mark = tonumber(fields[2]), table = fields[3], columns = {}, lines = {} }
      local generated = {}
      for i = 5, #fields do
        local name, kind, mark = fields[i]:match "^(.-)=(%a+)(%??)$"
        state.columns[i - 4] = { name, kind, mark == "?" }
        if mark == "?" then generated[name] = true end
      end
      tables[state.table] = tables[state.table]
        or { rows = {}, key = fields[4] ~= "" and fields[4], generated = generated }
      states[#states + 1] = state
    elseif fields[1] == "=" then
      table.insert(state.lines, fields)
    else
      error("the server printed: " .. line, 0)
    end
  end
  return states
end

-- A printed row's tag, as moontail writes it.
local function tag_of(state, fields)
  for i, column in ipairs(state.columns) do
    if column[1] == "tag" then
      return column[2] == "hex" and unhex(fields[i + 1]) or fields[i + 1]
    end
  end
end

local absent = 0

local function check_row(state, fields, row)
  for i, column in ipairs(state.columns) do
    local name, kind, generated = unpack(column, 1, 3)
    local value = row.values[name]
    compared = compared + (value == nil and 0 or 1)
    if value == nil and (generated or settings.subset) then
      absent = absent + 1
    elseif value == nil or not same(kind, value, fields[i + 1], row.texts[name]) then
      complain("%s (%s) is %s, the server has %s", name, kind, shown(value),
        shown(fields[i + 1]) .. (kind == "hex" and " " .. shown(unhex(fields[i + 1])) or ""))
    end
  end
end

local function check_state(state)
  local rows, count = tables[state.table].rows, 0
  for _ in pairs(rows) do count = count + 1 end
  if count ~= #state.lines then
    complain("%d rows, the server has %d", count, #state.lines)
  end
  for _, fields in ipairs(state.lines) do
    local tag = tag_of(state, fields)
    place = ("%s, tag %s, at mark %d"):format(state.table, shown(tag), state.mark)
    if rows[tag] then
      check_row(state, fields, rows[tag])
    else
      complain("the row is missing")
    end
  end
end

local states = read_states(settings.printed)
local at = 1
for line in io.lines(settings.events) do
  local ok, message = pcall(read_event, line)
  if not ok then
    complain("%s\n%s", message, line:sub(1, 300))
    break
  end
  if states[at] and states[at].mark == last_mark then
    check_state(states[at])
    at = at + 1
  end
end
place = "the end"
if at <= #states then complain("%d tables of %d were not reached", #states - at + 1, #states) end

print(("compared %d values of %d row events in %d states: %d wrong, %d not told")
  :format(compared, rows_seen, #states, wrong, absent))
os.exit(wrong == 0 and compared > 0 and 0 or 1)
