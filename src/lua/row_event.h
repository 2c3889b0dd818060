/* Rows as Lua sees them: plain tables for the images, and around them an event that works out the
 * rest when it is asked. */
#ifndef MT_ROW_EVENT_H
#define MT_ROW_EVENT_H

#include <lua.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "binlog/rows.h"
#include "binlog/table.h"
#include "lua/host.h"

/* What the events of one transaction share; strings live in the Lua table at `ref`. */
struct mt_context {
    lua_State *L;
    int ref; /* see enum in row_event.c */
    bool bigint_as_string;
    const char *file; /* interned; the one whose Lua string is in the table */
    bool has_xid;
    uint64_t xid;
    bool query_unseen; /* no row of the statement was pushed yet */
    uint32_t sequence; /* of the rows event in its transaction, from 1 */
    struct mt_buf scratch;
};

/* What the Lua layer knows of a table: its handlers, its names as Lua strings. Hangs on
 * mt_table.user. */
struct mt_plan {
    lua_State *L;
    int info_ref;        /* names by position, key, schema, table: see row_event.c */
    int meta_ref;        /* metatable of its events */
    int first_meta_ref;  /* of the first one of a statement */
    int build_ref[3];    /* by enum mt_change: builds an event; LUA_NOREF: filled field by field */
    int handlers_ref[3]; /* by enum mt_change; LUA_NOREF: nobody */
    uint8_t *wanted;     /* bit per column; NULL: all */
    const char *name;    /* "schema.table", interned */
    bool complete;       /* names and types are settled */
    bool positional;     /* the names are numbers: nobody knows them */
};

void mt_context_init(struct mt_context *context, lua_State *L);
void mt_context_free(struct mt_context *context);
/* A transaction begins; its strings are not known yet. */
void mt_context_begin(struct mt_context *context, const struct mt_raw_event *event);
void mt_context_set_gtid(struct mt_context *context, const char *gtid);
void mt_context_set_query(struct mt_context *context, struct mt_str query);
void mt_context_set_file(struct mt_context *context, const char *file);

/* The plan's names and metatable; called once the table is complete. May raise. */
void mt_plan_name(struct mt_plan *plan, const struct mt_table *table);

/* Ask the prelude for the functions that build the plan's events, once it is known which columns
 * are wanted; constructor is the hook on top of the stack, which is popped. May raise. */
void mt_plan_build(struct mt_plan *plan, const struct mt_table *table);

/* Push a value. */
void mt_push_value(struct mt_context *context, const struct mt_column *column,
                   const struct mt_value *value);

/* Push the fields that every event has into the table on top: type, timestamp, server_id, file,
 * position, gtid. */
void mt_push_common(struct mt_context *context, const char *type, const struct mt_raw_event *event);

/* Read the next row of a rows event and push its event table. 0, or -1 with err. May raise
 * (memory). */
int mt_push_row_event(struct mt_context *context, const struct mt_plan *plan, struct mt_rows *rows,
                      const struct mt_raw_event *event, struct mt_err *err);

/* Push the list of {before, after} of a whole rows event. 0, or -1 with err. May raise. */
int mt_push_rows(struct mt_context *context, const struct mt_plan *plan, struct mt_rows *rows,
                 struct mt_err *err);

/* For mt_json_set_event_encoder. */
int mt_event_encode(lua_State *L, int index, struct mt_buf *out);

#endif
