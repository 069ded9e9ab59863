// SPDX-License-Identifier: MIT
// Planned meetings that change: another time, place or topic, moved, called off, held; what clashes is named,
// what is over stays where it was, and undo brings back every row exactly as it was.
#include "fixture.h"

#include "rapport/app/contacts.h"
#include "rapport/app/meetings.h"
#include "rapport/app/outreach.h"
#include "rapport/store/followups.h"
#include "rapport/store/interactions.h"
#include "rapport/store/meetings.h"
#include "support/world.h"

enum { ADA, SAM, PEOPLE };

typedef struct Scene {
    char *folder, *path;
    App *app;
    ContactIds people;
} Scene;

static int open_scene(void **state)
{
    static Scene scene;
    scene = (Scene){.folder = fixture_folder()};
    scene.path = str_format("%s/people.db", scene.folder);
    scene.app = fixture_open(scene.path, 7);
    FINE(app_add_lines(scene.app, "Ada Byron @ Acme\nSam Okafor @ Kestrel\n", false, &scene.people, err));
    *state = &scene;
    return 0;
}

static int close_scene(void **state)
{
    Scene *scene = *state;
    app_close(scene->app);
    vec_clear(&scene->people);
    free(scene->path);
    fixture_remove(scene->folder);
    return 0;
}

// In so many days, at that minute (-1 = no time), so long (0 = not said).
static int64_t plan(Scene *scene, int who, int days, int minute, int length)
{
    StepResult result;
    LogRequest request = {.kind = INTERACTION_MEETING,
                          .expects_answer = -1,
                          .answer_day = CIVIL_NONE,
                          .moved_day = CIVIL_NONE,
                          .timed = true,
                          .at = clock_moment(app_today(scene->app) + days, minute < 0 ? 720 : minute),
                          .minutes = minute < 0 ? MINUTES_ALL_DAY : length,
                          .place = "Nord",
                          .subject = "the lab",
                          .contacts = &scene->people.items[who],
                          .contact_count = 1};
    FINE(app_log(scene->app, &request, &result, err));
    int64_t id = result.id;
    step_result_clear(&result);
    return id;
}

static Interaction now(Scene *scene, int64_t id)
{
    Interaction one;
    interaction_init(&one);
    FINE(store_interaction_get(scene->app->store, id, &one, err));
    return one;
}

// "+1 14:00 45 the lab @ Nord"
static void is(Scene *scene, int64_t id, const char *expected)
{
    Interaction one = now(scene, id);
    int minute = interaction_minute(&one);
    char *text = str_format("%+d %02d:%02d %d %s @ %s", one.day - app_today(scene->app),
                            minute < 0 ? 0 : minute / 60, minute < 0 ? 0 : minute % 60, one.minutes,
                            one.subject, one.place != NULL ? one.place : "");
    assert_string_equal(text, expected);
    free(text);
    interaction_clear(&one);
}

static void undone(Scene *scene, const char *before, const char *what)
{
    JournalStep step;
    FINE(app_undo(scene->app, true, &step, err));
    assert_string_equal(step.what, what);
    char *after = world_dump(scene->path);
    if (!str_equal(before, after))
        fail_msg("%s: %s", what, world_difference(before, after));
    free(after);
}

// ---- what a person does to one

static void test_change(void **state)
{
    Scene *scene = *state;
    static const struct {
        int days, minute, length;
        const char *topic, *place, *is;
    } CASES[] = {
        {3, 900, 30, "tea", "Quay", "+3 15:00 30 tea @ Quay"},
        {1, 840, 0, NULL, "", "+1 14:00 0 the lab @ "},
        {2, -1, 0, NULL, "Nord", "+2 00:00 -1 the lab @ Nord"},
        {-1, 600, 0, NULL, NULL, "-1 10:00 0 the lab @ "},
    };
    int64_t id = plan(scene, ADA, 1, 840, 45);
    char *before = world_dump(scene->path);
    for (size_t i = 0; i < COUNT(CASES); i++) {
        StepResult result;
        MeetingChange change = {app_today(scene->app) + CASES[i].days, CASES[i].minute, CASES[i].length,
                                CASES[i].topic, CASES[i].place};
        FINE(app_meeting_change(scene->app, id, &change, &result, err));
        is(scene, id, CASES[i].is);
        step_result_clear(&result);
        undone(scene, before, "change meeting with Ada Byron");
    }
    StepResult result;
    MeetingChange lasting = {app_today(scene->app), -1, 45, NULL, NULL};
    FAILS(ERROR_INPUT, app_meeting_change(scene->app, id, &lasting, &result, err));
    char *after = world_dump(scene->path);
    assert_string_equal(before, after);
    free(after);
    free(before);
}

// The line that is shown changes; notes below it stay.
static void test_topic_of_a_text(void **state)
{
    Scene *scene = *state;
    StepResult result;
    LogRequest request = {.kind = INTERACTION_MEETING,
                          .expects_answer = -1,
                          .answer_day = CIVIL_NONE,
                          .moved_day = CIVIL_NONE,
                          .timed = true,
                          .at = clock_moment(app_today(scene->app) + 1, 600),
                          .text = "the lab\nbring the notes",
                          .contacts = scene->people.items,
                          .contact_count = PEOPLE};
    FINE(app_log(scene->app, &request, &result, err));
    int64_t id = result.id;
    step_result_clear(&result);
    MeetingChange change = {app_today(scene->app) + 1, 600, 0, "the other lab", NULL};
    FINE(app_meeting_change(scene->app, id, &change, &result, err));
    step_result_clear(&result);
    Interaction one = now(scene, id);
    assert_string_equal(one.text, "the other lab\nbring the notes");
    assert_null(one.subject);
    interaction_clear(&one);
}

static void test_move_and_shift(void **state)
{
    Scene *scene = *state;
    int64_t ids[] = {plan(scene, ADA, 1, 840, 45), plan(scene, SAM, 2, -1, 0)};
    StepResult result;
    char *before = world_dump(scene->path);
    FINE(app_meetings_shift(scene->app, ids, 2, 3, &result, err));
    assert_string_equal(result.summary, "Meetings, the first now Sat 28 Nov 14:00, in 4d.");
    is(scene, ids[0], "+4 14:00 45 the lab @ Nord");
    is(scene, ids[1], "+5 00:00 -1 the lab @ Nord");
    step_result_clear(&result);
    undone(scene, before, "move 2 meetings");
    // At another hour only where one is said.
    FINE(app_meetings_move(scene->app, ids, 2, app_today(scene->app) + 6, -1, &result, err));
    is(scene, ids[0], "+6 14:00 45 the lab @ Nord");
    is(scene, ids[1], "+6 00:00 -1 the lab @ Nord");
    step_result_clear(&result);
    undone(scene, before, "move 2 meetings");
    FINE(app_meetings_move(scene->app, ids, 1, app_today(scene->app) + 6, 570, &result, err));
    assert_string_equal(result.summary, "The meeting is Mon 30 Nov 09:30, in 6d.");
    step_result_clear(&result);
    undone(scene, before, "move meeting with Ada Byron");
    free(before);
}

// What is to be done about it goes with the meeting.
static void test_rules_follow(void **state)
{
    Scene *scene = *state;
    int64_t id = plan(scene, ADA, 1, 840, 45);
    StepResult result;
    ContactIds rows = {0};
    int32_t first;
    FINE(store_meeting_preparations(scene->app->store, id, &rows, &first, err));
    assert_int_equal(first, app_today(scene->app));
    FINE(app_meetings_shift(scene->app, &id, 1, 7, &result, err));
    step_result_clear(&result);
    rows.count = 0;
    FINE(store_meeting_preparations(scene->app->store, id, &rows, &first, err));
    assert_int_equal(first, app_today(scene->app) + 7);
    assert_int_equal(rows.count, 1);
    FINE(app_meeting_tell(scene->app, id, OUTCOME_CANCELLED_BY_ME, &result, err));
    step_result_clear(&result);
    rows.count = 0;
    FINE(store_meeting_preparations(scene->app->store, id, &rows, &first, err));
    assert_int_equal(first, CIVIL_NONE);
    assert_int_equal(rows.count, 0);
    vec_clear(&rows);
}

// ---- what is refused, and then nothing has changed

static void refuse(Scene *scene, const int64_t *ids, size_t count, const char *why)
{
    StepResult result;
    Error error = {0};
    MeetingChange change = {app_today(scene->app) + 9, 600, 0, NULL, NULL};
    char *before = world_dump(scene->path);
    assert_false(app_meetings_shift(scene->app, ids, count, 1, &result, &error));
    assert_int_equal(error.kind, ERROR_INPUT);
    if (strstr(error.message, why) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", error.message, why);
    FAILS(ERROR_INPUT, app_meetings_move(scene->app, ids, count, app_today(scene->app), -1, &result, err));
    if (count == 1) {
        FAILS(ERROR_INPUT, app_meeting_change(scene->app, ids[0], &change, &result, err));
        FAILS(ERROR_INPUT, app_meeting_tell(scene->app, ids[0], OUTCOME_HELD, &result, err));
    }
    char *after = world_dump(scene->path);
    assert_string_equal(before, after);
    free(before);
    free(after);
}

static void test_what_is_over_stays(void **state)
{
    Scene *scene = *state;
    StepResult result;
    int64_t planned = plan(scene, SAM, 1, 600, 0), held = plan(scene, ADA, 0, 1000, 0),
            off = plan(scene, ADA, 3, 600, 0);
    FINE(app_meeting_tell(scene->app, held, OUTCOME_HELD, &result, err));
    step_result_clear(&result);
    FINE(app_meeting_tell(scene->app, off, OUTCOME_CANCELLED_BY_THEM, &result, err));
    step_result_clear(&result);
    LogRequest call = {.kind = INTERACTION_CALL,
                       .expects_answer = -1,
                       .answer_day = CIVIL_NONE,
                       .moved_day = CIVIL_NONE,
                       .contacts = scene->people.items,
                       .contact_count = 1};
    FINE(app_log(scene->app, &call, &result, err));
    int64_t called = result.id;
    step_result_clear(&result);
    refuse(scene, &held, 1, "was held; only a planned one");
    refuse(scene, &off, 1, "was called off; only a planned one");
    refuse(scene, &called, 1, "only a meeting can be moved");
    refuse(scene, (const int64_t[]){planned, held}, 2, "was held"); // all or none
    refuse(scene, NULL, 0, "no meeting is chosen");
}

static void test_held_when_its_day_has_come(void **state)
{
    Scene *scene = *state;
    StepResult result;
    int64_t today = plan(scene, ADA, 0, 1000, 0), later = plan(scene, SAM, 1, 600, 0);
    FAILS(ERROR_INPUT, app_meeting_tell(scene->app, later, OUTCOME_HELD, &result, err));
    char *before = world_dump(scene->path);
    FINE(app_meeting_tell(scene->app, today, OUTCOME_HELD, &result, err));
    step_result_clear(&result);
    Interaction one = now(scene, today);
    assert_int_equal(one.outcome, OUTCOME_HELD);
    interaction_clear(&one);
    JournalStep step;
    FINE(app_undo(scene->app, true, &step, err));
    char *after = world_dump(scene->path);
    assert_string_equal(before, after);
    free(before);
    free(after);
}

// ---- at the same time

static void test_clashes_are_named(void **state)
{
    Scene *scene = *state;
    static const struct {
        int minute, length, other_minute, other_length;
        bool clash;
    } CASES[] = {
        {600, 60, 630, 30, true},  {600, 30, 630, 30, false}, {600, 0, 659, 0, true},
        {600, 0, 660, 0, false},   {600, -1, 600, 60, false}, // no time said
        {690, 60, 600, 120, true},
    };
    for (size_t i = 0; i < COUNT(CASES); i++) {
        StepResult result;
        JournalStep step;
        bool timed = CASES[i].length >= 0;
        int64_t one = plan(scene, ADA, 1, timed ? CASES[i].minute : -1, timed ? CASES[i].length : 0);
        plan(scene, SAM, 2, CASES[i].other_minute, CASES[i].other_length);
        FINE(app_meetings_shift(scene->app, &one, 1, 1, &result, err));
        bool named = strstr(result.summary, "At the same time: Sam Okafor, ") != NULL;
        if (named != CASES[i].clash)
            fail_msg("case %zu: %s", i, result.summary);
        step_result_clear(&result);
        for (int k = 0; k < 3; k++)
            FINE(app_undo(scene->app, true, &step, err));
    }
}

// Nobody needs to know that two meetings of last week were at the same time.
static void test_no_clash_in_the_past(void **state)
{
    Scene *scene = *state;
    StepResult result;
    int64_t ids[] = {plan(scene, ADA, 1, 600, 60), plan(scene, SAM, 2, 600, 60)};
    for (size_t i = 0; i < COUNT(ids); i++) {
        FINE(app_meetings_move(scene->app, &ids[i], 1, app_today(scene->app) - 3, -1, &result, err));
        assert_string_equal(result.summary, "The meeting is Sat 21 Nov 10:00, 3d ago.");
        step_result_clear(&result);
    }
}

int main(void)
{
#define ON_SCENE(test) cmocka_unit_test_setup_teardown(test, open_scene, close_scene)
    const struct CMUnitTest tests[] = {
        ON_SCENE(test_change),
        ON_SCENE(test_topic_of_a_text),
        ON_SCENE(test_move_and_shift),
        ON_SCENE(test_rules_follow),
        ON_SCENE(test_what_is_over_stays),
        ON_SCENE(test_held_when_its_day_has_come),
        ON_SCENE(test_clashes_are_named),
        ON_SCENE(test_no_clash_in_the_past),
    };
    return cmocka_run_group_tests_name("app/meetings", tests, NULL, NULL);
}
