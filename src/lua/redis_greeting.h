/* What a connection to Redis begins with: who we are, which database, and whether we are served. */
#ifndef MT_REDIS_GREETING_H
#define MT_REDIS_GREETING_H

#include <hiredis/hiredis.h>

#include "base/buf.h"
#include "base/err.h"
#include "lua/redis_link.h"

/* A zeroed struct has no greeting. */
struct mt_redis_greeting {
    struct mt_buf text;
    size_t sent;
    unsigned replies; /* still to come */
    bool auth, select;
};

/* The text to send, from the start. */
void mt_redis_greeting_begin(struct mt_redis_greeting *greeting,
                             const struct mt_redis_options *options);

/* Take a reply; -1: the server refused something for good. name: the link's, for the message. */
int mt_redis_greeting_take(struct mt_redis_greeting *greeting,
                           const struct mt_redis_options *options, const char *name,
                           const redisReply *reply, struct mt_err *err);

#endif
