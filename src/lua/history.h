/* The tables' definitions in one job, as the bundled module moontail.history keeps them: what it is
 * told of the log, and what it is asked for. */
#ifndef MT_HISTORY_H
#define MT_HISTORY_H

#include "lua/script_parts.h"

/* A DDL statement, script->query, goes by: it is taken in, and the tables that it touches lose
 * their names. What it did is kept for mt_history_push_ddl. */
int mt_history_statement(struct mt_script *script, struct mt_err *err);

/* Set kind and tables in the ddl event on top of the stack. */
void mt_history_push_ddl(struct mt_script *script);

/* Did the last DDL statement touch anything that --tables lets through? Yes, where nobody can
 * tell. May raise. */
bool mt_history_concerns(struct mt_script *script);

/* Give a table what it does not know itself. shapes: it knows all but the types that no log shows;
 * then nothing is refused. Fails with MT_ERR_SCHEMA, and as asking the server fails. */
int mt_history_define(struct mt_script *script, struct mt_table *table, bool shapes,
                      struct mt_err *err);

#endif
