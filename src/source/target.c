/* Owns a target's life, and its queue as seen by the thread that fills it. */
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "base/tally.h"
#include "base/thread.h"
#include "source/target_parts.h"

/* ---- life ---- */

static const char *keep_text(const char *text)
{
    return text ? strdup(text) : NULL;
}

static char *name_target(const struct mt_target_options *options)
{
    char *server = mt_server_name(&options->connect);
    if (!server || !options->database)
        return server;
    struct mt_buf name = {0};
    mt_buf_printf(&name, "%s/%s", server, options->database);
    free(server);
    char *copy = strdup(mt_buf_str(&name));
    mt_buf_free(&name);
    return copy;
}

static void copy_options(struct mt_target_options *o)
{
    struct mt_connect_options *c = &o->connect;
    const char **texts[] = {
        &o->host,         &c->user,     &c->password,         &c->socket,         &c->defaults_file,
        &c->option_group, &c->tls.mode, &c->tls.ca,           &c->tls.cert,       &c->tls.key,
        &o->database,     &o->session,  &o->checkpoint_table, &o->checkpoint_name};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        *texts[i] = keep_text(*texts[i]);
    c->hosts = calloc(1, sizeof *c->hosts + sizeof c->hosts->list[0]);
    if (!c->hosts)
        return;
    c->hosts->count = 1;
    c->hosts->list[0] = (struct mt_host){o->host, o->port};
}

static void free_options(struct mt_target_options *o)
{
    struct mt_connect_options *c = &o->connect;
    const char *texts[] = {
        o->host,         c->user,     c->password,         c->socket,         c->defaults_file,
        c->option_group, c->tls.mode, c->tls.ca,           c->tls.cert,       c->tls.key,
        o->database,     o->session,  o->checkpoint_table, o->checkpoint_name};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        free((void *)(uintptr_t)texts[i]);
    free(c->hosts);
}

struct mt_target *mt_target_new(const struct mt_target_options *options, struct mt_err *err)
{
    struct mt_target *target = calloc(1, sizeof *target);
    pthread_condattr_t clock;
    if (!target) {
        mt_fail(err, MT_ERR_NOMEM, "no memory for a database connection");
        return NULL;
    }
    target->options = *options;
    copy_options(&target->options);
    if (target->options.connect.hosts)
        target->name = name_target(&target->options);
    target->done_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    target->wake_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    target->socket = -1;
    target->last_done = &target->first_done;
    mt_jobs_init(&target->queue);
    mt_jobs_init(&target->worker.kept);
    target->worker.kept_all = true;
    target->worker.options = &target->options;
    target->worker.name = target->name;
    target->worker.wake_fd = target->wake_fd;
    pthread_mutex_init(&target->lock, NULL);
    pthread_condattr_init(&clock);
    pthread_condattr_setclock(&clock, CLOCK_MONOTONIC);
    pthread_cond_init(&target->more, &clock);
    pthread_condattr_destroy(&clock);
    if (!target->name || target->done_fd < 0 || target->wake_fd < 0 ||
        mt_thread_start(&target->thread, mt_target_thread, target) != 0) {
        mt_fail(err, MT_ERR_NOMEM, "cannot start the thread of a database connection");
        mt_target_free(target);
        return NULL;
    }
    target->started = true;
    return target;
}

static void stop_thread(struct mt_target *target)
{
    uint64_t one = 1;
    pthread_mutex_lock(&target->lock);
    target->stopping = true;
    if (write(target->wake_fd, &one, sizeof one) < 0)
        mt_debug("eventfd: %s", strerror(errno));
    if (target->socket >= 0)
        shutdown(target->socket, SHUT_RDWR);
    pthread_cond_signal(&target->more);
    pthread_mutex_unlock(&target->lock);
    pthread_join(target->thread, NULL);
}

void mt_target_free(struct mt_target *target)
{
    struct mt_target_done done;
    if (!target)
        return;
    if (target->started)
        stop_thread(target);
    while (mt_target_take(target, &done))
        mt_result_free(&done.result);
    mt_jobs_clear(&target->queue);
    while (target->statements) {
        struct mt_statement *statement = target->statements;
        target->statements = statement->next;
        mt_statement_free(statement);
    }
    if (target->done_fd >= 0)
        close(target->done_fd);
    if (target->wake_fd >= 0)
        close(target->wake_fd);
    pthread_mutex_destroy(&target->lock);
    pthread_cond_destroy(&target->more);
    free_options(&target->options);
    free(target->name);
    free(target);
}

const char *mt_target_name(const struct mt_target *target)
{
    return target->name;
}

int mt_target_fd(const struct mt_target *target)
{
    return target->done_fd;
}

/* ---- statements and parameters ---- */

void mt_statement_free(struct mt_statement *statement)
{
    if (!statement)
        return;
    free(statement->head);
    free(statement->row);
    free(statement->tail);
    free(statement);
}

struct mt_statement *mt_target_statement(struct mt_target *target, const char *head,
                                         const char *row, const char *tail, unsigned params,
                                         bool passing)
{
    struct mt_statement *statement = calloc(1, sizeof *statement);
    if (!statement)
        return NULL;
    statement->head = strdup(head);
    statement->row = row ? strdup(row) : NULL;
    statement->tail = strdup(tail ? tail : "");
    statement->params = params;
    statement->passing = passing;
    if (!statement->head || !statement->tail || (row && !statement->row)) {
        mt_statement_free(statement);
        return NULL;
    }
    if (!passing) {
        statement->next = target->statements;
        target->statements = statement;
    }
    return statement;
}

/* ---- work ---- */

static int add_job(struct mt_target *target, const struct job *from, struct mt_err *err)
{
    struct job *job = malloc(sizeof *job);
    if (!job || from->params.failed) {
        free(job);
        return mt_fail(err, MT_ERR_NOMEM, "no memory for a statement");
    }
    *job = *from;
    pthread_mutex_lock(&target->lock);
    bool failed = target->failed;
    if (failed) {
        *err = target->failure;
    } else {
        mt_jobs_add(&target->queue, job);
        pthread_cond_signal(&target->more);
    }
    pthread_mutex_unlock(&target->lock);
    if (failed)
        mt_job_free(job);
    return failed ? -1 : 0;
}

static struct mt_buf take_buf(struct mt_buf *from)
{
    struct mt_buf taken = *from;
    *from = (struct mt_buf){0};
    return taken;
}

int mt_target_run(struct mt_target *target, struct mt_statement *statement, struct mt_buf *params,
                  const void *origin, size_t origin_len, struct mt_err *err)
{
    struct job job = {.kind = JOB_RUN, .statement = statement, .params = take_buf(params)};
    if (origin)
        memcpy(job.origin, origin, origin_len < sizeof job.origin ? origin_len : sizeof job.origin);
    return add_job(target, &job, err);
}

int mt_target_query(struct mt_target *target, struct mt_statement *statement, struct mt_buf *params,
                    void *ticket, struct mt_err *err)
{
    struct job job = {
        .kind = JOB_QUERY, .statement = statement, .params = take_buf(params), .ticket = ticket};
    return add_job(target, &job, err);
}

int mt_target_commit(struct mt_target *target, const char *place, size_t len, void *ticket,
                     struct mt_err *err)
{
    struct job job = {.kind = JOB_COMMIT, .has_place = place != NULL, .ticket = ticket};
    if (place)
        mt_buf_add(&job.params, place, len);
    return add_job(target, &job, err);
}

int mt_target_read_place(struct mt_target *target, void *ticket, struct mt_err *err)
{
    struct job job = {.kind = JOB_READ_PLACE, .ticket = ticket};
    return add_job(target, &job, err);
}

void mt_target_stats(struct mt_target *target, struct mt_target_stats *out)
{
    pthread_mutex_lock(&target->lock);
    *out = (struct mt_target_stats){.pending = target->queue.bytes + target->running + target->kept,
                                    .retries = target->retries};
    if (target->down_since > 0)
        out->down_s = mt_seconds() - target->down_since;
    memcpy(out->trouble, target->trouble, sizeof out->trouble);
    pthread_mutex_unlock(&target->lock);
}

bool mt_target_is_full(struct mt_target *target)
{
    pthread_mutex_lock(&target->lock);
    bool full = target->queue.bytes + target->running > target->options.max_pending;
    if (full)
        target->was_full = true;
    pthread_mutex_unlock(&target->lock);
    return full;
}

/* ---- what is finished ---- */

bool mt_target_take(struct mt_target *target, struct mt_target_done *out)
{
    uint64_t count;
    if (read(target->done_fd, &count, sizeof count) < 0 && errno != EAGAIN)
        mt_debug("eventfd: %s", strerror(errno));
    pthread_mutex_lock(&target->lock);
    struct done *done = target->first_done;
    if (done) {
        target->first_done = done->next;
        if (!target->first_done)
            target->last_done = &target->first_done;
    }
    pthread_mutex_unlock(&target->lock);
    if (!done)
        return false;
    *out = done->done;
    free(done);
    return true;
}

const struct mt_err *mt_target_failure(struct mt_target *target, const void **origin)
{
    pthread_mutex_lock(&target->lock);
    bool failed = target->failed;
    pthread_mutex_unlock(&target->lock);
    if (origin)
        *origin = target->failure_origin;
    return failed ? &target->failure : NULL;
}
