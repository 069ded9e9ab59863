// SPDX-License-Identifier: MIT
// What one does about people: log, answers, follow-ups, the form, quick add; and the doors to every command,
// palette, help and the ":" line.

#include "on_contacts.h"

#include <unistd.h>

#include "rapport/store/followups.h"
#include "rapport/store/interactions.h"

// ---- what happened

static void test_log(void **state)
{
    FrameStage *stage = *state;
    run(stage, "keys / m a y a Enter i");
    must_show(stage, "Log with Maya Lindqvist");
    run(stage, "keys c");
    run(stage, "text growth plans, hiring in Q1");
    run(stage, "keys Enter");
    must_show(stage, "growth plans, hiring in Q1");
    must_show(stage, "Timeline 1");
    assert_int_equal(store_timeline_count(stage->app->store, person(stage, "Maya Lindqvist")), 1);
    run(stage, "keys u");
    must_show(stage, "Undone");
    must_hide(stage, "Timeline");
    run(stage, "keys C-r");
    must_show(stage, "Timeline 1");
}

static void test_log_is_left_with_escape(void **state)
{
    FrameStage *stage = *state;
    run(stage, "keys Home i Esc i c Esc i C-c");
    frame_stage_shows(stage, "");
    assert_int_equal(stage->tui->popups.count, 0);
    assert_int_equal(store_timeline_count(stage->app->store, person(stage, "José Álvarez")), 0);
}

static void test_remove_for_good(void **state)
{
    FrameStage *stage = *state;
    run(stage, "log Maya | message | out | -9d | May I ask two questions?\nkeys / m a y a Enter");
    int64_t maya = person(stage, "Maya Lindqvist");
    run(stage, "keys :");
    run(stage, "text purge");
    run(stage, "keys Enter");
    must_show(stage, "Remove Maya Lindqvist for good");
    run(stage, "keys Enter"); // the first answer is no
    assert_int_equal(person(stage, "Maya Lindqvist"), maya);
    run(stage, "keys :");
    run(stage, "text purge");
    run(stage, "keys Enter y");
    must_show(stage, "Nothing of them is left in the database.");
    run(stage, "keys Esc");
    Contact contact;
    contact_init(&contact);
    assert_false(store_contact_get(stage->app->store, maya, false, &contact, NULL));
    contact_clear(&contact);
    assert_int_equal(store_timeline_count(stage->app->store, maya), 0);
}

static void test_they_replied(void **state)
{
    FrameStage *stage = *state;
    run(stage, "log Maya | message | out | -9d | May I ask two questions?\nkeys / m a y a Enter R");
    must_show(stage, "Maya Lindqvist answered");
    run(stage, "keys n");
    assert_int_equal(store_timeline_count(stage->app->store, person(stage, "Maya Lindqvist")), 2);
    run(stage, "keys u R s");
    must_show(stage, "Whom did they name?");
    run(stage, "text Erik Sand");
    run(stage, "keys Enter");
    assert_true(person(stage, "Erik Sand") != 0);
}

static void test_replied_later_wants_a_date(void **state)
{
    FrameStage *stage = *state;
    run(stage, "log Maya | message | out | -9d | May I ask?\nkeys / m a y a Enter R l");
    run(stage, "text xx");
    run(stage, "keys Enter");
    frame_stage_shows(stage, "");
    assert_int_equal(stage->tui->popups.count, 1); // the prompt stays until the date is one
    run(stage, "keys C-u");
    run(stage, "text 15 jan");
    must_show(stage, "15 Jan");
    run(stage, "keys Enter");
    frame_stage_shows(stage, "");
    assert_int_equal(stage->tui->popups.count, 0);
    assert_int_equal(store_timeline_count(stage->app->store, person(stage, "Maya Lindqvist")), 2);
}

// ---- follow-ups

static int32_t next_day(FrameStage *stage, const char *name)
{
    return store_followup_next_day(stage->app->store, person(stage, name));
}

static void test_follow_up_by_menu(void **state)
{
    FrameStage *stage = *state;
    run(stage, "keys / n o o r Enter f 3");
    run(stage, "text send the report");
    run(stage, "keys Enter");
    must_show(stage, "send the report");
    assert_int_equal(next_day(stage, "Noor Haddad"), civil_day(2026, 11, 27));
    run(stage, "keys u");
    assert_int_equal(next_day(stage, "Noor Haddad"), CIVIL_NONE);
}

static void test_follow_up_by_date(void **state)
{
    FrameStage *stage = *state;
    run(stage, "keys / n o o r Enter f .");
    run(stage, "text next tue");
    must_show(stage, "Tue 1 Dec");
    run(stage, "keys Enter");
    run(stage, "text ask how it went");
    run(stage, "keys Enter");
    assert_int_equal(next_day(stage, "Noor Haddad"), civil_day(2026, 12, 1));
}

static void test_follow_up_with_several(void **state)
{
    FrameStage *stage = *state;
    run(stage, "keys Home / n o o r Enter space Esc / m a y a Enter space f w Enter");
    assert_int_equal(next_day(stage, "Noor Haddad"), civil_day(2026, 12, 1));
    FollowupList rows = {0};
    Error err = {0};
    assert_true(store_followups_of(stage->app->store, person(stage, "Maya Lindqvist"), true, &rows, &err));
    assert_int_equal(rows.count, 2);
    followup_list_clear(&rows);
}

static void test_snooze_by_prompt(void **state)
{
    FrameStage *stage = *state;
    // In the agenda the focus is on a follow-up; z asks when.
    run(stage, "keys 4 Tab g g z .");
    must_show(stage, "Move to");
    run(stage, "text 2026-12-18");
    run(stage, "keys Enter");
    assert_int_equal(next_day(stage, "Maya Lindqvist"), civil_day(2026, 12, 18));
    run(stage, "keys u");
    assert_int_equal(next_day(stage, "Maya Lindqvist"), civil_day(2026, 11, 21));
}

// ---- the form

static void test_form_saves(void **state)
{
    FrameStage *stage = *state;
    Contact contact;
    run(stage, "keys / m a y a Enter e C-u");
    run(stage, "text Maja Lindqvist");
    run(stage, "keys Enter");
    must_show(stage, "Saved.");
    read_person(stage, "Maja Lindqvist", &contact);
    assert_string_equal(contact.name, "Maja Lindqvist");
    contact_clear(&contact);
    run(stage, "keys u");
    read_person(stage, "Maya Lindqvist", &contact);
    assert_string_equal(contact.name, "Maya Lindqvist");
    contact_clear(&contact);
}

static void test_form_without_a_change_is_no_step(void **state)
{
    FrameStage *stage = *state;
    JournalStep before, after;
    frame_stage_shows(stage, "");
    assert_int_equal(store_history(stage->app->store, 0, &before, 0, 1), 1);
    run(stage, "keys Home e Tab Tab S-Tab Enter");
    frame_stage_shows(stage, "");
    assert_int_equal(stage->tui->popups.count, 0);
    assert_int_equal(store_history(stage->app->store, 0, &after, 0, 1), 1);
    assert_int_equal(before.id, after.id);
}

static void edit_behind(FrameStage *stage, const char *name, const char *field, const char *value)
{
    Error err = {0};
    const FieldInfo *info = field_find(field);
    assert_non_null(info);
    FieldEdit edit = {info, FIELD_SET, value};
    int64_t id = person(stage, name);
    if (!app_edit(stage->app, &id, 1, 0, &edit, 1, &err))
        fail_msg("%s", err.message);
}

static void test_form_conflict(void **state)
{
    FrameStage *stage = *state;
    Contact contact;
    run(stage, "keys / m a y a Enter e C-u");
    run(stage, "text Maja Lindqvist");
    edit_behind(stage, "Maya Lindqvist", "city", "Lund"); // another program, meanwhile
    run(stage, "keys Enter");
    must_show(stage, "changed elsewhere");
    must_show(stage, "Lund");
    run(stage, "keys Enter");
    read_person(stage, "Maja Lindqvist", &contact);
    assert_string_equal(contact.name, "Maja Lindqvist");
    assert_string_equal(contact.city, "Lund"); // neither is lost
    contact_clear(&contact);
}

static void test_form_refuses_what_is_wrong(void **state)
{
    FrameStage *stage = *state;
    run(stage, "keys / m a y a Enter e C-u Enter");
    frame_stage_shows(stage, "");
    assert_int_equal(stage->tui->popups.count, 1); // a name is needed
    run(stage, "keys Esc");
    Contact contact;
    read_person(stage, "Maya Lindqvist", &contact);
    assert_string_equal(contact.name, "Maya Lindqvist");
    contact_clear(&contact);
}

// ---- add

static void test_add(void **state)
{
    FrameStage *stage = *state;
    run(stage, "keys a");
    run(stage, "text Ada Byron @ Acme, met at PyCon, #python");
    must_show(stage, "Acme");
    run(stage, "keys Enter");
    must_show(stage, "Contacts 14");
    assert_string_equal(focused(stage), "Ada Byron");
    assert_int_equal(tags_of(stage, "Ada Byron"), 1);
    run(stage, "keys u");
    must_show(stage, "Contacts 13");
}

static void test_add_while_filtered_shows_the_new_one(void **state)
{
    FrameStage *stage = *state;
    run(stage, "keys / m a y a Enter a");
    run(stage, "text Ada Byron @ Acme");
    run(stage, "keys Enter");
    assert_string_equal(focused(stage), "Ada Byron");
    must_show(stage, "Byron, Ada");
}

static void test_empty_database(void **state)
{
    FrameStage *stage = *state;
    must_show(stage, "The people you know stand here.");
    run(stage, "keys j k G g g space v A Enter Esc c f i R S x e d # * b w y r s o O | u C-r");
    frame_stage_shows(stage, "");
    run(stage, "keys Esc Esc Esc");
    must_show(stage, "The people you know stand here.");
    run(stage, "keys a");
    run(stage, "text Ada Byron");
    run(stage, "keys Enter");
    must_show(stage, "Byron, Ada");
}

// ---- palette, help, prompts

static void test_palette_runs_and_goes(void **state)
{
    FrameStage *stage = *state;
    run(stage, "keys C-p");
    run(stage, "text park");
    must_show(stage, "person at Stratum");
    run(stage, "keys Enter");
    assert_string_equal(focused(stage), "Chris Park");
    run(stage, "keys C-p");
    run(stage, "text calendar");
    run(stage, "keys Enter");
    frame_stage_shows(stage, "");
    assert_ptr_equal(view_now(stage->tui)->kind, &VIEW_CALENDAR);
    run(stage, "keys C-p Esc C-p C-c");
    frame_stage_shows(stage, "");
    assert_int_equal(stage->tui->popups.count, 0);
}

static void test_help_filters_and_runs(void **state)
{
    FrameStage *stage = *state;
    run(stage, "keys Home ?");
    must_show(stage, "Help: type to filter");
    run(stage, "text redraw");
    must_show(stage, "paints the screen anew");
    run(stage, "keys Esc ?");
    run(stage, "text what was reported");
    run(stage, "keys Enter");
    must_show(stage, "There are none.");
}

static void test_prompt_history(void **state)
{
    FrameStage *stage = *state;
    run(stage, "keys Home #");
    run(stage, "text first");
    run(stage, "keys Enter #");
    run(stage, "text second");
    run(stage, "keys Enter # Up");
    must_show(stage, "second");
    run(stage, "keys Up Enter");
    assert_int_equal(tags_of(stage, "José Álvarez"), 2); // "first" again: nothing new
    run(stage, "keys # Up Up Down Down");
    run(stage, "text third");
    run(stage, "keys Enter");
    assert_int_equal(tags_of(stage, "José Álvarez"), 3);
}

static void test_command_line(void **state)
{
    FrameStage *stage = *state;
    run(stage, "keys :");
    run(stage, "text calen");
    run(stage, "keys Tab Enter");
    frame_stage_shows(stage, "");
    assert_ptr_equal(view_now(stage->tui)->kind, &VIEW_CALENDAR);
    run(stage, "keys 2 :");
    run(stage, "text calender");
    run(stage, "keys Enter");
    must_show(stage, "did you mean calendar?");
    run(stage, "keys j"); // errors stay until a key, and are kept
    must_hide(stage, "did you mean calendar?");
    run(stage, "keys :");
    run(stage, "text messages");
    run(stage, "keys Enter");
    must_show(stage, "did you mean calendar?");
}

static void test_set_theme_and_mouse(void **state)
{
    FrameStage *stage = *state;
    run(stage, "keys :");
    run(stage, "text set theme light");
    run(stage, "keys Enter :");
    run(stage, "text set mouse off");
    run(stage, "keys Enter");
    frame_stage_shows(stage, "");
    assert_int_equal(memory_terminal_theme(stage->terminal), THEME_LIGHT);
    assert_false(memory_terminal_mouse(stage->terminal));
    run(stage, "keys :");
    run(stage, "text set theme lihgt");
    run(stage, "keys Enter");
    must_show(stage, "did you mean light?");
}

static void test_copy(void **state)
{
    FrameStage *stage = *state;
    run(stage, "keys / m a y a Enter y n");
    frame_stage_shows(stage, "");
    assert_string_equal(memory_terminal_clipboard(stage->terminal), "Maya Lindqvist");
    run(stage, "keys y e");
    must_show(stage, "There is none to copy");
}

static void test_why(void **state)
{
    FrameStage *stage = *state;
    run(stage, "log Maya | message | out | -9d | May I ask?\nkeys / m a y a Enter w");
    must_show(stage, "Why: Maya Lindqvist");
    must_show(stage, "stage ");
    must_show(stage, "from ");
    run(stage, "keys Esc");
    must_hide(stage, "Why: Maya");
}

// Where a text begins on the screen.
static void find_text(FrameStage *stage, const char *text, int *row, int *col)
{
    const Canvas *canvas = memory_terminal_canvas(stage->terminal);
    size_t length = strlen(text);
    for (*row = canvas->rows - 1; *row >= 0; --*row)
        for (*col = 0; *col + (int)length <= canvas->cols; ++*col) {
            size_t same = 0;
            while (same < length &&
                   canvas->cells[*row * canvas->cols + *col + (int)same].text[0] == text[same])
                same++;
            if (same == length)
                return;
        }
    fail_msg("%s is not on the screen", text);
}

// A click puts the cursor there, dragging selects, and C-c copies what is selected instead of leaving.
static void test_form_mouse(void **state)
{
    FrameStage *stage = *state;
    int row, col;
    run(stage, "keys / m a y a Enter e");
    must_show(stage, "Kestrel");
    find_text(stage, "Kestrel", &row, &col);
    memory_terminal_push_mouse(stage->terminal, MOUSE_PRESS, row, col);
    memory_terminal_push_mouse(stage->terminal, MOUSE_DRAG, row, col + 3);
    memory_terminal_push_mouse(stage->terminal, MOUSE_RELEASE, row, col + 3);
    run(stage, "keys C-c");
    must_show(stage, "Kestrel");
    assert_string_equal(memory_terminal_clipboard(stage->terminal), "Kes");
    run(stage, "text New");
    must_show(stage, "Newtrel");
    find_text(stage, "Newtrel", &row, &col);
    memory_terminal_push_mouse(stage->terminal, MOUSE_PRESS, row, col + 3);
    run(stage, "text !");
    memory_terminal_push_mouse(stage->terminal, MOUSE_PRESS, row, col - 10); // its label
    memory_terminal_push_mouse(stage->terminal, MOUSE_PRESS, 0, 0);          // nothing of the form
    run(stage, "text ?");
    run(stage, "keys Enter");
    must_show(stage, "Saved.");
    must_show(stage, "New!?trel");
}

// Numbers contain blanks: commas part them, and one that is changed does not stay as it was beside the new
// one.
static void test_form_with_two_numbers(void **state)
{
    FrameStage *stage = *state;
    Contact contact;
    run(stage, "keys / m a y a Enter e Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab C-u");
    run(stage, "text +46 70 555 0199, +46 8 555 0100");
    run(stage, "keys Enter");
    must_show(stage, "Saved.");
    read_person(stage, "Maya Lindqvist", &contact);
    const char *const expected[] = {"+46 70 555 0199", "+46 8 555 0100"};
    size_t phones = 0;
    for (size_t i = 0; i < contact.reaches.count; i++)
        if (contact.reaches.items[i].kind == REACH_PHONE) {
            assert_true(phones < 2);
            assert_string_equal(contact.reaches.items[i].value, expected[phones++]);
        }
    assert_int_equal(phones, 2);
    contact_clear(&contact);
    run(stage, "keys e");
    must_show(stage, "+46 70 555 0199, +46 8 555 0100");
}

// ---- a form that is left

static void test_form_keeps_what_was_typed(void **state)
{
    FrameStage *stage = *state;
    Contact contact;
    run(stage, "keys / m a y a Enter e C-u");
    run(stage, "text Maja L");
    run(stage, "keys Tab Esc");
    must_show(stage, "kept as typed");
    read_person(stage, "Maya Lindqvist", &contact);
    assert_string_equal(contact.name, "Maya Lindqvist"); // nothing was saved
    contact_clear(&contact);
    run(stage, "keys e");
    must_show(stage, "Maja L");
    must_show(stage, "As you left it");
    run(stage, "keys C-r");
    must_hide(stage, "Maja L");
    run(stage, "keys Esc e");
    must_hide(stage, "As you left it");
}

static void test_form_is_kept_over_the_end(void **state)
{
    FrameStage *stage = *state;
    run(stage, "keys / m a y a Enter e C-u");
    run(stage, "text Maja Lindqvist");
    frame_stage_shows(stage, "");
    tui_free(stage->tui); // the terminal is gone
    terminal_close(stage->terminal);
    stage->terminal = NULL;
    stage->tui = NULL;
    run(stage, "keys 2 / m a y a Enter e");
    must_show(stage, "Maja Lindqvist");
    run(stage, "keys Enter");
    must_show(stage, "Saved.");
    run(stage, "keys e");
    must_hide(stage, "As you left it");
}

static void test_me(void **state)
{
    FrameStage *stage = *state;
    run(stage, "keys :");
    run(stage, "text me");
    run(stage, "keys Enter");
    must_show(stage, "Edit yourself");
    run(stage, "text Robin Alder");
    run(stage, "keys Enter");
    frame_stage_shows(stage, "");
    int64_t me = store_me(stage->app->store);
    assert_true(me != 0);
    char *name = store_contact_name(stage->app->store, me);
    assert_string_equal(name, "Robin Alder");
    free(name);
    must_show(stage, "Contacts 13"); // me is kept out of lists
}

// ---- completion

static void test_completion_of_arguments(void **state)
{
    FrameStage *stage = *state;
    run(stage, "keys :");
    run(stage, "text set the");
    run(stage, "keys Tab");
    run(stage, "text l");
    must_show(stage, "set theme light");
    run(stage, "keys Tab Enter");
    frame_stage_shows(stage, "");
    assert_int_equal(memory_terminal_theme(stage->terminal), THEME_LIGHT);
    run(stage, "keys Home #");
    run(stage, "text quartz");
    run(stage, "keys Enter j :");
    run(stage, "text tag new +qu");
    run(stage, "keys Tab Enter");
    assert_int_equal(tags_of(stage, "Ines Costa"), 2);
    run(stage, "keys # q u");
    must_show(stage, "quartz");
}

static void test_bind(void **state)
{
    FrameStage *stage = *state;
    run(stage, "keys :");
    run(stage, "text bind contacts E edit");
    run(stage, "keys Enter Home E");
    must_show(stage, "Edit José Álvarez");
    run(stage, "keys Esc :");
    run(stage, "text bind contacts E edti");
    run(stage, "keys Enter");
    must_show(stage, "did you mean edit?");
    run(stage, "keys :");
    run(stage, "text bind");
    run(stage, "keys Enter");
    must_show(stage, "5         companies");
}

// ---- palette by prefix

static void palette(FrameStage *stage, const char *typed)
{
    char line[64];
    snprintf(line, sizeof line, "text %s", typed);
    run(stage, "keys C-p");
    run(stage, line);
    frame_stage_shows(stage, "");
}

static void test_palette_prefixes(void **state)
{
    FrameStage *stage = *state;
    run(stage, "keys / m a y a Enter #");
    run(stage, "text companion");
    run(stage, "keys Enter Esc");
    palette(stage, "@park");
    must_show(stage, "person at Stratum");
    run(stage, "keys Esc");
    palette(stage, ":strat");
    must_show(stage, "company");
    must_hide(stage, "person at");
    run(stage, "keys Esc");
    palette(stage, ">companies");
    must_show(stage, "organisations and their people");
    run(stage, "keys Esc");
    palette(stage, "#comp");
    must_show(stage, "companion");
    run(stage, "keys Enter");
    must_show(stage, "1 of 13");
    must_show(stage, "/#comp");
}

static void test_palette_knows_what_was_run(void **state)
{
    FrameStage *stage = *state;
    palette(stage, "marks all that is shown");
    run(stage, "keys Enter C-p Enter");
    frame_stage_shows(stage, "");
    assert_int_equal(tui_selection(stage->tui).count, 1); // the same again: marks all, then none
}

// ---- import

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    fclose(file);
}

static void test_import_and_taking_it_back(void **state)
{
    FrameStage *stage = *state;
    char path[] = "/tmp/rapport-import-XXXXXX.csv", line[64];
    close(mkstemps(path, 4));
    write_file(path, "Name,Email,Company\nAda Byron,ada@acme.example,Acme\nBen Ott,ben@orb.example,Orb\n");
    snprintf(line, sizeof line, "text import %s", path);
    run(stage, "keys :");
    run(stage, line);
    run(stage, "keys Enter");
    must_show(stage, "Imported");
    must_show(stage, "2 rows, 2 new");
    run(stage, "keys Esc");
    must_show(stage, "Contacts 15");
    run(stage, "keys :");
    run(stage, line);
    run(stage, "keys Enter");
    must_show(stage, "2 unchanged"); // importing twice = once
    run(stage, "keys Esc u");
    must_show(stage, "Contacts 13"); // one step of undo
    unlink(path);
    run(stage, "keys :");
    run(stage, line);
    run(stage, "keys Enter");
    must_show(stage, "Not imported");
    run(stage, "keys Esc");
    must_show(stage, "Contacts 13");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_log),
        CASE(test_log_is_left_with_escape),
        CASE(test_they_replied),
        CASE(test_remove_for_good),
        CASE(test_replied_later_wants_a_date),
        CASE(test_follow_up_by_menu),
        CASE(test_follow_up_by_date),
        CASE(test_follow_up_with_several),
        CASE(test_snooze_by_prompt),
        CASE(test_form_saves),
        CASE(test_form_without_a_change_is_no_step),
        CASE(test_form_conflict),
        CASE(test_form_mouse),
        CASE(test_form_refuses_what_is_wrong),
        CASE(test_add),
        CASE(test_add_while_filtered_shows_the_new_one),
        cmocka_unit_test_setup_teardown(test_empty_database, open_empty, close_stage),
        CASE(test_palette_runs_and_goes),
        CASE(test_help_filters_and_runs),
        CASE(test_prompt_history),
        CASE(test_command_line),
        CASE(test_set_theme_and_mouse),
        CASE(test_copy),
        CASE(test_why),
        CASE(test_form_with_two_numbers),
        CASE(test_form_keeps_what_was_typed),
        CASE(test_form_is_kept_over_the_end),
        CASE(test_me),
        CASE(test_completion_of_arguments),
        CASE(test_bind),
        CASE(test_palette_prefixes),
        CASE(test_palette_knows_what_was_run),
        CASE(test_import_and_taking_it_back),
    };
    return cmocka_run_group_tests_name("things", tests, NULL, NULL);
}
