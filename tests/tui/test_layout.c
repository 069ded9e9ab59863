// SPDX-License-Identifier: MIT
// How panes share the room, for every size a terminal can have: nothing overlaps, nothing sticks out, nothing
// is lost, and the pane with the focus is always there.
#include "support/check.h"

#include "frame.h"

static const PaneKind PANE = {.name = "any"};

typedef struct Sample {
    const char *name;
    ViewKind view;
    int panes;
} Sample;

static const Sample SAMPLES[] = {
    {"one", {.panes = {&PANE}, .share = {100}, .least = {20}}, 1},
    {"two", {.panes = {&PANE, &PANE}, .share = {46, 54}, .least = {29, 30}}, 2},
    {"three", {.panes = {&PANE, &PANE, &PANE}, .share = {34, 33, 33}, .least = {40, 49, 49}}, 3},
};

static bool inside(Rect room, Rect rect)
{
    return rect.row >= room.row && rect.col >= room.col && rect.row + rect.rows <= room.row + room.rows &&
           rect.col + rect.cols <= room.col + room.cols;
}

// Shown panes lie side by side from edge to edge with one column for the line between two.
static void check_cover(const Sample *sample, Rect room, const Rect rects[VIEW_PANES])
{
    int col = room.col, shown = 0;
    for (int i = 0; i < VIEW_PANES; i++) {
        if (rect_empty(rects[i]))
            continue;
        if (!inside(room, rects[i]) || rects[i].rows != room.rows ||
            rects[i].col != col + (shown > 0 ? 1 : 0))
            fail_msg("%s in %dx%d: pane %d is %d+%d", sample->name, room.cols, room.rows, i, rects[i].col,
                     rects[i].cols);
        col = rects[i].col + rects[i].cols;
        shown++;
    }
    if (shown == 0 || shown > sample->panes || col != room.col + room.cols)
        fail_msg("%s in %dx%d: %d panes end at %d", sample->name, room.cols, room.rows, shown, col);
}

static void check_size(const Sample *sample, int rows, int cols)
{
    Rect room = rect_make(2, 0, rows, cols);
    for (int focus = 0; focus < sample->panes; focus++)
        for (int alone = 0; alone < 2; alone++) {
            Rect rects[VIEW_PANES];
            view_layout(&sample->view, room, focus, alone, rects);
            check_cover(sample, room, rects);
            if (rect_empty(rects[focus]))
                fail_msg("%s in %dx%d: the focus on %d is not shown", sample->name, cols, rows, focus);
        }
}

static void test_every_size(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(SAMPLES); i++)
        for (int cols = 1; cols <= 500; cols++)
            for (int rows = 1; rows <= 200; rows += rows < 40 ? 1 : 40)
                check_size(&SAMPLES[i], rows, cols);
}

static int shown_in(const ViewKind *view, int rows, int cols, int focus, bool alone)
{
    Rect rects[VIEW_PANES];
    int count = 0;
    view_layout(view, rect_make(2, 0, rows, cols), focus, alone, rects);
    for (int i = 0; i < VIEW_PANES; i++)
        count += !rect_empty(rects[i]);
    return count;
}

static int shown(const ViewKind *view, int cols, int focus, bool alone)
{
    return shown_in(view, 32, cols, focus, alone);
}

static void test_steps(void **state)
{
    (void)state;
    const ViewKind *two = &SAMPLES[1].view, *three = &SAMPLES[2].view;
    assert_int_equal(shown(two, 59, 0, false), 1);
    assert_int_equal(shown(two, 60, 0, false), 2);
    assert_int_equal(shown(two, 60, 0, true), 1);
    assert_int_equal(shown(three, 139, 0, false), 2);
    assert_int_equal(shown(three, 140, 0, false), 3);
    assert_int_equal(shown(three, 140, 2, true), 1);
    assert_int_equal(shown(three, 100, 2, false),
                     1); // a pane that has no room beside the others stands alone
}

// The real views keep what the design promises of sizes.
static void test_contacts_at_the_sizes_of_the_design(void **state)
{
    (void)state;
    static const struct {
        int cols, panes;
    } STEPS[] = {{40, 1}, {59, 1}, {60, 2}, {80, 2}, {89, 2}, {100, 2}, {139, 2}, {140, 3}, {200, 3}};
    for (size_t i = 0; i < COUNT(STEPS); i++) {
        int low = STEPS[i].panes > 2 ? 2 : STEPS[i].panes;
        assert_int_equal(shown_in(&VIEW_CONTACTS, 32, STEPS[i].cols, 0, false), STEPS[i].panes);
        assert_int_equal(shown_in(&VIEW_CONTACTS, 31, STEPS[i].cols, 0, false), low); // under 35 rows in all
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_size),
        cmocka_unit_test(test_steps),
        cmocka_unit_test(test_contacts_at_the_sizes_of_the_design),
    };
    return cmocka_run_group_tests_name("layout", tests, NULL, NULL);
}
