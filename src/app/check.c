/* Owns the course of `moontail check`: the script, its source, its sinks; and the report. */
#include "app/check.h"

#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/check_parts.h"
#include "app/checkpoint.h"
#include "app/connection.h"
#include "base/colour.h"
#include "base/mask.h"

#define SINKS_TIMEOUT_S 30

/* ---- findings ---- */

static void add_text(struct mt_buf *out, const char *format, va_list args)
{
    char *text = NULL;
    if (vasprintf(&text, format, args) >= 0)
        mt_buf_add_masked(out, text, strlen(text));
    free(text);
}

#define SETTLE(f, verdict, format)          \
    do {                                    \
        va_list args;                       \
        (f)->level = verdict;               \
        va_start(args, format);             \
        add_text(&(f)->text, format, args); \
        va_end(args);                       \
    } while (0)

void mt_check_ok(struct finding *f, const char *format, ...)
{
    SETTLE(f, CHECK_OK, format);
}

void mt_check_warn(struct finding *f, const char *format, ...)
{
    SETTLE(f, CHECK_WARN, format);
}

void mt_check_fail(struct finding *f, const char *format, ...)
{
    SETTLE(f, CHECK_FAIL, format);
}

void mt_check_fix(struct finding *f, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    add_text(&f->fix, format, args);
    va_end(args);
}

static const struct {
    const char *word, *colour;
} levels[] = {{"", ""}, {"ok", "\033[32m"}, {"warn", "\033[33m"}, {"fail", "\033[31m"}};

static void print_json(const char *name, struct finding *f)
{
    struct mt_buf line = {0};
    mt_buf_adds(&line, "{\"check\":");
    mt_buf_add_json(&line, name);
    mt_buf_printf(&line, ",\"level\":\"%s\",\"text\":", levels[f->level].word);
    mt_buf_add_json(&line, mt_buf_str(&f->text));
    if (f->fix.len) {
        mt_buf_adds(&line, ",\"fix\":");
        mt_buf_add_json(&line, mt_buf_str(&f->fix));
    }
    mt_buf_addc(&line, '}');
    puts(mt_buf_str(&line));
    mt_buf_free(&line);
}

static void print_text(const struct check *c, const char *name, struct finding *f)
{
    printf("%s%-4s%s  %-13s  %s\n", c->colour ? levels[f->level].colour : "", levels[f->level].word,
           c->colour ? "\033[0m" : "", name, mt_buf_str(&f->text));
    if (f->fix.len)
        printf("%19s  -> %s\n", "", mt_buf_str(&f->fix));
}

void mt_check_report(struct check *c, const char *name, struct finding *f)
{
    if (f->level != CHECK_SILENT) {
        c->counts[f->level]++;
        if (c->json)
            print_json(name, f);
        else
            print_text(c, name, f);
        fflush(stdout);
    }
    mt_buf_free(&f->text);
    mt_buf_free(&f->fix);
}

/* ---- the script ---- */

static void report_script(struct check *c, const struct mt_err *err)
{
    struct finding f = {0};
    if (!c->job.options->script)
        return;
    c->script_failed = err->code != MT_OK;
    if (c->script_failed)
        mt_check_fail(&f, "%s", err->msg);
    else if (!mt_script_has_handlers(c->job.script))
        mt_check_warn(&f, "%s loads, but registers no handler", c->job.options->script);
    else
        mt_check_ok(&f, "%s loads%s", c->job.options->script,
                    mt_script_wants_rows(c->job.script) ? "; it wants rows" : "; it wants no rows");
    mt_check_report(c, "script", &f);
}

static void report_unmatched(void *arg, const char *glob, bool certain)
{
    struct check *c = arg;
    struct finding f = {0};
    c->has_unmatched = true;
    if (certain && !c->has_place && !c->job.options->allow_missing_tables)
        mt_check_fail(&f, "no table of the server matches %s", glob);
    else
        mt_check_warn(&f, "no table of the server matches %s", glob);
    mt_check_report(c, "tables", &f);
}

static void check_tables(struct check *c)
{
    const struct mt_answer *tables = &c->facts.tables;
    const char **names = calloc(tables->count + 1, sizeof *names);
    struct finding f = {0};
    struct mt_err err = {0};
    if (!c->job.options->script || tables->count == 0 || !names) {
        free(names);
        return;
    }
    for (size_t i = 0; i < tables->count; i++) {
        struct mt_buf name = {0};
        mt_buf_printf(&name, "%s.%s", tables->rows[i][0], tables->rows[i][1]);
        names[i] = mt_intern(mt_buf_str(&name), name.len);
        mt_buf_free(&name);
    }
    int wanted =
        mt_script_match_tables(c->job.script, names, tables->count, report_unmatched, c, &err);
    free(names);
    if (wanted < 0)
        mt_check_fail(&f, "%s", err.msg);
    else if (wanted == 0 && c->wants_rows && !c->has_unmatched)
        mt_check_warn(&f, "the script wants the rows of none of %zu tables", tables->count);
    else if (wanted > 0 || !c->has_unmatched)
        mt_check_ok(&f, "the script wants the rows of %d of %zu tables", wanted, tables->count);
    mt_check_report(c, "tables", &f);
}

/* ---- the source ---- */

static void read_checkpoint(struct check *c)
{
    struct runner *r = &c->job;
    struct mt_buf text = {0};
    struct mt_err err = {0};
    struct finding f = {0};
    if (!r->options->script)
        *r->checkpoint = '\0';
    if (r->holder) {
        mt_check_ok(&f, "it is kept in %s, where it is not looked at here", r->holder);
        mt_check_report(c, "checkpoint", &f);
        return;
    }
    int none = *r->checkpoint ? mt_checkpoint_read(r->checkpoint, &text, &err) : 1;
    if (none == 0)
        none = mt_script_read_checkpoint(r->script, text.data, text.len, &r->place, &err);
    mt_buf_free(&text);
    c->has_place = none == 0;
    if (none < 0) {
        mt_check_fail(&f, "%s cannot be read: %s", r->checkpoint, err.msg);
        mt_check_fix(&f, "bring it back, or begin anew with --reset --start ...");
    } else if (none > 0 && *r->checkpoint) {
        mt_check_ok(&f, "there is no %s yet: the job begins at %s", r->checkpoint,
                    r->options->start ? r->options->start : "latest");
    }
    mt_check_report(c, "checkpoint", &f);
}

static int check_server(struct check *c, struct mt_err *err)
{
    struct runner *r = &c->job;
    if (r->options->source_count > 1)
        return mt_fail(err, MT_ERR_USAGE, "one server at a time: %zu sources were given",
                       r->options->source_count);
    if (mt_connection(r->options, r->options->sources[0], &r->connect, err))
        return -1;
    struct mt_err refused = {0};
    if (mt_replica_facts(&r->connect, r->name, &c->facts, &refused) != 0) {
        struct finding f = {0};
        mt_check_fail(&f, "%s", refused.msg);
        mt_check_report(c, "connection", &f);
        return 0;
    }
    read_checkpoint(c);
    mt_check_server(c);
    mt_check_place(c);
    check_tables(c);
    return 0;
}

static int check_files(struct check *c)
{
    const struct mt_options *o = c->job.options;
    struct mt_file_options files = {.paths = (char *const *)(uintptr_t)o->sources,
                                    .path_count = o->source_count};
    struct mt_err err = {0};
    struct mt_source *source = NULL;
    struct finding f = {0};
    if (mt_source_file_new(&files, &source, &err) != 0) {
        mt_check_fail(&f, "%s", err.msg);
    } else {
        mt_check_ok(&f, "%s can be opened", source->ops->name(source));
        source->ops->free(source);
    }
    mt_check_report(c, "files", &f);
    return 0;
}

/* Without a source there is the script alone to look at. */
static int check_source(struct check *c, struct mt_err *err)
{
    const struct mt_options *o = c->job.options;
    if (o->source_count == 0 && o->script)
        return 0; /* the script and its sinks alone */
    if (o->source_count == 0)
        return mt_fail(err, MT_ERR_USAGE, "no source: give --source mysql://user@host");
    return mt_is_server_url(o->sources[0]) ? check_server(c, err) : check_files(c);
}

/* ---- the sinks ---- */

static void report_sink(void *arg, const char *sink, bool ok, const char *text, const char *fix)
{
    struct finding f = {0};
    if (ok)
        mt_check_ok(&f, "%s: %s", sink, text);
    else
        mt_check_fail(&f, "%s: %s", sink, text);
    if (!ok && fix)
        mt_check_fix(&f, "%s", fix);
    mt_check_report(arg, "sink", &f);
}

static void on_deadline(evutil_socket_t fd, short what, void *arg)
{
    struct check *c = arg;
    (void)fd;
    (void)what;
    event_base_loopbreak(c->job.base);
}

static void check_sinks(struct check *c)
{
    struct mt_err err = {0};
    const struct timeval wait = {.tv_sec = SINKS_TIMEOUT_S};
    c->sinks_asked = true;
    evtimer_add(c->deadline, &wait);
    if (mt_script_check_sinks(c->job.script, &err) == MT_SCRIPT_WAITING)
        event_base_dispatch(c->job.base);
    mt_script_sink_findings(c->job.script, report_sink, c);
}

/* ---- whole ---- */

/* What waited is over: the script's main chunk, or the sinks' answers. A sink that fails by itself
 * is seen by its own check. */
static void on_idle(void *arg, enum mt_script_status status, const struct mt_err *err)
{
    struct check *c = arg;
    if (status == MT_SCRIPT_FAILED && c->sinks_asked)
        return;
    if (status == MT_SCRIPT_FAILED)
        *c->job.err = *err;
    event_base_loopbreak(c->job.base);
}

static int set_up(struct check *c, struct mt_err *err)
{
    struct runner *r = &c->job;
    const struct mt_script_options script = {.path = r->options->script,
                                             .set = r->options->set,
                                             .version = MT_VERSION,
                                             .configure = mt_options_configure,
                                             .job_name = mt_options_job_name,
                                             .configure_arg = r->options};
    signal(SIGPIPE, SIG_IGN);
    r->base = event_base_new();
    if (!r->base)
        return mt_fail(err, MT_ERR_NOMEM, "cannot make an event loop");
    c->deadline = event_new(r->base, -1, 0, on_deadline, c);
    r->script = mt_script_new(r->base, &script, on_idle, c, err);
    return r->script ? 0 : -1;
}

static void load_script(struct check *c)
{
    struct runner *r = &c->job;
    struct mt_err problem = {0};
    r->err = &problem;
    if (r->options->script && mt_script_load(r->script, &problem) == MT_SCRIPT_WAITING)
        event_base_dispatch(r->base);
    if (problem.code == MT_OK)
        mt_script_ready(r->script, &problem);
    report_script(c, &problem);
}

static void tear_down(struct check *c)
{
    mt_server_facts_free(&c->facts);
    mt_executed_free(&c->job.place.executed);
    mt_script_free(c->job.script);
    if (c->deadline)
        event_free(c->deadline);
    if (c->job.base)
        event_base_free(c->job.base);
}

static int run(struct check *c, struct mt_err *err)
{
    struct mt_options *o = c->job.options;
    if (!o->name && !o->script)
        o->name = "check";
    if (!o->log_level)
        o->log_level = "error"; /* the report says it all */
    mt_colour_configure(o->color);
    if (mt_options_settle(o, err) || set_up(c, err))
        return -1;
    c->json = o->format && strcmp(o->format, "json") == 0;
    c->colour = !c->json && mt_colour();
    load_script(c);
    if (mt_runner_settle(&c->job, err))
        return -1;
    c->wants_rows = !o->script || mt_script_wants_rows(c->job.script);
    if (check_source(c, err))
        return -1;
    if (!c->script_failed)
        check_sinks(c);
    return 0;
}

int mt_check(struct mt_options *options, enum mt_verdict *out, struct mt_err *err)
{
    struct check c = {.job = {.options = options}};
    int failed = run(&c, err);
    if (!failed && !c.json)
        printf("%u ok, %u warn, %u fail\n", c.counts[CHECK_OK], c.counts[CHECK_WARN],
               c.counts[CHECK_FAIL]);
    *out = c.script_failed            ? MT_VERDICT_SCRIPT
           : c.counts[CHECK_FAIL] > 0 ? MT_VERDICT_BAD
                                      : MT_VERDICT_FINE;
    tear_down(&c);
    return failed;
}
