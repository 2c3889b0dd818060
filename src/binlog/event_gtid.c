/* Owns the identities of transactions, and the sets of them that start a file: their decoders.
 * Formats: MySQL libs/mysql/binlog/event/control_events.cpp, libs/mysql/serialization/readme.md and
 * sql/rpl_gtid_set.cc; MariaDB sql/log_event.cc. */
#include "binlog/event.h"
#include "binlog/gtid_set.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#define LOGICAL_CLOCK      2 /* the only type of clock that was ever released */
#define ORIGINAL_TIMESTAMP (UINT64_C(1) << 55)
#define ORIGINAL_VERSION   (UINT32_C(1) << 31)
#define MAX_XA_PART        64
#define GTID_LIST_COUNT    0x0fffffffu
#define MAX_GTID           INT64_MAX

static int fail_short(const struct mt_raw_event *event, struct mt_err *err)
{
    return mt_fail(err, MT_ERR_TRUNCATED, "the %s event of %u bytes ends inside a field",
                   mt_event_type_name(event->header.type), event->header.size);
}

/* Printed by hand: every transaction has one, and printf would be a tenth of what a small
 * transaction costs. */
static char *put_number(char *at, uint64_t n)
{
    char digits[20];
    size_t count = 0;
    do {
        digits[count++] = (char)('0' + n % 10);
        n /= 10;
    } while (n);
    while (count)
        *at++ = digits[--count];
    *at = '\0';
    return at;
}

static char *print_mysql(const struct mt_gtid_head *gtid, char *text)
{
    char *at = mt_uuid_print(gtid->uuid, text);
    *at++ = ':';
    if (*gtid->tag) {
        at = stpcpy(at, gtid->tag);
        *at++ = ':';
    }
    return put_number(at, gtid->number);
}

static char *print_mariadb(const struct mt_gtid_head *gtid, char *text)
{
    char *at = put_number(text, gtid->domain);
    *at++ = '-';
    at = put_number(at, gtid->server_id);
    *at++ = '-';
    return put_number(at, gtid->number);
}

size_t mt_gtid_print(const struct mt_gtid_head *gtid, char text[static MT_GTID_TEXT])
{
    char *end = text;
    *end = '\0';
    if (gtid->flavor == MT_GTID_MYSQL)
        end = print_mysql(gtid, text);
    else if (gtid->flavor == MT_GTID_MARIADB)
        end = print_mariadb(gtid, text);
    return (size_t)(end - text);
}

/* ---- MySQL ---- */

static uint16_t offset_in(const struct mt_raw_event *event, const struct mt_cursor *c)
{
    return (uint16_t)(c->at - event->data);
}

/* mysql::serialization's variable-length integers: the number of trailing one bits of the first
 * byte says how many bytes follow. */
static uint64_t read_varint(struct mt_cursor *c)
{
    struct mt_cursor peek = *c;
    uint8_t head = mt_u8(&peek);
    unsigned extra = 0;
    while (extra < 8 && head >> extra & 1)
        extra++;
    if (extra == 8) {
        mt_u8(c);
        return mt_u64(c);
    }
    return mt_le(c, extra + 1) >> (extra + 1);
}

/* Signed ones have the sign in their lowest bit. The numbers read here are never negative. */
static uint64_t read_positive_varint(struct mt_cursor *c)
{
    uint64_t value = read_varint(c);
    if (value & 1)
        c->failed = true;
    return value >> 1;
}

static bool is_tag(const uint8_t *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (!islower(bytes[i]) && bytes[i] != '_' && (i == 0 || !isdigit(bytes[i])))
            return false;
    return true;
}

/* A tag and its length: at most 32 characters, in lower case. */
static void read_tag(struct mt_cursor *c, char tag[33])
{
    uint64_t len = read_varint(c);
    const uint8_t *bytes = len <= 32 ? mt_take(c, (size_t)len) : NULL;
    if (!bytes || !is_tag(bytes, (size_t)len)) {
        c->failed = true;
        return;
    }
    memcpy(tag, bytes, (size_t)len);
    tag[len] = '\0';
}

enum tagged_field {
    TAGGED_FLAGS,
    TAGGED_UUID,
    TAGGED_NUMBER,
    TAGGED_TAG,
    TAGGED_LAST_COMMITTED,
    TAGGED_SEQUENCE_NUMBER,
    TAGGED_IMMEDIATE_COMMIT,
    TAGGED_ORIGINAL_COMMIT,
    TAGGED_LENGTH,
    TAGGED_IMMEDIATE_VERSION,
    TAGGED_ORIGINAL_VERSION,
    TAGGED_TICKET,
    TAGGED_COUNT,
};

static void read_tagged_field(const struct mt_raw_event *event, struct mt_cursor *c, unsigned field,
                              struct mt_gtid *out)
{
    switch (field) {
    case TAGGED_FLAGS: out->head.flags = read_varint(c); break;
    case TAGGED_UUID:
        for (int i = 0; i < 16; i++)
            out->head.uuid[i] = (uint8_t)read_varint(c);
        break;
    case TAGGED_NUMBER: out->head.number = read_positive_varint(c); break;
    case TAGGED_TAG: read_tag(c, out->head.tag); break;
    case TAGGED_LAST_COMMITTED: out->last_committed = read_positive_varint(c); break;
    case TAGGED_SEQUENCE_NUMBER:
        out->sequence_number = read_positive_varint(c);
        out->has_clock = true;
        break;
    case TAGGED_IMMEDIATE_COMMIT:
        out->immediate_commit_us = out->original_commit_us = read_varint(c);
        out->has_timestamps = true;
        break;
    case TAGGED_ORIGINAL_COMMIT: out->original_commit_us = read_varint(c); break;
    case TAGGED_LENGTH:
        out->length_at = offset_in(event, c);
        out->transaction_length = read_varint(c);
        out->length_end = offset_in(event, c);
        out->has_length = true;
        break;
    case TAGGED_IMMEDIATE_VERSION:
        out->immediate_version = out->original_version = read_varint(c);
        out->has_versions = true;
        break;
    case TAGGED_ORIGINAL_VERSION: out->original_version = read_varint(c); break;
    case TAGGED_TICKET:
        out->commit_group_ticket = read_varint(c);
        out->has_ticket = true;
        break;
    }
}

/* A message of mysql::serialization: its version, its size, one more than the last field that must
 * be understood, then fields in order, each behind its number. */
static int decode_tagged(const struct mt_raw_event *event, struct mt_gtid *out, struct mt_err *err)
{
    struct mt_cursor c = mt_event_body(event);
    unsigned seen = 0;
    uint64_t version = read_varint(&c);
    read_varint(&c);
    uint64_t must = read_varint(&c);
    if (!c.failed && (version != 1 || must > TAGGED_COUNT))
        return mt_fail(err, MT_ERR_UNSUPPORTED,
                       "the gtid_tagged event has fields of a newer server (version %llu, field "
                       "%llu), which this version does not know",
                       (unsigned long long)version, (unsigned long long)must);
    while (mt_left(&c) > 0) {
        uint64_t field = read_varint(&c);
        if (field >= TAGGED_COUNT) /* and may be ignored, as all behind it */
            break;
        read_tagged_field(event, &c, (unsigned)field, out);
        seen |= 1u << field;
    }
    const unsigned needed = 1u << TAGGED_UUID | 1u << TAGGED_NUMBER;
    if (c.failed || (seen & needed) != needed)
        return mt_fail(err, MT_ERR_CORRUPT, "the gtid_tagged event of %u bytes is damaged",
                       event->header.size);
    out->head.flavor = MT_GTID_MYSQL;
    return 0;
}

static void read_commit_timestamps(struct mt_cursor *c, struct mt_gtid *out)
{
    uint64_t immediate = mt_le(c, 7);
    out->has_timestamps = true;
    out->immediate_commit_us = immediate & ~ORIGINAL_TIMESTAMP;
    out->original_commit_us =
        immediate & ORIGINAL_TIMESTAMP ? mt_le(c, 7) : out->immediate_commit_us;
}

static void read_versions(struct mt_cursor *c, struct mt_gtid *out)
{
    uint32_t immediate = mt_u32(c);
    out->has_versions = true;
    out->immediate_version = immediate & ~ORIGINAL_VERSION;
    out->original_version = immediate & ORIGINAL_VERSION ? mt_u32(c) : out->immediate_version;
}

/* Each server version added something at the end. 5.7 before its release had another clock, which
 * is passed over as the servers do. */
static void read_added_fields(const struct mt_raw_event *event, struct mt_cursor *c,
                              struct mt_gtid *out)
{
    if (mt_left(c) == 0 || mt_u8(c) != LOGICAL_CLOCK)
        return;
    out->last_committed = mt_u64(c);
    out->sequence_number = mt_u64(c);
    out->has_clock = true;
    if (mt_left(c) < 7)
        return;
    read_commit_timestamps(c, out);
    if (mt_left(c) == 0)
        return;
    out->length_at = offset_in(event, c);
    out->transaction_length = mt_lenenc(c);
    out->length_end = offset_in(event, c);
    out->has_length = true;
    if (mt_left(c) < 4)
        return;
    read_versions(c, out);
    if (mt_left(c) < 8)
        return;
    out->commit_group_ticket = mt_u64(c);
    out->has_ticket = true;
}

/* Where the cursor fails what was read is of no use. */
static void read_mysql_head(const struct mt_raw_event *event, struct mt_cursor *c,
                            struct mt_gtid_head *out)
{
    bool anonymous = event->header.type == MT_EVENT_ANONYMOUS_GTID;
    out->flavor = anonymous ? MT_GTID_ANONYMOUS : MT_GTID_MYSQL;
    out->flags = mt_u8(c);
    const uint8_t *uuid = mt_take(c, sizeof out->uuid);
    if (uuid)
        memcpy(out->uuid, uuid, sizeof out->uuid);
    out->tag[0] = '\0';
    out->number = mt_u64(c);
}

/* ---- MariaDB ---- */

static void read_extra_flags(struct mt_cursor *c, struct mt_gtid *out)
{
    out->extra_flags = mt_u8(c);
    if (out->extra_flags & MT_GTID_EXTRA_ENGINES)
        out->extra_engines = mt_u8(c);
    if (out->extra_flags & (MT_GTID_COMMIT_ALTER | MT_GTID_ROLLBACK_ALTER))
        out->start_alter_number = mt_u64(c);
    if (out->extra_flags & MT_GTID_EXTRA_THREAD) {
        out->thread_id = mt_u32(c);
        out->has_thread = true;
    }
}

static void read_mariadb_head(const struct mt_raw_event *event, struct mt_cursor *c,
                              struct mt_gtid_head *out)
{
    out->flavor = MT_GTID_MARIADB;
    out->number = mt_u64(c);
    out->domain = mt_u32(c);
    out->flags = mt_u8(c);
    out->server_id = event->header.server_id;
}

static int read_mariadb_rest(struct mt_cursor *c, struct mt_gtid *out, struct mt_err *err)
{
    uint64_t flags = out->head.flags;
    if (flags & MT_GTID_COMMIT_ID)
        out->commit_id = mt_u64(c);
    if (flags & (MT_GTID_PREPARED_XA | MT_GTID_COMPLETED_XA)) {
        out->xa_format = mt_u32(c);
        unsigned gtrid = mt_u8(c), bqual = mt_u8(c);
        if (gtrid > MAX_XA_PART || bqual > MAX_XA_PART)
            return mt_fail(err, MT_ERR_CORRUPT, "the gtid event names an impossible transaction");
        out->xa_gtrid = mt_take_str(c, gtrid);
        out->xa_bqual = mt_take_str(c, bqual);
    }
    if (mt_left(c) > 0) /* or zeros, which are no flags */
        read_extra_flags(c, out);
    return 0;
}

static void read_head(const struct mt_raw_event *event, struct mt_cursor *c,
                      struct mt_gtid_head *out)
{
    if (event->header.type == MT_EVENT_MARIADB_GTID)
        read_mariadb_head(event, c, out);
    else
        read_mysql_head(event, c, out);
}

int mt_gtid_decode(const struct mt_raw_event *event, struct mt_gtid *out, struct mt_err *err)
{
    uint8_t type = event->header.type;
    struct mt_cursor c = mt_event_body(event);
    *out = (struct mt_gtid){0};
    if (type == MT_EVENT_GTID_TAGGED)
        return decode_tagged(event, out, err);
    read_head(event, &c, &out->head);
    if (type != MT_EVENT_MARIADB_GTID)
        read_added_fields(event, &c, out);
    else if (read_mariadb_rest(&c, out, err))
        return -1;
    return c.failed ? fail_short(event, err) : 0;
}

/* The fields of a tagged one may stand in any order. */
static int decode_tagged_head(const struct mt_raw_event *event, struct mt_gtid_head *out,
                              struct mt_err *err)
{
    struct mt_gtid gtid;
    if (mt_gtid_decode(event, &gtid, err))
        return -1;
    *out = gtid.head;
    return 0;
}

int mt_gtid_decode_head(const struct mt_raw_event *event, struct mt_gtid_head *out,
                        struct mt_err *err)
{
    struct mt_cursor c = mt_event_body(event);
    if (event->header.type == MT_EVENT_GTID_TAGGED)
        return decode_tagged_head(event, out, err);
    read_head(event, &c, out);
    return c.failed ? fail_short(event, err) : 0;
}

/* ---- another length ---- */

static void add_varint(struct mt_buf *out, uint64_t value)
{
    unsigned n = 1;
    while (n < 8 && value >> 7 * n)
        n++;
    mt_buf_add_le(out, value << n | ((UINT64_C(1) << (n - 1)) - 1), n);
}

static size_t add_length(const struct mt_raw_event *event, uint64_t length, struct mt_buf *out)
{
    size_t before = out->len;
    if (event->header.type == MT_EVENT_GTID_TAGGED)
        add_varint(out, length);
    else
        mt_buf_add_lenenc(out, length);
    return out->len - before;
}

/* How many bytes the length takes, which counts them itself. */
static size_t length_size(const struct mt_gtid *gtid, const struct mt_raw_event *event,
                          uint64_t others)
{
    struct mt_buf trial = {0};
    uint64_t rest = others + event->size - (uint64_t)(gtid->length_end - gtid->length_at);
    size_t size = 0, before;
    do {
        before = size;
        mt_buf_clear(&trial);
        size = add_length(event, rest + before, &trial);
    } while (size > before && !trial.failed);
    mt_buf_free(&trial);
    return size;
}

/* The message of a tagged one begins with its version and its own size. */
static void add_message_size(const struct mt_raw_event *event, uint64_t grown, struct mt_buf *out,
                             size_t *copied)
{
    struct mt_cursor c = mt_event_body(event);
    add_varint(out, read_varint(&c));
    add_varint(out, read_varint(&c) + grown);
    *copied = (size_t)(c.at - event->data);
}

void mt_gtid_change_length(const struct mt_gtid *gtid, const struct mt_raw_event *event,
                           uint64_t others, struct mt_buf *out)
{
    size_t old = (size_t)(gtid->length_end - gtid->length_at), copied = MT_HEADER_LEN;
    size_t size = length_size(gtid, event, others);
    mt_buf_add(out, event->data, MT_HEADER_LEN);
    if (event->header.type == MT_EVENT_GTID_TAGGED)
        add_message_size(event, (uint64_t)size - old, out, &copied);
    mt_buf_add(out, event->data + copied, gtid->length_at - copied);
    add_length(event, others + event->size - old + size, out);
    mt_buf_add(out, event->data + gtid->length_end, event->size - gtid->length_end);
}

/* ---- sets ---- */

static int read_intervals(struct mt_cursor *c, struct mt_gtid_set *set, const uint8_t uuid[16],
                          const char *tag, struct mt_err *err)
{
    uint64_t count = mt_u64(c), behind_last = 0;
    while (count-- && !c->failed) {
        uint64_t first = mt_u64(c), behind = mt_u64(c);
        if (first <= behind_last || first >= behind || behind > MAX_GTID)
            c->failed = true;
        else if (mt_gtid_set_add_interval(set, uuid, tag, first, behind - 1, err))
            return -1;
        behind_last = behind;
    }
    return 0;
}

int mt_previous_gtids_decode(const struct mt_raw_event *event, struct mt_gtid_set *set,
                             struct mt_err *err)
{
    struct mt_cursor c = mt_event_body(event);
    uint64_t count = mt_u64(&c);
    unsigned format = (unsigned)(count >> 56);
    if (format > 1)
        return mt_fail(err, MT_ERR_UNSUPPORTED,
                       "the previous_gtids event has format %u, which this version does not know",
                       format);
    if (format == 1)
        count = count >> 8 & 0xffffffffffff;
    while (count-- && !c.failed) {
        char tag[33] = "";
        const uint8_t *uuid = mt_take(&c, 16);
        if (format == 1)
            read_tag(&c, tag);
        if (!c.failed && read_intervals(&c, set, uuid, tag, err))
            return -1;
    }
    if (c.failed)
        return mt_fail(err, MT_ERR_CORRUPT, "the previous_gtids event of %u bytes is damaged",
                       event->header.size);
    return 0;
}

int mt_gtid_list_begin(const struct mt_raw_event *event, struct mt_gtid_list *out,
                       struct mt_err *err)
{
    out->data = mt_event_body(event);
    uint32_t head = mt_u32(&out->data);
    out->flags = head >> 28;
    out->left = head & GTID_LIST_COUNT;
    if (out->data.failed || mt_left(&out->data) / 16 < out->left)
        return fail_short(event, err);
    return 0;
}

bool mt_gtid_list_next(struct mt_gtid_list *list, struct mt_gtid_domain *out)
{
    if (list->left == 0)
        return false;
    list->left--;
    out->domain = mt_u32(&list->data);
    out->server_id = mt_u32(&list->data);
    out->number = mt_u64(&list->data);
    return true;
}

int mt_gtid_list_decode(const struct mt_raw_event *event, struct mt_gtid_set *set,
                        struct mt_err *err)
{
    struct mt_gtid_list list;
    struct mt_gtid_domain entry;
    if (mt_gtid_list_begin(event, &list, err))
        return -1;
    while (mt_gtid_list_next(&list, &entry))
        if (mt_gtid_set_put_domain(set, &entry, err))
            return -1;
    return 0;
}
