// SPDX-License-Identifier: MIT
// The main job through the use cases: add somebody, draft, mark sent, tick off what that set, undo it all.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rapport/app/contacts.h"
#include "rapport/app/drafts.h"
#include "rapport/app/outreach.h"
#include "rapport/app/settings.h"
#include "rapport/app/views.h"
#include "rapport/store/followups.h"
#include "rapport/store/interactions.h"

// Tue 24 Nov 2026, 09:41 UTC
static Moment fixed_now(void)
{
    return (Moment){(int64_t)civil_day(2026, 11, 24) * 86400 + 9 * 3600 + 41 * 60, 0};
}

static App *open_app(void)
{
    StoreOptions options = {
        .path = ":memory:", .create = true, .clock = clock_fixed(fixed_now()), .ids = id_source_seeded(7)};
    App *app = NULL;
    Error err = {0};
    if (!app_open(&options, &app, &err))
        fail_msg("%s", err.message);
    return app;
}

static void must(bool fine, const Error *err)
{
    if (!fine)
        fail_msg("%s", err->message);
}

static int64_t add(App *app, const char *line)
{
    AddResult result;
    Error err = {0};
    must(app_add(app, line, &result, &err), &err);
    int64_t id = result.contact;
    add_result_clear(&result);
    return id;
}

static int64_t first_open(App *app, int64_t contact, const char *rule)
{
    FollowupList rows = {0};
    Error err = {0};
    must(store_followups_of(app->store, contact, true, &rows, &err), &err);
    int64_t id = 0;
    for (size_t i = 0; i < rows.count; i++)
        if (rows.items[i].rule != NULL && strcmp(rows.items[i].rule, rule) == 0)
            id = rows.items[i].id;
    followup_list_clear(&rows);
    return id;
}

static void test_quick_add(void **state)
{
    (void)state;
    App *app = open_app();
    int64_t id = add(app, "Ada Byron @ Acme, Staff engineer, school Northeastern, met at PyCon, card, "
                          "I promised slides fri, ada@acme.example, #python");
    Contact contact;
    Error err = {0};
    contact_init(&contact);
    must(store_contact_get(app->store, id, true, &contact, &err), &err);
    assert_string_equal(contact.name, "Ada Byron");
    assert_string_equal(contact_role(&contact, ORGANISATION_COMPANY)->name, "Acme");
    assert_string_equal(contact_role(&contact, ORGANISATION_SCHOOL)->name, "Northeastern");
    assert_string_equal(contact_reach(&contact, REACH_EMAIL), "ada@acme.example");
    assert_int_equal(contact.tags.count, 1);
    assert_true(contact.active && contact.card);
    assert_int_equal(contact.how, HOW_EVENT);
    contact_clear(&contact);
    FollowupList rows = {0};
    must(store_followups_of(app->store, id, true, &rows, &err), &err);
    bool promised = false;
    for (size_t i = 0; i < rows.count; i++)
        promised = promised || (rows.items[i].origin == ORIGIN_MY_PROMISE &&
                                rows.items[i].day == civil_day(2026, 11, 27));
    assert_true(promised);
    followup_list_clear(&rows);
    assert_int_equal(add(app, "Ada B, ada@acme.example"), id);
    app_close(app);
}

static void test_slice(void **state)
{
    (void)state;
    App *app = open_app();
    Error err = {0};
    int64_t id = add(app, "Maya Lindqvist @ Kestrel, maya@kestrel.example");
    DraftRequest request = {.contacts = &id, .contact_count = 1, .template_name = ""};
    StepResult step;
    must(app_draft_new(app, &request, &step, &err), &err);
    int64_t draft = step.id;
    step_result_clear(&step);
    int64_t rev = 1, copy;
    assert_false(app_draft_sent(app, draft, NULL, false, &step, &err)); // empty
    assert_int_equal(err.kind, ERROR_INPUT);
    must(app_draft_save(app, draft, &rev, "Hello", "Hi Maya,\ncould we talk for 15 minutes?\nAnna", NULL, 0,
                        &copy, &err),
         &err);
    must(app_draft_sent(app, draft, NULL, false, &step, &err), &err);
    step_result_clear(&step);

    int64_t nudge = first_open(app, id, "nudge");
    assert_true(nudge != 0);
    Followup row;
    followup_init(&row);
    must(store_followup_get(app->store, nudge, &row, &err), &err);
    assert_int_equal(row.day, civil_day(2026, 12, 8));
    followup_clear(&row);

    // Again at once is too soon.
    LogRequest again = {.kind = INTERACTION_MESSAGE,
                        .contacts = &id,
                        .contact_count = 1,
                        .expects_answer = -1,
                        .answer_day = CIVIL_NONE,
                        .moved_day = CIVIL_NONE,
                        .occasion = OCCASION_NUDGE,
                        .text = "?"};
    assert_false(app_log(app, &again, &step, &err));
    assert_int_equal(err.kind, ERROR_TOO_SOON);

    must(app_followups_done(app, &nudge, 1, &step, &err), &err);
    step_result_clear(&step);
    assert_int_equal(first_open(app, id, "nudge"), 0);

    JournalStep journal;
    must(app_undo(app, true, &journal, &err), &err);
    assert_int_equal(first_open(app, id, "nudge"), nudge);
    must(app_undo(app, true, &journal, &err), &err);
    assert_string_equal(journal.what, "send to Maya Lindqvist");
    assert_int_equal(first_open(app, id, "nudge"), 0);
    assert_int_equal(store_timeline_count(app->store, id), 0);
    must(app_redo(app, true, &journal, &err), &err);
    assert_int_equal(first_open(app, id, "nudge"), nudge);
    app_close(app);
}

static void test_answer_closes(void **state)
{
    (void)state;
    App *app = open_app();
    Error err = {0};
    StepResult step;
    int64_t id = add(app, "Tom Reilly, tom@interlark.example");
    LogRequest sent = {.kind = INTERACTION_MESSAGE,
                       .contacts = &id,
                       .contact_count = 1,
                       .expects_answer = -1,
                       .answer_day = CIVIL_NONE,
                       .moved_day = CIVIL_NONE,
                       .text = "could we talk?"};
    must(app_log(app, &sent, &step, &err), &err);
    step_result_clear(&step);
    assert_true(first_open(app, id, "nudge") != 0);
    must(app_replied(app, id, ANSWER_YES, CIVIL_NONE, "Sure", &step, &err), &err);
    step_result_clear(&step);
    assert_int_equal(first_open(app, id, "nudge"), 0);
    assert_true(first_open(app, id, "reply") != 0);

    TodayView today;
    must(today_load(app, false, &today, &err), &err);
    assert_int_equal(today.owe.count, 1);
    assert_int_equal(today.today.count, 1);
    today_clear(&today);

    must(app_settle(app, id, &step, &err), &err);
    step_result_clear(&step);
    assert_int_equal(first_open(app, id, "reply"), 0);
    assert_false(app_settle(app, id, &step, &err));
    assert_int_equal(err.kind, ERROR_INPUT);
    app_close(app);
}

// A moved meeting is planned anew: preparing it is advised, agreeing on a time no longer.
static void test_moved_meeting(void **state)
{
    (void)state;
    App *app = open_app();
    Error err = {0};
    StepResult step;
    int64_t id = add(app, "Zoë van den Berg, zoe@adela.example");
    LogRequest moved = {.kind = INTERACTION_MEETING,
                        .outcome = OUTCOME_MOVED,
                        .moved_day = civil_day(2026, 11, 26),
                        .contacts = &id,
                        .contact_count = 1,
                        .expects_answer = -1,
                        .answer_day = CIVIL_NONE};
    must(app_log(app, &moved, &step, &err), &err);
    step_result_clear(&step);
    assert_int_equal(store_timeline_count(app->store, id), 2);
    assert_int_equal(first_open(app, id, "reschedule"), 0);
    assert_true(first_open(app, id, "prepare") != 0);
    app_close(app);
}

static void test_settings_reconcile(void **state)
{
    (void)state;
    App *app = open_app();
    Error err = {0};
    StepResult step;
    int64_t id = add(app, "Priya Raman, priya@gitanya.example");
    LogRequest sent = {.kind = INTERACTION_MESSAGE,
                       .contacts = &id,
                       .contact_count = 1,
                       .expects_answer = -1,
                       .answer_day = CIVIL_NONE,
                       .moved_day = CIVIL_NONE,
                       .text = "could we talk?"};
    must(app_log(app, &sent, &step, &err), &err);
    step_result_clear(&step);
    must(app_set(app, "nudge-due", "9", &err), &err);
    Followup row;
    followup_init(&row);
    must(store_followup_get(app->store, first_open(app, id, "nudge"), &row, &err), &err);
    assert_int_equal(row.day, civil_day(2026, 12, 3));
    followup_clear(&row);
    assert_false(app_set(app, "nudge-du", "9", &err));
    assert_non_null(strstr(err.message, "nudge-due"));
    JournalStep journal;
    must(app_undo(app, true, &journal, &err), &err);
    assert_int_equal(app->timing.nudge_due, 14);
    app_close(app);
}

// An introduction that led to an answer is reported back to whoever made it.
static void test_introduction_reported_back(void **state)
{
    (void)state;
    App *app = open_app();
    Error err = {0};
    StepResult step;
    int64_t people[2] = {add(app, "Sam Okafor, sam@sonora.example"),
                         add(app, "Lena Hoffmann, lena@zephyra.example")};
    LogRequest introduction = {.kind = INTERACTION_INTRODUCTION,
                               .direction = DIRECTION_IN,
                               .channel = CHANNEL_EMAIL,
                               .contacts = people,
                               .contact_count = 2,
                               .expects_answer = -1,
                               .answer_day = CIVIL_NONE,
                               .moved_day = CIVIL_NONE};
    must(app_log(app, &introduction, &step, &err), &err);
    step_result_clear(&step);
    assert_int_equal(first_open(app, people[0], "report-back"), 0);
    assert_true(first_open(app, people[1], "introduced") != 0);
    must(app_replied(app, people[1], ANSWER_YES, CIVIL_NONE, "gladly", &step, &err), &err);
    step_result_clear(&step);
    assert_true(first_open(app, people[0], "report-back") != 0);
    app_close(app);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_quick_add),          cmocka_unit_test(test_slice),
        cmocka_unit_test(test_answer_closes),      cmocka_unit_test(test_moved_meeting),
        cmocka_unit_test(test_settings_reconcile), cmocka_unit_test(test_introduction_reported_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
