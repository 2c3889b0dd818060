/* Fuzz target: moontail.json_decode. What it takes, moontail.json gives back, and that means the
 * same again.
 *
 * Input: the text. */
#include <lauxlib.h>
#include <lua.h>
#include <luajit.h>
#include <lualib.h>
#include <stdio.h>

#include "fuzz.h"
#include "lua/json.h"

/* Numbers that are equal and not the same: 0 and -0. */
static const char check[] =
    "local json, text = ...\n"
    "local function same(a, b)\n"
    "  if type(a) ~= type(b) then return false end\n"
    "  if type(a) ~= 'table' then return a == b and (a ~= 0 or 1 / a == 1 / b) end\n"
    "  for k, v in next, a do if not same(v, b[k]) then return false end end\n"
    "  for k in next, b do if a[k] == nil then return false end end\n"
    "  return getmetatable(a) == getmetatable(b)\n"
    "end\n"
    "local ok, value = pcall(json.json_decode, text)\n"
    "if not ok then return value end\n"
    "local again = json.json(value)\n"
    "if not same(value, json.json_decode(again)) then error('not the same: ' .. again) end\n";

static lua_State *L;

static void close_state(void)
{
    lua_close(L);
}

static void open_state(void)
{
    L = luaL_newstate();
    atexit(close_state);
    luaL_openlibs(L);
    /* What is tested is C. LuaJIT 2.1.0-beta3 was seen to crash, rarely and with no input to blame,
     * in machine code that it had made of the check below: a pointer there had lost its upper half.
     */
    luaJIT_setmode(L, 0, LUAJIT_MODE_ENGINE | LUAJIT_MODE_OFF);
    lua_newtable(L);
    mt_json_register(L);
    lua_setglobal(L, "json");
    FUZZ_CHECK(luaL_loadbuffer(L, check, sizeof check - 1, "=check") == 0);
    lua_setglobal(L, "check");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!L)
        open_state();
    lua_getglobal(L, "check");
    lua_getglobal(L, "json");
    lua_pushlstring(L, (const char *)data, size);
    if (lua_pcall(L, 2, 0, 0)) {
        fprintf(stderr, "%s\n", lua_tostring(L, -1));
        abort();
    }
    lua_settop(L, 0);
    return 0;
}
