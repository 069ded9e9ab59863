// SPDX-License-Identifier: MIT
// From roles to curses' attributes and colour pairs, and from a canvas to the window. The last canvas is
// kept: an unchanged frame costs one comparison, a changed one only its cells.
#include "painter.h"

#define NCURSES_NOMACROS 1
#include <curses.h>
#include <stdlib.h>
#include <string.h>

#include "rapport/base/mem.h"
#include "rapport/base/utf8.h"

enum { PAIRS_MOST = 63 }; // every terminal with colours has 64, of which 0 is taken

typedef struct Pen {
    attr_t attrs;
    short pair;
} Pen;

struct Painter {
    ColourDepth depth;
    bool ascii;
    bool stale;
    Canvas *shown;
    Pen pens[ROLE_COUNT][ATTR_ALL + 1];
    struct {
        short foreground, background;
    } pairs[PAIRS_MOST];
    int pair_count;
};

static short pair_for(Painter *painter, Paint paint)
{
    if (paint.foreground == COLOUR_DEFAULT && paint.background == COLOUR_DEFAULT)
        return 0;
    for (int i = 0; i < painter->pair_count; i++)
        if (painter->pairs[i].foreground == paint.foreground &&
            painter->pairs[i].background == paint.background)
            return (short)(i + 1);
    if (painter->pair_count == PAIRS_MOST)
        return 0;
    int i = painter->pair_count++;
    painter->pairs[i].foreground = paint.foreground;
    painter->pairs[i].background = paint.background;
    init_pair((short)(i + 1), paint.foreground, paint.background);
    return (short)(i + 1);
}

static Pen pen_for(Painter *painter, Paint paint)
{
    Pen pen = {A_NORMAL, painter->depth == COLOUR_NONE ? (short)0 : pair_for(painter, paint)};
    pen.attrs |= paint.bold ? A_BOLD : 0;
    pen.attrs |= paint.faint ? A_DIM : 0;
    pen.attrs |= paint.reverse ? A_REVERSE : 0;
    pen.attrs |= paint.underline ? A_UNDERLINE : 0;
    return pen;
}

void painter_set_theme(Painter *painter, ThemeId theme)
{
    painter->pair_count = 0;
    painter->stale = true;
    for (int role = 0; role < ROLE_COUNT; role++)
        for (unsigned attrs = 0; attrs <= ATTR_ALL; attrs++)
            painter->pens[role][attrs] =
                pen_for(painter, style_paint(theme, painter->depth, style_of((Role)role, attrs)));
}

Painter *painter_new(ThemeId theme, ColourDepth depth, bool ascii)
{
    Painter *painter = mem_alloc(sizeof *painter);
    painter->depth = depth;
    painter->ascii = ascii;
    painter->shown = canvas_new(1, 1);
    painter_set_theme(painter, theme);
    return painter;
}

void painter_free(Painter *painter)
{
    canvas_free(painter->shown);
    free(painter);
}

void painter_forget(Painter *painter)
{
    painter->stale = true;
}

// As an erased window has it: most of a first frame.
static bool is_blank(const Painter *painter, const Cell *cell)
{
    Pen pen = painter->pens[cell->style.role][cell->style.attrs & ATTR_ALL];
    return cell->length == 1 && cell->text[0] == ' ' && pen.attrs == A_NORMAL && pen.pair == 0;
}

static void put_cell(const Painter *painter, int row, int col, const Cell *cell)
{
    wchar_t text[CELL_CODES + 1] = {0};
    int count = 0;
    for (size_t at = 0; at < cell->length && count < CELL_CODES; count++) {
        uint32_t code;
        at += utf8_decode(cell->text + at, cell->length - at, &code, NULL);
        text[count] = painter->ascii && code > '~' ? L'?' : (wchar_t)code;
    }
    Pen pen = painter->pens[cell->style.role][cell->style.attrs & ATTR_ALL];
    cchar_t cchar;
    if (setcchar(&cchar, text, pen.attrs, pen.pair, NULL) == OK)
        mvwadd_wchnstr(stdscr, row, col, &cchar, 1); // neither moves on nor wraps nor scrolls
}

static void paint_row(const Painter *painter, const Canvas *canvas, int row, int cols)
{
    const Cell *now = canvas_cell(canvas, row, 0);
    const Cell *before = painter->stale ? NULL : canvas_cell(painter->shown, row, 0);
    if (before != NULL && memcmp(now, before, (size_t)canvas->cols * sizeof *now) == 0)
        return;
    for (int col = 0; col < cols; col++) {
        bool same =
            before != NULL ? memcmp(&now[col], &before[col], sizeof *now) == 0 : is_blank(painter, &now[col]);
        bool fits = col + now[col].width <= cols;
        if (!same && fits && now[col].width > 0)
            put_cell(painter, row, col, &now[col]);
    }
}

static void set_cursor(const Canvas *canvas, int rows, int cols)
{
    curs_set(canvas->cursor_visible ? 1 : 0);
    int row = canvas->cursor_visible && canvas->cursor_row < rows ? canvas->cursor_row : 0;
    int col = canvas->cursor_visible && canvas->cursor_col < cols ? canvas->cursor_col : 0;
    wmove(stdscr, row, col);
}

bool painter_paint(Painter *painter, const Canvas *canvas)
{
    if (!painter->stale && canvas_equal(painter->shown, canvas))
        return false;
    painter->stale =
        painter->stale || canvas->rows != painter->shown->rows || canvas->cols != painter->shown->cols;
    if (painter->stale)
        werase(stdscr);
    int rows = canvas->rows < getmaxy(stdscr) ? canvas->rows : getmaxy(stdscr);
    int cols = canvas->cols < getmaxx(stdscr) ? canvas->cols : getmaxx(stdscr);
    for (int row = 0; row < rows; row++)
        paint_row(painter, canvas, row, cols);
    set_cursor(canvas, rows, cols);
    canvas_copy(painter->shown, canvas);
    painter->stale = false;
    return true;
}
