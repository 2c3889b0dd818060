/* Owns what moontail.core offers to modules that count, and what the script tells of its sinks. */
#include <luajit.h>

#include "base/tally.h"
#include "lua/bindings.h"
#include "lua/script_parts.h"

/* ---- counting ---- */

static struct mt_tally *tally_of(lua_State *L)
{
    return mt_host_tally(mt_host_of(L));
}

static struct mt_handler_tally *check_handler(lua_State *L)
{
    const char *name = luaL_checkstring(L, 1);
    struct mt_tally *tally = tally_of(L);
    return tally ? mt_tally_handler(tally, name) : NULL;
}

static struct mt_sink_tally *check_sink(lua_State *L)
{
    const char *name = luaL_checkstring(L, 1);
    struct mt_tally *tally = tally_of(L);
    return tally ? mt_tally_sink(tally, name) : NULL;
}

/* clock(): seconds on a clock that only goes forward. */
static int read_clock(lua_State *L)
{
    lua_pushnumber(L, mt_seconds());
    return 1;
}

/* handled(label, seconds) */
static int note_handled(lua_State *L)
{
    struct mt_handler_tally *handler = check_handler(L);
    if (handler)
        mt_tally_call(handler, luaL_checknumber(L, 2));
    return 0;
}

/* handler_failed(label) */
static int note_failed(lua_State *L)
{
    struct mt_handler_tally *handler = check_handler(L);
    if (handler)
        handler->errors++;
    return 0;
}

/* handler_retries(label) */
static int note_retry(lua_State *L)
{
    struct mt_handler_tally *handler = check_handler(L);
    if (handler)
        handler->retries++;
    return 0;
}

static int count_letter(lua_State *L)
{
    struct mt_tally *tally = tally_of(L);
    if (tally)
        tally->letters++;
    return 0;
}

/* sink_begins(name): all that it was sent is waited for. */
static int begin_sink(lua_State *L)
{
    struct mt_sink_tally *sink = check_sink(L);
    if (sink)
        sink->since = mt_seconds();
    return 0;
}

/* sink_ends(name, ok) */
static int end_sink(lua_State *L)
{
    struct mt_sink_tally *sink = check_sink(L);
    if (!sink || sink->since <= 0)
        return 0;
    mt_histogram_add(&sink->seconds, mt_seconds() - sink->since, 1);
    sink->since = 0;
    sink->errors += !lua_toboolean(L, 2);
    return 0;
}

void mt_counts_register(lua_State *L)
{
    static const luaL_Reg functions[] = {
        {"clock", read_clock},           {"handled", note_handled},
        {"handler_failed", note_failed}, {"handler_retries", note_retry},
        {"count_letter", count_letter},  {"sink_begins", begin_sink},
        {"sink_ends", end_sink},         {NULL, NULL},
    };
    luaL_register(L, NULL, functions);
}

/* ---- what the script tells ---- */

/* The number in a field of the table on top, or what is said instead. */
static double number_of(lua_State *L, const char *field, double otherwise)
{
    lua_getfield(L, -1, field);
    double number = lua_isnumber(L, -1) ? lua_tonumber(L, -1) : otherwise;
    lua_pop(L, 1);
    return number;
}

/* The table on top as a state; its strings live as long as it is there. */
static struct mt_sink_state read_state(lua_State *L)
{
    double bytes = number_of(L, "pending_bytes", -1);
    struct mt_sink_state state = {
        .down_for = number_of(L, "down_for", 0),
        .pending = bytes >= 0 ? bytes : number_of(L, "pending_items", -1),
        .in_bytes = bytes >= 0,
        .retries = number_of(L, "retries", -1),
    };
    lua_getfield(L, -1, "up");
    state.up = lua_toboolean(L, -1);
    lua_getfield(L, -2, "name");
    state.name = lua_tostring(L, -1);
    lua_getfield(L, -3, "detail");
    state.detail = lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : "";
    lua_pop(L, 3);
    return state;
}

void mt_script_sinks(struct mt_script *script,
                     void (*each)(void *arg, const struct mt_sink_state *state), void *arg)
{
    lua_State *L = script->L;
    struct mt_err err = {0};
    mt_script_push_hook(script, L, "sinks");
    if (mt_script_call_hook(script, 0, 1, &err))
        return;
    for (int i = 1; i <= (int)lua_objlen(L, -1); i++) {
        lua_rawgeti(L, -1, i);
        struct mt_sink_state state = read_state(L);
        each(arg, &state);
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
}

struct mt_at_work mt_script_at_work(const struct mt_script *script)
{
    return (struct mt_at_work){script->called ? script->called->name : "", script->waits_ms};
}

size_t mt_script_memory(const struct mt_script *script)
{
    return (size_t)lua_gc(script->L, LUA_GCCOUNT, 0) * 1024 +
           (size_t)lua_gc(script->L, LUA_GCCOUNTB, 0);
}

const char *mt_script_luajit(void)
{
    return LUAJIT_VERSION;
}
