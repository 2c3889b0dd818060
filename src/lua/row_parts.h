/* The inside of row events, shared by the files that make it up: row_shape.c (a table as its events
 * know it), row_event.c (building events), row_fields.c (fields worked out when read), row_image.c
 * (images as tables), row_json.c and event_json.c (JSON). */
#ifndef MT_ROW_PARTS_H
#define MT_ROW_PARTS_H

#include <stdbool.h>

#include "binlog/wire.h"
#include "lua/row_event.h"

/* In the order in which JSON writes them. X(enum, name). */
#define FIELDS(X)               \
    X(TYPE, "type")             \
    X(SCHEMA, "schema")         \
    X(TABLE, "table")           \
    X(TIMESTAMP, "timestamp")   \
    X(ID, "id")                 \
    X(GTID, "gtid")             \
    X(FILE, "file")             \
    X(POSITION, "position")     \
    X(SEQUENCE, "sequence")     \
    X(INDEX, "index")           \
    X(SERVER_ID, "server_id")   \
    X(XID, "xid")               \
    X(POSITIONAL, "positional") \
    X(QUERY, "query")           \
    X(KEY, "key")               \
    X(CHANGED, "changed")       \
    X(BEFORE, "before")         \
    X(AFTER, "after")           \
    X(ROW, "row")

enum mt_field {
    FIELD_NONE,
#define X(name, text) FIELD_##name,
    FIELDS(X)
#undef X
        FIELD_COUNT
};

struct mt_field_text {
    const char *name;
    const char *json; /* the name as JSON writes it, with its colon */
};

/* By enum mt_field. */
extern const struct mt_field_text mt_row_fields[];

/* Lua strings that are at hand where fields are read: their names by enum mt_field, then these. */
enum mt_slot {
    SLOT_CHANGE = FIELD_COUNT, /* and the two behind it: "insert", "update", "delete" */
};

/* A plan's info table: the names at 1..n, and these. */
#define INFO_IMAGE   0     /* function that makes an image of its wanted values; nil: too many */
#define INFO_KEY     "key" /* list of the key columns' names; absent: none */
#define INFO_JSON    "json"
#define INFO_COLUMNS "columns" /* event.columns, once it was read */

/* In the metatable of a rows event's list of rows: the info table. */
#define ROWS_COLUMNS "columns"

/* ---- shapes ---- */

/* How often handlers read the images of a table's rows, so that they are made when they are sure to
 * be wanted. */
struct mt_usage {
    uint32_t given;    /* events since the last decision */
    uint32_t reads[2]; /* of the images before and after, among them */
    uint32_t kept;     /* events that got a field to keep, among them */
    unsigned early;    /* bit 0: the image before, bit 1: after is made with the event */
    bool has_room;     /* events are made with room for a field */
};

enum mt_writer_kind {
    MT_WRITE_SIGNED,   /* an integer */
    MT_WRITE_UNSIGNED, /* an integer */
    MT_WRITE_UTF8,     /* the bytes behind the length are text, or are written as such */
    MT_WRITE_ASCII,    /* the same where they are ASCII */
    MT_WRITE_PLAIN,    /* decodes to text of digits and signs */
    MT_WRITE_ANY,      /* as its decoder says */
};

/* How a column's bytes become a value, or JSON. */
struct mt_column_writer {
    struct mt_str name; /* with a comma in front and the colon; in whole MT_NAME_STEPs */
    enum mt_writer_kind kind;
    uint32_t prefix;  /* text: bytes of the length in front of it */
    uint32_t longest; /* text: what is longer is the decoder's to refuse */
};

#define MT_NAME_STEP 16

/* A table as the events of its rows know it, for as long as one of them lives: a userdata, upvalue
 * of their metatable. */
struct mt_row_shape {
    const void *mark;
    struct mt_context *context;
    struct mt_table *table; /* shared */
    bool positional;
    uint8_t *wanted;                  /* bit per column; NULL: all */
    uint32_t *key_order;              /* the key's columns in the order of the table's */
    struct mt_column_writer *writers; /* by column */
    struct mt_str heads[3];           /* by enum mt_change: JSON up to the timestamp's value */
    struct mt_usage usage[3];
    struct mt_arena *memory; /* of the pointers above */
};

/* Upvalues of the metamethods; UP_FIELDS: the fields' numbers by name, and what enum mt_slot says.
 */
enum { UP_SHAPE = 1, UP_INFO, UP_FIELDS };

/* In the metatable of events. */
enum { META_SHAPE = 1, META_INFO };

static inline bool mt_is_wanted(const uint8_t *wanted, uint32_t column)
{
    return !wanted || wanted[column >> 3] >> (column & 7) & 1;
}

/* The shape in the metatable on top of the stack, or NULL. */
struct mt_row_shape *mt_shape_of_meta(lua_State *L);

/* Push the function of that name of moontail.constructor. */
void mt_push_constructor(struct mt_context *context, const char *name);

/* Push a list of the names of the columns that are wanted. */
void mt_push_wanted_names(lua_State *L, const struct mt_row_shape *shape, int info);

/* ---- handles ---- */

/* A row: where it stands, and the bytes of its images. A userdata, field 0 of its event. The
 * environment of one with a statement is a list of the statement alone. */
struct mt_row_handle {
    const struct mt_row_shape *shape; /* also tells that it is a handle */
    const char *file;                 /* lives as long as the process */
    uint64_t position, xid;
    uint32_t timestamp, server_id, sequence, index;
    uint32_t settled; /* bit per enum mt_field: was built, or set by the script */
    uint8_t change;   /* enum mt_change */
    bool has_xid, has_query, is_first, has_bytes, empty_row;
    uint32_t gtid_len;
    uint32_t before_count, after_count; /* of the columns present */
    size_t before_len, after_len;
    char data[]; /* GTID, bitmaps of the columns present before and after, images before and after
                  */
};

/* The handle of the event at index; NULL: the script has put something else there. */
struct mt_row_handle *mt_row_handle(lua_State *L, int index, const struct mt_row_shape *shape);

static inline bool mt_is_settled(const struct mt_row_handle *h, enum mt_field field)
{
    return h->settled >> field & 1;
}

static inline void mt_settle(struct mt_row_handle *h, enum mt_field field)
{
    h->settled |= 1u << field;
}

/* The images of the row, as they were not changed: nothing of before, after and row was built or
 * set. */
static inline bool mt_has_raw_images(const struct mt_row_handle *h)
{
    return h->has_bytes &&
           !(h->settled & (1u << FIELD_BEFORE | 1u << FIELD_AFTER | 1u << FIELD_ROW));
}

static inline bool mt_has_image(const struct mt_row_handle *h, bool after)
{
    return after ? h->change != MT_DELETE : h->change != MT_INSERT;
}

/* Append the row's id, "<gtid or file:position>:<sequence>.<index>"; without the GTID when the
 * script took that away. */
void mt_row_id(const struct mt_row_handle *h, struct mt_buf *out);

/* In which image a key column's value stands: the row's own, unless a minimal image leaves it out.
 * True: after. */
bool mt_key_is_after(const struct mt_row_handle *h, uint32_t column);

/* The values of a row as mt_rows_step gives them, by column; NULL for an image that is not there.
 */
struct mt_spans {
    struct mt_str *before, *after;
};

/* Those of the handle's row; they live until this is called for another row, or another row is
 * read. 0, or -1 with err. */
int mt_row_spans(const struct mt_row_handle *h, struct mt_spans *out, struct mt_err *err);

/* Did an update change a column that is wanted? 0, or -1 with err. */
int mt_row_is_changed(const struct mt_row_shape *shape, const struct mt_spans *spans,
                      uint32_t column, bool *changed, struct mt_err *err);

/* Fail with the place of the row: the job stops, whatever the script makes of the error. Raises. */
int mt_row_fail(lua_State *L, const struct mt_row_handle *h, struct mt_err *err);

/* ---- values from their bytes ---- */

/* The integer that a span holds, of 1, 2, 3, 4 or 8 bytes; without its sign. */
static inline uint64_t mt_span_integer(struct mt_str span)
{
    struct mt_cursor cursor = mt_cursor(span.data, span.len);
    switch (span.len) {
    case 1: return mt_u8(&cursor);
    case 2: return mt_u16(&cursor);
    case 3: return mt_u24(&cursor);
    case 4: return mt_u32(&cursor);
    default: return mt_u64(&cursor);
    }
}

static inline int64_t mt_extend_sign(uint64_t u, unsigned bits)
{
    uint64_t top = UINT64_C(1) << (bits - 1);
    return (int64_t)((u ^ top) - top);
}

/* Push the value of a column that is there; the usual kinds are not decoded first. L may be a
 * coroutine. 0, or -1 with err, which does not name the column. May raise. */
int mt_push_span(lua_State *L, const struct mt_row_shape *shape, uint32_t column,
                 struct mt_str span, struct mt_err *err);

/* ---- images ---- */

/* One image of a row. */
struct mt_image {
    const struct mt_row_shape *shape;
    const struct mt_str *spans; /* by column, see mt_rows_step */
    uint32_t index;             /* of the row, for errors */
    bool after;
};

/* Push the table of an image. L may be a coroutine; info: the info table's index. 0, or -1 with
 * err. May raise. */
int mt_push_image(lua_State *L, const struct mt_image *image, int info, struct mt_err *err);

/* Push the wanted values of an image, nil for those that it does not have. */
int mt_push_image_values(lua_State *L, const struct mt_image *image, struct mt_err *err);

/* Read the next image of a rows event and push its table. */
int mt_push_next_image(struct mt_context *context, const uint8_t *wanted, struct mt_rows *rows,
                       bool after, int info, struct mt_err *err);

/* ---- fields ---- */

/* Add the metamethods to the metatable on top. */
void mt_add_metamethods(lua_State *L, int shape, int info);

/* ---- JSON ---- */

/* Append the event of a handle that was left alone; its handle is on top of the stack. May raise.
 */
void mt_row_encode(lua_State *L, const struct mt_row_handle *h, struct mt_buf *out);

/* Append one field that was left alone, with its name and a comma behind it. False, and nothing is
 * written: the event has no such field, or its tables must be asked for it (key, changed). May
 * raise. */
bool mt_row_encode_field(lua_State *L, const struct mt_row_handle *h, enum mt_field field,
                         struct mt_buf *out);

/* Append a value; as_string: integers are quoted. NULL, or what JSON cannot hold. */
const char *mt_value_encode(const struct mt_value *value, bool as_string, struct mt_buf *out);

/* Append the list of {before, after} of a rows event, all columns of it. refused: set when a value
 * is one that JSON cannot hold. 0, or -1 with err. */
int mt_rows_encode(const struct mt_row_shape *shape, struct mt_rows *rows, struct mt_buf *out,
                   const char **refused, struct mt_err *err);

#endif
