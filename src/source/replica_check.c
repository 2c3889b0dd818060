/* Owns the questions of `moontail check` to a server. */
#include "source/replica_check.h"

#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>

#include "source/replica_lock.h"
#include "source/replica_parts.h"

#define PROBE_HEARTBEAT_MS 500 /* an idle server proves within this that it streams */

static const char *keep(const char *text)
{
    return text ? mt_intern(text, strlen(text)) : NULL;
}

static int take_rows(MYSQL_RES *result, struct mt_answer *out)
{
    size_t count = (size_t)mysql_num_rows(result);
    unsigned columns = mysql_num_fields(result);
    out->rows = calloc(count + 1, sizeof *out->rows);
    if (!out->rows)
        return -1;
    for (MYSQL_ROW row; out->count < count && (row = mysql_fetch_row(result)); out->count++)
        for (unsigned i = 0; i < columns && i < MT_ANSWER_COLUMNS; i++)
            out->rows[out->count][i] = keep(row[i]);
    return 0;
}

/* A lost connection fails, a refusal is the answer. */
static int ask(MYSQL *mysql, const char *name, const char *sql, struct mt_answer *out,
               struct mt_err *err)
{
    struct mt_err refused = {0};
    if (mt_server_run(mysql, sql, name, NULL, &refused) != 0) {
        if (refused.code == MT_ERR_IO) {
            *err = refused;
            return -1;
        }
        out->refused = (struct mt_refusal){keep(mysql_error(mysql)), mysql_errno(mysql)};
        return 0;
    }
    MYSQL_RES *result = mysql_store_result(mysql);
    if (!result)
        return mt_server_fail(mysql, name, "the server's answer did not arrive", NULL, err);
    int failed = take_rows(result, out);
    mysql_free_result(result);
    return failed ? mt_fail(err, MT_ERR_NOMEM, "out of memory for the server's answer") : 0;
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int ask_user_and_clock(MYSQL *mysql, struct mt_server_facts *facts, struct mt_err *err)
{
    struct mt_answer answer = {0};
    double before = now();
    int rc = ask(mysql, facts->name, "SELECT CURRENT_USER(), UNIX_TIMESTAMP(NOW(6))", &answer, err);
    double after = now();
    if (rc == 0 && answer.count == 1 && answer.rows[0][1]) {
        facts->user = answer.rows[0][0];
        facts->clock_unsure_s = (after - before) / 2;
        facts->clock_ahead_s = strtod(answer.rows[0][1], NULL) - (before + after) / 2;
    }
    free(answer.rows);
    return rc;
}

static int ask_tls(MYSQL *mysql, struct mt_server_facts *facts, struct mt_err *err)
{
    struct mt_answer answer = {0};
    char text[256];
    const char *cipher = mysql_get_ssl_cipher(mysql);
    if (!cipher)
        return 0;
    int rc = ask(mysql, facts->name, "SHOW SESSION STATUS LIKE 'Ssl_version'", &answer, err);
    snprintf(text, sizeof text, "%s, %s",
             rc == 0 && answer.count == 1 && answer.rows[0][1] ? answer.rows[0][1] : "TLS", cipher);
    facts->tls = keep(text);
    free(answer.rows);
    return rc;
}

/* Does nothing of the connection leave this machine? */
static bool is_local(int fd)
{
    struct sockaddr_storage ours = {0}, theirs = {0};
    socklen_t n = sizeof ours, m = sizeof theirs;
    if (getsockname(fd, (struct sockaddr *)&ours, &n) != 0 ||
        getpeername(fd, (struct sockaddr *)&theirs, &m) != 0)
        return false;
    const struct sockaddr_in *a4 = (const void *)&ours, *b4 = (const void *)&theirs;
    const struct sockaddr_in6 *a6 = (const void *)&ours, *b6 = (const void *)&theirs;
    switch (ours.ss_family) {
    case AF_UNIX: return true;
    case AF_INET: return a4->sin_addr.s_addr == b4->sin_addr.s_addr;
    case AF_INET6: return memcmp(&a6->sin6_addr, &b6->sin6_addr, sizeof a6->sin6_addr) == 0;
    default: return false;
    }
}

static int ask_all(MYSQL *mysql, struct mt_server_facts *facts, struct mt_err *err)
{
    bool replica_words = !facts->mariadb && facts->version >= 80022;
    const struct {
        const char *sql;
        struct mt_answer *answer;
    } questions[] = {
        {"SHOW GLOBAL VARIABLES", &facts->variables},
        {!facts->mariadb && facts->version >= 80200 ? "SHOW BINARY LOG STATUS"
                                                    : "SHOW MASTER STATUS",
         &facts->status},
        {"SHOW BINARY LOGS", &facts->logs},
        {replica_words ? "SHOW REPLICAS" : "SHOW SLAVE HOSTS", &facts->replicas},
        {replica_words    ? "SHOW REPLICA STATUS"
         : facts->mariadb ? "SHOW ALL SLAVES STATUS"
                          : "SHOW SLAVE STATUS",
         &facts->sources},
        {"SELECT TABLE_SCHEMA, TABLE_NAME FROM information_schema.TABLES WHERE TABLE_TYPE IN "
         "('BASE TABLE', 'SYSTEM VERSIONED', 'SEQUENCE') AND TABLE_SCHEMA NOT IN ('mysql', 'sys', "
         "'information_schema', 'performance_schema') ORDER BY 1, 2",
         &facts->tables},
    };
    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++)
        if (ask(mysql, facts->name, questions[i].sql, questions[i].answer, err) != 0)
            return -1;
    return 0;
}

static int ask_lock(MYSQL *mysql, const char *job, struct mt_server_facts *facts,
                    struct mt_err *err)
{
    char lock[MT_LOCK_NAME_SIZE], escaped[2 * sizeof lock + 1], sql[256];
    mt_lock_name(job, lock);
    mysql_real_escape_string(mysql, escaped, lock, strlen(lock));
    snprintf(sql, sizeof sql, "SELECT IS_USED_LOCK('%s')", escaped);
    return ask(mysql, facts->name, sql, &facts->holder, err);
}

int mt_replica_facts(const struct mt_connect_options *options, const char *job,
                     struct mt_server_facts *out, struct mt_err *err)
{
    *out = (struct mt_server_facts){0};
    char *name = mt_server_name(options);
    out->name = keep(name);
    MYSQL *mysql = name ? mt_server_connect(options, QUESTION_TIMEOUT_S, err) : NULL;
    free(name);
    if (!mysql)
        return -1;
    out->mariadb = mt_server_is_mariadb(mysql);
    out->version = mysql_get_server_version(mysql);
    out->version_text = keep(mysql_get_server_info(mysql));
    out->local = is_local(mt_stream_socket(mysql));
    int rc = ask_tls(mysql, out, err);
    if (rc == 0)
        rc = ask_user_and_clock(mysql, out, err);
    if (rc == 0)
        rc = ask_all(mysql, out, err);
    if (rc == 0)
        rc = ask_lock(mysql, job, out, err);
    mysql_close(mysql);
    return rc;
}

void mt_server_facts_free(struct mt_server_facts *facts)
{
    free(facts->variables.rows);
    free(facts->status.rows);
    free(facts->logs.rows);
    free(facts->replicas.rows);
    free(facts->sources.rows);
    free(facts->tables.rows);
    free(facts->holder.rows);
}

const char *mt_fact(const struct mt_server_facts *facts, const char *variable)
{
    for (size_t i = 0; i < facts->variables.count; i++)
        if (strcasecmp(facts->variables.rows[i][0], variable) == 0)
            return facts->variables.rows[i][1];
    return NULL;
}

/* The first event that is not the server's introduction, or the file's own format description. */
static int read_first_event(struct mt_source *source, uint32_t *created, struct mt_err *err)
{
    struct mt_raw_event event = {0};
    bool introduced = false;
    do {
        introduced = event.data && event.header.type == MT_EVENT_FORMAT_DESCRIPTION;
        int rc = source->ops->next(source, &event, err);
        if (rc != 0)
            return rc < 0 ? -1 : mt_fail(err, MT_ERR_IO, "the stream ended at once");
        if (event.header.type == MT_EVENT_FORMAT_DESCRIPTION && !event.artificial)
            *created = event.header.timestamp;
    } while (!introduced && !*created);
    return 0;
}

int mt_replica_probe(const struct mt_connect_options *options, uint32_t server_id,
                     const struct mt_start *start, uint32_t *created, struct mt_err *err)
{
    const struct mt_replica_options replica = {
        .connect = *options, .server_id = server_id, .heartbeat_ms = PROBE_HEARTBEAT_MS};
    struct mt_source *source;
    *created = 0;
    if (mt_source_replica_new(&replica, &source, err) != 0)
        return -1;
    int rc = source->ops->open(source, start, err);
    if (rc == 0)
        rc = read_first_event(source, created, err);
    source->ops->free(source);
    return rc;
}
