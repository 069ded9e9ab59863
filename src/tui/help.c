// SPDX-License-Identifier: MIT
// The help: every key of the moment under a few headings, what is special to the view first. Type to filter,
// Enter runs.
#include <stdlib.h>
#include <string.h>

#include "frame.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"

enum { MOVING = SCOPE_LIST | SCOPE_GRID };

static const struct {
    const char *title;
    unsigned scopes; // a command belongs to the first part that has a scope of its
} PARTS[] = {
    {"In this view", ~(unsigned)(SCOPE_THING | MOVING | SCOPE_GLOBAL)},
    {"With what is focused or marked", SCOPE_THING},
    {"Moving and marking", MOVING},
    {"Everywhere", SCOPE_GLOBAL},
};

// Keys of text (widgets/textkeys.c): no commands, so they are only told.
static const char *const TEXT_KEYS[][3] = {
    {"C-z C-y", "undo, redo", "takes back what was typed, and does it again"},
    {"C-f F3", "find", "finds words; F3 goes to the next place"},
    {"C-r", "replace", "replaces words"},
    {"C-c C-x", "copy, cut", "what is selected with Shift and arrows, or from C-Space on"},
    {"C-v", "paste", "what was copied, cut or killed last; M-y takes the one before"},
    {"M-a", "select all", "the whole text"},
    {"C-w M-d", "kill a word", "before the cursor; behind it"},
    {"C-u C-k", "kill a line", "what stands before the cursor in it; what stands behind"},
    {"M-b M-f", "by words", "as Ctrl with the arrows; C-a and C-e go to the ends of the line"},
    {"C-g", "instead of M-", "where the terminal keeps Meta: C-g c for M-c, C-g s for M-Enter"},
    {"Esc", "back", "leaves; everything is saved"},
};

typedef struct Help {
    VEC(const Command *) commands; // NULL = a heading, or a key that is only told
    VEC(Choice) choices;
} Help;

static void help_free(void *self)
{
    Help *help = self;
    vec_clear(&help->commands);
    free(help);
}

static void help_run(Tui *tui, size_t index, void *self)
{
    const Help *help = self;
    if (help->commands.items[index] != NULL)
        command_run(tui, help->commands.items[index], "");
}

static void add_row(Help *help, const Command *command, char *label)
{
    vec_push(&help->commands, command);
    vec_push(&help->choices, ((Choice){NULL, label, NULL}));
}

// What a key does, behind its name where there is room for both.
static void add_entry(Tui *tui, Help *help, const Command *command, const char *keys, const char *name,
                      const char *does)
{
    enum { BOTH_FROM = 60 };
    add_row(help, command,
            tui->canvas->cols >= BOTH_FROM ? str_format("%-9s %-14s %s", keys, name, does)
                                           : str_format("%-6s %s", keys, does));
}

static void add_heading(Help *help, const char *title)
{
    add_row(help, NULL, str_format("## %s", title));
}

// Whether the keys lead to it here, and not to something more special.
static bool has_its_keys(Tui *tui, const Command *command, unsigned scopes, const char *text)
{
    Key keys[SEQUENCE_MOST];
    const Command *found = command;
    int count = keys_parse(text, keys, SEQUENCE_MOST);
    return count == 0 || keymap_find(tui, scopes, keys, count, &found) != KEYMAP_FOUND || found == command;
}

static void add_part(Tui *tui, Help *help, const char *title, unsigned part, unsigned scopes)
{
    bool text = pane_now(tui)->kind->text, begun = false;
    Selection selection = tui_selection(tui);
    for (size_t i = 0; i < command_count(); i++) {
        const Command *command = command_at(i);
        char keys[32];
        if ((command->scope & part & scopes) == 0)
            continue;
        command_keys(tui, command, keys, sizeof keys);
        // A text is a draft or a template; in a list the next row may be what a command is for.
        if ((text && !command_applies(tui, command, scopes, &selection)) ||
            !has_its_keys(tui, command, scopes, keys))
            continue;
        if (!begun)
            add_heading(help, title);
        begun = true;
        add_entry(tui, help, command, keys, command->summary, command->help);
    }
}

static void add_text_keys(Tui *tui, Help *help)
{
    add_heading(help, "In the text");
    for (size_t i = 0; i < sizeof TEXT_KEYS / sizeof *TEXT_KEYS; i++)
        add_entry(tui, help, NULL, TEXT_KEYS[i][0], TEXT_KEYS[i][1], TEXT_KEYS[i][2]);
}

void help_open(Tui *tui)
{
    Help *help = mem_alloc(sizeof *help);
    bool text = pane_now(tui)->kind->text;
    // What letters do elsewhere they do not do in a text.
    unsigned scopes = text ? pane_now(tui)->kind->scopes : keymap_scopes(tui), left = scopes;
    for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS; i++) {
        add_part(tui, help, PARTS[i].title, PARTS[i].scopes & left, scopes);
        left &= ~PARTS[i].scopes;
    }
    if (text)
        add_text_keys(tui, help);
    tui_choose(tui, "Help: type to filter, Enter runs", help->choices.items, help->choices.count, true,
               help_run, help, help_free);
    for (size_t i = 0; i < help->choices.count; i++)
        free((char *)help->choices.items[i].label);
    vec_clear(&help->choices);
}
