--- The parts of Debezium's messages that are about the change and not about the row: where it comes
--- from, the transaction around it, statements that change tables, and the schemas of all that.
local moontail = require "moontail"
local parts = require "moontail.format.parts"
local values = require "moontail.format.debezium.values"

local M = {}

local json = moontail.json

local function optional(value)
  return value ~= nil and json(value) or "null"
end

--- The topic of a table; what a topic's name may not have becomes an underscore.
function M.topic(self, schema, table_name)
  return (("%s.%s.%s"):format(self.options.topic_prefix, schema, table_name)
    :gsub("[^%w%._%-]", "_"))
end

-- ---- where a change comes from ----

--- The thread that a `gtid` or a `query` event of the same transaction has told.
local function thread_of(self, event)
  return self.thread and self.thread_gtid == event.gtid and json(self.thread) or "null"
end

--- Seconds, and the digits of the microseconds behind them: a double has no room for nanoseconds.
local function split_seconds(time)
  local seconds = math.floor(time)
  local micro = math.floor((time - seconds) * 1e6 + 0.5)
  if micro == 0 then
    return seconds, "000000"
  elseif micro == 1e6 then
    return seconds + 1, "000000"
  end
  return seconds, ("%06d"):format(micro)
end

--- Milliseconds.
local function put_time(list, n, time)
  local seconds, micro = split_seconds(time)
  list[n + 1], list[n + 2] = seconds, micro:sub(1, 3)
  return n + 2, seconds, micro
end

local function put_fine_time(list, n, seconds, micro)
  list[n + 1], list[n + 2], list[n + 3] = ',"ts_us":', seconds, micro
  list[n + 4], list[n + 5], list[n + 6], list[n + 7] = ',"ts_ns":', seconds, micro, "000"
  return n + 7
end

--- What all messages about a table have in their source, before the fine time and behind it.
--- @return string[]
function M.source_parts(schema, table_name)
  return { '","db":' .. json(schema) .. ',"sequence":null',
    ',"table":' .. optional(table_name) .. ',"server_id":' }
end

--- `"source":{...}`: pieces go into the list behind n. constant: of M.source_parts.
local function put_source(self, list, n, event, constant)
  local seconds, micro
  list[n + 1] = self.source_head
  n, seconds, micro = put_time(list, n + 1, event.timestamp)
  list[n + 1] = event.type == "snapshot" and ',"snapshot":"true' or ',"snapshot":"false'
  list[n + 2] = constant[1]
  n = self.has_nanoseconds and put_fine_time(list, n + 2, seconds, micro) or n + 2
  list[n + 1], list[n + 2] = constant[2], event.server_id
  list[n + 3], list[n + 4] = ',"gtid":', optional(event.gtid)
  list[n + 5], list[n + 6] = ',"file":', json(event.file)
  list[n + 7], list[n + 8] = ',"pos":', event.position
  list[n + 9], list[n + 10] = ',"row":', event.index or 0
  list[n + 11], list[n + 12] = ',"thread":', thread_of(self, event)
  list[n + 13] = ',"query":'
  list[n + 14] = self.options.include_query and optional(event.query) or "null"
  list[n + 15] = "}"
  return n + 15
end

--- All of the envelope behind the images, in the order of the version.
function M.put_tail(self, list, n, event, constant, op, transaction)
  n = put_source(self, list, n, event, constant)
  local seconds, micro
  if not self.has_nanoseconds then
    list[n + 1], list[n + 2], list[n + 3] = ',"op":"', op, '","ts_ms":'
    n = put_time(list, n + 3, moontail.now())
    list[n + 1], list[n + 2] = ',"transaction":', transaction
    return n + 2
  end
  list[n + 1], list[n + 2] = ',"transaction":', transaction
  list[n + 3], list[n + 4], list[n + 5] = ',"op":"', op, '","ts_ms":'
  n, seconds, micro = put_time(list, n + 5, moontail.now())
  return put_fine_time(list, n, seconds, micro)
end

-- ---- transactions ----

local function transaction_id(event)
  return event.gtid or ("file=%s,pos=%s"):format(event.file, json(event.position))
end

--- The transaction's block of a row, counted; "null" where that is not asked for.
function M.order_in_transaction(self, event)
  if not self.options.provide_transaction_metadata then
    return "null"
  end
  local t = self.transaction
  if not t then
    error("moontail.format.debezium: provide_transaction_metadata needs begin and commit events " ..
      "too: moontail.on(\"begin\", ...) and moontail.on(\"commit\", ...)", 0)
  end
  local name = event.schema .. "." .. event.table
  if not t.counts[name] then
    t.names[#t.names + 1] = name
  end
  t.total = t.total + 1
  t.counts[name] = (t.counts[name] or 0) + 1
  return ('{"id":%s,"total_order":%d,"data_collection_order":%d}'):format(json(t.id), t.total,
    t.counts[name])
end

local ID = '{"type":"string","optional":false,"field":"id"}'

local METADATA_KEY = '{"type":"struct","fields":[' .. ID .. '],"optional":false,' ..
  '"name":"io.debezium.connector.common.TransactionMetadataKey","version":1}'

local METADATA_VALUE = '{"type":"struct","fields":[' ..
  '{"type":"string","optional":false,"field":"status"},' .. ID ..
  ',{"type":"int64","optional":true,"field":"event_count"},' ..
  '{"type":"array","items":{"type":"struct","fields":[' ..
  '{"type":"string","optional":false,"field":"data_collection"},' ..
  '{"type":"int64","optional":false,"field":"event_count"}],"optional":false,' ..
  '"name":"event.collection","version":1},"optional":true,"field":"data_collections"},' ..
  '{"type":"int64","optional":false,"field":"ts_ms"}],"optional":false,' ..
  '"name":"io.debezium.connector.common.TransactionMetadataValue","version":1}'

local function metadata_message(self, status, event, count, collections)
  local id = json(self.transaction.id)
  local key = '{"id":' .. id .. "}"
  local value = ('{"status":"%s","id":%s,"event_count":%s,"data_collections":%s,"ts_ms":%.0f}')
    :format(status, id, count, collections, parts.milliseconds(event.timestamp))
  if self.options.schemas_enable then
    key = ('{"schema":%s,"payload":%s}'):format(METADATA_KEY, key)
    value = ('{"schema":%s,"payload":%s}'):format(METADATA_VALUE, value)
  end
  return { topic = self.options.topic_prefix .. ".transaction", key = key, value = value }
end

--- What the formatter does with events that are not rows.
--- @type table<string, fun(self: table, list: moontail.format.Message[], event: moontail.Event)>
M.handlers = {}

function M.handlers.begin(self, list, event)
  if self.options.provide_transaction_metadata then
    self.transaction = { id = transaction_id(event), total = 0, counts = {}, names = {} }
    list[1] = metadata_message(self, "BEGIN", event, "null", "null")
  end
end

function M.handlers.commit(self, list, event)
  local t = self.transaction
  if t then
    local collections = {}
    for i, name in ipairs(t.names) do
      collections[i] = ('{"data_collection":%s,"event_count":%d}'):format(json(name),
        t.counts[name])
    end
    list[1] = metadata_message(self, "END", event, tostring(t.total),
      "[" .. table.concat(collections, ",") .. "]")
    self.transaction = nil
  end
end

M.handlers.xa_prepare = M.handlers.commit -- what a prepared transaction ends with

--- On MySQL the statement that begins a transaction tells the thread, on newer MariaDB the GTID.
local function remember_thread(self, _, event)
  self.thread, self.thread_gtid = event.thread_id, event.gtid
end

M.handlers.gtid, M.handlers.query = remember_thread, remember_thread

-- ---- statements that change tables ----

--- java.sql.Types, as the connector gives them to a table's columns.
local JDBC = {
  tinyint = 5, smallint = 5, mediumint = 4, int = 4, bigint = -5, float = 6, double = 8,
  decimal = 3, bit = -7, date = 91, time = 92, datetime = 93, timestamp = 2014, year = 4, char = 1,
  varchar = 12, tinytext = 12, text = 12, mediumtext = 12, longtext = 12, binary = -2,
  varbinary = -3, tinyblob = 2004, blob = 2004, mediumblob = 2004, longblob = 2004, enum = 1,
  set = 1,
}

local function column_document(column, position)
  local name = column.base:upper() .. (column.is_unsigned and " UNSIGNED" or "")
  return table.concat {
    '{"name":', json(column.name), ',"jdbcType":', tostring(JDBC[column.base] or 1111),
    ',"nativeType":null,"typeName":', json(name), ',"typeExpression":', json(name),
    ',"charsetName":', optional(column.charset), ',"length":', optional(column.length),
    ',"scale":', optional(column.scale), ',"position":', tostring(position), ',"optional":',
    tostring(column.is_nullable), ',"autoIncremented":null,"generated":null}',
  }
end

local function table_document(columns)
  local list, key = parts.definition(columns)
  for i, column in ipairs(list) do
    list[i] = column_document(column, i)
  end
  for i, column in ipairs(key) do
    key[i] = json(column.name)
  end
  return ('{"defaultCharsetName":null,"primaryKeyColumnNames":[%s],"columns":[%s]}'):format(
    table.concat(key, ","), table.concat(list, ","))
end

local KINDS = { create = "CREATE", alter = "ALTER", rename = "ALTER", drop = "DROP" }

local function schema_change(self, event)
  local tables, first = {}, (event.tables or {})[1]
  for _, t in ipairs(event.tables or {}) do
    if KINDS[t.change] then
      local id = ('"%s"."%s"'):format(t.schema, t.table)
      tables[#tables + 1] = ('{"type":"%s","id":%s,"table":%s}'):format(KINDS[t.change], json(id),
        t.after and table_document(t.after) or "null")
    end
  end
  local schema = first and first.schema or event.schema
  local list = { "{" }
  local n = put_source(self, list, 1, event, M.source_parts(schema, first and first.table))
  list[n + 1] = ',"ts_ms":'
  n = put_time(list, n + 1, moontail.now())
  list[n + 1] = (',"databaseName":%s,"schemaName":null,"ddl":%s,"tableChanges":[%s]}'):format(
    json(schema), json(event.query), table.concat(tables, ","))
  return {
    topic = self.options.topic_prefix, key = ('{"databaseName":%s}'):format(json(schema)),
    value = table.concat(list),
  }
end

function M.handlers.ddl(self, list, event)
  if self.options.include_schema_changes then
    list[1] = schema_change(self, event)
  end
  for _, t in ipairs(event.tables or {}) do
    if t.change == "truncate" and not self.skipped.t then
      local pieces = { '{"before":null,"after":null,' }
      local n = M.put_tail(self, pieces, 1, event, M.source_parts(t.schema, t.table), "t", "null")
      pieces[n + 1] = "}"
      list[#list + 1] = { topic = M.topic(self, t.schema, t.table), value = table.concat(pieces) }
    end
  end
end

-- ---- schemas ----

local function field(kind, is_optional, name)
  return ('{"type":"%s","optional":%s,"field":"%s"}'):format(kind, is_optional, name)
end

local function source_schema(self)
  local list = {
    field("string", false, "version"), field("string", false, "connector"),
    field("string", false, "name"), field("int64", false, "ts_ms"),
    '{"type":"string","optional":true,"name":"io.debezium.data.Enum","version":1,' ..
      '"parameters":{"allowed":"true,last,false,incremental"},"default":"false",' ..
      '"field":"snapshot"}',
    field("string", false, "db"), field("string", true, "sequence"),
  }
  if self.has_nanoseconds then
    list[#list + 1] = field("int64", true, "ts_us")
    list[#list + 1] = field("int64", true, "ts_ns")
  end
  for _, f in ipairs {
    { "string", true, "table" }, { "int64", false, "server_id" }, { "string", true, "gtid" },
    { "string", false, "file" }, { "int64", false, "pos" }, { "int32", false, "row" },
    { "int64", true, "thread" }, { "string", true, "query" },
  } do
    list[#list + 1] = field(f[1], f[2], f[3])
  end
  return ('{"type":"struct","fields":[%s],"optional":false,' ..
    '"name":"io.debezium.connector.%s.Source","field":"source"}'):format(table.concat(list, ","),
    self.options.connector)
end

local TRANSACTION = '{"type":"struct","fields":[' .. ID ..
  ',{"type":"int64","optional":false,"field":"total_order"},' ..
  '{"type":"int64","optional":false,"field":"data_collection_order"}],"optional":true,' ..
  '"name":"event.block","version":1,"field":"transaction"}'

--- The schemas of a table's keys and of its messages.
--- @return string? key, string value
function M.row_schemas(self, plan)
  local fields, key_fields = {}, {}
  for i, column in ipairs(plan.columns) do
    fields[i] = values.schema(plan.codecs[i], column.is_nullable, column.name)
  end
  for i, at in ipairs(plan.key) do
    key_fields[i] = fields[at]
  end
  local images = {}
  for i, name in ipairs { "before", "after" } do
    images[i] = ('{"type":"struct","fields":[%s],"optional":true,"name":%s,"field":"%s"}'):format(
      table.concat(fields, ","), json(plan.topic .. ".Value"), name)
  end
  local list = { images[1], images[2], source_schema(self) }
  local op, ts = field("string", false, "op"), field("int64", true, "ts_ms")
  local last = self.has_nanoseconds and { TRANSACTION, op, ts, field("int64", true, "ts_us"),
    field("int64", true, "ts_ns") } or { op, ts, TRANSACTION }
  for _, f in ipairs(last) do
    list[#list + 1] = f
  end
  local key = plan.has_key and ('{"type":"struct","fields":[%s],"optional":false,"name":%s}')
    :format(table.concat(key_fields, ","), json(plan.topic .. ".Key")) or nil
  return key, ('{"type":"struct","fields":[%s],"optional":false,"name":%s,"version":%d}'):format(
    table.concat(list, ","), json(plan.topic .. ".Envelope"), self.has_nanoseconds and 2 or 1)
end

return M
