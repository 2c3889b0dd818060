/* Owns the life of a job: load the script, give events one by one, stop in order. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/checkpoint.h"
#include "app/interrupt.h"
#include "app/notify.h"
#include "app/recorder.h"
#include "app/runner_parts.h"
#include "base/backoff.h"
#include "base/clock.h"
#include "base/colour.h"
#include "base/log.h"

/* Events handled before the loop gets a turn (sockets, signals, timers). */
#define EVENTS_PER_TURN 256

static void pump(struct runner *r);

void mt_runner_begin(struct runner *r, enum busy what)
{
    r->busy = what;
    r->busy_ms = mt_now_ms();
}

void mt_runner_stop(struct runner *r, int result)
{
    if (r->stopped)
        return;
    r->stopped = true;
    r->result = result;
    event_base_loopbreak(r->base);
}

void mt_runner_fail(struct runner *r, const struct mt_err *err)
{
    if (!r->stopped && r->err->code == MT_OK)
        *r->err = *err;
    mt_runner_stop(r, -1);
}

/* The lock is lost, and another may be at work: what is not saved is forgotten, here and in the
 * sinks. */
void mt_runner_begin_again(struct runner *r)
{
    struct mt_err err = {0};
    if (r->stopped)
        return;
    mt_runner_look_at_lock(r);
    if (r->ending == ENDING_SIGNAL) {
        mt_fail(&err, MT_ERR_SERVER,
                "the lock was lost before everything was flushed; the checkpoint stays where it "
                "was, nothing is lost");
        mt_runner_fail(r, &err);
        return;
    }
    r->restart = true;
    mt_runner_stop(r, 0);
}

/* ---- events ---- */

static void note_event(struct runner *r)
{
    struct mt_err err;
    mt_err_clear(&err);
    if (mt_runner_note_event(r, &err))
        mt_runner_fail(r, &err);
    mt_runner_count_event(r);
    if (r->terminal.holds_stdout)
        mt_runner_yield_terminal(r);
}

/* As a timer, so that sockets, signals and other timers have their turn before it. */
static void schedule_pump(struct runner *r)
{
    const struct timeval now = {0};
    event_add(r->again, &now);
}

/* All that was read is handled, and a commit waits for it: save at once. */
static bool answer_is_due(struct runner *r)
{
    if (!r->answer_due || !r->at_boundary)
        return false;
    r->answer_due = false;
    r->save_due = r->moved = true;
    return true;
}

/* The next event of the source is in hand: 0. 1: nothing now. 2: look what is to be done first (the
 * end, a failure, a place to save). -1: output failed. */
static int next_event(struct runner *r, struct mt_err *err)
{
    int rc = r->pending ? 0 : mt_reader_next(r->reader, &r->event, err);
    if (rc == 0 && !r->pending) {
        r->bytes += r->event.header.size;
        r->watch->tally.bytes += r->event.header.size;
        if (r->event.asker) {
            r->asker = r->event.asker;
            r->answer_due = true;
        }
    }
    r->pending = false;
    if (rc == 1)
        return mt_runner_flush_stdout(err) ? -1 : answer_is_due(r) ? 2 : 1;
    if (rc == 2)
        r->ending = ENDING_SOURCE;
    if (rc < 0) {
        /* what came before is good, and need not come again */
        *r->err = *err;
        r->ending = ENDING_FAILED;
    }
    return rc == 0 ? 0 : 2;
}

/* 1: the event in hand is one of those before the place to begin at; -1 failed. */
static int pass_over(struct runner *r, struct mt_err *err)
{
    bool closed = mt_gate_is_closed(&r->gate);
    int over = mt_gate_ask(&r->gate, &r->event, err);
    if (over < 0)
        return -1;
    if (over > 0)
        return mt_script_pass_over(r->script, &r->event, err) ? -1 : 1;
    /* the place is saved before anything is done, as that of any other start */
    if (closed)
        r->pending = r->save_due = r->moved = true;
    return closed;
}

/* Handle one event of the source; true: go on at once. */
static bool take_event(struct runner *r)
{
    struct mt_err err;
    mt_err_clear(&err);
    int rc = next_event(r, &err);
    if (rc == 0 && r->until.kind == MT_POS_TIME && mt_runner_is_behind_until(r)) {
        r->ending = ENDING_SOURCE;
        return true;
    }
    int over = rc != 0 || mt_gate_is_gone(&r->gate) ? 0 : pass_over(r, &err);
    if (rc < 0 || over < 0) {
        mt_runner_fail(r, &err);
        return false;
    }
    if (rc > 0)
        return rc == 2;
    if (over > 0) {
        if (!r->pending)
            note_event(r);
        return true;
    }
    switch (mt_script_event(r->script, &r->event, &err)) {
    case MT_SCRIPT_DONE: note_event(r); return true;
    case MT_SCRIPT_WAITING: mt_runner_begin(r, BUSY_EVENT); return false;
    default: mt_runner_fail(r, &err); return false;
    }
}

enum turn { TURN_EVENT, TURN_LOOK, TURN_OVER };

/* No transaction is open, or the end was called for: what is to be done before the next event? */
static enum turn look_around(struct runner *r)
{
    if (!r->ending && mt_runner_is_at_until(r))
        r->ending = ENDING_SOURCE;
    if (mt_runner_may_save(r) && (r->ending || mt_runner_save_is_due(r)))
        return mt_runner_begin_flush(r) ? TURN_LOOK : TURN_OVER;
    if (!r->ending)
        return TURN_EVENT;
    bool failed = r->ending == ENDING_FAILED, closed = mt_gate_is_closed(&r->gate);
    if (closed && !failed)
        mt_warn("nothing was found at --start %s or behind it", r->options->start);
    if (failed || closed || !mt_runner_has_place(r)) {
        mt_runner_stop(r, failed ? -1 : 0);
        return TURN_OVER;
    }
    if (r->ending == ENDING_SOURCE) {
        mt_runner_end_unsaved(r);
        return TURN_OVER;
    }
    return TURN_EVENT;
}

static void pump(struct runner *r)
{
    for (int n = 0; r->busy == BUSY_NO && !r->stopped; n++) {
        if (!mt_runner_may_deliver(r)) {
            mt_runner_begin_again(r);
            return;
        }
        enum turn turn = r->at_boundary || r->ending ? look_around(r) : TURN_EVENT;
        if (turn == TURN_OVER)
            return;
        if (turn == TURN_LOOK)
            continue;
        if (n >= EVENTS_PER_TURN) {
            schedule_pump(r);
            return;
        }
        if (!take_event(r))
            return;
    }
}

/* ---- what the loop calls ---- */

static void on_readable(evutil_socket_t fd, short what, void *arg)
{
    (void)fd;
    (void)what;
    pump(arg);
}

static void on_again(evutil_socket_t fd, short what, void *arg)
{
    (void)fd;
    (void)what;
    pump(arg);
}

static void on_save_timer(evutil_socket_t fd, short what, void *arg)
{
    struct runner *r = arg;
    (void)fd;
    (void)what;
    r->save_due = true;
    pump(r);
}

static void on_deadline(evutil_socket_t fd, short what, void *arg)
{
    struct runner *r = arg;
    struct mt_err err = {0};
    (void)fd;
    (void)what;
    mt_fail(&err, MT_ERR_SINK, "stopped before everything was flushed; %s",
            *r->checkpoint || r->holder
                ? "the checkpoint stays where it was, nothing is lost: start again to go on from "
                  "there"
                : "there is no checkpoint: the next run begins where --start says");
    mt_runner_fail(r, &err);
}

static void on_signal(evutil_socket_t number, short what, void *arg)
{
    struct runner *r = arg;
    (void)what;
    if (r->ending == ENDING_SIGNAL || r->ending == ENDING_FAILED) {
        mt_log_status(NULL);
        _exit(1);
    }
    r->signal = (int)number;
    mt_info("%s: finishing; once more to stop at once", strsignal((int)number));
    mt_notify("STOPPING=1\nSTATUS=finishing");
    r->ending = ENDING_SIGNAL;
    if (!r->started) {
        mt_runner_stop(r, 0);
        return;
    }
    struct timeval wait = {.tv_sec = (time_t)r->options->shutdown_timeout};
    evtimer_add(r->deadline, &wait);
    pump(r);
}

static void on_hangup(evutil_socket_t number, short what, void *arg)
{
    (void)number;
    (void)what;
    mt_runner_reload(arg);
}

void mt_runner_go_on(struct runner *r)
{
    schedule_pump(r);
}

static void start_source(struct runner *r);
static void find_start(struct runner *r);
static void end_without_source(struct runner *r);

/* The script has stopped waiting. */
static void on_idle(void *arg, enum mt_script_status status, const struct mt_err *err)
{
    struct runner *r = arg;
    enum busy was = r->busy;
    if (status == MT_SCRIPT_FAILED) {
        mt_runner_fail(r, err);
        return;
    }
    r->busy = BUSY_NO;
    if (was == BUSY_LOAD) {
        start_source(r);
        return;
    }
    if (was == BUSY_HELD) {
        find_start(r);
        return;
    }
    if (was == BUSY_LETTERS) {
        end_without_source(r);
        return;
    }
    if (was == BUSY_COMMIT)
        mt_runner_after_commit(r);
    else if (was == BUSY_EVENT)
        note_event(r);
    else if (was == BUSY_FLUSH)
        mt_runner_after_flush(r);
    /* not from inside the callback that woke us */
    schedule_pump(r);
}

/* ---- start ---- */

static void start_reading(struct runner *r, struct mt_err *err)
{
    const struct timeval every = {
        .tv_sec = (time_t)r->options->checkpoint_interval,
        .tv_usec = (suseconds_t)((r->options->checkpoint_interval -
                                  (double)(time_t)r->options->checkpoint_interval) *
                                 1e6)};
    mt_runner_tell_start(r);
    if (r->finite)
        mt_share_init(&r->share, r->source, &r->start, &r->until);
    r->reader = mt_reader_start(r->source, &r->start, (size_t)r->options->queue_bytes, err);
    if (!r->reader) {
        mt_runner_fail(r, err);
        return;
    }
    r->source = NULL;
    r->started = true;
    mt_notify("STATUS=reading %s", r->live ? "the server's log" : "files");
    /* the first place is saved before anything is done, so that a job that dies early knows what
     * its sinks were like */
    r->save_due = true;
    r->readable =
        event_new(r->base, mt_reader_fd(r->reader), EV_READ | EV_PERSIST | EV_ET, on_readable, r);
    r->save_timer = event_new(r->base, -1, EV_PERSIST, on_save_timer, r);
    event_add(r->readable, NULL);
    event_add(r->save_timer, &every);
    mt_runner_start_telling(r);
    schedule_pump(r);
}

static void find_start(struct runner *r)
{
    struct mt_err err = {0};
    if (mt_runner_find_start(r, &err))
        mt_runner_fail(r, &err);
    else
        start_reading(r, &err);
}

/* A sink that holds the checkpoint is asked for it before the place is sought. */
static void ask_held(struct runner *r)
{
    struct mt_err err = {0};
    if (!r->holder || r->options->reset) {
        find_start(r);
        return;
    }
    mt_runner_begin(r, BUSY_HELD);
    switch (mt_script_ask_held(r->script, &err)) {
    case MT_SCRIPT_WAITING: return;
    case MT_SCRIPT_DONE:
        r->busy = BUSY_NO;
        find_start(r);
        return;
    default: mt_runner_fail(r, &err);
    }
}

static void end_without_source(struct runner *r)
{
    r->ending = ENDING_SOURCE;
    r->at_boundary = true;
    schedule_pump(r);
}

static void replay_letters(struct runner *r)
{
    struct mt_err err = {0};
    r->no_source = true; /* no checkpoint: how far the letters got is noted beside them */
    if (mt_runner_settle(r, &err) || mt_runner_watch(r, &err)) {
        mt_runner_fail(r, &err);
        return;
    }
    mt_notify("READY=1\nSTATUS=reading dead letters");
    mt_runner_begin(r, BUSY_LETTERS);
    switch (mt_script_replay(r->script, r->options->sources[0], &err)) {
    case MT_SCRIPT_WAITING: return;
    case MT_SCRIPT_DONE:
        r->busy = BUSY_NO;
        end_without_source(r);
        return;
    default: mt_runner_fail(r, &err);
    }
}

/* The script is loaded and its source is there: the service is up, be it that it stands by. */
static void announce(struct runner *r)
{
    mt_notify("READY=1\nSTATUS=starting");
    mt_runner_when_locked(r, ask_held);
}

/* The script is loaded and has set its options. */
static void start_source(struct runner *r)
{
    struct mt_err err = {0};
    if (r->no_source) {
        end_without_source(r);
        return;
    }
    if (mt_runner_reads_letters(r)) {
        replay_letters(r);
        return;
    }
    if (mt_runner_open(r, &err) || mt_runner_ask_lock(r, &err))
        mt_runner_fail(r, &err);
    else
        announce(r);
}

static void load_script(struct runner *r)
{
    struct mt_err err = {0};
    if (!r->no_source)
        mt_runner_configure_log(r);
    mt_runner_begin(r, BUSY_LOAD);
    switch (mt_script_load(r->script, &err)) {
    case MT_SCRIPT_DONE:
        r->busy = BUSY_NO;
        start_source(r);
        break;
    case MT_SCRIPT_WAITING: break;
    default: mt_runner_fail(r, &err);
    }
}

/* ---- whole ---- */

static int set_up(struct runner *r, const struct mt_script_options *script)
{
    r->base = event_base_new();
    if (!r->base)
        return mt_fail(r->err, MT_ERR_NOMEM, "cannot make an event loop");
    r->again = event_new(r->base, -1, 0, on_again, r);
    r->deadline = event_new(r->base, -1, 0, on_deadline, r);
    r->signals[0] = evsignal_new(r->base, SIGTERM, on_signal, r);
    r->signals[1] = evsignal_new(r->base, SIGINT, on_signal, r);
    r->signals[2] = evsignal_new(r->base, SIGHUP, on_hangup, r);
    for (size_t i = 0; i < sizeof r->signals / sizeof *r->signals; i++)
        event_add(r->signals[i], NULL);
    mt_interrupt_watch();
    r->watchdog = mt_notify_watchdog(r->base);
    if (mt_runner_watch_again(r, r->err))
        return -1;
    r->script = mt_script_new(r->base, script, on_idle, r, r->err);
    return r->script ? 0 : -1;
}

static void tear_down(struct runner *r)
{
    struct event *events[] = {r->readable,   r->again,          r->save_timer, r->signals[0],
                              r->signals[1], r->signals[2],     r->deadline,   r->lock_changed,
                              r->told.timer, r->terminal.timer, r->watchdog};
    mt_runner_stop_reload(r);
    mt_runner_end_watch(r);
    if (r->reader)
        mt_reader_stop(r->reader);
    if (r->source)
        r->source->ops->free(r->source);
    mt_script_free(r->script);
    mt_checkpoint_unlock(&r->checkpoint_lock);
    for (size_t i = 0; i < sizeof events / sizeof *events; i++)
        if (events[i])
            event_free(events[i]);
    mt_share_free(&r->share);
    mt_executed_free(&r->place.executed);
    mt_gate_free(&r->gate);
    mt_pos_free(&r->until);
    mt_gtid_set_free(&r->server.executed);
    if (r->base)
        event_base_free(r->base);
    r->script = NULL;
    r->reader = NULL;
    r->base = NULL;
}

static int run(struct runner *r, const struct mt_script_options *script)
{
    signal(SIGPIPE, SIG_IGN);
    clock_gettime(CLOCK_MONOTONIC, &r->began);
    if (set_up(r, script) == 0) {
        mt_runner_when_locked(r, load_script);
        if (!r->stopped)
            event_base_dispatch(r->base);
        mt_runner_stop_terminal(r);
        mt_runner_tell_end(r);
    } else {
        r->result = -1;
    }
    fflush(stdout);
    tear_down(r);
    return r->result;
}

/* It has worked, and the server cannot be reached to begin again. */
static bool is_away(const struct runner *r)
{
    return r->began_again && !r->started && r->live && r->result != 0 && r->err->code == MT_ERR_IO;
}

static bool wait_for_server(struct runner *r, struct mt_backoff *outage, struct mt_err *err)
{
    mt_notify("STATUS=waiting for the server\nWATCHDOG=1");
    if (!mt_runner_watch_pause(r, mt_backoff_failed(outage, err->msg)))
        return false;
    *err = (struct mt_err){0};
    return true;
}

static int record_event(void *arg, const struct mt_recording_event *in, struct mt_err *err)
{
    struct runner *r = arg;
    return mt_recorder_take(r->recorder, in, &r->place.executed, err);
}

int mt_run(struct mt_options *options, const char *module, struct mt_recorder *recorder,
           struct mt_err *err)
{
    const struct mt_options given = *options;
    struct watch watch = {.began = mt_wall_seconds(), .heard_ms = mt_now_ms()};
    struct runner r = {.options = options, .recorder = recorder, .watch = &watch, .err = err};
    struct mt_script_options script = {.path = module ? NULL : options->script,
                                       .module = module,
                                       .set = options->set,
                                       .version = MT_VERSION,
                                       .dry_run = options->dry_run,
                                       .configure = mt_options_configure,
                                       .job_name = mt_options_job_name,
                                       .configure_arg = options,
                                       .definitions = mt_runner_definitions,
                                       .scan = mt_runner_scan,
                                       .definitions_arg = &r,
                                       .tally = &watch.tally,
                                       .record = recorder ? record_event : NULL,
                                       .record_arg = &r};
    struct mt_backoff outage = {0};
    mt_colour_configure(options->color);
    int result = run(&r, &script);
    while (r.restart || (is_away(&r) && wait_for_server(&r, &outage, err))) {
        struct runner next = {.options = options,
                              .recorder = recorder,
                              .watch = &watch,
                              .err = err,
                              .lock = r.lock,
                              .event_s = r.event_s};
        memcpy(next.name, r.name, sizeof next.name);
        next.told_of_lock[MT_LOCK_ASKING] = next.began_again = true;
        r = next;
        mt_options_reset(options, &given);
        result = run(&r, &script);
        if (r.started)
            outage = (struct mt_backoff){0};
    }
    mt_lock_stop(r.lock);
    mt_watch_free(&watch);
    return result;
}

int mt_run_module(const char *module, const char *const *arguments, struct mt_err *err)
{
    struct mt_options options = {.script = module}, tried = {0};
    struct watch watch = {0};
    struct runner r = {.options = &options, .watch = &watch, .err = err, .no_source = true};
    options.shutdown_timeout = 10;
    struct mt_script_options script = {.module = module,
                                       .arguments = arguments,
                                       .version = MT_VERSION,
                                       .configure = mt_options_try,
                                       .configure_arg = &tried};
    int result = run(&r, &script);
    mt_options_free(&tried);
    mt_watch_free(&watch);
    return result;
}
