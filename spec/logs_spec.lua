-- What a job tells of itself: the log's lines on stderr, and the line of progress on a terminal.
local moontail = require "moontail"
local run = require "spec.support.run"

local SHOP = run.sample "shop"
local STAMP = "^%d%d%d%d%-%d%d%-%d%dT%d%d:%d%d:%d%d%.%d%d%dZ "

--- A job over the sample, with its log as it came.
local function log_of(script, ...)
  return run.lines(run.script(script, { "--source", SHOP, "--name", "job", ... }).err)
end

--- The same as JSON: the lines, decoded by node, which takes no JSON that is none.
local function json_log_of(script, ...)
  local path = run.folder() .. "/log"
  run.write(path, run.script(script, { "--source", SHOP, "--name", "job", "--log-format", "json",
    ... }).err)
  local all = run.shell("node -e '%s' %s", [[
    const fs = require("fs");
    const text = new TextDecoder("utf-8", { fatal: true }).decode(fs.readFileSync(process.argv[1]));
    console.log(JSON.stringify(text.split("\n").slice(0, -1).map((line) => JSON.parse(line))));
  ]], path)
  return moontail.json_decode(all)
end

local ROWS = [[moontail.on("row", function() end)]]
local SLOW = [[moontail.on("row", function() moontail.sleep(0.02) end)]]

local function find(lines, pattern)
  for i, line in ipairs(lines) do
    if line:find(pattern) then
      return line, i
    end
  end
end

describe("the log", function()
  teardown(run.clean)

  it("begins with what runs, from where, to where, by which versions", function()
    local folder = run.folder()
    local line = log_of(([[local file = require "moontail.file"
      local out = file.open(%q); moontail.on("row", function() end)]]):format(folder .. "/out"),
      "--start", "shop.binlog:4281")[1]
    assert.matches(STAMP .. "info  job: start: /%S+/script.lua, from shop%.binlog, " ..
      "beginning at shop%.binlog:4281 %(shop%.binlog:4281%), checkpoint none, to file " ..
      folder:gsub("%p", "%%%0") .. "/out; moontail 0%.%d%S*, LuaJIT 2%.1%S+, .+ %d+%.%d+%.%d+$",
      line)
  end)

  it("says that it goes on from a checkpoint", function()
    local checkpoint = run.folder() .. "/checkpoint"
    log_of(ROWS, "--checkpoint", checkpoint, "--until", "shop.binlog:6026")
    local line = log_of(ROWS, "--checkpoint", checkpoint, "--start", "earliest")[1]
    assert.matches("going on from shop%.binlog:6026, checkpoint " ..
      checkpoint:gsub("%p", "%%%0") .. " %(%-%-start is for a job without one%);", line)
  end)

  it("ends with why, how much, how long and where", function()
    local lines = log_of(ROWS)
    assert.equal(2, #lines)
    assert.matches(STAMP .. "info  job: done: 193 events, 67 rows, 34 transactions, 21%.4 kB in " ..
      "%d+%.%d%d%d s %(%d+%.%d MB/s%), at shop%.binlog:21419 %(0%-1%-34%); the source ends$",
      lines[2])
    lines = log_of(ROWS, "--until", "gtid:0-1-10")
    assert.matches(", at shop%.binlog:6026 %(0%-1%-10%); %-%-until gtid:0%-1%-10 is reached$",
      lines[2])
  end)

  it("ends so by a signal and by an error too", function()
    local path = run.write(run.folder() .. "/slow.lua",
      'local moontail = require "moontail" ' .. SLOW)
    local job = run.start { "run", path, "--source", SHOP, "--checkpoint", "none" }
    assert.is_true(run.wait_for(10, function() return run.read(job.err):find "start:" end))
    moontail.sleep(0.2)
    run.shell("kill -TERM %s", job.pid)
    assert.is_true(run.wait_for(10, function() return not run.alive(job) end))
    assert.matches("done: %d+ events, .* at shop%.binlog:%d+ .*; Terminated\n$", run.read(job.err))
    local lines = log_of [[moontail.on("row", "shop.orders", function() error "no" end)]]
    assert.matches("info  job: failed: %d+ events, %d+ rows, .* at shop%.binlog:%d+", lines[2])
    assert.matches("^moontail: .*no", lines[3])
  end)

  it("has a line of progress now and then, while there is work", function()
    local lines = log_of(SLOW, "--progress-interval", "0.3")
    local rows = 0
    for i = 2, #lines - 1 do
      local n, percent = lines[i]:match("info  job: progress: %d+%.%d rows/s %((%d+) rows, " ..
        "%d+ transactions, %d+%.%d kB in %d s%), (%d+)%% of 21%.4 kB, " ..
        "at shop%.binlog:%d+ %(0%-1%-%d+%)$")
      assert.is_truthy(n, lines[i])
      assert.is_true(tonumber(percent) <= 100)
      rows = rows + n
    end
    assert.is_true(#lines >= 5 and rows <= 67 and rows > 30, table.concat(lines, "\n"))
    assert.equal(2, #log_of(SLOW, "--progress-interval", "0"))
    -- nothing to tell of while nothing comes
    lines = log_of([[moontail.on("row", "shop.orders", function(event)
      if event.type == "delete" then moontail.sleep(1.5) end end)]], "--progress-interval", "0.3")
    assert.is_true(#lines <= 4, table.concat(lines, "\n"))
  end)

  it("has one line for a message, whatever is in it", function()
    local lines = log_of [[moontail.log.warn("a\nb\r\t\27[31mred\127 \0 \255 é \194\155")]]
    assert.equal([[warn  job: a\nb\x0d]] .. "\t" .. [[\x1b[31mred\x7f \x00 \xff é \xc2\x9b]],
      (lines[1]:gsub(STAMP, "")))
  end)

  it("is JSON when asked for, with numbers to count, also where it ends in an error", function()
    local lines = json_log_of([[moontail.log.warn("a\nb\r\27[31m \0 \255 é \237\160\128")
      moontail.on("row", function(event)
        moontail.sleep(0.02)
        if event.id == "0-1-29:1.0" then error("no\255") end
      end)]], "--progress-interval", "0.5")
    assert.same({ "a\nb\r\27[31m \0 \239\191\189 é " .. ("\239\191\189"):rep(3), "warn", "job" },
      { lines[1].message, lines[1].level, lines[1].job })
    assert.same({ "start", "shop.binlog", "none" },
      { lines[2].event, lines[2].source, lines[2].checkpoint })
    assert.same({ moontail.VERSION, 0 }, { lines[2].moontail, #lines[2].sinks })
    local rows = 0
    for i = 3, #lines - 2 do
      assert.equal("progress", lines[i].event)
      assert.is_true(lines[i].share > 0 and lines[i].share < 1 and lines[i].seconds >= 0.4)
      rows = rows + lines[i].rows
    end
    local stop, failure = lines[#lines - 1], lines[#lines]
    assert.is_true(rows > 0 and rows <= stop.rows)
    assert.same({ "stop", "0-1-28" }, { stop.event, stop.gtid })
    assert.equal("error", failure.level)
    assert.equal(failure.message, stop.why)
    assert.matches("no\239\191\189", failure.message)
  end)

  it("has ten of a kind in ten seconds, and how many more there were", function()
    local lines = log_of [[for i = 1, 500 do moontail.log.warn("the same") end
      for i = 1, 30 do moontail.log("row %d", i) end
      moontail.on("row", function() end)]]
    local same, rows = 0, 0
    for _, line in ipairs(lines) do
      same = same + (line:find "warn  job: the same$" and 1 or 0)
      rows = rows + (line:find "info  job: row %d+$" and 1 or 0)
    end
    assert.same({ 10, 30 }, { same, rows })
    assert.is_truthy(find(lines, "warn  job: left out 490 more like this: the same$"))
  end)

  it("has no password, also not of a URL that is mistyped", function()
    local script = run.write(run.folder() .. "/script.lua", [[
      local moontail = require "moontail"
      local cache = require "moontail.redis".connect "redis://me:geheim@127.0.0.1:1"
      require "moontail.mysql".connect "mysql://me:geheim@127.0.0.1:1/db"
      moontail.log("%s", moontail.args.url)
      moontail.on("row", function() cache:del "x" end)]])
    for i, place in ipairs {
      { "--source", "mysq://me:geheim@127.0.0.1:1" },
      { "--source", "mysql://me:geheim@127.0.0.1:1" },
      { "--source", "mysql://me:geheim@127.0.0.1:port" },
      { "--source", SHOP, "--schema", "mysq://me:geheim@127.0.0.1:1" },
      { "--source", SHOP, "--checkpoint", "redi://:geheim@127.0.0.1:1/key" },
      { "--source", SHOP, "--start", "shop.binlog:6026", "--shutdown-timeout", "0.2" },
    } do
      local job = run.start { "run", script, "--checkpoint", "none", "--log-level", "debug",
        "--log-format", i % 2 == 0 and "json" or "text",
        "--set", "url=redis://me:geheim@127.0.0.1:1/", unpack(place) }
      run.wait_for(1, function() return not run.alive(job) end)
      run.shell("kill -TERM %s 2>/dev/null", job.pid)
      run.wait_for(5, function() return not run.alive(job) end)
      local log = run.read(job.err)
      assert.is_nil(log:find("geheim", 1, true), log)
      assert.is_truthy(log:find("redis://me:***@127.0.0.1:1/", 1, true), log)
    end
    local done = run.moontail { "check", "--source", "mysq://me:geheim@127.0.0.1:1" }
    assert.is_nil((done.out .. done.err):find("geheim", 1, true), done.out)
  end)

  it("may be closed, or have no reader", function()
    local path = run.write(run.folder() .. "/print.lua", 'local moontail = require "moontail" ' ..
      [[moontail.on("row", function(event) moontail.log("%s", event.id) print(event.id) end)]])
    local function ids(redirection)
      local command = ("%s run %s --source %s --checkpoint none"):format(run.binary, path, SHOP)
      return run.lines(run.shell("bash -c '(%s; echo $?) %s'", command, redirection))
    end
    local expected = ids "2>/dev/null"
    assert.equal("0", expected[#expected])
    assert.equal(68, #expected)
    assert.same(expected, ids "2>&-")
    assert.same(expected, ids "2> >(exec true)")
    -- what is printed is not written into a file that came to stand in place of stdout
    local done = run.shell("bash -c '%s dump %s 2>&1 >&-; echo $?'", run.binary, SHOP)
    assert.matches("moontail: cannot write to standard output: .*\n1$", done)
  end)
end)

describe("a terminal", function()
  teardown(run.clean)

  --- What a terminal of 60 columns got while a command ran whose stderr it is.
  local function terminal(command, environment)
    local path = run.folder() .. "/typescript"
    run.shell("%s script -qec 'stty cols 60; %s' %s </dev/null >/dev/null", environment or
      "TERM=xterm", command, path)
    return run.read(path):gsub("^Script started[^\n]*\n", ""):gsub("\n?Script done[^\n]*\n$", "")
  end

  local function job(script, ...)
    local path = run.write(run.folder() .. "/script.lua",
      'local moontail = require "moontail" ' .. script)
    return table.concat({ run.binary, "run", path, "--source", SHOP, "--checkpoint none",
      "--log-level warn", ... }, " ")
  end

  local DRAWN = "\r\27%[K *(%d+)%% of 21%.4 kB  ([%d.]+) rows/s  [%d.]+ k?B/s  %d:%d%d left"

  it("shows the share done, how fast and how long, and nothing of it at the end", function()
    for _, stdout in ipairs { ">/dev/null", "" } do
      local screen = terminal(job(SLOW, stdout))
      local before, count = -1, 0
      for percent, rate in screen:gmatch(DRAWN) do
        assert.is_true(tonumber(percent) >= before and tonumber(percent) <= 100, screen)
        assert.is_true(tonumber(rate) < 60, rate) -- 50 at most, as each row sleeps
        before, count = tonumber(percent), count + 1
      end
      assert.is_true(count >= 3, screen)
      assert.matches("\r\27%[K$", screen)
    end
  end)

  it("never shows it in a line of the log", function()
    local screen = terminal(job([[moontail.on("row", function(event)
      moontail.sleep(0.02)
      moontail.log.warn("at %s", event.id) end)]]))
    local lines = 0
    for line in screen:gmatch "([^\n]*)\r\n" do
      line = line:match "[^\r]*$":gsub("^\27%[K", "")
      assert.matches(STAMP .. "warn  script: at [%d-]+:[%d.]+$", line)
      lines = lines + 1
    end
    assert.equal(67, lines)
    assert.is_truthy(screen:find(DRAWN))
  end)

  it("belongs to the script as soon as it prints", function()
    local prints = [[local n = 0
      moontail.on("row", function(event)
        n = n + 1
        moontail.sleep(n <= 40 and 0.02 or 0.005)
        if n > 40 then print(("x"):rep(2000), n) end
      end)]]
    local screen = terminal(job(prints))
    local first = screen:find("x", 1, true)
    assert.is_truthy(screen:sub(1, first - 1):find(DRAWN))
    assert.equal("\r\27[K", screen:sub(first - 4, first - 1))
    local rest = {}
    for n = 41, 67 do
      rest[#rest + 1] = ("x"):rep(2000) .. "\t" .. n .. "\r\n"
    end
    assert.equal(table.concat(rest), screen:sub(first))
    -- into a pipe too, whose reader may print there
    screen = terminal(job(prints, "| cat"))
    assert.equal(table.concat(rest), screen:sub((screen:find("x", 1, true))))
    -- and at once, where it prints from the beginning
    screen = terminal(job('print "hello"; ' .. SLOW))
    assert.equal("hello\r\n", screen)
  end)

  it("is left alone by jobs without end, by JSON logs, and where it can do nothing", function()
    assert.equal("", terminal(job(SLOW, ">/dev/null"), "TERM=dumb"))
    assert.is_nil(terminal(job(SLOW, "--log-format json", ">/dev/null")):find("\27", 1, true))
    local screen = terminal("timeout 1 " .. job(SLOW, "--follow", ">/dev/null"))
    assert.is_nil(screen:find("\27", 1, true), screen)
    screen = terminal("cat " .. SHOP .. " | " .. job(SLOW:gsub("0.02", "0.01"), ">/dev/null"):gsub(
      "%-%-source %S+", "--source -"))
    assert.is_nil(screen:find("\27", 1, true), screen)
  end)

  it("counts the files before, and ends at --until", function()
    local folder = run.folder()
    for i = 1, 4 do
      run.write(("%s/shop.%06d"):format(folder, i), run.read(SHOP))
    end
    local function of(files, ...)
      return (job(SLOW:gsub("0.02", "0.01"), ...):gsub("%-%-source %S+",
        ("--source %s/shop.%s"):format(folder, files)))
    end
    local screen = terminal(of("0*", "--until shop.000003:21419"))
    local last
    for percent, total in screen:gmatch "\r\27%[K *(%d+)%% of ([%d.]+ %a+)  " do
      assert.equal("64.3 kB", total) -- of three files
      last = tonumber(percent)
    end
    assert.is_true(last > 66 and last <= 100, screen)
    screen = terminal(of("000001", "--start shop.000001:6026"))
    assert.is_truthy(screen:find "%% of 15%.4 kB", screen)
  end)
end)
