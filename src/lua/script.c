/* Owns a script's life: its state, its main chunk, its events and its flushes. */
#include "lua/script_parts.h"

#include <stdlib.h>
#include <string.h>

#include "lua/core.h"
#include "lua/json.h"

/* ---- asking the prelude ---- */

void mt_script_push_hook(struct mt_script *script, lua_State *L, const char *name)
{
    lua_rawgeti(L, LUA_REGISTRYINDEX, script->core_ref);
    lua_getfield(L, -1, "hooks");
    lua_getfield(L, -1, name);
    lua_replace(L, -3);
    lua_pop(L, 1);
}

/* Call a hook whose arguments are pushed above it. */
int mt_script_call_hook(struct mt_script *script, int nargs, int nresults, struct mt_err *err)
{
    if (lua_pcall(script->L, nargs, nresults, 0) == 0)
        return 0;
    mt_fail(err, MT_ERR_SCRIPT, "%s", lua_tostring(script->L, -1));
    lua_pop(script->L, 1);
    return -1;
}

void mt_push_optional(lua_State *L, const char *s)
{
    if (s)
        lua_pushstring(L, s);
    else
        lua_pushnil(L);
}

int mt_script_filter(struct mt_script *script, const char *tables, const char *ignore_tables,
                     struct mt_err *err)
{
    mt_script_push_hook(script, script->L, "filter");
    mt_push_optional(script->L, tables);
    mt_push_optional(script->L, ignore_tables);
    return mt_script_call_hook(script, 2, 0, err);
}

bool mt_script_wants_table(struct mt_script *script, const char *name)
{
    struct mt_err err = {0};
    mt_script_push_hook(script, script->L, "wants");
    lua_pushstring(script->L, name);
    if (mt_script_call_hook(script, 1, 1, &err))
        return false;
    bool wants = lua_toboolean(script->L, -1);
    lua_pop(script->L, 1);
    return wants;
}

static bool has_kind(lua_State *L, const char *kind)
{
    lua_getfield(L, -1, kind);
    bool has = lua_toboolean(L, -1);
    lua_pop(L, 1);
    return has;
}

/* After the script is loaded: which kinds of events are wanted at all. */
static int read_kinds(struct mt_script *script, struct mt_err *err)
{
    lua_State *L = script->L;
    mt_script_push_hook(script, L, "summary");
    if (mt_script_call_hook(script, 0, 1, err))
        return -1;
    bool all = has_kind(L, "event");
    script->wants_rows = has_kind(L, "rows");
    for (int i = MT_LOGICAL_NONE + 1; i < MT_LOGICAL_COUNT; i++)
        script->wants_logical[i] = has_kind(L, mt_logical_names[i]);
    for (int i = 0; i < 256; i++) {
        const char *name = mt_event_type_name((uint8_t)i);
        script->wants_wire[i] = all || (name && has_kind(L, name));
    }
    lua_pop(L, 1);
    mt_script_push_hook(script, L, "prints_json");
    script->prints_json = lua_toboolean(L, -1);
    lua_pop(L, 1);
    return 0;
}

void mt_script_settle(struct mt_script *script, const struct mt_script_settings *settings)
{
    script->settings = *settings;
    script->context.bigint_as_string = settings->bigint_as_string;
}

bool mt_script_has_handlers(struct mt_script *script)
{
    if (script->wants_rows)
        return true;
    for (int i = 0; i < MT_LOGICAL_COUNT; i++)
        if (script->wants_logical[i])
            return true;
    for (int i = 0; i < 256; i++)
        if (script->wants_wire[i])
            return true;
    return false;
}

bool mt_script_wants_rows(struct mt_script *script)
{
    return script->wants_rows;
}

bool mt_script_wants_definitions(const struct mt_script *script)
{
    enum mt_change change;
    bool wants = script->wants_rows || script->wants_logical[MT_LOGICAL_DDL];
    for (int i = 0; i < 256 && !wants; i++)
        wants = script->wants_wire[i] && mt_rows_is((uint8_t)i, &change);
    return wants;
}

static int run_protected(lua_State *L)
{
    struct mt_script *script = lua_touserdata(L, 1);
    script->status = mt_script_advance(script, script->err);
    return 0;
}

/* mt_script_advance(), with Lua's own errors (memory) caught; names the place of a failure. */
static enum mt_script_status run(struct mt_script *script, struct mt_err *err)
{
    lua_State *L = script->L;
    script->err = err;
    mt_context_print_gtid(&script->context);
    lua_rawgeti(L, LUA_REGISTRYINDEX, script->run_ref);
    lua_pushlightuserdata(L, script);
    if (lua_pcall(L, 1, 0, 0)) {
        mt_fail(err, MT_ERR_SCRIPT, "%s", lua_tostring(L, -1));
        lua_pop(L, 1);
        script->status = MT_SCRIPT_FAILED;
    }
    if (script->status == MT_SCRIPT_FAILED) {
        const struct mt_err *failure = mt_host_failure(script->host);
        if (failure->code != MT_OK && err->code == MT_OK)
            *err = *failure;
        else if (err->code == MT_ERR_SCRIPT) {
            char where[512];
            mt_err_prefix(err, "%s", mt_where_text(mt_task_where(script->task), where));
        } else
            mt_err_prefix(err, "%s:%llu", script->event->file,
                          (unsigned long long)script->event->position);
        script->handler = script->handler_count = 0;
        script->step = MT_STEP_DONE;
    }
    return script->status;
}

static int track(struct mt_script *script, const struct mt_raw_event *event, struct mt_err *err)
{
    script->event = event;
    script->step = MT_STEP_WIRE;
    script->logical = MT_LOGICAL_NONE;
    script->rolled_back = false;
    script->handler = script->handler_count = 0;
    if (mt_script_track(script, err) == 0)
        return 0;
    mt_err_prefix(err, "%s:%llu", event->file, (unsigned long long)event->position);
    return -1;
}

int mt_script_pass_over(struct mt_script *script, const struct mt_raw_event *event,
                        struct mt_err *err)
{
    script->passing_over = true;
    int failed = track(script, event, err);
    /* a recording begins with it, wherever it begins */
    if (!failed && script->options.record && event->header.type == MT_EVENT_FORMAT_DESCRIPTION)
        failed = mt_script_record(script, NULL, err);
    script->passing_over = false;
    script->event = NULL;
    return failed;
}

enum mt_script_status mt_script_event(struct mt_script *script, const struct mt_raw_event *event,
                                      struct mt_err *err)
{
    script->stats.events++;
    script->tally->events[event->header.type]++;
    if (track(script, event, err))
        return MT_SCRIPT_FAILED;
    if (!mt_script_may_deliver(script))
        return MT_SCRIPT_DONE;
    return run(script, err);
}

/* What a task has come to: one that is done without an error has failed all the same where a sink
 * did. Otherwise the place behind what the sink refused would be saved. */
enum mt_script_status mt_script_outcome(const struct mt_script *script,
                                        enum mt_script_status status, struct mt_err *err)
{
    const struct mt_err *failure = mt_host_failure(script->host);
    if (status != MT_SCRIPT_DONE || failure->code == MT_OK)
        return status;
    *err = *failure;
    return MT_SCRIPT_FAILED;
}

/* A task that waited has ended: the event goes on, or its outcome is reported. */
static void after_wait(void *arg, enum mt_task_status status, const struct mt_err *task_err)
{
    struct mt_script *script = arg;
    struct mt_err err = *task_err;
    if (script->called && status == MT_TASK_FAILED)
        script->called->errors++;
    mt_script_end_call(script);
    enum mt_script_status result = status == MT_TASK_DONE ? MT_SCRIPT_DONE : MT_SCRIPT_FAILED;
    result = mt_script_outcome(script, result, &err);
    if (result == MT_SCRIPT_DONE && script->event) {
        result = run(script, &err);
        if (result == MT_SCRIPT_WAITING)
            return;
    } else if (status == MT_TASK_FAILED) {
        char where[512];
        mt_script_explain(script, &err);
        if (*mt_where_text(mt_task_where(script->task), where))
            mt_err_prefix(&err, "%s", where);
    }
    script->event = NULL;
    script->idle(script->idle_arg, result, &err);
}

static void after_failure(void *arg)
{
    struct mt_script *script = arg;
    script->idle(script->idle_arg, MT_SCRIPT_FAILED, mt_host_failure(script->host));
}

const struct mt_err *mt_script_failure(const struct mt_script *script)
{
    return mt_host_failure(script->host);
}

enum mt_script_status mt_script_run_alone(struct mt_script *script, int nargs, struct mt_err *err)
{
    script->event = NULL;
    *mt_task_where(script->task) = (struct mt_where){0};
    switch (mt_task_run(script->task, nargs, err)) {
    case MT_TASK_DONE: return MT_SCRIPT_DONE;
    case MT_TASK_WAITING: return MT_SCRIPT_WAITING;
    default: return MT_SCRIPT_FAILED;
    }
}

static enum mt_script_status run_hook(struct mt_script *script, const char *hook,
                                      struct mt_err *err)
{
    lua_State *co = mt_task_state(script->task);
    lua_settop(co, 0);
    mt_script_push_hook(script, co, hook);
    return mt_script_run_alone(script, 0, err);
}

enum mt_script_status mt_script_check_sinks(struct mt_script *script, struct mt_err *err)
{
    return run_hook(script, "check", err);
}

enum mt_script_status mt_script_flush(struct mt_script *script, struct mt_err *err)
{
    return mt_script_outcome(script, run_hook(script, "flush", err), err);
}

/* ---- loading ---- */

static void add_script_folder(lua_State *L, const char *path)
{
    const char *slash = strrchr(path, '/');
    lua_getglobal(L, "package");
    lua_getfield(L, -1, "path");
    if (slash)
        lua_pushlstring(L, path, (size_t)(slash - path));
    else
        lua_pushliteral(L, ".");
    const char *folder = lua_tostring(L, -1);
    lua_pushfstring(L, "%s/?.lua;%s/?/init.lua;%s", folder, folder, lua_tostring(L, -2));
    lua_setfield(L, -4, "path");
    lua_pop(L, 3);
}

static void set_arguments(lua_State *L, const char *const *set)
{
    mt_core_push(L);
    lua_getfield(L, -1, "args");
    for (; set && *set; set++) {
        const char *equals = strchr(*set, '=');
        lua_pushlstring(L, *set, equals ? (size_t)(equals - *set) : strlen(*set));
        lua_pushstring(L, equals ? equals + 1 : "true");
        lua_rawset(L, -3);
    }
    lua_pop(L, 2);
}

/* The prelude, so that its hooks are there whether or not the script requires it. */
static void load_prelude(lua_State *L)
{
    lua_getglobal(L, "require");
    lua_pushliteral(L, "moontail");
    lua_call(L, 1, 0);
}

static void reserve_slots(struct mt_script *script)
{
    int *const slots[] = {&script->event_ref, &script->handlers_ref, &script->restored_ref,
                          &script->ddl_ref};
    lua_State *L = script->L;
    lua_pushcfunction(L, run_protected);
    script->run_ref = luaL_ref(L, LUA_REGISTRYINDEX);
    for (size_t i = 0; i < sizeof slots / sizeof *slots; i++) {
        lua_pushboolean(L, 0);
        *slots[i] = luaL_ref(L, LUA_REGISTRYINDEX);
    }
}

static int prepare(lua_State *L)
{
    struct mt_script *script = lua_touserdata(L, 1);
    reserve_slots(script);
    mt_context_init(&script->context, script->L);
    if (script->is_guest)
        return 0;
    load_prelude(L);
    mt_core_push(L);
    script->core_ref = luaL_ref(L, LUA_REGISTRYINDEX);
    set_arguments(L, script->options.set);
    if (script->options.path)
        add_script_folder(L, script->options.path);
    return 0;
}

static struct mt_script *allocate(void (*idle)(void *arg, enum mt_script_status status,
                                               const struct mt_err *err),
                                  void *arg, struct mt_err *err)
{
    struct mt_script *script = calloc(1, sizeof *script);
    if (script)
        script->tables = mt_tables_new();
    if (!script || !script->tables) {
        free(script);
        mt_fail(err, MT_ERR_NOMEM, "no memory for a script");
        return NULL;
    }
    script->tally = &script->own_tally;
    script->timed_ref = LUA_NOREF;
    script->idle = idle;
    script->idle_arg = arg;
    return script;
}

struct mt_script *mt_script_new(struct event_base *base, const struct mt_script_options *options,
                                void (*idle)(void *arg, enum mt_script_status status,
                                             const struct mt_err *err),
                                void *arg, struct mt_err *err)
{
    struct mt_script *script = allocate(idle, arg, err);
    if (!script)
        return NULL;
    script->options = *options;
    mt_core_version = options->version;
    mt_core_dry_run = options->dry_run;
    mt_core_configure = options->configure;
    mt_core_job_name = options->job_name;
    mt_core_configure_arg = options->configure_arg;
    script->host = mt_host_new(base, err);
    if (!script->host) {
        mt_script_free(script);
        return NULL;
    }
    script->L = mt_host_state(script->host);
    mt_json_set_event_encoder(mt_event_encode);
    if (lua_cpcall(script->L, prepare, script)) {
        mt_fail(err, MT_ERR_SCRIPT, "cannot set up Lua: %s", lua_tostring(script->L, -1));
        mt_script_free(script);
        return NULL;
    }
    if (options->tally)
        script->tally = options->tally;
    mt_host_set_tally(script->host, script->tally);
    script->task = mt_task_new(script->host, after_wait, script);
    mt_host_on_fail(script->host, after_failure, script);
    return script;
}

struct mt_script *mt_script_new_guest(lua_State *L, int index,
                                      void (*idle)(void *arg, enum mt_script_status status,
                                                   const struct mt_err *err),
                                      void *arg, struct mt_err *err)
{
    struct mt_script *script = allocate(idle, arg, err);
    if (!script)
        return NULL;
    script->host = mt_host_of(L);
    script->is_guest = true;
    lua_pushvalue(L, index);
    script->core_ref = luaL_ref(L, LUA_REGISTRYINDEX);
    script->L = lua_newthread(L); /* one that no task runs in */
    luaL_ref(L, LUA_REGISTRYINDEX);
    if (lua_cpcall(script->L, prepare, script)) {
        mt_fail(err, MT_ERR_SCRIPT, "cannot set up a script: %s", lua_tostring(script->L, -1));
        mt_script_free(script);
        return NULL;
    }
    script->task = mt_task_new(script->host, after_wait, script);
    return script;
}

void mt_script_free(struct mt_script *script)
{
    if (!script)
        return;
    mt_rows_end(&script->rows);
    mt_tables_free(script->tables);
    mt_context_free(&script->context);
    if (script->host)
        mt_task_free(script->task);
    if (!script->is_guest)
        mt_host_free(script->host);
    mt_buf_free(&script->texts);
    mt_free_kept_text(&script->common);
    mt_buf_free(&script->members);
    mt_buf_free(&script->line);
    mt_buf_free(&script->query_text);
    mt_buf_free(&script->inflated);
    mt_fragments_free(&script->fragments);
    mt_tally_clear(&script->own_tally);
    free(script->handlers);
    free(script->timed);
    free(script);
}

static int push_chunk(struct mt_script *script, lua_State *co, struct mt_err *err)
{
    if (script->options.module) {
        lua_getglobal(co, "require");
        lua_pushstring(co, script->options.module);
        if (lua_pcall(co, 1, 1, 0) == 0)
            return 0;
    } else if (luaL_loadfile(co, script->options.path) == 0) {
        return 0;
    }
    mt_fail(err, MT_ERR_SCRIPT, "%s", lua_tostring(co, -1));
    return -1;
}

enum mt_script_status mt_script_load(struct mt_script *script, struct mt_err *err)
{
    lua_State *co = mt_task_state(script->task);
    int n = 0;
    lua_settop(co, 0);
    if (push_chunk(script, co, err))
        return MT_SCRIPT_FAILED;
    for (const char *const *it = script->options.arguments; it && *it; it++, n++)
        lua_pushstring(co, *it);
    return mt_script_run_alone(script, n, err);
}

/* The handlers' names, in the order of their numbers. */
static int read_handlers(struct mt_script *script, struct mt_err *err)
{
    lua_State *L = script->L;
    mt_script_push_hook(script, L, "handler_names");
    if (mt_script_call_hook(script, 0, 1, err))
        return -1;
    int count = (int)lua_objlen(L, -1);
    script->handlers = calloc((size_t)count + 1, sizeof *script->handlers);
    script->timed = calloc((size_t)count + 1, sizeof *script->timed);
    script->handlers_known = script->handlers && script->timed ? count : 0;
    for (int i = 1; i <= script->handlers_known; i++) {
        lua_rawgeti(L, -1, i);
        script->handlers[i - 1] = mt_tally_handler(script->tally, lua_tostring(L, -1));
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
    return 0;
}

int mt_script_ready(struct mt_script *script, struct mt_err *err)
{
    return read_kinds(script, err) || read_handlers(script, err) ? -1 : 0;
}

struct mt_script_stats mt_script_stats(const struct mt_script *script)
{
    return script->stats;
}

const struct mt_gtid_head *mt_script_gtid(const struct mt_script *script)
{
    return &script->context.gtid_head;
}
