/* What a job counts while it works: plain numbers, written where things happen, read by those who
 * show them. All on the event loop's thread. They go on counting when a script is loaded anew. A
 * zeroed struct has counted nothing. */
#ifndef MT_TALLY_H
#define MT_TALLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/cursor.h"

/* ---- how long things take ---- */

#define MT_BOUNDS 14

/* Upper bounds in seconds, from 10 us to 30 s. */
extern const double mt_bounds[MT_BOUNDS];

struct mt_histogram {
    uint64_t at[MT_BOUNDS + 1]; /* up to each bound, and beyond the last */
    double sum;
};

void mt_histogram_add(struct mt_histogram *h, double seconds, uint64_t times);
uint64_t mt_histogram_count(const struct mt_histogram *h);

/* Precise, on a clock that only goes forward. */
double mt_seconds(void);

/* ---- what is counted ---- */

/* Names come from outside: beyond so many of a kind, all others are one, called "other". */
#define MT_MOST_TABLES   200
#define MT_MOST_HANDLERS 200
#define MT_MOST_SINKS    100

struct mt_table_tally {
    char *schema, *table;
    uint64_t rows[3]; /* given to handlers: inserts, updates, deletes */
};

/* A handler that is fast is timed in one of MT_SAMPLE calls, which stands for those before it. */
#define MT_SAMPLE 16

struct mt_handler_tally {
    char *name;
    struct mt_histogram seconds;
    uint64_t errors, retries;
    double last;      /* what the last timed call took */
    unsigned skip;    /* so many calls need not be timed */
    uint32_t dice;    /* which are is left to chance: the log may have a rhythm */
    uint64_t untimed; /* since the last one that was */
};

struct mt_sink_tally {
    char *name;
    struct mt_histogram seconds; /* until all that was sent is acknowledged */
    uint64_t errors;
    double since; /* mt_seconds when it was asked to; 0: it is not waited for */
};

struct mt_tally {
    bool times; /* handlers are to be timed */
    uint64_t events[256];
    uint64_t bytes, transactions, letters;
    struct mt_table_tally *tables[MT_MOST_TABLES + 1];
    struct mt_handler_tally *handlers[MT_MOST_HANDLERS + 1];
    struct mt_sink_tally *sinks[MT_MOST_SINKS + 1];
    size_t table_count, handler_count, sink_count;
};

/* Each finds one by its name, or adds it; they live as long as the tally. NULL when out of memory.
 */
struct mt_table_tally *mt_tally_table(struct mt_tally *tally, struct mt_str schema,
                                      struct mt_str table);
struct mt_handler_tally *mt_tally_handler(struct mt_tally *tally, const char *name);
struct mt_sink_tally *mt_tally_sink(struct mt_tally *tally, const char *name);

void mt_tally_clear(struct mt_tally *tally);

/* ---- handlers ---- */

/* Is the call that begins now to be timed? */
static inline bool mt_is_timed(struct mt_handler_tally *handler)
{
    if (handler->skip == 0)
        return true;
    handler->skip--;
    handler->untimed++;
    return false;
}

/* A call took so long. */
void mt_tally_call(struct mt_handler_tally *handler, double seconds);

/* Count the calls that were not timed as the last one that was. */
void mt_tally_settle(struct mt_handler_tally *handler);

#endif
