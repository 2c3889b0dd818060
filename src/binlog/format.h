/* The format description: who wrote the log, and how long ids are. */
#ifndef MT_FORMAT_H
#define MT_FORMAT_H

#include <stdbool.h>

#include "base/err.h"
#include "binlog/framing.h"

/* Layout in framing.c, which has checked it. */
struct mt_format {
    char server_version[51];
    bool mariadb;
    bool short_id; /* rows events and table maps have 4-byte table ids (5.1 betas) */
};

int mt_format_decode(const struct mt_raw_event *event, struct mt_format *out, struct mt_err *err);

#endif
