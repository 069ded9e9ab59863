// SPDX-License-Identifier: MIT
// The calendar by keys and mouse: grid and agenda stay in step, and what is done to a follow-up lands in the
// database and comes back with undo.
#include "support/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "calendar/calendar.h"
#include "frame.h"
#include "rapport/app/contacts.h"
#include "rapport/store/contacts.h"
#include "rapport/store/followups.h"
#include "support/frames.h"
#include "support/random.h"

static void run(FrameStage *stage, const char *script)
{
    if (!frame_stage_run(stage, script))
        fail_msg("%s", stage->err.message);
}

static FrameStage *open_calendar(const char *script)
{
    static FrameStage stage;
    frame_stage_open(&stage);
    run(&stage, script);
    run(&stage, "include network.setup\nkeys 4");
    frame_stage_shows(&stage, "");
    return &stage;
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

static const char *focused_text(FrameStage *stage)
{
    const CalendarState *state = calendar_of(stage);
    const ListRow *row = rowlist_focused(&state->rows);
    const Followup *item = row != NULL ? calendar_item(state, row) : NULL;
    return item != NULL ? item->text : "";
}

static int open_on(FrameStage *stage, int year, int month, int day)
{
    int count;
    Error err = {0};
    calendar_of(stage);
    assert_true(store_followup_counts(stage->app->store, civil_day(year, month, day), 1, &count, &err));
    return count;
}

// ---- where the weeks begin

static void test_first_days(void **state)
{
    (void)state;
    static const struct {
        int year, month, day;
        bool monday;
        int first_year, first_month, first_day;
    } CASES[] = {
        {2026, 11, 24, true, 2026, 10, 26}, {2026, 11, 24, false, 2026, 11, 1},
        {2026, 2, 1, true, 2026, 1, 26},    {2026, 2, 28, false, 2026, 2, 1},
        {2027, 2, 10, true, 2027, 2, 1},    {2024, 2, 29, true, 2024, 1, 29},
        {2026, 1, 1, true, 2025, 12, 29},   {2026, 12, 31, false, 2026, 11, 29},
    };
    for (size_t i = 0; i < COUNT(CASES); i++) {
        int32_t day = civil_day(CASES[i].year, CASES[i].month, CASES[i].day);
        int32_t first = calendar_grid_first(day, CASES[i].monday);
        assert_int_equal(first, civil_day(CASES[i].first_year, CASES[i].first_month, CASES[i].first_day));
        assert_int_equal(civil_weekday(first), CASES[i].monday ? 0 : 6);
        int32_t week = calendar_week_first(day, CASES[i].monday);
        assert_in_range(day - week, 0, 6);
        assert_int_equal(civil_weekday(week), CASES[i].monday ? 0 : 6);
    }
}

// ---- moving

static void test_keys_move_the_cursor(void **state)
{
    (void)state;
    static const struct {
        const char *keys;
        int year, month, day;
    } CASES[] = {
        {"l", 2026, 11, 25},       {"h", 2026, 11, 23},     {"j", 2026, 12, 1},     {"k", 2026, 11, 17},
        {"]", 2026, 12, 24},       {"[", 2026, 10, 24},     {"}", 2027, 11, 24},    {"{", 2025, 11, 24},
        {"g g", 2026, 11, 1},      {"G", 2026, 11, 30},     {"PgDn", 2026, 12, 24}, {"] ] t", 2026, 11, 24},
        {"} } } t", 2026, 11, 24}, {"l l h", 2026, 11, 25}, {"C-d", 2026, 12, 8},
    };
    for (size_t i = 0; i < COUNT(CASES); i++) {
        FrameStage *stage = open_calendar("");
        assert_true(memory_terminal_push_keys(stage->terminal, CASES[i].keys));
        int32_t expected = civil_day(CASES[i].year, CASES[i].month, CASES[i].day);
        if (cursor(stage) != expected)
            fail_msg("%s leads to day %d, not %d", CASES[i].keys, cursor(stage), expected);
        frame_stage_close(stage);
    }
}

static void test_go_to_date(void **state)
{
    (void)state;
    FrameStage *stage = open_calendar("");
    run(stage, "keys g d\ntext next fri\nkeys Enter");
    assert_int_equal(cursor(stage), civil_day(2026, 12, 4));
    run(stage, "keys :\ntext to-date 2028-02-29\nkeys Enter");
    assert_int_equal(cursor(stage), civil_day(2028, 2, 29));
    assert_true(frame_stage_shows(stage, "February 2028"));
    run(stage, "keys g d\ntext 2030");
    assert_true(frame_stage_shows(stage, "Tue 1 Jan 2030"));
    run(stage, "keys Enter");
    assert_int_equal(cursor(stage), civil_day(2030, 1, 1));
    run(stage, "keys t");
    assert_int_equal(cursor(stage), civil_day(2026, 11, 24));
    frame_stage_close(stage);
}

static void test_agenda_follows_the_grid(void **state)
{
    (void)state;
    FrameStage *stage = open_calendar("");
    assert_string_equal(focused_text(stage), "call, staff role");
    run(stage, "keys l");
    assert_string_equal(focused_text(stage), "ask for intro");
    run(stage, "keys h h");
    assert_string_equal(focused_text(stage), "send the portfolio link");
    run(stage, "keys h h");
    assert_string_equal(focused_text(stage), "thank for the intro to Kestrel");
    // An empty day has a row of its own while the cursor is there.
    run(stage, "keys h");
    assert_string_equal(focused_text(stage), "");
    assert_true(frame_stage_shows(stage, "nothing due"));
    run(stage, "keys t");
    assert_false(frame_stage_shows(stage, "nothing due"));
    frame_stage_close(stage);
}

static void test_grid_follows_the_agenda(void **state)
{
    (void)state;
    FrameStage *stage = open_calendar("");
    run(stage, "keys Tab j j j");
    assert_string_equal(focused_text(stage), "congratulate");
    assert_int_equal(cursor(stage), civil_day(2026, 11, 24));
    run(stage, "keys j");
    assert_int_equal(cursor(stage), civil_day(2026, 11, 25));
    run(stage, "keys G");
    assert_string_equal(focused_text(stage), "renew the transit card");
    assert_int_equal(cursor(stage), civil_day(2026, 12, 2));
    assert_true(frame_stage_shows(stage, "December 2026"));
    run(stage, "keys g g");
    assert_int_equal(cursor(stage), civil_day(2026, 11, 21));
    frame_stage_close(stage);
}

static void test_mouse_keeps_both_in_step(void **state)
{
    (void)state;
    FrameStage *stage = open_calendar("");
    run(stage, "click 13 21"); // Thu 26 in the grid
    assert_int_equal(cursor(stage), civil_day(2026, 11, 26));
    assert_string_equal(focused_text(stage), "quarterly hello");
    run(stage, "click 16 60"); // Tom Reilly, Fri 27, in the agenda
    assert_string_equal(focused_text(stage), "nudge 2 of 2");
    assert_int_equal(cursor(stage), civil_day(2026, 11, 27));
    run(stage, "click 2 38"); // the arrow to the month before
    assert_int_equal(cursor(stage), civil_day(2026, 10, 27));
    run(stage, "click 2 40");
    assert_int_equal(cursor(stage), civil_day(2026, 11, 27));
    run(stage, "click 3 60"); // an overdue one
    assert_int_equal(cursor(stage), civil_day(2026, 11, 21));
    run(stage, "double 11 60"); // opens the person
    frame_stage_shows(stage, "");
    assert_null(calendar_state(stage->tui));
    frame_stage_close(stage);
}

// ---- doing

static void test_tick_off_and_undo(void **state)
{
    (void)state;
    FrameStage *stage = open_calendar("");
    run(stage, "keys x");
    assert_int_equal(open_on(stage, 2026, 11, 24), 3);
    assert_true(frame_stage_shows(stage, "Done."));
    assert_true(frame_stage_shows(stage, "undo"));
    // It stays in sight, and the focus goes on to the next.
    assert_true(frame_stage_shows(stage, "✓"));
    assert_true(frame_stage_shows(stage, "1 done  8 to do"));
    assert_string_equal(focused_text(stage), "coffee, confirm place");
    run(stage, "keys u");
    assert_int_equal(open_on(stage, 2026, 11, 24), 4);
    assert_false(frame_stage_shows(stage, "✓ 10:30"));
    frame_stage_close(stage);
}

static void test_log_after_ticking_off_is_for_that_person(void **state)
{
    (void)state;
    FrameStage *stage = open_calendar("");
    run(stage, "keys x i");
    assert_true(frame_stage_shows(stage, "Log with José Álvarez"));
    run(stage, "keys Esc x j f");
    assert_false(frame_stage_shows(stage, "Follow up with Zoë"));
    run(stage, "keys Esc");
    frame_stage_close(stage);
    // Two in a row: the second is meant.
    stage = open_calendar("");
    run(stage, "keys x x f");
    assert_true(frame_stage_shows(stage, "Follow up with Zoë"));
    frame_stage_close(stage);
}

// ---- more than the agenda reads at once

static void add_many(FrameStage *stage, const char *day, int count)
{
    char line[120];
    for (int i = 0; i < count; i++) {
        snprintf(line, sizeof line, "follow - | %s | item %d of %s", day, i, day);
        run(stage, line);
    }
}

static void test_a_full_day_does_not_hide_the_next(void **state)
{
    (void)state;
    FrameStage stage;
    frame_stage_open(&stage);
    add_many(&stage, "2026-11-25", 130);
    run(&stage, "follow - | 2026-11-27 | after the crowd\nkeys 4 l l l");
    assert_string_equal(focused_text(&stage), "after the crowd");
    assert_false(frame_stage_shows(&stage, "nothing due"));
    // By the agenda too: at its end it reads on.
    run(&stage, "keys t l Tab G G G");
    assert_string_equal(focused_text(&stage), "after the crowd");
    frame_stage_close(&stage);
}

static void test_many_late_ones(void **state)
{
    (void)state;
    FrameStage stage;
    frame_stage_open(&stage);
    add_many(&stage, "2026-11-02", 130);
    run(&stage, "follow - | 2026-11-20 | late as well\nkeys 4");
    assert_true(frame_stage_shows(&stage, "131 late"));
    run(&stage, "keys h h h h");
    assert_string_equal(focused_text(&stage), "late as well");
    run(&stage, "keys t");
    assert_int_equal(cursor(&stage), civil_day(2026, 11, 24));
    frame_stage_close(&stage);
}

static void test_snooze(void **state)
{
    (void)state;
    FrameStage *stage = open_calendar("");
    run(stage, "keys z 3");
    assert_int_equal(open_on(stage, 2026, 11, 24), 3);
    assert_int_equal(open_on(stage, 2026, 11, 27), 3);
    // The focus went with it, and the cursor with the focus.
    assert_string_equal(focused_text(stage), "call, staff role");
    assert_int_equal(cursor(stage), civil_day(2026, 11, 27));
    run(stage, "keys u");
    assert_int_equal(open_on(stage, 2026, 11, 24), 4);
    run(stage, "keys z .\ntext 15 dec\nkeys Enter");
    assert_int_equal(open_on(stage, 2026, 12, 15), 1);
    frame_stage_close(stage);
}

static void test_move_by_a_day(void **state)
{
    (void)state;
    FrameStage *stage = open_calendar("");
    run(stage, "keys L L");
    assert_int_equal(open_on(stage, 2026, 11, 26), 3);
    assert_int_equal(cursor(stage), civil_day(2026, 11, 26));
    run(stage, "keys H");
    assert_int_equal(open_on(stage, 2026, 11, 25), 2);
    run(stage, "keys u u u");
    assert_int_equal(open_on(stage, 2026, 11, 24), 4);
    frame_stage_close(stage);
}

static void test_add_on_the_day(void **state)
{
    (void)state;
    FrameStage *stage = open_calendar("");
    run(stage, "keys l l l l a\ntext 10:30 Maya: send slides\nkeys Enter");
    assert_int_equal(open_on(stage, 2026, 11, 28), 1);
    assert_string_equal(focused_text(stage), "send slides");
    const CalendarState *calendar = calendar_of(stage);
    const Followup *item = calendar_item(calendar, rowlist_focused(&calendar->rows));
    assert_string_equal(item->contact_name, "Maya Lindqvist");
    assert_int_equal(item->minute, 630);
    run(stage, "keys a\ntext buy stamps\nkeys Enter");
    assert_int_equal(open_on(stage, 2026, 11, 28), 2);
    assert_string_equal(focused_text(stage), "buy stamps");
    run(stage, "keys a\ntext Nobody: hello\nkeys Enter");
    assert_true(frame_stage_shows(stage, "nobody is called so"));
    assert_int_equal(open_on(stage, 2026, 11, 28), 2);
    frame_stage_close(stage);
}

static void test_add_completes_names(void **state)
{
    (void)state;
    FrameStage *stage = open_calendar("");
    run(stage, "keys a\ntext Zo\nkeys Tab\ntext call\nkeys Enter");
    assert_int_equal(open_on(stage, 2026, 11, 24), 5);
    const CalendarState *calendar = calendar_of(stage);
    assert_string_equal(calendar_item(calendar, rowlist_focused(&calendar->rows))->contact_name,
                        "Zoë van den Berg");
    frame_stage_close(stage);
}

static void test_edit_repeat_drop(void **state)
{
    (void)state;
    FrameStage *stage = open_calendar("");
    run(stage, "keys e C-u\ntext call about the role\nkeys Enter");
    assert_string_equal(focused_text(stage), "call about the role");
    run(stage, "keys r\ntext every 2 weeks\nkeys Enter");
    assert_true(frame_stage_shows(stage, "↻ 10:30"));
    run(stage, "keys x");
    assert_int_equal(open_on(stage, 2026, 12, 8), 1);
    run(stage, "keys d");
    assert_int_equal(open_on(stage, 2026, 11, 24), 2);
    assert_true(frame_stage_shows(stage, "Dropped."));
    run(stage, "keys r\ntext every blue moon\nkeys Enter");
    assert_true(frame_stage_shows(stage, "✗"));
    frame_stage_close(stage);
}

static void test_marks_act_together(void **state)
{
    (void)state;
    FrameStage *stage = open_calendar("");
    run(stage, "keys Tab space space x");
    assert_int_equal(open_on(stage, 2026, 11, 24), 2);
    assert_true(frame_stage_shows(stage, "2 follow-ups"));
    run(stage, "keys u");
    assert_int_equal(open_on(stage, 2026, 11, 24), 4);
    frame_stage_close(stage);
}

static void test_enter_opens_the_person(void **state)
{
    (void)state;
    FrameStage *stage = open_calendar("");
    run(stage, "keys l Enter");
    frame_stage_shows(stage, "");
    assert_null(calendar_state(stage->tui));
    assert_true(frame_stage_shows(stage, "Zephyra"));
    frame_stage_close(stage);
}

static void test_week(void **state)
{
    (void)state;
    FrameStage *stage = open_calendar("");
    run(stage, "keys |");
    assert_true(frame_stage_shows(stage, "Mon 23 Nov 1"));
    assert_true(frame_stage_shows(stage, "10:30 José"));
    // Through what is on the day, then on to the next one.
    run(stage, "keys j");
    assert_string_equal(focused_text(stage), "coffee, confirm place");
    assert_int_equal(cursor(stage), civil_day(2026, 11, 24));
    run(stage, "keys j j j");
    assert_string_equal(focused_text(stage), "ask for intro");
    assert_int_equal(cursor(stage), civil_day(2026, 11, 25));
    run(stage, "keys k");
    assert_string_equal(focused_text(stage), "congratulate");
    run(stage, "keys j l");
    assert_int_equal(cursor(stage), civil_day(2026, 12, 2));
    run(stage, "keys |");
    assert_true(frame_stage_shows(stage, "December 2026"));
    frame_stage_close(stage);
}

// The week takes the verbs of the agenda: what is done stays in sight, marks are seen, the mouse focuses.
static void test_week_verbs(void **state)
{
    (void)state;
    FrameStage *stage = open_calendar("size 80x24");
    run(stage, "keys | x");
    assert_true(frame_stage_shows(stage, "Done.  i log it  f next"));
    assert_true(frame_stage_shows(stage, "✓ José"));
    assert_string_equal(focused_text(stage), "coffee, confirm place");
    run(stage, "keys u");
    assert_string_equal(focused_text(stage), "call, staff role");
    run(stage, "keys space space L");
    assert_int_equal(open_on(stage, 2026, 11, 25), 3);
    run(stage, "keys u Esc t");
    assert_int_equal(open_on(stage, 2026, 11, 24), 4);
    run(stage, "click 8 10"); // Priya, the third of Tuesday
    assert_string_equal(focused_text(stage), "follow up on resume");
    run(stage, "click 5 10"); // the head
    assert_int_equal(cursor(stage), civil_day(2026, 11, 24));
    run(stage, "click 4 10"); // of Monday, late
    assert_string_equal(focused_text(stage), "send the portfolio link");
    run(stage, "keys x");
    assert_int_equal(open_on(stage, 2026, 11, 23), 0);
    frame_stage_close(stage);
}

static void test_a_full_day_of_the_week_scrolls(void **state)
{
    (void)state;
    FrameStage *stage = open_calendar("size 80x24");
    add_many(stage, "2026-11-26", 30);
    run(stage, "keys C-l | l h t");
    for (int i = 0; i < 5 + 31; i++)
        run(stage, "keys j");
    assert_string_equal(focused_text(stage), "item 29 of 2026-11-26");
    assert_true(frame_stage_shows(stage, "item 29 of 2026"));
    run(stage, "keys j");
    assert_int_equal(cursor(stage), civil_day(2026, 11, 27));
    frame_stage_close(stage);
}

static void test_weeks_begin_as_set(void **state)
{
    (void)state;
    FrameStage *stage = open_calendar("sunday");
    assert_true(frame_stage_shows(stage, "Su   Mo   Tu"));
    run(stage, "keys :\ntext set week-start monday\nkeys Enter");
    assert_true(frame_stage_shows(stage, "Mo   Tu   We"));
    assert_int_equal(cursor(stage), civil_day(2026, 11, 24));
    run(stage, "keys :\ntext set week-start sunday\nkeys Enter |");
    assert_true(frame_stage_shows(stage, "Sun 22 Nov"));
    run(stage, "keys :\ntext set week-start auto\nkeys Enter |");
    assert_true(frame_stage_shows(stage, "Su   Mo   Tu"));
    frame_stage_close(stage);
}

static void test_wide_screens_show_the_person(void **state)
{
    (void)state;
    FrameStage *stage = open_calendar("size 160x40");
    assert_true(frame_stage_shows(stage, "Alderly")); // José's company
    run(stage, "keys l");
    assert_true(frame_stage_shows(stage, "Zephyra"));
    assert_false(frame_stage_shows(stage, "Alderly"));
    run(stage, "keys Tab j");
    assert_true(frame_stage_shows(stage, "Stratum"));
    run(stage, "resize 100x30");
    assert_false(frame_stage_shows(stage, "Stratum"));
    frame_stage_close(stage);
}

// ---- whatever is pressed, both sides agree

static void require_in_step(FrameStage *stage, const char *after)
{
    const CalendarState *state = calendar_of(stage);
    const ListRow *row = rowlist_focused(&state->rows);
    if (row == NULL || row->day != state->cursor)
        fail_msg("after %s the cursor is on day %d, the agenda on %d", after, state->cursor,
                 row != NULL ? row->day : -1);
    if (state->cursor < state->grid_first || state->cursor >= state->grid_first + GRID_DAYS)
        fail_msg("after %s the grid does not show the cursor", after);
}

static void test_any_keys_keep_both_in_step(void **state)
{
    (void)state;
    static const char *const KEYS[] = {"h",     "j",   "k",   "l", "[",    "]",    "{",   "}",   "t",  "J",
                                       "K",     "G",   "g g", "|", "Tab",  "x",    "u",   "C-r", "H",  "L",
                                       "space", "z 1", "z w", "d", "PgDn", "PgUp", "C-d", "C-u", "Esc"};
    Random random = random_start(20261124);
    FrameStage *stage = open_calendar("");
    add_many(stage, "2026-11-26", 110);
    run(stage, "keys C-l");
    for (int i = 0; i < 400; i++) {
        const char *keys = KEYS[random_below(&random, COUNT(KEYS))];
        assert_true(memory_terminal_push_keys(stage->terminal, keys));
        // A snooze without anything to snooze leaves its digit to the tabs.
        run(stage, "keys 4");
        require_in_step(stage, keys);
    }
    frame_stage_close(stage);
}

// ---- a month to pick a day from

static void test_month_picker(void **state)
{
    (void)state;
    static const struct {
        const char *script;
        int year, month, day;
    } CASES[] = {
        {"keys g d Down Enter Enter", 2026, 11, 24},
        {"keys g d C-Space l l Enter Enter", 2026, 11, 26},
        {"keys g d Down j ] Enter Enter", 2027, 1, 1},
        {"keys g d Down PgUp Home Enter Enter", 2026, 10, 1},
        {"keys g d\ntext 2028-02-29\nkeys Down } Enter Enter", 2029, 2, 28},
        {"keys g d Down ] t Enter Enter", 2026, 11, 24},
        {"keys g d Down j Esc Esc", 2026, 11, 24}, // left again
    };
    for (size_t i = 0; i < COUNT(CASES); i++) {
        FrameStage *stage = open_calendar("");
        run(stage, CASES[i].script);
        int32_t expected = civil_day(CASES[i].year, CASES[i].month, CASES[i].day);
        if (cursor(stage) != expected)
            fail_msg("%s leads to day %d, not %d", CASES[i].script, cursor(stage), expected);
        frame_stage_close(stage);
    }
}

// ---- a meeting in one line

static void test_meet(void **state)
{
    (void)state;
    static const struct {
        const char *typed;
        int minute, length;
        const char *name, *subject, *place;
    } CASES[] = {
        {"meet 14:00 45m Maya: coffee, no agenda @ Café Nord", 840, 45, "Maya Lindqvist", "coffee, no agenda",
         "Café Nord"},
        {"meet 9:30 2h Maya: the lab", 570, 120, "Maya Lindqvist", "the lab", NULL},
        {"meet Maya", -1, 0, "Maya Lindqvist", NULL, NULL},
        {"meet 14:00 Maya @ https://meet.example/x", 840, 0, "Maya Lindqvist", NULL,
         "https://meet.example/x"},
    };
    for (size_t i = 0; i < COUNT(CASES); i++) {
        FrameStage *stage = open_calendar("");
        Meetings list = {0};
        Error err = {0};
        run(stage, "keys l a");
        memory_terminal_push_text(stage->terminal, CASES[i].typed);
        run(stage, "keys Enter");
        frame_stage_shows(stage, "");
        int32_t day = civil_day(2026, 11, 25);
        assert_true(store_meetings_between(stage->app->store, day, day, 10, &list, &err));
        if (list.count != 1)
            fail_msg("%s: %zu meetings", CASES[i].typed, list.count);
        const Meeting *meeting = &list.items[0];
        assert_int_equal(meeting->minute, CASES[i].minute);
        assert_int_equal(meeting->length, CASES[i].length);
        assert_string_equal(meeting->name, CASES[i].name);
        assert_true(str_equal(meeting->subject, CASES[i].subject));
        assert_true(str_equal(meeting->place, CASES[i].place));
        const ListRow *row = rowlist_focused(&calendar_of(stage)->rows);
        assert_true(row != NULL && row->section == AGENDA_MEETING);
        run(stage, "keys u");
        frame_stage_shows(stage, "");
        meetings_clear(&list);
        assert_true(store_meetings_between(stage->app->store, day, day, 10, &list, &err));
        assert_int_equal(list.count, 0);
        frame_stage_close(stage);
    }
}

// The same letters move and change a meeting; each is one step.
static void test_meetings_take_the_verbs(void **state)
{
    (void)state;
    FrameStage *stage = open_calendar("");
    run(stage, "keys a\ntext meet 14:00 45m Maya: coffee @ Nord\nkeys Enter Tab L");
    assert_int_equal(cursor(stage), civil_day(2026, 11, 25));
    assert_true(frame_stage_shows(stage, "The meeting is Wed 25 Nov 14:00, tomorrow."));
    run(stage, "keys e C-u\ntext fri 15:00 30m tea @ Quay\nkeys Enter");
    assert_int_equal(cursor(stage), civil_day(2026, 11, 27));
    assert_true(frame_stage_shows(stage, "15:00"));
    run(stage, "keys u");
    assert_int_equal(cursor(stage), civil_day(2026, 11, 25));
    frame_stage_close(stage);
}

static void test_meet_nobody(void **state)
{
    (void)state;
    FrameStage *stage = open_calendar("");
    run(stage, "keys a\ntext meet 14:00 Nobody Atall: x\nkeys Enter");
    assert_true(frame_stage_shows(stage, "a meeting is with somebody who is known here"));
    frame_stage_close(stage);
}

// ---- what their clock shows

static void test_time_there(void **state)
{
    (void)state;
    if (access("/usr/share/zoneinfo/Asia/Tokyo", R_OK) != 0)
        skip();
    FrameStage *stage = open_calendar("");
    ContactIds ids = {0};
    Error err = {0};
    assert_true(store_contact_resolve(stage->app->store, "José Álvarez", false, &ids, &err));
    const FieldEdit edit = {field_info(FIELD_ZONE), FIELD_SET, "Asia/Tokyo"};
    assert_true(app_edit(stage->app, ids.items, 1, 0, &edit, 1, &err));
    tui_changed(stage->tui, 0);
    assert_true(frame_stage_shows(stage, "19:30 there, call")); // 10:30 here
    vec_clear(&ids);
    frame_stage_close(stage);
}

// ---- one of a series

static void test_drop_asks_about_a_series(void **state)
{
    (void)state;
    FrameStage *stage = open_calendar("");
    run(stage, "keys d"); // call José: comes once
    assert_true(frame_stage_shows(stage, "Dropped"));
    run(stage, "keys u"); // the focus comes back with it
    assert_string_equal(focused_text(stage), "call, staff role");
    run(stage, "keys Tab j j j d"); // congratulate, every year
    assert_true(frame_stage_shows(stage, "It repeats. Drop"));
    run(stage, "keys 1");
    assert_true(frame_stage_shows(stage, "Passed over; the next is"));
    assert_int_equal(open_on(stage, 2027, 11, 24), 1);
    run(stage, "keys u");
    assert_int_equal(open_on(stage, 2027, 11, 24), 0);
    frame_stage_close(stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_first_days),
        cmocka_unit_test(test_keys_move_the_cursor),
        cmocka_unit_test(test_go_to_date),
        cmocka_unit_test(test_agenda_follows_the_grid),
        cmocka_unit_test(test_grid_follows_the_agenda),
        cmocka_unit_test(test_mouse_keeps_both_in_step),
        cmocka_unit_test(test_tick_off_and_undo),
        cmocka_unit_test(test_log_after_ticking_off_is_for_that_person),
        cmocka_unit_test(test_a_full_day_does_not_hide_the_next),
        cmocka_unit_test(test_many_late_ones),
        cmocka_unit_test(test_snooze),
        cmocka_unit_test(test_move_by_a_day),
        cmocka_unit_test(test_add_on_the_day),
        cmocka_unit_test(test_add_completes_names),
        cmocka_unit_test(test_edit_repeat_drop),
        cmocka_unit_test(test_marks_act_together),
        cmocka_unit_test(test_enter_opens_the_person),
        cmocka_unit_test(test_week),
        cmocka_unit_test(test_week_verbs),
        cmocka_unit_test(test_a_full_day_of_the_week_scrolls),
        cmocka_unit_test(test_any_keys_keep_both_in_step),
        cmocka_unit_test(test_weeks_begin_as_set),
        cmocka_unit_test(test_wide_screens_show_the_person),
        cmocka_unit_test(test_meet),
        cmocka_unit_test(test_meetings_take_the_verbs),
        cmocka_unit_test(test_meet_nobody),
        cmocka_unit_test(test_time_there),
        cmocka_unit_test(test_month_picker),
        cmocka_unit_test(test_drop_asks_about_a_series),
    };
    return cmocka_run_group_tests_name("calendar", tests, NULL, NULL);
}
