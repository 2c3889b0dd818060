--- When a job saves its place, and what becomes of it when it cannot, or is told to stop.
package.path = "tests/live/?.lua;" .. package.path
local job = require "job"
local moontail = require "moontail"
local run = require "spec.support.run"
local shell = require "shell"

local SHOP = shell.must("realpath %s", run.sample "shop"):gsub("%s+$", "")

local function ids_of(path)
  local ids = {}
  for i, line in ipairs(run.lines(run.read(path) or "")) do
    ids[i] = moontail.json_decode(line).id
  end
  return ids
end

--- The ids of all changes, in their order.
local function all_ids()
  return run.script([[moontail.on("row", function(event) print(event.id) end)]],
    { "--source", SHOP }).lines
end

describe("the checkpoint is saved", function()
  teardown(run.clean)

  -- how many events were handled before each save
  local function saves(...)
    local done = run.script([[
      local n = 0
      moontail.on("row", function() n = n + 1 end)
      moontail.sink { name = "count", flush = function() print(n) n = 0 return true end }
    ]], { "--source", SHOP, "--checkpoint-interval", "1000", ... })
    assert.equal(0, done.status, done.err)
    local counts = {}
    for i, line in ipairs(done.lines) do
      counts[i] = tonumber(line)
    end
    return counts
  end

  it("at the start and at the end", function() assert.same({ 0, 67 }, saves()) end)

  it("after so many events, at an end of a transaction", function()
    local counts, sum = saves("--checkpoint-events", "10"), 0
    for i, n in ipairs(counts) do
      sum = sum + n
      assert.is_true(i == 1 or i == #counts or (n >= 10 and n < 20), table.concat(counts, " "))
    end
    assert.equal(67, sum)
    assert.is_true(#counts >= 5)
  end)

  it("after so many bytes of the log", function()
    local size = #run.read(SHOP)
    local counts = saves("--checkpoint-bytes", tostring(math.floor(size / 4)))
    assert.is_true(#counts >= 4 and #counts <= 6, table.concat(counts, " "))
  end)

  it("only where flush says that all is safe", function()
    local done = run.script('moontail.sink { name = "quiet", flush = function() end }',
      { "--source", SHOP })
    assert.equal(1, done.status)
    assert.matches("quiet: flush returned no reason; where all is safe it returns true", done.err)
  end)
end)

describe("a full disk", function()
  local folder

  before_each(function()
    folder = run.folder()
    os.execute("mkdir " .. folder .. "/small")
  end)

  after_each(function()
    os.execute(("umount %s/small 2>/dev/null; true"):format(folder))
  end)
  teardown(run.clean)

  local function mount(options)
    local output, status = shell.run("mount -t tmpfs -o %s tmpfs %s/small", options, folder)
    return status == 0, output
  end

  local function job_to(out, checkpoint, text)
    local script = run.write(folder .. "/job.lua", ([[
      local moontail = require "moontail"
      local out = require "moontail.file".open "%s"
      moontail.on("row", function(event) out:json(event) end)
    ]]):format(out) .. (text or ""))
    return function()
      return run.moontail { "run", script, "--source", SHOP, "--checkpoint", checkpoint,
        "--checkpoint-events", "1" }
    end
  end

  it("under the file sink stops the job; with room it goes on, each line once", function()
    local mounted, reason = mount "size=16k"
    if not mounted then return pending(reason) end
    local out = folder .. "/small/out.jsonl"
    local start = job_to(out, folder .. "/checkpoint")
    for _ = 1, 2 do -- no less full the second time
      local done = start()
      assert.equal(1, done.status, done.err)
      assert.matches("cannot write to " .. out .. ": No space left on device", done.err, 1, true)
    end
    assert.is_true(#run.lines(run.read(out)) < 67)
    assert.is_true(moontail.json_decode(run.read(folder .. "/checkpoint")).position > 0)
    assert(mount "remount,size=1m")
    local done = start()
    assert.equal(0, done.status, done.err)
    assert.same(all_ids(), ids_of(out))
  end)

  it("under the checkpoint stops the job; with room it goes on, each line once", function()
    local mounted, reason = mount "size=16k"
    if not mounted then return pending(reason) end
    local out, filler = folder .. "/out.jsonl", folder .. "/small/filler"
    local start = job_to(out, folder .. "/small/checkpoint", ([[
      local n = 0
      moontail.on("row", function()
        n = n + 1
        if n == 30 and os.remove "%s" then
          local f = io.open("%s", "w")
          f:setvbuf "no"
          repeat until not f:write(("x"):rep(512))
          f:close()
        end
      end)
    ]]):format(folder .. "/fill", filler))
    run.write(folder .. "/fill", "")
    local done = start()
    assert.equal(1, done.status, done.err)
    assert.matches("checkpoint: No space left on device", done.err, 1, true)
    local saved = run.read(folder .. "/small/checkpoint")
    assert.is_true(moontail.json_decode(saved).position > 0)
    done = start()
    assert.equal(1, done.status, done.err)
    os.remove(filler)
    done = start()
    assert.equal(0, done.status, done.err)
    assert.same(all_ids(), ids_of(out))
  end)
end)

describe("SIGTERM", function()
  teardown(run.clean)

  local function start(folder, options)
    run.write(folder .. "/job.lua", [[
      local moontail = require "moontail"
      local out = require "moontail.file".open "out.jsonl"
      moontail.on("row", { concurrency = 4, key = function(e) return e.table end }, function(event)
        moontail.sleep(0.02)
        out:json { id = event.id }
      end)
      moontail.sink { name = "hangs", flush = function()
        while moontail.args.hang and io.open "hang" do moontail.sleep(0.01) end
        return true
      end }
      print "ready"
    ]])
    return job.start(folder, ("run job.lua --source %s --checkpoint place --checkpoint-interval "
      .. "0.05 %s"):format(SHOP, options or ""))
  end

  local function is_half_done(folder)
    return job.wait_for(5, function() return #ids_of(folder .. "/out.jsonl") >= 8 end)
  end

  local function sorted(list)
    table.sort(list)
    return list
  end

  it("finishes what is in hand and saves", function()
    local folder = run.folder()
    local first = start(folder)
    assert.is_true(is_half_done(folder), first:log())
    assert.equal(0, first:stop "TERM", first:log())
    local half = #ids_of(folder .. "/out.jsonl")
    assert.is_true(half < 67)
    assert.equal(0, start(folder):await_end(10))
    assert.same(sorted(all_ids()), sorted(ids_of(folder .. "/out.jsonl")))
  end)

  it("ends a script that computes without end when it comes again", function()
    local folder = run.folder()
    run.write(folder .. "/job.lua", [[
      require "moontail".on("row", function() print "here" io.flush() while true do end end)]])
    local busy = job.start(folder, ("run job.lua --source %s --checkpoint none"):format(SHOP))
    busy:await(5, "here", true)
    shell.must("kill -TERM %s", busy.pid)
    moontail.sleep(0.2)
    assert.is_nil(busy:status())
    assert.equal(1, busy:stop "INT", busy:log())
  end)

  it("ends the job at once when it comes again; the checkpoint is one to go on from", function()
    local folder = run.folder()
    local first = start(folder, "--set hang=yes --shutdown-timeout 60")
    assert.is_true(is_half_done(folder), first:log())
    run.write(folder .. "/hang", "")
    shell.must("kill -TERM %s", first.pid)
    first:await(2, "once more to stop at once")
    moontail.sleep(0.3)
    assert.is_nil(first:status())
    assert.equal(1, first:stop "TERM", first:log())
    os.remove(folder .. "/hang")
    assert.is_true(moontail.json_decode(run.read(folder .. "/place")).position > 0)
    assert.equal(0, start(folder):await_end(10))
    assert.same(sorted(all_ids()), sorted(ids_of(folder .. "/out.jsonl")))
  end)
end)
