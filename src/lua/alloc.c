#include "lua/alloc.h"

#include <stdlib.h>
#include <string.h>

#define STEP       16 /* sizes are rounded up to multiples of this */
#define LARGEST    1024
#define CLASSES    (LARGEST / STEP + 1)
#define SLAB_BYTES (64 * 1024)

struct block {
    struct block *next;
};

struct slab {
    struct slab *next;
    max_align_t bytes[];
};

struct mt_alloc {
    struct block *free[CLASSES];
    struct slab *slabs;
    char *at, *end; /* what is left of the newest slab */
    size_t total;
};

struct mt_alloc *mt_alloc_new(void)
{
    return calloc(1, sizeof(struct mt_alloc));
}

void mt_alloc_free(struct mt_alloc *alloc)
{
    if (!alloc)
        return;
    while (alloc->slabs) {
        struct slab *gone = alloc->slabs;
        alloc->slabs = gone->next;
        free(gone);
    }
    free(alloc);
}

size_t mt_alloc_total(const struct mt_alloc *alloc)
{
    return alloc->total;
}

static size_t class_of(size_t size)
{
    return (size + STEP - 1) / STEP;
}

/* This and move() are seldom called, and stand apart: the others need no registers kept for them.
 */
static __attribute__((noinline)) void *cut_block(struct mt_alloc *alloc, size_t class)
{
    size_t size = class * STEP;
    if ((size_t)(alloc->end - alloc->at) < size) {
        /* what is left of the old slab serves a smaller class, or nobody */
        struct slab *slab = malloc(sizeof *slab + SLAB_BYTES);
        if (!slab)
            return NULL;
        slab->next = alloc->slabs;
        alloc->slabs = slab;
        alloc->at = (char *)slab->bytes;
        alloc->end = alloc->at + SLAB_BYTES;
        alloc->total += sizeof *slab + SLAB_BYTES;
    }
    void *block = alloc->at;
    alloc->at += size;
    return block;
}

static inline void *take(struct mt_alloc *alloc, size_t size)
{
    if (size > LARGEST) {
        void *block = malloc(size);
        alloc->total += block ? size : 0;
        return block;
    }
    size_t class = class_of(size);
    struct block *block = alloc->free[class];
    if (!block)
        return cut_block(alloc, class);
    alloc->free[class] = block->next;
    /* The collector gives back megabytes before they are taken again: the next block's own pointer
     * would have to be waited for. */
    __builtin_prefetch(block->next, 1);
    return block;
}

static inline void give_back(struct mt_alloc *alloc, void *gone, size_t size)
{
    if (size > LARGEST) {
        alloc->total -= size;
        free(gone);
        return;
    }
    struct block *block = gone;
    size_t class = class_of(size);
    block->next = alloc->free[class];
    alloc->free[class] = block;
}

static __attribute__((noinline)) void *move(struct mt_alloc *alloc, void *block, size_t old_size,
                                            size_t new_size)
{
    if (old_size > LARGEST && new_size > LARGEST) {
        void *moved = realloc(block, new_size);
        if (moved)
            alloc->total += new_size - old_size;
        return moved;
    }
    if (old_size <= LARGEST && new_size <= LARGEST && class_of(old_size) == class_of(new_size))
        return block;
    void *moved = take(alloc, new_size);
    if (!moved)
        return NULL;
    memcpy(moved, block, old_size < new_size ? old_size : new_size);
    give_back(alloc, block, old_size);
    return moved;
}

void *mt_alloc_call(void *ud, void *block, size_t old_size, size_t new_size)
{
    struct mt_alloc *alloc = ud;
    if (new_size == 0) {
        if (block)
            give_back(alloc, block, old_size);
        return NULL;
    }
    return block ? move(alloc, block, old_size, new_size) : take(alloc, new_size);
}
