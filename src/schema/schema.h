/* What tables look like where the log does not say it: definitions from a server, checked against
 * each table map.
 *
 * Knows no connection: rows of information_schema.COLUMNS are given to it. */
#ifndef MT_SCHEMA_H
#define MT_SCHEMA_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "binlog/table.h"

struct mt_schema;

struct mt_schema *mt_schema_new(void);
void mt_schema_free(struct mt_schema *schema);

/* NULL, or not; where it is not known, both agree. */
enum mt_nullable { MT_NOT_NULL, MT_NULL, MT_NULL_UNKNOWN };

/* One column of a table as information_schema.COLUMNS describes it; columns of a table come in
 * their order, one table after the other. charset: CHARACTER_SET_NAME or NULL. A type that is not
 * understood makes the table unknown (the reason is kept for the error), it is no failure here. A
 * table that was given before and comes again is defined anew.
 *
 * Virtual and invisible columns stand in the log as all others do, and belong here too. So do those
 * that MariaDB logs and does not list: behind the others, row_start and row_end `timestamp(6)` NOT
 * NULL of a SYSTEM VERSIONED table without its own (no generation_expression is ROW START); row_end
 * is the last part of the primary key, if there is one. Then DB_ROW_HASH_1, _2, ... (numbers that
 * the table's own columns have not taken) `bigint(20) unsigned`, one for each unique index whose
 * STATISTICS.INDEX_TYPE is HASH outside the MEMORY engine; with extra "INVISIBLE". Which of these
 * may be NULL depends on the order in which the indexes were defined, which nothing shows:
 * MT_NULL_UNKNOWN. A table that lacks them here is refused for its column count.
 * Fails with MT_ERR_NOMEM only. */
struct mt_column_spec {
    const char *schema, *table, *name;
    const char *column_type; /* "int(10) unsigned", "enum('a','b')", "varchar(20)", "uuid" */
    enum mt_nullable nullable;
    const char *charset;
    unsigned key_position; /* from 1; 0: not in the primary key */
    const char *extra;
};
int mt_schema_add(struct mt_schema *schema, const struct mt_column_spec *column,
                  struct mt_err *err);

/* Give a table, decoded from a table map, what it does not know itself: names, signs, character
 * sets, labels, key, and the shapes that no log carries (UUID, INET4, INET6). Everything that the
 * map does carry must agree with the definition: column count, types, lengths, nullability; signs,
 * character sets, names and labels where the map has them.
 *
 * 0: the table is complete. -1 MT_ERR_SCHEMA: no definition, or it disagrees; the sentence names
 * the table, the first column that differs with both shapes ("column 3: the log has VARCHAR of up
 * to 40 bytes, the server's definition is `name` int(11)"), and what to do. A table that knows
 * everything itself (FULL metadata) is never refused: it only gets its shapes, and only when every
 * column's name and type agree. The one exception: old temporal types with fractions, whose length
 * no log shows.
 *
 * What keeps every shape (two INT columns swapped or renamed) cannot be seen here: definitions hold
 * from the last DDL of the table on, and the caller must see to that. */
int mt_schema_complete(const struct mt_schema *schema, struct mt_table *table, struct mt_err *err);

#endif
