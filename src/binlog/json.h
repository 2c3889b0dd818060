/* MySQL's binary JSON, to the text that the server prints.
 *
 * Formats: MySQL sql-common/json_binary.h (documents), sql-common/json_diff.h (differences). */
#ifndef MT_BINLOG_JSON_H
#define MT_BINLOG_JSON_H

#include "base/buf.h"
#include "base/cursor.h"
#include "base/err.h"

/* Append a document as text: {"a": 1, "b": [true, null]}. An empty document is what INSERT IGNORE
 * makes of NULL in a NOT NULL column; it prints as null, as on the server. Fails with
 * MT_ERR_CORRUPT, also for a document whose parts overlap or lie deeper than the server allows, and
 * MT_ERR_NOMEM. */
int mt_json_print(struct mt_str document, struct mt_buf *out, struct mt_err *err);

/* Append, as text, the document that results from applying differences to `before`.
 *
 * before: the document of the before image, binary.  diffs: what stands in the after image behind
 * its 4 bytes of length, and no more; the cursor ends at its end. Each is
 *   uint<1>  0 replace, 1 insert, 2 remove
 *   lenenc   path ("$.a[3]"), as text;  but for remove: lenenc value, a binary document
 * Fails with MT_ERR_CORRUPT when they are damaged or do not fit the document, MT_ERR_NOMEM. */
int mt_json_apply_diffs(struct mt_str before, struct mt_cursor *diffs, struct mt_buf *out,
                        struct mt_err *err);

/* Append the differences themselves, as the SQL that makes them: JSON_REPLACE(`d`, '$.a', CAST('1'
 * AS JSON)), where `d` is the column. Never text that could be taken for a document. */
int mt_json_print_diffs(struct mt_cursor *diffs, struct mt_str column, struct mt_buf *out,
                        struct mt_err *err);

/* Print a double as the server does in JSON: 1.0, 1e15. Returns the length. */
#define MT_JSON_DOUBLE_TEXT 40
size_t mt_json_double_print(double d, char text[MT_JSON_DOUBLE_TEXT]);

#endif
