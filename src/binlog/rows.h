/* Rows events: which table, which images, and their values one by one. */
#ifndef MT_ROWS_H
#define MT_ROWS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/cursor.h"
#include "base/err.h"
#include "binlog/framing.h"
#include "binlog/optional.h"
#include "binlog/table.h"
#include "binlog/tables.h"

enum mt_change { MT_INSERT, MT_UPDATE, MT_DELETE };

struct mt_rows {
    enum mt_change change;
    struct mt_table *table;
    uint64_t table_id;
    uint16_t flags;                     /* MT_ROWS_FLAG_STMT_END, ... */
    const uint8_t *before_present;      /* bit per column; insert: NULL */
    const uint8_t *after_present;       /* delete: NULL */
    uint32_t before_count, after_count; /* of the columns present */
    struct mt_cursor data;              /* stands at the next image */
    bool empty_row;                     /* an INSERT without any column: one row of no bytes */
    uint32_t index;                     /* of the current row, from 0 */
    bool partial;               /* PARTIAL_UPDATE_ROWS: after images may hold JSON differences */
    bool shows_differences;     /* set by the caller: JSON differences whose document is not in the
                                   image before are put as text, see mt_json_print_diffs */
    struct mt_str *before_json; /* the current row's JSON columns before, while partial; .data
                                   is NULL for those that are absent or NULL */
};

/* Is it a rows event, and of which change; false for other types. */
extern const uint8_t mt_rows_changes[256]; /* the change and one more; 0: no rows */

static inline bool mt_rows_is(uint8_t type, enum mt_change *change)
{
    uint8_t known = mt_rows_changes[type];
    *change = (enum mt_change)(known ? known - 1 : 0);
    return known;
}

/* Has a rows event of this type extra data behind its flags? */
bool mt_rows_has_extra(uint8_t type);

/* The table of a rows event without decoding anything else; NULL when no map announced it. */
struct mt_table *mt_rows_table(const struct mt_tables *tables, const struct mt_raw_event *event,
                               bool short_id);

/* Decode the head of a rows event. inflated: holds the rows of a compressed event. Whatever it
 * returns, mt_rows_end is to be called.
 *   uint<6> table id, uint<2> flags, v2: uint<2> extra length with itself, extra
 *   lenenc column count, bit[n] columns present (update: twice), then the rows, compressed as in
 *   inflate.h or not
 * A row is one image, or two: bit[m] which of the m present columns are NULL, then the values of
 * the others. PARTIAL_UPDATE_ROWS has in front of an after image: lenenc options, and where bit 0
 * is set bit[j], for each JSON column of the table: is its value not a document, but differences.
 * MySQL rows_event.h, class Rows_event; MariaDB log_event.h, class Rows_log_event. */
int mt_rows_begin(const struct mt_tables *tables, const struct mt_raw_event *event, bool short_id,
                  struct mt_buf *inflated, struct mt_rows *out, struct mt_err *err);

void mt_rows_end(struct mt_rows *rows);

/* Is there another row? Its images are then read in order: before (update, delete), after (insert,
 * update). */
bool mt_rows_more(const struct mt_rows *rows);

/* Receives a column of an image; value is NULL where SQL says NULL. Columns that are not in the
 * image are not put. Returns 0, or -1 to stop. */
struct mt_image_sink {
    int (*put)(void *arg, uint32_t column, const struct mt_value *value);
    void *arg;
    const uint8_t *wanted; /* bit per column; the others are stepped over. NULL: all */
    struct mt_buf *scratch;
};

/* Read one image and put its columns. After the last image of a row count it: rows->index++ is done
 * by the after image of an insert or update and the before image of a delete. Fails with the table
 * and column named. */
int mt_rows_image(struct mt_rows *rows, bool after, const struct mt_image_sink *sink,
                  struct mt_err *err);

/* Step over one image, which counts as for mt_rows_image. spans: NULL, or one for each column: the
 * bytes of its value as mt_value_decode reads them (of a partial update they may be differences).
 * data is NULL for a column that is not in the image, len is MT_SPAN_NULL for NULL. Not for the
 * before image of a partial update. */
#define MT_SPAN_NULL SIZE_MAX
int mt_rows_step(struct mt_rows *rows, bool after, struct mt_str *spans, struct mt_err *err);

/* For who decodes a span: put the table, the row of its event and the column in front of err. -1.
 */
int mt_rows_fail_value(const struct mt_table *table, uint32_t index, uint32_t column, bool after,
                       struct mt_err *err);

#endif
