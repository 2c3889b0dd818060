/* Column types as servers spell them ("int(10) unsigned", "enum('a','b')"), as table maps hold
 * them, and whether the two agree. */
#ifndef MT_COLUMN_TYPE_H
#define MT_COLUMN_TYPE_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"
#include "binlog/table.h"
#include "binlog/value.h"

/* Read the text of a type into type, meta, length, sign, character set, labels, subtype, dimensions
 * and shape of out; name, nullable and hidden are left alone.
 *
 * text: information_schema.COLUMNS.COLUMN_TYPE, or the type in SHOW CREATE TABLE; upper or lower
 * case. charset: the server's name of the column's character set, or NULL where it has none. Labels
 * are copied to the arena. Temporal types are those with fractions (DATETIME2), VECTOR is MySQL's:
 * see mt_column_type_agrees. Fails with MT_ERR_SCHEMA, MT_ERR_NOMEM. */
int mt_column_type_parse(const char *text, const char *charset, struct mt_arena *arena,
                         struct mt_column *out, struct mt_err *err);

/* True when a table map may hold a column of the defined type in the logged way: servers write some
 * types in two ways. Type, lengths, labels, and sign and character set where the map has them; not
 * name and nullability. */
bool mt_column_type_agrees(const struct mt_column *defined, const struct mt_column *logged);

/* The logged shape for a message: "VARCHAR of up to 40 bytes", "DECIMAL(10,2) unsigned". */
void mt_column_type_describe(const struct mt_column *logged, struct mt_buf *out);

/* The type as SQL spells it, without display widths: "int unsigned", "varchar(20)",
 * "enum('a','b')", "uuid". Where too little is known for that, as above. */
void mt_column_type_print(const struct mt_column *column, struct mt_buf *out);

/* May this label of a definition be another one than the server shows? Then its value is not known.
 */
bool mt_label_is_lost(const struct mt_column *defined, uint32_t i);

#endif
