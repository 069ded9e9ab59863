// SPDX-License-Identifier: MIT
// The only door for text, tried with everything that has ever garbled a row.
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rapport/base/sanitise.h"
#include "rapport/base/width.h"
#include "rapport/screen/canvas.h"
#include "support/random.h"

static const Style plain = {ROLE_TEXT, 0};

static void assert_row(const Canvas *canvas, int row, const char *expected)
{
    Str text = STR_INIT;
    canvas_row_text(canvas, row, &text);
    assert_string_equal(str_get(&text), expected);
    str_clear(&text);
}

// Every wide cell has its tail and no tail is alone; every cell holds something drawable.
static void assert_sound(const Canvas *canvas)
{
    for (int row = 0; row < canvas->rows; row++) {
        for (int col = 0; col < canvas->cols; col++) {
            const Cell *cell = canvas_cell(canvas, row, col);
            assert_true(cell->width <= 2);
            assert_int_equal(cell->length == 0, cell->width == 0);
            if (cell->width == 2) {
                assert_true(col + 1 < canvas->cols);
                assert_int_equal(canvas_cell(canvas, row, col + 1)->width, 0);
            }
            if (cell->width == 0) {
                assert_true(col > 0);
                assert_int_equal(canvas_cell(canvas, row, col - 1)->width, 2);
                assert_memory_equal(&cell->style, &cell[-1].style, sizeof(Style));
            }
            for (int i = 0; i < cell->length; i++)
                assert_true((unsigned char)cell->text[i] >= ' ' && cell->text[i] != 0x7F);
        }
    }
}

static void test_put(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int col, max_cols;
        const char *expected; // row 0 of a canvas of 10 columns
        int used;
    } cases[] = {
        {"Maya", 0, -1, "Maya", 4},
        {"Maya", 3, -1, "   Maya", 4},
        {"Maya Lindqvist", 0, -1, "Maya Lind…", 10},
        {"Maya Lindq", 0, -1, "Maya Lindq", 10},
        {"Maya", 0, 4, "Maya", 4},
        {"Maya", 0, 3, "Ma…", 3},
        {"Maya", 0, 1, "…", 1},
        {"Maya", 0, 0, "", 0},
        {"", 0, -1, "", 0},
        {NULL, 0, -1, "", 0},
        {"Maya", 9, -1, "         …", 1},
        {"Maya", 10, -1, "", 0},
        {"Maya", 99, -1, "", 0},
        {"Maya", -2, -1, "ya", 4},
        {"Maya", -9, -1, "", 4},
        {"田中 健", 0, -1, "田中 健", 7},
        {"田中 健", 0, 6, "田中 …", 6},
        {"田中 健", 0, 5, "田中…", 5},
        {"田中 健", 0, 4, "田…", 3},
        {"田中 健", 0, 3, "田…", 3},
        {"田中 健", 0, 2, "…", 1},
        {"田中 健", -1, -1, " 中 健", 7},
        {"Jose\xCC\x81!", 0, -1, "Jose\xCC\x81!", 5},
        {"a\nb\tc", 0, -1, "a b c", 5},
        {"\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7!", 0, -1, "\xF0\x9F\x91\xA9!",
         3},                                                                  // woman joined with girl
        {"\xF0\x9F\x91\x8D\xF0\x9F\x8F\xBD!", 0, -1, "\xF0\x9F\x91\x8D!", 3}, // thumb with a skin tone
        {"\xE2\x9D\xA4\xEF\xB8\x8F!", 0, -1, "\xE2\x9D\xA4!", 2},             // heart with VS16
        {"\xF0\x9F\x87\xB8\xF0\x9F\x87\xAA!", 0, -1, "SE!", 3},               // a flag
        {"\xCC\x81x", 0, -1, "x", 1},                                         // a mark without a base
        {"a\xFFz", 0, -1, "a\xEF\xBF\xBDz", 3},                               // a bad byte
        {"a\xE2\x80\xAEz", 0, -1, "az", 2},                                   // right-to-left override
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Canvas *canvas = canvas_new(2, 10);
        assert_int_equal(canvas_put(canvas, 0, cases[i].col, cases[i].max_cols, cases[i].text, plain),
                         cases[i].used);
        assert_row(canvas, 0, cases[i].expected);
        assert_row(canvas, 1, "");
        assert_sound(canvas);
        canvas_free(canvas);
    }
}

static void test_no_control_reaches_a_cell(void **state)
{
    (void)state;
    Canvas *canvas = canvas_new(1, 200);
    char text[2] = {0};
    for (int byte = 1; byte < 256; byte++) {
        text[0] = (char)byte;
        canvas_put(canvas, 0, 0, -1, text, plain);
        assert_sound(canvas);
    }
    canvas_put(canvas, 0, 0, -1, "\033]0;gotcha\a\033[31mred", plain);
    for (int col = 0; col < canvas->cols; col++)
        assert_null(memchr(canvas_cell(canvas, 0, col)->text, '\033', CELL_BYTES));
    canvas_free(canvas);
}

static void test_zalgo_fits_a_cell(void **state)
{
    (void)state;
    Canvas *canvas = canvas_new(1, 4);
    Str text = STR_INIT;
    str_append(&text, "z");
    for (int i = 0; i < 50000; i++)
        str_append(&text, "\xCC\x81");
    str_append(&text, "a");
    canvas_put(canvas, 0, 0, -1, str_get(&text), plain);
    assert_int_equal(canvas_cell(canvas, 0, 0)->length, 1 + 2 * (CELL_CODES - 1));
    assert_sound(canvas);
    str_clear(&text);
    canvas_free(canvas);
}

static void test_unknown_characters_are_replaced(void **state)
{
    (void)state;
    Canvas *canvas = canvas_new(1, 4);
    // Unassigned, so that no C library knows its width.
    assert_int_equal(canvas_put(canvas, 0, 0, -1, "\xF0\x9F\xBF\xB0x", plain), 2);
    assert_row(canvas, 0, "\xEF\xBF\xBDx");
    canvas_free(canvas);
}

static void test_overwriting_half_of_a_wide_character(void **state)
{
    (void)state;
    Canvas *canvas = canvas_new(1, 6);
    canvas_put(canvas, 0, 0, -1, "田中健", plain);
    canvas_put(canvas, 0, 1, -1, "x", plain);
    assert_row(canvas, 0, " x中健");
    assert_sound(canvas);
    canvas_put(canvas, 0, 2, -1, "y", plain);
    assert_row(canvas, 0, " xy 健");
    canvas_put(canvas, 0, 3, -1, "中", plain);
    assert_row(canvas, 0, " xy中");
    assert_sound(canvas);
    canvas_free(canvas);
}

static void test_clip(void **state)
{
    (void)state;
    Canvas *canvas = canvas_new(3, 10);
    Rect former = canvas_set_clip(canvas, rect_make(1, 2, 1, 5));
    assert_int_equal(former.cols, 10);
    canvas_put(canvas, 0, 2, -1, "above", plain);
    canvas_put(canvas, 2, 2, -1, "below", plain);
    assert_int_equal(canvas_put(canvas, 1, 0, -1, "0123456789", plain), 7);
    canvas_fill(canvas, rect_make(0, 0, 1, 10), style_of(ROLE_LATE, 0));
    canvas_hline(canvas, 0, 0, 10, GLYPH_RULE, plain);
    assert_row(canvas, 0, "");
    assert_row(canvas, 1, "  2345…");
    assert_row(canvas, 2, "");
    canvas_set_clip(canvas, rect_make(-5, -5, 100, 100));
    assert_int_equal(canvas->clip.rows, 3);
    assert_int_equal(canvas->clip.cols, 10);
    canvas_set_clip(canvas, rect_make(50, 50, 3, 3));
    assert_int_equal(canvas_put(canvas, 51, 51, -1, "nowhere", plain), 0);
    canvas_free(canvas);
}

static void test_right_and_format(void **state)
{
    (void)state;
    Canvas *canvas = canvas_new(1, 12);
    assert_int_equal(canvas_put_right(canvas, 0, 4, 8, "3d late", style_of(ROLE_LATE, 0)), 7);
    assert_row(canvas, 0, "     3d late");
    assert_int_equal(canvas_put_right(canvas, 0, 0, 4, "yesterday", plain), 4);
    assert_row(canvas, 0, "yes… 3d late");
    canvas_clear(canvas);
    assert_int_equal(canvas_putf(canvas, 0, 0, -1, plain, "%d of %d", 24, 412), 9);
    assert_row(canvas, 0, "24 of 412");
    canvas_free(canvas);
}

static void test_box_and_lines(void **state)
{
    (void)state;
    Canvas *canvas = canvas_new(4, 6);
    canvas_box(canvas, rect_make(0, 0, 3, 5), plain);
    canvas_vline(canvas, 0, 5, 99, GLYPH_VERTICAL, plain);
    assert_row(canvas, 0, "╭───╮│");
    assert_row(canvas, 1, "│   ││");
    assert_row(canvas, 2, "╰───╯│");
    assert_row(canvas, 3, "     │");
    canvas->ascii = true;
    canvas_box(canvas, rect_make(0, 0, 3, 5), plain);
    assert_row(canvas, 0, "+---+│");
    canvas_box(canvas, rect_make(3, 0, 1, 5), plain);
    assert_row(canvas, 3, "     │");
    canvas_free(canvas);
}

static void test_ascii(void **state)
{
    (void)state;
    Canvas *canvas = canvas_new(1, 20);
    canvas->ascii = true;
    canvas_put(canvas, 0, 0, -1, "José Álvarez 田 – ok", plain);
    for (int col = 0; col < canvas->cols; col++) {
        const Cell *cell = canvas_cell(canvas, 0, col);
        assert_true(cell->length == 1 && (unsigned char)cell->text[0] < 0x7F);
    }
    canvas_clear(canvas);
    canvas_put(canvas, 0, 0, 5, "Lindqvist", plain);
    assert_row(canvas, 0, "Lind.");
    canvas_free(canvas);
}

static void test_restyle(void **state)
{
    (void)state;
    Canvas *canvas = canvas_new(1, 6);
    canvas_put(canvas, 0, 0, -1, "a田b", style_of(ROLE_TAG, ATTR_BOLD));
    canvas_add_attrs(canvas, rect_make(0, 2, 1, 1), ATTR_SELECTED); // only the tail is inside
    assert_int_equal(canvas_cell(canvas, 0, 0)->style.attrs, ATTR_BOLD);
    assert_int_equal(canvas_cell(canvas, 0, 1)->style.attrs, ATTR_BOLD | ATTR_SELECTED);
    assert_sound(canvas);
    canvas_fade(canvas, canvas_area(canvas));
    assert_int_equal(canvas_cell(canvas, 0, 1)->style.role, ROLE_DIM);
    assert_int_equal(canvas_cell(canvas, 0, 1)->style.attrs, 0);
    assert_row(canvas, 0, "a田b");
    canvas_free(canvas);
}

static void test_copy_equal_resize(void **state)
{
    (void)state;
    Canvas *a = canvas_new(3, 10);
    Canvas *b = canvas_new(1, 1);
    canvas_put(a, 1, 1, -1, "x", plain);
    assert_false(canvas_equal(a, b));
    canvas_copy(b, a);
    assert_true(canvas_equal(a, b));
    canvas_cursor(a, 99, -3);
    assert_int_equal(a->cursor_row, 2);
    assert_int_equal(a->cursor_col, 0);
    assert_false(canvas_equal(a, b));
    canvas_hide_cursor(a);
    assert_true(canvas_equal(a, b));
    canvas_resize(a, 0, -7);
    assert_int_equal(a->rows, 1);
    assert_int_equal(a->cols, 1);
    canvas_resize(a, 500, 200);
    canvas_resize(a, 1 << 30, 1);
    assert_int_equal(a->rows, CANVAS_MOST);
    canvas_free(a);
    canvas_free(b);
    canvas_free(NULL);
}

static void test_dump(void **state)
{
    (void)state;
    Canvas *canvas = canvas_new(2, 8);
    canvas_put(canvas, 0, 0, -1, "田 Maya", style_of(ROLE_TEXT, 0));
    canvas_put(canvas, 0, 3, -1, "Maya", style_of(ROLE_TEXT, ATTR_BOLD));
    canvas_put(canvas, 1, 0, -1, "3d", style_of(ROLE_LATE, ATTR_SELECTED));
    canvas_put(canvas, 1, 3, -1, "ok", style_of(ROLE_GOOD, ATTR_BOLD));
    canvas_cursor(canvas, 1, 2);
    Str out = STR_INIT;
    canvas_dump(canvas, &out);
    assert_string_equal(str_get(&out), "|田 Maya |\n"
                                       "|3d ok   |\n"
                                       "  0 role |   BBBB|\n"
                                       "  1 role |ll GG|\n"
                                       "  1 attr |ss|\n"
                                       "cursor 1,2\n");
    str_clear(&out);
    canvas_free(canvas);
}

// A text of pieces that are each a trap.
static void odd_text(Str *out)
{
    static const char *const pieces[] = {
        "a",
        "Zoë ",
        "田",
        "ｶ",
        "e\xCC\x81",
        "\xCC\x81",
        "\xE2\x80\x8D",
        "\xF0\x9F\x91\xA9",
        "\xF0\x9F\x8F\xBD",
        "\xEF\xB8\x8F",
        "\xF0\x9F\x87\xB8",
        "\xE0\xA4\x95\xE0\xA5\x80",
        "\xE0\xA4\x95\xE0\xA5\x8D\xE0\xA4\xB7",
        "\xE1\x84\x80\xE1\x85\xA1",
        "\xE1\x84\x80\xE1\x84\x80",
        "\xFF",
        "\xC2",
        "\n",
        "\t",
        "\033[1m",
        "\xC2\x9B",
        "\xE2\x80\xAE",
        "\xF0\x9F\xAB\xA8",
        "\xD8\x80\xD9\xA1",
        "\xE2\x80\x8B",
        "1\xEF\xB8\x8F\xE2\x83\xA3",
        "……",
    };
    for (int count = rand() % 12; count > 0; count--)
        str_append(out, pieces[(size_t)rand() % (sizeof pieces / sizeof *pieces)]);
}

static void random_step(Canvas *canvas)
{
    Str text = STR_INIT;
    odd_text(&text);
    int row = rand() % (canvas->rows + 4) - 2;
    int col = rand() % (canvas->cols + 8) - 6;
    int most = rand() % (canvas->cols + 4) - 2;
    Rect rect = rect_make(row, col, rand() % 4, rand() % 9);
    switch (rand() % 6) {
    case 0:
        canvas_fill(canvas, rect, style_of((Role)(rand() % ROLE_COUNT), 0));
        break;
    case 1:
        canvas_add_attrs(canvas, rect, (unsigned)rand());
        break;
    case 2:
        canvas_set_clip(canvas, rand() % 2 ? rect : canvas_area(canvas));
        break;
    default: {
        int used =
            canvas_put(canvas, row, col, most, str_get(&text), style_of((Role)(rand() % ROLE_COUNT), 0));
        assert_true(used >= 0 && (most < 0 || used <= most));
        assert_true(used == 0 || col + used <= canvas->clip.col + canvas->clip.cols);
        break;
    }
    }
    str_clear(&text);
}

static void test_random_drawing_keeps_the_cells_sound(void **state)
{
    (void)state;
    random_start_rand(363);
    static const int sizes[][2] = {{1, 1}, {1, 2}, {3, 7}, {12, 40}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        Canvas *canvas = canvas_new(sizes[i][0], sizes[i][1]);
        for (int step = 0; step < 3000; step++) {
            random_step(canvas);
            assert_sound(canvas);
        }
        canvas_free(canvas);
    }
}

// What layout measures with base/width is what the canvas uses.
static void test_width_agrees_with_base(void **state)
{
    (void)state;
    Canvas *canvas = canvas_new(1, 200);
    for (int step = 0; step < 2000; step++) {
        Str text = STR_INIT;
        odd_text(&text);
        canvas_clear(canvas);
        int used = canvas_put(canvas, 0, 0, -1, str_get(&text), plain);
        assert_int_equal(used, canvas_width(canvas, str_get(&text)));
        Str clean = STR_INIT;
        sanitise(&clean, str_get(&text), text.length, SANITISE_LINE);
        if (width_text(str_get(&clean), clean.length) != used)
            fail_msg("%d columns drawn, %d measured: %s", used, width_text(str_get(&clean), clean.length),
                     str_get(&clean));
        str_clear(&clean);
        str_clear(&text);
    }
    canvas_free(canvas);
}

int main(void)
{
    setlocale(LC_CTYPE, "");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_put),
        cmocka_unit_test(test_no_control_reaches_a_cell),
        cmocka_unit_test(test_zalgo_fits_a_cell),
        cmocka_unit_test(test_unknown_characters_are_replaced),
        cmocka_unit_test(test_overwriting_half_of_a_wide_character),
        cmocka_unit_test(test_clip),
        cmocka_unit_test(test_right_and_format),
        cmocka_unit_test(test_box_and_lines),
        cmocka_unit_test(test_ascii),
        cmocka_unit_test(test_restyle),
        cmocka_unit_test(test_copy_equal_resize),
        cmocka_unit_test(test_dump),
        cmocka_unit_test(test_random_drawing_keeps_the_cells_sound),
        cmocka_unit_test(test_width_agrees_with_base),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
