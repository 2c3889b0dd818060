/* Rows as Lua sees them: plain tables for the images, and around them an event that works out its
 * fields when they are read.
 *
 * An event is a table whose field 0 is a handle: what the log says of the row in a few numbers, and
 * the bytes of its images. An image becomes a table when it is first read, or at once where the
 * handlers of a table are seen to read it; JSON is written from the bytes as long as the script
 * left the event alone. */
#ifndef MT_ROW_EVENT_H
#define MT_ROW_EVENT_H

#include <lua.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "binlog/event.h"
#include "binlog/rows.h"
#include "binlog/table.h"
#include "lua/host.h"

/* What the events of one transaction share. */
struct mt_context {
    lua_State *L;
    bool bigint_as_string;
    bool has_xid;
    uint64_t xid;
    struct mt_gtid_head gtid_head; /* of the transaction; anonymous: none */
    char gtid[MT_GTID_TEXT];       /* its text, once an event is delivered */
    size_t gtid_len;
    bool gtid_due;       /* it is not printed yet */
    struct mt_buf query; /* the statement of the rows that follow */
    bool has_query;
    bool query_unseen;   /* no row of the statement was pushed yet */
    int query_ref;       /* a Lua list of the statement alone, once a row was pushed */
    uint32_t sequence;   /* of the rows event in its transaction, from 1 */
    int constructor_ref; /* moontail.constructor */
    struct mt_buf scratch, other_scratch;
    const char *file; /* whose name file_text is: see row_json.c */
    struct mt_buf file_text;
    struct mt_buf spans;   /* struct mt_str for each column before, and for each after */
    const void *spans_row; /* the handle whose row they are of */
};

struct mt_row_shape;

/* Members as wire_json.c wrote them, and what they were made of. */
struct mt_kept_text {
    struct mt_buf source, text, members;
};

/* What the Lua layer knows of a table: its handlers, and how its events are built. Hangs on
 * mt_table.user. */
struct mt_plan {
    lua_State *L;
    int handlers_ref[3]; /* lists, by enum mt_change; LUA_NOREF: nobody */
    int handler_count[3];
    uint8_t *wanted;              /* bit per column; NULL: all */
    const char *name;             /* "schema.table", interned */
    struct mt_table_tally *tally; /* once it is complete; NULL: no memory for one */
    struct mt_kept_text map_text;
    bool is_wanted, is_judged; /* by --tables, where it is not asked for handlers */
    bool complete;             /* names and types are settled */
    bool positional;           /* the names are numbers: nobody knows them */
    struct mt_row_shape *shape;
    int meta_ref;        /* metatable of the events; keeps the shape alive */
    int info_ref;        /* the names: see row_parts.h */
    int build_ref[3][4]; /* constructors, by enum mt_change and the images that they build */
};

/* Needs the bundled Lua modules. May raise. */
void mt_context_init(struct mt_context *context, lua_State *L);
void mt_context_free(struct mt_context *context);
/* A transaction begins; its GTID and statements are not known yet. */
void mt_context_begin(struct mt_context *context, const struct mt_raw_event *event);
int mt_context_set_gtid(struct mt_context *context, const struct mt_raw_event *event,
                        struct mt_err *err);
/* To be called before an event is delivered: most transactions are nobody's, and need no text. */
void mt_context_print_gtid(struct mt_context *context);
void mt_context_set_query(struct mt_context *context, struct mt_str query);

/* The plan's names and metatable; called once the table is complete and it is known which columns
 * are wanted. 0, or -1 with err. May raise. */
int mt_plan_settle(struct mt_plan *plan, struct mt_context *context, struct mt_table *table,
                   struct mt_err *err);

/* Push the list of a table's columns: { name, type, nullable, charset, key }. May raise. */
void mt_push_columns(lua_State *L, const struct mt_table *table);

/* Push a value onto L, which may be a coroutine; column may be NULL. */
void mt_push_value(lua_State *L, const struct mt_context *context, const struct mt_column *column,
                   const struct mt_value *value);

/* Push the fields that every event has into the table on top: type, timestamp, server_id, file,
 * position, gtid. */
void mt_push_common(struct mt_context *context, const char *type, const struct mt_raw_event *event);

/* Read the next row of a rows event and push its event table. 0, or -1 with err. May raise
 * (memory). */
int mt_push_row_event(struct mt_context *context, struct mt_plan *plan, struct mt_rows *rows,
                      const struct mt_raw_event *event, struct mt_err *err);

/* Push the list of {before, after} of a whole rows event, all columns of it. 0, or -1 with err. May
 * raise. */
int mt_push_rows(struct mt_context *context, const struct mt_plan *plan, struct mt_rows *rows,
                 struct mt_err *err);

/* When rows become tables. For tests, which compare the ways; MT_ROWS_ADAPT is what all others
 * have. */
enum mt_rows_built { MT_ROWS_ADAPT, MT_ROWS_EARLY, MT_ROWS_LATE };
extern enum mt_rows_built mt_rows_built;

/* For mt_json_set_event_encoder. */
int mt_event_encode(lua_State *L, int index, struct mt_buf *out);

#endif
