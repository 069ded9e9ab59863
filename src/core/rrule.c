// SPDX-License-Identifier: MIT
// A rule is asked of each day of a period whether it names it, then BYSETPOS picks among them: one question
// instead of the table of expansions and limits in the RFC, which gives the same days.
#include "rapport/core/rrule.h"

#include "rapport/base/civil.h"

enum { LOOK_MOST = 366000, LAST_YEAR = 9999 };

Rrule rrule_plain(RruleUnit unit, int every)
{
    return (Rrule){.unit = unit, .every = every, .until = CIVIL_NONE};
}

static bool has_bit(uint32_t bits, int bit)
{
    return (bits >> bit & 1) != 0;
}

// ---- does the rule name the day?

static bool is_nth(const Rrule *rule, int32_t day, CivilDate date)
{
    bool of_year = rule->unit == RRULE_YEARS && rule->months == 0;
    int32_t first = of_year ? civil_day(date.year, 1, 1) : civil_day(date.year, date.month, 1);
    int32_t last =
        of_year ? civil_day(date.year, 12, 31) : first + civil_days_in_month(date.year, date.month) - 1;
    for (int i = 0; i < rule->nth_count; i++) {
        int nth = rule->nth[i].nth;
        int here = nth > 0 ? (day - first) / 7 + 1 : -((last - day) / 7 + 1);
        if (rule->nth[i].weekday == civil_weekday(day) && nth == here)
            return true;
    }
    return false;
}

static bool by_start(const Rrule *rule, int32_t start, int32_t day, CivilDate date)
{
    CivilDate first = civil_date(start);
    switch (rule->unit) {
    case RRULE_DAYS:
        return true;
    case RRULE_WEEKS:
        return civil_weekday(day) == civil_weekday(start);
    case RRULE_MONTHS:
        return date.day == first.day;
    case RRULE_YEARS:
        return date.day == first.day && (rule->months != 0 || date.month == first.month);
    }
    return false;
}

static bool names(const Rrule *rule, int32_t start, int32_t day)
{
    CivilDate date = civil_date(day);
    bool by_day = (rule->days | rule->days_back) != 0;
    bool by_weekday = rule->weekdays != 0 || rule->nth_count > 0;
    int back = civil_days_in_month(date.year, date.month) - date.day + 1;
    if (rule->months != 0 && !has_bit(rule->months, date.month))
        return false;
    if (by_day && !has_bit(rule->days, date.day) && !has_bit(rule->days_back, back))
        return false;
    if (by_weekday && !has_bit(rule->weekdays, civil_weekday(day)) && !is_nth(rule, day, date))
        return false;
    return by_day || by_weekday || by_start(rule, start, day, date);
}

// ---- periods: the days, weeks, months or years that INTERVAL counts

static int32_t week_of(const Rrule *rule, int32_t day)
{
    return day - (civil_weekday(day) - rule->week_first + 7) % 7;
}

// The first day of the period with that index.
static int32_t period_first(const Rrule *rule, int32_t start, int32_t index)
{
    CivilDate date = civil_date(start);
    switch (rule->unit) {
    case RRULE_DAYS:
        return start + index * rule->every;
    case RRULE_WEEKS:
        return week_of(rule, start) + 7 * index * rule->every;
    case RRULE_MONTHS:
        return civil_day(date.year, date.month + index * rule->every, 1);
    case RRULE_YEARS:
        return civil_day(date.year + index * rule->every, 1, 1);
    }
    return CIVIL_NONE;
}

static int period_days(const Rrule *rule, int32_t first)
{
    CivilDate date = civil_date(first);
    switch (rule->unit) {
    case RRULE_DAYS:
        return 1;
    case RRULE_WEEKS:
        return 7;
    case RRULE_MONTHS:
        return civil_days_in_month(date.year, date.month);
    case RRULE_YEARS:
        return (int)(civil_day(date.year + 1, 1, 1) - first);
    }
    return 0;
}

// The last period that begins on the day or before it; at least 0.
static int32_t period_at(const Rrule *rule, int32_t start, int32_t day)
{
    CivilDate from = civil_date(start), to = civil_date(day);
    int32_t gone = 0;
    if (day <= start)
        return 0;
    switch (rule->unit) {
    case RRULE_DAYS:
        gone = day - start;
        break;
    case RRULE_WEEKS:
        gone = (day - week_of(rule, start)) / 7;
        break;
    case RRULE_MONTHS:
        gone = (to.year - from.year) * 12 + to.month - from.month;
        break;
    case RRULE_YEARS:
        gone = to.year - from.year;
        break;
    }
    return gone / rule->every;
}

// ---- walking

// Leaves those that BYSETPOS names, in their order.
static void pick(const Rrule *rule, RruleWalk *walk)
{
    int kept = 0;
    for (int i = 0; i < walk->found; i++)
        for (int k = 0; k < rule->pick_count; k++)
            if (rule->pick[k] == i + 1 || rule->pick[k] == i - walk->found) {
                walk->days[kept++] = walk->days[i];
                break;
            }
    walk->found = kept;
}

static void read_period(RruleWalk *walk, int32_t first, int days)
{
    walk->found = walk->next = 0;
    for (int i = 0; i < days; i++)
        if (names(walk->rule, walk->start, first + i))
            walk->days[walk->found++] = first + i;
    if (walk->rule->pick_count > 0)
        pick(walk->rule, walk);
    while (walk->next < walk->found && walk->days[walk->next] < walk->start)
        walk->next++;
}

void rrule_walk(RruleWalk *walk, const Rrule *rule, int32_t start)
{
    walk->rule = rule;
    walk->start = start;
    walk->left = rule->count > 0 ? rule->count : -1;
    walk->period = walk->looked = walk->found = walk->next = 0;
}

static bool read_on(RruleWalk *walk)
{
    while (walk->next == walk->found) {
        int32_t first = period_first(walk->rule, walk->start, walk->period);
        bool over = walk->rule->until != CIVIL_NONE && first > walk->rule->until;
        if (over || walk->looked > LOOK_MOST || civil_date(first).year > LAST_YEAR)
            return false;
        int days = period_days(walk->rule, first);
        read_period(walk, first, days);
        walk->period++;
        walk->looked += days;
    }
    walk->looked = 0;
    return true;
}

int32_t rrule_step(RruleWalk *walk)
{
    if (walk->left == 0 || !read_on(walk))
        return CIVIL_NONE;
    int32_t day = walk->days[walk->next++];
    if (walk->rule->until != CIVIL_NONE && day > walk->rule->until)
        walk->left = 0;
    if (walk->left == 0)
        return CIVIL_NONE;
    walk->left -= walk->left > 0;
    return day;
}

int32_t rrule_next(const Rrule *rule, int32_t start, int32_t after)
{
    RruleWalk walk;
    rrule_walk(&walk, rule, start);
    if (rule->count == 0)
        walk.period = period_at(rule, start, after);
    int32_t day;
    do {
        day = rrule_step(&walk);
    } while (day != CIVIL_NONE && day <= after);
    return day;
}
