// SPDX-License-Identifier: MIT
// What helps while writing: words looked up behind the keys.
#include "on_editor.h"

#include <stdio.h>

static void rest(FrameStage *stage)
{
    editor_stage_draft(stage)->editor.changed_ms = 0; // as if the keys had rested
    SCRIPT(stage, "keys F12");
}

static void open_with_speller(FrameStage *stage)
{
    setenv("RAPPORT_SPELLER", TEST_SOURCE "/tests/support/speller", 1);
    editor_stage_open(stage);
    SCRIPT(stage, "size 120x30");
}

static size_t misspelt(FrameStage *stage)
{
    const CheckResult *check = &editor_stage_draft(stage)->check;
    size_t count = 0;
    for (size_t i = 0; i < check->findings.count; i++)
        count += check->findings.items[i].rule == CHECK_SPELLING ? 1 : 0;
    return count;
}

static void test_words_are_looked_up(void **state)
{
    (void)state;
    FrameStage stage;
    open_with_speller(&stage);
    SCRIPT(&stage, "text Hi Maya, I recieve teh news.");
    assert_int_equal(misspelt(&stage), 0); // not while keys are pressed
    rest(&stage);
    assert_int_equal(misspelt(&stage), 2);
    SHOWS(&stage, "spelling recieve");
    SHOWS(&stage, "spelling teh");
    SCRIPT(&stage, "keys C-Home M-n M-.");
    HOLDS(&stage, "Hi Maya, I receive teh news.");
    SCRIPT(&stage, "keys C-z");
    HOLDS(&stage, "Hi Maya, I recieve teh news.");
    frame_stage_close(&stage);
}

static void test_a_word_is_learnt(void **state)
{
    (void)state;
    FrameStage stage;
    open_with_speller(&stage);
    SCRIPT(&stage, "text Hi Maya, what a wrld.");
    rest(&stage);
    assert_int_equal(misspelt(&stage), 1);
    SCRIPT(&stage, "keys C-Home M-l");
    SHOWS(&stage, "Go to a word");
    SCRIPT(&stage, "keys M-n M-l");
    SHOWS(&stage, "wrld is a word from now on");
    assert_int_equal(misspelt(&stage), 0);
    frame_stage_close(&stage);
}

static void test_no_speller(void **state)
{
    (void)state;
    FrameStage stage;
    setenv("RAPPORT_SPELLER", "/no/such/program", 1);
    editor_stage_open(&stage);
    SCRIPT(&stage, "text Hi Maya, teh wrld.");
    rest(&stage);
    rest(&stage);
    assert_int_equal(misspelt(&stage), 0);
    frame_stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words_are_looked_up),
        cmocka_unit_test(test_a_word_is_learnt),
        cmocka_unit_test(test_no_speller),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
