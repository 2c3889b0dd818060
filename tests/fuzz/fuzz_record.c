/* Fuzz target: a table map and rows of that table into a recording, as they are and masked; what
 * could be read before can be read in the recording.
 *
 * Input: as of fuzz_row, so its seeds are seeds here; bit 3 of the switches: all columns are
 * masked. */
#include "binlog/recording.h"
#include "fuzz.h"

/* Any bytes that depend on all of the data will do. */
static int digest(void *arg, const void *data, size_t len, uint8_t out[32])
{
    const uint8_t *p = data;
    uint64_t h = 14695981039346656037u;
    (void)arg;
    for (size_t i = 0; i < len; i++)
        h = (h ^ p[i]) * 1099511628211u;
    for (size_t i = 0; i < 32; i++, h = (h ^ i) * 1099511628211u)
        out[i] = (uint8_t)(h >> 24);
    return 0;
}

static struct mt_raw_event format_event(bool mariadb)
{
    uint8_t body[57 + 174 + 5] = {[0] = 4, [56] = MT_HEADER_LEN};
    strcpy((char *)body + 2, mariadb ? "11.8.6-MariaDB-log" : "9.7.4");
    return fuzz_event(MT_EVENT_FORMAT_DESCRIPTION, body, sizeof body);
}

static int take(struct mt_recording *recording, const struct mt_recording_event *in,
                struct mt_buf *out)
{
    struct mt_err err;
    err.code = MT_OK;
    int failed = mt_recording_take(recording, in, NULL, out, &err);
    fuzz_check_result(failed, &err);
    return failed;
}

static int take_rows(struct mt_recording *recording, const struct mt_tables *tables,
                     struct mt_recording_event *in, struct mt_buf *out)
{
    static struct mt_buf inflated;
    struct mt_rows rows = {0};
    struct mt_err err;
    err.code = MT_OK;
    int failed = mt_rows_begin(tables, in->event, false, &inflated, &rows, &err);
    in->rows = &rows;
    in->table = rows.table;
    if (!failed)
        failed = take(recording, in, out);
    mt_rows_end(&rows);
    return failed;
}

/* Every event of the file is whole; its rows are read if the events that they come of could be. */
static void read_back(const struct mt_buf *out, enum mt_writer writer, bool readable)
{
    struct mt_framing framing = {0};
    struct mt_tables *tables = mt_tables_new();
    struct mt_cursor in = mt_cursor(out->data, out->len);
    mt_tables_set_writer(tables, writer);
    mt_framing_start(&framing, "log.1", MT_BINLOG_MAGIC_LEN);
    FUZZ_CHECK(memcmp(mt_take(&in, MT_BINLOG_MAGIC_LEN), MT_BINLOG_MAGIC, 4) == 0);
    while (mt_left(&in)) {
        struct mt_raw_event event;
        struct mt_table *table;
        enum mt_change change;
        struct mt_err err;
        err.code = MT_OK;
        FUZZ_CHECK(mt_left(&in) >= MT_HEADER_LEN);
        uint32_t size = mt_header_parse(in.at).size;
        uint8_t *bytes = (uint8_t *)(uintptr_t)mt_take(&in, size);
        FUZZ_CHECK(bytes && mt_framing_accept(&framing, bytes, size, &event, &err) == 0);
        if (event.header.type == MT_EVENT_TABLE_MAP)
            FUZZ_CHECK(mt_tables_map(tables, &event, false, &table, &err) == 0);
        else if (mt_rows_is(event.header.type, &change))
            FUZZ_CHECK(fuzz_rows(tables, &event, false, NULL) == 0 || !readable);
    }
    mt_tables_free(tables);
}

static void record(const struct mt_tables *tables, enum mt_writer writer, bool masked,
                   struct mt_recording_event *map, struct mt_recording_event *rows)
{
    static const char *const globs[] = {"*.*.*"};
    struct mt_recording_options options = {
        .masked = globs, .masked_count = masked, .mask = {.digest = digest}};
    struct mt_recording *recording = mt_recording_new(&options);
    struct mt_raw_event format = format_event(writer == MT_WRITER_MARIADB);
    struct mt_recording_event head = {.event = &format};
    struct mt_buf out = {0};
    bool readable = fuzz_rows(tables, rows->event, false, NULL) == 0;
    if (take(recording, &head, &out) == 0 && take(recording, map, &out) == 0 &&
        take_rows(recording, tables, rows, &out) == 0 && out.len)
        read_back(&out, writer, readable);
    mt_buf_free(&out);
    mt_recording_free(recording);
    free((void *)format.data);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    enum mt_change change;
    if (size < 4 || !mt_rows_is(data[1], &change))
        return 0;
    struct mt_cursor in = mt_cursor(data + 2, size - 2);
    struct mt_cursor body = fuzz_take_part(&in);
    struct mt_raw_event map = fuzz_event(MT_EVENT_TABLE_MAP, body.at, mt_left(&body));
    struct mt_raw_event rows = fuzz_event(data[1], in.at, mt_left(&in));
    enum mt_writer writer = (enum mt_writer)((data[0] & 3) % 3);
    struct mt_tables *tables = mt_tables_new();
    struct mt_table *table = NULL;
    struct mt_err err;
    err.code = MT_OK;
    map.begins_transaction = rows.ends_transaction = true;
    mt_tables_set_writer(tables, writer);
    if (mt_tables_map(tables, &map, false, &table, &err) == 0 && table->column_count <= 65535) {
        struct mt_recording_event map_in = {
            .event = &map, .table = table, .names_columns = table->names_known};
        struct mt_recording_event rows_in = {.event = &rows};
        record(tables, writer, data[0] & 8, &map_in, &rows_in);
    }
    free((void *)map.data);
    free((void *)rows.data);
    mt_tables_free(tables);
    return 0;
}
