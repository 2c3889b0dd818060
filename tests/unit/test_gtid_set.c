/* GTID sets: what servers take and show as text, operations against a plain list of bits, bytes.
 *
 * With the argument "calc" it answers lines of "operation<TAB>set<TAB>set" on stdin, so that a live
 * test can compare the operations with a server's own. */
#include "binlog/event.h"
#include "binlog/gtid_set.h"

#include <stdlib.h>

#include "hex.h"
#include "test.h"

#define A "11111111-1111-1111-1111-11111111111a"
#define B "22222222-2222-2222-2222-222222222222"

static struct mt_gtid_set parse(const char *text)
{
    struct mt_gtid_set set = {0};
    struct mt_err err = {0};
    if (mt_gtid_set_parse(&set, text, strlen(text), &err)) {
        printf("# %s: %s\n", text, err.msg);
        abort();
    }
    return set;
}

/* The text lives until the next call. */
static const char *print(struct mt_gtid_set *set)
{
    static struct mt_buf text;
    mt_buf_clear(&text);
    mt_gtid_set_print(set, &text);
    mt_gtid_set_free(set);
    return mt_buf_str(&text);
}

static const char *canonical(const char *text)
{
    struct mt_gtid_set set = parse(text);
    return print(&set);
}

/* What MySQL 9.7.4 answers to GTID_SUBTRACT(text, ''), MariaDB 11.8.6 as @@gtid_slave_pos. */
static void test_text(void)
{
    CHECK_STR(canonical(""), "");
    CHECK_STR(canonical(" \n"), "");
    CHECK_STR(canonical(A), "");
    CHECK_STR(canonical(A ":3-1"), "");
    CHECK_STR(canonical(A ":1-1"), A ":1");
    CHECK_STR(canonical("," A ":1,,"), A ":1");
    CHECK_STR(canonical(A ":1-3:2-9:4, " B ":7:6:5"), A ":1-9," B ":5-7");
    CHECK_STR(canonical(A " : 1 - 3 : 7"), A ":1-3:7");
    CHECK_STR(canonical("11111111-1111-1111-1111-11111111111A:1"), A ":1");
    CHECK_STR(canonical("1111111111111111111111111111111a:1"), A ":1");
    CHECK_STR(canonical("{" A "}:1"), A ":1");
    CHECK_STR(canonical(A ":Tag_1:1-3:5:x:9:tag_1:4"), A ":tag_1:1-5:x:9");
    CHECK_STR(canonical(A ":1," A ":2"), A ":1-2");
    CHECK_STR(canonical(A ":001"), A ":1");
    CHECK_STR(canonical(A ":tag"), "");
    CHECK_STR(canonical(A ":9223372036854775806"), A ":9223372036854775806");
    CHECK_STR(canonical(B ":1," A ":b:1," A ":a:1," A ":5"), A ":5:a:1:b:1," B ":1");
    CHECK_STR(canonical("\n" A ":1,\n" B ":2\n"), A ":1," B ":2");
    CHECK_STR(canonical(A ":a1234567890123456789012345678901:1"),
              A ":a1234567890123456789012345678901:1");
    CHECK_STR(canonical(" 0-1-5, 1-2-3"), "0-1-5,1-2-3");
    CHECK_STR(canonical("5-1-5,3-1-4,10-1-1"), "3-1-4,5-1-5,10-1-1");
    CHECK_STR(canonical("0-1-18446744073709551615"), "0-1-18446744073709551615");
    CHECK_STR(canonical("11111111-1111-1111"), "11111111-1111-1111");
    CHECK_STR(canonical("11111111-1111-1111-1111-111111111111:1"),
              "11111111-1111-1111-1111-111111111111:1");
}

static void test_bad_text(void)
{
    static const char *const bad[] = {
        A ":",
        A ":0",
        A ":9223372036854775807",
        A ":9223372036854775808",
        A ":99999999999999999999999999",
        A ":tag:",
        A ":1:",
        A ":1-",
        A "::1",
        A ":1x",
        "+" A ":1",
        A ":1 " B ":1",
        A ":t t:1",
        A ":1234567890123456789012345678901234:1",
        A ":a12345678901234567890123456789012:1",
        A ":1--3",
        A ":-1",
        A ":+1",
        "{" A ":1",
        "11111111-11111111-1111-11111111111a:1",
        "11111111-1111-1111-1111-11111111111",
        "zz",
        "1",
        "0-1",
        "0-1-",
        "0-1-x",
        "0-1-5,0-2-6",
        "4294967296-1-1",
        "0-4294967296-1",
        "0-1-18446744073709551616",
        "0-1-5-6",
        "0-1-5," A ":1",
        A ":1,0-1-5",
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct mt_gtid_set set = {0};
        struct mt_err err = {0};
        bool refused = mt_gtid_set_parse(&set, bad[i], strlen(bad[i]), &err) != 0;
        if (!test_check(refused && err.code == MT_ERR_CORRUPT, bad[i], __FILE__, __LINE__))
            printf("# %s\n", err.msg);
        mt_gtid_set_free(&set);
    }
    struct mt_gtid_set set = {0};
    struct mt_err err = {0};
    mt_gtid_set_parse(&set, A ":1x", strlen(A ":1x"), &err);
    CHECK_STR(err.msg, "a GTID set has no comma at character 39: \"x\"");
    mt_gtid_set_free(&set);
}

/* ---- operations against bits ---- */

enum { SOURCES = 4, NUMBERS = 40 };

struct bits {
    bool has[SOURCES][NUMBERS + 1];
};

static const char *const names[SOURCES] = {A, A ":tag", B, B ":tag"};

static void add_random(struct mt_gtid_set *set, struct bits *bits)
{
    struct mt_err err = {0};
    int source = rand() % SOURCES, first = 1 + rand() % NUMBERS;
    int last = first + rand() % 6 < NUMBERS ? first + rand() % 3 : first;
    if (last > NUMBERS)
        last = NUMBERS;
    char text[128];
    snprintf(text, sizeof text, "%s:%d-%d", names[source], first, last);
    mt_gtid_set_parse(set, text, strlen(text), &err);
    for (int n = first; n <= last; n++)
        bits->has[source][n] = true;
}

static bool agrees(const struct mt_gtid_set *set, const struct bits *bits)
{
    for (int s = 0; s < SOURCES; s++)
        for (int n = 1; n <= NUMBERS; n++) {
            struct mt_gtid_head gtid = {.flavor = MT_GTID_MYSQL, .number = (uint64_t)n};
            struct mt_gtid_set one = parse(s < 2 ? A ":1" : B ":1");
            memcpy(gtid.uuid, one.sources[0].uuid, 16);
            mt_gtid_set_free(&one);
            if (s % 2)
                strcpy(gtid.tag, "tag");
            if (mt_gtid_set_contains(set, &gtid) != bits->has[s][n])
                return false;
        }
    return true;
}

static bool is_subset(const struct bits *a, const struct bits *b)
{
    for (int s = 0; s < SOURCES; s++)
        for (int n = 1; n <= NUMBERS; n++)
            if (a->has[s][n] && !b->has[s][n])
                return false;
    return true;
}

/* In order, apart from each other, none of them empty. */
static bool is_canonical(const struct mt_gtid_set *set)
{
    for (size_t i = 0; i < set->source_count; i++) {
        const struct mt_gtid_source *source = &set->sources[i];
        if (source->count == 0)
            return false;
        for (size_t j = 0; j < source->count; j++)
            if (source->intervals[j].first > source->intervals[j].last ||
                (j && source->intervals[j].first <= source->intervals[j - 1].last + 1))
                return false;
    }
    return true;
}

static bool random_round(void)
{
    struct mt_gtid_set a = {0}, b = {0}, all = {0};
    struct bits bits_a = {0}, bits_b = {0}, both;
    struct mt_err err = {0};
    int n = rand() % 40, m = rand() % 12;
    while (n-- > 0)
        add_random(&a, &bits_a);
    while (m-- > 0)
        add_random(&b, &bits_b);
    bool ok = agrees(&a, &bits_a) && is_canonical(&a) && is_canonical(&b) &&
              mt_gtid_set_is_subset(&b, &a) == is_subset(&bits_b, &bits_a);
    both = bits_a;
    for (size_t i = 0; i < sizeof both; i++)
        ((bool *)&both)[i] |= ((bool *)&bits_b)[i];
    ok = ok && mt_gtid_set_copy(&all, &a, &err) == 0 && mt_gtid_set_union(&all, &b, &err) == 0 &&
         agrees(&all, &both) && is_canonical(&all);
    both = bits_a;
    for (size_t i = 0; i < sizeof both; i++)
        ((bool *)&both)[i] &= !((bool *)&bits_b)[i];
    ok = ok && mt_gtid_set_subtract(&a, &b, &err) == 0 && agrees(&a, &both) && is_canonical(&a);
    mt_gtid_set_free(&a);
    mt_gtid_set_free(&b);
    mt_gtid_set_free(&all);
    return ok;
}

static void test_operations(void)
{
    int wrong = 0;
    srand(1);
    for (int i = 0; i < 3000; i++)
        wrong += !random_round();
    CHECK(wrong == 0);
}

static void test_domains(void)
{
    struct mt_gtid_set set = parse("0-1-100,2-1-7"), other = parse("0-3-90,1-1-1,2-1-7");
    struct mt_err err = {0};
    struct mt_gtid_head gtid = {
        .flavor = MT_GTID_MARIADB, .domain = 0, .server_id = 9, .number = 100};
    CHECK(mt_gtid_set_contains(&set, &gtid));
    gtid.number = 101;
    CHECK(!mt_gtid_set_contains(&set, &gtid));
    CHECK(!mt_gtid_set_is_subset(&set, &other) && !mt_gtid_set_is_subset(&other, &set));
    CHECK(mt_gtid_set_add(&set, &gtid, &err) == 0);
    struct mt_gtid_set all = {0};
    CHECK(mt_gtid_set_copy(&all, &set, &err) == 0);
    CHECK_STR(print(&all), "0-9-101,2-1-7");
    gtid.number = 5; /* out of order: it is the last one all the same */
    CHECK(mt_gtid_set_add(&set, &gtid, &err) == 0);
    CHECK(mt_gtid_set_union(&set, &other, &err) == 0);
    CHECK(mt_gtid_set_is_subset(&other, &set));
    CHECK(mt_gtid_set_copy(&all, &set, &err) == 0);
    CHECK_STR(print(&all), "0-3-90,1-1-1,2-1-7");
    mt_gtid_set_free(&other);
    other = parse("0-1-89,1-1-2");
    CHECK(mt_gtid_set_subtract(&set, &other, &err) == 0);
    CHECK_STR(print(&set), "0-3-90,2-1-7");
    mt_gtid_set_free(&other);
}

/* MySQL's and MariaDB's transactions do not mix; anonymous ones are in no set. */
static void test_kinds(void)
{
    struct mt_gtid_set set = parse("0-1-100"), mysql = parse(A ":1");
    struct mt_err err = {0};
    struct mt_gtid_head gtid = {.flavor = MT_GTID_ANONYMOUS};
    CHECK(mt_gtid_set_add(&set, &gtid, &err) == 0 && set.domain_count == 1);
    CHECK(!mt_gtid_set_contains(&set, &gtid));
    gtid = (struct mt_gtid_head){.flavor = MT_GTID_MYSQL, .number = 1};
    CHECK(mt_gtid_set_add(&set, &gtid, &err) != 0 && err.code == MT_ERR_CORRUPT);
    CHECK(!mt_gtid_set_is_subset(&set, &mysql) && !mt_gtid_set_is_subset(&mysql, &set));
    mt_gtid_set_free(&set);
    CHECK(mt_gtid_set_is_empty(&set) && mt_gtid_set_is_subset(&set, &mysql));
    mt_gtid_set_free(&mysql);
}

static void test_short(void)
{
    struct mt_gtid_set set = {0};
    struct mt_err err = {0};
    struct mt_buf text = {0};
    char one[64];
    for (int i = 1; i <= 100; i++) {
        snprintf(one, sizeof one, "%s:%d", A, 2 * i);
        mt_gtid_set_parse(&set, one, strlen(one), &err);
    }
    mt_gtid_set_print_short(&set, &text);
    CHECK(text.len < 240);
    CHECK(strstr(mt_buf_str(&text), "... (183 characters more)") != NULL);
    mt_buf_free(&text);
    mt_gtid_set_free(&set);
}

/* ---- bytes: bodies that MySQL 9.7.4 wrote ---- */

static void check_bytes(const char *digits, const char *text)
{
    struct mt_str body = test_hex(digits);
    uint8_t data[512] = {0};
    memcpy(data + MT_HEADER_LEN, body.data, body.len);
    struct mt_raw_event event = {.data = data, .size = (uint32_t)(MT_HEADER_LEN + body.len)};
    struct mt_gtid_set set = {0};
    struct mt_err err = {0};
    struct mt_buf bytes = {0};
    CHECK(mt_previous_gtids_decode(&event, &set, &err) == 0);
    mt_gtid_set_encode(&set, &bytes);
    CHECK(bytes.len == body.len && memcmp(bytes.data, body.data, body.len) == 0);
    CHECK_STR(print(&set), text);
    mt_buf_free(&bytes);
}

static void test_bytes(void)
{
    check_bytes("0000000000000000", "");
    check_bytes("01 03 00 00 00 00 00 01 7b5c479ce59711f1a10a02fc00000001 00 0100000000000000"
                "0100000000000000 1d00000000000000 7b5c479ce59711f1a10a02fc00000001 0a 6d79746167"
                "0100000000000000 0100000000000000 0300000000000000"
                "7b5c479ce59711f1a10a02fc00000001 28 6f746865725f7461675f30313233343536373839"
                "0100000000000000 0100000000000000 0200000000000000",
                "7b5c479c-e597-11f1-a10a-02fc00000001:1-28:mytag:1-2:other_tag_0123456789:1");
}

/* ---- the calculator ---- */

static int answer(char *line)
{
    char *operation = strtok(line, "\t\n"), *first = strtok(NULL, "\t\n");
    char *second = strtok(NULL, "\t\n");
    struct mt_gtid_set a = parse(first), b = parse(second ? second : "");
    struct mt_err err = {0};
    int failed = 0;
    if (strcmp(operation, "subset") == 0)
        printf("%d\n", mt_gtid_set_is_subset(&a, &b));
    else if (strcmp(operation, "subtract") == 0)
        failed = mt_gtid_set_subtract(&a, &b, &err);
    else
        failed = mt_gtid_set_union(&a, &b, &err);
    if (strcmp(operation, "subset") == 0)
        mt_gtid_set_free(&a);
    else
        printf("%s\n", print(&a));
    mt_gtid_set_free(&b);
    return failed;
}

int main(int argc, char **argv)
{
    static char line[1 << 16];
    if (argc > 1 && strcmp(argv[1], "calc") == 0) {
        while (fgets(line, sizeof line, stdin))
            if (answer(line))
                return 1;
        return 0;
    }
    test_text();
    test_bad_text();
    test_operations();
    test_domains();
    test_kinds();
    test_short();
    test_bytes();
    return test_done();
}
