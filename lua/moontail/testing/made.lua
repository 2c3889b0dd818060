--- Events as a test asks for them: what kind, of which table, with which rows and options. How they
--- are written as a log is told in moontail.testing.log.
local log = require "moontail.testing.log"
local option = require "moontail.options"

local M = {}

local ROW_OPTIONS = {
  key = "any", timestamp = "number", gtid = "string", xid = "number", server_id = "number",
  query = "string", set = "table",
}
local OPTIONS = {
  insert = ROW_OPTIONS, update = ROW_OPTIONS, delete = ROW_OPTIONS,
  begin = { timestamp = "number", gtid = "string", xid = "number", server_id = "number" },
  commit = { timestamp = "number", rolled_back = "boolean" },
  ddl = { timestamp = "number", gtid = "string", server_id = "number", schema = "string" },
}

local made_meta = {}

function M.is_one(value)
  return getmetatable(value) == made_meta
end

local function check_options(options, known, what, level)
  if type(options) ~= "table" then
    error(("the options of %s are a table, not a %s"):format(what, type(options)), level + 1)
  end
  option.check(what, options, known, level + 1)
  local timestamp = options.timestamp
  if timestamp and (timestamp % 1 ~= 0 or timestamp < 0 or timestamp >= 2 ^ 32) then
    error("timestamp: whole seconds since the epoch, as the log has them", level + 1)
  elseif options.gtid and not log.flavor_of(options.gtid) then
    error(("'%s' is no GTID; write 0-1-7, or 3e11fa47-71ca-11e1-9e33-c80aa9429562:7"):format(
      options.gtid), level + 1)
  end
end

--- An event with its options.
--- @param kind string
--- @param options? table
--- @param level integer whom to blame, as for error()
--- @return moontail.testing.Event
function M.new(kind, options, level)
  options = options or {}
  check_options(options, OPTIONS[kind], "testing." .. kind, level + 1)
  local made = { type = kind }
  for name, value in pairs(options) do
    made[name] = value
  end
  return setmetatable(made, made_meta)
end

--- Raise for what is no row.
function M.check_row(row, kind, position, level)
  if type(row) ~= "table" or next(row) == nil then
    error(("bad argument #%d to '%s' (a row, column -> value, expected, got %s)"):format(position,
      kind, type(row) == "table" and "an empty table" or type(row)), level + 1)
  end
end

--- An event of a row.
--- @return moontail.testing.Event
function M.row(kind, name, before, after, options, level)
  local made = M.new(kind, options, level + 1)
  made.schema, made.table = tostring(name):match "^([^.]+)%.(.+)$"
  if not made.table then
    error(("bad argument #1 to '%s' ('schema.table' expected, got %s)"):format(kind,
      type(name) == "string" and "'" .. name .. "'" or type(name)), level + 1)
  end
  made.name, made.before, made.after = name, before, after
  local key = made.key
  if key == nil then
    local row = after or before
    key = row.id ~= nil and { "id" } or {}
  end
  made.key = type(key) == "string" and { key } or key
  if type(made.key) ~= "table" then
    error(("option key of testing.%s is a list of columns"):format(kind), level + 1)
  end
  return made
end

return M
