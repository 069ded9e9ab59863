// SPDX-License-Identifier: MIT
// Columns and roles as a terminal shows them; documents that the tables make.
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "support/check.h"

#include "../../src/cli/print.h"
#include "rapport/base/sanitise.h"
#include "rapport/base/width.h"
#include "rapport/core/fields.h"
#include "runner.h"

static const Column COLUMNS[] = {{"id", 0, PRINT_DIM}, {"name", 20, PRINT_NAME}, {"what", 0, PRINT_PLAIN}};

static Table two_rows(Cli *cli)
{
    Table table = table_begin(cli, COLUMNS, 3);
    table_cell(&table, "1");
    table_cell(&table, "Ada Byron-Lovell of Somewhere");
    table_cell(&table, "the slides that were promised at the meeting of last week");
    table_cell(&table, "22");
    table_cell(&table, "佐藤 花");
    table_cell(&table, NULL);
    return table;
}

static void check_table(Cli cli, const char *expected)
{
    Table table = two_rows(&cli);
    table_end(&table);
    assert_string_equal(str_get(&cli.out), expected);
    str_clear(&cli.out);
}

static void test_columns(void **state)
{
    (void)state;
    check_table((Cli){.columns = 40}, "id  name               what\n"
                                      "1   Ada Byron-Lovell…  the slides that …\n"
                                      "22  佐藤 花\n");
}

// No row is wider than the terminal, however narrow, until the columns are too narrow to read.
static void test_never_wider(void **state)
{
    (void)state;
    for (int columns = 30; columns < 130; columns++) {
        Cli cli = {.columns = columns};
        Table table = two_rows(&cli);
        table_end(&table);
        for (char *line = strtok(cli.out.data, "\n"); line != NULL; line = strtok(NULL, "\n"))
            if (width_text(line, strlen(line)) > columns)
                fail_msg("wider than %d: %s", columns, line);
        str_clear(&cli.out);
    }
}

static void test_no_terminal(void **state)
{
    (void)state;
    check_table((Cli){0},
                "id  name                           what\n"
                "1   Ada Byron-Lovell of Somewhere  the slides that were promised at the meeting of last "
                "week\n"
                "22  佐藤 花\n");
    check_table(
        (Cli){.quiet = true, .plain = true},
        "1  Ada Byron-Lovell of Somewhere  the slides that were promised at the meeting of last week\n"
        "22  佐藤 花\n");
}

// A column that holds nothing is not there.
static void test_empty_column(void **state)
{
    (void)state;
    Cli cli = {0};
    Table table = table_begin(&cli, COLUMNS, 3);
    table_cell(&table, "1");
    table_cell(&table, "");
    table_cellf(&table, "%d", 7);
    table_end(&table);
    assert_string_equal(str_get(&cli.out), "id  what\n1   7\n");
    str_clear(&cli.out);
    table = table_begin(&cli, COLUMNS, 3);
    table_end(&table);
    assert_string_equal(str_get(&cli.out), "");
}

// Colours stand around text that has none of its own.
static void test_roles(void **state)
{
    (void)state;
    Cli cli = {.colours = true};
    print_as(&cli, PRINT_LATE, "\x1b[2Jlate\n");
    print_as(&cli, PRINT_PLAIN, "plain");
    print_as(&cli, PRINT_NAME, "");
    print(&cli, " %s\n", "\x1b]0;title\x07");
    assert_non_null(strstr(str_get(&cli.out), "\x1b[31m"));
    assert_null(strstr(str_get(&cli.out), "\x1b[2J"));
    assert_null(strchr(str_get(&cli.out), '\x07'));
    assert_null(strstr(str_get(&cli.out), "\x1b]"));
    assert_null(strstr(str_get(&cli.out), "\x1b[1m"));
    str_clear(&cli.out);
}

static void test_edit_names_all_fields(void **state)
{
    (void)state;
    const CliCommand *edit = subcommand_find("edit");
    for (int i = 0; i < FIELD_COUNT; i++)
        if (strstr(edit->help, field_info((ContactField)i)->name) == NULL)
            fail_msg("help edit does not name %s", field_info((ContactField)i)->name);
}

static void test_documents(void **state)
{
    (void)state;
    static const char *const kinds[] = {"man", "markdown", "json", "bash", "zsh", "fish"};
    Runner runner;
    runner_open(&runner);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        char *line = str_format("rapport docs %s", kinds[i]);
        char *text = runner_do(&runner, line);
        for (const CliCommand *one = CLI_COMMANDS; one->name != NULL; one++) {
            const char *dash = strchr(one->name, '-'); // troff escapes it
            size_t length = dash != NULL ? (size_t)(dash - one->name) : strlen(one->name);
            char *start = mem_strndup(one->name, length);
            if (strstr(text, start) == NULL)
                fail_msg("docs %s does not name %s", kinds[i], one->name);
            free(start);
        }
        free(line);
        free(text);
    }
    runner_close(&runner);
}

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_columns),     cmocka_unit_test(test_never_wider),
        cmocka_unit_test(test_no_terminal), cmocka_unit_test(test_empty_column),
        cmocka_unit_test(test_roles),       cmocka_unit_test(test_edit_names_all_fields),
        cmocka_unit_test(test_documents),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
