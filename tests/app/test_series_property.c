// SPDX-License-Identifier: MIT
// "Only this one", "this and all that follow" and whatever else is done to a follow-up that repeats, over
// random rules and days: what follows comes on the days that the rule had, as often as it was to come, and
// undo brings back every row exactly as it was.
#include "fixture.h"

#include "rapport/app/outreach.h"
#include "rapport/core/repeat.h"
#include "rapport/store/followups.h"
#include "support/random.h"
#include "support/rounds.h"
#include "support/world.h"

enum { ROUNDS = 60, ROUNDS_ALL = 1000, CHAIN_MOST = 12 };

static const char *const RULES[] = {"every day",
                                    "every 3 days",
                                    "every weekday",
                                    "every week",
                                    "every 2 weeks",
                                    "every 2 weeks 4 times",
                                    "every tue 2 times",
                                    "every mon, wed and fri",
                                    "every month",
                                    "every month on the 31",
                                    "every month on the 2nd tue",
                                    "every month until 2027-03-31",
                                    "every 2 months 3 times",
                                    "every year",
                                    "3 weeks after done",
                                    "2 days after done",
                                    "FREQ=YEARLY;BYMONTH=5;BYDAY=2SU"};

typedef struct Scene {
    const char *path;
    App *app;
    const char *rule;
    int64_t id;
    int32_t day, to; // on which it is due, and the day it goes to
    Repeat repeat;   // as it is stored
} Scene;

// What one deed leaves: the row itself, and the row of the series that the deed made.
typedef struct Rows {
    size_t count;
    Followup own, next;
} Rows;

static Repeat parsed(App *app, const char *text)
{
    Repeat repeat = REPEAT_PLAIN;
    DateContext context = app_date_context(app, false);
    FINE(repeat_parse(text, &context, &repeat, err));
    return repeat;
}

static Rows open_rows(const Scene *scene)
{
    FollowupList list = {0};
    Rows rows = {0};
    followup_init(&rows.own);
    followup_init(&rows.next);
    FINE(store_followups_between(scene->app->store, 0, INT32_MAX, 10, &list, err));
    rows.count = list.count;
    for (size_t i = 0; i < list.count; i++) {
        bool own = list.items[i].id == scene->id;
        FINE(store_followup_get(scene->app->store, list.items[i].id, own ? &rows.own : &rows.next, err));
    }
    followup_list_clear(&list);
    return rows;
}

static void rows_clear(Rows *rows)
{
    followup_clear(&rows->own);
    followup_clear(&rows->next);
}

// The rule's own first day after that one, the present being due on scene->day; CIVIL_NONE = it has ended.
static int32_t rule_after(const Scene *scene, int32_t day)
{
    Repeat repeat = scene->repeat;
    int32_t at = scene->day;
    if (repeat.after_done)
        return repeat_next(&repeat, &scene->app->calendar, day, app_today(scene->app));
    do {
        at = repeat_next(&repeat, &scene->app->calendar, at, at);
    } while (at != CIVIL_NONE && at <= day);
    return at;
}

// ---- deeds: each does one thing and checks what it left

static void expect_next(const Scene *scene, const Rows *rows, int32_t day)
{
    if (day == CIVIL_NONE) {
        assert_int_equal(rows->next.id, 0);
        return;
    }
    if (rows->next.day != day)
        fail_msg("%s: the next is on day %+d, not %+d", scene->rule, rows->next.day - scene->day,
                 day - scene->day);
    assert_string_equal(rows->next.text, "call");
    assert_int_equal(rows->next.minute, 600);
    assert_non_null(rows->next.repeat);
}

static bool tick_off(Scene *scene, StepResult *result, Error *err)
{
    return app_followups_done(scene->app, &scene->id, 1, result, err);
}
static bool pass_over(Scene *scene, StepResult *result, Error *err)
{
    return app_followups_skip(scene->app, &scene->id, 1, result, err);
}
static void closed(const Scene *scene, const Rows *rows)
{
    assert_int_equal(rows->own.id, 0);
    expect_next(scene, rows, rule_after(scene, scene->day));
}

static bool drop(Scene *scene, StepResult *result, Error *err)
{
    return app_followups_drop(scene->app, &scene->id, 1, result, err);
}
static void dropped(const Scene *scene, const Rows *rows)
{
    (void)scene;
    assert_int_equal(rows->count, 0);
}

static bool move_this(Scene *scene, StepResult *result, Error *err)
{
    return app_followups_move(scene->app, &scene->id, 1, scene->to, -1, result, err);
}
static bool shift_this(Scene *scene, StepResult *result, Error *err)
{
    return app_followups_shift(scene->app, &scene->id, 1, scene->to - scene->day, result, err);
}
static void moved_this(const Scene *scene, const Rows *rows)
{
    assert_int_equal(rows->count, 1);
    assert_int_equal(rows->own.day, scene->to);
    Repeat now = parsed(scene->app, rows->own.repeat);
    int32_t next = repeat_next(&now, &scene->app->calendar, scene->to, app_today(scene->app));
    int32_t wanted = rule_after(scene, scene->to > scene->day ? scene->to : scene->day);
    if (scene->repeat.after_done)
        wanted = rule_after(scene, scene->to);
    if (next != wanted)
        fail_msg("%s: moved by %d the next is on day %+d, not %+d", scene->rule, scene->to - scene->day,
                 next - scene->day, wanted - scene->day);
}

static bool move_all(Scene *scene, StepResult *result, Error *err)
{
    return app_followups_move_series(scene->app, &scene->id, 1, scene->to, -1, result, err);
}
static void moved_all(const Scene *scene, const Rows *rows)
{
    static const int DAYS[] = {[REPEAT_DAY] = 1, [REPEAT_WEEK] = 7, [REPEAT_RULE] = 0};
    assert_int_equal(rows->count, 1);
    assert_int_equal(rows->own.day, scene->to);
    Repeat now = parsed(scene->app, rows->own.repeat);
    int32_t next = repeat_next(&now, &scene->app->calendar, scene->to, scene->to);
    if (next != CIVIL_NONE && (now.unit == REPEAT_DAY || now.unit == REPEAT_WEEK))
        assert_int_equal(next - scene->to, now.every * DAYS[now.unit]);
    assert_int_equal(now.times, scene->repeat.times);
    assert_int_equal(now.until, scene->repeat.until);
}

static bool retext_this(Scene *scene, StepResult *result, Error *err)
{
    return app_followups_edit_this(scene->app, &scene->id, 1, "visit", result, err);
}
static bool rewrite_this(Scene *scene, StepResult *result, Error *err)
{
    FollowupChange change = {scene->to, 660, "visit", scene->rule, true};
    Rows rows = open_rows(scene);
    change.repeat = rows.own.repeat;
    bool fine = app_followup_change(scene->app, scene->id, &change, result, err);
    rows_clear(&rows);
    return fine;
}
static void left_series(const Scene *scene, const Rows *rows)
{
    assert_string_equal(rows->own.text, "visit");
    assert_null(rows->own.repeat);
    expect_next(scene, rows, rule_after(scene, scene->day));
}

static bool retext_all(Scene *scene, StepResult *result, Error *err)
{
    return app_followups_edit(scene->app, &scene->id, 1, "visit", NULL, result, err);
}
static void retexted_all(const Scene *scene, const Rows *rows)
{
    assert_int_equal(rows->count, 1);
    assert_string_equal(rows->own.text, "visit");
    assert_int_equal(rows->own.day, scene->day);
    Repeat now = parsed(scene->app, rows->own.repeat);
    assert_int_equal(repeat_next(&now, &scene->app->calendar, scene->day, app_today(scene->app)),
                     rule_after(scene, scene->day));
}

static bool other_rule(Scene *scene, StepResult *result, Error *err)
{
    return app_followups_edit(scene->app, &scene->id, 1, NULL, "every 5 days", result, err);
}
static void has_other_rule(const Scene *scene, const Rows *rows)
{
    assert_int_equal(rows->own.day, scene->day);
    assert_string_equal(rows->own.repeat, "every 5 days");
}

static bool no_rule(Scene *scene, StepResult *result, Error *err)
{
    return app_followups_edit(scene->app, &scene->id, 1, NULL, "", result, err);
}
static void comes_once(const Scene *scene, const Rows *rows)
{
    (void)scene;
    assert_int_equal(rows->count, 1);
    assert_null(rows->own.repeat);
}

static const struct {
    const char *name;
    bool (*run)(Scene *scene, StepResult *result, Error *err);
    void (*check)(const Scene *scene, const Rows *rows);
    bool all; // days of their own cannot be moved as a whole
} DEEDS[] = {
    {"tick off", tick_off, closed, false},
    {"pass over", pass_over, closed, false},
    {"drop", drop, dropped, false},
    {"move this", move_this, moved_this, false},
    {"shift this", shift_this, moved_this, false},
    {"move all", move_all, moved_all, true},
    {"words of this", retext_this, left_series, false},
    {"all of this", rewrite_this, left_series, false},
    {"words of all", retext_all, retexted_all, false},
    {"other rule", other_rule, has_other_rule, false},
    {"no rule", no_rule, comes_once, false},
};

// ---- the scenes

static Scene scene_begin(App *app, const char *path, const char *rule, Random *random)
{
    StepResult result;
    FollowupRequest request = {.minute = 600, .text = "call", .repeat = rule};
    Scene scene = {.path = path, .app = app, .rule = rule};
    scene.day = app_today(app) + (int32_t)random_below(random, 45);
    scene.to = app_today(app) + (int32_t)random_below(random, 60);
    scene.to += scene.to == scene.day;
    request.day = scene.day;
    FINE(app_followup_add(app, &request, &result, err));
    scene.id = result.id;
    step_result_clear(&result);
    Rows rows = open_rows(&scene);
    scene.repeat = parsed(app, rows.own.repeat);
    rows_clear(&rows);
    return scene;
}

static void same_dump(const Scene *scene, const char *expected, const char *deed, const char *when)
{
    char *now = world_dump(scene->path);
    assert_non_null(now);
    if (strcmp(expected, now) != 0)
        fail_msg("%s, %s, %s:%s", scene->rule, deed, when, world_difference(expected, now));
    free(now);
}

static void travel(const Scene *scene, const char *before, const char *after, const char *deed)
{
    JournalStep step;
    FINE(app_undo(scene->app, true, &step, err));
    same_dump(scene, before, deed, "undone");
    FINE(app_redo(scene->app, true, &step, err));
    same_dump(scene, after, deed, "done again");
    FINE(app_undo(scene->app, true, &step, err));
    same_dump(scene, before, deed, "undone twice");
}

static void try_deed(Scene *scene, size_t deed)
{
    StepResult result = {0};
    Error refused = {0};
    char *before = world_dump(scene->path);
    bool fine = DEEDS[deed].run(scene, &result, &refused);
    if (!fine) {
        assert_true(DEEDS[deed].all && scene->repeat.unit == REPEAT_RULE && refused.message[0] != '\0');
        same_dump(scene, before, DEEDS[deed].name, "refused");
    } else {
        Rows rows = open_rows(scene);
        DEEDS[deed].check(scene, &rows);
        rows_clear(&rows);
        char *after = world_dump(scene->path);
        travel(scene, before, after, DEEDS[deed].name);
        free(after);
    }
    free(before);
    step_result_clear(&result);
}

static void test_any_deed(void **state)
{
    (void)state;
    Random random = random_start(20261124);
    char *folder = fixture_folder(), *path = str_format("%s/people.db", folder);
    App *app = fixture_open(path, random_next(&random));
    for (int i = 0; i < test_rounds(ROUNDS, ROUNDS_ALL); i++) {
        JournalStep step;
        Scene scene = scene_begin(app, path, RULES[random_below(&random, COUNT(RULES))], &random);
        try_deed(&scene, random_below(&random, COUNT(DEEDS)));
        FINE(app_undo(app, true, &step, err)); // what was added
    }
    app_close(app);
    free(path);
    fixture_remove(folder);
}

// "4 times" are four, whatever is done to one of them on the way.
static size_t come_and_go(Scene *scene, Random *random)
{
    bool (*const ON_THE_WAY[])(Scene *, StepResult *, Error *) = {move_this,   shift_this,   move_all,
                                                                  retext_this, rewrite_this, retext_all};
    for (size_t times = 0; times < CHAIN_MOST; times++) {
        StepResult result = {0};
        Error refused = {0};
        Rows rows = open_rows(scene);
        const Followup *one = rows.own.id != 0 ? &rows.own : &rows.next;
        scene->id = one->id;
        scene->day = one->day;
        scene->to = one->day + 1;
        rows_clear(&rows);
        if (scene->id == 0)
            return times;
        if (random_below(random, 3) == 0)
            (void)ON_THE_WAY[random_below(random, COUNT(ON_THE_WAY))](scene, &result, &refused);
        step_result_clear(&result);
        FINE(app_followups_done(scene->app, &scene->id, 1, &result, err));
        step_result_clear(&result);
    }
    return CHAIN_MOST;
}

static void test_as_often_as_it_was_to_come(void **state)
{
    (void)state;
    static const char *const COUNTED[] = {"every 2 weeks 4 times", "every tue 4 times", "every month 4 times",
                                          "every day 4 times"};
    Random random = random_start(20261125);
    App *app = fixture_open(":memory:", 7);
    for (int i = 0; i < test_rounds(40, 400); i++) {
        Scene scene = scene_begin(app, NULL, COUNTED[random_below(&random, COUNT(COUNTED))], &random);
        size_t times = come_and_go(&scene, &random);
        if (times != 4)
            fail_msg("%s came %zu times", scene.rule, times);
    }
    app_close(app);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_any_deed),
        cmocka_unit_test(test_as_often_as_it_was_to_come),
    };
    return cmocka_run_group_tests_name("app/series", tests, NULL, NULL);
}
