// SPDX-License-Identifier: MIT
// Public holidays of an iCalendar file (RFC 5545), as offices and newspapers offer them: all-day events. No
// more of the format is read than that: an hour is no holiday, and what lasts longer than HOLIDAY_SPAN_MOST
// days is a vacation.
#ifndef RAPPORT_FORMATS_HOLIDAYS_H
#define RAPPORT_FORMATS_HOLIDAYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rapport/base/error.h"
#include "rapport/base/vec.h"

enum { HOLIDAY_SPAN_MOST = 7, HOLIDAY_DAYS_MOST = 2000, HOLIDAY_YEARS = 10, HOLIDAY_NAME_MOST = 120 };

typedef struct Holiday {
    int32_t day;
    char *name; // one line without a comma, fit to be shown, HOLIDAY_NAME_MOST bytes of it; NULL = none
} Holiday;
typedef VEC(Holiday) HolidayDays;

void holidays_clear(HolidayDays *days);

// Appends the civil days from..., in order, each once and with a name where one of its events has one; an
// event that comes every year is taken for HOLIDAY_YEARS years from then on. Cancelled events, hours and
// vacations are passed over. ERROR_INPUT when it is no iCalendar file, holds no holiday, or more than
// HOLIDAY_DAYS_MOST.
bool holidays_read(const char *text, size_t length, int32_t from, HolidayDays *days, Error *err);

#endif
