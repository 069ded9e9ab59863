// SPDX-License-Identifier: MIT
// We get no memory: each allocation of our own fails, in every flow of the command line and in the interface.
// One sentence, exit code 4, the terminal as it was, and what was acknowledged is in the file.
#include "support/check.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/wait.h>

#include "support/fault_counts.h"
#include "support/flows.h"
#include "support/pty.h"
#include "support/random.h"

#define PROGRAM TEST_BINARY "/tests/rapport_failing"

enum { POINTS = 8 };                                            // of each flow, in the cut
enum { CUT_LIVES = 12, FULL_LIVES = 2000, ALLOCATIONS = 1000 }; // of the interface

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

static bool ended(Pty *pty, void *self)
{
    (void)self;
    return pty_ended(pty);
}

static bool begun_or_ended(Pty *pty, void *self)
{
    return ended(pty, self) || pty_shows(pty, "Contacts");
}

// True when it ran out of memory; a life that comes to its end before leaves as it was told to.
static bool live(const Scene *scene, size_t at)
{
    char *argv[] = {(char *)(uintptr_t)PROGRAM,  (char *)(uintptr_t) "--db",   scene->db,
                    (char *)(uintptr_t) "--now", (char *)(uintptr_t)SCENE_NOW, NULL};
    char *home = str_format("HOME=%s", scene->folder), *wish = str_format("RAPPORT_FAILING=alloc:%zu", at);
    const char *const env[] = {home, wish, "ASAN_OPTIONS=detect_leaks=0", NULL};
    int status = 0;
    Pty *pty = pty_spawn(30, 100, argv, env);
    assert_true(pty_wait_until(pty, begun_or_ended, NULL, "the first frame")); // until then C-c is a signal
    pty_key(pty, "2 j k f 1 t e x t Enter C-p m a y a Up Down");
    pty_key(pty, "C-c"); // no Esc: with a key behind it, it would be Meta
    pty_key(pty, "4 t Q");
    assert_true(pty_wait_until(pty, ended, NULL, "the end"));
    assert_true(pty_wait_exit(pty, &status));
    bool failed = !WIFEXITED(status) || WEXITSTATUS(status) != 0;
    if (pty_alternate(pty) || !pty_tty_unchanged(pty) ||
        (failed && (WEXITSTATUS(status) != 4 || !pty_shows(pty, "rapport: out of memory: all that was")))) {
        pty_print(pty);
        fail_msg("the interface at allocation %zu: status %#x", at, (unsigned)status);
    }
    pty_close(pty);
    free(home);
    free(wish);
    return failed;
}

static void test_interface(void **state)
{
    (void)state;
    Random random = random_start(1);
    Scene scene = scene_new();
    long lives = fault_count(CUT_LIVES, FULL_LIVES), failed = 0;
    scene_must(&scene, PROGRAM, "add 'Maya Lindqvist @ Kestrel, maya@kestrel.example'");
    for (long i = 0; i < lives; i++)
        failed += live(&scene, 1 + random_below(&random, ALLOCATIONS));
    scene_must(&scene, PROGRAM, "check-db");
    fault_report(failed, "allocations of the interface", "the terminal given back, a sentence and 4");
    assert_true(failed > lives / 4);
    scene_free(&scene);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_allocation),
                                       cmocka_unit_test(test_interface)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
