/* Owns the writing of masked values: for each type one writer, fed by a stream of keyed bytes. */
#include "binlog/mask.h"

#include <stdlib.h>
#include <string.h>

#include "binlog/value_codec.h"
#include "binlog/wire.h"

#define DIGEST_LEN 32
#define DEPTH      100 /* of geometries in geometries */

/* One value on its way. */
struct maker {
    const struct mt_mask *mask;
    const struct mt_column *column;
    struct mt_str raw;     /* as it was */
    struct mt_str content; /* raw without the length in front */
    struct mt_value value;
    struct mt_buf *out;
    struct mt_err *err;

    uint8_t seed[DIGEST_LEN], block[DIGEST_LEN];
    uint64_t blocks;
    size_t used;
    bool failed; /* the digest did */
};

/* ---- keyed bytes ---- */

static void digest(struct maker *m, const void *data, size_t len, uint8_t out[DIGEST_LEN])
{
    if (m->mask->digest(m->mask->arg, data, len, out))
        m->failed = true;
}

/* The stream of the bytes that belong to a text; tag: no two uses share one. */
static void begin_stream(struct maker *m, char tag, const void *data, size_t len)
{
    struct mt_buf text = {0};
    mt_buf_addc(&text, tag);
    mt_buf_add(&text, data, len);
    m->failed |= text.failed;
    if (!text.failed)
        digest(m, text.data, text.len, m->seed);
    mt_buf_free(&text);
    m->blocks = 0;
    m->used = DIGEST_LEN;
}

static uint8_t next_byte(struct maker *m)
{
    if (m->used == DIGEST_LEN) {
        uint8_t input[DIGEST_LEN + 8];
        memcpy(input, m->seed, DIGEST_LEN);
        for (int i = 0; i < 8; i++)
            input[DIGEST_LEN + i] = (uint8_t)(m->blocks >> 8 * i);
        digest(m, input, sizeof input, m->block);
        m->blocks++;
        m->used = 0;
    }
    return m->block[m->used++];
}

static uint64_t next_number(struct maker *m)
{
    uint64_t n = 0;
    for (int i = 0; i < 8; i++)
        n = n << 8 | next_byte(m);
    return n;
}

static uint64_t below(struct maker *m, uint64_t limit)
{
    return next_number(m) % limit;
}

/* From 0 on, below 1. */
static double next_fraction(struct maker *m)
{
    return (double)(next_number(m) >> 11) * 0x1p-53;
}

/* ---- writers ---- */

static void put_be(struct maker *m, uint64_t value, unsigned n)
{
    while (n-- > 0)
        mt_buf_addc(m->out, (char)(value >> 8 * n));
}

static int write_int(struct maker *m)
{
    size_t n = m->raw.len;
    for (size_t i = 0; i + 1 < n; i++)
        mt_buf_addc(m->out, (char)next_byte(m));
    mt_buf_addc(m->out, (char)((next_byte(m) & 0x7f) | (m->raw.data[n - 1] & 0x80)));
    return 0;
}

static int write_float(struct maker *m)
{
    double d = next_fraction(m) * 1e6;
    float f = (float)d;
    uint64_t bits = 0;
    uint32_t small;
    memcpy(&bits, &d, sizeof bits);
    memcpy(&small, &f, sizeof small);
    bool negative = m->raw.data[m->raw.len - 1] & 0x80;
    if (m->column->type == MT_TYPE_FLOAT)
        mt_buf_add_le(m->out, small | (uint32_t)negative << 31, 4);
    else
        mt_buf_add_le(m->out, bits | (uint64_t)negative << 63, 8);
    return 0;
}

/* As many bytes as so many digits take, and any number that they can hold. */
static void put_digits(struct maker *m, unsigned digits)
{
    static const uint8_t sizes[] = {0, 1, 1, 2, 2, 3, 3, 4, 4, 4};
    uint64_t limit = 1;
    for (unsigned i = 0; i < digits; i++)
        limit *= 10;
    /* a DECIMAL is never minus zero */
    put_be(m, 1 + below(m, limit - 1), sizes[digits]);
}

/* The whole part's odd digits stand first, the fraction's last; the first byte has its top bit
 * flipped, and negative ones are complemented. */
static int write_decimal(struct maker *m)
{
    unsigned scale = m->column->meta >> 8, whole = (m->column->meta & 0xff) - scale;
    size_t at = m->out->len;
    bool negative = !(m->raw.data[0] & 0x80);
    if (whole % 9)
        put_digits(m, whole % 9);
    for (unsigned i = 0; i < whole / 9 + scale / 9; i++)
        put_digits(m, 9);
    if (scale % 9)
        put_digits(m, scale % 9);
    if (m->out->failed)
        return 0;
    m->out->data[at] = (char)(m->out->data[at] ^ 0x80);
    for (size_t i = at; negative && i < m->out->len; i++)
        m->out->data[i] = (char)~m->out->data[i];
    return 0;
}

static int write_bit(struct maker *m)
{
    unsigned odd = m->column->meta & 0xff;
    for (size_t i = 0; i < m->raw.len; i++) {
        uint8_t byte = next_byte(m);
        mt_buf_addc(m->out, (char)(i == 0 && odd ? byte & ((1u << odd) - 1) : byte));
    }
    return 0;
}

static int write_year(struct maker *m)
{
    mt_buf_addc(m->out, (char)(1 + below(m, 255)));
    return 0;
}

struct day {
    unsigned year, month, day;
};

static struct day next_day(struct maker *m)
{
    struct day d = {.year = 1970 + (unsigned)below(m, 68)};
    d.month = 1 + (unsigned)below(m, 12);
    d.day = 1 + (unsigned)below(m, 28);
    return d;
}

/* Three fields: of 24, 60 and 60. */
static uint32_t next_clock(struct maker *m, uint32_t hour, uint32_t minute)
{
    uint32_t h = (uint32_t)below(m, 24), n = (uint32_t)below(m, 60), s = (uint32_t)below(m, 60);
    return h * hour + n * minute + s;
}

static void put_fraction(struct maker *m)
{
    static const uint32_t limits[] = {1, 10, 100, 1000, 10000, 100000, 1000000};
    unsigned digits = m->column->meta;
    if (digits == 0 || digits > 6)
        return;
    uint64_t fraction = below(m, limits[digits]);
    put_be(m, digits % 2 ? fraction * 10 : fraction, (digits + 1) / 2);
}

static int write_date(struct maker *m)
{
    struct day d = next_day(m);
    mt_buf_add_le(m->out, d.year << 9 | d.month << 5 | d.day, 3);
    return 0;
}

static int write_time(struct maker *m)
{
    mt_buf_add_le(m->out, next_clock(m, 10000, 100), 3);
    return 0;
}

static int write_time2(struct maker *m)
{
    put_be(m, 0x800000 + next_clock(m, 1 << 12, 1 << 6), 3);
    put_fraction(m);
    return 0;
}

static int write_datetime(struct maker *m)
{
    struct day d = next_day(m);
    uint64_t date = d.year * 10000u + d.month * 100 + d.day;
    mt_buf_add_le(m->out, date * 1000000 + next_clock(m, 10000, 100), 8);
    return 0;
}

static int write_datetime2(struct maker *m)
{
    struct day d = next_day(m);
    uint64_t date = (uint64_t)((d.year * 13 + d.month) << 5 | d.day) << 17;
    put_be(m, UINT64_C(0x8000000000) | date | next_clock(m, 1 << 12, 1 << 6), 5);
    put_fraction(m);
    return 0;
}

static int write_timestamp(struct maker *m)
{
    mt_buf_add_le(m->out, 1 + below(m, INT32_MAX - 1), 4);
    return 0;
}

static int write_timestamp2(struct maker *m)
{
    put_be(m, 1 + below(m, INT32_MAX - 1), 4);
    put_fraction(m);
    return 0;
}

/* ---- what has its length in front ---- */

static size_t begin_content(struct maker *m)
{
    mt_buf_add_le(m->out, 0, m->column->prefix_size);
    return m->out->len;
}

static int end_content(struct maker *m, size_t at)
{
    unsigned n = m->column->prefix_size;
    uint64_t len = m->out->len - at;
    if (n < 8 && len >> 8 * n)
        return mt_fail(m->err, MT_ERR_UNSUPPORTED, "a masked value would be too long");
    for (unsigned i = 0; i < n && !m->out->failed; i++)
        m->out->data[at - n + i] = (char)(len >> 8 * i);
    return 0;
}

static size_t count_characters(struct mt_str text)
{
    size_t n = 0;
    for (size_t i = 0; i < text.len; i++)
        n += (text.data[i] & 0xc0) != 0x80;
    return n;
}

static void put_letters(struct maker *m, size_t n)
{
    const struct mt_charset *charset = m->column->charset;
    bool wide = charset->form == MT_FORM_UTF16BE || charset->form == MT_FORM_UTF32;
    while (n-- > 0 && !m->out->failed) {
        char letter = (char)('a' + next_byte(m) % 26);
        if (wide)
            mt_buf_add_le(m->out, 0, charset->min_bytes - 1u);
        mt_buf_addc(m->out, letter);
        if (charset->form == MT_FORM_UTF16LE)
            mt_buf_addc(m->out, '\0');
    }
}

static void put_bytes(struct maker *m, size_t n)
{
    while (n-- > 0 && !m->out->failed)
        mt_buf_addc(m->out, (char)next_byte(m));
}

/* From -1 to 1. */
static void put_floats(struct maker *m, size_t n)
{
    while (n-- > 0 && !m->out->failed) {
        float f = (float)(next_fraction(m) * 2 - 1);
        uint32_t bits;
        memcpy(&bits, &f, sizeof bits);
        mt_buf_add_le(m->out, bits, 4);
    }
}

/* A BINARY(n) has n bytes; the zeros at its end are not in the log. */
static size_t count_bytes(const struct maker *m, bool compressed)
{
    if (m->column->type == MT_TYPE_STRING)
        return m->column->length;
    return compressed ? m->value.as.s.len : m->content.len;
}

static int write_string(struct maker *m)
{
    size_t at = begin_content(m);
    bool compressed =
        m->column->type == MT_TYPE_VARCHAR_COMPRESSED || m->column->type == MT_TYPE_BLOB_COMPRESSED;
    if (compressed && m->value.as.s.len)
        mt_buf_addc(m->out, '\0'); /* what follows is not compressed */
    if (m->value.kind == MT_KIND_VECTOR)
        put_floats(m, m->value.as.vector.count);
    else if (m->value.kind == MT_KIND_TEXT && m->column->shape == MT_SHAPE_PLAIN)
        put_letters(m, count_characters(m->value.as.s));
    else
        put_bytes(m, count_bytes(m, compressed));
    return end_content(m, at);
}

static int write_json(struct maker *m)
{
    static const char hex[] = "0123456789abcdef";
    size_t at = begin_content(m);
    mt_buf_addc(m->out, 12); /* a string, and its length */
    mt_buf_addc(m->out, 16);
    for (int i = 0; i < 16; i++)
        mt_buf_addc(m->out, hex[next_byte(m) & 15]);
    return end_content(m, at);
}

static int write_enum(struct maker *m)
{
    bool none = true;
    for (size_t i = 0; i < m->raw.len; i++)
        none &= m->raw.data[i] == 0;
    mt_buf_add_le(m->out, none ? 0 : 1 + below(m, m->column->label_count), (unsigned)m->raw.len);
    return 0;
}

static int write_set(struct maker *m)
{
    unsigned labels = m->column->label_count;
    uint64_t all = labels < 64 ? (UINT64_C(1) << labels) - 1 : UINT64_MAX;
    mt_buf_add_le(m->out, next_number(m) & all, (unsigned)m->raw.len);
    return 0;
}

/* ---- geometries ---- */

/* Reads the original, and writes over the copy of it. */
struct walk {
    struct maker *m;
    struct mt_cursor in;
    size_t base; /* of the copy, less where the original begins */
    const uint8_t *start;
    bool big_endian;
};

static uint32_t read_u32(struct walk *w)
{
    return w->big_endian ? (uint32_t)mt_be(&w->in, 4) : mt_u32(&w->in);
}

/* A point is a value of its own: where a ring begins it also ends. */
static void mask_point(struct walk *w)
{
    const uint8_t *point = mt_take(&w->in, 16);
    if (!point || w->m->out->failed)
        return;
    char *to = w->m->out->data + w->base + (point - w->start);
    begin_stream(w->m, 'p', point, 16);
    for (int axis = 0; axis < 2; axis++, to += 8) {
        double d = next_fraction(w->m) * 90; /* within any system's bounds */
        uint64_t bits;
        memcpy(&bits, &d, sizeof bits);
        for (int i = 0; i < 8; i++)
            to[i] = (char)(bits >> 8 * (w->big_endian ? 7 - i : i));
    }
}

static void mask_points(struct walk *w, unsigned nesting)
{
    if (nesting == 0) {
        mask_point(w);
        return;
    }
    for (uint32_t n = read_u32(w); n > 0 && !w->in.failed; n--)
        mask_points(w, nesting - 1);
}

static void mask_geometry(struct walk *w, unsigned depth)
{
    uint8_t order = mt_u8(&w->in);
    w->big_endian = order == 0;
    uint32_t type = read_u32(w);
    if (order > 1 || type < 1 || type > 7 || depth == 0)
        w->in.failed = true;
    if (w->in.failed)
        return;
    if (type <= 3) {
        mask_points(w, type - 1);
        return;
    }
    for (uint32_t n = read_u32(w); n > 0 && !w->in.failed; n--)
        mask_geometry(w, depth - 1);
}

static int write_geometry(struct maker *m)
{
    size_t at = begin_content(m);
    mt_buf_add(m->out, m->content.data, m->content.len);
    struct walk w = {.m = m, .in = mt_cursor(m->content.data, m->content.len), .base = at};
    w.start = (const uint8_t *)m->content.data;
    mt_take(&w.in, 4); /* SRID */
    if (m->content.len)
        mask_geometry(&w, DEPTH);
    if (w.in.failed || mt_left(&w.in))
        return mt_fail(m->err, MT_ERR_CORRUPT,
                       "a GEOMETRY value is no well-known binary, so it cannot be masked");
    return end_content(m, at);
}

/* ---- values ---- */

static int (*const writers[256])(struct maker *m) = {
    [MT_TYPE_TINY] = write_int,
    [MT_TYPE_SHORT] = write_int,
    [MT_TYPE_INT24] = write_int,
    [MT_TYPE_LONG] = write_int,
    [MT_TYPE_LONGLONG] = write_int,
    [MT_TYPE_FLOAT] = write_float,
    [MT_TYPE_DOUBLE] = write_float,
    [MT_TYPE_NEWDECIMAL] = write_decimal,
    [MT_TYPE_BIT] = write_bit,
    [MT_TYPE_YEAR] = write_year,
    [MT_TYPE_DATE] = write_date,
    [MT_TYPE_NEWDATE] = write_date,
    [MT_TYPE_TIME] = write_time,
    [MT_TYPE_TIME2] = write_time2,
    [MT_TYPE_DATETIME] = write_datetime,
    [MT_TYPE_DATETIME2] = write_datetime2,
    [MT_TYPE_TIMESTAMP] = write_timestamp,
    [MT_TYPE_TIMESTAMP2] = write_timestamp2,
    [MT_TYPE_STRING] = write_string,
    [MT_TYPE_VARCHAR] = write_string,
    [MT_TYPE_VAR_STRING] = write_string,
    [MT_TYPE_VARCHAR_COMPRESSED] = write_string,
    [MT_TYPE_TINY_BLOB] = write_string,
    [MT_TYPE_BLOB] = write_string,
    [MT_TYPE_MEDIUM_BLOB] = write_string,
    [MT_TYPE_LONG_BLOB] = write_string,
    [MT_TYPE_BLOB_COMPRESSED] = write_string,
    [MT_TYPE_VECTOR] = write_string,
    [MT_TYPE_ENUM] = write_enum,
    [MT_TYPE_SET] = write_set,
    [MT_TYPE_GEOMETRY] = write_geometry,
    [MT_TYPE_JSON] = write_json,
};

/* The stream of a value: of what it is to a reader, not of how this column happens to store it. */
static void begin_value(struct maker *m, bool differences)
{
    const struct mt_value *v = &m->value;
    if (differences)
        begin_stream(m, 'd', m->content.data, m->content.len);
    else if (v->kind == MT_KIND_TEXT || v->kind == MT_KIND_BYTES)
        begin_stream(m, v->kind == MT_KIND_TEXT ? 't' : 'b', v->as.s.data, v->as.s.len);
    else if (v->kind == MT_KIND_VECTOR)
        begin_stream(m, 'b', v->as.vector.data, v->as.vector.count * 4);
    else
        begin_stream(m, v->kind == MT_KIND_DOUBLE ? 'f' : 'n', &v->as.u, sizeof v->as.u);
}

int mt_mask_value(const struct mt_mask *mask, const struct mt_column *column, struct mt_str raw,
                  bool differences, struct mt_buf *out, struct mt_err *err)
{
    struct maker m = {.mask = mask, .column = column, .raw = raw, .out = out, .err = err};
    struct mt_cursor in = mt_cursor(raw.data, raw.len);
    struct mt_buf scratch = {0};
    if (!writers[column->type] || raw.len < column->prefix_size)
        return mt_fail(err, MT_ERR_UNSUPPORTED, "a value of type %s cannot be masked",
                       mt_column_type_name(column->type));
    m.content = (struct mt_str){raw.data + column->prefix_size, raw.len - column->prefix_size};
    int failed = !differences && mt_value_decode(column, &in, &scratch, &m.value, err);
    if (!failed) {
        begin_value(&m, differences);
        failed = writers[column->type](&m);
    }
    mt_buf_free(&scratch);
    if (!failed && m.failed)
        return mt_fail(err, MT_ERR_UNSUPPORTED, "a value cannot be masked: libcrypto made no HMAC");
    if (!failed && out->failed)
        return mt_fail(err, MT_ERR_NOMEM, "no memory for a masked value");
    return failed ? -1 : 0;
}

/* ---- rows ---- */

static bool bit(const uint8_t *bits, uint32_t i)
{
    return bits[i >> 3] >> (i & 7) & 1;
}

/* The bits of an after image that tell which JSON values are differences; NULL: none are. */
static const uint8_t *partial_bits(const struct mt_rows *rows, bool after)
{
    struct mt_cursor c = rows->data;
    uint32_t json = 0;
    if (!rows->partial || !after || mt_lenenc(&c) != 1)
        return NULL;
    for (uint32_t i = 0; i < rows->table->column_count; i++)
        json += rows->table->columns[i].type == MT_TYPE_JSON;
    return mt_take(&c, (json + 7) / 8);
}

static int mask_image(const struct mt_mask *mask, struct mt_rows *rows, bool after,
                      const uint8_t *which, struct mt_str *spans, struct mt_buf *out,
                      struct mt_err *err)
{
    const char *from = (const char *)rows->data.at;
    const uint8_t *partial = partial_bits(rows, after);
    size_t bits_at = partial ? out->len + (size_t)((const char *)partial - from) : 0;
    uint32_t index = rows->index, json = 0;
    if (mt_rows_step(rows, after, spans, err))
        return -1;
    for (uint32_t i = 0; i < rows->table->column_count; i++) {
        const struct mt_column *column = &rows->table->columns[i];
        bool differences = column->type == MT_TYPE_JSON && partial && bit(partial, json);
        uint32_t json_bit = json;
        json += column->type == MT_TYPE_JSON;
        if (!bit(which, i) || !spans[i].data || spans[i].len == MT_SPAN_NULL)
            continue;
        mt_buf_add(out, from, (size_t)(spans[i].data - from));
        from = spans[i].data + spans[i].len;
        if (mt_mask_value(mask, column, spans[i], differences, out, err))
            return mt_rows_fail_value(rows->table, index, i, after, err);
        if (differences && !out->failed)
            out->data[bits_at + json_bit / 8] &= (char)~(1u << json_bit % 8);
    }
    mt_buf_add(out, from, (size_t)((const char *)rows->data.at - from));
    return 0;
}

int mt_mask_rows(const struct mt_mask *mask, struct mt_rows rows, const uint8_t *which,
                 struct mt_buf *out, struct mt_err *err)
{
    struct mt_str *spans = calloc(rows.table->column_count, sizeof *spans);
    int failed = 0;
    if (!spans)
        return mt_fail(err, MT_ERR_NOMEM, "no memory for the columns of a table");
    while (!failed && mt_rows_more(&rows))
        for (int after = rows.change == MT_INSERT; !failed && after <= (rows.change != MT_DELETE);
             after++)
            failed = mask_image(mask, &rows, after, which, spans, out, err);
    free(spans);
    return failed ? -1 : 0;
}
