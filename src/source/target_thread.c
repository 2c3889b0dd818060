/* Owns the thread of a target, which works its queue off: what follows what, what is kept to be run
 * again, and when trying again ends. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "base/tally.h"
#include "source/target_parts.h"

#define JOINED_BYTES  (256u << 10) /* of one statement, more or less */
#define FIRST_WAIT_MS 100
#define LAST_WAIT_MS  5000

/* ---- jobs ---- */

void mt_jobs_init(struct jobs *jobs)
{
    *jobs = (struct jobs){.last = &jobs->first};
}

size_t mt_job_size(const struct job *job)
{
    return sizeof *job + job->params.cap;
}

void mt_jobs_add(struct jobs *jobs, struct job *job)
{
    job->next = NULL;
    *jobs->last = job;
    jobs->last = &job->next;
    jobs->bytes += mt_job_size(job);
}

struct job *mt_jobs_take(struct jobs *jobs)
{
    struct job *job = jobs->first;
    if (!job)
        return NULL;
    jobs->first = job->next;
    if (!jobs->first)
        jobs->last = &jobs->first;
    jobs->bytes -= mt_job_size(job);
    return job;
}

void mt_job_free(struct job *job)
{
    if (!job)
        return;
    if (job->statement && job->statement->passing)
        mt_statement_free(job->statement);
    mt_buf_free(&job->params);
    free(job);
}

void mt_jobs_clear(struct jobs *jobs)
{
    while (jobs->first)
        mt_job_free(mt_jobs_take(jobs));
}

/* ---- telling the other thread ---- */

static void signal_done(struct mt_target *target)
{
    uint64_t one = 1;
    if (write(target->done_fd, &one, sizeof one) < 0)
        mt_debug("eventfd: %s", strerror(errno));
}

static void tell(struct mt_target *target, struct job *job, const struct mt_err *err,
                 struct mt_result *result)
{
    struct done *done = calloc(1, sizeof *done);
    if (!done)
        abort(); /* an answer that is never given would hang the job */
    done->done.ticket = job->ticket;
    if (err)
        done->done.err = *err;
    if (result)
        done->done.result = *result;
    pthread_mutex_lock(&target->lock);
    *target->last_done = done;
    target->last_done = &done->next;
    pthread_mutex_unlock(&target->lock);
    signal_done(target);
}

static void fail_for_good(struct mt_target *target, const struct job *job, const struct mt_err *err)
{
    pthread_mutex_lock(&target->lock);
    target->failure = *err;
    if (job)
        memcpy(target->failure_origin, job->origin, sizeof job->origin);
    target->failed = true;
    pthread_mutex_unlock(&target->lock);
    signal_done(target);
}

static bool is_stopping(struct mt_target *target)
{
    pthread_mutex_lock(&target->lock);
    bool stopping = target->stopping;
    pthread_mutex_unlock(&target->lock);
    return stopping;
}

/* ---- the thread: connection and what was not committed ---- */

static void note_socket(struct mt_target *target)
{
    MYSQL *mysql = target->worker.mysql;
    pthread_mutex_lock(&target->lock);
    target->socket = mysql ? mt_stream_socket(mysql) : -1;
    pthread_mutex_unlock(&target->lock);
}

static void forget_kept(struct worker *worker)
{
    mt_jobs_clear(&worker->kept);
    worker->kept_all = true;
}

/* What was run before the connection, or the transaction, was lost. */
static int run_again(struct worker *worker, struct mt_err *err)
{
    if (!worker->kept_all)
        return mt_fail(err, MT_ERR_SINK,
                       "%s: a transaction was rolled back whose changes were too many to be kept; "
                       "start again: the job goes on from its checkpoint, and nothing is lost",
                       worker->name);
    for (struct job *job = worker->kept.first; job; job = job->next)
        if (mt_worker_run(worker, job, 1, err))
            return -1;
    return 0;
}

static int bring_up(struct mt_target *target, struct mt_err *err)
{
    struct worker *worker = &target->worker;
    if (!worker->mysql) {
        if (mt_worker_connect(worker, err))
            return -1;
        note_socket(target);
    }
    bool lost = !worker->in_transaction && (worker->kept.first || !worker->kept_all);
    return lost ? run_again(worker, err) : 0;
}

/* What has been run is kept until it is committed. */
static int keep(struct worker *worker, struct jobs *batch, unsigned count, struct mt_err *err)
{
    for (; count; count--) {
        struct job *job = mt_jobs_take(batch);
        if (worker->kept_all)
            mt_jobs_add(&worker->kept, job);
        else
            mt_job_free(job);
    }
    if (worker->kept.bytes <= worker->options->max_kept)
        return 0;
    mt_jobs_clear(&worker->kept);
    if (worker->options->checkpoint_table) {
        worker->kept_all = false;
        return 0;
    }
    return mt_worker_commit(worker, NULL, err);
}

/* ---- the thread: work ---- */

/* Runs of one statement, in as large steps as there are. */
static int run_batch(struct worker *worker, struct jobs *batch, struct mt_err *err)
{
    while (batch->first) {
        unsigned count = 0, rows = 1;
        for (const struct job *job = batch->first; job; job = job->next)
            count++;
        for (int i = 0; i < ROW_COUNTS; i++)
            if (batch->first->statement->row && mt_rows_of[i] <= count &&
                mt_rows_of[i] * batch->first->statement->params <= UINT16_MAX)
                rows = mt_rows_of[i];
        int failed = mt_worker_run(worker, batch->first, rows, err);
        if (failed && rows > 1 && worker->mysql && !mt_worker_may_retry(worker, err)) {
            /* which of them is it? */
            *err = (struct mt_err){0};
            rows = 1;
            failed = mt_worker_run(worker, batch->first, 1, err);
        }
        if (failed || keep(worker, batch, rows, err))
            return -1;
    }
    return 0;
}

static int commit(struct worker *worker, const struct job *job, struct mt_err *err)
{
    if (mt_worker_commit(worker, job->has_place ? &job->params : NULL, err))
        return -1;
    forget_kept(worker);
    return 0;
}

/* A commit whose answer was lost may have been done: the place in the table tells. 1: it was. */
static int was_committed(struct mt_target *target, struct job *job, struct mt_err *err)
{
    struct worker *worker = &target->worker;
    if (!job->has_place || worker->in_transaction)
        return 0;
    if (!worker->mysql) {
        if (mt_worker_connect(worker, err))
            return -1;
        note_socket(target);
    }
    int there = mt_worker_has_place(worker, &job->params, err);
    if (there == 1)
        forget_kept(worker);
    return there;
}

/* Do a piece of work once. batch: runs of one statement, or a single other job. */
static int attempt(struct mt_target *target, struct jobs *batch, bool again,
                   struct mt_result *result, struct mt_err *err)
{
    struct worker *worker = &target->worker;
    struct job *job = batch->first;
    if (again && job->kind == JOB_COMMIT) {
        int done = was_committed(target, job, err);
        if (done)
            return done < 0 ? -1 : 0;
    }
    if (bring_up(target, err))
        return -1;
    switch (job->kind) {
    case JOB_RUN: return run_batch(worker, batch, err);
    case JOB_QUERY: return mt_worker_query(worker, job, result, err);
    case JOB_COMMIT: return commit(worker, job, err);
    case JOB_READ_PLACE: return mt_worker_read_place(worker, result, err);
    }
    return 0;
}

/* True when stopping. */
static bool pause_thread(struct mt_target *target, unsigned ms)
{
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += ms / 1000;
    until.tv_nsec += (long)(ms % 1000) * 1000000;
    if (until.tv_nsec >= 1000000000) {
        until.tv_nsec -= 1000000000;
        until.tv_sec++;
    }
    pthread_mutex_lock(&target->lock);
    while (!target->stopping &&
           pthread_cond_timedwait(&target->more, &target->lock, &until) != ETIMEDOUT)
        ;
    bool stopping = target->stopping;
    pthread_mutex_unlock(&target->lock);
    return stopping;
}

/* An attempt failed; NULL: one did not. */
static void note_trouble(struct mt_target *target, const char *why)
{
    pthread_mutex_lock(&target->lock);
    if (why)
        target->retries++;
    if (why && target->down_since <= 0)
        target->down_since = mt_seconds();
    else if (!why)
        target->down_since = 0;
    snprintf(target->trouble, sizeof target->trouble, "%.*s", (int)sizeof target->trouble - 1,
             why ? why : "");
    pthread_mutex_unlock(&target->lock);
}

/* Do a piece of work, however often it takes; -1: it failed for good, or we are stopping. */
static int work_on(struct mt_target *target, struct jobs *batch, struct mt_result *result,
                   struct mt_err *err)
{
    unsigned wait = FIRST_WAIT_MS;
    bool again = false;
    while (attempt(target, batch, again, result, err)) {
        if (is_stopping(target) || !mt_worker_may_retry(&target->worker, err))
            return -1;
        note_socket(target);
        note_trouble(target, err->msg);
        if (!again)
            mt_warn("%s; trying again until it works", err->msg);
        again = true;
        if (pause_thread(target, wait))
            return -1;
        wait = wait * 2 < LAST_WAIT_MS ? wait * 2 : LAST_WAIT_MS;
        *err = (struct mt_err){0};
        mt_result_free(result);
    }
    if (again) {
        note_trouble(target, NULL);
        mt_info("%s: it works again", target->name);
    }
    return 0;
}

/* The first job, and those behind it that can be joined to it. */
static void take_batch(struct mt_target *target, struct jobs *batch)
{
    unsigned count = 0;
    do {
        mt_jobs_add(batch, mt_jobs_take(&target->queue));
        count++;
    } while (batch->first->kind == JOB_RUN && batch->first->statement->row && target->queue.first &&
             target->queue.first->kind == JOB_RUN &&
             target->queue.first->statement == batch->first->statement &&
             count < mt_rows_of[MANY_ROWS] && batch->bytes < JOINED_BYTES);
    target->running = batch->bytes;
}

/* Wait for work; false: stop. */
static bool next_batch(struct mt_target *target, struct jobs *batch)
{
    pthread_mutex_lock(&target->lock);
    target->running = 0;
    target->kept = target->worker.kept.bytes;
    if (target->was_full && target->queue.bytes <= target->options.max_pending / 2) {
        target->was_full = false;
        signal_done(target);
    }
    while (!target->stopping && !target->queue.first)
        pthread_cond_wait(&target->more, &target->lock);
    bool go_on = !target->stopping;
    if (go_on)
        take_batch(target, batch);
    pthread_mutex_unlock(&target->lock);
    return go_on;
}

/* A query that the server refuses is its caller's affair; a write that fails is everyone's. */
static bool finish(struct mt_target *target, struct jobs *batch, int failed,
                   struct mt_result *result, const struct mt_err *err)
{
    struct job *job = batch->first;
    if (failed && (!job || job->kind != JOB_QUERY)) {
        fail_for_good(target, job, err);
        mt_jobs_clear(batch);
        return false;
    }
    if (job && job->ticket)
        tell(target, job, failed ? err : NULL, failed ? NULL : result);
    mt_jobs_clear(batch);
    return true;
}

void *mt_target_thread(void *arg)
{
    struct mt_target *target = arg;
    struct jobs batch;
    mt_jobs_init(&batch);
    while (next_batch(target, &batch)) {
        struct mt_err err = {0};
        struct mt_result result = {0};
        int failed = work_on(target, &batch, &result, &err);
        if (!finish(target, &batch, failed, &result, &err))
            break;
    }
    mt_worker_disconnect(&target->worker);
    note_socket(target);
    mt_jobs_clear(&target->worker.kept);
    mt_buf_free(&target->worker.bind_space);
    return NULL;
}
