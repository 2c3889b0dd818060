-- Events that no server at hand writes, made of real ones, and what becomes of those that nobody
-- knows.
local binlog = require "spec.support.binlog"
local run = require "spec.support.run"

local ALL_ROWS = [[
moontail.on("row", function(event)
  event.file, event.position = "", 0
  print(moontail.json(event))
end)]]
local XID, UNKNOWN, INCIDENT, IGNORABLE = 16, 200, 26, 0x80

local function job(path, script)
  return run.script(script or ALL_ROWS, { "--source", path, "--checkpoint", "none",
    "--on-unknown-schema", "positional", "--on-statement", "ignore", "--log-level", "error" })
end

--- With an event like the first XID in front of that one.
local function with_event(kind, body, flags)
  local done = false
  return (binlog.rewrite(run.sample "shop", function(event)
    if done or binlog.type(event) ~= XID then return nil end
    done = true
    return { binlog.like(event, kind, body, flags), event }
  end))
end

describe("rows events", function()
  teardown(run.clean)

  -- In version 2 there is the length of extra data behind the table's id and the flags: 2, for
  -- itself.
  local function with_extra(body) return body:sub(1, 8) .. "\2\0" .. body:sub(9) end

  local function same_as_version(what, path, first, made, change)
    it(what, function()
      local expected = job(path)
      local changed, count = binlog.rewrite(path, function(event)
        local kind = binlog.type(event)
        if kind < first or kind > first + 2 then return nil end
        return { binlog.like(event, made + kind - first, change(event:sub(binlog.HEADER + 1))) }
      end)
      local done = job(changed)
      assert.is_true(count >= 3)
      assert.is_true(#expected.lines >= 3)
      assert.equal(0, done.status, done.err)
      assert.same(expected.lines, done.lines)
    end)
  end

  same_as_version("of version 2 by MariaDB", run.sample "shop", 23, 30, with_extra)
  same_as_version("of version 2, compressed", "tests/unit/damage/mariadb-11.8.binlog", 166, 169,
    with_extra)

  -- They have the NULL bits of the server's own records.
  it("of version 0 are not read, by those who want them", function()
    local changed = binlog.rewrite(run.sample "shop", function(event)
      local kind = binlog.type(event)
      if kind < 23 or kind > 25 then return nil end
      return { binlog.like(event, kind - 3, event:sub(binlog.HEADER + 1)) }
    end)
    local done = job(changed)
    assert.equal(1, done.status)
    assert.truthy(done.err:find("as by servers before 5.1.18", 1, true), done.err)
    assert.equal(0, job(changed, 'moontail.on("xid", function() end)').status)
  end)
end)

describe("relay logs", function()
  teardown(run.clean)
  local RELAY, REPEATED = 0x40, 0x20
  local TELL = [[
    moontail.on("row", function(event) print(event.id, moontail.json(event.row)) end)
    moontail.on("commit", function(event) print(event.gtid) end)]]

  -- A replica ends them wherever they are large enough, and has its own format description and that
  -- of its source in front of the next.
  it("that end inside a transaction are read on in the next", function()
    local events = binlog.events(run.sample "shop")
    local expected = job(run.sample "shop", TELL)
    local format, folder, names = events[1], run.folder(), {}
    local head = { binlog.like(format, 15, format:sub(binlog.HEADER + 1), RELAY),
      binlog.like(format, 15, format:sub(binlog.HEADER + 1), REPEATED) }
    for first = 2, #events, 3 do
      local part = { head[1], head[2], unpack(events, first, math.min(first + 2, #events)) }
      names[#names + 1] = ("%s/relay.%06d"):format(folder, #names + 1)
      run.write(names[#names], run.read(binlog.write(part)))
    end
    local done = job(folder .. "/relay.*", TELL)
    assert.equal(0, done.status, done.err)
    assert.is_true(#names > 20)
    assert.is_true(#expected.lines > 20)
    assert.same(expected.lines, done.lines)
  end)
end)

describe("an event of a type that nobody knows", function()
  teardown(run.clean)

  it("is passed over when it is marked so", function()
    local done = job(with_event(UNKNOWN, "what", IGNORABLE))
    assert.equal(0, done.status, done.err)
    assert.same(job(run.sample "shop").lines, done.lines)
  end)

  it("stops the job otherwise, whatever it handles", function()
    for _, script in ipairs { ALL_ROWS, 'moontail.on("commit", function() end)' } do
      local done = job(with_event(UNKNOWN, "what", 0), script)
      assert.equal(1, done.status)
      assert.truthy(done.err:find("binlog%.000001:%d+: an event of type 200, which moontail does"),
        done.err)
    end
  end)

  it("is given to scripts that want every event", function()
    local done = job(with_event(UNKNOWN, "what", IGNORABLE), [[moontail.on("event", function(event)
      if event.type == "unknown" then print(moontail.json(event)) end
    end)]])
    assert.equal(0, done.status, done.err)
    assert.equal(1, #done.lines)
    assert.truthy(done.lines[1]:find('"what"', 1, true), done.lines[1])
  end)
end)

describe("an incident", function()
  teardown(run.clean)
  local BODY = "\1\0\4lost"

  it("stops the job", function()
    local done = job(with_event(INCIDENT, BODY))
    assert.equal(1, done.status)
    assert.truthy(done.err:find("the server logged an incident", 1, true), done.err)
  end)

  it("does not when the script handles it", function()
    local done = job(with_event(INCIDENT, BODY), [[
      moontail.on("incident", function(event) print(event.incident, event.message) end)]])
    assert.equal(0, done.status, done.err)
    assert.same({ "1\tlost" }, done.lines)
  end)
end)

describe("the sql_mode of a statement's session", function()
  teardown(run.clean)
  local QUERY = 2
  local ANSI_QUOTES, NO_KEY_OPTIONS, REAL_AS_FLOAT = 2 ^ 2, 2 ^ 13, 1
  local ORACLE, MSSQL, MAXDB = 2 ^ 9, 2 ^ 10, 2 ^ 12

  --- The types of the columns of a table that is made under this mode, in a log of this sample's
  --- server.
  local function types(sample, mode, text)
    local done = false
    local path = binlog.rewrite(run.sample(sample), function(event)
      if done or binlog.type(event) ~= QUERY or not event:find("CREATE TABLE", 1, true) then
        return nil
      end
      done = true
      local status = "\1" .. binlog.little(mode, 8)
      return { binlog.like(event, QUERY, ("\0"):rep(8) .. "\4\0\0" .. binlog.little(#status, 2)
        .. status .. "shop\0" .. text) }
    end)
    local result = job(path, [[moontail.on("ddl", function(event)
      for _, one in ipairs(event.tables) do
        if one.table == "modes" then
          for _, column in ipairs(one.after) do print(column.name, column.type) end
        end
      end
    end)]])
    assert.equal(0, result.status, result.err)
    return table.concat(result.lines, ", ")
  end

  local CREATE = "CREATE TABLE modes (d DATE, t TIMESTAMP NULL, r REAL)"

  it("says what types mean", function()
    assert.equal("d\tdate, t\ttimestamp, r\tdouble", types("shop", 0, CREATE))
    assert.equal("d\tdate, t\ttimestamp, r\tfloat", types("shop", REAL_AS_FLOAT, CREATE))
    assert.equal("d\tdatetime, t\ttimestamp, r\tdouble",
      types("shop", ORACLE + NO_KEY_OPTIONS, CREATE))
    assert.equal("d\tdate, t\tdatetime, r\tdouble",
      types("shop", MAXDB + NO_KEY_OPTIONS, CREATE))
    assert.equal("d\tdate, t\tdatetime, r\tdouble",
      types("shop-mysql", MAXDB + NO_KEY_OPTIONS, CREATE))
  end)

  it("says how names are quoted", function()
    assert.equal("d\tdate", types("shop", ANSI_QUOTES, [[CREATE TABLE "modes" ("d" DATE)]]))
    assert.equal("d\tdate",
      types("shop", MSSQL + ANSI_QUOTES + NO_KEY_OPTIONS, "CREATE TABLE [modes] ([d] DATE)"))
  end)
end)
