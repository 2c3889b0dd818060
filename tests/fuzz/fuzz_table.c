/* libFuzzer target: table maps, as either server or an unknown one wrote them.
 * Build with -fsanitize=fuzzer,address,undefined and the base and binlog layers. */
#include <stdint.h>
#include <stdlib.h>

#include "binlog/optional.h"
#include "binlog/table.h"
#include "binlog/wire.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static volatile unsigned sink;

/* Every byte that the table claims to own, so that a sanitizer sees what is not there. */
static void touch(const struct mt_table *t)
{
    unsigned sum = (unsigned)t->schema.data[t->schema.len] + t->table.data[t->table.len];
    for (uint32_t i = 0; i < t->key_count; i++)
        if (t->key[i] >= t->column_count)
            abort();
    for (uint32_t i = 0; i < t->column_count; i++) {
        const struct mt_column *c = &t->columns[i];
        if (t->names_known && !c->name.data)
            abort();
        for (size_t k = 0; c->name.data && k <= c->name.len; k++)
            sum += (unsigned)c->name.data[k];
        for (uint32_t l = 0; l < c->label_count; l++)
            for (size_t k = 0; k <= c->labels[l].len; k++)
                sum += (unsigned)c->labels[l].data[k];
        if (c->charset)
            sum += c->charset->max_bytes;
    }
    sink = sum;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    struct mt_cursor body = mt_cursor(data + 1, size - 1);
    struct mt_table *table;
    struct mt_err err;
    err.code = MT_OK;
    int rc = mt_table_decode_from((enum mt_writer)(data[0] % 3), &body, &table, &err);
    if ((rc == 0) != (table != NULL) || (rc == 0) != (err.code == MT_OK))
        abort();
    if (table)
        touch(table);
    mt_table_free(table);
    return 0;
}
