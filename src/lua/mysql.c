/* Owns moontail.core.mysql: Lua calls to statements on a target (source/target.h), and its answers
 * back. What the statements say is the affair of moontail/mysql.lua. */
#include <errno.h>
#include <event2/event.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lua/bindings.h"
#include "lua/host.h"
#include "lua/json.h"
#include "source/target.h"

#define CLIENT_TYPE "moontail.mysql.link"
#define NO_MEMORY   "no memory for a statement of a database"

_Static_assert(sizeof(struct mt_where) <= MT_TARGET_ORIGIN, "a place fits into an origin");

/* A task that waits until there is room again. */
struct waiter {
    struct mt_task *task;
    struct waiter *next;
};

struct client {
    struct mt_host *host;
    struct mt_target *target; /* NULL: closed */
    struct event *readable;
    struct mt_buf params;
    struct waiter *first, **last;
    struct ticket *tickets; /* whoever waits for an answer */
    bool told;              /* the host knows of the failure */
};

/* A task that waits for an answer. */
struct ticket {
    struct mt_task *task;
    struct ticket *next, **link;
};

static struct client *check_client(lua_State *L)
{
    struct client *client = luaL_checkudata(L, 1, CLIENT_TYPE);
    if (!client->target)
        luaL_error(L, "the connection is closed");
    return client;
}

static int return_failure(lua_State *L, const char *why)
{
    lua_pushnil(L);
    lua_pushstring(L, why);
    return 2;
}

/* ---- answers ---- */

static void push_cell(lua_State *L, const struct mt_cell *cell)
{
    const double exact = 9007199254740992.0;
    char digits[24];
    switch (cell->kind) {
    case MT_CELL_NULL: lua_pushlightuserdata(L, NULL); return;
    case MT_CELL_DOUBLE: lua_pushnumber(L, cell->as.d); return;
    case MT_CELL_TEXT: lua_pushlstring(L, cell->data, cell->len); return;
    case MT_CELL_INT:
        if ((double)cell->as.i >= -exact && (double)cell->as.i <= exact) {
            lua_pushnumber(L, (lua_Number)cell->as.i);
            return;
        }
        snprintf(digits, sizeof digits, "%lld", (long long)cell->as.i);
        break;
    case MT_CELL_UINT:
        if ((double)cell->as.u <= exact) {
            lua_pushnumber(L, (lua_Number)cell->as.u);
            return;
        }
        snprintf(digits, sizeof digits, "%llu", (unsigned long long)cell->as.u);
        break;
    }
    lua_pushstring(L, digits);
}

/* A list of rows, column name -> value; without columns the fields affected and insert_id. */
static void push_result(lua_State *L, const struct mt_result *result)
{
    size_t at = 0;
    lua_createtable(L, (int)result->rows, 2);
    int list = lua_gettop(L);
    for (uint64_t row = 0; row < result->rows; row++) {
        const char *name = result->names.data;
        lua_createtable(L, 0, (int)result->columns);
        for (unsigned i = 0; i < result->columns; i++, name += strlen(name) + 1) {
            struct mt_cell cell;
            mt_result_next(result, &at, &cell);
            lua_pushstring(L, name);
            push_cell(L, &cell);
            lua_rawset(L, -3);
        }
        lua_rawseti(L, list, (int)row + 1);
    }
    if (result->columns == 0) {
        lua_pushnumber(L, (lua_Number)result->affected);
        lua_setfield(L, list, "affected");
        lua_pushnumber(L, (lua_Number)result->insert_id);
        lua_setfield(L, list, "insert_id");
    }
}

static int push_result_call(lua_State *L)
{
    push_result(L, lua_touserdata(L, 1));
    return 1;
}

static struct mt_task *close_ticket(struct ticket *ticket)
{
    struct mt_task *task = ticket->task;
    *ticket->link = ticket->next;
    if (ticket->next)
        ticket->next->link = ticket->link;
    free(ticket);
    return task;
}

static void wake_with_failure(struct mt_task *task, const char *why)
{
    mt_task_wake(task, return_failure(mt_task_state(task), why));
}

static void answer(struct mt_target_done *done)
{
    struct mt_task *task = close_ticket(done->ticket);
    lua_State *L = mt_task_state(task);
    if (done->err.code != MT_OK) {
        mt_result_free(&done->result);
        wake_with_failure(task, done->err.msg);
        return;
    }
    lua_pushcfunction(L, push_result_call);
    lua_pushlightuserdata(L, &done->result);
    bool failed = lua_pcall(L, 1, 1, 0) != 0;
    mt_result_free(&done->result);
    if (failed) {
        lua_pushnil(L);
        lua_insert(L, -2);
    }
    mt_task_wake(task, failed ? 2 : 1);
}

static struct mt_task *take_waiter(struct client *client)
{
    struct waiter *waiter = client->first;
    if (!waiter)
        return NULL;
    struct mt_task *task = waiter->task;
    client->first = waiter->next;
    if (!client->first)
        client->last = &client->first;
    free(waiter);
    return task;
}

/* Nothing will be answered any more. The job hears of it, and whoever waits. */
static void tell_failure(struct client *client)
{
    const void *origin;
    const struct mt_err *failure = mt_target_failure(client->target, &origin);
    if (!failure || client->told)
        return;
    client->told = true;
    struct mt_where where;
    struct mt_err err = *failure;
    memcpy(&where, origin, sizeof where);
    err.code = MT_ERR_SINK;
    mt_host_fail(client->host, &where, &err);
    struct mt_task *task;
    while ((task = take_waiter(client)))
        wake_with_failure(task, err.msg);
    while (client->tickets)
        wake_with_failure(close_ticket(client->tickets), err.msg);
}

static void on_readable(evutil_socket_t fd, short what, void *arg)
{
    struct client *client = arg;
    struct mt_target_done done;
    struct mt_task *task;
    (void)fd;
    (void)what;
    /* whoever is woken may close the client */
    while (client->target && mt_target_take(client->target, &done))
        answer(&done);
    if (client->target)
        tell_failure(client);
    while (client->target && client->first && !mt_target_is_full(client->target)) {
        task = take_waiter(client);
        lua_pushboolean(mt_task_state(task), 1);
        mt_task_wake(task, 1);
    }
}

/* ---- values ---- */

static int refuse(lua_State *L, const char *name, const char *what)
{
    return luaL_error(L, "the value of %s is %s", name, what);
}

static void add_list(lua_State *L, int index, const char *name, struct mt_buf *params)
{
    struct mt_buf floats = {0};
    int n = (int)lua_objlen(L, index);
    for (int i = 1; i <= n; i++) {
        lua_rawgeti(L, index, i);
        float f = (float)lua_tonumber(L, -1);
        bool is_number = lua_type(L, -1) == LUA_TNUMBER;
        lua_pop(L, 1);
        if (!is_number) {
            mt_buf_free(&floats);
            refuse(L, name, "a table, and no list of numbers (a vector)");
        }
        mt_buf_add(&floats, &f, sizeof f); /* in the order of this machine's bytes: x86, ARM */
    }
    if (n == 0)
        refuse(L, name, "an empty table");
    mt_param_bytes(params, floats.data, floats.len);
    params->failed |= floats.failed;
    mt_buf_free(&floats);
}

static void add_number(double number, struct mt_buf *params)
{
    if (number == floor(number) && fabs(number) <= 9007199254740992.0)
        mt_param_int(params, (int64_t)number);
    else
        mt_param_double(params, number);
}

static void add_string(lua_State *L, int index, char hint, struct mt_buf *params)
{
    size_t len;
    const char *text = lua_tolstring(L, index, &len);
    if (hint == 'u')
        mt_param_uint(params, strtoull(text, NULL, 10));
    else if (hint == 'b' || !mt_json_is_utf8(text, len))
        mt_param_bytes(params, text, len);
    else
        mt_param_text(params, text, len);
}

/* hint: how the column wants strings: 'b' always as bytes, 'u' digits as a number, 't' neither. */
static void add_value(lua_State *L, int index, const char *name, char hint, struct mt_buf *params)
{
    char digits[32];
    size_t len;
    switch (lua_type(L, index)) {
    case LUA_TSTRING: add_string(L, index, hint, params); return;
    case LUA_TBOOLEAN: mt_param_int(params, lua_toboolean(L, index)); return;
    case LUA_TTABLE: add_list(L, index, name, params); return;
    case LUA_TNUMBER:
        if (!isfinite(lua_tonumber(L, index)))
            refuse(L, name, "not a finite number");
        add_number(lua_tonumber(L, index), params);
        return;
    case LUA_TLIGHTUSERDATA:
        if (!lua_touserdata(L, index)) {
            mt_param_null(params);
            return;
        }
        break;
    case LUA_TNIL: refuse(L, name, "nil; SQL's NULL is moontail.null"); return;
    default: break;
    }
    if ((len = mt_json_cdata_integer(L, index, digits)))
        mt_param_text(params, digits, len);
    else
        refuse(L, name,
               lua_pushfstring(L, "a %s, which SQL does not have", luaL_typename(L, index)));
}

/* ---- calls ---- */

/* statement(client, head, row or nil, tail, count of parameters, passing) */
static int make_statement(lua_State *L)
{
    struct client *client = check_client(L);
    struct mt_statement *statement = mt_target_statement(
        client->target, luaL_checkstring(L, 2), luaL_optstring(L, 3, NULL),
        luaL_optstring(L, 4, ""), (unsigned)luaL_checkinteger(L, 5), lua_toboolean(L, 6));
    if (!statement)
        return luaL_error(L, NO_MEMORY);
    lua_pushlightuserdata(L, statement);
    return 1;
}

/* A write is queued: true; but first wait while too much is. */
static int end_write(lua_State *L, struct client *client)
{
    struct mt_task *task = mt_task_current(client->host);
    bool may_wait = task && mt_task_state(task) == L && lua_isyieldable(L);
    if (!may_wait || !mt_target_is_full(client->target)) {
        lua_pushboolean(L, 1);
        return 1;
    }
    struct waiter *waiter = malloc(sizeof *waiter);
    if (!waiter)
        return luaL_error(L, NO_MEMORY);
    *waiter = (struct waiter){.task = mt_task_waiting(L)};
    *client->last = waiter;
    client->last = &waiter->next;
    return lua_yield(L, 0);
}

static int queue_write(lua_State *L, struct client *client, struct mt_statement *statement)
{
    struct mt_err err = {0};
    struct mt_task *task = mt_task_current(client->host);
    const struct mt_where *where = task ? mt_task_where(task) : NULL;
    if (mt_target_run(client->target, statement, &client->params, where, where ? sizeof *where : 0,
                      &err))
        return return_failure(L, err.msg);
    return end_write(L, client);
}

/* run(client, statement, ...) */
static int run_values(lua_State *L)
{
    struct client *client = check_client(L);
    struct mt_statement *statement = lua_touserdata(L, 2);
    int top = lua_gettop(L);
    mt_buf_clear(&client->params);
    for (int i = 3; i <= top; i++) {
        char name[32];
        snprintf(name, sizeof name, "parameter %d", i - 2);
        add_value(L, i, name, 't', &client->params);
    }
    return queue_write(L, client, statement);
}

static void add_row(lua_State *L, struct client *client, int row, int names, const char *hints)
{
    int n = (int)lua_objlen(L, names);
    for (int i = 1; i <= n; i++) {
        lua_rawgeti(L, names, i);
        lua_pushvalue(L, -1);
        lua_gettable(L, row);
        add_value(L, lua_gettop(L), lua_tostring(L, -2), hints[i - 1], &client->params);
        lua_pop(L, 2);
    }
}

/* run_row(client, statement, row, names, hints [, row, names, hints]...) */
static int run_row(lua_State *L)
{
    struct client *client = check_client(L);
    struct mt_statement *statement = lua_touserdata(L, 2);
    int top = lua_gettop(L);
    mt_buf_clear(&client->params);
    for (int i = 3; i + 2 <= top; i += 3)
        add_row(L, client, i, i + 1, luaL_checkstring(L, i + 2));
    return queue_write(L, client, statement);
}

static struct ticket *new_ticket(lua_State *L, struct client *client)
{
    if (!lua_isyieldable(L) && mt_task_current(client->host))
        luaL_error(L, "this call waits, which is not possible inside of a function that was called "
                      "by one of Lua's own (string.gsub, table.sort)");
    struct mt_task *task = mt_task_waiting(L);
    struct ticket *ticket = malloc(sizeof *ticket);
    if (!ticket)
        luaL_error(L, NO_MEMORY);
    *ticket = (struct ticket){.task = task, .next = client->tickets, .link = &client->tickets};
    if (ticket->next)
        ticket->next->link = &ticket->next;
    client->tickets = ticket;
    return ticket;
}

static int wait_for(lua_State *L, struct ticket *ticket, int failed, const struct mt_err *err)
{
    if (!failed)
        return lua_yield(L, 0);
    close_ticket(ticket);
    return return_failure(L, err->msg);
}

/* query(client, statement, ...): rows */
static int query(lua_State *L)
{
    struct mt_err err = {0};
    struct client *client = check_client(L);
    int top = lua_gettop(L);
    mt_buf_clear(&client->params);
    for (int i = 3; i <= top; i++) {
        char name[32];
        snprintf(name, sizeof name, "parameter %d", i - 2);
        add_value(L, i, name, 't', &client->params);
    }
    struct ticket *ticket = new_ticket(L, client);
    int failed =
        mt_target_query(client->target, lua_touserdata(L, 2), &client->params, ticket, &err);
    return wait_for(L, ticket, failed, &err);
}

/* commit(client [, place]) */
static int commit(lua_State *L)
{
    struct mt_err err = {0};
    size_t len = 0;
    struct client *client = check_client(L);
    const char *place = luaL_optlstring(L, 2, NULL, &len);
    struct ticket *ticket = new_ticket(L, client);
    return wait_for(L, ticket, mt_target_commit(client->target, place, len, ticket, &err), &err);
}

/* read_place(client): rows */
static int read_place(lua_State *L)
{
    struct mt_err err = {0};
    struct client *client = check_client(L);
    struct ticket *ticket = new_ticket(L, client);
    return wait_for(L, ticket, mt_target_read_place(client->target, ticket, &err), &err);
}

/* ---- life ---- */

static const char *text_option(lua_State *L, const char *name)
{
    lua_getfield(L, 1, name); /* stays on the stack, and so alive */
    return lua_tostring(L, -1);
}

static double number_option(lua_State *L, const char *name)
{
    lua_getfield(L, 1, name);
    return lua_tonumber(L, -1);
}

/* new(options): checked by the caller. */
static int new_client(lua_State *L)
{
    struct mt_err err = {0};
    luaL_checktype(L, 1, LUA_TTABLE);
    struct mt_target_options options = {
        .host = text_option(L, "host"),
        .port = (unsigned)number_option(L, "port"),
        .connect = {.user = text_option(L, "user"),
                    .password = text_option(L, "password"),
                    .socket = text_option(L, "socket"),
                    .defaults_file = text_option(L, "defaults_file"),
                    .option_group = text_option(L, "option_group"),
                    .tls = {.mode = text_option(L, "ssl_mode"),
                            .ca = text_option(L, "ssl_ca"),
                            .cert = text_option(L, "ssl_cert"),
                            .key = text_option(L, "ssl_key")}},
        .database = text_option(L, "database"),
        .session = text_option(L, "session"),
        .max_pending = (size_t)number_option(L, "max_pending"),
        .max_kept = (size_t)number_option(L, "max_kept"),
        .checkpoint_table = text_option(L, "checkpoint_table"),
        .checkpoint_name = text_option(L, "checkpoint_name"),
    };
    struct client *client = lua_newuserdata(L, sizeof *client);
    *client = (struct client){.host = mt_host_of(L)};
    client->last = &client->first;
    luaL_getmetatable(L, CLIENT_TYPE);
    lua_setmetatable(L, -2);
    client->target = mt_target_new(&options, &err);
    if (!client->target)
        return luaL_error(L, "%s", err.msg);
    client->readable = event_new(mt_host_base(client->host), mt_target_fd(client->target),
                                 EV_READ | EV_PERSIST, on_readable, client);
    if (!client->readable || event_add(client->readable, NULL))
        return luaL_error(L, NO_MEMORY);
    return 1;
}

static int close_client(lua_State *L)
{
    struct client *client = luaL_checkudata(L, 1, CLIENT_TYPE);
    if (client->readable)
        event_free(client->readable);
    mt_target_free(client->target);
    while (take_waiter(client))
        ;
    while (client->tickets)
        close_ticket(client->tickets);
    mt_buf_free(&client->params);
    client->readable = NULL;
    client->target = NULL;
    return 0;
}

/* stats(client): what is wrong or nil, bytes pending, retries, for how long it is down. */
static int stats_of_client(lua_State *L)
{
    struct client *client = luaL_checkudata(L, 1, CLIENT_TYPE);
    struct mt_target_stats stats = {0};
    if (client->target)
        mt_target_stats(client->target, &stats);
    lua_pushstring(L, stats.down_s > 0 ? stats.trouble : NULL);
    lua_pushnumber(L, (lua_Number)stats.pending);
    lua_pushnumber(L, (lua_Number)stats.retries);
    lua_pushnumber(L, stats.down_s);
    return 4;
}

static int name_client(lua_State *L)
{
    lua_pushstring(L, mt_target_name(check_client(L)->target));
    return 1;
}

int mt_open_mysql(lua_State *L)
{
    static const luaL_Reg functions[] = {
        {"new", new_client},
        {"statement", make_statement},
        {"run", run_values},
        {"run_row", run_row},
        {"query", query},
        {"commit", commit},
        {"read_place", read_place},
        {"close", close_client},
        {"name", name_client},
        {"stats", stats_of_client},
        {NULL, NULL},
    };
    luaL_newmetatable(L, CLIENT_TYPE);
    lua_pushcfunction(L, close_client);
    lua_setfield(L, -2, "__gc");
    lua_pop(L, 1);
    lua_newtable(L);
    luaL_register(L, NULL, functions);
    return 1;
}
