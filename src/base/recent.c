/* Owns the last lines of the log. */
#include "base/recent.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <time.h>

struct line {
    enum mt_log_level level;
    char stamp[40];
    char message[1000];
};

static _Atomic uint64_t counts[MT_LOG_ERROR + 1];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER; /* of what follows */
static struct line lines[MT_RECENT];
static uint64_t written;

static void stamp_line(struct line *line)
{
    struct timespec now;
    struct tm utc;
    clock_gettime(CLOCK_REALTIME, &now);
    gmtime_r(&now.tv_sec, &utc);
    size_t n = strftime(line->stamp, sizeof line->stamp, "%Y-%m-%dT%H:%M:%S", &utc);
    snprintf(line->stamp + n, sizeof line->stamp - n, ".%03ldZ", now.tv_nsec / 1000000);
}

void mt_recent_note(enum mt_log_level level, const char *message)
{
    atomic_fetch_add_explicit(&counts[level], 1, memory_order_relaxed);
    if (level < MT_LOG_WARN)
        return;
    pthread_mutex_lock(&lock);
    struct line *line = &lines[written++ % MT_RECENT];
    line->level = level;
    stamp_line(line);
    snprintf(line->message, sizeof line->message, "%s", message);
    pthread_mutex_unlock(&lock);
}

uint64_t mt_recent_count(enum mt_log_level level)
{
    return atomic_load_explicit(&counts[level], memory_order_relaxed);
}

void mt_recent_each(void (*each)(void *arg, enum mt_log_level level, const char *stamp,
                                 const char *message),
                    void *arg)
{
    pthread_mutex_lock(&lock);
    for (uint64_t i = written < MT_RECENT ? 0 : written - MT_RECENT; i < written; i++) {
        const struct line *line = &lines[i % MT_RECENT];
        each(arg, line->level, line->stamp, line->message);
    }
    pthread_mutex_unlock(&lock);
}
