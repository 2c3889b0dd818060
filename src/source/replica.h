/* Questions to a server, beside its stream: what it is, where its log stands, what its tables look
 * like.
 *
 * Only replica*.c include mysql.h, through replica_parts.h; they build against MariaDB Connector/C
 * and MySQL's libmysqlclient. */
#ifndef MT_REPLICA_H
#define MT_REPLICA_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "binlog/gtid_set.h"
#include "schema/schema.h"
#include "source/source.h"

struct mt_server_info {
    bool mariadb;
    char version[128];
    uint32_t server_id;
    char server_uuid[64]; /* MySQL; "" on MariaDB */
    bool log_bin;
    char binlog_format[16]; /* "ROW", "STATEMENT", "MIXED" */
    char row_image[16];     /* "FULL", "MINIMAL", "NOBLOB"; "" where the server has none */
    char row_metadata[16];  /* "FULL", "MINIMAL", "NO_LOG"; "" where the server has none */
    char gtid_mode[24];     /* MySQL: "ON", ...; "" on MariaDB */
    char file[512];         /* where the log ends now */
    uint64_t position;
    bool has_gtids;              /* every transaction has one: MySQL with gtid_mode=ON, MariaDB */
    struct mt_gtid_set executed; /* where it has; asked after the position. To be freed */
};

/* Connect, ask, disconnect. Errors are one sentence with the grant or setting that mends them:
 * refused connection, wrong password, missing privilege, log_bin off. */
int mt_replica_info(const struct mt_connect_options *options, struct mt_server_info *out,
                    struct mt_err *err);

/* The server's log files in order, with their sizes. */
int mt_replica_logs(const struct mt_connect_options *options,
                    void (*each)(void *arg, const char *file, uint64_t size), void *arg,
                    struct mt_err *err);

/* What was executed where a place in a MariaDB server's log is. Fails when no event starts there.
 */
int mt_replica_gtid_at(const struct mt_connect_options *options, const char *file,
                       uint64_t position, struct mt_gtid_set *out, struct mt_err *err);

/* The definitions of every base table outside the server's own schemas (mysql, sys,
 * information_schema, performance_schema), as rows of text, NULL where SQL has NULL:
 *
 *   DATABASES  schema, collation
 *   TABLES     schema, table, collation, engine, kind
 *   COLUMNS    schema, table, column, type, IS_NULLABLE, character set, EXTRA, COLUMN_KEY and, of
 *              MariaDB, the generation expression; the columns of a table in their order
 *   INDEXES    schema, table, index, NON_UNIQUE, column, prefix, type; the parts in their order */
enum mt_rows_of {
    MT_ROWS_DATABASES,
    MT_ROWS_TABLES,
    MT_ROWS_COLUMNS,
    MT_ROWS_INDEXES,
    MT_ROWS_KINDS
};

struct mt_definitions_sink {
    void (*begin)(void *arg); /* what came before is to be forgotten */
    /* 0 to go on, -1 (err filled) to stop */
    int (*row)(void *arg, enum mt_rows_of what, const char *const *fields, unsigned count,
               struct mt_err *err);
    /* "schema.table": one whose definition will be needed */
    bool (*wants)(void *arg, const char *table);
    void *arg;
    bool with_places; /* the server has a log that they belong to */
};

/* What the rows belong to: they are of a place from `before` to `after`, where the log ended before
 * and after they were asked for. */
struct mt_definitions {
    bool mariadb;
    unsigned lower_case; /* lower_case_table_names */
    char before_file[512], after_file[512];
    uint64_t before_position, after_position;
};

int mt_replica_definitions(const struct mt_connect_options *options,
                           const struct mt_definitions_sink *sink, struct mt_definitions *out,
                           struct mt_err *err);

/* The names of those tables that the user may see. */
int mt_replica_tables(const struct mt_connect_options *options,
                      void (*each)(void *arg, const char *schema, const char *table), void *arg,
                      struct mt_err *err);

/* A server id derived from a job's name: stable, in the upper half of the 32 bits, where people
 * seldom choose. */
uint32_t mt_server_id_from_name(const char *name);

/* Library name and version, for --version. */
const char *mt_replica_library(void);

#endif
