/* What is shown of a running job: the bodies of the pages that it serves. They may be asked for at
 * any time, also before the script is loaded and between two runs. */
#ifndef MT_WATCH_H
#define MT_WATCH_H

#include "app/runner_parts.h"
#include "base/buf.h"

/* All counters and gauges, in Prometheus' text format 0.0.4. */
void mt_watch_metrics(const struct runner *r, struct mt_buf *out);

/* Append a sentence and a newline for each thing that is wrong. Returns how many are. */
unsigned mt_watch_health(const struct runner *r, struct mt_buf *out);

/* What the job is doing, in a few words: "streaming", "waiting for the source", "standby", ... */
void mt_watch_state(const struct runner *r, struct mt_buf *out);

/* An object of JSON with what is no number: names, places, sinks, the last errors. */
void mt_watch_status(const struct runner *r, struct mt_buf *out);

/* The source, as its reader knows it; all zero where there is none. */
struct mt_reader_stats mt_watch_reader(const struct runner *r);

/* How many seconds old the change in hand is; 0 when all that was read is handled. */
double mt_watch_lag(const struct runner *r);

/* mt_now_ms() when the source was heard last. */
uint64_t mt_watch_heard_ms(const struct runner *r, const struct mt_reader_stats *reader);

#endif
