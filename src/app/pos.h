/* Places in a log as users write them: --start, --until, moontail position. */
#ifndef MT_POS_H
#define MT_POS_H

#include <stdint.h>

#include "base/err.h"
#include "binlog/gtid_set.h"

enum mt_pos_kind {
    MT_POS_NONE,
    MT_POS_EARLIEST,
    MT_POS_LATEST, /* also called end */
    MT_POS_FILE,   /* FILE:POS */
    MT_POS_GTID,   /* gtid:SET: behind all transactions of the set */
    MT_POS_TIME,   /* time:...: before the first transaction of that second or later */
};

struct mt_pos {
    enum mt_pos_kind kind;
    const char *file; /* MT_POS_FILE; lives as long as the process */
    uint64_t position;
    struct mt_gtid_set set; /* MT_POS_GTID */
    int64_t second;         /* MT_POS_TIME: since the epoch; a fraction counts up */
};

/* option: for messages. time: is followed by an ISO date, with time, fraction, and Z or an offset
 * where it is not the local time; or by how long ago: -90s, -15m, -2h, -3d. The result is to be
 * freed, also after a failure. */
int mt_pos_parse(const char *option, const char *text, struct mt_pos *out, struct mt_err *err);
void mt_pos_free(struct mt_pos *pos);

#endif
