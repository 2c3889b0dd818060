/* Owns the loading of libraries that are not linked. */
#include "lua/library.h"

#include <dlfcn.h>
#include <lauxlib.h>
#include <string.h>

void mt_library_load(lua_State *L, const char *module, const char *file, const char *package,
                     const char *const *names, void *functions)
{
    void *library = dlopen(file, RTLD_NOW | RTLD_LOCAL);
    if (!library)
        luaL_error(L, "%s needs a library that is not here (%s); on Debian: apt install %s", module,
                   dlerror(), package);
    for (size_t i = 0; names[i]; i++) {
        void *address = dlsym(library, names[i]);
        if (!address)
            luaL_error(L, "%s needs a newer library: %s has no %s", module, file, names[i]);
        memcpy((char *)functions + i * sizeof address, &address, sizeof address);
    }
}

int mt_library_absent(lua_State *L, const char *module, const char *package)
{
    return luaL_error(L,
                      "%s is not in this program, which was built without a library; on Debian: "
                      "apt install %s, and build it again",
                      module, package);
}
