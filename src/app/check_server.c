/* Owns what the facts about a server mean for a job: one small function for each line. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>

#include "app/check_parts.h"

#define CLOCK_TOLERANCE_S 2
#define SHORT_EXPIRY_S    86400.0

static const char *fact(const struct check *c, const char *variable)
{
    return mt_fact(&c->facts, variable);
}

static bool is(const struct check *c, const char *variable, const char *value)
{
    const char *text = fact(c, variable);
    return text && strcasecmp(text, value) == 0;
}

static bool is_on(const struct check *c, const char *variable)
{
    return is(c, variable, "ON") || is(c, variable, "1");
}

static double number(const struct check *c, const char *variable)
{
    const char *text = fact(c, variable);
    return text ? strtod(text, NULL) : 0;
}

/* Both the running server and its next start. */
static void fix_variable(struct finding *f, const char *variable, const char *value)
{
    mt_check_fix(f, "SET GLOBAL %s = %s;  and in my.cnf: %s = %s", variable, value, variable,
                 value);
}

static bool is_refused(const struct mt_answer *answer)
{
    return answer->refused.text != NULL;
}

/* ---- the connection ---- */

static void judge_connection(struct check *c, struct finding *f)
{
    mt_check_ok(f, "%s as %s; %s%s", c->facts.name, c->facts.user, c->facts.mariadb ? "" : "MySQL ",
                c->facts.version_text);
}

static void judge_tls(struct check *c, struct finding *f)
{
    bool verified = strncasecmp(mt_tls_mode(&c->job.connect.tls), "VERIFY_", 7) == 0;
    if (!c->facts.tls && c->facts.local)
        mt_check_ok(f, "none, and nothing leaves this machine");
    else if (!c->facts.tls)
        mt_check_warn(f, "none: whoever sits between can read the changes");
    else if (verified || c->facts.local)
        mt_check_ok(f, "%s; the certificate is %sverified", c->facts.tls, verified ? "" : "not ");
    else
        mt_check_warn(f, "%s; the certificate is not verified: another could pose as the server",
                      c->facts.tls);
    if (f->level == CHECK_WARN)
        mt_check_fix(f, "--ssl-mode VERIFY_IDENTITY --ssl-ca /path/to/ca.pem");
}

/* ---- what it logs ---- */

static void judge_binlog(struct check *c, struct finding *f)
{
    if (is_on(c, "log_bin")) {
        mt_check_ok(f, "log_bin = ON, server_id = %s", fact(c, "server_id"));
        return;
    }
    mt_check_fail(f, "the server writes no binary log: there is nothing to read");
    mt_check_fix(f, "in my.cnf: log_bin, server_id = 1, binlog_format = ROW; then restart it");
}

static void judge_format(struct check *c, struct finding *f)
{
    const char *format = fact(c, "binlog_format");
    if (!format || strcasecmp(format, "ROW") == 0) {
        mt_check_ok(f, "binlog_format = ROW");
        return;
    }
    (c->wants_rows ? mt_check_fail : mt_check_warn)(
        f, "binlog_format = %s: %s changes are logged as statements, whose rows nobody can tell",
        format, strcasecmp(format, "MIXED") == 0 ? "some" : "all");
    fix_variable(f, "binlog_format", "ROW");
    mt_check_fix(f, "; clients keep the old one until they reconnect");
}

static void judge_image(struct check *c, struct finding *f)
{
    const char *image = fact(c, "binlog_row_image");
    bool full = !image || strncasecmp(image, "FULL", 4) == 0;
    bool partial = fact(c, "binlog_row_value_options") &&
                   strcasestr(fact(c, "binlog_row_value_options"), "PARTIAL_JSON");
    if (full) {
        mt_check_ok(f, "binlog_row_image = %s%s", image ? image : "FULL",
                    partial ? ", JSON updates in part, which are put together" : "");
        return;
    }
    if (partial)
        mt_check_fail(f,
                      "binlog_row_image = %s with binlog_row_value_options = PARTIAL_JSON: the log "
                      "has changes inside documents that it does not have",
                      image);
    else
        mt_check_warn(f,
                      "binlog_row_image = %s: columns that a change did not need are missing from "
                      "before and after",
                      image);
    fix_variable(f, "binlog_row_image", "FULL");
}

static void judge_metadata(struct check *c, struct finding *f)
{
    const char *metadata = fact(c, "binlog_row_metadata");
    if (metadata && strcasecmp(metadata, "FULL") == 0) {
        mt_check_ok(f, "binlog_row_metadata = FULL: the log names its columns");
        return;
    }
    mt_check_warn(f,
                  "binlog_row_metadata = %s: the log does not name columns; their names are the "
                  "server's definitions, followed through its DDL",
                  metadata ? metadata : "(this version has none)");
    if (metadata)
        fix_variable(f, "binlog_row_metadata", "FULL");
}

static void judge_checksum(struct check *c, struct finding *f)
{
    const char *checksum = fact(c, "binlog_checksum");
    if (checksum && strcasecmp(checksum, "NONE") != 0) {
        mt_check_ok(f, "binlog_checksum = %s", checksum);
        return;
    }
    mt_check_warn(f, "binlog_checksum = %s: damage to the log is not noticed",
                  checksum ? checksum : "(this version has none)");
    if (checksum)
        fix_variable(f, "binlog_checksum", "CRC32");
}

/* Databases that the server leaves out of its log. */
static void judge_filter(struct check *c, struct finding *f)
{
    const char *only = c->facts.status.count ? c->facts.status.rows[0][2] : NULL;
    const char *not_these = c->facts.status.count ? c->facts.status.rows[0][3] : NULL;
    if ((!only || !*only) && (!not_these || !*not_these))
        return;
    mt_check_warn(
        f, "the server logs not all databases (%s%s%s%s): the others' changes never come",
        only && *only ? "binlog_do_db = " : "binlog_ignore_db = ", only && *only ? only : not_these,
        only && *only && *not_these ? "; ignored: " : "", only && *only ? not_these : "");
    mt_check_fix(f, "take binlog_do_db and binlog_ignore_db out of my.cnf and restart the server");
}

static void judge_storage(struct check *c, struct finding *f)
{
    bool encrypted = is_on(c, "binlog_encryption") || is_on(c, "encrypt_binlog");
    bool compressed = is_on(c, "binlog_transaction_compression") || is_on(c, "log_bin_compress");
    if (encrypted || compressed)
        mt_check_ok(f, "%s%s%s", compressed ? "compressed: undone here" : "",
                    compressed && encrypted ? "; " : "",
                    encrypted ? "encrypted: the server decrypts what it sends, its files cannot be "
                                "read without it"
                              : "");
}

static void judge_gtid(struct check *c, struct finding *f)
{
    const char *mode = fact(c, "gtid_mode");
    if (c->facts.mariadb) {
        mt_check_ok(f, "gtid_binlog_pos = %s, gtid_strict_mode = %s", fact(c, "gtid_binlog_pos"),
                    fact(c, "gtid_strict_mode"));
    } else if (mode && strcasecmp(mode, "ON") == 0) {
        mt_check_ok(f, "gtid_mode = ON");
    } else {
        mt_check_warn(f,
                      "gtid_mode = %s: the job's place is a file of this very server, of no use "
                      "on another one after a failover",
                      mode ? mode : "(this version has none)");
        if (mode)
            mt_check_fix(f, "SET GLOBAL enforce_gtid_consistency = ON; then gtid_mode = "
                            "OFF_PERMISSIVE, ON_PERMISSIVE, ON, one after the other");
    }
}

/* A server that is itself a replica logs what it receives only when it is told to. */
static void judge_upstream(struct check *c, struct finding *f)
{
    const struct mt_answer *sources = &c->facts.sources;
    bool logs = is_on(c, "log_slave_updates") || is_on(c, "log_replica_updates");
    if (is_refused(sources) ? logs : sources->count == 0 || logs)
        return;
    if (is_refused(sources))
        mt_check_ok(f, "log_slave_updates = OFF, which is right unless this server is a replica "
                       "(this user may not see that)");
    else {
        mt_check_fail(f, "the server is a replica and does not log what it receives: those changes "
                         "never come");
        mt_check_fix(f, "in my.cnf: log_slave_updates = ON; then restart it");
    }
}

static void judge_durability(struct check *c, struct finding *f)
{
    if (number(c, "sync_binlog") == 1) {
        mt_check_ok(f, "sync_binlog = 1");
        return;
    }
    mt_check_warn(f,
                  "sync_binlog = %s: a crash of the server's host may take changes back that this "
                  "job has delivered",
                  fact(c, "sync_binlog"));
    fix_variable(f, "sync_binlog", "1");
}

static void judge_size(struct check *c, struct finding *f)
{
    double fragment = number(c, "binlog_row_event_fragment_threshold");
    double packet = number(c, "max_allowed_packet");
    const char *rows = fact(c, "binlog_row_event_max_size");
    if (fragment > 0 && fragment < packet && c->wants_rows) {
        mt_check_warn(f,
                      "binlog_row_event_fragment_threshold = %.0f: a row beyond it is logged in "
                      "fragments, which stop the job",
                      fragment);
        mt_check_fix(f, "SET GLOBAL binlog_row_event_fragment_threshold = %.0f;", packet);
    } else {
        mt_check_ok(f, "max_allowed_packet = %.0f%s%s; an event may have 1 GiB", packet,
                    rows ? ", binlog_row_event_max_size = " : "", rows ? rows : "");
    }
}

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

/* The proof: the stream is asked for from the very place where the job would begin. */
static void judge_stream(struct check *c, struct finding *f)
{
    const struct mt_place *place = &c->job.place;
    bool may_ask = !is_refused(&c->facts.status);
    struct mt_start start = {.kind = may_ask ? MT_START_LATEST : MT_START_EARLIEST};
    struct mt_err err = {0};
    uint32_t created;
    if (!is_on(c, "log_bin"))
        return;
    if (c->has_place)
        start = (struct mt_start){.kind = MT_START_POSITION,
                                  .file = mt_intern(place->file, strlen(place->file)),
                                  .position = place->position};
    if (mt_replica_probe(&c->job.connect, probe_id(c), &start, &created, &err) != 0) {
        mt_check_fail(f, "%s", err.msg);
        if (err.sys == 1227 || err.sys == 1045)
            fix_grant(c, f, "REPLICATION SLAVE");
        return;
    }
    if (c->has_place)
        mt_check_ok(f, "REPLICATION SLAVE: it comes, from the checkpoint's %s:%llu on", place->file,
                    (unsigned long long)place->position);
    else
        mt_check_ok(f, "REPLICATION SLAVE: it comes, from the log's %s on",
                    may_ask ? "end" : "start");
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
    if (!c->has_place || is_refused(logs) || logs->count == 0)
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

static void judge_clock(struct check *c, struct finding *f)
{
    double ahead = c->facts.clock_ahead_s;
    const char *zone = fact(c, "time_zone");
    bool of_system = zone && strcasecmp(zone, "SYSTEM") == 0;
    if (fabs(ahead) - c->facts.clock_unsure_s <= CLOCK_TOLERANCE_S) {
        mt_check_ok(f, "as ours; time zone %s, TIMESTAMP columns come in UTC",
                    of_system ? fact(c, "system_time_zone") : zone);
        return;
    }
    mt_check_warn(f, "the server's is %.1f s %s: lag and times are off by that", fabs(ahead),
                  ahead > 0 ? "ahead of ours" : "behind ours");
    mt_check_fix(f, "timedatectl set-ntp true  on both machines");
}

static void judge_identity(struct check *c, struct finding *f)
{
    const struct mt_place *place = &c->job.place;
    const char *uuid = fact(c, "server_uuid");
    if (!c->has_place || place->server_id == 0)
        return;
    bool same = *place->server_uuid || uuid ? uuid && strcmp(place->server_uuid, uuid) == 0
                                            : place->server_id == (uint32_t)number(c, "server_id");
    if (same) {
        mt_check_ok(f, "%s is of this server", c->job.checkpoint);
        return;
    }
    mt_check_fail(f, "%s is of another server (server_id %u%s%s)", c->job.checkpoint,
                  place->server_id, *place->server_uuid ? ", " : "", place->server_uuid);
    mt_check_fix(f, "connect to that one, or begin anew with --reset --start ...");
}

static const struct {
    const char *name;
    void (*judge)(struct check *c, struct finding *f);
} judges[] = {
    {"connection", judge_connection},
    {"tls", judge_tls},
    {"binlog", judge_binlog},
    {"format", judge_format},
    {"row image", judge_image},
    {"row metadata", judge_metadata},
    {"checksum", judge_checksum},
    {"databases", judge_filter},
    {"storage", judge_storage},
    {"row size", judge_size},
    {"gtid", judge_gtid},
    {"upstream", judge_upstream},
    {"durability", judge_durability},
    {"right to ask", judge_status_right},
    {"right to look", judge_select_right},
    {"stream", judge_stream},
    {"semi-sync", judge_semi_sync},
    {"lock", judge_lock},
    {"server id", judge_server_id},
    {"checkpoint", judge_identity},
    {"lag", judge_lag},
    {"expiry", judge_expiry},
    {"clock", judge_clock},
};

void mt_check_server(struct check *c)
{
    for (size_t i = 0; i < sizeof judges / sizeof *judges; i++) {
        struct finding f = {0};
        judges[i].judge(c, &f);
        mt_check_report(c, judges[i].name, &f);
    }
}
