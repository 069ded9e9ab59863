// SPDX-License-Identifier: MIT
// An upgrade whose process is killed, or whose power goes, at every operation: the file is of the old schema
// or of a step that was finished, never between, the copy made before is whole or not there, and the next
// start ends it.
#include "store/upgrades.h"

#include <sys/wait.h>

#include "support/fault_counts.h"
#include "support/shim_vfs.h"

enum { POINTS = 90, SEEDS = 4 };

typedef struct Bench {
    char *folder, *original, *db;
    Upgrades upgrades;
    char *dumps[UPGRADES_TO + 1]; // by version
    Shim *shim;
} Bench;

static bool upgrade(const Bench *bench, int version)
{
    Store *store = NULL;
    Error err = {0};
    StoreSchema schema = bench->upgrades.schema;
    schema.version = version;
    StoreOptions options = {.path = bench->db,
                            .create = true,
                            .clock = fixture_clock(),
                            .ids = id_source_seeded(3),
                            .schema = &schema};
    bool fine = store_open(&options, &store, &err);
    store_close(store);
    return fine;
}

static void fresh_copy(const Bench *bench)
{
    char *command = str_format("rm -rf '%s/now' && mkdir '%s/now' && cp '%s' '%s'", bench->folder,
                               bench->folder, bench->original, bench->db);
    assert_int_equal(system(command), 0);
    free(command);
}

static void bench_open(Bench *bench)
{
    *bench = (Bench){.folder = fixture_folder()};
    bench->original = str_format("%s/old.db", bench->folder);
    bench->db = str_format("%s/now/people.db", bench->folder);
    upgrades_open(&bench->upgrades);
    upgrades_old(&bench->upgrades, 1, bench->original);
    for (int version = 1; version <= UPGRADES_TO; version++) {
        fresh_copy(bench);
        assert_true(upgrade(bench, version));
        bench->dumps[version] = upgrades_dump(bench->db);
    }
    bench->shim = shim_install();
}

static void bench_close(Bench *bench)
{
    for (int version = 1; version <= UPGRADES_TO; version++)
        free(bench->dumps[version]);
    upgrades_close(&bench->upgrades);
    fixture_remove(bench->folder);
    free(bench->original);
    free(bench->db);
}

static long operations_of(Bench *bench)
{
    fresh_copy(bench);
    shim_arm(bench->shim, SHIM_COUNT, 0, 0, false);
    assert_true(upgrade(bench, UPGRADES_TO));
    long operations = shim_operations(bench->shim);
    shim_disarm(bench->shim);
    return operations;
}

// The child ends at the operation, and loses by the seed what was not synced.
static void cut(Bench *bench, long at, int seed)
{
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        shim_arm(bench->shim, SHIM_CUT, at, (uint64_t)seed, false);
        _exit(upgrade(bench, UPGRADES_TO) ? 0 : 1);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    if (!WIFEXITED(status) || (WEXITSTATUS(status) != SHIM_CUT_EXIT && WEXITSTATUS(status) != 0))
        fail_msg("cut at %ld: the upgrade ended with status %d", at, status);
}

static void judge(Bench *bench, long at, int seed, long versions[UPGRADES_TO + 1])
{
    int version = upgrades_version(bench->db);
    if (version < 1 || version > UPGRADES_TO)
        fail_msg("cut at %ld, seed %d: version %d", at, seed, version);
    char *dump = upgrades_dump(bench->db);
    if (strcmp(dump, bench->dumps[version]) != 0)
        fail_msg("cut at %ld, seed %d: neither old nor new at version %d", at, seed, version);
    char *copy = str_format("%s/now/backups/people-before-schema-2.db", bench->folder);
    Error err = {0};
    if (file_exists(copy) && !store_verify_file(copy, &err))
        fail_msg("cut at %ld, seed %d: half a copy: %s", at, seed, err.message);
    if (version > 1 && !file_exists(copy))
        fail_msg("cut at %ld, seed %d: upgraded without a copy", at, seed);
    free(copy);
    free(dump);
    versions[version]++;
    assert_true(upgrade(bench, UPGRADES_TO));
    dump = upgrades_dump(bench->db);
    assert_string_equal(dump, bench->dumps[UPGRADES_TO]);
    free(dump);
}

static void test_power_goes_while_upgrading(void **state)
{
    (void)state;
    Bench bench;
    long cuts = 0, versions[UPGRADES_TO + 1] = {0};
    bench_open(&bench);
    long operations = operations_of(&bench), seeds = fault_count(1, SEEDS);
    for (int seed = 0; seed < seeds; seed++)
        for (long at = 1; at <= operations; at += fault_stride(operations, POINTS), cuts++) {
            fresh_copy(&bench);
            cut(&bench, at, seed);
            judge(&bench, at, seed, versions);
        }
    long between = 0;
    for (int version = 2; version < UPGRADES_TO; version++) {
        assert_true(versions[version] > 0);
        between += versions[version];
    }
    assert_true(versions[1] > 0 && versions[UPGRADES_TO] > 0);
    fault_report(cuts, "cuts of an upgrade", "%ld old, %ld half-way, %ld new, none between", versions[1],
                 between, versions[UPGRADES_TO]);
    bench_close(&bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_power_goes_while_upgrading)};
    return cmocka_run_group_tests_name("fault/upgrade", tests, NULL, NULL);
}
