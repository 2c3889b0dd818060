/* Owns what events tell about the transaction they are in, wanted or not. */
#include "lua/history.h"

#include <string.h>

#include "base/log.h"

/* ---- what an event tells about the transaction ---- */

static int refuse_statement(struct mt_script *script, struct mt_err *err)
{
    struct mt_str text = script->query.text;
    int shown = text.len > 100 ? 100 : (int)text.len;
    if (!script->wants_rows || script->passing_over)
        return 0;
    if (script->settings.ignore_statements) {
        mt_warn("%s:%llu: passed over a change logged as a statement: %.*s", script->event->file,
                (unsigned long long)script->event->position, shown, text.data);
        return 0;
    }
    return mt_fail(err, MT_ERR_UNSUPPORTED,
                   "a change is logged as a statement, not as rows, and no handler can see its "
                   "rows: \"%.*s%s\"; set binlog_format=ROW on the server, or pass over such "
                   "statements with --on-statement ignore",
                   shown, text.data, text.len > 100 ? "..." : "");
}

static int track_query(struct mt_script *script, struct mt_err *err)
{
    struct mt_query *q = &script->query;
    if (mt_query_decode(script->event, &script->query_text, q, err))
        return -1;
    switch (mt_statement_kind(q->text)) {
    case MT_STATEMENT_BEGIN: script->logical = MT_LOGICAL_BEGIN; break;
    case MT_STATEMENT_ROLLBACK: script->rolled_back = true; /* fall through */
    case MT_STATEMENT_COMMIT: script->logical = MT_LOGICAL_COMMIT; break;
    case MT_STATEMENT_DDL:
        if (!mt_script_is_ddl(q))
            break;
        script->logical = MT_LOGICAL_DDL;
        return script->settings.log_alone ? 0 : mt_history_statement(script, err);
    case MT_STATEMENT_DML: return refuse_statement(script, err);
    case MT_STATEMENT_OTHER: break;
    }
    return 0;
}

static int track_gtid(struct mt_script *script, struct mt_err *err)
{
    const struct mt_gtid_head *gtid = &script->context.gtid_head;
    if (mt_context_set_gtid(&script->context, script->event, err))
        return -1;
    if (gtid->flavor == MT_GTID_MARIADB && !(gtid->flags & MT_GTID_STANDALONE))
        script->logical = MT_LOGICAL_BEGIN;
    return 0;
}

static int track_statement_text(struct mt_script *script, struct mt_err *err)
{
    struct mt_str text;
    if (mt_rows_query_decode(script->event, &text, err))
        return -1;
    mt_context_set_query(&script->context, text);
    return 0;
}

static int track_table_map(struct mt_script *script, struct mt_err *err)
{
    struct mt_table *table;
    return mt_tables_map(script->tables, script->event, script->format.short_id, &table, err);
}

static int track_format(struct mt_script *script, struct mt_err *err)
{
    if (mt_begins_log(script->event))
        mt_tables_forget(script->tables);
    if (mt_format_decode(script->event, &script->format, err))
        return -1;
    mt_tables_set_writer(script->tables,
                         script->format.mariadb ? MT_WRITER_MARIADB : MT_WRITER_MYSQL);
    return 0;
}

static int refuse_unknown(struct mt_script *script, struct mt_err *err)
{
    const struct mt_header *h = &script->event->header;
    if (mt_event_type_name(h->type) || h->flags & MT_FLAG_IGNORABLE || script->passing_over)
        return 0;
    return mt_fail(err, MT_ERR_UNSUPPORTED,
                   "an event of type %u, which moontail does not know and which is not marked as "
                   "one that may be skipped; a newer moontail may read it",
                   h->type);
}

static bool wants_rows_events(const struct mt_script *script)
{
    enum mt_change change;
    for (int i = 0; i < 256; i++)
        if (script->wants_wire[i] && mt_rows_is((uint8_t)i, &change))
            return true;
    return script->wants_rows;
}

/* A rows event too large for one event, in pieces: with the last one it is there. */
static int track_fragment(struct mt_script *script, struct mt_err *err)
{
    if (!wants_rows_events(script) || script->passing_over)
        return 0;
    int whole = mt_fragments_add(&script->fragments, script->event, &script->joined, err);
    script->has_joined = whole > 0;
    return whole < 0 ? -1 : 0;
}

static int refuse_incident(struct mt_script *script, struct mt_err *err)
{
    if (script->wants_wire[MT_EVENT_INCIDENT] || script->passing_over)
        return 0;
    return mt_fail(err, MT_ERR_UNSUPPORTED,
                   "the server logged an incident: changes may be missing from its log here; to go "
                   "on all the same, let the script handle \"incident\" events");
}

/* Take in what the event says, whether or not anyone wants it. */
int mt_script_track(struct mt_script *script, struct mt_err *err)
{
    enum mt_change change;
    const struct mt_raw_event *event = script->event;
    script->has_joined = false;
    if (script->fragments.seen && event->header.type != MT_EVENT_PARTIAL_ROW_DATA &&
        !event->artificial && mt_fragments_end(&script->fragments, err))
        return -1;
    if (event->begins_transaction)
        mt_context_begin(&script->context, event);
    switch (event->header.type) {
    case MT_EVENT_FORMAT_DESCRIPTION: return track_format(script, err);
    case MT_EVENT_QUERY: return track_query(script, err);
    case MT_EVENT_QUERY_COMPRESSED: return track_query(script, err);
    case MT_EVENT_XID:
        script->logical = MT_LOGICAL_COMMIT;
        script->context.has_xid = true;
        return mt_xid_decode(event, &script->context.xid, err);
    case MT_EVENT_GTID:
    case MT_EVENT_ANONYMOUS_GTID:
    case MT_EVENT_GTID_TAGGED:
    case MT_EVENT_MARIADB_GTID: return track_gtid(script, err);
    case MT_EVENT_ROWS_QUERY:
    case MT_EVENT_ANNOTATE_ROWS: return track_statement_text(script, err);
    case MT_EVENT_TABLE_MAP: return track_table_map(script, err);
    case MT_EVENT_INCIDENT: return refuse_incident(script, err);
    case MT_EVENT_PARTIAL_ROW_DATA: return track_fragment(script, err);
    default: break;
    }
    if (mt_rows_is(event->header.type, &change)) {
        script->context.sequence++;
        return 0;
    }
    return refuse_unknown(script, err);
}
