/* The inside of struct mt_script, shared by the files that make it up: script.c (its life), plan.c
 * (who wants which table), track.c (what events tell), wire_event.c and deliver.c (what handlers
 * are given), record.c (recordings), place.c (the checkpoint's text). */
#ifndef MT_SCRIPT_PARTS_H
#define MT_SCRIPT_PARTS_H

#include "binlog/event.h"
#include "binlog/format.h"
#include "binlog/fragments.h"
#include "binlog/rows.h"
#include "lua/host.h"
#include "lua/row_event.h"
#include "lua/script.h"

/* What is left to do for the event in hand. */
enum mt_step { MT_STEP_WIRE, MT_STEP_LOGICAL, MT_STEP_ROWS, MT_STEP_DONE };

/* What the event in hand means, whatever it is called in the log. */
enum mt_logical {
    MT_LOGICAL_NONE,
    MT_LOGICAL_BEGIN,
    MT_LOGICAL_COMMIT,
    MT_LOGICAL_DDL,
    MT_LOGICAL_COUNT
};
extern const char *const mt_logical_names[MT_LOGICAL_COUNT]; /* for scripts; NULL for none */

struct mt_script {
    struct mt_script_options options;
    struct mt_host *host;
    bool is_guest; /* the host is another script's */
    lua_State *L;
    int core_ref; /* registry slot of its moontail.core */
    struct mt_task *task;
    struct mt_context context;
    struct mt_tables *tables;
    int ddl_ref;               /* registry slot of what the last DDL statement did */
    struct mt_err *io_failure; /* while moontail.history runs: what a question failed with */
    struct mt_format format;
    struct mt_script_settings settings;
    bool wants_rows;
    bool wants_wire[256];
    bool wants_logical[MT_LOGICAL_COUNT];
    bool prints_json; /* every event is printed as a line of JSON, instead of being delivered */
    struct mt_buf texts, members, line; /* see wire_json.c */
    struct mt_kept_text common;         /* likewise: what the events of a transaction share */

    bool passing_over; /* the event is before those that handlers are to see */

    /* the event in hand */
    const struct mt_raw_event *event;
    enum mt_step step;
    enum mt_logical logical;
    bool rolled_back;
    struct mt_query query;
    struct mt_buf query_text, inflated;
    struct mt_fragments fragments;
    struct mt_raw_event joined; /* the rows event that the fragment in hand completes */
    bool has_joined;
    struct mt_rows rows;
    struct mt_plan *plan;
    int run_ref;      /* the protected function */
    int event_ref;    /* registry slot of the event table being handled */
    int handlers_ref; /* registry slot for the handlers of an event that is no row */
    int list_ref;     /* registry slot of the handlers that it goes to: that, or a plan's */
    int handler, handler_count;
    int restored_ref; /* the checkpoint that was read */
    enum mt_script_status status;
    struct mt_err *err;

    struct mt_script_stats stats;
    struct mt_tally *tally, own_tally;
    struct mt_handler_tally **handlers; /* by the number that the prelude gave them, from 1 */
    int handlers_known;
    struct mt_handler_tally **timed; /* of the list that was delivered to last; NULL: not timed */
    int timed_count, timed_ref;      /* the list's registry slot; LUA_NOREF: it had none */
    struct mt_handler_tally *called; /* the handler at work, where it is known and times count */
    double called_at;                /* 0: this call is not timed */
    uint64_t waits_ms;               /* since when the last handler that waited has */
    void (*idle)(void *arg, enum mt_script_status status, const struct mt_err *err);
    void *idle_arg;
};

/* Push hooks[name] of the script's prelude onto L, its state or a coroutine of it. */
void mt_script_push_hook(struct mt_script *script, lua_State *L, const char *name);

/* Call a hook whose arguments are pushed above it. */
int mt_script_call_hook(struct mt_script *script, int nargs, int nresults, struct mt_err *err);

/* Push the list of handlers of a kind for a table (NULL: none), and below it the columns they ask
 * for. Returns how many handlers; 0 pushes nothing. May raise. */
int mt_script_push_handlers(struct mt_script *script, const char *kind, const char *table);

/* What a task that came to status has really come to: FAILED, with err, where a sink has failed. */
enum mt_script_status mt_script_outcome(const struct mt_script *script,
                                        enum mt_script_status status, struct mt_err *err);

/* Run the function below nargs arguments on the task's stack as a call of its own, not for an
 * event. */
enum mt_script_status mt_script_run_alone(struct mt_script *script, int nargs, struct mt_err *err);

/* A script in the state of another one, for a moontail.core whose prelude is loaded: the table at
 * index of L. It has no main chunk; it lives as long as that state, or until mt_script_free. */
struct mt_script *mt_script_new_guest(lua_State *L, int index,
                                      void (*idle)(void *arg, enum mt_script_status status,
                                                   const struct mt_err *err),
                                      void *arg, struct mt_err *err);

/* A string, or nil for NULL. */
void mt_push_optional(lua_State *L, const char *s);

/* The plan of a table, with its handlers but maybe not yet its names. May raise. */
struct mt_plan *mt_plan_of(struct mt_script *script, struct mt_table *table);

/* Settle a plan's names, types and columns. May raise. */
int mt_plan_complete(struct mt_script *script, struct mt_plan *plan, struct mt_table *table,
                     struct mt_err *err);

/* Take in what the event in hand says, whether or not anyone wants it. */
int mt_script_track(struct mt_script *script, struct mt_err *err);

/* Is it a DDL statement that has happened? */
bool mt_script_is_ddl(const struct mt_query *query);

/* The plan of the table that a wire event is about, for globs; NULL: none. */
struct mt_plan *mt_plan_of_event(struct mt_script *script);

/* The handler at work is done, however it ended. */
void mt_script_end_call(struct mt_script *script);

/* Does --tables let events of this plan's table through? */
bool mt_plan_is_wanted(struct mt_script *script, struct mt_plan *plan);

/* Push the event in hand with all its fields. May raise. */
int mt_push_wire_event(struct mt_script *script, const char *type, struct mt_err *err);

/* Whether anyone may want the event in hand; it was tracked. Costs no call into Lua, and says no of
 * rows only once their table's handlers were looked up. */
bool mt_script_may_deliver(const struct mt_script *script);

void mt_free_kept_text(struct mt_kept_text *kept);

/* Print the event in hand as a line of JSON; plan: of its table, or NULL. May raise. */
int mt_print_wire_event(struct mt_script *script, const char *type, struct mt_plan *plan,
                        struct mt_err *err);

/* Give the event in hand to options.record; plan: of its table, or NULL. May raise. */
int mt_script_record(struct mt_script *script, struct mt_plan *plan, struct mt_err *err);

/* Add to a handler's error what it most likely means. */
void mt_script_explain(struct mt_script *script, struct mt_err *err);

/* Give the event in hand to its handlers until it is done, or one waits. May raise. */
enum mt_script_status mt_script_advance(struct mt_script *script, struct mt_err *err);

#endif
