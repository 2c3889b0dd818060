/* Binary JSON and its differences, as MySQL 9.7 logged them; the texts are what it printed. */
#include "test.h"

#include <stdlib.h>

#include "binlog/json.h"
#include "hex.h"

static const char object_hex[] =
    "0005000d012700010028000100290001002a0001002b000300022e00006300028b000cbb000cc200616264737061"
    "640700350005010005feff071900071d000721000a2500092d00ffff00007011010090eefeffffffffffffffffff"
    "0000000000000080040028002000010021000100220001002300010000240004020004000004010065666e740000"
    "0400040030000b10000b18000b20000b2800000000000000f83f00003426f56b0c430000000000000080c976be9f"
    "0c24fe400671225cc3a90a064a4a4a4a4a4a";

static const char object_text[] =
    "{\"a\": [1, -2, 65535, 70000, -70000, 18446744073709551615, -9223372036854775808], "
    "\"b\": {\"e\": {}, \"f\": false, \"n\": null, \"t\": true}, "
    "\"d\": [1.5, 1e15, -0.0, 123456.789], \"s\": \"q\\\"\\\\é\\n\", \"pad\": \"JJJJJJ\"}";

/* Of "$.a[1]" = "x", "$.new" = [1], "$.a[99]" = 7, "$.b."k y"" = 2. */
static const char diffs_hex[] =
    "0006242e615b315d030c01780105242e6e65770802010007000501000107242e615b39395d030507000109242e62"
    "2e226b20792203050200";

static const char after_text[] =
    "{\"a\": [1, \"x\", 65535, 70000, -70000, 18446744073709551615, -9223372036854775808, 7], "
    "\"b\": {\"e\": {}, \"f\": false, \"n\": null, \"t\": true, \"k y\": 2}, "
    "\"d\": [1.5, 1e15, -0.0, 123456.789], \"s\": \"q\\\"\\\\é\\n\", \"new\": [1], "
    "\"pad\": \"JJJJJJ\"}";

static const char array_hex[] =
    "02070097000f19000f23000f2d000f37000f41000f46000c4900f6080d048000000113880b08e05ef8fe3fffffff"
    "0c08070000464186a5190a08000000000042a5190f030001ff0f01054d7070707070707070707070707070707070"
    "70707070707070707070707070707070707070707070707070707070707070707070707070707070707070707070"
    "707070707070707070707070707070";

/* size byte of the object above, which is cut shorter than the server's */
static struct mt_str object(void)
{
    struct mt_str s = test_hex(object_hex);
    ((uint8_t *)(uintptr_t)s.data)[3] = (uint8_t)(s.len - 1);
    ((uint8_t *)(uintptr_t)s.data)[4] = (uint8_t)((s.len - 1) >> 8);
    return s;
}

static const char *print(struct mt_str document, struct mt_buf *out)
{
    struct mt_err err = {0};
    mt_buf_clear(out);
    return mt_json_print(document, out, &err) ? "failed" : mt_buf_str(out);
}

static const char *apply(struct mt_str before, struct mt_str diffs, struct mt_buf *out)
{
    struct mt_err err = {0};
    struct mt_cursor in = mt_cursor(diffs.data, diffs.len);
    mt_buf_clear(out);
    return mt_json_apply_diffs(before, &in, out, &err) ? "failed" : mt_buf_str(out);
}

static void test_print(struct mt_buf *out)
{
    CHECK_STR(print(object(), out), object_text);
    CHECK(strncmp(print(test_hex(array_hex), out),
                  "[1.5000, \"-12:00:01.500000\", \"2020-02-03 04:05:06.000007\", \"2020-01-01\", "
                  "\"base64:type15:AAH/\", \"base64:type15:BQ==\", \"ppppp",
                  120) == 0);
    CHECK_STR(print(test_hex(""), out), "null");
    CHECK_STR(print(test_hex("0401"), out), "true");
    CHECK_STR(print(test_hex("0c03 22 01 7f"), out), "\"\\\"\\u0001\x7f\"");
    CHECK_STR(print(test_hex("0000000400"), out), "{}");
    CHECK_STR(print(test_hex("0100000000 08000000"), out), "{}");
    CHECK_STR(print(test_hex("0b000000000000f03f"), out), "1.0");
    CHECK_STR(print(test_hex("0b0400000000000000"), out), "2e-323");
}

/* JSON counts the digits of a DECIMAL(65,30) as 66. */
static void test_wide_decimal(struct mt_buf *out)
{
    CHECK_STR(
        print(test_hex("0ff620421e85f5e0ff3b9ac9ff3b9ac9ff3b9ac9ff3b9ac9ff3b9ac9ff3b9ac9ff03e7"),
              out),
        "99999999999999999999999999999999999.999999999999999999999999999999");
    CHECK_STR(print(test_hex("0ff6090f068001869f0f423f"), out), "99999.999999");
    CHECK_STR(print(test_hex("0ff60952068001869f0f423f"), out), "failed");
}

static void test_apply(struct mt_buf *out)
{
    CHECK_STR(apply(object(), test_hex(diffs_hex), out), after_text);
    CHECK_STR(apply(object(), test_hex(""), out), object_text);
    /* remove $.a[0], then $.b.t: the first moves the others down */
    CHECK(strstr(apply(object(), test_hex("0206242e615b305d0205242e622e74"), out),
                 "{\"a\": [-2, 65535, ") == out->data);
    CHECK(strstr(out->data, "\"n\": null}") != NULL);
    CHECK_STR(apply(test_hex("0401"), test_hex("0001 24 020402"), out), "false");
}

static void test_misfits(struct mt_buf *out)
{
    /* replace and remove what is not there, insert what is, a path through a scalar, remove $ */
    static const char *const diffs[] = {"0004242e7a7a 020402",
                                        "0204242e7a7a",
                                        "0103242e61 020402",
                                        "0005242e732e78 020402",
                                        "020124",
                                        "0302242e",
                                        "0003242e61 00",
                                        "00067a2e615b305d 020402",
                                        "0005242e615b78 020402",
                                        "0006242e615b305d"};
    for (size_t i = 0; i < sizeof diffs / sizeof diffs[0]; i++)
        CHECK_STR(apply(object(), test_hex(diffs[i]), out), "failed");
}

/* Every cut and every changed byte: any answer will do but a crash. The sanitizers look on. */
static void test_damage(struct mt_buf *out)
{
    struct mt_str whole = object(), diffs = test_hex(diffs_hex);
    size_t texts = 0;
    for (size_t len = 0; len <= whole.len; len++) {
        char *copy = malloc(len + 1);
        memcpy(copy, whole.data, len);
        texts += strcmp(print((struct mt_str){copy, len}, out), "failed") != 0;
        free(copy);
    }
    CHECK(texts >= 2 && texts < 12);
    for (size_t i = 0; i < whole.len; i++)
        for (unsigned bit = 0; bit < 8; bit++) {
            char *copy = malloc(whole.len);
            memcpy(copy, whole.data, whole.len);
            copy[i] = (char)(copy[i] ^ 1 << bit);
            print((struct mt_str){copy, whole.len}, out);
            apply((struct mt_str){copy, whole.len}, diffs, out);
            free(copy);
        }
    for (size_t i = 0; i < diffs.len; i++)
        for (unsigned bit = 0; bit < 8; bit++) {
            char *copy = malloc(diffs.len);
            memcpy(copy, diffs.data, diffs.len);
            copy[i] = (char)(copy[i] ^ 1 << bit);
            apply(whole, (struct mt_str){copy, diffs.len}, out);
            free(copy);
        }
    CHECK(true);
}

/* Arrays whose entries all point at the next array would print without end. */
static void test_overlap(struct mt_buf *out)
{
    uint8_t doc[1 + 40 * 10];
    doc[0] = 2;
    for (unsigned i = 0; i < 40; i++) {
        uint8_t *at = doc + 1 + 10 * i;
        unsigned left = 10 * (40 - i);
        uint8_t entries[10] = {2, 0, (uint8_t)left, (uint8_t)(left >> 8), 2, 10, 0, 2, 10, 0};
        memcpy(at, entries, 10);
    }
    CHECK_STR(print((struct mt_str){(char *)doc, sizeof doc}, out), "failed");
}

/* n arrays in each other, the last empty. */
static const char *print_nested(unsigned n, struct mt_buf *out)
{
    uint8_t *doc = malloc(1 + 7 * n);
    doc[0] = 2;
    for (unsigned i = 0; i < n; i++) {
        unsigned left = 7 * (n - i);
        uint8_t entry[7] = {i + 1 < n, 0, (uint8_t)left, (uint8_t)(left >> 8), 2, 7, 0};
        memcpy(doc + 1 + 7 * i, entry, 7);
    }
    const char *text = print((struct mt_str){(char *)doc, 1 + 7 * n}, out);
    free(doc);
    return text;
}

static void test_depth(struct mt_buf *out)
{
    CHECK(print_nested(100, out)[99] == '[');
    CHECK_STR(print_nested(101, out), "failed");
}

int main(void)
{
    struct mt_buf out = {0};
    test_print(&out);
    test_wide_decimal(&out);
    test_apply(&out);
    test_misfits(&out);
    test_damage(&out);
    test_overlap(&out);
    test_depth(&out);
    mt_buf_free(&out);
    return test_done();
}
