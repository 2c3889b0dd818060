/* How much of a list of files is done, in bytes. */
#ifndef MT_SHARE_H
#define MT_SHARE_H

#include <stddef.h>
#include <stdint.h>

#include "app/pos.h"
#include "source/source.h"

/* Zeroed: nothing is known, the total is 0. */
struct mt_share {
    struct mt_share_file {
        const char *name; /* without its folder; lives as long as the process */
        uint64_t before;  /* bytes in the files in front of it */
    } * files;
    size_t count;
    uint64_t first, total; /* bytes in front of the place to start at; to be done, behind it */
};

/* The files of a source, up to the place that until names. Where one of them has no known size,
 * nothing is known. */
void mt_share_init(struct mt_share *share, const struct mt_source *files,
                   const struct mt_start *start, const struct mt_pos *until);
void mt_share_free(struct mt_share *share);

/* How many bytes of the total are done at a place; file: see mt_share_file, NULL: at the start. */
uint64_t mt_share_done(const struct mt_share *share, const char *file, uint64_t position);

#endif
