/* The Lua state and the tasks that run in it.
 *
 * Everything of the user's runs in a task: a coroutine that may wait for something the event loop
 * will bring. The layer's other files are bindings; lua.h is included nowhere outside src/lua. */
#ifndef MT_HOST_H
#define MT_HOST_H

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

struct event_base;
struct mt_host;
struct mt_tally;
struct mt_task;

/* A place in the log, for messages: which event a task, or a command it sent, belongs to. Strings
 * live as long as the process. */
struct mt_where {
    const char *file; /* NULL: no event */
    uint64_t position;
    const char *type;
    const char *table; /* "schema.table" or NULL */
};

/* "binlog.000001:4711, update of shop.users"; "" when there is no event. */
const char *mt_where_text(const struct mt_where *where, char text[512]);

struct mt_host *mt_host_new(struct event_base *base, struct mt_err *err);
void mt_host_free(struct mt_host *host);

lua_State *mt_host_state(struct mt_host *host);
struct event_base *mt_host_base(struct mt_host *host);
/* The host of any state or coroutine in it. */
struct mt_host *mt_host_of(lua_State *L);

/* Where the modules count; NULL: nowhere. */
void mt_host_set_tally(struct mt_host *host, struct mt_tally *tally);
struct mt_tally *mt_host_tally(const struct mt_host *host);

/* Something failed outside of any running handler (a write was refused, a sink is gone for good):
 * remember the first, and tell the runner, which stops the job. where may be NULL. */
void mt_host_fail(struct mt_host *host, const struct mt_where *where, const struct mt_err *err);
const struct mt_err *mt_host_failure(const struct mt_host *host); /* code MT_OK: none */
void mt_host_on_fail(struct mt_host *host, void (*call)(void *arg), void *arg);
/* Ask first: a failure that is taken (true) is neither remembered nor told. */
void mt_host_take_failures(struct mt_host *host, bool (*take)(void *arg, const struct mt_err *err),
                           void *arg);

/* ---- tasks ---- */

enum mt_task_status { MT_TASK_DONE, MT_TASK_WAITING, MT_TASK_FAILED };

/* done(arg, task, status, err) is called when a task that was waiting ends; not when mt_task_run
 * itself reports the end. */
struct mt_task *mt_task_new(struct mt_host *host,
                            void (*done)(void *arg, enum mt_task_status status,
                                         const struct mt_err *err),
                            void *arg);
void mt_task_free(struct mt_task *task);
lua_State *mt_task_state(struct mt_task *task);
struct mt_where *mt_task_where(struct mt_task *task);

/* Run the function that lies on the task's own stack below its nargs arguments. Results are left on
 * the task's stack until the next run (DONE). FAILED: err has the message and the traceback; the
 * task is usable again. */
enum mt_task_status mt_task_run(struct mt_task *task, int nargs, struct mt_err *err);

/* ---- for bindings: waiting ----
 *
 * A C function called from Lua that has to wait: `task = mt_task_waiting(L)` (raises where waiting
 * is impossible: outside of tasks and inside a coroutine of the script's own), keep task with the
 * operation, `return lua_yield(L, 0)`. When the operation ends, from the event loop: push the
 * results onto mt_task_state(task) and mt_task_wake(task, nresults): the C function's call in Lua
 * returns them. Never wake from inside a C function called by Lua. */
struct mt_task *mt_task_waiting(lua_State *L);
void mt_task_wake(struct mt_task *task, int nresults);

/* The task that is running now, or NULL. Its where names the event being handled. */
struct mt_task *mt_task_current(struct mt_host *host);

#endif
