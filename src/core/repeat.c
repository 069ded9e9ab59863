// SPDX-License-Identifier: MIT
// The days of repeat rules. By the calendar a rule keeps its rhythm however late it was done; after done it
// starts anew. What was missed is skipped: nothing piles up.
#include "rapport/core/repeat.h"

const Repeat REPEAT_PLAIN = {.every = 1, .on = -1, .from = CIVIL_NONE, .until = CIVIL_NONE};

// The day "on" of the month that many months after the one of day; its last day where it is shorter.
static int32_t month_day(int32_t day, int months, int on)
{
    CivilDate date = civil_date(day);
    CivilDate month = civil_date(civil_day(date.year, date.month + months, 1));
    int length = civil_days_in_month(month.year, month.month);
    return civil_day(month.year, month.month, on < length ? on : length);
}

static int32_t add_units(const Repeat *repeat, const Calendar *calendar, int32_t day)
{
    switch (repeat->unit) {
    case REPEAT_DAY:
        return day + repeat->every;
    case REPEAT_WORKDAY:
        return calendar_add_business(calendar, day, repeat->every);
    case REPEAT_WEEK:
        return day + 7 * repeat->every;
    case REPEAT_MONTH:
        return civil_add_months(day, repeat->every);
    case REPEAT_YEAR:
        return civil_add_months(day, 12 * repeat->every);
    case REPEAT_RULE:
    case REPEAT_NEVER:
        break;
    }
    return CIVIL_NONE;
}

// The first occurrence after both days of a rule that counts in steps of so many days.
static int32_t next_step(int32_t anchor, int step, int32_t after)
{
    int32_t gone = after >= anchor ? (after - anchor) / step : -1;
    return anchor + (gone + 1) * step;
}

static int32_t next_month(const Repeat *repeat, int32_t due_day, int32_t after)
{
    int months = repeat->every * (repeat->unit == REPEAT_YEAR ? 12 : 1);
    int on = repeat->on >= 1 ? repeat->on : civil_date(due_day).day;
    int ahead = 0;
    while (month_day(due_day, ahead, on) <= after)
        ahead += months;
    return month_day(due_day, ahead, on);
}

static int32_t next_workday(const Repeat *repeat, const Calendar *calendar, int32_t due_day, int32_t after)
{
    while (due_day <= after)
        due_day = calendar_add_business(calendar, due_day, repeat->every);
    return due_day;
}

static int32_t next_by_calendar(const Repeat *repeat, const Calendar *calendar, int32_t due_day,
                                int32_t after)
{
    switch (repeat->unit) {
    case REPEAT_DAY:
        return next_step(due_day, repeat->every, after);
    case REPEAT_WEEK: {
        int back = repeat->on >= 0 ? (civil_weekday(due_day) - repeat->on + 7) % 7 : 0;
        return next_step(due_day - back, 7 * repeat->every, after);
    }
    case REPEAT_MONTH:
    case REPEAT_YEAR:
        return next_month(repeat, due_day, after);
    case REPEAT_WORKDAY:
        return next_workday(repeat, calendar, due_day, after);
    case REPEAT_RULE:
        return rrule_next(&repeat->rule, due_day, after);
    case REPEAT_NEVER:
        break;
    }
    return CIVIL_NONE;
}

int32_t repeat_next(const Repeat *repeat, const Calendar *calendar, int32_t due_day, int32_t done_day)
{
    Calendar fallback = calendar_default();
    if (calendar == NULL)
        calendar = &fallback;
    int32_t own_day = repeat->from != CIVIL_NONE ? repeat->from : due_day;
    int32_t after = due_day > done_day ? due_day : done_day;
    after = own_day > after ? own_day : after;
    int32_t next = repeat->after_done ? add_units(repeat, calendar, done_day)
                                      : next_by_calendar(repeat, calendar, own_day, after);
    bool ended = (repeat->until != CIVIL_NONE && next > repeat->until) || repeat->times == 1;
    return ended || next > civil_day(9999, 12, 31) ? CIVIL_NONE : next;
}

void repeat_moved(Repeat *repeat, int32_t due_day, int32_t to)
{
    int32_t own_day = repeat->from != CIVIL_NONE ? repeat->from : due_day;
    repeat->from = repeat->after_done || to == own_day ? CIVIL_NONE : own_day;
}

void repeat_anchor(Repeat *repeat, int32_t first_day)
{
    if (repeat->after_done || repeat->on >= 0)
        return;
    if (repeat->unit == REPEAT_WEEK)
        repeat->on = civil_weekday(first_day);
    else if (repeat->unit == REPEAT_MONTH || repeat->unit == REPEAT_YEAR)
        repeat->on = civil_date(first_day).day;
}

// ---- from and to the rules of RFC 5545

// The single bit that is set; -1 = none, or several.
static int only_bit(uint32_t bits)
{
    int bit = 0;
    if (bits == 0 || (bits & (bits - 1)) != 0)
        return -1;
    while ((bits >> bit & 1) == 0)
        bit++;
    return bit;
}

// "The 31st, or the last day of shorter months" as the RFC says it: the last of 28, 29, 30, 31. -1 = not
// that.
static int day_or_last(const Rrule *rule)
{
    uint32_t bits = 1u << 28;
    if (rule->pick_count != 1 || rule->pick[0] != -1 || rule->days_back != 0)
        return -1;
    for (int day = 29; day <= 31; day++) {
        bits |= 1u << day;
        if (rule->days == bits)
            return day;
    }
    return -1;
}

static int month_day_of(const Rrule *rule)
{
    int day = only_bit(rule->days);
    if (rule->pick_count > 0)
        return day_or_last(rule);
    if (rule->days == 0 && rule->days_back == 1u << 1)
        return 31;
    return rule->days_back == 0 && day >= 1 && day <= 28 ? day : -1;
}

// The plain repeat that means the same; REPEAT_NEVER = none does.
static Repeat plain_of(const Rrule *rule)
{
    static const uint8_t WORKDAYS = 0x1F;
    Repeat repeat = REPEAT_PLAIN;
    bool by_day = rule->days != 0 || rule->days_back != 0;
    repeat.every = rule->every;
    if (rule->months != 0 || rule->nth_count > 0 || (rule->pick_count > 0 && !by_day))
        return repeat;
    if (rule->weekdays == WORKDAYS && rule->every == 1 && !by_day && rule->unit <= RRULE_WEEKS)
        repeat.unit = REPEAT_WORKDAY;
    else if (rule->unit == RRULE_WEEKS && only_bit(rule->weekdays) >= 0)
        repeat.unit = REPEAT_WEEK, repeat.on = only_bit(rule->weekdays);
    else if (rule->unit == RRULE_MONTHS && rule->weekdays == 0 && by_day && month_day_of(rule) > 0)
        repeat.unit = REPEAT_MONTH, repeat.on = month_day_of(rule);
    else if (rule->weekdays == 0 && !by_day)
        repeat.unit = rule->unit == RRULE_DAYS     ? REPEAT_DAY
                      : rule->unit == RRULE_WEEKS  ? REPEAT_WEEK
                      : rule->unit == RRULE_MONTHS ? REPEAT_MONTH
                                                   : REPEAT_YEAR;
    return repeat;
}

Repeat repeat_of_rrule(const Rrule *rule)
{
    Repeat repeat = plain_of(rule);
    repeat.times = rule->count;
    repeat.until = rule->until;
    if (repeat.unit != REPEAT_NEVER)
        return repeat;
    repeat.unit = REPEAT_RULE;
    repeat.rule = *rule;
    repeat.rule.count = 0;
    repeat.rule.until = CIVIL_NONE;
    return repeat;
}

// The day of a month, or the last one of shorter months.
static void set_month_day(Rrule *rule, int on)
{
    rule->days = 1u << on;
    for (int day = 28; on > 28 && day < on; day++)
        rule->days |= 1u << day;
    if (on > 28) {
        rule->pick_count = 1;
        rule->pick[0] = -1;
    }
}

bool repeat_rrule(const Repeat *repeat, int32_t due_day, Rrule *out)
{
    CivilDate due = civil_date(due_day);
    Rrule rule = rrule_plain(RRULE_DAYS, repeat->every);
    int on = repeat->on;
    if (repeat->after_done || repeat->unit == REPEAT_NEVER ||
        (repeat->unit == REPEAT_WORKDAY && repeat->every > 1))
        return false;
    if (repeat->unit == REPEAT_RULE) {
        rule = repeat->rule;
    } else if (repeat->unit == REPEAT_WORKDAY) {
        rule.unit = RRULE_WEEKS;
        rule.weekdays = 0x1F;
    } else if (repeat->unit == REPEAT_WEEK) {
        rule.unit = RRULE_WEEKS;
        rule.weekdays = (uint8_t)(1u << (on >= 0 ? on : civil_weekday(due_day)));
    } else if (repeat->unit == REPEAT_MONTH || repeat->unit == REPEAT_YEAR) {
        rule.unit = repeat->unit == REPEAT_MONTH ? RRULE_MONTHS : RRULE_YEARS;
        rule.months = (uint16_t)(repeat->unit == REPEAT_YEAR ? 1u << due.month : 0);
        set_month_day(&rule, on >= 1 ? on : due.day);
    }
    rule.count = repeat->times;
    rule.until = repeat->until;
    *out = rule;
    return true;
}
