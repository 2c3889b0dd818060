/* Compressed transactions and compressed parts of events. payload and query are cuts of logs of
 * MySQL 9.7 and MariaDB 10.11; the others are made with the libraries themselves. */
#include "test.h"

#include <stdlib.h>
#include <zlib.h>
#include <zstd.h>

#include "base/buf.h"
#include "binlog/event.h"
#include "binlog/inflate.h"
#include "field_text.h"
#include "hex.h"

static const char payload_hex[] =
    "1d79016b287da200000d010000e507000000000201000303fc31010101ea0028b52ffd603100050700020c2d33"
    "606dd21800c72433088209001e78010d84b7afb7319b036da9d58dfaa10d5710202b1b0c04bd60397d011e860f"
    "75342bc99629ffbf4b2870249e11900d7e88bd7636c28342895e56cb538f3a7d160bd8af1389ad3af0eac7624c"
    "08a47deaaef1270e349907a584a29046bc680f763a6e66280937321c47d3386ab63841569b222841d67b6ca68f"
    "8ea60a0a094ec4a1882167c0bc0055e5d0502d54285ffba6942a9c909b5edefcd4ef025bb678910ef6d1d11412"
    "00a004c4fd1a6804333f680626be84bd34b4c12206e481b10fc16a485115cce58cbb692b1879005e";

static const char query_hex[] =
    "4d7a016ba527a200009c0000001204000000000500000000000000040000230000000000010100002054000000"
    "000603737464042d002d00080081080000000000000073686f7000814f789c05c1510e40400c05c0abbccf95f8"
    "e000ce22b55e68684995646f6fa606258994e524ace80af5c41d6a120d071be4cd6b56af41a3670fc127517789"
    "320e43d781bea973b2a68fd80f758c1c36";

/* ---- MySQL ---- */

static const char *read_all(struct mt_payload *payload, struct mt_raw_event *event,
                            struct mt_buf *out)
{
    static struct mt_err err;
    struct mt_raw_event inner;
    int result;
    err = (struct mt_err){0};
    mt_buf_clear(out);
    if (mt_payload_begin(payload, event, &err))
        return err.msg;
    while ((result = mt_payload_next(payload, &inner, &err)) == 0)
        mt_buf_printf(out, "%s:%u%s ", mt_event_type_name(inner.header.type), inner.size,
                      inner.ends_transaction ? "." : "");
    return result < 0 ? err.msg : mt_buf_str(out);
}

static void test_payload(struct mt_payload *payload)
{
    struct mt_buf out = {0};
    struct mt_str bytes = test_hex(payload_hex);
    struct mt_raw_event event = raw_event(bytes);
    event.ends_transaction = true;
    CHECK_STR(read_all(payload, &event, &out),
              "query:82 rows_query:64 table_map:72 write_rows:60 xid:27. ");
    CHECK(!event.ends_transaction);
    /* once more with the same reader, and a payload that is not the end of its transaction */
    CHECK_STR(read_all(payload, &event, &out),
              "query:82 rows_query:64 table_map:72 write_rows:60 xid:27 ");
    mt_buf_free(&out);
}

static void test_payload_place(struct mt_payload *payload)
{
    struct mt_str bytes = test_hex(payload_hex);
    struct mt_raw_event event = raw_event(bytes), inner;
    struct mt_err err = {0};
    event.position = 5000000000;
    event.end_position = 5000000273;
    CHECK(mt_payload_begin(payload, &event, &err) == 0);
    CHECK(mt_payload_next(payload, &inner, &err) == 0);
    CHECK(inner.position == 5000000000 && inner.end_position == 5000000273);
    CHECK(inner.file == event.file && !inner.begins_transaction && !inner.artificial);
}

/* What is handed on of the event itself says the same, and has none of the compressed bytes. */
static void test_payload_outer(struct mt_payload *payload)
{
    struct mt_str bytes = test_hex(payload_hex);
    struct mt_raw_event event = raw_event(bytes);
    struct mt_payload_head whole, head;
    struct mt_err err = {0};
    CHECK(mt_payload_begin(payload, &event, &err) == 0);
    const struct mt_raw_event *outer = mt_payload_outer(payload);
    CHECK(mt_payload_head_decode(&event, &whole, &err) == 0);
    CHECK(mt_payload_head_decode(outer, &head, &err) == 0);
    CHECK(head.size == whole.size && head.inflated_size == whole.inflated_size);
    CHECK(outer->size + whole.size == event.size && mt_left(&head.rest) == 0);
}

/* Cut or changed anywhere, it never ends well. */
static void test_payload_damage(struct mt_payload *payload)
{
    struct mt_buf out = {0};
    struct mt_str bytes = test_hex(payload_hex);
    unsigned good = 0;
    for (size_t len = MT_HEADER_LEN; len < bytes.len; len++) {
        char *copy = malloc(len);
        memcpy(copy, bytes.data, len);
        struct mt_raw_event event = raw_event((struct mt_str){copy, len});
        event.ends_transaction = true;
        good += strchr(read_all(payload, &event, &out), '.') != NULL;
        free(copy);
    }
    CHECK(good == 0);
    mt_buf_free(&out);
}

/* A payload event around these bytes. */
static struct mt_str make_payload(struct mt_buf *out, const struct mt_buf *inner, bool zstd,
                                  size_t claim)
{
    size_t bound = ZSTD_compressBound(inner->len);
    char *packed = malloc(bound);
    size_t size = zstd ? ZSTD_compress(packed, bound, inner->data, inner->len, 3) : inner->len;
    if (!zstd)
        memcpy(packed, inner->data, inner->len);
    uint8_t head[MT_HEADER_LEN] = {[4] = MT_EVENT_TRANSACTION_PAYLOAD};
    uint8_t fields[] = {2, 1,    0, 3, 9, 0xfe, 0, 0, 0, 0, 0,  0, 0, 0, 1,
                        9, 0xfe, 0, 0, 0, 0,    0, 0, 0, 0, 77, 2, 1, 1, 0};
    memcpy(fields + 6, &claim, 8);
    memcpy(fields + 17, &size, 8);
    mt_buf_clear(out);
    mt_buf_add(out, head, sizeof head);
    if (zstd) {
        mt_buf_add(out, fields, sizeof fields);
    } else {
        uint8_t plain[] = {2, 3, 0xfc, 255, 0, 1, 9, 0xfe, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        memcpy(plain + 8, &size, 8);
        mt_buf_add(out, plain, sizeof plain);
    }
    mt_buf_add(out, packed, size);
    free(packed);
    return (struct mt_str){out->data, out->len};
}

static void put_inner(struct mt_buf *inner, uint8_t type, uint32_t size, size_t real)
{
    uint8_t head[MT_HEADER_LEN] = {[4] = type};
    memcpy(head + 9, &size, 4);
    mt_buf_add(inner, head, sizeof head);
    char *room = real ? mt_buf_reserve(inner, real) : NULL;
    if (room)
        memset(room, 'x', real);
    inner->len += real;
}

static const char *read_made(struct mt_payload *payload, const struct mt_buf *inner, bool zstd,
                             size_t claim)
{
    static struct mt_buf bytes, out;
    struct mt_raw_event event = raw_event(make_payload(&bytes, inner, zstd, claim));
    event.ends_transaction = true;
    return read_all(payload, &event, &out);
}

static void test_made_payloads(struct mt_payload *payload)
{
    struct mt_buf inner = {0};
    put_inner(&inner, MT_EVENT_ROWS_QUERY, 19 + 300000, 300000);
    for (int i = 0; i < 3; i++)
        put_inner(&inner, MT_EVENT_INTVAR, 19 + 9, 9);
    const char *want = "rows_query:300019 intvar:28 intvar:28 intvar:28. ";
    CHECK_STR(read_made(payload, &inner, true, inner.len), want);
    CHECK_STR(read_made(payload, &inner, false, 0), want);
    CHECK(strstr(read_made(payload, &inner, true, inner.len + 1), "says it has") != NULL);
    inner.len -= 1;
    CHECK(strstr(read_made(payload, &inner, true, inner.len), "inside an event") != NULL);
    CHECK(strstr(read_made(payload, &inner, false, 0), "inside an event") != NULL);
    inner.len = 12;
    CHECK(strstr(read_made(payload, &inner, true, inner.len), "inside a header") != NULL);
    inner.len = 0;
    CHECK(strstr(read_made(payload, &inner, true, 0), "inside a header") != NULL);
    put_inner(&inner, MT_EVENT_TRANSACTION_PAYLOAD, 19, 0);
    CHECK(strstr(read_made(payload, &inner, true, 19), "cannot stand") != NULL);
    inner.len = 0;
    put_inner(&inner, MT_EVENT_XID, 7, 0);
    CHECK(strstr(read_made(payload, &inner, true, 19), "cannot stand") != NULL);
    inner.len = 0;
    put_inner(&inner, MT_EVENT_XID, 4000000000, 8);
    CHECK(strstr(read_made(payload, &inner, true, 27), "inside an event") != NULL);
    mt_buf_free(&inner);
}

static void test_payload_head(struct mt_payload *payload)
{
    struct mt_buf out = {0};
    struct mt_str bytes =
        test_hex("00000000 28 01000000 1e000000 00000000 0000 02 01 07 01 01 00 00");
    struct mt_raw_event event = raw_event(bytes);
    CHECK(strstr(read_all(payload, &event, &out), "algorithm 7") != NULL);
    bytes = test_hex("00000000 28 01000000 1b000000 00000000 0000 01 01 00 00");
    event = raw_event(bytes);
    CHECK(strstr(read_all(payload, &event, &out), "does not say") != NULL);
    bytes = test_hex("00000000 28 01000000 1e000000 00000000 0000 02 01 00 01 01 05 00 aa");
    event = raw_event(bytes);
    CHECK(strstr(read_all(payload, &event, &out), "ends inside") != NULL);
    mt_buf_free(&out);
}

/* ---- MariaDB ---- */

static const char *inflate_text(struct mt_str packed, struct mt_buf *out)
{
    static struct mt_err err;
    err = (struct mt_err){0};
    if (mt_inflate_mariadb(mt_cursor(packed.data, packed.len), out, &err))
        return err.msg;
    return mt_buf_str(out);
}

static struct mt_str pack(const char *text, size_t len, unsigned length_bytes, size_t claim)
{
    static uint8_t bytes[4096];
    uLongf size = sizeof bytes - 16;
    bytes[0] = (uint8_t)(0x80 | length_bytes);
    for (unsigned i = 0; i < length_bytes; i++)
        bytes[1 + i] = (uint8_t)(claim >> (8 * (length_bytes - 1 - i)));
    compress(bytes + 1 + length_bytes, &size, (const Bytef *)text, len);
    return (struct mt_str){(char *)bytes, 1 + length_bytes + size};
}

static void test_inflate(void)
{
    struct mt_buf out = {0};
    CHECK_STR(inflate_text(pack("hello", 5, 1, 5), &out), "hello");
    CHECK_STR(inflate_text(pack("hello", 5, 4, 5), &out), "hello");
    CHECK_STR(inflate_text(pack("", 0, 1, 0), &out), "");
    CHECK(strstr(inflate_text(pack("hello", 5, 1, 6), &out), "damaged") != NULL);
    CHECK(strstr(inflate_text(pack("hello", 5, 1, 4), &out), "damaged") != NULL);
    CHECK(strstr(inflate_text(pack("hello", 5, 4, 4000000000), &out), "damaged") != NULL);
    CHECK(out.cap < 1024 * 1024);
    struct mt_str cut = pack("hello", 5, 1, 5);
    for (size_t len = 0; len < cut.len; len++)
        CHECK(strcmp(inflate_text((struct mt_str){cut.data, len}, &out), "hello") != 0);
    CHECK(strstr(inflate_text(test_hex("05 01 02"), &out), "0x05") != NULL);
    CHECK(strstr(inflate_text(test_hex("91 01 02"), &out), "algorithm 1") != NULL);
    CHECK(strstr(inflate_text(test_hex("80 01 02"), &out), "0x80") != NULL);
    char *zeros = calloc(1, 2000000);
    CHECK(strlen(inflate_text(pack(zeros, 2000000, 3, 2000000), &out)) == 0 && out.len == 2000000);
    CHECK(strstr(inflate_text(pack(zeros, 2000000, 2, 60000), &out), "damaged") != NULL);
    free(zeros);
    char head[4];
    cut = pack("hello", 5, 1, 5);
    CHECK(mt_inflate_mariadb_head(mt_cursor(cut.data, cut.len), head, 4) == 4);
    CHECK(memcmp(head, "hell", 4) == 0);
    CHECK(mt_inflate_mariadb_head(mt_cursor(cut.data, 3), head, 4) == 0);
    mt_buf_free(&out);
}

static void test_query(void)
{
    struct mt_buf scratch = {0};
    struct mt_query query;
    struct mt_err err = {0};
    struct mt_raw_event event = raw_event(test_hex(query_hex));
    CHECK(mt_query_decode(&event, &scratch, &query, &err) == 0);
    CHECK(mt_str_is(query.schema, "shop"));
    CHECK(mt_str_is(query.text, "create table m(id int primary key auto_increment, a varchar(100)) "
                                "engine=myisam"));
    mt_buf_free(&scratch);
}

int main(void)
{
    struct mt_payload *payload = mt_payload_new();
    test_payload(payload);
    test_payload_place(payload);
    test_payload_outer(payload);
    test_payload_damage(payload);
    test_made_payloads(payload);
    test_payload_head(payload);
    mt_payload_free(payload);
    test_inflate();
    test_query();
    return test_done();
}
