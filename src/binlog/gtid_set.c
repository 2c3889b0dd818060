/* Owns the members of GTID sets: finding, adding, comparing. Text is gtid_text.c's. */
#include "binlog/gtid_set.h"

#include <stdlib.h>
#include <string.h>

#include "binlog/event.h"

static int fail_memory(struct mt_err *err)
{
    return mt_fail(err, MT_ERR_NOMEM, "no memory for a GTID set");
}

static int fail_mixed(struct mt_err *err)
{
    return mt_fail(err, MT_ERR_CORRUPT, "GTIDs of MySQL and of MariaDB stand in one set");
}

/* Room for one more of count elements; arrays grow by doubling, at powers of two. false when out of
 * memory. */
static bool make_room(void **items, size_t count, size_t size)
{
    if (count & (count - 1))
        return true; /* between two powers of two */
    void *grown = realloc(*items, (count ? 2 * count : 1) * size);
    if (grown)
        *items = grown;
    return grown != NULL;
}

void mt_gtid_set_free(struct mt_gtid_set *set)
{
    for (size_t i = 0; i < set->source_count; i++)
        free(set->sources[i].intervals);
    free(set->sources);
    free(set->domains);
    *set = (struct mt_gtid_set){0};
}

bool mt_gtid_set_is_empty(const struct mt_gtid_set *set)
{
    return set->source_count == 0 && set->domain_count == 0;
}

/* ---- MySQL: sources ---- */

static int compare_source(const struct mt_gtid_source *source, const uint8_t uuid[16],
                          const char *tag)
{
    int order = memcmp(source->uuid, uuid, 16);
    return order ? order : strcmp(source->tag, tag);
}

/* Where it stands, or where it would. */
static size_t find_source(const struct mt_gtid_set *set, const uint8_t uuid[16], const char *tag)
{
    size_t low = 0, high = set->source_count;
    if (set->hint < high && compare_source(&set->sources[set->hint], uuid, tag) == 0)
        return set->hint;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_source(&set->sources[middle], uuid, tag) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static const struct mt_gtid_source *get_source(const struct mt_gtid_set *set,
                                               const uint8_t uuid[16], const char *tag)
{
    size_t at = find_source(set, uuid, tag);
    if (at == set->source_count || compare_source(&set->sources[at], uuid, tag) != 0)
        return NULL;
    return &set->sources[at];
}

static struct mt_gtid_source *make_source(struct mt_gtid_set *set, const uint8_t uuid[16],
                                          const char *tag, struct mt_err *err)
{
    size_t at = find_source(set, uuid, tag);
    set->hint = at;
    if (at < set->source_count && compare_source(&set->sources[at], uuid, tag) == 0)
        return &set->sources[at];
    if (!make_room((void **)&set->sources, set->source_count, sizeof *set->sources)) {
        fail_memory(err);
        return NULL;
    }
    struct mt_gtid_source *source = &set->sources[at];
    memmove(source + 1, source, (set->source_count - at) * sizeof *source);
    set->source_count++;
    *source = (struct mt_gtid_source){0};
    memcpy(source->uuid, uuid, sizeof source->uuid);
    strncpy(source->tag, tag, sizeof source->tag - 1);
    return source;
}

static void remove_source(struct mt_gtid_set *set, size_t at)
{
    struct mt_gtid_source *source = &set->sources[at];
    free(source->intervals);
    memmove(source, source + 1, (set->source_count - at - 1) * sizeof *source);
    set->source_count--;
}

/* ---- MySQL: intervals ---- */

/* The first interval that ends at number or behind it. */
static size_t find_interval(const struct mt_gtid_source *source, uint64_t number)
{
    size_t low = 0, high = source->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (source->intervals[middle].last < number)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool insert_interval(struct mt_gtid_source *source, size_t at,
                            struct mt_gtid_interval interval)
{
    if (source->count == source->cap) {
        size_t cap = source->cap ? 2 * source->cap : 1;
        struct mt_gtid_interval *grown = realloc(source->intervals, cap * sizeof *grown);
        if (!grown)
            return false;
        source->intervals = grown;
        source->cap = cap;
    }
    struct mt_gtid_interval *to = source->intervals + at;
    memmove(to + 1, to, (source->count - at) * sizeof *to);
    *to = interval;
    source->count++;
    return true;
}

static void remove_intervals(struct mt_gtid_source *source, size_t from, size_t to)
{
    struct mt_gtid_interval *all = source->intervals;
    memmove(all + from, all + to, (source->count - to) * sizeof *all);
    source->count -= to - from;
}

/* All that it touches becomes one interval with it. */
static bool add_interval(struct mt_gtid_source *source, uint64_t first, uint64_t last)
{
    struct mt_gtid_interval *all = source->intervals;
    if (source->count && all[source->count - 1].last + 1 == first) { /* the next transaction */
        all[source->count - 1].last = last;
        return true;
    }
    size_t from = find_interval(source, first - 1), to = from;
    while (to < source->count && all[to].first <= last + 1)
        to++;
    if (from == to)
        return insert_interval(source, from, (struct mt_gtid_interval){first, last});
    if (first < all[from].first)
        all[from].first = first;
    all[from].last = last > all[to - 1].last ? last : all[to - 1].last;
    remove_intervals(source, from + 1, to);
    return true;
}

static bool remove_interval(struct mt_gtid_source *source, uint64_t first, uint64_t last)
{
    size_t from = find_interval(source, first), to = from;
    struct mt_gtid_interval *all = source->intervals;
    if (from == source->count || all[from].first > last)
        return true;
    if (all[from].first < first) { /* its beginning stays */
        struct mt_gtid_interval end = {first, all[from].last};
        all[from].last = first - 1;
        if (!insert_interval(source, ++from, end))
            return false;
        all = source->intervals;
        to = from;
    }
    while (to < source->count && all[to].last <= last)
        to++;
    if (to < source->count && all[to].first <= last)
        all[to].first = last + 1;
    remove_intervals(source, from, to);
    return true;
}

static bool has_interval(const struct mt_gtid_source *source, struct mt_gtid_interval interval)
{
    size_t at = find_interval(source, interval.last);
    return at < source->count && source->intervals[at].first <= interval.first;
}

int mt_gtid_set_add_interval(struct mt_gtid_set *set, const uint8_t uuid[16], const char *tag,
                             uint64_t first, uint64_t last, struct mt_err *err)
{
    if (set->domain_count)
        return fail_mixed(err);
    if (first == 0 || first > last || last >= INT64_MAX)
        return mt_fail(err, MT_ERR_CORRUPT, "no transaction has the number %llu",
                       (unsigned long long)(first ? last : first));
    struct mt_gtid_source *source = make_source(set, uuid, tag, err);
    if (!source)
        return -1;
    return add_interval(source, first, last) ? 0 : fail_memory(err);
}

/* ---- MariaDB: domains ---- */

static size_t find_domain(const struct mt_gtid_set *set, uint32_t domain)
{
    size_t low = 0, high = set->domain_count;
    if (set->hint < high && set->domains[set->hint].domain == domain)
        return set->hint;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (set->domains[middle].domain < domain)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static const struct mt_gtid_domain *get_domain(const struct mt_gtid_set *set, uint32_t domain)
{
    size_t at = find_domain(set, domain);
    return at < set->domain_count && set->domains[at].domain == domain ? &set->domains[at] : NULL;
}

int mt_gtid_set_put_domain(struct mt_gtid_set *set, const struct mt_gtid_domain *domain,
                           struct mt_err *err)
{
    if (set->source_count)
        return fail_mixed(err);
    size_t at = find_domain(set, domain->domain);
    set->hint = at;
    if (at == set->domain_count || set->domains[at].domain != domain->domain) {
        if (!make_room((void **)&set->domains, set->domain_count, sizeof *set->domains))
            return fail_memory(err);
        memmove(set->domains + at + 1, set->domains + at,
                (set->domain_count - at) * sizeof *set->domains);
        set->domain_count++;
    }
    set->domains[at] = *domain;
    return 0;
}

static void remove_domain(struct mt_gtid_set *set, size_t at)
{
    memmove(set->domains + at, set->domains + at + 1,
            (set->domain_count - at - 1) * sizeof *set->domains);
    set->domain_count--;
}

/* ---- sets ---- */

static bool is_mariadb(const struct mt_gtid_head *gtid)
{
    return gtid->flavor == MT_GTID_MARIADB;
}

int mt_gtid_set_add(struct mt_gtid_set *set, const struct mt_gtid_head *gtid, struct mt_err *err)
{
    if (gtid->flavor == MT_GTID_ANONYMOUS)
        return 0;
    if (!is_mariadb(gtid))
        return mt_gtid_set_add_interval(set, gtid->uuid, gtid->tag, gtid->number, gtid->number,
                                        err);
    const struct mt_gtid_domain domain = {gtid->domain, gtid->server_id, gtid->number};
    return mt_gtid_set_put_domain(set, &domain, err);
}

bool mt_gtid_set_contains(const struct mt_gtid_set *set, const struct mt_gtid_head *gtid)
{
    if (gtid->flavor == MT_GTID_ANONYMOUS)
        return false;
    if (is_mariadb(gtid)) {
        const struct mt_gtid_domain *domain = get_domain(set, gtid->domain);
        return domain && gtid->number <= domain->number;
    }
    const struct mt_gtid_source *source = get_source(set, gtid->uuid, gtid->tag);
    return source && has_interval(source, (struct mt_gtid_interval){gtid->number, gtid->number});
}

int mt_gtid_set_union(struct mt_gtid_set *set, const struct mt_gtid_set *other, struct mt_err *err)
{
    for (size_t i = 0; i < other->source_count; i++) {
        const struct mt_gtid_source *source = &other->sources[i];
        for (size_t j = 0; j < source->count; j++)
            if (mt_gtid_set_add_interval(set, source->uuid, source->tag, source->intervals[j].first,
                                         source->intervals[j].last, err))
                return -1;
    }
    for (size_t i = 0; i < other->domain_count; i++) {
        const struct mt_gtid_domain *there = &other->domains[i];
        const struct mt_gtid_domain *here = get_domain(set, there->domain);
        if ((!here || here->number < there->number) && mt_gtid_set_put_domain(set, there, err))
            return -1;
    }
    return 0;
}

int mt_gtid_set_subtract(struct mt_gtid_set *set, const struct mt_gtid_set *other,
                         struct mt_err *err)
{
    for (size_t i = set->source_count; i-- > 0;) {
        struct mt_gtid_source *here = &set->sources[i];
        const struct mt_gtid_source *there = get_source(other, here->uuid, here->tag);
        for (size_t j = 0; there && j < there->count; j++)
            if (!remove_interval(here, there->intervals[j].first, there->intervals[j].last))
                return fail_memory(err);
        if (here->count == 0)
            remove_source(set, i);
    }
    for (size_t i = set->domain_count; i-- > 0;) {
        const struct mt_gtid_domain *there = get_domain(other, set->domains[i].domain);
        if (there && there->number >= set->domains[i].number)
            remove_domain(set, i);
    }
    return 0;
}

int mt_gtid_set_copy(struct mt_gtid_set *set, const struct mt_gtid_set *other, struct mt_err *err)
{
    mt_gtid_set_free(set);
    return mt_gtid_set_union(set, other, err);
}

bool mt_gtid_set_is_subset(const struct mt_gtid_set *set, const struct mt_gtid_set *other)
{
    for (size_t i = 0; i < set->source_count; i++) {
        const struct mt_gtid_source *here = &set->sources[i];
        const struct mt_gtid_source *there = get_source(other, here->uuid, here->tag);
        for (size_t j = 0; j < here->count; j++)
            if (!there || !has_interval(there, here->intervals[j]))
                return false;
    }
    for (size_t i = 0; i < set->domain_count; i++) {
        const struct mt_gtid_domain *there = get_domain(other, set->domains[i].domain);
        if (!there || there->number < set->domains[i].number)
            return false;
    }
    return true;
}

/* ---- bytes ---- */

static bool has_tags(const struct mt_gtid_set *set)
{
    for (size_t i = 0; i < set->source_count; i++)
        if (*set->sources[i].tag)
            return true;
    return false;
}

void mt_gtid_set_encode(const struct mt_gtid_set *set, struct mt_buf *out)
{
    const uint64_t format = 1;
    bool tagged = has_tags(set);
    uint64_t count = set->source_count;
    mt_buf_add_le(out, tagged ? format << 56 | count << 8 | format : count, 8);
    for (size_t i = 0; i < set->source_count; i++) {
        const struct mt_gtid_source *source = &set->sources[i];
        mt_buf_add(out, source->uuid, sizeof source->uuid);
        if (tagged) {
            mt_buf_addc(out, (char)(strlen(source->tag) << 1));
            mt_buf_adds(out, source->tag);
        }
        mt_buf_add_le(out, source->count, 8);
        for (size_t j = 0; j < source->count; j++) {
            mt_buf_add_le(out, source->intervals[j].first, 8);
            mt_buf_add_le(out, source->intervals[j].last + 1, 8);
        }
    }
}

void mt_gtid_list_encode(const struct mt_gtid_set *set, struct mt_buf *out)
{
    mt_buf_add_le(out, set->domain_count, 4);
    for (size_t i = 0; i < set->domain_count; i++) {
        mt_buf_add_le(out, set->domains[i].domain, 4);
        mt_buf_add_le(out, set->domains[i].server_id, 4);
        mt_buf_add_le(out, set->domains[i].number, 8);
    }
}
