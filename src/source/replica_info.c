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

/* Sets of several servers come with line breaks. */
static void take_gtid(void *arg, MYSQL_ROW row)
{
    struct mt_server_info *info = arg;
    size_t n = 0;
    for (const char *s = row[0] ? row[0] : ""; *s && n + 1 < sizeof info->gtid; s++)
        if (*s != '\n')
            info->gtid[n++] = *s;
    info->gtid[n] = '\0';
}

/* Not from SHOW VARIABLES, which cuts at 1024 characters. Servers before GTIDs refuse, which is an
 * answer. */
static void ask_gtid(MYSQL *mysql, const char *name, struct mt_server_info *info)
{
    struct mt_err ignored = {0};
    mt_server_ask(
        mysql, info->mariadb ? "SELECT @@GLOBAL.gtid_binlog_pos" : "SELECT @@GLOBAL.gtid_executed",
        name, NULL, take_gtid, info, &ignored);
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
        ask_gtid(mysql, name, out);
    }
    if (mysql)
        mysql_close(mysql);
    free(name);
    return rc;
}
