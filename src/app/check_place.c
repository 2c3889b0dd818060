/* Owns what the facts about a server mean for this job: its rights, its place in the log, others
 * beside it. One small function for each line. */
#include <math.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "app/check_parts.h"

#define SHORT_EXPIRY_S 86400.0

/* ---- rights ---- */

/* user@host with its quotes. */
static void add_user(const struct check *c, struct mt_buf *out)
{
    const char *user = c->facts.user, *at = strrchr(user, '@');
    int len = at ? (int)(at - user) : (int)strlen(user);
    mt_buf_printf(out, "'%.*s'@'%s'", len, user, at ? at + 1 : "%");
}

static const char *status_privilege(const struct check *c)
{
    return c->facts.mariadb && c->facts.version >= 100500 ? "BINLOG MONITOR" : "REPLICATION CLIENT";
}

static void fix_grant(const struct check *c, struct finding *f, const char *privileges)
{
    struct mt_buf user = {0};
    add_user(c, &user);
    mt_check_fix(f, "GRANT %s ON *.* TO %s;", privileges, mt_buf_str(&user));
    mt_buf_free(&user);
}

static void judge_status_right(struct check *c, struct finding *f)
{
    if (!is_refused(&c->facts.status)) {
        mt_check_ok(f, "%s: where the log ends may be asked", status_privilege(c));
        return;
    }
    mt_check_fail(f, "the user may not ask where the log ends: %s (%u)",
                  c->facts.status.refused.text, c->facts.status.refused.number);
    fix_grant(c, f, status_privilege(c));
}

static void judge_select_right(struct check *c, struct finding *f)
{
    struct mt_buf user = {0};
    if (c->facts.tables.count > 0) {
        mt_check_ok(f, "SELECT: tables whose definitions can be seen: %zu", c->facts.tables.count);
        return;
    }
    (is(c, "binlog_row_metadata", "FULL") ? mt_check_warn : mt_check_fail)(
        f, "the user sees no table%s",
        is(c, "binlog_row_metadata", "FULL")
            ? ": the script's table names cannot be looked up here"
            : ", and the log does not name columns: nothing tells their names");
    add_user(c, &user);
    mt_check_fix(f, "GRANT SELECT ON shop.* TO %s;  for each database that the script reads",
                 mt_buf_str(&user));
    mt_buf_free(&user);
}

static uint32_t probe_id(const struct check *c)
{
    char name[320];
    snprintf(name, sizeof name, "%s check %ld", c->job.name, (long)getpid());
    return mt_server_id_from_name(name);
}

/* Does the job go on by GTIDs, on whatever server has them? */
static bool goes_by_gtid(const struct check *c)
{
    bool has_gtids = c->facts.mariadb || is(c, "gtid_mode", "ON");
    return c->has_place && has_gtids && c->job.place.executed.known;
}

static bool is_of_this_server(const struct check *c)
{
    const struct mt_place *place = &c->job.place;
    const char *uuid = fact(c, "server_uuid");
    if (place->server_id == 0)
        return true;
    return *place->server_uuid || uuid ? uuid && strcmp(place->server_uuid, uuid) == 0
                                       : place->server_id == (uint32_t)number(c, "server_id");
}

/* Where the job would begin. */
static struct mt_start find_start(const struct check *c, struct mt_buf *text)
{
    const struct mt_place *place = &c->job.place;
    if (goes_by_gtid(c)) {
        mt_buf_adds(text, "behind the checkpoint's ");
        mt_gtid_set_print_short(&place->executed.set, text);
        return (struct mt_start){.kind = MT_START_GTID, .set = &place->executed.set};
    }
    if (c->has_place) {
        mt_buf_printf(text, "from the checkpoint's %s:%llu on", place->file,
                      (unsigned long long)place->position);
        return (struct mt_start){.kind = MT_START_POSITION,
                                 .file = mt_intern(place->file, strlen(place->file)),
                                 .position = place->position};
    }
    bool may_ask = !is_refused(&c->facts.status);
    mt_buf_adds(text, may_ask ? "from the log's end on" : "from the log's start on");
    return (struct mt_start){.kind = may_ask ? MT_START_LATEST : MT_START_EARLIEST};
}

/* The proof: the stream is asked for from the very place where the job would begin. */
static void judge_stream(struct check *c, struct finding *f)
{
    struct mt_buf text = {0};
    struct mt_err err = {0};
    uint32_t created;
    if (!is_on(c, "log_bin") || (c->has_place && !goes_by_gtid(c) && !is_of_this_server(c)))
        return;
    struct mt_start start = find_start(c, &text);
    if (mt_replica_probe(&c->job.connect, probe_id(c), &start, &created, &err) == 0) {
        mt_check_ok(f, "REPLICATION SLAVE: it comes, %s", mt_buf_str(&text));
    } else {
        mt_check_fail(f, "%s", err.msg);
        if (err.sys == 1227 || err.sys == 1045)
            fix_grant(c, f, "REPLICATION SLAVE");
    }
    mt_buf_free(&text);
}

/* ---- the job beside others ---- */

/* The uuid that moontail gives itself holds its id. */
static bool is_ours(const char *uuid)
{
    return uuid && strncasecmp(uuid, "6d6f6f6e-7461-896c-", 19) == 0;
}

/* A run of this name holds its lock. */
static bool is_at_work(const struct check *c)
{
    return c->facts.holder.count > 0 && c->facts.holder.rows[0][0];
}

static void judge_lock(struct check *c, struct finding *f)
{
    const char *off = c->job.options->lock;
    if (!c->job.options->script || !*c->job.checkpoint || (off && strcmp(off, "off") == 0))
        return;
    if (is_refused(&c->facts.holder)) {
        mt_check_warn(f,
                      "the server has no locks for this user: %s; two runs named %s would both "
                      "deliver",
                      c->facts.holder.refused.text, c->job.name);
        mt_check_fix(f, "start one only, with --lock off");
    } else if (is_at_work(c)) {
        mt_check_ok(f, "a run named %s is at work (connection %s): another would wait for it",
                    c->job.name, c->facts.holder.rows[0][0]);
    } else {
        mt_check_ok(f, "no other run named %s is at work", c->job.name);
    }
}

static void judge_semi_sync(struct check *c, struct finding *f)
{
    const char *variable = fact(c, "rpl_semi_sync_source_enabled") ? "rpl_semi_sync_source_enabled"
                                                                   : "rpl_semi_sync_master_enabled";
    const char *value = fact(c, variable);
    if (!c->job.options->semi_sync)
        return;
    if (!value) {
        mt_check_fail(f, "the server has no semi-synchronous replication");
        mt_check_fix(f, "INSTALL PLUGIN rpl_semi_sync_source SONAME 'semisync_source.so';");
    } else if (!is_on(c, variable)) {
        mt_check_warn(f, "%s = %s: no commit waits", variable, value);
        fix_variable(f, variable, "ON");
    } else {
        mt_check_ok(f, "%s = ON", variable);
    }
}

static void judge_server_id(struct check *c, struct finding *f)
{
    uint32_t id = mt_runner_server_id(&c->job);
    const struct mt_answer *replicas = &c->facts.replicas;
    if (id == (uint32_t)number(c, "server_id")) {
        mt_check_fail(f, "%u is the server's own id", id);
        mt_check_fix(f, "--server-id %u", id ^ 1);
        return;
    }
    for (size_t i = 0; i < replicas->count; i++) {
        const char *const *row = replicas->rows[i];
        if (!row[0] || strtoul(row[0], NULL, 10) != id)
            continue;
        if (is_at_work(c) || is_ours(row[4]))
            mt_check_ok(f, "%u is in use by a moontail run of this name", id);
        else
            mt_check_warn(f,
                          "%u is in use by a replica%s%s: unless that is this very job, the two "
                          "throw each other out",
                          id, row[1] && *row[1] ? " on " : "", row[1] ? row[1] : "");
        if (f->level == CHECK_WARN)
            mt_check_fix(f, "stop the other, or give this one --server-id %u", id ^ 1);
        return;
    }
    mt_check_ok(f, "%u is %s", id,
                is_refused(replicas) ? "not the server's (this user may not see other replicas)"
                                     : "free");
}

/* ---- how long the log stays ---- */

static double expiry_s(const struct check *c)
{
    if (is(c, "binlog_expire_logs_auto_purge", "OFF"))
        return 0;
    double seconds = number(c, "binlog_expire_logs_seconds");
    return seconds > 0 ? seconds : number(c, "expire_logs_days") * 86400;
}

static void add_duration(struct mt_buf *out, double seconds)
{
    if (seconds >= 2 * 86400)
        mt_buf_printf(out, "%.1f days", seconds / 86400);
    else if (seconds >= 2 * 3600)
        mt_buf_printf(out, "%.1f hours", seconds / 3600);
    else
        mt_buf_printf(out, "%.0f minutes", seconds / 60);
}

static void judge_expiry(struct check *c, struct finding *f)
{
    struct mt_buf age = {0};
    double seconds = expiry_s(c), bytes = number(c, "max_binlog_total_size");
    if (seconds == 0 && bytes == 0) {
        mt_check_ok(f, "logs are kept until somebody purges them");
        return;
    }
    mt_buf_adds(&age, "logs are kept ");
    if (seconds > 0)
        add_duration(&age, seconds);
    if (bytes > 0)
        mt_buf_printf(&age, "%s%.0f bytes in all", seconds > 0 ? ", and at most " : "", bytes);
    if (seconds > 0 && seconds < SHORT_EXPIRY_S) {
        mt_check_warn(f, "%s: a job that stands still for longer loses its place",
                      mt_buf_str(&age));
        fix_variable(f,
                     fact(c, "binlog_expire_logs_seconds") ? "binlog_expire_logs_seconds"
                                                           : "expire_logs_days",
                     fact(c, "binlog_expire_logs_seconds") ? "604800" : "7");
    } else {
        mt_check_ok(f, "%s", mt_buf_str(&age));
    }
    mt_buf_free(&age);
}

/* Bytes of the log from a file on. */
static double bytes_from(const struct check *c, size_t file)
{
    double bytes = 0;
    for (size_t i = file; i < c->facts.logs.count; i++)
        bytes += c->facts.logs.rows[i][1] ? strtod(c->facts.logs.rows[i][1], NULL) : 0;
    return bytes;
}

/* Seconds until a finished file may be purged by its age; it was finished when the next was begun.
 * INFINITY: never, or not known. */
static double seconds_left(const struct check *c, size_t file)
{
    const struct mt_start next = {.kind = MT_START_POSITION,
                                  .file = c->facts.logs.rows[file + 1][0],
                                  .position = MT_BINLOG_MAGIC_LEN};
    struct mt_err err = {0};
    uint32_t finished;
    double keep = expiry_s(c);
    if (keep == 0 || mt_replica_probe(&c->job.connect, probe_id(c), &next, &finished, &err) != 0 ||
        finished == 0)
        return INFINITY;
    return (double)finished + keep - ((double)time(NULL) + c->facts.clock_ahead_s);
}

static void judge_left(struct check *c, struct finding *f, size_t file, double behind)
{
    struct mt_buf left = {0};
    double seconds = seconds_left(c, file), limit = number(c, "max_binlog_total_size");
    double bytes = limit > 0 ? limit - bytes_from(c, file) : INFINITY;
    if (isfinite(seconds)) {
        mt_buf_adds(&left, seconds > 0 ? "; by its age the file may be purged in "
                                       : "; by its age the file may be purged ");
        if (seconds > 0)
            add_duration(&left, seconds);
        else
            mt_buf_adds(&left, "any time now");
    }
    if (isfinite(bytes))
        mt_buf_printf(&left, "; by its size after %.0f more bytes of log", bytes > 0 ? bytes : 0);
    bool near = seconds < expiry_s(c) / 4 || bytes < limit / 4;
    (near ? mt_check_warn : mt_check_ok)(f, "%.0f bytes behind%s", behind, mt_buf_str(&left));
    if (near)
        mt_check_fix(f, "let the job run; SET GLOBAL %s = %.0f; gives it time",
                     seconds < expiry_s(c) / 4 ? "binlog_expire_logs_seconds"
                                               : "max_binlog_total_size",
                     2 * (seconds < expiry_s(c) / 4 ? expiry_s(c) : limit));
    mt_buf_free(&left);
}

static void judge_lag(struct check *c, struct finding *f)
{
    const struct mt_answer *logs = &c->facts.logs;
    if (!c->has_place || !is_of_this_server(c) || !*c->job.place.file || is_refused(logs) ||
        logs->count == 0)
        return;
    size_t at = 0;
    while (at < logs->count && strcmp(logs->rows[at][0], c->job.place.file) != 0)
        at++;
    if (at == logs->count) {
        mt_check_fail(f,
                      "the checkpoint's file %s is not on the server any more (the oldest is %s): "
                      "what came since is lost to this job",
                      c->job.place.file, logs->rows[0][0]);
        mt_check_fix(f, "rebuild the target, then moontail run ... --reset");
        return;
    }
    double behind = bytes_from(c, at) - (double)c->job.place.position;
    if (at + 1 == logs->count)
        mt_check_ok(f, "%.0f bytes behind, in the file that is being written",
                    behind > 0 ? behind : 0);
    else
        judge_left(c, f, at, behind);
}

static void judge_identity(struct check *c, struct finding *f)
{
    const struct mt_place *place = &c->job.place;
    if (!c->has_place || place->server_id == 0)
        return;
    if (is_of_this_server(c)) {
        mt_check_ok(f, "%s is of this server", c->job.checkpoint);
    } else if (goes_by_gtid(c)) {
        mt_check_ok(f, "%s is of another server (server_id %u): the job goes on by its GTIDs",
                    c->job.checkpoint, place->server_id);
    } else {
        mt_check_fail(f, "%s is of another server (server_id %u%s%s)", c->job.checkpoint,
                      place->server_id, *place->server_uuid ? ", " : "", place->server_uuid);
        mt_check_fix(f, "connect to that one, or begin anew with --reset --start ...");
    }
}

static const struct {
    const char *name;
    void (*judge)(struct check *c, struct finding *f);
} judges[] = {
    {"right to ask", judge_status_right},
    {"right to look", judge_select_right},
    {"stream", judge_stream},
    {"semi-sync", judge_semi_sync},
    {"lock", judge_lock},
    {"server id", judge_server_id},
    {"checkpoint", judge_identity},
    {"lag", judge_lag},
    {"expiry", judge_expiry},
};

void mt_check_place(struct check *c)
{
    for (size_t i = 0; i < sizeof judges / sizeof *judges; i++) {
        struct finding f = {0};
        judges[i].judge(c, &f);
        mt_check_report(c, judges[i].name, &f);
    }
}
