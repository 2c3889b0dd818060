/* The bytes between us and a Redis server: a socket that does not block, plain or with TLS, and the
 * reader that makes replies of what comes. Waits for nothing; its user has the event loop. */
#ifndef MT_REDIS_WIRE_H
#define MT_REDIS_WIRE_H

#include <hiredis/hiredis.h>
#include <stddef.h>

#include "base/err.h"
#include "lua/redis_link.h"
#include "lua/secure.h"

#define MT_REDIS_STATUS_ROOM 32

/* A zeroed struct is a wire that is closed. It must not move while it is open. */
struct mt_redis_wire {
    redisContext *context;
    struct mt_secure *tls;
    redisReplyObjectFunctions makers, standard; /* of replies */
    redisReply own;                             /* a reply that needs no memory of its own */
    char status[MT_REDIS_STATUS_ROOM];          /* its text */
};

/* With texts of its own; to be freed, also when there was no memory for all (-1). */
int mt_redis_options_copy(struct mt_redis_options *to, const struct mt_redis_options *from);
void mt_redis_options_free(struct mt_redis_options *options);

/* "127.0.0.1:6379", "127.0.0.1:6379/2", "/run/redis.sock". */
void mt_redis_wire_name(const struct mt_redis_options *options, char *name, size_t size);

/* Begin to connect: the socket becomes writable when that is done, or has failed. */
int mt_redis_wire_open(struct mt_redis_wire *wire, const struct mt_redis_options *options,
                       struct mt_err *err);
void mt_redis_wire_close(struct mt_redis_wire *wire);

static inline int mt_redis_wire_fd(const struct mt_redis_wire *wire)
{
    return wire->context->fd;
}

/* Go on with connecting. 0: bytes can be sent; MT_SECURE_READABLE, MT_SECURE_WRITABLE: call again
 * then; MT_SECURE_FAILED. */
int mt_redis_wire_advance(struct mt_redis_wire *wire, const struct mt_redis_options *options,
                          struct mt_err *err);

/* Send from *sent on; 0: all, 1: the rest when the socket is writable, -1: failed. */
int mt_redis_wire_send(struct mt_redis_wire *wire, const char *data, size_t *sent, size_t end,
                       struct mt_err *err);

/* Take what has come. After a failure there may still be replies, of what came before it. */
int mt_redis_wire_receive(struct mt_redis_wire *wire, struct mt_err *err);

/* The next reply, to be dropped before the next is asked for, also when the wire was closed in
 * between; *reply is NULL when there is none yet. */
int mt_redis_wire_reply(struct mt_redis_wire *wire, redisReply **reply, struct mt_err *err);
void mt_redis_wire_drop(struct mt_redis_wire *wire, redisReply *reply);

#endif
