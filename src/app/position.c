/* Owns moontail position: what a checkpoint says, and how it is put to another place while no job
 * uses it. */
#include "app/position.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "app/checkpoint.h"
#include "app/runner_parts.h"
#include "source/file_list.h"

/* ---- showing ---- */

static void print_age(char *out, size_t size, double seconds)
{
    if (seconds < 120)
        snprintf(out, size, "%.0f s", seconds);
    else if (seconds < 7200)
        snprintf(out, size, "%.0f min", seconds / 60);
    else if (seconds < 172800)
        snprintf(out, size, "%.1f h", seconds / 3600);
    else
        snprintf(out, size, "%.1f d", seconds / 86400);
}

static void show_saved(const char *path)
{
    struct stat st;
    struct tm tm;
    char text[32], age[32];
    if (stat(path, &st) != 0)
        return;
    gmtime_r(&st.st_mtime, &tm);
    strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &tm);
    print_age(age, sizeof age, difftime(time(NULL), st.st_mtime));
    printf("saved       %s, %s ago\n", text, age);
}

static void show_place(const struct mt_place *place)
{
    if (*place->file)
        printf("position    %s:%llu\n", place->file, (unsigned long long)place->position);
    if (place->executed.known) {
        struct mt_buf text = {0};
        mt_gtid_set_print(&place->executed.set, &text);
        printf("gtid_set    %s\n", mt_buf_str(&text));
        mt_buf_free(&text);
    }
}

static void show_sink(void *arg, const char *name, const char *state)
{
    (void)arg;
    printf("sink        %s %s\n", name, state);
}

static int show(struct runner *r, struct mt_err *err)
{
    const struct mt_place *place = &r->place;
    printf("checkpoint  %s\n", r->checkpoint);
    show_place(place);
    if (*place->gtid)
        printf("last        %s\n", place->gtid);
    if (place->server_id)
        printf("server      id %u%s%s\n", place->server_id, *place->server_uuid ? ", uuid " : "",
               place->server_uuid);
    show_saved(r->checkpoint);
    return mt_script_saved_sinks(r->script, show_sink, NULL, err);
}

/* ---- another place ---- */

/* Read on until the place is reached: the boundary before the first event that is wanted. */
static int scan(struct runner *r, struct mt_err *err)
{
    const struct mt_source_ops *ops = r->source->ops;
    bool latest = r->start.kind == MT_START_LATEST;
    int rc = ops->open(r->source, &r->start, err);
    while (rc == 0 && (rc = ops->next(r->source, &r->event, err)) == 0) {
        if (latest) { /* what comes first stands there */
            snprintf(r->place.file, sizeof r->place.file, "%s", r->event.file);
            r->place.position = r->event.position;
            return 0;
        }
        if (mt_is_heartbeat(&r->event)) /* there is no more to read */
            return 0;
        int over = mt_gate_ask(&r->gate, &r->event, err);
        if (over == 0)
            return 0;
        if (over < 0 || mt_runner_note_event(r, err))
            return -1;
    }
    return rc < 0 ? -1 : 0;
}

static void take_first(void *arg, const char *file, uint64_t size)
{
    struct mt_pos *first = arg;
    (void)size;
    if (!first->file)
        first->file = mt_intern(file, strlen(file));
}

static int find_earliest(struct runner *r, struct mt_pos *pos, struct mt_err *err)
{
    *pos = (struct mt_pos){.kind = MT_POS_FILE, .position = MT_BINLOG_MAGIC_LEN};
    if (r->live)
        return mt_replica_logs(&r->connect, take_first, pos, err);
    take_first(pos, mt_base_name(mt_source_file_path(r->source, 0)), 0);
    return 0;
}

/* With a source the place is looked up in it, and what was executed there as well. */
static int look_up(struct runner *r, struct mt_pos *pos, struct mt_err *err)
{
    if (mt_runner_open_source(r, err) ||
        (pos->kind == MT_POS_EARLIEST && find_earliest(r, pos, err)) || mt_runner_seek(r, pos, err))
        return -1;
    if (r->live) {
        r->place.server_id = r->server.server_id;
        snprintf(r->place.server_uuid, sizeof r->place.server_uuid, "%s", r->server.server_uuid);
    }
    if ((mt_gate_is_closed(&r->gate) || r->start.kind == MT_START_LATEST) && scan(r, err))
        return -1;
    return 0;
}

/* Set r->place, of which only the server is there still. */
static int find_new_place(struct runner *r, const char *option, const char *text,
                          struct mt_err *err)
{
    struct mt_pos pos;
    int failed = mt_pos_parse(option, text, &pos, err);
    if (!failed && pos.kind == MT_POS_TIME && pos.second > (int64_t)time(NULL)) {
        failed = mt_fail(err, MT_ERR_USAGE, "%s %s is still to come", option, text);
    } else if (!failed && pos.kind == MT_POS_GTID) {
        r->place.executed.known = true;
        failed = mt_gtid_set_copy(&r->place.executed.set, &pos.set, err);
    } else if (!failed && r->options->source_count > 0) {
        failed = look_up(r, &pos, err);
    } else if (!failed && pos.kind == MT_POS_FILE) {
        snprintf(r->place.file, sizeof r->place.file, "%s", pos.file);
        r->place.position = pos.position;
    } else if (!failed) {
        failed = mt_fail(err, MT_ERR_USAGE,
                         "%s %s has to be looked up: give the --source that the job reads", option,
                         text);
    }
    mt_pos_free(&pos);
    if (!failed && !mt_runner_has_place(r))
        failed = mt_fail(err, MT_ERR_IO, "%s %s: no such place was found", option, text);
    return failed ? -1 : 0;
}

/* Rewinding must not lose anything by a slip of the fingers. */
static int check_earlier(const struct mt_place *before, const struct mt_place *after,
                         const char *text, struct mt_err *err)
{
    bool earlier, comparable = true;
    if (before->executed.known && after->executed.known) {
        earlier = mt_gtid_set_is_subset(&after->executed.set, &before->executed.set);
    } else {
        int order = mt_compare_logs(after->file, before->file);
        comparable = *before->file && *after->file;
        earlier = order < 0 || (order == 0 && after->position <= before->position);
    }
    if (comparable && earlier)
        return 0;
    return mt_fail(err, MT_ERR_USAGE,
                   comparable ? "--rewind %s is not before the present place; --set goes there"
                              : "--rewind %s cannot be compared with the present place; --set "
                                "goes there, or give the --source",
                   text);
}

static int write_place(struct runner *r, struct mt_err *err)
{
    struct mt_buf text = {0};
    int failed = mt_script_save(r->script, &r->place, &text, err) ||
                 mt_checkpoint_write(r->checkpoint, &text, err);
    mt_buf_free(&text);
    return failed ? -1 : 0;
}

static void count_sink(void *arg, const char *name, const char *state)
{
    (void)name, (void)state;
    ++*(unsigned *)arg;
}

static int move(struct runner *r, bool exists, struct mt_err *err)
{
    const struct mt_options *o = r->options;
    const char *option = o->rewind ? "--rewind" : "--set", *text = o->rewind ? o->rewind : o->put;
    struct mt_place before = r->place;
    unsigned sinks = 0;
    r->place = (struct mt_place){.server_id = before.server_id};
    memcpy(r->place.server_uuid, before.server_uuid, sizeof before.server_uuid);
    int failed = exists && mt_script_saved_sinks(r->script, count_sink, &sinks, err);
    if (!failed)
        failed = find_new_place(r, option, text, err);
    if (!failed && o->rewind)
        failed = check_earlier(&before, &r->place, text, err);
    if (!failed)
        failed = write_place(r, err);
    if (!failed && exists)
        printf("before\n"), show_place(&before);
    if (!failed)
        printf("after\n"), show_place(&r->place);
    if (!failed && sinks)
        printf("What the checkpoint knew of %u sink%s is gone: what they have stays, and the job "
               "adds to it.\n",
               sinks, sinks == 1 ? "" : "s");
    mt_executed_free(&before.executed);
    return failed;
}

/* ---- whole ---- */

/* A path, or the name of a job. */
static void name_checkpoint(struct runner *r)
{
    const char *given = r->options->script, *dot = strrchr(given, '.');
    bool is_path =
        strchr(given, '/') || access(given, F_OK) == 0 || (dot && strcmp(dot, ".checkpoint") == 0);
    snprintf(r->checkpoint, sizeof r->checkpoint, is_path ? "%s" : "%s.checkpoint", given);
}

/* 0, 1 there is none, -1 failed. */
static int read_place(struct runner *r, struct mt_err *err)
{
    struct mt_buf text = {0};
    int none = mt_checkpoint_read(r->checkpoint, &text, err);
    if (none == 0 && mt_script_read_checkpoint(r->script, text.data, text.len, &r->place, err)) {
        mt_err_prefix(err, "the checkpoint %s cannot be read", r->checkpoint);
        err->code = MT_ERR_CORRUPT;
        none = -1;
    }
    mt_buf_free(&text);
    return none;
}

static void ignore_idle(void *arg, enum mt_script_status status, const struct mt_err *err)
{
    (void)arg, (void)status, (void)err;
}

static int run(struct runner *r, struct mt_err *err)
{
    struct mt_options *o = r->options;
    const struct mt_script_options script = {.version = MT_VERSION};
    r->base = event_base_new();
    r->script = r->base ? mt_script_new(r->base, &script, ignore_idle, NULL, err) : NULL;
    if (!r->script)
        return mt_fail(err, MT_ERR_NOMEM, "cannot make an event loop");
    bool moves = o->put || o->rewind;
    if (o->put && o->rewind)
        return mt_fail(err, MT_ERR_USAGE, "--set and --rewind: one of them");
    if (!o->script)
        return mt_fail(err, MT_ERR_USAGE,
                       "which checkpoint: moontail position NAME, or the checkpoint's path");
    if (mt_runner_settle(r, err))
        return -1;
    name_checkpoint(r);
    if (moves && mt_checkpoint_lock(r->checkpoint, &r->checkpoint_lock, err))
        return -1;
    int none = read_place(r, err);
    if (none < 0)
        return -1;
    if (none > 0 && !o->put)
        return mt_fail(err, MT_ERR_IO, "there is no checkpoint %s", r->checkpoint);
    return moves ? move(r, none == 0, err) : show(r, err);
}

int mt_position(struct mt_options *options, struct mt_err *err)
{
    struct runner r = {.options = options, .err = err};
    if (!options->log_level)
        options->log_level = "warn";
    if (options->heartbeat == 0)
        options->heartbeat = 1; /* tells that there is no more to read */
    int failed = run(&r, err);
    mt_checkpoint_unlock(&r.checkpoint_lock);
    if (r.source)
        r.source->ops->free(r.source);
    mt_script_free(r.script);
    mt_executed_free(&r.place.executed);
    mt_gtid_set_free(&r.server.executed);
    mt_gate_free(&r.gate);
    if (r.base)
        event_base_free(r.base);
    return failed ? -1 : 0;
}
