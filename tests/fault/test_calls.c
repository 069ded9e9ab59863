// SPDX-License-Identifier: MIT
// The system refuses, or the program is killed: every write, fsync, open, close, rename, link and the like of
// the real program, while it exports, imports, backs up and restores. What it made is whole or not there, the
// database is as before or as after, and it says so.
#include "support/check.h"

#include "support/fault_counts.h"
#include "support/flows.h"

enum { POINTS = 4 }; // of each call, in the cut

static void test_every_call(void **state)
{
    (void)state;
    size_t count;
    const Flow *all = flows(&count);
    FlowBench bench = flow_bench_new();
    for (size_t i = 0; i < count; i++) {
        flow_start(&bench, &all[i]);
        for (int call = 0; call < FAILING_KINDS; call++)
            if (call != CALL_alloc)
                flow_sweep(&bench, &all[i], (FailingCall)call, POINTS);
    }
    fault_report(bench.points, "system calls",
                 "%ld refused with a sentence, %ld killed, no half file, nothing lost", bench.refused,
                 bench.killed);
    assert_true(bench.refused > bench.points / 4 && bench.killed > 0);
    flow_bench_free(&bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_call)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
