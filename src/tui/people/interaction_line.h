// SPDX-License-Identifier: MIT
// How something that happened stands in a row of a timeline, and in full.
#ifndef RAPPORT_TUI_INTERACTION_LINE_H
#define RAPPORT_TUI_INTERACTION_LINE_H

#include "rapport/core/interaction.h"
#include "rapport/tui/tui.h"

// Day, direction, kind and what it says in one line. plain: a word tells the direction, not an arrow.
void interaction_draw(Canvas *canvas, Rect rect, int row, const Interaction *one, int32_t today, bool plain);

// To read in a floating pane.
void interaction_open(Tui *tui, int64_t id);

#endif
