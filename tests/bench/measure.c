// SPDX-License-Identifier: MIT
// Times what a person waits for, through a real pseudo-terminal. Each line of output: name, n, p50, p99, max
// in microseconds.
//     measure start NAME TEXT PROGRAM ARGUMENT...   from the start until TEXT is shown ("#": the first whole
//     frame) measure keys PROGRAM ARGUMENT...              from a key to the last byte of its frame, in
//     Contacts
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/pty.h"

enum { STARTS = 15, KEYS = 60, SAMPLES_MAX = 1000 };

static const char *const BEACON[] = {"RAPPORT_TEST_BEACON=1", NULL};

typedef struct Samples {
    int64_t us[SAMPLES_MAX];
    size_t count;
} Samples;

static int compare(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static void report(const char *name, Samples *samples)
{
    if (samples->count == 0)
        return;
    qsort(samples->us, samples->count, sizeof *samples->us, compare);
    printf("%s %zu %lld %lld %lld\n", name, samples->count, (long long)samples->us[samples->count / 2],
           (long long)samples->us[(samples->count * 99) / 100], (long long)samples->us[samples->count - 1]);
}

static bool shown(Pty *pty, const char *text)
{
    return strcmp(text, "#") == 0 ? pty_wait_frame(pty, 0) : pty_wait(pty, text);
}

static int measure_start(const char *name, const char *text, char **argv)
{
    Samples samples = {.count = 0};
    for (int i = 0; i <= STARTS; i++) {
        int64_t start = pty_now_us();
        Pty *pty = pty_spawn(30, 100, argv, BEACON);
        if (pty == NULL || !shown(pty, text))
            return 1;
        if (i > 0) // the first warms the caches
            samples.us[samples.count++] = pty_now_us() - start;
        pty_close(pty);
    }
    report(name, &samples);
    return 0;
}

static bool press(Pty *pty, const char *key, Samples *samples)
{
    unsigned long before = pty_frame(pty);
    int64_t start = pty_now_us();
    pty_key(pty, key);
    if (!pty_wait_frame(pty, before))
        return false;
    samples->us[samples->count++] = pty_now_us() - start;
    pty_quiet(pty, 30); // what follows by itself (counts, rows of a worker) is not the next key's
    return true;
}

static bool press_all(Pty *pty, const char *name, const char *const *keys, size_t count, size_t times)
{
    Samples samples = {.count = 0};
    for (size_t i = 0; i < times; i++)
        if (!press(pty, keys[i % count], &samples))
            return false;
    report(name, &samples);
    return true;
}

static bool filter(Pty *pty)
{
    static const char *const words[] = {"maya", "lind", "kest", "okafor", "sen"};
    Samples samples = {.count = 0};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        Samples other = {.count = 0};
        char key[2] = "";
        if (!press(pty, "/", &other))
            return false;
        for (const char *c = words[i]; *c != '\0'; c++) {
            key[0] = *c;
            if (!press(pty, key, &samples))
                return false;
        }
        if (!press(pty, "Esc", &other))
            return false;
    }
    report("filter", &samples);
    return true;
}

static int measure_keys(char **argv)
{
    static const char *const page[] = {"PgDn"}, *const ends[] = {"End", "Home"}, *const down[] = {"Down"};
    Pty *pty = pty_spawn(30, 100, argv, BEACON);
    Samples first = {.count = 0};
    bool fine = pty != NULL && pty_wait_frame(pty, 0) && press(pty, "2", &first);
    if (fine)
        pty_quiet(pty, 1500); // the list is complete
    fine = fine && press_all(pty, "pgdn", page, 1, KEYS) && press_all(pty, "ends", ends, 2, KEYS) &&
           press_all(pty, "down", down, 1, KEYS) && filter(pty);
    pty_close(pty);
    return fine ? 0 : 1;
}

int main(int argc, char **argv)
{
    if (argc > 4 && strcmp(argv[1], "start") == 0)
        return measure_start(argv[2], argv[3], argv + 4);
    if (argc > 2 && strcmp(argv[1], "keys") == 0)
        return measure_keys(argv + 2);
    fprintf(stderr, "usage: measure start NAME TEXT PROGRAM...  |  measure keys PROGRAM...\n");
    return 2;
}
