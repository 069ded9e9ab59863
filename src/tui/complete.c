// SPDX-License-Identifier: MIT
// What could be typed next: commands, then what they take - settings and their values, tags, days, files.
// Every completion is the whole line, so that the prompt only replaces its text.
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "frame.h"
#include "rapport/app/settings.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/store/contacts.h"
#include "rapport/store/saved_lists.h"

enum { TAGS_MOST = 20, FILES_MOST = 40 };

typedef struct Completion {
    Tui *tui;
    const char *before; // what stands before the word and stays
    size_t length;
    const char *word; // what is completed
    CompleteAdd add;
    void *list;
} Completion;

static void offer(const Completion *c, const char *word, const char *after)
{
    char *line = str_format("%.*s%s%s", (int)c->length, c->before, word, after);
    c->add(c->list, line);
    free(line);
}

static void offer_words(const Completion *c, const char *words)
{
    char *copy = mem_strdup(words), *rest = copy;
    for (char *word; rest != NULL && (word = strsep(&rest, " ")) != NULL;)
        if (str_starts(word, c->word))
            offer(c, word, "");
    free(copy);
}

// ---- tags: the last word, perhaps behind + or -

static void offer_tags(Completion c)
{
    TextRows rows = {0};
    const char *blank = strrchr(c.word, ' ');
    size_t skip = blank != NULL ? (size_t)(blank - c.word) + 1 : 0;
    skip += strspn(c.word + skip, "+-#");
    c.length += skip; // the word follows what stands before it in the same text
    c.word += skip;
    store_tags(tui_app(c.tui)->store, c.word, TAGS_MOST, &rows, NULL);
    for (size_t i = 0; i < rows.count; i++)
        offer(&c, rows.items[i].text, "");
    store_text_rows_clear(&rows);
}

void complete_tags(Tui *tui, const char *typed, CompleteAdd add, void *list)
{
    offer_tags((Completion){tui, typed, 0, typed, add, list});
}

// ---- files

static bool is_folder(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

char *path_expand(const char *typed)
{
    const char *home = getenv("HOME");
    if (typed[0] == '~' && (typed[1] == '/' || typed[1] == '\0') && home != NULL)
        return str_format("%s%s", home, typed + 1);
    return mem_strdup(typed);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void offer_files(Completion c)
{
    const char *slash = strrchr(c.word, '/');
    size_t skip = slash != NULL ? (size_t)(slash - c.word) + 1 : 0;
    char *typed = mem_strndup(c.word, skip), *folder = path_expand(skip > 0 ? typed : "./");
    DIR *open = opendir(folder);
    VEC(char *) names = {0};
    c.length += skip;
    c.word += skip;
    for (struct dirent *entry; open != NULL && (entry = readdir(open)) != NULL && names.count < 1000;)
        if (str_starts(entry->d_name, c.word) && (entry->d_name[0] != '.' || c.word[0] == '.'))
            vec_push(&names, mem_strdup(entry->d_name));
    if (names.count > 1)
        qsort(names.items, names.count, sizeof *names.items, by_name);
    for (size_t i = 0; i < names.count; i++) {
        char *path = str_format("%s%s", folder, names.items[i]);
        if (i < FILES_MOST)
            offer(&c, names.items[i], is_folder(path) ? "/" : "");
        free(path);
        free(names.items[i]);
    }
    vec_clear(&names);
    if (open != NULL)
        closedir(open);
    free(folder);
    free(typed);
}

void complete_files(Tui *tui, const char *typed, CompleteAdd add, void *list)
{
    offer_files((Completion){tui, typed, 0, typed, add, list});
}

// ---- settings

static void offer_settings(Completion c)
{
    size_t count, name = strcspn(c.word, " ");
    if (c.word[name] == ' ') {
        char *setting = mem_strndup(c.word, name);
        const char *choices = config_choices(setting);
        c.length += name + 1;
        c.word += name + 1;
        if (choices != NULL)
            offer_words(&c, choices);
        free(setting);
        return;
    }
    for (size_t i = 0; i < config_count(); i++)
        if (str_starts(config_name(i), c.word))
            offer(&c, config_name(i), " ");
    const SettingInfo *rows = setting_table(&count);
    for (size_t i = 0; i < count; i++)
        if (str_starts(rows[i].name, c.word))
            offer(&c, rows[i].name, " ");
}

static void offer_days(Completion c)
{
    offer_words(&c, "tomorrow +3d +1w +2w +1m mon tue wed thu fri eow eom");
}

static void offer_lists(Completion c)
{
    SavedLists lists = {0};
    store_saved_lists(tui_app(c.tui)->store, &lists, NULL);
    for (size_t i = 0; i < lists.count; i++)
        if (str_starts(lists.items[i].name, c.word))
            offer(&c, lists.items[i].name, "");
    store_saved_lists_clear(&lists);
}

void complete_lists(Tui *tui, const char *typed, CompleteAdd add, void *list)
{
    offer_lists((Completion){tui, typed, 0, typed, add, list});
}

// ---- the ":" line

typedef struct ArgRow {
    const char *args; // as in the table of commands
    void (*offer)(Completion c);
} ArgRow;

static const ArgRow ARGS[] = {{"NAME VALUE", offer_settings},
                              {"TAGS", offer_tags},
                              {"DATE", offer_days},
                              {"PATH", offer_files},
                              {"LIST", offer_lists}};

void complete_command_line(Tui *tui, const char *typed, CompleteAdd add, void *list)
{
    size_t name = strcspn(typed, " ");
    if (typed[name] == '\0') {
        for (size_t i = 0; i < command_count(); i++)
            if (str_starts(command_at(i)->name, typed))
                add(list, command_at(i)->name);
        return;
    }
    const Command *command = command_find(typed, name);
    for (size_t i = 0; command != NULL && command->args != NULL && i < sizeof ARGS / sizeof *ARGS; i++)
        if (strcmp(ARGS[i].args, command->args) == 0)
            ARGS[i].offer((Completion){tui, typed, name + 1, typed + name + 1, add, list});
}
