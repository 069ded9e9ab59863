// SPDX-License-Identifier: MIT
// Templates on the screen: added, edited, mistaken, copied, removed, restored; what is not right yet is not
// lost.
#include "on_editor.h"

#include "writing/pane_template.h"

static void open_templates(FrameStage *stage)
{
    frame_stage_open(stage);
    SCRIPT(stage, EDITOR_PEOPLE);
    SCRIPT(stage, "keys 6");
}

static Template stored(FrameStage *stage, const char *name)
{
    Template template = {0};
    if (!store_template_get(stage->app->store, name, &template, &stage->err))
        fail_msg("%s", stage->err.message);
    return template;
}

static void check_text(FrameStage *stage, const char *name, const char *text, int version)
{
    Template template = stored(stage, name);
    assert_string_equal(template.text, text);
    assert_int_equal(template.version, version);
    template_clear(&template);
}

static void test_add_and_edit(void **state)
{
    (void)state;
    FrameStage stage;
    open_templates(&stage);
    SCRIPT(&stage, "keys a\ntext after the fair\nkeys Enter M-a\ntext Hello {{greeting}}!\nkeys C-s");
    SHOWS(&stage, "Saved as version 2");
    check_text(&stage, "after the fair", "Hello {{greeting}}!", 2);
    SCRIPT(&stage, "keys Up\ntext The fair\nkeys Escape Escape");
    assert_null(template_editor(stage.tui));
    Template template = stored(&stage, "after the fair");
    assert_string_equal(template.subject, "The fair");
    template_clear(&template);
    SHOWS(&stage, "your own");
    frame_stage_close(&stage);
}

static void test_head(void **state)
{
    (void)state;
    FrameStage stage;
    open_templates(&stage);
    SCRIPT(
        &stage,
        "keys a\ntext mine\nkeys Enter M-v s M-o\ntext thank\nkeys Enter M-r\ntext  too\nkeys Enter Escape");
    Template template = stored(&stage, "minetoo");
    assert_int_equal(template.channel, CHANNEL_SMS);
    assert_int_equal(template.occasion, OCCASION_THANK_YOU);
    template_clear(&template);
    frame_stage_close(&stage);
}

// A mistake is told with its place, is not saved, and is there again the next time.
static void test_mistake_is_kept_aside(void **state)
{
    (void)state;
    FrameStage stage;
    open_templates(&stage);
    SCRIPT(&stage, "keys a\ntext mine\nkeys Enter M-a\ntext Hello\nkeys Enter\ntext {{frist_name}}");
    SHOWS(&stage, "2:3 there is no placeholder {{frist_name}}");
    SHOWS(&stage, "not right yet");
    SCRIPT(&stage, "keys Escape");
    SHOWS(&stage, "Esc again keeps it aside");
    assert_non_null(template_editor(stage.tui));
    SCRIPT(&stage, "keys Escape");
    assert_null(template_editor(stage.tui));
    Template template = stored(&stage, "mine");
    assert_null(strstr(template.text, "frist"));
    template_clear(&template);
    SCRIPT(&stage, "keys e");
    SHOWS(&stage, "As you left it");
    assert_string_equal(editor_text(template_editor(stage.tui)), "Hello\n{{frist_name}}");
    SCRIPT(&stage, "keys M-a\ntext Hello\nkeys Escape");
    check_text(&stage, "mine", "Hello", 2);
    SCRIPT(&stage, "keys e");
    assert_string_equal(editor_text(template_editor(stage.tui)), "Hello");
    frame_stage_close(&stage);
}

// A hang-up in the middle of a mistake.
static void test_mistake_survives_the_program(void **state)
{
    (void)state;
    FrameStage stage;
    open_templates(&stage);
    SCRIPT(&stage, "keys a\ntext mine\nkeys Enter M-a\ntext {{oops");
    tui_free(stage.tui);
    terminal_close(stage.terminal);
    stage.tui = NULL;
    SCRIPT(&stage, "keys 6");
    Template template = stored(&stage, "mine");
    assert_true(tui_go(stage.tui, &VIEW_TEMPLATES, THING_TEMPLATE, template.id));
    template_clear(&template);
    SCRIPT(&stage, "keys e");
    assert_string_equal(editor_text(template_editor(stage.tui)), "{{oops");
    frame_stage_close(&stage);
}

// A mistake in the subject alone is kept aside as well.
static void test_mistaken_subject_is_kept(void **state)
{
    (void)state;
    FrameStage stage;
    open_templates(&stage);
    SCRIPT(&stage, "keys a\ntext mine\nkeys Enter Up\ntext About {{compny}}");
    SHOWS(&stage, "subject: there is no placeholder {{compny}}");
    SCRIPT(&stage, "keys Escape Escape Escape");
    assert_null(template_editor(stage.tui));
    SCRIPT(&stage, "keys e F8");
    SHOWS(&stage, "About {{compny}}");
    SCRIPT(&stage, "keys M-. Escape Escape");
    assert_null(template_editor(stage.tui));
    Template template = stored(&stage, "mine");
    assert_string_equal(template.subject, "About {{company}}");
    template_clear(&template);
    frame_stage_close(&stage);
}

// Name, occasion and channel are kept although the text is not right.
static void test_head_beside_a_mistake(void **state)
{
    (void)state;
    FrameStage stage;
    open_templates(&stage);
    SCRIPT(&stage, "keys a\ntext mine\nkeys Enter M-a\ntext {{oops\nkeys M-v s M-r\ntext  too\nkeys Enter");
    SCRIPT(&stage, "keys M-r C-u\ntext nudge\nkeys Enter");
    SHOWS(&stage, "there is a template \"nudge\" already");
    SCRIPT(&stage, "keys Escape Escape Escape");
    assert_null(template_editor(stage.tui));
    Template template = stored(&stage, "minetoo");
    assert_int_equal(template.channel, CHANNEL_SMS);
    assert_int_equal(template.version, 1);
    assert_null(strstr(template.text, "oops"));
    template_clear(&template);
    frame_stage_close(&stage);
}

// What stands in the text, where F8 goes, and what M-. makes of it; NULL = nothing.
static void test_mistakes_are_mended(void **state)
{
    (void)state;
    static const struct {
        const char *typed, *selected, *mended;
    } CASES[] = {
        {"Hello {{frist_name}}, and {{greeting}}", "frist_name", "Hello {{first_name}}, and {{greeting}}"},
        {"Hello {{ me.compny | company }}", "me.compny", "Hello {{ me.company | company }}"},
        {"Hello {{greeting, how are you?", "{{greeting", "Hello {{greeting}}, how are you?"},
        {"Good day.[[ At {{company}}", "[[ At {{company}}", "Good day.[[ At {{company}}]]"},
        {"Until {{date+14x}}", "date+14x", NULL},
        {"Grüße 田中 {{zzzzzzzz}}", "zzzzzzzz", NULL},
        {"Until {{}}", NULL, NULL},
        {"Hello {{greeting}}", NULL, NULL},
    };
    FrameStage stage;
    open_templates(&stage);
    SCRIPT(&stage, "keys a\ntext mine\nkeys Enter");
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        char *script = str_format("keys M-a\ntext %s\nkeys F8", CASES[i].typed);
        SCRIPT(&stage, script);
        Editor *editor = template_editor(stage.tui);
        size_t from = 0, to = 0;
        bool selected = textbuf_selection(editor->text, &from, &to);
        assert_int_equal(selected, CASES[i].selected != NULL);
        if (selected) {
            assert_int_equal(to - from, strlen(CASES[i].selected));
            assert_memory_equal(editor_text(editor) + from, CASES[i].selected, to - from);
        }
        SCRIPT(&stage, "keys M-.");
        assert_string_equal(editor_text(editor), CASES[i].mended != NULL ? CASES[i].mended : CASES[i].typed);
        free(script);
    }
    frame_stage_close(&stage);
}

// The wheel over the preview of a long text reads on, and the keys stay with the text.
static void test_long_preview_is_read_on(void **state)
{
    (void)state;
    FrameStage stage;
    open_templates(&stage);
    SCRIPT(&stage, "keys 2 6 a\ntext long\nkeys Enter M-a\ntext Dear {{greeting}}");
    for (int i = 0; i < 30; i++)
        SCRIPT(&stage, "keys Enter\ntext on");
    SHOWS(&stage, "Dear Maya");
    SCRIPT(&stage, "wheel-down 12 70");
    char *dump = frame_stage_dump(&stage);
    assert_null(strstr(dump, "Dear Maya"));
    free(dump);
    SCRIPT(&stage, "wheel-up 12 70\ntext !");
    SHOWS(&stage, "Dear Maya");
    assert_true(str_ends(editor_text(template_editor(stage.tui)), "on!"));
    frame_stage_close(&stage);
}

// Every name can be chosen, also where one was begun by hand.
static void test_insert_a_placeholder(void **state)
{
    (void)state;
    FrameStage stage;
    open_templates(&stage);
    SCRIPT(&stage, "keys a\ntext mine\nkeys Enter M-a\ntext Hello,\nkeys M-i\ntext greet\nkeys Enter");
    assert_string_equal(editor_text(template_editor(stage.tui)), "Hello,{{greeting}}");
    SCRIPT(&stage, "text , of {{com\nkeys M-i\ntext me.comp\nkeys Enter");
    assert_string_equal(editor_text(template_editor(stage.tui)), "Hello,{{greeting}}, of {{me.company}}");
    SCRIPT(&stage, "keys Tab\ntext At {{sch\nkeys M-i\ntext school\nkeys Enter Escape");
    SHOWS(&stage, "Subject At {{school}}");
    SCRIPT(&stage, "keys C-z M-i Escape");
    assert_string_equal(editor_text(template_editor(stage.tui)), "Hello,{{greeting}}, of {{com");
    frame_stage_close(&stage);
}

static void test_copy_remove_restore(void **state)
{
    (void)state;
    FrameStage stage;
    open_templates(&stage);
    Template before = stored(&stage, "thank-you");
    assert_true(tui_go(stage.tui, &VIEW_TEMPLATES, THING_TEMPLATE, before.id));
    SCRIPT(&stage, "keys y Enter Escape");
    check_text(&stage, "thank-you, mine", before.text, 1);
    assert_true(tui_go(stage.tui, &VIEW_TEMPLATES, THING_TEMPLATE, before.id));
    SCRIPT(&stage, "keys e M-a\ntext Thanks.\nkeys Escape");
    check_text(&stage, "thank-you", "Thanks.", 2);
    SCRIPT(&stage, "keys B");
    check_text(&stage, "thank-you", before.text, 3);
    SCRIPT(&stage, "keys d");
    SHOWS(&stage, "thank-you is removed");
    assert_false(store_template_get(stage.app->store, "thank-you", &(Template){0}, NULL));
    SCRIPT(&stage, "keys u");
    check_text(&stage, "thank-you", before.text, 3);
    template_clear(&before);
    frame_stage_close(&stage);
}

static void test_compose_from_a_template(void **state)
{
    (void)state;
    FrameStage stage;
    open_templates(&stage);
    SCRIPT(&stage, "keys 2 6");
    SHOWS(&stage, "Filled for Maya Lindqvist");
    SCRIPT(&stage, "keys c");
    assert_string_equal(editor_stage_draft(&stage)->draft.recipient_names, "Maya Lindqvist");
    assert_non_null(editor_stage_draft(&stage)->draft.template_name);
    frame_stage_close(&stage);
}

// c writes to those whom the preview speaks to.
static void test_compose_to_two(void **state)
{
    (void)state;
    FrameStage stage;
    open_templates(&stage);
    Template two = stored(&stage, "introduce-two");
    SCRIPT(&stage, "keys 2 6");
    assert_true(tui_go(stage.tui, &VIEW_TEMPLATES, THING_TEMPLATE, two.id));
    SHOWS(&stage, "Filled for Maya Lindqvist and whom?");
    SCRIPT(&stage, "keys c\ntext Sam\nkeys Enter");
    assert_string_equal(editor_stage_draft(&stage)->draft.recipient_names, "Maya Lindqvist, Sam Okafor");
    SCRIPT(&stage, "keys Escape\nkeys 6 M-p\ntext Sam\nkeys Enter\ntext Maya\nkeys Enter");
    SHOWS(&stage, "Filled for Sam Okafor and Maya Lindqvist");
    SHOWS(&stage, "Hello Sam, hello Maya,");
    SCRIPT(&stage, "keys c");
    assert_string_equal(editor_stage_draft(&stage)->draft.recipient_names, "Sam Okafor, Maya Lindqvist");
    template_clear(&two);
    frame_stage_close(&stage);
}

static void test_versions(void **state)
{
    (void)state;
    FrameStage stage;
    open_templates(&stage);
    Template before = stored(&stage, "thank-you");
    assert_true(tui_go(stage.tui, &VIEW_TEMPLATES, THING_TEMPLATE, before.id));
    SCRIPT(&stage, "keys V B"); // the present one: nothing to put back
    check_text(&stage, "thank-you", before.text, 1);
    SCRIPT(&stage, "keys Escape\nkeys e M-a\ntext Thanks.\nkeys Escape");
    SCRIPT(&stage, "keys V j");
    SHOWS(&stage, "Versions of thank-you 2");
    SHOWS(&stage, "- Thanks.");
    SHOWS(&stage, "+ Hello {{greeting}},");
    SCRIPT(&stage, "keys Enter");
    SHOWS(&stage, "Text");
    SCRIPT(&stage, "keys B");
    check_text(&stage, "thank-you", before.text, 3);
    SHOWS(&stage, "The text of version 1 is back, as version 3");
    SCRIPT(&stage, "keys u");
    check_text(&stage, "thank-you", "Thanks.", 2);
    template_clear(&before);
    frame_stage_close(&stage);
}

static void test_name_is_taken(void **state)
{
    (void)state;
    FrameStage stage;
    open_templates(&stage);
    SCRIPT(&stage, "keys a\ntext nudge\nkeys Enter");
    assert_null(template_editor(stage.tui));
    frame_stage_close(&stage);
}

// The text as somebody would read it stands beside it while it is written.
static void test_preview_beside_the_text(void **state)
{
    (void)state;
    FrameStage stage;
    open_templates(&stage);
    SCRIPT(&stage, "keys 2 6 a\ntext fair\nkeys Enter M-a\ntext Dear {{greeting}}");
    SHOWS(&stage, "Dear Maya");
    SCRIPT(&stage, "text ,[[ at {{company}}]]!");
    SHOWS(&stage, "Dear Maya, at Kestrel!");
    SCRIPT(&stage, "keys M-p\ntext Sam\nkeys Enter");
    SHOWS(&stage, "Filled for Sam Okafor");
    SHOWS(&stage, "Dear Sam, at Ravenna!");
    SCRIPT(&stage, "text {{nobody}}");
    SHOWS(&stage, "there is no placeholder");
    frame_stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_add_and_edit),
        cmocka_unit_test(test_head),
        cmocka_unit_test(test_mistake_is_kept_aside),
        cmocka_unit_test(test_mistake_survives_the_program),
        cmocka_unit_test(test_copy_remove_restore),
        cmocka_unit_test(test_compose_from_a_template),
        cmocka_unit_test(test_name_is_taken),
        cmocka_unit_test(test_preview_beside_the_text),
        cmocka_unit_test(test_compose_to_two),
        cmocka_unit_test(test_versions),
        cmocka_unit_test(test_mistaken_subject_is_kept),
        cmocka_unit_test(test_head_beside_a_mistake),
        cmocka_unit_test(test_mistakes_are_mended),
        cmocka_unit_test(test_insert_a_placeholder),
        cmocka_unit_test(test_long_preview_is_read_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
