/* The reader's thread and its queue, over a source made here: order, bounds, what is withheld,
 * taking up a lost link, stopping. */
#include "source/reader.h"

#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/log.h"
#include "test.h"

#define BEGINS     1
#define ENDS       2
#define ARTIFICIAL 4

/* ---- a log and a source that plays it as a server would ---- */

struct entry {
    struct mt_raw_event event;
    uint8_t *bytes;
};

struct fake {
    struct mt_source base;
    struct entry *entries;
    size_t count;

    size_t next; /* entry */
    uint8_t preamble_bytes[64];
    int preamble;          /* events of the server's making still to come */
    const char *opened_at; /* file */
    uint64_t opened_position;
    long calls;       /* of next, over all */
    long cut_at[8];   /* calls that lose the link; 0: none */
    int refuse_opens; /* so many opens after the first fail */
    _Atomic enum mt_code open_fails;
    enum mt_code end_fails;
    bool stall_open, grows_when_cut;
    bool silent; /* does not say that it waits */

    _Atomic long allowed; /* events that may be given before next blocks; -1: all */
    _Atomic long given;
    _Atomic int opens;
    bool interrupted;
    pthread_mutex_t lock;
    pthread_cond_t changed;
};

static struct fake *fake_of(struct mt_source *source)
{
    return (struct fake *)source;
}

static void wait_until_allowed(struct fake *fake)
{
    pthread_mutex_lock(&fake->lock);
    if (!fake->silent)
        mt_source_waits(&fake->base);
    while (!fake->interrupted && fake->allowed >= 0 && fake->given >= fake->allowed)
        pthread_cond_wait(&fake->changed, &fake->lock);
    pthread_mutex_unlock(&fake->lock);
}

static void allow(struct fake *fake, long n)
{
    pthread_mutex_lock(&fake->lock);
    fake->allowed = n;
    pthread_cond_broadcast(&fake->changed);
    pthread_mutex_unlock(&fake->lock);
}

static int fake_open(struct mt_source *source, const struct mt_start *start, struct mt_err *err)
{
    struct fake *fake = fake_of(source);
    if (fake->stall_open) {
        allow(fake, 0);
        wait_until_allowed(fake);
    }
    enum mt_code fails = atomic_load(&fake->open_fails);
    if (fails)
        return mt_fail(err, fails, "the fake refuses");
    if (fake->opens++ > 0 && fake->refuse_opens-- > 0)
        return mt_fail(err, MT_ERR_IO, "the fake is away");
    const char *file = start->kind == MT_START_POSITION ? start->file : fake->entries[0].event.file;
    uint64_t position = start->kind == MT_START_POSITION ? start->position : 4;
    for (size_t i = 0; i <= fake->count; i++) {
        if (i == fake->count)
            return mt_fail(err, MT_ERR_SERVER, "no event at %s:%u", file, (unsigned)position);
        const struct mt_raw_event *e = &fake->entries[i].event;
        fake->next = i;
        if (e->file == file && e->position == position && !e->artificial)
            break;
        if (e->file == file && e->end_position == position) {
            fake->next = i + 1;
            break;
        }
    }
    fake->opened_at = file;
    fake->opened_position = position;
    fake->preamble = position > 4 ? 2 : 1;
    return 0;
}

static void put_le(uint8_t *to, uint64_t v, int n)
{
    for (int i = 0; i < n; i++)
        to[i] = (uint8_t)(v >> (8 * i));
}

/* First the rotate event, then, inside a file, its format description. */
static int give_preamble(struct fake *fake, struct mt_raw_event *out)
{
    uint8_t *bytes = fake->preamble_bytes;
    bool rotate = fake->preamble == 2 || fake->opened_position == 4;
    fake->preamble--;
    memset(bytes, 0, sizeof fake->preamble_bytes);
    size_t n = strlen(fake->opened_at);
    put_le(bytes + MT_HEADER_LEN, fake->opened_position, 8);
    memcpy(bytes + MT_HEADER_LEN + 8, fake->opened_at, n);
    *out = (struct mt_raw_event){
        .header.type = rotate ? MT_EVENT_ROTATE : MT_EVENT_FORMAT_DESCRIPTION,
        .data = bytes,
        .size = (uint32_t)(MT_HEADER_LEN + 8 + n),
        .file = fake->opened_at,
        .position = fake->opened_position,
        .end_position = fake->opened_position,
        .artificial = true,
        .ends_transaction = true,
    };
    return 0;
}

static int fake_next(struct mt_source *source, struct mt_raw_event *out, struct mt_err *err)
{
    struct fake *fake = fake_of(source);
    wait_until_allowed(fake);
    pthread_mutex_lock(&fake->lock);
    bool interrupted = fake->interrupted;
    pthread_mutex_unlock(&fake->lock);
    if (interrupted)
        return 1;
    fake->calls++;
    for (size_t i = 0; i < sizeof fake->cut_at / sizeof *fake->cut_at; i++)
        if (fake->cut_at[i] == fake->calls) {
            fake->entries[1].event.end_position += fake->grows_when_cut ? 7 : 0;
            return mt_fail(err, MT_ERR_IO, "the fake lost its link");
        }
    if (fake->preamble > 0)
        return give_preamble(fake, out);
    if (fake->next == fake->count)
        return fake->end_fails ? mt_fail(err, fake->end_fails, "the fake is broken") : 1;
    *out = fake->entries[fake->next++].event;
    fake->given++;
    return 0;
}

static void fake_interrupt(struct mt_source *source)
{
    struct fake *fake = fake_of(source);
    pthread_mutex_lock(&fake->lock);
    fake->interrupted = true;
    pthread_cond_broadcast(&fake->changed);
    pthread_mutex_unlock(&fake->lock);
}

static void fake_free(struct mt_source *source)
{
    struct fake *fake = fake_of(source);
    for (size_t i = 0; i < fake->count; i++)
        free(fake->entries[i].bytes);
    free(fake->entries);
    pthread_mutex_destroy(&fake->lock);
    pthread_cond_destroy(&fake->changed);
    free(fake);
}

static const char *fake_name(struct mt_source *source)
{
    (void)source;
    return "the fake";
}

static const struct mt_source_ops fake_ops = {
    .open = fake_open,
    .next = fake_next,
    .interrupt = fake_interrupt,
    .free = fake_free,
    .retries = true,
    .name = fake_name,
};

static struct fake *new_fake(void)
{
    struct fake *fake = calloc(1, sizeof *fake);
    fake->base.ops = &fake_ops;
    fake->allowed = -1;
    pthread_mutex_init(&fake->lock, NULL);
    pthread_cond_init(&fake->changed, NULL);
    return fake;
}

/* Append an event of `size` bytes whose body starts with `value`. */
static void add(struct fake *fake, const char *file, uint8_t type, uint32_t size, uint64_t value,
                int flags)
{
    uint64_t position = 4;
    file = mt_intern(file, strlen(file));
    if (fake->count && fake->entries[fake->count - 1].event.file == file)
        position = fake->entries[fake->count - 1].event.end_position;
    if ((fake->count & (fake->count - 1)) == 0)
        fake->entries = realloc(fake->entries, (2 * fake->count + 1) * sizeof *fake->entries);
    struct entry *e = &fake->entries[fake->count++];
    e->bytes = malloc(size);
    memset(e->bytes, (int)(value & 0xff), size);
    put_le(e->bytes + MT_HEADER_LEN, value, 8);
    if (type == MT_EVENT_GTID) { /* one server's; the number comes last */
        memset(e->bytes + MT_HEADER_LEN, 0, 17);
        put_le(e->bytes + MT_HEADER_LEN + 17, value + 1, 8);
    }
    if (type == MT_EVENT_ROTATE)
        memcpy(e->bytes + MT_HEADER_LEN + 8, "log.000002", 10);
    e->event = (struct mt_raw_event){
        .header = {.type = type, .size = size, .timestamp = 1700000000},
        .data = e->bytes,
        .size = size,
        .file = file,
        .position = position,
        .end_position = flags & ARTIFICIAL ? position : position + size,
        .artificial = flags & ARTIFICIAL,
        .begins_transaction = flags & BEGINS,
        .ends_transaction = flags & ENDS,
    };
}

static void add_transaction(struct fake *fake, const char *file, unsigned rows, uint32_t row_size,
                            uint64_t xid)
{
    add(fake, file, MT_EVENT_GTID, 44, xid, BEGINS);
    for (unsigned i = 0; i < rows; i++)
        add(fake, file, MT_EVENT_WRITE_ROWS, row_size, xid * 1000 + i, 0);
    add(fake, file, MT_EVENT_XID, 27, xid, ENDS);
}

/* Two files with short, long and lone groups. */
static struct fake *new_log(void)
{
    struct fake *fake = new_fake();
    add(fake, "log.000001", MT_EVENT_FORMAT_DESCRIPTION, 100, 0, ENDS);
    add_transaction(fake, "log.000001", 2, 60, 11);
    add(fake, "log.000001", MT_EVENT_QUERY, 80, 5, BEGINS | ENDS);
    add_transaction(fake, "log.000001", 5, 100000, 12);
    add_transaction(fake, "log.000001", 1, 200, 13);
    add(fake, "log.000001", MT_EVENT_ROTATE, MT_HEADER_LEN + 18, 4, ENDS);
    add(fake, "log.000001", MT_EVENT_ROTATE, MT_HEADER_LEN + 18, 4, ENDS | ARTIFICIAL);
    add(fake, "log.000002", MT_EVENT_FORMAT_DESCRIPTION, 100, 0, ENDS);
    add_transaction(fake, "log.000002", 3, 50, 14);
    add(fake, "log.000002", MT_EVENT_QUERY, 80, 6, BEGINS | ENDS);
    return fake;
}

/* ---- taking ---- */

static const struct mt_start earliest = {.kind = MT_START_EARLIEST};

static struct mt_reader *start_reading(struct fake *fake, size_t queue_bytes)
{
    struct mt_err err = {0};
    return mt_reader_start(&fake->base, &earliest, queue_bytes, &err);
}

/* As mt_reader_next, but waits, 5 s at most. */
static int take(struct mt_reader *reader, struct mt_raw_event *event, struct mt_err *err)
{
    int rc;
    while ((rc = mt_reader_next(reader, event, err)) == 1) {
        struct pollfd fd = {.fd = mt_reader_fd(reader), .events = POLLIN};
        if (poll(&fd, 1, 5000) != 1)
            return 1;
    }
    return rc;
}

static void sleep_ms(long ms)
{
    nanosleep(&(struct timespec){ms / 1000, ms % 1000 * 1000000}, NULL);
}

static uint32_t checksum_of(const struct mt_raw_event *event)
{
    uint32_t sum = 17;
    for (uint32_t i = 0; i < event->size; i++)
        sum = sum * 31 + event->data[i];
    return sum;
}

/* All that the consumer sees, a line an event. */
static char *transcript(struct mt_reader *reader, int *end)
{
    struct mt_buf text = {0};
    struct mt_raw_event e;
    struct mt_err err = {0};
    while ((*end = take(reader, &e, &err)) == 0)
        mt_buf_printf(&text, "%s:%u-%u type %u%s%s%s xid %d %u sum %u\n", e.file,
                      (unsigned)e.position, (unsigned)e.end_position, e.header.type,
                      e.artificial ? " artificial" : "", e.begins_transaction ? " begins" : "",
                      e.ends_transaction ? " ends" : "", e.has_xid, (unsigned)e.xid,
                      checksum_of(&e));
    char *copy = strdup(mt_buf_str(&text));
    mt_buf_free(&text);
    return copy;
}

/* ---- tests ---- */

static void test_order(void)
{
    struct fake *fake = new_fake();
    unsigned seed = 7;
    for (unsigned i = 0; i < 20000; i++)
        add(fake, "log.000001", MT_EVENT_QUERY, 30 + (unsigned)rand_r(&seed) % 400, i,
            BEGINS | ENDS);
    add(fake, "log.000001", MT_EVENT_QUERY, 3000000, 20000, BEGINS | ENDS);
    struct mt_reader *reader = start_reading(fake, 20000);
    struct mt_raw_event e;
    struct mt_err err = {0};
    unsigned n = 0, wrong = 0;
    CHECK(take(reader, &e, &err) == 0 && e.artificial);
    while (take(reader, &e, &err) == 0) {
        uint64_t value = 0;
        memcpy(&value, e.data + MT_HEADER_LEN, 8);
        wrong += value != n++ || e.data[e.size - 1] != (uint8_t)value;
    }
    CHECK(n == 20001);
    CHECK(wrong == 0);
    mt_reader_stop(reader);
}

static void test_bound(void)
{
    struct fake *fake = new_fake();
    for (unsigned i = 0; i < 1000; i++)
        add(fake, "log.000001", MT_EVENT_QUERY, 900, i, BEGINS | ENDS);
    add(fake, "log.000001", MT_EVENT_QUERY, 1000000, 1000, BEGINS | ENDS);
    struct mt_reader *reader = start_reading(fake, 100000);
    struct mt_raw_event e;
    struct mt_err err = {0};
    uint64_t most = 0;
    int n = 0;
    sleep_ms(50);
    CHECK(fake->given > 50 && fake->given < 112); /* it stops when the queue is full */
    while (take(reader, &e, &err) == 0) {
        struct mt_reader_stats stats;
        mt_reader_stats(reader, &stats);
        if (e.size < 1000000 && stats.queued_bytes > most)
            most = stats.queued_bytes;
        n++;
    }
    CHECK(n == 1002);
    CHECK(most <= 100000);
    CHECK(e.size == 1000000); /* one larger than the bound passes alone */
    mt_reader_stop(reader);
}

static void test_hold(void)
{
    struct fake *fake = new_fake();
    add(fake, "log.000001", MT_EVENT_FORMAT_DESCRIPTION, 100, 0, ENDS);
    add_transaction(fake, "log.000001", 2, 60, 77);
    allow(fake, 0);
    struct mt_reader *reader = start_reading(fake, 1 << 20);
    struct mt_raw_event e;
    struct mt_err err = {0};
    struct pollfd fd = {.fd = mt_reader_fd(reader), .events = POLLIN};
    allow(fake, 1);
    CHECK(take(reader, &e, &err) == 0 && e.header.type == MT_EVENT_ROTATE);
    CHECK(take(reader, &e, &err) == 0 && e.header.type == MT_EVENT_FORMAT_DESCRIPTION);
    CHECK(mt_reader_next(reader, &e, &err) == 1);
    CHECK(poll(&fd, 1, 0) == 0);
    allow(fake, 4); /* all but the xid */
    CHECK(poll(&fd, 1, 50) == 0);
    CHECK(mt_reader_next(reader, &e, &err) == 1);
    allow(fake, 5);
    CHECK(poll(&fd, 1, 5000) == 1);
    CHECK(mt_reader_next(reader, &e, &err) == 0 && e.header.type == MT_EVENT_GTID);
    CHECK(e.has_xid && e.xid == 77 && e.begins_transaction);
    CHECK(mt_reader_next(reader, &e, &err) == 0 && !e.has_xid);
    CHECK(mt_reader_next(reader, &e, &err) == 0);
    CHECK(mt_reader_next(reader, &e, &err) == 0 && e.header.type == MT_EVENT_XID);
    mt_reader_stop(reader);
}

/* While more may be there at once the consumer is called for some amount only, and for all when the
 * source waits. */
static void test_calls(void)
{
    struct fake *fake = new_fake();
    add(fake, "log.000001", MT_EVENT_FORMAT_DESCRIPTION, 100, 0, ENDS);
    for (int i = 0; i < 100; i++)
        add(fake, "log.000001", MT_EVENT_QUERY, 4000, 5, BEGINS | ENDS);
    allow(fake, 1);
    struct mt_reader *reader = start_reading(fake, 4 << 20);
    struct mt_raw_event e;
    struct mt_err err = {0};
    struct pollfd fd = {.fd = mt_reader_fd(reader), .events = POLLIN};
    CHECK(take(reader, &e, &err) == 0 && take(reader, &e, &err) == 0);
    CHECK(mt_reader_next(reader, &e, &err) == 1);
    pthread_mutex_lock(&fake->lock);
    fake->silent = true;
    pthread_mutex_unlock(&fake->lock);
    allow(fake, 31);
    CHECK(poll(&fd, 1, 50) == 0);
    allow(fake, 91);
    CHECK(poll(&fd, 1, 5000) == 1);
    int n = 0;
    while (mt_reader_next(reader, &e, &err) == 0)
        n++;
    CHECK(n >= 50 && n <= 90);
    pthread_mutex_lock(&fake->lock);
    fake->silent = false;
    pthread_mutex_unlock(&fake->lock);
    allow(fake, -1);
    while (n < 100 && take(reader, &e, &err) == 0)
        n++;
    CHECK(n == 100 && take(reader, &e, &err) == 2);
    mt_reader_stop(reader);
}

/* A transaction of exactly the bound is withheld, one byte more makes it flow. */
static void test_hold_bound(void)
{
    for (unsigned more = 0; more < 2; more++) {
        struct fake *fake = new_fake();
        add_transaction(fake, "log.000001", 1, MT_HOLD_BYTES - 44 - 27 + more, 9);
        allow(fake, 0);
        struct mt_reader *reader = start_reading(fake, 1000);
        struct mt_raw_event e;
        struct mt_err err = {0};
        allow(fake, 2);
        CHECK(take(reader, &e, &err) == 0 && e.artificial);
        sleep_ms(20);
        CHECK(mt_reader_next(reader, &e, &err) == 1);
        allow(fake, 3);
        CHECK(take(reader, &e, &err) == 0 && e.header.type == MT_EVENT_GTID);
        CHECK(e.has_xid == (more == 0));
        allow(fake, -1);
        CHECK(take(reader, &e, &err) == 0 && take(reader, &e, &err) == 0);
        CHECK(take(reader, &e, &err) == 2);
        mt_reader_stop(reader);
    }
}

static void test_large_flows(void)
{
    struct fake *fake = new_fake();
    add_transaction(fake, "log.000001", 10, 100000, 9);
    allow(fake, 4);
    struct mt_reader *reader = start_reading(fake, 1000);
    struct mt_raw_event e;
    struct mt_err err = {0};
    int n = 0;
    while (n < 5 && take(reader, &e, &err) == 0)
        n += !e.has_xid;
    CHECK(n == 5); /* before its end is known */
    allow(fake, -1);
    while (take(reader, &e, &err) == 0)
        n++;
    CHECK(n == 13);
    mt_reader_stop(reader);
}

static void test_seamless(void)
{
    int end;
    struct fake *fake = new_log();
    long calls = (long)fake->count + 1;
    struct mt_reader *reader = start_reading(fake, 1 << 20);
    char *whole = transcript(reader, &end);
    mt_reader_stop(reader);
    CHECK(end == 2);
    struct mt_reader *readers[64];
    int same = 0, tries = 0;
    for (; tries < calls && tries < 64; tries++) {
        fake = new_log();
        fake->cut_at[0] = tries + 1;
        fake->cut_at[1] = tries + 4; /* while it catches up */
        fake->cut_at[2] = tries + 12;
        fake->refuse_opens = tries % 5 == 0;
        readers[tries] = start_reading(fake, tries % 2 ? 1 << 20 : 1000);
    }
    for (int i = 0; i < tries; i++) {
        char *cut_up = transcript(readers[i], &end);
        struct mt_reader_stats stats;
        mt_reader_stats(readers[i], &stats);
        bool ok = end == 2 && strcmp(cut_up, whole) == 0 && stats.reconnects > 0;
        if (!ok)
            printf("# cut at %d, end %d:\n%s", i + 1, end, cut_up);
        same += ok;
        free(cut_up);
        mt_reader_stop(readers[i]);
    }
    CHECK(tries > 20 && same == tries);
    free(whole);
}

/* Another log at the same place must not pass as the old one. */
static void test_other_log(void)
{
    struct fake *fake = new_fake();
    add(fake, "log.000001", MT_EVENT_GTID, 44, 1, BEGINS);
    add(fake, "log.000001", MT_EVENT_WRITE_ROWS, 300000, 2, 0);
    fake->cut_at[0] = 4;
    fake->grows_when_cut = true;
    struct mt_reader *reader = start_reading(fake, 1 << 20);
    struct mt_raw_event e;
    struct mt_err err = {0};
    for (int i = 0; i < 3; i++)
        CHECK(take(reader, &e, &err) == 0);
    CHECK(take(reader, &e, &err) == -1 && err.code == MT_ERR_CORRUPT);
    CHECK(strstr(err.msg, "not the log that was read before") != NULL);
    mt_reader_stop(reader);
}

static void test_failures(void)
{
    struct mt_raw_event e;
    struct mt_err err = {0};
    struct fake *fake = new_log();
    fake->open_fails = MT_ERR_SERVER;
    struct mt_reader *reader = start_reading(fake, 1 << 20);
    CHECK(take(reader, &e, &err) == -1);
    CHECK_STR(err.msg, "the fake refuses");
    mt_reader_stop(reader);

    fake = new_log();
    fake->open_fails = MT_ERR_IO; /* the first open is tried again as others are */
    reader = start_reading(fake, 1 << 20);
    sleep_ms(20);
    atomic_store(&fake->open_fails, MT_OK);
    CHECK(take(reader, &e, &err) == 0);
    mt_reader_stop(reader);

    fake = new_fake();
    add(fake, "log.000001", MT_EVENT_GTID, 44, 1, BEGINS);
    fake->end_fails = MT_ERR_CORRUPT;
    reader = start_reading(fake, 1 << 20);
    err = (struct mt_err){0};
    CHECK(take(reader, &e, &err) == 0 && e.artificial);
    CHECK(take(reader, &e, &err) == 0 && !e.has_xid); /* what was withheld comes first */
    CHECK(take(reader, &e, &err) == -1 && err.code == MT_ERR_CORRUPT);
    CHECK(take(reader, &e, &err) == -1);
    mt_reader_stop(reader);
}

static void test_lost_link_shows(void)
{
    struct fake *fake = new_log();
    fake->cut_at[0] = 3;
    fake->refuse_opens = 1000;
    struct mt_reader *reader = start_reading(fake, 1 << 20);
    struct mt_raw_event e;
    struct mt_err err = {0};
    struct mt_reader_stats stats;
    CHECK(take(reader, &e, &err) == 0 && take(reader, &e, &err) == 0);
    sleep_ms(60);
    mt_reader_stats(reader, &stats);
    CHECK(!stats.connected && stats.reconnects == 0 && stats.last_heard_ms > 0);
    CHECK(!stats.idle && stats.last_event_s == 1700000000);
    CHECK(strncmp(stats.last_error, "the fake", 8) == 0);
    mt_reader_stop(reader); /* during its pause */
}

static void test_idle_shows(void)
{
    struct fake *fake = new_log();
    add(fake, "log.000002", MT_EVENT_HEARTBEAT, 40, 0, ARTIFICIAL);
    add(fake, "log.000002", MT_EVENT_QUERY, 80, 6, BEGINS | ENDS);
    allow(fake, (long)fake->count - 1);
    struct mt_reader *reader = start_reading(fake, 1 << 20);
    struct mt_raw_event e;
    struct mt_err err = {0};
    struct mt_reader_stats stats;
    do
        CHECK(take(reader, &e, &err) == 0);
    while (e.header.type != MT_EVENT_HEARTBEAT);
    mt_reader_stats(reader, &stats);
    CHECK(stats.connected && stats.idle && stats.last_event_s == 1700000000);
    allow(fake, -1);
    CHECK(take(reader, &e, &err) == 0);
    mt_reader_stats(reader, &stats);
    CHECK(!stats.idle);
    mt_reader_stop(reader);
}

static void test_stop(void)
{
    struct fake *fake = new_log();
    allow(fake, 3);
    struct mt_reader *reader = start_reading(fake, 1 << 20);
    sleep_ms(20);
    mt_reader_stop(reader); /* blocked in next */

    fake = new_log();
    fake->stall_open = true;
    reader = start_reading(fake, 1 << 20);
    sleep_ms(20);
    mt_reader_stop(reader); /* blocked in open */

    fake = new_log();
    reader = start_reading(fake, 10);
    sleep_ms(20);
    mt_reader_stop(reader); /* the queue is full */

    mt_reader_stop(start_reading(new_log(), 1 << 20)); /* at once */
    CHECK(true);
}

/* Events a second through the queue, as a comment in the output. */
static void measure(unsigned rows, uint32_t size)
{
    struct fake *fake = new_fake();
    unsigned transactions = 300000 / (rows + 2);
    for (unsigned i = 0; i < transactions; i++)
        add_transaction(fake, "log.000001", rows, size, i);
    struct mt_reader *reader = start_reading(fake, 64 << 20);
    struct timespec a, b;
    clock_gettime(CLOCK_MONOTONIC, &a);
    struct mt_raw_event e;
    struct mt_err err = {0};
    unsigned n = 0;
    while (take(reader, &e, &err) == 0)
        n++;
    clock_gettime(CLOCK_MONOTONIC, &b);
    double s = (double)(b.tv_sec - a.tv_sec) + (double)(b.tv_nsec - a.tv_nsec) / 1e9;
    printf("# %u events of %u bytes, %u rows a transaction: %.2f M events/s\n", n, size, rows,
           n / s / 1e6);
    CHECK(n == transactions * (rows + 2) + 1);
    mt_reader_stop(reader);
}

static void run_test(const char *name, void (*test)(void))
{
    struct timespec a, b;
    clock_gettime(CLOCK_MONOTONIC, &a);
    test();
    clock_gettime(CLOCK_MONOTONIC, &b);
    printf("# %s: %ld ms\n", name,
           (b.tv_sec - a.tv_sec) * 1000 + (b.tv_nsec - a.tv_nsec) / 1000000);
}

int main(void)
{
    mt_log_configure(MT_LOG_ERROR, false, "");
    setvbuf(stdout, NULL, _IOLBF, 0);
    run_test("test_order", test_order);
    run_test("test_bound", test_bound);
    run_test("test_hold", test_hold);
    run_test("test_calls", test_calls);
    run_test("test_hold_bound", test_hold_bound);
    run_test("test_large_flows", test_large_flows);
    run_test("test_seamless", test_seamless);
    run_test("test_other_log", test_other_log);
    run_test("test_failures", test_failures);
    run_test("test_lost_link_shows", test_lost_link_shows);
    run_test("test_idle_shows", test_idle_shows);
    run_test("test_stop", test_stop);
    measure(1, 100);
    measure(100, 100);
    return test_done();
}
