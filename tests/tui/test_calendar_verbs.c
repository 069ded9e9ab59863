// SPDX-License-Identifier: MIT
// What is done to meetings and follow-ups in the calendar, by the keys: done, moved, called off, edited in
// the row, a day earlier and later; what is refused says so; and undo leads the cursor back to what it
// brought back.

#include "calendar/calendar.h"
#include "on_contacts.h"
#include "rapport/store/followups.h"
#include "rapport/store/interactions.h"
#include "rapport/store/meetings.h"

static int open_calendar(void **state)
{
    static FrameStage stage;
    frame_stage_open(&stage);
    run(&stage, "size 100x30\ninclude network.setup\n"
                "log Maya | meeting | both | 2026-11-25 14:30 | the lab | 30 | Nord\n"
                "log Zoë | meeting | both | 2026-11-26 14:00 | coffee | 45\n"
                "log Sam | meeting | both | 2026-11-24 09:50 | breakfast\n"
                "keys 4");
    frame_stage_shows(&stage, "");
    *state = &stage;
    return 0;
}

static const CalendarState *calendar_of(FrameStage *stage)
{
    frame_stage_shows(stage, ""); // handles what was pushed
    const CalendarState *state = calendar_state(stage->tui);
    assert_non_null(state);
    return state;
}

static int32_t cursor(FrameStage *stage)
{
    return calendar_of(stage)->cursor;
}

// What has the focus: the topic of a meeting, the words of a follow-up.
static const char *words(FrameStage *stage)
{
    const CalendarState *state = calendar_of(stage);
    const ListRow *row = rowlist_focused(&state->rows);
    const Meeting *meeting = row != NULL ? calendar_meeting(state, row) : NULL;
    const Followup *item = row != NULL ? calendar_item(state, row) : NULL;
    return meeting != NULL ? meeting->text : item != NULL ? item->text : "";
}

static Interaction meeting_of(FrameStage *stage, const char *who)
{
    Interactions list = {0};
    Interaction one;
    Error err = {0};
    interaction_init(&one);
    assert_true(
        store_timeline(stage->app->store, person(stage, who), 1 << INTERACTION_MEETING, 0, 1, &list, &err));
    assert_int_equal(list.count, 1);
    assert_true(store_interaction_get(stage->app->store, list.items[0].id, &one, &err));
    store_interactions_clear(&list);
    return one;
}

static void on_maya(FrameStage *stage)
{
    calendar_of(stage);
    tui_focus_pane(stage->tui, &PANE_MONTH);
    run(stage, "keys t l");
    calendar_of(stage);
    tui_focus_pane(stage->tui, &PANE_AGENDA);
    const CalendarState *state = calendar_of(stage);
    for (int i = 0; i < 10 && strcmp(words(stage), "the lab") != 0; i++)
        run(stage, "keys j");
    assert_int_equal(state->cursor, civil_day(2026, 11, 25));
    assert_string_equal(words(stage), "the lab");
}

// ---- each verb, and its undo

static const int DAY = 25;

static void test_verbs_and_their_undo(void **state)
{
    FrameStage *stage = *state;
    static const struct {
        const char *script;
        int day; // of November, where the meeting is then
        int minute;
        Outcome outcome;
        const char *says;
    } CASES[] = {
        {"keys H", 24, 870, OUTCOME_NONE, "The meeting is Tue 24 Nov 14:30, today."},
        {"keys L", 26, 870, OUTCOME_NONE, "At the same time: Zoë van den Berg, 14:00."},
        {"keys z 3", 27, 870, OUTCOME_NONE, "The meeting is Fri 27 Nov 14:30, in 3d."},
        {"keys z w", 31, 870, OUTCOME_NONE, "The meeting is Tue 1 Dec 14:30, in 7d."},
        {"keys z .\ntext fri 9:00\nkeys Enter", 27, 540, OUTCOME_NONE, "The meeting is Fri 27 Nov 09:00"},
        {"keys e C-u\ntext thu 16:00 20m harbour @ Quay\nkeys Enter", 26, 960, OUTCOME_NONE,
         "The meeting is Thu 26 Nov 16:00"},
        {"keys d t", 25, 870, OUTCOME_CANCELLED_BY_THEM, "offer two new times"},
        {"keys d m", 25, 870, OUTCOME_CANCELLED_BY_ME, "apologise"},
    };
    for (size_t i = 0; i < COUNT(CASES); i++) {
        on_maya(stage);
        run(stage, CASES[i].script);
        must_show(stage, CASES[i].says);
        Interaction one = meeting_of(stage, "Maya Lindqvist");
        int32_t day = civil_day(2026, 11, 1) + CASES[i].day - 1;
        if (one.day != day || interaction_minute(&one) != CASES[i].minute || one.outcome != CASES[i].outcome)
            fail_msg("%s leads to day %d %d, outcome %d", CASES[i].script, one.day - day,
                     interaction_minute(&one), one.outcome);
        if (one.outcome == OUTCOME_NONE)
            assert_int_equal(cursor(stage), day);
        interaction_clear(&one);
        // Elsewhere in between: undo leads back.
        run(stage, "keys t ] u");
        must_show(stage, "Undone: ");
        if (strcmp(words(stage), "the lab") != 0)
            fail_msg("%s, undone, leaves the focus on \"%s\"", CASES[i].script, words(stage));
        assert_int_equal(cursor(stage), civil_day(2026, 11, DAY));
        run(stage, "keys Tab");
    }
}

static void test_undo_leads_back_to_a_follow_up(void **state)
{
    FrameStage *stage = *state;
    static const char *const VERBS[] = {"keys x",
                                        "keys d",
                                        "keys z w",
                                        "keys L",
                                        "keys H",
                                        "keys e C-u\ntext mon call\nkeys Enter",
                                        "keys r\ntext every week\nkeys Enter"};
    for (size_t i = 0; i < COUNT(VERBS); i++) {
        run(stage, "keys t");
        for (int k = 0; k < 10 && strcmp(words(stage), "coffee, confirm place") != 0; k++)
            run(stage, k == 0 ? "keys Tab j" : "keys j");
        assert_string_equal(words(stage), "coffee, confirm place");
        run(stage, VERBS[i]);
        frame_stage_shows(stage, "");
        run(stage, i % 2 == 0 ? "keys G" : "keys g g");
        frame_stage_shows(stage, "");
        run(stage, "keys u");
        if (strcmp(words(stage), "coffee, confirm place") != 0)
            fail_msg("%s, undone, leaves the focus on \"%s\"", VERBS[i], words(stage));
        assert_int_equal(cursor(stage), civil_day(2026, 11, 24));
        run(stage, "keys Tab");
    }
}

// Where nothing changed nothing is to be undone: the key would take back something else.
static void test_no_undo_of_nothing(void **state)
{
    FrameStage *stage = *state;
    on_maya(stage);
    run(stage, "keys z 1"); // it is tomorrow already
    must_show(stage, "The meeting is Wed 25 Nov 14:30, tomorrow.");
    must_hide(stage, "undo");
}

// Done again it leads to where the thing went.
static void test_redo_leads_there(void **state)
{
    FrameStage *stage = *state;
    on_maya(stage);
    run(stage, "keys z w u");
    assert_int_equal(cursor(stage), civil_day(2026, 11, DAY));
    run(stage, "keys t C-r");
    assert_string_equal(words(stage), "the lab");
    assert_int_equal(cursor(stage), civil_day(2026, 12, 1));
}

// ---- done

static void test_done(void **state)
{
    FrameStage *stage = *state;
    // It is of today: prepared, then held, with what comes next.
    run(stage, "keys t Tab");
    assert_string_equal(words(stage), "breakfast");
    run(stage, "keys x x");
    must_show(stage, "thank for the meeting of 24 Nov");
    Interaction one = meeting_of(stage, "Sam Okafor");
    assert_int_equal(one.outcome, OUTCOME_HELD);
    interaction_clear(&one);
    run(stage, "keys u");
    assert_string_equal(words(stage), "breakfast");
    // It is to come: prepared, then not before its day.
    run(stage, "keys Tab");
    on_maya(stage);
    run(stage, "keys x");
    must_show(stage, "Prepared: the meeting of Wed 25 Nov 14:30, tomorrow.");
    one = meeting_of(stage, "Maya Lindqvist");
    assert_int_equal(one.outcome, OUTCOME_NONE);
    interaction_clear(&one);
    assert_string_equal(words(stage), "the lab");
    run(stage, "keys x");
    must_show(stage, "that meeting is still to come");
}

// ---- what is refused stays as it is, and says why

static void test_refused(void **state)
{
    FrameStage *stage = *state;
    static const struct {
        const char *script, *says;
    } CASES[] = {
        {"keys H", "was held; only a planned one can be changed"},
        {"keys L", "was held; only a planned one can be changed"},
        {"keys z w", "was held; only a planned one can be changed"},
        {"keys x", "was held; only a planned one can be changed"},
    };
    run(stage, "keys t Tab x x C-l");
    calendar_of(stage);
    for (int i = 0; i < 10 && strcmp(words(stage), "breakfast") != 0; i++)
        run(stage, "keys k");
    for (size_t i = 0; i < COUNT(CASES); i++) {
        assert_string_equal(words(stage), "breakfast");
        run(stage, CASES[i].script);
        must_show(stage, CASES[i].says);
        Interaction one = meeting_of(stage, "Sam Okafor");
        assert_int_equal(one.day, civil_day(2026, 11, 24));
        interaction_clear(&one);
        run(stage, "keys Esc");
    }
}

static void test_an_edit_that_cannot_be_read(void **state)
{
    FrameStage *stage = *state;
    on_maya(stage);
    run(stage, "keys e C-u\ntext fri 45m lunch\nkeys Enter");
    must_show(stage, "goes with a time");
    Interaction one = meeting_of(stage, "Maya Lindqvist");
    assert_int_equal(one.day, civil_day(2026, 11, DAY));
    interaction_clear(&one);
    run(stage, "keys Esc");
    assert_string_equal(words(stage), "the lab");
}

// ---- several at once

static void test_marked_meetings(void **state)
{
    FrameStage *stage = *state;
    run(stage, "log Chris | meeting | both | 2026-11-25 16:00 | walk\nkeys C-l");
    on_maya(stage);
    run(stage, "keys space space x");
    must_show(stage, "One at a time");
    run(stage, "keys Esc");
    on_maya(stage);
    for (int i = 0; i < 10 && calendar_of(stage)->rows.marks.count < 2; i++)
        run(stage, strcmp(words(stage), "the lab") == 0 || strcmp(words(stage), "walk") == 0 ? "keys space"
                                                                                             : "keys j");
    run(stage, "keys L L");
    Interaction one = meeting_of(stage, "Maya Lindqvist"), other = meeting_of(stage, "Chris Park");
    assert_int_equal(one.day, civil_day(2026, 11, 27));
    assert_int_equal(other.day, civil_day(2026, 11, 27));
    interaction_clear(&one);
    interaction_clear(&other);
    assert_int_equal(calendar_of(stage)->rows.marks.count, 2); // pressed again it moves them on
    run(stage, "keys u u");
    must_show(stage, "Undone: move 2 meetings");
    one = meeting_of(stage, "Maya Lindqvist");
    assert_int_equal(one.day, civil_day(2026, 11, DAY));
    interaction_clear(&one);
}

int main(void)
{
#define ON_STAGE(test) cmocka_unit_test_setup_teardown(test, open_calendar, close_stage)
    const struct CMUnitTest tests[] = {
        ON_STAGE(test_verbs_and_their_undo),
        ON_STAGE(test_undo_leads_back_to_a_follow_up),
        ON_STAGE(test_no_undo_of_nothing),
        ON_STAGE(test_redo_leads_there),
        ON_STAGE(test_done),
        ON_STAGE(test_refused),
        ON_STAGE(test_an_edit_that_cannot_be_read),
        ON_STAGE(test_marked_meetings),
    };
    return cmocka_run_group_tests_name("calendar verbs", tests, NULL, NULL);
}
