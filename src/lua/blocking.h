/* A thread for a library whose calls block: one piece of work at a time, for a task that waits. */
#ifndef MT_BLOCKING_H
#define MT_BLOCKING_H

#include <stdbool.h>

#include "lua/host.h"

struct mt_blocking;

/* NULL: no memory, or no thread. */
struct mt_blocking *mt_blocking_new(struct mt_host *host);

/* Waits until the work that is under way ends; its `done` is not called any more. */
void mt_blocking_free(struct mt_blocking *blocking);

bool mt_blocking_is_busy(const struct mt_blocking *blocking);

/* Call work(arg) in the thread, then done(arg) from the event loop. Not while it is busy; what both
 * touch is the thread's alone in between. */
void mt_blocking_start(struct mt_blocking *blocking, void (*work)(void *arg),
                       void (*done)(void *arg), void *arg);

#endif
