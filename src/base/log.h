/* Logging: one line on stderr for each message, as text or JSON. Any thread may log.
 *
 * Text: `2026-11-21T14:02:03.123Z warn  users: message`. JSON: an object with time, level, job,
 * message, and what else the message counts. A line is one line, whatever the message holds: in
 * text control characters and bytes that are not UTF-8 are escaped (\n, \x1b), in JSON they are
 * escaped or, where JSON has no way to say them, U+FFFD.
 *
 * Of messages that are alike ten pass in ten seconds; how many more there were is told once those
 * are over. Messages at level debug all pass. Passwords in URLs are masked. stderr may be closed,
 * or its reader gone. */
#ifndef MT_LOG_H
#define MT_LOG_H

#include <stdbool.h>
#include <stddef.h>

enum mt_log_level { MT_LOG_DEBUG, MT_LOG_INFO, MT_LOG_WARN, MT_LOG_ERROR };

/* "debug", "info", "warn" (or "warning"), "error"; -1 for anything else. */
int mt_log_level_from(const char *name);
void mt_log_configure(enum mt_log_level least, bool as_json, const char *job_name);
bool mt_log_enabled(enum mt_log_level level);
bool mt_log_is_json(void);

/* Messages with the same format are alike: format is a literal. */
void mt_log(enum mt_log_level level, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* members: what a JSON line has beside the message, as `"rows":12,"file":"..."`; NULL: nothing. */
void mt_log_with(enum mt_log_level level, const char *members, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Any bytes, of a script; only messages that are the same are alike. */
void mt_log_text(enum mt_log_level level, const char *text, size_t len);

/* Tell what was left out so far, if its ten seconds are over. every: or not, at the end. */
void mt_log_left_out(bool every);

/* A line on the terminal that stays below all others until it changes; NULL: there is none. */
void mt_log_status(const char *line);

#define mt_debug(...) mt_log(MT_LOG_DEBUG, __VA_ARGS__)
#define mt_info(...)  mt_log(MT_LOG_INFO, __VA_ARGS__)
#define mt_warn(...)  mt_log(MT_LOG_WARN, __VA_ARGS__)
#define mt_error(...) mt_log(MT_LOG_ERROR, __VA_ARGS__)

#endif
