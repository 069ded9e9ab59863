// SPDX-License-Identifier: MIT
// Contacts by keys and mouse: moving, filter, marks, order, and what the terminal does to it. What is typed
// lands in the database, the list and the detail show it, undo takes it back, and nothing is lost on the way.

#include "on_contacts.h"

#include "rapport/store/followups.h"
#include "rapport/store/interactions.h"

// ---- moving

static void test_moving(void **state)
{
    FrameStage *stage = *state;
    static const struct {
        const char *keys, *name;
    } STEPS[] = {{"Home", "José Álvarez"}, {"j", "Ines Costa"},    {"k", "José Álvarez"},
                 {"k", "José Álvarez"},    {"G", "田中 健"},       {"j", "田中 健"},
                 {"g g", "José Álvarez"},  {"Down", "Ines Costa"}, {"C-d", "田中 健"},
                 {"C-u", "José Álvarez"},  {"PgDn", "田中 健"},    {"PgUp", "José Álvarez"}};
    for (size_t i = 0; i < COUNT(STEPS); i++) {
        char line[32];
        snprintf(line, sizeof line, "keys %s", STEPS[i].keys);
        run(stage, line);
        if (strcmp(focused(stage), STEPS[i].name) != 0)
            fail_msg("step %zu (%s): on %s, not %s", i, STEPS[i].keys, focused(stage), STEPS[i].name);
    }
}

static void test_detail_follows_the_list(void **state)
{
    FrameStage *stage = *state;
    run(stage, "keys / m a y a Enter");
    must_show(stage, "Maya Lindqvist");
    must_show(stage, "Head of research");
    must_show(stage, "thank for the intro to Kestrel");
    run(stage, "keys Esc / p a r k Enter");
    must_show(stage, "Professor");
    must_hide(stage, "Head of research");
}

static void test_panes_and_escape_ladder(void **state)
{
    FrameStage *stage = *state;
    run(stage, "keys Enter");
    frame_stage_shows(stage, "");
    assert_int_equal(view_now(stage->tui)->focus, 1);
    run(stage, "keys Esc");
    frame_stage_shows(stage, "");
    assert_int_equal(view_now(stage->tui)->focus, 0);
    run(stage, "keys Tab");
    frame_stage_shows(stage, "");
    assert_int_equal(view_now(stage->tui)->focus, 1);
    run(stage, "keys h |");
    frame_stage_shows(stage, "");
    assert_true(view_now(stage->tui)->alone);
    run(stage, "keys / k Enter space Esc Esc Esc Esc");
    must_show(stage, "q quits; everything is saved");
    assert_false(view_now(stage->tui)->alone);
    assert_int_equal(tui_selection(stage->tui).count, 1);
}

// ---- the detail: its rows take the focus

static ThingKind selected(FrameStage *stage)
{
    frame_stage_shows(stage, "");
    return tui_selection(stage->tui).kind;
}

static void test_rows_of_the_detail(void **state)
{
    FrameStage *stage = *state;
    run(stage, "log Maya | call | both | -9d | growth plans\nlog Maya | note | out | -8d | climbs");
    run(stage, "keys / m a y a Enter Enter");
    assert_int_equal(selected(stage), THING_CONTACT);
    run(stage, "keys j");
    assert_int_equal(selected(stage), THING_FOLLOWUP);
    run(stage, "keys ]");
    assert_int_equal(selected(stage), THING_INTERACTION);
    run(stage, "keys j j k");
    assert_int_equal(selected(stage), THING_INTERACTION);
    run(stage, "keys Home");
    assert_int_equal(selected(stage), THING_CONTACT);
    run(stage, "keys End Esc");
    assert_int_equal(selected(stage), THING_CONTACT);
    frame_stage_shows(stage, "");
    assert_int_equal(view_now(stage->tui)->focus, 1);
    run(stage, "keys Esc");
    frame_stage_shows(stage, "");
    assert_int_equal(view_now(stage->tui)->focus, 0);
}

static void test_long_headline_in_the_detail(void **state)
{
    FrameStage *stage = *state;
    run(stage,
        "add Dorothea Lang @ Society for the Promotion of Careful Conversation, Deputy head of archives");
    run(stage, "keys C-l / d o r o t h Enter");
    must_show(stage, "Conversation"); // the end of it, on a row of its own
}

static void test_draft_and_no_timeline_in_the_detail(void **state)
{
    FrameStage stage;
    (void)state;
    frame_stage_open(&stage);
    run(&stage, "size 100x30\nsample\nkeys 2 / s i o b h a n Enter");
    must_show(&stage, "siobhan@interlark.example");
    must_hide(&stage, "Timeline");
    must_hide(&stage, "draft ");
    run(&stage, "keys c Enter Esc");
    must_show(&stage, "draft ");
    frame_stage_close(&stage);
}

static void test_done_in_the_detail(void **state)
{
    FrameStage *stage = *state;
    run(stage, "keys / m a y a Enter Enter j x");
    assert_int_equal(store_followup_next_day(stage->app->store, person(stage, "Maya Lindqvist")), CIVIL_NONE);
    run(stage, "keys u");
    assert_int_not_equal(store_followup_next_day(stage->app->store, person(stage, "Maya Lindqvist")),
                         CIVIL_NONE);
}

static void test_an_interaction_in_full_and_away(void **state)
{
    FrameStage *stage = *state;
    int64_t maya = person(stage, "Maya Lindqvist");
    run(stage,
        "log Maya | call | both | -9d | growth plans, and a long talk about the price of robots in winter");
    run(stage, "keys / m a y a Enter Enter G Enter");
    must_show(stage, "the price of robots in winter");
    must_show(stage, "with Maya Lindqvist");
    run(stage, "keys Esc d");
    must_show(stage, "Deleted.");
    assert_int_equal(store_timeline_count(stage->app->store, maya), 0);
    run(stage, "keys u");
    must_show(stage, "Undone: delete");
    assert_int_equal(store_timeline_count(stage->app->store, maya), 1);
}

static void test_three_panes(void **state)
{
    FrameStage *stage = *state;
    run(stage, "log Maya | call | both | -9d | growth plans\nkeys / m a y a Enter\nresize 140x35");
    must_show(stage, "growth plans");
    run(stage, "keys Tab Tab j");
    assert_int_equal(selected(stage), THING_INTERACTION);
    run(stage, "resize 100x30"); // no room for the third: the focus goes to the second
    frame_stage_shows(stage, "");
    assert_int_equal(view_now(stage->tui)->focus, 1);
    must_show(stage, "growth plans");
    run(stage, "keys Tab");
    frame_stage_shows(stage, "");
    assert_int_equal(view_now(stage->tui)->focus, 0);
}

static void test_click_in_the_detail(void **state)
{
    FrameStage *stage = *state;
    run(stage, "log Maya | call | both | -9d | growth plans\nkeys / m a y a Enter");
    for (int row = 2; row < 28; row++) {
        char line[32], *text = frame_stage_row(stage, row);
        bool here = strstr(text, "growth plans") != NULL;
        free(text);
        snprintf(line, sizeof line, "double %d 70", row);
        if (here)
            run(stage, line);
    }
    must_show(stage, "with Maya Lindqvist");
}

static void test_scrolling_the_other_pane(void **state)
{
    FrameStage *stage = *state;
    char line[64];
    for (int i = 0; i < 40; i++) {
        snprintf(line, sizeof line, "log Maya | note | out | -%dd | note number %d", i + 1, i + 1);
        run(stage, line);
    }
    run(stage, "keys / m a y a Enter");
    must_hide(stage, "note number 40");
    for (int i = 0; i < 5; i++)
        run(stage, "keys J");
    must_show(stage, "note number 40");
    assert_string_equal(focused(stage), "Maya Lindqvist");
    for (int i = 0; i < 6; i++)
        run(stage, "keys K");
    must_show(stage, "Head of research");
}

static void test_which_key(void **state)
{
    FrameStage *stage = *state;
    run(stage, "keys g");
    must_show(stage, "g first");
    run(stage, "keys Esc");
    must_hide(stage, "g first");
}

// ---- the filter

static void test_filter_as_you_type(void **state)
{
    FrameStage *stage = *state;
    must_show(stage, "Contacts 13");
    run(stage, "keys / ");
    run(stage, "text ma");
    must_show(stage, "of 13");
    must_show(stage, "Lindqvist, Maya");
    must_hide(stage, "Okafor");
    run(stage, "text ya");
    must_show(stage, "1 of 13");
    run(stage, "keys Enter");
    must_show(stage, "/maya");
    assert_string_equal(focused(stage), "Maya Lindqvist");
    run(stage, "keys Esc");
    must_show(stage, "Contacts 13");
    assert_string_equal(focused(stage), "Maya Lindqvist"); // the person stays, the filter goes
}

static void test_filter_that_finds_nobody(void **state)
{
    FrameStage *stage = *state;
    run(stage, "keys /");
    run(stage, "text xyzzy");
    must_show(stage, "Nobody matches.");
    must_show(stage, "0 of 13");
    run(stage, "keys Enter c f i R # e d space A v");
    must_show(stage, "0 of 13"); // nobody there: no command does anything
    run(stage, "keys Esc");
    must_show(stage, "Contacts 13");
}

static void test_filter_folds_and_takes_fields(void **state)
{
    FrameStage *stage = *state;
    static const struct {
        const char *typed, *found;
    } CASES[] = {{"jose", "Álvarez, José"},
                 {"zoe", "Zoë"},
                 {"虹", "田中 健"},
                 {"@kestrel", "Lindqvist, Maya"},
                 {"title:professor", "Park, Chris"}};
    for (size_t i = 0; i < COUNT(CASES); i++) {
        char line[64];
        snprintf(line, sizeof line, "text %s", CASES[i].typed);
        run(stage, "keys /");
        run(stage, line);
        must_show(stage, "1 of 13");
        must_show(stage, CASES[i].found);
        run(stage, "keys Esc");
    }
}

static void test_filter_command(void **state)
{
    FrameStage *stage = *state;
    run(stage, "keys 4 :");
    run(stage, "text filter company:merle");
    run(stage, "keys Enter");
    must_show(stage, "Diallo, Amara");
    must_show(stage, "1 of 13");
}

// ---- marks

static void test_marks_and_bulk_tag(void **state)
{
    FrameStage *stage = *state;
    run(stage, "keys Home space space");
    must_show(stage, "2 selected");
    run(stage, "keys #");
    must_show(stage, "2 people");
    run(stage, "text lisbon +maps");
    run(stage, "keys Enter");
    assert_int_equal(tags_of(stage, "José Álvarez"), 2);
    assert_int_equal(tags_of(stage, "Ines Costa"), 2);
    assert_int_equal(tags_of(stage, "Maya Lindqvist"), 0);
    must_hide(stage, "2 selected");
    run(stage, "keys u");
    assert_int_equal(tags_of(stage, "Ines Costa"), 0); // one step for both
    assert_int_equal(tags_of(stage, "José Álvarez"), 0);
    run(stage, "keys C-r");
    assert_int_equal(tags_of(stage, "José Álvarez"), 2);
    run(stage, "keys Home #");
    run(stage, "text -maps");
    run(stage, "keys Enter");
    assert_int_equal(tags_of(stage, "José Álvarez"), 1);
}

static void test_marks_and_how_to_be_in_touch(void **state)
{
    FrameStage *stage = *state;
    static const struct {
        const char *keys, *toast, *filter;
    } DEEDS[] = {
        {"s", "Resting, or awake again, 3 people.", "stage:resting"},
        {"r y", "In touch once a year, 3 people.", NULL},
        {": s t a g e space a d v o c a t e Enter", "Stage set: advocate, 3 people.", "stage:advocate"},
        {"f w Enter", ", 3 people.", NULL}};
    for (size_t i = 0; i < COUNT(DEEDS); i++) {
        char line[80];
        snprintf(line, sizeof line, "keys Home space space space %s", DEEDS[i].keys);
        run(stage, line);
        must_show(stage, DEEDS[i].toast);
        must_hide(stage, "3 selected");
        if (DEEDS[i].filter != NULL) {
            run(stage, "keys /");
            snprintf(line, sizeof line, "text %s", DEEDS[i].filter);
            run(stage, line);
            must_show(stage, "3 of 13");
            run(stage, "keys Esc");
        }
        run(stage, "keys u");
        must_show(stage, "3 contacts"); // undone, all three
    }
}

static void test_mark_range_and_all(void **state)
{
    FrameStage *stage = *state;
    run(stage, "keys Home space j j v");
    must_show(stage, "4 selected");
    run(stage, "keys A");
    frame_stage_shows(stage, "");
    assert_int_equal(tui_selection(stage->tui).count, 1); // A with marks takes them off
    run(stage, "keys A");
    must_show(stage, "13 selected");
    run(stage, "keys /");
    run(stage, "text maya");
    run(stage, "keys Enter");
    must_show(stage, "13 selected"); // marks survive a filter
    run(stage, "keys Esc Esc");
    frame_stage_shows(stage, "");
    assert_int_equal(tui_selection(stage->tui).count, 1);
}

static void test_trash_many_and_undo(void **state)
{
    FrameStage *stage = *state;
    run(stage, "keys Home space space d");
    must_show(stage, "Contacts 11");
    must_hide(stage, "Álvarez, José");
    run(stage, "keys u");
    must_show(stage, "Contacts 13");
    must_show(stage, "Álvarez, José");
}

// ---- sorting

static void test_sort_and_reverse(void **state)
{
    FrameStage *stage = *state;
    run(stage, "keys o x Home");
    assert_string_equal(focused(stage), "Maya Lindqvist"); // the earliest follow-up
    run(stage, "keys O Home");
    assert_string_not_equal(focused(stage), "Maya Lindqvist");
    run(stage, "keys O o c Home");
    assert_string_equal(focused(stage), "Zoë van den Berg"); // Adela
    run(stage, "keys 4 :\ntext sort next\nkeys Enter Home");
    assert_string_equal(focused(stage), "Maya Lindqvist");
    run(stage, "keys :\ntext sort xyz\nkeys Enter");
    must_show(stage, "› :sort takes default, name, company, last, next, met or added");
    assert_int_equal(stage->tui->popups.count, 0);
    run(stage, "keys 4 } c");
    must_show(stage, "› compose does not apply here"); // no tick: nothing was done
}

static void test_groups(void **state)
{
    FrameStage *stage = *state;
    run(stage, "keys o C Home"); // by company: by its name
    must_show(stage, "Adela 1");
    assert_string_equal(focused(stage), "Zoë van den Berg");
    run(stage, "keys ]");
    assert_string_equal(focused(stage), "José Álvarez"); // Alderly
    run(stage, "keys ] [ [");
    assert_string_equal(focused(stage), "Zoë van den Berg");
    run(stage, "keys End");
    assert_string_equal(focused(stage), "田中 健");
    run(stage, "keys :\ntext group stage\nkeys Enter");
    must_hide(stage, "Adela 1");
    run(stage, "keys :\ntext group colour\nkeys Enter");
    must_show(stage, ":group takes degree, company, stage or none");
    run(stage, "keys o N");
    must_show(stage, "Contacts 13");
}

// A mistake is said in a sentence, and the list stays as it was.
static void test_filter_with_a_mistake(void **state)
{
    FrameStage *stage = *state;
    run(stage, "keys :\ntext filter colour:red\nkeys Enter");
    must_show(stage, "no field");
    must_show(stage, "Okafor, Sam");
    run(stage, "keys Esc");
    must_hide(stage, "no field");
}

// What only the database knows is read, and stays while one types on and sorts.
static void test_filter_beyond_memory(void **state)
{
    FrameStage *stage = *state;
    run(stage, "keys i n\ntext a quasar in a note\nkeys Enter");
    run(stage, "keys /\ntext note:quasar\nkeys Enter");
    must_show(stage, "1 of 13");
    run(stage, "keys o n O");
    must_show(stage, "1 of 13");
    run(stage, "keys /\ntext  nobody\nkeys Enter");
    must_show(stage, "0 of 13");
    run(stage, "keys Esc Esc /\ntext -note:quasar\nkeys Enter");
    must_show(stage, "12 of 13");
    run(stage, "keys Esc Esc /\ntext in:trash\nkeys Enter");
    must_show(stage, "0 of 13");
}

// ---- mouse

static void test_mouse(void **state)
{
    FrameStage *stage = *state;
    run(stage, "keys Home\nclick 5 10");
    assert_string_equal(focused(stage), "Amara Diallo");
    run(stage, "double 3 10");
    frame_stage_shows(stage, "");
    assert_int_equal(view_now(stage->tui)->focus, 1); // a double click opens
    run(stage, "wheel-down 5 10");
    frame_stage_shows(stage, "");
    assert_int_equal(view_now(stage->tui)->focus, 1); // the wheel does not take the focus
    run(stage, "keys h");
    assert_string_not_equal(focused(stage), "José Álvarez");
    run(stage, "wheel-up 5 10\nwheel-up 5 10");
    assert_string_equal(focused(stage), "José Álvarez");
    run(stage, "click 25 10\nclick 2 10"); // below the last row, on the head: nothing
    assert_string_equal(focused(stage), "José Álvarez");
}

static void test_click_on_tabs(void **state)
{
    FrameStage *stage = *state;
    static const struct {
        int col;
        const ViewKind *view;
    } TABS[] = {{1, &VIEW_TODAY}, {13, &VIEW_CONTACTS}, {40, &VIEW_CALENDAR}, {52, &VIEW_COMPANIES}};
    for (size_t i = 0; i < COUNT(TABS); i++) {
        char line[32];
        snprintf(line, sizeof line, "click 0 %d", TABS[i].col);
        run(stage, line);
        frame_stage_shows(stage, "");
        if (view_now(stage->tui)->kind != TABS[i].view)
            fail_msg("a click at %d shows %s", TABS[i].col, view_now(stage->tui)->kind->title);
    }
    // Where only the active tab is drawn, a click on it stays there.
    run(stage, "keys 2\nresize 50x20\nclick 0 3");
    frame_stage_shows(stage, "");
    assert_ptr_equal(view_now(stage->tui)->kind, &VIEW_CONTACTS);
}

static void test_mouse_in_popups(void **state)
{
    FrameStage *stage = *state;
    run(stage, "keys Home i\nclick 0 0"); // outside: leaves
    frame_stage_shows(stage, "");
    assert_int_equal(stage->tui->popups.count, 0);
    run(stage, "keys C-p");
    run(stage, "wheel-down 15 50\nwheel-up 15 50");
    must_show(stage, "Go to or do");
}

// ---- the terminal

static void test_resize(void **state)
{
    FrameStage *stage = *state;
    static const char *const SIZES[] = {"200x60", "100x30", "80x24",   "60x20",
                                        "40x12",  "1x1",    "500x200", "39x9"};
    for (size_t i = 0; i < COUNT(SIZES); i++) {
        char line[32];
        snprintf(line, sizeof line, "resize %s", SIZES[i]);
        run(stage, line);
        frame_stage_shows(stage, "");
    }
    must_show(stage, "Please enlarge");
    run(stage, "resize 80x24");
    must_show(stage, "Lindqvist, Maya");
    run(stage, "keys e\nresize 30x8\nkeys Tab\nresize 40x12");
    must_show(stage, "Edit");
}

static void test_hangup_saves_and_ends(void **state)
{
    FrameStage *stage = *state;
    frame_stage_shows(stage, "");
    memory_terminal_push(stage->terminal, (Event){.kind = EVENT_HANGUP});
    assert_int_equal(tui_run(stage->tui), 0);
    stage->tui->quit = false;
    memory_terminal_push(stage->terminal, (Event){.kind = EVENT_TERMINATE});
    assert_int_equal(tui_run(stage->tui), 143);
    stage->tui->quit = false;
}

static void test_leaving(void **state)
{
    FrameStage *stage = *state;
    frame_stage_shows(stage, "");
    stage->tui->exit_code = 0;
    assert_true(memory_terminal_push_keys(stage->terminal, "q"));
    assert_int_equal(tui_run(stage->tui), 0);
    assert_int_equal(memory_terminal_waiting(stage->terminal), 0);
    stage->tui->quit = false;
    stage->tui->exit_code = 0;
    assert_true(memory_terminal_push_keys(stage->terminal, "C-z Q"));
    assert_int_equal(tui_run(stage->tui), 0);
    assert_int_equal(memory_terminal_suspends(stage->terminal), 1);
    stage->tui->quit = false;
}

static void test_paste_runs_no_keys(void **state)
{
    FrameStage *stage = *state;
    run(stage, "keys Home\npaste dddd");
    must_show(stage, "Contacts 13");
    run(stage, "keys /\npaste maya");
    must_show(stage, "1 of 13");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_moving),
        CASE(test_detail_follows_the_list),
        CASE(test_panes_and_escape_ladder),
        CASE(test_rows_of_the_detail),
        CASE(test_long_headline_in_the_detail),
        cmocka_unit_test(test_draft_and_no_timeline_in_the_detail),
        CASE(test_done_in_the_detail),
        CASE(test_an_interaction_in_full_and_away),
        CASE(test_three_panes),
        CASE(test_click_in_the_detail),
        CASE(test_scrolling_the_other_pane),
        CASE(test_which_key),
        CASE(test_filter_as_you_type),
        CASE(test_filter_that_finds_nobody),
        CASE(test_filter_folds_and_takes_fields),
        CASE(test_filter_command),
        CASE(test_marks_and_bulk_tag),
        CASE(test_marks_and_how_to_be_in_touch),
        CASE(test_mark_range_and_all),
        CASE(test_trash_many_and_undo),
        CASE(test_sort_and_reverse),
        CASE(test_groups),
        CASE(test_filter_with_a_mistake),
        CASE(test_filter_beyond_memory),
        CASE(test_mouse),
        CASE(test_click_on_tabs),
        CASE(test_mouse_in_popups),
        CASE(test_resize),
        CASE(test_hangup_saves_and_ends),
        CASE(test_leaving),
        CASE(test_paste_runs_no_keys),
    };
    return cmocka_run_group_tests_name("contacts", tests, NULL, NULL);
}
