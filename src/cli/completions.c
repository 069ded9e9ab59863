// SPDX-License-Identifier: MIT
// Completions of the shells, written from the table of commands.
#include "completions.h"

#include "print.h"

void completions_bash(Cli *cli)
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

void completions_zsh(Cli *cli)
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

void completions_fish(Cli *cli)
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
