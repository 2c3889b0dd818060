#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

void mt_buf_adds(struct mt_buf *buf, const char *zero_terminated)
{
    mt_buf_add(buf, zero_terminated, strlen(zero_terminated));
}

void mt_buf_printf(struct mt_buf *buf, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *room = n < 0 ? NULL : mt_buf_reserve(buf, (size_t)n + 1);
    if (room) {
        vsnprintf(room, (size_t)n + 1, format, again);
        buf->len += (size_t)n;
    }
    va_end(again);
}

void mt_buf_add_json(struct mt_buf *buf, const char *s)
{
    mt_buf_addc(buf, '"');
    for (; *s; s++) {
        unsigned char c = (unsigned char)*s;
        if (c == '"' || c == '\\')
            mt_buf_printf(buf, "\\%c", c);
        else if (c == '\n')
            mt_buf_adds(buf, "\\n");
        else if (c < 0x20 || c == 0x7f)
            mt_buf_printf(buf, "\\u%04x", c);
        else
            mt_buf_addc(buf, (char)c);
    }
    mt_buf_addc(buf, '"');
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
