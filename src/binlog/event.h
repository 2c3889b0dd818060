/* Decoders of event bodies: from a checked event to its fields. Views into the event's bytes, valid
 * until the source is asked for the next one.
 *
 * Rows events are in rows.h, table maps in table.h, the fields of all other events, for scripts and
 * dumps, in fields.h. */
#ifndef MT_EVENT_H
#define MT_EVENT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/cursor.h"
#include "base/err.h"
#include "binlog/framing.h"

/* The body behind the header, checksum already removed. */
static inline struct mt_cursor mt_event_body(const struct mt_raw_event *event)
{
    return mt_cursor(event->data + MT_HEADER_LEN, event->size - MT_HEADER_LEN);
}

/* QUERY: uint<4> thread id, uint<4> execution seconds, uint<1> schema length, uint<2> error code,
 * uint<2> status length, status variables, schema, zero byte, statement. QUERY_COMPRESSED: the
 * statement as in inflate.h. EXECUTE_LOAD_QUERY has behind the status length: uint<4> file id,
 * uint<4> start and uint<4> end of the file's name in the statement, uint<1> duplicates.
 * MySQL statement_events.h, class Query_event; MariaDB log_event.h, class Query_log_event. */
struct mt_query {
    uint32_t thread_id;
    uint32_t seconds;
    uint16_t error_code;
    struct mt_str status;  /* raw status variables, see mt_status_next */
    struct mt_str schema;  /* the default schema */
    struct mt_str text;    /* in UTF-8 */
    bool has_microseconds; /* of the header's timestamp */
    uint32_t microseconds;
    bool has_xid; /* a DDL statement's own XID */
    uint64_t xid;
    bool has_sql_mode;
    uint64_t sql_mode;
    uint16_t server_collation;   /* of the session, for CREATE DATABASE; 0: not logged */
    uint16_t database_collation; /* where the session chose another than the database's, or 0 */
    int8_t explicit_timestamp;   /* explicit_defaults_for_timestamp: 1, 0; -1: not logged */
    uint8_t alter_phase; /* MariaDB's ALTER in two phases: MT_GTID_START_ALTER and the like, or 0 */
    struct {
        uint32_t file_id;
        uint32_t name_start, name_end; /* in the statement as logged */
        uint8_t duplicates;            /* 0 error, 1 ignore, 2 replace */
    } load;                            /* EXECUTE_LOAD_QUERY */
};

/* scratch: holds the text when it had to be inflated, or converted from the client's character
 * set. */
int mt_query_decode(const struct mt_raw_event *event, struct mt_buf *scratch, struct mt_query *out,
                    struct mt_err *err);

/* Status variables of a statement: uint<1> code, then a value whose length the code gives. */
enum mt_status_code {
    MT_STATUS_FLAGS2 = 0,
    MT_STATUS_SQL_MODE = 1,
    MT_STATUS_CATALOG = 2, /* 5.0.0 to 5.0.3 */
    MT_STATUS_AUTO_INCREMENT = 3,
    MT_STATUS_CHARSET = 4,
    MT_STATUS_TIME_ZONE = 5,
    MT_STATUS_CATALOG_NZ = 6,
    MT_STATUS_LC_TIME_NAMES = 7,
    MT_STATUS_CHARSET_DATABASE = 8,
    MT_STATUS_TABLE_MAP_FOR_UPDATE = 9,
    MT_STATUS_MASTER_DATA_WRITTEN = 10,
    MT_STATUS_INVOKER = 11,
    MT_STATUS_UPDATED_DB_NAMES = 12,
    MT_STATUS_MICROSECONDS = 13,
    MT_STATUS_EXPLICIT_DEFAULTS_FOR_TIMESTAMP = 16,
    MT_STATUS_DDL_LOGGED_WITH_XID = 17,
    MT_STATUS_DEFAULT_COLLATION_FOR_UTF8MB4 = 18,
    MT_STATUS_SQL_REQUIRE_PRIMARY_KEY = 19,
    MT_STATUS_DEFAULT_TABLE_ENCRYPTION = 20,
    MT_STATUS_ENABLE_CASCADE_TRIGGERS = 21,
    MT_STATUS_HRNOW = 128, /* from here on MariaDB's */
    MT_STATUS_XID = 129,
    MT_STATUS_GTID_FLAGS3 = 130,
    MT_STATUS_CHARACTER_SET_COLLATIONS = 131,
};

/* More databases than are listed: there is no list. */
#define MT_MANY_DATABASES 16

/* The next status variable: its code, and a cursor over its value alone. False at the end: status
 * is then empty, or `failed` (a value is cut off), or stands behind a code that is not known: what
 * follows that cannot be read. */
bool mt_status_next(struct mt_cursor *status, uint8_t *code, struct mt_cursor *value);

/* What a statement is for the reader of a stream of rows. */
enum mt_statement {
    MT_STATEMENT_BEGIN,    /* BEGIN, XA START */
    MT_STATEMENT_COMMIT,   /* COMMIT, XA COMMIT */
    MT_STATEMENT_ROLLBACK, /* of the transaction, not to a savepoint */
    MT_STATEMENT_DDL,      /* CREATE, ALTER, DROP, RENAME, TRUNCATE of anything */
    MT_STATEMENT_DML,      /* changes rows, logged as a statement: INSERT, UPDATE, DELETE, ... */
    MT_STATEMENT_OTHER,    /* SAVEPOINT, GRANT, SET, FLUSH, ... */
};
enum mt_statement mt_statement_kind(struct mt_str text);

/* The first word of a statement, comments and space before it stepped over (also into a
 * conditional comment). */
struct mt_str mt_statement_verb(struct mt_str text);

/* The identity of a transaction.
 *
 * GTID, ANONYMOUS_GTID: uint<1> flags, byte[16] server uuid, uint<8> number, then where written:
 * uint<1> 2, uint<8> last committed, uint<8> sequence; uint<7> commit timestamp (bit 55: the
 * original's follows); lenenc transaction length; uint<4> server version (bit 31: the original's
 * follows); uint<8> commit group ticket. GTID_TAGGED: the same fields, and a tag, in
 * mysql::serialization form. MySQL control_events.h, class Gtid_event.
 * MARIADB_GTID: uint<8> number, uint<4> domain, uint<1> flags, then by flags: uint<8> commit id;
 * uint<4> format id, uint<1> and uint<1> lengths, both parts of the XA transaction's name; then
 * where it is not zero: uint<1> extra flags and what they announce. MariaDB log_event.cc, class
 * Gtid_log_event. */
enum mt_gtid_flavor { MT_GTID_ANONYMOUS, MT_GTID_MYSQL, MT_GTID_MARIADB };

static inline bool mt_is_gtid(uint8_t type)
{
    return type == MT_EVENT_GTID || type == MT_EVENT_ANONYMOUS_GTID ||
           type == MT_EVENT_GTID_TAGGED || type == MT_EVENT_MARIADB_GTID;
}

/* Which transaction it is; all that most readers ask of one. */
struct mt_gtid_head {
    enum mt_gtid_flavor flavor;
    uint8_t uuid[16];           /* MySQL */
    char tag[33];               /* MySQL; "" for none */
    uint32_t domain, server_id; /* MariaDB */
    uint64_t number;
    uint64_t flags;
};

struct mt_gtid {
    struct mt_gtid_head head;

    /* MySQL. What is not written has its has_ flag unset. */
    bool has_clock;
    uint64_t last_committed, sequence_number;
    bool has_timestamps; /* microseconds since the epoch */
    uint64_t immediate_commit_us, original_commit_us;
    bool has_length;
    uint64_t transaction_length;
    uint16_t length_at, length_end; /* where in the event that stands */
    bool has_versions;              /* 90704 is 9.7.4 */
    uint64_t immediate_version, original_version;
    bool has_ticket;
    uint64_t commit_group_ticket;

    /* MariaDB. flags and extra_flags tell which of these are there. */
    uint64_t commit_id;
    uint32_t xa_format;
    struct mt_str xa_gtrid, xa_bqual;
    uint8_t extra_flags;
    uint8_t extra_engines;
    uint64_t start_alter_number; /* of the GTID whose ALTER this one commits or rolls back */
    bool has_thread;
    uint32_t thread_id;
};

/* mt_gtid_head.flags of MySQL and MariaDB, and MariaDB's extra_flags. */
enum {
    MT_GTID_MAY_HAVE_STATEMENTS = 0x01,

    MT_GTID_STANDALONE = 0x01, /* one statement, with no COMMIT behind it */
    MT_GTID_COMMIT_ID = 0x02,
    MT_GTID_TRANSACTIONAL = 0x04,
    MT_GTID_ALLOW_PARALLEL = 0x08,
    MT_GTID_WAITED = 0x10,
    MT_GTID_DDL = 0x20,
    MT_GTID_PREPARED_XA = 0x40,
    MT_GTID_COMPLETED_XA = 0x80,

    MT_GTID_EXTRA_ENGINES = 0x01,
    MT_GTID_START_ALTER = 0x02,
    MT_GTID_COMMIT_ALTER = 0x04,
    MT_GTID_ROLLBACK_ALTER = 0x08,
    MT_GTID_EXTRA_THREAD = 0x10,
};

int mt_gtid_decode(const struct mt_raw_event *event, struct mt_gtid *out, struct mt_err *err);

/* Its head alone: of what follows nothing is read, nor checked. */
int mt_gtid_decode_head(const struct mt_raw_event *event, struct mt_gtid_head *out,
                        struct mt_err *err);

/* "uuid:n", "uuid:tag:n", "domain-server-number"; "" when anonymous. Returns the length. */
#define MT_GTID_TEXT 128
size_t mt_gtid_print(const struct mt_gtid_head *gtid, char text[static MT_GTID_TEXT]);

/* Append an event, which was decoded to gtid and has_length, with another length of its
 * transaction: others (the bytes of all its other events, and its own checksum) and itself. The
 * size in its header is not touched. */
void mt_gtid_change_length(const struct mt_gtid *gtid, const struct mt_raw_event *event,
                           uint64_t others, struct mt_buf *out);

/* The entries of a GTID_LIST event, one by one; gtid_set.h has what they come to.
 *   uint<4>  count in bits 0 to 27, flags;  count times: uint<4> domain, uint<4> server, uint<8> n
 * MariaDB log_event.cc, class Gtid_list_log_event. */
struct mt_gtid_domain;
struct mt_gtid_list {
    uint32_t flags; /* bits 28 to 31, shifted down */
    uint32_t left;
    struct mt_cursor data;
};
int mt_gtid_list_begin(const struct mt_raw_event *event, struct mt_gtid_list *out,
                       struct mt_err *err);
bool mt_gtid_list_next(struct mt_gtid_list *list, struct mt_gtid_domain *out);

/* XID: uint<8>. */
int mt_xid_decode(const struct mt_raw_event *event, uint64_t *out, struct mt_err *err);

/* ROWS_QUERY (29): uint<1> length that is not used, statement. ANNOTATE_ROWS (160): statement. */
int mt_rows_query_decode(const struct mt_raw_event *event, struct mt_str *out, struct mt_err *err);

#endif
