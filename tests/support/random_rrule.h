// SPDX-License-Identifier: MIT
// A random recurrence rule of those that core/rrule.h understands.
#ifndef TESTS_SUPPORT_RANDOM_RRULE_H
#define TESTS_SUPPORT_RANDOM_RRULE_H

#include "rapport/base/civil.h"
#include "rapport/core/rrule.h"
#include "support/random.h"

static inline void random_month_days(Random *random, Rrule *rule)
{
    static const int DAYS[] = {1, 13, 15, 28, 29, 30, 31};
    for (size_t left = 1 + random_below(random, 3); left > 0; left--) {
        int day = DAYS[random_below(random, sizeof DAYS / sizeof *DAYS)];
        if (random_below(random, 3) == 0)
            rule->days_back |= 1u << day;
        else
            rule->days |= 1u << day;
    }
}

static inline void random_nth(Random *random, Rrule *rule)
{
    static const int NTH[] = {1, 2, 3, 4, 5, -1, -2, -5};
    for (size_t left = 1 + random_below(random, 2); left > 0; left--) {
        RruleNth one = {NTH[random_below(random, sizeof NTH / sizeof *NTH)], (int)random_below(random, 7)};
        bool seen = false;
        for (int i = 0; i < rule->nth_count; i++)
            seen = seen || (rule->nth[i].nth == one.nth && rule->nth[i].weekday == one.weekday);
        if (!seen)
            rule->nth[rule->nth_count++] = one;
    }
}

static inline Rrule random_rrule(Random *random)
{
    Rrule rule = rrule_plain((RruleUnit)random_below(random, 4), 1 + (int)random_below(random, 4));
    bool weekly = rule.unit == RRULE_WEEKS, daily = rule.unit == RRULE_DAYS;
    if (random_below(random, 3) == 0)
        rule.months = (uint16_t)(1u << (1 + random_below(random, 12)) | 1u << (1 + random_below(random, 12)));
    if (!weekly && random_below(random, 3) == 0)
        random_month_days(random, &rule);
    if (random_below(random, 3) == 0)
        rule.weekdays = (uint8_t)(1 + random_below(random, 127));
    else if (!weekly && !daily && rule.days == 0 && rule.days_back == 0 && random_below(random, 2) == 0)
        random_nth(random, &rule);
    bool set = rule.weekdays != 0 || rule.nth_count > 0 || rule.days != 0 || rule.days_back != 0;
    if (set && !daily && random_below(random, 4) == 0)
        rule.pick[rule.pick_count++] = (int16_t)(random_below(random, 2) == 0 ? -1 : 2);
    if (random_below(random, 4) == 0)
        rule.week_first = 6;
    if (random_below(random, 3) == 0)
        rule.count = 1 + (int)random_below(random, 20);
    else if (random_below(random, 3) == 0)
        rule.until = civil_day(2020, 1, 1) + (int32_t)random_below(random, 8000);
    return rule;
}

#endif
