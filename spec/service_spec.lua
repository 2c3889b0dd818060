-- The job as a service: what the service manager is told, and whether it takes the unit.
local moontail = require "moontail"
local run = require "spec.support.run"
local unix = require "socket.unix"

teardown(run.clean)

describe("a service manager", function()
  --- Run a job that follows the sample, with a manager's socket; what it was told, as it comes.
  local function start(environment, options)
    local folder = run.folder()
    local path = folder .. "/notify"
    local socket = assert(unix.dgram())
    assert(socket:bind(path))
    socket:settimeout(0)
    local script = run.write(folder .. "/job.lua", options.script or "")
    local arguments = { "run", script, "--source", run.sample "shop", "--follow",
      "--checkpoint", folder .. "/checkpoint", "--checkpoint-interval", "0.1",
      unpack(options) }
    local job = run.start(arguments, ("NOTIFY_SOCKET=%s %s"):format(path, environment or ""))
    local told = {}
    finally(function()
      os.execute("kill -9 " .. job.pid .. " 2>/dev/null")
      socket:close()
    end)
    local function hears(text)
      return run.wait_for(5, function()
        told[#told + 1] = socket:receive()
        return ("\n" .. table.concat(told, "\n") .. "\n"):find("\n" .. text .. "\n", 1, true)
      end)
    end
    return job, hears, told
  end

  it("hears when the job is up, how far it is, and when it stops", function()
    local job, hears, told = start(nil, {})
    assert.is_true(hears "READY=1")
    assert.matches("^READY=1\n", told[1])
    assert.is_true(hears "STATUS=saved at shop.binlog:21419")
    assert.is_nil(table.concat(told):find "WATCHDOG")
    os.execute("kill -TERM " .. job.pid)
    assert.is_true(hears "STOPPING=1")
    assert.is_true(run.wait_for(5, function() return not run.alive(job) end))
  end)

  it("hears of a job that reads dead letters, too", function()
    local folder = run.folder()
    local path = folder .. "/letters.jsonl"
    local failing = run.write(folder .. "/failing.lua", [[
      require "moontail".on("row", "shop.sessions", { on_error = "dead-letter" }, error)]])
    run.moontail { "run", failing, "--source", run.sample "shop", "--checkpoint", "none",
      "--dead-letters", path }
    local socket = assert(unix.dgram())
    assert(socket:bind(folder .. "/notify"))
    socket:settimeout(2)
    run.moontail({ "run", failing, "--source", path, "--dead-letters", folder .. "/again.jsonl" },
      "NOTIFY_SOCKET=" .. folder .. "/notify")
    assert.equal("READY=1\nSTATUS=reading dead letters", socket:receive())
    socket:close()
  end)

  it("hears nothing of a job that does not come up", function()
    local job, _, told = start(nil, { script = "error 'no'" })
    assert.is_true(run.wait_for(5, function() return not run.alive(job) end))
    assert.same({}, told)
  end)

  it("hears that the loop turns, twice as often as it asks, while handlers wait", function()
    local _, hears, told = start("WATCHDOG_USEC=200000", { script =
      "local m = require 'moontail'; m.on('row', function() m.sleep(10) end)" })
    assert.is_true(hears "READY=1")
    local began, count = moontail.now(), 0
    while moontail.now() < began + 1 do
      hears "READY=1"
    end
    for _ in table.concat(told, "\n"):gmatch "WATCHDOG=1" do
      count = count + 1
    end
    local most = (moontail.now() - began) / 0.1 + 2
    assert.is_true(count >= 5 and count <= most, count)
  end)

  it("hears of no watchdog that is for another process", function()
    local _, hears, told = start("WATCHDOG_USEC=50000 WATCHDOG_PID=1", {})
    assert.is_true(hears "STATUS=saved at shop.binlog:21419")
    moontail.sleep(0.2)
    hears "READY=1"
    assert.is_nil(table.concat(told):find "WATCHDOG")
  end)
end)
