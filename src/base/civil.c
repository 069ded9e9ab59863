// SPDX-License-Identifier: MIT
// Civil days. The year is counted from March, so that the leap day is the last of its year and the lengths of
// the months before it follow one formula; 400 years are always 146,097 days.
#include "rapport/base/civil.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

enum {
    DAYS_IN_ERA = 146097, // 400 years
    YEARS_IN_ERA = 400,
    MARCH_0000 = 719468, // days from 0000-03-01 to 1970-01-01
    THURSDAY = 3,        // 1970-01-01, counted from Monday
};

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b != 0 && (a < 0) != (b < 0));
}

static int64_t floor_mod(int64_t a, int64_t b)
{
    return a - floor_div(a, b) * b;
}

// Days far outside any calendar are clamped; INT32_MIN stays reserved for CIVIL_NONE.
static int32_t clamp_day(int64_t day)
{
    if (day > INT32_MAX)
        return INT32_MAX;
    return day <= INT32_MIN ? INT32_MIN + 1 : (int32_t)day;
}

int32_t civil_day(int year, int month, int day)
{
    int64_t months = (int64_t)year * 12 + month - 3; // since March of year 0
    int64_t from_march = floor_div(months, 12), month_of_year = floor_mod(months, 12);
    int64_t era = floor_div(from_march, YEARS_IN_ERA), year_of_era = floor_mod(from_march, YEARS_IN_ERA);
    int64_t day_of_year = (153 * month_of_year + 2) / 5 + day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return clamp_day(era * DAYS_IN_ERA + day_of_era - MARCH_0000);
}

CivilDate civil_date(int32_t day)
{
    int64_t shifted = (int64_t)day + MARCH_0000;
    int64_t era = floor_div(shifted, DAYS_IN_ERA), day_of_era = floor_mod(shifted, DAYS_IN_ERA);
    // Taking the leap days out of the day number leaves whole years of 365 days.
    int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t month_of_year = (5 * day_of_year + 2) / 153; // 0 = March
    return (CivilDate){
        .year = (int)(era * YEARS_IN_ERA + year_of_era + (month_of_year >= 10)),
        .month = (int)(month_of_year < 10 ? month_of_year + 3 : month_of_year - 9),
        .day = (int)(day_of_year - (153 * month_of_year + 2) / 5 + 1),
    };
}

static bool is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int civil_days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12)
        return 0;
    return days[month - 1] + (month == 2 && is_leap(year));
}

bool civil_valid(int year, int month, int day)
{
    return year >= 1 && year <= 9999 && day >= 1 && day <= civil_days_in_month(year, month);
}

int civil_weekday(int32_t day)
{
    return (int)floor_mod((int64_t)day + THURSDAY, 7);
}

int civil_iso_week(int32_t day, int *iso_year)
{
    // A week belongs to the year that has its Thursday.
    int32_t thursday = clamp_day((int64_t)day - civil_weekday(day) + THURSDAY);
    int year = civil_date(thursday).year;
    if (iso_year != NULL)
        *iso_year = year;
    return (thursday - civil_day(year, 1, 1)) / 7 + 1;
}

int32_t civil_add_months(int32_t day, int months)
{
    if (day == CIVIL_NONE)
        return CIVIL_NONE;
    CivilDate date = civil_date(day);
    int64_t total = (int64_t)date.year * 12 + date.month - 1 + months;
    int year = (int)floor_div(total, 12), month = (int)floor_mod(total, 12) + 1;
    int last = civil_days_in_month(year, month);
    return civil_day(year, month, date.day < last ? date.day : last);
}

void civil_format(int32_t day, char text[16])
{
    text[0] = '\0';
    if (day == CIVIL_NONE)
        return;
    CivilDate date = civil_date(day);
    if (date.year < 0 || date.year > 9999) {
        snprintf(text, 16, "%04d-%02d-%02d", date.year, date.month, date.day);
        return;
    }
    const int parts[] = {date.year / 100, date.year % 100, date.month, date.day}; // a million dates an import
    for (size_t i = 0; i < 4; i++) {
        if (i >= 2)
            *text++ = '-';
        *text++ = (char)('0' + parts[i] / 10);
        *text++ = (char)('0' + parts[i] % 10);
    }
    *text = '\0';
}

// The value of count digits; -1 when one of them is none.
static int digits_value(const char *text, int count)
{
    int value = 0;
    for (int i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

bool civil_parse(const char *text, int32_t *day)
{
    if (text == NULL || strlen(text) != 10 || text[4] != '-' || text[7] != '-')
        return false;
    int year = digits_value(text, 4), month = digits_value(text + 5, 2),
        day_of_month = digits_value(text + 8, 2);
    if (!civil_valid(year, month, day_of_month))
        return false;
    *day = civil_day(year, month, day_of_month);
    return true;
}

const char *civil_weekday_name(int weekday)
{
    static const char *const names[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    return weekday >= 0 && weekday < 7 ? names[weekday] : "";
}

const char *civil_month_name(int month)
{
    static const char *const names[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    return month >= 1 && month <= 12 ? names[month - 1] : "";
}
