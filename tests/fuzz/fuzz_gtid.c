/* Fuzz target: the events that carry GTIDs, of both servers, tagged ones among them, and the text
 * of sets.
 *
 * Input: a byte that chooses the type, then the body; the byte 255, then text. */
#include "binlog/event.h"
#include "binlog/gtid_set.h"
#include "fuzz.h"

#define TEXT 255

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
    struct mt_gtid_head head;
    char text[MT_GTID_TEXT], again[MT_GTID_TEXT];
    FUZZ_CHECK(memchr(gtid.head.tag, 0, sizeof gtid.head.tag));
    FUZZ_CHECK(mt_gtid_print(&gtid.head, text) == strlen(text));
    FUZZ_CHECK(mt_gtid_decode_head(event, &head, &err) == 0 && head.flags == gtid.head.flags);
    FUZZ_CHECK(mt_gtid_print(&head, again) == strlen(text) && strcmp(text, again) == 0);
    fuzz_touch(gtid.xa_gtrid.data, gtid.xa_gtrid.len);
    fuzz_touch(gtid.xa_bqual.data, gtid.xa_bqual.len);
}

/* What is decoded says the same after a turn through text and through bytes. */
static void turn_set(const struct mt_gtid_set *set, bool mysql)
{
    static struct mt_buf text, again, bytes;
    struct mt_gtid_set copy = {0};
    struct mt_err err;
    err.code = MT_OK;
    mt_buf_clear(&text);
    mt_buf_clear(&again);
    mt_buf_clear(&bytes);
    mt_gtid_set_print(set, &text);
    FUZZ_CHECK(mt_gtid_set_parse(&copy, mt_buf_str(&text), text.len, &err) == 0);
    FUZZ_CHECK(mt_gtid_set_is_subset(set, &copy) && mt_gtid_set_is_subset(&copy, set));
    if (mysql) {
        mt_gtid_set_free(&copy);
        mt_gtid_set_encode(set, &bytes);
        struct mt_raw_event event = fuzz_event(MT_EVENT_PREVIOUS_GTIDS, bytes.data, bytes.len);
        FUZZ_CHECK(mt_previous_gtids_decode(&event, &copy, &err) == 0);
        free((void *)event.data);
    }
    mt_gtid_set_print(&copy, &again);
    FUZZ_CHECK(text.len == again.len &&
               memcmp(mt_buf_str(&text), mt_buf_str(&again), text.len) == 0);
    FUZZ_CHECK(mt_gtid_set_subtract(&copy, set, &err) == 0 && mt_gtid_set_is_empty(&copy));
    mt_gtid_set_free(&copy);
}

static void see_set(const struct mt_raw_event *event)
{
    struct mt_gtid_set set = {0};
    struct mt_err err;
    err.code = MT_OK;
    bool mysql = event->header.type == MT_EVENT_PREVIOUS_GTIDS;
    int failed = mysql ? mt_previous_gtids_decode(event, &set, &err)
                       : mt_gtid_list_decode(event, &set, &err);
    fuzz_check_result(failed, &err);
    if (!failed)
        turn_set(&set, mysql);
    mt_gtid_set_free(&set);
}

/* Any bytes as text. */
static void see_text(const uint8_t *data, size_t size)
{
    struct mt_gtid_set set = {0};
    struct mt_err err;
    err.code = MT_OK;
    char *text = malloc(size + 1); /* of exactly its size, for the sanitizer */
    memcpy(text, data, size);
    int failed = mt_gtid_set_parse(&set, text, size, &err);
    fuzz_check_result(failed, &err);
    if (!failed)
        turn_set(&set, set.domain_count == 0);
    mt_gtid_set_free(&set);
    free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1)
        return 0;
    static struct mt_buf scratch;
    if (data[0] == TEXT) {
        see_text(data + 1, size - 1);
        return 0;
    }
    uint8_t type = types[data[0] % sizeof types];
    struct mt_raw_event event = fuzz_event(type, data + 1, size - 1);
    bool mariadb = type >= MT_EVENT_ANNOTATE_ROWS;
    fuzz_fields(&event, mariadb, &scratch);
    if (type == MT_EVENT_PREVIOUS_GTIDS || type == MT_EVENT_GTID_LIST)
        see_set(&event);
    else if (type == MT_EVENT_MARIADB_GTID || type <= MT_EVENT_ANONYMOUS_GTID ||
             type == MT_EVENT_GTID_TAGGED)
        see_gtid(&event);
    free((void *)event.data);
    return 0;
}
