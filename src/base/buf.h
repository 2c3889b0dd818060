/* Growable bytes. The only place that grows memory with input.
 *
 * Failure to allocate is sticky, as in the cursor: appends to a failed buffer do nothing, and the
 * user looks at `failed` once at the end. A zeroed struct is an empty buffer. */
#ifndef MT_BUF_H
#define MT_BUF_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct mt_buf {
    char *data; /* NULL until something is appended; not zero-terminated, see mt_buf_str */
    size_t len;
    size_t cap;
    bool failed;
};

/* The slow half of mt_buf_reserve. */
char *mt_buf_grow(struct mt_buf *buf, size_t n);

/* Room for n more bytes, uninitialised; the caller writes them and adds to len. NULL when out of
 * memory. */
static inline char *mt_buf_reserve(struct mt_buf *buf, size_t n)
{
    if (n <= buf->cap - buf->len && buf->data && !buf->failed)
        return buf->data + buf->len;
    return mt_buf_grow(buf, n);
}

static inline void mt_buf_add(struct mt_buf *buf, const void *data, size_t n)
{
    char *room = n ? mt_buf_reserve(buf, n) : NULL;
    if (room) {
        memcpy(room, data, n);
        buf->len += n;
    }
}

static inline void mt_buf_addc(struct mt_buf *buf, char c)
{
    char *room = mt_buf_reserve(buf, 1);
    if (room) {
        *room = c;
        buf->len++;
    }
}

/* n little-endian bytes, 1 to 8: what mt_le reads. */
void mt_buf_add_le(struct mt_buf *buf, uint64_t value, unsigned n);

/* What mt_lenenc reads. */
void mt_buf_add_lenenc(struct mt_buf *buf, uint64_t value);

void mt_buf_adds(struct mt_buf *buf, const char *zero_terminated);
void mt_buf_printf(struct mt_buf *buf, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void mt_buf_vprintf(struct mt_buf *buf, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));
/* A JSON string, quotes included. JSON is UTF-8: for a byte that is none stands U+FFFD. */
void mt_buf_add_json(struct mt_buf *buf, const char *zero_terminated);
void mt_buf_add_json_bytes(struct mt_buf *buf, const char *text, size_t len);

/* The bytes as a zero-terminated string (the zero is not counted in len); "" when failed. */
const char *mt_buf_str(struct mt_buf *buf);

/* Forget the content, keep the memory. */
void mt_buf_clear(struct mt_buf *buf);
void mt_buf_free(struct mt_buf *buf);
/* Forget the first n bytes. Where more than `most` bytes of memory are held for at most half of
 * `cap`, all but `cap` are given back, if there is memory to move what is left to. */
void mt_buf_drop(struct mt_buf *buf, size_t n, size_t cap, size_t most);

#endif
