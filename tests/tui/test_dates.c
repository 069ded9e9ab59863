// SPDX-License-Identifier: MIT
// Every field that takes a day says at once what it understood, and shows a month to pick one from: by keys
// and by mouse, in windows of any size.

#include "on_contacts.h"

#include "calendar/calendar.h"
#include "rapport/core/fields.h"

// ---- every field has both

static void try_field(FrameStage *stage, const char *what, const char *understood)
{
    run(stage, "text 15 dec 2026");
    if (!frame_stage_shows(stage, understood))
        fail_msg("%s: does not say what it understood", what);
    run(stage, "keys C-Space");
    if (!frame_stage_shows(stage, "December 2026"))
        fail_msg("%s: shows no month", what);
    run(stage, "keys l l Enter");
    if (!frame_stage_shows(stage, "2026-12-17"))
        fail_msg("%s: does not take the day of the month", what);
}

// Each leads to a question for a day, from Maya on Contacts.
static void test_every_question(void **state)
{
    (void)state;
    static const char *const WAYS[] = {"f .", "R l", "R o", "4 g d", "4 z .", "1 z .", "5 j f"};
    for (size_t i = 0; i < COUNT(WAYS); i++) {
        void *self;
        open_stage(&self);
        FrameStage *stage = self;
        char *keys = str_format("target Kestrel\nkeys / m a y a Enter %s", WAYS[i]);
        run(stage, keys);
        must_show(stage, "shows a month");
        try_field(stage, WAYS[i], "Tue 15 Dec, in 3w");
        free(keys);
        close_stage(&self);
    }
}

static void test_every_day_of_the_form(void **state)
{
    FrameStage *stage = *state;
    size_t days = 0;
    for (int i = 0; i < FIELD_COUNT; i++) {
        const FieldInfo *info = field_info((ContactField)i);
        if (info->kind != FIELD_DAY)
            continue;
        days++;
        run(stage, "keys / m a y a Enter e");
        for (int tab = 0; tab < i; tab++)
            run(stage, "keys Tab");
        run(stage, "keys C-u");
        must_show(stage, "C-Space shows a month");
        run(stage, "text 31 feb");
        must_show(stage, "feb"); // what is wrong with it, not what the field is for
        must_hide(stage, info->help);
        run(stage, "keys C-u");
        try_field(stage, info->label, "Tue 15 Dec 2026");
        run(stage, "keys C-r Esc Esc");
    }
    assert_true(days >= 2);
}

// The line that is edited in the agenda's row is one as well.
static void test_the_row(void **state)
{
    FrameStage *stage = *state;
    run(stage, "keys 4 Tab e C-u\ntext 15 dec call");
    must_show(stage, "Tue 15 Dec, in 3w");
    run(stage, "keys Down l l Enter");
    must_show(stage, "Thu 17 Dec, in 3w");
    must_show(stage, "call");
}

// ---- the month

// Of a picker that is open: its upper left corner.
static void corner(FrameStage *stage, int *row, int *col)
{
    for (*row = 0;; ++*row) {
        assert_true(*row < stage->rows);
        char *text = frame_stage_row(stage, *row);
        const char *box = strstr(text, "╭─ ");
        bool here = box != NULL && strstr(box, " 202") != NULL;
        *col = 0;
        for (const char *at = text; here && at < box; at++)
            *col += ((unsigned char)*at & 0xC0) != 0x80;
        free(text);
        if (here)
            return;
    }
}

static void mouse(FrameStage *stage, const char *action, int down, int right)
{
    int row, col;
    corner(stage, &row, &col);
    char *line = str_format("%s %d %d", action, row + down, col + right);
    run(stage, line);
    free(line);
}

static int32_t cursor(FrameStage *stage)
{
    frame_stage_shows(stage, "");
    return calendar_state(stage->tui)->cursor;
}

// Weeks begin on Monday: 24 November is the second day of the fifth line.
static void test_mouse_picks(void **state)
{
    (void)state;
    static const char *const SIZES[] = {"40x12", "60x20", "80x24", "100x30", "200x60", "41x10"};
    for (size_t i = 0; i < COUNT(SIZES); i++) {
        FrameStage stage;
        frame_stage_open(&stage);
        char *size = str_format("size %s", SIZES[i]);
        run(&stage, size);
        run(&stage, "keys 4 g d Down");
        must_show(&stage, "November 2026");
        mouse(&stage, "click", 2 + 4, 5 + 3 * 4 + 2); // Thu 26
        run(&stage, "keys Enter");
        assert_int_equal(cursor(&stage), civil_day(2026, 11, 26));
        run(&stage, "keys g d Down");
        mouse(&stage, "click", 0, 35 - 3); // the arrow to the next month
        must_show(&stage, "December 2026");
        mouse(&stage, "click", 0, 35 - 5);
        mouse(&stage, "click", 0, 35 - 5);
        must_show(&stage, "October 2026");
        mouse(&stage, "wheel-down", 4, 10);
        must_show(&stage, "November 2026");
        mouse(&stage, "wheel-up", 4, 10);
        mouse(&stage, "click", 9, 4); // beside the days: nothing
        must_show(&stage, "October 2026");
        mouse(&stage, "double", 2, 5 + 1); // Mon 28 September
        run(&stage, "keys Enter");
        assert_int_equal(cursor(&stage), civil_day(2026, 9, 28));
        free(size);
        frame_stage_close(&stage);
    }
}

static void test_resized_while_it_is_open(void **state)
{
    FrameStage *stage = *state;
    run(stage, "keys 4 g d Down j\nresize 40x12");
    must_show(stage, "December 2026");
    run(stage, "resize 30x8");
    must_show(stage, "enlarge");
    run(stage, "resize 120x40\nkeys Enter Enter");
    assert_int_equal(cursor(stage), civil_day(2026, 12, 1));
}

// What was typed behind the day stays: its time.
static void test_time_stays(void **state)
{
    FrameStage *stage = *state;
    run(stage, "keys 4 g d\ntext 26 nov 16:30\nkeys Down l Enter");
    must_show(stage, "2026-11-27 16:30");
}

int main(void)
{
#define ON_STAGE(test) cmocka_unit_test_setup_teardown(test, open_stage, close_stage)
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_question),
        ON_STAGE(test_every_day_of_the_form),
        ON_STAGE(test_the_row),
        cmocka_unit_test(test_mouse_picks),
        ON_STAGE(test_resized_while_it_is_open),
        ON_STAGE(test_time_stays),
    };
    return cmocka_run_group_tests_name("dates", tests, NULL, NULL);
}
