/* Owns the thread, and the way there and back. */
#include "lua/blocking.h"

#include <errno.h>
#include <event2/event.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/log.h"
#include "base/thread.h"

struct mt_blocking {
    int done_fd;
    struct event *readable;
    pthread_t thread;
    bool started, busy; /* the loop's */
    void (*done)(void *arg);

    pthread_mutex_t lock; /* of all below */
    pthread_cond_t more;
    bool stopping;
    void (*work)(void *arg); /* NULL: none */
    void *arg;
};

static void *run(void *self)
{
    struct mt_blocking *b = self;
    uint64_t one = 1;
    pthread_mutex_lock(&b->lock);
    for (;;) {
        while (!b->stopping && !b->work)
            pthread_cond_wait(&b->more, &b->lock);
        if (b->stopping)
            break;
        pthread_mutex_unlock(&b->lock);
        b->work(b->arg);
        pthread_mutex_lock(&b->lock);
        b->work = NULL;
        if (write(b->done_fd, &one, sizeof one) < 0)
            mt_debug("eventfd: %s", strerror(errno));
    }
    pthread_mutex_unlock(&b->lock);
    return NULL;
}

static void on_readable(evutil_socket_t fd, short what, void *arg)
{
    struct mt_blocking *b = arg;
    uint64_t count;
    (void)what;
    if (read(fd, &count, sizeof count) < 0)
        return;
    pthread_mutex_lock(&b->lock);
    void *of = b->arg;
    pthread_mutex_unlock(&b->lock);
    b->busy = false;
    b->done(of); /* may start more, or free us */
}

struct mt_blocking *mt_blocking_new(struct mt_host *host)
{
    struct mt_blocking *b = calloc(1, sizeof *b);
    if (!b)
        return NULL;
    pthread_mutex_init(&b->lock, NULL);
    pthread_cond_init(&b->more, NULL);
    b->done_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (b->done_fd >= 0)
        b->readable =
            event_new(mt_host_base(host), b->done_fd, EV_READ | EV_PERSIST, on_readable, b);
    b->started = b->readable && event_add(b->readable, NULL) == 0 &&
                 mt_thread_start(&b->thread, run, b) == 0;
    if (b->started)
        return b;
    mt_blocking_free(b);
    return NULL;
}

void mt_blocking_free(struct mt_blocking *b)
{
    if (!b)
        return;
    if (b->started) {
        pthread_mutex_lock(&b->lock);
        b->stopping = true;
        pthread_cond_signal(&b->more);
        pthread_mutex_unlock(&b->lock);
        pthread_join(b->thread, NULL);
    }
    if (b->readable)
        event_free(b->readable);
    if (b->done_fd >= 0)
        close(b->done_fd);
    pthread_mutex_destroy(&b->lock);
    pthread_cond_destroy(&b->more);
    free(b);
}

bool mt_blocking_is_busy(const struct mt_blocking *b)
{
    return b->busy;
}

void mt_blocking_start(struct mt_blocking *b, void (*work)(void *arg), void (*done)(void *arg),
                       void *arg)
{
    b->busy = true;
    b->done = done;
    pthread_mutex_lock(&b->lock);
    b->work = work;
    b->arg = arg;
    pthread_cond_signal(&b->more);
    pthread_mutex_unlock(&b->lock);
}
