/* Owns the fields of statements: queries with their status variables, user variables. Formats:
 * MySQL libs/mysql/binlog/event/statement_events.cpp; MariaDB sql/log_event.cc. */
#include "binlog/event.h"
#include "binlog/fields_put.h"
#include "binlog/value_codec.h"

/* ---- status variables ---- */

/* Bits of flags2: what the session had switched. MySQL sql/query_options.h. */
#define FLAG_AUTO_IS_NULL          (1u << 14)
#define FLAG_NOT_AUTOCOMMIT        (1u << 19)
#define FLAG_NO_FOREIGN_KEY_CHECKS (1u << 26)
#define FLAG_RELAXED_UNIQUE_CHECKS (1u << 27)

static void put_flags2(struct mt_fields *f, struct mt_cursor *value)
{
    uint32_t flags = mt_u32(value);
    put_uint(f, "flags2", flags);
    put_bool(f, "foreign_key_checks", !(flags & FLAG_NO_FOREIGN_KEY_CHECKS));
    put_bool(f, "unique_checks", !(flags & FLAG_RELAXED_UNIQUE_CHECKS));
    put_bool(f, "sql_auto_is_null", flags & FLAG_AUTO_IS_NULL);
    put_bool(f, "autocommit", !(flags & FLAG_NOT_AUTOCOMMIT));
}

static void put_charset_name(struct mt_fields *f, const char *name, uint32_t collation)
{
    const struct mt_charset *charset = mt_charset_by_collation(collation);
    if (charset)
        put_words(f, name, charset->name);
}

static void put_charset(struct mt_fields *f, struct mt_cursor *value)
{
    uint16_t client = mt_u16(value);
    put_uint(f, "character_set_client", client);
    put_charset_name(f, "character_set_client_name", client);
    put_uint(f, "collation_connection", mt_u16(value));
    put_uint(f, "collation_server", mt_u16(value));
}

static struct mt_str take_short_str(struct mt_cursor *c)
{
    uint8_t len = mt_u8(c);
    return mt_take_str(c, len);
}

static void put_database_names(struct mt_fields *f, struct mt_cursor *value)
{
    unsigned count = mt_u8(value);
    if (count > MT_MANY_DATABASES)
        return;
    put_list(f, "updated_dbs");
    while (count-- && mt_left(value) > 0) {
        struct mt_str rest = {(const char *)value->at, mt_left(value)};
        struct mt_str name = until_zero(rest);
        put_text(f, NULL, name);
        mt_take(value, name.len + 1);
    }
    put_close(f);
}

static void put_alter_phase(struct mt_fields *f, uint8_t flags)
{
    put_bool(f, "start_alter", flags & MT_GTID_START_ALTER);
    put_bool(f, "commit_alter", flags & MT_GTID_COMMIT_ALTER);
    put_bool(f, "rollback_alter", flags & MT_GTID_ROLLBACK_ALTER);
}

static void put_gtid_flags3(struct mt_fields *f, struct mt_cursor *value)
{
    uint8_t flags = mt_u8(value);
    put_uint(f, "gtid_flags3", flags);
    put_alter_phase(f, flags);
    if (mt_left(value) > 0)
        put_uint(f, "sa_seq_no", mt_u64(value));
}

/* @@character_set_collations: pairs of a set's own collation id, and the collation it defaults
 * to. */
static void put_set_collations(struct mt_fields *f, struct mt_cursor *value)
{
    unsigned count = mt_u8(value);
    put_list(f, "character_set_collations");
    while (count-- && mt_left(value) > 0) {
        uint16_t set = mt_u16(value);
        put_table(f, NULL);
        put_uint(f, "character_set", set);
        put_charset_name(f, "character_set_name", set);
        put_uint(f, "collation", mt_u16(value));
        put_close(f);
    }
    put_close(f);
}

/* Status variables that are one number, by their length. */
static const struct {
    const char *name;
    uint8_t len;
} numbers[256] = {
    [MT_STATUS_SQL_MODE] = {"sql_mode", 8},
    [MT_STATUS_LC_TIME_NAMES] = {"lc_time_names", 2},
    [MT_STATUS_CHARSET_DATABASE] = {"charset_database", 2},
    [MT_STATUS_TABLE_MAP_FOR_UPDATE] = {"table_map_for_update", 8},
    [MT_STATUS_MASTER_DATA_WRITTEN] = {"master_data_written", 4},
    [MT_STATUS_MICROSECONDS] = {"microseconds", 3},
    [MT_STATUS_EXPLICIT_DEFAULTS_FOR_TIMESTAMP] = {"explicit_defaults_for_timestamp", 1},
    [MT_STATUS_DDL_LOGGED_WITH_XID] = {"ddl_xid", 8},
    [MT_STATUS_DEFAULT_COLLATION_FOR_UTF8MB4] = {"default_collation_for_utf8mb4", 2},
    [MT_STATUS_SQL_REQUIRE_PRIMARY_KEY] = {"sql_require_primary_key", 1},
    [MT_STATUS_DEFAULT_TABLE_ENCRYPTION] = {"default_table_encryption", 1},
    [MT_STATUS_ENABLE_CASCADE_TRIGGERS] = {"enable_cascade_triggers", 1},
    [MT_STATUS_HRNOW] = {"hrnow", 3},
    [MT_STATUS_XID] = {"xid", 8},
};

static void put_status(struct mt_fields *f, uint8_t code, struct mt_cursor value)
{
    if (numbers[code].name) {
        put_uint(f, numbers[code].name, mt_le(&value, numbers[code].len));
        return;
    }
    switch (code) {
    case MT_STATUS_FLAGS2: put_flags2(f, &value); break;
    case MT_STATUS_CATALOG:
    case MT_STATUS_CATALOG_NZ: put_text(f, "catalog", take_short_str(&value)); break;
    case MT_STATUS_AUTO_INCREMENT:
        put_uint(f, "auto_increment_increment", mt_u16(&value));
        put_uint(f, "auto_increment_offset", mt_u16(&value));
        break;
    case MT_STATUS_CHARSET: put_charset(f, &value); break;
    case MT_STATUS_TIME_ZONE: put_text(f, "time_zone", take_short_str(&value)); break;
    case MT_STATUS_INVOKER:
        put_text(f, "invoker_user", take_short_str(&value));
        put_text(f, "invoker_host", take_short_str(&value));
        break;
    case MT_STATUS_UPDATED_DB_NAMES: put_database_names(f, &value); break;
    case MT_STATUS_GTID_FLAGS3: put_gtid_flags3(f, &value); break;
    case MT_STATUS_CHARACTER_SET_COLLATIONS: put_set_collations(f, &value); break;
    }
}

/* What stands behind a code that is not known is put as it is. */
static void put_all_status(struct mt_fields *f, struct mt_str bytes)
{
    struct mt_cursor status = mt_cursor(bytes.data, bytes.len), value;
    struct mt_cursor before = status;
    uint8_t code;
    while (mt_status_next(&status, &code, &value)) {
        put_status(f, code, value);
        before = status;
    }
    if (!status.failed && mt_left(&before) > 0)
        put_bytes(f, "unknown_status", mt_take_str(&before, mt_left(&before)));
}

/* ---- query ---- */

static const char *duplicates_name(uint8_t duplicates)
{
    static const char *const names[] = {"error", "ignore", "replace"};
    return duplicates < 3 ? names[duplicates] : "unknown";
}

MT_FIELDS(mt_fields_query)
{
    struct mt_query q;
    if (mt_query_decode(f->event, f->scratch, &q, f->err))
        return -1;
    put_uint(f, "thread_id", q.thread_id);
    put_uint(f, "execution_time", q.seconds);
    put_uint(f, "error_code", q.error_code);
    put_all_status(f, q.status);
    if (f->event->header.type == MT_EVENT_EXECUTE_LOAD_QUERY) {
        put_uint(f, "file_id", q.load.file_id);
        put_uint(f, "fn_pos_start", q.load.name_start);
        put_uint(f, "fn_pos_end", q.load.name_end);
        put_words(f, "dup_handling", duplicates_name(q.load.duplicates));
    }
    put_text(f, "schema", q.schema);
    put_text(f, "query", q.text);
    return 0;
}

/* ---- user variables ---- */

enum variable_type { VARIABLE_STRING, VARIABLE_REAL, VARIABLE_INT, VARIABLE_ROW, VARIABLE_DECIMAL };

struct variable {
    uint8_t type;
    uint32_t collation;
    bool is_unsigned;
    struct mt_str bytes;
};

static int fail_variable(struct mt_fields *f, const struct variable *v)
{
    return mt_fail(f->err, MT_ERR_CORRUPT,
                   "the user_var event has a value of type %u and %zu bytes, which is impossible",
                   v->type, v->bytes.len);
}

static int put_string_variable(struct mt_fields *f, const struct variable *v)
{
    const struct mt_charset *charset = mt_charset_by_collation(v->collation);
    struct mt_str text = v->bytes;
    if (!charset)
        return mt_fail(f->err, MT_ERR_UNSUPPORTED,
                       "a user variable has collation %u, which this version does not know",
                       v->collation);
    put_uint(f, "collation", v->collation);
    put_words(f, "charset", charset->name);
    if (mt_charset_is_binary(charset)) {
        put_bytes(f, "value", text);
        return 0;
    }
    if (!mt_charset_passes(charset, text)) {
        mt_buf_clear(f->scratch);
        if (mt_charset_to_utf8(charset, text, f->scratch, f->err))
            return -1;
        if (f->scratch->failed)
            return mt_fail(f->err, MT_ERR_NOMEM, "no memory for a user variable");
        text = (struct mt_str){f->scratch->data, f->scratch->len};
    }
    put_text(f, "value", text);
    return 0;
}

/* uint<1> precision, uint<1> scale, then the bytes of such a DECIMAL. */
static int put_decimal_variable(struct mt_fields *f, const struct variable *v)
{
    struct mt_cursor c = mt_cursor(v->bytes.data, v->bytes.len);
    char text[MT_DECIMAL_TEXT];
    unsigned precision = mt_u8(&c), scale = mt_u8(&c);
    unsigned size = mt_decimal_size(precision, scale);
    struct mt_cursor value = mt_take_cursor(&c, size);
    size_t len = c.failed || !size ? 0 : mt_decimal_print(&value, precision, scale, text);
    if (!len)
        return fail_variable(f, v);
    put_text(f, "value", (struct mt_str){text, len});
    return 0;
}

static int put_variable(struct mt_fields *f, const struct variable *v)
{
    struct mt_cursor c = mt_cursor(v->bytes.data, v->bytes.len);
    uint64_t raw = v->bytes.len == 8 ? mt_u64(&c) : 0;
    double real;
    switch (v->type) {
    case VARIABLE_STRING: return put_string_variable(f, v);
    case VARIABLE_DECIMAL: return put_decimal_variable(f, v);
    case VARIABLE_REAL:
        if (v->bytes.len != 8)
            return fail_variable(f, v);
        memcpy(&real, &raw, sizeof real);
        put_double(f, "value", real);
        return 0;
    case VARIABLE_INT:
        if (v->bytes.len != 8)
            return fail_variable(f, v);
        if (v->is_unsigned)
            put_uint(f, "value", raw);
        else
            put_value(f, "value", &(struct mt_value){.kind = MT_KIND_INT, .as.i = (int64_t)raw});
        return 0;
    default: return fail_variable(f, v);
    }
}

/* uint<4> n, byte[n] name, uint<1> is it NULL; if not: uint<1> type, uint<4> collation, uint<4> m,
 * byte[m] value, uint<1> flags (bit 0: unsigned; not in 5.0). */
MT_FIELDS(mt_fields_user_var)
{
    static const char *const types[] = {"string", "real", "int", "row", "decimal"};
    struct variable v = {0};
    size_t name_len = mt_u32(&f->body);
    struct mt_str name = mt_take_str(&f->body, name_len);
    bool is_null = mt_u8(&f->body);
    if (f->body.failed)
        return 0;
    put_text(f, "name", name);
    if (is_null) {
        put_value(f, "value", &(struct mt_value){.kind = MT_KIND_NULL});
        return 0;
    }
    v.type = mt_u8(&f->body);
    v.collation = mt_u32(&f->body);
    size_t len = mt_u32(&f->body);
    v.bytes = mt_take_str(&f->body, len);
    if (f->body.failed)
        return 0;
    if (mt_left(&f->body) > 0)
        v.is_unsigned = mt_u8(&f->body) & 1;
    put_words(f, "value_type", v.type <= VARIABLE_DECIMAL ? types[v.type] : "unknown");
    put_bool(f, "unsigned", v.is_unsigned);
    return put_variable(f, &v);
}
