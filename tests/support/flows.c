// SPDX-License-Identifier: MIT
// A point = the scene set anew, the program run with one fault, and the verdict on what is left.
#include "support/flows.h"

#include "support/check.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "rapport/app/contacts.h"
#include "support/failing.h"
#include "support/fault_counts.h"
#include "support/world.h"

#define PROGRAM TEST_BINARY "/tests/rapport_failing"

static const Flow FLOWS[] = {
    {"export", "export --format jsonl --output out", "out", false, false},
    {"export over an old one", "export --format csv --force --output out", "out", true, false},
    {"import", "import people.csv", NULL, false, false},
    {"add", "add 'Ada Byron @ Acme, Engineer, ada@acme.example, I promised slides fri'", NULL, false, false},
    {"backup", "backup out", "out", false, true},
    {"restore", "restore old.db", NULL, false, false},
};

static const char OLD[] = "what was there before\n";

// The dump without what is random: ids for the outside.
static char *dump(const char *path)
{
    char *text = world_dump(path);
    assert_non_null(text);
    for (char *at = text; (at = strstr(at, "|uid=")) != NULL;)
        for (at += strlen("|uid="); *at != '|' && *at != '\n' && *at != '\0'; at++)
            *at = '-';
    return text;
}

static bool set_scene(const FlowBench *bench, const Flow *flow)
{
    scene_clean(&bench->scene);
    Str old = STR_INIT;
    str_append(&old, OLD);
    bool fits = scene_put(&bench->scene, "people.db", &bench->db) &&
                scene_put(&bench->scene, "old.db", &bench->old) &&
                scene_put(&bench->scene, "people.csv", &bench->csv) &&
                (!flow->over || scene_put(&bench->scene, flow->target, &old));
    str_clear(&old);
    memset(bench->counts, 0, FAILING_KINDS * sizeof *bench->counts);
    return fits;
}

static SceneResult run(const FlowBench *bench, const Flow *flow, const char *wish)
{
    char *counts = str_format("RAPPORT_FAILING_COUNTS=%s", bench->counts_path);
    const char *const env[] = {counts, wish, "ASAN_OPTIONS=detect_leaks=0", NULL};
    SceneResult result = scene_run(&bench->scene, PROGRAM, flow->words, env);
    free(counts);
    return result;
}

// ---- the verdict

// Byte for byte what the flow began with: that needs no reading.
static bool unchanged(const FlowBench *bench)
{
    Str now = STR_INIT;
    bool same = world_settle(bench->scene.db) && scene_save(&bench->scene, "people.db", &now) &&
                now.length == bench->db.length && memcmp(now.data, bench->db.data, now.length) == 0;
    str_clear(&now);
    return same;
}

static char *judge_database(const FlowBench *bench, bool done)
{
    Error err = {0};
    App *app = NULL;
    if (unchanged(bench))
        return done && strcmp(bench->before, bench->after) != 0
                   ? str_format("acknowledged, but not in the database")
                   : NULL;
    if (!world_open(bench->scene.db, NULL, 1, 0, &app, &err))
        return str_format("does not open again: %s", err.message);
    char *wrong = world_findings(app), *now = dump(bench->scene.db);
    app_close(app);
    if (*wrong == '\0') {
        free(wrong);
        bool is_before = strcmp(now, bench->before) == 0, is_after = strcmp(now, bench->after) == 0;
        wrong = is_after || (is_before && !done) ? NULL
                : is_before                      ? str_format("acknowledged, but not in the database")
                                                 : world_difference(bench->before, now);
    }
    free(now);
    return wrong;
}

static char *judge_target(const FlowBench *bench, const Flow *flow, bool done)
{
    Str now = STR_INIT;
    Error err = {0};
    char *wrong = NULL, *path = scene_file(&bench->scene, flow->target);
    bool there = scene_save(&bench->scene, flow->target, &now);
    bool old = there && flow->over && str_equal(str_get(&now), OLD);
    if (!there && (done || flow->over))
        wrong = str_format("%s is not there", flow->target);
    else if (there && !old && flow->database)
        wrong = store_verify_file(path, &err) ? NULL : str_format("half a backup: %s", err.message);
    else if (there && !old && !str_equal(str_get(&now), str_get(&bench->made)))
        wrong = str_format("%s is neither the old file nor the new one", flow->target);
    else if (old && done)
        wrong = str_format("%s is still the old one", flow->target);
    free(path);
    str_clear(&now);
    return wrong;
}

static char *judge(const FlowBench *bench, const Flow *flow, FailingCall call, const SceneResult *result)
{
    bool done = result->code == 0;
    char *wrong = judge_database(bench, done);
    if (wrong == NULL && flow->target != NULL)
        wrong = judge_target(bench, flow, done);
    if (wrong != NULL || call == CALL_kill)
        return wrong;
    if (!done && !scene_is_sentence(result, call == CALL_alloc))
        return str_format("not one sentence");
    if (result->code < 0 || (call == CALL_alloc && !done && result->code != 4))
        return str_format("crashed");
    // What cannot be taken away stays, and without memory nobody tidies up.
    return call != CALL_unlink && call != CALL_alloc && scene_partial(&bench->scene) > 0
               ? str_format("something half done was left")
               : NULL;
}

// ---- the sweep

bool flow_point(FlowBench *bench, const Flow *flow, FailingCall call, const char *wish,
                void (*freed)(FlowBench *bench))
{
    if (!set_scene(bench, flow))
        return false;
    SceneResult result = run(bench, flow, wish);
    if (freed != NULL)
        freed(bench);
    char *wrong = judge(bench, flow, call, &result);
    if (wrong != NULL)
        fail_msg("%s, %s: exit code %d (%s): %s", flow->name, wish, result.code, str_get(&result.output),
                 wrong);
    bench->points++;
    bench->refused += result.code > 0;
    bench->killed += result.code < 0;
    scene_result_clear(&result);
    return true;
}

void flow_sweep(FlowBench *bench, const Flow *flow, FailingCall call, long points)
{
    static const int write_errors[] = {ENOSPC, 0, EIO}, other_errors[] = {EIO};
    const char *name = failing_name(call);
    long count = bench->found[call], stride = fault_stride(count, points);
    const int *errors = call == CALL_write ? write_errors : other_errors;
    for (long at = 1; at <= count; at += stride)
        for (size_t i = 0; i < (call == CALL_write ? COUNT(write_errors) : COUNT(other_errors)); i++) {
            bool onwards = call == CALL_write && errors[i] == ENOSPC;
            char *wish = str_format("RAPPORT_FAILING=%s:%ld%s:%d", name, at, onwards ? "+" : "", errors[i]);
            flow_point(bench, flow, call, wish, NULL);
            free(wish);
        }
}

void flow_start(FlowBench *bench, const Flow *flow)
{
    free(bench->before);
    free(bench->after);
    assert_true(set_scene(bench, flow));
    bench->before = dump(bench->scene.db);
    SceneResult result = run(bench, flow, "RAPPORT_FAILING=");
    if (result.code != 0)
        fail_msg("%s without a fault: %s", flow->name, str_get(&result.output));
    scene_result_clear(&result);
    memcpy(bench->found, bench->counts, sizeof bench->found);
    assert_true(bench->found[CALL_open] > 0 && bench->found[CALL_write] > 0 && bench->found[CALL_alloc] > 0);
    bench->after = dump(bench->scene.db);
    if (flow->target != NULL)
        assert_true(scene_save(&bench->scene, flow->target, &bench->made));
}

const Flow *flows(size_t *count)
{
    *count = COUNT(FLOWS);
    return FLOWS;
}

static void make_files(FlowBench *bench)
{
    App *app = NULL;
    Error err = {0};
    assert_true(world_open(bench->scene.db, NULL, 4, 0, &app, &err) && world_people(app, &err));
    app_close(app);
    assert_true(scene_save(&bench->scene, "people.db", &bench->old));
    assert_true(world_open(bench->scene.db, NULL, 5, 1, &app, &err));
    AddResult added = {0};
    assert_true(app_add(app, "Sam Okafor @ Globex, sam@globex.example", &added, &err));
    add_result_clear(&added);
    app_close(app);
    assert_true(scene_save(&bench->scene, "people.db", &bench->db));
    str_append(&bench->csv, "First Name,Last Name,Email Address,Company,Position,Connected On\n");
    for (int i = 0; i < 50; i++)
        str_appendf(&bench->csv, "Given%d,Family%d,g%d@post.example,Company %d,Engineer,02 Jan 2024\n", i, i,
                    i, i % 7);
}

FlowBench flow_bench_new(void)
{
    FlowBench bench = {.scene = scene_new()};
    bench.counts_path = str_format("%s/../rapport-counts-%d", bench.scene.folder, getpid());
    int fd = open(bench.counts_path, O_CREAT | O_RDWR | O_CLOEXEC, 0600);
    assert_true(fd >= 0 && ftruncate(fd, (off_t)sizeof bench.found) == 0);
    bench.counts = mmap(NULL, sizeof bench.found, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    assert_ptr_not_equal(bench.counts, MAP_FAILED);
    close(fd);
    make_files(&bench);
    return bench;
}

void flow_bench_free(FlowBench *bench)
{
    munmap(bench->counts, sizeof bench->found);
    unlink(bench->counts_path);
    free(bench->counts_path);
    free(bench->before);
    free(bench->after);
    str_clear(&bench->db);
    str_clear(&bench->old);
    str_clear(&bench->csv);
    str_clear(&bench->made);
    scene_free(&bench->scene);
}
