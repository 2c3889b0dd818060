/* Fuzz target: a table map, and rows of that table, value by value.
 *
 * Input: a byte of switches (bits 0-1: enum mt_writer, bit 2: what the map leaves open is filled in
 * as a schema would, bit 3: every other column is wanted), uint<1> type of the rows event, uint<2>
 * length and body of the table map, then the body of the rows event. */
#include "binlog/charset.h"
#include "fuzz.h"

/* Signs and sets as they come, so that decoders get to the values. */
static void fill_in(struct mt_table *table)
{
    static const char *const sets[] = {"utf8mb4", "latin1", "sjis", "utf16", "binary"};
    for (uint32_t i = 0; i < table->column_count; i++) {
        struct mt_column *c = &table->columns[i];
        const char *set = sets[i % 5];
        c->sign_known = c->charset_known = true;
        c->is_unsigned = i & 1;
        if (!c->charset)
            c->charset = mt_charset_by_name(set, strlen(set));
    }
}

static void see_rows(const struct mt_tables *tables, uint8_t type, struct mt_cursor body, bool some)
{
    uint8_t wanted[8192];
    enum mt_change change;
    struct mt_raw_event event = fuzz_event(type, body.at, mt_left(&body));
    memset(wanted, 0x55, sizeof wanted);
    if (mt_rows_is(type, &change)) {
        int whole = fuzz_rows(tables, &event, false, NULL);
        /* what can be read can be stepped over */
        if (some && whole == 0)
            FUZZ_CHECK(fuzz_rows(tables, &event, false, wanted) == 0);
    }
    free((void *)event.data);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 4)
        return 0;
    struct mt_cursor in = mt_cursor(data + 2, size - 2);
    struct mt_cursor map = fuzz_take_part(&in);
    struct mt_raw_event event = fuzz_event(MT_EVENT_TABLE_MAP, map.at, mt_left(&map));
    struct mt_tables *tables = mt_tables_new();
    struct mt_table *table = NULL;
    struct mt_err err;
    err.code = MT_OK;
    mt_tables_set_writer(tables, (enum mt_writer)((data[0] & 3) % 3));
    int failed = mt_tables_map(tables, &event, false, &table, &err);
    fuzz_check_result(failed, &err);
    /* wider tables than this take long, and show nothing more */
    if (!failed && table->column_count <= 65535) {
        if (data[0] & 4)
            fill_in(table);
        see_rows(tables, data[1], in, data[0] & 8);
    }
    free((void *)event.data);
    mt_tables_free(tables);
    return 0;
}
