--- What a handler's error most likely means: the commonest slips with events, and the way out.
---
--- It is asked only when a handler has failed, and adds to the message; it never takes away.
local core = require "moontail.core"

local MOST_NAMES = 4

-- Fields that events of some types have and others not, and what to use instead.
local MISSING = {
  after = { delete = "a delete has no event.after: event.row is the row as it was" },
  before = { insert = "an insert has no event.before: event.row is the new row" },
  changed = {
    insert = "only an update has event.changed", delete = "only an update has event.changed",
  },
}
local ROW_FIELDS = { row = true, before = true, after = true, key = true, changed = true }
local IMAGES = { row = true, before = true, after = true }
local ROW_TYPES = { insert = true, update = true, delete = true, snapshot = true }

--- The line of the script that failed, where its file can be read.
local function line_of(message)
  local path, number = message:match "^([^\n:]+):(%d+): "
  local file = path and io.open(path)
  if not file then
    return ""
  end
  local n = 0
  for line in file:lines() do
    n = n + 1
    if n == tonumber(number) then
      file:close()
      return line
    end
  end
  file:close()
  return ""
end

local function keys_of(t)
  local set = {}
  for key in pairs(type(t) == "table" and t or {}) do
    set[key] = true
  end
  return set
end

--- The columns of the event's table, by name.
local function columns_of(event)
  local set = {}
  for _, column in ipairs(type(event.columns) == "table" and event.columns or {}) do
    if column.name then
      set[column.name] = column.type or true
    end
  end
  return next(set) and set or keys_of(event.row)
end

local function listed(event, is_meant)
  local names = {}
  for name, value in pairs(type(event.row) == "table" and event.row or {}) do
    if is_meant(value) then
      names[#names + 1] = tostring(name)
    end
  end
  table.sort(names)
  local more = #names > MOST_NAMES and ", ..." or ""
  return table.concat(names, ", ", 1, math.min(#names, MOST_NAMES)) .. more, #names
end

local function about_null(event, name)
  if name and event.row[name] == core.null then
    return ("column %s is NULL, which is moontail.null: compare with that first"):format(name)
  end
  local names, count = listed(event, function(value) return value == core.null end)
  if count == 0 then
    return nil
  end
  return ("a column that is NULL is moontail.null, compare with that first; NULL here: %s"):format(
    names)
end

local function about_number(event, name)
  local function is_number(value)
    return type(value) == "string" and tonumber(value) ~= nil
  end
  if name and not is_number(event.row[name]) then
    return nil
  end
  local names, count = listed(event, is_number)
  if count == 0 then
    return nil
  end
  return ("DECIMAL columns, and integers beyond 2^53, are strings: tonumber() makes numbers of " ..
    "them; such columns here: %s"):format(name or names)
end

--- A column that the row has not, by that name.
local function about_column(event, name)
  local columns = columns_of(event)
  local tbl = ("%s.%s"):format(event.schema, event.table)
  if columns[name] then
    return ("column %s is not in this event: the log has only part of the row " ..
      "(binlog_row_image), or the handler's option columns leaves it out"):format(name)
  end
  return ("%s has no column %s%s"):format(tbl, name, core.nearest(name, columns))
end

local function about_key(event, name)
  local names = {}
  for column in pairs(event.key) do
    names[#names + 1] = column
  end
  table.sort(names)
  return ("%s is not in the key, which is %s: event.row has all columns"):format(name,
    table.concat(names, ", "))
end

local function about_field(event, name)
  if ROW_TYPES[event.type] and columns_of(event)[name] then
    return ("%s is a column: event.row.%s"):format(name, name)
  end
  local fields = { columns = ROW_TYPES[event.type] } -- which pairs leaves out
  for field in pairs(event) do
    fields[tostring(field)] = true
  end
  return ("%s event has no field '%s'%s"):format(
    event.type:find "^[aeiou]" and "an " .. event.type or "a " .. event.type, name,
    core.nearest(name, fields))
end

--- nil: `name` is no field of the event or its rows, as far as the line tells.
local function about_nil(event, name, line)
  local missing = MISSING[name] and MISSING[name][event.type]
  if missing then
    return missing
  elseif ROW_FIELDS[name] and not ROW_TYPES[event.type] then
    return ("a %s event has no row: register the handler for 'row'"):format(event.type)
  end
  local owner = line:match("([%a_][%w_]*)%s*%.%s*" .. name .. "%f[^%w_]")
  if not owner then
    return nil
  elseif IMAGES[owner] and ROW_TYPES[event.type] then
    return about_column(event, name)
  elseif owner == "key" and ROW_TYPES[event.type] then
    return event.key[name] == nil and about_key(event, name) or nil
  elseif owner == "event" or owner == "e" or owner == "ev" then
    return event[name] == nil and about_field(event, name) or nil
  end
end

--- Where a function of Lua's was given nil: the line may say what it was to be.
local function about_argument(event, line)
  for _, name in ipairs { "after", "before", "changed" } do
    local missing = MISSING[name][event.type]
    if missing and line:find("%." .. name .. "%f[^%w_]") then
      return missing
    end
  end
end

local function hint(message, event)
  local line = line_of(message)
  local name = message:match "field '([^']*)'" or message:match "local '([^']*)'" or
    message:match "upvalue '([^']*)'"
  if name == "?" then
    name = nil
  end
  local is_row = ROW_TYPES[event.type]
  if message:find "userdata" and is_row then
    return about_null(event, name)
  elseif message:find "attempt to compare" and message:find "string" and
    message:find "number" and is_row then
    return about_number(event, name)
  elseif message:find "a nil value%)" and name then
    return about_nil(event, name, line)
  elseif message:find "bad argument" and message:find "got n" then
    return about_argument(event, line)
  end
end

--- The message of an error in a handler, with a hint behind its first line where there is one.
--- @param message string
--- @param event moontail.Event
--- @return string
return function(message, event)
  local first, rest = tostring(message):match "^([^\n]*)(.*)$"
  local called, text = pcall(hint, first, event)
  if not called or not text or first:find(text, 1, true) then
    return message
  end
  return ("%s: %s%s"):format(first, text, rest)
end
