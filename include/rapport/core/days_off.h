// SPDX-License-Identifier: MIT
// Holidays and pauses as they are written down, in the settings holidays ("2026-12-25=Christmas
// Day,2026-12-26") and pause ("2026-12-20..2027-01-03=Winter break"). Names are optional, and have no comma.
// Pure.
#ifndef RAPPORT_CORE_DAYS_OFF_H
#define RAPPORT_CORE_DAYS_OFF_H

#include "rapport/base/error.h"
#include "rapport/base/str.h"
#include "rapport/base/vec.h"
#include "rapport/core/calendar.h"

typedef struct DaysOff {
    VEC(int32_t) holidays;     // sorted
    VEC(CalendarPause) pauses; // as they were said
    VEC(CalendarName) names;   // those of holidays first: they say more than the pause around them; owned
} DaysOff;

// Adds to *off, which is empty. A new line is as good as a comma; days may also stand with blanks between
// them, as "2026-12-25 2026-12-26". ERROR_INPUT names the setting; *off is empty then.
bool days_off_read(const char *holidays, const char *pauses, DaysOff *off, Error *err);
void days_off_lend(const DaysOff *off, Calendar *calendar); // as long as *off lives unchanged
void days_off_clear(DaysOff *off);

// Appends one more to a setting's text: a holiday when to is CIVIL_NONE, else a pause. The name may be NULL,
// and has no comma.
void days_off_write(Str *out, int32_t from, int32_t to, const char *name);

#endif
