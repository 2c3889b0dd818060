/* The fields of a row event, shared by the files that build it (row_event.c) and that write it as
 * JSON (event_json.c). */
#ifndef MT_ROW_PARTS_H
#define MT_ROW_PARTS_H

#include <stdbool.h>

/* Field names, interned once; their Lua strings stand in the context's table at these indexes. In
 * the order in which JSON writes them. X(enum, name, worked out when read). */
#define FIELDS(X)                  \
    X(TYPE, "type", 0)             \
    X(SCHEMA, "schema", 0)         \
    X(TABLE, "table", 0)           \
    X(TIMESTAMP, "timestamp", 0)   \
    X(ID, "id", 1)                 \
    X(GTID, "gtid", 0)             \
    X(FILE, "file", 0)             \
    X(POSITION, "position", 0)     \
    X(SEQUENCE, "sequence", 0)     \
    X(INDEX, "index", 0)           \
    X(SERVER_ID, "server_id", 0)   \
    X(XID, "xid", 0)               \
    X(POSITIONAL, "positional", 0) \
    X(QUERY, "query", 0)           \
    X(KEY, "key", 1)               \
    X(CHANGED, "changed", 1)       \
    X(BEFORE, "before", 0)         \
    X(AFTER, "after", 0)           \
    X(ROW, "row", 0)

enum mt_field {
    FIELD_NONE,
#define X(name, text, lazy) FIELD_##name,
    FIELDS(X)
#undef X
        FIELD_COUNT
};

struct mt_field_text {
    const char *name;
    const char *json; /* the name as JSON writes it, with its colon */
    bool lazy;        /* worked out when read */
};

/* By enum mt_field. */
extern const struct mt_field_text mt_row_fields[];

/* In a plan's info table: the names at 1..n, and these. */
#define INFO_KEY    "key" /* list of the key columns' names; absent: none */
#define INFO_JSON   "json"
#define INFO_SCHEMA "schema"
#define INFO_TABLE  "table"

/* In the metatable of a rows event's list of rows: the info table. */
#define ROWS_COLUMNS "columns"

#endif
