/* Fuzz target: MySQL's binary JSON, and the differences of partial updates.
 *
 * Input: a byte (bit 0: there are differences). Without: a document. With: uint<2> length and a
 * document, then differences, which are applied and printed. */
#include "binlog/json.h"
#include "fuzz.h"

/* Text and not more than the document can be the reason for: a document of n bytes may name a
 * part of itself only once. */
static void check_text(const struct mt_buf *out)
{
    fuzz_touch(out->data, out->len);
    for (size_t i = 0; i < out->len; i++)
        FUZZ_CHECK((uint8_t)out->data[i] >= 0x20);
    FUZZ_CHECK(out->len > 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1)
        return 0;
    static struct mt_buf out;
    struct mt_cursor in = mt_cursor(data + 1, size - 1);
    struct mt_cursor doc = data[0] & 1 ? fuzz_take_part(&in) : in;
    char *copy = malloc(mt_left(&doc) + 1);
    struct mt_str document = {copy, mt_left(&doc)};
    struct mt_err err;
    err.code = MT_OK;
    memcpy(copy, doc.at, document.len);
    mt_buf_clear(&out);
    if (data[0] & 1) {
        struct mt_cursor diffs = in;
        fuzz_check_result(mt_json_print_diffs(&diffs, document, &out, &err), &err);
        mt_buf_clear(&out);
        err.code = MT_OK;
    }
    int failed = data[0] & 1 ? mt_json_apply_diffs(document, &in, &out, &err)
                             : mt_json_print(document, &out, &err);
    fuzz_check_result(failed, &err);
    if (!failed)
        check_text(&out);
    free(copy);
    return 0;
}
