/* Strings and what is stored as strings: text, bytes, ENUM, SET, MariaDB's UUID, INET4, INET6 and
 * compressed columns, GEOMETRY, VECTOR, JSON.
 *
 * Formats: MySQL sql/field.cc, MariaDB sql/field.cc and plugin/type_inet, type_uuid; checked
 * against servers. */
#include "binlog/value.h"

#include <string.h>
#include <zlib.h>

#include "binlog/json.h"
#include "binlog/value_codec.h"
#include "binlog/wire.h"

#define BINARY_MAX 1024 /* the longest CHAR or BINARY in bytes is 1020 */

int mt_value_from_scratch(struct mt_buf *scratch, struct mt_value *out, struct mt_err *err)
{
    if (scratch->failed)
        return mt_fail(err, MT_ERR_NOMEM, "no memory to decode a value");
    out->kind = MT_KIND_TEXT;
    out->as.s = (struct mt_str){scratch->data, scratch->len};
    return 0;
}

static int fail_longer(const struct mt_column *column, size_t len, uint32_t longest,
                       struct mt_err *err)
{
    return mt_fail(
        err, MT_ERR_CORRUPT,
        "a value of type %s has %zu bytes, more than the %u its column can hold: the log is "
        "damaged, or does not fit its table map",
        mt_column_type_name(column->type), len, longest);
}

static void set_bytes(struct mt_str s, struct mt_value *out)
{
    out->kind = MT_KIND_BYTES;
    out->as.s = s;
}

/* Text or bytes, by the column's character set. */
static int set_string(const struct mt_column *column, struct mt_str s, struct mt_buf *scratch,
                      struct mt_value *out, struct mt_err *err)
{
    if (!column->charset_known || !column->charset)
        return mt_fail(err, MT_ERR_SCHEMA,
                       "the log does not say the character set of this %s: give --schema, or set "
                       "binlog_row_metadata on the source",
                       mt_column_type_name(column->type));
    if (mt_charset_is_binary(column->charset)) {
        set_bytes(s, out);
        return 0;
    }
    out->kind = MT_KIND_TEXT;
    out->as.s = s;
    if (mt_charset_passes(column->charset, s))
        return 0;
    if (mt_charset_to_utf8(column->charset, s, scratch, err))
        return -1;
    return mt_value_from_scratch(scratch, out, err);
}

/* The bytes, and the zeros that the log leaves out at the end. */
static const uint8_t *pad_zeros(struct mt_str s, size_t len, struct mt_buf *scratch)
{
    char *to = mt_buf_reserve(scratch, len);
    if (!to)
        return NULL;
    if (s.len)
        memcpy(to, s.data, s.len);
    memset(to + s.len, 0, len - s.len);
    scratch->len = len;
    return (const uint8_t *)to;
}

static char *put_uuid(char *to, const uint8_t *bytes)
{
    static const char hex[] = "0123456789abcdef";
    for (int i = 0; i < 16; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            *to++ = '-';
        *to++ = hex[bytes[i] >> 4];
        *to++ = hex[bytes[i] & 15];
    }
    return to;
}

static char *put_inet4(char *to, const uint8_t *bytes)
{
    for (int i = 0; i < 4; i++) {
        unsigned v = bytes[i];
        if (i)
            *to++ = '.';
        if (v >= 100)
            *to++ = (char)('0' + v / 100);
        if (v >= 10)
            *to++ = (char)('0' + v / 10 % 10);
        *to++ = (char)('0' + v % 10);
    }
    return to;
}

static char *put_group(char *to, const uint8_t *bytes)
{
    static const char hex[] = "0123456789abcdef";
    unsigned v = (unsigned)bytes[0] << 8 | bytes[1];
    for (int shift = 12; shift >= 0; shift -= 4)
        if (shift == 0 || v >> shift)
            *to++ = hex[v >> shift & 15];
    return to;
}

/* The first of the longest runs of zero groups; returns how long it is. */
static int find_zeros(const uint8_t *bytes, int *first)
{
    int longest = 0, run = 0;
    for (int i = 0; i < 8; i++) {
        run = bytes[2 * i] || bytes[2 * i + 1] ? 0 : run + 1;
        if (run > longest) {
            longest = run;
            *first = i - run + 1;
        }
    }
    return longest;
}

/* As MariaDB does it: also a single zero group becomes "::", which inet_ntop leaves; the last four
 * bytes of mapped and compatible IPv4 addresses stand in dots. */
static char *put_inet6(char *to, const uint8_t *bytes)
{
    int first = -1;
    int zeros = find_zeros(bytes, &first);
    bool mapped = zeros == 5 && bytes[10] == 0xff && bytes[11] == 0xff;
    bool dotted = first == 0 && (zeros == 6 || mapped);
    for (int i = 0; i < 8; i++) {
        if (zeros && i == first) {
            *to++ = ':';
            *to++ = ':';
            i += zeros - 1;
            continue;
        }
        if (i > 0 && i != first + zeros)
            *to++ = ':';
        if (dotted && i == 6)
            return put_inet4(to, bytes + 12);
        to = put_group(to, bytes + 2 * i);
    }
    return to;
}

/* Text forms of MariaDB's types that are BINARY on the wire. */
static int set_shaped(const struct mt_column *column, struct mt_str s, struct mt_buf *scratch,
                      struct mt_value *out, struct mt_err *err)
{
    size_t len = column->shape == MT_SHAPE_INET4 ? 4 : 16;
    if (s.len > len)
        return fail_longer(column, s.len, (uint32_t)len, err);
    uint8_t bytes[16] = {0};
    memcpy(bytes, s.data, s.len);
    char *to = mt_buf_reserve(scratch, 64), *end = to;
    if (to && column->shape == MT_SHAPE_UUID)
        end = put_uuid(to, bytes);
    else if (to && column->shape == MT_SHAPE_INET4)
        end = put_inet4(to, bytes);
    else if (to)
        end = put_inet6(to, bytes);
    scratch->len = (size_t)(end - to);
    return mt_value_from_scratch(scratch, out, err);
}

static struct mt_str rest(struct mt_cursor *value)
{
    return mt_take_str(value, mt_left(value));
}

static bool is_shaped(const struct mt_column *column)
{
    return column->shape == MT_SHAPE_UUID || column->shape == MT_SHAPE_INET4 ||
           column->shape == MT_SHAPE_INET6;
}

int mt_value_char(const struct mt_column *column, struct mt_cursor *value, struct mt_buf *scratch,
                  struct mt_value *out, struct mt_err *err)
{
    struct mt_str s = rest(value);
    if (s.len > column->length || column->length > BINARY_MAX)
        return fail_longer(column, s.len, column->length, err);
    if (is_shaped(column))
        return set_shaped(column, s, scratch, out, err);
    if (set_string(column, s, scratch, out, err))
        return -1;
    if (out->kind != MT_KIND_BYTES || s.len == column->length)
        return 0;
    if (!pad_zeros(s, column->length, scratch))
        return mt_value_from_scratch(scratch, out, err);
    set_bytes((struct mt_str){scratch->data, scratch->len}, out);
    return 0;
}

int mt_value_vector(const struct mt_column *column, struct mt_cursor *value, struct mt_buf *scratch,
                    struct mt_value *out, struct mt_err *err)
{
    (void)scratch;
    struct mt_str s = rest(value);
    if (s.len % 4)
        return mt_fail(
            err, MT_ERR_CORRUPT,
            "a value of type %s has %zu bytes, which is no whole number of floats: the log is "
            "damaged, or does not fit its table map",
            mt_column_type_name(column->type), s.len);
    out->kind = MT_KIND_VECTOR;
    out->as.vector.data = (const uint8_t *)s.data;
    out->as.vector.count = s.len / 4;
    return 0;
}

int mt_value_varchar(const struct mt_column *column, struct mt_cursor *value,
                     struct mt_buf *scratch, struct mt_value *out, struct mt_err *err)
{
    if (mt_left(value) > column->meta)
        return fail_longer(column, mt_left(value), column->meta, err);
    if (column->shape == MT_SHAPE_VECTOR)
        return mt_value_vector(column, value, scratch, out, err);
    return set_string(column, rest(value), scratch, out, err);
}

int mt_value_blob(const struct mt_column *column, struct mt_cursor *value, struct mt_buf *scratch,
                  struct mt_value *out, struct mt_err *err)
{
    return set_string(column, rest(value), scratch, out, err);
}

int mt_value_geometry(const struct mt_column *column, struct mt_cursor *value,
                      struct mt_buf *scratch, struct mt_value *out, struct mt_err *err)
{
    (void)column, (void)scratch, (void)err;
    set_bytes(rest(value), out);
    return 0;
}

int mt_value_json(const struct mt_column *column, struct mt_cursor *value, struct mt_buf *scratch,
                  struct mt_value *out, struct mt_err *err)
{
    (void)column;
    if (mt_json_print(rest(value), scratch, err))
        return -1;
    return mt_value_from_scratch(scratch, out, err);
}

static int fail_compressed(const struct mt_column *column, struct mt_err *err)
{
    return mt_fail(err, MT_ERR_CORRUPT,
                   "a value of type %s cannot be decompressed: the log is damaged",
                   mt_column_type_name(column->type));
}

/* raw: without zlib's own header and checksum. */
static bool inflate_bytes(struct mt_cursor *in, bool raw, char *to, size_t len)
{
    z_stream z = {.next_in = (Bytef *)(uintptr_t)in->at,
                  .avail_in = (uInt)mt_left(in),
                  .next_out = (Bytef *)to,
                  .avail_out = (uInt)len};
    if (inflateInit2(&z, raw ? -MAX_WBITS : MAX_WBITS) != Z_OK)
        return false;
    bool good = inflate(&z, Z_FINISH) == Z_STREAM_END && z.total_out == len && !z.avail_in;
    inflateEnd(&z);
    return good;
}

/* MariaDB's compressed columns: nothing for the empty string; else
 *   uint<1>     0: the bytes follow as they are;  else bits 4-7: 8, zlib; bit 3: a raw stream;
 *               bits 0-2: how many bytes n the next field has
 *   byte[n]     length of the original, big-endian
 *   the stream */
static int decompress(const struct mt_column *column, struct mt_cursor *value, struct mt_buf *out,
                      struct mt_str *original, struct mt_err *err)
{
    uint8_t head = mt_left(value) ? mt_u8(value) : 0;
    if (head == 0) {
        *original = rest(value);
        return 0;
    }
    unsigned n = head & 7;
    if (head >> 4 != 8 || n < 1 || n > 4)
        return fail_compressed(column, err);
    uint64_t len = mt_be(value, n);
    /* deflate makes at most 1032 bytes of one: more is a lie, and would cost memory. */
    if (value->failed || len > (uint64_t)mt_left(value) * 1032)
        return fail_compressed(column, err);
    char *to = mt_buf_reserve(out, (size_t)len + 1);
    if (!to)
        return mt_fail(err, MT_ERR_NOMEM, "no memory for a value of %zu bytes", (size_t)len);
    if (!inflate_bytes(value, head & 8, to, (size_t)len))
        return fail_compressed(column, err);
    out->len += (size_t)len;
    *original = (struct mt_str){to, (size_t)len};
    return 0;
}

int mt_value_compressed(const struct mt_column *column, struct mt_cursor *value,
                        struct mt_buf *scratch, struct mt_value *out, struct mt_err *err)
{
    struct mt_str original;
    if (decompress(column, value, scratch, &original, err))
        return -1;
    if (column->charset_known && column->charset && scratch->len &&
        !mt_charset_passes(column->charset, original)) {
        struct mt_buf text = {0};
        int status = mt_charset_to_utf8(column->charset, original, &text, err);
        mt_buf_clear(scratch);
        mt_buf_add(scratch, text.data, text.len);
        mt_buf_free(&text);
        return status ? -1 : mt_value_from_scratch(scratch, out, err);
    }
    return set_string(column, original, scratch, out, err);
}

static int fail_labels(const struct mt_column *column, struct mt_err *err)
{
    return mt_fail(err, MT_ERR_SCHEMA,
                   "the log does not carry the labels of this %s: give --schema, or set "
                   "binlog_row_metadata=FULL on the source",
                   mt_column_type_name(column->type));
}

static int fail_label(const struct mt_column *column, unsigned number, struct mt_err *err)
{
    return mt_fail(
        err, MT_ERR_CORRUPT,
        "a value of type %s is label %u of %u: the log is damaged, or the definition is from "
        "another time",
        mt_column_type_name(column->type), number, column->label_count);
}

/* A label without data is one that the schema could not tell. */
static int set_label(struct mt_str label, struct mt_value *out, struct mt_err *err)
{
    if (!label.data)
        return mt_fail(err, MT_ERR_SCHEMA,
                       "the server shows this label with a '?' that may stand for a character "
                       "beyond utf8mb3; set binlog_row_metadata=FULL on the source");
    out->kind = MT_KIND_TEXT;
    out->as.s = label;
    return 0;
}

int mt_value_enum(const struct mt_column *column, struct mt_cursor *value, struct mt_buf *scratch,
                  struct mt_value *out, struct mt_err *err)
{
    (void)scratch;
    unsigned index = (unsigned)mt_le(value, (unsigned)mt_left(value));
    if (!column->labels)
        return fail_labels(column, err);
    if (index > column->label_count)
        return fail_label(column, index, err);
    /* 0 is what the server makes of a value that was none of the labels. */
    return set_label(index ? column->labels[index - 1] : (struct mt_str){"", 0}, out, err);
}

int mt_value_set(const struct mt_column *column, struct mt_cursor *value, struct mt_buf *scratch,
                 struct mt_value *out, struct mt_err *err)
{
    uint64_t bits = mt_le(value, (unsigned)mt_left(value));
    if (!column->labels)
        return fail_labels(column, err);
    if (column->label_count < 64 && bits >> column->label_count)
        return fail_label(column, 64u - (unsigned)__builtin_clzll(bits), err);
    if (!bits)
        return set_label((struct mt_str){"", 0}, out, err);
    if (!(bits & (bits - 1)))
        return set_label(column->labels[__builtin_ctzll(bits)], out, err);
    for (uint64_t left = bits; left; left &= left - 1) {
        struct mt_str label = column->labels[__builtin_ctzll(left)];
        if (!label.data)
            return set_label(label, out, err);
        if (left != bits)
            mt_buf_addc(scratch, ',');
        mt_buf_add(scratch, label.data, label.len);
    }
    return mt_value_from_scratch(scratch, out, err);
}

float mt_vector_at(const struct mt_value *value, size_t i)
{
    const uint8_t *p = value->as.vector.data + 4 * i;
    uint32_t bits =
        (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
    float f;
    memcpy(&f, &bits, sizeof f);
    return f;
}
