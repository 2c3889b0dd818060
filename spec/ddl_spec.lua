--- The DDL parser: each form of each statement. That its columns are the servers' own is checked on
--- real servers by tests/live/ddl_spec.lua.
local ddl = require "moontail.ddl"

local MYSQL = { version = 90704 }
local MARIADB = { mariadb = true, version = 110806 }

local function parse(sql, options)
  local statement, why = ddl.parse(sql, options)
  assert(statement, why)
  return statement
end

--- Only these fields of a table.
local function only(from, fields)
  local picked = {}
  for name in pairs(fields) do
    picked[name] = from[name]
  end
  return picked
end

local function column(definition, options)
  return parse("CREATE TABLE t (c " .. definition .. ")", options).columns[1]
end

describe("a column's type", function()
  local BOTH = {
    ["INT"] = "int", ["integer(11)"] = "int", ["INT4"] = "int",
    ["int(5) unsigned"] = "int unsigned",
    ["INT(5) ZEROFILL"] = "int(5) unsigned zerofill", ["INT SIGNED"] = "int",
    ["bigint zerofill"] = "bigint(20) unsigned zerofill", ["MIDDLEINT"] = "mediumint",
    ["INT1"] = "tinyint", ["TINYINT(1)"] = "tinyint(1)",
    ["TINYINT(1) UNSIGNED"] = "tinyint unsigned",
    ["BOOL"] = "tinyint(1)", ["BOOLEAN"] = "tinyint(1)", ["INT8 UNSIGNED"] = "bigint unsigned",
    ["SERIAL"] = "bigint unsigned", ["DECIMAL"] = "decimal(10,0)", ["DEC(5)"] = "decimal(5,0)",
    ["NUMERIC(5,2) UNSIGNED"] = "decimal(5,2) unsigned", ["FIXED (0)"] = "decimal(10,0)",
    ["DECIMAL(10.2)"] = "decimal(10,0)", ["FLOAT"] = "float", ["FLOAT(24)"] = "float",
    ["FLOAT(25)"] = "double", ["FLOAT(7,3) UNSIGNED"] = "float(7,3) unsigned",
    ["FLOAT8"] = "double",
    ["DOUBLE PRECISION"] = "double", ["DOUBLE PRECISION(8,2)"] = "double(8,2)", ["REAL"] = "double",
    ["BIT"] = "bit(1)", ["BIT(0)"] = "bit(1)", ["bit(9)"] = "bit(9)", ["YEAR"] = "year",
    ["YEAR(4)"] = "year", ["YEAR(2)"] = "year(2)", ["DATE"] = "date", ["TIME(0)"] = "time",
    ["DATETIME(6)"] = "datetime(6)", ["TIMESTAMP(14)"] = "timestamp",
    ["CHAR"] = "char(1)", ["CHAR()"] = "char(1)", ["CHARACTER (7)"] = "char(7)",
    ["CHAR BYTE"] = "binary(1)", ["CHAR(3) CHARACTER SET binary"] = "binary(3)",
    ["CHARACTER VARYING(9)"] = "varchar(9)", ["VARCHARACTER(9)"] = "varchar(9)",
    ["VARCHAR(9) BYTE"] = "varbinary(9)", ["VARCHAR(70000) BYTE"] = "mediumblob",
    ["BINARY"] = "binary(1)", ["VARBINARY(4)"] = "varbinary(4)",
    ["TEXT"] = "text", ["TEXT BYTE"] = "blob", ["LONGTEXT CHARSET 'binary'"] = "longblob",
    ["BLOB(255)"] = "tinyblob", ["BLOB(256)"] = "blob", ["BLOB(65536)"] = "mediumblob",
    ["BLOB(16777216)"] = "longblob", ["LONG"] = "mediumtext", ["LONG VARCHAR"] = "mediumtext",
    ["LONG CHAR VARYING"] = "mediumtext", ["LONG VARBINARY"] = "mediumblob",
    ["POINT"] = "point", ["GEOMCOLLECTION"] = "geometrycollection", ["VECTOR(3)"] = "vector(3)",
    ["ENUM('a','b')"] = "enum('a','b')", ["SET ( 'x' , 'y' )"] = "set('x','y')",
    ["ENUM('o''k','it\\'s',\"q'd\")"] = "enum('o''k','it''s','q''d')",
    ["ENUM('a ',' b  ')"] = "enum('a',' b')", ["ENUM('a ') BYTE"] = "enum('a ')",
    ["ENUM('a\\\\b','c\\nd','e\\0')"] = "enum('a\\\\b','c\\nd','e\\0')",
    ["ENUM('a,b','c)d')"] = "enum('a,b','c)d')",
    ["ENUM(x'4142',0x43,b'1000100')"] = "enum('AB','C','D')",
    ["ENUM('\195\164\\%')"] = "enum('\195\164\\\\%')",
  }

  it("has one spelling", function()
    for definition, normal in pairs(BOTH) do
      assert.same({ definition, normal }, { definition, column(definition, MYSQL).type })
      assert.same({ definition, normal }, { definition, column(definition, MARIADB).type })
    end
  end)

  it("is each server's own", function()
    assert.equal("json", column("JSON", MYSQL).type)
    assert.same({ type = "longtext", charset = "utf8mb4", collate = "utf8mb4_bin" },
      only(column("JSON", MARIADB), { type = 1, charset = 1, collate = 1 }))
    assert.equal("vector(2048)", column("VECTOR", MYSQL).type)
    for _, name in ipairs { "uuid", "inet4", "inet6" } do
      assert.equal(name, column(name, MARIADB).type)
    end
    assert.equal("varchar(9) compressed", column("VARCHAR(9) COMPRESSED=zlib", MARIADB).type)
    assert.equal("blob compressed", column("BLOB COMPRESSED", MARIADB).type)
    assert.equal("varchar(65533)", column("VARCHAR(65533)", MYSQL).type)
    assert.equal("text", column("VARCHAR(65533)", MARIADB).type)
    assert.equal("tinyblob", column("BLOB(0)", MYSQL).type)
    assert.equal("blob", column("BLOB(0)", MARIADB).type)
  end)

  it("follows the sql_mode", function()
    local oracle = { mariadb = true, oracle = true }
    local types = { ["VARCHAR2(5)"] = "varchar(5)", ["NUMBER"] = "double",
      ["NUMBER(9,2)"] = "decimal(9,2)", ["NUMBER(9)"] = "decimal(9,0)", ["RAW(4)"] = "varbinary(4)",
      CLOB = "longtext", BLOB = "longblob", DATE = "datetime", ["mariadb_schema.DATE"] = "date" }
    for definition, normal in pairs(types) do
      assert.same({ definition, normal }, { definition, column(definition, oracle).type })
    end
    assert.equal("datetime", column("oracle_schema.date", MARIADB).type)
    assert.equal("float", column("REAL", { real_as_float = true }).type)
    assert.equal("datetime", column("TIMESTAMP", { maxdb = true }).type)
    assert.is_nil((ddl.parse("CREATE TABLE t (c VARCHAR2(5))", MYSQL)))
  end)

  it("is settled by the character set", function()
    local function normal(definition, ...)
      return ddl.normal_type(column(definition, MYSQL), ...)
    end
    assert.equal("tinytext", normal("TEXT(63)", "utf8mb4", 4))
    assert.equal("text", normal("TEXT(64)", "utf8mb4", 4))
    assert.equal("mediumtext", normal("TEXT(16384)", "utf8mb4", 4))
    assert.equal("tinyblob", normal("TEXT(64)", "binary", 1))
    assert.equal("varchar(16383)", normal("VARCHAR(16383)", "utf8mb4", 4))
    assert.equal("mediumtext", normal("VARCHAR(16384)", "utf8mb4", 4))
    assert.equal("varbinary(16384)", normal("VARCHAR(16384)", "binary", 1))
    assert.equal("set('a ')", normal("SET('a ')", "binary", 1))
    assert.equal("int", normal("INT", "utf8mb4", 4))
    assert.equal("enum('\195\164')", normal("ENUM(0xC3A4)", "utf8mb3", 3))
    assert.is_nil(normal("ENUM(0xE4)", "latin1", 1))
  end)
end)

describe("a column", function()
  local ATTRIBUTES = {
    ["INT NOT NULL"] = { nullable = false }, ["INT NULL"] = { nullable = true },
    ["INT"] = { charset = nil },
    ["INT AUTO_INCREMENT PRIMARY KEY"] = { auto_increment = true, primary_key = true },
    ["INT KEY"] = { primary_key = true }, ["INT UNIQUE KEY COMMENT 'it''s'"] = { unique = true },
    ["INT SERIAL DEFAULT VALUE"] = { nullable = false, auto_increment = true, unique = true },
    ["SERIAL"] = { nullable = false, auto_increment = true, unique = true, unsigned = true },
    ["CHAR(1) CHARACTER SET latin1 COLLATE Latin1_Bin"] =
      { charset = "latin1", collate = "latin1_bin" },
    ["CHAR(1) CHARSET DEFAULT"] = { charset = "default" }, ["CHAR(1) CHAR SET 'utf8'"] =
      { charset = "utf8" },
    ["CHAR(1) ASCII BINARY"] = { charset = "latin1", binary = true },
    ["CHAR(1) BINARY UNICODE"] = { charset = "ucs2", binary = true },
    ["NATIONAL VARCHAR(1)"] = { charset = "utf8mb3" }, ["NCHAR VARYING(2) NOT NULL"] =
      { charset = "utf8mb3", nullable = false },
    ["TIMESTAMP DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP()"] = { default = true },
    ["TIMESTAMP(6) NULL DEFAULT NOW(6) ON UPDATE NOW(6) COMMENT 'x'"] =
      { default = true, nullable = true },
    ["INT DEFAULT -1.5e-3 NOT NULL"] = { default = true, nullable = false },
    ["INT DEFAULT (a + IF(b = ')', 1, 2)) NOT NULL"] = { default = true, nullable = false },
    ["CHAR(9) DEFAULT _utf8mb4'a' 'b' NULL"] = { default = true, nullable = true },
    ["BIT(8) DEFAULT b'101' NOT NULL"] = { default = true, nullable = false },
    ["BLOB DEFAULT x'0102' NOT NULL"] = { default = true, nullable = false },
    ["BLOB DEFAULT _binary 0x0102 NOT NULL"] = { default = true, nullable = false },
    ["DATE DEFAULT DATE '2020-01-01' NOT NULL"] = { default = true, nullable = false },
    ["INT DEFAULT NEXT VALUE FOR s.q NOT NULL"] = { default = true, nullable = false },
    ["INT DEFAULT nextval(`s`) NULL"] = { default = true, nullable = true },
    ["CHAR(9) DEFAULT CURRENT_USER NULL"] = { default = true, nullable = true },
    ["INT AS (a + 1)"] = { generated = "virtual" },
    ["INT GENERATED ALWAYS AS (a + 1) STORED NOT NULL"] =
      { generated = "stored", nullable = false },
    ["INT AS (a) PERSISTENT UNIQUE"] = { generated = "stored", unique = true },
    ["INT AS (concat('(', `)`)) VIRTUAL INVISIBLE"] = { generated = "virtual", invisible = true },
    ["TIMESTAMP(6) GENERATED ALWAYS AS ROW START INVISIBLE"] =
      { row_start = true, invisible = true },
    ["TIMESTAMP(6) AS ROW END"] = { row_end = true },
    ["INT WITHOUT SYSTEM VERSIONING"] = { without_system_versioning = true },
    ["INT CHECK (c > 0) NOT ENFORCED NOT NULL"] = { nullable = false },
    ["INT CONSTRAINT k CHECK (c > 0) REFERENCES u (a) ON DELETE SET NULL ON UPDATE NO ACTION"] = {},
    ["INT COLUMN_FORMAT DYNAMIC STORAGE MEMORY NOT NULL"] = { nullable = false },
    ["POINT NOT NULL SRID 4326"] = { nullable = false },
    ["BLOB ENGINE_ATTRIBUTE='{}' SECONDARY_ENGINE_ATTRIBUTE '{}' NOT NULL"] = { nullable = false },
    ["INT `ENGINE`='x' NOT NULL option=yes"] = { nullable = false },
  }

  it("has what is said of it, and no more", function()
    local facts = { nullable = 1, charset = 1, collate = 1, binary = 1, primary_key = 1, unique = 1,
      auto_increment = 1, default = 1, generated = 1, row_start = 1, row_end = 1, invisible = 1,
      without_system_versioning = 1, compressed = 1, unsigned = 1, position = 1 }
    for definition, expected in pairs(ATTRIBUTES) do
      local got = only(column(definition, MARIADB), facts)
      assert.same({ definition, expected }, { definition, got })
    end
  end)
end)

describe("a name", function()
  local NAMES = {
    ["a"] = "a", ["`a``b`"] = "a`b", ["1a"] = "1a", ["$x$"] = "$x$", ["gr\195\182\195\159e"] =
      "gr\195\182\195\159e", ["`select`"] = "select", ["`a b.c`"] = "a b.c", ["date"] = "date",
    ["first"] = "first", ["comment"] = "comment", ["period"] = "period", ["vector"] = "vector",
    ["t.a"] = "a", ["s.t.a"] = "a", [".t.a"] = "a", ["`t` . `a`"] = "a", ["2e"] = "2e", ["``"] = "",
    ["`-- x`"] = "-- x", ["`/* x */`"] = "/* x */", ["`a'b`"] = "a'b",
  }

  it("is any that servers take", function()
    for written, name in pairs(NAMES) do
      local made = parse("CREATE TABLE t (" .. written .. " INT, b INT)", MYSQL)
      assert.same({ written, name }, { written, made.columns[1].name })
    end
    assert.is_nil((ddl.parse "CREATE TABLE t (12 INT)"))
    assert.is_nil((ddl.parse "CREATE TABLE t (primary INT)"))
  end)

  it("may have a schema", function()
    assert.same({ schema = "a.b", name = "c" }, parse("DROP TABLE `a.b`.c").tables[1])
    assert.same({ schema = "a", name = "select" }, parse("DROP TABLE a . select").tables[1])
    assert.same({ name = "c" }, parse("DROP TABLE .c").tables[1])
  end)

  it("may stand in double quotes or brackets by the sql_mode", function()
    local ansi = parse([[CREATE TABLE "a""b" ("c`d" INT DEFAULT 'x')]], { ansi_quotes = true })
    assert.same({ "a\"b", "c`d" }, { ansi.table.name, ansi.columns[1].name })
    assert.equal("a b]", parse("DROP TABLE [a b]]]", { mssql = true }).tables[1].name)
    assert.is_nil((ddl.parse [[DROP TABLE "a"]]))
  end)
end)

describe("text", function()
  local function type_of(sql, options)
    local statement = parse(sql, options)
    return statement.columns and statement.columns[1].type or statement.kind
  end

  it("has comments of all kinds", function()
    assert.equal("int", type_of "-- a ; '\nCREATE# `\n/* b ' */TABLE/**/t(a/* \" */INT)--")
    assert.equal("int", type_of "\t\r\n\v\f create\ttable t(a int);\n;")
    assert.equal("int", type_of "CREATE TABLE t (a int) /* generated by server */")
    assert.equal("int", type_of "CREATE TABLE t (a int COMMENT '-- # /* */')")
    assert.equal("drop_table", type_of "DROP TABLE t /* no end")
    -- two dashes without a space are signs
    assert.equal("int", type_of "CREATE TABLE t (a int DEFAULT --1)")
  end)

  it("has conditional comments, which run by the version", function()
    local function runs(mark, options)
      local sql = ("CREATE TABLE t (a INT /*%s UNSIGNED */)"):format(mark)
      return parse(sql, options).columns[1].type == "int unsigned"
    end
    assert.is_true(runs("!", MYSQL))
    assert.is_true(runs("!50100", MYSQL))
    assert.is_true(runs("!80013", MYSQL))
    assert.is_true(runs("!080013", MYSQL))
    assert.is_false(runs("!99999", MYSQL))
    assert.is_false(runs("!100100", MYSQL))
    assert.is_false(runs("!50503", { version = 50502 }))
    assert.is_true(runs("!50503", {}))
    assert.is_false(runs("M!50100", MYSQL))
    assert.is_true(runs("!50699", MARIADB))
    assert.is_false(runs("!50700", MARIADB))
    assert.is_false(runs("!80013", MARIADB))
    assert.is_true(runs("!100100", MARIADB))
    assert.is_false(runs("!999999", MARIADB))
    assert.is_true(runs("M!50700", MARIADB))
    assert.is_true(runs("M!", MARIADB))
  end)

  it("opens a conditional comment anywhere", function()
    assert.same({ { name = "t" } }, parse("/*!40000 DROP TABLE IF EXISTS `t` */").tables)
    assert.same({ { name = "t" } }, parse("/*!99999 no /* inner */ */ DROP TABLE t", MYSQL).tables)
    local made = parse([[CREATE TABLE t (a int, b int /*!50606 STORAGE DISK */ NOT NULL)
      /*!50100 PARTITION BY RANGE (a) (PARTITION p VALUES LESS THAN (1) COMMENT = ')') */]])
    assert.same({ "int", false }, { made.columns[2].type, made.columns[2].nullable })
  end)

  it("has strings with either way of escapes", function()
    local sql = [[CREATE TABLE t (a ENUM('x\'),b INT)]]
    assert.equal([[enum('x\\')]], parse(sql, { no_backslash_escapes = true }).columns[1].type)
    assert.is_nil((ddl.parse(sql, MYSQL)))
    assert.equal([[enum('a''b"')]], column([[ENUM('a\'b\"')]]).type)
    assert.equal([[enum('a"b''')]], column([[ENUM("a""b'")]]).type)
  end)
end)

describe("CREATE TABLE", function()
  it("has columns, keys and options", function()
    local made = parse([[
      CREATE TABLE IF NOT EXISTS `shop`.`orders` (
        `id` int(10) unsigned NOT NULL AUTO_INCREMENT,
        total decimal(9,2),
        note text,
        PRIMARY KEY (`id`) USING BTREE COMMENT 'x',
        UNIQUE KEY `k` (total DESC, note(10)) KEY_BLOCK_SIZE=8 INVISIBLE,
        KEY ((lower(note))), INDEX USING HASH (total), KEY type (id),
        FULLTEXT KEY ft (note) WITH PARSER ngram, SPATIAL (g),
        CONSTRAINT fk FOREIGN KEY (id) REFERENCES u (id) ON DELETE CASCADE,
        CONSTRAINT CHECK (total > 0), CHECK (note <> ',')
      ) ENGINE=InnoDB AUTO_INCREMENT=7 DEFAULT CHARSET=Latin1 COLLATE latin1_bin, COMMENT 'a, b)'
        ROW_FORMAT=DYNAMIC DATA DIRECTORY='/x' UNION=(a,b) `custom`='1' PAGE_COMPRESSED=1
        PARTITION BY KEY (id) PARTITIONS 4]], MARIADB)
    assert.same({ schema = "shop", name = "orders" }, made.table)
    assert.is_true(made.if_not_exists)
    assert.same({ "id" }, made.primary_key)
    assert.same({ { name = "k", unique = true,
      columns = { { name = "total" }, { name = "note", prefix = 10 } } } }, { made.indexes[1] })
    assert.same({ 6, "((lower(note))", "hash", "type", "fulltext", "spatial" }, { #made.indexes,
      "(" .. made.indexes[2].columns[1].expression, made.indexes[3].using, made.indexes[4].name,
      made.indexes[5].special, made.indexes[6].special })
    assert.same({ "InnoDB", "latin1", "latin1_bin" },
      { made.options.engine, made.options.charset, made.options.collate })
    assert.is_nil(made.select)
  end)

  it("may take its columns from elsewhere", function()
    assert.same({ schema = "a", name = "b" }, parse("CREATE TABLE t LIKE a.b").like)
    assert.same({ name = "b" }, parse("CREATE TABLE t (LIKE b)").like)
    for _, sql in ipairs { "SELECT 1 AS a", "AS SELECT 1", "(SELECT 1) UNION (SELECT 2)",
      "IGNORE AS (SELECT 1)", "ENGINE=MyISAM SELECT 1", "(a INT) REPLACE SELECT 1",
      "(a INT) PARTITION BY KEY (a) (PARTITION p) SELECT 1", "WITH x AS (SELECT 1) SELECT * FROM x",
      "TABLE u", "VALUES ROW(1)", "AS VALUES (1)" } do
      assert.is_true(parse("CREATE TABLE t " .. sql).select)
    end
    assert.is_nil(parse("CREATE TABLE t (a INT) ENGINE=InnoDB START TRANSACTION").select)
    local found = parse("CREATE TABLE t ENGINE=CONNECT CONNECTION='mysql://x'", MARIADB)
    assert.same({ nil, nil, "CONNECT" }, { found.columns, found.select, found.options.engine })
  end)

  it("may be temporary, a replacement, versioned", function()
    local made = parse("CREATE OR REPLACE TEMPORARY TABLE t (a INT) WITH SYSTEM VERSIONING",
      MARIADB)
    assert.same({ true, true, true }, { made.or_replace, made.temporary,
      made.options.system_versioning })
    made = parse([[CREATE TABLE t (a INT, s TIMESTAMP(6) GENERATED ALWAYS AS ROW START,
      e TIMESTAMP(6) GENERATED ALWAYS AS ROW END, PERIOD FOR SYSTEM_TIME (s, e),
      PERIOD FOR p (x, y), UNIQUE (a, p WITHOUT OVERLAPS)) WITH SYSTEM VERSIONING
      PARTITION BY SYSTEM_TIME (PARTITION h HISTORY, PARTITION n CURRENT)]], MARIADB)
    assert.same({ { name = "SYSTEM_TIME", from = "s", to = "e" },
      { name = "p", from = "x", to = "y" } }, made.periods)
    assert.equal(3, #made.columns)
    made = parse([[CREATE TABLE t (a INT, s DATE, e DATE, PERIOD FOR p (s, e),
      PRIMARY KEY (a, P WITHOUT OVERLAPS))]], MARIADB)
    assert.same({ "a", "e", "s" }, made.primary_key)
    local altered = parse("ALTER TABLE t ADD PRIMARY KEY (a, p WITHOUT OVERLAPS)", MARIADB)
    assert.same({ "a", period = "p" }, altered.actions[1].columns)
  end)

  it("tells MariaDB's vector index from a column of that name", function()
    local made = parse([[CREATE TABLE t (vector INT, v VECTOR(2) NOT NULL, VECTOR (v),
      VECTOR KEY k (v) M=6 DISTANCE=cosine, VECTOR named (v))]], MARIADB)
    assert.same({ "vector", "v", nil, "k", "named" }, { made.columns[1].name, made.columns[2].name,
      made.indexes[1].name, made.indexes[2].name, made.indexes[3].name })
  end)
end)

describe("ALTER TABLE", function()
  local ACTIONS = {
    ["ADD a INT"] = { "add_column" }, ["ADD COLUMN a INT FIRST"] = { "add_column" },
    ["ADD (a INT, b INT, KEY (a))"] = { "add_column", "add_column", "add_index" },
    ["ADD COLUMN IF NOT EXISTS (a INT)"] = { "add_column" }, ["DROP a"] = { "drop_column" },
    ["DROP COLUMN IF EXISTS a RESTRICT"] = { "drop_column" }, ["DROP system"] = { "drop_column" },
    ["CHANGE a b INT AFTER c"] = { "change_column" }, ["MODIFY t.a INT"] = { "modify_column" },
    ["RENAME COLUMN a TO b, RENAME KEY x TO y"] = { "rename_column", "rename_index" },
    ["RENAME b"] = { "rename" }, ["RENAME AS s.b"] = { "rename" }, ["RENAME = b"] = { "rename" },
    ["CONVERT TO CHARSET utf8 COLLATE utf8_bin"] = { "convert" },
    ["DEFAULT CHARACTER SET = utf8 COLLATE=utf8_bin"] = { "default_charset" },
    ["COLLATE utf8_bin"] = { "default_charset" },
    ["ADD CONSTRAINT pk PRIMARY KEY USING BTREE (a, b)"] = { "add_primary_key" },
    ["DROP PRIMARY KEY"] = { "drop_primary_key" }, ["DROP KEY `PRIMARY`"] = { "drop_primary_key" },
    ["DROP CONSTRAINT `primary`"] = { "drop_primary_key" }, ["DROP `primary`"] = { "drop_column" },
    ["ADD UNIQUE (a), ADD FULLTEXT f (b)"] = { "add_index", "add_index" },
    ["DROP INDEX IF EXISTS i, DROP CONSTRAINT c"] = { "drop_index", "drop_constraint" },
    ["ADD SYSTEM VERSIONING"] = { "add_system_versioning" },
    ["WITH SYSTEM VERSIONING"] = { "add_system_versioning" },
    ["DROP SYSTEM VERSIONING"] = { "drop_system_versioning" },
    ["ADD PERIOD FOR SYSTEM_TIME (s, e)"] = { "add_period" },
    ["DROP PERIOD IF EXISTS FOR p"] = { "drop_period" },
    ["STATS_SAMPLE_PAGES=50.0, MAX_ROWS -1"] = { "other", "other" },
    ["ADD CLUSTERING KEY k (a)"] = { "add_index" },
    ["ENGINE=InnoDB ROW_FORMAT=COMPACT COMMENT 'x'"] = { "engine", "other", "other" },
    ["TYPE MyISAM"] = { "engine" },
    ["EXCHANGE PARTITION p WITH TABLE u WITHOUT VALIDATION"] = { "exchange_partition" },
    ["CONVERT PARTITION p TO TABLE u"] = { "convert_table" },
    ["CONVERT TABLE u TO PARTITION p VALUES LESS THAN (9)"] = { "convert_table" },
    ["ADD PARTITION (PARTITION p VALUES IN (1,2))"] = { "other" },
    ["DROP PARTITION p, q"] = { "other" }, ["COALESCE PARTITION 2"] = { "other" },
    ["REORGANIZE PARTITION p INTO (PARTITION q VALUES IN (1))"] = { "other" },
    ["ADD a INT PARTITION BY HASH (a) PARTITIONS 2"] = { "add_column", "other" },
    ["REMOVE PARTITIONING"] = { "other" }, ["TRUNCATE PARTITION ALL"] = { "other" },
    ["ALTER a SET DEFAULT (1 + 2), ALTER COLUMN b DROP DEFAULT"] = { "other", "other" },
    ["ALTER INDEX i INVISIBLE, ALTER CHECK c NOT ENFORCED"] = { "other", "other" },
    ["ALTER CONSTRAINT c ENFORCED"] = { "other" },
    ["ALTER COLUMN a SET INVISIBLE"] = { "other" },
    ["ADD FOREIGN KEY (a) REFERENCES u (a), DROP FOREIGN KEY f"] = { "other", "other" },
    ["ADD CHECK (a > 1), DROP CHECK c"] = { "other", "other" },
    ["ORDER BY a, b DESC, ADD c INT"] = { "other", "add_column" },
    ["ALGORITHM=INPLACE, LOCK=NONE, FORCE"] = { "other", "other", "other" },
    ["DISABLE KEYS"] = { "other" }, ["IMPORT TABLESPACE"] = { "other" },
    [""] = {},
  }

  it("has actions in order", function()
    for sql, expected in pairs(ACTIONS) do
      local kinds = {}
      for i, action in ipairs(parse("ALTER TABLE t " .. sql, MARIADB).actions) do
        kinds[i] = action.action
      end
      assert.same({ sql, expected }, { sql, kinds })
    end
  end)

  it("says all of an action", function()
    local function action(sql)
      local one = parse("ALTER TABLE t " .. sql, MARIADB).actions[1]
      one.column = one.column
        and only(one.column, { name = 1, type = 1, position = 1, nullable = 1 })
      return one
    end
    assert.same({ action = "change_column", if_exists = true, name = "a",
      column = { name = "b", type = "int", nullable = false, position = { after = "c" } } },
      action "CHANGE COLUMN IF EXISTS a b INT NOT NULL AFTER c")
    assert.same({ action = "add_column", if_not_exists = true,
      column = { name = "after", type = "int", position = { first = true } } },
      action "ADD COLUMN IF NOT EXISTS after INT FIRST")
    assert.same({ action = "drop_column", name = "a", if_exists = true }, action "DROP IF EXISTS a")
    assert.same({ action = "rename_column", name = "a", to = "b" }, action "RENAME COLUMN a TO b")
    assert.same({ action = "rename", to = { schema = "s", name = "b" } }, action "RENAME TO s.b")
    assert.same({ action = "convert", charset = "default" },
      action "CONVERT TO CHARACTER SET DEFAULT")
    assert.same({ action = "default_charset", charset = "utf8", collate = "utf8_bin" },
      action "CHARSET utf8 DEFAULT COLLATE utf8_bin")
    assert.same({ action = "add_primary_key", columns = { "a", "b" } },
      action "ADD PRIMARY KEY (a(3), b DESC)")
    assert.same({ action = "exchange_partition", with = { schema = "s", name = "u" } },
      action "EXCHANGE PARTITION p WITH TABLE s.u")
    assert.same({ action = "convert_table", with = { name = "u" }, direction = "to_table" },
      action "CONVERT PARTITION p TO TABLE u")
    assert.same({ action = "add_period", period = { name = "p", from = "s", to = "e" } },
      action "ADD PERIOD FOR p (s, e)")
  end)

  it("has words before and behind its table", function()
    for _, sql in ipairs { "ALTER ONLINE IGNORE TABLE IF EXISTS a.t WAIT 5 DROP b",
      "SET STATEMENT max_statement_time=1, sql_mode='FOR' FOR ALTER TABLE a.t NOWAIT DROP b",
      "alter offline table a.t drop b;" } do
      local altered = parse(sql, MARIADB)
      assert.same({ schema = "a", name = "t" }, altered.table)
      assert.equal("b", altered.actions[1].name)
    end
  end)
end)

describe("another statement", function()
  local STATEMENTS = {
    ["RENAME TABLE a TO b, c.d TO e.f"] = { kind = "rename_table", renames = {
      { from = { name = "a" }, to = { name = "b" } },
      { from = { schema = "c", name = "d" }, to = { schema = "e", name = "f" } } } },
    ["RENAME TABLES IF EXISTS a WAIT 9 TO b"] = { kind = "rename_table", if_exists = true,
      renames = { { from = { name = "a" }, to = { name = "b" } } } },
    ["DROP TEMPORARY TABLE IF EXISTS a, b.c CASCADE"] = { kind = "drop_table", temporary = true,
      if_exists = true, tables = { { name = "a" }, { schema = "b", name = "c" } } },
    ["DROP TABLES a NOWAIT"] = { kind = "drop_table", tables = { { name = "a" } } },
    ["TRUNCATE a.b"] = { kind = "truncate_table", table = { schema = "a", name = "b" } },
    ["TRUNCATE TABLE a WAIT 5"] = { kind = "truncate_table", table = { name = "a" } },
    ["CREATE DATABASE IF NOT EXISTS d DEFAULT CHARACTER SET = utf8 COLLATE utf8_bin"] =
      { kind = "create_database", name = "d", if_not_exists = true, charset = "utf8",
        collate = "utf8_bin" },
    ["CREATE OR REPLACE SCHEMA `d` COMMENT 'x' DEFAULT ENCRYPTION 'N'"] =
      { kind = "create_database", name = "d", or_replace = true },
    ["ALTER DATABASE d CHARSET utf8"] = { kind = "alter_database", name = "d", charset = "utf8" },
    ["ALTER SCHEMA DEFAULT COLLATE utf8_bin"] = { kind = "alter_database", collate = "utf8_bin" },
    ["ALTER DATABASE CHARACTER SET utf8"] = { kind = "alter_database", charset = "utf8" },
    ["ALTER DATABASE d READ ONLY = 1"] = { kind = "alter_database", name = "d" },
    ["ALTER DATABASE `#mysql50#a-b` UPGRADE DATA DIRECTORY NAME"] =
      { kind = "alter_database", name = "#mysql50#a-b", upgrade = true },
    ["DROP SCHEMA IF EXISTS d"] = { kind = "drop_database", name = "d", if_exists = true },
    ["CREATE UNIQUE INDEX IF NOT EXISTS i USING BTREE ON a.t (x(3), y) NOWAIT COMMENT 'x'"] =
      { kind = "create_index", table = { schema = "a", name = "t" }, index = { name = "i",
        unique = true, using = "btree", if_not_exists = true,
        columns = { { name = "x", prefix = 3 }, { name = "y" } } } },
    ["DROP INDEX `PRIMARY` ON t LOCK=SHARED"] = { kind = "drop_index", name = "PRIMARY",
      table = { name = "t" } },
    ["DROP SEQUENCE IF EXISTS s, t"] = { kind = "drop_sequence", if_exists = true,
      tables = { { name = "s" }, { name = "t" } } },
    ["ALTER SEQUENCE IF EXISTS s RESTART 5"] = { kind = "alter_sequence", if_exists = true,
      table = { name = "s" } },
  }

  it("is read whole", function()
    for sql, expected in pairs(STATEMENTS) do
      assert.same({ sql, expected }, { sql, parse(sql, MARIADB) })
    end
  end)

  it("makes a sequence, which is a table", function()
    local made = parse([[CREATE OR REPLACE SEQUENCE s AS INT UNSIGNED START 5
      INCREMENT BY -1, NOCYCLE]], MARIADB)
    assert.same({ name = "next_not_cached_value", type = "int unsigned", nullable = false },
      made.columns[1])
    assert.same({ name = "cycle_count", type = "bigint", nullable = false }, made.columns[8])
    assert.equal("bigint", parse("CREATE SEQUENCE s", MARIADB).columns[1].type)
  end)

  it("may have nothing to do with columns", function()
    for _, sql in ipairs { "CREATE VIEW v AS SELECT 1",
      "CREATE OR REPLACE ALGORITHM=MERGE VIEW v AS x",
      "CREATE DEFINER=`a`@`b` TRIGGER t BEFORE INSERT ON u FOR EACH ROW BEGIN DROP TABLE x; END",
      "CREATE PROCEDURE p() BEGIN ALTER TABLE t DROP a; END",
      "CREATE AGGREGATE FUNCTION f SONAME 's'", "ALTER USER a IDENTIFIED BY 'b'",
      "DROP TABLESPACE t", "CREATE SPATIAL REFERENCE SYSTEM 1 NAME 'x'",
      "DROP PREPARE s", "RENAME USER a TO b", "ALTER INSTANCE ROTATE INNODB MASTER KEY",
      "GRANT ALL ON a.* TO b", "SET @a = 1", "ANALYZE TABLE t", "FLUSH TABLES", "BEGIN",
      "XA END 'a'", "INSERT INTO t VALUES ('DROP TABLE t')", "", "  ", "-- only a comment",
      "/*!99999 DROP TABLE t */",
      "CREATE JSON RELATIONAL DUALITY VIEW v AS SELECT 1", "DROP PACKAGE BODY p",
      "SET STATEMENT max_statement_time=1 FOR ANALYZE TABLE t" } do
      assert.same({ sql, { kind = "other" } }, { sql, parse(sql, MYSQL) })
    end
  end)
end)

describe("a statement that is not understood", function()
  it("says where, and what it is about", function()
    local function fails(sql)
      local statement, why, tables = ddl.parse(sql, MYSQL)
      assert.is_nil(statement)
      return { why:match 'from "(.-)"', tables }
    end
    assert.same({ "FOO", { { schema = "s", name = "t" } } },
      fails "ALTER TABLE s.t ADD a INT, ADD b FOO")
    assert.same({ "BY NOTHING", { { name = "t" } } }, fails "CREATE TABLE t (a INT) BY NOTHING")
    assert.same({ "FOO NULL", { { name = "t" } } },
      fails "/*!40000 CREATE TEMPORARY TABLE IF NOT EXISTS t (a FOO NULL*/")
    assert.same({ "CREATE WIDGET t", nil }, fails "CREATE WIDGET t")
    assert.same({ "c TO d", nil }, fails "RENAME TABLE a TO b c TO d")
    assert.same({ "AND MORE", { { name = "t" } } }, fails "TRUNCATE TABLE t AND MORE")
  end)

  it("is never taken for another one", function()
    -- two words are no option, an unknown action is not a known one
    for _, sql in ipairs { "ALTER TABLE t ADD a XMLTYPE NULL", "ALTER TABLE t FOO BAR",
      "ALTER TABLE t ADD a INT FOO BAR", "CREATE TABLE t (a INT) FOO BAR", "DROP TABLE a b",
      "ALTER TABLE t ADD a INT,", "CREATE TABLE t (a INT", "CREATE TABLE t ()",
      "CREATE TABLE t (a ENUM())", "CREATE TABLE t (a VARCHAR)", "ALTER TABLE t DROP",
      "ALTER TABLE t CHANGE a INT", "CREATE TABLE t (a INT 'x')" } do
      assert.is_nil((ddl.parse(sql, MYSQL)), sql)
    end
  end)
end)
