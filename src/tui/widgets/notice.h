// SPDX-License-Identifier: MIT
// A sentence or two and what can be done now, for moments that need both read: too soon, handed over.
#ifndef RAPPORT_TUI_NOTICE_H
#define RAPPORT_TUI_NOTICE_H

#include "rapport/tui/tui.h"

// As tui_choose, with a wrapped text above the choices. Enter takes the focused choice, the first at first;
// each has a key. A text that does not fit is scrolled by PgUp, PgDn and the wheel.
void notice_open(Tui *tui, const char *title, const char *text, const Choice *choices, size_t count,
                 ChoiceDone done, void *self, void (*free_self)(void *self));

#endif
