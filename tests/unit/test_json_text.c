/* JSON strings against a plain encoder, byte by byte: the way with SSE2 where the compiler has it,
 * and the portable one. */
#include "base/json_text.h"

#include <stdlib.h>

#include "base/digits.h"
#include "base/utf8.h"
#include "test.h"

#define MT_PORTABLE
#define mt_json_add_string portable_add_string
#define mt_json_add_ascii  portable_add_ascii
#define mt_json_plain_run  portable_plain_run
#define mt_json_escapes    portable_escapes
void portable_add_string(struct mt_buf *out, const char *text, size_t len);
bool portable_add_ascii(struct mt_buf *out, const char *text, size_t len);
size_t portable_plain_run(const uint8_t *p, const uint8_t *end);
extern const char portable_escapes[128];
#include "base/json_text.c"
#undef mt_json_add_string
#undef mt_json_add_ascii
#undef mt_json_plain_run
#undef mt_json_escapes

static uint64_t state = 1;

static uint64_t next_random(void)
{
    state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return state >> 33;
}

static void encode(struct mt_buf *out, const char *text, size_t len)
{
    const uint8_t *p = (const uint8_t *)text;
    mt_buf_addc(out, '"');
    for (size_t i = 0, n; i < len; i += n) {
        const char *letter = p[i] ? strchr("\"\"\\\\\bb\ff\nn\rr\tt", p[i]) : NULL;
        n = mt_utf8_length(p + i, len - i);
        if (n == 0)
            mt_buf_printf(out, "\\udc%02x", p[i]);
        else if (p[i] < 0x20 && !letter)
            mt_buf_printf(out, "\\u%04x", p[i]);
        else if (p[i] < 0x20 || p[i] == '"' || p[i] == '\\')
            mt_buf_printf(out, "\\%c", letter[1]);
        else
            mt_buf_add(out, text + i, n);
        n = n ? n : 1;
    }
    mt_buf_addc(out, '"');
}

static bool is_same(struct mt_buf *a, struct mt_buf *b)
{
    return !a->failed && !b->failed && a->len == b->len && memcmp(a->data, b->data, a->len) == 0;
}

static bool is_ascii(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if ((uint8_t)text[i] >= 0x80)
            return false;
    return true;
}

/* In memory of its own length, so that a sanitizer sees what is read behind it. */
static bool agrees(const char *bytes, size_t len)
{
    struct mt_buf want = {0}, got = {0}, portable = {0};
    char *text = malloc(len ? len : 1);
    memcpy(text, bytes, len);
    encode(&want, text, len);
    mt_json_add_string(&got, text, len);
    portable_add_string(&portable, text, len);
    bool good = is_same(&want, &got) && is_same(&want, &portable), ascii = is_ascii(text, len);
    good &= mt_json_add_ascii(&got, text, len) == ascii;
    good &= portable_add_ascii(&portable, text, len) == ascii;
    good &= got.len == (ascii ? 2 : 1) * want.len && is_same(&got, &portable);
    const uint8_t *p = (const uint8_t *)text;
    size_t run = mt_json_plain_run(p, p + len);
    good &= run == portable_plain_run(p, p + len) && memcmp(want.data + 1, text, run) == 0;
    good &= run == len || want.data[1 + run] == '\\';
    free(text);
    mt_buf_free(&want);
    mt_buf_free(&got);
    mt_buf_free(&portable);
    return good;
}

static void test_random_strings(void)
{
    /* the first two alone in half of the rounds */
    static const char parts[][32] = {
        "a",
        "plain text of some length",
        "\"",
        "\\",
        "\n",
        "\x01",
        "\x7f",
        "\xc3\xa9",
        "\xe6\x9d\xb1",
        "\xf0\x9f\x8c\x99",
        "\x80",
        "\xed\xa0\x80",
        "\xe6\x9d",
        "\xf4\x90\x80\x80",
        "0123456789abcdef",
    };
    char text[1024];
    int wrong = 0;
    for (int round = 0; round < 200000; round++) {
        size_t len = 0, few = next_random() % 2 ? 2 : sizeof parts / sizeof *parts;
        for (size_t n = next_random() % 12; n > 0; n--) {
            const char *part = parts[next_random() % few];
            memcpy(text + len, part, strlen(part));
            len += strlen(part);
        }
        wrong += !agrees(text, len);
    }
    CHECK(wrong == 0);
}

/* Each byte at each place of strings up to two steps long. */
static void test_every_byte(void)
{
    char text[40];
    int wrong = 0;
    for (size_t len = 1; len <= sizeof text; len++)
        for (size_t at = 0; at < len; at++)
            for (int byte = 0; byte < 256; byte++) {
                memset(text, 'x', len);
                text[at] = (char)byte;
                wrong += !agrees(text, len);
            }
    CHECK(wrong == 0);
}

static bool prints(uint64_t u)
{
    char got[32], want[32];
    *mt_put_unsigned(got, u) = '\0';
    snprintf(want, sizeof want, "%llu", (unsigned long long)u);
    return strcmp(got, want) == 0;
}

static void test_digits(void)
{
    int wrong = !prints(0) + !prints(UINT64_MAX);
    for (uint64_t u = 1; u <= UINT64_MAX / 10; u *= 10)
        wrong += !prints(u - 1) + !prints(u) + !prints(u + 1) + !prints(u * 10 - 1);
    for (int bits = 0; bits < 64; bits++)
        wrong += !prints((UINT64_C(1) << bits) - 1) + !prints(UINT64_C(1) << bits);
    for (int i = 0; i < 100000; i++)
        wrong += !prints((next_random() << 33 | next_random()) >> (i % 64));
    CHECK(wrong == 0);
    char text[4];
    CHECK(mt_put_digits(text, 7, 3) == text + 3 && memcmp(text, "007", 3) == 0);
}

int main(void)
{
    CHECK(agrees("", 0));
    test_every_byte();
    test_random_strings();
    test_digits();
    return test_done();
}
