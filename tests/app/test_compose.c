// SPDX-License-Identifier: MIT
// What c proposes: the occasion from what a follow-up says or the rules advise, and the template that is
// meant for it, never one for a situation that is not there.
#include "fixture.h"
#include "rapport/app/contacts.h"
#include "rapport/app/drafts.h"
#include "rapport/app/outreach.h"
#include "rapport/store/followups.h"

static int64_t add(App *app, const char *line)
{
    AddResult result = {0};
    FINE(app_add(app, line, &result, err));
    int64_t id = result.contact;
    add_result_clear(&result);
    return id;
}

static void log_one(App *app, int64_t contact, LogRequest request)
{
    StepResult result;
    request.contacts = &contact;
    request.contact_count = 1;
    FINE(app_log(app, &request, &result, err));
    step_result_clear(&result);
}

static void fell_through(App *app, int64_t contact, Outcome outcome)
{
    log_one(app, contact,
            (LogRequest){.kind = INTERACTION_MEETING,
                         .direction = DIRECTION_MUTUAL,
                         .outcome = outcome,
                         .answer_day = CIVIL_NONE,
                         .moved_day = CIVIL_NONE,
                         .timed = true,
                         .at = clock_moment(app_today(app) - 1, 600),
                         .expects_answer = -1});
}

static void happened(App *app, int64_t contact, InteractionKind kind, Direction direction, Answer answer,
                     int days)
{
    log_one(app, contact,
            (LogRequest){.kind = kind,
                         .direction = direction,
                         .channel = CHANNEL_EMAIL,
                         .answer = answer,
                         .answer_day = CIVIL_NONE,
                         .timed = true,
                         .at = clock_moment(app_today(app) - days, 600),
                         .expects_answer = -1,
                         .text = "about the tides",
                         .anyway = true});
}

static const char *const PEOPLE[] = {
    "Ada Byron @ Acme, ada@acme.example",
    "Ben Okri @ Acme, ben@acme.example, met at the autumn fair yesterday",
    "Cy Adeyemi, cy@vale.example",
    "Dee Marsh, dee@vale.example",
    "Eli Stone, eli@vale.example",
    "Fay Lund, fay@vale.example",
    "Gus Tan, gus@vale.example",
    "Hal Voss, hal@vale.example",
};

static void test_template_for_the_situation(void **state)
{
    (void)state;
    enum { ADA, BEN, CY, DEE, ELI, FAY, GUS, HAL, COUNT_PEOPLE };
    App *app = fixture_open(":memory:", 7);
    int64_t ids[COUNT_PEOPLE];
    for (int i = 0; i < COUNT_PEOPLE; i++)
        ids[i] = add(app, PEOPLE[i]);
    happened(app, ids[CY], INTERACTION_MESSAGE, DIRECTION_OUT, ANSWER_NONE, 5);
    happened(app, ids[CY], INTERACTION_MESSAGE, DIRECTION_IN, ANSWER_YES, 1);
    happened(app, ids[DEE], INTERACTION_MESSAGE, DIRECTION_OUT, ANSWER_NONE, 5);
    happened(app, ids[DEE], INTERACTION_MESSAGE, DIRECTION_IN, ANSWER_NO, 1);
    happened(app, ids[ELI], INTERACTION_MEETING, DIRECTION_MUTUAL, ANSWER_NONE, 0);
    fell_through(app, ids[FAY], OUTCOME_MOVED);
    fell_through(app, ids[GUS], OUTCOME_CANCELLED_BY_ME);
    fell_through(app, ids[HAL], OUTCOME_NO_SHOW);
    static const struct {
        int who;
        Occasion occasion;
        Channel channel;
        const char *name;
    } CASES[] = {{ADA, OCCASION_REQUEST, CHANNEL_EMAIL, "ask-for-advice"},
                 {BEN, OCCASION_REQUEST, CHANNEL_EMAIL, "ask-after-event"},
                 {BEN, OCCASION_REQUEST, CHANNEL_LINKEDIN, "ask-after-event-linkedin"},
                 {BEN, OCCASION_REQUEST, CHANNEL_LINKEDIN_NOTE, "invite-note-met"},
                 {CY, OCCASION_REPLY, CHANNEL_EMAIL, "reply-with-times"},
                 {CY, OCCASION_REPLY, CHANNEL_SMS, "reply-with-times-sms"},
                 {DEE, OCCASION_REPLY, CHANNEL_EMAIL, "reply-to-a-no"},
                 {DEE, OCCASION_REPLY, CHANNEL_LINKEDIN, "reply-to-a-no-linkedin"},
                 {DEE, OCCASION_REPLY, CHANNEL_SMS, "reply-to-a-no-linkedin"}, // what it is about comes first
                 {ELI, OCCASION_UPDATE, CHANNEL_EMAIL, "update"},              // not that the search is over
                 {FAY, OCCASION_REPLY, CHANNEL_EMAIL, "new-time"},
                 {GUS, OCCASION_REPLY, CHANNEL_LINKEDIN, "sorry-another-time-linkedin"},
                 {HAL, OCCASION_REPLY, CHANNEL_LINKEDIN, "missed-each-other"},
                 {ELI, OCCASION_THANK_YOU, CHANNEL_EMAIL, "thank-you"},
                 {ELI, OCCASION_THANK_YOU, CHANNEL_LINKEDIN, "thank-you-linkedin"}};
    for (size_t i = 0; i < COUNT(CASES); i++) {
        DraftRequest request = {.contacts = &ids[CASES[i].who],
                                .contact_count = 1,
                                .channel = CASES[i].channel,
                                .occasion = CASES[i].occasion};
        StepResult result;
        Draft draft = {0};
        FINE(app_draft_new(app, &request, &result, err));
        FINE(store_draft_get(app->store, result.id, &draft, err));
        assert_string_equal(draft.template_name, CASES[i].name);
        draft_clear(&draft);
        step_result_clear(&result);
    }
    app_close(app);
}

static void test_occasion_of_a_followup(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        Occasion occasion;
    } CASES[] = {{"congratulate on the first month", OCCASION_CONGRATULATION},
                 {"Thank her for the name", OCCASION_THANK_YOU},
                 {"introduce to Sam", OCCASION_INTRODUCTION},
                 {"read the paper", OCCASION_NONE},
                 {"than", OCCASION_NONE}};
    App *app = fixture_open(":memory:", 7);
    int64_t ada = add(app, PEOPLE[0]);
    for (size_t i = 0; i < COUNT(CASES); i++) {
        FollowupRequest request = {.contact = ada,
                                   .day = app_today(app),
                                   .minute = -1,
                                   .text = CASES[i].text,
                                   .origin = ORIGIN_HAND};
        StepResult result;
        FINE(app_followup_add(app, &request, &result, err));
        assert_int_equal(app_followup_occasion(app, result.id), CASES[i].occasion);
        step_result_clear(&result);
    }
    app_close(app);
}

// ---- an introduction that I made

static bool is_asked_after(App *app, int64_t contact)
{
    FollowupList rows = {0};
    bool found = false;
    FINE(store_followups_of(app->store, contact, true, &rows, err));
    for (size_t i = 0; i < rows.count; i++)
        found = found || str_equal(rows.items[i].rule, "ask-after");
    followup_list_clear(&rows);
    return found;
}

static void introduce(App *app, const int64_t people[2], int days)
{
    DraftRequest request = {
        .contacts = people, .contact_count = 2, .channel = CHANNEL_EMAIL, .occasion = OCCASION_INTRODUCTION};
    Moment at = clock_moment(app_today(app) - days, 600);
    StepResult made, sent;
    FINE(app_draft_new(app, &request, &made, err));
    FINE(app_draft_sent(app, made.id, &at, false, &sent, err));
    step_result_clear(&made);
    step_result_clear(&sent);
}

static void expect_question(App *app, int64_t contact)
{
    DraftRequest request = {.contacts = &contact, .contact_count = 1, .channel = CHANNEL_EMAIL};
    StepResult result;
    Draft draft = {0};
    FINE(app_draft_new(app, &request, &result, err));
    FINE(store_draft_get(app->store, result.id, &draft, err));
    assert_string_equal(draft.template_name, "how-did-it-go");
    assert_string_equal(draft.subject, "How did it go with Ben Okri?");
    draft_clear(&draft);
    step_result_clear(&result);
}

// One of the two is asked, until a word of either says how it went.
static void test_how_an_introduction_went(void **state)
{
    (void)state;
    App *app = fixture_open(":memory:", 7);
    JournalStep undone;
    int64_t people[] = {add(app, PEOPLE[0]), add(app, "Ben Okri @ Acme, ben@acme.example")};
    FINE(app_name_me(app, "Robin Alder", err));
    introduce(app, people, 20);
    assert_true(is_asked_after(app, people[0]));
    assert_false(is_asked_after(app, people[1]));
    happened(app, people[1], INTERACTION_MESSAGE, DIRECTION_IN, ANSWER_NONE_NEEDED, 19);
    assert_true(is_asked_after(app, people[0])); // thanks, the day after
    happened(app, people[1], INTERACTION_MESSAGE, DIRECTION_IN, ANSWER_NONE_NEEDED, 2);
    assert_false(is_asked_after(app, people[0]));
    FINE(app_undo(app, true, &undone, err));
    assert_true(is_asked_after(app, people[0]));
    expect_question(app, people[0]);
    happened(app, people[1], INTERACTION_MESSAGE, DIRECTION_OUT, ANSWER_NONE, 0); // I ask the other one
    assert_false(is_asked_after(app, people[0]));
    assert_false(is_asked_after(app, people[1]));
    app_close(app);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_how_an_introduction_went),
                                       cmocka_unit_test(test_template_for_the_situation),
                                       cmocka_unit_test(test_occasion_of_a_followup)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
