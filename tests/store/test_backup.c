// SPDX-License-Identifier: MIT
// Backup, verification, restoring and checking, on real files: whole or not at all, and every damage is
// named.
#include "fixture.h"

#include <fcntl.h>
#include <sys/stat.h>

#include "rapport/base/file.h"
#include "rapport/store/search.h"

typedef struct Place {
    char *folder, *db, *backup;
} Place;

static int set_up(void **state)
{
    Place *place = mem_alloc(sizeof *place);
    place->folder = fixture_folder();
    place->db = str_format("%s/rapport.db", place->folder);
    place->backup = str_format("%s/copy.db", place->folder);
    *state = place;
    return 0;
}

static int tear_down(void **state)
{
    Place *place = *state;
    fixture_remove(place->folder);
    free(place->db);
    free(place->backup);
    free(place);
    return 0;
}

static void add(Store *store, const char *name)
{
    FINE(store_begin(store, "add", err));
    fixture_person(store, name, "Acme", true);
    FINE(store_commit(store, err));
}

static int64_t people_in(const char *path)
{
    Store *store = fixture_open(path);
    int64_t count = store_contact_count(store);
    store_close(store);
    return count;
}

static int files_in(const char *folder, const char *piece)
{
    char *command = str_format("ls -A '%s' | grep -c -- '%s'", folder, piece);
    FILE *pipe = popen(command, "r");
    int count = -1;
    assert_int_equal(fscanf(pipe, "%d", &count), 1);
    pclose(pipe);
    free(command);
    return count;
}

static void write_bytes(const char *path, long at, const char *bytes, size_t length)
{
    FILE *file = fopen(path, "r+b");
    assert_non_null(file);
    assert_int_equal(fseek(file, at, SEEK_SET), 0);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    fclose(file);
}

// ---- backup

static void test_backup(void **state)
{
    Place *place = *state;
    Store *store = fixture_open(place->db);
    add(store, "Ada Byron"); // still in the -wal
    FINE(store_backup(store, place->backup, err));
    struct stat info;
    assert_int_equal(stat(place->backup, &info), 0);
    assert_int_equal(info.st_mode & 0777, 0600);
    FINE(store_verify_file(place->backup, err));
    assert_int_equal(files_in(place->folder, "copy.db"), 1); // nothing beside it, not even after reading
    FAILS(ERROR_INPUT, store_backup(store, place->backup, err));
    add(store, "Bo Quist");
    assert_int_equal(store_contact_count(store), 2);
    assert_int_equal(people_in(place->backup), 1);
    store_close(store);
}

static void test_backup_refuses(void **state)
{
    Place *place = *state;
    Store *store = fixture_open(place->db);
    char *nowhere = str_format("%s/none/copy.db", place->folder);
    FAILS(ERROR_IO, store_backup(store, nowhere, err));
    assert_int_equal(symlink("/nonexistent", place->backup), 0);
    FAILS(ERROR_INPUT, store_backup(store, place->backup, err));
    unlink(place->backup);
    FINE(store_begin(store, "add", err));
    FAILS(ERROR_DATABASE, store_backup(store, place->backup, err));
    store_rollback(store);
    assert_int_equal(files_in(place->folder, "copy"), 0);
    free(nowhere);
    store_close(store);
}

// ---- verify

static void test_verify(void **state)
{
    Place *place = *state;
    Store *store = fixture_open(place->db);
    FINE(store_backup(store, place->backup, err));
    store_close(store);
    char *other = str_format("%s/other.db", place->folder);
    FAILS(ERROR_INPUT, store_verify_file(other, err));
    FAILS(ERROR_INPUT, store_verify_file(place->folder, err));
    FINE(file_write(other, "these are no tables", 19, FILE_KEEP, err));
    FAILS(ERROR_DATABASE, store_verify_file(other, err));
    unlink(other);
    FINE(file_write(other, "", 0, FILE_KEEP, err));
    FAILS(ERROR_DATABASE, store_verify_file(other, err));
    free(other);
}

// Each statement makes of a sound copy one that must not be restored.
static void test_verify_foreign(void **state)
{
    Place *place = *state;
    static const char *const changes[] = {
        "PRAGMA application_id = 7",
        "PRAGMA user_version = 99",
        "PRAGMA user_version = 0",
        "CREATE TABLE more (a)",
        "DROP INDEX contact_order",
        "CREATE TRIGGER evil AFTER INSERT ON contact BEGIN DELETE FROM contact; END",
        "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET rootpage = 3 WHERE name = 'tie'",
    };
    Store *store = fixture_open(place->db);
    for (size_t i = 0; i < COUNT(changes); i++) {
        FINE(store_backup(store, place->backup, err));
        sqlite3 *db = NULL;
        assert_int_equal(sqlite3_open(place->backup, &db), SQLITE_OK);
        assert_int_equal(sqlite3_exec(db, changes[i], NULL, NULL, NULL), SQLITE_OK);
        sqlite3_close(db);
        FAILS(ERROR_DATABASE, store_verify_file(place->backup, err));
        FAILS(ERROR_DATABASE,
              store_restore(place->backup, place->db, fixture_today(), (char[4096]){0}, 4096, err));
        unlink(place->backup);
    }
    store_close(store);
}

static void test_verify_damage(void **state)
{
    Place *place = *state;
    Store *store = fixture_open(place->db);
    add(store, "Ada Byron");
    int64_t page = fixture_int(store, "SELECT rootpage FROM sqlite_schema WHERE name = 'contact_order'");
    FINE(store_backup(store, place->backup, err));
    store_close(store);
    char rubbish[512];
    memset(rubbish, 0x5a, sizeof rubbish);
    write_bytes(place->backup, (long)(page - 1) * 4096, rubbish, sizeof rubbish);
    FAILS(ERROR_DATABASE, store_verify_file(place->backup, err));
}

// ---- restore

static void test_restore(void **state)
{
    Place *place = *state;
    char kept[4096];
    Store *store = fixture_open(place->db);
    add(store, "Ada Byron");
    FINE(store_backup(store, place->backup, err));
    add(store, "Bo Quist");
    store_close(store);
    FINE(store_restore(place->backup, place->db, fixture_today(), kept, sizeof kept, err));
    assert_true(str_ends(kept, "rapport.db.before-restore-1"));
    assert_int_equal(people_in(place->db), 1);
    assert_int_equal(people_in(kept), 2);
    FINE(store_restore(place->backup, place->db, fixture_today(), kept, sizeof kept, err));
    assert_true(str_ends(kept, "before-restore-2"));
    struct stat info;
    assert_int_equal(stat(place->db, &info), 0);
    assert_int_equal(info.st_mode & 0777, 0600);
    assert_int_equal(files_in(place->folder, "tmp"), 0);
}

static void test_restore_to_nothing(void **state)
{
    Place *place = *state;
    char kept[4096] = "x";
    Store *store = fixture_open(place->db);
    add(store, "Ada Byron");
    FINE(store_backup(store, place->backup, err));
    store_close(store);
    unlink(place->db);
    FINE(store_restore(place->backup, place->db, fixture_today(), kept, sizeof kept, err));
    assert_string_equal(kept, "");
    assert_int_equal(people_in(place->db), 1);
    FAILS(ERROR_INPUT, store_restore(place->db, place->db, fixture_today(), kept, sizeof kept, err));
}

static void test_restore_over_damage(void **state)
{
    Place *place = *state;
    char kept[4096];
    Store *store = fixture_open(place->db);
    add(store, "Ada Byron");
    FINE(store_backup(store, place->backup, err));
    store_close(store);
    char *wal = str_format("%s-wal", place->db);
    write_bytes(place->db, 0, "not a database at all, I am afraid.....................", 55);
    FINE(file_write(wal, "left over", 9, FILE_REPLACE, err));
    FINE(store_restore(place->backup, place->db, fixture_today(), kept, sizeof kept, err));
    assert_int_equal(people_in(place->db), 1); // the old -wal did not meet the new file
    char *kept_wal = str_format("%s-wal", kept);
    assert_true(file_exists(kept) && file_exists(kept_wal));
    free(wal);
    free(kept_wal);
}

static void test_restore_in_use(void **state)
{
    Place *place = *state;
    char kept[4096];
    Store *store = fixture_open(place->db);
    add(store, "Ada Byron");
    FINE(store_backup(store, place->backup, err));
    FAILS(ERROR_DATABASE, store_restore(place->backup, place->db, fixture_today(), kept, sizeof kept, err));
    add(store, "Bo Quist"); // unharmed
    store_close(store);
    assert_int_equal(people_in(place->db), 2);
    assert_int_equal(files_in(place->folder, "before-restore"), 0);
}

// ---- check

static void keep_finding(void *self, const char *finding)
{
    str_appendf(self, "%s\n", finding);
}

static int findings(Store *store, Str *text)
{
    Error err = {0};
    str_truncate(text, 0);
    int count = store_check(store, keep_finding, text, &err);
    if (count < 0)
        fail_msg("%s", err.message);
    return count;
}

static void test_check(void **state)
{
    (void)state;
    static const struct {
        const char *damage, *finding;
    } cases[] = {
        {"UPDATE state SET value = 9 WHERE name = 'contacts-active'",
         "counter of active contacts is off by 8"},
        {"UPDATE state SET value = 2 WHERE name = 'contacts-pool'", "in the pool is off by 2"},
        {"UPDATE state SET value = 1 WHERE name = 'contacts-trash'", "in the trash is off by 1"},
        {"UPDATE day_count SET open = 5", "wrong on 1 days"},
        {"DELETE FROM day_count", "wrong on 1 days"},
        {"DELETE FROM people", "1 contacts are missing in the search index"},
        {"UPDATE contact SET name = 'Eva'", "outdated words of 1 contacts"},
        {"INSERT INTO people (rowid, tokens) VALUES (77, 'x')", "1 people who are gone"},
        {"UPDATE contact SET next_due_day = 1", "next day of 1 contacts"},
        {"UPDATE contact SET last_out_day = NULL", "last day I wrote does not fit the history of 1"},
        {"UPDATE contact SET last_out_day = 30000", "last day I wrote does not fit the history of 1"},
        {"UPDATE contact SET last_in_day = 100", "last day they wrote does not fit the history of 1"},
        {"DELETE FROM participant", "1 interactions are with nobody"},
        {"UPDATE interaction SET text = 'other words'", "search index of notes and messages"},
        {"PRAGMA foreign_keys = OFF; UPDATE participant SET contact = 99", "refer to a missing contact"},
        {"INSERT INTO template (uid, name) VALUES (randomblob(16), 'x')", "1 templates have no text"},
        {"INSERT INTO draft (uid, created_utc) VALUES (randomblob(16), 0)", "1 drafts have no text"},
    };
    Str text = STR_INIT;
    for (size_t i = 0; i < COUNT(cases); i++) {
        Store *store = fixture_open(":memory:");
        add(store, "Ada Byron");
        fixture_sql(
            store, "INSERT INTO interaction (id, uid, at_utc, offset_min, day, kind, direction, text)"
                   " VALUES (1, randomblob(16), 0, 0, 20700, 'message', 'out', 'some words');"
                   "INSERT INTO participant VALUES (1, 1, 'to');"
                   "INSERT INTO words (rowid, subject, text) SELECT id, subject, text FROM interaction_words;"
                   "INSERT INTO followup (uid, contact, day, text, origin)"
                   " VALUES (randomblob(16), 1, 20800, 'x', 'hand');"
                   "UPDATE contact SET last_out_day = 20700, next_due_day = 20800");
        if (findings(store, &text) != 0)
            fail_msg("sound, but: %s", str_get(&text));
        fixture_sql(store, cases[i].damage);
        assert_in_range(findings(store, &text), 1, 5);
        if (strstr(str_get(&text), cases[i].finding) == NULL)
            fail_msg("%s\n does not say \"%s\" but %s", cases[i].damage, cases[i].finding, str_get(&text));
        store_close(store);
    }
    str_clear(&text);
}

static void test_check_damaged_file(void **state)
{
    Place *place = *state;
    Str text = STR_INIT;
    Store *store = fixture_open(place->db);
    add(store, "Ada Byron");
    int64_t page = fixture_int(store, "SELECT rootpage FROM sqlite_schema WHERE name = 'contact_order'");
    store_close(store);
    write_bytes(place->db, (long)page * 4096 - 200, "\x5a\x5a\x5a\x5a\x5a\x5a\x5a\x5a", 8);
    write_bytes(place->db, (long)(page - 1) * 4096 + 3, "\x00\x00", 2); // no cells: rows without an entry
    store = fixture_open(place->db);
    assert_true(findings(store, &text) > 0);
    assert_non_null(strstr(str_get(&text), "the file is damaged"));
    str_clear(&text);
    store_close(store);
}

int main(void)
{
#define ON_FILES(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        ON_FILES(test_backup),
        ON_FILES(test_backup_refuses),
        ON_FILES(test_verify),
        ON_FILES(test_verify_foreign),
        ON_FILES(test_verify_damage),
        ON_FILES(test_restore),
        ON_FILES(test_restore_to_nothing),
        ON_FILES(test_restore_over_damage),
        ON_FILES(test_restore_in_use),
        cmocka_unit_test(test_check),
        ON_FILES(test_check_damaged_file),
    };
    return cmocka_run_group_tests_name("store/backup", tests, NULL, NULL);
}
