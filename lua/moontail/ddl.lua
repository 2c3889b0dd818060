--- What a statement does to the columns of tables: DDL of MySQL 5.0 to 9.7 and MariaDB 5.1 to 12.
--- Text in, a plain table out; it knows nothing of what tables there are.
---
---     local ddl = require "moontail.ddl"
---     local statement, why, tables = ddl.parse("ALTER TABLE shop.users DROP age", options)
---     --> { kind = "alter_table", table = { schema = "shop", name = "users" },
---     -->   actions = { { action = "drop_column", name = "age" } } }
---
--- A table is { schema = "shop", name = "users" }; without schema it is in the default one.
---
--- kind            | fields
--- ----------------|------------------------------------------------------------------------------
--- other           | cannot change a table's columns
--- create_table    | table, if_not_exists, or_replace, temporary; like = TABLE, or columns (nil
---                 | where the statement has none), primary_key = { names }, indexes, periods;
---                 | options = { charset, collate, engine, system_versioning, atomic };
---                 | select = true: more columns come from a query
--- alter_table     | table, if_exists, actions in order
--- rename_table    | renames = { { from = TABLE, to = TABLE } } in order, if_exists
--- drop_table      | tables, if_exists, temporary
--- truncate_table  | table
--- create_database | name, charset, collate, if_not_exists, or_replace
--- alter_database  | name (nil: the default one), charset, collate; upgrade = true: its name loses
---                 | the #mysql50# before it
--- drop_database   | name, if_exists
--- create_index    | table, index
--- drop_index      | table, name, if_exists
--- create_sequence | table, columns, temporary, if_not_exists, or_replace
--- alter_sequence  | table, if_exists; value = TYPE where AS gives one
--- drop_sequence   | tables, if_exists, temporary
---
--- action                 | fields
--- -----------------------|-----------------------------------------------------------------------
--- add_column             | column, if_not_exists
--- modify_column          | column, if_exists
--- change_column          | name, column, if_exists
--- drop_column            | name, if_exists
--- rename_column          | name, to, if_exists
--- rename                 | to = TABLE
--- convert                | charset, collate (CONVERT TO; charset "default": of the database)
--- default_charset        | charset, collate (one of them or both)
--- engine                 | engine
--- add_primary_key        | columns = { names, period = NAME: its two columns too }
--- drop_primary_key       |
--- add_index              | index
--- drop_index             | name, if_exists
--- rename_index           | name, to, if_exists
--- drop_constraint        | name, if_exists (a check, a foreign key, or a unique index)
--- add_period             | period = { name, from, to }; drop_period: name, if_exists
--- add_system_versioning  | and drop_system_versioning
--- exchange_partition     | with = TABLE
--- convert_table          | with = TABLE, direction = "to_table" or "to_partition"
--- other                  | leaves the columns alone
---
--- What a server adds by itself is not here: the columns of system versioning, and the one of the
--- row's end in the primary key; NOT NULL of primary keys, and of TIMESTAMPs in the old way.
---
--- An index is { name, unique = true, special = "fulltext" | "spatial" | "vector", using, columns =
--- { { name, prefix } or { expression } } }.
local lpeg = require "lpeg"
local columns = require "moontail.ddl.columns"
local tables = require "moontail.ddl.tables"
local text_of = require "moontail.ddl.text"
local types = require "moontail.ddl.types"
local words = require "moontail.ddl.words"

local P, Ct = lpeg.P, lpeg.Ct
local K, any, is, field, flag = words.keyword, words.any, words.is, words.field, words.flag
local name, equals = words.name, words.equals ^ -1

--- @class moontail.ddl.Options
--- @field mariadb? boolean MariaDB wrote it; otherwise MySQL
--- @field version? integer e.g. 101119, 80400: which conditional comments run; nil: all
--- @field ansi_quotes? boolean these and the others are bits of the session's sql_mode
--- @field no_backslash_escapes? boolean
--- @field real_as_float? boolean
--- @field oracle? boolean MariaDB's sql_mode=ORACLE
--- @field mssql? boolean MariaDB's sql_mode=MSSQL: names may stand in brackets
--- @field maxdb? boolean sql_mode=MAXDB: TIMESTAMP is DATETIME

--- What the statement says of a column, and no more. A field that is nil was not said.
--- @class moontail.ddl.Column
--- @field name string
--- @field type string the normal form (see moontail.ddl.types) as far as it is known without the
---   character set; see M.normal_type
--- @field nullable? boolean
--- @field charset? string in lower case; "binary" also for BYTE; "default"
--- @field collate? string in lower case; "default"
--- @field binary? true the attribute BINARY: the character set's _bin collation
--- @field primary_key? true
--- @field unique? true
--- @field auto_increment? true
--- @field default? true one is given
--- @field generated? "virtual"|"stored"
--- @field row_start? true
--- @field row_end? true
--- @field invisible? true
--- @field without_system_versioning? true
--- @field compressed? true
--- @field position? { first: true? , after: string? }
--- @field base string the type was made from: its name
--- @field args? integer[] and what stood in parentheses
--- @field unsigned? true
--- @field zerofill? true
--- @field labels? { text: string, bytes: true? }[] of ENUM and SET, as they were written; bytes:
---   written as x'41' or the like, so in the column's character set

--- @class moontail.ddl
local M = {}

local if_exists = flag("if_exists", K "IF EXISTS") ^ -1
local if_not_exists = flag("if_not_exists", K "IF NOT EXISTS") ^ -1
local or_replace = flag("or_replace", K "OR REPLACE") ^ -1
local temporary = flag("temporary", K "TEMPORARY") ^ -1
local one_table = field("table", words.table)
local listed_tables = field("tables", Ct(words.list(words.table * words.wait)))
local behavior = any "RESTRICT CASCADE" ^ -1

local function statement(kind, pattern)
  return Ct(is("kind", kind) * pattern)
end

-- ---- databases ----

local database_word = K "DATABASE" + K "SCHEMA"
local database_name = -K "DEFAULT" * field("name", name)
local database_option = tables.charset
  + K "DEFAULT" ^ -1 * K "ENCRYPTION" * equals * words.string / 0
  + K "COMMENT" * equals * words.string / 0
  + K "READ ONLY" * equals * (words.number + name) / 0
  + flag("upgrade", K "UPGRADE DATA DIRECTORY NAME")
local database_options = (words.reached * database_option) ^ 0

local create_database = statement("create_database", or_replace * database_word * if_not_exists
  * field("name", name) * database_options)
local alter_database = statement("alter_database",
    database_word * database_name * database_options * #words.finish)
  + statement("alter_database", database_word * database_options)
local drop_database = statement("drop_database", database_word * if_exists * field("name", name))

-- ---- indexes ----

local lock_option = any "ALGORITHM LOCK" * equals * name / 0

--- The table stands inside of the index's definition.
local function lift_table(found)
  found.table, found.index.table = found.index.table, nil
  return found
end

local create_index = statement("create_index", or_replace * any "ONLINE OFFLINE" ^ -1
  * field("index", columns.create_index) * lock_option ^ 0) / lift_table
local drop_index = statement("drop_index", any "ONLINE OFFLINE" ^ -1 * K "INDEX" * if_exists
  * field("name", name) * K "ON" * one_table * words.wait * lock_option ^ 0)

-- ---- sequences ----

local SEQUENCE_COLUMNS = {
  { "next_not_cached_value" }, { "minimum_value" }, { "maximum_value" }, { "start_value" },
  { "increment", "bigint" }, { "cache_size", "bigint unsigned" },
  { "cycle_option", "tinyint unsigned" }, { "cycle_count", "bigint" },
}

--- A sequence is a table of one row.
local function add_columns(found)
  local typed = found.value or { base = "bigint" }
  found.columns, found.value = {}, nil
  for i, column in ipairs(SEQUENCE_COLUMNS) do
    found.columns[i] = { name = column[1], type = column[2] or types.normal(typed),
      nullable = false }
  end
  return found
end

local sequence_type = K "AS" * field("value", Ct(types.rule * types.attribute ^ 0))
local sequence_options = (words.reached * (sequence_type + words.token + words.comma)) ^ 0
local create_sequence = statement("create_sequence", or_replace * temporary * K "SEQUENCE"
  * if_not_exists * one_table * sequence_options) / add_columns
local alter_sequence = statement("alter_sequence", K "SEQUENCE" * if_exists * one_table
  * sequence_options)
local drop_sequence = statement("drop_sequence", temporary * K "SEQUENCE" * if_exists
  * listed_tables)

-- ---- tables ----

local table_word = K "TABLE" + K "TABLES"
local drop_table = statement("drop_table", temporary * table_word * if_exists * listed_tables
  * behavior)
local renamed = Ct(field("from", words.table) * words.wait * K "TO" * field("to", words.table))
local rename_table = statement("rename_table", table_word * if_exists
  * field("renames", Ct(words.list(renamed))))
local truncate_table = statement("truncate_table", K "TABLE" ^ -1 * one_table * words.wait
  * (any "DROP REUSE" * K "STORAGE") ^ -1)

-- ---- what has no columns ----

local other_object = any [[AGGREGATE ALGORITHM DEFINER EVENT FUNCTION INSTANCE JSON LIBRARY LOGFILE
  MASKING PACKAGE PREPARE PROCEDURE RESOURCE ROLE SERVER SQL TABLESPACE TRIGGER UNDO USER VIEW]]
  + K "SPATIAL REFERENCE SYSTEM"
local other = statement("other", K "OR REPLACE" ^ -1 * other_object * P(1) ^ 0)

-- ---- statements ----

local body = K "CREATE" * (tables.create + create_database + create_index + create_sequence + other)
  + K "ALTER" * (tables.alter + alter_database + alter_sequence + other)
  + K "DROP" * (drop_table + drop_database + drop_index + drop_sequence + other)
  + K "RENAME" * (rename_table + other)
  + K "TRUNCATE" * truncate_table
  + statement("other", -any "CREATE ALTER DROP RENAME TRUNCATE" * P(1) ^ 0)

local set_statement = K "SET STATEMENT" * (words.token + words.comma - K "FOR") ^ 1 * K "FOR"
local whole = words.grammar(words.space * set_statement ^ 0 * body * words.finish)

-- What a statement is about, when the rest of it is not understood.
local subject = words.grammar(words.space * set_statement ^ 0 * (
  K "CREATE" * any "OR REPLACE GLOBAL TEMPORARY EXTERNAL" ^ 0 * K "TABLE" * K "IF NOT EXISTS" ^ -1
    * Ct(words.table)
  + K "ALTER" * any "ONLINE OFFLINE IGNORE" ^ 0 * K "TABLE" * K "IF EXISTS" ^ -1 * Ct(words.table)
  + K "TRUNCATE TABLE" * Ct(words.table)
  + K "DROP" * K "TEMPORARY" ^ -1 * table_word * K "IF EXISTS" ^ -1
    * Ct(words.list(words.table * words.wait)) * behavior * words.finish))

local function copy(options)
  local state = { reached = 1 }
  for key, value in pairs(options or {}) do
    state[key] = value
  end
  return state
end

-- Bytes. Servers take no definition that is near this; what is longer could need much memory.
local LONGEST = 16 * 1024 * 1024
-- Enough for the name of the table.
local FIRST_PART = 4096
local SHOWN = 40

--- @param sql string as in the log: UTF-8, or whatever has ASCII as a part
--- @param options? moontail.ddl.Options
--- @return table? statement nil when it may change columns and is not understood
--- @return string? why
--- @return { schema: string?, name: string }[]? tables what it is about; nil: that is not known
---   either, and any table of the default schema may have changed
function M.parse(sql, options)
  local state = copy(options)
  if #sql > LONGEST then
    return nil, ("the statement of %d bytes is too long for a definition"):format(#sql),
      subject:match(text_of(sql:sub(1, FIRST_PART), state), 1, state)
  end
  local text = text_of(sql, state)
  local found = whole:match(text, 1, state)
  if found then
    return found
  end
  local near = text:sub(state.reached, state.reached + SHOWN - 1):gsub("%s+$", "")
  return nil, ('the statement is not understood from "%s" on'):format(near),
    subject:match(text, 1, state)
end

--- The type of a column whose character set is known: TEXT(n) gets its size, CHAR in the character
--- set "binary" becomes BINARY, a VARCHAR that is too long becomes TEXT as the servers make it when
--- the sql_mode is not strict. Nil where a label is written as bytes of a character set other than
--- UTF-8: what it is in UTF-8 is not known here.
--- @type fun(column: moontail.ddl.Column, charset: string?, max_bytes: integer?,
---   mariadb: boolean?): string?
M.normal_type = types.normal

return M
