// SPDX-License-Identifier: MIT
// Civil days: a day is the number of days since 1970-01-01 in the proleptic Gregorian calendar. Pure
// arithmetic.
#ifndef RAPPORT_BASE_CIVIL_H
#define RAPPORT_BASE_CIVIL_H

#include <stdbool.h>
#include <stdint.h>

enum { CIVIL_NONE = INT32_MIN }; // "no day"

typedef struct CivilDate {
    int year;  // e.g. 2026
    int month; // 1..12
    int day;   // 1..31
} CivilDate;

int32_t civil_day(int year, int month, int day); // month outside 1..12 carries over; day may be any number
CivilDate civil_date(int32_t day);
bool civil_valid(int year, int month, int day); // year 1..9999
int civil_days_in_month(int year, int month);
int civil_weekday(int32_t day);                 // 0 = Monday .. 6 = Sunday
int civil_iso_week(int32_t day, int *iso_year); // ISO 8601 week 1..53; iso_year may be NULL

// The same day of the month n months on; the last day where that month is shorter.
int32_t civil_add_months(int32_t day, int months);

// "2026-11-24"; buffer of at least 12 bytes. CIVIL_NONE gives "".
void civil_format(int32_t day, char text[16]);
bool civil_parse(const char *text, int32_t *day); // exactly YYYY-MM-DD

const char *civil_weekday_name(int weekday); // "Mon" .. "Sun"
const char *civil_month_name(int month);     // "Jan" .. "Dec"

#endif
