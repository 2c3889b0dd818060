/* Fuzz target: the events that carry GTIDs, of both servers, tagged ones among them.
 *
 * Input: a byte that chooses the type, then the body. */
#include "binlog/event.h"
#include "fuzz.h"

static const uint8_t types[] = {
    MT_EVENT_GTID,           MT_EVENT_ANONYMOUS_GTID,      MT_EVENT_GTID_TAGGED,
    MT_EVENT_PREVIOUS_GTIDS, MT_EVENT_MARIADB_GTID,        MT_EVENT_GTID_LIST,
    MT_EVENT_HEARTBEAT_V2,   MT_EVENT_TRANSACTION_CONTEXT, MT_EVENT_BINLOG_CHECKPOINT};

static void see_gtid(const struct mt_raw_event *event)
{
    struct mt_gtid gtid;
    struct mt_err err;
    err.code = MT_OK;
    int failed = mt_gtid_decode(event, &gtid, &err);
    fuzz_check_result(failed, &err);
    if (failed)
        return;
    FUZZ_CHECK(memchr(gtid.text, 0, sizeof gtid.text) && memchr(gtid.tag, 0, sizeof gtid.tag));
    fuzz_touch(gtid.text, strlen(gtid.text));
    fuzz_touch(gtid.xa_gtrid.data, gtid.xa_gtrid.len);
    fuzz_touch(gtid.xa_bqual.data, gtid.xa_bqual.len);
}

static void see_set(const struct mt_raw_event *event)
{
    static struct mt_buf out;
    struct mt_err err;
    err.code = MT_OK;
    mt_buf_clear(&out);
    fuzz_check_result(mt_previous_gtids_print(event, &out, &err), &err);
    fuzz_touch(out.data, out.len);
}

static void see_list(const struct mt_raw_event *event)
{
    struct mt_gtid_list list;
    char text[MT_GTID_LIST_TEXT];
    struct mt_err err;
    err.code = MT_OK;
    int failed = mt_gtid_list_begin(event, &list, &err);
    fuzz_check_result(failed, &err);
    while (!failed && mt_gtid_list_next(&list, text))
        fuzz_touch(text, strlen(text));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1)
        return 0;
    static struct mt_buf scratch;
    uint8_t type = types[data[0] % sizeof types];
    struct mt_raw_event event = fuzz_event(type, data + 1, size - 1);
    bool mariadb = type >= MT_EVENT_ANNOTATE_ROWS;
    fuzz_fields(&event, mariadb, &scratch);
    if (type == MT_EVENT_PREVIOUS_GTIDS)
        see_set(&event);
    else if (type == MT_EVENT_GTID_LIST)
        see_list(&event);
    else if (type == MT_EVENT_MARIADB_GTID || type <= MT_EVENT_ANONYMOUS_GTID ||
             type == MT_EVENT_GTID_TAGGED)
        see_gtid(&event);
    free((void *)event.data);
    return 0;
}
