--- Changes as the JSON that Debezium's connector for MySQL or MariaDB writes, field for field, so
--- that what reads it needs no change.
---
---     local moontail = require "moontail"
---     local debezium = require "moontail.format.debezium"
---     local format = debezium.new { topic_prefix = "dbserver1" }
---
---     moontail.on("row", "inventory.*", function(event)
---       for _, message in ipairs(format(event)) do
---         print(message.topic, message.key, message.value)
---       end
---     end)
---
--- The options are Debezium's properties with underscores. An event becomes one message, or none,
--- or several: a delete is followed by a tombstone (no value), an update of a primary key is a
--- delete, a tombstone and a create. Give the formatter `query` and `gtid` events too and it knows
--- the thread, `ddl` events for schema changes, `begin` and `commit` for transactions' metadata.
---
--- debezium.io/documentation/reference/2.7/connectors/mysql.html
local changes = require "moontail.format.debezium.changes"
local moontail = require "moontail"
local parts = require "moontail.format.parts"
local values = require "moontail.format.debezium.values"

--- @class moontail.format.debezium
local M = {}

local json = moontail.json

--- @class moontail.format.debezium.Options
--- @field topic_prefix? string the server's logical name; "dbserver1"
--- @field connector? "mysql"|"mariadb"
--- @field version? string what source.version says; below 2.6 the messages are those of that time,
--- without ts_us and ts_ns; "2.7.4.Final"
--- @field schemas_enable? boolean write {"schema": ..., "payload": ...}; false
--- @field decimal_handling_mode? "precise"|"string"|"double"
--- @field bigint_unsigned_handling_mode? "long"|"precise"
--- @field time_precision_mode? "adaptive_time_microseconds"|"adaptive"|"connect"
--- @field binary_handling_mode? "bytes"|"base64"|"base64-url-safe"|"hex"
--- @field tombstones_on_delete? boolean true
--- @field include_query? boolean the statement, where the source logs it; false
--- @field include_schema_changes? boolean a message for each `ddl` event; false
--- @field provide_transaction_metadata? boolean needs `begin` and `commit` events; false
--- @field skipped_operations? string of c, u, d and t (truncate), with commas; "t"

local DEFAULTS = {
  topic_prefix = "dbserver1", connector = "mysql", version = "2.7.4.Final", schemas_enable = false,
  decimal_handling_mode = "precise", bigint_unsigned_handling_mode = "long",
  time_precision_mode = "adaptive_time_microseconds", binary_handling_mode = "bytes",
  tombstones_on_delete = true, include_query = false, include_schema_changes = false,
  provide_transaction_metadata = false, skipped_operations = "t",
}

local CHOICES = {
  connector = { "mysql", "mariadb" },
  decimal_handling_mode = { "precise", "string", "double" },
  bigint_unsigned_handling_mode = { "long", "precise" },
  time_precision_mode = { "adaptive_time_microseconds", "adaptive", "connect" },
  binary_handling_mode = { "bytes", "base64", "base64-url-safe", "hex" },
}

local NAME = "moontail.format.debezium"

--- @class moontail.format.debezium.Plan
--- @field columns moontail.format.Column[]
--- @field codecs moontail.format.debezium.Codec[]
--- @field key integer[] the key's columns' places in those
--- @field write fun(list: table, n: integer, row: moontail.Row): integer, integer
--- @field write_key fun(list: table, n: integer, row: moontail.Row): integer, integer
--- @field source string[] what every message's source has, see changes.put_tail

-- ---- rows ----

local function make_plan(self, event)
  local columns, key = parts.columns(NAME, event)
  local plan = { columns = columns, codecs = {}, key = {}, key_columns = key }
  local key_codecs = {}
  for i, column in ipairs(columns) do
    plan.codecs[i] = values.codec(column, self.options)
    if column.key then
      plan.key[column.key], key_codecs[column.key] = i, plan.codecs[i]
    end
  end
  plan.has_key = #key > 0
  plan.write = parts.row_writer(columns, plan.codecs)
  plan.write_key = parts.row_writer(key, key_codecs)
  plan.topic = changes.topic(self, event.schema, event.table)
  plan.source = changes.source_parts(event.schema, event.table)
  plan.key_head, plan.value_head = "{", '{"before":'
  if self.options.schemas_enable then
    plan.key_schema, plan.value_schema = changes.row_schemas(self, plan)
    plan.key_head = ('{"schema":%s,"payload":{'):format(plan.key_schema or "null")
    plan.value_head = ('{"schema":%s,"payload":{"before":'):format(plan.value_schema)
  end
  return plan
end

--- A row image; every column of it must be there when there is a schema that says so.
local function put_image(self, plan, event, list, n, row)
  if not row then
    list[n + 1] = "null"
    return n + 1
  end
  list[n + 1] = "{"
  local last, count = plan.write(list, n + 1, row)
  if count < #plan.columns and self.options.schemas_enable then
    error(("%s: the row of %s.%s has %d of its %d columns, and the schema needs all: set " ..
      "binlog_row_image=FULL"):format(NAME, event.schema, event.table, count, #plan.columns), 0)
  end
  list[last + 1] = "}"
  return last + 1
end

--- The document of a row's key; nil where there is none.
local function key_of(self, plan, row)
  if not plan.has_key then
    return nil
  end
  local list = self.pieces
  list[1] = plan.key_head
  local n = plan.write_key(list, 1, row)
  list[n + 1] = plan.key_schema and "}}" or "}"
  return table.concat(list, "", 1, n + 1)
end

local function row_message(self, plan, event, op, before, after)
  local transaction = changes.order_in_transaction(self, event)
  local list = self.pieces
  list[1] = plan.value_head
  local n = put_image(self, plan, event, list, 1, before)
  list[n + 1] = ',"after":'
  n = put_image(self, plan, event, list, n + 1, after)
  list[n + 1] = ","
  n = changes.put_tail(self, list, n + 1, event, plan.source, op, transaction)
  list[n + 1] = plan.value_schema and "}}" or "}"
  local value = table.concat(list, "", 1, n + 1)
  local row = parts.key_row(plan.key_columns, before, after)
  return { topic = plan.topic, key = key_of(self, plan, row), value = value }
end

local function add_delete(self, list, plan, event, before)
  local message = row_message(self, plan, event, "d", before, nil)
  list[#list + 1] = message
  if self.options.tombstones_on_delete and message.key then
    list[#list + 1] = { topic = message.topic, key = message.key }
  end
end

--- Has an update changed the key, so that it is told as a delete and a create?
local function changes_key(plan, event)
  local before, after = event.before, event.after
  for i = 1, before and #plan.key_columns or 0 do
    local name = plan.key_columns[i].name
    if before[name] ~= after[name] and after[name] ~= nil then
      return true
    end
  end
  return false
end

local rows = {}

function rows.insert(self, list, plan, event)
  if not self.skipped.c then
    list[1] = row_message(self, plan, event, "c", nil, event.after)
  end
end

function rows.snapshot(self, list, plan, event)
  list[1] = row_message(self, plan, event, "r", nil, event.after)
end

function rows.update(self, list, plan, event)
  if not changes_key(plan, event) then
    if not self.skipped.u then
      list[1] = row_message(self, plan, event, "u", event.before, event.after)
    end
    return
  end
  if not self.skipped.d then
    add_delete(self, list, plan, event, event.before)
  end
  if not self.skipped.c then
    list[#list + 1] = row_message(self, plan, event, "c", nil, event.after)
  end
end

function rows.delete(self, list, plan, event)
  if not self.skipped.d then
    add_delete(self, list, plan, event, event.before)
  end
end

-- ---- the formatter ----

--- self: what the functions of a formatter share. `pieces` is the list in which each message is put
--- together; nothing waits while that is done.
local function format_event(self, event)
  local list, write = {}, rows[event.type]
  if write then
    write(self, list, self.plan(event), event)
  elseif changes.handlers[event.type] then
    changes.handlers[event.type](self, list, event)
  else
    error(("%s knows nothing of a '%s' event: give it rows, begin, commit, xa_prepare, ddl, " ..
      "gtid and query"):format(NAME, event.type), 3)
  end
  return list
end

--- Make a formatter: a function that takes an event and returns the list of its messages.
--- @param options? moontail.format.debezium.Options
--- @return fun(event: moontail.Event): moontail.format.Message[] format
function M.new(options)
  local all = parts.options(NAME, DEFAULTS, options, CHOICES)
  local major, minor = all.version:match "^(%d+)%.(%d+)"
  if not major then
    error(("option version of %s is a version such as 2.7.4.Final, not '%s'"):format(NAME,
      all.version), 2)
  end
  if all.schemas_enable and all.include_schema_changes then
    error(NAME .. ": messages of schema changes are written without a schema: use a second " ..
      "formatter for them, without schemas_enable", 2)
  end
  local self = {
    options = all, skipped = {}, pieces = {},
    has_nanoseconds = tonumber(major) * 100 + tonumber(minor) >= 206,
  }
  for operation in all.skipped_operations:gmatch "%a" do
    self.skipped[operation] = true
  end
  self.plan = parts.plans(function(event) return make_plan(self, event) end)
  self.source_head = ('"source":{"version":%s,"connector":"%s","name":%s,"ts_ms":'):format(
    json(all.version), all.connector, json(all.topic_prefix))
  local function format(event) return format_event(self, event) end
  return all.provide_transaction_metadata and parts.once(format) or format
end

return M
