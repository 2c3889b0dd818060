/* One column's value: from the bytes of a row image to what a script will see.
 *
 * Formats: MySQL sql/log_event.cc (log_event_print_value) and mysys/my_time.cc, strings/decimal.cc;
 * MariaDB sql/log_event.cc and sql/field.cc. */
#ifndef MT_VALUE_H
#define MT_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/cursor.h"
#include "base/err.h"
#include "binlog/charset.h"

/* Beyond it, not every integer is a double. */
#define MT_EXACT_INTEGER (INT64_C(1) << 53)

/* What a column is to the user where the wire type does not say it. */
enum mt_shape {
    MT_SHAPE_PLAIN = 0,
    MT_SHAPE_UUID,   /* MariaDB UUID: BINARY(16) on the wire */
    MT_SHAPE_INET4,  /* MariaDB INET4: BINARY(4) */
    MT_SHAPE_INET6,  /* MariaDB INET6: BINARY(16) */
    MT_SHAPE_VECTOR, /* MariaDB VECTOR: VARBINARY on the wire */
};

struct mt_column {
    struct mt_str name; /* UTF-8; data is NULL when the name is not known */
    uint8_t type;       /* enum mt_column_type; ENUM, SET and CHAR taken apart from STRING */
    uint16_t meta;      /* what the decoder of the type needs, see table.c */
    uint32_t length;    /* CHAR, BINARY, VARCHAR, VARBINARY: longest value in bytes */
    bool nullable;
    bool is_unsigned;   /* numeric types */
    bool sign_known;    /* numeric types: false when the log does not carry it and no schema did */
    bool charset_known; /* character types: likewise */
    bool hidden;        /* INVISIBLE */
    /* How long its values are, by mt_column_measure: bytes when all have the same, or else bytes of
     * the length in front. Both 0: not measured, or no such column can exist. */
    uint16_t fixed_size;
    uint8_t prefix_size;
    enum mt_shape shape;
    const struct mt_charset *charset; /* character types; binary for byte strings */
    struct mt_str *labels;            /* ENUM, SET: in UTF-8, in their order; NULL when not known */
    uint32_t label_count;
    uint8_t geometry;    /* GEOMETRY: subtype */
    uint32_t dimensions; /* VECTOR; 0 when not known */
};

enum mt_kind {
    MT_KIND_NULL,
    MT_KIND_INT,    /* as.i */
    MT_KIND_UINT,   /* as.u */
    MT_KIND_DOUBLE, /* as.d; FLOAT is already the double nearest to its shortest decimal */
    MT_KIND_TEXT,   /* as.s, UTF-8 */
    MT_KIND_BYTES,  /* as.s, any bytes */
    MT_KIND_VECTOR, /* as.vector: little-endian IEEE singles, not aligned */
};

struct mt_value {
    enum mt_kind kind;
    union {
        int64_t i;
        uint64_t u;
        double d;
        struct mt_str s;
        struct {
            const uint8_t *data;
            size_t count;
        } vector;
    } as;
};

/* Read the next value of a row image, which is not NULL, and leave the cursor behind it.
 *
 * out: may point into the row or into scratch; it lives until the row's buffer changes or scratch
 * is used again (scratch is cleared on entry). Fails with MT_ERR_TRUNCATED when the image ends
 * inside the value, MT_ERR_CORRUPT for a value that the type cannot hold, MT_ERR_SCHEMA when the
 * value needs what is not known (sign, character set, labels), MT_ERR_UNSUPPORTED for a type that
 * is not decoded. The message names neither table nor column: the caller adds them. */
int mt_value_decode(const struct mt_column *column, struct mt_cursor *row, struct mt_buf *scratch,
                    struct mt_value *out, struct mt_err *err);

/* Work out once what each value would ask again. The column's type, meta and length are final. */
void mt_column_measure(struct mt_column *column);

/* Step over the next value, which is not NULL, without looking at it. Fails as above. */
int mt_value_skip(const struct mt_column *column, struct mt_cursor *row, struct mt_err *err);

/* The double nearest to the shortest decimal that reads back as this float: 1.1f gives 1.1. */
double mt_float_to_double(float f);

/* The shortest text that strtod reads back as d, as JSON writes numbers: integers without a point,
 * no leading '+'. Buffer of 32 bytes; returns the length. d is finite. */
size_t mt_double_print(double d, char text[32]);

/* Column i of a MT_KIND_VECTOR value. */
float mt_vector_at(const struct mt_value *value, size_t i);

#endif
