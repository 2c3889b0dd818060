/* Owns the fields of the events that name transactions; event_gtid.c decodes them. */
#include <stdio.h>

#include "binlog/event.h"
#include "binlog/fields_put.h"
#include "binlog/gtid_set.h"

/* Microseconds since the epoch as seconds: the double nearest to them, exact in its six digits
 * until the year 2242. */
static void put_seconds(struct mt_fields *f, const char *name, uint64_t us)
{
    put_double(f, name, (double)us / 1e6);
}

static void put_identity(struct mt_fields *f, const struct mt_gtid_head *gtid)
{
    char text[MT_GTID_TEXT];
    struct mt_str uuid = {text, 36};
    if (gtid->flavor == MT_GTID_ANONYMOUS)
        return;
    mt_gtid_print(gtid, text);
    put_words(f, "gtid", text);
    put_text(f, "source_uuid", uuid);
    if (*gtid->tag)
        put_words(f, "tag", gtid->tag);
    put_uint(f, "transaction_id", gtid->number);
}

MT_FIELDS(mt_fields_gtid)
{
    struct mt_gtid gtid;
    if (mt_gtid_decode(f->event, &gtid, f->err))
        return -1;
    put_identity(f, &gtid.head);
    put_uint(f, "flags", gtid.head.flags);
    put_bool(f, "rbr_only", !(gtid.head.flags & MT_GTID_MAY_HAVE_STATEMENTS));
    if (gtid.has_clock) {
        put_uint(f, "last_committed", gtid.last_committed);
        put_uint(f, "sequence_number", gtid.sequence_number);
    }
    if (gtid.has_timestamps) {
        put_seconds(f, "immediate_commit_timestamp", gtid.immediate_commit_us);
        put_seconds(f, "original_commit_timestamp", gtid.original_commit_us);
    }
    if (gtid.has_length)
        put_uint(f, "transaction_length", gtid.transaction_length);
    if (gtid.has_versions) {
        put_uint(f, "immediate_server_version", gtid.immediate_version);
        put_uint(f, "original_server_version", gtid.original_version);
    }
    if (gtid.has_ticket)
        put_uint(f, "commit_group_ticket", gtid.commit_group_ticket);
    return 0;
}

static void put_extra_flags(struct mt_fields *f, const struct mt_gtid *gtid)
{
    uint8_t extra = gtid->extra_flags;
    put_uint(f, "flags_extra", extra);
    if (extra & MT_GTID_EXTRA_ENGINES)
        put_uint(f, "extra_engines", gtid->extra_engines);
    put_bool(f, "start_alter", extra & MT_GTID_START_ALTER);
    put_bool(f, "commit_alter", extra & MT_GTID_COMMIT_ALTER);
    put_bool(f, "rollback_alter", extra & MT_GTID_ROLLBACK_ALTER);
    if (extra & (MT_GTID_COMMIT_ALTER | MT_GTID_ROLLBACK_ALTER))
        put_uint(f, "sa_seq_no", gtid->start_alter_number);
    if (gtid->has_thread)
        put_uint(f, "thread_id", gtid->thread_id);
}

MT_FIELDS(mt_fields_mariadb_gtid)
{
    static const struct {
        const char *name;
        uint8_t flag;
    } flags[] = {
        {"standalone", MT_GTID_STANDALONE},
        {"group_commit", MT_GTID_COMMIT_ID},
        {"transactional", MT_GTID_TRANSACTIONAL},
        {"allow_parallel", MT_GTID_ALLOW_PARALLEL},
        {"waited", MT_GTID_WAITED},
        {"ddl", MT_GTID_DDL},
        {"prepared_xa", MT_GTID_PREPARED_XA},
        {"completed_xa", MT_GTID_COMPLETED_XA},
    };
    struct mt_gtid gtid;
    if (mt_gtid_decode(f->event, &gtid, f->err))
        return -1;
    char text[MT_GTID_TEXT];
    mt_gtid_print(&gtid.head, text);
    put_words(f, "gtid", text);
    put_uint(f, "domain_id", gtid.head.domain);
    put_uint(f, "seq_no", gtid.head.number);
    put_uint(f, "flags", gtid.head.flags);
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        put_bool(f, flags[i].name, gtid.head.flags & flags[i].flag);
    if (gtid.head.flags & MT_GTID_COMMIT_ID)
        put_uint(f, "commit_id", gtid.commit_id);
    if (gtid.head.flags & (MT_GTID_PREPARED_XA | MT_GTID_COMPLETED_XA)) {
        put_uint(f, "format_id", gtid.xa_format);
        put_bytes(f, "gtrid", gtid.xa_gtrid);
        put_bytes(f, "bqual", gtid.xa_bqual);
    }
    if (gtid.extra_flags)
        put_extra_flags(f, &gtid);
    return 0;
}

MT_FIELDS(mt_fields_previous_gtids)
{
    struct mt_gtid_set set = {0};
    int failed = mt_previous_gtids_decode(f->event, &set, f->err);
    mt_buf_clear(f->scratch);
    mt_gtid_set_print(&set, f->scratch);
    mt_gtid_set_free(&set);
    if (failed || f->scratch->failed)
        return mt_fail(f->err, MT_ERR_NOMEM, "no memory for a GTID set");
    put_text(f, "gtids", (struct mt_str){f->scratch->data, f->scratch->len});
    return 0;
}

MT_FIELDS(mt_fields_gtid_list)
{
    struct mt_gtid_list list;
    struct mt_gtid_domain entry;
    char text[44];
    if (mt_gtid_list_begin(f->event, &list, f->err))
        return -1;
    put_uint(f, "flags", list.flags);
    put_list(f, "gtids");
    while (mt_gtid_list_next(&list, &entry)) {
        snprintf(text, sizeof text, "%u-%u-%llu", entry.domain, entry.server_id,
                 (unsigned long long)entry.number);
        put_words(f, NULL, text);
    }
    put_close(f);
    return 0;
}
