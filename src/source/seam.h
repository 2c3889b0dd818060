/* Where a stream was lost, and how it is taken up again: where to open, and what of the part that
 * comes again was handed over before.
 *
 * On the log that was read before, places in files tell. On another server's log only GTIDs do: the
 * transaction that was open comes again from its start, under other places and table ids, and its
 * rows are counted. */
#ifndef MT_SEAM_H
#define MT_SEAM_H

#include <stdbool.h>
#include <stdint.h>

#include "binlog/executed.h"
#include "source/source.h"

struct mt_log_place {
    const char *file; /* interned, so that equal names are equal pointers; NULL: nowhere yet */
    uint64_t position;
};

/* How much of a transaction there was. */
struct mt_part {
    uint64_t rows;  /* rows events */
    uint64_t sizes; /* a sum over them: another server may cut rows into other events */
    uint64_t tail;  /* events behind the last of them */
};

struct mt_seam {
    struct mt_start start;
    struct mt_executed executed;
    struct mt_log_place boundary; /* behind the last whole transaction */
    struct mt_log_place seen;     /* behind the last event that was handed over */
    const char *announced; /* the file that the last rotate event of the server's making named */
    struct mt_part part;   /* of the open transaction, handed over */
    enum { SEAM_NONE, SEAM_SAME_LOG, SEAM_OTHER_LOG } repeats; /* opened again, nothing new yet */
    bool other_log;       /* another server was opened since the last event that was handed over */
    bool found;           /* on the other log: the open transaction has begun */
    struct mt_part again; /* of it, passed over */
};

/* Copies what start points to. */
int mt_seam_init(struct mt_seam *seam, const struct mt_start *start, struct mt_err *err);
void mt_seam_free(struct mt_seam *seam);

/* Where to open, for the first time or again. Points into seam. */
struct mt_start mt_seam_start(const struct mt_seam *seam);
/* It is open; same_log: and what was open before was this log. */
void mt_seam_opened(struct mt_seam *seam, bool same_log);

/* Is the event to be passed over? 1 yes, 0 no (but it may be made an artificial one), -1 failed:
 * the log does not go on as it was. */
int mt_seam_judge(struct mt_seam *seam, struct mt_raw_event *event, struct mt_err *err);

static inline int mt_seam_is_repeated(struct mt_seam *seam, struct mt_raw_event *event,
                                      struct mt_err *err)
{
    return seam->repeats == SEAM_NONE ? 0 : mt_seam_judge(seam, event, err);
}

/* The event was handed over (a compressed transaction: with all that is inside). */
int mt_seam_note(struct mt_seam *seam, const struct mt_raw_event *event, struct mt_err *err);

#endif
