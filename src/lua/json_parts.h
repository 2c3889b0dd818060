/* What the two halves of JSON share: json.c encodes, json_decode.c decodes. */
#ifndef MT_JSON_PARTS_H
#define MT_JSON_PARTS_H

#include <lua.h>
#include <stdint.h>

#include "base/buf.h"
#include "binlog/value.h"

#define MT_JSON_MAX_DEPTH 1000

/* Push the metatable that makes an empty table an array. */
void mt_json_push_array_mt(lua_State *L);

/* Push the value of a text that is a Lua string's (a zero byte follows it), or raise. */
void mt_json_decode(lua_State *L, const char *text, size_t len, struct mt_buf *scratch);

#endif
