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
#include "support/random.h"
#include "support/random_rrule.h"

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
        {"every mon, wed and fri", "every week on Mon, Wed and Fri"},
        {"every 2 weeks on thu and tue", "every 2 weeks on Tue and Thu"},
        {"every month on the 1st and 15th", "every month on the 1 and the 15"},
        {"every month on the 2nd tue", "every month on the 2nd Tue"},
        {"every 3 months on the last fri", "every 3 months on the last Fri"},
        {"every month on the last day", "every month on the 31"},
        {"every month on 1 and last fri", "every month on the 1 and the last Fri"},
        {"every week 5 times", "every week 5 times"},
        {"every mon and thu 1 time", "every week on Mon and Thu 1 time"},
        {"FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "every 2 weeks on Tue"},
        {"RRULE:FREQ=MONTHLY;BYDAY=-1FR;COUNT=3", "every month on the last Fri 3 times"},
        {"FREQ=MONTHLY;BYMONTHDAY=31", "FREQ=MONTHLY;BYMONTHDAY=31"}, // only where there is one
        {"FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1", "every month on the 30"},
        {"FREQ=DAILY;UNTIL=20261224", "every day until 2026-12-24"},
        {"freq=yearly;bymonth=5;byday=2su;count=4", "FREQ=YEARLY;COUNT=4;BYMONTH=5;BYDAY=2SU"},
        {"FREQ=HOURLY", "6: \"HOURLY\": a rule is daily, weekly, monthly or yearly"},
        {"every month on the 6th fri", "24: a month has the 1st to the 5th and the last of a weekday"},
        {"every year on the 2nd tue", "15: a year takes one day from 1 to 31 here"},
        {"every week on mon and", "22: only weeks have weekdays: every week on tue"},
        {"every week 0 times", "12: this number must be from 1 to 9999"},
        {"every week 5 times until dec 15", "20: a rule ends on a day or after so many times, not both"},
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
        {"every 3 days from 24 nov", "every 3 days from 2026-11-24"},
        {"every week until dec 15 from 24 nov", "every week until 2026-12-15 from 2026-11-24"},
        {"FREQ=YEARLY;BYMONTH=5;BYDAY=2SU from 2026-11-24",
         "FREQ=YEARLY;BYMONTH=5;BYDAY=2SU from 2026-11-24"},
        {"3 weeks after done from 24 nov", "20: what counts from the day it was done takes no other day"},
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
        {"every 3 days from 2026-11-24", "2026-11-25", "2026-11-25", "2026-11-27"}, // moved a day on
        {"every 3 days from 2026-11-24", "2026-11-23", "2026-11-23", "2026-11-27"}, // and a day back
        {"every week on tue from 2026-11-24", "2026-11-20", "2026-11-20", "2026-12-01"},
        {"every month on the 31 from 2026-11-30", "2026-12-02", "2026-12-02", "2026-12-31"},
        {"every 2 weeks from 2026-11-24", "2026-12-09", "2026-12-09", "2026-12-22"}, // past the next one
        {"3 days after done until 2026-11-26", "2026-11-24", "2026-11-24", ""},
        {"every year", "9999-06-01", "9999-06-01", ""},
        {"every mon, wed and fri", "2026-11-23", "2026-11-24", "2026-11-25"},
        {"every 2 weeks on mon and fri", "2026-11-27", "2026-11-27", "2026-12-07"},
        {"every month on the 2nd tue", "2026-11-10", "2026-11-10", "2026-12-08"},
        {"every month on the last fri", "2026-11-27", "2026-12-31", "2027-01-29"},
        {"every week 2 times", "2026-11-24", "2026-11-24", "2026-12-01"},
        {"every week 1 time", "2026-11-24", "2026-11-24", ""},
        {"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "2024-02-29", "2026-11-24", "2028-02-29"},
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

// One that is moved, once or several times, changes nothing about those that follow, as long as it is done no
// later than the next one is due; moved back, it leaves no trace. What counts from when it was done does not
// care where it lay.
static void moving_one_keeps_the_rhythm(void **state)
{
    (void)state;
    Random random = random_start(2611);
    DateContext context = context_on("2026-11-24");
    for (int round = 0; round < 3000; round++) {
        Rrule rule = random_rrule(&random);
        Repeat repeat, after_done = REPEAT_PLAIN;
        Str text = STR_INIT;
        rule.count = 0;
        rrule_format(&rule, &text);
        assert_true(repeat_parse(str_get(&text), &context, &repeat, NULL));
        int32_t due = rrule_next(&rule, context.today, context.today - 1);
        int32_t next = due == CIVIL_NONE ? CIVIL_NONE : repeat_next(&repeat, NULL, due, due);
        if (repeat.unit == REPEAT_WORKDAY || next == CIVIL_NONE) {
            str_clear(&text);
            continue;
        }
        Repeat moved = repeat, read;
        int32_t lies = due;
        for (int moves = (int)random_below(&random, 4) + 1; moves > 0; moves--) {
            int32_t to = due - 5 + (int32_t)random_below(&random, (uint64_t)(next - due + 5));
            repeat_moved(&moved, lies, to);
            lies = to;
        }
        int32_t done = lies - 3 + (int32_t)random_below(&random, (uint64_t)(next - lies + 3));
        str_truncate(&text, 0);
        repeat_format(&moved, &text);
        if (!repeat_parse(str_get(&text), &context, &read, NULL) || read.from != moved.from)
            fail_msg("%s does not say its own day", str_get(&text));
        if (repeat_next(&read, NULL, lies, done) != next)
            fail_msg("%s, due %d, at %d, done %d: %d and not %d", str_get(&text), due, lies, done,
                     repeat_next(&read, NULL, lies, done), next);
        repeat_moved(&moved, lies, due);
        assert_int_equal(moved.from, CIVIL_NONE);
        after_done.unit = REPEAT_DAY;
        after_done.every = 3;
        after_done.after_done = true;
        repeat_moved(&after_done, due, lies);
        assert_int_equal(after_done.from, CIVIL_NONE);
        assert_int_equal(repeat_next(&after_done, NULL, lies, done), done + 3);
        str_clear(&text);
    }
}

// Whatever rule is typed: its words are read as the same rule, and it gives the days of the RFC. What is made
// of plain repeats for other programs gives the same days as well.
static void rules_and_words(void **state)
{
    (void)state;
    Random random = random_start(2026);
    DateContext context = context_on("2026-11-24");
    for (int round = 0; round < 3000; round++) {
        Rrule rule = random_rrule(&random), again;
        Str text = STR_INIT, words = STR_INIT, twice = STR_INIT;
        Repeat repeat, read;
        Error err = {0};
        rrule_format(&rule, &text);
        assert_true(repeat_parse(str_get(&text), &context, &repeat, NULL));
        repeat_format(&repeat, &words);
        if (!repeat_parse(str_get(&words), &context, &read, &err))
            fail_msg("%s, said as %s: %s", str_get(&text), str_get(&words), err.message);
        repeat_format(&read, &twice);
        assert_string_equal(str_get(&words), str_get(&twice));
        int32_t due = rrule_next(&rule, context.today, context.today - 1);
        bool here = due != CIVIL_NONE && repeat.unit != REPEAT_WORKDAY && rule.count != 1;
        if (here && repeat_rrule(&repeat, due, &again)) {
            int32_t ours = repeat_next(&repeat, NULL, due, due), theirs = rrule_next(&rule, due, due);
            bool shorter = rule.unit >= RRULE_MONTHS && repeat.unit != REPEAT_RULE && repeat.on < 0;
            if (ours != rrule_next(&again, due, due) || (!shorter && ours != theirs))
                fail_msg("%s, said as %s: from %d to %d, not %d", str_get(&text), str_get(&words), due, ours,
                         theirs);
        }
        str_clear(&text);
        str_clear(&words);
        str_clear(&twice);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parsed_and_stored),
        cmocka_unit_test(what_comes_next),
        cmocka_unit_test(the_31st_survives_short_months),
        cmocka_unit_test(the_next_one_is_always_later),
        cmocka_unit_test(moving_one_keeps_the_rhythm),
        cmocka_unit_test(rules_and_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
