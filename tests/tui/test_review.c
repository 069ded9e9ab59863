// SPDX-License-Identifier: MIT
// The weekly review by keys: on and back, settled by a key, left and taken up again.

#include "on_contacts.h"

static int open_sample(void **state)
{
    static FrameStage stage;
    frame_stage_open(&stage);
    run(&stage, "size 100x30\nsample\nkeys g r");
    frame_stage_shows(&stage, "");
    *state = &stage;
    return 0;
}

static void test_on_and_back(void **state)
{
    FrameStage *stage = *state;
    must_show(stage, "Weekly review: 1 of 17");
    run(stage, "keys Enter l Right");
    must_show(stage, "Weekly review: 4 of 17");
    run(stage, "keys h Left h h h");
    must_show(stage, "Weekly review: 1 of 17");
}

static void test_left_and_taken_up_again(void **state)
{
    FrameStage *stage = *state;
    run(stage, "keys Enter Enter Enter q");
    must_hide(stage, "Weekly review");
    run(stage, "keys 2 :\ntext review\nkeys Enter");
    must_show(stage, "Weekly review: 4 of 17");
}

static void test_settled_goes_by_itself(void **state)
{
    FrameStage *stage = *state;
    run(stage, "keys Enter Enter Enter"); // a follow-up that is late
    char *before = frame_stage_row(stage, 5);
    run(stage, "keys x");
    must_show(stage, "Weekly review: 5 of 17");
    char *after = frame_stage_row(stage, 5);
    assert_string_not_equal(before, after);
    run(stage, "keys u h"); // taken back, it is there again
    must_show(stage, "Weekly review: 4 of 17");
    free(before);
    free(after);
}

static void test_write_and_come_back(void **state)
{
    FrameStage *stage = *state;
    run(stage, "keys c Enter");
    must_hide(stage, "Weekly review");
    run(stage, "keys Esc");
    for (int i = 0; i < 3 && !frame_stage_shows(stage, "Weekly review"); i++)
        run(stage, "keys Esc");
    must_show(stage, "Weekly review: 1 of 17");
}

static void test_to_the_end(void **state)
{
    FrameStage *stage = *state;
    for (int i = 0; i < 17; i++)
        run(stage, "keys Enter");
    must_show(stage, "That was the review");
    run(stage, "keys h");
    must_show(stage, "Weekly review: 17 of 17");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_on_and_back, open_sample, close_stage),
        cmocka_unit_test_setup_teardown(test_left_and_taken_up_again, open_sample, close_stage),
        cmocka_unit_test_setup_teardown(test_settled_goes_by_itself, open_sample, close_stage),
        cmocka_unit_test_setup_teardown(test_write_and_come_back, open_sample, close_stage),
        cmocka_unit_test_setup_teardown(test_to_the_end, open_sample, close_stage),
    };
    return cmocka_run_group_tests_name("review", tests, NULL, NULL);
}
