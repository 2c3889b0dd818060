/* Between where a stream begins and the place a user asked for: which events are only looked at,
 * and which are given to handlers. */
#ifndef MT_GATE_H
#define MT_GATE_H

#include <stdbool.h>

#include "app/pos.h"
#include "binlog/event.h"

/* Zeroed: everything is wanted. */
struct mt_gate {
    struct mt_pos from;  /* MT_POS_FILE, MT_POS_GTID, MT_POS_TIME or MT_POS_NONE; owned */
    bool open;           /* the place was reached; what follows is wanted */
    bool in_transaction; /* of the events asked about */
    bool passing;        /* MT_POS_GTID: the open transaction is in the set */
};

/* Ask in the order of the stream. 1: pass over it; 0: it is wanted; -1: the place is none. */
int mt_gate_ask(struct mt_gate *gate, const struct mt_raw_event *event, struct mt_err *err);

/* Has the place not been reached yet? Never so for GTIDs: any transaction may be one of the set. */
static inline bool mt_gate_is_closed(const struct mt_gate *gate)
{
    return !gate->open && (gate->from.kind == MT_POS_FILE || gate->from.kind == MT_POS_TIME);
}

/* Is there nothing to ask it (any more)? */
static inline bool mt_gate_is_gone(const struct mt_gate *gate)
{
    return gate->from.kind != MT_POS_GTID && !mt_gate_is_closed(gate);
}
void mt_gate_free(struct mt_gate *gate);

#endif
