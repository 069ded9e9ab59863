// SPDX-License-Identifier: MIT
// The real program on a real terminal: what a person does in it is there for the next command, however the
// program ends.
#include "support/check.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "rapport/base/file.h"
#include "rapport/base/str.h"
#include "support/place.h"
#include "support/pty.h"

#define PROGRAM TEST_BINARY "/rapport"

typedef struct Home {
    char *folder, *db, *home;
} Home;

// Runs a command and gives its output, owned; *code may be NULL.
static char *command(const Home *home, const char *arguments, int *code)
{
    char *line =
        str_format("HOME='%s' LC_ALL=C.UTF-8 TZ=UTC '%s' --db '%s' --now 2026-11-24T09:41:00Z %s 2>&1",
                   home->folder, PROGRAM, home->db, arguments);
    FILE *pipe = popen(line, "r");
    Str out = STR_INIT;
    assert_non_null(pipe);
    for (int c; (c = fgetc(pipe)) != EOF;)
        str_push(&out, (char)c);
    int status = pclose(pipe);
    if (code != NULL)
        *code = WEXITSTATUS(status);
    else if (status != 0)
        fail_msg("%s: %s", arguments, str_get(&out));
    free(line);
    return str_take(&out);
}

static void run(const Home *home, const char *arguments)
{
    free(command(home, arguments, NULL));
}

static Home home_new(void)
{
    Home home = {.folder = str_format("%s/rapport-pty-XXXXXX", place_on_disk())};
    assert_non_null(mkdtemp(home.folder));
    home.db = str_format("%s/people.db", home.folder);
    home.home = str_format("HOME=%s", home.folder);
    run(&home, "add 'Maya Lindqvist @ Kestrel, maya@kestrel.example, #python'");
    run(&home, "add '王芳 @ 日本電気, fang@denki.example'");
    run(&home, "add 'Tom Reilly @ Interlark, tom@interlark.example'");
    return home;
}

static void home_remove(Home *home)
{
    char *line = str_format("rm -rf '%s'", home->folder);
    assert_int_equal(system(line), 0);
    free(line);
    free(home->folder);
    free(home->db);
    free(home->home);
}

static Pty *start(const Home *home, int rows, int cols)
{
    char *argv[] = {
        (char *)PROGRAM, (char *)"--db", home->db, (char *)"--now", (char *)"2026-11-24T09:41:00Z", NULL};
    const char *const env[] = {home->home, "ASAN_OPTIONS=handle_segv=0:handle_abort=0:detect_leaks=0", NULL};
    Pty *pty = pty_spawn(rows, cols, argv, env);
    assert_non_null(pty);
    assert_true(pty_wait(pty, "Contacts"));
    return pty;
}

static void assert_given_back(Pty *pty)
{
    int row, col;
    bool visible;
    pty_cursor(pty, &row, &col, &visible);
    assert_false(pty_alternate(pty));
    assert_int_equal(pty_mouse_mode(pty), 0);
    assert_true(pty_tty_unchanged(pty));
    assert_true(visible);
}

static void assert_sound(const Home *home)
{
    int code;
    char *out = command(home, "check-db", &code);
    if (code != 0)
        fail_msg("check-db: %s", out);
    free(out);
}

static void test_start_look_and_quit(void **state)
{
    (void)state;
    Home home = home_new();
    Pty *pty = start(&home, 30, 100);
    assert_true(pty_alternate(pty));
    assert_true(pty_key(pty, "2"));
    assert_true(pty_wait(pty, "Lindqvist"));
    assert_true(pty_wait(pty, "王芳"));
    assert_true(pty_key(pty, "?"));
    assert_true(pty_wait(pty, "Help: type to filter"));
    assert_true(pty_key(pty, "Esc"));
    assert_true(pty_wait_gone(pty, "Help: type to filter")); // a key right behind Esc would be Meta
    assert_true(pty_wait(pty, "Lindqvist"));
    assert_true(pty_key(pty, "Q"));
    assert_true(pty_exits_with(pty, 0));
    assert_given_back(pty);
    pty_close(pty);
    home_remove(&home);
}

// Wide names keep their columns: what stands behind them is where it stands behind others.
static void test_wide_names(void **state)
{
    (void)state;
    Home home = home_new();
    Pty *pty = start(&home, 30, 100);
    pty_key(pty, "2");
    assert_true(pty_wait(pty, "王芳"));
    int row = pty_find_row(pty, "王芳");
    for (int col = 0; col < pty_cols(pty); col++) {
        PtyCell cell = pty_cell(pty, row, col);
        if (strcmp(cell.text, "王") == 0) {
            assert_int_equal(cell.width, 2);
            assert_string_equal(pty_cell(pty, row, col + 2).text, "芳");
        }
    }
    pty_close(pty);
    home_remove(&home);
}

static void test_filter_as_you_type(void **state)
{
    (void)state;
    Home home = home_new();
    Pty *pty = start(&home, 30, 100);
    pty_key(pty, "2");
    assert_true(pty_wait(pty, "Reilly"));
    pty_key(pty, "/");
    pty_type(pty, "lindq");
    assert_true(pty_wait_gone(pty, "Reilly"));
    assert_true(pty_wait(pty, "Lindqvist"));
    pty_key(pty, "Esc");
    pty_close(pty);
    assert_sound(&home);
    home_remove(&home);
}

static void test_resize_storm(void **state)
{
    (void)state;
    Home home = home_new();
    Pty *pty = start(&home, 30, 100);
    pty_key(pty, "2");
    assert_true(pty_wait(pty, "Lindqvist"));
    for (int i = 0; i < 60; i++)
        pty_resize(pty, 5 + i * 7 % 40, 20 + i * 13 % 150);
    pty_resize(pty, 30, 100);
    assert_true(pty_wait(pty, "Lindqvist"));
    pty_key(pty, "Q");
    assert_true(pty_exits_with(pty, 0));
    assert_given_back(pty);
    pty_close(pty);
    home_remove(&home);
}

static bool in_the_program(Pty *pty, void *self)
{
    (void)self;
    return pty_alternate(pty) && pty_shows(pty, "Contacts");
}

static bool in_the_shell(Pty *pty, void *self)
{
    (void)self;
    return !pty_alternate(pty) && pty_shows(pty, "prompt:");
}

// In a real shell, as only there it can be resumed.
static void test_suspend_and_return(void **state)
{
    (void)state;
    static char *const shell[] = {(char *)"sh", (char *)"-i", NULL};
    Home home = home_new();
    const char *const env[] = {"PS1=prompt: ", "ENV=/dev/null", home.home, NULL};
    char *line = str_format("'%s' --db '%s'\n", PROGRAM, home.db);
    Pty *pty = pty_spawn(30, 100, shell, env);
    assert_true(pty_wait(pty, "prompt:"));
    pty_type(pty, line);
    assert_true(pty_wait_until(pty, in_the_program, NULL, "the program"));
    pty_key(pty, "2");
    assert_true(pty_wait(pty, "Lindqvist"));
    for (int round = 0; round < 2; round++) {
        pty_key(pty, "C-z");
        assert_true(pty_wait(pty, "Stopped"));
        assert_false(pty_alternate(pty));
        pty_type(pty, "clear; fg\n");
        assert_true(pty_wait(pty, "Lindqvist"));
        assert_true(pty_alternate(pty));
    }
    pty_key(pty, "Q");
    assert_true(pty_wait_until(pty, in_the_shell, NULL, "the shell"));
    pty_close(pty);
    free(line);
    home_remove(&home);
}

static void test_crash_gives_the_terminal_back(void **state)
{
    (void)state;
    static const int signals[] = {SIGSEGV, SIGABRT, SIGTERM};
    for (size_t i = 0; i < COUNT(signals); i++) {
        Home home = home_new();
        Pty *pty = start(&home, 30, 100);
        int status;
        pty_signal(pty, signals[i]);
        assert_true(pty_wait_exit(pty, &status));
        assert_given_back(pty);
        pty_close(pty);
        assert_sound(&home);
        home_remove(&home);
    }
}

// A draft, text pasted into it, and the window is closed: the text is in the file.
static void test_hang_up_saves_the_draft(void **state)
{
    (void)state;
    static const char pasted[] = "Could we talk for a quarter of an hour?\nIt is about turbines: 日本.";
    Home home = home_new();
    Pty *pty = start(&home, 30, 100);
    int status;
    run(&home, "draft Tom --template ''");
    pty_key(pty, "3");
    assert_true(pty_wait(pty, "Reilly"));
    pty_key(pty, "Enter");
    assert_true(pty_wait(pty, "Subject"));
    pty_paste(pty, pasted, sizeof pasted - 1);
    assert_true(pty_wait(pty, "turbines"));
    pty_hangup(pty);
    assert_true(pty_wait_exit(pty, &status));
    pty_close(pty);
    char *out = command(&home, "drafts --json", NULL);
    if (strstr(out, "turbines") == NULL)
        fail_msg("the pasted text is gone: %s", out);
    free(out);
    assert_sound(&home);
    home_remove(&home);
}

// Undo goes back behind the end of the program, step by step, and forward again.
static void test_undo_outlives_the_program(void **state)
{
    (void)state;
    Home home = home_new();
    run(&home, "draft Tom --template ''");
    Pty *pty = start(&home, 30, 100);
    pty_key(pty, "3");
    assert_true(pty_wait(pty, "Reilly"));
    pty_key(pty, "Enter");
    assert_true(pty_wait(pty, "Subject"));
    pty_paste(pty, "tide gauges", 11);
    assert_true(pty_wait(pty, "tide gauges"));
    pty_key(pty, "Enter");
    pty_paste(pty, "and turbines", 12);
    assert_true(pty_wait(pty, "and turbines"));
    pty_key(pty, "Esc");
    assert_true(pty_wait_gone(pty, "Subject"));
    pty_key(pty, "Q");
    assert_true(pty_exits_with(pty, 0));
    pty_close(pty);
    pty = start(&home, 30, 100);
    pty_key(pty, "3");
    assert_true(pty_wait(pty, "Reilly"));
    pty_key(pty, "Enter");
    assert_true(pty_wait(pty, "and turbines"));
    pty_key(pty, "C-z");
    assert_true(pty_wait_gone(pty, "and turbines"));
    assert_true(pty_wait(pty, "tide gauges"));
    pty_key(pty, "C-z C-z");
    assert_true(pty_wait_gone(pty, "tide gauges"));
    pty_key(pty, "C-y C-y C-y");
    assert_true(pty_wait(pty, "and turbines"));
    pty_close(pty);
    assert_sound(&home);
    home_remove(&home);
}

static void test_where_it_cannot_run(void **state)
{
    (void)state;
    static const char *const terms[] = {"TERM=dumb", "TERM=no-such-terminal", "TERM="};
    Home home = home_new();
    char *argv[] = {(char *)PROGRAM, (char *)"--db", home.db, NULL};
    for (size_t i = 0; i < COUNT(terms); i++) {
        const char *const env[] = {home.home, terms[i], NULL};
        Pty *pty = pty_spawn(24, 80, argv, env);
        assert_true(pty_exits_with(pty, 2));
        assert_true(pty_wait(pty, "rapport: the screen: "));
        assert_true(pty_tty_unchanged(pty));
        pty_close(pty);
    }
    int code;
    char *out = command(&home, "</dev/null", &code);
    assert_int_equal(code, 2);
    assert_non_null(strstr(out, "not a terminal"));
    free(out);
    home_remove(&home);
}

// Nobody wants everything as JSON on the screen; a file or a pipe gets it.
static void test_export_to_a_terminal(void **state)
{
    (void)state;
    Home home = home_new();
    char *argv[] = {(char *)PROGRAM, (char *)"--db", home.db, (char *)"export", NULL};
    const char *const env[] = {home.home, NULL};
    run(&home, "add 'Ada Byron'");
    Pty *pty = pty_spawn(24, 120, argv, env);
    assert_true(pty_exits_with(pty, 2));
    assert_true(pty_wait(pty, "rapport: export: say where to or as what"));
    pty_close(pty);
    int code;
    char *out = command(&home, "export", &code);
    assert_int_equal(code, 0);
    assert_non_null(strstr(out, "Ada Byron"));
    free(out);
    home_remove(&home);
}

// What another program adds is seen without a key.
static void test_two_programs_see_each_other(void **state)
{
    (void)state;
    Home home = home_new();
    Pty *one = start(&home, 30, 100), *two = start(&home, 30, 100);
    pty_key(one, "2");
    pty_key(two, "2");
    assert_true(pty_wait(one, "Reilly") && pty_wait(two, "Reilly"));
    run(&home, "add 'Ximena Abascal @ Globex'");
    assert_true(pty_wait(one, "Abascal"));
    assert_true(pty_wait(two, "Abascal"));
    pty_close(one);
    pty_close(two);
    assert_sound(&home);
    home_remove(&home);
}

// Killed without a word in the middle of things: what was done is there.
static void test_killed(void **state)
{
    (void)state;
    Home home = home_new();
    for (int i = 0; i < 5; i++) {
        Pty *pty = start(&home, 30, 100);
        pty_key(pty, "2");
        assert_true(pty_wait(pty, "Reilly"));
        pty_key(pty, "j");
        for (int k = 0; k <= i; k++)
            pty_key(pty, "*");
        pty_signal(pty, SIGKILL);
        int status;
        pty_wait_exit(pty, &status);
        pty_close(pty);
        assert_sound(&home);
    }
    home_remove(&home);
}

static Pty *start_damaged(Home *home)
{
    static const char letter[] = "This was a database once, and now it is a letter.\n";
    *home = home_new();
    assert_true(file_write(home->db, letter, sizeof letter - 1, FILE_REPLACE, NULL));
    char *argv[] = {
        (char *)PROGRAM, (char *)"--db", home->db, (char *)"--now", (char *)"2026-11-24T09:41:00Z", NULL};
    const char *const env[] = {home->home, NULL};
    Pty *pty = pty_spawn(30, 240, argv, env);
    assert_true(pty_wait(pty, "The database is damaged"));
    assert_true(pty_wait(pty, "The newest sound backup is of 2026-11-24"));
    return pty;
}

// A damaged file is a question before there are panes; the backup of the day answers it.
static void test_damaged_file(void **state)
{
    (void)state;
    Home home;
    Pty *pty = start_damaged(&home);
    pty_key(pty, "n");
    assert_true(pty_exits_with(pty, 4));
    assert_given_back(pty);
    assert_true(pty_wait(pty, "to restore the backup of 2026-11-24: rapport --db"));
    pty_close(pty);
    home_remove(&home);

    pty = start_damaged(&home);
    pty_resize(pty, 24, 80);
    assert_true(pty_wait(pty, "y restore the backup"));
    pty_key(pty, "y");
    assert_true(pty_wait(pty, "The backup is restored"));
    pty_key(pty, "2");
    assert_true(pty_wait(pty, "Lindqvist"));
    pty_key(pty, "Q");
    assert_true(pty_exits_with(pty, 0));
    pty_close(pty);
    char *kept = str_format("%s.damaged-2026-11-24-1", home.db);
    assert_int_equal(access(kept, F_OK), 0);
    free(kept);
    assert_sound(&home);
    home_remove(&home);
}

// Writes rubbish over an empty page of an index, which nobody reads for a while. False: there is none.
static bool damage_quiet_page(const char *path)
{
    enum { PAGE = 4096 };
    Str bytes = STR_INIT;
    assert_true(file_read(path, 1 << 24, &bytes, NULL));
    size_t page = bytes.length / PAGE - 1;
    while (page > 0 && memcmp(bytes.data + page * PAGE, "\x0a\0\0\0\0", 5) != 0)
        page--;
    memset(bytes.data + page * PAGE, 0x5a, page > 0 ? 64 : 0);
    assert_true(file_write(path, bytes.data, bytes.length, FILE_REPLACE, NULL));
    str_clear(&bytes);
    return page > 0;
}

// After a start that found the file left open it is checked behind the screen.
static void test_check_after_a_crash(void **state)
{
    (void)state;
    int status;
    Home home = home_new();
    Pty *pty = start(&home, 30, 100);
    pty_key(pty, "2");
    assert_true(pty_wait(pty, "Reilly"));
    pty_key(pty, "*");
    assert_true(pty_wait(pty, "Favourite changed"));
    pty_signal(pty, SIGKILL);
    pty_wait_exit(pty, &status);
    pty_close(pty);
    assert_true(damage_quiet_page(home.db));
    pty = start(&home, 30, 200);
    assert_true(pty_wait(pty, "is damaged"));
    assert_true(pty_wait(pty, "rapport restore names the backup to go back to"));
    pty_key(pty, "Q");
    assert_true(pty_exits_with(pty, 0));
    pty_close(pty);
    home_remove(&home);
}

static bool on_screen_or_ended(Pty *pty, void *self)
{
    (void)self;
    return pty_alternate(pty) || pty_ended(pty);
}

// Pages of the file are rubbish, wherever: the program says so or goes on with what it can read, answers keys
// and leaves when asked; it neither crashes nor tries for ever.
static void test_rubbish_in_the_file(void **state)
{
    (void)state;
    enum { PAGE = 4096, STRIDE = 9 };
    Home home = home_new();
    char *auto_copy = str_format("rm -rf '%s/backups'", home.folder);
    assert_int_equal(system(auto_copy), 0);
    Str whole = STR_INIT;
    assert_true(file_read(home.db, 1 << 24, &whole, NULL));
    size_t asked = 0, opened = 0;
    for (size_t page = 1; page < STRIDE; page++) {
        Str torn = STR_INIT;
        str_append_n(&torn, whole.data, whole.length);
        for (size_t at = page; at < whole.length / PAGE; at += STRIDE)
            memset(torn.data + at * PAGE, 0x5a, PAGE);
        assert_true(file_write(home.db, torn.data, torn.length, FILE_REPLACE, NULL));
        str_clear(&torn);
        char *argv[] = {
            (char *)PROGRAM, (char *)"--db", home.db, (char *)"--now", (char *)"2026-11-24T09:41:00Z", NULL};
        const char *const env[] = {home.home, NULL};
        Pty *pty = pty_spawn(30, 100, argv, env);
        int status;
        assert_true(pty_wait_until(pty, on_screen_or_ended, NULL, "the screen, or a refusal"));
        pty_type(pty, "2j*3456Q");
        assert_true(pty_wait_exit(pty, &status));
        if (!WIFEXITED(status) || (WEXITSTATUS(status) != 0 && WEXITSTATUS(status) != 4))
            fail_msg("rubbish from page %zu on: status %d", page, status);
        asked += WEXITSTATUS(status) == 4;
        opened += WEXITSTATUS(status) == 0;
        assert_true(pty_tty_unchanged(pty));
        pty_close(pty);
    }
    assert_true(asked + opened == STRIDE - 1);
    str_clear(&whole);
    free(auto_copy);
    home_remove(&home);
}

static bool is_there(Pty *pty, void *path)
{
    (void)pty;
    return access(path, F_OK) == 0;
}

// The first start of a day makes a copy behind the screen; an exit does not wait for it, and loses nothing.
static void test_backup_behind_the_screen(void **state)
{
    (void)state;
    Home home = home_new();
    char *copy = str_format("%s/backups/people-auto-2026-11-24.db", home.folder);
    assert_int_equal(unlink(copy), 0);
    Pty *pty = start(&home, 30, 100);
    assert_true(pty_wait_until(pty, is_there, copy, "the copy"));
    pty_key(pty, "Q");
    assert_true(pty_exits_with(pty, 0));
    pty_close(pty);
    char *line = str_format("--db '%s' check-db", copy);
    free(command(&home, line, NULL));
    free(line);
    free(copy);
    home_remove(&home);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_start_look_and_quit),
        cmocka_unit_test(test_wide_names),
        cmocka_unit_test(test_filter_as_you_type),
        cmocka_unit_test(test_resize_storm),
        cmocka_unit_test(test_suspend_and_return),
        cmocka_unit_test(test_crash_gives_the_terminal_back),
        cmocka_unit_test(test_hang_up_saves_the_draft),
        cmocka_unit_test(test_undo_outlives_the_program),
        cmocka_unit_test(test_where_it_cannot_run),
        cmocka_unit_test(test_export_to_a_terminal),
        cmocka_unit_test(test_two_programs_see_each_other),
        cmocka_unit_test(test_killed),
        cmocka_unit_test(test_damaged_file),
        cmocka_unit_test(test_check_after_a_crash),
        cmocka_unit_test(test_rubbish_in_the_file),
        cmocka_unit_test(test_backup_behind_the_screen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
