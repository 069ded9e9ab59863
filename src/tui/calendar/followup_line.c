// SPDX-License-Identifier: MIT
// The columns of a follow-up's row, the same on Today and in the agenda; see followup_line.h.
#include "followup_line.h"

#include <limits.h>
#include <stdlib.h>

enum { WHEN_COLS = 8, TEXT_LEAST = 8, NAME_LEAST = 12, NAME_MOST = 24 };

LineColumns line_columns(Rect rect, int first)
{
    LineColumns columns = {.name = rect.col + first, .when_cols = WHEN_COLS};
    columns.when = rect.col + rect.cols - 1 - WHEN_COLS;
    int room = columns.when - columns.name - 1;
    int share = (rect.cols * 3) / 10;
    columns.name_cols = share < NAME_LEAST ? NAME_LEAST : share > NAME_MOST ? NAME_MOST : share;
    columns.text_cols = room - columns.name_cols - 1;
    if (columns.text_cols < TEXT_LEAST) {
        columns.text_cols = 0;
        columns.name_cols = room;
    }
    columns.text = columns.name + columns.name_cols + 1;
    return columns;
}

void line_fit_when(const Canvas *canvas, LineColumns *columns, const char *when)
{
    int cols = canvas_width(canvas, when), spare = columns->when_cols - cols;
    columns->when += spare;
    columns->when_cols = cols;
    if (columns->text_cols > 0)
        columns->text_cols += spare - (cols > 0 ? 1 : 0);
    else
        columns->name_cols += spare;
}

static int by_time(const void *a, const void *b)
{
    const Followup *x = a, *y = b;
    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    int left = x->minute < 0 ? INT_MAX : x->minute, right = y->minute < 0 ? INT_MAX : y->minute;
    if (left != right)
        return left < right ? -1 : 1;
    return (x->id > y->id) - (x->id < y->id);
}

void line_sort(FollowupList *list)
{
    if (list->count > 1)
        qsort(list->items, list->count, sizeof *list->items, by_time);
}

void line_draw_sign(Canvas *canvas, int row, int col, const Followup *item, int32_t today, bool done)
{
    if (done)
        canvas_glyph(canvas, row, col, GLYPH_CHECK, style_of(ROLE_GOOD, 0));
    else if (item->day < today)
        canvas_put(canvas, row, col, 1, "!", style_of(ROLE_LATE, 0));
    else
        canvas_glyph(canvas, row, col, item->repeat != NULL ? GLYPH_REPEAT : GLYPH_RING,
                     style_of(ROLE_DIM, 0));
}

void line_draw_what(Canvas *canvas, int row, LineColumns columns, const Followup *item, const char *before,
                    Style name, Style text)
{
    const char *who = item->contact_name != NULL ? item->contact_name : item->organisation_name;
    if (who == NULL) {
        int cols = columns.text_cols > 0 ? columns.name_cols + 1 + columns.text_cols : columns.name_cols;
        canvas_put(canvas, row, columns.name, cols, item->text, text);
        return;
    }
    canvas_put(canvas, row, columns.name, columns.name_cols, who, name);
    if (columns.text_cols <= 0)
        return;
    int said = canvas_put(canvas, row, columns.text, columns.text_cols, before, text);
    if (said < columns.text_cols)
        canvas_put(canvas, row, columns.text + said, columns.text_cols - said, item->text, text);
}
