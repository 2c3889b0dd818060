/* Owns the optional metadata of table maps: signs, character sets, names, labels, key, visibility.
 *
 * Formats: MySQL libs/mysql/binlog/event/rows_event.h, class Table_map_event, "optional metadata";
 * MariaDB sql/log_event.h, class Table_map_log_event. Which columns each list covers was read off
 * real logs of both: see text_ids and type_traits.c. */
#include "binlog/optional.h"

#include "base/buf.h"
#include "binlog/charset.h"
#include "binlog/type_traits.h"

#define LAST_MYSQL_COLLATION 323 /* MariaDB has others above; MySQL up to 9.7 has not */

static const char *const optional_names[MT_OPT_COUNT] = {
    [MT_OPT_SIGNEDNESS] = "SIGNEDNESS",
    [MT_OPT_DEFAULT_CHARSET] = "DEFAULT_CHARSET",
    [MT_OPT_COLUMN_CHARSET] = "COLUMN_CHARSET",
    [MT_OPT_COLUMN_NAME] = "COLUMN_NAME",
    [MT_OPT_SET_STR_VALUE] = "SET_STR_VALUE",
    [MT_OPT_ENUM_STR_VALUE] = "ENUM_STR_VALUE",
    [MT_OPT_GEOMETRY_TYPE] = "GEOMETRY_TYPE",
    [MT_OPT_SIMPLE_PRIMARY_KEY] = "SIMPLE_PRIMARY_KEY",
    [MT_OPT_PRIMARY_KEY_WITH_PREFIX] = "PRIMARY_KEY_WITH_PREFIX",
    [MT_OPT_ENUM_AND_SET_DEFAULT_CHARSET] = "ENUM_AND_SET_DEFAULT_CHARSET",
    [MT_OPT_ENUM_AND_SET_COLUMN_CHARSET] = "ENUM_AND_SET_COLUMN_CHARSET",
    [MT_OPT_COLUMN_VISIBILITY] = "COLUMN_VISIBILITY",
    [MT_OPT_VECTOR_DIMENSIONALITY] = "VECTOR_DIMENSIONALITY",
};

struct decoder {
    struct mt_table *table;
    struct mt_err *err;
    enum mt_writer writer;
    bool present[MT_OPT_COUNT];
    struct mt_cursor optional[MT_OPT_COUNT];
};

static bool is_labelled(const struct mt_column *column)
{
    return mt_has_trait(column, MT_TRAIT_LABELS);
}

static bool is_text(const struct mt_column *column)
{
    return mt_has_trait(column, MT_TRAIT_TEXT);
}

static bool is_text_or_geometry(const struct mt_column *column)
{
    return is_text(column) || column->type == MT_TYPE_GEOMETRY;
}

static int fail_optional(struct decoder *d, enum mt_optional_type type)
{
    return mt_fail(d->err, MT_ERR_CORRUPT, "its %s metadata does not fit its %u columns",
                   optional_names[type], d->table->column_count);
}

static int fail_memory(struct decoder *d)
{
    return mt_fail(d->err, MT_ERR_NOMEM, "out of memory");
}

/* Optional metadata: collected by type, then read in an order that suits, whatever theirs is. */

static int collect_optional(struct decoder *d, struct mt_cursor *body)
{
    while (mt_left(body)) {
        uint8_t type = mt_u8(body);
        struct mt_cursor value = mt_take_cursor(body, mt_lenenc(body));
        if (body->failed)
            return mt_fail(d->err, MT_ERR_TRUNCATED, "it ends inside its optional metadata");
        if (type == 0 || type >= MT_OPT_COUNT)
            continue;
        if (d->present[type])
            return mt_fail(d->err, MT_ERR_CORRUPT, "it has %s metadata twice",
                           optional_names[type]);
        d->present[type] = true;
        d->optional[type] = value;
    }
    return 0;
}

static bool bit_from_top(const uint8_t *bits, uint32_t i)
{
    return bits[i / 8] >> (7 - i % 8) & 1;
}

static int read_signs(struct decoder *d, enum mt_optional_type list)
{
    struct mt_table *t = d->table;
    struct mt_cursor *value = &d->optional[list];
    uint32_t numeric = 0;
    for (uint32_t i = 0; i < t->column_count; i++)
        numeric += mt_has_trait(&t->columns[i], MT_TRAIT_SIGN);
    const uint8_t *bits = mt_take(value, (numeric + 7) / 8);
    if (value->failed || mt_left(value))
        return fail_optional(d, list);
    numeric = 0;
    for (uint32_t i = 0; i < t->column_count; i++) {
        struct mt_column *c = &t->columns[i];
        if (!mt_has_trait(c, MT_TRAIT_SIGN))
            continue;
        c->is_unsigned = bit_from_top(bits, numeric++);
        c->sign_known = true;
    }
    return 0;
}

static int read_visibility(struct decoder *d, enum mt_optional_type list)
{
    struct mt_table *t = d->table;
    struct mt_cursor *value = &d->optional[list];
    const uint8_t *bits = mt_take(value, (t->column_count + 7) / 8);
    if (value->failed || mt_left(value))
        return fail_optional(d, list);
    for (uint32_t i = 0; i < t->column_count; i++)
        t->columns[i].hidden = !bit_from_top(bits, i);
    return 0;
}

static int read_names(struct decoder *d, enum mt_optional_type list)
{
    struct mt_table *t = d->table;
    struct mt_cursor *value = &d->optional[list];
    for (uint32_t i = 0; i < t->column_count; i++) {
        struct mt_str name = mt_take_str(value, mt_lenenc(value));
        if (value->failed || name.len == 0)
            return fail_optional(d, list);
        t->columns[i].name = mt_arena_str(t->arena, name.data, name.len);
        if (!t->columns[i].name.data)
            return fail_memory(d);
    }
    if (mt_left(value))
        return fail_optional(d, list);
    t->names_known = true;
    return 0;
}

/* The subtype of each GEOMETRY. */
static int read_geometries(struct decoder *d, enum mt_optional_type list)
{
    struct mt_table *t = d->table;
    struct mt_cursor *value = &d->optional[list];
    for (uint32_t i = 0; i < t->column_count; i++) {
        if (t->columns[i].type != MT_TYPE_GEOMETRY)
            continue;
        uint64_t n = mt_lenenc(value);
        if (value->failed || n > UINT8_MAX)
            return fail_optional(d, list);
        t->columns[i].geometry = (uint8_t)n;
    }
    return mt_left(value) ? fail_optional(d, list) : 0;
}

static int read_dimensions(struct decoder *d, enum mt_optional_type list)
{
    struct mt_table *t = d->table;
    struct mt_cursor *value = &d->optional[list];
    for (uint32_t i = 0; i < t->column_count; i++) {
        if (t->columns[i].type != MT_TYPE_VECTOR)
            continue;
        uint64_t n = mt_lenenc(value);
        if (value->failed || n > UINT32_MAX)
            return fail_optional(d, list);
        t->columns[i].dimensions = (uint32_t)n;
    }
    return mt_left(value) ? fail_optional(d, list) : 0;
}

/* Primary key: column indexes, with or without the length of a prefix behind each. */
static int read_key(struct decoder *d, enum mt_optional_type list)
{
    struct mt_table *t = d->table;
    struct mt_cursor *value = &d->optional[list];
    size_t most = mt_left(value) < t->column_count ? mt_left(value) : t->column_count;
    t->key = mt_arena_alloc(t->arena, most * sizeof *t->key);
    if (!t->key)
        return fail_memory(d);
    while (mt_left(value)) {
        uint64_t index = mt_lenenc(value);
        if (list == MT_OPT_PRIMARY_KEY_WITH_PREFIX)
            mt_lenenc(value);
        if (value->failed || index >= t->column_count || t->key_count == most)
            return fail_optional(d, list);
        t->key[t->key_count++] = (uint32_t)index;
    }
    t->key_known = true;
    return 0;
}

/* Collation ids of the columns that a list covers, 0 for the others. False when the list does not
 * fit them. */

static uint32_t read_id(struct mt_cursor *value)
{
    uint64_t id = mt_lenenc(value);
    return id > UINT32_MAX ? UINT32_MAX : (uint32_t)id;
}

static bool read_ids_one_by_one(const struct decoder *d, enum mt_optional_type list,
                                bool (*covers)(const struct mt_column *), uint32_t *ids)
{
    struct mt_cursor value = d->optional[list];
    for (uint32_t i = 0; i < d->table->column_count; i++)
        ids[i] = covers(&d->table->columns[i]) ? read_id(&value) : 0;
    return !value.failed && !mt_left(&value);
}

/* One id for all, then pairs for the exceptions: position among the covered columns, ascending, and
 * id. */
static bool read_ids_with_default(const struct decoder *d, enum mt_optional_type list,
                                  bool (*covers)(const struct mt_column *), uint32_t *ids)
{
    struct mt_cursor value = d->optional[list];
    const struct mt_table *t = d->table;
    uint32_t standard = read_id(&value);
    for (uint32_t i = 0; i < t->column_count; i++)
        ids[i] = covers(&t->columns[i]) ? standard : 0;
    uint32_t i = 0, position = 0;
    while (mt_left(&value)) {
        uint64_t exception = mt_lenenc(&value);
        uint32_t id = read_id(&value);
        for (; i < t->column_count; i++)
            if (covers(&t->columns[i]) && position++ == exception)
                break;
        if (i == t->column_count)
            return false;
        ids[i++] = id;
    }
    return !value.failed;
}

/* Whichever of the two forms is there. */
static bool read_ids(const struct decoder *d, enum mt_optional_type with_default,
                     enum mt_optional_type one_by_one, bool (*covers)(const struct mt_column *),
                     uint32_t *ids)
{
    if (d->present[with_default])
        return !d->present[one_by_one] && read_ids_with_default(d, with_default, covers, ids);
    return read_ids_one_by_one(d, one_by_one, covers, ids);
}

static bool geometry_is_binary(const struct mt_table *t, const uint32_t *ids)
{
    for (uint32_t i = 0; i < t->column_count; i++)
        if (t->columns[i].type == MT_TYPE_GEOMETRY && ids[i] != MT_BINARY_COLLATION)
            return false;
    return true;
}

static bool are_mysql_ids(const struct mt_table *t, const uint32_t *ids)
{
    for (uint32_t i = 0; i < t->column_count; i++)
        if (ids[i] > LAST_MYSQL_COLLATION)
            return false;
    return true;
}

static bool any_column(const struct mt_table *t, unsigned trait)
{
    for (uint32_t i = 0; i < t->column_count; i++)
        if (mt_has_trait(&t->columns[i], trait))
            return true;
    return false;
}

/* What the map itself tells of its writer. */
static enum mt_writer find_writer(const struct decoder *d)
{
    if (d->writer != MT_WRITER_UNKNOWN)
        return d->writer;
    if (d->present[MT_OPT_COLUMN_VISIBILITY] || any_column(d->table, MT_TRAIT_MYSQL))
        return MT_WRITER_MYSQL;
    return any_column(d->table, MT_TRAIT_MARIADB) ? MT_WRITER_MARIADB : MT_WRITER_UNKNOWN;
}

/* Collation ids of the text columns. MariaDB's lists cover GEOMETRY columns too (as binary),
 * MySQL's do not, and the map does not say who wrote it. Where both readings are possible and
 * differ, the column's id is 0: not known. */
static bool text_ids(const struct decoder *d, uint32_t *ids, uint32_t *other)
{
    const struct mt_table *t = d->table;
    enum mt_writer writer = find_writer(d);
    bool without = writer != MT_WRITER_MARIADB &&
                   read_ids(d, MT_OPT_DEFAULT_CHARSET, MT_OPT_COLUMN_CHARSET, is_text, ids) &&
                   (writer == MT_WRITER_MYSQL || are_mysql_ids(t, ids));
    bool with =
        writer != MT_WRITER_MYSQL &&
        read_ids(d, MT_OPT_DEFAULT_CHARSET, MT_OPT_COLUMN_CHARSET, is_text_or_geometry, other) &&
        geometry_is_binary(t, other);
    for (uint32_t i = 0; with && i < t->column_count; i++)
        if (!without || !is_text(&t->columns[i]))
            ids[i] = other[i];
        else if (ids[i] != other[i])
            ids[i] = 0;
    return with || without;
}

static int read_charsets(struct decoder *d, enum mt_optional_type list)
{
    struct mt_table *t = d->table;
    uint32_t *ids = mt_arena_alloc(t->arena, 2 * t->column_count * sizeof *ids);
    if (!ids)
        return fail_memory(d);
    bool labels =
        list == MT_OPT_ENUM_AND_SET_DEFAULT_CHARSET || list == MT_OPT_ENUM_AND_SET_COLUMN_CHARSET;
    bool fits = labels ? read_ids(d, MT_OPT_ENUM_AND_SET_DEFAULT_CHARSET,
                                  MT_OPT_ENUM_AND_SET_COLUMN_CHARSET, is_labelled, ids)
                       : text_ids(d, ids, ids + t->column_count);
    if (!fits)
        return fail_optional(d, list);
    for (uint32_t i = 0; i < t->column_count; i++) {
        struct mt_column *c = &t->columns[i];
        if (labels ? !is_labelled(c) : !mt_column_needs_charset(c))
            continue;
        c->charset = mt_charset_by_collation(ids[i]);
        c->charset_known = labels || c->charset;
    }
    return 0;
}

/* Labels of ENUM and SET, in the column's character set. */

static uint64_t most_labels(const struct mt_column *c)
{
    return c->type == MT_TYPE_SET ? c->meta * 8u : c->meta == 1 ? UINT8_MAX : UINT16_MAX;
}

/* 0, -1 failed, 1 when the label's character set cannot be converted. */
static int convert_label(struct decoder *d, const struct mt_column *c, struct mt_str raw,
                         struct mt_buf *scratch, struct mt_str *label)
{
    struct mt_err why;
    why.code = MT_OK;
    mt_buf_clear(scratch);
    if (!c->charset)
        return 1;
    if (raw.len && mt_charset_to_utf8(c->charset, raw, scratch, &why) &&
        why.code == MT_ERR_UNSUPPORTED)
        return 1;
    if (why.code == MT_OK)
        *label = mt_arena_str(d->table->arena, scratch->data, scratch->len);
    return label->data && !scratch->failed ? 0 : fail_memory(d);
}

/* lenenc count of labels, each lenenc length and bytes. */
static int read_column_labels(struct decoder *d, struct mt_column *c, enum mt_optional_type list,
                              struct mt_buf *scratch)
{
    struct mt_cursor *value = &d->optional[list];
    uint64_t count = mt_lenenc(value);
    if (value->failed || count > mt_left(value) || count > most_labels(c))
        return fail_optional(d, list);
    struct mt_str *labels = mt_arena_alloc(d->table->arena, count * sizeof *labels);
    if (!labels)
        return fail_memory(d);
    bool known = true;
    for (uint64_t i = 0; i < count; i++) {
        struct mt_str raw = mt_take_str(value, mt_lenenc(value));
        if (value->failed)
            return fail_optional(d, list);
        int rc = known ? convert_label(d, c, raw, scratch, &labels[i]) : 0;
        if (rc < 0)
            return -1;
        known &= rc == 0;
    }
    if (known) {
        c->labels = labels;
        c->label_count = (uint32_t)count;
    }
    return 0;
}

static int read_labels(struct decoder *d, enum mt_optional_type list)
{
    struct mt_table *t = d->table;
    uint8_t type = list == MT_OPT_SET_STR_VALUE ? MT_TYPE_SET : MT_TYPE_ENUM;
    struct mt_buf scratch = {0};
    int rc = 0;
    for (uint32_t i = 0; i < t->column_count && !rc; i++)
        if (t->columns[i].type == type)
            rc = read_column_labels(d, &t->columns[i], list, &scratch);
    mt_buf_free(&scratch);
    if (rc)
        return -1;
    return mt_left(&d->optional[list]) ? fail_optional(d, list) : 0;
}

/* In this order: labels need their character sets. */
static const struct {
    enum mt_optional_type type;
    int (*read)(struct decoder *d, enum mt_optional_type list);
} readers[] = {
    {MT_OPT_SIGNEDNESS, read_signs},
    {MT_OPT_DEFAULT_CHARSET, read_charsets},
    {MT_OPT_COLUMN_CHARSET, read_charsets},
    {MT_OPT_ENUM_AND_SET_DEFAULT_CHARSET, read_charsets},
    {MT_OPT_ENUM_AND_SET_COLUMN_CHARSET, read_charsets},
    {MT_OPT_COLUMN_NAME, read_names},
    {MT_OPT_SET_STR_VALUE, read_labels},
    {MT_OPT_ENUM_STR_VALUE, read_labels},
    {MT_OPT_GEOMETRY_TYPE, read_geometries},
    {MT_OPT_SIMPLE_PRIMARY_KEY, read_key},
    {MT_OPT_PRIMARY_KEY_WITH_PREFIX, read_key},
    {MT_OPT_COLUMN_VISIBILITY, read_visibility},
    {MT_OPT_VECTOR_DIMENSIONALITY, read_dimensions},
};

int mt_optional_decode(struct mt_table *table, enum mt_writer writer, struct mt_cursor *body,
                       struct mt_err *err)
{
    struct decoder decoder = {.table = table, .err = err, .writer = writer}, *d = &decoder;
    if (collect_optional(d, body))
        return -1;
    if (d->present[MT_OPT_SIMPLE_PRIMARY_KEY] && d->present[MT_OPT_PRIMARY_KEY_WITH_PREFIX])
        return fail_optional(d, MT_OPT_PRIMARY_KEY_WITH_PREFIX);
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++)
        if (d->present[readers[i].type] && readers[i].read(d, readers[i].type))
            return -1;
    /* Names are only logged together with the key, if there is one. */
    d->table->key_known |= d->table->names_known;
    return 0;
}
