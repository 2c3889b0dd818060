-- What the manual and the editors' types say of events is what events have. `make reference` writes
-- both from docs/reference.lua.
local core = require "moontail.core"
local every_event = require "spec.support.every_event"
local redis_server = require "spec.support.redis"
local reference = require "spec.support.reference"
local run = require "spec.support.run"

local REDIS_PORT = 22290

local groups, by_class = reference.groups()
local group_of = {}
for _, group in ipairs(groups) do
  for _, name in ipairs(group.types) do group_of[name] = group end
end

describe("docs/reference.lua", function()
  local of_the_log, of_the_program, all

  setup(function()
    of_the_log, of_the_program = every_event.of_the_log(), every_event.of_the_program()
    all = {}
    for _, list in ipairs { of_the_log, of_the_program } do
      for _, one in ipairs(list) do all[#all + 1] = one end
    end
  end)
  teardown(run.clean)

  it("has every type of event, and no other", function()
    local types = { row = true, insert = true, update = true, delete = true, begin = true,
      commit = true, ddl = true, event = true }
    for _, name in ipairs(core.event_types) do types[name] = true end
    for name in pairs(types) do assert.truthy(group_of[name], name) end
    for name in pairs(group_of) do assert.truthy(types[name], name) end
  end)

  it("tells what events of every type have", function()
    local seen = {}
    for _, one in ipairs(all) do
      seen[one.event.type] = true
      if one.event.before or one.event.after then
        one.event.row = one.event.after or one.event.before -- not in the JSON
      end
      assert.is_nil(reference.misfit(group_of[one.event.type], by_class, one.event))
    end
    for kind, names in pairs(every_event.refused()) do
      seen[kind] = true
      local known = {}
      for _, field in ipairs(group_of[kind].fields) do known[field.name] = true end
      for _, name in ipairs(names) do assert.is_true(known[name], kind .. "." .. name) end
    end
    for _, name in ipairs(core.event_types) do assert.truthy(seen[name], name) end
  end)

  it("has no field that no event has", function()
    local seen = {}
    local function look(class, value)
      seen[class] = seen[class] or {}
      for _, field in ipairs(reference.all_fields(by_class[class], by_class)) do
        local had = value[field.name]
        seen[class][field.name] = seen[class][field.name] or had ~= nil
        local nested = field.type:match "^moontail%.(%w+)%[%]$"
        for _, inner in ipairs(had and nested and had or {}) do look(nested, inner) end
      end
    end
    for _, one in ipairs(all) do
      for class, group in pairs(by_class) do
        if group == group_of[one.event.type] or class == "RowEvent" and one.event.key then
          look(class, one.event)
        end
      end
    end
    local never = {}
    for _, group in ipairs(groups) do
      local ends_the_job = every_event.refused()[group.types[1]] ~= nil
      for _, field in ipairs(group.fields) do
        if not ends_the_job and group.class ~= "Event" and not seen[group.class][field.name] then
          never[#never + 1] = group.class .. "." .. field.name
        end
      end
    end
    assert.same({}, never)
  end)

  it("has every name that the decoders put", function()
    local known = {}
    for _, group in ipairs(groups) do
      for _, field in ipairs(group.fields) do known[field.name] = true end
    end
    for _, field in ipairs { "character_set", "character_set_name", "collation", "key", "value" } do
      known[field] = true -- inside of lists
    end
    local count = 0
    for name in run.shell "cat src/binlog/fields*.c":gmatch 'put_%w+%(f, "([%w_]+)"' do
      count = count + 1
      assert.is_true(known[name], name)
    end
    assert.is_true(count > 100)
  end)

  local function compare(path, made)
    if os.getenv "REFERENCE" == "write" then run.write(path, made) end
    local old, new = run.lines(run.read(path) or ""), run.lines(made)
    for i = 1, math.max(#old, #new) do
      assert.equal(new[i], old[i], ("%s:%d is out of date: make reference"):format(path, i))
    end
  end

  it("has made the types for editors", function()
    compare(reference.META, reference.meta())
    compare(reference.OPTIONS, reference.options())
  end)

  it("has made the commands of Redis for editors", function()
    local server = redis_server.start(REDIS_PORT)
    finally(function() server:stop() end)
    local made = reference.redis(server)
    if not made then return pending "Redis is not the version that the types are of" end
    compare(reference.REDIS, made)
  end)

  it("has made the tables and examples of the manual", function()
    for _, path in ipairs(reference.PAGES) do compare(path, reference.page(path, all)) end
  end)
end)
