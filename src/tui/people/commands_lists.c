// SPDX-License-Identifier: MIT
// Saved lists: the present filter kept under a name, and the way back to it.
#include <stdlib.h>
#include <string.h>

#include "contacts.h"
#include "rapport/app/lists.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/store/saved_lists.h"

static bool read_lists(Tui *tui, SavedLists *lists)
{
    Error err = {0};
    bool fine = store_saved_lists(tui_app(tui)->store, lists, &err);
    if (!fine)
        tui_error(tui, &err);
    return fine;
}

// ---- choosing

static void show_query(Tui *tui, const char *query)
{
    char *line = str_format("filter %s", query);
    tui_run_command(tui, line);
    free(line);
}

static void chosen_list(Tui *tui, size_t index, void *self)
{
    const SavedLists *lists = self;
    show_query(tui, lists->items[index].query);
}

static void free_lists(void *self)
{
    store_saved_lists_clear(self);
    free(self);
}

static void choose_list(Tui *tui)
{
    SavedLists *lists = mem_alloc(sizeof *lists);
    VEC(Choice) choices = {0};
    bool fine = read_lists(tui, lists);
    for (size_t i = 0; i < lists->count; i++)
        vec_push(&choices, ((Choice){NULL, lists->items[i].name, lists->items[i].query}));
    if (fine && choices.count > 0) {
        tui_choose(tui, "Saved lists", choices.items, choices.count, true, chosen_list, lists, free_lists);
    } else {
        if (fine)
            tui_toast(tui, false, "No list is saved yet: / filters, then :save-list NAME keeps the filter");
        free_lists(lists);
    }
    vec_clear(&choices);
}

static void open_list(Tui *tui, const Selection *selection, const char *args)
{
    (void)selection;
    Error err = {0};
    char *query = NULL;
    if (str_blank(args))
        choose_list(tui);
    else if (store_saved_list(tui_app(tui)->store, args, &query, &err))
        show_query(tui, query);
    else
        tui_error(tui, &err);
    free(query);
}

// ---- saving and removing

static void save_as(Tui *tui, const char *name, void *self)
{
    (void)self;
    Error err = {0};
    if (!app_list_save(tui_app(tui), name, contacts_of(tui)->filter, &err)) {
        tui_error(tui, &err);
        return;
    }
    tui_changed(tui, 0);
    tui_toast(tui, true, "Saved as %.60s.", name);
}

static void save_list(Tui *tui, const Selection *selection, const char *args)
{
    (void)selection;
    Prompt prompt = {.title = "Save this filter as", .complete = complete_lists};
    if (str_blank(contacts_of(tui)->filter))
        tui_toast(tui, false, "Nothing is filtered: / narrows the list, then it can be saved");
    else if (str_blank(args))
        tui_prompt(tui, &prompt, save_as, NULL, NULL);
    else
        save_as(tui, args, NULL);
}

static void remove_list(Tui *tui, const Selection *selection, const char *args)
{
    (void)selection;
    Error err = {0};
    if (!app_list_remove(tui_app(tui), args, &err)) {
        tui_error(tui, &err);
        return;
    }
    tui_changed(tui, 0);
    tui_toast(tui, true, "%.60s is removed; its people stay.", args);
}

static const Command ROWS[] = {
    {"list", SCOPE_CONTACTS, "'", "LIST", "saved lists", "chooses a saved list", ":list Berlin", 0, NULL,
     open_list},
    {"save-list", SCOPE_CONTACTS, "\"", "LIST", "save list", "keeps the present filter under a name",
     ":save-list Berlin", 0, NULL, save_list},
    {"remove-list", SCOPE_CONTACTS, NULL, "LIST", "remove list", "forgets a saved list; its people stay",
     ":remove-list Berlin", 0, NULL, remove_list},
};

const CommandTable COMMANDS_LISTS = {ROWS, sizeof ROWS / sizeof *ROWS};
