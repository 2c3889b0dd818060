/* Owns what the events of a transaction share, and the Lua form of single values. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "lua/row_parts.h"

const struct mt_field_text mt_row_fields[] = {{NULL, NULL},
#define X(name, text) {text, "\"" text "\":"},
                                              FIELDS(X)
#undef X
};

enum mt_rows_built mt_rows_built;

/* ---- context ---- */

void mt_context_init(struct mt_context *context, lua_State *L)
{
    *context = (struct mt_context){.L = L};
    lua_pushboolean(L, 0);
    context->query_ref = luaL_ref(L, LUA_REGISTRYINDEX);
    lua_getglobal(L, "require");
    lua_pushliteral(L, "moontail.constructor");
    lua_call(L, 1, 1);
    context->constructor_ref = luaL_ref(L, LUA_REGISTRYINDEX);
}

void mt_context_free(struct mt_context *context)
{
    mt_buf_free(&context->query);
    mt_buf_free(&context->scratch);
    mt_buf_free(&context->other_scratch);
    mt_buf_free(&context->spans);
    mt_buf_free(&context->file_text);
}

void mt_context_begin(struct mt_context *context, const struct mt_raw_event *event)
{
    context->has_xid = event->has_xid;
    context->xid = event->xid;
    context->sequence = 0;
    context->gtid_head.flavor = MT_GTID_ANONYMOUS;
    context->gtid_len = 0;
    context->gtid_due = false;
    context->has_query = context->query_unseen = false;
}

int mt_context_set_gtid(struct mt_context *context, const struct mt_raw_event *event,
                        struct mt_err *err)
{
    context->gtid_due = true;
    return mt_gtid_decode_head(event, &context->gtid_head, err);
}

void mt_context_print_gtid(struct mt_context *context)
{
    if (!context->gtid_due)
        return;
    context->gtid_len = mt_gtid_print(&context->gtid_head, context->gtid);
    context->gtid_due = false;
}

void mt_context_set_query(struct mt_context *context, struct mt_str query)
{
    mt_buf_clear(&context->query);
    mt_buf_add(&context->query, query.data, query.len);
    context->has_query = context->query_unseen = true;
}

void mt_push_constructor(struct mt_context *context, const char *name)
{
    lua_rawgeti(context->L, LUA_REGISTRYINDEX, context->constructor_ref);
    lua_getfield(context->L, -1, name);
    lua_remove(context->L, -2);
}

static void set_number(lua_State *L, const char *name, lua_Number n)
{
    lua_pushnumber(L, n);
    lua_setfield(L, -2, name);
}

void mt_push_common(struct mt_context *context, const char *type, const struct mt_raw_event *event)
{
    lua_State *L = context->L;
    lua_pushstring(L, type);
    lua_setfield(L, -2, "type");
    set_number(L, "timestamp", event->header.timestamp);
    set_number(L, "server_id", event->header.server_id);
    set_number(L, "position", (lua_Number)event->position);
    lua_pushstring(L, event->file);
    lua_setfield(L, -2, "file");
    if (context->gtid_len) {
        lua_pushlstring(L, context->gtid, context->gtid_len);
        lua_setfield(L, -2, "gtid");
    }
}

/* ---- values ---- */

static void push_int(lua_State *L, int64_t i, bool as_string)
{
    if (!as_string && i >= -MT_EXACT_INTEGER && i <= MT_EXACT_INTEGER) {
        lua_pushnumber(L, (lua_Number)i);
    } else {
        char text[24];
        lua_pushlstring(L, text, (size_t)snprintf(text, sizeof text, "%" PRId64, i));
    }
}

static void push_uint(lua_State *L, uint64_t u, bool as_string)
{
    if (!as_string && u <= (uint64_t)MT_EXACT_INTEGER) {
        lua_pushnumber(L, (lua_Number)u);
    } else {
        char text[24];
        lua_pushlstring(L, text, (size_t)snprintf(text, sizeof text, "%" PRIu64, u));
    }
}

static void push_vector(lua_State *L, const struct mt_value *value)
{
    size_t n = value->as.vector.count;
    lua_createtable(L, (int)n, 0);
    for (size_t i = 0; i < n; i++) {
        lua_pushnumber(L, mt_float_to_double(mt_vector_at(value, i)));
        lua_rawseti(L, -2, (int)i + 1);
    }
}

void mt_push_value(lua_State *L, const struct mt_context *context, const struct mt_column *column,
                   const struct mt_value *value)
{
    bool as_string = context->bigint_as_string && column && column->type == MT_TYPE_LONGLONG;
    if (!value) {
        lua_pushlightuserdata(L, NULL);
        return;
    }
    switch (value->kind) {
    case MT_KIND_NULL: lua_pushlightuserdata(L, NULL); break;
    case MT_KIND_INT: push_int(L, value->as.i, as_string); break;
    case MT_KIND_UINT: push_uint(L, value->as.u, as_string); break;
    case MT_KIND_DOUBLE: lua_pushnumber(L, value->as.d); break;
    case MT_KIND_TEXT:
    case MT_KIND_BYTES: lua_pushlstring(L, value->as.s.data, value->as.s.len); break;
    case MT_KIND_VECTOR: push_vector(L, value); break;
    }
}
