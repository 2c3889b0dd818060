-- moontail.format.debezium: what Debezium documents and was seen to write, field for field.
local debezium = require "moontail.format.debezium"
local events = require "spec.support.format"
local moontail = require "moontail"

local columns_of, row_event, only = events.columns_of, events.row_event, events.only
local null = moontail.null

-- debezium.io/documentation/reference/2.7/connectors/mysql.html, "Data change events"
local CUSTOMERS = columns_of [[
  id int key
  first_name varchar(255) not null
  last_name varchar(255) not null
  email varchar(255) not null]]

local function customer(first_name)
  return { id = 1004, first_name = first_name, last_name = "Kretchmar",
    email = "annek@noanswer.org" }
end

local function customer_event(before, after, more)
  local event = row_event { schema = "inventory", table = "customers", columns = CUSTOMERS,
    before = before, after = after }
  for name, value in pairs(more or {}) do
    event[name] = value
  end
  return event
end

describe("moontail.format.debezium", function()
  -- what the connector of 2.7.3 writes for: source_table (id int auto_increment primary key, name
  -- varchar(10)), with the JsonConverter and its schemas
  local SOURCE_TABLE = columns_of "id int key\nname varchar(10)"
  local ROW_SCHEMA = '{"type":"struct","fields":[{"type":"int32","optional":false,"field":"id"},' ..
    '{"type":"string","optional":true,"field":"name"}],"optional":true,' ..
    '"name":"mysql_server.connect_test_db.source_table.Value","field":"%s"}'
  local SOURCE_SCHEMA = '{"type":"struct","fields":[' ..
    '{"type":"string","optional":false,"field":"version"},' ..
    '{"type":"string","optional":false,"field":"connector"},' ..
    '{"type":"string","optional":false,"field":"name"},' ..
    '{"type":"int64","optional":false,"field":"ts_ms"},' ..
    '{"type":"string","optional":true,"name":"io.debezium.data.Enum","version":1,"parameters":' ..
    '{"allowed":"true,last,false,incremental"},"default":"false","field":"snapshot"},' ..
    '{"type":"string","optional":false,"field":"db"},' ..
    '{"type":"string","optional":true,"field":"sequence"},%s' ..
    '{"type":"string","optional":true,"field":"table"},' ..
    '{"type":"int64","optional":false,"field":"server_id"},' ..
    '{"type":"string","optional":true,"field":"gtid"},' ..
    '{"type":"string","optional":false,"field":"file"},' ..
    '{"type":"int64","optional":false,"field":"pos"},' ..
    '{"type":"int32","optional":false,"field":"row"},' ..
    '{"type":"int64","optional":true,"field":"thread"},' ..
    '{"type":"string","optional":true,"field":"query"}],"optional":false,' ..
    '"name":"io.debezium.connector.mysql.Source","field":"source"}'
  local FINE = '{"type":"int64","optional":true,"field":"ts_us"},' ..
    '{"type":"int64","optional":true,"field":"ts_ns"}'
  local TRANSACTION_SCHEMA = '{"type":"struct","fields":[' ..
    '{"type":"string","optional":false,"field":"id"},' ..
    '{"type":"int64","optional":false,"field":"total_order"},' ..
    '{"type":"int64","optional":false,"field":"data_collection_order"}],"optional":true,' ..
    '"name":"event.block","version":1,"field":"transaction"}'
  local OP_SCHEMA = '{"type":"string","optional":false,"field":"op"},' ..
    '{"type":"int64","optional":true,"field":"ts_ms"}'

  local function source_table_event()
    return row_event { schema = "connect_test_db", table = "source_table", columns = SOURCE_TABLE,
      after = { id = 1, name = "test1" }, timestamp = 1756281265, server_id = 1, position = 399,
      gtid = nil }
  end

  local function envelope(fields, version)
    return ('{"schema":{"type":"struct","fields":[%s,%s,%s],"optional":false,' ..
      '"name":"mysql_server.connect_test_db.source_table.Envelope","version":%d},"payload":')
      :format(ROW_SCHEMA:format "before", ROW_SCHEMA:format "after", fields, version)
  end

  it("writes what version 2.7.3 was seen to write", function()
    local format = debezium.new { topic_prefix = "mysql_server", schemas_enable = true,
      version = "2.7.3.Final" }
    assert.same({}, format { type = "query", thread_id = 10 })
    local message = only(format(source_table_event()))
    assert.equal("mysql_server.connect_test_db.source_table", message.topic)
    assert.equal('{"schema":{"type":"struct","fields":[{"type":"int32","optional":false,' ..
      '"field":"id"}],"optional":false,"name":"mysql_server.connect_test_db.source_table.Key"},' ..
      '"payload":{"id":1}}', message.key)
    assert.equal(envelope(SOURCE_SCHEMA:format(FINE .. ",") .. "," .. TRANSACTION_SCHEMA .. "," ..
      OP_SCHEMA .. "," .. FINE, 2) ..
      '{"before":null,"after":{"id":1,"name":"test1"},"source":{"version":"2.7.3.Final",' ..
      '"connector":"mysql","name":"mysql_server","ts_ms":1756281265000,"snapshot":"false",' ..
      '"db":"connect_test_db","sequence":null,"ts_us":1756281265000000,' ..
      '"ts_ns":1756281265000000000,"table":"source_table","server_id":1,"gtid":null,' ..
      '"file":"mysql-bin.000003","pos":399,"row":0,"thread":10,"query":null},"transaction":null,' ..
      '"op":"c","ts_ms":1,"ts_us":2,"ts_ns":3}}', events.at_rest(message.value))
  end)

  it("writes what version 2.1.4 was seen to write", function()
    local format = debezium.new { topic_prefix = "mysql_server", schemas_enable = true,
      version = "2.1.4.Final" }
    assert.equal(envelope(SOURCE_SCHEMA:format "" .. "," .. OP_SCHEMA .. "," .. TRANSACTION_SCHEMA,
      1) .. '{"before":null,"after":{"id":1,"name":"test1"},"source":{"version":"2.1.4.Final",' ..
      '"connector":"mysql","name":"mysql_server","ts_ms":1756281265000,"snapshot":"false",' ..
      '"db":"connect_test_db","sequence":null,"table":"source_table","server_id":1,"gtid":null,' ..
      '"file":"mysql-bin.000003","pos":399,"row":0,"thread":null,"query":null},"op":"c",' ..
      '"ts_ms":1,"transaction":null}}', events.at_rest(only(format(source_table_event())).value))
  end)

  it("writes an update with its statement", function()
    local statement = "UPDATE customers SET first_name='Anne Marie' WHERE id=1004"
    local event = customer_event(customer "Anne", customer "Anne Marie", { query = statement })
    local format = debezium.new { topic_prefix = "mysql-server-1", include_query = true }
    local message = only(format(event))
    assert.equal('{"id":1004}', message.key)
    local value = moontail.json_decode(message.value)
    assert.same({ customer "Anne", customer "Anne Marie", "u" },
      { value.before, value.after, value.op })
    assert.same({ version = "2.7.4.Final", connector = "mysql", name = "mysql-server-1",
      ts_ms = 1465581029000, ts_us = 1465581029000000, ts_ns = "1465581029000000000",
      snapshot = "false", db = "inventory", sequence = null, table = "customers",
      server_id = 223344, gtid = null, file = "mysql-bin.000003", pos = 484, row = 0, thread = null,
      query = statement }, value.source)
    assert.is_near(moontail.now() * 1000, value.ts_ms, 5000)
    assert.is_nil(debezium.new()(event)[1].value:find("UPDATE", 1, true))
  end)

  it("writes a row of a snapshot as a read", function()
    local event = customer_event(nil, customer "Anne")
    event.type = "snapshot"
    local value = moontail.json_decode(only(debezium.new()(event)).value)
    assert.same({ "r", "true", customer "Anne", null },
      { value.op, value.source.snapshot, value.after, value.before })
  end)

  it("writes a delete and a tombstone", function()
    local messages = debezium.new()(customer_event(customer "Anne"))
    assert.equal(2, #messages)
    local value = moontail.json_decode(messages[1].value)
    assert.same({ customer "Anne", null, "d" }, { value.before, value.after, value.op })
    assert.same({ topic = messages[1].topic, key = '{"id":1004}' }, messages[2])
    assert.equal(1, #debezium.new { tombstones_on_delete = false }(customer_event(customer "Anne")))
  end)

  it("writes the change of a key as a delete, a tombstone and a create", function()
    local after = customer "Anne"
    after.id = 1005
    local said = {}
    for i, message in ipairs(debezium.new()(customer_event(customer "Anne", after))) do
      said[i] = { message.key, message.value and message.value:match '"op":"(%a)"' }
    end
    assert.same({ { '{"id":1004}', "d" }, { '{"id":1004}' }, { '{"id":1005}', "c" } }, said)
  end)

  it("takes the key from the row before where that alone has it", function()
    local message = only(debezium.new()(customer_event({ id = 1004 }, { first_name = "Eve" })))
    assert.equal('{"id":1004}', message.key)
    assert.matches('^{"before":{"id":1004},"after":{"first_name":"Eve"},', message.value)
  end)

  it("has no key and no tombstone for a table without a primary key", function()
    local format = debezium.new()
    local event = row_event { schema = "shop", table = "log", columns = columns_of "line text",
      before = { line = "x" } }
    assert.is_nil(only(format(event)).key)
  end)

  it("leaves out skipped operations", function()
    local format = debezium.new { skipped_operations = "c,d" }
    assert.same({}, format(customer_event(nil, customer "Anne")))
    assert.same({}, format(customer_event(customer "Anne")))
    assert.equal(1, #format(customer_event(customer "Anne", customer "Eve")))
  end)

  it("counts a transaction's rows and writes its ends", function()
    local format = debezium.new { provide_transaction_metadata = true }
    local gtid = "571d3f1e-0000-11f1-ac9a-02fc00000001:10"
    local begin = { type = "begin", gtid = gtid, timestamp = 1486500577.125, file = "b.1",
      position = 4 }
    local message = only(format(begin))
    assert.equal("dbserver1.transaction", message.topic)
    assert.equal('{"status":"BEGIN","id":"' .. gtid .. '","event_count":null,' ..
      '"data_collections":null,"ts_ms":1486500577125}', message.value)
    local orders = columns_of "id int key"
    local function transaction_of(event)
      return moontail.json_decode(only(format(event)).value).transaction
    end
    assert.same({ id = gtid, total_order = 1, data_collection_order = 1 },
      transaction_of(customer_event(nil, customer "Anne", { gtid = gtid })))
    assert.same({ id = gtid, total_order = 2, data_collection_order = 1 },
      transaction_of(row_event { schema = "inventory", table = "orders", columns = orders,
        after = { id = 1 }, gtid = gtid }))
    assert.same({ id = gtid, total_order = 3, data_collection_order = 2 },
      transaction_of(customer_event(nil, customer "Eve", { gtid = gtid })))
    local done = only(format { type = "commit", gtid = gtid, timestamp = 1486500577.691 })
    assert.equal('{"id":"' .. gtid .. '"}', done.key)
    assert.same({ status = "END", id = gtid, ts_ms = 1486500577691, event_count = 3,
      data_collections = { { data_collection = "inventory.customers", event_count = 2 },
        { data_collection = "inventory.orders", event_count = 1 } } },
      moontail.json_decode(done.value))
    assert.has_error(function() format(customer_event(nil, customer "Anne")) end,
      "moontail.format.debezium: provide_transaction_metadata needs begin and commit events " ..
      'too: moontail.on("begin", ...) and moontail.on("commit", ...)')
    begin.gtid = nil
    assert.matches('"id":"file=b.1,pos=4"', only(format(begin)).value, 1, true)
  end)

  it("knows the thread of the transaction only", function()
    local format = debezium.new()
    local function thread(gtid)
      local event = customer_event(nil, customer "Anne", { gtid = gtid })
      return moontail.json_decode(only(format(event)).value).source.thread
    end
    format { type = "gtid", gtid = "0-1-5" }
    format { type = "query", gtid = "0-1-5", thread_id = 7 }
    assert.equal(7, thread "0-1-5")
    assert.equal(null, thread "0-1-6")
  end)

  it("writes statements that change tables", function()
    local format = debezium.new { topic_prefix = "mysql", include_schema_changes = true,
      skipped_operations = "" }
    local columns = columns_of "id int key\nfirst_name varchar(255) not null\nprice decimal(10,2)"
    columns[2].charset = "utf8mb4"
    local event = { type = "ddl", schema = "inventory", query = "ALTER TABLE customers ...",
      timestamp = 1651535750, server_id = 223344, file = "mysql-bin.000003", position = 570,
      tables = {
        { schema = "inventory", table = "customers", change = "alter", after = columns } } }
    local message = only(format(event))
    assert.same({ "mysql", '{"databaseName":"inventory"}' }, { message.topic, message.key })
    local value = moontail.json_decode(message.value)
    assert.same({ "inventory", null, event.query },
      { value.databaseName, value.schemaName, value.ddl })
    assert.same({ 570, "customers" }, { value.source.pos, value.source.table })
    local change = value.tableChanges[1]
    assert.same({ "ALTER", '"inventory"."customers"', { "id" } },
      { change.type, change.id, change.table.primaryKeyColumnNames })
    assert.same({ name = "first_name", jdbcType = 12, nativeType = null, typeName = "VARCHAR",
      typeExpression = "VARCHAR", charsetName = "utf8mb4", length = 255, scale = null, position = 2,
      optional = false, autoIncremented = null, generated = null }, change.table.columns[2])
    assert.same({ 10, 2 }, { change.table.columns[3].length, change.table.columns[3].scale })

    event.tables[1] = { schema = "inventory", table = "customers", change = "truncate" }
    local messages = format(event)
    assert.equal(2, #messages)
    assert.same({ "mysql.inventory.customers", "t" }, { messages[2].topic,
      moontail.json_decode(messages[2].value).op })
    assert.same({}, debezium.new()(event)) -- neither is asked for
  end)

  it("says no rather than something wrong", function()
    local function write(kind, value, options)
      return debezium.new(options)(row_event { schema = "shop", table = "t",
        columns = columns_of("c " .. kind), after = { c = value } })
    end
    local function refused(text, ...)
      local ok, err = pcall(write, ...)
      assert.is_false(ok)
      assert.matches(text, err, 1, true)
    end
    refused("column c, bigint unsigned: \"18446744073709551615\" does not fit into an int64: " ..
      'set bigint_unsigned_handling_mode = "precise"', "bigint unsigned", "18446744073709551615")
    refused("column c, time: \"24:00:00\" is no time of a day", "time", "24:00:00",
      { time_precision_mode = "connect" })
    refused('column c, int: "***" is no integer', "int", "***")
    refused('column c, date: "soon" is no date', "date", "soon")
    refused("the type of shop.t.c is not known, only that it is a 'ENUM of 1 bytes'",
      "ENUM of 1 bytes", "a")
    refused("the row of shop.t has 0 of its 1 columns, and the schema needs all: set " ..
      "binlog_row_image=FULL", "int", nil, { schemas_enable = true })
    refused("moontail.format.debezium has no option 'server'; it has bigint_unsigned_handling_mode",
      "int", 1, { server = "x" })
    refused("option decimal_handling_mode of moontail.format.debezium is one of precise, " ..
      "string, double, not 'float'", "int", 1, { decimal_handling_mode = "float" })
    refused("option include_query of moontail.format.debezium is a boolean, not a string",
      "int", 1, { include_query = "yes" })
    assert.has_error(function() debezium.new() { type = "rotate" } end,
      "moontail.format.debezium knows nothing of a 'rotate' event: give it rows, begin, commit, " ..
      "xa_prepare, ddl, gtid and query")
    assert.equal('{"before":null,"after":{},', write("int")[1].value:sub(1, 26)) -- absent, not NULL
  end)

  -- the same page, "Data type mappings": type, value, options -> JSON, its Kafka Connect schema
  for _, case in ipairs {
    { "tinyint", -128, "-128", "int16" }, { "tinyint unsigned", 255, "255", "int16" },
    { "smallint unsigned", 65535, "65535", "int32" }, { "mediumint", -1, "-1", "int32" },
    { "int unsigned", 4294967295, "4294967295", "int64" },
    { "bigint", "-9223372036854775808", "-9223372036854775808", "int64" },
    { "bigint unsigned", "9223372036854775807", "9223372036854775807", "int64" },
    { "bigint unsigned", "18446744073709551615", '"AP//////////"', "bytes",
      "org.apache.kafka.connect.data.Decimal", { bigint_unsigned_handling_mode = "precise" } },
    { "bit(1)", 1, "true", "boolean" }, { "bit(1)", 0, "false", "boolean" },
    { "bit(10)", 258, '"AgE="', "bytes", "io.debezium.data.Bits" },
    { "float", 1.1, "1.1", "float" }, { "double", -0.5, "-0.5", "double" },
    { "decimal(10,2)", "0.00", '"AA=="', "bytes", "org.apache.kafka.connect.data.Decimal" },
    { "decimal(10,2)", "1.27", '"fw=="', "bytes", "org.apache.kafka.connect.data.Decimal" },
    { "decimal(10,2)", "1.28", '"AIA="', "bytes", "org.apache.kafka.connect.data.Decimal" },
    { "decimal(10,2)", "-0.01", '"/w=="', "bytes", "org.apache.kafka.connect.data.Decimal" },
    { "decimal(10,2)", "-1.28", '"gA=="', "bytes", "org.apache.kafka.connect.data.Decimal" },
    { "decimal(10,2)", "-2.56", '"/wA="', "bytes", "org.apache.kafka.connect.data.Decimal" },
    { "decimal(65,0)", "-508879422177941", '"/jEtRs69aw=="', "bytes",
      "org.apache.kafka.connect.data.Decimal" },
    { "decimal(20,0)", "-18446744073709551616", '"/wAAAAAAAAAA"', "bytes",
      "org.apache.kafka.connect.data.Decimal" },
    { "decimal(10,2)", "12.50", '"12.50"', "string", nil, { decimal_handling_mode = "string" } },
    { "decimal(10,2)", "12.50", "12.5", "double", nil, { decimal_handling_mode = "double" } },
    { "char(3)", "ä", '"ä"', "string" }, { "longtext", "", '""', "string" },
    { "varbinary(9)", "\251\255", '"+/8="', "bytes" },
    { "blob", "\251\255", '"+/8="', "string", nil, { binary_handling_mode = "base64" } },
    { "blob", "\251\255", '"-_8="', "string", nil, { binary_handling_mode = "base64-url-safe" } },
    { "blob", "\251\255", '"fbff"', "string", nil, { binary_handling_mode = "hex" } },
    { "json", '{"a": 1}', [["{\"a\": 1}"]], "string", "io.debezium.data.Json" },
    { "enum('a','it''s')", "it's", [["it's"]], "string", "io.debezium.data.Enum" },
    { "set('a','b')", "a,b", '"a,b"', "string", "io.debezium.data.EnumSet" },
    { "year", 2155, "2155", "int32", "io.debezium.time.Year" },
    { "timestamp", "2018-06-20 13:37:03", '"2018-06-20T13:37:03Z"', "string",
      "io.debezium.time.ZonedTimestamp" },
    { "date", "1969-12-31", "-1", "int32", "io.debezium.time.Date" },
    { "date", "0000-00-00", "null", "int32", "io.debezium.time.Date" },
    { "date not null", "0000-00-00", "0", "int32", "io.debezium.time.Date" },
    { "timestamp not null", "0000-00-00 00:00:00", '"1970-01-01T00:00:00Z"', "string",
      "io.debezium.time.ZonedTimestamp" },
    { "date", "2024-02-29", "19782", "int32", "org.apache.kafka.connect.data.Date",
      { time_precision_mode = "connect" } },
    { "datetime", "2018-06-20 06:37:03", "1529476623000", "int64", "io.debezium.time.Timestamp" },
    { "datetime(6)", "1969-12-31 23:59:59.500000", "-500000", "int64",
      "io.debezium.time.MicroTimestamp" },
    { "datetime(6)", "2018-06-20 06:37:03.999999", "1529476623999", "int64",
      "org.apache.kafka.connect.data.Timestamp", { time_precision_mode = "connect" } },
    { "time", "-838:59:59", "-3020399000000", "int64", "io.debezium.time.MicroTime" },
    { "time(3)", "00:00:00.001", "1", "int32", "io.debezium.time.Time",
      { time_precision_mode = "adaptive" } },
    { "time(6)", "23:59:59.999999", "86399999", "int32", "org.apache.kafka.connect.data.Time",
      { time_precision_mode = "connect" } },
    { "vector(2)", { 1.5, -2 }, "[1.5,-2]", "array", "io.debezium.data.FloatVector" },
    { "point", "\230\16\0\0\1\1\0\0\0\0\0\0\0\0\0\240\63\0\0\0\0\0\0\240\63",
      '{"x":1,"y":1,"wkb":"AQEAAAAAAAAAAADwPwAAAAAAAPA/","srid":4326}', "struct",
      "io.debezium.data.geometry.Point" },
    { "geometry", "\0\0\0\0\1\1\0\0\0\0\0\0\0\0\0\240\63\0\0\0\0\0\0\240\63",
      '{"wkb":"AQEAAAAAAAAAAADwPwAAAAAAAPA/","srid":null}', "struct",
      "io.debezium.data.geometry.Geometry" },
  } do
    local kind, value, expected, schema_type, name, options = unpack(case, 1, 6)
    it(("writes %s %s as %s"):format(kind, moontail.json(value), expected), function()
      local all = { schemas_enable = true }
      for option, setting in pairs(options or {}) do
        all[option] = setting
      end
      local text = only(debezium.new(all)(row_event { schema = "s", table = "t",
        columns = columns_of("c " .. kind), after = { c = value } })).value
      assert.equal('"after":{"c":' .. expected .. "}", text:match '"after":%b{}')
      local field = moontail.json_decode(text).schema.fields[2].fields[1]
      assert.same({ schema_type, name, not kind:find "not null" },
        { field.type, field.name, field.optional })
    end)
  end

  it("describes types by parameters", function()
    local text = only(debezium.new { schemas_enable = true }(row_event { schema = "s", table = "t",
      columns = columns_of "d decimal(12,3)\nb bit(12)\ne enum('x','it''s')\nv vector(1)",
      after = { d = "1.000", b = 1, e = "x", v = { 1 } } })).value
    local fields = moontail.json_decode(text).schema.fields[1].fields
    assert.same({ scale = "3", ["connect.decimal.precision"] = "12" }, fields[1].parameters)
    assert.same({ length = "12" }, fields[2].parameters)
    assert.same({ allowed = "x,it's" }, fields[3].parameters)
    assert.same({ type = "float", optional = false }, fields[4].items)
  end)
end)

