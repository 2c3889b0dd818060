/* What the decoders of fields share, for fields*.c alone: where they read, and how they put. */
#ifndef MT_FIELDS_PUT_H
#define MT_FIELDS_PUT_H

#include "base/cursor.h"
#include "binlog/charset.h"
#include "binlog/fields.h"

struct mt_fields {
    const struct mt_raw_event *event;
    struct mt_cursor body; /* decoders read from here; `failed` is looked at behind them */
    struct mt_buf *scratch;
    const struct mt_field_sink *sink;
    struct mt_err *err;
    bool mariadb;
};

/* Decoders return 0, or -1 with the error set; a body that ends too early they may leave to the
 * caller. */
#define MT_FIELDS(name) int name(struct mt_fields *f)

MT_FIELDS(mt_fields_query); /* also compressed, and of LOAD DATA */
MT_FIELDS(mt_fields_user_var);

MT_FIELDS(mt_fields_gtid);
MT_FIELDS(mt_fields_mariadb_gtid);
MT_FIELDS(mt_fields_previous_gtids);
MT_FIELDS(mt_fields_gtid_list);

MT_FIELDS(mt_fields_table_map);
MT_FIELDS(mt_fields_rows);
MT_FIELDS(mt_fields_partial_row_data);

MT_FIELDS(mt_fields_rotate);
MT_FIELDS(mt_fields_format_description);
MT_FIELDS(mt_fields_start_v3);
MT_FIELDS(mt_fields_heartbeat);
MT_FIELDS(mt_fields_heartbeat_v2);
MT_FIELDS(mt_fields_incident);
MT_FIELDS(mt_fields_xa_prepare);
MT_FIELDS(mt_fields_transaction_context);
MT_FIELDS(mt_fields_view_change);
MT_FIELDS(mt_fields_transaction_payload);
MT_FIELDS(mt_fields_large_transaction_header);
MT_FIELDS(mt_fields_binlog_checkpoint);
MT_FIELDS(mt_fields_start_encryption);

static inline void put_value(struct mt_fields *f, const char *name, const struct mt_value *value)
{
    f->sink->value(f->sink->arg, name, value);
}

static inline void put_uint(struct mt_fields *f, const char *name, uint64_t u)
{
    put_value(f, name, &(struct mt_value){.kind = MT_KIND_UINT, .as.u = u});
}

static inline void put_double(struct mt_fields *f, const char *name, double d)
{
    put_value(f, name, &(struct mt_value){.kind = MT_KIND_DOUBLE, .as.d = d});
}

static inline void put_text(struct mt_fields *f, const char *name, struct mt_str s)
{
    put_value(f, name, &(struct mt_value){.kind = MT_KIND_TEXT, .as.s = s});
}

static inline void put_words(struct mt_fields *f, const char *name, const char *zero_terminated)
{
    put_text(f, name, (struct mt_str){zero_terminated, strlen(zero_terminated)});
}

static inline void put_bytes(struct mt_fields *f, const char *name, struct mt_str s)
{
    put_value(f, name, &(struct mt_value){.kind = MT_KIND_BYTES, .as.s = s});
}

static inline void put_bool(struct mt_fields *f, const char *name, bool b)
{
    f->sink->boolean(f->sink->arg, name, b);
}

static inline void put_list(struct mt_fields *f, const char *name)
{
    f->sink->open(f->sink->arg, name, true);
}

static inline void put_table(struct mt_fields *f, const char *name)
{
    f->sink->open(f->sink->arg, name, false);
}

static inline void put_close(struct mt_fields *f)
{
    f->sink->close(f->sink->arg);
}

/* All that is left of the body. */
static inline struct mt_str take_rest(struct mt_fields *f)
{
    return mt_take_str(&f->body, mt_left(&f->body));
}

/* A name with the length of its buffer, or ended by a zero byte before that. */
static inline struct mt_str until_zero(struct mt_str s)
{
    const char *zero = s.len ? memchr(s.data, 0, s.len) : NULL;
    return (struct mt_str){s.data, zero ? (size_t)(zero - s.data) : s.len};
}

#endif
