/* Owns the judgement of a running job: what it is doing, and whether that is well. */
#include "app/watch.h"
#include "base/clock.h"

struct verdict {
    const struct runner *r;
    struct mt_buf *out;
    double limit; /* seconds */
    unsigned wrong;
    bool told_of_sink;
};

static double seconds_since(uint64_t ms)
{
    uint64_t now = mt_now_ms();
    return now > ms ? (double)(now - ms) / 1000 : 0;
}

/* ---- the source ---- */

/* Is it the source's turn to be heard? */
static bool needs_source(const struct runner *r, const struct mt_reader_stats *reader)
{
    return r->watch->live && !r->standby && !reader->held_up && !r->ending;
}

static void judge_source(struct verdict *v)
{
    const struct runner *r = v->r;
    struct mt_reader_stats reader = mt_watch_reader(r);
    double silent = seconds_since(mt_watch_heard_ms(r, &reader));
    char why[512] = "";
    if (!needs_source(r, &reader) || silent <= v->limit)
        return;
    v->wrong++;
    if (reader.connected) {
        mt_buf_printf(v->out, "%s: neither events nor heartbeats for %.0f s\n", r->watch->source,
                      silent);
        return;
    }
    if (r->reader)
        snprintf(why, sizeof why, "%s", reader.last_error);
    else if (r->lock)
        mt_lock_look(r->lock, why);
    if (!*why)
        snprintf(why, sizeof why, "%.500s", r->err->msg);
    mt_buf_printf(v->out, "%s: not connected, for %.0f s: %s\n", r->watch->source, silent,
                  *why ? why : "no answer");
}

/* ---- sinks ---- */

static double waited_for(const struct runner *r, const char *sink)
{
    const struct mt_tally *tally = &r->watch->tally;
    for (size_t i = 0; i < tally->sink_count; i++)
        if (strcmp(tally->sinks[i]->name, sink) == 0 && tally->sinks[i]->since > 0)
            return mt_seconds() - tally->sinks[i]->since;
    return 0;
}

static void judge_sink(void *arg, const struct mt_sink_state *sink)
{
    struct verdict *v = arg;
    double waited = waited_for(v->r, sink->name);
    double down = sink->pending != 0 ? sink->down_for : 0;
    v->told_of_sink |= waited > 0;
    if (waited <= v->limit && down <= v->limit)
        return;
    v->wrong++;
    v->told_of_sink = true;
    mt_buf_printf(v->out, "%s: nothing was acknowledged for %.0f s%s%s\n", sink->name,
                  waited > down ? waited : down, *sink->detail ? ": " : "", sink->detail);
}

/* ---- the job itself ---- */

/* An event may have many rows: each is a piece of work of its own. */
static double busy_for(const struct runner *r)
{
    if (r->busy == BUSY_NO || !r->script)
        return 0;
    return seconds_since(r->busy == BUSY_EVENT ? mt_script_at_work(r->script).since_ms
                                               : r->busy_ms);
}

static void judge_work(struct verdict *v)
{
    const struct runner *r = v->r;
    double busy = busy_for(r);
    if (busy <= v->limit || v->told_of_sink)
        return;
    const char *handler = r->script ? mt_script_at_work(r->script).handler : "";
    switch (r->busy) {
    case BUSY_LOAD: mt_buf_printf(v->out, "the script is loading since %.0f s\n", busy); break;
    case BUSY_HELD:
        mt_buf_printf(v->out, "%s: the checkpoint is asked for since %.0f s\n", r->holder, busy);
        break;
    case BUSY_EVENT:
        mt_buf_printf(v->out, "%s:%llu: %s%s is at work on this event since %.0f s\n",
                      r->event.file, (unsigned long long)r->event.position,
                      *handler ? "the handler " : "a handler", handler, busy);
        break;
    case BUSY_FLUSH:
        mt_buf_printf(v->out, "handlers that work side by side are not done since %.0f s\n", busy);
        break;
    default: return; /* letters take their time */
    }
    v->wrong++;
}

/* The place moves on, and is not saved. */
static void judge_checkpoint(struct verdict *v)
{
    const struct runner *r = v->r;
    uint64_t since = r->watch->unsaved_ms;
    double age = since ? seconds_since(since) : 0;
    if (!r->moved || !r->started || age <= v->limit + r->options->checkpoint_interval)
        return;
    v->wrong++;
    mt_buf_printf(v->out, "the checkpoint was not saved for %.0f s, while events came\n", age);
}

unsigned mt_watch_health(const struct runner *r, struct mt_buf *out)
{
    struct verdict v = {.r = r, .out = out, .limit = r->options->health_timeout};
    if (v.limit <= 0) /* not settled yet, which a run that begins again will be */
        v.limit = 60;
    judge_source(&v);
    if (r->script)
        mt_script_sinks(r->script, judge_sink, &v);
    judge_work(&v);
    judge_checkpoint(&v);
    return v.wrong;
}

/* ---- in a few words ---- */

/* Shorter waits are how a job works. */
#define WORTH_SAYING 1.0

static const char *waiting_for_sink(const struct runner *r)
{
    const struct mt_tally *tally = &r->watch->tally;
    for (size_t i = 0; i < tally->sink_count; i++)
        if (tally->sinks[i]->since > 0 && mt_seconds() - tally->sinks[i]->since > WORTH_SAYING)
            return tally->sinks[i]->name;
    return NULL;
}

static const char *plain_state(const struct runner *r)
{
    struct mt_reader_stats reader = mt_watch_reader(r);
    if (r->standby)
        return "standby";
    if (r->ending)
        return "finishing";
    if (r->busy == BUSY_LOAD)
        return "loading the script";
    if (r->busy == BUSY_LETTERS)
        return "delivering dead letters";
    if (r->script && !r->started && !r->when_locked)
        return "starting";
    if (!reader.connected)
        return "waiting for the source";
    if (r->busy == BUSY_EVENT && busy_for(r) > WORTH_SAYING)
        return "waiting for a handler";
    return mt_gate_is_closed(&r->gate) ? "looking for the start" : "streaming";
}

void mt_watch_state(const struct runner *r, struct mt_buf *out)
{
    const char *sink = waiting_for_sink(r);
    if (sink)
        mt_buf_printf(out, "waiting for %s", sink);
    else
        mt_buf_adds(out, plain_state(r));
}
