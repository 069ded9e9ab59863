// SPDX-License-Identifier: MIT
// What came of writing, and the end of a search.
#include "fixture.h"

#include "rapport/app/contacts.h"
#include "rapport/app/insights.h"
#include "rapport/app/landed.h"
#include "rapport/app/outreach.h"
#include "rapport/store/drafts.h"

static int64_t add(App *app, const char *line)
{
    AddResult result;
    FINE(app_add(app, line, &result, err));
    int64_t id = result.contact;
    add_result_clear(&result);
    return id;
}

static void message(App *app, int64_t contact, Direction direction, Channel channel, int days_ago,
                    Answer answer)
{
    LogRequest request = {.kind = INTERACTION_MESSAGE,
                          .direction = direction,
                          .channel = channel,
                          .expects_answer = -1,
                          .answer = answer,
                          .answer_day = CIVIL_NONE,
                          .moved_day = CIVIL_NONE,
                          .timed = true,
                          .at = clock_moment(app_today(app) - days_ago, 9 * 60),
                          .text = "May I ask?",
                          .contacts = &contact,
                          .contact_count = 1,
                          .anyway = true};
    StepResult result;
    FINE(app_log(app, &request, &result, err));
    step_result_clear(&result);
}

static void test_rates(void **state)
{
    (void)state;
    static const struct {
        int answered, sent;
        const char *text;
    } cases[] = {{0, 0, "0 of 0"},
                 {3, 9, "3 of 9"},
                 {19, 19, "19 of 19"},
                 {5, 20, "5 of 20, 25 %"},
                 {1, 40, "1 of 40, 3 %"},
                 {0, 100, "0 of 100, 0 %"},
                 {40, 40, "40 of 40, 100 %"},
                 {2, 3, "2 of 3"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Str text = STR_INIT;
        insights_rate(cases[i].answered, cases[i].sent, &text);
        assert_string_equal(str_get(&text), cases[i].text);
        str_clear(&text);
    }
}

static const StatRow *row_of(const StatRows *rows, const char *name)
{
    for (size_t i = 0; i < rows->count; i++)
        if (str_equal(rows->items[i].name, name))
            return &rows->items[i];
    fail_msg("no row %s", name);
    return NULL;
}

// Who wrote first, who was only asked again, who was away: what counts as a first message and as its answer.
static void test_what_counts(void **state)
{
    (void)state;
    App *app = fixture_open(":memory:", 1);
    int64_t ada = add(app, "Ada Byron, met at PyCon"), ben = add(app, "Ben Ode"), cleo = add(app, "Cleo Ray");
    int64_t dan = add(app, "Dan Ek"), eve = add(app, "Eve Moss");
    message(app, ben, DIRECTION_OUT, CHANNEL_EMAIL, 30, ANSWER_NONE);
    message(app, ben, DIRECTION_OUT, CHANNEL_EMAIL, 20, ANSWER_NONE); // the nudge is no first message
    message(app, ben, DIRECTION_IN, CHANNEL_EMAIL, 18, ANSWER_YES);
    message(app, cleo, DIRECTION_OUT, CHANNEL_LINKEDIN, 30, ANSWER_NONE);
    message(app, dan, DIRECTION_IN, CHANNEL_EMAIL, 30, ANSWER_NONE); // he wrote first
    message(app, dan, DIRECTION_OUT, CHANNEL_EMAIL, 29, ANSWER_NONE);
    message(app, eve, DIRECTION_OUT, CHANNEL_EMAIL, 10, ANSWER_NONE);
    message(app, eve, DIRECTION_IN, CHANNEL_EMAIL, 10, ANSWER_OOO);  // an absence note answers nothing
    message(app, ada, DIRECTION_OUT, CHANNEL_EMAIL, 0, ANSWER_NONE); // met at an event before
    Stats stats;
    FINE(store_stats(app->store, 1000, &stats, err));
    const StatRow *email = row_of(&stats.channels, "email"), *linkedin = row_of(&stats.channels, "linkedin");
    assert_int_equal(email->answered, 1);
    assert_int_equal(email->median_days, 12);
    assert_int_equal(email->sent, 3);
    assert_int_equal(linkedin->sent, 1);
    assert_int_equal(linkedin->answered, 0);
    assert_int_equal(linkedin->median_days, -1);
    assert_false(stats.more);
    assert_int_equal(insights_reached(&stats, STAGE_SPOTTED), 5);
    store_stats_clear(&stats);
    FINE(store_stats(app->store, 1, &stats, err));
    assert_true(stats.more);
    store_stats_clear(&stats);
    app_close(app);
}

static void test_nothing_yet(void **state)
{
    (void)state;
    App *app = fixture_open(":memory:", 2);
    Stats stats;
    Str text = STR_INIT;
    FINE(store_stats(app->store, 1000, &stats, err));
    insights_text(&stats, false, &text);
    assert_non_null(strstr(str_get(&text), "Nothing was written yet"));
    assert_null(strstr(str_get(&text), "%"));
    str_clear(&text);
    store_stats_clear(&stats);
    app_close(app);
}

static size_t open_drafts(App *app)
{
    Drafts drafts = {0};
    FINE(store_drafts(app->store, DRAFT_OPEN, 1000, &drafts, err));
    size_t count = drafts.count;
    drafts_clear(&drafts);
    return count;
}

static void test_landed(void **state)
{
    (void)state;
    App *app = fixture_open(":memory:", 3);
    FINE(app_load_sample(app, err));
    Landed before, after;
    StepResult result;
    FINE(landed_preview(app, &before, err));
    assert_true(before.thanks.count > 3 && before.targets.count > 3 && before.openings > 1);
    size_t drafts = open_drafts(app);
    FINE(app_rhythm(app, before.thanks.items, 1, 21, err));
    FINE(app_landed(app, &result, err));
    step_result_clear(&result);
    assert_int_equal(open_drafts(app), drafts + before.thanks.count);
    assert_false(app->timing.searching);
    FINE(landed_preview(app, &after, err));
    assert_int_equal(after.targets.count, 0);
    assert_int_equal(after.openings, 0);
    assert_int_equal(after.rhythms.count, 0);
    landed_clear(&after);
    // Said twice, nobody gets two drafts.
    FINE(app_landed(app, &result, err));
    step_result_clear(&result);
    assert_int_equal(open_drafts(app), drafts + before.thanks.count);
    JournalStep step;
    FINE(app_undo(app, true, &step, err));
    assert_string_equal(step.what, "end the search: landed");
    if (app->timing.searching == false)
        FINE(app_undo(app, true, &step, err)); // the second time had changed nothing but the setting
    assert_true(app->timing.searching);
    assert_int_equal(open_drafts(app), drafts);
    FINE(landed_preview(app, &after, err));
    assert_int_equal(after.targets.count, before.targets.count);
    assert_int_equal(after.openings, before.openings);
    assert_int_equal(after.rhythms.count, before.rhythms.count + 1);
    landed_clear(&after);
    landed_clear(&before);
    assert_int_equal(store_check(app->store, NULL, NULL, NULL), 0);
    app_close(app);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rates),
        cmocka_unit_test(test_what_counts),
        cmocka_unit_test(test_nothing_yet),
        cmocka_unit_test(test_landed),
    };
    return cmocka_run_group_tests_name("insights", tests, NULL, NULL);
}
