/* Owns starts by GTID: what a server must have for it, and the commands.
 *
 * MySQL takes the set in COM_BINLOG_DUMP_GTID (sql/rpl_binlog_sender.cc), MariaDB in a variable of
 * the session (MariaDB KB "Replication protocol", sql/sql_repl.cc). */
#include "source/replica_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Fail with the set in the middle of a sentence. */
static int fail_gtids(const struct replica *replica, const char *before,
                      const struct mt_gtid_set *set, const char *behind, struct mt_err *err)
{
    struct mt_buf text = {0};
    mt_gtid_set_print_short(set, &text);
    mt_fail(err, MT_ERR_SERVER, "%s: %s %s %s", replica->name, before, mt_buf_str(&text), behind);
    mt_buf_free(&text);
    return -1;
}

static int fail_lacking(const struct replica *replica, const struct mt_gtid_set *lacking,
                        struct mt_err *err)
{
    return fail_gtids(
        replica, "the server does not have the transactions", lacking,
        "which were read here before: it is behind, or it was reset or replaced; wait "
        "until it has them, or name another server, or begin anew with --reset",
        err);
}

static int fail_gone(const struct replica *replica, const struct mt_gtid_set *gone,
                     struct mt_err *err)
{
    return fail_gtids(replica,
                      replica->mariadb ? "the server has removed the logs up to"
                                       : "the server has removed the transactions",
                      gone,
                      "before they were read here (purged): read them from a server that still has "
                      "them, or rebuild this job's target and start with --reset",
                      err);
}

/* ---- MySQL ---- */

static int check_mysql(struct replica *replica, const struct mt_gtid_set *set, struct mt_err *err)
{
    struct mt_gtid_set executed = {0}, purged = {0}, lacking = {0};
    int rc =
        mt_server_ask_set(replica->mysql, "@@GLOBAL.gtid_executed", replica->name, &executed, err);
    if (rc == 0)
        rc = mt_server_ask_set(replica->mysql, "@@GLOBAL.gtid_purged", replica->name, &purged, err);
    if (rc == 0 && (rc = mt_gtid_set_copy(&lacking, set, err)) == 0)
        rc = mt_gtid_set_subtract(&lacking, &executed, err);
    if (rc == 0 && !mt_gtid_set_is_empty(&lacking))
        rc = fail_lacking(replica, &lacking, err);
    if (rc == 0 && (rc = mt_gtid_set_subtract(&purged, set, err)) == 0 &&
        !mt_gtid_set_is_empty(&purged))
        rc = fail_gone(replica, &purged, err);
    mt_gtid_set_free(&executed);
    mt_gtid_set_free(&purged);
    mt_gtid_set_free(&lacking);
    return rc;
}

/* ---- MariaDB ---- */

static void take_first_file(void *arg, MYSQL_ROW row)
{
    struct mt_where_log *first = arg;
    if (!first->file[0])
        mt_copy_string(first->file, sizeof first->file, row[0]);
}

static int ask_gtid_at(MYSQL *mysql, const char *name, const char *file, uint64_t position,
                       struct mt_gtid_set *out, struct mt_err *err)
{
    char expression[700];
    if (strlen(file) > 512 || strpbrk(file, "'\\"))
        return mt_fail(err, MT_ERR_USAGE, "%s: %s is no name of a log file", name, file);
    snprintf(expression, sizeof expression, "BINLOG_GTID_POS('%s', %llu)", file,
             (unsigned long long)position);
    return mt_server_ask_set(mysql, expression, name, out, err);
}

/* What the server lacks it finds out itself, by more than the numbers. */
static int check_mariadb(struct replica *replica, const struct mt_gtid_set *set, struct mt_err *err)
{
    struct mt_where_log first = {{0}, 0};
    struct mt_gtid_set oldest = {0};
    if (mt_server_ask(replica->mysql, "SHOW BINARY LOGS", replica->name, NULL, take_first_file,
                      &first, err) != 0)
        return -1;
    int rc =
        ask_gtid_at(replica->mysql, replica->name, first.file, MT_BINLOG_MAGIC_LEN, &oldest, err);
    if (rc == 0)
        rc = mt_gtid_set_subtract(&oldest, set, err);
    if (rc == 0 && !mt_gtid_set_is_empty(&oldest))
        rc = fail_gone(replica, &oldest, err);
    mt_gtid_set_free(&oldest);
    return rc;
}

static int set_connect_state(struct replica *replica, const struct mt_gtid_set *set,
                             struct mt_err *err)
{
    struct mt_buf sql = {0};
    mt_buf_adds(&sql, "SET @slave_connect_state = '");
    mt_gtid_set_print(set, &sql);
    mt_buf_adds(&sql, "', @slave_gtid_strict_mode = 1, @slave_gtid_ignore_duplicates = 0");
    int rc = sql.failed ? mt_fail(err, MT_ERR_NOMEM, "no memory for a GTID set")
                        : mt_server_run(replica->mysql, mt_buf_str(&sql), replica->name, NULL, err);
    mt_buf_free(&sql);
    return rc;
}

int mt_replica_gtid_at(const struct mt_connect_options *options, const char *file,
                       uint64_t position, struct mt_gtid_set *out, struct mt_err *err)
{
    char *name = mt_server_name(options);
    MYSQL *mysql = name ? mt_server_connect(options, QUESTION_TIMEOUT_S, err) : NULL;
    int rc = mysql ? ask_gtid_at(mysql, name, file, position, out, err) : -1;
    if (mysql)
        mysql_close(mysql);
    free(name);
    return rc;
}

/* ---- both ---- */

static int fail_other_kind(const struct replica *replica, const struct mt_gtid_set *set,
                           struct mt_err *err)
{
    return fail_gtids(replica, "the GTIDs", set,
                      replica->mariadb ? "are MySQL's, and this is a MariaDB server"
                                       : "are MariaDB's, and this is a MySQL server",
                      err);
}

int mt_check_gtids(struct replica *replica, const struct mt_gtid_set *set, struct mt_err *err)
{
    if (replica->mariadb ? set->source_count : set->domain_count)
        return fail_other_kind(replica, set, err);
    return replica->mariadb ? check_mariadb(replica, set, err) : check_mysql(replica, set, err);
}

int mt_dump_from_gtids(struct replica *replica, const struct mt_gtid_set *set, unsigned flags,
                       struct mt_err *err)
{
    struct mt_buf encoded = {0};
    int failed;
    if (replica->mariadb) {
        if (set_connect_state(replica, set, err))
            return -1;
        failed = mt_stream_open(replica, "", MT_BINLOG_MAGIC_LEN, flags);
    } else {
        mt_gtid_set_encode(set, &encoded);
        failed = encoded.failed ? -1 : mt_stream_open_gtid(replica, &encoded);
        mt_buf_free(&encoded);
    }
    return failed ? mt_server_fail(replica->mysql, replica->name, "cannot ask for the stream",
                                   GRANT_STREAM, err)
                  : 0;
}
