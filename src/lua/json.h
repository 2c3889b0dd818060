/* JSON for scripts, exact in both directions: integers are never rounded, and every byte string
 * comes back as it was. RFC 8259; bytes that are not UTF-8 as in Python's PEP 383. */
#ifndef MT_LUA_JSON_H
#define MT_LUA_JSON_H

#include <lua.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/json_text.h" /* the strings */

/* Add the functions `json` and `json_decode`, and `array_mt`, the metatable which makes an empty
 * table an array, to the table on top of the stack. */
void mt_json_register(lua_State *L);

/* Append the JSON of the value at index to out. Returns 0; raises a Lua error for what JSON cannot
 * say (functions, NaN, cycles) and leaves a partial text in out. Out of memory is out->failed. */
int mt_json_encode(lua_State *L, int index, struct mt_buf *out);

/* For a C function that Lua calls: as mt_json_encode, and forgets what an earlier call that was
 * cut short by an error left behind. */
void mt_json_encode_top(lua_State *L, int index, struct mt_buf *out);

/* encode is called for a table with a metatable, which is on top of the stack and stays there. It
 * appends the JSON (parts through mt_json_encode) and returns 1, or 0 to have the table encoded as
 * any other. */
void mt_json_set_event_encoder(int (*encode)(lua_State *L, int index, struct mt_buf *out));

/* Append a name of the table at index `table` and a colon. Indexes are absolute; raises as
 * mt_json_encode. */
void mt_json_encode_name(lua_State *L, int table, int name, struct mt_buf *out);

/* Append a finite number. */
void mt_json_add_number(struct mt_buf *out, double number);

/* The digits of an integer; to has room for 21. Returns the length. */
size_t mt_json_print_integer(char *to, uint64_t magnitude, bool negative);

/* Is all of it UTF-8? */
bool mt_json_is_utf8(const char *text, size_t len);

/* The decimal digits of an int64_t or uint64_t cdata at index, or 0: it is something else. */
size_t mt_json_cdata_integer(lua_State *L, int index, char text[32]);

#endif
