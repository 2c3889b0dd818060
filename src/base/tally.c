/* Owns the counters' names, and how times are sorted. */
#include "base/tally.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

/* A call that is shorter than this costs little more than a look at the clock. */
#define FAST 20e-6

const double mt_bounds[MT_BOUNDS] = {1e-5, 3e-5, 1e-4, 3e-4, 1e-3, 3e-3, 0.01,
                                     0.03, 0.1,  0.3,  1,    3,    10,   30};

void mt_histogram_add(struct mt_histogram *h, double seconds, uint64_t times)
{
    size_t i = 0;
    while (i < MT_BOUNDS && seconds > mt_bounds[i])
        i++;
    h->at[i] += times;
    h->sum += seconds * (double)times;
}

uint64_t mt_histogram_count(const struct mt_histogram *h)
{
    uint64_t count = 0;
    for (size_t i = 0; i <= MT_BOUNDS; i++)
        count += h->at[i];
    return count;
}

double mt_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* ---- names ---- */

struct mt_table_tally *mt_tally_table(struct mt_tally *tally, struct mt_str schema,
                                      struct mt_str table)
{
    for (size_t i = 0; i < tally->table_count; i++) {
        struct mt_table_tally *t = tally->tables[i];
        if (mt_str_is(schema, t->schema) && mt_str_is(table, t->table))
            return t;
    }
    if (tally->table_count >= MT_MOST_TABLES) {
        schema = (struct mt_str){"", 0};
        table = (struct mt_str){"other", 5};
    }
    if (tally->table_count > MT_MOST_TABLES)
        return tally->tables[MT_MOST_TABLES];
    struct mt_table_tally *added = calloc(1, sizeof *added + schema.len + table.len + 2);
    if (!added)
        return NULL;
    added->schema = (char *)(added + 1);
    added->table = added->schema + schema.len + 1;
    memcpy(added->schema, schema.data, schema.len);
    memcpy(added->table, table.data, table.len);
    tally->tables[tally->table_count++] = added;
    return added;
}

/* A zeroed struct of some size with room for a name behind it; *out is the name. */
static void *new_named(size_t size, const char *name, char **out)
{
    size_t len = strlen(name);
    char *made = calloc(1, size + len + 1);
    if (made)
        *out = memcpy(made + size, name, len);
    return made;
}

struct mt_handler_tally *mt_tally_handler(struct mt_tally *tally, const char *name)
{
    for (size_t i = 0; i < tally->handler_count; i++)
        if (strcmp(tally->handlers[i]->name, name) == 0)
            return tally->handlers[i];
    if (tally->handler_count > MT_MOST_HANDLERS)
        return tally->handlers[MT_MOST_HANDLERS];
    char *kept;
    struct mt_handler_tally *added =
        new_named(sizeof *added, tally->handler_count == MT_MOST_HANDLERS ? "other" : name, &kept);
    if (!added)
        return NULL;
    added->name = kept;
    tally->handlers[tally->handler_count++] = added;
    return added;
}

struct mt_sink_tally *mt_tally_sink(struct mt_tally *tally, const char *name)
{
    for (size_t i = 0; i < tally->sink_count; i++)
        if (strcmp(tally->sinks[i]->name, name) == 0)
            return tally->sinks[i];
    if (tally->sink_count > MT_MOST_SINKS)
        return tally->sinks[MT_MOST_SINKS];
    char *kept;
    struct mt_sink_tally *added =
        new_named(sizeof *added, tally->sink_count == MT_MOST_SINKS ? "other" : name, &kept);
    if (!added)
        return NULL;
    added->name = kept;
    tally->sinks[tally->sink_count++] = added;
    return added;
}

void mt_tally_clear(struct mt_tally *tally)
{
    for (size_t i = 0; i < tally->table_count; i++)
        free(tally->tables[i]);
    for (size_t i = 0; i < tally->handler_count; i++)
        free(tally->handlers[i]);
    for (size_t i = 0; i < tally->sink_count; i++)
        free(tally->sinks[i]);
    *tally = (struct mt_tally){0};
}

/* ---- handlers ---- */

void mt_tally_settle(struct mt_handler_tally *handler)
{
    if (handler->untimed)
        mt_histogram_add(&handler->seconds, handler->last, handler->untimed);
    handler->untimed = 0;
}

void mt_tally_call(struct mt_handler_tally *handler, double seconds)
{
    uint64_t alike = seconds < FAST ? handler->untimed : 0;
    if (!alike)
        mt_tally_settle(handler);
    mt_histogram_add(&handler->seconds, seconds, 1 + alike);
    handler->untimed = 0;
    handler->last = seconds < FAST ? seconds : handler->last;
    handler->dice = handler->dice * 1103515245u + 12345u;
    handler->skip = seconds < FAST ? (handler->dice >> 16) % (2 * MT_SAMPLE - 1) : 0;
}
