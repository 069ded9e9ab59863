// SPDX-License-Identifier: MIT
// Times of one thing, and the line that tells them: name, n, p50, p99, max, in microseconds.
#ifndef RAPPORT_BENCH_SAMPLES_H
#define RAPPORT_BENCH_SAMPLES_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { SAMPLES_MAX = 4000 };

typedef struct Samples {
    int64_t us[SAMPLES_MAX];
    size_t count;
} Samples;

static inline int64_t samples_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static inline void samples_add(Samples *samples, int64_t us)
{
    if (samples->count < SAMPLES_MAX)
        samples->us[samples->count++] = us;
}

static inline int samples_compare(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static inline void samples_report(const char *name, Samples *samples)
{
    if (samples->count == 0)
        return;
    qsort(samples->us, samples->count, sizeof *samples->us, samples_compare);
    printf("%s %zu %lld %lld %lld\n", name, samples->count, (long long)samples->us[samples->count / 2],
           (long long)samples->us[samples->count * 99 / 100], (long long)samples->us[samples->count - 1]);
    fflush(stdout);
}

#endif
