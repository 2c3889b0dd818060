-- moontail.file: lines, turns to new files, errors, and each line exactly once after a crash.
local moontail = require "moontail"
local fs = require "moontail.core.file"

local function error_of(call, ...)
  local ok, message = pcall(call, ...)
  assert.is_false(ok)
  return message
end

local function read(path)
  local input = io.open(path)
  if not input then
    return nil
  end
  local text = input:read("*a")
  input:close()
  return text
end

local function put(path, text)
  local out = assert(io.open(path, "w"))
  out:write(text)
  out:close()
end

describe("moontail.file", function()
  local real_sink, real_now, real_new = moontail.sink, moontail.now, fs.new
  local directory, file, sinks, now
  local handles = {}

  -- A job that starts: a module that knows of no open files.
  local function start()
    package.loaded["moontail.file"] = nil
    file = require "moontail.file"
    sinks = {}
  end

  -- kill -9: what is in the buffers is lost, and so are the locks.
  local function crash()
    for i, handle in ipairs(handles) do
      fs.detach(handle)
      handles[i] = nil
    end
    start()
  end

  -- What the job does at a checkpoint; the state goes through JSON, as in the checkpoint's file.
  local function checkpoint(name)
    local sink = sinks["file " .. name]
    assert(sink.flush())
    local state = sink.state()
    return state and moontail.json_decode(moontail.json(state))
  end

  local function restore(name, state)
    sinks["file " .. name].restore(state)
  end

  local function names()
    local list = {}
    for _, name in ipairs(fs.list(directory)) do
      if name ~= "." and name ~= ".." then
        list[#list + 1] = name
      end
    end
    table.sort(list)
    return list
  end

  before_each(function()
    local pipe = io.popen("mktemp -d")
    directory = pipe:read("*l")
    pipe:close()
    now = 1795269595 -- 2026-11-21T12:39:55Z
    -- luacheck: push ignore 122
    moontail.sink = function(sink)
      sinks[sink.name] = sink
      return sink
    end
    moontail.now = function() return now end
    fs.new = function(...)
      local handle = real_new(...)
      handles[#handles + 1] = handle
      return handle
    end
    -- luacheck: pop
    start()
  end)

  after_each(function()
    moontail.sink, moontail.now, fs.new = real_sink, real_now, real_new -- luacheck: ignore 122
    crash()
    os.execute("rm -rf " .. directory)
  end)

  it("writes text, lines and JSON", function()
    local path = directory .. "/out"
    local out = file.open(path)
    assert.is_true(out:write("a"))
    assert.is_true(out:line("b"))
    assert.is_true(out:json { x = "é\255" })
    assert.is_true(out:flush())
    assert.equal('ab\n{"x":"é\\udcff"}\n', read(path))
    assert.is_true(out:close())
    assert.matches("closed", error_of(out.line, out, "x"))
    assert.matches("open already", error_of(file.open, path))
  end)

  it("buffers, and writes large pieces at once", function()
    local path = directory .. "/out"
    local out = file.open(path)
    out:line("x")
    assert.equal("", read(path))
    out:line(("y"):rep(70000))
    assert.equal(70003, #read(path))
  end)

  it("leaves no half of a line when a value cannot be encoded", function()
    local path = directory .. "/out"
    local out = file.open(path)
    out:line("a")
    assert.matches("function", error_of(out.json, out, { 1, 2, print }))
    out:line("b")
    out:flush()
    assert.equal("a\nb\n", read(path))
  end)

  it("appends to what is there, and ends a torn last line", function()
    local path = directory .. "/out"
    put(path, "theirs\ntorn")
    local out = file.open(path)
    restore(path, nil)
    out:line("ours")
    out:flush()
    assert.equal("theirs\ntorn\nours\n", read(path))
  end)

  it("cuts back to the checkpoint after a crash", function()
    local path = directory .. "/out"
    put(path, "before\n")
    local out = file.open(path)
    restore(path, nil)
    out:line("one")
    local state = checkpoint(path)
    out:line("two")
    out:flush()
    out:line("lost in the buffer")
    assert.equal("before\none\ntwo\n", read(path))
    crash()
    out = file.open(path)
    restore(path, state)
    assert.equal("before\none\n", read(path))
    out:line("two")
    out:flush()
    assert.equal("before\none\ntwo\n", read(path))
    assert.same({ "out" }, names())
  end)

  it("goes on in the middle of a line that the script wrote in parts", function()
    local path = directory .. "/out"
    local out = file.open(path)
    restore(path, nil)
    out:write("[1,")
    local state = checkpoint(path)
    out:write("2]\n")
    out:flush()
    crash()
    out = file.open(path)
    restore(path, state)
    out:write("2]\n")
    out:flush()
    assert.equal("[1,2]\n", read(path))
  end)

  it("cuts nothing that is not its own", function()
    local path = directory .. "/out"
    local out = file.open(path)
    restore(path, nil)
    out:line("one")
    local state = checkpoint(path)
    crash()
    for _, theirs in ipairs { "somebody else's, and longer\n", "x\n", "" } do
      put(path, theirs)
      file.open(path)
      assert.matches("is not as the checkpoint remembers it", error_of(restore, path, state))
      assert.equal(theirs, read(path))
      crash()
    end
    os.remove(path)
    out = file.open(path)
    restore(path, state) -- moved away: that is allowed, and said
    out:line("two")
    out:flush()
    assert.equal("two\n", read(path))
  end)

  it("numbers full files, and never overwrites one", function()
    local path = directory .. "/out"
    put(path .. ".3", "theirs")
    local out = file.open(path, { rotate_bytes = 10 })
    restore(path, nil)
    for i = 1, 10 do
      out:line("line " .. i)
    end
    out:flush()
    assert.same({ "out", "out.3", "out.4", "out.5", "out.6", "out.7", "out.turns" }, names())
    assert.equal("theirs", read(path .. ".3"))
    assert.equal("line 1\nline 2\n", read(path .. ".4"))
    assert.equal("line 7\nline 8\n", read(path .. ".7"))
    assert.equal("line 9\nline 10\n", read(path))
  end)

  it("begins another file when the time says so", function()
    local pattern = directory .. "/%Y/audit-%Y-%m-%d.jsonl"
    local out = file.open(pattern)
    restore(pattern, nil)
    out:line("a")
    now = now + 86400
    sinks["file " .. pattern].flush()
    moontail.sleep(1.05) -- the clock is looked at once a second
    out:line("b")
    out:flush()
    assert.equal("a\n", read(directory .. "/2026/audit-2026-11-21.jsonl"))
    assert.equal("b\n", read(directory .. "/2026/audit-2026-11-22.jsonl"))
  end)

  -- A job that writes lines 1 to n, with a checkpoint after each `every`, dies after some step, and
  -- starts again from the last checkpoint. Returns all lines, in the order of the files.
  local function run_and_crash(path, options, n, every, die_at, step)
    local out = file.open(path, options)
    restore(path, nil)
    local state, from = checkpoint(path), 0
    for i = 1, die_at do
      out:line("line " .. i)
      step()
      if i % every == 0 then
        state, from = checkpoint(path), i
      end
    end
    out:flush() -- all of it got to the disk, and yet the checkpoint did not
    crash()
    out = file.open(path, options)
    restore(path, state)
    for i = from + 1, n do
      out:line("line " .. i)
      step()
    end
    checkpoint(path)
    out:close()
    crash()
  end

  local function expected(n)
    local lines = {}
    for i = 1, n do
      lines[i] = "line " .. i .. "\n"
    end
    return table.concat(lines)
  end

  it("has each line once when it dies between turns by size", function()
    for die_at = 0, 23 do
      for _, every in ipairs { 1, 4, 7, 100 } do
        local path = ("%s/%d-%d"):format(directory, die_at, every)
        run_and_crash(path, { rotate_bytes = 20 }, 25, every, die_at, function() end)
        local text = ""
        for number = 1, 30 do
          text = text .. (read(path .. "." .. number) or "")
        end
        assert.equal(expected(25), text .. read(path))
      end
    end
  end)

  it("has each line once when it dies between turns by time and size", function()
    local real_time = fs.new -- every line is a second of its own
    fs.new = function(limit) -- luacheck: ignore 122
      return real_time(math.max(limit, 1), true)
    end
    local pattern = directory .. "/%M-%S"
    for die_at = 0, 6 do
      for _, every in ipairs { 1, 2, 3, 100 } do
        os.execute("rm -f " .. directory .. "/*")
        now = 1795269595
        put(directory .. "/39-56", "theirs\n") -- of another day
        run_and_crash(pattern, nil, 8, every, die_at, function() now = now + 1 end)
        local text = ""
        for _, name in ipairs(names()) do
          if not name:find("turns") then
            text = text .. read(directory .. "/" .. name)
          end
        end
        local lines, count = {}, 0
        for line in text:gmatch("[^\n]+") do
          lines[line] = (lines[line] or 0) + 1
          count = count + 1
        end
        assert.equal(9, count)
        assert.equal(1, lines.theirs)
        for i = 1, 8 do
          assert.equal(1, lines["line " .. i])
        end
      end
    end
    fs.new = real_time -- luacheck: ignore 122
  end)

  it("can die while it undoes turns", function()
    local path = directory .. "/out"
    local options = { rotate_bytes = 10 }
    local out = file.open(path, options)
    restore(path, nil)
    out:line("line 1")
    local state = checkpoint(path)
    for i = 2, 9 do
      out:line("line " .. i)
    end
    out:flush()
    crash()
    -- each step of the way fails once
    local real_remove, real_rename, real_sync = os.remove, os.rename, fs.sync
    local steps = 0
    local function dying(call)
      return function(...)
        steps = steps - 1
        if steps == 0 then
          error("killed", 0)
        end
        return call(...)
      end
    end
    -- luacheck: push ignore 122
    os.remove, os.rename, fs.sync = dying(real_remove), dying(real_rename), dying(real_sync)
    local killed = 0
    for at = 1, 1000 do
      steps = at
      file.open(path, options)
      local ok, err = pcall(restore, path, state)
      steps = 0
      if ok then
        break
      end
      assert.equal("killed", err)
      killed = killed + 1
      crash()
    end
    os.remove, os.rename, fs.sync = real_remove, real_rename, real_sync
    -- luacheck: pop
    assert.is_true(killed > 5)
    assert.equal("line 1\n", read(path))
    assert.same({ "out" }, names())
  end)

  it("notices that its file was moved away", function()
    local path = directory .. "/out"
    local out = file.open(path)
    restore(path, nil)
    out:line("one")
    checkpoint(path)
    os.rename(path, path .. ".old")
    out:line("two")
    checkpoint(path)
    out:line("three")
    checkpoint(path)
    assert.equal("one\ntwo\n", read(path .. ".old"))
    assert.equal("three\n", read(path))
  end)

  it("says that the disk is full, once and for good", function()
    local out = file.open("/dev/full")
    restore("/dev/full", nil)
    out:line("x")
    local ok, err = out:flush()
    assert.is_nil(ok)
    assert.equal("cannot write to /dev/full: No space left on device", err)
    assert.same({ nil, err }, { out:line("y") })
    assert.same({ nil, err }, { sinks["file /dev/full"].flush() })
  end)

  it("says at load what cannot be written", function()
    for path, what in pairs {
      [directory .. "/missing/out"] = "there is no directory " .. directory .. "/missing",
      [directory] = "is a directory",
      [directory .. "/missing/%Y/out"] = "there is no directory " .. directory .. "/missing",
    } do
      assert.matches(what, error_of(file.open, path), 1, true)
    end
    assert.matches("no option 'x'", error_of(file.open, directory .. "/o", { x = 1 }))
    assert.matches("can only be 'a'", error_of(file.open, directory .. "/o", { mode = "w" }))
    assert.matches("rotate_bytes", error_of(file.open, directory .. "/o", { rotate_bytes = 0 }))
    assert.matches("path expected", error_of(file.open))
  end)

  it("lets only one job have a file", function()
    local path = directory .. "/out"
    local out = file.open(path)
    out:line("x")
    package.loaded["moontail.file"] = nil
    local other = require "moontail.file".open(path)
    local ok, err = other:line("y")
    assert.is_nil(ok)
    assert.matches("is being written by another job", err)
  end)
end)
