/* Constants of the binary log, each list in one place: it makes the enum, the names and the docs.
 *
 * Sources: MySQL libs/mysql/binlog/event/binlog_event.h and include/field_types.h;
 * MariaDB sql/log_event.h and include/mysql_com.h. */
#ifndef MT_WIRE_H
#define MT_WIRE_H

#include <stdint.h>

#define MT_BINLOG_MAGIC       "\xfe\x62\x69\x6e"
#define MT_BINLOG_MAGIC_LEN   4
#define MT_HEADER_LEN         19
#define MT_CHECKSUM_LEN       4
#define MT_CHECKSUM_NONE      0
#define MT_CHECKSUM_CRC32     1
#define MT_FLAG_IN_USE        0x01 /* format description: the file was not closed */
#define MT_FLAG_ARTIFICIAL    0x20 /* made by the server for this reader, not in the file */
#define MT_FLAG_RELAY_LOG     0x40 /* made by a replica for its relay log */
#define MT_FLAG_IGNORABLE     0x80 /* a reader that does not know the type may skip it */
#define MT_ROWS_FLAG_STMT_END 0x0001

/* X(enum name, code, name in scripts). */
#define MT_EVENT_TYPES(X)                                          \
    X(UNKNOWN, 0, "unknown")                                       \
    X(START_V3, 1, "start_v3")                                     \
    X(QUERY, 2, "query")                                           \
    X(STOP, 3, "stop")                                             \
    X(ROTATE, 4, "rotate")                                         \
    X(INTVAR, 5, "intvar")                                         \
    X(LOAD, 6, "load")                                             \
    X(SLAVE, 7, "slave")                                           \
    X(CREATE_FILE, 8, "create_file")                               \
    X(APPEND_BLOCK, 9, "append_block")                             \
    X(EXEC_LOAD, 10, "exec_load")                                  \
    X(DELETE_FILE, 11, "delete_file")                              \
    X(NEW_LOAD, 12, "new_load")                                    \
    X(RAND, 13, "rand")                                            \
    X(USER_VAR, 14, "user_var")                                    \
    X(FORMAT_DESCRIPTION, 15, "format_description")                \
    X(XID, 16, "xid")                                              \
    X(BEGIN_LOAD_QUERY, 17, "begin_load_query")                    \
    X(EXECUTE_LOAD_QUERY, 18, "execute_load_query")                \
    X(TABLE_MAP, 19, "table_map")                                  \
    X(WRITE_ROWS_V0, 20, "write_rows_v0")                          \
    X(UPDATE_ROWS_V0, 21, "update_rows_v0")                        \
    X(DELETE_ROWS_V0, 22, "delete_rows_v0")                        \
    X(WRITE_ROWS_V1, 23, "write_rows_v1")                          \
    X(UPDATE_ROWS_V1, 24, "update_rows_v1")                        \
    X(DELETE_ROWS_V1, 25, "delete_rows_v1")                        \
    X(INCIDENT, 26, "incident")                                    \
    X(HEARTBEAT, 27, "heartbeat")                                  \
    X(IGNORABLE, 28, "ignorable")                                  \
    X(ROWS_QUERY, 29, "rows_query")                                \
    X(WRITE_ROWS, 30, "write_rows")                                \
    X(UPDATE_ROWS, 31, "update_rows")                              \
    X(DELETE_ROWS, 32, "delete_rows")                              \
    X(GTID, 33, "gtid")                                            \
    X(ANONYMOUS_GTID, 34, "anonymous_gtid")                        \
    X(PREVIOUS_GTIDS, 35, "previous_gtids")                        \
    X(TRANSACTION_CONTEXT, 36, "transaction_context")              \
    X(VIEW_CHANGE, 37, "view_change")                              \
    X(XA_PREPARE, 38, "xa_prepare")                                \
    X(PARTIAL_UPDATE_ROWS, 39, "partial_update_rows")              \
    X(TRANSACTION_PAYLOAD, 40, "transaction_payload")              \
    X(HEARTBEAT_V2, 41, "heartbeat_v2")                            \
    X(GTID_TAGGED, 42, "gtid_tagged")                              \
    X(LARGE_TRANSACTION_HEADER, 43, "large_transaction_header")    \
    X(ANNOTATE_ROWS, 160, "annotate_rows")                         \
    X(BINLOG_CHECKPOINT, 161, "binlog_checkpoint")                 \
    X(MARIADB_GTID, 162, "gtid")                                   \
    X(GTID_LIST, 163, "gtid_list")                                 \
    X(START_ENCRYPTION, 164, "start_encryption")                   \
    X(QUERY_COMPRESSED, 165, "query_compressed")                   \
    X(WRITE_ROWS_COMPRESSED_V1, 166, "write_rows_compressed_v1")   \
    X(UPDATE_ROWS_COMPRESSED_V1, 167, "update_rows_compressed_v1") \
    X(DELETE_ROWS_COMPRESSED_V1, 168, "delete_rows_compressed_v1") \
    X(WRITE_ROWS_COMPRESSED, 169, "write_rows_compressed")         \
    X(UPDATE_ROWS_COMPRESSED, 170, "update_rows_compressed")       \
    X(DELETE_ROWS_COMPRESSED, 171, "delete_rows_compressed")       \
    X(PARTIAL_ROW_DATA, 172, "partial_row_data")

enum mt_event_type {
#define X(name, code, lua) MT_EVENT_##name = code,
    MT_EVENT_TYPES(X)
#undef X
};

/* X(enum name, code, name for messages). */
#define MT_COLUMN_TYPES(X)                           \
    X(DECIMAL, 0, "old DECIMAL")                     \
    X(TINY, 1, "TINYINT")                            \
    X(SHORT, 2, "SMALLINT")                          \
    X(LONG, 3, "INT")                                \
    X(FLOAT, 4, "FLOAT")                             \
    X(DOUBLE, 5, "DOUBLE")                           \
    X(NULL, 6, "NULL")                               \
    X(TIMESTAMP, 7, "old TIMESTAMP")                 \
    X(LONGLONG, 8, "BIGINT")                         \
    X(INT24, 9, "MEDIUMINT")                         \
    X(DATE, 10, "DATE")                              \
    X(TIME, 11, "old TIME")                          \
    X(DATETIME, 12, "old DATETIME")                  \
    X(YEAR, 13, "YEAR")                              \
    X(NEWDATE, 14, "DATE")                           \
    X(VARCHAR, 15, "VARCHAR")                        \
    X(BIT, 16, "BIT")                                \
    X(TIMESTAMP2, 17, "TIMESTAMP")                   \
    X(DATETIME2, 18, "DATETIME")                     \
    X(TIME2, 19, "TIME")                             \
    X(TYPED_ARRAY, 20, "typed array")                \
    X(BLOB_COMPRESSED, 140, "compressed BLOB")       \
    X(VARCHAR_COMPRESSED, 141, "compressed VARCHAR") \
    X(VECTOR, 242, "VECTOR")                         \
    X(JSON, 245, "JSON")                             \
    X(NEWDECIMAL, 246, "DECIMAL")                    \
    X(ENUM, 247, "ENUM")                             \
    X(SET, 248, "SET")                               \
    X(TINY_BLOB, 249, "TINYBLOB")                    \
    X(MEDIUM_BLOB, 250, "MEDIUMBLOB")                \
    X(LONG_BLOB, 251, "LONGBLOB")                    \
    X(BLOB, 252, "BLOB")                             \
    X(VAR_STRING, 253, "VARCHAR")                    \
    X(STRING, 254, "CHAR")                           \
    X(GEOMETRY, 255, "GEOMETRY")

enum mt_column_type {
#define X(name, code, text) MT_TYPE_##name = code,
    MT_COLUMN_TYPES(X)
#undef X
};

/* The name of an event type for scripts and messages, or NULL for a code that is not listed. */
const char *mt_event_type_name(uint8_t code);

/* The name of a column type for messages, "type N" style unknowns give "unknown". */
const char *mt_column_type_name(uint8_t code);

#endif
