// SPDX-License-Identifier: MIT
// Which files are opened and which are not: files of others, links, other programs' databases, damaged and
// hostile ones. Refusing means one sentence with the name, and not a byte changed.
#include "fixture.h"

#include <sys/stat.h>

#include "rapport/base/file.h"

typedef struct Place {
    char *folder, *path;
} Place;

static Place place_new(void)
{
    Place place = {.folder = fixture_folder()};
    place.path = str_format("%s/people.db", place.folder);
    return place;
}

static void place_remove(Place *place)
{
    free(place->path);
    fixture_remove(place->folder);
}

static bool try_open(const char *path, bool create, Store **store, Error *err)
{
    StoreOptions options = {
        .path = path, .create = create, .clock = fixture_clock(), .ids = id_source_seeded(7)};
    *store = NULL;
    return store_open(&options, store, err);
}

static void make_database(const Place *place)
{
    Store *store = fixture_open(place->path);
    FINE(store_begin(store, "add", err));
    fixture_person(store, "Maya Lindqvist", "Kestrel", true);
    FINE(store_commit(store, err));
    store_close(store);
}

static Str bytes_of(const char *path)
{
    Str bytes = STR_INIT;
    FINE(file_read(path, 64 << 20, &bytes, err));
    return bytes;
}

// Refused with a sentence that names the file, and untouched.
static void expect_refused(const char *path, const char *what)
{
    Store *store;
    Error why = {0};
    Str before = bytes_of(path);
    if (try_open(path, true, &store, &why))
        fail_msg("%s: was opened", what);
    if (error_exit_code(why.kind) != 4 || strstr(why.message, "rapport-test") == NULL)
        fail_msg("%s: says \"%s\"", what, why.message);
    Str after = bytes_of(path);
    if (before.length != after.length || memcmp(str_get(&before), str_get(&after), before.length) != 0)
        fail_msg("%s: was changed", what);
    str_clear(&before);
    str_clear(&after);
}

static void run_sql(const char *path, const char *sql)
{
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
    char *message = NULL;
    if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK)
        fail_msg("%s: %s", sql, message);
    // As one file in rollback mode, so that its bytes can be compared.
    assert_int_equal(sqlite3_exec(db, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

static void test_new_file_is_private(void **state)
{
    (void)state;
    Place place = place_new();
    char *deep = str_format("%s/a/b/people.db", place.folder), *folder = str_format("%s/a", place.folder);
    Store *store;
    Error why = {0};
    struct stat info;
    mode_t old = umask(0);
    assert_false(try_open(deep, false, &store, &why)); // not without being asked
    assert_true(try_open(deep, true, &store, &why));
    umask(old);
    assert_int_equal(stat(folder, &info), 0);
    assert_int_equal(info.st_mode & 0777, 0700);
    const char *const tails[] = {"", "-wal", "-shm"};
    for (size_t i = 0; i < COUNT(tails); i++) {
        char *name = str_format("%s%s", deep, tails[i]);
        if (stat(name, &info) == 0)
            assert_int_equal(info.st_mode & 0777, 0600);
        free(name);
    }
    store_close(store);
    free(deep);
    free(folder);
    place_remove(&place);
}

static void test_hostile_schemas(void **state)
{
    (void)state;
    static const struct {
        const char *what, *sql;
    } cases[] = {
        {"a view that loads code", "CREATE VIEW evil AS SELECT load_extension('/tmp/evil.so')"},
        {"a view in place of a table",
         "PRAGMA foreign_keys = OFF; DROP TABLE setting;"
         "CREATE VIEW setting AS SELECT 'a' AS name, writefile('/tmp/x', 'y') AS value"},
        {"a trigger of others", "CREATE TRIGGER evil AFTER INSERT ON contact BEGIN DELETE FROM journal; END"},
        {"an index of others", "CREATE INDEX evil ON contact (upper(name))"},
        {"a changed column", "ALTER TABLE hook ADD COLUMN evil TEXT"},
        {"a table that is gone", "DROP TABLE purged"},
        {"a virtual table of others", "CREATE VIRTUAL TABLE evil USING fts5 (x)"},
        {"another program's database", "PRAGMA application_id = 1234"},
        {"another program's database without tables of ours", "PRAGMA application_id = 0"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Place place = place_new();
        make_database(&place);
        run_sql(place.path, cases[i].sql);
        // The connection turns on WAL before it can look inside: only then the header may say so.
        Store *store;
        Error why = {0};
        if (try_open(place.path, true, &store, &why))
            fail_msg("%s: was opened", cases[i].what);
        assert_int_equal(error_exit_code(why.kind), 4);
        assert_non_null(strstr(why.message, "people.db"));
        place_remove(&place);
    }
}

static void test_damaged_files(void **state)
{
    (void)state;
    Place place = place_new();
    make_database(&place);
    run_sql(place.path, "VACUUM");
    Str whole = bytes_of(place.path);
    static const char garbage[] =
        "This is a letter and not a database. It goes on for a while, and then it ends.\n";
    FINE(file_write(place.path, garbage, sizeof garbage - 1, FILE_REPLACE, err));
    expect_refused(place.path, "a letter");
    Str noise = STR_INIT;
    for (size_t i = 0; i < whole.length; i++)
        str_push(&noise, (char)(i < 100 ? whole.data[i] : (char)(i * 37 + i / 251)));
    FINE(file_write(place.path, noise.data, noise.length, FILE_REPLACE, err));
    Store *store;
    Error why = {0};
    assert_false(try_open(place.path, true, &store, &why));
    assert_int_equal(why.kind, ERROR_DAMAGED);
    assert_true(strlen(why.message) > 0);
    // Cut off anywhere: refused, or opened and the check says so. Never a crash.
    for (size_t length = 1; length < whole.length; length += whole.length / 23) {
        FINE(file_write(place.path, whole.data, length, FILE_REPLACE, err));
        if (!try_open(place.path, true, &store, &why)) {
            assert_true(strlen(why.message) > 0);
            continue;
        }
        Error check = {0};
        if (store_check(store, NULL, NULL, &check) == 0)
            fail_msg("cut off at %zu of %zu: opened, and nothing found", length, whole.length);
        store_close(store);
    }
    str_clear(&noise);
    str_clear(&whole);
    place_remove(&place);
}

static void test_files_of_others(void **state)
{
    (void)state;
    Place place = place_new();
    make_database(&place);
    char *link = str_format("%s/people.db.link", place.folder);
    Store *store;
    Error why = {0};
    assert_int_equal(symlink(place.path, link), 0);
    assert_false(try_open(link, true, &store, &why));
    assert_non_null(strstr(why.message, "symbolic link"));
    assert_int_equal(unlink(link), 0);
    assert_int_equal(symlink("/nonexistent/target", link), 0);
    assert_false(try_open(link, true, &store, &why)); // nor made through one
    assert_int_equal(unlink(link), 0);
    assert_int_equal(mkfifo(link, 0600), 0);
    assert_false(try_open(link, true, &store, &why)); // and does not wait for it
    assert_int_equal(unlink(link), 0);
    assert_false(try_open(place.folder, true, &store, &why));
    free(link);

    static const mode_t modes[] = {0620, 0602, 0666};
    for (size_t i = 0; i < COUNT(modes); i++) {
        assert_int_equal(chmod(place.path, modes[i]), 0);
        expect_refused(place.path, "a file that others can write");
    }
    assert_int_equal(chmod(place.path, 0600), 0);
    assert_int_equal(chmod(place.folder, 0777), 0);
    expect_refused(place.path, "a folder that others can write");
    assert_int_equal(chmod(place.folder, 0700), 0);
    if (geteuid() == 0) {
        assert_int_equal(chown(place.path, 12345, (gid_t)-1), 0);
        expect_refused(place.path, "another user's file");
        assert_int_equal(chown(place.path, 0, (gid_t)-1), 0);
    }
    assert_true(try_open(place.path, false, &store, &why));
    store_close(store);
    place_remove(&place);
}

// The folder may be reached through links, as /home often is.
static void test_link_in_the_folder(void **state)
{
    (void)state;
    Place place = place_new();
    make_database(&place);
    char *link = str_format("%s.link", place.folder), *path = str_format("%s/people.db", link);
    Store *store;
    Error why = {0};
    assert_int_equal(symlink(place.folder, link), 0);
    assert_true(try_open(path, false, &store, &why));
    assert_string_equal(store_path(store), place.path);
    store_close(store);
    unlink(link);
    free(path);
    free(link);
    place_remove(&place);
}

// A file that goes away under an open store takes no more writes; put back, it does.
static void test_moved_while_open(void **state)
{
    (void)state;
    Place place = place_new();
    make_database(&place);
    Store *store;
    Error why = {0};
    char *aside = str_format("%s.aside", place.path);
    if (!try_open(place.path, false, &store, &why))
        fail_msg("%s", why.message);
    assert_int_equal(rename(place.path, aside), 0);
    assert_false(store_begin(store, "add", &why));
    assert_int_equal(error_exit_code(why.kind), 4);
    assert_non_null(strstr(why.message, "was moved or removed"));
    assert_int_equal(rename(aside, place.path), 0);
    FINE(store_begin(store, "add", err));
    store_rollback(store);
    assert_int_equal(unlink(place.path), 0);
    Store *other = fixture_open(place.path); // another file of that name is not the one that is open
    store_close(other);
    assert_false(store_begin(store, "add", &why));
    store_close(store);
    free(aside);
    place_remove(&place);
}

static void test_newer_file_is_read_only(void **state)
{
    (void)state;
    Place place = place_new();
    make_database(&place);
    run_sql(place.path, "CREATE TABLE later (x); PRAGMA user_version = 999");
    Store *store;
    Error why = {0};
    assert_true(try_open(place.path, false, &store, &why));
    assert_true(store_read_only(store));
    FAILS(ERROR_DATABASE, store_begin(store, "add", err));
    Contact contact;
    contact_init(&contact);
    assert_true(store_contact_get(store, 1, true, &contact, &why)); // but it can be read
    assert_string_equal(contact.name, "Maya Lindqvist");
    contact_clear(&contact);
    store_close(store);
    place_remove(&place);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_new_file_is_private), cmocka_unit_test(test_hostile_schemas),
        cmocka_unit_test(test_damaged_files),       cmocka_unit_test(test_files_of_others),
        cmocka_unit_test(test_link_in_the_folder),  cmocka_unit_test(test_newer_file_is_read_only),
        cmocka_unit_test(test_moved_while_open),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
