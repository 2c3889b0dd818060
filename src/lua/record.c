/* Owns what a recording is told of each event: its table, its rows, what a statement concerns. */
#include "lua/history.h"

#include "binlog/recording.h"

/* 1: the table is wanted, and all is known of it that can be. */
static int complete(struct mt_script *script, struct mt_plan *plan, struct mt_recording_event *in,
                    struct mt_err *err)
{
    struct mt_table *table = mt_rows_table(script->tables, script->event, script->format.short_id);
    if (!plan || !mt_plan_is_wanted(script, plan))
        return 0;
    if (mt_plan_complete(script, plan, table, err))
        return -1;
    in->table = table;
    in->names_columns = !plan->positional;
    return 1;
}

static int record_rows(struct mt_script *script, struct mt_plan *plan,
                       struct mt_recording_event *in, struct mt_err *err)
{
    int wanted = complete(script, plan, in, err);
    if (wanted < 0)
        return -1;
    int failed = wanted && mt_rows_begin(script->tables, script->event, script->format.short_id,
                                         &script->inflated, &script->rows, err);
    in->rows = wanted ? &script->rows : NULL;
    if (!failed)
        failed = script->options.record(script->options.record_arg, in, err);
    mt_rows_end(&script->rows);
    return failed ? -1 : 0;
}

int mt_script_record(struct mt_script *script, struct mt_plan *plan, struct mt_err *err)
{
    enum mt_change change;
    uint8_t type = script->event->header.type;
    struct mt_recording_event in = {.event = script->event};
    if (mt_rows_is(type, &change))
        return record_rows(script, plan, &in, err);
    if (type == MT_EVENT_TABLE_MAP && complete(script, plan, &in, err) < 0)
        return -1;
    if (type == MT_EVENT_QUERY || type == MT_EVENT_QUERY_COMPRESSED)
        in.query = &script->query;
    if (script->logical == MT_LOGICAL_DDL)
        in.concerns = mt_history_concerns(script);
    return script->options.record(script->options.record_arg, &in, err);
}
