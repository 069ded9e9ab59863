// SPDX-License-Identifier: MIT
// The working calendar: weekend days, holidays and pauses; rolling a day forward to the next working day.
// Pure.
#ifndef RAPPORT_CORE_CALENDAR_H
#define RAPPORT_CORE_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rapport/base/str.h"

typedef struct CalendarPause {
    int32_t from, to; // inclusive civil days
} CalendarPause;

typedef struct CalendarName {
    int32_t from, to; // inclusive civil days
    const char *text;
} CalendarName;

typedef struct Calendar {
    bool weekend[7];         // 0 = Monday
    const int32_t *holidays; // sorted; borrowed
    size_t holiday_count;
    const CalendarPause *pauses; // in any order, may overlap; borrowed
    size_t pause_count;
    const CalendarName *names; // of days off, the first that fits; borrowed. No rule asks for them
    size_t name_count;
} Calendar;

Calendar calendar_default(void); // weekend Saturday and Sunday, no holidays

typedef enum CalendarDay { DAY_WORKING, DAY_WEEKEND, DAY_HOLIDAY, DAY_PAUSE } CalendarDay;

CalendarDay calendar_day(const Calendar *calendar, int32_t day); // what keeps one from working first

// What a holiday or a day of a pause is called; NULL = it has no name. For drawing: it looks through them.
const char *calendar_day_name(const Calendar *calendar, int32_t day);
// The same, else "day off" or "pause"; "" on all other days.
const char *calendar_day_words(const Calendar *calendar, int32_t day);
// Appends behind a day that is chosen ", day off: Christmas Day", ", pause", or nothing.
void calendar_say_off(const Calendar *calendar, int32_t day, Str *out);

bool calendar_is_working(const Calendar *calendar, int32_t day);

// The day itself or the next working day. A calendar without any working day in ten years gives the day
// itself.
int32_t calendar_roll(const Calendar *calendar, int32_t day);

// So many days on, not counting days of a pause: a pause moves what waits, so that nothing piles up behind
// it. At most ten years of days are looked at.
int32_t calendar_after(const Calendar *calendar, int32_t day, int days);

// So many working days on (or back, when negative); 0 gives the day itself, working or not. Saturday + 1 is
// Monday.
int32_t calendar_add_business(const Calendar *calendar, int32_t day, int business_days);

// Working days in (from, to]; 0 when to is not after from.
int calendar_business_between(const Calendar *calendar, int32_t from, int32_t to);

#endif
