/* What a service manager is told, over the socket that NOTIFY_SOCKET names (sd_notify(3)): where
 * there is none, nothing. */
#ifndef MT_NOTIFY_H
#define MT_NOTIFY_H

#include <event2/event.h>

/* "READY=1", "STATUS=...", several with newlines between them. What cannot be told is let go. */
void mt_notify(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Say WATCHDOG=1 for as long as the loop turns, twice as often as the manager expects
 * (WATCHDOG_USEC, WATCHDOG_PID). NULL where it does not; free it with event_free. */
struct event *mt_notify_watchdog(struct event_base *base);

#endif
