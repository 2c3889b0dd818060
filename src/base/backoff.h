/* An outage: how long to wait between attempts, and what the log is told of it: a line when it
 * begins, one a minute while it lasts, one when it is over. A zeroed struct is no outage. */
#ifndef MT_BACKOFF_H
#define MT_BACKOFF_H

#include <stdbool.h>
#include <stdint.h>

struct mt_backoff {
    unsigned attempts; /* that failed; 0: there is no outage */
    unsigned pause_ms; /* the longest that the next pause may be */
    uint64_t since_ms;
    uint64_t told_ms; /* when the log last had a line about it */
    bool told_end;
};

/* One more attempt failed. why: one sentence. Returns the milliseconds to wait before the next:
 * from 0.1 s on, doubling to 10 s, half of it by chance, so that many jobs do not come back at
 * once. */
unsigned mt_backoff_failed(struct mt_backoff *outage, const char *why);

/* It looks as if it were over: true the first time. */
bool mt_backoff_answered(struct mt_backoff *outage, const char *who);

/* Wait; false when a signal came. */
bool mt_backoff_sleep(unsigned ms);

#endif
