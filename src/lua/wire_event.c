/* Owns the Lua form of events as they stand in the log. */
#include "lua/script_parts.h"

#include "binlog/fields.h"
#include "lua/core.h"

/* ---- wire events ---- */

static void put_value(void *arg, const char *name, const struct mt_value *value)
{
    struct mt_context *context = arg;
    mt_push_value(context->L, context, NULL, value);
    if (name)
        lua_setfield(context->L, -2, name);
    else
        lua_rawseti(context->L, -2, (int)lua_objlen(context->L, -2) + 1);
}

static void put_boolean(void *arg, const char *name, bool value)
{
    struct mt_context *context = arg;
    lua_pushboolean(context->L, value);
    lua_setfield(context->L, -2, name);
}

/* A nested table lies on the stack above its parent, with its name in between, until it is closed.
 */
static void put_open(void *arg, const char *name, bool list)
{
    struct mt_context *context = arg;
    lua_State *L = context->L;
    luaL_checkstack(L, 6, "an event nested too deeply");
    mt_push_optional(L, name);
    lua_newtable(L);
    if (list) { /* so that an empty one is written as [] */
        mt_core_push(L);
        lua_getfield(L, -1, "array_mt");
        lua_setmetatable(L, -3);
        lua_pop(L, 1);
    }
}

static void put_close(void *arg)
{
    struct mt_context *context = arg;
    lua_State *L = context->L;
    if (lua_isnil(L, -2)) {
        lua_remove(L, -2);
        lua_rawseti(L, -2, (int)lua_objlen(L, -2) + 1);
    } else {
        lua_rawset(L, -3);
    }
}

/* The rows of a rows event, into the table on top. */
static int add_rows(struct mt_script *script, struct mt_err *err)
{
    lua_State *L = script->L;
    struct mt_table *table = mt_rows_table(script->tables, script->event, script->format.short_id);
    if (mt_rows_begin(script->tables, script->event, script->format.short_id, &script->inflated,
                      &script->rows, err))
        return -1;
    script->rows.shows_differences = true;
    struct mt_plan *plan = mt_plan_of(script, table);
    int failed = mt_plan_complete(script, plan, table, err);
    if (!failed) {
        lua_pushlstring(L, table->schema.data, table->schema.len);
        lua_setfield(L, -2, "schema");
        lua_pushlstring(L, table->table.data, table->table.len);
        lua_setfield(L, -2, "table");
        failed = mt_push_rows(&script->context, plan, &script->rows, err);
    }
    mt_rows_end(&script->rows);
    if (!failed)
        lua_setfield(L, -2, "rows");
    return failed;
}

struct mt_plan *mt_plan_of_event(struct mt_script *script)
{
    enum mt_change change;
    const struct mt_raw_event *event = script->event;
    if (!mt_rows_is(event->header.type, &change) && event->header.type != MT_EVENT_TABLE_MAP)
        return NULL;
    struct mt_table *table = mt_rows_table(script->tables, event, script->format.short_id);
    return table ? mt_plan_of(script, table) : NULL;
}

int mt_push_wire_event(struct mt_script *script, const char *type, struct mt_err *err)
{
    enum mt_change change;
    lua_newtable(script->L);
    mt_push_common(&script->context, type, script->event);
    struct mt_field_sink sink = {.arg = &script->context,
                                 .value = put_value,
                                 .boolean = put_boolean,
                                 .open = put_open,
                                 .close = put_close};
    if (mt_event_fields(script->event, script->format.mariadb, &script->context.scratch, &sink,
                        err))
        return -1;
    if (mt_rows_is(script->event->header.type, &change))
        return add_rows(script, err);
    return 0;
}
