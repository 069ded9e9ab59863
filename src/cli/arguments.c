// SPDX-License-Identifier: MIT
// Options and arguments of a command line. The parser is our own and not getopt's: "-b" is a tag to remove
// and "-1d" a day here, only "--name" is an option; the message can say "did you mean"; and there is no
// global state.
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "command.h"
#include "print.h"
#include "rapport/base/file.h"
#include "rapport/base/mem.h"
#include "rapport/core/fuzzy.h"

enum { TEXT_LIMIT = 64 * 1024 * 1024 };

// ---- options

static const CliOption *find_in(const CliOption *options, const char *name, size_t length)
{
    for (; options != NULL && options->name != NULL; options++)
        if (strlen(options->name) == length && strncmp(options->name, name, length) == 0)
            return options;
    return NULL;
}

static bool unknown_option(const CliOption *options, const char *name, Error *err)
{
    TextList names = {0};
    for (const CliOption *one = options; one != NULL && one->name != NULL; one++)
        vec_push(&names, one->name);
    for (const CliOption *one = CLI_GLOBALS; one->name != NULL; one++)
        vec_push(&names, one->name);
    const char *near = suggest(name, names.items, names.count);
    vec_clear(&names);
    if (near != NULL)
        return error_set(err, ERROR_USAGE, "there is no option --%s; did you mean --%s?", name, near);
    return error_set(err, ERROR_USAGE, "there is no option --%s; --help lists them", name);
}

// Reads argv[*at], which begins with "--".
static bool take_option(Cli *cli, const CliOption *options, int argc, char **argv, int *at, Error *err)
{
    const char *name = argv[*at] + 2;
    size_t length = strcspn(name, "=");
    const CliOption *option = find_in(options, name, length);
    option = option != NULL ? option : find_in(CLI_GLOBALS, name, length);
    if (option == NULL) {
        char *word = mem_strndup(name, length);
        unknown_option(options, word, err);
        free(word);
        return false;
    }
    const char *value = name[length] == '=' ? name + length + 1 : NULL;
    if (option->value == NULL && value != NULL)
        return error_set(err, ERROR_USAGE, "--%s takes no value", option->name);
    if (option->value != NULL && value == NULL) {
        if (*at + 1 >= argc)
            return error_set(err, ERROR_USAGE, "--%s needs a value: --%s %s", option->name, option->name,
                             option->value);
        value = argv[++*at];
    }
    GivenOption given = {option, value != NULL ? value : ""};
    vec_push(&cli->given, given);
    return true;
}

bool arguments_parse(Cli *cli, const CliOption *options, int argc, char **argv, bool stop_at_word, int *used,
                     Error *err)
{
    bool only_words = false;
    int at = 0;
    const GivenOption help = {find_in(CLI_GLOBALS, "help", strlen("help")), ""};
    for (; at < argc; at++) {
        if (!only_words && strcmp(argv[at], "--") == 0)
            only_words = true;
        else if (!only_words && strcmp(argv[at], "-h") == 0)
            vec_push(&cli->given, help);
        else if (!only_words && str_starts(argv[at], "--")) {
            if (!take_option(cli, options, argc, argv, &at, err))
                return false;
        } else if (stop_at_word) {
            break;
        } else {
            vec_push(&cli->args, argv[at]);
        }
    }
    *used = at;
    return true;
}

const char *option_value(const Cli *cli, const char *name)
{
    for (size_t i = cli->given.count; i-- > 0;)
        if (strcmp(cli->given.items[i].option->name, name) == 0)
            return cli->given.items[i].value;
    return NULL;
}

bool option_given(const Cli *cli, const char *name)
{
    return option_value(cli, name) != NULL;
}

void option_values(const Cli *cli, const char *name, TextList *out)
{
    for (size_t i = 0; i < cli->given.count; i++)
        if (strcmp(cli->given.items[i].option->name, name) == 0)
            vec_push(out, cli->given.items[i].value);
}

// ---- texts and numbers

bool argument_text(const char *argument, Str *out, Error *err)
{
    if (strcmp(argument, "-") != 0) {
        str_append(out, argument);
        return true;
    }
    size_t before = out->length;
    if (isatty(STDIN_FILENO) && isatty(STDERR_FILENO)) // else it looks as if nothing happened
        fputs("reading what you type; C-d on a line of its own ends it\n", stderr);
    if (!file_read("-", TEXT_LIMIT, out, err))
        return false;
    if (out->length > before && memchr(out->data + before, '\0', out->length - before) != NULL)
        return error_set(err, ERROR_INPUT, "standard input holds a NUL byte; it is no text");
    if (out->length > before && out->data[out->length - 1] == '\n')
        str_truncate(out, out->length - 1);
    return true;
}

bool argument_rest(const Cli *cli, size_t first, Str *out, Error *err)
{
    if (cli->args.count == first + 1)
        return argument_text(cli->args.items[first], out, err);
    for (size_t i = first; i < cli->args.count; i++)
        str_appendf(out, "%s%s", i > first ? " " : "", cli->args.items[i]);
    return true;
}

bool argument_number(const char *what, const char *text, int least, int most, int *out, Error *err)
{
    char *end;
    long value = strtol(text, &end, 10);
    if (end == text || *end != '\0' || value < least || value > most)
        return error_set(err, ERROR_INPUT, "%s: takes a whole number from %d to %d, not \"%.40s\"", what,
                         least, most, text);
    *out = (int)value;
    return true;
}

// ---- dates

bool argument_date(Cli *cli, const char *what, const char *text, bool past, DateValue *out, Error *err)
{
    DateContext context = app_date_context(cli->app, past);
    if (date_parse(text, &context, out, err))
        return true;
    err->column = 0; // of a word or two, where the line does not end
    return error_prefix(err, "%s", what);
}

// "10:30", "4pm", "4:30pm"; a bare number may be a day, and a number of things.
static bool is_time(const char *word)
{
    size_t hours = strspn(word, "0123456789"),
           minutes = word[hours] == ':' ? strspn(word + hours + 1, "0123456789") : 0;
    const char *rest = word + hours + (minutes > 0 ? minutes + 1 : 0);
    bool half = str_equal_nocase(rest, "am") || str_equal_nocase(rest, "pm");
    return hours > 0 && hours <= 2 && (half || (minutes == 2 && *rest == '\0'));
}

void argument_when(const Cli *cli, size_t first, Str *out, size_t *next)
{
    str_append(out, cli->args.items[first]);
    *next = first + 1;
    if (*next < cli->args.count && is_time(cli->args.items[*next]) && strchr(str_get(out), ':') == NULL) {
        str_appendf(out, " %s", cli->args.items[*next]);
        ++*next;
    }
}

Moment argument_moment(const Cli *cli, DateValue date)
{
    Moment now = store_now(cli->app->store);
    if (date.zoned) {
        int64_t utc = (int64_t)date.day * 86400 + (int64_t)date.minute * 60 - (int64_t)date.offset_min * 60;
        return (Moment){utc, clock_offset_at(utc)};
    }
    if (date.minute >= 0)
        return clock_moment(date.day, date.minute);
    return date.day == moment_day(now) ? now : clock_moment(date.day, 12 * 60);
}

// ---- contacts

static void list_candidates(Cli *cli, const ContactIds *ids)
{
    for (size_t i = 0; i < ids->count; i++) {
        Contact contact;
        contact_init(&contact);
        if (store_contact_get(cli->app->store, ids->items[i], true, &contact, NULL)) {
            char id[SHORT_ID_SIZE];
            const ContactRole *role = contact_role(&contact, ORGANISATION_COMPANY);
            const char *email = contact_reach(&contact, REACH_EMAIL);
            str_appendf(&cli->details, "  %s  %s", short_id(contact.uid, id), contact.name);
            if (role != NULL)
                str_appendf(&cli->details, ", %s", role->name);
            if (email != NULL)
                str_appendf(&cli->details, ", %s", email);
            str_push(&cli->details, '\n');
        }
        contact_clear(&contact);
    }
}

static bool nobody(const char *text, ErrorKind missing, Error *err)
{
    if (strcmp(text, "me") == 0)
        return error_set(err, missing,
                         "you are not known yet; say who you are: rapport edit me name=\"Your Name\"");
    return error_set(err, missing, "nobody is called \"%.120s\"; rapport find looks for parts of a name",
                     text);
}

bool argument_contact(Cli *cli, const char *text, ErrorKind missing, int64_t *id, Error *err)
{
    ContactIds ids = {0};
    bool trash = str_equal(cli->command->name, "restore-contact");
    bool fine = !str_blank(text) || error_set(err, ERROR_INPUT, "a contact is missing");
    fine = fine && store_contact_resolve(cli->app->store, text, trash, &ids, err);
    if (fine && ids.count == 0 && option_given(cli, "purge")) // who goes for good may be in the trash already
        fine = store_contact_resolve(cli->app->store, text, true, &ids, err);
    if (fine && ids.count == 0)
        fine = nobody(text, missing, err);
    if (fine && ids.count > 1) {
        list_candidates(cli, &ids);
        fine =
            error_set(err, ERROR_INPUT, "\"%.120s\" may be %s%zu people; say which by id or e-mail address",
                      text, ids.count >= 20 ? "at least " : "", ids.count);
    }
    *id = fine ? ids.items[0] : 0;
    vec_clear(&ids);
    return fine;
}

bool argument_contacts(Cli *cli, size_t first, ContactIds *ids, Error *err)
{
    for (size_t i = first; i < cli->args.count; i++) {
        int64_t id;
        if (!argument_contact(cli, cli->args.items[i], ERROR_INPUT, &id, err))
            return false;
        vec_push(ids, id);
    }
    return true;
}
