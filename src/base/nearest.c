/* Owns how near two names are: how many characters must be put, taken away or exchanged. */
#include "base/nearest.h"

#include <stdio.h>
#include <string.h>

#define LONGEST 200
#define FAR     3 /* more changes make another name; so do changes to more than half of it */

static unsigned least(unsigned a, unsigned b, unsigned c)
{
    unsigned ab = a < b ? a : b;
    return ab < c ? ab : c;
}

static unsigned distance(const char *a, const char *b)
{
    unsigned row[LONGEST + 1];
    size_t len = strlen(b);
    for (size_t j = 0; j <= len; j++)
        row[j] = (unsigned)j;
    for (size_t i = 0; a[i]; i++) {
        unsigned diagonal = row[0];
        row[0] = (unsigned)i + 1;
        for (size_t j = 0; j < len; j++) {
            unsigned above = row[j + 1];
            row[j + 1] = least(above + 1, row[j] + 1, diagonal + (a[i] != b[j]));
            diagonal = above;
        }
    }
    return row[len];
}

struct mt_nearest mt_nearest_to(const char *word)
{
    size_t len = strlen(word), half = (len + 1) / 2;
    return (struct mt_nearest){
        .word = word, .distance = len > LONGEST ? 0 : 1 + (unsigned)(half < FAR ? half : FAR)};
}

void mt_nearest_try(struct mt_nearest *nearest, const char *name)
{
    if (nearest->distance == 0 || strlen(name) > LONGEST)
        return;
    unsigned d = distance(nearest->word, name);
    if (d < nearest->distance ||
        (d == nearest->distance && nearest->best && strcmp(name, nearest->best) < 0)) {
        nearest->best = name;
        nearest->distance = d;
    }
}

const char *mt_nearest_hint(const struct mt_nearest *nearest, char *text, size_t size)
{
    text[0] = '\0';
    if (nearest->best)
        snprintf(text, size, " (did you mean '%s'?)", nearest->best);
    return text;
}
