/* What the log has said: how much of each level, and the last warnings and errors, for those who
 * look at a running job. Any thread. */
#ifndef MT_RECENT_H
#define MT_RECENT_H

#include <stdint.h>

#include "base/log.h"

#define MT_RECENT 20

/* A line was logged, now. */
void mt_recent_note(enum mt_log_level level, const char *message);

uint64_t mt_recent_count(enum mt_log_level level);

/* The last warnings and errors, the oldest first, with their times as the log writes them. Strings
 * live until each returns. */
void mt_recent_each(void (*each)(void *arg, enum mt_log_level level, const char *stamp,
                                 const char *message),
                    void *arg);

#endif
