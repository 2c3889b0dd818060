--- Row events are built in two ways: in one call where the table allows it, field by field where it
-- has too many columns. Both must give the same.
local run = require "spec.support.run"

local SAMPLES = { "shop", "shop-mysql", "types-mariadb", "types-mysql" }
local SCRIPT = [[
moontail.on("row", function(event)
  print(moontail.json(event))
end)]]
local BY_FIELDS = [[
require("moontail.core").hooks.constructor = nil
]] .. SCRIPT

describe("a row event", function()
  teardown(run.clean)

  for _, sample in ipairs(SAMPLES) do
    it("is the same however it was built: " .. sample, function()
      local source = { "--source", run.sample(sample), "--checkpoint", "none" }
      local at_once = run.script(SCRIPT, source)
      local by_fields = run.script(BY_FIELDS, source)
      assert.equal(0, at_once.status)
      assert.is_true(#at_once.lines > 50)
      assert.same(at_once.lines, by_fields.lines)
    end)
  end

  it("is written as JSON with every field that the script added", function()
    local done = run.script([[moontail.on("delete", "shop.products", function(event)
      for i = 1, 300 do event["added" .. i] = i end
      local read, found = moontail.json_decode(moontail.json(event)), 0
      for i = 1, 300 do found = found + (read["added" .. i] == i and 1 or 0) end
      print(found)
    end)]], { "--source", run.sample "shop", "--checkpoint", "none" })
    assert.same({ "300" }, done.lines)
  end)
end)
