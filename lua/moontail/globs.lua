--- Globs on schema.table: `*` is any run of characters, `?` one.
local core = require "moontail.core"

local M = {}

--- A glob as a Lua pattern.
--- @param glob string
--- @return string
function M.pattern(glob)
  local pattern = glob:gsub("[%^%$%(%)%%%.%[%]%+%-]", "%%%0"):gsub("%*", ".*"):gsub("%?", ".")
  return "^" .. pattern .. "$"
end

local function check(glob, level)
  if type(glob) ~= "string" then
    error(("tables: a glob is a string, got %s"):format(type(glob)), level + 1)
  end
  if not glob:find(".", 1, true) and glob ~= "*" then
    error(("tables: '%s' names no schema; write 'schema.table', e.g. '*.%s'"):format(glob, glob),
      level + 1)
  end
end

--- Does a name match one of these globs?
--- @param globs string[]
--- @param level integer whom to blame, as for error()
--- @return fun(name: string): boolean
function M.matcher(globs, level)
  local patterns = {}
  for i, glob in ipairs(globs) do
    check(glob, level + 1)
    patterns[i] = M.pattern(glob)
  end
  return function(name)
    for i = 1, #patterns do
      if name:find(patterns[i]) then
        return true
      end
    end
    return false
  end
end

--- The globs of an option, which have commas between them.
--- @param text string
--- @return string[]
function M.split(text)
  local list = {}
  for glob in text:gmatch("[^,%s]+") do
    list[#list + 1] = glob
  end
  return list
end

local function any_matches(names, pattern)
  for name in pairs(names) do
    if name:find(pattern) then
      return true
    end
  end
  return false
end

--- The globs that no name matches, with the name that is nearest. certain: there are names beside
--- or near the one that is meant, so that it would be seen if it were there.
--- @param lists string[][]
--- @param names string[] schema.table
--- @return { text: string, certain: boolean }[]
function M.unmatched(lists, names)
  local set, schemas, unmatched = {}, {}, {}
  for _, name in ipairs(names) do
    set[name] = true
    schemas[name:match "^[^.]*"] = true
  end
  for _, list in ipairs(lists) do
    for _, glob in ipairs(list) do
      if not any_matches(set, M.pattern(glob)) then
        local near = core.nearest(glob, set)
        unmatched[#unmatched + 1] = {
          text = ("'%s'%s"):format(glob, near),
          certain = near ~= "" or any_matches(schemas, M.pattern(glob:match "^[^.]*")),
        }
      end
    end
  end
  return unmatched
end

return M
