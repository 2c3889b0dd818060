#include "binlog/executed.h"

static int note_head(struct mt_executed *executed, const struct mt_raw_event *event,
                     struct mt_err *err)
{
    struct mt_gtid_set head = {0};
    int failed = event->header.type == MT_EVENT_GTID_LIST
                     ? mt_gtid_list_decode(event, &head, err)
                     : mt_previous_gtids_decode(event, &head, err);
    if (!failed)
        failed = mt_gtid_set_union(&executed->set, &head, err);
    mt_gtid_set_free(&head);
    if (!failed)
        executed->known = true;
    return failed;
}

static int note_gtid(struct mt_executed *executed, const struct mt_raw_event *event,
                     struct mt_err *err)
{
    if (mt_gtid_decode_head(event, &executed->gtid, err))
        return -1;
    executed->open = executed->gtid.flavor != MT_GTID_ANONYMOUS;
    if (!executed->open)
        executed->known = false;
    return 0;
}

int mt_executed_take(struct mt_executed *executed, const struct mt_raw_event *event,
                     struct mt_err *err)
{
    uint8_t type = event->header.type;
    if (event->artificial) /* MariaDB sends a list of its own making while it passes over some */
        return 0;
    if ((type == MT_EVENT_PREVIOUS_GTIDS || type == MT_EVENT_GTID_LIST) &&
        note_head(executed, event, err))
        return -1;
    if (mt_begins_log(event)) /* what was open at a crash never committed */
        executed->open = false;
    if (mt_is_gtid(type) && note_gtid(executed, event, err))
        return -1;
    if (!event->ends_transaction || !executed->open)
        return 0;
    executed->open = false;
    return mt_gtid_set_add(&executed->set, &executed->gtid, err);
}

void mt_executed_free(struct mt_executed *executed)
{
    mt_gtid_set_free(&executed->set);
    *executed = (struct mt_executed){0};
}
