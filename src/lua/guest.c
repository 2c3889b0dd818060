/* Owns moontail.core.guest: a script that another one gives events, through all that a job's events
 * go through behind its source. moontail/testing.lua says what scripts see of it. */
#include <event2/event.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lua/bindings.h"
#include "lua/script_parts.h"
#include "source/reader.h"

#define GUEST_TYPE "moontail.guest"
#define READ_AHEAD (1 << 20)

struct guest {
    struct mt_host *host;
    struct mt_script *script;
    struct mt_task *task; /* waits until all is given; NULL: none */
    bool in_handler;      /* a handler waits */
    struct event *go_on;  /* the handler does no more */
    /* where the events come from: bytes as in a file */
    struct mt_framing framing;
    struct mt_buf bytes;
    size_t at;
    bool has_xid;
    uint64_t xid;
    /* or files */
    struct mt_reader *reader;
    struct event *readable;
    struct mt_raw_event event;
};

/* ---- events ---- */

/* 0 an event, 1 not yet, 2 the end, -1 failed. */
static int next_event(struct guest *guest, struct mt_err *err)
{
    if (guest->reader)
        return mt_reader_next(guest->reader, &guest->event, err);
    const uint8_t *data = (const uint8_t *)guest->bytes.data + guest->at;
    size_t left = guest->bytes.len - guest->at;
    if (left == 0)
        return 2;
    uint32_t size = left < MT_HEADER_LEN ? 0 : mt_header_parse(data).size;
    if (size < MT_HEADER_LEN || size > left)
        return mt_fail(err, MT_ERR_TRUNCATED, "the bytes end inside an event");
    if (mt_framing_accept(&guest->framing, data, size, &guest->event, err))
        return -1;
    guest->at += size;
    if (guest->event.begins_transaction) {
        guest->event.has_xid = guest->has_xid;
        guest->event.xid = guest->xid;
    }
    return 0;
}

static void close_files(struct guest *guest)
{
    if (guest->readable)
        event_free(guest->readable);
    guest->readable = NULL;
    if (guest->reader)
        mt_reader_stop(guest->reader);
    guest->reader = NULL;
}

/* Give events as long as nothing waits. 0 all are given, 1 something waits, -1 failed. */
static int give(struct guest *guest, struct mt_err *err)
{
    for (;;) {
        int rc = next_event(guest, err);
        if (rc == 1)
            return 1;
        if (rc == 0) {
            enum mt_script_status status = mt_script_event(guest->script, &guest->event, err);
            guest->in_handler = status == MT_SCRIPT_WAITING;
            if (guest->in_handler)
                return 1;
            if (status == MT_SCRIPT_DONE)
                continue;
            rc = -1;
        }
        close_files(guest);
        return rc == 2 ? 0 : -1;
    }
}

/* true, or nil and why not. */
static int push_outcome(lua_State *L, int rc, const struct mt_err *err)
{
    if (rc == 0) {
        lua_pushboolean(L, 1);
        return 1;
    }
    lua_pushnil(L);
    lua_pushstring(L, err->msg);
    return 2;
}

static void end(struct guest *guest, int rc, const struct mt_err *err)
{
    struct mt_task *task = guest->task;
    guest->task = NULL;
    mt_task_wake(task, push_outcome(mt_task_state(task), rc, err));
}

static void go_on(evutil_socket_t fd, short what, void *arg)
{
    struct guest *guest = arg;
    struct mt_err err = {0};
    uint64_t count;
    (void)what;
    if (fd >= 0 && read(fd, &count, sizeof count) < 0)
        count = 0; /* told of nothing: it is asked all the same */
    if (guest->in_handler || !guest->task)
        return;
    int rc = give(guest, &err);
    if (rc != 1)
        end(guest, rc, &err);
}

static void after_handler(void *arg, enum mt_script_status status, const struct mt_err *err)
{
    const struct timeval now = {0};
    struct guest *guest = arg;
    guest->in_handler = false;
    if (status == MT_SCRIPT_FAILED) {
        close_files(guest);
        end(guest, -1, err);
    } else {
        evtimer_add(guest->go_on, &now); /* not from inside the callback that woke the handler */
    }
}

/* ---- what Lua calls ---- */

static struct guest *check_guest(lua_State *L)
{
    return luaL_checkudata(L, 1, GUEST_TYPE);
}

/* Give what was opened, and wait until it is given. */
static int give_all(lua_State *L, struct guest *guest, struct mt_task *task)
{
    struct mt_err err = {0};
    int rc = give(guest, &err);
    if (rc != 1)
        return push_outcome(L, rc, &err);
    guest->task = task;
    return lua_yield(L, 0);
}

static struct mt_task *task_to_wait(lua_State *L, const struct guest *guest)
{
    if (guest->task)
        luaL_error(L, "the events before are not given yet");
    return mt_task_waiting(L);
}

/* guest:bytes(text [, xid]): whole events, as in a file behind its magic; xid of the transaction
 * that begins in them. */
static int give_bytes(lua_State *L)
{
    struct guest *guest = check_guest(L);
    size_t len;
    const char *bytes = luaL_checklstring(L, 2, &len);
    struct mt_task *task = task_to_wait(L, guest);
    guest->has_xid = !lua_isnoneornil(L, 3);
    guest->xid = (uint64_t)luaL_optnumber(L, 3, 0);
    mt_buf_clear(&guest->bytes);
    mt_buf_add(&guest->bytes, bytes, len);
    guest->at = 0;
    if (guest->bytes.failed)
        return luaL_error(L, "no memory for events");
    return give_all(L, guest, task);
}

static int open_files(struct guest *guest, char *path, struct mt_err *err)
{
    struct mt_file_options options = {.paths = &path, .path_count = 1};
    struct mt_start start = {.kind = MT_START_EARLIEST};
    struct mt_source *source;
    if (mt_source_file_new(&options, &source, err))
        return -1;
    guest->reader = mt_reader_start(source, &start, READ_AHEAD, err);
    if (!guest->reader)
        return -1;
    guest->readable = event_new(mt_host_base(guest->host), mt_reader_fd(guest->reader),
                                EV_READ | EV_PERSIST, go_on, guest);
    event_add(guest->readable, NULL);
    return 0;
}

/* guest:files(path): all events of a file, of those that a glob finds, or that an index lists. */
static int give_files(lua_State *L)
{
    struct guest *guest = check_guest(L);
    struct mt_err err = {0};
    const char *path = luaL_checkstring(L, 2);
    struct mt_task *task = task_to_wait(L, guest);
    if (open_files(guest, (char *)(uintptr_t)path, &err))
        return push_outcome(L, -1, &err);
    return give_all(L, guest, task);
}

static bool flag(lua_State *L, const char *name)
{
    lua_getfield(L, 2, name);
    bool value = lua_toboolean(L, -1);
    lua_pop(L, 1);
    return value;
}

static const char *text(lua_State *L, const char *name)
{
    lua_getfield(L, 2, name);
    return lua_tostring(L, -1); /* stays on the stack, and so alive */
}

/* guest:begin{ tables, ignore_tables, schema = a dump, bigint_as_string, ignore_statements,
 * positional }: the script is loaded. */
static int begin(lua_State *L)
{
    struct guest *guest = check_guest(L);
    struct mt_err err = {0};
    struct mt_buf entries = {0};
    bool replace;
    luaL_checktype(L, 2, LUA_TTABLE);
    const struct mt_script_settings settings = {.bigint_as_string = flag(L, "bigint_as_string"),
                                                .ignore_statements = flag(L, "ignore_statements"),
                                                .positional = flag(L, "positional")};
    const struct mt_history_start start = {.dump = text(L, "schema")};
    mt_script_settle(guest->script, &settings);
    int failed =
        mt_script_ready(guest->script, &err) ||
        mt_script_filter(guest->script, text(L, "tables"), text(L, "ignore_tables"), &err) ||
        mt_script_start_history(guest->script, &start, &entries, &replace, &err);
    mt_buf_free(&entries);
    return push_outcome(L, failed ? -1 : 0, &err);
}

static int free_guest(lua_State *L)
{
    struct guest *guest = check_guest(L);
    close_files(guest);
    if (guest->go_on)
        event_free(guest->go_on);
    mt_script_free(guest->script);
    mt_buf_free(&guest->bytes);
    *guest = (struct guest){0};
    return 0;
}

/* new(core, file): a script for this moontail.core, whose hooks are there. file: what the log of
 * the bytes is called. It stays until the state ends, as its events may. */
static int new_guest(lua_State *L)
{
    struct mt_err err = {0};
    luaL_checktype(L, 1, LUA_TTABLE);
    const char *file = luaL_checkstring(L, 2);
    struct guest *guest = lua_newuserdata(L, sizeof *guest);
    *guest = (struct guest){.host = mt_host_of(L)};
    luaL_getmetatable(L, GUEST_TYPE);
    lua_setmetatable(L, -2);
    mt_framing_start(&guest->framing, file, MT_BINLOG_MAGIC_LEN);
    guest->go_on = evtimer_new(mt_host_base(guest->host), go_on, guest);
    guest->script = mt_script_new_guest(L, 1, after_handler, guest, &err);
    if (!guest->script || !guest->go_on)
        return luaL_error(L, "%s", guest->script ? "no memory for a script" : err.msg);
    lua_pushvalue(L, -1);
    luaL_ref(L, LUA_REGISTRYINDEX);
    return 1;
}

/* The function that takes failures, by the address of this. */
static char taker_key;

static bool take_failure(void *arg, const struct mt_err *err)
{
    lua_State *L = mt_host_state(arg);
    lua_pushlightuserdata(L, &taker_key);
    lua_rawget(L, LUA_REGISTRYINDEX);
    lua_pushstring(L, err->msg);
    bool taken = lua_pcall(L, 1, 1, 0) == 0 && lua_toboolean(L, -1);
    lua_pop(L, 1);
    return taken;
}

/* take_failures(call): what would stop the job is given to it; true: it does not. */
static int take_failures(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TFUNCTION);
    lua_pushlightuserdata(L, &taker_key);
    lua_pushvalue(L, 1);
    lua_rawset(L, LUA_REGISTRYINDEX);
    mt_host_take_failures(mt_host_of(L), take_failure, mt_host_of(L));
    return 0;
}

int mt_open_guest(lua_State *L)
{
    static const luaL_Reg methods[] = {
        {"begin", begin}, {"bytes", give_bytes}, {"files", give_files}, {NULL, NULL}};
    luaL_newmetatable(L, GUEST_TYPE);
    lua_pushcfunction(L, free_guest);
    lua_setfield(L, -2, "__gc");
    lua_pushvalue(L, -1);
    lua_setfield(L, -2, "__index");
    luaL_register(L, NULL, methods);
    lua_newtable(L);
    lua_pushcfunction(L, new_guest);
    lua_setfield(L, -2, "new");
    lua_pushcfunction(L, take_failures);
    lua_setfield(L, -2, "take_failures");
    return 1;
}
