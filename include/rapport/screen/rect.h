// SPDX-License-Identifier: MIT
// Rectangles of cells and the pure arithmetic of layout. A rectangle is never negative; what does not fit is
// empty.
#ifndef RAPPORT_SCREEN_RECT_H
#define RAPPORT_SCREEN_RECT_H

#include <stdbool.h>

typedef struct Rect {
    int row, col;   // of the first cell
    int rows, cols; // >= 0
} Rect;

Rect rect_make(int row, int col, int rows, int cols); // negative sizes become 0
bool rect_empty(Rect rect);
bool rect_contains(Rect rect, int row, int col);
Rect rect_intersect(Rect a, Rect b);

// Cut a strip off one side of *rest and give it; the strip is at most what is there and *rest keeps the
// remainder.
Rect rect_split_left(Rect *rest, int cols);
Rect rect_split_right(Rect *rest, int cols);
Rect rect_split_top(Rect *rest, int rows);
Rect rect_split_bottom(Rect *rest, int rows);

// Smaller by so many rows at top and bottom and columns at left and right.
Rect rect_inset(Rect rect, int rows, int cols);

// A rectangle of at most rows x cols in the middle of outer (for what floats).
Rect rect_centre(Rect outer, int rows, int cols);

#endif
