/* The optional metadata of table maps. */
#ifndef MT_OPTIONAL_H
#define MT_OPTIONAL_H

#include "base/cursor.h"
#include "base/err.h"
#include "binlog/table.h"

/* Who wrote a map: the two count GEOMETRY columns differently, see text_ids. */
enum mt_writer {
    MT_WRITER_UNKNOWN = 0,
    MT_WRITER_MYSQL,
    MT_WRITER_MARIADB,
};

/* Read the optional metadata until the end of body into a table whose columns have their types.
 * Fails with MT_ERR_TRUNCATED, MT_ERR_CORRUPT, MT_ERR_NOMEM; the message does not name the table.
 */
int mt_optional_decode(struct mt_table *table, enum mt_writer writer, struct mt_cursor *body,
                       struct mt_err *err);

/* mt_table_decode where the writer is known: then no character set is left undecided. */
int mt_table_decode_from(enum mt_writer writer, struct mt_cursor *body, struct mt_table **out,
                         struct mt_err *err);

#endif
