// SPDX-License-Identifier: MIT
// Canvas: the screen as cells with roles. Panes draw into it, a terminal shows it, tests read it.
// canvas_put is the only door for text: it sanitises, splits into grapheme clusters, reduces emoji and clips.
// Invariant: a cell of width 2 is followed by a cell of width 0 in the same row, and only there is a width 0.
#ifndef RAPPORT_SCREEN_CANVAS_H
#define RAPPORT_SCREEN_CANVAS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rapport/base/str.h"
#include "rapport/screen/rect.h"
#include "rapport/screen/style.h"

enum {
    CELL_CODES = 5,     // curses keeps no more code points in a cell
    CELL_BYTES = 20,    // CELL_CODES in UTF-8
    CANVAS_MOST = 2000, // rows or columns at most; larger sizes are cut
};

// No padding and unused bytes zero, so that cells compare with memcmp.
typedef struct Cell {
    char text[CELL_BYTES]; // one reduced grapheme cluster in UTF-8, not terminated
    uint8_t length;        // bytes of text; 0 in the tail of a wide cell
    uint8_t width;         // 1, 2, or 0 for the tail of the wide cell before it
    Style style;
} Cell;

typedef struct Canvas {
    int rows, cols;
    bool ascii; // glyph twins and ASCII text: the locale is not UTF-8
    Rect clip;  // nothing is drawn outside; the whole canvas at first
    int cursor_row, cursor_col;
    bool cursor_visible;
    Cell *cells; // rows * cols, row by row
} Canvas;

Canvas *canvas_new(int rows, int cols); // at least 1 x 1, blank
void canvas_free(Canvas *canvas);
void canvas_resize(Canvas *canvas, int rows, int cols); // also clears
void canvas_clear(Canvas *canvas);                      // blank cells, whole clip, cursor hidden
void canvas_copy(Canvas *to, const Canvas *from);       // resizes when needed
bool canvas_equal(const Canvas *a, const Canvas *b);    // cells, size and cursor

Rect canvas_area(const Canvas *canvas);                          // the whole canvas
Rect canvas_set_clip(Canvas *canvas, Rect clip);                 // cut to the canvas; gives the former clip
const Cell *canvas_cell(const Canvas *canvas, int row, int col); // row and col must be inside

// Draws one line of text (any bytes; newlines become blanks) from an absolute position, in at most max_cols
// columns (negative: up to the clip's edge). What does not fit ends with an ellipsis; a wide character is
// never halved and nothing is written outside the clip. NULL draws nothing. Gives the columns used, counted
// also where clipped away at the left.
int canvas_put(Canvas *canvas, int row, int col, int max_cols, const char *text, Style how);
int canvas_put_n(Canvas *canvas, int row, int col, int max_cols, const char *text, size_t length, Style how);

// The same with its last column at col + cols - 1. Gives the columns used.
int canvas_put_right(Canvas *canvas, int row, int col, int cols, const char *text, Style how);

// printf into canvas_put.
int canvas_putf(Canvas *canvas, int row, int col, int max_cols, Style how, const char *format, ...)
    __attribute__((format(printf, 6, 7)));

// Columns canvas_put would use without a limit.
int canvas_width(const Canvas *canvas, const char *text);

int canvas_glyph(Canvas *canvas, int row, int col, Glyph which, Style how); // 1 column, as canvas_put
void canvas_hline(Canvas *canvas, int row, int col, int cols, Glyph which, Style how);
void canvas_vline(Canvas *canvas, int row, int col, int rows, Glyph which, Style how);
void canvas_box(Canvas *canvas, Rect rect, Style how);  // a rounded frame; the inside stays
void canvas_fill(Canvas *canvas, Rect rect, Style how); // blanks

// Changes the style of what is already there.
void canvas_add_attrs(Canvas *canvas, Rect rect, unsigned attrs); // e.g. ATTR_SELECTED for the focused row
void canvas_fade(Canvas *canvas, Rect rect); // everything dim and plain: what lies behind a floating pane

void canvas_cursor(Canvas *canvas, int row, int col); // shows it there, kept inside the canvas
void canvas_hide_cursor(Canvas *canvas);

// Appends the frame as tests keep it: each row between | margins; then for each row with something to tell
// "NN role" and "NN attr" lines (role_letter, upper case when bold; attr: s selected, f float, r reverse, u
// underline); last the cursor.
void canvas_dump(const Canvas *canvas, Str *out);

// Appends the text of one row without trailing blanks.
void canvas_row_text(const Canvas *canvas, int row, Str *out);

#endif
