-- The annotations that editors read (lua-language-server) say what the modules are: each public
-- function has its parameters, each module its options, and every type that is named is there.
local handlers = require "moontail.handlers"
local run = require "spec.support.run"

-- What scripts require. The others are the program's own.
local PUBLIC = { "", "elasticsearch", "exec", "file", "format.canal", "format.debezium",
  "format.maxwell", "geometry", "http", "memcached", "mysql", "queue", "redis", "sqlite", "stdout",
  "testing", "webhook" }

local ELSEWHERE = { on = true } -- its types stand in _meta/event.lua

local function path_of(module)
  return "lua/moontail/" .. (module == "" and "init" or module:gsub("%.", "/")) .. ".lua"
end

--- The public functions of a file: { name, parameters, comment, body, line }.
local function functions_of(path)
  local list, comment, lines = {}, {}, {}
  for line in (run.read(path) .. "\n"):gmatch "([^\n]*)\n" do lines[#lines + 1] = line end
  for i, line in ipairs(lines) do
    local text = line:match "^%-%-%-(.*)$"
    local owner, name, parameters = line:match "^function ([%a_]+[%.:])([%w_]+)%((.-)%)"
    if text then
      comment[#comment + 1] = text
    elseif owner then
      local last = i
      while lines[last] ~= "end" and not lines[i]:find " end$" do last = last + 1 end
      list[#list + 1] = {
        owner = owner, name = name, parameters = parameters, line = i,
        comment = table.concat(comment, "\n"), body = table.concat(lines, "\n", i, last),
      }
    end
    if not text then comment = {} end
  end
  return list
end

local function words(text, pattern)
  local list = {}
  for word in text:gmatch(pattern) do list[#list + 1] = word end
  return list
end

--- class -> field -> type, and the parents, of all annotations.
local function classes()
  local list, parents = {}, {}
  for path in run.shell "find lua/moontail -name '*.lua'":gmatch "[^\n]+" do
    local class
    for line in run.read(path):gmatch "[^\n]+" do
      local name, parent = line:match "^%s*%-%-%- @class ([%w_.]+)%s*:?%s*([%w_.]*)"
      if not line:find "^%s*%-%-%-" then class = nil end
      if name then
        class = list[name] or {}
        list[name], parents[name] = class, parents[name] or parent
      end
      local field, kind = line:match "^%s*%-%-%- @field ([%w_]+%??) (%S+)"
      if class and field then class[field:gsub("%?", "")] = kind end
      local alias = line:match "^%s*%-%-%- @alias ([%w_.]+)"
      if alias then list[alias] = {} end
    end
  end
  return list, parents
end

local FITS = {
  string = { "string", '"' }, number = { "number", "integer" }, boolean = { "boolean" },
  table = { "table", "%[%]", "{" }, ["function"] = { "fun" },
}

local function fits(expected, annotated)
  for _, pattern in ipairs(FITS[expected] or { "" }) do
    if annotated:find(pattern) then return true end
  end
  return false
end

--- The names in `local OPTIONS = { name = "type", ... }`, or OWN where there are others' as well.
local function options_of(path)
  local source, list = run.read(path), {}
  local text = source:match "\nlocal OWN = (%b{})" or source:match "\nlocal OPTIONS = (%b{})"
  for name, kind in (text or ""):gmatch '([%w_]+) = "(%l+)"' do list[name] = kind end
  return text and list
end

describe("the annotations", function()
  local known, parents = classes()

  for _, module in ipairs(PUBLIC) do
    local path = path_of(module)

    it("have the parameters of each function in " .. path, function()
      for _, f in ipairs(functions_of(path)) do
        local where = ("%s:%d: %s%s"):format(path, f.line, f.owner, f.name)
        local public = f.owner == "M." or f.owner:find "^methods[:.]" or f.owner:find "^%u"
        if public and not ELSEWHERE[f.name] and not f.name:find "^_" then
          assert.is_true(f.comment ~= "", where .. " says nothing of itself")
          assert.same(words(f.parameters:gsub("%.%.%.", ""), "[%w_]+"),
            words(f.comment, "@param ([%a_][%w_]*)"), where)
          if f.body:find "\n  return [^\n]" then
            assert.truthy(f.comment:find "@return", where .. " does not say what it returns")
          end
        end
      end
    end)

    it("have every function that " .. path .. " has", function()
      local text = run.read(path)
      local found = require("moontail" .. (module == "" and "" or "." .. module))
      for name, value in pairs(type(found) == "table" and found or {}) do
        if type(value) == "function" then
          local told = text:find("\nfunction M." .. name .. "(", 1, true) or
            text:find("%-%-%- @type fun%([^\n]*\n%l+%." .. name .. " = ") or
            text:find("%-%-%- @type fun%([^\n]*\nM%." .. name .. " = ") or
            text:find("@field " .. name .. " fun")
          assert.truthy(told, path .. ": " .. name)
        end
      end
    end)
  end

  it("have the options that the modules take, and no others", function()
    local count = 0
    for _, module in ipairs(PUBLIC) do
      local options, name = options_of(path_of(module)), "moontail." .. module .. ".Options"
      if options and known[name] and module ~= "testing" then -- whose OPTIONS are of an event
        count = count + 1
        for option, kind in pairs(options) do
          local annotated = known[name][option] or (known[parents[name]] or {})[option]
          assert.truthy(annotated, name .. " lacks " .. option)
          assert.is_true(fits(kind, annotated), ("%s.%s is a %s"):format(name, option, kind))
        end
        for option in pairs(known[name]) do
          local taken = options[option] or (known[parents[name]] or {})[option]
          assert.truthy(taken, name .. " has no " .. option)
        end
      end
    end
    assert.is_true(count >= 6)
    for option, kind in pairs(handlers.OPTIONS) do
      assert.is_true(fits(kind, known["moontail.on.Options"][option] or "-"), option)
    end
    for option in pairs(known["moontail.on.Options"]) do
      assert.truthy(handlers.OPTIONS[option], option)
    end
  end)

  it("name no method that is not there", function()
    for _, module in ipairs(PUBLIC) do
      local source = run.read(path_of(module))
      local code = source:gsub("%-%-[^\n]*", "")
      for name in source:gmatch "@field ([%w_]+) fun%(self" do
        assert.truthy(code:find("%f[%w_]" .. name .. "%f[^%w_]"), path_of(module) .. ": " .. name)
      end
    end
  end)

  it("name no type that is not there", function()
    for path in run.shell "find lua/moontail -name '*.lua'":gmatch "[^\n]+" do
      for line in run.read(path):gmatch "[^\n]+" do
        local types = line:match "^%s*%-%-%- @%l+ (.*)$" or ""
        if not line:find "@class" and not line:find "@alias" then
          for name in types:gmatch "moontail%.[%w_.]*%u%w+" do
            assert.truthy(known[name], path .. ": " .. name)
          end
        end
      end
    end
  end)
end)
