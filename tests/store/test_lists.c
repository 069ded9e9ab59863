// SPDX-License-Identifier: MIT
// The List: a first page at once, everything after adoption; and that what the screens ask all the time is
// answered by indices. Every statement that the layer keeps is prepared on a fresh schema.
#include "fixture.h"

#include "../../src/store/search_sql.h"
#include "rapport/store/drafts.h"
#include "rapport/store/followups.h"
#include "rapport/store/imports.h"
#include "rapport/store/interactions.h"
#include "rapport/store/search.h"
#include "rapport/store/settings.h"

enum { MANY = 450 };

static Store *crowd(void)
{
    Store *store = fixture_open(":memory:");
    FINE(store_begin(store, "add", err));
    for (int i = 0; i < MANY; i++) {
        char name[32];
        snprintf(name, sizeof name, "Person %04d", MANY - i);
        fixture_person(store, name, i % 10 == 0 ? "Acme" : "Globex", i % 3 == 0);
    }
    FINE(store_commit(store, err));
    return store;
}

static void test_first_page(void **state)
{
    (void)state;
    Store *store = crowd();
    ListResult all;
    List *list = list_open(store, "  ", SORT_DEFAULT, false, fixture_today());
    assert_int_equal(list_count(list), 200);
    assert_false(list_complete(list));
    FINE(list_compute(store, "", SORT_DEFAULT, false, fixture_today(), &all, err));
    assert_int_equal(all.count, MANY);
    for (size_t i = 0; i < 200; i++)
        assert_int_equal(list_id(list, i), all.ids[i]);
    int64_t far = all.ids[300];
    assert_int_equal(list_find(list, far), -1);
    assert_int_equal(list_id(list, 300), 0);
    uint64_t generation = list_generation(list);
    list_adopt(list, &all);
    assert_null(all.ids);
    assert_true(list_complete(list) && list_generation(list) > generation);
    assert_int_equal(list_count(list), MANY);
    assert_int_equal(list_find(list, far), 300);
    list_free(list);
    store_close(store);
}

static void test_small_is_complete(void **state)
{
    (void)state;
    Store *store = fixture_open(":memory:");
    List *list = list_open(store, "", SORT_DEFAULT, false, fixture_today());
    assert_true(list_complete(list));
    assert_int_equal(list_count(list), 0);
    list_free(list);
    list_free(NULL);
    store_close(store);
}

static void test_filter_waits(void **state)
{
    (void)state;
    Store *store = crowd();
    ListResult found;
    static const struct {
        const char *text;
        ContactSort sort;
        bool reverse;
    } cases[] = {{"acme", SORT_DEFAULT, false}, {"", SORT_NAME, false}, {"", SORT_DEFAULT, true}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        List *list = list_open(store, cases[i].text, cases[i].sort, cases[i].reverse, fixture_today());
        assert_int_equal(list_count(list), 0);
        assert_false(list_complete(list));
        list_free(list);
    }
    FINE(list_compute(store, "acme in:pool", SORT_DEFAULT, false, fixture_today(), &found, err));
    assert_int_equal(found.count, MANY / 10 * 2 / 3);
    List *list = list_open(store, "acme in:pool", SORT_DEFAULT, false, fixture_today());
    list_adopt(list, &found);
    assert_int_equal(list_count(list), MANY / 10 * 2 / 3);
    list_free(list);
    FAILS(ERROR_INPUT, list_compute(store, "colour:red", SORT_DEFAULT, false, fixture_today(), &found, err));
    store_close(store);
}

// ---- plans

// The plan of a statement says wanted and reads no whole table; ordered: nor does it sort.
static void expect_indexed(Store *store, const char *sql, const char *wanted, bool ordered)
{
    char *explain = str_format("EXPLAIN QUERY PLAN %s", sql);
    sqlite3_stmt *stmt = db_prepare(store, NULL, explain);
    assert_non_null(stmt);
    Str plan = STR_INIT;
    while (sqlite3_step(stmt) == SQLITE_ROW) {
        const char *line = db_peek(stmt, 3);
        str_appendf(&plan, "%s\n", line);
        if (str_starts(line, "SCAN") && strstr(line, "INDEX") == NULL)
            fail_msg("%s\n%s", sql, str_get(&plan));
    }
    if (strstr(str_get(&plan), wanted) == NULL || (ordered && strstr(str_get(&plan), "TEMP B-TREE") != NULL))
        fail_msg("%s\ndoes not go by %s:\n%s", sql, wanted, str_get(&plan));
    sqlite3_finalize(stmt);
    str_clear(&plan);
    free(explain);
}

static void test_search_plans(void **state)
{
    (void)state;
    Store *store = fixture_open(":memory:");
    SearchSql sql = {.today = fixture_today()};
    str_append(&sql.text, "SELECT c.id FROM contact c WHERE ");
    search_sql_where(&sql, NULL);
    search_sql_order(&sql, NULL, SORT_DEFAULT, false);
    expect_indexed(store, str_get(&sql.text), "INDEX contact_order", true);
    search_sql_clear(&sql);
    Query *query = NULL;
    FINE(query_parse("now:acme", QUERY_STRICT, fixture_today(), &query, err));
    str_append(&sql.text, "SELECT c.id FROM contact c WHERE ");
    search_sql_where(&sql, query);
    search_sql_order(&sql, query, SORT_DEFAULT, false);
    expect_indexed(store, str_get(&sql.text), "INDEX role_contact", false);
    expect_indexed(store, str_get(&sql.text), "VIRTUAL TABLE INDEX", false);
    query_free(query);
    search_sql_clear(&sql);
    store_close(store);
}

// The kept statement that begins with these words.
static const char *kept(Store *store, const char *piece)
{
    for (size_t i = 0; i < store->cached.count; i++)
        if (strstr(store->cached.items[i].sql, piece) != NULL)
            return store->cached.items[i].sql;
    fail_msg("no statement says %s", piece);
    return NULL;
}

static void test_hot_plans(void **state)
{
    (void)state;
    Store *store = fixture_open(":memory:");
    FollowupList followups = {0};
    Interactions timeline = {0};
    ContactIds ids = {0};
    size_t now;
    FINE(store_followups_between(store, 0, 30000, 50, &followups, err));
    FINE(store_timeline(store, 1, 0, 0, 50, &timeline, err));
    FINE(store_organisation_people(store, 1, 50, &ids, &now, err));
    expect_indexed(store, kept(store, "f.day BETWEEN"), "INDEX followup_open (day>? AND day<?)", true);
    expect_indexed(store, kept(store, "FROM participant p JOIN interaction i"), "INDEX participant_contact",
                   false);
    expect_indexed(store, kept(store, "FROM role r JOIN contact c"), "INDEX role_organisation", false);
    store_close(store);
}

// ---- every statement

static void count_finding(void *self, const char *finding)
{
    ++*(int *)self;
    print_message("%s\n", finding);
}

// Reads of what is not there: a statement that does not fit the schema is ERROR_DATABASE.
static void test_reads_of_nothing(void **state)
{
    (void)state;
    Store *store = fixture_open(":memory:");
    Templates templates = {0};
    Drafts drafts = {0};
    ImportRows imports = {0};
    Template template = {0};
    Draft draft = {0};
    ContactRow row;
    char *bytes;
    size_t length;
    int64_t id;
    int findings = 0;
    FINE(store_templates(store, &templates, err));
    FAILS(ERROR_NOT_FOUND, store_template_get(store, "none", &template, err));
    FAILS(ERROR_NOT_FOUND, store_template_by_id(store, 1, &template, err));
    FINE(store_drafts(store, DRAFT_OPEN, 10, &drafts, err));
    FINE(store_drafts_of(store, 1, &drafts, err));
    FAILS(ERROR_NOT_FOUND, store_draft_get(store, 1, &draft, err));
    FAILS(ERROR_NOT_FOUND, store_draft_undo_log(store, 1, &bytes, &length, err));
    FAILS(ERROR_NOT_FOUND, store_draft_resolve(store, "01234567", &id, err));
    FINE(store_imports(store, &imports, err));
    FAILS(ERROR_NOT_FOUND, store_contact_row(store, 1, &row, err));
    assert_null(store_setting(store, "none"));
    assert_null(store_column_map(store, "none"));
    assert_int_equal(store_contact_count(store), 0);
    assert_int_equal(templates.count + drafts.count + imports.count, 0);
    FINE(store_check(store, count_finding, &findings, err) == 0);
    assert_int_equal(findings, 0);
    store_close(store);
}

// The beginning of an id may be a word: it is taken for the id where there is such a one, else for a name.
static void test_ids_that_are_words(void **state)
{
    static const struct {
        const char *text, *name;
    } ASKED[] = {
        {"deadbeef", "By Id"},    {"DEADBEEF", "By Id"}, {"deadbeef-cafe", "By Id"}, {"facade", "Facade"},
        {"fadedbee", "Fadedbee"}, {"effacedd", NULL},    {"deadbee", NULL},
    };
    (void)state;
    Store *store = fixture_open(":memory:");
    Contact contact;
    contact_init(&contact);
    contact.name = mem_strdup("By Id");
    contact.uid = (Id){{0xde, 0xad, 0xbe, 0xef, 0xca, 0xfe, 0x41, 0x11, 0x81, 1, 2, 3, 4, 5, 6, 7}};
    FINE(store_begin(store, "add", err));
    FINE(store_contact_insert(store, &contact, err));
    FINE(store_commit(store, err));
    contact_clear(&contact);
    fixture_person(store, "Facade", NULL, true);
    fixture_person(store, "Fadedbee", NULL, true);
    for (size_t i = 0; i < COUNT(ASKED); i++) {
        ContactIds ids = {0};
        Error error = {0};
        store_contact_resolve(store, ASKED[i].text, false, &ids, &error);
        char *name = ids.count == 1 ? store_contact_name(store, ids.items[0]) : NULL;
        if (!str_equal(name, ASKED[i].name))
            fail_msg("%s: %s (%zu)", ASKED[i].text, name != NULL ? name : "nobody", ids.count);
        free(name);
        vec_clear(&ids);
    }
    store_close(store);
}

static void test_settings(void **state)
{
    (void)state;
    Store *store = fixture_open(":memory:");
    FINE(store_begin(store, "set", err));
    FINE(store_setting_set(store, "routine", "gentle", err));
    FINE(store_setting_set(store, "routine", "two-track", err));
    FINE(store_column_map_set(store, "abc", "name=1", err));
    FINE(store_commit(store, err));
    assert_int_equal(store_last_change(store), CHANGE_SETTINGS);
    char *value = store_setting(store, "routine"), *map = store_column_map(store, "abc");
    assert_string_equal(value, "two-track");
    assert_string_equal(map, "name=1");
    free(value);
    free(map);
    FINE(store_begin(store, "set", err));
    FINE(store_setting_set(store, "routine", NULL, err));
    FINE(store_commit(store, err));
    assert_null(store_setting(store, "routine"));
    JournalStep step;
    FINE(store_undo(store, true, &step, err));
    value = store_setting(store, "routine");
    assert_string_equal(value, "two-track");
    free(value);
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_first_page),   cmocka_unit_test(test_small_is_complete),
        cmocka_unit_test(test_filter_waits), cmocka_unit_test(test_search_plans),
        cmocka_unit_test(test_hot_plans),    cmocka_unit_test(test_reads_of_nothing),
        cmocka_unit_test(test_settings),     cmocka_unit_test(test_ids_that_are_words),
    };
    return cmocka_run_group_tests_name("store/lists", tests, NULL, NULL);
}
