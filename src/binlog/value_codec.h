/* The decoders of single types, for value.c alone.
 *
 * Each gets a cursor over exactly the bytes of the value: value.c has measured them. */
#ifndef MT_VALUE_CODEC_H
#define MT_VALUE_CODEC_H

#include "binlog/value.h"

#define MT_DECODER(name)                                                                      \
    int name(const struct mt_column *column, struct mt_cursor *value, struct mt_buf *scratch, \
             struct mt_value *out, struct mt_err *err)

MT_DECODER(mt_value_decimal);
MT_DECODER(mt_value_float);
MT_DECODER(mt_value_double);
MT_DECODER(mt_value_bit);

MT_DECODER(mt_value_year);
MT_DECODER(mt_value_date);
MT_DECODER(mt_value_time);
MT_DECODER(mt_value_time2);
MT_DECODER(mt_value_datetime);
MT_DECODER(mt_value_datetime2);
MT_DECODER(mt_value_timestamp);
MT_DECODER(mt_value_timestamp2);

MT_DECODER(mt_value_char);
MT_DECODER(mt_value_varchar);
MT_DECODER(mt_value_blob);
MT_DECODER(mt_value_compressed);
MT_DECODER(mt_value_enum);
MT_DECODER(mt_value_set);
MT_DECODER(mt_value_geometry);
MT_DECODER(mt_value_vector);
MT_DECODER(mt_value_json);

/* Bytes of a DECIMAL(precision, scale); 0 when there is no such type. JSON counts the whole part in
 * words of nine digits, up to nine words in all; columns stop at 65. */
unsigned mt_decimal_size(unsigned precision, unsigned scale);
#define MT_DECIMAL_COLUMN_DIGITS 65

/* Room enough for what mt_decimal_print writes. */
#define MT_DECIMAL_TEXT 96

/* Print a DECIMAL as the server does; the cursor holds its mt_decimal_size bytes. Returns the
 * length, or 0 when the bytes are no decimal. */
size_t mt_decimal_print(struct mt_cursor *value, unsigned precision, unsigned scale, char *text);

/* The decimal digits of a double. */
struct mt_digits {
    char digits[17]; /* the first and the last are not 0, unless it is the only one */
    int count;
    int point; /* the value is 0.DIGITS times ten to this power */
    bool negative;
};

/* The shortest digits that read back as d, the closest to it where there are several. */
struct mt_digits mt_double_digits(double d);

/* Print them: plain, with zeros where needed, or as d.ddde-5. Returns the length. */
size_t mt_digits_print(const struct mt_digits *digits, bool plain, char *text);

/* A date or time of JSON's packed form, as the server prints it there. Returns the length, or 0
 * when it is none. type: enum mt_column_type. */
size_t mt_json_time_print(uint8_t type, int64_t packed, char text[32]);

/* out becomes text that stands in scratch. */
int mt_value_from_scratch(struct mt_buf *scratch, struct mt_value *out, struct mt_err *err);

#endif
