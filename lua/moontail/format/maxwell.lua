--- Changes as the JSON that Maxwell's daemon writes, field for field, so that what reads it needs
--- no change.
---
---     local moontail = require "moontail"
---     local maxwell = require "moontail.format.maxwell"
---     local format = maxwell.new { output_primary_keys = true }
---
---     local function write(event)
---       for _, message in ipairs(format(event)) do
---         print(message.value)
---       end
---     end
---     moontail.on("row", "shop.*", write)
---     moontail.on("commit", write)
---
--- The options have Maxwell's names. `"commit": true` stands in the last row of a transaction, and
--- which one that is, is known at its end: each row is kept until the next one or the commit comes.
--- So the formatter wants `commit` events, unless `output_commit_info = false`. `ddl` events become
--- messages with `output_ddl`; `query` and `gtid` events tell the thread (`output_thread_id`).
---
--- maxwells-daemon.io/dataformat and /config
local moontail = require "moontail"
local parts = require "moontail.format.parts"

--- @class moontail.format.maxwell
local M = {}

local json, null = moontail.json, moontail.null

--- @class moontail.format.maxwell.Options
--- @field kafka_topic? string may have %{database}, %{table} and %{type}; "maxwell"
--- @field ddl_kafka_topic? string of messages about DDL; that of rows
--- @field kafka_key_format? "hash"|"array"
--- @field output_commit_info? boolean xid and commit; true
--- @field output_xoffset? boolean the row's place in its transaction, from 0; false
--- @field output_binlog_position? boolean where the change starts in the log; false
--- @field output_gtid_position? boolean the transaction's GTID; false
--- @field output_server_id? boolean false
--- @field output_thread_id? boolean false
--- @field output_push_timestamp? boolean when the message was made, as push_ts; false
--- @field output_nulls? boolean fields that are NULL; true
--- @field output_row_query? boolean the statement, where the source logs it; false
--- @field output_primary_keys? boolean the key's values; false
--- @field output_primary_key_columns? boolean its columns; false
--- @field output_null_zerodates? boolean null for 0000-00-00; false
--- @field output_ddl? boolean false

local DEFAULTS = {
  kafka_topic = "maxwell", ddl_kafka_topic = "", kafka_key_format = "hash",
  output_commit_info = true, output_xoffset = false, output_binlog_position = false,
  output_gtid_position = false, output_server_id = false, output_thread_id = false,
  output_push_timestamp = false, output_nulls = true, output_row_query = false,
  output_primary_keys = false, output_primary_key_columns = false, output_null_zerodates = false,
  output_ddl = false,
}

local NAME = "moontail.format.maxwell"

-- ---- values ----

local function text_encoder(column)
  local text = parts.text(column)
  return function(value) return json(text(value)) end
end

local kinds = {
  integer = parts.integer, bit = parts.integer, year = parts.integer,
  float = function() return json end, vector = function() return json end,
  time = text_encoder, text = text_encoder, enum = text_encoder,
}

function kinds.decimal(column)
  local text = parts.text(column)
  return function(value)
    local digits = text(value)
    return digits:find "^-?%d+%.?%d*$" and digits or parts.refuse(column, value, "is no DECIMAL")
  end
end

function kinds.bytes(column)
  local text = parts.text(column)
  return function(value) return '"' .. parts.base64(text(value)) .. '"' end
end

function kinds.set(column)
  local text = parts.text(column)
  return function(value)
    local labels = {}
    for label in text(value):gmatch "[^,]+" do
      labels[#labels + 1] = json(label)
    end
    return "[" .. table.concat(labels, ",") .. "]"
  end
end

function kinds.json(column)
  return parts.text(column) -- a document inside the document
end

local function date_encoder(column, options)
  local text = parts.text(column)
  return function(value)
    if options.output_null_zerodates and text(value):find "^0000%-00%-00" then
      return "null"
    end
    return json(text(value))
  end
end

kinds.date, kinds.datetime, kinds.timestamp = date_encoder, date_encoder, date_encoder

--- Well-known text as the JTS library prints it: with a space before brackets, and behind commas.
function kinds.geometry(column)
  local geometry, text = require "moontail.geometry", parts.text(column)
  return function(value)
    local wkt, err = geometry.wkt(text(value))
    if not wkt then
      parts.refuse(column, value, "is no geometry: " .. tostring(err))
    end
    return json((wkt:gsub("(%u)%(", "%1 ("):gsub(",%s*", ", ")))
  end
end

-- ---- rows ----

local function make_plan(event, options)
  local columns, key = parts.columns(NAME, event)
  local plan = { columns = columns, key = key, names = {}, encoders = {}, key_names = {} }
  for i, column in ipairs(columns) do
    plan.names[i] = json(column.name) .. ":"
    plan.encoders[i] = kinds[column.kind](column, options)
    if column.key then
      column.encode = plan.encoders[i]
      plan.key_names[column.key] = json(column.name)
    end
  end
  return plan
end

--- Columns of a row as a JSON object: all, or those that a set has.
local function write_row(plan, row, output_nulls, only)
  local list, n = {}, 0
  for i, column in ipairs(plan.columns) do
    local value = row[column.name]
    if value ~= nil and (not only or only[column.name]) and (output_nulls or value ~= null) then
      n = n + 1
      list[n] = plan.names[i] .. (value == null and "null" or plan.encoders[i](value))
    end
  end
  return "{" .. table.concat(list, ",") .. "}", n
end

local function key_values(plan, row)
  local list = {}
  for i, column in ipairs(plan.key) do
    local value = row[column.name]
    list[i] = (value == nil or value == null) and "null" or column.encode(value)
  end
  return list
end

--- The message's key; a row without a primary key has its own id there, in place of Maxwell's
--- random one.
local function write_key(self, plan, event)
  local head, list = json(event.schema) .. ',"table":' .. json(event.table), {}
  local row_values = key_values(plan, event.row)
  if self.options.kafka_key_format == "array" then
    for i, column in ipairs(plan.key) do
      list[i] = ("{%s:%s}"):format(json(column.name:lower()), row_values[i])
    end
    return ("[%s,%s,[%s]]"):format(json(event.schema), json(event.table), table.concat(list, ","))
  end
  for i, column in ipairs(plan.key) do
    list[i] = (",%s:%s"):format(json("pk." .. column.name:lower()), row_values[i])
  end
  local tail = #list > 0 and table.concat(list) or ',"_uuid":' .. json(event.id)
  return ('{"database":%s%s}'):format(head, tail)
end

local function place(event)
  return json(event.file .. ":" .. json(event.position))
end

--- The fields before the transaction's, and those behind.
local function write_fields(self, plan, event)
  local o = self.options
  local head = { '{"database":', json(event.schema), ',"table":', json(event.table) }
  local function put(list, wanted, name, value)
    if wanted and value ~= nil then
      list[#list + 1] = (',"%s":%s'):format(name, value)
    end
  end
  put(head, o.output_row_query, "query", event.query and json(event.query))
  put(head, true, "type", ('"%s"'):format(event.type == "snapshot" and "bootstrap-insert" or
    event.type))
  put(head, true, "ts", ("%.0f"):format(math.floor(event.timestamp)))
  local tail = {}
  put(tail, o.output_binlog_position, "position", place(event))
  put(tail, o.output_gtid_position, "gtid", event.gtid and json(event.gtid) or "null")
  put(tail, o.output_server_id, "server_id", json(event.server_id))
  put(tail, o.output_thread_id, "thread_id", self.thread and self.thread_gtid == event.gtid and
    json(self.thread) or nil)
  put(tail, o.output_push_timestamp, "push_ts", ("%.6f"):format(moontail.now()))
  put(tail, o.output_primary_keys, "primary_key", "[" ..
    table.concat(key_values(plan, event.row), ",") .. "]")
  put(tail, o.output_primary_key_columns, "primary_key_columns", "[" ..
    table.concat(plan.key_names, ",") .. "]")
  put(tail, true, "data", (write_row(plan, event.row, o.output_nulls)))
  if event.before and event.after then
    local old, n = write_row(plan, event.before, o.output_nulls, event.changed)
    put(tail, n > 0, "old", old)
  end
  return table.concat(head), table.concat(tail)
end

-- ---- transactions ----

--- The row that was kept, as a message; is_last: it is its transaction's last.
local function release(self, list, is_last, xid)
  local held = self.held
  if not held then
    return
  end
  local middle = ""
  xid = held.xid or xid
  if xid then
    middle = ',"xid":' .. (type(xid) == "string" and xid or json(xid))
  end
  if is_last then
    middle = middle .. ',"commit":true'
  elseif self.options.output_xoffset then
    middle = middle .. ',"xoffset":' .. held.offset
  end
  list[#list + 1] = { topic = held.topic, key = held.key, value = held.head .. middle ..
    held.tail .. "}" }
  self.held = nil
end

--- A kept row that belongs to another transaction: nobody gave the formatter its commit.
local function check_held(self, event)
  local held = self.held
  if held and (held.gtid ~= event.gtid or held.sequence > event.sequence) then
    error(NAME .. " was not given the commit of the last transaction: call it for commit events " ..
      "too, moontail.on(\"commit\", ...), or set output_commit_info = false", 0)
  end
end

local function write_event(self, list, event)
  local plan = self.plan(event)
  local head, tail = write_fields(self, plan, event)
  local topic = parts.topic(self.options.kafka_topic, { database = event.schema,
    table = event.table, type = event.type })
  local key = write_key(self, plan, event)
  if not self.options.output_commit_info then
    list[1] = { topic = topic, key = key, value = head .. tail .. "}" }
    return
  end
  check_held(self, event)
  release(self, list, false)
  self.held = { topic = topic, key = key, head = head, tail = tail, xid = event.xid,
    gtid = event.gtid, sequence = event.sequence, offset = self.offset }
  self.offset = self.offset + 1
end

-- ---- statements that change tables ----

local function column_document(column)
  local list = { ('{"type":%s,"name":%s'):format(json(column.base), json(column.name)) }
  if column.kind == "integer" then
    list[2] = ',"signed":' .. tostring(not column.is_unsigned)
  elseif column.labels then
    local labels = {}
    for i, label in ipairs(column.labels) do
      labels[i] = json(label)
    end
    list[2] = ',"enum-values":[' .. table.concat(labels, ",") .. "]"
  elseif column.kind == "time" or column.kind == "datetime" or column.kind == "timestamp" then
    list[2] = column.length and ',"column-length":' .. column.length
  elseif column.charset then
    list[2] = ',"charset":' .. json(column.charset)
  end
  return table.concat(list) .. "}"
end

local function definition(schema, name, columns)
  local list, key = parts.definition(columns)
  for i, column in ipairs(list) do
    list[i] = column_document(column)
  end
  for i, column in ipairs(key) do
    key[i] = json(column.name)
  end
  return ('{"database":%s,"charset":null,"table":%s,"columns":[%s],"primary-key":[%s]}'):format(
    json(schema), json(name), table.concat(list, ","), table.concat(key, ","))
end

local TABLES = { create = "table-create", alter = "table-alter", rename = "table-alter",
  drop = "table-drop" }
local DATABASES = { create_database = "database-create", alter_database = "database-alter",
  drop_database = "database-drop" }

local function ddl_message(self, event, kind, schema, name, middle)
  local list = { ('{"type":"%s","database":%s'):format(kind, json(schema)) }
  if name then
    list[2] = ',"table":' .. json(name)
  end
  list[#list + 1] = middle or ""
  list[#list + 1] = (',"ts":%s,"sql":%s'):format(parts.milliseconds(event.timestamp),
    json(event.query))
  if self.options.output_binlog_position then
    list[#list + 1] = ',"position":' .. place(event)
  end
  if self.options.output_gtid_position then
    list[#list + 1] = ',"gtid":' .. (event.gtid and json(event.gtid) or "null")
  end
  local topic = self.options.ddl_kafka_topic
  return {
    topic = parts.topic(topic ~= "" and topic or self.options.kafka_topic,
      { database = schema, table = name or "", type = kind }),
    value = table.concat(list) .. "}",
  }
end

local function write_ddl(self, list, event)
  for _, t in ipairs(event.tables or {}) do
    local kind, middle = TABLES[t.change], ""
    if kind == "table-alter" and t.before then
      local from = t.renamed_from or t
      middle = ',"old":' .. definition(from.schema, from.table, t.before)
    end
    if kind and kind ~= "table-drop" and t.after then
      middle = middle .. ',"def":' .. definition(t.schema, t.table, t.after)
    end
    list[#list + 1] = kind and ddl_message(self, event, kind, t.schema, t.table, middle)
  end
  if DATABASES[event.kind] then
    list[#list + 1] = ddl_message(self, event, DATABASES[event.kind], event.schema)
  end
end

-- ---- the formatter ----

--- @class moontail.format.maxwell.Formatter
local Formatter = {}
Formatter.__index = Formatter

local handlers = {
  insert = write_event, update = write_event, delete = write_event, snapshot = write_event,
}

function handlers.begin(self)
  self.offset = 0
end

function handlers.commit(self, list, event)
  release(self, list, true, event.xid)
  self.offset = 0
end

function handlers.ddl(self, list, event)
  if self.options.output_ddl then
    write_ddl(self, list, event)
  end
end

function handlers.query(self, _, event)
  self.thread, self.thread_gtid = event.thread_id, event.gtid
end

handlers.gtid = handlers.query

function Formatter:__call(event)
  local list, handler = {}, handlers[event.type]
  if not handler then
    error(("%s knows nothing of a '%s' event: give it rows, commit, ddl, gtid and query")
      :format(NAME, event.type), 2)
  end
  handler(self, list, event)
  return list
end

local count = 0

--- A row that is still kept at a checkpoint would be lost by a crash: say so instead.
local function guard(self)
  count = count + 1
  moontail.sink {
    name = "maxwell format " .. count,
    flush = function()
      if self.held then
        return nil, "a row waits for its commit: call the formatter for commit events too, " ..
          "moontail.on(\"commit\", ...), or set output_commit_info = false"
      end
      return true
    end,
  }
end

--- Make a formatter: a function that takes an event and returns the list of its messages.
--- @param options? moontail.format.maxwell.Options
--- @return fun(event: moontail.Event): moontail.format.Message[] format
function M.new(options)
  local all = parts.options(NAME, DEFAULTS, options, { kafka_key_format = { "hash", "array" } })
  local self = setmetatable({ options = all, offset = 0 }, Formatter)
  self.plan = parts.plans(function(event) return make_plan(event, all) end)
  if all.output_commit_info then
    guard(self)
  end
  return self
end

return M
