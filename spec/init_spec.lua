-- `moontail init` in an empty folder: what its README says, word for word.
local moontail = require "moontail"
local run = require "spec.support.run"

--- A folder with the program on the PATH, and what a shell prints there.
local function place()
  local folder, programs = run.folder(), run.folder()
  run.shell("ln -s %s %s/moontail", run.binary, programs)
  return folder, function(directory, command)
    return run.shell("cd %s && PATH=%s:$PATH && { %s; } 2>&1", directory, programs, command)
  end
end

--- The commands of a README and what each prints, nil where that is not shown.
local function commands_of(text)
  local list = {}
  for block in text:gmatch "\n```\n(.-)\n```" do
    local command, output = block:match "^%$ ([^\n]*)\n?(.*)$"
    list[#list + 1] = { command, output ~= "" and output or nil }
  end
  return list
end

describe("moontail init", function()
  teardown(run.clean)

  it("writes a project that does what its README says", function()
    local folder, shell = place()
    local said = shell(folder, "moontail init demo")
    for _, name in ipairs { "README.md", "prices.lua", "spec/prices_spec.lua", ".luarc.json" } do
      assert.is_truthy(said:find("demo/" .. name .. "\n", 1, true), said)
    end
    local commands = commands_of(run.read(folder .. "/demo/README.md"))
    assert.equal(3, #commands)
    for _, case in ipairs(commands) do
      local output = shell(folder .. "/demo", case[1])
      if case[2] then
        assert.equal(case[2], output)
      end
      assert.equal("0", shell(folder .. "/demo", case[1] .. " >/dev/null; echo $?"), output)
    end
    assert.is_truthy(shell(folder .. "/demo", "moontail test"):find "2 successes / 0 failures")
    assert.equal("", shell(folder .. "/demo", "ls *.checkpoint* 2>/dev/null"))
  end)

  it("has the settings and the types that editors read", function()
    local folder, shell = place()
    shell(folder, "moontail init .")
    local settings = moontail.json_decode(run.read(folder .. "/.luarc.json"))
    assert.equal("LuaJIT", settings["runtime.version"])
    local library = folder .. "/" .. settings["workspace.library"][1] .. "/moontail"
    for _, name in ipairs {
      "init", "redis", "memcached", "mysql", "sqlite", "file", "stdout", "exec", "http", "webhook",
      "elasticsearch", "queue", "geometry", "testing", "format/debezium", "format/maxwell",
      "format/canal", "_meta/event",
    } do
      assert.equal(run.read("lua/moontail/" .. name .. ".lua"),
        run.read(library .. "/" .. name .. ".lua"), name)
    end
  end)

  it("leaves alone what is there", function()
    local folder, shell = place()
    shell(folder, "mkdir -p demo/spec")
    run.write(folder .. "/demo/prices.lua", "-- mine")
    run.write(folder .. "/demo/spec/prices_spec.lua", "-- mine too")
    local said = shell(folder, "moontail init demo/")
    local stays = "demo/prices.lua is there already, and stays as it is"
    assert.is_truthy(said:find(stays, 1, true), said)
    assert.equal("-- mine", run.read(folder .. "/demo/prices.lua"))
    assert.equal("-- mine too", run.read(folder .. "/demo/spec/prices_spec.lua"))
    local before = shell(folder, "find demo -type f | sort | xargs cat | md5sum")
    shell(folder, "moontail init demo")
    assert.equal(before, shell(folder, "find demo -type f | sort | xargs cat | md5sum"))
  end)

  it("says why it cannot", function()
    local folder, shell = place()
    run.write(folder .. "/file", "")
    assert.equal("moontail: cannot make the directory file/demo: Not a directory\n1",
      shell(folder, "moontail init file/demo; echo $?"))
    assert.equal("moontail: init takes the name of one folder: moontail init DIR\n2",
      shell(folder, "moontail init; echo $?"))
    assert.equal("2", shell(folder, "moontail init --force demo >/dev/null 2>&1; echo $?"))
  end)
end)
