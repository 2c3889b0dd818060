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

local GIVE_IT = "call it for commit events too, moontail.on(\"commit\", ...), for xa_prepare " ..
  "events where there are XA transactions, or set output_commit_info = false"

-- ---- values ----

local function as_text(column)
  return { quote = "text", encode = parts.text(column) }
end

local function as_integer(column)
  return { encode = parts.integer(column) }
end

local function as_json()
  return { encode = json }
end

local kinds = {
  integer = as_integer, bit = as_integer, year = as_integer, float = as_json, vector = as_json,
  time = as_text, text = as_text, enum = as_text,
}

function kinds.decimal(column)
  local text = parts.text(column)
  return { encode = function(value)
    local digits = text(value)
    return digits:find "^-?%d+%.?%d*$" and digits or parts.refuse(column, value, "is no DECIMAL")
  end }
end

function kinds.bytes(column)
  local text = parts.text(column)
  return { quote = "clean", encode = function(value) return parts.base64(text(value)) end }
end

function kinds.set(column)
  local text = parts.text(column)
  return { encode = function(value)
    local labels = {}
    for label in text(value):gmatch "[^,]+" do
      labels[#labels + 1] = json(label)
    end
    return "[" .. table.concat(labels, ",") .. "]"
  end }
end

function kinds.json(column)
  return { encode = parts.text(column) } -- a document inside the document
end

local function as_date(column, options)
  local text = parts.text(column)
  if not options.output_null_zerodates then
    return { quote = "text", encode = text }
  end
  return { quote = "text", encode = function(value)
    return not text(value):find "^0000%-00%-00" and value or nil
  end }
end

kinds.date, kinds.datetime, kinds.timestamp = as_date, as_date, as_date

--- Well-known text as the JTS library prints it: with a space before brackets, and behind commas.
function kinds.geometry(column)
  local geometry, text = require "moontail.geometry", parts.text(column)
  return { quote = "text", encode = function(value)
    local wkt, err = geometry.wkt(text(value))
    if not wkt then
      parts.refuse(column, value, "is no geometry: " .. tostring(err))
    end
    return (wkt:gsub("(%u)%(", "%1 ("):gsub(",%s*", ", "))
  end }
end

-- ---- rows ----

local function make_plan(self, event)
  local columns, key = parts.columns(NAME, event)
  local plan = { key = key, key_names = {}, key_codecs = {} }
  local codecs = {}
  for i, column in ipairs(columns) do
    codecs[i] = kinds[column.kind](column, self.options)
    if column.key then
      plan.key_codecs[column.key] = codecs[i]
      plan.key_names[column.key] = json(column.name)
    end
  end
  plan.write = parts.row_writer(columns, codecs)
  plan.head = ('{"database":%s,"table":%s'):format(json(event.schema), json(event.table))
  return plan
end

--- The values of the key's columns as JSON.
local function key_values(plan, row)
  local list = {}
  for i, column in ipairs(plan.key) do
    local value, codec = row[column.name], plan.key_codecs[i]
    local text = value ~= nil and value ~= null and codec.encode(value)
    list[i] = not text and "null" or codec.quote and json(tostring(text)) or text
  end
  return list
end

--- The message's key; a row without a primary key has its own id there, in place of Maxwell's
--- random one.
local function write_key(self, plan, event, key_texts)
  local list = {}
  if self.options.kafka_key_format == "array" then
    for i, column in ipairs(plan.key) do
      list[i] = ("{%s:%s}"):format(json(column.name:lower()), key_texts[i])
    end
    return ("[%s,%s,[%s]]"):format(json(event.schema), json(event.table), table.concat(list, ","))
  end
  for i, column in ipairs(plan.key) do
    list[i] = (",%s:%s"):format(json("pk." .. column.name:lower()), key_texts[i])
  end
  return plan.head .. (#list > 0 and table.concat(list) or ',"_uuid":' .. json(event.id)) .. "}"
end

local function place(event)
  return json(event.file .. ":" .. json(event.position))
end

--- The fields up to the transaction's.
local function write_head(self, plan, event)
  local query = self.options.output_row_query and event.query
  return ('%s%s,"type":"%s","ts":%d'):format(plan.head, query and ',"query":' .. json(query) or "",
    event.type == "snapshot" and "bootstrap-insert" or event.type, event.timestamp)
end

--- What may stand between the transaction's fields and the row: option, name, value.
local function put_middle(self, plan, event, key_texts, list)
  local o = self.options
  local function put(wanted, name, value)
    if wanted and value ~= nil then
      list[#list + 1] = (',"%s":%s'):format(name, value)
    end
  end
  put(o.output_binlog_position, "position", place(event))
  put(o.output_gtid_position, "gtid", event.gtid and json(event.gtid) or "null")
  put(o.output_server_id, "server_id", json(event.server_id))
  put(o.output_thread_id, "thread_id", self.thread and self.thread_gtid == event.gtid and
    json(self.thread) or nil)
  put(o.output_push_timestamp, "push_ts", ("%.6f"):format(moontail.now()))
  put(o.output_primary_keys, "primary_key", "[" .. table.concat(key_texts, ",") .. "]")
  put(o.output_primary_key_columns, "primary_key_columns", "[" ..
    table.concat(plan.key_names, ",") .. "]")
end

--- The fields behind the transaction's.
local function write_tail(self, plan, event, key_texts)
  local list, without_null = {}, not self.options.output_nulls
  if self.has_middle then
    put_middle(self, plan, event, key_texts, list)
  end
  local n = #list + 1
  list[n] = ',"data":{'
  n = plan.write(list, n, event.row, nil, without_null) + 1
  list[n] = "}"
  if event.before and event.after then
    list[n + 1] = ',"old":{'
    local last, count = plan.write(list, n + 1, event.before, event.changed, without_null)
    if count > 0 then
      list[last + 1], n = "}", last + 1
    end
  end
  return table.concat(list, "", 1, n)
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
    middle = middle .. ',"xoffset":' .. json(held.offset)
  end
  list[#list + 1] = { topic = held.topic, key = held.key, value = held.head .. middle ..
    held.tail .. "}" }
  self.held = nil
end

--- A kept row that belongs to another transaction: nobody gave the formatter its commit.
local function check_held(self, event)
  local held = self.held
  if held and (held.gtid ~= event.gtid or held.sequence > event.sequence) then
    error(NAME .. " was not given the commit of the last transaction: " .. GIVE_IT, 0)
  end
end

local function write_event(self, list, event)
  local plan = self.plan(event)
  local key_texts = key_values(plan, parts.key_row(plan.key, event.before, event.after))
  local head, tail = write_head(self, plan, event), write_tail(self, plan, event, key_texts)
  local topic = parts.topic(self.options.kafka_topic, { database = event.schema,
    table = event.table, type = event.type })
  local key = write_key(self, plan, event, key_texts)
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
  list[#list + 1] = (',"ts":%.0f,"sql":%s'):format(parts.milliseconds(event.timestamp),
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
handlers.xa_prepare = handlers.commit -- what a prepared transaction ends with

local function format_event(self, event)
  local list, handler = {}, handlers[event.type]
  if not handler then
    error(("%s knows nothing of a '%s' event: give it rows, begin, commit, xa_prepare, ddl, " ..
      "gtid and query"):format(NAME, event.type), 4)
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
        return nil, "a row waits for its commit: " .. GIVE_IT
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
  local self = { options = all, offset = 0 }
  self.plan = parts.plans(function(event) return make_plan(self, event) end)
  for name, value in pairs(all) do
    self.has_middle = self.has_middle or value == true and name ~= "output_commit_info" and
      name ~= "output_nulls"
  end
  if all.output_commit_info then
    guard(self)
  end
  return parts.once(function(event) return format_event(self, event) end)
end

return M
