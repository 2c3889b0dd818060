/* The C side of moontail.geometry: GEOMETRY values, as rows have them, to text. Knows nothing of
 * events. Formats: see binlog/geometry.h. */
#include "binlog/geometry.h"

#include <lauxlib.h>
#include <lua.h>

#include "lua/bindings.h"

/* convert(bytes): the text, or nil and why the bytes are no geometry. */
static int convert(lua_State *L, int (*to_text)(struct mt_str, struct mt_buf *, struct mt_err *))
{
    struct mt_str stored;
    stored.data = luaL_checklstring(L, 1, &stored.len);
    struct mt_buf out = {0};
    struct mt_err err = {0};
    int failed = to_text(stored, &out, &err);
    if (failed) {
        lua_pushnil(L);
        lua_pushstring(L, err.msg);
    } else {
        lua_pushlstring(L, out.data, out.len);
    }
    mt_buf_free(&out);
    return failed ? 2 : 1;
}

static int geometry_wkt(lua_State *L)
{
    return convert(L, mt_geometry_to_wkt);
}

static int geometry_geojson(lua_State *L)
{
    return convert(L, mt_geometry_to_geojson);
}

static int geometry_srid(lua_State *L)
{
    struct mt_str stored;
    stored.data = luaL_checklstring(L, 1, &stored.len);
    luaL_argcheck(L, stored.len >= 4, 1, "the bytes of a GEOMETRY value, which begin with an SRID");
    lua_pushnumber(L, mt_geometry_srid(stored));
    return 1;
}

int mt_open_geometry(lua_State *L)
{
    static const luaL_Reg functions[] = {
        {"wkt", geometry_wkt},
        {"geojson", geometry_geojson},
        {"srid", geometry_srid},
        {NULL, NULL},
    };
    lua_newtable(L);
    luaL_register(L, NULL, functions);
    return 1;
}
