// SPDX-License-Identifier: MIT
// The disk refuses: every read, write, sync, lock and opening of every use case fails, once or from then on.
// Afterwards there is an error to show or the work is done; and the file holds all of it or nothing of it.
#include "support/check.h"

#include <stdlib.h>
#include <string.h>

#include "support/fault_cases.h"
#include "support/shim_vfs.h"
#include "support/world.h"

enum { POINTS = 40 }; // of each sweep, in the cut that every full run has

typedef struct Tally {
    long points, refused, absorbed, kept;
} Tally;

typedef struct Bench {
    FaultBase base;
    Shim *shim;
} Bench;

static void check_point(Bench *bench, const FaultCase *one, const char *before, const char *after,
                        ShimMode mode, long at, Tally *tally)
{
    Error err = {0};
    bool kept = false;
    App *app = fault_open(&bench->base, one, NULL);
    shim_arm(bench->shim, mode, at, 0, false);
    bool done = one->run(app, &bench->base, &err);
    bool hit = shim_faults(bench->shim) > 0;
    app_close(app); // a dead disk is dead for closing, too
    shim_disarm(bench->shim);
    char *wrong = fault_judge(&bench->base, one, before, after, done, &kept);
    if (wrong != NULL)
        fail_msg("%s, %s operation %ld (%s %s): %s", one->name, mode == SHIM_ONCE ? "only" : "from", at,
                 done ? "acknowledged" : "refused:", err.message, wrong);
    if (!done && err.message[0] == '\0')
        fail_msg("%s, operation %ld: refused without a word", one->name, at);
    if (fault_strangers(&bench->base) > 0)
        fail_msg("%s, operation %ld: something unfinished was left", one->name, at);
    if (!hit && !done)
        fail_msg("%s: failed although the disk did not: %s", one->name, err.message);
    tally->points++;
    tally->refused += !done;
    tally->absorbed += done && hit;
    tally->kept += !done && kept;
}

static void sweep(Bench *bench, const FaultCase *one, Tally *tally)
{
    char *before = NULL, *after = fault_after(&bench->base, one);
    Error err = {0};
    App *app = fault_open(&bench->base, one, &before);
    shim_arm(bench->shim, SHIM_COUNT, 0, 0, false);
    assert_true(one->run(app, &bench->base, &err));
    long operations = shim_operations(bench->shim);
    shim_disarm(bench->shim);
    app_close(app);
    char *wrong = fault_judge(&bench->base, one, before, after, true, NULL);
    if (wrong != NULL)
        fail_msg("%s without any fault: %s", one->name, wrong);
    assert_true(operations > 5); // else nothing goes through the shim
    if (!one->writes_elsewhere)
        assert_string_not_equal(before, after);
    long stride = fault_stride(operations, POINTS);
    for (long at = 1; at <= operations; at += stride) {
        check_point(bench, one, before, after, SHIM_ONCE, at, tally);
        check_point(bench, one, before, after, SHIM_FROM, at, tally);
    }
    free(before);
    free(after);
}

static void test_every_operation(void **state)
{
    (void)state;
    size_t count;
    const FaultCase *cases = fault_cases(&count);
    Bench bench = {.base = fault_base_new(), .shim = shim_install()};
    Tally all = {0};
    for (size_t i = 0; i < count; i++) {
        Tally tally = {0};
        sweep(&bench, &cases[i], &tally);
        print_message("# %-18s %6ld points: %ld refused, %ld absorbed, %ld refused but kept\n", cases[i].name,
                      tally.points, tally.refused, tally.absorbed, tally.kept);
        all.points += tally.points;
        all.refused += tally.refused;
    }
    print_message("# %ld points of input and output, %ld refused\n", all.points, all.refused);
    assert_true(all.refused > all.points / 2);
    fault_base_free(&bench.base);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_operation)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
