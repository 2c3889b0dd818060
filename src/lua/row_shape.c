/* Owns shapes: what the events of a table's rows need to know of it, names first. */
#include <string.h>

#include "binlog/wire.h"
#include "lua/json.h"
#include "lua/row_parts.h"

#define LONGEST_CHAR 1020 /* in bytes */

static const char shape_mark;

struct mt_row_shape *mt_shape_of_meta(lua_State *L)
{
    lua_rawgeti(L, -1, META_SHAPE);
    struct mt_row_shape *shape = NULL;
    if (lua_objlen(L, -1) == sizeof *shape) /* 0 of a light userdata */
        shape = lua_touserdata(L, -1);
    lua_pop(L, 1);
    return shape && shape->mark == &shape_mark ? shape : NULL;
}

static int free_shape(lua_State *L)
{
    struct mt_row_shape *shape = lua_touserdata(L, 1);
    if (shape->mark != &shape_mark)
        return 0;
    shape->mark = NULL;
    mt_table_unshare(shape->table);
    mt_arena_free(shape->memory);
    return 0;
}

/* Push an empty shape, which is freed with its userdata. */
static struct mt_row_shape *push_shape(lua_State *L, struct mt_table *table)
{
    struct mt_row_shape *shape = lua_newuserdata(L, sizeof *shape);
    memset(shape, 0, sizeof *shape);
    lua_createtable(L, 0, 1);
    lua_pushcfunction(L, free_shape);
    lua_setfield(L, -2, "__gc");
    lua_setmetatable(L, -2);
    mt_table_share(table);
    shape->table = table;
    shape->mark = &shape_mark;
    return shape;
}

/* The names as JSON writes them, and what all events of a change begin with. */
static int set_texts(struct mt_row_shape *shape, struct mt_err *err)
{
    static const char *const changes[] = {"insert", "update", "delete"};
    const struct mt_table *t = shape->table;
    struct mt_buf text = {0};
    bool good = true;
    for (uint32_t i = 0; i < t->column_count; i++) {
        mt_buf_clear(&text);
        mt_buf_addc(&text, ',');
        mt_json_add_string(&text, t->columns[i].name.data, t->columns[i].name.len);
        mt_buf_addc(&text, ':');
        size_t len = text.len;
        while (text.len % MT_NAME_STEP && !text.failed)
            mt_buf_addc(&text, ' ');
        struct mt_str *name = &shape->writers[i].name;
        *name = mt_arena_str(shape->memory, text.data, text.len);
        name->len = len;
        good &= !text.failed && name->data;
    }
    for (int i = 0; i < 3; i++) {
        mt_buf_clear(&text);
        mt_buf_printf(&text, "{\"type\":\"%s\",\"schema\":", changes[i]);
        mt_json_add_string(&text, t->schema.data, t->schema.len);
        mt_buf_adds(&text, ",\"table\":");
        mt_json_add_string(&text, t->table.data, t->table.len);
        mt_buf_addc(&text, ',');
        shape->heads[i] = mt_arena_str(shape->memory, text.data, text.len);
        good &= !text.failed && shape->heads[i].data;
    }
    mt_buf_free(&text);
    return good ? 0 : mt_fail(err, MT_ERR_NOMEM, "no memory for the names of a table");
}

static enum mt_writer_kind text_kind(const struct mt_column *c)
{
    static const struct mt_str ascii = {"a", 1}, not_ascii = {"\x80", 1};
    bool fixed = c->type == MT_TYPE_STRING;
    if (!c->charset_known || !c->charset || c->shape != MT_SHAPE_PLAIN || !c->prefix_size ||
        (fixed && (mt_charset_is_binary(c->charset) || c->length > LONGEST_CHAR)))
        return MT_WRITE_ANY;
    if (mt_charset_passes(c->charset, not_ascii))
        return MT_WRITE_UTF8;
    return mt_charset_passes(c->charset, ascii) ? MT_WRITE_ASCII : MT_WRITE_ANY;
}

static enum mt_writer_kind kind_of(const struct mt_column *c)
{
    switch (c->type) {
    case MT_TYPE_TINY:
    case MT_TYPE_SHORT:
    case MT_TYPE_INT24:
    case MT_TYPE_LONG:
    case MT_TYPE_LONGLONG:
        return !c->sign_known ? MT_WRITE_ANY : c->is_unsigned ? MT_WRITE_UNSIGNED : MT_WRITE_SIGNED;
    case MT_TYPE_STRING:
    case MT_TYPE_VARCHAR:
    case MT_TYPE_VAR_STRING:
    case MT_TYPE_TINY_BLOB:
    case MT_TYPE_BLOB:
    case MT_TYPE_MEDIUM_BLOB:
    case MT_TYPE_LONG_BLOB: return text_kind(c);
    case MT_TYPE_NEWDECIMAL:
    case MT_TYPE_DATE:
    case MT_TYPE_NEWDATE:
    case MT_TYPE_TIME:
    case MT_TYPE_TIME2:
    case MT_TYPE_DATETIME:
    case MT_TYPE_DATETIME2:
    case MT_TYPE_TIMESTAMP:
    case MT_TYPE_TIMESTAMP2: return MT_WRITE_PLAIN;
    default: return MT_WRITE_ANY;
    }
}

static void describe_column(struct mt_column_writer *writer, const struct mt_column *c)
{
    bool bounded =
        c->type == MT_TYPE_STRING || c->type == MT_TYPE_VARCHAR || c->type == MT_TYPE_VAR_STRING;
    writer->kind = kind_of(c);
    writer->prefix = c->prefix_size;
    writer->longest = bounded ? c->length : UINT32_MAX;
}

/* The key's columns, sorted. */
static void sort_key(struct mt_row_shape *shape)
{
    const struct mt_table *t = shape->table;
    for (uint32_t i = 0; i < t->key_count; i++) {
        uint32_t k = i;
        for (; k && shape->key_order[k - 1] > t->key[i]; k--)
            shape->key_order[k] = shape->key_order[k - 1];
        shape->key_order[k] = t->key[i];
    }
}

static bool set_columns(struct mt_row_shape *shape)
{
    const struct mt_table *t = shape->table;
    shape->writers = mt_arena_alloc(shape->memory, (t->column_count + 1) * sizeof *shape->writers);
    shape->key_order = mt_arena_alloc(shape->memory, (t->key_count + 1) * sizeof *shape->key_order);
    if (!shape->writers || !shape->key_order)
        return false;
    for (uint32_t i = 0; i < t->column_count; i++)
        describe_column(&shape->writers[i], &t->columns[i]);
    sort_key(shape);
    return true;
}

static bool set_wanted(struct mt_row_shape *shape, const uint8_t *wanted)
{
    size_t len = (shape->table->column_count + 7) / 8;
    shape->wanted = wanted ? mt_arena_alloc(shape->memory, len + 1) : NULL;
    if (shape->wanted)
        memcpy(shape->wanted, wanted, len);
    return shape->wanted || !wanted;
}

static int fill_shape(struct mt_row_shape *shape, const uint8_t *wanted, struct mt_err *err)
{
    shape->memory = mt_arena_new();
    if (!shape->memory || !set_columns(shape) || !set_wanted(shape, wanted))
        return mt_fail(err, MT_ERR_NOMEM, "no memory for the names of a table");
    return set_texts(shape, err);
}

/* ---- the info table ---- */

void mt_push_wanted_names(lua_State *L, const struct mt_row_shape *shape, int info)
{
    int n = 0;
    lua_newtable(L);
    for (uint32_t i = 0; i < shape->table->column_count; i++) {
        if (!mt_is_wanted(shape->wanted, i))
            continue;
        lua_rawgeti(L, info, (int)i + 1);
        lua_rawseti(L, -2, ++n);
    }
}

static void add_key(lua_State *L, const struct mt_table *table, int info)
{
    if (!table->key_count)
        return;
    lua_createtable(L, (int)table->key_count, 0);
    for (uint32_t i = 0; i < table->key_count; i++) {
        lua_rawgeti(L, info, (int)table->key[i] + 1);
        lua_rawseti(L, -2, (int)i + 1);
    }
    lua_setfield(L, info, INFO_KEY);
}

static void push_info(struct mt_context *context, const struct mt_row_shape *shape)
{
    lua_State *L = context->L;
    const struct mt_table *table = shape->table;
    lua_createtable(L, (int)table->column_count, 4);
    int info = lua_gettop(L);
    lua_createtable(L, (int)table->column_count, 0);
    for (uint32_t i = 0; i < table->column_count; i++) {
        lua_pushlstring(L, table->columns[i].name.data, table->columns[i].name.len);
        lua_rawseti(L, info, (int)i + 1);
        lua_pushlstring(L, shape->writers[i].name.data + 1, shape->writers[i].name.len - 1);
        lua_rawseti(L, -2, (int)i + 1);
    }
    lua_setfield(L, info, INFO_JSON);
    add_key(L, table, info);
    mt_push_constructor(context, "image");
    mt_push_wanted_names(L, shape, info);
    lua_call(L, 1, 1);
    lua_rawseti(L, info, INFO_IMAGE);
}

static void push_metatable(lua_State *L, int shape, int info)
{
    lua_createtable(L, 2, 4);
    lua_pushvalue(L, shape);
    lua_rawseti(L, -2, META_SHAPE);
    lua_pushvalue(L, info);
    lua_rawseti(L, -2, META_INFO);
    mt_add_metamethods(L, shape, info);
}

int mt_plan_settle(struct mt_plan *plan, struct mt_context *context, struct mt_table *table,
                   struct mt_err *err)
{
    lua_State *L = plan->L;
    int base = lua_gettop(L);
    struct mt_row_shape *shape = push_shape(L, table);
    if (fill_shape(shape, plan->wanted, err)) {
        lua_settop(L, base);
        return -1;
    }
    shape->context = context;
    shape->positional = plan->positional;
    push_info(context, shape);
    push_metatable(L, base + 1, base + 2);
    plan->meta_ref = luaL_ref(L, LUA_REGISTRYINDEX);
    plan->info_ref = luaL_ref(L, LUA_REGISTRYINDEX);
    plan->shape = shape;
    lua_settop(L, base);
    return 0;
}
