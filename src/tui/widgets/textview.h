// SPDX-License-Identifier: MIT
// A text to read: wrapped, scrolled, with coloured stretches. The panes beside a list show theirs with it;
// the state of such a pane begins with the TextView.
#ifndef RAPPORT_TUI_TEXTVIEW_H
#define RAPPORT_TUI_TEXTVIEW_H

#include "rapport/base/vec.h"
#include "rapport/core/textbuf.h"
#include "rapport/core/wrap.h"
#include "rapport/tui/pane.h"

typedef struct TextStretch {
    size_t from, to; // bytes
    Style style;
} TextStretch;

typedef struct TextView {
    TextBuf *text;
    Wrap wrap;
    size_t top; // first row shown
    VEC(TextStretch) stretches;
} TextView;

void textview_init(TextView *view);
void textview_clear(TextView *view);
// {{placeholders}} that are left in it stand out. The place stays, or is the beginning of another text.
void textview_set(TextView *view, const char *text, bool another);
void textview_style(TextView *view, size_t from, size_t to, Style style);
int textview_rows(TextView *view, int cols); // that all of it takes
void textview_draw(TextView *view, Canvas *canvas, Rect rect);

// For the pane's table as they are.
void textview_pane_open(Pane *pane);
void textview_pane_close(Pane *pane);
void textview_pane_move(Pane *pane, Motion motion);

#endif
