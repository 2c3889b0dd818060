--- What the options of `moontail.on` do: errors, and handlers side by side.
local moontail = require "moontail"
local run = require "spec.support.run"

local SHOP = { "--source", run.sample "shop" }

local KEY = [[
  local function key_of(event)
    local parts = {}
    for name, value in pairs(event.key) do
      parts[#parts + 1] = name .. "=" .. moontail.json(value)
    end
    table.sort(parts)
    return event.table .. " " .. table.concat(parts, " ")
  end
]]

local function script(text, options)
  local arguments = { unpack(SHOP) }
  for _, option in ipairs(options or {}) do
    arguments[#arguments + 1] = option
  end
  return run.script(text, arguments)
end

describe("a handler with concurrency", function()
  teardown(run.clean)

  it("runs side by side, and keeps the order of each key", function()
    local done = script(KEY .. [[
      local running, most = 0, 0
      moontail.on("row", { concurrency = 8, key = key_of }, function(event)
        running = running + 1
        most = math.max(most, running)
        moontail.sleep(0.001 * (event.index % 3 + 1))
        running = running - 1
        print(key_of(event), event.id)
      end)
      moontail.sink { name = "end", flush = function()
        assert(running == 0, "a flush while handlers run")
        print("most", most)
        return true
      end }
    ]])
    assert.equal(0, done.status, done.err)
    local plain = script(KEY .. [[
      moontail.on("row", function(event) print(key_of(event), event.id) end)
    ]])
    local function by_key(lines)
      local keys, most = {}, nil
      for _, line in ipairs(lines) do
        local key, id = line:match "^(.*)\t(.*)$"
        if key == "most" then
          most = tonumber(id)
        else
          keys[key] = (keys[key] or "") .. id .. "\n"
        end
      end
      return keys, most
    end
    local expected = by_key(plain.lines)
    local keys, most = by_key(done.lines)
    assert.same(expected, keys)
    assert.equal(8, most)
  end)

  it("holds few events at a time", function()
    local done = script [[
      local held, most = 0, 0
      moontail.on("row", { concurrency = 2 }, function()
        moontail.sleep(0.001)
        held = held - 1
      end)
      moontail.on("row", function()
        held = held + 1
        most = math.max(most, held)
      end)
      moontail.sink { name = "end", flush = function() print(most) return true end }
    ]]
    assert.equal(0, done.status, done.err)
    assert.is_true(tonumber(done.lines[#done.lines]) <= 9, done.out)
  end)

  it("stops the job for an error, naming its event", function()
    local done = script [[
      moontail.on("update", { concurrency = 4 }, function(event)
        moontail.sleep(0.001)
        error("no " .. event.table)
      end)
    ]]
    assert.equal(3, done.status, done.err)
    assert.truthy(done.err:find "shop%.binlog:%d+, update of shop%.%w+: .*no %w+", done.err)
  end)
end)

describe("on_error", function()
  teardown(run.clean)

  it("retry calls again, and goes on when it works", function()
    local done = script [[
      local failures = 0
      moontail.on("insert", "shop.users", { on_error = "retry" }, function(event)
        if event.index == 1 and failures < 2 then
          failures = failures + 1
          error "not yet"
        end
        print(event.id)
      end)
    ]]
    assert.equal(0, done.status, done.err)
    local plain = script [[
      moontail.on("insert", "shop.users", function(event) print(event.id) end)
    ]]
    assert.same(plain.lines, done.lines)
    assert.truthy(done.err:find "not yet; trying again in 0%.1 s", done.err)
  end)

  it("retry stops after its attempts", function()
    local done = script [[
      moontail.on("insert", "shop.users", { on_error = "retry", attempts = 2 }, function()
        error "never"
      end)
    ]]
    assert.equal(3, done.status)
    assert.matches("never %(after 2 attempts%)\n$", done.err)
  end)
end)

describe("the options of on", function()
  local function refuses(options, message)
    assert.error_matches(function() moontail.on("row", options, function() end) end, message, 1,
      true)
  end

  it("are checked", function()
    refuses({ on_error = "ignore" }, "'stop', 'retry' or 'dead-letter'")
    refuses({ attempts = 3 }, "attempts is an option for")
    refuses({ on_error = "retry", attempts = 0 }, "1 or more")
    refuses({ key = function() end }, "give that too")
    refuses({ concurrency = 1.5 }, "whole number")
    refuses({ concurrency = "2" }, "is a string, not a number")
    refuses({ concurency = 2 }, "did you mean 'concurrency'?")
  end)
end)

describe("moontail.every", function()
  it("calls again and again beside the events", function()
    local done = script [[
      local ticks = 0
      moontail.every(0.01, function() ticks = ticks + 1 end)
      local slept
      moontail.on("row", function()
        if not slept then
          slept = true
          moontail.sleep(0.1)
          print(ticks)
        end
      end)
    ]]
    assert.equal(0, done.status, done.err)
    local ticks = tonumber(done.lines[1])
    assert.is_true(ticks >= 3 and ticks <= 10, done.out)
  end)
end)

describe("a dead letter", function()
  local folder, path
  before_each(function()
    folder = run.folder()
    path = folder .. "/letters.jsonl"
  end)
  teardown(run.clean)

  local FAILS = [[
    moontail.on("insert", "shop.users", { on_error = "dead-letter", name = "mail" }, function(event)
      if event.index % 2 == 1 then
        local id = event.after.id
        event.after.id = "changed by the handler"
        error("no mail for " .. id)
      end
      print(event.id)
    end)
    moontail.on("insert", function(event) print("all", event.id) end)
  ]]
  local MENDED = [[
    moontail.on("insert", "shop.users", { on_error = "dead-letter", name = "mail" }, function(event)
      print(event.id, event.row.id, moontail.json(event.row))
    end)
    moontail.on("insert", function(event) print("all", event.id) end)
  ]]

  it("is kept whole, and delivered once when the script is mended", function()
    local done = script(FAILS, { "--dead-letters", path })
    assert.equal(0, done.status, done.err)
    local letters = {}
    for line in io.lines(path) do
      letters[#letters + 1] = moontail.json_decode(line)
    end
    assert.is_true(#letters >= 2)
    for _, letter in ipairs(letters) do
      assert.equal("mail", letter.handler)
      assert.truthy(letter.error:find("no mail for", 1, true))
      assert.is_number(letter.time)
      assert.not_equal("changed by the handler", letter.event.after.id)
    end
    local again = run.script(MENDED, { "--source", path })
    assert.equal(0, again.status, again.err)
    assert.equal(#letters, #again.lines)
    for i, line in ipairs(again.lines) do
      local id, key, row = line:match "^(%S+)\t(%S+)\t(.*)$"
      assert.equal(letters[i].event.id, id)
      assert.equal(tostring(letters[i].event.after.id), key)
      assert.same(letters[i].event.after, moontail.json_decode(row))
    end
    local third = run.script(MENDED, { "--source", path })
    assert.equal(0, third.status, third.err)
    assert.equal(0, #third.lines)
  end)

  it("that fails again is kept in another file", function()
    script(FAILS, { "--dead-letters", path })
    local size = #run.read(path)
    local again = run.script(FAILS, { "--source", path })
    assert.equal(0, again.status, again.err)
    assert.equal(size, #run.read(path))
    local count = select(2, run.read(path):gsub("\n", ""))
    assert.equal(count, select(2, run.read(folder .. "/letters.again.jsonl"):gsub("\n", "")))
  end)

  it("needs its handler", function()
    script(FAILS, { "--dead-letters", path })
    local done = run.script([[ moontail.on("row", function() end) ]], { "--source", path })
    assert.equal(3, done.status, done.err)
    assert.truthy(done.err:find("has no handler 'mail' any more", 1, true), done.err)
  end)
end)
