// SPDX-License-Identifier: MIT
// The field lies over the row on which the panes have put the cursor, so that every list can be edited so.
#include "widgets/rowedit.h"

#include <stdlib.h>

#include "frame.h"

enum { FIELD_AT = 3 }; // behind the bar and the sign of the row

typedef struct RowEdit {
    const RowEditKind *kind;
    void *self;
    Field field;
} RowEdit;

// ---- drawing

static Rect row_of(Tui *tui, const Canvas *canvas)
{
    Rect pane = pane_now(tui)->rect;
    int row = canvas->cursor_row, last = pane.row + pane.rows - 1;
    row = row >= pane.row && row <= last ? row : last;
    return rect_make(row, pane.col + FIELD_AT, 1, pane.cols - FIELD_AT - 1);
}

// In the footer's place: it has the room, and nothing is covered.
static void draw_meaning(Popup *popup, Canvas *canvas, Rect footer)
{
    static const char KEYS[] = "Enter keep  Esc leave";
    RowEdit *edit = popup->state;
    Str meaning = STR_INIT;
    Error err = {0};
    bool fine = edit->kind->means(popup->tui, field_text(&edit->field), edit->self, &meaning, &err);
    const char *text = fine ? str_get(&meaning) : err.message;
    canvas_fill(canvas, footer, style_of(ROLE_TEXT, 0));
    canvas_put(canvas, footer.row, 1, footer.cols - 2, text, style_of(fine ? ROLE_ACCENT : ROLE_LATE, 0));
    int used = canvas_width(canvas, text) + 4, keys = (int)sizeof KEYS - 1;
    if (used + keys < footer.cols)
        canvas_put_right(canvas, footer.row, footer.cols - 1 - keys, keys, KEYS, style_of(ROLE_DIM, 0));
    str_clear(&meaning);
}

static void rowedit_draw(Popup *popup, Canvas *canvas, Rect screen)
{
    RowEdit *edit = popup->state;
    Rect row = row_of(popup->tui, canvas);
    draw_meaning(popup, canvas, rect_make(screen.rows - 1, 0, 1, screen.cols));
    field_draw(&edit->field, canvas, row.row, row.col, row.cols, style_of(ROLE_TEXT, ATTR_UNDERLINE), true);
}

// ---- keys

static void keep(Popup *popup)
{
    RowEdit *edit = popup->state;
    Str meaning = STR_INIT;
    Error err = {0};
    bool fine = edit->kind->means(popup->tui, field_text(&edit->field), edit->self, &meaning, &err);
    str_clear(&meaning);
    if (!fine)
        return; // it says why all along
    popup->closing = true;
    edit->kind->keep(popup->tui, field_text(&edit->field), edit->self);
}

static void day_chosen(Tui *tui, int32_t day, void *self)
{
    RowEdit *edit = self;
    char *line = edit->kind->with_day(tui, field_text(&edit->field), day, edit->self);
    field_set(&edit->field, line);
    free(line);
}

static void rowedit_event(Popup *popup, const Event *event)
{
    RowEdit *edit = popup->state;
    size_t from, to;
    bool selected = textbuf_selection(edit->field.buffer, &from, &to);
    bool month = event_is(event, K_DOWN) ||
                 (event->kind == EVENT_KEY && event->key.code == ' ' && event->key.mods == MOD_CTRL);
    if (event_is(event, K_ESCAPE) || (event_leaves(event) && !selected))
        popup->closing = true;
    else if (event_is(event, K_ENTER))
        keep(popup);
    else if (month)
        picker_open(popup->tui, edit->kind->day(popup->tui, field_text(&edit->field), edit->self), day_chosen,
                    edit);
    else if (event->kind == EVENT_MOUSE)
        field_mouse(&edit->field, &event->mouse);
    else
        field_event(&edit->field, event);
}

static void rowedit_close(Popup *popup)
{
    RowEdit *edit = popup->state;
    edit->kind->free(edit->self);
    field_clear(&edit->field);
}

void rowedit_open(Tui *tui, const RowEditKind *kind, const char *initial, void *self)
{
    static const PopupKind KIND = {rowedit_draw, rowedit_event, rowedit_close};
    Popup *popup = popup_open(tui, &KIND, sizeof(RowEdit));
    RowEdit *edit = popup->state;
    popup->in_row = true;
    edit->kind = kind;
    edit->self = self;
    field_init(&edit->field, tui, initial);
}
