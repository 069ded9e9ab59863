// SPDX-License-Identifier: MIT
// What panes of one short list do alike.
#include "rowpane.h"

void rowpane_move(Pane *pane, Motion motion)
{
    rowlist_move(pane->state, motion);
}

void rowpane_mark(Pane *pane, char how)
{
    rowlist_mark(pane->state, how);
}

Selection rowpane_selection(Pane *pane)
{
    return rowlist_selection(pane->state);
}

bool rowpane_focus(Pane *pane, ThingKind kind, int64_t id)
{
    return rowlist_focus_id(pane->state, kind, id);
}

bool rowpane_mouse(Pane *pane, const Mouse *mouse, const ViewKind *opens)
{
    Rect rows = pane->rect;
    rect_split_top(&rows, 1);
    if (!rowlist_click(pane->state, rows, mouse))
        return false;
    if (mouse->action == MOUSE_DOUBLE && opens != NULL)
        tui_push(pane->tui, opens, rowlist_focused(pane->state)->id);
    return true;
}

void rowpane_draw(Pane *pane, Canvas *canvas, Rect rect, bool focused, RowDraw *draw)
{
    RowList *list = pane->state;
    rowlist_scroll(list, rect.rows);
    for (int i = 0; i < rect.rows && list->top + i < (int)list->rows.count; i++) {
        const ListRow *row = &list->rows.items[list->top + i];
        bool here = list->top + i == list->focus;
        draw(pane, canvas, rect_make(rect.row + i, rect.col, 1, rect.cols), row, here);
        if (here)
            draw_focus(canvas, rect, rect.row + i, focused);
        if (rowlist_marked(list, row))
            canvas_glyph(canvas, rect.row + i, rect.col + 1, GLYPH_MARK, style_of(ROLE_TAG, 0));
    }
}
