--- Events, rows and what was captured, for people: the messages of specs that fail.
local core = require "moontail.core"
local log = require "moontail.testing.log"

local M = {}

local LINE = 76
-- Fields of an event that its first line tells, or that say nothing more.
local TOLD = {
  type = true, schema = true, table = true, id = true, gtid = true, row = true, columns = true,
  sequence = true, index = true, file = true, position = true, server_id = true, xid = true,
}

--- list -> index -> the event it was captured for.
local notes = setmetatable({}, { __mode = "k" })

function M.note(list, index, event)
  notes[list] = notes[list] or {}
  notes[list][index] = event
end

local function is_event(value)
  local meta = type(value) == "table" and getmetatable(value)
  return type(meta) == "table" and
    (rawget(meta, "__moontail_event") ~= nil or rawget(meta, "__pairs") ~= nil)
end

local function text_of(text)
  if not log.is_text(text) then
    return "0x" .. text:gsub(".", function(c) return ("%02x"):format(c:byte()) end)
  end
  local quote = (text:find('"', 1, true) and not text:find("'", 1, true)) and "'" or '"'
  return quote .. text:gsub("[%c\\" .. quote .. "]", function(c)
    return c == "\n" and "\\n" or c:find "%c" and ("\\%d"):format(c:byte()) or "\\" .. c
  end) .. quote
end

local function name_of(key)
  if type(key) == "string" and key:find "^[%a_][%w_]*$" then
    return key
  end
  return ("[%s]"):format(type(key) == "string" and text_of(key) or tostring(key))
end

local function sorted_keys(t)
  local keys = {}
  for key in pairs(t) do
    keys[#keys + 1] = key
  end
  table.sort(keys, function(a, b)
    if type(a) == type(b) and (type(a) == "number" or type(a) == "string") then
      return a < b
    end
    return type(a) < type(b)
  end)
  return keys
end

-- Where two tables differ, luassert says as the keys on the way there, the innermost first.
local function is_marked(crumbs, level, key)
  return crumbs ~= nil and crumbs[#crumbs - level] == key
end

local format

local function in_one_line(t, crumbs, level)
  local parts = {}
  for i, key in ipairs(sorted_keys(t)) do
    local marked = is_marked(crumbs, level, key)
    local value = format(t[key], marked and crumbs or nil, level + 1)
    local named = key == i and value or name_of(key) .. " = " .. value
    parts[i] = (marked and "*" or "") .. named
  end
  return #parts > 0 and "{ " .. table.concat(parts, ", ") .. " }" or "{}"
end

local function remark(t, key)
  local event = notes[t] and notes[t][key]
  return event and "  -- " .. M.headline(event) or ""
end

local function in_lines(t, crumbs, level)
  local lines = { "{" }
  for i, key in ipairs(sorted_keys(t)) do
    local marked = is_marked(crumbs, level, key)
    local value = format(t[key], marked and crumbs or nil, level + 1)
    local named = key == i and value or name_of(key) .. " = " .. value
    lines[#lines + 1] = ("  "):rep(level) .. (marked and " *" or "  ") .. named .. "," ..
      remark(t, key)
  end
  lines[#lines + 1] = ("  "):rep(level) .. "}"
  return table.concat(lines, "\n")
end

function format(value, crumbs, level)
  if value == core.null then
    return "NULL"
  elseif type(value) == "string" then
    return text_of(value)
  elseif is_event(value) then
    return M.event(value)
  elseif type(value) ~= "table" or level > 8 then
    return tostring(value)
  end
  local line = in_one_line(value, crumbs, level)
  if not notes[value] and #line <= LINE - 2 * level and not line:find "\n" then
    return line
  end
  return in_lines(value, crumbs, level)
end

--- "update of shop.users, 0-1-7:1.0"
function M.headline(event)
  local name = event.schema and event.table and event.schema .. "." .. event.table
  return event.type .. (name and " of " .. name or "") ..
    ((event.id or event.gtid) and ", " .. (event.id or event.gtid) or "")
end

--- An event with all that a handler may have looked at.
function M.event(event)
  local lines = { M.headline(event) }
  for _, key in ipairs(sorted_keys(event)) do
    if key ~= 0 and not TOLD[key] then
      lines[#lines + 1] = ("  %s = %s"):format(tostring(key), format(event[key], nil, 1))
    end
  end
  return table.concat(lines, "\n")
end

--- What luassert knows better how to show has a metatable.
local function is_ours(value)
  if type(value) == "string" then
    return not log.is_text(value)
  end
  return value == core.null or is_event(value) or notes[value] or
    (type(value) == "table" and getmetatable(value) == nil)
end

--- Let luassert show such values so.
function M.register()
  local found, assert = pcall(require, "luassert")
  if found and not M.registered then
    M.registered = true
    assert:add_formatter(function(value, about)
      if value ~= nil and is_ours(value) then
        return format(value, about and about.crumbs, 0)
      end
    end)
  end
end

return M
