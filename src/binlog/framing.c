/* Owns what every event shares: header, checksum, place in the log, transaction boundaries.
 * Sources: MySQL libs/mysql/binlog/event/binlog_event.h and control_events.cpp; MariaDB
 * sql/log_event.cc and sql/log_event.h. */
#include "binlog/framing.h"

#include <ctype.h>
#include <libdeflate.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "binlog/event.h"
#include "binlog/executed.h"
#include "binlog/format.h"
#include "binlog/inflate.h"
#include "binlog/rows.h"

struct interned {
    struct interned *next;
    size_t len;
    char text[];
};

static size_t hash_text(const char *s, size_t len)
{
    size_t h = 5381;
    for (size_t i = 0; i < len; i++)
        h = h * 33 ^ (unsigned char)s[i];
    return h;
}

const char *mt_intern(const char *s, size_t len)
{
    enum { BUCKETS = 1024 };
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    static struct interned *buckets[BUCKETS];
    struct interned **bucket = &buckets[hash_text(s, len) % BUCKETS];
    pthread_mutex_lock(&lock);
    struct interned *it = *bucket;
    while (it && (it->len != len || memcmp(it->text, s, len) != 0))
        it = it->next;
    if (!it && (it = malloc(sizeof *it + len + 1))) {
        memcpy(it->text, s, len);
        it->text[len] = '\0';
        it->len = len;
        it->next = *bucket;
        *bucket = it;
    }
    pthread_mutex_unlock(&lock);
    return it ? it->text : "";
}

void mt_framing_start(struct mt_framing *framing, const char *file, uint64_t position)
{
    mt_framing_next_file(framing, file);
    framing->position = position;
    framing->in_transaction = false;
    framing->group_open = false;
}

void mt_framing_next_file(struct mt_framing *framing, const char *file)
{
    framing->file = mt_intern(file, strlen(file));
    framing->position = MT_BINLOG_MAGIC_LEN;
    framing->has_format = false;
}

static uint32_t stored_crc(const uint8_t *data, uint32_t size)
{
    return mt_load_u32(data + size - MT_CHECKSUM_LEN);
}

static uint32_t computed_crc(const uint8_t *data, uint32_t size)
{
    return libdeflate_crc32(0, data, size - MT_CHECKSUM_LEN);
}

static int fail_checksum(const struct mt_header *h, uint32_t stored, uint32_t computed,
                         struct mt_err *err)
{
    const char *name = mt_event_type_name(h->type);
    return mt_fail(err, MT_ERR_CHECKSUM,
                   "the checksum of the %s event (type %u, %u bytes) does not match (stored %08x, "
                   "computed %08x); the log is damaged here: get this file again from the server",
                   name ? name : "unknown", h->type, h->size, stored, computed);
}

/* The in-use flag is set and cleared in the file without touching the checksum. */
static int verify_format_checksum(const struct mt_header *h, const uint8_t *data, uint32_t size,
                                  struct mt_err *err)
{
    uint8_t header[MT_HEADER_LEN];
    memcpy(header, data, sizeof header);
    header[17] &= (uint8_t)~MT_FLAG_IN_USE;
    uint32_t stored = stored_crc(data, size);
    uint32_t crc = libdeflate_crc32(0, header, sizeof header);
    crc = libdeflate_crc32(crc, data + sizeof header, size - sizeof header - MT_CHECKSUM_LEN);
    if (stored != crc)
        return fail_checksum(h, stored, crc, err);
    return 0;
}

static int accept_checksum(struct mt_framing *framing, const struct mt_header *h,
                           const uint8_t *data, uint32_t size, struct mt_err *err)
{
    uint8_t algorithm = data[size - MT_CHECKSUM_LEN - 1];
    if (algorithm > MT_CHECKSUM_CRC32 && algorithm != 255)
        return mt_fail(err, MT_ERR_UNSUPPORTED, "checksum algorithm %u is not known", algorithm);
    framing->checksum = algorithm == MT_CHECKSUM_CRC32 ? MT_CHECKSUM_CRC32 : MT_CHECKSUM_NONE;
    /* This event has a checksum also where those that follow have none; but a server that sends it
     * changes it, and then may leave the old one in it. */
    if (algorithm == MT_CHECKSUM_CRC32 || (algorithm == MT_CHECKSUM_NONE && !framing->live))
        return verify_format_checksum(h, data, size, err);
    return 0;
}

/* Servers that write no checksums know 27 types of events, MySQL Cluster 7.2 as the last of them
 * 32; the first that do have more than 28, and five bytes behind them: a damaged version does not
 * make checksums be passed over. */
#define MOST_TYPES_BEFORE_CHECKSUMS 32

static int accept_format(struct mt_framing *framing, const struct mt_header *h, const uint8_t *data,
                         uint32_t size, uint32_t *body_size, struct mt_err *err)
{
    struct mt_format format;
    if (mt_format_parse(mt_cursor(data + MT_HEADER_LEN, size - MT_HEADER_LEN), &format, err))
        return -1;
    if (format.binlog_version != 4 || format.header_len != MT_HEADER_LEN)
        return mt_fail(err, MT_ERR_UNSUPPORTED,
                       "binary log format %u of server %s is not read: moontail reads format 4 "
                       "(MySQL 5.0 and later, MariaDB)",
                       format.binlog_version, format.server_version);
    framing->mariadb = format.mariadb;
    framing->checksum = MT_CHECKSUM_NONE;
    *body_size = size;
    if (format.has_checksum) {
        if (mt_left(&format.rest) < 1 + MT_CHECKSUM_LEN)
            return mt_fail(err, MT_ERR_TRUNCATED, "the format description has no checksum");
        if (accept_checksum(framing, h, data, size, err))
            return -1;
        *body_size = size - MT_CHECKSUM_LEN;
    } else if (mt_left(&format.rest) > MOST_TYPES_BEFORE_CHECKSUMS) {
        return mt_fail(
            err, MT_ERR_CORRUPT,
            "the format description is longer than a server \"%s\" writes it; the log is "
            "damaged here: get this file again from the server",
            format.server_version);
    }
    framing->table_id_short = format.short_id;
    framing->first_alpha = format.first_alpha;
    framing->has_format = true;
    return 0;
}

/* A rotate event made by the server comes before the format description that says whether events
 * have checksums, so it is asked itself. */
static uint32_t body_size_of_rotate(const uint8_t *data, uint32_t size)
{
    if (size < MT_HEADER_LEN + 8 + MT_CHECKSUM_LEN + 1)
        return size;
    return stored_crc(data, size) == computed_crc(data, size) ? size - MT_CHECKSUM_LEN : size;
}

static int verify_checksum(const struct mt_framing *framing, const struct mt_header *h,
                           const uint8_t *data, uint32_t size, uint32_t *body_size,
                           struct mt_err *err)
{
    *body_size = size;
    if (framing->checksum == MT_CHECKSUM_NONE)
        return 0;
    if (size < MT_HEADER_LEN + MT_CHECKSUM_LEN)
        return mt_fail(err, MT_ERR_CORRUPT, "an event of %u bytes has no room for its checksum",
                       size);
    uint32_t stored = stored_crc(data, size), computed = computed_crc(data, size);
    if (stored != computed)
        return fail_checksum(h, stored, computed, err);
    *body_size = size - MT_CHECKSUM_LEN;
    return 0;
}

/* Our own count is the position; where the server skipped something on its way to us, or counts in
 * 32 bits, the position it wrote moves ours forward to the next number with these low bits. */
static uint64_t reconcile(uint64_t counted, uint32_t written)
{
    if (written == 0 || (uint32_t)counted == written)
        return counted;
    uint64_t candidate = (counted & ~(uint64_t)UINT32_MAX) | written;
    if (candidate < counted)
        candidate += (uint64_t)1 << 32;
    return candidate;
}

static bool takes_no_room(const struct mt_framing *framing, const struct mt_header *h)
{
    if (!framing->live)
        return false;
    if (h->flags & MT_FLAG_ARTIFICIAL || h->type == MT_EVENT_HEARTBEAT ||
        h->type == MT_EVENT_HEARTBEAT_V2)
        return true;
    /* MariaDB repeats it for a start inside an encrypted file */
    if (h->type == MT_EVENT_START_ENCRYPTION && h->end_position == 0)
        return true;
    return (h->type == MT_EVENT_ROTATE && h->end_position == 0 && h->timestamp == 0) ||
           (h->type == MT_EVENT_FORMAT_DESCRIPTION && framing->position > MT_BINLOG_MAGIC_LEN);
}

static void place(struct mt_framing *framing, struct mt_raw_event *out)
{
    const struct mt_header *h = &out->header;
    out->file = framing->file;
    out->artificial = takes_no_room(framing, h);
    out->position = framing->position;
    if (!out->artificial) {
        uint64_t end = framing->position + h->size;
        if (framing->live)
            end = reconcile(end, h->end_position);
        out->position = end - h->size;
        framing->position = end;
    }
    out->end_position = framing->position;
}

/* The statement of a QUERY event, without the status variables before it. */
static struct mt_str query_text(const uint8_t *data, uint32_t size)
{
    struct mt_cursor c = mt_cursor(data + MT_HEADER_LEN, size - MT_HEADER_LEN);
    mt_take(&c, 8);
    size_t schema_len = mt_u8(&c);
    mt_u16(&c);
    size_t status_len = mt_u16(&c);
    mt_take(&c, status_len + schema_len + 1);
    return (struct mt_str){(const char *)c.at, mt_left(&c)};
}

static bool starts_with(struct mt_str s, const char *word)
{
    size_t n = strlen(word);
    return s.len >= n && strncasecmp(s.data, word, n) == 0;
}

static bool is_word(struct mt_str s, const char *word)
{
    while (s.len && (isspace((unsigned char)s.data[s.len - 1]) || s.data[s.len - 1] == ';'))
        s.len--;
    return s.len == strlen(word) && starts_with(s, word);
}

enum role {
    ROLE_BETWEEN,   /* stands between transactions: format, rotate, ... */
    ROLE_PART,      /* belongs to a group: opens one when none is open */
    ROLE_BEGIN,     /* what follows is a transaction until its end is seen */
    ROLE_STATEMENT, /* ends its group unless a transaction is open */
    ROLE_END,       /* ends the transaction */

    /* only the body tells */
    ROLE_OF_QUERY,
    ROLE_OF_COMPRESSED,
    ROLE_OF_MARIADB_GTID,
};

/* What a server sends in place of an event that it thinks the reader cannot handle. */
static bool is_dummy(struct mt_str text)
{
    return starts_with(text, "# Dummy event");
}

static enum role role_of_query(struct mt_str text)
{
    if (is_word(text, "BEGIN") || starts_with(text, "XA START"))
        return ROLE_BEGIN;
    if (is_word(text, "COMMIT") || starts_with(text, "XA COMMIT") ||
        starts_with(text, "XA ROLLBACK"))
        return ROLE_END;
    if (starts_with(text, "ROLLBACK") && !starts_with(text, "ROLLBACK TO"))
        return ROLE_END;
    return is_dummy(text) ? ROLE_BETWEEN : ROLE_STATEMENT;
}

static enum role role_of_compressed(struct mt_str text)
{
    char head[64];
    size_t n = mt_inflate_mariadb_head(mt_cursor(text.data, text.len), head, sizeof head);
    return role_of_query((struct mt_str){head, n});
}

static enum role role_of_rows(const struct mt_framing *framing, const uint8_t *data, uint32_t size)
{
    struct mt_cursor c = mt_cursor(data + MT_HEADER_LEN, size - MT_HEADER_LEN);
    mt_take(&c, framing->table_id_short ? 4 : 6);
    return mt_u16(&c) & MT_ROWS_FLAG_STMT_END ? ROLE_STATEMENT : ROLE_PART;
}

static enum role role_of_mariadb_gtid(const uint8_t *data, uint32_t size)
{
    struct mt_cursor c = mt_cursor(data + MT_HEADER_LEN, size - MT_HEADER_LEN);
    mt_take(&c, 8 + 4);
    return mt_u8(&c) & MT_GTID_STANDALONE ? ROLE_PART : ROLE_BEGIN;
}

/* Of all but rows events. */
static const uint8_t roles[256] = {
    [MT_EVENT_QUERY] = ROLE_OF_QUERY,
    [MT_EVENT_QUERY_COMPRESSED] = ROLE_OF_COMPRESSED,
    [MT_EVENT_MARIADB_GTID] = ROLE_OF_MARIADB_GTID,
    [MT_EVENT_XID] = ROLE_END,
    [MT_EVENT_XA_PREPARE] = ROLE_END,
    [MT_EVENT_TRANSACTION_PAYLOAD] = ROLE_END,
    [MT_EVENT_EXECUTE_LOAD_QUERY] = ROLE_STATEMENT,
    [MT_EVENT_DELETE_FILE] = ROLE_STATEMENT,
    [MT_EVENT_INCIDENT] = ROLE_STATEMENT,
    [MT_EVENT_GTID] = ROLE_PART,
    [MT_EVENT_ANONYMOUS_GTID] = ROLE_PART,
    [MT_EVENT_GTID_TAGGED] = ROLE_PART,
    [MT_EVENT_INTVAR] = ROLE_PART,
    [MT_EVENT_RAND] = ROLE_PART,
    [MT_EVENT_USER_VAR] = ROLE_PART,
    [MT_EVENT_APPEND_BLOCK] = ROLE_PART,
    [MT_EVENT_BEGIN_LOAD_QUERY] = ROLE_PART,
    [MT_EVENT_TABLE_MAP] = ROLE_PART,
    [MT_EVENT_ROWS_QUERY] = ROLE_PART,
    [MT_EVENT_ANNOTATE_ROWS] = ROLE_PART,
    [MT_EVENT_TRANSACTION_CONTEXT] = ROLE_PART,
    [MT_EVENT_VIEW_CHANGE] = ROLE_PART,
    [MT_EVENT_PARTIAL_ROW_DATA] = ROLE_PART,
};

static enum role role_of(const struct mt_framing *framing, uint8_t type, const uint8_t *data,
                         uint32_t size)
{
    enum mt_change change;
    if (mt_rows_is(type, &change))
        return role_of_rows(framing, data, size);
    switch (roles[type]) {
    case ROLE_OF_QUERY: return role_of_query(query_text(data, size));
    case ROLE_OF_COMPRESSED: return role_of_compressed(query_text(data, size));
    case ROLE_OF_MARIADB_GTID: return role_of_mariadb_gtid(data, size);
    default: return roles[type];
    }
}

bool mt_begins_log(const struct mt_raw_event *event)
{
    return event->header.type == MT_EVENT_FORMAT_DESCRIPTION && !event->artificial &&
           !(event->header.flags & (MT_FLAG_ARTIFICIAL | MT_FLAG_RELAY_LOG));
}

static void track_transaction(struct mt_framing *framing, struct mt_raw_event *out)
{
    /* It always comes first: what was open never ended, as in a relay log cut by a crash. */
    if (mt_is_gtid(out->header.type))
        framing->in_transaction = framing->group_open = false;
    bool open = framing->in_transaction || framing->group_open;
    enum role role =
        out->artificial ? ROLE_BETWEEN : role_of(framing, out->header.type, out->data, out->size);
    if (role == ROLE_BETWEEN) {
        /* a new file starts: what was open at a crash never committed */
        if (mt_begins_log(out))
            framing->in_transaction = framing->group_open = open = false;
        /* MariaDB cannot resume between the format and the encryption that may follow it */
        bool may_resume =
            !(framing->live && framing->mariadb && out->header.type == MT_EVENT_FORMAT_DESCRIPTION);
        out->ends_transaction = !open && may_resume;
        return;
    }
    out->begins_transaction = !open;
    if (role == ROLE_BEGIN)
        framing->in_transaction = true;
    else if (role == ROLE_END || (role == ROLE_STATEMENT && !framing->in_transaction))
        framing->in_transaction = framing->group_open = false;
    else if (!framing->in_transaction)
        framing->group_open = true;
    out->ends_transaction = !framing->in_transaction && !framing->group_open;
}

/* uint<8> position in the next file, then its name. */
static int follow_rotate(struct mt_framing *framing, const struct mt_raw_event *event,
                         struct mt_err *err)
{
    struct mt_cursor c = mt_cursor(event->data + MT_HEADER_LEN, event->size - MT_HEADER_LEN);
    uint64_t position = mt_u64(&c);
    size_t len = mt_left(&c);
    if (c.failed || len == 0 || len > 512 || memchr(c.at, 0, len) || position > INT64_MAX)
        return mt_fail(err, MT_ERR_CORRUPT, "the rotate event names no file, or no place in it");
    framing->file = mt_intern((const char *)c.at, len);
    framing->position = position;
    return 0;
}

/* An event that says how others are to be read, or comes before it is known. 1: it is checked as
 * others are. */
static int accept_special(struct mt_framing *framing, const uint8_t *data, struct mt_raw_event *out,
                          struct mt_err *err)
{
    const struct mt_header *h = &out->header;
    if (h->type == MT_EVENT_FORMAT_DESCRIPTION)
        return accept_format(framing, h, data, h->size, &out->size, err);
    if (h->type == MT_EVENT_START_V3)
        return mt_fail(err, MT_ERR_UNSUPPORTED,
                       "this binary log was written by a server before 5.0 (start event of "
                       "format 1 or 3), which moontail does not read");
    if (h->type == MT_EVENT_START_ENCRYPTION && !framing->live)
        return mt_fail(err, MT_ERR_UNSUPPORTED,
                       "this file is encrypted from here on: read it from its server, which "
                       "decrypts it (--source mysql://...)");
    if (h->type == MT_EVENT_ROTATE && !framing->has_format) {
        out->size = body_size_of_rotate(data, h->size);
        return 0;
    }
    if (!framing->has_format && h->type != MT_EVENT_HEARTBEAT)
        return mt_fail(err, MT_ERR_CORRUPT,
                       "an event of type %u comes before any format description", h->type);
    return 1;
}

static bool is_special(const struct mt_framing *framing, uint8_t type)
{
    return !framing->has_format || type == MT_EVENT_FORMAT_DESCRIPTION ||
           type == MT_EVENT_START_V3 || type == MT_EVENT_START_ENCRYPTION;
}

int mt_framing_accept(struct mt_framing *framing, const uint8_t *data, uint32_t size,
                      struct mt_raw_event *out, struct mt_err *err)
{
    *out = (struct mt_raw_event){.data = data};
    if (size < MT_HEADER_LEN)
        return mt_fail(err, MT_ERR_CORRUPT, "%u bytes are no event (a header has %u)", size,
                       MT_HEADER_LEN);
    out->header = mt_header_parse(data);
    if (framing->first_alpha)
        out->header.type = mt_format_alpha_type(out->header.type);
    const struct mt_header *h = &out->header;
    if (h->size != size)
        return mt_fail(err, MT_ERR_CORRUPT, "an event of %u bytes says it has %u", size, h->size);
    int rc = is_special(framing, h->type) ? accept_special(framing, data, out, err) : 1;
    if (rc > 0)
        rc = verify_checksum(framing, h, data, size, &out->size, err);
    if (rc < 0)
        return -1;
    place(framing, out);
    track_transaction(framing, out);
    return h->type == MT_EVENT_ROTATE ? follow_rotate(framing, out, err) : 0;
}
