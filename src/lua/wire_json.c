/* Owns the lines of `dump --format json`: events as they stand in the log, from their bytes to JSON
 * without becoming Lua tables. The order of members is that of event_json.c; inside of nested
 * objects it is the decoder's. */
#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "binlog/fields.h"
#include "lua/json.h"
#include "lua/row_parts.h"
#include "lua/script_parts.h"

#define STEP 16

/* A name of a field. */
struct name {
    const char *text;      /* static; NULL: a free slot */
    char member[3 * STEP]; /* what a member begins with: a comma, the name and a colon */
    unsigned len;          /* of it; 0: it is longer than that */
    unsigned rank; /* its place among all names that were met: the known fields in their order, then
                      the others by name */
};

/* One field of the event: where it stands in the text, with a comma in front. */
struct member {
    const struct name *name;
    size_t start, end;
};

struct members {
    struct mt_buf *text; /* the members as they came */
    struct mt_buf *list; /* of struct member */
    unsigned depth;      /* of nested tables, of which there are few */
    uint64_t lists;      /* a bit for each depth: a list, not an object */
    bool first;          /* nothing stands in the innermost of them yet */
    const char *refused;
};

/* ---- names ---- */

/* The program has some 160 of them, all constants. */
#define NAME_SLOTS 1024
static struct name names[NAME_SLOTS];

static int place_of(const char *text)
{
    for (int i = 1; i < FIELD_COUNT; i++)
        if (strcmp(mt_row_fields[i].name, text) == 0)
            return i;
    return FIELD_COUNT;
}

static int compare_names(const char *a, const char *b)
{
    int order = place_of(a) - place_of(b);
    return order ? order : strcmp(a, b);
}

/* Give the name its rank, and those behind it the next. */
static void rank_name(struct name *fresh)
{
    unsigned rank = 0;
    bool known = false;
    for (struct name *it = names; it < names + NAME_SLOTS; it++) {
        int order = it->text && it != fresh ? compare_names(fresh->text, it->text) : -1;
        known |= order == 0;
        if (order > 0 && rank <= it->rank)
            rank = it->rank + 1;
    }
    fresh->rank = rank;
    for (struct name *it = names; !known && it < names + NAME_SLOTS; it++)
        if (it->text && it != fresh && it->rank >= rank)
            it->rank++;
}

static const struct name *find_name(const char *text)
{
    uint64_t hash = (uint64_t)(uintptr_t)text * UINT64_C(0x9e3779b97f4a7c15);
    struct name *name = &names[hash >> 54];
    while (name->text && name->text != text)
        name = name + 1 < names + NAME_SLOTS ? name + 1 : names;
    if (!name->text) {
        name->text = text;
        size_t len = (size_t)snprintf(name->member, sizeof name->member, ",\"%s\":", text);
        name->len = len < sizeof name->member ? (unsigned)len : 0;
        rank_name(name);
    }
    return name;
}

/* ---- members ---- */

/* Copies whole steps: at both ends there is room for one more. */
static inline char *put_steps(char *to, const char *text, size_t len)
{
    if (len > 4 * STEP) {
        memcpy(to, text, len);
        return to + len;
    }
    for (size_t done = 0; done < len; done += STEP)
        memcpy(to + done, text + done, STEP);
    return to + len;
}

static struct member *members_of(const struct members *m, size_t *n)
{
    *n = m->list->len / sizeof(struct member);
    return (struct member *)(void *)m->list->data;
}

static void begin_field(struct members *m, const char *text)
{
    const struct name *name = find_name(text);
    struct member *fresh = (void *)mt_buf_reserve(m->list, sizeof *fresh);
    if (!fresh)
        return;
    *fresh = (struct member){name, m->text->len, m->text->len};
    m->list->len += sizeof *fresh;
    if (!name->len) {
        mt_buf_printf(m->text, ",\"%s\":", text);
        return;
    }
    char *to = mt_buf_reserve(m->text, sizeof name->member);
    if (to)
        m->text->len = (size_t)(put_steps(to, name->member, name->len) - m->text->data);
}

static void end_field(struct members *m)
{
    size_t n;
    struct member *all = members_of(m, &n);
    if (n)
        all[n - 1].end = m->text->len;
}

static void begin_value(struct members *m, const char *name)
{
    if (!m->depth) {
        begin_field(m, name);
        return;
    }
    if (!m->first)
        mt_buf_addc(m->text, ',');
    m->first = false;
    if (!name)
        return;
    mt_json_add_string(m->text, name, strlen(name));
    mt_buf_addc(m->text, ':');
}

static void end_value(struct members *m)
{
    if (!m->depth)
        end_field(m);
}

static void put_value(void *arg, const char *name, const struct mt_value *value)
{
    struct members *m = arg;
    begin_value(m, name);
    const char *refused = mt_value_encode(value, false, m->text);
    if (refused)
        m->refused = refused;
    end_value(m);
}

static void put_boolean(void *arg, const char *name, bool value)
{
    struct members *m = arg;
    begin_value(m, name);
    if (value)
        mt_buf_add(m->text, "true", 4);
    else
        mt_buf_add(m->text, "false", 5);
    end_value(m);
}

static void put_open(void *arg, const char *name, bool list)
{
    struct members *m = arg;
    begin_value(m, name);
    mt_buf_addc(m->text, list ? '[' : '{');
    m->lists = m->lists << 1 | list;
    m->depth++;
    m->first = true;
}

static void put_close(void *arg)
{
    struct members *m = arg;
    mt_buf_addc(m->text, m->lists & 1 ? ']' : '}');
    m->lists >>= 1;
    m->depth--;
    m->first = false;
    end_value(m);
}

static void add_text(struct members *m, const char *name, struct mt_str text)
{
    begin_field(m, name);
    mt_json_add_string(m->text, text.data, text.len);
    end_field(m);
}

static void add_unsigned(struct members *m, const char *name, uint64_t u)
{
    put_value(m, name, &(struct mt_value){.kind = MT_KIND_UINT, .as.u = u});
}

/* ---- members that are the same again ---- */

void mt_free_kept_text(struct mt_kept_text *kept)
{
    mt_buf_free(&kept->source);
    mt_buf_free(&kept->text);
    mt_buf_free(&kept->members);
}

/* Add the members that were kept, if they are of this source. */
static bool add_kept(struct members *m, const struct mt_kept_text *kept, struct mt_str source)
{
    size_t n = kept->members.len / sizeof(struct member), base = m->text->len;
    const struct member *from = (const void *)kept->members.data;
    if (!mt_str_eq(source, (struct mt_str){kept->source.data, kept->source.len}))
        return false;
    struct member *to = (void *)mt_buf_reserve(m->list, n * sizeof *to);
    for (size_t i = 0; to && i < n; i++)
        to[i] = (struct member){from[i].name, base + from[i].start, base + from[i].end};
    m->list->len += to ? n * sizeof *to : 0;
    mt_buf_add(m->text, kept->text.data, kept->text.len);
    return true;
}

/* Keep what was added since text and list were so long. */
static void keep(const struct members *m, struct mt_kept_text *kept, size_t text, size_t list,
                 struct mt_str source)
{
    mt_buf_clear(&kept->source);
    mt_buf_clear(&kept->text);
    mt_buf_clear(&kept->members);
    if (m->text->failed || m->list->failed)
        return;
    mt_buf_add(&kept->text, m->text->data + text, m->text->len - text);
    mt_buf_add(&kept->members, m->list->data + list, m->list->len - list);
    if (kept->text.failed || kept->members.failed)
        return;
    struct member *all = (void *)kept->members.data;
    for (size_t i = 0; i < kept->members.len / sizeof *all; i++) {
        all[i].start -= text;
        all[i].end -= text;
    }
    mt_buf_add(&kept->source, source.data, source.len);
}

/* What the events of a transaction mostly have in common; without a hole. */
struct shared {
    const char *file; /* interned */
    uint32_t timestamp, server_id;
    char gtid[sizeof(((struct mt_context *)0)->gtid)];
};

static void add_shared(struct members *m, struct mt_script *script)
{
    const struct mt_raw_event *event = script->event;
    const struct mt_context *context = &script->context;
    struct shared source = {event->file, event->header.timestamp, event->header.server_id, {0}};
    memcpy(source.gtid, context->gtid, context->gtid_len);
    struct mt_str same = {(const char *)&source, offsetof(struct shared, gtid) + context->gtid_len};
    size_t text = m->text->len, list = m->list->len;
    if (add_kept(m, &script->common, same))
        return;
    add_unsigned(m, "timestamp", event->header.timestamp);
    if (context->gtid_len)
        add_text(m, "gtid", (struct mt_str){context->gtid, context->gtid_len});
    add_text(m, "file", (struct mt_str){event->file, strlen(event->file)});
    add_unsigned(m, "server_id", event->header.server_id);
    keep(m, &script->common, text, list, same);
}

/* As mt_push_common; nearly in the order in which they are written. */
static void add_common(struct members *m, struct mt_script *script, const char *type)
{
    add_text(m, "type", (struct mt_str){type, strlen(type)});
    add_shared(m, script);
    add_unsigned(m, "position", script->event->position);
}

static int add_rows(struct members *m, struct mt_script *script, struct mt_err *err)
{
    struct mt_table *table = mt_rows_table(script->tables, script->event, script->format.short_id);
    if (mt_rows_begin(script->tables, script->event, script->format.short_id, &script->inflated,
                      &script->rows, err))
        return -1;
    script->rows.shows_differences = true;
    struct mt_plan *plan = mt_plan_of(script, table);
    int failed = mt_plan_complete(script, plan, table, err);
    if (!failed) {
        add_text(m, "schema", table->schema);
        add_text(m, "table", table->table);
        begin_field(m, "rows");
        failed = mt_rows_encode(plan->shape, &script->rows, m->text, &m->refused, err);
        end_field(m);
    }
    mt_rows_end(&script->rows);
    return failed;
}

/* Few, and mostly in order as they come. */
static void sort_members(struct member *all, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        struct member moved = all[i];
        size_t k = i;
        for (; k && moved.name->rank < all[k - 1].name->rank; k--)
            all[k] = all[k - 1];
        all[k] = moved;
    }
}

/* Of a field that comes twice the last counts: the sort has kept their order. */
static bool is_overruled(const struct member *all, size_t i, size_t n)
{
    return i + 1 < n && all[i].name->rank == all[i + 1].name->rank;
}

static int write_line(const struct members *m, struct mt_buf *line, struct mt_err *err)
{
    size_t n;
    struct member *all = members_of(m, &n);
    mt_buf_clear(line);
    char *to = mt_buf_reserve(line, m->text->len + STEP + 2), *start = to;
    if (!mt_buf_reserve(m->text, STEP) || m->list->failed || !to)
        return mt_fail(err, MT_ERR_NOMEM, "no memory for an event's JSON");
    sort_members(all, n);
    for (size_t i = 0; i < n; i++)
        if (!is_overruled(all, i, n))
            to = put_steps(to, m->text->data + all[i].start, all[i].end - all[i].start);
    *start = '{';
    memcpy(to, "}\n", 2);
    fwrite(start, 1, (size_t)(to + 2 - start), stdout); /* whether it could, the next flush says */
    return 0;
}

static int add_fields(struct members *m, struct mt_script *script, struct mt_err *err)
{
    struct mt_field_sink sink = {
        .arg = m, .value = put_value, .boolean = put_boolean, .open = put_open, .close = put_close};
    return mt_event_fields(script->event, script->format.mariadb, &script->context.scratch, &sink,
                           err);
}

/* A table map says the same in each of its transactions. */
static int add_table_map(struct members *m, struct mt_script *script, struct mt_plan *plan,
                         struct mt_err *err)
{
    struct mt_cursor body = mt_event_body(script->event);
    struct mt_str source = {(const char *)body.at, mt_left(&body)};
    size_t text = m->text->len, list = m->list->len;
    if (add_kept(m, &plan->map_text, source))
        return 0;
    if (add_fields(m, script, err))
        return -1;
    keep(m, &plan->map_text, text, list, source);
    return 0;
}

int mt_print_wire_event(struct mt_script *script, const char *type, struct mt_plan *plan,
                        struct mt_err *err)
{
    enum mt_change change;
    uint8_t code = script->event->header.type;
    struct members m = {.text = &script->texts, .list = &script->members};
    mt_buf_clear(m.text);
    mt_buf_clear(m.list);
    add_common(&m, script, type); /* which the event's own fields overrule */
    if (code == MT_EVENT_TABLE_MAP && plan ? add_table_map(&m, script, plan, err)
                                           : add_fields(&m, script, err))
        return -1;
    if (mt_rows_is(code, &change) && add_rows(&m, script, err))
        return -1;
    if (m.refused)
        return mt_fail(err, MT_ERR_UNSUPPORTED, "JSON cannot hold %s", m.refused);
    return write_line(&m, &script->line, err);
}
