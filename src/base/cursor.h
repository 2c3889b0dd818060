/* The bounds-checked reader: every byte from outside passes through here.
 *
 * A read past the end returns zeros (or NULL), moves the cursor to its end and sets `failed`, which
 * stays. Decoders read straight through and look at `failed` once, before they use what they read
 * to allocate or to index. Integers are little-endian unless the name says be. */
#ifndef MT_CURSOR_H
#define MT_CURSOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct mt_cursor {
    const uint8_t *at;
    const uint8_t *end;
    bool failed;
};

static inline struct mt_cursor mt_cursor(const void *data, size_t len)
{
    const uint8_t *p = data ? data : (const void *)"";
    return (struct mt_cursor){.at = p, .end = data ? p + len : p, .failed = false};
}

static inline size_t mt_left(const struct mt_cursor *c)
{
    return (size_t)(c->end - c->at);
}

/* The next n bytes as a view, or NULL. */
static inline const uint8_t *mt_take(struct mt_cursor *c, size_t n)
{
    if (n > mt_left(c)) {
        c->failed = true;
        c->at = c->end;
        return NULL;
    }
    const uint8_t *p = c->at;
    c->at += n;
    return p;
}

/* A cursor over the next n bytes alone; failed if there are not that many. */
static inline struct mt_cursor mt_take_cursor(struct mt_cursor *c, size_t n)
{
    const uint8_t *p = mt_take(c, n);
    struct mt_cursor part = mt_cursor(p, p ? n : 0);
    part.failed = p == NULL;
    return part;
}

/* Spelled out, because compilers make one load of this and not of a loop. */
static inline uint32_t mt_load_u32(const uint8_t p[static 4])
{
    return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

/* n little-endian bytes, 1 to 8. */
static inline uint64_t mt_le(struct mt_cursor *c, unsigned n)
{
    const uint8_t *p = mt_take(c, n);
    uint64_t v = 0;
    if (p)
        for (unsigned i = 0; i < n; i++)
            v |= (uint64_t)p[i] << (8 * i);
    return v;
}

/* n big-endian bytes, 1 to 8. */
static inline uint64_t mt_be(struct mt_cursor *c, unsigned n)
{
    const uint8_t *p = mt_take(c, n);
    uint64_t v = 0;
    if (p)
        for (unsigned i = 0; i < n; i++)
            v = v << 8 | p[i];
    return v;
}

static inline uint8_t mt_u8(struct mt_cursor *c)
{
    const uint8_t *p = mt_take(c, 1);
    return p ? *p : 0;
}

static inline uint16_t mt_u16(struct mt_cursor *c)
{
    const uint8_t *p = mt_take(c, 2);
    return p ? (uint16_t)(p[0] | p[1] << 8) : 0;
}

static inline uint32_t mt_u24(struct mt_cursor *c)
{
    return (uint32_t)mt_le(c, 3);
}

static inline uint32_t mt_u32(struct mt_cursor *c)
{
    const uint8_t *p = mt_take(c, 4);
    return p ? mt_load_u32(p) : 0;
}

static inline uint64_t mt_u48(struct mt_cursor *c)
{
    const uint8_t *p = mt_take(c, 6);
    return p ? mt_load_u32(p) | (uint64_t)(p[4] | p[5] << 8) << 32 : 0;
}

static inline uint64_t mt_u64(struct mt_cursor *c)
{
    const uint8_t *p = mt_take(c, 8);
    return p ? mt_load_u32(p) | (uint64_t)mt_load_u32(p + 4) << 32 : 0;
}

/* The protocol's length-encoded integer: below 251 one byte, else 0xfc, 0xfd, 0xfe and 2, 3, 8.
 * 0xfb and 0xff are no lengths and fail. */
static inline uint64_t mt_lenenc(struct mt_cursor *c)
{
    uint8_t first = mt_u8(c);
    switch (first) {
    case 0xfc: return mt_u16(c);
    case 0xfd: return mt_u24(c);
    case 0xfe: return mt_u64(c);
    case 0xfb:
    case 0xff:
        c->failed = true;
        c->at = c->end;
        return 0;
    default: return first;
    }
}

/* A view of bytes; not zero-terminated. */
struct mt_str {
    const char *data;
    size_t len;
};

static inline struct mt_str mt_take_str(struct mt_cursor *c, size_t n)
{
    const uint8_t *p = mt_take(c, n);
    return (struct mt_str){(const char *)p, p ? n : 0};
}

static inline bool mt_str_is(struct mt_str s, const char *literal)
{
    size_t n = strlen(literal);
    return s.len == n && memcmp(s.data, literal, n) == 0;
}

static inline bool mt_str_eq(struct mt_str a, struct mt_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.data, b.data, a.len) == 0);
}

#endif
