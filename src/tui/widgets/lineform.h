// SPDX-License-Identifier: MIT
// A form of a few lines, each a text: for what is asked in one go. Enter saves all as one step; a form that
// is left keeps what was typed, over the end of the program too, and opens again as it was.
#ifndef RAPPORT_TUI_LINEFORM_H
#define RAPPORT_TUI_LINEFORM_H

#include "rapport/tui/tui.h"

enum { LINEFORM_MOST = 8 };

typedef struct LineField {
    const char *name;  // under which what was typed is kept; never renamed
    const char *label; // at the left, short
    const char *help;  // below the form while the line has the focus
} LineField;

typedef struct LineFormKind {
    const char *name; // under which what was typed is kept, with the id
    const LineField *fields;
    int count;
    // Saves the values, one a field; false with err: the form stays. *at: the field that is wrong, if one is.
    bool (*save)(Tui *tui, int64_t id, const char *const *values, int *at, Error *err);
} LineFormKind;

// id: what the form is about; initial: one text a field, or NULL. head: a dim line above the fields, or NULL.
void lineform_open(Tui *tui, const LineFormKind *kind, int64_t id, const char *title, const char *head,
                   const char *const *initial);

// What was typed and not saved, by name; value NULL forgets it. Outside any step of undo.
void typed_keep(Tui *tui, const char *name, const char *value);

#endif
