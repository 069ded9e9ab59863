// SPDX-License-Identifier: MIT
// Repeat rules: what is understood, how it is stored, and the day that comes next.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "rapport/base/str.h"
#include "rapport/core/repeat.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static DateContext context_on(const char *today)
{
    DateContext context = {.minute = 581, .month_first = true};
    assert_true(civil_parse(today, &context.today));
    return context;
}

static void parsed_and_stored(void **state)
{
    (void)state;
    static const struct {
        const char *text, *expected;
    } cases[] = {
        {"every day", "every day"},
        {"daily", "every day"},
        {"every 1 day", "every day"},
        {"every 3 days", "every 3 days"},
        {"every weekday", "every weekday"},
        {"every 2 weekdays", "every 2 weekdays"},
        {"every 2 bd", "every 2 weekdays"},
        {"every week", "every week"},
        {"weekly", "every week"},
        {"every 2 weeks", "every 2 weeks"},
        {"Every other week", "every 2 weeks"},
        {"every tue", "every week on Tue"},
        {"every 2 weeks on tue", "every 2 weeks on Tue"},
        {"every month", "every month"},
        {"monthly", "every month"},
        {"every month on the 31", "every month on the 31"},
        {"every month on 31st", "every month on the 31"},
        {"every 2 months", "every 2 months"},
        {"every year", "every year"},
        {"yearly", "every year"},
        {"3 weeks after done", "3 weeks after done"},
        {"a month after done", "1 month after done"},
        {"10 days after done", "10 days after done"},
        {"every week until dec 15", "every week until 2026-12-15"},
        {"every week on fri until 2027-01-31", "every week on Fri until 2027-01-31"},
        {"3 weeks after done until in 6 months", "3 weeks after done until 2027-05-24"},
        {"", "1: a rule is written like every 2 weeks, every month on the 31, or 3 weeks after done"},
        {"sometimes",
         "1: a rule is written like every 2 weeks, every month on the 31, or 3 weeks after done"},
        {"every", "6: a unit is missing here: days, weekdays, weeks, months or years"},
        {"every 2", "8: a unit is missing here: days, weekdays, weeks, months or years"},
        {"every 0 days", "7: this number must be from 1 to 999"},
        {"every 1000 days", "7: this number must be from 1 to 999"},
        {"every 2 hours", "9: a unit is missing here: days, weekdays, weeks, months or years"},
        {"every month on the 32", "20: a day from 1 to 31 is missing here"},
        {"every day on tue", "14: only weeks have weekdays: every week on tue"},
        {"3 weeks", "8: \"after done\" is missing here"},
        {"every week sometimes", "12: this makes no sense in a rule"},
        {"every week until 30 feb", "18: 30 Feb is no day of the calendar"},
        {"every week until", "17: a date is missing"},
    };
    DateContext context = context_on("2026-11-24");
    for (size_t i = 0; i < COUNT(cases); i++) {
        Repeat repeat;
        Error err = {0};
        Str actual = STR_INIT;
        if (repeat_parse(cases[i].text, &context, &repeat, &err))
            repeat_format(&repeat, &actual);
        else
            str_appendf(&actual, "%d: %s", err.column, err.message);
        assert_string_equal(str_get(&actual), cases[i].expected);
        str_clear(&actual);
    }
}

static void what_comes_next(void **state)
{
    (void)state;
    static const struct {
        const char *rule, *due, *done, *next;
    } cases[] = {
        {"every day", "2026-11-24", "2026-11-24", "2026-11-25"},
        {"every day", "2026-11-24", "2026-11-30", "2026-12-01"},
        {"every day", "2026-11-24", "2026-11-20", "2026-11-25"},
        {"every 3 days", "2026-11-24", "2026-11-26", "2026-11-27"},
        {"every 3 days", "2026-11-24", "2026-11-27", "2026-11-30"},
        {"every weekday", "2026-11-27", "2026-11-27", "2026-11-30"},
        {"every weekday", "2026-11-20", "2026-11-28", "2026-11-30"},
        {"every 2 weekdays", "2026-11-26", "2026-11-26", "2026-11-30"},
        {"every week", "2026-11-24", "2026-11-25", "2026-12-01"},
        {"every 2 weeks", "2026-11-24", "2026-12-08", "2026-12-22"},
        {"every tue", "2026-11-24", "2026-11-24", "2026-12-01"},
        {"every tue", "2026-11-26", "2026-11-26", "2026-12-01"}, // was moved to Thursday: back to its day
        {"every month", "2026-11-24", "2026-11-24", "2026-12-24"},
        {"every month on the 31", "2026-01-31", "2026-01-31", "2026-02-28"},
        {"every month on the 31", "2026-02-28", "2026-02-28", "2026-03-31"},
        {"every month on the 31", "2028-01-31", "2028-02-01", "2028-02-29"},
        {"every month on the 31", "2026-01-31", "2026-06-02", "2026-06-30"},
        {"every month on the 30", "2026-12-30", "2026-12-31", "2027-01-30"},
        {"every 2 months", "2026-11-30", "2026-11-30", "2027-01-30"},
        {"every year", "2026-12-31", "2026-12-31", "2027-12-31"},
        {"every year on the 29", "2028-02-29", "2028-02-29", "2029-02-28"},
        {"every year on the 29", "2029-02-28", "2031-06-01", "2032-02-29"},
        {"3 weeks after done", "2026-11-24", "2026-11-26", "2026-12-17"},
        {"1 month after done", "2026-11-24", "2027-01-31", "2027-02-28"},
        {"1 weekday after done", "2026-11-24", "2026-11-27", "2026-11-30"},
        {"every week until 2026-12-01", "2026-11-24", "2026-11-24", "2026-12-01"},
        {"every week until 2026-11-30", "2026-11-24", "2026-11-24", ""},
        {"3 days after done until 2026-11-26", "2026-11-24", "2026-11-24", ""},
        {"every year", "9999-06-01", "9999-06-01", ""},
    };
    DateContext context = context_on("2026-11-24");
    for (size_t i = 0; i < COUNT(cases); i++) {
        Repeat repeat;
        int32_t due = 0, done = 0;
        char next[16];
        assert_true(repeat_parse(cases[i].rule, &context, &repeat, NULL));
        assert_true(civil_parse(cases[i].due, &due) && civil_parse(cases[i].done, &done));
        civil_format(repeat_next(&repeat, NULL, due, done), next);
        assert_string_equal(next, cases[i].next);
    }
}

static void the_31st_survives_short_months(void **state)
{
    (void)state;
    DateContext context = context_on("2026-01-31");
    Repeat repeat;
    assert_true(repeat_parse("monthly", &context, &repeat, NULL));
    repeat_anchor(&repeat, context.today);
    int32_t day = context.today;
    for (int months = 1; months <= 48; months++) {
        day = repeat_next(&repeat, NULL, day, day);
        CivilDate date = civil_date(day);
        assert_int_equal(date.day, civil_days_in_month(date.year, date.month));
        assert_int_equal(date.month, months % 12 + 1);
    }
}

static void the_next_one_is_always_later(void **state)
{
    (void)state;
    static const char *const RULES[] = {
        "every day",      "every 3 days", "every weekday", "every 2 weeks on fri", "every month on the 31",
        "every 5 months", "every year"};
    DateContext context = context_on("2026-11-24");
    unsigned seed = 20261124;
    print_message("seed %u\n", seed);
    for (int round = 0; round < 2000; round++) {
        seed = seed * 1103515245u + 12345u;
        Repeat repeat;
        assert_true(repeat_parse(RULES[round % (int)COUNT(RULES)], &context, &repeat, NULL));
        int32_t due = context.today + (int32_t)(seed >> 16) % 4000,
                done = due - 40 + (int32_t)(seed >> 8) % 400;
        int32_t next = repeat_next(&repeat, NULL, due, done);
        assert_true(next > due && next > done);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parsed_and_stored),
        cmocka_unit_test(what_comes_next),
        cmocka_unit_test(the_31st_survives_short_months),
        cmocka_unit_test(the_next_one_is_always_later),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
