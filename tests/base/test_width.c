// SPDX-License-Identifier: MIT
// Width: the measured columns of curses, and cutting that never splits a character or leaves its columns.
#include "support/check.h"

#include <locale.h>
#include <string.h>
#include <wchar.h>

#include "rapport/base/sanitise.h"
#include "rapport/base/utf8.h"
#include "rapport/base/width.h"
#include "support/random.h"

static const struct {
    const char *cluster;
    int columns;
} measured[] = {
    {"a", 1},
    {"é", 1},
    {"e\u0301", 1},
    {"日", 2},
    {"한", 2},
    {"👩", 2},
    {"👩‍💻", 2},
    {"👍🏽", 2},
    {"🇫🇷", 2},
    {"🇫", 1},
    {"❤", 1},
    {"❤️", 1},
    {"नि", 2},
    {"ทำ", 2},
    {"\xFF", 1},
    {"\u0301", 0},
    {"\u1112\u1161\u11ab", 2},
    {"…", 1},
    {"─", 1},
    {"👩‍👩‍👧‍👦", 2},
    {"\uFFFD", 1},
};

static void clusters_as_curses_advances(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(measured); i++) {
        size_t length = strlen(measured[i].cluster);
        assert_int_equal(utf8_cluster(measured[i].cluster, length), length);
        assert_int_equal(width_cluster(measured[i].cluster, length), measured[i].columns);
    }
    assert_int_equal(width_cluster("", 0), 0);
}

static void one_code_point_is_as_wide_as_wcwidth_says(void **state)
{
    (void)state;
    for (uint32_t code = 0x20; code <= 0x3FFFF; code++) {
        if (code == 0x7F)
            code = 0xA0;
        if (code == 0xD800)
            code = 0xE000;
        char bytes[4];
        int known = wcwidth((wchar_t)code);
        assert_int_equal(width_cluster(bytes, utf8_encode(code, bytes)), known < 0 ? 1 : known);
    }
}

static void texts(void **state)
{
    (void)state;
    assert_int_equal(width_text("", 0), 0);
    assert_int_equal(width_text("Ada Example", 11), 11);
    assert_int_equal(width_text("日本 x", strlen("日本 x")), 6);
    assert_int_equal(width_text("Zoe\u0308", strlen("Zoe\u0308")), 3);
    assert_int_equal(width_text("👩‍💻🇫🇷", strlen("👩‍💻🇫🇷")), 4);
}

static void cutting_at_the_end(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int columns;
        const char *cut;
    } cases[] = {
        {"Ada", 3, "Ada"},
        {"Ada Example", 5, "Ada …"},
        {"Ada", 2, "A…"},
        {"Ada", 1, "…"},
        {"Ada", 0, ""},
        {"Ada", -3, ""},
        {"", 0, ""},
        {"", 5, ""},
        {"日本太郎", 8, "日本太郎"},
        {"日本太郎", 7, "日本太…"},
        {"日本太郎", 6, "日本…"},
        {"日本太郎", 2, "…"},
        {"👩‍💻👩‍💻x", 4, "👩‍💻…"},
        {"e\u0301a\u0301b", 2, "e\u0301…"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Str out = STR_INIT;
        width_truncate(&out, cases[i].text, cases[i].columns, TRUNCATE_END, "…");
        assert_string_equal(str_get(&out), cases[i].cut);
        str_clear(&out);
    }
}

static void cutting_in_the_middle(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int columns;
        const char *cut;
    } cases[] = {
        {"people/2026/contacts.csv", 11, "peopl…s.csv"},
        {"abcdef", 6, "abcdef"},
        {"abcdef", 5, "ab…ef"},
        {"abcdef", 4, "ab…f"},
        {"abcdef", 1, "…"},
        {"abcdef", 2, "a…"},
        {"日本太郎", 7, "日…郎"},
        {"日本太郎", 5, "日…郎"},
        {"abcdef", 0, ""},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Str out = STR_INIT;
        width_truncate(&out, cases[i].text, cases[i].columns, TRUNCATE_MIDDLE, "…");
        assert_string_equal(str_get(&out), cases[i].cut);
        str_clear(&out);
    }
}

static void padding(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int columns;
        const char *padded;
    } cases[] = {
        {"Ada", 5, "Ada  "},   {"Ada", 3, "Ada"}, {"Ada", 2, "A…"}, {"日本", 3, "日…"},
        {"日本", 6, "日本  "}, {"日本", 2, "… "}, {"", 3, "   "},   {"x", 0, ""},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Str out = STR_INIT;
        str_append(&out, "|");
        width_pad(&out, cases[i].text, cases[i].columns, "…");
        assert_string_equal(str_get(&out) + 1, cases[i].padded);
        str_clear(&out);
    }
}

static void an_ascii_ellipsis_of_several_columns(void **state)
{
    (void)state;
    Str out = STR_INIT;
    width_truncate(&out, "Ada Example", 6, TRUNCATE_END, "...");
    str_push(&out, '|');
    width_truncate(&out, "Ada Example", 2, TRUNCATE_END, "...");
    str_push(&out, '|');
    width_truncate(&out, "Ada Example", 3, TRUNCATE_END, "");
    assert_string_equal(str_get(&out), "Ada...||Ada");
    str_clear(&out);
}

static bool is_boundary(const Str *text, size_t position)
{
    size_t at = 0;
    while (at < position)
        at += utf8_cluster(str_get(text) + at, text->length - at);
    return at == position;
}

static void check_cuts(const Str *text, int columns)
{
    size_t fit = width_fit(str_get(text), text->length, columns);
    assert_true(is_boundary(text, fit));
    assert_true(width_text(str_get(text), fit) <= columns);
    if (fit < text->length) { // one more would not fit
        size_t next = utf8_cluster(str_get(text) + fit, text->length - fit);
        assert_true(width_text(str_get(text), fit + next) > columns);
    }
    static const Truncate ways[] = {TRUNCATE_END, TRUNCATE_MIDDLE};
    for (size_t i = 0; i < COUNT(ways); i++) {
        Str cut = STR_INIT;
        width_truncate(&cut, str_get(text), columns, ways[i], "…");
        assert_true(width_text(str_get(&cut), cut.length) <= columns);
        str_clear(&cut);
    }
    Str padded = STR_INIT;
    width_pad(&padded, str_get(text), columns, "…");
    assert_int_equal(width_text(str_get(&padded), padded.length), columns);
    str_clear(&padded);
}

static void no_cut_splits_a_cluster_or_overflows(void **state)
{
    (void)state;
    Random random = random_start(41);
    for (int round = 0; round < 3000; round++) {
        Str raw = STR_INIT, text = STR_INIT;
        random_text(&random, &raw, 12);
        sanitise(&text, str_get(&raw), raw.length, SANITISE_LINE);
        for (int columns = 0; columns < 12; columns++)
            check_cuts(&text, columns);
        str_clear(&raw);
        str_clear(&text);
    }
}

static int use_utf8(void **state)
{
    (void)state;
    return setlocale(LC_CTYPE, "C.UTF-8") == NULL && setlocale(LC_CTYPE, "") == NULL;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clusters_as_curses_advances),
        cmocka_unit_test(one_code_point_is_as_wide_as_wcwidth_says),
        cmocka_unit_test(texts),
        cmocka_unit_test(cutting_at_the_end),
        cmocka_unit_test(cutting_in_the_middle),
        cmocka_unit_test(padding),
        cmocka_unit_test(an_ascii_ellipsis_of_several_columns),
        cmocka_unit_test(no_cut_splits_a_cluster_or_overflows),
    };
    return cmocka_run_group_tests(tests, use_utf8, NULL);
}
