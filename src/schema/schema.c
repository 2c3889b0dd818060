/* Owns the definitions of tables and their checking against table maps; knows no connection.
 *
 * The rule: a name is only given to a column when the whole table has the shape that the log shows.
 */
#include "schema/schema.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "binlog/type_traits.h"
#include "schema/column_type.h"

#define FIRST_BUCKETS 64

struct definition_column {
    struct mt_column column; /* as it stands in a table map; labels in the definition's arena */
    const char *column_type; /* as the server spells it, for messages */
    bool null_unknown;
    unsigned key_position;
};

struct definition {
    struct definition *next; /* in its bucket */
    uint64_t hash;
    struct mt_str schema;
    struct mt_str table;
    struct definition_column *columns;
    uint32_t column_count;
    uint32_t column_room;
    struct mt_arena *arena;
    char *reason; /* why the table's columns are not known, or NULL */
};

struct mt_schema {
    struct definition **buckets;
    size_t bucket_count; /* a power of two */
    size_t count;
    struct definition *last; /* the table whose columns are being added */
};

static void free_content(struct definition *d)
{
    mt_arena_free(d->arena);
    free(d->columns);
    free(d->reason);
    d->arena = NULL;
    d->columns = NULL;
    d->reason = NULL;
    d->column_count = d->column_room = 0;
}

static void free_definition(struct definition *d)
{
    free_content(d);
    free((char *)d->schema.data);
    free(d);
}

struct mt_schema *mt_schema_new(void)
{
    struct mt_schema *schema = calloc(1, sizeof *schema);
    if (!schema)
        return NULL;
    schema->buckets = calloc(FIRST_BUCKETS, sizeof(struct definition *));
    schema->bucket_count = FIRST_BUCKETS;
    if (!schema->buckets) {
        free(schema);
        return NULL;
    }
    return schema;
}

void mt_schema_free(struct mt_schema *schema)
{
    if (!schema)
        return;
    for (size_t i = 0; i < schema->bucket_count; i++)
        for (struct definition *d = schema->buckets[i]; d;) {
            struct definition *next = d->next;
            free_definition(d);
            d = next;
        }
    free(schema->buckets);
    free(schema);
}

/* FNV-1a over both names; the zero between them keeps a.bc and ab.c apart. */
static uint64_t hash_names(struct mt_str schema, struct mt_str table)
{
    uint64_t h = 0xcbf29ce484222325u;
    for (size_t i = 0; i < schema.len; i++)
        h = (h ^ (uint8_t)schema.data[i]) * 0x100000001b3u;
    h *= 0x100000001b3u;
    for (size_t i = 0; i < table.len; i++)
        h = (h ^ (uint8_t)table.data[i]) * 0x100000001b3u;
    return h;
}

static struct definition *find(const struct mt_schema *s, struct mt_str schema, struct mt_str table)
{
    uint64_t hash = hash_names(schema, table);
    struct definition *d = s->buckets[hash & (s->bucket_count - 1)];
    while (d && !(d->hash == hash && mt_str_eq(d->schema, schema) && mt_str_eq(d->table, table)))
        d = d->next;
    return d;
}

static void link_definition(struct mt_schema *s, struct definition *d)
{
    struct definition **bucket = &s->buckets[d->hash & (s->bucket_count - 1)];
    d->next = *bucket;
    *bucket = d;
}

/* More buckets when there are more tables; without memory for them the old ones still do. */
static void grow_buckets(struct mt_schema *s)
{
    struct definition **old = s->buckets;
    size_t old_count = s->bucket_count;
    struct definition **grown = calloc(2 * old_count, sizeof *grown);
    if (!grown)
        return;
    s->buckets = grown;
    s->bucket_count = 2 * old_count;
    for (size_t i = 0; i < old_count; i++)
        for (struct definition *d = old[i]; d;) {
            struct definition *next = d->next;
            link_definition(s, d);
            d = next;
        }
    free(old);
}

static struct definition *add_definition(struct mt_schema *s, struct mt_str schema,
                                         struct mt_str table)
{
    struct definition *d = calloc(1, sizeof *d);
    char *names = malloc(schema.len + table.len + 2);
    if (!d || !names) {
        free(d);
        free(names);
        return NULL;
    }
    memcpy(names, schema.data, schema.len + 1);
    memcpy(names + schema.len + 1, table.data, table.len + 1);
    d->schema = (struct mt_str){names, schema.len};
    d->table = (struct mt_str){names + schema.len + 1, table.len};
    d->hash = hash_names(schema, table);
    if (s->count++ >= s->bucket_count)
        grow_buckets(s);
    link_definition(s, d);
    return d;
}

/* The table that the column belongs to. Columns come table after table: one that comes back, or
 * whose first column comes again, is defined anew. */
static struct definition *open_definition(struct mt_schema *s, const struct mt_column_spec *spec)
{
    struct mt_str schema = {spec->schema, strlen(spec->schema)};
    struct mt_str table = {spec->table, strlen(spec->table)};
    struct definition *d = find(s, schema, table);
    bool again = d && d->column_count && mt_str_is(d->columns[0].column.name, spec->name);
    if (d && (d != s->last || again))
        free_content(d);
    if (!d)
        d = add_definition(s, schema, table);
    if (d && !d->arena)
        d->arena = mt_arena_new();
    s->last = d;
    return d && d->arena ? d : NULL;
}

static struct definition_column *add_column(struct definition *d)
{
    if (d->column_count == d->column_room) {
        uint32_t room = d->column_room ? 2 * d->column_room : 8;
        struct definition_column *grown = realloc(d->columns, room * sizeof *grown);
        if (!grown)
            return NULL;
        d->columns = grown;
        d->column_room = room;
    }
    struct definition_column *column = &d->columns[d->column_count++];
    *column = (struct definition_column){0};
    return column;
}

/* Whether a list has the word, whatever the case. */
static bool has_word(const char *list, const char *word)
{
    static const char between[] = " ,";
    size_t n = strlen(word);
    for (const char *at = list; at && *at; at += strcspn(at, between)) {
        at += strspn(at, between);
        if (strcspn(at, between) == n && strncasecmp(at, word, n) == 0)
            return true;
    }
    return false;
}

static int fail_memory(struct mt_err *err)
{
    return mt_fail(err, MT_ERR_NOMEM, "out of memory for table definitions");
}

/* A type that is not understood is no failure yet: only an event of that table makes it one. */
static int set_type(struct definition *d, struct definition_column *dc,
                    const struct mt_column_spec *spec, struct mt_err *err)
{
    struct mt_err why;
    why.code = MT_OK;
    if (!mt_column_type_parse(spec->column_type, spec->charset, d->arena, &dc->column, &why))
        return 0;
    if (why.code == MT_ERR_NOMEM)
        return fail_memory(err);
    struct mt_buf reason = {0};
    mt_buf_printf(&reason, "column `%s`: %s", spec->name, why.msg);
    mt_buf_str(&reason);
    if (reason.failed)
        mt_buf_free(&reason);
    if (!reason.data)
        return fail_memory(err);
    if (d->reason)
        mt_buf_free(&reason);
    else
        d->reason = reason.data;
    return 0;
}

int mt_schema_add(struct mt_schema *schema, const struct mt_column_spec *spec, struct mt_err *err)
{
    struct definition *d = open_definition(schema, spec);
    struct definition_column *dc = d ? add_column(d) : NULL;
    if (!dc)
        return fail_memory(err);
    dc->column.name = mt_arena_str(d->arena, spec->name, strlen(spec->name));
    dc->column_type = mt_arena_str(d->arena, spec->column_type, strlen(spec->column_type)).data;
    if (!dc->column.name.data || !dc->column_type)
        return fail_memory(err);
    dc->column.nullable = spec->nullable == MT_NULL;
    dc->null_unknown = spec->nullable == MT_NULL_UNKNOWN;
    dc->column.hidden = has_word(spec->extra, "INVISIBLE");
    dc->key_position = spec->key_position;
    return set_type(d, dc, spec, err);
}

/* Old DATETIME, TIME and TIMESTAMP with fractions (MariaDB before 10.1, or with
 * mysql56_temporal_format=OFF): their table maps do not show the fraction. */
static bool is_old_with_fraction(const struct mt_column *defined, const struct mt_column *logged)
{
    switch (logged->type) {
    case MT_TYPE_DATETIME: return defined->type == MT_TYPE_DATETIME2 && defined->meta;
    case MT_TYPE_TIMESTAMP: return defined->type == MT_TYPE_TIMESTAMP2 && defined->meta;
    case MT_TYPE_TIME: return defined->type == MT_TYPE_TIME2 && defined->meta;
    default: return false;
    }
}

static bool column_agrees(const struct definition_column *dc, const struct mt_column *logged)
{
    const struct mt_column *defined = &dc->column;
    return (dc->null_unknown || defined->nullable == logged->nullable) &&
           (!logged->name.data || mt_str_eq(defined->name, logged->name)) &&
           mt_column_type_agrees(defined, logged);
}

/* The first column that differs, or column_count. */
static uint32_t first_difference(const struct definition *d, const struct mt_table *t)
{
    uint32_t i = 0;
    while (i < t->column_count && i < d->column_count &&
           column_agrees(&d->columns[i], &t->columns[i]))
        i++;
    return i;
}

static const char *null_text(const struct mt_column *c)
{
    return c->nullable ? "NULL" : "NOT NULL";
}

#define WAY_OUT                                                                                \
    "; the table was altered, so start from a position after that, or give the definition of " \
    "that "                                                                                    \
    "time with --schema (binlog_row_metadata=FULL on the source prevents this for new logs)"

static int fail_column(const struct definition *d, const struct mt_table *t, uint32_t i,
                       struct mt_err *err)
{
    const struct mt_column *logged = &t->columns[i];
    const struct definition_column *dc = &d->columns[i];
    struct mt_buf shape = {0};
    if (logged->name.data)
        mt_buf_printf(&shape, "`%s` ", logged->name.data);
    mt_column_type_describe(logged, &shape);
    mt_buf_printf(&shape, " %s, the server's definition is `%s` %s", null_text(logged),
                  dc->column.name.data, dc->column_type);
    if (mt_column_needs_charset(&dc->column))
        mt_buf_printf(&shape, " in %s", dc->column.charset->name);
    mt_fail(err, MT_ERR_SCHEMA, "column %u of %s.%s: the log has %s %s" WAY_OUT, i + 1,
            t->schema.data, t->table.data, mt_buf_str(&shape), null_text(&dc->column));
    mt_buf_free(&shape);
    return -1;
}

static int fail_difference(const struct definition *d, const struct mt_table *t, uint32_t i,
                           struct mt_err *err)
{
    if (i < t->column_count && i < d->column_count)
        return fail_column(d, t, i, err);
    return mt_fail(err, MT_ERR_SCHEMA,
                   "%s.%s has %u columns in the log and %u in the server's definition" WAY_OUT,
                   t->schema.data, t->table.data, t->column_count, d->column_count);
}

static int check_fractions(const struct definition *d, const struct mt_table *t, struct mt_err *err)
{
    for (uint32_t i = 0; i < t->column_count && i < d->column_count; i++)
        if (is_old_with_fraction(&d->columns[i].column, &t->columns[i]))
            return mt_fail(err, MT_ERR_SCHEMA,
                           "column %u of %s.%s: `%s` %s is stored in the old format of temporal "
                           "types, whose fractions a log does not show; ALTER TABLE %s.%s FORCE "
                           "with mysql56_temporal_format=ON on the source changes it",
                           i + 1, t->schema.data, t->table.data, d->columns[i].column.name.data,
                           d->columns[i].column_type, t->schema.data, t->table.data);
    return 0;
}

static int copy_labels(struct mt_arena *arena, const struct mt_column *from, struct mt_column *to,
                       struct mt_err *err)
{
    struct mt_str *labels = mt_arena_alloc(arena, from->label_count * sizeof *labels);
    if (!labels)
        return fail_memory(err);
    for (uint32_t i = 0; i < from->label_count; i++) {
        if (mt_label_is_lost(from, i))
            continue;
        labels[i] = mt_arena_str(arena, from->labels[i].data, from->labels[i].len);
        if (!labels[i].data)
            return fail_memory(err);
    }
    to->labels = labels;
    to->label_count = from->label_count;
    return 0;
}

static int complete_column(struct mt_table *t, const struct mt_column *from, struct mt_column *to,
                           struct mt_err *err)
{
    if (!to->name.data)
        to->name = mt_arena_str(t->arena, from->name.data, from->name.len);
    if (!to->name.data)
        return fail_memory(err);
    if (from->labels && !to->labels && copy_labels(t->arena, from, to, err))
        return -1;
    to->is_unsigned = from->is_unsigned;
    to->sign_known = true;
    if (from->charset)
        to->charset = from->charset;
    to->charset_known = true;
    to->hidden |= from->hidden;
    to->geometry = from->geometry;
    to->dimensions = from->dimensions;
    if (to->type != MT_TYPE_VECTOR)
        to->shape = from->shape;
    return 0;
}

static int complete_key(const struct definition *d, struct mt_table *t, struct mt_err *err)
{
    if (t->key_known)
        return 0;
    uint32_t *key = mt_arena_alloc(t->arena, d->column_count * sizeof *key);
    if (!key)
        return fail_memory(err);
    uint32_t count = 0;
    for (uint32_t i = 0; i < d->column_count; i++) {
        if (!d->columns[i].key_position)
            continue;
        uint32_t k = count++;
        for (; k && d->columns[key[k - 1]].key_position > d->columns[i].key_position; k--)
            key[k] = key[k - 1];
        key[k] = i;
    }
    t->key = key;
    t->key_count = count;
    t->key_known = true;
    return 0;
}

int mt_schema_complete(const struct mt_schema *schema, struct mt_table *table, struct mt_err *err)
{
    bool knows_itself = table->names_known && table->types_known && table->key_known;
    const struct definition *d = find(schema, table->schema, table->table);
    if (d && check_fractions(d, table, err))
        return -1;
    uint32_t i = d && !d->reason ? first_difference(d, table) : 0;
    bool agrees =
        d && !d->reason && i == table->column_count && table->column_count == d->column_count;
    if (!agrees && knows_itself)
        return 0;
    if (!d)
        return mt_fail(err, MT_ERR_SCHEMA,
                       "the log does not name the columns of %s.%s, and the server shows no such "
                       "table: it is gone, or this user lacks GRANT SELECT on it; setting "
                       "binlog_row_metadata=FULL on the source makes the log name them",
                       table->schema.data, table->table.data);
    if (d->reason)
        return mt_fail(err, MT_ERR_SCHEMA, "%s.%s, %s; set binlog_row_metadata=FULL on the source",
                       table->schema.data, table->table.data, d->reason);
    if (!agrees)
        return fail_difference(d, table, i, err);
    for (i = 0; i < table->column_count; i++)
        if (complete_column(table, &d->columns[i].column, &table->columns[i], err))
            return -1;
    table->names_known = true;
    table->types_known = true;
    return complete_key(d, table, err);
}
