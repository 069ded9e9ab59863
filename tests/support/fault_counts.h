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

// The row of the table: how many of what were tried, and what was found.
#define fault_report(count, unit, ...)                                                                       \
    (printf("# row %ld %s: ", (long)(count), unit), printf(__VA_ARGS__), printf("\n"), fflush(stdout))

#endif
