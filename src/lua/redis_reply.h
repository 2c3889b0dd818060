/* What replies of Redis mean, and what they are in Lua. */
#ifndef MT_REDIS_REPLY_H
#define MT_REDIS_REPLY_H

#include <hiredis/hiredis.h>
#include <lua.h>
#include <stdbool.h>

#include "lua/redis_queue.h"

/* Not now: the server is starting, full, a replica for the moment, ... The same command will be
 * right later, perhaps on another server behind the same name. Likewise one inside of an EXEC. */
bool mt_redis_reply_is_not_now(const redisReply *reply, enum mt_redis_kind kind);

/* Why no retry can help and no command is to blame ("wants a password: ..."); NULL: not so. */
const char *mt_redis_reply_is_final(const redisReply *reply);

/* The text of a refusal, also of a command inside of an EXEC; NULL: there is none. */
const char *mt_redis_reply_refusal(const redisReply *reply, enum mt_redis_kind kind);

/* Push the values that a caller gets: nil as NULL, an error as nil and its text. Returns how
 * many. */
int mt_redis_reply_push(lua_State *L, const redisReply *reply);

#endif
