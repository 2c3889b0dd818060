/* Every event's fields. The bytes are cuts of logs of real servers, where field_cases.inc does not
 * say otherwise; their fields are those that the servers' own mysqlbinlog prints. */
#include "test.h"

#include <stdlib.h>

#include "binlog/event.h"
#include "binlog/fields.h"
#include "field_text.h"
#include "hex.h"

struct field_case {
    const char *type, *note;
    bool mariadb;
    const char *hex, *fields;
};

static const struct field_case cases[] = {
#include "field_cases.inc"
};

#define COUNT (sizeof cases / sizeof *cases)

/* The event in memory of its exact size, so that a sanitizer sees what reads beyond it. */
static struct mt_str copy_event(struct mt_str bytes, size_t len)
{
    char *copy = malloc(len);
    memcpy(copy, bytes.data, len);
    return (struct mt_str){copy, len};
}

static int put_fields(struct mt_str bytes, bool mariadb, struct mt_buf *out, struct mt_err *err)
{
    struct mt_buf scratch = {0};
    struct mt_raw_event event = raw_event(bytes);
    struct mt_field_sink sink = field_text_sink(out);
    mt_buf_clear(out);
    int failed = mt_event_fields(&event, mariadb, &scratch, &sink, err);
    mt_buf_free(&scratch);
    return failed;
}

static void test_case(const struct field_case *it)
{
    struct mt_buf out = {0};
    struct mt_err err = {0};
    struct mt_str hex = test_hex(it->hex);
    struct mt_str bytes = copy_event(hex, hex.len);
    char what[128];
    int failed = put_fields(bytes, it->mariadb, &out, &err);
    snprintf(what, sizeof what, "%s%s%s", it->type, *it->note ? ": " : "", it->note);
    test_check_str(failed ? err.msg : mt_buf_str(&out), it->fields, what, __FILE__, __LINE__);
    free((void *)(uintptr_t)bytes.data);
    mt_buf_free(&out);
}

/* Cut anywhere, an event gives an error or fewer fields; never a read beyond its end. */
static unsigned cut_everywhere(const struct field_case *it)
{
    struct mt_buf out = {0};
    struct mt_str hex = test_hex(it->hex);
    unsigned silent = 0;
    for (size_t len = MT_HEADER_LEN; len < hex.len; len++) {
        struct mt_err err = {0};
        struct mt_str bytes = copy_event(hex, len);
        int failed = put_fields(bytes, it->mariadb, &out, &err);
        if (failed != (err.code != MT_OK ? -1 : 0))
            silent++;
        free((void *)(uintptr_t)bytes.data);
    }
    mt_buf_free(&out);
    return silent;
}

static void test_cuts(void)
{
    unsigned silent = 0;
    for (size_t i = 0; i < COUNT; i++)
        silent += cut_everywhere(&cases[i]);
    test_check(silent == 0, "cut events fail with an error", __FILE__, __LINE__);
}

static void test_unknown_type(void)
{
    struct mt_buf out = {0};
    struct mt_err err = {0};
    struct mt_str bytes = test_hex("00000000 c8 01000000 16000000 00000000 8000 0102ff");
    CHECK(put_fields(bytes, false, &out, &err) == 0);
    CHECK_STR(mt_buf_str(&out), "code=200 data=<\\x01\\x02\\xff>");
    mt_buf_free(&out);
}

/* Every code of wire.h has a decoder: none is taken for an unknown one. */
static void test_all_types(void)
{
    static const uint8_t codes[] = {
#define X(name, code, lua) code,
        MT_EVENT_TYPES(X)
#undef X
    };
    struct mt_buf out = {0};
    unsigned unknown = 0;
    for (size_t i = 0; i < sizeof codes; i++) {
        uint8_t bytes[MT_HEADER_LEN + 64] = {[4] = codes[i]};
        struct mt_err err = {0};
        put_fields((struct mt_str){(char *)bytes, sizeof bytes}, false, &out, &err);
        unknown += strncmp(mt_buf_str(&out), "code=", 5) == 0;
    }
    CHECK(unknown == 0);
    mt_buf_free(&out);
}

static const char *kind_of(const char *text)
{
    static const char *const names[] = {"begin", "commit", "rollback", "ddl", "dml", "other"};
    return names[mt_statement_kind((struct mt_str){text, strlen(text)})];
}

static void test_statement_kinds(void)
{
    CHECK_STR(kind_of("BEGIN"), "begin");
    CHECK_STR(kind_of("XA START X'01',X'',1"), "begin");
    CHECK_STR(kind_of("XA END X'01',X'',1"), "other");
    CHECK_STR(kind_of("XA COMMIT X'01',X'',1"), "commit");
    CHECK_STR(kind_of("ROLLBACK"), "rollback");
    CHECK_STR(kind_of("ROLLBACK TO `sp1`"), "other");
    CHECK_STR(kind_of("SAVEPOINT `sp1`"), "other");
    CHECK_STR(kind_of("/* app */ -- x\n create table t (a int)"), "ddl");
    CHECK_STR(kind_of("/*!50000 insert */ into t values (1)"), "dml");
    CHECK_STR(kind_of("set statement sql_mode='a for b' for insert into t select 'a'"), "dml");
    CHECK_STR(kind_of("SET STATEMENT max_statement_time=1 FOR\nALTER TABLE t ADD b INT"), "ddl");
    CHECK_STR(kind_of("SET STATEMENT a=1 FOR SET STATEMENT b=2 FOR DELETE FROM t"), "dml");
    CHECK_STR(kind_of("SET STATEMENT"), "other");
    CHECK_STR(kind_of("SET @a = 1"), "other");
    CHECK_STR(kind_of(""), "other");
    CHECK_STR(kind_of("/*!40000 ALTER TABLE t DISABLE KEYS */"), "ddl");
    CHECK_STR(kind_of("# a\n/*!50000 */ /*M!100100 */ CREATE SEQUENCE s"), "ddl");
    CHECK_STR(kind_of("/* b */ /*!99999 more */ DROP TABLE t"), "ddl");
    CHECK_STR(kind_of("/*!50003 SET @a = 1 */"), "other");
    CHECK_STR(kind_of("/*!50003 SET"), "other");
    CHECK_STR(kind_of("SET STATEMENT a=1 FOR RENAME TABLE a TO b"), "ddl");
    CHECK_STR(kind_of("RENAME TABLE a TO b"), "ddl");
    CHECK_STR(kind_of("TRUNCATE t"), "ddl");
    CHECK_STR(kind_of("ANALYZE TABLE t"), "other");
}

int main(void)
{
    for (size_t i = 0; i < COUNT; i++)
        test_case(&cases[i]);
    test_cuts();
    test_unknown_type();
    test_all_types();
    test_statement_kinds();
    return test_done();
}
