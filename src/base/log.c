#include "base/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/buf.h"

static const char *const level_names[] = {"debug", "info", "warn", "error"};

static struct {
    enum mt_log_level least;
    bool json;
    char job[128];
} config = {.least = MT_LOG_INFO};

int mt_log_level_from(const char *name)
{
    for (int i = 0; i < 4; i++)
        if (strcmp(name, level_names[i]) == 0)
            return i;
    return strcmp(name, "warning") == 0 ? MT_LOG_WARN : -1;
}

void mt_log_configure(enum mt_log_level least, bool json, const char *job_name)
{
    config.least = least;
    config.json = json;
    snprintf(config.job, sizeof config.job, "%s", job_name ? job_name : "");
}

bool mt_log_enabled(enum mt_log_level level)
{
    return level >= config.least;
}

static void add_one_line(struct mt_buf *line, const char *s)
{
    for (; *s; s++)
        mt_buf_addc(line, (unsigned char)*s < 0x20 && *s != '\t' ? ' ' : *s);
}

void mt_log(enum mt_log_level level, const char *format, ...)
{
    if (!mt_log_enabled(level))
        return;
    struct mt_buf message = {0}, line = {0};
    char stamp[40];
    struct timespec now;
    struct tm utc;
    clock_gettime(CLOCK_REALTIME, &now);
    gmtime_r(&now.tv_sec, &utc);
    size_t n = strftime(stamp, sizeof stamp, "%Y-%m-%dT%H:%M:%S", &utc);
    snprintf(stamp + n, sizeof stamp - n, ".%03ldZ", now.tv_nsec / 1000000);

    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *room = len < 0 ? NULL : mt_buf_reserve(&message, (size_t)len + 1);
    if (room) {
        vsnprintf(room, (size_t)len + 1, format, again);
        message.len += (size_t)len;
    }
    va_end(again);

    if (config.json) {
        mt_buf_printf(&line, "{\"time\":\"%s\",\"level\":\"%s\",\"job\":", stamp,
                      level_names[level]);
        mt_buf_add_json(&line, config.job);
        mt_buf_adds(&line, ",\"message\":");
        mt_buf_add_json(&line, mt_buf_str(&message));
        mt_buf_adds(&line, "}\n");
    } else {
        mt_buf_printf(&line, "%s %-5s ", stamp, level_names[level]);
        if (config.job[0])
            mt_buf_printf(&line, "%s: ", config.job);
        add_one_line(&line, mt_buf_str(&message));
        mt_buf_addc(&line, '\n');
    }
    fwrite(line.data, 1, line.len, stderr);
    mt_buf_free(&message);
    mt_buf_free(&line);
}
