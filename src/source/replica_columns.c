/* Owns the question for the definitions of all tables. */
#include "source/replica_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define OWN_SCHEMAS "('mysql', 'sys', 'information_schema', 'performance_schema')"

#define NAME_ROOM   260 /* a name has at most 64 characters */
#define HASH_COLUMN "DB_ROW_HASH_"
#define MAX_HASHES  256 /* MariaDB: at most 128 indexes of a table */

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

/* How many rows have these two names. */
static size_t count_rows(const struct lookup *lookup, MYSQL_ROW names)
{
    MYSQL_ROW *found = bsearch(&names, lookup->rows, lookup->count, sizeof names, by_two_names);
    if (!found)
        return 0;
    MYSQL_ROW *first = found, *end = found;
    while (first > lookup->rows && by_two_names(first - 1, &names) == 0)
        first--;
    while (end < lookup->rows + lookup->count && by_two_names(end, &names) == 0)
        end++;
    return (size_t)(end - first);
}

static void free_lookup(struct lookup *lookup)
{
    free(lookup->rows);
    if (lookup->result)
        mysql_free_result(lookup->result);
}

struct tables {
    struct lookup kinds;  /* schema, name, kind, engine: those that are not plain tables */
    struct lookup keys;   /* schema, table, column, place in the primary key */
    struct lookup hashes; /* schema, table, for each unique index by hash */
};

/* Who is given the columns, and the table whose columns are being given. */
struct giving {
    const struct tables *tables;
    int (*each)(void *arg, const struct mt_column_row *row, struct mt_err *err);
    void *arg;
    bool adds_hidden;
    char schema[NAME_ROOM], table[NAME_ROOM];
    unsigned columns, key_columns;
    bool has_row_start;
    bool hash_taken[MAX_HASHES]; /* the table has a column DB_ROW_HASH_n of its own */
};

static int give_hidden(struct giving *g, const char *name, const char *type, bool in_key,
                       enum mt_nullable nullable, struct mt_err *err)
{
    struct mt_column_row row = {
        .schema = g->schema,
        .table = g->table,
        .name = name,
        .position = ++g->columns,
        .column_type = type,
        .nullable = nullable,
        .key_position = in_key ? ++g->key_columns : 0,
        .extra = "INVISIBLE",
    };
    return g->each(g->arg, &row, err);
}

static int give_hashes(struct giving *g, size_t count, struct mt_err *err)
{
    for (unsigned n = 1; count && n < MAX_HASHES; n++) {
        char name[sizeof HASH_COLUMN + 10];
        if (g->hash_taken[n])
            continue;
        snprintf(name, sizeof name, HASH_COLUMN "%u", n);
        if (give_hidden(g, name, "bigint(20) unsigned", false, MT_NULL_UNKNOWN, err))
            return -1;
        count--;
    }
    return 0;
}

/* The columns that MariaDB logs and does not list, behind the others: see schema/schema.h. */
static int end_table(struct giving *g, struct mt_err *err)
{
    MYSQL_ROW names = (char *[]){g->schema, g->table};
    if (!g->adds_hidden || !g->columns)
        return 0;
    MYSQL_ROW kind = look_up(&g->tables->kinds, names, by_two_names);
    if (kind && strcmp(kind[2], "SYSTEM VERSIONED") == 0 && !g->has_row_start &&
        (give_hidden(g, "row_start", "timestamp(6)", false, MT_NOT_NULL, err) ||
         give_hidden(g, "row_end", "timestamp(6)", g->key_columns > 0, MT_NOT_NULL, err)))
        return -1;
    if (kind && kind[3] && strcmp(kind[3], "MEMORY") == 0)
        return 0;
    return give_hashes(g, count_rows(&g->tables->hashes, names), err);
}

static int begin_table(struct giving *g, MYSQL_ROW r, struct mt_err *err)
{
    if (strcmp(g->schema, r[0]) == 0 && strcmp(g->table, r[1]) == 0)
        return 0;
    if (end_table(g, err))
        return -1;
    mt_copy_string(g->schema, sizeof g->schema, r[0]);
    mt_copy_string(g->table, sizeof g->table, r[1]);
    g->columns = g->key_columns = 0;
    g->has_row_start = false;
    memset(g->hash_taken, 0, sizeof g->hash_taken);
    return 0;
}

static int give_column(struct giving *g, MYSQL_ROW r, struct mt_err *err)
{
    MYSQL_ROW key = look_up(&g->tables->keys, r, by_three_names);
    struct mt_column_row row = {
        .schema = r[0],
        .table = r[1],
        .name = r[2],
        .position = r[3] ? (unsigned)strtoul(r[3], NULL, 10) : 0,
        .column_type = r[4],
        .nullable = r[5] && strcasecmp(r[5], "YES") == 0 ? MT_NULL : MT_NOT_NULL,
        .charset = r[6],
        .collation = r[7],
        .key_position = key && key[3] ? (unsigned)strtoul(key[3], NULL, 10) : 0,
        .extra = r[8],
    };
    g->columns++;
    g->key_columns += row.key_position > 0;
    if (g->adds_hidden && r[9] && strcmp(r[9], "ROW START") == 0)
        g->has_row_start = true;
    if (strncasecmp(r[2], HASH_COLUMN, strlen(HASH_COLUMN)) == 0) {
        unsigned long n = strtoul(r[2] + strlen(HASH_COLUMN), NULL, 10);
        g->hash_taken[n < MAX_HASHES ? n : 0] = true;
    }
    return g->each(g->arg, &row, err);
}

static bool is_view(const struct tables *tables, MYSQL_ROW names)
{
    MYSQL_ROW kind = look_up(&tables->kinds, names, by_two_names);
    return kind && strstr(kind[2], "VIEW");
}

static int give_columns(MYSQL *mysql, const char *name, struct giving *g, struct mt_err *err)
{
    MYSQL_RES *result = mysql_use_result(mysql);
    if (!result)
        return mt_server_fail(mysql, name, "the server's answer did not arrive", NULL, err);
    g->adds_hidden = mysql_num_fields(result) > 9;
    int rc = 0;
    MYSQL_ROW r;
    while (rc == 0 && (r = mysql_fetch_row(result)))
        if (!is_view(g->tables, r) && (rc = begin_table(g, r, err)) == 0)
            rc = give_column(g, r, err);
    if (rc == 0 && mysql_errno(mysql))
        rc = mt_server_fail(mysql, name, "the list of columns broke off", NULL, err);
    mysql_free_result(result);
    return rc ? rc : end_table(g, err);
}

/* What stands in the M! comment is read by MariaDB from 10.3 on. Ordered by bytes, so that the
 * columns of a table and of its namesake in capitals do not come mixed. */
static int ask_columns(MYSQL *mysql, const char *name, struct tables *tables, struct giving *g,
                       struct mt_err *err)
{
    if (fill_lookup(mysql,
                    "SELECT TABLE_SCHEMA, TABLE_NAME, TABLE_TYPE, ENGINE FROM "
                    "information_schema.TABLES WHERE (TABLE_TYPE <> 'BASE TABLE' OR "
                    "ENGINE = 'MEMORY') AND TABLE_SCHEMA NOT IN " OWN_SCHEMAS,
                    name, by_two_names, &tables->kinds, err) != 0 ||
        fill_lookup(mysql,
                    "SELECT TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME, SEQ_IN_INDEX FROM "
                    "information_schema.STATISTICS WHERE INDEX_NAME = 'PRIMARY' AND TABLE_SCHEMA "
                    "NOT IN " OWN_SCHEMAS,
                    name, by_three_names, &tables->keys, err) != 0 ||
        fill_lookup(mysql,
                    "SELECT TABLE_SCHEMA, TABLE_NAME FROM information_schema.STATISTICS WHERE "
                    "INDEX_TYPE = 'HASH' AND NON_UNIQUE = 0 AND SEQ_IN_INDEX = 1 AND TABLE_SCHEMA "
                    "NOT IN " OWN_SCHEMAS,
                    name, by_two_names, &tables->hashes, err) != 0 ||
        mt_server_run(
            mysql,
            "SELECT TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME, ORDINAL_POSITION, COLUMN_TYPE, "
            "IS_NULLABLE, CHARACTER_SET_NAME, COLLATION_NAME, EXTRA "
            "/*M!100300 , GENERATION_EXPRESSION */ FROM "
            "information_schema.COLUMNS WHERE TABLE_SCHEMA NOT IN " OWN_SCHEMAS
            " ORDER BY CAST(TABLE_SCHEMA AS BINARY), CAST(TABLE_NAME AS BINARY), ORDINAL_POSITION",
            name, NULL, err) != 0)
        return -1;
    return give_columns(mysql, name, g, err);
}

int mt_replica_columns(const struct mt_connect_options *options,
                       int (*each)(void *arg, const struct mt_column_row *row, struct mt_err *err),
                       void *arg, struct mt_err *err)
{
    char *name = mt_server_name(options);
    MYSQL *mysql = name ? mt_server_connect(options, QUESTION_TIMEOUT_S, err) : NULL;
    struct tables tables = {0};
    struct giving giving = {.tables = &tables, .each = each, .arg = arg};
    int rc = mysql ? ask_columns(mysql, name, &tables, &giving, err) : -1;
    free_lookup(&tables.kinds);
    free_lookup(&tables.keys);
    free_lookup(&tables.hashes);
    if (mysql)
        mysql_close(mysql);
    free(name);
    return rc;
}
