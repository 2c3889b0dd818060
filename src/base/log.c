/* Owns stderr: lines, and the status line below them. */
#include "base/log.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/mask.h"
#include "base/recent.h"
#include "base/repeats.h"
#include "base/utf8.h"

#define CLEAR_LINE "\r\033[K"

static const char *const level_names[] = {"debug", "info", "warn", "error"};

static _Atomic int least_level = MT_LOG_INFO;
static _Atomic bool json;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER; /* of what follows, and of stderr */
static char job[256];
static struct mt_repeats repeats;
static char status[512];

int mt_log_level_from(const char *name)
{
    for (int i = 0; i < 4; i++)
        if (strcmp(name, level_names[i]) == 0)
            return i;
    return strcmp(name, "warning") == 0 ? MT_LOG_WARN : -1;
}

void mt_log_configure(enum mt_log_level least, bool as_json, const char *job_name)
{
    least_level = (int)least;
    json = as_json;
    pthread_mutex_lock(&lock);
    snprintf(job, sizeof job, "%s", job_name ? job_name : "");
    pthread_mutex_unlock(&lock);
}

bool mt_log_enabled(enum mt_log_level level)
{
    return (int)level >= least_level;
}

bool mt_log_is_json(void)
{
    return json;
}

/* ---- a line ---- */

/* What a terminal would act on: C0, DEL, and C1, which is two bytes in UTF-8. */
static bool is_control(const uint8_t *p, size_t length)
{
    return *p < 0x20 || *p == 0x7f || (length == 2 && p[0] == 0xc2 && p[1] < 0xa0);
}

static void add_visible(struct mt_buf *line, const char *text, size_t len)
{
    const uint8_t *p = (const uint8_t *)text, *end = p + len;
    for (size_t n; p < end; p += n) {
        size_t length = mt_utf8_length(p, (size_t)(end - p));
        n = length ? length : 1;
        if (length && (*p == '\t' || !is_control(p, length)))
            mt_buf_add(line, p, n);
        else if (*p == '\n')
            mt_buf_adds(line, "\\n");
        else
            for (size_t i = 0; i < n; i++)
                mt_buf_printf(line, "\\x%02x", p[i]);
    }
}

static void print_now(char stamp[32])
{
    struct timespec now;
    struct tm utc;
    clock_gettime(CLOCK_REALTIME, &now);
    gmtime_r(&now.tv_sec, &utc);
    size_t n = strftime(stamp, 32, "%Y-%m-%dT%H:%M:%S", &utc);
    snprintf(stamp + n, 32 - n, ".%03ldZ", now.tv_nsec / 1000000);
}

static void add_json_line(struct mt_buf *line, const char *stamp, enum mt_log_level level,
                          const char *members, const struct mt_buf *message)
{
    mt_buf_printf(line, "{\"time\":\"%s\",\"level\":\"%s\",\"job\":", stamp, level_names[level]);
    mt_buf_add_json(line, job);
    mt_buf_adds(line, ",\"message\":");
    mt_buf_add_json_bytes(line, message->data, message->len);
    if (members) {
        mt_buf_addc(line, ',');
        mt_buf_add_masked(line, members, strlen(members));
    }
    mt_buf_adds(line, "}\n");
}

static void add_text_line(struct mt_buf *line, const char *stamp, enum mt_log_level level,
                          const struct mt_buf *message)
{
    mt_buf_printf(line, "%s %-5s ", stamp, level_names[level]);
    if (*job) {
        add_visible(line, job, strlen(job));
        mt_buf_adds(line, ": ");
    }
    add_visible(line, message->data, message->len);
    mt_buf_addc(line, '\n');
}

/* What cannot be written is lost: there is no other place to say it. A reader who is slow is waited
 * for, also where another program has made the pipe one that does not block. */
static void write_out(const struct mt_buf *text)
{
    struct pollfd room = {.fd = STDERR_FILENO, .events = POLLOUT};
    size_t done = 0;
    while (done < text->len) {
        ssize_t n = write(STDERR_FILENO, text->data + done, text->len - done);
        if (n < 0 && errno == EAGAIN)
            poll(&room, 1, -1);
        else if (n < 0 && errno != EINTR)
            return;
        done += n > 0 ? (size_t)n : 0;
    }
}

static void print(enum mt_log_level level, const char *members, struct mt_buf *message)
{
    struct mt_buf line = {0};
    mt_recent_note(level, mt_buf_str(message));
    char stamp[32];
    print_now(stamp);
    if (*status)
        mt_buf_adds(&line, CLEAR_LINE);
    if (json)
        add_json_line(&line, stamp, level, members, message);
    else
        add_text_line(&line, stamp, level, message);
    mt_buf_adds(&line, status);
    write_out(&line);
    mt_buf_free(&line);
}

/* ---- what is told ---- */

static void tell_left_out(bool every)
{
    struct mt_repeated what;
    for (unsigned n; (n = mt_repeats_take(&repeats, every, mt_now_ms(), &what)) > 0;) {
        struct mt_buf text = {0};
        char member[32];
        snprintf(member, sizeof member, "\"left_out\":%u", n);
        mt_buf_printf(&text, "left out %u more like this: %s", n, what.sample);
        print((enum mt_log_level)what.level, member, &text);
        mt_buf_free(&text);
    }
}

void mt_log_left_out(bool every)
{
    pthread_mutex_lock(&lock);
    tell_left_out(every);
    pthread_mutex_unlock(&lock);
}

static void tell(enum mt_log_level level, uint64_t kind, const char *members, const char *message,
                 size_t len)
{
    struct mt_buf text = {0};
    mt_buf_add_masked(&text, message, len);
    const char *sample = mt_buf_str(&text);
    pthread_mutex_lock(&lock);
    tell_left_out(false);
    if (level == MT_LOG_DEBUG || mt_repeats_pass(&repeats, kind, (int)level, sample, mt_now_ms()))
        print(level, members, &text);
    pthread_mutex_unlock(&lock);
    mt_buf_free(&text);
}

static void tell_format(enum mt_log_level level, const char *members, const char *format,
                        va_list args)
{
    struct mt_buf message = {0};
    mt_buf_vprintf(&message, format, args);
    tell(level, (uintptr_t)format, members, mt_buf_str(&message), message.len);
    mt_buf_free(&message);
}

void mt_log(enum mt_log_level level, const char *format, ...)
{
    va_list args;
    if (!mt_log_enabled(level))
        return;
    va_start(args, format);
    tell_format(level, NULL, format, args);
    va_end(args);
}

void mt_log_with(enum mt_log_level level, const char *members, const char *format, ...)
{
    va_list args;
    if (!mt_log_enabled(level))
        return;
    va_start(args, format);
    tell_format(level, members, format, args);
    va_end(args);
}

/* FNV-1a. */
static uint64_t hash(const char *text, size_t len)
{
    uint64_t h = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < len; i++)
        h = (h ^ (uint8_t)text[i]) * UINT64_C(0x100000001b3);
    return h;
}

void mt_log_text(enum mt_log_level level, const char *text, size_t len)
{
    if (mt_log_enabled(level))
        tell(level, hash(text, len), NULL, text, len);
}

void mt_log_status(const char *line)
{
    struct mt_buf text = {0};
    pthread_mutex_lock(&lock);
    if (*status || line)
        mt_buf_adds(&text, CLEAR_LINE);
    snprintf(status, sizeof status, "%s", line ? line : "");
    mt_buf_adds(&text, status);
    write_out(&text);
    pthread_mutex_unlock(&lock);
    mt_buf_free(&text);
}
