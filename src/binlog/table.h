/* A table as one table map shows it: what rows events are decoded with. */
#ifndef MT_TABLE_H
#define MT_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/cursor.h"
#include "base/err.h"
#include "binlog/value.h"

struct mt_table {
    struct mt_str schema; /* zero-terminated too; owned, as all that follows */
    struct mt_str table;
    uint32_t column_count;
    struct mt_column *columns;
    uint32_t key_count; /* columns of the primary key; 0: no key, or none known */
    uint32_t *key;      /* their indexes, in the key's order */
    bool key_known;     /* the log or a schema told (also that there is none) */
    bool names_known;   /* every column has its name */
    bool types_known;   /* signs, character sets and labels are known where the type has them */
    const char *unread; /* why its rows cannot be decoded, and the columns are not there; or NULL */
    void *user;         /* the Lua layer's: handlers and column names; freed by user_free */
    void (*user_free)(void *user);
    struct mt_arena *arena; /* owns the memory of all of the above */
    unsigned shares;        /* see mt_table_share */
};

/* Decode the body of a TABLE_MAP event behind table id and flags.
 *
 *   uint<1> n, schema name byte[n], zero byte; the table name likewise
 *   lenenc column count n; byte[n] types; lenenc metadata length, metadata; bit[n] nullable
 *   optional metadata until the end: uint<1> type, lenenc length, value; unknown types are skipped
 * by length
 *
 * out: a new table that owns all its memory. Names, signs, character sets, labels and key are those
 * of the optional metadata, where it is there; otherwise their *_known flags are false. Fails with
 * MT_ERR_TRUNCATED, MT_ERR_CORRUPT, MT_ERR_NOMEM. MySQL rows_event.h, class Table_map_event;
 * MariaDB log_event.h, class Table_map_log_event. */
int mt_table_decode(struct mt_cursor *body, struct mt_table **out, struct mt_err *err);

/* A table of which only the names are known, for rows that nobody wants; why: kept for those who
 * do. */
int mt_table_decode_names(struct mt_cursor *body, const char *why, struct mt_table **out,
                          struct mt_err *err);

/* Free its user, and the table as soon as nobody shares it. */
void mt_table_free(struct mt_table *table);

/* Keep the table (without its user) beyond mt_table_free, until mt_table_unshare. */
void mt_table_share(struct mt_table *table);
void mt_table_unshare(struct mt_table *table);

/* Memory that is freed as one. */
struct mt_arena;
struct mt_arena *mt_arena_new(void);
void mt_arena_free(struct mt_arena *arena);
/* Zeroed memory, aligned for any type; NULL when there is none. */
void *mt_arena_alloc(struct mt_arena *arena, size_t n);
/* A zero-terminated copy; .data is NULL when there is no memory. */
struct mt_str mt_arena_str(struct mt_arena *arena, const void *data, size_t len);

#endif
