/* moontail.core: what the bundled Lua modules are made from. */
#ifndef MT_CORE_H
#define MT_CORE_H

#include <lua.h>
#include <stdbool.h>

/* Set before the state is made. */
extern const char *mt_core_version;
extern bool mt_core_dry_run;
extern const char *(*mt_core_configure)(void *arg, const char *name, const char *value);
extern const char *(*mt_core_job_name)(void *arg);
extern void *mt_core_configure_arg;

/* Push the module's table. */
void mt_core_push(lua_State *L);

/* Mark the table on top as an event, so that JSON writes its fields in their order. */
void mt_core_mark_event(lua_State *L);

#endif
