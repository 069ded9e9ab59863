// SPDX-License-Identifier: MIT
// Text into cells: the only door. Sanitise, split into clusters, reduce, clip by columns with an ellipsis.
// Contact data comes from strangers' files, so nothing is trusted: no control, bad byte or width trick
// reaches the terminal.
#include <limits.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "canvas_place.h"
#include "cluster.h"
#include "rapport/base/sanitise.h"
#include "rapport/base/utf8.h"

// Text that may be drawn, borrowed from the caller when it is plain ASCII.
typedef struct Line {
    const char *text;
    size_t length;
    bool plain; // printable ASCII: one byte, one column
    Str owned;
} Line;

static bool is_plain(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (text[i] < ' ' || text[i] > '~')
            return false;
    return true;
}

static Line line_open(const Canvas *canvas, const char *text, size_t length)
{
    Line line = {.text = text, .length = length, .plain = is_plain(text, length)};
    if (line.plain)
        return line;
    sanitise(&line.owned, text, length, SANITISE_LINE);
    if (canvas->ascii) {
        Str ascii = STR_INIT;
        sanitise_ascii(&ascii, str_get(&line.owned), line.owned.length);
        str_clear(&line.owned);
        line.owned = ascii;
    }
    line.text = str_get(&line.owned);
    line.length = line.owned.length;
    return line;
}

// The cells of the cluster at *at, which moves behind it.
static int line_next(const Line *line, size_t *at, Cell cells[CLUSTER_CELLS])
{
    if (line->plain) {
        cells[0] = (Cell){.length = 1, .width = 1};
        cells[0].text[0] = line->text[(*at)++];
        return 1;
    }
    size_t length = utf8_cluster(line->text + *at, line->length - *at);
    int count = cluster_cells(line->text + *at, length, cells);
    *at += length;
    return count;
}

static int cells_width(const Cell *cells, int count)
{
    int width = 0;
    for (int i = 0; i < count; i++)
        width += cells[i].width;
    return width;
}

// How much of the line to draw in limit columns: all of it, or the bytes that leave one column for the
// ellipsis.
static size_t line_fit(const Line *line, int limit, bool *cut)
{
    Cell cells[CLUSTER_CELLS];
    size_t fit = 0;
    int used = 0;
    for (size_t at = 0; at < line->length;) {
        used += cells_width(cells, line_next(line, &at, cells));
        if (used > limit) {
            *cut = true;
            return fit;
        }
        if (used < limit)
            fit = at;
    }
    return *cut ? fit : line->length;
}

static int draw(Canvas *canvas, int row, int col, const Line *line, size_t fit, Style how)
{
    Cell cells[CLUSTER_CELLS];
    int start = col;
    for (size_t at = 0; at < fit;) {
        int count = line_next(line, &at, cells);
        for (int i = 0; i < count; i++) {
            cells[i].style = how;
            canvas_place(canvas, row, col, &cells[i]);
            col += cells[i].width;
        }
    }
    return col - start;
}

// A cell rarely needs more than a few bytes: what is far beyond any row is not even looked at.
static size_t enough_bytes(const char *text, size_t length, int limit, bool *cut)
{
    size_t most = ((size_t)limit + 1) * 64;
    if (length <= most)
        return length;
    *cut = true;
    return utf8_cut(text, length, most);
}

int canvas_put_n(Canvas *canvas, int row, int col, int max_cols, const char *text, size_t length, Style how)
{
    int right = canvas->clip.col + canvas->clip.cols;
    int limit = col >= right ? 0 : col < -CANVAS_MOST ? right + CANVAS_MOST : right - col;
    if (max_cols >= 0 && max_cols < limit)
        limit = max_cols;
    bool outside = row < canvas->clip.row || row >= canvas->clip.row + canvas->clip.rows;
    if (text == NULL || limit <= 0 || outside || col < -CANVAS_MOST)
        return 0;
    bool cut = false;
    Line line = line_open(canvas, text, enough_bytes(text, length, limit, &cut));
    size_t fit = line_fit(&line, limit, &cut);
    int used = draw(canvas, row, col, &line, fit, how);
    if (cut)
        used += canvas_glyph(canvas, row, col + used, GLYPH_ELLIPSIS, how);
    str_clear(&line.owned);
    return used;
}

int canvas_put(Canvas *canvas, int row, int col, int max_cols, const char *text, Style how)
{
    return text == NULL ? 0 : canvas_put_n(canvas, row, col, max_cols, text, strlen(text), how);
}

int canvas_put_right(Canvas *canvas, int row, int col, int cols, const char *text, Style how)
{
    int width = canvas_width(canvas, text);
    int skip = width < cols ? cols - width : 0;
    return canvas_put(canvas, row, col + skip, cols - skip, text, how);
}

int canvas_putf(Canvas *canvas, int row, int col, int max_cols, Style how, const char *format, ...)
{
    Str text = STR_INIT;
    va_list args;
    va_start(args, format);
    str_vappendf(&text, format, args);
    va_end(args);
    int used = canvas_put_n(canvas, row, col, max_cols, str_get(&text), text.length, how);
    str_clear(&text);
    return used;
}

int canvas_width(const Canvas *canvas, const char *text)
{
    if (text == NULL)
        return 0;
    Cell cells[CLUSTER_CELLS];
    Line line = line_open(canvas, text, strlen(text));
    int width = 0;
    for (size_t at = 0; at < line.length && width < INT_MAX / 2;)
        width += cells_width(cells, line_next(&line, &at, cells));
    str_clear(&line.owned);
    return width;
}
