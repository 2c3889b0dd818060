/* Owns the loading of libraries that are not linked. */
#include "lua/library.h"

#include <dlfcn.h>
#include <lauxlib.h>
#include <stdio.h>
#include <string.h>

int mt_library_open(const char *file, const char *const *names, void *functions, char why[256])
{
    void *library = dlopen(file, RTLD_NOW | RTLD_LOCAL);
    if (!library) {
        snprintf(why, 256, "needs a library that is not here (%s)", dlerror());
        return -1;
    }
    for (size_t i = 0; names[i]; i++) {
        void *address = dlsym(library, names[i]);
        if (!address) {
            snprintf(why, 256, "needs a newer library: %s has no %s", file, names[i]);
            return -1;
        }
        memcpy((char *)functions + i * sizeof address, &address, sizeof address);
    }
    return 0;
}

void mt_library_load(lua_State *L, const char *module, const char *file, const char *package,
                     const char *const *names, void *functions)
{
    char why[256];
    if (mt_library_open(file, names, functions, why))
        luaL_error(L, "%s %s; on Debian: apt install %s", module, why, package);
}

int mt_library_absent(lua_State *L, const char *module, const char *package)
{
    return luaL_error(L,
                      "%s is not in this program, which was built without a library; on Debian: "
                      "apt install %s, and build it again",
                      module, package);
}
