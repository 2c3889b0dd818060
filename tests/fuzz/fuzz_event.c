/* Fuzz target: a stream of events through framing, fields, table maps, rows and compressed
 * transactions.
 *
 * Input: a byte of switches (bit 0: events with made headers, bit 1: MariaDB, bit 2: live), then
 * events: raw, each as long as its header says; or each as uint<1> type, uint<2> length, body. */
#include "binlog/event.h"
#include "binlog/fragments.h"
#include "binlog/inflate.h"
#include "fuzz.h"

static struct mt_tables *tables;
static struct mt_payload *payload;
static struct mt_fragments fragments;
static struct mt_buf scratch;

static void see_fragment(const struct mt_framing *framing, const struct mt_raw_event *event)
{
    struct mt_raw_event whole;
    struct mt_err err;
    err.code = MT_OK;
    if (mt_fragments_add(&fragments, event, &whole, &err) == 1)
        fuzz_rows(tables, &whole, framing->table_id_short, NULL);
}

static void see_event(const struct mt_framing *framing, const struct mt_raw_event *event)
{
    struct mt_table *table;
    struct mt_query query;
    enum mt_change change;
    struct mt_err err;
    uint8_t type = event->header.type;
    err.code = MT_OK;
    fuzz_fields(event, framing->mariadb, &scratch);
    if (type == MT_EVENT_TABLE_MAP)
        mt_tables_map(tables, event, framing->table_id_short, &table, &err);
    else if (mt_rows_is(type, &change))
        fuzz_rows(tables, event, framing->table_id_short, NULL);
    else if (type == MT_EVENT_PARTIAL_ROW_DATA)
        see_fragment(framing, event);
    else if (type == MT_EVENT_QUERY && mt_query_decode(event, &scratch, &query, &err) == 0)
        fuzz_sum += mt_statement_kind(query.text);
}

static void see_payload(const struct mt_framing *framing, struct mt_raw_event *event)
{
    struct mt_raw_event inner;
    struct mt_err err;
    err.code = MT_OK;
    if (mt_payload_begin(payload, event, &err))
        return;
    while (mt_payload_next(payload, &inner, &err) == 0)
        see_event(framing, &inner);
}

/* Framing gets bytes of exactly the size of the event. */
static void feed(struct mt_framing *framing, const uint8_t *bytes, uint32_t size)
{
    uint8_t *copy = malloc(size);
    struct mt_raw_event event;
    struct mt_err err;
    err.code = MT_OK;
    memcpy(copy, bytes, size);
    int failed = mt_framing_accept(framing, copy, size, &event, &err);
    fuzz_check_result(failed, &err);
    if (!failed) {
        FUZZ_CHECK(event.size <= size && event.end_position >= event.position);
        see_event(framing, &event);
        if (event.header.type == MT_EVENT_TRANSACTION_PAYLOAD)
            see_payload(framing, &event);
    }
    free(copy);
}

static void feed_format(struct mt_framing *framing, bool mariadb)
{
    uint8_t bytes[MT_HEADER_LEN + 57 + 174 + 5] = {[4] = MT_EVENT_FORMAT_DESCRIPTION};
    bytes[9] = sizeof bytes;
    bytes[19] = 4;
    strcpy((char *)bytes + 21, mariadb ? "11.8.6-MariaDB-log" : "9.7.4");
    bytes[75] = MT_HEADER_LEN;
    feed(framing, bytes, sizeof bytes);
}

static void feed_made(struct mt_framing *framing, struct mt_cursor in)
{
    while (mt_left(&in) > 3) {
        uint8_t type = mt_u8(&in);
        struct mt_cursor body = fuzz_take_part(&in);
        struct mt_raw_event event = fuzz_event(type, body.at, mt_left(&body));
        feed(framing, event.data, event.size);
        free((void *)event.data);
    }
}

static void feed_raw(struct mt_framing *framing, struct mt_cursor in)
{
    while (mt_left(&in) >= MT_HEADER_LEN) {
        struct mt_header header = mt_header_parse(in.at);
        size_t size = header.size;
        if (size < 1 || size > mt_left(&in))
            size = mt_left(&in);
        feed(framing, in.at, (uint32_t)size);
        mt_take(&in, size);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2)
        return 0;
    struct mt_framing framing = {.live = data[0] & 4};
    struct mt_cursor in = mt_cursor(data + 1, size - 1);
    bool mariadb = data[0] & 2;
    if (!payload)
        payload = mt_payload_new();
    tables = mt_tables_new();
    mt_tables_set_writer(tables, mariadb ? MT_WRITER_MARIADB : MT_WRITER_MYSQL);
    mt_framing_start(&framing, "log.1", MT_BINLOG_MAGIC_LEN);
    feed_format(&framing, mariadb);
    if (data[0] & 1)
        feed_made(&framing, in);
    else
        feed_raw(&framing, in);
    mt_tables_free(tables);
    mt_fragments_free(&fragments);
    return 0;
}
