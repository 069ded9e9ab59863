// SPDX-License-Identifier: MIT
// Repeat rules of follow-ups: the words a person writes, and the next day that follows from them. Pure.
//
//   every day, every 3 days, every weekday (working day of the calendar), every 2 weeks, every tue,
//   every 2 weeks on tue, every month, every 2 months, every month on the 31 (the last day of shorter
//   months), every year; daily, weekly, monthly, yearly; 3 weeks after done any of them followed by "until
//   DATE"
#ifndef RAPPORT_CORE_REPEAT_H
#define RAPPORT_CORE_REPEAT_H

#include <stdbool.h>
#include <stdint.h>

#include "rapport/base/error.h"
#include "rapport/base/str.h"
#include "rapport/core/calendar.h"
#include "rapport/core/date.h"

typedef enum RepeatUnit {
    REPEAT_NEVER,
    REPEAT_DAY,
    REPEAT_WORKDAY,
    REPEAT_WEEK,
    REPEAT_MONTH,
    REPEAT_YEAR
} RepeatUnit;

typedef struct Repeat {
    RepeatUnit unit;
    int every;       // 1..999 units
    int on;          // week: weekday 0..6; month and year: day 1..31; -1 = as the day it starts from
    bool after_done; // counted from the day it was done, else by the calendar from the day it was due
    int32_t until;   // last day on which it may fall; CIVIL_NONE = no end
} Repeat;

// context resolves the DATE after "until". False: err names the column.
bool repeat_parse(const char *text, const DateContext *context, Repeat *out, Error *err);

// Appends the rule in the words that repeat_parse reads, until as YYYY-MM-DD; the form to store.
void repeat_format(const Repeat *repeat, Str *out);

// The next day after one that was due on due_day and done on done_day. By the calendar: the first occurrence
// after both, so that nothing piles up. CIVIL_NONE when the rule has ended. calendar NULL =
// calendar_default().
int32_t repeat_next(const Repeat *repeat, const Calendar *calendar, int32_t due_day, int32_t done_day);

// Fills "on" from the day the rule starts on; done once, before it is stored, so that the 31st survives a
// short month.
void repeat_anchor(Repeat *repeat, int32_t first_day);

#endif
