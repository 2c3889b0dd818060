--- What all tables look like at one place of the log, and what each DDL statement makes of them.
---
---     local catalog = schema.new {}
---     local statement = ddl.parse("CREATE TABLE shop.users (id INT PRIMARY KEY)", {})
---     local changes = catalog:apply(statement, { place = "binlog.000001:4711", text = "..." })
---     changes[1].after[1].name --> "id"
---
--- Knows no log and no server. A table is known, with its definition; or unknown, with the reason;
--- or not there, which means that it does not exist only where its database is complete.
---
--- Sources: MySQL Reference Manual, "Data Definition Statements", "Identifier Case Sensitivity",
--- "Atomic Data Definition Statement Support"; MariaDB KB, "Data Definition".
local columns = require "moontail.schema.columns"
local tables = require "moontail.schema.table"

local M = {}

--- @class moontail.schema.Context what is known of a statement beside its text
--- @field schema? string the session's default database
--- @field thread? integer
--- @field error? integer the error that it ended with; 0: none
--- @field mariadb? boolean
--- @field explicit_timestamp? boolean explicit_defaults_for_timestamp; nil: not known
--- @field charset_server? string
--- @field charset_database? string where the session chose another than the database's
--- @field place string for messages
--- @field text string the statement, for messages

--- @class moontail.schema.Change
--- @field schema string
--- @field table string
--- @field change 'create'|'alter'|'rename'|'drop'|'truncate'
--- @field renamed_from? { schema: string, table: string }
--- @field before? moontail.schema.Column[] nil: not known, or no table
--- @field after? moontail.schema.Column[]

--- @class moontail.schema.Catalog
--- @field databases table<string, { charset?: string, complete?: boolean, tables: table }>
--- @field case integer lower_case_table_names
local Catalog = {}
Catalog.__index = Catalog

--- @param options { case?: integer }
--- @return moontail.schema.Catalog
function M.new(options)
  return setmetatable({
    databases = {}, case = options.case or 0, temporary = {}, steps = {},
  }, Catalog)
end

-- ---- names ----

function Catalog:fold(name)
  return self.case == 0 and name or name:lower()
end

--- A database by name; made where it is not known yet.
function Catalog:database(name)
  local key = self:fold(name)
  local database = self.databases[key]
  if not database then
    database = { name = name, tables = {} }
    self.databases[key] = database
  end
  return database
end

--- What is known of a database as a whole. complete: a table that is not there does not exist.
--- @param about { charset?: string, complete?: boolean }
function Catalog:set_database(name, about)
  local database = self:database(name)
  database.charset, database.complete = about.charset, about.complete
  self:record { database = name, charset = about.charset, complete = about.complete }
end

function Catalog:drop_database(name)
  self.databases[self:fold(name)] = nil
  self:record { database = name, gone = true }
end

--- @return moontail.schema.Table? definition nil: no such table is known
function Catalog:find(schema, name)
  local database = self.databases[self:fold(schema)]
  return database and database.tables[self:fold(name)]
end

--- @param definition? moontail.schema.Table nil: there is no such table from here on
function Catalog:put(schema, name, definition)
  self:database(schema).tables[self:fold(name)] = definition
  self:record { schema = schema, name = name, table = definition }
end

-- ---- what was done, so that it can be done again ----

function Catalog:record(step)
  self.steps[#self.steps + 1] = step
end

--- Every change since the last call, in its order.
function Catalog:take_steps()
  local steps = self.steps
  self.steps = {}
  return steps
end

--- The steps that make all of the catalog.
function Catalog:all_steps()
  local steps = {}
  for _, database in pairs(self.databases) do
    steps[#steps + 1] = { database = database.name, charset = database.charset,
      complete = database.complete }
    for name, definition in pairs(database.tables) do
      steps[#steps + 1] = { schema = database.name, name = name, table = definition }
    end
  end
  return steps
end

function Catalog:replay(steps)
  for _, step in ipairs(steps) do
    if step.gone then
      self:drop_database(step.database)
    elseif step.database then
      self:set_database(step.database, step)
    else
      self:put(step.schema, step.name, step.table)
    end
  end
end

--- The columns of a table as they stand in the log, or nil and the reason why they are not known.
--- @return table[]? columns, string? reason
function Catalog:columns(schema, name)
  local definition = self:find(schema, name)
  if not definition then
    return nil
  elseif definition.unknown then
    return nil, definition.unknown
  end
  return tables.columns(definition)
end

-- ---- one statement ----

--- The application of one statement.
--- @class moontail.schema.Step
--- @field catalog moontail.schema.Catalog
--- @field context moontail.schema.Context
--- @field changes moontail.schema.Change[]
local Step = {}
Step.__index = Step

function Step:schema_of(name)
  return name.schema or self.context.schema or ""
end

function Step:find(name)
  return self.catalog:find(self:schema_of(name), name.name)
end

--- A name as the server keeps it.
function Step:shown(name)
  local case = self.catalog.case == 1
  local schema = self:schema_of(name)
  return case and schema:lower() or schema, case and name.name:lower() or name.name
end

function Step:note(change, name, before, after, from)
  local schema, shown = self:shown(name)
  local renamed_from
  if from then
    local old_schema, old_name = self:shown(from)
    renamed_from = { schema = old_schema, table = old_name }
  end
  self.changes[#self.changes + 1] = {
    schema = schema, table = shown, change = change, renamed_from = renamed_from,
    before = before and not before.unknown and tables.columns(before) or nil,
    after = after and not after.unknown and tables.columns(after) or nil,
  }
end

function Step:put(name, definition)
  self.catalog:put(self:schema_of(name), name.name, definition)
end

--- A table whose columns cannot be told from here on.
function Step:unknown(why)
  local context = self.context
  return { unknown = ("%s: %s, at %s"):format(why, context.text, context.place) }
end

--- Tables of the session's own have their names to themselves; the log of rows does not know them.
function Step:is_temporary(name)
  local own = self.catalog.temporary[self.context.thread]
  return own and own[self:schema_of(name) .. "." .. name.name] or false
end

function Step:set_temporary(name, exists)
  local all, thread = self.catalog.temporary, self.context.thread
  if not thread then
    return
  end
  all[thread] = all[thread] or {}
  all[thread][self:schema_of(name) .. "." .. name.name] = exists or nil
  if not next(all[thread]) then
    all[thread] = nil
  end
end

function Step:database_charset(name)
  local context, schema = self.context, self:schema_of(name)
  local fold = self.catalog.fold
  if context.charset_database and context.schema
    and fold(self.catalog, schema) == fold(self.catalog, context.schema) then
    return context.charset_database
  end
  local database = self.catalog.databases[self.catalog:fold(schema)]
  return database and database.charset
end

local function define(step, statement)
  if statement.like then
    local source = step:find(statement.like)
    if source and not source.unknown then
      return tables.like(source)
    end
    return step:unknown(("created LIKE %s, which is not known itself"):format(statement.like.name))
  elseif statement.select then
    return step:unknown "its columns are those of a SELECT"
  end
  return tables.create(statement, step:database_charset(statement.table), step.context)
end

--- MariaDB logs CREATE TABLE IF NOT EXISTS only when it made a table (tried out on 10.5 to 11.8).
local LOGS_EFFECT = 100500

local function is_created(context)
  return context.mariadb and (context.version or 0) >= LOGS_EFFECT
end

local apply = {}

function apply.other() end

function apply.create_table(step, statement)
  local name = statement.table
  if statement.temporary then
    step:set_temporary(name, true)
    return
  end
  local old = step:find(name)
  local in_doubt = statement.if_not_exists and not is_created(step.context)
  if statement.if_not_exists and old and (in_doubt or not old.unknown) then
    return
  end
  local made = define(step, statement)
  if in_doubt and not step.catalog:database(step:schema_of(name)).complete then
    made = step:unknown "it may have been there before IF NOT EXISTS"
  end
  step:put(name, made)
  step:note("create", name, statement.or_replace and old or nil, made)
end

function apply.create_sequence(step, statement)
  if statement.temporary then
    step:set_temporary(statement.table, true)
  elseif not (statement.if_not_exists and step:find(statement.table)) then
    local made = tables.create(statement, nil, step.context)
    step:put(statement.table, made)
    step:note("create", statement.table, nil, made)
  end
end

function apply.alter_sequence() end

--- From one name to another, whatever stood there.
local function move(step, from, to, change)
  local definition = step:find(from)
  if not definition then
    definition = step:unknown(("renamed from %s, whose columns are not known"):format(from.name))
  end
  step:put(from, nil)
  step:put(to, definition)
  step:note(change, to, definition, definition, from)
end

local function alter_columns(step, name, actions)
  local old = step:find(name)
  if not old or old.unknown then
    step:put(name, old or step:unknown "altered when its columns were not known")
    return old, step:find(name)
  end
  local database = step.catalog:database(step:schema_of(name))
  local new, why = tables.alter(old, actions, database.charset, step.context)
  new = new or step:unknown(why)
  step:put(name, new)
  return old, new
end

--- MariaDB: a partition becomes a table, or a table one.
local function convert_partition(step, name, action)
  if action.direction == "to_table" then
    local old = step:find(name)
    local made = old and (old.unknown and old or tables.like(old))
      or step:unknown "a partition of a table whose columns are not known"
    step:put(action.with, made)
    step:note("create", action.with, nil, made)
  else
    step:note("drop", action.with, step:find(action.with))
    step:put(action.with, nil)
  end
end

function apply.alter_table(step, statement)
  local name = statement.table
  if step:is_temporary(name) then
    return
  end
  if statement.if_exists and not step:find(name)
    and step.catalog:database(step:schema_of(name)).complete then
    return
  end
  local old, new = alter_columns(step, name, statement.actions)
  local moved
  for _, action in ipairs(statement.actions) do
    if action.action == "rename" then
      moved = action.to
    elseif action.action == "convert_table" then
      convert_partition(step, name, action)
    end
  end
  if moved then
    step:put(name, nil)
    step:put(moved, new)
    step:note("rename", moved, old, new, name)
  else
    step:note("alter", name, old, new)
  end
end

function apply.create_index(step, statement)
  local action = { action = "add_index", index = statement.index }
  apply.alter_table(step, { table = statement.table, actions = { action } })
end

function apply.drop_index(step, statement)
  local action = { action = "drop_index", name = statement.name }
  apply.alter_table(step, { table = statement.table, actions = { action } })
end

function apply.rename_table(step, statement)
  for _, pair in ipairs(statement.renames) do
    local exists = step:find(pair.from)
    if step:is_temporary(pair.from) then
      step:set_temporary(pair.from, false)
      step:set_temporary(pair.to, true)
    elseif exists or not statement.if_exists then
      move(step, pair.from, pair.to, "rename")
    end
  end
end

function apply.drop_table(step, statement)
  for _, name in ipairs(statement.tables) do
    local old = step:find(name)
    if statement.temporary or step:is_temporary(name) then
      step:set_temporary(name, false)
    else
      step:put(name, nil)
      step:note("drop", name, old)
    end
  end
end

apply.drop_sequence = apply.drop_table

function apply.truncate_table(step, statement)
  local definition = step:find(statement.table)
  if not step:is_temporary(statement.table) then
    step:note("truncate", statement.table, definition, definition)
  end
end

function apply.create_database(step, statement)
  local catalog, context = step.catalog, step.context
  local key = catalog:fold(statement.name)
  if catalog.databases[key] and statement.if_not_exists then
    return
  end
  if statement.or_replace then
    apply.drop_database(step, statement)
  elseif not statement.if_not_exists then
    -- it was not there, so that nothing that was thought to be in it is
    catalog:drop_database(statement.name)
  end
  catalog:set_database(statement.name, {
    charset = columns.charset(statement, context.charset_server) or context.charset_server,
    -- what is new is empty: all that comes is seen coming
    complete = not statement.if_not_exists,
  })
end

function apply.alter_database(step, statement)
  local name = statement.name or step.context.schema or ""
  local database = step.catalog:database(name)
  step.catalog:set_database(name, {
    charset = columns.charset(statement, step.context.charset_server) or database.charset,
    complete = database.complete,
  })
end

function apply.drop_database(step, statement)
  local catalog = step.catalog
  local key = catalog:fold(statement.name)
  local names = {}
  for name in pairs((catalog.databases[key] or { tables = {} }).tables) do
    names[#names + 1] = name
  end
  table.sort(names)
  for _, name in ipairs(names) do
    step:note("drop", { schema = statement.name, name = name },
      catalog.databases[key].tables[name])
  end
  catalog:drop_database(statement.name)
end

--- The names of tables that a statement is about, and the names of whole databases.
--- @return table[] tables { schema, name }, string[] databases
function M.subjects(statement)
  local list, databases = {}, {}
  local function add(name)
    list[#list + 1] = name
  end
  if statement.kind:find "_database$" then
    databases[1] = statement.name
  end
  add(statement.table)
  for _, name in ipairs(statement.tables or {}) do
    add(name)
  end
  for _, pair in ipairs(statement.renames or {}) do
    add(pair.from)
    add(pair.to)
  end
  for _, action in ipairs(statement.actions or {}) do
    if action.action == "rename" then
      add(action.to)
    elseif action.action == "convert_table" then
      add(action.with)
    end
  end
  return list, databases
end

local function begin(catalog, context)
  return setmetatable({ catalog = catalog, context = context, changes = {} }, Step)
end

--- What the statement makes of the tables.
--- @param statement table of moontail.ddl
--- @param context moontail.schema.Context
--- @return moontail.schema.Change[]
function Catalog:apply(statement, context)
  local step = begin(self, context)
  local drops = statement.kind:find "^drop_"
  if (context.error or 0) ~= 0 and not drops and statement.kind ~= "other" then
    return self:doubt(M.subjects(statement), "a statement that failed half-way", context)
  end
  apply[statement.kind](step, statement)
  return step.changes
end

--- Tables that a statement may have changed in a way that cannot be told.
--- @param names? { schema?: string, name: string }[] nil: all of the default database
--- @param why string
--- @param context moontail.schema.Context
--- @return moontail.schema.Change[]
function Catalog:doubt(names, why, context)
  local step = begin(self, context)
  if not names then
    local schema = context.schema or ""
    names = {}
    for name in pairs(self:database(schema).tables) do
      names[#names + 1] = { schema = schema, name = name }
    end
    self:set_database(schema, { charset = self:database(schema).charset })
  end
  for _, name in ipairs(names) do
    if not step:is_temporary(name) then
      local old, new = step:find(name), step:unknown(why)
      step:put(name, new)
      step:note("alter", name, old, new)
    end
  end
  return step.changes
end

return M
