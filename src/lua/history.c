/* Owns the way between the log and moontail.history: statements and questions to it, the server's
 * answers and the look ahead for it. */
#include "lua/history.h"

#include <stdlib.h>
#include <string.h>

#include "binlog/charset.h"
#include "schema/schema.h"

/* Push hooks.history[name]. */
static void push_function(struct mt_script *script, const char *name)
{
    lua_State *L = script->L;
    mt_script_push_hook(script, L, "history");
    lua_getfield(L, -1, name);
    lua_remove(L, -2);
}

/* Call what is pushed. What a question to the server failed with comes through Lua as it was. */
static int call(struct mt_script *script, int nargs, int nresults, struct mt_err *err)
{
    struct mt_err failure = {0};
    script->io_failure = &failure;
    int failed = mt_script_call_hook(script, nargs, nresults, err);
    if (failed && failure.code != MT_OK)
        *err = failure;
    script->io_failure = NULL;
    return failed;
}

/* ---- a statement and what is known of it ---- */

static void set_string(lua_State *L, const char *name, struct mt_str s)
{
    lua_pushlstring(L, s.data, s.len);
    lua_setfield(L, -2, name);
}

static void set_number(lua_State *L, const char *name, lua_Number n)
{
    lua_pushnumber(L, n);
    lua_setfield(L, -2, name);
}

static void set_flag(lua_State *L, const char *name, bool value)
{
    lua_pushboolean(L, value);
    lua_setfield(L, -2, name);
}

static void set_charset(lua_State *L, const char *name, uint16_t collation)
{
    const struct mt_charset *charset = collation ? mt_charset_by_collation(collation) : NULL;
    if (!charset)
        return;
    lua_pushstring(L, charset->name);
    lua_setfield(L, -2, name);
}

static void set_place(lua_State *L, const struct mt_raw_event *event)
{
    lua_pushstring(L, event->file);
    lua_setfield(L, -2, "file");
    set_number(L, "position", (lua_Number)event->position);
    set_number(L, "timestamp", event->header.timestamp);
    set_number(L, "server_id", event->header.server_id);
}

/* "10.11.19-MariaDB-log" is 101119. */
static unsigned version_number(const char *text)
{
    unsigned parts[3] = {0};
    if (strncmp(text, "5.5.5-", 6) == 0) /* what MariaDB says in front of its own */
        text += 6;
    for (int i = 0; i < 3; i++) {
        char *end;
        parts[i] = (unsigned)strtoul(text, &end, 10);
        if (*end != '.')
            break;
        text = end + 1;
    }
    return parts[0] * 10000 + parts[1] * 100 + parts[2];
}

static void push_context(lua_State *L, const struct mt_raw_event *event,
                         const struct mt_format *format, const struct mt_query *q)
{
    lua_createtable(L, 0, 16);
    set_place(L, event);
    set_string(L, "schema", q->schema);
    set_number(L, "thread", q->thread_id);
    set_number(L, "error", q->error_code);
    set_number(L, "version", version_number(format->server_version));
    set_number(L, "sql_mode", (lua_Number)q->sql_mode);
    set_charset(L, "charset_server", q->server_collation);
    set_charset(L, "charset_database", q->database_collation);
    set_flag(L, "mariadb", format->mariadb);
    if (q->explicit_timestamp >= 0)
        set_flag(L, "explicit_timestamp", q->explicit_timestamp);
}

bool mt_script_is_ddl(const struct mt_query *q)
{
    /* of MariaDB's ALTER in two phases only the second one has happened */
    return mt_statement_kind(q->text) == MT_STATEMENT_DDL &&
           (!q->alter_phase || q->alter_phase == MT_GTID_COMMIT_ALTER);
}

/* The list on top of the stack: { schema, table or nil }. */
static void forget_tables(struct mt_script *script)
{
    lua_State *L = script->L;
    int list = lua_gettop(L), n = (int)lua_objlen(L, list);
    for (int i = 1; i <= n; i++) {
        lua_rawgeti(L, list, i);
        lua_rawgeti(L, -1, 1);
        lua_rawgeti(L, -2, 2);
        if (lua_isstring(L, -2))
            mt_tables_drop(script->tables, lua_tostring(L, -2), lua_tostring(L, -1));
        lua_settop(L, list);
    }
}

int mt_history_statement(struct mt_script *script, struct mt_err *err)
{
    lua_State *L = script->L;
    push_function(script, "statement");
    lua_pushlstring(L, script->query.text.data, script->query.text.len);
    push_context(L, script->event, &script->format, &script->query);
    mt_context_print_gtid(&script->context);
    if (script->context.gtid_len) {
        lua_pushlstring(L, script->context.gtid, script->context.gtid_len);
        lua_setfield(L, -2, "gtid");
    }
    if (call(script, 2, 3, err))
        return -1;
    forget_tables(script);
    lua_createtable(L, 3, 0);
    lua_insert(L, -4);
    lua_rawseti(L, -4, 3);
    lua_rawseti(L, -3, 2);
    lua_rawseti(L, -2, 1);
    lua_rawseti(L, LUA_REGISTRYINDEX, script->ddl_ref);
    return 0;
}

void mt_history_push_ddl(struct mt_script *script)
{
    lua_State *L = script->L;
    lua_rawgeti(L, LUA_REGISTRYINDEX, script->ddl_ref);
    lua_rawgeti(L, -1, 1);
    lua_setfield(L, -3, "kind");
    lua_rawgeti(L, -1, 2);
    lua_setfield(L, -3, "tables");
    lua_pop(L, 1);
}

bool mt_history_concerns(struct mt_script *script)
{
    lua_State *L = script->L;
    mt_script_push_hook(script, L, "concerns");
    lua_rawgeti(L, LUA_REGISTRYINDEX, script->ddl_ref);
    lua_rawgeti(L, -1, 1);
    lua_rawgeti(L, -2, 3);
    lua_remove(L, -3);
    lua_call(L, 2, 1);
    bool concerns = lua_toboolean(L, -1);
    lua_pop(L, 1);
    return concerns;
}

/* ---- what a table looks like ---- */

static const char *field_string(lua_State *L, int table, const char *name)
{
    lua_getfield(L, table, name);
    return lua_tostring(L, -1);
}

/* A text of unknown character set is in the one that the log tells. */
static const char *charset_of(const struct mt_table *table, uint32_t i, const char *charset)
{
    const struct mt_column *c = i < table->column_count ? &table->columns[i] : NULL;
    if (!charset && c && c->charset_known && c->charset)
        return c->charset->name;
    return charset;
}

/* One column, the table on top of the stack. */
static int add_column(lua_State *L, struct mt_schema *schema, const struct mt_table *table,
                      uint32_t i, struct mt_err *err)
{
    int at = lua_gettop(L);
    struct mt_column_spec spec = {
        .schema = table->schema.data,
        .table = table->table.data,
        .name = field_string(L, at, "name"),
        .column_type = field_string(L, at, "type"),
        .charset = charset_of(table, i, field_string(L, at, "charset")),
    };
    lua_getfield(L, at, "nullable");
    spec.nullable = lua_isnil(L, -1)       ? MT_NULL_UNKNOWN
                    : lua_toboolean(L, -1) ? MT_NULL
                                           : MT_NOT_NULL;
    lua_getfield(L, at, "key");
    spec.key_position = (unsigned)lua_tointeger(L, -1);
    lua_getfield(L, at, "hidden");
    spec.extra = lua_toboolean(L, -1) ? "INVISIBLE" : NULL;
    int failed =
        spec.name && spec.column_type
            ? mt_schema_add(schema, &spec, err)
            : mt_fail(err, MT_ERR_CORRUPT, "the saved definition of %s.%s is no definition",
                      spec.schema, spec.table);
    lua_settop(L, at);
    return failed;
}

/* Complete the table from the list of columns on top of the stack. */
static int complete(lua_State *L, struct mt_table *table, struct mt_err *err)
{
    int list = lua_gettop(L), n = (int)lua_objlen(L, list), failed = 0;
    struct mt_schema *schema = mt_schema_new();
    if (!schema)
        return mt_fail(err, MT_ERR_NOMEM, "no memory for table definitions");
    for (int i = 1; i <= n && !failed; i++) {
        lua_rawgeti(L, list, i);
        failed = add_column(L, schema, table, (uint32_t)i - 1, err);
        lua_settop(L, list);
    }
    if (!failed)
        failed = mt_schema_complete(schema, table, err);
    mt_schema_free(schema);
    return failed;
}

static void push_name(lua_State *L, const struct mt_table *table)
{
    lua_pushlstring(L, table->schema.data, table->schema.len);
    lua_pushlstring(L, table->table.data, table->table.len);
}

/* Complete the table from the columns that a call gave, or nil and the reason.
 * 0 done; 1 not known, the reason on top of the stack; -1 failed. */
static int take_columns(struct mt_script *script, struct mt_table *table, int nargs,
                        struct mt_err *err)
{
    lua_State *L = script->L;
    if (call(script, nargs, 2, err))
        return -1;
    if (!lua_istable(L, -2)) {
        lua_remove(L, -2);
        return 1;
    }
    lua_pop(L, 1);
    int failed = complete(L, table, err);
    lua_pop(L, 1);
    return failed;
}

static int ask_history(struct mt_script *script, struct mt_table *table, struct mt_err *err)
{
    push_function(script, "columns");
    push_name(script->L, table);
    return take_columns(script, table, 2, err);
}

static int ask_server(struct mt_script *script, struct mt_table *table, bool shapes,
                      struct mt_err *err)
{
    lua_State *L = script->L;
    push_function(script, "adopt");
    push_name(L, table);
    lua_createtable(L, 0, 8);
    set_place(L, script->event);
    lua_pushboolean(L, shapes);
    return take_columns(script, table, 4, err);
}

#define WAYS                                                                                    \
    "start from a position after its last change, or give the definitions of where the log "    \
    "starts with --schema; binlog_row_metadata=FULL on the server prevents this for new logs, " \
    "and --on-unknown-schema positional takes columns by number"

/* why: what the history or the check said; instead: why the server's definition is no help. */
static int fail_unknown(const struct mt_table *table, const char *why, const char *instead,
                        struct mt_err *err)
{
    struct mt_buf text = {0};
    mt_buf_printf(&text, "%s", why ? why : "no definition of it is known");
    if (instead && (!why || strcmp(why, instead) != 0))
        mt_buf_printf(&text, "; the server's definition of now is no help: %s", instead);
    *err = (struct mt_err){0};
    mt_fail(
        err, MT_ERR_SCHEMA,
        "the log does not carry the columns' %s of %s.%s, and they are not known here: %s; " WAYS,
        table->names_known ? "types" : "names", table->schema.data, table->table.data,
        mt_buf_str(&text));
    mt_buf_free(&text);
    return -1;
}

/* Neither the history nor the server helps: the first reason is on the stack below the second. */
static int refuse(struct mt_script *script, const struct mt_table *table, const struct mt_err *why,
                  struct mt_err *err)
{
    lua_State *L = script->L;
    const char *reason = why->code != MT_OK ? why->msg : lua_tostring(L, -2);
    return fail_unknown(table, reason, lua_tostring(L, -1), err);
}

int mt_history_define(struct mt_script *script, struct mt_table *table, bool shapes,
                      struct mt_err *err)
{
    int top = lua_gettop(script->L);
    struct mt_err why = {0};
    int rc = ask_history(script, table, &why);
    if (rc == 0)
        return 0;
    if (rc < 0 && (why.code != MT_ERR_SCHEMA || shapes)) {
        *err = why;
        return -1;
    }
    if (rc < 0)
        lua_pushnil(script->L);
    rc = ask_server(script, table, shapes, err);
    if (rc > 0)
        rc = shapes ? 0 : refuse(script, table, &why, err);
    lua_settop(script->L, top);
    return rc;
}

/* ---- what moontail.history asks of the program ---- */

static struct mt_script *script_of(lua_State *L)
{
    return lua_touserdata(L, lua_upvalueindex(1));
}

/* Raise what a question failed with; it is the caller's error that counts. */
static int raise(lua_State *L, struct mt_script *script, const struct mt_err *err)
{
    if (script->io_failure)
        *script->io_failure = *err;
    return luaL_error(L, "%s", err->msg);
}

static const char *const kinds[MT_ROWS_KINDS] = {"databases", "tables", "columns", "indexes"};

struct pushing {
    struct mt_script *script;
    lua_State *L;
    int answers; /* the table */
    int counts[MT_ROWS_KINDS];
};

static int push_row(void *arg, enum mt_rows_of what, const char *const *fields, unsigned count,
                    struct mt_err *err)
{
    struct pushing *p = arg;
    (void)err;
    lua_getfield(p->L, p->answers, kinds[what]);
    lua_createtable(p->L, (int)count, 0);
    for (unsigned i = 0; i < count; i++) {
        mt_push_optional(p->L, fields[i]);
        lua_rawseti(p->L, -2, (int)i + 1);
    }
    lua_rawseti(p->L, -2, ++p->counts[what]);
    lua_pop(p->L, 1);
    return 0;
}

static void begin_answers(void *arg)
{
    struct pushing *p = arg;
    for (int i = 0; i < MT_ROWS_KINDS; i++) {
        lua_newtable(p->L);
        lua_setfield(p->L, p->answers, kinds[i]);
        p->counts[i] = 0;
    }
}

static bool wants_table(void *arg, const char *table)
{
    struct pushing *p = arg;
    return mt_script_wants_table(p->script, table);
}

static void push_place(lua_State *L, const char *file, uint64_t position)
{
    if (!*file) {
        lua_pushnil(L);
        return;
    }
    lua_createtable(L, 0, 2);
    lua_pushstring(L, file);
    lua_setfield(L, -2, "file");
    set_number(L, "position", (lua_Number)position);
}

static int io_definitions(lua_State *L)
{
    struct mt_script *script = script_of(L);
    struct mt_definitions answers = {0};
    struct mt_err err = {0};
    lua_settop(L, 0);
    lua_newtable(L);
    struct pushing p = {.script = script, .L = L, .answers = 1};
    struct mt_definitions_sink sink = {
        .begin = begin_answers, .row = push_row, .wants = wants_table, .arg = &p};
    if (script->options.definitions(script->options.definitions_arg, &sink, &answers, &err))
        return raise(L, script, &err);
    set_flag(L, "mariadb", answers.mariadb);
    set_number(L, "case", answers.lower_case);
    push_place(L, answers.before_file, answers.before_position);
    push_place(L, answers.after_file, answers.after_position);
    return 3;
}

struct scanning {
    lua_State *L;
    struct mt_format format;
    struct mt_buf text;
};

/* Give a statement to the Lua function at 2. */
static int scan_statement(struct scanning *s, const struct mt_raw_event *event, struct mt_err *err)
{
    struct mt_query query;
    if (mt_query_decode(event, &s->text, &query, err))
        return -1;
    if (!mt_script_is_ddl(&query))
        return 0;
    lua_pushvalue(s->L, 2);
    lua_pushlstring(s->L, query.text.data, query.text.len);
    push_context(s->L, event, &s->format, &query);
    if (lua_pcall(s->L, 2, 0, 0) == 0)
        return 0;
    mt_fail(err, MT_ERR_SCRIPT, "%s", lua_tostring(s->L, -1));
    lua_pop(s->L, 1);
    return -1;
}

static int scan_event(void *arg, const struct mt_raw_event *event, struct mt_err *err)
{
    struct scanning *s = arg;
    switch (event->header.type) {
    case MT_EVENT_FORMAT_DESCRIPTION: return mt_format_decode(event, &s->format, err);
    case MT_EVENT_QUERY:
    case MT_EVENT_QUERY_COMPRESSED: return scan_statement(s, event, err);
    default: return 0;
    }
}

static int io_scan(lua_State *L)
{
    struct mt_script *script = script_of(L);
    struct scanning s = {.L = L};
    struct mt_err err = {0};
    const char *file = NULL;
    uint64_t position = 0;
    if (lua_istable(L, 1)) {
        lua_getfield(L, 1, "file");
        lua_getfield(L, 1, "position");
        file = lua_tostring(L, -2);
        position = (uint64_t)lua_tonumber(L, -1);
    }
    int failed =
        script->options.scan(script->options.definitions_arg, file, position, scan_event, &s, &err);
    mt_buf_free(&s.text);
    return failed ? raise(L, script, &err) : 0;
}

/* ---- the start, and what is saved ---- */

static void push_io(struct mt_script *script)
{
    static const luaL_Reg functions[] = {
        {"definitions", io_definitions}, {"scan", io_scan}, {NULL, NULL}};
    lua_newtable(script->L);
    for (const luaL_Reg *f = functions; f->name; f++) {
        lua_pushlightuserdata(script->L, script);
        lua_pushcclosure(script->L, f->func, 1);
        lua_setfield(script->L, -2, f->name);
    }
}

int mt_script_start_history(struct mt_script *script, const struct mt_history_start *start,
                            struct mt_buf *text, bool *replace, struct mt_err *err)
{
    lua_State *L = script->L;
    push_function(script, "start");
    lua_newtable(L);
    set_flag(L, "keeps", start->keeps);
    set_flag(L, "now", start->now);
    set_flag(L, "asks", start->asks);
    if (start->text) {
        lua_pushlstring(L, start->text->data ? start->text->data : "", start->text->len);
        lua_setfield(L, -2, "text");
    }
    push_place(L, start->file ? start->file : "", start->position);
    lua_setfield(L, -2, "place");
    lua_pushstring(L, start->server_uuid);
    lua_setfield(L, -2, "server_uuid");
    set_number(L, "server_id", start->server_id);
    mt_push_optional(L, start->dump);
    lua_setfield(L, -2, "dump");
    push_io(script);
    if (call(script, 2, 1, err))
        return -1;
    size_t len;
    const char *result = lua_tolstring(L, -1, &len);
    *replace = result != NULL;
    if (result)
        mt_buf_add(text, result, len);
    lua_pop(L, 1);
    return text->failed ? mt_fail(err, MT_ERR_NOMEM, "no memory for table definitions") : 0;
}

int mt_script_history(struct mt_script *script, struct mt_buf *out, struct mt_err *err)
{
    push_function(script, "pending");
    if (call(script, 0, 1, err))
        return -1;
    size_t len;
    const char *text = lua_tolstring(script->L, -1, &len);
    mt_buf_add(out, text, len);
    lua_pop(script->L, 1);
    return out->failed ? mt_fail(err, MT_ERR_NOMEM, "no memory for table definitions") : 0;
}
