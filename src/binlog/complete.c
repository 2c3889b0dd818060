/* Owns the writing of optional metadata into table maps that lack it; optional.c reads it. */
#include "binlog/event.h"
#include "binlog/optional.h"
#include "binlog/type_traits.h"

struct writer {
    const struct mt_table *table;
    enum mt_writer writer;
    struct mt_buf value; /* of the kind in hand; where it stays empty there is nothing to tell */
};

static void add_bits(struct writer *w, unsigned trait, bool (*is_set)(const struct mt_column *))
{
    uint8_t byte = 0;
    uint32_t n = 0;
    for (uint32_t i = 0; i < w->table->column_count; i++) {
        const struct mt_column *c = &w->table->columns[i];
        if (!mt_has_trait(c, trait))
            continue;
        byte |= (uint8_t)(is_set(c) << (7 - n % 8));
        if (++n % 8 == 0) {
            mt_buf_addc(&w->value, (char)byte);
            byte = 0;
        }
    }
    if (n % 8)
        mt_buf_addc(&w->value, (char)byte);
}

static bool is_unsigned(const struct mt_column *c)
{
    return c->is_unsigned;
}

static bool is_visible(const struct mt_column *c)
{
    return !c->hidden;
}

static void write_signs(struct writer *w)
{
    add_bits(w, MT_TRAIT_SIGN, is_unsigned);
}

static void write_visibility(struct writer *w)
{
    bool any = false;
    for (uint32_t i = 0; i < w->table->column_count; i++)
        any |= w->table->columns[i].hidden;
    if (any && w->writer == MT_WRITER_MYSQL)
        add_bits(w, MT_TRAIT_KNOWN, is_visible);
}

static void write_charsets(struct writer *w)
{
    for (uint32_t i = 0; i < w->table->column_count; i++) {
        const struct mt_column *c = &w->table->columns[i];
        bool geometry = c->type == MT_TYPE_GEOMETRY && w->writer == MT_WRITER_MARIADB;
        if (mt_has_trait(c, MT_TRAIT_TEXT) || geometry)
            mt_buf_add_lenenc(&w->value,
                              c->charset ? mt_charset_collation(c->charset) : MT_BINARY_COLLATION);
    }
}

/* Labels are written in UTF-8, whatever the column's own set is. */
static void write_label_charsets(struct writer *w)
{
    const struct mt_charset *utf8 = mt_charset_by_name("utf8mb4", 7);
    for (uint32_t i = 0; i < w->table->column_count; i++)
        if (mt_has_trait(&w->table->columns[i], MT_TRAIT_LABELS))
            mt_buf_add_lenenc(&w->value, mt_charset_collation(utf8));
}

static void add_text(struct writer *w, struct mt_str text)
{
    mt_buf_add_lenenc(&w->value, text.len);
    mt_buf_add(&w->value, text.data, text.len);
}

static void write_names(struct writer *w)
{
    for (uint32_t i = 0; i < w->table->column_count; i++)
        add_text(w, w->table->columns[i].name);
}

static void write_labels(struct writer *w, uint8_t type)
{
    for (uint32_t i = 0; i < w->table->column_count; i++) {
        const struct mt_column *c = &w->table->columns[i];
        if (c->type != type)
            continue;
        mt_buf_add_lenenc(&w->value, c->label_count);
        for (uint32_t k = 0; k < c->label_count; k++)
            add_text(w, c->labels[k]);
    }
}

static void write_set_labels(struct writer *w)
{
    write_labels(w, MT_TYPE_SET);
}

static void write_enum_labels(struct writer *w)
{
    write_labels(w, MT_TYPE_ENUM);
}

static void write_geometries(struct writer *w)
{
    for (uint32_t i = 0; i < w->table->column_count; i++)
        if (w->table->columns[i].type == MT_TYPE_GEOMETRY)
            mt_buf_add_lenenc(&w->value, w->table->columns[i].geometry);
}

static void write_key(struct writer *w)
{
    for (uint32_t i = 0; i < w->table->key_count; i++)
        mt_buf_add_lenenc(&w->value, w->table->key[i]);
}

/* In the order of the servers. other: another form of the same; where that is there, nothing is
 * missing. */
static const struct {
    enum mt_optional_type type, other;
    void (*write)(struct writer *w);
} writers[] = {
    {MT_OPT_SIGNEDNESS, MT_OPT_SIGNEDNESS, write_signs},
    {MT_OPT_COLUMN_CHARSET, MT_OPT_DEFAULT_CHARSET, write_charsets},
    {MT_OPT_COLUMN_NAME, MT_OPT_COLUMN_NAME, write_names},
    {MT_OPT_SET_STR_VALUE, MT_OPT_SET_STR_VALUE, write_set_labels},
    {MT_OPT_ENUM_STR_VALUE, MT_OPT_ENUM_STR_VALUE, write_enum_labels},
    {MT_OPT_GEOMETRY_TYPE, MT_OPT_GEOMETRY_TYPE, write_geometries},
    {MT_OPT_SIMPLE_PRIMARY_KEY, MT_OPT_PRIMARY_KEY_WITH_PREFIX, write_key},
    {MT_OPT_ENUM_AND_SET_COLUMN_CHARSET, MT_OPT_ENUM_AND_SET_DEFAULT_CHARSET, write_label_charsets},
    {MT_OPT_COLUMN_VISIBILITY, MT_OPT_COLUMN_VISIBILITY, write_visibility},
};

/* The map as far as all servers write it: ids, names, columns. */
static void step_over_columns(struct mt_cursor *c, bool short_id)
{
    mt_take(c, (short_id ? 4 : 6) + 2);
    mt_take(c, mt_u8(c) + 1u);
    mt_take(c, mt_u8(c) + 1u);
    uint64_t columns = mt_lenenc(c);
    mt_take(c, columns);
    mt_take(c, mt_lenenc(c));
    mt_take(c, (columns + 7) / 8);
}

/* Which kinds are there. */
static void find_kinds(struct mt_cursor c, bool present[256])
{
    while (mt_left(&c)) {
        present[mt_u8(&c)] = true;
        mt_take(&c, mt_lenenc(&c));
    }
}

int mt_table_map_complete(const struct mt_raw_event *map, bool short_id,
                          const struct mt_table *table, enum mt_writer writer, struct mt_buf *out,
                          struct mt_err *err)
{
    struct mt_cursor body = mt_event_body(map);
    bool present[256] = {false};
    struct writer w = {.table = table, .writer = writer};
    mt_buf_add(out, body.at, mt_left(&body));
    step_over_columns(&body, short_id);
    find_kinds(body, present);
    if (present[MT_OPT_COLUMN_NAME]) /* it has the rest as well */
        return 0;
    for (size_t i = 0; i < sizeof writers / sizeof *writers; i++) {
        if (present[writers[i].type] || present[writers[i].other])
            continue;
        mt_buf_clear(&w.value);
        writers[i].write(&w);
        if (w.value.len == 0)
            continue;
        mt_buf_addc(out, (char)writers[i].type);
        mt_buf_add_lenenc(out, w.value.len);
        mt_buf_add(out, w.value.data, w.value.len);
    }
    bool failed = w.value.failed || out->failed;
    mt_buf_free(&w.value);
    return failed ? mt_fail(err, MT_ERR_NOMEM, "no memory for a table map") : 0;
}
