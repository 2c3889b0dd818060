/* A small log of its own, made of events of another: whole transactions of the tables that are
 * wanted, in a file that every reader of logs takes.
 *
 * The file: magic, a format description, the set of GTIDs before it where that is known, then the
 * transactions. Each has its GTID, its BEGIN, the table maps and rows that are wanted, its end, and
 * new positions; every event has a checksum, but where the server knows none. Events of compressed
 * transactions stand there plain. What stands between transactions is left out. */
#ifndef MT_RECORDING_H
#define MT_RECORDING_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"
#include "binlog/event.h"
#include "binlog/executed.h"
#include "binlog/mask.h"
#include "binlog/rows.h"

struct mt_recording_options {
    bool filtered;          /* not all tables are wanted */
    bool ignore_statements; /* changes logged as statements, where they cannot be told apart, are
                               left out with a warning; otherwise they are refused */
    /* Globs on schema.table.column whose values are masked; with any, the texts of statements are
     * left out too. They and mask live as long as the recording. */
    const char *const *masked;
    size_t masked_count;
    struct mt_mask mask;
};

/* An event, and what its reader knows of it. */
struct mt_recording_event {
    const struct mt_raw_event *event;
    const struct mt_table *table; /* of table maps and rows; NULL: nobody wants it */
    const struct mt_rows *rows;   /* of rows that are wanted: at the first image */
    const struct mt_query *query; /* of statements */
    bool names_columns;           /* the table's names are real ones */
    bool concerns;                /* a DDL statement: is it of something that is wanted? */
};

struct mt_recording;

struct mt_recording *mt_recording_new(const struct mt_recording_options *options);
void mt_recording_free(struct mt_recording *recording);

/* Take in the next event of the log. executed: what was executed before its transaction. A
 * transaction is held in memory until its end, and is then appended to out, if there is anything in
 * it that is wanted. Fails with MT_ERR_UNSUPPORTED for what one file cannot hold or what cannot be
 * masked, MT_ERR_USAGE for a masked column that its table does not have, and as the decoders do. */
int mt_recording_take(struct mt_recording *recording, const struct mt_recording_event *in,
                      const struct mt_executed *executed, struct mt_buf *out, struct mt_err *err);

/* There is no more: a log without transactions has a head all the same. Fails with MT_ERR_CORRUPT
 * when no format description came. */
int mt_recording_end(struct mt_recording *recording, struct mt_buf *out, struct mt_err *err);

struct mt_recording_stats {
    uint64_t transactions, rows;
};
/* A glob of options.masked that has met no column so far, or NULL. */
const char *mt_recording_unmasked(const struct mt_recording *recording);

struct mt_recording_stats mt_recording_stats(const struct mt_recording *recording);

#endif
