/* Owns the text of the checkpoint; its form is the prelude's. */
#include "lua/script_parts.h"

#include <stdio.h>

/* ---- checkpoints ---- */

/* The whole set, where it is known. */
static int push_executed(lua_State *L, const struct mt_executed *executed, struct mt_err *err)
{
    struct mt_buf text = {0};
    if (!executed->known)
        return 0;
    mt_gtid_set_print(&executed->set, &text);
    bool failed = text.failed;
    lua_pushlstring(L, text.data ? text.data : "", text.len);
    lua_setfield(L, -2, "gtid_set");
    mt_buf_free(&text);
    return failed ? mt_fail(err, MT_ERR_NOMEM, "no memory for a checkpoint") : 0;
}

int mt_script_save(struct mt_script *script, const struct mt_place *place, struct mt_buf *out,
                   struct mt_err *err)
{
    lua_State *L = script->L;
    mt_script_push_hook(script, L, "save");
    lua_newtable(L);
    if (*place->file) {
        lua_pushstring(L, place->file);
        lua_setfield(L, -2, "file");
        lua_pushnumber(L, (lua_Number)place->position);
        lua_setfield(L, -2, "position");
    }
    lua_pushstring(L, place->gtid);
    lua_setfield(L, -2, "gtid");
    lua_pushnumber(L, place->server_id);
    lua_setfield(L, -2, "server_id");
    lua_pushstring(L, place->server_uuid);
    lua_setfield(L, -2, "server_uuid");
    if (push_executed(L, &place->executed, err)) {
        lua_pop(L, 2);
        return -1;
    }
    if (mt_script_call_hook(script, 1, 1, err))
        return -1;
    size_t len;
    const char *text = lua_tolstring(L, -1, &len);
    mt_buf_add(out, text, len);
    mt_buf_addc(out, '\n');
    lua_pop(L, 1);
    return out->failed ? mt_fail(err, MT_ERR_NOMEM, "no memory for a checkpoint") : 0;
}

static void read_string(lua_State *L, const char *field, char *out, size_t size)
{
    lua_getfield(L, -1, field);
    const char *s = lua_tostring(L, -1);
    snprintf(out, size, "%s", s ? s : "");
    lua_pop(L, 1);
}

static double read_number(lua_State *L, const char *field)
{
    lua_getfield(L, -1, field);
    double n = lua_tonumber(L, -1);
    lua_pop(L, 1);
    return n;
}

static int read_executed(lua_State *L, struct mt_executed *out, struct mt_err *err)
{
    size_t len;
    lua_getfield(L, -1, "gtid_set");
    const char *text = lua_tolstring(L, -1, &len);
    int failed = text ? mt_gtid_set_parse(&out->set, text, len, err) : 0;
    out->known = text && !failed;
    lua_pop(L, 1);
    if (failed)
        mt_executed_free(out);
    return failed;
}

int mt_script_read_checkpoint(struct mt_script *script, const char *text, size_t len,
                              struct mt_place *out, struct mt_err *err)
{
    lua_State *L = script->L;
    mt_script_push_hook(script, L, "load");
    lua_pushlstring(L, text, len);
    if (mt_script_call_hook(script, 1, 1, err))
        return -1;
    *out = (struct mt_place){0};
    read_string(L, "file", out->file, sizeof out->file);
    read_string(L, "gtid", out->gtid, sizeof out->gtid);
    read_string(L, "server_uuid", out->server_uuid, sizeof out->server_uuid);
    out->position = (uint64_t)read_number(L, "position");
    out->server_id = (uint32_t)read_number(L, "server_id");
    int failed = read_executed(L, &out->executed, err);
    lua_rawseti(L, LUA_REGISTRYINDEX, script->restored_ref);
    if (failed)
        return -1;
    if (*out->file ? out->position < MT_BINLOG_MAGIC_LEN : !out->executed.known)
        return mt_fail(err, MT_ERR_CORRUPT, "the checkpoint names no position");
    return 0;
}

int mt_script_restore(struct mt_script *script, struct mt_err *err)
{
    mt_script_push_hook(script, script->L, "restore");
    lua_rawgeti(script->L, LUA_REGISTRYINDEX, script->restored_ref);
    return mt_script_call_hook(script, 1, 0, err);
}

int mt_script_saved_sinks(struct mt_script *script,
                          void (*each)(void *arg, const char *name, const char *state), void *arg,
                          struct mt_err *err)
{
    lua_State *L = script->L;
    mt_script_push_hook(script, L, "saved_sinks");
    lua_rawgeti(L, LUA_REGISTRYINDEX, script->restored_ref);
    if (mt_script_call_hook(script, 1, 1, err))
        return -1;
    for (int i = 1; i < (int)lua_objlen(L, -1); i += 2) {
        lua_rawgeti(L, -1, i);
        lua_rawgeti(L, -2, i + 1);
        each(arg, lua_tostring(L, -2), lua_tostring(L, -1));
        lua_pop(L, 2);
    }
    lua_pop(L, 1);
    return 0;
}
