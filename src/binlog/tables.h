/* The tables that table maps announced, by the ids that rows events know them by. */
#ifndef MT_TABLES_H
#define MT_TABLES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/cursor.h"
#include "base/err.h"
#include "binlog/framing.h"
#include "binlog/optional.h"
#include "binlog/table.h"

struct mt_tables;

struct mt_tables *mt_tables_new(void);
void mt_tables_free(struct mt_tables *tables);

/* Take in a TABLE_MAP event. The same map seen again, which is the rule, costs a comparison.
 * short_id: 4-byte table ids (5.1 betas; from the format description). */
int mt_tables_map(struct mt_tables *tables, const struct mt_raw_event *event, bool short_id,
                  struct mt_table **out, struct mt_err *err);

/* The table of an id; NULL when no map announced it. */
struct mt_table *mt_tables_find(const struct mt_tables *tables, uint64_t id);

/* Who writes the table maps that follow: the servers' optional metadata differs. */
void mt_tables_set_writer(struct mt_tables *tables, enum mt_writer writer);

/* Forget every id (a server started anew: its format description). Tables themselves stay. */
void mt_tables_forget(struct mt_tables *tables);

/* Forget a table, or all of a schema (table: NULL), whatever the case of the letters: its columns
 * may be called something else from here on (DDL). Every id is forgotten. */
void mt_tables_drop(struct mt_tables *tables, const char *schema, const char *table);

/* The id at the head of a table map or rows event. */
static inline uint64_t mt_table_id(struct mt_cursor *c, bool short_id)
{
    return short_id ? mt_u32(c) : mt_u48(c);
}

#endif
