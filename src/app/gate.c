#include "app/gate.h"

#include "binlog/executed.h"
#include "source/file_list.h"

void mt_gate_free(struct mt_gate *gate)
{
    mt_pos_free(&gate->from);
}

static int fail_place(const struct mt_gate *gate, const char *what, struct mt_err *err)
{
    return mt_fail(err, MT_ERR_IO, "%s:%llu is no place to start: %s", gate->from.file,
                   (unsigned long long)gate->from.position, what);
}

static int reaches_file(struct mt_gate *gate, const struct mt_raw_event *event, struct mt_err *err)
{
    const struct mt_pos *from = &gate->from;
    if (event->artificial)
        return 0;
    int order = mt_compare_logs(event->file, from->file);
    if (order < 0 || (order == 0 && event->end_position <= from->position))
        return 0;
    if (order > 0)
        return fail_place(gate, "the file ends before it", err);
    if (event->position < from->position)
        return fail_place(gate, "no event begins there", err);
    if (gate->in_transaction && !event->begins_transaction)
        return fail_place(gate, "it is inside a transaction; start at the beginning of one", err);
    return 1;
}

static bool reaches_time(const struct mt_gate *gate, const struct mt_raw_event *event)
{
    return event->begins_transaction && (int64_t)event->header.timestamp >= gate->from.second;
}

/* A transaction with a GTID begins with it. */
static int is_in_set(struct mt_gate *gate, const struct mt_raw_event *event, struct mt_err *err)
{
    struct mt_gtid_head gtid;
    if (event->begins_transaction) {
        gate->passing = false;
        if (mt_is_gtid(event->header.type)) {
            if (mt_gtid_decode_head(event, &gtid, err))
                return -1;
            gate->passing = mt_gtid_set_contains(&gate->from.set, &gtid);
        }
    }
    bool passed = gate->passing;
    if (event->ends_transaction)
        gate->passing = false;
    return passed;
}

int mt_gate_ask(struct mt_gate *gate, const struct mt_raw_event *event, struct mt_err *err)
{
    if (gate->from.kind == MT_POS_GTID)
        return is_in_set(gate, event, err);
    if (!mt_gate_is_closed(gate))
        return 0;
    int reached =
        gate->from.kind == MT_POS_FILE ? reaches_file(gate, event, err) : reaches_time(gate, event);
    gate->in_transaction =
        (gate->in_transaction || event->begins_transaction) && !event->ends_transaction;
    gate->open = reached > 0;
    return reached < 0 ? -1 : !gate->open;
}
