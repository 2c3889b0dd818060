/* Owns the reading of JSON. RFC 8259; the escapes of stray bytes are those of Python's
 * "surrogateescape" (PEP 383).
 *
 * Nothing is raised while the text is walked: errors are kept in the decoder, with the byte where
 * they were found, and raised at the end. */
#include "lua/json_parts.h"

#include <lauxlib.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/cursor.h"
#include "base/err.h"
#include "base/json_text.h"

struct decoder {
    lua_State *L;
    const char *text;
    struct mt_cursor in;
    struct mt_buf *scratch;
    struct mt_err err;
    int depth;
};

static bool decode_value(struct decoder *d);

static bool fail_at(struct decoder *d, const uint8_t *at, const char *what)
{
    mt_fail(&d->err, MT_ERR_CORRUPT, "bad JSON at byte %zu: %s",
            (size_t)(at - (const uint8_t *)d->text) + 1, what);
    return false;
}

static bool fail_here(struct decoder *d, const char *what)
{
    return fail_at(d, d->in.at, d->in.at == d->in.end ? "the text ends too early" : what);
}

/* The next byte without taking it; 0 at the end (and for a zero byte, which is never right). */
static inline uint8_t peek(const struct decoder *d)
{
    return d->in.at < d->in.end ? *d->in.at : 0;
}

static inline void skip_space(struct decoder *d)
{
    while (d->in.at < d->in.end &&
           (*d->in.at == ' ' || *d->in.at == '\n' || *d->in.at == '\t' || *d->in.at == '\r'))
        d->in.at++;
}

static bool decode_literal(struct decoder *d, const char *word)
{
    size_t n = strlen(word);
    if (mt_left(&d->in) < n || memcmp(d->in.at, word, n) != 0)
        return fail_here(d, "a value expected");
    mt_take(&d->in, n);
    return true;
}

/* ---- numbers ---- */

static size_t take_digits(struct decoder *d)
{
    const uint8_t *start = d->in.at;
    while (d->in.at < d->in.end && *d->in.at >= '0' && *d->in.at <= '9')
        d->in.at++;
    return (size_t)(d->in.at - start);
}

/* Step over a number. False: it is none. *integer: it has neither point nor exponent. */
static bool scan_number(struct decoder *d, bool *integer)
{
    *integer = true;
    if (peek(d) == '-')
        mt_u8(&d->in);
    if (peek(d) == '0')
        mt_u8(&d->in);
    else if (take_digits(d) == 0)
        return fail_here(d, "a value expected");
    if (peek(d) == '.') {
        *integer = false;
        mt_u8(&d->in);
        if (take_digits(d) == 0)
            return fail_here(d, "a digit expected");
    }
    if (peek(d) == 'e' || peek(d) == 'E') {
        *integer = false;
        mt_u8(&d->in);
        if (peek(d) == '+' || peek(d) == '-')
            mt_u8(&d->in);
        if (take_digits(d) == 0)
            return fail_here(d, "a digit expected");
    }
    return true;
}

/* An integer of at most 18 characters: it fits. */
static int64_t small_integer(const uint8_t *at, size_t len)
{
    bool negative = *at == '-';
    int64_t i = 0;
    for (size_t k = negative; k < len; k++)
        i = i * 10 + (at[k] - '0');
    return negative ? -i : i;
}

static bool decode_number(struct decoder *d)
{
    const uint8_t *start = d->in.at;
    bool integer;
    if (!scan_number(d, &integer))
        return false;
    size_t len = (size_t)(d->in.at - start);
    if (integer && len <= 18) {
        int64_t i = small_integer(start, len);
        if (i == 0 && *start == '-')
            lua_pushnumber(d->L, -0.0);
        else if (i >= -(int64_t)MT_EXACT_INTEGER && i <= (int64_t)MT_EXACT_INTEGER)
            lua_pushnumber(d->L, (lua_Number)i);
        else
            lua_pushlstring(d->L, (const char *)start, len);
        return true;
    }
    if (integer) {
        lua_pushlstring(d->L, (const char *)start, len);
        return true;
    }
    /* a Lua string ends with a zero byte, and strtod stops where the scan did */
    double number = strtod((const char *)start, NULL);
    if (!isfinite(number))
        return fail_at(d, start, "the number is too large for a double");
    lua_pushnumber(d->L, number);
    return true;
}

/* ---- strings ---- */

static void put_utf8(struct mt_buf *out, uint32_t code)
{
    if (code < 0x80) {
        mt_buf_addc(out, (char)code);
    } else if (code < 0x800) {
        mt_buf_addc(out, (char)(0xc0 | code >> 6));
        mt_buf_addc(out, (char)(0x80 | (code & 0x3f)));
    } else {
        if (code < 0x10000) {
            mt_buf_addc(out, (char)(0xe0 | code >> 12));
        } else {
            mt_buf_addc(out, (char)(0xf0 | code >> 18));
            mt_buf_addc(out, (char)(0x80 | (code >> 12 & 0x3f)));
        }
        mt_buf_addc(out, (char)(0x80 | (code >> 6 & 0x3f)));
        mt_buf_addc(out, (char)(0x80 | (code & 0x3f)));
    }
}

static bool take_hex4(struct decoder *d, uint32_t *code)
{
    const uint8_t *p = mt_take(&d->in, 4);
    *code = 0;
    for (int i = 0; p && i < 4; i++) {
        uint8_t c = p[i] | 0x20;
        uint32_t digit = p[i] >= '0' && p[i] <= '9' ? (uint32_t)p[i] - '0'
                         : c >= 'a' && c <= 'f'     ? (uint32_t)c - 'a' + 10
                                                    : 16;
        if (digit > 15)
            return fail_at(d, p + i, "four hexadecimal digits expected");
        *code = *code << 4 | digit;
    }
    return p || fail_here(d, "");
}

static bool decode_unicode(struct decoder *d, const uint8_t *start)
{
    uint32_t code, low;
    if (!take_hex4(d, &code))
        return false;
    if (code >= 0xdc80 && code <= 0xdcff) {
        mt_buf_addc(d->scratch, (char)(code & 0xff));
        return true;
    }
    if (code >= 0xd800 && code <= 0xdbff && mt_left(&d->in) >= 2 && d->in.at[0] == '\\' &&
        d->in.at[1] == 'u') {
        mt_take(&d->in, 2);
        if (!take_hex4(d, &low))
            return false;
        if (low < 0xdc00 || low > 0xdfff)
            return fail_at(d, start, "half of a surrogate pair");
        put_utf8(d->scratch, 0x10000 + ((code & 0x3ff) << 10 | (low & 0x3ff)));
        return true;
    }
    if (code >= 0xd800 && code <= 0xdfff)
        return fail_at(d, start, "half of a surrogate pair");
    put_utf8(d->scratch, code);
    return true;
}

/* Behind the backslash. */
static bool decode_escape(struct decoder *d)
{
    const uint8_t *start = d->in.at - 1;
    uint8_t c = mt_u8(&d->in);
    if (c == 'u')
        return decode_unicode(d, start);
    if (c == '/') {
        mt_buf_addc(d->scratch, '/');
        return true;
    }
    for (size_t i = 0; i < sizeof mt_json_escapes; i++) {
        if (c != 0 && mt_json_escapes[i] == (char)c) {
            mt_buf_addc(d->scratch, (char)i);
            return true;
        }
    }
    return d->in.failed ? fail_here(d, "") : fail_at(d, start, "no such escape");
}

static bool decode_string(struct decoder *d)
{
    mt_u8(&d->in); /* the quote */
    mt_buf_clear(d->scratch);
    for (bool whole = true;; whole = false) {
        const uint8_t *start = d->in.at;
        size_t n = mt_json_plain_run(start, d->in.end);
        mt_take(&d->in, n);
        if (whole && peek(d) == '"') {
            lua_pushlstring(d->L, (const char *)start, n);
            break;
        }
        mt_buf_add(d->scratch, start, n);
        if (peek(d) == '"') {
            lua_pushlstring(d->L, d->scratch->failed ? "" : d->scratch->data, d->scratch->len);
            break;
        }
        if (peek(d) != '\\')
            return fail_here(d, peek(d) < 0x80 ? "a control character inside a string"
                                               : "a byte that is not UTF-8");
        mt_u8(&d->in);
        if (!decode_escape(d))
            return false;
    }
    mt_u8(&d->in);
    return !d->scratch->failed || fail_here(d, "no memory");
}

/* ---- containers ---- */

static bool enter(struct decoder *d)
{
    if (++d->depth > MT_JSON_MAX_DEPTH)
        return fail_here(d, "nested deeper than 1000");
    if (!lua_checkstack(d->L, 8))
        return fail_here(d, "nested too deeply");
    mt_u8(&d->in);
    skip_space(d);
    return true;
}

/* After a value: 1 to go on, 0 at the end, -1 for neither. */
static int more(struct decoder *d, char close)
{
    skip_space(d);
    uint8_t c = peek(d);
    if (c != ',' && c != (uint8_t)close)
        return fail_here(d, close == ']' ? "',' or ']' expected" : "',' or '}' expected") - 1;
    mt_u8(&d->in);
    skip_space(d);
    return c == ',';
}

static bool decode_array(struct decoder *d)
{
    if (!enter(d))
        return false;
    lua_newtable(d->L);
    if (peek(d) == ']') {
        mt_u8(&d->in);
        mt_json_push_array_mt(d->L);
        lua_setmetatable(d->L, -2);
        d->depth--;
        return true;
    }
    int going = 1;
    for (int i = 1; going == 1; i++) {
        if (!decode_value(d))
            return false;
        lua_rawseti(d->L, -2, i);
        going = more(d, ']');
    }
    d->depth--;
    return going == 0;
}

static bool decode_pair(struct decoder *d)
{
    if (peek(d) != '"')
        return fail_here(d, "a name in quotes expected");
    if (!decode_string(d))
        return false;
    skip_space(d);
    if (peek(d) != ':')
        return fail_here(d, "':' expected");
    mt_u8(&d->in);
    if (!decode_value(d))
        return false;
    lua_rawset(d->L, -3);
    return true;
}

static bool decode_object(struct decoder *d)
{
    if (!enter(d))
        return false;
    lua_newtable(d->L);
    int going = 1;
    if (peek(d) == '}') {
        mt_u8(&d->in);
        going = 0;
    }
    while (going == 1) {
        if (!decode_pair(d))
            return false;
        going = more(d, '}');
    }
    d->depth--;
    return going == 0;
}

/* Push the next value. False: d->err says why, and the stack holds what was made so far. */
static bool decode_value(struct decoder *d)
{
    skip_space(d);
    switch (peek(d)) {
    case '{': return decode_object(d);
    case '[': return decode_array(d);
    case '"': return decode_string(d);
    case 't': lua_pushboolean(d->L, 1); return decode_literal(d, "true");
    case 'f': lua_pushboolean(d->L, 0); return decode_literal(d, "false");
    case 'n': lua_pushlightuserdata(d->L, NULL); return decode_literal(d, "null");
    default: return decode_number(d);
    }
}

void mt_json_decode(lua_State *L, const char *text, size_t len, struct mt_buf *scratch)
{
    struct decoder d = {.L = L, .text = text, .in = mt_cursor(text, len), .scratch = scratch};
    bool good = decode_value(&d);
    if (good) {
        skip_space(&d);
        good = d.in.at == d.in.end || fail_here(&d, "something follows the value");
    }
    if (!good)
        luaL_error(L, "%s", d.err.msg);
}
