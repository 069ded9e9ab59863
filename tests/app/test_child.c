// SPDX-License-Identifier: MIT
// Other programs by argv: found only where $PATH says, fed whole, never a shell, and their failures told.
#include "support/check.h"

#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "rapport/app/child.h"
#include "rapport/base/clock.h"
#include "rapport/base/file.h"
#include "rapport/base/mem.h"

// A private folder with one script in it.
typedef struct Place {
    char folder[64];
    char script[128], output[128];
} Place;

static void write_script(Place *place, const char *body)
{
    snprintf(place->folder, sizeof place->folder, "/tmp/child-test-XXXXXX");
    assert_non_null(mkdtemp(place->folder));
    snprintf(place->script, sizeof place->script, "%s/fake", place->folder);
    snprintf(place->output, sizeof place->output, "%s/output", place->folder);
    char *text = str_format("#!/bin/sh\nout='%s'\n%s\n", place->output, body);
    assert_true(file_write(place->script, text, strlen(text), FILE_KEEP, NULL));
    assert_int_equal(chmod(place->script, 0700), 0);
    free(text);
}

static void remove_place(Place *place)
{
    unlink(place->script);
    unlink(place->output);
    rmdir(place->folder);
}

static void check_output(const Place *place, const char *expected, size_t length)
{
    Str text = STR_INIT;
    Error err = {0};
    if (!file_read(place->output, 1 << 24, &text, &err))
        fail_msg("%s", err.message);
    assert_int_equal(text.length, length);
    assert_memory_equal(str_get(&text), expected, length);
    str_clear(&text);
}

static void test_feed_gives_the_whole_text(void **state)
{
    (void)state;
    static const size_t SIZES[] = {0, 1, 4096, 65536, 65537, 1 << 20};
    for (size_t i = 0; i < sizeof SIZES / sizeof *SIZES; i++) {
        Place place;
        Error err = {0};
        write_script(&place, "cat > \"$out\"");
        char *text = mem_alloc(SIZES[i] + 1);
        for (size_t j = 0; j < SIZES[i]; j++)
            text[j] = (char)('a' + j % 26);
        char *argv[] = {place.script, NULL};
        if (!child_feed(argv, text, SIZES[i], &err))
            fail_msg("%zu bytes: %s", SIZES[i], err.message);
        check_output(&place, text, SIZES[i]);
        free(text);
        remove_place(&place);
    }
}

static void test_arguments_reach_the_program_as_they_are(void **state)
{
    (void)state;
    static const char *const HOSTILE[] = {"$(touch x)", "a; rm -rf b", "`id`", "a'b\"c", "-x", "a\nb", "*"};
    for (size_t i = 0; i < sizeof HOSTILE / sizeof *HOSTILE; i++) {
        Place place;
        write_script(&place, "printf %s \"$1\" > \"$out\"");
        char *argument = mem_strdup(HOSTILE[i]);
        char *argv[] = {place.script, argument, NULL};
        assert_true(child_feed(argv, "", 0, NULL));
        check_output(&place, HOSTILE[i], strlen(HOSTILE[i]));
        free(argument);
        remove_place(&place);
    }
}

static void test_failures_are_told(void **state)
{
    (void)state;
    static const struct {
        const char *body, *message;
    } CASES[] = {{"exit 3", "status 3"}, {"kill -TERM $$", "signal 15"}};
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        Place place;
        Error err = {0};
        write_script(&place, CASES[i].body);
        char *argv[] = {place.script, NULL};
        assert_false(child_feed(argv, "text", 4, &err));
        assert_int_equal(err.kind, ERROR_IO);
        assert_non_null(strstr(err.message, CASES[i].message));
        int launches = 0; // a failure is told when it comes at once, which a busy machine may not let it
        while (child_launch(argv, &err))
            assert_true(++launches < 500);
        remove_place(&place);
    }
}

static void test_what_it_said_is_told(void **state)
{
    (void)state;
    static const struct {
        const char *body, *message;
    } CASES[] = {
        {"echo 'fake: cannot connect' >&2; echo 'fake: gave up' >&2; exit 75",
         "fake: cannot connect; gave up (failed with status 75)"},
        {"printf 'no line end' >&2; exit 1", "fake: no line end (failed with status 1)"},
        {"exit 1", "fake: failed with status 1"},
        {"printf '\\377\\n' >&2; exit 1", "fake: \xef\xbf\xbd (failed with status 1)"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        Place place;
        Error err = {0};
        write_script(&place, CASES[i].body);
        char *argv[] = {place.script, NULL};
        assert_false(child_feed_hearing(argv, "text", 4, CHILD_PATIENCE_MS, &err));
        assert_string_equal(err.message + strlen(place.folder) + 1, CASES[i].message);
        remove_place(&place);
    }
}

// More words than any pipe holds, said before the text is taken: neither waits for the other for ever.
static void test_a_child_that_talks_first(void **state)
{
    (void)state;
    Place place;
    Error err = {0};
    write_script(&place,
                 "head -c 300000 /dev/zero | tr '\\0' a >&2; cat >/dev/null; echo the end >&2; exit 9");
    enum { LARGE = 1 << 20 };
    char *text = mem_alloc(LARGE);
    char *argv[] = {place.script, NULL};
    assert_false(child_feed_hearing(argv, text, LARGE, CHILD_PATIENCE_MS, &err));
    assert_non_null(strstr(err.message, "status 9"));
    assert_non_null(strstr(err.message, "aaathe end ("));
    free(text);
    remove_place(&place);
}

// The reader leaves before it took a text larger than any pipe: an error, not the end of this program.
static void test_reader_that_goes_away(void **state)
{
    (void)state;
    enum { LARGE = 4 << 20 };
    Place place;
    Error err = {0};
    write_script(&place, "exec 0<&-; exit 0");
    char *text = mem_alloc(LARGE);
    char *argv[] = {place.script, NULL};
    assert_false(child_feed(argv, text, LARGE, &err));
    assert_non_null(strstr(err.message, "whole text"));
    free(text);
    remove_place(&place);
}

static void test_missing_program(void **state)
{
    (void)state;
    Error err = {0};
    char *argv[] = {"rapport-no-such-program", NULL};
    assert_false(child_feed(argv, "", 0, &err));
    assert_string_equal(err.message, "rapport-no-such-program: there is no such program");
    error_clear(&err);
    assert_false(child_launch(argv, &err));
    assert_int_equal(err.kind, ERROR_IO);
}

static void test_find_looks_only_in_absolute_folders(void **state)
{
    (void)state;
    Place place;
    char before[64], *path = mem_strdup(getenv("PATH"));
    write_script(&place, "exit 0");
    assert_non_null(getcwd(before, sizeof before));
    assert_int_equal(chdir(place.folder), 0);
    static const char *const FOLDERS[] = {"", ".", ":", "::/nowhere", "/nowhere:."};
    for (size_t i = 0; i < sizeof FOLDERS / sizeof *FOLDERS; i++) {
        Str found = STR_INIT;
        setenv("PATH", FOLDERS[i], 1);
        assert_false(child_find("fake", &found));
        assert_int_equal(found.length, 0);
        str_clear(&found);
    }
    Str found = STR_INIT;
    char *folders = str_format("/nowhere:%s", place.folder);
    setenv("PATH", folders, 1);
    assert_true(child_find("fake", &found));
    assert_string_equal(str_get(&found), place.script);
    assert_int_equal(chmod(place.script, 0600), 0);
    str_clear(&found);
    assert_false(child_find("fake", &found));
    assert_false(child_find("", &found));
    free(folders);
    setenv("PATH", path, 1);
    free(path);
    assert_int_equal(chdir(before), 0);
    remove_place(&place);
}

static void test_environment_is_clean(void **state)
{
    (void)state;
    Place place;
    write_script(&place, "printf '%s|%s|%s' \"$RAPPORT_DB\" \"$LD_DEBUG_OUTPUT\" \"$KEPT\" > \"$out\"");
    setenv("RAPPORT_DB", "/secret", 1);
    setenv("LD_DEBUG_OUTPUT", "x", 1);
    setenv("KEPT", "yes", 1);
    char *argv[] = {place.script, NULL};
    assert_true(child_feed(argv, "", 0, NULL));
    check_output(&place, "||yes", 5);
    unsetenv("RAPPORT_DB");
    unsetenv("LD_DEBUG_OUTPUT");
    unsetenv("KEPT");
    remove_place(&place);
}

// Ignored and blocked signals of ours are not handed on.
static void test_child_has_default_signals(void **state)
{
    (void)state;
    Place place;
    Error err = {0};
    write_script(&place, "kill -PIPE $$; exit 0");
    struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
    sigaction(SIGPIPE, &ignore, &before);
    char *argv[] = {place.script, NULL};
    assert_false(child_feed(argv, "", 0, &err));
    assert_non_null(strstr(err.message, "signal 13"));
    sigaction(SIGPIPE, &before, NULL);
    remove_place(&place);
}

static void test_launch_leaves_alone(void **state)
{
    (void)state;
    Place place;
    write_script(&place, "exit 0");
    char *argv[] = {place.script, NULL};
    assert_true(child_launch(argv, NULL));
    char *tail[] = {"tail", "-f", "/dev/null", "--pid", NULL, NULL};
    char pid[24];
    snprintf(pid, sizeof pid, "%d", (int)getpid());
    tail[4] = pid; // ends with this test
    assert_true(child_launch(tail, NULL));
    remove_place(&place);
}

// Ends long after the launch, when nobody looks: its number is free then, no zombie keeps it.
static void test_nothing_is_left_of_what_was_launched(void **state)
{
    (void)state;
    enum { PATIENCE_MS = 120000 };
    Place place;
    write_script(&place, "echo $$ > \"$out\"; read go < \"$out.go\"");
    char *go = str_format("%s.go", place.output), *argv[] = {place.script, NULL};
    assert_int_equal(mkfifo(go, 0600), 0);
    assert_true(child_launch(argv, NULL));
    int fd = open(go, O_WRONLY); // waits for the other end
    assert_int_equal(write(fd, "\n", 1), 1);
    close(fd);
    Str said = STR_INIT;
    assert_true(file_read(place.output, 100, &said, NULL));
    pid_t child = (pid_t)atoi(str_get(&said));
    assert_true(child > 1);
    int64_t until = clock_monotonic_ms() + PATIENCE_MS;
    while (kill(child, 0) == 0 && clock_monotonic_ms() < until)
        sched_yield();
    assert_int_equal(kill(child, 0), -1);
    str_clear(&said);
    unlink(go);
    free(go);
    remove_place(&place);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_feed_gives_the_whole_text),
        cmocka_unit_test(test_arguments_reach_the_program_as_they_are),
        cmocka_unit_test(test_failures_are_told),
        cmocka_unit_test(test_what_it_said_is_told),
        cmocka_unit_test(test_a_child_that_talks_first),
        cmocka_unit_test(test_reader_that_goes_away),
        cmocka_unit_test(test_missing_program),
        cmocka_unit_test(test_find_looks_only_in_absolute_folders),
        cmocka_unit_test(test_environment_is_clean),
        cmocka_unit_test(test_child_has_default_signals),
        cmocka_unit_test(test_launch_leaves_alone),
        cmocka_unit_test(test_nothing_is_left_of_what_was_launched),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
