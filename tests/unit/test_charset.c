/* Collation ids against information_schema of the servers, conversions against what they print. */
#include "test.h"

#include <stdlib.h>

#include "binlog/charset.h"
#include "hex.h"

static const char *name_of(uint32_t collation)
{
    const struct mt_charset *set = mt_charset_by_collation(collation);
    return set ? set->name : NULL;
}

static const struct mt_charset *by_name(const char *name)
{
    return mt_charset_by_name(name, strlen(name));
}

static void test_collations(void)
{
    static const struct {
        uint32_t id;
        const char *name;
    } known[] = {
        {1, "big5"},       {8, "latin1"},     {28, "gbk"},       {33, "utf8mb3"},
        {45, "utf8mb4"},   {63, "binary"},    {83, "utf8mb3"},   {128, "ucs2"},
        {223, "utf8mb3"},  {224, "utf8mb4"},  {248, "gb18030"},  {255, "utf8mb4"},
        {309, "utf8mb4"},  {576, "utf8mb3"},  {608, "utf8mb4"},  {1032, "latin1"},
        {1069, "utf8mb4"}, {1270, "utf8mb4"}, {2048, "utf8mb3"}, {2304, "utf8mb4"},
        {2560, "ucs2"},    {2816, "utf16"},   {3072, "utf32"},   {3271, "utf32"},
        {62, "utf16le"},   {323, "utf8mb4"},
    };
    static const uint32_t unknown[] = {0,    17,   100,  125,   272,       324,
                                       1024, 1271, 3272, 65536, UINT32_MAX};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        CHECK_STR(name_of(known[i].id), known[i].name);
    for (size_t i = 0; i < sizeof unknown / sizeof unknown[0]; i++)
        CHECK(name_of(unknown[i]) == NULL);
}

static void test_names(void)
{
    CHECK_STR(by_name("utf8")->name, "utf8mb3");
    CHECK_STR(by_name("UTF8MB4")->name, "utf8mb4");
    CHECK_STR(mt_charset_by_name("latin1_swedish_ci", 6)->name, "latin1");
    CHECK(by_name("latin9") == NULL);
    CHECK(mt_charset_by_name("", 0) == NULL);
    CHECK(mt_charset_is_binary(by_name("binary")) && !mt_charset_is_binary(by_name("ascii")));
    CHECK(mt_charset_is_utf8(by_name("ascii")) && !mt_charset_is_utf8(by_name("latin1")));
    CHECK(by_name("utf8mb3")->max_bytes == 3 && by_name("gb18030")->max_bytes == 4);
}

static void test_passes(void)
{
    struct mt_str ascii = {"plain text, 16 bytes", 20}, eight = {"1234567\xe9", 8};
    CHECK(mt_charset_passes(by_name("latin1"), ascii));
    CHECK(mt_charset_passes(by_name("sjis"), ascii));
    CHECK(!mt_charset_passes(by_name("swe7"), ascii));
    CHECK(!mt_charset_passes(by_name("utf16"), ascii));
    CHECK(!mt_charset_passes(by_name("latin1"), eight));
    CHECK(mt_charset_passes(by_name("utf8mb4"), eight));
    CHECK(mt_charset_passes(by_name("binary"), eight));
}

/* Where iconv and the servers differ, and each way of reading bytes. */
static void test_convert(void)
{
    static const struct {
        const char *set, *hex, *text;
    } cases[] = {
        {"latin1", "61e980819d", "aé€\xc2\x81\xc2\x9d"},
        {"latin2", "b1", "ą"},
        {"swe7", "245b7d", "$Äå"},
        {"dec8", "a0", "\xc2\xa0"},
        {"keybcs2", "8087ade4", "Čč¡Σ"},
        {"koi8u", "95", "•"},
        {"armscii8", "a1ff", "❁'"},
        {"geostd8", "80c0fd81", "€ა№\ufffd"},
        {"greek", "a1a4", "ʽ\ufffd"},
        {"macroman", "c6f0", "∆\uf8ff"},
        {"tis620", "a1a0db", "ก\ufffd\ufffd"},
        {"cp1256", "c08a", "\ufffd\ufffd"},
        {"sjis", "5c7e93fab1815f", "\\~日ｱ\\"},
        {"cp932", "93fa8740b1815f", "日①ｱ＼"},
        {"ujis", "8eb1c6fc8fb0a1a1c1", "ｱ日丂〜"},
        {"eucjpms", "8eb1c6fc8fb0a1a1c1ada1", "ｱ日丂～①"},
        {"euckr", "c7d1b0f1", "한골"},
        {"gb2312", "d6d0", "中"},
        {"gbk", "d6d08140", "中丂"},
        {"gb18030", "d6d095328236a6d984318236", "中𠀀\ue78d︐"},
        {"big5", "a4a4c6a1a145", "中ヾ•"},
        {"ucs2", "00e94e2d", "é中"},
        {"utf16", "00e9d83dde00", "é😀"},
        {"utf16le", "e9003dd800de", "é😀"},
        {"utf32", "000000e90001f600", "é😀"},
        {"utf8mb4", "f09f9880", "😀"},
        /* ill-formed */
        {"utf16", "d83d0061", "\ufffda"},
        {"utf16", "006100", "a\ufffd"},
        {"utf32", "0011000000000061", "\ufffda"},
        {"gbk", "61d6", "a\ufffd"},
        {"gbk", "d620", "\ufffd "},
        {"ujis", "8fb0", "\ufffd\ufffd"},
        {"gb18030", "9532ff", "\ufffd2\ufffd"},
        {"big5", "c84041", "\ufffdA"},
    };
    struct mt_buf out = {0};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct mt_err err = {0};
        mt_buf_clear(&out);
        CHECK(mt_charset_to_utf8(by_name(cases[i].set), test_hex(cases[i].hex), &out, &err) == 0);
        CHECK_STR(mt_buf_str(&out), cases[i].text);
    }
    mt_buf_free(&out);
}

/* Any two bytes in any set make text of at most three bytes for one, and at least one. */
static void test_bounds(void)
{
    struct mt_buf out = {0};
    bool good = true;
    for (uint32_t id = 1; id < 256; id++) {
        const struct mt_charset *set = mt_charset_by_collation(id);
        for (unsigned pair = 0; set && pair < 0x10000; pair += 7) {
            char bytes[2] = {(char)(pair >> 8), (char)pair};
            struct mt_err err = {0};
            mt_buf_clear(&out);
            good &= mt_charset_to_utf8(set, (struct mt_str){bytes, 2}, &out, &err) == 0;
            good &= out.len >= 1 && out.len <= 6;
        }
    }
    CHECK(good);
    mt_buf_free(&out);
}

int main(void)
{
    test_collations();
    test_names();
    test_passes();
    test_convert();
    test_bounds();
    return test_done();
}
