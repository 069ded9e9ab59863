// SPDX-License-Identifier: MIT
// A row that is edited where it stands: a text field over the focused row, and in the footer's place what the
// line means as it is typed. Enter keeps, Esc leaves all as it was; Down or C-Space shows a month.
#ifndef RAPPORT_TUI_ROWEDIT_H
#define RAPPORT_TUI_ROWEDIT_H

#include "rapport/tui/tui.h"

typedef struct RowEditKind {
    // Appends what the line means; false: err says why it means nothing.
    bool (*means)(Tui *tui, const char *typed, void *self, Str *out, Error *err);
    // Enter on a line that means something.
    void (*keep)(Tui *tui, const char *typed, void *self);
    // The day that the line names, and the same line with another one (owned).
    int32_t (*day)(Tui *tui, const char *typed, void *self);
    char *(*with_day)(Tui *tui, const char *typed, int32_t day, void *self);
    void (*free)(void *self);
} RowEditKind;

// self is the edit's from now on.
void rowedit_open(Tui *tui, const RowEditKind *kind, const char *initial, void *self);

#endif
