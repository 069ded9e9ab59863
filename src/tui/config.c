// SPDX-License-Identifier: MIT
// The configuration: lines of "set NAME VALUE" and "bind SCOPE KEYS COMMAND". A mistake is reported with its
// line and never fatal. What belongs to the data (timing and the like) is set in the database by the same
// words.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "frame.h"
#include "job.h"
#include "rapport/app/settings.h"
#include "rapport/base/file.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/core/fuzzy.h"

typedef struct ConfigRow {
    const char *name;
    const char *fallback;
    const char *choices; // "on off"; NULL = any text
    const char *help;
} ConfigRow;

static const ConfigRow ROWS[] = {
    {"theme", "auto", "auto dark light mono", "colours: auto is safe on light and dark terminals"},
    {"mouse", "on", "on off", "off leaves selecting text to the terminal"},
    {"week-start", "auto", "auto monday sunday", "the calendar's first weekday: auto follows the locale"},
    {"editor", "", NULL, "the program that C-o opens; else $VISUAL, $EDITOR or vi"},
    {"browser", "", NULL, "the program that opens profiles; else $BROWSER or xdg-open"},
    {"clipboard", "auto", NULL, "auto, osc52, or a program that reads the text, as wl-copy"},
    {"sendmail", "", NULL, "the command that hands a mail over, as \"msmtp -t\""},
    {"drafts-maildir", "", NULL, "the Maildir where your mail program keeps its drafts, as ~/Mail/Drafts"},
};

enum { ROW_COUNT = sizeof ROWS / sizeof *ROWS, CONFIG_MOST_BYTES = 1 << 20 };

struct Config {
    char *values[ROW_COUNT];
};

Config *config_new(void)
{
    return mem_alloc(sizeof(Config));
}

void config_free(Config *config)
{
    if (config == NULL)
        return;
    for (int i = 0; i < ROW_COUNT; i++)
        free(config->values[i]);
    free(config);
}

size_t config_count(void)
{
    return ROW_COUNT;
}
const char *config_name(size_t index)
{
    return ROWS[index].name;
}

static int find_row(const char *name)
{
    for (int i = 0; i < ROW_COUNT; i++)
        if (strcmp(ROWS[i].name, name) == 0)
            return i;
    return -1;
}

const char *config_choices(const char *name)
{
    int row = find_row(name);
    return row >= 0 ? ROWS[row].choices : NULL;
}

const char *config_get(const Config *config, const char *name)
{
    int row = find_row(name);
    if (row < 0)
        return "";
    return config->values[row] != NULL ? config->values[row] : ROWS[row].fallback;
}

static bool check_choice(const ConfigRow *row, const char *value, Error *err)
{
    const char *choices[8];
    size_t count = 0;
    if (row->choices == NULL)
        return true;
    char *copy = mem_strdup(row->choices), *rest = copy;
    bool found = false;
    for (char *choice; count < 8 && (choice = strsep(&rest, " ")) != NULL;) {
        choices[count++] = choice;
        found = found || strcmp(choice, value) == 0;
    }
    const char *near = found ? NULL : suggest(value, choices, count);
    if (near != NULL)
        error_set(err, ERROR_INPUT, "%s: \"%s\" is none of %s; did you mean %s?", row->name, value,
                  row->choices, near);
    else if (!found)
        error_set(err, ERROR_INPUT, "%s: takes %s, not \"%s\"", row->name, row->choices, value);
    free(copy);
    return found;
}

static void apply(Tui *tui, const char *name, const char *value)
{
    ThemeId theme;
    if (strcmp(name, "theme") == 0 && theme_parse(value, &theme))
        terminal_set_theme(tui->options.terminal, theme);
    else if (strcmp(name, "mouse") == 0)
        terminal_set_mouse(tui->options.terminal, strcmp(value, "on") == 0);
    else if (strcmp(name, "week-start") == 0)
        tui_changed(tui, CHANGE_SETTINGS); // the calendar reads anew
}

// ---- settings that live with the data

typedef struct Wish {
    char *name, *value;
} Wish;

static bool grant(App *app, void *self, Error *err)
{
    const Wish *wish = self;
    return app_set(app, wish->name, wish->value, err);
}

static void wish_free(void *self)
{
    Wish *wish = self;
    free(wish->name);
    free(wish->value);
    free(wish);
}

// With many people what the rules have set moves behind the screen.
static void set_behind(Tui *tui, const char *name, const char *value)
{
    static const JobKind KIND = {.title = "Moving what the rules have set",
                                 .work = grant,
                                 .free = wish_free,
                                 .done = "Set, and everybody's dates follow."};
    Wish *wish = mem_alloc(sizeof *wish);
    *wish = (Wish){mem_strdup(name), mem_strdup(value)};
    job_open(tui, &KIND, wish, true);
}

static bool set_with_data(Tui *tui, const char *name, const char *value, Error *err)
{
    char *known = app_setting(tui->options.app, name, err);
    if (known == NULL)
        return false;
    free(known);
    if (app_setting_moves(name) && store_contact_count(tui->options.app->store) > JOB_PEOPLE) {
        set_behind(tui, name, value);
        return true;
    }
    if (!app_set(tui->options.app, name, value, err))
        return false;
    tui_changed(tui, 0);
    return true;
}

bool config_set(Tui *tui, const char *name, const char *value, Error *err)
{
    int at = find_row(name);
    if (at < 0)
        return set_with_data(tui, name, value, err); // timing and the like
    if (*value == '\0')
        value = ROWS[at].fallback;
    if (!check_choice(&ROWS[at], value, err))
        return false;
    free(tui->config->values[at]);
    tui->config->values[at] = mem_strdup(value);
    apply(tui, name, value);
    return true;
}

// ---- the file

typedef struct ScopeRow {
    const char *name;
    unsigned scope;
} ScopeRow;

static const ScopeRow SCOPES[] = {
    {"global", SCOPE_GLOBAL},       {"list", SCOPE_LIST},         {"grid", SCOPE_GRID},
    {"things", SCOPE_THING},        {"contacts", SCOPE_CONTACTS}, {"calendar", SCOPE_CALENDAR},
    {"drafts", SCOPE_DRAFTS},       {"editor", SCOPE_EDITOR},     {"templates", SCOPE_TEMPLATES},
    {"companies", SCOPE_COMPANIES}, {"today", SCOPE_TODAY},       {"review", SCOPE_REVIEW},
    {"versions", SCOPE_VERSIONS},   {"meetings", SCOPE_MEETINGS}};

enum { SCOPE_COUNT = sizeof SCOPES / sizeof *SCOPES };

static unsigned parse_scope(const char *name)
{
    for (int i = 0; i < SCOPE_COUNT; i++)
        if (strcmp(SCOPES[i].name, name) == 0)
            return SCOPES[i].scope;
    return 0;
}

// "there is no such WHAT", with what was meant when something is near.
static bool unknown(Error *err, const char *what, const char *word, const char *near)
{
    if (near == NULL)
        return error_set(err, ERROR_INPUT, "%s: there is no such %s", word, what);
    return error_set(err, ERROR_INPUT, "%s: there is no such %s; did you mean %s?", word, what, near);
}

static bool do_bind(Tui *tui, char **words, size_t count, Error *err)
{
    if (count != 4)
        return error_set(err, ERROR_INPUT, "bind takes a scope, keys and a command: bind contacts c compose");
    unsigned scope = parse_scope(words[1]);
    const Command *command = command_find(words[3], strlen(words[3]));
    if (scope == 0)
        return unknown(err, "scope", words[1],
                       suggest_row(words[1], &SCOPES[0].name, SCOPE_COUNT, sizeof SCOPES[0]));
    if (command == NULL)
        return unknown(err, "command", words[3], command_suggest(words[3]));
    if (!keymap_bind_first(tui, scope, words[2], command))
        return error_set(err, ERROR_INPUT, "%s: is no key", words[2]);
    return true;
}

static bool do_set(Tui *tui, char **words, size_t count, Error *err)
{
    if (count < 3)
        return error_set(err, ERROR_INPUT, "set takes a name and a value: set theme light");
    if (count > 3)
        return error_set(
            err, ERROR_INPUT,
            "set %s takes one value: several words stand in quotes, as in set sendmail \"msmtp -t\"",
            words[1]);
    if (find_row(words[1]) >= 0)
        return config_set(tui, words[1], words[2], err);
    const char *near = suggest_row(words[1], &ROWS[0].name, ROW_COUNT, sizeof ROWS[0]);
    if (near != NULL)
        return unknown(err, "setting", words[1], near);
    return error_set(err, ERROR_INPUT,
                     "%s: there is no such setting here; rapport set %s sets those of the data", words[1],
                     words[1]);
}

static bool unknown_verb(const char *word, Error *err)
{
    static const char *const VERBS[] = {"set", "bind"};
    const char *near = suggest(word, VERBS, 2);
    if (near != NULL)
        return error_set(err, ERROR_INPUT, "%s: a line begins with set or bind; did you mean %s?", word,
                         near);
    return error_set(err, ERROR_INPUT, "%s: a line begins with set or bind", word);
}

bool config_line(Tui *tui, const char *line, Error *err)
{
    size_t count = 0;
    char **words = file_split_words(line, &count, err);
    if (words == NULL)
        return false;
    bool fine = true;
    if (count == 0)
        fine = true;
    else if (strcmp(words[0], "set") == 0)
        fine = do_set(tui, words, count, err);
    else if (strcmp(words[0], "bind") == 0)
        fine = do_bind(tui, words, count, err);
    else
        fine = unknown_verb(words[0], err);
    free(words);
    return fine;
}

// The file names programs to run: only what the person alone can write is believed.
static bool safe_file(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && (info.st_mode & (S_IWGRP | S_IWOTH)) == 0 &&
           (info.st_uid == geteuid() || info.st_uid == 0);
}

void config_load(Tui *tui, const char *path)
{
    Str text = STR_INIT;
    Error err = {0};
    if (!file_exists(path))
        return;
    if (!safe_file(path))
        error_set(&err, ERROR_IO, "%s: others can write to it, so it was not read; run chmod go-w on it",
                  path);
    else
        file_read(path, CONFIG_MOST_BYTES, &text, &err);
    if (err.kind != ERROR_NONE)
        tui_error(tui, &err);
    char *rest = text.data;
    int number = 0;
    for (char *line; rest != NULL && (line = strsep(&rest, "\n")) != NULL;) {
        number++;
        line = str_trim(line);
        if (*line == '#' || *line == '\0')
            continue;
        error_clear(&err);
        if (!config_line(tui, line, &err)) {
            error_prefix(&err, "%s:%d", path, number);
            tui_error(tui, &err);
        }
    }
    str_clear(&text);
}
