/* Owns the count of what is not logged. Knows nothing of where lines go. */
#include "base/repeats.h"

#include <stddef.h>
#include <stdio.h>

static bool is_over(const struct mt_repeated *r, uint64_t now_ms)
{
    return now_ms - r->since_ms >= MT_REPEATS_WINDOW_MS;
}

/* The slot of a kind, or one for it; NULL when all are taken. One whose window is over without
 * anything left out may be taken. */
static struct mt_repeated *find(struct mt_repeats *repeats, uint64_t kind, int level,
                                uint64_t now_ms)
{
    struct mt_repeated *free_slot = NULL;
    for (size_t i = 0; i < MT_REPEATS_KINDS; i++) {
        struct mt_repeated *r = &repeats->kinds[i];
        if (r->count <= MT_REPEATS_PASS && r->count > 0 && is_over(r, now_ms))
            r->count = 0;
        if (r->count > 0 && r->kind == kind && r->level == level)
            return r;
        if (r->count == 0)
            free_slot = r;
    }
    if (free_slot)
        *free_slot = (struct mt_repeated){.kind = kind, .level = level, .since_ms = now_ms};
    return free_slot;
}

bool mt_repeats_pass(struct mt_repeats *repeats, uint64_t kind, int level, const char *text,
                     uint64_t now_ms)
{
    struct mt_repeated *r = find(repeats, kind, level, now_ms);
    if (!r || ++r->count <= MT_REPEATS_PASS)
        return true;
    snprintf(r->sample, sizeof r->sample, "%s", text);
    return false;
}

unsigned mt_repeats_take(struct mt_repeats *repeats, bool every, uint64_t now_ms,
                         struct mt_repeated *out)
{
    for (size_t i = 0; i < MT_REPEATS_KINDS; i++) {
        struct mt_repeated *r = &repeats->kinds[i];
        if (r->count <= MT_REPEATS_PASS || !(every || is_over(r, now_ms)))
            continue;
        *out = *r;
        r->count = 0;
        return out->count - MT_REPEATS_PASS;
    }
    return 0;
}
