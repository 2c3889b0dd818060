/* One column's value: which decoder its type has, and how many bytes it takes.
 *
 * Formats: MySQL mysys/mf_pack.cc and sql/log_event.cc; MariaDB sql/log_event.cc. */
#include "binlog/value.h"

#include "binlog/value_codec.h"
#include "binlog/wire.h"

/* How many bytes a value has. */
enum sizing {
    SIZE_NONE = 0, /* a type that is not decoded */
    SIZE_FIXED,    /* always the same */
    SIZE_FRACTION, /* so many, and those of meta fractional digits */
    SIZE_COLUMN,   /* column->length, at most so many */
    SIZE_BIT,
    SIZE_DECIMAL,
    SIZE_PREFIX_LENGTH,  /* one length byte, two where column->length is beyond 255 */
    SIZE_PREFIX_VARCHAR, /* the same by meta */
    SIZE_PREFIX_BLOB,    /* meta length bytes */
};

struct codec {
    uint8_t sizing;
    uint8_t size;
    int (*decode)(const struct mt_column *column, struct mt_cursor *value, struct mt_buf *scratch,
                  struct mt_value *out, struct mt_err *err);
};

static int set_int(const struct mt_column *column, uint64_t raw, unsigned bits,
                   struct mt_value *out, struct mt_err *err)
{
    bool top = raw >> (bits - 1) & 1;
    if (top && !column->sign_known)
        return mt_fail(err, MT_ERR_SCHEMA,
                       "the log does not say whether this %s is unsigned: give --schema, or set "
                       "binlog_row_metadata on the source",
                       mt_column_type_name(column->type));
    if (top && column->is_unsigned) {
        out->kind = MT_KIND_UINT;
        out->as.u = raw;
        return 0;
    }
    out->kind = MT_KIND_INT;
    out->as.i = top ? (int64_t)(raw | ~UINT64_C(0) << (bits - 1)) : (int64_t)raw;
    if (column->is_unsigned && column->sign_known) {
        out->kind = MT_KIND_UINT;
        out->as.u = raw;
    }
    return 0;
}

/* One function for each width, so that the compiler makes one load of it. */
#define INT_DECODER(name, bytes)                                          \
    static MT_DECODER(name)                                               \
    {                                                                     \
        (void)scratch;                                                    \
        return set_int(column, mt_le(value, bytes), 8 * bytes, out, err); \
    }
INT_DECODER(decode_tiny, 1)
INT_DECODER(decode_short, 2)
INT_DECODER(decode_int24, 3)
INT_DECODER(decode_long, 4)
INT_DECODER(decode_longlong, 8)

static const struct codec codecs[256] = {
    [MT_TYPE_TINY] = {SIZE_FIXED, 1, decode_tiny},
    [MT_TYPE_SHORT] = {SIZE_FIXED, 2, decode_short},
    [MT_TYPE_INT24] = {SIZE_FIXED, 3, decode_int24},
    [MT_TYPE_LONG] = {SIZE_FIXED, 4, decode_long},
    [MT_TYPE_LONGLONG] = {SIZE_FIXED, 8, decode_longlong},
    [MT_TYPE_FLOAT] = {SIZE_FIXED, 4, mt_value_float},
    [MT_TYPE_DOUBLE] = {SIZE_FIXED, 8, mt_value_double},
    [MT_TYPE_NEWDECIMAL] = {SIZE_DECIMAL, 0, mt_value_decimal},
    [MT_TYPE_BIT] = {SIZE_BIT, 8, mt_value_bit},
    [MT_TYPE_YEAR] = {SIZE_FIXED, 1, mt_value_year},
    [MT_TYPE_DATE] = {SIZE_FIXED, 3, mt_value_date},
    [MT_TYPE_NEWDATE] = {SIZE_FIXED, 3, mt_value_date},
    [MT_TYPE_TIME] = {SIZE_FIXED, 3, mt_value_time},
    [MT_TYPE_TIME2] = {SIZE_FRACTION, 3, mt_value_time2},
    [MT_TYPE_DATETIME] = {SIZE_FIXED, 8, mt_value_datetime},
    [MT_TYPE_DATETIME2] = {SIZE_FRACTION, 5, mt_value_datetime2},
    [MT_TYPE_TIMESTAMP] = {SIZE_FIXED, 4, mt_value_timestamp},
    [MT_TYPE_TIMESTAMP2] = {SIZE_FRACTION, 4, mt_value_timestamp2},
    [MT_TYPE_STRING] = {SIZE_PREFIX_LENGTH, 0, mt_value_char},
    [MT_TYPE_VARCHAR] = {SIZE_PREFIX_VARCHAR, 0, mt_value_varchar},
    [MT_TYPE_VAR_STRING] = {SIZE_PREFIX_VARCHAR, 0, mt_value_varchar},
    [MT_TYPE_VARCHAR_COMPRESSED] = {SIZE_PREFIX_VARCHAR, 0, mt_value_compressed},
    [MT_TYPE_TINY_BLOB] = {SIZE_PREFIX_BLOB, 0, mt_value_blob},
    [MT_TYPE_BLOB] = {SIZE_PREFIX_BLOB, 0, mt_value_blob},
    [MT_TYPE_MEDIUM_BLOB] = {SIZE_PREFIX_BLOB, 0, mt_value_blob},
    [MT_TYPE_LONG_BLOB] = {SIZE_PREFIX_BLOB, 0, mt_value_blob},
    [MT_TYPE_BLOB_COMPRESSED] = {SIZE_PREFIX_BLOB, 0, mt_value_compressed},
    [MT_TYPE_ENUM] = {SIZE_COLUMN, 2, mt_value_enum},
    [MT_TYPE_SET] = {SIZE_COLUMN, 8, mt_value_set},
    [MT_TYPE_GEOMETRY] = {SIZE_PREFIX_BLOB, 0, mt_value_geometry},
    [MT_TYPE_VECTOR] = {SIZE_PREFIX_BLOB, 0, mt_value_vector},
    [MT_TYPE_JSON] = {SIZE_PREFIX_BLOB, 0, mt_value_json},
};

static int fail_truncated(const struct mt_column *column, struct mt_err *err)
{
    return mt_fail(
        err, MT_ERR_TRUNCATED,
        "the row image ends inside a value of type %s: the log is damaged, or does not fit its "
        "table map",
        mt_column_type_name(column->type));
}

static int fail_metadata(const struct mt_column *column, struct mt_err *err)
{
    return mt_fail(
        err, MT_ERR_CORRUPT,
        "the table map describes a column of type %s that does not exist (metadata %u, length %u): "
        "the log is damaged",
        mt_column_type_name(column->type), column->meta, column->length);
}

static int fail_unsupported(const struct mt_column *column, struct mt_err *err)
{
    return mt_fail(err, MT_ERR_UNSUPPORTED,
                   "columns of type %u (%s) are not decoded: leave the table out with "
                   "--ignore-tables",
                   column->type, mt_column_type_name(column->type));
}

/* The sizes that metadata gives; false when it makes no sense. */
static bool size_by_metadata(const struct mt_column *column, const struct codec *codec, size_t *n)
{
    unsigned meta = column->meta;
    switch (codec->sizing) {
    case SIZE_FRACTION: *n = codec->size + (meta + 1) / 2; return meta <= 6;
    case SIZE_COLUMN: *n = column->length; return *n >= 1 && *n <= codec->size;
    case SIZE_BIT: *n = (meta >> 8) + ((meta & 0xff) > 0); return *n >= 1 && *n <= codec->size;
    default:
        *n = mt_decimal_size(meta & 0xff, meta >> 8);
        return *n > 0 && (meta & 0xff) <= MT_DECIMAL_COLUMN_DIGITS;
    }
}

void mt_column_measure(struct mt_column *column)
{
    const struct codec *codec = &codecs[column->type];
    size_t n = 0;
    column->fixed_size = column->prefix_size = 0;
    switch (codec->sizing) {
    case SIZE_NONE: break;
    case SIZE_FIXED: column->fixed_size = codec->size; break;
    case SIZE_PREFIX_LENGTH: column->prefix_size = column->length > 255 ? 2 : 1; break;
    case SIZE_PREFIX_VARCHAR: column->prefix_size = column->meta > 255 ? 2 : 1; break;
    case SIZE_PREFIX_BLOB:
        column->prefix_size = column->meta <= 4 ? (uint8_t)column->meta : 0;
        break;
    default:
        if (size_by_metadata(column, codec, &n))
            column->fixed_size = (uint16_t)n;
    }
}

/* A view of the bytes of a column's next value that was not measured. */
static int take_unmeasured(const struct mt_column *column, const struct codec *codec,
                           struct mt_cursor *row, struct mt_cursor *value, struct mt_err *err)
{
    size_t n;
    switch (codec->sizing) {
    case SIZE_FIXED: n = codec->size; break;
    case SIZE_PREFIX_LENGTH: n = column->length > 255 ? mt_u16(row) : mt_u8(row); break;
    case SIZE_PREFIX_VARCHAR: n = column->meta > 255 ? mt_u16(row) : mt_u8(row); break;
    case SIZE_PREFIX_BLOB:
        if (column->meta < 1 || column->meta > 4)
            return fail_metadata(column, err);
        n = (size_t)mt_le(row, column->meta);
        break;
    case SIZE_NONE: return fail_unsupported(column, err);
    default:
        if (!size_by_metadata(column, codec, &n))
            return fail_metadata(column, err);
    }
    *value = mt_take_cursor(row, n);
    return row->failed ? fail_truncated(column, err) : 0;
}

/* A view of the next value's bytes. */
static inline int take_value(const struct mt_column *column, const struct codec *codec,
                             struct mt_cursor *row, struct mt_cursor *value, struct mt_err *err)
{
    size_t n = column->fixed_size;
    if (n == 0) {
        if (column->prefix_size == 0)
            return take_unmeasured(column, codec, row, value, err);
        n = column->prefix_size == 1   ? mt_u8(row)
            : column->prefix_size == 2 ? mt_u16(row)
                                       : (size_t)mt_le(row, column->prefix_size);
    }
    *value = mt_take_cursor(row, n);
    return row->failed ? fail_truncated(column, err) : 0;
}

int mt_value_decode(const struct mt_column *column, struct mt_cursor *row, struct mt_buf *scratch,
                    struct mt_value *out, struct mt_err *err)
{
    const struct codec *codec = &codecs[column->type];
    struct mt_cursor value;
    if (take_value(column, codec, row, &value, err))
        return -1;
    mt_buf_clear(scratch);
    return codec->decode(column, &value, scratch, out, err);
}

int mt_value_skip(const struct mt_column *column, struct mt_cursor *row, struct mt_err *err)
{
    struct mt_cursor value;
    return take_value(column, &codecs[column->type], row, &value, err);
}
