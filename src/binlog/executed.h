/* Which transactions a stream of events has brought: the set that goes with each place of a log. */
#ifndef MT_EXECUTED_H
#define MT_EXECUTED_H

#include <stdbool.h>

#include "binlog/event.h"
#include "binlog/gtid_set.h"

/* Zeroed: nothing is known yet. */
struct mt_executed {
    struct mt_gtid_set set;
    /* Set is all there is. The head of each file tells it; not so after an anonymous transaction,
     * which no set can name. */
    bool known;
    bool open;                /* a transaction with a GTID has begun and not ended */
    struct mt_gtid_head gtid; /* of that one */
};

/* Does an event say anything of sets? Most do not: they are inside a transaction. */
static inline bool mt_executed_is_told(const struct mt_raw_event *event)
{
    uint8_t type = event->header.type;
    return event->ends_transaction || mt_is_gtid(type) || type == MT_EVENT_FORMAT_DESCRIPTION ||
           type == MT_EVENT_PREVIOUS_GTIDS || type == MT_EVENT_GTID_LIST;
}

int mt_executed_take(struct mt_executed *executed, const struct mt_raw_event *event,
                     struct mt_err *err);

/* Take in an event, of whatever type. A transaction counts once its last event is here. */
static inline int mt_executed_note(struct mt_executed *executed, const struct mt_raw_event *event,
                                   struct mt_err *err)
{
    return mt_executed_is_told(event) ? mt_executed_take(executed, event, err) : 0;
}
void mt_executed_free(struct mt_executed *executed);

#endif
