#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

char *mt_buf_grow(struct mt_buf *buf, size_t n)
{
    if (buf->failed)
        return NULL;
    size_t want = buf->len + n;
    size_t cap = buf->cap + buf->cap / 2;
    if (cap < want)
        cap = want;
    if (cap < 64)
        cap = 64;
    char *grown = want < n ? NULL : realloc(buf->data, cap);
    if (!grown) {
        buf->failed = true;
        return NULL;
    }
    buf->data = grown;
    buf->cap = cap;
    return buf->data + buf->len;
}

void mt_buf_add_le(struct mt_buf *buf, uint64_t value, unsigned n)
{
    for (unsigned i = 0; i < n; i++)
        mt_buf_addc(buf, (char)(value >> 8 * i));
}

void mt_buf_add_lenenc(struct mt_buf *buf, uint64_t value)
{
    unsigned n = value < 251 ? 0 : value <= 0xffff ? 2 : value <= 0xffffff ? 3 : 8;
    if (n)
        mt_buf_addc(buf, (char)(n == 8 ? 0xfe : 0xfa + n));
    mt_buf_add_le(buf, value, n ? n : 1);
}

void mt_buf_adds(struct mt_buf *buf, const char *zero_terminated)
{
    mt_buf_add(buf, zero_terminated, strlen(zero_terminated));
}

void mt_buf_vprintf(struct mt_buf *buf, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    char *room = n < 0 ? NULL : mt_buf_reserve(buf, (size_t)n + 1);
    if (room) {
        vsnprintf(room, (size_t)n + 1, format, again);
        buf->len += (size_t)n;
    }
    va_end(again);
}

void mt_buf_printf(struct mt_buf *buf, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    mt_buf_vprintf(buf, format, args);
    va_end(args);
}

void mt_buf_add_json_bytes(struct mt_buf *buf, const char *text, size_t len)
{
    const uint8_t *p = (const uint8_t *)text, *end = p + len;
    mt_buf_addc(buf, '"');
    for (size_t n; p < end; p += n) {
        size_t length = mt_utf8_length(p, (size_t)(end - p));
        n = length ? length : 1;
        if (length == 0)
            mt_buf_adds(buf, "\\ufffd");
        else if (*p == '"' || *p == '\\')
            mt_buf_printf(buf, "\\%c", *p);
        else if (*p == '\n')
            mt_buf_adds(buf, "\\n");
        else if (*p < 0x20 || *p == 0x7f)
            mt_buf_printf(buf, "\\u%04x", *p);
        else
            mt_buf_add(buf, p, n);
    }
    mt_buf_addc(buf, '"');
}

void mt_buf_add_json(struct mt_buf *buf, const char *zero_terminated)
{
    mt_buf_add_json_bytes(buf, zero_terminated, strlen(zero_terminated));
}

const char *mt_buf_str(struct mt_buf *buf)
{
    char *room = mt_buf_reserve(buf, 1);
    if (!room)
        return "";
    *room = '\0';
    return buf->data;
}

void mt_buf_clear(struct mt_buf *buf)
{
    buf->len = 0;
    buf->failed = false;
}

void mt_buf_free(struct mt_buf *buf)
{
    free(buf->data);
    *buf = (struct mt_buf){0};
}

static void shrink(struct mt_buf *buf, size_t cap)
{
    struct mt_buf small = {0};
    mt_buf_reserve(&small, cap);
    mt_buf_add(&small, buf->data, buf->len);
    if (small.failed)
        return;
    mt_buf_free(buf);
    *buf = small;
}

void mt_buf_drop(struct mt_buf *buf, size_t n, size_t cap, size_t most)
{
    size_t left = buf->len - n;
    if (left && n)
        memmove(buf->data, buf->data + n, left);
    buf->len = left;
    if (left <= cap / 2 && buf->cap > most)
        shrink(buf, cap);
}
