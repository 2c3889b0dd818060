/* Owns the memory of one decoded thing: chunks that are handed out from the front and freed as one.
 * Chunks come from calloc, so what is handed out is zeroed without further work. */
#include "binlog/table.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK_LEN 2048

struct chunk {
    struct chunk *next;
    size_t used; /* of the bytes behind the header */
    size_t cap;
    alignas(max_align_t) unsigned char data[];
};

struct mt_arena {
    struct chunk *chunks; /* the newest first: the only one with room */
};

struct mt_arena *mt_arena_new(void)
{
    return calloc(1, sizeof(struct mt_arena));
}

void mt_arena_free(struct mt_arena *arena)
{
    if (!arena)
        return;
    for (struct chunk *c = arena->chunks; c;) {
        struct chunk *next = c->next;
        free(c);
        c = next;
    }
    free(arena);
}

static struct chunk *add_chunk(struct mt_arena *arena, size_t n)
{
    size_t cap = n > CHUNK_LEN ? n : CHUNK_LEN;
    struct chunk *c = calloc(1, sizeof *c + cap);
    if (!c)
        return NULL;
    c->cap = cap;
    /* A chunk made for one large piece is full at once: keep handing out from the old one. */
    if (n > CHUNK_LEN && arena->chunks) {
        c->next = arena->chunks->next;
        arena->chunks->next = c;
    } else {
        c->next = arena->chunks;
        arena->chunks = c;
    }
    return c;
}

void *mt_arena_alloc(struct mt_arena *arena, size_t n)
{
    const size_t unit = alignof(max_align_t);
    if (n > SIZE_MAX / 2)
        return NULL;
    n = (n + unit - 1) / unit * unit;
    struct chunk *c = arena->chunks;
    if (!c || c->cap - c->used < n)
        c = add_chunk(arena, n);
    if (!c)
        return NULL;
    void *p = c->data + c->used;
    c->used += n;
    return p;
}

struct mt_str mt_arena_str(struct mt_arena *arena, const void *data, size_t len)
{
    char *copy = mt_arena_alloc(arena, len + 1);
    if (!copy)
        return (struct mt_str){0};
    if (len)
        memcpy(copy, data, len);
    return (struct mt_str){copy, len};
}
