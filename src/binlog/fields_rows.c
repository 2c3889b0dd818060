/* Owns the fields of table maps and of the heads of rows events; rows themselves are rows.c's.
 * Formats: MySQL libs/mysql/binlog/event/rows_event.h; MariaDB sql/log_event.h. */
#include "binlog/event.h"
#include "binlog/fields_put.h"
#include "binlog/fragments.h"
#include "binlog/optional.h"
#include "binlog/rows.h"
#include "binlog/table.h"
#include "binlog/type_traits.h"

/* ---- table map ---- */

static void put_column(struct mt_fields *f, const struct mt_column *column)
{
    put_table(f, NULL);
    if (column->name.data)
        put_text(f, "name", column->name);
    put_words(f, "type", mt_column_type_name(column->type));
    put_uint(f, "metadata", column->meta);
    put_bool(f, "nullable", column->nullable);
    if (mt_has_trait(column, MT_TRAIT_SIGN) && column->sign_known)
        put_bool(f, "unsigned", column->is_unsigned);
    if (mt_has_trait(column, MT_TRAIT_TEXT) && column->charset_known && column->charset)
        put_words(f, "charset", column->charset->name);
    if (column->hidden)
        put_bool(f, "hidden", true);
    if (column->labels) {
        put_list(f, "labels");
        for (uint32_t i = 0; i < column->label_count; i++)
            put_text(f, NULL, column->labels[i]);
        put_close(f);
    }
    put_close(f);
}

static void put_key(struct mt_fields *f, const struct mt_table *table)
{
    put_list(f, "primary_key");
    for (uint32_t i = 0; i < table->key_count; i++) {
        const struct mt_column *column = &table->columns[table->key[i]];
        if (column->name.data)
            put_text(f, NULL, column->name);
        else
            put_uint(f, NULL, table->key[i] + 1u);
    }
    put_close(f);
}

MT_FIELDS(mt_fields_table_map)
{
    struct mt_table *table;
    put_uint(f, "table_id", mt_u48(&f->body));
    put_uint(f, "flags", mt_u16(&f->body));
    if (f->body.failed)
        return 0;
    enum mt_writer writer = f->mariadb ? MT_WRITER_MARIADB : MT_WRITER_MYSQL;
    if (mt_table_decode_from(writer, &f->body, &table, f->err))
        return -1;
    put_text(f, "schema", table->schema);
    put_text(f, "table", table->table);
    put_list(f, "columns");
    for (uint32_t i = 0; i < table->column_count; i++)
        put_column(f, &table->columns[i]);
    put_close(f);
    if (table->key_known)
        put_key(f, table);
    mt_table_free(table);
    return 0;
}

/* ---- rows ---- */

#define EXTRA_NDB         0
#define EXTRA_PARTITION   1
#define UNKNOWN_PARTITION 0xffff

/* Chunks of uint<1> type and what is known of it; NDB's have a length. Partition: uint<2>, update:
 * twice, the new one first. */
static void put_extra(struct mt_fields *f, struct mt_str extra, bool update)
{
    struct mt_cursor c = mt_cursor(extra.data, extra.len);
    if (extra.len)
        put_bytes(f, "extra_data", extra);
    if (mt_left(&c) > 0 && *c.at == EXTRA_NDB) {
        mt_u8(&c);
        unsigned len = mt_u8(&c);
        mt_take(&c, len >= 2 ? len - 2u : 0);
    }
    if (mt_left(&c) < (update ? 5u : 3u) || mt_u8(&c) != EXTRA_PARTITION)
        return;
    put_uint(f, "partition_id", mt_u16(&c));
    if (update)
        put_uint(f, "source_partition_id", mt_u16(&c));
}

MT_FIELDS(mt_fields_rows)
{
    enum mt_change change = MT_INSERT;
    uint8_t type = f->event->header.type;
    mt_rows_is(type, &change);
    put_uint(f, "table_id", mt_u48(&f->body));
    uint16_t flags = mt_u16(&f->body);
    put_uint(f, "flags", flags);
    put_bool(f, "stmt_end", flags & MT_ROWS_FLAG_STMT_END);
    if (mt_rows_has_extra(type)) {
        unsigned len = mt_u16(&f->body);
        struct mt_str extra = mt_take_str(&f->body, len >= 2 ? len - 2u : SIZE_MAX);
        put_extra(f, extra, change == MT_UPDATE);
    }
    put_uint(f, "column_count", mt_lenenc(&f->body));
    return 0;
}

/* See fragments.h. */
MT_FIELDS(mt_fields_partial_row_data)
{
    struct mt_fragment fragment;
    mt_fragment_decode(&f->body, &fragment);
    put_uint(f, "total_fragments", fragment.total);
    put_uint(f, "sequence", fragment.number);
    put_uint(f, "flags", fragment.flags);
    if (fragment.has_whole_size)
        put_uint(f, "original_size", fragment.whole_size);
    put_bytes(f, "data", fragment.data);
    return 0;
}
