// SPDX-License-Identifier: MIT
// Rules become rows, and stay in step with what the rules say: rows that fall together and part again, rows
// that a person moved, and a setting that moves everybody as one step, stopped half-way or taken back.
#define SQLITE_ENABLE_SESSION 1
#define SQLITE_ENABLE_PREUPDATE_HOOK 1

#include "fixture.h"

#include "../../src/store/db.h"

#include "rapport/app/contacts.h"
#include "rapport/app/outreach.h"
#include "rapport/app/routines.h"
#include "rapport/app/settings.h"
#include "rapport/app/targets.h"
#include "rapport/store/followups.h"
#include "rapport/store/timing.h"
#include "support/rounds.h"

#define POST "Engineer"
#define LONG_POST "Senior staff engineer for the reliability of very large distributed looms"

static int64_t add(App *app, const char *line)
{
    AddResult result;
    FINE(app_add(app, line, &result, err));
    int64_t id = result.contact;
    add_result_clear(&result);
    return id;
}

static void meet(App *app, int64_t contact, int days, Outcome outcome)
{
    LogRequest request = {.kind = INTERACTION_MEETING,
                          .expects_answer = -1,
                          .answer_day = CIVIL_NONE,
                          .moved_day = CIVIL_NONE,
                          .outcome = outcome,
                          .timed = outcome == OUTCOME_NONE,
                          .at = clock_moment(app_today(app) + days, 8 * 60),
                          .contacts = &contact,
                          .contact_count = 1};
    StepResult result;
    FINE(app_log(app, &request, &result, err));
    step_result_clear(&result);
}

static void happen(App *app, int64_t contact, int days, InteractionKind kind, Occasion occasion)
{
    LogRequest request = {.kind = kind,
                          .direction = kind == INTERACTION_MESSAGE ? DIRECTION_OUT : DIRECTION_MUTUAL,
                          .channel = CHANNEL_EMAIL,
                          .occasion = occasion,
                          .expects_answer = -1,
                          .answer_day = CIVIL_NONE,
                          .moved_day = CIVIL_NONE,
                          .timed = true,
                          .at = clock_moment(app_today(app) + days, 8 * 60),
                          .contacts = &contact,
                          .contact_count = 1};
    StepResult result;
    FINE(app_log(app, &request, &result, err));
    step_result_clear(&result);
}

// Met ten days ago and thanked: the update is to be written in some days.
static int64_t somebody_met(App *app)
{
    int64_t contact = add(app, "Ada Byron @ Acme");
    happen(app, contact, -10, INTERACTION_MEETING, OCCASION_NONE);
    happen(app, contact, -9, INTERACTION_MESSAGE, OCCASION_THANK_YOU);
    return contact;
}

static void post(App *app, const char *title, int closes, bool applied)
{
    Opening opening = {
        .title = title, .closes = app_today(app) + closes, .applied = applied ? app_today(app) : CIVIL_NONE};
    StepResult result;
    FINE(app_opening(app, "Acme", &opening, false, &result, err));
    step_result_clear(&result);
}

// "update 30 Nov; opening 2 Dec", of the open rows of rules, a moved one with a "!".
static void assert_rows(App *app, int64_t contact, const char *expected)
{
    FollowupList rows = {0};
    Str text = STR_INIT;
    FINE(store_followups_of(app->store, contact, true, &rows, err));
    for (size_t i = 0; i < rows.count; i++) {
        char day[DATE_TEXT_SIZE];
        date_short(rows.items[i].day, app_today(app), false, day);
        str_appendf(&text, "%s%s %s%s", i > 0 ? "; " : "", rows.items[i].rule, day,
                    rows.items[i].pinned ? "!" : "");
    }
    assert_string_equal(str_get(&text), expected);
    str_clear(&text);
    followup_list_clear(&rows);
}

static int64_t row_of(App *app, int64_t contact, const char *rule)
{
    FollowupList rows = {0};
    int64_t id = 0;
    FINE(store_followups_of(app->store, contact, true, &rows, err));
    for (size_t i = 0; i < rows.count; i++)
        if (str_equal(rows.items[i].rule, rule))
            id = rows.items[i].id;
    followup_list_clear(&rows);
    return id;
}

static size_t closed_rows(App *app, int64_t contact)
{
    FollowupList rows = {0};
    size_t count = 0;
    FINE(store_followups_of(app->store, contact, false, &rows, err));
    for (size_t i = 0; i < rows.count; i++)
        count += rows.items[i].state != FOLLOWUP_OPEN && !str_equal(rows.items[i].rule, "thank");
    followup_list_clear(&rows);
    return count;
}

// ---- lines that fall together

// What stands in the line about a post comes back when the post is done with, however long its title is.
static void test_a_joined_row_comes_back(void **state)
{
    (void)state;
    static const char *const TITLES[] = {POST, LONG_POST};
    for (size_t i = 0; i < 2; i++) {
        App *app = fixture_open(":memory:", 1);
        int64_t ada = somebody_met(app);
        assert_rows(app, ada, "update 7 Dec");
        post(app, TITLES[i], 25, false);
        assert_rows(app, ada, "opening 25 Nov");
        post(app, TITLES[i], 25, true);
        assert_rows(app, ada, "update 7 Dec");
        app_close(app);
    }
}

// Another post changes the words of the row and not the row: nobody did anything about the first.
static void test_a_second_post_keeps_the_row(void **state)
{
    (void)state;
    App *app = fixture_open(":memory:", 1);
    int64_t ada = somebody_met(app);
    post(app, POST, 25, false);
    int64_t row = row_of(app, ada, "opening");
    post(app, "Architect", 30, false);
    assert_int_equal(row_of(app, ada, "opening"), row);
    post(app, "Architect", 30, true);
    assert_int_equal(row_of(app, ada, "opening"), row);
    assert_int_equal(closed_rows(app, ada), 0);
    app_close(app);
}

// A day that a person chose stays, though another line could say it as well.
static void test_a_moved_row_keeps_its_day(void **state)
{
    (void)state;
    App *app = fixture_open(":memory:", 1);
    int64_t ada = somebody_met(app), row = row_of(app, ada, "update");
    StepResult result;
    FINE(app_followups_move(app, &row, 1, app_today(app) + 4, -1, &result, err));
    step_result_clear(&result);
    assert_rows(app, ada, "update 28 Nov!");
    post(app, POST, 25, false);
    assert_rows(app, ada, "opening 25 Nov; update 28 Nov!");
    post(app, POST, 25, true);
    assert_rows(app, ada, "update 28 Nov!");
    happen(app, ada, 0, INTERACTION_MESSAGE, OCCASION_UPDATE);
    assert_rows(app, ada, "");
    app_close(app);
}

// A meeting of next week was called off today: an offer of times that I write today comes after that.
static void test_called_off_before_its_day(void **state)
{
    (void)state;
    App *app = fixture_open(":memory:", 1);
    int64_t ada = add(app, "Ada Byron @ Acme");
    meet(app, ada, 8, OUTCOME_NONE);
    assert_rows(app, ada, "prepare 1 Dec; confirm 1 Dec; debrief 3 Dec");
    meet(app, ada, 0, OUTCOME_CANCELLED_BY_THEM);
    assert_rows(app, ada, "reschedule 26 Nov");
    assert_int_equal(closed_rows(app, ada), 0); // nobody prepared it, and nobody will say how it went
    happen(app, ada, 0, INTERACTION_MESSAGE, OCCASION_REPLY);
    assert_rows(app, ada, "nudge 8 Dec");
    assert_int_equal(closed_rows(app, ada), 1); // a new time was offered
    meet(app, ada, 3, OUTCOME_NONE);
    assert_rows(app, ada, "prepare 26 Nov; confirm 26 Nov; debrief 30 Nov");
    app_close(app);
}

// Whoever rests has no rows; awake again they are as before, and nothing counts as done meanwhile.
static void test_rest_and_wake(void **state)
{
    (void)state;
    App *app = fixture_open(":memory:", 1);
    int64_t ada = add(app, "Ada Byron @ Acme");
    happen(app, ada, -14, INTERACTION_MESSAGE, OCCASION_REQUEST);
    assert_rows(app, ada, "nudge 24 Nov");
    FINE(app_rest(app, &ada, 1, CIVIL_NONE, err));
    assert_rows(app, ada, "");
    assert_int_equal(closed_rows(app, ada), 0);
    FINE(app_rest(app, &ada, 1, CIVIL_NONE, err));
    assert_rows(app, ada, "nudge 24 Nov");
    app_close(app);
}

// Prepared and confirmed, and then the day passes without anybody writing anything: it is asked how it went.
static void test_a_meeting_is_asked_about(void **state)
{
    (void)state;
    App *app = fixture_open(":memory:", 1);
    int64_t ada = add(app, "Ada Byron @ Acme");
    meet(app, ada, 8, OUTCOME_NONE);
    int64_t rows[] = {row_of(app, ada, "prepare"), row_of(app, ada, "confirm")};
    StepResult result;
    FINE(app_followups_done(app, rows, 2, &result, err));
    step_result_clear(&result);
    assert_rows(app, ada, "debrief 3 Dec");
    app_close(app);
}

// ---- settings

enum { A_FEW = 3 };

// Everybody was written to two weeks ago.
static ContactIds add_many(App *app, size_t count)
{
    ContactIds people = {0};
    Str lines = STR_INIT;
    for (size_t i = 0; i < count; i++)
        str_appendf(&lines, "Person %zu @ Firm %zu\n", i, i % 7);
    FINE(app_add_lines(app, str_get(&lines), false, &people, err));
    str_clear(&lines);
    for (size_t i = 0; i < people.count; i++)
        happen(app, people.items[i], -14, INTERACTION_MESSAGE, OCCASION_REQUEST);
    return people;
}

static size_t nudges_on(App *app, const ContactIds *people, int32_t day)
{
    size_t count = 0;
    for (size_t i = 0; i < people->count; i++) {
        FollowupList rows = {0};
        FINE(store_followups_of(app->store, people->items[i], true, &rows, err));
        count += rows.count == 1 && str_equal(rows.items[0].rule, "nudge") && rows.items[0].day == day;
        followup_list_clear(&rows);
    }
    return count;
}

typedef struct Watcher {
    size_t calls, seen, total, stop_at;
} Watcher;

static bool watch(void *self, size_t count, size_t total)
{
    Watcher *watcher = self;
    watcher->calls++;
    watcher->seen = count > watcher->seen ? count : watcher->seen;
    watcher->total = total > watcher->total ? total : watcher->total;
    return count < watcher->stop_at;
}

static bool set_nudge(App *app, Error *err)
{
    return app_set(app, "nudge-due", "21", err);
}
static bool set_pause(App *app, Error *err)
{
    return app_set(app, "pause", "2026-11-11..2026-11-17", err);
}
static bool set_holiday(App *app, Error *err)
{
    return app_set(app, "holidays", "2026-11-24,2026-11-25,2026-11-26,2026-11-27,2026-11-30", err);
}
static bool set_routine(App *app, Error *err)
{
    return app_routine_save(app, "slow", "nudge 7 21 28\n", err) && app_set(app, "routine", "slow", err);
}

// Each moves everybody's nudge; a step can be stopped, and then nothing has moved, and undone.
static void test_settings_move_everybody(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        bool (*set)(App *app, Error *err);
        int later, steps; // days; of undo
    } CASES[] = {{"nudge-due", set_nudge, 7, 1},
                 {"pause", set_pause, 7, 1},
                 {"holidays", set_holiday, 7, 1},
                 {"routine", set_routine, 7, 2}};
    App *app = fixture_open(":memory:", 1);
    size_t many = (size_t)test_rounds(300, 2500);
    ContactIds people = add_many(app, many);
    int32_t due = app_today(app);
    assert_int_equal(nudges_on(app, &people, due), many);
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        Watcher watcher = {.stop_at = many / 2};
        Error stopped = {0};
        JournalStep step;
        app->pace = (Pace){watch, &watcher};
        assert_false(CASES[i].set(app, &stopped));
        assert_int_equal(stopped.kind, ERROR_INTERRUPTED);
        assert_true(watcher.calls > 2 && watcher.total == many);
        assert_int_equal(nudges_on(app, &people, due), many);
        watcher = (Watcher){.stop_at = SIZE_MAX};
        FINE(CASES[i].set(app, err));
        assert_true(watcher.seen + 64 > many);
        app->pace = (Pace){0};
        if (nudges_on(app, &people, due + CASES[i].later) != many)
            fail_msg("%s did not move everybody", CASES[i].name);
        for (int k = 0; k < CASES[i].steps; k++)
            FINE(app_undo(app, true, &step, err));
        assert_int_equal(nudges_on(app, &people, due), many);
    }
    vec_clear(&people);
    app_close(app);
}

// What the table calls the default is what the engine takes.
static void test_defaults_agree(void **state)
{
    (void)state;
    TimingSettings timing = timing_defaults();
    size_t count, numbers = 0;
    const SettingInfo *table = setting_table(&count);
    for (size_t i = 0; i < count; i++) {
        if (table[i].number == 0)
            continue;
        int value = 0;
        memcpy(&value, (char *)&timing + table[i].number - 1, sizeof value);
        if (atoi(table[i].fallback) != value)
            fail_msg("%s: the table says %s, the engine %d", table[i].name, table[i].fallback, value);
        numbers++;
    }
    assert_true(numbers > 60);
}

// The routine of a target is that of the people who work there, unless they have their own.
static void test_routine_of_a_target(void **state)
{
    (void)state;
    App *app = fixture_open(":memory:", 1);
    ContactIds people = add_many(app, A_FEW);
    int32_t due = app_today(app);
    TargetChange change = target_keep();
    StepResult result;
    FieldEdit own = {field_info(FIELD_ROUTINE), FIELD_SET, "patient"};
    change.routine = "gentle";
    FINE(app_target(app, "Firm 0", true, &change, &result, err));
    step_result_clear(&result);
    assert_rows(app, people.items[0], "nudge 1 Dec");
    assert_rows(app, people.items[1], "nudge 24 Nov");
    FINE(app_edit(app, &people.items[0], 1, 0, &own, 1, err));
    assert_rows(app, people.items[0], "nudge 24 Nov");
    own.value = "";
    FINE(app_edit(app, &people.items[0], 1, 0, &own, 1, err));
    assert_rows(app, people.items[0], "nudge 1 Dec");
    change.routine = "";
    FINE(app_target(app, "Firm 0", true, &change, &result, err));
    step_result_clear(&result);
    assert_int_equal(nudges_on(app, &people, due), A_FEW);
    vec_clear(&people);
    app_close(app);
}

// ---- who was asked at the same place: found among those who wait, or among those who work there

static void check_asked(App *app, int64_t who, const int64_t *expected, size_t count)
{
    ContactIds ids = {0};
    FINE(store_colleagues_asked(app->store, who, &ids, err));
    assert_int_equal(ids.count, count);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(ids.items[i], expected[i]);
    vec_clear(&ids);
}

static void test_colleagues_asked(void **state)
{
    (void)state;
    static const char MANY_WAIT[] =
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 600)"
        " INSERT INTO contact (uid, state, name, sort_key, added_day, waiting_day)"
        " SELECT randomblob(16), 'pool', 'Somebody', 'somebody', 20000, 20000 FROM n";
    App *app = fixture_open(":memory:", 3);
    FINE(app_set(app, "routine", "two-track", err));
    int64_t ada = add(app, "Ada Byron @ Globex"), bo = add(app, "Bo Lind @ Globex");
    int64_t cy = add(app, "Cy Stone @ Globex"), di = add(app, "Di Moor @ Acme");
    const int64_t people[] = {ada, bo, di}, at_globex[] = {ada, bo};
    for (size_t i = 0; i < COUNT(people); i++)
        happen(app, people[i], -4, INTERACTION_MESSAGE, OCCASION_REQUEST);
    for (int many = 0; many < 2; many++) {
        check_asked(app, cy, at_globex, 2);
        check_asked(app, ada, &bo, 1);
        check_asked(app, di, NULL, 0);
        FINE(store_begin_unjournaled(app->store, err) && db_script(app->store, MANY_WAIT, err) &&
             store_commit(app->store, err));
    }
    app_close(app);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_colleagues_asked),
                                       cmocka_unit_test(test_a_joined_row_comes_back),
                                       cmocka_unit_test(test_a_second_post_keeps_the_row),
                                       cmocka_unit_test(test_a_moved_row_keeps_its_day),
                                       cmocka_unit_test(test_called_off_before_its_day),
                                       cmocka_unit_test(test_settings_move_everybody),
                                       cmocka_unit_test(test_rest_and_wake),
                                       cmocka_unit_test(test_a_meeting_is_asked_about),
                                       cmocka_unit_test(test_defaults_agree),
                                       cmocka_unit_test(test_routine_of_a_target)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
