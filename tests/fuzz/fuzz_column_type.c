/* Fuzz target: column types as servers spell them, and values read as the parsed type.
 *
 * Input: a byte that chooses the character set, the text, a zero byte, bytes of a row image. */
#include "binlog/charset.h"
#include "fuzz.h"
#include "schema/column_type.h"

static const char *const sets[] = {NULL,   "utf8mb4", "latin1", "binary", "utf16",
                                   "sjis", "gb18030", "nosuch", "utf32",  "cp932"};

static void see_labels(const struct mt_column *c)
{
    for (uint32_t i = 0; i < c->label_count; i++) {
        fuzz_touch(c->labels[i].data, c->labels[i].len);
        fuzz_sum += mt_label_is_lost(c, i);
    }
}

static void see_values(const struct mt_column *c, struct mt_cursor row)
{
    static struct mt_buf scratch;
    struct mt_value value;
    struct mt_err err;
    err.code = MT_OK;
    struct mt_cursor skipped = row;
    while (mt_left(&row) > 0 && mt_value_decode(c, &row, &scratch, &value, &err) == 0) {
        fuzz_touch_value(&value);
        FUZZ_CHECK(mt_value_skip(c, &skipped, &err) == 0 && skipped.at == row.at);
        if (c->type == MT_TYPE_NULL || row.at == row.end)
            break;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2)
        return 0;
    static struct mt_buf text;
    const char *set = sets[data[0] % (sizeof sets / sizeof sets[0])];
    size_t len = strnlen((const char *)data + 1, size - 1);
    char *type = strndup((const char *)data + 1, len);
    struct mt_arena *arena = mt_arena_new();
    struct mt_column column = {0};
    struct mt_err err;
    err.code = MT_OK;
    int failed = mt_column_type_parse(type, set, arena, &column, &err);
    fuzz_check_result(failed, &err);
    free(type);
    if (!failed) {
        mt_buf_clear(&text);
        mt_column_type_describe(&column, &text);
        fuzz_touch(text.data, text.len);
        see_labels(&column);
        fuzz_sum += mt_column_type_agrees(&column, &column);
        size_t rest = size - 1 - len;
        see_values(&column, mt_cursor(data + 1 + len + (rest > 0), rest > 0 ? rest - 1 : 0));
    }
    mt_arena_free(arena);
    return 0;
}
