/* Owns the JSON of rows that never became tables: from the bytes of the log to text. What it writes
 * is what event_json.c writes of the same event's tables. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "binlog/wire.h"
#include "lua/json.h"
#include "lua/row_parts.h"

#define EXACT_INTEGER (UINT64_C(1) << 53)

/* ---- pieces ---- */

#define ADD(out, literal) mt_buf_add(out, literal, sizeof literal - 1)

static inline void add_unsigned(struct mt_buf *out, uint64_t u)
{
    char *to = mt_buf_reserve(out, 24);
    if (to)
        out->len += mt_json_print_integer(to, u, false);
}

/* As a string where a double would not do. */
static inline void add_integer(struct mt_buf *out, uint64_t magnitude, bool negative,
                               bool as_string)
{
    bool quoted = as_string || magnitude > EXACT_INTEGER;
    char *to = mt_buf_reserve(out, 24), *start = to;
    if (!to)
        return;
    if (quoted)
        *to++ = '"';
    to += mt_json_print_integer(to, magnitude, negative);
    if (quoted)
        *to++ = '"';
    out->len += (size_t)(to - start);
}

/* What is being written. */
struct writing {
    struct mt_buf *out;
    const struct mt_row_shape *shape;
    const char *refused; /* a value that JSON cannot hold */
    bool any;
};

static void add_double(struct writing *w, double d)
{
    if (isfinite(d))
        mt_json_add_number(w->out, d);
    else
        w->refused = isnan(d) ? "NaN" : "an infinite number";
}

static void add_vector(struct writing *w, const struct mt_value *value)
{
    size_t n = value->as.vector.count;
    if (n == 0) { /* as an empty table */
        ADD(w->out, "{}");
        return;
    }
    for (size_t i = 0; i < n; i++) {
        mt_buf_addc(w->out, i ? ',' : '[');
        add_double(w, mt_float_to_double(mt_vector_at(value, i)));
    }
    mt_buf_addc(w->out, ']');
}

static void add_value(struct writing *w, const struct mt_column *column,
                      const struct mt_value *value)
{
    bool as_string = column->type == MT_TYPE_LONGLONG && w->shape->context->bigint_as_string;
    if (!value) {
        ADD(w->out, "null");
        return;
    }
    switch (value->kind) {
    case MT_KIND_NULL: ADD(w->out, "null"); break;
    case MT_KIND_INT: {
        int64_t i = value->as.i;
        add_integer(w->out, i < 0 ? 0 - (uint64_t)i : (uint64_t)i, i < 0, as_string);
        break;
    }
    case MT_KIND_UINT: add_integer(w->out, value->as.u, false, as_string); break;
    case MT_KIND_DOUBLE: add_double(w, value->as.d); break;
    case MT_KIND_TEXT:
    case MT_KIND_BYTES: mt_json_add_string(w->out, value->as.s.data, value->as.s.len); break;
    case MT_KIND_VECTOR: add_vector(w, value); break;
    }
}

static inline void add_name(struct writing *w, uint32_t column)
{
    struct mt_str name = w->shape->names[column];
    char *to = mt_buf_reserve(w->out, name.len + 1);
    if (!to)
        return;
    *to = w->any ? ',' : '{';
    memcpy(to + 1, name.data, name.len);
    w->out->len += name.len + 1;
    w->any = true;
}

static int put_column(void *arg, uint32_t column, const struct mt_value *value)
{
    struct writing *w = arg;
    add_name(w, column);
    add_value(w, &w->shape->table->columns[column], value);
    return 0;
}

static int put_one(void *arg, uint32_t column, const struct mt_value *value)
{
    put_column(arg, column, value);
    return -1;
}

static void end_object(struct writing *w)
{
    if (w->any)
        ADD(w->out, "}");
    else
        ADD(w->out, "{}");
    w->any = false;
}

/* ---- the fields that take work ---- */

static int add_image(struct writing *w, const struct mt_row_handle *h, bool after,
                     struct mt_err *err)
{
    struct mt_rows rows = mt_row_open(h, after);
    struct mt_image_sink sink = {.put = put_column,
                                 .arg = w,
                                 .wanted = w->shape->wanted,
                                 .scratch = &w->shape->context->scratch};
    if (mt_rows_image(&rows, after, &sink, err))
        return -1;
    end_object(w);
    return 0;
}

/* In the order of the table's columns, which need not be the key's. */
static int add_key(struct writing *w, const struct mt_row_handle *h, struct mt_err *err)
{
    const struct mt_table *t = w->shape->table;
    uint32_t last = 0;
    if (!t->key_count)
        return add_image(w, h, h->change != MT_DELETE, err);
    for (uint32_t done = 0; done < t->key_count; done++) {
        uint32_t next = t->key_count;
        for (uint32_t i = 0; i < t->key_count; i++)
            if ((done == 0 || t->key[i] > last) &&
                (next == t->key_count || t->key[i] < t->key[next]))
                next = i;
        last = t->key[next];
        bool after = mt_key_is_after(h, last);
        struct mt_rows rows = mt_row_open(h, after);
        struct mt_image_sink sink = {.put = put_one,
                                     .arg = w,
                                     .wanted = w->shape->key_bits[next],
                                     .scratch = &w->shape->context->scratch};
        if (mt_rows_image(&rows, after, &sink, err) && err->code != MT_OK)
            return -1;
    }
    end_object(w);
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

int mt_row_changed(const struct mt_row_handle *h, uint8_t *bits, struct mt_err *err)
{
    const struct mt_table *t = h->shape->table;
    struct mt_context *context = h->shape->context;
    struct mt_rows rows = mt_row_open(h, false);
    rows.data.end += h->after_len;
    mt_buf_clear(&context->spans);
    struct mt_str *spans =
        (void *)mt_buf_reserve(&context->spans, 2 * (t->column_count + 1) * sizeof *spans);
    if (!spans)
        return mt_fail(err, MT_ERR_NOMEM, "no memory for the columns of a row");
    struct mt_str *before = spans, *after = spans + t->column_count;
    if (mt_rows_step(&rows, false, before, err) || mt_rows_step(&rows, true, after, err))
        return -1;
    for (uint32_t i = 0; i < t->column_count; i++) {
        bool same = false;
        if (!after[i].data || !mt_is_wanted(h->shape->wanted, i))
            continue;
        if (before[i].data)
            same = same_span(before[i], after[i]);
        if (!same && before[i].data && before[i].len != MT_SPAN_NULL &&
            after[i].len != MT_SPAN_NULL &&
            same_value(context, &t->columns[i], before[i], after[i], &same, err))
            return -1;
        if (!same)
            bits[i >> 3] |= (uint8_t)(1u << (i & 7));
    }
    return 0;
}

static int add_changed(struct writing *w, const struct mt_row_handle *h, struct mt_err *err)
{
    uint32_t columns = w->shape->table->column_count;
    uint8_t few[32] = {0}, *bits = few;
    if (columns > 8 * sizeof few)
        bits = calloc(columns / 8 + 1, 1);
    if (!bits)
        return mt_fail(err, MT_ERR_NOMEM, "no memory for the columns of a row");
    int failed = mt_row_changed(h, bits, err);
    for (uint32_t i = 0; !failed && i < columns; i++) {
        if (!mt_is_wanted(bits, i))
            continue;
        add_name(w, i);
        ADD(w->out, "true");
    }
    if (bits != few)
        free(bits);
    if (!failed)
        end_object(w);
    return failed;
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
    case FIELD_KEY: return add_key(w, h, err);
    case FIELD_CHANGED: return add_changed(w, h, err);
    case FIELD_BEFORE: return add_image(w, h, false, err);
    case FIELD_AFTER: return add_image(w, h, true, err);
    default: break;
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
    struct writing w = {.out = out, .shape = h->shape};
    return encode_field(L, &w, h, field);
}

void mt_row_encode(lua_State *L, const struct mt_row_handle *h, struct mt_buf *out)
{
    struct writing w = {.out = out, .shape = h->shape};
    struct mt_str head = h->shape->heads[h->change];
    mt_buf_add(out, head.data, head.len);
    for (int field = FIELD_TIMESTAMP; field < FIELD_ROW; field++)
        encode_field(L, &w, h, (enum mt_field)field);
    if (!out->failed)
        out->data[out->len - 1] = '}';
}
