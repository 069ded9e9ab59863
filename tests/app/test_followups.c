// SPDX-License-Identifier: MIT
// Many follow-ups at once: ticked off, dropped, moved, repeated in one step that undo takes back whole;
// stopped half way, none has changed; and what the rules close for one of them is not in the way of another.
#include "fixture.h"

#include "rapport/app/contacts.h"
#include "rapport/app/outreach.h"
#include "rapport/store/followups.h"

static bool done(App *app, const int64_t *ids, size_t count, StepResult *result, Error *err)
{
    return app_followups_done(app, ids, count, result, err);
}

static bool drop(App *app, const int64_t *ids, size_t count, StepResult *result, Error *err)
{
    return app_followups_drop(app, ids, count, result, err);
}

static bool snooze(App *app, const int64_t *ids, size_t count, StepResult *result, Error *err)
{
    return app_followups_move(app, ids, count, app_today(app) + 9, -1, result, err);
}

static bool repeat(App *app, const int64_t *ids, size_t count, StepResult *result, Error *err)
{
    return app_followups_edit(app, ids, count, NULL, "every 2 weeks", result, err);
}

static const struct {
    bool (*run)(App *app, const int64_t *ids, size_t count, StepResult *result, Error *err);
    const char *step;
} DEEDS[] = {{done, "tick off"}, {drop, "drop"}, {snooze, "move"}, {repeat, "edit"}};

// How many are as each deed leaves them.
static size_t reached(App *app, size_t deed, const int64_t *ids, size_t count)
{
    size_t reached = 0;
    for (size_t i = 0; i < count; i++) {
        Followup row;
        followup_init(&row);
        FINE(store_followup_get(app->store, ids[i], &row, err));
        const bool changed[] = {row.state == FOLLOWUP_DONE, row.state == FOLLOWUP_DROPPED,
                                row.day == app_today(app) + 9, row.repeat != NULL};
        reached += changed[deed];
        followup_clear(&row);
    }
    return reached;
}

// Two for each person, "call" and "write".
static void add_rows(App *app, size_t people, FollowupList *rows)
{
    ContactIds ids = {0};
    Str lines = STR_INIT;
    for (size_t i = 0; i < people; i++)
        str_appendf(&lines, "Person%zu Norwood @ Kestrel\n", i);
    FINE(app_add_lines(app, str_get(&lines), false, &ids, err));
    static const char *const TEXTS[] = {"call", "write"};
    for (size_t i = 0; i < COUNT(TEXTS); i++) {
        StepResult result;
        FollowupRequest request = {.day = app_today(app) + 1, .minute = -1, .text = TEXTS[i]};
        FINE(app_followups_add(app, ids.items, ids.count, &request, &result, err));
        step_result_clear(&result);
    }
    FINE(store_followups_between(app->store, 0, INT32_MAX, 100000, rows, err));
    assert_int_equal(rows->count, 2 * people);
    vec_clear(&ids);
    str_clear(&lines);
}

typedef struct Pacing {
    size_t looks, most;
} Pacing;

static bool on_pace(void *self, size_t count, size_t total)
{
    Pacing *pacing = self;
    assert_true(count <= total);
    return ++pacing->looks != pacing->most;
}

static void no_finding(void *self, const char *finding)
{
    (void)self;
    fail_msg("%s", finding);
}

// Stopped at these looks: while the rows change, or while the rules speak about their people.
static const size_t STOPS[COUNT(DEEDS)] = {20, 50, 20, 50};

static void try_deeds(size_t people, bool stops)
{
    App *app = fixture_open(":memory:", 7);
    FollowupList rows = {0};
    Error error = {0};
    StepResult result;
    JournalStep step;
    add_rows(app, people, &rows);
    int64_t *ids = mem_array(rows.count, sizeof *ids);
    for (size_t i = 0; i < rows.count; i++)
        ids[i] = rows.items[i].id;
    for (size_t deed = 0; deed < COUNT(DEEDS); deed++) {
        Pacing pacing = {.most = STOPS[deed]};
        app->pace = (Pace){on_pace, &pacing};
        if (stops)
            FAILS(ERROR_INTERRUPTED, DEEDS[deed].run(app, ids, rows.count, &result, err));
        assert_int_equal(reached(app, deed, ids, rows.count), 0);
        pacing = (Pacing){0};
        FINE(DEEDS[deed].run(app, ids, rows.count, &result, err));
        assert_true(pacing.looks >= rows.count / 64);
        step_result_clear(&result);
        app->pace = (Pace){0};
        assert_int_equal(reached(app, deed, ids, rows.count), rows.count);
        FINE(app_undo(app, true, &step, err));
        char *what = str_format("%s %zu follow-ups", DEEDS[deed].step, rows.count);
        assert_string_equal(step.what, what);
        free(what);
        assert_int_equal(reached(app, deed, ids, rows.count), 0);
    }
    if (store_check(app->store, no_finding, NULL, &error) != 0)
        fail_msg("%s", error.message);
    free(ids);
    followup_list_clear(&rows);
    app_close(app);
}

static void test_a_few(void **state)
{
    (void)state;
    try_deeds(3, false);
}

static void test_many_stop_or_finish(void **state)
{
    (void)state;
    try_deeds(1010, true); // more than are published one by one
}

// A meeting was held: thank them, connect. Both are ticked off together, whatever the one does to the other.
static void test_rows_of_one_person(void **state)
{
    (void)state;
    App *app = fixture_open(":memory:", 7);
    StepResult result;
    FollowupList rows = {0};
    ContactIds ids = {0};
    FINE(app_add_lines(app, "Ada Byron @ Acme", false, &ids, err));
    LogRequest met = {.kind = INTERACTION_MEETING,
                      .direction = DIRECTION_MUTUAL,
                      .expects_answer = -1,
                      .answer_day = CIVIL_NONE,
                      .moved_day = CIVIL_NONE,
                      .outcome = OUTCOME_HELD,
                      .contacts = ids.items,
                      .contact_count = 1};
    FINE(app_log(app, &met, &result, err));
    step_result_clear(&result);
    FINE(store_followups_of(app->store, ids.items[0], true, &rows, err));
    assert_true(rows.count >= 2);
    int64_t all[16];
    for (size_t i = 0; i < rows.count; i++)
        all[i] = rows.items[i].id;
    FINE(app_followups_done(app, all, rows.count, &result, err));
    assert_int_equal(reached(app, 0, all, rows.count), rows.count);
    step_result_clear(&result);
    FAILS(ERROR_INPUT, app_followups_done(app, all, rows.count, &result, err)); // they are closed
    followup_list_clear(&rows);
    vec_clear(&ids);
    app_close(app);
}

// ---- one of a series, or all that follow

static int64_t add_repeat(App *app, const char *rule, int32_t day)
{
    StepResult result;
    FollowupRequest request = {.day = day, .minute = -1, .text = "call", .repeat = rule};
    FINE(app_followup_add(app, &request, &result, err));
    int64_t id = result.id;
    step_result_clear(&result);
    return id;
}

// "day text rule" of what is open, a line each, days counted from today.
static char *open_rows(App *app)
{
    FollowupList rows = {0};
    Str out = STR_INIT;
    FINE(store_followups_between(app->store, 0, INT32_MAX, 100, &rows, err));
    for (size_t i = 0; i < rows.count; i++)
        str_appendf(&out, "%+d %s %s\n", rows.items[i].day - app_today(app), rows.items[i].text,
                    rows.items[i].repeat != NULL ? rows.items[i].repeat : "once");
    followup_list_clear(&rows);
    return str_take(&out);
}

static void skip_one(App *app, int64_t id, StepResult *result)
{
    FINE(app_followups_skip(app, &id, 1, result, err));
}
static void drop_all(App *app, int64_t id, StepResult *result)
{
    FINE(app_followups_drop(app, &id, 1, result, err));
}
static void tick_off(App *app, int64_t id, StepResult *result)
{
    FINE(app_followups_done(app, &id, 1, result, err));
}
static void edit_one(App *app, int64_t id, StepResult *result)
{
    FINE(app_followups_edit_this(app, &id, 1, "visit", result, err));
}
static void edit_all(App *app, int64_t id, StepResult *result)
{
    FINE(app_followups_edit(app, &id, 1, "visit", NULL, result, err));
}
static void move_one(App *app, int64_t id, StepResult *result)
{
    FINE(app_followups_move(app, &id, 1, app_today(app) + 2, -1, result, err));
}
static void move_all(App *app, int64_t id, StepResult *result)
{
    FINE(app_followups_move_series(app, &id, 1, app_today(app) + 2, -1, result, err));
}

// Today is a Tuesday.
static void test_series(void **state)
{
    (void)state;
    static const struct {
        const char *rule;
        void (*act)(App *app, int64_t id, StepResult *result);
        const char *rows, *summary;
    } CASES[] = {
        {"every week", tick_off, "+7 call every week on Tue\n", "Done; the next is Tue 1 Dec, in 7d."},
        {"every week", skip_one, "+7 call every week on Tue\n", "Passed over; the next is Tue 1 Dec, in 7d."},
        {"every week", drop_all, "", "Dropped."},
        {"every week 3 times", tick_off, "+7 call every week on Tue 2 times\n",
         "Done; the next is Tue 1 Dec, in 7d."},
        {"every week 1 time", tick_off, "", "Done."},
        {"every tue and thu", tick_off, "+2 call every week on Tue and Thu\n",
         "Done; the next is Thu 26 Nov, in 2d."},
        {"every week", edit_one, "+0 visit once\n+7 call every week on Tue\n", "Changed only this one."},
        {"every week", edit_all, "+0 visit every week on Tue\n", "Changed."},
        {"every week", move_one, "+2 call every week on Tue from 2026-11-24\n",
         "Moved only this one to Thu 26 Nov, in 2d."},
        {"every 3 days", move_one, "+2 call every 3 days from 2026-11-24\n",
         "Moved only this one to Thu 26 Nov, in 2d."},
        {"3 days after done", move_one, "+2 call 3 days after done\n",
         "Moved only this one to Thu 26 Nov, in 2d."},
        {"every week", move_all, "+2 call every week on Thu\n",
         "Moved this and all that follow to Thu 26 Nov, in 2d."},
        {"every month on the 31", move_all, "+2 call every month on the 26\n",
         "Moved this and all that follow to Thu 26 Nov, in 2d."},
    };
    for (size_t i = 0; i < COUNT(CASES); i++) {
        App *app = fixture_open(":memory:", 7);
        StepResult result;
        JournalStep step;
        int64_t id = add_repeat(app, CASES[i].rule, app_today(app));
        char *before = open_rows(app);
        CASES[i].act(app, id, &result);
        char *rows = open_rows(app);
        if (!str_equal(rows, CASES[i].rows))
            fail_msg("case %zu: %s, not %s", i, rows, CASES[i].rows);
        assert_string_equal(result.summary, CASES[i].summary);
        FINE(app_undo(app, true, &step, err));
        char *after = open_rows(app);
        assert_string_equal(after, before);
        free(before);
        free(rows);
        free(after);
        step_result_clear(&result);
        app_close(app);
    }
}

static void test_days_of_their_own_stay(void **state)
{
    (void)state;
    App *app = fixture_open(":memory:", 7);
    StepResult result;
    int64_t id = add_repeat(app, "every tue and thu", app_today(app));
    FAILS(ERROR_INPUT, app_followups_move_series(app, &id, 1, app_today(app) + 1, -1, &result, err));
    char *rows = open_rows(app);
    assert_string_equal(rows, "+0 call every week on Tue and Thu\n");
    free(rows);
    app_close(app);
}

static void test_moved_often_is_asked_about(void **state)
{
    (void)state;
    App *app = fixture_open(":memory:", 7);
    StepResult result;
    int64_t id = add_repeat(app, NULL, app_today(app));
    for (int i = 1; i <= 4; i++) {
        FINE(app_followups_shift(app, &id, 1, 1, &result, err));
        assert_int_equal(result.doubtful, i == 4);
    }
    assert_string_equal(result.summary, "Moved to Sat 28 Nov, in 4d, the 4th time: still wanted?");
    app_close(app);
}

// Those on several days do not come to lie on one.
static void test_many_are_shifted(void **state)
{
    (void)state;
    App *app = fixture_open(":memory:", 7);
    StepResult result;
    int32_t today = app_today(app);
    int64_t ids[] = {add_repeat(app, NULL, today + 3), add_repeat(app, NULL, today + 9)};
    FINE(app_followups_shift(app, ids, COUNT(ids), -1, &result, err));
    assert_string_equal(result.summary, "Moved 2 follow-ups a day earlier.");
    FINE(app_followups_shift(app, ids, COUNT(ids), 2, &result, err));
    assert_string_equal(result.summary, "Moved 2 follow-ups 2 days later.");
    app_close(app);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_few),
        cmocka_unit_test(test_many_stop_or_finish),
        cmocka_unit_test(test_rows_of_one_person),
        cmocka_unit_test(test_series),
        cmocka_unit_test(test_days_of_their_own_stay),
        cmocka_unit_test(test_moved_often_is_asked_about),
        cmocka_unit_test(test_many_are_shifted),
    };
    return cmocka_run_group_tests_name("app/followups", tests, NULL, NULL);
}
