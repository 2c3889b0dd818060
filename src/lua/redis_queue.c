/* Owns the bytes of commands that Redis has not answered yet. RESP2, as in
 * https://redis.io/docs/latest/develop/reference/protocol-spec/ */
#include "lua/redis_queue.h"

#include <stdlib.h>
#include <string.h>

#include "base/cursor.h"

#define COMPACT_AT (64 << 10)
#define KEEP_BYTES (8 << 20) /* an empty queue with more memory gives it back */

/* Move what is still needed to the start, when that frees more than it moves. */
static void compact(struct mt_redis_queue *q)
{
    if (q->first > q->count / 2 && q->first > 1024) {
        memmove(q->commands, q->commands + q->first, (q->count - q->first) * sizeof *q->commands);
        q->count -= q->first;
        q->answered -= q->first;
        q->first = 0;
    }
    if (q->head > q->committed / 2 && q->head > COMPACT_AT) {
        memmove(q->bytes.data, q->bytes.data + q->head, q->committed - q->head);
        q->committed -= q->head;
        q->sent -= q->head;
        q->replied -= q->head;
        q->head = 0;
    }
}

struct mt_buf *mt_redis_queue_begin(struct mt_redis_queue *q)
{
    compact(q);
    q->bytes.len = q->committed;
    q->bytes.failed = false;
    return &q->bytes;
}

int mt_redis_queue_commit(struct mt_redis_queue *q, const struct mt_redis_command *command)
{
    if (q->bytes.failed)
        return -1;
    if (q->count == q->room) {
        size_t room = q->room ? q->room * 2 : 64;
        struct mt_redis_command *grown = realloc(q->commands, room * sizeof *grown);
        if (!grown)
            return -1;
        q->commands = grown;
        q->room = room;
    }
    struct mt_redis_command *added = &q->commands[q->count++];
    *added = *command;
    added->len = q->bytes.len - q->committed;
    q->committed = q->bytes.len;
    return 0;
}

void mt_redis_queue_free(struct mt_redis_queue *q)
{
    while (mt_redis_queue_next_waiter(q, 0, true))
        ;
    free(q->commands);
    mt_buf_free(&q->bytes);
}

void mt_redis_queue_release(struct mt_redis_queue *q)
{
    q->released += q->answered - q->first;
    q->first = q->answered;
    q->head = q->replied;
    if (q->first < q->count)
        return;
    q->first = q->answered = q->count = 0;
    q->head = q->replied = q->sent = q->committed = 0;
    if (q->bytes.cap > KEEP_BYTES)
        mt_buf_free(&q->bytes);
}

void mt_redis_queue_restart(struct mt_redis_queue *q)
{
    q->answered = q->first;
    q->sent = q->replied = q->head;
}

size_t mt_redis_queue_size(const struct mt_redis_queue *q)
{
    return q->committed - q->head + (q->count - q->first) * sizeof *q->commands;
}

/* ---- tasks that wait ---- */

int mt_redis_queue_wait(struct mt_redis_queue *q, struct mt_task *task, bool till_full_ends)
{
    struct mt_redis_waiter *waiter = malloc(sizeof *waiter), **last = &q->waiters;
    if (!waiter)
        return -1;
    *waiter = (struct mt_redis_waiter){.task = task,
                                       .till_full_ends = till_full_ends,
                                       .until = q->released + (q->count - q->first)};
    while (*last)
        last = &(*last)->next;
    *last = waiter;
    return 0;
}

struct mt_task *mt_redis_queue_next_waiter(struct mt_redis_queue *q, size_t bytes, bool everyone)
{
    for (struct mt_redis_waiter **at = &q->waiters; *at; at = &(*at)->next) {
        struct mt_redis_waiter *waiter = *at;
        bool is_over =
            waiter->till_full_ends ? mt_redis_queue_size(q) <= bytes : q->released >= waiter->until;
        if (!is_over && !everyone)
            continue;
        struct mt_task *task = waiter->task;
        *at = waiter->next;
        free(waiter);
        return task;
    }
    return NULL;
}

/* ---- for people ---- */

/* "$12\r\n" or "*3\r\n": the number. */
static size_t take_count(struct mt_cursor *in)
{
    size_t n = 0;
    mt_u8(in);
    for (uint8_t c = mt_u8(in); c >= '0' && c <= '9'; c = mt_u8(in))
        n = n * 10 + (c - '0');
    mt_u8(in);
    return n;
}

void mt_redis_queue_describe(const struct mt_redis_queue *q, char *text, size_t size)
{
    struct mt_cursor in = mt_cursor(q->bytes.data + q->replied, q->committed - q->replied);
    size_t words = take_count(&in), len = 0;
    for (size_t i = 0; i < 2 && i < words; i++) {
        struct mt_str word = mt_take_str(&in, take_count(&in));
        mt_take(&in, 2);
        if (i && len + 1 < size)
            text[len++] = ' ';
        for (size_t k = 0; k < word.len && k < 100 && len + 1 < size; k++)
            text[len++] = word.data[k] < ' ' || word.data[k] == 0x7f ? '?' : word.data[k];
    }
    text[len] = '\0';
}
