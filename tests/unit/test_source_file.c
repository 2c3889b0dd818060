/* Binary log files as a source: lists of files, magic, torn and foreign files, starting inside,
 * several files in a pipe, following. */
#include "source/source.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <zlib.h>

#include "base/buf.h"
#include "base/log.h"
#include "source/file_list.h"
#include "test.h"

static char folder[] = "/tmp/mt-test-XXXXXX";

/* ---- files made here ---- */

static void add_le(struct mt_buf *b, uint64_t v, int n)
{
    for (int i = 0; i < n; i++)
        mt_buf_addc(b, (char)(v >> (8 * i)));
}

/* Append an event with a checksum; the file starts with the buffer. */
static void add_event(struct mt_buf *b, uint8_t type, const void *body, size_t len)
{
    size_t start = b->len;
    uint32_t size = (uint32_t)(MT_HEADER_LEN + len + MT_CHECKSUM_LEN);
    add_le(b, 1700000000, 4);
    add_le(b, type, 1);
    add_le(b, 1, 4);
    add_le(b, size, 4);
    add_le(b, start + size, 4);
    add_le(b, 0, 2);
    mt_buf_add(b, body, len);
    add_le(b, crc32(0, (const Bytef *)b->data + start, (uInt)(b->len - start)), 4);
}

static void add_format(struct mt_buf *b)
{
    uint8_t body[2 + 50 + 4 + 1 + 40 + 1] = {4, 0};
    memcpy(body + 2, "8.0.36", 6);
    body[56] = MT_HEADER_LEN;
    memset(body + 57, 8, 40);
    body[sizeof body - 1] = MT_CHECKSUM_CRC32;
    mt_buf_add(b, MT_BINLOG_MAGIC, MT_BINLOG_MAGIC_LEN);
    add_event(b, MT_EVENT_FORMAT_DESCRIPTION, body, sizeof body);
}

static void add_rotate(struct mt_buf *b, const char *next)
{
    struct mt_buf body = {0};
    add_le(&body, 4, 8);
    mt_buf_adds(&body, next);
    add_event(b, MT_EVENT_ROTATE, body.data, body.len);
    mt_buf_free(&body);
}

static void add_xid(struct mt_buf *b, uint64_t xid)
{
    struct mt_buf body = {0};
    add_le(&body, xid, 8);
    add_event(b, MT_EVENT_XID, body.data, body.len);
    mt_buf_free(&body);
}

static const char *path_in_folder(const char *name)
{
    static char paths[8][512];
    static unsigned turn;
    char *path = paths[turn++ % 8];
    snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    return path;
}

static void write_file(const char *name, const void *data, size_t len)
{
    FILE *f = fopen(path_in_folder(name), "w");
    if (len)
        fwrite(data, 1, len, f);
    fclose(f);
}

static void append_file(const char *name, const void *data, size_t len)
{
    FILE *f = fopen(path_in_folder(name), "a");
    fwrite(data, 1, len, f);
    fclose(f);
}

static void write_log(const char *name, uint64_t first_xid, int count, const char *next)
{
    struct mt_buf b = {0};
    add_format(&b);
    for (int i = 0; i < count; i++)
        add_xid(&b, first_xid + (uint64_t)i);
    if (next)
        add_rotate(&b, next);
    write_file(name, b.data, b.len);
    mt_buf_free(&b);
}

/* ---- reading ---- */

static struct mt_source *open_paths(char *const *paths, size_t n, bool follow,
                                    const struct mt_start *start, struct mt_err *err)
{
    struct mt_file_options options = {paths, n, follow};
    struct mt_start earliest = {.kind = MT_START_EARLIEST};
    struct mt_source *source = NULL;
    if (mt_source_file_new(&options, &source, err) != 0)
        return NULL;
    if (source->ops->open(source, start ? start : &earliest, err) != 0) {
        source->ops->free(source);
        return NULL;
    }
    return source;
}

/* One word an event: f format, r rotate, the number of an xid; then the error or "end". */
static const char *read_all(struct mt_source *source, struct mt_err *err)
{
    static struct mt_buf text;
    struct mt_raw_event e;
    int rc;
    mt_buf_clear(&text);
    while ((rc = source->ops->next(source, &e, err)) == 0) {
        if (e.header.type == MT_EVENT_XID)
            mt_buf_printf(&text, "%u ", e.data[MT_HEADER_LEN]);
        else
            mt_buf_adds(&text, e.header.type == MT_EVENT_ROTATE ? "r " : "f ");
    }
    mt_buf_adds(&text, rc < 0 ? err->msg : "end");
    source->ops->free(source);
    return mt_buf_str(&text);
}

static const char *read_one(const char *path, const struct mt_start *start)
{
    static struct mt_err err;
    err = (struct mt_err){0};
    char *paths[] = {(char *)(uintptr_t)path};
    struct mt_source *source = open_paths(paths, 1, false, start, &err);
    return source ? read_all(source, &err) : err.msg;
}

static bool has(const char *text, const char *part)
{
    if (!strstr(text, part))
        printf("# %s\n", text);
    return strstr(text, part) != NULL;
}

/* ---- tests ---- */

static void test_lists(void)
{
    write_log("log.999998", 1, 2, "log.999999");
    write_log("log.999999", 3, 1, "log.1000000");
    write_log("log.1000000", 4, 1, NULL);
    write_file("log.index", "./log.999998\n/no/such/log.999999\r\n\nlog.1000000\n", 46);
    write_file("log.state", "x", 1);
    CHECK_STR(read_one(path_in_folder("log.*"), NULL), "f 1 2 r f 3 r f 4 end");
    CHECK_STR(read_one(path_in_folder("log.index"), NULL), "f 1 2 r f 3 r f 4 end");
    CHECK(has(read_one(path_in_folder("nolog.*"), NULL), "no file matches"));
    CHECK(has(read_one(path_in_folder("nolog"), NULL), "No such file"));
    CHECK(has(read_one(folder, NULL), "is a directory; give its binary logs"));
    write_file("empty.index", "\n", 1);
    CHECK(has(read_one(path_in_folder("empty.index"), NULL), "lists no files"));
    write_file("gone.index", "log.000077\n", 11);
    CHECK(has(read_one(path_in_folder("gone.index"), NULL), "log.000077: No such file"));

    char *paths[] = {strdup(path_in_folder("log.*"))};
    struct mt_err err = {0};
    struct mt_source *source = open_paths(paths, 1, false, NULL, &err);
    CHECK_STR(source->ops->name(source), "log.999998 and 2 more");
    CHECK(mt_source_file_size(source, 0) + mt_source_file_size(source, 1) +
              mt_source_file_size(source, 2) ==
          3 * (4 + 121) + 4 * 31 + 2 * 31 + 10 + 11);
    CHECK(mt_source_file_size(source, 3) == 0);
    source->ops->free(source);
    free(paths[0]);
}

static void test_numbers(void)
{
    char *next = mt_next_in_number("dir.7/log.000009");
    CHECK_STR(next, "dir.7/log.000010");
    free(next);
    next = mt_next_in_number("log.999999");
    CHECK_STR(next, "log.1000000");
    free(next);
    CHECK(mt_next_in_number("log.binlog") == NULL);
    CHECK(mt_next_in_number("dir.000001/log") == NULL);
    CHECK(mt_same_series("log.000001", "log.1000000"));
    CHECK(!mt_same_series("log.000001", "relay.000001"));
    CHECK(!mt_same_series("log", "log"));
}

static void test_foreign_files(void)
{
    write_file("f", "hello", 5);
    CHECK(has(read_one(path_in_folder("f"), NULL),
              "f is not a binary log: it starts with 68 65 6c 6c, not fe 62 69 6e"));
    write_file("f", "\xfd\x62\x69\x6e....", 8);
    CHECK(has(read_one(path_in_folder("f"), NULL), "encrypted by the server"));
    write_file("f", "\x1f\x8b\x08\x00", 4);
    CHECK(has(read_one(path_in_folder("f"), NULL), "compressed by gzip"));
    write_file("f", "\xfe\x62", 2);
    CHECK(has(read_one(path_in_folder("f"), NULL), "it starts with fe 62, not"));
    write_file("f", "", 0);
    CHECK(has(read_one(path_in_folder("f"), NULL), "is empty"));
}

static void test_damage(void)
{
    struct mt_buf b = {0};
    char want[64];
    int wrong = 0;
    add_format(&b);
    size_t format_end = b.len;
    add_xid(&b, 7);
    for (size_t len = format_end; len <= b.len; len++) { /* cut at each byte */
        write_file("f", b.data, len);
        const char *got = read_one(path_in_folder("f"), NULL);
        snprintf(want, sizeof want, "f:%zu: the file ends inside an event (%zu of %u bytes)",
                 format_end, len - format_end, len - format_end < MT_HEADER_LEN ? 19 : 31);
        bool ok = len == format_end ? strcmp(got, "f end") == 0
                  : len == b.len    ? strcmp(got, "f 7 end") == 0
                                    : strstr(got, want) != NULL;
        wrong += !ok;
    }
    CHECK(wrong == 0);
    memset(b.data + format_end + 9, 0xff, 4); /* a size of 4 GiB */
    write_file("f", b.data, b.len);
    CHECK(has(read_one(path_in_folder("f"), NULL), "(31 of 4294967295 bytes)"));
    memset(b.data + format_end + 9, 0, 4);
    write_file("f", b.data, b.len);
    CHECK(has(read_one(path_in_folder("f"), NULL), "says that it has 0 bytes"));
    b.data[format_end + 9] = 31;
    b.data[format_end + 20] ^= 1;
    write_file("f", b.data, b.len);
    CHECK(has(read_one(path_in_folder("f"), NULL), "checksum"));
    mt_buf_free(&b);
}

static void test_start(void)
{
    write_log("s.000001", 1, 3, "s.000002");
    write_log("s.000002", 4, 3, NULL);
    const char *all = path_in_folder("s.*");
    unsigned format_end = 4 + 121;
    struct mt_start start = {
        .kind = MT_START_POSITION, .file = "s.000002", .position = format_end + 31};
    CHECK_STR(read_one(all, &start), "f 5 6 end");
    start.position = 4;
    CHECK_STR(read_one(all, &start), "f 4 5 6 end");
    start.position = format_end;
    CHECK_STR(read_one(all, &start), "f 4 5 6 end");
    start.position = format_end + 3 * 31;
    CHECK_STR(read_one(all, &start), "f end");
    start.position++;
    CHECK(has(read_one(all, &start), "has only 218 bytes, position 219 is beyond its end"));
    start.position = 50;
    CHECK(has(read_one(all, &start), "is no place to start"));
    start.position = format_end + 5;
    CHECK(has(read_one(all, &start), "reading started here: is 130 where an event starts?"));
    start.file = "s.000009";
    CHECK(has(read_one(all, &start), "s.000009, where reading should start, is not among"));
    start = (struct mt_start){.kind = MT_START_LATEST};
    CHECK_STR(read_one(all, &start), "f end");

    struct mt_err err = {0};
    struct mt_raw_event e;
    start = (struct mt_start){
        .kind = MT_START_POSITION, .file = "s.000001", .position = format_end + 31};
    char *paths[] = {strdup(all)};
    struct mt_source *source = open_paths(paths, 1, false, &start, &err);
    CHECK(source->ops->next(source, &e, &err) == 0 && e.artificial &&
          e.end_position == format_end + 31);
    CHECK(source->ops->next(source, &e, &err) == 0 && !e.artificial &&
          e.position == format_end + 31 && strcmp(e.file, "s.000001") == 0);
    source->ops->free(source);
    free(paths[0]);
}

/* An event larger than what is read at once, then small ones. */
static void test_large(void)
{
    struct mt_buf b = {0};
    char *body = calloc(1, 20000000);
    add_format(&b);
    add_xid(&b, 1);
    add_event(&b, MT_EVENT_APPEND_BLOCK, body, 20000000);
    for (int i = 0; i < 100000; i++)
        add_xid(&b, (uint64_t)i);
    write_file("large", b.data, b.len);
    char *paths[] = {strdup(path_in_folder("large"))};
    struct mt_err err = {0};
    struct mt_raw_event e;
    struct mt_source *source = open_paths(paths, 1, false, NULL, &err);
    uint64_t bytes = 4, n = 0, wrong = 0;
    while (source->ops->next(source, &e, &err) == 0) {
        wrong += e.position != bytes;
        bytes += e.header.size;
        n++;
    }
    CHECK(err.code == MT_OK && n == 100003 && bytes == b.len && wrong == 0);
    source->ops->free(source);
    free(paths[0]);
    free(body);
    mt_buf_free(&b);
}

struct writer {
    int fd;
    const struct mt_buf *bytes;
};

static void *write_slowly(void *arg)
{
    struct writer *w = arg;
    for (size_t at = 0; at < w->bytes->len; at += 13) {
        size_t n = w->bytes->len - at < 13 ? w->bytes->len - at : 13;
        if (write(w->fd, w->bytes->data + at, n) < 0)
            break;
    }
    close(w->fd);
    return NULL;
}

/* Two files one after the other through stdin. */
static void test_pipe(void)
{
    struct mt_buf b = {0}, second = {0};
    int fds[2], kept = dup(STDIN_FILENO);
    add_format(&b);
    add_xid(&b, 1);
    add_rotate(&b, "p.000002");
    add_format(&second);
    add_xid(&second, 2);
    mt_buf_add(&b, second.data, second.len);
    if (pipe(fds) != 0)
        return;
    dup2(fds[0], STDIN_FILENO);
    close(fds[0]);
    struct writer writer = {fds[1], &b};
    pthread_t thread;
    pthread_create(&thread, NULL, write_slowly, &writer);
    CHECK_STR(read_one("-", NULL), "f 1 r f 2 end");
    pthread_join(thread, NULL);
    dup2(kept, STDIN_FILENO);
    close(kept);
    mt_buf_free(&b);
    mt_buf_free(&second);
}

static void *grow_logs(void *unused)
{
    struct mt_buf b = {0};
    struct timespec pause = {0, 150000000};
    add_format(&b);
    size_t given = b.len;
    add_xid(&b, 2);
    nanosleep(&pause, NULL);
    append_file("g.000001", b.data + given, 11); /* a part of an event */
    nanosleep(&pause, NULL);
    append_file("g.000001", b.data + given + 11, b.len - given - 11);
    given = b.len;
    add_rotate(&b, "g.000002");
    append_file("g.000001", b.data + given, b.len - given);
    write_file("g.000002", "", 0);
    nanosleep(&pause, NULL);
    write_log("g.000002", 3, 1, NULL); /* no rotate: the server died */
    write_log("g.000003", 4, 1, NULL);
    mt_buf_free(&b);
    return unused;
}

static void *interrupt_later(void *source)
{
    nanosleep(&(struct timespec){1, 200000000}, NULL);
    ((struct mt_source *)source)->ops->interrupt(source);
    return NULL;
}

static void test_follow(void)
{
    write_log("g.000001", 1, 0, NULL);
    char *paths[] = {strdup(path_in_folder("g.000001"))};
    struct mt_err err = {0};
    struct mt_source *source = open_paths(paths, 1, true, NULL, &err);
    pthread_t writer, stopper;
    pthread_create(&writer, NULL, grow_logs, NULL);
    pthread_create(&stopper, NULL, interrupt_later, source);
    struct mt_raw_event e;
    struct mt_buf seen = {0};
    int rc;
    while ((rc = source->ops->next(source, &e, &err)) == 0)
        mt_buf_printf(&seen, "%s:%u ", e.file, e.header.type);
    CHECK(rc == 1);
    CHECK_STR(mt_buf_str(&seen), "g.000001:15 g.000001:16 g.000001:4 g.000002:15 g.000002:16 "
                                 "g.000003:15 g.000003:16 ");
    pthread_join(writer, NULL);
    pthread_join(stopper, NULL);
    source->ops->free(source);
    mt_buf_free(&seen);
    free(paths[0]);
}

static void test_follow_cut(void)
{
    write_log("c.000001", 1, 3, NULL);
    char *paths[] = {strdup(path_in_folder("c.000001"))};
    struct mt_err err = {0};
    struct mt_raw_event e;
    struct mt_source *source = open_paths(paths, 1, true, NULL, &err);
    for (int i = 0; i < 4; i++)
        source->ops->next(source, &e, &err);
    CHECK(truncate(paths[0], 100) == 0);
    CHECK(source->ops->next(source, &e, &err) == -1);
    CHECK(has(err.msg, "was cut from 218 to 100 bytes while it was followed"));
    source->ops->free(source);
    free(paths[0]);
}

static void remove_folder(void)
{
    char command[64];
    snprintf(command, sizeof command, "rm -r %s", folder);
    if (system(command) != 0)
        printf("# could not remove %s\n", folder);
}

int main(void)
{
    setvbuf(stdout, NULL, _IOLBF, 0);
    mt_log_configure(MT_LOG_ERROR, false, "");
    if (!mkdtemp(folder))
        return 1;
    test_lists();
    test_numbers();
    test_foreign_files();
    test_damage();
    test_start();
    test_large();
    test_pipe();
    test_follow();
    test_follow_cut();
    remove_folder();
    return test_done();
}
