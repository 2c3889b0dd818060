--- SIGHUP: the script as it is now takes over, or the old one goes on.
local run = require "spec.support.run"

describe("SIGHUP", function()
  teardown(run.clean)

  local SCRIPT = [[
    local moontail = require "moontail"
    local file = require "moontail.file"
    local out = file.open(moontail.args.out)
    moontail.every(0.05, function() out:line("%s") out:flush() end)
    moontail.on("row", function(event) out:line(event.id) end)
  ]]

  it("takes up a script that loads, and no other", function()
    local folder = run.folder()
    local path, out = folder .. "/job.lua", folder .. "/out"
    run.write(path, SCRIPT:format "one")
    local job = run.start { "run", path, "--follow", "--source", run.sample "shop",
      "--checkpoint", folder .. "/checkpoint", "--checkpoint-interval", "0.05",
      "--set", "out=" .. out }
    local function prints(text)
      return run.wait_for(10, function() return (run.read(out) or ""):find(text, 1, true) end)
    end
    local function logs(text)
      return run.wait_for(10, function() return (run.read(job.err) or ""):find(text, 1, true) end)
    end
    assert.is_true(prints "one", run.read(job.err))
    run.write(path, SCRIPT:format "two")
    run.shell("kill -HUP %s", job.pid)
    assert.is_true(prints "two", run.read(job.err))
    run.write(path, "this is no Lua")
    run.shell("kill -HUP %s", job.pid)
    assert.is_true(logs(("the script does not load, the old one goes on: %s:1: "):format(path)),
      run.read(job.err))
    run.write(out .. ".mark", "")
    local length = #run.read(out)
    assert.is_true(run.wait_for(10, function() return #run.read(out) > length + 8 end))
    run.shell("kill -TERM %s", job.pid)
    assert.is_true(logs "done:", run.read(job.err))
    -- every row once, whichever script wrote it
    local seen = {}
    for _, line in ipairs(run.lines(run.read(out))) do
      if line ~= "one" and line ~= "two" then
        assert.is_nil(seen[line], line)
        seen[line] = true
      end
    end
    assert.truthy(next(seen))
  end)

  it("needs a checkpoint", function()
    local path = run.write(run.folder() .. "/job.lua", "require 'moontail'.on('row', print)")
    local job = run.start { "run", path, "--follow", "--source", run.sample "shop",
      "--checkpoint", "none" }
    assert.is_true(run.wait_for(10, function() return #(run.read(job.out) or "") > 0 end))
    run.shell("kill -HUP %s", job.pid)
    assert.is_true(run.wait_for(10, function()
      return run.read(job.err):find("without a checkpoint", 1, true)
    end))
    run.shell("kill -TERM %s", job.pid)
  end)
end)
