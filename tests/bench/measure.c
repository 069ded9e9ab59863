// SPDX-License-Identifier: MIT
// Times what a person waits for, through a real pseudo-terminal: from the key written to the last byte of its
// frame.
//     measure start ROUNDS NAME TEXT PROGRAM ARGUMENT... [-- NAME TEXT PROGRAM ARGUMENT...]...
//                                            in turn, from the start until TEXT is shown ("#": the first
//                                            whole frame)
//     measure cold FILE ROUNDS ...           the same, with FILE out of the page cache before each start
//     measure keys PROGRAM ARGUMENT...       moving and sorting in Contacts
//     measure filter FILE PROGRAM ARGUMENT... filtering as one types; FILE: a text and how many answer it, a
//     line each measure calendar|today|editor|checked PROGRAM ARGUMENT... measure memory PROGRAM ARGUMENT...
//     private memory at the first frame and with the search loaded, and peak
// Output as in samples.h; of starts and keys also "NAME-busy", what the screen's thread computed for each; of
// memory: what, kB.
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "samples.h"
#include "support/pty.h"

enum {
    KEYS = 100,
    SORTS = 14,
    ROWS = 30,
    COLS = 100,
    QUIET_MS = 40,
    LOADING_MS = 1500,
    LOADED_US = 150000,
    SAVES = 10,
    SAVED_MS = 1300, // saved once a second
    CHECKED_MS = 450,
    PASTES = 5,
    BEACON_BYTES = 24
};

static const char *const BEACON[] = {"RAPPORT_TEST_BEACON=1", NULL};

// ---- starting

typedef struct Start {
    const char *name, *text;
    char **argv;
    Samples samples, busy;
} Start;

// As a person leaves it: who is killed has the database checked at the next start.
static void leave(Pty *pty, const char *keys)
{
    int status;
    if (pty != NULL) {
        pty_key(pty, keys);
        pty_wait_exit(pty, &status);
    }
    pty_close(pty);
}

// Drops a file from the page cache.
static void forget(const char *path)
{
    int file = path != NULL ? open(path, O_RDONLY) : -1;
    if (file < 0)
        return;
    fsync(file);
    posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED);
    close(file);
}

// The processor's time that the screen's thread has taken, which a busy machine does not stretch as it does
// the clock's. 0 where the system does not tell.
static int64_t busy_us(const Pty *pty)
{
    char path[64];
    long long taken = 0;
    snprintf(path, sizeof path, "/proc/%d/task/%d/schedstat", (int)pty_pid(pty), (int)pty_pid(pty));
    FILE *stream = fopen(path, "r");
    if (stream != NULL && fscanf(stream, "%lld", &taken) != 1)
        taken = 0;
    if (stream != NULL)
        fclose(stream);
    return taken / 1000;
}

static void report_busy(const char *name, Samples *busy)
{
    char label[32];
    snprintf(label, sizeof label, "%s-busy", name);
    samples_report(label, busy);
}

static bool start_once(Start *start, bool counts, const char *cold)
{
    forget(cold);
    int64_t begun = pty_now_us();
    Pty *pty = pty_spawn(ROWS, COLS, start->argv, BEACON);
    bool shown = strcmp(start->text, "#") == 0 ? pty_wait_frame(pty, 0) : pty_wait(pty, start->text);
    if (counts && shown) {
        samples_add(&start->samples, pty_now_us() - begun);
        samples_add(&start->busy, busy_us(pty));
    }
    leave(pty, "q");
    return shown;
}

static int measure_start(int argc, char **argv, const char *cold)
{
    static Start starts[4];
    int count = 0, rounds = atoi(argv[0]);
    for (int i = 1; i + 2 < argc && count < 4; i++) {
        starts[count++] = (Start){.name = argv[i], .text = argv[i + 1], .argv = argv + i + 2};
        while (i < argc && strcmp(argv[i], "--") != 0)
            i++;
        argv[i] = NULL;
    }
    for (int round = 0; round <= rounds; round++) // the first warms the caches
        for (int i = 0; i < count; i++)
            if (!start_once(&starts[i], round > 0, cold))
                return 1;
    for (int i = 0; i < count; i++) {
        samples_report(starts[i].name, &starts[i].samples);
        report_busy(starts[i].name, &starts[i].busy);
    }
    return 0;
}

// ---- keys

// Until nothing has come for so long but the beacon of the look that the program takes once a second. When
// the last of it came.
static int64_t settle(Pty *pty, int ms)
{
    size_t before, after;
    int64_t last = pty_now_us();
    pty_output(pty, &before);
    while (pty_now_us() - last < (int64_t)ms * 1000) {
        pty_pump(pty, 5);
        pty_output(pty, &after);
        if (after - before > BEACON_BYTES)
            last = pty_now_us();
        before = after;
    }
    return last;
}

static bool press(Pty *pty, const char *key, Samples *samples)
{
    unsigned long before = pty_frame(pty);
    int64_t start = pty_now_us();
    pty_key(pty, key);
    if (!pty_wait_frame(pty, before))
        return false;
    if (samples != NULL)
        samples_add(samples, pty_now_us() - start);
    return true;
}

// With a rest behind each key, whose work on the screen's thread counts as the key's.
static bool press_resting(Pty *pty, const char *name, const char *const *keys, size_t count, size_t times,
                          int rest_ms)
{
    Samples samples = {.count = 0}, busy = {.count = 0};
    for (size_t i = 0; i < times; i++) {
        int64_t before = busy_us(pty);
        if (!press(pty, keys[i % count], &samples))
            return false;
        if (rest_ms > 0)
            settle(pty, rest_ms);
        else
            pty_quiet(pty, QUIET_MS); // what follows by itself is not the next key's
        samples_add(&busy, busy_us(pty) - before);
    }
    samples_report(name, &samples);
    report_busy(name, &busy);
    return true;
}

static bool press_all(Pty *pty, const char *name, const char *const *keys, size_t count, size_t times)
{
    return press_resting(pty, name, keys, count, times, 0);
}

// Until nothing more follows from the key.
static bool press_settled(Pty *pty, const char *key, Samples *samples)
{
    int64_t start = pty_now_us();
    if (!press(pty, key, NULL))
        return false;
    int64_t first = pty_now_us(), last = settle(pty, LOADING_MS);
    samples_add(samples, (last > first + 2000 ? last : first) - start);
    return true;
}

static Pty *open_tab(char **argv, const char *tab)
{
    Pty *pty = pty_spawn(ROWS, COLS, argv, BEACON);
    if (!pty_wait_frame(pty, 0) || !press(pty, tab, NULL)) {
        pty_close(pty);
        return NULL;
    }
    settle(pty, LOADING_MS); // the lists are complete
    return pty;
}

static bool is_answered(Pty *pty, void *self)
{
    (void)self;
    return pty_shows(pty, " of ") && !pty_shows(pty, "\xe2\x80\xa6 of ");
}

// One letter in the filter, and out again.
static bool ask_once(Pty *pty, int64_t *us)
{
    int64_t start = pty_now_us();
    bool fine =
        press(pty, "/", NULL) && press(pty, "e", NULL) && pty_wait_until(pty, is_answered, NULL, "everybody");
    *us = pty_now_us() - start;
    fine = fine && press(pty, "Esc", NULL);
    settle(pty, LOADING_MS);
    return fine;
}

// Contacts, with everybody in memory: once a filter is answered quickly.
static Pty *open_contacts(char **argv)
{
    Pty *pty = open_tab(argv, "2");
    int64_t us = INT64_MAX;
    bool fine = pty != NULL;
    for (int i = 0; fine && us > LOADED_US && i < KEYS; i++)
        fine = ask_once(pty, &us);
    if (fine)
        return pty;
    pty_close(pty);
    return NULL;
}

static bool sorts(Pty *pty)
{
    static const char *const orders[] = {"c", "n", "l", "x", "m", "a", "d"};
    Samples samples = {.count = 0};
    for (size_t i = 0; i < SORTS; i++)
        if (!press(pty, "o", NULL) || !press_settled(pty, orders[i % 7], &samples))
            return false;
    samples_report("sort", &samples);
    return true;
}

static int measure_keys(char **argv)
{
    static const char *const page[] = {"PgDn", "PgDn", "PgDn", "PgUp"}, *const ends[] = {"End", "Home"},
                             *const down[] = {"Down"};
    Pty *pty = open_contacts(argv);
    bool fine = pty != NULL && press_all(pty, "pgdn", page, 4, KEYS) &&
                press_all(pty, "ends", ends, 2, KEYS) && press_all(pty, "down", down, 1, KEYS) && sorts(pty);
    leave(pty, "Q");
    return fine ? 0 : 1;
}

static int measure_tab(const char *name, const char *tab, const char *const *keys, size_t count, char **argv)
{
    Pty *pty = open_tab(argv, tab);
    bool fine = pty != NULL && press_all(pty, name, keys, count, KEYS);
    leave(pty, "Q");
    return fine ? 0 : 1;
}

static Pty *open_first_draft(char **argv)
{
    Pty *pty = open_tab(argv, "3");
    if (pty != NULL && press(pty, "Enter", NULL))
        return pty;
    pty_close(pty);
    return NULL;
}

static bool finds(Pty *pty)
{
    static const char *const keys[] = {"t",         "h",         "a",         "n",         "k",
                                       "BackSpace", "BackSpace", "BackSpace", "BackSpace", "BackSpace"};
    return press(pty, "C-f", NULL) && press_all(pty, "find", keys, 10, KEYS) && press(pty, "Esc", NULL);
}

// A megabyte, and one key takes it back.
static bool pastes(Pty *pty)
{
    static char text[1000000];
    Samples samples = {.count = 0}, busy = {.count = 0};
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = i % 6 == 5 ? ' ' : 'w';
    for (int i = 0; i < PASTES; i++) {
        int64_t start = pty_now_us(), before = busy_us(pty);
        pty_paste(pty, text, sizeof text);
        int64_t last = settle(pty, SAVED_MS);
        samples_add(&samples, last - start);
        samples_add(&busy, busy_us(pty) - before);
        if (!press(pty, "C-z", NULL))
            return false;
        settle(pty, SAVED_MS);
    }
    samples_report("paste", &samples);
    report_busy("paste", &busy);
    return true;
}

static int measure_editor(char **argv)
{
    static const char *const keys[] = {"a", "b", "Left", "c", "BackSpace", "Down"}, *const letter[] = {"x"};
    Pty *pty = open_first_draft(argv);
    bool fine = pty != NULL;
    for (int i = 0; fine && i < 40; i++)
        fine = press(pty, "PgDn", NULL);
    fine = fine && press_all(pty, "editor", keys, 6, KEYS) && finds(pty) &&
           press_resting(pty, "save", letter, 1, SAVES, SAVED_MS) && pastes(pty) && press(pty, "Esc", NULL);
    leave(pty, "Q");
    return fine ? 0 : 1;
}

// Each key is followed by a rest, and that by the check.
static int measure_checked(char **argv)
{
    static const char *const keys[] = {"a", "b", "BackSpace"};
    Pty *pty = open_first_draft(argv);
    bool fine = pty != NULL && press_resting(pty, "checked", keys, 3, KEYS / 2, CHECKED_MS);
    fine = fine && press(pty, "Esc", NULL);
    leave(pty, "Q");
    return fine ? 0 : 1;
}

// ---- filtering: each key counts until the exact number stands there

typedef struct Wanted {
    char head[264], count[32];
} Wanted;

static bool is_counted(Pty *pty, void *self)
{
    const Wanted *wanted = self;
    return pty_shows(pty, wanted->head) && pty_shows(pty, wanted->count);
}

static bool filter_key(Pty *pty, const char *typed, long count, Samples *counted, Samples *first)
{
    Wanted wanted;
    char key[5] = "";
    size_t length = strlen(typed), from = length - 1;
    while (from > 0 && ((unsigned char)typed[from] & 0xC0) == 0x80)
        from--;
    memcpy(key, typed + from, length - from + 1);
    snprintf(wanted.head, sizeof wanted.head, "/%s", typed);
    snprintf(wanted.count, sizeof wanted.count, " %ld of ", count);
    int64_t start = pty_now_us();
    unsigned long before = pty_frame(pty);
    pty_type(pty, key);
    if (!pty_wait_frame(pty, before))
        return false;
    samples_add(first, pty_now_us() - start);
    if (!pty_wait_until(pty, is_counted, &wanted, wanted.count))
        return false;
    samples_add(counted, pty_now_us() - start);
    pty_quiet(pty, QUIET_MS);
    return true;
}

static int measure_filter(const char *path, char **argv)
{
    static Samples counted, first;
    char line[256], slowest[256] = "";
    int64_t longest = 0;
    FILE *file = fopen(path, "r");
    Pty *pty = file != NULL ? open_contacts(argv) : NULL;
    bool fine = pty != NULL, open = false;
    while (fine && fgets(line, sizeof line, file) != NULL) {
        char *tab = strchr(line, '\t');
        if (tab == NULL) { // a blank line: from the beginning
            fine = !open || press(pty, "Esc", NULL);
            open = false;
            pty_quiet(pty, QUIET_MS);
            continue;
        }
        *tab = '\0';
        fine = (open || press(pty, "/", NULL)) &&
               filter_key(pty, line, strtol(tab + 1, NULL, 10), &counted, &first);
        open = true;
        if (fine && counted.us[counted.count - 1] > longest) {
            longest = counted.us[counted.count - 1];
            snprintf(slowest, sizeof slowest, "%s", line);
        }
    }
    fprintf(stderr, "   slowest: \"%s\", %lld us\n", slowest, (long long)longest);
    samples_report("filter", &counted);
    samples_report("filter-first", &first);
    leave(pty, "Q");
    if (file != NULL)
        fclose(file);
    return fine ? 0 : 1;
}

// ---- memory

static long memory_of(pid_t pid, const char *file, const char *const *names)
{
    char path[64], line[256];
    long sum = 0;
    snprintf(path, sizeof path, "/proc/%d/%s", (int)pid, file);
    FILE *stream = fopen(path, "r");
    while (stream != NULL && fgets(line, sizeof line, stream) != NULL)
        for (size_t i = 0; names[i] != NULL; i++)
            if (strncmp(line, names[i], strlen(names[i])) == 0)
                sum += strtol(line + strlen(names[i]), NULL, 10);
    if (stream != NULL)
        fclose(stream);
    return sum;
}

static void tell_memory(Pty *pty, const char *when)
{
    static const char *const private[] = {"Private_Clean:", "Private_Dirty:", NULL}, *const peak[] = {
                                                                                         "VmHWM:", NULL};
    printf("%s-private %ld\n%s-peak %ld\n", when, memory_of(pty_pid(pty), "smaps_rollup", private), when,
           memory_of(pty_pid(pty), "status", peak));
}

static int measure_memory(char **argv)
{
    Pty *pty = pty_spawn(ROWS, COLS, argv, BEACON);
    bool fine = pty_wait_frame(pty, 0);
    tell_memory(pty, "first");
    leave(pty, "Q");
    pty = open_contacts(argv);
    fine = fine && pty != NULL;
    if (fine)
        tell_memory(pty, "loaded");
    leave(pty, "Q");
    return fine ? 0 : 1;
}

int main(int argc, char **argv)
{
    static const char *const months[] = {"]", "j", "Tab", "j", "Tab", "["}, *const tabs[] = {"2", "1"};
    const char *mode = argc > 2 ? argv[1] : "";
    if (strcmp(mode, "start") == 0)
        return measure_start(argc - 2, argv + 2, NULL);
    if (strcmp(mode, "cold") == 0 && argc > 4)
        return measure_start(argc - 3, argv + 3, argv[2]);
    if (strcmp(mode, "keys") == 0)
        return measure_keys(argv + 2);
    if (strcmp(mode, "filter") == 0 && argc > 3)
        return measure_filter(argv[2], argv + 3);
    if (strcmp(mode, "calendar") == 0)
        return measure_tab("calendar", "4", months, 6, argv + 2);
    if (strcmp(mode, "today") == 0)
        return measure_tab("today", "1", tabs, 2, argv + 2);
    if (strcmp(mode, "editor") == 0)
        return measure_editor(argv + 2);
    if (strcmp(mode, "checked") == 0)
        return measure_checked(argv + 2);
    if (strcmp(mode, "memory") == 0)
        return measure_memory(argv + 2);
    fprintf(
        stderr,
        "usage: measure start|keys|filter|calendar|today|editor|checked|memory ... PROGRAM ARGUMENT...\n");
    return 2;
}
