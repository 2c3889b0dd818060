/* Owns the table of column types: what table maps hold for each. Read off real logs of both
 * servers, and MySQL libs/mysql/binlog/event/rows_event.h ("Table_map_event column types"). */
#include "binlog/type_traits.h"

enum {
    KNOWN = MT_TRAIT_KNOWN,
    SIGN = MT_TRAIT_SIGN,
    INTEGER = MT_TRAIT_KNOWN | MT_TRAIT_SIGN | MT_TRAIT_NEEDS_SIGN,
    TEXT = MT_TRAIT_KNOWN | MT_TRAIT_TEXT,
    LABELS = MT_TRAIT_KNOWN | MT_TRAIT_LABELS,
    MYSQL = MT_TRAIT_MYSQL,
    MARIADB = MT_TRAIT_MARIADB,
};

const struct mt_type_traits mt_types[256] = {
    [MT_TYPE_DECIMAL] = {KNOWN | SIGN, 0},
    [MT_TYPE_TINY] = {INTEGER, 0},
    [MT_TYPE_SHORT] = {INTEGER, 0},
    [MT_TYPE_LONG] = {INTEGER, 0},
    [MT_TYPE_FLOAT] = {KNOWN | SIGN, 1},
    [MT_TYPE_DOUBLE] = {KNOWN | SIGN, 1},
    [MT_TYPE_NULL] = {KNOWN, 0},
    [MT_TYPE_TIMESTAMP] = {KNOWN, 0},
    [MT_TYPE_LONGLONG] = {INTEGER, 0},
    [MT_TYPE_INT24] = {INTEGER, 0},
    [MT_TYPE_DATE] = {KNOWN, 0},
    [MT_TYPE_TIME] = {KNOWN, 0},
    [MT_TYPE_DATETIME] = {KNOWN, 0},
    [MT_TYPE_YEAR] = {KNOWN | SIGN, 0},
    [MT_TYPE_NEWDATE] = {KNOWN, 0},
    [MT_TYPE_VARCHAR] = {TEXT, 2},
    [MT_TYPE_BIT] = {KNOWN, 2},
    [MT_TYPE_TIMESTAMP2] = {KNOWN, 1},
    [MT_TYPE_DATETIME2] = {KNOWN, 1},
    [MT_TYPE_TIME2] = {KNOWN, 1},
    [MT_TYPE_TYPED_ARRAY] = {KNOWN | MYSQL, 1},
    [MT_TYPE_BLOB_COMPRESSED] = {TEXT | MARIADB, 1},
    [MT_TYPE_VARCHAR_COMPRESSED] = {TEXT | MARIADB, 2},
    [MT_TYPE_VECTOR] = {TEXT | MYSQL, 1},
    [MT_TYPE_JSON] = {KNOWN | MYSQL, 1},
    [MT_TYPE_NEWDECIMAL] = {KNOWN | SIGN, 2},
    [MT_TYPE_ENUM] = {LABELS, 2},
    [MT_TYPE_SET] = {LABELS, 2},
    [MT_TYPE_TINY_BLOB] = {TEXT, 1},
    [MT_TYPE_MEDIUM_BLOB] = {TEXT, 1},
    [MT_TYPE_LONG_BLOB] = {TEXT, 1},
    [MT_TYPE_BLOB] = {TEXT, 1},
    [MT_TYPE_VAR_STRING] = {TEXT, 2},
    [MT_TYPE_STRING] = {TEXT, 2},
    [MT_TYPE_GEOMETRY] = {KNOWN, 1},
};

bool mt_column_needs_charset(const struct mt_column *column)
{
    return mt_has_trait(column, MT_TRAIT_TEXT) && column->type != MT_TYPE_VECTOR;
}

bool mt_column_is_known(const struct mt_column *column)
{
    return (column->sign_known || !mt_has_trait(column, MT_TRAIT_NEEDS_SIGN)) &&
           column->charset_known && (column->labels || !mt_has_trait(column, MT_TRAIT_LABELS));
}
