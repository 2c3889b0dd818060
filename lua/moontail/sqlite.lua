--- Write changes to an SQLite database, and read from it.
---
---     local moontail = require "moontail"
local option = require "moontail.options"
---     local sqlite   = require "moontail.sqlite"
---
---     local copy = sqlite.open("audit.db", { checkpoint = true })
---
---     moontail.on("row", "shop.*", function(event)
---       copy:apply(event, { table = event.table })
---     end)
---
--- Writes are made at once, in a transaction that is committed at each checkpoint; until then the
--- others may read the database and not write to it. While another connection holds a lock, the
--- handler waits. A refusal (a constraint, an unknown table) stops the job, naming the event.
---
--- Exactly once: with `checkpoint = true` the job keeps its checkpoint in the database, in the
--- table moontail_checkpoint, in the same transaction as the changes. Without it: at least once.
---
--- A number that the column would round (a DECIMAL of more than 15 digits, an integer beyond 64
--- bits) is refused: declare such a column as TEXT.
local core = require "moontail.core"
local dry_run = require "moontail.dry_run"
local fs = require "moontail.core.file"
local link = require "moontail.core.sqlite"
local moontail = require "moontail"
local within = require "moontail.within"

--- @class moontail.sqlite
local M = {}

--- @class moontail.sqlite.Options
--- @field checkpoint? boolean keep the job's checkpoint in the database: exactly once
--- @field session? string a statement when it is opened: "PRAGMA journal_mode=WAL"

--- @class moontail.sqlite.Database
local methods = {}
local database_meta = { __index = methods }

-- What is known of each database:
--   link        the connection; nil when writes are captured
--   name        for messages
--   statements  text -> prepared statement; count: how many there are
--   tables      name -> what describe() found
--   keeps       it holds the checkpoint
local states = setmetatable({}, { __mode = "k" })

-- Statements whose texts differ without end (values written into them) must not fill the memory.
local MOST_STATEMENTS = 1000

local SHORTEST_PAUSE, LONGEST_PAUSE = 0.005, 0.2

function database_meta.__tostring(self)
  return states[self].name
end

local function quote(name)
  return '"' .. name:gsub('"', '""') .. '"'
end

-- ---- statements ----

local function fail(state, err)
  core.sink_failed(("%s: %s"):format(state.name, err), core.origin())
  return nil, err
end

local function statement(state, sql)
  local known = state.statements[sql]
  if known then
    return known
  end
  local made, err = state.link:statement(sql)
  if not made then
    return nil, err
  end
  if state.count < MOST_STATEMENTS then
    state.statements[sql] = made
    state.count = state.count + 1
  end
  return made
end

--- Run a statement, however long others hold a lock. `needed` says whether it still is.
local function run(state, needed, sql, hints, ...)
  local pause, waited = SHORTEST_PAUSE, 0
  while needed() do
    local made, problem = statement(state, sql)
    if not made then
      return nil, problem
    end
    local rows, err, later = made:run(hints, ...)
    if rows or not later then
      return rows, err
    end
    if waited <= 1 and waited + pause > 1 then
      moontail.log.warn("%s: %s; trying again until it works", state.name, err)
    end
    core.sleep(pause)
    waited, pause = waited + pause, math.min(pause * 2, LONGEST_PAUSE)
  end
  return {}
end

local function always()
  return true
end

local function begin(state)
  return run(state, function() return not state.link:in_transaction() end, "BEGIN IMMEDIATE", "")
end

local function commit(state)
  return run(state, function() return state.link:in_transaction() end, "COMMIT", "")
end

--- Write, in the transaction.
local function write(state, sql, hints, ...)
  local ok, err = begin(state)
  if ok then
    ok, err = run(state, always, sql, hints, ...)
  end
  if not ok then
    return fail(state, err)
  end
  return true
end

-- ---- tables and values ----

--- How SQLite keeps what a column is given: https://www.sqlite.org/datatype3.html, 3.1.
local function affinity_of(declared)
  local kind = declared:upper()
  if kind:find "INT" then
    return "number"
  elseif kind:find "CHAR" or kind:find "CLOB" or kind:find "TEXT" then
    return "text"
  elseif kind:find "BLOB" then
    return "bytes"
  end
  return kind == "" and "any" or "number"
end

--- @class moontail.sqlite.Table
--- @field name string
--- @field columns string[] those that can be written
--- @field affinity table<string, string>
--- @field key string[] the primary key's
--- @field generated table<string, boolean>

--- @return moontail.sqlite.Table
local function describe(state, name)
  local known = state.tables[name]
  if known then
    return known
  end
  local rows, err = run(state, always, "SELECT * FROM pragma_table_xinfo(?) ORDER BY cid", "", name)
  if not rows then
    error(err, 0)
  elseif #rows == 0 then
    error(("%s has no table %s"):format(state.name, name), 0)
  end
  local t = { name = name, columns = {}, affinity = {}, key = {}, generated = {} }
  for _, row in ipairs(rows) do
    if row.hidden >= 2 then
      t.generated[row.name] = true
    else
      t.columns[#t.columns + 1] = row.name
      t.affinity[row.name] = affinity_of(row.type)
    end
    if row.pk > 0 then
      t.key[row.pk] = row.name
    end
  end
  state.tables[name] = t
  return t
end

--- Would a column for numbers round this text?
local function is_rounded(text)
  local whole = text:match "^%s*[+-]?(%d+)%s*$"
  if whole then
    whole = whole:gsub("^0+", "")
    return #whole > 19 or (#whole == 19 and whole > "9223372036854775807")
  end
  local digits = text:match "^%s*[+-]?([%d.]+)%s*$" or
    text:match "^%s*[+-]?([%d.]+)[eE][+-]?%d+%s*$"
  return digits ~= nil and #digits:gsub("0+$", ""):gsub("%.", ""):gsub("^0+", "") > 15
end

local function value_for(t, name, value)
  local affinity = t.affinity[name]
  if type(value) == "table" or (type(value) == "number" and affinity == "text") then
    return moontail.json(value)
  elseif type(value) == "string" and affinity == "number" and is_rounded(value) then
    error(("column %s of %s would round %s: declare it as TEXT"):format(name, t.name, value), 0)
  end
  return value
end

--- Hints and values of some columns, behind those that are there already.
local function add_values(t, names, row, hints, values)
  for _, name in ipairs(names) do
    hints[#hints + 1] = t.affinity[name] == "bytes" and "b" or "t"
    values[#values + 1] = value_for(t, name, row[name])
  end
end

local function write_row(state, t, sql, ...)
  local hints, values = {}, {}
  for i = 1, select("#", ...), 2 do
    local names, row = select(i, ...)
    add_values(t, names, row, hints, values)
  end
  return write(state, sql, table.concat(hints), unpack(values, 1, #values))
end

--- The table's columns that the row has; raises for one that the table lacks.
local function columns_of(t, row)
  local names = {}
  for _, name in ipairs(t.columns) do
    if row[name] ~= nil then
      names[#names + 1] = name
    end
  end
  for name in pairs(row) do
    if not t.affinity[name] and not t.generated[name] then
      error(("the table %s has no column '%s'"):format(t.name, tostring(name)), 0)
    end
  end
  if #names == 0 then
    error(("the row has no column of the table %s"):format(t.name), 0)
  end
  return names
end

local function list(names, format, separator)
  local parts = {}
  for i, name in ipairs(names) do
    parts[i] = format:gsub("@", function() return quote(name) end)
  end
  return table.concat(parts, separator)
end

-- ---- writes ----

local function upsert(state, name, row)
  local t = describe(state, name)
  local names = columns_of(t, row)
  local is_key, others = {}, {}
  for _, column in ipairs(t.key) do
    is_key[column] = true
  end
  for _, column in ipairs(names) do
    others[#others + 1] = not is_key[column] and column or nil
  end
  local tail = ""
  if #t.key > 0 then
    tail = (" ON CONFLICT (%s) DO %s"):format(list(t.key, "@", ","),
      #others > 0 and "UPDATE SET " .. list(others, "@ = excluded.@", ", ") or "NOTHING")
  end
  return write_row(state, t, ("INSERT INTO %s (%s) VALUES (%s)%s"):format(quote(name),
    list(names, "@", ","), ("?,"):rep(#names - 1) .. "?", tail), names, row)
end

--- Columns that tell a row, and the condition on them: one row, whatever the table's key.
local function condition(t, key)
  local names, is_key = t.key, #t.key > 0
  for _, name in ipairs(t.key) do
    is_key = is_key and key[name] ~= nil
  end
  if not is_key then
    names = columns_of(t, key)
  end
  local where = list(names, "@ IS ?", " AND ")
  if not is_key then
    where = ("rowid = (SELECT rowid FROM %s WHERE %s LIMIT 1)"):format(quote(t.name), where)
  end
  return names, where
end

local function delete(state, name, key)
  local t = describe(state, name)
  local names, where = condition(t, key)
  return write_row(state, t, ("DELETE FROM %s WHERE %s"):format(quote(name), where), names, key)
end

local function update(state, name, key, changes)
  local t = describe(state, name)
  local names, where = condition(t, key)
  local set = columns_of(t, changes)
  return write_row(state, t, ("UPDATE %s SET %s WHERE %s"):format(quote(name),
    list(set, "@ = ?", ", "), where), set, changes, names, key)
end

--- The key that the row of an update had.
local function key_before(event)
  local key = {}
  for column in pairs(event.key) do
    key[column] = event.before[column]
  end
  return key
end

local function apply(state, event, name)
  if event.type == "delete" then
    return delete(state, name, event.key)
  elseif event.type ~= "update" then
    return upsert(state, name, event.after)
  end
  local t, key, moved = describe(state, name), key_before(event), false
  for column, value in pairs(key) do
    moved = moved or (event.after[column] ~= nil and event.after[column] ~= value)
  end
  for _, column in ipairs(t.columns) do
    if #t.key == 0 or event.after[column] == nil then
      return update(state, name, next(key) and key or event.before, event.after)
    end
  end
  if moved then
    local ok, err = delete(state, name, key)
    if not ok then
      return nil, err
    end
  end
  return upsert(state, name, event.after)
end

--- In a dry run: ask a database that is there, on a connection that can change nothing.
local function read_only(state, sql, ...)
  local problem
  if not state.reader then
    local made, err = link.open(state.path, true)
    state.reader, problem = made and { link = made, name = state.name, statements = {}, count = 0 },
      err
  end
  if not state.reader then
    return nil, problem
  end
  return run(state.reader, always, sql, "", ...)
end

--- What is captured (see moontail.dry_run).
local function capture(state, what, name, ...)
  if what == "query" then
    local answered, rows, err = core.capture.ask("sqlite", state.name, { name, ... }, false)
    if answered then
      return rows, err
    end
    return read_only(state, name, ...)
  end
  local event, item = ..., { what, name, ... }
  if what == "execute" then
    item = { name, ... }
  elseif what == "apply" and event.type == "delete" then
    item = { "delete", name, event.key }
  elseif what == "apply" and event.type == "update" then
    item = { "update", name, key_before(event), event.after }
  elseif what == "apply" then
    item = { "upsert", name, event.after }
  end
  return core.capture.write("sqlite", state.name, item)
end

local function call(database, what, how, name, ...)
  local state = states[database]
  if not state then
    error("a database expected: call its methods with a colon", 3)
  elseif type(name) ~= "string" then
    error(("bad argument #1 to '%s' (a table's name expected, got %s)"):format(what, type(name)), 3)
  elseif not state.link then
    return capture(state, what, name, ...)
  end
  local called, ok, err = pcall(how, state, name, ...)
  if not called then
    error(ok, 3)
  end
  return ok, err
end

--- Insert a row, or give the row with its key these values.
--- @param name string
--- @param row table<string, any>
--- @return boolean? ok, string? err
function methods:upsert(name, row)
  return call(self, "upsert", upsert, name, row)
end

--- Delete the row with this key (event.key: columns and their values).
--- @param name string
--- @param key table<string, any>
--- @return boolean? ok, string? err
function methods:delete(name, key)
  return call(self, "delete", delete, name, key)
end

--- Give the row with this key some values; no row is made where there is none.
--- @param name string
--- @param key table<string, any>
--- @param changes table<string, any>
--- @return boolean? ok, string? err
function methods:update(name, key, changes)
  return call(self, "update", update, name, key, changes)
end

--- Do to the database what was done to the source: insert, change or delete the row of an event.
--- @param event moontail.RowEvent
--- @param options? { table?: string } the database's table; the source's, without its schema
--- @return boolean? ok, string? err
function methods:apply(event, options)
  return call(self, "apply", function(state, name)
    return apply(state, event, name)
  end, options and options.table or event.table, event)
end

--- Run any statement in the transaction, with `?` for the values behind it.
--- @param sql string
--- @return boolean? ok, string? err
function methods:execute(sql, ...)
  return call(self, "execute", function(state, text, ...)
    return write(state, text, "", ...)
  end, sql, ...)
end

--- Ask for rows: column -> value, NULL is moontail.null. What was written before is seen.
--- @param sql string with `?` for the values behind it
--- @return table<string, any>[]? rows, string? err
function methods:query(sql, ...)
  local rows, err = call(self, "query", function(state, text, ...)
    return run(state, always, text, "", ...)
  end, sql, ...)
  return rows == true and {} or rows, err
end

--- Commit what was written. (Where the checkpoint is kept here, that is done at each checkpoint.)
--- @return boolean? ok, string? err
function methods:flush()
  local state = states[self]
  if not state.link or state.keeps then
    return true
  end
  local ok, err = commit(state)
  return ok and true, err
end

-- ---- the checkpoint ----

local function keep(state, place)
  local ok, err = begin(state)
  if ok then
    ok, err = run(state, always, "INSERT OR REPLACE INTO moontail_checkpoint (job, place) " ..
      "VALUES (?, ?)", "", core.job_name(), place)
  end
  if ok then
    ok, err = commit(state)
  end
  return ok and true, err
end

local PLACE = "SELECT place FROM moontail_checkpoint WHERE job = ?"

local function load(state)
  local rows, err = run(state, always, PLACE, "", core.job_name())
  if not rows then
    return nil, err
  end
  return rows[1] and rows[1].place
end

--- The same for a dry run; nil where there is no database yet, or none with a checkpoint.
local function load_read_only(state)
  local file = io.open(state.path, "rb")
  if not file then
    return nil
  end
  file:close()
  local rows, err = read_only(state, "SELECT name FROM sqlite_master WHERE name = ?",
    "moontail_checkpoint")
  if rows and #rows > 0 then
    rows, err = read_only(state, PLACE, core.job_name())
  end
  if not rows then
    return nil, err
  end
  return rows[1] and rows[1].place
end

--- For `moontail check`: can it be written? A transaction is begun, and taken back.
local function check(state, path)
  local folder = path:match "^(.*)/[^/]*$" or "."
  local may, why = fs.may_write(folder == "" and "/" or folder)
  if not may then
    return nil, why .. ", where its journal stands", "give this user the right to write there"
  elseif not fs.stat(path) then
    return true, "it is not there yet, and can be made"
  end
  local begun, err = within(function() end, function()
    return run(state, always, "BEGIN IMMEDIATE", "")
  end)
  if not begun then
    return nil, ("it cannot be written: %s"):format(err),
      "let no other program hold a lock on it, and see who may write the file"
  end
  run(state, always, "ROLLBACK", "")
  return true, "it can be written"
end

-- ---- opening ----

local OPTIONS = { checkpoint = "boolean", session = "string" }

local CHECKPOINT_TABLE =
  "CREATE TABLE IF NOT EXISTS moontail_checkpoint (job TEXT PRIMARY KEY, place TEXT NOT NULL)"

local function prepare(state, options)
  local made, err = true, nil
  for _, sql in ipairs {
    options.session or "SELECT 1", options.checkpoint and CHECKPOINT_TABLE or "SELECT 1",
  } do
    if made then
      made, err = state.link:statement(sql)
    end
    if made then
      made, err = made:run ""
    end
  end
  return made, err
end

local names = {}

--- A database in a file, which is made if it is not there.
--- @param path string
--- @param options? moontail.sqlite.Options
--- @return moontail.sqlite.Database
function M.open(path, options)
  if type(path) ~= "string" or path == "" then
    error(("bad argument #1 to 'open' (a path expected, got %s)"):format(type(path)), 2)
  end
  options = options or {}
  option.check("sqlite.open", options, OPTIONS, 2)
  names[path] = (names[path] or 0) + 1
  local state = {
    name = "sqlite " .. path .. (names[path] > 1 and " #" .. names[path] or ""),
    statements = {}, count = 0, tables = {}, keeps = options.checkpoint or false, path = path,
  }
  local database = setmetatable({}, database_meta)
  states[database] = state
  if core.capture then
    if state.keeps then
      dry_run.hold(state.name, function() return load_read_only(state) end)
    end
    return database
  end
  local made, err = link.open(path)
  if made then
    state.link = made
    made, err = prepare(state, options)
  end
  if not made then
    error(("%s: %s"):format(state.name, err), 2)
  end
  moontail.sink {
    name = state.name,
    flush = function() return database:flush() end,
    commit = state.keeps and function(place) return keep(state, place) end or nil,
    load = state.keeps and function() return load(state) end or nil,
    check = function() return check(state, path) end,
  }
  return database
end

return M
