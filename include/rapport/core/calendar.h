// SPDX-License-Identifier: MIT
// The working calendar: weekend days, holidays and pauses; rolling a day forward to the next working day.
// Pure.
#ifndef RAPPORT_CORE_CALENDAR_H
#define RAPPORT_CORE_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct CalendarPause {
    int32_t from, to; // inclusive civil days
} CalendarPause;

typedef struct Calendar {
    bool weekend[7];         // 0 = Monday
    const int32_t *holidays; // sorted; borrowed
    size_t holiday_count;
    const CalendarPause *pauses; // borrowed
    size_t pause_count;
} Calendar;

Calendar calendar_default(void); // weekend Saturday and Sunday, no holidays

bool calendar_is_working(const Calendar *calendar, int32_t day);
int32_t calendar_roll(const Calendar *calendar, int32_t day); // day itself or the next working day
int32_t calendar_add_business(const Calendar *calendar, int32_t day, int business_days); // may be negative
int calendar_business_between(const Calendar *calendar, int32_t from,
                              int32_t to); // working days in (from, to]

#endif
