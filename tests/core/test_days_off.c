// SPDX-License-Identifier: MIT
// Holidays and pauses as people write them down, with names and without; what is said of what is none.
#include "support/check.h"

#include <stdlib.h>

#include "rapport/base/civil.h"
#include "rapport/base/str.h"
#include "rapport/core/days_off.h"

static void put_name(const DaysOff *off, int32_t from, int32_t to, Str *out)
{
    for (size_t i = 0; i < off->names.count; i++)
        if (off->names.items[i].from == from && off->names.items[i].to == to) {
            str_appendf(out, "=%s", off->names.items[i].text);
            return;
        }
}

// "day=name day" of holidays or, of pauses, "from..to=name".
static char *shown(const DaysOff *off)
{
    Str out = STR_INIT;
    char from[16], to[16];
    for (size_t i = 0; i < off->holidays.count; i++) {
        civil_format(off->holidays.items[i], from);
        str_appendf(&out, "%s%s", i > 0 ? " | " : "", from);
        put_name(off, off->holidays.items[i], off->holidays.items[i], &out);
    }
    for (size_t i = 0; i < off->pauses.count; i++) {
        civil_format(off->pauses.items[i].from, from);
        civil_format(off->pauses.items[i].to, to);
        str_appendf(&out, "%s%s..%s", i > 0 ? " | " : "", from, to);
        put_name(off, off->pauses.items[i].from, off->pauses.items[i].to, &out);
    }
    return str_take(&out);
}

static void expect(const char *holidays, const char *pauses, const char *expected)
{
    DaysOff off = {0};
    Error err = {0};
    bool fine = days_off_read(holidays, pauses, &off, &err);
    char *text = shown(&off);
    assert_string_equal(fine ? text : err.message, expected);
    free(text);
    days_off_clear(&off);
}

static void holidays_are_days_that_may_have_a_name(void **state)
{
    (void)state;
    static const struct {
        const char *text, *expected;
    } cases[] = {
        {"", ""},
        {"2026-12-26,2026-12-25", "2026-12-25 | 2026-12-26"},
        {" 2026-12-25 , 2026-12-26,", "2026-12-25 | 2026-12-26"},
        {"2026-12-25 2026-12-26", "2026-12-25 | 2026-12-26"},
        {"2026-12-26,2026-12-25=Christmas Day", "2026-12-25=Christmas Day | 2026-12-26"},
        {"2026-12-25 =  Christmas Day , 2026-12-26 = ", "2026-12-25=Christmas Day | 2026-12-26"},
        {"2026-12-24 2026-12-25=Christmas Day", "2026-12-24 | 2026-12-25=Christmas Day"},
        {"2026-12-24=Eve\n2026-12-25=Christmas\n", "2026-12-24=Eve | 2026-12-25=Christmas"},
        {"2026-12-25=a=b..c", "2026-12-25=a=b..c"},
        {"2026-12-25=2026", "2026-12-25=2026"},
        {"christmas", "holidays: \"christmas\" is no day; say 2026-12-25 or 2026-12-25=Christmas Day"},
        {"2026-02-30=Never",
         "holidays: \"2026-02-30\" is no day; say 2026-12-25 or 2026-12-25=Christmas Day"},
        {"Christmas=2026-12-25",
         "holidays: \"Christmas\" is no day; say 2026-12-25 or 2026-12-25=Christmas Day"},
        {"2026-12-25=Christmas, the first day",
         "holidays: \"the first day\" is no day, and a name cannot have a comma"},
        {"=Christmas", "holidays: \"Christmas\" is the name of no day"},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        expect(cases[i].text, "", cases[i].expected);
}

static void pauses_are_stretches_that_may_have_a_name(void **state)
{
    (void)state;
    static const char SAY[] = "pause: say from..to, as 2026-12-20..2027-01-03=Winter break";
    static const struct {
        const char *text, *expected;
    } cases[] = {
        {"2026-12-20..2027-01-03", "2026-12-20..2027-01-03"},
        {"2026-12-20..2027-01-03=Winter break,2027-04-01..2027-04-01",
         "2026-12-20..2027-01-03=Winter break | 2027-04-01..2027-04-01"},
        {"2026-12-20..2027-01-03 = to 2027..2028", "2026-12-20..2027-01-03=to 2027..2028"},
        {"2026-12-20", SAY},
        {"2027-01-03..2026-12-20=Back", SAY},
        {"2026-12-20...2027-01-03", SAY},
        {"2026-12-20..2027-01-03=Sun, sea", "pause: \"sea\" is no day, and a name cannot have a comma"},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        expect("", cases[i].text, cases[i].expected);
}

static void what_is_written_is_read(void **state)
{
    (void)state;
    Str holidays = STR_INIT, pauses = STR_INIT;
    DaysOff off = {0};
    Calendar calendar = calendar_default();
    int32_t day = civil_day(2026, 12, 25);
    days_off_write(&holidays, day, CIVIL_NONE, "Christmas Day");
    days_off_write(&holidays, day + 1, CIVIL_NONE, NULL);
    days_off_write(&pauses, day - 5, day + 9, "Winter break");
    days_off_write(&pauses, day + 30, day + 30, "");
    assert_string_equal(str_get(&holidays), "2026-12-25=Christmas Day,2026-12-26");
    assert_string_equal(str_get(&pauses), "2026-12-20..2027-01-03=Winter break,2027-01-24..2027-01-24");
    assert_true(days_off_read(str_get(&holidays), str_get(&pauses), &off, NULL));
    days_off_lend(&off, &calendar);
    assert_string_equal(calendar_day_words(&calendar, day), "Christmas Day"); // it says more than the pause
    assert_string_equal(calendar_day_words(&calendar, day + 1), "Winter break");
    assert_string_equal(calendar_day_words(&calendar, day + 30), "pause");
    assert_int_equal(calendar_roll(&calendar, day), civil_day(2027, 1, 4));
    days_off_clear(&off);
    str_clear(&pauses);
    str_clear(&holidays);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(holidays_are_days_that_may_have_a_name),
                                       cmocka_unit_test(pauses_are_stretches_that_may_have_a_name),
                                       cmocka_unit_test(what_is_written_is_read)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
