/* Owns QUERY events and their status variables. Formats: MySQL
 * libs/mysql/binlog/event/statement_events.cpp; MariaDB sql/log_event.cc, class Query_log_event. */
#include "binlog/event.h"

#include <string.h>

#include "binlog/charset.h"
#include "binlog/inflate.h"

/* ---- status variables ---- */

/* How long a value is, where that does not depend on the value. */
static const uint8_t fixed_lengths[256] = {
    [MT_STATUS_FLAGS2] = 4,
    [MT_STATUS_SQL_MODE] = 8,
    [MT_STATUS_AUTO_INCREMENT] = 4,
    [MT_STATUS_CHARSET] = 6,
    [MT_STATUS_LC_TIME_NAMES] = 2,
    [MT_STATUS_CHARSET_DATABASE] = 2,
    [MT_STATUS_TABLE_MAP_FOR_UPDATE] = 8,
    [MT_STATUS_MASTER_DATA_WRITTEN] = 4,
    [MT_STATUS_MICROSECONDS] = 3,
    [MT_STATUS_EXPLICIT_DEFAULTS_FOR_TIMESTAMP] = 1,
    [MT_STATUS_DDL_LOGGED_WITH_XID] = 8,
    [MT_STATUS_DEFAULT_COLLATION_FOR_UTF8MB4] = 2,
    [MT_STATUS_SQL_REQUIRE_PRIMARY_KEY] = 1,
    [MT_STATUS_DEFAULT_TABLE_ENCRYPTION] = 1,
    [MT_STATUS_ENABLE_CASCADE_TRIGGERS] = 1,
    [MT_STATUS_HRNOW] = 3,
    [MT_STATUS_XID] = 8,
};

static void skip_names(struct mt_cursor *c)
{
    unsigned count = mt_u8(c);
    if (count > MT_MANY_DATABASES)
        return;
    while (count-- && !c->failed) {
        const uint8_t *zero = memchr(c->at, 0, mt_left(c));
        mt_take(c, zero ? (size_t)(zero - c->at) + 1 : mt_left(c) + 1);
    }
}

/* False for a code that is not known. */
static bool skip_status(struct mt_cursor *c, uint8_t code)
{
    if (fixed_lengths[code]) {
        mt_take(c, fixed_lengths[code]);
        return true;
    }
    switch (code) {
    case MT_STATUS_CATALOG: mt_take(c, mt_u8(c) + 1u); return true;
    case MT_STATUS_TIME_ZONE:
    case MT_STATUS_CATALOG_NZ: mt_take(c, mt_u8(c)); return true;
    case MT_STATUS_INVOKER:
        mt_take(c, mt_u8(c));
        mt_take(c, mt_u8(c));
        return true;
    case MT_STATUS_UPDATED_DB_NAMES: skip_names(c); return true;
    case MT_STATUS_GTID_FLAGS3:
        if (mt_u8(c) & (MT_GTID_COMMIT_ALTER | MT_GTID_ROLLBACK_ALTER))
            mt_take(c, 8);
        return true;
    case MT_STATUS_CHARACTER_SET_COLLATIONS: mt_take(c, mt_u8(c) * 4u); return true;
    default: return false;
    }
}

bool mt_status_next(struct mt_cursor *status, uint8_t *code, struct mt_cursor *value)
{
    if (mt_left(status) == 0)
        return false;
    *code = mt_u8(status);
    *value = *status;
    if (!skip_status(status, *code) || status->failed)
        return false;
    value->end = status->at;
    return true;
}

/* ---- query ---- */

static int fail_short(const struct mt_raw_event *event, struct mt_err *err)
{
    return mt_fail(err, MT_ERR_TRUNCATED, "the %s event of %u bytes ends inside a field",
                   mt_event_type_name(event->header.type), event->header.size);
}

/* MariaDB, from 10.8 on. Older servers log neither, so that its absence says nothing. */
#define FLAGS2_EXPLICIT_TIMESTAMP (1u << 24)

static void take_status(struct mt_query *q, uint8_t code, struct mt_cursor value,
                        uint32_t *client_collation)
{
    switch (code) {
    case MT_STATUS_FLAGS2:
        if (mt_u32(&value) & FLAGS2_EXPLICIT_TIMESTAMP)
            q->explicit_timestamp = 1;
        break;
    case MT_STATUS_SQL_MODE:
        q->has_sql_mode = true;
        q->sql_mode = mt_u64(&value);
        break;
    case MT_STATUS_CHARSET:
        *client_collation = mt_u16(&value);
        mt_u16(&value);
        q->server_collation = mt_u16(&value);
        break;
    case MT_STATUS_CHARSET_DATABASE: q->database_collation = mt_u16(&value); break;
    case MT_STATUS_MICROSECONDS:
    case MT_STATUS_HRNOW:
        q->has_microseconds = true;
        q->microseconds = mt_u24(&value);
        break;
    case MT_STATUS_EXPLICIT_DEFAULTS_FOR_TIMESTAMP:
        q->explicit_timestamp = mt_u8(&value) != 0;
        break;
    case MT_STATUS_DDL_LOGGED_WITH_XID:
    case MT_STATUS_XID:
        q->has_xid = true;
        q->xid = mt_u64(&value);
        break;
    case MT_STATUS_GTID_FLAGS3: q->alter_phase = mt_u8(&value); break;
    default: break;
    }
}

static int read_status(const struct mt_raw_event *event, struct mt_query *q,
                       uint32_t *client_collation, struct mt_err *err)
{
    struct mt_cursor status = mt_cursor(q->status.data, q->status.len), value;
    uint8_t code;
    q->explicit_timestamp = -1;
    while (mt_status_next(&status, &code, &value))
        take_status(q, code, value, client_collation);
    return status.failed ? fail_short(event, err) : 0;
}

/* Make the text UTF-8, in scratch where it needs bytes of its own. */
static int convert_text(struct mt_str *text, uint32_t collation, struct mt_buf *scratch,
                        struct mt_err *err)
{
    const struct mt_charset *charset = collation ? mt_charset_by_collation(collation) : NULL;
    if (!charset || mt_charset_passes(charset, *text))
        return 0;
    struct mt_buf converted = {0};
    int failed = mt_charset_to_utf8(charset, *text, &converted, err);
    if (!failed && converted.failed)
        failed = mt_fail(err, MT_ERR_NOMEM, "no memory for a statement of %zu bytes", text->len);
    if (!failed) {
        mt_buf_free(scratch);
        *scratch = converted;
        *text = (struct mt_str){scratch->data, scratch->len};
    } else {
        mt_buf_free(&converted);
    }
    return failed;
}

int mt_query_decode(const struct mt_raw_event *event, struct mt_buf *scratch, struct mt_query *out,
                    struct mt_err *err)
{
    struct mt_cursor c = mt_event_body(event);
    uint32_t collation = 0;
    *out = (struct mt_query){0};
    out->thread_id = mt_u32(&c);
    out->seconds = mt_u32(&c);
    size_t schema_len = mt_u8(&c);
    out->error_code = mt_u16(&c);
    size_t status_len = mt_u16(&c);
    if (event->header.type == MT_EVENT_EXECUTE_LOAD_QUERY) {
        out->load.file_id = mt_u32(&c);
        out->load.name_start = mt_u32(&c);
        out->load.name_end = mt_u32(&c);
        out->load.duplicates = mt_u8(&c);
    }
    out->status = mt_take_str(&c, status_len);
    out->schema = mt_take_str(&c, schema_len);
    mt_u8(&c);
    if (c.failed)
        return fail_short(event, err);
    out->text = (struct mt_str){(const char *)c.at, mt_left(&c)};
    if (read_status(event, out, &collation, err))
        return -1;
    if (event->header.type == MT_EVENT_QUERY_COMPRESSED) {
        if (mt_inflate_mariadb(c, scratch, err))
            return -1;
        out->text = (struct mt_str){scratch->data, scratch->len};
    }
    return convert_text(&out->text, collation, scratch, err);
}
