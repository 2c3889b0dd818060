/* Owns the line that a person at a terminal sees while files are read: how much is done, how fast,
 * how long it will take. It is drawn on stderr below the log's lines, and never where the script
 * prints: once it does, on the same terminal or for a next program that may, the line is gone. */
#include <stdio.h>
#include <stdio_ext.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/runner_parts.h"
#include "base/clock.h"
#include "base/log.h"

#define DRAW_MS      200
#define SAMPLE_COUNT (sizeof((struct terminal *)0)->samples / sizeof(struct sample))

static char stdout_buffer[1 << 16];

/* "12", "950", "12.3 k" */
static const char *print_rate(double n, char text[32])
{
    static const char *const units[] = {"", " k", " M", " G"};
    size_t unit = 0;
    for (; n >= 999.5 && unit < 3; unit++)
        n /= 1e3;
    snprintf(text, 32, unit ? "%.1f%s" : "%.0f%s", n, units[unit]);
    return text;
}

static const char *print_time(double seconds, char text[32])
{
    unsigned s = seconds < 359999 ? (unsigned)(seconds + 0.5) : 359999;
    if (s >= 3600)
        snprintf(text, 32, "%u:%02u:%02u", s / 3600, s / 60 % 60, s % 60);
    else
        snprintf(text, 32, "%u:%02u", s / 60, s % 60);
    return text;
}

/* Cut to one row of the terminal: it cannot be taken back from a second. */
static void fit(char *line)
{
    struct winsize size = {0};
    size_t columns = 80;
    if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        columns = size.ws_col;
    if (strlen(line) >= columns)
        line[columns - 1] = '\0';
}

/* A script that is called for events as they stand in the log gets no rows. */
static double measure_rate(const struct sample *before, const struct sample *now, double seconds)
{
    uint64_t count = now->rows ? now->rows - before->rows : now->events - before->events;
    return (double)count / seconds;
}

static void draw(struct runner *r)
{
    struct terminal *t = &r->terminal;
    struct mt_script_stats stats = mt_script_stats(r->script);
    struct sample now = {.at_ms = mt_now_ms(),
                         .rows = stats.rows,
                         .events = stats.events,
                         .done = mt_share_done(&r->share, r->event.file, r->event.end_position)};
    struct sample before = t->samples[t->count >= SAMPLE_COUNT ? t->count % SAMPLE_COUNT : 0];
    t->samples[t->count++ % SAMPLE_COUNT] = now;
    if (now.at_ms <= before.at_ms || t->count < 3)
        return;
    double seconds = (double)(now.at_ms - before.at_ms) / 1e3;
    double speed = (double)(now.done - before.done) / seconds;
    double total = (double)r->share.total, left = total - (double)now.done;
    char line[256], size[32], rate[32], bytes[32], time[32];
    snprintf(line, sizeof line, "%3.0f%% of %s  %s %s/s  %s/s  %s%s",
             100 * (double)now.done / total, mt_print_size(total, size),
             print_rate(measure_rate(&before, &now, seconds), rate), now.rows ? "rows" : "events",
             mt_print_size(speed, bytes), speed > 0 ? print_time(left / speed, time) : "waiting",
             speed > 0 ? " left" : "");
    fit(line);
    t->drawn = true;
    mt_log_status(line);
}

static void give_up(struct runner *r)
{
    if (r->terminal.timer)
        event_del(r->terminal.timer);
    if (r->terminal.drawn)
        mt_log_status(NULL);
    r->terminal.drawn = false;
    if (!r->terminal.holds_stdout)
        return;
    fflush(stdout); /* an error is seen by whoever prints next */
    if (isatty(STDOUT_FILENO))
        setvbuf(stdout, stdout_buffer, _IOLBF, sizeof stdout_buffer);
    r->terminal.holds_stdout = false;
}

void mt_runner_yield_terminal(struct runner *r)
{
    if (__fpending(stdout) > 0)
        give_up(r);
}

static void on_draw_timer(evutil_socket_t fd, short what, void *arg)
{
    struct runner *r = arg;
    (void)fd;
    (void)what;
    if (r->terminal.holds_stdout)
        mt_runner_yield_terminal(r);
    if (event_pending(r->terminal.timer, EV_TIMEOUT, NULL))
        draw(r);
}

static void note_stdout(void *arg, const struct mt_sink_state *sink)
{
    bool *prints = arg;
    *prints |= strcmp(sink->name, "stdout") == 0; /* a sink of that name writes there by itself */
}

/* What is printed is held back, until the line that is in its way is gone. false: it cannot be, or
 * was printed already. */
static bool hold_stdout(struct runner *r)
{
    bool prints = __fbufsize(stdout) > 0; /* glibc makes the buffer when it is first used */
    mt_script_sinks(r->script, note_stdout, &prints);
    if (prints)
        return false;
    setvbuf(stdout, stdout_buffer, _IOFBF, sizeof stdout_buffer);
    r->terminal.holds_stdout = true;
    return true;
}

/* Does what is printed go to where a person may see it, through another program perhaps? */
static bool may_be_seen(void)
{
    struct stat st;
    return isatty(STDOUT_FILENO) ||
           (fstat(STDOUT_FILENO, &st) == 0 && (S_ISFIFO(st.st_mode) || S_ISSOCK(st.st_mode)));
}

void mt_runner_start_terminal(struct runner *r)
{
    const struct timeval every = {.tv_usec = DRAW_MS * 1000};
    const char *kind = getenv("TERM");
    if (!r->finite || r->share.total == 0 || mt_log_is_json() || !isatty(STDERR_FILENO) ||
        (kind && strcmp(kind, "dumb") == 0))
        return;
    if (may_be_seen() && !hold_stdout(r))
        return;
    r->terminal.samples[r->terminal.count++] = (struct sample){.at_ms = mt_now_ms()};
    r->terminal.timer = event_new(r->base, -1, EV_PERSIST, on_draw_timer, r);
    event_add(r->terminal.timer, &every);
}

void mt_runner_stop_terminal(struct runner *r)
{
    give_up(r);
}
