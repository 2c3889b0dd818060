/* The command line and moontail.configure{...}: one table of options makes both, and the help. */
#ifndef MT_OPTIONS_H
#define MT_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "source/source.h"

struct mt_options {
    const char *script;
    const char **sources; /* --source and what follows the script; NULL-terminated */
    size_t source_count;
    const char **set; /* KEY=VALUE, NULL-terminated */
    size_t set_count;

    const char *put, *rewind; /* of position: --set, --rewind */
    const char *start, *until, *tables, *ignore_tables, *checkpoint, *name;
    const char *log_level, *log_format, *format, *color;
    const char *defaults_file, *password_file;
    struct mt_tls_options tls;
    const char *on_statement, *on_unknown_schema, *schema, *bigint, *lock, *dead_letters;
    bool log_alone;                     /* files are shown as they are: see mt_script_settings */
    const char *output, *mask_key_file; /* of record */
    const char **masks;                 /* --mask, NULL-terminated */
    size_t mask_count;
    bool force;
    double limit;
    bool follow, reset, help, semi_sync, allow_missing_tables, dry_run;
    double server_id, queue_bytes, checkpoint_interval, checkpoint_events, checkpoint_bytes;
    double shutdown_timeout, heartbeat, health_timeout, progress_interval;
    const char *http, *http_token_file;
    /* options given on the command line: the script's configure does not override them */
    uint64_t given;
};

/* Fill from argv (behind the command's name) for a command. Fails with MT_ERR_USAGE. */
int mt_options_parse(const char *command, int argc, char **argv, struct mt_options *out,
                     struct mt_err *err);

/* moontail.configure: name with underscores. NULL when taken (or overridden), else why not. arg:
 * the options. */
const char *mt_options_configure(void *arg, const char *name, const char *value);
/* The same for options that nobody will use: of a script that a test loads. The values are checked
 * too. */
const char *mt_options_try(void *arg, const char *name, const char *value);

/* --name, or what it is derived from, as far as is known; until the next call. arg: the options. */
const char *mt_options_job_name(void *arg);

/* Check the values once all are known, and set the defaults. */
int mt_options_settle(struct mt_options *options, struct mt_err *err);

/* Forget what the script has set: the options are again as they were parsed, in `given`. */
void mt_options_reset(struct mt_options *options, const struct mt_options *given);

/* For a command whose script is a bundled module: its name, its arguments; no checkpoint, columns
 * without names by number. set: owned by the caller. */
void mt_options_stand_in(struct mt_options *options, const char *name, const char **set);

void mt_options_free(struct mt_options *options);

/* "mysql://user:password@host:port" with percent escapes. The parts live as long as the process. */
bool mt_is_server_url(const char *source);
int mt_parse_server_url(const char *url, struct mt_connect_options *out, struct mt_err *err);

#endif
