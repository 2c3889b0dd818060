/* Decimal digits, written two at a time. */
#ifndef MT_DIGITS_H
#define MT_DIGITS_H

#include <stdint.h>
#include <string.h>

/* "00" to "99", one behind the other. */
extern const char mt_digit_pairs[201];

/* Ten to the power of the index; the first is 0, as 0 has a digit too. */
extern const uint64_t mt_digit_steps[20];

/* How many digits u has: its bits say so, but for one. */
static inline unsigned mt_count_digits(uint64_t u)
{
    unsigned bits = 64 - (unsigned)__builtin_clzll(u | 1);
    unsigned about = bits * 1233 >> 12; /* 1233 / 4096 is nearly log10(2) */
    return about + (u >= mt_digit_steps[about]);
}

/* The last n digits of u, zeros in front. Returns their end. */
static inline char *mt_put_digits(char *to, uint64_t u, unsigned n)
{
    char *end = to + n, *at = end;
    for (; at - to >= 2; u /= 100) {
        at -= 2;
        memcpy(at, mt_digit_pairs + 2 * (u % 100), 2);
    }
    if (at > to)
        *to = (char)('0' + u % 10);
    return end;
}

/* All digits of u, at most 20. Returns their end. */
static inline char *mt_put_unsigned(char *to, uint64_t u)
{
    return mt_put_digits(to, u, mt_count_digits(u));
}

#endif
