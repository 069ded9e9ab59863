// SPDX-License-Identifier: MIT
// What a talk brought becomes what it should, in one step that one undo takes back whole.
#include "fixture.h"

#include "rapport/app/contacts.h"
#include "rapport/app/debrief.h"
#include "rapport/app/drafts.h"
#include "rapport/app/outreach.h"
#include "rapport/store/followups.h"
#include "rapport/store/interactions.h"

static int64_t add(App *app, const char *line)
{
    AddResult result;
    FINE(app_add(app, line, &result, err));
    int64_t id = result.contact;
    add_result_clear(&result);
    return id;
}

// days before (or after) today, at 08:00.
static void meet(App *app, int64_t contact, int days, InteractionKind kind, Outcome outcome)
{
    LogRequest request = {.kind = kind,
                          .expects_answer = -1,
                          .answer_day = CIVIL_NONE,
                          .moved_day = CIVIL_NONE,
                          .outcome = outcome,
                          .timed = true,
                          .at = clock_moment(app_today(app) + days, 8 * 60),
                          .contacts = &contact,
                          .contact_count = 1};
    StepResult result;
    FINE(app_log(app, &request, &result, err));
    step_result_clear(&result);
}

static int64_t find(App *app, const char *name)
{
    ContactIds ids = {0};
    FINE(store_contact_resolve(app->store, name, false, &ids, err));
    int64_t id = ids.count == 1 ? ids.items[0] : 0;
    vec_clear(&ids);
    return id;
}

static int sum_of(App *app, int64_t contact, Origin origin, int32_t *day)
{
    FollowupList rows = {0};
    int count = 0;
    FINE(store_followups_of(app->store, contact, true, &rows, err));
    for (size_t i = 0; i < rows.count; i++)
        if (rows.items[i].origin == origin) {
            count++;
            *day = rows.items[i].day;
        }
    followup_list_clear(&rows);
    return count;
}

static void test_everything_in_one_step(void **state)
{
    (void)state;
    App *app = fixture_open(":memory:", 1);
    FINE(app_name_me(app, "Robin Vale", err));
    int64_t ada = add(app, "Ada Byron @ Acme, ada@acme.example"), sam = add(app, "Sam Okafor");
    meet(app, ada, 0, INTERACTION_MEETING, OUTCOME_NONE);
    const char *hooks[] = {"her talk in March", " "};
    const char *names[] = {"Erik Sand @ Kestrel, erik@kestrel.example", "sam okafor"};
    DebriefPromise promises[] = {{true, "the slides by fri"}, {false, "an intro to HR"}};
    Debrief debrief = {.contact = ada,
                       .topic = "pairing people with robots",
                       .learned = "She pairs new people with the oldest robot",
                       .hooks = hooks,
                       .hook_count = 2,
                       .promises = promises,
                       .promise_count = 2,
                       .names = names,
                       .name_count = 2};
    StepResult result;
    FINE(app_debrief(app, &debrief, &result, err));
    assert_int_equal(debrief_message(&result.advice, app_today(app)), OCCASION_THANK_YOU);
    step_result_clear(&result);

    Interactions timeline = {0};
    FINE(store_timeline(app->store, ada, 0, 0, 10, &timeline, err));
    assert_int_equal(timeline.count, 1); // told, not doubled
    assert_int_equal(timeline.items[0].outcome, OUTCOME_HELD);
    assert_string_equal(timeline.items[0].subject, "pairing people with robots");
    assert_string_equal(timeline.items[0].text, "She pairs new people with the oldest robot");
    store_interactions_clear(&timeline);

    int32_t day = 0;
    assert_int_equal(sum_of(app, ada, ORIGIN_MY_PROMISE, &day), 1);
    assert_int_equal(day, civil_day(2026, 11, 27));
    assert_int_equal(sum_of(app, ada, ORIGIN_THEIR_PROMISE, &day), 1);
    TextRows found = {0};
    FINE(store_hooks(app->store, ada, &found, err));
    assert_int_equal(found.count, 1);
    store_text_rows_clear(&found);

    Contact erik;
    contact_init(&erik);
    FINE(store_contact_get(app->store, find(app, "Erik Sand"), true, &erik, err));
    assert_string_equal(erik.introduced_by, "Ada Byron");
    assert_int_equal(erik.degree, 2);
    assert_string_equal(contact_role(&erik, ORGANISATION_COMPANY)->name, "Kestrel");
    contact_clear(&erik);
    assert_int_equal(find(app, "Sam Okafor"), sam); // linked, not doubled

    // The thank-you quotes the talk and the reason.
    DraftRequest request = {.contacts = &ada, .contact_count = 1, .occasion = OCCASION_THANK_YOU};
    FINE(app_draft_new(app, &request, &result, err));
    Draft draft = {0};
    FINE(store_draft_get(app->store, result.id, &draft, err));
    assert_non_null(strstr(draft.text, "pairing people with robots"));
    assert_non_null(strstr(draft.text, "her talk in March"));
    draft_clear(&draft);
    step_result_clear(&result);

    JournalStep step;
    FINE(app_undo(app, true, &step, err));
    FINE(app_undo(app, true, &step, err));
    assert_string_equal(step.what, "debrief with Ada Byron");
    assert_int_equal(find(app, "Erik Sand"), 0);
    assert_int_equal(sum_of(app, ada, ORIGIN_MY_PROMISE, &day), 0);
    FINE(store_timeline(app->store, ada, 0, 0, 10, &timeline, err));
    assert_null(timeline.items[0].text);
    assert_null(timeline.items[0].subject);
    store_interactions_clear(&timeline);
    assert_int_equal(store_check(app->store, NULL, NULL, NULL), 0);
    app_close(app);
}

// Which talk is meant: kind, days from today, outcome; the last but one column says which row, -1 = a new
// one.
static void test_which_talk(void **state)
{
    (void)state;
    static const struct {
        struct {
            InteractionKind kind; // NONE = end
            int days;
            Outcome outcome;
        } talks[3];
        int meant;
    } cases[] = {
        {{{INTERACTION_NONE, 0, OUTCOME_NONE}}, -1},
        {{{INTERACTION_MEETING, -1, OUTCOME_HELD}}, 0},
        {{{INTERACTION_MEETING, -40, OUTCOME_HELD}}, -1}, // long told
        {{{INTERACTION_MEETING, 3, OUTCOME_NONE}}, -1},   // still to come
        {{{INTERACTION_CALL, -2, OUTCOME_NONE}}, 0},
        {{{INTERACTION_NOTE, -1, OUTCOME_NONE}}, -1},       // no talk
        {{{INTERACTION_MESSAGE, -1, OUTCOME_NONE}}, -1},    // nor this
        {{{INTERACTION_MEETING, -3, OUTCOME_NO_SHOW}}, -1}, // it did not take place
        {{{INTERACTION_CALL, -9, OUTCOME_NONE}, {INTERACTION_MEETING, -5, OUTCOME_HELD}}, 1},
        {{{INTERACTION_MEETING, -5, OUTCOME_HELD}, {INTERACTION_MEETING, 2, OUTCOME_NONE}}, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        App *app = fixture_open(":memory:", i + 10);
        int64_t ada = add(app, "Ada Byron");
        int32_t expected = CIVIL_NONE;
        for (int k = 0; k < 3 && cases[i].talks[k].kind != INTERACTION_NONE; k++) {
            meet(app, ada, cases[i].talks[k].days, cases[i].talks[k].kind, cases[i].talks[k].outcome);
            if (k == cases[i].meant)
                expected = app_today(app) + cases[i].talks[k].days;
        }
        Interaction talk;
        interaction_init(&talk);
        FINE(app_debrief_talk(app, ada, &talk, err));
        if ((talk.id == 0) != (cases[i].meant < 0) || (talk.id != 0 && talk.day != expected))
            fail_msg("case %zu: talk %lld of day %d, expected %d", i, (long long)talk.id, (int)talk.day,
                     (int)expected);
        interaction_clear(&talk);
        app_close(app);
    }
}

static void test_what_is_refused(void **state)
{
    (void)state;
    App *app = fixture_open(":memory:", 3);
    int64_t ada = add(app, "Ada Byron");
    add(app, "Sam Okafor @ Acme");
    add(app, "Sam Okafor @ Globex");
    static const char *const names[] = {"Sam Okafor", "Ada Byron", "@ Acme"};
    StepResult result;
    Debrief empty = {.contact = ada, .learned = "  "};
    FAILS(ERROR_INPUT, app_debrief(app, &empty, &result, err));
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        Debrief debrief = {.contact = ada, .learned = "Something", .names = &names[i], .name_count = 1};
        FAILS(ERROR_INPUT, app_debrief(app, &debrief, &result, err));
    }
    assert_int_equal(store_timeline_count(app->store, ada), 0); // nothing half done
    app_close(app);
}

// Told before its hour came, and about something else than was planned: the thanks come after it, and quote
// what it was about.
static void test_earlier_and_otherwise_than_planned(void **state)
{
    (void)state;
    App *app = fixture_open(":memory:", 1);
    FINE(app_name_me(app, "Robin Vale", err));
    int64_t ada = add(app, "Ada Byron @ Acme, ada@acme.example");
    LogRequest plan = {.kind = INTERACTION_MEETING,
                       .direction = DIRECTION_MUTUAL,
                       .contacts = &ada,
                       .contact_count = 1,
                       .expects_answer = -1,
                       .answer_day = CIVIL_NONE,
                       .moved_day = CIVIL_NONE,
                       .timed = true,
                       .subject = "night trains",
                       .at = clock_moment(app_today(app), 18 * 60)};
    Debrief debrief = {.contact = ada, .topic = "small samples", .learned = "Count twice"};
    StepResult result;
    FINE(app_log(app, &plan, &result, err));
    step_result_clear(&result);
    FINE(app_debrief(app, &debrief, &result, err));
    step_result_clear(&result);
    Interactions timeline = {0};
    FINE(store_timeline(app->store, ada, 0, 0, 10, &timeline, err));
    assert_string_equal(timeline.items[0].subject, "small samples");
    assert_string_equal(timeline.items[0].text, "night trains\nCount twice");
    store_interactions_clear(&timeline);
    DraftRequest request = {.contacts = &ada, .contact_count = 1, .occasion = OCCASION_THANK_YOU};
    FINE(app_draft_new(app, &request, &result, err));
    Draft draft = {0};
    FINE(store_draft_get(app->store, result.id, &draft, err));
    assert_non_null(strstr(draft.text, "small samples"));
    draft_clear(&draft);
    StepResult sent;
    FINE(app_draft_sent(app, result.id, NULL, false, &sent, err));
    for (size_t i = 0; i < sent.advice.count; i++)
        assert_string_not_equal(sent.advice.items[i].rule, "thank");
    step_result_clear(&sent);
    step_result_clear(&result);
    app_close(app);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_everything_in_one_step),
        cmocka_unit_test(test_earlier_and_otherwise_than_planned),
        cmocka_unit_test(test_which_talk),
        cmocka_unit_test(test_what_is_refused),
    };
    return cmocka_run_group_tests_name("debrief", tests, NULL, NULL);
}
