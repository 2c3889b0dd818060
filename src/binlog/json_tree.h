/* The parts of a binary JSON document, as views; shared by json.c and json_diff.c. */
#ifndef MT_JSON_TREE_H
#define MT_JSON_TREE_H

#include "binlog/json.h"

/* What the server allows. */
#define MT_JSON_DEPTH 100

struct mt_json_value {
    uint8_t type;
    struct mt_str data; /* behind the type; for small scalars the bytes of their entry */
};

struct mt_json_container {
    struct mt_str data;
    size_t count;
    uint8_t width; /* of offsets and sizes: 2 or 4 */
    bool is_object;
    size_t keys_at, values_at; /* of the entries, from the start of data */
};

/* Prints a document or a tree made of parts of several. budget: bytes of the input that were not
 * yet printed; parts that overlap use it up, which keeps the work in proportion to the input. */
struct mt_json_printer {
    struct mt_buf *out;
    size_t budget;
    struct mt_err *err;
};

struct mt_json_value mt_json_root(struct mt_str document);
bool mt_json_is_container(uint8_t type);
bool mt_json_is_object(uint8_t type);
int mt_json_container(const struct mt_json_value *value, struct mt_json_container *out,
                      struct mt_err *err);
int mt_json_key(const struct mt_json_container *c, size_t i, struct mt_str *out,
                struct mt_err *err);
int mt_json_child(const struct mt_json_container *c, size_t i, struct mt_json_value *out,
                  struct mt_err *err);

int mt_json_print_value(struct mt_json_printer *p, const struct mt_json_value *value,
                        unsigned depth);
int mt_json_print_string(struct mt_json_printer *p, struct mt_str s);
int mt_json_fail(struct mt_err *err, const char *what);

#endif
