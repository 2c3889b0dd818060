/* Reading a table whose names nobody knows: columns are numbered, and values are given as the log
 * holds them. */
#ifndef MT_POSITIONAL_H
#define MT_POSITIONAL_H

#include "base/err.h"
#include "binlog/table.h"

/* Settle what the table does not know, as mysqlbinlog does: names become "@1", "@2", ..., integers
 * of unknown sign are signed, text of unknown character set is given as its bytes, ENUM and SET
 * without labels as their number. What the table knows stays. */
int mt_table_make_positional(struct mt_table *table, struct mt_err *err);

#endif
