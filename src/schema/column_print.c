/* Owns the spelling of a column's type as SQL has it, from what a table map or a definition says.
 */
#include "schema/column_type.h"

#include "binlog/type_traits.h"

static const char *const numbers[] = {
    [MT_TYPE_TINY] = "tinyint",   [MT_TYPE_SHORT] = "smallint", [MT_TYPE_LONG] = "int",
    [MT_TYPE_FLOAT] = "float",    [MT_TYPE_DOUBLE] = "double",  [MT_TYPE_LONGLONG] = "bigint",
    [MT_TYPE_INT24] = "mediumint"};

static const char *const sizes[] = {"", "tiny", "", "medium", "long"};

static const char *const geometries[] = {
    "geometry",   "point",           "linestring",   "polygon",
    "multipoint", "multilinestring", "multipolygon", "geometrycollection"};

static void print_fraction(const char *name, unsigned digits, struct mt_buf *out)
{
    if (digits)
        mt_buf_printf(out, "%s(%u)", name, digits);
    else
        mt_buf_adds(out, name);
}

/* As a server shows it: quotes doubled, a few characters behind a backslash. */
static void print_label(struct mt_str label, struct mt_buf *out)
{
    static const char special[] = "\\\\\nn\rr";
    mt_buf_addc(out, '\'');
    for (size_t i = 0; i < label.len; i++) {
        char c = label.data[i];
        const char *found = NULL;
        for (size_t k = 0; k + 1 < sizeof special && !found; k += 2)
            found = special[k] == c ? &special[k + 1] : NULL;
        if (found || c == '\0') {
            mt_buf_addc(out, '\\');
            mt_buf_addc(out, found ? *found : '0');
            continue;
        }
        if (c == '\'')
            mt_buf_addc(out, c);
        mt_buf_addc(out, c);
    }
    mt_buf_addc(out, '\'');
}

static void print_labels(const struct mt_column *c, struct mt_buf *out)
{
    mt_buf_adds(out, c->type == MT_TYPE_SET ? "set(" : "enum(");
    for (uint32_t i = 0; i < c->label_count; i++) {
        if (i)
            mt_buf_addc(out, ',');
        print_label(c->labels[i], out);
    }
    mt_buf_addc(out, ')');
}

static void print_string(const struct mt_column *c, struct mt_buf *out)
{
    static const char *const shapes[] = {
        [MT_SHAPE_UUID] = "uuid", [MT_SHAPE_INET4] = "inet4", [MT_SHAPE_INET6] = "inet6"};
    bool binary = mt_charset_is_binary(c->charset), fixed = c->type == MT_TYPE_STRING;
    bool compressed = c->type == MT_TYPE_VARCHAR_COMPRESSED;
    unsigned length = (c->length - compressed) / c->charset->max_bytes;
    if (c->shape == MT_SHAPE_VECTOR)
        mt_buf_printf(out, "vector(%u)", length / 4);
    else if (c->shape != MT_SHAPE_PLAIN)
        mt_buf_adds(out, shapes[c->shape]);
    else
        mt_buf_printf(out, "%s%s(%u)%s", fixed ? "" : "var", binary ? "binary" : "char", length,
                      compressed ? " compressed" : "");
}

static void print_blob(const struct mt_column *c, struct mt_buf *out)
{
    unsigned size = c->meta & 0xff;
    mt_buf_printf(out, "%s%s%s", size <= 4 ? sizes[size] : "",
                  mt_charset_is_binary(c->charset) ? "blob" : "text",
                  c->type == MT_TYPE_BLOB_COMPRESSED ? " compressed" : "");
}

static void print_number(const struct mt_column *c, struct mt_buf *out)
{
    if (c->type == MT_TYPE_NEWDECIMAL)
        mt_buf_printf(out, "decimal(%u,%u)", c->meta & 0xffu, c->meta >> 8);
    else
        mt_buf_adds(out, numbers[c->type]);
    if (c->is_unsigned)
        mt_buf_adds(out, " unsigned");
}

/* What cannot be spelled yet: a string of an unknown character set, labels that nobody knows. */
static bool is_unclear(const struct mt_column *c)
{
    return (mt_column_needs_charset(c) && !c->charset) ||
           (mt_has_trait(c, MT_TRAIT_LABELS) && !c->labels);
}

void mt_column_type_print(const struct mt_column *c, struct mt_buf *out)
{
    if (is_unclear(c)) {
        mt_column_type_describe(c, out);
        return;
    }
    switch (c->type) {
    case MT_TYPE_TINY:
    case MT_TYPE_SHORT:
    case MT_TYPE_INT24:
    case MT_TYPE_LONG:
    case MT_TYPE_LONGLONG:
    case MT_TYPE_FLOAT:
    case MT_TYPE_DOUBLE:
    case MT_TYPE_NEWDECIMAL: print_number(c, out); break;
    case MT_TYPE_YEAR: mt_buf_adds(out, "year"); break;
    case MT_TYPE_DATE:
    case MT_TYPE_NEWDATE: mt_buf_adds(out, "date"); break;
    case MT_TYPE_TIME: mt_buf_adds(out, "time"); break;
    case MT_TYPE_DATETIME: mt_buf_adds(out, "datetime"); break;
    case MT_TYPE_TIMESTAMP: mt_buf_adds(out, "timestamp"); break;
    case MT_TYPE_TIME2: print_fraction("time", c->meta & 0xffu, out); break;
    case MT_TYPE_DATETIME2: print_fraction("datetime", c->meta & 0xffu, out); break;
    case MT_TYPE_TIMESTAMP2: print_fraction("timestamp", c->meta & 0xffu, out); break;
    case MT_TYPE_BIT: mt_buf_printf(out, "bit(%u)", (c->meta & 0xffu) + 8u * (c->meta >> 8)); break;
    case MT_TYPE_ENUM:
    case MT_TYPE_SET: print_labels(c, out); break;
    case MT_TYPE_STRING:
    case MT_TYPE_VARCHAR:
    case MT_TYPE_VAR_STRING:
    case MT_TYPE_VARCHAR_COMPRESSED: print_string(c, out); break;
    case MT_TYPE_BLOB:
    case MT_TYPE_BLOB_COMPRESSED: print_blob(c, out); break;
    case MT_TYPE_JSON: mt_buf_adds(out, "json"); break;
    case MT_TYPE_VECTOR: mt_buf_printf(out, "vector(%u)", c->dimensions); break;
    case MT_TYPE_GEOMETRY: mt_buf_adds(out, geometries[c->geometry & 7]); break;
    default: mt_column_type_describe(c, out); break;
    }
}
