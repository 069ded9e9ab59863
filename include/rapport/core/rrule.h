// SPDX-License-Identifier: MIT
// Recurrence rules of RFC 5545 (section 3.3.10) for whole days: read, written and walked. Pure, and every
// walk is bounded. What is smaller than a day (BYHOUR ...) and what counts weeks or days of the year
// (BYWEEKNO, BYYEARDAY) is refused with a sentence.
#ifndef RAPPORT_CORE_RRULE_H
#define RAPPORT_CORE_RRULE_H

#include <stdbool.h>
#include <stdint.h>

#include "rapport/base/error.h"
#include "rapport/base/str.h"

typedef enum RruleUnit { RRULE_DAYS, RRULE_WEEKS, RRULE_MONTHS, RRULE_YEARS } RruleUnit;

enum { RRULE_EVERY_MOST = 999, RRULE_COUNT_MOST = 9999, RRULE_NTH_MOST = 14, RRULE_PICK_MOST = 8 };
enum { RRULE_PERIOD_MOST = 366 };

typedef struct RruleNth {
    int nth; // 2 = the second, -1 = the last; of the month, in a yearly rule without months of the year
    int weekday;
} RruleNth;

typedef struct Rrule {
    RruleUnit unit;     // FREQ
    int every;          // INTERVAL, 1..999
    int count;          // COUNT; 0 = no end
    int32_t until;      // UNTIL: the last day; CIVIL_NONE = no end
    int week_first;     // WKST: 0 = Monday
    uint16_t months;    // BYMONTH: bit 1..12; 0 = any
    uint32_t days;      // BYMONTHDAY: bit 1..31
    uint32_t days_back; // the same from the end: bit 1 = the last day
    uint8_t weekdays;   // BYDAY without a number: bit 0 = Monday
    int nth_count;      // BYDAY with numbers
    RruleNth nth[RRULE_NTH_MOST];
    int pick_count; // BYSETPOS: which of a period's days; none = all
    int16_t pick[RRULE_PICK_MOST];
} Rrule;

// A rule that comes every so many units and says nothing else.
Rrule rrule_plain(RruleUnit unit, int every);

// "FREQ=WEEKLY;BYDAY=MO,WE", with or without "RRULE:" before it. False: err says which part is wrong, at its
// column; *out is untouched.
bool rrule_parse(const char *text, Rrule *out, Error *err);
void rrule_format(const Rrule *rule, Str *out); // rrule_parse reads it back as the same value
bool rrule_equal(const Rrule *a, const Rrule *b);

// The days of a rule in their order, beginning with start where the rule names it (a start that it does not
// name is passed over, and COUNT does not count it).
typedef struct RruleWalk {
    const Rrule *rule; // borrowed
    int32_t start;
    int32_t period;  // index of the next period
    int32_t looked;  // days looked at since the last one that was found
    int left;        // of COUNT; -1 = no end
    int found, next; // days[next..found)
    int32_t days[RRULE_PERIOD_MOST];
} RruleWalk;

void rrule_walk(RruleWalk *walk, const Rrule *rule, int32_t start);
// The next day; CIVIL_NONE at the end, after the year 9999, and when a thousand years have none.
int32_t rrule_step(RruleWalk *walk);

// The first day after `after`; CIVIL_NONE = none. Quick however long ago the rule began, but with COUNT all
// its days are counted.
int32_t rrule_next(const Rrule *rule, int32_t start, int32_t after);

#endif
