// SPDX-License-Identifier: MIT
// The working calendar: weekends, holidays and pauses, also ones that leave no working day.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "rapport/base/civil.h"
#include "rapport/core/calendar.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static int32_t on(int month, int day)
{
    return civil_day(2026, month, day);
}

static void the_default_rests_on_weekends(void **state)
{
    (void)state;
    Calendar calendar = calendar_default();
    for (int32_t day = on(11, 23); day <= on(11, 27); day++)
        assert_true(calendar_is_working(&calendar, day));
    assert_false(calendar_is_working(&calendar, on(11, 28)));
    assert_false(calendar_is_working(&calendar, on(11, 29)));
}

static void rolling_skips_what_is_not_worked(void **state)
{
    (void)state;
    int32_t holidays[] = {on(12, 25), on(12, 28)};
    CalendarPause pauses[] = {{on(8, 10), on(8, 16)}, {on(8, 1), on(8, 12)}};
    Calendar calendar = calendar_default();
    calendar.holidays = holidays;
    calendar.holiday_count = COUNT(holidays);
    calendar.pauses = pauses;
    calendar.pause_count = COUNT(pauses);
    static const struct {
        int month, day, to_month, to_day;
    } cases[] = {
        {11, 24, 11, 24}, {11, 28, 11, 30}, {11, 29, 11, 30}, {12, 24, 12, 24},
        {12, 25, 12, 29}, {12, 26, 12, 29}, {12, 28, 12, 29}, {7, 31, 7, 31},
        {8, 1, 8, 17},    {8, 10, 8, 17},   {8, 16, 8, 17},   {8, 17, 8, 17},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_int_equal(calendar_roll(&calendar, on(cases[i].month, cases[i].day)),
                         on(cases[i].to_month, cases[i].to_day));
}

// A name is for whoever looks: of a holiday, of a pause, else what it is.
static void days_off_have_names(void **state)
{
    (void)state;
    int32_t holidays[] = {on(12, 25), on(12, 28)};
    CalendarPause pauses[] = {{on(8, 1), on(8, 12)}};
    CalendarName names[] = {{on(8, 10), on(8, 10), "Boat day"},
                            {on(8, 9), on(8, 12), "Summer"},
                            {on(12, 25), on(12, 25), "Christmas Day"}};
    Calendar calendar = calendar_default();
    calendar.holidays = holidays;
    calendar.holiday_count = COUNT(holidays);
    calendar.pauses = pauses;
    calendar.pause_count = COUNT(pauses);
    calendar.names = names;
    calendar.name_count = COUNT(names);
    static const struct {
        int month, day;
        const char *words, *chosen;
    } cases[] = {
        {12, 24, "", ""},                                      // a working day
        {12, 26, "", ""},                                      // a Saturday
        {12, 25, "Christmas Day", ", day off: Christmas Day"}, // a holiday
        {12, 28, "day off", ", day off"},                      // without a name
        {8, 8, "pause", ", pause"},
        {8, 9, "Summer", ", day off: Summer"},
        {8, 10, "Boat day", ", day off: Boat day"},
        {8, 12, "Summer", ", day off: Summer"},
        {8, 13, "", ""},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Str out = STR_INIT;
        int32_t day = on(cases[i].month, cases[i].day);
        assert_string_equal(calendar_day_words(&calendar, day), cases[i].words);
        calendar_say_off(&calendar, day, &out);
        assert_string_equal(str_get(&out), cases[i].chosen);
        str_clear(&out);
    }
}

static void business_days_count_from_any_day(void **state)
{
    (void)state;
    Calendar calendar = calendar_default();
    static const struct {
        int day, add, expected; // of November 2026; the 24th is a Tuesday
    } cases[] = {
        {24, 0, 24}, {24, 1, 25},  {24, 3, 27},  {24, 4, 30},  {27, 1, 30},  {28, 0, 28},  {28, 1, 30},
        {29, 1, 30}, {24, -1, 23}, {24, -2, 20}, {23, -1, 20}, {22, -1, 20}, {21, -1, 20}, {9, 10, 23},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_int_equal(calendar_add_business(&calendar, on(11, cases[i].day), cases[i].add),
                         on(11, cases[i].expected));
}

static void between_is_the_inverse_of_adding(void **state)
{
    (void)state;
    int32_t holidays[] = {on(11, 26)};
    Calendar calendar = calendar_default();
    calendar.holidays = holidays;
    calendar.holiday_count = 1;
    for (int32_t day = on(11, 1); day < on(12, 1); day++)
        for (int add = 0; add < 12; add++)
            assert_int_equal(
                calendar_business_between(&calendar, day, calendar_add_business(&calendar, day, add)), add);
    assert_int_equal(calendar_business_between(&calendar, on(11, 24), on(11, 24)), 0);
    assert_int_equal(calendar_business_between(&calendar, on(11, 24), on(11, 20)), 0);
    assert_int_equal(calendar_business_between(&calendar, on(11, 20), on(11, 23)), 1); // Friday to Monday
}

static void no_working_day_at_all_ends(void **state)
{
    (void)state;
    Calendar calendar = {.weekend = {true, true, true, true, true, true, true}};
    assert_false(calendar_is_working(&calendar, on(11, 24)));
    assert_int_equal(calendar_roll(&calendar, on(11, 24)), on(11, 24));
    assert_int_equal(calendar_add_business(&calendar, on(11, 24), 3), on(11, 27));
    assert_int_equal(calendar_add_business(&calendar, on(11, 24), -3), on(11, 21));
    assert_int_equal(calendar_business_between(&calendar, on(11, 1), on(11, 30)), 0);
}

static void a_friday_weekend_works_too(void **state)
{
    (void)state;
    Calendar calendar = {.weekend = {false, false, false, false, true, true, false}};
    assert_int_equal(calendar_roll(&calendar, on(11, 27)), on(11, 29));
    assert_int_equal(calendar_add_business(&calendar, on(11, 26), 1), on(11, 29));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_default_rests_on_weekends),
        cmocka_unit_test(rolling_skips_what_is_not_worked),
        cmocka_unit_test(days_off_have_names),
        cmocka_unit_test(business_days_count_from_any_day),
        cmocka_unit_test(between_is_the_inverse_of_adding),
        cmocka_unit_test(no_working_day_at_all_ends),
        cmocka_unit_test(a_friday_weekend_works_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
