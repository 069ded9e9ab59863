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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_few),
        cmocka_unit_test(test_many_stop_or_finish),
        cmocka_unit_test(test_rows_of_one_person),
    };
    return cmocka_run_group_tests_name("app/followups", tests, NULL, NULL);
}
