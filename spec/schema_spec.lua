--- What DDL statements make of tables, as MySQL and MariaDB do it. Every expectation was seen on a
--- real server (information_schema.COLUMNS); tests/live/catalog_check.lua compares at random.
local ddl = require "moontail.ddl"
local dump = require "moontail.schema.dump"
local schema = require "moontail.schema"

local MYSQL = { mariadb = false, version = 90704 }
local MARIADB = { mariadb = true, version = 101119 }

--- A catalog with a database `d` (latin1) in which the statements have run.
local function catalog_of(server, statements, options)
  local catalog = schema.new(options or {})
  local changes
  for i, text in ipairs(statements) do
    local context = { schema = "d", thread = 7, mariadb = server.mariadb, version = server.version,
      charset_server = "utf8mb4", explicit_timestamp = true, place = "log:" .. i, text = text }
    for name, value in pairs(statements.context or {}) do
      context[name] = value
    end
    local statement, why, names = ddl.parse(text, server)
    changes = statement and catalog:apply(statement, context) or catalog:doubt(names, why, context)
  end
  return catalog, changes
end

--- "name type charset NOT NULL key" of each column.
local function show(columns)
  local lines = {}
  for i, c in ipairs(columns or {}) do
    lines[i] = table.concat({ c.name, c.type, c.charset or "-",
      c.nullable == nil and "?" or c.nullable and "NULL" or "NOT NULL", c.key }, " ")
  end
  return lines
end

local function check(server, statements, expected, name)
  table.insert(statements, 1, "CREATE DATABASE d CHARACTER SET latin1")
  local catalog = catalog_of(server, statements)
  local columns, reason = catalog:columns("d", name or "t")
  assert.same(expected, columns and show(columns) or reason)
end

local function both(statements, expected, name)
  for _, server in ipairs { MYSQL, MARIADB } do
    check(server, { context = statements.context, unpack(statements) }, expected, name)
  end
end

describe("the parser of a history", function()
  it("goes when nothing needs it, and loads again", function()
    local kept = {}
    for name, module in pairs(package.loaded) do
      if name:find "^moontail%.ddl" or name == "moontail.schema.grammar" then
        kept[name], package.loaded[name] = module, nil
      end
    end
    local grammar = require "moontail.schema.grammar"
    local held = setmetatable({ grammar() }, { __mode = "v" })
    local before = ddl.parse("ALTER TABLE t MODIFY a TEXT(7), DROP b", MYSQL)
    for _ = 1, 3 do
      assert.same(before, grammar().parse("ALTER TABLE t MODIFY a TEXT(7), DROP b", MYSQL))
      assert.is_nil(package.loaded["moontail.ddl.types"])
      collectgarbage()
      collectgarbage()
      assert.is_nil(held[1])
    end
    for name, module in pairs(kept) do
      package.loaded[name] = module
    end
  end)
end)

describe("CREATE TABLE", function()
  it("takes the character set of the column, its collation, the table, the database", function()
    both({ [[CREATE TABLE t (a CHAR(3) CHARACTER SET ascii, b TEXT COLLATE utf8mb4_bin,
      c VARCHAR(5), d ENUM('x')) CHARSET=cp1250]] },
      { "a char(3) ascii NULL", "b text utf8mb4 NULL", "c varchar(5) cp1250 NULL",
        "d enum('x') cp1250 NULL" })
    both({ "CREATE TABLE t (c VARCHAR(5), j VARCHAR(2) CHARACTER SET DEFAULT)" },
      { "c varchar(5) latin1 NULL", "j varchar(2) latin1 NULL" })
    both({ "ALTER DATABASE d COLLATE utf8mb4_bin", "CREATE TABLE t (c VARCHAR(5))" },
      { "c varchar(5) utf8mb4 NULL" })
  end)

  it("makes bytes of text in the character set binary", function()
    both({ [[CREATE TABLE t (a CHAR(3), b VARCHAR(5), c TEXT, d ENUM('x'), e CHAR(2) BYTE,
      f TEXT CHARACTER SET latin1) CHARSET=binary]] },
      { "a binary(3) - NULL", "b varbinary(5) - NULL", "c blob - NULL", "d enum('x') binary NULL",
        "e binary(2) - NULL", "f text latin1 NULL" })
  end)

  it("fits TEXT(n), BLOB(n) and what is too long for a VARCHAR", function()
    both({ [[CREATE TABLE t (a TEXT(100), b TEXT(100) CHARACTER SET utf8mb4, c BLOB(70000),
      d VARCHAR(20000) CHARACTER SET utf8mb4)]] },
      { "a tinytext latin1 NULL", "b text utf8mb4 NULL", "c mediumblob - NULL",
        "d mediumtext utf8mb4 NULL" })
  end)

  it("knows what cannot be NULL without saying so", function()
    both({ [[CREATE TABLE t (a INT, b INT AUTO_INCREMENT UNIQUE, c TIMESTAMP, d INT NULL,
      PRIMARY KEY (d, a))]] },
      { "a int - NOT NULL 2", "b int - NOT NULL", "c timestamp - NULL", "d int - NOT NULL 1" })
    both({ "CREATE TABLE t (c TIMESTAMP)", context = { explicit_timestamp = false } },
      { "c timestamp - NOT NULL" })
  end)

  it("takes a unique index without NULL for the key where there is none", function()
    both({ "CREATE TABLE t (a INT, b INT NOT NULL, c INT NOT NULL, UNIQUE (a), UNIQUE (c, b))" },
      { "a int - NULL", "b int - NOT NULL 2", "c int - NOT NULL 1" })
    both({ "CREATE TABLE t (id SERIAL, b INT)" },
      { "id bigint unsigned - NOT NULL 1", "b int - NULL" })
  end)

  it("copies a table with LIKE, under its own name", function()
    both({ "CREATE TABLE s (a INT PRIMARY KEY)", "CREATE TABLE t LIKE s",
      "ALTER TABLE s ADD b INT" }, { "a int - NOT NULL 1" })
    both({ "CREATE TABLE t LIKE nowhere" },
      "created LIKE nowhere, which is not known itself: CREATE TABLE t LIKE nowhere, at log:2")
  end)

  it("does nothing IF NOT EXISTS finds one", function()
    both({ "CREATE TABLE t (a INT)", "CREATE TABLE IF NOT EXISTS t (b INT)" }, { "a int - NULL" })
    check(MARIADB, { "CREATE TABLE t (a INT)", "CREATE OR REPLACE TABLE t (b INT)" },
      { "b int - NULL" })
  end)

  it("is in doubt about IF NOT EXISTS where the database is not known", function()
    local statements = { "CREATE TABLE IF NOT EXISTS t (a INT)" }
    local columns, reason = catalog_of(MYSQL, statements):columns("d", "t")
    assert.is_nil(columns)
    assert.matches("it may have been there before IF NOT EXISTS", reason, 1, true)
    -- MariaDB logs it only when it made the table
    assert.is_table((catalog_of(MARIADB, statements):columns("d", "t")))
  end)

  it("leaves the tables alone that a temporary one hides", function()
    both({ "CREATE TABLE t (a INT)", "CREATE TEMPORARY TABLE t (x INT)", "ALTER TABLE t ADD y INT",
      "DROP TABLE t", "ALTER TABLE t ADD b INT" }, { "a int - NULL", "b int - NULL" })
  end)

  it("has the hidden columns of MariaDB", function()
    check(MARIADB,
      { "CREATE TABLE t (a INT PRIMARY KEY, b TEXT, UNIQUE (b)) WITH SYSTEM VERSIONING" },
      { "a int - NOT NULL 1", "b text latin1 NULL", "row_start timestamp(6) - NOT NULL",
        "row_end timestamp(6) - NOT NULL 2", "DB_ROW_HASH_1 bigint unsigned - ?" })
    check(MARIADB, { [[CREATE TABLE t (a INT PRIMARY KEY,
      s TIMESTAMP(6) GENERATED ALWAYS AS ROW START,
      e TIMESTAMP(6) GENERATED ALWAYS AS ROW END, PERIOD FOR SYSTEM_TIME (s, e))
      WITH SYSTEM VERSIONING]] },
      { "a int - NOT NULL 1", "s timestamp(6) - NOT NULL", "e timestamp(6) - NOT NULL 2" })
    check(MARIADB, { "CREATE SEQUENCE t" }, { "next_not_cached_value bigint - NOT NULL",
      "minimum_value bigint - NOT NULL", "maximum_value bigint - NOT NULL",
      "start_value bigint - NOT NULL", "increment bigint - NOT NULL",
      "cache_size bigint unsigned - NOT NULL", "cycle_option tinyint unsigned - NOT NULL",
      "cycle_count bigint - NOT NULL" })
  end)
end)

describe("ALTER TABLE", function()
  local CREATE = "CREATE TABLE t (a INT PRIMARY KEY, b VARCHAR(5), c TEXT)"

  it("adds, drops and moves columns", function()
    both({ CREATE,
      "ALTER TABLE t ADD d INT, ADD e INT FIRST, ADD (f INT, g INT), ADD h INT AFTER a" },
      { "e int - NULL", "a int - NOT NULL 1", "h int - NULL", "b varchar(5) latin1 NULL",
        "c text latin1 NULL", "d int - NULL", "f int - NULL", "g int - NULL" })
    both({ CREATE, "ALTER TABLE t DROP b, MODIFY c DATE FIRST, ADD x INT AFTER c" },
      { "c date - NULL", "x int - NULL", "a int - NOT NULL 1" })
    both({ CREATE, "ALTER TABLE t ADD `primary` INT, ADD d INT", "ALTER TABLE t DROP `primary`" },
      { "a int - NOT NULL 1", "b varchar(5) latin1 NULL", "c text latin1 NULL", "d int - NULL" })
    both({ CREATE, "ALTER TABLE t MODIFY b INT AFTER c, MODIFY c INT FIRST" },
      { "c int - NULL", "a int - NOT NULL 1", "b int - NULL" })
  end)

  it("renames columns, keys with them, and swaps them", function()
    both({ CREATE, "ALTER TABLE t CHANGE a id BIGINT, RENAME COLUMN b TO B" },
      { "id bigint - NOT NULL 1", "B varchar(5) latin1 NULL", "c text latin1 NULL" })
    both({ CREATE, "ALTER TABLE t RENAME COLUMN a TO b, RENAME COLUMN b TO a" },
      { "b int - NOT NULL 1", "a varchar(5) latin1 NULL", "c text latin1 NULL" })
    both({ CREATE, "ALTER TABLE t CHANGE b c INT, CHANGE c b INT" },
      { "a int - NOT NULL 1", "c int - NULL", "b int - NULL" })
  end)

  it("keeps what a column's name had in another spelling", function()
    both({ CREATE, "ALTER TABLE t MODIFY A BIGINT, DROP COLUMN C" },
      { "A bigint - NOT NULL 1", "b varchar(5) latin1 NULL" })
  end)

  it("changes the primary key", function()
    both({ CREATE, "ALTER TABLE t DROP PRIMARY KEY, ADD PRIMARY KEY (b, a)" },
      { "a int - NOT NULL 2", "b varchar(5) latin1 NOT NULL 1", "c text latin1 NULL" })
    both({ CREATE, "ALTER TABLE t DROP COLUMN a" },
      { "b varchar(5) latin1 NULL", "c text latin1 NULL" })
    both({ CREATE, "CREATE UNIQUE INDEX u ON t (b)", "ALTER TABLE t DROP PRIMARY KEY",
      "ALTER TABLE t MODIFY b CHAR(2) NOT NULL" },
      { "a int - NOT NULL", "b char(2) latin1 NOT NULL 1", "c text latin1 NULL" })
  end)

  it("changes character sets: of what comes, and of all", function()
    both({ CREATE, "ALTER TABLE t CHARACTER SET utf8mb4, ADD d CHAR(1)",
      "ALTER TABLE t ADD e TEXT" },
      { "a int - NOT NULL 1", "b varchar(5) latin1 NULL", "c text latin1 NULL",
        "d char(1) utf8mb4 NULL", "e text utf8mb4 NULL" })
    both({ CREATE,
      "ALTER TABLE t CONVERT TO CHARACTER SET utf8mb4, ADD d CHAR(1) CHARACTER SET ascii" },
      { "a int - NOT NULL 1", "b varchar(5) utf8mb4 NULL", "c mediumtext utf8mb4 NULL",
        "d char(1) utf8mb4 NULL" })
    check(MARIADB, { CREATE,
      "ALTER TABLE t CHARSET=ascii, CONVERT TO CHARACTER SET cp1250, ADD d CHAR(1)",
      "ALTER TABLE t ADD e TEXT" },
      { "a int - NOT NULL 1", "b varchar(5) cp1250 NULL", "c text cp1250 NULL",
        "d char(1) cp1250 NULL", "e text ascii NULL" })
    local modified = "ALTER TABLE t MODIFY b TEXT, MODIFY c TEXT, CONVERT TO CHARACTER SET utf8mb4"
    check(MYSQL, { CREATE, modified },
      { "a int - NOT NULL 1", "b tinytext utf8mb4 NULL", "c mediumtext utf8mb4 NULL" })
    check(MARIADB, { CREATE, modified },
      { "a int - NOT NULL 1", "b text utf8mb4 NULL", "c text utf8mb4 NULL" })
    both({ CREATE, "ALTER TABLE t CONVERT TO CHARACTER SET binary" },
      { "a int - NOT NULL 1", "b varbinary(5) - NULL", "c blob - NULL" })
  end)

  it("cannot tell what becomes of labels in UCS2", function()
    both({ "CREATE TABLE t (e ENUM('a') CHARACTER SET ucs2)",
      "ALTER TABLE t CONVERT TO CHARSET latin1" },
      { "e enum('a') converted from ucs2 latin1 NULL" })
  end)

  it("passes over what IF [NOT] EXISTS says", function()
    check(MARIADB, { CREATE, [[ALTER TABLE t ADD IF NOT EXISTS b INT, DROP COLUMN IF EXISTS z,
      MODIFY IF EXISTS y INT, ADD IF NOT EXISTS d INT]] },
      { "a int - NOT NULL 1", "b varchar(5) latin1 NULL", "c text latin1 NULL", "d int - NULL" })
  end)

  it("changes a column that it adds, as MariaDB allows", function()
    check(MARIADB, { CREATE, "ALTER TABLE t ADD x INT FIRST, MODIFY x DATE" },
      { "a int - NOT NULL 1", "b varchar(5) latin1 NULL", "c text latin1 NULL", "x date - NULL" })
    check(MARIADB, { CREATE, "ALTER TABLE t ADD x INT, ADD y INT, MODIFY x DATE AFTER y" },
      { "a int - NOT NULL 1", "b varchar(5) latin1 NULL", "c text latin1 NULL", "y int - NULL",
        "x date - NULL" })
  end)

  it("turns system versioning on and off", function()
    check(MARIADB, { CREATE, "ALTER TABLE t ADD SYSTEM VERSIONING", "ALTER TABLE t ADD d INT" },
      { "a int - NOT NULL 1", "b varchar(5) latin1 NULL", "c text latin1 NULL", "d int - NULL",
        "row_start timestamp(6) - NOT NULL", "row_end timestamp(6) - NOT NULL 2" })
    check(MARIADB, { "CREATE TABLE t (a INT) WITH SYSTEM VERSIONING",
      "ALTER TABLE t DROP SYSTEM VERSIONING" }, { "a int - NULL" })
  end)

  it("of a table that is not known leaves it so, and says since when", function()
    both({ "ALTER TABLE t ADD a INT" },
      "altered when its columns were not known: ALTER TABLE t ADD a INT, at log:2")
  end)
end)

describe("tables and databases", function()
  it("are renamed, also in a ring, also into another database", function()
    local x, y = "CREATE TABLE x (a INT)", "CREATE TABLE y (b INT)"
    both({ x, y, "RENAME TABLE x TO z, y TO x, z TO y" }, { "a int - NULL" }, "y")
    both({ x, "CREATE DATABASE e", "ALTER TABLE d.x RENAME e.x", "RENAME TABLE e.x TO t" },
      { "a int - NULL" })
    -- without a database it is the session's, not the table's
    both({ "CREATE DATABASE e", "CREATE TABLE e.x (a INT)", "ALTER TABLE e.x RENAME t" },
      { "a int - NULL" })
  end)

  it("are gone after DROP", function()
    local catalog = catalog_of(MYSQL, { "CREATE DATABASE d", "CREATE TABLE t (a INT)",
      "CREATE TABLE u (a INT)", "DROP TABLE IF EXISTS t, nowhere" })
    assert.is_nil(catalog:find("d", "t"))
    assert.is_table(catalog:find("d", "u"))
    local statement = ddl.parse("DROP DATABASE d", MYSQL)
    local changes = catalog:apply(statement, { place = "log:9", text = "" })
    assert.equal("u", changes[1].table)
    assert.equal("drop", changes[1].change)
    assert.is_nil(catalog:find("d", "u"))
  end)

  it("have their names in any case where the server says so", function()
    local statements = { "CREATE DATABASE D", "CREATE TABLE Users (a INT)",
      "ALTER TABLE USERS ADD b INT" }
    local columns = catalog_of(MYSQL, statements, { case = 1 }):columns("d", "users")
    assert.same({ "a int - NULL", "b int - NULL" }, show(columns))
    assert.is_nil((catalog_of(MYSQL, { "CREATE TABLE Users (a INT)" }):columns("d", "users")))
  end)

  it("become unknown by a statement that is not understood, and no other", function()
    local catalog = catalog_of(MYSQL, { "CREATE DATABASE d", "CREATE TABLE t (a INT)",
      "CREATE TABLE u (a INT)", "ALTER TABLE t FROBNICATE" })
    local columns, reason = catalog:columns("d", "t")
    assert.is_nil(columns)
    assert.matches("ALTER TABLE t FROBNICATE, at log:4", reason, 1, true)
    assert.is_table((catalog:columns("d", "u")))
  end)

  it("become unknown by a statement that failed half-way", function()
    local catalog = catalog_of(MYSQL, { "CREATE TABLE t (a INT)" })
    local text = "ALTER TABLE t ADD b INT"
    catalog:apply(ddl.parse(text, MYSQL),
      { schema = "d", error = 1317, place = "log:5", text = text })
    assert.matches("failed half%-way", (select(2, catalog:columns("d", "t"))))
  end)

  it("become unknown by a statement that renames a column it has made, not by a swap", function()
    local statements = { "CREATE TABLE t (a INT, b INT)",
      "ALTER TABLE t ADD e INT, CHANGE e n INT AFTER a, CHANGE n e INT" }
    local columns, reason = catalog_of(MARIADB, statements):columns("d", "t")
    assert.is_nil(columns)
    assert.matches("renames a column it has made", reason, 1, true)
    statements[2] = "ALTER TABLE t CHANGE a b INT, CHANGE b a INT, ADD c INT"
    columns = catalog_of(MARIADB, statements):columns("d", "t")
    assert.same({ "b int - NULL", "a int - NULL", "c int - NULL" }, show(columns))
  end)

  it("come back from the steps that made them", function()
    local catalog = catalog_of(MARIADB, { "CREATE DATABASE d CHARACTER SET cp1250",
      "CREATE TABLE t (a INT PRIMARY KEY, b TEXT)", "RENAME TABLE t TO u",
      "ALTER TABLE u ADD c CHAR" })
    local again = schema.new {}
    again:replay(catalog:take_steps())
    assert.same(show(catalog:columns("d", "u")), show(again:columns("d", "u")))
    assert.is_nil(again:find("d", "t"))
    assert.equal("cp1250", again.databases.d.charset)
  end)

  it("tell what a statement did", function()
    local _, changes = catalog_of(MYSQL,
      { "CREATE TABLE t (a INT)", "ALTER TABLE t ADD b INT, RENAME u" })
    assert.same({ "a int - NULL" }, show(changes[1].before))
    assert.same({ "a int - NULL", "b int - NULL" }, show(changes[1].after))
    assert.same({ schema = "d", table = "t" }, changes[1].renamed_from)
    assert.equal("rename", changes[1].change)
    assert.equal("u", changes[1].table)
  end)
end)

describe("a dump", function()
  local function statements(text)
    local list = {}
    for statement in dump.statements(text) do
      list[#list + 1] = statement
    end
    return list
  end

  it("falls into its statements", function()
    assert.same({ "USE `a;b`", "CREATE TABLE t (a INT COMMENT 'x;\\'y', `;` INT) ",
      "/*!40101 SET x=1 */" },
      statements("-- a; comment\nUSE `a;b`;\n# another;\nCREATE TABLE t (a INT COMMENT 'x;\\'y', "
        .. "`;` INT) ;\n/* and; one */ /*!40101 SET x=1 */;\n"))
  end)

  it("has other delimiters in between", function()
    assert.same({ "CREATE TRIGGER x BEGIN a; b; END ", "CREATE TABLE t (a INT)" },
      statements("DELIMITER ;;\nCREATE TRIGGER x BEGIN a; b; END ;;\nDELIMITER ;\n"
        .. "CREATE TABLE t (a INT);"))
  end)

  it("says where it is from", function()
    assert.same({ mariadb = true, version = 101119, schema = "shop" },
      dump.origin("-- MariaDB dump 10.19\n--\n-- Host: localhost    Database: shop\n-- ------\n"
        .. "-- Server version\t10.11.19-MariaDB-0+deb12u1-log\n"))
  end)
end)
