// SPDX-License-Identifier: MIT
// A one-line text field over the same editing buffer as the draft editor: the keys of all text, scrolled so
// that the cursor stays in sight.
#include <string.h>

#include "frame.h"
#include "rapport/base/utf8.h"
#include "rapport/base/width.h"

void field_init(Field *field, const char *initial)
{
    *field = (Field){.buffer = textbuf_new(TEXT_ONE_LINE)};
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

typedef struct FieldKey {
    uint32_t code;
    uint8_t mods;
    enum { DO_MOVE, DO_KILL, DO_BACKSPACE, DO_DELETE, DO_UNDO, DO_REDO } action;
    TextMove move;
} FieldKey;

static const FieldKey KEYS[] = {
    {K_LEFT, 0, DO_MOVE, TEXT_LEFT},
    {K_RIGHT, 0, DO_MOVE, TEXT_RIGHT},
    {K_LEFT, MOD_CTRL, DO_MOVE, TEXT_WORD_LEFT},
    {K_RIGHT, MOD_CTRL, DO_MOVE, TEXT_WORD_RIGHT},
    {'b', MOD_ALT, DO_MOVE, TEXT_WORD_LEFT},
    {'f', MOD_ALT, DO_MOVE, TEXT_WORD_RIGHT},
    {K_HOME, 0, DO_MOVE, TEXT_LINE_START},
    {K_END, 0, DO_MOVE, TEXT_LINE_END},
    {'a', MOD_CTRL, DO_MOVE, TEXT_LINE_START},
    {'e', MOD_CTRL, DO_MOVE, TEXT_LINE_END},
    {'w', MOD_CTRL, DO_KILL, TEXT_WORD_LEFT},
    {'d', MOD_ALT, DO_KILL, TEXT_WORD_RIGHT},
    {'k', MOD_CTRL, DO_KILL, TEXT_LINE_END},
    {'u', MOD_CTRL, DO_KILL, TEXT_LINE_START},
    {K_BACKSPACE, 0, DO_BACKSPACE, TEXT_LEFT},
    {K_DELETE, 0, DO_DELETE, TEXT_RIGHT},
    {'d', MOD_CTRL, DO_DELETE, TEXT_RIGHT},
    {'z', MOD_CTRL, DO_UNDO, TEXT_LEFT},
    {'y', MOD_CTRL, DO_REDO, TEXT_LEFT},
};

static void run_key(Field *field, const FieldKey *row, bool select)
{
    TextRing ring = {0};
    switch (row->action) {
    case DO_MOVE:
        textbuf_move(field->buffer, row->move, select);
        break;
    case DO_KILL:
        textbuf_kill(field->buffer, row->move, &ring);
        break;
    case DO_BACKSPACE:
        textbuf_backspace(field->buffer);
        break;
    case DO_DELETE:
        textbuf_delete(field->buffer);
        break;
    case DO_UNDO:
        textbuf_undo(field->buffer);
        break;
    case DO_REDO:
        textbuf_redo(field->buffer);
        break;
    }
    textring_clear(&ring);
}

bool field_event(Field *field, const Event *event)
{
    if (event->kind == EVENT_PASTE) {
        textbuf_insert(field->buffer, event->text, event->length);
        return true;
    }
    if (event->kind != EVENT_KEY)
        return false;
    Key key = event->key;
    for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++)
        if (KEYS[i].code == key.code && KEYS[i].mods == (key.mods & ~MOD_SHIFT)) {
            run_key(field, &KEYS[i], (key.mods & MOD_SHIFT) != 0);
            return true;
        }
    if (key.code < ' ' || key.code >= K_ENTER || (key.mods & (MOD_CTRL | MOD_ALT)) != 0)
        return false;
    char bytes[4];
    textbuf_type(field->buffer, bytes, utf8_encode(key.code, bytes));
    return true;
}

// ---- drawing

void field_draw(Field *field, Canvas *canvas, int row, int col, int cols, Style style, bool focused)
{
    const char *text = textbuf_text(field->buffer);
    size_t cursor = textbuf_cursor(field->buffer), length = textbuf_length(field->buffer);
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
