// SPDX-License-Identifier: MIT
// Half a year with the program: somebody does what Today says, on working days, and people answer when they
// like. What Today asks for is never too soon, no day holds more first messages than wanted, nobody is
// pressed, and nobody who waits or is waited for is forgotten. Clocks change and a pause lies on the way.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fixture.h"
#include "rapport/app/contacts.h"
#include "rapport/app/outreach.h"
#include "rapport/app/settings.h"
#include "rapport/app/views.h"
#include "rapport/store/followups.h"
#include "rapport/store/interactions.h"
#include "support/random.h"
#include "support/rounds.h"

enum { DAYS = 182, FIRST_A_DAY = 5, GAP = 3, MOST_UNANSWERED = 2 };

typedef struct Year {
    App *app;
    Random random;
    ContactIds people;
    size_t written; // people who got their first message
    int32_t today;
    int first_most, hidden, messages, answers, meetings, rests;
} Year;

// A colleague was asked in the last days: this one waits for another day.
static bool may_ask(Year *year, int64_t contact)
{
    int32_t earliest;
    char reason[240];
    return !app_too_soon(year->app, contact, OCCASION_REQUEST, &earliest, reason, sizeof reason);
}

static bool chance(Year *year, int percent)
{
    return (int)random_below(&year->random, 100) < percent;
}

// 09:00 in a zone that has summer time: the last Sunday of March lies on the way.
static App *open_on(const char *path, int32_t day)
{
    App *app = NULL;
    int offset = day >= civil_day(2027, 3, 28) ? 120 : 60;
    StoreOptions options = {.path = path,
                            .create = true,
                            .clock =
                                clock_fixed((Moment){(int64_t)day * 86400 + (9 * 60 - offset) * 60, offset}),
                            .ids = id_source_seeded((uint64_t)day)};
    FINE(app_open(&options, &app, err));
    return app;
}

// ---- what one does

static void write_over(Year *year, int64_t contact, Channel channel, Occasion occasion)
{
    LogRequest request = {.kind = INTERACTION_MESSAGE,
                          .direction = DIRECTION_OUT,
                          .channel = channel,
                          .occasion = occasion,
                          .expects_answer = -1,
                          .answer_day = CIVIL_NONE,
                          .text = "a few words",
                          .contacts = &contact,
                          .contact_count = 1};
    StepResult result;
    FINE(app_log(year->app, &request, &result, err)); // never too soon
    step_result_clear(&result);
    year->messages++;
}

static void write_to(Year *year, int64_t contact, Occasion occasion)
{
    write_over(year, contact, CHANNEL_EMAIL, occasion);
}

static void meet(Year *year, int64_t contact, int days, Outcome outcome)
{
    LogRequest request = {.kind = INTERACTION_MEETING,
                          .channel = CHANNEL_OTHER,
                          .expects_answer = -1,
                          .answer_day = CIVIL_NONE,
                          .outcome = outcome,
                          .moved_day = CIVIL_NONE,
                          .timed = outcome == OUTCOME_NONE,
                          .contacts = &contact,
                          .contact_count = 1};
    Moment now = store_now(year->app->store);
    request.at = (Moment){now.utc + (int64_t)days * 86400, now.offset_min};
    StepResult result;
    FINE(app_log(year->app, &request, &result, err));
    step_result_clear(&result);
    year->meetings += outcome == OUTCOME_HELD;
}

static bool is_rule(const Followup *row, const char *rule)
{
    return row->rule != NULL && strcmp(row->rule, rule) == 0;
}

// The message that a row asks for.
static Occasion occasion_of(const Followup *row)
{
    const TimingRule *rule = timing_rule_find(row->rule);
    if (is_rule(row, "introduced") && strstr(row->text, "thank") != NULL)
        return OCCASION_THANK_YOU;
    return rule != NULL ? rule->occasion : OCCASION_NONE;
}

static void tick_off(Year *year, const Followup *row)
{
    StepResult result;
    FINE(app_followups_done(year->app, &row->id, 1, &result, err));
    step_result_clear(&result);
}

// Not done, and not gone: what is no longer asked for goes.
static bool still_open(Year *year, int64_t id)
{
    Followup now;
    followup_init(&now);
    bool open = store_followup_get(year->app->store, id, &now, NULL) && now.state == FOLLOWUP_OPEN;
    followup_clear(&now);
    return open;
}

static void act_on(Year *year, const Followup *row)
{
    if (is_rule(row, "rest")) {
        FINE(app_rest(year->app, &row->contact, 1, year->today + 120, err));
        year->rests++;
    } else if (is_rule(row, "debrief")) {
        meet(year, row->contact, 0, chance(year, 85) ? OUTCOME_HELD : OUTCOME_NO_SHOW);
    } else if (occasion_of(row) == OCCASION_NONE || is_rule(row, "connect")) {
        tick_off(year, row);
    } else {
        bool invited = is_rule(row, "reply") && strstr(row->text, "yes") != NULL;
        write_to(year, row->contact, occasion_of(row));
        if (invited || (is_rule(row, "reply") && strstr(row->text, "time") != NULL))
            meet(year, row->contact, 2 + (int)random_below(&year->random, 9), OUTCOME_NONE);
    }
    if (still_open(year, row->id))
        fail_msg("day %d: %s: \"%s\" is still there", (int)year->today, row->rule, row->text);
}

static int first_messages(const FollowupList *list)
{
    int count = 0;
    for (size_t i = 0; i < list->count; i++) {
        const TimingRule *rule = timing_rule_find(list->items[i].rule);
        count += rule != NULL && rule->first;
    }
    return count;
}

static void work_off(Year *year, const FollowupList *list)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].origin == ORIGIN_RULE && chance(year, 80) && still_open(year, list->items[i].id))
            act_on(year, &list->items[i]);
}

// Not more first messages than are left of the day's.
static void load_today(Year *year, int sent, TodayView *view)
{
    FINE(today_load(year->app, false, view, err));
    int first = first_messages(&view->late) + first_messages(&view->today);
    assert_true(first <= (sent < FIRST_A_DAY ? FIRST_A_DAY - sent : 0));
    year->first_most = first > year->first_most ? first : year->first_most;
    year->hidden += (int)view->hidden;
}

static void a_day_at_the_desk(Year *year)
{
    TodayView view;
    load_today(year, 0, &view);
    work_off(year, &view.late);
    work_off(year, &view.today);
    for (size_t i = 0; i < view.fading.count; i++)
        write_to(year, view.fading.items[i].contact, OCCASION_RECONNECT);
    today_clear(&view);
    int sent = 0;
    for (; sent < FIRST_A_DAY && year->written < year->people.count && chance(year, 80) &&
           may_ask(year, year->people.items[year->written]);
         sent++)
        write_over(year, year->people.items[year->written++],
                   chance(year, 50) ? CHANNEL_LINKEDIN_NOTE : CHANNEL_EMAIL, OCCASION_REQUEST);
    load_today(year, sent, &view);
    today_clear(&view);
}

// ---- what they do

static void answer(Year *year, int64_t contact)
{
    static const Answer ANSWERS[] = {ANSWER_YES, ANSWER_YES, ANSWER_TIME, ANSWER_LATER,      ANSWER_NO,
                                     ANSWER_TRY, ANSWER_OOO, ANSWER_NONE, ANSWER_NONE_NEEDED};
    Answer what = ANSWERS[random_below(&year->random, sizeof ANSWERS / sizeof *ANSWERS)];
    char name[32];
    snprintf(name, sizeof name, "Friend %d", (int)random_below(&year->random, 1000000));
    int32_t day = what == ANSWER_LATER ? year->today + 30 : what == ANSWER_OOO ? year->today + 6 : CIVIL_NONE;
    StepResult result;
    FINE(app_replied(year->app, contact, what, day, what == ANSWER_TRY ? name : "some words", &result, err));
    step_result_clear(&result);
    year->answers++;
}

static void the_world_turns(Year *year)
{
    for (size_t i = 0; i < year->written; i++) {
        AdviceList advice = {0};
        TimingFacts facts;
        FINE(app_advise(year->app, year->people.items[i], &advice, &facts, err));
        if (chance(year, facts.unanswered > 0 ? 4 : 1))
            answer(year, year->people.items[i]);
        vec_clear(&advice);
    }
}

// ---- what must hold

static void nobody_was_pressed(Year *year, int64_t contact)
{
    Interactions all = {0};
    int32_t last = CIVIL_NONE;
    int unanswered = 0;
    FINE(store_timeline(year->app->store, contact, 0, 0, 1000, &all, err));
    for (size_t i = all.count; i-- > 0;) { // oldest first
        const Interaction *one = &all.items[i];
        bool planned = one->kind == INTERACTION_MEETING && one->outcome != OUTCOME_HELD;
        if (one->direction != DIRECTION_OUT) {
            if (!planned && one->answer != ANSWER_OOO) {
                last = CIVIL_NONE;
                unanswered = 0;
            }
            continue;
        }
        if (!occasion_expects_answer(one->occasion) || one->channel == CHANNEL_LINKEDIN_NOTE)
            continue;
        if (last != CIVIL_NONE)
            assert_true(calendar_business_between(&year->app->calendar, last, one->day) >= GAP);
        last = one->day;
        assert_true(++unanswered <= MOST_UNANSWERED);
    }
    store_interactions_clear(&all);
}

static void nobody_is_forgotten(Year *year, int64_t contact)
{
    AdviceList advice = {0};
    FollowupList rows = {0};
    TimingFacts facts;
    FINE(app_advise(year->app, contact, &advice, &facts, err));
    FINE(store_followups_of(year->app->store, contact, true, &rows, err));
    bool waits = facts.waiting_since != CIVIL_NONE &&
                 facts.waiting_since > year->today - year->app->timing.horizon_days;
    if ((facts.owe || waits) && facts.stage != STAGE_RESTING && rows.count == 0 && advice.count > 0 &&
        timing_rule_find(advice.items[0].rule)->row) {
        char *name = store_contact_name(year->app->store, contact);
        fail_msg("%s is forgotten: %s", name, advice.items[0].reason);
    }
    if (facts.owe && rows.count == 0)
        fail_msg("contact %d: owed since day %d of %d, %zu advised", (int)contact, (int)facts.owe_since,
                 (int)year->today, advice.count);
    followup_list_clear(&rows);
    vec_clear(&advice);
}

static void add_people(Year *year, size_t count)
{
    Str lines = STR_INIT;
    for (size_t i = 0; i < count; i++)
        str_appendf(&lines, "Person %zu @ Firm %zu\n", i, i % 40);
    FINE(app_add_lines(year->app, str_get(&lines), false, &year->people, err));
    str_clear(&lines);
    for (size_t i = 0; i < count; i += 5)
        FINE(app_rhythm(year->app, &year->people.items[i], 1, 30, err));
    FieldEdit two_track = {field_info(FIELD_ROUTINE), FIELD_SET, "two-track"};
    for (size_t i = 1; i < count; i += 2)
        FINE(app_edit(year->app, &year->people.items[i], 1, 0, &two_track, 1, err));
    for (size_t i = 3; i < count; i += 50)
        FINE(app_stage(year->app, &year->people.items[i], 1, STAGE_ADVOCATE, err));
}

static void half_a_year(void **state)
{
    (void)state;
    Year year = {.random = random_start(2026)};
    int32_t first = civil_day(2026, 11, 24);
    char *folder = fixture_folder(), *path = str_format("%s/half-year.db", folder);
    for (int32_t day = first; day < first + DAYS; day++) {
        year.app = open_on(path, day);
        year.today = day;
        if (day == first) {
            add_people(&year, (size_t)test_rounds(15, 300));
            FINE(app_set(year.app, "pause", "2026-12-21..2027-01-03", err));
        }
        assert_int_equal(app_today(year.app), day);
        the_world_turns(&year);
        if (calendar_is_working(&year.app->calendar, day))
            a_day_at_the_desk(&year);
        if (day == first + DAYS - 1)
            for (size_t i = 0; i < year.people.count; i++) {
                nobody_was_pressed(&year, year.people.items[i]);
                nobody_is_forgotten(&year, year.people.items[i]);
            }
        app_close(year.app);
    }
    print_message(
        "%zu people in half a year: %d messages, %d answers, %d meetings, %d rests; at most %d first "
        "messages asked for on a day, %d times put off\n",
        year.people.count, year.messages, year.answers, year.meetings, year.rests, year.first_most,
        year.hidden);
    assert_true(year.answers > 10 && year.messages > 40 && year.rests > 0);
    vec_clear(&year.people);
    free(path);
    fixture_remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(half_a_year)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
