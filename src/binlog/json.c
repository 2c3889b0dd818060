/* MySQL's binary JSON to text.
 *
 * A document is a type byte and the value. Containers hold entries of fixed size, keys first, and
 * offsets from their own start to what does not fit an entry. Format: MySQL
 * sql-common/json_binary.h; printing as in sql-common/json_dom.cc, checked against a server. */
#include "binlog/json.h"

#include <string.h>

#include "binlog/json_tree.h"
#include "binlog/value_codec.h"
#include "binlog/wire.h"

enum json_type {
    SMALL_OBJECT = 0,
    LARGE_OBJECT = 1,
    SMALL_ARRAY = 2,
    LARGE_ARRAY = 3,
    LITERAL = 4,
    INT16 = 5,
    UINT16 = 6,
    INT32 = 7,
    UINT32 = 8,
    INT64 = 9,
    UINT64 = 10,
    DOUBLE = 11,
    STRING = 12,
    OPAQUE = 15,
};

int mt_json_fail(struct mt_err *err, const char *what)
{
    return mt_fail(err, MT_ERR_CORRUPT, "a JSON value %s: the log is damaged", what);
}

bool mt_json_is_container(uint8_t type)
{
    return type <= LARGE_ARRAY;
}

bool mt_json_is_object(uint8_t type)
{
    return type <= LARGE_OBJECT;
}

struct mt_json_value mt_json_root(struct mt_str document)
{
    if (document.len == 0)
        return (struct mt_json_value){LITERAL, {"", 1}};
    return (struct mt_json_value){(uint8_t)document.data[0], {document.data + 1, document.len - 1}};
}

/* Bytes of a value that is kept in its entry, or 0. */
static unsigned inline_size(uint8_t type, unsigned width)
{
    if (type == LITERAL || type == INT16 || type == UINT16)
        return 2;
    return (type == INT32 || type == UINT32) && width == 4 ? 4 : 0;
}

int mt_json_container(const struct mt_json_value *value, struct mt_json_container *out,
                      struct mt_err *err)
{
    uint8_t width = value->type == LARGE_OBJECT || value->type == LARGE_ARRAY ? 4 : 2;
    struct mt_cursor in = mt_cursor(value->data.data, value->data.len);
    uint64_t count = mt_le(&in, width), size = mt_le(&in, width);
    bool is_object = mt_json_is_object(value->type);
    uint64_t key_bytes = is_object ? count * (width + 2u) : 0;
    uint64_t value_bytes = count * (width + 1u);
    if (in.failed || size > value->data.len || 2u * width + key_bytes + value_bytes > size)
        return mt_json_fail(err, "is longer than its bytes");
    *out = (struct mt_json_container){.data = {value->data.data, (size_t)size},
                                      .count = (size_t)count,
                                      .width = width,
                                      .is_object = is_object,
                                      .keys_at = 2u * width,
                                      .values_at = 2u * width + (size_t)key_bytes};
    return 0;
}

/* n bytes at an offset of the container. */
static struct mt_cursor seek(const struct mt_json_container *c, uint64_t offset)
{
    struct mt_cursor in = mt_cursor(c->data.data, c->data.len);
    if (offset > c->data.len)
        in.failed = true;
    else
        in.at += offset;
    return in;
}

int mt_json_key(const struct mt_json_container *c, size_t i, struct mt_str *out, struct mt_err *err)
{
    struct mt_cursor entry = seek(c, c->keys_at + i * (c->width + 2u));
    uint64_t offset = mt_le(&entry, c->width);
    uint16_t len = mt_u16(&entry);
    struct mt_cursor key = seek(c, offset);
    *out = mt_take_str(&key, len);
    return entry.failed || key.failed ? mt_json_fail(err, "has a key outside its bytes") : 0;
}

int mt_json_child(const struct mt_json_container *c, size_t i, struct mt_json_value *out,
                  struct mt_err *err)
{
    struct mt_cursor entry = seek(c, c->values_at + i * (c->width + 1u));
    out->type = mt_u8(&entry);
    unsigned inlined = inline_size(out->type, c->width);
    struct mt_cursor at = entry;
    if (!inlined)
        at = seek(c, mt_le(&entry, c->width));
    out->data = mt_take_str(&at, inlined ? inlined : mt_left(&at));
    return entry.failed || at.failed ? mt_json_fail(err, "has a part outside its bytes") : 0;
}

static int spend(struct mt_json_printer *p, size_t n)
{
    if (n > p->budget)
        return mt_json_fail(p->err, "has parts that overlap");
    p->budget -= n;
    return 0;
}

static void put_escape(struct mt_buf *out, uint8_t c)
{
    static const char short_forms[] = "\"\"\\\\\bb\tt\nn\ff\rr";
    static const char hex[] = "0123456789abcdef";
    for (const char *s = short_forms; *s; s += 2)
        if ((uint8_t)*s == c) {
            mt_buf_add(out, (char[]){'\\', s[1]}, 2);
            return;
        }
    mt_buf_add(out, (char[]){'\\', 'u', '0', '0', hex[c >> 4], hex[c & 15]}, 6);
}

int mt_json_print_string(struct mt_json_printer *p, struct mt_str s)
{
    if (spend(p, s.len))
        return -1;
    mt_buf_addc(p->out, '"');
    size_t done = 0;
    for (size_t i = 0; i < s.len; i++) {
        uint8_t c = (uint8_t)s.data[i];
        if (c >= 0x20 && c != '"' && c != '\\')
            continue;
        mt_buf_add(p->out, s.data + done, i - done);
        put_escape(p->out, c);
        done = i + 1;
    }
    mt_buf_add(p->out, s.data + done, s.len - done);
    mt_buf_addc(p->out, '"');
    return 0;
}

/* Seven bits to a byte, the least first; the top bit says that more follow. */
static uint64_t read_length(struct mt_cursor *in)
{
    uint64_t len = 0;
    for (unsigned shift = 0; shift < 35; shift += 7) {
        uint8_t byte = mt_u8(in);
        len |= (uint64_t)(byte & 0x7f) << shift;
        if (!(byte & 0x80))
            return len;
    }
    in->failed = true;
    return 0;
}

static struct mt_str take_counted(struct mt_cursor *in)
{
    uint64_t len = read_length(in);
    return mt_take_str(in, len > SIZE_MAX ? SIZE_MAX : (size_t)len);
}

static void put_integer(struct mt_buf *out, bool negative, uint64_t magnitude)
{
    char text[24], *to = text + sizeof text;
    do {
        *--to = (char)('0' + magnitude % 10);
        magnitude /= 10;
    } while (magnitude);
    if (negative)
        *--to = '-';
    mt_buf_add(out, to, (size_t)(text + sizeof text - to));
}

static int print_integer(struct mt_json_printer *p, struct mt_cursor *in, unsigned bytes,
                         bool is_signed)
{
    uint64_t v = mt_le(in, bytes);
    bool negative = is_signed && v >> (8 * bytes - 1);
    if (negative && bytes < 8)
        v |= ~UINT64_C(0) << 8 * bytes;
    put_integer(p->out, negative, negative ? 0 - v : v);
    return 0;
}

static int print_double(struct mt_json_printer *p, struct mt_cursor *in)
{
    uint64_t bits = mt_u64(in);
    double d;
    memcpy(&d, &bits, sizeof d);
    if ((bits >> 52 & 0x7ff) == 0x7ff)
        return mt_json_fail(p->err, "holds a number that is not finite");
    char text[MT_JSON_DOUBLE_TEXT];
    mt_buf_add(p->out, text, mt_json_double_print(d, text));
    return 0;
}

static int print_literal(struct mt_json_printer *p, struct mt_cursor *in)
{
    static const char *const names[] = {"null", "true", "false"};
    uint8_t which = mt_u8(in);
    if (which >= sizeof names / sizeof names[0])
        return mt_json_fail(p->err, "is neither null nor true nor false");
    mt_buf_adds(p->out, names[which]);
    return 0;
}

/* The server's base64 has a line break behind every 76 characters but the last; as part of a JSON
 * string it is escaped. */
static void put_base64(struct mt_buf *out, struct mt_str bytes)
{
    static const char alphabet[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const uint8_t *in = (const uint8_t *)bytes.data;
    for (size_t i = 0; i < bytes.len; i += 3) {
        size_t n = bytes.len - i < 3 ? bytes.len - i : 3;
        uint32_t v = (uint32_t)in[i] << 16 | (n > 1 ? (uint32_t)in[i + 1] << 8 : 0) |
                     (n > 2 ? in[i + 2] : 0);
        char four[4] = {alphabet[v >> 18], alphabet[v >> 12 & 63], alphabet[v >> 6 & 63],
                        alphabet[v & 63]};
        memset(four + n + 1, '=', 3 - n);
        if (i && i % 57 == 0)
            mt_buf_adds(out, "\\n");
        mt_buf_add(out, four, 4);
    }
}

static int print_decimal(struct mt_json_printer *p, struct mt_str bytes)
{
    struct mt_cursor in = mt_cursor(bytes.data, bytes.len);
    unsigned precision = mt_u8(&in), scale = mt_u8(&in);
    unsigned size = mt_decimal_size(precision, scale);
    char text[MT_DECIMAL_TEXT];
    size_t len = size && size == mt_left(&in) ? mt_decimal_print(&in, precision, scale, text) : 0;
    if (!len)
        return mt_json_fail(p->err, "holds a DECIMAL that is none");
    mt_buf_add(p->out, text, len);
    return 0;
}

static int print_time(struct mt_json_printer *p, uint8_t type, struct mt_str bytes)
{
    struct mt_cursor in = mt_cursor(bytes.data, bytes.len);
    int64_t packed = (int64_t)mt_u64(&in);
    char text[32];
    size_t len = in.failed ? 0 : mt_json_time_print(type, packed, text);
    if (!len)
        return mt_json_fail(p->err, "holds a date or time that is none");
    mt_buf_addc(p->out, '"');
    mt_buf_add(p->out, text, len);
    mt_buf_addc(p->out, '"');
    return 0;
}

/* A value of an SQL type that JSON does not have. */
static int print_opaque(struct mt_json_printer *p, struct mt_cursor *in)
{
    uint8_t type = mt_u8(in);
    struct mt_str bytes = take_counted(in);
    if (in->failed || spend(p, bytes.len))
        return mt_json_fail(p->err, "has a part outside its bytes");
    switch (type) {
    case MT_TYPE_NEWDECIMAL: return print_decimal(p, bytes);
    case MT_TYPE_DATE:
    case MT_TYPE_TIME:
    case MT_TYPE_DATETIME:
    case MT_TYPE_TIMESTAMP: return print_time(p, type, bytes);
    default:
        mt_buf_printf(p->out, "\"base64:type%u:", type);
        put_base64(p->out, bytes);
        mt_buf_addc(p->out, '"');
        return 0;
    }
}

static int print_string(struct mt_json_printer *p, struct mt_cursor *in)
{
    struct mt_str s = take_counted(in);
    return in->failed ? mt_json_fail(p->err, "has a string outside its bytes")
                      : mt_json_print_string(p, s);
}

static int print_scalar(struct mt_json_printer *p, uint8_t type, struct mt_cursor *in)
{
    switch (type) {
    case LITERAL: return print_literal(p, in);
    case INT16: return print_integer(p, in, 2, true);
    case UINT16: return print_integer(p, in, 2, false);
    case INT32: return print_integer(p, in, 4, true);
    case UINT32: return print_integer(p, in, 4, false);
    case INT64: return print_integer(p, in, 8, true);
    case UINT64: return print_integer(p, in, 8, false);
    case DOUBLE: return print_double(p, in);
    case STRING: return print_string(p, in);
    case OPAQUE: return print_opaque(p, in);
    default: return mt_json_fail(p->err, "has a part of unknown type");
    }
}

static int print_container(struct mt_json_printer *p, const struct mt_json_value *value,
                           unsigned depth)
{
    struct mt_json_container c;
    if (mt_json_container(value, &c, p->err))
        return -1;
    mt_buf_addc(p->out, c.is_object ? '{' : '[');
    for (size_t i = 0; i < c.count; i++) {
        struct mt_json_value child;
        struct mt_str key;
        if (i)
            mt_buf_add(p->out, ", ", 2);
        if (c.is_object) {
            if (mt_json_key(&c, i, &key, p->err) || mt_json_print_string(p, key))
                return -1;
            mt_buf_add(p->out, ": ", 2);
        }
        if (mt_json_child(&c, i, &child, p->err) || mt_json_print_value(p, &child, depth + 1))
            return -1;
    }
    mt_buf_addc(p->out, c.is_object ? '}' : ']');
    return 0;
}

int mt_json_print_value(struct mt_json_printer *p, const struct mt_json_value *value,
                        unsigned depth)
{
    /* One byte at least for each value: its type. */
    if (spend(p, 1))
        return -1;
    if (mt_json_is_container(value->type)) {
        if (depth >= MT_JSON_DEPTH)
            return mt_json_fail(p->err, "is nested deeper than the server allows");
        return print_container(p, value, depth);
    }
    struct mt_cursor in = mt_cursor(value->data.data, value->data.len);
    if (print_scalar(p, value->type, &in))
        return -1;
    return in.failed ? mt_json_fail(p->err, "is longer than its bytes") : 0;
}

int mt_json_print(struct mt_str document, struct mt_buf *out, struct mt_err *err)
{
    struct mt_json_printer p = {out, document.len + 1, err};
    struct mt_json_value root = mt_json_root(document);
    if (mt_json_print_value(&p, &root, 0))
        return -1;
    return out->failed
               ? mt_fail(err, MT_ERR_NOMEM, "no memory for a JSON value of %zu bytes", document.len)
               : 0;
}

/* Plain digits as long as the point lies within the 15 that a double always has, or the number has
 * a fraction; else scientific. */
size_t mt_json_double_print(double d, char text[MT_JSON_DOUBLE_TEXT])
{
    struct mt_digits digits = mt_double_digits(d);
    bool plain = digits.point >= -14 && (digits.point <= 15 || digits.count > digits.point);
    size_t len = mt_digits_print(&digits, plain, text);
    if (plain && digits.count <= digits.point) {
        memcpy(text + len, ".0", 2);
        len += 2;
    }
    return len;
}
