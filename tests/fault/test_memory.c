// SPDX-License-Identifier: MIT
// SQLite gets no memory: each of its allocations in every use case fails, once or from then on. That is an
// ordinary error: a sentence, the file as it was, and the next try works.
#include "support/check.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "support/fault_cases.h"
#include "support/fault_counts.h"
#include "support/world.h"

enum { POINTS = 24 };

// SQLite's allocator takes no argument of ours: this is the one thing here that has to be global.
static struct {
    sqlite3_mem_methods real;
    long count, at;
    bool onwards;
} allocator;

static bool fails(void)
{
    allocator.count++;
    return allocator.at > 0 &&
           (allocator.onwards ? allocator.count >= allocator.at : allocator.count == allocator.at);
}

static void *failing_malloc(int size)
{
    return fails() ? NULL : allocator.real.xMalloc(size);
}

static void *failing_realloc(void *block, int size)
{
    return fails() ? NULL : allocator.real.xRealloc(block, size);
}

static void arm(long at, bool onwards)
{
    allocator.count = 0;
    allocator.at = at;
    allocator.onwards = onwards;
}

static int install(void **state)
{
    static FaultBase base;
    if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &allocator.real) != SQLITE_OK)
        return -1;
    sqlite3_mem_methods ours = allocator.real;
    ours.xMalloc = failing_malloc;
    ours.xRealloc = failing_realloc;
    if (sqlite3_config(SQLITE_CONFIG_MALLOC, &ours) != SQLITE_OK)
        return -1;
    base = fault_base_new();
    *state = &base;
    return 0;
}

static int uninstall(void **state)
{
    fault_base_free(*state);
    return 0;
}

typedef struct Tally {
    long points, refused, absorbed;
} Tally;

static void check_point(FaultBase *base, const FaultCase *one, const char *before, const char *after, long at,
                        bool onwards, Tally *tally)
{
    Error err = {0}, again = {0};
    App *app = fault_open(base, one, NULL);
    arm(at, onwards);
    bool done = one->run(app, base, &err);
    arm(0, false);
    if (!done && err.message[0] == '\0')
        fail_msg("%s, allocation %ld: refused without a word", one->name, at);
    // Memory is back: the same program goes on. What was read meanwhile and not trusted may cost one more
    // try.
    bool retried = !done && (one->run(app, base, &again) || one->run(app, base, &again));
    app_close(app);
    char *wrong = retried ? NULL : fault_judge(base, one, before, after, done, NULL);
    if (wrong != NULL)
        fail_msg("%s, %s allocation %ld (%s %s): %s", one->name, onwards ? "from" : "only", at,
                 done ? "acknowledged" : "refused:", err.message, wrong);
    if (!done && !retried)
        fail_msg("%s, allocation %ld: does not work afterwards: %s (first: %s)", one->name, at, again.message,
                 err.message);
    tally->points++;
    tally->refused += !done;
    tally->absorbed += done;
}

static void sweep(FaultBase *base, const FaultCase *one, Tally *tally)
{
    Error err = {0};
    char *before = NULL, *after = fault_after(base, one);
    App *app = fault_open(base, one, &before);
    arm(0, false);
    assert_true(one->run(app, base, &err));
    long allocations = allocator.count;
    app_close(app);
    assert_true(allocations > 20);
    long stride = fault_stride(allocations, POINTS);
    for (long at = 1; at <= allocations; at += stride) {
        check_point(base, one, before, after, at, false, tally);
        check_point(base, one, before, after, at, true, tally);
    }
    free(before);
    free(after);
}

static void test_every_allocation(void **state)
{
    FaultBase *base = *state;
    size_t count;
    const FaultCase *cases = fault_cases(&count);
    Tally all = {0};
    for (size_t i = 0; i < count; i++) {
        Tally tally = {0};
        sweep(base, &cases[i], &tally);
        print_message("# %-18s %6ld points: %ld refused, %ld absorbed\n", cases[i].name, tally.points,
                      tally.refused, tally.absorbed);
        all.points += tally.points;
        all.refused += tally.refused;
    }
    fault_report(all.points, "allocations of SQLite",
                 "%ld refused with a sentence, 0 corrupt, 0 acknowledged lost", all.refused);
    assert_true(all.refused > all.points / 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_allocation)};
    return cmocka_run_group_tests(tests, install, uninstall);
}
