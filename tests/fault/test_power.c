// SPDX-License-Identifier: MIT
// The power goes: at every operation of every use case, and of a day's work, what was not synced is lost in
// torn sectors. What was acknowledged must be there at the next start. The control run of the same day, on a
// disk that says it synced and did not, has to fail in over half of all cuts: else this test could not see a
// loss. Work is done once and filmed, and the film shown up to each cut; in the cut of this test a process
// that really does the work and dies has to end the same way.
#include "support/check.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "rapport/base/file.h"
#include "support/fault_cases.h"
#include "support/fault_counts.h"
#include "support/shim_vfs.h"
#include "support/world.h"

enum { POINTS = 4, DAY_POINTS = 60 }; // in the cut
enum { ROUNDS = 3, DAY_ROUNDS = 4 };  // with other losses, at the full count
enum { DAY_STEPS = 14, FILE_LIMIT = 64 << 20 };

static const char *const DAY[DAY_STEPS] = {"add",   "tag",  "log", "reply",  "done",  "follow-up", "edit",
                                           "draft", "undo", "set", "import", "trash", "template",  "backup"};

typedef struct Bench {
    FaultBase base;
    Shim *shim;
    volatile size_t *acknowledged; // how many steps; shared with the child
} Bench;

typedef struct Tally {
    long cuts, acknowledged, kept, lost;
} Tally;

typedef struct Files {
    Str file, wal;
} Files;

// One use case, or many in one go, some acknowledged long before the cut. And the film of it.
typedef struct Work {
    const FaultCase *steps[DAY_STEPS];
    size_t count;
    char *dumps[DAY_STEPS + 1]; // what the file holds after so many steps
    Files start;
    long told[DAY_STEPS]; // after how many operations each step was acknowledged
    long operations;
} Work;

// ---- files

static void files_clear(Files *files)
{
    str_clear(&files->file);
    str_clear(&files->wal);
}

static void read_file(const Bench *bench, const char *suffix, Str *out)
{
    char *path = str_format("%s%s", bench->base.path, suffix);
    if (file_exists(path))
        assert_true(file_read(path, FILE_LIMIT, out, NULL));
    free(path);
}

static Files files_read(const Bench *bench)
{
    Files files = {0};
    read_file(bench, "", &files.file);
    read_file(bench, "-wal", &files.wal);
    return files;
}

static bool same(const Str *a, const Str *b)
{
    return a->length == b->length && (a->length == 0 || memcmp(a->data, b->data, a->length) == 0);
}

// ---- work

// The same random numbers each time: a -wal has some in it.
static App *begin(const Bench *bench, const Work *work, char **before)
{
    sqlite3_randomness(0, NULL); // from its start
    return fault_open(&bench->base, work->steps[0], before);
}

static void do_work(Bench *bench, Work *work, App *app, bool dumps)
{
    Error err = {0};
    for (size_t i = 0; i < work->count; i++) {
        if (!work->steps[i]->run(app, &bench->base, &err))
            fail_msg("%s: %s", work->steps[i]->name, err.message);
        *bench->acknowledged = i + 1;
        work->told[i] = shim_operations(bench->shim);
        if (dumps)
            work->dumps[i + 1] = world_dump(bench->base.path);
    }
    app_close(app); // the checkpoint is cut, too
}

// Does it again, up to the cut; gives how many steps were acknowledged by then.
static size_t show(Bench *bench, const Work *work, long at, uint64_t seed, bool lies)
{
    size_t told = 0;
    fault_place(&bench->base, &work->start.file, &work->start.wal);
    shim_replay(bench->shim, at, seed, lies);
    while (told < work->count && work->told[told] < at)
        told++;
    return told;
}

// Once for the dumps, which are read through the shim, too; and once for the film.
static void plan(Bench *bench, Work *work)
{
    do_work(bench, work, begin(bench, work, &work->dumps[0]), true);
    App *app = begin(bench, work, NULL);
    work->start = files_read(bench);
    shim_arm(bench->shim, SHIM_RECORD, 0, 0, false);
    do_work(bench, work, app, false);
    work->operations = shim_operations(bench->shim);
    shim_disarm(bench->shim);
    Files done = files_read(bench);
    show(bench, work, work->operations + 1, 0, false);
    Files shown = files_read(bench);
    assert_true(same(&done.file, &shown.file));
    files_clear(&done);
    files_clear(&shown);
}

static void forget(Work *work)
{
    for (size_t i = 0; i <= work->count; i++)
        free(work->dumps[i]);
    files_clear(&work->start);
}

// ---- a cut

// A process does the work and dies.
static size_t die(Bench *bench, Work *work, long at, uint64_t seed, bool lies)
{
    int status = 0;
    *bench->acknowledged = 0;
    fflush(NULL);
    pid_t pid = fork();
    if (pid == 0) {
        App *app = begin(bench, work, NULL);
        shim_arm(bench->shim, SHIM_CUT, at, seed, lies);
        do_work(bench, work, app, false);
        _exit(0);
    }
    assert_true(pid > 0);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != SHIM_CUT_EXIT)
        fail_msg("%s, cut at %ld: the program ended with status %#x", work->steps[0]->name, at,
                 (unsigned)status);
    return *bench->acknowledged;
}

typedef struct Verdict {
    size_t told; // how many steps were acknowledged
    bool kept;   // the next one is there, too
    char *wrong; // NULL: nothing
} Verdict;

// The step under way may be there or not.
static Verdict judge(Bench *bench, Work *work, size_t told)
{
    Verdict verdict = {.told = told};
    bool all = told == work->count;
    verdict.wrong = fault_judge(&bench->base, work->steps[0], work->dumps[told],
                                work->dumps[all ? told : told + 1], all, &verdict.kept);
    return verdict;
}

static void must_agree(const Work *work, long at, const Verdict *dead, const Verdict *shown)
{
    if (dead->told != shown->told || dead->kept != shown->kept ||
        (dead->wrong == NULL) != (shown->wrong == NULL))
        fail_msg("%s, cut at %ld: the film ends otherwise: %zu %zu, %s, %s", work->steps[0]->name, at,
                 dead->told, shown->told, dead->wrong, shown->wrong);
}

static void cut(Bench *bench, Work *work, long at, uint64_t seed, bool lies, Tally *tally)
{
    bool filmed = !work->steps[0]->writes_elsewhere; // a backup gets its name outside of SQLite
    Verdict verdict = {0};
    if (!filmed || !fault_full())
        verdict = judge(bench, work, die(bench, work, at, seed, lies));
    if (filmed) {
        Verdict shown = judge(bench, work, show(bench, work, at, seed, lies));
        if (!fault_full())
            must_agree(work, at, &verdict, &shown);
        free(verdict.wrong);
        verdict = shown;
    }
    if (verdict.wrong != NULL && !lies)
        fail_msg("%s (%s), power cut at operation %ld, seed %llu, %zu of %zu acknowledged: %s",
                 work->steps[0]->name, fault_state_name(bench->base.state), at, (unsigned long long)seed,
                 verdict.told, work->count, verdict.wrong);
    tally->cuts++;
    tally->acknowledged += verdict.told > 0;
    tally->kept += verdict.kept;
    tally->lost += verdict.wrong != NULL;
    fault_progress(tally->cuts, 1, 1000, "cuts");
    free(verdict.wrong);
}

static void sweep(Bench *bench, Work *work, long points, long rounds, bool lies, Tally *tally)
{
    plan(bench, work);
    long stride = fault_stride(work->operations, points);
    for (long round = 1; round <= rounds; round++)
        for (long at = 1; at <= work->operations; at += stride)
            cut(bench, work, at, (uint64_t)(round * 100000 + at), lies, tally);
    forget(work);
}

static void sweep_case(Bench *bench, const FaultCase *one, Tally *tally)
{
    Work work = {.steps = {one}, .count = 1};
    sweep(bench, &work, POINTS, fault_count(1, ROUNDS), false, tally);
}

static void sweep_day(Bench *bench, bool lies, long rounds, Tally *tally)
{
    Work work = {.count = DAY_STEPS};
    for (size_t i = 0; i < DAY_STEPS; i++)
        work.steps[i] = fault_case(DAY[i]);
    bench->base.state = FAULT_PLAIN;
    sweep(bench, &work, DAY_POINTS, rounds, lies, tally);
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
                sweep_case(bench, &cases[i], &tally);
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
