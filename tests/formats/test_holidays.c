// SPDX-License-Identifier: MIT
// Holidays as calendars on the web have them: one day or some, folded lines, yearly ones; and what is none.
#include "support/check.h"

#include <stdlib.h>
#include <string.h>

#include "rapport/base/civil.h"
#include "rapport/base/str.h"
#include "rapport/base/utf8.h"
#include "rapport/formats/holidays.h"

#define FILE_OF(events) "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" events "END:VCALENDAR\r\n"
#define EVENT(lines) "BEGIN:VEVENT\r\n" lines "END:VEVENT\r\n"

static void expect(const char *text, const char *expected)
{
    HolidayDays days = {0};
    Error err = {0};
    Str out = STR_INIT;
    bool fine = holidays_read(text, strlen(text), civil_day(2026, 1, 1), &days, &err);
    for (size_t i = 0; fine && i < days.count && i < 4; i++) {
        char day[16];
        civil_format(days.items[i].day, day);
        str_appendf(&out, "%s%s", i > 0 ? " " : "", day);
        if (days.items[i].name != NULL)
            str_appendf(&out, "=%s", days.items[i].name);
    }
    if (fine && days.count > 4)
        str_appendf(&out, " and %zu", days.count - 4);
    assert_string_equal(fine ? str_get(&out) : err.message, expected);
    str_clear(&out);
    holidays_clear(&days);
}

static void what_is_a_holiday(void **state)
{
    (void)state;
    static const struct {
        const char *text, *expected;
    } cases[] = {
        {FILE_OF(
             EVENT("SUMMARY:Christmas Day\r\nDTSTART;VALUE=DATE:20261225\r\nDTEND;VALUE=DATE:20261226\r\n")),
         "2026-12-25=Christmas Day"},
        {FILE_OF(EVENT("DTSTART;VALUE=DATE:20261225\r\n")), "2026-12-25"},
        {"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261225\nDTEND:20261227\nEND:VEVENT\nEND:VCALENDAR",
         "2026-12-25 2026-12-26"},
        {FILE_OF(EVENT("SUMMARY:A very long\r\n  name\r\nDTSTART;VALUE=\r\n DATE:2026\r\n\t1225\r\n")),
         "2026-12-25=A very long name"},
        {FILE_OF(EVENT("DTSTART;VALUE=DATE:20270101\r\n") EVENT("DTSTART;VALUE=DATE:20261225\r\n")
                     EVENT("DTSTART;VALUE=DATE:20261225\r\n")),
         "2026-12-25 2027-01-01"},
        {FILE_OF(EVENT("DTSTART;VALUE=DATE:20201225\r\nRRULE:FREQ=YEARLY\r\n")),
         "2026-12-25 2027-12-25 2028-12-25 2029-12-25 and 6"},
        {FILE_OF(EVENT("DTSTART;VALUE=DATE:20240229\r\nRRULE:FREQ=YEARLY\r\n")), "2028-02-29 2032-02-29"},
        {FILE_OF(EVENT("DTSTART;VALUE=DATE:20261225\r\n") EVENT("DTSTART;VALUE=DATE:20251225\r\n")),
         "2026-12-25"},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        expect(cases[i].text, cases[i].expected);
}

// A name is one line that can be shown and that a setting can keep.
static void what_it_is_called(void **state)
{
    (void)state;
    static const struct {
        const char *lines, *expected;
    } cases[] = {
        {"SUMMARY;LANGUAGE=de:Zweiter Weihnachtstag\r\n", "=Zweiter Weihnachtstag"},
        {"SUMMARY:New Year\\, observed\r\n", "=New Year observed"},
        {"SUMMARY:one\\nline,\\;\\\\ with signs \\, \r\n", "=one line ;\\ with signs"},
        {"SUMMARY:bell\a and \xe2\x80\xaeturned\r\n", "=bell^G and turned"},
        {"SUMMARY;X=\"a:b\":Christmas\r\n", "=Christmas"},
        {"SUMMARY;ALTREP=\"https://days.example/a;b\";LANGUAGE=en:Easter: \"the first\"\r\n",
         "=Easter: \"the first\""},
        {"SUMMARY;X=\"a:b\r\n", ""},
        {"SUMMARY: , \r\n", ""},
        {"SUMMARY:\r\n", ""},
        {"SUMMARY:a=b\r\n", "=a=b"},
        {"SUMMARY:Easter\r\nBEGIN:VALARM\r\nSUMMARY:wake up\r\nEND:VALARM\r\n", "=Easter"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        char *text = str_format(FILE_OF(EVENT("DTSTART;VALUE=DATE:20261225\r\n%s")), cases[i].lines);
        char *expected = str_format("2026-12-25%s", cases[i].expected);
        expect(text, expected);
        free(expected);
        free(text);
    }
    // Each event has its own; of two on one day the one that has a name is kept.
    expect(FILE_OF(EVENT("SUMMARY:Eve\r\nDTSTART:20261224\r\n") EVENT("DTSTART:20261225\r\n")
                       EVENT("SUMMARY:Christmas\r\nDTSTART:20261225\r\n") EVENT("DTSTART:20261226\r\n")),
           "2026-12-24=Eve 2026-12-25=Christmas 2026-12-26");
}

// However long: cut between two letters.
static void a_long_name_is_cut(void **state)
{
    (void)state;
    Str text = STR_INIT;
    HolidayDays days = {0};
    str_append(&text, "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261225\nSUMMARY:x");
    for (int i = 0; i < HOLIDAY_NAME_MOST; i++)
        str_append(&text, "\xc3\xa9");
    str_append(&text, "\nEND:VEVENT\nEND:VCALENDAR\n");
    assert_true(holidays_read(str_get(&text), text.length, 0, &days, NULL));
    assert_int_equal(strlen(days.items[0].name), HOLIDAY_NAME_MOST - 1);
    assert_true(utf8_valid(days.items[0].name, strlen(days.items[0].name)));
    holidays_clear(&days);
    str_clear(&text);
}

static void what_is_none(void **state)
{
    (void)state;
    static const char NONE[] = "no whole day off to come stands in it";
    static const struct {
        const char *text, *expected;
    } cases[] = {
        {"", "that is no iCalendar file"},
        {"BEGIN:VEVENT\nDTSTART:20261225\nEND:VEVENT\n", "that is no iCalendar file"},
        {FILE_OF(""), NONE},
        {FILE_OF(EVENT("DTSTART:20261225T090000Z\r\nDTEND:20261225T100000Z\r\n")), NONE},
        {FILE_OF(EVENT("DTSTART;VALUE=DATE:20261225\r\nSTATUS:CANCELLED\r\n")), NONE},
        {FILE_OF(EVENT("DTSTART;VALUE=DATE:20260701\r\nDTEND;VALUE=DATE:20260815\r\n")), NONE}, // a vacation
        {FILE_OF(EVENT("DTSTART;VALUE=DATE:20260101\r\nRRULE:FREQ=WEEKLY\r\n")), NONE},
        {FILE_OF(EVENT("DTSTART;VALUE=DATE:20260101\r\nRRULE:FREQ=YEARLY;BYDAY=4TH\r\n")), NONE},
        {FILE_OF(EVENT("DTSTART;VALUE=DATE:20261332\r\n")), NONE},
        {FILE_OF("DTSTART;VALUE=DATE:20261225\r\nEND:VEVENT\r\n"), NONE},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        expect(cases[i].text, cases[i].expected);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_is_a_holiday),
                                       cmocka_unit_test(what_it_is_called),
                                       cmocka_unit_test(a_long_name_is_cut), cmocka_unit_test(what_is_none)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
