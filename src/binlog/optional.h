/* The optional metadata of table maps. */
#ifndef MT_OPTIONAL_H
#define MT_OPTIONAL_H

#include "base/buf.h"
#include "base/cursor.h"
#include "base/err.h"
#include "binlog/framing.h"
#include "binlog/table.h"

/* Who wrote a map: the two count GEOMETRY columns differently, see text_ids. */
enum mt_writer {
    MT_WRITER_UNKNOWN = 0,
    MT_WRITER_MYSQL,
    MT_WRITER_MARIADB,
};

enum mt_optional_type {
    MT_OPT_SIGNEDNESS = 1,
    MT_OPT_DEFAULT_CHARSET,
    MT_OPT_COLUMN_CHARSET,
    MT_OPT_COLUMN_NAME,
    MT_OPT_SET_STR_VALUE,
    MT_OPT_ENUM_STR_VALUE,
    MT_OPT_GEOMETRY_TYPE,
    MT_OPT_SIMPLE_PRIMARY_KEY,
    MT_OPT_PRIMARY_KEY_WITH_PREFIX,
    MT_OPT_ENUM_AND_SET_DEFAULT_CHARSET,
    MT_OPT_ENUM_AND_SET_COLUMN_CHARSET,
    MT_OPT_COLUMN_VISIBILITY,
    MT_OPT_VECTOR_DIMENSIONALITY,
    MT_OPT_COUNT
};

#define MT_BINARY_COLLATION 63

/* Read the optional metadata until the end of body into a table whose columns have their types.
 * Fails with MT_ERR_TRUNCATED, MT_ERR_CORRUPT, MT_ERR_NOMEM; the message does not name the table.
 */
int mt_optional_decode(struct mt_table *table, enum mt_writer writer, struct mt_cursor *body,
                       struct mt_err *err);

/* mt_table_decode where the writer is known: then no character set is left undecided. */
int mt_table_decode_from(enum mt_writer writer, struct mt_cursor *body, struct mt_table **out,
                         struct mt_err *err);

/* Append the body of a TABLE_MAP event with all the optional metadata that is known of its table
 * and that it does not have itself: names, signs, character sets, labels, key. So the log tells
 * them where the server did not. What the map has stays as it is. Fails with MT_ERR_NOMEM, and as
 * decoding does. */
int mt_table_map_complete(const struct mt_raw_event *map, bool short_id,
                          const struct mt_table *table, enum mt_writer writer, struct mt_buf *out,
                          struct mt_err *err);

#endif
