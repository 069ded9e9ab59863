// SPDX-License-Identifier: MIT
// The clock: a fixed one, the present one, and what zones do at their jumps. Zones are POSIX rules, so that
// no zone database is needed.
#include "support/check.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "rapport/base/civil.h"
#include "rapport/base/clock.h"

static const char central_europe[] = "CET-1CEST,M3.5.0,M10.5.0/3";
static const char new_york[] = "EST5EDT,M3.2.0,M11.1.0";
static const char kathmandu[] = "NPT-5:45";

static void use_zone(const char *zone)
{
    setenv("TZ", zone, 1);
    clock_system();
}

static void a_fixed_clock_stands_still(void **state)
{
    (void)state;
    Clock clock = clock_fixed((Moment){.utc = 1795509660, .offset_min = 60});
    Moment now = clock_now(&clock);
    assert_int_equal(now.utc, 1795509660);
    assert_int_equal(now.offset_min, 60);
}

static void the_system_clock_agrees_with_the_system(void **state)
{
    (void)state;
    use_zone(central_europe);
    Clock clock = clock_system();
    time_t before = time(NULL);
    Moment now = clock_now(&clock);
    assert_in_range(now.utc, before - 1, before + 600);
    assert_int_equal(now.offset_min, clock_offset_at(now.utc));
}

static void offsets(void **state)
{
    (void)state;
    static const struct {
        const char *zone;
        int year, month, day;
        int32_t offset;
    } cases[] = {
        {"UTC", 2026, 7, 1, 0},
        {central_europe, 2026, 1, 1, 60},
        {central_europe, 2026, 7, 1, 120},
        {new_york, 2026, 1, 1, -300},
        {new_york, 2026, 7, 1, -240},
        {kathmandu, 2026, 7, 1, 345},
        {central_europe, 1975, 1, 1, 60},
        {central_europe, 2200, 7, 1, 120},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        use_zone(cases[i].zone);
        int64_t noon = (int64_t)civil_day(cases[i].year, cases[i].month, cases[i].day) * 86400 + 43200;
        assert_int_equal(clock_offset_at(noon), cases[i].offset);
    }
    assert_int_equal(clock_offset_at(INT64_MAX), 0); // no such year
}

static void moments_in_text(void **state)
{
    (void)state;
    static const struct {
        Moment moment;
        const char *text;
    } cases[] = {
        {{0, 0}, "1970-01-01T00:00:00+00:00"},
        {{-1, 0}, "1969-12-31T23:59:59+00:00"},
        {{1795509660, 60}, "2026-11-24T09:41:00+01:00"},
        {{1795509660, -300}, "2026-11-24T03:41:00-05:00"},
        {{1795509660, 345}, "2026-11-24T14:26:00+05:45"},
        {{1795509660, -210}, "2026-11-24T05:11:00-03:30"},
        {{86399, 1}, "1970-01-02T00:00:59+00:01"},
        {{0, -1}, "1969-12-31T23:59:00-00:01"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        char text[32];
        moment_format(cases[i].moment, text);
        assert_string_equal(text, cases[i].text);
    }
    // Nothing overflows at the ends.
    static const Moment extremes[] = {{INT64_MAX / 2, INT32_MAX}, {INT64_MIN / 2, INT32_MIN}};
    for (size_t i = 0; i < COUNT(extremes); i++) {
        char text[32];
        moment_format(extremes[i], text);
        assert_in_range(strlen(text), 25, 31);
    }
}

static void days_and_minutes(void **state)
{
    (void)state;
    static const struct {
        Moment moment;
        int32_t day, minute;
    } cases[] = {
        {{0, 0}, 0, 0},       {{-1, 0}, -1, 1439}, {{86399, 0}, 0, 1439}, {{86399, 60}, 1, 59},
        {{0, -60}, -1, 1380}, {{0, 840}, 0, 840},  {{-86400, 0}, -1, 0},  {{-86401, 0}, -2, 1439},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_int_equal(moment_day(cases[i].moment), cases[i].day);
        assert_int_equal(moment_minute(cases[i].moment), cases[i].minute);
    }
}

static void every_hour_of_a_year_comes_back(void **state)
{
    (void)state;
    static const char *const zones[] = {"UTC", central_europe, new_york, kathmandu};
    for (size_t zone = 0; zone < COUNT(zones); zone++) {
        use_zone(zones[zone]);
        int64_t start = (int64_t)civil_day(2026, 1, 1) * 86400;
        for (int64_t utc = start; utc < start + 365 * INT64_C(86400); utc += 1800) {
            Moment moment = {.utc = utc, .offset_min = clock_offset_at(utc)};
            Moment back = clock_moment(moment_day(moment), moment_minute(moment));
            assert_int_equal(back.offset_min, clock_offset_at(back.utc));
            assert_int_equal(moment_day(back), moment_day(moment));
            assert_int_equal(moment_minute(back), moment_minute(moment));
            assert_true(back.utc == utc ||
                        back.utc == utc + 3600); // the hour that comes twice: the later one
        }
    }
}

static void jumps(void **state)
{
    (void)state;
    static const struct {
        const char *zone;
        int month, day, minute;
        const char *text;
    } cases[] = {
        {central_europe, 3, 29, 119, "2026-03-29T01:59:00+01:00"},
        {central_europe, 3, 29, 150, "2026-03-29T03:30:00+02:00"}, // never on the clock: an hour later
        {central_europe, 3, 29, 180, "2026-03-29T03:00:00+02:00"},
        {central_europe, 10, 25, 119, "2026-10-25T01:59:00+02:00"},
        {central_europe, 10, 25, 150, "2026-10-25T02:30:00+01:00"}, // twice on the clock: the later
        {central_europe, 10, 25, 180, "2026-10-25T03:00:00+01:00"},
        {new_york, 3, 8, 150, "2026-03-08T03:30:00-04:00"},
        {new_york, 11, 1, 90, "2026-11-01T01:30:00-05:00"},
        {new_york, 11, 1, 0, "2026-11-01T00:00:00-04:00"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        char text[32];
        use_zone(cases[i].zone);
        moment_format(clock_moment(civil_day(2026, cases[i].month, cases[i].day), cases[i].minute), text);
        assert_string_equal(text, cases[i].text);
    }
}

static void monotonic_time_does_not_go_back(void **state)
{
    (void)state;
    int64_t before = clock_monotonic_ms();
    for (int i = 0; i < 1000; i++) {
        int64_t now = clock_monotonic_ms();
        assert_true(now >= before);
        before = now;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_fixed_clock_stands_still),
        cmocka_unit_test(the_system_clock_agrees_with_the_system),
        cmocka_unit_test(offsets),
        cmocka_unit_test(moments_in_text),
        cmocka_unit_test(days_and_minutes),
        cmocka_unit_test(every_hour_of_a_year_comes_back),
        cmocka_unit_test(jumps),
        cmocka_unit_test(monotonic_time_does_not_go_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
