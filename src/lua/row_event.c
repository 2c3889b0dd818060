/* Owns the building of row events: what is made at once, and what is kept as bytes. */
#include <string.h>

#include "lua/row_parts.h"

/* Whether images are made early is decided from so many events, and once more after so many. */
#define SAMPLE  128
#define SETTLED (64 << 10)
#define NEARLY  8 /* all but one in so many */

#define EARLY_BEFORE 1u
#define EARLY_AFTER  2u

/* ---- handles ---- */

struct mt_row_handle *mt_row_handle(lua_State *L, int index, const struct mt_row_shape *shape)
{
    lua_rawgeti(L, index, 0);
    struct mt_row_handle *h = lua_touserdata(L, -1);
    bool fits = h && lua_objlen(L, -1) >= sizeof *h; /* 0 for a light userdata */
    lua_pop(L, 1);
    return fits && h->shape == shape ? h : NULL;
}

static size_t bitmap_len(const struct mt_row_handle *h)
{
    return (h->shape->table->column_count + 7) / 8;
}

static const uint8_t *present_in(const struct mt_row_handle *h, bool after)
{
    bool second = after && h->change == MT_UPDATE;
    return (const uint8_t *)h->data + h->gtid_len + (second ? bitmap_len(h) : 0);
}

static const uint8_t *bytes_of(const struct mt_row_handle *h)
{
    return (const uint8_t *)h->data + h->gtid_len +
           bitmap_len(h) * (h->change == MT_UPDATE ? 2 : 1);
}

/* A reader of the handle's row. */
static struct mt_rows open_row(const struct mt_row_handle *h)
{
    return (struct mt_rows){
        .change = (enum mt_change)h->change,
        .table = h->shape->table,
        .before_present = h->change != MT_INSERT ? present_in(h, false) : NULL,
        .after_present = h->change != MT_DELETE ? present_in(h, true) : NULL,
        .before_count = h->before_count,
        .after_count = h->after_count,
        .data = mt_cursor(bytes_of(h), h->before_len + h->after_len),
        .empty_row = h->empty_row,
        .index = h->index,
    };
}

bool mt_key_is_after(const struct mt_row_handle *h, uint32_t column)
{
    return h->change == MT_INSERT ||
           (h->change == MT_UPDATE && mt_is_wanted(present_in(h, true), column));
}

static void fill_handle(struct mt_row_handle *h, struct mt_context *context,
                        const struct mt_row_shape *shape, const struct mt_rows *rows,
                        const struct mt_raw_event *event)
{
    *h = (struct mt_row_handle){.shape = shape,
                                .file = event->file,
                                .position = event->position,
                                .xid = context->xid,
                                .timestamp = event->header.timestamp,
                                .server_id = event->header.server_id,
                                .sequence = context->sequence,
                                .index = rows->index,
                                .change = (uint8_t)rows->change,
                                .has_xid = context->has_xid,
                                .has_query = context->has_query,
                                .is_first = context->query_unseen,
                                .empty_row = rows->empty_row,
                                .before_count = rows->before_count,
                                .after_count = rows->after_count,
                                .gtid_len = (uint32_t)context->gtid_len};
    memcpy(h->data, context->gtid, context->gtid_len);
}

/* Give the handle on top the statement's list, made by its first row. */
static void set_statement(struct mt_context *context)
{
    lua_State *L = context->L;
    if (context->query_unseen) {
        lua_createtable(L, 1, 0);
        lua_pushlstring(L, context->query.data, context->query.len);
        lua_rawseti(L, -2, 1);
        lua_rawseti(L, LUA_REGISTRYINDEX, context->query_ref);
        context->query_unseen = false;
    }
    lua_rawgeti(L, LUA_REGISTRYINDEX, context->query_ref);
    lua_setfenv(L, -2);
}

/* Push a handle without images. */
static struct mt_row_handle *push_handle(struct mt_context *context,
                                         const struct mt_row_shape *shape,
                                         const struct mt_rows *rows,
                                         const struct mt_raw_event *event)
{
    struct mt_row_handle *h = lua_newuserdata(context->L, sizeof *h + context->gtid_len);
    fill_handle(h, context, shape, rows, event);
    if (h->has_query)
        set_statement(context);
    return h;
}

/* ---- spans ---- */

static int reserve_spans(struct mt_context *context, const struct mt_table *table,
                         enum mt_change change, struct mt_spans *out, struct mt_err *err)
{
    mt_buf_clear(&context->spans);
    struct mt_str *all = (void *)mt_buf_reserve(
        &context->spans, (2 * (size_t)table->column_count + 1) * sizeof *all);
    context->spans_row = NULL;
    if (!all)
        return mt_fail(err, MT_ERR_NOMEM, "no memory for the columns of a row");
    *out = (struct mt_spans){change == MT_INSERT ? NULL : all,
                             change == MT_DELETE ? NULL : all + table->column_count};
    return 0;
}

/* Step over a row. middle: where its image after begins. */
static int step_row(struct mt_rows *rows, const struct mt_spans *spans, const uint8_t **middle,
                    struct mt_err *err)
{
    if (spans->before && mt_rows_step(rows, false, spans->before, err))
        return -1;
    *middle = rows->data.at;
    return spans->after ? mt_rows_step(rows, true, spans->after, err) : 0;
}

int mt_row_spans(const struct mt_row_handle *h, struct mt_spans *out, struct mt_err *err)
{
    struct mt_context *context = h->shape->context;
    const uint8_t *middle;
    if (context->spans_row == h) {
        struct mt_str *all = (void *)context->spans.data;
        *out =
            (struct mt_spans){h->change == MT_INSERT ? NULL : all,
                              h->change == MT_DELETE ? NULL : all + h->shape->table->column_count};
        return 0;
    }
    struct mt_rows rows = open_row(h);
    if (reserve_spans(context, h->shape->table, (enum mt_change)h->change, out, err) ||
        step_row(&rows, out, &middle, err))
        return -1;
    context->spans_row = h;
    return 0;
}

static void move_spans(struct mt_str *spans, uint32_t columns, const void *from, const void *to)
{
    for (uint32_t i = 0; spans && i < columns; i++)
        if (spans[i].data)
            spans[i].data = (const char *)to + (spans[i].data - (const char *)from);
}

/* Push a handle with the bytes of the next row, which is stepped over. NULL: err. */
static struct mt_row_handle *push_whole_handle(struct mt_context *context,
                                               const struct mt_row_shape *shape,
                                               struct mt_rows *rows,
                                               const struct mt_raw_event *event,
                                               struct mt_spans *spans, struct mt_err *err)
{
    struct mt_rows next = *rows;
    uint32_t columns = rows->table->column_count;
    const uint8_t *start = rows->data.at, *middle;
    if (reserve_spans(context, rows->table, rows->change, spans, err) ||
        step_row(&next, spans, &middle, err))
        return NULL;
    size_t len = (columns + 7) / 8, row = (size_t)(next.data.at - start);
    struct mt_row_handle *h =
        lua_newuserdata(context->L, sizeof *h + context->gtid_len + 2 * len + row);
    fill_handle(h, context, shape, rows, event);
    h->has_bytes = true;
    h->before_len = (size_t)(middle - start);
    h->after_len = (size_t)(next.data.at - middle);
    if (rows->before_present)
        memcpy((uint8_t *)present_in(h, false), rows->before_present, len);
    if (rows->after_present)
        memcpy((uint8_t *)present_in(h, true), rows->after_present, len);
    memcpy((uint8_t *)bytes_of(h), start, row);
    move_spans(spans->before, columns, start, bytes_of(h));
    move_spans(spans->after, columns, start, bytes_of(h));
    context->spans_row = h;
    if (h->has_query)
        set_statement(context);
    *rows = next;
    return h;
}

/* ---- what is made early ---- */

static unsigned images_of(enum mt_change change)
{
    return change == MT_INSERT   ? EARLY_AFTER
           : change == MT_DELETE ? EARLY_BEFORE
                                 : EARLY_BEFORE | EARLY_AFTER;
}

/* Handlers that read an image of nearly every row get it made with the event, which is faster than
 * making it when asked; the others pay nothing for it. */
static unsigned choose_early(struct mt_usage *usage, enum mt_change change)
{
    if (mt_rows_built != MT_ROWS_ADAPT)
        return mt_rows_built == MT_ROWS_EARLY ? images_of(change) : 0;
    if (usage->early && usage->given >= SETTLED) {
        *usage = (struct mt_usage){0};
    } else if (!usage->early && usage->given >= SAMPLE) {
        uint32_t enough = SAMPLE - SAMPLE / NEARLY;
        unsigned early = (usage->reads[0] >= enough ? EARLY_BEFORE : 0) |
                         (usage->reads[1] >= enough ? EARLY_AFTER : 0);
        *usage = (struct mt_usage){.early = early, .has_room = usage->kept >= enough};
    }
    usage->given++;
    return usage->early & images_of(change);
}

/* Push the constructor of events with these images; false: the table has too many columns. */
static bool push_builder(struct mt_context *context, struct mt_plan *plan, enum mt_change change,
                         unsigned early)
{
    lua_State *L = context->L;
    int *ref = &plan->build_ref[change][early];
    if (*ref == LUA_NOREF) {
        mt_push_constructor(context, "event");
        lua_rawgeti(L, LUA_REGISTRYINDEX, plan->info_ref);
        mt_push_wanted_names(L, plan->shape, lua_gettop(L));
        lua_replace(L, -2);
        lua_rawgeti(L, LUA_REGISTRYINDEX, plan->meta_ref);
        lua_pushboolean(L, early & EARLY_BEFORE);
        lua_pushboolean(L, early & EARLY_AFTER);
        lua_pushstring(L, change == MT_DELETE ? "before" : "after");
        lua_call(L, 5, 1);
        *ref = luaL_ref(L, LUA_REGISTRYINDEX); /* LUA_REFNIL for nil */
    }
    if (*ref == LUA_REFNIL)
        return false;
    lua_rawgeti(L, LUA_REGISTRYINDEX, *ref);
    return true;
}

static void settle_image(struct mt_row_handle *h, bool after)
{
    mt_settle(h, after ? FIELD_AFTER : FIELD_BEFORE);
    if (after || h->change == MT_DELETE)
        mt_settle(h, FIELD_ROW);
}

/* Push a handle that needs no bytes, as all images are made from the spans of the next row, which
 * is stepped over. NULL: err. */
static struct mt_row_handle *push_light_handle(struct mt_context *context,
                                               const struct mt_row_shape *shape,
                                               struct mt_rows *rows,
                                               const struct mt_raw_event *event,
                                               struct mt_spans *spans, struct mt_err *err)
{
    const uint8_t *middle;
    struct mt_row_handle *h = push_handle(context, shape, rows, event);
    bool failed = reserve_spans(context, shape->table, rows->change, spans, err) ||
                  step_row(rows, spans, &middle, err);
    return failed ? NULL : h;
}

/* Through a constructor, which is on top of the stack: every early image's values are arguments. */
static int push_through(struct mt_context *context, const struct mt_row_shape *shape,
                        struct mt_rows *rows, const struct mt_raw_event *event, unsigned early,
                        struct mt_err *err)
{
    lua_State *L = context->L;
    int base = lua_gettop(L) - 1;
    bool all = early == images_of(rows->change);
    struct mt_spans spans;
    struct mt_row_handle *h = all ? push_light_handle(context, shape, rows, event, &spans, err)
                                  : push_whole_handle(context, shape, rows, event, &spans, err);
    int failed = h ? 0 : -1;
    for (int after = 0; !failed && after < 2; after++) {
        if (!(early >> after & 1))
            continue;
        struct mt_image image = {shape, after ? spans.after : spans.before, h->index, after};
        failed = mt_push_image_values(L, &image, err);
        settle_image(h, after);
    }
    if (failed)
        lua_settop(L, base);
    else
        lua_call(L, lua_gettop(L) - base - 1, 1);
    return failed;
}

/* The event of the handle on top, with nothing built, and room for so many fields. */
static void push_bare(struct mt_context *context, const struct mt_plan *plan, int room)
{
    lua_State *L = context->L;
    lua_createtable(L, 1, room);
    lua_insert(L, -2);
    lua_rawseti(L, -2, 0);
    lua_rawgeti(L, LUA_REGISTRYINDEX, plan->meta_ref);
    lua_setmetatable(L, -2);
}

/* Differences of JSON documents have a meaning only beside the image before, while both are read:
 * such rows are always made at once. */
static int push_partial(struct mt_context *context, const struct mt_plan *plan,
                        struct mt_rows *rows, const struct mt_raw_event *event, struct mt_err *err)
{
    lua_State *L = context->L;
    int base = lua_gettop(L);
    struct mt_row_handle *h = push_handle(context, plan->shape, rows, event);
    push_bare(context, plan, 3);
    lua_rawgeti(L, LUA_REGISTRYINDEX, plan->info_ref);
    for (int after = 0; after < 2; after++) {
        lua_pushstring(L, after ? "after" : "before");
        if (mt_push_next_image(context, plan->shape->wanted, rows, after, base + 2, err)) {
            lua_settop(L, base);
            return -1;
        }
        settle_image(h, after);
        if (after) {
            lua_pushliteral(L, "row");
            lua_pushvalue(L, -2);
            lua_rawset(L, base + 1);
        }
        lua_rawset(L, base + 1);
    }
    lua_settop(L, base + 1);
    return 0;
}

int mt_push_row_event(struct mt_context *context, struct mt_plan *plan, struct mt_rows *rows,
                      const struct mt_raw_event *event, struct mt_err *err)
{
    struct mt_row_shape *shape = plan->shape;
    if (rows->partial)
        return push_partial(context, plan, rows, event, err);
    unsigned early = choose_early(&shape->usage[rows->change], rows->change);
    if (early && push_builder(context, plan, rows->change, early))
        return push_through(context, shape, rows, event, early, err);
    struct mt_spans spans;
    if (!push_whole_handle(context, shape, rows, event, &spans, err))
        return -1;
    push_bare(context, plan, shape->usage[rows->change].has_room);
    return 0;
}
