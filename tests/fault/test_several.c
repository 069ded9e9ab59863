// SPDX-License-Identifier: MIT
// Two to eight processes on one file: interfaces on pseudo-terminals, command lines, and workers that do what
// an interface does as fast as they can. Each counts what it was told is done; in the end the file must hold
// exactly that. Whoever has to wait too long is told so in a sentence, and nobody waits for ever.
#include "support/check.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "rapport/app/contacts.h"
#include "rapport/app/drafts.h"
#include "rapport/app/outreach.h"
#include "rapport/base/mem.h"
#include "support/fault_counts.h"
#include "support/pty.h"
#include "support/random.h"
#include "support/scene.h"
#include "support/world.h"

#define PROGRAM TEST_BINARY "/tests/rapport_failing"

static const char BUSY[] = "something else is still writing";

enum { PEOPLE = 3, FEWEST = 2, MOST = 8, PATIENCE_S = 900, COMMAND_EACH = 50 };
enum {
    CUT = 1400,
    FULL = 100000,
    CUT_ROUND = 500,
    FULL_ROUND = 1500
}; // transactions; short: histories stay so

// What all processes were told, together.
typedef struct Told {
    long raised[PEOPLE + 1]; // how often the number of contact i was raised by one
    long notes, followups, done, drafts_saved, drafts_copied, commands;
    long conflicts, busy, typed;
} Told;

typedef struct Bench {
    Scene scene;
    Told *told; // shared
    int64_t draft;
} Bench;

static void count(long *number)
{
    __atomic_add_fetch(number, 1, __ATOMIC_SEQ_CST);
}

// ---- what a worker does; each true when it was done

static bool raise_number(Bench *bench, App *app, Random *random, Error *err)
{
    int64_t id = 1 + (int64_t)random_below(random, PEOPLE);
    Contact contact;
    contact_init(&contact);
    bool fine = store_contact_get(app->store, id, true, &contact, err);
    if (fine) {
        FieldEdit edit;
        char *text = str_format("nickname=%ld",
                                1 + (contact.nickname != NULL ? strtol(contact.nickname, NULL, 10) : 0));
        fine = field_edit_parse(text, &edit, err) && app_edit(app, &id, 1, contact.rev, &edit, 1, err);
        free(text);
    }
    contact_clear(&contact);
    if (fine)
        count(&bench->told->raised[id]);
    return fine;
}

static bool write_note(Bench *bench, App *app, Random *random, Error *err)
{
    int64_t id = 1 + (int64_t)random_below(random, PEOPLE);
    StepResult result = {0};
    LogRequest request = {.kind = INTERACTION_NOTE,
                          .expects_answer = -1,
                          .answer_day = CIVIL_NONE,
                          .moved_day = CIVIL_NONE,
                          .text = "a note",
                          .contacts = &id,
                          .contact_count = 1};
    bool fine = app_log(app, &request, &result, err);
    step_result_clear(&result);
    if (fine)
        count(&bench->told->notes);
    return fine;
}

static bool tick_off(Bench *bench, App *app, Random *random, Error *err)
{
    StepResult result = {0};
    FollowupRequest request = {.contact = 1 + (int64_t)random_below(random, PEOPLE),
                               .day = app_today(app) + 5,
                               .minute = -1,
                               .text = "a task",
                               .origin = ORIGIN_HAND};
    bool fine = app_followup_add(app, &request, &result, err);
    int64_t id = result.id;
    step_result_clear(&result);
    if (!fine)
        return false;
    count(&bench->told->followups);
    fine = app_followups_done(app, &id, 1, &result, err);
    step_result_clear(&result);
    if (fine)
        count(&bench->told->done);
    return fine;
}

static bool save_draft(Bench *bench, App *app, Random *random, Error *err)
{
    Draft draft = {0};
    if (!store_draft_get(app->store, bench->draft, &draft, err))
        return false;
    int64_t rev = draft.rev, copy = 0;
    if (random_below(random, 20) == 0)
        rev--; // read a while ago
    draft_clear(&draft);
    bool fine = app_draft_save(app, bench->draft, &rev, "Hello", "typed by one of many", NULL, 0, &copy, err);
    if (fine)
        count(copy != 0 ? &bench->told->drafts_copied : &bench->told->drafts_saved);
    return fine;
}

static bool give_command(Bench *bench, App *app, Random *random, Error *err)
{
    (void)app, (void)random;
    SceneResult result = scene_run(&bench->scene, PROGRAM, "log Given1 note 'by a command'", NULL);
    bool fine = result.code == 0;
    if (fine)
        count(&bench->told->commands);
    else if (scene_is_sentence(&result, false))
        error_set(err, ERROR_DATABASE, "%s", str_get(&result.output));
    else
        fprintf(stderr, "a command ended with %d: %s\n", result.code, str_get(&result.output));
    scene_result_clear(&result);
    return fine;
}

static App *open_app(const Bench *bench, uint64_t seed)
{
    Error err = {0};
    App *app = NULL;
    if (world_open(bench->scene.db, NULL, seed, 0, &app, &err))
        return app;
    fprintf(stderr, "a worker cannot open the database: %s\n", err.message);
    _exit(1);
}

static _Noreturn void work(Bench *bench, uint64_t seed, long transactions)
{
    static bool (*const deeds[])(Bench *, App *, Random *, Error *) = {raise_number, write_note, tick_off,
                                                                       save_draft};
    Random random = {seed};
    App *app = open_app(bench, seed + 1000);
    for (long i = 0; i < transactions; i++) {
        Error err = {0};
        bool command = random_below(&random, COMMAND_EACH) == 0;
        size_t which = random_below(&random, COUNT(deeds));
        if ((command ? give_command : deeds[which])(bench, app, &random, &err))
            continue;
        if (err.message[0] == '\0') {
            fprintf(stderr, "refused without a word: %s %zu\n", command ? "a command" : "deed", which);
            _exit(2);
        }
        count(err.kind == ERROR_CONFLICT ? &bench->told->conflicts : &bench->told->busy);
        if (err.kind != ERROR_CONFLICT && strstr(err.message, BUSY) == NULL) {
            fprintf(stderr, "a worker was refused: %s\n", err.message);
            _exit(3);
        }
    }
    app_close(app);
    _exit(0);
}

// ---- an interface, by hand of the test, while the workers work

static bool last_row_says(Pty *pty, const char *text)
{
    char *row = pty_row(pty, pty_rows(pty) - 1);
    bool found = strstr(row, text) != NULL;
    free(row);
    return found;
}

// The question is gone and the answer is there: the one about this person, or that it cannot be now.
static bool is_answered(Pty *pty, void *name)
{
    return !pty_shows(pty, "Add somebody") && (last_row_says(pty, name) || last_row_says(pty, BUSY));
}

static void add_by_hand(Bench *bench, Pty *pty)
{
    char *name = str_format("Hand%ld", bench->told->typed + bench->told->busy);
    pty_key(pty, "a");
    assert_true(pty_wait(pty, "Add somebody"));
    pty_type(pty, name);
    pty_key(pty, "Enter");
    assert_true(pty_wait_until(pty, is_answered, name, name));
    count(last_row_says(pty, name) ? &bench->told->typed : &bench->told->busy);
    free(name);
}

static Pty *open_interface(const Bench *bench)
{
    char *argv[] = {(char *)(uintptr_t)PROGRAM,  (char *)(uintptr_t) "--db",   bench->scene.db,
                    (char *)(uintptr_t) "--now", (char *)(uintptr_t)SCENE_NOW, NULL};
    char *home = str_format("HOME=%s", bench->scene.folder);
    const char *const env[] = {home, "ASAN_OPTIONS=detect_leaks=0", NULL};
    Pty *pty = pty_spawn(30, 100, argv, env);
    free(home);
    assert_true(pty_wait(pty, "Contacts"));
    pty_key(pty, "2");
    assert_true(pty_wait(pty, "Given1"));
    return pty;
}

// ---- a round

static void begin(Bench *bench, uint64_t seed)
{
    Error err = {0};
    ContactIds added = {0};
    StepResult made = {0};
    int64_t to = 1;
    scene_clean(&bench->scene);
    memset(bench->told, 0, sizeof *bench->told);
    App *app = open_app(bench, seed);
    assert_true(app_add_lines(app, "Given1 Byron @ Acme\nGiven2 Ek @ Globex\nGiven3 Nagy @ Hooli\n", false,
                              &added, &err));
    DraftRequest request = {.contacts = &to, .contact_count = 1, .template_name = ""};
    assert_true(app_draft_new(app, &request, &made, &err));
    bench->draft = made.id;
    step_result_clear(&made);
    vec_clear(&added);
    app_close(app);
}

static long number(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *stmt = NULL;
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &stmt, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
    long value = (long)sqlite3_column_int64(stmt, 0);
    sqlite3_finalize(stmt);
    return value;
}

static void check(const Bench *bench)
{
    const Told *told = bench->told;
    App *app = open_app(bench, 99);
    char *findings = world_findings(app);
    assert_string_equal(findings, "");
    free(findings);
    app_close(app);
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open_v2(bench->scene.db, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
    const struct {
        const char *sql;
        long told;
    } facts[] = {
        {"SELECT ifnull(nickname, 0) FROM contact WHERE id = 1", told->raised[1]},
        {"SELECT ifnull(nickname, 0) FROM contact WHERE id = 2", told->raised[2]},
        {"SELECT ifnull(nickname, 0) FROM contact WHERE id = 3", told->raised[3]},
        {"SELECT count(*) FROM interaction WHERE text = 'a note'", told->notes},
        {"SELECT count(*) FROM interaction WHERE text = 'by a command'", told->commands},
        {"SELECT count(*) FROM contact WHERE name LIKE 'Hand%'", told->typed},
        {"SELECT count(*) FROM followup WHERE text = 'a task'", told->followups},
        {"SELECT count(*) FROM followup WHERE text = 'a task' AND state = 'done'", told->done},
        {"SELECT count(*) FROM draft", told->drafts_copied + 1},
        {"SELECT rev FROM draft_text WHERE draft = (SELECT min(id) FROM draft)", told->drafts_saved + 1},
    };
    for (size_t i = 0; i < COUNT(facts); i++)
        if (number(db, facts[i].sql) != facts[i].told)
            fail_msg("%s: %ld in the file, %ld told", facts[i].sql, number(db, facts[i].sql), facts[i].told);
    sqlite3_close(db);
}

// How many are still at work. One that failed fails the test.
static int at_work(pid_t *pids, int workers)
{
    int left = 0;
    for (int i = 0; i < workers; i++) {
        int status = 0;
        if (pids[i] == 0)
            continue;
        if (waitpid(pids[i], &status, WNOHANG) != pids[i]) {
            left++;
            continue;
        }
        pids[i] = 0;
        if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
            fail_msg("a worker ended with status %#x", (unsigned)status);
    }
    return left;
}

static void run_round(Bench *bench, int processes, long transactions, uint64_t seed)
{
    pid_t pids[MOST] = {0};
    int workers = processes - 1; // one is an interface
    begin(bench, seed);
    for (int i = 0; i < workers; i++) {
        fflush(NULL);
        pids[i] = fork();
        assert_true(pids[i] >= 0);
        if (pids[i] == 0)
            work(bench, seed * 100 + (uint64_t)i, transactions / workers);
    }
    Pty *pty = open_interface(bench);
    int64_t end = pty_now_us() + (int64_t)PATIENCE_S * 1000000;
    while (at_work(pids, workers) > 0) {
        if (pty_now_us() > end)
            fail_msg("%d processes have not come to an end: a deadlock", processes);
        add_by_hand(bench, pty);
    }
    pty_close(pty);
    check(bench);
}

static long told_of(const Told *told)
{
    return told->raised[1] + told->raised[2] + told->raised[3] + told->notes + told->followups + told->done +
           told->drafts_saved + told->drafts_copied + told->commands + told->typed;
}

static void test_several(void **state)
{
    (void)state;
    Random random = random_start(1);
    Bench bench = {.scene = scene_new()};
    bench.told = mmap(NULL, sizeof *bench.told, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert_ptr_not_equal(bench.told, MAP_FAILED);
    long all = 0, conflicts = 0, busy = 0, typed = 0, commands = 0, rounds = 0;
    int processes = FEWEST, step = fault_full() ? 1 : 3;
    for (; all < fault_count(CUT, FULL); rounds++) {
        run_round(&bench, processes, fault_count(CUT_ROUND, FULL_ROUND), random_next(&random) % 1000000);
        processes = processes == MOST ? FEWEST : processes + step;
        all += told_of(bench.told);
        fault_progress(all, told_of(bench.told), 10000, "transactions");
        conflicts += bench.told->conflicts;
        busy += bench.told->busy;
        typed += bench.told->typed;
        commands += bench.told->commands;
    }
    fault_report(all, "transactions",
                 "0 lost in %ld rounds; %ld refused as outdated, %ld as busy; %ld by command, %ld typed",
                 rounds, conflicts, busy, commands, typed);
    munmap(bench.told, sizeof *bench.told);
    scene_free(&bench.scene);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_several)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
