/* What the fuzz targets share: sinks that look at every byte they are given, so that a sanitizer
 * sees what is not there, and abort() for promises of the headers that were not kept. */
#ifndef MT_FUZZ_H
#define MT_FUZZ_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/cursor.h"
#include "base/err.h"
#include "binlog/fields.h"
#include "binlog/framing.h"
#include "binlog/rows.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static volatile unsigned fuzz_sum;
static int fuzz_depth;

#define FUZZ_CHECK(cond) ((cond) ? (void)0 : abort())

static inline void fuzz_touch(const void *data, size_t len)
{
    const uint8_t *p = data;
    unsigned s = 0;
    for (size_t i = 0; i < len; i++)
        s += p[i];
    fuzz_sum += s;
}

/* A decoder says 0 and no error, or -1 and one with a message. */
static inline void fuzz_check_result(int failed, const struct mt_err *err)
{
    FUZZ_CHECK(failed == (err->code == MT_OK ? 0 : -1));
    if (failed)
        FUZZ_CHECK(memchr(err->msg, 0, sizeof err->msg) && err->msg[0]);
}

static inline void fuzz_touch_value(const struct mt_value *value)
{
    if (value->kind == MT_KIND_TEXT || value->kind == MT_KIND_BYTES)
        fuzz_touch(value->as.s.data, value->as.s.len);
    else if (value->kind == MT_KIND_VECTOR)
        fuzz_touch(value->as.vector.data, value->as.vector.count * 4);
}

/* ---- fields: names are there or not, lists are closed ---- */

static inline void fuzz_see_value(void *arg, const char *name, const struct mt_value *value)
{
    (void)arg;
    if (name)
        fuzz_touch(name, strlen(name));
    fuzz_touch_value(value);
}

static inline void fuzz_see_boolean(void *arg, const char *name, bool value)
{
    (void)arg;
    fuzz_sum += value;
    fuzz_touch(name, strlen(name));
}

static inline void fuzz_see_open(void *arg, const char *name, bool list)
{
    (void)arg, (void)name;
    fuzz_sum += list;
    fuzz_depth++;
}

static inline void fuzz_see_close(void *arg)
{
    (void)arg;
    FUZZ_CHECK(--fuzz_depth >= 0);
}

static inline int fuzz_fields(const struct mt_raw_event *event, bool mariadb,
                              struct mt_buf *scratch)
{
    const struct mt_field_sink sink = {.value = fuzz_see_value,
                                       .boolean = fuzz_see_boolean,
                                       .open = fuzz_see_open,
                                       .close = fuzz_see_close};
    struct mt_err err;
    err.code = MT_OK;
    fuzz_depth = 0;
    int failed = mt_event_fields(event, mariadb, scratch, &sink, &err);
    fuzz_check_result(failed, &err);
    FUZZ_CHECK(failed || fuzz_depth == 0);
    return failed;
}

/* ---- rows ---- */

static inline int fuzz_see_column(void *arg, uint32_t column, const struct mt_value *value)
{
    const struct mt_rows *rows = arg;
    FUZZ_CHECK(column < rows->table->column_count);
    if (value)
        fuzz_touch_value(value);
    return 0;
}

/* wanted: a bit per column, or NULL for all. */
static inline int fuzz_rows(const struct mt_tables *tables, const struct mt_raw_event *event,
                            bool short_id, const uint8_t *wanted)
{
    static struct mt_buf scratch, inflated;
    struct mt_rows rows = {0};
    struct mt_err err;
    err.code = MT_OK;
    struct mt_image_sink sink = {
        .put = fuzz_see_column, .arg = &rows, .wanted = wanted, .scratch = &scratch};
    int failed = mt_rows_begin(tables, event, short_id, &inflated, &rows, &err);
    rows.shows_differences = event->size & 1;
    while (!failed && mt_rows_more(&rows)) {
        if (rows.change != MT_INSERT)
            failed = mt_rows_image(&rows, false, &sink, &err);
        if (!failed && rows.change != MT_DELETE)
            failed = mt_rows_image(&rows, true, &sink, &err);
    }
    fuzz_check_result(failed, &err);
    mt_rows_end(&rows);
    return failed;
}

/* ---- made events ---- */

/* An event of this type and body, in memory of exactly its size: free(event.data). */
static inline struct mt_raw_event fuzz_event(uint8_t type, const void *body, size_t len)
{
    uint32_t size = (uint32_t)(MT_HEADER_LEN + len);
    uint8_t *data = calloc(1, size);
    data[4] = type;
    memcpy(data + 9, &size, sizeof size);
    if (len)
        memcpy(data + MT_HEADER_LEN, body, len);
    return (struct mt_raw_event){
        .header = mt_header_parse(data), .data = data, .size = size, .file = "log.1"};
}

/* The next uint<2> bytes, or what is left. */
static inline struct mt_cursor fuzz_take_part(struct mt_cursor *in)
{
    size_t len = mt_u16(in);
    return mt_take_cursor(in, len < mt_left(in) ? len : mt_left(in));
}

#endif
