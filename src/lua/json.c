/* Owns the writing of JSON, and the Lua functions. RFC 8259; the escapes of stray bytes are
 * those of Python's "surrogateescape" (PEP 383). */
#include "lua/json.h"

#include <lauxlib.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/digits.h"
#include "base/utf8.h"
#include "binlog/value.h"
#include "lua/json_parts.h"

#define KEEP_BYTES (1 << 20) /* a larger buffer is given back after its call */
#define FEW_NAMES  64        /* sorted on the C stack */
#define TYPE_CDATA 10        /* LuaJIT's lua_type for FFI values, not in lua.h */

/* In the registry, at these addresses. */
static char array_mt_key, is_int64_key, is_uint64_key;

static int (*encode_event)(lua_State *L, int index, struct mt_buf *out);
/* How deep in tables the encoder is. Kept here because event encoders come back to
 * mt_json_encode. There is one Lua state in a process. */
static int depth;

void mt_json_set_event_encoder(int (*encode)(lua_State *L, int index, struct mt_buf *out))
{
    encode_event = encode;
}

/* ---- UTF-8 ---- */

bool mt_json_is_utf8(const char *text, size_t len)
{
    const uint8_t *p = (const uint8_t *)text, *end = p + len;
    for (size_t n; p < end; p += n)
        if ((n = mt_utf8_length(p, (size_t)(end - p))) == 0)
            return false;
    return true;
}

/* ---- encoding numbers ---- */

size_t mt_json_print_integer(char *to, uint64_t magnitude, bool negative)
{
    char *start = to;
    if (negative)
        *to++ = '-';
    return (size_t)(mt_put_unsigned(to, magnitude) - start);
}

void mt_json_add_number(struct mt_buf *out, double number)
{
    char *to = mt_buf_reserve(out, 40);
    if (!to)
        return;
    if (number >= -MT_EXACT_INTEGER && number <= MT_EXACT_INTEGER &&
        number == (double)(int64_t)number && (number != 0 || !signbit(number))) {
        out->len += mt_json_print_integer(to, (uint64_t)fabs(number), number < 0);
        return;
    }
    size_t n = mt_double_print(number, to);
    /* an integer that large would be read back as one, digit for digit; this is a double */
    if (fabs(number) > MT_EXACT_INTEGER && !memchr(to, '.', n) && !memchr(to, 'e', n)) {
        memcpy(to + n, ".0", 2);
        n += 2;
    }
    out->len += n;
}

static bool is_cdata_of(lua_State *L, int index, void *key)
{
    lua_pushlightuserdata(L, key);
    lua_rawget(L, LUA_REGISTRYINDEX);
    lua_pushvalue(L, index);
    lua_call(L, 1, 1);
    bool is = lua_toboolean(L, -1);
    lua_pop(L, 1);
    return is;
}

size_t mt_json_cdata_integer(lua_State *L, int index, char text[32])
{
    if (lua_type(L, index) != TYPE_CDATA)
        return 0;
    lua_pushvalue(L, index);
    int value = lua_gettop(L);
    size_t len = 0;
    if ((is_cdata_of(L, value, &is_int64_key) || is_cdata_of(L, value, &is_uint64_key)) &&
        luaL_callmeta(L, value, "__tostring")) {
        const char *digits = lua_tostring(L, -1); /* "-1LL", "1ULL" */
        len = strspn(digits, "-0123456789");
        len = len < 32 ? len : 0;
        memcpy(text, digits, len);
    }
    lua_settop(L, value - 1);
    return len;
}

/* ---- encoding tables ---- */

static void encode_value(lua_State *L, int index, struct mt_buf *out);

static int refuse(lua_State *L, const char *what)
{
    depth = 0;
    return luaL_error(L, "JSON cannot hold %s", what);
}

/* A number as a name: "1" and 1 in one table would be one name in JSON. */
static void encode_number_name(lua_State *L, int table, int name, struct mt_buf *out)
{
    double number = lua_tonumber(L, name);
    if (!isfinite(number))
        refuse(L, "a name that is not a finite number");
    mt_buf_addc(out, '"');
    size_t start = out->len;
    mt_json_add_number(out, number);
    if (out->failed)
        return;
    lua_pushlstring(L, out->data + start, out->len - start);
    lua_rawget(L, table);
    if (!lua_isnil(L, -1))
        refuse(L, "both a number and its text as names of one table");
    lua_pop(L, 1);
    mt_buf_addc(out, '"');
}

void mt_json_encode_name(lua_State *L, int table, int name, struct mt_buf *out)
{
    int type = lua_type(L, name);
    if (type == LUA_TSTRING) {
        size_t len;
        const char *text = lua_tolstring(L, name, &len);
        mt_json_add_string(out, text, len);
    } else if (type == LUA_TNUMBER) {
        encode_number_name(L, table, name, out);
    } else {
        depth = 0;
        luaL_error(L, "JSON cannot hold a table with a %s as a name", luaL_typename(L, name));
    }
    mt_buf_addc(out, ':');
}

static int compare_names(const void *a, const void *b)
{
    const struct mt_str *x = a, *y = b;
    size_t len = x->len < y->len ? x->len : y->len;
    int order = memcmp(x->data, y->data, len);
    return order ? order : (x->len > y->len) - (x->len < y->len);
}

/* How many names the table has; 0 where they are not all strings. */
static size_t count_names(lua_State *L, int table)
{
    size_t n = 0;
    int top = lua_gettop(L);
    lua_pushnil(L);
    while (lua_next(L, table)) {
        if (lua_type(L, top + 1) != LUA_TSTRING) {
            lua_settop(L, top);
            return 0;
        }
        n++;
        lua_settop(L, top + 1);
    }
    return n;
}

static void sort_names(lua_State *L, int table, struct mt_str *names)
{
    size_t n = 0;
    int top = lua_gettop(L);
    lua_pushnil(L);
    while (lua_next(L, table)) {
        names[n].data = lua_tolstring(L, top + 1, &names[n].len);
        n++;
        lua_settop(L, top + 1);
    }
    qsort(names, n, sizeof *names, compare_names);
}

/* Lua's own order differs from run to run, and the same event should send the same bytes. */
static bool encode_sorted(lua_State *L, int table, struct mt_buf *out)
{
    struct mt_str few[FEW_NAMES];
    size_t n = count_names(L, table);
    if (n == 0)
        return false;
    struct mt_str *names = n > FEW_NAMES ? lua_newuserdata(L, n * sizeof *names) : few;
    int top = lua_gettop(L);
    sort_names(L, table, names);
    for (size_t i = 0; i < n; i++) {
        mt_buf_addc(out, i ? ',' : '{');
        mt_json_add_string(out, names[i].data, names[i].len);
        mt_buf_addc(out, ':');
        lua_pushlstring(L, names[i].data, names[i].len);
        lua_rawget(L, table);
        encode_value(L, top + 1, out);
        lua_settop(L, top);
    }
    mt_buf_addc(out, '}');
    return true;
}

/* The object of the table at `table`, from the pair on top of the stack on. */
static void encode_object(lua_State *L, int table, struct mt_buf *out)
{
    int name = lua_gettop(L) - 1, value = name + 1;
    char before = '{';
    do {
        mt_buf_addc(out, before);
        before = ',';
        mt_json_encode_name(L, table, name, out);
        encode_value(L, value, out);
        lua_settop(L, name);
    } while (lua_next(L, table));
    mt_buf_addc(out, '}');
}

/* Is the table a list: are its keys 1 to n, all of them and nothing else? */
static bool is_list(lua_State *L, int table)
{
    double n = 0, largest = 0;
    int top = lua_gettop(L);
    lua_pushnil(L);
    while (lua_next(L, table)) {
        double key = lua_type(L, top + 1) == LUA_TNUMBER ? lua_tonumber(L, top + 1) : 0;
        if (key < 1 || key != floor(key)) {
            lua_settop(L, top);
            return false;
        }
        n++;
        largest = key > largest ? key : largest;
        lua_settop(L, top + 1);
    }
    return largest == n;
}

static void encode_list(lua_State *L, int table, struct mt_buf *out)
{
    int top = lua_gettop(L);
    char before = '[';
    for (int i = 1;; i++) {
        lua_rawgeti(L, table, i);
        if (lua_isnil(L, -1))
            break;
        mt_buf_addc(out, before);
        before = ',';
        encode_value(L, top + 1, out);
        lua_settop(L, top);
    }
    lua_settop(L, top);
    mt_buf_addc(out, ']');
}

/* Write the table, whose first pair lies on top of the stack, as a list while it is traversed,
 * which gives most lists in their order. False: it is no list, or not in order, or has tables in
 * it (which would be encoded twice if what follows is out of order); nothing is written. */
static bool encode_in_order(lua_State *L, int table, struct mt_buf *out)
{
    int key = lua_gettop(L) - 1;
    size_t start = out->len;
    double n = 1;
    do {
        if (lua_type(L, key) != LUA_TNUMBER || lua_tonumber(L, key) != n ||
            lua_type(L, key + 1) == LUA_TTABLE) {
            out->len = start;
            lua_settop(L, key - 1);
            return false;
        }
        mt_buf_addc(out, n++ == 1 ? '[' : ',');
        encode_value(L, key + 1, out);
        lua_settop(L, key);
    } while (lua_next(L, table));
    mt_buf_addc(out, ']');
    return true;
}

void mt_json_push_array_mt(lua_State *L)
{
    lua_pushlightuserdata(L, &array_mt_key);
    lua_rawget(L, LUA_REGISTRYINDEX);
}

static bool has_array_mt(lua_State *L, int table)
{
    if (!lua_getmetatable(L, table))
        return false;
    mt_json_push_array_mt(L);
    bool same = lua_rawequal(L, -1, -2);
    lua_pop(L, 2);
    return same;
}

/* By the event encoder, if it is a table of its. */
static bool encode_as_event(lua_State *L, int table, struct mt_buf *out)
{
    if (!encode_event || !lua_getmetatable(L, table))
        return false;
    bool done = encode_event(L, table, out);
    lua_pop(L, 1);
    return done;
}

static void encode_plain_table(lua_State *L, int table, struct mt_buf *out)
{
    int top = lua_gettop(L);
    lua_pushnil(L);
    if (!lua_next(L, table)) {
        mt_buf_adds(out, has_array_mt(L, table) ? "[]" : "{}");
        return;
    }
    if (lua_type(L, top + 1) == LUA_TSTRING) {
        if (!encode_sorted(L, table, out))
            encode_object(L, table, out);
    } else if (!encode_in_order(L, table, out)) {
        if (is_list(L, table)) {
            encode_list(L, table, out);
            return;
        }
        lua_pushnil(L);
        lua_next(L, table);
        encode_object(L, table, out);
    }
    lua_settop(L, top);
}

static void encode_table(lua_State *L, int table, struct mt_buf *out)
{
    if (depth >= MT_JSON_MAX_DEPTH)
        refuse(L, "tables nested deeper than 1000 (is there a cycle?)");
    depth++;
    luaL_checkstack(L, 8, "too many nested tables");
    if (!encode_as_event(L, table, out))
        encode_plain_table(L, table, out);
    depth--;
}

static void encode_other(lua_State *L, int index, struct mt_buf *out)
{
    char digits[32];
    size_t n = mt_json_cdata_integer(L, index, digits);
    if (n == 0) {
        depth = 0;
        luaL_error(L, "JSON cannot hold a %s", luaL_typename(L, index));
    }
    mt_buf_add(out, digits, n);
}

/* index: absolute. */
static void encode_value(lua_State *L, int index, struct mt_buf *out)
{
    int type = lua_type(L, index);
    if (type == LUA_TSTRING) {
        size_t len;
        const char *text = lua_tolstring(L, index, &len);
        mt_json_add_string(out, text, len);
    } else if (type == LUA_TNUMBER) {
        double number = lua_tonumber(L, index);
        if (!isfinite(number))
            refuse(L, isnan(number) ? "NaN" : "an infinite number");
        mt_json_add_number(out, number);
    } else if (type == LUA_TTABLE) {
        encode_table(L, index, out);
    } else if (type == LUA_TBOOLEAN) {
        mt_buf_adds(out, lua_toboolean(L, index) ? "true" : "false");
    } else if (type == LUA_TNIL || (type == LUA_TLIGHTUSERDATA && !lua_touserdata(L, index))) {
        mt_buf_add(out, "null", 4);
    } else {
        encode_other(L, index, out);
    }
}

int mt_json_encode(lua_State *L, int index, struct mt_buf *out)
{
    if (index < 0 && index > LUA_REGISTRYINDEX)
        index = lua_gettop(L) + index + 1;
    encode_value(L, index, out);
    return 0;
}

void mt_json_encode_top(lua_State *L, int index, struct mt_buf *out)
{
    depth = 0;
    mt_json_encode(L, index, out);
}

/* ---- the Lua functions; upvalue 1 is the buffer ---- */

static int free_buffer(lua_State *L)
{
    mt_buf_free(lua_touserdata(L, 1));
    return 0;
}

static void give_back(struct mt_buf *buf)
{
    if (buf->cap > KEEP_BYTES)
        mt_buf_free(buf);
}

static int encode(lua_State *L)
{
    struct mt_buf *out = lua_touserdata(L, lua_upvalueindex(1));
    luaL_checkany(L, 1);
    mt_buf_clear(out);
    mt_json_encode_top(L, 1, out);
    if (out->failed)
        return luaL_error(L, "no memory for %d bytes of JSON", (int)out->len);
    lua_pushlstring(L, out->data, out->len);
    give_back(out);
    return 1;
}

static int decode(lua_State *L)
{
    struct mt_buf *scratch = lua_touserdata(L, lua_upvalueindex(1));
    size_t len;
    const char *text = luaL_checklstring(L, 1, &len);
    mt_json_decode(L, text, len, scratch);
    give_back(scratch);
    return 1;
}

/* lua-cjson's own metatable where it has one, so that both encoders agree. */
static void find_array_mt(lua_State *L)
{
    lua_getglobal(L, "require");
    lua_pushliteral(L, "cjson");
    if (lua_pcall(L, 1, 1, 0) == 0 && lua_istable(L, -1)) {
        lua_getfield(L, -1, "empty_array_mt");
        lua_remove(L, -2);
    }
    if (!lua_istable(L, -1)) {
        lua_pop(L, 1);
        lua_newtable(L);
    }
}

/* The function that tells whether its argument is a value of this C type. */
static void keep_type_test(lua_State *L, const char *type, void *key)
{
    static const char code[] = "local ffi, name = require 'ffi', ...\n"
                               "local is, kind = ffi.istype, ffi.typeof(name)\n"
                               "return function(value) return is(kind, value) end";
    lua_pushlightuserdata(L, key);
    if (luaL_loadbuffer(L, code, sizeof code - 1, "=json"))
        lua_error(L);
    lua_pushstring(L, type);
    lua_call(L, 1, 1);
    lua_rawset(L, LUA_REGISTRYINDEX);
}

static void push_buffer(lua_State *L)
{
    struct mt_buf *buf = lua_newuserdata(L, sizeof *buf);
    *buf = (struct mt_buf){0};
    lua_newtable(L);
    lua_pushcfunction(L, free_buffer);
    lua_setfield(L, -2, "__gc");
    lua_setmetatable(L, -2);
}

void mt_json_register(lua_State *L)
{
    int module = lua_gettop(L);
    keep_type_test(L, "int64_t", &is_int64_key);
    keep_type_test(L, "uint64_t", &is_uint64_key);
    find_array_mt(L);
    lua_pushlightuserdata(L, &array_mt_key);
    lua_pushvalue(L, -2);
    lua_rawset(L, LUA_REGISTRYINDEX);
    lua_setfield(L, module, "array_mt");
    push_buffer(L);
    lua_pushvalue(L, -1);
    lua_pushcclosure(L, encode, 1);
    lua_setfield(L, module, "json");
    lua_pushcclosure(L, decode, 1);
    lua_setfield(L, module, "json_decode");
}
