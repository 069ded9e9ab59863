// SPDX-License-Identifier: MIT
// Companies by keys: the list and its detail, the filter, the board and its cards.
#include "support/check.h"

#include <stdlib.h>
#include <string.h>

#include "companies/companies.h"
#include "rapport/app/targets.h"
#include "rapport/store/followups.h"
#include "support/frames.h"

static void run(FrameStage *stage, const char *script)
{
    if (!frame_stage_run(stage, script))
        fail_msg("%s", stage->err.message);
}

static void open_companies(FrameStage *stage)
{
    frame_stage_open(stage);
    run(stage, "include network-companies.setup\nkeys 5");
    frame_stage_shows(stage, "");
}

static const char *focused(FrameStage *stage)
{
    frame_stage_shows(stage, "");
    const OrganisationRow *company = companies_focused(stage->tui);
    return company != NULL ? company->name : "";
}

static void test_targets_come_first(void **state)
{
    (void)state;
    FrameStage stage;
    open_companies(&stage);
    assert_string_equal(focused(&stage), "Kestrel");
    run(&stage, "keys j");
    assert_string_equal(focused(&stage), "Umbra");
    assert_true(frame_stage_shows(&stage, "You know nobody there yet."));
    run(&stage, "keys G");
    assert_string_equal(focused(&stage), "虹ソフト");
    frame_stage_close(&stage);
}

static void test_detail_follows_the_list(void **state)
{
    (void)state;
    FrameStage stage;
    open_companies(&stage);
    assert_true(frame_stage_shows(&stage, "Here now 2"));
    assert_true(frame_stage_shows(&stage, "Weiss"));
    run(&stage, "keys j j");
    assert_false(frame_stage_shows(&stage, "Weiss"));
    assert_true(frame_stage_shows(&stage, "Here now 1"));
    frame_stage_close(&stage);
}

static void test_enter_leads_to_the_person(void **state)
{
    (void)state;
    FrameStage stage;
    open_companies(&stage);
    run(&stage, "keys Enter Enter");
    frame_stage_shows(&stage, "");
    assert_null(companies_state(stage.tui));
    assert_true(frame_stage_shows(&stage, "Maya"));
    frame_stage_close(&stage);
}

static void test_former_people(void **state)
{
    (void)state;
    FrameStage stage;
    frame_stage_open(&stage);
    run(&stage, "add Maya Lindqvist @ Kestrel, maya@lindqvist.example\n"
                "add Maya Lindqvist @ Umbra, maya@lindqvist.example\n"
                "add Ada Byron @ Kestrel\nkeys 5 /\ntext kes\nkeys Enter");
    assert_string_equal(focused(&stage), "Kestrel");
    assert_true(frame_stage_shows(&stage, "1+1"));
    assert_true(frame_stage_shows(&stage, "Here now 1"));
    assert_true(frame_stage_shows(&stage, "Formerly 1"));
    frame_stage_close(&stage);
}

static void test_filter(void **state)
{
    (void)state;
    FrameStage stage;
    open_companies(&stage);
    run(&stage, "keys /\ntext ma");
    assert_string_equal(focused(&stage), "Marigold");
    assert_true(frame_stage_shows(&stage, "1 found"));
    run(&stage, "keys Enter");
    assert_string_equal(focused(&stage), "Marigold");
    run(&stage, "keys Esc");
    assert_true(frame_stage_shows(&stage, "16 people"));
    run(&stage, "keys /\ntext qqq");
    assert_true(frame_stage_shows(&stage, "No company is called so."));
    run(&stage, "keys Esc");
    assert_true(frame_stage_shows(&stage, "16 people"));
    run(&stage, "keys :\ntext filter-companies gi\nkeys Enter");
    assert_string_equal(focused(&stage), "Gitanya");
    frame_stage_close(&stage);
}

static void test_follow_up_about_a_company(void **state)
{
    (void)state;
    FrameStage stage;
    open_companies(&stage);
    run(&stage, "keys f\ntext 15 dec\nkeys Enter\ntext look at the posts\nkeys Enter");
    frame_stage_shows(&stage, "");
    FollowupList list = {0};
    Error err = {0};
    int32_t day = civil_day(2026, 12, 15);
    assert_true(store_followups_between(stage.app->store, day, day, 10, &list, &err));
    assert_int_equal(list.count, 1);
    assert_string_equal(list.items[0].organisation_name, "Kestrel");
    assert_string_equal(list.items[0].text, "look at the posts");
    followup_list_clear(&list);
    // From the calendar it leads back to the company.
    run(&stage, "keys 1 4 :\ntext to-date 15 dec\nkeys Enter");
    assert_true(frame_stage_shows(&stage, "look at the posts"));
    run(&stage, "keys Enter");
    assert_string_equal(focused(&stage), "Kestrel");
    frame_stage_close(&stage);
}

// ---- the board

static Stage stage_of(FrameStage *stage, const char *name)
{
    ContactIds ids = {0};
    Contact contact;
    Error err = {0};
    frame_stage_shows(stage, "");
    contact_init(&contact);
    assert_true(store_contact_resolve(stage->app->store, name, false, &ids, &err));
    assert_true(store_contact_get(stage->app->store, ids.items[0], false, &contact, &err));
    Stage found = contact.stage;
    contact_clear(&contact);
    vec_clear(&ids);
    return found;
}

static void test_board_opens_and_closes(void **state)
{
    (void)state;
    FrameStage stage;
    open_companies(&stage);
    run(&stage, "keys |");
    assert_true(frame_stage_shows(&stage, "Approached"));
    assert_non_null(tui_pane(stage.tui, &PANE_BOARD));
    run(&stage, "keys |");
    assert_string_equal(focused(&stage), "Kestrel");
    run(&stage, "keys | Esc");
    assert_string_equal(focused(&stage), "Kestrel");
    frame_stage_close(&stage);
}

static void test_moving_a_card_sets_the_stage(void **state)
{
    (void)state;
    FrameStage stage;
    open_companies(&stage);
    run(&stage, "keys | l");
    assert_int_equal(stage_of(&stage, "Ines Costa"), STAGE_APPROACHED);
    run(&stage, "keys L");
    assert_int_equal(stage_of(&stage, "Ines Costa"), STAGE_TALKING);
    assert_true(frame_stage_shows(&stage, "Ines Costa: Talking."));
    // The focus went with the card; two stages have a column only when it is needed.
    run(&stage, "keys L");
    assert_int_equal(stage_of(&stage, "Ines Costa"), STAGE_SCHEDULED);
    assert_true(frame_stage_shows(&stage, "Scheduled"));
    run(&stage, "keys u u");
    assert_int_equal(stage_of(&stage, "Ines Costa"), STAGE_APPROACHED);
    assert_false(frame_stage_shows(&stage, "Scheduled   "));
    frame_stage_close(&stage);
}

static void test_card_of_nobody_stays(void **state)
{
    (void)state;
    FrameStage stage;
    frame_stage_open(&stage);
    run(&stage, "target Umbra\nadd Maya Lindqvist @ Kestrel\nkeys 5 | L");
    assert_true(frame_stage_shows(&stage, "You know nobody there yet"));
    run(&stage, "keys h l j k G g g PgDn PgUp");
    assert_true(frame_stage_shows(&stage, "Umbra"));
    frame_stage_close(&stage);
}

static void test_card_leads_to_its_company(void **state)
{
    (void)state;
    FrameStage stage;
    open_companies(&stage);
    run(&stage, "keys | l Enter");
    assert_string_equal(focused(&stage), "Figment");
    run(&stage, "keys |\nclick 12 45");
    run(&stage, "keys Enter");
    assert_string_equal(focused(&stage), "Quillon");
    frame_stage_close(&stage);
}

static void test_card_is_about_its_person(void **state)
{
    (void)state;
    FrameStage stage;
    open_companies(&stage);
    run(&stage, "keys | l f 1\ntext call her\nkeys Enter");
    assert_true(frame_stage_shows(&stage, "Follow-up set"));
    int count = 0;
    Error err = {0};
    assert_true(store_followup_counts(stage.app->store, civil_day(2026, 11, 25), 1, &count, &err));
    assert_int_equal(count, 2);
    frame_stage_close(&stage);
}

// ---- what one wants of a company

static void test_target_in_a_form(void **state)
{
    (void)state;
    FrameStage stage;
    open_companies(&stage);
    run(&stage, "keys e");
    assert_true(frame_stage_shows(&stage, "Kestrel as a target"));
    run(&stage, "text 7\nkeys Enter");
    assert_true(frame_stage_shows(&stage, "motivation is 0 to 3"));
    run(&stage, "keys BackSpace\ntext 3\nkeys Tab\ntext 2\nkeys Tab Tab\ntext gentel\nkeys Enter");
    assert_true(frame_stage_shows(&stage, "gentle")); // did you mean
    run(&stage, "keys C-u\ntext gentle\nkeys Enter");
    assert_true(frame_stage_shows(&stage, "motivation 3, posting 2"));
    run(&stage, "keys e");
    assert_true(frame_stage_shows(&stage, "gentle"));
    // The routine goes for whoever works there.
    run(&stage, "keys Tab Tab Tab C-u Enter e");
    assert_false(frame_stage_shows(&stage, "gentle"));
    frame_stage_close(&stage);
}

// What is about no person says why as well.
static void test_why_about_a_company(void **state)
{
    (void)state;
    FrameStage stage;
    open_companies(&stage);
    run(&stage, "keys w");
    assert_true(frame_stage_shows(&stage, "watched, and not looked at yet"));
    run(&stage, "keys Esc P\ntext Data engineer, 18 dec\nkeys Enter w");
    assert_true(
        frame_stage_shows(&stage, "closes on Fri 18 Dec; whom you know there is asked by Wed 16 Dec"));
    run(&stage, "keys Esc f\ntext today\nkeys Enter\ntext read their report\nkeys Enter 1");
    assert_true(frame_stage_shows(&stage, "read their report"));
    run(&stage, "keys g g j j j j j j j j j w");
    for (int i = 0; i < 12 && !frame_stage_shows(&stage, "you set it yourself for Tue 24 Nov"); i++)
        run(&stage, "keys Esc k w");
    assert_true(frame_stage_shows(&stage, "you set it yourself for Tue 24 Nov"));
    frame_stage_close(&stage);
}

// Maya put in a word; how it ended is said in three keys, and Today asks to tell her.
static void test_what_became_of_a_post(void **state)
{
    (void)state;
    FrameStage stage;
    open_companies(&stage);
    run(&stage, "keys P\ntext Data engineer, 18 dec\nkeys Enter");
    assert_true(frame_stage_shows(&stage, "closes 18 Dec"));
    run(&stage, "keys P 1 p");
    assert_true(frame_stage_shows(&stage, "applied today"));
    // Some days ago, that is, and then they talked.
    Opening opening = {.title = "Data engineer", .closes = CIVIL_NONE, .applied = civil_day(2026, 11, 10)};
    StepResult result;
    Error err = {0};
    assert_true(app_opening(stage.app, "Kestrel", &opening, false, &result, &err));
    step_result_clear(&result);
    run(&stage, "log Maya | call | both | -5d | she put in a word");
    run(&stage, "keys P 1 n");
    assert_true(frame_stage_shows(&stage, "Data engineer: they said no."));
    assert_false(frame_stage_shows(&stage, "closes 18 Dec"));
    run(&stage, "keys 1");
    assert_true(frame_stage_shows(&stage, "tell how it ended"));
    run(&stage, "keys u 5");
    assert_true(frame_stage_shows(&stage, "applied 10 Nov"));
    run(&stage, "keys P a\ntext Analyst\nkeys Enter");
    assert_true(frame_stage_shows(&stage, "Open there 2"));
    frame_stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_targets_come_first),
        cmocka_unit_test(test_detail_follows_the_list),
        cmocka_unit_test(test_enter_leads_to_the_person),
        cmocka_unit_test(test_former_people),
        cmocka_unit_test(test_filter),
        cmocka_unit_test(test_follow_up_about_a_company),
        cmocka_unit_test(test_board_opens_and_closes),
        cmocka_unit_test(test_moving_a_card_sets_the_stage),
        cmocka_unit_test(test_card_of_nobody_stays),
        cmocka_unit_test(test_card_leads_to_its_company),
        cmocka_unit_test(test_card_is_about_its_person),
        cmocka_unit_test(test_target_in_a_form),
        cmocka_unit_test(test_why_about_a_company),
        cmocka_unit_test(test_what_became_of_a_post),
    };
    return cmocka_run_group_tests_name("companies", tests, NULL, NULL);
}
