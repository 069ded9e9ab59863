// SPDX-License-Identifier: MIT
// Around a meeting, by keys: the sheet, the debrief, the thank-you that quotes it.

#include "on_contacts.h"

#include "rapport/app/prep.h"
#include "rapport/base/file.h"
#include "rapport/store/drafts.h"
#include "rapport/store/followups.h"
#include "rapport/store/interactions.h"

static void test_sheet(void **state)
{
    FrameStage *stage = *state;
    run(stage, "log Maya | meeting | both | -20d | growth plans\nkeys / m a y a Enter p");
    must_show(stage, "Before you meet Maya Lindqvist");
    must_show(stage, "growth plans");
    run(stage, "keys Esc");
    must_hide(stage, "Before you meet");
}

// From the list to the open thank-you: the text that a person has to type anyway, and this many keys.
static void test_debrief_to_thank_you(void **state)
{
    FrameStage *stage = *state;
    static const struct {
        const char *keys; // counted
        const char *text; // typed after them
    } steps[] = {
        {"D", "how teams grow"},
        {"Tab", "she hires in pairs"},
        {"Tab", "her talk in March"},
        {"Tab", "Erik Sand @ Kestrel; Noor Haddad"},
        {"Tab", "the slides by fri"},
        {"Tab", "an intro to Erik"},
        {"Enter", NULL},
    };
    int keys = 0;
    assert_true(app_name_me(stage->app, "Robin Vale", NULL)); // else it is asked once
    run(stage, "log Maya | meeting | both | today | \nkeys / m a y a Enter");
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        char *line = steps[i].text != NULL ? str_format("keys %s\ntext %s", steps[i].keys, steps[i].text)
                                           : str_format("keys %s", steps[i].keys);
        run(stage, line);
        free(line);
        keys++;
    }
    must_show(stage, "how teams grow"); // in the editor, in the text
    must_show(stage, "her talk in March");
    assert_int_equal(stage->tui->depth, 1);
    assert_true(keys <= 8);
    int64_t maya = person(stage, "Maya Lindqvist");
    assert_int_equal(store_timeline_count(stage->app->store, maya), 1);
    assert_true(person(stage, "Erik Sand") != 0);
    // One undo for the draft, one for everything else.
    run(stage, "keys Esc");
    frame_stage_shows(stage, ""); // keys are handled when the screen is asked for
    assert_int_equal(stage->tui->depth, 0);
    run(stage, "keys u");
    must_show(stage, "Undone: draft to Maya");
    run(stage, "keys u");
    must_show(stage, "Undone: debrief with Maya");
    ContactIds nobody = {0};
    assert_true(store_contact_resolve(stage->app->store, "Erik Sand", false, &nobody, NULL));
    assert_int_equal(nobody.count, 0);
}

static void test_what_is_typed_is_kept(void **state)
{
    FrameStage *stage = *state;
    run(stage, "keys / m a y a Enter D\ntext the boats\nkeys Tab\ntext sails\nkeys Esc");
    must_show(stage, "kept as typed");
    run(stage, "keys D");
    must_show(stage, "the boats");
    must_show(stage, "As you left it");
    // Somebody else's form is not this one.
    run(stage, "keys Esc Esc Home / n o o r Enter D");
    must_hide(stage, "the boats");
    run(stage, "keys Esc Esc Home / m a y a Enter D C-r");
    must_hide(stage, "the boats");
    run(stage, "keys Esc D");
    must_hide(stage, "As you left it");
}

static void test_a_mistake_is_told_and_nothing_is_lost(void **state)
{
    FrameStage *stage = *state;
    run(stage, "keys / m a y a Enter D Enter");
    must_show(stage, "say what the talk brought");
    run(stage, "text the boats\nkeys Tab Tab Tab\ntext Maya Lindqvist\nkeys Enter");
    must_show(stage, "took part in the talk");
    must_show(stage, "the boats");
    assert_int_equal(store_timeline_count(stage->app->store, person(stage, "Maya Lindqvist")), 0);
}

// ---- the question bank, in an editor that only pretends

typedef struct Edit {
    const char *const *leaves; // what it leaves at each call, NULL = as it was; the last for the rest
    int calls;
    char *seen; // at the last call
} Edit;

static int pretend_to_edit(void *self, char *const argv[])
{
    Edit *edit = self;
    const char *path = argv[0];
    for (size_t i = 0; argv[i] != NULL; i++)
        path = argv[i];
    Str text = STR_INIT;
    assert_true(file_read(path, 1 << 20, &text, NULL));
    free(edit->seen);
    edit->seen = str_take(&text);
    const char *leave = edit->leaves[edit->calls++];
    assert_true(leave == NULL || file_write(path, leave, strlen(leave), FILE_REPLACE, NULL));
    return 0;
}

static void begin_editing(FrameStage *stage, Edit *edit, const char *const *leaves)
{
    *edit = (Edit){.leaves = leaves};
    setenv("VISUAL", "nano", 1);
    memory_terminal_on_run(stage->terminal, pretend_to_edit, edit);
}

static void test_questions_of_ones_own(void **state)
{
    FrameStage *stage = *state;
    static const char *const LEAVES[] = {"## Trends\nWhat flies next at {{company}}?\n"};
    Edit edit;
    begin_editing(stage, &edit, LEAVES);
    run(stage, "keys :\ntext questions\nkeys Enter");
    must_show(stage, "The question bank is yours now");
    assert_int_equal(edit.calls, 1);
    assert_non_null(strstr(edit.seen, "## Trends")); // that of the program was there to begin with
    run(stage, "keys Esc / m a y a Enter p");
    must_show(stage, "What flies next at Kestrel?");
    run(stage, "keys Esc u");
    must_show(stage, "Undone");
    run(stage, "keys p");
    must_hide(stage, "What flies next");
    run(stage, "keys Esc C-r p");
    must_show(stage, "What flies next at Kestrel?");
    run(stage, "keys Esc :\ntext questions restore\nkeys Enter");
    must_show(stage, "The question bank of the program");
    run(stage, "keys p");
    must_hide(stage, "What flies next");
    free(edit.seen);
}

static void test_questions_with_a_mistake_come_back(void **state)
{
    FrameStage *stage = *state;
    static const char *const LEAVES[] = {"What flies next?\n", "## Trends\nWhat flies {{compnay}}?\n",
                                         "## Trends\nWhat flies next?\n"};
    Edit edit;
    begin_editing(stage, &edit, LEAVES);
    run(stage, "keys :\ntext questions\nkeys Enter");
    must_show(stage, "The question bank is yours now");
    assert_int_equal(edit.calls, 3);
    // The reason stands in the first line, and what was typed below it.
    assert_true(str_starts(edit.seen, "# "));
    assert_non_null(strstr(edit.seen, "compnay"));
    free(edit.seen);
}

static void test_questions_left_as_they_were(void **state)
{
    FrameStage *stage = *state;
    static const char *const LEAVES[] = {NULL};
    Edit edit;
    begin_editing(stage, &edit, LEAVES);
    run(stage, "keys :\ntext questions\nkeys Enter");
    must_show(stage, "The question bank is as it was");
    assert_false(app_questions_are_own(stage->app));
    free(edit.seen);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_sheet, open_stage, close_stage),
        cmocka_unit_test_setup_teardown(test_debrief_to_thank_you, open_stage, close_stage),
        cmocka_unit_test_setup_teardown(test_what_is_typed_is_kept, open_stage, close_stage),
        cmocka_unit_test_setup_teardown(test_a_mistake_is_told_and_nothing_is_lost, open_stage, close_stage),
        cmocka_unit_test_setup_teardown(test_questions_of_ones_own, open_stage, close_stage),
        cmocka_unit_test_setup_teardown(test_questions_with_a_mistake_come_back, open_stage, close_stage),
        cmocka_unit_test_setup_teardown(test_questions_left_as_they_were, open_stage, close_stage),
    };
    return cmocka_run_group_tests_name("meeting", tests, NULL, NULL);
}
