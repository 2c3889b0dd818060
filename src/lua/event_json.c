/* Owns the JSON of events: the known fields in their order, columns in their table's order, then
 * what the script added. */
#include "lua/row_event.h"

#include <stdlib.h>
#include <string.h>

#include "lua/json.h"
#include "lua/row_parts.h"

static void write_name(lua_State *L, int index, struct mt_buf *out, bool *first)
{
    if (!*first)
        mt_buf_addc(out, ',');
    *first = false;
    mt_json_encode(L, index, out);
    mt_buf_addc(out, ':');
}

static bool is_in_list(lua_State *L, int list, int key)
{
    int n = (int)lua_objlen(L, list);
    for (int i = 1; i <= n; i++) {
        lua_rawgeti(L, list, i);
        bool same = lua_rawequal(L, -1, key);
        lua_pop(L, 1);
        if (same)
            return true;
    }
    return false;
}

static int count_pairs(lua_State *L, int table)
{
    int n = 0;
    lua_pushnil(L);
    while (lua_next(L, table)) {
        n++;
        lua_pop(L, 1);
    }
    return n;
}

/* The pairs whose names are not in the list: what the script added. */
static void encode_added(lua_State *L, int table, int order, struct mt_buf *out, bool *first)
{
    int top = lua_gettop(L);
    lua_pushnil(L);
    while (lua_next(L, table)) {
        if (lua_type(L, top + 1) == LUA_TSTRING && !is_in_list(L, order, top + 1)) {
            write_name(L, top + 1, out, first);
            mt_json_encode(L, top + 2, out);
        }
        lua_settop(L, top + 1);
    }
    lua_settop(L, top);
}

/* The pairs of a table, those whose names are in the list at `order` first, in its order. The list
 * may have its names as JSON beside it. */
static void encode_ordered(lua_State *L, int table, int order, struct mt_buf *out)
{
    bool first = true;
    int n = (int)lua_objlen(L, order), seen = 0, names = lua_gettop(L) + 1;
    lua_getfield(L, order, INFO_JSON);
    bool has_names = lua_istable(L, names);
    mt_buf_addc(out, '{');
    for (int i = 1; i <= n; i++) {
        lua_rawgeti(L, order, i);
        lua_pushvalue(L, -1);
        lua_rawget(L, table);
        if (!lua_isnil(L, -1)) {
            if (has_names) {
                size_t len;
                lua_rawgeti(L, names, i);
                const char *name = lua_tolstring(L, -1, &len);
                if (!first)
                    mt_buf_addc(out, ',');
                first = false;
                mt_buf_add(out, name, len);
                lua_pop(L, 1);
            } else {
                write_name(L, names + 1, out, &first);
            }
            mt_json_encode(L, names + 2, out);
            seen++;
        }
        lua_settop(L, names);
    }
    if (count_pairs(L, table) > seen)
        encode_added(L, table, order, out, &first);
    lua_settop(L, names - 1);
    mt_buf_addc(out, '}');
}

static bool has_columns(enum mt_field field)
{
    return field == FIELD_BEFORE || field == FIELD_AFTER || field == FIELD_KEY ||
           field == FIELD_CHANGED;
}

static int field_of(const char *name)
{
    for (int i = 1; i < FIELD_COUNT; i++)
        if (strcmp(name, mt_row_fields[i].name) == 0)
            return i;
    return FIELD_NONE;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The fields that only some events have, and those that the script added; sorted, so that the same
 * event is written the same way each time. */
static void encode_others(lua_State *L, int index, struct mt_buf *out, bool *first)
{
    int n = 0, top = lua_gettop(L);
    const char **names = lua_newuserdata(L, (size_t)count_pairs(L, index) * sizeof *names);
    int base = top + 1;
    lua_pushnil(L);
    while (lua_next(L, index)) {
        bool is_name = lua_type(L, base + 1) == LUA_TSTRING;
        if (is_name && field_of(lua_tostring(L, base + 1)) == FIELD_NONE)
            names[n++] = lua_tostring(L, base + 1); /* the table keeps it alive */
        lua_settop(L, base + 1);
    }
    lua_settop(L, base);
    qsort(names, (size_t)n, sizeof *names, compare_names);
    for (int i = 0; i < n; i++) {
        lua_pushstring(L, names[i]);
        lua_pushvalue(L, -1);
        lua_rawget(L, index);
        write_name(L, base + 1, out, first);
        mt_json_encode(L, base + 2, out);
        lua_settop(L, base);
    }
    lua_settop(L, top);
}

static void encode_image(lua_State *L, int row, const char *name, int names, struct mt_buf *out,
                         bool *first)
{
    int top = lua_gettop(L);
    lua_pushstring(L, name);
    lua_getfield(L, row, name);
    if (lua_istable(L, -1)) {
        write_name(L, top + 1, out, first);
        encode_ordered(L, top + 2, names, out);
    }
    lua_settop(L, top);
}

/* The list of {before, after} of a rows event, with the columns in the order of the table. */
static void encode_rows(lua_State *L, int list, int names, struct mt_buf *out)
{
    int n = (int)lua_objlen(L, list);
    mt_buf_addc(out, '[');
    for (int i = 1; i <= n; i++) {
        bool first = true;
        lua_rawgeti(L, list, i);
        int row = lua_gettop(L);
        mt_buf_adds(out, i > 1 ? ",{" : "{");
        if (lua_istable(L, row)) {
            encode_image(L, row, "before", names, out, &first);
            encode_image(L, row, "after", names, out, &first);
        }
        mt_buf_addc(out, '}');
        lua_settop(L, row - 1);
    }
    mt_buf_addc(out, ']');
}

/* An event: the known fields in their order, worked out where need be; then what the script added.
 * Left out is `row`, which is `after` or `before` again, and `query` on all but the first row of
 * its statement: a statement of a thousand rows would be written a thousand times. */
int mt_event_encode(lua_State *L, int index, struct mt_buf *out)
{
    int top = lua_gettop(L);
    bool first = true;
    if (!lua_getmetatable(L, index))
        return 0;
    lua_getfield(L, -1, ROWS_COLUMNS);
    if (lua_istable(L, -1)) {
        encode_rows(L, index, top + 2, out);
        lua_settop(L, top);
        return 1;
    }
    lua_settop(L, top + 1);
    lua_getfield(L, -1, "info");
    int info = lua_istable(L, -1) ? top + 2 : 0;
    lua_getfield(L, top + 1, "with_query");
    bool skip_query = info && !lua_toboolean(L, -1);
    int base = lua_gettop(L), raw = 0;
    mt_buf_addc(out, '{');
    for (int i = 1; i < FIELD_COUNT; i++) {
        lua_pushstring(L, mt_row_fields[i].name);
        lua_rawget(L, index);
        raw += !lua_isnil(L, -1);
        if (lua_isnil(L, -1) && mt_row_fields[i].lazy && info) {
            lua_pop(L, 1);
            lua_getfield(L, index, mt_row_fields[i].name); /* kept in the event from now on */
            raw += !lua_isnil(L, -1);
        }
        if (!lua_isnil(L, -1) && i != FIELD_ROW && !(i == FIELD_QUERY && skip_query)) {
            if (!first)
                mt_buf_addc(out, ',');
            first = false;
            mt_buf_adds(out, mt_row_fields[i].json);
            if (info && has_columns(i) && lua_istable(L, -1))
                encode_ordered(L, base + 1, info, out);
            else
                mt_json_encode(L, base + 1, out);
        }
        lua_settop(L, base);
    }
    if (count_pairs(L, index) > raw)
        encode_others(L, index, out, &first);
    mt_buf_addc(out, '}');
    lua_settop(L, top);
    return 1;
}
