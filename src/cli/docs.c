// SPDX-License-Identifier: MIT
// The manual, written from the tables of the program; so it cannot differ from it.
#include <string.h>

#include "commands.h"
#include "completions.h"
#include "print.h"
#include "rapport/app/settings.h"
#include "rapport/core/fields.h"
#include "rapport/core/fuzzy.h"
#include "rapport/core/query.h"

// ---- what commands take: rows of the tables of the core and of the settings

typedef struct Entry {
    Str head;
    const char *help;
} Entry;

static bool query_entry(size_t index, Entry *entry)
{
    if (index >= QUERY_FIELD_COUNT)
        return false;
    const QueryFieldInfo *info = query_field_info((QueryField)index);
    str_append(&entry->head, info->example);
    entry->help = info->help;
    return true;
}

static bool field_entry(size_t index, Entry *entry)
{
    if (index >= FIELD_COUNT)
        return false;
    const FieldInfo *info = field_info((ContactField)index);
    str_appendf(&entry->head, "%s=%s", info->name, info->example);
    entry->help = info->help;
    return true;
}

static bool setting_entry(size_t index, Entry *entry)
{
    size_t count;
    const SettingInfo *settings = setting_table(&count);
    if (index >= count)
        return false;
    str_appendf(&entry->head, "%s (%s)", settings[index].name,
                *settings[index].fallback != '\0' ? settings[index].fallback : "empty");
    entry->help = settings[index].help;
    return true;
}

// Whose manners they are stands behind the name of each.
static bool rule_entry(size_t index, Entry *entry)
{
    const TimingRule *rule = timing_rule(index);
    if (rule == NULL)
        return false;
    str_appendf(&entry->head, "%s (%s)", rule->id, rule->source);
    entry->help = rule->when;
    return true;
}

static bool morning_entry(size_t index, Entry *entry)
{
    static const struct {
        const char *line, *where;
    } ROWS[] = {
        {"rapport today --plain", "in ~/.profile for a greeting, or from cron as a mail"},
        {"set -g status-right '#(rapport today --format line)'", "in ~/.tmux.conf"},
        {"\"custom/rapport\": {\"exec\": \"rapport today --format line\", \"interval\": 300}",
         "in the configuration of waybar"},
        {"full_text=$(rapport today --format line)", "in a block of i3blocks or any other script"},
    };
    if (index >= sizeof ROWS / sizeof *ROWS)
        return false;
    str_append(&entry->head, ROWS[index].line);
    entry->help = ROWS[index].where;
    return true;
}

static bool no_entry(size_t index, Entry *entry)
{
    (void)index, (void)entry;
    return false;
}

static const struct {
    const char *title, *intro;
    bool (*entry)(size_t index, Entry *entry);
} SECTIONS[] = {
    {"Contacts",
     "CONTACT is me, an id or its first eight characters, an e-mail address, a LinkedIn profile, or a name. "
     "Where several are meant, the candidates are listed and the exit code is 3.",
     no_entry},
    {"Dates",
     "DATE is today, tomorrow, fri, next tue, in 3 days, +2w, 3bd (business days), eow, eom, 15, dec 15, "
     "15 dec 2026, 2026-12-15 and the like, each also with a time: 10:30, at 4pm. What is ambiguous lies "
     "ahead; "
     "with --at it lies behind.",
     no_entry},
    {"Queries",
     "Words are AND and match the beginnings of words; -word is without, \"quoted words\" a phrase; a OR b; "
     "parentheses; @acme is company:acme and #x is tag:x.",
     query_entry},
    {"Rules",
     "When a rule speaks about somebody, why says so, with its first, due and last day; the numbers are "
     "settings. Whose manners a rule follows stands behind its name.",
     rule_entry},
    {"Morning",
     "today writes what there is to do and about whom; with --format line the counts "
     "alone, as \"1 late, 2 today, 3 to answer\", and nothing at all when there is nothing to do.",
     morning_entry},
    {"Fields",
     "What edit changes. email, phone and link come before those that are known; email+=ADDRESS comes behind "
     "them, email-=ADDRESS removes.",
     field_entry},
    {"Settings", "What set changes, with its default.", setting_entry},
};
enum { SECTION_COUNT = sizeof SECTIONS / sizeof *SECTIONS };

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
        Str usage = STR_INIT, text = STR_INIT;
        subcommand_usage(one, &usage);
        subcommand_text(one, &text);
        if (subcommand_group(one) != NULL)
            print(cli, "\n## %s\n", subcommand_group(one));
        print(cli, "\n### %s\n\n`%s`\n\n%s\n", one->name, str_get(&usage), str_get(&text));
        if (one->options != NULL)
            print(cli, "\n");
        markdown_options(cli, one->options);
        print(cli, "\n```\n%s\n```\n", one->example);
        str_clear(&usage);
        str_clear(&text);
    }
    for (size_t i = 0; i < SECTION_COUNT; i++) {
        Entry entry = {0};
        print(cli, "\n## %s\n\n%s\n", SECTIONS[i].title, SECTIONS[i].intro);
        for (size_t row = 0; SECTIONS[i].entry(row, &entry); row++) {
            print(cli, "%s- `%s`: %s\n", row == 0 ? "\n" : "", str_get(&entry.head), entry.help);
            str_clear(&entry.head);
        }
    }
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

static void man_heading(Cli *cli, const char *title)
{
    print(cli, ".SH ");
    for (const char *c = title; *c != '\0'; c++)
        print(cli, "%c", *c >= 'a' && *c <= 'z' ? *c - 'a' + 'A' : *c);
    print(cli, "\n");
}

static void man_commands(Cli *cli)
{
    for (const CliCommand *one = CLI_COMMANDS; one->name != NULL; one++) {
        Str usage = STR_INIT, text = STR_INIT;
        subcommand_usage(one, &usage);
        subcommand_text(one, &text);
        if (subcommand_group(one) != NULL)
            man_heading(cli, subcommand_group(one));
        print(cli, ".SS ");
        man_text(cli, str_get(&usage));
        print(cli, "\n");
        man_text(cli, str_get(&text));
        print(cli, "\n");
        man_options(cli, one->options);
        print(cli, ".PP\n.EX\n");
        man_text(cli, one->example);
        print(cli, "\n.EE\n");
        str_clear(&usage);
        str_clear(&text);
    }
}

static void man_sections(Cli *cli)
{
    for (size_t i = 0; i < SECTION_COUNT; i++) {
        Entry entry = {0};
        man_heading(cli, SECTIONS[i].title);
        man_text(cli, SECTIONS[i].intro);
        print(cli, "\n");
        for (size_t row = 0; SECTIONS[i].entry(row, &entry); row++) {
            print(cli, ".TP\n.B ");
            man_text(cli, str_get(&entry.head));
            print(cli, "\n");
            man_text(cli, entry.help);
            print(cli, "\n");
            str_clear(&entry.head);
        }
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
    man_commands(cli);
    man_sections(cli);
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

// ---- configuration

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
} KINDS[] = {{"man", write_man},        {"markdown", write_markdown}, {"json", write_json},
             {"config", write_config},  {"bash", completions_bash},   {"zsh", completions_zsh},
             {"fish", completions_fish}};
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
