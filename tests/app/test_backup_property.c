// SPDX-License-Identifier: MIT
// Any backup restored is a state that really was: one process does random deeds and writes down what the
// database was after each; another makes copies meanwhile, stopping in the middle of each until something was
// committed. What a copy gives back must be one of these states, sound and to the letter.
#include "support/check.h"

#include <signal.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "rapport/app/backups.h"
#include "rapport/base/civil.h"
#include "support/fixture.h"
#include "support/random.h"
#include "support/rounds.h"
#include "support/world.h"

enum { STATES = 4000, BACKUPS_DAILY = 12, BACKUPS_ALL = 150, KEPT = 4096 };

// What the writer tells, in memory that both see.
typedef struct Told {
    volatile size_t count;
    uint64_t states[STATES];
} Told;

typedef struct Bench {
    char *folder, *path, *restored;
    Told *told;
    int committed; // a byte for each commit is read here; closed when the writer ends
    pid_t writer;
    Random random;
} Bench;

static uint64_t hash_of(const char *path)
{
    uint64_t hash = 14695981039346656037u;
    char *dump = world_dump(path);
    assert_non_null(dump);
    for (const char *at = dump; *at != '\0'; at++)
        hash = (hash ^ (unsigned char)*at) * 1099511628211u;
    free(dump);
    return hash;
}

static void note_state(Bench *bench)
{
    if (bench->told->count < STATES)
        bench->told->states[bench->told->count++] = hash_of(bench->path);
}

// Large enough that a copy takes several steps.
static void fill(const char *path)
{
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(
        sqlite3_exec(db,
                     "WITH n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 5)"
                     " INSERT INTO column_map SELECT 'filler ' || i, hex(randomblob(600000)) FROM n",
                     NULL, NULL, NULL),
        SQLITE_OK);
    sqlite3_close(db);
}

static _Noreturn void write_forever(Bench *bench, int out)
{
    size_t count;
    const Deed *deeds = world_deeds(&count);
    App *app = NULL;
    Error err = {0};
    if (!world_open(bench->path, NULL, 77, 9, &app, &err))
        _exit(1);
    while (bench->told->count < STATES) {
        Error refused = {0};
        deeds[random_below(&bench->random, count)].run(app, &bench->random, &refused);
        note_state(bench);
        if (write(out, "", 1) != 1)
            break; // the other has seen enough
    }
    app_close(app);
    _exit(0);
}

static void bench_open(Bench *bench)
{
    App *app = NULL;
    int ends[2];
    *bench = (Bench){.folder = fixture_folder(), .random = random_start(20261124)};
    bench->path = str_format("%s/people.db", bench->folder);
    bench->restored = str_format("%s/restored.db", bench->folder);
    bench->told = mmap(NULL, sizeof *bench->told, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert_true(bench->told != MAP_FAILED);
    FINE(world_open(bench->path, NULL, 5, 0, &app, err));
    FINE(world_people(app, err));
    app_close(app);
    fill(bench->path);
    note_state(bench);
    assert_int_equal(pipe(ends), 0);
    fflush(NULL);
    bench->writer = fork();
    if (bench->writer == 0) {
        close(ends[0]);
        signal(SIGPIPE, SIG_IGN);
        write_forever(bench, ends[1]);
    }
    close(ends[1]);
    bench->committed = ends[0];
}

static void bench_close(Bench *bench)
{
    int status;
    close(bench->committed);
    assert_int_equal(waitpid(bench->writer, &status, 0), bench->writer);
    assert_int_equal(status, 0);
    munmap(bench->told, sizeof *bench->told);
    fixture_remove(bench->folder);
    free(bench->path);
    free(bench->restored);
}

static bool wait_for_commit(void *self, int64_t done, int64_t total)
{
    Bench *bench = self;
    size_t seen = bench->told->count;
    bool told = true;
    (void)done;
    (void)total;
    for (char byte; told && bench->told->count == seen;)
        told = read(bench->committed, &byte, 1) == 1;
    return told;
}

static void expect_known(Bench *bench, const char *copy, size_t before)
{
    char kept[KEPT];
    App *app = NULL;
    FINE(store_restore(copy, bench->restored, civil_day(2026, 11, 24), kept, sizeof kept, err));
    uint64_t state = hash_of(bench->restored);
    size_t at = bench->told->count; // the newest of equal ones: some deeds change nothing
    while (at > 0 && bench->told->states[at - 1] != state)
        at--;
    if (at == 0)
        fail_msg("%s: never was (%zu states, %zu when it began)", copy, bench->told->count, before);
    if (at < before)
        fail_msg("%s: is state %zu, older than what was there when it began (%zu)", copy, at, before);
    FINE(world_open(bench->restored, NULL, 5, 0, &app, err));
    char *findings = world_findings(app);
    assert_string_equal(findings, "");
    free(findings);
    app_close(app);
    unlink(bench->restored);
}

static void test_copies_while_another_writes(void **state)
{
    (void)state;
    Bench bench;
    bench_open(&bench);
    int rounds = test_rounds(BACKUPS_DAILY, BACKUPS_ALL);
    for (int i = 0; i < rounds; i++) {
        App *app = NULL;
        BackupWatch watch = {wait_for_commit, &bench};
        char *copy = str_format("%s/copy-%d.db", bench.folder, i);
        size_t before = bench.told->count;
        FINE(world_open(bench.path, NULL, 6, 9, &app, err));
        FINE(store_backup_watched(app->store, copy, &watch, err));
        app_close(app);
        expect_known(&bench, copy, before);
        unlink(copy);
        free(copy);
    }
    bench_close(&bench);
}

// One program: the copy is of the very moment, and a copy is not disturbed by what comes later.
static void test_copies_between_deeds(void **state)
{
    (void)state;
    char *folder = fixture_folder(), *path = str_format("%s/people.db", folder);
    char *restored = str_format("%s/restored.db", folder), kept[KEPT];
    size_t count;
    const Deed *deeds = world_deeds(&count);
    Random random = random_start(4);
    App *app = NULL;
    FINE(world_open(path, NULL, 5, 0, &app, err));
    FINE(world_people(app, err));
    for (int i = 0, rounds = test_rounds(10, 120); i < rounds; i++) {
        Error refused = {0};
        for (size_t k = random_below(&random, 4); k > 0; k--)
            deeds[random_below(&random, count)].run(app, &random, &refused);
        char *copy = str_format("%s/copy-%d.db", folder, i);
        FINE(store_backup(app->store, copy, err));
        char *then = world_dump(path);
        for (size_t k = random_below(&random, 3); k > 0; k--)
            deeds[random_below(&random, count)].run(app, &random, &refused);
        FINE(store_restore(copy, restored, civil_day(2026, 11, 24), kept, sizeof kept, err));
        char *back = world_dump(restored);
        if (strcmp(then, back) != 0)
            fail_msg("copy %d: %s", i, world_difference(then, back));
        free(then);
        free(back);
        free(copy);
        unlink(restored);
    }
    app_close(app);
    free(restored);
    free(path);
    fixture_remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_copies_while_another_writes),
        cmocka_unit_test(test_copies_between_deeds),
    };
    return cmocka_run_group_tests_name("app/backup_property", tests, NULL, NULL);
}
