/* Passwords in URLs, which messages may quote: also in ones that are mistyped. */
#ifndef MT_MASK_H
#define MT_MASK_H

#include "base/buf.h"

/* Append text; of "//user:password@" the password is "***". */
void mt_buf_add_masked(struct mt_buf *out, const char *text, size_t len);

#endif
