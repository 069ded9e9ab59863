// SPDX-License-Identifier: MIT
// Undo, whatever was done: random deeds on a file, taken back one by one and done again, with restarts and
// with two programs at once. What a person entered must be exactly what it was, row by row, ids included, and
// all that is derived must fit it.
#include "support/check.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "rapport/base/mem.h"
#include "support/place.h"
#include "support/random.h"
#include "support/rounds.h"
#include "support/world.h"

enum {
    STEPS_MAX = 24,
    ROUNDS = 20,
    ROUNDS_DAILY = 3,
    ROUNDS_MOST = 200,
    DUET_ROUNDS_DAILY = 8,
    DUET_STEPS = 14
};

typedef struct Bench {
    char *folder, *path;
    App *app;
    Random random;
    int restarts;
    Str story; // what was done, for the message
} Bench;

// The detail may be on the heap: the run ends here.
static void fail_with_story(Bench *bench, const char *what, const char *detail)
{
    print_message("# %s: %s\n# after:%s\n", what, detail, str_get(&bench->story));
    fail_msg("%s", what);
}

static App *open_at(Bench *bench)
{
    Error err = {0};
    App *app = NULL;
    bench->restarts++;
    if (!world_open(bench->path, NULL, random_next(&bench->random), bench->restarts * 7, &app, &err))
        fail_msg("%s", err.message);
    return app;
}

static Bench bench_start(uint64_t seed)
{
    Bench bench = {.folder = str_format("%s/rapport-undo-XXXXXX", place_on_disk()),
                   .random = random_start(seed)};
    Error err = {0};
    assert_non_null(mkdtemp(bench.folder));
    bench.path = str_format("%s/people.db", bench.folder);
    bench.app = open_at(&bench);
    assert_true(world_people(bench.app, &err));
    return bench;
}

static void bench_end(Bench *bench)
{
    static const char *const tails[] = {"", "-wal", "-shm"};
    app_close(bench->app);
    for (size_t i = 0; i < COUNT(tails); i++) {
        char *name = str_format("%s%s", bench->path, tails[i]);
        unlink(name);
        free(name);
    }
    rmdir(bench->folder);
    free(bench->folder);
    free(bench->path);
    str_clear(&bench->story);
}

static char *dump(Bench *bench)
{
    char *text = world_dump(bench->path);
    assert_non_null(text);
    return text;
}

static void expect_sound(Bench *bench, App *app)
{
    char *findings = world_findings(app);
    if (*findings != '\0')
        fail_with_story(bench, "the check finds something", findings);
    free(findings);
}

// The dump must be as expected; takes and frees neither.
static void expect_same(Bench *bench, const char *expected, const char *what)
{
    char *now = dump(bench);
    if (strcmp(expected, now) != 0)
        fail_with_story(bench, what, world_difference(expected, now));
    free(now);
}

static int64_t newest_step(App *app)
{
    JournalStep step = {0};
    return store_history(app->store, 0, &step, 0, 1) == 1 ? step.id : 0;
}

// A random deed. True when it changed what the person entered; then, and only then, it is a step.
static bool act(Bench *bench, App *app, char **now)
{
    size_t count;
    const Deed *deeds = world_deeds(&count), *deed = &deeds[random_below(&bench->random, count)];
    Error err = {0};
    int64_t newest = newest_step(app);
    bool done = deed->run(app, &bench->random, &err);
    char *after = dump(bench);
    bool changed = strcmp(*now, after) != 0, stepped = newest_step(app) != newest;
    str_appendf(&bench->story, " %s%s", deed->name, done ? "" : "(refused)");
    if (!done && err.message[0] == '\0')
        fail_with_story(bench, "refused without a word", deed->name);
    if (changed && !done)
        fail_with_story(bench, "refused, but changed something", world_difference(*now, after));
    if (changed != stepped)
        fail_with_story(bench, "changes and steps do not agree", world_difference(*now, after));
    free(*now);
    *now = after;
    return changed;
}

static void travel(Bench *bench, bool undo, bool mine)
{
    JournalStep step = {0};
    Error err = {0};
    if (!(undo ? app_undo(bench->app, mine, &step, &err) : app_redo(bench->app, mine, &step, &err)))
        fail_with_story(bench, undo ? "undo refused" : "redo refused", err.message);
}

static void restart(Bench *bench)
{
    app_close(bench->app);
    bench->app = open_at(bench);
}

// Deeds; then all the way back, forth, and half back, each stop compared with how it was there.
static void there_and_back(Bench *bench)
{
    char *stops[STEPS_MAX + 1];
    size_t steps = 0;
    char *now = dump(bench);
    stops[0] = mem_strdup(now);
    for (size_t i = 0; i < STEPS_MAX; i++) {
        if (act(bench, bench->app, &now))
            stops[++steps] = mem_strdup(now);
        if (random_below(&bench->random, 8) == 0)
            restart(bench);
    }
    free(now);
    expect_sound(bench, bench->app);
    for (size_t i = steps; i-- > 0;) {
        travel(bench, true, false);
        expect_same(bench, stops[i], "undo brought back something else");
        if (random_below(&bench->random, 8) == 0)
            restart(bench);
    }
    expect_sound(bench, bench->app);
    for (size_t i = 0; i < steps; i++) {
        travel(bench, false, false);
        expect_same(bench, stops[i + 1], "redo made something else");
    }
    expect_sound(bench, bench->app);
    size_t half = random_below(&bench->random, steps + 1);
    for (size_t i = steps; i-- > half;) {
        travel(bench, true, false);
        expect_same(bench, stops[i], "the second undo brought back something else");
    }
    expect_sound(bench, bench->app);
    for (size_t i = 0; i <= steps; i++)
        free(stops[i]);
}

static void test_there_and_back(void **state)
{
    (void)state;
    Bench bench = bench_start(20261124);
    for (int i = 0; i < test_rounds(ROUNDS_DAILY, ROUNDS); i++) {
        str_truncate(&bench.story, 0);
        there_and_back(&bench);
    }
    bench_end(&bench);
}

// After a new step there is nothing to redo.
static void test_new_step_closes_redo(void **state)
{
    (void)state;
    Bench bench = bench_start(5);
    Error err = {0};
    JournalStep step;
    travel(&bench, true, true);
    assert_true(world_deed("followup")->run(bench.app, &bench.random, &err));
    char *before = dump(&bench);
    assert_false(app_redo(bench.app, false, &step, &err));
    assert_int_equal(err.kind, ERROR_NOT_FOUND);
    expect_same(&bench, before, "a redo that had nothing to do changed something");
    free(before);
    bench_end(&bench);
}

// ---- two programs on one file

// Undo of this instance's last step: complete (so that redo brings all of it again), or refused and nothing
// changed.
static void undo_or_refuse(Bench *bench, App *app, bool mine, size_t *refused)
{
    Error err = {0};
    JournalStep step = {0};
    char *before = dump(bench);
    bool done = app_undo(app, mine, &step, &err);
    str_appendf(&bench->story, " %s:undo(%s%s%s)", app == bench->app ? "A" : "B", step.what, done ? "" : ": ",
                done ? "" : err.message);
    if (done) {
        expect_sound(bench, app);
        if (!app_redo(app, mine, &step, &err))
            fail_with_story(bench, "what was undone is not redone", err.message);
        expect_same(bench, before, "undo and redo together changed something");
        expect_sound(bench, app);
        assert_true(app_undo(app, mine, &step, &err));
    } else {
        *refused += err.kind == ERROR_CONFLICT;
        assert_true(err.kind == ERROR_CONFLICT || err.kind == ERROR_NOT_FOUND);
        expect_same(bench, before, "a refused undo changed something");
    }
    free(before);
}

static void duet(Bench *bench, App *other, size_t *refused)
{
    char *now = dump(bench);
    for (int i = 0; i < DUET_STEPS; i++) {
        App *who = random_below(&bench->random, 2) == 0 ? bench->app : other;
        str_append(&bench->story, who == bench->app ? " A:" : " B:");
        act(bench, who, &now);
        if (random_below(&bench->random, 3) == 0) {
            App *undoer = random_below(&bench->random, 2) == 0 ? bench->app : other;
            undo_or_refuse(bench, undoer, random_below(&bench->random, 4) != 0, refused);
            free(now);
            now = dump(bench);
        }
    }
    free(now);
    expect_sound(bench, bench->app);
}

static void test_two_programs(void **state)
{
    (void)state;
    Bench bench = bench_start(77);
    App *other = open_at(&bench);
    size_t refused = 0;
    for (int i = 0; i < test_rounds(DUET_ROUNDS_DAILY, ROUNDS) || (refused == 0 && i < ROUNDS_MOST); i++) {
        str_truncate(&bench.story, 0);
        duet(&bench, other, &refused);
    }
    print_message("# undo refused %zu times\n", refused);
    assert_true(refused > 0); // else nothing was tried
    app_close(other);
    bench_end(&bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_there_and_back),
        cmocka_unit_test(test_new_step_closes_redo),
        cmocka_unit_test(test_two_programs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
