/* Owns the meaning of Redis' replies. Error codes as in the server's own sources (server.c,
 * createSharedObjects) and https://redis.io/docs/latest/develop/reference/protocol-spec/ */
#include "lua/redis_reply.h"

#include <lauxlib.h>
#include <stdio.h>
#include <string.h>

/* ---- what error replies mean ---- */

static bool has_first_word(const char *text, const char *word)
{
    size_t n = strlen(word);
    return strncmp(text, word, n) == 0 && (text[n] == ' ' || text[n] == '\0');
}

bool mt_redis_reply_is_not_now(const redisReply *reply, enum mt_redis_kind kind)
{
    static const char *const words[] = {"LOADING",     "BUSY",     "MASTERDOWN", "READONLY",
                                        "OOM",         "MISCONF",  "NOREPLICAS", "TRYAGAIN",
                                        "CLUSTERDOWN", "UNBLOCKED"};
    if (reply->type == REDIS_REPLY_ARRAY && kind == MT_REDIS_EXEC)
        for (size_t i = 0; i < reply->elements; i++)
            if (mt_redis_reply_is_not_now(reply->element[i], MT_REDIS_ORDINARY))
                return true;
    if (reply->type != REDIS_REPLY_ERROR)
        return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (has_first_word(reply->str, words[i]))
            return true;
    return strncmp(reply->str, "ERR max number of clients", 25) == 0;
}

const char *mt_redis_reply_is_final(const redisReply *reply)
{
    static const struct {
        const char *word, *what;
    } finals[] = {
        {"NOAUTH", "wants a password: put it into the URL, or give the option `password`"},
        {"DENIED", "is in protected mode and takes local clients only: set a password there"},
        {"MOVED", "is a node of a cluster, which is not supported: use a single server or a proxy"},
        {"ASK", "is a node of a cluster, which is not supported: use a single server or a proxy"},
    };
    if (reply->type != REDIS_REPLY_ERROR)
        return NULL;
    for (size_t i = 0; i < sizeof finals / sizeof *finals; i++)
        if (has_first_word(reply->str, finals[i].word))
            return finals[i].what;
    return NULL;
}

const char *mt_redis_reply_refusal(const redisReply *reply, enum mt_redis_kind kind)
{
    if (reply->type == REDIS_REPLY_ERROR)
        return reply->str;
    if (kind != MT_REDIS_EXEC)
        return NULL;
    if (reply->type == REDIS_REPLY_NIL)
        return "the transaction was not executed";
    for (size_t i = 0; i < reply->elements; i++)
        if (reply->element[i]->type == REDIS_REPLY_ERROR)
            return reply->element[i]->str;
    return NULL;
}

/* ---- replies as Lua values ---- */

static void push_value(lua_State *L, const redisReply *reply);

static void push_integer(lua_State *L, long long i)
{
    char text[24];
    if (i >= -(1LL << 53) && i <= 1LL << 53)
        lua_pushnumber(L, (lua_Number)i);
    else
        lua_pushlstring(L, text, (size_t)snprintf(text, sizeof text, "%lld", i));
}

static void push_array(lua_State *L, const redisReply *reply)
{
    luaL_checkstack(L, 4, "too deeply nested reply");
    lua_newtable(L);
    for (size_t i = 0; i < reply->elements; i++) {
        push_value(L, reply->element[i]);
        lua_rawseti(L, -2, (int)i + 1);
    }
}

/* As in OpenResty's client: an error inside of an array is {false, text}. */
static void push_inner_error(lua_State *L, const redisReply *reply)
{
    lua_createtable(L, 2, 0);
    lua_pushboolean(L, 0);
    lua_rawseti(L, -2, 1);
    lua_pushlstring(L, reply->str, reply->len);
    lua_rawseti(L, -2, 2);
}

static void push_value(lua_State *L, const redisReply *reply)
{
    switch (reply->type) {
    case REDIS_REPLY_INTEGER: push_integer(L, reply->integer); break;
    case REDIS_REPLY_NIL: lua_pushlightuserdata(L, NULL); break;
    case REDIS_REPLY_ARRAY: push_array(L, reply); break;
    case REDIS_REPLY_ERROR: push_inner_error(L, reply); break;
    default: lua_pushlstring(L, reply->str, reply->len); break;
    }
}

int mt_redis_reply_push(lua_State *L, const redisReply *reply)
{
    if (reply->type != REDIS_REPLY_ERROR) {
        push_value(L, reply);
        return 1;
    }
    lua_pushnil(L);
    lua_pushlstring(L, reply->str, reply->len);
    return 2;
}
