/* The inside of `moontail check`, shared by check.c (its course, the script, the report),
 * check_server.c and check_place.c (what the server's facts mean). */
#ifndef MT_CHECK_PARTS_H
#define MT_CHECK_PARTS_H

#include <stdlib.h>
#include <strings.h>

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

/* ---- facts ---- */

static inline const char *fact(const struct check *c, const char *variable)
{
    return mt_fact(&c->facts, variable);
}

static inline bool is(const struct check *c, const char *variable, const char *value)
{
    const char *text = fact(c, variable);
    return text && strcasecmp(text, value) == 0;
}

static inline bool is_on(const struct check *c, const char *variable)
{
    return is(c, variable, "ON") || is(c, variable, "1");
}

static inline double number(const struct check *c, const char *variable)
{
    const char *text = fact(c, variable);
    return text ? strtod(text, NULL) : 0;
}

static inline bool is_refused(const struct mt_answer *answer)
{
    return answer->refused.text != NULL;
}

/* Both the running server and its next start. */
static inline void fix_variable(struct finding *f, const char *variable, const char *value)
{
    mt_check_fix(f, "SET GLOBAL %s = %s;  and in my.cnf: %s = %s", variable, value, variable,
                 value);
}

/* Judge the facts, a line each: what the server is and logs; whether the job can go on there. */
void mt_check_server(struct check *c);
void mt_check_place(struct check *c);

#endif
