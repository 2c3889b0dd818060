/* Owns the list of a table's columns that scripts see. */
#include "lua/row_event.h"

#include "schema/column_type.h"

static void push_column(lua_State *L, const struct mt_column *c, struct mt_buf *type)
{
    lua_createtable(L, 0, 5);
    lua_pushlstring(L, c->name.data, c->name.len);
    lua_setfield(L, -2, "name");
    mt_buf_clear(type);
    mt_column_type_print(c, type);
    lua_pushlstring(L, type->data, type->failed ? 0 : type->len);
    lua_setfield(L, -2, "type");
    lua_pushboolean(L, c->nullable);
    lua_setfield(L, -2, "nullable");
    if (c->charset && !mt_charset_is_binary(c->charset)) {
        lua_pushstring(L, c->charset->name);
        lua_setfield(L, -2, "charset");
    }
}

void mt_push_columns(lua_State *L, const struct mt_table *table)
{
    struct mt_buf type = {0};
    lua_createtable(L, (int)table->column_count, 0);
    for (uint32_t i = 0; i < table->column_count; i++) {
        push_column(L, &table->columns[i], &type);
        lua_rawseti(L, -2, (int)i + 1);
    }
    for (uint32_t i = 0; i < table->key_count; i++) {
        lua_rawgeti(L, -1, (int)table->key[i] + 1);
        lua_pushinteger(L, (lua_Integer)i + 1);
        lua_setfield(L, -2, "key");
        lua_pop(L, 1);
    }
    mt_buf_free(&type);
}
