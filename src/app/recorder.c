/* Owns the file of a recording: written under another name, and there only when it is whole. */
#include "app/recorder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#include "app/checkpoint.h"
#include "app/runner.h"
#include "base/log.h"
#include "lua/script.h"

#define LEAST_KEY 16
#define MOST_KEY  4096

struct mt_recorder {
    const struct mt_options *options;
    char key[MOST_KEY]; /* of the masks */
    size_t key_len;
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

/* ---- masks ---- */

static int digest(void *arg, const void *data, size_t len, uint8_t out[32])
{
    const struct mt_recorder *r = arg;
    return mt_hmac_sha256(r->key, r->key_len, data, len, out);
}

static int read_key(struct mt_recorder *r, const char *path, struct mt_err *err)
{
    FILE *file = fopen(path, "re");
    if (!file)
        return mt_fail_sys(err, errno, "cannot read the key file %s", path);
    r->key_len = fread(r->key, 1, sizeof r->key, file);
    fclose(file);
    while (r->key_len && (r->key[r->key_len - 1] == '\n' || r->key[r->key_len - 1] == '\r'))
        r->key_len--;
    if (r->key_len >= LEAST_KEY && r->key_len < sizeof r->key)
        return 0;
    return mt_fail(err, MT_ERR_USAGE,
                   "the key file %s must have from %d to %d bytes; `openssl rand -hex 32` makes a "
                   "key",
                   path, LEAST_KEY, MOST_KEY - 1);
}

static int make_key(struct mt_recorder *r, struct mt_err *err)
{
    r->key_len = 32;
    if (getrandom(r->key, r->key_len, 0) == (ssize_t)r->key_len)
        return 0;
    return mt_fail_sys(err, errno, "cannot make a random key");
}

static int prepare_masks(struct mt_recorder *r, struct mt_err *err)
{
    const struct mt_options *o = r->options;
    for (size_t i = 0; i < o->mask_count; i++) {
        const char *dot = strchr(o->masks[i], '.');
        if (!dot || !strchr(dot + 1, '.'))
            return mt_fail(err, MT_ERR_USAGE, "--mask %s: schema.table.column is expected",
                           o->masks[i]);
    }
    if (!o->mask_count)
        return o->mask_key_file ? mt_fail(err, MT_ERR_USAGE, "--mask-key-file: there is no --mask")
                                : 0;
    if (mt_digest_open("--mask", err))
        return -1;
    return o->mask_key_file ? read_key(r, o->mask_key_file, err) : make_key(r, err);
}

/* ---- the command ---- */

static int finish(struct mt_recorder *r, struct mt_err *err)
{
    struct mt_recording_stats stats = mt_recording_stats(r->recording);
    if (mt_recording_end(r->recording, &r->out, err) || write_out(r, err))
        return -1;
    int failed = !is_stdout(r) && (fsync(r->fd) || rename(r->temporary, r->options->output));
    if (failed)
        return fail_file(r, errno, err);
    *r->temporary = '\0';
    const char *unmasked = mt_recording_unmasked(r->recording);
    if (unmasked)
        mt_warn("--mask %s: nothing that was recorded has such a column", unmasked);
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
        .ignore_statements = o->on_statement && strcmp(o->on_statement, "ignore") == 0,
        .masked = o->masks,
        .masked_count = o->mask_count,
        .mask = {digest, r}};
    if (prepare_masks(r, err))
        return -1;
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
    explicit_bzero(r.key, sizeof r.key);
    return failed;
}
