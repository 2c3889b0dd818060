/* MariaDB's old temporal types with fractions: a table map does not tell their size, so their rows
 * must be refused, never told from the wrong bytes. Cuts of a log of MariaDB 11.8 that ran with
 * mysql56_temporal_format=OFF. */
#include "test.h"

#include <stdlib.h>

#include "binlog/rows.h"
#include "field_text.h"
#include "hex.h"

/* hires (a tinyint, s timestamp(2)): one row of ..:05.03; two rows of ..:05.67 and ..:05.03 */
static const char hires_map[] =
    "d889016b1357a400003b000000000000000000160000000000010005657861637400"
    "056869726573000201070003010100040401610173";
static const char hires_row[] =
    "d889016b1757a400002800000000000000000016000000000001000203fc0165937d2503";
static const char hires_rows[] =
    "d889016b1757a400002f00000000000000000016000000000001000203fc0165937d2543fc0265937d2503";

/* lores (a int, s timestamp, t time, d datetime): two rows, the second with NULLs */
static const char lores_map[] =
    "d889016b1357a4000041000000000000000000170000000000010005657861637400"
    "056c6f726573000403070b0c000f01010004080161017301740164";
static const char lores_rows[] =
    "d889016b1757a400003e0000000000000000001700000000000100040ff001000000257d936525d8ff1b8beaa23012"
    "0000fc02000000d889016b";

static int put_column(void *arg, uint32_t column, const struct mt_value *value)
{
    (void)column;
    text_value(arg, NULL, value ? value : &(struct mt_value){.kind = MT_KIND_NULL});
    return 0;
}

/* The rows as text, or the error. */
static const char *read_rows(const char *map_hex, const char *rows_hex, struct mt_buf *out)
{
    static struct mt_err err;
    struct mt_raw_event map = raw_event(test_hex(map_hex)), event = raw_event(test_hex(rows_hex));
    struct mt_tables *tables = mt_tables_new();
    struct mt_table *table;
    struct mt_buf scratch = {0};
    struct mt_rows rows;
    struct mt_image_sink sink = {.put = put_column, .arg = out, .scratch = &scratch};
    err.code = MT_OK;
    mt_buf_clear(out);
    int failed = mt_tables_map(tables, &map, false, &table, &err);
    if (!failed) {
        failed = mt_rows_begin(tables, &event, false, &scratch, &rows, &err);
        while (!failed && mt_rows_more(&rows))
            failed = mt_rows_image(&rows, true, &sink, &err);
        mt_rows_end(&rows);
    }
    mt_tables_free(tables);
    mt_buf_free(&scratch);
    return failed ? err.msg : mt_buf_str(out);
}

int main(void)
{
    struct mt_buf out = {0};
    CHECK(strstr(read_rows(hires_map, hires_row, &out), "fractions in MariaDB's old format"));
    CHECK(out.len == 0);
    CHECK(strstr(read_rows(hires_map, hires_rows, &out), "fractions in MariaDB's old format"));
    CHECK(out.len == 0);
    CHECK_STR(read_rows(lores_map, lores_rows, &out),
              "1 \"2024-01-02 03:04:05\" \"-01:02:03\" \"2000-01-01 01:02:03\" "
              "2 \"2026-11-21 12:08:56\" NULL NULL");
    mt_buf_free(&out);
    return test_done();
}
