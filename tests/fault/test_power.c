// SPDX-License-Identifier: MIT
// The power goes: at every operation of every use case, and of a day's work, what was not synced is lost in
// torn sectors, and the process with it. What was acknowledged must be there at the next start. The control
// run of the same day, on a disk that says it synced and did not, has to fail in over half of all cuts: else
// this test could not see a loss.
#include "support/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/fault_cases.h"
#include "support/fault_counts.h"
#include "support/shim_vfs.h"
#include "support/world.h"

enum { POINTS = 4, DAY_POINTS = 60 }; // in the cut
enum { ROUNDS = 3, DAY_ROUNDS = 4 };  // with other losses, at the full count

typedef struct Bench {
    FaultBase base;
    Shim *shim;
    volatile size_t *acknowledged; // how many steps; shared with the child
} Bench;

typedef struct Tally {
    long cuts, acknowledged, kept, lost;
} Tally;

static _Noreturn void child(Bench *bench, const FaultCase *one, long at, uint64_t seed)
{
    Error err = {0};
    App *app = fault_open(&bench->base, one, NULL);
    shim_arm(bench->shim, SHIM_CUT, at, seed, false);
    bool done = one->run(app, &bench->base, &err);
    *bench->acknowledged = done;
    app_close(app); // the checkpoint is cut, too
    _exit(done ? 0 : 1);
}

// Runs one of the children up to its cut. False: there is no such operation, it came to its end.
static bool was_cut(const char *what, long at, pid_t pid)
{
    int status = 0;
    assert_true(pid > 0);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    if (!WIFEXITED(status) || (WEXITSTATUS(status) != SHIM_CUT_EXIT && WEXITSTATUS(status) != 0))
        fail_msg("%s, cut at %ld: the program ended with status %d", what, at, status);
    return WEXITSTATUS(status) == SHIM_CUT_EXIT;
}

static void cut(Bench *bench, const FaultCase *one, const char *before, const char *after, long at,
                uint64_t seed, Tally *tally)
{
    *bench->acknowledged = 0;
    fflush(NULL);
    pid_t pid = fork();
    if (pid == 0)
        child(bench, one, at, seed);
    bool hit = was_cut(one->name, at, pid), kept = false, told = *bench->acknowledged > 0;
    char *wrong = fault_judge(&bench->base, one, before, after, told, &kept);
    if (wrong != NULL)
        fail_msg("%s (%s), power cut at operation %ld, seed %llu (%s): %s", one->name,
                 fault_state_name(bench->base.state), at, (unsigned long long)seed,
                 told ? "acknowledged" : "not acknowledged", wrong);
    tally->cuts += hit;
    fault_progress(tally->cuts, hit, 1000, "cuts");
    tally->acknowledged += hit && told;
    tally->kept += kept && !told;
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

static void sweep(Bench *bench, const FaultCase *one, Tally *tally)
{
    char *before = NULL, *after = fault_after(&bench->base, one);
    long operations = operations_of(bench, one, &before), stride = fault_stride(operations, POINTS);
    for (long round = 1; round <= fault_count(1, ROUNDS); round++)
        for (long at = 1; at <= operations; at += stride)
            cut(bench, one, before, after, at, (uint64_t)(round * 100000 + at), tally);
    free(before);
    free(after);
}

// ---- a day's work: many steps in one go, some acknowledged long before the cut

static const char *const DAY[] = {"add",   "tag",  "log", "reply",  "done",  "follow-up", "edit",
                                  "draft", "undo", "set", "import", "trash", "template",  "backup"};

typedef struct Day {
    char *dumps[COUNT(DAY) + 1]; // what the file holds after so many steps
    long operations;
} Day;

static void work(Bench *bench, App *app, Day *day)
{
    Error err = {0};
    for (size_t i = 0; i < COUNT(DAY); i++) {
        if (!fault_case(DAY[i])->run(app, &bench->base, &err))
            fail_msg("%s: %s", DAY[i], err.message);
        *bench->acknowledged = i + 1;
        if (day != NULL)
            day->dumps[i + 1] = world_dump(bench->base.path);
    }
    app_close(app);
}

// Once without counting, for the dumps, which are read through the shim, too; and once to count.
static Day plan_day(Bench *bench)
{
    Day day = {0};
    App *app = fault_open(&bench->base, fault_case("add"), &day.dumps[0]);
    work(bench, app, &day);
    app = fault_open(&bench->base, fault_case("add"), NULL);
    shim_arm(bench->shim, SHIM_COUNT, 0, 0, false);
    work(bench, app, NULL);
    day.operations = shim_operations(bench->shim);
    shim_disarm(bench->shim);
    return day;
}

static char *judge_day(Bench *bench, const Day *day, size_t told)
{
    // The step under way may be there or not; a backup is no step.
    char *wrong = fault_judge(&bench->base, fault_case("add"), day->dumps[told],
                              day->dumps[told < COUNT(DAY) ? told + 1 : told], false, NULL);
    return wrong;
}

static void cut_day(Bench *bench, const Day *day, long at, uint64_t seed, bool lies, Tally *tally)
{
    *bench->acknowledged = 0;
    fflush(NULL);
    pid_t pid = fork();
    if (pid == 0) {
        App *app = fault_open(&bench->base, fault_case("add"), NULL);
        shim_arm(bench->shim, SHIM_CUT, at, seed, lies);
        work(bench, app, NULL);
        _exit(0);
    }
    bool hit = was_cut("a day", at, pid);
    char *wrong = judge_day(bench, day, *bench->acknowledged);
    if (wrong != NULL && !lies)
        fail_msg("a day, power cut at operation %ld, seed %llu, %zu steps acknowledged: %s", at,
                 (unsigned long long)seed, *bench->acknowledged, wrong);
    tally->cuts += hit;
    tally->acknowledged += hit && *bench->acknowledged > 0;
    tally->lost += hit && wrong != NULL;
    free(wrong);
}

static void sweep_day(Bench *bench, bool lies, long rounds, Tally *tally)
{
    bench->base.state = FAULT_PLAIN;
    Day day = plan_day(bench);
    long stride = fault_stride(day.operations, DAY_POINTS);
    for (long round = 1; round <= rounds; round++)
        for (long at = 1; at <= day.operations; at += stride)
            cut_day(bench, &day, at, (uint64_t)(round * 100000 + at), lies, tally);
    for (size_t i = 0; i <= COUNT(DAY); i++)
        free(day.dumps[i]);
}

static int start(void **state)
{
    static Bench bench;
    bench = (Bench){.base = fault_base_new(), .shim = shim_install()};
    bench.acknowledged =
        mmap(NULL, sizeof *bench.acknowledged, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
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
        for (int which = 0; which < FAULT_STATES; which++) {
            bench->base.state = (FaultState)which;
            if (fault_meets(&cases[i], bench->base.state))
                sweep(bench, &cases[i], &tally);
        }
        print_message("# %-18s %6ld cuts, %ld after it was acknowledged, %ld kept although it was not\n",
                      cases[i].name, tally.cuts, tally.acknowledged, tally.kept);
        all.cuts += tally.cuts;
        all.acknowledged += tally.acknowledged;
    }
    sweep_day(bench, false, fault_count(1, DAY_ROUNDS), &all);
    fault_report(all.cuts, "power cuts", "%ld after an acknowledgement, 0 corrupt, 0 lost", all.acknowledged);
    assert_true(all.cuts > 100 && all.acknowledged > 0);
}

// Teeth: the same day without syncs.
static void test_control_fails(void **state)
{
    Tally all = {0};
    sweep_day(*state, true, 1, &all);
    fault_report(all.cuts, "cuts without syncs", "%ld of them lost something", all.lost);
    assert_true(all.lost * 2 > all.cuts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_cut),
        cmocka_unit_test(test_control_fails),
    };
    return cmocka_run_group_tests(tests, start, end);
}
