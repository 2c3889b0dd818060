/* Owns images as Lua tables: through a function made for the table's columns, which copies a
 * template, or name by name where there are too many for one. */
#include "lua/row_parts.h"

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

static int push_by_name(lua_State *L, struct mt_context *context, const uint8_t *wanted,
                        struct mt_rows *rows, bool after, int info, struct mt_err *err)
{
    lua_createtable(L, 0, (int)rows->table->column_count);
    struct filling f = {
        .L = L, .context = context, .table = rows->table, .info = info, .target = lua_gettop(L)};
    struct mt_image_sink sink = {
        .put = put_column, .arg = &f, .wanted = wanted, .scratch = &context->scratch};
    return mt_rows_image(rows, after, &sink, err);
}

/* The arguments of a constructor. */
struct arguments {
    lua_State *L;
    struct mt_context *context;
    const uint8_t *wanted;
    const struct mt_table *table;
    uint32_t next; /* column whose turn it is */
};

static void push_missing(struct arguments *a, uint32_t until)
{
    for (; a->next < until; a->next++)
        if (mt_is_wanted(a->wanted, a->next))
            lua_pushnil(a->L);
}

static int put_argument(void *arg, uint32_t column, const struct mt_value *value)
{
    struct arguments *a = arg;
    if (a->next < column)
        push_missing(a, column);
    mt_push_value(a->L, a->context, &a->table->columns[column], value);
    a->next = column + 1;
    return 0;
}

int mt_push_image_values(lua_State *L, struct mt_context *context, const uint8_t *wanted,
                         struct mt_rows *rows, bool after, struct mt_err *err)
{
    struct arguments a = {.L = L, .context = context, .wanted = wanted, .table = rows->table};
    struct mt_image_sink sink = {
        .put = put_argument, .arg = &a, .wanted = wanted, .scratch = &context->scratch};
    luaL_checkstack(L, (int)rows->table->column_count + 20, "a row of too many columns");
    if (mt_rows_image(rows, after, &sink, err))
        return -1;
    push_missing(&a, rows->table->column_count);
    return 0;
}

int mt_push_image(lua_State *L, struct mt_context *context, const uint8_t *wanted,
                  struct mt_rows *rows, bool after, int info, struct mt_err *err)
{
    int base = lua_gettop(L);
    lua_rawgeti(L, info, INFO_IMAGE);
    int failed;
    if (lua_isnil(L, -1)) {
        lua_pop(L, 1);
        failed = push_by_name(L, context, wanted, rows, after, info, err);
    } else {
        failed = mt_push_image_values(L, context, wanted, rows, after, err);
        if (!failed)
            lua_call(L, lua_gettop(L) - base - 1, 1);
    }
    if (failed)
        lua_settop(L, base);
    return failed;
}

/* ---- the rows of an event as it stands in the log ---- */

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

/* All columns are pushed, whichever the image function takes: it is not the one to call here unless
 * all are wanted. */
static int push_whole(struct mt_context *context, const struct mt_plan *plan, struct mt_rows *rows,
                      bool after, int info, struct mt_err *err)
{
    lua_State *L = context->L;
    return plan->wanted ? push_by_name(L, context, NULL, rows, after, info, err)
                        : mt_push_image(L, context, NULL, rows, after, info, err);
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
            failed = push_whole(context, plan, rows, false, base + 2, err);
            if (!failed)
                lua_setfield(L, base + 3, "before");
        }
        if (has_after && !failed) {
            failed = push_whole(context, plan, rows, true, base + 2, err);
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
