/* Owns GTID sets as text. What servers take: MySQL sql/rpl_gtid_set.cc, Gtid_set::add_gtid_text;
 * MariaDB sql/rpl_gtid.cc, gtid_parser_helper. */
#include <ctype.h>
#include <string.h>

#include "binlog/gtid_set.h"

#define MAX_NUMBER (INT64_MAX - 1) /* MySQL's, so that one more still is a number */
#define MAX_SHOWN  200             /* bytes in a message */

static const char hex_digits[] = "0123456789abcdef";

char *mt_uuid_print(const uint8_t uuid[16], char text[37])
{
    for (int i = 0; i < 16; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            *text++ = '-';
        *text++ = hex_digits[uuid[i] >> 4];
        *text++ = hex_digits[uuid[i] & 15];
    }
    *text = '\0';
    return text;
}

/* ---- parsing ---- */

struct parser {
    const char *start, *at, *end;
    struct mt_gtid_set *set;
    struct mt_err *err;
};

static int fail_at(struct parser *p, const char *expected)
{
    size_t here = (size_t)(p->at - p->start);
    int left = p->end - p->at > 40 ? 40 : (int)(p->end - p->at);
    return mt_fail(p->err, MT_ERR_CORRUPT, "a GTID set has %s at character %zu: \"%.*s\"", expected,
                   here + 1, left, p->at);
}

static char peek(const struct parser *p)
{
    return p->at < p->end ? *p->at : '\0';
}

static void skip_space(struct parser *p)
{
    while (p->at < p->end && isspace((unsigned char)*p->at))
        p->at++;
}

static bool skip_char(struct parser *p, char c)
{
    skip_space(p);
    if (peek(p) != c || p->at == p->end)
        return false;
    p->at++;
    skip_space(p);
    return true;
}

static int take_number(struct parser *p, uint64_t least, uint64_t most, uint64_t *out)
{
    uint64_t n = 0;
    const char *first = p->at;
    for (; isdigit((unsigned char)peek(p)); p->at++) {
        unsigned digit = (unsigned)(*p->at - '0');
        if (n > (most - digit) / 10) {
            p->at = first;
            return fail_at(p, "a number out of range");
        }
        n = 10 * n + digit;
    }
    if (p->at == first)
        return fail_at(p, "no number");
    if (n < least) {
        p->at = first;
        return fail_at(p, "a number out of range");
    }
    *out = n;
    return 0;
}

/* 32 hexadecimal digits; with all four hyphens, or with none; braces around them do no harm. */
static int take_uuid(struct parser *p, uint8_t uuid[16])
{
    bool braces = skip_char(p, '{'), hyphens = false;
    for (int i = 0; i < 32; i++) {
        bool place = i == 8 || i == 12 || i == 16 || i == 20;
        if (place && (i == 8 || hyphens)) {
            bool hyphen = peek(p) == '-';
            if (i == 8)
                hyphens = hyphen;
            else if (!hyphen)
                return fail_at(p, "no uuid");
            p->at += hyphen;
        }
        const char *digit = isxdigit((unsigned char)peek(p))
                                ? strchr(hex_digits, tolower((unsigned char)*p->at))
                                : NULL;
        if (!digit)
            return fail_at(p, "no uuid");
        uint8_t value = (uint8_t)(digit - hex_digits);
        uuid[i / 2] = i % 2 ? (uint8_t)(uuid[i / 2] | value) : (uint8_t)(value << 4);
        p->at++;
    }
    return braces && !skip_char(p, '}') ? fail_at(p, "no closing brace") : 0;
}

static bool starts_tag(char c)
{
    return isalpha((unsigned char)c) || c == '_';
}

static int take_tag(struct parser *p, char tag[33])
{
    size_t n = 0;
    for (; starts_tag(peek(p)) || isdigit((unsigned char)peek(p)); p->at++) {
        if (n == 32)
            return fail_at(p, "a tag of more than 32 characters");
        tag[n++] = (char)tolower((unsigned char)*p->at);
    }
    tag[n] = '\0';
    skip_space(p);
    return 0;
}

static int take_interval(struct parser *p, const uint8_t uuid[16], const char *tag)
{
    uint64_t first, last;
    if (take_number(p, 1, MAX_NUMBER, &first))
        return -1;
    last = first;
    if (skip_char(p, '-') && take_number(p, 0, MAX_NUMBER, &last))
        return -1;
    skip_space(p);
    if (last < first) /* as for servers, an empty interval */
        return 0;
    return mt_gtid_set_add_interval(p->set, uuid, tag, first, last, p->err);
}

/* A tag stands before the intervals that it is for. */
static int take_source(struct parser *p)
{
    uint8_t uuid[16] = {0};
    char tag[33] = "";
    if (take_uuid(p, uuid))
        return -1;
    while (skip_char(p, ':')) {
        bool tagged = starts_tag(peek(p));
        if (tagged && take_tag(p, tag))
            return -1;
        if (!tagged && take_interval(p, uuid, tag))
            return -1;
    }
    return 0;
}

static int take_domain(struct parser *p)
{
    uint64_t domain, server, number;
    if (take_number(p, 0, UINT32_MAX, &domain) ||
        (!skip_char(p, '-') && fail_at(p, "no server id")) ||
        take_number(p, 0, UINT32_MAX, &server) ||
        (!skip_char(p, '-') && fail_at(p, "no sequence number")) ||
        take_number(p, 0, UINT64_MAX, &number))
        return -1;
    for (size_t i = 0; i < p->set->domain_count; i++)
        if (p->set->domains[i].domain == domain)
            return fail_at(p, "a domain twice, which ends");
    const struct mt_gtid_domain entry = {(uint32_t)domain, (uint32_t)server, number};
    return mt_gtid_set_put_domain(p->set, &entry, p->err);
}

/* "domain-server-number" begins with at most ten digits and a hyphen, and so may a uuid: that has
 * eight before it, and four behind it. */
static bool is_domain(const struct parser *p)
{
    size_t first = 0, second = 0, left = (size_t)(p->end - p->at);
    while (first < left && isdigit((unsigned char)p->at[first]))
        first++;
    if (first == 0 || first == left ||
        (p->at[first] != '-' && !isspace((unsigned char)p->at[first])))
        return false;
    while (first + 1 + second < left && isxdigit((unsigned char)p->at[first + 1 + second]))
        second++;
    size_t hyphens = 0;
    for (size_t i = 0; i < left && p->at[i] != ',' && p->at[i] != ':'; i++)
        hyphens += p->at[i] == '-';
    return hyphens != 4;
}

int mt_gtid_set_parse(struct mt_gtid_set *set, const char *text, size_t len, struct mt_err *err)
{
    struct parser p = {.start = text, .at = text, .end = text + len, .set = set, .err = err};
    for (;;) {
        while (skip_char(&p, ','))
            ;
        if (p.at == p.end)
            return 0;
        if (is_domain(&p) ? take_domain(&p) : take_source(&p))
            return -1;
        skip_space(&p);
        if (p.at < p.end && *p.at != ',')
            return fail_at(&p, "no comma");
    }
}

/* ---- printing ---- */

static void print_source(const struct mt_gtid_source *source, const struct mt_gtid_source *before,
                         struct mt_buf *out)
{
    char uuid[37];
    if (!before || memcmp(before->uuid, source->uuid, sizeof source->uuid) != 0) {
        mt_uuid_print(source->uuid, uuid);
        mt_buf_printf(out, "%s%s", before ? "," : "", uuid);
    }
    if (*source->tag)
        mt_buf_printf(out, ":%s", source->tag);
    for (size_t i = 0; i < source->count; i++) {
        const struct mt_gtid_interval *interval = &source->intervals[i];
        mt_buf_printf(out, ":%llu", (unsigned long long)interval->first);
        if (interval->last > interval->first)
            mt_buf_printf(out, "-%llu", (unsigned long long)interval->last);
    }
}

void mt_gtid_set_print(const struct mt_gtid_set *set, struct mt_buf *out)
{
    for (size_t i = 0; i < set->source_count; i++)
        print_source(&set->sources[i], i ? &set->sources[i - 1] : NULL, out);
    for (size_t i = 0; i < set->domain_count; i++)
        mt_buf_printf(out, "%s%u-%u-%llu", i ? "," : "", set->domains[i].domain,
                      set->domains[i].server_id, (unsigned long long)set->domains[i].number);
}

void mt_gtid_set_print_short(const struct mt_gtid_set *set, struct mt_buf *out)
{
    size_t before = out->len;
    mt_gtid_set_print(set, out);
    if (out->failed || out->len - before <= MAX_SHOWN)
        return;
    size_t cut = out->len - before - MAX_SHOWN;
    out->len = before + MAX_SHOWN;
    mt_buf_printf(out, "... (%zu characters more)", cut);
}
