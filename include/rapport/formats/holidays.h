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

enum { HOLIDAY_SPAN_MOST = 7, HOLIDAY_DAYS_MOST = 2000, HOLIDAY_YEARS = 10 };

typedef VEC(int32_t) HolidayDays;

// Appends the civil days from..., in order, each once; an event that comes every year is taken for
// HOLIDAY_YEARS years from then on. Cancelled events, hours and vacations are passed over. ERROR_INPUT when
// it is no iCalendar file, holds no holiday, or more than HOLIDAY_DAYS_MOST.
bool holidays_read(const char *text, size_t length, int32_t from, HolidayDays *days, Error *err);

#endif
