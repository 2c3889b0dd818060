#include "app/pos.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "binlog/framing.h"

void mt_pos_free(struct mt_pos *pos)
{
    mt_gtid_set_free(&pos->set);
    pos->kind = MT_POS_NONE;
}

static bool parse_file_position(const char *text, const char **file, uint64_t *position)
{
    const char *colon = strrchr(text, ':');
    char *end;
    if (!colon || colon == text || !isdigit((unsigned char)colon[1]))
        return false;
    *position = strtoull(colon + 1, &end, 10);
    *file = mt_intern(text, (size_t)(colon - text));
    return *end == '\0';
}

/* ---- times ---- */

/* -90s, -15m, -2h, -3d. */
static bool parse_ago(const char *text, int64_t *second)
{
    static const struct {
        char unit;
        int64_t seconds;
    } units[] = {{'s', 1}, {'m', 60}, {'h', 3600}, {'d', 86400}};
    char *end;
    if (*text != '-' || !isdigit((unsigned char)text[1]))
        return false;
    long n = strtol(text + 1, &end, 10);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (*end == units[i].unit && !end[1] && n < 1000000000) {
            *second = (int64_t)time(NULL) - n * units[i].seconds;
            return true;
        }
    return false;
}

/* Two digits within bounds. */
static bool take_two(const char **at, int most, int *out)
{
    const char *s = *at;
    if (!isdigit((unsigned char)s[0]) || !isdigit((unsigned char)s[1]))
        return false;
    *out = 10 * (s[0] - '0') + (s[1] - '0');
    *at += 2;
    return *out <= most;
}

/* HH:MM, with seconds and a fraction or not; nothing at all is midnight. *more: there is a fraction
 * of a second on top. */
static bool take_clock(const char **at, struct tm *tm, bool *more)
{
    if (**at != 'T' && **at != 't' && **at != ' ')
        return **at == '\0';
    ++*at;
    if (!take_two(at, 23, &tm->tm_hour) || *(*at)++ != ':' || !take_two(at, 59, &tm->tm_min))
        return false;
    if (**at != ':')
        return true;
    ++*at;
    if (!take_two(at, 59, &tm->tm_sec))
        return false;
    if (**at != '.')
        return true;
    if (!isdigit((unsigned char)*++*at))
        return false;
    for (; isdigit((unsigned char)**at); ++*at)
        *more |= **at != '0';
    return true;
}

/* Z, +HH:MM, +HHMM, +HH; nothing: the local time. */
static bool take_zone(const char *at, struct tm *tm, int64_t *second)
{
    int hours, minutes = 0, sign = *at == '-' ? -1 : 1;
    if (!*at) {
        tm->tm_isdst = -1;
        *second = (int64_t)mktime(tm);
        return true;
    }
    *second = (int64_t)timegm(tm);
    if ((*at == 'Z' || *at == 'z') && !at[1])
        return true;
    if (*at != '+' && *at != '-')
        return false;
    at++;
    if (!take_two(&at, 23, &hours))
        return false;
    at += *at == ':';
    if (*at && (!take_two(&at, 59, &minutes) || *at))
        return false;
    *second -= sign * (hours * 3600 + minutes * 60);
    return true;
}

static bool parse_iso(const char *text, int64_t *second)
{
    struct tm tm = {.tm_mday = 0};
    int n = 0;
    bool more = false;
    if (sscanf(text, "%4d-%n", &tm.tm_year, &n) != 1 || n != 5)
        return false;
    const char *at = text + n;
    if (!take_two(&at, 12, &tm.tm_mon) || tm.tm_mon < 1 || *at++ != '-' ||
        !take_two(&at, 31, &tm.tm_mday) || tm.tm_mday < 1)
        return false;
    tm.tm_year -= 1900;
    tm.tm_mon -= 1;
    int day = tm.tm_mday;
    if (!take_clock(&at, &tm, &more) || !take_zone(at, &tm, second))
        return false;
    *second += more;
    struct tm check = tm;
    timegm(&check);
    return check.tm_mday == day; /* there is no 30th of February */
}

int mt_pos_parse(const char *option, const char *text, struct mt_pos *out, struct mt_err *err)
{
    *out = (struct mt_pos){.kind = MT_POS_NONE};
    if (strcmp(text, "earliest") == 0) {
        out->kind = MT_POS_EARLIEST;
    } else if (strcmp(text, "latest") == 0 || strcmp(text, "end") == 0) {
        out->kind = MT_POS_LATEST;
    } else if (strncmp(text, "gtid:", 5) == 0) {
        out->kind = MT_POS_GTID;
        if (mt_gtid_set_parse(&out->set, text + 5, strlen(text + 5), err)) {
            mt_err_prefix(err, "%s %s", option, text);
            err->code = MT_ERR_USAGE;
            return -1;
        }
    } else if (strncmp(text, "time:", 5) == 0) {
        out->kind = MT_POS_TIME;
        if (!parse_ago(text + 5, &out->second) && !parse_iso(text + 5, &out->second))
            return mt_fail(err, MT_ERR_USAGE,
                           "%s %s: a time is like 2026-11-20T14:00:00Z, 2026-11-20T14:00 (local), "
                           "or -2h",
                           option, text);
    } else if (parse_file_position(text, &out->file, &out->position)) {
        out->kind = MT_POS_FILE;
    } else {
        return mt_fail(err, MT_ERR_USAGE,
                       "%s %s: earliest, latest, FILE:POS, gtid:SET or time:2026-11-20T14:00:00Z "
                       "is expected",
                       option, text);
    }
    return 0;
}
