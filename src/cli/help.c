// SPDX-License-Identifier: MIT
// Help from the table: the list of commands, the page of one, and what is near to a word that is none.
#include <string.h>

#include "command.h"
#include "print.h"
#include "rapport/core/fuzzy.h"

const CliCommand *subcommand_find(const char *name)
{
    for (const CliCommand *command = CLI_COMMANDS; command->name != NULL; command++)
        if (strcmp(command->name, name) == 0)
            return command;
    return NULL;
}

bool subcommand_unknown(const char *name, Error *err)
{
    size_t count = 0;
    while (CLI_COMMANDS[count].name != NULL)
        count++;
    const char *near = suggest_row(name, &CLI_COMMANDS[0].name, count, sizeof CLI_COMMANDS[0]);
    if (near != NULL)
        return error_set(err, ERROR_USAGE, "there is no command \"%.80s\"; did you mean %s?", name, near);
    return error_set(err, ERROR_USAGE, "there is no command \"%.80s\"; rapport --help lists them", name);
}

void subcommand_usage(const CliCommand *command, Str *out)
{
    str_appendf(out, "rapport %s%s%s%s", command->name, *command->arguments != '\0' ? " " : "",
                command->arguments, command->options != NULL ? " [OPTIONS]" : "");
}

static void print_options(Cli *cli, const CliOption *options)
{
    static const Column columns[] = {{"", 0, PRINT_NAME}, {"", 0, PRINT_PLAIN}};
    Table table = table_begin(cli, columns, 2);
    table.headless = true;
    for (; options != NULL && options->name != NULL; options++) {
        table_cellf(&table, "  --%s%s%s", options->name, options->value != NULL ? " " : "",
                    options->value != NULL ? options->value : "");
        table_cell(&table, options->help);
    }
    table_end(&table);
}

void subcommand_help(Cli *cli, const CliCommand *command)
{
    Str usage = STR_INIT;
    subcommand_usage(command, &usage);
    print_as(cli, PRINT_NAME, str_get(&usage));
    print(cli, "\n\n%s\n", command->help);
    if (command->options != NULL)
        print(cli, "\n");
    print_options(cli, command->options);
    if (command->example != NULL)
        print(cli, "\nExample: %s\n", command->example);
    str_clear(&usage);
}

void subcommand_overview(Cli *cli)
{
    static const Column columns[] = {{"", 0, PRINT_NAME}, {"", 0, PRINT_PLAIN}};
    print_as(cli, PRINT_NAME, "rapport [OPTIONS] [COMMAND]");
    print(cli, "\n\nWithout a command it opens the interface.\n\n");
    Table table = table_begin(cli, columns, 2);
    table.headless = true;
    for (const CliCommand *command = CLI_COMMANDS; command->name != NULL; command++) {
        table_cellf(&table, "  %s", command->name);
        table_cell(&table, command->summary);
    }
    table_end(&table);
    print(cli, "\nOptions before or after the command:\n\n");
    print_options(cli, CLI_GLOBALS);
    print(
        cli,
        "\nrapport help COMMAND says more. CONTACT is me, an id or its first 8 characters, an e-mail address,"
        "\na LinkedIn profile or a name; DATE is tomorrow, fri, in 2 weeks, 15 dec, 2026-12-15 and the like;"
        "\na text may be - for standard input.\n");
}
