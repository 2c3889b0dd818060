/* Character sets: the list, the collation ids, and conversion to UTF-8.
 *
 * Facts: information_schema of real servers (collations.inc), their conversion of every code
 * (charset_fixes.inc). */
#include "binlog/charset.h"

#include <iconv.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define REPLACEMENT 0xfffd
#define PAIRS       0x8000 /* codes of two bytes whose first is 0x80 or above */

/* X(name in the tables, server's name, iconv's name, bytes of a character, form, least trail). */
#define CHARSETS(X)                                       \
    X(BINARY, "binary", NULL, 1, 1, BYTES, 0)             \
    X(UTF8MB4, "utf8mb4", NULL, 4, 1, UTF8, 0)            \
    X(UTF8MB3, "utf8mb3", NULL, 3, 1, UTF8, 0)            \
    X(ASCII, "ascii", NULL, 1, 1, UTF8, 0)                \
    X(LATIN1, "latin1", "CP1252", 1, 1, 8BIT, 0)          \
    X(LATIN2, "latin2", "ISO-8859-2", 1, 1, 8BIT, 0)      \
    X(LATIN5, "latin5", "ISO-8859-9", 1, 1, 8BIT, 0)      \
    X(LATIN7, "latin7", "ISO-8859-13", 1, 1, 8BIT, 0)     \
    X(ARMSCII8, "armscii8", "ARMSCII-8", 1, 1, 8BIT, 0)   \
    X(CP1250, "cp1250", "CP1250", 1, 1, 8BIT, 0)          \
    X(CP1251, "cp1251", "CP1251", 1, 1, 8BIT, 0)          \
    X(CP1256, "cp1256", "CP1256", 1, 1, 8BIT, 0)          \
    X(CP1257, "cp1257", "CP1257", 1, 1, 8BIT, 0)          \
    X(CP850, "cp850", "CP850", 1, 1, 8BIT, 0)             \
    X(CP852, "cp852", "CP852", 1, 1, 8BIT, 0)             \
    X(CP866, "cp866", "CP866", 1, 1, 8BIT, 0)             \
    X(DEC8, "dec8", "DEC-MCS", 1, 1, 8BIT, 0)             \
    X(GEOSTD8, "geostd8", "GEORGIAN-PS", 1, 1, 8BIT, 0)   \
    X(GREEK, "greek", "ISO-8859-7", 1, 1, 8BIT, 0)        \
    X(HEBREW, "hebrew", "ISO-8859-8", 1, 1, 8BIT, 0)      \
    X(HP8, "hp8", "HP-ROMAN8", 1, 1, 8BIT, 0)             \
    X(KEYBCS2, "keybcs2", "CP437", 1, 1, 8BIT, 0)         \
    X(KOI8R, "koi8r", "KOI8-R", 1, 1, 8BIT, 0)            \
    X(KOI8U, "koi8u", "KOI8-U", 1, 1, 8BIT, 0)            \
    X(MACCE, "macce", "MAC-CENTRALEUROPE", 1, 1, 8BIT, 0) \
    X(MACROMAN, "macroman", "MACINTOSH", 1, 1, 8BIT, 0)   \
    X(SWE7, "swe7", "SEN_850200_C", 1, 1, 8BIT_NA, 0)     \
    X(TIS620, "tis620", "ISO-8859-11", 1, 1, 8BIT, 0)     \
    X(BIG5, "big5", "BIG5", 2, 1, MULTI, 0x40)            \
    X(CP932, "cp932", "CP932", 2, 1, MULTI, 0x40)         \
    X(EUCJPMS, "eucjpms", "EUC-JP-MS", 3, 1, MULTI, 0xa1) \
    X(EUCKR, "euckr", "UHC", 2, 1, MULTI, 0x41)           \
    X(GB18030, "gb18030", "GB18030", 4, 1, MULTI, 0x40)   \
    X(GB2312, "gb2312", "GB2312", 2, 1, MULTI, 0xa1)      \
    X(GBK, "gbk", "GBK", 2, 1, MULTI, 0x40)               \
    X(SJIS, "sjis", "SJIS", 2, 1, MULTI, 0x40)            \
    X(UJIS, "ujis", "EUC-JP-MS", 3, 1, MULTI, 0xa1)       \
    X(UCS2, "ucs2", NULL, 2, 2, UTF16BE, 0)               \
    X(UTF16, "utf16", NULL, 4, 2, UTF16BE, 0)             \
    X(UTF16LE, "utf16le", NULL, 4, 2, UTF16LE, 0)         \
    X(UTF32, "utf32", NULL, 4, 4, UTF32, 0)

enum {
#define X(id, name, iconv, max, min, form, trail) CS_##id,
    CHARSETS(X)
#undef X
        CS_COUNT
};

static const struct mt_charset charsets[CS_COUNT] = {
#define X(id, name, iconv, max, min, form, trail) \
    [CS_##id] = {name, iconv, max, min, MT_FORM_##form, trail},
    CHARSETS(X)
#undef X
};

struct collation_range {
    uint16_t first, last;
    uint8_t charset;
};

static const struct collation_range collations[] = {
#define X(first, last, id) {first, last, CS_##id},
#include "binlog/collations.inc"
#undef X
};

struct fix {
    uint8_t charset, bytes;
    uint32_t first, last;
    uint16_t to;
};

static const struct fix fixes[] = {
#define X(id, bytes, first, last, to) {CS_##id, bytes, first, last, to},
#include "binlog/charset_fixes.inc"
#undef X
};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* Code to character; 0: none. */
struct charmap {
    iconv_t cd;            /* for the fours of GB18030 */
    uint16_t *triples;     /* behind 0x8f, or NULL */
    uint16_t pairs[PAIRS]; /* MT_FORM_MULTI only */
    uint16_t singles[256];
};

/* Made on first use and kept; every set has at most one. */
static _Atomic(struct charmap *) charmaps[CS_COUNT];

const struct mt_charset *mt_charset_by_collation(uint32_t collation_id)
{
    size_t low = 0, high = COUNT(collations);
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (collation_id > collations[mid].last)
            low = mid + 1;
        else
            high = mid;
    }
    if (low == COUNT(collations) || collation_id < collations[low].first)
        return NULL;
    return &charsets[collations[low].charset];
}

uint32_t mt_charset_collation(const struct mt_charset *charset)
{
    size_t i = 0;
    while (i + 1 < COUNT(collations) && &charsets[collations[i].charset] != charset)
        i++;
    return collations[i].first;
}

const struct mt_charset *mt_charset_by_name(const char *name, size_t len)
{
    if (len == 4 && strncasecmp(name, "utf8", 4) == 0)
        return &charsets[CS_UTF8MB3];
    for (size_t i = 0; i < COUNT(charsets); i++)
        if (strlen(charsets[i].name) == len && strncasecmp(charsets[i].name, name, len) == 0)
            return &charsets[i];
    return NULL;
}

bool mt_charset_is_binary(const struct mt_charset *charset)
{
    return charset->form == MT_FORM_BYTES;
}

bool mt_charset_is_utf8(const struct mt_charset *charset)
{
    return charset->form == MT_FORM_UTF8;
}

#define TOP_BITS UINT64_C(0x8080808080808080)

/* How many bytes from the start are ASCII; most texts are, to their end. */
static size_t count_ascii(const uint8_t *at, size_t len)
{
    size_t n = 0;
    uint64_t words[4];
    for (; len - n >= sizeof words; n += sizeof words) {
        memcpy(words, at + n, sizeof words);
        if ((words[0] | words[1] | words[2] | words[3]) & TOP_BITS)
            break;
    }
    for (; len - n >= sizeof *words; n += sizeof *words) {
        memcpy(words, at + n, sizeof *words);
        if (*words & TOP_BITS)
            break;
    }
    while (n < len && at[n] < 0x80)
        n++;
    return n;
}

bool mt_charset_passes(const struct mt_charset *charset, struct mt_str text)
{
    switch (charset->form) {
    case MT_FORM_BYTES:
    case MT_FORM_UTF8: return true;
    case MT_FORM_8BIT:
    case MT_FORM_MULTI: return count_ascii((const uint8_t *)text.data, text.len) == text.len;
    default: return text.len == 0;
    }
}

static char *put_utf8(char *to, uint32_t c)
{
    if (c < 0x80) {
        *to++ = (char)c;
    } else if (c < 0x800) {
        *to++ = (char)(0xc0 | c >> 6);
        *to++ = (char)(0x80 | (c & 0x3f));
    } else if (c < 0x10000) {
        *to++ = (char)(0xe0 | c >> 12);
        *to++ = (char)(0x80 | (c >> 6 & 0x3f));
        *to++ = (char)(0x80 | (c & 0x3f));
    } else {
        *to++ = (char)(0xf0 | c >> 18);
        *to++ = (char)(0x80 | (c >> 12 & 0x3f));
        *to++ = (char)(0x80 | (c >> 6 & 0x3f));
        *to++ = (char)(0x80 | (c & 0x3f));
    }
    return to;
}

/* The one character that iconv sees in these bytes, or 0. */
static uint32_t ask_iconv(iconv_t cd, const uint8_t *bytes, size_t n)
{
    char in[4], out[16];
    memcpy(in, bytes, n);
    char *from = in, *to = out;
    size_t in_left = n, out_left = sizeof out;
    iconv(cd, NULL, NULL, NULL, NULL);
    if (iconv(cd, &from, &in_left, &to, &out_left) != 0 || in_left)
        return 0;
    /* Some converters hold a character back until they see that nothing combines with it. */
    iconv(cd, NULL, NULL, &to, &out_left);
    if (sizeof out - out_left != 4)
        return 0;
    const uint8_t *u = (const uint8_t *)out;
    return (uint32_t)u[0] << 24 | (uint32_t)u[1] << 16 | (uint32_t)u[2] << 8 | u[3];
}

static uint16_t narrow(uint32_t c)
{
    return c == REPLACEMENT || c > 0xffff ? 0 : (uint16_t)c;
}

static const struct fix *find_fix(size_t charset, unsigned bytes, uint32_t code)
{
    for (size_t i = 0; i < COUNT(fixes); i++)
        if (fixes[i].charset == charset && fixes[i].bytes == bytes && code >= fixes[i].first &&
            code <= fixes[i].last)
            return &fixes[i];
    return NULL;
}

static void apply_fixes(size_t charset, struct charmap *map)
{
    for (size_t i = 0; i < COUNT(fixes); i++) {
        const struct fix *fix = &fixes[i];
        if (fix->charset != charset)
            continue;
        uint16_t to = fix->to;
        for (uint32_t code = fix->first; code <= fix->last; code++) {
            if (fix->bytes == 1)
                map->singles[code] = to;
            else if (fix->bytes == 2)
                map->pairs[code - PAIRS] = to;
            else if (fix->bytes == 3)
                map->triples[code - 0x8f8000] = to;
            to = to ? (uint16_t)(to + 1) : 0;
        }
    }
}

static void fill_charmap(size_t charset, struct charmap *map)
{
    for (unsigned code = 1; code < 256; code++)
        map->singles[code] = narrow(ask_iconv(map->cd, (uint8_t[]){(uint8_t)code}, 1));
    for (unsigned code = PAIRS; code < 0x10000 && charsets[charset].form == MT_FORM_MULTI; code++) {
        uint8_t bytes[] = {0x8f, (uint8_t)(code >> 8), (uint8_t)code};
        /* A lone byte that is a character never starts a pair. */
        if (!map->singles[bytes[1]])
            map->pairs[code - PAIRS] = narrow(ask_iconv(map->cd, bytes + 1, 2));
        if (map->triples)
            map->triples[code - PAIRS] = narrow(ask_iconv(map->cd, bytes, 3));
    }
    apply_fixes(charset, map);
}

static void free_charmap(struct charmap *map)
{
    if (map && map->cd != (iconv_t)-1)
        iconv_close(map->cd);
    if (map)
        free(map->triples);
    free(map);
}

static struct charmap *make_charmap(size_t charset, struct mt_err *err)
{
    const struct mt_charset *set = &charsets[charset];
    struct charmap *map = calloc(1, sizeof *map);
    if (map)
        map->cd = iconv_open("UTF-32BE", set->iconv);
    if (map && map->cd == (iconv_t)-1) {
        mt_fail(err, MT_ERR_UNSUPPORTED,
                "this system's iconv lacks %s, which text of the character set %s needs: install "
                "the C library's full set of converters",
                set->iconv, set->name);
        free_charmap(map);
        return NULL;
    }
    if (map && set->max_bytes == 3)
        map->triples = calloc(PAIRS, sizeof map->triples[0]);
    if (!map || (set->max_bytes == 3 && !map->triples)) {
        mt_fail(err, MT_ERR_NOMEM, "no memory for a table of the character set %s", set->name);
        free_charmap(map);
        return NULL;
    }
    fill_charmap(charset, map);
    return map;
}

static struct charmap *get_charmap(const struct mt_charset *set, struct mt_err *err)
{
    size_t charset = (size_t)(set - charsets);
    struct charmap *map = atomic_load(&charmaps[charset]);
    if (map)
        return map;
    struct charmap *made = make_charmap(charset, err);
    if (made && !atomic_compare_exchange_strong(&charmaps[charset], &map, made)) {
        free_charmap(made);
        return map;
    }
    return made;
}

static char *convert_8bit(const struct charmap *map, const uint8_t *at, size_t len, char *to)
{
    for (size_t i = 0; i < len; i++) {
        uint16_t c = map->singles[at[i]];
        to = put_utf8(to, c || !at[i] ? c : REPLACEMENT);
    }
    return to;
}

/* One character of four bytes: GB18030 alone has them. The lead is above 0x80, the second byte a
 * digit. */
static uint32_t decode_four(const struct charmap *map, const uint8_t *at)
{
    uint32_t code = (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
    const struct fix *fix = find_fix(CS_GB18030, 4, code);
    return fix ? fix->to + (code - fix->first) : ask_iconv(map->cd, at, 4);
}

/* The character at `at`, which is not ASCII, and how many bytes it has. */
static uint32_t decode_multi(const struct mt_charset *set, const struct charmap *map,
                             const uint8_t *at, size_t left, size_t *used)
{
    uint32_t c = map->singles[at[0]];
    *used = 1;
    if (c || left < 2)
        return c;
    if (at[0] == 0x8f && map->triples) {
        if (left < 3 || at[1] < set->trail_from || at[2] < set->trail_from)
            return 0;
        *used = 3;
        return map->triples[(size_t)(at[1] - 0x80) << 8 | at[2]];
    }
    if (set->max_bytes == 4 && at[1] >= '0' && at[1] <= '9') {
        if (left < 4 || at[0] < 0x81)
            return 0;
        c = decode_four(map, at);
        *used = c ? 4 : 1;
        return c;
    }
    if (at[0] < 0x81 || at[1] < set->trail_from)
        return 0;
    *used = 2;
    return map->pairs[(size_t)(at[0] - 0x80) << 8 | at[1]];
}

static char *convert_multi(const struct mt_charset *set, const struct charmap *map,
                           const uint8_t *at, size_t len, char *to)
{
    while (len) {
        size_t used = 1;
        uint32_t c = at[0] < 0x80 ? map->singles[at[0]] : 0;
        if (at[0] >= 0x80)
            c = decode_multi(set, map, at, len, &used);
        to = put_utf8(to, c || !at[0] ? c : REPLACEMENT);
        at += used;
        len -= used;
    }
    return to;
}

static char *convert_utf16(const uint8_t *at, size_t len, bool big, char *to)
{
    size_t i = 0;
    while (i + 2 <= len) {
        uint32_t c = (uint32_t)at[i + !big] << 8 | at[i + big];
        i += 2;
        bool high = c >= 0xd800 && c < 0xdc00;
        if (high && i + 2 <= len) {
            uint32_t low = (uint32_t)at[i + !big] << 8 | at[i + big];
            if (low >= 0xdc00 && low < 0xe000) {
                i += 2;
                c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
            }
        }
        to = put_utf8(to, c >= 0xd800 && c < 0xe000 ? REPLACEMENT : c);
    }
    return i < len ? put_utf8(to, REPLACEMENT) : to;
}

static char *convert_utf32(const uint8_t *at, size_t len, char *to)
{
    struct mt_cursor in = mt_cursor(at, len);
    while (mt_left(&in) >= 4) {
        uint64_t c = mt_be(&in, 4);
        bool valid = c < 0xd800 || (c >= 0xe000 && c < 0x110000);
        to = put_utf8(to, valid ? (uint32_t)c : REPLACEMENT);
    }
    return mt_left(&in) ? put_utf8(to, REPLACEMENT) : to;
}

int mt_charset_to_utf8(const struct mt_charset *charset, struct mt_str text, struct mt_buf *out,
                       struct mt_err *err)
{
    const uint8_t *at = (const uint8_t *)text.data;
    bool passes = mt_charset_passes(charset, text);
    struct charmap *map = NULL;
    if (!passes && charset->iconv && !(map = get_charmap(charset, err)))
        return -1;
    /* No set has more than three bytes of UTF-8 for a byte. */
    char *to =
        text.len <= SIZE_MAX / 3 ? mt_buf_reserve(out, passes ? text.len : 3 * text.len) : NULL;
    if (!to)
        return mt_fail(err, MT_ERR_NOMEM, "no memory for %zu bytes of text", text.len);
    char *start = to;
    if (passes) {
        memcpy(to, text.len ? text.data : "", text.len);
        to += text.len;
    } else {
        switch (charset->form) {
        case MT_FORM_MULTI: to = convert_multi(charset, map, at, text.len, to); break;
        case MT_FORM_UTF16BE: to = convert_utf16(at, text.len, true, to); break;
        case MT_FORM_UTF16LE: to = convert_utf16(at, text.len, false, to); break;
        case MT_FORM_UTF32: to = convert_utf32(at, text.len, to); break;
        default: to = convert_8bit(map, at, text.len, to); break;
        }
    }
    out->len += (size_t)(to - start);
    return 0;
}
