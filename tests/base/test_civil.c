// SPDX-License-Identifier: MIT
// Civil days: known dates, ISO weeks around new year, month ends, and a walk over eleven centuries day by
// day.
#include "support/check.h"

#include <string.h>

#include "rapport/base/civil.h"

static void known_days(void **state)
{
    (void)state;
    static const struct {
        int year, month, day;
        int32_t number;
        int weekday;
    } cases[] = {
        {1970, 1, 1, 0, 3},       {1969, 12, 31, -1, 2},      {2000, 2, 29, 11016, 1},
        {2000, 3, 1, 11017, 2},   {1900, 3, 1, -25508, 3},    {2026, 11, 24, 20781, 1},
        {1, 1, 1, -719162, 0},    {9999, 12, 31, 2932896, 4}, {0, 3, 1, -719468, 2},
        {-1, 12, 31, -719529, 4}, {2100, 2, 28, 47540, 6},    {2100, 3, 1, 47541, 0},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_int_equal(civil_day(cases[i].year, cases[i].month, cases[i].day), cases[i].number);
        assert_int_equal(civil_weekday(cases[i].number), cases[i].weekday);
        CivilDate date = civil_date(cases[i].number);
        assert_int_equal(date.year, cases[i].year);
        assert_int_equal(date.month, cases[i].month);
        assert_int_equal(date.day, cases[i].day);
    }
}

// Each day is the next day of the month, or the first of the next month after the last: no day is missing or
// doubled.
static void every_day_follows_the_one_before(void **state)
{
    (void)state;
    CivilDate before = civil_date(-200001);
    int weekday = civil_weekday(-200001);
    for (int32_t day = -200000; day <= 200000; day++) {
        CivilDate date = civil_date(day);
        assert_int_equal(civil_day(date.year, date.month, date.day), day);
        assert_true(civil_valid(date.year, date.month, date.day));
        assert_int_equal(civil_weekday(day), (weekday + 1) % 7);
        bool new_month = before.day == civil_days_in_month(before.year, before.month);
        bool new_year = new_month && before.month == 12;
        assert_int_equal(date.day, new_month ? 1 : before.day + 1);
        assert_int_equal(date.month, new_year ? 1 : before.month + new_month);
        assert_int_equal(date.year, before.year + new_year);
        before = date;
        weekday = (weekday + 1) % 7;
    }
}

static void every_day_survives_its_text(void **state)
{
    (void)state;
    for (int32_t day = -200000; day <= 200000; day += 7) {
        char text[16];
        int32_t read;
        civil_format(day, text);
        assert_true(civil_parse(text, &read));
        assert_int_equal(read, day);
    }
}

static void months_and_days_carry_over(void **state)
{
    (void)state;
    assert_int_equal(civil_day(2026, 13, 1), civil_day(2027, 1, 1));
    assert_int_equal(civil_day(2026, 0, 1), civil_day(2025, 12, 1));
    assert_int_equal(civil_day(2026, -11, 1), civil_day(2025, 1, 1));
    assert_int_equal(civil_day(2026, 25, 1), civil_day(2028, 1, 1));
    assert_int_equal(civil_day(2026, 3, 0), civil_day(2026, 2, 28));
    assert_int_equal(civil_day(2026, 2, 30), civil_day(2026, 3, 2));
    assert_int_equal(civil_day(2026, 1, 366), civil_day(2027, 1, 1));
    assert_int_equal(civil_day(2026, 1, -364), civil_day(2025, 1, 1));
}

static void the_ends_of_the_range_are_clamped(void **state)
{
    (void)state;
    assert_int_equal(civil_day(INT32_MAX, 1, 1), INT32_MAX);
    assert_int_equal(civil_day(INT32_MIN, 1, 1), INT32_MIN + 1);
    assert_int_equal(civil_day(INT32_MAX, INT32_MAX, INT32_MAX), INT32_MAX);
    assert_int_equal(civil_day(INT32_MIN, INT32_MIN, INT32_MIN), INT32_MIN + 1);
    CivilDate first = civil_date(INT32_MIN + 1), last = civil_date(INT32_MAX);
    assert_int_equal(civil_day(first.year, first.month, first.day), INT32_MIN + 1);
    assert_int_equal(civil_day(last.year, last.month, last.day), INT32_MAX);
    int year;
    assert_in_range(civil_iso_week(INT32_MAX, &year), 1, 53);
    assert_in_range(civil_iso_week(INT32_MIN + 1, &year), 1, 53);
}

static void valid_dates(void **state)
{
    (void)state;
    static const struct {
        int year, month, day;
        bool valid;
    } cases[] = {
        {2026, 11, 24, true}, {2024, 2, 29, true},  {2026, 2, 29, false}, {1900, 2, 29, false},
        {2000, 2, 29, true},  {2026, 4, 31, false}, {2026, 0, 1, false},  {2026, 13, 1, false},
        {2026, 1, 0, false},  {2026, 1, 32, false}, {0, 1, 1, false},     {1, 1, 1, true},
        {9999, 12, 31, true}, {10000, 1, 1, false}, {2026, -1, 1, false},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_int_equal(civil_valid(cases[i].year, cases[i].month, cases[i].day), cases[i].valid);
    assert_int_equal(civil_days_in_month(2026, 0), 0);
    assert_int_equal(civil_days_in_month(2026, 13), 0);
}

static void iso_weeks_around_new_year(void **state)
{
    (void)state;
    static const struct {
        int year, month, day, week, iso_year;
    } cases[] = {
        {2005, 1, 1, 53, 2004},   {2005, 1, 2, 53, 2004},   {2005, 1, 3, 1, 2005},
        {2005, 12, 31, 52, 2005}, {2006, 1, 1, 52, 2005},   {2006, 1, 2, 1, 2006},
        {2007, 1, 1, 1, 2007},    {2007, 12, 31, 1, 2008},  {2008, 12, 28, 52, 2008},
        {2008, 12, 29, 1, 2009},  {2009, 12, 31, 53, 2009}, {2010, 1, 3, 53, 2009},
        {2010, 1, 4, 1, 2010},    {2020, 12, 31, 53, 2020}, {2021, 1, 3, 53, 2020},
        {2021, 1, 4, 1, 2021},    {2026, 11, 24, 48, 2026}, {2026, 12, 31, 53, 2026},
        {2027, 1, 3, 53, 2026},   {2027, 1, 4, 1, 2027},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        int32_t day = civil_day(cases[i].year, cases[i].month, cases[i].day);
        int iso_year = 0;
        assert_int_equal(civil_iso_week(day, &iso_year), cases[i].week);
        assert_int_equal(iso_year, cases[i].iso_year);
        assert_int_equal(civil_iso_week(day, NULL), cases[i].week);
    }
}

// A week number changes on Mondays only, and by one or back to 1.
static void iso_weeks_run_without_gaps(void **state)
{
    (void)state;
    int before = civil_iso_week(-200001, NULL);
    for (int32_t day = -200000; day <= 200000; day++) {
        int week = civil_iso_week(day, NULL);
        if (civil_weekday(day) != 0)
            assert_int_equal(week, before);
        else if (week != before + 1) {
            assert_int_equal(week, 1);
            assert_true(before >= 52);
        }
        before = week;
    }
}

static void adding_months(void **state)
{
    (void)state;
    static const struct {
        const char *from;
        int months;
        const char *to;
    } cases[] = {
        {"2026-01-31", 1, "2026-02-28"},  {"2024-01-31", 1, "2024-02-29"},  {"2026-01-31", 2, "2026-03-31"},
        {"2026-03-31", -1, "2026-02-28"}, {"2026-12-15", 1, "2027-01-15"},  {"2026-01-15", -1, "2025-12-15"},
        {"2024-02-29", 12, "2025-02-28"}, {"2024-02-29", 48, "2028-02-29"}, {"2026-05-31", 0, "2026-05-31"},
        {"2026-08-31", 6, "2027-02-28"},  {"2026-11-30", 3, "2027-02-28"},  {"2026-06-30", -24, "2024-06-30"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        int32_t from;
        char text[16];
        assert_true(civil_parse(cases[i].from, &from));
        civil_format(civil_add_months(from, cases[i].months), text);
        assert_string_equal(text, cases[i].to);
    }
    assert_int_equal(civil_add_months(CIVIL_NONE, 5), CIVIL_NONE);
    assert_int_equal(civil_add_months(0, INT32_MAX), INT32_MAX);
    assert_int_equal(civil_add_months(0, INT32_MIN), INT32_MIN + 1);
}

static void texts(void **state)
{
    (void)state;
    char text[16] = "x";
    civil_format(CIVIL_NONE, text);
    assert_string_equal(text, "");
    civil_format(INT32_MAX, text);
    assert_string_equal(text, "5881580-07-11");
    civil_format(INT32_MIN + 1, text);
    assert_string_equal(text, "-5877641-06-24");
}

static void what_is_no_date(void **state)
{
    (void)state;
    static const char *const cases[] = {
        NULL,          "",           "2026-11-2",  "2026-11-241", "2026-1-024", "2026/11/24", " 026-11-24",
        "2026-11-24 ", "2026-13-01", "2026-00-01", "2026-02-30",  "0000-01-01", "2026-11-0x", "-026-11-24",
        "2026-+1-24",  "20261124",   "2026-11- 4",
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        int32_t day = 77;
        assert_false(civil_parse(cases[i], &day));
        assert_int_equal(day, 77);
    }
}

static void names(void **state)
{
    (void)state;
    assert_string_equal(civil_weekday_name(0), "Mon");
    assert_string_equal(civil_weekday_name(6), "Sun");
    assert_string_equal(civil_month_name(1), "Jan");
    assert_string_equal(civil_month_name(12), "Dec");
    assert_string_equal(civil_weekday_name(7), "");
    assert_string_equal(civil_weekday_name(-1), "");
    assert_string_equal(civil_month_name(0), "");
    assert_string_equal(civil_month_name(13), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_days),
        cmocka_unit_test(every_day_follows_the_one_before),
        cmocka_unit_test(every_day_survives_its_text),
        cmocka_unit_test(months_and_days_carry_over),
        cmocka_unit_test(the_ends_of_the_range_are_clamped),
        cmocka_unit_test(valid_dates),
        cmocka_unit_test(iso_weeks_around_new_year),
        cmocka_unit_test(iso_weeks_run_without_gaps),
        cmocka_unit_test(adding_months),
        cmocka_unit_test(texts),
        cmocka_unit_test(what_is_no_date),
        cmocka_unit_test(names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
