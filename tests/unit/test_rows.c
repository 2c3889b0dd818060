/* Rows events: compressed ones, JSON differences, rows without columns. Cuts of logs of MySQL 9.7
 * and MariaDB 10.11, and damage made to them. */
#include "test.h"

#include <stdlib.h>

#include "base/buf.h"
#include "binlog/json.h"
#include "binlog/rows.h"
#include "field_text.h"
#include "hex.h"

/* shop.pj2 (id int primary key, j json, v int, k json) */
static const char json_map[] =
    "0f7e016b137da200004700000061020000000089000000000001000473686f700003706a32000403f503f502"
    "04040e0101000409026964016a0176016b0801000c01f0";
/* update pj2 set j=json_set(j,'$.a',100), v=v+1; two rows */
static const char json_update[] =
    "0f7e016b277da20000be0000001f03000000008900000000001100020004ffff000100000022000000000200"
    "21001200010013000100050100021400616203000d00050100050200050300010000000a0000000201000900"
    "0c0700017801030001000000090000000003242e6103056400020000000000000008020000001c0000000002"
    "001b001200010013000100050500021400616201000700050100020000000101080200000009000000000324"
    "2e610305640003000000";
/* the same with binlog_row_image=MINIMAL: the document before is not there */
static const char json_minimal[] =
    "0f7e016b277da2000039000000aa0400000000890000000000110002000401020001000000010100090000"
    "000003242e6103056500";

/* shop.def (a int default 5, b int default 6), of MySQL and MariaDB */
static const char mysql_def[] =
    "2d79016b137da200003b0000001003000000007c000000000001000473686f70000364656600020303000301"
    "01000404016101620c01c0";
/* insert into def () values (), with binlog_row_image=MINIMAL */
static const char empty_insert[] = "2d79016b1e7da20000230000003303000000007c0000000000110002000200";
static const char mariadb_def[] =
    "4d7a016b1327a20000380000000b2a000000001b000000000001000473686f70000364656600020303000301"
    "0100040401610162";
/* update def set a=7; four rows, compressed */
static const char compressed_update[] =
    "4d7a016ba727a2000039000000442a000000001b000000000087000203038148789cfbc3cac0c0c006c47fd8"
    "610cb244004d330841";

static struct mt_raw_event event_of(const char *hex)
{
    struct mt_str bytes = test_hex(hex);
    return raw_event(bytes);
}

static int put_column(void *arg, uint32_t column, const struct mt_value *value)
{
    struct mt_buf *out = arg;
    char name[16];
    snprintf(name, sizeof name, "%u", column + 1);
    if (value)
        text_value(out, name, value);
    else
        text_value(out, name, &(struct mt_value){.kind = MT_KIND_NULL});
    return 0;
}

static int put_rows(struct mt_rows *rows, const uint8_t *wanted, struct mt_buf *out,
                    struct mt_err *err)
{
    struct mt_buf scratch = {0};
    struct mt_image_sink sink = {
        .put = put_column, .arg = out, .wanted = wanted, .scratch = &scratch};
    int failed = 0;
    while (!failed && mt_rows_more(rows)) {
        text_open(out, rows->change == MT_INSERT ? "insert" : "update", false);
        if (rows->change != MT_INSERT)
            failed = mt_rows_image(rows, false, &sink, err);
        mt_buf_adds(out, " ->");
        if (!failed && rows->change != MT_DELETE)
            failed = mt_rows_image(rows, true, &sink, err);
        text_close(out);
    }
    mt_buf_free(&scratch);
    return failed;
}

static const char *rows_text(const char *map, struct mt_str bytes, const uint8_t *wanted)
{
    static struct mt_buf out;
    static struct mt_err err;
    struct mt_tables *tables = mt_tables_new();
    struct mt_buf inflated = {0};
    struct mt_raw_event map_event = event_of(map);
    struct mt_raw_event event = raw_event(bytes);
    struct mt_table *table;
    struct mt_rows rows = {0};
    err = (struct mt_err){0};
    mt_buf_clear(&out);
    int failed = mt_tables_map(tables, &map_event, false, &table, &err);
    if (!failed)
        failed = mt_rows_begin(tables, &event, false, &inflated, &rows, &err);
    if (!failed)
        failed = put_rows(&rows, wanted, &out, &err);
    mt_rows_end(&rows);
    mt_tables_free(tables);
    mt_buf_free(&inflated);
    return failed ? err.msg : mt_buf_str(&out);
}

static void test_partial_json(void)
{
    static const uint8_t no_json[] = {5};
    CHECK_STR(rows_text(json_map, test_hex(json_update), NULL),
              "update=(1=1 2=\"{\"a\": 1, \"b\": [1, 2, 3]}\" 3=1 4=\"[\"x\"]\" -> "
              "1=1 2=\"{\"a\": 100, \"b\": [1, 2, 3]}\" 3=2 4=\"[\"x\"]\") "
              "update=(1=2 2=\"{\"a\": 5, \"b\": [1]}\" 3=2 4=NULL -> "
              "1=2 2=\"{\"a\": 100, \"b\": [1]}\" 3=3 4=NULL)");
    CHECK_STR(rows_text(json_map, test_hex(json_update), no_json),
              "update=(1=1 3=1 -> 1=1 3=2) update=(1=2 3=2 -> 1=2 3=3)");
    CHECK(strstr(rows_text(json_map, test_hex(json_minimal), NULL), "binlog_row_image=FULL"));
    CHECK_STR(rows_text(json_map, test_hex(json_minimal), no_json), "update=(1=1 ->)");
}

/* The server writes paths as the statement had them, also those that count from the end. */
static const char *apply_diff(const char *diff_hex)
{
    static struct mt_buf out;
    static struct mt_err err;
    /* {"a": 5, "b": [1]} */
    struct mt_str before = test_hex("0002001b00120001001300010005050002140061620100070005 0100");
    struct mt_str bytes = test_hex(diff_hex);
    struct mt_cursor diffs = mt_cursor(bytes.data, bytes.len);
    err = (struct mt_err){0};
    mt_buf_clear(&out);
    return mt_json_apply_diffs(before, &diffs, &out, &err) ? err.msg : mt_buf_str(&out);
}

static void test_paths_from_end(void)
{
    /* $.b[last], $.b[last-1], $.b[last */
    CHECK_STR(apply_diff("00 09 242e625b6c6173745d 03 050900"), "{\"a\": 5, \"b\": [9]}");
    CHECK_STR(apply_diff("01 0b 242e625b6c6173742d315d 03 050900"), "{\"a\": 5, \"b\": [9, 1]}");
    CHECK_STR(apply_diff("02 09 242e625b6c6173745d"), "{\"a\": 5, \"b\": []}");
    CHECK(strstr(apply_diff("00 08 242e625b6c617374 03 050900"), "cannot be read") != NULL);
}

static const char *diff_text(const char *diff_hex)
{
    static struct mt_buf out;
    static struct mt_err err;
    struct mt_str bytes = test_hex(diff_hex);
    struct mt_cursor diffs = mt_cursor(bytes.data, bytes.len);
    err = (struct mt_err){0};
    mt_buf_clear(&out);
    return mt_json_print_diffs(&diffs, (struct mt_str){"d`", 2}, &out, &err) ? err.msg
                                                                             : mt_buf_str(&out);
}

/* $.a is 7, "it's" stands in front of $.b[0], $.c goes. */
static void test_differences(void)
{
    CHECK_STR(diff_text("00 03 242e61 03 050700 01 06 242e625b305d 06 0c0469742773 02 03 242e63"),
              "JSON_REMOVE(JSON_ARRAY_INSERT(JSON_REPLACE(`d```, '$.a', CAST('7' AS JSON)), "
              "'$.b[0]', CAST('\"it''s\"' AS JSON)), '$.c')");
    CHECK_STR(diff_text("01 03 242e61 03 050700"), "JSON_INSERT(`d```, '$.a', CAST('7' AS JSON))");
    CHECK(strstr(diff_text("03 03 242e61 03 050700"), "cannot be read") != NULL);
    CHECK(strstr(diff_text("00 03 242e61 04 050700"), "cannot be read") != NULL);
    CHECK(strstr(diff_text("00 03 242e61 00"), "without a value") != NULL);
}

static void test_compressed(void)
{
    CHECK_STR(rows_text(mariadb_def, test_hex(compressed_update), NULL),
              "update=(1=5 2=6 -> 1=7 2=6) update=(1=5 2=6 -> 1=7 2=6) "
              "update=(1=5 2=6 -> 1=7 2=6) update=(1=5 2=6 -> 1=7 2=6)");
}

static void test_no_columns(void)
{
    CHECK_STR(rows_text(mysql_def, test_hex(empty_insert), NULL), "insert=( ->)");
    struct mt_str bytes = test_hex(empty_insert);
    char *longer = calloc(1, bytes.len + 4);
    memcpy(longer, bytes.data, bytes.len);
    const char *text = rows_text(mysql_def, (struct mt_str){longer, bytes.len + 4}, NULL);
    CHECK(strstr(text, "rows and no columns") != NULL);
    free(longer);
}

/* Cut anywhere: an error, or the rows that are whole. Changed anywhere: no crash. */
static void test_damage(const char *map, const char *hex)
{
    struct mt_str whole = test_hex(hex);
    char *copy = malloc(whole.len);
    for (size_t len = MT_HEADER_LEN; len < whole.len; len++) {
        char *cut = malloc(len);
        memcpy(cut, whole.data, len);
        rows_text(map, (struct mt_str){cut, len}, NULL);
        free(cut);
    }
    for (size_t i = MT_HEADER_LEN; i < whole.len; i++) {
        for (unsigned bit = 0; bit < 8; bit++) {
            memcpy(copy, whole.data, whole.len);
            copy[i] = (char)(copy[i] ^ (1 << bit));
            rows_text(map, (struct mt_str){copy, whole.len}, NULL);
        }
    }
    free(copy);
    CHECK(true);
}

int main(void)
{
    test_partial_json();
    test_differences();
    test_paths_from_end();
    test_compressed();
    test_no_columns();
    CHECK(strstr(rows_text(mysql_def, test_hex(compressed_update), NULL), "no table map") != NULL);
    test_damage(json_map, json_update);
    test_damage(json_map, json_minimal);
    test_damage(mariadb_def, compressed_update);
    test_damage(mysql_def, empty_insert);
    return test_done();
}
