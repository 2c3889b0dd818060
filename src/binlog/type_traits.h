/* What table maps hold for each column type, as one table. */
#ifndef MT_TYPE_TRAITS_H
#define MT_TYPE_TRAITS_H

#include <stdbool.h>
#include <stdint.h>

#include "binlog/value.h"
#include "binlog/wire.h"

enum mt_trait {
    MT_TRAIT_KNOWN = 1,
    MT_TRAIT_SIGN = 2,       /* has a bit in SIGNEDNESS; YEAR has one, in both servers */
    MT_TRAIT_NEEDS_SIGN = 4, /* its bytes read differently with and without a sign */
    MT_TRAIT_TEXT = 8,       /* stands in the lists of character sets, in both servers */
    MT_TRAIT_LABELS = 16,
    MT_TRAIT_MYSQL = 32, /* only this server writes the type */
    MT_TRAIT_MARIADB = 64,
};

struct mt_type_traits {
    uint8_t traits; /* 0: no such type */
    uint8_t meta_len;
};

/* By enum mt_column_type. */
extern const struct mt_type_traits mt_types[256];

static inline bool mt_has_trait(const struct mt_column *column, unsigned trait)
{
    return mt_types[column->type].traits & trait;
}

/* Text whose bytes are converted; VECTOR stands in the lists, but is no text. */
bool mt_column_needs_charset(const struct mt_column *column);

/* True when sign, character set and labels are known as far as a value could be wrong without. */
bool mt_column_is_known(const struct mt_column *column);

#endif
