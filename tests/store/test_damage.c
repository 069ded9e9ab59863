// SPDX-License-Identifier: MIT
// A file that is not what it was: opening says so in one sentence and changes no byte of it, and a backup
// takes its place while the damaged one is kept.
#include "fixture.h"

#include <sys/stat.h>
#include <sys/wait.h>

#include "rapport/base/file.h"
#include "rapport/store/backups.h"
#include "rapport/store/search.h"

enum { LARGEST = 64 << 20, PAGE = 4096 };

typedef struct Place {
    char *folder, *db, *wal, *backup;
} Place;

static void add(Store *store, const char *name)
{
    FINE(store_begin(store, "add", err));
    fixture_person(store, name, "Acme", true);
    FINE(store_commit(store, err));
}

static bool try_open(const char *path, bool read_only, Store **store, Error *err)
{
    StoreOptions options = {.path = path,
                            .create = true,
                            .read_only = read_only,
                            .clock = fixture_clock(),
                            .ids = id_source_random()};
    return store_open(&options, store, err);
}

static Store *open_it(const char *path)
{
    Store *store = NULL;
    Error err = {0};
    if (!try_open(path, false, &store, &err))
        fail_msg("%s", err.message);
    return store;
}

// Two people, one of them in the backup.
static int set_up(void **state)
{
    Place *place = mem_alloc(sizeof *place);
    place->folder = fixture_folder();
    place->db = str_format("%s/people.db", place->folder);
    place->wal = str_format("%s-wal", place->db);
    Store *store = open_it(place->db);
    add(store, "Ada Byron");
    place->backup = backups_name(place->db, NULL, fixture_today(), 0, NULL);
    FINE(store_backup(store, place->backup, err));
    add(store, "Bo Quist");
    store_close(store);
    *state = place;
    return 0;
}

static int tear_down(void **state)
{
    Place *place = *state;
    fixture_remove(place->folder);
    free(place->db);
    free(place->wal);
    free(place->backup);
    free(place);
    return 0;
}

static Str bytes_of(const char *path)
{
    Str bytes = STR_INIT;
    if (file_exists(path))
        FINE(file_read(path, LARGEST, &bytes, err));
    return bytes;
}

static void write_file(const char *path, const char *bytes, size_t length)
{
    FINE(file_write(path, bytes, length, FILE_REPLACE, err));
}

// Leaves the -wal of a program that was killed while it added people.
static void leave_wal(const char *db, const char *name)
{
    pid_t child = fork();
    if (child == 0) {
        Store *store = open_it(db);
        add(store, name);
        _exit(0);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

// ---- ways to lose a file

static void cut_to(const Place *place, size_t length)
{
    Str bytes = bytes_of(place->db);
    write_file(place->db, str_get(&bytes), length);
    str_clear(&bytes);
}

static void cut_to_nothing(const Place *place)
{
    cut_to(place, 0);
}

static void cut_to_a_bit(const Place *place)
{
    cut_to(place, 100);
}

static void cut_to_a_page(const Place *place)
{
    cut_to(place, PAGE);
}

static void write_letter(const Place *place)
{
    static const char letter[] = "Dear Sir or Madam, this file is a letter now. ";
    Str text = STR_INIT;
    for (int i = 0; i < 200; i++)
        str_append(&text, letter);
    write_file(place->db, str_get(&text), text.length);
    str_clear(&text);
}

static void zero(const Place *place, size_t from, size_t to)
{
    Str bytes = bytes_of(place->db);
    memset(bytes.data + from, 0, (to < bytes.length ? to : bytes.length) - from);
    write_file(place->db, bytes.data, bytes.length);
    str_clear(&bytes);
}

static void zero_everything(const Place *place)
{
    zero(place, 0, LARGEST);
}

static void zero_header(const Place *place)
{
    zero(place, 0, 100);
}

// The header stands, the list of tables is gone.
static void zero_tables(const Place *place)
{
    zero(place, 100, PAGE);
}

static void no_version_and_no_tables(const Place *place)
{
    Str bytes = bytes_of(place->db);
    memset(bytes.data + 60, 0, 4);
    memset(bytes.data + 103, 0, 2); // no cells
    write_file(place->db, bytes.data, bytes.length);
    str_clear(&bytes);
}

static void zero_the_rest(const Place *place)
{
    zero(place, PAGE, LARGEST);
}

static void wal_without_file(const Place *place)
{
    leave_wal(place->db, "Cy Dole");
    unlink(place->db);
}

static void wal_with_empty_file(const Place *place)
{
    leave_wal(place->db, "Cy Dole");
    cut_to(place, 0);
}

static void wal_with_damaged_file(const Place *place)
{
    leave_wal(place->db, "Cy Dole");
    zero(place, PAGE, LARGEST);
}

typedef struct Loss {
    const char *what;
    void (*damage)(const Place *place);
} Loss;

static const Loss LOSSES[] = {
    {"cut to nothing", cut_to_nothing},
    {"cut to a bit", cut_to_a_bit},
    {"cut to one page", cut_to_a_page},
    {"a letter", write_letter},
    {"zeroed", zero_everything},
    {"no header", zero_header},
    {"no list of tables", zero_tables},
    {"no version and no tables", no_version_and_no_tables},
    {"only the first page", zero_the_rest},
    {"a -wal without its file", wal_without_file},
    {"a -wal with an empty file", wal_with_empty_file},
    {"a -wal with a damaged file", wal_with_damaged_file},
};

static void expect_refused(const Place *place, const char *what, bool read_only)
{
    Str before = bytes_of(place->db), wal_before = bytes_of(place->wal);
    Store *store;
    Error err = {0};
    if (try_open(place->db, read_only, &store, &err))
        fail_msg("%s: was opened", what);
    if (err.kind != ERROR_DAMAGED || strstr(err.message, "people.db") == NULL)
        fail_msg("%s: %s", what, err.message);
    Str after = bytes_of(place->db), wal_after = bytes_of(place->wal);
    if (before.length != after.length || wal_before.length != wal_after.length ||
        memcmp(str_get(&before), str_get(&after), before.length) != 0 ||
        memcmp(str_get(&wal_before), str_get(&wal_after), wal_before.length) != 0)
        fail_msg("%s: the file was changed", what);
    str_clear(&before);
    str_clear(&after);
    str_clear(&wal_before);
    str_clear(&wal_after);
}

static void expect_restored(const Place *place, const char *what)
{
    char kept[4096];
    Str before = bytes_of(place->db), wal_before = bytes_of(place->wal);
    char *good = backups_newest_good(place->db, NULL, NULL);
    if (good == NULL)
        fail_msg("%s: no backup was found", what);
    FINE(store_restore(good, place->db, fixture_today(), kept, sizeof kept, err));
    char *kept_wal = str_format("%s-wal", kept);
    if (before.length > 0 && strstr(kept, "people.db.damaged-2026-11-24-1") == NULL)
        fail_msg("%s: kept as %s", what, kept);
    Str after = bytes_of(kept), wal_after = bytes_of(kept_wal);
    if (file_exists(kept) && (after.length != before.length || wal_after.length != wal_before.length))
        fail_msg("%s: what was kept is not what was there", what);
    Store *store = open_it(place->db);
    assert_int_equal(store_contact_count(store), 1);
    FINE(store_quick_check(store, err));
    store_close(store);
    str_clear(&before);
    str_clear(&after);
    str_clear(&wal_before);
    str_clear(&wal_after);
    free(kept_wal);
    free(good);
}

static void test_refused_and_restored(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(LOSSES); i++) {
        void *place;
        set_up(&place);
        LOSSES[i].damage(place);
        expect_refused(place, LOSSES[i].what, false);
        // Who only reads is not asked to make the file, but is told the same.
        if (file_exists(((Place *)place)->db))
            expect_refused(place, LOSSES[i].what, true);
        expect_restored(place, LOSSES[i].what);
        tear_down(&place);
    }
}

// ---- damage that opening does not see

// Every page but the first in turn: opened or refused, never a crash, and what is wrong is a sentence.
static void test_a_torn_page(void **state)
{
    Place *place = *state;
    Str whole = bytes_of(place->db);
    size_t pages = whole.length / PAGE, refused = 0, met = 0, found = 0;
    for (size_t page = 1; page < pages; page++) {
        Str torn = STR_INIT;
        str_append_n(&torn, whole.data, whole.length);
        memset(torn.data + page * PAGE, 0x5a, PAGE);
        write_file(place->db, torn.data, torn.length);
        str_clear(&torn);
        Store *store;
        Error err = {0};
        if (!try_open(place->db, false, &store, &err)) {
            refused++;
            if (err.kind != ERROR_DAMAGED && err.kind != ERROR_DATABASE)
                fail_msg("page %zu: %s", page, err.message);
            continue;
        }
        bool saved = store_begin(store, "add", &err);
        Contact contact;
        contact_init(&contact);
        contact.name = mem_strdup("Cy Dole");
        saved = saved && store_contact_insert(store, &contact, &err) && store_commit(store, &err);
        contact_clear(&contact);
        if (!saved) {
            met++;
            store_rollback(store);
            if (err.kind != ERROR_DAMAGED || strchr(err.message, '\n') != NULL)
                fail_msg("page %zu: %s", page, err.message);
        }
        Error check = {0};
        found += !store_quick_check(store, &check);
        store_close(store);
    }
    assert_true(found + refused > pages / 2 && met > 0);
    str_clear(&whole);
}

// The -wal of another database with the same tables: SQLite believes it and would mix the two.
static void test_wal_of_another_file(void **state)
{
    Place *place = *state;
    char *other = str_format("%s/other.db", place->folder), *other_wal = str_format("%s-wal", other);
    Store *store = open_it(other);
    for (int i = 0; i < 50; i++)
        add(store, "Eve Holt");
    store_close(store);
    leave_wal(other, "Fay Ing");
    assert_int_equal(rename(other_wal, place->wal), 0);
    Str before = bytes_of(place->db);
    FAILS(ERROR_DAMAGED, try_open(place->db, false, &store, err));
    Str after = bytes_of(place->db);
    assert_int_equal(before.length, after.length);
    assert_memory_equal(before.data, after.data, before.length);
    str_clear(&before);
    str_clear(&after);
    free(other_wal);
    free(other);
}

// A backup copied by hand over the database, whose -wal was left there.
static void test_copied_over(void **state)
{
    Place *place = *state;
    leave_wal(place->db, "Cy Dole");
    Str copy = bytes_of(place->backup);
    write_file(place->db, copy.data, copy.length);
    expect_refused(place, "a backup copied over it", false);
    str_clear(&copy);
    expect_restored(place, "a backup copied over it");
}

// One that ended well, and one whose -wal was taken away, cannot be told apart: the last checkpoint counts.
static void test_left_open(void **state)
{
    Place *place = *state;
    Store *store = open_it(place->db);
    assert_false(store_was_left_open(store));
    store_close(store);
    leave_wal(place->db, "Cy Dole");
    store = open_it(place->db);
    assert_true(store_was_left_open(store));
    FINE(store_quick_check(store, err));
    assert_int_equal(store_contact_count(store), 3);
    store_close(store);
    store = open_it(place->db);
    assert_false(store_was_left_open(store));
    store_close(store);
}

// A new file that nobody finished making is no damage.
static void test_empty_without_a_past(void **state)
{
    Place *place = *state;
    char *fresh = str_format("%s/fresh.db", place->folder);
    write_file(fresh, "", 0);
    Store *store = open_it(fresh);
    assert_int_equal(store_contact_count(store), 0);
    store_close(store);
    free(fresh);
}

static void test_unreadable(void **state)
{
    Place *place = *state;
    Store *store;
    Error err = {0};
    assert_false(try_open(place->folder, false, &store, &err));
    assert_int_equal(err.kind, ERROR_DATABASE); // a folder: no backup helps
    if (geteuid() == 0)
        return; // may read everything
    assert_int_equal(chmod(place->db, 0), 0);
    assert_false(try_open(place->db, false, &store, &err));
    assert_int_equal(err.kind, ERROR_DATABASE);
    assert_non_null(strstr(err.message, "cannot be read"));
}

static void test_restore_command(void **state)
{
    (void)state;
    static const struct {
        const char *backup, *db, *line;
    } cases[] = {
        {"/a/b.db", NULL, "rapport restore /a/b.db"},
        {"/a/b.db", "x.db", "rapport --db x.db restore /a/b.db"},
        {"/my files/b.db", "it's.db", "rapport --db 'it'\\''s.db' restore '/my files/b.db'"},
        {"$(x)", "", "rapport --db '' restore '$(x)'"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        char *line = backups_restore_command(cases[i].backup, cases[i].db);
        assert_string_equal(line, cases[i].line);
        free(line);
    }
}

int main(void)
{
#define ON_FILES(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_refused_and_restored),
        ON_FILES(test_a_torn_page),
        ON_FILES(test_wal_of_another_file),
        ON_FILES(test_copied_over),
        ON_FILES(test_left_open),
        ON_FILES(test_empty_without_a_past),
        ON_FILES(test_unreadable),
        cmocka_unit_test(test_restore_command),
    };
    return cmocka_run_group_tests_name("store/damage", tests, NULL, NULL);
}
