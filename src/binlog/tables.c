/* Owns the tables that table maps announced. A map that is known costs a comparison of its bytes.
 */
#include "binlog/tables.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "binlog/event.h"

struct shape {
    struct shape *next;
    struct mt_table *table;
    uint32_t hash;
    size_t len;
    uint8_t map[]; /* the body of the table map behind its flags */
};

struct id_slot {
    uint64_t id;
    struct shape *shape;
};

#define SHAPE_BUCKETS 256

struct mt_tables {
    enum mt_writer writer;
    struct id_slot *ids; /* open addressing, a power of two */
    size_t id_cap, id_count;
    struct shape *shapes[SHAPE_BUCKETS];
};

struct mt_tables *mt_tables_new(void)
{
    return calloc(1, sizeof(struct mt_tables));
}

void mt_tables_set_writer(struct mt_tables *tables, enum mt_writer writer)
{
    tables->writer = writer;
}

void mt_tables_forget(struct mt_tables *tables)
{
    free(tables->ids);
    tables->ids = NULL;
    tables->id_cap = tables->id_count = 0;
}

static bool is_named(const struct mt_table *t, const char *schema, const char *table)
{
    return strcasecmp(t->schema.data, schema) == 0 &&
           (!table || strcasecmp(t->table.data, table) == 0);
}

/* schema NULL: all. */
static void drop_shapes(struct mt_tables *tables, const char *schema, const char *table)
{
    for (size_t i = 0; i < SHAPE_BUCKETS; i++)
        for (struct shape **at = &tables->shapes[i]; *at;) {
            struct shape *shape = *at;
            if (schema && !is_named(shape->table, schema, table)) {
                at = &shape->next;
                continue;
            }
            *at = shape->next;
            mt_table_free(shape->table);
            free(shape);
        }
}

void mt_tables_drop(struct mt_tables *tables, const char *schema, const char *table)
{
    mt_tables_forget(tables);
    drop_shapes(tables, schema, table);
}

void mt_tables_free(struct mt_tables *tables)
{
    if (!tables)
        return;
    mt_tables_forget(tables);
    drop_shapes(tables, NULL, NULL);
    free(tables);
}

static struct id_slot *find_slot(struct id_slot *ids, size_t cap, uint64_t id)
{
    size_t i = (size_t)(id * 0x9e3779b97f4a7c15u >> 32) & (cap - 1);
    while (ids[i].shape && ids[i].id != id)
        i = (i + 1) & (cap - 1);
    return &ids[i];
}

static int grow_ids(struct mt_tables *tables, struct mt_err *err)
{
    size_t cap = tables->id_cap ? tables->id_cap * 2 : 64;
    struct id_slot *ids = calloc(cap, sizeof *ids);
    if (!ids)
        return mt_fail(err, MT_ERR_NOMEM, "no memory for %zu table ids", cap);
    for (size_t i = 0; i < tables->id_cap; i++)
        if (tables->ids[i].shape)
            *find_slot(ids, cap, tables->ids[i].id) = tables->ids[i];
    free(tables->ids);
    tables->ids = ids;
    tables->id_cap = cap;
    return 0;
}

static uint32_t hash_bytes(const uint8_t *data, size_t len)
{
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < len; i++)
        h = (h ^ data[i]) * 16777619u;
    return h;
}

static bool same_shape(const struct shape *shape, const struct mt_cursor *map)
{
    return shape->len == mt_left(map) && memcmp(shape->map, map->at, shape->len) == 0;
}

/* The shape of this map, decoded if it is new. */
static struct shape *shape_of(struct mt_tables *tables, struct mt_cursor map, struct mt_err *err)
{
    uint32_t hash = hash_bytes(map.at, mt_left(&map));
    struct shape **bucket = &tables->shapes[hash % SHAPE_BUCKETS];
    for (struct shape *it = *bucket; it; it = it->next)
        if (it->hash == hash && same_shape(it, &map))
            return it;
    struct shape *fresh = malloc(sizeof *fresh + mt_left(&map));
    if (!fresh) {
        mt_fail(err, MT_ERR_NOMEM, "no memory for a table map");
        return NULL;
    }
    fresh->hash = hash;
    fresh->len = mt_left(&map);
    memcpy(fresh->map, map.at, fresh->len);
    struct mt_cursor body = map;
    struct mt_err unread = {0};
    int failed = mt_table_decode_from(tables->writer, &body, &fresh->table, &unread);
    if (failed && unread.code == MT_ERR_UNSUPPORTED) /* only those who want its rows need to know */
        failed = mt_table_decode_names(&map, unread.msg, &fresh->table, err);
    else if (failed)
        *err = unread;
    if (failed) {
        free(fresh);
        return NULL;
    }
    fresh->next = *bucket;
    *bucket = fresh;
    return fresh;
}

int mt_tables_map(struct mt_tables *tables, const struct mt_raw_event *event, bool short_id,
                  struct mt_table **out, struct mt_err *err)
{
    struct mt_cursor c = mt_event_body(event);
    uint64_t id = mt_table_id(&c, short_id);
    mt_u16(&c);
    if (c.failed)
        return mt_fail(err, MT_ERR_TRUNCATED, "the table_map event ends inside its table id");
    if (tables->id_count * 2 >= tables->id_cap && grow_ids(tables, err))
        return -1;
    struct id_slot *slot = find_slot(tables->ids, tables->id_cap, id);
    if (!slot->shape || !same_shape(slot->shape, &c)) {
        struct shape *shape = shape_of(tables, c, err);
        if (!shape)
            return -1;
        tables->id_count += slot->shape == NULL;
        *slot = (struct id_slot){id, shape};
    }
    *out = slot->shape->table;
    return 0;
}

struct mt_table *mt_tables_find(const struct mt_tables *tables, uint64_t id)
{
    if (!tables->id_cap)
        return NULL;
    struct id_slot *slot = find_slot(tables->ids, tables->id_cap, id);
    return slot->shape ? slot->shape->table : NULL;
}
