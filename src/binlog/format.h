/* The format description: who wrote the log, and how long ids are.
 *
 * uint<2> binlog version, byte[50] server version, uint<4> created, uint<1> header length, byte[n]
 * post-header lengths, then uint<1> checksum algorithm (and, in the file, the checksum) where the
 * version has them. MySQL control_events.h, class Format_description_event. */
#ifndef MT_FORMAT_H
#define MT_FORMAT_H

#include <stdbool.h>

#include "base/cursor.h"
#include "base/err.h"
#include "binlog/framing.h"

#define MT_SERVER_VERSION_LEN 50

struct mt_format {
    uint16_t binlog_version;
    char server_version[MT_SERVER_VERSION_LEN + 1];
    uint32_t created; /* 0 when the file follows another of the same run of the server */
    uint8_t header_len;
    bool mariadb;
    bool short_id;         /* rows events and table maps have 4-byte table ids (5.1 betas) */
    bool first_alpha;      /* types are numbered otherwise: mt_format_alpha_type */
    bool has_checksum;     /* there is an algorithm byte */
    struct mt_cursor rest; /* post-header lengths, and what stands behind them */
};

/* body: behind the event's header. Fails with MT_ERR_TRUNCATED. */
int mt_format_parse(struct mt_cursor body, struct mt_format *out, struct mt_err *err);

/* The same for an event that framing has let pass. */
int mt_format_decode(const struct mt_raw_event *event, struct mt_format *out, struct mt_err *err);

/* The type of an event that such an alpha wrote. */
uint8_t mt_format_alpha_type(uint8_t type);

#endif
