/* Whether what is printed on standard output is in colour. */
#ifndef MT_COLOUR_H
#define MT_COLOUR_H

#include <stdbool.h>

/* "always", "never", or "auto" (NULL too): on a terminal that is not dumb, and where NO_COLOR is
 * not set (no-color.org). Kept as a pointer. */
void mt_colour_configure(const char *when);
bool mt_colour(void);

#endif
