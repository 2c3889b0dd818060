/* Owns what `moontail check` is told of a script: its sinks' answers, its globs. */
#include "lua/script_parts.h"

void mt_script_sink_findings(struct mt_script *script,
                             void (*each)(void *arg, const char *sink, bool ok, const char *text,
                                          const char *fix),
                             void *arg)
{
    lua_State *L = script->L;
    mt_script_push_hook(script, L, "findings");
    size_t count = lua_istable(L, -1) ? lua_objlen(L, -1) : 0;
    for (size_t i = 1; i <= count; i++) {
        lua_rawgeti(L, -1, (int)i);
        lua_getfield(L, -1, "name");
        lua_getfield(L, -2, "text");
        lua_getfield(L, -3, "ok");
        lua_getfield(L, -4, "fix");
        each(arg, lua_tostring(L, -4), lua_toboolean(L, -2), lua_tostring(L, -3),
             lua_tostring(L, -1));
        lua_pop(L, 5);
    }
    lua_pop(L, 1);
}

int mt_script_match_tables(struct mt_script *script, const char *const *names, size_t count,
                           void (*each)(void *arg, const char *unmatched, bool certain), void *arg,
                           struct mt_err *err)
{
    lua_State *L = script->L;
    mt_script_push_hook(script, L, "unmatched");
    lua_createtable(L, (int)count, 0);
    for (size_t i = 0; i < count; i++) {
        lua_pushstring(L, names[i]);
        lua_rawseti(L, -2, (int)i + 1);
    }
    if (mt_script_call_hook(script, 1, 2, err))
        return -1;
    int wanted = (int)lua_tointeger(L, -1);
    size_t unmatched = lua_objlen(L, -2);
    for (size_t i = 1; i <= unmatched; i++) {
        lua_rawgeti(L, -2, (int)i);
        lua_getfield(L, -1, "text");
        lua_getfield(L, -2, "certain");
        each(arg, lua_tostring(L, -2), lua_toboolean(L, -1));
        lua_pop(L, 3);
    }
    lua_pop(L, 2);
    return wanted;
}
