/* Owns the way of an event to its handlers: what the transaction has told so far, who wants what,
 * and whose turn it is when a handler waits. */
#include "lua/script.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/log.h"
#include "binlog/event.h"
#include "binlog/fields.h"
#include "binlog/format.h"
#include "binlog/rows.h"
#include "lua/core.h"
#include "lua/host.h"
#include "lua/json.h"
#include "lua/row_event.h"
#include "schema/positional.h"

/* What is left to do for the event in hand. */
enum step { STEP_WIRE, STEP_LOGICAL, STEP_ROWS, STEP_DONE };

struct mt_script {
    struct mt_script_options options;
    struct mt_host *host;
    lua_State *L;
    struct mt_task *task;
    struct mt_context context;
    struct mt_tables *tables;
    struct mt_schema *schema;
    bool schema_fresh;
    struct mt_format format;
    struct mt_script_settings settings;
    bool wants_rows;
    bool wants_wire[256];
    bool wants_begin, wants_commit, wants_ddl;

    /* the event in hand */
    const struct mt_raw_event *event;
    enum step step;
    const char *logical; /* "begin", "commit", "ddl" or NULL */
    bool rolled_back;
    struct mt_query query;
    struct mt_buf query_text, inflated;
    struct mt_rows rows;
    const struct mt_plan *plan;
    int run_ref;      /* the protected function */
    int event_ref;    /* registry slot of the event table being handled */
    int handlers_ref; /* registry slot of the handlers it goes to */
    int handler, handler_count;
    int restored_ref; /* the checkpoint that was read */
    enum mt_script_status status;
    struct mt_err *err;

    char gtid[128];
    struct mt_script_stats stats;
    void (*idle)(void *arg, enum mt_script_status status, const struct mt_err *err);
    void *idle_arg;
};

/* ---- asking the prelude ---- */

/* Push hooks[name]. */
static void push_hook(lua_State *L, const char *name)
{
    mt_core_push(L);
    lua_getfield(L, -1, "hooks");
    lua_getfield(L, -1, name);
    lua_replace(L, -3);
    lua_pop(L, 1);
}

/* Call a hook whose arguments are pushed above it. */
static int call_hook(struct mt_script *script, int nargs, int nresults, struct mt_err *err)
{
    if (lua_pcall(script->L, nargs, nresults, 0) == 0)
        return 0;
    mt_fail(err, MT_ERR_SCRIPT, "%s", lua_tostring(script->L, -1));
    lua_pop(script->L, 1);
    return -1;
}

static void push_optional(lua_State *L, const char *s)
{
    if (s)
        lua_pushstring(L, s);
    else
        lua_pushnil(L);
}

int mt_script_filter(struct mt_script *script, const char *tables, const char *ignore_tables,
                     struct mt_err *err)
{
    push_hook(script->L, "filter");
    push_optional(script->L, tables);
    push_optional(script->L, ignore_tables);
    return call_hook(script, 2, 0, err);
}

bool mt_script_wants_table(struct mt_script *script, const char *name)
{
    struct mt_err err = {0};
    push_hook(script->L, "wants");
    lua_pushstring(script->L, name);
    if (call_hook(script, 1, 1, &err))
        return false;
    bool wants = lua_toboolean(script->L, -1);
    lua_pop(script->L, 1);
    return wants;
}

static bool has_kind(lua_State *L, const char *kind)
{
    lua_getfield(L, -1, kind);
    bool has = lua_toboolean(L, -1);
    lua_pop(L, 1);
    return has;
}

/* After the script is loaded: which kinds of events are wanted at all. */
static int read_kinds(struct mt_script *script, struct mt_err *err)
{
    lua_State *L = script->L;
    push_hook(L, "summary");
    if (call_hook(script, 0, 1, err))
        return -1;
    bool all = has_kind(L, "event");
    script->wants_rows = has_kind(L, "rows");
    script->wants_begin = has_kind(L, "begin");
    script->wants_commit = has_kind(L, "commit");
    script->wants_ddl = has_kind(L, "ddl");
    for (int i = 0; i < 256; i++) {
        const char *name = mt_event_type_name((uint8_t)i);
        script->wants_wire[i] = all || (name && has_kind(L, name));
    }
    lua_pop(L, 1);
    return 0;
}

void mt_script_settle(struct mt_script *script, const struct mt_script_settings *settings)
{
    script->settings = *settings;
    script->context.bigint_as_string = settings->bigint_as_string;
}

bool mt_script_has_handlers(struct mt_script *script)
{
    if (script->wants_rows || script->wants_begin || script->wants_commit || script->wants_ddl)
        return true;
    for (int i = 0; i < 256; i++)
        if (script->wants_wire[i])
            return true;
    return false;
}

bool mt_script_wants_rows(struct mt_script *script)
{
    return script->wants_rows;
}

/* Push the list of handlers of a kind for a table (NULL: none), and below it the columns they ask
 * for. Returns how many handlers; 0 pushes nothing. May raise. */
static int push_handlers(lua_State *L, const char *kind, const char *table)
{
    push_hook(L, "handlers");
    lua_pushstring(L, kind);
    push_optional(L, table);
    lua_call(L, 2, 2);
    if (lua_isnil(L, -2)) {
        lua_pop(L, 2);
        return 0;
    }
    lua_insert(L, -2);
    return (int)lua_objlen(L, -1);
}

/* ---- plans: what to do with a table's rows ---- */

static void free_plan(void *user)
{
    struct mt_plan *plan = user;
    luaL_unref(plan->L, LUA_REGISTRYINDEX, plan->info_ref);
    luaL_unref(plan->L, LUA_REGISTRYINDEX, plan->meta_ref);
    luaL_unref(plan->L, LUA_REGISTRYINDEX, plan->first_meta_ref);
    for (int i = 0; i < 3; i++)
        luaL_unref(plan->L, LUA_REGISTRYINDEX, plan->handlers_ref[i]);
    free(plan->wanted);
    free(plan);
}

static const char *intern_name(const struct mt_table *table)
{
    struct mt_buf name = {0};
    mt_buf_add(&name, table->schema.data, table->schema.len);
    mt_buf_addc(&name, '.');
    mt_buf_add(&name, table->table.data, table->table.len);
    const char *interned = mt_intern(name.data, name.len);
    mt_buf_free(&name);
    return interned;
}

static int want_column(struct mt_plan *plan, const struct mt_table *table, struct mt_str name,
                       struct mt_err *err)
{
    for (uint32_t i = 0; i < table->column_count; i++) {
        if (mt_str_eq(table->columns[i].name, name)) {
            plan->wanted[i >> 3] |= (uint8_t)(1u << (i & 7));
            return 0;
        }
    }
    return mt_fail(err, MT_ERR_SCRIPT,
                   "a handler asks for the column '%.*s' of %s, which that table does not have",
                   (int)name.len, name.data, plan->name);
}

/* Take the column list (or nil) off the stack. */
static int take_columns(struct mt_plan *plan, const struct mt_table *table, bool *all,
                        struct mt_err *err)
{
    lua_State *L = plan->L;
    int failed = 0;
    if (lua_isnil(L, -1))
        *all = true;
    for (int i = 1; lua_istable(L, -1) && !failed && i <= (int)lua_objlen(L, -1); i++) {
        struct mt_str name;
        lua_rawgeti(L, -1, i);
        name.data = lua_tolstring(L, -1, &name.len);
        failed = name.data ? want_column(plan, table, name, err)
                           : mt_fail(err, MT_ERR_SCRIPT, "columns: a name is expected");
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
    return failed;
}

static void want_key(struct mt_plan *plan, const struct mt_table *table)
{
    for (uint32_t i = 0; i < table->key_count; i++)
        plan->wanted[table->key[i] >> 3] |= (uint8_t)(1u << (table->key[i] & 7));
}

static struct mt_plan *new_plan(lua_State *L, struct mt_table *table)
{
    struct mt_plan *plan = calloc(1, sizeof *plan);
    if (!plan)
        return NULL;
    *plan = (struct mt_plan){.L = L,
                             .info_ref = LUA_NOREF,
                             .meta_ref = LUA_NOREF,
                             .first_meta_ref = LUA_NOREF,
                             .handlers_ref = {LUA_NOREF, LUA_NOREF, LUA_NOREF},
                             .name = intern_name(table)};
    table->user = plan;
    table->user_free = free_plan;
    return plan;
}

/* The plan of a table, with its handlers but maybe not yet its names. May raise. */
static struct mt_plan *plan_of(struct mt_script *script, struct mt_table *table)
{
    static const char *const kinds[] = {"insert", "update", "delete"};
    if (table->user)
        return table->user;
    lua_State *L = script->L;
    struct mt_plan *plan = new_plan(L, table);
    if (!plan)
        luaL_error(L, "no memory for the handlers of a table");
    for (int i = 0; i < 3; i++) {
        if (push_handlers(L, kinds[i], plan->name) == 0)
            continue;
        plan->handlers_ref[i] = luaL_ref(L, LUA_REGISTRYINDEX);
        lua_pop(L, 1);
    }
    return plan;
}

static int load_definitions(struct mt_script *script, struct mt_err *err)
{
    if (script->schema_fresh)
        return 0;
    mt_schema_free(script->schema);
    script->schema = NULL;
    if (script->options.definitions(script->options.definitions_arg, &script->schema, err))
        return -1;
    script->schema_fresh = true;
    return 0;
}

/* MariaDB logs UUID, INET4, INET6 and VECTOR as byte strings of certain lengths, and no metadata
 * says more. */
static bool may_hide_shapes(const struct mt_script *script, const struct mt_table *table)
{
    for (uint32_t i = 0; script->format.mariadb && i < table->column_count; i++) {
        const struct mt_column *c = &table->columns[i];
        if ((c->type == MT_TYPE_STRING && (c->length == 4 || c->length == 16)) ||
            (c->type == MT_TYPE_VARCHAR && c->length % 4 == 0))
            return true;
    }
    return false;
}

/* From the server's definitions, if there is a server and something is left to ask. */
static int define_names(struct mt_script *script, struct mt_table *table, const char *name,
                        struct mt_err *err)
{
    bool known = table->names_known && table->types_known;
    if (script->settings.definitions && (!known || may_hide_shapes(script, table)))
        return load_definitions(script, err) ? -1 : mt_schema_complete(script->schema, table, err);
    if (known)
        return 0;
    return mt_fail(err, MT_ERR_SCHEMA,
                   "the log does not carry the column %s of %s and there is no server to ask; set "
                   "binlog_row_metadata=FULL on the server, read with --source mysql://..., or "
                   "take columns by number with --on-unknown-schema positional",
                   table->names_known ? "types" : "names", name);
}

static int settle_names(struct mt_script *script, struct mt_plan *plan, struct mt_table *table,
                        struct mt_err *err)
{
    if (define_names(script, table, plan->name, err) == 0)
        return 0;
    if (err->code != MT_ERR_SCHEMA || !script->settings.positional)
        return -1;
    *err = (struct mt_err){0};
    plan->positional = true;
    return mt_table_make_positional(table, err);
}

/* Settle a plan's names, types and columns. May raise. */
static int complete_plan(struct mt_script *script, struct mt_plan *plan, struct mt_table *table,
                         struct mt_err *err)
{
    static const char *const kinds[] = {"insert", "update", "delete"};
    if (plan->complete)
        return 0;
    if (settle_names(script, plan, table, err))
        return -1;
    mt_plan_name(plan, table);
    plan->wanted = calloc(1, (table->column_count + 7) / 8 + 1);
    if (!plan->wanted)
        return mt_fail(err, MT_ERR_NOMEM, "no memory for the columns of %s", plan->name);
    bool all = false;
    for (int i = 0; i < 3; i++) {
        if (push_handlers(plan->L, kinds[i], plan->name) == 0)
            continue;
        lua_pop(plan->L, 1);
        if (take_columns(plan, table, &all, err))
            return -1;
    }
    want_key(plan, table);
    if (all) {
        free(plan->wanted);
        plan->wanted = NULL;
    }
    plan->complete = true;
    return 0;
}

/* ---- what an event tells about the transaction ---- */

/* A statement that may have changed what columns mean. */
static void forget_definitions(struct mt_script *script)
{
    struct mt_str verb = mt_statement_verb(script->query.text);
    bool keeps_columns = verb.len == 8 && strncasecmp(verb.data, "TRUNCATE", 8) == 0;
    if (!script->settings.definitions || keeps_columns)
        return;
    script->schema_fresh = false;
    mt_tables_clear(script->tables);
}

static int refuse_statement(struct mt_script *script, struct mt_err *err)
{
    struct mt_str text = script->query.text;
    int shown = text.len > 100 ? 100 : (int)text.len;
    if (!script->wants_rows)
        return 0;
    if (script->settings.ignore_statements) {
        mt_warn("%s:%llu: passed over a change logged as a statement: %.*s", script->event->file,
                (unsigned long long)script->event->position, shown, text.data);
        return 0;
    }
    return mt_fail(err, MT_ERR_UNSUPPORTED,
                   "a change is logged as a statement, not as rows, and no handler can see its "
                   "rows: \"%.*s%s\"; set binlog_format=ROW on the server, or pass over such "
                   "statements with --on-statement ignore",
                   shown, text.data, text.len > 100 ? "..." : "");
}

static int track_query(struct mt_script *script, struct mt_err *err)
{
    struct mt_query *q = &script->query;
    if (mt_query_decode(script->event, &script->query_text, q, err))
        return -1;
    switch (mt_statement_kind(q->text)) {
    case MT_STATEMENT_BEGIN: script->logical = "begin"; break;
    case MT_STATEMENT_ROLLBACK: script->rolled_back = true; /* fall through */
    case MT_STATEMENT_COMMIT: script->logical = "commit"; break;
    case MT_STATEMENT_DDL:
        script->logical = "ddl";
        forget_definitions(script);
        break;
    case MT_STATEMENT_DML: return refuse_statement(script, err);
    case MT_STATEMENT_OTHER: break;
    }
    return 0;
}

static int track_gtid(struct mt_script *script, struct mt_err *err)
{
    struct mt_gtid gtid;
    if (mt_gtid_decode(script->event, &gtid, err))
        return -1;
    memcpy(script->gtid, gtid.text, sizeof script->gtid);
    mt_context_set_gtid(&script->context, gtid.text);
    if (script->event->header.type == MT_EVENT_MARIADB_GTID && !script->event->ends_transaction) {
        struct mt_cursor c = mt_event_body(script->event);
        mt_take(&c, 8 + 4);
        script->logical = mt_u8(&c) & 1 ? NULL : "begin"; /* 1: one statement without a BEGIN */
    }
    return 0;
}

static int track_statement_text(struct mt_script *script, struct mt_err *err)
{
    struct mt_str text;
    if (mt_rows_query_decode(script->event, &text, err))
        return -1;
    mt_context_set_query(&script->context, text);
    return 0;
}

static int track_table_map(struct mt_script *script, struct mt_err *err)
{
    struct mt_table *table;
    return mt_tables_map(script->tables, script->event, script->format.short_id, &table, err);
}

static int track_format(struct mt_script *script, struct mt_err *err)
{
    if (!script->event->artificial)
        mt_tables_forget(script->tables);
    if (mt_format_decode(script->event, &script->format, err))
        return -1;
    mt_tables_set_writer(script->tables,
                         script->format.mariadb ? MT_WRITER_MARIADB : MT_WRITER_MYSQL);
    return 0;
}

static int refuse_unknown(struct mt_script *script, struct mt_err *err)
{
    const struct mt_header *h = &script->event->header;
    if (mt_event_type_name(h->type) || h->flags & MT_FLAG_IGNORABLE)
        return 0;
    return mt_fail(err, MT_ERR_UNSUPPORTED,
                   "an event of type %u, which moontail does not know and which is not marked as "
                   "one that may be skipped; a newer moontail may read it",
                   h->type);
}

static int refuse_incident(struct mt_script *script, struct mt_err *err)
{
    if (script->wants_wire[MT_EVENT_INCIDENT])
        return 0;
    return mt_fail(err, MT_ERR_UNSUPPORTED,
                   "the server logged an incident: changes may be missing from its log here; to go "
                   "on all the same, let the script handle \"incident\" events");
}

/* Take in what the event says, whether or not anyone wants it. */
static int track(struct mt_script *script, struct mt_err *err)
{
    enum mt_change change;
    const struct mt_raw_event *event = script->event;
    if (event->begins_transaction) {
        mt_context_begin(&script->context, event);
        script->gtid[0] = '\0';
    }
    switch (event->header.type) {
    case MT_EVENT_FORMAT_DESCRIPTION: return track_format(script, err);
    case MT_EVENT_QUERY: return track_query(script, err);
    case MT_EVENT_QUERY_COMPRESSED: return track_query(script, err);
    case MT_EVENT_XID:
        script->logical = "commit";
        script->context.has_xid = true;
        return mt_xid_decode(event, &script->context.xid, err);
    case MT_EVENT_GTID:
    case MT_EVENT_ANONYMOUS_GTID:
    case MT_EVENT_GTID_TAGGED:
    case MT_EVENT_MARIADB_GTID: return track_gtid(script, err);
    case MT_EVENT_ROWS_QUERY:
    case MT_EVENT_ANNOTATE_ROWS: return track_statement_text(script, err);
    case MT_EVENT_TABLE_MAP: return track_table_map(script, err);
    case MT_EVENT_INCIDENT: return refuse_incident(script, err);
    default: break;
    }
    if (mt_rows_is(event->header.type, &change)) {
        script->context.sequence++;
        return 0;
    }
    return refuse_unknown(script, err);
}

/* ---- wire events ---- */

static void put_value(void *arg, const char *name, const struct mt_value *value)
{
    struct mt_context *context = arg;
    mt_push_value(context, NULL, value);
    if (name)
        lua_setfield(context->L, -2, name);
    else
        lua_rawseti(context->L, -2, (int)lua_objlen(context->L, -2) + 1);
}

static void put_boolean(void *arg, const char *name, bool value)
{
    struct mt_context *context = arg;
    lua_pushboolean(context->L, value);
    lua_setfield(context->L, -2, name);
}

/* A nested table lies on the stack above its parent, with its name in between, until it is closed.
 */
static void put_open(void *arg, const char *name, bool list)
{
    struct mt_context *context = arg;
    lua_State *L = context->L;
    luaL_checkstack(L, 6, "an event nested too deeply");
    push_optional(L, name);
    lua_newtable(L);
    if (list) { /* so that an empty one is written as [] */
        mt_core_push(L);
        lua_getfield(L, -1, "array_mt");
        lua_setmetatable(L, -3);
        lua_pop(L, 1);
    }
}

static void put_close(void *arg)
{
    struct mt_context *context = arg;
    lua_State *L = context->L;
    if (lua_isnil(L, -2)) {
        lua_remove(L, -2);
        lua_rawseti(L, -2, (int)lua_objlen(L, -2) + 1);
    } else {
        lua_rawset(L, -3);
    }
}

/* The rows of a rows event, into the table on top. */
static int add_rows(struct mt_script *script, struct mt_err *err)
{
    lua_State *L = script->L;
    struct mt_table *table = mt_rows_table(script->tables, script->event, script->format.short_id);
    if (mt_rows_begin(script->tables, script->event, script->format.short_id, &script->inflated,
                      &script->rows, err))
        return -1;
    struct mt_plan *plan = plan_of(script, table);
    int failed = complete_plan(script, plan, table, err);
    if (!failed) {
        struct mt_plan all = *plan;
        all.wanted = NULL;
        lua_pushlstring(L, table->schema.data, table->schema.len);
        lua_setfield(L, -2, "schema");
        lua_pushlstring(L, table->table.data, table->table.len);
        lua_setfield(L, -2, "table");
        failed = mt_push_rows(&script->context, &all, &script->rows, err);
    }
    mt_rows_end(&script->rows);
    if (!failed)
        lua_setfield(L, -2, "rows");
    return failed;
}

/* Which table a wire event is about, for globs; NULL: none. */
static const char *table_of_event(struct mt_script *script)
{
    enum mt_change change;
    const struct mt_raw_event *event = script->event;
    if (!mt_rows_is(event->header.type, &change) && event->header.type != MT_EVENT_TABLE_MAP)
        return NULL;
    struct mt_table *table = mt_rows_table(script->tables, event, script->format.short_id);
    return table ? plan_of(script, table)->name : NULL;
}

static int push_wire_event(struct mt_script *script, const char *type, struct mt_err *err)
{
    enum mt_change change;
    lua_newtable(script->L);
    mt_push_common(&script->context, type, script->event);
    struct mt_field_sink sink = {.arg = &script->context,
                                 .value = put_value,
                                 .boolean = put_boolean,
                                 .open = put_open,
                                 .close = put_close};
    if (mt_event_fields(script->event, script->format.mariadb, &script->context.scratch, &sink,
                        err))
        return -1;
    if (mt_rows_is(script->event->header.type, &change))
        return add_rows(script, err);
    return 0;
}

/* ---- deliveries: an event table and the handlers it goes to ---- */

/* The event table is on top of the handlers' list: keep both, and start with the first handler. */
static void begin_delivery(struct mt_script *script, int count)
{
    lua_State *L = script->L;
    lua_rawseti(L, LUA_REGISTRYINDEX, script->event_ref);
    lua_rawseti(L, LUA_REGISTRYINDEX, script->handlers_ref);
    script->handler = 0;
    script->handler_count = count;
}

static void set_where(struct mt_script *script, const char *type, const char *table)
{
    *mt_task_where(script->task) = (struct mt_where){.file = script->event->file,
                                                     .position = script->event->position,
                                                     .type = type,
                                                     .table = table};
}

static int deliver_wire(struct mt_script *script, struct mt_err *err)
{
    lua_State *L = script->L;
    uint8_t code = script->event->header.type;
    if (!script->wants_wire[code])
        return 0;
    const char *type = mt_event_type_name(code);
    if (!type)
        type = "unknown";
    const char *table = table_of_event(script);
    int count = push_handlers(L, type, table);
    if (count == 0)
        return 0;
    lua_remove(L, -2);
    if (push_wire_event(script, type, err))
        return -1;
    mt_core_mark_event(L);
    set_where(script, type, table);
    begin_delivery(script, count);
    return 0;
}

static int deliver_logical(struct mt_script *script, struct mt_err *err)
{
    lua_State *L = script->L;
    const char *type = script->logical;
    (void)err;
    if (!type || !(strcmp(type, "begin") == 0    ? script->wants_begin
                   : strcmp(type, "commit") == 0 ? script->wants_commit
                                                 : script->wants_ddl))
        return 0;
    int count = push_handlers(L, type, NULL);
    if (count == 0)
        return 0;
    lua_remove(L, -2);
    lua_newtable(L);
    mt_push_common(&script->context, type, script->event);
    if (strcmp(type, "ddl") == 0) {
        lua_pushlstring(L, script->query.schema.data, script->query.schema.len);
        lua_setfield(L, -2, "schema");
        lua_pushlstring(L, script->query.text.data, script->query.text.len);
        lua_setfield(L, -2, "query");
    }
    if (script->rolled_back) {
        lua_pushboolean(L, 1);
        lua_setfield(L, -2, "rolled_back");
    }
    if (script->context.has_xid) {
        struct mt_value xid = {.kind = MT_KIND_UINT, .as.u = script->context.xid};
        mt_push_value(&script->context, NULL, &xid);
        lua_setfield(L, -2, "xid");
    }
    mt_core_mark_event(L);
    set_where(script, type, NULL);
    begin_delivery(script, count);
    return 0;
}

/* Open the rows event if anyone wants its rows. 1: yes, 0: no. */
static int open_rows(struct mt_script *script, struct mt_err *err)
{
    enum mt_change change;
    if (!script->wants_rows || !mt_rows_is(script->event->header.type, &change))
        return 0;
    struct mt_table *table = mt_rows_table(script->tables, script->event, script->format.short_id);
    struct mt_plan *plan = table ? plan_of(script, table) : NULL;
    if (plan && plan->handlers_ref[change] == LUA_NOREF)
        return 0;
    if (mt_rows_begin(script->tables, script->event, script->format.short_id, &script->inflated,
                      &script->rows, err) ||
        complete_plan(script, plan, table, err))
        return -1;
    script->plan = plan;
    set_where(script, (const char *[]){"insert", "update", "delete"}[change], plan->name);
    return 1;
}

static int deliver_row(struct mt_script *script, struct mt_err *err)
{
    lua_State *L = script->L;
    lua_rawgeti(L, LUA_REGISTRYINDEX, script->plan->handlers_ref[script->rows.change]);
    int count = (int)lua_objlen(L, -1);
    if (mt_push_row_event(&script->context, script->plan, &script->rows, script->event, err))
        return -1;
    script->stats.rows++;
    begin_delivery(script, count);
    return 0;
}

/* Prepare the next delivery of the event in hand; step is DONE when there is none. May raise. */
static int next_delivery(struct mt_script *script, struct mt_err *err)
{
    switch (script->step) {
    case STEP_WIRE: script->step = STEP_LOGICAL; return deliver_wire(script, err);
    case STEP_LOGICAL: {
        int rows = open_rows(script, err);
        script->step = rows > 0 ? STEP_ROWS : STEP_DONE;
        return rows < 0 ? -1 : deliver_logical(script, err);
    }
    case STEP_ROWS:
        if (mt_rows_more(&script->rows))
            return deliver_row(script, err);
        mt_rows_end(&script->rows);
        script->step = STEP_DONE;
        return 0;
    case STEP_DONE: break;
    }
    return 0;
}

static enum mt_script_status call_handler(struct mt_script *script, struct mt_err *err)
{
    lua_State *co = mt_task_state(script->task);
    lua_settop(co, 0);
    lua_rawgeti(co, LUA_REGISTRYINDEX, script->handlers_ref);
    lua_rawgeti(co, 1, ++script->handler);
    lua_rawgeti(co, LUA_REGISTRYINDEX, script->event_ref);
    lua_remove(co, 1);
    script->stats.handled++;
    switch (mt_task_run(script->task, 1, err)) {
    case MT_TASK_DONE: return MT_SCRIPT_DONE;
    case MT_TASK_WAITING: return MT_SCRIPT_WAITING;
    default: return MT_SCRIPT_FAILED;
    }
}

/* Until the event in hand is done, or a handler waits. */
static enum mt_script_status advance(struct mt_script *script, struct mt_err *err)
{
    while (script->handler < script->handler_count || script->step != STEP_DONE) {
        if (script->handler < script->handler_count) {
            enum mt_script_status status = call_handler(script, err);
            if (status != MT_SCRIPT_DONE)
                return status;
            if (mt_host_failure(script->host)->code != MT_OK)
                return MT_SCRIPT_FAILED;
        } else if (next_delivery(script, err)) {
            return MT_SCRIPT_FAILED;
        }
    }
    return MT_SCRIPT_DONE;
}

static int run_protected(lua_State *L)
{
    struct mt_script *script = lua_touserdata(L, 1);
    script->status = advance(script, script->err);
    return 0;
}

/* advance(), with Lua's own errors (memory) caught; names the place of a failure. */
static enum mt_script_status run(struct mt_script *script, struct mt_err *err)
{
    lua_State *L = script->L;
    script->err = err;
    lua_rawgeti(L, LUA_REGISTRYINDEX, script->run_ref);
    lua_pushlightuserdata(L, script);
    if (lua_pcall(L, 1, 0, 0)) {
        mt_fail(err, MT_ERR_SCRIPT, "%s", lua_tostring(L, -1));
        lua_pop(L, 1);
        script->status = MT_SCRIPT_FAILED;
    }
    if (script->status == MT_SCRIPT_FAILED) {
        const struct mt_err *failure = mt_host_failure(script->host);
        if (failure->code != MT_OK && err->code == MT_OK)
            *err = *failure;
        else if (err->code == MT_ERR_SCRIPT) {
            char where[512];
            mt_err_prefix(err, "%s", mt_where_text(mt_task_where(script->task), where));
        } else
            mt_err_prefix(err, "%s:%llu", script->event->file,
                          (unsigned long long)script->event->position);
        script->handler = script->handler_count = 0;
        script->step = STEP_DONE;
    }
    return script->status;
}

enum mt_script_status mt_script_event(struct mt_script *script, const struct mt_raw_event *event,
                                      struct mt_err *err)
{
    script->event = event;
    script->step = STEP_WIRE;
    script->logical = NULL;
    script->rolled_back = false;
    script->handler = script->handler_count = 0;
    script->stats.events++;
    if (track(script, err)) {
        mt_err_prefix(err, "%s:%llu", event->file, (unsigned long long)event->position);
        return MT_SCRIPT_FAILED;
    }
    if (!script->wants_wire[event->header.type] && !script->logical && !script->wants_rows)
        return MT_SCRIPT_DONE;
    return run(script, err);
}

/* A task that waited has ended: the event goes on, or its outcome is reported. */
static void after_wait(void *arg, enum mt_task_status status, const struct mt_err *task_err)
{
    struct mt_script *script = arg;
    struct mt_err err = *task_err;
    enum mt_script_status result = status == MT_TASK_DONE ? MT_SCRIPT_DONE : MT_SCRIPT_FAILED;
    if (result == MT_SCRIPT_DONE && script->event) {
        result = run(script, &err);
        if (result == MT_SCRIPT_WAITING)
            return;
    } else if (result == MT_SCRIPT_FAILED) {
        char where[512];
        if (*mt_where_text(mt_task_where(script->task), where))
            mt_err_prefix(&err, "%s", where);
    }
    script->event = NULL;
    script->idle(script->idle_arg, result, &err);
}

static void after_failure(void *arg)
{
    struct mt_script *script = arg;
    script->idle(script->idle_arg, MT_SCRIPT_FAILED, mt_host_failure(script->host));
}

const struct mt_err *mt_script_failure(const struct mt_script *script)
{
    return mt_host_failure(script->host);
}

/* Run the function on top of the task's stack as a call of its own, not for an event. */
static enum mt_script_status run_alone(struct mt_script *script, int nargs, struct mt_err *err)
{
    script->event = NULL;
    *mt_task_where(script->task) = (struct mt_where){0};
    switch (mt_task_run(script->task, nargs, err)) {
    case MT_TASK_DONE: return MT_SCRIPT_DONE;
    case MT_TASK_WAITING: return MT_SCRIPT_WAITING;
    default: return MT_SCRIPT_FAILED;
    }
}

enum mt_script_status mt_script_flush(struct mt_script *script, struct mt_err *err)
{
    lua_State *co = mt_task_state(script->task);
    lua_settop(co, 0);
    push_hook(co, "flush");
    enum mt_script_status status = run_alone(script, 0, err);
    if (status == MT_SCRIPT_DONE && mt_host_failure(script->host)->code != MT_OK) {
        *err = *mt_host_failure(script->host);
        return MT_SCRIPT_FAILED;
    }
    return status;
}

/* ---- loading ---- */

static void add_script_folder(lua_State *L, const char *path)
{
    const char *slash = strrchr(path, '/');
    lua_getglobal(L, "package");
    lua_getfield(L, -1, "path");
    if (slash)
        lua_pushlstring(L, path, (size_t)(slash - path));
    else
        lua_pushliteral(L, ".");
    const char *folder = lua_tostring(L, -1);
    lua_pushfstring(L, "%s/?.lua;%s/?/init.lua;%s", folder, folder, lua_tostring(L, -2));
    lua_setfield(L, -4, "path");
    lua_pop(L, 3);
}

static void set_arguments(lua_State *L, const char *const *set)
{
    mt_core_push(L);
    lua_getfield(L, -1, "args");
    for (; set && *set; set++) {
        const char *equals = strchr(*set, '=');
        lua_pushlstring(L, *set, equals ? (size_t)(equals - *set) : strlen(*set));
        lua_pushstring(L, equals ? equals + 1 : "true");
        lua_rawset(L, -3);
    }
    lua_pop(L, 2);
}

/* The prelude, so that its hooks are there whether or not the script requires it. */
static void load_prelude(lua_State *L)
{
    lua_getglobal(L, "require");
    lua_pushliteral(L, "moontail");
    lua_call(L, 1, 0);
}

static int push_run(lua_State *L)
{
    struct mt_script *script = lua_touserdata(L, 1);
    lua_pushcfunction(L, run_protected);
    script->run_ref = luaL_ref(L, LUA_REGISTRYINDEX);
    lua_pushboolean(L, 0);
    script->event_ref = luaL_ref(L, LUA_REGISTRYINDEX);
    lua_pushboolean(L, 0);
    script->handlers_ref = luaL_ref(L, LUA_REGISTRYINDEX);
    lua_pushboolean(L, 0);
    script->restored_ref = luaL_ref(L, LUA_REGISTRYINDEX);
    mt_context_init(&script->context, L);
    load_prelude(L);
    set_arguments(L, script->options.set);
    if (script->options.path)
        add_script_folder(L, script->options.path);
    return 0;
}

struct mt_script *mt_script_new(struct event_base *base, const struct mt_script_options *options,
                                void (*idle)(void *arg, enum mt_script_status status,
                                             const struct mt_err *err),
                                void *arg, struct mt_err *err)
{
    struct mt_script *script = calloc(1, sizeof *script);
    if (!script) {
        mt_fail(err, MT_ERR_NOMEM, "no memory for a script");
        return NULL;
    }
    script->options = *options;
    script->idle = idle;
    script->idle_arg = arg;
    mt_core_version = options->version;
    mt_core_configure = options->configure;
    mt_core_configure_arg = options->configure_arg;
    script->tables = mt_tables_new();
    script->host = mt_host_new(base, err);
    if (!script->tables || !script->host) {
        mt_script_free(script);
        return NULL;
    }
    script->L = mt_host_state(script->host);
    mt_json_set_event_encoder(mt_event_encode);
    if (lua_cpcall(script->L, push_run, script)) {
        mt_fail(err, MT_ERR_SCRIPT, "cannot set up Lua: %s", lua_tostring(script->L, -1));
        mt_script_free(script);
        return NULL;
    }
    script->task = mt_task_new(script->host, after_wait, script);
    mt_host_on_fail(script->host, after_failure, script);
    return script;
}

void mt_script_free(struct mt_script *script)
{
    if (!script)
        return;
    mt_rows_end(&script->rows);
    mt_tables_free(script->tables);
    mt_schema_free(script->schema);
    mt_context_free(&script->context);
    if (script->host) {
        mt_task_free(script->task);
        mt_host_free(script->host);
    }
    mt_buf_free(&script->query_text);
    mt_buf_free(&script->inflated);
    free(script);
}

static int push_chunk(struct mt_script *script, lua_State *co, struct mt_err *err)
{
    if (script->options.module) {
        lua_getglobal(co, "require");
        lua_pushstring(co, script->options.module);
        if (lua_pcall(co, 1, 1, 0) == 0)
            return 0;
    } else if (luaL_loadfile(co, script->options.path) == 0) {
        return 0;
    }
    mt_fail(err, MT_ERR_SCRIPT, "%s", lua_tostring(co, -1));
    return -1;
}

enum mt_script_status mt_script_load(struct mt_script *script, struct mt_err *err)
{
    lua_State *co = mt_task_state(script->task);
    int n = 0;
    lua_settop(co, 0);
    if (push_chunk(script, co, err))
        return MT_SCRIPT_FAILED;
    for (const char *const *it = script->options.arguments; it && *it; it++, n++)
        lua_pushstring(co, *it);
    return run_alone(script, n, err);
}

int mt_script_ready(struct mt_script *script, struct mt_err *err)
{
    return read_kinds(script, err);
}

/* ---- checkpoints ---- */

int mt_script_save(struct mt_script *script, const struct mt_place *place, struct mt_buf *out,
                   struct mt_err *err)
{
    lua_State *L = script->L;
    push_hook(L, "save");
    lua_newtable(L);
    lua_pushstring(L, place->file);
    lua_setfield(L, -2, "file");
    lua_pushnumber(L, (lua_Number)place->position);
    lua_setfield(L, -2, "position");
    lua_pushstring(L, place->gtid);
    lua_setfield(L, -2, "gtid");
    lua_pushnumber(L, place->server_id);
    lua_setfield(L, -2, "server_id");
    lua_pushstring(L, place->server_uuid);
    lua_setfield(L, -2, "server_uuid");
    if (call_hook(script, 1, 1, err))
        return -1;
    size_t len;
    const char *text = lua_tolstring(L, -1, &len);
    mt_buf_add(out, text, len);
    mt_buf_addc(out, '\n');
    lua_pop(L, 1);
    return out->failed ? mt_fail(err, MT_ERR_NOMEM, "no memory for a checkpoint") : 0;
}

static void read_string(lua_State *L, const char *field, char *out, size_t size)
{
    lua_getfield(L, -1, field);
    const char *s = lua_tostring(L, -1);
    snprintf(out, size, "%s", s ? s : "");
    lua_pop(L, 1);
}

static double read_number(lua_State *L, const char *field)
{
    lua_getfield(L, -1, field);
    double n = lua_tonumber(L, -1);
    lua_pop(L, 1);
    return n;
}

int mt_script_read_checkpoint(struct mt_script *script, const char *text, size_t len,
                              struct mt_place *out, struct mt_err *err)
{
    lua_State *L = script->L;
    push_hook(L, "load");
    lua_pushlstring(L, text, len);
    if (call_hook(script, 1, 1, err))
        return -1;
    *out = (struct mt_place){0};
    read_string(L, "file", out->file, sizeof out->file);
    read_string(L, "gtid", out->gtid, sizeof out->gtid);
    read_string(L, "server_uuid", out->server_uuid, sizeof out->server_uuid);
    out->position = (uint64_t)read_number(L, "position");
    out->server_id = (uint32_t)read_number(L, "server_id");
    lua_rawseti(L, LUA_REGISTRYINDEX, script->restored_ref);
    if (!*out->file || out->position < MT_BINLOG_MAGIC_LEN)
        return mt_fail(err, MT_ERR_CORRUPT, "the checkpoint names no position");
    return 0;
}

int mt_script_restore(struct mt_script *script, struct mt_err *err)
{
    push_hook(script->L, "restore");
    lua_rawgeti(script->L, LUA_REGISTRYINDEX, script->restored_ref);
    return call_hook(script, 1, 0, err);
}

struct mt_script_stats mt_script_stats(const struct mt_script *script)
{
    return script->stats;
}

const char *mt_script_gtid(const struct mt_script *script)
{
    return script->gtid;
}
