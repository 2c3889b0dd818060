/* A MySQL or MariaDB database that is written to: statements run in their order, in a transaction,
 * by a thread of the connection's own, and are run again when the connection was lost before their
 * transaction was committed.
 *
 * The client libraries block, so a thread runs them. All calls here are made by one other thread,
 * which learns of what is finished by the descriptor. */
#ifndef MT_TARGET_H
#define MT_TARGET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "source/source.h"

struct mt_target;
struct mt_statement;

struct mt_target_options {
    struct mt_connect_options connect; /* its hosts are the target's own */
    const char *host;                  /* NULL: from option files */
    unsigned port;                     /* 0: likewise */
    const char *database;              /* NULL: none */
    const char *session;               /* a statement for each new connection, or NULL */
    /* Bytes of statements that wait to be run, beyond which writers should wait. */
    size_t max_pending;
    /* Bytes of statements that were run and not committed, beyond which they are not kept to be run
     * again: without a checkpoint they are committed then, with one a lost connection fails. */
    size_t max_kept;
    /* schema.table, quoted as the server wants it, for places that are committed with the
     * statements; NULL: none. It is made when it is not there. */
    const char *checkpoint_table;
    const char *checkpoint_name; /* its row */
};

/* Nothing is connected before the first call that needs it. Options are copied. */
struct mt_target *mt_target_new(const struct mt_target_options *options, struct mt_err *err);

/* Interrupts what is under way; what is not committed is rolled back. */
void mt_target_free(struct mt_target *target);

/* "mysql://host:3306/db", lives as long as the target. */
const char *mt_target_name(const struct mt_target *target);

/* ---- statements ----
 *
 * head row tail, with `?` for parameters in the row alone. Runs of the same statement that follow
 * one another are joined: head row,row,row tail. row NULL: the head has the parameters, and nothing
 * is joined. Texts are copied.
 *
 * passing: not kept for later runs. A passing statement belongs to the run that it is given to;
 * others live as long as the target. NULL: no memory. */
struct mt_statement *mt_target_statement(struct mt_target *target, const char *head,
                                         const char *row, const char *tail, unsigned params,
                                         bool passing);

/* ---- parameters, in the order of the question marks ---- */

void mt_param_null(struct mt_buf *params);
void mt_param_int(struct mt_buf *params, int64_t value);
void mt_param_uint(struct mt_buf *params, uint64_t value);
void mt_param_double(struct mt_buf *params, double value);
/* Text must be UTF-8; anything else goes as bytes. */
void mt_param_text(struct mt_buf *params, const char *data, size_t len);
void mt_param_bytes(struct mt_buf *params, const char *data, size_t len);

/* ---- work: each is queued behind what was queued before ----
 *
 * The parameters are taken from the buffer, which is empty afterwards. origin: whoever asked, given
 * back with a failure (small, copied: see MT_TARGET_ORIGIN). ticket: given back when it is done;
 * not NULL. -1: no memory, or the target has failed. */

#define MT_TARGET_ORIGIN 48

int mt_target_run(struct mt_target *target, struct mt_statement *statement, struct mt_buf *params,
                  const void *origin, size_t origin_len, struct mt_err *err);
int mt_target_query(struct mt_target *target, struct mt_statement *statement, struct mt_buf *params,
                    void *ticket, struct mt_err *err);
/* Commit what was run, and the place with it when there is one (it needs a checkpoint_table). */
int mt_target_commit(struct mt_target *target, const char *place, size_t len, void *ticket,
                     struct mt_err *err);
/* The place that was committed last, as a result of one row, or of none. */
int mt_target_read_place(struct mt_target *target, void *ticket, struct mt_err *err);

/* Is more queued than should be? When it is not any more, the descriptor tells. */
bool mt_target_is_full(struct mt_target *target);

struct mt_target_stats {
    size_t pending;   /* bytes of statements not yet committed, as far as they are kept */
    uint64_t retries; /* attempts that failed, ever */
    double down_s;    /* since the first of those without a success; 0: it works */
    char trouble[256];
};
void mt_target_stats(struct mt_target *target, struct mt_target_stats *out);

/* ---- what is finished ---- */

enum mt_cell_kind { MT_CELL_NULL, MT_CELL_INT, MT_CELL_UINT, MT_CELL_DOUBLE, MT_CELL_TEXT };

struct mt_cell {
    enum mt_cell_kind kind;
    union {
        int64_t i;
        uint64_t u;
        double d;
    } as;
    const char *data; /* MT_CELL_TEXT */
    size_t len;
};

struct mt_result {
    struct mt_buf names; /* the columns' names, each with a zero byte behind it */
    struct mt_buf cells; /* see mt_result_next */
    unsigned columns;
    uint64_t rows;
    uint64_t affected, insert_id; /* of a statement that gives no rows */
};

/* The cell behind *at, which is 0 at first, and moves on. */
void mt_result_next(const struct mt_result *result, size_t *at, struct mt_cell *out);
void mt_result_free(struct mt_result *result);

struct mt_target_done {
    void *ticket;
    struct mt_err err;       /* a query that the server refused; MT_OK: done */
    struct mt_result result; /* to be freed */
};

/* Becomes readable when something is finished, when the target is no longer full, and when it
 * fails. */
int mt_target_fd(const struct mt_target *target);

/* Take one finished piece of work; false: there is none (yet). Drains the descriptor. */
bool mt_target_take(struct mt_target *target, struct mt_target_done *out);

/* NULL, or why nothing runs any more; origin: of the statement that failed, all zero for others. */
const struct mt_err *mt_target_failure(struct mt_target *target, const void **origin);

#endif
