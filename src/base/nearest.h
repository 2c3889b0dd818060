/* The name that somebody meant who wrote another one. */
#ifndef MT_NEAREST_H
#define MT_NEAREST_H

#include <stddef.h>

struct mt_nearest {
    const char *word;
    const char *best; /* NULL: none is near */
    unsigned distance;
};

/* Names are tried one after the other; they live as long as the search. Of those that are equally
 * near the first in the order of their bytes is taken, whatever order they come in. */
struct mt_nearest mt_nearest_to(const char *word);
void mt_nearest_try(struct mt_nearest *nearest, const char *name);

/* " (did you mean 'users'?)", or "" where no name is near. */
const char *mt_nearest_hint(const struct mt_nearest *nearest, char *text, size_t size);

#endif
