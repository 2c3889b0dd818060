/* Counters: names are bounded, no call is lost by being timed only sometimes, times fall where they
 * belong. */
#include "test.h"

#include <math.h>
#include <stdio.h>

#include "base/recent.h"
#include "base/tally.h"

static struct mt_str str(const char *text)
{
    return (struct mt_str){text, strlen(text)};
}

static void test_histogram(void)
{
    struct mt_histogram h = {0};
    mt_histogram_add(&h, 0, 1);
    mt_histogram_add(&h, 1e-5, 1); /* a bound belongs to what is below it */
    mt_histogram_add(&h, 0.02, 3);
    mt_histogram_add(&h, 31, 1);
    CHECK(h.at[0] == 2);
    CHECK(h.at[7] == 3 && mt_bounds[7] >= 0.02 && mt_bounds[6] < 0.02);
    CHECK(h.at[MT_BOUNDS] == 1);
    CHECK(mt_histogram_count(&h) == 6);
    CHECK(fabs(h.sum - 31.06001) < 1e-9);
}

/* As the script does it: calls timed, or not, of so many seconds each. */
static unsigned run_calls(struct mt_handler_tally *handler, unsigned calls, double seconds)
{
    unsigned timed = 0;
    for (unsigned i = 0; i < calls; i++)
        if (mt_is_timed(handler)) {
            mt_tally_call(handler, seconds);
            timed++;
        }
    mt_tally_settle(handler);
    return timed;
}

static void test_calls(void)
{
    struct mt_tally tally = {0};
    struct mt_handler_tally *slow = mt_tally_handler(&tally, "slow");
    struct mt_handler_tally *fast = mt_tally_handler(&tally, "fast");
    CHECK(run_calls(slow, 1000, 0.002) == 1000);
    CHECK(mt_histogram_count(&slow->seconds) == 1000 && fabs(slow->seconds.sum - 2) < 1e-9);
    unsigned timed = run_calls(fast, 10000, 1e-6);
    CHECK(timed > 10000 / MT_SAMPLE / 2 && timed < 10000 / MT_SAMPLE * 2);
    CHECK(mt_histogram_count(&fast->seconds) == 10000 && fast->seconds.at[0] == 10000);
    CHECK(fabs(fast->seconds.sum - 0.01) < 1e-9);
    /* from fast to slow and back: those before count as what they were */
    run_calls(fast, 100, 0.002);
    CHECK(mt_histogram_count(&fast->seconds) == 10100);
    CHECK(fast->seconds.at[0] >= 10000 && fast->seconds.at[0] < 10000 + 2 * MT_SAMPLE);
    run_calls(fast, 1000, 1e-6);
    CHECK(mt_histogram_count(&fast->seconds) == 11100);
    CHECK(mt_tally_handler(&tally, "fast") == fast && tally.handler_count == 2);
    mt_tally_clear(&tally);
    CHECK(tally.handler_count == 0);
}

static void test_bounds(void)
{
    struct mt_tally tally = {0};
    char name[16];
    for (int i = 0; i < 3 * MT_MOST_TABLES; i++) {
        snprintf(name, sizeof name, "t%d", i);
        mt_tally_table(&tally, str("s"), str(name))->rows[0]++;
        mt_tally_handler(&tally, name)->errors++;
        mt_tally_sink(&tally, name)->errors++;
    }
    CHECK(tally.table_count == MT_MOST_TABLES + 1);
    CHECK(tally.handler_count == MT_MOST_HANDLERS + 1);
    CHECK(tally.sink_count == MT_MOST_SINKS + 1);
    CHECK(tally.tables[MT_MOST_TABLES]->rows[0] == 2 * MT_MOST_TABLES);
    CHECK_STR(tally.tables[MT_MOST_TABLES]->schema, "");
    CHECK_STR(tally.tables[MT_MOST_TABLES]->table, "other");
    CHECK(tally.handlers[MT_MOST_HANDLERS]->errors == 3 * MT_MOST_TABLES - MT_MOST_HANDLERS);
    CHECK_STR(tally.sinks[MT_MOST_SINKS]->name, "other");
    CHECK(mt_tally_table(&tally, str("s"), str("t7")) == tally.tables[7]);
    CHECK(mt_tally_table(&tally, str("r"), str("t7")) == tally.tables[MT_MOST_TABLES]);
    mt_tally_clear(&tally);
}

static int seen;

static void see(void *arg, enum mt_log_level level, const char *stamp, const char *message)
{
    const char **last = arg;
    static char kept[64];
    CHECK(level == MT_LOG_ERROR && strlen(stamp) == strlen("2026-11-21T14:02:03.123Z"));
    snprintf(kept, sizeof kept, "%s", message);
    *last = kept;
    seen++;
}

static void test_recent(void)
{
    const char *last = "";
    char text[16];
    for (int i = 0; i < 50; i++) {
        snprintf(text, sizeof text, "%d", i);
        mt_recent_note(MT_LOG_ERROR, text);
        mt_recent_note(MT_LOG_INFO, "not kept");
    }
    mt_recent_each(see, &last);
    CHECK(seen == MT_RECENT);
    CHECK_STR(last, "49");
    CHECK(mt_recent_count(MT_LOG_ERROR) == 50 && mt_recent_count(MT_LOG_INFO) == 50);
}

int main(void)
{
    test_histogram();
    test_calls();
    test_bounds();
    test_recent();
    return test_done();
}
