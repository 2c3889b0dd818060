--- Write changes to a MySQL or MariaDB database, and read from it.
---
---     local moontail = require "moontail"
local option = require "moontail.options"
---     local mysql    = require "moontail.mysql"
---
---     local copy = mysql.connect "mysql://sync@127.0.0.1:3306/reports"
---
---     moontail.on("row", "shop.*", function(event)
---       copy:apply(event, { table = event.table })
---     end)
---
--- Writes are queued, in order, and return true: a thread runs them, many rows of a kind in one
--- statement, in a transaction that is committed at each checkpoint. A refusal (a duplicate key, an
--- unknown column) stops the job, naming the event. When the connection is lost, or a deadlock ends
--- the transaction, what was not committed is run again, for as long as it takes.
---
--- Reads wait, and return rows as tables, column name -> value, with the values that events have:
--- numbers, decimal strings beyond 2^53, `moontail.null` for NULL.
---
--- Exactly once: with the option `checkpoint = "schema.table"` the job keeps its checkpoint in that
--- table, in the same transaction as the changes. Without it each change is written at least once.
---
--- The session is in UTC and strict, with zero dates allowed: what the source held is what the
--- target gets, or the job stops.
local check = require "moontail.mysql.check"
local core = require "moontail.core"
local dry_run = require "moontail.dry_run"
local exactly_once = require "moontail.exactly_once"
local link = require "moontail.core.mysql"
local moontail = require "moontail"
local url = require "moontail.url"

--- @class moontail.mysql
local M = {}

--- @class moontail.mysql.Options
--- @field host? string default 127.0.0.1
--- @field port? integer default 3306
--- @field socket? string a unix socket, instead of host and port
--- @field user? string
--- @field password? string better: in the option file, group [moontail_target]
--- @field database? string
--- @field defaults_file? string an option file instead of the usual ones
--- @field option_group? string read beside [client]; moontail_target
--- @field ssl_mode? string DISABLED, PREFERRED, REQUIRED, VERIFY_CA, VERIFY_IDENTITY
--- @field ssl_ca? string
--- @field ssl_cert? string
--- @field ssl_key? string
--- @field session? string a statement for each new connection: "SET foreign_key_checks=0"
--- @field checkpoint? string the table for the job's checkpoint: exactly once
--- @field max_pending? integer bytes of writes not yet run, beyond which handlers wait; 4 MiB
--- @field max_kept? integer bytes of writes kept until they are committed; 16 MiB

--- @class moontail.mysql.Client
local methods = {}
local client_meta = { __index = methods }

-- What is known of each client, out of the script's sight:
--   link        the connection; nil when writes are captured
--   name        for messages
--   statements  text -> prepared statement; count: how many there are
--   tables      name as given -> what describe() found
--   keeper      of the checkpoint, when it is kept here (moontail.exactly_once)
local states = setmetatable({}, { __mode = "k" })

-- Writes that are committed between two checkpoints, where the checkpoint is kept here.
local MOST_WRITES = 10000
-- Statements whose texts differ without end (values written into them) must not fill the memory.
local MOST_STATEMENTS = 1000

function client_meta.__tostring(self)
  return "mysql " .. states[self].name
end

-- ---- statements ----

local function quote(name)
  return "`" .. name:gsub("`", "``") .. "`"
end

local function quote_table(name)
  local schema, tbl = name:match("^([^.]+)%.(.+)$")
  return schema and quote(schema) .. "." .. quote(tbl) or quote(name)
end

local function statement(state, head, row, tail, count)
  local text = head .. (row or "") .. (tail or "")
  local known = state.statements[text]
  if known then
    return known
  end
  local passing = state.count >= MOST_STATEMENTS
  local made = link.statement(state.link, head, row, tail, count, passing)
  if not passing then
    state.statements[text] = made
    state.count = state.count + 1
  end
  return made
end

--- Commit, with a text to keep for the checkpoint or without, and wait until it is done.
local function commit(state, text)
  local ok, err = link.commit(state.link, text)
  if not ok then
    return nil, err
  end
  return true
end

--- Queue a write by one of the link's ways, unless it was made before a crash.
local function write(state, how, ...)
  local keeper = state.keeper
  if not keeper then
    return how(state.link, ...)
  elseif not keeper:count() then
    return true
  end
  local ok, err = how(state.link, ...)
  if ok and keeper.sent % MOST_WRITES == 0 then
    return commit(state, keeper:text())
  end
  return ok, err
end

--- What is captured (see moontail.dry_run).
local function capture(state, ...)
  return core.capture.write("mysql", state.name, { ... })
end

-- ---- what the target's tables look like ----

local DESCRIBE = [[
SELECT COLUMN_NAME AS name, DATA_TYPE AS type, COLUMN_KEY AS part, EXTRA AS extra,
  IS_NULLABLE AS nullable
FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = COALESCE(?, DATABASE()) AND TABLE_NAME = ?
ORDER BY ORDINAL_POSITION]]

local AS_BYTES = {
  binary = true, varbinary = true, tinyblob = true, blob = true, mediumblob = true,
  longblob = true, geometry = true, point = true, linestring = true, polygon = true,
  multipoint = true, multilinestring = true, multipolygon = true, geometrycollection = true,
  geomcollection = true, vector = true,
}
local AS_DIGITS = { bit = true }

--- @class moontail.mysql.Table
--- @field name string
--- @field quoted string
--- @field columns string[] those that can be written
--- @field hints table<string, string> how the column wants strings
--- @field generated table<string, boolean>
--- @field key string[] the primary key's
--- @field shapes table statements by shape of row

--- @return moontail.mysql.Table
local function describe(client, name, level)
  local state = states[client]
  local known = state.tables[name]
  if known then
    return known
  end
  local schema, tbl = name:match("^([^.]+)%.(.+)$")
  local rows, err = client:query(DESCRIBE, schema or moontail.null, tbl or name)
  if not rows then
    error(err, 0)
  end
  if #rows == 0 then
    error(("%s has no table %s, or %s may not see it"):format(state.name, name,
      state.user or "the user"), level + 1)
  end
  local t = {
    name = name, quoted = quote_table(name), columns = {}, hints = {}, generated = {}, key = {},
    shapes = {},
  }
  for _, row in ipairs(rows) do
    if row.extra:upper():find("GENERATED", 1, true) and
      not row.extra:upper():find("DEFAULT_GENERATED", 1, true) then
      t.generated[row.name] = true
    else
      t.columns[#t.columns + 1] = row.name
      local kind = row.type:lower()
      t.hints[row.name] = AS_BYTES[kind] and "b" or AS_DIGITS[kind] and "u" or "t"
    end
    if row.part == "PRI" then
      t.key[#t.key + 1] = row.name
    end
  end
  state.tables[name] = t
  return t
end

--- The table's columns that the row has, and their hints; raises for one that it lacks.
local function take_columns(t, row, level)
  local names, hints, known = {}, {}, 0
  for _, name in ipairs(t.columns) do
    if row[name] ~= nil then
      names[#names + 1] = name
      hints[#hints + 1] = t.hints[name]
    end
  end
  for name in pairs(row) do
    if not t.hints[name] and not t.generated[name] then
      error(("the table %s of the target has no column '%s'"):format(t.name, tostring(name)),
        level + 1)
    end
    known = known + (t.hints[name] and 1 or 0)
  end
  if known == 0 then
    error(("the row has no column of the table %s"):format(t.name), level + 1)
  end
  return names, table.concat(hints)
end

local function quoted_list(names, format)
  local list = {}
  for i, name in ipairs(names) do
    list[i] = format:gsub("@", function() return quote(name) end)
  end
  return list
end

local function marks(n)
  return "(" .. ("?,"):rep(n - 1) .. "?)"
end

--- A row's shape: which of the table's columns it has. Its names, hints and statements.
local function shape_of(t, row, level)
  local parts = {}
  for i, name in ipairs(t.columns) do
    parts[i] = row[name] == nil and "-" or "+"
  end
  local mark = table.concat(parts)
  local shape = t.shapes[mark]
  if shape then
    -- a column that the target lacks must not be lost in silence
    local count = 0
    for _ in pairs(row) do
      count = count + 1
    end
    if count <= shape.most then
      return shape
    end
  end
  local names, hints = take_columns(t, row, level + 1)
  shape = { names = names, hints = hints, most = #names }
  t.shapes[mark] = shape
  return shape
end

local function upsert_statement(state, t, shape)
  if not shape.upsert then
    local is_key = {}
    for _, name in ipairs(t.key) do
      is_key[name] = true
    end
    local others = {}
    for _, name in ipairs(shape.names) do
      if not is_key[name] then
        others[#others + 1] = name
      end
    end
    if #others == 0 then
      others = { shape.names[1] }
    end
    local head = ("INSERT INTO %s (%s) VALUES "):format(t.quoted,
      table.concat(quoted_list(shape.names, "@"), ","))
    local tail = " ON DUPLICATE KEY UPDATE " ..
      table.concat(quoted_list(others, "@=VALUES(@)"), ",")
    shape.upsert = statement(state, head, marks(#shape.names), tail, #shape.names)
  end
  return shape.upsert
end

-- ---- writes ----

--- Insert a row, or give the row with its key these values.
--- @param name string "table" or "schema.table" of the target
--- @param row table<string, any>
--- @return boolean? ok, string? err
function methods:upsert(name, row)
  local state = states[self]
  if not state.link then
    return capture(state, "upsert", name, row)
  end
  local t = describe(self, name, 2)
  local shape = shape_of(t, row, 2)
  return write(state, link.run_row, upsert_statement(state, t, shape), row, shape.names,
    shape.hints)
end

local function hints_of(t, names)
  local hints = {}
  for i, name in ipairs(names) do
    hints[i] = t.hints[name] or "t"
  end
  return table.concat(hints)
end

local function sorted_names(row)
  local names = {}
  for name in pairs(row) do
    names[#names + 1] = name
  end
  table.sort(names)
  return names
end

--- Columns that tell the row: the target's primary key where the given ones hold it whole.
local function where_columns(t, key)
  for _, name in ipairs(t.key) do
    if key[name] == nil then
      return sorted_names(key), false
    end
  end
  return #t.key > 0 and t.key or sorted_names(key), #t.key > 0
end

--- Delete the row with this key (event.key: columns and their values).
--- @param name string
--- @param key table<string, any>
--- @return boolean? ok, string? err
function methods:delete(name, key)
  local state = states[self]
  if not state.link then
    return capture(state, "delete", name, key)
  end
  local t = describe(self, name, 2)
  local names, is_key = where_columns(t, key)
  if #names == 0 then
    error("delete: an empty key would delete every row", 2)
  end
  local made
  if is_key then
    -- rows that follow one another go in one statement
    local columns = table.concat(quoted_list(names, "@"), ",")
    made = statement(state, ("DELETE FROM %s WHERE (%s) IN ("):format(t.quoted, columns),
      marks(#names), ")", #names)
  else
    made = statement(state, ("DELETE FROM %s WHERE %s LIMIT 1"):format(t.quoted,
      table.concat(quoted_list(names, "@ <=> ?"), " AND ")), nil, nil, #names)
  end
  return write(state, link.run_row, made, key, names, hints_of(t, names))
end

--- Give the row with this key some values; no row is made where there is none.
--- @param name string
--- @param key table<string, any>
--- @param changes table<string, any>
--- @return boolean? ok, string? err
function methods:update(name, key, changes)
  local state = states[self]
  if not state.link then
    return capture(state, "update", name, key, changes)
  end
  local t = describe(self, name, 2)
  local names, is_key = where_columns(t, key)
  if #names == 0 then
    error("update: an empty key would change every row", 2)
  end
  local set, hints = take_columns(t, changes, 2)
  local made = statement(state, ("UPDATE %s SET %s WHERE %s%s"):format(t.quoted,
    table.concat(quoted_list(set, "@ = ?"), ", "),
    table.concat(quoted_list(names, is_key and "@ = ?" or "@ <=> ?"), " AND "),
    is_key and "" or " LIMIT 1"), nil, nil, #set + #names)
  return write(state, link.run_row, made, changes, set, hints, key, names, hints_of(t, names))
end

local function has_all(t, row)
  for _, name in ipairs(t.columns) do
    if row[name] == nil then
      return false
    end
  end
  return true
end

local function changes_key(event, names)
  for _, name in ipairs(names) do
    local after = event.after[name]
    if after ~= nil and after ~= event.before[name] then
      return true
    end
  end
  return false
end

--- Do to the target what was done to the source: insert, change or delete the row of an event.
--- @param event moontail.RowEvent
--- @param options? { table?: string } the target's table; the source's "schema.table"
--- @return boolean? ok, string? err
function methods:apply(event, options)
  local name = options and options.table or event.schema .. "." .. event.table
  if event.type == "delete" then
    return self:delete(name, event.key)
  elseif event.type ~= "update" then
    return self:upsert(name, event.after)
  end
  local state, key = states[self], {}
  for column in pairs(event.key) do
    key[column] = event.before[column]
  end
  if not state.link then
    return capture(state, "update", name, key, event.after)
  end
  local t = describe(self, name, 2)
  if next(key) == nil or #t.key == 0 or not has_all(t, event.after) then
    return self:update(name, next(key) and key or event.before, event.after)
  end
  if changes_key(event, t.key) then
    local ok, err = self:delete(name, key)
    if not ok then
      return ok, err
    end
  end
  return self:upsert(name, event.after)
end

--- Queue any statement, with `?` for the values behind it.
--- @param sql string
--- @return boolean? ok, string? err
function methods:execute(sql, ...)
  local state = states[self]
  if type(sql) ~= "string" then
    error(("bad argument #1 to 'execute' (SQL expected, got %s)"):format(type(sql)), 2)
  end
  if not state.link then
    return capture(state, sql, ...)
  end
  return write(state, link.run, statement(state, sql, nil, nil, select("#", ...)), ...)
end

-- ---- reads ----

--- In a dry run: a connection for questions, which can change nothing.
local function reader_of(state)
  state.reader = state.reader or { statements = {}, count = 0,
    link = link.new(dry_run.reading(state.options)) }
  return state.reader
end

--- Ask, and wait for the rows. What was written before is seen.
--- @param sql string with `?` for the values behind it
--- @return table<string, any>[]? rows, string? err
function methods:query(sql, ...)
  local state = states[self]
  if type(sql) ~= "string" then
    error(("bad argument #1 to 'query' (SQL expected, got %s)"):format(type(sql)), 2)
  end
  if not state.link then
    local answered, rows, err = core.capture.ask("mysql", state.name, { sql, ... }, false)
    if answered then
      return rows, err
    end
    state = reader_of(state)
  end
  return link.query(state.link, statement(state, sql, nil, nil, select("#", ...)), ...)
end

--- Commit what was written, and wait until it is. (Where the checkpoint is kept here, that is done
--- at each checkpoint alone.)
--- @return boolean? ok, string? err
function methods:flush()
  local state = states[self]
  if not state.link or state.keeper then
    return true
  end
  return commit(state)
end

--- Flush, and end the connection. The client cannot be used after that.
--- @return boolean? ok, string? err
function methods:close()
  if states[self].keeper then
    error("a client that keeps the checkpoint is needed to the end of the job", 2)
  end
  local ok, err = self:flush()
  if states[self].link then
    link.close(states[self].link)
  end
  return ok, err
end

-- ---- connecting ----

local OPTIONS = {
  host = "string", port = "number", socket = "string", user = "string", password = "string",
  database = "string", defaults_file = "string", option_group = "string", ssl_mode = "string",
  ssl_ca = "string", ssl_cert = "string", ssl_key = "string", session = "string",
  checkpoint = "string", max_pending = "number", max_kept = "number",
}
local USAGE = "mysql://[user[:password]@]host[:port][/database][?option=value]"

local function parse_url(text, level)
  local parts = url.parse(text, "MySQL", USAGE, { mysql = true, mariadb = true }, level + 1)
  local options = url.options(parts.query, OPTIONS, "MySQL", USAGE, level + 1)
  options.user, options.password = parts.user, parts.password
  options.host, options.port = parts.host, parts.port
  if parts.path ~= "" then
    options.database = parts.path
  end
  return options
end

local function check_options(options, level)
  option.check("mysql.connect", options, OPTIONS, level + 1)
  for _, name in ipairs { "max_pending", "max_kept" } do
    if options[name] and (options[name] < 1 or options[name] > 2 ^ 40) then
      error(("option %s of mysql.connect must be from 1 to 2^40 bytes"):format(name), level + 1)
    end
  end
end

local function complete(options, level)
  check_options(options, level + 1)
  local all = { max_pending = 4 * 1024 * 1024, max_kept = 16 * 1024 * 1024,
    option_group = "moontail_target" }
  for name, value in pairs(options) do
    all[name] = value
  end
  if not all.socket then
    all.host = all.host or "127.0.0.1"
    all.port = all.port or 3306
  else
    all.port = 0
  end
  if all.checkpoint then
    all.checkpoint_table = quote_table(all.checkpoint)
    all.checkpoint_name = core.job_name()
  end
  return all
end

--- The checkpoint that is kept in a table, for a dry run; nil where there is no table yet.
local function load_place(client, options)
  local sql = ("SELECT place FROM %s WHERE name = ?"):format(options.checkpoint_table)
  local rows, err = client:query(sql, options.checkpoint_name)
  if rows then
    return exactly_once.place_in(rows[1] and rows[1].place)
  end
  return nil, not err:find("doesn't exist", 1, true) and err or nil
end

local names = {}

--- A client for a database: `mysql://[user[:password]@]host[:port][/database]`, or a table of
--- options. It connects when it is first needed.
--- @param where string|moontail.mysql.Options
--- @param options? moontail.mysql.Options
--- @return moontail.mysql.Client
function M.connect(where, options)
  local given = option.gather(where, options, parse_url, 2)
  local all = complete(given, 2)
  local client = setmetatable({}, client_meta)
  local state = { statements = {}, count = 0, tables = {}, user = all.user }
  states[client] = state
  if core.capture then
    state.name = ("mysql://%s/%s"):format(all.host or all.socket, all.database or "")
    state.options = all
    dry_run.hold(all.checkpoint and state.name, function() return load_place(client, all) end)
    return client
  end
  state.link = link.new(all)
  state.name = link.name(state.link)
  names[state.name] = (names[state.name] or 0) + 1
  local sink = {
    name = names[state.name] == 1 and state.name or ("%s #%d"):format(state.name,
      names[state.name]),
    flush = function() return client:flush() end,
    stats = function()
      local trouble, pending, retries, down_for = link.stats(state.link)
      return { up = not trouble, detail = trouble, down_for = down_for, pending_bytes = pending,
        retries = retries }
    end,
    check = function() return check(link, all) end,
  }
  if all.checkpoint then
    sink.write = function(text) return commit(state, text) end
    sink.read = function()
      local rows, err = link.read_place(state.link)
      return rows and rows[1] and rows[1].place, err
    end
    state.keeper = exactly_once.keep(sink)
  else
    moontail.sink(sink)
  end
  return client
end

return M
