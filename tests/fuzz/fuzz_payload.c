/* Fuzz target: compressed transactions of MySQL, compressed statements and rows of MariaDB.
 *
 * Input: a byte, then: 0 the body of a TRANSACTION_PAYLOAD event; 1 events, which are put into a
 * payload event uncompressed; 2 MariaDB's compressed bytes. */
#include "binlog/inflate.h"
#include "fuzz.h"

static void see_payload(const void *body, size_t len)
{
    static struct mt_payload *payload;
    if (!payload)
        payload = mt_payload_new();
    struct mt_raw_event event = fuzz_event(MT_EVENT_TRANSACTION_PAYLOAD, body, len);
    struct mt_raw_event inner;
    struct mt_err err;
    err.code = MT_OK;
    event.ends_transaction = true;
    int status = mt_payload_begin(payload, &event, &err);
    fuzz_check_result(status, &err);
    bool ended = false;
    while (status == 0 && (status = mt_payload_next(payload, &inner, &err)) == 0) {
        FUZZ_CHECK(inner.size >= MT_HEADER_LEN && !ended);
        fuzz_touch(inner.data, inner.size);
        ended = inner.ends_transaction;
    }
    FUZZ_CHECK((status == 1) == (err.code == MT_OK));
    free((void *)event.data);
}

/* Algorithm: none (255). Size: that of the events. End of the fields. Then the events. */
static void see_plain(const void *events, size_t len)
{
    static const char head[] = "\x02\x03\xfc\xff\x00\x01\x09\xfe";
    uint8_t *body = calloc(1, sizeof head - 1 + 8 + 1 + len);
    uint64_t size = len;
    memcpy(body, head, sizeof head - 1);
    memcpy(body + sizeof head - 1, &size, sizeof size);
    memcpy(body + sizeof head - 1 + 8 + 1, events, len);
    see_payload(body, sizeof head - 1 + 8 + 1 + len);
    free(body);
}

static void see_mariadb(const void *packed, size_t len)
{
    static struct mt_buf out;
    uint8_t *copy = malloc(len + 1);
    char head[64];
    struct mt_err err;
    err.code = MT_OK;
    memcpy(copy, packed, len);
    int failed = mt_inflate_mariadb(mt_cursor(copy, len), &out, &err);
    fuzz_check_result(failed, &err);
    size_t n = mt_inflate_mariadb_head(mt_cursor(copy, len), head, sizeof head);
    FUZZ_CHECK(n <= sizeof head);
    fuzz_touch(head, n);
    if (!failed) {
        fuzz_touch(out.data, out.len);
        FUZZ_CHECK(n == (out.len < sizeof head ? out.len : sizeof head));
        FUZZ_CHECK(n == 0 || memcmp(head, out.data, n) == 0);
    }
    mt_buf_free(&out);
    free(copy);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static void (*const see[])(const void *, size_t) = {see_payload, see_plain, see_mariadb};
    if (size >= 1)
        see[data[0] % 3](data + 1, size - 1);
    return 0;
}
