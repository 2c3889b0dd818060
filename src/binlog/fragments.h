/* Rows events that were cut into PARTIAL_ROW_DATA events, put together again.
 *
 * MariaDB 12.3 cuts a rows event that is larger than binlog_row_event_fragment_threshold. The
 * format is that of MariaDB sql/log_event_server.cc, class Partial_rows_log_event. No server that
 * writes these events was at hand to check it on, and descriptions differ in the order of the two
 * numbers. So nothing is taken on trust: the smaller number is the fragment's own, a group must be
 * complete and in order, and the whole must be a rows event of just the size that its own header
 * says. What does not fit is refused. */
#ifndef MT_FRAGMENTS_H
#define MT_FRAGMENTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/cursor.h"
#include "base/err.h"
#include "binlog/framing.h"

/* uint<4> and uint<4>: how many fragments there are, and which one this is, from 1; uint<1> flags,
 * with bit 0: uint<8> size of the whole event without a checksum; then the fragment: a piece of the
 * event, its header included. The size in that header counts a checksum, where the log has them,
 * which is not there: each fragment has one. Rows of
 * a compressed type are not compressed inside, see rows.c. */
struct mt_fragment {
    uint32_t total, number;
    uint8_t flags;
    bool has_whole_size;
    uint64_t whole_size;
    struct mt_str data;
};

/* body: behind the header. Where it is cut short, body->failed. */
void mt_fragment_decode(struct mt_cursor *body, struct mt_fragment *out);

/* A group of fragments as far as it was seen; zeroed, there is none. */
struct mt_fragments {
    uint32_t total, seen;
    const char *file;
    uint64_t position; /* of the first fragment */
    struct mt_buf whole;
};

/* Take in a PARTIAL_ROW_DATA event. 1: its group is complete, *out is the rows event, which stands
 * where the first fragment does; its bytes are valid until the next call. 0: more are to come.
 * Fails with MT_ERR_CORRUPT, MT_ERR_UNSUPPORTED, MT_ERR_NOMEM. Memory grows with the bytes that
 * came. */
int mt_fragments_add(struct mt_fragments *fragments, const struct mt_raw_event *event,
                     struct mt_raw_event *out, struct mt_err *err);

/* Another event came: fails with MT_ERR_CORRUPT when a group is not complete. */
int mt_fragments_end(const struct mt_fragments *fragments, struct mt_err *err);

void mt_fragments_free(struct mt_fragments *fragments);

#endif
