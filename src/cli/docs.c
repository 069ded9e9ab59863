// SPDX-License-Identifier: MIT
// The manual and the completions, written from the table of commands; so they cannot differ from the program.
#include <string.h>

#include "commands.h"
#include "print.h"
#include "rapport/app/settings.h"
#include "rapport/core/fuzzy.h"

// ---- markdown

static void markdown_options(Cli *cli, const CliOption *options)
{
    for (; options != NULL && options->name != NULL; options++)
        print(cli, "- `--%s%s%s`: %s\n", options->name, options->value != NULL ? " " : "",
              options->value != NULL ? options->value : "", options->help);
}

static void write_markdown(Cli *cli)
{
    print(cli, "# rapport\n\nWithout a command it opens the interface. Options may stand before or after the "
               "command.\n\n");
    markdown_options(cli, CLI_GLOBALS);
    for (const CliCommand *one = CLI_COMMANDS; one->name != NULL; one++) {
        Str usage = STR_INIT;
        subcommand_usage(one, &usage);
        print(cli, "\n## %s\n\n`%s`\n\n%s\n", one->name, str_get(&usage), one->help);
        if (one->options != NULL)
            print(cli, "\n");
        markdown_options(cli, one->options);
        print(cli, "\n```\n%s\n```\n", one->example);
        str_clear(&usage);
    }
    print(cli, "\n## Settings\n\n");
    size_t count;
    const SettingInfo *settings = setting_table(&count);
    for (size_t i = 0; i < count; i++)
        print(cli, "- `%s` (%s): %s\n", settings[i].name,
              *settings[i].fallback != '\0' ? settings[i].fallback : "empty", settings[i].help);
}

// ---- man

// Text for troff: signs that it would obey are escaped.
static void man_text(Cli *cli, const char *text)
{
    Str safe = STR_INIT;
    for (const char *c = text; *c != '\0'; c++) {
        if (*c == '\\')
            str_append(&safe, "\\e");
        else if (*c == '-')
            str_append(&safe, "\\-");
        else if ((*c == '.' || *c == '\'') && (c == text || c[-1] == '\n'))
            str_appendf(&safe, "\\&%c", *c);
        else
            str_push(&safe, *c);
    }
    print(cli, "%s", str_get(&safe));
    str_clear(&safe);
}

static void man_options(Cli *cli, const CliOption *options)
{
    for (; options != NULL && options->name != NULL; options++) {
        print(cli, ".TP\n.B ");
        Str head = STR_INIT;
        str_appendf(&head, "--%s%s%s", options->name, options->value != NULL ? " " : "",
                    options->value != NULL ? options->value : "");
        man_text(cli, str_get(&head));
        print(cli, "\n");
        man_text(cli, options->help);
        print(cli, "\n");
        str_clear(&head);
    }
}

static void man_commands(Cli *cli)
{
    for (const CliCommand *one = CLI_COMMANDS; one->name != NULL; one++) {
        Str usage = STR_INIT;
        subcommand_usage(one, &usage);
        print(cli, ".SS ");
        man_text(cli, str_get(&usage));
        print(cli, "\n");
        man_text(cli, one->help);
        print(cli, "\n");
        man_options(cli, one->options);
        print(cli, ".PP\n.EX\n");
        man_text(cli, one->example);
        print(cli, "\n.EE\n");
        str_clear(&usage);
    }
}

static void write_man(Cli *cli)
{
    static const char *const codes[] = {"0",   "done",
                                        "1",   "nothing was found, or a message would come too soon",
                                        "2",   "wrong usage",
                                        "3",   "bad or ambiguous input",
                                        "4",   "the database cannot be used",
                                        "5",   "input or output failed",
                                        "130", "interrupted; nothing is half done"};
    print(cli, ".TH RAPPORT 1\n.SH NAME\nrapport \\- a networking CRM in the terminal\n.SH SYNOPSIS\n.B "
               "rapport\n[OPTIONS] "
               "[COMMAND]\n.SH DESCRIPTION\nWithout a command it opens the interface; with one it does one "
               "thing and "
               "exits.\n.SH OPTIONS\n");
    man_options(cli, CLI_GLOBALS);
    print(cli, ".SH COMMANDS\n");
    man_commands(cli);
    print(cli, ".SH EXIT STATUS\n");
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i += 2) {
        print(cli, ".TP\n%s\n", codes[i]);
        man_text(cli, codes[i + 1]);
        print(cli, "\n");
    }
}

// ---- JSON

static void json_options(JsonWriter *json, const CliOption *options)
{
    json_field_array(json, "options");
    for (; options != NULL && options->name != NULL; options++) {
        json_write_object(json);
        json_field_text(json, "name", options->name);
        json_field_text(json, "value", options->value);
        json_field_text(json, "help", options->help);
        json_write_object_end(json);
    }
    json_write_array_end(json);
}

static void write_json(Cli *cli)
{
    JsonWriter json = print_json(cli);
    json_write_object(&json);
    json_options(&json, CLI_GLOBALS);
    json_field_array(&json, "commands");
    for (const CliCommand *one = CLI_COMMANDS; one->name != NULL; one++) {
        json_write_object(&json);
        json_field_text(&json, "name", one->name);
        json_field_text(&json, "arguments", one->arguments);
        json_field_text(&json, "summary", one->summary);
        json_field_text(&json, "help", one->help);
        json_field_text(&json, "example", one->example);
        json_options(&json, one->options);
        json_write_object_end(&json);
    }
    json_write_array_end(&json);
    json_write_object_end(&json);
    str_append(&cli->out, cli->json ? "" : "\n");
}

// ---- completions

static void write_bash(Cli *cli)
{
    print(
        cli,
        "# bash completion for rapport\n_rapport()\n{\n    local word=${COMP_WORDS[COMP_CWORD]} command= i\n"
        "    for ((i = 1; i < COMP_CWORD; i++)); do\n        case ${COMP_WORDS[i]} in\n"
        "        --db | --config | --now | --color) ((i++)) ;;\n        -*) ;;\n"
        "        *) command=${COMP_WORDS[i]}; break ;;\n        esac\n    done\n    local words=\n    case "
        "$command in\n"
        "    '') words='");
    for (const CliCommand *one = CLI_COMMANDS; one->name != NULL; one++)
        print(cli, "%s ", one->name);
    for (const CliOption *option = CLI_GLOBALS; option->name != NULL; option++)
        print(cli, "--%s%s", option->name, option[1].name != NULL ? " " : "' ;;\n");
    for (const CliCommand *one = CLI_COMMANDS; one->name != NULL; one++) {
        print(cli, "    %s) words='--help", one->name);
        for (const CliOption *option = one->options; option != NULL && option->name != NULL; option++)
            print(cli, " --%s", option->name);
        print(cli, "' ;;\n");
    }
    print(cli, "    esac\n    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$word\")\n}\n"
               "complete -o default -F _rapport rapport\n");
}

// A summary between single quotes.
static void quoted(Cli *cli, const char *text)
{
    Str safe = STR_INIT;
    for (const char *c = text; *c != '\0'; c++)
        str_append_n(&safe, *c == '\'' ? "'\\''" : c, *c == '\'' ? 4 : 1);
    print(cli, "'%s'", str_get(&safe));
    str_clear(&safe);
}

static void write_zsh(Cli *cli)
{
    print(cli, "#compdef rapport\n_rapport() {\n    local -a commands options\n    commands=(\n");
    for (const CliCommand *one = CLI_COMMANDS; one->name != NULL; one++) {
        Str row = STR_INIT;
        str_appendf(&row, "%s:%s", one->name, one->summary);
        print(cli, "        ");
        quoted(cli, str_get(&row));
        print(cli, "\n");
        str_clear(&row);
    }
    print(cli,
          "    )\n    if ((CURRENT == 2)); then\n        _describe command commands\n        return\n    fi\n"
          "    case $words[2] in\n");
    for (const CliCommand *one = CLI_COMMANDS; one->name != NULL; one++) {
        if (one->options == NULL)
            continue;
        print(cli, "    %s) options=(", one->name);
        for (const CliOption *option = one->options; option->name != NULL; option++)
            print(cli, "%s--%s", option == one->options ? "" : " ", option->name);
        print(cli, ") ;;\n");
    }
    print(cli, "    esac\n    compadd -- $options\n    _files\n}\n_rapport \"$@\"\n");
}

static void write_fish(Cli *cli)
{
    print(cli, "# fish completion for rapport\n");
    for (const CliCommand *one = CLI_COMMANDS; one->name != NULL; one++) {
        print(cli, "complete -c rapport -n __fish_use_subcommand -a %s -d ", one->name);
        quoted(cli, one->summary);
        print(cli, "\n");
        for (const CliOption *option = one->options; option != NULL && option->name != NULL; option++) {
            print(cli, "complete -c rapport -n '__fish_seen_subcommand_from %s' -l %s%s -d ", one->name,
                  option->name, option->value != NULL ? " -r" : "");
            quoted(cli, option->help);
            print(cli, "\n");
        }
    }
    for (const CliOption *option = CLI_GLOBALS; option->name != NULL; option++) {
        print(cli, "complete -c rapport -l %s%s -d ", option->name, option->value != NULL ? " -r" : "");
        quoted(cli, option->help);
        print(cli, "\n");
    }
}

// The settings of the rules live in the database; the file names them so that one place shows all.
static void write_config(Cli *cli)
{
    size_t count;
    const SettingInfo *settings = setting_table(&count);
    print(cli, "# Settings of rapport: the same commands that : takes in the interface. # begins a remark.\n"
               "# Those below live in the database; change them with rapport set NAME VALUE.\n");
    for (size_t i = 0; i < count; i++)
        print(cli, "\n# %s\n# set %s %s\n", settings[i].help, settings[i].name,
              *settings[i].fallback != '\0' ? settings[i].fallback : "\"\"");
}

// ---- commands

static const struct {
    const char *name;
    void (*write)(Cli *cli);
} KINDS[] = {{"man", write_man},       {"markdown", write_markdown}, {"json", write_json},
             {"config", write_config}, {"bash", write_bash},         {"zsh", write_zsh},
             {"fish", write_fish}};
enum { KIND_COUNT = sizeof KINDS / sizeof *KINDS };

bool cmd_docs(Cli *cli, Error *err)
{
    const char *kind = cli->args.items[0];
    for (size_t i = 0; i < KIND_COUNT; i++)
        if (strcmp(KINDS[i].name, kind) == 0) {
            cli->colours = false;
            KINDS[i].write(cli);
            return true;
        }
    const char *near = suggest_row(kind, &KINDS[0].name, KIND_COUNT, sizeof KINDS[0]);
    if (near != NULL)
        return error_set(err, ERROR_USAGE, "there is no docs %.40s; did you mean docs %s?", kind, near);
    return error_set(err, ERROR_USAGE,
                     "there is no docs %.40s; it is man, markdown, json, config, bash, zsh or fish", kind);
}

bool cmd_help(Cli *cli, Error *err)
{
    if (cli->args.count == 0) {
        subcommand_overview(cli);
        return true;
    }
    const CliCommand *command = subcommand_find(cli->args.items[0]);
    if (command == NULL)
        return subcommand_unknown(cli->args.items[0], err);
    subcommand_help(cli, command);
    return true;
}
