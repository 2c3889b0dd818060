/* Libraries that only some scripts need: loaded when their module is required, so that the others
 * pay nothing for them, and the program starts where they are not installed. */
#ifndef MT_LIBRARY_H
#define MT_LIBRARY_H

#include <lua.h>

/* A module lists the functions it needs once, #define FUNCTIONS(X) X(curl_easy_init) ...; with
 * these the list gives the struct of pointers and the names that loading fills it by. */
#define MT_LIBRARY_POINTER(name) __typeof__(name) *name;
#define MT_LIBRARY_NAME(name)    #name,

/* Load file ("libcurl.so.4") and put the addresses of the functions that names lists (ended by
 * NULL) into functions, one behind the other. Raises where that fails, naming the module and the
 * Debian package to install. */
void mt_library_load(lua_State *L, const char *module, const char *file, const char *package,
                     const char *const *names, void *functions);

/* The same without Lua: 0, or -1 with why not. */
int mt_library_open(const char *file, const char *const *names, void *functions, char why[256]);

/* What opens a module in a program that was built without the library's headers, which the Debian
 * package has: raises, and says so. */
int mt_library_absent(lua_State *L, const char *module, const char *package);

#endif
