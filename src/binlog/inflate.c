/* Owns zlib and zstd. Formats: MariaDB sql/log_event.cc (binlog_buf_uncompress); MySQL
 * libs/mysql/binlog/event/codecs/binary.cpp and compression/. */
#include "binlog/inflate.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>

#include "binlog/event.h"

#define STEP (64 * 1024)   /* memory is asked for in such pieces */
#define KEEP (1024 * 1024) /* what a payload reader may keep for its next transaction */

/* ---- MariaDB ---- */

static int read_packed_head(struct mt_cursor *packed, uint32_t *length, struct mt_err *err)
{
    uint8_t head = mt_u8(packed);
    unsigned algorithm = head >> 4 & 7, bytes = head & 7;
    if (packed->failed)
        return mt_fail(err, MT_ERR_TRUNCATED, "compressed data is missing");
    if (!(head & 0x80) || (head & 0x08) || bytes < 1 || bytes > 4)
        return mt_fail(err, MT_ERR_CORRUPT,
                       "compressed data starts with byte 0x%02x, which no server writes: the log "
                       "is damaged",
                       head);
    if (algorithm != 0)
        return mt_fail(err, MT_ERR_UNSUPPORTED,
                       "data is compressed with algorithm %u, which this version does not know",
                       algorithm);
    *length = (uint32_t)mt_be(packed, bytes);
    if (packed->failed)
        return mt_fail(err, MT_ERR_TRUNCATED, "compressed data ends inside its length");
    return 0;
}

/* Inflate until the stream ends, in steps; one byte more than claimed is enough to see a lie. */
static int inflate_all(z_stream *z, uint32_t length, struct mt_buf *out, struct mt_err *err)
{
    int status = Z_OK;
    while (status == Z_OK && out->len <= length) {
        size_t want = (size_t)length + 1 - out->len;
        if (want > STEP)
            want = STEP;
        char *room = mt_buf_reserve(out, want);
        if (!room)
            return mt_fail(err, MT_ERR_NOMEM, "no memory to inflate %u bytes", length);
        z->next_out = (Bytef *)room;
        z->avail_out = (uInt)want;
        status = inflate(z, Z_NO_FLUSH);
        out->len += want - z->avail_out;
    }
    if (status == Z_BUF_ERROR)
        return mt_fail(err, MT_ERR_TRUNCATED, "compressed data ends after %zu of %u bytes",
                       out->len, length);
    if (status != Z_STREAM_END || out->len != length)
        return mt_fail(err, MT_ERR_CORRUPT, "compressed data is damaged (%zu of %u bytes came out)",
                       out->len, length);
    return 0;
}

int mt_inflate_mariadb(struct mt_cursor packed, struct mt_buf *out, struct mt_err *err)
{
    uint32_t length;
    mt_buf_clear(out);
    if (read_packed_head(&packed, &length, err))
        return -1;
    z_stream z = {.next_in = (z_const Bytef *)packed.at, .avail_in = (uInt)mt_left(&packed)};
    if (inflateInit(&z) != Z_OK)
        return mt_fail(err, MT_ERR_NOMEM, "no memory to inflate %u bytes", length);
    int failed = inflate_all(&z, length, out, err);
    inflateEnd(&z);
    return failed;
}

size_t mt_inflate_mariadb_head(struct mt_cursor packed, char *out, size_t n)
{
    uint32_t length;
    struct mt_err ignored = {0};
    if (read_packed_head(&packed, &length, &ignored))
        return 0;
    z_stream z = {.next_in = (z_const Bytef *)packed.at,
                  .avail_in = (uInt)mt_left(&packed),
                  .next_out = (Bytef *)out,
                  .avail_out = (uInt)n};
    if (inflateInit(&z) != Z_OK)
        return 0;
    inflate(&z, Z_SYNC_FLUSH);
    inflateEnd(&z);
    return n - z.avail_out;
}

/* ---- MySQL ---- */

enum payload_field { FIELD_END = 0, FIELD_SIZE = 1, FIELD_COMPRESSION = 2, FIELD_INFLATED = 3 };

static int fail_short_payload(const struct mt_raw_event *event, struct mt_err *err)
{
    return mt_fail(err, MT_ERR_TRUNCATED,
                   "the transaction_payload event of %u bytes ends inside a field",
                   event->header.size);
}

int mt_payload_head_decode(const struct mt_raw_event *event, struct mt_payload_head *out,
                           struct mt_err *err)
{
    struct mt_cursor c = mt_event_body(event);
    bool has_size = false, has_compression = false;
    *out = (struct mt_payload_head){0};
    for (;;) {
        uint64_t field = mt_lenenc(&c);
        if (c.failed || field == FIELD_END)
            break;
        uint64_t len = mt_lenenc(&c);
        struct mt_cursor value = mt_take_cursor(&c, (size_t)len);
        switch (field) {
        case FIELD_SIZE:
            out->size = mt_lenenc(&value);
            has_size = true;
            break;
        case FIELD_COMPRESSION:
            out->compression = mt_lenenc(&value);
            has_compression = true;
            break;
        case FIELD_INFLATED:
            out->inflated_size = mt_lenenc(&value);
            out->has_inflated_size = true;
            break;
        default: break; /* of a newer server, and no help is needed from it */
        }
        if (value.failed)
            c.failed = true;
    }
    if (c.failed)
        return fail_short_payload(event, err);
    if (!has_size || !has_compression)
        return mt_fail(err, MT_ERR_CORRUPT,
                       "the transaction_payload event does not say how it is compressed");
    out->rest = c;
    return 0;
}

struct mt_payload {
    ZSTD_DStream *zstd;
    struct mt_payload_head head;
    struct mt_cursor data;     /* what is still to be inflated */
    struct mt_raw_event outer; /* up to the end of its head */
    bool ends_transaction;
    bool frame_open;     /* zstd still expects input */
    struct mt_buf bytes; /* what came out; events before `at` are done with */
    size_t at;
    uint64_t total; /* that came out */
};

struct mt_payload *mt_payload_new(void)
{
    return calloc(1, sizeof(struct mt_payload));
}

void mt_payload_free(struct mt_payload *payload)
{
    if (!payload)
        return;
    ZSTD_freeDStream(payload->zstd);
    mt_buf_free(&payload->bytes);
    free(payload);
}

int mt_payload_begin(struct mt_payload *payload, struct mt_raw_event *event, struct mt_err *err)
{
    if (mt_payload_head_decode(event, &payload->head, err))
        return -1;
    payload->data = payload->head.rest;
    payload->data = mt_take_cursor(&payload->data, (size_t)payload->head.size);
    if (payload->data.failed)
        return fail_short_payload(event, err);
    uint64_t compression = payload->head.compression;
    if (compression != MT_PAYLOAD_ZSTD && compression != MT_PAYLOAD_NONE)
        return mt_fail(err, MT_ERR_UNSUPPORTED,
                       "a transaction is compressed with algorithm %llu, which this version does "
                       "not know",
                       (unsigned long long)compression);
    if (!payload->zstd && !(payload->zstd = ZSTD_createDStream()))
        return mt_fail(err, MT_ERR_NOMEM, "no memory for a decompressor");
    ZSTD_initDStream(payload->zstd);
    if (payload->bytes.cap > KEEP)
        mt_buf_free(&payload->bytes);
    mt_buf_clear(&payload->bytes);
    payload->at = 0;
    payload->total = 0;
    payload->frame_open = false;
    payload->ends_transaction = event->ends_transaction;
    event->ends_transaction = false;
    payload->outer = *event;
    payload->outer.size = (uint32_t)(payload->head.rest.at - event->data);
    return 0;
}

const struct mt_raw_event *mt_payload_outer(const struct mt_payload *payload)
{
    return &payload->outer;
}

static int inflate_step(struct mt_payload *payload, char *room, size_t want, size_t *got,
                        struct mt_err *err)
{
    struct mt_cursor *data = &payload->data;
    ZSTD_inBuffer in = {.src = data->at, .size = mt_left(data)};
    ZSTD_outBuffer out = {.dst = room, .size = want};
    size_t status = ZSTD_decompressStream(payload->zstd, &out, &in);
    if (ZSTD_isError(status))
        return mt_fail(err, MT_ERR_CORRUPT, "the compressed transaction is damaged (zstd: %s)",
                       ZSTD_getErrorName(status));
    payload->frame_open = status != 0;
    mt_take(data, in.pos);
    *got = out.pos;
    return 0;
}

/* Add what comes next, at most want bytes; none at the end. */
static int fill(struct mt_payload *payload, size_t want, size_t *got, struct mt_err *err)
{
    struct mt_cursor *data = &payload->data;
    *got = 0;
    char *room = mt_buf_reserve(&payload->bytes, want);
    if (!room)
        return mt_fail(err, MT_ERR_NOMEM, "no memory to inflate a transaction");
    if (payload->head.compression == MT_PAYLOAD_NONE) {
        *got = want < mt_left(data) ? want : mt_left(data);
        const uint8_t *from = mt_take(data, *got);
        if (*got)
            memcpy(room, from, *got);
    } else {
        /* A call may take input and give nothing yet; it always does one of the two. */
        while (*got == 0 && (mt_left(data) > 0 || payload->frame_open)) {
            size_t before = mt_left(data);
            if (inflate_step(payload, room, want, got, err))
                return -1;
            if (*got == 0 && mt_left(data) == before)
                break;
        }
    }
    payload->bytes.len += *got;
    payload->total += *got;
    return 0;
}

static size_t count_ready(const struct mt_payload *payload)
{
    return payload->bytes.len - payload->at;
}

/* What is not ready yet, up to n bytes. */
static int refill(struct mt_payload *payload, size_t n, struct mt_err *err)
{
    struct mt_buf *bytes = &payload->bytes;
    if (payload->at) {
        memmove(bytes->data, bytes->data + payload->at, count_ready(payload));
        bytes->len -= payload->at;
        payload->at = 0;
    }
    while (bytes->len < n) {
        size_t got;
        if (fill(payload, STEP, &got, err))
            return -1;
        if (got == 0)
            return 0;
    }
    return 0;
}

/* Have n bytes ready, or all that there are. */
static inline int fill_to(struct mt_payload *payload, size_t n, struct mt_err *err)
{
    return count_ready(payload) >= n ? 0 : refill(payload, n, err);
}

/* The stream is at its end: is it a whole one? */
static int check_end(const struct mt_payload *payload, struct mt_err *err)
{
    if (payload->frame_open)
        return mt_fail(err, MT_ERR_TRUNCATED, "the compressed transaction ends too early");
    if (payload->head.has_inflated_size && payload->head.inflated_size != payload->total)
        return mt_fail(
            err, MT_ERR_CORRUPT, "the compressed transaction has %llu bytes and says it has %llu",
            (unsigned long long)payload->total, (unsigned long long)payload->head.inflated_size);
    return 0;
}

static int check_inner(const struct mt_header *header, struct mt_err *err)
{
    if (header->size < MT_HEADER_LEN || header->type == MT_EVENT_TRANSACTION_PAYLOAD ||
        header->type == MT_EVENT_FORMAT_DESCRIPTION || header->type == MT_EVENT_ROTATE)
        return mt_fail(err, MT_ERR_CORRUPT,
                       "an event of type %u and %u bytes cannot stand in a compressed transaction",
                       header->type, header->size);
    return 0;
}

int mt_payload_next(struct mt_payload *payload, struct mt_raw_event *out, struct mt_err *err)
{
    if (fill_to(payload, MT_HEADER_LEN, err))
        return -1;
    size_t ready = count_ready(payload);
    if (ready == 0 && payload->total > 0)
        return check_end(payload, err) ? -1 : 1;
    if (ready < MT_HEADER_LEN)
        return mt_fail(err, MT_ERR_TRUNCATED, "the compressed transaction ends inside a header");
    const char *data = payload->bytes.data + payload->at;
    struct mt_header header = mt_header_parse((const uint8_t *)data);
    /* one byte beyond tells whether it is the last */
    if (check_inner(&header, err) || fill_to(payload, (size_t)header.size + 1, err))
        return -1;
    ready = count_ready(payload);
    if (ready < header.size)
        return mt_fail(err, MT_ERR_TRUNCATED, "the compressed transaction ends inside an event");
    bool last = ready == header.size;
    if (last && check_end(payload, err))
        return -1;
    *out = (struct mt_raw_event){.header = header,
                                 .data = (const uint8_t *)payload->bytes.data + payload->at,
                                 .size = header.size,
                                 .file = payload->outer.file,
                                 .position = payload->outer.position,
                                 .end_position = payload->outer.end_position,
                                 .ends_transaction = last && payload->ends_transaction};
    payload->at += header.size;
    return 0;
}
