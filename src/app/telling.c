/* Owns what the log is told of a job as a whole: a line when it starts, one now and then while it
 * works, one when it ends. */
#include <string.h>

#include "app/watch.h"
#include "base/clock.h"
#include "base/log.h"
#include "source/replica.h"

const char *mt_print_size(double bytes, char text[32])
{
    static const char *const units[] = {"B", "kB", "MB", "GB", "TB"};
    size_t unit = 1;
    for (bytes /= 1e3; bytes >= 999.95 && unit < 4; unit++)
        bytes /= 1e3;
    snprintf(text, 32, "%.1f %s", bytes, units[unit]);
    return text;
}

/* What is watched is counted over all runs of the process. */
static uint64_t count_transactions(const struct runner *r)
{
    return r->watch->tally.transactions - r->transactions_before;
}

/* ---- members of a JSON line ---- */

static void add_name(struct mt_buf *members, const char *name)
{
    mt_buf_printf(members, "%s\"%s\":", members->len ? "," : "", name);
}

static void add_text(struct mt_buf *members, const char *name, const char *value)
{
    add_name(members, name);
    mt_buf_add_json(members, value);
}

static void add_count(struct mt_buf *members, const char *name, uint64_t value)
{
    add_name(members, name);
    mt_buf_printf(members, "%llu", (unsigned long long)value);
}

static void add_seconds(struct mt_buf *members, const char *name, double value)
{
    add_name(members, name);
    mt_buf_printf(members, "%.3f", value);
}

/* Where the job stands: behind which transaction. */
static void add_where(const struct runner *r, struct mt_buf *text, struct mt_buf *members)
{
    const struct mt_place *place = &r->place;
    char room[MT_GTID_TEXT];
    const char *gtid = mt_runner_gtid(r, room);
    if (*place->file) {
        mt_buf_printf(text, ", at %s:%llu", place->file, (unsigned long long)place->position);
        add_text(members, "file", place->file);
        add_count(members, "position", place->position);
    }
    if (*gtid) {
        mt_buf_printf(text, " (%s)", gtid);
        add_text(members, "gtid", gtid);
    }
}

/* ---- the start ---- */

struct lists {
    struct mt_buf text, json;
};

static void add_sink(void *arg, const struct mt_sink_state *sink)
{
    struct lists *sinks = arg;
    mt_buf_printf(&sinks->text, "%s%s", sinks->text.len ? ", " : "", sink->name);
    if (sinks->json.len)
        mt_buf_addc(&sinks->json, ',');
    mt_buf_add_json(&sinks->json, sink->name);
}

static bool keeps_checkpoint(const struct runner *r)
{
    return r->holder || *r->checkpoint;
}

static void add_beginning(const struct runner *r, struct mt_buf *text)
{
    if (r->resumed && r->start.kind == MT_START_GTID) {
        mt_buf_adds(text, "going on behind ");
        mt_gtid_set_print_short(&r->place.executed.set, text);
    } else if (r->resumed) {
        mt_buf_printf(text, "going on from %s:%llu", r->place.file,
                      (unsigned long long)r->place.position);
    } else {
        mt_buf_printf(text, "beginning at %s",
                      r->options->start ? r->options->start
                      : r->live         ? "latest"
                                        : "earliest");
        if (*r->place.file)
            mt_buf_printf(text, " (%s:%llu)", r->place.file, (unsigned long long)r->place.position);
    }
    mt_buf_printf(text, ", checkpoint %s",
                  keeps_checkpoint(r) ? mt_runner_where_checkpoint(r) : "none");
    if (r->options->dry_run)
        mt_buf_adds(text, ", a dry run");
    if (r->resumed && r->options->start)
        mt_buf_adds(text, " (--start is for a job without one)");
}

static void add_versions(struct mt_buf *members)
{
    add_text(members, "moontail", MT_VERSION);
    add_text(members, "luajit", mt_script_luajit());
    add_text(members, "client", mt_replica_library());
}

void mt_runner_tell_start(struct runner *r)
{
    struct lists sinks = {0};
    struct mt_buf from = {0}, nowhere = {0}, members = {0};
    const char *source = r->source->ops->name(r->source);
    if (!mt_log_enabled(MT_LOG_INFO))
        return;
    mt_script_sinks(r->script, add_sink, &sinks);
    add_beginning(r, &from);
    add_text(&members, "event", "start");
    add_text(&members, "script", r->options->script);
    add_text(&members, "source", source);
    if (r->live)
        add_text(&members, "server", r->server.version);
    add_name(&members, "sinks");
    mt_buf_printf(&members, "[%s]", mt_buf_str(&sinks.json));
    add_text(&members, "checkpoint", keeps_checkpoint(r) ? mt_runner_where_checkpoint(r) : "none");
    add_where(r, &nowhere, &members);
    mt_buf_free(&nowhere);
    add_versions(&members);
    mt_log_with(MT_LOG_INFO, mt_buf_str(&members),
                "start: %s, from %s%s%s%s, %s%s%s; moontail %s, %s, %s", r->options->script, source,
                r->live ? " (" : "", r->live ? r->server.version : "", r->live ? ")" : "",
                mt_buf_str(&from), sinks.text.len ? ", to " : "", mt_buf_str(&sinks.text),
                MT_VERSION, mt_script_luajit(), mt_replica_library());
    mt_buf_free(&sinks.text);
    mt_buf_free(&sinks.json);
    mt_buf_free(&from);
    mt_buf_free(&members);
}

/* ---- progress ---- */

static void add_how_far(const struct runner *r, struct mt_buf *text, struct mt_buf *members)
{
    char size[32];
    if (r->live) {
        double lag = mt_watch_lag(r);
        mt_buf_printf(text, ", %.1f s behind", lag);
        add_seconds(members, "lag_s", lag);
    } else if (r->share.total) {
        double done = (double)mt_share_done(&r->share, r->event.file, r->event.end_position);
        double total = (double)r->share.total;
        mt_buf_printf(text, ", %.0f%% of %s", 100 * done / total, mt_print_size(total, size));
        add_seconds(members, "share", done / total);
    }
    add_where(r, text, members);
}

static void tell_progress(struct runner *r, uint64_t now_ms)
{
    struct mt_script_stats stats = mt_script_stats(r->script);
    struct mt_buf text = {0}, members = {0};
    uint64_t rows = stats.rows - r->told.rows, bytes = r->bytes - r->told.bytes;
    uint64_t transactions = count_transactions(r) - r->told.transactions;
    double seconds = (double)(now_ms - r->told.at_ms) / 1e3;
    char size[32];
    add_text(&members, "event", "progress");
    add_count(&members, "rows", rows);
    add_count(&members, "transactions", transactions);
    add_count(&members, "bytes", bytes);
    add_seconds(&members, "seconds", seconds);
    add_how_far(r, &text, &members);
    mt_log_with(MT_LOG_INFO, mt_buf_str(&members),
                "progress: %.1f rows/s (%llu rows, %llu transactions, %s in %.0f s)%s",
                (double)rows / seconds, (unsigned long long)rows, (unsigned long long)transactions,
                mt_print_size((double)bytes, size), seconds, mt_buf_str(&text));
    mt_buf_free(&text);
    mt_buf_free(&members);
}

static void note_told(struct runner *r, uint64_t now_ms)
{
    struct mt_script_stats stats = mt_script_stats(r->script);
    r->told.at_ms = now_ms;
    r->told.events = stats.events;
    r->told.rows = stats.rows;
    r->told.bytes = r->bytes;
    r->told.transactions = count_transactions(r);
}

/* Quiet times are not told of. */
static void on_progress_timer(evutil_socket_t fd, short what, void *arg)
{
    struct runner *r = arg;
    uint64_t now_ms = mt_now_ms();
    (void)fd;
    (void)what;
    mt_log_left_out(false);
    if (r->bytes != r->told.bytes && now_ms > r->told.at_ms)
        tell_progress(r, now_ms);
    note_told(r, now_ms);
}

void mt_runner_start_telling(struct runner *r)
{
    double seconds = r->options->progress_interval;
    struct timeval every = {.tv_sec = (time_t)seconds,
                            .tv_usec = (suseconds_t)((seconds - (double)(time_t)seconds) * 1e6)};
    r->transactions_before = r->watch->tally.transactions;
    note_told(r, mt_now_ms());
    mt_runner_start_terminal(r);
    if (seconds <= 0)
        return;
    r->told.timer = event_new(r->base, -1, EV_PERSIST, on_progress_timer, r);
    event_add(r->told.timer, &every);
}

/* ---- the end ---- */

static void add_why(const struct runner *r, struct mt_buf *text)
{
    if (r->result != 0)
        mt_buf_adds(text, r->err->msg);
    else if (r->ending == ENDING_SIGNAL)
        mt_buf_adds(text, strsignal(r->signal));
    else if (r->until.kind != MT_POS_NONE && (r->live || mt_runner_is_at_until(r)))
        mt_buf_printf(text, "--until %s is reached", r->options->until);
    else
        mt_buf_adds(text, "the source ends");
}

static double measure_time(const struct runner *r)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - r->began.tv_sec) + (double)(now.tv_nsec - r->began.tv_nsec) / 1e9;
}

static void add_end(const struct runner *r, const char *why, struct mt_buf *text,
                    struct mt_buf *members)
{
    struct mt_script_stats stats = mt_script_stats(r->script);
    double seconds = measure_time(r);
    char size[32];
    mt_buf_printf(text, "%s: %llu events, %llu rows, %llu transactions, %s in %.3f s (%.1f MB/s)",
                  r->result ? "failed" : "done", (unsigned long long)stats.events,
                  (unsigned long long)stats.rows, (unsigned long long)count_transactions(r),
                  mt_print_size((double)r->bytes, size), seconds,
                  (double)r->bytes / 1e6 / (seconds > 0 ? seconds : 1));
    add_text(members, "event", "stop");
    add_text(members, "why", why);
    add_count(members, "events", stats.events);
    add_count(members, "rows", stats.rows);
    add_count(members, "transactions", count_transactions(r));
    add_count(members, "bytes", r->bytes);
    add_seconds(members, "seconds", seconds);
    add_where(r, text, members);
}

void mt_runner_tell_end(struct runner *r)
{
    struct mt_buf why = {0}, text = {0}, members = {0};
    mt_log_left_out(true);
    if (!r->started || r->restart)
        return;
    add_why(r, &why);
    add_end(r, mt_buf_str(&why), &text, &members);
    if (r->result == 0) /* an error is told on its own */
        mt_buf_printf(&text, "; %s", mt_buf_str(&why));
    mt_log_with(MT_LOG_INFO, mt_buf_str(&members), "%s", mt_buf_str(&text));
    mt_buf_free(&why);
    mt_buf_free(&text);
    mt_buf_free(&members);
}
