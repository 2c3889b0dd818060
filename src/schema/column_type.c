/* Owns the spelling of column types, and what each is in a table map.
 *
 * Sources: MySQL Reference Manual, "Data Types"; MariaDB KB, "Data Types". That each type is in
 * table maps what the table below says was checked on logs of real servers of both. */
#include "schema/column_type.h"

#include <string.h>
#include <strings.h>

#include "base/cursor.h"
#include "binlog/type_traits.h"

#define MAX_LABELS         65535
#define MAX_SET_LABELS     64
#define DEFAULT_VECTOR_LEN 2048
#define LONGEST_VARCHAR    65535
#define VECTOR_ITEM_LEN    4

/* How the rest of a type is read, and what becomes of it. */
enum form {
    FORM_PLAIN,    /* sizes in parentheses say nothing about the log */
    FORM_NUMBER,   /* likewise; unsigned, zerofill */
    FORM_DECIMAL,  /* (precision, scale) */
    FORM_BIT,      /* (bits) */
    FORM_FRACTION, /* (digits) */
    FORM_CHAR,     /* (characters); character set */
    FORM_BINARY,   /* (bytes) */
    FORM_TEXT,     /* character set */
    FORM_BLOB,
    FORM_LABELS, /* ('a','b'); character set */
    FORM_VECTOR, /* (items) */
    FORM_FIXED,  /* MariaDB's types that are BINARY in the log: meta is their length */
};

struct spelling {
    const char *name;
    enum form form;
    uint8_t type;
    uint8_t meta; /* FLOAT and DOUBLE: value length; TEXT, BLOB and the like: length bytes */
    uint8_t geometry;
    enum mt_shape shape;
};

static const struct spelling spellings[] = {
    {"tinyint", FORM_NUMBER, MT_TYPE_TINY, 0, 0, 0},
    {"smallint", FORM_NUMBER, MT_TYPE_SHORT, 0, 0, 0},
    {"mediumint", FORM_NUMBER, MT_TYPE_INT24, 0, 0, 0},
    {"int", FORM_NUMBER, MT_TYPE_LONG, 0, 0, 0},
    {"integer", FORM_NUMBER, MT_TYPE_LONG, 0, 0, 0},
    {"bigint", FORM_NUMBER, MT_TYPE_LONGLONG, 0, 0, 0},
    {"bool", FORM_NUMBER, MT_TYPE_TINY, 0, 0, 0},
    {"boolean", FORM_NUMBER, MT_TYPE_TINY, 0, 0, 0},
    {"float", FORM_NUMBER, MT_TYPE_FLOAT, 4, 0, 0},
    {"double", FORM_NUMBER, MT_TYPE_DOUBLE, 8, 0, 0},
    {"real", FORM_NUMBER, MT_TYPE_DOUBLE, 8, 0, 0},
    {"decimal", FORM_DECIMAL, MT_TYPE_NEWDECIMAL, 0, 0, 0},
    {"numeric", FORM_DECIMAL, MT_TYPE_NEWDECIMAL, 0, 0, 0},
    {"bit", FORM_BIT, MT_TYPE_BIT, 0, 0, 0},
    {"year", FORM_PLAIN, MT_TYPE_YEAR, 0, 0, 0},
    {"date", FORM_PLAIN, MT_TYPE_DATE, 0, 0, 0},
    {"time", FORM_FRACTION, MT_TYPE_TIME2, 0, 0, 0},
    {"datetime", FORM_FRACTION, MT_TYPE_DATETIME2, 0, 0, 0},
    {"timestamp", FORM_FRACTION, MT_TYPE_TIMESTAMP2, 0, 0, 0},
    {"char", FORM_CHAR, MT_TYPE_STRING, 0, 0, 0},
    {"varchar", FORM_CHAR, MT_TYPE_VARCHAR, 0, 0, 0},
    {"binary", FORM_BINARY, MT_TYPE_STRING, 0, 0, 0},
    {"varbinary", FORM_BINARY, MT_TYPE_VARCHAR, 0, 0, 0},
    {"tinytext", FORM_TEXT, MT_TYPE_BLOB, 1, 0, 0},
    {"text", FORM_TEXT, MT_TYPE_BLOB, 2, 0, 0},
    {"mediumtext", FORM_TEXT, MT_TYPE_BLOB, 3, 0, 0},
    {"longtext", FORM_TEXT, MT_TYPE_BLOB, 4, 0, 0},
    {"tinyblob", FORM_BLOB, MT_TYPE_BLOB, 1, 0, 0},
    {"blob", FORM_BLOB, MT_TYPE_BLOB, 2, 0, 0},
    {"mediumblob", FORM_BLOB, MT_TYPE_BLOB, 3, 0, 0},
    {"longblob", FORM_BLOB, MT_TYPE_BLOB, 4, 0, 0},
    {"json", FORM_PLAIN, MT_TYPE_JSON, 4, 0, 0},
    {"enum", FORM_LABELS, MT_TYPE_ENUM, 0, 0, 0},
    {"set", FORM_LABELS, MT_TYPE_SET, 0, 0, 0},
    {"vector", FORM_VECTOR, MT_TYPE_VECTOR, 4, 0, MT_SHAPE_VECTOR},
    {"geometry", FORM_PLAIN, MT_TYPE_GEOMETRY, 4, 0, 0},
    {"point", FORM_PLAIN, MT_TYPE_GEOMETRY, 4, 1, 0},
    {"linestring", FORM_PLAIN, MT_TYPE_GEOMETRY, 4, 2, 0},
    {"polygon", FORM_PLAIN, MT_TYPE_GEOMETRY, 4, 3, 0},
    {"multipoint", FORM_PLAIN, MT_TYPE_GEOMETRY, 4, 4, 0},
    {"multilinestring", FORM_PLAIN, MT_TYPE_GEOMETRY, 4, 5, 0},
    {"multipolygon", FORM_PLAIN, MT_TYPE_GEOMETRY, 4, 6, 0},
    {"geometrycollection", FORM_PLAIN, MT_TYPE_GEOMETRY, 4, 7, 0},
    {"geomcollection", FORM_PLAIN, MT_TYPE_GEOMETRY, 4, 7, 0},
    {"uuid", FORM_FIXED, MT_TYPE_STRING, 16, 0, MT_SHAPE_UUID},
    {"inet4", FORM_FIXED, MT_TYPE_STRING, 4, 0, MT_SHAPE_INET4},
    {"inet6", FORM_FIXED, MT_TYPE_STRING, 16, 0, MT_SHAPE_INET6},
};

/* A reading of one type's text. */
struct parser {
    struct mt_cursor at;
    const char *text;
    const char *charset_name;
    struct mt_arena *arena;
    struct mt_column *out;
    struct mt_err *err;
    uint64_t args[2];
    unsigned arg_count;
    bool has_labels;
    bool compressed;
};

static int fail(struct parser *p)
{
    return mt_fail(p->err, MT_ERR_SCHEMA, "its type `%s` is not one that this version knows",
                   p->text);
}

static char peek(const struct parser *p)
{
    return mt_left(&p->at) ? (char)*p->at.at : '\0';
}

static bool accept(struct parser *p, char c)
{
    if (peek(p) != c || c == '\0')
        return false;
    mt_u8(&p->at);
    return true;
}

static void skip_spaces(struct parser *p)
{
    while (accept(p, ' ') || accept(p, '\t') || accept(p, '\n') || accept(p, '\r'))
        ;
}

static bool is_word_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static struct mt_str take_word(struct parser *p)
{
    const uint8_t *start = p->at.at;
    while (is_word_char(peek(p)))
        mt_u8(&p->at);
    return (struct mt_str){(const char *)start, (size_t)(p->at.at - start)};
}

static bool word_is(struct mt_str word, const char *name)
{
    return word.len == strlen(name) && strncasecmp(word.data, name, word.len) == 0;
}

static int take_number(struct parser *p, uint64_t *out)
{
    struct mt_str digits = take_word(p);
    *out = 0;
    for (size_t i = 0; i < digits.len; i++) {
        if (digits.data[i] < '0' || digits.data[i] > '9' || *out > UINT32_MAX)
            return fail(p);
        *out = *out * 10 + (uint64_t)(digits.data[i] - '0');
    }
    return digits.len ? 0 : fail(p);
}

/* One label in quotes, into text. A quote inside is doubled; servers write \\, \n, \r and \0 for
 * these characters whatever the sql_mode, and all others as they are. */
static int take_label(struct parser *p, struct mt_buf *text)
{
    static const char escapes[] = "n\nr\rt\tb\bZ\x1a";
    if (!accept(p, '\''))
        return fail(p);
    while (mt_left(&p->at)) {
        char c = (char)mt_u8(&p->at);
        if (c == '\'' && !accept(p, '\''))
            return text->failed ? mt_fail(p->err, MT_ERR_NOMEM, "out of memory") : 0;
        if (c == '\\') {
            c = (char)mt_u8(&p->at);
            const char *escape = c ? strchr(escapes, c) : NULL;
            if (escape && (escape - escapes) % 2 == 0)
                c = escape[1];
            else if (c == '0')
                c = '\0';
        }
        mt_buf_addc(text, c);
    }
    return fail(p);
}

/* Room for the labels: their number is not known before the last is read. */
static int grow_labels(struct parser *p)
{
    struct mt_column *c = p->out;
    if (c->label_count & (c->label_count - 1))
        return 0;
    size_t room = c->label_count ? 2 * (size_t)c->label_count : 1;
    struct mt_str *grown = mt_arena_alloc(p->arena, room * sizeof *grown);
    if (!grown)
        return mt_fail(p->err, MT_ERR_NOMEM, "out of memory");
    if (c->label_count)
        memcpy(grown, c->labels, c->label_count * sizeof *grown);
    c->labels = grown;
    return 0;
}

static int take_labels(struct parser *p)
{
    struct mt_column *c = p->out;
    struct mt_buf text = {0};
    int rc = 0;
    p->has_labels = true;
    do {
        mt_buf_clear(&text);
        skip_spaces(p);
        rc = take_label(p, &text);
        if (!rc)
            rc = grow_labels(p);
        if (!rc) {
            c->labels[c->label_count] = mt_arena_str(p->arena, text.data, text.len);
            if (!c->labels[c->label_count++].data)
                rc = mt_fail(p->err, MT_ERR_NOMEM, "out of memory");
        }
        skip_spaces(p);
    } while (!rc && accept(p, ','));
    mt_buf_free(&text);
    return rc;
}

static int take_numbers(struct parser *p)
{
    do {
        skip_spaces(p);
        if (p->arg_count == 2 || take_number(p, &p->args[p->arg_count++]))
            return fail(p);
        skip_spaces(p);
    } while (accept(p, ','));
    return 0;
}

static int take_arguments(struct parser *p)
{
    skip_spaces(p);
    if (!accept(p, '('))
        return 0;
    skip_spaces(p);
    if (peek(p) == '\'' ? take_labels(p) : take_numbers(p))
        return -1;
    return accept(p, ')') ? 0 : fail(p);
}

/* Inside a comment only COMPRESSED says anything; others are about the age of a column. */
static int take_comment(struct parser *p)
{
    while (mt_left(&p->at)) {
        if (word_is(take_word(p), "compressed"))
            p->compressed = true;
        if (accept(p, '*') && accept(p, '/'))
            return 0;
        if (!is_word_char(peek(p)) && peek(p) != '*')
            mt_u8(&p->at);
    }
    return fail(p);
}

static int take_attributes(struct parser *p)
{
    for (skip_spaces(p); mt_left(&p->at); skip_spaces(p)) {
        if (accept(p, '/')) {
            if (!accept(p, '*') || take_comment(p))
                return fail(p);
            continue;
        }
        struct mt_str word = take_word(p);
        if (word_is(word, "unsigned") || word_is(word, "zerofill"))
            p->out->is_unsigned = true;
        else if (word_is(word, "compressed"))
            p->compressed = true;
        else if (!word_is(word, "signed") && !word_is(word, "precision"))
            return fail(p);
    }
    return 0;
}

/* What the forms make of it. */

static int set_charset(struct parser *p)
{
    const char *name = p->charset_name;
    p->out->charset = name ? mt_charset_by_name(name, strlen(name)) : NULL;
    if (!p->out->charset)
        return mt_fail(p->err, MT_ERR_SCHEMA,
                       "its character set %s is not one that this version knows",
                       name ? name : "(none)");
    return 0;
}

static int set_binary(struct parser *p)
{
    p->charset_name = "binary";
    return set_charset(p);
}

static int set_length(struct parser *p, unsigned bytes_per_unit)
{
    struct mt_column *c = p->out;
    uint64_t length = (p->arg_count ? p->args[0] : 1) * bytes_per_unit;
    if (p->arg_count > 1 || length > LONGEST_VARCHAR)
        return fail(p);
    c->length = (uint32_t)length;
    c->meta = (uint16_t)length;
    return 0;
}

static int set_decimal(struct parser *p)
{
    uint64_t precision = p->arg_count > 0 ? p->args[0] : 10;
    uint64_t scale = p->arg_count > 1 ? p->args[1] : 0;
    if (precision < 1 || precision > 65 || scale > precision)
        return fail(p);
    p->out->meta = (uint16_t)(precision | scale << 8);
    return 0;
}

static int set_bits(struct parser *p)
{
    uint64_t bits = p->arg_count ? p->args[0] : 1;
    if (bits < 1 || bits > 64)
        return fail(p);
    p->out->meta = (uint16_t)(bits % 8 | bits / 8 << 8);
    return 0;
}

static int set_fraction(struct parser *p)
{
    uint64_t digits = p->arg_count ? p->args[0] : 0;
    if (digits > 6)
        return fail(p);
    p->out->meta = (uint16_t)digits;
    return 0;
}

static int set_labels(struct parser *p)
{
    struct mt_column *c = p->out;
    bool is_set = c->type == MT_TYPE_SET;
    if (!p->has_labels || c->label_count > (is_set ? MAX_SET_LABELS : MAX_LABELS))
        return fail(p);
    uint32_t bytes = is_set ? (c->label_count + 7) / 8 : c->label_count > 255 ? 2 : 1;
    c->meta = bytes > 4 ? 8 : (uint16_t)bytes;
    c->length = c->meta;
    /* The labels are UTF-8 here whatever the set is: MySQL has none for binary ones. */
    c->charset =
        p->charset_name ? mt_charset_by_name(p->charset_name, strlen(p->charset_name)) : NULL;
    return 0;
}

static int set_vector(struct parser *p)
{
    uint64_t items = p->arg_count ? p->args[0] : DEFAULT_VECTOR_LEN;
    if (items < 1 || items > LONGEST_VARCHAR)
        return fail(p);
    p->out->dimensions = (uint32_t)items;
    return set_binary(p);
}

static int set_compressed(struct parser *p)
{
    struct mt_column *c = p->out;
    if (c->type == MT_TYPE_BLOB) {
        c->type = MT_TYPE_BLOB_COMPRESSED;
    } else if (c->type == MT_TYPE_VARCHAR && c->length < LONGEST_VARCHAR) {
        /* One more byte: the header of the compressed value. */
        c->type = MT_TYPE_VARCHAR_COMPRESSED;
        c->length++;
        c->meta++;
    } else {
        return fail(p);
    }
    return 0;
}

static int set_form(struct parser *p, enum form form)
{
    switch (form) {
    case FORM_DECIMAL: return set_decimal(p);
    case FORM_BIT: return set_bits(p);
    case FORM_FRACTION: return set_fraction(p);
    case FORM_CHAR: return set_charset(p) ? -1 : set_length(p, p->out->charset->max_bytes);
    case FORM_BINARY: return set_binary(p) ? -1 : set_length(p, 1);
    case FORM_TEXT: return set_charset(p);
    case FORM_BLOB: return set_binary(p);
    case FORM_LABELS: return set_labels(p);
    case FORM_VECTOR: return set_vector(p);
    case FORM_FIXED: p->out->length = p->out->meta; return set_binary(p);
    case FORM_PLAIN:
    case FORM_NUMBER: break;
    }
    return 0;
}

static const struct spelling *find_spelling(struct mt_str word)
{
    for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++)
        if (word_is(word, spellings[i].name))
            return &spellings[i];
    return NULL;
}

int mt_column_type_parse(const char *text, const char *charset, struct mt_arena *arena,
                         struct mt_column *out, struct mt_err *err)
{
    struct parser p = {.at = mt_cursor(text, strlen(text)),
                       .text = text,
                       .charset_name = charset,
                       .arena = arena,
                       .out = out,
                       .err = err};
    skip_spaces(&p);
    const struct spelling *spelling = find_spelling(take_word(&p));
    if (!spelling)
        return fail(&p);
    out->type = spelling->type;
    out->meta = spelling->meta;
    out->geometry = spelling->geometry;
    out->shape = spelling->shape;
    out->sign_known = out->charset_known = true;
    if (take_arguments(&p) || take_attributes(&p) || set_form(&p, spelling->form))
        return -1;
    if (p.has_labels != (spelling->form == FORM_LABELS))
        return fail(&p);
    if (out->is_unsigned && !mt_has_trait(out, MT_TRAIT_SIGN))
        return fail(&p);
    if (out->type == MT_TYPE_YEAR)
        out->is_unsigned = true;
    return p.compressed ? set_compressed(&p) : 0;
}

static bool wire_types_agree(const struct mt_column *defined, const struct mt_column *logged)
{
    if (defined->type == logged->type)
        return defined->meta == logged->meta &&
               (logged->geometry == 0 || defined->geometry == logged->geometry) &&
               (logged->dimensions == 0 || defined->dimensions == logged->dimensions);
    switch (defined->type) {
    case MT_TYPE_DATETIME2: return logged->type == MT_TYPE_DATETIME && defined->meta == 0;
    case MT_TYPE_TIMESTAMP2: return logged->type == MT_TYPE_TIMESTAMP && defined->meta == 0;
    case MT_TYPE_TIME2: return logged->type == MT_TYPE_TIME && defined->meta == 0;
    case MT_TYPE_DATE: return logged->type == MT_TYPE_NEWDATE;
    case MT_TYPE_VARCHAR:
        return logged->type == MT_TYPE_VAR_STRING && defined->length == logged->length;
    /* MariaDB's: bytes in the log. */
    case MT_TYPE_VECTOR:
        return logged->type == MT_TYPE_VARCHAR &&
               defined->dimensions * VECTOR_ITEM_LEN == logged->length;
    default: return false;
    }
}

/* The servers keep COLUMN_TYPE in utf8mb3 and show a character beyond it as '?'. */
bool mt_label_is_lost(const struct mt_column *defined, uint32_t i)
{
    static const char *const beyond[] = {"utf8mb4", "utf16", "utf16le", "utf32", "gb18030"};
    if (!defined->charset || !memchr(defined->labels[i].data, '?', defined->labels[i].len))
        return false;
    for (size_t n = 0; n < sizeof beyond / sizeof *beyond; n++)
        if (strcmp(defined->charset->name, beyond[n]) == 0)
            return true;
    return false;
}

static bool labels_agree(const struct mt_column *defined, const struct mt_column *logged)
{
    if (defined->label_count != logged->label_count)
        return false;
    for (uint32_t i = 0; i < defined->label_count; i++)
        if (!mt_label_is_lost(defined, i) && !mt_str_eq(defined->labels[i], logged->labels[i]))
            return false;
    return true;
}

bool mt_column_type_agrees(const struct mt_column *defined, const struct mt_column *logged)
{
    if (!wire_types_agree(defined, logged))
        return false;
    if (mt_has_trait(logged, MT_TRAIT_SIGN) && logged->sign_known &&
        logged->is_unsigned != defined->is_unsigned)
        return false;
    if (mt_column_needs_charset(logged) && logged->charset_known &&
        logged->charset != defined->charset)
        return false;
    return !logged->labels || labels_agree(defined, logged);
}

void mt_column_type_describe(const struct mt_column *logged, struct mt_buf *out)
{
    static const char *const blob_names[] = {"BLOB", "TINYBLOB", "BLOB", "MEDIUMBLOB", "LONGBLOB"};
    const char *name = mt_column_type_name(logged->type);
    unsigned low = logged->meta & 0xff, high = logged->meta >> 8;
    switch (logged->type) {
    case MT_TYPE_NEWDECIMAL: mt_buf_printf(out, "%s(%u,%u)", name, low, high); break;
    case MT_TYPE_BIT: mt_buf_printf(out, "%s(%u)", name, low + 8 * high); break;
    case MT_TYPE_TIME2:
    case MT_TYPE_DATETIME2:
    case MT_TYPE_TIMESTAMP2: mt_buf_printf(out, "%s(%u)", name, low); break;
    case MT_TYPE_STRING:
    case MT_TYPE_VARCHAR:
    case MT_TYPE_VAR_STRING:
    case MT_TYPE_VARCHAR_COMPRESSED:
        mt_buf_printf(out, "%s of up to %u bytes", name, logged->length);
        break;
    case MT_TYPE_ENUM:
    case MT_TYPE_SET: mt_buf_printf(out, "%s of %u bytes", name, logged->length); break;
    case MT_TYPE_BLOB: mt_buf_printf(out, "%s or its TEXT", blob_names[low <= 4 ? low : 0]); break;
    default: mt_buf_adds(out, name); break;
    }
    if (mt_has_trait(logged, MT_TRAIT_SIGN) && logged->sign_known && logged->is_unsigned)
        mt_buf_adds(out, " unsigned");
    if (mt_column_needs_charset(logged) && logged->charset_known && logged->charset)
        mt_buf_printf(out, " in %s", logged->charset->name);
    if (logged->labels)
        mt_buf_printf(out, " with %u labels", logged->label_count);
}
