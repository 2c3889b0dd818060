/* From a run of bytes that claims to be an event to a checked event with its place in the log.
 *
 * Shared by the sources: they bring bytes, this brings the header, the checksum and 64-bit
 * positions.
 *
 * Event header (19 bytes): uint<4> timestamp, uint<1> type, uint<4> server_id, uint<4> event size
 * with header and checksum, uint<4> end position in its file (low 32 bits; 0 where the server does
 * not write it), uint<2> flags. MySQL binlog_event.h, class Log_event_header; MariaDB KB "2-Binlog
 * Event Header". */
#ifndef MT_FRAMING_H
#define MT_FRAMING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/cursor.h"
#include "base/err.h"
#include "binlog/wire.h"

struct mt_header {
    uint32_t timestamp;
    uint8_t type; /* enum mt_event_type, or a code we do not know */
    uint32_t server_id;
    uint32_t size;
    uint32_t end_position; /* as written: low 32 bits or 0 */
    uint16_t flags;
};

/* One event, checked: what sources deliver and decoders take. */
struct mt_raw_event {
    struct mt_header header;
    uint32_t size; /* of data */
    const uint8_t
        *data;         /* the whole event without its checksum; the header is the first 19 bytes */
    const char *file;  /* name of the log file; lives as long as the process (mt_intern) */
    uint64_t position; /* where the event starts in its file; for artificial events where the stream
                          stands */
    uint64_t end_position; /* where the next one starts */
    uint64_t xid;          /* where has_xid says so */
    uint32_t asker;        /* a commit waits until this is safe with us: to be given back; or 0 */
    bool artificial; /* made for this reader by the server (or repeated at the start): takes no room
                        in the file */
    bool joined;     /* of fragments, see fragments.h */
    bool begins_transaction; /* the first event of a transaction or of a lone statement's group */
    bool ends_transaction; /* the position behind it is a transaction boundary: safe to resume from
                            */
    bool has_xid;          /* on the first event of a transaction: it is known how it will end */
};

/* Where a stream of events stands, and what is known of its format. Zeroed, then mt_framing_start.
 */
struct mt_framing {
    const char *file;
    uint64_t position; /* of the next event */
    bool live;         /* from a server: positions written in headers correct our count; in a file
                          the offset is the truth, whatever the headers of a cut-out file say */
    bool has_format;   /* a format description was seen */
    uint8_t checksum;  /* MT_CHECKSUM_* of the events that follow */
    bool mariadb;
    bool in_transaction;
    bool group_open;     /* a GTID, INTVAR, ... was seen whose statement has not come yet */
    bool table_id_short; /* rows events of 5.1 betas: 4-byte table ids */
    bool first_alpha;    /* the types of 5.1 alphas, see format.h */
};

/* Begin (or go on after a reconnect) at a position of a file: file is interned here. */
void mt_framing_start(struct mt_framing *framing, const char *file, uint64_t position);

/* Go on at the head of the next file: its format description tells whether what is open ends. */
void mt_framing_next_file(struct mt_framing *framing, const char *file);

/* Is it the format description of a log that begins, so that what was open before it never ended?
 * A replica repeats those of its source in its relay logs, which may end inside transactions. */
bool mt_begins_log(const struct mt_raw_event *event);

/* Parse the 19 bytes of a header. The caller has them. */
static inline struct mt_header mt_header_parse(const uint8_t bytes[static MT_HEADER_LEN])
{
    return (struct mt_header){.timestamp = mt_load_u32(bytes),
                              .type = bytes[4],
                              .server_id = mt_load_u32(bytes + 5),
                              .size = mt_load_u32(bytes + 9),
                              .end_position = mt_load_u32(bytes + 13),
                              .flags = (uint16_t)(bytes[17] | bytes[18] << 8)};
}

/* Check one event and find its place. data: the event, header and checksum included, exactly
 * header.size bytes; out: views into data. Moves framing behind the event, follows rotate events
 * (also artificial ones) to the next file.
 * Fails with MT_ERR_CORRUPT (size, header), MT_ERR_CHECKSUM, MT_ERR_UNSUPPORTED (format of a server
 * before 5.0); the message does not name the place: see mt_framing_where. */
int mt_framing_accept(struct mt_framing *framing, const uint8_t *data, uint32_t size,
                      struct mt_raw_event *out, struct mt_err *err);

/* The same string for the same content, for as long as the process lives. Thread-safe. */
const char *mt_intern(const char *s, size_t len);

#endif
