-- moontail.exec and moontail.stdout with real processes.
local exec = require "moontail.exec"
local moontail = require "moontail"
local run = require "spec.support.run"

-- A child that answers each line once it is in a file. It dies with status 3 every so many lines,
-- the line read but not kept.
local LOADER = [[
import sys
out = open(sys.argv[1], "a")
for n, line in enumerate(sys.stdin, 1):
    if n == int(sys.argv[2]):
        sys.exit(3)
    out.write(line)
    out.flush()
    print("kept", flush=True)
]]

describe("moontail.exec", function()
  teardown(run.clean)

  local function numbers(first, last)
    local list = {}
    for n = first, last do
      list[#list + 1] = tostring(n)
    end
    return list
  end

  local function send(child, first, last)
    for n = first, last do
      assert.is_true(child:line(tostring(n)))
    end
    return child:flush()
  end

  local function job(options, ...)
    return run.script([[
      local exec = require "moontail.exec"
      local child = exec.start { ]] .. options .. [[ }
      moontail.on("row", function(event) child:json(event) end)
    ]], { "--source", run.sample "shop", ... })
  end

  it("gives every event to a child, and waits for it at the end", function()
    local path = run.folder() .. "/out"
    local done = job(([[command = "sleep 0.5; cat > %s; sleep 0.5; echo end >> %s"]])
      :format(path, path))
    assert.equal(0, done.status, done.err)
    local lines = run.lines(run.read(path))
    assert.equal(67 + 1, #lines)
    assert.equal("TEA-GREEN-100", moontail.json_decode(lines[2]).after and
      moontail.json_decode(lines[1]).after.sku)
    assert.equal("end", lines[68])
  end)

  it("starts a child again, and loses nothing that was not answered", function()
    local folder = run.folder()
    local script = run.write(folder .. "/loader.py", LOADER)
    local path = folder .. "/out"
    local child = exec.start { command = { "python3", script, path, "40" }, ack = true }
    assert.is_true(send(child, 1, 100))
    assert.same(numbers(1, 100), run.lines(run.read(path)))
    assert.is_true(send(child, 101, 150))
    assert.same(numbers(1, 150), run.lines(run.read(path)))
  end)

  it("gives to the next child what a killed one had not answered", function()
    local folder = run.folder()
    local path = folder .. "/out"
    -- the first child reads three lines, answers one, and is killed
    local child = exec.start {
      command = ([[if mkdir %s/first 2>/dev/null; then read a; echo $a >> %s; echo; read b; read c
        kill -9 $$; fi
        while read line; do echo $line >> %s; echo; done]]):format(folder, path, path),
      ack = true,
    }
    assert.is_true(send(child, 1, 20))
    assert.same(numbers(1, 20), run.lines(run.read(path)))
  end)

  it("gives again what a child has not read, when it need not answer", function()
    local folder = run.folder()
    local path = folder .. "/out"
    local child = exec.start {
      command = ("mkdir %s/first 2>/dev/null && exit 3; cat >> %s"):format(folder, path),
    }
    assert.is_true(send(child, 1, 1000))
    run.wait_for(2, function() return #run.lines(run.read(path) or "") == 1000 end)
    assert.same(numbers(1, 1000), run.lines(run.read(path)))
  end)

  it("lets the loop go on while a child is slow", function()
    local folder = run.folder()
    local path = folder .. "/out"
    local done = run.script([[
      local exec = require "moontail.exec"
      local child = exec.start { command = "sleep 1; cat > ]] .. path .. [[", max_pending = 1000 }
      local ticks = 0
      moontail.every(0.05, function() ticks = ticks + 1 end)
      local rows, early = 0, nil
      moontail.on("row", function(event)
        rows = rows + 1
        child:line(("x"):rep(100000))
        early = early or ticks
      end)
      moontail.sink { name = "last", flush = function()
        if rows == 67 then print(rows, early) end
        return true
      end }
    ]], { "--source", run.sample "shop" })
    assert.equal(0, done.status, done.err)
    local rows, early = done.out:match "(%d+)\t(%d+)"
    assert.equal("67", rows)
    assert.is_true(tonumber(early) >= 10, "ticks while the first line waited: " .. early)
    assert.equal(67 * 100001, #run.read(path))
  end)

  it("stops the job when a child wants no more, or answers too much", function()
    local done = job [[command = "read a; read b; exit 0", ack = true]]
    assert.equal(1, done.status)
    assert.truthy(done.err:find("insert of shop", 1, true), done.err)
    assert.truthy(done.err:find("it exited with 0, though there are lines for it", 1, true),
      done.err)
    done = job [[command = "read a; yes | head -n 200; cat > /dev/null", ack = true]]
    assert.equal(1, done.status)
    assert.truthy(done.err:find("printed more lines than it was given", 1, true), done.err)
    done = job [[command = { "/nowhere/program" }]]
    assert.equal(1, done.status)
    assert.truthy(done.err:find("cannot start /nowhere/program: No such file", 1, true), done.err)
    done = job [[command = "exit 7", max_attempts = 3]]
    assert.equal(1, done.status)
    assert.truthy(done.err:find("it exited with 7 (after 3 attempts)", 1, true), done.err)
  end)

  it("says when a child ended badly at the very end", function()
    local done = job [[command = "cat > /dev/null; exit 5"]]
    assert.equal(0, done.status)
    assert.truthy(done.err:find("ended badly: it exited with 5", 1, true), done.err)
  end)

  it("refuses what makes no sense", function()
    for message, options in pairs {
      ["needs a command"] = {},
      ["words of a command are strings"] = { command = { 7 } },
      ["no option 'akc'"] = { command = "cat", akc = true },
      ["is a string, not a boolean"] = { command = "cat", ack = "yes" },
    } do
      assert.error_matches(function() exec.start(options) end, message, 1, true)
    end
    local child = exec.start { command = "cat > /dev/null" }
    assert.error_matches(function() child:line "a\nb" end, "without a newline")
    assert.error_matches(function() child.line("a") end, "colon")
  end)
end)

describe("moontail.stdout", function()
  teardown(run.clean)

  local SCRIPT = [[local stdout = require "moontail.stdout"
    local ticks = 0
    moontail.every(0.05, function() ticks = ticks + 1 end)
    moontail.on("row", function() stdout.line(("x"):rep(200000)) end)
    moontail.sink { name = "last", flush = function()
      io.stderr:write("ticks ", ticks, "\n")
      return true
    end }
  ]]

  local function piped(reader)
    local folder = run.folder()
    local path = run.write(folder .. "/script.lua",
      'local moontail = require "moontail"\n' .. SCRIPT)
    run.shell("{ %s run %s --source %s --checkpoint none 2>%s/err; echo $? >%s/status; } | %s " ..
      ">%s/out", run.binary, path, run.sample "shop", folder, folder, reader, folder)
    return {
      out = run.read(folder .. "/out"), err = run.read(folder .. "/err"),
      status = tonumber(run.read(folder .. "/status")),
    }
  end

  it("waits for a slow reader, and the loop goes on", function()
    local done = piped "{ sleep 1; cat; }"
    assert.equal(0, done.status, done.err)
    assert.equal(67 * 200001, #done.out)
    local ticks
    for n in done.err:gmatch "ticks (%d+)" do
      ticks = tonumber(n)
    end
    assert.is_true(ticks >= 10, "ticks while the reader slept: " .. ticks)
  end)

  it("stops the job when its reader has gone", function()
    local done = piped "head -c 100000"
    assert.equal(1, done.status)
    assert.truthy(done.err:find("stdout: Broken pipe", 1, true), done.err)
  end)

  it("writes to files and to nothing", function()
    local done = run.script(SCRIPT, { "--source", run.sample "shop" })
    assert.equal(0, done.status, done.err)
    assert.equal(67 * 200001, #done.out)
  end)
end)
