/* Owns deliveries: an event table, the handlers it goes to, and whose turn it is when one waits. */
#include "lua/history.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "lua/core.h"

/* ---- deliveries: an event table and the handlers it goes to ---- */

/* Who is on the list. The rows of a table go to the same list again and again. */
static void find_timed(struct mt_script *script, int count)
{
    lua_State *L = script->L;
    if (script->list_ref != script->handlers_ref && script->list_ref == script->timed_ref)
        return;
    script->timed_ref = script->list_ref;
    script->timed_count = count < script->handlers_known ? count : script->handlers_known;
    lua_rawgeti(L, LUA_REGISTRYINDEX, script->list_ref);
    for (int i = 1; i <= script->timed_count; i++) {
        lua_rawgeti(L, -1, -i);
        int number = (int)lua_tointeger(L, -1);
        bool known = number > 0 && number <= script->handlers_known;
        script->timed[i - 1] = known ? script->handlers[number - 1] : NULL;
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
}

/* The event table is on top: keep it, and start with the first handler of the list. */
static void begin_delivery(struct mt_script *script, int list_ref, int count)
{
    lua_rawseti(script->L, LUA_REGISTRYINDEX, script->event_ref);
    script->list_ref = list_ref;
    if (script->tally->times)
        find_timed(script, count);
    script->handler = 0;
    script->handler_count = count;
}

/* The same for a list of one delivery, which is below the event. */
static void begin_single_delivery(struct mt_script *script, int count)
{
    lua_State *L = script->L;
    lua_insert(L, -2);
    lua_rawseti(L, LUA_REGISTRYINDEX, script->handlers_ref);
    begin_delivery(script, script->handlers_ref, count);
}

static void set_where(struct mt_script *script, const char *type, const char *table)
{
    *mt_task_where(script->task) = (struct mt_where){.file = script->event->file,
                                                     .position = script->event->position,
                                                     .type = type,
                                                     .table = table};
}

bool mt_plan_is_wanted(struct mt_script *script, struct mt_plan *plan)
{
    if (!plan->is_judged)
        plan->is_wanted = mt_script_wants_table(script, plan->name);
    plan->is_judged = true;
    return plan->is_wanted;
}

/* Instead of handlers. */
static int print_wire(struct mt_script *script, const char *type, struct mt_plan *plan,
                      struct mt_err *err)
{
    bool wanted = !plan || mt_plan_is_wanted(script, plan);
    return wanted ? mt_print_wire_event(script, type, plan, err) : 0;
}

static int deliver_wire(struct mt_script *script, struct mt_err *err)
{
    lua_State *L = script->L;
    uint8_t code = script->event->header.type;
    if (!script->wants_wire[code])
        return 0;
    const char *type = mt_event_type_name(code);
    if (!type)
        type = "unknown";
    struct mt_plan *plan = mt_plan_of_event(script);
    const char *table = plan ? plan->name : NULL;
    if (script->options.record)
        return mt_script_record(script, plan, err);
    if (script->prints_json)
        return print_wire(script, type, plan, err);
    int count = mt_script_push_handlers(script, type, table);
    if (count == 0)
        return 0;
    lua_remove(L, -2);
    if (mt_push_wire_event(script, type, err))
        return -1;
    mt_core_mark_event(L);
    set_where(script, type, table);
    begin_single_delivery(script, count);
    return 0;
}

const char *const mt_logical_names[MT_LOGICAL_COUNT] = {
    [MT_LOGICAL_BEGIN] = "begin", [MT_LOGICAL_COMMIT] = "commit", [MT_LOGICAL_DDL] = "ddl"};

static int deliver_logical(struct mt_script *script, struct mt_err *err)
{
    lua_State *L = script->L;
    const char *type = mt_logical_names[script->logical];
    (void)err;
    if (!script->wants_logical[script->logical])
        return 0;
    int count = mt_script_push_handlers(script, type, NULL);
    if (count == 0)
        return 0;
    lua_remove(L, -2);
    lua_newtable(L);
    mt_push_common(&script->context, type, script->event);
    if (script->logical == MT_LOGICAL_DDL) {
        lua_pushlstring(L, script->query.schema.data, script->query.schema.len);
        lua_setfield(L, -2, "schema");
        lua_pushlstring(L, script->query.text.data, script->query.text.len);
        lua_setfield(L, -2, "query");
        mt_history_push_ddl(script);
    }
    if (script->rolled_back) {
        lua_pushboolean(L, 1);
        lua_setfield(L, -2, "rolled_back");
    }
    if (script->context.has_xid) {
        struct mt_value xid = {.kind = MT_KIND_UINT, .as.u = script->context.xid};
        mt_push_value(L, &script->context, NULL, &xid);
        lua_setfield(L, -2, "xid");
    }
    mt_core_mark_event(L);
    set_where(script, type, NULL);
    begin_single_delivery(script, count);
    return 0;
}

static bool wants_rows(const struct mt_script *script)
{
    enum mt_change change;
    if (!script->wants_rows || !mt_rows_is(script->event->header.type, &change))
        return false;
    struct mt_table *table = mt_rows_table(script->tables, script->event, script->format.short_id);
    struct mt_plan *plan = table ? table->user : NULL;
    return !plan || plan->handlers_ref[change] != LUA_NOREF;
}

bool mt_script_may_deliver(const struct mt_script *script)
{
    return script->wants_wire[script->event->header.type] ||
           script->wants_logical[script->logical] || wants_rows(script) || script->has_joined;
}

/* Open the rows event if anyone wants its rows. 1: yes, 0: no. */
static int open_rows(struct mt_script *script, struct mt_err *err)
{
    enum mt_change change;
    if (!script->wants_rows || !mt_rows_is(script->event->header.type, &change))
        return 0;
    struct mt_table *table = mt_rows_table(script->tables, script->event, script->format.short_id);
    struct mt_plan *plan = table ? mt_plan_of(script, table) : NULL;
    if (plan && plan->handlers_ref[change] == LUA_NOREF)
        return 0;
    if (mt_rows_begin(script->tables, script->event, script->format.short_id, &script->inflated,
                      &script->rows, err) ||
        mt_plan_complete(script, plan, table, err))
        return -1;
    script->plan = plan;
    set_where(script, (const char *[]){"insert", "update", "delete"}[change], plan->name);
    return 1;
}

static int deliver_row(struct mt_script *script, struct mt_err *err)
{
    enum mt_change change = script->rows.change;
    if (mt_push_row_event(&script->context, script->plan, &script->rows, script->event, err))
        return -1;
    script->stats.rows++;
    if (script->plan->tally)
        script->plan->tally->rows[change]++;
    begin_delivery(script, script->plan->handlers_ref[change], script->plan->handler_count[change]);
    return 0;
}

/* The last fragment was delivered as itself: the whole is the event in hand now. */
static void take_joined(struct mt_script *script)
{
    script->has_joined = false;
    script->event = &script->joined;
    script->context.sequence++;
    script->step = MT_STEP_WIRE;
}

/* Prepare the next delivery of the event in hand; step is DONE when there is none. May raise. */
static int next_delivery(struct mt_script *script, struct mt_err *err)
{
    switch (script->step) {
    case MT_STEP_WIRE: script->step = MT_STEP_LOGICAL; return deliver_wire(script, err);
    case MT_STEP_LOGICAL: {
        if (script->has_joined) {
            take_joined(script);
            return 0;
        }
        int rows = open_rows(script, err);
        script->step = rows > 0 ? MT_STEP_ROWS : MT_STEP_DONE;
        return rows < 0 ? -1 : deliver_logical(script, err);
    }
    case MT_STEP_ROWS:
        if (mt_rows_more(&script->rows))
            return deliver_row(script, err);
        mt_rows_end(&script->rows);
        script->step = MT_STEP_DONE;
        return 0;
    case MT_STEP_DONE: break;
    }
    return 0;
}

static void begin_call(struct mt_script *script)
{
    script->called =
        script->handler <= script->timed_count ? script->timed[script->handler - 1] : NULL;
    script->called_at = script->called && mt_is_timed(script->called) ? mt_seconds() : 0;
}

/* Those that wait are all timed. */
static void begin_wait(struct mt_script *script)
{
    script->waits_ms = mt_now_ms();
    if (!script->called || script->called_at > 0)
        return;
    script->called->untimed--;
    script->called_at = mt_seconds();
}

void mt_script_end_call(struct mt_script *script)
{
    if (script->called && script->called_at > 0)
        mt_tally_call(script->called, mt_seconds() - script->called_at);
    script->called = NULL;
}

void mt_script_explain(struct mt_script *script, struct mt_err *err)
{
    lua_State *L = script->L;
    struct mt_err unheard = {0};
    if (err->code != MT_ERR_SCRIPT || !script->event)
        return;
    mt_script_push_hook(script, L, "explain");
    lua_pushstring(L, err->msg);
    lua_rawgeti(L, LUA_REGISTRYINDEX, script->event_ref);
    if (mt_script_call_hook(script, 2, 1, &unheard))
        return;
    snprintf(err->msg, sizeof err->msg, "%s", lua_tostring(L, -1));
    lua_pop(L, 1);
}

static enum mt_script_status call_handler(struct mt_script *script, struct mt_err *err)
{
    lua_State *co = mt_task_state(script->task);
    lua_settop(co, 0);
    lua_rawgeti(co, LUA_REGISTRYINDEX, script->list_ref);
    lua_rawgeti(co, -1, ++script->handler);
    if (script->tally->times)
        begin_call(script);
    lua_rawgeti(co, LUA_REGISTRYINDEX, script->event_ref);
    script->stats.handled++;
    switch (mt_task_run(script->task, 1, err)) {
    case MT_TASK_DONE: mt_script_end_call(script); return MT_SCRIPT_DONE;
    case MT_TASK_WAITING: begin_wait(script); return MT_SCRIPT_WAITING;
    default:
        if (script->called)
            script->called->errors++;
        mt_script_end_call(script);
        /* what made the handler fail says more than the handler's own message */
        if (mt_host_failure(script->host)->code != MT_OK)
            *err = *mt_host_failure(script->host);
        else
            mt_script_explain(script, err);
        return MT_SCRIPT_FAILED;
    }
}

/* Until the event in hand is done, or a handler waits. */
enum mt_script_status mt_script_advance(struct mt_script *script, struct mt_err *err)
{
    while (script->handler < script->handler_count || script->step != MT_STEP_DONE) {
        if (script->handler < script->handler_count) {
            enum mt_script_status status = call_handler(script, err);
            if (status != MT_SCRIPT_DONE)
                return status;
            if (mt_host_failure(script->host)->code != MT_OK)
                return MT_SCRIPT_FAILED;
        } else if (next_delivery(script, err)) {
            return MT_SCRIPT_FAILED;
        }
    }
    return MT_SCRIPT_DONE;
}
