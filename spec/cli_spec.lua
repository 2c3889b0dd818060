-- The command line: what goes wrong is said in one sentence, with the status that scripts rely on:
-- 0 done, 1 failed, 2 usage, 3 the script.
local redis_server = require "spec.support.redis"
local run = require "spec.support.run"

local SHOP = run.sample "shop"
local SIZE = #run.read(SHOP)

--- One sentence on stderr, beside the log: what, where, and what to do.
local function one_sentence(done)
  local lines = run.lines((("\n" .. done.err):gsub("\n[%dT:.-]+Z info [^\n]*", "")))
  assert.equal(1, #lines, done.err)
  assert.matches("^moontail: ", lines[1])
  return lines[1]
end

local function fails(status, message, done)
  assert.equal(status, done.status, done.err)
  local line = one_sentence(done)
  assert.is_truthy(line:find(message, 1, true), line)
end

local script

local function job(...)
  return run.moontail { "run", script, "--checkpoint", "none", ... }
end

local function flipped(at, byte)
  local text = run.read(SHOP)
  return run.write(run.folder() .. "/flipped.binlog",
    text:sub(1, at) .. string.char(bit.bxor(text:byte(at + 1), byte)) .. text:sub(at + 2))
end

setup(function()
  script = run.write(run.folder() .. "/script.lua",
    'require "moontail".on("row", function(event) print(event.id) end)')
end)

describe("usage", function()
  it("no command prints the help and is an error", function()
    local done = run.moontail {}
    assert.equal(2, done.status)
    assert.matches("moontail run", done.out, 1, true)
  end)

  it("--help is none", function()
    for _, arguments in ipairs { { "--help" }, { "-h" }, { "help" }, { "run", "--help" } } do
      local done = run.moontail(arguments)
      assert.equal(0, done.status)
      assert.matches("moontail run", done.out, 1, true)
      assert.equal("", done.err)
    end
  end)

  it("--version", function()
    local done = run.moontail { "--version" }
    assert.equal(0, done.status)
    assert.matches("^moontail %S+ %(.+%)\n$", done.out)
  end)

  it("an unknown command", function()
    fails(2, "no command 'frobnicate';", run.moontail { "frobnicate" })
    fails(2, "no command 'rnu' (did you mean 'run'?)", run.moontail { "rnu" })
  end)

  it("an unknown option", function()
    fails(2, "no option '--bogus';", job("--bogus", "--source", SHOP))
    fails(2, "no option '--tabels' (did you mean 'tables'?)", job("--tabels=x", "--source", SHOP))
    fails(2, "'--checkpoint-' is the beginning of several options", job("--checkpoint-", "1"))
    fails(2, "'--source' needs a value", job("--source"))
  end)

  it("no script, no source", function()
    fails(2, "no script: moontail run SCRIPT --source SOURCE", run.moontail { "run" })
    fails(2, "no source: give --source", job())
  end)

  it("values that are none", function()
    fails(2, "--set word: KEY=VALUE is expected", job("--source", SHOP, "--set", "word"))
    fails(2, "--bigint maybe: one of string, number is expected",
      job("--source", SHOP, "--bigint", "maybe"))
    fails(2, "--start nowhere: ", job("--source", SHOP, "--start", "nowhere"))
    fails(2, "--until never: ", job("--source", SHOP, "--until", "never"))
    fails(2, "--queue-bytes many: a number is expected",
      job("--source", SHOP, "--queue-bytes", "many"))
    fails(2, "--log-level loud: one of debug, info, warn, error is expected",
      job("--source", SHOP, "--log-level", "loud"))
  end)

  it("a server and files at once, two servers", function()
    fails(2, "either a server or files", job("--source", SHOP, "--source", "mysql://127.0.0.1:1"))
    fails(2, "one server at a time", job("--source", "mysql://a", "--source", "mysql://b"))
  end)
end)

describe("a source that cannot be read", function()
  it("is not there", function()
    fails(1, "cannot open /nonexistent/binlog.000001: No such file or directory",
      job("--source", "/nonexistent/binlog.000001"))
  end)

  it("is no binary log", function()
    fails(1, "spec/samples/shop.sql is not a binary log",
      job("--source", "spec/samples/shop.sql"))
    fails(1, "is empty, not a binary log",
      job("--source", run.write(run.folder() .. "/empty", "")))
    fails(1, "is a directory", job("--source", "spec/samples"))
  end)

  it("is cut off inside an event: what stands before it is delivered", function()
    local path = run.write(run.folder() .. "/cut.binlog", run.read(SHOP):sub(1, 6000))
    local done = job("--source", path)
    fails(1, path .. ":5995: the file ends inside an event", done)
    assert.equal("0-1-10:1.0", done.lines[#done.lines]) -- the transaction that ends at 6026
  end)

  it("is cut off anywhere: never a crash, never a row that is not in the log", function()
    local whole = job("--source", SHOP).lines
    for size = 1, SIZE - 1, 397 do
      local done = job("--source", run.write(run.folder() .. "/cut", run.read(SHOP):sub(1, size)))
      assert.is_true(done.status == 1 or done.status == 0, ("%d: %s"):format(size, done.err))
      assert.same({ unpack(whole, 1, #done.lines) }, done.lines)
    end
  end)

  it("has one byte changed", function()
    local path = flipped(4800, 0x40)
    local done = job("--source", path)
    fails(1, path .. ":4728: the checksum of the write_rows_v1 event", done)
    assert.equal(8, #done.lines) -- the products that were inserted before
  end)

  it("has one byte changed anywhere: it is noticed, nothing wrong is delivered", function()
    local whole = job("--source", SHOP).lines
    for at = 0, SIZE - 1, 211 do
      local done = job("--source", flipped(at, 0x10))
      assert.equal(1, done.status, ("byte %d: %s"):format(at, done.err))
      assert.same({ unpack(whole, 1, #done.lines) }, done.lines)
    end
  end)

  it("does not carry the columns' names", function()
    -- from behind its CREATE TABLE statements
    fails(1, "the log does not carry the columns' names of shop.products",
      job("--source", run.sample "nometa-mariadb", "--start", "nometa-mariadb.binlog:2359"))
  end)

  it("is a server that is not there", function()
    fails(1, "cannot connect", job("--source", "mysql://nobody@127.0.0.1:1"))
  end)
end)

describe("a script that does not load", function()
  local function load_script(text)
    return run.script(text, { "--source", SHOP })
  end

  it("is not there", function()
    fails(3, "cannot open /nonexistent.lua",
      run.moontail { "run", "/nonexistent.lua", "--source", SHOP })
  end)

  it("has a syntax error", function()
    fails(3, "script.lua:3: unexpected symbol near '='", load_script "\n\nx = = 1")
  end)

  it("requires a module that is not there", function()
    local done = load_script "\nrequire 'no.such.module'"
    assert.equal(3, done.status)
    assert.matches("script.lua:2: module 'no.such.module' not found", done.err, 1, true)
  end)

  it("asks for an event type that does not exist", function()
    local done = load_script "\nmoontail.on('inserts', print)"
    assert.equal(3, done.status)
    assert.matches("script.lua:2: no event type 'inserts' (did you mean", done.err, 1, true)
  end)

  it("yields to nobody", function()
    local done = load_script "coroutine.yield()"
    assert.equal(3, done.status)
    assert.matches("nothing would ever wake it", done.err, 1, true)
  end)
end)

describe("a checkpoint that cannot be written", function()
  it("stops the job", function()
    local done = run.moontail { "run", script, "--source", SHOP, "--checkpoint", "/nonexistent/x" }
    assert.equal(1, done.status)
    assert.matches("cannot write the checkpoint /nonexistent/x", done.err, 1, true)
  end)
end)

describe("signals", function()
  local function follow(signal)
    local path = run.folder() .. "/checkpoint"
    local process = run.start { "run", script, "--source", SHOP, "--follow", "--checkpoint", path,
      "--checkpoint-interval", "600" }
    assert.is_true(run.wait_for(5, function()
      return select(2, run.read(process.out):gsub("\n", "")) == 67
    end), run.read(process.err))
    os.execute(("kill -%s %s"):format(signal, process.pid))
    assert.is_true(run.wait_for(5, function() return not run.alive(process) end))
    assert.equal(67, #run.lines(run.read(process.out)))
    local rest = run.moontail { "run", script, "--source", SHOP, "--checkpoint", path }
    assert.equal(0, rest.status)
    assert.same({}, rest.lines) -- the checkpoint was saved on the way out
  end

  it("TERM stops in order", function() follow "TERM" end)
  it("INT stops in order", function() follow "INT" end)
end)

describe("Redis that is down", function()
  local PORT = 23611

  local function start_job()
    return run.start { "run", "scripts/invalidate_cache.lua", "--source", SHOP,
      "--checkpoint", "none",
      "--set", "redis=redis://127.0.0.1:" .. PORT }
  end

  local function says(process, pattern)
    return run.wait_for(5, function() return (run.read(process.err) or ""):find(pattern) end)
  end

  it("is waited for, aloud; when it is up, nothing is lost", function()
    local process = start_job()
    assert.is_true(says(process, "warn .*127%.0%.0%.1:23611.*retrying"), run.read(process.err))
    assert.is_true(run.alive(process))
    local server = redis_server.start(PORT)
    finally(function() server:stop() end)
    assert.is_true(run.wait_for(10, function() return not run.alive(process) end))
    assert.is_truthy(says(process, "done: "))
    -- 14 changes of users and 20 of products, one of which changes the key
    assert.matches("cmdstat_del:calls=35,", server:cli_output "info commandstats", 1, true)
  end)

  it("in the middle, killed with -9 three times, loses no command and no order", function()
    local server = redis_server.start(PORT)
    finally(function() server:stop() end)
    local slow = run.write(run.folder() .. "/slow.lua", [[
      local moontail = require "moontail"
      local redis = require "moontail.redis"
      local cache = redis.connect(moontail.args.redis)
      moontail.on("row", "shop.*", function(event)
        cache:rpush("ids", event.id)
        moontail.sleep(0.02)
      end)]])
    local process = run.start { "run", slow, "--source", SHOP, "--checkpoint", "none",
      "--set", "redis=" .. server.url }
    for _ = 1, 3 do
      local before = server:cli_output "llen ids"
      local function more() return server:cli_output "llen ids" ~= before end
      assert.is_true(run.wait_for(5, more))
      server:kill()
      server:run_again()
    end
    assert.is_true(run.wait_for(20, function() return not run.alive(process) end))
    assert.is_truthy(says(process, "done: .* 67 rows"), run.read(process.err))
    -- what was not acknowledged is sent again: twice at most, and never before what came earlier
    local seen, count, repeats = {}, 0, 0
    for id in server:cli_output "lrange ids 0 -1":gmatch "%S+" do
      if seen[id] then
        repeats = repeats + 1
      else
        seen[id], count = true, count + 1
      end
    end
    assert.equal(67, count)
    assert.is_true(repeats <= 3 * 3, repeats .. " commands came twice")
  end)

  it("does not keep TERM from stopping the job, which says that it is not done", function()
    local process = run.start { "run", "scripts/invalidate_cache.lua", "--source", SHOP,
      "--checkpoint", "none", "--shutdown-timeout", "0.5",
      "--set", "redis=redis://127.0.0.1:" .. PORT }
    assert.is_true(says(process, "retrying"))
    os.execute("kill -TERM " .. process.pid)
    assert.is_true(run.wait_for(5, function() return not run.alive(process) end))
    assert.matches("moontail: stopped before everything was flushed", run.read(process.err))
  end)

  it("shows no password of a URL in the process list", function()
    local done = run.script([[
      os.execute("tr '\\0' ' ' < /proc/$PPID/cmdline")
      print("\n" .. moontail.args.url)
    ]], { "--source", run.sample "shop", "--set", "url=redis://me:secret@127.0.0.1/" })
    assert.truthy(done.lines[1]:find("redis://me:xxxxxx@127.0.0.1/", 1, true), done.out)
    assert.equal("redis://me:secret@127.0.0.1/", done.lines[2])
  end)
end)

teardown(run.clean)
