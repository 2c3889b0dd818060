/* Owns what the facts about a server and its log mean: one small function for each line. */
#include <math.h>
#include <string.h>

#include "app/check_parts.h"

#define CLOCK_TOLERANCE_S 2

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

static const struct {
    const char *name;
    void (*judge)(struct check *c, struct finding *f);
} judges[] = {
    {"connection", judge_connection}, {"tls", judge_tls},          {"binlog", judge_binlog},
    {"format", judge_format},         {"row image", judge_image},  {"row metadata", judge_metadata},
    {"checksum", judge_checksum},     {"databases", judge_filter}, {"storage", judge_storage},
    {"row size", judge_size},         {"gtid", judge_gtid},        {"upstream", judge_upstream},
    {"durability", judge_durability}, {"clock", judge_clock},
};

void mt_check_server(struct check *c)
{
    for (size_t i = 0; i < sizeof judges / sizeof *judges; i++) {
        struct finding f = {0};
        judges[i].judge(c, &f);
        mt_check_report(c, judges[i].name, &f);
    }
}
