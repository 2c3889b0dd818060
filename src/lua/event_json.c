/* Owns the JSON of events: the known fields in their order, columns in their table's order, then
 * what the script added. What was left alone is written from the handle (row_json.c). */
#include <stdlib.h>
#include <string.h>

#include "lua/json.h"
#include "lua/row_parts.h"

/* Members are written with a comma behind them, the last of which becomes the end. */
static void end_object(struct mt_buf *out)
{
    if (!out->failed && out->len && out->data[out->len - 1] == ',')
        out->data[out->len - 1] = '}';
    else
        mt_buf_addc(out, '}');
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
static void encode_added(lua_State *L, int table, int order, struct mt_buf *out)
{
    int top = lua_gettop(L);
    lua_pushnil(L);
    while (lua_next(L, table)) {
        if (!is_in_list(L, order, top + 1)) {
            mt_json_encode_name(L, table, top + 1, out);
            mt_json_encode(L, top + 2, out);
            mt_buf_addc(out, ',');
        }
        lua_settop(L, top + 1);
    }
    lua_settop(L, top);
}

/* The pairs of a table, those whose names are in the list at `order` first, in its order. The list
 * has its names as JSON beside it. */
static void encode_ordered(lua_State *L, int table, int order, struct mt_buf *out)
{
    int n = (int)lua_objlen(L, order), seen = 0, names = lua_gettop(L) + 1;
    lua_getfield(L, order, INFO_JSON);
    mt_buf_addc(out, '{');
    for (int i = 1; i <= n; i++) {
        lua_rawgeti(L, order, i);
        lua_rawget(L, table);
        if (!lua_isnil(L, -1)) {
            size_t len;
            lua_rawgeti(L, names, i);
            const char *name = lua_tolstring(L, -1, &len);
            mt_buf_add(out, name, len);
            mt_json_encode(L, names + 1, out);
            mt_buf_addc(out, ',');
            seen++;
        }
        lua_settop(L, names);
    }
    if (count_pairs(L, table) > seen)
        encode_added(L, table, order, out);
    lua_settop(L, names - 1);
    end_object(out);
}

static bool has_columns(int field)
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

/* ---- other fields ---- */

struct other {
    const char *text; /* NULL: a number; the table keeps it alive */
    double number;
};

static int compare_others(const void *a, const void *b)
{
    const struct other *x = a, *y = b;
    if (x->text && y->text)
        return strcmp(x->text, y->text);
    if (x->text || y->text)
        return x->text ? 1 : -1;
    return (x->number > y->number) - (x->number < y->number);
}

/* What the pair's name on top is, if it is to be written. */
static bool is_other(lua_State *L, int name, bool has_handle, struct other *other)
{
    *other = (struct other){0};
    if (lua_type(L, name) == LUA_TSTRING) {
        other->text = lua_tostring(L, name);
        return field_of(other->text) == FIELD_NONE;
    }
    if (lua_type(L, name) != LUA_TNUMBER)
        luaL_error(L, "JSON cannot hold an event with a %s as a name", luaL_typename(L, name));
    other->number = lua_tonumber(L, name);
    return !has_handle || other->number != 0;
}

/* The fields that only some events have, and those that the script added; sorted, so that the same
 * event is written the same way each time. */
static void encode_others(lua_State *L, int index, bool has_handle, struct mt_buf *out)
{
    int n = 0, top = lua_gettop(L);
    struct other *others = lua_newuserdata(L, (size_t)count_pairs(L, index) * sizeof *others + 1);
    lua_pushnil(L);
    while (lua_next(L, index)) {
        n += is_other(L, top + 2, has_handle, &others[n]);
        lua_settop(L, top + 2);
    }
    lua_settop(L, top + 1);
    qsort(others, (size_t)n, sizeof *others, compare_others);
    for (int i = 0; i < n; i++) {
        if (others[i].text)
            lua_pushstring(L, others[i].text);
        else
            lua_pushnumber(L, others[i].number);
        mt_json_encode_name(L, index, top + 2, out);
        lua_rawget(L, index);
        mt_json_encode(L, top + 2, out);
        mt_buf_addc(out, ',');
        lua_settop(L, top + 1);
    }
    lua_settop(L, top);
}

/* ---- the rows of an event as it stands in the log ---- */

static void encode_image(lua_State *L, int row, const char *name, int names, struct mt_buf *out)
{
    int top = lua_gettop(L);
    lua_getfield(L, row, name);
    if (lua_istable(L, -1)) {
        mt_buf_addc(out, '"');
        mt_buf_adds(out, name);
        mt_buf_adds(out, "\":");
        encode_ordered(L, top + 1, names, out);
        mt_buf_addc(out, ',');
    }
    lua_settop(L, top);
}

/* The list of {before, after} of a rows event, with the columns in the order of the table. */
static void encode_rows(lua_State *L, int list, int names, struct mt_buf *out)
{
    int n = (int)lua_objlen(L, list);
    mt_buf_addc(out, '[');
    for (int i = 1; i <= n; i++) {
        lua_rawgeti(L, list, i);
        int row = lua_gettop(L);
        mt_buf_adds(out, i > 1 ? ",{" : "{");
        if (lua_istable(L, row)) {
            encode_image(L, row, "before", names, out);
            encode_image(L, row, "after", names, out);
        }
        end_object(out);
        lua_settop(L, row - 1);
    }
    mt_buf_addc(out, ']');
}

/* ---- whole events ---- */

/* A field that is in the event, on top of the stack. info: 0 where there are no columns. */
static void encode_present(lua_State *L, int field, int info, struct mt_buf *out)
{
    mt_buf_adds(out, mt_row_fields[field].json);
    if (info && has_columns(field) && lua_istable(L, -1))
        encode_ordered(L, lua_gettop(L), info, out);
    else
        mt_json_encode(L, -1, out);
    mt_buf_addc(out, ',');
}

/* Has the script, or somebody else, put anything beside the handle? */
static bool is_left_alone(lua_State *L, int index, const struct mt_row_handle *h)
{
    if (h->settled)
        return false;
    lua_pushinteger(L, 0);
    bool alone = !lua_next(L, index);
    if (!alone)
        lua_pop(L, 2);
    return alone;
}

/* Left out is `row`, which is `after` or `before` again, and `query` on all but the first row of
 * its statement: a statement of a thousand rows would be written a thousand times. */
static void encode_touched(lua_State *L, int index, int info, const struct mt_row_handle *h,
                           struct mt_buf *out)
{
    int raw = 1; /* the handle */
    lua_rawgeti(L, index, 0);
    int base = lua_gettop(L);
    mt_buf_addc(out, '{');
    for (int i = 1; i < FIELD_COUNT; i++) {
        lua_pushstring(L, mt_row_fields[i].name);
        lua_rawget(L, index);
        bool asked = lua_isnil(L, -1) && (i == FIELD_KEY || i == FIELD_CHANGED) &&
                     !mt_is_settled(h, i) && !mt_has_raw_images(h);
        if (asked) /* of the tables; kept in the event from now on */
            lua_getfield(L, index, mt_row_fields[i].name);
        bool is_there = !lua_isnil(L, -1);
        raw += is_there;
        if (is_there && i != FIELD_ROW && (i != FIELD_QUERY || h->is_first))
            encode_present(L, i, info, out);
        lua_settop(L, base);
        if (!is_there && !mt_is_settled(h, i))
            mt_row_encode_field(L, h, i, out);
    }
    if (count_pairs(L, index) > raw)
        encode_others(L, index, true, out);
    end_object(out);
    lua_settop(L, base - 1);
}

/* The metatable is on top. */
static void encode_row_event(lua_State *L, int index, const struct mt_row_handle *h,
                             struct mt_buf *out)
{
    int meta = lua_gettop(L);
    if (is_left_alone(L, index, h)) {
        lua_rawgeti(L, index, 0);
        mt_row_encode(L, h, out);
    } else {
        lua_rawgeti(L, meta, META_INFO);
        encode_touched(L, index, meta + 1, h, out);
    }
    lua_settop(L, meta);
}

static void encode_other_event(lua_State *L, int index, struct mt_buf *out)
{
    int top = lua_gettop(L), raw = 0;
    mt_buf_addc(out, '{');
    for (int i = 1; i < FIELD_COUNT; i++) {
        lua_pushstring(L, mt_row_fields[i].name);
        lua_rawget(L, index);
        raw += !lua_isnil(L, -1);
        if (!lua_isnil(L, -1) && i != FIELD_ROW)
            encode_present(L, i, 0, out);
        lua_settop(L, top);
    }
    if (count_pairs(L, index) > raw)
        encode_others(L, index, false, out);
    end_object(out);
}

/* The metatable is on top. */
static bool is_marked(lua_State *L)
{
    lua_pushliteral(L, "__moontail_event");
    lua_rawget(L, -2);
    bool yes = lua_toboolean(L, -1);
    lua_pop(L, 1);
    return yes;
}

int mt_event_encode(lua_State *L, int index, struct mt_buf *out)
{
    int top = lua_gettop(L);
    struct mt_row_shape *shape = mt_shape_of_meta(L);
    if (shape) {
        struct mt_row_handle *h = mt_row_handle(L, index, shape);
        if (!h)
            luaL_error(L, "this event has lost its row: the script changed its field 0");
        encode_row_event(L, index, h, out);
    } else if (is_marked(L)) {
        lua_getfield(L, top, ROWS_COLUMNS);
        if (lua_istable(L, -1))
            encode_rows(L, index, top + 1, out);
        else
            encode_other_event(L, index, out);
    } else {
        return 0;
    }
    lua_settop(L, top);
    return 1;
}
