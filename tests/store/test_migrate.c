// SPDX-License-Identifier: MIT
// Upgrades: a file of schema 1 ends as a fresh one would be, with every row; what goes wrong leaves it as it
// was. tests/fault/test_upgrade.c takes the power away at every operation of one.
#include "upgrades.h"

#include "rapport/store/backups.h"
#include "rapport/store/search.h"

typedef struct Place {
    char *folder, *db, *backup;
    Upgrades upgrades;
    Str told;
} Place;

static int set_up(void **state)
{
    Place *place = mem_alloc(sizeof *place);
    place->folder = fixture_folder();
    place->db = str_format("%s/people.db", place->folder);
    place->backup = str_format("%s/backups/people-before-schema-2.db", place->folder);
    upgrades_open(&place->upgrades);
    upgrades_old(&place->upgrades, 1, place->db);
    *state = place;
    return 0;
}

static int tear_down(void **state)
{
    Place *place = *state;
    upgrades_close(&place->upgrades);
    fixture_remove(place->folder);
    free(place->db);
    free(place->backup);
    str_clear(&place->told);
    free(place);
    return 0;
}

static void hear(void *self, const char *what)
{
    str_appendf(self, "%s\n", what);
}

static bool open_with(Place *place, const StoreSchema *schema, bool read_only, Store **store, Error *err)
{
    StoreOptions options = {.path = place->db,
                            .create = true,
                            .read_only = read_only,
                            .clock = fixture_clock(),
                            .ids = id_source_random(),
                            .schema = schema,
                            .progress = hear,
                            .progress_self = &place->told};
    return store_open(&options, store, err);
}

static Store *open_fine(Place *place, const StoreSchema *schema)
{
    Store *store = NULL;
    FINE(open_with(place, schema, false, &store, err));
    return store;
}

static void keep_finding(void *self, const char *finding)
{
    str_appendf(self, "%s\n", finding);
}

static void expect_sound(Store *store)
{
    Str text = STR_INIT;
    Error err = {0};
    if (store_check(store, keep_finding, &text, &err) != 0)
        fail_msg("%s%s", str_get(&text), err.message);
    str_clear(&text);
}

static void edit(Store *store, const char *what)
{
    FINE(store_begin(store, what, err));
    fixture_sql(store, "UPDATE contact SET about = 'edited' WHERE id = 1");
    FINE(store_commit(store, err));
}

// The program's own steps, as many as there are by now: every old file ends as a fresh one.
static void test_shipped_schema(void **state)
{
    Place *place = *state;
    for (int version = 1; version <= UPGRADES_OLD; version++) {
        unlink(place->db);
        upgrades_old(&place->upgrades, version, place->db);
        Store *store = open_fine(place, NULL);
        assert_int_equal(fixture_int(store, "SELECT count(*) FROM contact"), 25);
        assert_int_equal(fixture_int(store, "PRAGMA user_version"), STORE_SCHEMA_VERSION);
        expect_sound(store);
        store_close(store);
    }
}

static void test_upgrade(void **state)
{
    Place *place = *state;
    assert_true(store_is_outdated(place->db));
    char *before = upgrades_dump(place->db);
    Store *store = open_fine(place, &place->upgrades.schema);
    assert_string_equal(str_get(&place->told), "upgrading the database: first a backup\n"
                                               "upgrading the database: step 1 of 4\n"
                                               "upgrading the database: step 2 of 4\n"
                                               "upgrading the database: step 3 of 4\n"
                                               "upgrading the database: step 4 of 4\n");
    assert_int_equal(upgrades_schema_hash(store), place->upgrades.hashes[UPGRADES_TO]);
    assert_int_equal(fixture_int(store, "PRAGMA foreign_keys"), 1);
    assert_int_equal(fixture_int(store, "SELECT count(*) FROM contact WHERE pronounced = lower(name)"),
                     fixture_int(store, "SELECT count(*) FROM contact WHERE state = 'active'"));
    assert_true(fixture_int(store, "SELECT count(*) FROM place") > 0);
    expect_sound(store);
    edit(store, "edit");
    store_close(store);
    assert_false(store_is_outdated(place->db) || store_is_outdated("/nowhere/at/all"));
    FINE(store_verify_file(place->backup, err));
    char *kept = upgrades_dump(place->backup);
    assert_string_equal(before, kept);
    free(kept);
    free(before);
    str_truncate(&place->told, 0);
    store_close(open_fine(place, &place->upgrades.schema));
    assert_string_equal(str_get(&place->told), "");
}

// A new file says nothing of upgrades and needs no copy.
static void test_fresh(void **state)
{
    Place *place = *state;
    unlink(place->db);
    Store *store = open_fine(place, &place->upgrades.schema);
    assert_int_equal(upgrades_schema_hash(store), place->upgrades.hashes[UPGRADES_TO]);
    assert_int_equal(place->told.length, 0);
    assert_false(file_exists(place->backup));
    store_close(store);
}

// What was recorded fits when columns were added at the end, and not when a table was made anew.
static void test_history(void **state)
{
    Place *place = *state;
    JournalStep done;
    StoreSchema columns = place->upgrades.schema;
    columns.version = 4;
    Store *store = open_fine(place, NULL);
    edit(store, "before all");
    store_close(store);
    store = open_fine(place, &columns);
    FINE(store_undo(store, false, &done, err));
    assert_string_equal(done.what, "before all");
    FINE(store_redo(store, false, &done, err));
    store_close(store);
    store = open_fine(place, &place->upgrades.schema);
    FAILS(ERROR_NOT_FOUND, store_undo(store, false, &done, err));
    assert_int_equal(store_history(store, 0, &done, 0, 1), 1);
    assert_string_equal(done.state, "closed");
    assert_int_equal(fixture_int(store, "SELECT count(*) FROM journal_chunk"), 0);
    expect_sound(store);
    store_close(store);
}

// A step that cannot be made: the file is as it was, and the next try does not need a second copy.
static void test_failing_step(void **state)
{
    Place *place = *state;
    static const struct {
        const char *sql, *sentence;
    } cases[] = {
        {"CREATE TABLE half (x); INSERT INTO half VALUES (1); UPDATE nowhere SET x = 1;", "no such table"},
        {"DELETE FROM contact WHERE id = 1;", "has references to nothing"},
        {"CREATE TABLE half (x); SELECT 1 FROM", "incomplete input"},
    };
    char *before = upgrades_dump(place->db);
    for (size_t i = 0; i < COUNT(cases); i++) {
        EmbeddedFile files[2] = {place->upgrades.files[0], {"0002", cases[i].sql, strlen(cases[i].sql)}};
        StoreSchema schema = {files, place->upgrades.hashes, 2};
        Store *store = NULL;
        Error why = {0};
        assert_false(open_with(place, &schema, false, &store, &why));
        if (why.kind != ERROR_DATABASE || strstr(why.message, cases[i].sentence) == NULL ||
            !str_starts(why.message, "upgrading the database: "))
            fail_msg("%s: %s", cases[i].sql, why.message);
        char *after = upgrades_dump(place->db);
        assert_string_equal(before, after);
        free(after);
    }
    BackupFiles files = {0};
    backups_list(place->db, NULL, &files);
    assert_int_equal(files.count, 1);
    backups_clear(&files);
    free(before);
}

static void test_newer(void **state)
{
    Place *place = *state;
    store_close(open_fine(place, &place->upgrades.schema));
    Store *store = open_fine(place, NULL);
    assert_true(store_read_only(store));
    assert_int_equal(store_contact_count(store), 24); // one is me, or in the trash
    FAILS(ERROR_DATABASE, store_begin(store, "edit", err));
    store_close(store);
    assert_int_equal(upgrades_version(place->db), UPGRADES_TO);
}

// Another program upgrades the file while this one has it open.
static void test_upgraded_meanwhile(void **state)
{
    Place *place = *state;
    Store *old = open_fine(place, NULL);
    edit(old, "still mine");
    store_close(open_fine(place, &place->upgrades.schema));
    FAILS(ERROR_DATABASE, store_begin(old, "no longer", err));
    assert_true(store_read_only(old));
    store_close(old);
}

static void test_reader_of_an_old_file(void **state)
{
    Place *place = *state;
    Store *store = NULL;
    FINE(open_with(place, &place->upgrades.schema, true, &store, err));
    assert_true(store_read_only(store));
    assert_int_equal(fixture_int(store, "SELECT count(*) FROM contact WHERE pronounced IS NOT NULL") > 0, 1);
    store_close(store);
    FINE(store_verify_file(place->backup, err));
}

int main(void)
{
#define ON_FILES(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        ON_FILES(test_shipped_schema),
        ON_FILES(test_upgrade),
        ON_FILES(test_fresh),
        ON_FILES(test_history),
        ON_FILES(test_failing_step),
        ON_FILES(test_newer),
        ON_FILES(test_upgraded_meanwhile),
        ON_FILES(test_reader_of_an_old_file),
    };
    return cmocka_run_group_tests_name("store/migrate", tests, NULL, NULL);
}
