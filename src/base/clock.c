// SPDX-License-Identifier: MIT
// The present time and the time zone. The only file that asks the system for either, so that everything else
// can be tested at any moment and in any zone. The zone is read, never set.
#include "rapport/base/clock.h"

#include <stdio.h>
#include <time.h>

#include "rapport/base/civil.h"

enum { SECONDS_PER_DAY = 86400 };

Clock clock_system(void)
{
    tzset(); // localtime_r need not read TZ by itself
    return (Clock){.fixed = false};
}

Clock clock_fixed(Moment moment)
{
    return (Clock){.fixed = true, .moment = moment};
}

Moment clock_now(const Clock *clock)
{
    if (clock->fixed)
        return clock->moment;
    struct timespec now = {0};
    clock_gettime(CLOCK_REALTIME, &now);
    return (Moment){.utc = now.tv_sec, .offset_min = clock_offset_at(now.tv_sec)};
}

int32_t clock_offset_at(int64_t utc)
{
    time_t seconds = (time_t)utc;
    struct tm local;
    if (localtime_r(&seconds, &local) == NULL)
        return 0; // a year that no struct tm can hold
    return (int32_t)(local.tm_gmtoff / 60);
}

// The local reading as if it had this offset.
static Moment reading(int64_t local, int32_t offset_min)
{
    return (Moment){.utc = local - (int64_t)offset_min * 60, .offset_min = offset_min};
}

static bool holds(Moment moment)
{
    return clock_offset_at(moment.utc) == moment.offset_min;
}

Moment clock_moment(int32_t day, int32_t minute)
{
    int64_t local = (int64_t)day * SECONDS_PER_DAY + (int64_t)minute * 60;
    Moment before = reading(local, clock_offset_at(local - SECONDS_PER_DAY));
    Moment after = reading(local, clock_offset_at(local + SECONDS_PER_DAY));
    if (holds(before) != holds(after))
        return holds(before) ? before : after;
    // No jump near (both are the same), or a reading that comes twice or never: the later second.
    Moment later = before.utc > after.utc ? before : after;
    later.offset_min = clock_offset_at(later.utc);
    return later;
}

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

static int64_t local_seconds(Moment moment)
{
    return moment.utc + (int64_t)moment.offset_min * 60;
}

int32_t moment_day(Moment moment)
{
    int64_t day = floor_div(local_seconds(moment), SECONDS_PER_DAY);
    if (day > INT32_MAX)
        return INT32_MAX;
    return day <= INT32_MIN ? INT32_MIN + 1 : (int32_t)day;
}

static int32_t second_of_day(Moment moment)
{
    int64_t local = local_seconds(moment);
    return (int32_t)(local - floor_div(local, SECONDS_PER_DAY) * SECONDS_PER_DAY);
}

int32_t moment_minute(Moment moment)
{
    return second_of_day(moment) / 60;
}

void moment_format(Moment moment, char text[32])
{
    char day[16];
    civil_format(moment_day(moment), day);
    unsigned second = (unsigned)second_of_day(moment);
    bool west = moment.offset_min < 0;
    unsigned offset = west ? 0u - (unsigned)moment.offset_min : (unsigned)moment.offset_min;
    snprintf(text, 32, "%sT%02u:%02u:%02u%c%02u:%02u", day, second / 3600 % 24, second / 60 % 60, second % 60,
             west ? '-' : '+', offset / 60 % 24, offset % 60);
}

int64_t clock_monotonic_ms(void)
{
    struct timespec now = {0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}
