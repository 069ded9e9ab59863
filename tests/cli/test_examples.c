// SPDX-License-Identifier: MIT
// The examples of the table of commands work as they stand; the table itself is complete and consistent.
#include <locale.h>

#include "../../src/cli/command.h"
#include "runner.h"

// What the examples speak about.
static const char *const SCENE[] = {
    "rapport edit me name=\"Robin Vale\" email=robin@home.example",
    "rapport add \"Ada Byron @ Acme, ada@acme.example, #student\"",
    "rapport add \"Tom Kilburn @ Acme\"",
    "rapport add \"Sam Okafor\"",
    "rapport add \"Maud Lane, degree 1st\"",
    "rapport tie \"Maud Lane\" friend \"Sam Okafor\"",
    "rapport rm \"Tom Kilburn\"",
    "rapport log \"Ada Byron\" message \"How is the course?\" --in --at yesterday",
    "rapport followup \"Ada Byron\" fri \"call about the course\"",
    "rapport backup backup.db",
    "rapport hook \"Ada Byron\" \"something to undo and redo\"",
    "rapport undo",
};

static const char PEOPLE[] = "Full Name,Company,College,E-mail\n"
                             "Grace Hopkins,Globex,Northeastern,grace@globex.example\n";

static void prepare(Runner *runner)
{
    runner_open(runner);
    for (size_t i = 0; i < sizeof SCENE / sizeof *SCENE; i++)
        free(runner_do(runner, SCENE[i]));
    assert_true(file_write("people.csv", PEOPLE, strlen(PEOPLE), FILE_KEEP, NULL));
}

// An id that an example names stands for the one with which the answer of a command begins.
static void put_id(Runner *runner, Str *line, const char *word, const char *command)
{
    const char *at = strstr(str_get(line), word);
    if (at == NULL)
        return;
    size_t offset = (size_t)(at - line->data);
    char *out = runner_do(runner, command);
    assert_true(strlen(out) > strlen(word));
    str_remove(line, offset, strlen(word));
    str_insert_n(line, offset, out, strlen(word));
    free(out);
}

static void test_example(void **state)
{
    const CliCommand *command = *state;
    Runner runner;
    Str line = STR_INIT;
    prepare(&runner);
    str_append(&line, command->example);
    put_id(&runner, &line, "5c0f9a1e", "rapport followup \"Ada Byron\" fri \"call\"");
    put_id(&runner, &line, "7d41b2c8", "rapport draft \"Ada Byron\" --template thank-you");
    RunResult result = runner_line(&runner, str_get(&line), "", 0);
    if (result.code != 0)
        fail_msg("%s: exit %d: %s", str_get(&line), result.code, str_get(&result.err));
    assert_true(result.out.length + result.err.length > 0);
    run_result_clear(&result);
    str_clear(&line);
    runner_close(&runner);
}

// ---- the table

static void check_options(const char *name, const CliOption *options)
{
    for (; options != NULL && options->name != NULL; options++) {
        if (str_blank(options->help) || str_ends(options->help, ".") || strchr(options->name, ' ') != NULL)
            fail_msg("%s --%s: help is a clause without a full stop", name, options->name);
        for (const CliOption *global = CLI_GLOBALS; options != global && global->name != NULL; global++)
            if (options != CLI_GLOBALS && strcmp(global->name, options->name) == 0 && name != NULL)
                fail_msg("%s --%s: hides the global option", name, options->name);
        for (const CliOption *other = options + 1; other->name != NULL; other++)
            assert_string_not_equal(other->name, options->name);
    }
}

static void test_table(void **state)
{
    (void)state;
    for (const CliCommand *one = CLI_COMMANDS; one->name != NULL; one++) {
        assert_non_null(one->arguments);
        assert_non_null(one->run);
        if (str_blank(one->summary) || str_ends(one->summary, "."))
            fail_msg("%s: the summary is a clause without a full stop", one->name);
        if (!str_ends(one->help, "."))
            fail_msg("%s: the help is sentences", one->name);
        char *begin = str_format("rapport %s", one->name);
        if (one->example == NULL || !str_starts(one->example, begin))
            fail_msg("%s: an example begins with %s", one->name, begin);
        free(begin);
        if (one->most >= 0 && one->least > one->most)
            fail_msg("%s: takes at least %d and at most %d", one->name, one->least, one->most);
        for (const CliCommand *other = one + 1; other->name != NULL; other++)
            assert_string_not_equal(one->name, other->name);
        check_options(one->name, one->options);
    }
}

static void test_groups(void **state)
{
    (void)state;
    const CliGroup *group = CLI_GROUPS;
    assert_string_equal(group->first, CLI_COMMANDS[0].name); // no command stands under no heading
    for (const CliCommand *one = CLI_COMMANDS; one->name != NULL && group->first != NULL; one++)
        group += strcmp(one->name, group->first) == 0;
    if (group->first != NULL)
        fail_msg("%s: no command \"%s\" behind those of the group before", group->title, group->first);
}

static void test_help_of_each(void **state)
{
    (void)state;
    Runner runner;
    runner_open(&runner);
    for (const CliCommand *one = CLI_COMMANDS; one->name != NULL; one++) {
        char *by_option = str_format("rapport %s --help", one->name),
             *by_help = str_format("rapport help %s", one->name);
        char *first = runner_do(&runner, by_option), *second = runner_do(&runner, by_help);
        assert_string_equal(first, second);
        assert_non_null(strstr(first, one->example));
        free(by_option);
        free(by_help);
        free(first);
        free(second);
    }
    runner_close(&runner);
}

int main(void)
{
    VEC(struct CMUnitTest) tests = {0};
    setlocale(LC_ALL, "C.UTF-8");
    setenv("TZ", "UTC", 1);
    setenv("RAPPORT_EXTRAS_DIR", TEST_BINARY, 1);
    const struct CMUnitTest fixed[] = {cmocka_unit_test(test_table), cmocka_unit_test(test_groups),
                                       cmocka_unit_test(test_help_of_each)};
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        vec_push(&tests, fixed[i]);
    for (const CliCommand *one = CLI_COMMANDS; one->name != NULL; one++) {
        struct CMUnitTest test = {one->name, test_example, NULL, NULL, (void *)one};
        vec_push(&tests, test);
    }
    int failed = _cmocka_run_group_tests("cli examples", tests.items, tests.count, NULL, NULL);
    vec_clear(&tests);
    return failed;
}
