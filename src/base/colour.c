/* Owns the choice between colours and none. */
#include "base/colour.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *when_coloured;

void mt_colour_configure(const char *when)
{
    when_coloured = when;
}

bool mt_colour(void)
{
    const char *terminal = getenv("TERM"), *none = getenv("NO_COLOR");
    if (when_coloured && strcmp(when_coloured, "auto") != 0)
        return strcmp(when_coloured, "always") == 0;
    return isatty(STDOUT_FILENO) && !(none && *none) && terminal && strcmp(terminal, "dumb") != 0;
}
