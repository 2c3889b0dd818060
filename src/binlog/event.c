/* Owns what the runtime itself must understand of statements, and two small bodies. Queries are in
 * event_query.c, GTIDs in event_gtid.c. Source: MySQL statement_events.h, control_events.h. */
#include "binlog/event.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

static int fail_short(const struct mt_raw_event *event, struct mt_err *err)
{
    return mt_fail(err, MT_ERR_TRUNCATED, "the %s event of %u bytes ends inside a field",
                   mt_event_type_name(event->header.type), event->header.size);
}

/* ---- statements ---- */

static size_t comment_len(struct mt_str s)
{
    if (s.len >= 2 && s.data[0] == '/' && s.data[1] == '*') {
        if (s.len >= 3 &&
            (s.data[2] == '!' || (s.data[2] == 'M' && s.len >= 4 && s.data[3] == '!')))
            return 0;
        const char *end = memmem(s.data + 2, s.len - 2, "*/", 2);
        return end ? (size_t)(end - s.data) + 2 : s.len;
    }
    if (s.data[0] == '#' ||
        (s.len >= 3 && memcmp(s.data, "--", 2) == 0 && isspace((unsigned char)s.data[2]))) {
        const char *end = memchr(s.data, '\n', s.len);
        return end ? (size_t)(end - s.data) + 1 : s.len;
    }
    return 0;
}

/* The opening of a conditional comment, whose text the server runs. */
static size_t conditional_len(struct mt_str s)
{
    size_t n = s.len >= 3 && memcmp(s.data, "/*!", 3) == 0    ? 3
               : s.len >= 4 && memcmp(s.data, "/*M!", 4) == 0 ? 4
                                                              : 0;
    while (n && n < s.len && isdigit((unsigned char)s.data[n]))
        n++;
    return n;
}

struct mt_str mt_statement_verb(struct mt_str text)
{
    struct mt_str s = text;
    while (s.len) {
        size_t n = comment_len(s);
        if (n == 0)
            n = conditional_len(s);
        if (n == 0 && s.len >= 2 && memcmp(s.data, "*/", 2) == 0)
            n = 2; /* the end of a conditional comment */
        if (n == 0 && (isspace((unsigned char)*s.data) || *s.data == '(' || *s.data == ';'))
            n = 1;
        if (n == 0)
            break;
        s.data += n;
        s.len -= n;
    }
    size_t len = 0;
    while (len < s.len && (isalpha((unsigned char)s.data[len]) || s.data[len] == '_'))
        len++;
    return (struct mt_str){s.data, len};
}

static bool same_word(struct mt_str s, const char *word)
{
    return s.len == strlen(word) && strncasecmp(s.data, word, s.len) == 0;
}

/* The word behind the first one. */
static struct mt_str second_word(struct mt_str text, struct mt_str verb)
{
    const char *at = verb.data + verb.len;
    return mt_statement_verb((struct mt_str){at, (size_t)(text.data + text.len - at)});
}

/* MariaDB's SET STATEMENT variable = value, ... FOR statement: the statement, or nothing. */
static struct mt_str behind_for(struct mt_str s)
{
    char quote = 0;
    for (size_t i = 0; i + 4 < s.len; i++) {
        char c = s.data[i];
        if (quote && c == '\\')
            i++;
        else if (quote)
            quote = c == quote ? 0 : quote;
        else if (c == '\'' || c == '"' || c == '`')
            quote = c;
        else if (isspace((unsigned char)c) && strncasecmp(s.data + i + 1, "FOR", 3) == 0 &&
                 !isalnum((unsigned char)s.data[i + 4]) && s.data[i + 4] != '_')
            return (struct mt_str){s.data + i + 4, s.len - i - 4};
    }
    return (struct mt_str){s.data + s.len, 0};
}

/* The statement that is run in the end. */
static struct mt_str skip_set_statement(struct mt_str text)
{
    for (;;) {
        struct mt_str verb = mt_statement_verb(text);
        struct mt_str second = second_word(text, verb);
        if (!same_word(verb, "SET") || !same_word(second, "STATEMENT"))
            return text;
        const char *at = second.data + second.len;
        text = behind_for((struct mt_str){at, (size_t)(text.data + text.len - at)});
    }
}

static enum mt_statement kind_of_two(struct mt_str text, struct mt_str verb)
{
    struct mt_str second = second_word(text, verb);
    if (same_word(verb, "ROLLBACK"))
        return same_word(second, "TO") ? MT_STATEMENT_OTHER : MT_STATEMENT_ROLLBACK;
    if (same_word(verb, "XA"))
        return same_word(second, "START")      ? MT_STATEMENT_BEGIN
               : same_word(second, "COMMIT")   ? MT_STATEMENT_COMMIT
               : same_word(second, "ROLLBACK") ? MT_STATEMENT_ROLLBACK
                                               : MT_STATEMENT_OTHER;
    return MT_STATEMENT_OTHER;
}

/* The text behind a conditional comment at its beginning, whose own the server may pass over; or
 * nothing. */
static struct mt_str behind_conditional(struct mt_str s)
{
    while (s.len && (comment_len(s) || isspace((unsigned char)*s.data))) {
        size_t n = comment_len(s) ? comment_len(s) : 1;
        s = (struct mt_str){s.data + n, s.len - n};
    }
    const char *end = conditional_len(s) ? memmem(s.data, s.len, "*/", 2) : NULL;
    const char *from = end ? end + 2 : s.data + s.len;
    return (struct mt_str){from, (size_t)(s.data + s.len - from)};
}

static enum mt_statement kind_of_one(struct mt_str text)
{
    static const struct {
        const char *verb;
        enum mt_statement kind;
    } verbs[] = {
        {"BEGIN", MT_STATEMENT_BEGIN},  {"COMMIT", MT_STATEMENT_COMMIT},
        {"CREATE", MT_STATEMENT_DDL},   {"ALTER", MT_STATEMENT_DDL},
        {"DROP", MT_STATEMENT_DDL},     {"RENAME", MT_STATEMENT_DDL},
        {"TRUNCATE", MT_STATEMENT_DDL}, {"INSERT", MT_STATEMENT_DML},
        {"UPDATE", MT_STATEMENT_DML},   {"DELETE", MT_STATEMENT_DML},
        {"REPLACE", MT_STATEMENT_DML},  {"LOAD", MT_STATEMENT_DML},
        {"WITH", MT_STATEMENT_DML},     {"CALL", MT_STATEMENT_DML},
        {"DO", MT_STATEMENT_DML},       {"SELECT", MT_STATEMENT_DML},
    };
    text = skip_set_statement(text);
    struct mt_str verb = mt_statement_verb(text);
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (same_word(verb, verbs[i].verb))
            return verbs[i].kind;
    return kind_of_two(text, verb);
}

enum mt_statement mt_statement_kind(struct mt_str text)
{
    enum mt_statement kind = kind_of_one(text);
    while (kind == MT_STATEMENT_OTHER && text.len) {
        text = behind_conditional(text);
        kind = kind_of_one(text);
    }
    return kind;
}

/* ---- xid, rows query ---- */

int mt_xid_decode(const struct mt_raw_event *event, uint64_t *out, struct mt_err *err)
{
    struct mt_cursor c = mt_event_body(event);
    *out = mt_u64(&c);
    return c.failed ? fail_short(event, err) : 0;
}

int mt_rows_query_decode(const struct mt_raw_event *event, struct mt_str *out, struct mt_err *err)
{
    struct mt_cursor c = mt_event_body(event);
    if (event->header.type == MT_EVENT_ROWS_QUERY)
        mt_u8(&c);
    if (c.failed)
        return fail_short(event, err);
    *out = (struct mt_str){(const char *)c.at, mt_left(&c)};
    return 0;
}
