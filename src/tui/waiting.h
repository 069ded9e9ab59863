// SPDX-License-Identifier: MIT
// Waiting for whoever else writes to the database, without a screen that stands still.
#ifndef RAPPORT_TUI_WAITING_H
#define RAPPORT_TUI_WAITING_H

#include "rapport/tui/tui.h"

// For store_on_busy, self = the Tui. A write that a person asked for waits until it can go on or Esc gives it
// up; one that comes by itself (tui->ticking) gives up within a frame or two and comes again.
bool waiting_on(void *self, int waited_ms);

// What was pressed meanwhile, in its order; false: nothing is left.
bool waiting_typed(Tui *tui, Event *event);

// Appends "waiting for another program to finish writing".
void waiting_text(Tui *tui, Str *out);

#endif
