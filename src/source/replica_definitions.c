/* Owns the question for the definitions of all tables. */
#include "source/replica_parts.h"

#include <stdio.h>
#include <stdlib.h>

/* Two names of 64 characters, with their quotes doubled. */
#define NAME_ROOM 1100

/* What the servers keep for themselves. */
#define NOT_OWN(schema) \
    schema " NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema')"

/* Every table and index in one go. What stands in an M! comment is read by MariaDB from 10.3 on.
 * Ordered by bytes, so that a table and its namesake in capitals do not come mixed. */
static const char *const questions[] = {
    [MT_ROWS_DATABASES] = "SELECT SCHEMA_NAME, DEFAULT_COLLATION_NAME FROM "
                          "information_schema.SCHEMATA WHERE " NOT_OWN("SCHEMA_NAME"),
    [MT_ROWS_TABLES] =
        "SELECT TABLE_SCHEMA, TABLE_NAME, TABLE_COLLATION, ENGINE, TABLE_TYPE FROM "
        "information_schema.TABLES WHERE TABLE_TYPE NOT LIKE '%VIEW' AND TABLE_TYPE NOT LIKE "
        "'TEMPORARY%' AND " NOT_OWN("TABLE_SCHEMA"),
    [MT_ROWS_COLUMNS] =
        "SELECT TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME, COLUMN_TYPE, IS_NULLABLE, "
        "CHARACTER_SET_NAME, EXTRA, COLUMN_KEY /*M!100300 , GENERATION_EXPRESSION */ FROM "
        "information_schema.COLUMNS WHERE " NOT_OWN(
            "TABLE_SCHEMA") " ORDER BY "
                            "CAST(TABLE_SCHEMA AS BINARY), CAST(TABLE_NAME AS "
                            "BINARY), ORDINAL_POSITION",
    [MT_ROWS_INDEXES] =
        "SELECT TABLE_SCHEMA, TABLE_NAME, INDEX_NAME, NON_UNIQUE, COLUMN_NAME, SUB_PART, "
        "INDEX_TYPE FROM information_schema.STATISTICS WHERE " NOT_OWN(
            "TABLE_SCHEMA") " ORDER BY "
                            "CAST(TABLE_SCHEMA AS BINARY), CAST(TABLE_NAME AS BINARY), INDEX_NAME, "
                            "SEQ_IN_INDEX",
};

static int give_rows(MYSQL *mysql, const char *name, enum mt_rows_of what,
                     const struct mt_definitions_sink *sink, struct mt_err *err)
{
    if (mt_server_run(mysql, questions[what], name, NULL, err) != 0)
        return -1;
    MYSQL_RES *result = mysql_use_result(mysql);
    if (!result)
        return mt_server_fail(mysql, name, "the server's answer did not arrive", NULL, err);
    int rc = 0;
    MYSQL_ROW row;
    while (rc == 0 && (row = mysql_fetch_row(result)))
        rc = sink->row(sink->arg, what, (const char *const *)row, mysql_num_fields(result), err);
    if (rc == 0 && mysql_errno(mysql))
        rc = mt_server_fail(mysql, name, "the list of columns broke off", NULL, err);
    mysql_free_result(result);
    return rc;
}

/* ---- waiting for statements that are in the log, and not yet done ---- */

struct names {
    char (*list)[NAME_ROOM];
    size_t count;
    const struct mt_definitions_sink *sink;
};

static void take_name(void *arg, MYSQL_ROW row)
{
    struct names *names = arg;
    char plain[NAME_ROOM];
    snprintf(plain, sizeof plain, "%s.%s", row[0], row[1]);
    if (!names->sink->wants(names->sink->arg, plain))
        return;
    void *grown = realloc(names->list, (names->count + 1) * sizeof *names->list);
    if (!grown)
        return;
    names->list = grown;
    mt_copy_string(names->list[names->count++], NAME_ROOM, row[2]);
}

/* MySQL writes a DDL statement to its log shortly before information_schema shows what it did. It
 * holds the table meanwhile: whoever may look into the table comes after. A table that somebody
 * else has locked for longer is no such case. */
static int wait_for_tables(MYSQL *mysql, const char *name, const struct mt_definitions_sink *sink,
                           struct mt_err *err)
{
    struct names names = {.sink = sink};
    int rc = mt_server_ask(
        mysql,
        "SELECT TABLE_SCHEMA, TABLE_NAME, CONCAT('`', REPLACE(TABLE_SCHEMA, "
        "'`', '``'), '`.`', REPLACE(TABLE_NAME, '`', '``'), '`') FROM "
        "information_schema.TABLES WHERE TABLE_TYPE = 'BASE TABLE' AND " NOT_OWN("TABLE_SCHEMA"),
        name, NULL, take_name, &names, err);
    if (rc == 0)
        rc = mt_server_run(mysql, "SET SESSION lock_wait_timeout = 5", name, NULL, err);
    for (size_t i = 0; rc == 0 && i < names.count; i++) {
        char sql[NAME_ROOM + 32];
        snprintf(sql, sizeof sql, "SELECT 1 FROM %s LIMIT 0", names.list[i]);
        if (mysql_query(mysql, sql) == 0)
            mysql_free_result(mysql_store_result(mysql));
    }
    free(names.list);
    return rc;
}

static void take_number(void *arg, MYSQL_ROW row)
{
    *(unsigned *)arg = row[0] ? (unsigned)strtoul(row[0], NULL, 10) : 0;
}

static int ask(MYSQL *mysql, const char *name, const struct mt_definitions_sink *sink,
               struct mt_definitions *out, struct mt_err *err)
{
    struct mt_where_log where = {{0}, 0};
    sink->begin(sink->arg);
    *out = (struct mt_definitions){.mariadb = mt_server_is_mariadb(mysql)};
    if (mt_server_ask(mysql, "SELECT @@GLOBAL.lower_case_table_names", name, NULL, take_number,
                      &out->lower_case, err) ||
        (sink->with_places && mt_ask_where(mysql, name, &where, err)))
        return -1;
    mt_copy_string(out->before_file, sizeof out->before_file, where.file);
    out->before_position = where.position;
    if (sink->with_places && !out->mariadb && wait_for_tables(mysql, name, sink, err))
        return -1;
    for (int what = 0; what < MT_ROWS_KINDS; what++)
        if (give_rows(mysql, name, (enum mt_rows_of)what, sink, err))
            return -1;
    if (sink->with_places && mt_ask_where(mysql, name, &where, err))
        return -1;
    mt_copy_string(out->after_file, sizeof out->after_file, where.file);
    out->after_position = where.position;
    return 0;
}

int mt_replica_definitions(const struct mt_connect_options *options,
                           const struct mt_definitions_sink *sink, struct mt_definitions *out,
                           struct mt_err *err)
{
    char *name = mt_server_name(options);
    MYSQL *mysql = name ? mt_server_connect(options, QUESTION_TIMEOUT_S, err) : NULL;
    int rc = mysql ? ask(mysql, name, sink, out, err) : -1;
    if (mysql)
        mysql_close(mysql);
    free(name);
    return rc;
}

struct table_listener {
    void (*each)(void *arg, const char *schema, const char *table);
    void *arg;
};

static void take_table(void *arg, MYSQL_ROW row)
{
    const struct table_listener *listener = arg;
    if (row[0] && row[1])
        listener->each(listener->arg, row[0], row[1]);
}

int mt_replica_tables(const struct mt_connect_options *options,
                      void (*each)(void *arg, const char *schema, const char *table), void *arg,
                      struct mt_err *err)
{
    struct table_listener listener = {each, arg};
    char *name = mt_server_name(options);
    MYSQL *mysql = name ? mt_server_connect(options, QUESTION_TIMEOUT_S, err) : NULL;
    int rc = mysql ? mt_server_ask(mysql,
                                   "SELECT TABLE_SCHEMA, TABLE_NAME FROM information_schema.TABLES "
                                   "WHERE TABLE_TYPE NOT LIKE '%VIEW' AND " NOT_OWN("TABLE_SCHEMA"),
                                   name, NULL, take_table, &listener, err)
                   : -1;
    if (mysql)
        mysql_close(mysql);
    free(name);
    return rc;
}
