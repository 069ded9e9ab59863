// SPDX-License-Identifier: MIT
// The roster: the same ids in the same order as SQL, and the same people as the oracle, for random queries
// over random people who change all the time.
#include "random_people.h"

#include "rapport/store/roster.h"
#include "rapport/store/search.h"
#include "support/rounds.h"

enum {
    PEOPLE = 40,
    CROWD = 1500,
    CROWD_QUERIES = 400,
    ROUNDS = 30000,
    ROUNDS_DAILY = 2500,
    QUERIES_A_CHANGE = 3,
    LOAD_EVERY = 400
};

static Roster *load(Store *store)
{
    Roster *roster = NULL;
    FINE(roster_load(store, NULL, &roster, err));
    return roster;
}

// ---- a change

static void remove_person(Store *store, int64_t id)
{
    static const char *const statements[] = {
        "DELETE FROM participant WHERE contact = ?", "DELETE FROM draft_recipient WHERE contact = ?",
        "DELETE FROM reach WHERE contact = ?",       "DELETE FROM followup WHERE contact = ?",
        "DELETE FROM contact_tag WHERE contact = ?", "DELETE FROM role WHERE contact = ?",
        "DELETE FROM contact WHERE id = ?"};
    for (size_t i = 0; i < COUNT(statements); i++)
        FINE(db_exec(store, err, statements[i], "i", id));
    FINE(search_index_contact(store, id, err));
}

// Somebody becomes somebody else, disappears or comes (back).
static void change_somebody(Random *random, Store *store, Sample *samples, bool *present)
{
    int64_t id = 1 + (int64_t)random_below(random, PEOPLE);
    FINE(store_begin(store, "change", err));
    if (present[id - 1])
        remove_person(store, id);
    present[id - 1] = random_below(random, 5) > 0;
    if (present[id - 1]) {
        sample_clear(&samples[id - 1]);
        random_person(random, &samples[id - 1]);
        insert_person(store, id, &samples[id - 1]);
    }
    store_touch(store, CHANGE_CONTACTS, id);
    FINE(store_commit(store, err));
}

// ---- a query

typedef struct Asked {
    const char *text;
    const Query *query;
    RosterOrder order;
} Asked;

static RosterRows *rows_of(Store *store, Roster *roster, const Asked *asked)
{
    RosterParts parts = {0};
    FINE(roster_read_parts(store, asked->query, &parts, err));
    RosterRows *rows = roster_search(roster, asked->query, fixture_today(), &asked->order, &parts);
    roster_parts_clear(&parts);
    return rows;
}

static void compare_with_sql(Store *store, const Asked *asked, const RosterRows *rows)
{
    ContactIds ids = {0};
    FINE(store_search(store, asked->query, asked->order.sort, asked->order.reverse, 0, &ids, err));
    if (ids.count != roster_rows_count(rows))
        fail_msg("\"%s\" sorted %d%s: %zu people, not %zu", asked->text, (int)asked->order.sort,
                 asked->order.reverse ? " reversed" : "", roster_rows_count(rows), ids.count);
    for (size_t i = 0; i < ids.count; i++) {
        if (roster_rows_id(rows, i) != ids.items[i])
            fail_msg("\"%s\" sorted %d%s: row %zu is %lld, not %lld", asked->text, (int)asked->order.sort,
                     asked->order.reverse ? " reversed" : "", i, (long long)roster_rows_id(rows, i),
                     (long long)ids.items[i]);
        assert_int_equal(roster_rows_find(rows, ids.items[i]), i);
    }
    vec_clear(&ids);
}

// What the command line shows is the beginning of it.
static void compare_first(Store *store, const Asked *asked, const RosterRows *rows, size_t max)
{
    ContactIds ids = {0};
    int64_t total = -1;
    FINE(store_search_first(store, asked->query, max, &ids, &total, err));
    assert_int_equal(total, roster_rows_count(rows));
    assert_int_equal(ids.count, (size_t)total < max ? (size_t)total : max);
    for (size_t i = 0; i < ids.count; i++)
        assert_int_equal(ids.items[i], roster_rows_id(rows, i));
    vec_clear(&ids);
}

static void compare_with_oracle(const Asked *asked, const RosterRows *rows, const Sample *samples,
                                const bool *present)
{
    for (int64_t id = 1; id <= PEOPLE; id++) {
        bool wanted = present[id - 1] && query_match(asked->query, &samples[id - 1].person);
        if (wanted != (roster_rows_find(rows, id) >= 0))
            fail_msg("\"%s\": %lld is %s", asked->text, (long long)id, wanted ? "missing" : "too many");
    }
}

static size_t try_query(Random *random, Store *store, Roster *roster, const Sample *samples,
                        const bool *present, bool rubbish)
{
    Str text = STR_INIT;
    Query *query = NULL;
    size_t found = 0;
    random_query(random, &text, rubbish);
    if (query_parse(str_get(&text), QUERY_LENIENT, fixture_today(), &query, NULL) &&
        roster_needs(query) != ROSTER_SQL) {
        Asked asked = {str_get(&text),
                       query,
                       {(ContactSort)random_below(random, 7), random_below(random, 2) == 0, GROUP_BY_NONE}};
        RosterRows *rows = rows_of(store, roster, &asked);
        compare_with_sql(store, &asked, rows);
        if (asked.order.sort == SORT_DEFAULT && !asked.order.reverse)
            compare_first(store, &asked, rows, 1 + random_below(random, 20));
        if (!rubbish)
            compare_with_oracle(&asked, rows, samples, present);
        found = roster_rows_count(rows) > 0;
        roster_rows_free(rows);
    }
    query_free(query);
    str_clear(&text);
    return found;
}

// Companies as SQL counts and orders them, and who is there.
static void compare_organisations(Store *store, Roster *roster, const char *prefix)
{
    OrganisationRows wanted = {0}, rows = {0};
    FINE(store_organisations(store, prefix, 1, 40, &wanted, err));
    FINE(roster_organisations(roster, store, prefix, 1, 40, &rows, err));
    assert_int_equal(rows.count, wanted.count);
    for (size_t i = 0; i < rows.count; i++) {
        const OrganisationRow *a = &rows.items[i], *b = &wanted.items[i];
        if (a->id != b->id || a->people_now != b->people_now || a->people_formerly != b->people_formerly ||
            a->active != b->active || a->furthest != b->furthest || a->next_due_day != b->next_due_day ||
            a->target != b->target || a->motivation != b->motivation || a->watch != b->watch ||
            a->kind != b->kind || strcmp(a->name, b->name) != 0)
            fail_msg("organisation %zu of \"%s\": %s (%d now, %d formerly, %d active), not %s (%d, %d, %d)",
                     i, prefix, a->name, a->people_now, a->people_formerly, a->active, b->name, b->people_now,
                     b->people_formerly, b->active);
        ContactIds here = {0}, there = {0};
        size_t now, then;
        roster_organisation_people(roster, a->id, 5, &here, &now);
        FINE(store_organisation_people(store, a->id, 5, &there, &then, err));
        assert_int_equal(now, then);
        assert_int_equal(here.count, there.count);
        assert_memory_equal(here.items, there.items, here.count * sizeof *here.items);
        vec_clear(&here);
        vec_clear(&there);
    }
    store_organisations_clear(&wanted);
    store_organisations_clear(&rows);
}

static void add_target(Random *random, Store *store)
{
    FINE(db_exec(store, err,
                 "INSERT OR REPLACE INTO target (organisation, motivation, posting, watch)"
                 " SELECT id, ?, ?, ? FROM organisation ORDER BY random() LIMIT 1",
                 "nnn", (int)random_below(random, 4), (int)random_below(random, 4),
                 (int)random_below(random, 2)));
}

static void add_me(Store *store)
{
    fixture_sql(store, "INSERT INTO contact (id, uid, state, name, sort_key, degree, added_day)"
                       " VALUES (1000, randomblob(16), 'me', 'Ada Me', 'me ada', 0, 20000)");
    FINE(search_index_contact(store, 1000, err));
}

static void test_random_changes(void **state)
{
    (void)state;
    Random random = random_start(20261124);
    static Sample samples[PEOPLE];
    bool present[PEOPLE] = {false};
    Store *store = fixture_open(":memory:");
    const int rounds = test_rounds(ROUNDS_DAILY, ROUNDS);
    size_t found = 0;
    add_me(store);
    set_rules(store);
    for (int64_t id = 1; id <= PEOPLE; id += 2) {
        random_person(&random, &samples[id - 1]);
        insert_person(store, id, &samples[id - 1]);
        present[id - 1] = true;
    }
    Roster *roster = load(store);
    for (int i = 0; i < rounds; i++) {
        if (i % QUERIES_A_CHANGE == 0)
            change_somebody(&random, store, samples, present);
        if (i % LOAD_EVERY == LOAD_EVERY - 1) {
            roster_drop(roster);
            roster = load(store);
        }
        assert_true(roster_follow(roster, store));
        found += try_query(&random, store, roster, samples, present, i % 2 == 0);
        if (i % 20 == 0) {
            add_target(&random, store);
            compare_organisations(store, roster, i % 40 == 0 ? NULL : WORDS[random_below(&random, 6)]);
        }
    }
    assert_true(found > (size_t)rounds / 8); // else it proves nothing
    roster_drop(roster);
    for (size_t i = 0; i < PEOPLE; i++)
        sample_clear(&samples[i]);
    store_close(store);
}

static void expect_found(Store *store, Roster *roster, const char *text, size_t count)
{
    Asked asked = {.text = text};
    Query *query = NULL;
    FINE(query_parse(text, QUERY_STRICT, fixture_today(), &query, err));
    asked.query = query;
    RosterRows *rows = rows_of(store, roster, &asked);
    compare_with_sql(store, &asked, rows);
    assert_int_equal(roster_rows_count(rows), count);
    roster_rows_free(rows);
    query_free(query);
}

// One step there and back touches one person: nothing has to be loaded again.
static void test_undo_is_followed(void **state)
{
    (void)state;
    JournalStep step;
    Store *store = fixture_open(":memory:");
    FINE(store_begin(store, "add", err));
    int64_t id = fixture_person(store, "Ada Byron", "Acme", true);
    fixture_person(store, "Bo Novak", "Acme", false);
    FINE(store_commit(store, err));
    Roster *roster = load(store);
    expect_found(store, roster, "acme", 2);
    FINE(store_begin(store, "tag", err));
    FINE(store_tag_add(store, id, "python", err));
    FINE(store_role_set(store, id, ORGANISATION_COMPANY, "Globex", NULL, err));
    FINE(store_commit(store, err));
    for (int i = 0; i < 4; i++) {
        assert_true(roster_follow(roster, store));
        expect_found(store, roster, "#python", i % 2 == 0);
        expect_found(store, roster, "now:globex", i % 2 == 0);
        expect_found(store, roster, "now:acme", i % 2 == 0 ? 1 : 2);
        if (i % 2 == 0)
            FINE(store_undo(store, true, &step, err));
        else
            FINE(store_redo(store, true, &step, err));
    }
    roster_drop(roster);
    store_close(store);
}

static void test_groups(void **state)
{
    (void)state;
    static const struct {
        ContactGroup group;
        const char *heads;
    } cases[] = {{GROUP_BY_NONE, ""},
                 {GROUP_BY_DEGREE, "1:2 2:1 -1:1 "},
                 {GROUP_BY_COMPANY, "acme:3 none:1 "},
                 {GROUP_BY_STAGE, "0:4 "}};
    Store *store = fixture_open(":memory:");
    FINE(store_begin(store, "add", err));
    fixture_person(store, "Ada", "Acme", true);
    fixture_person(store, "Bo", "Acme", true);
    fixture_person(store, "Cy", "Acme, Inc.", false);
    fixture_person(store, "Di", NULL, true);
    FINE(store_commit(store, err));
    fixture_sql(store, "UPDATE contact SET degree = 1 WHERE name IN ('Ada', 'Cy');"
                       "UPDATE contact SET degree = 2 WHERE name = 'Bo'");
    Roster *roster = load(store);
    Query *query = NULL;
    FINE(query_parse("", QUERY_STRICT, fixture_today(), &query, err));
    for (size_t i = 0; i < COUNT(cases); i++) {
        RosterRows *rows =
            roster_search(roster, query, fixture_today(), &(RosterOrder){.group = cases[i].group}, NULL);
        Str heads = STR_INIT;
        for (size_t k = 0; k < roster_rows_groups(rows); k++) {
            RosterGroup group = roster_rows_group(rows, k);
            if (cases[i].group == GROUP_BY_COMPANY)
                str_appendf(&heads, "%s:%zu ", group.name != NULL ? group.name : "none", group.count);
            else
                str_appendf(&heads, "%d:%zu ", group.number, group.count);
        }
        assert_string_equal(str_get(&heads), cases[i].heads);
        for (size_t row = 0; row < roster_rows_count(rows); row++)
            assert_int_equal(roster_rows_find(rows, roster_rows_id(rows, row)), row);
        str_clear(&heads);
        roster_rows_free(rows);
    }
    query_free(query);
    roster_drop(roster);
    store_close(store);
}

// What cannot be followed one by one asks for a new roster.
static void test_too_much(void **state)
{
    (void)state;
    Store *store = fixture_open(":memory:");
    Roster *roster = load(store);
    assert_int_equal(roster_count(roster), 0);
    FINE(store_begin(store, "all", err));
    store_touch(store, CHANGE_CONTACTS, 0);
    FINE(store_commit(store, err));
    assert_false(roster_follow(roster, store));
    roster_drop(roster);
    roster = load(store);
    FINE(store_begin(store, "many", err));
    for (int i = 0; i < 1100; i++)
        fixture_person(store, "Ada", NULL, true);
    FINE(store_commit(store, err));
    assert_false(roster_follow(roster, store));
    roster_drop(roster);
    atomic_bool stop = true;
    FAILS(ERROR_INTERRUPTED, roster_load(store, &stop, &roster, err));
    store_close(store);
}

// Many people: few of them are sorted by themselves, many are picked from an array that has all in order.
static void test_crowd(void **state)
{
    (void)state;
    Random random = random_start(7);
    Store *store = fixture_open(":memory:");
    FINE(store_begin(store, "add", err));
    for (int64_t id = 1; id <= CROWD; id++) {
        Sample sample;
        random_person(&random, &sample);
        insert_person(store, id, &sample);
        sample_clear(&sample);
    }
    FINE(store_commit(store, err));
    Roster *roster = load(store);
    for (int i = 0; i < CROWD_QUERIES; i++)
        try_query(&random, store, roster, NULL, NULL, true);
    roster_drop(roster);
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random_changes),   cmocka_unit_test(test_crowd),
        cmocka_unit_test(test_undo_is_followed), cmocka_unit_test(test_groups),
        cmocka_unit_test(test_too_much),
    };
    return cmocka_run_group_tests_name("store/roster", tests, NULL, NULL);
}
