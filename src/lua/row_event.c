/* Owns the shape of row events in Lua. What is read rarely (key, changed, id) is worked out by the
 * event's metatable when first read, and kept. */
#include "lua/row_event.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "lua/json.h"
#include "lua/row_parts.h"

const struct mt_field_text mt_row_fields[] = {{NULL, NULL, false},
#define X(name, text, lazy) {text, "\"" text "\":", lazy},
                                              FIELDS(X)
#undef X
};

enum slot {
    SLOT_GTID = FIELD_COUNT,
    SLOT_FILE,
    SLOT_QUERY,
    SLOT_CHANGE, /* and the two behind it: "insert", "update", "delete" */
};

/* ---- context ---- */

void mt_context_init(struct mt_context *context, lua_State *L)
{
    static const char *const changes[] = {"insert", "update", "delete"};
    *context = (struct mt_context){.L = L};
    lua_createtable(L, FIELD_COUNT + 8, 0);
    for (int i = 1; i < FIELD_COUNT; i++) {
        lua_pushstring(L, mt_row_fields[i].name);
        lua_rawseti(L, -2, i);
    }
    for (int i = 0; i < 3; i++) {
        lua_pushstring(L, changes[i]);
        lua_rawseti(L, -2, SLOT_CHANGE + i);
    }
    context->ref = luaL_ref(L, LUA_REGISTRYINDEX);
}

void mt_context_free(struct mt_context *context)
{
    mt_buf_free(&context->scratch);
}

static void set_slot(struct mt_context *context, enum slot slot, const char *text, size_t len)
{
    lua_State *L = context->L;
    lua_rawgeti(L, LUA_REGISTRYINDEX, context->ref);
    if (text)
        lua_pushlstring(L, text, len);
    else
        lua_pushnil(L);
    lua_rawseti(L, -2, slot);
    lua_pop(L, 1);
}

void mt_context_begin(struct mt_context *context, const struct mt_raw_event *event)
{
    context->has_xid = event->has_xid;
    context->xid = event->xid;
    context->sequence = 0;
    set_slot(context, SLOT_GTID, NULL, 0);
    set_slot(context, SLOT_QUERY, NULL, 0);
}

void mt_context_set_gtid(struct mt_context *context, const char *gtid)
{
    set_slot(context, SLOT_GTID, *gtid ? gtid : NULL, strlen(gtid));
}

void mt_context_set_query(struct mt_context *context, struct mt_str query)
{
    set_slot(context, SLOT_QUERY, query.data, query.len);
    context->query_unseen = true;
}

void mt_context_set_file(struct mt_context *context, const char *file)
{
    if (context->file == file)
        return;
    context->file = file;
    set_slot(context, SLOT_FILE, file, strlen(file));
}

/* ---- values ---- */

#define EXACT_INTEGER (INT64_C(1) << 53)

static void push_int(lua_State *L, int64_t i, bool as_string)
{
    if (!as_string && i >= -EXACT_INTEGER && i <= EXACT_INTEGER) {
        lua_pushnumber(L, (lua_Number)i);
    } else {
        char text[24];
        lua_pushlstring(L, text, (size_t)snprintf(text, sizeof text, "%" PRId64, i));
    }
}

static void push_uint(lua_State *L, uint64_t u, bool as_string)
{
    if (!as_string && u <= (uint64_t)EXACT_INTEGER) {
        lua_pushnumber(L, (lua_Number)u);
    } else {
        char text[24];
        lua_pushlstring(L, text, (size_t)snprintf(text, sizeof text, "%" PRIu64, u));
    }
}

static void push_vector(lua_State *L, const struct mt_value *value)
{
    size_t n = value->as.vector.count;
    lua_createtable(L, (int)n, 0);
    for (size_t i = 0; i < n; i++) {
        lua_pushnumber(L, mt_float_to_double(mt_vector_at(value, i)));
        lua_rawseti(L, -2, (int)i + 1);
    }
}

void mt_push_value(struct mt_context *context, const struct mt_column *column,
                   const struct mt_value *value)
{
    lua_State *L = context->L;
    bool as_string = context->bigint_as_string && column && column->type == MT_TYPE_LONGLONG;
    if (!value) {
        lua_pushlightuserdata(L, NULL);
        return;
    }
    switch (value->kind) {
    case MT_KIND_NULL: lua_pushlightuserdata(L, NULL); break;
    case MT_KIND_INT: push_int(L, value->as.i, as_string); break;
    case MT_KIND_UINT: push_uint(L, value->as.u, as_string); break;
    case MT_KIND_DOUBLE: lua_pushnumber(L, value->as.d); break;
    case MT_KIND_TEXT:
    case MT_KIND_BYTES: lua_pushlstring(L, value->as.s.data, value->as.s.len); break;
    case MT_KIND_VECTOR: push_vector(L, value); break;
    }
}

/* ---- the fields worked out when read ---- */

/* Absolute indexes throughout: 1 the event, 2 the name, upvalue 1 the info table. */
static void push_key(lua_State *L)
{
    lua_getfield(L, 1, "row");
    int row = lua_gettop(L);
    lua_newtable(L);
    if (!lua_istable(L, row))
        return;
    lua_getfield(L, lua_upvalueindex(1), INFO_KEY);
    bool has_key = lua_istable(L, -1);
    if (!has_key) {
        lua_pop(L, 1);
        lua_pushvalue(L, lua_upvalueindex(1));
    }
    int names = lua_gettop(L), n = (int)lua_objlen(L, names);
    lua_getfield(L, 1, "before");
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
        lua_rawset(L, row + 1);
    }
    lua_settop(L, row + 1);
}

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

static void push_changed(lua_State *L)
{
    lua_getfield(L, 1, "before");
    lua_getfield(L, 1, "after");
    int before = lua_gettop(L) - 1, after = before + 1;
    if (!lua_istable(L, before) || !lua_istable(L, after)) {
        lua_pushnil(L);
        return;
    }
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
}

/* "<gtid or file:position>:<sequence>.<index>": the same for the same change, however often it is
 * read, and with GTIDs on whichever server. */
static void push_id(lua_State *L)
{
    lua_getfield(L, 1, "sequence");
    lua_getfield(L, 1, "index");
    if (!lua_isnumber(L, -1)) {
        lua_pushnil(L);
        return;
    }
    int sequence = (int)lua_tointeger(L, -2), index = (int)lua_tointeger(L, -1);
    lua_getfield(L, 1, "gtid");
    if (lua_isstring(L, -1)) {
        lua_pushfstring(L, "%s:%d.%d", lua_tostring(L, -1), sequence, index);
        return;
    }
    char position[32];
    lua_getfield(L, 1, "file");
    lua_getfield(L, 1, "position");
    snprintf(position, sizeof position, "%.0f", lua_tonumber(L, -1));
    lua_pushfstring(L, "%s:%s:%d.%d", lua_tostring(L, -2), position, sequence, index);
}

static int event_index(lua_State *L)
{
    const char *name = lua_tostring(L, 2);
    if (!name)
        return 0;
    lua_settop(L, 2);
    if (strcmp(name, "key") == 0)
        push_key(L);
    else if (strcmp(name, "id") == 0)
        push_id(L);
    else if (strcmp(name, "changed") == 0)
        push_changed(L);
    else
        return 0;
    lua_pushvalue(L, 2);
    lua_pushvalue(L, -2);
    lua_rawset(L, 1);
    return 1;
}

/* For events of the plan whose info is on top. first: of its statement's rows, the one whose JSON
 * has the statement. */
/* info.json: the columns' names as JSON writes them, each with its colon. */
static void add_json_names(lua_State *L, const struct mt_table *table)
{
    struct mt_buf text = {0};
    lua_createtable(L, (int)table->column_count, 0);
    for (uint32_t i = 0; i < table->column_count; i++) {
        mt_buf_clear(&text);
        mt_json_add_string(&text, table->columns[i].name.data, table->columns[i].name.len);
        mt_buf_addc(&text, ':');
        lua_pushlstring(L, text.data, text.failed ? 0 : text.len);
        lua_rawseti(L, -2, (int)i + 1);
    }
    mt_buf_free(&text);
    lua_setfield(L, -2, INFO_JSON);
}

static int new_metatable(lua_State *L, bool first)
{
    lua_createtable(L, 0, 4);
    lua_pushboolean(L, 1);
    lua_setfield(L, -2, "__moontail_event");
    lua_pushvalue(L, -2);
    lua_setfield(L, -2, "info");
    lua_pushvalue(L, -2);
    lua_pushcclosure(L, event_index, 1);
    lua_setfield(L, -2, "__index");
    lua_pushboolean(L, first);
    lua_setfield(L, -2, "with_query");
    return luaL_ref(L, LUA_REGISTRYINDEX);
}

void mt_plan_name(struct mt_plan *plan, const struct mt_table *table)
{
    lua_State *L = plan->L;
    lua_createtable(L, (int)table->column_count, 4);
    for (uint32_t i = 0; i < table->column_count; i++) {
        lua_pushlstring(L, table->columns[i].name.data, table->columns[i].name.len);
        lua_rawseti(L, -2, (int)i + 1);
    }
    if (table->key_count) {
        lua_createtable(L, (int)table->key_count, 0);
        for (uint32_t i = 0; i < table->key_count; i++) {
            lua_rawgeti(L, -2, (int)table->key[i] + 1);
            lua_rawseti(L, -2, (int)i + 1);
        }
        lua_setfield(L, -2, INFO_KEY);
    }
    lua_pushlstring(L, table->schema.data, table->schema.len);
    lua_setfield(L, -2, INFO_SCHEMA);
    lua_pushlstring(L, table->table.data, table->table.len);
    lua_setfield(L, -2, INFO_TABLE);
    lua_pushboolean(L, plan->positional);
    lua_setfield(L, -2, "positional");
    add_json_names(L, table);

    plan->meta_ref = new_metatable(L, false);
    plan->first_meta_ref = new_metatable(L, true);
    plan->info_ref = luaL_ref(L, LUA_REGISTRYINDEX);
}

static bool is_wanted(const struct mt_plan *plan, uint32_t column)
{
    return !plan->wanted || plan->wanted[column >> 3] >> (column & 7) & 1;
}

/* The names of the wanted columns, in their order. */
static void push_wanted_names(const struct mt_plan *plan, const struct mt_table *table, int info)
{
    lua_State *L = plan->L;
    int n = 0;
    lua_newtable(L);
    for (uint32_t i = 0; i < table->column_count; i++) {
        if (!is_wanted(plan, i))
            continue;
        lua_rawgeti(L, info, (int)i + 1);
        lua_rawseti(L, -2, ++n);
    }
}

void mt_plan_build(struct mt_plan *plan, const struct mt_table *table)
{
    static const char *const changes[] = {"insert", "update", "delete"};
    lua_State *L = plan->L;
    int hook = lua_gettop(L);
    lua_rawgeti(L, LUA_REGISTRYINDEX, plan->info_ref);
    for (int i = 0; lua_isfunction(L, hook) && i < 3; i++) {
        if (plan->handlers_ref[i] == LUA_NOREF)
            continue;
        lua_pushvalue(L, hook);
        lua_pushstring(L, changes[i]);
        lua_pushvalue(L, hook + 1);
        push_wanted_names(plan, table, hook + 1);
        lua_rawgeti(L, LUA_REGISTRYINDEX, plan->meta_ref);
        lua_rawgeti(L, LUA_REGISTRYINDEX, plan->first_meta_ref);
        lua_call(L, 5, 1);
        if (lua_isnil(L, -1))
            lua_pop(L, 1);
        else
            plan->build_ref[i] = luaL_ref(L, LUA_REGISTRYINDEX);
    }
    lua_settop(L, hook - 1);
}

/* ---- building events ---- */

/* Where things lie on the stack while an event is built. */
struct building {
    struct mt_context *context;
    const struct mt_table *table;
    int strings; /* the context's table */
    int names;   /* the plan's info */
    int target;  /* the table that is filled */
};

static inline void push_string(const struct building *b, int slot)
{
    lua_rawgeti(b->context->L, b->strings, slot);
}

/* target[field] = the value on top, which is popped. */
static inline void set_field(const struct building *b, enum mt_field field)
{
    lua_State *L = b->context->L;
    push_string(b, field);
    lua_insert(L, -2);
    lua_rawset(L, b->target);
}

static void set_string(const struct building *b, enum mt_field field, int slot)
{
    lua_State *L = b->context->L;
    push_string(b, field);
    push_string(b, slot);
    lua_rawset(L, b->target);
}

static void set_number(const struct building *b, enum mt_field field, lua_Number n)
{
    lua_State *L = b->context->L;
    push_string(b, field);
    lua_pushnumber(L, n);
    lua_rawset(L, b->target);
}

static void set_place(const struct building *b, const struct mt_raw_event *event)
{
    set_number(b, FIELD_TIMESTAMP, event->header.timestamp);
    set_number(b, FIELD_SERVER_ID, event->header.server_id);
    set_string(b, FIELD_FILE, SLOT_FILE);
    set_number(b, FIELD_POSITION, (lua_Number)event->position);
    set_string(b, FIELD_GTID, SLOT_GTID);
}

void mt_push_common(struct mt_context *context, const char *type, const struct mt_raw_event *event)
{
    lua_State *L = context->L;
    struct building b = {.context = context, .target = lua_gettop(L)};
    mt_context_set_file(context, event->file);
    lua_rawgeti(L, LUA_REGISTRYINDEX, context->ref);
    b.strings = lua_gettop(L);
    lua_pushstring(L, type);
    set_field(&b, FIELD_TYPE);
    set_place(&b, event);
    lua_pop(L, 1);
}

static int put_column(void *arg, uint32_t column, const struct mt_value *value)
{
    const struct building *b = arg;
    lua_State *L = b->context->L;
    lua_rawgeti(L, b->names, (int)column + 1);
    mt_push_value(b->context, &b->table->columns[column], value);
    lua_rawset(L, b->target);
    return 0;
}

/* Push the table of one image. */
static int push_image(struct building *b, const struct mt_plan *plan, struct mt_rows *rows,
                      bool after, struct mt_err *err)
{
    lua_State *L = b->context->L;
    struct building image = *b;
    lua_createtable(L, 0, (int)rows->table->column_count);
    image.target = lua_gettop(L);
    struct mt_image_sink sink = {
        .put = put_column, .arg = &image, .wanted = plan->wanted, .scratch = &b->context->scratch};
    return mt_rows_image(rows, after, &sink, err);
}

/* The images of a row into the fields of the table b->target. */
static int set_images(struct building *b, const struct mt_plan *plan, struct mt_rows *rows,
                      bool with_row, struct mt_err *err)
{
    lua_State *L = b->context->L;
    if (rows->change != MT_INSERT) {
        if (push_image(b, plan, rows, false, err))
            return -1;
        if (with_row && rows->change == MT_DELETE) {
            lua_pushvalue(L, -1);
            set_field(b, FIELD_ROW);
        }
        set_field(b, FIELD_BEFORE);
    }
    if (rows->change != MT_DELETE) {
        if (push_image(b, plan, rows, true, err))
            return -1;
        if (with_row) {
            lua_pushvalue(L, -1);
            set_field(b, FIELD_ROW);
        }
        set_field(b, FIELD_AFTER);
    }
    return 0;
}

/* Is this the first row of its statement? Asked once a row. */
static bool take_first(struct mt_context *context)
{
    bool first = context->query_unseen;
    context->query_unseen = false;
    return first;
}

/* The arguments of a constructor: each wanted column's value, nil for one that is not in the image.
 */
struct arguments {
    struct mt_context *context;
    const struct mt_plan *plan;
    const struct mt_table *table;
    uint32_t next; /* column whose turn it is */
};

static void push_missing(struct arguments *a, uint32_t until)
{
    for (; a->next < until; a->next++)
        if (is_wanted(a->plan, a->next))
            lua_pushnil(a->context->L);
}

static int put_argument(void *arg, uint32_t column, const struct mt_value *value)
{
    struct arguments *a = arg;
    push_missing(a, column);
    mt_push_value(a->context, &a->table->columns[column], value);
    a->next = column + 1;
    return 0;
}

static int push_arguments(struct mt_context *context, const struct mt_plan *plan,
                          struct mt_rows *rows, bool after, struct mt_err *err)
{
    struct arguments a = {.context = context, .plan = plan, .table = rows->table};
    struct mt_image_sink sink = {
        .put = put_argument, .arg = &a, .wanted = plan->wanted, .scratch = &context->scratch};
    if (mt_rows_image(rows, after, &sink, err))
        return -1;
    push_missing(&a, rows->table->column_count);
    return 0;
}

/* Through the constructor that was made for the table. */
static int push_row_at_once(struct mt_context *context, const struct mt_plan *plan,
                            struct mt_rows *rows, const struct mt_raw_event *event,
                            struct mt_err *err)
{
    lua_State *L = context->L;
    int strings = lua_gettop(L) + 1;
    luaL_checkstack(L, 2 * (int)rows->table->column_count + 20, "a row of too many columns");
    lua_rawgeti(L, LUA_REGISTRYINDEX, context->ref);
    lua_rawgeti(L, LUA_REGISTRYINDEX, plan->build_ref[rows->change]);
    lua_pushboolean(L, take_first(context));
    lua_pushnumber(L, event->header.timestamp);
    lua_pushnumber(L, event->header.server_id);
    lua_rawgeti(L, strings, SLOT_FILE);
    lua_pushnumber(L, (lua_Number)event->position);
    lua_rawgeti(L, strings, SLOT_GTID);
    lua_rawgeti(L, strings, SLOT_QUERY);
    if (context->has_xid)
        push_uint(L, context->xid, false);
    else
        lua_pushnil(L);
    lua_pushnumber(L, context->sequence);
    lua_pushnumber(L, rows->index);
    bool has_before = rows->change != MT_INSERT, has_after = rows->change != MT_DELETE;
    if ((has_before && push_arguments(context, plan, rows, false, err)) ||
        (has_after && push_arguments(context, plan, rows, true, err))) {
        lua_settop(L, strings - 1);
        return -1;
    }
    lua_call(L, lua_gettop(L) - strings - 1, 1);
    lua_replace(L, strings);
    return 0;
}

static int push_row_by_fields(struct mt_context *context, const struct mt_plan *plan,
                              struct mt_rows *rows, const struct mt_raw_event *event,
                              struct mt_err *err)
{
    lua_State *L = context->L;
    int base = lua_gettop(L);
    uint32_t index = rows->index;
    lua_createtable(L, 0, 16);
    lua_rawgeti(L, LUA_REGISTRYINDEX, context->ref);
    lua_rawgeti(L, LUA_REGISTRYINDEX, plan->info_ref);
    struct building b = {.context = context,
                         .table = rows->table,
                         .target = base + 1,
                         .strings = base + 2,
                         .names = base + 3};
    set_string(&b, FIELD_TYPE, SLOT_CHANGE + (int)rows->change);
    lua_getfield(L, b.names, INFO_SCHEMA);
    set_field(&b, FIELD_SCHEMA);
    lua_getfield(L, b.names, INFO_TABLE);
    set_field(&b, FIELD_TABLE);
    set_place(&b, event);
    set_string(&b, FIELD_QUERY, SLOT_QUERY);
    if (context->has_xid) {
        push_uint(L, context->xid, false);
        set_field(&b, FIELD_XID);
    }
    if (plan->positional) {
        lua_pushboolean(L, 1);
        set_field(&b, FIELD_POSITIONAL);
    }
    set_number(&b, FIELD_SEQUENCE, context->sequence);
    set_number(&b, FIELD_INDEX, index);
    if (set_images(&b, plan, rows, true, err)) {
        lua_settop(L, base);
        return -1;
    }
    lua_settop(L, base + 1);
    bool first = take_first(context);
    lua_rawgeti(L, LUA_REGISTRYINDEX, first ? plan->first_meta_ref : plan->meta_ref);
    lua_setmetatable(L, -2);
    return 0;
}

int mt_push_row_event(struct mt_context *context, const struct mt_plan *plan, struct mt_rows *rows,
                      const struct mt_raw_event *event, struct mt_err *err)
{
    mt_context_set_file(context, event->file);
    if (plan->build_ref[rows->change] != LUA_NOREF)
        return push_row_at_once(context, plan, rows, event, err);
    return push_row_by_fields(context, plan, rows, event, err);
}

/* Rows are plain tables, without an order: their list has the columns' names in the table's. */
static void set_columns(lua_State *L, int list, int names)
{
    lua_createtable(L, 0, 2);
    lua_pushboolean(L, 1);
    lua_setfield(L, -2, "__moontail_event");
    lua_pushvalue(L, names);
    lua_setfield(L, -2, ROWS_COLUMNS);
    lua_setmetatable(L, list);
}

int mt_push_rows(struct mt_context *context, const struct mt_plan *plan, struct mt_rows *rows,
                 struct mt_err *err)
{
    lua_State *L = context->L;
    int base = lua_gettop(L), n = 0;
    lua_newtable(L);
    lua_rawgeti(L, LUA_REGISTRYINDEX, context->ref);
    lua_rawgeti(L, LUA_REGISTRYINDEX, plan->info_ref);
    struct building b = {
        .context = context, .table = rows->table, .strings = base + 2, .names = base + 3};
    while (mt_rows_more(rows)) {
        lua_createtable(L, 0, 2);
        b.target = lua_gettop(L);
        if (set_images(&b, plan, rows, false, err)) {
            lua_settop(L, base);
            return -1;
        }
        lua_rawseti(L, base + 1, ++n);
    }
    set_columns(L, base + 1, base + 3);
    lua_settop(L, base + 1);
    return 0;
}
