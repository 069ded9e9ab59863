// SPDX-License-Identifier: MIT
// Layout is cutting strips off rectangles. Every helper clamps, so that a pane never thinks about tiny
// windows.
#include "rapport/screen/rect.h"

static int clamp(int value, int least, int most)
{
    return value < least ? least : value > most ? most : value;
}

Rect rect_make(int row, int col, int rows, int cols)
{
    return (Rect){row, col, rows < 0 ? 0 : rows, cols < 0 ? 0 : cols};
}

bool rect_empty(Rect rect)
{
    return rect.rows <= 0 || rect.cols <= 0;
}

bool rect_contains(Rect rect, int row, int col)
{
    return row >= rect.row && row < rect.row + rect.rows && col >= rect.col && col < rect.col + rect.cols;
}

Rect rect_intersect(Rect a, Rect b)
{
    int top = a.row > b.row ? a.row : b.row;
    int left = a.col > b.col ? a.col : b.col;
    int bottom = a.row + a.rows < b.row + b.rows ? a.row + a.rows : b.row + b.rows;
    int right = a.col + a.cols < b.col + b.cols ? a.col + a.cols : b.col + b.cols;
    return rect_make(top, left, bottom - top, right - left);
}

Rect rect_split_left(Rect *rest, int cols)
{
    cols = clamp(cols, 0, rest->cols);
    Rect cut = {rest->row, rest->col, rest->rows, cols};
    rest->col += cols;
    rest->cols -= cols;
    return cut;
}

Rect rect_split_right(Rect *rest, int cols)
{
    cols = clamp(cols, 0, rest->cols);
    rest->cols -= cols;
    return (Rect){rest->row, rest->col + rest->cols, rest->rows, cols};
}

Rect rect_split_top(Rect *rest, int rows)
{
    rows = clamp(rows, 0, rest->rows);
    Rect cut = {rest->row, rest->col, rows, rest->cols};
    rest->row += rows;
    rest->rows -= rows;
    return cut;
}

Rect rect_split_bottom(Rect *rest, int rows)
{
    rows = clamp(rows, 0, rest->rows);
    rest->rows -= rows;
    return (Rect){rest->row + rest->rows, rest->col, rows, rest->cols};
}

Rect rect_inset(Rect rect, int rows, int cols)
{
    rows = clamp(rows, 0, rect.rows / 2);
    cols = clamp(cols, 0, rect.cols / 2);
    return (Rect){rect.row + rows, rect.col + cols, rect.rows - 2 * rows, rect.cols - 2 * cols};
}

Rect rect_centre(Rect outer, int rows, int cols)
{
    rows = clamp(rows, 0, outer.rows);
    cols = clamp(cols, 0, outer.cols);
    return (Rect){outer.row + (outer.rows - rows) / 2, outer.col + (outer.cols - cols) / 2, rows, cols};
}
