// SPDX-License-Identifier: MIT
// A draft that cannot be saved, because the disk is full for the database: it is kept in a file of its own,
// taken up again and saved. Meanwhile each call that the interface makes is refused, or the program killed
// before it. What the screen said is kept is in a draft at the end, and nothing lies about.
#include "support/check.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "rapport/app/drafts.h"
#include "support/failing.h"
#include "support/fault_counts.h"
#include "support/pty.h"
#include "support/scene.h"
#include "support/world.h"

#define PROGRAM TEST_BINARY "/tests/rapport_failing"
#define BEFORE "Could we talk"
#define TYPED "xyzzy"
#define EDITOR "Drafts ›"
#define QUESTION "It cannot be saved now"

enum { POINTS = 3, SLACK = 2, TRIES = 5 }; // of each call, in the cut; calls that come a little later

typedef struct Bench {
    Scene scene;
    Str db;
    char *full; // while this file is there, the disk is full
    char *counts_path, *full_wish, *counts_wish, *home_wish;
    long *counts;             // shared with the program
    long upto[FAILING_KINDS]; // the calls that a life without a fault makes from when the disk is full
    long points, kept, killed;
} Bench;

// ---- the scene

static void make_database(Bench *bench)
{
    Error err = {0};
    App *app = NULL;
    int64_t to = 1, rev = 1, copy;
    StepResult made = {0};
    DraftRequest request = {.contacts = &to, .contact_count = 1, .template_name = ""};
    assert_true(world_open(bench->scene.db, NULL, 4, 0, &app, &err) && world_people(app, &err) &&
                app_draft_new(app, &request, &made, &err) &&
                app_draft_save(app, made.id, &rev, "Hello", BEFORE, NULL, 0, &copy, &err));
    step_result_clear(&made);
    app_close(app);
    assert_true(scene_save(&bench->scene, "people.db", &bench->db));
}

static Bench bench_new(void)
{
    Bench bench = {.scene = scene_new()};
    bench.full = str_format("%s-full", bench.scene.folder);
    bench.counts_path = str_format("%s-counts", bench.scene.folder);
    bench.full_wish = str_format("RAPPORT_FAILING_FULL=%s", bench.full);
    bench.counts_wish = str_format("RAPPORT_FAILING_COUNTS=%s", bench.counts_path);
    bench.home_wish = str_format("HOME=%s", bench.scene.folder);
    int fd = open(bench.counts_path, O_CREAT | O_RDWR | O_CLOEXEC, 0600);
    assert_true(fd >= 0 && ftruncate(fd, (off_t)sizeof bench.upto) == 0);
    bench.counts = mmap(NULL, sizeof bench.upto, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    assert_ptr_not_equal(bench.counts, MAP_FAILED);
    close(fd);
    make_database(&bench);
    return bench;
}

static void bench_free(Bench *bench)
{
    munmap(bench->counts, sizeof bench->upto);
    unlink(bench->counts_path);
    free(bench->full);
    free(bench->counts_path);
    free(bench->full_wish);
    free(bench->counts_wish);
    free(bench->home_wish);
    str_clear(&bench->db);
    scene_free(&bench->scene);
}

static void set_full(const Bench *bench, bool full)
{
    if (full)
        close(open(bench->full, O_CREAT | O_WRONLY | O_CLOEXEC, 0600));
    else
        unlink(bench->full);
}

// ---- a life

static Pty *start(const Bench *bench, const char *wish)
{
    char *argv[] = {(char *)(uintptr_t)PROGRAM,  (char *)(uintptr_t) "--db",   bench->scene.db,
                    (char *)(uintptr_t) "--now", (char *)(uintptr_t)SCENE_NOW, NULL};
    const char *const env[] = {
        wish, bench->full_wish, bench->counts_wish, bench->home_wish, "ASAN_OPTIONS=detect_leaks=0", NULL};
    memset(bench->counts, 0, sizeof bench->upto);
    return pty_spawn(30, 100, argv, env);
}

static bool shows_or_ended(Pty *pty, void *text)
{
    return pty_shows(pty, text) || pty_ended(pty);
}

static bool hides_or_ended(Pty *pty, void *text)
{
    return !pty_shows(pty, text) || pty_ended(pty);
}

// Until the screen shows it; false: the program has ended.
static bool see(Pty *pty, const char *text)
{
    assert_true(pty_wait_until(pty, shows_or_ended, (void *)(uintptr_t)text, text));
    return !pty_ended(pty);
}

static bool miss(Pty *pty, const char *text)
{
    assert_true(pty_wait_until(pty, hides_or_ended, (void *)(uintptr_t)text, text));
    return !pty_ended(pty);
}

static bool left_or_asked(Pty *pty, void *self)
{
    (void)self;
    return !pty_shows(pty, EDITOR) || pty_shows(pty, QUESTION) || pty_ended(pty);
}

// True: it let go of the text without a question, so it says that nothing is lost.
static bool leave_draft(Pty *pty)
{
    pty_key(pty, "Esc");
    assert_true(pty_wait_until(pty, left_or_asked, NULL, "the list or a question"));
    if (pty_ended(pty))
        return false;
    if (!pty_shows(pty, QUESTION))
        return true;
    pty_key(pty, "Esc");
    miss(pty, QUESTION);
    return false;
}

static bool open_draft(Pty *pty)
{
    pty_key(pty, "Enter");
    return see(pty, EDITOR) && see(pty, BEFORE);
}

// Types while the disk is full, leaves, and comes back when there is room. True: it was told that what was
// typed is safe.
static bool work(Bench *bench, Pty *pty)
{
    bool told = false;
    if (!see(pty, "Contacts"))
        return false;
    pty_key(pty, "3");
    if (!see(pty, "Hello") || !open_draft(pty))
        return false;
    set_full(bench, true);
    pty_type(pty, TYPED);
    if (!see(pty, TYPED))
        return false;
    told = leave_draft(pty);
    bench->kept += told;
    set_full(bench, false);
    for (int i = 0; i < TRIES && !told && !pty_ended(pty); i++)
        told = leave_draft(pty);
    if (pty_ended(pty) || !open_draft(pty))
        return told;
    while (!pty_ended(pty) && !leave_draft(pty))
        continue;
    pty_key(pty, "Q");
    return told;
}

// ---- the verdict

// What a killed program had begun to write is no kept draft: see scene_partial.
static int left_behind(const Bench *bench)
{
    int count = 0;
    DIR *folder = opendir(bench->scene.folder);
    for (const struct dirent *entry; (entry = readdir(folder)) != NULL;)
        count += strstr(entry->d_name, ".draft-") != NULL && strstr(entry->d_name, ".tmp-") == NULL;
    closedir(folder);
    return count;
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

static void check_rows(const Bench *bench, const char *wish, bool told)
{
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open_v2(bench->scene.db, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
    long drafts = number(db, "SELECT count(*) FROM draft_text");
    long whole = number(db, "SELECT count(*) FROM draft_text WHERE instr(text, '" BEFORE "') > 0");
    long typed = number(db, "SELECT count(*) FROM draft_text WHERE instr(text, '" TYPED "') > 0");
    sqlite3_close(db);
    if (drafts > 2 || whole != drafts || (told && typed == 0))
        fail_msg("%s: %ld drafts, %ld whole, %ld with what was typed, which was %s", wish, drafts, whole,
                 typed, told ? "told to be safe" : "not told to be safe");
}

// The next program has no fault: it takes up what was kept.
static void judge(Bench *bench, const char *wish, bool told)
{
    Error err = {0};
    App *app = NULL;
    int status = 0;
    Pty *pty = start(bench, "RAPPORT_FAILING=");
    assert_true(see(pty, "Contacts"));
    pty_key(pty, "3");
    assert_true(see(pty, "Hello") && open_draft(pty));
    assert_true(leave_draft(pty));
    pty_key(pty, "Q");
    assert_true(pty_wait_exit(pty, &status));
    pty_close(pty);
    assert_int_equal(status, 0);
    check_rows(bench, wish, told);
    if (left_behind(bench) > 0)
        fail_msg("%s: what was kept is still there", wish);
    if (strstr(wish, "kill") == NULL && strstr(wish, "unlink") == NULL && scene_partial(&bench->scene) > 0)
        fail_msg("%s: something half done was left", wish);
    if (!world_open(bench->scene.db, NULL, 9, 0, &app, &err))
        fail_msg("%s: does not open again: %s", wish, err.message);
    char *findings = world_findings(app);
    assert_string_equal(findings, "");
    free(findings);
    app_close(app);
}

// ---- the sweep

static void live(Bench *bench, const char *wish)
{
    int status = 0;
    scene_clean(&bench->scene);
    set_full(bench, false);
    assert_true(scene_put(&bench->scene, "people.db", &bench->db));
    Pty *pty = start(bench, wish);
    bool told = work(bench, pty);
    memcpy(bench->upto, bench->counts, sizeof bench->upto);
    set_full(bench, false);
    assert_true(pty_wait_exit(pty, &status));
    if (WIFEXITED(status) && status != 0 && !pty_shows(pty, "rapport: ")) { // refused at the start
        pty_print(pty);
        fail_msg("%s: exit code %d", wish, WEXITSTATUS(status));
    }
    bench->killed += WIFSIGNALED(status);
    pty_close(pty);
    judge(bench, wish, told);
    bench->points++;
}

static void sweep(Bench *bench, FailingCall call, long upto)
{
    long stride = fault_stride(upto, POINTS);
    for (long at = 1; at <= upto; at += stride) {
        char *wish = str_format("RAPPORT_FAILING=%s:%ld", failing_name(call), at);
        live(bench, wish);
        free(wish);
    }
}

static void test_every_call(void **state)
{
    (void)state;
    Bench bench = bench_new();
    long upto[FAILING_KINDS];
    live(&bench, "RAPPORT_FAILING=");
    assert_int_equal(bench.kept, 1);
    memcpy(upto, bench.upto, sizeof upto);
    for (int call = 0; call < FAILING_KINDS; call++)
        if (call != CALL_alloc && upto[call] > 0)
            sweep(&bench, (FailingCall)call, upto[call] + SLACK);
    fault_report(bench.points, "lives with a draft that cannot be saved",
                 "%ld times kept in a file of its own, %ld killed, nothing lost", bench.kept, bench.killed);
    assert_true(bench.kept > bench.points / 3 && bench.killed > 0);
    bench_free(&bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_call)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
