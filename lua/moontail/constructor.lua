-- Makes, for a table, the functions that build its rows' images and events: one call with all
-- values, instead of a table filled field by field from C.
--
-- A table constructor with constant names is a copy of a template, which is what makes it fast; it
-- is left to the interpreter because NULLs make the compiler's traces abort again and again.
local M = {}

-- A Lua function has 250 registers for its arguments and its work.
local MOST_VALUES = 180

local function parameters(prefix, n)
  local list = {}
  for i = 1, n do
    list[i] = prefix .. i
  end
  return list
end

local function constructor_of(names, values)
  local fields = {}
  for i, name in ipairs(names) do
    fields[i] = ("[%q]=%s"):format(name, values[i])
  end
  return "{" .. table.concat(fields, ",") .. "}"
end

local function compile(text, ...)
  local build = assert(loadstring(text, "=row"))(...)
  jit.off(build, true)
  return build
end

--- @param names string[] the columns whose values will be given
--- @return (fun(...): table)? image nil where there are too many columns
function M.image(names)
  if #names > MOST_VALUES then
    return nil
  end
  local values = parameters("v", #names)
  return compile(("return function(%s) return %s end"):format(table.concat(values, ","),
    constructor_of(names, values)))
end

--- @param names string[] the columns whose values will be given, for each image
--- @param meta table metatable of the events
--- @param with_before boolean build that image
--- @param with_after boolean
--- @param row string which of them `row` is: before or after
--- @return (fun(handle: userdata, ...): table)? constructor nil where there are too many columns
function M.event(names, meta, with_before, with_after, row)
  local arguments, lines, fields = { "handle" }, {}, { "[0]=handle" }
  local function add(image)
    local values = parameters(image, #names)
    for _, value in ipairs(values) do
      arguments[#arguments + 1] = value
    end
    lines[#lines + 1] = ("local %s = %s"):format(image, constructor_of(names, values))
    fields[#fields + 1] = ("%s=%s"):format(image, image)
    if image == row then
      fields[#fields + 1] = "row=" .. image
    end
  end
  if with_before then
    add "before"
  end
  if with_after then
    add "after"
  end
  if #arguments > MOST_VALUES then
    return nil
  end
  return compile(([[
    local setmetatable, meta = ...
    return function(%s)
      %s
      return setmetatable({%s}, meta)
    end]]):format(table.concat(arguments, ","), table.concat(lines, "\n"),
    table.concat(fields, ",")), setmetatable, meta)
end

return M
