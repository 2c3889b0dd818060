/* Compression of events: MariaDB's compressed queries and rows (zlib), MySQL's compressed
 * transactions (zstd).
 *
 * Memory grows with the bytes that really come out, never with the size that the log claims. */
#ifndef MT_INFLATE_H
#define MT_INFLATE_H

#include "base/buf.h"
#include "base/cursor.h"
#include "base/err.h"
#include "binlog/framing.h"

/* MariaDB: what stands in place of a statement or of rows in the COMPRESSED events.
 *   uint<1>  0x80, the algorithm in bits 4-6 (0: zlib), the number n of length bytes in bits 0-2
 *   byte[n]  length when inflated, big-endian;  then a zlib stream
 * out: cleared first, then holds the inflated bytes. Fails with MT_ERR_CORRUPT, MT_ERR_TRUNCATED,
 * MT_ERR_UNSUPPORTED (algorithm), MT_ERR_NOMEM. MariaDB sql/log_event.cc, binlog_buf_uncompress. */
int mt_inflate_mariadb(struct mt_cursor packed, struct mt_buf *out, struct mt_err *err);

/* The first bytes of the same, at most n, without checking the rest. Returns how many there are. */
size_t mt_inflate_mariadb_head(struct mt_cursor packed, char *out, size_t n);

/* MySQL: what a TRANSACTION_PAYLOAD event says of itself.
 *   fields of lenenc type, lenenc length, value: 2 compression, 3 uncompressed size, 1 payload
 *   size (all lenenc); type 0 alone ends them; then the payload
 * MySQL codecs/binary.cpp, class Transaction_payload. */
#define MT_PAYLOAD_ZSTD 0
#define MT_PAYLOAD_NONE 255

struct mt_payload_head {
    uint64_t compression;
    uint64_t size;
    bool has_inflated_size;
    uint64_t inflated_size;
    struct mt_cursor rest; /* behind the fields: the payload, where it was kept */
};

int mt_payload_head_decode(const struct mt_raw_event *event, struct mt_payload_head *out,
                           struct mt_err *err);

/* A reader of the events inside: one decompressor and one event's memory, used again and again. */
struct mt_payload;

struct mt_payload *mt_payload_new(void);
void mt_payload_free(struct mt_payload *payload);

/* Start on a TRANSACTION_PAYLOAD event, whose bytes must live until the last of its events was
 * read. The payload event's ends_transaction is taken over: it becomes false there, and true on
 * the last event inside. */
int mt_payload_begin(struct mt_payload *payload, struct mt_raw_event *event, struct mt_err *err);

/* The event of mt_payload_begin without its payload: its data ends behind the fields. */
const struct mt_raw_event *mt_payload_outer(const struct mt_payload *payload);

/* The next event inside; its bytes live until the next call. It has the header as written (size,
 * no checksum; end_position is the server's business), and the place of the payload event: file,
 * position, end_position.
 * 0 an event; 1 no more; -1 failed: MT_ERR_TRUNCATED, MT_ERR_CORRUPT, MT_ERR_NOMEM. */
int mt_payload_next(struct mt_payload *payload, struct mt_raw_event *out, struct mt_err *err);

#endif
