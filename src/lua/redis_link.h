/* A connection to a Redis server that does not lose commands: they stay queued until they are
 * answered, and are sent again, in their order, when the connection was lost. Knows no Lua values.
 *
 * Protocol: https://redis.io/docs/latest/develop/reference/protocol-spec/ (RESP2), through hiredis.
 */
#ifndef MT_REDIS_LINK_H
#define MT_REDIS_LINK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "lua/redis_queue.h"
#include "lua/secure.h"

struct mt_redis;

struct mt_redis_options {
    const char *host; /* NULL: path is a unix socket's */
    int port;
    const char *path;
    const char *user;     /* NULL: none */
    const char *password; /* NULL: none */
    int db;
    bool tls; /* with a host */
    struct mt_secure_options tls_options;
    size_t max_pending;     /* bytes; beyond, writers should wait */
    double timeout;         /* seconds without an answer that is due: the connection is lost */
    double connect_timeout; /* seconds */
};

/* Nothing is connected until the loop runs; options are copied. Fails when the files of tls_options
 * cannot be used. */
struct mt_redis *mt_redis_new(struct mt_host *host, const struct mt_redis_options *options,
                              struct mt_err *err);
/* Safe inside of a callback of the link itself. */
void mt_redis_free(struct mt_redis *redis);

/* "127.0.0.1:6379", "127.0.0.1:6379/2", "/run/redis.sock". */
const char *mt_redis_name(const struct mt_redis *redis);

/* To queue a command: append its protocol text to the buffer that begin returns (behind what lies
 * there), then commit. Text that is not committed is forgotten at the next begin.
 *
 * waiter: the task that waits for the reply, or NULL. A refusal nobody waits for fails the host. */
struct mt_buf *mt_redis_begin(struct mt_redis *redis);
int mt_redis_commit(struct mt_redis *redis, enum mt_redis_kind kind, struct mt_task *waiter);

/* NULL, or why nothing can be queued any more. */
const char *mt_redis_failure(const struct mt_redis *redis);

/* Is the server there and greeted? */
bool mt_redis_is_ready(const struct mt_redis *redis);
/* Why the connection is down at present; NULL: it is not, or was not tried yet. */
const char *mt_redis_trouble(const struct mt_redis *redis);

/* Has more been queued than should be? Not inside MULTI, which must not be interrupted. */
bool mt_redis_is_full(const struct mt_redis *redis);
/* Has a MULTI been queued, and no EXEC or DISCARD after it? */
bool mt_redis_is_in_multi(const struct mt_redis *redis);
struct mt_redis_stats {
    size_t pending;  /* bytes queued and not answered */
    uint64_t losses; /* connections lost, or never made, ever */
    double down_s;   /* for how long it is down; 0: it is not */
};
struct mt_redis_stats mt_redis_stats(const struct mt_redis *redis);
/* Is everything queued so far answered? */
bool mt_redis_is_idle(const struct mt_redis *redis);

/* Wake the task, with true, or with nil and the failure, when half of max_pending is free again
 * (till_full_ends), or when everything queued so far is answered. */
int mt_redis_wait(struct mt_redis *redis, struct mt_task *task, bool till_full_ends);

/* Drop the connection; nothing can be queued any more. */
void mt_redis_close(struct mt_redis *redis);

#endif
