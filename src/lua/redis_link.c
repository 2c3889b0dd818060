/* Owns the connection to a Redis server: connecting, greeting, sending, matching replies with
 * commands, and starting again. The bytes are redis_wire's. */
#include "lua/redis_link.h"

#include <event2/event.h>
#include <event2/util.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/tally.h"
#include "lua/redis_greeting.h"
#include "lua/redis_reply.h"
#include "lua/redis_wire.h"

#define SEND_EARLY    (64 << 10) /* so much is sent without waiting for the loop's next turn */
#define BACKOFF_FIRST 0.1
#define BACKOFF_MOST  5.0

enum state {
    IDLE,       /* not connected, nothing to send */
    CONNECTING, /* until the server has taken the connection, and TLS is agreed on */
    GREETING,   /* AUTH, SELECT and PING are under way */
    READY,
    BACKING_OFF,
    FAILED, /* for good */
    CLOSED,
};

struct mt_redis {
    struct mt_host *host;
    struct mt_redis_options options;
    char name[300];
    enum state state;
    struct mt_redis_wire wire;
    struct event *readable, *writable, *kick, *timer;
    bool kicked;
    bool hurries; /* what was not sent has to be: a task waits for it, or a command was cut short */
    unsigned calls;  /* callbacks of the event loop under way */
    bool is_garbage; /* to be freed when they end */

    struct mt_redis_queue queue;
    bool in_multi;       /* by the replies */
    bool queueing_multi; /* by what was queued */
    struct mt_redis_greeting greeting;
    unsigned attempts;
    bool is_down; /* and the user was told so */
    double down_since;
    uint64_t losses;
    struct timeval progress;
    char failure[600];
    char trouble[400]; /* while is_down: why */
};

static void lose(struct mt_redis *r, const char *cause);
static void fail(struct mt_redis *r, const struct mt_where *where, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
static void pump(struct mt_redis *r);
static void greet(struct mt_redis *r);
static void on_readable(evutil_socket_t fd, short what, void *arg);
static int wait_until_writable(struct mt_redis *r);
static void on_kick(evutil_socket_t fd, short what, void *arg);
static void on_timer(evutil_socket_t fd, short what, void *arg);

/* ---- making and freeing ---- */

static void free_now(struct mt_redis *r)
{
    struct event *events[] = {r->readable, r->writable, r->kick, r->timer};
    for (size_t i = 0; i < sizeof events / sizeof *events; i++)
        if (events[i])
            event_free(events[i]);
    mt_redis_wire_close(&r->wire);
    mt_redis_options_free(&r->options);
    mt_redis_queue_free(&r->queue);
    mt_buf_free(&r->greeting.text);
    free(r);
}

static void after(struct mt_redis *r, double seconds)
{
    struct timeval wait = {.tv_sec = (time_t)seconds,
                           .tv_usec = (suseconds_t)((seconds - (double)(time_t)seconds) * 1e6)};
    event_add(r->timer, &wait);
}

struct mt_redis *mt_redis_new(struct mt_host *host, const struct mt_redis_options *options,
                              struct mt_err *err)
{
    struct mt_redis *r = calloc(1, sizeof *r);
    if (!r) {
        mt_fail(err, MT_ERR_NOMEM, "no memory for a connection to Redis");
        return NULL;
    }
    r->host = host;
    r->kick = event_new(mt_host_base(host), -1, 0, on_kick, r);
    r->timer = event_new(mt_host_base(host), -1, 0, on_timer, r);
    if (mt_redis_options_copy(&r->options, options) || !r->kick || !r->timer) {
        mt_fail(err, MT_ERR_NOMEM, "no memory for a connection to Redis");
        free_now(r);
        return NULL;
    }
    if (r->options.tls && mt_secure_check(&r->options.tls_options, err)) {
        free_now(r);
        return NULL;
    }
    mt_redis_wire_name(&r->options, r->name, sizeof r->name);
    r->state = BACKING_OFF; /* connect as soon as the loop runs */
    after(r, 0);
    return r;
}

void mt_redis_free(struct mt_redis *r)
{
    if (!r)
        return;
    mt_redis_close(r);
    r->is_garbage = true;
    if (r->calls == 0)
        free_now(r);
}

const char *mt_redis_name(const struct mt_redis *r)
{
    return r->name;
}

const char *mt_redis_failure(const struct mt_redis *r)
{
    if (r->state == CLOSED)
        return "the client is closed";
    return r->state == FAILED ? r->failure : NULL;
}

bool mt_redis_is_ready(const struct mt_redis *r)
{
    return r->state == READY || r->state == IDLE;
}

struct mt_redis_stats mt_redis_stats(const struct mt_redis *r)
{
    return (struct mt_redis_stats){.pending =
                                       mt_redis_is_idle(r) ? 0 : mt_redis_queue_size(&r->queue),
                                   .losses = r->losses,
                                   .down_s = r->is_down ? mt_seconds() - r->down_since : 0};
}

const char *mt_redis_trouble(const struct mt_redis *r)
{
    return r->is_down ? r->trouble : mt_redis_failure(r);
}

/* ---- the queue ---- */

struct mt_buf *mt_redis_begin(struct mt_redis *r)
{
    return mt_redis_queue_begin(&r->queue);
}

static void kick(struct mt_redis *r)
{
    if (!r->kicked)
        event_active(r->kick, EV_TIMEOUT, 0);
    r->kicked = true;
}

int mt_redis_commit(struct mt_redis *r, enum mt_redis_kind kind, struct mt_task *waiter)
{
    struct mt_redis_command command = {.kind = kind, .awaited = waiter != NULL, .waiter = waiter};
    struct mt_task *current = mt_task_current(r->host);
    if (current)
        command.where = *mt_task_where(current);
    if (mt_redis_queue_commit(&r->queue, &command))
        return -1;
    if (kind != MT_REDIS_ORDINARY)
        r->queueing_multi = kind == MT_REDIS_MULTI;
    r->hurries |= waiter != NULL;
    if (r->state == READY && !r->writable && r->queue.committed - r->queue.sent >= SEND_EARLY)
        pump(r);
    else if (r->state == READY || r->state == IDLE)
        kick(r);
    return 0;
}

bool mt_redis_is_full(const struct mt_redis *r)
{
    return mt_redis_queue_size(&r->queue) > r->options.max_pending && !r->queueing_multi;
}

bool mt_redis_is_in_multi(const struct mt_redis *r)
{
    return r->queueing_multi;
}

bool mt_redis_is_idle(const struct mt_redis *r)
{
    return mt_redis_queue_is_empty(&r->queue);
}

/* ---- tasks that wait for the queue ---- */

int mt_redis_wait(struct mt_redis *r, struct mt_task *task, bool till_full_ends)
{
    return mt_redis_queue_wait(&r->queue, task, till_full_ends);
}

static void wake(struct mt_redis *r, struct mt_task *task)
{
    lua_State *L = mt_task_state(task);
    const char *failure = mt_redis_failure(r);
    if (failure) {
        lua_pushnil(L);
        lua_pushstring(L, failure);
        mt_task_wake(task, 2);
    } else {
        lua_pushboolean(L, 1);
        mt_task_wake(task, 1);
    }
}

static void wake_waiters(struct mt_redis *r)
{
    struct mt_task *task;
    while ((task = mt_redis_queue_next_waiter(&r->queue, r->options.max_pending / 2,
                                              r->state == FAILED || r->state == CLOSED)))
        wake(r, task);
}

/* ---- up, down, failed ---- */

static void disconnect(struct mt_redis *r)
{
    if (r->readable)
        event_free(r->readable);
    if (r->writable)
        event_free(r->writable);
    mt_redis_wire_close(&r->wire);
    r->readable = r->writable = NULL;
    event_del(r->timer);
}

/* The first proof that the server serves again. */
static void note_up(struct mt_redis *r)
{
    r->attempts = 0;
    if (r->is_down)
        mt_info("redis %s is back", r->name);
    r->is_down = false;
}

/* The connection is of no use any more: everything unanswered goes into the next one. */
static void lose(struct mt_redis *r, const char *cause)
{
    bool was_serving = r->state == READY && mt_redis_is_idle(r);
    char why[sizeof r->trouble]; /* the cause may lie in what is freed now */
    snprintf(why, sizeof why, "%s", cause);
    disconnect(r);
    mt_redis_queue_restart(&r->queue);
    r->in_multi = false;
    if (was_serving) { /* the server closes idle clients: nothing is wrong */
        mt_debug("redis %s: %s while idle", r->name, why);
        r->state = IDLE;
        return;
    }
    if (!r->is_down)
        mt_warn("redis %s is down: %s; retrying (commands waiting: %zu)", r->name, why,
                r->queue.count - r->queue.first);
    if (!r->is_down)
        r->down_since = mt_seconds();
    r->is_down = true;
    r->losses++;
    memcpy(r->trouble, why, sizeof why);
    double delay = BACKOFF_FIRST;
    for (unsigned i = 0; i < r->attempts && delay < BACKOFF_MOST; i++)
        delay *= 2;
    uint8_t dice;
    evutil_secure_rng_get_bytes(&dice, sizeof dice);
    r->attempts++;
    r->state = BACKING_OFF;
    after(r, (delay < BACKOFF_MOST ? delay : BACKOFF_MOST) * (0.75 + dice / 1024.0));
}

static void wake_all(struct mt_redis *r)
{
    for (size_t i = r->queue.first; i < r->queue.count; i++) {
        struct mt_task *task = r->queue.commands[i].waiter;
        r->queue.commands[i].waiter = NULL;
        if (task)
            wake(r, task);
    }
    wake_waiters(r);
}

/* Nothing more can be done: the job stops. Called from the event loop only. */
static void fail(struct mt_redis *r, const struct mt_where *where, const char *format, ...)
{
    struct mt_err err = {0};
    va_list args;
    va_start(args, format);
    vsnprintf(r->failure, sizeof r->failure, format, args);
    va_end(args);
    struct mt_where at = where ? *where : (struct mt_where){0};
    disconnect(r);
    r->state = FAILED;
    mt_fail(&err, MT_ERR_SINK, "%s", r->failure);
    mt_host_fail(r->host, &at, &err);
    wake_all(r);
}

void mt_redis_close(struct mt_redis *r)
{
    if (r->state == CLOSED)
        return;
    r->state = CLOSED;
    if (r->calls == 0)
        disconnect(r);
}

/* Is it a reply that ends everything? */
static bool fail_if_final(struct mt_redis *r, const redisReply *reply)
{
    const char *what = mt_redis_reply_is_final(reply);
    if (what)
        fail(r, NULL, "redis %s %s (%.200s)", r->name, what, reply->str);
    return what != NULL;
}

/* ---- replies ---- */

/* The reply to the oldest command without one. */
static void take_reply(struct mt_redis *r, const redisReply *reply)
{
    struct mt_redis_queue *q = &r->queue;
    struct mt_redis_command *command = q->answered < q->count ? &q->commands[q->answered] : NULL;
    if (mt_redis_reply_is_not_now(reply, command ? command->kind : MT_REDIS_ORDINARY)) {
        lose(r, reply->str ? reply->str : "a command inside of MULTI was not done");
        return;
    }
    if (fail_if_final(r, reply))
        return;
    if (!command) {
        lose(r, "the server sent a reply that nothing was asked for");
        return;
    }
    const char *refused = command->awaited ? NULL : mt_redis_reply_refusal(reply, command->kind);
    if (refused) {
        char what[256];
        mt_redis_queue_describe(&r->queue, what, sizeof what);
        fail(r, &command->where, "redis %s refused %s: %.200s", r->name, what, refused);
        return;
    }
    struct mt_task *waiter = command->waiter;
    command->waiter = NULL;
    if (command->kind != MT_REDIS_ORDINARY)
        r->in_multi = command->kind == MT_REDIS_MULTI && reply->type != REDIS_REPLY_ERROR;
    mt_redis_queue_answer(&r->queue);
    if (!r->in_multi)
        mt_redis_queue_release(&r->queue);
    note_up(r);
    if (waiter)
        mt_task_wake(waiter, mt_redis_reply_push(mt_task_state(waiter), reply));
}

static void take_greeting(struct mt_redis *r, const redisReply *reply)
{
    struct mt_err err = {0};
    if (mt_redis_reply_is_not_now(reply, MT_REDIS_ORDINARY)) {
        lose(r, reply->str);
    } else if (fail_if_final(r, reply)) {
        return;
    } else if (mt_redis_greeting_take(&r->greeting, &r->options, r->name, reply, &err)) {
        fail(r, NULL, "%s", err.msg);
    } else if (r->greeting.replies == 0) {
        r->state = READY;
        event_del(r->timer);
        if (mt_redis_is_idle(r))
            note_up(r);
        pump(r);
    }
}

static void take_replies(struct mt_redis *r)
{
    const redisContext *context = r->wire.context;
    struct mt_err err;
    mt_err_clear(&err);
    while (r->wire.context == context && (r->state == READY || r->state == GREETING)) {
        redisReply *reply = NULL;
        if (mt_redis_wire_reply(&r->wire, &reply, &err)) {
            lose(r, err.msg);
            return;
        }
        if (!reply)
            return;
        if (r->state == GREETING)
            take_greeting(r, reply);
        else
            take_reply(r, reply);
        mt_redis_wire_drop(&r->wire, reply);
    }
}

/* ---- the event loop's callbacks ---- */

static void enter(struct mt_redis *r)
{
    r->calls++;
}

/* What callbacks end with: tasks may go on now, and may have closed the link in the meantime. */
static void leave(struct mt_redis *r)
{
    wake_waiters(r);
    if (--r->calls)
        return;
    if (r->state == CLOSED)
        disconnect(r);
    if (r->is_garbage)
        free_now(r);
}

static int watch(struct mt_redis *r)
{
    if (r->readable)
        return 0;
    r->readable = event_new(mt_host_base(r->host), mt_redis_wire_fd(&r->wire), EV_READ | EV_PERSIST,
                            on_readable, r);
    return r->readable ? event_add(r->readable, NULL) : -1;
}

/* Go on with connecting; greet when that is done. */
static void advance(struct mt_redis *r)
{
    struct mt_err err = {0};
    int status = mt_redis_wire_advance(&r->wire, &r->options, &err);
    if (status == MT_SECURE_FAILED)
        lose(r, err.msg);
    else if (watch(r) || (status == MT_SECURE_WRITABLE && wait_until_writable(r)))
        lose(r, "no memory");
    else if (status == 0)
        greet(r);
}

/* The other side has ended the connection. */
static void lose_greeted(struct mt_redis *r, const struct mt_err *err)
{
    struct mt_err hint = {0};
    if (r->state == GREETING && !r->options.tls && !r->options.path)
        mt_fail(&hint, MT_ERR_IO, "%.200s, without an answer; it may want TLS (rediss://)",
                err->msg);
    lose(r, hint.code ? hint.msg : err->msg);
}

static void on_readable(evutil_socket_t fd, short what, void *arg)
{
    (void)fd;
    (void)what;
    struct mt_redis *r = arg;
    struct mt_err err;
    mt_err_clear(&err);
    enter(r);
    if (r->state == CONNECTING) {
        advance(r);
        leave(r);
        return;
    }
    event_base_gettimeofday_cached(mt_host_base(r->host), &r->progress);
    int failed = mt_redis_wire_receive(&r->wire, &err);
    const redisContext *context = r->wire.context;
    /* what came before the end counts */
    take_replies(r);
    if (!failed && r->state == READY)
        pump(r);
    if (failed && r->wire.context == context && r->state != CLOSED)
        lose_greeted(r, &err);
    leave(r);
}

static void on_writable(evutil_socket_t fd, short what, void *arg)
{
    (void)fd;
    (void)what;
    struct mt_redis *r = arg;
    enter(r);
    event_free(r->writable);
    r->writable = NULL;
    if (r->state == CONNECTING)
        advance(r);
    else
        pump(r);
    leave(r);
}

static int wait_until_writable(struct mt_redis *r)
{
    if (!r->writable)
        r->writable =
            event_new(mt_host_base(r->host), mt_redis_wire_fd(&r->wire), EV_WRITE, on_writable, r);
    return r->writable ? event_add(r->writable, NULL) : -1;
}

static void connect_now(struct mt_redis *r)
{
    struct mt_err err = {0};
    disconnect(r);
    r->state = CONNECTING;
    if (mt_redis_wire_open(&r->wire, &r->options, &err)) {
        lose(r, err.msg);
        return;
    }
    if (wait_until_writable(r)) {
        lose(r, "no memory");
        return;
    }
    after(r, r->options.connect_timeout);
}

static void on_timer(evutil_socket_t fd, short what, void *arg)
{
    (void)fd;
    (void)what;
    struct mt_redis *r = arg;
    enter(r);
    if (r->state == BACKING_OFF) {
        connect_now(r);
    } else if (r->state == CONNECTING || r->state == GREETING) {
        lose(r, r->wire.tls && r->state == CONNECTING
                    ? "no answer to TLS, which the server may not speak on this port"
                    : "no answer to the attempt to connect");
    } else if (r->state == READY && !mt_redis_is_idle(r)) {
        struct timeval now, quiet;
        event_base_gettimeofday_cached(mt_host_base(r->host), &now);
        timersub(&now, &r->progress, &quiet);
        double seconds = (double)quiet.tv_sec + (double)quiet.tv_usec / 1e6;
        if (seconds >= r->options.timeout * 0.99)
            lose(r, "no answer within the timeout");
        else
            after(r, r->options.timeout - seconds);
    }
    leave(r);
}

static void on_kick(evutil_socket_t fd, short what, void *arg)
{
    (void)fd;
    (void)what;
    struct mt_redis *r = arg;
    enter(r);
    r->kicked = false;
    if (r->state == IDLE)
        connect_now(r);
    else
        pump(r);
    leave(r);
}

/* ---- sending ---- */

static void send_some(struct mt_redis *r, const char *data, size_t *sent, size_t end)
{
    struct mt_err err;
    mt_err_clear(&err);
    int status = mt_redis_wire_send(&r->wire, data, sent, end, &err);
    r->hurries = status > 0;
    if (status < 0)
        lose(r, err.msg);
    else if (status && wait_until_writable(r))
        lose(r, "no memory");
}

/* Few bytes, which nobody waits for, go with what comes until the next reply: a pipeline of large
 * writes costs both sides less. */
static bool is_worth_sending(const struct mt_redis *r)
{
    const struct mt_redis_queue *q = &r->queue;
    return r->hurries || !mt_redis_queue_is_under_way(q) || q->committed - q->sent >= SEND_EARLY;
}

/* Send what is queued, as far as the socket takes it. Wakes nobody, so that it may be called while
 * Lua runs. */
static void pump(struct mt_redis *r)
{
    if (r->state == GREETING) {
        send_some(r, r->greeting.text.data, &r->greeting.sent, r->greeting.text.len);
        return;
    }
    struct mt_redis_queue *q = &r->queue;
    if (r->state != READY || r->writable || q->sent == q->committed || !is_worth_sending(r))
        return;
    if (!mt_redis_queue_is_under_way(q)) /* from now on an answer is due */
        event_base_gettimeofday_cached(mt_host_base(r->host), &r->progress);
    if (!event_pending(r->timer, EV_TIMEOUT, NULL))
        after(r, r->options.timeout);
    send_some(r, q->bytes.data, &q->sent, q->committed);
}

static void greet(struct mt_redis *r)
{
    mt_redis_greeting_begin(&r->greeting, &r->options);
    if (r->greeting.text.failed) {
        lose(r, "no memory");
        return;
    }
    r->state = GREETING;
    pump(r);
}
