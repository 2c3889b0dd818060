/* Owns status.json. */
#include <time.h>

#include "app/watch.h"
#include "base/recent.h"

/* A list under way. */
struct list {
    struct mt_buf *out;
    const struct runner *r;
    bool begun;
};

static void add_member(struct mt_buf *out, const char *name, const char *value)
{
    mt_buf_printf(out, "%s\"%s\":", out->len > 1 ? "," : "", name);
    mt_buf_add_json(out, value);
}

static void begin_item(struct list *list)
{
    mt_buf_adds(list->out, list->begun ? ",{" : "{");
    list->begun = true;
}

static void add_sink(void *arg, const struct mt_sink_state *sink)
{
    struct list *list = arg;
    begin_item(list);
    mt_buf_adds(list->out, "\"name\":");
    mt_buf_add_json(list->out, sink->name);
    mt_buf_printf(list->out, ",\"state\":\"%s\",\"detail\":", sink->up ? "up" : "down");
    mt_buf_add_json(list->out, sink->detail);
    mt_buf_addc(list->out, '}');
}

static void add_error(void *arg, enum mt_log_level level, const char *stamp, const char *message)
{
    struct list *list = arg;
    begin_item(list);
    mt_buf_printf(list->out, "\"time\":\"%s\",\"level\":\"%s\",\"message\":", stamp,
                  level == MT_LOG_WARN ? "warn" : "error");
    mt_buf_add_json(list->out, message);
    mt_buf_addc(list->out, '}');
}

static void add_health(const struct runner *r, struct mt_buf *out)
{
    struct mt_buf text = {0};
    mt_buf_adds(out, ",\"health\":");
    if (mt_watch_health(r, &text) == 0)
        mt_buf_adds(out, "\"ok\"");
    const char *sentence = mt_buf_str(&text);
    for (char *end; (end = strchr(sentence, '\n')); sentence = end + 1) {
        *end = '\0';
        mt_buf_addc(out, sentence == text.data ? '[' : ',');
        mt_buf_add_json(out, sentence);
    }
    if (text.len)
        mt_buf_addc(out, ']');
    mt_buf_free(&text);
}

static void add_place(const struct runner *r, struct mt_buf *out)
{
    struct mt_buf gtid = {0};
    char last[MT_GTID_TEXT];
    if (r->place.executed.known)
        mt_gtid_set_print_short(&r->place.executed.set, &gtid);
    /* a run that begins again has no place yet */
    bool known = *r->place.file;
    add_member(out, "file", known ? r->place.file : r->watch->saved_file);
    mt_buf_printf(out, ",\"position\":%llu",
                  (unsigned long long)(known ? r->place.position : r->watch->saved_position));
    add_member(out, "gtid", gtid.len ? mt_buf_str(&gtid) : mt_runner_gtid(r, last));
    mt_buf_free(&gtid);
}

void mt_watch_status(const struct runner *r, struct mt_buf *out)
{
    struct mt_buf state = {0};
    char started[40];
    time_t began = (time_t)r->watch->began;
    struct tm utc;
    strftime(started, sizeof started, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&began, &utc));
    mt_watch_state(r, &state);
    mt_buf_addc(out, '{');
    add_member(out, "name", r->name);
    add_member(out, "version", MT_VERSION);
    add_member(out, "script", r->options->script ? r->options->script : "");
    add_member(out, "source", r->watch->source);
    add_member(out, "started", started);
    add_member(out, "state", mt_buf_str(&state));
    add_place(r, out);
    struct list sinks = {out, r, false}, errors = {out, r, false};
    mt_buf_adds(out, ",\"sinks\":[");
    if (r->script)
        mt_script_sinks(r->script, add_sink, &sinks);
    mt_buf_adds(out, "],\"errors\":[");
    mt_recent_each(add_error, &errors);
    mt_buf_addc(out, ']');
    add_health(r, out);
    mt_buf_adds(out, "}\n");
    mt_buf_free(&state);
}
