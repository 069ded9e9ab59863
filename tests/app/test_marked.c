// SPDX-License-Identifier: MIT
// How to be in touch, for several people at once: one step that undo takes back whole; stopped or refused
// half way, nobody has changed.
#include "fixture.h"

#include "rapport/app/contacts.h"
#include "rapport/app/outreach.h"
#include "rapport/store/search.h"

static bool advocates(App *app, const int64_t *ids, size_t count, Error *err)
{
    return app_stage(app, ids, count, STAGE_ADVOCATE, err);
}

static bool rest(App *app, const int64_t *ids, size_t count, Error *err)
{
    return app_rest(app, ids, count, CIVIL_NONE, err);
}

static bool monthly(App *app, const int64_t *ids, size_t count, Error *err)
{
    return app_rhythm(app, ids, count, 30, err);
}

static bool follow_up(App *app, const int64_t *ids, size_t count, Error *err)
{
    StepResult result;
    FollowupRequest request = {.day = app_today(app) + 3, .minute = -1, .text = "send the photographs"};
    bool fine = app_followups_add(app, ids, count, &request, &result, err);
    step_result_clear(&result);
    return fine;
}

static size_t found(App *app, const char *text)
{
    Query *query = NULL;
    ContactIds ids = {0};
    FINE(query_parse(text, QUERY_STRICT, app_today(app), &query, err));
    FINE(store_search(app->store, query, SORT_NAME, false, 0, &ids, err));
    query_free(query);
    size_t count = ids.count;
    vec_clear(&ids);
    return count;
}

static size_t with_rhythm(App *app)
{
    size_t count = 0;
    ContactIds ids = {0};
    FINE(store_search(app->store, NULL, SORT_NAME, false, 0, &ids, err));
    for (size_t i = 0; i < ids.count; i++) {
        Contact contact;
        contact_init(&contact);
        FINE(store_contact_get(app->store, ids.items[i], false, &contact, err));
        count += contact.rhythm_days == 30;
        contact_clear(&contact);
    }
    vec_clear(&ids);
    return count;
}

// Each deed, the step it is called, and whom it has reached.
static const struct {
    bool (*run)(App *app, const int64_t *ids, size_t count, Error *err);
    const char *step, *query; // query NULL: with_rhythm
} DEEDS[] = {
    {advocates, "set stage of", "stage:advocate"},
    {rest, "let rest", "stage:resting"},
    {monthly, "set rhythm of", NULL},
    {follow_up, "follow up \"send the photographs\" with", "next:<7d"},
};

enum { DEED_COUNT = sizeof DEEDS / sizeof *DEEDS };

static size_t reached(App *app, size_t deed)
{
    return DEEDS[deed].query != NULL ? found(app, DEEDS[deed].query) : with_rhythm(app);
}

static void no_finding(void *self, const char *finding)
{
    (void)self;
    fail_msg("%s", finding);
}

static void add_people(App *app, size_t count, ContactIds *ids)
{
    Str lines = STR_INIT;
    for (size_t i = 0; i < count; i++)
        str_appendf(&lines, "Person%zu Norwood @ Kestrel\n", i);
    FINE(app_add_lines(app, str_get(&lines), false, ids, err));
    assert_int_equal(ids->count, count);
    str_clear(&lines);
}

static void check_undone_at_once(App *app, size_t deed, size_t people)
{
    JournalStep step;
    char *what = str_format("%s %zu contacts", DEEDS[deed].step, people);
    assert_int_equal(reached(app, deed), people);
    FINE(app_undo(app, true, &step, err));
    assert_string_equal(step.what, what);
    assert_int_equal(reached(app, deed), 0);
    FINE(app_redo(app, true, &step, err));
    assert_int_equal(reached(app, deed), people);
    FINE(app_undo(app, true, &step, err));
    free(what);
}

static void test_three_people(void **state)
{
    (void)state;
    for (size_t i = 0; i < DEED_COUNT; i++) {
        App *app = fixture_open(":memory:", 7);
        ContactIds ids = {0};
        add_people(app, 3, &ids);
        const int64_t nobody_last[] = {ids.items[0], ids.items[1], 987654};
        Error error = {0};
        assert_false(DEEDS[i].run(app, nobody_last, 3, &error));
        assert_int_equal(reached(app, i), 0);
        FAILS(ERROR_INPUT, DEEDS[i].run(app, ids.items, 0, err));
        FINE(DEEDS[i].run(app, ids.items, 3, err));
        check_undone_at_once(app, i, 3);
        vec_clear(&ids);
        app_close(app);
    }
}

// The first decides for all: who slept already is not woken by the rest going to sleep.
static void test_rest_goes_by_the_first(void **state)
{
    (void)state;
    App *app = fixture_open(":memory:", 7);
    ContactIds ids = {0};
    add_people(app, 3, &ids);
    FINE(app_rest(app, &ids.items[2], 1, CIVIL_NONE, err));
    FINE(app_rest(app, ids.items, 3, CIVIL_NONE, err));
    assert_int_equal(found(app, "stage:resting"), 3);
    FINE(app_rest(app, ids.items, 3, CIVIL_NONE, err));
    assert_int_equal(found(app, "stage:resting"), 0);
    vec_clear(&ids);
    app_close(app);
}

typedef struct Pacing {
    size_t looks, most; // stops at the most-th look; 0 = never
} Pacing;

static bool on_pace(void *self, size_t count, size_t total)
{
    Pacing *pacing = self;
    assert_true(count <= total);
    return ++pacing->looks != pacing->most;
}

static void test_many_stop_or_finish(void **state)
{
    (void)state;
    enum { PEOPLE = 2500 };
    App *app = fixture_open(":memory:", 7);
    ContactIds ids = {0};
    Error error = {0};
    add_people(app, PEOPLE, &ids);
    for (size_t i = 0; i < DEED_COUNT; i++) {
        Pacing pacing = {.most = 20};
        app->pace = (Pace){on_pace, &pacing};
        FAILS(ERROR_INTERRUPTED, DEEDS[i].run(app, ids.items, ids.count, err));
        assert_int_equal(reached(app, i), 0);
        pacing = (Pacing){0};
        FINE(DEEDS[i].run(app, ids.items, ids.count, err));
        assert_true(pacing.looks >= PEOPLE / 64);
        app->pace = (Pace){0};
        assert_true(store_step_is_large(app->store, true));
        check_undone_at_once(app, i, PEOPLE);
        if (store_check(app->store, no_finding, NULL, &error) != 0)
            fail_msg("%s", error.message);
    }
    vec_clear(&ids);
    app_close(app);
}

static bool stop_when_told(void *self, size_t count, size_t total)
{
    size_t *told = self;
    assert_true(count <= total);
    *told += count > 0;
    return count == 0 || *told < 3;
}

// Taking back many tells how far it is; stopped there, all of it still stands.
static void test_undo_of_many_stops(void **state)
{
    (void)state;
    enum { PEOPLE = 2500 };
    static const char *const TAG[] = {"quokka"};
    App *app = fixture_open(":memory:", 7);
    ContactIds ids = {0};
    JournalStep step;
    size_t told = 0;
    add_people(app, PEOPLE, &ids);
    FINE(app_tag(app, ids.items, ids.count, TAG, 1, NULL, 0, err));
    app->pace = (Pace){stop_when_told, &told};
    FAILS(ERROR_INTERRUPTED, app_undo(app, true, &step, err));
    assert_int_equal(told, 3);
    assert_int_equal(found(app, "quokka"), PEOPLE);
    assert_int_equal(found(app, "tag:quokka"), PEOPLE);
    assert_int_equal(store_check(app->store, no_finding, NULL, NULL), 0);
    app->pace = (Pace){0};
    FINE(app_undo(app, true, &step, err));
    assert_int_equal(found(app, "quokka"), 0);
    vec_clear(&ids);
    app_close(app);
}

// Whatever words undo takes back or brings again, people are found by those they have then.
static void test_words_follow_undo(void **state)
{
    (void)state;
    static const char *const EDITS[] = {"name=Quokka Norwood", "given=Quokka", "family=Quokka",
                                        "nickname=Quokka",     "title=Quokka", "company=Quokka"};
    enum { PEOPLE = 600 }; // more than a commit indexes one by one
    App *app = fixture_open(":memory:", 7);
    ContactIds ids = {0};
    JournalStep step;
    add_people(app, PEOPLE, &ids);
    for (size_t i = 0; i < sizeof EDITS / sizeof *EDITS; i++) {
        FieldEdit edit = {0};
        FINE(field_edit_parse(EDITS[i], &edit, err));
        FINE(app_edit(app, ids.items, ids.count, 0, &edit, 1, err));
        assert_int_equal(found(app, "quokka"), PEOPLE);
        FINE(app_undo(app, true, &step, err));
        assert_int_equal(found(app, "quokka"), 0);
        FINE(app_redo(app, true, &step, err));
        assert_int_equal(found(app, "quokka"), PEOPLE);
        FINE(app_undo(app, true, &step, err));
        assert_int_equal(store_check(app->store, no_finding, NULL, NULL), 0);
    }
    vec_clear(&ids);
    app_close(app);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_three_people),        cmocka_unit_test(test_rest_goes_by_the_first),
        cmocka_unit_test(test_many_stop_or_finish), cmocka_unit_test(test_undo_of_many_stops),
        cmocka_unit_test(test_words_follow_undo),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
