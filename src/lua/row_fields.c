/* Owns the fields of an event that are worked out when they are read: the metamethods, and what
 * they take from the handle. What was built, or set by the script, is a plain field from then on:
 * the handle remembers it, so that a field which the script deletes stays away. */
#include <string.h>

#include "lua/row_parts.h"

#define EVENT 1 /* where the metamethods have the event on the stack */
#define NAME  2

struct reading {
    lua_State *L;
    struct mt_row_shape *shape;
    struct mt_context *context;
    struct mt_row_handle *h;
};

static struct reading begin_reading(lua_State *L)
{
    struct mt_row_shape *shape = lua_touserdata(L, lua_upvalueindex(UP_SHAPE));
    struct reading r = {L, shape, shape->context, NULL};
    if (lua_istable(L, EVENT))
        r.h = mt_row_handle(L, EVENT, shape);
    if (!r.h)
        luaL_error(L, "this event has lost its row: the script changed its field 0");
    return r;
}

int mt_row_fail(lua_State *L, const struct mt_row_handle *h, struct mt_err *err)
{
    mt_err_prefix(err, "%s:%llu", h->file, (unsigned long long)h->position);
    mt_host_fail(mt_host_of(L), NULL, err);
    return luaL_error(L, "%s", err->msg);
}

/* slot: enum mt_field or enum mt_slot. */
static void push_slot(const struct reading *r, int slot)
{
    lua_rawgeti(r->L, lua_upvalueindex(UP_FIELDS), slot);
}

/* event[field] = the value on top, which stays there. */
static void keep(const struct reading *r, enum mt_field field)
{
    if (!r->h->settled)
        r->shape->usage[r->h->change].kept++;
    push_slot(r, field);
    lua_pushvalue(r->L, -2);
    lua_rawset(r->L, EVENT);
    mt_settle(r->h, field);
}

/* ---- images ---- */

/* Push the table of an image that is there. */
static void push_image(const struct reading *r, bool after)
{
    struct mt_err err;
    mt_err_clear(&err);
    struct mt_spans spans;
    struct mt_image image = {.shape = r->shape, .index = r->h->index, .after = after};
    lua_pushvalue(r->L, lua_upvalueindex(UP_INFO));
    int info = lua_gettop(r->L);
    int failed = mt_row_spans(r->h, &spans, &err);
    if (!failed) {
        image.spans = after ? spans.after : spans.before;
        failed = mt_push_image(r->L, &image, info, &err);
    }
    if (failed)
        mt_row_fail(r->L, r->h, &err);
    lua_replace(r->L, info);
}

static int push_before_or_after(const struct reading *r, bool after)
{
    enum mt_field field = after ? FIELD_AFTER : FIELD_BEFORE;
    if (!mt_has_image(r->h, after) || !r->h->has_bytes)
        return 0;
    bool is_row = after || r->h->change == MT_DELETE;
    r->shape->usage[r->h->change].reads[after]++;
    push_image(r, after);
    if (!mt_is_settled(r->h, field))
        keep(r, field);
    if (is_row && !mt_is_settled(r->h, FIELD_ROW))
        keep(r, FIELD_ROW);
    return 1;
}

/* ---- key ---- */

static void push_key_column(const struct reading *r, uint32_t column, struct mt_str span,
                            bool after)
{
    struct mt_err err;
    mt_err_clear(&err);
    if (mt_push_span(r->L, r->shape, column, span, &err)) {
        mt_rows_fail_value(r->shape->table, r->h->index, column, after, &err);
        mt_row_fail(r->L, r->h, &err);
    }
}

/* From the bytes, so that the images need not become tables. */
static void push_key_of_bytes(const struct reading *r)
{
    lua_State *L = r->L;
    const struct mt_table *t = r->shape->table;
    struct mt_spans spans;
    struct mt_err err;
    if (!t->key_count) {
        push_image(r, r->h->change != MT_DELETE);
        return;
    }
    mt_err_clear(&err);
    if (mt_row_spans(r->h, &spans, &err))
        mt_row_fail(L, r->h, &err);
    lua_createtable(L, 0, (int)t->key_count);
    for (uint32_t i = 0; i < t->key_count; i++) {
        uint32_t column = t->key[i];
        bool after = mt_key_is_after(r->h, column);
        struct mt_str span = (after ? spans.after : spans.before)[column];
        if (!span.data)
            continue;
        lua_rawgeti(L, lua_upvalueindex(UP_INFO), (int)column + 1);
        push_key_column(r, column, span, after);
        lua_rawset(L, -3);
    }
}

/* From the tables, which the script may have changed. */
static void push_key_of_tables(const struct reading *r)
{
    lua_State *L = r->L;
    int base = lua_gettop(L), row = base + 2;
    lua_createtable(L, 0, (int)r->shape->table->key_count);
    lua_getfield(L, EVENT, "row");
    if (!lua_istable(L, row)) {
        lua_settop(L, base + 1);
        return;
    }
    lua_getfield(L, lua_upvalueindex(UP_INFO), INFO_KEY);
    bool has_key = lua_istable(L, -1);
    if (!has_key) {
        lua_pop(L, 1);
        lua_pushvalue(L, lua_upvalueindex(UP_INFO));
    }
    int names = base + 3, n = (int)lua_objlen(L, names);
    lua_getfield(L, EVENT, "before");
    for (int i = 1; i <= n; i++) {
        lua_rawgeti(L, names, i);
        lua_pushvalue(L, -1);
        lua_rawget(L, row);
        if (has_key && lua_isnil(L, -1) && lua_istable(L, names + 1)) {
            /* a minimal image after leaves out a key that did not change */
            lua_pop(L, 1);
            lua_pushvalue(L, -1);
            lua_rawget(L, names + 1);
        }
        lua_rawset(L, base + 1);
    }
    lua_settop(L, base + 1);
}

/* ---- changed ---- */

static bool same_list(lua_State *L, int a, int b)
{
    size_t n = lua_objlen(L, a);
    bool same = n == lua_objlen(L, b);
    for (size_t i = 1; same && i <= n; i++) {
        lua_rawgeti(L, a, (int)i);
        lua_rawgeti(L, b, (int)i);
        same = lua_rawequal(L, -1, -2);
        lua_pop(L, 2);
    }
    return same;
}

/* False, and nothing is pushed, when the script took one of the images away. */
static bool push_changed_of_tables(const struct reading *r)
{
    lua_State *L = r->L;
    int before = lua_gettop(L) + 1, after = before + 1;
    lua_getfield(L, EVENT, "before");
    lua_getfield(L, EVENT, "after");
    if (!lua_istable(L, before) || !lua_istable(L, after))
        return false;
    lua_newtable(L);
    lua_pushnil(L);
    while (lua_next(L, after)) {
        int value = lua_gettop(L);
        lua_pushvalue(L, value - 1);
        lua_rawget(L, before);
        bool same =
            lua_rawequal(L, value, value + 1) ||
            (lua_istable(L, value) && lua_istable(L, value + 1) && same_list(L, value, value + 1));
        if (!same) {
            lua_pushvalue(L, value - 1);
            lua_pushboolean(L, 1);
            lua_rawset(L, after + 1);
        }
        lua_settop(L, value - 1);
    }
    return true;
}

static void push_changed_of_bytes(const struct reading *r)
{
    lua_State *L = r->L;
    struct mt_err err;
    mt_err_clear(&err);
    struct mt_spans spans;
    if (mt_row_spans(r->h, &spans, &err))
        mt_row_fail(L, r->h, &err);
    lua_newtable(L);
    for (uint32_t i = 0; i < r->shape->table->column_count; i++) {
        bool changed;
        if (mt_row_is_changed(r->shape, &spans, i, &changed, &err)) {
            mt_rows_fail_value(r->shape->table, r->h->index, i, true, &err);
            mt_row_fail(L, r->h, &err);
        }
        if (!changed)
            continue;
        lua_rawgeti(L, lua_upvalueindex(UP_INFO), (int)i + 1);
        lua_pushboolean(L, 1);
        lua_rawset(L, -3);
    }
}

/* ---- all fields ---- */

static void push_integer(const struct reading *r, uint64_t u)
{
    struct mt_value value = {.kind = MT_KIND_UINT, .as.u = u};
    mt_push_value(r->L, r->context, NULL, &value);
}

static void push_id(const struct reading *r)
{
    struct mt_buf *id = &r->context->scratch;
    mt_buf_clear(id);
    mt_row_id(r->h, id);
    if (id->failed)
        luaL_error(r->L, "no memory for an id");
    lua_pushlstring(r->L, id->data, id->len);
}

static void push_statement(const struct reading *r)
{
    lua_rawgeti(r->L, EVENT, 0);
    lua_getfenv(r->L, -1);
    lua_rawgeti(r->L, -1, 1);
}

static int push_kept(const struct reading *r, enum mt_field field)
{
    bool raw = mt_has_raw_images(r->h);
    if (field == FIELD_KEY && raw)
        push_key_of_bytes(r);
    else if (field == FIELD_KEY)
        push_key_of_tables(r);
    else if (r->h->change != MT_UPDATE)
        return 0;
    else if (raw)
        push_changed_of_bytes(r);
    else if (!push_changed_of_tables(r))
        return 0;
    keep(r, field);
    return 1;
}

/* Push a field that is not there yet: 1, or 0 when the event has none of that name. */
static int push_field(const struct reading *r, enum mt_field field)
{
    lua_State *L = r->L;
    const struct mt_row_handle *h = r->h;
    const struct mt_table *table = r->shape->table;
    switch (field) {
    case FIELD_TYPE: push_slot(r, SLOT_CHANGE + h->change); return 1;
    case FIELD_SCHEMA: lua_pushlstring(L, table->schema.data, table->schema.len); return 1;
    case FIELD_TABLE: lua_pushlstring(L, table->table.data, table->table.len); return 1;
    case FIELD_TIMESTAMP: lua_pushnumber(L, h->timestamp); return 1;
    case FIELD_ID: push_id(r); return 1;
    case FIELD_GTID: lua_pushlstring(L, h->data, h->gtid_len); return h->gtid_len ? 1 : 0;
    case FIELD_FILE: lua_pushstring(L, h->file); return 1;
    case FIELD_POSITION: lua_pushnumber(L, (lua_Number)h->position); return 1;
    case FIELD_SEQUENCE: lua_pushnumber(L, h->sequence); return 1;
    case FIELD_INDEX: lua_pushnumber(L, h->index); return 1;
    case FIELD_SERVER_ID: lua_pushnumber(L, h->server_id); return 1;
    case FIELD_XID: push_integer(r, h->xid); return h->has_xid ? 1 : 0;
    case FIELD_POSITIONAL: lua_pushboolean(L, 1); return r->shape->positional ? 1 : 0;
    case FIELD_QUERY:
        if (!h->has_query)
            return 0;
        push_statement(r);
        return 1;
    case FIELD_KEY:
    case FIELD_CHANGED: return push_kept(r, field);
    case FIELD_BEFORE: return push_before_or_after(r, false);
    case FIELD_AFTER: return push_before_or_after(r, true);
    case FIELD_ROW: return push_before_or_after(r, h->change != MT_DELETE);
    default: return 0;
    }
}

static enum mt_field field_named(lua_State *L)
{
    if (lua_type(L, NAME) != LUA_TSTRING)
        return FIELD_NONE;
    lua_pushvalue(L, NAME);
    lua_rawget(L, lua_upvalueindex(UP_FIELDS));
    enum mt_field field = (enum mt_field)lua_tointeger(L, -1);
    lua_pop(L, 1);
    return field;
}

/* ---- metamethods ---- */

/* What all events of a table share. */
static int push_columns(const struct reading *r)
{
    int info = lua_upvalueindex(UP_INFO);
    lua_getfield(r->L, info, INFO_COLUMNS);
    if (lua_isnil(r->L, -1)) {
        mt_push_columns(r->L, r->shape->table);
        lua_pushvalue(r->L, -1);
        lua_setfield(r->L, info, INFO_COLUMNS);
    }
    return 1;
}

static int event_index(lua_State *L)
{
    struct reading r = begin_reading(L);
    enum mt_field field = field_named(L);
    if (field)
        return mt_is_settled(r.h, field) ? 0 : push_field(&r, field);
    if (lua_type(L, NAME) == LUA_TSTRING && strcmp(lua_tostring(L, NAME), INFO_COLUMNS) == 0)
        return push_columns(&r);
    return 0;
}

static int event_newindex(lua_State *L)
{
    struct reading r = begin_reading(L);
    enum mt_field field = field_named(L);
    if (field)
        mt_settle(r.h, field);
    lua_settop(L, 3);
    lua_rawset(L, EVENT);
    return 0;
}

/* pairs(event): a copy with all fields, worked out, is what is gone through. */
static int event_pairs(lua_State *L)
{
    struct reading r = begin_reading(L);
    lua_settop(L, 1);
    lua_createtable(L, 0, FIELD_COUNT);
    for (int field = 1; field < FIELD_COUNT; field++) {
        push_slot(&r, field);
        lua_pushvalue(L, -1);
        lua_gettable(L, EVENT);
        lua_rawset(L, 2);
    }
    lua_pushnil(L);
    while (lua_next(L, EVENT)) {
        lua_pushvalue(L, 3);
        lua_insert(L, -2);
        if (lua_type(L, 3) == LUA_TNUMBER && lua_tonumber(L, 3) == 0)
            lua_pop(L, 2); /* the handle */
        else
            lua_rawset(L, 2);
    }
    lua_getglobal(L, "next");
    lua_pushvalue(L, 2);
    lua_pushnil(L);
    return 3;
}

/* The fields' numbers by their names, and the strings by enum mt_field and enum mt_slot. */
static void push_fields(lua_State *L)
{
    static const char *const changes[] = {"insert", "update", "delete"};
    lua_createtable(L, SLOT_CHANGE + 3, FIELD_COUNT);
    for (int i = 1; i < FIELD_COUNT; i++) {
        lua_pushstring(L, mt_row_fields[i].name);
        lua_pushvalue(L, -1);
        lua_rawseti(L, -3, i);
        lua_pushinteger(L, i);
        lua_rawset(L, -3);
    }
    for (int i = 0; i < 3; i++) {
        lua_pushstring(L, changes[i]);
        lua_rawseti(L, -2, SLOT_CHANGE + i);
    }
}

void mt_add_metamethods(lua_State *L, int shape, int info)
{
    static const luaL_Reg metamethods[] = {
        {"__index", event_index}, {"__newindex", event_newindex}, {"__pairs", event_pairs}};
    int meta = lua_gettop(L);
    push_fields(L);
    for (size_t i = 0; i < sizeof metamethods / sizeof *metamethods; i++) {
        lua_pushvalue(L, shape);
        lua_pushvalue(L, info);
        lua_pushvalue(L, meta + 1);
        lua_pushcclosure(L, metamethods[i].func, 3);
        lua_setfield(L, meta, metamethods[i].name);
    }
    lua_settop(L, meta);
}
