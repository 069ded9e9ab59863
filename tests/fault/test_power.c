// SPDX-License-Identifier: MIT
// The power goes: at every operation of every use case what was not synced is lost in torn sectors, and the
// process with it. What was acknowledged must be there at the next start. The control run, on a disk that
// says it synced and did not, has to fail: else this test could not see a loss.
#include "support/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/fault_cases.h"
#include "support/shim_vfs.h"
#include "support/world.h"

enum { POINTS = 12, CONTROL_POINTS = 60, FULL_ROUNDS = 8 };

typedef struct Bench {
    FaultBase base;
    Shim *shim;
    bool *acknowledged; // shared with the child
} Bench;

typedef struct Tally {
    long cuts, acknowledged, kept, lost;
} Tally;

static void child(Bench *bench, const FaultCase *one, long at, uint64_t seed, bool lies)
{
    Error err = {0};
    App *app = fault_open(&bench->base, one, NULL);
    shim_arm(bench->shim, SHIM_CUT, at, seed, lies);
    bool done = one->run(app, &bench->base, &err);
    *bench->acknowledged = done;
    app_close(app); // the checkpoint is cut, too
    _exit(done ? 0 : 1);
}

// False: there is no such operation, the child came to its end.
static bool cut(Bench *bench, const FaultCase *one, const char *before, const char *after, long at,
                uint64_t seed, bool lies, Tally *tally)
{
    int status = 0;
    *bench->acknowledged = false;
    fflush(NULL);
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0)
        child(bench, one, at, seed, lies);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    if (!WIFEXITED(status) || (WEXITSTATUS(status) != SHIM_CUT_EXIT && WEXITSTATUS(status) != 0))
        fail_msg("%s, cut at %ld: the program ended with status %d", one->name, at, status);
    bool was_cut = WEXITSTATUS(status) == SHIM_CUT_EXIT, kept = false;
    char *wrong = fault_judge(&bench->base, one, before, after, *bench->acknowledged, &kept);
    if (wrong != NULL && !lies)
        fail_msg("%s, power cut at operation %ld, seed %llu (%s): %s", one->name, at,
                 (unsigned long long)seed, *bench->acknowledged ? "acknowledged" : "not acknowledged", wrong);
    tally->cuts += was_cut;
    tally->acknowledged += was_cut && *bench->acknowledged;
    tally->kept += kept && !*bench->acknowledged;
    tally->lost += was_cut && wrong != NULL;
    free(wrong);
    return was_cut;
}

static long operations_of(Bench *bench, const FaultCase *one, char **before)
{
    Error err = {0};
    App *app = fault_open(&bench->base, one, before);
    shim_arm(bench->shim, SHIM_COUNT, 0, 0, false);
    assert_true(one->run(app, &bench->base, &err));
    app_close(app);
    long operations = shim_operations(bench->shim);
    shim_disarm(bench->shim);
    return operations;
}

static void sweep(Bench *bench, const FaultCase *one, long points, bool lies, Tally *tally)
{
    char *before = NULL, *after = fault_after(&bench->base, one);
    long operations = operations_of(bench, one, &before), stride = fault_stride(operations, points);
    uint64_t rounds = stride == 1 && operations > points ? FULL_ROUNDS : 1;
    for (uint64_t seed = 1; seed <= rounds; seed++)
        for (long at = 1; at <= operations; at += stride)
            cut(bench, one, before, after, at, seed * 100 + (uint64_t)at, lies, tally);
    free(before);
    free(after);
}

static int start(void **state)
{
    static Bench bench;
    bench = (Bench){.base = fault_base_new(), .shim = shim_install()};
    bench.acknowledged = mmap(NULL, sizeof(bool), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    *state = &bench;
    return bench.acknowledged == MAP_FAILED;
}

static int end(void **state)
{
    Bench *bench = *state;
    fault_base_free(&bench->base);
    return 0;
}

static void test_every_cut(void **state)
{
    Bench *bench = *state;
    size_t count;
    const FaultCase *cases = fault_cases(&count);
    Tally all = {0};
    for (size_t i = 0; i < count; i++) {
        Tally tally = {0};
        sweep(bench, &cases[i], POINTS, false, &tally);
        print_message("# %-18s %6ld cuts, %ld after it was acknowledged, %ld kept although it was not\n",
                      cases[i].name, tally.cuts, tally.acknowledged, tally.kept);
        all.cuts += tally.cuts;
        all.acknowledged += tally.acknowledged;
    }
    print_message("# %ld power cuts, %ld after the acknowledgement, none lost\n", all.cuts, all.acknowledged);
    assert_true(all.cuts > 100 && all.acknowledged > 0);
}

// Teeth: the same without syncs.
static void test_control_fails(void **state)
{
    Bench *bench = *state;
    size_t count;
    const FaultCase *cases = fault_cases(&count);
    Tally all = {0};
    for (size_t i = 0; i < count; i++)
        if (strcmp(cases[i].name, "log") == 0 || strcmp(cases[i].name, "import") == 0)
            sweep(bench, &cases[i], CONTROL_POINTS, true, &all);
    print_message("# control without syncs: %ld of %ld cuts lost something\n", all.lost, all.cuts);
    assert_true(all.lost * 10 > all.cuts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_cut),
        cmocka_unit_test(test_control_fails),
    };
    return cmocka_run_group_tests(tests, start, end);
}
