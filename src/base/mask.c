/* Owns what a password in a URL looks like. More is hidden than must be, where that is not plain.
 */
#include "base/mask.h"

#include <stdbool.h>

/* A URL ends there; a '/' or '@' may be part of a password. */
static bool ends_word(char c)
{
    return (unsigned char)c <= ' ' || c == '"' || c == '\'' || c == '`' || c == '<' || c == '>';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* "80/path" behind a host is no password, whatever '@' comes then. */
static bool is_port(const char *p, const char *at)
{
    const char *begin = p;
    while (p < at && is_digit(*p))
        p++;
    return p > begin && p < at && *p == '/';
}

/* Append a word that begins with "//". Returns its end: what is no password at its beginning has
 * none further on. */
static const char *add_word(struct mt_buf *out, const char *word, const char *end)
{
    const char *colon = NULL, *at = NULL, *p = word;
    for (; p < end && !ends_word(*p); p++) {
        if (*p == ':' && !colon)
            colon = p;
        if (*p == '@' && colon)
            at = p;
    }
    if (at && !is_port(colon + 1, at)) {
        mt_buf_add(out, word, (size_t)(colon + 1 - word));
        mt_buf_adds(out, "***");
        word = at;
    }
    mt_buf_add(out, word, (size_t)(p - word));
    return p;
}

void mt_buf_add_masked(struct mt_buf *out, const char *text, size_t len)
{
    const char *p = text, *end = text + len;
    while (p < end) {
        if (end - p > 2 && p[0] == '/' && p[1] == '/')
            p = add_word(out, p, end);
        else
            mt_buf_addc(out, *p++);
    }
}
