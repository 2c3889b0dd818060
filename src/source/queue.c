/* Owns the hand-over of events between two threads: chunks, the bound in bytes, sleeping and
 * waking. The fast path takes no lock: a chunk's `committed` says how far the consumer may read.
 *
 * Sleeping is agreed upon by announcements: each side first announces that it is about to sleep,
 * then looks once more; the other first does its work, then looks for an announcement. The
 * consumer's is exchanged by both, so that whoever comes second sees what the first had done; for
 * the producer's all accesses are sequentially consistent. So one of them always sees the other,
 * and a commit, which every transaction has, needs no more than a store. */
#include "source/queue.h"

#include <errno.h>
#include <pthread.h>
#include <stdalign.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#define CHUNK_BYTES     ((size_t)256 * 1024)
#define MAX_FREE_CHUNKS 16
#define NOBODY_WAITS    UINT64_MAX
#define WAKE_BYTES      ((size_t)256 * 1024) /* worth calling a waiting consumer for */

struct chunk {
    struct chunk *_Atomic next; /* set once the chunk is complete and committed to its end */
    _Atomic size_t committed;
    struct chunk *next_private; /* the same for the producer alone, from the start */
    size_t len, cap;            /* the producer's */
    alignas(16) uint8_t bytes[];
};

struct mt_queue {
    size_t limit_bytes;
    int fd;

    /* the producer's */
    struct chunk *tail;              /* where puts go */
    struct chunk *first_uncommitted; /* tail, or the chunk where the uncommitted puts start */
    uint64_t put_bytes;
    uint64_t unannounced; /* committed since the consumer was last called */

    /* the consumer's, on a cache line of their own */
    alignas(64) struct chunk *head;
    size_t at, visible; /* in head: the next record; how far it may read */
    size_t current;     /* size of the record given out last, still in use */
    uint64_t taken_bytes;
    bool said_nothing; /* the last answer was "nothing now" */

    /* shared */
    alignas(64) _Atomic uint64_t committed_bytes;
    _Atomic uint64_t released_bytes;
    _Atomic uint64_t wake_producer_at; /* released bytes that a waiting producer waits for */
    _Atomic bool consumer_sleeps;
    _Atomic bool finished;
    _Atomic bool stopped;
    struct mt_err failure; /* valid when finished */

    pthread_mutex_t lock;
    pthread_cond_t room;
    struct chunk *free_chunks;
    size_t free_count;
};

static struct chunk *new_chunk(size_t cap)
{
    struct chunk *chunk = malloc(sizeof *chunk + cap);
    if (chunk)
        chunk->cap = cap;
    return chunk;
}

static void reset_chunk(struct chunk *chunk)
{
    atomic_init(&chunk->next, NULL);
    atomic_init(&chunk->committed, 0);
    chunk->next_private = NULL;
    chunk->len = 0;
}

static struct chunk *get_chunk(struct mt_queue *queue, size_t at_least)
{
    struct chunk *chunk = NULL;
    if (at_least <= CHUNK_BYTES) {
        pthread_mutex_lock(&queue->lock);
        chunk = queue->free_chunks;
        if (chunk) {
            queue->free_chunks = chunk->next_private;
            queue->free_count--;
        }
        pthread_mutex_unlock(&queue->lock);
    }
    if (!chunk)
        chunk = new_chunk(at_least < CHUNK_BYTES ? CHUNK_BYTES : at_least);
    if (chunk)
        reset_chunk(chunk);
    return chunk;
}

static void give_back_chunk(struct mt_queue *queue, struct chunk *chunk)
{
    bool kept = false;
    pthread_mutex_lock(&queue->lock);
    if (chunk->cap == CHUNK_BYTES && queue->free_count < MAX_FREE_CHUNKS) {
        chunk->next_private = queue->free_chunks;
        queue->free_chunks = chunk;
        queue->free_count++;
        kept = true;
    }
    pthread_mutex_unlock(&queue->lock);
    if (!kept)
        free(chunk);
}

struct mt_queue *mt_queue_new(size_t limit_bytes, struct mt_err *err)
{
    struct mt_queue *queue = aligned_alloc(alignof(struct mt_queue), sizeof *queue);
    struct chunk *chunk = new_chunk(CHUNK_BYTES);
    if (!queue || !chunk) {
        free(queue);
        free(chunk);
        mt_fail(err, MT_ERR_NOMEM, "out of memory for the queue of events");
        return NULL;
    }
    memset(queue, 0, sizeof *queue);
    reset_chunk(chunk);
    queue->limit_bytes = limit_bytes;
    queue->tail = queue->first_uncommitted = queue->head = chunk;
    atomic_init(&queue->wake_producer_at, NOBODY_WAITS);
    pthread_mutex_init(&queue->lock, NULL);
    pthread_cond_init(&queue->room, NULL);
    queue->fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (queue->fd < 0) {
        mt_fail_sys(err, errno, "cannot make an eventfd for the queue of events");
        mt_queue_free(queue);
        return NULL;
    }
    return queue;
}

static void free_chain(struct chunk *chunk)
{
    while (chunk) {
        struct chunk *next = chunk->next_private;
        free(chunk);
        chunk = next;
    }
}

void mt_queue_free(struct mt_queue *queue)
{
    if (!queue)
        return;
    free_chain(queue->head);
    free_chain(queue->free_chunks);
    if (queue->fd >= 0)
        close(queue->fd);
    pthread_mutex_destroy(&queue->lock);
    pthread_cond_destroy(&queue->room);
    free(queue);
}

/* ---- the producer ---- */

static size_t record_size(const struct mt_raw_event *event)
{
    size_t align = alignof(struct mt_raw_event);
    return (sizeof *event + event->size + align - 1) / align * align;
}

struct mt_raw_event *mt_queue_put(struct mt_queue *queue, const struct mt_raw_event *event)
{
    size_t need = record_size(event);
    struct chunk *tail = queue->tail;
    if (need > tail->cap - tail->len) {
        struct chunk *chunk = get_chunk(queue, need);
        if (!chunk)
            return NULL;
        tail->next_private = chunk;
        queue->tail = tail = chunk;
    }
    struct mt_raw_event *copy = (struct mt_raw_event *)(void *)(tail->bytes + tail->len);
    *copy = *event;
    if (event->size)
        memcpy(copy + 1, event->data, event->size);
    copy->data = (const uint8_t *)(copy + 1);
    tail->len += need;
    queue->put_bytes += need;
    return copy;
}

static void call_consumer(struct mt_queue *queue)
{
    queue->unannounced = 0;
    if (!atomic_exchange(&queue->consumer_sleeps, false))
        return;
    uint64_t one = 1;
    ssize_t written = write(queue->fd, &one, sizeof one);
    (void)written; /* the counter cannot overflow: it is read before each sleep */
}

void mt_queue_wake(struct mt_queue *queue)
{
    if (queue->unannounced)
        call_consumer(queue);
}

/* A full queue is let run half empty first, so that the threads do not change turns at every event.
 * n: what is to go in. */
static int wait_for_room(struct mt_queue *queue, uint64_t n)
{
    uint64_t before = atomic_load(&queue->committed_bytes);
    uint64_t half = queue->limit_bytes / 2;
    uint64_t may_stay = n < half ? half : n < queue->limit_bytes ? queue->limit_bytes - n : 0;
    uint64_t target = before - (may_stay < before ? may_stay : before);
    mt_queue_wake(queue);
    pthread_mutex_lock(&queue->lock);
    atomic_store(&queue->wake_producer_at, target);
    while (!atomic_load(&queue->stopped) && atomic_load(&queue->released_bytes) < target)
        pthread_cond_wait(&queue->room, &queue->lock);
    atomic_store(&queue->wake_producer_at, NOBODY_WAITS);
    pthread_mutex_unlock(&queue->lock);
    return atomic_load(&queue->stopped) ? -1 : 1;
}

static bool has_room(const struct mt_queue *queue, uint64_t committed)
{
    uint64_t released = atomic_load_explicit(&queue->released_bytes, memory_order_relaxed);
    return committed == released || committed - released + queue->put_bytes <= queue->limit_bytes;
}

/* Let the consumer read to the end of what was put. */
static void show(struct mt_queue *queue)
{
    struct chunk *chunk = queue->first_uncommitted;
    for (;;) {
        struct chunk *next = chunk->next_private;
        atomic_store_explicit(&chunk->committed, chunk->len, memory_order_release);
        if (!next)
            break;
        /* from here on the consumer may leave the chunk and give it back */
        atomic_store_explicit(&chunk->next, next, memory_order_release);
        chunk = next;
    }
    queue->first_uncommitted = chunk;
}

int mt_queue_commit(struct mt_queue *queue)
{
    int waited = 0;
    uint64_t committed = atomic_load_explicit(&queue->committed_bytes, memory_order_relaxed);
    if (queue->put_bytes == 0)
        return 0;
    if (!has_room(queue, committed))
        waited = wait_for_room(queue, queue->put_bytes);
    if (waited < 0 || atomic_load_explicit(&queue->stopped, memory_order_relaxed))
        return -1;
    /* the producer alone counts here */
    atomic_store_explicit(&queue->committed_bytes, committed + queue->put_bytes,
                          memory_order_relaxed);
    queue->unannounced += queue->put_bytes;
    queue->put_bytes = 0;
    show(queue);
    if (queue->unannounced >= WAKE_BYTES)
        call_consumer(queue);
    return waited;
}

void mt_queue_finish(struct mt_queue *queue, const struct mt_err *err)
{
    if (err)
        queue->failure = *err;
    atomic_store(&queue->finished, true);
    call_consumer(queue);
}

/* ---- the consumer ---- */

static void release(struct mt_queue *queue)
{
    atomic_store(&queue->released_bytes, queue->taken_bytes);
    if (queue->taken_bytes < atomic_load(&queue->wake_producer_at))
        return;
    pthread_mutex_lock(&queue->lock);
    atomic_store(&queue->wake_producer_at, NOBODY_WAITS); /* called once */
    pthread_cond_signal(&queue->room);
    pthread_mutex_unlock(&queue->lock);
}

/* See what was committed since the last look; leave a chunk that is read to its end. */
static bool see_more(struct mt_queue *queue)
{
    for (;;) {
        struct chunk *head = queue->head;
        struct chunk *next = atomic_load_explicit(&head->next, memory_order_acquire);
        queue->visible = atomic_load_explicit(&head->committed, memory_order_acquire);
        if (queue->at < queue->visible)
            return true;
        if (!next)
            return false;
        queue->head = next;
        queue->at = queue->visible = 0;
        give_back_chunk(queue, head);
        release(queue);
    }
}

static void done_with_current(struct mt_queue *queue)
{
    queue->taken_bytes += queue->current;
    queue->current = 0;
    if (queue->taken_bytes >= atomic_load_explicit(&queue->wake_producer_at, memory_order_relaxed))
        release(queue);
}

static void wake_up(struct mt_queue *queue)
{
    queue->said_nothing = false;
    if (atomic_exchange(&queue->consumer_sleeps, false))
        return; /* nobody has called us */
    uint64_t calls;
    ssize_t got = read(queue->fd, &calls, sizeof calls);
    (void)got;
}

static int take_visible(struct mt_queue *queue, struct mt_raw_event *out)
{
    const struct mt_raw_event *record = (const void *)(queue->head->bytes + queue->at);
    *out = *record;
    queue->current = record_size(record);
    queue->at += queue->current;
    /* the next one comes from the other processor's cache while this one is handled */
    __builtin_prefetch(queue->head->bytes + queue->at);
    __builtin_prefetch(queue->head->bytes + queue->at + 64);
    __builtin_prefetch(queue->head->bytes + queue->at + 128);
    return 0;
}

static int answer_finished(const struct mt_queue *queue, struct mt_err *err)
{
    if (queue->failure.code == MT_OK)
        return 2;
    *err = queue->failure;
    return -1;
}

int mt_queue_take(struct mt_queue *queue, struct mt_raw_event *out, struct mt_err *err)
{
    done_with_current(queue);
    if (queue->said_nothing)
        wake_up(queue);
    if (queue->at < queue->visible)
        return take_visible(queue, out);
    for (;;) {
        bool finished = atomic_load(&queue->finished);
        if (see_more(queue))
            return take_visible(queue, out);
        release(queue);
        if (finished)
            return answer_finished(queue, err);
        if (queue->said_nothing)
            return 1;
        queue->said_nothing = true;
        atomic_exchange(&queue->consumer_sleeps, true);
    }
}

int mt_queue_fd(const struct mt_queue *queue)
{
    return queue->fd;
}

/* ---- any thread ---- */

void mt_queue_stop(struct mt_queue *queue)
{
    pthread_mutex_lock(&queue->lock);
    atomic_store(&queue->stopped, true);
    pthread_cond_signal(&queue->room);
    pthread_mutex_unlock(&queue->lock);
}

uint64_t mt_queue_bytes(struct mt_queue *queue)
{
    uint64_t released = atomic_load(&queue->released_bytes);
    uint64_t committed = atomic_load(&queue->committed_bytes);
    return committed - released;
}

bool mt_queue_is_full(const struct mt_queue *queue)
{
    return atomic_load(&queue->wake_producer_at) != NOBODY_WAITS;
}
