/* Owns the way of the tables' definitions: the server they are asked from, the look ahead in the
 * log that tells what they belong to, the file beside the checkpoint that keeps them. */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "app/checkpoint.h"
#include "app/connection.h"
#include "app/runner_parts.h"
#include "base/backoff.h"
#include "base/log.h"
#include "source/file_list.h"

/* Read ahead of the look; the statements themselves are few. */
#define LOOK_BYTES (1024 * 1024)

int mt_runner_find_definitions(struct runner *r, struct mt_err *err)
{
    const char *from = r->options->schema;
    r->schema_server = from && mt_is_server_url(from);
    r->has_definitions = r->live || r->schema_server;
    if (!r->schema_server) {
        r->definitions = r->connect;
        return 0;
    }
    mt_warn("columns are named by the definitions that %s has now: they hold from the last DDL "
            "statement of a table in the log on, if that server is like the one that wrote it",
            "the server of --schema");
    return mt_connection(r->options, from, &r->definitions, err);
}

/* Nothing can go on without them: a server that is away is waited for. */
int mt_runner_definitions(void *arg, struct mt_definitions_sink *sink, struct mt_definitions *out,
                          struct mt_err *err)
{
    struct runner *r = arg;
    struct mt_backoff outage = {0};
    /* the place of another server's log means nothing in this one */
    sink->with_places = !r->schema_server;
    while (mt_replica_definitions(&r->definitions, sink, out, err) != 0) {
        if (err->code != MT_ERR_IO)
            return -1;
        if (!mt_backoff_sleep(mt_backoff_failed(&outage, err->msg))) {
            *err = (struct mt_err){0};
            return mt_fail(err, MT_ERR_SERVER,
                           "stopped while the server was away that knows the tables' columns; the "
                           "checkpoint stays before it, nothing is lost");
        }
        *err = (struct mt_err){0};
    }
    mt_backoff_answered(&outage, "the tables' definitions");
    return 0;
}

/* ---- the look ahead ---- */

static volatile sig_atomic_t stop_signal;

static void note_signal(int number)
{
    stop_signal = number;
}

/* The event loop stands still meanwhile: signals end the look, and then reach the loop. */
static void watch_signals(struct sigaction old[2])
{
    struct sigaction watch = {.sa_handler = note_signal};
    stop_signal = 0;
    sigaction(SIGTERM, &watch, &old[0]);
    sigaction(SIGINT, &watch, &old[1]);
}

static void unwatch_signals(const struct sigaction old[2])
{
    sigaction(SIGTERM, &old[0], NULL);
    sigaction(SIGINT, &old[1], NULL);
    if (stop_signal)
        raise(stop_signal);
}

static int open_look(struct runner *r, struct mt_source **out, struct mt_err *err)
{
    const struct mt_options *o = r->options;
    if (r->live) {
        char name[sizeof r->name + 16];
        snprintf(name, sizeof name, "%s definitions", r->name);
        struct mt_replica_options replica = {.connect = r->connect,
                                             .server = &r->server,
                                             .server_id = mt_server_id_from_name(name),
                                             .heartbeat_ms = (unsigned)(o->heartbeat * 1000)};
        return mt_source_replica_new(&replica, out, err);
    }
    struct mt_file_options files = {.paths = (char *const *)(uintptr_t)o->sources,
                                    .path_count = o->source_count};
    return mt_source_file_new(&files, out, err);
}

static bool is_reached(const struct mt_raw_event *event, const char *file, uint64_t position)
{
    int order = file && event->file ? mt_compare_logs(event->file, file) : -1;
    return order > 0 || (order == 0 && event->end_position >= position);
}

/* 0 the end or the place is reached, -1 failed. */
static int look(struct mt_reader *reader, const char *file, uint64_t position,
                int (*each)(void *, const struct mt_raw_event *, struct mt_err *), void *arg,
                struct mt_err *err)
{
    struct pollfd ready = {.fd = mt_reader_fd(reader), .events = POLLIN};
    struct mt_raw_event event;
    while (!stop_signal) {
        uint64_t count;
        switch (mt_reader_next(reader, &event, err)) {
        case 0:
            if (each(arg, &event, err))
                return -1;
            if (is_reached(&event, file, position))
                return 0;
            break;
        case 1:
            poll(&ready, 1, 1000);
            if (read(ready.fd, &count, sizeof count) < 0 && errno != EAGAIN && errno != EINTR)
                return mt_fail_sys(err, errno, "cannot wait for the log");
            break;
        case 2: return 0;
        default: return -1;
        }
    }
    return mt_fail(err, MT_ERR_IO, "stopped while looking ahead for table definitions");
}

static bool reads_stdin(const struct runner *r)
{
    for (size_t i = 0; !r->live && i < r->options->source_count; i++)
        if (strcmp(r->options->sources[i], "-") == 0)
            return true;
    return false;
}

static struct mt_start place_of_job(const struct runner *r)
{
    if (!*r->place.file)
        return r->start;
    return (struct mt_start){.kind = MT_START_POSITION,
                             .file = mt_intern(r->place.file, strlen(r->place.file)),
                             .position = r->place.position};
}

/* Definitions of another server than the source's belong to where the source's log ends. */
static int find_end(struct runner *r, const char **file, uint64_t *position, struct mt_err *err)
{
    struct mt_server_info info;
    if (*file || !r->live)
        return 0;
    if (mt_replica_info(&r->connect, &info, err))
        return -1;
    *file = mt_intern(info.file, strlen(info.file));
    *position = info.position;
    return 0;
}

int mt_runner_scan(void *arg, const char *file, uint64_t position,
                   int (*each)(void *arg, const struct mt_raw_event *event, struct mt_err *err),
                   void *each_arg, struct mt_err *err)
{
    struct runner *r = arg;
    struct mt_start start = place_of_job(r);
    struct mt_source *source = NULL;
    struct sigaction old[2];
    if (reads_stdin(r))
        return 0; /* it cannot be read twice */
    if (find_end(r, &file, &position, err))
        return -1;
    if (file && start.kind == MT_START_POSITION &&
        (strcmp(start.file, file) == 0 && start.position >= position))
        return 0;
    mt_info("looking ahead in the log for changes of tables%s%s", file ? ", up to " : "",
            file ? file : "");
    if (open_look(r, &source, err))
        return -1;
    struct mt_reader *reader = mt_reader_start(source, &start, LOOK_BYTES, err);
    if (!reader)
        return -1;
    watch_signals(old);
    int failed = look(reader, file, position, each, each_arg, err);
    unwatch_signals(old);
    mt_reader_stop(reader);
    return failed;
}

/* ---- the file of entries, beside the checkpoint ---- */

static bool history_path(const struct runner *r, char path[4200])
{
    snprintf(path, 4200, "%s.schema", r->checkpoint);
    return *r->checkpoint;
}

static int read_entries(const struct runner *r, struct mt_buf *text, bool *found,
                        struct mt_err *err)
{
    char path[4200];
    if (!history_path(r, path))
        return 0;
    int none = mt_checkpoint_read(path, text, err);
    *found = none == 0;
    return none < 0 ? -1 : 0;
}

static int replace_entries(const struct runner *r, const struct mt_buf *text, struct mt_err *err)
{
    char path[4200];
    if (!history_path(r, path))
        return 0;
    return text->len ? mt_checkpoint_write(path, text, err) : mt_checkpoint_remove(path, err);
}

/* The server's defaults say nothing of names: then its definitions are needed from the start on. */
static bool needs_definitions(const struct runner *r)
{
    return mt_script_wants_definitions(r->script) &&
           (r->schema_server || (r->live && strcasecmp(r->server.row_metadata, "FULL") != 0));
}

int mt_runner_start_history(struct runner *r, struct mt_err *err)
{
    struct mt_buf saved = {0}, text = {0};
    bool found = false, replace = false;
    if (read_entries(r, &saved, &found, err))
        return -1;
    const struct mt_history_start start = {
        .keeps = *r->checkpoint && !r->options->dry_run,
        .asks = r->has_definitions,
        .now = needs_definitions(r),
        .text = found ? &saved : NULL,
        .file = r->place.file,
        .position = r->place.position,
        .server_uuid = r->server.server_uuid,
        .server_id = r->server.server_id,
        .dump = r->schema_server ? NULL : r->options->schema,
    };
    int failed = mt_script_start_history(r->script, &start, &text, &replace, err);
    if (!failed && replace && !r->options->dry_run)
        failed = replace_entries(r, &text, err);
    mt_buf_free(&saved);
    mt_buf_free(&text);
    return failed;
}

int mt_runner_save_history(struct runner *r, struct mt_err *err)
{
    char path[4200];
    struct mt_buf text = {0};
    int failed = mt_script_history(r->script, &text, err);
    if (!failed && text.len && history_path(r, path))
        failed = mt_checkpoint_append(path, &text, err);
    mt_buf_free(&text);
    return failed;
}

int mt_runner_remove_history(struct runner *r, struct mt_err *err)
{
    static const struct mt_buf nothing = {0};
    return replace_entries(r, &nothing, err);
}
