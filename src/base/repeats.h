/* Messages that come again and again: which of them are logged, and how many were left out. */
#ifndef MT_REPEATS_H
#define MT_REPEATS_H

#include <stdbool.h>
#include <stdint.h>

/* So many of a kind pass in so long; what comes beyond is counted. */
#define MT_REPEATS_PASS      10
#define MT_REPEATS_WINDOW_MS 10000

#define MT_REPEATS_KINDS 32 /* of which is known at a time; others pass */

struct mt_repeated {
    uint64_t kind;
    uint64_t since_ms; /* the first of the window */
    unsigned count;    /* 0: the slot is free */
    int level;
    char sample[256]; /* the last one that was left out */
};

/* A zeroed struct knows of none. */
struct mt_repeats {
    struct mt_repeated kinds[MT_REPEATS_KINDS];
};

/* May this one be logged? kind: the same for messages that are alike. */
bool mt_repeats_pass(struct mt_repeats *repeats, uint64_t kind, int level, const char *text,
                     uint64_t now_ms);

/* Take out a kind whose window is over (every: or is not) and of which messages were left out.
 * Returns how many; 0: there is none. */
unsigned mt_repeats_take(struct mt_repeats *repeats, bool every, uint64_t now_ms,
                         struct mt_repeated *out);

#endif
