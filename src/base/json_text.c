/* Owns the text of JSON strings. Nearly all of it stands for itself: it is looked at and copied by
 * sixteen bytes at a time, and what needs more is found by its place among them. */
#include "base/json_text.h"

#include <string.h>
#if defined __SSE2__ && !defined MT_PORTABLE
#include <emmintrin.h>
#endif

#include "base/utf8.h"

#define STEP 16

const char mt_json_escapes[128] = {
    ['"'] = '"',  ['\\'] = '\\', ['\b'] = 'b', ['\f'] = 'f',
    ['\n'] = 'n', ['\r'] = 'r',  ['\t'] = 't',
};

/* ---- looking ---- */

#define EVERY(byte) (UINT64_C(0x0101010101010101) * (byte))

static inline bool is_plain(uint8_t byte)
{
    return byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\';
}

/* Does any of eight bytes need more: a quote, a backslash, a control character, not ASCII? */
static inline bool needs_more(uint64_t word)
{
    uint64_t quote = word ^ EVERY('"'), backslash = word ^ EVERY('\\');
    uint64_t hits = (quote - EVERY(1)) | (backslash - EVERY(1)) | (word - EVERY(0x20)) | word;
    return (hits & EVERY(0x80)) != 0;
}

static inline size_t count_plain(const uint8_t *p, size_t len)
{
    size_t n = 0;
    while (n < len && is_plain(p[n]))
        n++;
    return n;
}

/* Copy sixteen bytes. Returns how many of them, from the first on, stand for themselves. */
static inline size_t copy_step(char *to, const uint8_t *p)
{
#if defined __SSE2__ && !defined MT_PORTABLE
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)p);
    _mm_storeu_si128((__m128i *)(void *)to, bytes);
    __m128i hits = _mm_cmplt_epi8(bytes, _mm_set1_epi8(0x20)); /* signed: 0x80 and above, too */
    hits = _mm_or_si128(hits, _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')));
    hits = _mm_or_si128(hits, _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\')));
    unsigned bits = (unsigned)_mm_movemask_epi8(hits);
    return bits ? (size_t)__builtin_ctz(bits) : STEP;
#else
    uint64_t words[2];
    memcpy(words, p, STEP);
    memcpy(to, words, STEP);
    return needs_more(words[0]) || needs_more(words[1]) ? count_plain(p, STEP) : STEP;
#endif
}

/* The same with fewer than sixteen, 1 at least. */
static inline size_t copy_rest(char *to, const uint8_t *p, size_t n)
{
    uint64_t first, last;
    if (n >= 8) {
        memcpy(&first, p, 8);
        memcpy(&last, p + n - 8, 8);
        memcpy(to, &first, 8);
        memcpy(to + n - 8, &last, 8);
        return needs_more(first) || needs_more(last) ? count_plain(p, n) : n;
    }
    if (n >= 4) {
        uint32_t low, high;
        memcpy(&low, p, 4);
        memcpy(&high, p + n - 4, 4);
        memcpy(to, &low, 4);
        memcpy(to + n - 4, &high, 4);
        return needs_more(low | (uint64_t)high << 32) ? count_plain(p, n) : n;
    }
    to[0] = (char)p[0];
    to[n / 2] = (char)p[n / 2];
    to[n - 1] = (char)p[n - 1];
    return count_plain(p, n);
}

size_t mt_json_plain_run(const uint8_t *p, const uint8_t *end)
{
    const uint8_t *start = p;
    char copy[STEP];
    while (p < end) {
        size_t left = (size_t)(end - p);
        size_t n = left >= STEP ? copy_step(copy, p) : copy_rest(copy, p, left);
        p += n;
        if (n == left || n == STEP)
            continue;
        n = *p >= 0x80 ? mt_utf8_length(p, (size_t)(end - p)) : 0;
        if (n == 0)
            break;
        p += n;
    }
    return (size_t)(p - start);
}

/* ---- writing ---- */

/* to: room for 6 bytes. */
static size_t put_escape(char *to, uint8_t byte)
{
    static const char hex[] = "0123456789abcdef";
    to[0] = '\\';
    if (byte < 0x80 && mt_json_escapes[byte]) {
        to[1] = mt_json_escapes[byte];
        return 2;
    }
    to[1] = 'u';
    memcpy(to + 2, byte < 0x80 ? "00" : "dc", 2);
    to[4] = hex[byte >> 4];
    to[5] = hex[byte & 15];
    return 6;
}

/* Copy the characters at p that are not ASCII. Returns how many bytes; 0 where the first begins no
 * character, or is ASCII. */
static inline size_t copy_characters(char *to, const uint8_t *p, size_t left)
{
    size_t done = 0;
    while (done < left && p[done] >= 0x80) {
        size_t n = mt_utf8_length(p + done, left - done);
        if (n == 0)
            break;
        if (left - done >= 4)
            memcpy(to + done, p + done, 4);
        else
            memcpy(to + done, p + done, n);
        done += n;
    }
    return done;
}

static inline bool add_text(struct mt_buf *out, const uint8_t *p, size_t left, bool only_ascii)
{
    size_t start = out->len;
    char *to = mt_buf_reserve(out, left + 2);
    if (!to)
        return true;
    *to++ = '"';
    while (left) {
        size_t n = left >= STEP ? copy_step(to, p) : copy_rest(to, p, left);
        to += n;
        p += n;
        left -= n;
        if (n == STEP || !left)
            continue;
        if (*p >= 0x80 && only_ascii) {
            out->len = start;
            return false;
        }
        n = copy_characters(to, p, left);
        to += n;
        if (n == 0) {
            out->len = (size_t)(to - out->data);
            to = mt_buf_reserve(out, left + 1 + 6);
            if (!to)
                return true;
            to += put_escape(to, *p);
            n = 1;
        }
        p += n;
        left -= n;
    }
    *to++ = '"';
    out->len = (size_t)(to - out->data);
    return true;
}

void mt_json_add_string(struct mt_buf *out, const char *text, size_t len)
{
    add_text(out, (const uint8_t *)text, len, false);
}

bool mt_json_add_ascii(struct mt_buf *out, const char *text, size_t len)
{
    return add_text(out, (const uint8_t *)text, len, true);
}
