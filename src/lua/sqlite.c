/* Owns moontail.core.sqlite: a database, its statements, and values on their way in and out. What
 * is written, and when it is committed, is the affair of moontail/sqlite.lua. */
#include <lauxlib.h>
#include <stdbool.h>
#include <stdint.h>

#include "lua/bindings.h"
#include "lua/library.h"

#if __has_include(<sqlite3.h>)

#include <math.h>
#include <sqlite3.h>
#include <stdio.h>

#define DATABASE_TYPE  "moontail.sqlite.database"
#define STATEMENT_TYPE "moontail.sqlite.statement"

#define FUNCTIONS(X)                \
    X(sqlite3_bind_blob64)          \
    X(sqlite3_bind_double)          \
    X(sqlite3_bind_int64)           \
    X(sqlite3_bind_null)            \
    X(sqlite3_bind_parameter_count) \
    X(sqlite3_bind_text64)          \
    X(sqlite3_clear_bindings)       \
    X(sqlite3_close_v2)             \
    X(sqlite3_column_blob)          \
    X(sqlite3_column_bytes)         \
    X(sqlite3_column_count)         \
    X(sqlite3_column_double)        \
    X(sqlite3_column_int64)         \
    X(sqlite3_column_name)          \
    X(sqlite3_column_type)          \
    X(sqlite3_errmsg)               \
    X(sqlite3_finalize)             \
    X(sqlite3_get_autocommit)       \
    X(sqlite3_libversion)           \
    X(sqlite3_open_v2)              \
    X(sqlite3_prepare_v2)           \
    X(sqlite3_reset)                \
    X(sqlite3_step)

static struct {
    FUNCTIONS(MT_LIBRARY_POINTER)
} lib;

static const char *const function_names[] = {FUNCTIONS(MT_LIBRARY_NAME) NULL};

struct database {
    sqlite3 *db;
};

struct statement {
    sqlite3 *db; /* lives as long as its statements, closed or not */
    sqlite3_stmt *stmt;
};

/* nil, why, and whether it may work later: another connection holds a lock. */
static int push_failure(lua_State *L, sqlite3 *db, int code)
{
    lua_pushnil(L);
    lua_pushstring(L, lib.sqlite3_errmsg(db));
    lua_pushboolean(L, (code & 0xff) == SQLITE_BUSY || (code & 0xff) == SQLITE_LOCKED);
    return 3;
}

/* ---- values ---- */

static int bind_number(struct statement *s, int i, lua_Number n)
{
    if (n == floor(n) && fabs(n) <= 9007199254740992.0)
        return lib.sqlite3_bind_int64(s->stmt, i, (sqlite3_int64)n);
    return lib.sqlite3_bind_double(s->stmt, i, n);
}

/* The value at an index of the stack; as: 'b' for a string that is bytes. */
static int bind_value(lua_State *L, struct statement *s, int i, int index, char as)
{
    size_t len;
    const char *text;
    switch (lua_type(L, index)) {
    case LUA_TNUMBER: return bind_number(s, i, lua_tonumber(L, index));
    case LUA_TBOOLEAN: return lib.sqlite3_bind_int64(s->stmt, i, lua_toboolean(L, index));
    case LUA_TSTRING:
        text = lua_tolstring(L, index, &len);
        if (as == 'b')
            return lib.sqlite3_bind_blob64(s->stmt, i, text, len, SQLITE_TRANSIENT);
        return lib.sqlite3_bind_text64(s->stmt, i, text, len, SQLITE_TRANSIENT, SQLITE_UTF8);
    case LUA_TLIGHTUSERDATA:
        if (!lua_touserdata(L, index))
            return lib.sqlite3_bind_null(s->stmt, i);
    }
    return luaL_error(L, "value %d is a %s, which SQLite has not", i, luaL_typename(L, index));
}

static void push_value(lua_State *L, sqlite3_stmt *stmt, int i)
{
    switch (lib.sqlite3_column_type(stmt, i)) {
    case SQLITE_INTEGER: {
        sqlite3_int64 n = lib.sqlite3_column_int64(stmt, i);
        if (n >= -9007199254740992 && n <= 9007199254740992)
            lua_pushnumber(L, (lua_Number)n);
        else {
            char text[32];
            lua_pushlstring(L, text, (size_t)snprintf(text, sizeof text, "%lld", n));
        }
        break;
    }
    case SQLITE_FLOAT: lua_pushnumber(L, lib.sqlite3_column_double(stmt, i)); break;
    case SQLITE_NULL: lua_pushlightuserdata(L, NULL); break;
    default: {
        const char *bytes = lib.sqlite3_column_blob(stmt, i);
        lua_pushlstring(L, bytes ? bytes : "", (size_t)lib.sqlite3_column_bytes(stmt, i));
    }
    }
}

/* ---- statements ---- */

/* database:statement(sql), or nil and why not. */
static int new_statement(lua_State *L)
{
    struct database *d = luaL_checkudata(L, 1, DATABASE_TYPE);
    size_t len;
    const char *sql = luaL_checklstring(L, 2, &len), *rest = NULL;
    luaL_argcheck(L, len < INT32_MAX, 2, "too long");
    struct statement *s = lua_newuserdata(L, sizeof *s);
    *s = (struct statement){.db = d->db};
    luaL_getmetatable(L, STATEMENT_TYPE);
    lua_setmetatable(L, -2);
    int code = lib.sqlite3_prepare_v2(d->db, sql, (int)len + 1, &s->stmt, &rest);
    if (code != SQLITE_OK)
        return push_failure(L, d->db, code);
    if (!s->stmt)
        return luaL_error(L, "there is no statement in the text");
    return 1;
}

/* The values behind the hints. */
static void bind_all(lua_State *L, struct statement *s)
{
    size_t len;
    const char *hints = luaL_checklstring(L, 2, &len);
    int count = lua_gettop(L) - 2, expected = lib.sqlite3_bind_parameter_count(s->stmt);
    if (count != expected)
        luaL_error(L, "the statement has %d values, not %d", expected, count);
    lib.sqlite3_clear_bindings(s->stmt);
    for (int i = 1; i <= count; i++)
        if (bind_value(L, s, i, i + 2, (size_t)i <= len ? hints[i - 1] : 't') != SQLITE_OK)
            luaL_error(L, "value %d: %s", i, lib.sqlite3_errmsg(s->db));
}

static void push_row(lua_State *L, sqlite3_stmt *stmt)
{
    int count = lib.sqlite3_column_count(stmt);
    lua_createtable(L, 0, count);
    for (int i = 0; i < count; i++) {
        lua_pushstring(L, lib.sqlite3_column_name(stmt, i));
        push_value(L, stmt, i);
        lua_rawset(L, -3);
    }
}

/* statement:run(hints, ...): its rows, or nil, why, and whether it may work later. */
static int run_statement(lua_State *L)
{
    struct statement *s = luaL_checkudata(L, 1, STATEMENT_TYPE);
    int code, n = 0;
    bind_all(L, s);
    lua_newtable(L);
    while ((code = lib.sqlite3_step(s->stmt)) == SQLITE_ROW) {
        push_row(L, s->stmt);
        lua_rawseti(L, -2, ++n);
    }
    int results = code == SQLITE_DONE ? 1 : push_failure(L, s->db, code);
    lib.sqlite3_reset(s->stmt);
    return results;
}

static int free_statement(lua_State *L)
{
    struct statement *s = luaL_checkudata(L, 1, STATEMENT_TYPE);
    lib.sqlite3_finalize(s->stmt);
    s->stmt = NULL;
    return 0;
}

/* ---- databases ---- */

/* open(path, read_only): a database, which is made if it is not there, unless it is only to be
 * read; or nil and why not. */
static int open_database(lua_State *L)
{
    bool read_only = lua_toboolean(L, 2);
    int how = read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    struct database *d = lua_newuserdata(L, sizeof *d);
    *d = (struct database){0};
    luaL_getmetatable(L, DATABASE_TYPE);
    lua_setmetatable(L, -2);
    int code = lib.sqlite3_open_v2(luaL_checkstring(L, 1), &d->db, how, NULL);
    return code == SQLITE_OK ? 1 : push_failure(L, d->db, code);
}

/* database:in_transaction() */
static int is_in_transaction(lua_State *L)
{
    struct database *d = luaL_checkudata(L, 1, DATABASE_TYPE);
    lua_pushboolean(L, !lib.sqlite3_get_autocommit(d->db));
    return 1;
}

/* What was not committed is rolled back. Statements may outlive it (sqlite3_close_v2). */
static int close_database(lua_State *L)
{
    struct database *d = luaL_checkudata(L, 1, DATABASE_TYPE);
    lib.sqlite3_close_v2(d->db);
    d->db = NULL;
    return 0;
}

static void make_type(lua_State *L, const char *name, const luaL_Reg *methods, lua_CFunction gc)
{
    luaL_newmetatable(L, name);
    lua_newtable(L);
    luaL_register(L, NULL, methods);
    lua_setfield(L, -2, "__index");
    lua_pushcfunction(L, gc);
    lua_setfield(L, -2, "__gc");
    lua_pop(L, 1);
}

int mt_open_sqlite(lua_State *L)
{
    static const luaL_Reg of_database[] = {
        {"statement", new_statement}, {"in_transaction", is_in_transaction}, {NULL, NULL}};
    static const luaL_Reg of_statement[] = {{"run", run_statement}, {NULL, NULL}};
    static const luaL_Reg functions[] = {{"open", open_database}, {NULL, NULL}};
    mt_library_load(L, "moontail.sqlite", "libsqlite3.so.0", "libsqlite3-0", function_names, &lib);
    make_type(L, DATABASE_TYPE, of_database, close_database);
    make_type(L, STATEMENT_TYPE, of_statement, free_statement);
    lua_newtable(L);
    luaL_register(L, NULL, functions);
    lua_pushstring(L, lib.sqlite3_libversion());
    lua_setfield(L, -2, "version");
    return 1;
}

#else

int mt_open_sqlite(lua_State *L)
{
    return mt_library_absent(L, "moontail.sqlite", "libsqlite3-dev");
}

#endif
