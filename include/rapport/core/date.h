// SPDX-License-Identifier: MIT
// Dates as people write and read them: one parser for every field and option, and the few shapes in which a
// day is shown. English words; numbers in the order of the locale, which the caller says. Pure: the present
// is an argument.
//
//   today tomorrow yesterday now    mon .. sunday (the coming one, never today)    next tue, last tue, this
//   tue next week, next month, next year (their first working day)    eow (the coming Friday)    eom in 3
//   days, in a week, 3d, +2w, -1d, 3bd, 2m, 1y, 3 days ago, +2h, in 30 min 15, 15th, dec 15, 15 dec 2026, tue
//   15 dec, 15.12., 15.12.2026, 12/15 (order of the locale), 2026-12-15 2026-11-24T09:41[:00][Z or +01:00]
//   and with any of them a time: 10:30, at 4pm, 4:30 pm, 16h, 16h30, noon; a time alone is the coming one
#ifndef RAPPORT_CORE_DATE_H
#define RAPPORT_CORE_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "rapport/base/civil.h"
#include "rapport/base/error.h"
#include "rapport/core/calendar.h"

typedef struct DateContext {
    int32_t today;            // civil day
    int minute;               // of the day, now: 0..1439
    bool past;                // what is ambiguous ("15", "tue", "3d") lies in the past instead of the future
    bool month_first;         // 12/15 is the 15th of December
    int first_weekday;        // of the calendar week: 0 = Monday, 6 = Sunday
    const Calendar *calendar; // for business days; NULL = calendar_default()
} DateContext;

typedef struct DateValue {
    int32_t day; // civil day of year 1..9999
    int minute;  // of the day, 0..1439; -1 = no time was given
    bool zoned;  // an offset was given (RFC 3339): day and minute are in that zone, not yet in the local one
    int offset_min; // minutes east of Greenwich; 0 when not zoned
} DateValue;

typedef struct DateRange {
    int32_t from, to; // inclusive; CIVIL_NONE = open on that side
} DateRange;

// False: *out is untouched and err says what is wrong and at which column.
bool date_parse(const char *text, const DateContext *context, DateValue *out, Error *err);

// A day, or more: 2026, 2026-10, oct 2026, oct, "this|last|next week|month|year", a..b, a.., ..b (a and b
// themselves a day or one of these). Times are refused; so is a range that ends before it begins.
bool date_parse_range(const char *text, const DateContext *context, DateRange *out, Error *err);

// A day, or the first one of a month or a year: 2030, 2030-10, oct 2030.
bool date_parse_first(const char *text, const DateContext *context, DateValue *out, Error *err);

// All of these write to text and return it.
// What is said of 31 Feb: it was meant as a day, whatever follows.
#define DATE_NO_DAY "is no day of the calendar"

enum { DATE_TEXT_SIZE = 48 };

// Under a field while it is filled: "Tue 1 Dec, in 7d"; "Wed 25 Nov 10:30, tomorrow"; the year where it is
// another.
const char *date_preview(int32_t day, int minute, int32_t today, char text[DATE_TEXT_SIZE]);

// A dated thing to do, in a list: "3d late", "16:30" (today), "today", "Fri" (within 6 days), "8 Dec" (this
// year), "Mar 2027". minute is -1 when there is none.
const char *date_due(int32_t day, int minute, int32_t today, char text[DATE_TEXT_SIZE]);

// The same beside a clock or a date that is shown anyway: "3d late", "20m late", "now", "in 49m", "in 6h",
// "today", "in 7d", "in 3mo".
const char *date_until(int32_t day, int minute, int32_t today, int now_minute, char text[DATE_TEXT_SIZE]);

// A day that is neither early nor late (last contact, next contact), in a list: "today", "yesterday", "Fri"
// (within 6 days either way), "8 Dec" (this year), "Mar 2025". CIVIL_NONE gives "".
const char *date_relative(int32_t day, int32_t today, char text[DATE_TEXT_SIZE]);

// How long since (or until): "today", "2d" (to 20d), "3w" (to 19w), "5mo" (to 23mo), "2y". CIVIL_NONE gives
// "".
const char *date_ago(int32_t day, int32_t today, char text[DATE_TEXT_SIZE]);

// In detail views: "Tue 24 Nov 2026", with a minute "Tue 24 Nov 2026 09:41". CIVIL_NONE gives "".
const char *date_absolute(int32_t day, int minute, char text[DATE_TEXT_SIZE]);

// In sentences: "10 Nov", "10 Nov 2025" where the year is another, "Tue 10 Nov" with weekday.
const char *date_short(int32_t day, int32_t today, bool weekday, char text[DATE_TEXT_SIZE]);

#endif
