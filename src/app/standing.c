/* Owns where a job stands: its place, whether it may be saved, and whether the end that was asked
 * for is reached. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "app/recorder.h"
#include "app/runner_parts.h"
#include "source/file_list.h"

/* A start by GTID begins with the head of a file, which may stand before the place. */
static bool stands_before_place(const struct runner *r)
{
    int order = *r->place.file ? mt_compare_logs(r->event.file, r->place.file) : 1;
    return order < 0 || (order == 0 && r->event.end_position < r->place.position);
}

static void move_place(struct runner *r)
{
    if (!r->seen_transaction && r->start.kind == MT_START_GTID && stands_before_place(r))
        return;
    if (r->file != r->event.file) { /* interned */
        snprintf(r->place.file, sizeof r->place.file, "%s", r->event.file);
        r->file = r->event.file;
    }
    if (r->place.position != r->event.end_position)
        r->moved = true;
    r->place.position = r->event.end_position;
    const struct mt_gtid_head *gtid = mt_script_gtid(r->script);
    if (gtid->flavor != MT_GTID_ANONYMOUS)
        r->last_gtid = *gtid;
}

const char *mt_runner_gtid(const struct runner *r, char text[static MT_GTID_TEXT])
{
    if (r->last_gtid.flavor == MT_GTID_ANONYMOUS)
        return r->place.gtid;
    mt_gtid_print(&r->last_gtid, text);
    return text;
}

int mt_runner_note_event(struct runner *r, struct mt_err *err)
{
    r->seen_transaction |= r->event.begins_transaction;
    if (!r->gate.passing && mt_executed_note(&r->place.executed, &r->event, err))
        return -1;
    /* behind a format description nothing is open, but not every server can resume there */
    if (r->event.header.type == MT_EVENT_FORMAT_DESCRIPTION && !r->event.ends_transaction)
        return 0;
    r->at_boundary = r->event.ends_transaction;
    if (r->at_boundary && !r->event.artificial)
        move_place(r);
    return 0;
}

bool mt_runner_is_at_until(const struct runner *r)
{
    if (!r->at_boundary)
        return false;
    if (r->recorder && mt_recorder_is_full(r->recorder))
        return true;
    if (r->until.kind == MT_POS_GTID)
        return r->place.executed.known &&
               mt_gtid_set_is_subset(&r->until.set, &r->place.executed.set);
    if (r->until.kind != MT_POS_FILE)
        return false;
    int order = mt_compare_logs(r->place.file, r->until.file);
    return order > 0 || (order == 0 && r->place.position >= r->until.position);
}

bool mt_runner_is_behind_until(const struct runner *r)
{
    if (!r->at_boundary && !mt_gate_is_closed(&r->gate))
        return false;
    if (mt_is_heartbeat(&r->event))
        return (int64_t)time(NULL) >= r->until.second;
    return r->event.begins_transaction && (int64_t)r->event.header.timestamp >= r->until.second;
}

bool mt_runner_has_place(const struct runner *r)
{
    return *r->place.file || r->place.executed.known;
}

bool mt_runner_may_save(const struct runner *r)
{
    /* at the end of a file that stops in mid-transaction the last boundary still is the place, but
     * sinks have seen more: nothing is saved then */
    return r->at_boundary && mt_runner_has_place(r) && !mt_gate_is_closed(&r->gate);
}

static bool is_over(double limit, uint64_t now, uint64_t saved)
{
    return limit > 0 && (double)(now - saved) >= limit;
}

bool mt_runner_save_is_due(const struct runner *r)
{
    const struct mt_options *o = r->options;
    return r->moved &&
           (r->save_due || is_over(o->checkpoint_bytes, r->bytes, r->saved_bytes) ||
            is_over(o->checkpoint_events, mt_script_stats(r->script).handled, r->saved_handled));
}

void mt_runner_note_save(struct runner *r)
{
    r->moved = false;
    r->saved_bytes = r->bytes;
    r->saved_handled = mt_script_stats(r->script).handled;
}
