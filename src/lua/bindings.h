/* The C side of what scripts can require. */
#ifndef MT_BINDINGS_H
#define MT_BINDINGS_H

#include <lua.h>

/* Put every C module into package.preload: moontail.core, moontail.core.redis, ... */
void mt_bindings_open(lua_State *L);

/* One opener per module, in the file that is named after it. Each is a lua_CFunction that
 * returns its module's table. */
int mt_open_core(lua_State *L);
int mt_open_redis(lua_State *L);
int mt_open_file(lua_State *L);
int mt_open_geometry(lua_State *L);
int mt_open_mysql(lua_State *L);
int mt_open_http(lua_State *L);
int mt_open_crypto(lua_State *L);
int mt_open_pipe(lua_State *L);
int mt_open_sqlite(lua_State *L);
int mt_open_guest(lua_State *L);
int mt_open_memcached(lua_State *L);

/* Add tasks, waiters and origins to moontail.core, the table on top of the stack (tasks.c). */
void mt_tasks_register(lua_State *L);

/* Add what the bundled modules count with (counts.c). */
void mt_counts_register(lua_State *L);

#endif
