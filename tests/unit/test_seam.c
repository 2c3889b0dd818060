/* A stream cut after each of its events in turn, and taken up on the same log, or on the log of
 * another server that has the same transactions under other places: every row once, in order. */
#include "source/seam.h"

#include <stdlib.h>

#include "test.h"

enum { MAX_EVENTS = 64, BODY = 40 };

struct log {
    const char *file;
    uint64_t position;
    struct mt_raw_event events[MAX_EVENTS];
    uint8_t bytes[MAX_EVENTS][MT_HEADER_LEN + BODY];
    size_t count;
};

static void put(struct log *log, uint8_t type, uint8_t body, uint32_t size, const char *flags)
{
    size_t i = log->count++;
    log->bytes[i][MT_HEADER_LEN] = body;
    log->events[i] = (struct mt_raw_event){
        .header.type = type,
        .header.server_id = 1,
        .data = log->bytes[i],
        .size = size,
        .file = log->file,
        .position = log->position,
        .end_position = log->position + size,
        .begins_transaction = strchr(flags, 'b') != NULL,
        .ends_transaction = strchr(flags, 'e') != NULL,
    };
    log->position += size;
}

/* uint<8> number, uint<4> domain, uint<1> flags. */
static void put_gtid(struct log *log, uint8_t number)
{
    put(log, MT_EVENT_MARIADB_GTID, number, MT_HEADER_LEN + 13, "b");
}

/* Two statements, the second one's rows in three events; before and behind it small ones. */
static void fill(struct log *log, bool annotated, bool other_cut)
{
    put(log, MT_EVENT_FORMAT_DESCRIPTION, 0, MT_HEADER_LEN + 30, "e");
    put(log, MT_EVENT_GTID_LIST, 0, MT_HEADER_LEN + 4, "e");
    for (uint8_t number = 1; number <= 3; number++) {
        put_gtid(log, number);
        for (uint8_t statement = 0; statement < 2; statement++) {
            if (annotated)
                put(log, MT_EVENT_ANNOTATE_ROWS, 0, MT_HEADER_LEN + 10, "");
            put(log, MT_EVENT_TABLE_MAP, 0, MT_HEADER_LEN + 12, "");
            for (uint8_t n = 0; n < 3; n++)
                put(log, MT_EVENT_WRITE_ROWS_V1, (uint8_t)(number * 10 + statement * 3 + n),
                    (uint32_t)(MT_HEADER_LEN + 20 + n + (other_cut && n == 0 ? 1 : 0)), "");
        }
        put(log, MT_EVENT_XID, number, MT_HEADER_LEN + 8, "e");
    }
}

static struct log *new_log(const char *file, uint64_t position, bool annotated, bool other_cut)
{
    struct log *log = calloc(1, sizeof *log);
    log->file = mt_intern(file, strlen(file));
    log->position = position;
    fill(log, annotated, other_cut);
    return log;
}

/* What the consumer saw: rows by their first byte, and their tables' ids. */
struct seen {
    uint8_t rows[MAX_EVENTS];
    size_t count;
    bool table_known, wrong;
};

static int give(struct mt_seam *seam, const struct mt_raw_event *event, struct seen *seen,
                struct mt_err *err)
{
    struct mt_raw_event copy = *event;
    int repeated = mt_seam_is_repeated(seam, &copy, err);
    if (repeated)
        return repeated < 0 ? -1 : 0;
    if (copy.ends_transaction && !copy.artificial && copy.header.type != MT_EVENT_XID &&
        seam->executed.open)
        seen->wrong = true; /* an end inside of a transaction */
    if (copy.header.type == MT_EVENT_TABLE_MAP)
        seen->table_known = true;
    if (copy.header.type == MT_EVENT_WRITE_ROWS_V1) {
        seen->wrong |= !seen->table_known;
        seen->rows[seen->count++] = copy.data[MT_HEADER_LEN];
    }
    return mt_seam_note(seam, &copy, err);
}

static bool saw_each_row_once(const struct seen *seen)
{
    size_t n = 0;
    for (uint8_t number = 1; number <= 3; number++)
        for (uint8_t row = 0; row < 6; row++)
            if (n >= seen->count || seen->rows[n++] != number * 10 + row)
                return false;
    return n == seen->count && !seen->wrong;
}

/* The transactions that are not in the set, as a server sends them; from the head of the file. */
static int give_rest(struct mt_seam *seam, const struct log *log, struct seen *seen,
                     struct mt_err *err)
{
    struct mt_start start = mt_seam_start(seam);
    struct mt_gtid_head gtid = {0};
    bool left_out = false;
    if (start.kind != MT_START_GTID)
        return mt_fail(err, MT_ERR_SERVER, "opened again by position");
    struct mt_gtid_set set = {0};
    mt_gtid_set_copy(&set, start.set, err);
    int rc = 0;
    for (size_t i = 0; i < log->count && rc == 0; i++) {
        if (log->events[i].begins_transaction) {
            mt_gtid_decode_head(&log->events[i], &gtid, err);
            left_out = mt_gtid_set_contains(&set, &gtid);
        }
        if (!left_out)
            rc = give(seam, &log->events[i], seen, err);
    }
    mt_gtid_set_free(&set);
    return rc;
}

/* Cut behind n events of the first log, again behind m of what the second sends, if m is not 0. */
static int cut_and_go_on(const struct log *first, const struct log *second, size_t n,
                         struct seen *seen, struct mt_err *err)
{
    struct mt_start start = {.kind = MT_START_EARLIEST, .has_gtids = true};
    struct mt_seam seam;
    *seen = (struct seen){0};
    int rc = mt_seam_init(&seam, &start, err);
    mt_seam_opened(&seam, false);
    for (size_t i = 0; i < n && rc == 0; i++)
        rc = give(&seam, &first->events[i], seen, err);
    if (first != second)
        seen->table_known = false;
    if (rc == 0) {
        mt_seam_opened(&seam, first == second);
        rc = give_rest(&seam, second, seen, err);
    }
    mt_seam_free(&seam);
    return rc;
}

static void test_cuts(const struct log *first, const struct log *second, const char *what)
{
    size_t wrong = 0;
    for (size_t n = 2; n <= first->count; n++) {
        struct seen seen;
        struct mt_err err = {0};
        if (cut_and_go_on(first, second, n, &seen, &err) || !saw_each_row_once(&seen)) {
            printf("# %s, cut behind %zu: %zu rows; %s\n", what, n, seen.count, err.msg);
            wrong++;
        }
    }
    test_check(wrong == 0, what, __FILE__, __LINE__);
}

/* Rows in other events: with some of them delivered, it cannot be told which rows are left. */
static void test_other_cut(const struct log *first, const struct log *second)
{
    size_t refused = 0, right = 0;
    for (size_t n = 2; n <= first->count; n++) {
        struct seen seen;
        struct mt_err err = {0};
        if (cut_and_go_on(first, second, n, &seen, &err))
            refused += err.code == MT_ERR_SERVER && strstr(err.msg, "0-1-") != NULL;
        else
            right += saw_each_row_once(&seen);
    }
    CHECK(refused + right == first->count - 1);
    CHECK(refused == 24); /* cuts with one row delivered and another to come, or the end */
}

/* Another transaction comes in place of the one that was open. */
static void test_other_order(const struct log *first)
{
    struct log *other = new_log("other.000009", 4, true, false);
    struct seen seen;
    struct mt_err err = {0};
    other->bytes[2][MT_HEADER_LEN] = 9; /* the first transaction's number */
    CHECK(cut_and_go_on(first, other, 6, &seen, &err) == -1);
    CHECK_STR(err.msg,
              "other.000009:76: the server does not go on with the transaction 0-1-1 as the one "
              "before had it in its log; run the job again: it begins with the whole transaction");
    free(other);
}

/* A server opened in between that brought nothing does not make the first one's places wrong, and
 * the other way round. */
static void test_back_and_forth(const struct log *first, const struct log *second)
{
    struct mt_start start = {.kind = MT_START_EARLIEST, .has_gtids = true};
    struct mt_seam seam;
    struct seen seen = {0};
    struct mt_err err = {0};
    mt_seam_init(&seam, &start, &err);
    mt_seam_opened(&seam, false);
    for (size_t i = 0; i < 8; i++)
        give(&seam, &first->events[i], &seen, &err);
    mt_seam_opened(&seam, false); /* the second */
    mt_seam_opened(&seam, true);  /* and again */
    seen.table_known = false;
    CHECK(give_rest(&seam, second, &seen, &err) == 0);
    CHECK(saw_each_row_once(&seen));
    mt_seam_free(&seam);
}

int main(void)
{
    struct log *a = new_log("a.000001", 4, true, false);
    struct log *b = new_log("b.000007", 1000, true, false);
    struct log *bare = new_log("c.000001", 4, false, false);
    struct log *other = new_log("d.000001", 4, true, true);
    test_cuts(a, a, "the same log");
    test_cuts(a, b, "another server's log");
    test_cuts(a, bare, "another server's log without statements");
    test_cuts(bare, a, "another server's log with statements");
    test_other_cut(a, other);
    test_other_order(a);
    test_back_and_forth(a, b);
    free(a);
    free(b);
    free(bare);
    free(other);
    return test_done();
}
