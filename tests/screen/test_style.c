// SPDX-License-Identifier: MIT
// Themes as data: every pair that a theme can put on the screen is readable, and meaning survives without
// colour.
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "rapport/base/width.h"
#include "rapport/screen/style.h"

// The terminal backgrounds that a dark or a light theme is meant for.
static const uint32_t dark_grounds[] = {0x000000, 0x16181F, 0x1C1C1C, 0x1E1E1E};
static const uint32_t light_grounds[] = {0xFFFFFF, 0xFBFBF8, 0xF4F4F4};

static void assert_contrast(ThemeId theme, Style what, uint32_t default_ground)
{
    Paint paint = style_paint(theme, COLOUR_RICH, what);
    assert_true(paint.foreground >= 16);
    uint32_t ground = paint.background == COLOUR_DEFAULT ? default_ground : palette_rgb(paint.background);
    double contrast = colour_contrast(palette_rgb(paint.foreground), ground);
    double least = what.role == ROLE_DIM ? 3.0 : 4.5;
    if (contrast < least)
        fail_msg("theme %s role %s attrs %d on %06x: contrast %.2f < %.1f", theme_name(theme),
                 role_name((Role)what.role), what.attrs, (unsigned)ground, contrast, least);
}

static void test_themes_are_readable(void **state)
{
    (void)state;
    static const unsigned grounds[] = {0, ATTR_FLOAT, ATTR_SELECTED};
    for (int role = 0; role < ROLE_COUNT; role++) {
        for (size_t g = 0; g < 3; g++) {
            Style what = style_of((Role)role, grounds[g]);
            for (size_t i = 0; i < sizeof dark_grounds / sizeof *dark_grounds; i++)
                assert_contrast(THEME_DARK, what, dark_grounds[i]);
            for (size_t i = 0; i < sizeof light_grounds / sizeof *light_grounds; i++)
                assert_contrast(THEME_LIGHT, what, light_grounds[i]);
        }
    }
}

static void test_auto_is_safe_on_both(void **state)
{
    (void)state;
    for (int role = 0; role < ROLE_COUNT; role++) {
        assert_contrast(THEME_AUTO, style_of((Role)role, ATTR_SELECTED), 0);
        // Elsewhere it keeps the terminal's background and the terminal's own hues.
        Paint paint = style_paint(THEME_AUTO, COLOUR_RICH, style_of((Role)role, 0));
        assert_int_equal(paint.background, COLOUR_DEFAULT);
        assert_true(paint.foreground < 8 || role == ROLE_DIM);
    }
    int dim = style_paint(THEME_AUTO, COLOUR_RICH, style_of(ROLE_DIM, 0)).foreground;
    assert_true(colour_contrast(palette_rgb(dim), 0xFFFFFF) >= 3.0);
    assert_true(colour_contrast(palette_rgb(dim), 0x000000) >= 3.0);
}

static void test_a_background_never_comes_without_a_foreground(void **state)
{
    (void)state;
    for (int theme = 0; theme < THEME_COUNT; theme++) {
        for (int role = 0; role < ROLE_COUNT; role++) {
            for (unsigned attrs = 0; attrs <= ATTR_ALL; attrs++) {
                Paint paint = style_paint((ThemeId)theme, COLOUR_RICH, style_of((Role)role, attrs));
                assert_true(paint.background == COLOUR_DEFAULT || paint.foreground != COLOUR_DEFAULT);
            }
        }
    }
}

static void test_no_colours(void **state)
{
    (void)state;
    for (int role = 0; role < ROLE_COUNT; role++) {
        Paint plain = style_paint(THEME_DARK, COLOUR_NONE, style_of((Role)role, 0));
        Paint mono = style_paint(THEME_MONO, COLOUR_RICH, style_of((Role)role, 0));
        Paint selected = style_paint(THEME_DARK, COLOUR_NONE, style_of((Role)role, ATTR_SELECTED));
        assert_int_equal(plain.foreground, COLOUR_DEFAULT);
        assert_int_equal(plain.background, COLOUR_DEFAULT);
        assert_memory_equal(&plain, &mono, sizeof plain);
        assert_true(selected.reverse);
    }
    assert_true(style_paint(THEME_AUTO, COLOUR_NONE, style_of(ROLE_LATE, 0)).bold);
    assert_true(style_paint(THEME_AUTO, COLOUR_NONE, style_of(ROLE_DIM, 0)).faint);
}

static void test_basic_colours(void **state)
{
    (void)state;
    assert_int_equal(style_paint(THEME_DARK, COLOUR_BASIC, style_of(ROLE_LATE, 0)).foreground, 1);
    assert_true(style_paint(THEME_DARK, COLOUR_BASIC, style_of(ROLE_LATE, ATTR_SELECTED)).reverse);
    assert_false(
        style_paint(THEME_DARK, COLOUR_BASIC, style_of(ROLE_TEXT, ATTR_SELECTED | ATTR_REVERSE)).reverse);
    assert_true(style_paint(THEME_DARK, COLOUR_BASIC, style_of(ROLE_TEXT, ATTR_UNDERLINE)).underline);
    assert_int_equal(colour_depth(0), COLOUR_NONE);
    assert_int_equal(colour_depth(-1), COLOUR_NONE);
    assert_int_equal(colour_depth(8), COLOUR_BASIC);
    assert_int_equal(colour_depth(88), COLOUR_BASIC);
    assert_int_equal(colour_depth(256), COLOUR_RICH);
}

static void test_theme_names(void **state)
{
    (void)state;
    ThemeId theme = THEME_MONO;
    for (int i = 0; i < THEME_COUNT; i++) {
        assert_true(theme_parse(theme_name((ThemeId)i), &theme));
        assert_int_equal(theme, i);
    }
    assert_false(theme_parse("purple", &theme));
    assert_false(theme_parse("", &theme));
    assert_false(theme_parse(NULL, &theme));
}

static void test_auto_reads_the_background(void **state)
{
    (void)state;
    static const struct {
        ThemeId theme;
        const char *colorfgbg;
        ThemeId expected;
    } cases[] = {
        {THEME_AUTO, NULL, THEME_AUTO},         {THEME_AUTO, "", THEME_AUTO},
        {THEME_AUTO, "15;0", THEME_DARK},       {THEME_AUTO, "0;15", THEME_LIGHT},
        {THEME_AUTO, "0;7", THEME_LIGHT},       {THEME_AUTO, "15;default;0", THEME_DARK},
        {THEME_AUTO, "15;default", THEME_AUTO}, {THEME_AUTO, "0;99", THEME_AUTO},
        {THEME_AUTO, "0;8", THEME_DARK},        {THEME_LIGHT, "15;0", THEME_LIGHT},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(theme_resolve(cases[i].theme, cases[i].colorfgbg), cases[i].expected);
}

static void test_contrast_formula(void **state)
{
    (void)state;
    static const struct {
        uint32_t a, b;
        double expected;
    } cases[] = {
        {0x000000, 0xFFFFFF, 21.0}, {0xFFFFFF, 0xFFFFFF, 1.0},  {0x777777, 0xFFFFFF, 4.48},
        {0xFFFFFF, 0x767676, 4.54}, {0x0000FF, 0xFFFFFF, 8.59},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double contrast = colour_contrast(cases[i].a, cases[i].b);
        assert_true(contrast > cases[i].expected - 0.01 && contrast < cases[i].expected + 0.01);
    }
    assert_int_equal(palette_rgb(16), 0x000000);
    assert_int_equal(palette_rgb(231), 0xFFFFFF);
    assert_int_equal(palette_rgb(232), 0x080808);
    assert_int_equal(palette_rgb(80), 0x5FD7D7);
}

static void test_glyphs(void **state)
{
    (void)state;
    for (int i = 0; i < GLYPH_COUNT; i++) {
        const char *text = glyph((Glyph)i, false);
        const char *twin = glyph((Glyph)i, true);
        assert_int_equal(width_text(text, strlen(text)), 1);
        assert_int_equal(strlen(twin), 1);
        assert_true(twin[0] > ' ' && twin[0] <= '~');
    }
}

static void test_levels(void **state)
{
    (void)state;
    assert_int_equal(glyph_level(0, 10), GLYPH_COUNT);
    assert_int_equal(glyph_level(5, 0), GLYPH_COUNT);
    assert_int_equal(glyph_level(1, 100), GLYPH_LEVEL_1);
    assert_int_equal(glyph_level(50, 100), GLYPH_LEVEL_5);
    assert_int_equal(glyph_level(99, 100), GLYPH_LEVEL_8);
    assert_int_equal(glyph_level(1000, 100), GLYPH_LEVEL_8);
}

static void test_role_letters_differ(void **state)
{
    (void)state;
    for (int a = 0; a < ROLE_COUNT; a++)
        for (int b = a + 1; b < ROLE_COUNT; b++)
            assert_int_not_equal(role_letter((Role)a), role_letter((Role)b));
}

int main(void)
{
    setlocale(LC_CTYPE, "");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_themes_are_readable),
        cmocka_unit_test(test_auto_is_safe_on_both),
        cmocka_unit_test(test_a_background_never_comes_without_a_foreground),
        cmocka_unit_test(test_no_colours),
        cmocka_unit_test(test_basic_colours),
        cmocka_unit_test(test_theme_names),
        cmocka_unit_test(test_auto_reads_the_background),
        cmocka_unit_test(test_contrast_formula),
        cmocka_unit_test(test_glyphs),
        cmocka_unit_test(test_levels),
        cmocka_unit_test(test_role_letters_differ),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
