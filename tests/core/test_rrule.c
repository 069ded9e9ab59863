// SPDX-License-Identifier: MIT
// Recurrence rules of RFC 5545: its own examples, what is refused, and that what is written is read again.
// The comparison with another implementation is in tests/interop.
#include "support/check.h"

#include "rapport/base/civil.h"
#include "rapport/core/rrule.h"
#include "support/random.h"
#include "support/random_rrule.h"
#include "support/rounds.h"

static void append_days(Str *out, const Rrule *rule, int32_t start, int most)
{
    RruleWalk walk;
    rrule_walk(&walk, rule, start);
    for (int i = 0; i < most; i++) {
        int32_t day = rrule_step(&walk);
        char text[16];
        if (day == CIVIL_NONE) {
            str_append(out, " end");
            return;
        }
        civil_format(day, text);
        str_appendf(out, "%s%s", i > 0 ? " " : "", text + 2);
    }
}

static void test_days_of_rules(void **state)
{
    (void)state;
    static const struct {
        const char *rule, *start, *days; // the first six, or fewer and "end"
    } CASES[] = {
        {"FREQ=DAILY;COUNT=3", "1997-09-02", "97-09-02 97-09-03 97-09-04 end"},
        {"FREQ=DAILY;INTERVAL=10;COUNT=5", "1997-09-02", "97-09-02 97-09-12 97-09-22 97-10-02 97-10-12 end"},
        {"FREQ=DAILY;UNTIL=19970904", "1997-09-02", "97-09-02 97-09-03 97-09-04 end"},
        {"FREQ=DAILY;BYMONTH=1", "1998-01-30", "98-01-30 98-01-31 99-01-01 99-01-02 99-01-03 99-01-04"},
        {"FREQ=WEEKLY;INTERVAL=2;WKST=SU", "1997-09-02",
         "97-09-02 97-09-16 97-09-30 97-10-14 97-10-28 97-11-11"},
        {"FREQ=WEEKLY;COUNT=4;WKST=SU;BYDAY=TU,TH", "1997-09-02", "97-09-02 97-09-04 97-09-09 97-09-11 end"},
        {"FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "1997-08-05",
         "97-08-05 97-08-10 97-08-19 97-08-24 end"},
        {"FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", "1997-08-05",
         "97-08-05 97-08-17 97-08-19 97-08-31 end"},
        {"FREQ=MONTHLY;BYDAY=1FR", "1997-09-05", "97-09-05 97-10-03 97-11-07 97-12-05 98-01-02 98-02-06"},
        {"FREQ=MONTHLY;INTERVAL=2;BYDAY=1SU,-1SU", "1997-09-07",
         "97-09-07 97-09-28 97-11-02 97-11-30 98-01-04 98-01-25"},
        {"FREQ=MONTHLY;BYMONTHDAY=-3", "1997-09-28", "97-09-28 97-10-29 97-11-28 97-12-29 98-01-29 98-02-26"},
        {"FREQ=MONTHLY;BYMONTHDAY=1,-1", "1997-09-30",
         "97-09-30 97-10-01 97-10-31 97-11-01 97-11-30 97-12-01"},
        {"FREQ=MONTHLY", "1997-01-31", "97-01-31 97-03-31 97-05-31 97-07-31 97-08-31 97-10-31"},
        {"FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "1997-09-02",
         "98-02-13 98-03-13 98-11-13 99-08-13 00-10-13 01-04-13"},
        {"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2", "1997-09-29",
         "97-09-29 97-10-30 97-11-27 97-12-30 98-01-29 98-02-26"},
        {"FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1", "2026-01-31",
         "26-01-31 26-02-28 26-03-31 26-04-30 26-05-31 26-06-30"},
        {"FREQ=YEARLY;BYMONTH=6,7;COUNT=4", "1997-06-10", "97-06-10 97-07-10 98-06-10 98-07-10 end"},
        {"FREQ=YEARLY;BYDAY=20MO", "1997-05-19", "97-05-19 98-05-18 99-05-17 00-05-15 01-05-14 02-05-20"},
        {"FREQ=YEARLY;BYMONTH=3;BYDAY=TH", "1997-03-13",
         "97-03-13 97-03-20 97-03-27 98-03-05 98-03-12 98-03-19"},
        {"FREQ=YEARLY", "2024-02-29", "24-02-29 28-02-29 32-02-29 36-02-29 40-02-29 44-02-29"},
        {"FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8", "1996-11-05",
         "96-11-05 00-11-07 04-11-02 08-11-04 12-11-06 16-11-08"},
        {"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "2026-01-01", " end"}, // a day that never comes
        {"FREQ=DAILY;INTERVAL=999;BYMONTH=2;BYMONTHDAY=31", "2026-01-01", " end"},
    };
    for (size_t i = 0; i < COUNT(CASES); i++) {
        Rrule rule;
        Error err = {0};
        int32_t start;
        Str days = STR_INIT;
        if (!rrule_parse(CASES[i].rule, &rule, &err))
            fail_msg("%s: %s", CASES[i].rule, err.message);
        assert_true(civil_parse(CASES[i].start, &start));
        append_days(&days, &rule, start, 6);
        if (!str_equal(str_get(&days), CASES[i].days))
            fail_msg("%s: %s, not %s", CASES[i].rule, str_get(&days), CASES[i].days);
        str_clear(&days);
    }
}

static void test_what_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *rule, *error;
    } CASES[] = {
        {"", "1: \"\": a rule says how often, like FREQ=WEEKLY"},
        {"INTERVAL=2", "1: \"INTERVAL=2\": a rule says how often, like FREQ=WEEKLY"},
        {"FREQ=HOURLY", "6: \"HOURLY\": a rule is daily, weekly, monthly or yearly"},
        {"FREQ=DAILY;INTERVAL=0", "21: \"0\": this number must be from 1 to 999"},
        {"FREQ=DAILY;COUNT=-1", "18: \"-1\": this number must be from 1 to 9999"},
        {"FREQ=DAILY;COUNT=2;UNTIL=20261224",
         "1: \"FREQ=DAILY;COUNT=2;UNTIL=20261224\": a rule has COUNT or UNTIL, not both"},
        {"FREQ=DAILY;UNTIL=20260230", "18: \"20260230\": a day is written like 20261224"},
        {"RRULE:FREQ=DAILY;BYDAY=XX", "24: \"XX\": a weekday is written like MO, 2TU or -1FR"},
        {"FREQ=WEEKLY;BYDAY=2TU", "1: \"FREQ=WEEKLY;BYDAY=2TU\": only monthly and yearly rules number their "
                                  "weekdays"},
        {"FREQ=WEEKLY;BYMONTHDAY=3",
         "1: \"FREQ=WEEKLY;BYMONTHDAY=3\": a weekly rule has no days of the month"},
        {"FREQ=DAILY;BYHOUR=9", "12: \"BYHOUR\": this part of a rule is not understood"},
        {"FREQ=YEARLY;BYMONTH=13", "21: \"13\": a month is a number from 1 to 12"},
        {"FREQ=DAILY;FREQ=WEEKLY", "12: \"FREQ=WEEKLY\": this part is there twice"},
        {"FREQ=MONTHLY;BYSETPOS=1", "1: \"FREQ=MONTHLY;BYSETPOS=1\": BYSETPOS needs days to pick from"},
    };
    for (size_t i = 0; i < COUNT(CASES); i++) {
        Rrule rule;
        Error err = {0};
        if (rrule_parse(CASES[i].rule, &rule, &err))
            fail_msg("%s is taken", CASES[i].rule);
        char *said = str_format("%d: %s", err.column, err.message);
        assert_string_equal(said, CASES[i].error);
        free(said);
    }
}

// What is written is read as the same rule, and next agrees with walking from the start.
static void test_random_rules(void **state)
{
    (void)state;
    Random random = random_start(5545);
    int rounds = test_rounds(3000, 100000);
    for (int round = 0; round < rounds; round++) {
        Rrule rule = random_rrule(&random), read;
        Str text = STR_INIT;
        Error err = {0};
        rrule_format(&rule, &text);
        if (!rrule_parse(str_get(&text), &read, &err) || !rrule_equal(&rule, &read))
            fail_msg("%s: %s", str_get(&text), err.message);
        int32_t start = civil_day(2020, 1, 1) + (int32_t)random_below(&random, 4000), before = start - 1;
        RruleWalk walk;
        rrule_walk(&walk, &rule, start);
        for (int i = 0; i < 5 && before != CIVIL_NONE; i++) {
            int32_t day = rrule_step(&walk), next = rrule_next(&rule, start, before);
            if (day != next || (day != CIVIL_NONE && day <= before))
                fail_msg("%s: step %d after %d, next %d", str_get(&text), day, before, next);
            before = day;
        }
        str_clear(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_days_of_rules),
        cmocka_unit_test(test_what_is_refused),
        cmocka_unit_test(test_random_rules),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
