/* Owns the way to a checkpoint that a sink holds, beside what it writes; and to dead letters. */
#include <string.h>

#include "lua/script_parts.h"

int mt_script_holder(struct mt_script *script, const char *url, const char **name,
                     struct mt_err *err)
{
    lua_State *L = script->L;
    mt_script_push_hook(script, L, "holder");
    mt_push_optional(L, url);
    if (mt_script_call_hook(script, 1, 1, err))
        return -1;
    const char *text = lua_tostring(L, -1);
    *name = text ? mt_intern(text, strlen(text)) : NULL;
    lua_pop(L, 1);
    return 0;
}

enum mt_script_status mt_script_commit(struct mt_script *script, const struct mt_buf *place,
                                       struct mt_err *err)
{
    lua_State *co = mt_task_state(script->task);
    lua_settop(co, 0);
    mt_script_push_hook(script, co, "commit");
    lua_pushlstring(co, place->data, place->len);
    return mt_script_outcome(script, mt_script_run_alone(script, 1, err), err);
}

enum mt_script_status mt_script_ask_held(struct mt_script *script, struct mt_err *err)
{
    lua_State *co = mt_task_state(script->task);
    lua_settop(co, 0);
    mt_script_push_hook(script, co, "held");
    return mt_script_run_alone(script, 0, err);
}

bool mt_script_held(struct mt_script *script, struct mt_buf *out)
{
    lua_State *co = mt_task_state(script->task);
    size_t len;
    const char *text = lua_gettop(co) > 0 ? lua_tolstring(co, -1, &len) : NULL;
    if (text)
        mt_buf_add(out, text, len);
    return text != NULL;
}

int mt_script_open_letters(struct mt_script *script, const char *dead_letters, struct mt_err *err)
{
    mt_script_push_hook(script, script->L, "settle");
    mt_push_optional(script->L, dead_letters);
    return mt_script_call_hook(script, 1, 0, err);
}

enum mt_script_status mt_script_replay(struct mt_script *script, const char *path,
                                       struct mt_err *err)
{
    lua_State *co = mt_task_state(script->task);
    lua_settop(co, 0);
    mt_script_push_hook(script, co, "replay");
    lua_pushstring(co, path);
    return mt_script_run_alone(script, 1, err);
}
