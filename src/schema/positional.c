#include "schema/positional.h"

#include <stdio.h>

#include "binlog/wire.h"

/* ENUM and SET are little-endian numbers of this many bytes on the wire, as these types are. */
static const uint8_t number_types[9] = {[1] = MT_TYPE_TINY,
                                        [2] = MT_TYPE_SHORT,
                                        [3] = MT_TYPE_INT24,
                                        [4] = MT_TYPE_LONG,
                                        [8] = MT_TYPE_LONGLONG};

static void settle_column(struct mt_column *column)
{
    bool labelled = column->type == MT_TYPE_ENUM || column->type == MT_TYPE_SET;
    if (labelled && !column->labels && column->length < 9 && number_types[column->length]) {
        column->type = number_types[column->length];
        column->is_unsigned = true;
    }
    column->sign_known = true;
    if (!column->charset_known) {
        /* its bytes pass unchanged, valid or not */
        column->charset = mt_charset_by_name("utf8mb4", 7);
        column->charset_known = true;
    }
}

int mt_table_make_positional(struct mt_table *table, struct mt_err *err)
{
    for (uint32_t i = 0; i < table->column_count; i++) {
        struct mt_column *column = &table->columns[i];
        char name[16];
        settle_column(column);
        if (column->name.data)
            continue;
        int len = snprintf(name, sizeof name, "@%u", i + 1);
        column->name = mt_arena_str(table->arena, name, (size_t)len);
        if (!column->name.data)
            return mt_fail(err, MT_ERR_NOMEM, "no memory for column names");
    }
    table->names_known = table->types_known = true;
    return 0;
}
