// SPDX-License-Identifier: MIT
// What the program takes from its surroundings: paths, permissions, standard streams, what others left
// behind.
#include <dirent.h>
#include <locale.h>
#include <sys/stat.h>

#include "runner.h"

static int open_runner(void **state)
{
    Runner *runner = mem_alloc(sizeof *runner);
    runner_open(runner);
    *state = runner;
    return 0;
}

static int close_runner(void **state)
{
    runner_close(*state);
    free(*state);
    return 0;
}

static void expect(Runner *runner, const char *line, int code, const char *words_on_stderr)
{
    RunResult result = runner_line(runner, line, "", 0);
    if (result.code != code || strstr(str_get(&result.err), words_on_stderr) == NULL)
        fail_msg("%s: exit %d, not %d: %s", line, result.code, code, str_get(&result.err));
    run_result_clear(&result);
}

static void expect_mode(const char *path, mode_t mode)
{
    struct stat info;
    if (stat(path, &info) != 0)
        fail_msg("%s: %s", path, strerror(errno));
    assert_int_equal(info.st_mode & 0777, mode);
}

static void write_file(const char *path, const char *text)
{
    assert_true(file_write(path, text, strlen(text), FILE_REPLACE, NULL));
}

static void test_database_path(void **state)
{
    Runner *runner = *state;
    free(runner_do(runner, "rapport add \"Ada Byron\""));
    expect_mode("data/rapport", 0700);
    expect_mode("data/rapport/rapport.db", 0600);
    setenv("RAPPORT_DB", "by-variable.db", 1);
    free(runner_do(runner, "rapport add \"Sam Okafor\""));
    expect_mode("by-variable.db", 0600);
    free(runner_do(runner, "rapport --db by-option.db add \"Sam Okafor\""));
    expect_mode("by-option.db", 0600);
    unsetenv("RAPPORT_DB");
    // What is not absolute is ignored, as the specification of these variables says.
    setenv("XDG_DATA_HOME", "elsewhere", 1);
    free(runner_do(runner, "rapport add \"Sam Okafor\""));
    expect_mode(".local/share/rapport/rapport.db", 0600);
}

static void test_database_of_everybody(void **state)
{
    Runner *runner = *state;
    free(runner_do(runner, "rapport --db open.db add \"Ada Byron\""));
    assert_int_equal(chmod("open.db", 0666), 0);
    expect(runner, "rapport --db open.db find", 4, "open.db");
    assert_int_equal(symlink("open.db", "link.db"), 0);
    assert_int_equal(chmod("open.db", 0600), 0);
    expect(runner, "rapport --db link.db find", 4, "link.db");
}

static void test_configuration_of_everybody(void **state)
{
    Runner *runner = *state;
    write_file("mine.conf", "set theme light\n");
    expect(runner, "rapport --config mine.conf", 0, "");
    assert_int_equal(runner->opened, 1);
    assert_int_equal(chmod("mine.conf", 0622), 0);
    expect(runner, "rapport --config mine.conf", 5, "others can write it");
    assert_int_equal(runner->opened, 1);
}

// A mail program whose words are not quoted, or not to the end, is not said to be missing.
static void test_configuration_without_quotes(void **state)
{
    Runner *runner = *state;
    free(runner_do(runner, "rapport add \"Ada Byron, ada@acme.example\""));
    char *made = runner_do(runner, "rapport draft Ada --channel email");
    char *line = str_format("rapport --config mail.conf send %.8s", made);
    write_file("mail.conf", "# mails\nset sendmail msmtp -t\n");
    expect(runner, line, 3, "mail.conf:2: set sendmail takes one value: several words stand in quotes");
    write_file("mail.conf", "set sendmail \"msmtp -t\nset theme light\n");
    expect(runner, line, 3, "mail.conf:1");
    write_file("mail.conf", "set theme dark light\nset sendmail \"\"");
    expect(runner, line, 3, "no mail program is set");
    free(line);
    free(made);
}

static size_t count_demos(const char *folder)
{
    size_t count = 0;
    DIR *files = opendir(folder);
    const struct dirent *entry;
    assert_non_null(files);
    while ((entry = readdir(files)) != NULL)
        count += str_starts(entry->d_name, "rapport-demo-");
    closedir(files);
    return count;
}

static void test_demo(void **state)
{
    Runner *runner = *state;
    // Nobody has the largest number; the folder is one that a killed process left behind.
    assert_int_equal(mkdir("rapport-demo-2147483647-abc", 0700), 0);
    write_file("rapport-demo-2147483647-abc/rapport.db", "x");
    expect(runner, "rapport --demo", 0, "");
    assert_true(runner->start.demo);
    assert_int_equal(runner->opened, 1);
    assert_int_equal(count_demos("."), 0);
    char *living = str_format("rapport-demo-%ld-abc", (long)getpid());
    assert_int_equal(mkdir(living, 0700), 0);
    free(runner_do(runner, "rapport --demo today"));
    assert_int_equal(count_demos("."), 1);
    assert_false(file_exists("data/rapport/rapport.db"));
    free(living);
}

static void test_start_options(void **state)
{
    Runner *runner = *state;
    expect(runner, "rapport --color=never --plain --now=2026-11-24T09:41", 0, "");
    assert_int_equal(runner->start.color, CLI_COLOR_NEVER);
    assert_true(runner->start.plain);
    assert_false(runner->start.demo);
    assert_true(runner->start.clock.fixed);
    assert_int_equal(moment_minute(runner->start.clock.moment), 9 * 60 + 41);
}

// A full disk behind standard output: the answer is lost, and that is an error.
static void test_full_output(void **state)
{
    (void)state;
    static char program[] = "rapport", command[] = "help";
    char *argv[] = {program, command, NULL};
    int full = open("/dev/full", O_WRONLY);
    if (full < 0)
        skip();
    fflush(NULL);
    int out = dup(1), err = dup(2), nowhere = open("/dev/null", O_WRONLY);
    dup2(full, 1);
    dup2(nowhere, 2);
    int code = cli_run(2, argv, runner_interface, NULL);
    dup2(out, 1);
    dup2(err, 2);
    close(out);
    close(err);
    close(full);
    close(nowhere);
    assert_int_equal(code, 5);
}

static void test_no_color(void **state)
{
    Runner *runner = *state;
    setenv("NO_COLOR", "1", 1);
    char *out = runner_do(runner, "rapport help");
    assert_null(strchr(out, '\x1b'));
    free(out);
    out = runner_do(runner, "rapport --color always help");
    assert_non_null(strchr(out, '\x1b'));
    free(out);
}

// Where the locale is not UTF-8, letters lose their accents instead of turning into noise.
static void test_ascii_locale(void **state)
{
    Runner *runner = *state;
    free(runner_do(runner, "rapport add \"Zoë Łoś @ Çelik\""));
    setlocale(LC_ALL, "C");
    char *out = runner_do(runner, "rapport --quiet find");
    char *json = runner_do(runner, "rapport --json find");
    setlocale(LC_ALL, "C.UTF-8");
    for (const char *c = out; *c != '\0'; c++)
        assert_true((unsigned char)*c < 0x80);
    assert_non_null(strstr(out, "Zoe Los"));
    assert_non_null(strstr(json, "Zoë Łoś"));
    free(out);
    free(json);
}

static void test_nul_on_input(void **state)
{
    Runner *runner = *state;
    RunResult result = runner_line(runner, "rapport add -", "Ada\0Byron\n", 10);
    assert_int_equal(result.code, 3);
    assert_non_null(strstr(str_get(&result.err), "NUL"));
    run_result_clear(&result);
}

// The complete export of the sample network, imported elsewhere and exported again, is the same bytes.
static void test_round_trip(void **state)
{
    Runner *runner = *state;
    Str first = STR_INIT, second = STR_INIT;
    free(runner_do(runner, "rapport --demo export --output first.jsonl"));
    free(runner_do(runner, "rapport import first.jsonl"));
    free(runner_do(runner, "rapport export --output second.jsonl"));
    assert_true(file_read("first.jsonl", SIZE_MAX / 2, &first, NULL));
    assert_true(file_read("second.jsonl", SIZE_MAX / 2, &second, NULL));
    assert_true(first.length > 10000);
    assert_string_equal(str_get(&first), str_get(&second));
    expect_mode("first.jsonl", 0600);
    str_clear(&first);
    str_clear(&second);
}

#define WITH_RUNNER(test) cmocka_unit_test_setup_teardown(test, open_runner, close_runner)

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    setenv("TZ", "UTC", 1);
    const struct CMUnitTest tests[] = {
        WITH_RUNNER(test_database_path),
        WITH_RUNNER(test_database_of_everybody),
        WITH_RUNNER(test_configuration_of_everybody),
        WITH_RUNNER(test_configuration_without_quotes),
        WITH_RUNNER(test_demo),
        WITH_RUNNER(test_start_options),
        WITH_RUNNER(test_full_output),
        WITH_RUNNER(test_no_color),
        WITH_RUNNER(test_ascii_locale),
        WITH_RUNNER(test_nul_on_input),
        WITH_RUNNER(test_round_trip),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
