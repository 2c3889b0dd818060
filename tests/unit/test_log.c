/* Log lines: one for each message, whatever it holds; what repeats is counted. */
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/log.h"
#include "base/mask.h"
#include "base/repeats.h"
#include "test.h"

static int file, stderr_was;
static char text[65536];

/* From here on stderr is a file. */
static void begin(void)
{
    char path[] = "/tmp/moontail-test-log-XXXXXX";
    file = mkstemp(path);
    unlink(path);
    stderr_was = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
    dup2(file, STDERR_FILENO);
}

static const char *caught(void)
{
    ssize_t n = pread(file, text, sizeof text - 1, 0);
    text[n > 0 ? n : 0] = '\0';
    dup2(stderr_was, STDERR_FILENO);
    close(stderr_was);
    close(file);
    return text;
}

/* Behind the time, which is "2026-11-21T14:02:03.123Z ". */
static const char *behind_time(const char *line)
{
    int year, month, day, hour, minute, second, ms, n = 0;
    sscanf(line, "%4d-%2d-%2dT%2d:%2d:%2d.%3dZ %n", &year, &month, &day, &hour, &minute, &second,
           &ms, &n);
    return line + n;
}

static int count_lines(const char *lines)
{
    int n = 0;
    for (; *lines; lines++)
        n += *lines == '\n';
    return n;
}

static void test_text(void)
{
    static const char bytes[] = "a\0b\xff\xc3\xa9\xe2\x82";
    mt_log_configure(MT_LOG_INFO, false, "shop\n\x1b[31m");
    begin();
    mt_debug("not this");
    mt_warn("two\nlines\r, a\ttab, \x1b[2Jcleared\x7f, %s", "C1 \xc2\x9b"
                                                            "31m, \xc3\xa9");
    CHECK_STR(behind_time(caught()),
              "warn  shop\\n\\x1b[31m: two\\nlines\\x0d, a\ttab, \\x1b[2Jcleared\\x7f, C1 "
              "\\xc2\\x9b31m, \xc3\xa9\n");
    mt_log_configure(MT_LOG_INFO, false, NULL);
    begin();
    mt_log_text(MT_LOG_ERROR, bytes, sizeof bytes - 1);
    CHECK_STR(behind_time(caught()), "error a\\x00b\\xff\xc3\xa9\\xe2\\x82\n");
    begin();
    mt_info("%s", "");
    CHECK_STR(behind_time(caught()), "info  \n");
}

static void test_json(void)
{
    static const char bytes[] = "q\"\\\n\t\x01\0\xff\xed\xa0\x80\xf0\x9f\x8c\x99";
    mt_log_configure(MT_LOG_DEBUG, true, "j\xfe\"");
    begin();
    mt_log_text(MT_LOG_DEBUG, bytes, sizeof bytes - 1);
    mt_log_with(MT_LOG_INFO, "\"rows\":12", "%d rows", 12);
    char *line = text;
    caught();
    CHECK(strncmp(line, "{\"time\":\"2", 10) == 0);
    const char *second = strchr(line, '\n') + 1;
    *strchr(line, '\n') = '\0';
    CHECK_STR(strstr(line, "\",\"level\""),
              "\",\"level\":\"debug\",\"job\":\"j\\ufffd\\\"\",\"message\":"
              "\"q\\\"\\\\\\n\\u0009\\u0001\\u0000\\ufffd\\ufffd\\ufffd\\ufffd"
              "\xf0\x9f\x8c\x99\"}");
    CHECK_STR(strstr(second, ",\"message\""), ",\"message\":\"12 rows\",\"rows\":12}\n");
}

static void test_repeats_logged(void)
{
    mt_log_configure(MT_LOG_INFO, false, "job");
    begin();
    for (int i = 1; i <= 1000; i++)
        mt_warn("event %d", i);
    for (int i = 1; i <= 25; i++)
        mt_log_text(MT_LOG_INFO, "the same", 8);
    for (int i = 0; i < 40; i++) {
        char other[32];
        mt_log_text(MT_LOG_INFO, other, (size_t)snprintf(other, sizeof other, "row %d", i));
    }
    mt_log_left_out(false);
    CHECK(count_lines(caught()) == 10 + 10 + 40);
    CHECK(strstr(text, "event 10\n") && !strstr(text, "event 11\n"));
    begin();
    mt_log_left_out(true);
    CHECK(count_lines(caught()) == 2);
    CHECK(strstr(text, "warn  job: left out 990 more like this: event 1000\n"));
    CHECK(strstr(text, "info  job: left out 15 more like this: the same\n"));
    begin();
    mt_log_left_out(true);
    CHECK_STR(caught(), "");
}

static unsigned pass(struct mt_repeats *r, uint64_t kind, int n, uint64_t now)
{
    unsigned passed = 0;
    for (int i = 0; i < n; i++)
        passed += mt_repeats_pass(r, kind, 1, "text", now);
    return passed;
}

static void test_repeats(void)
{
    struct mt_repeats r = {0};
    struct mt_repeated what;
    CHECK(pass(&r, 7, 13, 1000) == 10);
    CHECK(mt_repeats_take(&r, false, 10999, &what) == 0);
    CHECK(pass(&r, 7, 1, 10999) == 0);
    CHECK(mt_repeats_take(&r, false, 11000, &what) == 4);
    CHECK_STR(what.sample, "text");
    CHECK(mt_repeats_take(&r, false, 11000, &what) == 0);
    CHECK(pass(&r, 7, 9, 12000) == 9);
    CHECK(pass(&r, 7, 12, 22000) == 10); /* another ten seconds */
    CHECK(mt_repeats_pass(&r, 7, 2, "another level", 22000));
    /* more kinds than are known of: none is lost */
    for (uint64_t kind = 100; kind < 200; kind++)
        CHECK(pass(&r, kind, 5, 22000) == 5);
    unsigned passed = 0;
    for (uint64_t kind = 100; kind < 200; kind++)
        passed += pass(&r, kind, 10, 22000);
    unsigned left_out = 0;
    for (unsigned n; (n = mt_repeats_take(&r, true, 22000, &what)) > 0;)
        left_out += n;
    CHECK(passed + left_out == 1000 + 2);
    CHECK(left_out > 100);
}

static const char *masked(const char *message)
{
    static struct mt_buf out;
    mt_buf_clear(&out);
    mt_buf_add_masked(&out, message, strlen(message));
    return mt_buf_str(&out);
}

static void test_mask(void)
{
    CHECK_STR(masked("cannot open mysq://u:se:cr/et@h/x: No such file"),
              "cannot open mysq://u:***@h/x: No such file");
    CHECK_STR(masked("redis://:p@a@h/k, 'http://me:x@[::1]:80/'"),
              "redis://:***@h/k, 'http://me:***@[::1]:80/'");
    CHECK_STR(masked("mysql//u:p@h"), "mysql//u:***@h");
    CHECK_STR(masked("http://h:80/a@b and http://u@h:80/ and // a:b@c"),
              "http://h:80/a@b and http://u@h:80/ and // a:b@c");
    CHECK_STR(masked("//"), "//");
    CHECK_STR(masked("mysql://u:p@"), "mysql://u:***@");
    CHECK_STR(masked("http://u:12345@h/"), "http://u:***@h/");
    mt_log_configure(MT_LOG_INFO, false, NULL);
    begin();
    mt_info("at %s", "amqp://a:b@c");
    CHECK_STR(behind_time(caught()), "info  at amqp://a:***@c\n");
}

static void test_status(void)
{
    mt_log_configure(MT_LOG_INFO, false, NULL);
    begin();
    mt_log_status("42%");
    CHECK_STR(caught(), "\r\033[K42%");
    begin();
    mt_info("a line");
    const char *line = caught();
    CHECK(strncmp(line, "\r\033[K2", 5) == 0);
    CHECK_STR(behind_time(line + 4), "info  a line\n42%");
    begin();
    mt_log_status(NULL);
    mt_log_status(NULL);
    CHECK_STR(caught(), "\r\033[K");
    begin();
    mt_info("a line");
    CHECK_STR(behind_time(caught()), "info  a line\n");
}

static void test_closed(void)
{
    begin();
    close(STDERR_FILENO);
    mt_info("nobody reads this");
    mt_log_status("nor this");
    mt_log_status(NULL);
    CHECK_STR(caught(), "");
}

int main(void)
{
    test_text();
    test_json();
    test_repeats();
    test_repeats_logged();
    test_mask();
    test_status();
    test_closed();
    return test_done();
}
