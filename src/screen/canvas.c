// SPDX-License-Identifier: MIT
// The cells, and the one place that writes a cell. Everything else that draws is built on place(), so that
// clipping and the pairing of wide cells with their tails are right in one function.
#include "rapport/screen/canvas.h"

#include <stdlib.h>
#include <string.h>

#include "canvas_place.h"
#include "rapport/base/mem.h"

_Static_assert(sizeof(Cell) == CELL_BYTES + 4, "cells are compared with memcmp: no padding");

static const Cell blank_cell = {.text = " ", .length = 1, .width = 1};

static int between(int value, int least, int most)
{
    return value < least ? least : value > most ? most : value;
}

Canvas *canvas_new(int rows, int cols)
{
    Canvas *canvas = mem_alloc(sizeof *canvas);
    canvas_resize(canvas, rows, cols);
    return canvas;
}

void canvas_free(Canvas *canvas)
{
    if (canvas == NULL)
        return;
    free(canvas->cells);
    free(canvas);
}

void canvas_resize(Canvas *canvas, int rows, int cols)
{
    canvas->rows = between(rows, 1, CANVAS_MOST);
    canvas->cols = between(cols, 1, CANVAS_MOST);
    size_t count = (size_t)canvas->rows * (size_t)canvas->cols;
    canvas->cells = mem_resize(canvas->cells, count, sizeof *canvas->cells);
    canvas_clear(canvas);
}

void canvas_clear(Canvas *canvas)
{
    size_t count = (size_t)canvas->rows * (size_t)canvas->cols;
    for (size_t i = 0; i < count; i++)
        canvas->cells[i] = blank_cell;
    canvas->clip = canvas_area(canvas);
    canvas->cursor_row = canvas->cursor_col = 0;
    canvas->cursor_visible = false;
}

void canvas_copy(Canvas *to, const Canvas *from)
{
    if (to->rows != from->rows || to->cols != from->cols)
        canvas_resize(to, from->rows, from->cols);
    Cell *cells = to->cells;
    *to = *from;
    to->cells = cells;
    memcpy(cells, from->cells, (size_t)from->rows * (size_t)from->cols * sizeof *cells);
}

bool canvas_equal(const Canvas *a, const Canvas *b)
{
    if (a->rows != b->rows || a->cols != b->cols || a->cursor_visible != b->cursor_visible)
        return false;
    if (a->cursor_visible && (a->cursor_row != b->cursor_row || a->cursor_col != b->cursor_col))
        return false;
    return memcmp(a->cells, b->cells, (size_t)a->rows * (size_t)a->cols * sizeof *a->cells) == 0;
}

Rect canvas_area(const Canvas *canvas)
{
    return (Rect){0, 0, canvas->rows, canvas->cols};
}

Rect canvas_set_clip(Canvas *canvas, Rect clip)
{
    Rect former = canvas->clip;
    canvas->clip = rect_intersect(clip, canvas_area(canvas));
    return former;
}

static Cell *cell_at(Canvas *canvas, int row, int col)
{
    return &canvas->cells[(size_t)row * (size_t)canvas->cols + (size_t)col];
}

const Cell *canvas_cell(const Canvas *canvas, int row, int col)
{
    return &canvas->cells[(size_t)row * (size_t)canvas->cols + (size_t)col];
}

static void blank_out(Cell *cell)
{
    Style how = cell->style;
    *cell = blank_cell;
    cell->style = how;
}

// Before columns col .. col + width - 1 are overwritten: a wide character that would lose its other half is
// blanked.
static void break_wide(Canvas *canvas, int row, int col, int width)
{
    if (cell_at(canvas, row, col)->width == 0)
        blank_out(cell_at(canvas, row, col - 1));
    if (cell_at(canvas, row, col + width - 1)->width == 2)
        blank_out(cell_at(canvas, row, col + width));
}

static void store(Canvas *canvas, int row, int col, const Cell *cell)
{
    break_wide(canvas, row, col, cell->width);
    *cell_at(canvas, row, col) = *cell;
    if (cell->width == 2)
        *cell_at(canvas, row, col + 1) = (Cell){.style = cell->style};
}

void canvas_place(Canvas *canvas, int row, int col, const Cell *cell)
{
    bool first = rect_contains(canvas->clip, row, col);
    bool last = rect_contains(canvas->clip, row, col + cell->width - 1);
    if (first && last) {
        store(canvas, row, col, cell);
    } else if (first || last) { // a wide character across the edge: a blank keeps the columns right
        Cell half = blank_cell;
        half.style = cell->style;
        store(canvas, row, first ? col : col + 1, &half);
    }
}

void canvas_fill(Canvas *canvas, Rect rect, Style how)
{
    Rect inside = rect_intersect(rect, canvas->clip);
    Cell cell = blank_cell;
    cell.style = how;
    for (int row = inside.row; row < inside.row + inside.rows; row++)
        for (int col = inside.col; col < inside.col + inside.cols; col++)
            store(canvas, row, col, &cell);
}

int canvas_glyph(Canvas *canvas, int row, int col, Glyph which, Style how)
{
    if (which >= GLYPH_COUNT)
        return 0;
    const char *text = glyph(which, canvas->ascii);
    Cell cell = {.length = (uint8_t)strlen(text), .width = 1, .style = how};
    memcpy(cell.text, text, cell.length);
    canvas_place(canvas, row, col, &cell);
    return 1;
}

// Loops run over what the clip shows, so that absurd lengths cost nothing.
void canvas_hline(Canvas *canvas, int row, int col, int cols, Glyph which, Style how)
{
    Rect line = rect_intersect(rect_make(row, col, 1, cols), canvas->clip);
    for (int i = 0; line.rows > 0 && i < line.cols; i++)
        canvas_glyph(canvas, row, line.col + i, which, how);
}

void canvas_vline(Canvas *canvas, int row, int col, int rows, Glyph which, Style how)
{
    Rect line = rect_intersect(rect_make(row, col, rows, 1), canvas->clip);
    for (int i = 0; line.cols > 0 && i < line.rows; i++)
        canvas_glyph(canvas, line.row + i, col, which, how);
}

void canvas_box(Canvas *canvas, Rect rect, Style how)
{
    if (rect.rows < 2 || rect.cols < 2)
        return;
    int bottom = rect.row + rect.rows - 1;
    int right = rect.col + rect.cols - 1;
    canvas_hline(canvas, rect.row, rect.col + 1, rect.cols - 2, GLYPH_RULE, how);
    canvas_hline(canvas, bottom, rect.col + 1, rect.cols - 2, GLYPH_RULE, how);
    canvas_vline(canvas, rect.row + 1, rect.col, rect.rows - 2, GLYPH_VERTICAL, how);
    canvas_vline(canvas, rect.row + 1, right, rect.rows - 2, GLYPH_VERTICAL, how);
    canvas_glyph(canvas, rect.row, rect.col, GLYPH_TOP_LEFT, how);
    canvas_glyph(canvas, rect.row, right, GLYPH_TOP_RIGHT, how);
    canvas_glyph(canvas, bottom, rect.col, GLYPH_LOW_LEFT, how);
    canvas_glyph(canvas, bottom, right, GLYPH_LOW_RIGHT, how);
}

// A wide cell and its tail always change together, also where the rectangle cuts between them.
static void restyle(Canvas *canvas, Rect rect, Style (*change)(Style, unsigned), unsigned attrs)
{
    Rect inside = rect_intersect(rect, canvas->clip);
    for (int row = inside.row; row < inside.row + inside.rows; row++) {
        for (int col = inside.col; col < inside.col + inside.cols; col++) {
            Cell *cell = cell_at(canvas, row, col);
            cell->style = change(cell->style, attrs);
            if (cell->width == 0)
                cell[-1].style = cell->style;
            else if (cell->width == 2)
                cell[1].style = cell->style;
        }
    }
}

static Style with_attrs(Style how, unsigned attrs)
{
    how.attrs = (uint8_t)(how.attrs | attrs);
    return how;
}

static Style faded(Style how, unsigned attrs)
{
    (void)how;
    (void)attrs;
    return style_of(ROLE_DIM, 0);
}

void canvas_add_attrs(Canvas *canvas, Rect rect, unsigned attrs)
{
    restyle(canvas, rect, with_attrs, attrs & ATTR_ALL);
}

void canvas_fade(Canvas *canvas, Rect rect)
{
    restyle(canvas, rect, faded, 0);
}

void canvas_cursor(Canvas *canvas, int row, int col)
{
    canvas->cursor_row = between(row, 0, canvas->rows - 1);
    canvas->cursor_col = between(col, 0, canvas->cols - 1);
    canvas->cursor_visible = true;
}

void canvas_hide_cursor(Canvas *canvas)
{
    canvas->cursor_visible = false;
}
