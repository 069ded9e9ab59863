// SPDX-License-Identifier: MIT
// Help from the table: the list of commands, the page of one, and what is near to a word that is none.
#include <stdio.h>
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

const char *subcommand_group(const CliCommand *command)
{
    for (const CliGroup *group = CLI_GROUPS; group->first != NULL; group++)
        if (strcmp(group->first, command->name) == 0)
            return group->title;
    return NULL;
}

void subcommand_text(const CliCommand *command, Str *out)
{
    char first = *command->summary;
    str_push(out, (char)(first >= 'a' && first <= 'z' ? first - 'a' + 'A' : first));
    str_appendf(out, "%s. %s", command->summary + 1, command->help);
}

// The word of "CONTACT DATE [TEXT]" that stands at a place, without the dots of one that may be repeated;
// "CONTACT|org:NAME" is two words to choose from.
static void append_argument(const CliCommand *command, size_t place, Str *out)
{
    const char *word = command->arguments;
    for (; place > 0 && strchr(word, ' ') != NULL; place--)
        word = strchr(word, ' ') + 1;
    size_t length = strcspn(word, " ");
    if (length > 3 && strncmp(word + length - 3, "...", 3) == 0)
        length -= 3;
    for (size_t i = 0; i < length; i++)
        if (word[i] == '|')
            str_append(out, " or ");
        else
            str_push(out, word[i]);
}

bool subcommand_arguments(const CliCommand *command, size_t count, Error *err)
{
    bool few = count < (size_t)command->least, many = command->most >= 0 && count > (size_t)command->most;
    if (!few && !many)
        return true;
    Str usage = STR_INIT, missing = STR_INIT;
    subcommand_usage(command, &usage);
    append_argument(command, count, &missing);
    if (few)
        error_set(err, ERROR_USAGE, "%s is missing; write %s", str_get(&missing), str_get(&usage));
    else
        error_set(err, ERROR_USAGE, "there are too many arguments; write %s%s", str_get(&usage),
                  command->most > 0 ? ", with quotes around what has blanks" : "");
    str_clear(&usage);
    str_clear(&missing);
    return false;
}

// A name and what it means, in two columns; what does not fit goes on below itself.
static void print_entry(Cli *cli, int column, const char *name, const char *text)
{
    print_as(cli, PRINT_NAME, name);
    int indent = cli->plain ? 0 : column;
    print(cli, "%*s", indent > 0 ? indent - (int)strlen(name) : 2, "");
    print_wrapped(cli, indent, text);
}

static void option_head(const CliOption *option, Str *out)
{
    str_appendf(out, "  --%s%s%s", option->name, option->value != NULL ? " " : "",
                option->value != NULL ? option->value : "");
}

static void print_options(Cli *cli, const CliOption *options)
{
    Str head = STR_INIT;
    size_t widest = 0;
    for (const CliOption *one = options; one != NULL && one->name != NULL; one++) {
        str_truncate(&head, 0);
        option_head(one, &head);
        widest = head.length > widest ? head.length : widest;
    }
    for (; options != NULL && options->name != NULL; options++) {
        str_truncate(&head, 0);
        option_head(options, &head);
        print_entry(cli, (int)widest + 2, str_get(&head), options->help);
    }
    str_clear(&head);
}

void subcommand_help(Cli *cli, const CliCommand *command)
{
    Str usage = STR_INIT, text = STR_INIT;
    subcommand_usage(command, &usage);
    subcommand_text(command, &text);
    print_as(cli, PRINT_NAME, str_get(&usage));
    print(cli, "\n\n");
    print_wrapped(cli, 0, str_get(&text));
    if (command->options != NULL)
        print(cli, "\n");
    print_options(cli, command->options);
    print(cli, "\nExample: %s\n", command->example);
    str_clear(&usage);
    str_clear(&text);
}

void subcommand_overview(Cli *cli)
{
    enum { SUMMARIES = 19 }; // behind the longest name
    print_as(cli, PRINT_NAME, "rapport [OPTIONS] [COMMAND]");
    print(cli, "\n\nWithout a command it opens the interface.\n");
    for (const CliCommand *command = CLI_COMMANDS; command->name != NULL; command++) {
        const char *group = subcommand_group(command);
        char name[SUMMARIES];
        if (group != NULL) {
            print(cli, "\n");
            print_as(cli, PRINT_NAME, group);
            print(cli, "\n");
        }
        snprintf(name, sizeof name, "  %s", command->name);
        print_entry(cli, SUMMARIES, name, command->summary);
    }
    print(cli, "\n");
    print_as(cli, PRINT_NAME, "Options, before or after the command");
    print(cli, "\n");
    print_options(cli, CLI_GLOBALS);
    print(cli, "\n");
    print_wrapped(cli, 0,
                  "rapport help COMMAND says more. CONTACT is me, an id or its first 8 characters, an e-mail "
                  "address, a LinkedIn profile or a name; DATE is tomorrow, fri, in 2 weeks, 15 dec, "
                  "2026-12-15 and the like; a text may be - for standard input.");
}
