/* Owns images as Lua tables: through a function made for the table's columns, which copies a
 * template, or name by name where there are too many for one. */
#include "lua/row_parts.h"

/* ---- values from their bytes ---- */

static int push_decoded(lua_State *L, const struct mt_row_shape *shape, uint32_t i,
                        struct mt_str span, struct mt_err *err)
{
    const struct mt_column *column = &shape->table->columns[i];
    struct mt_cursor cursor = mt_cursor(span.data, span.len);
    struct mt_value value;
    if (mt_value_decode(column, &cursor, &shape->context->scratch, &value, err))
        return -1;
    mt_push_value(L, shape->context, column, &value);
    return 0;
}

/* False: what a double cannot hold, or the script wants as a string. */
static inline bool push_integer(lua_State *L, const struct mt_row_shape *shape, struct mt_str span,
                                bool is_signed)
{
    uint64_t u = mt_span_integer(span);
    int64_t n = is_signed ? mt_extend_sign(u, 8 * (unsigned)span.len) : (int64_t)u;
    if (n > MT_EXACT_INTEGER || n < (is_signed ? -MT_EXACT_INTEGER : 0) ||
        (span.len == 8 && shape->context->bigint_as_string))
        return false;
    lua_pushnumber(L, (lua_Number)n);
    return true;
}

/* False: what is not UTF-8 as it stands, and what the decoder is to refuse. */
static inline bool push_text(lua_State *L, const struct mt_row_shape *shape, uint32_t i,
                             struct mt_str span)
{
    const struct mt_column_writer *writer = &shape->writers[i];
    struct mt_str text = {span.data + writer->prefix, span.len - writer->prefix};
    if (text.len > writer->longest)
        return false;
    if (writer->kind == MT_WRITE_ASCII &&
        !mt_charset_passes(shape->table->columns[i].charset, text))
        return false;
    lua_pushlstring(L, text.data, text.len);
    return true;
}

int mt_push_span(lua_State *L, const struct mt_row_shape *shape, uint32_t i, struct mt_str span,
                 struct mt_err *err)
{
    enum mt_writer_kind kind = shape->writers[i].kind;
    if (span.len == MT_SPAN_NULL) {
        lua_pushlightuserdata(L, NULL);
        return 0;
    }
    if (kind <= MT_WRITE_UNSIGNED ? push_integer(L, shape, span, kind == MT_WRITE_SIGNED)
                                  : kind <= MT_WRITE_ASCII && push_text(L, shape, i, span))
        return 0;
    return push_decoded(L, shape, i, span, err);
}

int mt_push_image_values(lua_State *L, const struct mt_image *image, struct mt_err *err)
{
    const struct mt_row_shape *shape = image->shape;
    uint32_t columns = shape->table->column_count;
    luaL_checkstack(L, (int)columns + 20, "a row of too many columns");
    for (uint32_t i = 0; i < columns; i++) {
        if (!mt_is_wanted(shape->wanted, i))
            continue;
        if (!image->spans[i].data)
            lua_pushnil(L);
        else if (mt_push_span(L, shape, i, image->spans[i], err))
            return mt_rows_fail_value(shape->table, image->index, i, image->after, err);
    }
    return 0;
}

/* Into a new table, name by name. */
static int push_named_values(lua_State *L, const struct mt_image *image, int info,
                             struct mt_err *err)
{
    const struct mt_row_shape *shape = image->shape;
    uint32_t columns = shape->table->column_count;
    lua_createtable(L, 0, (int)columns);
    for (uint32_t i = 0; i < columns; i++) {
        if (!mt_is_wanted(shape->wanted, i) || !image->spans[i].data)
            continue;
        lua_rawgeti(L, info, (int)i + 1);
        if (mt_push_span(L, shape, i, image->spans[i], err))
            return mt_rows_fail_value(shape->table, image->index, i, image->after, err);
        lua_rawset(L, -3);
    }
    return 0;
}

int mt_push_image(lua_State *L, const struct mt_image *image, int info, struct mt_err *err)
{
    int base = lua_gettop(L);
    lua_rawgeti(L, info, INFO_IMAGE);
    int failed;
    if (lua_isnil(L, -1)) {
        lua_pop(L, 1);
        failed = push_named_values(L, image, info, err);
    } else {
        failed = mt_push_image_values(L, image, err);
        if (!failed)
            lua_call(L, lua_gettop(L) - base - 1, 1);
    }
    if (failed)
        lua_settop(L, base);
    return failed;
}

/* ---- images that are read in place: partial updates, and events as they stand in the log ---- */

/* Names by position, and the table that they go into. */
struct filling {
    lua_State *L;
    struct mt_context *context;
    const struct mt_table *table;
    int info, target;
};

static int put_column(void *arg, uint32_t column, const struct mt_value *value)
{
    const struct filling *f = arg;
    lua_State *L = f->L;
    lua_rawgeti(L, f->info, (int)column + 1);
    mt_push_value(L, f->context, &f->table->columns[column], value);
    lua_rawset(L, f->target);
    return 0;
}

int mt_push_next_image(struct mt_context *context, const uint8_t *wanted, struct mt_rows *rows,
                       bool after, int info, struct mt_err *err)
{
    lua_State *L = context->L;
    int base = lua_gettop(L);
    lua_createtable(L, 0, (int)rows->table->column_count);
    struct filling f = {
        .L = L, .context = context, .table = rows->table, .info = info, .target = base + 1};
    struct mt_image_sink sink = {
        .put = put_column, .arg = &f, .wanted = wanted, .scratch = &context->scratch};
    int failed = mt_rows_image(rows, after, &sink, err);
    if (failed)
        lua_settop(L, base);
    return failed;
}

/* Rows are plain tables, without an order: their list has the columns' names in the table's. */
static void set_columns(lua_State *L, int list, int info)
{
    lua_createtable(L, 0, 2);
    lua_pushboolean(L, 1);
    lua_setfield(L, -2, "__moontail_event");
    lua_pushvalue(L, info);
    lua_setfield(L, -2, ROWS_COLUMNS);
    lua_setmetatable(L, list);
}

int mt_push_rows(struct mt_context *context, const struct mt_plan *plan, struct mt_rows *rows,
                 struct mt_err *err)
{
    lua_State *L = context->L;
    int base = lua_gettop(L), n = 0, failed = 0;
    lua_newtable(L);
    lua_rawgeti(L, LUA_REGISTRYINDEX, plan->info_ref);
    while (!failed && mt_rows_more(rows)) {
        bool has_before = rows->change != MT_INSERT, has_after = rows->change != MT_DELETE;
        lua_createtable(L, 0, 2);
        if (has_before) {
            failed = mt_push_next_image(context, NULL, rows, false, base + 2, err);
            if (!failed)
                lua_setfield(L, base + 3, "before");
        }
        if (has_after && !failed) {
            failed = mt_push_next_image(context, NULL, rows, true, base + 2, err);
            if (!failed)
                lua_setfield(L, base + 3, "after");
        }
        if (!failed)
            lua_rawseti(L, base + 1, ++n);
    }
    if (!failed)
        set_columns(L, base + 1, base + 2);
    lua_settop(L, failed ? base : base + 1);
    return failed;
}
