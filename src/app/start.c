/* Owns how a job begins: its name, its source, the place to start from and to stop at. */
#include <stdlib.h>
#include <string.h>

#include "app/connection.h"
#include "app/runner_parts.h"
#include "base/backoff.h"
#include "base/log.h"

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

uint32_t mt_runner_server_id(const struct runner *r)
{
    const struct mt_options *o = r->options;
    char name[300];
    if (o->server_id)
        return (uint32_t)o->server_id;
    /* beside the job itself, whose link the server would cut for another replica of its id */
    snprintf(name, sizeof name, "%s%s", r->name, o->dry_run ? " (dry run)" : "");
    return mt_server_id_from_name(name);
}

static int connect_server(struct runner *r, struct mt_err *err)
{
    struct mt_options *o = r->options;
    if (o->source_count > 1)
        return mt_fail(err, MT_ERR_USAGE, "one server at a time: %zu sources were given",
                       o->source_count);
    if (mt_connection(o, o->sources[0], &r->connect, err))
        return -1;
    r->live = true;
    if (mt_replica_info(&r->connect, &r->server, err) || check_server(r, err))
        return -1;
    uint32_t id = mt_runner_server_id(r);
    if (id == r->server.server_id) {
        if (o->server_id)
            return mt_fail(err, MT_ERR_USAGE, "--server-id %u is the server's own; choose another",
                           id);
        id ^= 1;
    }
    struct mt_replica_options replica = {.connect = r->connect,
                                         .server = &r->server,
                                         .server_id = id,
                                         .semi_sync = o->semi_sync && !o->dry_run,
                                         .heartbeat_ms = (unsigned)(o->heartbeat * 1000)};
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

int mt_runner_open_source(struct runner *r, struct mt_err *err)
{
    if (r->options->source_count == 0)
        return mt_fail(err, MT_ERR_USAGE,
                       "no source: give --source mysql://user@host or --source FILE...");
    return mt_is_server_url(r->options->sources[0]) ? connect_server(r, err) : open_files(r, err);
}

static int start_from_option(struct runner *r, struct mt_err *err)
{
    const char *text = r->options->start;
    struct mt_pos pos;
    if (!text)
        text = r->live ? "latest" : "earliest";
    int failed = mt_pos_parse("--start", text, &pos, err) || mt_runner_seek(r, &pos, err);
    mt_pos_free(&pos);
    return failed ? -1 : 0;
}

const char *mt_runner_where_checkpoint(const struct runner *r)
{
    return r->holder ? r->holder : r->checkpoint;
}

static bool is_same_server(const struct runner *r, const struct mt_place *place)
{
    const struct mt_server_info *s = &r->server;
    if (!r->live || place->server_id == 0)
        return true;
    return *place->server_uuid || *s->server_uuid ? strcmp(place->server_uuid, s->server_uuid) == 0
                                                  : place->server_id == s->server_id;
}

static int fail_other_server(const struct runner *r, struct mt_err *err)
{
    const struct mt_server_info *s = &r->server;
    return mt_fail(
        err, MT_ERR_SERVER,
        "the checkpoint %s belongs to another server (server_id %u %s, this is %u %s), where its "
        "file and position mean nothing; connect to that one, or begin anew with --reset --start "
        "...",
        r->checkpoint, r->place.server_id, r->place.server_uuid, s->server_id, s->server_uuid);
}

/* With GTIDs alone, files are passed over until the first that is not in the set. */
static int start_in_files(struct runner *r, struct mt_err *err)
{
    struct mt_pos pos = {.kind = MT_POS_GTID};
    int failed =
        mt_gtid_set_copy(&pos.set, &r->place.executed.set, err) || mt_runner_seek(r, &pos, err);
    mt_pos_free(&pos);
    return failed ? -1 : 0;
}

/* By GTIDs the job goes on from any server that has them; by file and position only from the same.
 */
static int start_at_checkpoint(struct runner *r, struct mt_err *err)
{
    bool same = is_same_server(r, &r->place);
    r->at_boundary = true;
    r->start = (struct mt_start){.kind = MT_START_POSITION,
                                 .file = mt_intern(r->place.file, strlen(r->place.file)),
                                 .position = r->place.position};
    if (r->live && r->server.has_gtids && r->place.executed.known) {
        r->start.kind = MT_START_GTID;
        if (!same)
            *r->place.file = '\0';
    } else if (!same) {
        return fail_other_server(r, err);
    } else if (!*r->place.file && !r->live) {
        return start_in_files(r, err);
    } else if (!*r->place.file) {
        return mt_fail(err, MT_ERR_SERVER,
                       "the checkpoint %s has GTIDs and no position, and the source has no GTIDs; "
                       "read a server that has them, or begin anew with --reset --start ...",
                       mt_runner_where_checkpoint(r));
    }
    r->resumed = true;
    return 0;
}

/* 0: start is set from the checkpoint; 1: there is none. */
static int start_from_checkpoint(struct runner *r, struct mt_err *err)
{
    struct mt_buf text = {0};
    struct mt_place place;
    if (!*r->checkpoint || r->options->reset)
        return 1;
    int found = r->holder ? !mt_script_held(r->script, &text)
                          : mt_checkpoint_read(r->checkpoint, &text, err);
    if (found == 0 && (mt_script_read_checkpoint(r->script, text.data, text.len, &place, err))) {
        mt_err_prefix(err, "the checkpoint %s cannot be read (--reset begins anew)",
                      mt_runner_where_checkpoint(r));
        err->code = MT_ERR_CORRUPT;
        found = -1;
    }
    mt_buf_free(&text);
    if (found != 0)
        return found;
    r->place = place;
    return start_at_checkpoint(r, err);
}

/* A sink may hold the checkpoint; the file's name then still names the lock of this job. */
static int find_holder(struct runner *r, struct mt_err *err)
{
    const char *where = r->options->checkpoint;
    bool is_url = where && strstr(where, "://");
    if (mt_script_holder(r->script, is_url ? where : NULL, &r->holder, err))
        return -1;
    if (!r->holder || !where || is_url)
        return 0;
    return mt_fail(err, MT_ERR_USAGE,
                   "the script keeps its checkpoint in %s: leave --checkpoint %s out", r->holder,
                   where);
}

static int name_checkpoint(struct runner *r, struct mt_err *err)
{
    const char *where = r->options->checkpoint;
    if (!r->no_source && find_holder(r, err))
        return -1;
    if (where && strstr(where, "://"))
        where = NULL;
    r->keep_checkpoint = where != NULL;
    if (r->no_source || (where && strcmp(where, "none") == 0))
        r->checkpoint[0] = '\0';
    else if (where)
        snprintf(r->checkpoint, sizeof r->checkpoint, "%s", where);
    else
        snprintf(r->checkpoint, sizeof r->checkpoint, "%s.checkpoint", r->name);
    return 0;
}

static int find_place(struct runner *r, struct mt_err *err)
{
    int none = start_from_checkpoint(r, err);
    if (none < 0 || (none > 0 && start_from_option(r, err)))
        return -1;
    r->resumes = none == 0;
    r->start.has_gtids = r->live && r->server.has_gtids;
    if (r->place.executed.known)
        r->start.set = &r->place.executed.set;
    if (r->live) {
        r->place.server_id = r->server.server_id;
        snprintf(r->place.server_uuid, sizeof r->place.server_uuid, "%s", r->server.server_uuid);
    }
    return mt_script_restore(r->script, err);
}

static int find_until(struct runner *r, struct mt_err *err)
{
    if (!r->options->until)
        return 0;
    if (mt_pos_parse("--until", r->options->until, &r->until, err))
        return -1;
    if (r->until.kind == MT_POS_EARLIEST)
        return mt_fail(err, MT_ERR_USAGE,
                       "--until earliest: end, FILE:POS, gtid:SET or time:... is expected");
    if (r->until.kind != MT_POS_LATEST)
        return 0;
    r->until.kind = MT_POS_NONE; /* of files, where they end by themselves */
    if (r->live) {
        r->until.kind = MT_POS_FILE;
        r->until.file = mt_intern(r->server.file, strlen(r->server.file));
        r->until.position = r->server.position;
    }
    return 0;
}

void mt_runner_configure_log(const struct runner *r)
{
    const struct mt_options *o = r->options;
    int level = o->log_level ? mt_log_level_from(o->log_level) : MT_LOG_INFO;
    mt_log_configure(level < 0 ? MT_LOG_INFO : (enum mt_log_level)level,
                     o->log_format && strcmp(o->log_format, "json") == 0,
                     mt_options_job_name(r->options));
}

int mt_runner_settle(struct runner *r, struct mt_err *err)
{
    const struct mt_options *o = r->options;
    if (mt_options_settle(r->options, err))
        return -1;
    snprintf(r->name, sizeof r->name, "%s", mt_options_job_name(r->options));
    mt_runner_configure_log(r);
    if (name_checkpoint(r, err) || mt_script_ready(r->script, err))
        return -1;
    return mt_script_filter(r->script, o->tables, o->ignore_tables, err);
}

/* They are lines of JSON; a binary log never begins so. */
bool mt_runner_reads_letters(const struct runner *r)
{
    const struct mt_options *o = r->options;
    if (o->source_count != 1 || mt_is_server_url(o->sources[0]) || strcmp(o->sources[0], "-") == 0)
        return false;
    FILE *file = fopen(o->sources[0], "re");
    int first = file ? fgetc(file) : EOF;
    if (file)
        fclose(file);
    return first == '{';
}

int mt_runner_open(struct runner *r, struct mt_err *err)
{
    if (mt_runner_settle(r, err) || mt_runner_watch(r, err) ||
        mt_script_open_letters(r->script, r->options->dead_letters, err))
        return -1;
    if (!mt_script_has_handlers(r->script))
        mt_warn("the script registers no handler: events are read and passed over");
    return mt_runner_open_source(r, err);
}

/* ---- globs that match no table: a slip of the pen would go unnoticed for good ---- */

struct tables {
    const char **names;
    size_t count;
    bool fatal; /* what is missing stops the job */
    struct mt_err *err;
};

static void add_table(void *arg, const char *schema, const char *table)
{
    struct tables *tables = arg;
    const char **grown = realloc(tables->names, (tables->count + 1) * sizeof *grown);
    struct mt_buf name = {0};
    if (!grown)
        return;
    tables->names = grown;
    mt_buf_printf(&name, "%s.%s", schema, table);
    grown[tables->count++] = mt_intern(mt_buf_str(&name), name.len);
    mt_buf_free(&name);
}

static void tell_missing(void *arg, const char *glob, bool certain)
{
    struct tables *tables = arg;
    if (!tables->fatal || !certain)
        mt_warn("no table of the server matches %s", glob);
    else if (tables->err->code == MT_OK)
        mt_fail(tables->err, MT_ERR_SCRIPT,
                "no table of the server matches %s; correct the name, or begin with "
                "--allow-missing-tables if the table comes later, or this user may not see it",
                glob);
}

static void see_glob(void *arg, const char *glob, bool certain)
{
    (void)glob;
    (void)certain;
    *(bool *)arg = true;
}

/* A job that goes on has worked with these globs before, and must not stand still for a table that
 * was dropped meanwhile. */
static int check_tables(struct runner *r, struct mt_err *err)
{
    struct tables tables = {.fatal = !r->resumes && !r->began_again, .err = err};
    bool has_globs = false;
    if (!r->live || r->options->allow_missing_tables)
        return 0;
    struct mt_err unasked = {0};
    int failed = mt_script_match_tables(r->script, NULL, 0, see_glob, &has_globs, err) < 0;
    /* it is only to help: a link that breaks now is made again when the log is read */
    if (!failed && has_globs && mt_replica_tables(&r->connect, add_table, &tables, &unasked)) {
        mt_warn("it was not looked at whether the server has the tables: %s", unasked.msg);
        tables.count = 0;
    }
    if (!failed && has_globs && tables.count == 0 && unasked.code == MT_OK)
        mt_warn("the server shows this user no table at all, so nobody can tell whether those of "
                "the script are there; GRANT SELECT on them");
    if (!failed && tables.count > 0)
        failed = mt_script_match_tables(r->script, tables.names, tables.count, tell_missing,
                                        &tables, err) < 0;
    free(tables.names);
    return failed || err->code != MT_OK ? -1 : 0;
}

int mt_runner_find_start(struct runner *r, struct mt_err *err)
{
    const struct mt_options *o = r->options;
    if (*r->checkpoint && !o->dry_run &&
        mt_checkpoint_lock(r->checkpoint, &r->checkpoint_lock, err))
        return -1;
    if (mt_runner_find_definitions(r, err) || find_until(r, err) || find_place(r, err) ||
        check_tables(r, err) || mt_runner_start_history(r, err))
        return -1;
    if (o->dry_run)
        *r->checkpoint = '\0'; /* it was read, and stays as it is */
    const struct mt_script_settings settings = {
        .bigint_as_string = o->bigint && strcmp(o->bigint, "string") == 0,
        .ignore_statements = o->on_statement && strcmp(o->on_statement, "ignore") == 0,
        .positional = o->on_unknown_schema && strcmp(o->on_unknown_schema, "positional") == 0,
        .log_alone = o->log_alone && !r->has_definitions && !o->schema};
    mt_script_settle(r->script, &settings);
    return 0;
}
