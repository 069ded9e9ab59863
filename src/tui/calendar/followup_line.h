// SPDX-License-Identifier: MIT
// How a follow-up stands in a row: who, what, when. Names get the space first, then what, then when; what has
// no room goes away whole.
#ifndef RAPPORT_TUI_FOLLOWUP_LINE_H
#define RAPPORT_TUI_FOLLOWUP_LINE_H

#include "rapport/core/followup.h"
#include "rapport/screen/canvas.h"

typedef struct LineColumns {
    int name, name_cols; // absolute column and width
    int text, text_cols; // text_cols 0 = hidden
    int when, when_cols; // ends one column before the right edge
} LineColumns;

// first: the column of the name from the left edge of rect.
LineColumns line_columns(Rect rect, int first);

// The words take what the column of the day leaves free; a longer day takes it from them.
void line_fit_when(const Canvas *canvas, LineColumns *columns, const char *when);

// Within a day what has a time comes first.
void line_sort(FollowupList *list);

// What tells how it stands: done, late, one of a series, to be done.
void line_draw_sign(Canvas *canvas, int row, int col, const Followup *item, int32_t today, bool done);

// Draws who and what, with what is to be said before it ("" = nothing). A follow-up for oneself has its words
// in the place of the name.
void line_draw_what(Canvas *canvas, int row, LineColumns columns, const Followup *item, const char *before,
                    Style name, Style text);

#endif
