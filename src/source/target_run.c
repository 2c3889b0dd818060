/* Owns what happens on a target's connection: prepared statements, their parameters, and
 * transactions. */
#include <errmsg.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "source/target_parts.h"

const unsigned mt_rows_of[ROW_COUNTS] = {1, 8, 64};

/* Zero dates and what else a source may hold must pass; nothing may be cut to fit. */
#define SESSION                                                              \
    "SET SESSION time_zone='+00:00', autocommit=1, "                         \
    "sql_mode='STRICT_ALL_TABLES,ALLOW_INVALID_DATES,NO_AUTO_VALUE_ON_ZERO," \
    "NO_ENGINE_SUBSTITUTION'"

enum {
    ER_CANT_READ_ONLY = 1290,
    ER_LOCK_WAIT = 1205,
    ER_DEADLOCK = 1213,
    ER_REPREPARE = 1615,
    ER_NOT_PREPARABLE = 1295,
};

/* ---- parameters ---- */

enum param_kind { PARAM_NULL, PARAM_INT, PARAM_UINT, PARAM_DOUBLE, PARAM_TEXT, PARAM_BYTES };

/* Each parameter: its kind and length, then its bytes, filled up to a multiple of 8: numbers are
 * bound where they lie. */
struct param {
    uint32_t kind, len;
};

static void add_param(struct mt_buf *params, enum param_kind kind, const void *data, size_t len)
{
    static const char filling[8];
    struct param head = {(uint32_t)kind, (uint32_t)len};
    if (len > UINT32_MAX) {
        params->failed = true;
        return;
    }
    mt_buf_add(params, &head, sizeof head);
    mt_buf_add(params, data, len);
    mt_buf_add(params, filling, -len & 7);
}

void mt_param_null(struct mt_buf *params)
{
    add_param(params, PARAM_NULL, "", 0);
}

void mt_param_int(struct mt_buf *params, int64_t value)
{
    add_param(params, PARAM_INT, &value, sizeof value);
}

void mt_param_uint(struct mt_buf *params, uint64_t value)
{
    add_param(params, PARAM_UINT, &value, sizeof value);
}

void mt_param_double(struct mt_buf *params, double value)
{
    add_param(params, PARAM_DOUBLE, &value, sizeof value);
}

void mt_param_text(struct mt_buf *params, const char *data, size_t len)
{
    add_param(params, PARAM_TEXT, data, len);
}

void mt_param_bytes(struct mt_buf *params, const char *data, size_t len)
{
    add_param(params, PARAM_BYTES, data, len);
}

static void bind_param(MYSQL_BIND *bind, const struct param *param)
{
    static const enum enum_field_types types[] = {
        [PARAM_NULL] = MYSQL_TYPE_NULL,     [PARAM_INT] = MYSQL_TYPE_LONGLONG,
        [PARAM_UINT] = MYSQL_TYPE_LONGLONG, [PARAM_DOUBLE] = MYSQL_TYPE_DOUBLE,
        [PARAM_TEXT] = MYSQL_TYPE_STRING,   [PARAM_BYTES] = MYSQL_TYPE_BLOB,
    };
    bind->buffer_type = types[param->kind];
    bind->buffer = (void *)(uintptr_t)(param + 1);
    bind->buffer_length = param->len;
    bind->length = &bind->buffer_length;
    bind->is_unsigned = param->kind == PARAM_UINT;
}

static unsigned bind_job(MYSQL_BIND *binds, const struct job *job)
{
    unsigned n = 0;
    for (size_t at = 0; at < job->params.len;) {
        const struct param *param = (const void *)(job->params.data + at);
        bind_param(&binds[n++], param);
        at += sizeof *param + ((param->len + 7u) & ~(size_t)7);
    }
    return n;
}

static size_t count_params(const struct job *job)
{
    size_t n = 0;
    for (size_t at = 0; at < job->params.len; n++) {
        const struct param *param = (const void *)(job->params.data + at);
        at += sizeof *param + ((param->len + 7u) & ~(size_t)7);
    }
    return n;
}

/* ---- errors ---- */

int mt_worker_fail(struct worker *worker, MYSQL_STMT *statement, struct mt_err *err)
{
    unsigned number = mysql_errno(worker->mysql);
    if (number == 0 && statement) {
        number = mysql_stmt_errno(statement);
        mt_fail(err, MT_ERR_SINK, "%s: %s (%u)", worker->name, mysql_stmt_error(statement), number);
        err->sys = (int)number;
        return -1;
    }
    return mt_server_fail(worker->mysql, worker->name, "the database refuses a statement", NULL,
                          err);
}

static bool is_transient(int number)
{
    static const int numbers[] = {ER_CANT_READ_ONLY, ER_LOCK_WAIT, ER_DEADLOCK,
                                  ER_REPREPARE,      1047,         1836};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (numbers[i] == number)
            return true;
    return false;
}

bool mt_worker_may_retry(struct worker *worker, const struct mt_err *err)
{
    if (err->code == MT_ERR_IO) {
        mt_worker_disconnect(worker);
        return true;
    }
    if (!is_transient(err->sys))
        return false;
    /* a deadlock has ended the transaction, others may have: begin again in any case */
    if (worker->mysql && mysql_query(worker->mysql, "ROLLBACK") != 0)
        mt_worker_disconnect(worker);
    worker->in_transaction = false;
    return true;
}

/* ---- connection ---- */

static int run_text(struct worker *worker, const char *sql, struct mt_err *err)
{
    if (mysql_query(worker->mysql, sql) == 0) {
        MYSQL_RES *result = mysql_store_result(worker->mysql);
        if (result)
            mysql_free_result(result);
        return 0;
    }
    return mt_worker_fail(worker, NULL, err);
}

static int make_checkpoint_table(struct worker *worker, struct mt_err *err)
{
    struct mt_buf sql = {0};
    mt_buf_printf(&sql,
                  "CREATE TABLE IF NOT EXISTS %s (name VARBINARY(255) NOT NULL PRIMARY KEY, "
                  "place LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL, saved "
                  "TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP)",
                  worker->options->checkpoint_table);
    int failed = run_text(worker, mt_buf_str(&sql), err);
    mt_buf_free(&sql);
    return failed;
}

int mt_worker_connect(struct worker *worker, struct mt_err *err)
{
    const struct mt_target_options *o = worker->options;
    worker->mysql =
        mt_host_connect(&o->connect, 0, worker->name, QUESTION_TIMEOUT_S, worker->wake_fd, err);
    if (!worker->mysql)
        return -1;
    worker->in_transaction = false;
    bool up = run_text(worker, SESSION, err) == 0;
    if (up && o->database && mysql_select_db(worker->mysql, o->database) != 0)
        up = mt_worker_fail(worker, NULL, err) == 0;
    if (up && o->session)
        up = run_text(worker, o->session, err) == 0;
    if (up && o->checkpoint_table && !worker->connected_before)
        up = make_checkpoint_table(worker, err) == 0;
    if (!up) {
        mt_worker_disconnect(worker);
        return -1;
    }
    worker->connected_before = true;
    return 0;
}

void mt_worker_disconnect(struct worker *worker)
{
    while (worker->prepared) {
        struct mt_statement *statement = worker->prepared;
        worker->prepared = statement->next_prepared;
        statement->is_prepared = false;
        for (int i = 0; i < ROW_COUNTS; i++) {
            if (statement->prepared[i])
                mysql_stmt_close(statement->prepared[i]);
            statement->prepared[i] = NULL;
        }
    }
    if (worker->mysql)
        mysql_close(worker->mysql);
    worker->mysql = NULL;
    worker->in_transaction = false;
}

/* ---- prepared statements ---- */

static void join(const struct mt_statement *statement, unsigned rows, struct mt_buf *sql)
{
    mt_buf_adds(sql, statement->head);
    for (unsigned i = 0; statement->row && i < rows; i++) {
        if (i > 0)
            mt_buf_addc(sql, ',');
        mt_buf_adds(sql, statement->row);
    }
    mt_buf_adds(sql, statement->tail);
}

static int count_index(unsigned rows)
{
    for (int i = 0; i < ROW_COUNTS; i++)
        if (mt_rows_of[i] == rows)
            return i;
    return ONE_ROW;
}

static MYSQL_STMT *prepare(struct worker *worker, struct mt_statement *statement, unsigned rows,
                           struct mt_err *err)
{
    int index = count_index(rows);
    if (statement->prepared[index])
        return statement->prepared[index];
    struct mt_buf sql = {0};
    join(statement, rows, &sql);
    MYSQL_STMT *made = mysql_stmt_init(worker->mysql);
    if (!made || sql.failed) {
        mt_fail(err, MT_ERR_NOMEM, "no memory for a statement");
    } else if (mysql_stmt_prepare(made, sql.data, sql.len) != 0) {
        mt_worker_fail(worker, made, err);
        mysql_stmt_close(made);
        made = NULL;
    }
    mt_buf_free(&sql);
    if (!made)
        return NULL;
    statement->prepared[index] = made;
    if (!statement->is_prepared) {
        statement->is_prepared = true;
        statement->next_prepared = worker->prepared;
        worker->prepared = statement;
    }
    return made;
}

/* A statement that will not come again, or that must be prepared anew. */
static void drop_prepared(struct worker *worker, struct mt_statement *statement)
{
    struct mt_statement **link = &worker->prepared;
    while (*link && *link != statement)
        link = &(*link)->next_prepared;
    if (*link)
        *link = statement->next_prepared;
    statement->is_prepared = false;
    for (int i = 0; i < ROW_COUNTS; i++) {
        if (statement->prepared[i])
            mysql_stmt_close(statement->prepared[i]);
        statement->prepared[i] = NULL;
    }
}

static int check_count(const struct worker *worker, const struct job *job, MYSQL_STMT *made,
                       unsigned rows, struct mt_err *err)
{
    size_t given = count_params(job), asked = mysql_stmt_param_count(made) / rows;
    if (given == asked)
        return 0;
    return mt_fail(err, MT_ERR_SINK, "%s: the statement has %zu question marks and got %zu values",
                   worker->name, asked, given);
}

/* Execute, with the parameters of so many jobs from this one on. */
static int execute(struct worker *worker, MYSQL_STMT *made, struct job *job, unsigned rows,
                   struct mt_err *err)
{
    if (check_count(worker, job, made, rows, err))
        return -1;
    size_t n = mysql_stmt_param_count(made), at = 0;
    mt_buf_clear(&worker->bind_space);
    MYSQL_BIND *binds = (void *)mt_buf_reserve(&worker->bind_space, (n + 1) * sizeof *binds);
    if (!binds)
        return mt_fail(err, MT_ERR_NOMEM, "no memory for a statement's values");
    memset(binds, 0, (n + 1) * sizeof *binds);
    for (unsigned i = 0; i < rows; i++, job = job->next) {
        if (count_params(job) != n / rows)
            return check_count(worker, job, made, rows, err);
        at += bind_job(binds + at, job);
    }
    if ((n > 0 && mysql_stmt_bind_param(made, binds)) || mysql_stmt_execute(made) != 0)
        return mt_worker_fail(worker, made, err);
    return 0;
}

static int begin(struct worker *worker, struct mt_err *err)
{
    if (worker->in_transaction)
        return 0;
    if (run_text(worker, "START TRANSACTION", err))
        return -1;
    worker->in_transaction = true;
    return 0;
}

/* Statements that no server prepares (LOCK TABLES, some of DDL) have no parameters to bind. */
static bool must_go_as_text(const struct job *job, const struct mt_err *err)
{
    return err->sys == ER_NOT_PREPARABLE && job->params.len == 0;
}

static int run_as_text(struct worker *worker, const struct job *job, struct mt_err *err)
{
    struct mt_buf sql = {0};
    *err = (struct mt_err){0};
    join(job->statement, 1, &sql);
    int failed = run_text(worker, mt_buf_str(&sql), err);
    mt_buf_free(&sql);
    return failed;
}

int mt_worker_run(struct worker *worker, struct job *job, unsigned rows, struct mt_err *err)
{
    if (begin(worker, err))
        return -1;
    MYSQL_STMT *made = prepare(worker, job->statement, rows, err);
    if (!made)
        return must_go_as_text(job, err) ? run_as_text(worker, job, err) : -1;
    int failed = execute(worker, made, job, rows, err);
    if (!failed && mysql_stmt_field_count(made) > 0)
        mysql_stmt_free_result(made);
    if (worker->mysql && (job->statement->passing || err->sys == ER_REPREPARE))
        drop_prepared(worker, job->statement);
    return failed;
}

/* ---- queries ---- */

int mt_worker_query(struct worker *worker, struct job *job, struct mt_result *out,
                    struct mt_err *err)
{
    MYSQL_STMT *made = prepare(worker, job->statement, 1, err);
    if (!made)
        return must_go_as_text(job, err) ? run_as_text(worker, job, err) : -1;
    int failed = execute(worker, made, job, 1, err);
    if (!failed) {
        if (mysql_stmt_field_count(made) > 0) {
            failed = mt_worker_read_rows(worker, made, out, err);
        } else {
            out->affected = mysql_stmt_affected_rows(made);
            out->insert_id = mysql_stmt_insert_id(made);
        }
    }
    if (worker->mysql && (job->statement->passing || err->sys == ER_REPREPARE))
        drop_prepared(worker, job->statement);
    return failed;
}

/* ---- commits and places ---- */

static void add_quoted(MYSQL *mysql, struct mt_buf *sql, const char *data, size_t len)
{
    mt_buf_addc(sql, '\'');
    char *to = mt_buf_reserve(sql, 2 * len + 1);
    if (to)
        sql->len += mysql_real_escape_string(mysql, to, data, len);
    mt_buf_addc(sql, '\'');
}

static int save_place(struct worker *worker, const struct mt_buf *place, struct mt_err *err)
{
    struct mt_buf sql = {0};
    const struct mt_target_options *o = worker->options;
    mt_buf_printf(&sql, "INSERT INTO %s (name, place) VALUES (", o->checkpoint_table);
    add_quoted(worker->mysql, &sql, o->checkpoint_name, strlen(o->checkpoint_name));
    mt_buf_adds(&sql, ", ");
    add_quoted(worker->mysql, &sql, place->data, place->len);
    mt_buf_adds(&sql, ") ON DUPLICATE KEY UPDATE place = VALUES(place)");
    int failed = run_text(worker, mt_buf_str(&sql), err);
    mt_buf_free(&sql);
    return failed;
}

int mt_worker_commit(struct worker *worker, const struct mt_buf *place, struct mt_err *err)
{
    if (place && (begin(worker, err) || save_place(worker, place, err)))
        return -1;
    if (!worker->in_transaction)
        return 0;
    if (run_text(worker, "COMMIT", err))
        return -1;
    worker->in_transaction = false;
    return 0;
}

/* A run that was killed, or a connection that was lost, may have a COMMIT on its way: FOR UPDATE
 * waits for what becomes of it. */
static MYSQL_RES *ask_place(struct worker *worker, struct mt_err *err)
{
    struct mt_buf sql = {0};
    const struct mt_target_options *o = worker->options;
    mt_buf_printf(&sql, "SELECT place FROM %s WHERE name = ", o->checkpoint_table);
    add_quoted(worker->mysql, &sql, o->checkpoint_name, strlen(o->checkpoint_name));
    mt_buf_adds(&sql, " FOR UPDATE");
    MYSQL_RES *result = NULL;
    if (mysql_query(worker->mysql, mt_buf_str(&sql)) != 0 ||
        !(result = mysql_store_result(worker->mysql)))
        mt_worker_fail(worker, NULL, err);
    mt_buf_free(&sql);
    return result;
}

int mt_worker_read_place(struct worker *worker, struct mt_result *out, struct mt_err *err)
{
    MYSQL_RES *result = ask_place(worker, err);
    if (!result)
        return -1;
    MYSQL_ROW row = mysql_fetch_row(result);
    mt_buf_add(&out->names, "place", sizeof "place");
    out->columns = 1;
    if (row && row[0]) {
        mt_result_add(out, MT_CELL_TEXT, row[0], mysql_fetch_lengths(result)[0]);
        out->rows = 1;
    }
    mysql_free_result(result);
    return 0;
}

int mt_worker_has_place(struct worker *worker, const struct mt_buf *place, struct mt_err *err)
{
    struct mt_result saved = {0};
    size_t at = 0;
    int there = mt_worker_read_place(worker, &saved, err);
    if (there == 0 && saved.rows > 0) {
        struct mt_cell cell;
        mt_result_next(&saved, &at, &cell);
        there = cell.len == place->len && memcmp(cell.data, place->data, cell.len) == 0;
    }
    mt_result_free(&saved);
    return there;
}
