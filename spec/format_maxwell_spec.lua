-- moontail.format.maxwell: what Maxwell documents, field for field.
local events = require "spec.support.format"
local maxwell = require "moontail.format.maxwell"
local moontail = require "moontail"
local run = require "spec.support.run"

local columns_of, row_event, only = events.columns_of, events.row_event, events.only
local null = moontail.null

-- maxwells-daemon.io/dataformat, the table test.e
local E = columns_of "id int key\nm double\nc timestamp(6) key\ncomment varchar(255)"

local function e_event(before, after, more)
  local event = row_event { schema = "test", table = "e", columns = E, before = before,
    after = after, timestamp = 1477053217, server_id = 23042, file = "master.000006",
    position = 800911, xid = 23396, gtid = "0-1-1" }
  for name, value in pairs(more or {}) do
    event[name] = value
  end
  return event
end

local function e_row(m, c)
  return { id = 1, m = m, c = c, comment = "I am a creature of light." }
end

local COMMIT = { type = "commit", gtid = "0-1-1", xid = 23396, timestamp = 1477053217 }
local INSERTED = e_row(4.2341, "2016-10-21 05:33:37.523000")
local UPDATED = e_row(5.444, "2016-10-21 05:33:54.631000")

describe("moontail.format.maxwell", function()
  it("writes an insert as it is documented", function()
    local format = maxwell.new { output_binlog_position = true, output_server_id = true,
      output_thread_id = true, output_primary_keys = true, output_primary_key_columns = true }
    format { type = "query", gtid = "0-1-1", thread_id = 108 }
    assert.same({}, format(e_event(nil, INSERTED)))
    local message = only(format(COMMIT))
    assert.equal('{"database":"test","table":"e","type":"insert","ts":1477053217,"xid":23396,' ..
      '"commit":true,"position":"master.000006:800911","server_id":23042,"thread_id":108,' ..
      '"primary_key":[1,"2016-10-21 05:33:37.523000"],"primary_key_columns":["id","c"],"data":{' ..
      '"id":1,"m":4.2341,"c":"2016-10-21 05:33:37.523000",' ..
      '"comment":"I am a creature of light."}}', message.value)
    assert.equal("maxwell", message.topic)
    assert.equal('{"database":"test","table":"e","pk.id":1,"pk.c":"2016-10-21 05:33:37.523000"}',
      message.key)
  end)

  it("writes updates and deletes", function()
    local format = maxwell.new { output_commit_info = false,
      kafka_topic = "cdc.%{database}.%{table}",
      kafka_key_format = "array" }
    local message = only(format(e_event(INSERTED, UPDATED)))
    assert.equal('{"database":"test","table":"e","type":"update","ts":1477053217,"data":{"id":1,' ..
      '"m":5.444,"c":"2016-10-21 05:33:54.631000","comment":"I am a creature of light."},"old":{' ..
      '"m":4.2341,"c":"2016-10-21 05:33:37.523000"}}', message.value)
    assert.equal("cdc.test.e", message.topic)
    assert.equal('["test","e",[{"id":1},{"c":"2016-10-21 05:33:54.631000"}]]', message.key)
    assert.equal('{"database":"test","table":"e","type":"delete","ts":1477053217,"data":{"id":1,' ..
      '"m":5.444,"c":"2016-10-21 05:33:54.631000","comment":"I am a creature of light."}}',
      only(format(e_event(UPDATED))).value)
  end)

  it("writes a row of a snapshot as a bootstrap's", function()
    local event = e_event(nil, INSERTED)
    event.type = "snapshot"
    assert.matches('"type":"bootstrap-insert","ts":1477053217,"data":{"id":1,',
      only(maxwell.new { output_commit_info = false }(event)).value, 1, true)
  end)

  it("takes the key from the row before where that alone has it", function()
    local message = only(maxwell.new { output_commit_info = false, output_primary_keys = true }(
      e_event({ id = 1, c = "2016-10-21 05:33:37.523000" }, { m = 5 })))
    assert.matches('"primary_key":[1,"2016-10-21 05:33:37.523000"],"data":{"m":5}}', message.value,
      1, true)
    assert.matches('"pk.id":1,"pk.c":"2016-10-21 05:33:37.523000"}', message.key, 1, true)
  end)

  it("counts a transaction's rows and marks the last", function()
    local format, said = maxwell.new { output_xoffset = true }, {}
    local function give(event)
      for _, message in ipairs(format(event)) do
        said[#said + 1] = message.value:match '"ts":%d+,(.-),"data"'
      end
    end
    give { type = "begin" }
    for i = 1, 3 do
      give(e_event(nil, INSERTED, { index = i - 1 }))
    end
    give(COMMIT)
    give { type = "begin" }
    give(e_event(nil, INSERTED, { gtid = "0-1-2", xid = 23397 }))
    give { type = "commit", gtid = "0-1-2", xid = 23397 }
    assert.same({ '"xid":23396,"xoffset":0', '"xid":23396,"xoffset":1', '"xid":23396,"commit":true',
      '"xid":23397,"commit":true' }, said)
  end)

  it("gives a handler that is tried again what it gave before", function()
    local done = run.script([[
      local format, failed = require "moontail.format.maxwell".new(), {}
      local function write(event)
        for _, message in ipairs(format(event)) do
          if message.value:find "CUP" and not failed[message.value] then
            failed[message.value] = true
            error "once"
          end
          print(message.value)
        end
      end
      moontail.on("row", "shop.products", { on_error = "retry" }, write)
      moontail.on("commit", write)]], { "--source", run.sample "shop", "--until",
      "shop.binlog:3500" })
    assert.equal(0, done.status, done.err)
    local skus = {}
    for i, line in ipairs(done.lines) do
      skus[i] = line:match '"sku":"([^"]+)"'
    end
    assert.same({ "TEA-GREEN-100", "TEA-BLACK-250", "TEA-MATE-500", "CUP-MOON", "CUP-SUN",
      "POT-IRON", "SPOON-01", "GIFT-CARD" }, skus)
  end)

  it("gives the last row of a large transaction its number", function()
    local format = maxwell.new()
    local event = e_event(nil, INSERTED)
    event.xid = nil
    format(event)
    assert.matches('"xid":18446744073709551615,"commit":true', only(format { type = "commit",
      gtid = "0-1-1", xid = "18446744073709551615" }).value, 1, true)
  end)

  it("will not lose a row whose commit it does not get", function()
    local done = run.script([[
      local format = require "moontail.format.maxwell".new()
      moontail.on("row", function(event) format(event) end)]],
      { "--source", run.sample "shop", "--until", "shop.binlog:3500" })
    assert.equal(1, done.status)
    assert.matches("maxwell format 1: a row waits for its commit: call it for commit events " ..
      'too, moontail.on("commit", ...), for xa_prepare events where there are XA transactions, ' ..
      "or set output_commit_info = false", done.err, 1, true)
    local format = maxwell.new()
    format(e_event(nil, INSERTED))
    assert.has_error(function() format(e_event(nil, INSERTED, { gtid = "0-1-2" })) end,
      "moontail.format.maxwell was not given the commit of the last transaction: call it for " ..
      'commit events too, moontail.on("commit", ...), for xa_prepare events where there are XA ' ..
      "transactions, or set output_commit_info = false")
    assert.equal(1, #format { type = "xa_prepare", gtid = "0-1-1" })
  end)

  it("marks the last row of each transaction of a log", function()
    local done = run.script([[
      local format = require "moontail.format.maxwell".new()
      local function write(event)
        for _, message in ipairs(format(event)) do print(message.value) end
      end
      moontail.on("row", write)
      moontail.on("commit", write)]], { "--source", run.sample "shop" })
    local rows = 0
    local last_of, xids = {}, {}
    for _, line in ipairs(done.lines) do
      local message = moontail.json_decode(line)
      rows = rows + 1
      assert.is_nil(last_of[message.xid]) -- nothing of a transaction behind its last row
      last_of[message.xid] = message.commit
    end
    for xid in run.moontail { "dump", "--format", "json", run.sample "shop" }.out
      :gmatch '{"type":"xid"[^\n]-"xid":(%d+)}' do
      xids[tonumber(xid)] = true
    end
    assert.equal(67, rows)
    assert.same(xids, last_of)
  end)

  -- the same page, "Column types"; the classes in schema/columndef
  for _, case in ipairs {
    { "bigint unsigned", "18446744073709551615", "18446744073709551615" },
    { "bit(64)", "18446744073709551615", "18446744073709551615" },
    { "decimal(30,2)", "-1234567890123456789012345678.90", "-1234567890123456789012345678.90" },
    { "varbinary(9)", "\251\255", '"+/8="' },
    { "set('a_val','b_val','c_val')", "b_val,c_val", '["b_val","c_val"]' },
    { "set('a')", "", "[]" }, { "enum('x')", "x", '"x"' },
    { "datetime", "0000-00-00 00:00:00", '"0000-00-00 00:00:00"' },
    { "date", "0000-00-00", "null", { output_null_zerodates = true } },
    { "time", "-838:59:59", '"-838:59:59"' }, { "year", 0, "0" },
    { "json", '{"b": [1, null]}', '{"b": [1, null]}' },
    { "geometry", "\0\0\0\0\1\1\0\0\0\0\0\0\0\0\0\240\63\0\0\0\0\0\0\240\63",
      '"POINT (1 1)"' },
  } do
    local kind, value, expected, options = unpack(case, 1, 4)
    it(("writes %s %s as %s"):format(kind, moontail.json(value), expected), function()
      local all = { output_commit_info = false, output_nulls = false }
      for option, setting in pairs(options or {}) do
        all[option] = setting
      end
      local event = row_event { schema = "s", table = "t", columns = columns_of("c " .. kind ..
        "\nnothing int"), after = { c = value, nothing = null } }
      local text = only(maxwell.new(all)(event)).value
      assert.equal('"data":{"c":' .. expected .. "}}", text:match '"data":.*$')
      assert.equal('{"database":"s","table":"t","_uuid":"0-1-1:1.0"}',
        only(maxwell.new(all)(event)).key)
    end)
  end

  it("writes DDL as it is documented", function()
    local before = columns_of [[
      id int key
      m double
      c timestamp(6)
      comment varchar(255)]]
    before[4].charset = "latin1"
    local after = columns_of [[
      id int key
      m double
      torvalds bigint unsigned
      c timestamp(6)
      comment varchar(255)]]
    after[5].charset = "latin1"
    local event = { type = "ddl", schema = "test", kind = "alter_table", timestamp = 1477053308,
      query = "alter table test.e add column torvalds bigint unsigned after m",
      file = "master.000006", position = 804398,
      tables = {
        { schema = "test", table = "e", change = "alter", before = before, after = after } } }
    local definition = '{"database":"test","charset":null,"table":"e","columns":[{"type":"int",' ..
      '"name":"id","signed":true},{"type":"double","name":"m"},%s{"type":"timestamp","name":"c",' ..
      '"column-length":6},{"type":"varchar","name":"comment","charset":"latin1"}],' ..
      '"primary-key":["id"]}'
    local format = maxwell.new { output_ddl = true, output_binlog_position = true }
    assert.equal('{"type":"table-alter","database":"test","table":"e","old":' ..
      definition:format "" .. ',"def":' ..
      definition:format '{"type":"bigint","name":"torvalds","signed":false},' ..
      ',"ts":1477053308000,"sql":' .. moontail.json(event.query) ..
      ',"position":"master.000006:804398"}', only(format(event)).value)
    assert.same({}, maxwell.new()(event))
    event.kind, event.tables = "create_database", {}
    assert.matches('^{"type":"database%-create","database":"test","ts":',
      only(maxwell.new { output_ddl = true }(event)).value)
  end)
end)

