/* Owns the pace of attempts during an outage. */
#include "base/backoff.h"

#include <time.h>

#include "base/clock.h"
#include "base/log.h"

#define PAUSE_MIN_MS 100
#define PAUSE_MAX_MS 10000
#define REMIND_MS    60000

static void tell(struct mt_backoff *outage, const char *why)
{
    uint64_t now = mt_now_ms();
    if (outage->attempts == 1) {
        mt_warn("%s; connecting again", why);
        outage->since_ms = outage->told_ms = now;
    } else if (now - outage->told_ms >= REMIND_MS) {
        mt_warn("%s; still connecting again: %u attempts in %.0f s", why, outage->attempts,
                (double)(now - outage->since_ms) / 1000);
        outage->told_ms = now;
        outage->told_end = false;
    } else {
        mt_debug("%s; connecting again", why);
    }
}

unsigned mt_backoff_failed(struct mt_backoff *outage, const char *why)
{
    struct timespec now;
    if (outage->attempts++ == 0)
        outage->pause_ms = PAUSE_MIN_MS;
    tell(outage, why);
    clock_gettime(CLOCK_MONOTONIC, &now);
    uint64_t mixed = ((uint64_t)now.tv_nsec ^ (uintptr_t)outage) * 0x9e3779b97f4a7c15u;
    unsigned half = outage->pause_ms / 2;
    outage->pause_ms *= 2;
    if (outage->pause_ms > PAUSE_MAX_MS)
        outage->pause_ms = PAUSE_MAX_MS;
    return half + (unsigned)((mixed >> 32) % (half + 1));
}

bool mt_backoff_answered(struct mt_backoff *outage, const char *who)
{
    if (outage->attempts == 0 || outage->told_end)
        return false;
    outage->told_end = true;
    mt_info("%s: connected again after %.1f s, %u attempt%s", who,
            (double)(mt_now_ms() - outage->since_ms) / 1000, outage->attempts,
            outage->attempts == 1 ? "" : "s");
    return true;
}

bool mt_backoff_sleep(unsigned ms)
{
    return nanosleep(&(struct timespec){ms / 1000, (long)(ms % 1000) * 1000000}, NULL) == 0;
}
