/* Owns the question for the definitions of all tables. */
#include "source/replica_parts.h"

#include <stdlib.h>
#include <string.h>

#define OWN_SCHEMAS "('mysql', 'sys', 'information_schema', 'performance_schema')"

/* A stored result, sorted by its first columns, to be looked up in. */
struct lookup {
    MYSQL_RES *result;
    MYSQL_ROW *rows;
    size_t count;
};

static int compare_names(MYSQL_ROW a, MYSQL_ROW b, int columns)
{
    int order = 0;
    for (int i = 0; i < columns && order == 0; i++)
        order = strcmp(a[i] ? a[i] : "", b[i] ? b[i] : "");
    return order;
}

static int by_two_names(const void *a, const void *b)
{
    return compare_names(*(const MYSQL_ROW *)a, *(const MYSQL_ROW *)b, 2);
}

static int by_three_names(const void *a, const void *b)
{
    return compare_names(*(const MYSQL_ROW *)a, *(const MYSQL_ROW *)b, 3);
}

static int fill_lookup(MYSQL *mysql, const char *sql, const char *name,
                       int (*order)(const void *, const void *), struct lookup *out,
                       struct mt_err *err)
{
    if (mt_server_run(mysql, sql, name, NULL, err) != 0)
        return -1;
    out->result = mysql_store_result(mysql);
    if (!out->result)
        return mt_server_fail(mysql, name, "the server's answer did not arrive", NULL, err);
    size_t count = (size_t)mysql_num_rows(out->result);
    out->rows = malloc((count + 1) * sizeof *out->rows);
    if (!out->rows)
        return mt_fail(err, MT_ERR_NOMEM, "out of memory for the server's tables");
    for (MYSQL_ROW row; out->count < count && (row = mysql_fetch_row(out->result));)
        out->rows[out->count++] = row;
    qsort(out->rows, out->count, sizeof *out->rows, order);
    return 0;
}

static MYSQL_ROW look_up(const struct lookup *lookup, MYSQL_ROW names,
                         int (*order)(const void *, const void *))
{
    MYSQL_ROW *found = bsearch(&names, lookup->rows, lookup->count, sizeof names, order);
    return found ? *found : NULL;
}

static void free_lookup(struct lookup *lookup)
{
    free(lookup->rows);
    if (lookup->result)
        mysql_free_result(lookup->result);
}

struct tables {
    struct lookup views; /* schema, name */
    struct lookup keys;  /* schema, table, column, place in the primary key */
};

static int give_columns(MYSQL *mysql, const char *name, const struct tables *tables,
                        int (*each)(void *, const struct mt_column_row *, struct mt_err *),
                        void *arg, struct mt_err *err)
{
    MYSQL_RES *result = mysql_use_result(mysql);
    if (!result)
        return mt_server_fail(mysql, name, "the server's answer did not arrive", NULL, err);
    int rc = 0;
    MYSQL_ROW r;
    while (rc == 0 && (r = mysql_fetch_row(result))) {
        if (look_up(&tables->views, r, by_two_names))
            continue;
        MYSQL_ROW key = look_up(&tables->keys, r, by_three_names);
        struct mt_column_row row = {
            .schema = r[0],
            .table = r[1],
            .name = r[2],
            .position = r[3] ? (unsigned)strtoul(r[3], NULL, 10) : 0,
            .column_type = r[4],
            .nullable = r[5] && strcasecmp(r[5], "YES") == 0,
            .charset = r[6],
            .collation = r[7],
            .key_position = key && key[3] ? (unsigned)strtoul(key[3], NULL, 10) : 0,
            .extra = r[8],
        };
        rc = each(arg, &row, err);
    }
    if (rc == 0 && mysql_errno(mysql))
        rc = mt_server_fail(mysql, name, "the list of columns broke off", NULL, err);
    mysql_free_result(result);
    return rc;
}

static int ask_columns(MYSQL *mysql, const char *name, struct tables *tables,
                       int (*each)(void *, const struct mt_column_row *, struct mt_err *),
                       void *arg, struct mt_err *err)
{
    if (fill_lookup(mysql,
                    "SELECT TABLE_SCHEMA, TABLE_NAME FROM information_schema.TABLES WHERE "
                    "TABLE_TYPE LIKE '%VIEW' AND TABLE_SCHEMA NOT IN " OWN_SCHEMAS,
                    name, by_two_names, &tables->views, err) != 0 ||
        fill_lookup(mysql,
                    "SELECT TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME, SEQ_IN_INDEX FROM "
                    "information_schema.STATISTICS WHERE INDEX_NAME = 'PRIMARY' AND TABLE_SCHEMA "
                    "NOT IN " OWN_SCHEMAS,
                    name, by_three_names, &tables->keys, err) != 0 ||
        mt_server_run(
            mysql,
            "SELECT TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME, ORDINAL_POSITION, COLUMN_TYPE, "
            "IS_NULLABLE, CHARACTER_SET_NAME, COLLATION_NAME, EXTRA FROM "
            "information_schema.COLUMNS WHERE TABLE_SCHEMA NOT IN " OWN_SCHEMAS
            " ORDER BY TABLE_SCHEMA, TABLE_NAME, ORDINAL_POSITION",
            name, NULL, err) != 0)
        return -1;
    return give_columns(mysql, name, tables, each, arg, err);
}

int mt_replica_columns(const struct mt_connect_options *options,
                       int (*each)(void *arg, const struct mt_column_row *row, struct mt_err *err),
                       void *arg, struct mt_err *err)
{
    char *name = mt_server_name(options);
    MYSQL *mysql = name ? mt_server_connect(options, QUESTION_TIMEOUT_S, err) : NULL;
    struct tables tables = {0};
    int rc = mysql ? ask_columns(mysql, name, &tables, each, arg, err) : -1;
    free_lookup(&tables.views);
    free_lookup(&tables.keys);
    if (mysql)
        mysql_close(mysql);
    free(name);
    return rc;
}
