// SPDX-License-Identifier: MIT
// We get no memory, at every place: each site (the calls that lead to an allocation of ours) fails once, in
// all commands of tests/cli/cases and in the interface, at every key of every pane. A life is repeated until
// it meets no site that has not failed yet. One sentence, exit code 4, the terminal as it was, the file
// sound.
#include "support/check.h"

#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "rapport/app/drafts.h"
#include "rapport/base/file.h"
#include "rapport/base/mem.h"
#include "rapport/base/vec.h"
#include "support/failing.h"
#include "support/fault_counts.h"
#include "support/pty.h"
#include "support/scene.h"
#include "support/world.h"

#define PROGRAM TEST_BINARY "/tests/rapport_failing"
#define CASES TEST_SOURCE "/tests/cli/cases"

#define SANITIZERS "ASAN_OPTIONS=detect_leaks=0:exitcode=99"

static const char SENTENCE[] =
    "rapport: out of memory: all that was acknowledged is saved; close something and start again";

enum { SANITIZER = 99, CASE_LIMIT = 1 << 20 };
enum {
    CUT_COMMANDS = 12,
    CUT_TRIES = 2,
    CUT_LIVES = 30
}; // the first lives fail while the terminal is opened

typedef struct Bench {
    Scene scene;
    Str network; // a database with something on every pane
    char *sites_path, *sites_wish, *home_wish;
    FailingSites *sites; // shared with the program
    long failed;
} Bench;

static Bench bench_new(void)
{
    Bench bench = {.scene = scene_new()};
    bench.sites_path = str_format("%s-sites", bench.scene.folder);
    bench.sites_wish = str_format("RAPPORT_FAILING_SITES=%s", bench.sites_path);
    bench.home_wish = str_format("HOME=%s", bench.scene.folder);
    int fd = open(bench.sites_path, O_CREAT | O_RDWR | O_CLOEXEC, 0600);
    assert_true(fd >= 0 && ftruncate(fd, (off_t)sizeof *bench.sites) == 0);
    bench.sites = mmap(NULL, sizeof *bench.sites, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    assert_ptr_not_equal(bench.sites, MAP_FAILED);
    close(fd);
    return bench;
}

static void bench_free(Bench *bench)
{
    munmap(bench->sites, sizeof *bench->sites);
    unlink(bench->sites_path);
    free(bench->sites_path);
    free(bench->sites_wish);
    free(bench->home_wish);
    str_clear(&bench->network);
    scene_free(&bench->scene);
}

static void check_file(const Bench *bench, const char *after)
{
    Error err = {0};
    App *app = NULL;
    if (!file_exists(bench->scene.db))
        return; // it failed before there was one
    if (!world_open(bench->scene.db, NULL, 9, 0, &app, &err))
        fail_msg("%s: does not open again: %s", after, err.message);
    char *findings = world_findings(app);
    if (*findings != '\0')
        fail_msg("%s: %s", after, findings);
    free(findings);
    app_close(app);
}

// A site was met that had not failed before: exactly this one did.
static void count_failure(Bench *bench, long sites_before, const char *what)
{
    if (bench->sites->count != sites_before + 1)
        fail_msg("%s: out of memory, but %ld sites failed", what, bench->sites->count - sites_before);
    fault_progress(++bench->failed, 1, 100, "sites");
}

// ---- commands

// True when it failed at a new site.
static bool fails_once(Bench *bench, const char *words)
{
    long before = bench->sites->count;
    const char *const env[] = {"RAPPORT_FAILING=site", bench->sites_wish, SANITIZERS, NULL};
    SceneResult result = scene_run(&bench->scene, PROGRAM, words, env);
    bool failed = result.code == 4 && strstr(str_get(&result.output), SENTENCE) != NULL;
    if (result.code < 0 || result.code == SANITIZER)
        fail_msg("%s: exit code %d: %s", words, result.code, str_get(&result.output));
    if (failed)
        count_failure(bench, before, words);
    scene_result_clear(&result);
    return failed;
}

// "$ write NAME" makes a file of the "<" lines behind it.
static const char *write_file(const Bench *bench, const char *name, const char *lines)
{
    Str bytes = STR_INIT;
    char *file = mem_strndup(name, strcspn(name, "\n"));
    for (; *lines == '<'; lines += strcspn(lines, "\n") + 1)
        str_append_n(&bytes, lines + 2, strcspn(lines + 2, "\n") + 1);
    scene_put(&bench->scene, file, &bytes); // a name in a folder is none of ours
    free(file);
    str_clear(&bytes);
    return lines;
}

static void run_case(Bench *bench, const char *name)
{
    Str text = STR_INIT;
    char *path = str_format(CASES "/%s", name);
    assert_true(file_read(path, CASE_LIMIT, &text, NULL));
    scene_clean(&bench->scene);
    long commands = fault_count(CUT_COMMANDS, LONG_MAX);
    for (const char *line = str_get(&text), *next; *line != '\0' && commands > 0; line = next) {
        size_t length = strcspn(line, "\n");
        next = line + length + (line[length] == '\n');
        if (str_starts(line, "$ write ")) {
            next = write_file(bench, line + strlen("$ write "), next);
        } else if (str_starts(line, "$ rapport ")) {
            char *words = mem_strndup(line + strlen("$ rapport "), length - strlen("$ rapport "));
            long tries = fault_count(CUT_TRIES, LONG_MAX);
            while (tries-- > 0 && fails_once(bench, words))
                continue;
            commands--;
            free(words);
        }
    }
    check_file(bench, name);
    free(path);
    str_clear(&text);
}

static void test_commands(void **state)
{
    (void)state;
    Bench bench = bench_new();
    DIR *folder = opendir(CASES);
    assert_non_null(folder);
    long cases = 0;
    for (const struct dirent *entry; (entry = readdir(folder)) != NULL;)
        if (str_ends(entry->d_name, ".case") && (fault_full() || str_equal(entry->d_name, "add.case"))) {
            run_case(&bench, entry->d_name);
            cases++;
        }
    closedir(folder);
    assert_true(cases > 0 && bench.failed > 0);
    fault_report(bench.failed, "places of the command line", "a sentence and 4, the file sound");
    bench_free(&bench);
}

// ---- the interface

static void make_network(Bench *bench)
{
    Error err = {0};
    App *app = NULL;
    int64_t to = 1;
    StepResult made = {0};
    DraftRequest request = {.contacts = &to, .contact_count = 1, .template_name = ""};
    assert_true(world_open(bench->scene.db, NULL, 4, 0, &app, &err) && world_people(app, &err) &&
                app_draft_new(app, &request, &made, &err));
    step_result_clear(&made);
    app_close(app);
    assert_true(scene_save(&bench->scene, "people.db", &bench->network));
}

static bool drawn_or_ended(Pty *pty, void *self)
{
    return pty_ended(pty) || pty_frame(pty) > *(unsigned long *)self;
}

// One key after the other, each answered by a frame; until it ends. Frames that nobody asked for come in
// between, so that Esc is sent as newer terminals do: alone, it and a P behind it were the beginning of a
// report, and the keys behind them part of it.
static void press(Pty *pty, const char *keys)
{
    static const char whole_escape[] = "\033[27u";
    char key[16];
    unsigned long frame = 0;
    assert_true(pty_wait_until(pty, drawn_or_ended, &frame, "the first frame"));
    for (const char *rest = keys; *rest != '\0' && !pty_ended(pty);) {
        size_t length = strcspn(rest, " ");
        snprintf(key, sizeof key, "%.*s", (int)length, rest);
        rest += length + strspn(rest + length, " ");
        frame = pty_frame(pty);
        if (str_equal(key, "Esc"))
            pty_send(pty, whole_escape, sizeof whole_escape - 1);
        else
            assert_true(pty_key(pty, key));
        assert_true(pty_wait_until(pty, drawn_or_ended, &frame, keys));
    }
}

static bool live(Bench *bench, const char *keys)
{
    char *argv[] = {(char *)(uintptr_t)PROGRAM,  (char *)(uintptr_t) "--db",   bench->scene.db,
                    (char *)(uintptr_t) "--now", (char *)(uintptr_t)SCENE_NOW, NULL};
    const char *const env[] = {"RAPPORT_FAILING=site",
                               bench->sites_wish,
                               bench->home_wish,
                               "RAPPORT_TEST_BEACON=1",
                               "EDITOR=true",
                               SANITIZERS,
                               NULL};
    int status = 0;
    long before = bench->sites->count;
    scene_clean(&bench->scene);
    assert_true(scene_put(&bench->scene, "people.db", &bench->network));
    Pty *pty = pty_spawn(30, 100, argv, env);
    press(pty, keys);
    bool ended = pty_ended(pty), failed = false;
    if (ended) {
        assert_true(pty_wait_exit(pty, &status));
        failed = WIFEXITED(status) && WEXITSTATUS(status) == 4;
        if ((!failed && status != 0) || pty_alternate(pty) || !pty_tty_unchanged(pty) ||
            (failed && !pty_shows(pty, "rapport: out of memory: all that was"))) {
            pty_print(pty);
            fail_msg("the interface, %s: status %#x", keys, (unsigned)status);
        }
    }
    pty_close(pty);
    if (failed) {
        count_failure(bench, before, keys);
        check_file(bench, keys);
    }
    return failed;
}

// Every key on every pane, and what a person may type behind it.
static void test_interface(void **state)
{
    (void)state;
    static const char KEYS[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ/:#?!.,;'*+-=<>[]@%&";
    Bench bench = bench_new();
    make_network(&bench);
    long tours = 0, most = fault_count(CUT_LIVES, LONG_MAX);
    for (char pane = '1'; pane <= '9'; pane++)
        for (const char *key = KEYS; *key != '\0' && bench.failed < most; key++) {
            char *keys = str_format("%c Down Enter Esc %c m a Enter Tab x Enter Esc C-p %c Enter Esc", pane,
                                    *key, *key);
            while (bench.failed < most && live(&bench, keys))
                continue;
            free(keys);
            tours += bench.failed < most;
        }
    assert_true(bench.failed > 0);
    fault_report(bench.failed, "places of the interface",
                 "in %ld tours; a sentence and 4, the terminal given back, the file sound", tours);
    bench_free(&bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_commands), cmocka_unit_test(test_interface)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
