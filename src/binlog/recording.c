/* Owns which events a recording keeps, and how they are written down. */
#include "binlog/recording.h"

#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "binlog/format.h"
#include "binlog/optional.h"

#define NOWHERE SIZE_MAX

struct mt_recording {
    struct mt_recording_options options;
    struct mt_recording_stats stats;
    bool all; /* whatever its table: statements as well */
    struct mt_masks masks;
    struct mt_buf head; /* the format description, without a checksum; empty: none came */
    struct mt_format format;
    uint64_t position; /* of the next event to be written; 0: nothing is */

    /* the transaction in hand: events without checksums, one behind the other */
    bool in_transaction, has_content;
    struct mt_buf events;
    size_t statement_at; /* where the statement begins whose rows come; NOWHERE: between them */
    size_t rows_at;      /* the last rows event of that statement */
    bool has_length;     /* its first event is a GTID that tells how long all is */
    uint64_t rows;
    struct mt_buf scratch;
    struct mt_buf xa_name;   /* of the transaction in hand */
    struct mt_buf xa_opened; /* of those that were recorded, each ended by a zero */
};

struct mt_recording *mt_recording_new(const struct mt_recording_options *options)
{
    struct mt_recording *r = calloc(1, sizeof *r);
    if (!r)
        return NULL;
    r->options = *options;
    r->all = !options->filtered && !options->masked_count;
    r->masks = (struct mt_masks){.globs = options->masked, .count = options->masked_count};
    return r;
}

void mt_recording_free(struct mt_recording *r)
{
    if (!r)
        return;
    mt_buf_free(&r->head);
    mt_buf_free(&r->events);
    mt_buf_free(&r->scratch);
    mt_buf_free(&r->xa_name);
    mt_buf_free(&r->xa_opened);
    mt_masks_free(&r->masks);
    free(r);
}

struct mt_recording_stats mt_recording_stats(const struct mt_recording *r)
{
    return r->stats;
}

const char *mt_recording_unmasked(const struct mt_recording *r)
{
    return mt_masks_unmet(&r->masks);
}

static int fail_memory(struct mt_err *err)
{
    return mt_fail(err, MT_ERR_NOMEM, "no memory for a transaction to be recorded");
}

/* ---- events ---- */

static void set_number(struct mt_buf *buf, size_t at, uint64_t value, unsigned bytes)
{
    for (unsigned i = 0; !buf->failed && i < bytes; i++)
        buf->data[at + i] = (char)(value >> 8 * i);
}

/* Size and end are known only when it is written. */
static void put_header(struct mt_buf *out, const struct mt_header *header, uint8_t type)
{
    mt_buf_add_le(out, header->timestamp, 4);
    mt_buf_addc(out, (char)type);
    mt_buf_add_le(out, header->server_id, 4);
    mt_buf_add_le(out, 0, 8);
    mt_buf_add_le(out, header->flags & ~(MT_FLAG_ARTIFICIAL | MT_FLAG_IN_USE), 2);
}

static void end_event(struct mt_buf *events, size_t at)
{
    set_number(events, at + 9, events->len - at, 4);
}

static void add_event(struct mt_recording *r, const struct mt_raw_event *event)
{
    size_t at = r->events.len;
    put_header(&r->events, &event->header, event->header.type);
    mt_buf_add(&r->events, event->data + MT_HEADER_LEN, event->size - MT_HEADER_LEN);
    end_event(&r->events, at);
}

/* Write the events out, which have their sizes but no checksums. */
static int write_events(struct mt_recording *r, const struct mt_buf *events, struct mt_buf *out,
                        struct mt_err *err)
{
    struct mt_cursor c = mt_cursor(events->data, events->len);
    while (mt_left(&c) >= MT_HEADER_LEN) {
        struct mt_header header = mt_header_parse(c.at);
        size_t at = out->len;
        uint32_t size = header.size + (r->format.has_checksum ? MT_CHECKSUM_LEN : 0);
        r->position += size;
        mt_buf_add(out, mt_take(&c, header.size), header.size);
        set_number(out, at + 9, size, 4);
        set_number(out, at + 13, r->position, 4);
        if (r->format.has_checksum && !out->failed)
            mt_buf_add_le(out, libdeflate_crc32(0, out->data + at, header.size), MT_CHECKSUM_LEN);
    }
    return out->failed || events->failed ? fail_memory(err) : 0;
}

/* ---- the head of the file ---- */

static struct mt_cursor lengths_of(const struct mt_format *format)
{
    struct mt_cursor c = format->rest;
    return mt_cursor(c.at, mt_left(&c) - format->has_checksum);
}

static bool same_format(const struct mt_format *a, const struct mt_format *b)
{
    struct mt_cursor x = lengths_of(a), y = lengths_of(b);
    return strcmp(a->server_version, b->server_version) == 0 && mt_left(&x) == mt_left(&y) &&
           memcmp(x.at, y.at, mt_left(&x)) == 0;
}

static int take_format(struct mt_recording *r, const struct mt_raw_event *event, struct mt_err *err)
{
    struct mt_format format;
    if (mt_format_decode(event, &format, err))
        return -1;
    if (r->position && !same_format(&format, &r->format))
        return mt_fail(err, MT_ERR_UNSUPPORTED,
                       "from here on the log is that of another server version (%s, before %s), "
                       "and one file cannot hold both: record up to here with --until %s:%llu, and "
                       "the rest into another file",
                       format.server_version, r->format.server_version, event->file,
                       (unsigned long long)event->position);
    if (r->position)
        return 0;
    mt_buf_clear(&r->head);
    put_header(&r->head, &event->header, event->header.type);
    mt_buf_add(&r->head, event->data + MT_HEADER_LEN, event->size - MT_HEADER_LEN);
    end_event(&r->head, 0);
    if (r->head.failed)
        return fail_memory(err);
    if (format.has_checksum)
        r->head.data[r->head.len - 1] = MT_CHECKSUM_CRC32;
    struct mt_cursor body =
        mt_cursor(r->head.data + MT_HEADER_LEN, (size_t)r->head.len - MT_HEADER_LEN);
    return mt_format_parse(body, &r->format, err);
}

/* What was executed before, as the head of a log tells it. */
static void put_executed(struct mt_recording *r, const struct mt_gtid_set *set)
{
    struct mt_header header = mt_header_parse((const uint8_t *)r->head.data);
    size_t at = r->head.len;
    header.flags = r->format.mariadb ? 0 : MT_FLAG_IGNORABLE;
    put_header(&r->head, &header, r->format.mariadb ? MT_EVENT_GTID_LIST : MT_EVENT_PREVIOUS_GTIDS);
    if (r->format.mariadb)
        mt_gtid_list_encode(set, &r->head);
    else
        mt_gtid_set_encode(set, &r->head);
    end_event(&r->head, at);
}

static int write_head(struct mt_recording *r, const struct mt_executed *executed,
                      struct mt_buf *out, struct mt_err *err)
{
    if (!r->head.len)
        return mt_fail(err, MT_ERR_CORRUPT, "the source has no format description: it is no log");
    if (executed && executed->known)
        put_executed(r, &executed->set);
    mt_buf_add(out, MT_BINLOG_MAGIC, MT_BINLOG_MAGIC_LEN);
    r->position = MT_BINLOG_MAGIC_LEN;
    /* the views of the format follow its bytes, which may have moved */
    struct mt_cursor body =
        mt_cursor(r->head.data + MT_HEADER_LEN,
                  mt_header_parse((uint8_t *)r->head.data).size - MT_HEADER_LEN);
    return mt_format_parse(body, &r->format, err) || write_events(r, &r->head, out, err) ? -1 : 0;
}

int mt_recording_end(struct mt_recording *r, struct mt_buf *out, struct mt_err *err)
{
    return r->position ? 0 : write_head(r, NULL, out, err);
}

/* ---- statements and their rows ---- */

static void begin_statement(struct mt_recording *r)
{
    if (r->statement_at == NOWHERE)
        r->statement_at = r->events.len;
}

/* One whose rows nobody wants leaves nothing; the last rows event of another ends it. */
static void end_statement(struct mt_recording *r)
{
    if (r->statement_at == NOWHERE)
        return;
    if (r->rows_at == NOWHERE)
        r->events.len = r->statement_at;
    else if (!r->events.failed)
        r->events.data[r->rows_at + MT_HEADER_LEN + (r->format.short_id ? 4 : 6)] |=
            MT_ROWS_FLAG_STMT_END;
    r->statement_at = r->rows_at = NOWHERE;
}

static int add_map(struct mt_recording *r, const struct mt_recording_event *in, struct mt_err *err)
{
    size_t at = r->events.len;
    if (mt_masks_find(&r->masks, in->table, err) < 0)
        return -1;
    if (!in->names_columns) {
        add_event(r, in->event);
        return 0;
    }
    put_header(&r->events, &in->event->header, MT_EVENT_TABLE_MAP);
    int failed = mt_table_map_complete(in->event, r->format.short_id, in->table,
                                       r->format.mariadb ? MT_WRITER_MARIADB : MT_WRITER_MYSQL,
                                       &r->events, err);
    end_event(&r->events, at);
    return failed;
}

static int count_rows(struct mt_recording *r, struct mt_rows rows, struct mt_err *err)
{
    for (; mt_rows_more(&rows); r->rows++)
        for (int after = rows.change == MT_INSERT; after <= (rows.change != MT_DELETE); after++)
            if (mt_rows_step(&rows, after, NULL, err))
                return -1;
    return 0;
}

/* The type of the same rows when they are not compressed. */
static uint8_t plain_type(uint8_t type)
{
    if (type >= MT_EVENT_WRITE_ROWS_COMPRESSED && type <= MT_EVENT_DELETE_ROWS_COMPRESSED)
        return (uint8_t)(type - MT_EVENT_WRITE_ROWS_COMPRESSED + MT_EVENT_WRITE_ROWS);
    if (type >= MT_EVENT_WRITE_ROWS_COMPRESSED_V1 && type <= MT_EVENT_DELETE_ROWS_COMPRESSED_V1)
        return (uint8_t)(type - MT_EVENT_WRITE_ROWS_COMPRESSED_V1 + MT_EVENT_WRITE_ROWS_V1);
    return type;
}

/* How many bytes of the event stand in front of its rows. */
static size_t head_len(const struct mt_rows *rows, const struct mt_raw_event *event)
{
    const uint8_t *last = rows->change == MT_DELETE ? rows->before_present : rows->after_present;
    return (size_t)(last - event->data) + (rows->table->column_count + 7) / 8;
}

/* Not compressed: masked rows; and those of fragments, which were not before they were cut,
 * whatever their type says. */
static int add_plain(struct mt_recording *r, const struct mt_recording_event *in, bool masked,
                     struct mt_err *err)
{
    int failed = 0;
    size_t at = r->events.len, head = head_len(in->rows, in->event);
    struct mt_cursor rows = in->rows->data;
    put_header(&r->events, &in->event->header, plain_type(in->event->header.type));
    mt_buf_add(&r->events, in->event->data + MT_HEADER_LEN, head - MT_HEADER_LEN);
    if (masked)
        failed = mt_mask_rows(&r->options.mask, *in->rows, r->masks.which, &r->events, err);
    else
        mt_buf_add(&r->events, rows.at, mt_left(&rows));
    end_event(&r->events, at);
    return failed;
}

static int add_rows(struct mt_recording *r, const struct mt_recording_event *in, struct mt_err *err)
{
    int masked = mt_masks_find(&r->masks, in->table, err);
    if (masked < 0 || count_rows(r, *in->rows, err))
        return -1;
    r->rows_at = r->events.len;
    r->has_content = true;
    if (masked || in->event->joined)
        return add_plain(r, in, masked, err);
    add_event(r, in->event);
    return 0;
}

static int take_rows(struct mt_recording *r, const struct mt_recording_event *in,
                     struct mt_err *err)
{
    struct mt_cursor body = mt_event_body(in->event);
    mt_take(&body, r->format.short_id ? 4 : 6);
    uint16_t flags = mt_u16(&body);
    begin_statement(r);
    if (in->rows && add_rows(r, in, err))
        return -1;
    if (flags & MT_ROWS_FLAG_STMT_END)
        end_statement(r);
    return 0;
}

/* ---- queries ---- */

static bool starts_with(struct mt_str text, const char *word)
{
    size_t n = strlen(word);
    return text.len >= n && strncmp(text.data, word, n) == 0;
}

/* XA COMMIT or XA ROLLBACK: of a transaction whose rows were recorded? name: behind the verb. */
static bool was_opened(const struct mt_recording *r, struct mt_str name)
{
    const char *at = r->xa_opened.data, *end = at ? at + r->xa_opened.len : NULL;
    for (; at && at < end; at += strlen(at) + 1)
        if (name.len == strlen(at) && memcmp(at, name.data, name.len) == 0)
            return true;
    return false;
}

static struct mt_str behind(struct mt_str text, const char *verb)
{
    size_t n = strlen(verb);
    return (struct mt_str){text.data + n, text.len - n};
}

/* The end of an XA transaction stands far behind its rows, in a group of its own. */
static void take_xa(struct mt_recording *r, struct mt_str text)
{
    static const char *const ends[] = {"XA COMMIT ", "XA ROLLBACK "};
    if (starts_with(text, "XA END ")) {
        struct mt_str name = behind(text, "XA END ");
        mt_buf_clear(&r->xa_name);
        mt_buf_add(&r->xa_name, name.data, name.len);
        mt_buf_addc(&r->xa_name, '\0');
    }
    for (size_t i = 0; i < 2; i++)
        if (starts_with(text, ends[i]) && was_opened(r, behind(text, ends[i])))
            r->has_content = true;
}

/* Statements that no table is known of. 1: leave it out. */
static int refuse(const struct mt_recording *r, const struct mt_raw_event *event,
                  struct mt_str text, struct mt_err *err)
{
    int shown = text.len > 100 ? 100 : (int)text.len;
    bool masks = r->options.masked_count;
    if (r->options.ignore_statements) {
        mt_warn("%s:%llu: left out a change logged as a statement: %.*s", event->file,
                (unsigned long long)event->position, shown, text.data);
        return 1;
    }
    return mt_fail(err, MT_ERR_UNSUPPORTED,
                   "a change is logged as a statement, not as rows, %s: \"%.*s%s\"; %sleave such "
                   "statements out with --on-statement ignore",
                   masks ? "and its text cannot be masked"
                         : "and may be of a table that is wanted or of one that is not",
                   shown, text.data, text.len > 100 ? "..." : "",
                   masks ? "" : "record all tables, or ");
}

static bool is_savepoint(struct mt_str text)
{
    return starts_with(text, "SAVEPOINT") || starts_with(text, "ROLLBACK TO");
}

static int take_query(struct mt_recording *r, const struct mt_recording_event *in,
                      struct mt_err *err)
{
    const struct mt_query *q = in->query;
    bool all = r->all, content = all;
    switch (mt_statement_kind(q->text)) {
    case MT_STATEMENT_BEGIN:
    case MT_STATEMENT_COMMIT:
    case MT_STATEMENT_ROLLBACK:
        content = false;
        take_xa(r, q->text);
        break;
    case MT_STATEMENT_DDL:
        /* of an ALTER in two phases either both are kept or none; only the second is understood */
        content = all || in->concerns || q->alter_phase;
        if (!content || r->options.masked_count)
            return 0;
        break;
    case MT_STATEMENT_DML:
        if (!all)
            return refuse(r, in->event, q->text, err) < 0 ? -1 : 0;
        break;
    case MT_STATEMENT_OTHER:
        take_xa(r, q->text);
        if (starts_with(q->text, "XA END "))
            content = false;
        else if (r->options.masked_count || (!all && !is_savepoint(q->text)))
            return 0;
        break;
    }
    r->has_content |= content;
    add_event(r, in->event);
    return 0;
}

/* ---- transactions ---- */

static void begin_transaction(struct mt_recording *r)
{
    mt_buf_clear(&r->events);
    mt_buf_clear(&r->xa_name);
    r->in_transaction = true;
    r->has_content = false;
    r->has_length = false;
    r->statement_at = r->rows_at = NOWHERE;
    r->rows = 0;
}

/* The GTID tells how many bytes its transaction has. */
static int correct_length(struct mt_recording *r, struct mt_err *err)
{
    struct mt_cursor all = mt_cursor(r->events.data, r->events.len), c = all;
    struct mt_gtid gtid;
    const uint8_t *head = mt_take(&c, MT_HEADER_LEN);
    if (!head)
        return fail_memory(err);
    struct mt_raw_event first = {.data = head, .header = mt_header_parse(head)};
    uint64_t others = mt_left(&all) - first.header.size;
    first.size = first.header.size;
    c = all;
    while (mt_left(&c) >= MT_HEADER_LEN && r->format.has_checksum) {
        mt_take(&c, mt_header_parse(c.at).size);
        others += MT_CHECKSUM_LEN;
    }
    if (mt_gtid_decode(&first, &gtid, err))
        return -1;
    mt_buf_clear(&r->scratch);
    mt_gtid_change_length(&gtid, &first, others, &r->scratch);
    end_event(&r->scratch, 0);
    mt_take(&all, first.size);
    mt_buf_add(&r->scratch, all.at, mt_left(&all));
    struct mt_buf events = r->events;
    r->events = r->scratch;
    r->scratch = events;
    return 0;
}

static int end_transaction(struct mt_recording *r, const struct mt_executed *executed,
                           struct mt_buf *out, struct mt_err *err)
{
    end_statement(r);
    r->in_transaction = false;
    if (!r->has_content)
        return 0;
    if (!r->position && write_head(r, executed, out, err))
        return -1;
    if (r->has_length && correct_length(r, err))
        return -1;
    mt_buf_add(&r->xa_opened, r->xa_name.data, r->xa_name.len);
    r->stats.transactions++;
    r->stats.rows += r->rows;
    return write_events(r, &r->events, out, err);
}

static int take_gtid(struct mt_recording *r, const struct mt_raw_event *event, struct mt_err *err)
{
    struct mt_gtid gtid;
    if (mt_gtid_decode(event, &gtid, err))
        return -1;
    r->has_length = gtid.has_length && r->events.len == 0;
    add_event(r, event);
    return 0;
}

static int take_part(struct mt_recording *r, const struct mt_recording_event *in,
                     struct mt_err *err)
{
    enum mt_change change;
    uint8_t type = in->event->header.type;
    if (mt_rows_is(type, &change))
        return take_rows(r, in, err);
    switch (type) {
    case MT_EVENT_GTID:
    case MT_EVENT_GTID_TAGGED:
    case MT_EVENT_ANONYMOUS_GTID:
    case MT_EVENT_MARIADB_GTID: return take_gtid(r, in->event, err);
    case MT_EVENT_QUERY:
    case MT_EVENT_QUERY_COMPRESSED: return take_query(r, in, err);
    case MT_EVENT_TABLE_MAP: begin_statement(r); return in->table ? add_map(r, in, err) : 0;
    case MT_EVENT_ROWS_QUERY:
    case MT_EVENT_ANNOTATE_ROWS:
        begin_statement(r);
        if (r->options.masked_count)
            return 0;
        break;
    case MT_EVENT_XID:
    case MT_EVENT_XA_PREPARE: break;
    case MT_EVENT_INCIDENT: r->has_content = true; break;
    case MT_EVENT_TRANSACTION_PAYLOAD: /* the events inside come behind it */
    case MT_EVENT_PARTIAL_ROW_DATA: return 0;
    case MT_EVENT_EXECUTE_LOAD_QUERY:
        if (!r->all)
            return refuse(r, in->event, (struct mt_str){"LOAD DATA", 9}, err) < 0 ? -1 : 0;
        r->has_content = true;
        break;
    default: /* what belongs to statements */
        if (!r->all)
            return 0;
    }
    add_event(r, in->event);
    return 0;
}

int mt_recording_take(struct mt_recording *r, const struct mt_recording_event *in,
                      const struct mt_executed *executed, struct mt_buf *out, struct mt_err *err)
{
    const struct mt_raw_event *event = in->event;
    if (event->header.type == MT_EVENT_FORMAT_DESCRIPTION)
        return take_format(r, event, err);
    if (event->artificial)
        return 0;
    if (event->begins_transaction)
        begin_transaction(r);
    if (!r->in_transaction)
        return 0;
    if (take_part(r, in, err))
        return -1;
    if (r->events.failed)
        return fail_memory(err);
    return event->ends_transaction ? end_transaction(r, executed, out, err) : 0;
}
