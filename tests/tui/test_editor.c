// SPDX-License-Identifier: MIT
// The editor as a person uses it: keys, mouse, paste, undo that outlives the program, saving that loses
// nothing.
#include "on_editor.h"

#include <stdio.h>

#include "rapport/base/utf8.h"
#include "support/random.h"

// ---- keys: a text is typed, keys are pressed, a text is there

static const struct {
    const char *script, *text;
} KEYS[] = {
    {"text one two\nkeys C-w", "one "},
    {"text one two\nkeys C-a M-d", " two"},
    {"text one two\nkeys Left Left Left C-k", "one "},
    {"text one two\nkeys Left Left Left C-u", "two"},
    {"text one two\nkeys C-Left Backspace", "onetwo"},
    {"text one two\nkeys Home Delete", "ne two"},
    {"text one two\nkeys C-Home\ntext zero\nkeys space C-End space\ntext end", "zero one two end"},
    {"text one two\nkeys S-Left S-Left\ntext X", "one tX"},
    {"text one two\nkeys C-Space Left Left\ntext X", "one tX"},
    {"text one two\nkeys S-Home C-x C-v C-v", "one twoone two"},
    {"text one\nkeys Enter\ntext two\nkeys Up End C-k", "onetwo"},
    {"text - one\nkeys Enter\ntext two", "- one\n- two"},
    {"text one\nkeys Enter Enter\ntext two\nkeys C-Up\ntext X", "one\nX\ntwo"},
    {"text Zoë\nkeys Backspace", "Zo"},
    {"text one two\nkeys M-a\ntext X", "X"},
    {"text one two\nkeys C-w C-w C-y", ""},
    {"text one two\nkeys M-b M-b M-f\ntext X", "oneX two"},
    {"text ab\nkeys S-Left C-x Left S-Right C-x C-v M-y", "b"},
};

static void test_keys(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(KEYS); i++) {
        FrameStage stage;
        editor_stage_open(&stage);
        SCRIPT(&stage, KEYS[i].script);
        const char *text = editor_text(&editor_stage_draft(&stage)->editor);
        if (strcmp(text, KEYS[i].text) != 0)
            fail_msg("%s\ngives \"%s\", not \"%s\"", KEYS[i].script, text, KEYS[i].text);
        frame_stage_close(&stage);
    }
}

static void test_paste_is_one_step(void **state)
{
    (void)state;
    FrameStage stage;
    editor_stage_open(&stage);
    SCRIPT(&stage, "text Hi\nkeys space\npaste Maya and all of you");
    HOLDS(&stage, "Hi Maya and all of you");
    SCRIPT(&stage, "keys C-z");
    HOLDS(&stage, "Hi ");
    SCRIPT(&stage, "keys C-y");
    HOLDS(&stage, "Hi Maya and all of you");
    frame_stage_close(&stage);
}

// Undo works after the editor was closed and opened again: the log is kept with the text.
static void test_undo_outlives_the_editor(void **state)
{
    (void)state;
    FrameStage stage;
    editor_stage_open(&stage);
    SCRIPT(&stage, "text first\nkeys Enter\npaste second");
    SCRIPT(&stage, "keys Escape 3 Enter");
    HOLDS(&stage, "first\nsecond");
    SCRIPT(&stage, "keys C-z");
    HOLDS(&stage, "first\n");
    SCRIPT(&stage, "keys C-z C-z C-z C-z");
    HOLDS(&stage, "");
    SCRIPT(&stage, "keys C-y C-y C-y C-y C-y");
    HOLDS(&stage, "first\nsecond");
    // The subject has a history of its own.
    SCRIPT(&stage, "keys Tab\ntext About tea\nkeys Esc Esc 3 Enter");
    assert_string_equal(field_text(&editor_stage_draft(&stage)->subject), "About tea");
    SCRIPT(&stage, "keys Tab C-z");
    assert_string_equal(field_text(&editor_stage_draft(&stage)->subject), "About ");
    HOLDS(&stage, "first\nsecond");
    frame_stage_close(&stage);
}

// A hang-up, a SIGTERM, a suspension: what was typed is in the database.
static void test_every_exit_saves(void **state)
{
    (void)state;
    static const EventKind EXITS[] = {EVENT_HANGUP, EVENT_TERMINATE, EVENT_SUSPEND};
    for (size_t i = 0; i < COUNT(EXITS); i++) {
        FrameStage stage;
        editor_stage_open(&stage);
        int64_t id = editor_stage_draft(&stage)->draft.id;
        memory_terminal_push_text(stage.terminal, "not lost");
        memory_terminal_push(stage.terminal, (Event){.kind = EXITS[i]});
        if (EXITS[i] == EVENT_SUSPEND)
            memory_terminal_push(stage.terminal, (Event){.kind = EVENT_HANGUP});
        stage.tui->next_tick = INT64_MAX; // only leaving saves here
        tui_run(stage.tui);
        Draft stored = editor_stage_stored(&stage, id);
        assert_string_equal(stored.text, "not lost");
        draft_clear(&stored);
        frame_stage_close(&stage);
    }
}

static void test_it_saves_itself(void **state)
{
    (void)state;
    FrameStage stage;
    editor_stage_open(&stage);
    OpenDraft *open = editor_stage_draft(&stage);
    memory_terminal_push_text(stage.terminal, "kept");
    SCRIPT(&stage, "");
    Draft stored = editor_stage_stored(&stage, open->draft.id);
    assert_string_equal(stored.text, "kept");
    int64_t rev = stored.rev;
    draft_clear(&stored);
    SCRIPT(&stage, "keys Left Right"); // nothing changed: nothing is written
    stored = editor_stage_stored(&stage, open->draft.id);
    assert_int_equal(stored.rev, rev);
    draft_clear(&stored);
    SHOWS(&stage, "saved 0s ago");
    frame_stage_close(&stage);
}

// The tick that comes by itself; is all saved then?
static bool tick_saves(FrameStage *stage)
{
    OpenDraft *open = editor_stage_draft(stage);
    stage->tui->quit = false;
    stage->tui->ticking = true;
    PANE_DRAFT.tick(tui_pane(stage->tui, &PANE_DRAFT));
    stage->tui->ticking = false;
    return open->saved_revision == editor_revision(&open->editor);
}

// A long text is checked when the keys rest, and saved like any other.
static void test_a_long_text_waits_for_a_rest(void **state)
{
    enum { LONG = 1 << 16 };
    (void)state;
    FrameStage stage;
    editor_stage_open(&stage);
    OpenDraft *open = editor_stage_draft(&stage);
    Str text = STR_INIT;
    char words[32];
    while (text.length < LONG)
        str_append(&text, "of you all ");
    snprintf(words, sizeof words, "%zu words", text.length / strlen("of you all ") * 3);
    editor_insert(&open->editor, str_get(&text));
    assert_false(draft_is_checked(open));
    SCRIPT(&stage, "");
    SHOWS(&stage, "0 words");
    assert_true(tick_saves(&stage));
    open->editor.changed_ms -= 2000;
    SCRIPT(&stage, "");
    SHOWS(&stage, words);
    assert_true(draft_is_checked(open));
    editor_insert(&open->editor, " ");
    SCRIPT(&stage, ""); // it is left
    Draft stored = editor_stage_stored(&stage, open->draft.id);
    assert_int_equal(strlen(stored.text), text.length + 1);
    draft_clear(&stored);
    str_clear(&text);
    frame_stage_close(&stage);
}

// Another program saved while this one was typing: both texts stay.
static void test_conflict_keeps_both(void **state)
{
    (void)state;
    FrameStage stage;
    editor_stage_open(&stage);
    SCRIPT(&stage, "text mine");
    OpenDraft *open = editor_stage_draft(&stage);
    int64_t id = open->draft.id, rev = open->rev;
    assert_true(store_draft_save_text(stage.app->store, id, &rev, "", "theirs", NULL, 0, NULL));
    SCRIPT(&stage, "keys space\ntext too");
    SHOWS(&stage, "yours is kept as a second one");
    assert_int_not_equal(editor_stage_draft(&stage)->draft.id, id);
    HOLDS(&stage, "mine too");
    Draft stored = editor_stage_stored(&stage, id);
    assert_string_equal(stored.text, "theirs");
    draft_clear(&stored);
    SCRIPT(&stage, "text !");
    stored = editor_stage_stored(&stage, editor_stage_draft(&stage)->draft.id);
    assert_string_equal(stored.text, "mine too!");
    draft_clear(&stored);
    frame_stage_close(&stage);
}

// The database takes nothing: it is told once, tried again, and leaving asks.
static void test_what_cannot_be_saved_is_not_left(void **state)
{
    (void)state;
    FrameStage stage;
    editor_stage_open(&stage);
    int64_t id = editor_stage_draft(&stage)->draft.id;
    assert_true(store_begin(stage.app->store, "in the way", NULL)); // saving cannot begin a step of its own
    SCRIPT(&stage, "text precious");
    SHOWS(&stage, "the draft is not saved yet");
    SHOWS(&stage, "not saved");
    SCRIPT(&stage, "keys Escape");
    SHOWS(&stage, "It cannot be saved now");
    SCRIPT(&stage, "keys n");
    HOLDS(&stage, "precious");
    store_rollback(stage.app->store);
    SCRIPT(&stage, "keys Escape");
    assert_null(draft_of(stage.tui));
    Draft stored = editor_stage_stored(&stage, id);
    assert_string_equal(stored.text, "precious");
    draft_clear(&stored);
    frame_stage_close(&stage);
}

// Nothing was typed here meanwhile: the newer text is shown.
static void test_newer_text_is_taken(void **state)
{
    (void)state;
    FrameStage stage;
    editor_stage_open(&stage);
    SCRIPT(&stage, "text mine");
    OpenDraft *open = editor_stage_draft(&stage);
    int64_t rev = open->rev;
    assert_true(store_draft_save_text(stage.app->store, open->draft.id, &rev, "", "theirs", NULL, 0, NULL));
    tui_changed(stage.tui, CHANGE_DRAFTS);
    SCRIPT(&stage, "");
    HOLDS(&stage, "theirs");
    frame_stage_close(&stage);
}

// The cursor stays where one stood, wherever the other one wrote.
static void test_cursor_stays_while_another_writes(void **state)
{
    (void)state;
    static const struct {
        const char *mine;
        size_t at;
        const char *theirs;
        size_t then;
    } CASES[] = {
        {"one two", 3, "one two three", 3}, // behind it
        {"one two", 3, "zero one two", 8},  // before it
        {"one two", 7, "one and two", 11},  // at the end
        {"one two", 3, "one", 3},           {"one two", 5, "", 0},
        {"one two", 5, "one 2 or so", 4}, // around it: where that begins
        {"ones", 4, "one\xc3\xa9", 5},
    };
    FrameStage stage;
    editor_stage_open(&stage);
    OpenDraft *open = editor_stage_draft(&stage);
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        textbuf_rewrite(open->editor.text, CASES[i].mine, strlen(CASES[i].mine));
        draft_save(stage.tui, open);
        editor_go(&open->editor, CASES[i].at, CASES[i].at);
        int64_t rev = open->rev;
        assert_true(store_draft_save_text(stage.app->store, open->draft.id, &rev, "", CASES[i].theirs, NULL,
                                          0, NULL));
        tui_changed(stage.tui, CHANGE_DRAFTS);
        SCRIPT(&stage, "");
        HOLDS(&stage, CASES[i].theirs);
        assert_int_equal(textbuf_cursor(open->editor.text), CASES[i].then);
    }
    frame_stage_close(&stage);
}

// ---- placeholders, subject

static void test_tab_goes_from_placeholder_to_placeholder(void **state)
{
    (void)state;
    FrameStage stage;
    editor_stage_open(&stage);
    SCRIPT(&stage, "text {{hook}}, {{slots}} and {{unknown}}");
    SHOWS(&stage, "Check ✗ 3");
    SCRIPT(&stage, "keys Tab\ntext A\nkeys Tab\ntext B");
    HOLDS(&stage, "A, B and {{unknown}}");
    SHOWS(&stage, "Check ✗ 1");
    SCRIPT(&stage, "keys C-z C-z S-Tab\ntext last");
    HOLDS(&stage, "{{hook}}, last and {{unknown}}");
    frame_stage_close(&stage);
}

static void test_subject(void **state)
{
    (void)state;
    FrameStage stage;
    editor_stage_open(&stage);
    SCRIPT(&stage, "keys Up\ntext About you\nkeys Enter\ntext Hello");
    HOLDS(&stage, "Hello");
    OpenDraft *open = editor_stage_draft(&stage);
    Draft stored = editor_stage_stored(&stage, open->draft.id);
    assert_string_equal(stored.subject, "About you");
    draft_clear(&stored);
    SCRIPT(&stage, "keys Tab\ntext !\nkeys Escape"); // no placeholder: Tab takes the subject
    assert_string_equal(field_text(&open->subject), "About you!");
    assert_false(open->in_subject);
    frame_stage_close(&stage);
}

static void test_next_finding(void **state)
{
    (void)state;
    FrameStage stage;
    editor_stage_open(&stage);
    SCRIPT(&stage, "keys F8");
    SHOWS(&stage, "Nothing to mend");
    SHOWS(&stage, "nothing is written yet");
    SCRIPT(&stage, "text a {{hook}} b {{slots}}\nkeys F8\ntext X\nkeys M-n\ntext Y\nkeys F8");
    HOLDS(&stage, "a X b Y");
    SHOWS(&stage, "ends with your name"); // what is said of the whole message comes last
    frame_stage_close(&stage);
}

static void test_fix(void **state)
{
    (void)state;
    FrameStage stage;
    editor_stage_open(&stage);
    SCRIPT(&stage, "text Hi Mia, could you answer ASAP?\nkeys M-.");
    HOLDS(&stage, "Hi Maya, could you answer ASAP?"); // the first that can be mended
    SCRIPT(&stage, "keys M-n M-.");
    HOLDS(&stage, "Hi Maya, could you answer when you can?");
    SCRIPT(&stage, "keys C-z");
    HOLDS(&stage, "Hi Maya, could you answer ASAP?");
    frame_stage_close(&stage);
}

// ---- mouse: the text begins at row 6, column 5

static void test_mouse(void **state)
{
    (void)state;
    static const struct {
        const char *events, *text;
    } CASES[] = {
        {"click 6 9", "one Xtwo"},
        {"click 6 99", "one twoX"},
        {"click 20 5", "one twoX"},
        {"click 6 10\ndouble 6 10", "one X"},
    };
    for (size_t i = 0; i < COUNT(CASES); i++) {
        FrameStage stage;
        editor_stage_open(&stage);
        SCRIPT(&stage, "text one two");
        SCRIPT(&stage, CASES[i].events);
        SCRIPT(&stage, "text X");
        HOLDS(&stage, CASES[i].text);
        frame_stage_close(&stage);
    }
}

static void test_drag_selects(void **state)
{
    (void)state;
    FrameStage stage;
    editor_stage_open(&stage);
    SCRIPT(&stage, "text one two\nclick 6 5");
    memory_terminal_push_mouse(stage.terminal, MOUSE_DRAG, 6, 7);
    memory_terminal_push_mouse(stage.terminal, MOUSE_DRAG, 6, 8);
    memory_terminal_push_mouse(stage.terminal, MOUSE_RELEASE, 6, 8);
    SCRIPT(&stage, "keys C-c\ntext X");
    HOLDS(&stage, "X two");
    assert_string_equal(memory_terminal_clipboard(stage.terminal), "one");
    // Beyond the pane it goes on.
    SCRIPT(&stage, "click 6 7");
    memory_terminal_push_mouse(stage.terminal, MOUSE_DRAG, 6, 90);
    memory_terminal_push_mouse(stage.terminal, MOUSE_RELEASE, 6, 90);
    SCRIPT(&stage, "text Y");
    HOLDS(&stage, "X Y");
    frame_stage_close(&stage);
}

// Keys stay with the text when the check beside it is clicked.
static void test_click_on_a_finding(void **state)
{
    (void)state;
    FrameStage stage;
    editor_stage_open(&stage);
    SCRIPT(&stage, "text see {{hook}} end");
    SCRIPT(&stage, "click 3 75");
    SCRIPT(&stage, "text X");
    HOLDS(&stage, "see X end");
    frame_stage_close(&stage);
}

// ---- finding

static void test_find(void **state)
{
    (void)state;
    FrameStage stage;
    editor_stage_open(&stage);
    SCRIPT(&stage, "text ab AB ab\nkeys C-f\ntext ab\nkeys Enter\ntext 1");
    HOLDS(&stage, "1 AB ab");
    SCRIPT(&stage, "keys F3\ntext 2\nkeys F3\ntext 3");
    HOLDS(&stage, "1 2 3");
    SCRIPT(&stage, "keys C-f\ntext zebra\nkeys Enter");
    SHOWS(&stage, "zebra: not in this text");
    SCRIPT(&stage, "keys Escape");
    editor_stage_draft(&stage); // the first Esc only ends the finding
    SCRIPT(&stage, "keys Escape");
    assert_null(draft_of(stage.tui));
    frame_stage_close(&stage);
}

// ---- anything at all

static void push_anything(FrameStage *stage, Random *random)
{
    static const char *const NAMES[] = {
        "Up",  "Down",      "Left",   "Right",  "S-Up",  "S-Right", "C-w",  "M-d",     "C-k",   "C-u", "C-z",
        "C-y", "Enter",     "Delete", "C-Home", "C-End", "PgUp",    "PgDn", "C-Space", "C-c",   "C-x", "C-v",
        "Tab", "Backspace", "M-y",    "F3",     "Home",  "End",     "M-a",  "C-Right", "S-Tab", "F8"};
    static const char *const TEXTS[] = {"word ",
                                        "- ",
                                        "{{hook}}",
                                        "\n",
                                        "e\u0301",
                                        "\u7530",
                                        "\U0001F469\u200D\U0001F4BB",
                                        "[[ ",
                                        "long-hyphenated-word"};
    uint64_t what = random_below(random, 10);
    if (what < 5)
        memory_terminal_push_keys(stage->terminal, NAMES[random_below(random, COUNT(NAMES))]);
    else if (what < 8)
        memory_terminal_push_text(stage->terminal, TEXTS[random_below(random, COUNT(TEXTS))]);
    else if (what < 9)
        memory_terminal_push_paste(stage->terminal, TEXTS[random_below(random, COUNT(TEXTS))]);
    else
        memory_terminal_push_mouse(stage->terminal, (MouseAction)random_below(random, 6),
                                   (int)random_below(random, 30), (int)random_below(random, 100));
}

// Whatever is pressed, the text stays valid, and what the database has is what is shown.
static void test_anything(void **state)
{
    (void)state;
    enum { ROUNDS = 40, EVENTS = 25 };
    FrameStage stage;
    Random random = random_start(20261124);
    editor_stage_open(&stage);
    int64_t id = editor_stage_draft(&stage)->draft.id;
    for (int i = 0; i < ROUNDS; i++) {
        for (int j = 0; j < EVENTS; j++)
            push_anything(&stage, &random);
        if (i % 10 == 9)
            memory_terminal_push_resize(stage.terminal, i % 20 == 9 ? 12 : 30, i % 20 == 9 ? 40 : 100);
        SCRIPT(&stage, "");
        if (draft_of(stage.tui) == NULL) // a click on a tab, and whatever the keys opened there
            SCRIPT(&stage, "keys Escape Escape Escape 3 Enter");
        const char *text = editor_text(&editor_stage_draft(&stage)->editor);
        assert_true(utf8_valid(text, strlen(text)));
        Draft stored = editor_stage_stored(&stage, id);
        assert_string_equal(stored.text, text);
        draft_clear(&stored);
    }
    frame_stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_keys),
        cmocka_unit_test(test_paste_is_one_step),
        cmocka_unit_test(test_undo_outlives_the_editor),
        cmocka_unit_test(test_every_exit_saves),
        cmocka_unit_test(test_it_saves_itself),
        cmocka_unit_test(test_a_long_text_waits_for_a_rest),
        cmocka_unit_test(test_conflict_keeps_both),
        cmocka_unit_test(test_what_cannot_be_saved_is_not_left),
        cmocka_unit_test(test_newer_text_is_taken),
        cmocka_unit_test(test_cursor_stays_while_another_writes),
        cmocka_unit_test(test_tab_goes_from_placeholder_to_placeholder),
        cmocka_unit_test(test_subject),
        cmocka_unit_test(test_next_finding),
        cmocka_unit_test(test_fix),
        cmocka_unit_test(test_mouse),
        cmocka_unit_test(test_drag_selects),
        cmocka_unit_test(test_click_on_a_finding),
        cmocka_unit_test(test_find),
        cmocka_unit_test(test_anything),
    };
    unsetenv("DISPLAY");
    unsetenv("WAYLAND_DISPLAY");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
