// SPDX-License-Identifier: MIT
// Random recurrence rules, walked by our own code and by libical: the same days.
#include "support/check.h"

#include <libical/ical.h>

#include "rapport/core/rrule.h"
#include "support/random.h"
#include "support/random_rrule.h"
#include "support/rounds.h"

enum { DAYS = 40, LAST_YEAR = 2100 };

static void append(Str *out, int year, int month, int day)
{
    str_appendf(out, " %04d-%02d-%02d", year, month, day);
}

static void ours(Str *out, const Rrule *rule, int32_t start)
{
    RruleWalk walk;
    rrule_walk(&walk, rule, start);
    for (int i = 0; i < DAYS; i++) {
        int32_t day = rrule_step(&walk);
        CivilDate date = civil_date(day);
        if (day == CIVIL_NONE || date.year > LAST_YEAR)
            return;
        append(out, date.year, date.month, date.day);
    }
}

// False where libical does not take the rule at all.
static bool theirs(Str *out, const char *text, int32_t start)
{
    CivilDate first = civil_date(start);
    char day_text[16];
    snprintf(day_text, sizeof day_text, "%04d%02d%02d", first.year, first.month, first.day);
    struct icaltimetype from = icaltime_from_string(day_text);
    struct icalrecurrencetype rule = icalrecurrencetype_from_string(text);
    icalrecur_iterator *walk = icalrecur_iterator_new(rule, from);
    if (walk == NULL)
        return false;
    for (int i = 0; i < DAYS; i++) {
        struct icaltimetype day = icalrecur_iterator_next(walk);
        if (icaltime_is_null_time(day) || day.year > LAST_YEAR)
            break;
        append(out, day.year, day.month, day.day);
    }
    icalrecur_iterator_free(walk);
    return true;
}

// Where libical 3.0.16 leaves the RFC: days of the month in a yearly rule mean every month, there only the
// one it began in; BYSETPOS picks in weekly rules too, and daily rules know days from the end, there they do
// not; a day that is named from both ends is one day to pick, there it is two.
static bool known_to_differ(const Rrule *rule)
{
    switch (rule->unit) {
    case RRULE_DAYS:
        return rule->days_back != 0;
    case RRULE_WEEKS:
        return rule->pick_count > 0;
    case RRULE_MONTHS:
        return rule->days_back != 0 && rule->pick_count > 0;
    case RRULE_YEARS:
        return (rule->months == 0 && (rule->days | rule->days_back) != 0) ||
               (rule->days_back != 0 && rule->pick_count > 0);
    }
    return false;
}

static void test_the_same_days(void **state)
{
    (void)state;
    Random random = random_start(3016);
    int rounds = test_rounds(2000, 10000), compared = 0;
    for (int round = 0; round < rounds; round++) {
        Rrule rule = random_rrule(&random);
        Str text = STR_INIT, here = STR_INIT, there = STR_INIT;
        // From a day that the rule names: what a start beside it means is where programs differ.
        int32_t start = rrule_next(&rule, civil_day(2020, 1, 1) + (int32_t)random_below(&random, 3000), 0);
        rrule_format(&rule, &text);
        if (start != CIVIL_NONE && !known_to_differ(&rule) && theirs(&there, str_get(&text), start)) {
            ours(&here, &rule, start);
            compared++;
        }
        if (!str_equal(str_get(&here), str_get(&there)))
            fail_msg("round %d: %s\n ours:  %s\n theirs:%s", round, str_get(&text), str_get(&here),
                     str_get(&there));
        str_clear(&text);
        str_clear(&here);
        str_clear(&there);
    }
    assert_true(compared > rounds / 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_the_same_days)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
