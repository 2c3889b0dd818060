/* Table maps: bytes of real logs (MySQL 5.6, 9.7, MariaDB 10.5, 11.8) against what the servers'
 * CREATE TABLE said, and the same bytes damaged. */
#include "test.h"

#include <stdlib.h>

#include "binlog/optional.h"
#include "binlog/table.h"
#include "binlog/wire.h"

/* create table a(y year, i tinyint, y2 year, u int unsigned, b bit(9), g geometry, p point, t text,
 * bl blob, vc varchar(10) charset latin1, ch char(3) charset utf8mb4, bi binary(5),
 * vb varbinary(7), e enum('a','b') charset latin1, s set('x','y'), d decimal(7,2) unsigned,
 * f float, db double unsigned, dt datetime(3), da date, ti time, ts timestamp(2) null, j json,
 * e2 enum('ä') charset utf8mb4, primary key(i)), MySQL 9.7, FULL. */
static const char all_types[] =
    "02743100016100180d010d0310fffffcfc0ffefe0ffefef60405120a1311f5fe1c0101040402020a00fe0cfe0507"
    "00f701f8010702040803000204f701fdffff0101ba030afcff003f08fcff003f3f07020001043c01790169027932"
    "0175016201670170017402626c0276630263680262690276620165017301640166026462026474026461027469"
    "027473016a0265320a05fcff00000805050201780179060902016101620102c3a40801010c03ffffff";

/* The same table, MariaDB 11.8, FULL. */
static const char all_types_mariadb[] =
    "02743100016100180d010d0310fffffcfc0ffefe0ffefef60405120a1311fcfe1c0101040402020a00fe0cfe0507"
    "00f701f8010702040803000204f701fdffff0101ba020d3f02fc0009040805fc0009082e07020001043c01790169"
    "0279320175016201670170017402626c0276630263680262690276620165017301640166026462026474026461"
    "027469027473016a0265320a05fc0009000805050201780179060902016101620102c3a4080101";

/* The same, MySQL 9.7, MINIMAL. */
static const char all_types_minimal[] =
    "02743100016100180d010d0310fffffcfc0ffefe0ffefef60405120a1311f5fe1c0101040402020a00fe0cfe0507"
    "00f701f8010702040803000204f701fdffff0101ba030afcff003f08fcff003f3f07020001";

/* create table c(a int primary key, v vector(3), inv int invisible, t text charset latin1, j json,
 * and functional keys), MySQL 9.7, FULL. */
static const char vector_hidden[] = "027431000163000503f203fcf5030402041e01010003023f080d010304"
                                    "0c0161017603696e760174016a0801000c01d8";

/* create table c(a int, t text compressed, u blob compressed, v varchar(10) compressed,
 * w varbinary(10) compressed, x uuid, i4 inet4, i6 inet6, ve vector(3) not null, inv int,
 * t2 text compressed charset latin1), MariaDB 11.8, FULL. */
static const char compressed[] =
    "027431000163000b038c8c8d8dfefefe0f038c0f020229000b00fe10fe04fe100c0002ff06010100020b3f00fc00"
    "0902fc00090808041c01610174017501760177017802693402693602766503696e76027432";

/* enum and set in utf8mb4, latin1, utf8mb4, koi8r, ucs2, binary: MariaDB 10.5 FULL, MySQL 5.6. */
static const char labels[] =
    "0274320002656e0006fefefefefefe0cf701f701f801f701f701f7013f040c0161016201630164016501660b062d"
    "082d07233f05070202c3a402d18f06420c0178046974277303625c73036e0a6c0374097403612c62037122710270"
    "250003720d72037a1a7a036208620201e901df0201d101d60202044f0204360201780179";
static const char labels_mysql56[] = "0274320002656e0006fefefefefefe0cf701f701f801f701f701f7013f";

/* create table pk(a varchar(20), b int, c text, primary key(b, a(5))), MySQL 9.7, FULL. */
static const char prefix_key[] = "0274310002706b00030f03fc03500002040101000203fcff0004060161016201"
                                 "630904010000050c01e0";

/* create table d(g geometry, a text charset latin1, b varchar(3) charset utf8mb4, c, d, e text,
 * p polygon, p2 point, f text, h blob): the servers count GEOMETRY differently. */
static const char geometry_mysql[] =
    "027431000164000afffc0ffcfcfcfffffcfc0b04020c0002020204040202ff030207fcff000008063f070300030104"
    "150167016101620163016401650170027032016601680c02ffc0";
static const char geometry_mariadb[] =
    "027431000164000afffc0ffcfcfcfffffcfc0b04020c0002020204040202ff0303143f08fc0009fc0009fc0009fc00"
    "093f3ffc00093f07030003010415016701610162016301640165017002703201660168";

static size_t unhex(const char *hex, unsigned char *out)
{
    size_t n = strlen(hex) / 2;
    for (size_t i = 0; i < n; i++) {
        char pair[3] = {hex[2 * i], hex[2 * i + 1], 0};
        out[i] = (unsigned char)strtoul(pair, NULL, 16);
    }
    return n;
}

/* From memory of exactly that size, so that a sanitizer sees every step outside. */
static struct mt_table *decode_bytes(const unsigned char *bytes, size_t n, enum mt_writer writer,
                                     struct mt_err *err)
{
    unsigned char *copy = malloc(n ? n : 1);
    memcpy(copy, bytes, n);
    struct mt_cursor body = mt_cursor(copy, n);
    struct mt_table *table = NULL;
    *err = (struct mt_err){0};
    int rc = mt_table_decode_from(writer, &body, &table, err);
    free(copy);
    if ((rc == 0) != (table != NULL) || (rc == 0) != (err->code == MT_OK))
        abort();
    return table;
}

static struct mt_table *decode(const char *hex)
{
    unsigned char bytes[512];
    struct mt_err err;
    struct mt_table *table = decode_bytes(bytes, unhex(hex, bytes), MT_WRITER_UNKNOWN, &err);
    if (!table)
        printf("# %s\n", err.msg);
    return table;
}

static const struct mt_column *column(const struct mt_table *t, const char *name)
{
    for (uint32_t i = 0; i < t->column_count; i++)
        if (t->columns[i].name.data && strcmp(t->columns[i].name.data, name) == 0)
            return &t->columns[i];
    static const struct mt_column none;
    return &none;
}

static bool is_in(const struct mt_column *c, const char *charset)
{
    return c->charset_known && c->charset && strcmp(c->charset->name, charset) == 0;
}

static void check_all_types(struct mt_table *t)
{
    CHECK_STR(t->schema.data, "t1");
    CHECK_STR(t->table.data, "a");
    CHECK(t->column_count == 24 && t->names_known && t->types_known);
    CHECK(t->key_known && t->key_count == 1 && t->key[0] == 1);
    CHECK(column(t, "y")->type == MT_TYPE_YEAR && column(t, "y")->nullable);
    CHECK(column(t, "i")->type == MT_TYPE_TINY && !column(t, "i")->nullable);
    CHECK(!column(t, "i")->is_unsigned && column(t, "u")->is_unsigned);
    CHECK(column(t, "d")->is_unsigned && !column(t, "f")->is_unsigned);
    CHECK(column(t, "db")->is_unsigned && column(t, "db")->meta == 8);
    CHECK(column(t, "b")->type == MT_TYPE_BIT && column(t, "b")->meta == (1 | 1 << 8));
    CHECK(column(t, "g")->geometry == 0 && column(t, "p")->geometry == 1);
    CHECK(column(t, "t")->meta == 2 && is_in(column(t, "t"), "utf8mb4"));
    CHECK(is_in(column(t, "bl"), "binary") && is_in(column(t, "vc"), "latin1"));
    CHECK(column(t, "vc")->length == 10 && column(t, "vc")->meta == 10);
    CHECK(column(t, "ch")->type == MT_TYPE_STRING && column(t, "ch")->length == 12);
    CHECK(is_in(column(t, "ch"), "utf8mb4") && is_in(column(t, "bi"), "binary"));
    CHECK(is_in(column(t, "vb"), "binary") && column(t, "vb")->type == MT_TYPE_VARCHAR);
    CHECK(column(t, "e")->type == MT_TYPE_ENUM && column(t, "e")->label_count == 2);
    CHECK_STR(column(t, "e")->labels[1].data, "b");
    CHECK(column(t, "s")->type == MT_TYPE_SET && column(t, "s")->meta == 1);
    CHECK_STR(column(t, "s")->labels[1].data, "y");
    CHECK_STR(column(t, "e2")->labels[0].data, "ä");
    CHECK(column(t, "d")->meta == (7 | 2 << 8) && column(t, "f")->meta == 4);
    CHECK(column(t, "dt")->type == MT_TYPE_DATETIME2 && column(t, "dt")->meta == 3);
    CHECK(column(t, "ts")->type == MT_TYPE_TIMESTAMP2 && column(t, "ts")->meta == 2);
}

static void test_full(void)
{
    struct mt_table *t = decode(all_types);
    check_all_types(t);
    CHECK(column(t, "j")->type == MT_TYPE_JSON && column(t, "j")->charset_known);
    mt_table_free(t);
    t = decode(all_types_mariadb);
    check_all_types(t);
    CHECK(column(t, "j")->type == MT_TYPE_BLOB && is_in(column(t, "j"), "utf8mb4"));
    mt_table_free(t);
}

static void test_minimal(void)
{
    struct mt_table *t = decode(all_types_minimal);
    CHECK(!t->names_known && !t->key_known && !t->types_known && t->key_count == 0);
    CHECK(t->columns[3].sign_known && t->columns[3].is_unsigned && !t->columns[3].name.data);
    CHECK(is_in(&t->columns[9], "latin1") && t->columns[13].labels == NULL);
    mt_table_free(t);
    t = decode(labels_mysql56);
    CHECK(!t->names_known && !t->types_known && t->columns[2].type == MT_TYPE_SET);
    mt_table_free(t);
}

static void test_special_types(void)
{
    struct mt_table *t = decode(vector_hidden);
    CHECK(t->column_count == 5 && t->types_known);
    CHECK(column(t, "v")->type == MT_TYPE_VECTOR && column(t, "v")->dimensions == 3);
    CHECK(column(t, "inv")->hidden && !column(t, "a")->hidden && is_in(column(t, "t"), "latin1"));
    mt_table_free(t);
    t = decode(compressed);
    CHECK(t->types_known && t->key_known && t->key_count == 0);
    CHECK(column(t, "t")->type == MT_TYPE_BLOB_COMPRESSED && is_in(column(t, "t"), "utf8mb4"));
    CHECK(column(t, "v")->type == MT_TYPE_VARCHAR_COMPRESSED && column(t, "v")->length == 41);
    CHECK(column(t, "x")->length == 16 && is_in(column(t, "x"), "binary"));
    CHECK(column(t, "ve")->type == MT_TYPE_VARCHAR && is_in(column(t, "t2"), "latin1"));
    mt_table_free(t);
}

static void test_labels(void)
{
    static const char *const want[] = {"x",    "it's", "b\\s", "n\nl", "t\tt",   "a,b",
                                       "q\"q", "p%",   "",     "r\rr", "z\x1az", "b\bb"};
    struct mt_table *t = decode(labels);
    const struct mt_column *a = column(t, "a");
    CHECK(t->types_known && a->label_count == 12);
    for (unsigned i = 0; i < a->label_count; i++)
        CHECK_STR(a->labels[i].data, want[i]);
    CHECK_STR(column(t, "b")->labels[0].data, "é");
    CHECK_STR(column(t, "c")->labels[1].data, "я");
    CHECK_STR(column(t, "d")->labels[0].data, "я");
    CHECK_STR(column(t, "e")->labels[1].data, "ж");
    mt_table_free(t);
}

static void test_key(void)
{
    struct mt_table *t = decode(prefix_key);
    CHECK(t->key_known && t->key_count == 2 && t->key[0] == 1 && t->key[1] == 0);
    CHECK(column(t, "a")->length == 80);
    mt_table_free(t);
}

/* Both tables have latin1, then four in utf8mb4, and binary last. */
static void check_geometry(const char *hex, enum mt_writer writer)
{
    unsigned char bytes[512];
    struct mt_err err;
    struct mt_table *t = decode_bytes(bytes, unhex(hex, bytes), writer, &err);
    CHECK(t->types_known && t->columns[6].geometry == 3 && t->columns[7].geometry == 1);
    CHECK(is_in(&t->columns[1], "latin1") && is_in(&t->columns[2], "utf8mb4"));
    CHECK(is_in(&t->columns[8], "utf8mb4") && is_in(&t->columns[9], "binary"));
    mt_table_free(t);
}

/* Two readings that differ: a map without anything that tells MySQL from MariaDB. */
static void test_ambiguous_geometry(void)
{
    /* geometry, blob, blob; DEFAULT_CHARSET: binary, but latin1 for number 1. */
    static const char hex[] = "01740001740003fffcfc03040202000203"
                              "3f0108";
    unsigned char bytes[64];
    struct mt_err err;
    size_t n = unhex(hex, bytes);
    struct mt_table *t = decode_bytes(bytes, n, MT_WRITER_UNKNOWN, &err);
    CHECK(!t->types_known && !t->columns[1].charset_known && !t->columns[2].charset_known);
    mt_table_free(t);
    t = decode_bytes(bytes, n, MT_WRITER_MYSQL, &err);
    CHECK(t->types_known && is_in(&t->columns[1], "binary") && is_in(&t->columns[2], "latin1"));
    mt_table_free(t);
    t = decode_bytes(bytes, n, MT_WRITER_MARIADB, &err);
    CHECK(t->types_known && is_in(&t->columns[1], "latin1") && is_in(&t->columns[2], "binary"));
    mt_table_free(t);
}

/* A CHAR of more than 255 bytes; a typed array with the three bytes of its VARCHAR; signs absent.
 */
static void test_crafted(void)
{
    struct mt_table *t = decode("01740001740003fe140306eefc0f10000000");
    CHECK(t && t->columns[0].type == MT_TYPE_STRING && t->columns[0].length == 0x1fc);
    CHECK(t && !t->columns[0].charset_known && !t->columns[2].sign_known && !t->types_known);
    mt_table_free(t);
    /* FLOAT and YEAR read the same with and without a sign. */
    t = decode("0174000174000204"
               "0d010400");
    CHECK(t && !t->columns[0].sign_known && t->types_known);
    mt_table_free(t);
}

static void check_refused(const char *hex, enum mt_code code, const char *want)
{
    unsigned char bytes[512];
    struct mt_err err;
    struct mt_table *t = decode_bytes(bytes, unhex(hex, bytes), MT_WRITER_UNKNOWN, &err);
    CHECK(!t && err.code == code);
    CHECK_STR(err.msg, want);
    mt_table_free(t);
}

static void test_refused(void)
{
    check_refused("0174000174", MT_ERR_TRUNCATED, "table map: it ends inside the table's name");
    check_refused("01740101740001030000", MT_ERR_CORRUPT,
                  "table map: no zero byte follows the table's name");
    check_refused("0174000174000403", MT_ERR_CORRUPT,
                  "table map of t.t: 1 bytes cannot describe the 4 columns it claims");
    check_refused("01740001740001640000", MT_ERR_UNSUPPORTED,
                  "table map of t.t: column 1: type code 100 is not one that this version decodes");
    check_refused(
        "0174000174000203fc", MT_ERR_UNSUPPORTED,
        "table map of t.t: it tells the types of the columns and not their lengths, as by "
        "the betas of 5.1: moontail does not read its rows; let a server of 5.1 or 5.5 "
        "replicate this log, and read its log");
    check_refused("01740001740001f602420000", MT_ERR_CORRUPT,
                  "table map of t.t: column 1: the metadata of a DECIMAL column has a precision or "
                  "scale that DECIMAL does not have");
    check_refused("0174000174000103010000", MT_ERR_CORRUPT,
                  "table map of t.t: the metadata does not fit its 1 columns");
    check_refused("01740001740001030000"
                  "0102ffff",
                  MT_ERR_CORRUPT,
                  "table map of t.t: its SIGNEDNESS metadata does not fit its 1 columns");
    check_refused("01740001740001030000"
                  "010100"
                  "010100",
                  MT_ERR_CORRUPT, "table map of t.t: it has SIGNEDNESS metadata twice");
    check_refused("01740001740001030000"
                  "080101",
                  MT_ERR_CORRUPT,
                  "table map of t.t: its SIMPLE_PRIMARY_KEY metadata does not fit its 1 columns");
    check_refused("01740001740001030000"
                  "0105",
                  MT_ERR_TRUNCATED, "table map of t.t: it ends inside its optional metadata");
    check_refused("01740001740001fe02f70100"
                  "060a0501",
                  MT_ERR_TRUNCATED, "table map of t.t: it ends inside its optional metadata");
}

/* Nothing but a table or an error comes of damaged bytes. */
static void test_damage(const char *hex)
{
    unsigned char bytes[512];
    struct mt_err err;
    size_t n = unhex(hex, bytes), refused = 0;
    for (size_t i = 0; i < n; i++) {
        struct mt_table *t = decode_bytes(bytes, i, MT_WRITER_UNKNOWN, &err);
        refused += !t;
        mt_table_free(t);
        for (unsigned k = 0; k < 16; k++) {
            unsigned char was = bytes[i];
            bytes[i] = (unsigned char)(k < 8 ? was ^ 1u << k : 0xf0u + k);
            t = decode_bytes(bytes, n, MT_WRITER_UNKNOWN, &err);
            mt_table_free(t);
            bytes[i] = was;
        }
    }
    CHECK(refused > n / 2);
}

int main(void)
{
    test_full();
    test_minimal();
    test_special_types();
    test_labels();
    test_key();
    check_geometry(geometry_mysql, MT_WRITER_UNKNOWN);
    check_geometry(geometry_mysql, MT_WRITER_MYSQL);
    check_geometry(geometry_mariadb, MT_WRITER_UNKNOWN);
    check_geometry(geometry_mariadb, MT_WRITER_MARIADB);
    test_ambiguous_geometry();
    test_crafted();
    test_refused();
    test_damage(all_types);
    test_damage(compressed);
    test_damage(labels);
    return test_done();
}
