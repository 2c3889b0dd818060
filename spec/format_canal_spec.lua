-- moontail.format.canal: what canal was seen to write, field for field.
local canal = require "moontail.format.canal"
local events = require "spec.support.format"
local moontail = require "moontail"

local columns_of, row_event, only = events.columns_of, events.row_event, events.only
local null = moontail.null

describe("moontail.format.canal", function()
  it("writes an update as canal was seen to write it", function()
    local columns = columns_of [[
      id int(11) key
      nickname varchar(32)
      remark varchar(255)
      update_time datetime]]
    local function row(remark, time)
      return { id = 7, nickname = null, remark = remark, update_time = time }
    end
    local event = row_event { schema = "template", table = "user_info", columns = columns,
      before = row("211", "2022-09-10 22:03:26"), after = row("2111", "2022-09-10 22:10:10"),
      timestamp = 1662819010 }
    local format = canal.new { gtid = false, topic = "canal_%{table}" }
    local message = only(format(event))
    assert.equal('{"data":[{"id":"7","nickname":null,"remark":"2111","update_time":' ..
      '"2022-09-10 22:10:10"}],"database":"template","es":1662819010000,"id":1,"isDdl":false,' ..
      '"mysqlType":{"id":"int(11)","nickname":"varchar(32)","remark":"varchar(255)",' ..
      '"update_time":"datetime"},"old":[{"remark":"211","update_time":"2022-09-10 22:03:26"}],' ..
      '"pkNames":["id"],"sql":"","sqlType":{"id":4,"nickname":12,"remark":12,"update_time":93},' ..
      '"table":"user_info","ts":4,"type":"UPDATE"}', events.at_rest(message.value))
    assert.equal("canal_user_info", message.topic)
    event.type, event.gtid = "delete", "0-1-1"
    event.before, event.after = event.after, nil
    local value = moontail.json_decode(only(canal.new()(event)).value)
    assert.same({ "DELETE", null, "0-1-1", "2111" }, { value.type, value.old, value.gtid,
      value.data[1].remark })
  end)

  it("writes a row of a snapshot as an insert, without what it has not", function()
    local event = row_event { schema = "s", table = "t", columns = columns_of "a int\nb int",
      after = { b = 1 } }
    event.type = "snapshot"
    local value = moontail.json_decode(only(canal.new()(event)).value)
    assert.same({ "INSERT", { { b = "1" } }, { b = 4 }, { a = "int", b = "int" } },
      { value.type, value.data, value.sqlType, value.mysqlType })
  end)

  it("writes statements", function()
    local format = canal.new()
    local function said(kind, change, table_name)
      local value = moontail.json_decode(only(format { type = "ddl", kind = kind, query = "q",
        schema = "test", timestamp = 1680599305, tables = table_name and { { schema = "test",
        table = table_name, change = change } } or {} }).value)
      assert.same({ null, null, null, null, null, true, "q", "test", 1680599305000 },
        { value.data, value.old, value.mysqlType, value.sqlType, value.pkNames, value.isDdl,
          value.sql, value.database, value.es })
      return { value.type, value.table }
    end
    assert.same({ "ERASE", "grands" }, said("drop_table", "drop", "grands"))
    assert.same({ "CREATE", "company" }, said("create_table", "create", "company"))
    assert.same({ "ALTER", "company" }, said("alter_table", "alter", "company"))
    assert.same({ "CINDEX", "company" }, said("create_index", "alter", "company"))
    assert.same({ "QUERY", "" }, said "create_database")
  end)

  -- RowsLogBuffer and LogEventConvert.parseOneRow: type, value -> text, sqlType
  for _, case in ipairs {
    { "tinyint", -1, "-1", -6 }, { "tinyint unsigned", 127, "127", -6 },
    { "tinyint unsigned", 128, "128", 5 }, { "smallint unsigned", 40000, "40000", 4 },
    { "int unsigned", 4294967295, "4294967295", -5 },
    { "bigint unsigned", "18446744073709551615", "18446744073709551615", 3 },
    { "float", 1.1, "1.1", 7 }, { "double", 1, "1.0", 8 }, { "double", 1e7, "1.0E7", 8 },
    { "double", 1234567.5, "1234567.5", 8 }, { "double", 0.001, "0.001", 8 },
    { "double", -0.00012, "-1.2E-4", 8 }, { "double", 0, "0.0", 8 },
    { "double", 1.7976931348623157e308, "1.7976931348623157E308", 8 },
    { "bit(9)", 257, "257", -7 }, { "year", 0, "0000", 12 }, { "year", 2026, "2026", 12 },
    { "enum('a','b')", "b", "2", 4 }, { "enum('a')", "", "0", 4 },
    { "set('a','b','c')", "a,c", "5", -7 }, { "text", "ä", "ä", 2005 },
    { "varbinary(9)", "\0a\228\255", "\0aäÿ", 2004 }, { "json", "[1]", "[1]", 12 },
    { "time", "-838:59:59", "-838:59:59", 92 }, { "timestamp", "2026-11-20 08:00:00",
      "2026-11-20 08:00:00", 93 }, { "date", "2026-11-20", "2026-11-20", 91 },
  } do
    local kind, value, expected, sql_type = unpack(case)
    it(("writes %s %s as %q"):format(kind, moontail.json(value), expected), function()
      local message = moontail.json_decode(only(canal.new()(row_event { schema = "s", table = "t",
        columns = columns_of("c " .. kind), after = { c = value } })).value)
      assert.same({ expected, sql_type, kind, null }, { message.data[1].c, message.sqlType.c,
        message.mysqlType.c, message.pkNames })
    end)
  end

  it("says no rather than something wrong", function()
    assert.has_error(function()
      canal.new()(row_event { schema = "s", table = "t", columns = columns_of "c enum('a')",
        after = { c = "z" } })
    end, "column c, enum('a'): \"z\" is none of its labels")
    assert.has_error(function() canal.new() { type = "commit" } end,
      "moontail.format.canal knows nothing of a 'commit' event: give it rows and ddl")
  end)
end)
