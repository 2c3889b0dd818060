--- CREATE TABLE, ALTER TABLE, and the character sets of tables and databases.
local lpeg = require "lpeg"
local columns = require "moontail.ddl.columns"
local types = require "moontail.ddl.types"
local words = require "moontail.ddl.words"

local P, R, Ct = lpeg.P, lpeg.R, lpeg.Ct
local K, any, is, field, flag = words.keyword, words.any, words.is, words.field, words.flag
local name, equals, open = words.name, words.equals ^ -1, words.open

local M = {}

local if_exists = flag("if_exists", K "IF EXISTS") ^ -1
local if_not_exists = flag("if_not_exists", K "IF NOT EXISTS") ^ -1

-- ---- options ----

local charset = K "DEFAULT" ^ -1 * types.character_set * equals
  * field("charset", types.charset_name)
local collate = K "DEFAULT" ^ -1 * K "COLLATE" * equals * field("collate", types.charset_name)

--- Of a table or a database.
M.charset = words.rule("charset", charset * collate ^ -1 + collate)

local engine = (K "STORAGE" ^ -1 * K "ENGINE" + K "TYPE") * equals
  * field("engine", name + words.string)

-- What leaves the columns alone. Without the sign only known names are options, because two words
-- could be anything.
local known_option = any [[AUTO_INCREMENT AUTOEXTEND_SIZE AVG_ROW_LENGTH CHECKSUM COMMENT
  COMPRESSION CONNECTION DELAY_KEY_WRITE ENCRYPTION ENGINE_ATTRIBUTE IETF_QUOTES INSERT_METHOD
  KEY_BLOCK_SIZE MAX_ROWS MIN_ROWS PACK_KEYS PAGE_CHECKSUM PASSWORD RAID_CHUNKS RAID_CHUNKSIZE
  RAID_TYPE ROW_FORMAT SECONDARY_ENGINE SECONDARY_ENGINE_ATTRIBUTE SEQUENCE STATS_AUTO_RECALC
  STATS_PERSISTENT STATS_SAMPLE_PAGES TABLE_CHECKSUM TRANSACTIONAL]]
-- 10, 4M, 10.5, -1
local size = P "-" ^ -1 * R("09", "az", "AZ") ^ 1 * (P "." * R "09" ^ 0) ^ -1 * words.space
local option_value = words.string / 0 + #R "09" * size + P "-" * words.space * size + name / 0
local plain_option = words.rule("plain option", known_option * equals * option_value
  + K "TABLESPACE" * equals * name / 0 * (K "STORAGE" * any "DISK MEMORY") ^ -1
  + K "STORAGE" * any "DISK MEMORY DEFAULT"
  + K "UNION" * equals * words.group
  + any "DATA INDEX" * K "DIRECTORY" * equals * words.string / 0
  + name / 0 * words.equals * option_value)

-- ---- CREATE TABLE ----

local function add(list, item)
  list[#list + 1] = item
end

--- A primary key WITHOUT OVERLAPS of a period has the period's two columns.
local function add_period(key, periods)
  for _, period in ipairs(periods) do
    if key and key.period and key.period:lower() == period.name:lower() then
      add(key, period.to)
      add(key, period.from)
      key.period = nil
    end
  end
end

--- Sort what stood between the parentheses.
local function arrange(statement)
  local elements = statement.elements
  statement.elements, statement.indexes, statement.periods = nil, {}, {}
  if not elements then
    return statement
  end
  statement.columns = {}
  for _, element in ipairs(elements) do
    if element.column then add(statement.columns, element.column) end
    if element.index then add(statement.indexes, element.index) end
    if element.period then add(statement.periods, element.period) end
    statement.primary_key = statement.primary_key or element.primary_key
  end
  add_period(statement.primary_key, statement.periods)
  return statement
end

local option = M.charset + engine + flag("system_versioning", K "WITH SYSTEM VERSIONING")
  + flag("atomic", K "START TRANSACTION") + plain_option
local options = field("options", Ct((words.reached * option * words.comma ^ -1) ^ 0))

local query = any "IGNORE REPLACE" ^ -1 * K "AS" ^ -1 * open ^ 0
  * (K "SELECT" + K "WITH" + K "VALUES" + K "TABLE")
local partition = K "PARTITION BY" * (words.token + words.comma - query) ^ 1
local select = flag("select", query * P(1) ^ 0)

local like = field("like", K "LIKE" * words.table + open * K "LIKE" * words.table * words.close)
local elements = field("elements", Ct(columns.elements))

--- Behind CREATE.
M.create = Ct(is("kind", "create_table") * flag("or_replace", K "OR REPLACE") ^ -1
  * K "GLOBAL" ^ -1 * flag("temporary", K "TEMPORARY") ^ -1 * K "EXTERNAL" ^ -1 * K "TABLE"
  * if_not_exists
  * field("table", words.table) * words.reached
  * (like * options
    + elements ^ -1 * options * partition ^ -1 * words.reached * select ^ -1)) / arrange

-- ---- ALTER TABLE ----

local function action(kind, pattern)
  return Ct(is("action", kind) * pattern)
end

local key_word = K "INDEX" + K "KEY"
local index_name = if_exists * field("name", name)

local add_action = K "ADD" * (
  action("other", K "PARTITION" * words.rest)
  + action("add_system_versioning", K "SYSTEM VERSIONING")
  + Ct(field("elements", Ct(columns.constraint)))
  + K "COLUMN" ^ -1 * Ct(if_not_exists * field("elements", Ct(columns.elements)))
  + action("add_column", K "COLUMN" ^ -1 * if_not_exists * field("column", columns.column))
  + Ct(field("elements", Ct(columns.named_vector_index))))

-- DROP `primary` drops a column of that name.
local primary = K "PRIMARY" * K "KEY" ^ -1 + P "`" * K "PRIMARY" * P "`" * words.space
local drop_action = K "DROP" * (
  action("other", K "PARTITION" * words.rest)
  + action("drop_primary_key", K "PRIMARY KEY" + (key_word + K "CONSTRAINT") * primary)
  + action("drop_index", key_word * index_name)
  + action("drop_constraint", K "CONSTRAINT" * index_name)
  + action("drop_system_versioning", K "SYSTEM VERSIONING")
  + action("drop_period", K "PERIOD" * if_exists * K "FOR" * field("name", name))
  + action("other", (K "FOREIGN KEY" + K "CHECK") * if_exists * name / 0)
  + action("drop_column", K "COLUMN" ^ -1 * if_exists * field("name", words.column_name))
    * any "RESTRICT CASCADE" ^ -1)

local rename_action = K "RENAME" * (
  action("rename_column", K "COLUMN" * if_exists * field("name", name) * K "TO"
    * field("to", name))
  + action("rename_index", key_word * index_name * K "TO" * field("to", name))
  + action("rename", (K "TO" + K "AS" + words.equals) ^ -1 * field("to", words.table)))

local change_action = action("change_column", K "CHANGE" * K "COLUMN" ^ -1 * if_exists
    * field("name", words.column_name) * field("column", columns.column))
  + action("modify_column", K "MODIFY" * K "COLUMN" ^ -1 * if_exists
    * field("column", columns.column))

-- Two tables: a whole one becomes a partition, or the other way round.
local with = field("with", words.table)
local exchange_action = action("exchange_partition", K "EXCHANGE PARTITION" * name / 0
    * K "WITH TABLE" * with * (any "WITH WITHOUT" * K "VALIDATION") ^ -1)
  + action("convert_table", K "CONVERT PARTITION" * name / 0 * K "TO TABLE" * with
    * is("direction", "to_table") * words.token ^ 0)
  + action("convert_table", K "CONVERT TABLE" * with * K "TO PARTITION"
    * is("direction", "to_partition") * words.rest)

local option_action = action("add_system_versioning", K "WITH SYSTEM VERSIONING")
  + action("convert", K "CONVERT TO" * M.charset)
  + action("default_charset", M.charset) + action("engine", engine)

-- What leaves the columns alone.
local altered = K "ALTER" * (key_word * index_name / 0 + any "CHECK CONSTRAINT" * name / 0
    + K "COLUMN" ^ -1 * if_exists * words.column_name / 0)
  * any "SET DROP VISIBLE INVISIBLE IGNORED NOT ENFORCED" * words.token ^ 0
local sorted = words.column_name / 0 * any "ASC DESC" ^ -1
local partition_verb = any [[COALESCE REORGANIZE TRUNCATE ANALYZE CHECK OPTIMIZE REBUILD REPAIR
  DISCARD IMPORT SECONDARY_LOAD SECONDARY_UNLOAD]]
local other_action = action("other", altered
  + any "ENABLE DISABLE" * K "KEYS" + K "FORCE" + any "DISCARD IMPORT" * K "TABLESPACE"
  + K "ORDER BY" * sorted * (words.comma * sorted * #(words.comma + words.finish)) ^ 0
  + any "ALGORITHM LOCK" * equals * name / 0
  + any "WITH WITHOUT" * K "VALIDATION"
  + partition_verb * K "PARTITION" * words.rest
  + any "SECONDARY_LOAD SECONDARY_UNLOAD"
  + any "REMOVE UPGRADE" * K "PARTITIONING"
  + K "PARTITION BY" * words.rest
  + plain_option)

local one_action = words.rule("action",
  words.reached * (add_action + drop_action + rename_action + change_action + exchange_action
    + option_action + other_action))

--- ADD (a INT, INDEX (a), ...) is an action for each.
local function unfold(adding, into)
  for _, element in ipairs(adding.elements) do
    add(into, element.column and { action = "add_column", column = element.column,
        if_not_exists = adding.if_not_exists }
      or element.index and { action = "add_index", index = element.index }
      or element.primary_key and { action = "add_primary_key", columns = element.primary_key }
      or element.period and { action = "add_period", period = element.period }
      or { action = "other" })
  end
end

local function flatten(statement)
  local actions = {}
  for _, one in ipairs(statement.actions) do
    if one.elements then
      unfold(one, actions)
    else
      add(actions, one)
    end
  end
  statement.actions = actions
  return statement
end

--- Behind ALTER. Options may follow each other without commas.
M.alter = Ct(is("kind", "alter_table") * any "ONLINE OFFLINE IGNORE" ^ 0 * K "TABLE" * if_exists
  * field("table", words.table) * words.wait
  * field("actions", Ct((one_action * (words.comma ^ -1 * one_action) ^ 0) ^ -1))) / flatten

return M
