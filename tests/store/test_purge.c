// SPDX-License-Identifier: MIT
// Removed for good means that no byte is left: rare words stand in every field of a person and in all that
// only they took part in; afterwards no file of the database holds one of them. Others keep what is theirs.
#include "fixture.h"

#include <dirent.h>
#include <sys/stat.h>

#include "rapport/base/file.h"
#include "rapport/store/bulk.h"
#include "rapport/store/interactions.h"
#include "rapport/store/purge.h"

enum { LARGEST = 64 << 20 };

// In every word that is theirs, wherever it stands in the word; and the digits of their phone.
static const char *const MARKS[] = {"qzx", "QZX", "5550199"};

typedef struct Place {
    char *folder, *db;
    Store *store;
    int64_t bo, ada;
} Place;

static Store *open_it(const char *path)
{
    Error err = {0};
    Store *store = NULL;
    StoreOptions options = {
        .path = path, .create = true, .clock = fixture_clock(), .ids = id_source_random()};
    if (!store_open(&options, &store, &err))
        fail_msg("%s", err.message);
    return store;
}

// One journaled step.
static void step(Store *store, const char *what, const char *sql)
{
    FINE(store_begin(store, what, err));
    fixture_sql(store, sql);
    store_touch(store, CHANGE_CONTACTS, 0);
    FINE(store_commit(store, err));
}

static int64_t add(Store *store, const char *name, const char *company)
{
    FINE(store_begin(store, name, err));
    int64_t id = fixture_person(store, name, company, true);
    store_describe(store, name, id);
    FINE(store_commit(store, err));
    return id;
}

static void index_words(Store *store, const char *which)
{
    char *sql = str_format(
        "INSERT INTO words (rowid, subject, text) SELECT id, subject, text FROM interaction_words WHERE %s",
        which);
    FINE(store_begin_unjournaled(store, err));
    fixture_sql(store, sql);
    store_touch(store, CHANGE_CONTACTS, 0);
    FINE(store_commit(store, err));
    free(sql);
}

static const char *const HER_LIFE[] = {
    "UPDATE contact SET given = 'Aqzxda', family = 'Bqzxron', nickname = 'cqzxnick', address_as = 'dqzxas',"
    " pronouns = 'eqzx', headline = 'fqzx head', city = 'gqzxcity', zone = 'hqzx/zone', industry = 'iqzx',"
    " about = 'jqzx about her kqzx', how = 'lqzx', met_where = 'mqzx', introduced_by = 'nqzx', routine = "
    "'oqzx',"
    " channel = 'email', rhythm_tier = 'pqzx' WHERE id = 2",
    "UPDATE contact SET headline = 'qqzx newer', city = 'rqzxtown' WHERE id = 2",
    "INSERT INTO reach (contact, kind, value, fold, label) VALUES (2, 'email', 'sqzx@home.example', "
    "'sqzx@home.example',"
    " 'tqzx'), (2, 'phone', '+1 202 5550199', '025550199', NULL), (2, 'link',"
    " 'https://www.linkedin.com/in/uqzx-slug', 'in/uqzx-slug', NULL)",
    "INSERT INTO organisation (id, uid, kind, name, fold) VALUES (90, randomblob(16), 'school', 'Vqzx "
    "College',"
    " 'vqzx college'); INSERT INTO organisation_alias (organisation, name, fold) VALUES (90, 'wqzx', 'wqzx');"
    " INSERT INTO role (id, contact, organisation, title) VALUES (90, 2, 90, 'xqzx student')",
    "INSERT INTO organisation (id, uid, kind, name, fold) VALUES (91, randomblob(16), 'company', 'Yqzx Inc', "
    "'yqzx');"
    " INSERT INTO role (id, contact, organisation, title) VALUES (91, 2, 91, 'zqzx left')",
    "DELETE FROM role WHERE id = 91", // the company stays, nobody is there any more
    "INSERT INTO tag (id, name, fold) VALUES (90, 'aqzxtag', 'aqzxtag'), (91, 'shared', 'shared');"
    " INSERT INTO contact_tag VALUES (2, 90), (2, 91), (1, 91)",
    "INSERT INTO tie (a, b, kind, note) VALUES (2, 1, 'knows', 'bqzx tie')",
    "INSERT INTO introduction (connector, target, state, day, note) VALUES (1, 2, 'asked', 20700, 'cqzx "
    "intro')",
    "INSERT INTO source_record (source, key, contact, last_seen, hash) VALUES ('linkedin', 'in/uqzx-slug', 2,"
    " '{\"name\":\"dqzx\"}', 4), ('google', 'name/eqzx/2020-01-01', 2, NULL, 5)",
    "INSERT INTO event (id, name, fold, place, day) VALUES (90, 'Fqzx Fair', 'fqzx fair', 'gqzx hall', "
    "20700);"
    " INSERT INTO interaction (id, uid, at_utc, offset_min, day, kind, channel, direction, subject, text, "
    "occasion, event,"
    " place, source_key, message_id) VALUES (90, randomblob(16), 1788480000, 0, 20700, 'message', 'email', "
    "'out',"
    " 'hqzx subject', 'Dear iqzx, words and jqzx words', 'request', 90, 'kqzx place', 'lqzx key', "
    "'<mqzx@x.example>');"
    " INSERT INTO participant VALUES (90, 2, 'to')",
    "UPDATE interaction SET text = 'Dear nqzx, edited' WHERE id = 90",
    "INSERT INTO interaction (id, uid, at_utc, offset_min, day, kind, text) VALUES (91, randomblob(16), "
    "1788480000, 0,"
    " 20700, 'note', 'oqzx a note that goes'); INSERT INTO participant VALUES (91, 2, 'present')",
    "DELETE FROM participant WHERE interaction = 91; DELETE FROM interaction WHERE id = 91",
    "INSERT INTO hook (contact, text, interaction) VALUES (2, 'pqzx hook', 90), (1, 'of Bo', 90)",
    "INSERT INTO followup (uid, contact, day, text, origin, reason) VALUES (randomblob(16), 2, 20800, 'qqzx "
    "do', 'hand',"
    " 'rqzx')",
    "INSERT INTO draft (id, uid, created_utc) VALUES (90, randomblob(16), 0), (91, randomblob(16), 0);"
    " INSERT INTO draft_recipient VALUES (90, 2, 0), (91, 2, 0), (91, 1, 1)",
};

static const char GROUP[] =
    "INSERT INTO interaction (id, uid, at_utc, offset_min, day, kind, direction, subject, text) VALUES (80,"
    " randomblob(16), 1788480000, 0, 20700, 'message', 'out', 'to both', 'lunch for everybody');"
    " INSERT INTO participant VALUES (80, 1, 'to'), (80, 2, 'to')";

static void live(Place *place)
{
    Store *store = place->store;
    for (size_t i = 0; i < COUNT(HER_LIFE); i++)
        step(store, "sqzx step about her", HER_LIFE[i]);
    step(store, "lunch", GROUP);
    FINE(store_begin_unjournaled(store, err));
    fixture_sql(store, "INSERT INTO draft_text (draft, subject, text, undo_log) VALUES (90, 'tqzx', 'uqzx', "
                       "CAST('vqzx' AS BLOB)),"
                       " (91, 'both', 'to both', CAST('wqzx was for her only' AS BLOB)); UPDATE contact SET "
                       "last_out_day = 20700;"
                       " UPDATE contact SET next_due_day = 20800 WHERE id = 2");
    store_touch(store, CHANGE_DRAFTS, 0);
    FINE(store_commit(store, err));
    index_words(store, "id IN (80, 90)");
    FINE(store_begin_unjournaled(store, err));
    for (int64_t id = 1; id <= 2; id++)
        FINE(search_index_contact(store, id, err));
    store_touch(store, CHANGE_CONTACTS, 0);
    FINE(store_commit(store, err));
    JournalStep undone;
    step(store, "xqzx undone", "UPDATE contact SET nickname = 'yqzx' WHERE id = 2");
    FINE(store_undo(store, false, &undone, err));
}

static int set_up(void **state)
{
    Place *place = mem_alloc(sizeof *place);
    place->folder = fixture_folder();
    place->db = str_format("%s/people.db", place->folder);
    place->store = open_it(place->db);
    place->bo = add(place->store, "Bo Quist", "Acme");
    char *before = backups_name(place->db, NULL, fixture_today() - 1, 0, NULL);
    FINE(store_backup(place->store, before, err));
    free(before);
    place->ada = add(place->store, "Aqzxda Bqzxron", "Acme");
    assert_int_equal(place->bo, 1);
    assert_int_equal(place->ada, 2);
    live(place);
    *state = place;
    return 0;
}

static int tear_down(void **state)
{
    Place *place = *state;
    store_close(place->store);
    fixture_remove(place->folder);
    free(place->db);
    free(place);
    return 0;
}

// ---- what the disk holds

static const char *find_bytes(const char *bytes, size_t length, const char *mark)
{
    size_t size = strlen(mark);
    for (size_t i = 0; i + size <= length; i++)
        if (bytes[i] == mark[0] && memcmp(bytes + i, mark, size) == 0)
            return bytes + i;
    return NULL;
}

static bool holds(const char *path, Str *where)
{
    Str bytes = STR_INIT;
    FINE(file_read(path, LARGEST, &bytes, err));
    bool found = false;
    for (size_t i = 0; i < COUNT(MARKS); i++) {
        const char *at = find_bytes(str_get(&bytes), bytes.length, MARKS[i]);
        if (at != NULL)
            str_appendf(where, "%s at %zu: ...%.*s...\n", path, (size_t)(at - bytes.data), 12, at - 4);
        found = found || at != NULL;
    }
    str_clear(&bytes);
    return found;
}

static int files_with_marks(const char *folder, Str *where)
{
    int count = 0;
    DIR *files = opendir(folder);
    const struct dirent *entry;
    while ((entry = readdir(files)) != NULL) {
        struct stat info;
        char *path = str_format("%s/%s", folder, entry->d_name);
        if (entry->d_name[0] != '.' && stat(path, &info) == 0)
            count += S_ISDIR(info.st_mode) ? files_with_marks(path, where) : holds(path, where);
        free(path);
    }
    closedir(files);
    return count;
}

static void expect_no_byte(const Place *place)
{
    Str where = STR_INIT;
    if (files_with_marks(place->folder, &where) != 0)
        fail_msg("still on the disk:\n%s", str_get(&where));
    str_clear(&where);
}

static void purge_rows(Place *place)
{
    FINE(store_begin_unjournaled(place->store, err));
    FINE(store_purge(place->store, &place->ada, 1, err));
    FINE(store_commit(place->store, err));
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

// ---- the proof

static void test_no_byte_is_left(void **state)
{
    Place *place = *state;
    Str where = STR_INIT;
    assert_true(files_with_marks(place->folder, &where) > 0); // the test can see them
    str_clear(&where);
    expect_sound(place->store);
    purge_rows(place);
    assert_true(store_purge_unfinished(place->store));
    FINE(store_purge_finish(place->store, err));
    assert_false(store_purge_unfinished(place->store));
    expect_no_byte(place);
    expect_sound(place->store);
    store_close(place->store);
    expect_no_byte(place);
    place->store = open_it(place->db);
    expect_sound(place->store);
}

static void test_others_keep_theirs(void **state)
{
    Place *place = *state;
    purge_rows(place);
    static const struct {
        const char *sql;
        int64_t value;
    } cases[] = {
        {"SELECT count(*) FROM contact", 1},
        {"SELECT id FROM interaction", 80},
        {"SELECT count(*) FROM participant WHERE interaction = 80 AND contact = 1", 1},
        {"SELECT count(*) FROM participant", 1},
        {"SELECT count(*) FROM hook WHERE contact = 1 AND interaction IS NULL", 1},
        {"SELECT count(*) FROM draft WHERE id = 91", 1},
        {"SELECT count(*) FROM draft_text WHERE text = 'to both' AND undo_log IS NULL", 1},
        {"SELECT count(*) FROM draft_recipient", 1},
        {"SELECT count(*) FROM organisation", 1}, // Acme
        {"SELECT count(*) FROM contact_tag", 1},
        {"SELECT count(*) FROM tag", 1},
        {"SELECT count(*) FROM event", 0},
        {"SELECT count(*) FROM source_record", 0},
        {"SELECT count(*) FROM purged", 2},
        {"SELECT count(*) FROM words WHERE words MATCH 'lunch'", 1},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        if (fixture_int(place->store, cases[i].sql) != cases[i].value)
            fail_msg("%s is %lld", cases[i].sql, (long long)fixture_int(place->store, cases[i].sql));
}

// What came after can still be taken back; what touched her and what came before that cannot.
static void test_history_afterwards(void **state)
{
    Place *place = *state;
    step(place->store, "city of Bo", "UPDATE contact SET city = 'Oslo' WHERE id = 1");
    purge_rows(place);
    JournalStep steps[64];
    size_t count = store_history(place->store, 0, steps, 0, 64), purged = 0;
    for (size_t i = 0; i < count; i++) {
        bool hers = strcmp(steps[i].what, "purged") == 0;
        purged += hers;
        assert_true(!hers || strcmp(steps[i].state, "closed") == 0);
    }
    assert_int_equal(count, COUNT(HER_LIFE) + 5);
    assert_int_equal(purged, COUNT(HER_LIFE) + 3); // and adding her, the lunch, what was undone
    assert_int_equal(store_history(place->store, place->ada, steps, 0, 64), 0);
    FINE(store_undo(place->store, false, &steps[0], err));
    assert_string_equal(steps[0].what, "city of Bo");
    FAILS(ERROR_NOT_FOUND, store_undo(place->store, false, &steps[0], err));
    FINE(store_redo(place->store, false, &steps[0], err));
    FAILS(ERROR_NOT_FOUND, store_redo(place->store, false, &steps[0], err));
    expect_sound(place->store);
    assert_true(fixture_int(place->store,
                            "SELECT value >= 0 AND value = (SELECT ifnull(sum(length(changeset)), 0) FROM"
                            " journal_chunk) FROM state WHERE name = 'journal-bytes'") == 1);
}

static void test_imports_bring_nobody_back(void **state)
{
    Place *place = *state;
    assert_false(store_purged(place->store, "linkedin", "in/uqzx-slug"));
    purge_rows(place);
    assert_true(store_purged(place->store, "linkedin", "in/uqzx-slug"));
    assert_true(store_purged(place->store, "google", "name/eqzx/2020-01-01"));
    assert_false(store_purged(place->store, "linkedin", "in/uqzx-slug2"));
    assert_false(store_purged(place->store, "google", "in/uqzx-slug"));
    SourceRecord record;
    FINE(store_source_find(place->store, "linkedin", "in/uqzx-slug", &record, err));
    assert_int_equal(record.id, SOURCE_PURGED);
    assert_int_equal(record.contact, 0);
}

// Copies from before are named; the one without her is not, one that cannot be read is.
static void test_copies(void **state)
{
    Place *place = *state;
    char *with = backups_name(place->db, NULL, fixture_today(), 0, NULL);
    char *rubbish = backups_name(place->db, NULL, fixture_today() - 9, 0, NULL);
    BackupFiles files = {0};
    FINE(store_backup(place->store, with, err));
    FINE(file_write(rubbish, "qzx, perhaps", 12, FILE_KEEP, err));
    FINE(store_purge_copies(place->store, NULL, &place->ada, 1, &files, err));
    assert_int_equal(files.count, 2);
    assert_string_equal(files.items[0].path, with);
    assert_string_equal(files.items[1].path, rubbish);
    purge_rows(place);
    FINE(store_purge_finish(place->store, err));
    for (size_t i = 0; i < files.count; i++)
        FINE(store_remove_copy(files.items[i].path, err));
    expect_no_byte(place);
    backups_clear(&files);
    free(with);
    free(rubbish);
}

// Somebody reads an old state for minutes: it is said, and completed later.
static void test_reader_in_the_way(void **state)
{
    Place *place = *state;
    Store *reader = open_it(place->db);
    FINE(store_begin_read(reader, err));
    assert_int_equal(fixture_int(reader, "SELECT count(*) FROM contact"), 2);
    sqlite3_busy_timeout(place->store->db, 20);
    purge_rows(place);
    FAILS(ERROR_CONFLICT, store_purge_finish(place->store, err));
    assert_true(store_purge_unfinished(place->store));
    assert_int_equal(fixture_int(reader, "SELECT count(*) FROM contact"), 2);
    store_end_read(reader);
    FINE(store_purge_finish(place->store, err));
    expect_no_byte(place);
    assert_int_equal(fixture_int(reader, "SELECT count(*) FROM contact"), 1);
    store_close(reader);
}

int main(void)
{
#define ON_FILES(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        ON_FILES(test_no_byte_is_left),
        ON_FILES(test_others_keep_theirs),
        ON_FILES(test_history_afterwards),
        ON_FILES(test_imports_bring_nobody_back),
        ON_FILES(test_copies),
        ON_FILES(test_reader_in_the_way),
    };
    return cmocka_run_group_tests_name("store/purge", tests, NULL, NULL);
}
