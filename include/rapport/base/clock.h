// SPDX-License-Identifier: MIT
// The clock: the only door to the present time and to the time zone. Everything else takes a Moment or a day.
#ifndef RAPPORT_BASE_CLOCK_H
#define RAPPORT_BASE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

// A moment as it is stored: the UTC second, the local offset then, and what follows from both.
typedef struct Moment {
    int64_t utc;        // seconds since 1970-01-01T00:00:00Z
    int32_t offset_min; // minutes east of Greenwich at that moment
} Moment;

typedef struct Clock {
    bool fixed;
    Moment moment; // when fixed
} Clock;

Clock clock_system(void); // also reads the zone (TZ) for the calls below
Clock clock_fixed(Moment moment);

Moment clock_now(const Clock *clock);

// The offset of the machine's zone (TZ) at a UTC second, in minutes east.
int32_t clock_offset_at(int64_t utc);

// A Moment in the machine's zone from a civil day and a minute of that day (0..1439). Where the clock jumps,
// the later reading; never fails.
Moment clock_moment(int32_t day, int32_t minute);

int32_t moment_day(Moment moment);    // civil day, local
int32_t moment_minute(Moment moment); // minute of the civil day, 0..1439

// RFC 3339 with offset, "2026-11-24T09:41:00+01:00"; buffer of at least 26 bytes.
void moment_format(Moment moment, char text[32]);

// Monotonic milliseconds, for deadlines only.
int64_t clock_monotonic_ms(void);

#endif
