/* Owns rows events and the walk over their images. Formats: MySQL
 * libs/mysql/binlog/event/rows_event.h and sql/log_event.cc; MariaDB sql/log_event.cc. */
#include "binlog/rows.h"

#include <stdlib.h>
#include <string.h>

#include "binlog/event.h"
#include "binlog/optional.h"
#include "binlog/inflate.h"
#include "binlog/json.h"

/* ---- rows events ---- */

const uint8_t mt_rows_changes[256] = {
    [MT_EVENT_WRITE_ROWS_V0] = 1 + MT_INSERT,
    [MT_EVENT_WRITE_ROWS_V1] = 1 + MT_INSERT,
    [MT_EVENT_WRITE_ROWS] = 1 + MT_INSERT,
    [MT_EVENT_WRITE_ROWS_COMPRESSED_V1] = 1 + MT_INSERT,
    [MT_EVENT_WRITE_ROWS_COMPRESSED] = 1 + MT_INSERT,
    [MT_EVENT_UPDATE_ROWS_V0] = 1 + MT_UPDATE,
    [MT_EVENT_UPDATE_ROWS_V1] = 1 + MT_UPDATE,
    [MT_EVENT_UPDATE_ROWS] = 1 + MT_UPDATE,
    [MT_EVENT_UPDATE_ROWS_COMPRESSED_V1] = 1 + MT_UPDATE,
    [MT_EVENT_UPDATE_ROWS_COMPRESSED] = 1 + MT_UPDATE,
    [MT_EVENT_PARTIAL_UPDATE_ROWS] = 1 + MT_UPDATE,
    [MT_EVENT_DELETE_ROWS_V0] = 1 + MT_DELETE,
    [MT_EVENT_DELETE_ROWS_V1] = 1 + MT_DELETE,
    [MT_EVENT_DELETE_ROWS] = 1 + MT_DELETE,
    [MT_EVENT_DELETE_ROWS_COMPRESSED_V1] = 1 + MT_DELETE,
    [MT_EVENT_DELETE_ROWS_COMPRESSED] = 1 + MT_DELETE,
};

bool mt_rows_has_extra(uint8_t type)
{
    return (type >= MT_EVENT_WRITE_ROWS && type <= MT_EVENT_DELETE_ROWS) ||
           type == MT_EVENT_PARTIAL_UPDATE_ROWS ||
           (type >= MT_EVENT_WRITE_ROWS_COMPRESSED && type <= MT_EVENT_DELETE_ROWS_COMPRESSED);
}

struct mt_table *mt_rows_table(const struct mt_tables *tables, const struct mt_raw_event *event,
                               bool short_id)
{
    struct mt_cursor c = mt_event_body(event);
    return mt_tables_find(tables, mt_table_id(&c, short_id));
}

/* Before 5.1.18 rows had the NULL bits of the server's own records, whose places hang on the
 * table's definition, and bytes for values that are NULL. MySQL rpl_record_old.cc, pack_row_old. */
static int check_version(uint8_t type, struct mt_err *err)
{
    if (type < MT_EVENT_WRITE_ROWS_V0 || type > MT_EVENT_DELETE_ROWS_V0)
        return 0;
    return mt_fail(
        err, MT_ERR_UNSUPPORTED,
        "the rows of the %s event are laid out as by servers before 5.1.18, which moontail "
        "does not read: let a server of 5.1 or 5.5 replicate this log, and read its log",
        mt_event_type_name(type));
}

static int check_rows_head(const struct mt_rows *rows, const struct mt_cursor *c, uint64_t columns,
                           struct mt_err *err)
{
    if (c->failed)
        return mt_fail(err, MT_ERR_TRUNCATED, "the rows event ends inside its head");
    if (!rows->table)
        return mt_fail(err, MT_ERR_CORRUPT,
                       "the rows event is for table id %llu, which no table map announced; start "
                       "at a transaction boundary (a relay log may begin inside one: give the one "
                       "before it too)",
                       (unsigned long long)rows->table_id);
    if (rows->table->unread)
        return mt_fail(err, MT_ERR_UNSUPPORTED, "%s", rows->table->unread);
    if (columns != rows->table->column_count)
        return mt_fail(err, MT_ERR_CORRUPT,
                       "the rows event has %llu columns, the table map of %s.%s has %u",
                       (unsigned long long)columns, rows->table->schema.data,
                       rows->table->table.data, rows->table->column_count);
    return 0;
}

static bool is_compressed(uint8_t type)
{
    return type >= MT_EVENT_WRITE_ROWS_COMPRESSED_V1 && type <= MT_EVENT_DELETE_ROWS_COMPRESSED;
}

static inline bool bit(const uint8_t *bits, uint32_t i)
{
    return bits[i >> 3] >> (i & 7) & 1;
}

static uint32_t count_present(const uint8_t *present, uint32_t columns)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < columns / 8; i++)
        n += (uint32_t)__builtin_popcount(present[i]);
    if (columns % 8)
        n += (uint32_t)__builtin_popcount(present[columns / 8] & ((1u << columns % 8) - 1));
    return n;
}

static int fail_table(const struct mt_table *table, struct mt_err *err)
{
    mt_err_prefix(err, "table %s.%s", table->schema.data, table->table.data);
    return -1;
}

static int take_bitmaps(struct mt_rows *rows, struct mt_cursor *c, struct mt_err *err)
{
    size_t len = (rows->table->column_count + 7) / 8;
    if (rows->change != MT_INSERT)
        rows->before_present = mt_take(c, len);
    if (rows->change != MT_DELETE)
        rows->after_present = mt_take(c, len);
    if (c->failed)
        return mt_fail(err, MT_ERR_TRUNCATED, "the rows event ends inside its column bitmaps");
    return 0;
}

/* With binlog_row_image=MINIMAL, INSERT INTO t VALUES () has no column and no byte. */
static int begin_images(struct mt_rows *rows, struct mt_err *err)
{
    uint32_t columns = rows->table->column_count;
    if (rows->before_present)
        rows->before_count = count_present(rows->before_present, columns);
    if (rows->after_present)
        rows->after_count = count_present(rows->after_present, columns);
    bool columns_present = rows->before_count > 0 || rows->after_count > 0;
    rows->empty_row = !columns_present && rows->change == MT_INSERT;
    if (!columns_present && mt_left(&rows->data) > 0)
        return mt_fail(err, MT_ERR_CORRUPT,
                       "the rows event for %s.%s has rows and no columns: the log is damaged",
                       rows->table->schema.data, rows->table->table.data);
    if (!rows->partial)
        return 0;
    rows->before_json = calloc(columns ? columns : 1, sizeof *rows->before_json);
    if (!rows->before_json)
        return mt_fail(err, MT_ERR_NOMEM, "no memory for %u columns", columns);
    return 0;
}

static bool is_old_time(const struct mt_column *column)
{
    return column->type == MT_TYPE_TIME || column->type == MT_TYPE_DATETIME ||
           column->type == MT_TYPE_TIMESTAMP;
}

static int ignore_column(void *arg, uint32_t column, const struct mt_value *value)
{
    (void)arg;
    (void)column;
    (void)value;
    return 0;
}

/* The servers set the bits behind those of the columns: what lacks them is no NULL bitmap. */
static int check_null_bitmap(const struct mt_rows *rows, bool after, struct mt_err *err)
{
    uint32_t bits = after ? rows->after_count : rows->before_count;
    size_t len = (bits + 7) / 8;
    if (bits % 8 == 0 || mt_left(&rows->data) < len)
        return 0;
    if ((rows->data.at[len - 1] | ((1u << bits % 8) - 1)) == 0xff)
        return 0;
    return mt_fail(err, MT_ERR_CORRUPT,
                   "table %s.%s: row %u does not fit the columns: the log is damaged, or a column "
                   "has fractions in MariaDB's old format of temporal types, whose size the log "
                   "does not carry: ALTER TABLE ... FORCE rewrites it",
                   rows->table->schema.data, rows->table->table.data, rows->index + 1);
}

static int read_old_times(struct mt_rows probe, const uint8_t *wanted, struct mt_err *err)
{
    struct mt_buf scratch = {0};
    struct mt_image_sink sink = {.put = ignore_column, .wanted = wanted, .scratch = &scratch};
    int failed = 0;
    while (!failed && mt_rows_more(&probe)) {
        for (int after = probe.change == MT_INSERT; !failed && after <= (probe.change != MT_DELETE);
             after++)
            failed =
                check_null_bitmap(&probe, after, err) || mt_rows_image(&probe, after, &sink, err);
    }
    mt_buf_free(&scratch);
    return failed ? -1 : 0;
}

/* MariaDB's old temporal types have bytes more where they have fractions, and no table map tells.
 * Such rows are read to the end before the first is given, so that none is told from the wrong
 * bytes when a later one does not fit. */
static int check_old_times(const struct mt_rows *rows, struct mt_err *err)
{
    const struct mt_table *t = rows->table;
    uint32_t first = 0;
    while (first < t->column_count && !is_old_time(&t->columns[first]))
        first++;
    if (first == t->column_count)
        return 0;
    uint8_t *wanted = calloc(1, (t->column_count + 7) / 8);
    if (!wanted)
        return mt_fail(err, MT_ERR_NOMEM, "no memory for the columns of a table");
    for (uint32_t i = first; i < t->column_count; i++)
        if (is_old_time(&t->columns[i]))
            wanted[i >> 3] |= (uint8_t)(1u << (i & 7));
    int failed = read_old_times(*rows, wanted, err);
    free(wanted);
    return failed;
}

/* MariaDB writes the rows of a compressed type as they are when it cuts them into fragments, and
 * its replicas tell by the first byte: see uncompress_buf in sql/log_event.cc. */
static bool is_packed(const struct mt_raw_event *event, const struct mt_cursor *rows)
{
    bool has_head = mt_left(rows) && (*rows->at & 0xe0) == 0x80;
    return is_compressed(event->header.type) && (has_head || !event->joined);
}

int mt_rows_begin(const struct mt_tables *tables, const struct mt_raw_event *event, bool short_id,
                  struct mt_buf *inflated, struct mt_rows *out, struct mt_err *err)
{
    uint8_t type = event->header.type;
    struct mt_cursor c = mt_event_body(event);
    *out = (struct mt_rows){.partial = type == MT_EVENT_PARTIAL_UPDATE_ROWS};
    mt_rows_is(type, &out->change);
    out->table_id = mt_table_id(&c, short_id);
    out->flags = mt_u16(&c);
    if (mt_rows_has_extra(type)) {
        unsigned extra = mt_u16(&c);
        if (extra < 2)
            c.failed = true;
        else
            mt_take(&c, extra - 2);
    }
    uint64_t columns = mt_lenenc(&c);
    out->table = mt_tables_find(tables, out->table_id);
    if (check_version(type, err) || check_rows_head(out, &c, columns, err))
        return -1;
    if (take_bitmaps(out, &c, err))
        return -1;
    out->data = c;
    if (is_packed(event, &c)) {
        if (mt_inflate_mariadb(c, inflated, err))
            return fail_table(out->table, err);
        out->data = mt_cursor(inflated->data, inflated->len);
    }
    return begin_images(out, err) || check_old_times(out, err) ? -1 : 0;
}

void mt_rows_end(struct mt_rows *rows)
{
    free(rows->before_json);
    rows->before_json = NULL;
}

bool mt_rows_more(const struct mt_rows *rows)
{
    return mt_left(&rows->data) > 0 || (rows->empty_row && rows->index == 0);
}

int mt_rows_fail_value(const struct mt_table *table, uint32_t index, uint32_t i, bool after,
                       struct mt_err *err)
{
    const struct mt_column *column = &table->columns[i];
    const char *image = after ? "after" : "before";
    if (column->name.data)
        mt_err_prefix(err, "row %u (%s), column %u `%.*s`", index + 1, image, i + 1,
                      (int)column->name.len, column->name.data);
    else
        mt_err_prefix(err, "row %u (%s), column %u", index + 1, image, i + 1);
    return fail_table(table, err);
}

/* ---- partial JSON ---- */

/* The bytes of the next value, which is JSON: behind its length. */
static struct mt_cursor take_json(const struct mt_column *column, struct mt_cursor *row)
{
    size_t len = (size_t)mt_le(row, column->meta);
    return mt_take_cursor(row, len);
}

static void keep_before(struct mt_rows *rows, uint32_t i)
{
    struct mt_cursor row = rows->data;
    struct mt_cursor json = take_json(&rows->table->columns[i], &row);
    if (!json.failed)
        rows->before_json[i] = (struct mt_str){(const char *)json.at, mt_left(&json)};
}

static uint32_t count_json(const struct mt_table *table)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < table->column_count; i++)
        n += table->columns[i].type == MT_TYPE_JSON;
    return n;
}

/* What stands in front of an after image. bits: NULL when no value is partial. */
static int take_options(struct mt_rows *rows, const uint8_t **bits, struct mt_err *err)
{
    uint64_t options = mt_lenenc(&rows->data);
    *bits = NULL;
    if (options > 1)
        return mt_fail(err, MT_ERR_UNSUPPORTED,
                       "table %s.%s: rows have value options %llu, which this version does not "
                       "know",
                       rows->table->schema.data, rows->table->table.data,
                       (unsigned long long)options);
    if (options == 1)
        *bits = mt_take(&rows->data, (count_json(rows->table) + 7) / 8);
    return 0;
}

/* 1: the sink said stop. */
static int put_partial(struct mt_rows *rows, uint32_t i, const struct mt_image_sink *sink,
                       struct mt_err *err)
{
    struct mt_cursor diffs = take_json(&rows->table->columns[i], &rows->data);
    struct mt_str before = rows->before_json[i];
    if (diffs.failed)
        return mt_fail(err, MT_ERR_TRUNCATED, "the row image ends inside JSON differences");
    if (!before.data && !rows->shows_differences)
        return mt_fail(err, MT_ERR_UNSUPPORTED,
                       "the log has the changes inside a JSON document, but not the document: set "
                       "binlog_row_image=FULL or binlog_row_value_options='' on the server, or ask "
                       "for the other columns only (columns = {...})");
    mt_buf_clear(sink->scratch);
    if (before.data ? mt_json_apply_diffs(before, &diffs, sink->scratch, err)
                    : mt_json_print_diffs(&diffs, rows->table->columns[i].name, sink->scratch, err))
        return -1;
    if (sink->scratch->failed)
        return mt_fail(err, MT_ERR_NOMEM, "no memory for a JSON document");
    struct mt_value value = {.kind = MT_KIND_TEXT,
                             .as.s = {sink->scratch->data, sink->scratch->len}};
    return sink->put(sink->arg, i, &value) ? 1 : 0;
}

/* ---- images ---- */

/* One value that is there and not NULL. 1: the sink said stop. */
static int read_value(struct mt_rows *rows, uint32_t i, bool partial,
                      const struct mt_image_sink *sink, struct mt_err *err)
{
    const struct mt_column *column = &rows->table->columns[i];
    bool wanted = !sink->wanted || bit(sink->wanted, i);
    struct mt_value value;
    if (!wanted)
        return mt_value_skip(column, &rows->data, err);
    if (partial)
        return put_partial(rows, i, sink, err);
    if (mt_value_decode(column, &rows->data, sink->scratch, &value, err))
        return -1;
    return sink->put(sink->arg, i, &value) ? 1 : 0;
}

static int read_columns(struct mt_rows *rows, bool after, const uint8_t *nulls,
                        const uint8_t *partial_bits, const struct mt_image_sink *sink,
                        struct mt_err *err)
{
    const uint8_t *present = after ? rows->after_present : rows->before_present;
    uint32_t columns = rows->table->column_count, seen = 0, json = 0;
    for (uint32_t i = 0; i < columns; i++) {
        bool is_json = rows->partial && rows->table->columns[i].type == MT_TYPE_JSON;
        bool partial = is_json && partial_bits && bit(partial_bits, json);
        json += is_json;
        if (!bit(present, i))
            continue;
        if (bit(nulls, seen++)) {
            if ((!sink->wanted || bit(sink->wanted, i)) && sink->put(sink->arg, i, NULL))
                return -1;
            continue;
        }
        if (is_json && !after)
            keep_before(rows, i);
        int result = read_value(rows, i, partial, sink, err);
        if (result < 0)
            return mt_rows_fail_value(rows->table, rows->index, i, after, err);
        if (result > 0)
            return -1;
    }
    return 0;
}

/* The NULL bitmap of the next image. */
static const uint8_t *take_nulls(struct mt_rows *rows, bool after, struct mt_err *err)
{
    uint32_t columns = after ? rows->after_count : rows->before_count;
    const uint8_t *nulls = mt_take(&rows->data, (columns + 7) / 8);
    if (rows->data.failed)
        mt_fail(err, MT_ERR_TRUNCATED, "table %s.%s, row %u: the image ends inside its NULL bitmap",
                rows->table->schema.data, rows->table->table.data, rows->index + 1);
    return nulls;
}

static void end_image(struct mt_rows *rows, bool after)
{
    if (after || rows->change == MT_DELETE)
        rows->index++;
}

int mt_rows_image(struct mt_rows *rows, bool after, const struct mt_image_sink *sink,
                  struct mt_err *err)
{
    const uint8_t *partial_bits = NULL;
    if (rows->partial && !after)
        memset(rows->before_json, 0, rows->table->column_count * sizeof *rows->before_json);
    if (rows->partial && after && take_options(rows, &partial_bits, err))
        return -1;
    const uint8_t *nulls = take_nulls(rows, after, err);
    if (rows->data.failed || read_columns(rows, after, nulls, partial_bits, sink, err))
        return -1;
    end_image(rows, after);
    return 0;
}

/* How many bytes the next value has with its length in front, by what was measured of its column.
 * 0: that is not known, or it does not fit: mt_value_skip says which. */
static inline size_t measure_value(const struct mt_column *column, struct mt_cursor row)
{
    size_t left = mt_left(&row), n = column->fixed_size;
    switch (column->prefix_size) {
    case 0: break;
    case 1: n = (size_t)1 + mt_u8(&row); break;
    case 2: n = (size_t)2 + mt_u16(&row); break;
    default: n = column->prefix_size + (size_t)mt_le(&row, column->prefix_size);
    }
    return n <= left ? n : 0;
}

/* The bytes of the next value, which is not NULL. */
static inline int step_value(const struct mt_column *column, struct mt_cursor *data,
                             struct mt_str *span, struct mt_err *err)
{
    const uint8_t *start = data->at;
    size_t n = measure_value(column, *data);
    if (n == 0) {
        struct mt_cursor rest = *data;
        if (mt_value_skip(column, &rest, err))
            return -1;
        n = (size_t)(rest.at - start);
    }
    data->at += n;
    *span = (struct mt_str){(const char *)start, n};
    return 0;
}

int mt_rows_step(struct mt_rows *rows, bool after, struct mt_str *spans, struct mt_err *err)
{
    const uint8_t *present = after ? rows->after_present : rows->before_present, *bits;
    if (rows->partial && after && take_options(rows, &bits, err))
        return -1;
    const uint8_t *nulls = take_nulls(rows, after, err);
    if (rows->data.failed)
        return -1;
    const struct mt_column *columns = rows->table->columns;
    struct mt_cursor data = rows->data;
    uint32_t count = rows->table->column_count, seen = 0;
    bool all = (after ? rows->after_count : rows->before_count) == count;
    for (uint32_t i = 0; i < count; i++) {
        struct mt_str span = {NULL, 0};
        if (all || bit(present, i)) {
            if (bit(nulls, seen++))
                span = (struct mt_str){(const char *)data.at, MT_SPAN_NULL};
            else if (step_value(&columns[i], &data, &span, err))
                return mt_rows_fail_value(rows->table, rows->index, i, after, err);
        }
        if (spans)
            spans[i] = span;
    }
    rows->data = data;
    end_image(rows, after);
    return 0;
}
