/* Owns moontail.core.redis: Lua calls to commands on a connection (redis_link), and back. What the
 * commands are called and which of them wait is said in moontail/redis.lua. */
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "lua/bindings.h"
#include "lua/host.h"
#include "lua/json.h"
#include "lua/redis_link.h"

#define CLIENT_TYPE "moontail.redis"

static const char client_mark;

struct client {
    const char *mark; /* &client_mark: a check of the metatable would cost more */
    struct mt_redis *redis;
    struct mt_buf scratch; /* a number's text */
};

#define MOST_NAME 64

/* Belongs to a command's function. */
struct command {
    int flags;
    char name[MOST_NAME];
    size_t head_len;
    char head[MOST_NAME + 32]; /* the name as Redis reads it */
};

/* Upvalues of a command's function. */
enum { UP_COMMAND = 1, UP_FLATTEN };

/* Flags of a command; the same names stand in core.redis for the Lua side. */
enum {
    FLAG_WAIT = 1, /* wait for the reply */
    FLAG_MAP = 2,  /* tables name -> value are taken */
    FLAG_MULTI = 4,
    FLAG_EXEC = 8,
    FLAG_DISCARD = 16,
};

static struct client *check_self(lua_State *L, const struct command *command)
{
    struct client *client = lua_touserdata(L, 1);
    if (!client || lua_objlen(L, 1) < sizeof *client || client->mark != &client_mark)
        luaL_error(L, "a client of Redis expected before the arguments of %s: call it with a colon",
                   command->name);
    else if (!client->redis)
        luaL_error(L, "the client of Redis is closed");
    return client;
}

/* ---- arguments ---- */

static void refuse(lua_State *L, int argument, const char *what)
{
    const struct command *command = lua_touserdata(L, lua_upvalueindex(UP_COMMAND));
    luaL_error(L, "argument %d of %s %s", argument, command->name, what);
}

/* Put a flat list in the place of a table name -> value at index. */
static void flatten(lua_State *L, int index, int flags)
{
    if (!(flags & FLAG_MAP))
        refuse(L, index - 1, "is a table, but neither a list nor one that this command takes");
    lua_pushvalue(L, lua_upvalueindex(UP_FLATTEN));
    lua_pushvalue(L, index);
    lua_call(L, 1, 1);
    lua_replace(L, index);
}

/* How many words the arguments make; all tables among them are lists from then on. */
static size_t count_words(lua_State *L, int top, int flags)
{
    size_t n = 0;
    for (int i = 2; i <= top; i++) {
        if (lua_type(L, i) != LUA_TTABLE) {
            n++;
            continue;
        }
        if (lua_objlen(L, i) == 0)
            flatten(L, i, flags);
        n += lua_objlen(L, i);
    }
    return n;
}

/* The digits of n, then \r\n. */
static char *put_count(char *to, char mark, size_t n)
{
    size_t len = 1;
    for (size_t rest = n; rest >= 10; rest /= 10)
        len++;
    *to++ = mark;
    for (char *at = to + len; at > to; n /= 10)
        *--at = (char)('0' + n % 10);
    memcpy(to + len, "\r\n", 2);
    return to + len + 2;
}

static void add_bulk(struct mt_buf *out, const char *data, size_t len)
{
    char *to = mt_buf_reserve(out, len + 32);
    if (!to)
        return;
    char *at = put_count(to, '$', len);
    memcpy(at, data, len);
    memcpy(at + len, "\r\n", 2);
    out->len += (size_t)(at - to) + len + 2;
}

static void add_number(lua_State *L, int index, int argument, struct client *client,
                       struct mt_buf *out)
{
    lua_Number number = lua_tonumber(L, index);
    if (!isfinite(number))
        refuse(L, argument, "is not a finite number");
    mt_buf_clear(&client->scratch);
    mt_json_add_number(&client->scratch, number);
    add_bulk(out, client->scratch.data, client->scratch.len);
}

/* An integer beyond 2^53, if it is one. */
static void add_other(lua_State *L, int index, int argument, struct mt_buf *out)
{
    char digits[32];
    size_t len;
    if (lua_type(L, index) == LUA_TLIGHTUSERDATA && !lua_touserdata(L, index))
        refuse(L, argument, "is NULL, which cannot be sent to Redis: choose what it means");
    len = mt_json_cdata_integer(L, index, digits);
    if (!len) {
        lua_pushfstring(L, "is a %s, which cannot be sent to Redis", luaL_typename(L, index));
        refuse(L, argument, lua_tostring(L, -1));
    }
    add_bulk(out, digits, len);
}

/* Append the value at index. Raises when it is nothing that Redis can be sent. */
static void add_scalar(lua_State *L, int index, int argument, struct client *client,
                       struct mt_buf *out)
{
    size_t len;
    const char *text;
    switch (lua_type(L, index)) {
    case LUA_TSTRING:
        text = lua_tolstring(L, index, &len);
        add_bulk(out, text, len);
        return;
    case LUA_TNUMBER: add_number(L, index, argument, client, out); return;
    case LUA_TNIL: refuse(L, argument, "is nil"); return;
    case LUA_TBOOLEAN:
        refuse(L, argument, "is a boolean, which Redis does not know: choose a number or a text");
        return;
    default: add_other(L, index, argument, out);
    }
}

static void add_list(lua_State *L, int index, struct client *client, struct mt_buf *out)
{
    int n = (int)lua_objlen(L, index);
    for (int i = 1; i <= n; i++) {
        lua_rawgeti(L, index, i);
        add_scalar(L, lua_gettop(L), index - 1, client, out);
        lua_pop(L, 1);
    }
}

/* ---- calls ---- */

static int return_failure(lua_State *L, const char *failure)
{
    lua_pushnil(L);
    lua_pushstring(L, failure);
    return 2;
}

static enum mt_redis_kind kind_of(int flags)
{
    return flags & FLAG_MULTI     ? MT_REDIS_MULTI
           : flags & FLAG_EXEC    ? MT_REDIS_EXEC
           : flags & FLAG_DISCARD ? MT_REDIS_DISCARD
                                  : MT_REDIS_ORDINARY;
}

/* The running task, if this very call may make it wait; NULL if not. */
static struct mt_task *task_that_may_wait(lua_State *L)
{
    struct mt_task *task = mt_task_current(mt_host_of(L));
    return task && mt_task_state(task) == L && lua_isyieldable(L) ? mt_task_waiting(L) : NULL;
}

static struct mt_task *task_to_wait(lua_State *L)
{
    if (!lua_isyieldable(L) && mt_task_current(mt_host_of(L)))
        luaL_error(L, "this call waits, which is not possible inside of a function that was called "
                      "by one of Lua's own (string.gsub, table.sort)");
    return mt_task_waiting(L);
}

/* A write is queued: true; but first wait while too much is. */
static int end_write(lua_State *L, struct client *client)
{
    if (mt_redis_is_full(client->redis)) {
        struct mt_task *task = task_that_may_wait(L);
        if (task) {
            if (mt_redis_wait(client->redis, task, true))
                return luaL_error(L, "no memory");
            return lua_yield(L, 0);
        }
    }
    lua_pushboolean(L, 1);
    return 1;
}

/* Put the command into the queue, as Redis reads it; it is not committed. Raises for what cannot be
 * sent. */
static void add_command(lua_State *L, struct client *client, const struct command *command)
{
    int top = lua_gettop(L);
    size_t words = 1 + count_words(L, top, command->flags);
    struct mt_buf *out = mt_redis_begin(client->redis); /* counting may have called Lua */
    char *to = mt_buf_reserve(out, 32 + sizeof command->head);
    if (to) {
        char *at = put_count(to, '*', words);
        memcpy(at, command->head, command->head_len);
        out->len += (size_t)(at - to) + command->head_len;
    }
    for (int i = 2; i <= top; i++) {
        if (lua_type(L, i) == LUA_TTABLE)
            add_list(L, i, client, out);
        else
            add_scalar(L, i, i - 1, client, out);
    }
}

/* client:name(...): one closure for each command and way to call it. */
static int call_command(lua_State *L)
{
    const struct command *command = lua_touserdata(L, lua_upvalueindex(UP_COMMAND));
    struct client *client = check_self(L, command);
    add_command(L, client, command);
    const char *failure = mt_redis_failure(client->redis);
    if (failure)
        return return_failure(L, failure);
    struct mt_task *waiter = command->flags & FLAG_WAIT ? task_to_wait(L) : NULL;
    if (mt_redis_commit(client->redis, kind_of(command->flags), waiter))
        return luaL_error(L, "no memory for a command of Redis");
    return waiter ? lua_yield(L, 0) : end_write(L, client);
}

/* ---- the module ---- */

/* command(name, flags, flatten): the method for it. */
static int make_command(lua_State *L)
{
    size_t len;
    const char *name = luaL_checklstring(L, 1, &len);
    int flags = (int)luaL_checkinteger(L, 2);
    luaL_checktype(L, 3, LUA_TFUNCTION);
    luaL_argcheck(L, len > 0 && len < MOST_NAME, 1, "a command's name expected");
    struct command *command = lua_newuserdata(L, sizeof *command);
    *command = (struct command){.flags = flags};
    for (size_t i = 0; i < len; i++)
        command->name[i] = (char)toupper((unsigned char)name[i]);
    char *at = put_count(command->head, '$', len);
    memcpy(at, command->name, len);
    memcpy(at + len, "\r\n", 2);
    command->head_len = (size_t)(at - command->head) + len + 2;
    lua_pushvalue(L, 3);
    lua_pushcclosure(L, call_command, UP_FLATTEN);
    return 1;
}

static const char *string_option(lua_State *L, const char *name)
{
    lua_getfield(L, 1, name);
    const char *text = lua_tostring(L, -1); /* stays on the stack, and so alive */
    return text;
}

static double number_option(lua_State *L, const char *name)
{
    lua_getfield(L, 1, name);
    return lua_tonumber(L, -1);
}

static bool bool_option(lua_State *L, const char *name, bool otherwise)
{
    lua_getfield(L, 1, name);
    bool value = lua_isboolean(L, -1) ? lua_toboolean(L, -1) : otherwise;
    lua_pop(L, 1);
    return value;
}

/* new(options): every one is checked, and there, except those that may be nil. */
static int new_client(lua_State *L)
{
    struct mt_err err = {0};
    luaL_checktype(L, 1, LUA_TTABLE);
    struct mt_redis_options options = {
        .host = string_option(L, "host"),
        .port = (int)number_option(L, "port"),
        .path = string_option(L, "path"),
        .user = string_option(L, "user"),
        .password = string_option(L, "password"),
        .db = (int)number_option(L, "db"),
        .max_pending = (size_t)number_option(L, "max_pending"),
        .timeout = number_option(L, "timeout"),
        .connect_timeout = number_option(L, "connect_timeout"),
        .tls = bool_option(L, "tls", false),
        .tls_options = {.ca = string_option(L, "ca"),
                        .cert = string_option(L, "cert"),
                        .key = string_option(L, "key"),
                        .unverified = !bool_option(L, "verify", true)},
    };
    if (options.tls)
        mt_secure_load(L, "TLS of moontail.redis");
    struct client *client = lua_newuserdata(L, sizeof *client);
    *client = (struct client){.mark = &client_mark};
    luaL_getmetatable(L, CLIENT_TYPE);
    lua_setmetatable(L, -2);
    client->redis = mt_redis_new(mt_host_of(L), &options, &err);
    return client->redis ? 1 : luaL_error(L, "%s", err.msg);
}

static int flush_client(lua_State *L)
{
    struct client *client = luaL_checkudata(L, 1, CLIENT_TYPE);
    const char *failure = client->redis ? mt_redis_failure(client->redis) : NULL;
    if (failure)
        return return_failure(L, failure);
    if (!client->redis || mt_redis_is_idle(client->redis)) {
        lua_pushboolean(L, 1);
        return 1;
    }
    if (mt_redis_is_in_multi(client->redis))
        return return_failure(L, "a MULTI was begun that no EXEC or DISCARD has ended");
    struct mt_task *task = task_to_wait(L);
    if (mt_redis_wait(client->redis, task, false))
        return luaL_error(L, "no memory");
    return lua_yield(L, 0);
}

/* state(client): true when it is connected, false and what is wrong, or nil while it is tried. */
static int state_of_client(lua_State *L)
{
    struct client *client = luaL_checkudata(L, 1, CLIENT_TYPE);
    const char *trouble = client->redis ? mt_redis_trouble(client->redis) : "the client is closed";
    if (trouble) {
        lua_pushboolean(L, 0);
        lua_pushstring(L, trouble);
        return 2;
    }
    if (mt_redis_is_ready(client->redis))
        lua_pushboolean(L, 1);
    else
        lua_pushnil(L);
    return 1;
}

/* stats(client): bytes pending, connections lost, for how long it is down. */
static int stats_of_client(lua_State *L)
{
    struct client *client = luaL_checkudata(L, 1, CLIENT_TYPE);
    struct mt_redis_stats stats = {0};
    if (client->redis)
        stats = mt_redis_stats(client->redis);
    lua_pushnumber(L, (lua_Number)stats.pending);
    lua_pushnumber(L, (lua_Number)stats.losses);
    lua_pushnumber(L, stats.down_s);
    return 3;
}

static int close_client(lua_State *L)
{
    struct client *client = luaL_checkudata(L, 1, CLIENT_TYPE);
    mt_redis_free(client->redis);
    client->redis = NULL;
    mt_buf_free(&client->scratch);
    return 0;
}

static int name_client(lua_State *L)
{
    struct client *client = luaL_checkudata(L, 1, CLIENT_TYPE);
    lua_pushfstring(L, "redis %s", client->redis ? mt_redis_name(client->redis) : "(closed)");
    return 1;
}

static const luaL_Reg functions[] = {
    {"new", new_client},
    {"command", make_command},
    {"flush", flush_client},
    {"state", state_of_client},
    {"stats", stats_of_client},
    {"close", close_client},
    {"name", name_client},

    {NULL, NULL},
};

static const struct {
    const char *name;
    int flag;
} flag_names[] = {
    {"WAIT", FLAG_WAIT}, {"MAP", FLAG_MAP},         {"MULTI", FLAG_MULTI},
    {"EXEC", FLAG_EXEC}, {"DISCARD", FLAG_DISCARD},
};

int mt_open_redis(lua_State *L)
{
    lua_newtable(L);
    luaL_register(L, NULL, functions);
    for (size_t i = 0; i < sizeof flag_names / sizeof *flag_names; i++) {
        lua_pushinteger(L, flag_names[i].flag);
        lua_setfield(L, -2, flag_names[i].name);
    }
    luaL_newmetatable(L, CLIENT_TYPE);
    lua_pushcfunction(L, close_client);
    lua_setfield(L, -2, "__gc");
    lua_pushcfunction(L, name_client);
    lua_setfield(L, -2, "__tostring");
    lua_newtable(L);
    lua_pushvalue(L, -1);
    lua_setfield(L, -3, "__index");
    lua_setfield(L, -3, "methods");
    lua_pop(L, 1);
    return 1;
}
