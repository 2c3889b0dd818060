/* Owns the joining of rows events in fragments. Format and what is not known of it: fragments.h. */
#include "binlog/fragments.h"

#include <zlib.h>

#include "binlog/event.h"
#include "binlog/rows.h"

#define HAS_WHOLE_SIZE 0x01
#define HOW_TO_AVOID   "raise binlog_row_event_fragment_threshold on the server"

void mt_fragment_decode(struct mt_cursor *body, struct mt_fragment *out)
{
    uint32_t a = mt_u32(body), b = mt_u32(body);
    *out = (struct mt_fragment){.total = a > b ? a : b, .number = a > b ? b : a};
    out->flags = mt_u8(body);
    out->has_whole_size = out->flags & HAS_WHOLE_SIZE;
    if (out->has_whole_size)
        out->whole_size = mt_u64(body);
    out->data = mt_take_str(body, mt_left(body));
}

static int check_fragment(const struct mt_fragments *f, const struct mt_cursor *body,
                          const struct mt_fragment *fragment, struct mt_err *err)
{
    if (body->failed)
        return mt_fail(err, MT_ERR_CORRUPT, "a fragment of a rows event ends inside its head");
    if (fragment->flags & ~HAS_WHOLE_SIZE)
        return mt_fail(err, MT_ERR_UNSUPPORTED,
                       "a fragment of a rows event has flags 0x%02x, which this version does not "
                       "know; " HOW_TO_AVOID,
                       fragment->flags);
    if (fragment->number != f->seen + 1 || (f->seen && fragment->total != f->total))
        return mt_fail(err, MT_ERR_CORRUPT,
                       "fragment %u of %u of a rows event came where number %u%s was due: the log "
                       "is damaged, or reading began inside a transaction",
                       fragment->number, fragment->total, f->seen + 1,
                       f->seen ? " of the same event" : "");
    if (fragment->data.len > UINT32_MAX - f->whole.len)
        return mt_fail(err, MT_ERR_UNSUPPORTED,
                       "a rows event in fragments is larger than 4 GiB; " HOW_TO_AVOID
                       " or change fewer rows in a statement");
    return 0;
}

/* A checksum of the whole is counted in its size and left out; one that is there is cut off. */
static int open_whole(struct mt_fragments *f, const struct mt_raw_event *last,
                      struct mt_raw_event *out, struct mt_err *err)
{
    enum mt_change change;
    const uint8_t *data = (const uint8_t *)f->whole.data;
    uint32_t len = (uint32_t)f->whole.len;
    if (len < MT_HEADER_LEN + MT_CHECKSUM_LEN)
        return mt_fail(err, MT_ERR_CORRUPT, "the fragments of a rows event hold only %u bytes",
                       len);
    struct mt_header header = mt_header_parse(data);
    if (!mt_rows_is(header.type, &change) ||
        (header.size != len && (uint64_t)header.size != (uint64_t)len + MT_CHECKSUM_LEN))
        return mt_fail(err, MT_ERR_UNSUPPORTED,
                       "%u fragments with %u bytes are not the rows event that they should be "
                       "(type %u, %u bytes), so their format is another one than this version "
                       "knows; " HOW_TO_AVOID,
                       f->total, len, header.type, header.size);
    struct mt_cursor tail = mt_cursor(data + len - MT_CHECKSUM_LEN, MT_CHECKSUM_LEN);
    if (header.size == len && mt_u32(&tail) == crc32_z(0, data, len - MT_CHECKSUM_LEN))
        len -= MT_CHECKSUM_LEN;
    *out = (struct mt_raw_event){.header = header,
                                 .data = data,
                                 .size = len,
                                 .file = f->file,
                                 .position = f->position,
                                 .end_position = last->end_position,
                                 .joined = true};
    return 1;
}

int mt_fragments_add(struct mt_fragments *f, const struct mt_raw_event *event,
                     struct mt_raw_event *out, struct mt_err *err)
{
    struct mt_cursor body = mt_event_body(event);
    struct mt_fragment fragment;
    mt_fragment_decode(&body, &fragment);
    if (!f->seen)
        mt_buf_clear(&f->whole);
    if (check_fragment(f, &body, &fragment, err))
        return -1;
    if (!f->seen) {
        f->total = fragment.total;
        f->file = event->file;
        f->position = event->position;
    }
    mt_buf_add(&f->whole, fragment.data.data, fragment.data.len);
    if (f->whole.failed)
        return mt_fail(err, MT_ERR_NOMEM, "no memory for a rows event in fragments");
    if (++f->seen < f->total)
        return 0;
    f->seen = 0;
    return open_whole(f, event, out, err);
}

int mt_fragments_end(const struct mt_fragments *f, struct mt_err *err)
{
    if (!f->seen)
        return 0;
    return mt_fail(err, MT_ERR_CORRUPT,
                   "only %u of %u fragments of a rows event came: the log is damaged", f->seen,
                   f->total);
}

void mt_fragments_free(struct mt_fragments *f)
{
    mt_buf_free(&f->whole);
    f->seen = 0;
}
