--- Checks the options that a script gives to a module: an unknown one is an error, not nothing.
local core = require "moontail.core"

local M = {}

--- Raise for an option that is not known, or has another type than it should.
--- @param what string for messages: whose options they are, "redis.connect"
--- @param options table
--- @param types table<string, string> by name; "any" for any
--- @param level integer whom to blame, as for error()
function M.check(what, options, types, level)
  for name, value in pairs(options) do
    local expected = types[name]
    if not expected then
      error(("%s has no option '%s'%s"):format(what, tostring(name),
        core.nearest(tostring(name), types)), level + 1)
    elseif expected ~= "any" and type(value) ~= expected then
      error(("option %s of %s is a %s, not a %s"):format(name, what, type(value), expected),
        level + 1)
    end
  end
end

--- What connect(where, options) was given, in one table: a URL or a table, and more options.
--- @param where string|table
--- @param options? table
--- @param parse_url fun(url: string, level: integer): table
--- @param level integer whom to blame, as for error()
--- @return table
function M.gather(where, options, parse_url, level)
  local given = {}
  if type(where) == "string" then
    given = parse_url(where, level + 1)
  elseif type(where) ~= "table" then
    error(("bad argument #1 to 'connect' (a URL or a table of options expected, got %s)")
      :format(type(where)), level + 1)
  end
  for _, source in ipairs { type(where) == "table" and where or {}, options or {} } do
    for name, value in pairs(source) do
      given[name] = value
    end
  end
  return given
end

return M
