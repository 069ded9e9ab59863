// SPDX-License-Identifier: MIT
// What helps while writing: words looked up behind the keys.
#include "on_editor.h"

#include "widgets/textkeys.h"

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
    assert_string_equal(stage.tui->toast.text, ""); // nobody asked for it
    frame_stage_close(&stage);
}

// Who named a language hears once that there is none.
static void test_no_such_dictionary(void **state)
{
    (void)state;
    FrameStage stage;
    setenv("RAPPORT_SPELLER", "false", 1);
    editor_stage_open(&stage);
    SCRIPT(&stage, "set spelling xx_YY\ntext Hi Maya, teh wrld.\nrest");
    SHOWS(&stage, "no word is looked up any more: false: failed with status 1; is there a dictionary xx_YY?");
    SCRIPT(&stage, "keys space\ntext recieve\nrest");
    assert_string_equal(stage.tui->toast.text, "");
    assert_int_equal(misspelt(&stage), 0);
    frame_stage_close(&stage);
}

// ---- one table of keys for fields and the editor

static void test_fields_know_the_keys(void **state)
{
    (void)state;
    FrameStage stage;
    editor_stage_open(&stage);
    SCRIPT(&stage, "text one two three\nkeys S-C-Left C-x Tab\ntext About\nkeys space C-v");
    assert_string_equal(field_text(&editor_stage_draft(&stage)->subject), "About three");
    SCRIPT(&stage, "keys C-z C-z C-z C-z\ntext a b c\nkeys M-Backspace M-a C-c Down M-a C-v");
    HOLDS(&stage, "a b ");
    SCRIPT(&stage, "keys M-y");
    HOLDS(&stage, "c");
    frame_stage_close(&stage);
}

// A command with such a key would take it away from the text.
static void test_no_command_takes_a_key_of_text(void **state)
{
    (void)state;
    FrameStage stage;
    editor_stage_open(&stage);
    for (size_t i = 0; i < stage.tui->bindings.count; i++) {
        const Binding *one = &stage.tui->bindings.items[i];
        if ((one->scope & SCOPE_EDITOR) != 0 && one->count == 1 && textkey_find(one->keys[0]) != NULL)
            fail_msg("%s has a key of text", one->command->name);
    }
    frame_stage_close(&stage);
}

static void test_mouse_in_the_subject(void **state)
{
    (void)state;
    FrameStage stage;
    editor_stage_open(&stage);
    SCRIPT(&stage, "keys Tab\ntext one two");
    Rect area = editor_stage_draft(&stage)->subject.area;
    memory_terminal_push_mouse(stage.terminal, MOUSE_PRESS, area.row, area.col + 4);
    memory_terminal_push_mouse(stage.terminal, MOUSE_DRAG, area.row, area.col + 7);
    memory_terminal_push_mouse(stage.terminal, MOUSE_RELEASE, area.row, area.col + 7);
    SCRIPT(&stage, "text 2");
    assert_string_equal(field_text(&editor_stage_draft(&stage)->subject), "one 2");
    memory_terminal_push_mouse(stage.terminal, MOUSE_PRESS, area.row, area.col);
    memory_terminal_push_mouse(stage.terminal, MOUSE_DOUBLE, area.row, area.col);
    SCRIPT(&stage, "text 1");
    assert_string_equal(field_text(&editor_stage_draft(&stage)->subject), "1 2");
    frame_stage_close(&stage);
}

static void test_third_click_selects_the_line(void **state)
{
    (void)state;
    FrameStage stage;
    editor_stage_open(&stage);
    SCRIPT(&stage, "text one two\nkeys Enter\ntext three");
    Rect area = editor_stage_draft(&stage)->editor.area;
    memory_terminal_push_mouse(stage.terminal, MOUSE_PRESS, area.row, area.col + 5);
    memory_terminal_push_mouse(stage.terminal, MOUSE_DOUBLE, area.row, area.col + 5);
    memory_terminal_push_mouse(stage.terminal, MOUSE_PRESS, area.row, area.col + 5);
    memory_terminal_push_mouse(stage.terminal, MOUSE_RELEASE, area.row, area.col + 5);
    SCRIPT(&stage, "text X");
    HOLDS(&stage, "X\nthree");
    frame_stage_close(&stage);
}

// ---- replacing

static const struct {
    const char *script, *text;
} REPLACED[] = {
    {"text ab x ab x ab\nkeys C-Home C-r\ntext ab\nkeys Enter\ntext cd\nkeys Enter y y y", "cd x cd x cd"},
    {"text ab x ab x ab\nkeys C-Home C-r\ntext ab\nkeys Enter\ntext cd\nkeys Enter n y Escape",
     "ab x cd x ab"},
    {"text ab x ab x ab\nkeys C-Home C-r\ntext ab\nkeys Enter\ntext cd\nkeys Enter n a", "ab x cd x cd"},
    {"text ab x ab x ab\nkeys C-Home C-r\ntext ab\nkeys Enter\ntext cd\nkeys Enter a C-z", "ab x ab x ab"},
    {"text aaa\nkeys C-Home C-r\ntext a\nkeys Enter\ntext aa\nkeys Enter a", "aaaaaa"},
    {"text aaa\nkeys C-Home C-r\ntext a\nkeys Enter\nkeys Enter y y y", ""},
    {"text aXa\nkeys C-Home C-r\ntext a\nkeys Enter\ntext X\nkeys Enter y y\ntext !", "XXX!"},
    {"text one\nkeys S-Home C-r Enter\ntext two\nkeys Enter y", "two"},
    {"text ab x ab x ab\nkeys C-r\ntext ab\nkeys Enter\ntext cde\nkeys Enter y a", "cde x cde x cde"},
    {"text ab x ab x ab\nkeys C-Home Right C-r\ntext ab\nkeys Enter\ntext c\nkeys Enter y n y", "c x c x ab"},
    {"text ab x ab x ab\nkeys C-Home Right C-r\ntext ab\nkeys Enter\ntext c\nkeys Enter n a", "c x ab x c"},
    {"text one two\nkeys C-Home C-r\ntext two\nkeys Enter Escape\ntext X", "Xone two"},
    {"text one\nkeys C-r\ntext zebra\nkeys Enter\ntext y", "oney"},
};

static void test_replace(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof REPLACED / sizeof *REPLACED; i++) {
        FrameStage stage;
        editor_stage_open(&stage);
        SCRIPT(&stage, REPLACED[i].script);
        const char *text = editor_text(&editor_stage_draft(&stage)->editor);
        if (strcmp(text, REPLACED[i].text) != 0)
            fail_msg("%s\ngives \"%s\", not \"%s\"", REPLACED[i].script, text, REPLACED[i].text);
        frame_stage_close(&stage);
    }
}

static void test_finding_lights_up_as_it_is_typed(void **state)
{
    (void)state;
    FrameStage stage;
    editor_stage_open(&stage);
    SCRIPT(&stage, "text ab AB ab\nkeys C-f\ntext ab");
    SHOWS(&stage, "3 times in this text");
    SCRIPT(&stage, "keys Backspace Backspace\ntext AB");
    SHOWS(&stage, "once in this text");
    frame_stage_close(&stage);
}

// The cursor is where it was, and nothing is lit.
static void test_finding_is_left(void **state)
{
    (void)state;
    FrameStage stage;
    editor_stage_open(&stage);
    SCRIPT(&stage, "text one two one\nkeys C-Home C-Right C-f\ntext two");
    assert_int_equal(textbuf_cursor(editor_stage_draft(&stage)->editor.text), 7);
    SCRIPT(&stage, "keys Escape");
    assert_null(editor_stage_draft(&stage)->editor.needle);
    SCRIPT(&stage, "text X");
    HOLDS(&stage, "oneX two one");
    SCRIPT(&stage, "keys S-Left C-f\ntext zebra\nkeys Escape\ntext Y");
    HOLDS(&stage, "oneY two one");
    frame_stage_close(&stage);
}

static const struct {
    const char *script, *text;
} FOUND[] = {
    {"text ab cd ab\nkeys C-Home C-f\ntext ab\nkeys Enter\ntext 1", "1 cd ab"},
    {"text ab cd ab\nkeys C-Home Right C-f\ntext ab\nkeys Enter\ntext 1", "ab cd 1"},
    {"text ab cd ab\nkeys C-Home S-C-Right C-f Enter\ntext 1", "ab cd 1"},
    {"text ab cd ab\nkeys C-Home C-f\ntext ab\nkeys Enter Escape C-f Enter\ntext 1", "ab cd 1"},
    {"text ab cd ab\nkeys C-Home C-f\ntext ab\nkeys Enter F3 F3 S-F3\ntext 1", "ab cd 1"},
    {"text ab cd ab\nkeys C-f\ntext AB\nkeys Enter\ntext 1", "ab cd ab1"},
};

static void test_where_finding_goes(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof FOUND / sizeof *FOUND; i++) {
        FrameStage stage;
        editor_stage_open(&stage);
        SCRIPT(&stage, FOUND[i].script);
        HOLDS(&stage, FOUND[i].text);
        frame_stage_close(&stage);
    }
}

// However long the text: a bit in each frame, until all is seen.
static void test_finding_in_a_long_text(void **state)
{
    (void)state;
    FrameStage stage;
    editor_stage_open(&stage);
    Str text = STR_INIT;
    for (int i = 0; i < 40000; i++)
        str_append(&text, "ten letters and more\n");
    str_append(&text, "needle");
    memory_terminal_push_paste(stage.terminal, str_get(&text));
    SCRIPT(&stage, "keys C-Home C-f\ntext needle");
    SHOWS(&stage, "looking");
    for (int i = 0; i < 8; i++)
        memory_terminal_push(stage.terminal, (Event){.kind = EVENT_TIMER});
    SHOWS(&stage, "once in this text");
    SCRIPT(&stage, "keys C-u\ntext more");
    SHOWS(&stage, " so far");
    SCRIPT(&stage, "keys Enter");
    assert_int_equal(textbuf_cursor(editor_stage_draft(&stage)->editor.text), 20);
    SCRIPT(&stage, "keys Escape C-f\ntext zebra\nkeys Enter");
    assert_true(editor_stage_draft(&stage)->editor.awaited); // no key read all of it
    for (int i = 0; i < 8; i++)
        memory_terminal_push(stage.terminal, (Event){.kind = EVENT_TIMER});
    SHOWS(&stage, "zebra: not in this text");
    assert_int_equal(textbuf_cursor(editor_stage_draft(&stage)->editor.text), 20);
    SCRIPT(&stage, "keys C-Home C-f\ntext needle\nkeys Enter\ntext X"); // what is typed next comes behind it
    assert_true(str_ends(editor_text(&editor_stage_draft(&stage)->editor), "more\nX"));
    str_clear(&text);
    frame_stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words_are_looked_up),
        cmocka_unit_test(test_a_word_is_learnt),
        cmocka_unit_test(test_no_speller),
        cmocka_unit_test(test_no_such_dictionary),
        cmocka_unit_test(test_fields_know_the_keys),
        cmocka_unit_test(test_no_command_takes_a_key_of_text),
        cmocka_unit_test(test_mouse_in_the_subject),
        cmocka_unit_test(test_third_click_selects_the_line),
        cmocka_unit_test(test_replace),
        cmocka_unit_test(test_finding_lights_up_as_it_is_typed),
        cmocka_unit_test(test_finding_is_left),
        cmocka_unit_test(test_where_finding_goes),
        cmocka_unit_test(test_finding_in_a_long_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
