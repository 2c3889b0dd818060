-- What is installed, and how: make install and uninstall, the systemd unit, the health check of a
-- container. The Debian package is tried on a bare system in tests/live/package_spec.lua.
local moontail = require "moontail"
local run = require "spec.support.run"

local BUILD = run.binary:match "^(.*)/moontail$"

teardown(run.clean)

local function make(arguments)
  local log = run.shell("make -s --no-print-directory BUILD=%s %s 2>&1; echo status $?", BUILD,
    arguments)
  assert.matches("status 0$", log)
end

local function files(folder)
  return run.lines(run.shell("cd %s && find . ! -type d -printf '%%m %%P\n' | sort -k2", folder))
end

describe("make install", function()
  local root = run.folder()

  setup(function()
    make("install DESTDIR=" .. root .. " PREFIX=/opt/here")
  end)

  it("puts the program, its manual, completions, unit, cookbook and types in place", function()
    local there = {}
    for _, line in ipairs(files(root)) do
      local mode, path = line:match "^(%d+) opt/here/(.*)$"
      there[path] = mode
    end
    assert.equal("755", there["bin/moontail"])
    for _, path in ipairs {
      "share/man/man1/moontail.1", "share/bash-completion/completions/moontail",
      "share/zsh/site-functions/_moontail", "lib/systemd/system/moontail@.service",
      "share/moontail/scripts/print_changes.lua", "share/moontail/lua/moontail/_meta/event.lua",
      "share/doc/moontail/README.md", "share/doc/moontail/docs/deployment.md",
    } do
      assert.equal("644", there[path], path)
    end
    local target = root .. "/opt/here"
    assert.equal(run.read "docs/moontail.1", run.read(target .. "/share/man/man1/moontail.1"))
    assert.equal(run.moontail({ "--completion", "zsh" }).out,
      run.read(target .. "/share/zsh/site-functions/_moontail"))
    assert.matches("ExecStart=/opt/here/bin/moontail run",
      run.read(target .. "/lib/systemd/system/moontail@.service"), 1, true)
    assert.is_truthy(run.read(target .. "/share/doc/moontail/examples/print_changes.lua"))
  end)

  it("can be done over what is there already", function()
    local before = files(root)
    make("install DESTDIR=" .. root .. " PREFIX=/opt/here")
    assert.same(before, files(root))
  end)

  it("is undone by make uninstall, which leaves the files of others", function()
    run.shell("touch %s/opt/here/bin/other", root)
    make("uninstall DESTDIR=" .. root .. " PREFIX=/opt/here")
    assert.same({ "644 opt/here/bin/other" }, files(root))
    assert.equal("", run.shell("find %s -type d -name '*moontail*'", root))
  end)
end)

describe("the unit", function()
  local function unit()
    local path = run.folder() .. "/moontail@job.service"
    return run.write(path, (run.read "packaging/moontail@.service"
      :gsub("/usr/bin/moontail", run.binary)))
  end

  it("is one that systemd takes", function()
    local path = unit()
    assert.equal("", run.shell("systemd-analyze verify --man=no %s 2>&1", path))
    -- and what is wrong would be said
    run.write(path, (run.read(path):gsub("ProtectHome=yes", "ProtectHome=perhaps")))
    assert.matches("perhaps", run.shell("systemd-analyze verify --man=no %s 2>&1", path))
  end)

  it("leaves little open to a job that is taken over", function()
    local text = run.shell("systemd-analyze security --offline=true %s 2>&1", unit())
    local exposure = tonumber(text:match "exposure level for [^:]+: ([%d.]+)")
    assert.is_true(exposure <= 1.5, text)
  end)

  it("gives a stop more time than the program takes for it", function()
    local text = run.read "packaging/moontail@.service"
    local seconds = tonumber(text:match "\nTimeoutStopSec=(%d+)s")
    local own = run.moontail({ "help", "run" }).out:gsub("%s+", " "):match "sinks; default (%d+)"
    assert.is_true(seconds > tonumber(own))
  end)
end)

describe("the health check of a container", function()
  local function status(pid, environment)
    return run.shell("%s packaging/healthcheck %s 2>&1; echo $?", environment or "", pid)
  end

  local function job(...)
    local script = run.write(run.folder() .. "/job.lua", "")
    local process = run.start { "run", script, "--source", run.sample "shop", "--follow",
      "--checkpoint", "none", ... }
    finally(function() os.execute("kill -9 " .. process.pid) end)
    return process
  end

  local function ready(process)
    assert.is_true(run.wait_for(5, function()
      return (run.read(process.err) or ""):find "127%.0%.0%.1:%d+"
    end), run.read(process.err))
  end

  it("asks /healthz where the job serves it", function()
    local process = job("--http=:22410")
    ready(process)
    assert.matches("^HTTP/1.%d 200 .*\n0$", status(process.pid))
    os.execute("kill -STOP " .. process.pid)
    assert.matches("1$", status(process.pid))
  end)

  it("knows the token", function()
    local token = run.write(run.folder() .. "/token", "moon\n")
    local process = job("--http", "127.0.0.1:22411", "--http-token-file", token)
    ready(process)
    assert.matches("^HTTP/1.%d 200 .*\n0$", status(process.pid))
    run.write(token, "sun\n")
    assert.matches("\n1$", status(process.pid))
  end)

  it("fails where nobody answers, and is content with a job that serves nothing", function()
    local process = run.shell(
      "bash -c 'sleep 5; :' x --http 127.0.0.1:22412 >/dev/null 2>&1 & echo $!")
    finally(function() os.execute("kill " .. process) end)
    moontail.sleep(0.2)
    assert.matches("1$", status(process))
    assert.equal("0", status(job().pid))
  end)
end)
