/* Owns the way from a flush to a checkpoint: sinks, standard output, the place in its file or in
 * the sink that holds it; and what comes after. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "app/notify.h"
#include "app/runner_parts.h"
#include "base/log.h"

/* A reader that went away ends us as it ends any filter: by SIGPIPE, which is otherwise ignored for
 * the sake of the sockets. */
int mt_runner_flush_stdout(struct mt_err *err)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return 0;
    if (errno == EPIPE) {
        signal(SIGPIPE, SIG_DFL);
        raise(SIGPIPE);
    }
    return mt_fail_sys(err, errno, "cannot write to standard output");
}

/* After a failover the place is in another server's log. */
static void note_server(struct runner *r)
{
    struct mt_server_identity server;
    if (!r->reader || !mt_reader_server(r->reader, &server))
        return;
    r->place.server_id = server.server_id;
    snprintf(r->place.server_uuid, sizeof r->place.server_uuid, "%s", server.uuid);
}

/* The place, as text, is safe. */
static void after_save(struct runner *r)
{
    struct watch *watch = r->watch;
    watch->saves++;
    watch->unsaved_ms = 0;
    memcpy(watch->saved_file, r->place.file, sizeof watch->saved_file);
    watch->saved_position = r->place.position;
    mt_notify("STATUS=saved at %s:%llu", r->place.file, (unsigned long long)r->place.position);
    if (r->reload_due && !r->ending) {
        r->restart = true;
        mt_runner_stop(r, 0);
    }
    if (r->asker)
        mt_reader_answer(r->reader, r->asker, r->place.file, r->place.position);
}

static int save_in_file(struct runner *r, const struct mt_buf *text, struct mt_err *err)
{
    if (mt_checkpoint_write(r->checkpoint, text, err))
        return -1;
    after_save(r);
    return 0;
}

/* 0: saved; 1: the sink that holds the checkpoint is at it; -1 failed. */
static int save_in_sink(struct runner *r, const struct mt_buf *text, struct mt_err *err)
{
    mt_runner_begin(r, BUSY_COMMIT);
    switch (mt_script_commit(r->script, text, err)) {
    case MT_SCRIPT_WAITING: return 1;
    case MT_SCRIPT_DONE:
        r->busy = BUSY_NO;
        after_save(r);
        return 0;
    default: return -1;
    }
}

static int save_place(struct runner *r, struct mt_err *err)
{
    struct mt_buf text = {0};
    mt_runner_note_save(r);
    if (!*r->checkpoint) {
        after_save(r);
        return 0;
    }
    note_server(r);
    mt_runner_gtid(r, r->place.gtid);
    int rc = mt_runner_save_history(r, err);
    if (!rc)
        rc = mt_script_save(r->script, &r->place, &text, err);
    if (!rc)
        rc = r->holder ? save_in_sink(r, &text, err) : save_in_file(r, &text, err);
    mt_buf_free(&text);
    return rc;
}

static void finish(struct runner *r)
{
    struct mt_err err = {0};
    if (r->ending == ENDING_FAILED) {
        mt_runner_stop(r, -1);
        return;
    }
    if (r->ending == ENDING_SOURCE && r->finite && !mt_runner_is_at_until(r) &&
        (r->until.kind == MT_POS_GTID || r->until.kind == MT_POS_FILE))
        mt_warn("the source ends before --until %s", r->options->until);
    bool done = r->ending == ENDING_SOURCE && r->finite && !r->keep_checkpoint && !r->holder;
    if (done && *r->checkpoint &&
        (mt_checkpoint_remove(r->checkpoint, &err) || mt_runner_remove_history(r, &err))) {
        mt_runner_fail(r, &err);
        return;
    }
    mt_runner_stop(r, 0);
}

/* The sinks have everything; true: so does the checkpoint. */
bool mt_runner_after_flush(struct runner *r)
{
    struct mt_err err = {0};
    r->save_due = false;
    if (!mt_runner_may_deliver(r)) {
        mt_runner_begin_again(r);
        return false;
    }
    int rc = mt_runner_flush_stdout(&err) ? -1 : save_place(r, &err);
    if (rc < 0)
        mt_runner_fail(r, &err);
    else if (rc == 0 && r->ending)
        finish(r);
    return rc == 0;
}

void mt_runner_after_commit(struct runner *r)
{
    after_save(r);
    if (r->ending)
        finish(r);
}

/* Begin to flush the sinks; true: it is done already, and the place saved. */
bool mt_runner_begin_flush(struct runner *r)
{
    struct mt_err err = {0};
    mt_runner_begin(r, BUSY_FLUSH);
    switch (mt_script_flush(r->script, &err)) {
    case MT_SCRIPT_WAITING: return false;
    case MT_SCRIPT_DONE: r->busy = BUSY_NO; return mt_runner_after_flush(r);
    default: mt_runner_fail(r, &err); return false;
    }
}

void mt_runner_end_unsaved(struct runner *r)
{
    struct mt_err err = {0};
    if (r->recorder)
        mt_warn("the source ends inside a transaction, which is left out");
    else
        mt_warn("the source ends inside a transaction; its events were delivered, the checkpoint "
                "stays before it");
    if (mt_runner_flush_stdout(&err))
        mt_runner_fail(r, &err);
    else
        mt_runner_stop(r, 0);
}
