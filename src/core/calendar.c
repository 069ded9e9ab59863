// SPDX-License-Identifier: MIT
// Manners count in working days: a Friday evening and a Monday morning are close. Every loop here is bounded,
// because weekends, holidays and pauses are typed by people and may leave no working day at all.
#include "rapport/core/calendar.h"

#include "rapport/base/civil.h"

enum { SEARCH_LIMIT = 3660 }; // days without a working day after which the calendar is taken to have none

Calendar calendar_default(void)
{
    Calendar calendar = {.weekend = {false, false, false, false, false, true, true}};
    return calendar;
}

static bool is_holiday(const Calendar *calendar, int32_t day)
{
    size_t low = 0, high = calendar->holiday_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (calendar->holidays[middle] < day)
            low = middle + 1;
        else
            high = middle;
    }
    return low < calendar->holiday_count && calendar->holidays[low] == day;
}

static bool is_paused(const Calendar *calendar, int32_t day)
{
    for (size_t i = 0; i < calendar->pause_count; i++)
        if (day >= calendar->pauses[i].from && day <= calendar->pauses[i].to)
            return true;
    return false;
}

CalendarDay calendar_day(const Calendar *calendar, int32_t day)
{
    if (is_paused(calendar, day))
        return DAY_PAUSE;
    if (is_holiday(calendar, day))
        return DAY_HOLIDAY;
    return calendar->weekend[civil_weekday(day)] ? DAY_WEEKEND : DAY_WORKING;
}

const char *calendar_day_name(const Calendar *calendar, int32_t day)
{
    for (size_t i = 0; i < calendar->name_count; i++)
        if (day >= calendar->names[i].from && day <= calendar->names[i].to)
            return calendar->names[i].text;
    return NULL;
}

const char *calendar_day_words(const Calendar *calendar, int32_t day)
{
    static const char *const WORDS[] = {"", "", "day off", "pause"};
    const char *name = calendar_day_name(calendar, day);
    return name != NULL ? name : WORDS[calendar_day(calendar, day)];
}

void calendar_say_off(const Calendar *calendar, int32_t day, Str *out)
{
    const char *words = calendar_day_words(calendar, day);
    if (*words != '\0')
        str_appendf(out, ", %s%s", calendar_day_name(calendar, day) != NULL ? "day off: " : "", words);
}

bool calendar_is_working(const Calendar *calendar, int32_t day)
{
    return calendar_day(calendar, day) == DAY_WORKING;
}

// The nearest working day from day on in the direction of step; false when there is none in reach.
static bool find_working(const Calendar *calendar, int32_t *day, int step)
{
    for (int tried = 0; tried < SEARCH_LIMIT; tried++) {
        int32_t candidate = *day + tried * step;
        if (calendar_is_working(calendar, candidate)) {
            *day = candidate;
            return true;
        }
    }
    return false;
}

int32_t calendar_roll(const Calendar *calendar, int32_t day)
{
    find_working(calendar, &day, 1);
    return day;
}

int32_t calendar_after(const Calendar *calendar, int32_t day, int days)
{
    if (calendar->pause_count == 0)
        return day + days;
    for (int tried = 0; days > 0 && tried < SEARCH_LIMIT; tried++)
        days -= !is_paused(calendar, ++day);
    return day + days;
}

int32_t calendar_add_business(const Calendar *calendar, int32_t day, int business_days)
{
    int step = business_days < 0 ? -1 : 1;
    for (int left = business_days * step; left > 0; left--) {
        day += step;
        if (!find_working(calendar, &day, step))
            return day + (left - 1) * step; // no working days: count plain ones
    }
    return day;
}

int calendar_business_between(const Calendar *calendar, int32_t from, int32_t to)
{
    int count = 0;
    for (int32_t day = from; day < to; day++)
        count += calendar_is_working(calendar, day + 1);
    return count;
}
