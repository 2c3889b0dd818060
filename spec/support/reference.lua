--- Makes the parts of the manual and of the editors' types that say what events have, from
--- docs/reference.lua and real events.
local moontail = require "moontail"
local run = require "spec.support.run"

local M = {}

M.META = "lua/moontail/_meta/event.lua"
M.OPTIONS = "lua/moontail/_meta/options.lua"
M.REDIS = "lua/moontail/_meta/redis.lua"
M.PAGES = { "docs/events.md", "docs/log-events.md" }

local WIDTH = 100
local LONG_EXAMPLE = 1000

--- @class spec.Field
--- @field name string
--- @field optional boolean
--- @field type string as LuaLS spells it
--- @field text string

-- ---- reading the definitions ----

local function one_line(text)
  return (text:gsub("%s+", " "):gsub("^ ", ""):gsub(" $", ""))
end

--- A line that stands deeper than the first continues the one before.
local function fields_of(text)
  local list, indent = {}, text:match "^( *)"
  for line in text:gmatch "[^\n]+" do
    if line:find("^" .. indent .. "%S") then
      local name, optional, kind, rest = line:match "^%s*([%w_]+)(%??)%s+(%S+)%s*(.*)$"
      list[#list + 1] = {
        name = name, optional = optional == "?", type = kind:gsub("~", "moontail."), text = rest,
      }
    elseif line:find "%S" then
      list[#list].text = list[#list].text .. " " .. one_line(line)
    end
  end
  return list
end

local function words(text)
  local list = {}
  for word in (text or ""):gmatch "%S+" do list[#list + 1] = word end
  return list
end

local known

--- The groups of docs/reference.lua, taken apart: in their order, and by class.
function M.groups()
  if known then return known.list, known.by_class end
  local list, by_class = assert(loadfile "docs/reference.lua")(), {}
  known = { list = list, by_class = by_class }
  for _, group in ipairs(list) do
    group.types, group.about = words(group.types), one_line(group.about)
    group.fields, group.absent = fields_of(group.fields), words(group.absent)
    by_class[group.class] = group
  end
  return list, by_class
end

--- All fields of a group, its parents' first; a field that comes again replaces the earlier one.
function M.all_fields(group, by_class)
  local list, place = {}, {}
  if group.parent then
    list = M.all_fields(by_class[group.parent], by_class)
    for i, field in ipairs(list) do place[field.name] = i end
  end
  for _, field in ipairs(group.fields) do
    local at = place[field.name] or #list + 1
    list[at], place[field.name] = field, at
  end
  for _, name in ipairs(group.absent) do
    list[place[name]] = { name = name, type = "nil", optional = true, text = "" }
  end
  return list
end

-- ---- types for editors ----

local HEAD = [[
--- @meta _
-- luacheck: no max line length
-- Types of the events that handlers get, for editors that use lua-language-server. Nothing here is
-- run or built in. Made by `make reference` from docs/reference.lua.

--- A value of a column: text, DECIMAL, temporal and binary values are strings; numbers beyond 2^53
--- are decimal strings; a VECTOR is a list of numbers; NULL is `moontail.null`.
--- @alias moontail.Value string|number|number[]|lightuserdata

--- Column name -> value. A column that is not in the row image is nil, which is not NULL.
--- @alias moontail.Row table<string, moontail.Value>

--- A glob on "schema.table", or a list of them.
--- @alias moontail.Tables string|string[]
]]

local function quoted(types)
  local list = {}
  for i, name in ipairs(types) do list[i] = "'" .. name .. "'" end
  return table.concat(list, "|")
end

local function class_lines(group)
  local parent = group.parent and " : moontail." .. group.parent or ""
  local lines = { "", "--- " .. group.about, "--- @class moontail." .. group.class .. parent }
  for _, field in ipairs(group.fields) do
    lines[#lines + 1] = one_line(("--- @field %s%s %s %s"):format(field.name,
      field.optional and "?" or "", field.type, field.text))
  end
  for _, name in ipairs(group.absent) do
    lines[#lines + 1] = ("--- @field %s nil"):format(name)
  end
  return lines
end

local function on_lines(group)
  local kind, event = quoted(group.types), "moontail." .. group.class
  local options = "moontail.on.Options"
  local second = group.tables and "tables: moontail.Tables|" .. options or "options: " .. options
  local forms = { "", second .. ", " }
  if group.tables then
    forms[3] = ("tables: moontail.Tables, options: %s, "):format(options)
  end
  for i, middle in ipairs(forms) do
    forms[i] = ("--- @field on fun(type: %s, %shandler: fun(event: %s))")
      :format(kind, middle, event)
  end
  return forms
end

--- The text of lua/moontail/_meta/event.lua.
function M.meta()
  local lines = { (HEAD:gsub("\n$", "")) }
  local function add(more)
    for _, line in ipairs(more) do lines[#lines + 1] = line end
  end
  local groups = M.groups()
  for _, group in ipairs(groups) do add(class_lines(group)) end
  add { "", "--- @class moontail" }
  for _, group in ipairs(groups) do
    if not group.nested then add(on_lines(group)) end
  end
  return table.concat(lines, "\n") .. "\n"
end

-- ---- options for editors ----

local OPTIONS_HEAD = [[
--- @meta _
-- luacheck: no max line length
-- The options that moontail.configure takes, for editors that use lua-language-server. Nothing here
-- is run or built in. Made by `make reference` from the manual page.

--- @class moontail.configure.Options
]]

--- The words of a line of mdoc.
local function plain(line)
  line = line:gsub("\\%(dq", '"')
  if not line:find "^%." then return line end
  line = line:gsub("^%.Xr (%S+) (%d)", "%1(%2)"):gsub("%.?Fl %-", "--"):gsub("^%.%u%l ", "")
  line = line:gsub(" Ns ", ""):gsub("%f[%w]%u%l%f[%s] ", "")
  return (line:gsub(" ([,.;:])", "%1"))
end

--- The first sentence behind an item of the manual page.
local function first_sentence(lines, at)
  local text = ""
  for i = at, #lines do
    local line = lines[i]
    if line:find "^%.[IEP][tlp]" then break end
    if not line:find "^%.Pq" then
      text = text .. (text == "" and "" or " ") .. plain(line)
      if line:find "%.$" then break end
    end
  end
  return text
end

--- The text of lua/moontail/_meta/options.lua.
function M.options()
  local page, out = run.lines(run.read "docs/moontail.1"), { (OPTIONS_HEAD:gsub("\n$", "")) }
  for i, line in ipairs(page) do
    local name, argument = line:match "^%.It Fl %-([%w-]+)(.*)$"
    local only = (page[i + 1] or ""):match "^%.Pq Cm (.*)$"
    if name and name ~= "help" and (not only or only:find "run") then
      out[#out + 1] = one_line(("--- @field %s? %s %s"):format(name:gsub("-", "_"),
        argument == "" and "boolean" or name:find "tables$" and "string|string[]" or
        "string|number", first_sentence(page, i + 1)))
    end
  end
  return table.concat(out, "\n") .. "\n"
end

-- ---- commands of Redis for editors ----

local REDIS_HEAD = [[
--- @meta _
-- luacheck: no max line length
-- The commands of Redis %s as methods of a client, for editors that use lua-language-server.
-- Nothing here is run or built in. Made by `make reference` from the list that Redis gives.

--- @class moontail.redis.Client
]]
local REDIS_VERSION = "7.0"

--- Those whose methods wait for the reply: the lists of names in the module.
local function awaited_commands()
  local names = {}
  for list in run.read "lua/moontail/redis.lua":gmatch "in %(%[%[(.-)%]%]%):gmatch" do
    for name in list:gmatch "%S+" do names[name] = true end
  end
  return names
end

--- The text of lua/moontail/_meta/redis.lua, by a server that runs; nil: it is of another version.
function M.redis(server)
  if not server:cli_output "info server":find("redis_version:" .. REDIS_VERSION, 1, true) then
    return nil
  end
  local client = require("moontail.redis").connect(server.url)
  local awaited, lines = awaited_commands(), { (REDIS_HEAD:format(REDIS_VERSION):gsub("\n$", "")) }
  local names = run.lines(server:cli_output "command list")
  table.sort(names)
  for _, name in ipairs(names) do
    if pcall(function() return client[name] end) then -- others cannot be used here
      lines[#lines + 1] = ("--- @field %s fun(self: moontail.redis.Client, ...: %s): %s, string?")
        :format(name, awaited[name] and "string|number" or "string|number|table",
          awaited[name] and "any" or "boolean?")
    end
  end
  client:close()
  return table.concat(lines, "\n") .. "\n"
end

-- ---- pages ----

local function cell(text)
  return (text:gsub("|", "\\|"))
end

local function table_of(fields)
  local lines = { "| field | type | |", "| --- | --- | --- |" }
  for _, field in ipairs(fields) do
    lines[#lines + 1] = ("| `%s`%s | %s | %s |"):format(field.name,
      field.optional and "?" or "", cell(field.type:gsub("moontail%.", "")), cell(field.text))
  end
  return table.concat(lines, "\n")
end

local function wrapped(text)
  local lines, line = {}, ""
  for word in text:gmatch "%S+" do
    if #line + 1 + #word > WIDTH then
      lines[#lines + 1], line = line, ""
    end
    line = line .. (line == "" and "" or " ") .. word
  end
  lines[#lines + 1] = line
  return table.concat(lines, "\n")
end

--- JSON in lines of at most 100 characters, where there are places to break it: between members.
local function folded(json)
  local lines, line, quote = {}, "", false
  local function add(part)
    if #line + #part > WIDTH and line ~= "" then
      lines[#lines + 1], line = line, ""
    end
    line = line .. part
  end
  local part, i = {}, 1
  while i <= #json do
    local c = json:sub(i, i)
    if quote and c == "\\" then
      c = json:sub(i, i + 1)
    elseif c == '"' then
      quote = not quote
    end
    part[#part + 1] = c
    i = i + #c
    if not quote and c == "," then
      add(table.concat(part))
      part = {}
    end
  end
  add(table.concat(part))
  lines[#lines + 1] = line
  return table.concat(lines, "\n")
end

--- Is it what a wish names: "type", "type(field)" or "type(field=value,...)"?
local function fulfils(event, wish)
  local kind, conditions = wish:match "^([%w_]+)%(?([^)]*)%)?$"
  for field, wanted in conditions:gmatch "([%w_]+)=?([^,]*)" do
    local had = event[field]
    if had == nil or wanted ~= "" and had ~= wanted then return false end
  end
  return event.type == kind
end

--- The first real event that a wish names: not a long one, when there are others.
local function example_of(seen, wish)
  local best
  for _, one in ipairs(seen) do
    local fits = fulfils(one.event, wish)
    if fits and (not best or (best.made and not one.made) or
      (best.made == one.made and #best.json > LONG_EXAMPLE and #one.json < #best.json)) then
      best = one
    end
  end
  return best
end

local function examples(group, seen)
  local parts, made = {}, false
  for _, wish in ipairs(group.examples and words(group.examples) or group.types) do
    local one = example_of(seen, wish)
    if one then
      parts[#parts + 1] = folded(one.json)
      made = made or one.made
    end
  end
  if #parts == 0 then return "" end
  return ("\n\n%s```json\n%s\n```"):format(
    made and "Put together by hand, because no server at hand writes it:\n\n" or "",
    table.concat(parts, "\n"))
end

--- What handlers of a class get: its own fields, what it has of its parent being told before.
local function described(group, seen)
  return table_of(group.fields) .. examples(group, seen)
end

local function heading(group)
  return "### " .. (group.nested and "Columns of a table map" or table.concat(group.types, ", "))
end

--- All groups of the log, under their headings.
local function of_the_log(groups, seen)
  local parts, inside = {}, false
  for _, group in ipairs(groups) do
    inside = inside or group.wire ~= nil
    if inside then
      if type(group.wire) == "string" then parts[#parts + 1] = "## " .. group.wire end
      parts[#parts + 1] = heading(group)
      parts[#parts + 1] = wrapped(group.about)
      if #group.fields > 1 then parts[#parts + 1] = table_of(
        { unpack(group.fields, group.fields[1].name == "type" and 2 or 1) }) end
      parts[#parts + 1] = examples(group, seen):gsub("^\n\n", "")
    end
  end
  for i = #parts, 1, -1 do
    if parts[i] == "" then table.remove(parts, i) end
  end
  return table.concat(parts, "\n\n")
end

--- A page with its parts between `<!-- reference: NAME -->` and `<!-- end -->` made anew.
--- seen: real events, of the log and of the program.
function M.page(path, seen)
  local groups, by_class = M.groups()
  return (run.read(path):gsub("(<!%-%- reference: ([^>]-) %-%->\n).-(<!%-%- end %-%->)",
    function(head, name, tail)
      local body = name == "the log" and of_the_log(groups, seen) or
        described(assert(by_class[name], name), seen)
      return head .. "\n" .. body .. "\n\n" .. tail
    end))
end

-- ---- does a value fit a type ----

local function is_number(value)
  return type(value) == "number"
end

local function is_list(value)
  if type(value) ~= "table" then return false end
  for key in pairs(value) do
    if type(key) ~= "number" then return false end
  end
  return true
end

local PLAIN = {
  string = function(v) return type(v) == "string" end,
  number = is_number,
  integer = function(v) return is_number(v) and v % 1 == 0 end,
  boolean = function(v) return type(v) == "boolean" end,
  ["true"] = function(v) return v == true end,
  ["nil"] = function(v) return v == nil end,
  table = function(v) return type(v) == "table" end,
  ["moontail.Value"] = function(v)
    return is_number(v) or type(v) == "string" or v == moontail.null or is_list(v)
  end,
}
PLAIN["moontail.Row"] = function(v)
  if type(v) ~= "table" then return false end
  for name, value in pairs(v) do
    if type(name) ~= "string" or not PLAIN["moontail.Value"](value) then return false end
  end
  return true
end

--- The parts of a type between bars that are not inside of brackets.
local function alternatives(kind)
  local list, depth, start = {}, 0, 1
  for at, c in kind:gmatch "()([|%(%)<>{}])" do
    if c == "|" and depth == 0 then
      list[#list + 1], start = kind:sub(start, at - 1), at + 1
    elseif c ~= "|" then
      depth = depth + (c:find "[%(<{]" and 1 or -1)
    end
  end
  list[#list + 1] = kind:sub(start)
  return list
end

local fits

--- { name: type, name?: type }
local function fits_shape(shape, value)
  local named = {}
  for name, optional, kind in shape:gmatch "([%w_]+)(%??):([^,]+)" do
    local had = value[name]
    named[name] = true
    if had == nil and optional == "" or had ~= nil and not fits(kind, had) then return false end
  end
  for name in pairs(value) do
    if not named[name] then return false end
  end
  return true
end

local function fits_one(kind, value)
  local element = kind:match "^(.+)%[%]$"
  if element then
    if not is_list(value) then return false end
    for _, one in ipairs(value) do
      if not fits(element:match "^%((.+)%)$" or element, one) then return false end
    end
    return true
  elseif kind:find "^'" then
    return value == kind:sub(2, -2)
  elseif kind:find "^{" then
    return type(value) == "table" and fits_shape(kind:sub(2, -2), value)
  elseif kind == "table<string,true>" then
    if type(value) ~= "table" then return false end
    for name, set in pairs(value) do
      if type(name) ~= "string" or set ~= true then return false end
    end
    return true
  elseif PLAIN[kind] then
    return PLAIN[kind](value)
  end
  local _, by_class = M.groups()
  local group = assert(by_class[kind:match "^moontail%.(%w+)$"], "no type " .. kind)
  return type(value) == "table" and M.misfit(group, by_class, value) == nil
end

function fits(kind, value)
  for _, one in ipairs(alternatives(kind)) do
    if fits_one(one, value) then return true end
  end
  return false
end

M.fits = fits

--- What is wrong with an event (or what stands inside of one) of this class; nil: nothing.
function M.misfit(group, by_class, value)
  local named = {}
  for _, field in ipairs(M.all_fields(group, by_class)) do
    named[field.name] = true
    local had = value[field.name]
    if had == nil and not field.optional then
      return ("%s lacks %s"):format(group.class, field.name)
    elseif had ~= nil and not fits(field.type, had) then
      return ("%s of %s is no %s: %s"):format(field.name, group.class, field.type,
        moontail.json(had))
    end
  end
  for name in pairs(value) do
    if not named[name] then
      return ("%s has a field %s, which docs/reference.lua does not know"):format(group.class, name)
    end
  end
end

return M
