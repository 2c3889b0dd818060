/* A source read ahead by a thread of its own, into a queue bounded in bytes.
 *
 * The thread reads, checks and frames events; the consumer (the event loop's thread) takes them. A
 * transaction whose events fit into MT_HOLD_BYTES is handed over when it is complete, so that its
 * first event carries the xid (has_xid); a larger one flows. That depends on the log alone, never
 * on timing.
 *
 * When the source fails with MT_ERR_IO and may be retried, the thread opens it again with backoff
 * (0.1 s doubling to 10 s, with jitter) at the last transaction boundary, or by the GTIDs that were
 * executed there, and drops what was delivered before: the consumer sees no seam. The log has a
 * line when the link is lost, once a minute while it is, and when it is back. */
#ifndef MT_READER_H
#define MT_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "source/source.h"

#define MT_HOLD_BYTES (256 * 1024)

struct mt_reader;

/* Start reading. source is owned by the reader from here on. queue_bytes: what may wait in the
 * queue (one larger event alone passes). */
struct mt_reader *mt_reader_start(struct mt_source *source, const struct mt_start *start,
                                  size_t queue_bytes, struct mt_err *err);

/* Becomes readable when mt_reader_next has something new to say after it said "nothing now". */
int mt_reader_fd(const struct mt_reader *reader);

/* The next event; its bytes live until the next call.
 * 0 an event; 1 nothing now, wait for the fd; 2 the end; -1 failed for good. */
int mt_reader_next(struct mt_reader *reader, struct mt_raw_event *out, struct mt_err *err);

/* How well the source is followed; any thread may ask. The lag of a job is nothing while the source
 * is idle and the queue empty, and otherwise the age of the last event handled. */
struct mt_reader_stats {
    uint64_t queued_bytes;
    uint64_t reconnects;
    bool connected;
    bool held_up; /* the queue is full: nothing is read until there is room */
    bool idle;    /* a heartbeat came after the last event: there is no more to read yet */
    uint64_t last_heard_ms; /* CLOCK_MONOTONIC when an event or heartbeat came last, or was handed
                               over after a wait for room; 0: never */
    uint32_t last_event_s;  /* when the server wrote the last event that was read; 0: none was */
    char last_error[512];   /* why the link was lost, "" when it is up */
};
void mt_reader_stats(struct mt_reader *reader, struct mt_reader_stats *out);

/* All up to a place is safe: see mt_source_ops.answer. */
void mt_reader_answer(struct mt_reader *reader, uint32_t asker, const char *file,
                      uint64_t position);

/* The server that is read now; false where the source is none. */
bool mt_reader_server(struct mt_reader *reader, struct mt_server_identity *out);

/* Interrupt the source, join the thread, free everything. */
void mt_reader_stop(struct mt_reader *reader);

#endif
