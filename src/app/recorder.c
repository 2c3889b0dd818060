/* Owns the file of a recording: written under another name, and there only when it is whole. */
#include "app/recorder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/checkpoint.h"
#include "app/runner.h"
#include "base/log.h"

struct mt_recorder {
    const struct mt_options *options;
    struct mt_recording *recording;
    struct mt_buf out;
    char temporary[4096];
    int fd;
};

static int fail_file(const struct mt_recorder *r, int cause, struct mt_err *err)
{
    return mt_fail_sys(err, cause, "cannot write the recording %s", r->options->output);
}

static bool is_stdout(const struct mt_recorder *r)
{
    return strcmp(r->options->output, "-") == 0;
}

static int open_file(struct mt_recorder *r, struct mt_err *err)
{
    const char *path = r->options->output;
    r->fd = STDOUT_FILENO;
    if (is_stdout(r))
        return 0;
    if (!r->options->force && access(path, F_OK) == 0)
        return mt_fail(err, MT_ERR_USAGE, "%s is there already; --force overwrites it", path);
    snprintf(r->temporary, sizeof r->temporary, "%s.new", path);
    r->fd = open(r->temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    return r->fd < 0 ? fail_file(r, errno, err) : 0;
}

static int write_out(struct mt_recorder *r, struct mt_err *err)
{
    if (mt_write_all(r->fd, r->out.data, r->out.len))
        return fail_file(r, errno, err);
    mt_buf_clear(&r->out);
    return 0;
}

int mt_recorder_take(struct mt_recorder *r, const struct mt_recording_event *in,
                     const struct mt_executed *executed, struct mt_err *err)
{
    if (mt_recording_take(r->recording, in, executed, &r->out, err))
        return -1;
    return r->out.len ? write_out(r, err) : 0;
}

bool mt_recorder_is_full(const struct mt_recorder *r)
{
    double limit = r->options->limit;
    return limit > 0 && (double)mt_recording_stats(r->recording).rows >= limit;
}

static int finish(struct mt_recorder *r, struct mt_err *err)
{
    struct mt_recording_stats stats = mt_recording_stats(r->recording);
    if (mt_recording_end(r->recording, &r->out, err) || write_out(r, err))
        return -1;
    int failed = !is_stdout(r) && (fsync(r->fd) || rename(r->temporary, r->options->output));
    if (failed)
        return fail_file(r, errno, err);
    *r->temporary = '\0';
    if (stats.transactions == 0)
        mt_warn("nothing was recorded: no transaction was read that has rows of the tables asked "
                "for");
    mt_info("recorded %llu rows in %llu transactions", (unsigned long long)stats.rows,
            (unsigned long long)stats.transactions);
    return 0;
}

static int record(struct mt_recorder *r, struct mt_options *o, struct mt_err *err)
{
    const char *set[] = {NULL};
    struct mt_recording_options options = {
        .filtered = o->tables || o->ignore_tables,
        .ignore_statements = o->on_statement && strcmp(o->on_statement, "ignore") == 0};
    /* what the log does not tell of tables is written into the recording: nothing is guessed */
    if (!o->on_unknown_schema)
        o->on_unknown_schema = "stop";
    mt_options_stand_in(o, "record", set);
    o->log_alone = false;
    r->recording = mt_recording_new(&options);
    if (!r->recording)
        return mt_fail(err, MT_ERR_NOMEM, "no memory for a recording");
    int failed = open_file(r, err) || mt_run(o, "moontail.record", r, err) || finish(r, err);
    o->set = NULL;
    return failed ? -1 : 0;
}

int mt_record(struct mt_options *options, struct mt_err *err)
{
    struct mt_recorder r = {.options = options, .fd = -1};
    if (!options->output)
        return mt_fail(err, MT_ERR_USAGE, "no file: moontail record --source SOURCE -o FILE");
    int failed = record(&r, options, err);
    if (*r.temporary)
        unlink(r.temporary);
    if (r.fd > STDERR_FILENO)
        close(r.fd);
    mt_recording_free(r.recording);
    mt_buf_free(&r.out);
    return failed;
}
