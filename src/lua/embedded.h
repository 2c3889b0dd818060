/* The bundled Lua modules, compiled into the program as source text; made by the Makefile. */
#ifndef MT_EMBEDDED_H
#define MT_EMBEDDED_H

#include <stddef.h>

struct mt_embedded {
    const char *module; /* "moontail.redis"; NULL ends the list */
    const unsigned char *text;
    size_t len;
};

extern const struct mt_embedded mt_embedded[];

#endif
