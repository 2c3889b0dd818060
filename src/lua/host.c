/* Owns the Lua state: its modules, its tasks, and how errors leave it. */
#include "lua/host.h"

#include <event2/event.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/nearest.h"
#include "lua/alloc.h"
#include "lua/bindings.h"
#include "lua/embedded.h"
#include "lua/traceback.h"

#define HOST_KEY "moontail.host"

struct mt_host {
    lua_State *L;
    struct mt_alloc *alloc;
    struct event_base *base;
    struct mt_tally *tally;
    struct mt_task *current;
    struct mt_err failure;
    void (*on_fail)(void *arg);
    void *on_fail_arg;
    bool (*take)(void *arg, const struct mt_err *err);
    void *take_arg;
};

struct mt_task {
    struct mt_host *host;
    lua_State *co;
    int ref;
    bool parked; /* something will wake it */
    struct mt_where where;
    void (*done)(void *arg, enum mt_task_status status, const struct mt_err *err);
    void *arg;
};

const char *mt_where_text(const struct mt_where *where, char text[512])
{
    text[0] = '\0';
    if (where && where->file)
        snprintf(text, 512, "%s:%llu, %s%s%s", where->file, (unsigned long long)where->position,
                 where->type ? where->type : "event", where->table ? " of " : "",
                 where->table ? where->table : "");
    return text;
}

/* ---- the state ---- */

static int load_embedded(lua_State *L)
{
    const char *name = luaL_checkstring(L, 1);
    for (const struct mt_embedded *it = mt_embedded; it->module; it++) {
        if (strcmp(it->module, name) != 0)
            continue;
        char chunk[128];
        snprintf(chunk, sizeof chunk, "=%s", name);
        if (luaL_loadbuffer(L, (const char *)it->text, it->len, chunk))
            return lua_error(L);
        return 1;
    }
    lua_pushfstring(L, "\n\tno bundled module '%s'", name);
    return 1;
}

/* Asked last: a slip in the name of a module of ours is said so, in place of all the files that are
 * not there. */
static int name_nearest(lua_State *L)
{
    char hint[256];
    const char *name = luaL_checkstring(L, 1);
    struct mt_nearest nearest = mt_nearest_to(name);
    if (strncmp(name, "moontail.", 9) != 0)
        return 0;
    for (const struct mt_embedded *it = mt_embedded; it->module; it++)
        mt_nearest_try(&nearest, it->module);
    if (!nearest.best)
        return 0;
    luaL_where(L, 2); /* of whoever calls require() */
    lua_pushfstring(L, "no module '%s'%s", name, mt_nearest_hint(&nearest, hint, sizeof hint));
    lua_concat(L, 2);
    return lua_error(L);
}

/* Behind package.preload and before the file system: a script's folder cannot shadow the modules
 * that belong to this very program. */
static void add_loaders(lua_State *L)
{
    lua_getglobal(L, "package");
    lua_getfield(L, -1, "loaders");
    for (int i = (int)lua_objlen(L, -1); i >= 2; i--) {
        lua_rawgeti(L, -1, i);
        lua_rawseti(L, -2, i + 1);
    }
    lua_pushcfunction(L, load_embedded);
    lua_rawseti(L, -2, 2);
    lua_pushcfunction(L, name_nearest);
    lua_rawseti(L, -2, (int)lua_objlen(L, -2) + 1);
    lua_pop(L, 2);
}

static int set_up(lua_State *L)
{
    luaL_openlibs(L);
    add_loaders(L);
    mt_bindings_open(L);
    return 0;
}

/* Reached only when Lua fails outside of every protected call, out of memory most likely. */
static int panic(lua_State *L)
{
    mt_error("Lua failed for good: %s", lua_tostring(L, -1));
    abort();
}

struct mt_host *mt_host_new(struct event_base *base, struct mt_err *err)
{
    struct mt_host *host = calloc(1, sizeof *host);
    if (host)
        host->alloc = mt_alloc_new();
    lua_State *L = host && host->alloc ? lua_newstate(mt_alloc_call, host->alloc) : NULL;
    if (!L && host) /* a LuaJIT that insists on its own allocator */
        L = luaL_newstate();
    if (!L) {
        if (host)
            mt_alloc_free(host->alloc);
        free(host);
        mt_fail(err, MT_ERR_NOMEM, "no memory for a Lua state");
        return NULL;
    }
    lua_atpanic(L, panic);
    host->L = L;
    host->base = base;
    lua_pushlightuserdata(L, host);
    lua_setfield(L, LUA_REGISTRYINDEX, HOST_KEY);
    if (lua_cpcall(L, set_up, NULL)) {
        mt_fail(err, MT_ERR_SCRIPT, "cannot set up Lua: %s", lua_tostring(L, -1));
        mt_host_free(host);
        return NULL;
    }
    return host;
}

void mt_host_free(struct mt_host *host)
{
    if (!host)
        return;
    lua_close(host->L);
    mt_alloc_free(host->alloc);
    free(host);
}

lua_State *mt_host_state(struct mt_host *host)
{
    return host->L;
}

struct event_base *mt_host_base(struct mt_host *host)
{
    return host->base;
}

void mt_host_set_tally(struct mt_host *host, struct mt_tally *tally)
{
    host->tally = tally;
}

struct mt_tally *mt_host_tally(const struct mt_host *host)
{
    return host->tally;
}

struct mt_host *mt_host_of(lua_State *L)
{
    lua_getfield(L, LUA_REGISTRYINDEX, HOST_KEY);
    struct mt_host *host = lua_touserdata(L, -1);
    lua_pop(L, 1);
    return host;
}

/* ---- failures outside of handlers ---- */

void mt_host_fail(struct mt_host *host, const struct mt_where *where, const struct mt_err *err)
{
    struct mt_err failure = *err;
    char text[512];
    if (host->failure.code != MT_OK)
        return;
    if (where && where->file)
        mt_err_prefix(&failure, "%s", mt_where_text(where, text));
    if (host->take && host->take(host->take_arg, &failure))
        return;
    host->failure = failure;
    if (host->on_fail)
        host->on_fail(host->on_fail_arg);
}

const struct mt_err *mt_host_failure(const struct mt_host *host)
{
    return &host->failure;
}

void mt_host_on_fail(struct mt_host *host, void (*call)(void *arg), void *arg)
{
    host->on_fail = call;
    host->on_fail_arg = arg;
}

void mt_host_take_failures(struct mt_host *host, bool (*take)(void *arg, const struct mt_err *err),
                           void *arg)
{
    host->take = take;
    host->take_arg = arg;
}

/* ---- tasks ---- */

struct mt_task *mt_task_new(struct mt_host *host,
                            void (*done)(void *arg, enum mt_task_status status,
                                         const struct mt_err *err),
                            void *arg)
{
    struct mt_task *task = calloc(1, sizeof *task);
    if (!task)
        return NULL;
    task->host = host;
    task->done = done;
    task->arg = arg;
    task->co = lua_newthread(host->L);
    task->ref = luaL_ref(host->L, LUA_REGISTRYINDEX);
    return task;
}

void mt_task_free(struct mt_task *task)
{
    if (!task)
        return;
    luaL_unref(task->host->L, LUA_REGISTRYINDEX, task->ref);
    free(task);
}

lua_State *mt_task_state(struct mt_task *task)
{
    return task->co;
}

struct mt_where *mt_task_where(struct mt_task *task)
{
    return &task->where;
}

struct mt_task *mt_task_current(struct mt_host *host)
{
    return host->current;
}

/* The commonest slip of a first script. */
static const char *hint_at_global(const char *message)
{
    return strstr(message, "global 'moontail' (a nil value)")
               ? ": a script begins with local moontail = require \"moontail\""
               : "";
}

/* The message and the traceback of a coroutine that died, which cannot be used again. */
static void take_error(struct mt_task *task, struct mt_err *err)
{
    lua_State *L = task->host->L, *co = task->co;
    const char *message = lua_tostring(co, -1);
    if (!message && luaL_callmeta(co, -1, "__tostring"))
        message = lua_tostring(co, -1);
    if (!message) {
        lua_pushfstring(co, "(error object is a %s value)", luaL_typename(co, -1));
        message = lua_tostring(co, -1);
    }
    message = lua_pushfstring(L, "%s%s", message, hint_at_global(message));
    struct mt_buf text = {0};
    luaL_traceback(L, co, message, 0);
    mt_traceback_tidy(lua_tostring(L, -1), &text);
    mt_fail(err, MT_ERR_SCRIPT, "%s", mt_buf_str(&text));
    mt_buf_free(&text);
    lua_pop(L, 2);
    luaL_unref(L, LUA_REGISTRYINDEX, task->ref);
    task->co = lua_newthread(L);
    task->ref = luaL_ref(L, LUA_REGISTRYINDEX);
}

static enum mt_task_status resume(struct mt_task *task, int nargs, struct mt_err *err)
{
    struct mt_host *host = task->host;
    struct mt_task *before = host->current;
    host->current = task;
    task->parked = false;
    int status = lua_resume(task->co, nargs);
    host->current = before;
    if (status == 0)
        return MT_TASK_DONE;
    if (status == LUA_YIELD && task->parked)
        return MT_TASK_WAITING;
    if (status == LUA_YIELD)
        lua_pushliteral(task->co, "the script yielded, and nothing would ever wake it");
    take_error(task, err);
    return MT_TASK_FAILED;
}

enum mt_task_status mt_task_run(struct mt_task *task, int nargs, struct mt_err *err)
{
    return resume(task, nargs, err);
}

struct mt_task *mt_task_waiting(lua_State *L)
{
    struct mt_host *host = mt_host_of(L);
    struct mt_task *task = host->current;
    if (!task)
        luaL_error(L,
                   "this call waits, which is possible only inside handlers and the script itself");
    if (task->co != L)
        luaL_error(L,
                   "this call waits, which is not possible inside a coroutine of the script's own");
    task->parked = true;
    return task;
}

void mt_task_wake(struct mt_task *task, int nresults)
{
    struct mt_err err = {0};
    enum mt_task_status status = resume(task, nresults, &err);
    if (status != MT_TASK_WAITING && task->done)
        task->done(task->arg, status, &err);
}
