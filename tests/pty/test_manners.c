// SPDX-License-Identifier: MIT
// The program never leaves a broken terminal: however it ends, the screen is given back and the tty is as
// before. And it knows where it cannot run.
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "rapport/base/str.h"
#include "support/pty.h"

#define DEMO TEST_BINARY "/tests/screen_demo"

static char *const demo[] = {(char *)DEMO, NULL};

static Pty *start(const char *const env[])
{
    Pty *pty = pty_spawn(24, 80, demo, env);
    assert_true(pty_wait(pty, "ready"));
    assert_true(pty_wait_row(pty, 23, "end")); // what is painted last
    assert_false(pty_tty_unchanged(pty));
    return pty;
}

static void assert_given_back(Pty *pty)
{
    assert_false(pty_alternate(pty));
    assert_int_equal(pty_mouse_mode(pty), 0);
    assert_true(pty_tty_unchanged(pty));
    int row, col;
    bool visible;
    pty_cursor(pty, &row, &col, &visible);
    assert_true(visible);
}

static void test_quit(void **state)
{
    (void)state;
    Pty *pty = start(NULL);
    assert_true(pty_alternate(pty));
    pty_key(pty, "q");
    assert_true(pty_exits_with(pty, 0));
    assert_given_back(pty);
    pty_close(pty);
}

static void assert_crash(const char *key, int number)
{
    static const char *const env[] = {"ASAN_OPTIONS=handle_abort=0:detect_leaks=0", NULL};
    Pty *pty = start(env);
    int status;
    assert_true(pty_alternate(pty));
    pty_key(pty, key);
    assert_true(pty_wait_exit(pty, &status));
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), number);
    assert_given_back(pty);
    size_t length;
    const char *output = pty_output(pty, &length);
    assert_non_null(strstr(output, "\033[?2004l"));
    assert_non_null(strstr(output, "\033[?1004l"));
    pty_close(pty);
}

static void test_crash(void **state)
{
    (void)state;
    assert_crash("!", SIGSEGV);
    assert_crash("@", SIGABRT);
}

static void test_crash_from_outside(void **state)
{
    (void)state;
    static const int signals[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        Pty *pty = start(NULL);
        int status;
        pty_signal(pty, signals[i]);
        assert_true(pty_wait_exit(pty, &status));
        assert_true(WIFSIGNALED(status));
        assert_int_equal(WTERMSIG(status), signals[i]);
        assert_given_back(pty);
        pty_close(pty);
    }
}

// What the hook for failed allocations does.
static void test_rescue(void **state)
{
    (void)state;
    Pty *pty = start(NULL);
    pty_key(pty, "R");
    assert_true(pty_exits_with(pty, 4));
    assert_given_back(pty);
    pty_close(pty);
}

static void test_terminate(void **state)
{
    (void)state;
    static const int signals[] = {SIGTERM, SIGINT, SIGQUIT};
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        Pty *pty = start(NULL);
        pty_signal(pty, signals[i]);
        assert_true(pty_exits_with(pty, 143));
        assert_given_back(pty);
        pty_close(pty);
    }
}

static void assert_mark(const char *path, const char *expected)
{
    char text[64] = "";
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    assert_non_null(fgets(text, sizeof text, file));
    fclose(file);
    unlink(path);
    assert_string_equal(text, expected);
}

static void test_hang_up(void **state)
{
    (void)state;
    char path[] = "/tmp/rapport-hangup-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    close(fd);
    char *mark = str_format("DEMO_MARK=%s", path);
    const char *env[] = {mark, NULL};
    Pty *pty = start(env);
    int64_t before = pty_now_us();
    pty_hangup(pty);
    int status;
    assert_true(pty_wait_exit(pty, &status));
    printf("hang-up to end: %.0f ms\n", (double)(pty_now_us() - before) / 1000);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    assert_mark(path, "hangup"); // it had the time to save
    pty_close(pty);
    free(mark);
}

static bool at_prompt(Pty *pty, void *self)
{
    (void)self;
    int row, col;
    bool visible;
    pty_cursor(pty, &row, &col, &visible);
    char *line = pty_row(pty, row);
    bool found = strcmp(line, "prompt:") == 0;
    free(line);
    return found;
}

// A real shell with job control: the program stops, the shell has its terminal, fg brings all back.
static void test_suspend_in_a_shell(void **state)
{
    (void)state;
    static char *const shell[] = {(char *)"sh", (char *)"-i", NULL};
    static const char *const env[] = {"PS1=prompt: ", "ENV=/dev/null", NULL};
    static const char *const keys[] = {"C-z", NULL};
    Pty *pty = pty_spawn(24, 80, shell, env);
    assert_true(pty_wait(pty, "prompt:"));
    pty_type(pty, "'" DEMO "' && echo well\n");
    assert_true(pty_wait(pty, "ready"));
    for (int round = 0; round < 2; round++) {
        assert_true(pty_alternate(pty));
        pty_key(pty, keys[0]);
        assert_true(pty_wait(pty, "Stopped"));
        assert_true(pty_wait_until(pty, at_prompt, NULL, "the prompt"));
        assert_false(pty_alternate(pty));
        assert_int_equal(pty_mouse_mode(pty), 0);
        pty_type(pty, "stty -a | grep -o ' icanon'\n");
        assert_true(pty_wait(pty, " icanon"));
        pty_type(pty, "clear; fg\n");
        assert_true(pty_wait_row(pty, 1, "resume"));
        assert_true(pty_wait_row(pty, 4, "José"));
        pty_key(pty, "C-Left");
        assert_true(pty_wait_row(pty, 1, "key C-Left"));
        assert_int_not_equal(pty_mouse_mode(pty), 0);
    }
    pty_key(pty, "q");
    assert_true(pty_wait_until(pty, at_prompt, NULL, "the prompt"));
    assert_false(pty_alternate(pty));
    pty_type(pty, "exit\n");
    int status;
    assert_true(pty_wait_exit(pty, &status));
    pty_close(pty);
}

// Where nobody could resume it, the system ignores the wish, and so do we.
static void test_suspend_without_a_shell(void **state)
{
    (void)state;
    Pty *pty = start(NULL);
    pty_key(pty, "C-z");
    assert_true(pty_wait_row(pty, 1, "resume"));
    assert_true(pty_alternate(pty));
    pty_signal(pty, SIGTSTP);
    assert_true(pty_wait_row(pty, 1, "4 resume")); // the key, resume, suspend, resume
    pty_key(pty, "a");
    assert_true(pty_wait_row(pty, 1, "5 key a"));
    pty_key(pty, "q");
    assert_true(pty_exits_with(pty, 0));
    assert_given_back(pty);
    pty_close(pty);
}

static void test_stopped_and_continued_from_outside(void **state)
{
    (void)state;
    Pty *pty = start(NULL);
    pty_signal(pty, SIGSTOP);
    assert_true(pty_wait_stopped(pty));
    pty_resize(pty, 30, 100);
    pty_signal(pty, SIGCONT);
    assert_true(pty_wait_row(pty, 0, "demo 30x100"));
    assert_true(pty_wait_row(pty, 29, "last row"));
    pty_key(pty, "q");
    assert_true(pty_exits_with(pty, 0));
    assert_given_back(pty);
    pty_close(pty);
}

static void test_refuses(void **state)
{
    (void)state;
    static const struct {
        const char *env, *says;
    } cases[] = {
        {"TERM=dumb", "TERM=dumb cannot show one"},
        {"TERM=", "TERM is not set; try TERM=xterm-256color"},
        {"TERM", "TERM is not set; try TERM=xterm-256color"},
        {"TERM=no-such-terminal", "no usable description for TERM=no-such-terminal; try TERM=xterm-256color"},
        {"TERM=no\033[31m", "try TERM=xterm-256color"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *env[] = {cases[i].env, NULL};
        Pty *pty = pty_spawn(24, 200, demo, env);
        assert_true(pty_exits_with(pty, 2));
        assert_true(pty_wait(pty, cases[i].says));
        assert_true(pty_tty_unchanged(pty));
        size_t length;
        const char *output = pty_output(pty, &length);
        assert_null(memchr(output, '\033', length));
        pty_close(pty);
    }
}

static void test_refuses_without_a_terminal(void **state)
{
    (void)state;
    static const char *const redirects[] = {"</dev/null", "| cat"};
    for (size_t i = 0; i < 2; i++) {
        char *script = str_format("'%s' %s; echo \"code $?\"", DEMO, redirects[i]);
        char *argv[] = {(char *)"sh", (char *)"-c", script, NULL};
        Pty *pty = pty_spawn(24, 200, argv, NULL);
        assert_true(pty_wait(pty, "is not a terminal; use a command instead"));
        assert_true(pty_wait(pty, i == 0 ? "code 2" : "code 0")); // cat's own
        pty_close(pty);
        free(script);
    }
}

static void test_ascii_locale(void **state)
{
    (void)state;
    static const char *const env[] = {"LC_ALL=C", NULL};
    Pty *pty = start(env);
    assert_true(pty_wait_row(pty, 4, "Jose Alvarez"));
    assert_true(pty_wait_row(pty, 14, "--------"));
    size_t length;
    const char *output = pty_output(pty, &length);
    for (size_t i = 0; i < length; i++)
        assert_true((unsigned char)output[i] < 0x80);
    for (int row = 3; row < 12; row++)
        assert_string_equal(pty_cell(pty, row, 20).text, "|");
    pty_key(pty, "q");
    assert_true(pty_exits_with(pty, 0));
    pty_close(pty);
}

static bool is_dark_late(Pty *pty, void *self)
{
    (void)self;
    return pty_cell(pty, 13, 26).foreground_index == 203;
}

static void test_colours(void **state)
{
    (void)state;
    static const char *const auto_env[] = {"DEMO_THEME=auto", NULL};
    static const char *const dark_env[] = {"DEMO_THEME=dark", NULL};
    Pty *pty = start(auto_env);
    assert_true(pty_cell(pty, 13, 2).default_foreground);
    assert_int_equal(pty_cell(pty, 13, 26).foreground_index, 1); // late
    assert_true(pty_cell(pty, 13, 26).default_background);
    assert_false(pty_cell(pty, 4, 2).default_background); // the selected row
    assert_true(pty_cell(pty, 0, 0).bold);
    pty_key(pty, "t");
    assert_true(pty_wait_until(pty, is_dark_late, NULL, "the dark theme"));
    pty_key(pty, "q");
    assert_true(pty_exits_with(pty, 0));
    pty_close(pty);
    pty = start(dark_env);
    assert_int_equal(pty_cell(pty, 13, 18).foreground_index, 80); // accent
    assert_int_equal(pty_cell(pty, 4, 2).background_index, 237);
    pty_key(pty, "q");
    assert_true(pty_exits_with(pty, 0));
    pty_close(pty);
}

static void assert_no_colour(const char *setting, bool reversed)
{
    const char *env[] = {setting, "DEMO_THEME=dark", NULL};
    Pty *pty = start(env);
    for (int row = 0; row < 24; row++) {
        for (int col = 0; col < 80; col++) {
            PtyCell cell = pty_cell(pty, row, col);
            assert_true(cell.default_foreground && cell.default_background);
        }
    }
    assert_int_equal(pty_cell(pty, 4, 2).reverse, reversed);
    assert_true(pty_cell(pty, 13, 26).bold); // late
    pty_key(pty, "q");
    assert_true(pty_exits_with(pty, 0));
    pty_close(pty);
}

static void test_no_color(void **state)
{
    (void)state;
    assert_no_colour("NO_COLOR=1", true);
    assert_no_colour("TERM=xterm-mono", true);
    static const char *const empty[] = {"NO_COLOR=", "DEMO_THEME=dark",
                                        NULL}; // set but empty: does not count
    Pty *pty = start(empty);
    assert_int_equal(pty_cell(pty, 13, 26).foreground_index, 203);
    pty_key(pty, "q");
    assert_true(pty_exits_with(pty, 0));
    pty_close(pty);
}

static void test_eight_colours(void **state)
{
    (void)state;
    static const char *const env[] = {"TERM=xterm", "DEMO_THEME=dark", NULL};
    Pty *pty = start(env);
    assert_int_equal(pty_cell(pty, 13, 26).foreground_index, 1);
    assert_true(pty_cell(pty, 4, 2).reverse);
    pty_key(pty, "q");
    assert_true(pty_exits_with(pty, 0));
    pty_close(pty);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_quit),
        cmocka_unit_test(test_crash),
        cmocka_unit_test(test_crash_from_outside),
        cmocka_unit_test(test_rescue),
        cmocka_unit_test(test_terminate),
        cmocka_unit_test(test_hang_up),
        cmocka_unit_test(test_suspend_in_a_shell),
        cmocka_unit_test(test_suspend_without_a_shell),
        cmocka_unit_test(test_stopped_and_continued_from_outside),
        cmocka_unit_test(test_refuses),
        cmocka_unit_test(test_refuses_without_a_terminal),
        cmocka_unit_test(test_ascii_locale),
        cmocka_unit_test(test_colours),
        cmocka_unit_test(test_no_color),
        cmocka_unit_test(test_eight_colours),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
