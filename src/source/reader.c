/* Owns the thread that reads a source ahead: when events are handed over, and how a lost link is
 * taken up again without a seam. Knows nothing of what the source is. */
#include "source/reader.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/backoff.h"
#include "base/clock.h"
#include "base/cursor.h"
#include "base/thread.h"
#include "binlog/inflate.h"
#include "source/queue.h"
#include "source/seam.h"

/* The transaction being put into the queue. */
struct hold {
    struct mt_raw_event *first; /* its first event, while that is withheld */
    size_t bytes;
    bool open;
};

#define HEARTBEATS_TO_CHECK 6
#define EVENTS_PER_CLOCK    64

struct mt_reader {
    struct mt_source *source;
    struct mt_queue *queue;
    pthread_t thread;

    /* the thread's own */
    struct hold hold;
    struct mt_seam seam;
    unsigned unclocked;         /* events since the clock was asked, or the source has waited */
    unsigned heartbeats;        /* one after the other, since the log was checked */
    struct mt_backoff outage;   /* until the first event that proves that the link is up again */
    struct mt_payload *payload; /* NULL until the first compressed transaction */

    _Atomic bool stopping;
    _Atomic bool connected;
    _Atomic uint64_t reconnects;
    _Atomic uint64_t last_heard_ms;
    _Atomic uint32_t last_event_s;
    _Atomic bool idle;

    pthread_mutex_t lock; /* of what follows */
    pthread_cond_t stop_called;
    char last_error[512];
};

/* ---- handing over ---- */

static void tell_xid(struct mt_raw_event *first, const struct mt_raw_event *last)
{
    struct mt_cursor c = mt_cursor(last->data, last->size);
    mt_take(&c, MT_HEADER_LEN);
    uint64_t xid = mt_u64(&c);
    if (last->header.type != MT_EVENT_XID || c.failed)
        return;
    first->has_xid = true;
    first->xid = xid;
}

/* Events of the server's making do not count: the bound must depend on the log alone. */
static bool exceeds_hold(struct hold *hold, const struct mt_raw_event *event)
{
    if (!event->artificial)
        hold->bytes += event->size;
    return hold->bytes > MT_HOLD_BYTES;
}

static void ask_clock(struct mt_reader *reader)
{
    atomic_store_explicit(&reader->last_heard_ms, mt_now_ms(), memory_order_relaxed);
}

/* What was read without a wait came at about the same time. */
static void note_time(struct mt_reader *reader)
{
    if (reader->unclocked++ % EVENTS_PER_CLOCK == 0)
        ask_clock(reader);
}

/* 0; 1 stopped; -1 failed. */
static int hand_over(struct mt_reader *reader, const struct mt_raw_event *event, struct mt_err *err)
{
    struct hold *hold = &reader->hold;
    struct mt_raw_event *copy = mt_queue_put(reader->queue, event);
    if (!copy)
        return mt_fail(err, MT_ERR_NOMEM, "out of memory for an event of %u bytes", event->size);
    if (event->begins_transaction)
        *hold = (struct hold){.first = copy, .open = true};
    bool wait = false;
    if (hold->open) {
        if (exceeds_hold(hold, event))
            hold->first = NULL;
        wait = hold->first && !event->ends_transaction;
        if (hold->first && event->ends_transaction)
            tell_xid(hold->first, event);
        hold->open = !event->ends_transaction;
    }
    if (wait)
        return 0;
    int waited = mt_queue_commit(reader->queue);
    if (waited > 0) /* for room: that is no silence */
        ask_clock(reader);
    return waited < 0 ? 1 : 0;
}

/* A compressed transaction, and then the events inside it: they are as much of the stream as
 * others. The compressed bytes themselves are nobody's business behind here, and may be many. */
static int hand_over_payload(struct mt_reader *reader, struct mt_raw_event *event,
                             struct mt_err *err)
{
    struct mt_raw_event inner;
    if (!reader->payload && !(reader->payload = mt_payload_new()))
        return mt_fail(err, MT_ERR_NOMEM, "out of memory for a compressed transaction");
    int rc = mt_payload_begin(reader->payload, event, err), more = 0;
    if (rc == 0)
        rc = hand_over(reader, mt_payload_outer(reader->payload), err);
    while (rc == 0 && (more = mt_payload_next(reader->payload, &inner, err)) == 0) {
        note_time(reader);
        rc = hand_over(reader, &inner, err);
    }
    if (err->code != MT_OK)
        mt_err_prefix(err, "%s:%llu", event->file, (unsigned long long)event->position);
    if (rc != 0 || more < 0)
        return rc != 0 ? rc : -1;
    event->ends_transaction = true;
    return 0;
}

static void set_last_error(struct mt_reader *reader, const char *message)
{
    pthread_mutex_lock(&reader->lock);
    snprintf(reader->last_error, sizeof reader->last_error, "%.*s",
             (int)sizeof reader->last_error - 1, message);
    pthread_mutex_unlock(&reader->lock);
}

/* The server streams again. A link that brings no more than each new one does may still be lost
 * again at once, and again. */
static void note_back(struct mt_reader *reader)
{
    if (mt_backoff_answered(&reader->outage, reader->source->ops->name(reader->source)))
        set_last_error(reader, "");
}

static void note_progress(struct mt_reader *reader, const struct mt_raw_event *event)
{
    if (reader->outage.attempts && mt_brings_news(event))
        reader->outage = (struct mt_backoff){0};
}

static void note_heard(struct mt_reader *reader, const struct mt_raw_event *event)
{
    note_time(reader);
    if (mt_brings_news(event))
        atomic_store_explicit(&reader->idle, mt_is_heartbeat(event), memory_order_relaxed);
    if (!event->artificial)
        atomic_store_explicit(&reader->last_event_s, event->header.timestamp, memory_order_relaxed);
    if (reader->outage.attempts)
        note_back(reader);
}

/* Nothing new for a while: is the log still the one that is written to? */
static int check_idle(struct mt_reader *reader, const struct mt_raw_event *event,
                      struct mt_err *err)
{
    const struct mt_source_ops *ops = reader->source->ops;
    if (!mt_is_heartbeat(event)) {
        reader->heartbeats = 0;
        return 0;
    }
    if (!ops->check || ++reader->heartbeats < HEARTBEATS_TO_CHECK)
        return 0;
    struct mt_start start = mt_seam_start(&reader->seam);
    reader->heartbeats = 0;
    if (ops->check(reader->source, &start, err) == 0)
        return 0;
    if (err->code != MT_ERR_IO)
        return -1;
    *err = (struct mt_err){0}; /* the stream tells when the server is away */
    return 0;
}

/* The source has nothing more for now. */
static void on_wait(void *arg)
{
    struct mt_reader *reader = arg;
    reader->unclocked = 0;
    mt_queue_wake(reader->queue);
}

/* Read until the end (0), a stop (1) or a failure (-1). */
static int read_events(struct mt_reader *reader, struct mt_err *err)
{
    const struct mt_source_ops *ops = reader->source->ops;
    for (;;) {
        struct mt_raw_event event;
        int rc = ops->next(reader->source, &event, err);
        if (atomic_load_explicit(&reader->stopping, memory_order_relaxed))
            return 1;
        if (rc != 0)
            return rc < 0 ? -1 : 0;
        note_heard(reader, &event);
        if (check_idle(reader, &event, err) != 0)
            return -1;
        int repeated = mt_seam_is_repeated(&reader->seam, &event, err);
        if (repeated > 0)
            continue;
        if (repeated < 0)
            return -1;
        note_progress(reader, &event);
        rc = event.header.type == MT_EVENT_TRANSACTION_PAYLOAD
                 ? hand_over_payload(reader, &event, err)
                 : hand_over(reader, &event, err);
        if (rc != 0)
            return rc;
        if (mt_seam_note(&reader->seam, &event, err) != 0) {
            mt_err_prefix(err, "%s:%llu", event.file, (unsigned long long)event.position);
            return -1;
        }
    }
}

/* ---- the link ---- */

static int open_source(struct mt_reader *reader, bool again, struct mt_err *err)
{
    const struct mt_source_ops *ops = reader->source->ops;
    struct mt_start start = mt_seam_start(&reader->seam);
    if (ops->open(reader->source, &start, err) != 0)
        return -1;
    mt_seam_opened(&reader->seam, !ops->same_log || ops->same_log(reader->source));
    atomic_store(&reader->connected, true);
    if (again)
        atomic_fetch_add(&reader->reconnects, 1);
    return 0;
}

/* Returns the milliseconds to wait. */
static unsigned note_lost(struct mt_reader *reader, const struct mt_err *err)
{
    atomic_store(&reader->connected, false);
    atomic_store(&reader->idle, false);
    set_last_error(reader, err->msg);
    return mt_backoff_failed(&reader->outage, err->msg);
}

static void pause_before_retry(struct mt_reader *reader, unsigned wait_ms)
{
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += (time_t)(wait_ms / 1000);
    until.tv_nsec += (long)(wait_ms % 1000) * 1000000;
    if (until.tv_nsec >= 1000000000) {
        until.tv_sec++;
        until.tv_nsec -= 1000000000;
    }
    pthread_mutex_lock(&reader->lock);
    while (!atomic_load(&reader->stopping) &&
           pthread_cond_timedwait(&reader->stop_called, &reader->lock, &until) != ETIMEDOUT)
        ;
    pthread_mutex_unlock(&reader->lock);
}

/* What is withheld at the end is all there is of its transaction. */
static void finish(struct mt_reader *reader, const struct mt_err *err)
{
    atomic_store(&reader->connected, false);
    if (mt_queue_commit(reader->queue) >= 0)
        mt_queue_finish(reader->queue, err);
}

static void *run(void *arg)
{
    struct mt_reader *reader = arg;
    bool opened = false;
    while (!atomic_load(&reader->stopping)) {
        struct mt_err err = {0};
        int rc = open_source(reader, opened, &err);
        if (rc == 0) {
            opened = true;
            rc = read_events(reader, &err);
        }
        mt_queue_wake(reader->queue);
        if (atomic_load(&reader->stopping))
            break;
        if (rc == 0 || err.code != MT_ERR_IO || !reader->source->ops->retries) {
            if (rc != 0)
                set_last_error(reader, err.msg);
            finish(reader, &err);
            break;
        }
        pause_before_retry(reader, note_lost(reader, &err));
    }
    return NULL;
}

/* ---- the consumer's side ---- */

static void free_reader(struct mt_reader *reader)
{
    mt_payload_free(reader->payload);
    mt_seam_free(&reader->seam);
    reader->source->ops->free(reader->source);
    mt_queue_free(reader->queue);
    pthread_mutex_destroy(&reader->lock);
    pthread_cond_destroy(&reader->stop_called);
    free(reader);
}

struct mt_reader *mt_reader_start(struct mt_source *source, const struct mt_start *start,
                                  size_t queue_bytes, struct mt_err *err)
{
    struct mt_reader *reader = calloc(1, sizeof *reader);
    if (!reader) {
        source->ops->free(source);
        mt_fail(err, MT_ERR_NOMEM, "out of memory for the reader");
        return NULL;
    }
    reader->source = source;
    source->waits = on_wait;
    source->waits_arg = reader;
    pthread_mutex_init(&reader->lock, NULL);
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&reader->stop_called, &monotonic);
    pthread_condattr_destroy(&monotonic);
    int rc = mt_seam_init(&reader->seam, start, err);
    reader->queue = rc == 0 ? mt_queue_new(queue_bytes, err) : NULL;
    rc = reader->queue ? mt_thread_start(&reader->thread, run, reader) : 0;
    if (rc != 0)
        mt_fail_sys(err, rc, "cannot start the reader's thread");
    if (rc != 0 || !reader->queue) {
        free_reader(reader);
        return NULL;
    }
    return reader;
}

int mt_reader_fd(const struct mt_reader *reader)
{
    return mt_queue_fd(reader->queue);
}

int mt_reader_next(struct mt_reader *reader, struct mt_raw_event *out, struct mt_err *err)
{
    return mt_queue_take(reader->queue, out, err);
}

void mt_reader_stats(struct mt_reader *reader, struct mt_reader_stats *out)
{
    out->queued_bytes = mt_queue_bytes(reader->queue);
    out->reconnects = atomic_load(&reader->reconnects);
    out->connected = atomic_load(&reader->connected);
    out->held_up = mt_queue_is_full(reader->queue);
    out->last_heard_ms = atomic_load(&reader->last_heard_ms);
    out->last_event_s = atomic_load(&reader->last_event_s);
    out->idle = atomic_load(&reader->idle);
    pthread_mutex_lock(&reader->lock);
    memcpy(out->last_error, reader->last_error, sizeof out->last_error);
    pthread_mutex_unlock(&reader->lock);
}

void mt_reader_answer(struct mt_reader *reader, uint32_t asker, const char *file, uint64_t position)
{
    if (reader->source->ops->answer)
        reader->source->ops->answer(reader->source, asker, file, position);
}

bool mt_reader_server(struct mt_reader *reader, struct mt_server_identity *out)
{
    const struct mt_source_ops *ops = reader->source->ops;
    if (ops->identity)
        ops->identity(reader->source, out);
    return ops->identity != NULL;
}

void mt_reader_stop(struct mt_reader *reader)
{
    if (!reader)
        return;
    pthread_mutex_lock(&reader->lock);
    atomic_store(&reader->stopping, true);
    pthread_cond_signal(&reader->stop_called);
    pthread_mutex_unlock(&reader->lock);
    reader->source->ops->interrupt(reader->source);
    mt_queue_stop(reader->queue);
    pthread_join(reader->thread, NULL);
    free_reader(reader);
}
