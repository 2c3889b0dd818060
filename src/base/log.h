/* Logging: one line on stderr for each message, as text or JSON. */
#ifndef MT_LOG_H
#define MT_LOG_H

#include <stdbool.h>

enum mt_log_level { MT_LOG_DEBUG, MT_LOG_INFO, MT_LOG_WARN, MT_LOG_ERROR };

/* "debug", "info", "warn" (or "warning"), "error"; -1 for anything else. */
int mt_log_level_from(const char *name);
void mt_log_configure(enum mt_log_level least, bool json, const char *job_name);
bool mt_log_enabled(enum mt_log_level level);

/* Newlines inside the message are kept inside the one line (as spaces in text, escaped in JSON). */
void mt_log(enum mt_log_level level, const char *format, ...) __attribute__((format(printf, 2, 3)));

#define mt_debug(...) mt_log(MT_LOG_DEBUG, __VA_ARGS__)
#define mt_info(...)  mt_log(MT_LOG_INFO, __VA_ARGS__)
#define mt_warn(...)  mt_log(MT_LOG_WARN, __VA_ARGS__)
#define mt_error(...) mt_log(MT_LOG_ERROR, __VA_ARGS__)

#endif
