/* Differences of JSON documents, as partial updates are logged, applied to the document before.
 *
 * Only what lies on a path is taken apart; the rest stays a view of the bytes. Format: MySQL
 * sql-common/json_diff.cc, class Json_diff_vector; paths: sql-common/json_path.cc. */
#include "binlog/json.h"

#include <stdlib.h>
#include <string.h>

#include "binlog/json_tree.h"

enum operation { REPLACE = 0, INSERT = 1, REMOVE = 2 };

struct node {
    struct mt_json_value value; /* as it is in the input; out of date once expanded */
    struct mt_str key;          /* in an object */
    char *owned_key;            /* where the key does not stand in the input as it is */
    struct node *children;
    size_t count, cap;
    bool expanded;
};

struct leg {
    bool is_key;
    bool from_end; /* index counts back from the last element */
    uint64_t index;
    struct mt_str key;
};

static int fail_path(struct mt_err *err, struct mt_str path)
{
    return mt_fail(err, MT_ERR_CORRUPT,
                   "a difference of a JSON value is for %.*s, which the value before does not "
                   "have: the log is damaged, or the row before is not complete",
                   (int)(path.len > 200 ? 200 : path.len), path.data);
}

static int fail_memory(struct mt_err *err)
{
    return mt_fail(err, MT_ERR_NOMEM, "no memory for the parts of a JSON value");
}

static void clear_node(struct node *node)
{
    for (size_t i = 0; i < node->count; i++)
        clear_node(&node->children[i]);
    free(node->children);
    free(node->owned_key);
    *node = (struct node){0};
}

/* Make the children of a container that was a view so far. */
static int expand(struct node *node, struct mt_err *err)
{
    struct mt_json_container c;
    if (node->expanded)
        return 0;
    if (mt_json_container(&node->value, &c, err))
        return -1;
    node->children = calloc(c.count ? c.count : 1, sizeof *node->children);
    if (!node->children)
        return fail_memory(err);
    node->cap = node->count = c.count;
    node->expanded = true;
    for (size_t i = 0; i < c.count; i++) {
        struct node *child = &node->children[i];
        if (mt_json_child(&c, i, &child->value, err) ||
            (c.is_object && mt_json_key(&c, i, &child->key, err)))
            return -1;
    }
    return 0;
}

/* The order of keys in an object: the shorter first, then by bytes. */
static int compare_keys(struct mt_str a, struct mt_str b)
{
    if (a.len != b.len)
        return a.len < b.len ? -1 : 1;
    return a.len ? memcmp(a.data, b.data, a.len) : 0;
}

/* Where a key is among the children, or where it would be. */
static size_t find_key(const struct node *node, struct mt_str key, bool *found)
{
    size_t low = 0, high = node->count;
    while (low < high) {
        size_t mid = (low + high) / 2;
        int order = compare_keys(node->children[mid].key, key);
        if (order == 0) {
            *found = true;
            return mid;
        }
        if (order < 0)
            low = mid + 1;
        else
            high = mid;
    }
    *found = false;
    return low;
}

static unsigned read_hex4(struct mt_cursor *in)
{
    unsigned v = 0;
    for (int i = 0; i < 4; i++) {
        uint8_t c = mt_u8(in);
        bool letter = (c | 32) >= 'a' && (c | 32) <= 'f';
        if (!letter && (c < '0' || c > '9'))
            in->failed = true;
        v = v << 4 | (letter ? (c | 32) - 'a' + 10u : c - (unsigned)'0');
    }
    return v;
}

/* \u0000 to \uffff; the server writes only control characters so. */
static void put_unicode(struct mt_buf *out, unsigned c)
{
    if (c < 0x80) {
        mt_buf_addc(out, (char)c);
        return;
    }
    if (c < 0x800)
        mt_buf_addc(out, (char)(0xc0 | c >> 6));
    else {
        mt_buf_addc(out, (char)(0xe0 | c >> 12));
        mt_buf_addc(out, (char)(0x80 | (c >> 6 & 0x3f)));
    }
    mt_buf_addc(out, (char)(0x80 | (c & 0x3f)));
}

/* A JSON string, behind its first quote. */
static void read_quoted(struct mt_cursor *in, struct mt_buf *out)
{
    static const char escapes[] = "\"\"\\\\//b\bf\fn\nr\rt\t";
    while (!in->failed) {
        uint8_t c = mt_u8(in);
        if (c == '"')
            return;
        if (c != '\\') {
            mt_buf_addc(out, (char)c);
            continue;
        }
        c = mt_u8(in);
        const char *known = escapes;
        while (*known && (uint8_t)*known != c)
            known += 2;
        if (c == 'u')
            put_unicode(out, read_hex4(in));
        else if (*known)
            mt_buf_addc(out, known[1]);
        else
            in->failed = true;
    }
}

static uint64_t read_digits(struct mt_cursor *in)
{
    uint64_t n = 0;
    in->failed |= mt_left(in) == 0 || *in->at < '0' || *in->at > '9';
    while (mt_left(in) && *in->at >= '0' && *in->at <= '9' && n < UINT32_MAX)
        n = n * 10 + (mt_u8(in) - (unsigned)'0');
    return n;
}

/* Behind the bracket: 3], last] or last-3]. */
static void read_index(struct mt_cursor *in, struct leg *leg)
{
    leg->from_end = mt_left(in) >= 4 && memcmp(in->at, "last", 4) == 0;
    if (leg->from_end)
        mt_take(in, 4);
    if (!leg->from_end)
        leg->index = read_digits(in);
    else if (mt_left(in) && *in->at == '-' && mt_take(in, 1))
        leg->index = read_digits(in);
    in->failed |= mt_u8(in) != ']';
}

/* The next leg of a path: [3], [last-3], .key or ."key". key: holds what a quoted key stands for.
 */
static void read_leg(struct mt_cursor *in, struct leg *leg, struct mt_buf *key)
{
    uint8_t first = mt_u8(in);
    *leg = (struct leg){.is_key = first == '.'};
    if (first == '[') {
        read_index(in, leg);
        return;
    }
    in->failed |= first != '.';
    if (mt_left(in) && *in->at == '"') {
        in->at++;
        mt_buf_clear(key);
        read_quoted(in, key);
        leg->key = (struct mt_str){mt_buf_str(key), key->len};
        return;
    }
    const uint8_t *start = in->at;
    while (mt_left(in) && *in->at != '.' && *in->at != '[')
        in->at++;
    leg->key = (struct mt_str){(const char *)start, (size_t)(in->at - start)};
}

/* The child that a leg names, or NULL. *at: where it is, or would be. */
static struct node *step(struct node *node, const struct leg *leg, size_t *at)
{
    bool found;
    if (leg->is_key != mt_json_is_object(node->value.type))
        return NULL;
    if (leg->is_key) {
        *at = find_key(node, leg->key, &found);
    } else {
        found = leg->index < node->count;
        size_t index = found ? (size_t)leg->index : node->count;
        *at = leg->from_end ? node->count - index - found : index;
    }
    return found ? &node->children[*at] : NULL;
}

static int insert_child(struct node *parent, const struct leg *leg, size_t at,
                        const struct mt_json_value *value, struct mt_err *err)
{
    if (parent->count == parent->cap) {
        size_t cap = parent->cap + parent->cap / 2 + 4;
        struct node *grown = realloc(parent->children, cap * sizeof *grown);
        if (!grown)
            return fail_memory(err);
        parent->children = grown;
        parent->cap = cap;
    }
    struct node child = {.value = *value};
    if (leg->is_key) {
        child.owned_key = malloc(leg->key.len ? leg->key.len : 1);
        if (!child.owned_key)
            return fail_memory(err);
        if (leg->key.len)
            memcpy(child.owned_key, leg->key.data, leg->key.len);
        child.key = (struct mt_str){child.owned_key, leg->key.len};
    }
    struct node *place = &parent->children[at];
    memmove(place + 1, place, (parent->count - at) * sizeof *place);
    *place = child;
    parent->count++;
    return 0;
}

static void remove_child(struct node *parent, size_t at)
{
    struct node *place = &parent->children[at];
    clear_node(place);
    parent->count--;
    memmove(place, place + 1, (parent->count - at) * sizeof *place);
}

static void replace_value(struct node *node, const struct mt_json_value *value)
{
    struct node fresh = {.value = *value, .key = node->key, .owned_key = node->owned_key};
    node->owned_key = NULL;
    clear_node(node);
    *node = fresh;
}

/* What stands at the end of a path. */
struct place {
    struct node *parent, *node; /* NULL: the root has no parent; what is not there has no node */
    struct leg leg;
    size_t at;
};

static int follow_path(struct node *root, struct mt_str path, struct mt_buf *key,
                       struct place *place, struct mt_err *err)
{
    struct mt_cursor in = mt_cursor(path.data, path.len);
    in.failed |= mt_u8(&in) != '$';
    *place = (struct place){.node = root};
    unsigned depth = 0;
    while (mt_left(&in) && !in.failed) {
        struct node *parent = place->node;
        if (!parent || !mt_json_is_container(parent->value.type) || depth++ > MT_JSON_DEPTH)
            return fail_path(err, path);
        if (expand(parent, err))
            return -1;
        read_leg(&in, &place->leg, key);
        if (in.failed)
            break;
        place->parent = parent;
        place->node = step(parent, &place->leg, &place->at);
        if (place->leg.is_key != mt_json_is_object(parent->value.type))
            return fail_path(err, path);
    }
    if (key->failed)
        return fail_memory(err);
    return in.failed ? mt_json_fail(err, "has a difference whose path cannot be read") : 0;
}

static int apply(struct node *root, uint8_t operation, struct mt_str path,
                 const struct mt_json_value *value, struct mt_buf *key, struct mt_err *err)
{
    struct place place;
    if (follow_path(root, path, key, &place, err))
        return -1;
    bool inserts_key = operation == INSERT && place.leg.is_key;
    if (inserts_key ? place.node != NULL : operation != INSERT && !place.node)
        return fail_path(err, path);
    if (operation != REPLACE && !place.parent)
        return fail_path(err, path);
    switch (operation) {
    case REPLACE: replace_value(place.node, value); return 0;
    case INSERT: return insert_child(place.parent, &place.leg, place.at, value, err);
    default: remove_child(place.parent, place.at); return 0;
    }
}

struct difference {
    uint8_t operation;
    struct mt_str path;
    struct mt_json_value value; /* of all but REMOVE */
};

static int read_difference(struct mt_cursor *diffs, struct difference *out, struct mt_err *err)
{
    *out = (struct difference){.operation = mt_u8(diffs)};
    uint64_t path_len = mt_lenenc(diffs);
    out->path = mt_take_str(diffs, (size_t)path_len);
    if (out->operation != REMOVE) {
        uint64_t len = mt_lenenc(diffs);
        struct mt_str document = mt_take_str(diffs, (size_t)len);
        if (!diffs->failed && !document.len)
            return mt_json_fail(err, "has a difference without a value");
        out->value = mt_json_root(document);
    }
    if (diffs->failed || out->operation > REMOVE)
        return mt_json_fail(err, "has a difference that cannot be read");
    return 0;
}

static int apply_next(struct node *root, struct mt_cursor *diffs, struct mt_buf *key,
                      struct mt_err *err)
{
    struct difference d;
    if (read_difference(diffs, &d, err))
        return -1;
    return apply(root, d.operation, d.path, &d.value, key, err);
}

static int print_node(struct mt_json_printer *p, const struct node *node, unsigned depth)
{
    if (!node->expanded)
        return mt_json_print_value(p, &node->value, depth);
    if (depth >= MT_JSON_DEPTH)
        return mt_json_fail(p->err, "is nested deeper than the server allows");
    bool is_object = mt_json_is_object(node->value.type);
    mt_buf_addc(p->out, is_object ? '{' : '[');
    for (size_t i = 0; i < node->count; i++) {
        if (i)
            mt_buf_add(p->out, ", ", 2);
        if (is_object) {
            if (mt_json_print_string(p, node->children[i].key))
                return -1;
            mt_buf_add(p->out, ": ", 2);
        }
        if (print_node(p, &node->children[i], depth + 1))
            return -1;
    }
    mt_buf_addc(p->out, is_object ? '}' : ']');
    return 0;
}

int mt_json_apply_diffs(struct mt_str before, struct mt_cursor *diffs, struct mt_buf *out,
                        struct mt_err *err)
{
    struct mt_json_printer p = {out, before.len + mt_left(diffs) + 1, err};
    struct node root = {.value = mt_json_root(before)};
    struct mt_buf key = {0};
    int status = 0;
    while (status == 0 && mt_left(diffs))
        status = apply_next(&root, diffs, &key, err);
    if (status == 0)
        status = print_node(&p, &root, 0);
    if (status == 0 && out->failed)
        status = fail_memory(err);
    clear_node(&root);
    mt_buf_free(&key);
    return status;
}

/* ---- the differences themselves ---- */

static const char *function_of(const struct difference *d)
{
    bool into_array = d->path.len && d->path.data[d->path.len - 1] == ']';
    switch (d->operation) {
    case REPLACE: return "JSON_REPLACE(";
    case INSERT: return into_array ? "JSON_ARRAY_INSERT(" : "JSON_INSERT(";
    default: return "JSON_REMOVE(";
    }
}

/* In the quotes, doubled where they are in the text; so are backslashes in strings. */
static void add_quoted(struct mt_buf *out, char quote, struct mt_str text)
{
    mt_buf_addc(out, quote);
    for (size_t i = 0; i < text.len; i++) {
        if (text.data[i] == quote || (quote == '\'' && text.data[i] == '\\'))
            mt_buf_addc(out, text.data[i]);
        mt_buf_addc(out, text.data[i]);
    }
    mt_buf_addc(out, quote);
}

static int add_arguments(const struct difference *d, struct mt_buf *text, struct mt_buf *out,
                         struct mt_err *err)
{
    struct mt_json_printer p = {text, d->value.data.len + 2, err};
    mt_buf_adds(out, ", ");
    add_quoted(out, '\'', d->path);
    if (d->operation != REMOVE) {
        mt_buf_clear(text);
        if (mt_json_print_value(&p, &d->value, 0))
            return -1;
        mt_buf_adds(out, ", CAST(");
        add_quoted(out, '\'', (struct mt_str){text->data, text->len});
        mt_buf_adds(out, " AS JSON)");
    }
    mt_buf_addc(out, ')');
    return 0;
}

/* The function of the last difference comes first: that of the one before is its argument. */
int mt_json_print_diffs(struct mt_cursor *diffs, struct mt_str column, struct mt_buf *out,
                        struct mt_err *err)
{
    struct mt_buf functions = {0}, arguments = {0}, text = {0};
    struct difference d;
    int status = 0;
    while (status == 0 && mt_left(diffs)) {
        status = read_difference(diffs, &d, err);
        if (status == 0) {
            const char *function = function_of(&d);
            mt_buf_add(&functions, &function, sizeof function);
            status = add_arguments(&d, &text, &arguments, err);
        }
    }
    for (size_t at = functions.len; at && !functions.failed; at -= sizeof(char *)) {
        const char *function;
        memcpy(&function, functions.data + at - sizeof function, sizeof function);
        mt_buf_adds(out, function);
    }
    add_quoted(out, '`', column);
    mt_buf_add(out, arguments.data, arguments.len);
    if (status == 0 && (functions.failed || arguments.failed || text.failed || out->failed))
        status = fail_memory(err);
    mt_buf_free(&functions);
    mt_buf_free(&arguments);
    mt_buf_free(&text);
    return status;
}
