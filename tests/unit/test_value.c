/* Values of every column type: bytes as MySQL and MariaDB log them, against what they print. */
#include "test.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#include "binlog/value.h"
#include "binlog/wire.h"
#include "hex.h"

#define COLUMN(type_, meta_, length_)                                 \
    {                                                                 \
        .type = MT_TYPE_##type_, .meta = (meta_), .length = (length_) \
    }

/* A value as text with its kind in front: i, u, d, t, b (hexadecimal), v. */
static const char *show(const struct mt_value *v, char text[4096])
{
    size_t n = 0;
    switch (v->kind) {
    case MT_KIND_INT: snprintf(text, 64, "i%" PRId64, v->as.i); break;
    case MT_KIND_UINT: snprintf(text, 64, "u%" PRIu64, v->as.u); break;
    case MT_KIND_DOUBLE:
        text[0] = 'd';
        text[1 + mt_double_print(v->as.d, text + 1)] = '\0';
        break;
    case MT_KIND_TEXT: snprintf(text, 4096, "t%.*s", (int)v->as.s.len, v->as.s.data); break;
    case MT_KIND_BYTES:
        text[n++] = 'b';
        for (size_t i = 0; i < v->as.s.len; i++)
            n += (size_t)snprintf(text + n, 3, "%02x", (uint8_t)v->as.s.data[i]);
        text[n] = '\0';
        break;
    case MT_KIND_VECTOR:
        text[n++] = 'v';
        text[n] = '\0';
        for (size_t i = 0; i < v->as.vector.count; i++)
            n += (size_t)snprintf(text + n, 64, " %g", (double)mt_vector_at(v, i));
        break;
    default: snprintf(text, 64, "null"); break;
    }
    return text;
}

static void check_value(const struct mt_column *column, const char *hex, const char *want)
{
    struct mt_str bytes = test_hex(hex);
    char text[4096];
    struct mt_buf scratch = {0};
    struct mt_value value;
    struct mt_err err = {0};
    struct mt_cursor row = mt_cursor(bytes.data, bytes.len), skipped = row;
    if (mt_value_decode(column, &row, &scratch, &value, &err)) {
        CHECK_STR(err.msg, want);
    } else {
        CHECK_STR(show(&value, text), want);
        CHECK(mt_left(&row) == 0);
        CHECK(mt_value_skip(column, &skipped, &err) == 0 && mt_left(&skipped) == 0);
    }
    mt_buf_free(&scratch);
}

static void check_failure(const struct mt_column *column, const char *hex, enum mt_code code)
{
    struct mt_str bytes = test_hex(hex);
    struct mt_buf scratch = {0};
    struct mt_value value;
    struct mt_err err = {0};
    struct mt_cursor row = mt_cursor(bytes.data, bytes.len);
    CHECK(mt_value_decode(column, &row, &scratch, &value, &err) == -1 && err.code == code);
    mt_buf_free(&scratch);
}

static void test_integers(void)
{
    struct mt_column c = COLUMN(LONG, 0, 0);
    check_value(&c, "ffffff7f", "i2147483647");
    check_failure(&c, "ffffffff", MT_ERR_SCHEMA);
    c.sign_known = true;
    check_value(&c, "ffffffff", "i-1");
    check_value(&c, "00000080", "i-2147483648");
    c.is_unsigned = true;
    check_value(&c, "ffffffff", "u4294967295");
    check_value(&c, "01000000", "u1");
    check_failure(&c, "010000", MT_ERR_TRUNCATED);
    struct mt_column narrow[] = {COLUMN(TINY, 0, 0), COLUMN(SHORT, 0, 0), COLUMN(INT24, 0, 0),
                                 COLUMN(LONGLONG, 0, 0)};
    static const char *const hex[] = {"80", "0080", "000080", "0000000000000080"};
    static const char *const as_signed[] = {"i-128", "i-32768", "i-8388608",
                                            "i-9223372036854775808"};
    static const char *const as_unsigned[] = {"u128", "u32768", "u8388608", "u9223372036854775808"};
    for (size_t i = 0; i < 4; i++) {
        narrow[i].sign_known = true;
        check_value(&narrow[i], hex[i], as_signed[i]);
        narrow[i].is_unsigned = true;
        check_value(&narrow[i], hex[i], as_unsigned[i]);
    }
}

static void test_numbers(void)
{
    struct mt_column f = COLUMN(FLOAT, 4, 0), d = COLUMN(DOUBLE, 8, 0), y = COLUMN(YEAR, 0, 0);
    check_value(&f, "cdcc8c3f", "d1.1");
    check_value(&f, "ffff7f7f", "d3.4028235e38");
    check_value(&f, "01000000", "d1e-45");
    check_value(&f, "00000080", "d-0");
    check_value(&f, "79e9f642", "d123.456");
    check_value(&d, "9a9999999999b93f", "d0.1");
    check_value(&d, "ffffffffffffef7f", "d1.7976931348623157e308");
    check_value(&y, "00", "i0");
    check_value(&y, "ff", "i2155");
    struct mt_column b9 = COLUMN(BIT, 1 | 1 << 8, 0), b64 = COLUMN(BIT, 8 << 8, 0);
    check_value(&b9, "01ff", "u511");
    check_failure(&b9, "0200", MT_ERR_CORRUPT);
    check_value(&b64, "ffffffffffffffff", "u18446744073709551615");
}

static void test_decimals(void)
{
    struct mt_column c = COLUMN(NEWDECIMAL, 14 | 4 << 8, 0);
    check_value(&c, "810dfb38d204d2", "t1234567890.1234");
    check_value(&c, "7ef204c72dfb2d", "t-1234567890.1234");
    check_value(&c, "80000000000000", "t0.0000");
    check_failure(&c, "80ffffffff0000", MT_ERR_CORRUPT);
    struct mt_column fraction = COLUMN(NEWDECIMAL, 30 | 30 << 8, 0);
    check_value(&fraction, "8000000000000000000000000001", "t0.000000000000000000000000000001");
    struct mt_column wide = COLUMN(NEWDECIMAL, 65, 0);
    check_value(&wide, "e33b9ac9ff3b9ac9ff3b9ac9ff3b9ac9ff3b9ac9ff3b9ac9ff3b9ac9ff",
                "t99999999999999999999999999999999999999999999999999999999999999999");
    struct mt_column bad[] = {COLUMN(NEWDECIMAL, 66, 0), COLUMN(NEWDECIMAL, 5 | 6 << 8, 0),
                              COLUMN(NEWDECIMAL, 0, 0), COLUMN(NEWDECIMAL, 40 | 31 << 8, 0)};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        check_failure(&bad[i], "80000000000000000000000000000000", MT_ERR_CORRUPT);
}

static void test_dates(void)
{
    struct mt_column date = COLUMN(DATE, 0, 0), old = COLUMN(DATETIME, 0, 0);
    check_value(&date, "000000", "t0000-00-00");
    check_value(&date, "0fd00f", "t2024-00-15");
    check_value(&date, "9f1f4e", "t9999-12-31");
    check_failure(&date, "a0d10f", MT_ERR_CORRUPT);
    check_value(&old, "e864c96c66120000", "t2023-11-21 10:20:56");
    check_value(&old, "0000000000000000", "t0000-00-00 00:00:00");
    check_failure(&old, "ffffffffffffffff", MT_ERR_CORRUPT);
    struct mt_column seconds = COLUMN(DATETIME2, 0, 0), micro = COLUMN(DATETIME2, 6, 0);
    check_value(&seconds, "8000000000", "t0000-00-00 00:00:00");
    check_value(&seconds, "99b2bac84a", "t2024-02-29 12:33:10");
    check_value(&micro, "fef3ff7efb0f423f", "t9999-12-31 23:59:59.999999");
    check_failure(&micro, "fef3ff7efbffffff", MT_ERR_CORRUPT);
    check_failure(&seconds, "7fffffffff", MT_ERR_CORRUPT);
    struct mt_column seven = COLUMN(DATETIME2, 7, 0);
    check_failure(&seven, "fef3ff7efb0f423f00", MT_ERR_CORRUPT);
}

static void test_times(void)
{
    struct mt_column old = COLUMN(TIME, 0, 0), t0 = COLUMN(TIME2, 0, 0), t1 = COLUMN(TIME2, 1, 0),
                     t2 = COLUMN(TIME2, 2, 0), t6 = COLUMN(TIME2, 6, 0);
    check_value(&old, "40e201", "t12:34:56");
    check_value(&old, "c01dfe", "t-12:34:56");
    check_failure(&old, "ffff7f", MT_ERR_CORRUPT);
    check_value(&t0, "b46efb", "t838:59:59");
    check_value(&t0, "4b9105", "t-838:59:59");
    check_value(&t2, "7fffffce", "t-00:00:00.50");
    check_value(&t1, "7fffffce", "t-00:00:00.5");
    check_value(&t6, "7fffffffffff", "t-00:00:00.000001");
    check_value(&t6, "80c8b801e240", "t12:34:56.123456");
    check_value(&t6, "800000000000", "t00:00:00.000000");
    check_failure(&t0, "ffffff", MT_ERR_CORRUPT);
}

static void test_timestamps(void)
{
    struct mt_column old = COLUMN(TIMESTAMP, 0, 0), s = COLUMN(TIMESTAMP2, 0, 0),
                     ms = COLUMN(TIMESTAMP2, 3, 0);
    check_value(&old, "00000000", "t0000-00-00 00:00:00");
    check_value(&old, "80436d38", "t2000-01-01 00:00:00");
    check_value(&s, "7fffffff", "t2038-01-19 03:14:07");
    check_value(&s, "ffffffff", "t2106-02-07 06:28:15");
    check_value(&s, "38bc5d80", "t2000-03-01 00:00:00");
    check_value(&s, "00000001", "t1970-01-01 00:00:01");
    check_value(&ms, "5e0be10004ce", "t2020-01-01 00:00:00.123");
    check_value(&ms, "000000000000", "t0000-00-00 00:00:00.000");
}

static void test_strings(void)
{
    struct mt_column c = COLUMN(VARCHAR, 40, 40);
    check_failure(&c, "0161", MT_ERR_SCHEMA);
    c.charset_known = true;
    c.charset = mt_charset_by_name("utf8mb4", 7);
    check_value(&c, "05c3a9202020", "té   ");
    check_value(&c, "00", "t");
    check_failure(&c, "0561", MT_ERR_TRUNCATED);
    check_failure(&c, "", MT_ERR_TRUNCATED);
    c.meta = 4;
    check_failure(&c, "056161616161", MT_ERR_CORRUPT);
    c.meta = 300;
    check_value(&c, "01 00 61", "ta");
    c.charset = mt_charset_by_name("latin1", 6);
    check_value(&c, "0200 e980", "té€");
    struct mt_column binary = COLUMN(STRING, 0, 4);
    binary.charset_known = true;
    binary.charset = mt_charset_by_name("binary", 6);
    check_value(&binary, "02 0102", "b01020000");
    check_value(&binary, "04 01020304", "b01020304");
    check_value(&binary, "00", "b00000000");
    check_failure(&binary, "05 0102030405", MT_ERR_CORRUPT);
    binary.charset = mt_charset_by_name("utf16", 5);
    check_value(&binary, "02 00e9", "té");
    struct mt_column blob = COLUMN(BLOB, 2, 0);
    blob.charset_known = true;
    blob.charset = mt_charset_by_name("binary", 6);
    check_value(&blob, "0300 00ff41", "b00ff41");
    blob.meta = 5;
    check_failure(&blob, "0300000000 00ff41", MT_ERR_CORRUPT);
}

/* MariaDB 10.11, the end of each stripped of zeros as in the log. */
static void test_shapes(void)
{
    struct mt_column c = COLUMN(STRING, 0, 16);
    c.charset_known = true;
    c.charset = mt_charset_by_name("binary", 6);
    c.shape = MT_SHAPE_UUID;
    check_value(&c, "0e123e4567e89b12d3a45642665544", "t123e4567-e89b-12d3-a456-426655440000");
    check_value(&c, "00", "t00000000-0000-0000-0000-000000000000");
    c.shape = MT_SHAPE_INET6;
    check_value(&c, "00", "t::");
    check_value(&c, "0420010db8", "t2001:db8::");
    check_value(&c, "1000000000000000000000ffff01020304", "t::ffff:1.2.3.4");
    check_value(&c, "1000000000000000000000000001020304", "t::1.2.3.4");
    check_value(&c, "1000010000000200030004000500060007", "t1::2:3:4:5:6:7");
    check_value(&c, "1000000000000000000000000000000001", "t::1");
    check_value(&c, "10 fe80 0000 0000 0001 0000 0000 0000 0002", "tfe80:0:0:1::2");
    c.shape = MT_SHAPE_INET4;
    c.length = 4;
    check_value(&c, "03 010203", "t1.2.3.0");
    check_value(&c, "04 ff0a64ff", "t255.10.100.255");
}

static void test_labels(void)
{
    struct mt_str labels[] = {{"a", 1}, {"b,c", 3}, {"é", 2}};
    struct mt_column e = COLUMN(ENUM, 0, 1), s = COLUMN(SET, 0, 1);
    check_failure(&e, "01", MT_ERR_SCHEMA);
    check_failure(&s, "00", MT_ERR_SCHEMA);
    e.labels = s.labels = labels;
    e.label_count = s.label_count = 3;
    check_value(&e, "00", "t");
    check_value(&e, "03", "té");
    check_failure(&e, "04", MT_ERR_CORRUPT);
    check_value(&s, "00", "t");
    check_value(&s, "02", "tb,c");
    check_value(&s, "05", "ta,é");
    check_failure(&s, "08", MT_ERR_CORRUPT);
    e.length = 2;
    check_value(&e, "0100", "ta");
    e.length = 3;
    check_failure(&e, "010000", MT_ERR_CORRUPT);
}

/* MariaDB 10.11: varchar(255) and blob COMPRESSED; repeat('x', 200) and repeat('y', 300). */
static void test_compressed(void)
{
    struct mt_column c = COLUMN(VARCHAR_COMPRESSED, 256, 255);
    char want[402] = "t";
    c.charset_known = true;
    c.charset = mt_charset_by_name("latin1", 6);
    memset(want + 1, 'x', 200);
    check_value(&c, "0800 89c8aba818 1e0000", want);
    check_value(&c, "0600 00 73686f7274", "tshort");
    check_value(&c, "0200 00e9", "té");
    check_value(&c, "0000", "t");
    check_failure(&c, "0800 89c9aba818 1e0000", MT_ERR_CORRUPT);
    check_failure(&c, "0800 89c8ffa818 1e0000", MT_ERR_CORRUPT);
    check_failure(&c, "0600 8cffffffff 00", MT_ERR_CORRUPT);
    check_failure(&c, "0200 79c8", MT_ERR_CORRUPT);
    struct mt_column blob = COLUMN(BLOB_COMPRESSED, 2, 0);
    blob.charset_known = true;
    blob.charset = mt_charset_by_name("binary", 6);
    check_value(&blob, "0200 00ff", "bff");
}

static void test_others(void)
{
    struct mt_column vector = COLUMN(VECTOR, 4, 0), shaped = COLUMN(VARCHAR, 12, 12),
                     json = COLUMN(JSON, 4, 0), geometry = COLUMN(GEOMETRY, 4, 0);
    check_value(&vector, "08000000 0000803f 000020c0", "v 1 -2.5");
    check_failure(&vector, "06000000 0000803f 0000", MT_ERR_CORRUPT);
    shaped.shape = MT_SHAPE_VECTOR;
    check_value(&shaped, "04 0000803f", "v 1");
    check_value(&json, "00000000", "tnull");
    check_value(&json, "05000000 0000000400", "t{}");
    check_value(&geometry, "05000000 0000000001", "b0000000001");
    struct mt_column unknown[] = {
        COLUMN(DECIMAL, 0, 0), COLUMN(NULL, 0, 0), COLUMN(TYPED_ARRAY, 0, 0), {.type = 100}};
    for (size_t i = 0; i < 4; i++)
        check_failure(&unknown[i], "00000000", MT_ERR_UNSUPPORTED);
}

/* Random bytes as every type: an error or a value, within the bytes. The sanitizers look on. */
static void test_noise(void)
{
    struct mt_str labels[] = {{"a", 1}, {"b", 1}};
    struct mt_buf scratch = {0};
    uint32_t seed = 1;
    for (int i = 0; i < 200000; i++) {
        uint8_t bytes[24];
        struct mt_column c = {.labels = labels, .label_count = 2, .sign_known = true};
        for (size_t k = 0; k < sizeof bytes; k++) {
            seed = seed * 1664525 + 1013904223;
            bytes[k] = (uint8_t)(seed >> 24);
        }
        c.type = bytes[0];
        c.meta = bytes[1] & 1 ? bytes[2] & 15 : (uint16_t)(bytes[2] | bytes[3] << 8);
        c.length = bytes[4] & 31;
        c.shape = bytes[1] >> 1 & 7 ? MT_SHAPE_PLAIN : bytes[1] >> 4 & 3;
        c.charset = mt_charset_by_collation(bytes[5]);
        c.charset_known = c.charset != NULL;
        bytes[6] &= bytes[1] & 16 ? 15 : 255;
        size_t len = 24u - 6 - (bytes[1] >> 5);
        uint8_t *exact = malloc(len);
        memcpy(exact, bytes + 6, len);
        struct mt_cursor row = mt_cursor(exact, len), skipped = row;
        struct mt_value value;
        struct mt_err err = {0}, skip_err = {0};
        char text[4096];
        int decoded = mt_value_decode(&c, &row, &scratch, &value, &err);
        int skip = mt_value_skip(&c, &skipped, &skip_err);
        if (decoded == 0 && (skip != 0 || row.at != skipped.at || !show(&value, text)[0]))
            CHECK(false);
        free(exact);
    }
    mt_buf_free(&scratch);
}

static void test_doubles(void)
{
    static const struct {
        double value;
        const char *text;
    } cases[] = {{0, "0"},
                 {1, "1"},
                 {-1.5, "-1.5"},
                 {0.1, "0.1"},
                 {1e20, "100000000000000000000"},
                 {1e21, "1e21"},
                 {1e-6, "0.000001"},
                 {1e-7, "1e-7"},
                 {123456789012345680.0, "123456789012345680"},
                 {5e-324, "5e-324"},
                 {2.2250738585072014e-308, "2.2250738585072014e-308"},
                 {0x1p-44, "5.684341886080802e-14"},
                 {1.7976931348623157e308, "1.7976931348623157e308"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[33];
        text[mt_double_print(cases[i].value, text)] = '\0';
        CHECK_STR(text, cases[i].text);
    }
    CHECK(mt_float_to_double(1.1f) == 1.1);
    CHECK(mt_float_to_double(16777217.0f) == 16777216.0);
    CHECK(mt_float_to_double(3e10f) == 3e10);
    CHECK(mt_float_to_double(1e-40f) == 1e-40);
    CHECK(isinf(mt_float_to_double(INFINITY)));
}

int main(void)
{
    test_integers();
    test_numbers();
    test_decimals();
    test_dates();
    test_times();
    test_timestamps();
    test_strings();
    test_shapes();
    test_labels();
    test_compressed();
    test_others();
    test_noise();
    test_doubles();
    return test_done();
}
