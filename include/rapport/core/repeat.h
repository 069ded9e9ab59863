// SPDX-License-Identifier: MIT
// Repeat rules of follow-ups: the words a person writes, and the next day that follows from them. Pure.
//
//   every day, every 3 days, every weekday (working day of the calendar), every 2 weeks, every tue,
//   every 2 weeks on tue, every month, every 2 months, every month on the 31 (the last day of shorter
//   months), every year; daily, weekly, monthly, yearly; every mon, wed and fri; every month on the 1 and 15,
//   on the 2nd tue, on the last fri, on the last day; 3 weeks after done; any of them followed by "5 times"
//   or "until DATE". Or a rule of RFC 5545: FREQ=YEARLY;BYMONTH=5;BYDAY=2SU. What goes by the calendar may
//   end in "from DATE": the day whose rhythm it keeps, where the present one was moved away from it.
#ifndef RAPPORT_CORE_REPEAT_H
#define RAPPORT_CORE_REPEAT_H

#include <stdbool.h>
#include <stdint.h>

#include "rapport/base/error.h"
#include "rapport/base/str.h"
#include "rapport/core/calendar.h"
#include "rapport/core/date.h"
#include "rapport/core/rrule.h"

typedef enum RepeatUnit {
    REPEAT_NEVER,
    REPEAT_DAY,
    REPEAT_WORKDAY,
    REPEAT_WEEK,
    REPEAT_MONTH,
    REPEAT_YEAR,
    REPEAT_RULE
} RepeatUnit;

typedef struct Repeat {
    RepeatUnit unit;
    int every;       // 1..999 units
    int on;          // week: weekday 0..6; month and year: day 1..31; -1 = as the day it starts from
    bool after_done; // counted from the day it was done, else by the calendar from the day it was due
    int32_t from;    // the rule's own day of the present one, which was moved; CIVIL_NONE = it was not
    int32_t until;   // last day on which it may fall; CIVIL_NONE = no end
    int times;       // how many there still are, the one that is due counted; 0 = no end
    Rrule rule;      // of REPEAT_RULE, without its end
} Repeat;

extern const Repeat REPEAT_PLAIN; // once, no end

// context resolves the DATE after "until". False: err names the column.
bool repeat_parse(const char *text, const DateContext *context, Repeat *out, Error *err);

// Appends the rule in the words that repeat_parse reads, until as YYYY-MM-DD; the form to store.
void repeat_format(const Repeat *repeat, Str *out);

// The next day after one that was due on due_day and done on done_day. By the calendar: the first occurrence
// after both, and after its own day if it was moved, so that nothing piles up or comes twice. CIVIL_NONE when
// the rule has ended. calendar NULL = calendar_default().
int32_t repeat_next(const Repeat *repeat, const Calendar *calendar, int32_t due_day, int32_t done_day);

// Only the present one, due on due_day, goes to another day: the rule keeps the rhythm that it had.
void repeat_moved(Repeat *repeat, int32_t due_day, int32_t to);

// Fills "on" from the day the rule starts on; done once, before it is stored, so that the 31st survives a
// short month.
void repeat_anchor(Repeat *repeat, int32_t first_day);

// The repeat that gives the days of the rule (weekdays without end become working days, and the 29th to the
// 31st of a plain monthly rule the last day of shorter months).
Repeat repeat_of_rrule(const Rrule *rule);
// The rule for a series whose present one is due on due_day. False: it has none (after done, every 2
// weekdays).
bool repeat_rrule(const Repeat *repeat, int32_t due_day, Rrule *out);

#endif
