--- What stands between the parentheses of CREATE TABLE: columns, indexes, constraints, periods.
local lpeg = require "lpeg"
local types = require "moontail.ddl.types"
local words = require "moontail.ddl.words"

local P, S, R, C, Ct = lpeg.P, lpeg.S, lpeg.R, lpeg.C, lpeg.Ct
local K, any, is, field, flag = words.keyword, words.any, words.is, words.field, words.flag
local name, group = words.name, words.group

local M = {}

-- ---- what servers write between columns, each in its way ----

local value = words.string + words.number + name + group
--- name = value, as storage engines define them.
local engine_option = name * words.equals * value / 0

local constraint = (K "CONSTRAINT" * K "IF NOT EXISTS" ^ -1
  * (-any "PRIMARY UNIQUE FOREIGN CHECK REFERENCES" * name / 0) ^ -1) ^ -1

local check = constraint * K "CHECK" * group * (K "NOT" ^ -1 * K "ENFORCED") ^ -1

local reference_action = K "CASCADE" + K "RESTRICT" + K "NO ACTION" + K "SET NULL"
  + K "SET DEFAULT"
local references = K "REFERENCES" * words.table / 0 * group ^ -1
  * (K "MATCH" * any "FULL PARTIAL SIMPLE"
    + K "ON" * any "DELETE UPDATE" * reference_action) ^ 0

-- ---- a column ----

local digit = R "09"
local signed = S "+-" ^ 0 * words.space
local decimal_number = (digit ^ 0 * "." * digit ^ 1 + digit ^ 1 * P "." ^ -1)
  * (S "eE" * S "+-" ^ -1 * digit ^ 1) ^ -1 * -R("az", "AZ", "09") * words.space
local bare = C((R("az", "AZ", "09", "\128\255") + S "_$@") ^ 1) * words.space / 0
local strings = (words.string / 0) ^ 1
local introducer = P "_" * bare
-- NOW(6), seq.nextval, x'41', _utf8'a', DATE '2000-01-01', b'1', 0x41
local called = (bare + name / 0) * (P "." * words.space * name / 0) ^ 0 * (strings + group) ^ -1
local default_value = any "NEXT PREVIOUS" * K "VALUE FOR" * words.table / 0
  + K "CASE" * (words.token - K "END") ^ 1 * K "END"
  + P "@" * bare * ":=" * words.space * words.token ^ 1
  + introducer * (strings + bare * strings ^ -1)
  + P "{" * (words.token - P "}") ^ 1 * P "}" * words.space
  + signed * (group + decimal_number + strings + called)

local row_time = K "ROW" * (flag("row_start", K "START") + flag("row_end", K "END"))
local stored = K "STORED" + K "PERSISTENT"
local generated = K "GENERATED ALWAYS" ^ -1 * K "AS" * (row_time
  + group * (stored * is("generated", "stored") + K "VIRTUAL" ^ -1 * is("generated", "virtual")))

local attribute = types.attribute
  + K "NOT NULL" * is("nullable", false)
  + K "NULL" * is("nullable", true)
  + flag("default", K "DEFAULT" * default_value)
  + K "ON UPDATE" * called
  + flag("auto_increment", K "AUTO_INCREMENT")
  + K "SERIAL DEFAULT VALUE" * is("nullable", false) * is("auto_increment", true)
    * is("unique", true)
  + flag("primary_key", K "PRIMARY" ^ -1 * K "KEY")
  + flag("unique", K "UNIQUE" * K "KEY" ^ -1)
  + generated
  + check
  + constraint * references
  + flag("invisible", K "INVISIBLE") + K "VISIBLE"
  + K "WITH SYSTEM VERSIONING"
  + flag("without_system_versioning", K "WITHOUT SYSTEM VERSIONING")
  + K "COMMENT" * (words.string / 0)
  + K "COLUMN_FORMAT" * any "FIXED DYNAMIC DEFAULT"
  + K "STORAGE" * any "DISK MEMORY DEFAULT"
  + K "SRID" * (words.number / 0)
  + (K "ENGINE_ATTRIBUTE" + K "SECONDARY_ENGINE_ATTRIBUTE") * words.equals ^ -1
    * (words.string / 0)
  + K "NOT SECONDARY" + K "MASKING POLICY" * name / 0
  + engine_option

local position = field("position", Ct(flag("first", K "FIRST")
  + K "AFTER" * field("after", words.column_name)))

local function finish(column, options)
  column.type = types.normal(column, column.charset, nil, options.mariadb)
    or types.normal(column)
  return column
end

local definition = types.rule * (words.reached * attribute) ^ 0 * position ^ -1

-- Names that need quotes on every server, and would hide what else may stand here.
local reserved = any [[CHECK CONSTRAINT FOREIGN FULLTEXT INDEX KEY LIKE PRIMARY SELECT SPATIAL TABLE
  UNIQUE VALUES WITH]]

M.column = words.rule("column",
  Ct(-reserved * field("name", words.column_name) * words.reached * definition)
    * lpeg.Carg(1) / finish)

-- ---- an index ----

local order = K "ASC" + K "DESC"
local prefix = words.open * field("prefix", words.number) * words.close
local part = Ct((field("name", name) * prefix ^ -1 + field("expression", C(group)))
  * order ^ -1 * K "WITHOUT OVERLAPS" ^ -1)
local part_name = field("period", name * K "WITHOUT OVERLAPS")
  + name * (words.open * words.number * words.close / 0) ^ -1 * order ^ -1

local using = (K "USING" + K "TYPE") * field("using", name / string.lower)
local index_option = words.rule("index option",
  using + K "KEY_BLOCK_SIZE" * words.equals ^ -1 * (words.number / 0)
  + K "WITH PARSER" * name / 0 + K "COMMENT" * (words.string / 0)
  + K "VISIBLE" + K "INVISIBLE" + K "NOT" ^ -1 * K "IGNORED"
  + (K "ENGINE_ATTRIBUTE" + K "SECONDARY_ENGINE_ATTRIBUTE") * words.equals ^ -1
    * (words.string / 0)
  + engine_option)

local if_not_exists = flag("if_not_exists", K "IF NOT EXISTS")
local index_name = if_not_exists ^ -1 * ((-K "USING" * -K "TYPE" * field("name", name))
  + field("name", name) * #(using + words.open)) ^ -1 * using ^ -1

local parts = words.rule("parts of an index",
  field("columns", Ct(words.in_parentheses(part))))
local part_names = Ct(words.in_parentheses(part_name))
local key_word = K "INDEX" + K "KEY"
local special = K "FULLTEXT" * is("special", "fulltext") + K "SPATIAL" * is("special", "spatial")
  + K "VECTOR" * #(key_word + words.open) * is("special", "vector")

local index_kind = K "CLUSTERING" * key_word + constraint * flag("unique", K "UNIQUE")
  * key_word ^ -1
  + special * key_word ^ -1 + key_word
local index = Ct(index_kind * index_name * parts * index_option ^ 0)

--- What follows CREATE: the index with the field table among the others.
M.create_index = Ct((flag("unique", K "UNIQUE") + special) ^ -1 * K "INDEX" * if_not_exists ^ -1
  * field("name", name) * using ^ -1 * K "ON" * field("table", words.table) * words.wait
  * parts * (index_option + words.wait_word) ^ 0)

local primary_key = constraint * K "PRIMARY KEY" * index_name * part_names * index_option ^ 0

local foreign_key = constraint * K "FOREIGN KEY" * index_name * group * references

local period = Ct(K "PERIOD" * K "IF NOT EXISTS" ^ -1 * K "FOR" * field("name", name)
  * words.open * field("from", name) * words.comma * field("to", name) * words.close)

--- What is not a column: a table with one of index, primary_key and period, or with none.
M.constraint = words.rule("constraint",
  Ct(field("index", index) + field("primary_key", primary_key) + field("period", period)
    + (foreign_key + check)))

--- The same for MariaDB's VECTOR name (column), once it is not a column called vector.
M.named_vector_index = words.rule("named vector index",
  Ct(field("index", Ct(K "VECTOR" * is("special", "vector") * index_name * parts
    * index_option ^ 0))))

--- One or more of all that, in parentheses.
local element = words.reached
  * (M.constraint + Ct(field("column", M.column)) + M.named_vector_index)
M.elements = words.in_parentheses(element)

return M
