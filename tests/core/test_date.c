// SPDX-License-Identifier: MIT
// Dates as people type them: tables of texts read on Tuesday 24 November 2026 at 09:41, and on days where
// mistakes like to hide (31 January, 29 February, the last day of a year).
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rapport/core/date.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum { NOW = 9 * 60 + 41 };

static DateContext context_on(const char *today)
{
    DateContext context = {.minute = NOW, .month_first = true};
    assert_true(civil_parse(today, &context.today));
    return context;
}

// What date_parse says, as text: "2026-12-01", "2026-12-01 10:30", "2026-12-01 10:30+60" or "column:
// message".
static void read_as_text(const char *text, const DateContext *context, char out[700])
{
    DateValue value;
    Error err = {0};
    if (!date_parse(text, context, &value, &err)) {
        assert_int_equal(err.kind, ERROR_INPUT);
        snprintf(out, 700, "%d: %s", err.column, err.message);
        return;
    }
    char day[16], clock[24] = "", offset[16] = "";
    civil_format(value.day, day);
    if (value.minute >= 0)
        snprintf(clock, sizeof clock, " %02d:%02d", value.minute / 60, value.minute % 60);
    if (value.zoned)
        snprintf(offset, sizeof offset, "%+d", value.offset_min);
    snprintf(out, 700, "%s%s%s", day, clock, offset);
}

typedef struct Case {
    const char *text, *expected;
} Case;

static void check_cases(const Case *cases, size_t count, const DateContext *context)
{
    size_t failed = 0;
    for (size_t i = 0; i < count; i++) {
        char actual[700];
        read_as_text(cases[i].text, context, actual);
        if (strcmp(actual, cases[i].expected) != 0) {
            print_error("\"%s\": expected \"%s\", got \"%s\"\n", cases[i].text, cases[i].expected, actual);
            failed++;
        }
    }
    assert_int_equal(failed, 0);
}

static void words(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"today", "2026-11-24"},
        {"Today", "2026-11-24"},
        {"  tomorrow  ", "2026-11-25"},
        {"TOMORROW", "2026-11-25"},
        {"yesterday", "2026-11-23"},
        {"now", "2026-11-24 09:41"},
        {"mon", "2026-11-30"},
        {"tue", "2026-12-01"}, // never today
        {"tues", "2026-12-01"},
        {"wed", "2026-11-25"},
        {"thu", "2026-11-26"},
        {"thurs", "2026-11-26"},
        {"fri", "2026-11-27"},
        {"Friday", "2026-11-27"},
        {"sat", "2026-11-28"},
        {"sun", "2026-11-29"},
        {"on friday", "2026-11-27"},
        {"next mon", "2026-11-30"},
        {"next tue", "2026-12-01"},
        {"next sun", "2026-12-06"},
        {"this tue", "2026-11-24"},
        {"this mon", "2026-11-23"},
        {"this sun", "2026-11-29"},
        {"last tue", "2026-11-17"},
        {"last mon", "2026-11-23"},
        {"next week", "2026-11-30"},
        {"next month", "2026-12-01"},
        {"next year", "2027-01-01"}, // a Friday; the calendar has no holidays
                                     // here
        {"eow", "2026-11-27"},
        {"eom", "2026-11-30"},
    };
    DateContext context = context_on("2026-11-24");
    check_cases(cases, COUNT(cases), &context);
}

static void counted(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"in 3 days", "2026-11-27"},
        {"in 1 day", "2026-11-25"},
        {"in a day", "2026-11-25"},
        {"in a week", "2026-12-01"},
        {"in 2 weeks", "2026-12-08"},
        {"in 3 months", "2027-02-24"},
        {"in a year", "2027-11-24"},
        {"3 days", "2026-11-27"},
        {"3d", "2026-11-27"},
        {"0d", "2026-11-24"},
        {"+0d", "2026-11-24"},
        {"+3d", "2026-11-27"},
        {"+ 3 d", "2026-11-27"},
        {"-1d", "2026-11-23"},
        {"-2w", "2026-11-10"},
        {"+2w", "2026-12-08"},
        {"2w", "2026-12-08"},
        {"1m", "2026-12-24"},
        {"6mo", "2027-05-24"},
        {"1y", "2027-11-24"},
        {"3bd", "2026-11-27"},
        {"4bd", "2026-11-30"},
        {"-2bd", "2026-11-20"},
        {"in 4 business days", "2026-11-30"},
        {"5 working days", "2026-12-01"},
        {"3 days ago", "2026-11-21"},
        {"a week ago", "2026-11-17"},
        {"2w ago", "2026-11-10"},
        {"in 2 hours", "2026-11-24 11:41"},
        {"+2h", "2026-11-24 11:41"},
        {"in 30 min", "2026-11-24 10:11"},
        {"+15h", "2026-11-25 00:41"},
        {"-10h", "2026-11-23 23:41"},
        {"30 minutes ago", "2026-11-24 09:11"},
        {"9999d", "2054-04-10"},
    };
    DateContext context = context_on("2026-11-24");
    check_cases(cases, COUNT(cases), &context);
}

static void written_out(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"24", "2026-11-24"}, // today itself
        {"25", "2026-11-25"},
        {"23", "2026-12-23"},
        {"15", "2026-12-15"},
        {"15th", "2026-12-15"},
        {"1st", "2026-12-01"},
        {"2nd", "2026-12-02"},
        {"3rd", "2026-12-03"},
        {"15.", "2026-12-15"},
        {"31", "2026-12-31"}, // November has none
        {"dec 15", "2026-12-15"},
        {"Dec. 15", "2026-12-15"},
        {"December 15th", "2026-12-15"},
        {"december 15th, 2027", "2027-12-15"},
        {"dec 15 2027", "2027-12-15"},
        {"dec15", "2026-12-15"},
        {"15 dec", "2026-12-15"},
        {"15dec2026", "2026-12-15"},
        {"15 dec 2026", "2026-12-15"},
        {"15th of december", "2026-12-15"},
        {"15. dec", "2026-12-15"},
        {"15-Dec-2026", "2026-12-15"},
        {"7-Feb-22", "2022-02-07"},
        {"1 jan 85", "1985-01-01"},
        {"1 jan 46", "2046-01-01"},
        {"1 jan 47", "1947-01-01"},
        {"sept 3", "2027-09-03"},
        {"23 nov", "2027-11-23"}, // yesterday: the coming one
        {"24 nov", "2026-11-24"},
        {"15.12.", "2026-12-15"},
        {"15.12", "2026-12-15"},
        {"15.12.2027", "2027-12-15"},
        {"1.2.27", "2027-02-01"},
        {"12/15", "2026-12-15"},
        {"12/15/2027", "2027-12-15"},
        {"12/15/27", "2027-12-15"},
        {"1/2", "2027-01-02"},
        {"2026-12-15", "2026-12-15"},
        {"2026/12/15", "2026-12-15"},
        {"0001-01-01", "0001-01-01"},
        {"9999-12-31", "9999-12-31"},
        {"2028-02-29", "2028-02-29"},
        {"29 feb", "2028-02-29"}, // the coming leap year
        {"2000-02-29", "2000-02-29"},
        {"tue 15 dec", "2026-12-15"},
        {"Tue, 15 Dec 2026", "2026-12-15"},
        {"fri, 27", "2026-11-27"},
    };
    DateContext context = context_on("2026-11-24");
    check_cases(cases, COUNT(cases), &context);
}

static void with_time(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"tomorrow 10:30", "2026-11-25 10:30"},
        {"10:30 tomorrow", "2026-11-25 10:30"},
        {"fri at 4pm", "2026-11-27 16:00"},
        {"fri 4pm", "2026-11-27 16:00"},
        {"4 pm fri", "2026-11-27 16:00"},
        {"fri 4:30pm", "2026-11-27 16:30"},
        {"fri 4:30 PM", "2026-11-27 16:30"},
        {"fri 16h", "2026-11-27 16:00"},
        {"fri 16h30", "2026-11-27 16:30"},
        {"fri at 16", "2026-11-27 16:00"},
        {"fri, at 10:00", "2026-11-27 10:00"},
        {"fri noon", "2026-11-27 12:00"},
        {"12pm today", "2026-11-24 12:00"},
        {"12am tomorrow", "2026-11-25 00:00"},
        {"00:00 tomorrow", "2026-11-25 00:00"},
        {"23:59 today", "2026-11-24 23:59"},
        {"dec 15 16h", "2026-12-15 16:00"},
        {"15 dec 4pm", "2026-12-15 16:00"},
        {"15 dec 10:30", "2026-12-15 10:30"},
        {"15 dec 2026 10:30", "2026-12-15 10:30"},
        {"12/15 at 9:05", "2026-12-15 09:05"},
        {"2026-12-15 09:41", "2026-12-15 09:41"},
        {"2026-11-24T09:41", "2026-11-24 09:41"},
        {"2026-11-24t09:41:07", "2026-11-24 09:41"},
        {"2026-11-24T09:41:07Z", "2026-11-24 09:41+0"},
        {"2026-11-24T09:41:07.250+01:00", "2026-11-24 09:41+60"},
        {"2026-11-24T09:41-05:30", "2026-11-24 09:41-330"},
        {"in 2 days at 9am", "2026-11-26 09:00"},
        {"10:30", "2026-11-24 10:30"}, // later today
        {"09:41", "2026-11-24 09:41"},
        {"9:00", "2026-11-25 09:00"}, // gone today
        {"4pm", "2026-11-24 16:00"},
    };
    DateContext context = context_on("2026-11-24");
    check_cases(cases, COUNT(cases), &context);
}

static void in_the_past(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"tue", "2026-11-17"},
        {"mon", "2026-11-23"},
        {"wed", "2026-11-18"},
        {"15", "2026-11-15"},
        {"24", "2026-11-24"},
        {"25", "2026-10-25"},
        {"31", "2026-10-31"},
        {"dec 15", "2025-12-15"},
        {"12/15", "2025-12-15"},
        {"29 feb", "2024-02-29"},
        {"3d", "2026-11-21"},
        {"in 3d", "2026-11-27"},
        {"+3d", "2026-11-27"},
        {"2 weeks", "2026-11-10"},
        {"10:30", "2026-11-23 10:30"},
        {"9:00", "2026-11-24 09:00"},
        {"tomorrow", "2026-11-25"},
        {"today", "2026-11-24"},
        {"mon 4pm", "2026-11-23 16:00"},
        {"2027-01-01", "2027-01-01"},
        {"15 dec 2026", "2026-12-15"},
    };
    DateContext context = context_on("2026-11-24");
    context.past = true;
    check_cases(cases, COUNT(cases), &context);
}

static void day_first(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"12/15", "1: 15 is no month; did you mean 15 Dec"},
        {"15/12", "2026-12-15"},
        {"1/2", "2027-02-01"},
        {"1/2/2026", "2026-02-01"},
        {"15.12.", "2026-12-15"},
    };
    DateContext context = context_on("2026-11-24");
    context.month_first = false;
    check_cases(cases, COUNT(cases), &context);
}

static void impossible(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"", "1: a date is missing"},
        {"   ", "4: a date is missing"},
        {"30 feb", "1: 30 Feb is no day of the calendar"},
        {"feb 30", "1: 30 Feb is no day of the calendar"},
        {"31 april", "1: 31 Apr is no day of the calendar"},
        {"0 jan", "1: 0 Jan is no day of the calendar"},
        {"2026-02-29", "1: 29 Feb 2026 is no day of the calendar: 2026 is no leap year"},
        {"29 feb 2100", "1: 29 Feb 2100 is no day of the calendar: 2100 is no leap year"},
        {"1900-02-29", "1: 29 Feb 1900 is no day of the calendar: 1900 is no leap year"},
        {"2026-13-01", "1: 13 is no month"},
        {"2026-00-01", "1: 0 is no month"},
        {"2026-01-32", "1: 32 Jan is no day of the calendar"},
        {"0000-01-01", "1: there is no year 0"},
        {"2026-12", "1: a day is written like 2026-12-15"},
        {"13/45", "1: 13 is no month"},
        {"15/12", "1: 15 is no month; did you mean 15 Dec"},
        {"12/", "4: a number is missing after the /"},
        {"0", "1: 0 is no day of a month"},
        {"32", "1: 32 is no day of a month"},
        {"2026", "1: 2026 is no day; did you mean 15 dec 2026"},
        {"dec", "1: which day of Dec? did you mean dec 1"},
        {"tomorow", "1: \"tomorow\" is no date; did you mean tomorrow"},
        {"tommorrow 4pm", "1: \"tommorrow\" is no date; did you mean tomorrow"},
        {"wensday", "1: \"wensday\" is no date; did you mean wednesday"},
        {"15 decmber", "4: \"decmber\" is no date; did you mean december"},
        {"banana", "1: \"banana\" is no date; write tomorrow, fri, 3d or 15 dec"},
        {"fri banana", "5: \"banana\" is no date; write tomorrow, fri, 3d or 15 dec"},
        {"tomorrow today", "10: this names a second day"},
        {"fri 10:30 4pm", "11: this names a second time"},
        {"fri sat", "5: this names a second weekday"},
        {"mon 15 dec", "1: 15 Dec 2026 is a Tue, not a Mon"},
        {"fri 25:00", "5: 25:00 is no time of the day"},
        {"fri 24:00", "5: 24:00 is no time of the day"},
        {"fri 10:60", "5: 10:60 is no time of the day"},
        {"fri 13pm", "5: 13pm is no time of the day"},
        {"fri 0am", "5: 0am is no time of the day"},
        {"fri 10:3", "5: a time is written like 10:30 or 4pm"},
        {"fri at 4", "8: morning or afternoon? did you mean 4am or 4pm"},
        {"fri at", "7: a time is missing after \"at\""},
        {"in", "3: a number and a unit are missing here, such as 3 days"},
        {"in 3", "4: a number and a unit are missing here, such as 3 days"},
        {"+3", "2: a number and a unit are missing here, such as 3 days"},
        {"in 3 days ago", "1: this goes both ways; leave out \"ago\" or what stands before the number"},
        {"next", "5: a weekday is missing after \"next\""},
        {"next banana", "6: a weekday is missing after \"next\""},
        {"9999y", "1: this day is too far away"},
        {"-9999y", "1: this day is too far away"},
        {"10000d", "1: this number is too large for a date"},
        {"99999999999999999999d", "1: this number is too large for a date"},
        {"fri \xC3\xA4", "5: this character does not belong in a date"},
        {"fri ;", "5: this character does not belong in a date"},
        {"fri :", "5: \":\" makes no sense here"},
        {"2026-11-24T", "11: a time is missing after the T"},
        {"2026-11-24T09:41+1", "17: an offset is written like +01:00"},
        {"tomorrow antidisestablishmentarianism", "10: \"antidisestablis...\" is no word of a date"},
        {"1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1", "49: this is too long for a date"},
    };
    DateContext context = context_on("2026-11-24");
    check_cases(cases, COUNT(cases), &context);
}

static void edges_of_months_and_years(void **state)
{
    (void)state;
    static const struct {
        const char *today, *text, *expected;
    } cases[] = {
        {"2026-01-31", "1m", "2026-02-28"},
        {"2026-01-31", "30", "2026-03-30"},
        {"2028-01-31", "1m", "2028-02-29"},
        {"2028-02-29", "1y", "2029-02-28"},
        {"2028-02-29", "29 feb", "2028-02-29"},
        {"2028-02-28", "tomorrow", "2028-02-29"},
        {"2027-02-28", "tomorrow", "2027-03-01"},
        {"2026-12-31", "tomorrow", "2027-01-01"},
        {"2026-12-31", "1", "2027-01-01"},
        {"2026-12-31", "31", "2026-12-31"},
        {"2026-12-31", "eom", "2026-12-31"},
        {"2026-12-31", "next month", "2027-01-01"},
        {"2026-12-31", "dec 30", "2027-12-30"},
        {"2026-12-31", "next week", "2027-01-04"},
        {"2027-01-01", "yesterday", "2026-12-31"},
        {"2027-01-01", "next year", "2028-01-03"},
        {"2026-11-27", "eow", "2026-11-27"},
        {"2026-11-28", "eow", "2026-12-04"},
        {"2026-11-29", "next tue", "2026-12-01"},
        {"2026-11-29", "mon", "2026-11-30"},
        {"2026-11-28", "1bd", "2026-11-30"},
        {"2026-11-28", "-1bd", "2026-11-27"},
        {"2026-03-28", "tomorrow 2:30am",
         "2026-03-29 02:30"}, // skipped by clocks in Europe: days do not care
        {"2026-10-24", "in 24 hours", "2026-10-25 09:41"},
        {"9999-12-31", "tomorrow", "1: this day is too far away"},
        {"2096-02-29", "29 feb 2104", "2104-02-29"},
        {"2097-01-01", "29 feb", "2104-02-29"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        DateContext context = context_on(cases[i].today);
        check_cases(&(Case){cases[i].text, cases[i].expected}, 1, &context);
    }
}

static void weeks_that_begin_on_sunday(void **state)
{
    (void)state;
    DateContext context = context_on("2026-11-24");
    context.first_weekday = 6;
    static const Case cases[] = {
        {"next sun", "2026-11-29"}, {"next sat", "2026-12-05"}, {"next week", "2026-11-30"}};
    check_cases(cases, COUNT(cases), &context);
}

static void business_days_know_holidays(void **state)
{
    (void)state;
    DateContext context = context_on("2026-12-23");
    int32_t holidays[] = {civil_day(2026, 12, 25), civil_day(2027, 1, 1)};
    Calendar calendar = calendar_default();
    calendar.holidays = holidays;
    calendar.holiday_count = COUNT(holidays);
    context.calendar = &calendar;
    static const Case cases[] = {{"2bd", "2026-12-28"}, {"next year", "2027-01-04"}, {"7bd", "2027-01-05"}};
    check_cases(cases, COUNT(cases), &context);
}

static void ranges(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"2026", "2026-01-01..2026-12-31"},
        {"2024-02", "2024-02-01..2024-02-29"},
        {"2026-10", "2026-10-01..2026-10-31"},
        {"2026-10-01..2026-10-31", "2026-10-01..2026-10-31"},
        {"2026-10-05..2026-10-05", "2026-10-05..2026-10-05"},
        {"2026-10..2026-11", "2026-10-01..2026-11-30"},
        {"2025..2026", "2025-01-01..2026-12-31"},
        {"2026-10-05", "2026-10-05..2026-10-05"},
        {"today", "2026-11-24..2026-11-24"},
        {"today..fri", "2026-11-24..2026-11-27"},
        {"today .. 2 weeks", "2026-11-24..2026-12-08"},
        {"2026-10..", "2026-10-01.."},
        {"..2026-10", "..2026-10-31"},
        {"15.12...20.12.", "2026-12-15..2026-12-20"},
        {"oct", "2027-10-01..2027-10-31"},
        {"nov", "2026-11-01..2026-11-30"},
        {"dec 2026", "2026-12-01..2026-12-31"},
        {"this week", "2026-11-23..2026-11-29"},
        {"last week", "2026-11-16..2026-11-22"},
        {"next week", "2026-11-30..2026-12-06"},
        {"last month", "2026-10-01..2026-10-31"},
        {"next month", "2026-12-01..2026-12-31"},
        {"this year", "2026-01-01..2026-12-31"},
        {"last year", "2025-01-01..2025-12-31"},
        {"next tue", "2026-12-01..2026-12-01"},
        {"..", "1: a range needs at least one day"},
        {"", "1: a date is missing"},
        {"fri..today", "6: this range ends before it begins"},
        {"2026-13", "1: a day is written like 2026-12-15"},
        {"today..banana", "8: \"banana\" is no date; write tomorrow, fri, 3d or 15 dec"},
        {"today 10:30", "1: a range takes days, not times"},
        {"0000", "1: 0 is no day; did you mean 15 dec 0"},
    };
    DateContext context = context_on("2026-11-24");
    for (size_t i = 0; i < COUNT(cases); i++) {
        DateRange range;
        Error err = {0};
        char actual[700], from[16], to[16];
        if (date_parse_range(cases[i].text, &context, &range, &err)) {
            civil_format(range.from, from);
            civil_format(range.to, to);
            snprintf(actual, sizeof actual, "%s..%s", from, to);
        } else {
            snprintf(actual, sizeof actual, "%d: %s", err.column, err.message);
        }
        assert_string_equal(actual, cases[i].expected);
    }
}

// Where one looks at a day and does not promise anything: a month or a year is its first one.
static void first_days(void **state)
{
    (void)state;
    static const struct {
        const char *text, *expected;
    } cases[] = {
        {"2030", "2030-01-01"},
        {"2030-10", "2030-10-01"},
        {"mar 2027", "2027-03-01"},
        {"fri", "2026-11-27"},
        {"15 dec", "2026-12-15"},
        {"2030..", "1: 2030 is no day; did you mean 15 dec 2030"},
        {"fri..sun", "4: \".\" makes no sense here"},
    };
    DateContext context = context_on("2026-11-24");
    for (size_t i = 0; i < COUNT(cases); i++) {
        DateValue value;
        Error err = {0};
        char actual[700];
        if (date_parse_first(cases[i].text, &context, &value, &err))
            civil_format(value.day, actual);
        else
            snprintf(actual, sizeof actual, "%d: %s", err.column, err.message);
        assert_string_equal(actual, cases[i].expected);
    }
}

static void shown(void **state)
{
    (void)state;
    int32_t today = civil_day(2026, 11, 24);
    char text[DATE_TEXT_SIZE];
    static const struct {
        int away;
        const char *preview, *due, *until, *relative, *ago;
    } cases[] = {
        {0, "Tue 24 Nov, today", "today", "today", "today", "today"},
        {1, "Wed 25 Nov, tomorrow", "Wed", "in 1d", "Wed", "1d"},
        {6, "Mon 30 Nov, in 6d", "Mon", "in 6d", "Mon", "6d"},
        {7, "Tue 1 Dec, in 7d", "1 Dec", "in 7d", "1 Dec", "7d"},
        {14, "Tue 8 Dec, in 14d", "8 Dec", "in 14d", "8 Dec", "14d"},
        {21, "Tue 15 Dec, in 3w", "15 Dec", "in 3w", "15 Dec", "3w"},
        {37, "Thu 31 Dec, in 5w", "31 Dec", "in 5w", "31 Dec", "5w"},
        {38, "Fri 1 Jan 2027, in 5w", "1 Jan", "in 5w", "1 Jan", "5w"},
        {365, "Wed 24 Nov 2027, in 12mo", "Nov 2027", "in 12mo", "Nov 2027", "12mo"},
        {1000, "Mon 20 Aug 2029, in 2y", "Aug 2029", "in 2y", "Aug 2029", "2y"},
        {-1, "Mon 23 Nov, yesterday", "1d late", "1d late", "yesterday", "1d"},
        {-3, "Sat 21 Nov, 3d ago", "3d late", "3d late", "Sat", "3d"},
        {-20, "Wed 4 Nov, 20d ago", "20d late", "20d late", "4 Nov", "20d"},
        {-154, "Tue 23 Jun, 5mo ago", "154d late", "154d late", "23 Jun", "5mo"},
        {-610, "Mon 24 Mar 2025, 20mo ago", "610d late", "610d late", "Mar 2025", "20mo"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        int32_t day = today + cases[i].away;
        assert_string_equal(date_preview(day, -1, today, text), cases[i].preview);
        assert_string_equal(date_due(day, -1, today, text), cases[i].due);
        assert_string_equal(date_until(day, -1, today, NOW, text), cases[i].until);
        assert_string_equal(date_relative(day, today, text), cases[i].relative);
        assert_string_equal(date_ago(day, today, text), cases[i].ago);
    }
}

static void shown_with_a_time(void **state)
{
    (void)state;
    int32_t today = civil_day(2026, 11, 24);
    char text[DATE_TEXT_SIZE];
    assert_string_equal(date_preview(today + 1, 630, today, text), "Wed 25 Nov 10:30, tomorrow");
    assert_string_equal(date_due(today, 630, today, text), "10:30");
    assert_string_equal(date_due(today + 1, 630, today, text), "Wed");
    assert_string_equal(date_until(today, 630, today, NOW, text), "in 49m");
    assert_string_equal(date_until(today, 960, today, NOW, text), "in 6h");
    assert_string_equal(date_until(today, NOW, today, NOW, text), "now");
    assert_string_equal(date_until(today, NOW - 20, today, NOW, text), "20m late");
    assert_string_equal(date_until(today, NOW - 200, today, NOW, text), "3h late");
    assert_string_equal(date_absolute(today, -1, text), "Tue 24 Nov 2026");
    assert_string_equal(date_absolute(today, 5, text), "Tue 24 Nov 2026 00:05");
    assert_string_equal(date_short(today, today, false, text), "24 Nov");
    assert_string_equal(date_short(today, today, true, text), "Tue 24 Nov");
    assert_string_equal(date_short(today - 400, today, false, text), "20 Oct 2025");
}

static void no_day_shows_nothing(void **state)
{
    (void)state;
    char text[DATE_TEXT_SIZE] = "left over";
    assert_string_equal(date_preview(CIVIL_NONE, -1, 0, text), "");
    assert_string_equal(date_due(CIVIL_NONE, -1, 0, text), "");
    assert_string_equal(date_until(CIVIL_NONE, -1, 0, 0, text), "");
    assert_string_equal(date_relative(CIVIL_NONE, 0, text), "");
    assert_string_equal(date_ago(CIVIL_NONE, 0, text), "");
    assert_string_equal(date_absolute(CIVIL_NONE, -1, text), "");
    assert_string_equal(date_short(CIVIL_NONE, 0, true, text), "");
}

// Whatever day it is, what we show in full can be typed back, in every order of the locale.
static void what_is_shown_can_be_typed(void **state)
{
    (void)state;
    DateContext context = context_on("2026-11-24");
    for (int32_t day = civil_day(1895, 1, 1); day < civil_day(2105, 1, 1); day += 7) {
        char text[DATE_TEXT_SIZE];
        DateValue value;
        context.past = day % 2 == 0;
        context.month_first = day % 3 == 0;
        date_absolute(day, 601, text);
        assert_true(date_parse(text, &context, &value, NULL));
        assert_int_equal(value.day, day);
        assert_int_equal(value.minute, 601);
        civil_format(day, text);
        assert_true(date_parse(text, &context, &value, NULL));
        assert_int_equal(value.day, day);
    }
}

// A weekday is always one of the next (or last) seven days, on every day it is asked.
static void weekdays_are_near(void **state)
{
    (void)state;
    for (int32_t today = civil_day(2026, 1, 1); today < civil_day(2027, 1, 1); today++) {
        for (int weekday = 0; weekday < 7; weekday++) {
            DateContext context = {.today = today};
            DateValue value;
            assert_true(date_parse(civil_weekday_name(weekday), &context, &value, NULL));
            assert_int_equal(civil_weekday(value.day), weekday);
            assert_in_range(value.day - today, 1, 7);
            context.past = true;
            assert_true(date_parse(civil_weekday_name(weekday), &context, &value, NULL));
            assert_in_range(today - value.day, 1, 7);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words),
        cmocka_unit_test(counted),
        cmocka_unit_test(written_out),
        cmocka_unit_test(with_time),
        cmocka_unit_test(in_the_past),
        cmocka_unit_test(day_first),
        cmocka_unit_test(impossible),
        cmocka_unit_test(edges_of_months_and_years),
        cmocka_unit_test(weeks_that_begin_on_sunday),
        cmocka_unit_test(business_days_know_holidays),
        cmocka_unit_test(ranges),
        cmocka_unit_test(first_days),
        cmocka_unit_test(shown),
        cmocka_unit_test(shown_with_a_time),
        cmocka_unit_test(no_day_shows_nothing),
        cmocka_unit_test(what_is_shown_can_be_typed),
        cmocka_unit_test(weekdays_are_near),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
