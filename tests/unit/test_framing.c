/* Framing: headers, checksums, places, and where transactions begin and end. The streams are the
 * orders of events that the servers named wrote; format descriptions are theirs byte by byte. */
#include "test.h"

#include <stdlib.h>
#include <zlib.h>

#include "base/buf.h"
#include "binlog/event.h"
#include "binlog/framing.h"
#include "hex.h"

#include "framing_formats.inc"

/* ---- making events ---- */

static void put_le(struct mt_buf *out, uint64_t v, unsigned n)
{
    for (unsigned i = 0; i < n; i++)
        mt_buf_addc(out, (char)(v >> (8 * i)));
}

/* An event with the checksum that the framing expects. */
static void put_event(struct mt_buf *out, uint8_t type, struct mt_str body, uint32_t end,
                      uint16_t flags, bool checksum)
{
    size_t start = out->len;
    put_le(out, 1700000000, 4);
    put_le(out, type, 1);
    put_le(out, 1, 4);
    put_le(out, MT_HEADER_LEN + body.len + (checksum ? MT_CHECKSUM_LEN : 0), 4);
    put_le(out, end, 4);
    put_le(out, flags, 2);
    mt_buf_add(out, body.data, body.len);
    if (checksum)
        put_le(out, crc32(0, (Bytef *)out->data + start, (uInt)(out->len - start)), 4);
}

static struct mt_str query_body(const char *text, bool compressed)
{
    static uint8_t bytes[512];
    size_t len = strlen(text);
    memset(bytes, 0, 14);
    if (compressed) {
        uLongf packed = sizeof bytes - 16;
        bytes[14] = 0x81;
        bytes[15] = (uint8_t)len;
        compress(bytes + 16, &packed, (const Bytef *)text, len);
        return (struct mt_str){(char *)bytes, 16 + packed};
    }
    memcpy(bytes + 14, text, len);
    return (struct mt_str){(char *)bytes, 14 + len};
}

/* ---- transactions ---- */

/* An event in a stream, and what framing must say of it: B begins, E ends, - neither. */
struct step {
    uint8_t type;
    const char *text; /* of a query; of rows "end" with the end-of-statement flag; of a MariaDB GTID
                         "standalone" */
    const char *want;
};

static struct mt_str body_of(const struct step *step)
{
    static uint8_t bytes[64];
    memset(bytes, 0, sizeof bytes);
    switch (step->type) {
    case MT_EVENT_QUERY:
    case MT_EVENT_QUERY_COMPRESSED:
        return query_body(step->text, step->type == MT_EVENT_QUERY_COMPRESSED);
    case MT_EVENT_MARIADB_GTID: bytes[12] = step->text != NULL; break;
    case MT_EVENT_WRITE_ROWS:
    case MT_EVENT_WRITE_ROWS_V1: bytes[6] = step->text != NULL; break;
    case MT_EVENT_ROTATE:
        memcpy(bytes, "\4\0\0\0\0\0\0\0log.2", 13);
        return (struct mt_str){(char *)bytes, 13};
    }
    return (struct mt_str){(char *)bytes, sizeof bytes};
}

static void test_stream(const char *name, const char *format, const struct step *steps, size_t n)
{
    struct mt_framing framing = {0};
    struct mt_err err = {0};
    struct mt_str first = test_hex(format);
    struct mt_raw_event event;
    char what[160];
    mt_framing_start(&framing, "log.1", MT_BINLOG_MAGIC_LEN);
    mt_framing_accept(&framing, (const uint8_t *)first.data, (uint32_t)first.len, &event, &err);
    for (size_t i = 0; i < n; i++) {
        struct mt_buf bytes = {0};
        put_event(&bytes, steps[i].type, body_of(&steps[i]), 0, 0,
                  framing.checksum == MT_CHECKSUM_CRC32);
        int failed =
            mt_framing_accept(&framing, (uint8_t *)bytes.data, (uint32_t)bytes.len, &event, &err);
        char got[3] = {event.begins_transaction ? 'B' : '-', event.ends_transaction ? 'E' : '-'};
        snprintf(what, sizeof what, "%s, event %zu: %s %s", name, i + 1,
                 mt_event_type_name(steps[i].type), steps[i].text ? steps[i].text : "");
        test_check_str(failed ? err.msg : got, steps[i].want, what, __FILE__, __LINE__);
        mt_buf_free(&bytes);
    }
}

#define E(type) MT_EVENT_##type, NULL
#define Q(text) MT_EVENT_QUERY, text
#define C(text) MT_EVENT_QUERY_COMPRESSED, text
#define STREAM(name, format, ...)                                       \
    do {                                                                \
        static const struct step steps[] = {__VA_ARGS__};               \
        test_stream(name, format, steps, sizeof steps / sizeof *steps); \
    } while (0)

static void test_mysql(void)
{
    STREAM("MySQL rows, a savepoint", mysql_97, {E(PREVIOUS_GTIDS), "-E"}, {E(GTID), "B-"},
           {Q("BEGIN"), "--"}, {E(ROWS_QUERY), "--"}, {E(TABLE_MAP), "--"},
           {MT_EVENT_WRITE_ROWS, "end", "--"}, {Q("SAVEPOINT `sp1`"), "--"},
           {Q("ROLLBACK TO `sp1`"), "--"}, {E(XID), "-E"}, {E(ROTATE), "-E"});
    STREAM("MySQL statements", mysql_97, {E(GTID), "B-"}, {Q("BEGIN"), "--"}, {E(INTVAR), "--"},
           {E(RAND), "--"}, {E(USER_VAR), "--"}, {Q("insert into t values (@a)"), "--"},
           {E(XID), "-E"}, {E(GTID), "B-"}, {Q("create table t (a int)"), "-E"},
           {E(ANONYMOUS_GTID), "B-"}, {Q("BEGIN"), "--"}, {Q("insert into m values (1)"), "--"},
           {Q("COMMIT"), "-E"}, {E(STOP), "-E"});
    STREAM("MySQL LOAD DATA", mysql_97, {E(GTID), "B-"}, {Q("BEGIN"), "--"}, {E(INTVAR), "--"},
           {E(BEGIN_LOAD_QUERY), "--"}, {E(APPEND_BLOCK), "--"}, {E(EXECUTE_LOAD_QUERY), "--"},
           {E(XID), "-E"});
    STREAM("MySQL CREATE TABLE ... SELECT", mysql_97, {E(GTID_TAGGED), "B-"}, {Q("BEGIN"), "--"},
           {Q("CREATE TABLE `c` (`id` int) START TRANSACTION"), "--"}, {E(TABLE_MAP), "--"},
           {MT_EVENT_WRITE_ROWS, "end", "--"}, {E(XID), "-E"});
    STREAM("MySQL XA", mysql_97, {E(GTID), "B-"}, {Q("XA START X'7831',X'6231',7"), "--"},
           {E(TABLE_MAP), "--"}, {MT_EVENT_WRITE_ROWS, "end", "--"},
           {Q("XA END X'7831',X'6231',7"), "--"}, {E(XA_PREPARE), "-E"}, {E(GTID), "B-"},
           {Q("XA COMMIT X'7831',X'6231',7"), "-E"}, {E(GTID), "B-"},
           {Q("XA ROLLBACK X'00ff',X'',1"), "-E"});
    STREAM("MySQL compressed, an incident", mysql_97, {E(GTID), "B-"},
           {E(TRANSACTION_PAYLOAD), "-E"}, {E(GTID), "B-"}, {E(INCIDENT), "-E"}, {E(ROTATE), "-E"});
    STREAM("a transaction that was cut off", mysql_97, {E(GTID), "B-"}, {Q("BEGIN"), "--"},
           {E(TABLE_MAP), "--"}, {E(GTID), "B-"}, {Q("BEGIN"), "--"}, {Q("ROLLBACK"), "-E"});
}

static void test_old_mysql(void)
{
    STREAM("MySQL 5.0", mysql_50, {Q("CREATE TABLE t1(c INT)"), "BE"}, {E(INTVAR), "B-"},
           {Q("insert into m values (null)"), "-E"}, {Q("BEGIN"), "B-"}, {E(USER_VAR), "--"},
           {Q("insert into t values (@a)"), "--"}, {E(XID), "-E"}, {E(BEGIN_LOAD_QUERY), "B-"},
           {E(APPEND_BLOCK), "--"}, {E(EXECUTE_LOAD_QUERY), "-E"}, {E(BEGIN_LOAD_QUERY), "B-"},
           {E(DELETE_FILE), "-E"}, {E(STOP), "-E"});
    STREAM("MySQL 5.1 rows", mysql_50, {Q("BEGIN"), "B-"}, {E(TABLE_MAP), "--"},
           {E(WRITE_ROWS_V1), "--"}, {MT_EVENT_WRITE_ROWS_V1, "end", "--"}, {Q("COMMIT"), "-E"},
           {E(TABLE_MAP), "B-"}, {E(TABLE_MAP), "--"}, {E(WRITE_ROWS_V1), "--"},
           {MT_EVENT_WRITE_ROWS_V1, "end", "-E"});
}

static void test_mariadb(void)
{
    STREAM("MariaDB", mariadb_118, {E(GTID_LIST), "-E"}, {E(BINLOG_CHECKPOINT), "-E"},
           {MT_EVENT_MARIADB_GTID, "standalone", "B-"}, {Q("create table t (a int)"), "-E"},
           {E(MARIADB_GTID), "B-"}, {E(ANNOTATE_ROWS), "--"}, {E(TABLE_MAP), "--"},
           {MT_EVENT_WRITE_ROWS_V1, "end", "--"}, {E(XID), "-E"}, {E(BINLOG_CHECKPOINT), "-E"},
           {E(MARIADB_GTID), "B-"}, {E(INTVAR), "--"}, {Q("insert into m values (1)"), "--"},
           {Q("COMMIT"), "-E"}, {E(MARIADB_GTID), "B-"}, {E(BEGIN_LOAD_QUERY), "--"},
           {E(DELETE_FILE), "--"}, {Q("COMMIT"), "-E"});
    STREAM("MariaDB CREATE TABLE ... SELECT", mariadb_118, {E(MARIADB_GTID), "B-"},
           {Q("CREATE TABLE `c` (`id` int)"), "--"}, {E(TABLE_MAP), "--"},
           {MT_EVENT_WRITE_ROWS_V1, "end", "--"}, {E(XID), "-E"});
    STREAM("MariaDB XA", mariadb_118, {E(MARIADB_GTID), "B-"}, {E(TABLE_MAP), "--"},
           {MT_EVENT_WRITE_ROWS_V1, "end", "--"}, {Q("XA END X'7831',X'',1"), "--"},
           {E(XA_PREPARE), "-E"}, {MT_EVENT_MARIADB_GTID, "standalone", "B-"},
           {Q("XA COMMIT X'7831',X'',1"), "-E"});
    STREAM("MariaDB compressed", mariadb_118, {MT_EVENT_MARIADB_GTID, "standalone", "B-"},
           {C("create table t (a int)"), "-E"}, {E(MARIADB_GTID), "B-"},
           {C("insert into t values (1)"), "--"}, {C("XA END X'7831',X'',1"), "--"},
           {E(XA_PREPARE), "-E"}, {E(MARIADB_GTID), "B-"}, {C("insert into t values (1)"), "--"},
           {C("XA ROLLBACK X'7831',X'',1"), "-E"});
    STREAM("MariaDB, events that a reader is thought not to know", mariadb_118,
           {MT_EVENT_MARIADB_GTID, "standalone", "B-"},
           {Q("# Dummy event replacing event type 160 that slave cannot handle."), "--"},
           {Q("insert into t values (1)"), "-E"}, {Q("# Dummy event"), "-E"});
}

/* ---- formats, checksums ---- */

static const char *accept_first(const char *hex, bool live, struct mt_framing *framing)
{
    static struct mt_err err;
    struct mt_raw_event event;
    struct mt_str bytes = test_hex(hex);
    err = (struct mt_err){0};
    *framing = (struct mt_framing){.live = live};
    mt_framing_start(framing, "log.1", MT_BINLOG_MAGIC_LEN);
    return mt_framing_accept(framing, (const uint8_t *)bytes.data, (uint32_t)bytes.len, &event,
                             &err)
               ? err.msg
               : "";
}

static void test_formats(void)
{
    struct mt_framing framing;
    CHECK_STR(accept_first(mysql_97, false, &framing), "");
    CHECK(!framing.mariadb && framing.checksum == MT_CHECKSUM_CRC32 && framing.position == 127);
    CHECK_STR(accept_first(mysql_97_in_use, false, &framing), "");
    CHECK_STR(accept_first(mariadb_118, false, &framing), "");
    CHECK(framing.mariadb && framing.checksum == MT_CHECKSUM_CRC32 && framing.position == 256);
    CHECK_STR(accept_first(mysql_50, false, &framing), "");
    CHECK(!framing.mariadb && framing.checksum == MT_CHECKSUM_NONE);
    CHECK(strstr(accept_first(mysql_40, false, &framing), "before 5.0") != NULL);
    char damaged[sizeof mysql_97];
    memcpy(damaged, mysql_97, sizeof damaged);
    damaged[60] = damaged[60] == '0' ? '1' : '0';
    CHECK(strstr(accept_first(damaged, false, &framing), "checksum") != NULL);
}

/* A format description as a server without checksums writes it, of so many types of events. */
static const char *accept_old(const char *version, uint8_t types, struct mt_framing *framing)
{
    static struct mt_err err;
    struct mt_buf body = {0}, bytes = {0};
    struct mt_raw_event event;
    put_le(&body, 4, 2);
    mt_buf_add(&body, version, strlen(version));
    while (body.len < 56)
        mt_buf_addc(&body, 0);
    mt_buf_addc(&body, MT_HEADER_LEN);
    for (uint8_t type = 1; type <= types; type++)
        mt_buf_addc(&body, 8);
    put_event(&bytes, MT_EVENT_FORMAT_DESCRIPTION, (struct mt_str){body.data, body.len}, 0, 0,
              false);
    err = (struct mt_err){0};
    *framing = (struct mt_framing){0};
    mt_framing_start(framing, "log.1", MT_BINLOG_MAGIC_LEN);
    mt_framing_accept(framing, (uint8_t *)bytes.data, (uint32_t)bytes.len, &event, &err);
    mt_buf_free(&bytes);
    mt_buf_free(&body);
    return err.msg;
}

static void test_old_formats(void)
{
    struct mt_framing framing;
    CHECK_STR(accept_old("5.1.17-beta-log", 22, &framing), "");
    CHECK(!framing.first_alpha && framing.checksum == MT_CHECKSUM_NONE);
    CHECK_STR(accept_old("5.5.29-ndb-7.2.10-log", 32, &framing), "");
    CHECK_STR(accept_old("6.0.14-alpha-log", 28, &framing), "");
    CHECK(framing.checksum == MT_CHECKSUM_NONE);
    /* a version that is damaged, in front of a checksum */
    CHECK(strstr(accept_old("5.0.1-log", 28 + 1 + 4, &framing), "is longer than a server") != NULL);
}

static int accept_made(struct mt_framing *framing, uint8_t type, struct mt_str body, uint32_t end,
                       uint16_t flags, struct mt_raw_event *event, struct mt_err *err)
{
    static struct mt_buf bytes;
    mt_buf_clear(&bytes);
    put_event(&bytes, type, body, end, flags, framing->checksum == MT_CHECKSUM_CRC32);
    return mt_framing_accept(framing, (uint8_t *)bytes.data, (uint32_t)bytes.len, event, err);
}

static void check_alpha_type(const char *version, uint8_t written, uint8_t want)
{
    struct mt_framing framing;
    struct mt_raw_event event;
    struct mt_err err = {0};
    struct mt_str body = {"\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 20};
    accept_old(version, 22, &framing);
    CHECK(accept_made(&framing, written, body, 0, 0, &event, &err) == 0);
    CHECK(event.header.type == want);
}

/* The alphas that had rows first numbered their events otherwise. */
static void test_alphas(void)
{
    static const char alpha[] = "5.1.2-a_drop5p5-log";
    check_alpha_type(alpha, 2, MT_EVENT_QUERY);
    check_alpha_type(alpha, 14, MT_EVENT_USER_VAR);
    check_alpha_type(alpha, 16, MT_EVENT_TABLE_MAP);
    check_alpha_type(alpha, 19, MT_EVENT_DELETE_ROWS_V0);
    check_alpha_type(alpha, 20, MT_EVENT_XID);
    check_alpha_type(alpha, 22, MT_EVENT_EXECUTE_LOAD_QUERY);
    check_alpha_type(alpha, 23, 23);
    check_alpha_type("5.1.5-alpha-log", 16, MT_EVENT_XID);
}

static void test_damage(void)
{
    struct mt_framing framing;
    struct mt_raw_event event;
    struct mt_err err = {0};
    struct mt_buf bytes = {0};
    accept_first(mysql_97, false, &framing);
    put_event(&bytes, MT_EVENT_XID, (struct mt_str){"\1\0\0\0\0\0\0\0", 8}, 0, 0, true);
    bytes.data[20] ^= 1;
    CHECK(mt_framing_accept(&framing, (uint8_t *)bytes.data, (uint32_t)bytes.len, &event, &err));
    CHECK(err.code == MT_ERR_CHECKSUM);
    bytes.data[20] ^= 1;
    err = (struct mt_err){0};
    CHECK(
        mt_framing_accept(&framing, (uint8_t *)bytes.data, (uint32_t)bytes.len - 1, &event, &err));
    CHECK(err.code == MT_ERR_CORRUPT);
    err = (struct mt_err){0};
    CHECK(mt_framing_accept(&framing, (uint8_t *)bytes.data, 5, &event, &err));
    CHECK(err.code == MT_ERR_CORRUPT);
    err = (struct mt_err){0};
    mt_framing_start(&framing, "log.1", 4);
    CHECK(mt_framing_accept(&framing, (uint8_t *)bytes.data, (uint32_t)bytes.len, &event, &err));
    CHECK(err.code == MT_ERR_CORRUPT);
    mt_buf_free(&bytes);
}

static void test_encryption(void)
{
    struct mt_framing framing;
    struct mt_raw_event event;
    struct mt_err err = {0};
    struct mt_str body = {"\1\1\0\0\0nonce-nonce-", 17};
    accept_first(mariadb_118, false, &framing);
    CHECK(accept_made(&framing, MT_EVENT_START_ENCRYPTION, body, 0, 0x80, &event, &err) == -1);
    CHECK(err.code == MT_ERR_UNSUPPORTED);
    err = (struct mt_err){0};
    accept_first(mariadb_118, true, &framing);
    CHECK(accept_made(&framing, MT_EVENT_START_ENCRYPTION, body, 0, 0x80, &event, &err) == 0);
}

/* ---- places ---- */

static void test_places(void)
{
    struct mt_framing framing;
    struct mt_raw_event event;
    struct mt_err err = {0};
    struct mt_str xid = {"\1\0\0\0\0\0\0\0", 8};
    accept_first(mysql_97, true, &framing);
    /* a server that skips what this reader may not see, then one that writes no position */
    accept_made(&framing, MT_EVENT_XID, xid, 1000, 0, &event, &err);
    CHECK(event.position == 969 && event.end_position == 1000);
    accept_made(&framing, MT_EVENT_XID, xid, 0, 0, &event, &err);
    CHECK(event.position == 1000 && event.end_position == 1031);
    /* 32 bits wrap */
    framing.position = 0xfffffff0;
    accept_made(&framing, MT_EVENT_XID, xid, 15, 0, &event, &err);
    CHECK(event.position == 0xfffffff0 && event.end_position == 0x10000000f);
    accept_made(&framing, MT_EVENT_HEARTBEAT, (struct mt_str){"log.1", 5}, 15, 0, &event, &err);
    CHECK(event.artificial && event.position == 0x10000000f);
    accept_made(&framing, MT_EVENT_ROTATE, (struct mt_str){"\4\0\0\0\0\0\0\0log.2", 13}, 0,
                MT_FLAG_ARTIFICIAL, &event, &err);
    CHECK_STR(framing.file, "log.2");
    CHECK(framing.position == 4 && event.artificial);
    CHECK(err.code == MT_OK);
    CHECK(mt_intern("log.2", 5) == framing.file);
    CHECK(accept_made(&framing, MT_EVENT_ROTATE, (struct mt_str){"\4\0\0\0\0\0\0\0", 8}, 0, 0,
                      &event, &err) == -1);
}

/* In a file the offset is the place, whatever its headers say. */
static void test_file_places(void)
{
    struct mt_framing framing;
    struct mt_raw_event event;
    struct mt_err err = {0};
    accept_first(mysql_97, false, &framing);
    accept_made(&framing, MT_EVENT_XID, (struct mt_str){"\1\0\0\0\0\0\0\0", 8}, 99999, 0, &event,
                &err);
    CHECK(event.position == 127 && event.end_position == 158);
}

int main(void)
{
    test_mysql();
    test_old_mysql();
    test_mariadb();
    test_formats();
    test_old_formats();
    test_alphas();
    test_damage();
    test_encryption();
    test_places();
    test_file_places();
    return test_done();
}
