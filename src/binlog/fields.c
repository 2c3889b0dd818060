/* Owns the list of decoders, and those of a few fields each. Formats: MySQL
 * libs/mysql/binlog/event/{statement,control,load_data}_events.h; MariaDB sql/log_event.h. */
#include "binlog/fields.h"

#include "binlog/event.h"
#include "binlog/fields_put.h"

static MT_FIELDS(no_fields)
{
    (void)f;
    return 0;
}

static MT_FIELDS(raw_fields)
{
    put_bytes(f, "data", take_rest(f));
    return 0;
}

static MT_FIELDS(xid_fields)
{
    put_uint(f, "xid", mt_u64(&f->body));
    return 0;
}

/* uint<1> which, uint<8> value. */
static MT_FIELDS(intvar_fields)
{
    static const char *const names[] = {"invalid", "last_insert_id", "insert_id"};
    uint8_t which = mt_u8(&f->body);
    put_words(f, "subtype", names[which < 3 ? which : 0]);
    put_uint(f, "value", mt_u64(&f->body));
    return 0;
}

static MT_FIELDS(rand_fields)
{
    put_uint(f, "seed1", mt_u64(&f->body));
    put_uint(f, "seed2", mt_u64(&f->body));
    return 0;
}

static MT_FIELDS(rows_query_fields)
{
    struct mt_str text;
    if (mt_rows_query_decode(f->event, &text, f->err))
        return -1;
    put_text(f, "query", text);
    return 0;
}

/* ---- LOAD DATA: the file comes in blocks before its statement ---- */

static MT_FIELDS(block_fields)
{
    put_uint(f, "file_id", mt_u32(&f->body));
    put_bytes(f, "data", take_rest(f));
    return 0;
}

static MT_FIELDS(file_id_fields)
{
    put_uint(f, "file_id", mt_u32(&f->body));
    return 0;
}

/* LOAD, NEW_LOAD, CREATE_FILE: written before 5.0.3, whose logs can only be met in copies. */
static MT_FIELDS(old_load_fields)
{
    put_uint(f, "thread_id", mt_u32(&f->body));
    put_uint(f, "execution_time", mt_u32(&f->body));
    put_uint(f, "skip_lines", mt_u32(&f->body));
    mt_take(&f->body, 2); /* lengths of table and schema, which stand in the data */
    put_uint(f, "field_count", mt_u32(&f->body));
    if (f->event->header.type == MT_EVENT_CREATE_FILE)
        put_uint(f, "file_id", mt_u32(&f->body));
    return raw_fields(f);
}

/* ---- the list ---- */

#define ROWS(type) [MT_EVENT_##type] = mt_fields_rows

static int (*const decoders[256])(struct mt_fields *) = {
    [MT_EVENT_UNKNOWN] = raw_fields,
    [MT_EVENT_START_V3] = mt_fields_start_v3,
    [MT_EVENT_QUERY] = mt_fields_query,
    [MT_EVENT_STOP] = no_fields,
    [MT_EVENT_ROTATE] = mt_fields_rotate,
    [MT_EVENT_INTVAR] = intvar_fields,
    [MT_EVENT_LOAD] = old_load_fields,
    [MT_EVENT_SLAVE] = raw_fields,
    [MT_EVENT_CREATE_FILE] = old_load_fields,
    [MT_EVENT_APPEND_BLOCK] = block_fields,
    [MT_EVENT_EXEC_LOAD] = file_id_fields,
    [MT_EVENT_DELETE_FILE] = file_id_fields,
    [MT_EVENT_NEW_LOAD] = old_load_fields,
    [MT_EVENT_RAND] = rand_fields,
    [MT_EVENT_USER_VAR] = mt_fields_user_var,
    [MT_EVENT_FORMAT_DESCRIPTION] = mt_fields_format_description,
    [MT_EVENT_XID] = xid_fields,
    [MT_EVENT_BEGIN_LOAD_QUERY] = block_fields,
    [MT_EVENT_EXECUTE_LOAD_QUERY] = mt_fields_query,
    [MT_EVENT_TABLE_MAP] = mt_fields_table_map,
    ROWS(WRITE_ROWS_V0),
    ROWS(UPDATE_ROWS_V0),
    ROWS(DELETE_ROWS_V0),
    ROWS(WRITE_ROWS_V1),
    ROWS(UPDATE_ROWS_V1),
    ROWS(DELETE_ROWS_V1),
    [MT_EVENT_INCIDENT] = mt_fields_incident,
    [MT_EVENT_HEARTBEAT] = mt_fields_heartbeat,
    [MT_EVENT_IGNORABLE] = raw_fields,
    [MT_EVENT_ROWS_QUERY] = rows_query_fields,
    ROWS(WRITE_ROWS),
    ROWS(UPDATE_ROWS),
    ROWS(DELETE_ROWS),
    [MT_EVENT_GTID] = mt_fields_gtid,
    [MT_EVENT_ANONYMOUS_GTID] = mt_fields_gtid,
    [MT_EVENT_PREVIOUS_GTIDS] = mt_fields_previous_gtids,
    [MT_EVENT_TRANSACTION_CONTEXT] = mt_fields_transaction_context,
    [MT_EVENT_VIEW_CHANGE] = mt_fields_view_change,
    [MT_EVENT_XA_PREPARE] = mt_fields_xa_prepare,
    ROWS(PARTIAL_UPDATE_ROWS),
    [MT_EVENT_TRANSACTION_PAYLOAD] = mt_fields_transaction_payload,
    [MT_EVENT_HEARTBEAT_V2] = mt_fields_heartbeat_v2,
    [MT_EVENT_GTID_TAGGED] = mt_fields_gtid,
    [MT_EVENT_LARGE_TRANSACTION_HEADER] = mt_fields_large_transaction_header,
    [MT_EVENT_ANNOTATE_ROWS] = rows_query_fields,
    [MT_EVENT_BINLOG_CHECKPOINT] = mt_fields_binlog_checkpoint,
    [MT_EVENT_MARIADB_GTID] = mt_fields_mariadb_gtid,
    [MT_EVENT_GTID_LIST] = mt_fields_gtid_list,
    [MT_EVENT_START_ENCRYPTION] = mt_fields_start_encryption,
    [MT_EVENT_QUERY_COMPRESSED] = mt_fields_query,
    ROWS(WRITE_ROWS_COMPRESSED_V1),
    ROWS(UPDATE_ROWS_COMPRESSED_V1),
    ROWS(DELETE_ROWS_COMPRESSED_V1),
    ROWS(WRITE_ROWS_COMPRESSED),
    ROWS(UPDATE_ROWS_COMPRESSED),
    ROWS(DELETE_ROWS_COMPRESSED),
    [MT_EVENT_PARTIAL_ROW_DATA] = mt_fields_partial_row_data,
};

int mt_event_fields(const struct mt_raw_event *event, bool mariadb, struct mt_buf *scratch,
                    const struct mt_field_sink *sink, struct mt_err *err)
{
    struct mt_fields f = {.event = event,
                          .body = mt_event_body(event),
                          .scratch = scratch,
                          .sink = sink,
                          .err = err,
                          .mariadb = mariadb};
    uint8_t type = event->header.type;
    if (!decoders[type]) {
        put_uint(&f, "code", type);
        return raw_fields(&f);
    }
    if (decoders[type](&f))
        return -1;
    if (f.body.failed)
        return mt_fail(err, MT_ERR_TRUNCATED, "the %s event of %u bytes ends inside a field",
                       mt_event_type_name(type), event->header.size);
    return 0;
}
