/* Owns moontail.core: log, time, sleeping, event names; tasks.c adds tasks, json.c JSON. */
#include "lua/core.h"

#include <event2/event.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/colour.h"
#include "base/log.h"
#include "base/nearest.h"
#include "binlog/wire.h"
#include "lua/bindings.h"
#include "lua/embedded.h"
#include "lua/host.h"
#include "lua/json.h"
#include "lua/row_event.h"

#define CORE_KEY  "moontail.core"
#define EVENT_KEY "moontail.event"

const char *mt_core_version = "";
bool mt_core_dry_run;
const char *(*mt_core_configure)(void *arg, const char *name, const char *value);
const char *(*mt_core_job_name)(void *arg);
void *mt_core_configure_arg;

void mt_core_push(lua_State *L)
{
    lua_getfield(L, LUA_REGISTRYINDEX, CORE_KEY);
}

void mt_core_mark_event(lua_State *L)
{
    if (luaL_newmetatable(L, EVENT_KEY)) {
        lua_pushboolean(L, 1);
        lua_setfield(L, -2, "__moontail_event");
    }
    lua_setmetatable(L, -2);
}

static int core_log(lua_State *L)
{
    int level = mt_log_level_from(luaL_checkstring(L, 1));
    size_t len;
    const char *text = luaL_checklstring(L, 2, &len);
    mt_log_text(level < 0 ? MT_LOG_INFO : (enum mt_log_level)level, text, len);
    return 0;
}

static int core_now(lua_State *L)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    lua_pushnumber(L, (lua_Number)now.tv_sec + (lua_Number)now.tv_nsec / 1e9);
    return 1;
}

static int core_colours(lua_State *L)
{
    lua_pushboolean(L, mt_colour());
    return 1;
}

static void end_sleep(evutil_socket_t fd, short what, void *arg)
{
    (void)fd;
    (void)what;
    mt_task_wake(arg, 0);
}

static int core_sleep(lua_State *L)
{
    lua_Number seconds = luaL_checknumber(L, 1);
    luaL_argcheck(L, seconds >= 0 && seconds < 1e9, 1, "seconds, 0 or more");
    struct mt_task *task = mt_task_waiting(L);
    struct timeval wait = {.tv_sec = (time_t)seconds,
                           .tv_usec = (suseconds_t)((seconds - floor(seconds)) * 1e6)};
    struct event_base *base = mt_host_base(mt_host_of(L));
    event_base_update_cache_time(base); /* the loop's clock stands still while handlers work */
    event_base_once(base, -1, EV_TIMEOUT, end_sleep, task, &wait);
    return lua_yield(L, 0);
}

static int core_configure(lua_State *L)
{
    const char *problem = NULL;
    if (mt_core_configure)
        problem = mt_core_configure(mt_core_configure_arg, luaL_checkstring(L, 1),
                                    luaL_checkstring(L, 2));
    lua_pushstring(L, problem);
    return 1;
}

/* rows_built("early" | "late" | "adapt"): for tests, which compare the ways to build rows. */
static int core_rows_built(lua_State *L)
{
    static const char *const names[] = {"adapt", "early", "late", NULL};
    mt_rows_built = (enum mt_rows_built)luaL_checkoption(L, 1, NULL, names);
    return 0;
}

/* job_name(): what names the job's checkpoint. */
static int core_job_name(lua_State *L)
{
    lua_pushstring(L, mt_core_job_name ? mt_core_job_name(mt_core_configure_arg) : "moontail");
    return 1;
}

/* nearest(word, set, ...): " (did you mean 'x'?)" of the sets' keys, or "". */
static int core_nearest(lua_State *L)
{
    struct mt_nearest nearest = mt_nearest_to(luaL_checkstring(L, 1));
    char text[256];
    for (int i = 2; i <= lua_gettop(L); i++) {
        luaL_checktype(L, i, LUA_TTABLE);
        for (lua_pushnil(L); lua_next(L, i); lua_pop(L, 1))
            if (lua_type(L, -2) == LUA_TSTRING)
                mt_nearest_try(&nearest, lua_tostring(L, -2));
    }
    lua_pushstring(L, mt_nearest_hint(&nearest, text, sizeof text));
    return 1;
}

/* embedded(name): the text of a bundled module, or of a file of a new project ("file:PATH"); nil:
 * there is none. embedded(): the names of all. */
static int core_embedded(lua_State *L)
{
    const char *name = luaL_optstring(L, 1, NULL);
    int n = 0;
    lua_newtable(L);
    for (const struct mt_embedded *it = mt_embedded; it->module; it++) {
        if (name && strcmp(name, it->module) == 0) {
            lua_pushlstring(L, (const char *)it->text, it->len);
            return 1;
        }
        lua_pushstring(L, it->module);
        lua_rawseti(L, -2, ++n);
    }
    if (name)
        lua_pushnil(L);
    return 1;
}

static const luaL_Reg functions[] = {
    {"embedded", core_embedded},     {"log", core_log},
    {"nearest", core_nearest},       {"now", core_now},
    {"sleep", core_sleep},           {"colours", core_colours},
    {"configure", core_configure},   {"job_name", core_job_name},
    {"rows_built", core_rows_built}, {NULL, NULL},
};

static void push_event_types(lua_State *L)
{
    int n = 0;
    lua_newtable(L);
    for (int code = 0; code < 256; code++) {
        const char *name = mt_event_type_name((uint8_t)code);
        if (name) {
            lua_pushstring(L, name);
            lua_rawseti(L, -2, ++n);
        }
    }
}

int mt_open_core(lua_State *L)
{
    lua_newtable(L);
    luaL_register(L, NULL, functions);
    mt_json_register(L);
    mt_tasks_register(L);
    mt_counts_register(L);
    lua_pushlightuserdata(L, NULL);
    lua_setfield(L, -2, "null");
    lua_newtable(L);
    lua_setfield(L, -2, "args");
    lua_pushstring(L, mt_core_version);
    lua_setfield(L, -2, "version");
    lua_pushboolean(L, mt_core_dry_run);
    lua_setfield(L, -2, "dry_run");
    push_event_types(L);
    lua_setfield(L, -2, "event_types");
    lua_pushvalue(L, -1);
    lua_setfield(L, LUA_REGISTRYINDEX, CORE_KEY);
    return 1;
}

void mt_bindings_open(lua_State *L)
{
    static const luaL_Reg modules[] = {
        {"moontail.core", mt_open_core},
        {"moontail.core.redis", mt_open_redis},
        {"moontail.core.file", mt_open_file},
        {"moontail.core.geometry", mt_open_geometry},
        {"moontail.core.mysql", mt_open_mysql},
        {"moontail.core.http", mt_open_http},
        {"moontail.core.crypto", mt_open_crypto},
        {"moontail.core.pipe", mt_open_pipe},
        {"moontail.core.sqlite", mt_open_sqlite},
        {"moontail.core.guest", mt_open_guest},
        {"moontail.core.memcached", mt_open_memcached},
        {NULL, NULL},
    };
    lua_getglobal(L, "package");
    lua_getfield(L, -1, "preload");
    luaL_register(L, NULL, modules);
    lua_pop(L, 2);
}
