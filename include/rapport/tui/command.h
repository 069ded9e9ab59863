// SPDX-License-Identifier: MIT
// Commands: one row each. From the rows come the keys, the footer's hints, the help, the palette, the ":"
// line with its completion, the configuration's bind and the manual.
#ifndef RAPPORT_TUI_COMMAND_H
#define RAPPORT_TUI_COMMAND_H

#include "rapport/tui/pane.h"

typedef struct Command {
    const char *name;    // "follow-up": what ":" and bind take; unique
    unsigned scope;      // Scope bits
    const char *keys;    // defaults, alternatives separated by two blanks: "j  Down"; NULL = no key
    const char *args;    // "DATE": what ":" expects; NULL = none
    const char *summary; // two or three words for the footer and the palette
    const char *help;    // one sentence
    const char *example; // ":snooze next tue"; NULL
    int hint;            // place in the footer from the left, 1 = first; 0 = not there
    bool (*when)(Tui *tui, const Selection *selection); // shown and run only then; NULL = always
    void (*run)(Tui *tui, const Selection *selection, const char *args); // args "" when none
} Command;

// Each file that has commands exports one such table.
typedef struct CommandTable {
    const Command *rows;
    size_t count;
} CommandTable;

extern const CommandTable COMMANDS_GLOBAL; // commands.c
extern const CommandTable
    COMMANDS_THING; // commands_thing.c: add edit log reply follow-up snooze done ... on things
extern const CommandTable COMMANDS_CONTACTS;  // pane_contacts.c
extern const CommandTable COMMANDS_LISTS;     // commands_lists.c
extern const CommandTable COMMANDS_CALENDAR;  // pane_calendar.c
extern const CommandTable COMMANDS_TODAY;     // pane_today.c
extern const CommandTable COMMANDS_COMPANIES; // pane_companies.c
extern const CommandTable COMMANDS_DRAFTS;    // pane_drafts.c
extern const CommandTable COMMANDS_EDITOR;    // editor_commands.c
extern const CommandTable COMMANDS_TEMPLATES; // pane_templates.c
extern const CommandTable COMMANDS_VERSIONS;  // template_versions.c
extern const CommandTable COMMANDS_REVIEW;    // pane_review.c
extern const CommandTable COMMANDS_MEETINGS;  // pane_meetings.c

#endif
