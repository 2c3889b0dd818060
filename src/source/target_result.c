/* Owns the rows that a query on a target gives: fetched, kept as cells, and read again. */
#include <stdlib.h>
#include <string.h>

#include "binlog/value.h"
#include "source/target_parts.h"

#ifdef CONNECTOR_C
typedef my_bool flag;
#else
typedef bool flag;
#endif

void mt_result_add(struct mt_result *result, enum mt_cell_kind kind, const void *data, uint64_t len)
{
    mt_buf_addc(&result->cells, (char)kind);
    mt_buf_add(&result->cells, &len, sizeof len);
    mt_buf_add(&result->cells, data, len);
}

void mt_result_next(const struct mt_result *result, size_t *at, struct mt_cell *out)
{
    const char *data = result->cells.data + *at;
    uint64_t len;
    *out = (struct mt_cell){.kind = (enum mt_cell_kind) * data};
    memcpy(&len, data + 1, sizeof len);
    data += 1 + sizeof len;
    if (out->kind == MT_CELL_TEXT) {
        out->data = data;
        out->len = len;
    } else {
        memcpy(&out->as, data, len);
    }
    *at += 1 + sizeof len + len;
}

void mt_result_free(struct mt_result *result)
{
    mt_buf_free(&result->names);
    mt_buf_free(&result->cells);
    *result = (struct mt_result){0};
}

/* One column of an answer, as it is fetched. */
struct out_cell {
    union {
        int64_t i;
        double d;
        float f;
        uint8_t bit[8];
    } as;
    unsigned long len;
    flag is_null, is_cut;
    bool is_unsigned;
    enum enum_field_types type; /* as bound; MYSQL_TYPE_STRING: fetched by length */
};

static void bind_column(MYSQL_BIND *bind, struct out_cell *cell, const MYSQL_FIELD *field)
{
    cell->is_unsigned = field->flags & UNSIGNED_FLAG;
    switch (field->type) {
    case MYSQL_TYPE_TINY:
    case MYSQL_TYPE_SHORT:
    case MYSQL_TYPE_INT24:
    case MYSQL_TYPE_LONG:
    case MYSQL_TYPE_LONGLONG:
    case MYSQL_TYPE_YEAR: cell->type = MYSQL_TYPE_LONGLONG; break;
    case MYSQL_TYPE_FLOAT: cell->type = MYSQL_TYPE_FLOAT; break;
    case MYSQL_TYPE_DOUBLE: cell->type = MYSQL_TYPE_DOUBLE; break;
    case MYSQL_TYPE_BIT: cell->type = MYSQL_TYPE_BIT; break;
    default: cell->type = MYSQL_TYPE_STRING; break;
    }
    bool by_length = cell->type == MYSQL_TYPE_STRING;
    bind->buffer_type = cell->type == MYSQL_TYPE_BIT ? MYSQL_TYPE_BLOB : cell->type;
    bind->buffer = by_length ? NULL : (void *)&cell->as;
    bind->buffer_length = by_length ? 0 : sizeof cell->as;
    bind->is_unsigned = cell->is_unsigned;
    bind->length = &cell->len;
    bind->is_null = &cell->is_null;
    bind->error = &cell->is_cut;
}

static int add_text(struct worker *worker, MYSQL_STMT *made, unsigned column,
                    const struct out_cell *cell, struct mt_buf *cells, struct mt_err *err)
{
    unsigned long len = cell->len;
    flag is_null = 0, is_cut = 0;
    mt_buf_addc(cells, MT_CELL_TEXT);
    mt_buf_add(cells, &(uint64_t){len}, sizeof(uint64_t));
    char *to = mt_buf_reserve(cells, len + 1);
    if (!to)
        return mt_fail(err, MT_ERR_NOMEM, "no memory for an answer");
    MYSQL_BIND bind = {.buffer_type = MYSQL_TYPE_STRING,
                       .buffer = to,
                       .buffer_length = len + 1,
                       .length = &len,
                       .is_null = &is_null,
                       .error = &is_cut};
    if (cell->len > 0 && mysql_stmt_fetch_column(made, &bind, column, 0) != 0)
        return mt_worker_fail(worker, made, err);
    cells->len += cell->len;
    return 0;
}

static void add_number(const struct out_cell *cell, struct mt_result *out)
{
    if (cell->type == MYSQL_TYPE_LONGLONG) {
        mt_result_add(out, cell->is_unsigned ? MT_CELL_UINT : MT_CELL_INT, &cell->as.i, 8);
    } else if (cell->type == MYSQL_TYPE_BIT) {
        uint64_t bits = 0;
        for (unsigned long i = 0; i < cell->len && i < 8; i++)
            bits = bits << 8 | cell->as.bit[i];
        mt_result_add(out, MT_CELL_UINT, &bits, sizeof bits);
    } else {
        double d = cell->type == MYSQL_TYPE_FLOAT ? mt_float_to_double(cell->as.f) : cell->as.d;
        mt_result_add(out, MT_CELL_DOUBLE, &d, sizeof d);
    }
}

static int fetch_rows(struct worker *worker, MYSQL_STMT *made, struct out_cell *row,
                      struct mt_result *out, struct mt_err *err)
{
    int status;
    while ((status = mysql_stmt_fetch(made)) == 0 || status == MYSQL_DATA_TRUNCATED) {
        for (unsigned i = 0; i < out->columns; i++) {
            if (row[i].is_null)
                mt_result_add(out, MT_CELL_NULL, "", 0);
            else if (row[i].type != MYSQL_TYPE_STRING)
                add_number(&row[i], out);
            else if (add_text(worker, made, i, &row[i], &out->cells, err))
                return -1;
        }
        if (out->cells.failed)
            return mt_fail(err, MT_ERR_NOMEM, "no memory for an answer");
        out->rows++;
    }
    return status == MYSQL_NO_DATA ? 0 : mt_worker_fail(worker, made, err);
}

int mt_worker_read_rows(struct worker *worker, MYSQL_STMT *made, struct mt_result *out,
                        struct mt_err *err)
{
    MYSQL_RES *about = mysql_stmt_result_metadata(made);
    if (!about)
        return mt_worker_fail(worker, made, err);
    out->columns = mysql_num_fields(about);
    MYSQL_BIND *binds = calloc(out->columns + 1, sizeof *binds);
    struct out_cell *row = calloc(out->columns + 1, sizeof *row);
    int failed = binds && row ? 0 : mt_fail(err, MT_ERR_NOMEM, "no memory for an answer");
    for (unsigned i = 0; !failed && i < out->columns; i++) {
        const MYSQL_FIELD *field = mysql_fetch_field_direct(about, i);
        mt_buf_add(&out->names, field->name, strlen(field->name) + 1);
        bind_column(&binds[i], &row[i], field);
    }
    if (!failed && mysql_stmt_bind_result(made, binds))
        failed = mt_worker_fail(worker, made, err);
    if (!failed)
        failed = fetch_rows(worker, made, row, out, err);
    free(binds);
    free(row);
    mysql_free_result(about);
    mysql_stmt_free_result(made);
    return failed;
}
