// SPDX-License-Identifier: MIT
// How much a fault test does: a cut in every `sh tests/run all`, everything with RAPPORT_FAULT=full, as
// `sh tests/fault/full` sets it. And the one line in which a test says what it did, for its table.
#ifndef TESTS_SUPPORT_FAULT_COUNTS_H
#define TESTS_SUPPORT_FAULT_COUNTS_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static inline bool fault_full(void)
{
    const char *wanted = getenv("RAPPORT_FAULT");
    return wanted != NULL && strcmp(wanted, "full") == 0;
}

static inline long fault_count(long cut, long full)
{
    return fault_full() ? full : cut;
}

// Every n-th, so that about "points" of them are visited; every one at the full count.
static inline long fault_stride(long operations, long points)
{
    return !fault_full() && operations > points ? (operations + points - 1) / points : 1;
}

// A line about every so many, for who watches the log of hours; step: how many came since the last call.
static inline void fault_progress(long count, long step, long every, const char *unit)
{
    if (fault_full() && count / every != (count - step) / every)
        (printf("# %ld %s so far\n", count, unit), fflush(stdout));
}

// The row of the table: how many of what were tried, and what was found.
#define fault_report(count, unit, ...)                                                                       \
    (printf("# row %ld %s: ", (long)(count), unit), printf(__VA_ARGS__), printf("\n"), fflush(stdout))

#endif
