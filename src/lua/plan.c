/* Owns the plans: which handlers want a table, and what its columns are called. */
#include "lua/history.h"

#include <stdlib.h>
#include <string.h>

#include "base/nearest.h"
#include "schema/positional.h"

int mt_script_push_handlers(struct mt_script *script, const char *kind, const char *table)
{
    lua_State *L = script->L;
    mt_script_push_hook(script, L, "handlers");
    lua_pushstring(L, kind);
    mt_push_optional(L, table);
    lua_call(L, 2, 2);
    if (lua_isnil(L, -2)) {
        lua_pop(L, 2);
        return 0;
    }
    lua_insert(L, -2);
    return (int)lua_objlen(L, -1);
}

/* ---- plans: what to do with a table's rows ---- */

static void free_plan(void *user)
{
    struct mt_plan *plan = user;
    luaL_unref(plan->L, LUA_REGISTRYINDEX, plan->info_ref);
    luaL_unref(plan->L, LUA_REGISTRYINDEX, plan->meta_ref);
    for (int i = 0; i < 3; i++) {
        luaL_unref(plan->L, LUA_REGISTRYINDEX, plan->handlers_ref[i]);
        for (int k = 0; k < 4; k++)
            luaL_unref(plan->L, LUA_REGISTRYINDEX, plan->build_ref[i][k]);
    }
    mt_free_kept_text(&plan->map_text);
    free(plan->wanted);
    free(plan);
}

static const char *intern_name(const struct mt_table *table)
{
    struct mt_buf name = {0};
    mt_buf_add(&name, table->schema.data, table->schema.len);
    mt_buf_addc(&name, '.');
    mt_buf_add(&name, table->table.data, table->table.len);
    const char *interned = mt_intern(name.data, name.len);
    mt_buf_free(&name);
    return interned;
}

static int fail_column(const struct mt_plan *plan, const struct mt_table *table, struct mt_str name,
                       struct mt_err *err)
{
    struct mt_nearest nearest = mt_nearest_to(mt_intern(name.data, name.len));
    char hint[256];
    for (uint32_t i = 0; i < table->column_count; i++)
        mt_nearest_try(&nearest,
                       mt_intern(table->columns[i].name.data, table->columns[i].name.len));
    return mt_fail(err, MT_ERR_SCRIPT,
                   "a handler asks for the column '%.*s' of %s, which that table does not have%s",
                   (int)name.len, name.data, plan->name,
                   mt_nearest_hint(&nearest, hint, sizeof hint));
}

static int want_column(struct mt_plan *plan, const struct mt_table *table, struct mt_str name,
                       struct mt_err *err)
{
    for (uint32_t i = 0; i < table->column_count; i++) {
        if (mt_str_eq(table->columns[i].name, name)) {
            plan->wanted[i >> 3] |= (uint8_t)(1u << (i & 7));
            return 0;
        }
    }
    return fail_column(plan, table, name, err);
}

/* Take the column list (or nil) off the stack. */
static int take_columns(struct mt_plan *plan, const struct mt_table *table, bool *all,
                        struct mt_err *err)
{
    lua_State *L = plan->L;
    int failed = 0;
    if (lua_isnil(L, -1))
        *all = true;
    for (int i = 1; lua_istable(L, -1) && !failed && i <= (int)lua_objlen(L, -1); i++) {
        struct mt_str name;
        lua_rawgeti(L, -1, i);
        name.data = lua_tolstring(L, -1, &name.len);
        failed = name.data ? want_column(plan, table, name, err)
                           : mt_fail(err, MT_ERR_SCRIPT, "columns: a name is expected");
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
    return failed;
}

static void want_key(struct mt_plan *plan, const struct mt_table *table)
{
    for (uint32_t i = 0; i < table->key_count; i++)
        plan->wanted[table->key[i] >> 3] |= (uint8_t)(1u << (table->key[i] & 7));
}

static struct mt_plan *new_plan(lua_State *L, struct mt_table *table)
{
    struct mt_plan *plan = calloc(1, sizeof *plan);
    if (!plan)
        return NULL;
    *plan = (struct mt_plan){
        .L = L, .info_ref = LUA_NOREF, .meta_ref = LUA_NOREF, .name = intern_name(table)};
    for (int i = 0; i < 3; i++) {
        plan->handlers_ref[i] = LUA_NOREF;
        for (int k = 0; k < 4; k++)
            plan->build_ref[i][k] = LUA_NOREF;
    }
    table->user = plan;
    table->user_free = free_plan;
    return plan;
}

/* The plan of a table, with its handlers but maybe not yet its names. May raise. */
struct mt_plan *mt_plan_of(struct mt_script *script, struct mt_table *table)
{
    static const char *const kinds[] = {"insert", "update", "delete"};
    if (table->user)
        return table->user;
    lua_State *L = script->L;
    struct mt_plan *plan = new_plan(L, table);
    script->timed_ref = LUA_NOREF; /* its slots may have been another's */
    if (!plan)
        luaL_error(L, "no memory for the handlers of a table");
    for (int i = 0; i < 3; i++) {
        plan->handler_count[i] = mt_script_push_handlers(script, kinds[i], plan->name);
        if (plan->handler_count[i] == 0)
            continue;
        plan->handlers_ref[i] = luaL_ref(L, LUA_REGISTRYINDEX);
        lua_pop(L, 1);
    }
    return plan;
}

/* MariaDB logs UUID, INET4, INET6 and VECTOR as byte strings of certain lengths, and the old
 * temporal types without their fractions; no metadata says more. */
static bool may_hide_shapes(const struct mt_script *script, const struct mt_table *table)
{
    for (uint32_t i = 0; script->format.mariadb && i < table->column_count; i++) {
        const struct mt_column *c = &table->columns[i];
        if ((c->type == MT_TYPE_STRING && (c->length == 4 || c->length == 16)) ||
            (c->type == MT_TYPE_VARCHAR && c->length % 4 == 0) || c->type == MT_TYPE_TIME ||
            c->type == MT_TYPE_DATETIME || c->type == MT_TYPE_TIMESTAMP)
            return true;
    }
    return false;
}

static int define_names(struct mt_script *script, struct mt_table *table, struct mt_err *err)
{
    bool known = table->names_known && table->types_known;
    if (known && !may_hide_shapes(script, table))
        return 0;
    if (script->settings.log_alone)
        return known ? 0 : mt_fail(err, MT_ERR_SCHEMA, "the log alone does not tell its columns");
    return mt_history_define(script, table, known, err);
}

static int settle_names(struct mt_script *script, struct mt_plan *plan, struct mt_table *table,
                        struct mt_err *err)
{
    if (define_names(script, table, err) == 0)
        return 0;
    if (err->code != MT_ERR_SCHEMA || !script->settings.positional)
        return -1;
    *err = (struct mt_err){0};
    plan->positional = true;
    return mt_table_make_positional(table, err);
}

/* Settle a plan's names, types and columns. May raise. */
int mt_plan_complete(struct mt_script *script, struct mt_plan *plan, struct mt_table *table,
                     struct mt_err *err)
{
    static const char *const kinds[] = {"insert", "update", "delete"};
    if (plan->complete)
        return 0;
    if (settle_names(script, plan, table, err))
        return -1;
    plan->wanted = calloc(1, (table->column_count + 7) / 8 + 1);
    if (!plan->wanted)
        return mt_fail(err, MT_ERR_NOMEM, "no memory for the columns of %s", plan->name);
    bool all = false;
    for (int i = 0; i < 3; i++) {
        plan->handler_count[i] = mt_script_push_handlers(script, kinds[i], plan->name);
        if (plan->handler_count[i] == 0)
            continue;
        lua_pop(plan->L, 1);
        if (take_columns(plan, table, &all, err))
            return -1;
    }
    want_key(plan, table);
    if (all) {
        free(plan->wanted);
        plan->wanted = NULL;
    }
    if (mt_plan_settle(plan, &script->context, table, err))
        return -1;
    plan->tally = mt_tally_table(script->tally, table->schema, table->table);
    plan->complete = true;
    return 0;
}
