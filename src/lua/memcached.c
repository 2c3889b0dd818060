/* Owns moontail.core.memcached: lists of commands, which libmemcached gives to the servers in a
 * thread of the client's own. What is queued, and when again, is the affair of
 * moontail/memcached.lua. */
#include "lua/bindings.h"
#include "lua/library.h"

#if __has_include(<libmemcached/memcached.h>)

#include <ctype.h>
#include <libmemcached/memcached.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "lua/blocking.h"
#include "lua/host.h"

#define CLIENT_TYPE "moontail.memcached"
#define NO_MEMORY   "no memory for commands of memcached"

#define FUNCTIONS(X)                         \
    X(memcached_add)                         \
    X(memcached_behavior_set)                \
    X(memcached_clone)                       \
    X(memcached_create)                      \
    X(memcached_decrement)                   \
    X(memcached_delete)                      \
    X(memcached_free)                        \
    X(memcached_generate_hash)               \
    X(memcached_get)                         \
    X(memcached_increment)                   \
    X(memcached_last_error_errno)            \
    X(memcached_last_error_message)          \
    X(memcached_server_add)                  \
    X(memcached_server_add_unix_socket)      \
    X(memcached_server_count)                \
    X(memcached_server_instance_by_position) \
    X(memcached_server_name)                 \
    X(memcached_server_port)                 \
    X(memcached_set)                         \
    X(memcached_strerror)

static struct {
    FUNCTIONS(MT_LIBRARY_POINTER)
} lib;

static const char *const function_names[] = {FUNCTIONS(MT_LIBRARY_NAME) NULL};

enum kind { DELETE, GET, INCR, SET };
static const char *const kinds[] = {"delete", "get", "incr", "set", NULL};

struct command {
    enum kind kind;
    size_t key, key_len, value, value_len; /* where they lie in the texts */
    double number;                         /* INCR: what is added */
    time_t expiry;
    bool has_value; /* INCR: what a counter begins with */
    bool unanswered;
    char *found; /* GET; NULL for an empty value too */
    size_t found_len;
    bool is_found;
};

/* What is known of a connection. */
struct server {
    bool is_met; /* it has answered */
    bool owes;   /* commands were sent that nothing has answered */
};

/* All but the thread and the task is the thread's own while it is busy. */
struct client {
    struct mt_blocking *thread;
    struct mt_task *task;

    memcached_st *model; /* the servers and settings; never connected */
    memcached_st *live;  /* with its connections; NULL: none (yet) */
    struct server *servers;
    size_t owing; /* servers */

    struct mt_buf texts;
    struct command *commands;
    size_t count, room;
    size_t answered; /* of the commands, from the first */
    memcached_return_t result;
    struct mt_err err;
};

static struct client *check_client(lua_State *L)
{
    struct client *client = luaL_checkudata(L, 1, CLIENT_TYPE);
    if (!client->thread)
        luaL_error(L, "the client of memcached is closed");
    return client;
}

/* ---- in the thread ---- */

static void disconnect(struct client *client)
{
    if (client->live)
        lib.memcached_free(client->live);
    client->live = NULL;
}

static bool connect_now(struct client *client)
{
    if (client->live)
        return true;
    client->live = lib.memcached_clone(NULL, client->model);
    client->owing = 0;
    for (unsigned i = 0; i < lib.memcached_server_count(client->model); i++)
        client->servers[i] = (struct server){0};
    return client->live != NULL;
}

static uint32_t server_of(struct client *client, const struct command *c)
{
    return lib.memcached_generate_hash(client->live, client->texts.data + c->key, c->key_len);
}

static memcached_return_t count_up(struct client *client, const struct command *c, const char *key)
{
    uint64_t now;
    uint32_t by = (uint32_t)fabs(c->number);
    memcached_return_t rc;
    for (int i = 0; i < 10; i++) { /* somebody else may make it, and it may expire at once */
        rc = c->number < 0 ? lib.memcached_decrement(client->live, key, c->key_len, by, &now)
                           : lib.memcached_increment(client->live, key, c->key_len, by, &now);
        if (rc != MEMCACHED_NOTFOUND || !c->has_value)
            return rc;
        rc = lib.memcached_add(client->live, key, c->key_len, client->texts.data + c->value,
                               c->value_len, c->expiry, 0);
        if (rc != MEMCACHED_NOTSTORED)
            return rc;
    }
    return rc;
}

static memcached_return_t run_command(struct client *client, struct command *c)
{
    const char *key = client->texts.data + c->key;
    memcached_return_t rc;
    uint32_t flags;
    switch (c->kind) {
    case DELETE:
        lib.memcached_behavior_set(client->live, MEMCACHED_BEHAVIOR_NOREPLY, c->unanswered);
        rc = lib.memcached_delete(client->live, key, c->key_len, 0);
        lib.memcached_behavior_set(client->live, MEMCACHED_BEHAVIOR_NOREPLY, 0);
        return rc;
    case GET:
        c->found = lib.memcached_get(client->live, key, c->key_len, &c->found_len, &flags, &rc);
        c->is_found = rc == MEMCACHED_SUCCESS;
        return rc;
    case INCR: return count_up(client, c, key);
    case SET:
        return lib.memcached_set(client->live, key, c->key_len, client->texts.data + c->value,
                                 c->value_len, c->expiry, 0);
    }
    return MEMCACHED_FAILURE;
}

/* A deletion cannot be refused. So of deletions that follow one another only the last on each
 * connection has to be answered: then those before it are done, without a round trip for each.
 * A connection's first command is answered, because libmemcached asks for the server's version
 * before it. */
static void choose_unanswered(struct client *client)
{
    unsigned servers = lib.memcached_server_count(client->live);
    bool *answered = calloc(servers, sizeof *answered);
    for (size_t i = client->count; answered && i-- > 0;) {
        struct command *c = &client->commands[i];
        if (c->kind != DELETE) {
            memset(answered, 0, servers * sizeof *answered);
            continue;
        }
        uint32_t server = server_of(client, c);
        c->unanswered = answered[server] && client->servers[server].is_met;
        answered[server] = true;
    }
    free(answered);
}

static bool is_done(memcached_return_t rc)
{
    return rc == MEMCACHED_SUCCESS || rc == MEMCACHED_NOTFOUND || rc == MEMCACHED_END;
}

/* The library's message is "(0x7f0c) what the server said,  host: ..." */
static void add_reason(struct client *client, struct mt_buf *out)
{
    memcached_return_t rc = client->result;
    const char *said = lib.memcached_last_error_message(client->live);
    int errnum = lib.memcached_last_error_errno(client->live);
    if ((rc != MEMCACHED_CLIENT_ERROR && rc != MEMCACHED_SERVER_ERROR) || !said) {
        const char *text = errnum ? strerror(errnum) : lib.memcached_strerror(NULL, rc);
        for (; *text; text++) /* the library shouts */
            mt_buf_addc(out, errnum ? *text : (char)tolower((unsigned char)*text));
        return;
    }
    const char *begin = strstr(said, ") "), *end = strstr(said, ",  host:");
    begin = begin && *said == '(' ? begin + 2 : said;
    mt_buf_add(out, begin, end && end > begin ? (size_t)(end - begin) : strlen(begin));
}

/* In words: which server, and what it or the network says. */
static void describe(struct client *client, const struct command *c)
{
    const memcached_instance_st *server =
        lib.memcached_server_instance_by_position(client->live, server_of(client, c));
    struct mt_buf reason = {0};
    add_reason(client, &reason);
    const char *host = lib.memcached_server_name(server);
    char port[16] = "";
    if (*host != '/')
        snprintf(port, sizeof port, ":%d", (int)lib.memcached_server_port(server));
    mt_fail(&client->err, MT_ERR_SINK, "%s of %.*s at %s%s: %s", kinds[c->kind], (int)c->key_len,
            client->texts.data + c->key, host, port, mt_buf_str(&reason));
    mt_buf_free(&reason);
}

static void note_answer(struct client *client, size_t i, struct server *server)
{
    const struct command *c = &client->commands[i];
    if (c->unanswered && !server->owes)
        client->owing++;
    else if (!c->unanswered && server->owes)
        client->owing--;
    server->owes = c->unanswered;
    server->is_met = true;
    if (client->owing == 0)
        client->answered = i + 1;
}

static void work(void *arg)
{
    struct client *client = arg;
    if (!connect_now(client)) {
        mt_fail(&client->err, MT_ERR_NOMEM, "no memory for connections to memcached");
        return;
    }
    choose_unanswered(client);
    for (size_t i = 0; i < client->count; i++) {
        struct command *c = &client->commands[i];
        client->result = run_command(client, c);
        if (!is_done(client->result)) {
            describe(client, c);
            disconnect(client); /* an answer may be on its way that nobody waits for any more */
            return;
        }
        note_answer(client, i, &client->servers[server_of(client, c)]);
    }
}

/* ---- what comes of it ---- */

static bool is_refused(memcached_return_t rc)
{
    return rc == MEMCACHED_CLIENT_ERROR || rc == MEMCACHED_E2BIG || rc == MEMCACHED_ERROR ||
           rc == MEMCACHED_PROTOCOL_ERROR || rc == MEMCACHED_BAD_KEY_PROVIDED ||
           rc == MEMCACHED_KEY_TOO_BIG || rc == MEMCACHED_INVALID_ARGUMENTS;
}

/* How many commands are done, what was found (by number), and of the next one: why it is not done,
 * and whether it was refused. */
static int push_results(lua_State *L)
{
    struct client *client = lua_touserdata(L, 1);
    lua_pushnumber(L, (lua_Number)client->answered);
    lua_newtable(L);
    for (size_t i = 0; i < client->answered; i++) {
        const struct command *c = &client->commands[i];
        if (!c->is_found)
            continue;
        lua_pushlstring(L, c->found ? c->found : "", c->found_len);
        lua_rawseti(L, -2, (int)i + 1);
    }
    if (client->err.code == MT_OK)
        return 2;
    lua_pushstring(L, client->err.msg);
    lua_pushboolean(L, is_refused(client->result));
    return 4;
}

static void forget(struct client *client)
{
    for (size_t i = 0; i < client->count; i++)
        free(client->commands[i].found);
    client->count = client->answered = 0;
    mt_buf_clear(&client->texts);
    mt_err_clear(&client->err);
}

static void finish(void *arg)
{
    struct client *client = arg;
    struct mt_task *task = client->task;
    lua_State *L = mt_task_state(task);
    int top = lua_gettop(L);
    lua_pushcfunction(L, push_results);
    lua_pushlightuserdata(L, client);
    if (lua_pcall(L, 1, LUA_MULTRET, 0)) {
        lua_pushinteger(L, 0);
        lua_insert(L, -2);
        lua_pushnil(L);
        lua_insert(L, -2);
    }
    forget(client);
    mt_task_wake(task, lua_gettop(L) - top);
}

/* ---- calls ---- */

/* Pushes the field, which so stays alive. */
static const char *text_field(lua_State *L, int index, const char *name, size_t *len)
{
    lua_getfield(L, index, name);
    return lua_tolstring(L, -1, len);
}

static double number_field(lua_State *L, int index, const char *name)
{
    lua_getfield(L, index, name);
    double n = lua_tonumber(L, -1);
    lua_pop(L, 1);
    return n;
}

static size_t keep_text(struct client *client, const char *text, size_t len)
{
    size_t at = client->texts.len;
    mt_buf_add(&client->texts, text, len);
    return at;
}

/* The command at the top of the stack: { kind, key, value =, number =, expiry = }. */
static void add_command(lua_State *L, struct client *client)
{
    int index = lua_gettop(L);
    struct command c = {0};
    lua_rawgeti(L, index, 1);
    c.kind = (enum kind)luaL_checkoption(L, -1, NULL, kinds);
    lua_rawgeti(L, index, 2);
    const char *key = luaL_checklstring(L, -1, &c.key_len);
    c.key = keep_text(client, key, c.key_len);
    const char *value = text_field(L, index, "value", &c.value_len);
    c.has_value = value != NULL;
    c.value = keep_text(client, value, c.value_len);
    c.number = number_field(L, index, "number");
    c.expiry = (time_t)number_field(L, index, "expiry");
    client->commands[client->count++] = c;
    lua_settop(L, index - 1);
}

/* run(client, commands): see push_results. */
static int run_commands(lua_State *L)
{
    struct client *client = check_client(L);
    luaL_checktype(L, 2, LUA_TTABLE);
    size_t n = lua_objlen(L, 2);
    if (mt_blocking_is_busy(client->thread))
        return luaL_error(L, "commands for memcached are on their way already");
    struct mt_task *task = mt_task_waiting(L);
    forget(client);
    if (n > client->room) {
        struct command *grown = realloc(client->commands, n * sizeof *grown);
        if (!grown)
            return luaL_error(L, NO_MEMORY);
        client->commands = grown;
        client->room = n;
    }
    for (size_t i = 1; i <= n; i++) {
        lua_rawgeti(L, 2, (int)i);
        add_command(L, client);
    }
    if (client->texts.failed)
        return luaL_error(L, NO_MEMORY);
    client->task = task;
    mt_blocking_start(client->thread, work, finish, client);
    return lua_yield(L, 0);
}

/* ---- life ---- */

static void add_server(lua_State *L, struct client *client)
{
    int index = lua_gettop(L);
    const char *path = text_field(L, index, "path", NULL);
    const char *host = text_field(L, index, "host", NULL);
    memcached_return_t rc =
        path ? lib.memcached_server_add_unix_socket(client->model, path)
             : lib.memcached_server_add(client->model, host,
                                        (in_port_t)number_field(L, index, "port"));
    if (rc != MEMCACHED_SUCCESS)
        luaL_error(L, "the server %s cannot be used: %s", path ? path : host,
                   lib.memcached_strerror(NULL, rc));
    lua_settop(L, index - 1);
}

static void set(struct client *client, memcached_behavior_t what, uint64_t value)
{
    lib.memcached_behavior_set(client->model, what, value);
}

/* Which server has a key must be the same for all who use them. */
static void set_distribution(lua_State *L, struct client *client)
{
    static const char *const ways[] = {"ketama", "ketama_weighted", "modula", NULL};
    static const char *const hashes[] = {"default",  "md5",     "crc",      "fnv1_64",
                                         "fnv1a_64", "fnv1_32", "fnv1a_32", "hsieh",
                                         "murmur",   "jenkins", "murmur3",  NULL};
    lua_getfield(L, 1, "distribution");
    switch (luaL_checkoption(L, -1, "ketama", ways)) {
    case 0: set(client, MEMCACHED_BEHAVIOR_KETAMA, 1); break;
    case 1: set(client, MEMCACHED_BEHAVIOR_KETAMA_WEIGHTED, 1); break;
    default: set(client, MEMCACHED_BEHAVIOR_DISTRIBUTION, MEMCACHED_DISTRIBUTION_MODULA);
    }
    lua_getfield(L, 1, "hash");
    if (!lua_isnil(L, -1))
        set(client, MEMCACHED_BEHAVIOR_HASH, (uint64_t)luaL_checkoption(L, -1, NULL, hashes));
    lua_pop(L, 2);
}

static void set_timeouts(lua_State *L, struct client *client)
{
    uint64_t timeout = (uint64_t)(number_field(L, 1, "timeout") * 1e3);
    set(client, MEMCACHED_BEHAVIOR_CONNECT_TIMEOUT,
        (uint64_t)(number_field(L, 1, "connect_timeout") * 1e3));
    set(client, MEMCACHED_BEHAVIOR_POLL_TIMEOUT, timeout);
    set(client, MEMCACHED_BEHAVIOR_SND_TIMEOUT, timeout * 1000);
    set(client, MEMCACHED_BEHAVIOR_RCV_TIMEOUT, timeout * 1000);
    set(client, MEMCACHED_BEHAVIOR_TCP_NODELAY, 1);
    set(client, MEMCACHED_BEHAVIOR_TCP_KEEPALIVE, 1);
}

/* new(options): checked by the caller. */
static int new_client(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    struct client *client = lua_newuserdata(L, sizeof *client);
    *client = (struct client){0};
    luaL_getmetatable(L, CLIENT_TYPE);
    lua_setmetatable(L, -2);
    client->model = lib.memcached_create(NULL);
    if (!client->model)
        return luaL_error(L, NO_MEMORY);
    set_distribution(L, client);
    set_timeouts(L, client);
    lua_getfield(L, 1, "servers");
    int servers = lua_gettop(L), n = (int)lua_objlen(L, servers);
    client->servers = calloc((size_t)n, sizeof *client->servers);
    client->thread = mt_blocking_new(mt_host_of(L));
    if (!client->servers || !client->thread)
        return luaL_error(L, NO_MEMORY);
    for (int i = 1; i <= n; i++) {
        lua_rawgeti(L, servers, i);
        add_server(L, client);
    }
    lua_pop(L, 1);
    return 1;
}

static int close_client(lua_State *L)
{
    struct client *client = luaL_checkudata(L, 1, CLIENT_TYPE);
    mt_blocking_free(client->thread);
    forget(client);
    disconnect(client);
    if (client->model)
        lib.memcached_free(client->model);
    free(client->servers);
    free(client->commands);
    mt_buf_free(&client->texts);
    *client = (struct client){0};
    return 0;
}

/* server_of(client, key): its number, from 1. */
static int find_server(lua_State *L)
{
    size_t len;
    struct client *client = check_client(L);
    const char *key = luaL_checklstring(L, 2, &len);
    lua_pushinteger(L, (lua_Integer)lib.memcached_generate_hash(client->model, key, len) + 1);
    return 1;
}

int mt_open_memcached(lua_State *L)
{
    static const luaL_Reg functions[] = {{"new", new_client},
                                         {"run", run_commands},
                                         {"server_of", find_server},
                                         {"close", close_client},
                                         {NULL, NULL}};
    mt_library_load(L, "moontail.memcached", "libmemcached.so.11", "libmemcached11", function_names,
                    &lib);
    luaL_newmetatable(L, CLIENT_TYPE);
    lua_pushcfunction(L, close_client);
    lua_setfield(L, -2, "__gc");
    lua_pop(L, 1);
    lua_newtable(L);
    luaL_register(L, NULL, functions);
    return 1;
}

#else

int mt_open_memcached(lua_State *L)
{
    return mt_library_absent(L, "moontail.memcached", "libmemcached-dev");
}

#endif
