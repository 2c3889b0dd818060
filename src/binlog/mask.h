/* Values replaced by others of the same type, so that a log can be shown to those who may not see
 * what it held.
 *
 * A value is replaced by what a keyed hash makes of it: the same value by the same one wherever it
 * stands in a column of the same type, so that keys still join, and nobody without the key can go
 * back. NULL stays NULL, which values are there stays as it is. What is kept:
 *   integers, DECIMAL, FLOAT, DOUBLE: the sign; BIT, YEAR: nothing; any value of the type comes out
 *   dates and times: nothing; they are from 1970 to 2037, times from 00:00 to 23:59
 *   text: the number of characters, all of which become letters from a to z; so '' stays ''
 *   VARBINARY, BLOB, VECTOR: the length; BINARY, UUID, INET4, INET6: nothing
 *   ENUM, SET: nothing but the number 0 of an ENUM; the value is one of the labels
 *   GEOMETRY: the SRID, the kind and the number of points; equal points stay equal
 *   JSON (MySQL's): nothing; it becomes a string of 16 hexadecimal digits */
#ifndef MT_BINLOG_MASK_H
#define MT_BINLOG_MASK_H

#include "base/buf.h"
#include "base/err.h"
#include "binlog/rows.h"

struct mt_mask {
    /* 32 bytes that only who has the key can foresee. 0, or -1. */
    int (*digest)(void *arg, const void *data, size_t len, uint8_t out[32]);
    void *arg;
};

/* Append another value in the place of this one. raw: as a row image holds it, its length in front
 * included (mt_rows_step). differences: raw is not a JSON document, but what changes in one; a
 * document comes out. Fails as mt_value_decode does, and with MT_ERR_UNSUPPORTED for a type that
 * cannot be masked. */
int mt_mask_value(const struct mt_mask *mask, const struct mt_column *column, struct mt_str raw,
                  bool differences, struct mt_buf *out, struct mt_err *err);

/* Append the rows, from the first one on, with the columns masked that have a bit in which. */
int mt_mask_rows(const struct mt_mask *mask, struct mt_rows rows, const uint8_t *which,
                 struct mt_buf *out, struct mt_err *err);

/* ---- which columns (mask_columns.c) ---- */

/* Globs on schema.table.column: '*' is any run of characters, '?' one. which and met start as
 * NULL. */
struct mt_masks {
    const char *const *globs; /* live as long as this */
    size_t count;
    uint8_t *which; /* bit per column of the last table */
    bool *met;      /* has the glob ever found a column? */
};

/* Which columns of this table are masked: masks->which. 1: some are; 0: none. Fails with
 * MT_ERR_USAGE when a glob that names the table finds no column in it: a slip would show what it
 * should hide; and MT_ERR_NOMEM. With a masked column MariaDB's hidden hashes are masked too, which
 * are made of values without a key. */
int mt_masks_find(struct mt_masks *masks, const struct mt_table *table, struct mt_err *err);

/* A glob that has found nothing, or NULL. */
const char *mt_masks_unmet(const struct mt_masks *masks);
void mt_masks_free(struct mt_masks *masks);

#endif
