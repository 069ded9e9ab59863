// SPDX-License-Identifier: MIT
// Follow-ups and planned meetings edited in their row, as one line of day, time, words and repeat, or of day,
// time, length, topic and place.
#ifndef RAPPORT_TUI_LINE_EDIT_H
#define RAPPORT_TUI_LINE_EDIT_H

#include "rapport/tui/tui.h"

// False: the thing is neither (a message, a meeting that was held); nothing is opened.
bool line_edit_open(Tui *tui, ThingKind kind, int64_t id);

#endif
