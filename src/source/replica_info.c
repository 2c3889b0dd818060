/* Owns the questions to a server: what it is and where its log stands. */
#include "source/replica_parts.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

bool mt_server_is_mariadb(MYSQL *mysql)
{
    return strstr(mysql_get_server_info(mysql), "MariaDB") != NULL;
}

void mt_copy_string(char *to, size_t size, const char *from)
{
    snprintf(to, size, "%s", from ? from : "");
}

/* One row of one question; each(arg, row) is called where there is one. */
int mt_server_ask(MYSQL *mysql, const char *sql, const char *name, const char *grant,
                  void (*each)(void *arg, MYSQL_ROW row), void *arg, struct mt_err *err)
{
    if (mt_server_run(mysql, sql, name, grant, err) != 0)
        return -1;
    MYSQL_RES *result = mysql_store_result(mysql);
    if (!result)
        return mt_server_fail(mysql, name, "the server's answer did not arrive", NULL, err);
    MYSQL_ROW row;
    while ((row = mysql_fetch_row(result)))
        each(arg, row);
    mysql_free_result(result);
    return 0;
}

static void take_where(void *arg, MYSQL_ROW row)
{
    struct mt_where_log *where = arg;
    mt_copy_string(where->file, sizeof where->file, row[0]);
    where->position = row[1] ? strtoull(row[1], NULL, 10) : 0;
}

int mt_fail_log_off(const char *name, struct mt_err *err)
{
    return mt_fail(err, MT_ERR_SERVER,
                   "%s: the server writes no binary log; set log_bin (and binlog_format=ROW) and "
                   "restart it",
                   name);
}

/* MariaDB 10.5 gave the privilege another name. */
static const char *grant_for_status(MYSQL *mysql)
{
    return mt_server_is_mariadb(mysql) && mysql_get_server_version(mysql) >= 100500
               ? "run GRANT BINLOG MONITOR ON *.* TO this user"
               : "run GRANT REPLICATION CLIENT ON *.* TO this user";
}

int mt_ask_where(MYSQL *mysql, const char *name, struct mt_where_log *out, struct mt_err *err)
{
    bool new_words = !mt_server_is_mariadb(mysql) && mysql_get_server_version(mysql) >= 80200;
    *out = (struct mt_where_log){{0}, 0};
    if (mt_server_ask(mysql, new_words ? "SHOW BINARY LOG STATUS" : "SHOW MASTER STATUS", name,
                      grant_for_status(mysql), take_where, out, err) != 0)
        return -1;
    return out->file[0] ? 0 : mt_fail_log_off(name, err);
}

struct variables {
    struct mt_server_info info;
    char server_id[16], log_bin[8];
};

static void take_variable(void *arg, MYSQL_ROW row)
{
#define FIELD(name, field)                                                            \
    {                                                                                 \
        name, offsetof(struct variables, field), sizeof((struct variables *)0)->field \
    }
    static const struct {
        const char *name;
        size_t at, size;
    } fields[] = {
        FIELD("version", info.version),
        FIELD("server_id", server_id),
        FIELD("server_uuid", info.server_uuid),
        FIELD("log_bin", log_bin),
        FIELD("binlog_format", info.binlog_format),
        FIELD("binlog_row_image", info.row_image),
        FIELD("binlog_row_metadata", info.row_metadata),
        FIELD("gtid_mode", info.gtid_mode),
    };
#undef FIELD
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (row[0] && strcasecmp(row[0], fields[i].name) == 0)
            mt_copy_string((char *)arg + fields[i].at, fields[i].size, row[1]);
}

int mt_ask_variables(MYSQL *mysql, const char *name, struct mt_server_info *out, struct mt_err *err)
{
    struct variables v = {0};
    if (mt_server_ask(
            mysql,
            "SHOW GLOBAL VARIABLES WHERE Variable_name IN ('version', 'server_id', 'server_uuid', "
            "'log_bin', 'binlog_format', 'binlog_row_image', 'binlog_row_metadata', 'gtid_mode')",
            name, NULL, take_variable, &v, err) != 0)
        return -1;
    v.info.mariadb = mt_server_is_mariadb(mysql);
    v.info.server_id = (uint32_t)strtoul(v.server_id, NULL, 10);
    v.info.log_bin = strcasecmp(v.log_bin, "ON") == 0 || strcmp(v.log_bin, "1") == 0;
    *out = v.info;
    return 0;
}

struct set_answer {
    struct mt_gtid_set *set;
    struct mt_err err;
};

static void take_set(void *arg, MYSQL_ROW row)
{
    struct set_answer *answer = arg;
    if (answer->err.code == MT_OK && !row[0])
        mt_fail(&answer->err, MT_ERR_SERVER, "the server knows of none");
    if (answer->err.code == MT_OK)
        mt_gtid_set_parse(answer->set, row[0], strlen(row[0]), &answer->err);
}

int mt_server_ask_set(MYSQL *mysql, const char *expression, const char *name,
                      struct mt_gtid_set *out, struct mt_err *err)
{
    struct set_answer answer = {.set = out};
    struct mt_buf sql = {0};
    mt_buf_printf(&sql, "SELECT %s", expression);
    int rc = mt_server_ask(mysql, mt_buf_str(&sql), name, NULL, take_set, &answer, err);
    mt_buf_free(&sql);
    if (rc == 0 && answer.err.code != MT_OK)
        rc = mt_fail(err, MT_ERR_SERVER, "%s: %s: %s", name, expression, answer.err.msg);
    return rc;
}

/* Not from SHOW VARIABLES, which cuts at 1024 characters. */
static int ask_gtids(MYSQL *mysql, const char *name, struct mt_server_info *info,
                     struct mt_err *err)
{
    info->has_gtids = info->mariadb ? mysql_get_server_version(mysql) >= 100002
                                    : strcasecmp(info->gtid_mode, "ON") == 0;
    if (!info->has_gtids)
        return 0;
    return mt_server_ask_set(mysql,
                             info->mariadb ? "@@GLOBAL.gtid_binlog_pos" : "@@GLOBAL.gtid_executed",
                             name, &info->executed, err);
}

int mt_replica_info(const struct mt_connect_options *options, struct mt_server_info *out,
                    struct mt_err *err)
{
    char *name = mt_server_name(options);
    MYSQL *mysql = name ? mt_server_connect(options, QUESTION_TIMEOUT_S, err) : NULL;
    int rc = mysql ? mt_ask_variables(mysql, name, out, err) : -1;
    if (rc == 0 && !out->log_bin)
        rc = mt_fail_log_off(name, err);
    struct mt_where_log where;
    if (rc == 0 && (rc = mt_ask_where(mysql, name, &where, err)) == 0) {
        memcpy(out->file, where.file, sizeof out->file);
        out->position = where.position;
        rc = ask_gtids(mysql, name, out, err);
    }
    if (mysql)
        mysql_close(mysql);
    free(name);
    return rc;
}

struct log_listener {
    void (*each)(void *arg, const char *file, uint64_t size);
    void *arg;
};

static void take_log(void *arg, MYSQL_ROW row)
{
    const struct log_listener *listener = arg;
    if (row[0])
        listener->each(listener->arg, row[0], row[1] ? strtoull(row[1], NULL, 10) : 0);
}

int mt_replica_logs(const struct mt_connect_options *options,
                    void (*each)(void *arg, const char *file, uint64_t size), void *arg,
                    struct mt_err *err)
{
    struct log_listener listener = {each, arg};
    char *name = mt_server_name(options);
    MYSQL *mysql = name ? mt_server_connect(options, QUESTION_TIMEOUT_S, err) : NULL;
    int rc = mysql ? mt_server_ask(mysql, "SHOW BINARY LOGS", name, grant_for_status(mysql),
                                   take_log, &listener, err)
                   : -1;
    if (mysql)
        mysql_close(mysql);
    free(name);
    return rc;
}
