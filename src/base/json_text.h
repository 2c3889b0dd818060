/* Strings as JSON writes them. RFC 8259; a byte that is not UTF-8 becomes the escape of a lone
 * surrogate, as Python's "surrogateescape" does (PEP 383), so that every byte string comes back. */
#ifndef MT_JSON_TEXT_H
#define MT_JSON_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

/* Append a quoted string. */
void mt_json_add_string(struct mt_buf *out, const char *text, size_t len);

/* The same for text that is ASCII; false, and nothing is appended, where it is not. */
bool mt_json_add_ascii(struct mt_buf *out, const char *text, size_t len);

/* The length of the run at p that stands for itself in a JSON string. */
size_t mt_json_plain_run(const uint8_t *p, const uint8_t *end);

/* The letter behind the backslash, by character; 0: it has none. */
extern const char mt_json_escapes[128];

#endif
