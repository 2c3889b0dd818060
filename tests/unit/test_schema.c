/* Definitions as real servers list them, against table maps of the same tables from their logs:
 * MariaDB 11.8 with NO_LOG, MySQL 9.7 with MINIMAL and FULL. */
#include "test.h"

#include <stdlib.h>

#include "binlog/wire.h"
#include "schema/column_type.h"
#include "schema/schema.h"

/* information_schema.COLUMNS of a table on MariaDB 11.8. */
static const struct mt_column_spec mariadb_specs[] = {
    {"t3", "a", "id", "bigint(20) unsigned", false, NULL, 1, "auto_increment, INVISIBLE"},
    {"t3", "a", "u", "uuid", true, NULL, 0, ""},
    {"t3", "a", "v", "vector(2)", false, NULL, 0, ""},
    {"t3", "a", "t", "varchar(10)", true, "latin1", 0, "INVISIBLE"},
    {"t3", "a", "d", "datetime(3)", true, NULL, 0, ""},
    {"t3", "a", "g", "varchar(5)", true, "utf8mb4", 0, "VIRTUAL GENERATED, INVISIBLE"},
    {"t3", "a", "c", "varchar(9) /*M!100301 COMPRESSED*/", true, "utf8mb4", 0, ""},
    {"t3", "a", "ip", "inet6", true, NULL, 0, ""},
    {"t3", "a", "p", "point", true, NULL, 0, ""},
    {"t3", "a", "e", "enum('x','y')", true, "utf8mb4", 0, ""},
    {"t3", "a", "y", "year(4)", true, NULL, 0, ""},
    {"t3", "a", "f", "float", true, NULL, 0, NULL},
};
static const char mariadb_map[] =
    "027433000161000c08fe0f0f120f8dfefffe0d0411fe1008000a000314002500fe1004f70104fa0f";

/* On MySQL 9.7; the map is MINIMAL. */
static const struct mt_column_spec mysql_specs[] = {
    {"t1", "a", "y", "year", true, NULL, 0, ""},
    {"t1", "a", "i", "tinyint", false, NULL, 1, ""},
    {"t1", "a", "y2", "year", true, NULL, 0, ""},
    {"t1", "a", "u", "int unsigned", true, NULL, 0, ""},
    {"t1", "a", "b", "bit(9)", true, NULL, 0, ""},
    {"t1", "a", "g", "geometry", true, NULL, 0, ""},
    {"t1", "a", "p", "point", true, NULL, 0, ""},
    {"t1", "a", "t", "text", true, "utf8mb4", 0, ""},
    {"t1", "a", "bl", "blob", true, NULL, 0, ""},
    {"t1", "a", "vc", "varchar(10)", true, "latin1", 0, ""},
    {"t1", "a", "ch", "char(3)", true, "utf8mb4", 0, ""},
    {"t1", "a", "bi", "binary(5)", true, NULL, 0, ""},
    {"t1", "a", "vb", "varbinary(7)", true, NULL, 0, ""},
    {"t1", "a", "e", "enum('a','b')", true, "latin1", 0, ""},
    {"t1", "a", "s", "set('x','y')", true, "utf8mb4", 0, ""},
    {"t1", "a", "d", "decimal(7,2) unsigned", true, NULL, 0, ""},
    {"t1", "a", "f", "float", true, NULL, 0, ""},
    {"t1", "a", "db", "double unsigned", true, NULL, 0, ""},
    {"t1", "a", "dt", "datetime(3)", true, NULL, 0, ""},
    {"t1", "a", "da", "date", true, NULL, 0, ""},
    {"t1", "a", "ti", "time", true, NULL, 0, ""},
    {"t1", "a", "ts", "timestamp(2)", true, NULL, 0, ""},
    {"t1", "a", "j", "json", true, NULL, 0, ""},
    {"t1", "a", "e2", "enum('ä')", true, "utf8mb4", 0, ""},
};
static const char mysql_map[] =
    "02743100016100180d010d0310fffffcfc0ffefe0ffefef60405120a1311f5fe1c0101040402020a00fe0cfe0507"
    "00f701f8010702040803000204f701fdffff0101ba030afcff003f08fcff003f3f07020001";

/* create table pk(a varchar(20), b int, c text, primary key(b, a(5))), MySQL 9.7, FULL. */
static const char full_map[] = "0274310002706b00030f03fc03500002040101000203fcff0004060161016201"
                               "630904010000050c01e0";

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static struct mt_table *decode(const char *hex)
{
    unsigned char bytes[512];
    size_t n = strlen(hex) / 2;
    for (size_t i = 0; i < n; i++) {
        char pair[3] = {hex[2 * i], hex[2 * i + 1], 0};
        bytes[i] = (unsigned char)strtoul(pair, NULL, 16);
    }
    struct mt_cursor body = mt_cursor(bytes, n);
    struct mt_table *table = NULL;
    struct mt_err err = {0};
    if (mt_table_decode(&body, &table, &err))
        printf("# %s\n", err.msg);
    return table;
}

static void add(struct mt_schema *schema, const struct mt_column_spec *specs, size_t n)
{
    struct mt_err err = {0};
    for (size_t i = 0; i < n; i++)
        CHECK(mt_schema_add(schema, &specs[i], &err) == 0);
}

static struct mt_table *complete(const char *hex, const struct mt_column_spec *specs, size_t n,
                                 struct mt_err *err)
{
    struct mt_schema *schema = mt_schema_new();
    add(schema, specs, n);
    struct mt_table *t = decode(hex);
    *err = (struct mt_err){0};
    if (mt_schema_complete(schema, t, err)) {
        mt_table_free(t);
        t = NULL;
    }
    /* The table must not need the schema any more. */
    mt_schema_free(schema);
    return t;
}

static void test_complete_mariadb(void)
{
    struct mt_err err;
    struct mt_table *t = complete(mariadb_map, mariadb_specs, COUNT(mariadb_specs), &err);
    CHECK(t && t->names_known && t->types_known && t->key_known);
    if (!t) {
        printf("# %s\n", err.msg);
        return;
    }
    const struct mt_column *c = t->columns;
    CHECK(t->key_count == 1 && t->key[0] == 0);
    CHECK_STR(c[0].name.data, "id");
    CHECK(c[0].is_unsigned && c[0].sign_known && c[0].hidden && !c[1].hidden && c[5].hidden);
    CHECK(c[1].shape == MT_SHAPE_UUID && c[7].shape == MT_SHAPE_INET6);
    CHECK(c[2].shape == MT_SHAPE_VECTOR && c[2].dimensions == 2 && c[2].type == MT_TYPE_VARCHAR);
    CHECK_STR(c[3].charset->name, "latin1");
    CHECK_STR(c[6].charset->name, "utf8mb4");
    CHECK(c[8].geometry == 1 && c[9].label_count == 2);
    CHECK_STR(c[9].labels[1].data, "y");
    CHECK(c[10].is_unsigned && !c[11].is_unsigned);
    mt_table_free(t);
}

static void test_complete_mysql(void)
{
    struct mt_err err;
    struct mt_table *t = complete(mysql_map, mysql_specs, COUNT(mysql_specs), &err);
    CHECK(t && t->names_known && t->types_known && t->key_count == 1 && t->key[0] == 1);
    if (!t) {
        printf("# %s\n", err.msg);
        return;
    }
    CHECK_STR(t->columns[23].name.data, "e2");
    CHECK_STR(t->columns[23].labels[0].data, "ä");
    mt_table_free(t);
}

static void check_refused(size_t i, struct mt_column_spec changed, const char *want)
{
    struct mt_column_spec specs[COUNT(mysql_specs)];
    memcpy(specs, mysql_specs, sizeof specs);
    specs[i] = changed;
    struct mt_err err;
    struct mt_table *t = complete(mysql_map, specs, COUNT(specs), &err);
    CHECK(!t && err.code == MT_ERR_SCHEMA);
    if (want)
        CHECK(strstr(err.msg, want) == err.msg);
    if (want && strstr(err.msg, want) != err.msg)
        printf("# %s\n", err.msg);
    mt_table_free(t);
}

static void test_refused(void)
{
    check_refused(9, (struct mt_column_spec){"t1", "a", "vc", "int(11)", true, NULL, 0, ""},
                  "column 10 of t1.a: the log has VARCHAR of up to 10 bytes in latin1 NULL, the "
                  "server's definition is `vc` int(11) NULL");
    check_refused(9, (struct mt_column_spec){"t1", "a", "vc", "varchar(10)", true, "latin2", 0, ""},
                  "column 10 of t1.a: the log has VARCHAR of up to 10 bytes in latin1 NULL, the "
                  "server's definition is `vc` varchar(10) in latin2 NULL");
    check_refused(9, (struct mt_column_spec){"t1", "a", "vc", "varchar(11)", true, "latin1", 0, ""},
                  NULL);
    check_refused(9, (struct mt_column_spec){"t1", "a", "vc", "varchar(10)", false, "latin1", 0, 0},
                  NULL);
    check_refused(3, (struct mt_column_spec){"t1", "a", "u", "int", true, NULL, 0, ""}, NULL);
    check_refused(3, (struct mt_column_spec){"t1", "a", "u", "bigint unsigned", true, NULL, 0, ""},
                  NULL);
    check_refused(18, (struct mt_column_spec){"t1", "a", "dt", "datetime(4)", true, NULL, 0, ""},
                  "column 19 of t1.a: the log has DATETIME(3) NULL, the server's");
    check_refused(15, (struct mt_column_spec){"t1", "a", "d", "decimal(7,3)", true, NULL, 0, ""},
                  "column 16 of t1.a: the log has DECIMAL(7,2) unsigned NULL, the server's");
    check_refused(4, (struct mt_column_spec){"t1", "a", "b", "bit(8)", true, NULL, 0, ""},
                  "column 5 of t1.a: the log has BIT(9) NULL, the server's");
    check_refused(6, (struct mt_column_spec){"t1", "a", "p", "polygon", true, NULL, 0, ""}, NULL);
    check_refused(0, (struct mt_column_spec){"t1", "a", "y", "hologram", true, NULL, 0, ""},
                  "t1.a, column `y`: its type `hologram` is not one that this version knows");
}

static void test_counts(void)
{
    struct mt_err err;
    CHECK(!complete(mysql_map, mysql_specs, COUNT(mysql_specs) - 1, &err));
    CHECK(strstr(err.msg, "t1.a has 24 columns in the log and 23 in the server's definition") ==
          err.msg);
    CHECK(!complete(mysql_map, mariadb_specs, COUNT(mariadb_specs), &err));
    CHECK(err.code == MT_ERR_SCHEMA && strstr(err.msg, "the server shows no such table"));
}

/* A map that knows everything is never refused, and is not changed by a definition that differs. */
static void test_full(void)
{
    struct mt_err err;
    struct mt_table *t = complete(full_map, mysql_specs, COUNT(mysql_specs), &err);
    CHECK(t && t->key_count == 2);
    mt_table_free(t);
    const struct mt_column_spec other[] = {
        {"t1", "pk", "a", "varchar(21)", false, "utf8mb4", 2, ""},
        {"t1", "pk", "b", "uuid", false, NULL, 1, ""},
        {"t1", "pk", "c", "hologram", true, NULL, 0, ""},
    };
    t = complete(full_map, other, COUNT(other), &err);
    CHECK(t && t->columns[1].shape == MT_SHAPE_PLAIN);
    mt_table_free(t);
}

/* A table that is added again replaces what was known of it. */
static void test_redefinition(void)
{
    struct mt_schema *schema = mt_schema_new();
    struct mt_column_spec wrong = {"t1", "a", "y", "int", true, NULL, 0, ""};
    struct mt_err err = {0};
    CHECK(mt_schema_add(schema, &wrong, &err) == 0);
    add(schema, mariadb_specs, COUNT(mariadb_specs));
    add(schema, mysql_specs, COUNT(mysql_specs));
    add(schema, mysql_specs, COUNT(mysql_specs));
    for (unsigned i = 0; i < 500; i++) {
        char name[16];
        snprintf(name, sizeof name, "t%u", i);
        struct mt_column_spec spec = {"many", name, "id", "int", false, NULL, 1, ""};
        if (mt_schema_add(schema, &spec, &err))
            CHECK(!"a table more");
    }
    struct mt_table *t = decode(mysql_map);
    CHECK(mt_schema_complete(schema, t, &err) == 0);
    mt_table_free(t);
    t = decode(mariadb_map);
    CHECK(mt_schema_complete(schema, t, &err) == 0);
    mt_table_free(t);
    mt_schema_free(schema);
}

/* MariaDB's DATETIME(3) of before 10.1: eight or seven bytes, the map does not tell. */
static void test_old_temporal(void)
{
    struct mt_err err;
    const struct mt_column_spec old = {"t", "t", "d", "datetime /* mariadb-5.3 */", true, 0, 0, ""};
    const struct mt_column_spec fraction = {"t", "t", "d", "datetime(3)", true, NULL, 0, ""};
    struct mt_table *t = complete("017400017400010c0001", &old, 1, &err);
    CHECK(t && t->types_known);
    mt_table_free(t);
    CHECK(!complete("017400017400010c0001", &fraction, 1, &err));
    CHECK(err.code == MT_ERR_SCHEMA && strstr(err.msg, "old format of temporal types"));
}

struct type_case {
    const char *text, *charset;
    uint8_t type;
    uint32_t meta; /* UINT32_MAX: not understood */
    uint32_t length;
};

#define NOT_KNOWN UINT32_MAX

static void test_types(void)
{
    static const struct type_case cases[] = {
        {"INT", NULL, MT_TYPE_LONG, 0, 0},
        {"bigint(20) unsigned zerofill", NULL, MT_TYPE_LONGLONG, 0, 0},
        {"double precision", NULL, MT_TYPE_DOUBLE, 8, 0},
        {"double(12,4) unsigned", NULL, MT_TYPE_DOUBLE, 8, 0},
        {"decimal(65,30)", NULL, MT_TYPE_NEWDECIMAL, 65 | 30 << 8, 0},
        {"decimal", NULL, MT_TYPE_NEWDECIMAL, 10, 0},
        {"decimal(66,0)", NULL, 0, NOT_KNOWN, 0},
        {"bit(64)", NULL, MT_TYPE_BIT, 8 << 8, 0},
        {"bit(65)", NULL, 0, NOT_KNOWN, 0},
        {"timestamp(6)", NULL, MT_TYPE_TIMESTAMP2, 6, 0},
        {"time(7)", NULL, 0, NOT_KNOWN, 0},
        {"char(255)", "utf8mb4", MT_TYPE_STRING, 1020, 1020},
        {"char(255)", "utf8", MT_TYPE_STRING, 765, 765},
        {"char(3)", NULL, 0, NOT_KNOWN, 0},
        {"char(3)", "klingon", 0, NOT_KNOWN, 0},
        {"varchar(65535)", "latin1", MT_TYPE_VARCHAR, 65535, 65535},
        {"varchar(65536)", "latin1", 0, NOT_KNOWN, 0},
        {"varchar(4294967296)", "latin1", 0, NOT_KNOWN, 0},
        {"varchar(99999999999999999999)", "latin1", 0, NOT_KNOWN, 0},
        {"varbinary(7)", NULL, MT_TYPE_VARCHAR, 7, 7},
        {"varbinary(7) /*M!100301 COMPRESSED*/", NULL, MT_TYPE_VARCHAR_COMPRESSED, 8, 8},
        {"mediumtext /*M!100301 COMPRESSED*/", "latin1", MT_TYPE_BLOB_COMPRESSED, 3, 0},
        {"longtext", "utf8mb4", MT_TYPE_BLOB, 4, 0},
        {"int /*M!100301 COMPRESSED*/", NULL, 0, NOT_KNOWN, 0},
        {"tinyblob", NULL, MT_TYPE_BLOB, 1, 0},
        {"json", NULL, MT_TYPE_JSON, 4, 0},
        {"inet4", NULL, MT_TYPE_STRING, 4, 4},
        {"vector(3)", NULL, MT_TYPE_VECTOR, 4, 0},
        {"set('a','b','c','d','e','f','g','h','i')", "latin1", MT_TYPE_SET, 2, 2},
        {"enum( 'a' , 'b' )", "latin1", MT_TYPE_ENUM, 1, 1},
        {"enum('a'", "latin1", 0, NOT_KNOWN, 0},
        {"enum('a", "latin1", 0, NOT_KNOWN, 0},
        {"enum(1)", "latin1", 0, NOT_KNOWN, 0},
        {"enum", "latin1", 0, NOT_KNOWN, 0},
        {"int('a')", NULL, 0, NOT_KNOWN, 0},
        {"varchar(10) unsigned", "latin1", 0, NOT_KNOWN, 0},
        {"int(", NULL, 0, NOT_KNOWN, 0},
        {"int(1,2,3)", NULL, 0, NOT_KNOWN, 0},
        {"int /* open", NULL, 0, NOT_KNOWN, 0},
        {"int /", NULL, 0, NOT_KNOWN, 0},
        {"int signed sparkling", NULL, 0, NOT_KNOWN, 0},
        {"", NULL, 0, NOT_KNOWN, 0},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct mt_arena *arena = mt_arena_new();
        struct mt_column c = {0};
        struct mt_err err = {0};
        int rc = mt_column_type_parse(cases[i].text, cases[i].charset, arena, &c, &err);
        bool ok = cases[i].meta == NOT_KNOWN
                      ? rc == -1 && err.code == MT_ERR_SCHEMA
                      : rc == 0 && c.type == cases[i].type && c.meta == cases[i].meta &&
                            c.length == cases[i].length;
        test_check(ok, cases[i].text, __FILE__, __LINE__);
        mt_arena_free(arena);
    }
}

/* As all three servers print labels, whatever the sql_mode. */
static void test_labels(void)
{
    static const char *const want[] = {"x", "it's", "b\\s", "n\nl", "t\tt", "a,b", "", "r\rr"};
    struct mt_arena *arena = mt_arena_new();
    struct mt_column c = {0};
    struct mt_err err = {0};
    CHECK(mt_column_type_parse("enum('x','it''s','b\\\\s','n\\nl','t\tt','a,b','','r\\rr')", "ucs2",
                               arena, &c, &err) == 0);
    CHECK(c.label_count == COUNT(want));
    for (size_t i = 0; i < c.label_count && i < COUNT(want); i++)
        CHECK_STR(c.labels[i].data, want[i]);
    mt_arena_free(arena);
}

/* What is parsed is printed again, in the spelling of a server that shows no display widths. */
static void test_print(void)
{
    static const struct {
        const char *text, *charset;
    } cases[] = {
        {"tinyint", NULL},
        {"smallint unsigned", NULL},
        {"mediumint", NULL},
        {"int unsigned", NULL},
        {"bigint", NULL},
        {"float", NULL},
        {"double unsigned", NULL},
        {"decimal(10,2)", NULL},
        {"bit(13)", NULL},
        {"year", NULL},
        {"date", NULL},
        {"time", NULL},
        {"datetime(3)", NULL},
        {"timestamp(6)", NULL},
        {"char(20)", "utf8mb4"},
        {"varchar(300)", "latin1"},
        {"binary(16)", NULL},
        {"varbinary(300)", NULL},
        {"tinytext", "utf8mb4"},
        {"text", "ucs2"},
        {"mediumblob", NULL},
        {"longtext", "latin1"},
        {"json", NULL},
        {"enum('x','it''s','b\\\\s','n\\nl','')", "utf8mb4"},
        {"set('a','b,c')", "latin1"},
        {"geometry", NULL},
        {"multipolygon", NULL},
        {"vector(3)", NULL},
        {"uuid", NULL},
        {"inet4", NULL},
        {"inet6", NULL},
        {"varchar(90) compressed", "utf8mb4"},
        {"blob compressed", NULL},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct mt_arena *arena = mt_arena_new();
        struct mt_column c = {0};
        struct mt_err err = {0};
        struct mt_buf text = {0};
        CHECK(mt_column_type_parse(cases[i].text, cases[i].charset, arena, &c, &err) == 0);
        mt_column_type_print(&c, &text);
        CHECK_STR(mt_buf_str(&text), cases[i].text);
        mt_buf_free(&text);
        mt_arena_free(arena);
    }
}

int main(void)
{
    test_complete_mariadb();
    test_complete_mysql();
    test_refused();
    test_counts();
    test_full();
    test_redefinition();
    test_old_temporal();
    test_types();
    test_labels();
    test_print();
    return test_done();
}
