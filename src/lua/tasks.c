/* Owns what moontail.core offers to modules that work beside the handlers: tasks of their own, a
 * way for one task to wait for another, and the event that a piece of work belongs to. */
#include <event2/event.h>

#include "lua/bindings.h"
#include "lua/host.h"

#define WAITER_TYPE  "moontail.waiter"
#define ORIGIN_TYPE  "moontail.origin"
#define SPAWNED_TYPE "moontail.task"

/* ---- tasks ---- */

/* A task that nobody waits for. It belongs to Lua, and is held until its function returns. */
struct spawned {
    struct mt_host *host;
    struct mt_task *task;
    int self_ref;
};

static int free_spawned(lua_State *L)
{
    struct spawned *spawned = lua_touserdata(L, 1);
    mt_task_free(spawned->task);
    spawned->task = NULL;
    return 0;
}

static void end_spawned(void *arg, enum mt_task_status status, const struct mt_err *err)
{
    struct spawned *spawned = arg;
    if (status == MT_TASK_FAILED)
        mt_host_fail(spawned->host, mt_task_where(spawned->task), err);
    luaL_unref(mt_host_state(spawned->host), LUA_REGISTRYINDEX, spawned->self_ref);
}

static void begin_spawned(evutil_socket_t fd, short what, void *arg)
{
    struct spawned *spawned = arg;
    struct mt_err err = {0};
    (void)fd;
    (void)what;
    int nargs = lua_gettop(mt_task_state(spawned->task)) - 1;
    enum mt_task_status status = mt_task_run(spawned->task, nargs, &err);
    if (status != MT_TASK_WAITING)
        end_spawned(spawned, status, &err);
}

static int soon(struct mt_host *host, void (*call)(evutil_socket_t, short, void *), void *arg)
{
    const struct timeval now = {0};
    return event_base_once(mt_host_base(host), -1, EV_TIMEOUT, call, arg, &now);
}

/* spawn(f, ...): call it in a task of its own, when the loop gets its turn. An error in it stops
 * the job. */
static int spawn(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TFUNCTION);
    struct mt_host *host = mt_host_of(L);
    int nargs = lua_gettop(L);
    struct spawned *spawned = lua_newuserdata(L, sizeof *spawned);
    *spawned = (struct spawned){.host = host};
    luaL_getmetatable(L, SPAWNED_TYPE);
    lua_setmetatable(L, -2);
    spawned->self_ref = luaL_ref(L, LUA_REGISTRYINDEX);
    spawned->task = mt_task_new(host, end_spawned, spawned);
    if (!spawned->task || soon(host, begin_spawned, spawned)) {
        luaL_unref(L, LUA_REGISTRYINDEX, spawned->self_ref);
        return luaL_error(L, "no memory for a task");
    }
    lua_xmove(L, mt_task_state(spawned->task), nargs);
    return 0;
}

/* ---- waiting for another task ---- */

/* One task waits, any other wakes it. A wake before the wait is kept. */
struct waiter {
    struct mt_host *host;
    struct mt_task *task; /* that waits; NULL: none */
    bool woken, scheduled;
    int self_ref; /* while a wake is on its way */
};

static void end_wait(evutil_socket_t fd, short what, void *arg)
{
    struct waiter *waiter = arg;
    struct mt_task *task = waiter->task;
    lua_State *L = mt_host_state(waiter->host);
    (void)fd;
    (void)what;
    waiter->scheduled = false;
    waiter->task = NULL;
    if (task)
        waiter->woken = false;
    luaL_unref(L, LUA_REGISTRYINDEX, waiter->self_ref);
    if (task)
        mt_task_wake(task, 0);
}

static int new_waiter(lua_State *L)
{
    struct waiter *waiter = lua_newuserdata(L, sizeof *waiter);
    *waiter = (struct waiter){.host = mt_host_of(L)};
    luaL_getmetatable(L, WAITER_TYPE);
    lua_setmetatable(L, -2);
    return 1;
}

/* waiter:wait(): until someone wakes it, or at once when someone has. */
static int wait_for_wake(lua_State *L)
{
    struct waiter *waiter = luaL_checkudata(L, 1, WAITER_TYPE);
    if (waiter->task)
        return luaL_error(L, "a task is waiting already");
    if (waiter->woken && !waiter->scheduled) {
        waiter->woken = false;
        return 0;
    }
    waiter->task = mt_task_waiting(L);
    return lua_yield(L, 0);
}

static int wake_waiter(lua_State *L)
{
    struct waiter *waiter = luaL_checkudata(L, 1, WAITER_TYPE);
    waiter->woken = true;
    if (!waiter->task || waiter->scheduled)
        return 0;
    lua_pushvalue(L, 1);
    waiter->self_ref = luaL_ref(L, LUA_REGISTRYINDEX);
    waiter->scheduled = true;
    if (soon(waiter->host, end_wait, waiter))
        return luaL_error(L, "no memory to wake a task");
    return 0;
}

/* ---- the event a piece of work belongs to ---- */

/* origin(): the event that is being handled now, for a failure that comes later. */
static int take_origin(lua_State *L)
{
    struct mt_task *task = mt_task_current(mt_host_of(L));
    struct mt_where *where = lua_newuserdata(L, sizeof *where);
    *where = task ? *mt_task_where(task) : (struct mt_where){0};
    luaL_getmetatable(L, ORIGIN_TYPE);
    lua_setmetatable(L, -2);
    return 1;
}

/* adopt(origin): what the running task does from now on is done for that event. */
static int adopt_origin(lua_State *L)
{
    struct mt_task *task = mt_task_current(mt_host_of(L));
    const struct mt_where *where = luaL_checkudata(L, 1, ORIGIN_TYPE);
    if (task)
        *mt_task_where(task) = *where;
    return 0;
}

static int origin_text(lua_State *L)
{
    char text[512];
    lua_pushstring(L, mt_where_text(luaL_checkudata(L, 1, ORIGIN_TYPE), text));
    return 1;
}

/* sink_failed(message [, origin]): stop the job. */
static int fail_sink(lua_State *L)
{
    struct mt_err err = {0};
    mt_fail(&err, MT_ERR_SINK, "%s", luaL_checkstring(L, 1));
    mt_host_fail(mt_host_of(L), lua_isnoneornil(L, 2) ? NULL : luaL_checkudata(L, 2, ORIGIN_TYPE),
                 &err);
    return 0;
}

void mt_tasks_register(lua_State *L)
{
    static const luaL_Reg functions[] = {
        {"spawn", spawn},        {"waiter", new_waiter},     {"origin", take_origin},
        {"adopt", adopt_origin}, {"sink_failed", fail_sink}, {NULL, NULL},
    };
    luaL_newmetatable(L, WAITER_TYPE);
    lua_pushvalue(L, -1);
    lua_setfield(L, -2, "__index");
    lua_pushcfunction(L, wait_for_wake);
    lua_setfield(L, -2, "wait");
    lua_pushcfunction(L, wake_waiter);
    lua_setfield(L, -2, "wake");
    luaL_newmetatable(L, ORIGIN_TYPE);
    lua_pushcfunction(L, origin_text);
    lua_setfield(L, -2, "__tostring");
    luaL_newmetatable(L, SPAWNED_TYPE);
    lua_pushcfunction(L, free_spawned);
    lua_setfield(L, -2, "__gc");
    lua_pop(L, 3);
    luaL_register(L, NULL, functions);
}
