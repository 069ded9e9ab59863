// SPDX-License-Identifier: MIT
// Whoever is purged after whatever was done: the database is sound, nothing of them is in it, nobody else
// lost anything, and what is left of the history can be taken back as far as it goes.
#include "support/check.h"

#include <stdlib.h>
#include <string.h>

#include "rapport/app/purge.h"
#include "rapport/store/contacts.h"
#include "rapport/store/search.h"
#include "support/fixture.h"
#include "support/random.h"
#include "support/rounds.h"
#include "support/world.h"

enum { ROUNDS_DAILY = 6, ROUNDS_ALL = 80, DEEDS_MAX = 30, UNDOS_MAX = 200 };

static void expect_sound(App *app, int round, const char *when)
{
    char *findings = world_findings(app);
    if (*findings != '\0')
        fail_msg("round %d, %s: %s", round, when, findings);
    free(findings);
}

static void live(App *app, Random *random)
{
    size_t count;
    const Deed *deeds = world_deeds(&count);
    for (size_t i = random_below(random, DEEDS_MAX); i > 0; i--) {
        Error refused = {0};
        deeds[random_below(random, count)].run(app, random, &refused);
    }
}

// A row of anybody: NULL when there is nobody but me.
static int64_t somebody(App *app, Random *random)
{
    ContactIds ids = {0};
    FINE(store_search(app->store, NULL, SORT_DEFAULT, false, 0, &ids, err));
    int64_t id = ids.count > 0 ? ids.items[random_below(random, ids.count)] : 0;
    vec_clear(&ids);
    return id == store_me(app->store) ? 0 : id;
}

// A message to several stays one of which nobody is asked for an answer: that it says so now is no change.
static bool was_a_message_to_several(const char *before, const char *line)
{
    static const char SAYS[] = "|expects_answer=0|";
    const char *says = strstr(line, SAYS);
    if (!str_starts(line, "interaction|") || says == NULL)
        return false;
    char *was = str_format("%.*s|expects_answer=NULL|%s", (int)(says - line), line, says + sizeof SAYS - 1);
    bool there = strstr(before, was) != NULL;
    free(was);
    return there;
}

// Every line of the dump afterwards was there before, but for those of the tables that only count: nothing is
// made up, and the people who stay are as they were.
static void expect_others_unchanged(const char *before, const char *after, int round)
{
    for (const char *at = after; *at != '\0'; at += strcspn(at, "\n"), at += *at == '\n') {
        size_t length = strcspn(at, "\n");
        char *line = mem_strndup(at, length);
        bool hook = str_starts(line, "hook"); // its interaction may have gone
        if (!hook && strstr(before, line) == NULL && !was_a_message_to_several(before, line))
            fail_msg("round %d: new after the purge: %s", round, line);
        free(line);
    }
}

static void undo_everything(App *app)
{
    JournalStep step;
    Error err = {0};
    for (int i = 0; i < UNDOS_MAX && app_undo(app, false, &step, &err); i++)
        error_clear(&err);
    assert_true(err.kind == ERROR_NOT_FOUND || err.kind == ERROR_CONFLICT || err.kind == ERROR_NONE);
}

static void one_round(const char *folder, Random *random, int round)
{
    char *path = str_format("%s/people-%d.db", folder, round);
    App *app = NULL;
    PurgeReport report = {0};
    FINE(world_open(path, NULL, random_next(random), 0, &app, err));
    FINE(world_people(app, err));
    live(app, random);
    int64_t who = somebody(app, random);
    if (who != 0) {
        char *before = world_dump(path);
        FINE(app_purge(app, &who, 1, &report, err));
        assert_true(report.complete);
        char *after = world_dump(path);
        expect_others_unchanged(before, after, round);
        assert_true(strlen(after) < strlen(before));
        free(before);
        free(after);
        Contact contact;
        contact_init(&contact);
        assert_false(store_contact_get(app->store, who, false, &contact, NULL));
        contact_clear(&contact);
        expect_sound(app, round, "after the purge");
        live(app, random);
        undo_everything(app);
        expect_sound(app, round, "after undoing what could be undone");
    }
    purge_report_clear(&report);
    app_close(app);
    free(path);
}

static void test_whoever_is_purged(void **state)
{
    (void)state;
    char *folder = fixture_folder();
    Random random = random_start(86);
    for (int i = 0, rounds = test_rounds(ROUNDS_DAILY, ROUNDS_ALL); i < rounds; i++)
        one_round(folder, &random, i);
    fixture_remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_whoever_is_purged)};
    return cmocka_run_group_tests_name("app/purge_property", tests, NULL, NULL);
}
