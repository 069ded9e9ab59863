// SPDX-License-Identifier: MIT
// The focus in a list of rows that is scrolled only as far as needed.
#include "draft.h"

void rows_move(Rows *rows, Motion motion)
{
    size_t page = rows->shown > 1 ? (size_t)rows->shown - 1 : 1, last = rows->count > 0 ? rows->count - 1 : 0;
    size_t half = page > 1 ? page / 2 : 1;
    size_t up = motion == MOTION_UP        ? 1
                : motion == MOTION_PAGE_UP ? page
                : motion == MOTION_HALF_UP ? half
                                           : 0;
    size_t down = motion == MOTION_DOWN        ? 1
                  : motion == MOTION_PAGE_DOWN ? page
                  : motion == MOTION_HALF_DOWN ? half
                                               : 0;
    if (motion == MOTION_HOME)
        rows->focus = 0;
    else if (motion == MOTION_END)
        rows->focus = last;
    rows->focus -= rows->focus < up ? rows->focus : up;
    rows->focus = rows->focus + down < last ? rows->focus + down : down > 0 ? last : rows->focus;
}

void rows_fit(Rows *rows, size_t count, int shown)
{
    rows->count = count;
    rows->shown = shown > 0 ? shown : 1;
    size_t room = (size_t)rows->shown;
    if (rows->focus >= count)
        rows->focus = count > 0 ? count - 1 : 0;
    if (rows->focus < rows->top)
        rows->top = rows->focus;
    if (rows->focus >= rows->top + room)
        rows->top = rows->focus - room + 1;
    if (rows->top > 0 && rows->top + room > count)
        rows->top = count > room ? count - room : 0;
}

bool rows_click(Rows *rows, const Mouse *mouse, int first_row)
{
    int at = mouse->row - first_row;
    if ((mouse->action != MOUSE_PRESS && mouse->action != MOUSE_DOUBLE) || at < 0 || at >= rows->shown ||
        rows->top + (size_t)at >= rows->count)
        return false;
    rows->focus = rows->top + (size_t)at;
    return true;
}
