// SPDX-License-Identifier: MIT
// Search: a small network and what each query finds in it, and random queries over random people compared
// with the oracle of the query language. Nothing that can be typed may become an error of SQL.
#include "fixture.h"

#include "../../src/store/search_form.h"
#include "random_people.h"
#include "rapport/core/query_match.h"
#include "rapport/store/interactions.h"
#include "rapport/store/search.h"
#include "support/rounds.h"

// ---- the index

static void test_form(void **state)
{
    (void)state;
    static const struct {
        const char *text, *form;
    } cases[] = {
        {NULL, ""},
        {"", ""},
        {" - ", ""},
        {"Ada Byron", " ada byron \n"},
        {"O'Brien-Ünal", " o brien unal \n"},
        {"東京 Tower", " 東 京 tower \n"},
        {"Łódź 2026", " lodz 2026 \n"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Str out = STR_INIT;
        search_form(&out, cases[i].text);
        assert_string_equal(str_get(&out), cases[i].form);
        str_clear(&out);
    }
}

static void test_index_follows(void **state)
{
    (void)state;
    Store *store = fixture_open(":memory:");
    FINE(store_begin(store, "add", err));
    int64_t id = fixture_person(store, "Ada Byron", "Acme, Inc.", true);
    FINE(store_tag_add(store, id, "python", err));
    FINE(store_commit(store, err));
    sqlite3_stmt *stmt = db_query(store, NULL, "SELECT tokens FROM people WHERE rowid = ?", "i", id);
    assert_true(db_step(store, stmt, NULL));
    assert_string_equal(db_peek(stmt, 0), " ada byron \n acme inc \n python \n");
    db_reset(stmt);
    int64_t changes = sqlite3_total_changes(store->db);
    FINE(search_index_contact(store, id, err)); // nothing new: nothing written
    assert_int_equal(sqlite3_total_changes(store->db), changes);
    fixture_sql(store, "DELETE FROM contact_tag; DELETE FROM role; DELETE FROM contact");
    FINE(search_index_contact(store, id, err));
    FINE(search_index_contact(store, id, err));
    assert_int_equal(fixture_int(store, "SELECT count(*) FROM people"), 0);
    store_close(store);
}

static void test_words_follow(void **state)
{
    (void)state;
    Store *store = fixture_open(":memory:");
    fixture_sql(store, "INSERT INTO interaction (id, uid, at_utc, offset_min, day, kind, subject, text)"
                       " VALUES (1, zeroblob(16), 0, 0, 0, 'note', 'Robots', 'a café in Malmö')");
    FINE(search_index_interaction(store, 1, true, err));
    assert_int_equal(fixture_int(store, "SELECT rowid FROM words WHERE words MATCH 'cafe'"), 1);
    FINE(search_index_interaction(store, 1, false, err));
    assert_int_equal(fixture_int(store, "SELECT count(*) FROM words WHERE words MATCH 'cafe'"), 0);
    fixture_sql(store, "INSERT INTO words (words, rank) VALUES ('integrity-check', 0)");
    FINE(search_index_interaction(store, 99, true, err)); // gone: nothing
    FINE(search_index_interaction(store, 99, false, err));
    store_close(store);
}

// ---- a small network

static const char NETWORK[] =
    "INSERT INTO contact (id, uid, state, name, sort_key, given, family, nickname, headline, city, industry,"
    "  favourite, stage, rhythm_days, channel, how, met_day, introduced_by, card, degree, last_out_day,"
    "  last_in_day, unanswered, next_due_day, added_day, deleted_at, rested_until) VALUES"
    " (1, randomblob(16), 'active', 'Ada Byron', 'byron ada', 'Ada', 'Byron', 'Lovelace', 'Staff Engineer',"
    "  'Boston', 'Energy', 1, 'met', 21, 'email', 'event', 20700, NULL, 1, 1, 20770, 20750, 1, 20780, 20600,"
    "  NULL, NULL),"
    " (2, randomblob(16), 'active', 'Béla Novák', 'novak bela', NULL, NULL, NULL, NULL, 'Malmö', NULL,"
    "  0, 'resting', 0, NULL, NULL, NULL, 'Ada Byron', 0, 2, NULL, 20000, 0, NULL, 20610, NULL, NULL),"
    " (3, randomblob(16), 'pool', '王伟', '王伟', '伟', '王', NULL, '东京大学 researcher', NULL, NULL,"
    "  0, NULL, 0, NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, 0, NULL, 20620, NULL, NULL),"
    " (4, randomblob(16), 'pool', 'Cora Quist', 'quist cora', 'Cora', 'Quist', NULL, NULL, NULL, NULL,"
    "  0, 'spotted', 0, NULL, 'online', 20710, NULL, 0, 3, NULL, NULL, 0, 20790, 20700, NULL, NULL),"
    " (5, randomblob(16), 'active', 'Dan Ortiz', 'ortiz dan', 'Dan', 'Ortiz', NULL, NULL, NULL, NULL,"
    "  0, 'talking', 30, NULL, NULL, NULL, NULL, 0, 1, 20700, 20771, 0, NULL, 20701, NULL, 20790),"
    " (6, randomblob(16), 'active', 'Eve Trash', 'trash eve', 'Eve', 'Trash', NULL, NULL, NULL, NULL,"
    "  0, NULL, 0, NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, 0, NULL, 20702, 1, NULL),"
    " (7, randomblob(16), 'me', 'Maya Lindqvist', 'lindqvist maya', 'Maya', 'Lindqvist', NULL, NULL, NULL, "
    "NULL,"
    "  0, NULL, 0, NULL, NULL, NULL, NULL, 0, 0, NULL, NULL, 0, NULL, 20500, NULL, NULL),"
    " (8, randomblob(16), 'active', 'Fay Ames', 'ames fay', 'Fay', 'Ames', NULL, NULL, NULL, NULL,"
    "  0, 'in-touch', 14, NULL, NULL, NULL, NULL, 0, 1, 20760, 20750, 0, NULL, 20703, NULL, NULL);"
    "INSERT INTO organisation (id, uid, kind, name, fold) VALUES (1, randomblob(16), 'company', 'Acme, "
    "Inc.', 'acme'),"
    " (2, randomblob(16), 'company', 'Globex', 'globex'), (3, randomblob(16), 'school', 'Northeastern', "
    "'northeastern'),"
    " (4, randomblob(16), 'group', 'Robotics Club', 'robotics club');"
    "INSERT INTO role (contact, organisation, title, current) VALUES (1, 1, 'Engineer', 1), (1, 2, 'Intern', "
    "0),"
    " (2, 2, 'Head of Staff', 1), (1, 3, NULL, 1), (7, 3, NULL, 1), (4, 4, NULL, 1), (5, 1, NULL, 0), (7, 1, "
    "NULL, 0);"
    "INSERT INTO tag (id, name, fold) VALUES (1, 'python', 'python'), (2, 'Ruhrgebiet', 'ruhrgebiet');"
    "INSERT INTO contact_tag VALUES (1, 1), (4, 1), (5, 2);"
    "INSERT INTO reach (contact, kind, value, fold) VALUES (1, 'email', 'ada@acme.example', "
    "'ada@acme.example'),"
    " (2, 'phone', '+46 1', '461'), (4, 'link', 'https://linkedin.example/in/cora', 'in/cora'),"
    " (5, 'link', 'https://dan.example', 'dan.example');"
    "INSERT INTO interaction (id, uid, at_utc, offset_min, day, kind, direction, subject, text, "
    "expects_answer) VALUES"
    " (1, randomblob(16), 1794700000, 0, 20771, 'message', 'in', 'Hello \"there\"', 'Could we meet?', NULL),"
    " (2, randomblob(16), 1794600000, 0, 20770, 'message', 'out', NULL, 'a talk about robots', NULL),"
    " (3, randomblob(16), 1794600001, 0, 20770, 'note', NULL, NULL, '在东京大学见面', NULL),"
    " (4, randomblob(16), 1700000000, 0, 20000, 'message', 'in', NULL, 'old words', NULL);"
    "INSERT INTO participant VALUES (1, 5, 'from'), (2, 1, 'to'), (3, 1, 'present'), (4, 2, 'from');"
    "INSERT INTO followup (uid, contact, day, text, origin) VALUES (randomblob(16), 1, 20780, 'slides', "
    "'my-promise'),"
    " (randomblob(16), 4, 20790, 'x', 'hand');"
    "INSERT INTO draft (id, uid, state, created_utc) VALUES (1, randomblob(16), 'open', 0),"
    " (2, randomblob(16), 'discarded', 0);"
    "INSERT INTO draft_recipient VALUES (1, 4, 0), (2, 5, 0);"
    "INSERT INTO draft_text (draft, subject, text) VALUES (1, 'Quasars', 'soon'), (2, 'Quasars', 'never');";

static void index_everything(Store *store)
{
    for (int64_t id = 1; id <= fixture_int(store, "SELECT max(id) FROM contact"); id++)
        FINE(search_index_contact(store, id, err));
    for (int64_t id = 1; id <= fixture_int(store, "SELECT max(id) FROM interaction"); id++)
        FINE(search_index_interaction(store, id, true, err));
}

static Store *network(void)
{
    Store *store = fixture_open(":memory:");
    fixture_sql(store, NETWORK);
    index_everything(store);
    return store;
}

// The ids that a query finds, as digits in their order.
static char *find_sorted(Store *store, const char *text, ContactSort sort, bool reverse)
{
    Query *query = NULL;
    ContactIds ids = {0};
    Str found = STR_INIT;
    FINE(query_parse(text, QUERY_STRICT, fixture_today(), &query, err));
    FINE(store_search(store, query, sort, reverse, 0, &ids, err));
    int64_t count = -1;
    FINE(store_search_count(store, query, &count, err));
    assert_int_equal(count, ids.count);
    for (size_t i = 0; i < ids.count; i++)
        str_appendf(&found, "%lld", (long long)ids.items[i]);
    vec_clear(&ids);
    query_free(query);
    return str_take(&found);
}

static void test_queries(void **state)
{
    (void)state;
    static const struct {
        const char *query, *ids;
    } cases[] = {
        // active before pool, by name; me and the trash are never there unasked
        {"", "812543"},
        {"in:active", "8125"},
        {"in:pool", "43"},
        {"in:trash", "6"},
        {"in:all", "8125643"},
        {"is:me", "7"},
        {"maya", ""},
        {"maya OR is:me", "7"},
        {"maya -is:me", ""},
        // words: beginnings, in any of the texts, without case and accents
        {"ada", "1"},
        {"by", "1"},
        {"yron", ""},
        {"BELA novak", "2"},
        {"love engineer acme", "1"},
        {"eng glob", "1"},
        {"acme", "15"},
        {"acme -intern", "5"},
        {"ada OR cora", "14"},
        {"(ada OR cora) python", "14"},
        {"-acme -globex", "843"},
        // a script without spaces matches anywhere; characters stand in a row
        {"大学", "3"},
        {"京大", "3"},
        {"大京", ""},
        {"伟", "3"},
        // phrases stay within one text
        {"\"ada byron\"", "1"},
        {"\"byron ada\"", ""},
        {"\"ada byr\"", ""},
        {"\"staff engineer\"", "1"},
        {"\"byron lovelace\"", ""},
        // fields of text
        {"name:ada", "1"},
        {"name:acme", ""},
        {"name:love", "1"},
        {"company:acme", "15"},
        {"@acme", "15"},
        {"now:acme", "1"},
        {"was:acme", "5"},
        {"was:globex", "1"},
        {"company:acme,globex", "125"},
        {"company:north", ""},
        {"school:north", "1"},
        {"group:\"robotics club\"", "4"},
        {"robotics", "4"},
        {"title:staff", "12"},
        {"title:\"head of staff\"", "2"},
        {"title:intern", "1"},
        {"#python", "14"},
        {"tag:pyt", "14"},
        {"tag:ada", ""},
        {"city:malmo", "2"},
        {"industry:en", "1"},
        {"by:byron", "2"},
        {"-by:byron", "81543"},
        {"-city:boston", "82543"},
        // notes, messages, drafts
        {"note:robot", "1"},
        {"note:\"could we meet\"", "5"},
        {"note:\"we could\"", ""},
        {"note:there", "5"},
        {"note:京大", "1"},
        {"note:quasars", "4"},
        {"note:old", "2"},
        {"-note:robot", "82543"},
        // choices
        {"stage:met,resting", "12"},
        {"stage:in-touch", "8"},
        {"-stage:met", "82543"},
        {"degree:1", "815"},
        {"degree:none", "3"},
        {"-degree:1", "243"},
        {"channel:email", "1"},
        {"how:event,online", "14"},
        {"has:email", "1"},
        {"has:phone", "2"},
        {"has:linkedin", "4"},
        {"has:note", "1"},
        {"has:draft", "4"},
        {"has:card", "1"},
        {"has:promise", "1"},
        {"is:favourite", "1"},
        {"is:late", "1"},
        {"is:waiting", "1"},
        {"-is:waiting", "82543"},
        {"is:owed", "5"},
        {"is:quiet", "1"},
        {"is:resting", "25"},
        {"is:fading", "8"},
        // days
        {"met:2026-09", "14"},
        {"met:none", "8253"},
        {"last:<30d", "815"},
        {"last:>30d", "2"},
        {"last:none", "43"},
        {"-last:none", "8125"},
        {"next:none", "8253"},
        {"next:2026-11", "1"},
        {"added:2026-09-04..2026-09-05", "54"},
        // the order that a query asks for
        {"sort:name", "812543"},
        {"sort:-name", "345218"},
        {"sort:-last", "518243"},
        {"sort:added", "123458"},
        {"sort:ground in:active", "1582"},
    };
    Store *store = network();
    assert_int_equal(fixture_today(), 20781);
    for (size_t i = 0; i < COUNT(cases); i++) {
        char *ids = find_sorted(store, cases[i].query, SORT_DEFAULT, false);
        if (strcmp(ids, cases[i].ids) != 0)
            fail_msg("%s: found %s, not %s", cases[i].query, ids, cases[i].ids);
        free(ids);
    }
    store_close(store);
}

// Contact 5 wrote last and waits: what makes of that nothing that I owe.
static void test_owed(void **state)
{
    (void)state;
    static const struct {
        const char *change;
        bool owed;
    } cases[] = {
        {"SELECT 1", true},
        {"UPDATE interaction SET answer = 'yes' WHERE id = 1", true},
        {"UPDATE interaction SET answer = 'later' WHERE id = 1", false},
        {"UPDATE interaction SET answer = 'none-needed' WHERE id = 1", false},
        {"UPDATE interaction SET answer = 'ooo' WHERE id = 1", false},
        {"UPDATE interaction SET expects_answer = 0 WHERE id = 1", false},
        {"UPDATE interaction SET occasion = 'thank-you' WHERE id = 1", false},
        {"UPDATE interaction SET occasion = 'thank-you', expects_answer = 1 WHERE id = 1", true},
        {"INSERT INTO participant VALUES (1, 4, 'to')", false}, // to several
        {"UPDATE contact SET last_in_day = 20600 WHERE id = 5", false},
        {"INSERT INTO participant VALUES (2, 5, 'to')", true}, // earlier
        {"UPDATE interaction SET day = 20772 WHERE id = 2; INSERT INTO participant VALUES (2, 5, 'to')",
         false},
        {"UPDATE interaction SET day = 20790, kind = 'meeting' WHERE id = 2;"
         "INSERT INTO participant VALUES (2, 5, 'present')",
         true}, // still to come
        {"UPDATE interaction SET day = 20772, kind = 'meeting', outcome = 'held' WHERE id = 2;"
         "INSERT INTO participant VALUES (2, 5, 'present')",
         false},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Store *store = network();
        fixture_sql(store, cases[i].change);
        char *ids = find_sorted(store, "is:owed", SORT_DEFAULT, false);
        if (strcmp(ids, cases[i].owed ? "5" : "") != 0)
            fail_msg("%s: is:owed finds \"%s\"", cases[i].change, ids);
        free(ids);
        store_close(store);
    }
}

static void test_orders(void **state)
{
    (void)state;
    static const struct {
        ContactSort sort;
        const char *up, *down;
    } cases[] = {
        {SORT_DEFAULT, "812543", "521834"}, {SORT_NAME, "812543", "345218"},
        {SORT_COMPANY, "128543", "218543"}, {SORT_LAST, "281543", "518243"},
        {SORT_NEXT, "148253", "418253"},    {SORT_MET, "148253", "418253"},
        {SORT_ADDED, "123458", "854321"},
    };
    Store *store = network();
    fixture_sql(store, "UPDATE contact SET sort_key = 'z' || sort_key WHERE id IN (3, 4)");
    for (size_t i = 0; i < COUNT(cases); i++) {
        char *up = find_sorted(store, "", cases[i].sort, false);
        char *down = find_sorted(store, "", cases[i].sort, true);
        if (strcmp(up, cases[i].up) != 0 || strcmp(down, cases[i].down) != 0)
            fail_msg("sort %d: %s and %s, not %s and %s", (int)cases[i].sort, up, down, cases[i].up,
                     cases[i].down);
        free(up);
        free(down);
    }
    store_close(store);
}

static void test_limit(void **state)
{
    (void)state;
    Store *store = network();
    ContactIds ids = {0};
    FINE(store_search(store, NULL, SORT_DEFAULT, false, 2, &ids, err));
    assert_int_equal(ids.count, 2);
    assert_int_equal(ids.items[0], 8);
    int64_t count = 0;
    FINE(store_search_count(store, NULL, &count, err));
    assert_int_equal(count, 6);
    assert_int_equal(store_contact_count(store), 6);
    vec_clear(&ids);
    store_close(store);
}

static void test_rows(void **state)
{
    (void)state;
    Store *store = network();
    ContactRow row;
    FINE(store_contact_row(store, 1, &row, err));
    assert_string_equal(row.name, "Byron, Ada");
    assert_string_equal(row.company, "Acme, Inc.");
    assert_string_equal(row.title, "Engineer");
    assert_int_equal(row.stage, STAGE_MET);
    assert_true(row.active && row.favourite);
    assert_int_equal(row.degree, 1);
    assert_int_equal(row.last_day, 20770);
    assert_int_equal(row.next_day, 20780);
    contact_row_clear(&row);
    FINE(store_contact_row(store, 3, &row, err));
    assert_string_equal(row.name, "王伟"); // no comma in names that have the family first
    assert_null(row.company);
    assert_string_equal(row.title, "东京大学 researcher");
    assert_false(row.active);
    assert_int_equal(row.degree, -1);
    assert_int_equal(row.last_day, CIVIL_NONE);
    assert_int_equal(row.next_day, CIVIL_NONE);
    contact_row_clear(&row);
    FAILS(ERROR_NOT_FOUND, store_contact_row(store, 99, &row, err));
    store_close(store);
}

// ---- random people, random queries

enum { PEOPLE = 30, RANDOM_QUERIES = 20000, RANDOM_QUERIES_DAILY = 2000, COMPARED_EVERY = 4 };

static int compare_ids(const void *a, const void *b)
{
    int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;
    return left < right ? -1 : left > right;
}

static void compare_with_oracle(const char *text, const Query *query, const Sample *samples, ContactIds *ids)
{
    size_t at = 0;
    if (ids->count > 0)
        qsort(ids->items, ids->count, sizeof *ids->items, compare_ids);
    for (int64_t id = 1; id <= PEOPLE; id++) {
        bool found = at < ids->count && ids->items[at] == id;
        at += found;
        if (found != query_match(query, &samples[id - 1].person))
            fail_msg("\"%s\": %s is %s the answer", text, samples[id - 1].names[0],
                     found ? "wrongly in" : "missing in");
    }
    assert_int_equal(at, ids->count);
}

static void test_random_queries(void **state)
{
    (void)state;
    Random random = random_start(20261124);
    static Sample samples[PEOPLE];
    Store *store = fixture_open(":memory:");
    const int rounds = test_rounds(RANDOM_QUERIES_DAILY, RANDOM_QUERIES);
    int parsed = 0, compared = 0;
    size_t found = 0;
    set_rules(store);
    for (int64_t id = 1; id <= PEOPLE; id++) {
        random_person(&random, &samples[id - 1]);
        insert_person(store, id, &samples[id - 1]);
    }
    for (int i = 0; i < rounds; i++) {
        Str text = STR_INIT;
        Query *query = NULL;
        ContactIds ids = {0};
        bool rubbish = i % COMPARED_EVERY != 0;
        random_query(&random, &text, rubbish);
        if (query_parse(str_get(&text), QUERY_LENIENT, fixture_today(), &query, NULL)) {
            Error err = {0};
            parsed++;
            if (!store_search(store, query, (ContactSort)random_below(&random, 7), i % 2 == 0, 0, &ids, &err))
                fail_msg("\"%s\": %s", str_get(&text), err.message);
            if (!rubbish) {
                compare_with_oracle(str_get(&text), query, samples, &ids);
                compared++;
                found += ids.count;
            }
        }
        vec_clear(&ids);
        query_free(query);
        str_clear(&text);
    }
    // The test is worth something only while queries parse and find some, not all, of the people.
    assert_true(parsed > rounds / 4 && compared > rounds / COMPARED_EVERY / 4);
    assert_in_range(found / (size_t)compared, 1, PEOPLE - 2);
    for (size_t i = 0; i < PEOPLE; i++)
        sample_clear(&samples[i]);
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_form),           cmocka_unit_test(test_index_follows),
        cmocka_unit_test(test_words_follow),   cmocka_unit_test(test_queries),
        cmocka_unit_test(test_owed),           cmocka_unit_test(test_orders),
        cmocka_unit_test(test_limit),          cmocka_unit_test(test_rows),
        cmocka_unit_test(test_random_queries),
    };
    return cmocka_run_group_tests_name("store/search", tests, NULL, NULL);
}
