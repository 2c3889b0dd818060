/* Owns starts by GTID: what a server must have for it, and the commands.
 *
 * MySQL takes the set in COM_BINLOG_DUMP_GTID (sql/rpl_binlog_sender.cc), MariaDB in a variable of
 * the session (MariaDB KB "Replication protocol", sql/sql_repl.cc). */
#include "source/replica_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include <strings.h>

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

enum lack { LACK_BEHIND, LACK_DIVERGED, LACK_LOST };

/* A replica that is behind will have them; one that has gone its own way never will, nor a server
 * that lost what it had executed itself: it gives the same numbers to other transactions. */
static int fail_lacking(const struct replica *replica, enum lack lack,
                        const struct mt_gtid_set *lacking, struct mt_err *err)
{
    static const char *const behind[] = {
        "yet, which were read here before: it is behind (or does not log what it replicates: "
        "log_slave_updates)",
        "which were read here before, and has others instead (diverged): read a server that has "
        "them, or rebuild this job's target and start with --reset",
        "any more, which it had executed itself and which were read here: it was reset, restored, "
        "or lost the end of its log in a crash; rebuild this job's target and start with --reset"};
    fail_gtids(replica, "the server does not have the transactions", lacking, behind[lack], err);
    if (lack == LACK_BEHIND && err->code == MT_ERR_SERVER)
        err->code = MT_ERR_IO;
    return -1;
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

static bool is_own(const struct mt_gtid_set *set, const struct mt_server_info *info)
{
    char text[37];
    for (size_t i = 0; i < set->source_count; i++) {
        mt_uuid_print(set->sources[i].uuid, text);
        if (strcasecmp(text, info->server_uuid) == 0)
            return true;
    }
    return false;
}

static int judge_lacking(const struct replica *replica, const struct mt_server_info *info,
                         const struct mt_gtid_set *lacking, const struct mt_gtid_set *executed,
                         const struct mt_gtid_set *set, struct mt_err *err)
{
    enum lack lack = LACK_BEHIND;
    if (is_own(lacking, info))
        lack = LACK_LOST;
    else if (!mt_gtid_set_is_subset(executed, set))
        lack = LACK_DIVERGED;
    return fail_lacking(replica, lack, lacking, err);
}

/* "uuid:21#5:22#6,uuid:3#7": behind each number the session that has it. */
static void take_owned(void *arg, MYSQL_ROW row)
{
    struct mt_buf *text = arg;
    for (const char *s = row[0] ? row[0] : ""; *s; s++)
        if (*s == '#')
            s += strspn(s + 1, "0123456789");
        else
            mt_buf_addc(text, *s);
}

/* What has been executed, or is in the log and about to be: a commit that waits for a replica's
 * answer is sent before it counts as executed. First the latter, so that none slips between. */
static int ask_executed_and_owned(struct replica *replica, struct mt_gtid_set *out,
                                  struct mt_err *err)
{
    struct mt_buf owned = {0};
    struct mt_err unknown = {0};
    int rc = mt_server_ask(replica->mysql, "SELECT @@GLOBAL.gtid_owned", replica->name, NULL,
                           take_owned, &owned, err);
    if (rc == 0)
        rc = mt_server_ask_set(replica->mysql, "@@GLOBAL.gtid_executed", replica->name, out, err);
    if (rc == 0 && mt_gtid_set_parse(out, mt_buf_str(&owned), owned.len, &unknown) != 0)
        mt_debug("%s: gtid_owned = %s", replica->name, mt_buf_str(&owned));
    mt_buf_free(&owned);
    return rc;
}

static int check_mysql(struct replica *replica, const struct mt_server_info *info,
                       const struct mt_gtid_set *set, struct mt_err *err)
{
    struct mt_gtid_set executed = {0}, purged = {0}, lacking = {0};
    int rc = ask_executed_and_owned(replica, &executed, err);
    if (rc == 0)
        rc = mt_server_ask_set(replica->mysql, "@@GLOBAL.gtid_purged", replica->name, &purged, err);
    if (rc == 0 && (rc = mt_gtid_set_copy(&lacking, set, err)) == 0)
        rc = mt_gtid_set_subtract(&lacking, &executed, err);
    if (rc == 0 && !mt_gtid_set_is_empty(&lacking))
        rc = judge_lacking(replica, info, &lacking, &executed, set, err);
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

/* The server's state: of each domain, the last number of each server that wrote into it. */
static int check_domain(const struct replica *replica, const struct mt_server_info *info,
                        const char *state, const struct mt_gtid_domain *ours, struct mt_err *err)
{
    struct mt_gtid_set lacking = {0};
    unsigned domain, server;
    unsigned long long number, highest = 0;
    int len;
    for (const char *at = state; sscanf(at, " %u-%u-%llu%n", &domain, &server, &number, &len) == 3;
         at += *at == ',') {
        at += len;
        if (domain != ours->domain)
            continue;
        if (server == ours->server_id && number >= ours->number)
            return 0;
        highest = number > highest ? number : highest;
    }
    if (mt_gtid_set_put_domain(&lacking, ours, err) != 0)
        return -1;
    enum lack lack = LACK_BEHIND;
    if (ours->server_id == info->server_id)
        lack = LACK_LOST;
    else if (highest >= ours->number)
        lack = LACK_DIVERGED;
    fail_lacking(replica, lack, &lacking, err);
    mt_gtid_set_free(&lacking);
    return -1;
}

static void take_state(void *arg, MYSQL_ROW row)
{
    mt_buf_adds(arg, row[0] ? row[0] : "");
}

static int check_state(struct replica *replica, const struct mt_server_info *info,
                       const struct mt_gtid_set *set, struct mt_err *err)
{
    struct mt_buf state = {0};
    int rc = mt_server_ask(replica->mysql, "SELECT @@GLOBAL.gtid_binlog_state", replica->name, NULL,
                           take_state, &state, err);
    for (size_t i = 0; rc == 0 && i < set->domain_count; i++)
        rc = check_domain(replica, info, mt_buf_str(&state), &set->domains[i], err);
    mt_buf_free(&state);
    return rc;
}

static int check_mariadb(struct replica *replica, const struct mt_server_info *info,
                         const struct mt_gtid_set *set, struct mt_err *err)
{
    struct mt_where_log first = {{0}, 0};
    struct mt_gtid_set oldest = {0};
    if (check_state(replica, info, set, err) != 0)
        return -1;
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

int mt_check_gtids(struct replica *replica, const struct mt_server_info *info,
                   const struct mt_gtid_set *set, struct mt_err *err)
{
    if (replica->mariadb ? set->source_count : set->domain_count)
        return fail_other_kind(replica, set, err);
    return replica->mariadb ? check_mariadb(replica, info, set, err)
                            : check_mysql(replica, info, set, err);
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
