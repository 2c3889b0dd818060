/* Owns the reading of table maps: names, column types and their metadata; see optional.c for the
 * rest.
 *
 * Formats: MySQL libs/mysql/binlog/event/rows_event.h, class Table_map_event; MariaDB
 * sql/log_event.h, class Table_map_log_event. */
#include "binlog/table.h"

#include <string.h>

#include "binlog/optional.h"
#include "binlog/type_traits.h"

#define MAX_COLUMNS         4096 /* of any table, in both servers */
#define MAX_DECIMAL_DIGITS  65
#define MAX_FRACTION_DIGITS 6

/* Metadata of the types. Each returns NULL, or what is wrong. */

static const char *set_pack_length(struct mt_column *c, uint8_t type, uint8_t n)
{
    bool legal = type == MT_TYPE_ENUM ? n == 1 || n == 2 : (n >= 1 && n <= 4) || n == 8;
    c->type = type;
    c->meta = n;
    c->length = n;
    return legal ? NULL : "a value length that ENUM and SET do not have";
}

/* The first byte is the real type; a CHAR longer than 255 bytes has bits 8 and 9 of its length
 * there, inverted, in bits 4 and 5. */
static const char *set_string(struct mt_column *c, uint8_t first, uint8_t second)
{
    if (first == MT_TYPE_ENUM || first == MT_TYPE_SET)
        return set_pack_length(c, first, second);
    if (first != 0 && (first | 0x30) != MT_TYPE_STRING)
        return "a real type that is no CHAR, ENUM or SET";
    unsigned high = first == 0 ? 0 : (first & 0x30) ^ 0x30;
    c->type = MT_TYPE_STRING;
    c->length = second | high << 4;
    c->meta = (uint16_t)c->length;
    return NULL;
}

static const char *set_decimal(struct mt_column *c, uint8_t precision, uint8_t scale)
{
    c->meta = (uint16_t)(precision | scale << 8);
    if (precision < 1 || precision > MAX_DECIMAL_DIGITS || scale > precision)
        return "a precision or scale that DECIMAL does not have";
    return NULL;
}

static const char *set_bits(struct mt_column *c, uint8_t bits, uint8_t bytes)
{
    c->meta = (uint16_t)(bits | bytes << 8);
    unsigned total = bytes * 8u + bits;
    return bits < 8 && total >= 1 && total <= 64 ? NULL : "more bits than BIT can have, or none";
}

static const char *set_one_byte(struct mt_column *c, uint8_t value)
{
    c->meta = value;
    switch (c->type) {
    case MT_TYPE_FLOAT:
    case MT_TYPE_DOUBLE:
        return value == (c->type == MT_TYPE_FLOAT ? 4 : 8) ? NULL : "an impossible value length";
    case MT_TYPE_TIME2:
    case MT_TYPE_DATETIME2:
    case MT_TYPE_TIMESTAMP2:
        return value <= MAX_FRACTION_DIGITS ? NULL : "more than six fractional digits";
    default: return value >= 1 && value <= 4 ? NULL : "not one to four length bytes";
    }
}

/* Element type, then that type's metadata; VARCHAR elements have three bytes of it. No values of
 * such a column are ever in a row that a reader decodes, so only the length matters. */
static const char *skip_typed_array(struct mt_column *c, uint8_t element, struct mt_cursor *meta)
{
    c->meta = element;
    if (element == MT_TYPE_TYPED_ARRAY || !(mt_types[element].traits & MT_TRAIT_KNOWN))
        return "an element type that is not known";
    mt_take(meta, element == MT_TYPE_VARCHAR ? 3 : mt_types[element].meta_len);
    return NULL;
}

static const char *set_meta(struct mt_column *c, struct mt_cursor *meta)
{
    unsigned n = mt_types[c->type].meta_len;
    uint8_t first = n > 0 ? mt_u8(meta) : 0;
    uint8_t second = n > 1 ? mt_u8(meta) : 0;
    if (meta->failed)
        return NULL;
    switch (c->type) {
    case MT_TYPE_STRING:
    case MT_TYPE_ENUM:
    case MT_TYPE_SET: return set_string(c, first, second);
    case MT_TYPE_NEWDECIMAL: return set_decimal(c, first, second);
    case MT_TYPE_BIT: return set_bits(c, first, second);
    case MT_TYPE_VARCHAR:
    case MT_TYPE_VAR_STRING:
    case MT_TYPE_VARCHAR_COMPRESSED:
        c->meta = (uint16_t)(first | second << 8);
        c->length = c->meta;
        return NULL;
    case MT_TYPE_TYPED_ARRAY: return skip_typed_array(c, first, meta);
    default: return n ? set_one_byte(c, first) : NULL;
    }
}

static int decode_column(struct mt_column *c, uint8_t code, struct mt_cursor *meta,
                         struct mt_err *err)
{
    if (!(mt_types[code].traits & MT_TRAIT_KNOWN))
        return mt_fail(err, MT_ERR_UNSUPPORTED, "type code %u is not one that this version decodes",
                       code);
    c->type = code;
    const char *wrong = set_meta(c, meta);
    if (wrong)
        return mt_fail(err, MT_ERR_CORRUPT, "the metadata of a %s column has %s",
                       mt_column_type_name(code), wrong);
    c->sign_known = !mt_has_trait(c, MT_TRAIT_SIGN);
    c->charset_known = !mt_column_needs_charset(c);
    return 0;
}

/* byte[n] types, lenenc metadata length, metadata, bit[n] nullable. */
static int decode_columns(struct mt_table *t, struct mt_cursor *body, struct mt_err *err)
{
    const uint8_t *codes = mt_take(body, t->column_count);
    if (codes && mt_left(body) == 0)
        return mt_fail(
            err, MT_ERR_UNSUPPORTED,
            "it tells the types of the columns and not their lengths, as by the betas of "
            "5.1: moontail does not read its rows; let a server of 5.1 or 5.5 replicate "
            "this log, and read its log");
    struct mt_cursor meta = mt_take_cursor(body, mt_lenenc(body));
    const uint8_t *nullable = mt_take(body, (t->column_count + 7) / 8);
    if (body->failed)
        return mt_fail(err, MT_ERR_TRUNCATED, "it ends inside its columns");
    for (uint32_t i = 0; i < t->column_count; i++) {
        t->columns[i].nullable = nullable[i / 8] >> (i % 8) & 1;
        if (decode_column(&t->columns[i], codes[i], &meta, err)) {
            mt_err_prefix(err, "column %u", i + 1);
            return -1;
        }
    }
    if (meta.failed || mt_left(&meta))
        return mt_fail(err, MT_ERR_CORRUPT, "the metadata does not fit its %u columns",
                       t->column_count);
    return 0;
}

static int decode_name(struct mt_cursor *body, struct mt_arena *arena, struct mt_str *out,
                       struct mt_err *err)
{
    struct mt_str name = mt_take_str(body, mt_u8(body));
    uint8_t zero = mt_u8(body);
    if (body->failed)
        return mt_fail(err, MT_ERR_TRUNCATED, "it ends inside the table's name");
    if (zero)
        return mt_fail(err, MT_ERR_CORRUPT, "no zero byte follows the table's name");
    *out = mt_arena_str(arena, name.data, name.len);
    return out->data ? 0 : mt_fail(err, MT_ERR_NOMEM, "out of memory");
}

/* The count is checked against the bytes that are there before anything is made of it: each column
 * has at least the byte of its type. */
static int make_columns(struct mt_table *t, struct mt_cursor *body, struct mt_err *err)
{
    uint64_t count = mt_lenenc(body);
    if (body->failed || count == 0 || count > MAX_COLUMNS || count > mt_left(body))
        return mt_fail(err, MT_ERR_CORRUPT, "%zu bytes cannot describe the %llu columns it claims",
                       mt_left(body), (unsigned long long)count);
    t->columns = mt_arena_alloc(t->arena, count * sizeof *t->columns);
    if (!t->columns)
        return mt_fail(err, MT_ERR_NOMEM, "out of memory");
    t->column_count = (uint32_t)count;
    return 0;
}

static bool columns_are_known(const struct mt_table *t)
{
    for (uint32_t i = 0; i < t->column_count; i++)
        if (!mt_column_is_known(&t->columns[i]))
            return false;
    return true;
}

static int decode_table(struct mt_table *t, enum mt_writer writer, struct mt_cursor *body,
                        struct mt_err *err)
{
    if (decode_name(body, t->arena, &t->schema, err) ||
        decode_name(body, t->arena, &t->table, err) || make_columns(t, body, err) ||
        decode_columns(t, body, err) || mt_optional_decode(t, writer, body, err)) {
        if (t->table.data)
            mt_err_prefix(err, "table map of %s.%s", t->schema.data, t->table.data);
        else
            mt_err_prefix(err, "table map");
        return -1;
    }
    t->types_known = columns_are_known(t);
    for (uint32_t i = 0; i < t->column_count; i++)
        mt_column_measure(&t->columns[i]);
    return 0;
}

static struct mt_table *new_table(struct mt_err *err)
{
    struct mt_arena *arena = mt_arena_new();
    struct mt_table *table = arena ? mt_arena_alloc(arena, sizeof *table) : NULL;
    if (!table) {
        mt_arena_free(arena);
        mt_fail(err, MT_ERR_NOMEM, "table map: out of memory");
        return NULL;
    }
    table->arena = arena;
    return table;
}

int mt_table_decode_names(struct mt_cursor *body, const char *why, struct mt_table **out,
                          struct mt_err *err)
{
    struct mt_table *table = *out = new_table(err);
    if (!table)
        return -1;
    struct mt_str kept = mt_arena_str(table->arena, why, strlen(why));
    table->unread = kept.data;
    if (kept.data && decode_name(body, table->arena, &table->schema, err) == 0 &&
        decode_name(body, table->arena, &table->table, err) == 0)
        return 0;
    mt_table_free(table);
    *out = NULL;
    return mt_fail(err, MT_ERR_NOMEM, "table map: out of memory");
}

int mt_table_decode_from(enum mt_writer writer, struct mt_cursor *body, struct mt_table **out,
                         struct mt_err *err)
{
    *out = NULL;
    struct mt_table *table = new_table(err);
    if (!table)
        return -1;
    if (decode_table(table, writer, body, err)) {
        mt_table_free(table);
        return -1;
    }
    *out = table;
    return 0;
}

int mt_table_decode(struct mt_cursor *body, struct mt_table **out, struct mt_err *err)
{
    return mt_table_decode_from(MT_WRITER_UNKNOWN, body, out, err);
}

void mt_table_free(struct mt_table *table)
{
    if (!table)
        return;
    if (table->user_free)
        table->user_free(table->user);
    table->user_free = NULL;
    mt_table_unshare(table);
}

void mt_table_share(struct mt_table *table)
{
    table->shares++;
}

void mt_table_unshare(struct mt_table *table)
{
    if (table->shares-- == 0)
        mt_arena_free(table->arena);
}
