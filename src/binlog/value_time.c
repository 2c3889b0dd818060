/* Dates and times, old formats and new, printed as the servers print them.
 *
 * Formats: MySQL mysys/my_time.cc (my_time_packed_to_binary and its kin); MariaDB
 * sql/compat56.cc. */
#include "binlog/value.h"

#include <string.h>

#include "base/digits.h"
#include "binlog/value_codec.h"
#include "binlog/wire.h"

struct moment {
    bool negative;
    unsigned year, month, day, hour, minute, second;
    uint32_t micro;
};

/* v: below 100, which is_date and is_clock see to. */
static inline char *put2(char *to, unsigned v)
{
    memcpy(to, mt_digit_pairs + 2 * v, 2);
    return to + 2;
}

static char *put_date(char *to, const struct moment *m)
{
    to = put2(put2(to, m->year / 100), m->year % 100);
    *to++ = '-';
    to = put2(to, m->month);
    *to++ = '-';
    return put2(to, m->day);
}

static char *put_clock(char *to, const struct moment *m, unsigned digits)
{
    if (m->hour > 99)
        *to++ = (char)('0' + m->hour / 100);
    to = put2(to, m->hour % 100);
    *to++ = ':';
    to = put2(to, m->minute);
    *to++ = ':';
    to = put2(to, m->second);
    if (digits == 0)
        return to;
    *to++ = '.';
    mt_put_digits(to, m->micro, 6); /* there is room for all of them */
    return to + digits;
}

static char *put_datetime(char *to, const struct moment *m, unsigned digits)
{
    to = put_date(to, m);
    *to++ = ' ';
    return put_clock(to, m, digits);
}

static bool is_date(const struct moment *m)
{
    return m->year <= 9999 && m->month <= 12 && m->day <= 31;
}

static bool is_clock(const struct moment *m, unsigned hours)
{
    return m->hour <= hours && m->minute < 60 && m->second < 60 && m->micro < 1000000;
}

static int fail_moment(const struct mt_column *column, struct mt_err *err)
{
    bool old = column->type == MT_TYPE_TIME || column->type == MT_TYPE_DATETIME;
    return mt_fail(err, MT_ERR_CORRUPT,
                   "a value of type %s is no date or time: the log is damaged, or %s",
                   mt_column_type_name(column->type),
                   old ? "the column has fractions in MariaDB's old format, whose size the log "
                         "does not carry: ALTER TABLE ... FORCE rewrites it"
                       : "does not fit its table map");
}

/* The longest is a DATETIME(6). */
static char *make_room(struct mt_buf *scratch)
{
    return mt_buf_reserve(scratch, 32);
}

static int finish(struct mt_buf *scratch, const char *end, struct mt_value *out, struct mt_err *err)
{
    if (end)
        scratch->len = (size_t)(end - scratch->data);
    return mt_value_from_scratch(scratch, out, err);
}

/* The fraction behind a value, as microseconds: two digits to a byte, big-endian. */
static uint32_t read_micro(struct mt_cursor *value, unsigned digits)
{
    static const uint32_t unit[] = {0, 10000, 100, 1};
    unsigned bytes = (digits + 1) / 2;
    return bytes ? (uint32_t)mt_be(value, bytes) * unit[bytes] : 0;
}

int mt_value_year(const struct mt_column *column, struct mt_cursor *value, struct mt_buf *scratch,
                  struct mt_value *out, struct mt_err *err)
{
    (void)column, (void)scratch, (void)err;
    uint8_t year = mt_u8(value);
    out->kind = MT_KIND_INT;
    out->as.i = year ? 1900 + year : 0;
    return 0;
}

int mt_value_date(const struct mt_column *column, struct mt_cursor *value, struct mt_buf *scratch,
                  struct mt_value *out, struct mt_err *err)
{
    uint32_t packed = mt_u24(value);
    struct moment m = {.year = packed >> 9, .month = packed >> 5 & 15, .day = packed & 31};
    if (!is_date(&m))
        return fail_moment(column, err);
    char *to = make_room(scratch);
    return finish(scratch, to ? put_date(to, &m) : NULL, out, err);
}

static int print_time(const struct mt_column *column, const struct moment *m, unsigned digits,
                      struct mt_buf *scratch, struct mt_value *out, struct mt_err *err)
{
    if (!is_clock(m, 838))
        return fail_moment(column, err);
    char *to = make_room(scratch);
    if (to && m->negative)
        *to++ = '-';
    return finish(scratch, to ? put_clock(to, m, digits) : NULL, out, err);
}

int mt_value_time(const struct mt_column *column, struct mt_cursor *value, struct mt_buf *scratch,
                  struct mt_value *out, struct mt_err *err)
{
    uint32_t packed = mt_u24(value);
    bool negative = packed & 0x800000;
    if (negative)
        packed = 0x1000000 - packed;
    struct moment m = {.negative = negative,
                       .hour = packed / 10000,
                       .minute = packed / 100 % 100,
                       .second = packed % 100};
    return print_time(column, &m, 0, scratch, out, err);
}

/* Hours, minutes and seconds of the packed forms: 6 bits each for the last two. */
static void unpack_clock(uint32_t packed, struct moment *m)
{
    m->hour = packed >> 12;
    m->minute = packed >> 6 & 63;
    m->second = packed & 63;
}

/* The value and its fraction are one number, offset so that it sorts as bytes: a negative one is
 * the complement of both together. */
int mt_value_time2(const struct mt_column *column, struct mt_cursor *value, struct mt_buf *scratch,
                   struct mt_value *out, struct mt_err *err)
{
    unsigned bytes = (column->meta + 1u) / 2;
    int64_t packed = (int64_t)mt_be(value, 3 + bytes) - ((int64_t)0x800000 << 8 * bytes);
    struct moment m = {.negative = packed < 0};
    uint64_t magnitude = (uint64_t)(packed < 0 ? -packed : packed);
    uint8_t fraction[3];
    for (unsigned i = bytes; i-- > 0; magnitude >>= 8)
        fraction[i] = (uint8_t)magnitude;
    struct mt_cursor tail = mt_cursor(fraction, bytes);
    m.micro = read_micro(&tail, column->meta);
    unpack_clock((uint32_t)magnitude, &m);
    return print_time(column, &m, column->meta, scratch, out, err);
}

static int print_datetime(const struct mt_column *column, const struct moment *m, unsigned digits,
                          struct mt_buf *scratch, struct mt_value *out, struct mt_err *err)
{
    if (!is_date(m) || !is_clock(m, 23))
        return fail_moment(column, err);
    char *to = make_room(scratch);
    return finish(scratch, to ? put_datetime(to, m, digits) : NULL, out, err);
}

int mt_value_datetime(const struct mt_column *column, struct mt_cursor *value,
                      struct mt_buf *scratch, struct mt_value *out, struct mt_err *err)
{
    uint64_t packed = mt_u64(value);
    if (packed > UINT64_C(99991231235959))
        return fail_moment(column, err);
    uint32_t date = (uint32_t)(packed / 1000000), clock = (uint32_t)(packed % 1000000);
    struct moment m = {.year = date / 10000,
                       .month = date / 100 % 100,
                       .day = date % 100,
                       .hour = clock / 10000,
                       .minute = clock / 100 % 100,
                       .second = clock % 100};
    return print_datetime(column, &m, 0, scratch, out, err);
}

/* The date's part above the 17 bits of the clock: year * 13 + month, and 5 bits of day. */
static void unpack_datetime(uint64_t packed, struct moment *m)
{
    uint32_t date = (uint32_t)(packed >> 17);
    m->year = (date >> 5) / 13;
    m->month = (date >> 5) % 13;
    m->day = date & 31;
    unpack_clock(packed & 0x1ffff, m);
}

int mt_value_datetime2(const struct mt_column *column, struct mt_cursor *value,
                       struct mt_buf *scratch, struct mt_value *out, struct mt_err *err)
{
    uint64_t packed = mt_be(value, 5);
    struct moment m = {.micro = read_micro(value, column->meta)};
    if (!(packed >> 39))
        return fail_moment(column, err);
    unpack_datetime(packed & UINT64_C(0x7fffffffff), &m);
    return print_datetime(column, &m, column->meta, scratch, out, err);
}

/* Seconds since the epoch to a date of the Gregorian calendar. Years are counted from March, in
 * cycles of 400 (146097 days), so that the leap day is the last of its year. */
static void set_utc(struct moment *m, uint32_t seconds)
{
    uint32_t days = seconds / 86400 + 719468; /* since 0000-03-01 */
    uint32_t cycle = days / 146097, day = days % 146097;
    uint32_t year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
    uint32_t day_of_year = day - (365 * year + year / 4 - year / 100);
    uint32_t month = (5 * day_of_year + 2) / 153; /* 0 is March */
    m->day = day_of_year - (153 * month + 2) / 5 + 1;
    m->month = month < 10 ? month + 3 : month - 9;
    m->year = cycle * 400 + year + (month >= 10);
    m->hour = seconds / 3600 % 24;
    m->minute = seconds / 60 % 60;
    m->second = seconds % 60;
}

static int print_timestamp(const struct mt_column *column, uint32_t seconds, uint32_t micro,
                           struct mt_buf *scratch, struct mt_value *out, struct mt_err *err)
{
    struct moment m = {.micro = micro};
    if (seconds || micro)
        set_utc(&m, seconds);
    unsigned digits = column->type == MT_TYPE_TIMESTAMP2 ? column->meta : 0;
    return print_datetime(column, &m, digits, scratch, out, err);
}

int mt_value_timestamp(const struct mt_column *column, struct mt_cursor *value,
                       struct mt_buf *scratch, struct mt_value *out, struct mt_err *err)
{
    return print_timestamp(column, mt_u32(value), 0, scratch, out, err);
}

int mt_value_timestamp2(const struct mt_column *column, struct mt_cursor *value,
                        struct mt_buf *scratch, struct mt_value *out, struct mt_err *err)
{
    uint32_t seconds = (uint32_t)mt_be(value, 4);
    return print_timestamp(column, seconds, read_micro(value, column->meta), scratch, out, err);
}

/* JSON keeps a date or time as one number: the packed form, and 24 bits of microseconds. */
size_t mt_json_time_print(uint8_t type, int64_t packed, char text[32])
{
    struct moment m = {.negative = packed < 0};
    uint64_t magnitude = packed < 0 ? 0 - (uint64_t)packed : (uint64_t)packed;
    char *to = text;
    m.micro = magnitude & 0xffffff;
    if (type == MT_TYPE_TIME) {
        if (magnitude >> 24 >= 1u << 22)
            return 0;
        unpack_clock((uint32_t)(magnitude >> 24), &m);
        if (!is_clock(&m, 838))
            return 0;
        if (m.negative)
            *to++ = '-';
        return (size_t)(put_clock(to, &m, 6) - text);
    }
    unpack_datetime(magnitude >> 24, &m);
    if (m.negative || !is_date(&m) || !is_clock(&m, 23))
        return 0;
    to = type == MT_TYPE_DATE ? put_date(to, &m) : put_datetime(to, &m, 6);
    return (size_t)(to - text);
}
