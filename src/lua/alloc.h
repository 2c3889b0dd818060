/* The memory of a Lua state: small blocks of a few sizes, which is what rows are made of.
 *
 * A row costs a table and a string for each value, made and dropped at once; free lists of fixed
 * sizes serve that faster than a general allocator. Memory that was once taken for small blocks
 * is kept for them. One thread. */
#ifndef MT_ALLOC_H
#define MT_ALLOC_H

#include <stddef.h>

struct mt_alloc;

struct mt_alloc *mt_alloc_new(void);

/* Everything at once; no block may be used after it. */
void mt_alloc_free(struct mt_alloc *alloc);

/* A lua_Alloc; ud is the struct mt_alloc. */
void *mt_alloc_call(void *ud, void *block, size_t old_size, size_t new_size);

/* Bytes taken from the system now. */
size_t mt_alloc_total(const struct mt_alloc *alloc);

#endif
