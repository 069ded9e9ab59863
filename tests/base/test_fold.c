// SPDX-License-Identifier: MIT
// Folding for search and the tokens of folded text: whoever types a name without its accents must find it.
#include "support/check.h"

#include <string.h>

#include "rapport/base/utf8.h"
#include "support/random.h"

static const struct {
    const char *text, *folded;
} table[] = {
    {"", ""},
    {"Plain ASCII, 42!", "plain ascii, 42!"},
    {"José Ñandú", "jose nandu"},
    {"Ørsted", "orsted"},
    {"Łódź", "lodz"},
    {"Straße STRASSE STRAẞE", "strasse strasse strasse"},
    {"İstanbul ISTANBUL ılık", "istanbul istanbul ilik"},
    {"Ångström A\u030Angstrom", "angstrom angstrom"},
    {"Ægir Œuvre", "aegir oeuvre"},
    {"Ðorđe Þóra", "dorde thora"},
    {"ﬁne ﬂow", "fine flow"},
    {"Ŧ Ħ Ŋ ŋ ħ ŧ", "t h n n h t"},
    {"Nguyễn Văn Đức", "nguyen van duc"},
    {"Nguye\u0302\u0303n", "nguyen"},
    {"Dvořák Şahin Ștefan", "dvorak sahin stefan"},
    {"ΟΔΥΣΣΕΑΣ Οδυσσέας", "οδυσσεασ οδυσσεασ"}, // the final sigma is a sigma
    {"ᾳ", "αι"},
    {"Йосиф Ёлкин ЩУКА", "иосиф елкин щука"},
    {"Їжак Ґудзь", "іжак ґудзь"},
    {"日本太郎", "日本太郎"},
    {"Ｆｕｌｌ　Ｗｉｄｔｈ１２", "full width12"},
    {"ｶﾞｷﾞ", "ガギ"},
    {"がぱ か\u3099", "がぱ が"},
    {"김철수 \u1100\u1175\u11b7", "김철수 김"},
    {"Café\u200B\u00AD\uFEFF", "cafe"},
    {"x² №5 Ⅳ", "x2 no5 iv"},
    {"שָׁלוֹם", "שלום"},
    {"مُحَمَّد", "محمد"},
    {"हिन्दी", "हिन्दी"}, // vowel signs spell the word
    {"क़लम", "कलम"},
    {"กิ๊ฟ", "กิ๊ฟ"},
    {"1\uFE0F\u20E3", "1"},
    {"bad \xFF\xC3 bytes", "bad  bytes"},
    {"a\nB\tC", "a\nb\tc"},
    {"Ǆ ǅ ǆ", "dz dz dz"},
    {"ſ K Å", "s k a"}, // long s, Kelvin, Angstrom
};

static void the_fold_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(table); i++) {
        Str out = STR_INIT;
        utf8_fold(&out, table[i].text, strlen(table[i].text));
        assert_string_equal(str_get(&out), table[i].folded);
        str_clear(&out);
    }
}

static void fold_into(Str *out, const Str *text)
{
    str_truncate(out, 0);
    utf8_fold(out, str_get(text), text->length);
}

// Folding is valid UTF-8, folding twice is folding once, and it appends.
static void check_fold(const Str *text)
{
    Str once = STR_INIT, twice = STR_INIT;
    fold_into(&once, text);
    assert_true(utf8_valid(str_get(&once), once.length));
    fold_into(&twice, &once);
    assert_int_equal(once.length, twice.length);
    assert_string_equal(str_get(&once), str_get(&twice));
    str_clear(&once);
    str_clear(&twice);
}

static void folding_twice_changes_nothing(void **state)
{
    (void)state;
    Random random = random_start(31);
    for (int round = 0; round < 5000; round++) {
        Str text = STR_INIT;
        random_text(&random, &text, 16);
        check_fold(&text);
        str_clear(&text);
    }
}

static void every_single_code_point_folds_to_a_fixed_point(void **state)
{
    (void)state;
    Str text = STR_INIT;
    for (uint32_t code = 1; code <= 0x1FFFF; code++) {
        char bytes[4];
        str_truncate(&text, 0);
        str_append_n(&text, bytes, utf8_encode(code, bytes));
        check_fold(&text);
    }
    str_clear(&text);
}

static void folding_appends(void **state)
{
    (void)state;
    Str out = STR_INIT;
    str_append(&out, "Kept ");
    utf8_fold(&out, "ÉCOLE", strlen("ÉCOLE"));
    assert_string_equal(str_get(&out), "Kept ecole");
    str_clear(&out);
}

typedef struct Joined {
    Str text;
    size_t left; // tokens until it says stop
} Joined;

static bool join(void *self, const char *token, size_t length)
{
    Joined *joined = self;
    if (joined->text.length > 0)
        str_push(&joined->text, '|');
    str_append_n(&joined->text, token, length);
    return --joined->left > 0;
}

static void the_token_table(void **state)
{
    (void)state;
    static const struct {
        const char *folded, *tokens;
    } cases[] = {
        {"", ""},
        {"  .,- ", ""},
        {"ada example", "ada|example"},
        {"o'brien-smith", "o|brien|smith"},
        {"ada.example@mail.example", "ada|example|mail|example"},
        {"c++ 2nd r&d", "c|2nd|r|d"},
        {"日本太郎", "日|本|太|郎"},
        {"abc日本def", "abc|日|本|def"},
        {"가나 다", "가|나|다"},
        {"กิ๊ฟ", "กิ๊|ฟ"}, // with their marks
        {"हिन्दी भाषा", "हिन्दी|भाषा"},
        {"がか", "が|か"},
        {"иосиф οδυσσεασ", "иосиф|οδυσσεασ"},
        {"bad\xFF"
         "byte",
         "bad|byte"},
        {"👩 emoji", "emoji"},
        {"a、b。c", "a|b|c"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Joined joined = {.left = 100};
        utf8_tokens(cases[i].folded, strlen(cases[i].folded), join, &joined);
        assert_string_equal(str_get(&joined.text), cases[i].tokens);
        str_clear(&joined.text);
    }
}

static void a_visitor_may_stop(void **state)
{
    (void)state;
    Joined joined = {.left = 2};
    utf8_tokens("one two three", 13, join, &joined);
    assert_string_equal(str_get(&joined.text), "one|two");
    str_clear(&joined.text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_fold_table),
        cmocka_unit_test(folding_twice_changes_nothing),
        cmocka_unit_test(every_single_code_point_folds_to_a_fixed_point),
        cmocka_unit_test(folding_appends),
        cmocka_unit_test(the_token_table),
        cmocka_unit_test(a_visitor_may_stop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
