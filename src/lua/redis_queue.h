/* Commands for Redis in their order, from when they are queued until they are answered for good. */
#ifndef MT_REDIS_QUEUE_H
#define MT_REDIS_QUEUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "lua/host.h"

enum mt_redis_kind { MT_REDIS_ORDINARY, MT_REDIS_MULTI, MT_REDIS_EXEC, MT_REDIS_DISCARD };

/* A queued command. Its bytes lie in the queue's buffer, behind those of the one before it. */
struct mt_redis_command {
    size_t len;
    enum mt_redis_kind kind;
    bool awaited;
    struct mt_task *waiter; /* NULL again when it was woken */
    struct mt_where where;
};

/* A task that waits for the queue. */
struct mt_redis_waiter {
    struct mt_redis_waiter *next;
    struct mt_task *task;
    bool till_full_ends;
    uint64_t until; /* otherwise: commands released */
};

/* A zeroed struct is an empty queue. In the buffer: [head, committed) is queued, [head, sent) was
 * sent, [head, replied) has replies. Of the commands: [first, count) are queued; [first, answered)
 * have a reply, but belong to a MULTI which has none. */
struct mt_redis_queue {
    struct mt_buf bytes;
    size_t committed, head, replied, sent;
    struct mt_redis_command *commands;
    size_t count, room, first, answered;
    uint64_t released; /* commands that left the queue, ever */
    struct mt_redis_waiter *waiters;
};

/* The buffer to append a command's text to; text that was not committed is forgotten. */
struct mt_buf *mt_redis_queue_begin(struct mt_redis_queue *queue);
/* -1: out of memory. */
int mt_redis_queue_commit(struct mt_redis_queue *queue, const struct mt_redis_command *command);
void mt_redis_queue_free(struct mt_redis_queue *queue);

/* The oldest command without a reply has one now. */
static inline void mt_redis_queue_answer(struct mt_redis_queue *queue)
{
    queue->replied += queue->commands[queue->answered++].len;
}

/* The commands up to `answered` are done with. */
void mt_redis_queue_release(struct mt_redis_queue *queue);
/* Everything that is queued has to be sent again. */
void mt_redis_queue_restart(struct mt_redis_queue *queue);

static inline bool mt_redis_queue_is_empty(const struct mt_redis_queue *queue)
{
    return queue->first == queue->count;
}

/* Is a reply due? */
static inline bool mt_redis_queue_is_under_way(const struct mt_redis_queue *queue)
{
    return queue->replied < queue->sent;
}

/* Bytes of memory that the queued commands hold. */
size_t mt_redis_queue_size(const struct mt_redis_queue *queue);

/* Let a task wait until no more than so many bytes are held (till_full_ends), or until everything
 * queued so far is released. -1: out of memory. */
int mt_redis_queue_wait(struct mt_redis_queue *queue, struct mt_task *task, bool till_full_ends);
/* One that need not wait any longer, or NULL; everyone: take any. */
struct mt_task *mt_redis_queue_next_waiter(struct mt_redis_queue *queue, size_t bytes,
                                           bool everyone);

/* The name and the first argument of the command at `answered`, for people: "HSET user:7". */
void mt_redis_queue_describe(const struct mt_redis_queue *queue, char *text, size_t size);

#endif
