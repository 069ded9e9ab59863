// SPDX-License-Identifier: MIT
// The disk refuses: every read, write, sync, lock and opening of every use case fails, once or from then on,
// with each kind of error, on databases in several states.
// Afterwards there is an error to show or the work is done; and the file holds all of it or nothing of it.
#include "support/check.h"

#include <stdlib.h>
#include <string.h>

#include "support/fault_cases.h"
#include "support/fault_counts.h"
#include "support/shim_vfs.h"
#include "support/world.h"

enum { POINTS = 8 }; // of each sweep, in the cut that every full run has

typedef struct Tally {
    long points, refused, absorbed, kept;
} Tally;

typedef struct Bench {
    FaultBase base;
    Shim *shim;
} Bench;

static void check_point(Bench *bench, const FaultCase *one, const char *before, const char *after,
                        ShimMode mode, long at, uint64_t kind, Tally *tally)
{
    Error err = {0};
    bool kept = false;
    App *app = fault_open(&bench->base, one, NULL);
    shim_arm(bench->shim, mode, at, kind, false);
    bool done = one->run(app, &bench->base, &err);
    bool hit = shim_faults(bench->shim) > 0;
    app_close(app); // a dead disk is dead for closing, too
    shim_disarm(bench->shim);
    char *wrong = fault_judge(&bench->base, one, before, after, done, &kept);
    if (wrong != NULL)
        fail_msg("%s (%s), %s operation %ld, kind %d (%s %s): %s", one->name,
                 fault_state_name(bench->base.state), mode == SHIM_ONCE ? "only" : "from", at, (int)kind,
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
    // What a start reads decides on upgrades and backups: each of its operations, also in a cut.
    long stride = one->cold ? 1 : fault_stride(operations, POINTS);
    for (long at = 1; at <= operations; at += stride) {
        for (uint64_t kind = 0; kind < SHIM_KINDS; kind++)
            if (fault_full() || kind == (uint64_t)at % SHIM_KINDS) {
                check_point(bench, one, before, after, SHIM_ONCE, at, kind, tally);
                check_point(bench, one, before, after, SHIM_FROM, at, kind, tally);
            }
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
        for (int which = 0; which < FAULT_STATES; which++) {
            bench.base.state = (FaultState)which;
            if (fault_meets(&cases[i], bench.base.state))
                sweep(&bench, &cases[i], &tally);
        }
        print_message("# %-18s %6ld points: %ld refused, %ld absorbed, %ld refused but kept\n", cases[i].name,
                      tally.points, tally.refused, tally.absorbed, tally.kept);
        all.points += tally.points;
        all.refused += tally.refused;
    }
    fault_report(all.points, "points", "%ld refused with a sentence, 0 corrupt, 0 acknowledged lost",
                 all.refused);
    assert_true(all.refused > all.points / 2);
    fault_base_free(&bench.base);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_operation)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
