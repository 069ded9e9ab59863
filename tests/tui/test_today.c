// SPDX-License-Identifier: MIT
// Today by keys: ticking off, moving, opening, what its right side shows, and the first steps.
#include "support/check.h"

#include <string.h>

#include "frame.h"
#include "rapport/store/followups.h"
#include "rapport/store/search.h"
#include "support/frames.h"
#include "today/today.h"

static void run(FrameStage *stage, const char *script)
{
    if (!frame_stage_run(stage, script))
        fail_msg("%s", stage->err.message);
}

static const TodayState *today_of(FrameStage *stage)
{
    frame_stage_shows(stage, "");
    const TodayState *state = today_state(stage->tui);
    assert_non_null(state);
    return state;
}

static int section(FrameStage *stage)
{
    const ListRow *row = rowlist_focused(&today_of(stage)->todo);
    return row != NULL ? row->section : -1;
}

static void open_today(FrameStage *stage, const char *size)
{
    frame_stage_open(stage);
    run(stage, size);
    run(stage, "include network-today.setup\nkeys 1");
}

static void test_begins_with_what_is_due(void **state)
{
    (void)state;
    FrameStage stage;
    open_today(&stage, "size 100x30");
    assert_int_equal(section(&stage), TODAY_DUE);
    run(&stage, "keys [");
    assert_int_equal(section(&stage), TODAY_LATE);
    run(&stage, "keys ] ]");
    assert_int_equal(section(&stage), TODAY_WEEK);
    frame_stage_close(&stage);
}

// A second that passes draws nothing; what another program wrote does, and so does a message that ends.
static void test_draws_only_news(void **state)
{
    (void)state;
    FrameStage stage;
    open_today(&stage, "size 100x30");
    today_of(&stage);
    int before = memory_terminal_presents(stage.terminal);
    for (int i = 0; i < 5; i++)
        memory_terminal_push(stage.terminal, (Event){.kind = EVENT_TIMER});
    today_of(&stage);
    assert_int_equal(memory_terminal_presents(stage.terminal), before + 1); // as every run begins
    memory_terminal_push(stage.terminal, (Event){.kind = EVENT_TIMER});
    memory_terminal_push_keys(stage.terminal, "x");
    memory_terminal_push(stage.terminal, (Event){.kind = EVENT_TIMER});
    today_of(&stage);
    assert_int_equal(memory_terminal_presents(stage.terminal), before + 3);
    tui_toast(stage.tui, false, "said behind its back");
    memory_terminal_push(stage.terminal, (Event){.kind = EVENT_TIMER});
    assert_true(frame_stage_shows(&stage, "said behind its back"));
    frame_stage_close(&stage);
}

static void test_tick_off_goes_on_to_the_next(void **state)
{
    (void)state;
    FrameStage stage;
    open_today(&stage, "size 100x30");
    size_t before = today_of(&stage)->view.today.count;
    run(&stage, "keys x");
    assert_int_equal(today_of(&stage)->view.today.count, before - 1);
    assert_int_equal(today_of(&stage)->view.done.count, 1);
    assert_int_equal(section(&stage), TODAY_DUE);
    assert_true(frame_stage_shows(&stage, "Done today 1"));
    run(&stage, "keys u");
    assert_int_equal(today_of(&stage)->view.today.count, before);
    assert_int_equal(today_of(&stage)->view.done.count, 0);
    frame_stage_close(&stage);
}

static void test_snooze_and_marks(void **state)
{
    (void)state;
    FrameStage stage;
    open_today(&stage, "size 100x30");
    size_t week = today_of(&stage)->view.week.count;
    run(&stage, "keys space space z 1");
    assert_int_equal(today_of(&stage)->view.week.count, week + 2);
    assert_int_equal(today_of(&stage)->todo.marks.count, 0);
    run(&stage, "keys u");
    assert_int_equal(today_of(&stage)->view.week.count, week);
    frame_stage_close(&stage);
}

static size_t resting(FrameStage *stage)
{
    Query *query = NULL;
    ContactIds ids = {0};
    App *app = tui_app(stage->tui);
    assert_true(query_parse("stage:resting", QUERY_STRICT, app_today(app), &query, NULL));
    assert_true(store_search(app->store, query, SORT_NAME, false, 0, &ids, NULL));
    size_t count = ids.count;
    query_free(query);
    vec_clear(&ids);
    return count;
}

// Keys that are about people reach all whose lines are marked; those about lines reach the lines.
static void test_marks_reach_people(void **state)
{
    (void)state;
    FrameStage stage;
    open_today(&stage, "size 100x30");
    size_t week = today_of(&stage)->view.week.count;
    run(&stage, "keys space space f w");
    assert_true(frame_stage_shows(&stage, "Follow up with 2 people"));
    run(&stage, "text ask about the fair\nkeys Enter");
    assert_true(frame_stage_shows(&stage, "Follow-up set"));
    assert_true(frame_stage_shows(&stage, "2 people."));
    run(&stage, "keys u space space r\ntext every month\nkeys Enter");
    assert_true(frame_stage_shows(&stage, "Changed: 2 follow-ups."));
    run(&stage, "keys u space space e");
    assert_true(frame_stage_shows(&stage, "One at a time"));
    run(&stage, "keys s");
    assert_true(frame_stage_shows(&stage, "Resting, or awake again, 2 people."));
    assert_int_equal(resting(&stage), 2);
    run(&stage, "keys u");
    assert_int_equal(today_of(&stage)->view.week.count, week);
    assert_int_equal(resting(&stage), 0);
    frame_stage_close(&stage);
}

static void test_people_who_wait(void **state)
{
    (void)state;
    FrameStage stage;
    open_today(&stage, "size 100x30");
    const TodayState *today = today_of(&stage);
    assert_int_equal(today->view.owe.count, 1);
    assert_string_equal(today->view.owe.items[0].name, "Erik Sand");
    assert_int_equal(today->view.waiting.count, 3);
    assert_int_equal(today->view.fading.count, 1);
    // The right side has the focus: their answer settles what one owes.
    run(&stage, "keys Tab S");
    assert_int_equal(today_of(&stage)->view.owe.count, 0);
    run(&stage, "keys u");
    assert_int_equal(today_of(&stage)->view.owe.count, 1);
    frame_stage_close(&stage);
}

static void test_enter_opens(void **state)
{
    (void)state;
    FrameStage stage;
    open_today(&stage, "size 100x30");
    run(&stage, "keys Tab Enter");
    assert_true(frame_stage_shows(&stage, "Quillon"));
    assert_null(today_state(stage.tui));
    run(&stage, "keys 1");
    assert_non_null(today_of(&stage));
    frame_stage_close(&stage);
}

static void test_one_pane_reads_both(void **state)
{
    (void)state;
    FrameStage stage;
    open_today(&stage, "size 40x12");
    run(&stage, "keys Tab");
    assert_true(frame_stage_shows(&stage, "Waiting for a reply 3"));
    run(&stage, "keys j R n");
    assert_int_equal(today_of(&stage)->view.waiting.count, 2);
    frame_stage_close(&stage);
}

// ---- whom one meets

static const char MEETINGS[] =
    "log Zoë | meeting | both | 2026-11-24 14:00 | coffee and the show | 45 | Café Nord\n"
    "log Maya | meeting | both | 2026-11-25 14:30 | the lab | 30\n"
    "log Chris | meeting | both | 2026-11-26 10:00 | not yet\n"
    "keys C-l g g";

static const char *focused_meeting(FrameStage *stage)
{
    const TodayState *today = today_of(stage);
    const ListRow *row = rowlist_focused(&today->todo);
    return row != NULL && row->section == TODAY_MEET ? today->view.meetings.items[row->item].meeting.name
                                                     : "";
}

static size_t asks_to_prepare(FollowupList *list)
{
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++)
        count += str_equal(list->items[i].rule, "prepare");
    return count;
}

static void test_meetings_of_today_and_to_prepare(void **state)
{
    (void)state;
    FrameStage stage;
    open_today(&stage, "size 100x30");
    run(&stage, MEETINGS);
    const TodayState *today = today_of(&stage);
    assert_int_equal(today->view.meetings.count, 2);
    assert_string_equal(focused_meeting(&stage), "Zoë van den Berg");
    // Nothing is said twice: only that of the day after tomorrow has a line of its own.
    TodayState *lists = today_state(stage.tui);
    assert_int_equal(asks_to_prepare(&lists->view.late) + asks_to_prepare(&lists->view.today), 0);
    assert_int_equal(asks_to_prepare(&lists->view.week), 1);
    run(&stage, "keys p");
    assert_true(frame_stage_shows(&stage, "Before you meet Zoë van den Berg"));
    run(&stage, "keys Esc Enter");
    assert_true(frame_stage_shows(&stage, "Zephyra"));
    frame_stage_close(&stage);
}

// What is next about a meeting: to prepare it, then to say that it was held.
static void test_done_with_a_meeting(void **state)
{
    (void)state;
    FrameStage stage;
    open_today(&stage, "size 100x30");
    run(&stage, MEETINGS);
    run(&stage, "keys x");
    assert_string_equal(focused_meeting(&stage), "Zoë van den Berg");
    assert_true(today_of(&stage)->view.meetings.items[0].prepare == 0);
    assert_true(frame_stage_shows(&stage, "p prepares")); // Maya's
    run(&stage, "keys x");
    assert_true(frame_stage_shows(&stage, "thank for the meeting of 24 Nov"));
    assert_string_equal(focused_meeting(&stage), "Maya Lindqvist");
    run(&stage, "keys x"); // tomorrow: prepared, and no longer here
    assert_int_equal(today_of(&stage)->view.meetings.count, 0);
    run(&stage, "keys u u u");
    assert_int_equal(today_of(&stage)->view.meetings.count, 2);
    assert_true(today_of(&stage)->view.meetings.items[0].prepare != 0);
    frame_stage_close(&stage);
}

static void test_a_meeting_takes_the_verbs(void **state)
{
    (void)state;
    FrameStage stage;
    open_today(&stage, "size 100x30");
    run(&stage, MEETINGS);
    run(&stage, "keys z 1");
    assert_true(frame_stage_shows(&stage, "The meeting is Wed 25 Nov 14:00, tomorrow."));
    assert_true(frame_stage_shows(&stage, "At the same time: Maya Lindqvist, 14:30."));
    run(&stage, "keys u g g d t");
    assert_int_equal(today_of(&stage)->view.meetings.count, 1);
    run(&stage, "keys u g g e C-u\ntext 15:00 tea @ Quay\nkeys Enter");
    assert_true(frame_stage_shows(&stage, "tea, Quay"));
    frame_stage_close(&stage);
}

static void test_first_steps(void **state)
{
    (void)state;
    FrameStage stage;
    frame_stage_open(&stage);
    run(&stage, "keys 1");
    assert_true(frame_stage_shows(&stage, "First steps, 0 of 4 done"));
    run(&stage, "keys a\ntext Ada Byron @ Acme\nkeys Enter");
    assert_true(frame_stage_shows(&stage, "First steps, 1 of 4 done"));
    run(&stage, "follow Ada | today | say hello");
    run(&stage, "keys C-l x");
    assert_true(frame_stage_shows(&stage, "First steps, 3 of 4 done"));
    run(&stage, "draft Ada | email | Hello\nkeys C-l"); // which is not sent by being written
    assert_true(frame_stage_shows(&stage, "First steps, 3 of 4 done"));
    run(&stage, "keys 3 x 1");
    assert_false(frame_stage_shows(&stage, "First steps"));
    frame_stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_begins_with_what_is_due),
        cmocka_unit_test(test_draws_only_news),
        cmocka_unit_test(test_tick_off_goes_on_to_the_next),
        cmocka_unit_test(test_snooze_and_marks),
        cmocka_unit_test(test_marks_reach_people),
        cmocka_unit_test(test_people_who_wait),
        cmocka_unit_test(test_enter_opens),
        cmocka_unit_test(test_one_pane_reads_both),
        cmocka_unit_test(test_meetings_of_today_and_to_prepare),
        cmocka_unit_test(test_done_with_a_meeting),
        cmocka_unit_test(test_a_meeting_takes_the_verbs),
        cmocka_unit_test(test_first_steps),
    };
    return cmocka_run_group_tests_name("today", tests, NULL, NULL);
}
