--- The history of the tables' definitions in one job: where they come from, what each DDL statement
--- of the log makes of them, and what of that is saved.
---
--- Definitions are right at every place of the log or not known. They come from
---
--- - the server, with the place they belong to: its answers are taken between two places of its
---   log, and a table is taken over only when no DDL statement stands between the job's place and
---   the second one. For that the log up to there is looked through beforehand (a horizon).
--- - a dump of definitions, which is taken to be of where the log starts;
--- - CREATE TABLE in the log.
---
--- The runtime calls; it does all reading and writing through the functions in `io`.
local core = require "moontail.core"
local dump = require "moontail.schema.dump"
local grammar = require "moontail.schema.grammar"
local schema = require "moontail.schema"
local snapshot = require "moontail.schema.snapshot"

local M = {}

local SHOWN = 200
local ANSI_QUOTES, REAL_AS_FLOAT, NO_BACKSLASH_ESCAPES = 2 ^ 2, 2 ^ 0, 2 ^ 20
local ORACLE, MSSQL, MAXDB = 2 ^ 9, 2 ^ 10, 2 ^ 12

--- @class moontail.Place
--- @field file string
--- @field position integer
--- @field gtid? string
--- @field server_id? integer
--- @field timestamp? number

--- @class moontail.history.IO
--- @field definitions fun(): moontail.schema.Answers, moontail.Place?, moontail.Place? the server's
---   answers, and where its log ended before and after; no places: the answers are of no place
--- @field scan fun(to: moontail.Place?, each: fun(text: string, context: table)) gives every DDL
---   statement between the job's place and `to` (nil: the end)

local state
local checkpoint

local function bit_set(mode, flag)
  return math.floor((mode or 0) / flag) % 2 == 1
end

local function shorten(text)
  text = text:gsub("%s+", " ")
  return #text > SHOWN and text:sub(1, SHOWN) .. "..." or text
end

--- How the session of a statement reads it.
local function reading(context)
  local mode = context.sql_mode
  return {
    mariadb = context.mariadb,
    version = context.version,
    ansi_quotes = bit_set(mode, ANSI_QUOTES),
    no_backslash_escapes = bit_set(mode, NO_BACKSLASH_ESCAPES),
    real_as_float = bit_set(mode, REAL_AS_FLOAT),
    oracle = context.mariadb and bit_set(mode, ORACLE),
    mssql = context.mariadb and bit_set(mode, MSSQL),
    maxdb = bit_set(mode, MAXDB),
  }
end

local function parse(text, context)
  context.text = shorten(text)
  context.place = ("%s:%.0f"):format(context.file, context.position)
  return grammar().parse(text, reading(context))
end

-- ---- places ----

--- Logs are numbered, and a longer number is a later one; files given by hand come in their order.
local function compare(a, b)
  if a.file ~= b.file then
    local x, y = state.order[a.file], state.order[b.file]
    if x and y then
      return x - y
    elseif #a.file ~= #b.file then
      return #a.file - #b.file
    end
    return a.file < b.file and -1 or 1
  end
  return a.position - b.position
end

local function see_file(file)
  if not state.order[file] then
    state.files = state.files + 1
    state.order[file] = state.files
  end
end

-- ---- the horizon: the server's definitions, and the statements on the way to them ----

local function take_answers()
  local answers, from, to = state.io.definitions()
  state.horizon = {
    now = snapshot.catalog(answers), from = from, to = to, touched = {}, databases = {},
  }
  state.catalog.case = answers.case
end

local function later(place, other)
  return not place and other or other and compare(other, place) > 0 and other or place
end

--- Remember where a table was touched last.
local function touch(horizon, context, about)
  local here = { file = context.file, position = context.position, text = context.text }
  local statement, _, names = unpack(about, 1, 3)
  local databases = {}
  if statement and statement.kind == "truncate_table" then
    return -- what is emptied looks as it did
  elseif statement then
    names, databases = schema.subjects(statement)
  elseif not names then
    databases = { context.schema }
  end
  for _, name in ipairs(names or {}) do
    local key = state.catalog:fold((name.schema or context.schema or "") .. "\0" .. name.name)
    horizon.touched[key] = later(horizon.touched[key], here)
  end
  for _, name in ipairs(databases) do
    local key = state.catalog:fold(name)
    horizon.databases[key] = later(horizon.databases[key], here)
  end
end

--- Look through the log up to where the definitions were taken, once.
local function look_through()
  local horizon = state.horizon
  if horizon.complete then
    return
  end
  state.io.scan(horizon.to, function(text, context)
    see_file(context.file)
    touch(horizon, context, { parse(text, context) })
  end)
  horizon.complete = true
end

local function last_touch(horizon, database, name)
  local catalog = state.catalog
  return later(horizon.touched[catalog:fold(database .. "\0" .. name)],
    horizon.databases[catalog:fold(database)])
end

local function same_place(place)
  return ("%s:%.0f"):format(place.file, place.position)
end

--- The server's definition of a table, if it is that of the place.
--- @return table? definition, string? reason, boolean? again it may help to ask the server again
local function of_server(database, name, place)
  local horizon = state.horizon
  look_through()
  local last = last_touch(horizon, database, name)
  local definition = horizon.now:find(database, name)
  if last and place and compare(last, place) > 0 then
    return nil, ("it was changed later, at %s: %s"):format(same_place(last), last.text)
  elseif last and horizon.from and compare(last, horizon.from) >= 0 then
    return nil, ("it was changed just now, at %s: %s"):format(same_place(last), last.text), true
  elseif not definition then
    return nil, "the server shows no such table: it is gone, or this user lacks GRANT SELECT on it"
  end
  return definition
end

--- Take over all tables that the server tells and nothing has touched since the place.
local function take_over(place)
  local catalog, now = state.catalog, state.horizon.now
  for database, there in pairs(now.databases) do
    local last = state.horizon.databases[database]
    if not last or place and compare(last, place) <= 0 then
      catalog:set_database(there.name, { charset = there.charset, complete = true })
    end
    for name in pairs(there.tables) do
      local known = catalog:find(there.name, name)
      local definition, reason = of_server(there.name, name, place)
      if definition and (not known or known.unknown) then
        catalog:put(there.name, name, definition)
      elseif not definition and not known then
        catalog:put(there.name, name, { unknown = reason })
      end
    end
  end
  -- what is gone by now may have been there
  for key, last in pairs(state.horizon.touched) do
    local database, name = key:match "^(.-)%z(.*)$"
    if not catalog:find(database, name) and place and compare(last, place) > 0 then
      catalog:put(database, name, { unknown = select(2, of_server(database, name, place)) })
    end
  end
end

-- ---- what is saved ----

--- Keep what changed in the catalog as an entry; place: from where on it holds.
local function keep(place, text)
  local steps = state.catalog:take_steps()
  if #steps == 0 then
    return
  end
  state.number = state.number + 1
  if state.keeps then
    state.pending[#state.pending + 1] = core.json {
      n = state.number, file = place.file, position = place.position, gtid = place.gtid,
      server_id = state.server_id, server_uuid = state.server_uuid,
      timestamp = place.timestamp, statement = text, case = state.catalog.case, steps = steps,
    } .. "\n"
  end
end

--- The number of the last entry, for the checkpoint; nil: there is none.
function M.number()
  return state and state.keeps and state.number > 0 and state.number or nil
end

--- The entries that are not saved yet.
function M.pending()
  local text = table.concat(state.pending)
  state.pending = {}
  return text
end

local function read_entries(text)
  local entries = {}
  for line in text:gmatch "([^\n]*)\n" do
    local ok, entry = pcall(core.json_decode, line)
    if not ok or type(entry) ~= "table" or type(entry.n) ~= "number"
      or type(entry.steps) ~= "table" then
      return nil
    end
    entry.line = line
    entries[#entries + 1] = entry
  end
  return entries
end

--- Is the entry of the place or before? By position in the log of one server, else by time.
local function holds_at(entry, place)
  local same = entry.server_id == place.server_id
    or (entry.server_uuid or "") ~= "" and entry.server_uuid == place.server_uuid
  if same and (place.file or "") ~= "" then
    return compare(entry, place) <= 0
  end
  return entry.timestamp ~= nil and place.timestamp ~= nil and entry.timestamp <= place.timestamp
end

local KEEP_SECONDS = 30 * 24 * 3600
local SMALL = 2 ^ 20
local GROWN = 4

--- Fold the oldest entries into one, when the file has become much longer than what it says.
local function compact(entries, size)
  local first = #(entries[1] or { line = "" }).line
  if size < SMALL or size < GROWN * first then
    return entries
  end
  local limit, catalog, folded, kept = core.now() - KEEP_SECONDS, schema.new {}, nil, {}
  for _, entry in ipairs(entries) do
    if (entry.timestamp or 0) < limit then
      catalog.case = entry.case
      catalog:replay(entry.steps)
      folded = entry
    else
      kept[#kept + 1] = entry
    end
  end
  if folded then
    folded.steps = catalog:all_steps()
    folded.line, folded.statement = nil, nil
    folded.line = core.json(folded)
    table.insert(kept, 1, folded)
  end
  return kept
end

--- @param text string
--- @param restored table the checkpoint
--- @return boolean found, string? text what the file shall be
local function load(text, restored)
  local entries, number = read_entries(text), restored.schema
  if not entries then
    core.log("warn", "the saved table definitions cannot be read, and are taken anew")
    return false, ""
  end
  local chosen = {}
  for _, entry in ipairs(entries) do
    if number and entry.n <= number or not number and holds_at(entry, restored) then
      chosen[#chosen + 1] = entry
    end
  end
  local last = chosen[#chosen]
  if not last or number and last.n < number then
    return false, ""
  end
  chosen = compact(chosen, #text)
  local lines = {}
  for i, entry in ipairs(chosen) do
    state.catalog.case = entry.case
    state.catalog:replay(entry.steps)
    lines[i] = entry.line .. "\n"
  end
  state.catalog:take_steps()
  state.number = last.n
  local kept = table.concat(lines)
  return true, kept ~= text and kept or nil
end

-- ---- the start ----

local function read_file(path)
  local file, problem = io.open(path, "rb")
  if not file then
    error(("--schema: %s"):format(problem), 0)
  end
  local text = file:read "*a"
  file:close()
  return text
end

--- A dump of definitions, as if its statements stood in the log before its start.
local function load_dump(path)
  local text = read_file(path)
  local origin = dump.origin(text)
  local context = {
    file = path, position = 0, schema = origin.schema, mariadb = origin.mariadb,
    version = origin.version, explicit_timestamp = nil, from_dump = true,
  }
  for sql in dump.statements(text) do
    local used = sql:match "^[Uu][Ss][Ee]%s+`(.-)`%s*$" or sql:match "^[Uu][Ss][Ee]%s+(%S+)%s*$"
    if used then
      context.schema = used:gsub("``", "`")
    else
      M.load_statement(sql, context)
    end
  end
end

--- One statement of a dump. What is not understood counts only when its table is needed.
function M.load_statement(sql, context)
  local statement, why, names = parse(sql, context)
  if statement and statement.kind == "create_table" and not statement.table.schema
    and not context.schema then
    error(("%s: %s: names no database; begin the file with USE `database`;")
      :format(context.file, context.text), 0)
  end
  if statement then
    statement.if_not_exists = nil
    state.catalog:apply(statement, context)
  elseif names then
    state.catalog:doubt(names, why, context)
  end
end

--- @class moontail.history.Start
--- @field keeps boolean there is a checkpoint to save entries beside
--- @field text? string the file of entries, where there is one
--- @field dump? string a file of --schema
--- @field now boolean take the server's definitions at once
--- @field place? moontail.Place where the job starts; nil: at the first event there is
--- @field asks boolean there is a server to ask
--- @field server_id integer of the server that is read; 0: files
--- @field server_uuid? string

--- The job goes on from this checkpoint.
--- @param place table
function M.resume(place)
  checkpoint = place
end

--- Before the first event.
--- @param start moontail.history.Start
--- @param io moontail.history.IO
--- @return string? text what the file of entries shall be from here on; nil: as it is
function M.start(start, io)
  state = {
    catalog = schema.new {}, io = io, asks = start.asks, keeps = start.keeps, pending = {},
    number = 0, order = {}, files = 0, server_id = start.server_id,
    server_uuid = start.server_uuid,
  }
  local place = start.place or { file = "", position = 0 }
  if start.text and checkpoint then
    local found, text = load(start.text, checkpoint)
    if found then
      return text
    end
  end
  if start.dump then
    load_dump(start.dump)
  end
  if start.now then
    take_answers()
    look_through()
    take_over(place)
  end
  keep(place, start.dump and "--schema" or "the server's definitions")
  return start.text and "" or nil
end

-- ---- the log ----

--- A DDL statement goes by.
--- @param text string
--- @param context table
--- @return string? kind, moontail.schema.Change[] changes, table[] touched { schema, name? }
function M.statement(text, context)
  see_file(context.file)
  local about = { parse(text, context) }
  local statement, why, names = unpack(about, 1, 3)
  if statement and statement.kind == "other" then
    M.last = { kind = "other", touched = {} }
    return "other", setmetatable({}, core.array_mt), {}
  end
  if state.horizon then
    touch(state.horizon, context, about)
  end
  local changes = statement and state.catalog:apply(statement, context)
    or state.catalog:doubt(names, why, context)
  local touched = {}
  for _, step in ipairs(state.catalog.steps) do
    touched[#touched + 1] = { step.schema or step.database, step.name }
  end
  for _, change in ipairs(changes) do
    if change.change == "truncate" then -- it leaves the definition as it is
      touched[#touched + 1] = { change.schema, change.table }
    end
  end
  keep(context, context.text)
  M.last = { kind = statement and statement.kind, touched = touched }
  return M.last.kind, setmetatable(changes, core.array_mt), touched
end

--- The columns of a table at the place of the log that is being read.
--- @return table[]? columns, string? reason
function M.columns(database, name)
  return state.catalog:columns(database, name)
end

local HAS_SHAPE = { uuid = true, inet4 = true, inet6 = true, vector = true }

--- Types that a log with names does not tell: these, and old temporal ones with a fraction.
local function has_shapes(definition)
  for _, column in ipairs(definition and definition.columns or {}) do
    if HAS_SHAPE[column.type:match "^%w+"] or column.type:find "^%a*time%a*%(" then
      return true
    end
  end
  return false
end

--- The server's definition of now for a table that is not known, or not as the log shows it, if no
--- DDL statement stands between here and now. place: of the event that needs it.
--- @param shapes boolean the log names the columns itself: only types that it cannot show are asked
--- @return table[]? columns, string? reason
function M.adopt(database, name, place, shapes)
  if not state.asks then
    return nil
  end
  see_file(place.file)
  if not state.horizon then
    take_answers()
  end
  if shapes and not has_shapes(state.horizon.now:find(database, name)) then
    return nil
  end
  local definition, reason, again = of_server(database, name, place)
  if again then
    take_answers()
    definition, reason = of_server(database, name, place)
  end
  if not definition then
    return nil, reason
  end
  state.catalog:put(database, name, definition)
  keep(place, "the server's definition")
  return state.catalog:columns(database, name)
end

return M
