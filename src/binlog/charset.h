/* Character sets of the servers, and their way to UTF-8.
 *
 * Collation ids are those of information_schema.COLLATIONS of MySQL and MariaDB; they stand in
 * table maps and query events. 8-bit and multi-byte sets are iconv's, corrected where the servers
 * differ (charset_fixes.inc) and made into tables once; UTF-16 and UTF-32 are decoded here. */
#ifndef MT_CHARSET_H
#define MT_CHARSET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/cursor.h"
#include "base/err.h"

/* How the bytes of a set make characters. */
enum mt_charset_form {
    MT_FORM_BYTES,   /* no characters */
    MT_FORM_UTF8,    /* UTF-8 already */
    MT_FORM_8BIT,    /* one byte each */
    MT_FORM_8BIT_NA, /* likewise, and the lower half is not ASCII */
    MT_FORM_MULTI,   /* ASCII, other single bytes, pairs; triples behind 0x8f; fours in GB18030 */
    MT_FORM_UTF16BE,
    MT_FORM_UTF16LE,
    MT_FORM_UTF32,
};

struct mt_charset {
    const char *name;  /* as the server calls it: "latin1", "utf8mb4", "binary" */
    const char *iconv; /* as iconv calls it; NULL where it is not needed */
    uint8_t max_bytes; /* of one character: what a CHAR(n) is multiplied with */
    uint8_t min_bytes;
    uint8_t form;       /* enum mt_charset_form */
    uint8_t trail_from; /* MT_FORM_MULTI: least second byte of a pair */
};

/* The character set of a collation id, or NULL for an id that no server is known to have. */
const struct mt_charset *mt_charset_by_collation(uint32_t collation_id);

/* A collation of the character set: the one with the lowest id. */
uint32_t mt_charset_collation(const struct mt_charset *charset);

/* By the server's name ("utf8" is utf8mb3), in any case, or NULL. */
const struct mt_charset *mt_charset_by_name(const char *name, size_t len);

/* True for the set of byte strings. */
bool mt_charset_is_binary(const struct mt_charset *charset);

/* True where every valid string is UTF-8 already (utf8mb3, utf8mb4, ascii). */
bool mt_charset_is_utf8(const struct mt_charset *charset);

/* True when this text is in UTF-8 what it is in its set, so that it needs no conversion: any text
 * of the sets above and of binary, ASCII text of sets that contain ASCII. */
bool mt_charset_passes(const struct mt_charset *charset, struct mt_str text);

/* Append text, converted to UTF-8 as the servers convert it. A character that has none in Unicode
 * (where the server prints '?') becomes one U+FFFD, as does each byte that starts no character.
 * (For sets that are UTF-8 already, and for binary, bytes are passed unchanged, valid or not: what
 * the server stored is what the script gets.) Fails with MT_ERR_UNSUPPORTED when iconv lacks the
 * set, MT_ERR_NOMEM. */
int mt_charset_to_utf8(const struct mt_charset *charset, struct mt_str text, struct mt_buf *out,
                       struct mt_err *err);

#endif
