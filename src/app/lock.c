/* Owns the question whether another run of this job's name is at work on the same server. */
#include <string.h>
#include <unistd.h>

#include "app/notify.h"
#include "app/runner_parts.h"
#include "base/clock.h"
#include "base/log.h"

int mt_runner_ask_lock(struct runner *r, struct mt_err *err)
{
    bool off = r->options->lock && strcmp(r->options->lock, "off") == 0;
    if (r->lock || !r->live || !*r->checkpoint || off || r->options->dry_run)
        return 0;
    r->lock = mt_lock_start(&r->connect, r->name, err);
    return r->lock ? 0 : -1;
}

bool mt_runner_may_deliver(const struct runner *r)
{
    return !r->lock || mt_lock_term(r->lock) == r->lock_term;
}

/* Without a lock the job works all the same, as two of them would. */
static enum lock_news go_without(struct runner *r, const char *why)
{
    mt_warn("%s: nothing keeps a second run named %s from delivering too (--lock off says that "
            "this is meant)",
            why, r->name);
    event_free(r->lock_changed);
    r->lock_changed = NULL;
    mt_lock_stop(r->lock);
    r->lock = NULL;
    return LOCK_OURS;
}

static void tell(struct runner *r, enum mt_lock_state state, const char *text)
{
    if (r->told_of_lock[state] || !*text)
        return;
    r->told_of_lock[state] = true;
    if (state == MT_LOCK_BUSY) {
        mt_info("another moontail run named %s holds the lock (%s); waiting", r->name, text);
        mt_notify("STATUS=standing by: another run named %s is at work (%s)", r->name, text);
    } else {
        mt_warn("%s; the lock of this name is asked for again", text);
    }
}

enum lock_news mt_runner_look_at_lock(struct runner *r)
{
    char text[512];
    uint64_t count;
    if (read(mt_lock_fd(r->lock), &count, sizeof count) < 0)
        mt_debug("the lock has no news");
    enum mt_lock_state state = mt_lock_look(r->lock, text);
    /* a server that has answered is not silent */
    if (r->standby || state == MT_LOCK_HELD)
        r->watch->heard_ms = mt_now_ms();
    r->standby = state == MT_LOCK_BUSY;
    if (r->started) {
        mt_warn("%s%sthe lock of this name is lost: nothing more is delivered until it is ours "
                "again, then from the checkpoint on",
                text, *text ? "; " : "");
        return LOCK_LOST;
    }
    r->lock_term = mt_lock_term(r->lock);
    if (r->lock_term != 0) {
        if (r->told_of_lock[MT_LOCK_BUSY] || r->told_of_lock[MT_LOCK_ASKING])
            mt_info("the lock is ours: going on");
        memset(r->told_of_lock, 0, sizeof r->told_of_lock);
        return LOCK_OURS;
    }
    if (state == MT_LOCK_REFUSED)
        return go_without(r, text);
    tell(r, state, text);
    return LOCK_NOT_YET;
}

static void on_lock(evutil_socket_t fd, short what, void *arg)
{
    struct runner *r = arg;
    void (*go_on)(struct runner *) = r->when_locked;
    (void)fd;
    (void)what;
    if (r->started) {
        if (!mt_runner_may_deliver(r))
            mt_runner_begin_again(r);
    } else if (go_on && mt_runner_look_at_lock(r) == LOCK_OURS) {
        r->when_locked = NULL;
        go_on(r);
    }
}

void mt_runner_when_locked(struct runner *r, void (*go_on)(struct runner *r))
{
    if (!r->lock) {
        go_on(r);
        return;
    }
    r->when_locked = go_on;
    if (!r->lock_changed) {
        r->lock_changed = event_new(r->base, mt_lock_fd(r->lock), EV_READ | EV_PERSIST, on_lock, r);
        event_add(r->lock_changed, NULL);
    }
    on_lock(-1, 0, r);
}
