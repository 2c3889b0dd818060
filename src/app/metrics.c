/* Owns the metrics: their names, what they mean, and Prometheus' text format,
 * https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format */
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "app/watch.h"
#include "base/clock.h"
#include "base/recent.h"
#include "base/utf8.h"
#include "binlog/wire.h"

/* ---- the format ---- */

static void add_head(struct mt_buf *out, const char *name, const char *type, const char *help)
{
    mt_buf_printf(out, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

/* Names come from outside: what is no UTF-8 would spoil the whole text. */
static void add_value(struct mt_buf *out, const char *text)
{
    while (*text) {
        size_t n = mt_utf8_length((const uint8_t *)text, strnlen(text, 4));
        if (*text == '\n')
            mt_buf_adds(out, "\\n");
        else if (*text == '"' || *text == '\\')
            mt_buf_printf(out, "\\%c", *text);
        else if (n)
            mt_buf_add(out, text, n);
        else
            mt_buf_adds(out, "\xef\xbf\xbd");
        text += n ? n : 1;
    }
}

/* Labels come in pairs of name and value, up to a NULL. */
static void add_labels(struct mt_buf *out, const char *const *labels)
{
    for (size_t i = 0; labels && labels[i]; i += 2) {
        mt_buf_printf(out, "%s%s=\"", i ? "," : "{", labels[i]);
        add_value(out, labels[i + 1]);
        mt_buf_addc(out, '"');
    }
    if (labels && labels[0])
        mt_buf_addc(out, '}');
}

#define LABELS(...)       \
    (const char *[])      \
    {                     \
        __VA_ARGS__, NULL \
    }

static void add_sample(struct mt_buf *out, const char *name, const char *const *labels,
                       double value)
{
    mt_buf_adds(out, name);
    add_labels(out, labels);
    if (fabs(value) < 9e15 && value == floor(value))
        mt_buf_printf(out, " %" PRId64 "\n", (int64_t)value);
    else
        mt_buf_printf(out, " %.13g\n", value);
}

static void add_single(struct mt_buf *out, const char *name, const char *type, const char *help,
                       double value)
{
    add_head(out, name, type, help);
    add_sample(out, name, NULL, value);
}

static void add_histogram(struct mt_buf *out, const char *name, const char *label,
                          const char *value, const struct mt_histogram *h)
{
    char part[64], bound[24] = "+Inf";
    uint64_t count = 0;
    snprintf(part, sizeof part, "%s_bucket", name);
    for (size_t i = 0; i <= MT_BOUNDS; i++) {
        count += h->at[i];
        if (i < MT_BOUNDS)
            snprintf(bound, sizeof bound, "%g", mt_bounds[i]);
        else
            snprintf(bound, sizeof bound, "+Inf");
        add_sample(out, part, LABELS(label, value, "le", bound), (double)count);
    }
    snprintf(part, sizeof part, "%s_sum", name);
    add_sample(out, part, LABELS(label, value), h->sum);
    snprintf(part, sizeof part, "%s_count", name);
    add_sample(out, part, LABELS(label, value), (double)count);
}

/* ---- what was done ---- */

static void add_events(const struct mt_tally *tally, struct mt_buf *out)
{
    uint64_t unknown = 0;
    add_head(out, "moontail_events_total", "counter", "Events of the log, by their type.");
    for (int i = 0; i < 256; i++) {
        const char *name = mt_event_type_name((uint8_t)i);
        if (name && tally->events[i])
            add_sample(out, "moontail_events_total", LABELS("type", name),
                       (double)tally->events[i]);
        else if (!name)
            unknown += tally->events[i];
    }
    if (unknown)
        add_sample(out, "moontail_events_total", LABELS("type", "unknown"), (double)unknown);
}

static void add_rows(const struct mt_tally *tally, struct mt_buf *out)
{
    static const char *const changes[] = {"insert", "update", "delete"};
    add_head(out, "moontail_rows_total", "counter", "Rows given to handlers.");
    for (size_t i = 0; i < tally->table_count; i++) {
        const struct mt_table_tally *t = tally->tables[i];
        for (int k = 0; k < 3; k++)
            if (t->rows[k])
                add_sample(out, "moontail_rows_total",
                           LABELS("schema", t->schema, "table", t->table, "type", changes[k]),
                           (double)t->rows[k]);
    }
}

static void add_handlers(const struct mt_tally *tally, struct mt_buf *out)
{
    add_head(out, "moontail_handler_seconds", "histogram",
             "How long a handler takes for an event, waiting included.");
    for (size_t i = 0; i < tally->handler_count; i++) {
        mt_tally_settle(tally->handlers[i]);
        add_histogram(out, "moontail_handler_seconds", "handler", tally->handlers[i]->name,
                      &tally->handlers[i]->seconds);
    }
    add_head(out, "moontail_handler_errors_total", "counter", "Calls of a handler that failed.");
    for (size_t i = 0; i < tally->handler_count; i++)
        add_sample(out, "moontail_handler_errors_total",
                   LABELS("handler", tally->handlers[i]->name), (double)tally->handlers[i]->errors);
    add_head(out, "moontail_handler_retries_total", "counter",
             "Calls of a handler for an event that it failed on before.");
    for (size_t i = 0; i < tally->handler_count; i++)
        add_sample(out, "moontail_handler_retries_total",
                   LABELS("handler", tally->handlers[i]->name),
                   (double)tally->handlers[i]->retries);
    add_single(out, "moontail_dead_letters_total", "counter", "Events kept as dead letters.",
               (double)tally->letters);
}

static void add_work(const struct runner *r, struct mt_buf *out)
{
    const struct mt_tally *tally = &r->watch->tally;
    add_events(tally, out);
    add_rows(tally, out);
    add_single(out, "moontail_bytes_total", "counter", "Bytes of the log that were taken.",
               (double)tally->bytes);
    add_single(out, "moontail_transactions_total", "counter", "Transactions handled to their end.",
               (double)tally->transactions);
    add_handlers(tally, out);
}

/* ---- the source ---- */

/* Nothing that was read is left to do. */
static bool has_caught_up(const struct runner *r, const struct mt_reader_stats *reader)
{
    return reader->queued_bytes == 0 && r->busy != BUSY_EVENT;
}

double mt_watch_lag(const struct runner *r)
{
    struct mt_reader_stats reader = mt_watch_reader(r);
    uint32_t event_s =
        r->busy == BUSY_EVENT && r->event.header.timestamp ? r->event.header.timestamp : r->event_s;
    double behind = mt_wall_seconds() - event_s;
    if (has_caught_up(r, &reader)) {
        double silent = (double)(mt_now_ms() - mt_watch_heard_ms(r, &reader)) / 1000;
        return reader.connected || !r->watch->live ? 0 : silent;
    }
    return event_s && behind > 0 ? behind : 0;
}

static void add_source(const struct runner *r, struct mt_buf *out)
{
    struct mt_reader_stats reader = mt_watch_reader(r);
    uint64_t heard_ms = mt_watch_heard_ms(r, &reader);
    add_single(out, "moontail_lag_seconds", "gauge",
               "How old the change in hand is; 0 when all that was read is handled.",
               mt_watch_lag(r));
    add_single(out, "moontail_last_event_timestamp_seconds", "gauge",
               "When the source wrote the last event that was handled.", r->event_s);
    add_single(out, "moontail_source_silence_seconds", "gauge",
               "Since the source sent an event or a heartbeat.",
               reader.held_up || r->standby ? 0 : (double)(mt_now_ms() - heard_ms) / 1000);
    add_single(out, "moontail_source_connected", "gauge", "1 while the source is connected.",
               reader.connected);
    add_single(out, "moontail_source_reconnects_total", "counter",
               "How often it was connected again.",
               (double)(r->watch->reconnects + reader.reconnects));
    add_single(out, "moontail_queue_bytes", "gauge", "Read ahead and not yet handled.",
               (double)reader.queued_bytes);
    add_single(out, "moontail_queue_limit_bytes", "gauge", "Beyond which reading pauses.",
               r->options->queue_bytes);
}

/* ---- sinks ---- */

enum sink_part { SINK_UP, SINK_BYTES, SINK_ITEMS, SINK_RETRIES };

struct sink_line {
    struct mt_buf *out;
    enum sink_part part;
};

static void add_sink(void *arg, const struct mt_sink_state *sink)
{
    static const char *const names[] = {"moontail_sink_up", "moontail_sink_pending_bytes",
                                        "moontail_sink_pending_items",
                                        "moontail_sink_retries_total"};
    const struct sink_line *line = arg;
    double value = line->part == SINK_UP                          ? sink->up
                   : line->part == SINK_RETRIES                   ? sink->retries
                   : sink->in_bytes == (line->part == SINK_BYTES) ? sink->pending
                                                                  : -1;
    if (value >= 0)
        add_sample(line->out, names[line->part], LABELS("sink", sink->name), value);
}

static void add_sink_part(const struct runner *r, struct mt_buf *out, enum sink_part part)
{
    struct sink_line line = {out, part};
    if (r->script)
        mt_script_sinks(r->script, add_sink, &line);
}

static void add_sinks(const struct runner *r, struct mt_buf *out)
{
    const struct mt_tally *tally = &r->watch->tally;
    add_head(out, "moontail_sink_up", "gauge", "0 while nothing gets through to the sink.");
    add_sink_part(r, out, SINK_UP);
    add_head(out, "moontail_sink_pending_bytes", "gauge", "Sent or queued, not acknowledged.");
    add_sink_part(r, out, SINK_BYTES);
    add_head(out, "moontail_sink_pending_items", "gauge",
             "The same in pieces, of sinks that do not tell bytes.");
    add_sink_part(r, out, SINK_ITEMS);
    add_head(out, "moontail_sink_flush_seconds", "histogram",
             "Until everything sent was acknowledged, at each checkpoint.");
    for (size_t i = 0; i < tally->sink_count; i++)
        add_histogram(out, "moontail_sink_flush_seconds", "sink", tally->sinks[i]->name,
                      &tally->sinks[i]->seconds);
    add_head(out, "moontail_sink_retries_total", "counter", "Attempts to send that failed.");
    add_sink_part(r, out, SINK_RETRIES);
    add_head(out, "moontail_sink_errors_total", "counter", "Failures that ended the job's run.");
    for (size_t i = 0; i < tally->sink_count; i++)
        add_sample(out, "moontail_sink_errors_total", LABELS("sink", tally->sinks[i]->name),
                   (double)tally->sinks[i]->errors);
}

/* ---- the checkpoint, the process ---- */

static void add_checkpoint(const struct runner *r, struct mt_buf *out)
{
    const struct watch *watch = r->watch;
    uint64_t since = watch->unsaved_ms;
    add_single(out, "moontail_checkpoint_age_seconds", "gauge",
               "Since the oldest event was handled that the checkpoint does not hold.",
               since ? (double)(mt_now_ms() - since) / 1000 : 0);
    add_single(out, "moontail_checkpoint_saves_total", "counter", "Checkpoints saved.",
               (double)watch->saves);
    add_head(out, "moontail_checkpoint_position", "gauge", "The place that was saved last.");
    if (*watch->saved_file)
        add_sample(out, "moontail_checkpoint_position", LABELS("file", watch->saved_file),
                   (double)watch->saved_position);
}

static double resident_bytes(void)
{
    unsigned long long size = 0, resident = 0;
    FILE *f = fopen("/proc/self/statm", "re");
    if (f && fscanf(f, "%llu %llu", &size, &resident) != 2)
        resident = 0;
    if (f)
        fclose(f);
    return (double)resident * (double)sysconf(_SC_PAGESIZE);
}

static void add_process(const struct runner *r, struct mt_buf *out)
{
    static const char *const levels[] = {"debug", "info", "warn", "error"};
    struct timespec cpu;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &cpu);
    add_single(out, "moontail_lua_memory_bytes", "gauge", "What Lua's objects take.",
               r->script ? (double)mt_script_memory(r->script) : 0);
    add_head(out, "moontail_log_messages_total", "counter", "Lines of the log, by level.");
    for (int i = 0; i < 4; i++)
        add_sample(out, "moontail_log_messages_total", LABELS("level", levels[i]),
                   (double)mt_recent_count((enum mt_log_level)i));
    add_single(out, "process_cpu_seconds_total", "counter", "User and system time.",
               (double)cpu.tv_sec + (double)cpu.tv_nsec / 1e9);
    add_single(out, "process_resident_memory_bytes", "gauge", "Resident memory.", resident_bytes());
    add_single(out, "process_start_time_seconds", "gauge", "Since the epoch.", r->watch->began);
}

static void add_info(const struct runner *r, struct mt_buf *out)
{
    const struct mt_options *o = r->options;
    add_head(out, "moontail_build_info", "gauge", "What this program was built from.");
    add_sample(
        out, "moontail_build_info",
        LABELS("version", MT_VERSION, "luajit", mt_script_luajit(), "client", mt_replica_library()),
        1);
    add_head(out, "moontail_info", "gauge", "What this job is.");
    add_sample(
        out, "moontail_info",
        LABELS("name", r->name, "script", o->script ? o->script : "", "source", r->watch->source),
        1);
}

void mt_watch_metrics(const struct runner *r, struct mt_buf *out)
{
    add_info(r, out);
    add_work(r, out);
    add_source(r, out);
    add_sinks(r, out);
    add_checkpoint(r, out);
    add_process(r, out);
}
