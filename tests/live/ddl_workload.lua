--- Writes random DDL, and changes to the tables in between: the same SQL for the same seed, one
-- statement a line. A few statements fail, some on purpose: feed it to a client with --force.
--   luajit tests/live/ddl_workload.lua --seed 1 --flavour mariadb | CLIENT --force
local here = arg[0]:match "^(.*)/[^/]*$" or "."
package.path = here .. "/?.lua;" .. package.path
local options = require "options"

local HELP = [[
usage: luajit ddl_workload.lua [options]   writes SQL to stdout
  --seed N         1: same seed, same SQL
  --statements N   1000: DDL statements, about
  --flavour NAME   mariadb: the server, mariadb or mysql
  --probe FILE     none: behind each statement, the SQL in this file
  --schemas LIST   d1,d2,d3: databases to work in
  --shapes         also the types that no log shows (MariaDB's UUID, INET4, INET6)
]]

local settings = options.parse(HELP, {
  seed = 1, statements = 1000, flavour = "mariadb", probe = "none", schemas = "d1,d2,d3",
  shapes = false,
})
math.randomseed(settings.seed)

local mariadb = settings.flavour == "mariadb"
local random = math.random

local function chance(percent) return random(100) <= percent end
local function pick(list) return list[random(#list)] end

local probe = settings.probe ~= "none" and assert(io.open(settings.probe)):read "*a"
local count = 0

local columns = require "ddl_columns"
columns.configure(mariadb, settings.shapes)

local function put(kind, format, ...)
  local text = columns.spell(select("#", ...) > 0 and format:format(...) or format)
  io.write(text, ";\n")
  if kind == "ddl" then
    count = count + 1
    if probe then
      io.write((probe:gsub("%%STATEMENT%%", function()
        return (text:gsub(".", function(c) return ("%02x"):format(c:byte()) end))
      end)))
    end
  end
end

local column, definition, generated = columns.column, columns.definition, columns.generated
local new_name, quoted, narrow = columns.new_name, columns.quoted, columns.narrow

-- ---- What there is ----

local databases = {}
for name in settings.schemas:gmatch "[^,]+" do
  databases[#databases + 1] = { name = name, tables = {} }
end
local TABLE_NAMES = { "t1", "t2", "t3", "Orders", "t 5", "select", "ünder", "t7" }

local current
local function use(database)
  if current ~= database then
    put("use", "USE %s", quoted(database.name))
    current = database
  end
end

--- A table's name, with its database when that is not the current one (or anyway).
local function full(database, name)
  if current == database and chance(60) then return quoted(name) end
  return quoted(database.name) .. pick { ".", ".", " . " } .. quoted(name)
end

local function any_table()
  local list = {}
  for _, database in ipairs(databases) do
    for name, t in pairs(database.tables) do
      list[#list + 1] = { database = database, name = name, table = t }
    end
  end
  table.sort(list, function(x, y)
    return x.database.name .. "." .. x.name < y.database.name .. "." .. y.name
  end)
  if #list == 0 then return nil end
  local found = pick(list)
  return found.database, found.name, found.table
end

local function free_name(database)
  for _ = 1, 20 do
    local name = pick(TABLE_NAMES)
    if not database.tables[name] then return name end
  end
end

local function table_options()
  local list = {}
  if chance(40) then list[#list + 1] = "DEFAULT CHARSET=" .. pick(narrow) end
  if chance(20) then list[#list + 1] = "COMMENT='x; y'" end
  if chance(10) then list[#list + 1] = "/*!50100 ROW_FORMAT=DYNAMIC */" end
  return #list > 0 and " " .. table.concat(list, pick { " ", ", " }) or ""
end

-- ---- Changes of rows ----

local function change_rows(database, name, t)
  local names, values = {}, {}
  for _, c in ipairs(t.columns) do
    if c.value and chance(80) then
      names[#names + 1] = quoted(c.name)
      values[#values + 1] = c.value()
    end
  end
  local target = full(database, name)
  put("dml", "INSERT IGNORE INTO %s (%s) VALUES (%s)", target, table.concat(names, ","),
    table.concat(values, ","))
  if #names > 0 and chance(50) then
    local at = random(#names)
    put("dml", "UPDATE IGNORE %s SET %s = %s LIMIT 2", target, names[at], values[at])
  end
  if chance(15) then put("dml", "DELETE FROM %s LIMIT 1", target) end
end

local function change_some_rows()
  for _ = 1, 2 do
    local database, name, t = any_table()
    if database then change_rows(database, name, t) end
  end
end

-- ---- DDL ----

local ddl = {}

local function create(how, database, name)
  local t = { columns = {} }
  local parts = {}
  if chance(70) then
    t.columns[1] = { name = "id" }
    parts[1] = pick { "id INT NOT NULL AUTO_INCREMENT PRIMARY KEY",
      "`id` BIGINT AUTO_INCREMENT KEY",
      "id SERIAL", "id INT UNSIGNED PRIMARY KEY AUTO_INCREMENT COMMENT 'k'" }
  end
  for _ = 1, random(1, 7) do
    local c = chance(8) and generated(t.columns) or column(t.columns)
    t.columns[#t.columns + 1] = c
    parts[#parts + 1] = quoted(c.name) .. " " .. c.type
  end
  local first = t.columns[#t.columns]
  if #t.columns > 1 and chance(20) then parts[#parts + 1] = "KEY (" .. quoted(first.name) .. ")" end
  if t.columns[1].name ~= "id" and chance(50) then
    parts[#parts + 1] = "PRIMARY KEY (" .. quoted(first.name) .. ")"
  elseif chance(10) then
    parts[#parts + 1] = pick { "UNIQUE ", "UNIQUE KEY u1 " } .. "(" .. quoted(first.name) .. ")"
  end
  if mariadb and chance(10) then
    t.versioned = true
  end
  put("ddl", "%s %s (%s)%s%s", how, full(database, name), table.concat(parts, ", "),
    t.versioned and " WITH SYSTEM VERSIONING" or "", table_options())
  database.tables[name] = t
end

function ddl.create()
  local database = pick(databases)
  local name = free_name(database)
  if name then create(pick { "CREATE TABLE", "create table if not exists" }, database, name) end
end

function ddl.create_again()
  local database, name = any_table()
  if database then
    local t = database.tables[name]
    create(mariadb and chance(60) and "CREATE OR REPLACE TABLE" or "CREATE TABLE IF NOT EXISTS",
      database, name)
    if not mariadb then database.tables[name] = t end
  end
end

function ddl.create_like()
  local from, from_name, t = any_table()
  local database = pick(databases)
  local name = free_name(database)
  if from and name then
    put("ddl", pick { "CREATE TABLE %s LIKE %s", "CREATE TABLE %s (LIKE %s)" },
      full(database, name),
      full(from, from_name))
    database.tables[name] = { columns = { unpack(t.columns) } }
  end
end

function ddl.create_select()
  local from, from_name, t = any_table()
  local database = pick(databases)
  local name = free_name(database)
  if from and name then
    put("ddl", "CREATE TABLE %s (extra VARCHAR(5)) AS SELECT * FROM %s", full(database, name),
      full(from, from_name))
    database.tables[name] = { columns = { { name = "extra", value = columns.word(3) },
      unpack(t.columns) } }
  end
end

function ddl.temporary()
  local database, name = any_table()
  if database then
    use(database)
    put("ddl", "CREATE TEMPORARY TABLE %s (tmp INT)", quoted(name))
    put("ddl", "ALTER TABLE %s ADD COLUMN tmp2 INT FIRST", quoted(name))
    put("dml", "INSERT INTO %s VALUES (1, 2)", quoted(name))
    put("ddl", "DROP TEMPORARY TABLE %s", quoted(name))
  end
end

local clauses = {}

local function position(t)
  if chance(40) or #t.columns == 0 then return "", #t.columns + 1 end
  if chance(30) then return " FIRST", 1 end
  local at = random(#t.columns)
  return " AFTER " .. quoted(t.columns[at].name), at + 1
end

function clauses.add(t)
  local c = chance(8) and generated(t.columns) or column(t.columns)
  local where, at = position(t)
  if c.name == "" then return end
  table.insert(t.columns, at, c)
  return ("ADD %s%s %s%s"):format(pick { "", "COLUMN " }, quoted(c.name), c.type, where)
end

function clauses.add_two(t)
  local x = column(t.columns)
  table.insert(t.columns, x)
  local y = column(t.columns)
  table.insert(t.columns, y)
  return ("ADD (%s %s, %s %s)"):format(quoted(x.name), x.type, quoted(y.name), y.type)
end

local function other_than_id(t)
  local at = random(#t.columns)
  if t.columns[at].name ~= "id" then return t.columns[at], at end
end

function clauses.drop(t)
  local c, at = other_than_id(t)
  if not c or #t.columns < 3 then return end
  table.remove(t.columns, at)
  return ("DROP %s%s"):format(pick { "", "COLUMN " }, quoted(c.name))
end

function clauses.modify(t)
  local c, at = other_than_id(t)
  if not c then return end
  table.remove(t.columns, at)
  local type, value = definition()
  local where, to = position(t)
  if where == "" then to = at end
  table.insert(t.columns, to, { name = c.name, type = type, value = value })
  return ("MODIFY %s%s %s%s"):format(pick { "", "COLUMN " }, quoted(c.name), type, where)
end

function clauses.change(t)
  local c, at = other_than_id(t)
  if not c then return end
  local name = new_name(t.columns)
  table.remove(t.columns, at)
  local where, to = position(t)
  if where == "" then to = at end
  table.insert(t.columns, to, { name = name, type = c.type, value = c.value })
  return ("CHANGE %s%s %s %s%s"):format(pick { "", "COLUMN " }, quoted(c.name), quoted(name),
    c.type or "INT", where)
end

function clauses.rename_column(t)
  local c, at = other_than_id(t)
  if not c then return end
  local name = new_name(t.columns)
  t.columns[at] = { name = name, type = c.type, value = c.value }
  return ("RENAME COLUMN %s TO %s"):format(quoted(c.name), quoted(name))
end

function clauses.swap(t)
  local x, at_x = other_than_id(t)
  local y, at_y = other_than_id(t)
  if not x or not y or at_x == at_y or not x.type or not y.type then return end
  t.columns[at_x] = { name = y.name, type = x.type, value = x.value }
  t.columns[at_y] = { name = x.name, type = y.type, value = y.value }
  if chance(50) then
    return ("RENAME COLUMN %s TO %s, RENAME COLUMN %s TO %s"):format(quoted(x.name),
      quoted(y.name), quoted(y.name), quoted(x.name))
  end
  return ("CHANGE %s %s %s, CHANGE %s %s %s"):format(quoted(x.name), quoted(y.name), x.type,
    quoted(y.name), quoted(x.name), y.type)
end

function clauses.default_charset()
  return pick { "DEFAULT CHARACTER SET ", "CHARSET=", "CHARACTER SET = " } .. pick(narrow)
end

function clauses.convert() return "CONVERT TO CHARACTER SET " .. pick(narrow) end

function clauses.set_default(t)
  local c = other_than_id(t)
  return c and ("ALTER COLUMN %s SET DEFAULT NULL"):format(quoted(c.name))
end

function clauses.index(t)
  local c = other_than_id(t)
  return c and pick { "ADD INDEX (%s)", "ADD UNIQUE (%s)", "ADD KEY i1 (%s)", "DROP INDEX i1",
    "ADD PRIMARY KEY (%s)", "DROP PRIMARY KEY", "DROP PRIMARY KEY, ADD PRIMARY KEY (%s)" }
    :format(quoted(c.name))
end

function clauses.other() return pick { "ENGINE=InnoDB", "COMMENT 'z'", "FORCE", "ORDER BY 1" } end

local function versioning(t)
  t.versioned = not t.versioned
  return t.versioned and "ADD SYSTEM VERSIONING" or "DROP SYSTEM VERSIONING"
end

local CLAUSES = { "add", "add", "add", "add_two", "drop", "drop", "modify", "modify", "modify",
  "change", "change", "rename_column", "swap", "default_charset", "convert", "set_default", "index",
  "other" }

function ddl.alter()
  local database, name, t = any_table()
  if not database then return end
  local list = {}
  for _ = 1, chance(60) and 1 or random(2, 4) do
    local clause = clauses[pick(CLAUSES)](t)
    if clause then list[#list + 1] = clause end
  end
  if mariadb and chance(5) then list = { versioning(t) } end
  if #list > 0 then
    put("ddl", "%s %s %s", pick { "ALTER TABLE", "alter  table", "/* why */ ALTER TABLE" },
      full(database, name), table.concat(list, pick { ", ", "," }))
  end
end

function ddl.rename()
  local database, name, t = any_table()
  local to = pick(databases)
  local new = free_name(to)
  if not database or not new then return end
  put("ddl", pick { "RENAME TABLE %s TO %s", "ALTER TABLE %s RENAME TO %s",
    "ALTER TABLE %s RENAME %s",
    "ALTER TABLE %s ADD COLUMN added_" .. count .. " INT, RENAME AS %s" }, full(database, name),
    full(to, new))
  database.tables[name], to.tables[new] = nil, t
end

function ddl.swap()
  local from, x, t = any_table()
  local to, y, u = any_table()
  if not from or (from == to and x == y) then return end
  local middle = full(from, "swap_" .. count)
  put("ddl", "RENAME TABLE %s TO %s, %s TO %s, %s TO %s", full(from, x), middle, full(to, y),
    full(from, x), middle, full(to, y))
  from.tables[x], to.tables[y] = u, t
end

function ddl.drop()
  local database, name = any_table()
  if not database then return end
  put("ddl", pick { "DROP TABLE %s", "DROP TABLE IF EXISTS %s", "DROP TABLE IF EXISTS nowhere, %s",
    "DROP TABLE %s RESTRICT" }, full(database, name))
  database.tables[name] = nil
end

function ddl.truncate()
  local database, name = any_table()
  if database then put("ddl", "TRUNCATE %s%s", pick { "", "TABLE " }, full(database, name)) end
end

function ddl.index()
  local database, name, t = any_table()
  local c = database and other_than_id(t)
  if c then
    put("ddl", pick { "CREATE INDEX i2 ON %s (%s)", "CREATE UNIQUE INDEX i2 ON %s (%s)",
      "DROP INDEX i2 ON %s" }, full(database, name), quoted(c.name))
  end
end

function ddl.database()
  local database = pick(databases)
  if chance(60) then
    put("ddl", "ALTER DATABASE %s CHARACTER SET %s", quoted(database.name), pick(narrow))
  else
    put("ddl", "DROP DATABASE %s", quoted(database.name))
    put("ddl", "CREATE DATABASE %s%s", quoted(database.name),
      chance(50) and " DEFAULT CHARACTER SET " .. pick(narrow) or "")
    database.tables, current = {}, nil
  end
end

local MODES = mariadb and { "", "STRICT_TRANS_TABLES", "ANSI_QUOTES", "NO_BACKSLASH_ESCAPES",
  "REAL_AS_FLOAT", "ORACLE", "MSSQL", "MAXDB" }
  or { "", "STRICT_TRANS_TABLES", "ANSI", "ANSI_QUOTES", "NO_BACKSLASH_ESCAPES", "REAL_AS_FLOAT" }

--- How the statements that follow are read.
function ddl.mode()
  local mode = pick(MODES)
  put("use", "SET sql_mode = '%s'", mode)
  columns.set_mode(mode)
end

function ddl.sequence()
  if mariadb then
    local database = pick(databases)
    local name = full(database, "seq")
    put("ddl", pick { "CREATE OR REPLACE SEQUENCE %s", "CREATE SEQUENCE %s START WITH 5 CACHE 2",
      "DROP SEQUENCE %s" }, name)
    put("dml", "SELECT NEXT VALUE FOR %s INTO @seq", name)
  end
end

local KINDS = { "create", "create", "create", "create_again", "create_like", "create_select",
  "temporary", "rename", "rename", "swap", "drop", "truncate", "index", "database", "sequence",
  "mode" }
for _ = 1, 25 do
  KINDS[#KINDS + 1] = "alter"
end

-- ---- The whole ----

put("use", "SET NAMES utf8mb4")
put("use", "SET timestamp = 1700000000, time_zone = '+00:00'")
put("use", "SET sql_mode = '%s'", settings.seed % 3 == 0 and "STRICT_TRANS_TABLES" or "")
if mariadb then
  put("use", "SET system_versioning_alter_history = KEEP")
end
for _, database in ipairs(databases) do
  put("ddl", "CREATE DATABASE %s%s", quoted(database.name),
    chance(50) and " CHARACTER SET " .. pick(narrow) or "")
end
while count < settings.statements do
  use(chance(20) and pick(databases) or current or databases[1])
  ddl[pick(KINDS)]()
  change_some_rows()
end
