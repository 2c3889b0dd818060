--- One table's definition: made by CREATE TABLE, changed by ALTER TABLE, shown as its columns.
---
--- Definitions are never changed in place, so that what an event shows stays as it was.
---
--- Sources: MySQL Reference Manual, "CREATE TABLE", "ALTER TABLE"; MariaDB KB, the same and
--- "System-Versioned Tables", "Getting Started with Indexes" (HASH). That an ALTER takes its
--- clauses in this order was compared with what real servers show after thousands of them.
local columns = require "moontail.schema.columns"

local M = {}

--- @class moontail.schema.Index
--- @field name string
--- @field parts { name: string, prefix?: integer }[]
--- @field unique? boolean
--- @field hash? boolean asked for with USING HASH

--- @class moontail.schema.Table
--- @field columns moontail.schema.Column[] in their order, hidden ones of MariaDB left out
--- @field key string[] the primary key's columns
--- @field charset? string for columns that are added; nil: not known
--- @field engine? string
--- @field versioned? boolean SYSTEM VERSIONED
--- @field indexes moontail.schema.Index[] all but the primary key
--- @field hashes? boolean MariaDB: unique indexes may be kept as hashes

--- The longest key of an engine; a longer unique one is kept as a hash.
local LONGEST_KEY = { myisam = 1000, aria = 2300 }
local LONGEST_INNODB_KEY = 3072

local lower = string.lower

local function find(list, name)
  name = lower(name)
  for i, item in ipairs(list) do
    if lower(item.name) == name then
      return item, i
    end
  end
end

local function copy(from)
  local to = {}
  for k, v in pairs(from) do
    to[k] = v
  end
  return to
end

-- ---- indexes: MariaDB adds a column for each unique one that it keeps as hashes ----

local function free_name(indexes, base)
  local name, n = base, 1
  while find(indexes, name) do
    n = n + 1
    name = base .. "_" .. n
  end
  return name
end

local function add_index(indexes, said)
  local first = said.columns[1]
  if said.if_not_exists and said.name and find(indexes, said.name) then
    return
  end
  indexes[#indexes + 1] = {
    name = said.name or free_name(indexes, first and first.name or "index"),
    parts = said.columns,
    unique = said.unique,
    hash = said.using == "hash" or nil,
  }
end

local function add_unique(indexes, name)
  add_index(indexes, { unique = true, columns = { { name = name } } })
end

local function key_bytes(definition, index)
  local sum = 0
  for _, part in ipairs(index.parts) do
    local column = part.name and find(definition.columns, part.name)
    local bytes = column and columns.index_bytes(column) or 8
    if part.prefix and bytes == math.huge then
      bytes = part.prefix
    end
    sum = sum + bytes
  end
  return sum
end

local function is_hashed(definition, index)
  local engine = lower(definition.engine or "innodb")
  if not definition.hashes or not index.unique or engine == "memory" or engine == "heap" then
    return false
  end
  return index.hash or key_bytes(definition, index) > (LONGEST_KEY[engine] or LONGEST_INNODB_KEY)
end

-- ---- creation ----

--- Columns of the primary key cannot be NULL.
local function settle_key(definition)
  for i, name in ipairs(definition.key) do
    local column, at = find(definition.columns, name)
    if column then
      definition.key[i] = column.name
      if column.nullable ~= false then
        column = copy(column)
        column.nullable = false
        definition.columns[at] = column
      end
    end
  end
end

--- @param statement table a create_table of moontail.ddl
--- @param charset? string of its database; nil: not known
--- @param context moontail.schema.Context
--- @return moontail.schema.Table
function M.create(statement, charset, context)
  local options = statement.options or {}
  charset = columns.charset(options, charset) or charset
  local definition = {
    columns = {}, key = copy(statement.primary_key or {}), charset = charset,
    engine = options.engine, indexes = {}, hashes = context.mariadb or nil,
  }
  local versioned = options.system_versioning
  for i, said in ipairs(statement.columns) do
    definition.columns[i] = columns.new(said, charset, context)
    versioned = versioned or said.with_system_versioning
    if said.primary_key then
      definition.key = { said.name }
    end
    if said.unique then
      add_unique(definition.indexes, said.name)
    end
  end
  for _, index in ipairs(statement.indexes or {}) do
    add_index(definition.indexes, index)
  end
  definition.versioned = versioned or nil
  settle_key(definition)
  return definition
end

--- CREATE TABLE ... LIKE: all but the wish for hashes.
--- @param definition moontail.schema.Table
--- @return moontail.schema.Table
function M.like(definition)
  local made = copy(definition)
  made.indexes = {}
  for i, index in ipairs(definition.indexes) do
    made.indexes[i] = copy(index)
    made.indexes[i].hash = nil
  end
  return made
end

-- ---- change ----

--- Whether a column that the statement adds or renames is renamed again by it, as MariaDB allows:
--- what comes of that, its place too, depends on the order in which the server looks.
local function renames_twice(definition, actions)
  local names = {}
  for _, action in ipairs(actions) do
    local to = action.action == "rename_column" and action.to
      or action.action == "change_column" and action.column.name
    if to then
      if names[lower(action.name)] and not find(definition.columns, action.name) then
        return true
      end
      names[lower(to)] = true
    end
  end
  return false
end

--- What an ALTER TABLE says, sorted by what it is about: the columns that go, those that become
--- others, and those that are new.
local function sort_actions(definition, actions)
  local plan = { dropped = {}, changed = {}, added = {}, others = {} }
  for i, action in ipairs(actions) do
    local kind = action.action
    local name = action.name or (action.column and action.column.name)
    local old = name and find(definition.columns, name)
    if kind == "drop_column" then
      plan.dropped[lower(name)] = true
    elseif kind == "modify_column" or kind == "change_column" or kind == "rename_column" then
      local change = { order = i, said = action.column, to = action.to, name = name }
      if old then
        plan.changed[lower(name)] = change
      elseif not action.if_exists then
        plan.added[#plan.added + 1] = change
      end
    elseif kind == "add_column" then
      if not (action.if_not_exists and old) then
        plan.added[#plan.added + 1] = { order = i, said = action.column }
      end
    else
      plan.others[#plan.others + 1] = action
    end
  end
  return plan
end

--- The set that columns get which come later, and the one that all columns get now. Where a
--- statement names both, MariaDB takes each for what it is about.
--- @return { charset?: string }? converted
local function take_charset(new, others, database_charset, context)
  local converted, named
  for _, action in ipairs(others) do
    local charset = columns.charset(action, database_charset)
    if action.action == "default_charset" then
      named = charset or named
    elseif action.action == "convert" then
      converted = { charset = charset }
    elseif action.action == "engine" then
      new.engine = action.engine
    end
  end
  if converted and not (named and context.mariadb) then
    new.charset = converted.charset
  else
    new.charset = named or new.charset
  end
  return converted
end

--- A column that the statement spells out.
local function spell_out(new, said, converted, context)
  local charset = new.charset
  if converted then
    charset = converted.charset
  end
  if converted and said.charset ~= "binary" then
    said = copy(said)
    said.charset = converted.charset
  end
  local column = columns.new(said, charset, context)
  if said.primary_key then
    new.key = { said.name }
  end
  if said.unique then
    add_unique(new.indexes, said.name)
  end
  new.versioned = new.versioned or said.with_system_versioning
  return column
end

local function forget_column(new, name)
  for i = #new.key, 1, -1 do
    if lower(new.key[i]) == name then
      table.remove(new.key, i)
    end
  end
  for at = #new.indexes, 1, -1 do
    local index = new.indexes[at]
    for i = #index.parts, 1, -1 do
      if index.parts[i].name and lower(index.parts[i].name) == name then
        table.remove(index.parts, i)
      end
    end
    if #index.parts == 0 then
      table.remove(new.indexes, at)
    end
  end
end

--- Put a column where the statement wants it; one of its name goes from where it was. was_added: by
--- this statement, and is changed by it too; MariaDB then forgets where it was to be.
local function place(list, column, name, position, was_added)
  local _, at = find(list, name)
  if at then
    table.remove(list, at)
  end
  at = not was_added and at or #list + 1
  if position and position.first then
    at = 1
  elseif position and position.after then
    local _, before = find(list, position.after)
    at = (before or #list) + 1
  end
  table.insert(list, at, column)
end

--- Old columns stay at their old places; then those with a position move, and new ones come, in the
--- order of the statement.
local function arrange(new, definition, plan, converted, context)
  local later = plan.added
  new.columns = {}
  for _, old in ipairs(definition.columns) do
    local name = lower(old.name)
    local change = plan.changed[name]
    local column
    if change and change.said then
      column = spell_out(new, change.said, converted, context)
      if converted then
        columns.refit(column, change.said, old, context)
      end
      if change.said.position then
        later[#later + 1] = { order = change.order, column = column, said = change.said }
      end
    elseif not plan.dropped[name] then
      column = copy(old)
      column.name = change and change.to or old.name
      if converted then
        columns.convert(column, converted.charset)
      end
    end
    if column then
      new.columns[#new.columns + 1] = column
    end
  end
  table.sort(later, function(a, b) return a.order < b.order end)
  for _, one in ipairs(later) do
    local column = one.column or one.said and spell_out(new, one.said, converted, context)
    if column then
      place(new.columns, column, one.name or column.name, one.said.position, one.name ~= nil)
    else
      -- MariaDB: a column that the same statement adds
      find(new.columns, one.name).name = one.to
    end
  end
end

--- Renames of one statement happen at once: a swap is no mistake.
local function follow_names(new, plan)
  local key, renamed = {}, {}
  for name in pairs(plan.dropped) do
    forget_column(new, name)
  end
  for old, change in pairs(plan.changed) do
    renamed[old] = change.to or change.said.name
  end
  for i, name in ipairs(new.key) do
    key[i] = renamed[lower(name)] or name
  end
  new.key = key
  for _, index in ipairs(new.indexes) do
    for i, part in ipairs(index.parts) do
      local name = part.name and renamed[lower(part.name)]
      if name then
        index.parts[i] = { name = name, prefix = part.prefix }
      end
    end
  end
end

local function drop_index(new, name)
  if lower(name) == "primary" then
    new.key = {}
  end
  local _, at = find(new.indexes, name)
  if at then
    table.remove(new.indexes, at)
  end
end

local OTHERS = {
  drop_primary_key = function(new) new.key = {} end,
  drop_index = function(new, action) drop_index(new, action.name) end,
  drop_constraint = function(new, action) drop_index(new, action.name) end,
  drop_system_versioning = function(new) new.versioned = nil end,
  rename_index = function(new, action)
    local index = find(new.indexes, action.name)
    if index then
      index.name = action.to
    end
  end,
}

local LATE_OTHERS = {
  add_primary_key = function(new, action) new.key = copy(action.columns) end,
  add_index = function(new, action) add_index(new.indexes, action.index) end,
  add_system_versioning = function(new) new.versioned = true end,
}

local function run_others(new, others, what)
  for _, action in ipairs(others) do
    if what[action.action] then
      what[action.action](new, action)
    end
  end
end

--- @param definition moontail.schema.Table
--- @param actions table[] of an alter_table of moontail.ddl
--- @param database_charset? string
--- @param context moontail.schema.Context
--- @return moontail.schema.Table? definition nil: what comes of it cannot be told
--- @return string? why
function M.alter(definition, actions, database_charset, context)
  if renames_twice(definition, actions) then
    return nil, "a statement that renames a column it has made"
  end
  local new = copy(definition)
  new.key = copy(definition.key)
  new.indexes = {}
  for i, index in ipairs(definition.indexes) do
    new.indexes[i] = copy(index)
    new.indexes[i].parts = copy(index.parts)
  end
  local plan = sort_actions(definition, actions)
  local converted = take_charset(new, plan.others, database_charset, context)
  run_others(new, plan.others, OTHERS)
  follow_names(new, plan)
  arrange(new, definition, plan, converted, context)
  run_others(new, plan.others, LATE_OTHERS)
  settle_key(new)
  return new
end

-- ---- what it looks like ----

local function is_key(definition, index)
  for _, part in ipairs(index.parts) do
    local column = part.name and not part.prefix and find(definition.columns, part.name)
    if not column or column.nullable ~= false then
      return false
    end
  end
  return index.unique and not is_hashed(definition, index)
end

--- The primary key; without one, servers take the first unique index without NULL for it.
local function key_of(definition)
  if #definition.key > 0 then
    return definition.key
  end
  local key = {}
  for _, index in ipairs(definition.indexes) do
    if is_key(definition, index) then
      for i, part in ipairs(index.parts) do
        key[i] = part.name
      end
      break
    end
  end
  return key
end

--- The name of a SYSTEM VERSIONED table's own column for the end of a row.
local function own_row_end(definition)
  for _, column in ipairs(definition.columns) do
    if column.generated == "row_end" then
      return column.name
    end
  end
end

--- A column for each unique index that is kept as hashes. Whether it may be NULL depends on what
--- nothing shows: the order in which the indexes were defined.
local function add_hashes(add, definition)
  local n = 0
  for _, index in ipairs(definition.indexes) do
    if is_hashed(definition, index) then
      repeat
        n = n + 1
      until not find(definition.columns, "DB_ROW_HASH_" .. n)
      add { name = "DB_ROW_HASH_" .. n, type = "bigint unsigned", hidden = true }
    end
  end
end

--- All columns as they stand in the log: those of the definition, then the hidden ones of MariaDB.
--- @param definition moontail.schema.Table
--- @return table[] { name, type, nullable, charset, key, hidden }
function M.columns(definition)
  local list, positions, parts = {}, {}, 0
  local function add_key(name)
    if not positions[lower(name)] then
      parts = parts + 1
      positions[lower(name)] = parts
    end
  end
  local function add(column)
    list[#list + 1] = {
      name = column.name, type = column.type, nullable = column.nullable, charset = column.charset,
      key = positions[lower(column.name)], hidden = column.hidden,
    }
  end
  for _, name in ipairs(key_of(definition)) do
    add_key(name)
  end
  local row_end = own_row_end(definition)
  if definition.versioned and parts > 0 then
    add_key(row_end or "row_end")
  end
  for _, column in ipairs(definition.columns) do
    add(column)
  end
  if definition.versioned and not row_end then
    add { name = "row_start", type = "timestamp(6)", nullable = false, hidden = true }
    add { name = "row_end", type = "timestamp(6)", nullable = false, hidden = true }
  end
  add_hashes(add, definition)
  return list
end

return M
