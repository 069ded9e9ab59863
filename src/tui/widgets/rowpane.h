// SPDX-License-Identifier: MIT
// A pane that is one short list with a heading: its state begins with a RowList, and what such panes do alike
// with motions, marks, clicks and drawing is here.
#ifndef RAPPORT_TUI_ROWPANE_H
#define RAPPORT_TUI_ROWPANE_H

#include "rapport/tui/tui.h"
#include "rowlist.h"

// For the pane's table as they are.
void rowpane_move(Pane *pane, Motion motion);
void rowpane_mark(Pane *pane, char how);
Selection rowpane_selection(Pane *pane);
bool rowpane_focus(Pane *pane, ThingKind kind, int64_t id);

// A click focuses the row under it, a double click opens it in the view, if any. The heading is the first
// row.
bool rowpane_mouse(Pane *pane, const Mouse *mouse, const ViewKind *opens);

// The rows in sight, each drawn by the pane, with focus and marks. rect is without the heading.
typedef void RowDraw(Pane *pane, Canvas *canvas, Rect line, const ListRow *row, bool here);
void rowpane_draw(Pane *pane, Canvas *canvas, Rect rect, bool focused, RowDraw *draw);

#endif
