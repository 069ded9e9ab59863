// SPDX-License-Identifier: MIT
// A one-line text field over the same editing buffer as the draft editor: the keys of all text, scrolled so
// that the cursor stays in sight.
#include <string.h>

#include "frame.h"
#include "rapport/base/utf8.h"
#include "rapport/base/width.h"
#include "textkeys.h"

void field_init(Field *field, Tui *tui, const char *initial)
{
    *field = (Field){.tui = tui, .buffer = textbuf_new(TEXT_ONE_LINE)};
    if (initial != NULL)
        textbuf_set(field->buffer, initial, strlen(initial));
}

void field_clear(Field *field)
{
    textbuf_free(field->buffer);
    *field = (Field){0};
}

const char *field_text(const Field *field)
{
    return textbuf_text(field->buffer);
}

void field_set(Field *field, const char *text)
{
    textbuf_set(field->buffer, text, strlen(text));
    field->scroll = 0;
}

// ---- keys

// Ends of rows are those of the line.
static const TextKey *line_key(const TextKey *key)
{
    static const TextKey ENDS[] = {{K_HOME, 0, TEXT_DO_MOVE, TEXT_LINE_START},
                                   {K_END, 0, TEXT_DO_MOVE, TEXT_LINE_END}};
    for (size_t i = 0; i < sizeof ENDS / sizeof *ENDS; i++)
        if (key->code == ENDS[i].code && key->mods == 0)
            return &ENDS[i];
    return key;
}

bool field_event(Field *field, const Event *event)
{
    const TextKey *key = event->kind == EVENT_KEY ? textkey_find(event->key) : NULL;
    if (key != NULL)
        return textkey_run(field->tui, field->buffer, line_key(key), (event->key.mods & MOD_SHIFT) != 0,
                           &field->pasted);
    bool typed = textkey_type(field->buffer, event);
    field->pasted = field->pasted && !typed;
    return typed;
}

bool field_leaves(const Field *field, const Event *event)
{
    size_t from, to;
    return event_leaves(event) &&
           (event->key.code == K_ESCAPE || !textbuf_selection(field->buffer, &from, &to));
}

// ---- the mouse

bool field_mouse(Field *field, const Mouse *mouse)
{
    if (mouse->action == MOUSE_RELEASE || (mouse->action == MOUSE_DRAG && !field->dragging)) {
        field->dragging = false;
        return false;
    }
    bool press = mouse->action == MOUSE_PRESS && mouse->button == 1;
    if (mouse->action != MOUSE_DRAG && !rect_contains(field->area, mouse->row, mouse->col))
        return false;
    if (mouse->action == MOUSE_DOUBLE)
        textbuf_select_word(field->buffer, textbuf_cursor(field->buffer));
    if (!press && mouse->action != MOUSE_DRAG)
        return mouse->action == MOUSE_DOUBLE;
    const char *text = textbuf_text(field->buffer) + field->scroll;
    int cols = mouse->col - field->area.col;
    size_t at = field->scroll + width_fit(text, strlen(text), cols > 0 ? cols : 0);
    textbuf_move_to(field->buffer, at, mouse->action == MOUSE_DRAG || (mouse->mods & MOD_SHIFT) != 0);
    field->dragging = true;
    return true;
}

void fields_mouse(Field *fields, int count, const Mouse *mouse, int *focus)
{
    bool pressed = mouse->action == MOUSE_PRESS || mouse->action == MOUSE_DOUBLE;
    for (int i = 0; pressed && i < count; i++)
        if (!rect_empty(fields[i].area) && fields[i].area.row == mouse->row)
            *focus = i;
    field_mouse(&fields[*focus], mouse);
}

// ---- drawing

void field_draw(Field *field, Canvas *canvas, int row, int col, int cols, Style style, bool focused)
{
    const char *text = textbuf_text(field->buffer);
    size_t cursor = textbuf_cursor(field->buffer), length = textbuf_length(field->buffer);
    field->area = rect_make(row, col, 1, cols);
    if (field->scroll > cursor)
        field->scroll = cursor;
    while (field->scroll < cursor && width_text(text + field->scroll, cursor - field->scroll) >= cols)
        field->scroll += utf8_cluster(text + field->scroll, length - field->scroll);
    canvas_fill(canvas, rect_make(row, col, 1, cols), style);
    canvas_put_n(canvas, row, col, cols, text + field->scroll, length - field->scroll, style);
    size_t from, to;
    if (focused && textbuf_selection(field->buffer, &from, &to) && to > field->scroll) {
        from = from < field->scroll ? field->scroll : from;
        int left = width_text(text + field->scroll, from - field->scroll);
        canvas_add_attrs(canvas, rect_make(row, col + left, 1, width_text(text + from, to - from)),
                         ATTR_REVERSE);
    }
    if (focused)
        canvas_cursor(canvas, row, col + width_text(text + field->scroll, cursor - field->scroll));
}
