// SPDX-License-Identifier: MIT
// Drafts and templates: text saved outside undo and never over somebody else's, versions, and what came of
// them.
#include "fixture.h"

#include "rapport/store/drafts.h"

static Store *with_people(void)
{
    Store *store = fixture_open(":memory:");
    FINE(store_begin(store, "add", err));
    fixture_person(store, "Ada Byron", NULL, true);
    fixture_person(store, "Bo Quist", NULL, true);
    FINE(store_commit(store, err));
    return store;
}

// A draft to Ada (1), in a step of its own.
static int64_t new_draft(Store *store, const char *text, int64_t template_id)
{
    Draft draft = {.channel = CHANNEL_EMAIL,
                   .occasion = OCCASION_REQUEST,
                   .template_id = template_id,
                   .template_version = template_id != 0 ? 1 : 0,
                   .subject = mem_strdup("Hello"),
                   .text = mem_strdup(text),
                   .planned_day = CIVIL_NONE};
    vec_push(&draft.recipients, 1);
    FINE(store_begin(store, "draft", err));
    FINE(store_draft_insert(store, &draft, err));
    FINE(store_commit(store, err));
    int64_t id = draft.id;
    draft_clear(&draft);
    return id;
}

static void test_insert_and_read(void **state)
{
    (void)state;
    Store *store = with_people();
    Draft draft = {.channel = CHANNEL_LINKEDIN, .planned_day = 20800};
    vec_push(&draft.recipients, 2);
    vec_push(&draft.recipients, 1);
    FINE(store_begin(store, "draft", err));
    FINE(store_draft_insert(store, &draft, err));
    FINE(store_commit(store, err));
    assert_int_equal(store_last_change(store), CHANGE_DRAFTS);
    char uid[ID_TEXT_SIZE];
    id_format(draft.uid, uid);
    int64_t id = draft.id, found = 0;
    draft_clear(&draft);
    FINE(store_draft_get(store, id, &draft, err));
    assert_string_equal(draft.text, "");
    assert_string_equal(draft.recipient_names, "Bo Quist, Ada Byron");
    assert_int_equal(draft.recipients.items[0], 2);
    assert_int_equal(draft.channel, CHANNEL_LINKEDIN);
    assert_int_equal(draft.occasion, OCCASION_NONE);
    assert_int_equal(draft.state, DRAFT_OPEN);
    assert_int_equal(draft.rev, 1);
    assert_int_equal(draft.planned_day, 20800);
    assert_int_equal(draft.template_id, 0);
    draft_clear(&draft);
    FINE(store_draft_resolve(store, uid, &found, err));
    assert_int_equal(found, id);
    FAILS(ERROR_INPUT, store_draft_resolve(store, "hello", &found, err));
    store_close(store);
}

static void test_save_text(void **state)
{
    (void)state;
    Store *store = with_people();
    int64_t id = new_draft(store, "first", 0), rev = 1, stale = 1;
    FINE(store_draft_save_text(store, id, &rev, "S", "second", "\0log", 4, err));
    assert_int_equal(rev, 2);
    FAILS(ERROR_CONFLICT, store_draft_save_text(store, id, &stale, "S", "lost", NULL, 0, err));
    assert_int_equal(stale, 1);
    assert_false(store_in_transaction(store));
    Draft draft;
    FINE(store_draft_get(store, id, &draft, err));
    assert_string_equal(draft.text, "second");
    draft_clear(&draft);
    char *bytes = NULL;
    size_t length = 0;
    FINE(store_draft_undo_log(store, id, &bytes, &length, err));
    assert_int_equal(length, 4);
    assert_memory_equal(bytes, "\0log", 4);
    free(bytes);
    FINE(store_draft_save_text(store, id, &rev, "S", "third", NULL, 0, err));
    FINE(store_draft_undo_log(store, id, &bytes, &length, err));
    assert_null(bytes);
    store_close(store);
}

// Saving text is no step: undo goes to what was done before, and redo finds the text again.
static void test_text_survives_undo(void **state)
{
    (void)state;
    Store *store = with_people();
    int64_t id = new_draft(store, "first", 0), rev = 1;
    FINE(store_draft_save_text(store, id, &rev, "", "typed for an hour", NULL, 0, err));
    JournalStep step;
    FINE(store_undo(store, true, &step, err));
    assert_string_equal(step.what, "draft");
    Draft draft;
    FAILS(ERROR_NOT_FOUND, store_draft_get(store, id, &draft, err));
    FINE(store_redo(store, true, &step, err));
    FINE(store_draft_get(store, id, &draft, err));
    assert_string_equal(draft.text, "typed for an hour");
    draft_clear(&draft);
    store_close(store);
}

static void test_lists_and_states(void **state)
{
    (void)state;
    Store *store = with_people();
    int64_t first = new_draft(store, "a", 0), second = new_draft(store, "b", 0), rev = 1;
    FINE(store_draft_save_text(store, first, &rev, "", "newer", NULL, 0, err));
    fixture_sql(store, "UPDATE draft_text SET saved_utc = saved_utc + 5 WHERE draft = 1");
    Drafts drafts = {0};
    FINE(store_drafts(store, DRAFT_OPEN, 10, &drafts, err));
    assert_int_equal(drafts.count, 2);
    assert_int_equal(drafts.items[0].id, first); // newest text first
    drafts_clear(&drafts);
    FINE(store_begin(store, "sent", err));
    FINE(store_draft_set_state(store, first, DRAFT_SENT, err));
    FINE(store_draft_set_channel(store, second, CHANNEL_SMS, err));
    FAILS(ERROR_NOT_FOUND, store_draft_set_state(store, 99, DRAFT_SENT, err));
    FINE(store_commit(store, err));
    FINE(store_drafts_of(store, 1, &drafts, err));
    assert_int_equal(drafts.count, 1);
    assert_int_equal(drafts.items[0].channel, CHANNEL_SMS);
    drafts_clear(&drafts);
    FINE(store_drafts_of(store, 2, &drafts, err));
    assert_int_equal(drafts.count, 0);
    store_close(store);
}

// ---- templates

static int64_t save_template(Store *store, int64_t id, const char *name, const char *text)
{
    Template template = {.id = id,
                         .name = mem_strdup(name),
                         .text = mem_strdup(text),
                         .occasion = OCCASION_REQUEST,
                         .channel = CHANNEL_EMAIL};
    FINE(store_begin(store, "template", err));
    FINE(store_template_save(store, &template, err));
    FINE(store_commit(store, err));
    id = template.id;
    template_clear(&template);
    return id;
}

static void test_versions(void **state)
{
    (void)state;
    Store *store = fixture_open(":memory:");
    Template template = {0};
    int64_t id = save_template(store, 0, "first-hello", "one");
    save_template(store, id, "first-hello", "one");
    FINE(store_template_by_id(store, id, &template, err));
    assert_int_equal(template.version, 1); // the same text is no new version
    template_clear(&template);
    save_template(store, id, "hello", "two");
    FINE(store_template_get(store, "hello", &template, err));
    assert_int_equal(template.version, 2);
    assert_string_equal(template.text, "two");
    assert_null(template.subject);
    template_clear(&template);
    TemplateVersions versions = {0};
    FINE(store_template_versions(store, id, &versions, err));
    assert_int_equal(versions.count, 2);
    assert_int_equal(versions.items[0].version, 2);
    assert_string_equal(versions.items[1].text, "one");
    assert_int_equal(versions.items[1].saved_day, store_today(store));
    template_versions_clear(&versions);
    fixture_sql(store, "UPDATE template_version SET saved_day = NULL WHERE version = 1");
    FINE(store_template_versions(store, id, &versions, err));
    assert_int_equal(versions.items[1].saved_day, CIVIL_NONE);
    template_versions_clear(&versions);
    Error err = {0};
    assert_false(store_template_get(store, "helo", &template, &err));
    assert_non_null(strstr(err.message, "did you mean \"hello\""));
    store_close(store);
}

static void test_template_names(void **state)
{
    (void)state;
    Store *store = fixture_open(":memory:");
    int64_t id = save_template(store, 0, "hello", "one");
    Template twin = {.name = mem_strdup("hello"), .text = mem_strdup("x")};
    FINE(store_begin(store, "template", err));
    FAILS(ERROR_INPUT, store_template_save(store, &twin, err));
    FINE(store_template_remove(store, id, err));
    FAILS(ERROR_NOT_FOUND, store_template_remove(store, id, err));
    FINE(store_template_save(store, &twin, err)); // the name of a removed one is free
    FINE(store_commit(store, err));
    template_clear(&twin);
    Templates all = {0};
    FINE(store_templates(store, &all, err));
    assert_int_equal(all.count, 1);
    assert_string_equal(all.items[0].text, "x");
    templates_clear(&all);
    store_close(store);
}

// answer: NULL = none
static void happened(Store *store, const char *kind, int64_t contact, int32_t day, int hour,
                     const char *direction, const char *answer, int64_t draft)
{
    FINE(db_exec(store, err,
                 "INSERT INTO interaction (uid, at_utc, offset_min, day, kind, direction, answer, draft)"
                 " VALUES (randomblob(16), ?1 * 86400 + ?2 * 3600, 0, ?1, ?3, ?4, ?5, ?6)",
                 "dntttz", day, hour, kind, direction, answer, draft));
    FINE(
        db_exec(store, err, "INSERT INTO participant VALUES (?, ?, 'to')", "ii", db_last_id(store), contact));
}

static void message(Store *store, int64_t contact, int32_t day, const char *direction, int64_t draft)
{
    happened(store, "message", contact, day, 12, direction, NULL, draft);
}

static int64_t sent_draft(Store *store, int64_t template_id, int version, int32_t day)
{
    int64_t draft = new_draft(store, "x", template_id);
    FINE(
        db_exec(store, err,
                "UPDATE draft SET state = 'sent', template_version = ?, created_utc = ? * 86400 WHERE id = ?",
                "ndi", version, day, draft));
    return draft;
}

static void test_success(void **state)
{
    (void)state;
    Store *store = with_people();
    int32_t today = fixture_today();
    int64_t id = save_template(store, 0, "hello", "one");
    save_template(store, id, "hello", "two");
    static const struct {
        int version, sent, answered; // days after today; answered < 0 = never
        bool linked;
    } cases[] = {{1, 1, 3, true}, {2, 10, 14, false}, {2, 20, -1, true}};
    message(store, 1, today - 1, "in", 0); // before anything was sent
    for (size_t i = 0; i < COUNT(cases); i++) {
        int64_t draft = sent_draft(store, id, cases[i].version, today + cases[i].sent);
        message(store, 1, today + cases[i].sent, "out", cases[i].linked ? draft : 0);
        if (cases[i].answered >= 0)
            message(store, 1, today + cases[i].answered, "in", 0);
    }
    message(store, 2, today + 30, "in", 0); // somebody else
    new_draft(store, "still open", id);
    Template template = {0};
    FINE(store_template_by_id(store, id, &template, err));
    assert_int_equal(template.came.sent, 3);
    assert_int_equal(template.came.answered, 2);
    assert_int_equal(template.came.median_days, 3); // 2 and 4
    template_clear(&template);
    TemplateVersions versions = {0};
    FINE(store_template_versions(store, id, &versions, err));
    assert_int_equal(versions.items[0].came.sent, 2);
    assert_int_equal(versions.items[0].came.answered, 1);
    assert_int_equal(versions.items[0].came.median_days, 4);
    assert_int_equal(versions.items[1].came.sent, 1);
    assert_int_equal(versions.items[1].came.median_days, 2);
    template_versions_clear(&versions);
    store_close(store);
}

// What is an answer to a message of that day, 12 o'clock.
static void test_answers(void **state)
{
    (void)state;
    static const struct {
        const char *kind, *direction, *answer;
        int day, hour;
        bool counts;
    } cases[] = {
        {"message", "in", NULL, 0, 13, true},  // the same day
        {"message", "in", NULL, 0, 11, false}, // what it was the reply to
        {"message", "in", NULL, 0, 12, true},  // logged in the same minute, after it
        {"message", "in", "yes", 2, 9, true},
        {"message", "in", "ooo", 2, 9, false}, // nobody was there
        {"message", "out", NULL, 2, 9, false}, // mine
        {"message", "in", NULL, 89, 9, true},
        {"message", "in", NULL, 120, 9, false}, // about something else by then
        {"call", "in", NULL, 3, 9, true},
        {"call", "out", NULL, 3, 9, false},
        {"meeting", "mutual", NULL, 9, 9, true},
        {"note", NULL, NULL, 3, 9, false},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Store *store = with_people();
        int32_t today = fixture_today();
        int64_t id = save_template(store, 0, "hello", "one");
        message(store, 1, today, "out", sent_draft(store, id, 1, today));
        happened(store, cases[i].kind, 1, today + cases[i].day, cases[i].hour, cases[i].direction,
                 cases[i].answer, 0);
        Template template = {0};
        FINE(store_template_by_id(store, id, &template, err));
        if (template.came.sent != 1 || template.came.answered != (cases[i].counts ? 1 : 0) ||
            template.came.median_days != (cases[i].counts ? cases[i].day : -1))
            fail_msg("case %zu: %d of %d after %d", i, template.came.answered, template.came.sent,
                     template.came.median_days);
        template_clear(&template);
        store_close(store);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_insert_and_read),
        cmocka_unit_test(test_save_text),
        cmocka_unit_test(test_text_survives_undo),
        cmocka_unit_test(test_lists_and_states),
        cmocka_unit_test(test_versions),
        cmocka_unit_test(test_template_names),
        cmocka_unit_test(test_success),
        cmocka_unit_test(test_answers),
    };
    return cmocka_run_group_tests_name("store/drafts", tests, NULL, NULL);
}
