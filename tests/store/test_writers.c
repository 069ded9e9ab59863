// SPDX-License-Identifier: MIT
// Two programs on one file: each sees what the other saved, waits politely while it saves, and never
// overwrites it unseen.
#include "fixture.h"

#include <poll.h>
#include <sys/wait.h>

#include "rapport/store/drafts.h"
#include "rapport/store/settings.h"

typedef struct Pair {
    char *folder, *path;
    Store *a, *b;
} Pair;

static Pair pair_open(void)
{
    Pair pair = {.folder = fixture_folder()};
    pair.path = str_format("%s/people.db", pair.folder);
    pair.a = fixture_open(pair.path);
    FINE(store_begin(pair.a, "add", err));
    fixture_person(pair.a, "Maya Lindqvist", "Kestrel", true);
    FINE(store_commit(pair.a, err));
    FINE(store_open_again(pair.a, &pair.b, err));
    return pair;
}

static void pair_close(Pair *pair)
{
    store_close(pair->a);
    store_close(pair->b);
    free(pair->path);
    fixture_remove(pair->folder);
}

static void set_signature(Store *store, const char *text)
{
    FINE(store_begin(store, "set signature", err));
    FINE(store_setting_set(store, "signature", text, err));
    store_touch(store, CHANGE_SETTINGS, 0);
    FINE(store_commit(store, err));
}

static void test_each_sees_the_other(void **state)
{
    (void)state;
    Pair pair = pair_open();
    assert_int_equal(store_poll_changes(pair.b), 0);
    assert_int_equal(store_poll_changes(pair.a), 0); // its own are no news
    set_signature(pair.a, "Anna");
    assert_int_equal(store_last_change(pair.a) & CHANGE_SETTINGS, CHANGE_SETTINGS);
    assert_int_equal(store_poll_changes(pair.b), CHANGE_SETTINGS);
    assert_int_equal(store_poll_changes(pair.b), 0);
    FINE(store_begin(pair.b, "add", err));
    fixture_person(pair.b, "Tom Reilly", "Interlark", true);
    assert_int_equal(store_poll_changes(pair.a), 0); // not before it is committed
    FINE(store_commit(pair.b, err));
    unsigned seen = store_poll_changes(pair.a);
    assert_true((seen & CHANGE_CONTACTS) != 0 && (seen & CHANGE_ORGANISATIONS) != 0);
    assert_int_equal(seen & CHANGE_DRAFTS, 0);
    FINE(store_begin(pair.a, "add", err));
    fixture_person(pair.a, "Nobody", NULL, true);
    store_rollback(pair.a);
    assert_int_equal(store_poll_changes(pair.b), 0); // nothing came of it
    JournalStep step;
    FINE(store_undo(pair.a, false, &step, err));
    assert_true((store_poll_changes(pair.b) & CHANGE_CONTACTS) != 0);
    pair_close(&pair);
}

static void test_changed_meanwhile_is_a_conflict(void **state)
{
    (void)state;
    Pair pair = pair_open();
    Contact ours, theirs;
    contact_init(&ours);
    contact_init(&theirs);
    FINE(store_contact_get(pair.a, 1, false, &ours, err));
    FINE(store_contact_get(pair.b, 1, false, &theirs, err));
    free(theirs.city);
    theirs.city = mem_strdup("Oslo");
    FINE(store_begin(pair.b, "edit", err));
    FINE(store_contact_update(pair.b, &theirs, err));
    FINE(store_commit(pair.b, err));
    FINE(store_begin(pair.a, "edit", err));
    FAILS(ERROR_CONFLICT, store_contact_update(pair.a, &ours, err));
    store_rollback(pair.a);
    contact_clear(&ours);
    contact_init(&ours);
    FINE(store_contact_get(pair.a, 1, false, &ours, err));
    assert_string_equal(ours.city, "Oslo");
    contact_clear(&ours);
    contact_clear(&theirs);
    pair_close(&pair);
}

static void test_draft_saved_meanwhile(void **state)
{
    (void)state;
    Pair pair = pair_open();
    Draft draft = {.state = DRAFT_OPEN, .planned_day = CIVIL_NONE, .text = mem_strdup("Hi")};
    vec_push(&draft.recipients, 1);
    FINE(store_begin(pair.a, "draft", err));
    FINE(store_draft_insert(pair.a, &draft, err));
    FINE(store_commit(pair.a, err));
    int64_t a = 1, b = 1;
    FINE(store_draft_save_text(pair.b, draft.id, &b, "S", "of b", NULL, 0, err));
    FAILS(ERROR_CONFLICT, store_draft_save_text(pair.a, draft.id, &a, "S", "of a", NULL, 0, err));
    FINE(store_draft_save_text(pair.b, draft.id, &b, "S", "of b again", NULL, 0, err));
    Draft now = {0};
    FINE(store_draft_get(pair.a, draft.id, &now, err));
    assert_string_equal(now.text, "of b again");
    draft_clear(&now);
    draft_clear(&draft);
    pair_close(&pair);
}

// Another process that saves: says when it has begun, and ends a moment after it was told to.
static pid_t hold_the_lock(const char *path, int said, int heard)
{
    enum { A_MOMENT_MS = 120 };
    pid_t pid = fork();
    if (pid != 0)
        return pid;
    char byte;
    Store *store = NULL;
    StoreOptions options = {.path = path, .clock = fixture_clock(), .ids = id_source_seeded(99)};
    bool fine = store_open(&options, &store, NULL) && store_begin(store, "hold", NULL) &&
                store_setting_set(store, "signature", "held", NULL) && write(said, "x", 1) == 1 &&
                read(heard, &byte, 1) == 1;
    poll(NULL, 0, A_MOMENT_MS);
    fine = fine && store_commit(store, NULL);
    store_close(store);
    _exit(fine ? 0 : 1);
}

static void test_writers_wait(void **state)
{
    (void)state;
    Pair pair = pair_open();
    int said[2], told[2], status;
    char byte;
    assert_int_equal(pipe(said), 0);
    assert_int_equal(pipe(told), 0);
    fflush(NULL);
    pid_t pid = hold_the_lock(pair.path, said[1], told[0]);
    assert_int_equal(read(said[0], &byte, 1), 1);
    assert_null(store_setting(pair.a, "signature")); // readers do not wait, and see what is committed
    assert_int_equal(write(told[1], "x", 1), 1);
    set_signature(pair.a, "after");
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    char *now = store_setting(pair.a, "signature");
    assert_string_equal(now, "after");
    free(now);
    for (int i = 0; i < 2; i++) {
        close(said[i]);
        close(told[i]);
    }
    pair_close(&pair);
}

typedef struct Waiting {
    Store *other; // writes until it was asked for
    int asked, most;
} Waiting;

static bool waits(void *self, int waited_ms)
{
    Waiting *waiting = self;
    assert_true(waited_ms >= 0);
    if (++waiting->asked == waiting->most && waiting->other != NULL)
        FINE(store_commit(waiting->other, err));
    return waiting->other != NULL || waiting->asked < waiting->most;
}

static void test_a_writer_is_asked_while_it_waits(void **state)
{
    (void)state;
    Pair pair = pair_open();
    FINE(store_begin(pair.a, "import", err));
    Waiting gives_up = {.most = 3}, until_done = {.other = pair.a, .most = 3};
    store_on_busy(pair.b, waits, &gives_up);
    FAILS(ERROR_DATABASE, store_begin(pair.b, "tag", err));
    assert_int_equal(gives_up.asked, 3);
    store_on_busy(pair.b, waits, &until_done);
    FINE(store_begin(pair.b, "tag", err));
    assert_int_equal(until_done.asked, 3);
    store_rollback(pair.b);
    pair_close(&pair);
}

static bool waits_on(void *self, int waited_ms)
{
    (void)self, (void)waited_ms;
    return true;
}

// Many small steps of two processes at once: none is lost, however slow the disk is.
static void test_two_processes_lose_nothing(void **state)
{
    (void)state;
    enum { STEPS = 60 };
    Pair pair = pair_open();
    int status, failed = 0;
    fflush(NULL);
    pid_t pid = fork();
    Store *mine = NULL;
    StoreOptions options = {
        .path = pair.path, .clock = fixture_clock(), .ids = id_source_seeded(pid == 0 ? 5 : 6)};
    failed += !store_open(&options, &mine, NULL);
    if (failed == 0)
        store_on_busy(mine, waits_on, NULL);
    for (int i = 0; failed == 0 && i < STEPS; i++) {
        Contact contact;
        contact_init(&contact);
        contact.name = str_format("%s %d", pid == 0 ? "Child" : "Parent", i);
        failed += !store_begin(mine, "add", NULL) || !store_contact_insert(mine, &contact, NULL) ||
                  !store_commit(mine, NULL);
        contact_clear(&contact);
    }
    store_close(mine);
    if (pid == 0)
        _exit(failed);
    assert_int_equal(failed, 0);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    assert_int_equal(fixture_int(pair.a, "SELECT count(*) FROM contact"), 1 + 2 * STEPS);
    assert_int_equal(fixture_int(pair.a, "SELECT count(*) FROM journal"), 1 + 2 * STEPS);
    assert_int_equal(fixture_int(pair.a, "SELECT count(DISTINCT seq) FROM journal"), 1 + 2 * STEPS);
    Error err = {0};
    assert_int_equal(store_check(pair.a, NULL, NULL, &err), 0);
    pair_close(&pair);
}

static void test_upgraded_meanwhile(void **state)
{
    (void)state;
    Pair pair = pair_open();
    fixture_sql(pair.b, "PRAGMA user_version = 999");
    FAILS(ERROR_DATABASE, store_begin(pair.a, "add", err));
    assert_true(store_read_only(pair.a));
    store_poll_changes(pair.b);
    FAILS(ERROR_DATABASE, store_begin(pair.b, "add", err));
    pair_close(&pair);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_sees_the_other),
        cmocka_unit_test(test_changed_meanwhile_is_a_conflict),
        cmocka_unit_test(test_draft_saved_meanwhile),
        cmocka_unit_test(test_writers_wait),
        cmocka_unit_test(test_a_writer_is_asked_while_it_waits),
        cmocka_unit_test(test_two_processes_lose_nothing),
        cmocka_unit_test(test_upgraded_meanwhile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
