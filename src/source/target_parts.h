/* The inside of a target: target.c (its life, its queue), target_thread.c (working the queue off),
 * target_run.c (on a connection), target_result.c (what queries give). */
#ifndef MT_TARGET_PARTS_H
#define MT_TARGET_PARTS_H

#include "source/replica_parts.h"
#include "source/target.h"

/* A statement is prepared for one row, and for so many in one go. */
enum { ONE_ROW, FEW_ROWS, MANY_ROWS, ROW_COUNTS };
extern const unsigned mt_rows_of[ROW_COUNTS];

struct mt_statement {
    char *head, *row, *tail;
    unsigned params;
    bool passing;
    MYSQL_STMT *prepared[ROW_COUNTS];
    struct mt_statement *next;          /* of the target's */
    struct mt_statement *next_prepared; /* of those prepared on the connection */
    bool is_prepared;
};

enum job_kind { JOB_RUN, JOB_QUERY, JOB_COMMIT, JOB_READ_PLACE };

struct job {
    enum job_kind kind;
    struct mt_statement *statement;
    struct mt_buf params; /* JOB_COMMIT: the place, or nothing */
    bool has_place;
    void *ticket;
    char origin[MT_TARGET_ORIGIN];
    struct job *next;
};

struct jobs {
    struct job *first, **last;
    size_t bytes;
};

void mt_jobs_init(struct jobs *jobs);
void mt_jobs_add(struct jobs *jobs, struct job *job);
struct job *mt_jobs_take(struct jobs *jobs);
void mt_jobs_clear(struct jobs *jobs);
size_t mt_job_size(const struct job *job);

/* What the thread has to itself. */
struct worker {
    const struct mt_target_options *options;
    const char *name;
    int wake_fd;
    MYSQL *mysql;
    struct mt_statement *prepared; /* on this connection */
    bool in_transaction;
    bool connected_before;
    struct jobs kept; /* run, not committed */
    bool kept_all;    /* false: too much was run to be kept */
    struct mt_buf bind_space;
};

struct done {
    struct mt_target_done done;
    struct done *next;
};

struct mt_target {
    struct mt_target_options options;
    struct mt_buf texts; /* what the options point to */
    char *name;
    pthread_t thread;
    bool started;
    int done_fd, wake_fd;
    struct mt_statement *statements;
    struct worker worker; /* the thread's own */

    pthread_mutex_t lock; /* of all below */
    pthread_cond_t more;
    bool stopping, was_full, failed;
    struct jobs queue;
    size_t running; /* bytes taken off the queue and not yet run */
    size_t kept;    /* bytes run and not committed */
    uint64_t retries;
    double down_since; /* mt_seconds; 0: it works */
    char trouble[256];
    struct done *first_done, **last_done;
    struct mt_err failure;
    char failure_origin[MT_TARGET_ORIGIN];
    int socket; /* to shut down when stopping; -1: none */
};

void mt_job_free(struct job *job);

/* Connect; a checkpoint table is made when it is missing. */
int mt_worker_connect(struct worker *worker, struct mt_err *err);
void mt_worker_disconnect(struct worker *worker);

/* Is it worth trying again: a lost connection (which is closed then), a deadlock, a server that is
 * starting or read-only for now? */
bool mt_worker_may_retry(struct worker *worker, const struct mt_err *err);

/* Run count jobs of one statement, the first being job, in one go; count is one of mt_rows_of. */
int mt_worker_run(struct worker *worker, struct job *job, unsigned rows, struct mt_err *err);
int mt_worker_query(struct worker *worker, struct job *job, struct mt_result *out,
                    struct mt_err *err);
int mt_worker_commit(struct worker *worker, const struct mt_buf *place, struct mt_err *err);
/* 1: the place that was saved last is this one. */
int mt_worker_has_place(struct worker *worker, const struct mt_buf *place, struct mt_err *err);
int mt_worker_read_place(struct worker *worker, struct mt_result *out, struct mt_err *err);

/* Fail with what the connection, or the statement (may be NULL), says of its last call. */
int mt_worker_fail(struct worker *worker, MYSQL_STMT *statement, struct mt_err *err);

/* The rows of a statement that was executed (target_result.c). */
int mt_worker_read_rows(struct worker *worker, MYSQL_STMT *made, struct mt_result *out,
                        struct mt_err *err);
void mt_result_add(struct mt_result *result, enum mt_cell_kind kind, const void *data,
                   uint64_t len);

/* What the thread of a target runs; arg: the target (target_thread.c). */
void *mt_target_thread(void *arg);

void mt_statement_free(struct mt_statement *statement);

#endif
