// SPDX-License-Identifier: MIT
// Taking an import back: what it brought goes, what a person touched since stays, and afterwards everything
// that is derived is right again.
#include "fixture.h"

#include "rapport/store/drafts.h"
#include "rapport/store/followups.h"
#include "rapport/store/imports.h"
#include "rapport/store/interactions.h"
#include "rapport/store/search.h"

static void no_finding(void *self, const char *finding)
{
    (void)self;
    fail_msg("%s", finding);
}

static void expect_sound(Store *store)
{
    Error err = {0};
    if (store_check(store, no_finding, NULL, &err) != 0)
        fail_msg("%s", err.message);
}

static int64_t log_message(Store *store, int64_t contact, const char *text, const char *key)
{
    Interaction message;
    interaction_init(&message);
    message.at = store_now(store);
    message.day = store_today(store) - 3;
    message.kind = INTERACTION_MESSAGE;
    message.direction = DIRECTION_IN;
    message.text = mem_strdup(text);
    message.source_key = mem_strdup(key);
    vec_push(&message.participants, contact);
    FINE(store_interaction_insert(store, &message, err));
    FINE(db_exec(store, err, "UPDATE contact SET last_in_day = ? WHERE id = ?", "di", message.day, contact));
    int64_t id = message.id;
    interaction_clear(&message);
    return id;
}

enum { OLD = 1, FIRST = 2, SECOND = 3, IMPORTED = 40 };

// Somebody who was here before (1), then an import of two contacts (2, 3) with all that can come with them.
static Store *imported(void)
{
    Store *store = fixture_open(":memory:");
    FINE(store_begin(store, "add", err));
    assert_int_equal(fixture_person(store, "Olga Old", "Acme", true), OLD);
    FINE(store_commit(store, err));
    FINE(store_begin(store, "import", err));
    store_journal_pause(store, true); // the row of the import, too: it is what remains of it
    store_journal_import(store, IMPORTED);
    FINE(db_exec(store, err,
                 "INSERT INTO import (id, at_utc, offset_min, paths, format, created, updated, state)"
                 " VALUES (40, 5, 60, 'a.zip', 'linkedin', 2, 1, 'done')",
                 ""));
    assert_int_equal(fixture_person(store, "Fay First", "Globex", false), FIRST);
    assert_int_equal(fixture_person(store, "Sam Second", "Initech", false), SECOND);
    FINE(store_reach_add(store, FIRST, REACH_EMAIL, "fay@globex.example", NULL, NULL, err));
    FINE(store_reach_add(store, OLD, REACH_EMAIL, "olga@acme.example", NULL, NULL, err));
    FINE(store_role_add(store, OLD,
                        &(ContactRole){.kind = ORGANISATION_SCHOOL,
                                       .name = (char *)"Northeastern",
                                       .from = CIVIL_NONE,
                                       .until = CIVIL_NONE},
                        err));
    FINE(store_tag_add(store, FIRST, "imported", err));
    log_message(store, FIRST, "hello from fay", "k1");
    log_message(store, OLD, "hello from olga", "k2");
    int64_t organisation = store_organisation(store, ORGANISATION_COMPANY, "Hooli", true, NULL);
    FINE(store_target_seed(store, organisation, true, err));
    FINE(db_exec(store, err, "INSERT INTO opening (organisation, title, import) VALUES (?, 'Engineer', 40)",
                 "i", organisation));
    FINE(db_exec(store, err,
                 "INSERT INTO source_record (source, key, contact, import) VALUES"
                 " ('linkedin', 'in/fay', 2, 40), ('linkedin', 'in/sam', 3, 40),"
                 " ('linkedin', 'in/olga', 1, 40), ('linkedin', 'in/purged', NULL, 40)",
                 ""));
    FINE(db_exec(store, err,
                 "INSERT INTO followup (uid, contact, day, text, origin, rule, cause) VALUES"
                 " (randomblob(16), 2, 20790, 'reply', 'rule', 'reply', 1),"
                 " (randomblob(16), 1, 20790, 'reply', 'rule', 'reply', 2)",
                 ""));
    FINE(db_exec(store, err, "UPDATE contact SET next_due_day = 20790 WHERE id IN (1, 2)", ""));
    FINE(store_commit(store, err));
    expect_sound(store);
    return store;
}

static void take_back(Store *store)
{
    FINE(store_begin(store, "undo import", err));
    FINE(store_import_remove(store, IMPORTED, err));
    FINE(store_commit(store, err));
    expect_sound(store);
}

static void test_everything_goes(void **state)
{
    (void)state;
    Store *store = imported();
    take_back(store);
    static const struct {
        const char *sql;
        int64_t count;
    } cases[] = {
        {"SELECT count(*) FROM contact", 1},
        {"SELECT count(*) FROM people", 1},
        {"SELECT count(*) FROM interaction", 0},
        {"SELECT count(*) FROM participant", 0},
        {"SELECT count(*) FROM words WHERE words MATCH 'hello'", 0},
        {"SELECT count(*) FROM reach", 0},
        {"SELECT count(*) FROM role", 1},
        {"SELECT count(*) FROM contact_tag", 0},
        {"SELECT count(*) FROM organisation", 1}, // Acme
        {"SELECT count(*) FROM target", 0},
        {"SELECT count(*) FROM opening", 0},
        {"SELECT count(*) FROM followup", 0},
        {"SELECT count(*) FROM source_record", 1}, // the tombstone
        {"SELECT count(*) FROM contact WHERE last_in_day IS NULL AND next_due_day IS NULL", 1},
        {"SELECT count(*) FROM people WHERE people MATCH 'northeastern'", 0},
        {"SELECT state = 'undone' FROM import", 1},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        if (fixture_int(store, cases[i].sql) != cases[i].count)
            fail_msg("%s is %lld", cases[i].sql, (long long)fixture_int(store, cases[i].sql));
    assert_true((store_last_change(store) & (CHANGE_CONTACTS | CHANGE_INTERACTIONS | CHANGE_FOLLOWUPS)) ==
                (CHANGE_CONTACTS | CHANGE_INTERACTIONS | CHANGE_FOLLOWUPS));
    FAILS(ERROR_DATABASE, (store_begin(store, "again", err), store_begin(store, "x", err)));
    FAILS(ERROR_INPUT, store_import_remove(store, IMPORTED, err));
    FAILS(ERROR_NOT_FOUND, store_import_remove(store, 99, err));
    store_close(store);
}

// ---- what holds a contact

static void edit(Store *store)
{
    Contact contact;
    contact_init(&contact);
    FINE(store_contact_get(store, FIRST, false, &contact, err));
    contact.favourite = true;
    FINE(store_contact_update(store, &contact, err));
    contact_clear(&contact);
}

static void tag(Store *store)
{
    FINE(store_tag_add(store, FIRST, "friend", err));
}

static void describe(Store *store)
{
    store_describe(store, "edit Fay First", FIRST);
    FINE(store_role_set(store, FIRST, ORGANISATION_COMPANY, "Globex", "Director", err));
}

static void add_reach(Store *store)
{
    FINE(store_reach_add(store, FIRST, REACH_PHONE, "+46 555 0100", NULL, NULL, err));
}

static void change_company(Store *store)
{
    FINE(store_role_set(store, FIRST, ORGANISATION_COMPANY, "Umbrella", NULL, err));
}

static void write_note(Store *store)
{
    log_message(store, FIRST, "by hand", NULL);
}

static void answer(Store *store)
{
    FINE(store_interaction_set_answer(store, 1, ANSWER_YES, CIVIL_NONE, err));
}

static void plan(Store *store)
{
    FINE(db_exec(store, err,
                 "INSERT INTO followup (uid, contact, day, text, origin)"
                 " VALUES (randomblob(16), 2, 20785, 'call', 'hand')",
                 ""));
    FINE(db_exec(store, err, "UPDATE contact SET next_due_day = 20785 WHERE id = 2", ""));
}

static void snooze(Store *store)
{
    FINE(db_exec(store, err, "UPDATE followup SET snoozes = 1 WHERE contact = 2", ""));
}

static void draft(Store *store)
{
    Draft new = {.planned_day = CIVIL_NONE};
    vec_push(&new.recipients, FIRST);
    FINE(store_draft_insert(store, &new, err));
    draft_clear(&new);
}

static void hook(Store *store)
{
    FINE(store_hook_add(store, FIRST, "likes boats", 1, err));
}

static void tie_to(Store *store)
{
    FINE(store_tie_add(store, OLD, FIRST, "knows", NULL, err));
}

static void introduce(Store *store)
{
    FINE(db_exec(store, err,
                 "INSERT INTO introduction (connector, target, state, day) VALUES (1, 2, 'asked', 1)", ""));
}

static void import_again(Store *store)
{
    FINE(db_exec(store, err,
                 "INSERT INTO import (id, at_utc, offset_min, paths, format, state)"
                 " VALUES (41, 6, 0, 'b.zip', 'linkedin', 'done')",
                 ""));
    store_journal_import(store, 41);
    log_message(store, FIRST, "a later archive", "k9");
}

static void test_touched_stay(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        void (*touch)(Store *store);
    } cases[] = {
        {"edit", edit},
        {"tag", tag},
        {"describe", describe},
        {"reach", add_reach},
        {"company", change_company},
        {"note", write_note},
        {"answer", answer},
        {"plan", plan},
        {"snooze", snooze},
        {"draft", draft},
        {"hook", hook},
        {"tie", tie_to},
        {"introduce", introduce},
        {"again", import_again},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Store *store = imported();
        FINE(store_begin(store, cases[i].name, err));
        cases[i].touch(store);
        FINE(store_commit(store, err));
        take_back(store);
        if (!store_contact_exists(store, FIRST) || store_contact_exists(store, SECOND))
            fail_msg("%s: the wrong contacts stay", cases[i].name);
        // She stays as she is: address, company, history, and the record that finds her at the next import.
        assert_int_equal(
            fixture_int(store, "SELECT count(*) FROM reach WHERE contact = 2 AND kind = 'email'"), 1);
        assert_true(fixture_int(store, "SELECT count(*) FROM role WHERE contact = 2") >= 1);
        assert_int_equal(fixture_int(store, "SELECT count(*) FROM interaction WHERE source_key = 'k1'"), 1);
        assert_int_equal(fixture_int(store, "SELECT contact FROM source_record WHERE key = 'in/fay'"), FIRST);
        assert_int_equal(fixture_int(store, "SELECT count(*) FROM interaction WHERE source_key = 'k2'"), 0);
        store_close(store);
    }
}

// What a person has judged or uses stays, too.
static void test_used_organisations_stay(void **state)
{
    (void)state;
    Store *store = imported();
    FINE(store_begin(store, "target", err));
    FINE(db_exec(store, err, "UPDATE target SET motivation = 3", ""));
    FINE(store_role_set(store, OLD, ORGANISATION_COMPANY, "Globex", NULL, err));
    FINE(store_commit(store, err));
    take_back(store);
    assert_int_equal(fixture_int(store, "SELECT count(*) FROM target"), 1);
    assert_int_equal(
        fixture_int(store, "SELECT count(*) FROM organisation WHERE name IN ('Hooli', 'Globex')"), 2);
    assert_int_equal(fixture_int(store, "SELECT count(*) FROM organisation WHERE name = 'Initech'"), 0);
    store_close(store);
}

static void test_as_undo(void **state)
{
    (void)state;
    Store *store = imported();
    JournalStep step;
    ImportRows rows = {0};
    FINE(store_undo(store, true, &step, err));
    assert_true(step.is_import);
    assert_int_equal(store_contact_count(store), 1);
    FINE(store_imports(store, &rows, err));
    assert_int_equal(rows.count, 1);
    assert_string_equal(rows.items[0].state, "undone");
    assert_string_equal(rows.items[0].paths, "a.zip");
    assert_int_equal(rows.items[0].created, 2);
    store_imports_clear(&rows);
    expect_sound(store);
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_everything_goes),
        cmocka_unit_test(test_touched_stay),
        cmocka_unit_test(test_used_organisations_stay),
        cmocka_unit_test(test_as_undo),
    };
    return cmocka_run_group_tests_name("store/imports", tests, NULL, NULL);
}
