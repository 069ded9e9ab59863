// SPDX-License-Identifier: MIT
// What the command line does with files, broken at one call: the target is whole or not there (or the old
// one), the database as before or as after, and what is refused is refused with one sentence. For cmocka
// tests: what does not hold fails the test.
#ifndef TESTS_SUPPORT_FLOWS_H
#define TESTS_SUPPORT_FLOWS_H

#include <stdbool.h>
#include <stddef.h>

#include "support/failing.h"
#include "support/scene.h"

typedef struct Flow {
    const char *name, *words;
    const char *target; // what it makes; NULL: nothing but the database
    bool over;          // the target is there already
    bool database;      // the target is a copy of the database
} Flow;

typedef struct FlowBench {
    Scene scene;
    Str db, old, csv;     // the files that a flow begins with
    char *before, *after; // dumps of the database
    Str made;             // what the target must be
    char *counts_path;
    long *counts;              // shared with the program
    long found[FAILING_KINDS]; // calls of the flow without a fault
    long points, refused, killed;
} FlowBench;

const Flow *flows(size_t *count);

FlowBench flow_bench_new(void);
void flow_bench_free(FlowBench *bench);

// Runs the flow without a fault, to know what it makes and how many calls it takes.
void flow_start(FlowBench *bench, const Flow *flow);
// One point: the scene set anew, the program run with RAPPORT_FAILING=... ("" for none), the verdict. False:
// the files of the scene did not fit. freed (may be NULL) is called before the verdict.
bool flow_point(FlowBench *bench, const Flow *flow, FailingCall call, const char *wish,
                void (*freed)(FlowBench *bench));
// Fails every call of the kind (about "points" of them in the cut).
void flow_sweep(FlowBench *bench, const Flow *flow, FailingCall call, long points);

#endif
