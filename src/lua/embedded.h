/* The bundled Lua modules, compiled into the program as source text, and the files that moontail
 * init writes; made by the Makefile. */
#ifndef MT_EMBEDDED_H
#define MT_EMBEDDED_H

#include <stddef.h>

struct mt_embedded {
    const char *module; /* "moontail.redis", "file:PATH IN THE SOURCES"; NULL ends the list */
    const unsigned char *text;
    size_t len;
};

extern const struct mt_embedded mt_embedded[];

#endif
