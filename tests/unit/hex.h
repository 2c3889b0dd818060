/* Bytes for tests, written as hexadecimal digits: literal cuts of real logs. */
#ifndef MT_TEST_HEX_H
#define MT_TEST_HEX_H

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/cursor.h"

/* Digits in pairs, spaces anywhere between them. The result lives until the 8th call after. */
static inline struct mt_str test_hex(const char *digits)
{
    static uint8_t ring[8][4096];
    static unsigned turn;
    uint8_t *bytes = ring[turn++ % 8];
    size_t n = 0;
    for (; *digits && n < sizeof ring[0]; digits += 2) {
        while (*digits == ' ')
            digits++;
        unsigned v;
        if (sscanf(digits, "%2x", &v) != 1)
            break;
        bytes[n++] = (uint8_t)v;
    }
    return (struct mt_str){(const char *)bytes, n};
}

#endif
