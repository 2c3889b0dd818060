/* Numbers: DECIMAL, FLOAT, DOUBLE, BIT, and how they are printed.
 *
 * Formats: MySQL strings/decimal.cc (decimal2bin); IEEE 754. */
#include "binlog/value.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/digits.h"
#include "binlog/value_codec.h"
#include "binlog/wire.h"

#define DIGITS_A_WORD 9 /* of a DECIMAL, in four bytes */

/* Bytes of the digits that fill no word. */
static const uint8_t partial_bytes[DIGITS_A_WORD] = {0, 1, 1, 2, 2, 3, 3, 4, 4};

static const double powers_of_ten[] = {1,   1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                       1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};

unsigned mt_decimal_size(unsigned precision, unsigned scale)
{
    if (precision == 0 || precision > 81 || scale > 30 || scale > precision)
        return 0;
    unsigned whole = precision - scale;
    return whole / DIGITS_A_WORD * 4 + partial_bytes[whole % DIGITS_A_WORD] +
           scale / DIGITS_A_WORD * 4 + partial_bytes[scale % DIGITS_A_WORD];
}

/* A word of `digits` digits from the bytes of a DECIMAL, whose first byte has its top bit flipped
 * and whose negatives are complemented; false when it does not fit them. */
static inline bool take_word(struct mt_cursor *value, unsigned digits, uint32_t mask,
                             uint32_t *flip, uint32_t *word)
{
    unsigned bytes = digits == DIGITS_A_WORD ? 4 : partial_bytes[digits];
    switch (bytes) { /* so that the compiler makes one load of each */
    case 1: *word = mt_u8(value); break;
    case 2: *word = (uint32_t)mt_be(value, 2); break;
    case 3: *word = (uint32_t)mt_be(value, 3); break;
    default: *word = (uint32_t)mt_be(value, 4);
    }
    *word ^= *flip << (8 * (bytes - 1)) ^ mask >> (8 * (4 - bytes));
    *flip = 0;
    return *word < mt_digit_steps[digits];
}

/* The partial word stands first in the whole part, last in the fraction. */
size_t mt_decimal_print(struct mt_cursor *value, unsigned precision, unsigned scale, char *text)
{
    char *to = text, *start;
    bool negative = mt_left(value) && !(*value->at & 0x80), good = true;
    uint32_t mask = negative ? UINT32_MAX : 0, flip = 0x80, word;
    if (negative)
        *to++ = '-';
    start = to;
    for (unsigned left = precision - scale, n; left > 0; left -= n) {
        n = left % DIGITS_A_WORD ? left % DIGITS_A_WORD : DIGITS_A_WORD;
        good &= take_word(value, n, mask, &flip, &word);
        if (to > start)
            to = mt_put_digits(to, word, n);
        else if (word)
            to = mt_put_unsigned(to, word);
    }
    if (to == start)
        *to++ = '0';
    if (scale)
        *to++ = '.';
    for (unsigned left = scale, n; left > 0; left -= n) {
        n = left < DIGITS_A_WORD ? left : DIGITS_A_WORD;
        good &= take_word(value, n, mask, &flip, &word);
        to = mt_put_digits(to, word, n);
    }
    return good && !value->failed ? (size_t)(to - text) : 0;
}

int mt_value_decimal(const struct mt_column *column, struct mt_cursor *value,
                     struct mt_buf *scratch, struct mt_value *out, struct mt_err *err)
{
    char *to = mt_buf_reserve(scratch, MT_DECIMAL_TEXT);
    if (to) {
        scratch->len = mt_decimal_print(value, column->meta & 0xff, column->meta >> 8, to);
        if (scratch->len == 0)
            return mt_fail(err, MT_ERR_CORRUPT,
                           "a DECIMAL value holds digits beyond 9: the log is damaged, or does "
                           "not fit its table map");
    }
    return mt_value_from_scratch(scratch, out, err);
}

/* To the nearest integer, the even one of two, as nearbyint does; 0 <= d < 2^51. Beside 2^52 a
 * double has no room for a fraction. */
static inline double round_nearest(double d)
{
    return (d + 0x1p52) - 0x1p52;
}

/* With k digits behind the point for the least k that does: all in exact arithmetic, so that no
 * text is made. A float has 24 bits and ten to the seventh as many: the product is exact in a
 * double, and so is the test, as no decimal that short lies within a double's rounding of the
 * middle of two floats without being there. */
static bool find_short_decimal(float f, double *d)
{
    double magnitude = fabs((double)f);
    if (magnitude >= 16777216 || magnitude < 1e-6)
        return false;
    for (int k = 0; k <= 7; k++) {
        double candidate = round_nearest(magnitude * powers_of_ten[k]) / powers_of_ten[k];
        if ((float)candidate == (float)magnitude) {
            *d = copysign(candidate, (double)f);
            return true;
        }
    }
    return false;
}

/* The closest decimal of some length may lie on the wrong side of a power of two, below which
 * floats are denser, while the next one up reads back. text: "d.ddde-05"; false when its last digit
 * cannot grow. */
static bool grow_last_digit(char *text)
{
    char *exponent = strchr(text, 'e');
    if (!exponent || exponent[-1] == '9' || exponent[-1] == '.')
        return false;
    exponent[-1]++;
    return true;
}

double mt_float_to_double(float f)
{
    double d = (double)f;
    if (f == 0 || !isfinite(f) || find_short_decimal(f, &d))
        return d;
    char text[32];
    /* Any six digits survive a float, but not those of the subnormal ones. */
    for (int digits = fabsf(f) < FLT_MIN ? 1 : 6; digits <= 9; digits++) {
        snprintf(text, sizeof text, "%.*e", digits - 1, (double)f);
        if (strtof(text, NULL) == f || (grow_last_digit(text) && strtof(text, NULL) == f))
            break;
    }
    return strtod(text, NULL);
}

int mt_value_float(const struct mt_column *column, struct mt_cursor *value, struct mt_buf *scratch,
                   struct mt_value *out, struct mt_err *err)
{
    (void)column, (void)scratch, (void)err;
    uint32_t bits = mt_u32(value);
    float f;
    memcpy(&f, &bits, sizeof f);
    out->kind = MT_KIND_DOUBLE;
    out->as.d = mt_float_to_double(f);
    return 0;
}

int mt_value_double(const struct mt_column *column, struct mt_cursor *value, struct mt_buf *scratch,
                    struct mt_value *out, struct mt_err *err)
{
    (void)column, (void)scratch, (void)err;
    uint64_t bits = mt_u64(value);
    out->kind = MT_KIND_DOUBLE;
    memcpy(&out->as.d, &bits, sizeof out->as.d);
    return 0;
}

int mt_value_bit(const struct mt_column *column, struct mt_cursor *value, struct mt_buf *scratch,
                 struct mt_value *out, struct mt_err *err)
{
    (void)scratch;
    unsigned bits = (column->meta >> 8) * 8u + (column->meta & 0xff);
    out->kind = MT_KIND_UINT;
    out->as.u = mt_be(value, (unsigned)mt_left(value));
    if (bits < 64 && out->as.u >> bits)
        return mt_fail(err, MT_ERR_CORRUPT,
                       "a BIT(%u) value has bits beyond its width: the log is damaged, or does "
                       "not fit its table map",
                       bits);
    return 0;
}

/* Digits of an integer below 10^17, and where its point stands when it is divided by 10^k. */
static struct mt_digits digits_of(uint64_t v, int k)
{
    struct mt_digits d = {.count = 0};
    char text[24];
    int n = 0;
    while (v && v % 10 == 0) {
        v /= 10;
        k--;
    }
    for (; v; v /= 10)
        text[n++] = (char)('0' + v % 10);
    while (d.count < n) {
        d.digits[d.count] = text[n - 1 - d.count];
        d.count++;
    }
    d.point = n - k;
    return d;
}

/* The same trick as for floats: below 10^15 the product's rounding cannot reach the next integer,
 * and the division rounds right. The magnitude is whole / 10^k, for the least k. */
static bool find_short_digits(double magnitude, uint64_t *whole, int *k)
{
    for (int i = 0; i <= 15; i++) {
        double scaled = magnitude * powers_of_ten[i];
        if (!(scaled < 1e15))
            return false;
        double rounded = round_nearest(scaled);
        if (rounded / powers_of_ten[i] == magnitude) {
            *whole = (uint64_t)(int64_t)rounded;
            *k = i;
            return true;
        }
    }
    return false;
}

/* "d.ddde+xx" to its digits. */
static struct mt_digits parse_scientific(const char *text)
{
    uint64_t v = 0;
    int count = -1;
    for (; *text && *text != 'e'; text++)
        if (*text != '.') {
            v = v * 10 + (uint64_t)(*text - '0');
            count++;
        }
    int exponent = *text ? atoi(text + 1) : 0;
    return digits_of(v, count - exponent);
}

struct mt_digits mt_double_digits(double d)
{
    struct mt_digits digits = {.digits = "0", .count = 1, .point = 1};
    double magnitude = fabs(d);
    char text[32];
    uint64_t whole;
    int k;
    if (magnitude != 0 && find_short_digits(magnitude, &whole, &k)) {
        digits = digits_of(whole, k);
    } else if (magnitude != 0) {
        for (int precision = magnitude < DBL_MIN ? 1 : 15; precision <= 17; precision++) {
            snprintf(text, sizeof text, "%.*e", precision - 1, magnitude);
            if (strtod(text, NULL) == magnitude ||
                (precision == 16 && grow_last_digit(text) && strtod(text, NULL) == magnitude))
                break;
        }
        digits = parse_scientific(text);
    }
    digits.negative = signbit(d) != 0;
    return digits;
}

/* Digits with the point among them or zeros around: 0.00ddd, dd.d, ddd00. */
static char *put_plain(char *to, const struct mt_digits *d)
{
    if (d->point <= 0) {
        *to++ = '0';
        *to++ = '.';
        for (int i = d->point; i < 0; i++)
            *to++ = '0';
    }
    for (int i = 0; i < d->count; i++) {
        if (i > 0 && i == d->point)
            *to++ = '.';
        *to++ = d->digits[i];
    }
    for (int i = d->count; i < d->point; i++)
        *to++ = '0';
    return to;
}

size_t mt_digits_print(const struct mt_digits *digits, bool plain, char *text)
{
    char *to = text;
    if (digits->negative)
        *to++ = '-';
    if (plain)
        return (size_t)(put_plain(to, digits) - text);
    *to++ = digits->digits[0];
    if (digits->count > 1) {
        *to++ = '.';
        memcpy(to, digits->digits + 1, (size_t)digits->count - 1);
        to += digits->count - 1;
    }
    return (size_t)(to - text) + (size_t)sprintf(to, "e%d", digits->point - 1);
}

/* whole / 10^k as put_plain has it. */
static size_t print_short(char *text, bool negative, uint64_t whole, int k)
{
    char *to = text;
    uint64_t unit = mt_digit_steps[k];
    if (negative)
        *to++ = '-';
    if (k == 0)
        return (size_t)(mt_put_unsigned(to, whole) - text);
    to = mt_put_unsigned(to, whole / unit);
    *to++ = '.';
    return (size_t)(mt_put_digits(to, whole % unit, (unsigned)k) - text);
}

size_t mt_double_print(double d, char text[32])
{
    double magnitude = fabs(d);
    uint64_t whole;
    int k;
    if (magnitude >= 1e-6 && find_short_digits(magnitude, &whole, &k))
        return print_short(text, signbit(d), whole, k);
    struct mt_digits digits = mt_double_digits(d);
    return mt_digits_print(&digits, digits.point > -6 && digits.point <= 21, text);
}
