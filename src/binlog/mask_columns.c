/* Owns which columns --mask means. */
#include <stdlib.h>
#include <string.h>

#include "binlog/mask.h"

static bool matches(const char *glob, const char *name)
{
    for (; *glob != '*'; glob++, name++)
        if (!*glob || !*name || (*glob != '?' && *glob != *name))
            return !*glob && !*name;
    for (glob++;; name++) {
        if (matches(glob, name))
            return true;
        if (!*name)
            return false;
    }
}

static void mark(struct mt_masks *masks, uint32_t column)
{
    masks->which[column / 8] |= (uint8_t)(1u << column % 8);
}

/* prefix: "schema.table."; name: the same, and the column's name in turn. */
static int mark_glob(struct mt_masks *masks, const struct mt_table *t, size_t i, bool *any,
                     struct mt_err *err)
{
    const char *glob = masks->globs[i];
    struct mt_buf name = {0};
    bool found = false;
    mt_buf_printf(&name, "%s.%s.", t->schema.data, t->table.data);
    size_t prefix = name.len;
    for (uint32_t k = 0; k < t->column_count; k++) {
        name.len = prefix;
        mt_buf_add(&name, t->columns[k].name.data, t->columns[k].name.len);
        if (!matches(glob, mt_buf_str(&name)))
            continue;
        mark(masks, k);
        *any = found = masks->met[i] = true;
    }
    int failed = name.failed ? mt_fail(err, MT_ERR_NOMEM, "no memory for a table's columns") : 0;
    if (!failed && !found && strncmp(glob, name.data, prefix) == 0)
        failed = mt_fail(err, MT_ERR_USAGE, "--mask %s: the table has no such column", glob);
    mt_buf_free(&name);
    return failed;
}

static bool is_hidden_hash(const struct mt_column *column)
{
    static const char name[] = "DB_ROW_HASH_";
    return column->name.len > sizeof name - 1 &&
           memcmp(column->name.data, name, sizeof name - 1) == 0;
}

int mt_masks_find(struct mt_masks *masks, const struct mt_table *table, struct mt_err *err)
{
    bool any = false;
    if (!masks->count)
        return 0;
    free(masks->which);
    masks->which = calloc(table->column_count / 8 + 1, 1);
    if (!masks->met)
        masks->met = calloc(masks->count, sizeof *masks->met);
    if (!masks->which || !masks->met)
        return mt_fail(err, MT_ERR_NOMEM, "no memory for a table's columns");
    for (size_t i = 0; i < masks->count; i++)
        if (mark_glob(masks, table, i, &any, err))
            return -1;
    for (uint32_t k = 0; any && k < table->column_count; k++)
        if (is_hidden_hash(&table->columns[k]))
            mark(masks, k);
    return any;
}

const char *mt_masks_unmet(const struct mt_masks *masks)
{
    for (size_t i = 0; i < masks->count; i++)
        if (!masks->met || !masks->met[i])
            return masks->globs[i];
    return NULL;
}

void mt_masks_free(struct mt_masks *masks)
{
    free(masks->which);
    free(masks->met);
    masks->which = NULL;
    masks->met = NULL;
}
