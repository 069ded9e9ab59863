// SPDX-License-Identifier: MIT
// The disk is full: the real program on file systems in memory of every size from 64 kB to 4 MB. What was
// there stays, nothing half done is seen, one sentence says why; and once there is room, all goes on. Needs
// the right to mount; else it is skipped.
#include "support/check.h"

#include <stdlib.h>
#include <sys/mount.h>
#include <unistd.h>

#include "support/fault_counts.h"
#include "support/flows.h"

enum { SMALLEST = 64 << 10, LARGEST = 4 << 20, STEP = 16 << 10, CUT_STEP = 192 << 10, ROOM = 64 << 20 };

#define PROGRAM TEST_BINARY "/tests/rapport_failing"

static bool mount_disk(const char *folder, long size, unsigned long flags)
{
    char *options = str_format("size=%ld,mode=0700", size);
    bool done = mount("none", folder, "tmpfs", flags, options) == 0;
    free(options);
    return done;
}

static void make_room(FlowBench *bench)
{
    assert_true(mount_disk(bench->scene.folder, ROOM, MS_REMOUNT));
}

// The first start of all: refused or done, and done as soon as there is room.
static void first_start(FlowBench *bench)
{
    SceneResult result = scene_run(&bench->scene, PROGRAM, "add 'Ada Byron @ Acme'", NULL);
    if (result.code != 0 && !scene_is_sentence(&result, false))
        fail_msg("the first start: exit code %d: %s", result.code, str_get(&result.output));
    bench->points++;
    bench->refused += result.code > 0;
    scene_result_clear(&result);
    make_room(bench);
    scene_must(&bench->scene, PROGRAM, "add 'Ada Byron @ Acme'");
    scene_must(&bench->scene, PROGRAM, "check-db");
    scene_must(&bench->scene, PROGRAM, "find Ada");
}

static void on_disk(FlowBench *bench, const Flow *flow, long size)
{
    assert_true(mount_disk(bench->scene.folder, size, 0));
    if (flow == NULL)
        first_start(bench);
    else
        flow_point(bench, flow, CALL_write, "RAPPORT_FAILING=", make_room);
    assert_int_equal(umount2(bench->scene.folder, MNT_DETACH), 0);
}

static void test_every_size(void **state)
{
    (void)state;
    size_t count;
    const Flow *all = flows(&count);
    FlowBench bench = flow_bench_new();
    if (!mount_disk(bench.scene.folder, ROOM, 0)) {
        flow_bench_free(&bench);
        print_message("# mounting is not allowed here\n");
        skip();
    }
    umount2(bench.scene.folder, MNT_DETACH);
    long step = fault_count(CUT_STEP, STEP);
    for (size_t i = 0; i <= count; i++) {
        if (i < count)
            flow_start(&bench, &all[i]);
        for (long size = SMALLEST; size <= LARGEST; size += step)
            on_disk(&bench, i < count ? &all[i] : NULL, size);
    }
    fault_report(bench.points, "runs on full disks",
                 "%ld refused with a sentence, the original intact in all", bench.refused);
    assert_true(bench.refused > 0 && bench.refused < bench.points);
    flow_bench_free(&bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_size)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
