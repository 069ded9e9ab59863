// SPDX-License-Identifier: MIT
// The copies that the program makes by itself: which stay, when one is made, what is never touched.
#include "fixture.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include "rapport/base/file.h"
#include "rapport/store/backups.h"
#include "support/random.h"

static const BackupPolicy POLICY = {NULL, 7, 4};

// ---- which stay

// Days as offsets from a Tuesday, in words: "0 -1 -2".
static void expect_kept(const char *days, const char *kept, const BackupPolicy *policy)
{
    int32_t day[64];
    bool keep[64];
    size_t count = 0;
    Str left = STR_INIT;
    for (const char *at = days; *at != '\0'; count++) {
        char *end;
        day[count] = fixture_today() + (int32_t)strtol(at, &end, 10);
        at = *end == ' ' ? end + 1 : end;
    }
    backups_choose(day, count, fixture_today(), policy, keep);
    for (size_t i = 0; i < count; i++)
        if (keep[i])
            str_appendf(&left, "%s%d", left.length > 0 ? " " : "", day[i] - fixture_today());
    assert_string_equal(str_get(&left), kept);
    str_clear(&left);
}

static void test_choose(void **state)
{
    (void)state;
    static const BackupPolicy one = {NULL, 1, 0}, weeks = {NULL, 1, 2};
    expect_kept("", "", &POLICY);
    expect_kept("0", "0", &POLICY);
    expect_kept("0 -1 -2 -3 -4 -5 -6", "0 -1 -2 -3 -4 -5 -6", &POLICY);
    // -7 is the Tuesday of last week; in its week -5 and so on are still daily ones.
    expect_kept("0 -1 -2 -3 -4 -5 -6 -7", "0 -1 -2 -3 -4 -5 -6 -7", &POLICY);
    expect_kept("0 -1 -2 -3 -4 -5 -6 -7 -8", "0 -1 -2 -3 -4 -5 -6 -7", &POLICY);
    expect_kept("-8 0 -7 -3", "0", &one);
    expect_kept("0 -1 -2 -8 -9 -16 -30", "0 -1 -2", &weeks);
    expect_kept("0 -2 -9 -16 -30", "0 -2 -9", &weeks);
    expect_kept("5 0 -1", "5 0", &one); // of a day to come: the clock was wrong, then or now
    expect_kept("-400 -800", "-400 -800", &POLICY);
}

// A year of a backup a day: what is kept never grows, reaches weeks back, and what was let go never was
// needed.
static void test_choose_through_a_year(void **state)
{
    (void)state;
    int32_t days[64];
    size_t count = 0;
    Random random = random_start(11);
    for (int32_t today = 20000; today < 20400; today++) {
        bool keep[64];
        size_t kept = 0;
        if (random_below(&random, 5) == 0)
            continue; // a day without a change
        days[count++] = today;
        backups_choose(days, count, today, &POLICY, keep);
        for (size_t i = 0; i < count; i++)
            if (keep[i])
                days[kept++] = days[i];
        count = kept;
        assert_true(count <= 11);
        assert_int_equal(days[count - 1], today);
        assert_true(today < 20050 || (count == 11 && today - days[0] >= 22));
    }
}

// ---- on files

typedef struct Place {
    char *folder, *db, *backups;
    Store *store;
    int32_t today;
} Place;

static void reopen(Place *place, int32_t today)
{
    Error err = {0};
    store_close(place->store);
    place->store = NULL;
    place->today = today;
    StoreOptions options = {.path = place->db,
                            .create = true,
                            .clock = clock_fixed((Moment){(int64_t)today * 86400 + 36000, 0}),
                            .ids = id_source_random()};
    if (!store_open(&options, &place->store, &err))
        fail_msg("%s", err.message);
}

static int set_up(void **state)
{
    Place *place = mem_alloc(sizeof *place);
    place->folder = fixture_folder();
    place->db = str_format("%s/people.db", place->folder);
    place->backups = backups_folder(place->db, NULL);
    reopen(place, fixture_today());
    *state = place;
    return 0;
}

static int tear_down(void **state)
{
    Place *place = *state;
    store_close(place->store);
    fixture_remove(place->folder);
    free(place->db);
    free(place->backups);
    free(place);
    return 0;
}

static void add(Place *place, const char *name)
{
    FINE(store_begin(place->store, "add", err));
    fixture_person(place->store, name, "Acme", true);
    FINE(store_commit(place->store, err));
}

static bool daily(Place *place)
{
    bool made;
    FINE(backups_daily(place->store, &POLICY, NULL, &made, err));
    return made;
}

static size_t files_in(const char *folder)
{
    size_t count = 0;
    DIR *files = opendir(folder);
    const struct dirent *entry;
    while (files != NULL && (entry = readdir(files)) != NULL)
        count += entry->d_name[0] != '.';
    if (files != NULL)
        closedir(files);
    return count;
}

static void touch(const char *folder, const char *name)
{
    char *path = str_format("%s/%s", folder, name);
    FINE(file_write(path, "x", 1, FILE_REPLACE, err));
    free(path);
}

static void test_once_a_day(void **state)
{
    Place *place = *state;
    struct stat info;
    assert_true(backups_due(place->store, &POLICY));
    assert_true(daily(place));
    assert_false(backups_due(place->store, &POLICY));
    char *path = str_format("%s/people-auto-2026-11-24.db", place->backups);
    FINE(store_verify_file(path, err));
    assert_int_equal(stat(path, &info), 0);
    assert_int_equal(info.st_mode & 0777, 0600);
    assert_int_equal(stat(place->backups, &info), 0);
    assert_int_equal(info.st_mode & 0777, 0700);
    add(place, "Ada Byron");
    assert_false(daily(place));
    assert_int_equal(files_in(place->backups), 1);
    free(path);
}

static void test_nothing_new(void **state)
{
    Place *place = *state;
    add(place, "Ada Byron");
    assert_true(daily(place));
    reopen(place, place->today + 1);
    assert_true(backups_due(place->store, &POLICY));
    assert_false(daily(place));
    add(place, "Bo Quist");
    assert_true(daily(place));
    assert_int_equal(files_in(place->backups), 2);
}

static void test_a_month(void **state)
{
    Place *place = *state;
    char name[64];
    for (int i = 0; i < 60; i++) {
        snprintf(name, sizeof name, "Person %d", i);
        add(place, name);
        assert_true(daily(place));
        reopen(place, place->today + 1);
    }
    assert_int_equal(files_in(place->backups), 11);
    BackupFiles files = {0};
    backups_list(place->db, NULL, &files);
    assert_int_equal(files.count, 11);
    for (size_t i = 0; i < files.count; i++) {
        assert_int_equal(files.items[i].kind, BACKUP_DAILY);
        assert_true(i == 0 || files.items[i].day < files.items[i - 1].day);
        FINE(store_verify_file(files.items[i].path, err));
    }
    backups_clear(&files);
}

// Only what this program made for this database by itself is ever taken away.
static void test_others_stay(void **state)
{
    Place *place = *state;
    static const char *const names[] = {"people-2020-01-01.db",
                                        "people-before-schema-2.db",
                                        "other-auto-2020-01-01.db",
                                        "people-auto-2020-01-01.db.keep",
                                        "people-auto-2020-13-01.db",
                                        "people-2020-01-01-2.db",
                                        "people-auto-2020-01-01.db.old.tmp"};
    static const BackupPolicy one = {NULL, 1, 0};
    bool made;
    FINE(file_make_directories(place->backups, err));
    for (size_t i = 0; i < COUNT(names); i++)
        touch(place->backups, names[i]);
    touch(place->backups, "people-auto-2020-01-01.db");
    touch(place->backups, "people-auto-2026-11-24.db.tmp-12345678"); // of one that was killed
    FINE(backups_daily(place->store, &one, NULL, &made, err));
    assert_true(made);
    assert_int_equal(files_in(place->backups), COUNT(names) + 1);
    for (size_t i = 0; i < COUNT(names); i++) {
        char *path = str_format("%s/%s", place->backups, names[i]);
        assert_true(file_exists(path));
        free(path);
    }
}

static bool stop_half_way(void *self, int64_t done, int64_t total)
{
    *(int *)self += 1;
    return done * 2 < total;
}

static void test_stopped(void **state)
{
    Place *place = *state;
    int asked = 0;
    BackupWatch watch = {stop_half_way, &asked};
    bool made;
    FINE(store_begin(place->store, "fill", err));
    fixture_sql(place->store, "INSERT INTO event (name, fold) WITH n (i) AS (SELECT 1 UNION ALL SELECT i + 1"
                              " FROM n WHERE i < 3000) SELECT hex(randomblob(2000)), 'x' FROM n");
    FINE(store_commit(place->store, err));
    FAILS(ERROR_INTERRUPTED, backups_daily(place->store, &POLICY, &watch, &made, err));
    assert_true(asked >= 2 && !made);
    assert_int_equal(files_in(place->backups), 0);
    assert_true(daily(place));
}

static void test_another_is_at_it(void **state)
{
    Place *place = *state;
    FINE(file_make_directories(place->backups, err));
    int fd = open(place->backups, O_RDONLY | O_DIRECTORY);
    assert_int_equal(flock(fd, LOCK_EX), 0);
    assert_false(daily(place));
    close(fd);
    assert_true(daily(place));
}

static void test_folder_of_ones_own(void **state)
{
    Place *place = *state;
    char *elsewhere = str_format("%s/mnt/disk", place->folder);
    BackupPolicy policy = {elsewhere, 7, 4};
    bool made;
    FINE(backups_daily(place->store, &policy, NULL, &made, err));
    assert_true(made);
    assert_int_equal(files_in(elsewhere), 1);
    assert_false(file_exists(place->backups));
    // Found without the settings, too: a damaged database cannot tell them.
    char *good = backups_newest_good(place->db, NULL, NULL);
    assert_non_null(good);
    assert_true(str_starts(good, elsewhere));
    free(good);
    reopen(place, place->today + 1);
    add(place, "Ada Byron");
    FINE(backups_daily(place->store, &POLICY, NULL, &made, err)); // back to the usual folder
    good = backups_newest_good(place->db, NULL, NULL);
    assert_true(str_starts(good, place->backups));
    free(good);
    char *blocked = str_format("%s/people.db/no", place->folder);
    policy.folder = blocked;
    FAILS(ERROR_IO, backups_daily(place->store, &policy, NULL, &made, err));
    free(blocked);
    free(elsewhere);
}

static void test_newest_good(void **state)
{
    Place *place = *state;
    int32_t day = 0;
    assert_null(backups_newest_good(place->db, NULL, NULL));
    add(place, "Ada Byron");
    assert_true(daily(place));
    reopen(place, place->today + 1);
    add(place, "Bo Quist");
    assert_true(daily(place));
    touch(place->backups, "people-2027-01-01.db"); // newer, and no database
    char *good = backups_newest_good(place->db, NULL, &day);
    assert_true(str_ends(good, "/people-auto-2026-11-25.db"));
    assert_int_equal(day, fixture_today() + 1);
    unlink(good);
    free(good);
    good = backups_newest_good(place->db, NULL, &day);
    assert_true(str_ends(good, "/people-auto-2026-11-24.db"));
    free(good);
}

int main(void)
{
#define ON_FILES(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_choose),
        cmocka_unit_test(test_choose_through_a_year),
        ON_FILES(test_once_a_day),
        ON_FILES(test_nothing_new),
        ON_FILES(test_a_month),
        ON_FILES(test_others_stay),
        ON_FILES(test_stopped),
        ON_FILES(test_another_is_at_it),
        ON_FILES(test_folder_of_ones_own),
        ON_FILES(test_newest_good),
    };
    return cmocka_run_group_tests_name("store/backups", tests, NULL, NULL);
}
