/* Owns the connection to a Redis server: connecting, greeting, sending, matching replies with
 * commands, and starting again. RESP2, read by hiredis. */
#include "lua/redis_link.h"

#include <errno.h>
#include <event2/event.h>
#include <event2/util.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "base/log.h"
#include "lua/redis_reply.h"

#define SEND_AT_ONCE  (256 << 10) /* bytes for one system call */
#define SEND_EARLY    (64 << 10)  /* so much is sent without waiting for the loop's next turn */
#define BACKOFF_FIRST 0.1
#define BACKOFF_MOST  5.0

enum state {
    IDLE,       /* not connected, nothing to send */
    CONNECTING, /* until the socket is writable */
    GREETING,   /* AUTH, SELECT and PING are under way */
    READY,
    BACKING_OFF,
    FAILED, /* for good */
    CLOSED,
};

struct waiter {
    struct waiter *next;
    struct mt_task *task;
    bool till_full_ends;
    uint64_t until; /* otherwise: commands released */
};

struct mt_redis {
    struct mt_host *host;
    struct mt_redis_options options;
    char name[300];
    enum state state;
    redisContext *context;
    struct event *readable, *writable, *kick, *timer;
    bool kicked;
    unsigned calls;  /* callbacks of the event loop under way */
    bool is_garbage; /* to be freed when they end */

    struct mt_redis_queue queue;
    bool in_multi;       /* by the replies */
    bool queueing_multi; /* by what was queued */
    struct waiter *waiters, **last_waiter;

    struct mt_buf greeting;
    size_t greeting_sent;
    unsigned greetings; /* replies still to come */
    bool greeting_auth, greeting_select;
    unsigned attempts;
    bool is_down; /* and the user was told so */
    struct timeval progress;
    char failure[600];
    char trouble[200]; /* while is_down: why */
};

static void lose(struct mt_redis *r, const char *cause);
static void fail(struct mt_redis *r, const struct mt_where *where, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
static void pump(struct mt_redis *r);
static void on_kick(evutil_socket_t fd, short what, void *arg);
static void on_timer(evutil_socket_t fd, short what, void *arg);

/* ---- making and freeing ---- */

static char *copy(const char *text)
{
    return text ? strdup(text) : NULL;
}

static void name_link(struct mt_redis *r)
{
    const struct mt_redis_options *o = &r->options;
    char db[16] = "";
    if (o->db)
        snprintf(db, sizeof db, "/%d", o->db);
    if (o->path)
        snprintf(r->name, sizeof r->name, "%s%s%s", o->path, o->db ? "?db=" : "",
                 o->db ? db + 1 : "");
    else
        snprintf(r->name, sizeof r->name, strchr(o->host, ':') ? "[%s]:%d%s" : "%s:%d%s", o->host,
                 o->port, db);
}

static void free_now(struct mt_redis *r)
{
    struct event *events[] = {r->readable, r->writable, r->kick, r->timer};
    for (size_t i = 0; i < sizeof events / sizeof *events; i++)
        if (events[i])
            event_free(events[i]);
    if (r->context)
        redisFree(r->context);
    while (r->waiters) {
        struct waiter *next = r->waiters->next;
        free(r->waiters);
        r->waiters = next;
    }
    free((char *)r->options.host);
    free((char *)r->options.path);
    free((char *)r->options.user);
    free((char *)r->options.password);
    mt_redis_queue_free(&r->queue);
    mt_buf_free(&r->greeting);
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
    r->options = *options;
    r->options.host = copy(options->host);
    r->options.path = copy(options->path);
    r->options.user = copy(options->user);
    r->options.password = copy(options->password);
    r->last_waiter = &r->waiters;
    r->kick = event_new(mt_host_base(host), -1, 0, on_kick, r);
    r->timer = event_new(mt_host_base(host), -1, 0, on_timer, r);
    if (!r->kick || !r->timer || !(r->options.host || r->options.path)) {
        mt_fail(err, MT_ERR_NOMEM, "no memory for a connection to Redis");
        free_now(r);
        return NULL;
    }
    name_link(r);
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
    struct waiter *waiter = malloc(sizeof *waiter);
    if (!waiter)
        return -1;
    *waiter = (struct waiter){.task = task,
                              .till_full_ends = till_full_ends,
                              .until = r->queue.released + (r->queue.count - r->queue.first)};
    *r->last_waiter = waiter;
    r->last_waiter = &waiter->next;
    return 0;
}

static bool is_over(const struct mt_redis *r, const struct waiter *waiter)
{
    if (r->state == FAILED || r->state == CLOSED)
        return true;
    return waiter->till_full_ends ? mt_redis_queue_size(&r->queue) <= r->options.max_pending / 2
                                  : r->queue.released >= waiter->until;
}

static struct mt_task *take_waiter(struct mt_redis *r)
{
    for (struct waiter **at = &r->waiters; *at; at = &(*at)->next) {
        struct waiter *waiter = *at;
        if (!is_over(r, waiter))
            continue;
        struct mt_task *task = waiter->task;
        *at = waiter->next;
        if (!*at)
            r->last_waiter = at;
        free(waiter);
        return task;
    }
    return NULL;
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
    while ((task = take_waiter(r)))
        wake(r, task);
}

/* ---- up, down, failed ---- */

static void disconnect(struct mt_redis *r)
{
    if (r->readable)
        event_free(r->readable);
    if (r->writable)
        event_free(r->writable);
    if (r->context)
        redisFree(r->context);
    r->readable = r->writable = NULL;
    r->context = NULL;
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
    r->is_down = true;
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
    r->queue.answered++;
    if (!r->in_multi)
        mt_redis_queue_release(&r->queue);
    note_up(r);
    if (waiter)
        mt_task_wake(waiter, mt_redis_reply_push(mt_task_state(waiter), reply));
}

static void take_greeting(struct mt_redis *r, const redisReply *reply)
{
    bool is_error = reply->type == REDIS_REPLY_ERROR;
    if (mt_redis_reply_is_not_now(reply, MT_REDIS_ORDINARY)) {
        lose(r, reply->str);
    } else if (fail_if_final(r, reply)) {
        return;
    } else if (r->greeting_auth) {
        r->greeting_auth = false;
        if (is_error)
            fail(r, NULL, "redis %s refused the %s: %.200s", r->name,
                 r->options.user ? "user name and password" : "password", reply->str);
    } else if (r->greeting_select) {
        r->greeting_select = false;
        if (is_error)
            fail(r, NULL, "redis %s refused database %d: %.200s", r->name, r->options.db,
                 reply->str);
    }
    /* a PING that the user may not do is no reason to stop */
    if (r->state == GREETING && --r->greetings == 0) {
        r->state = READY;
        event_del(r->timer);
        if (mt_redis_is_idle(r))
            note_up(r);
        pump(r);
    }
}

static void take_replies(struct mt_redis *r)
{
    redisContext *context = r->context;
    while (r->context == context && (r->state == READY || r->state == GREETING)) {
        void *reply = NULL;
        if (redisGetReplyFromReader(context, &reply) != REDIS_OK) {
            lose(r, context->errstr);
            return;
        }
        if (!reply)
            return;
        if (r->state == GREETING)
            take_greeting(r, reply);
        else
            take_reply(r, reply);
        freeReplyObject(reply);
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

static void on_readable(evutil_socket_t fd, short what, void *arg)
{
    (void)fd;
    (void)what;
    struct mt_redis *r = arg;
    enter(r);
    event_base_gettimeofday_cached(mt_host_base(r->host), &r->progress);
    int status = redisBufferRead(r->context);
    char cause[160];
    snprintf(cause, sizeof cause, "%s", r->context->errstr);
    redisContext *context = r->context;
    /* what came before the end counts */
    take_replies(r);
    if (status != REDIS_OK && r->context == context && r->state != CLOSED)
        lose(r, cause);
    leave(r);
}

static void greet(struct mt_redis *r);

static void on_writable(evutil_socket_t fd, short what, void *arg)
{
    (void)what;
    struct mt_redis *r = arg;
    enter(r);
    int problem = 0;
    socklen_t len = sizeof problem;
    event_free(r->writable);
    r->writable = NULL;
    if (r->state == CONNECTING && getsockopt(fd, SOL_SOCKET, SO_ERROR, &problem, &len) == 0 &&
        problem)
        lose(r, strerror(problem));
    else if (r->state == CONNECTING)
        greet(r);
    else
        pump(r);
    leave(r);
}

static int wait_until_writable(struct mt_redis *r)
{
    if (!r->writable)
        r->writable = event_new(mt_host_base(r->host), r->context->fd, EV_WRITE, on_writable, r);
    return r->writable ? event_add(r->writable, NULL) : -1;
}

static void connect_now(struct mt_redis *r)
{
    const struct mt_redis_options *o = &r->options;
    disconnect(r);
    r->state = CONNECTING;
    r->context =
        o->path ? redisConnectUnixNonBlock(o->path) : redisConnectNonBlock(o->host, o->port);
    if (!r->context || r->context->err) {
        char cause[160];
        snprintf(cause, sizeof cause, "%s", r->context ? r->context->errstr : "no memory");
        lose(r, cause);
        return;
    }
    if (wait_until_writable(r)) {
        lose(r, "no memory");
        return;
    }
    after(r, o->connect_timeout);
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
        lose(r, "no answer to the attempt to connect");
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

/* Send from data; 0: all, 1: the rest later, -1: the connection is lost. */
static int send_some(struct mt_redis *r, const char *data, size_t *sent, size_t end)
{
    while (*sent < end) {
        size_t n = end - *sent < SEND_AT_ONCE ? end - *sent : SEND_AT_ONCE;
        ssize_t done = send(r->context->fd, data + *sent, n, MSG_NOSIGNAL);
        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0 && errno != EAGAIN && errno != EWOULDBLOCK) {
            lose(r, strerror(errno));
            return -1;
        }
        if (done < 0) {
            if (wait_until_writable(r) == 0)
                return 1;
            lose(r, "no memory");
            return -1;
        }
        *sent += (size_t)done;
    }
    return 0;
}

/* Send what is queued, as far as the socket takes it. Wakes nobody, so that it may be called while
 * Lua runs. */
static void pump(struct mt_redis *r)
{
    if (r->state == GREETING) {
        send_some(r, r->greeting.data, &r->greeting_sent, r->greeting.len);
        return;
    }
    struct mt_redis_queue *q = &r->queue;
    if (r->state != READY || r->writable || q->sent == q->committed)
        return;
    if (q->sent == q->head) /* from now on an answer is due */
        event_base_gettimeofday_cached(mt_host_base(r->host), &r->progress);
    if (!event_pending(r->timer, EV_TIMEOUT, NULL))
        after(r, r->options.timeout);
    send_some(r, q->bytes.data, &q->sent, q->committed);
}

static void add_words(struct mt_redis *r, const char *const *words)
{
    size_t n = 0;
    while (words[n])
        n++;
    mt_buf_printf(&r->greeting, "*%zu\r\n", n);
    for (size_t i = 0; i < n; i++)
        mt_buf_printf(&r->greeting, "$%zu\r\n%s\r\n", strlen(words[i]), words[i]);
    r->greetings++;
}

/* The socket is connected: say who we are, and see whether we are served. */
static void greet(struct mt_redis *r)
{
    const struct mt_redis_options *o = &r->options;
    char db[16];
    snprintf(db, sizeof db, "%d", o->db);
    mt_buf_clear(&r->greeting);
    r->greeting_sent = r->greetings = 0;
    r->greeting_auth = o->password != NULL;
    r->greeting_select = o->db != 0;
    if (o->password && o->user)
        add_words(r, (const char *[]){"AUTH", o->user, o->password, NULL});
    else if (o->password)
        add_words(r, (const char *[]){"AUTH", o->password, NULL});
    if (o->db)
        add_words(r, (const char *[]){"SELECT", db, NULL});
    add_words(r, (const char *[]){"PING", NULL});
    r->state = GREETING;
    if (!o->path) /* on others it fails, and leaves an error in the context */
        redisEnableKeepAlive(r->context);
    r->readable =
        event_new(mt_host_base(r->host), r->context->fd, EV_READ | EV_PERSIST, on_readable, r);
    if (r->greeting.failed || !r->readable || event_add(r->readable, NULL)) {
        lose(r, "no memory");
        return;
    }
    pump(r);
}
