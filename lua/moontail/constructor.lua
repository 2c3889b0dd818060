-- Makes, for a table and a kind of change, the function that builds its row events: one call with
-- all values, instead of a table filled field by field from C.
--
-- A table constructor with constant names is a copy of a template, which is what makes it fast; it
-- is left to the interpreter because NULLs make the compiler's traces abort again and again.

local FIXED = { "first", "timestamp", "server_id", "file", "position", "gtid", "query", "xid",
  "sequence", "index" }
-- A Lua function has 250 registers for its arguments and its work.
local MOST_VALUES = 180

local function parameters(prefix, n)
  local list = {}
  for i = 1, n do
    list[i] = prefix .. i
  end
  return list
end

local function append(list, other)
  for i = 1, #other do
    list[#list + 1] = other[i]
  end
end

local function image(names, values)
  local fields = {}
  for i, name in ipairs(names) do
    fields[i] = ("[%q]=%s"):format(name, values[i])
  end
  return "{" .. table.concat(fields, ",") .. "}"
end

--- @param change string insert, update or delete
--- @param about { schema: string, table: string, positional: boolean? }
--- @param names string[] the columns that will be given
--- @param meta table metatable of the events
--- @param first_meta table of the first event of a statement
--- @return function? constructor nil where there are too many columns
return function(change, about, names, meta, first_meta)
  local before = change ~= "insert" and parameters("b", #names) or {}
  local after = change ~= "delete" and parameters("a", #names) or {}
  if #before + #after > MOST_VALUES then
    return nil
  end
  local arguments = {}
  append(arguments, FIXED)
  append(arguments, before)
  append(arguments, after)
  local text = ([[
    local setmetatable, meta, first_meta = ...
    return function(%s)
      local before = %s
      local after = %s
      return setmetatable({
        type = %q, schema = %q, table = %q, timestamp = timestamp, server_id = server_id,
        file = file, position = position, gtid = gtid, query = query, xid = xid,
        sequence = sequence, index = index, positional = %s,
        before = before, after = after, row = %s,
      }, first and first_meta or meta)
    end]]):format(table.concat(arguments, ","),
      change ~= "insert" and image(names, before) or "nil",
      change ~= "delete" and image(names, after) or "nil",
      change, about.schema, about.table, about.positional and "true" or "nil",
      change == "delete" and "before" or "after")
  local build = assert(loadstring(text, "=row"))(setmetatable, meta, first_meta)
  jit.off(build, true)
  return build
end
