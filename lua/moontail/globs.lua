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
  level = level and level + 1 or 0
  if type(glob) ~= "string" then
    error(("tables: a glob is a string, got %s"):format(type(glob)), level)
  end
  if not glob:find(".", 1, true) and glob ~= "*" then
    error(("tables: '%s' names no schema; write 'schema.table', e.g. '*.%s'"):format(glob, glob),
      level)
  end
end

--- Does a name match one of these globs?
--- @param globs string[]
--- @param level? integer whom to blame, as for error(); nil: nobody's line
--- @return fun(name: string): boolean
function M.matcher(globs, level)
  local patterns = {}
  for i, glob in ipairs(globs) do
    check(glob, level and level + 1)
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

--- May one of these globs match a table of this database?
--- @param globs string[]
--- @param schema string
function M.match_schema(globs, schema)
  for _, glob in ipairs(globs) do
    if schema:find(M.pattern(glob:match "^(.-)%." or glob)) then
      return true
    end
  end
  return false
end

--- Is a DDL statement about tables or databases that are wanted? One that was not understood, and
--- of which nobody knows what it touched, may be.
--- @param kind string? nil: it was not understood
--- @param touched table[] { schema, table or nil }
--- @param wants fun(name: string): boolean
--- @param wants_schema fun(schema: string): boolean
function M.touch(kind, touched, wants, wants_schema)
  for _, name in ipairs(touched) do
    if name[2] and wants(name[1] .. "." .. name[2]) or
      not name[2] and name[1] and wants_schema(name[1]) then
      return true
    end
  end
  return not kind and #touched == 0
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
