// SPDX-License-Identifier: MIT
// We get no memory: each allocation of our own fails, in every flow of the command line. One sentence, exit
// code 4, and what was acknowledged is in the file.
#include "support/check.h"

#include "support/fault_counts.h"
#include "support/flows.h"

enum { POINTS = 8 }; // of each flow, in the cut

static void test_every_allocation(void **state)
{
    (void)state;
    size_t count;
    const Flow *all = flows(&count);
    FlowBench bench = flow_bench_new();
    for (size_t i = 0; i < count; i++) {
        flow_start(&bench, &all[i]);
        flow_sweep(&bench, &all[i], CALL_alloc, POINTS);
    }
    fault_report(bench.points, "allocations of ours", "%ld ended with a sentence and 4, nothing lost",
                 bench.refused);
    assert_true(bench.refused > bench.points / 2);
    flow_bench_free(&bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_allocation)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
