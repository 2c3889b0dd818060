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

/* One row of information_schema.COLUMNS; strings are zero-terminated, NULL where SQL has NULL. */
struct mt_column_row {
    const char *schema, *table, *name;
    unsigned position;       /* from 1 */
    const char *column_type; /* "int(10) unsigned", "enum('a','b')" */
    enum mt_nullable nullable;
    const char *charset; /* CHARACTER_SET_NAME */
    const char *collation;
    unsigned key_position; /* place in the primary key, from 1; 0: not in it */
    const char *extra;     /* "auto_increment", "INVISIBLE", "VIRTUAL GENERATED", ... */
};

/* Call each(arg, row) for every column of every base table outside the server's own schemas (mysql,
 * sys, information_schema, performance_schema), ordered by schema, table, position. each returns 0
 * to go on, -1 (err filled) to stop. */
int mt_replica_columns(const struct mt_connect_options *options,
                       int (*each)(void *arg, const struct mt_column_row *row, struct mt_err *err),
                       void *arg, struct mt_err *err);

/* A server id derived from a job's name: stable, in the upper half of the 32 bits, where people
 * seldom choose. */
uint32_t mt_server_id_from_name(const char *name);

/* Library name and version, for --version. */
const char *mt_replica_library(void);

#endif
