// SPDX-License-Identifier: MIT
// Layout arithmetic from one cell to far more than any screen: nothing is lost, doubled or negative.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "rapport/screen/rect.h"

static void assert_rect(Rect rect, int row, int col, int rows, int cols)
{
    assert_int_equal(rect.row, row);
    assert_int_equal(rect.col, col);
    assert_int_equal(rect.rows, rows);
    assert_int_equal(rect.cols, cols);
}

static void test_splits(void **state)
{
    (void)state;
    Rect rest = rect_make(0, 0, 30, 100);
    assert_rect(rect_split_top(&rest, 2), 0, 0, 2, 100);
    assert_rect(rect_split_bottom(&rest, 1), 29, 0, 1, 100);
    assert_rect(rect_split_left(&rest, 45), 2, 0, 27, 45);
    assert_rect(rect_split_right(&rest, 10), 2, 90, 27, 10);
    assert_rect(rest, 2, 45, 27, 45);
}

typedef Rect (*Split)(Rect *rest, int size);

static void test_splits_keep_every_cell(void **state)
{
    (void)state;
    static const Split splits[] = {rect_split_left, rect_split_right, rect_split_top, rect_split_bottom};
    static const int sizes[][2] = {{1, 1}, {0, 0}, {1, 200}, {12, 40}, {500, 200}};
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        for (int cut = -3; cut < 600; cut++) {
            for (size_t i = 0; i < 4; i++) {
                Rect whole = rect_make(3, 4, sizes[s][0], sizes[s][1]);
                Rect rest = whole;
                Rect part = splits[i](&rest, cut);
                assert_true(part.rows >= 0 && part.cols >= 0 && rest.rows >= 0 && rest.cols >= 0);
                assert_int_equal(part.rows * part.cols + rest.rows * rest.cols, whole.rows * whole.cols);
                assert_true(rect_empty(rect_intersect(part, rest)));
            }
        }
    }
}

static void test_inset_and_centre(void **state)
{
    (void)state;
    assert_rect(rect_inset(rect_make(0, 0, 10, 20), 1, 2), 1, 2, 8, 16);
    assert_rect(rect_inset(rect_make(0, 0, 1, 1), 5, 5), 0, 0, 1, 1);
    assert_rect(rect_centre(rect_make(0, 0, 30, 100), 10, 60), 10, 20, 10, 60);
    assert_rect(rect_centre(rect_make(0, 0, 1, 1), 10, 60), 0, 0, 1, 1);
    assert_rect(rect_centre(rect_make(5, 5, 500, 200), -1, 10), 255, 100, 0, 10);
}

static void test_intersect_and_contains(void **state)
{
    (void)state;
    assert_rect(rect_intersect(rect_make(0, 0, 5, 5), rect_make(3, 2, 9, 9)), 3, 2, 2, 3);
    assert_true(rect_empty(rect_intersect(rect_make(0, 0, 5, 5), rect_make(5, 5, 1, 1))));
    assert_true(rect_contains(rect_make(1, 1, 2, 2), 2, 2));
    assert_false(rect_contains(rect_make(1, 1, 2, 2), 3, 2));
    assert_false(rect_contains(rect_make(1, 1, 2, 2), 0, 1));
    assert_rect(rect_make(1, 1, -4, -9), 1, 1, 0, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_splits),
        cmocka_unit_test(test_splits_keep_every_cell),
        cmocka_unit_test(test_inset_and_centre),
        cmocka_unit_test(test_intersect_and_contains),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
