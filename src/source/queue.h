/* Events on their way from the reader's thread to the consumer's: one producer, one consumer, a
 * bound in bytes. Knows nothing of sources or transactions.
 *
 * Events stand back to back in chunks. What the producer puts stays unseen until it commits; the
 * two sides meet only at a chunk's end, or when one waits for the other. A consumer that waits is
 * not called for each commit, but when it is worth it, or the producer has nothing more to do. */
#ifndef MT_QUEUE_H
#define MT_QUEUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "binlog/framing.h"

struct mt_queue;

/* limit_bytes: what may be committed and not yet taken; one larger commit passes alone. */
struct mt_queue *mt_queue_new(size_t limit_bytes, struct mt_err *err);
void mt_queue_free(struct mt_queue *queue);

/* ---- the producer ---- */

/* Copy an event in. The copy may be changed until it is committed. NULL when out of memory. */
struct mt_raw_event *mt_queue_put(struct mt_queue *queue, const struct mt_raw_event *event);

/* Hand over all that was put, when there is room for it. 0, or 1 where that took a wait; -1 when
 * stopped meanwhile. A consumer that waits may not see it before mt_queue_wake. */
int mt_queue_commit(struct mt_queue *queue);

/* Let the consumer see all that was committed; to be called whenever the producer may wait. */
void mt_queue_wake(struct mt_queue *queue);

/* Nothing comes after what was committed: the end, or the failure in err. err NULL: the end. */
void mt_queue_finish(struct mt_queue *queue, const struct mt_err *err);

/* ---- the consumer ---- */

/* As mt_reader_next. */
int mt_queue_take(struct mt_queue *queue, struct mt_raw_event *out, struct mt_err *err);
int mt_queue_fd(const struct mt_queue *queue);

/* ---- any thread ---- */

/* Make a waiting commit return, now and from now on. */
void mt_queue_stop(struct mt_queue *queue);

/* Committed and not yet given back by the consumer. */
uint64_t mt_queue_bytes(struct mt_queue *queue);

/* Does the producer wait for room? */
bool mt_queue_is_full(const struct mt_queue *queue);

#endif
