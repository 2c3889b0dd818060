/* Owns the life of a job: load the script, find the place to start, give events one by one, save
 * the place when the sinks are done, stop in order. */
#include "app/runner.h"

#include <errno.h>
#include <event2/event.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "app/checkpoint.h"
#include "base/log.h"
#include "lua/script.h"
#include "source/reader.h"
#include "source/replica.h"

/* Events handled before the loop gets a turn (sockets, signals, timers). */
#define EVENTS_PER_TURN 256

enum busy { BUSY_NO, BUSY_LOAD, BUSY_EVENT, BUSY_FLUSH };
enum ending { ENDING_NO, ENDING_SOURCE, ENDING_SIGNAL, ENDING_FAILED };

struct runner {
    struct mt_options *options;
    struct event_base *base;
    struct mt_script *script;
    bool no_source; /* a module alone */

    struct mt_connect_options connect;     /* the source */
    struct mt_connect_options definitions; /* --schema, or the source */
    bool has_definitions;
    struct mt_server_info server;
    bool live;
    struct mt_source *source;
    struct mt_reader *reader;
    char name[256], checkpoint[4096];
    bool keep_checkpoint, finite;
    struct mt_start start;

    struct event *readable, *again, *save_timer, *signals[2], *deadline;
    enum busy busy;
    enum ending ending;
    bool save_due, stopped, started;
    struct mt_raw_event event;
    struct mt_place place; /* the last transaction boundary */
    bool at_boundary, moved;
    const char *until_file;
    uint64_t until_position;

    uint64_t bytes;
    struct timespec began;
    struct mt_err *err;
    int result;
};

static void pump(struct runner *r);

static void stop(struct runner *r, int result)
{
    if (r->stopped)
        return;
    r->stopped = true;
    r->result = result;
    event_base_loopbreak(r->base);
}

static void fail(struct runner *r, const struct mt_err *err)
{
    if (!r->stopped && r->err->code == MT_OK)
        *r->err = *err;
    stop(r, -1);
}

/* ---- saving the place ---- */

/* A reader that went away ends us as it ends any filter: by SIGPIPE, which is otherwise ignored for
 * the sake of the sockets. */
static int flush_stdout(struct mt_err *err)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return 0;
    if (errno == EPIPE) {
        signal(SIGPIPE, SIG_DFL);
        raise(SIGPIPE);
    }
    return mt_fail_sys(err, errno, "cannot write to standard output");
}

static int save_place(struct runner *r, struct mt_err *err)
{
    struct mt_buf text = {0};
    r->moved = false;
    if (!*r->checkpoint)
        return 0;
    int failed = mt_script_save(r->script, &r->place, &text, err) ||
                 mt_checkpoint_write(r->checkpoint, &text, err);
    mt_buf_free(&text);
    return failed ? -1 : 0;
}

static void finish(struct runner *r)
{
    struct mt_err err = {0};
    if (r->ending == ENDING_FAILED) {
        stop(r, -1);
        return;
    }
    bool done = r->ending == ENDING_SOURCE && r->finite && !r->keep_checkpoint;
    if (done && *r->checkpoint && mt_checkpoint_remove(r->checkpoint, &err)) {
        fail(r, &err);
        return;
    }
    stop(r, 0);
}

static void after_flush(struct runner *r)
{
    struct mt_err err = {0};
    r->save_due = false;
    if (flush_stdout(&err) || save_place(r, &err)) {
        fail(r, &err);
        return;
    }
    if (r->ending)
        finish(r);
}

/* Begin to flush the sinks; true: it is done already. */
static bool begin_flush(struct runner *r)
{
    struct mt_err err = {0};
    r->busy = BUSY_FLUSH;
    switch (mt_script_flush(r->script, &err)) {
    case MT_SCRIPT_WAITING: return false;
    case MT_SCRIPT_DONE:
        r->busy = BUSY_NO;
        after_flush(r);
        return true;
    default: fail(r, &err); return false;
    }
}

/* ---- events ---- */

static void note_boundary(struct runner *r)
{
    /* behind a format description nothing is open, but not every server can resume there */
    if (r->event.header.type == MT_EVENT_FORMAT_DESCRIPTION && !r->event.ends_transaction)
        return;
    r->at_boundary = r->event.ends_transaction;
    if (!r->at_boundary || r->event.artificial)
        return;
    if (strcmp(r->place.file, r->event.file) != 0)
        snprintf(r->place.file, sizeof r->place.file, "%s", r->event.file);
    if (r->place.position != r->event.end_position)
        r->moved = true;
    r->place.position = r->event.end_position;
    if (*mt_script_gtid(r->script))
        snprintf(r->place.gtid, sizeof r->place.gtid, "%s", mt_script_gtid(r->script));
}

/* Log files are numbered, and a longer number is a later file. */
static int compare_files(const char *a, const char *b)
{
    size_t la = strlen(a), lb = strlen(b);
    return la != lb ? (la < lb ? -1 : 1) : strcmp(a, b);
}

static bool is_at_until(const struct runner *r)
{
    if (!r->until_file || !r->at_boundary)
        return false;
    int order = compare_files(r->place.file, r->until_file);
    return order > 0 || (order == 0 && r->place.position >= r->until_position);
}

/* As a timer, so that sockets, signals and other timers have their turn before it. */
static void schedule_pump(struct runner *r)
{
    const struct timeval now = {0};
    event_add(r->again, &now);
}

/* Handle one event of the source; true: go on at once. */
static bool take_event(struct runner *r)
{
    struct mt_err err = {0};
    switch (mt_reader_next(r->reader, &r->event, &err)) {
    case 0: break;
    case 1:
        if (flush_stdout(&err))
            fail(r, &err);
        return false;
    case 2: r->ending = ENDING_SOURCE; return true;
    default:
        /* what came before is good, and need not come again */
        *r->err = err;
        r->ending = ENDING_FAILED;
        return true;
    }
    r->bytes += r->event.header.size;
    switch (mt_script_event(r->script, &r->event, &err)) {
    case MT_SCRIPT_DONE: note_boundary(r); return true;
    case MT_SCRIPT_WAITING: r->busy = BUSY_EVENT; return false;
    default: fail(r, &err); return false;
    }
}

static bool may_save(const struct runner *r)
{
    /* at the end of a file that stops in mid-transaction the last boundary still is the place, but
     * sinks have seen more: nothing is saved then */
    return r->at_boundary && *r->place.file;
}

static void end_without_saving(struct runner *r)
{
    struct mt_err err = {0};
    mt_warn("the source ends inside a transaction; its events were delivered, the checkpoint stays "
            "before it");
    if (flush_stdout(&err))
        fail(r, &err);
    else
        stop(r, 0);
}

static void pump(struct runner *r)
{
    for (int n = 0; r->busy == BUSY_NO && !r->stopped; n++) {
        if (!r->ending && is_at_until(r))
            r->ending = ENDING_SOURCE;
        if (may_save(r) && (r->ending || (r->save_due && r->moved))) {
            if (!begin_flush(r))
                return;
            continue;
        }
        if (r->ending == ENDING_FAILED || (r->ending && !*r->place.file)) {
            stop(r, r->ending == ENDING_FAILED ? -1 : 0);
            return;
        }
        if (r->ending == ENDING_SOURCE) {
            end_without_saving(r);
            return;
        }
        if (n >= EVENTS_PER_TURN) {
            schedule_pump(r);
            return;
        }
        if (!take_event(r))
            return;
    }
}

/* ---- what the loop calls ---- */

static void on_readable(evutil_socket_t fd, short what, void *arg)
{
    struct runner *r = arg;
    uint64_t count;
    (void)what;
    if (read(fd, &count, sizeof count) < 0 && errno != EAGAIN)
        mt_debug("eventfd: %s", strerror(errno));
    pump(r);
}

static void on_again(evutil_socket_t fd, short what, void *arg)
{
    (void)fd;
    (void)what;
    pump(arg);
}

static void on_save_timer(evutil_socket_t fd, short what, void *arg)
{
    struct runner *r = arg;
    (void)fd;
    (void)what;
    r->save_due = true;
    pump(r);
}

static void on_deadline(evutil_socket_t fd, short what, void *arg)
{
    struct runner *r = arg;
    struct mt_err err = {0};
    (void)fd;
    (void)what;
    mt_fail(&err, MT_ERR_SINK,
            "stopped before everything was flushed; the checkpoint stays at %s:%llu, nothing is "
            "lost: start again to go on from there",
            r->place.file, (unsigned long long)r->place.position);
    fail(r, &err);
}

static void on_signal(evutil_socket_t number, short what, void *arg)
{
    struct runner *r = arg;
    (void)what;
    if (r->ending == ENDING_SIGNAL || r->ending == ENDING_FAILED)
        _exit(1);
    mt_info("%s: finishing; once more to stop at once", strsignal((int)number));
    r->ending = ENDING_SIGNAL;
    if (!r->started) {
        stop(r, 0);
        return;
    }
    struct timeval wait = {.tv_sec = (time_t)r->options->shutdown_timeout};
    evtimer_add(r->deadline, &wait);
    pump(r);
}

static void start_source(struct runner *r);

/* The script has stopped waiting. */
static void on_idle(void *arg, enum mt_script_status status, const struct mt_err *err)
{
    struct runner *r = arg;
    enum busy was = r->busy;
    if (status == MT_SCRIPT_FAILED) {
        fail(r, err);
        return;
    }
    r->busy = BUSY_NO;
    if (was == BUSY_LOAD) {
        start_source(r);
        return;
    }
    if (was == BUSY_EVENT)
        note_boundary(r);
    else if (was == BUSY_FLUSH)
        after_flush(r);
    /* not from inside the callback that woke us */
    schedule_pump(r);
}

/* ---- start ---- */

static void derive_name(struct runner *r)
{
    const char *from = r->options->name ? r->options->name : r->options->script;
    const char *slash = strrchr(from, '/');
    snprintf(r->name, sizeof r->name, "%s", !r->options->name && slash ? slash + 1 : from);
    char *dot = strrchr(r->name, '.');
    if (!r->options->name && dot && strcmp(dot, ".lua") == 0)
        *dot = '\0';
}

static int read_password(const struct mt_options *o, struct mt_connect_options *connect,
                         struct mt_err *err)
{
    static char password[1024];
    const char *environment = getenv("MOONTAIL_PASSWORD");
    if (o->password_file) {
        FILE *f = fopen(o->password_file, "re");
        if (!f || !fgets(password, sizeof password, f)) {
            int cause = errno;
            if (f)
                fclose(f);
            return mt_fail_sys(err, cause, "cannot read the password file %s", o->password_file);
        }
        fclose(f);
        password[strcspn(password, "\r\n")] = '\0';
        connect->password = password;
    } else if (!connect->password && environment) {
        connect->password = environment;
    }
    return 0;
}

static int check_server(struct runner *r, struct mt_err *err)
{
    const struct mt_server_info *s = &r->server;
    if (!s->log_bin)
        return mt_fail(err, MT_ERR_SERVER,
                       "the server writes no binary log (log_bin is off); set log_bin and "
                       "server_id in its configuration and restart it");
    if (mt_script_wants_rows(r->script) && strcmp(s->binlog_format, "ROW") != 0)
        return mt_fail(err, MT_ERR_SERVER,
                       "the server's binlog_format is %s, so that changes are not logged as rows; "
                       "SET GLOBAL binlog_format=ROW and reconnect its clients",
                       s->binlog_format);
    return 0;
}

static int set_connection(const struct mt_options *o, const char *url,
                          struct mt_connect_options *out, struct mt_err *err)
{
    if (mt_parse_server_url(url, out, err) || read_password(o, out, err))
        return -1;
    out->defaults_file = o->defaults_file;
    out->ssl_mode = o->ssl_mode;
    out->ssl_ca = o->ssl_ca;
    out->ssl_cert = o->ssl_cert;
    out->ssl_key = o->ssl_key;
    return 0;
}

/* Whom to ask where the log does not name the columns. */
static int find_definitions(struct runner *r, struct mt_err *err)
{
    const char *url = r->options->schema;
    r->has_definitions = r->live || url;
    if (!url) {
        r->definitions = r->connect;
        return 0;
    }
    if (!mt_is_server_url(url))
        return mt_fail(err, MT_ERR_USAGE, "--schema %s: a mysql:// URL is expected", url);
    if (!r->live)
        mt_warn("columns are named by the server's definitions of now; a table that was altered "
                "since these files were written may be misread");
    return set_connection(r->options, url, &r->definitions, err);
}

static int connect_server(struct runner *r, struct mt_err *err)
{
    struct mt_options *o = r->options;
    if (o->source_count > 1)
        return mt_fail(err, MT_ERR_USAGE, "one server at a time: %zu sources were given",
                       o->source_count);
    if (set_connection(o, o->sources[0], &r->connect, err))
        return -1;
    r->live = true;
    if (mt_replica_info(&r->connect, &r->server, err) || check_server(r, err))
        return -1;
    uint32_t id = o->server_id ? (uint32_t)o->server_id : mt_server_id_from_name(r->name);
    if (id == r->server.server_id) {
        if (o->server_id)
            return mt_fail(err, MT_ERR_USAGE, "--server-id %u is the server's own; choose another",
                           id);
        id ^= 1;
    }
    struct mt_replica_options replica = {
        .connect = r->connect, .server_id = id, .heartbeat_ms = (unsigned)(o->heartbeat * 1000)};
    return mt_source_replica_new(&replica, &r->source, err);
}

static int open_files(struct runner *r, struct mt_err *err)
{
    struct mt_options *o = r->options;
    for (size_t i = 0; i < o->source_count; i++)
        if (mt_is_server_url(o->sources[i]))
            return mt_fail(err, MT_ERR_USAGE, "either a server or files can be read, not both");
    struct mt_file_options files = {.paths = (char *const *)(uintptr_t)o->sources,
                                    .path_count = o->source_count,
                                    .follow = o->follow};
    r->finite = !o->follow;
    return mt_source_file_new(&files, &r->source, err);
}

static int open_source(struct runner *r, struct mt_err *err)
{
    if (r->options->source_count == 0)
        return mt_fail(err, MT_ERR_USAGE,
                       "no source: give --source mysql://user@host or --source FILE...");
    return mt_is_server_url(r->options->sources[0]) ? connect_server(r, err) : open_files(r, err);
}

static int start_from_option(struct runner *r, struct mt_err *err)
{
    const char *text = r->options->start;
    if (!text)
        text = r->live ? "latest" : "earliest";
    if (strcmp(text, "earliest") == 0) {
        r->start.kind = MT_START_EARLIEST;
    } else if (strcmp(text, "latest") == 0 && r->live) {
        /* where the log ends now is a place that can be saved before anything happens */
        r->start =
            (struct mt_start){MT_START_POSITION, mt_intern(r->server.file, strlen(r->server.file)),
                              r->server.position};
    } else if (strcmp(text, "latest") == 0) {
        r->start.kind = MT_START_LATEST;
    } else if (mt_parse_file_position(text, &r->start.file, &r->start.position)) {
        r->start.kind = MT_START_POSITION;
    } else {
        return mt_fail(err, MT_ERR_USAGE, "--start %s: earliest, latest or FILE:POS is expected",
                       text);
    }
    return 0;
}

static int check_same_server(const struct runner *r, const struct mt_place *place,
                             struct mt_err *err)
{
    const struct mt_server_info *s = &r->server;
    if (!r->live || place->server_id == 0)
        return 0;
    bool same = *place->server_uuid || *s->server_uuid
                    ? strcmp(place->server_uuid, s->server_uuid) == 0
                    : place->server_id == s->server_id;
    if (same)
        return 0;
    return mt_fail(
        err, MT_ERR_SERVER,
        "the checkpoint %s belongs to another server (server_id %u %s, this is %u %s), where its "
        "file and "
        "position mean nothing; connect to that one, or begin anew with --reset --start ...",
        r->checkpoint, place->server_id, place->server_uuid, s->server_id, s->server_uuid);
}

/* 0: start is set from the checkpoint; 1: there is none. */
static int start_from_checkpoint(struct runner *r, struct mt_err *err)
{
    struct mt_buf text = {0};
    struct mt_place place;
    if (!*r->checkpoint || r->options->reset)
        return 1;
    int found = mt_checkpoint_read(r->checkpoint, &text, err);
    if (found == 0 && (mt_script_read_checkpoint(r->script, text.data, text.len, &place, err))) {
        mt_err_prefix(err, "the checkpoint %s cannot be read (--reset begins anew)", r->checkpoint);
        err->code = MT_ERR_CORRUPT;
        found = -1;
    }
    mt_buf_free(&text);
    if (found != 0)
        return found;
    if (check_same_server(r, &place, err))
        return -1;
    r->start = (struct mt_start){MT_START_POSITION, mt_intern(place.file, strlen(place.file)),
                                 place.position};
    r->place = place;
    r->at_boundary = true;
    mt_info("going on from %s:%llu (%s)%s", place.file, (unsigned long long)place.position,
            r->checkpoint, r->options->start ? "; --start is for a job without one" : "");
    return 0;
}

static int find_start(struct runner *r, struct mt_err *err)
{
    const char *where = r->options->checkpoint;
    r->keep_checkpoint = where != NULL;
    if (r->no_source || (where && strcmp(where, "none") == 0))
        r->checkpoint[0] = '\0';
    else if (where)
        snprintf(r->checkpoint, sizeof r->checkpoint, "%s", where);
    else
        snprintf(r->checkpoint, sizeof r->checkpoint, "%s.checkpoint", r->name);
    int none = start_from_checkpoint(r, err);
    if (none < 0 || (none > 0 && start_from_option(r, err)))
        return -1;
    if (none > 0 && r->start.kind == MT_START_POSITION) {
        snprintf(r->place.file, sizeof r->place.file, "%s", r->start.file);
        r->place.position = r->start.position;
        r->at_boundary = r->moved = r->save_due = true;
    }
    if (r->live) {
        r->place.server_id = r->server.server_id;
        snprintf(r->place.server_uuid, sizeof r->place.server_uuid, "%s", r->server.server_uuid);
    }
    return mt_script_restore(r->script, err);
}

static int find_until(struct runner *r, struct mt_err *err)
{
    const char *text = r->options->until;
    if (!text)
        return 0;
    if (strcmp(text, "end") == 0) {
        if (r->live) {
            r->until_file = mt_intern(r->server.file, strlen(r->server.file));
            r->until_position = r->server.position;
        }
        return 0;
    }
    if (mt_parse_file_position(text, &r->until_file, &r->until_position))
        return 0;
    return mt_fail(err, MT_ERR_USAGE, "--until %s: end or FILE:POS is expected", text);
}

static int add_definition(void *arg, const struct mt_column_row *row, struct mt_err *err)
{
    void **pair = arg;
    struct mt_buf name = {0};
    struct mt_column_spec spec = {.schema = row->schema,
                                  .table = row->table,
                                  .name = row->name,
                                  .column_type = row->column_type,
                                  .nullable = row->nullable,
                                  .charset = row->charset,
                                  .key_position = row->key_position,
                                  .extra = row->extra};
    mt_buf_printf(&name, "%s.%s", row->schema, row->table);
    bool wanted = mt_script_wants_table(pair[1], mt_buf_str(&name));
    mt_buf_free(&name);
    return wanted ? mt_schema_add(pair[0], &spec, err) : 0;
}

static int load_definitions(void *arg, struct mt_schema **out, struct mt_err *err)
{
    struct runner *r = arg;
    *out = mt_schema_new();
    if (!*out)
        return mt_fail(err, MT_ERR_NOMEM, "no memory for table definitions");
    void *pair[] = {*out, r->script};
    return mt_replica_columns(&r->definitions, add_definition, pair, err);
}

static void start_reading(struct runner *r, struct mt_err *err)
{
    const struct timeval every = {
        .tv_sec = (time_t)r->options->checkpoint_interval,
        .tv_usec = (suseconds_t)((r->options->checkpoint_interval -
                                  (double)(time_t)r->options->checkpoint_interval) *
                                 1e6)};
    r->reader = mt_reader_start(r->source, &r->start, (size_t)r->options->queue_bytes, err);
    if (!r->reader) {
        fail(r, err);
        return;
    }
    r->source = NULL;
    r->started = true;
    /* the first place is saved before anything is done, so that a job that dies early knows what
     * its sinks were like */
    r->save_due = true;
    r->readable = event_new(r->base, mt_reader_fd(r->reader), EV_READ | EV_PERSIST, on_readable, r);
    r->save_timer = event_new(r->base, -1, EV_PERSIST, on_save_timer, r);
    event_add(r->readable, NULL);
    event_add(r->save_timer, &every);
    schedule_pump(r);
}

/* The script is loaded and has set its options. */
static void start_source(struct runner *r)
{
    struct mt_err err = {0};
    if (r->no_source) {
        r->ending = ENDING_SOURCE;
        r->at_boundary = true;
        schedule_pump(r);
        return;
    }
    if (mt_options_settle(r->options, &err)) {
        fail(r, &err);
        return;
    }
    int level = r->options->log_level ? mt_log_level_from(r->options->log_level) : MT_LOG_INFO;
    derive_name(r);
    mt_log_configure((enum mt_log_level)level,
                     r->options->log_format && strcmp(r->options->log_format, "json") == 0,
                     r->name);
    if (mt_script_ready(r->script, &err) ||
        mt_script_filter(r->script, r->options->tables, r->options->ignore_tables, &err)) {
        fail(r, &err);
        return;
    }
    if (!mt_script_has_handlers(r->script))
        mt_warn("the script registers no handler: events are read and passed over");
    if (open_source(r, &err) || find_definitions(r, &err) || find_start(r, &err) ||
        find_until(r, &err)) {
        fail(r, &err);
        return;
    }
    const struct mt_options *o = r->options;
    const struct mt_script_settings settings = {
        .definitions = r->has_definitions,
        .bigint_as_string = o->bigint && strcmp(o->bigint, "string") == 0,
        .ignore_statements = o->on_statement && strcmp(o->on_statement, "ignore") == 0,
        .positional = o->on_unknown_schema && strcmp(o->on_unknown_schema, "positional") == 0};
    mt_script_settle(r->script, &settings);
    start_reading(r, &err);
}

static void load_script(struct runner *r)
{
    struct mt_err err = {0};
    r->busy = BUSY_LOAD;
    switch (mt_script_load(r->script, &err)) {
    case MT_SCRIPT_DONE:
        r->busy = BUSY_NO;
        start_source(r);
        break;
    case MT_SCRIPT_WAITING: break;
    default: fail(r, &err);
    }
}

/* ---- whole ---- */

static int set_up(struct runner *r, const struct mt_script_options *script)
{
    r->base = event_base_new();
    if (!r->base)
        return mt_fail(r->err, MT_ERR_NOMEM, "cannot make an event loop");
    r->again = event_new(r->base, -1, 0, on_again, r);
    r->deadline = event_new(r->base, -1, 0, on_deadline, r);
    r->signals[0] = evsignal_new(r->base, SIGTERM, on_signal, r);
    r->signals[1] = evsignal_new(r->base, SIGINT, on_signal, r);
    event_add(r->signals[0], NULL);
    event_add(r->signals[1], NULL);
    r->script = mt_script_new(r->base, script, on_idle, r, r->err);
    return r->script ? 0 : -1;
}

static void tear_down(struct runner *r)
{
    struct event *events[] = {r->readable,   r->again,      r->save_timer,
                              r->signals[0], r->signals[1], r->deadline};
    if (r->reader)
        mt_reader_stop(r->reader);
    if (r->source)
        r->source->ops->free(r->source);
    mt_script_free(r->script);
    for (size_t i = 0; i < sizeof events / sizeof *events; i++)
        if (events[i])
            event_free(events[i]);
    if (r->base)
        event_base_free(r->base);
}

static void print_size(double bytes, char text[32])
{
    if (bytes < 1e6)
        snprintf(text, 32, "%.1f kB", bytes / 1e3);
    else
        snprintf(text, 32, "%.1f MB", bytes / 1e6);
}

static void report(const struct runner *r)
{
    struct timespec now;
    char size[32];
    clock_gettime(CLOCK_MONOTONIC, &now);
    double seconds =
        (double)(now.tv_sec - r->began.tv_sec) + (double)(now.tv_nsec - r->began.tv_nsec) / 1e9;
    struct mt_script_stats stats = mt_script_stats(r->script);
    print_size((double)r->bytes, size);
    mt_info("done: %llu events, %llu rows, %s in %.3f s (%.1f MB/s)",
            (unsigned long long)stats.events, (unsigned long long)stats.rows, size, seconds,
            (double)r->bytes / 1e6 / (seconds > 0 ? seconds : 1));
}

static int run(struct runner *r, const struct mt_script_options *script)
{
    signal(SIGPIPE, SIG_IGN);
    clock_gettime(CLOCK_MONOTONIC, &r->began);
    if (set_up(r, script) == 0) {
        load_script(r);
        if (!r->stopped)
            event_base_dispatch(r->base);
        if (r->result == 0 && r->started)
            report(r);
    } else {
        r->result = -1;
    }
    fflush(stdout);
    tear_down(r);
    return r->result;
}

int mt_run(struct mt_options *options, const char *module, struct mt_err *err)
{
    struct runner r = {.options = options, .err = err};
    struct mt_script_options script = {.path = module ? NULL : options->script,
                                       .module = module,
                                       .set = options->set,
                                       .version = MT_VERSION,
                                       .configure = mt_options_configure,
                                       .configure_arg = options,
                                       .definitions = load_definitions,
                                       .definitions_arg = &r};
    return run(&r, &script);
}

int mt_run_module(const char *module, const char *const *arguments, struct mt_err *err)
{
    struct mt_options options = {.script = module};
    struct runner r = {.options = &options, .err = err, .no_source = true};
    options.shutdown_timeout = 10;
    struct mt_script_options script = {
        .module = module, .arguments = arguments, .version = MT_VERSION};
    return run(&r, &script);
}
