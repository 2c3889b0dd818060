/* Every field of every event but rows themselves: one walk, for scripts, dumps and JSON alike.
 *
 * Names are those of the servers' event classes, in snake case. What an event does not hold (older
 * servers, optional parts) is not put. Times are seconds; table maps put their columns; of rows
 * events table_id, flags and the like are put here, and rows.h has the rest. */
#ifndef MT_FIELDS_H
#define MT_FIELDS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "binlog/framing.h"
#include "binlog/value.h"

/* Receives fields in a fixed order. name is NULL for the elements of a list. */
struct mt_field_sink {
    void *arg;
    void (*value)(void *arg, const char *name, const struct mt_value *value);
    void (*boolean)(void *arg, const char *name, bool value);
    void (*open)(void *arg, const char *name, bool list); /* a nested table or list, until close */
    void (*close)(void *arg);
};

/* Put the fields of the body (not those of the header: type, timestamp, server_id, file, position
 * are the caller's). mariadb: which of the servers wrote it; table maps of the two differ. scratch:
 * for converted text; a value lives until the sink returns. Every listed event type is decoded; a
 * type that is not listed in wire.h puts `code` and `data` (the raw body). Fails with
 * MT_ERR_TRUNCATED or MT_ERR_CORRUPT; the message does not name the place. */
int mt_event_fields(const struct mt_raw_event *event, bool mariadb, struct mt_buf *scratch,
                    const struct mt_field_sink *sink, struct mt_err *err);

#endif
