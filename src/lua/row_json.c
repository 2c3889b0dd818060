/* Owns the JSON of rows that never became tables: from the bytes of the log to text. What it writes
 * is what event_json.c writes of the same event's tables. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/digits.h"
#include "binlog/wire.h"
#include "lua/json.h"
#include "lua/row_parts.h"

/* ---- pieces ---- */

#define ADD(out, literal) mt_buf_add(out, literal, sizeof literal - 1)

static inline char *put_text(char *to, const char *text, size_t len)
{
    memcpy(to, text, len);
    return to + len;
}
#define PUT(to, literal) put_text(to, literal, sizeof literal - 1)

#define INTEGER_ROOM 24 /* with a sign and quotes */

/* As a string where a double would not do. */
static inline char *put_integer(char *to, uint64_t magnitude, bool negative, bool as_string)
{
    bool quoted = as_string || magnitude > MT_EXACT_INTEGER;
    if (quoted)
        *to++ = '"';
    if (negative)
        *to++ = '-';
    to = mt_put_unsigned(to, magnitude);
    if (quoted)
        *to++ = '"';
    return to;
}

static inline char *put_signed(char *to, int64_t i, bool as_string)
{
    return put_integer(to, i < 0 ? 0 - (uint64_t)i : (uint64_t)i, i < 0, as_string);
}

static void add_integer(struct mt_buf *out, uint64_t magnitude, bool negative, bool as_string)
{
    char *to = mt_buf_reserve(out, INTEGER_ROOM);
    if (to)
        out->len = (size_t)(put_integer(to, magnitude, negative, as_string) - out->data);
}

static void add_unsigned(struct mt_buf *out, uint64_t u)
{
    char *to = mt_buf_reserve(out, INTEGER_ROOM);
    if (to)
        out->len = (size_t)(mt_put_unsigned(to, u) - out->data);
}

/* What is being written. */
struct writing {
    struct mt_buf *out;
    const struct mt_row_shape *shape;
    uint32_t index;      /* of the row */
    const char *refused; /* a value that JSON cannot hold */
};

static const char *add_double(struct mt_buf *out, double d)
{
    if (!isfinite(d))
        return isnan(d) ? "NaN" : "an infinite number";
    mt_json_add_number(out, d);
    return NULL;
}

static const char *add_vector(struct mt_buf *out, const struct mt_value *value)
{
    size_t n = value->as.vector.count;
    const char *refused = NULL;
    if (n == 0) { /* as an empty table */
        ADD(out, "{}");
        return NULL;
    }
    for (size_t i = 0; i < n && !refused; i++) {
        mt_buf_addc(out, i ? ',' : '[');
        refused = add_double(out, mt_float_to_double(mt_vector_at(value, i)));
    }
    mt_buf_addc(out, ']');
    return refused;
}

static void add_signed(struct mt_buf *out, int64_t i, bool as_string)
{
    char *to = mt_buf_reserve(out, INTEGER_ROOM);
    if (to)
        out->len = (size_t)(put_signed(to, i, as_string) - out->data);
}

const char *mt_value_encode(const struct mt_value *value, bool as_string, struct mt_buf *out)
{
    switch (value ? value->kind : MT_KIND_NULL) {
    case MT_KIND_NULL: ADD(out, "null"); break;
    case MT_KIND_INT: add_signed(out, value->as.i, as_string); break;
    case MT_KIND_UINT: add_integer(out, value->as.u, false, as_string); break;
    case MT_KIND_DOUBLE: return add_double(out, value->as.d);
    case MT_KIND_TEXT:
    case MT_KIND_BYTES: mt_json_add_string(out, value->as.s.data, value->as.s.len); break;
    case MT_KIND_VECTOR: return add_vector(out, value);
    }
    return NULL;
}

static bool is_number_as_string(const struct writing *w, const struct mt_column *column)
{
    return column->type == MT_TYPE_LONGLONG && w->shape->context->bigint_as_string;
}

static void add_value(struct writing *w, const struct mt_column *column,
                      const struct mt_value *value)
{
    const char *refused = mt_value_encode(value, is_number_as_string(w, column), w->out);
    if (refused)
        w->refused = refused;
}

/* ---- from bytes to text ---- */

static int add_decoded(struct writing *w, const struct mt_column *column, struct mt_str span,
                       bool is_plain, struct mt_err *err)
{
    struct mt_value value;
    struct mt_cursor cursor = mt_cursor(span.data, span.len);
    if (mt_value_decode(column, &cursor, &w->shape->context->scratch, &value, err))
        return -1;
    char *to = is_plain ? mt_buf_reserve(w->out, value.as.s.len + 2) : NULL;
    if (!to) {
        add_value(w, column, &value);
        return 0;
    }
    *to++ = '"';
    memcpy(to, value.as.s.data, value.as.s.len);
    to[value.as.s.len] = '"';
    w->out->len += value.as.s.len + 2;
    return 0;
}

/* Text whose bytes, behind their length, may be what is to be written; false: they are not. */
static inline bool add_text(struct mt_buf *out, const struct mt_column_writer *writer,
                            struct mt_str span)
{
    const char *text = span.data + writer->prefix;
    size_t len = span.len - writer->prefix;
    if (len > writer->longest)
        return false; /* the decoder says what is wrong */
    if (writer->kind == MT_WRITE_ASCII)
        return mt_json_add_ascii(out, text, len);
    mt_json_add_string(out, text, len);
    return true;
}

/* Names stand in memory padded to whole steps. */
static inline char *put_name(char *to, struct mt_str name)
{
    for (size_t done = 0; done < name.len; done += MT_NAME_STEP)
        memcpy(to + done, name.data + done, MT_NAME_STEP);
    return to + name.len;
}

/* A name, and the value that span holds; the usual kinds without decoding them first. */
static inline int add_column(struct writing *w, uint32_t i, struct mt_str span, struct mt_err *err)
{
    const struct mt_column_writer *writer = &w->shape->writers[i];
    const struct mt_column *column = &w->shape->table->columns[i];
    struct mt_buf *out = w->out;
    char *to = mt_buf_reserve(out, writer->name.len + MT_NAME_STEP + INTEGER_ROOM);
    if (!to)
        return 0;
    to = put_name(to, writer->name);
    if (span.len == MT_SPAN_NULL)
        to = PUT(to, "null");
    else if (writer->kind == MT_WRITE_SIGNED)
        to = put_signed(to, mt_extend_sign(mt_span_integer(span), 8 * (unsigned)span.len),
                        is_number_as_string(w, column));
    else if (writer->kind == MT_WRITE_UNSIGNED)
        to = put_integer(to, mt_span_integer(span), false, is_number_as_string(w, column));
    out->len = (size_t)(to - out->data);
    if (span.len == MT_SPAN_NULL || writer->kind <= MT_WRITE_UNSIGNED)
        return 0;
    if (writer->kind <= MT_WRITE_ASCII && add_text(out, writer, span))
        return 0;
    return add_decoded(w, column, span, writer->kind == MT_WRITE_PLAIN, err);
}

static void add_name(struct writing *w, uint32_t column)
{
    struct mt_str name = w->shape->writers[column].name;
    char *to = mt_buf_reserve(w->out, name.len + MT_NAME_STEP);
    if (to)
        w->out->len = (size_t)(put_name(to, name) - w->out->data);
}

/* Every member begins with a comma, the first of which becomes the brace. */
static void end_object(struct writing *w, size_t start)
{
    if (w->out->failed)
        return;
    if (w->out->len == start)
        mt_buf_addc(w->out, '{');
    else
        w->out->data[start] = '{';
    mt_buf_addc(w->out, '}');
}

static int add_spans(struct writing *w, const struct mt_str *spans, bool after,
                     const uint8_t *wanted, struct mt_err *err)
{
    uint32_t columns = w->shape->table->column_count;
    size_t start = w->out->len;
    for (uint32_t i = 0; i < columns; i++) {
        if (!spans[i].data || !mt_is_wanted(wanted, i))
            continue;
        if (add_column(w, i, spans[i], err))
            return mt_rows_fail_value(w->shape->table, w->index, i, after, err);
    }
    end_object(w, start);
    return 0;
}

/* ---- key and changed ---- */

/* In the order of the table's columns, which need not be the key's. */
static int add_key(struct writing *w, const struct mt_row_handle *h, const struct mt_spans *spans,
                   struct mt_err *err)
{
    const struct mt_row_shape *shape = w->shape;
    size_t start = w->out->len;
    if (!shape->table->key_count)
        return h->change == MT_DELETE ? add_spans(w, spans->before, false, shape->wanted, err)
                                      : add_spans(w, spans->after, true, shape->wanted, err);
    for (uint32_t i = 0; i < shape->table->key_count; i++) {
        uint32_t column = shape->key_order[i];
        bool after = mt_key_is_after(h, column);
        struct mt_str span = after ? spans->after[column] : spans->before[column];
        if (!span.data)
            continue;
        if (add_column(w, column, span, err))
            return mt_rows_fail_value(w->shape->table, w->index, column, after, err);
    }
    end_object(w, start);
    return 0;
}

/* Is it the same value, although the bytes are not? Fills in what decoding needs. */
static int same_value(struct mt_context *context, const struct mt_column *column,
                      struct mt_str before, struct mt_str after, bool *same, struct mt_err *err)
{
    struct mt_value a, b;
    struct mt_cursor ca = mt_cursor(before.data, before.len), cb = mt_cursor(after.data, after.len);
    if (mt_value_decode(column, &ca, &context->scratch, &a, err) ||
        mt_value_decode(column, &cb, &context->other_scratch, &b, err))
        return -1;
    if (a.kind != b.kind) /* of a BIGINT without its sign, if at all: numbers on both sides */
        *same = false;
    else if (a.kind == MT_KIND_DOUBLE)
        *same = a.as.d == b.as.d;
    else if (a.kind == MT_KIND_TEXT || a.kind == MT_KIND_BYTES)
        *same = mt_str_eq(a.as.s, b.as.s);
    else if (a.kind == MT_KIND_VECTOR) {
        *same = a.as.vector.count == b.as.vector.count;
        for (size_t i = 0; *same && i < a.as.vector.count; i++)
            *same = mt_vector_at(&a, i) == mt_vector_at(&b, i);
    } else
        *same = a.as.u == b.as.u;
    return 0;
}

static bool same_span(struct mt_str a, struct mt_str b)
{
    return a.len == b.len && (a.len == MT_SPAN_NULL || memcmp(a.data, b.data, a.len) == 0);
}

/* Do other bytes mean another value? */
static bool is_told_by_bytes(const struct mt_column_writer *writer, struct mt_str a,
                             struct mt_str b)
{
    bool fits =
        a.len - writer->prefix <= writer->longest && b.len - writer->prefix <= writer->longest;
    return writer->kind <= MT_WRITE_UNSIGNED || (writer->kind == MT_WRITE_UTF8 && fits);
}

int mt_row_is_changed(const struct mt_row_shape *shape, const struct mt_spans *spans,
                      uint32_t column, bool *changed, struct mt_err *err)
{
    struct mt_str before = spans->before[column], after = spans->after[column];
    *changed = after.data && mt_is_wanted(shape->wanted, column);
    if (!*changed || !before.data)
        return 0;
    bool same = same_span(before, after);
    if (!same && before.len != MT_SPAN_NULL && after.len != MT_SPAN_NULL &&
        !is_told_by_bytes(&shape->writers[column], before, after) &&
        same_value(shape->context, &shape->table->columns[column], before, after, &same, err))
        return -1;
    *changed = !same;
    return 0;
}

static int add_changed(struct writing *w, const struct mt_spans *spans, struct mt_err *err)
{
    size_t start = w->out->len;
    for (uint32_t i = 0; i < w->shape->table->column_count; i++) {
        bool changed;
        if (mt_row_is_changed(w->shape, spans, i, &changed, err))
            return mt_rows_fail_value(w->shape->table, w->index, i, true, err);
        if (!changed)
            continue;
        add_name(w, i);
        ADD(w->out, "true");
    }
    end_object(w, start);
    return 0;
}

void mt_row_id(const struct mt_row_handle *h, struct mt_buf *out)
{
    if (h->gtid_len && !mt_is_settled(h, FIELD_GTID)) {
        mt_buf_add(out, h->data, h->gtid_len);
    } else {
        mt_buf_adds(out, h->file);
        mt_buf_addc(out, ':');
        add_unsigned(out, h->position);
    }
    mt_buf_addc(out, ':');
    add_unsigned(out, h->sequence);
    mt_buf_addc(out, '.');
    add_unsigned(out, h->index);
}

/* ---- the rows of an event as it stands in the log ---- */

static int put_column(void *arg, uint32_t column, const struct mt_value *value)
{
    struct writing *w = arg;
    add_name(w, column);
    add_value(w, &w->shape->table->columns[column], value);
    return 0;
}

/* One image of a row that is still in its event. Differences of JSON documents can only be read
 * together with the image before. */
static int add_image(struct writing *w, struct mt_rows *rows, bool after, struct mt_err *err)
{
    struct mt_context *context = w->shape->context;
    size_t start = w->out->len, columns = rows->table->column_count;
    w->index = rows->index;
    struct mt_image_sink sink = {.put = put_column, .arg = w, .scratch = &context->scratch};
    if (rows->partial) {
        if (mt_rows_image(rows, after, &sink, err))
            return -1;
        end_object(w, start);
        return 0;
    }
    mt_buf_clear(&context->spans);
    context->spans_row = NULL;
    struct mt_str *spans = (void *)mt_buf_reserve(&context->spans, (columns + 1) * sizeof *spans);
    if (!spans)
        return mt_fail(err, MT_ERR_NOMEM, "no memory for the columns of a row");
    return mt_rows_step(rows, after, spans, err) || add_spans(w, spans, after, NULL, err) ? -1 : 0;
}

int mt_rows_encode(const struct mt_row_shape *shape, struct mt_rows *rows, struct mt_buf *out,
                   const char **refused, struct mt_err *err)
{
    struct writing w = {.out = out, .shape = shape};
    mt_buf_addc(out, '[');
    for (bool first = true; mt_rows_more(rows); first = false) {
        if (!first)
            mt_buf_addc(out, ',');
        if (rows->change != MT_INSERT) {
            ADD(out, "{\"before\":");
            if (add_image(&w, rows, false, err))
                return -1;
        }
        if (rows->change != MT_DELETE) {
            mt_buf_adds(out, rows->change == MT_INSERT ? "{\"after\":" : ",\"after\":");
            if (add_image(&w, rows, true, err))
                return -1;
        }
        mt_buf_addc(out, '}');
    }
    mt_buf_addc(out, ']');
    if (w.refused)
        *refused = w.refused;
    return 0;
}

/* ---- fields and events ---- */

static void add_id(const struct writing *w, const struct mt_row_handle *h)
{
    struct mt_buf *id = &w->shape->context->scratch;
    mt_buf_clear(id);
    mt_row_id(h, id);
    mt_json_add_string(w->out, id->data, id->len);
}

/* The statement of the handle on top. */
static void add_query(lua_State *L, struct mt_buf *out)
{
    size_t len;
    lua_getfenv(L, -1);
    lua_rawgeti(L, -1, 1);
    const char *text = lua_tolstring(L, -1, &len);
    mt_json_add_string(out, text, len);
    lua_pop(L, 2);
}

/* Has the handle what this field is written from? */
static bool has_field(const struct mt_row_handle *h, enum mt_field field)
{
    switch (field) {
    case FIELD_GTID: return h->gtid_len > 0;
    case FIELD_XID: return h->has_xid;
    case FIELD_POSITIONAL: return h->shape->positional;
    case FIELD_QUERY: return h->has_query && h->is_first;
    case FIELD_KEY: return mt_has_raw_images(h);
    case FIELD_CHANGED: return mt_has_raw_images(h) && h->change == MT_UPDATE;
    case FIELD_BEFORE: return h->has_bytes && mt_has_image(h, false);
    case FIELD_AFTER: return h->has_bytes && mt_has_image(h, true);
    case FIELD_ROW: return false;
    default: return true;
    }
}

/* A field that is made of the images. */
static int add_of_images(struct writing *w, const struct mt_row_handle *h, enum mt_field field,
                         struct mt_err *err)
{
    struct mt_spans spans;
    if (mt_row_spans(h, &spans, err))
        return -1;
    switch (field) {
    case FIELD_KEY: return add_key(w, h, &spans, err);
    case FIELD_CHANGED: return add_changed(w, &spans, err);
    case FIELD_BEFORE: return add_spans(w, spans.before, false, w->shape->wanted, err);
    default: return add_spans(w, spans.after, true, w->shape->wanted, err);
    }
}

static int add_field(lua_State *L, struct writing *w, const struct mt_row_handle *h,
                     enum mt_field field, struct mt_err *err)
{
    static const char *const changes[] = {"\"insert\"", "\"update\"", "\"delete\""};
    struct mt_buf *out = w->out;
    const struct mt_table *t = w->shape->table;
    mt_buf_adds(out, mt_row_fields[field].json);
    switch (field) {
    case FIELD_TYPE: mt_buf_adds(out, changes[h->change]); break;
    case FIELD_SCHEMA: mt_json_add_string(out, t->schema.data, t->schema.len); break;
    case FIELD_TABLE: mt_json_add_string(out, t->table.data, t->table.len); break;
    case FIELD_TIMESTAMP: add_unsigned(out, h->timestamp); break;
    case FIELD_ID: add_id(w, h); break;
    case FIELD_GTID: mt_json_add_string(out, h->data, h->gtid_len); break;
    case FIELD_FILE: mt_json_add_string(out, h->file, strlen(h->file)); break;
    case FIELD_POSITION: add_unsigned(out, h->position); break;
    case FIELD_SEQUENCE: add_unsigned(out, h->sequence); break;
    case FIELD_INDEX: add_unsigned(out, h->index); break;
    case FIELD_SERVER_ID: add_unsigned(out, h->server_id); break;
    case FIELD_XID: add_integer(out, h->xid, false, false); break;
    case FIELD_POSITIONAL: ADD(out, "true"); break;
    case FIELD_QUERY: add_query(L, out); break;
    default: return add_of_images(w, h, field, err);
    }
    return 0;
}

static bool encode_field(lua_State *L, struct writing *w, const struct mt_row_handle *h,
                         enum mt_field field)
{
    struct mt_err err;
    mt_err_clear(&err);
    if (!has_field(h, field))
        return false;
    if (add_field(L, w, h, field, &err))
        mt_row_fail(L, h, &err);
    if (w->refused)
        luaL_error(L, "JSON cannot hold %s", w->refused);
    mt_buf_addc(w->out, ',');
    return true;
}

bool mt_row_encode_field(lua_State *L, const struct mt_row_handle *h, enum mt_field field,
                         struct mt_buf *out)
{
    struct writing w = {.out = out, .shape = h->shape, .index = h->index};
    return encode_field(L, &w, h, field);
}

/* ---- the place of a row, which every line has: written in one go ---- */

/* The file's name as JSON has it, without the quotes; there are few files, one after the other. */
static struct mt_str file_text(struct mt_context *context, const char *file)
{
    if (context->file != file) {
        mt_buf_clear(&context->file_text);
        mt_json_add_string(&context->file_text, file, strlen(file));
        context->file = context->file_text.failed ? NULL : file;
    }
    if (context->file_text.len < 2)
        return (struct mt_str){"", 0};
    return (struct mt_str){context->file_text.data + 1, context->file_text.len - 2};
}

/* From the timestamp to the server's id, each with a comma behind it. GTIDs have no letters that
 * JSON escapes. */
static void add_place(struct writing *w, const struct mt_row_handle *h)
{
    struct mt_str file = file_text(w->shape->context, h->file);
    char *to = mt_buf_reserve(w->out, 320 + 2 * (size_t)h->gtid_len + 2 * file.len), *start = to;
    if (!to)
        return;
    to = mt_put_unsigned(PUT(to, "\"timestamp\":"), h->timestamp);
    to = PUT(to, ",\"id\":\"");
    if (h->gtid_len)
        to = put_text(to, h->data, h->gtid_len);
    else
        to = mt_put_unsigned(PUT(put_text(to, file.data, file.len), ":"), h->position);
    to = mt_put_unsigned(PUT(to, ":"), h->sequence);
    to = mt_put_unsigned(PUT(to, "."), h->index);
    if (h->gtid_len)
        to = put_text(PUT(to, "\",\"gtid\":\""), h->data, h->gtid_len);
    to = put_text(PUT(to, "\",\"file\":\""), file.data, file.len);
    to = mt_put_unsigned(PUT(to, "\",\"position\":"), h->position);
    to = mt_put_unsigned(PUT(to, ",\"sequence\":"), h->sequence);
    to = mt_put_unsigned(PUT(to, ",\"index\":"), h->index);
    to = mt_put_unsigned(PUT(to, ",\"server_id\":"), h->server_id);
    to = PUT(to, ",");
    w->out->len += (size_t)(to - start);
}

/* Key, changed and the images, with a comma in front of all but the first. */
static int add_images(struct writing *w, const struct mt_row_handle *h, struct mt_err *err)
{
    const uint8_t *wanted = w->shape->wanted;
    struct mt_spans spans;
    if (mt_row_spans(h, &spans, err))
        return -1;
    ADD(w->out, "\"key\":");
    if (add_key(w, h, &spans, err))
        return -1;
    if (h->change == MT_UPDATE) {
        ADD(w->out, ",\"changed\":");
        if (add_changed(w, &spans, err))
            return -1;
    }
    if (spans.before) {
        ADD(w->out, ",\"before\":");
        if (add_spans(w, spans.before, false, wanted, err))
            return -1;
    }
    if (!spans.after)
        return 0;
    ADD(w->out, ",\"after\":");
    return add_spans(w, spans.after, true, wanted, err);
}

void mt_row_encode(lua_State *L, const struct mt_row_handle *h, struct mt_buf *out)
{
    struct writing w = {.out = out, .shape = h->shape, .index = h->index};
    struct mt_str head = h->shape->heads[h->change];
    struct mt_err err;
    mt_err_clear(&err);
    mt_buf_add(out, head.data, head.len);
    add_place(&w, h);
    if (h->has_xid)
        encode_field(L, &w, h, FIELD_XID);
    if (h->shape->positional)
        encode_field(L, &w, h, FIELD_POSITIONAL);
    if (h->has_query && h->is_first)
        encode_field(L, &w, h, FIELD_QUERY);
    if (add_images(&w, h, &err))
        mt_row_fail(L, h, &err);
    if (w.refused)
        luaL_error(L, "JSON cannot hold %s", w.refused);
    mt_buf_addc(out, '}');
}
