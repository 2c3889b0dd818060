/* The inside of `moontail check`, shared by check.c (its course, the script, the report) and
 * check_server.c (what the server's facts mean). */
#ifndef MT_CHECK_PARTS_H
#define MT_CHECK_PARTS_H

#include "app/runner_parts.h"
#include "source/replica_check.h"

enum check_level { CHECK_SILENT, CHECK_OK, CHECK_WARN, CHECK_FAIL };

/* One line of the report: what was found, and the SQL or the setting that mends it. */
struct finding {
    enum check_level level;
    struct mt_buf text, fix;
};

struct check {
    struct runner job; /* as run would be started, but not run */
    struct mt_server_facts facts;
    bool has_place; /* the job has a checkpoint */
    bool wants_rows, has_unmatched;
    unsigned counts[CHECK_FAIL + 1];
    bool json, colour, script_failed;

    bool sinks_asked;
    struct event *deadline;
};

/* Settle a finding, once. */
void mt_check_ok(struct finding *f, const char *format, ...) __attribute__((format(printf, 2, 3)));
void mt_check_warn(struct finding *f, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void mt_check_fail(struct finding *f, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* What mends it. */
void mt_check_fix(struct finding *f, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Print a line of the report, count it, free it. */
void mt_check_report(struct check *c, const char *name, struct finding *f);

/* Judge the server's facts, a line each. */
void mt_check_server(struct check *c);

#endif
