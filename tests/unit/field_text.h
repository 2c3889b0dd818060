/* A field sink that writes what it gets as text, for tests: name=value (name=value ...) */
#ifndef MT_TEST_FIELD_TEXT_H
#define MT_TEST_FIELD_TEXT_H

#include <math.h>

#include "base/buf.h"
#include "binlog/fields.h"

static inline void text_name(struct mt_buf *out, const char *name)
{
    if (out->len && out->data[out->len - 1] != '(')
        mt_buf_addc(out, ' ');
    if (name)
        mt_buf_printf(out, "%s=", name);
}

/* Text in double quotes, bytes in angle brackets with everything but ASCII as hexadecimal. */
static inline void text_string(struct mt_buf *out, struct mt_str s, bool is_text)
{
    mt_buf_addc(out, is_text ? '"' : '<');
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.data[i];
        if (c < 32 || (!is_text && c > 126))
            mt_buf_printf(out, "\\x%02x", c);
        else
            mt_buf_addc(out, (char)c);
    }
    mt_buf_addc(out, is_text ? '"' : '>');
}

static inline void text_value(void *arg, const char *name, const struct mt_value *value)
{
    struct mt_buf *out = arg;
    char number[32];
    text_name(out, name);
    switch (value->kind) {
    case MT_KIND_NULL: mt_buf_adds(out, "NULL"); break;
    case MT_KIND_INT: mt_buf_printf(out, "%lld", (long long)value->as.i); break;
    case MT_KIND_UINT: mt_buf_printf(out, "%llu", (unsigned long long)value->as.u); break;
    case MT_KIND_DOUBLE:
        if (isfinite(value->as.d))
            mt_buf_add(out, number, mt_double_print(value->as.d, number));
        else
            mt_buf_adds(out, "not a number");
        break;
    case MT_KIND_TEXT:
    case MT_KIND_BYTES: text_string(out, value->as.s, value->kind == MT_KIND_TEXT); break;
    case MT_KIND_VECTOR: mt_buf_printf(out, "vector of %zu", value->as.vector.count); break;
    }
}

static inline void text_boolean(void *arg, const char *name, bool value)
{
    text_name(arg, name);
    mt_buf_adds(arg, value ? "true" : "false");
}

static inline void text_open(void *arg, const char *name, bool list)
{
    (void)list;
    text_name(arg, name);
    mt_buf_addc(arg, '(');
}

static inline void text_close(void *arg)
{
    mt_buf_addc(arg, ')');
}

static inline struct mt_field_sink field_text_sink(struct mt_buf *out)
{
    return (struct mt_field_sink){.arg = out,
                                  .value = text_value,
                                  .boolean = text_boolean,
                                  .open = text_open,
                                  .close = text_close};
}

/* An event of these bytes, as framing would let it pass; the caller keeps the bytes. */
static inline struct mt_raw_event raw_event(struct mt_str bytes)
{
    struct mt_raw_event event = {.data = (const uint8_t *)bytes.data,
                                 .size = (uint32_t)bytes.len,
                                 .file = "binlog.000001",
                                 .position = 4};
    event.header = mt_header_parse(event.data);
    return event;
}

#endif
