// SPDX-License-Identifier: MIT
// The editor's keys and mouse. The text with its undo is core/textbuf, rows are core/wrap, the table of keys
// is textkeys; here is what they mean where there are rows.
#include "editor.h"

#include <stdlib.h>
#include <string.h>

#include "rapport/base/clock.h"
#include "rapport/base/utf8.h"
#include "rapport/base/width.h"
#include "rapport/core/template.h"
#include "widgets/textkeys.h"

void editor_init(Editor *editor, Tui *tui, const char *text)
{
    *editor = (Editor){.tui = tui, .text = textbuf_new(TEXT_MANY_LINES), .goal = -1, .follow = true};
    wrap_init(&editor->wrap, EDITOR_WIDTH);
    editor_set(editor, text != NULL ? text : "");
}

void editor_clear(Editor *editor)
{
    textbuf_free(editor->text);
    wrap_clear(&editor->wrap);
    free(editor->needle);
    free(editor->by);
    *editor = (Editor){0};
}

void editor_set(Editor *editor, const char *text)
{
    textbuf_set(editor->text, text, strlen(text)); // laid out when its place is known
    editor->goal = -1;
    editor->row_end = false;
    editor->follow = true;
}

const char *editor_text(const Editor *editor)
{
    return textbuf_text(editor->text);
}

uint64_t editor_revision(const Editor *editor)
{
    return textbuf_revision(editor->text);
}

// ---- what keys do

static void move_rows(Editor *editor, WrapMove move, size_t count, bool select)
{
    WrapCaret caret = {textbuf_cursor(editor->text), editor->row_end, editor->goal};
    wrap_move(&editor->wrap, editor->text, move, count, &caret);
    textbuf_move_to(editor->text, caret.at, select);
    editor->row_end = caret.row_end;
    editor->goal = caret.goal;
}

static size_t page(const Editor *editor)
{
    return editor->area.rows > 2 ? (size_t)editor->area.rows - 1 : 1;
}

// ---- the keys

static void run_rows(Editor *editor, const TextKey *key, bool select)
{
    move_rows(editor, (WrapMove)key->value, key->action == TEXT_DO_PAGE ? page(editor) : 1, select);
}

static void run_mark(Editor *editor)
{
    editor->marking = !editor->marking;
    tui_toast(editor->tui, false, editor->marking ? "Moving selects; C-c copies, Esc ends it" : "Mark off");
}

static void run_key(Editor *editor, const TextKey *key, bool shift)
{
    bool select = shift || editor->marking;
    switch (key->action) {
    case TEXT_DO_ROWS:
    case TEXT_DO_PAGE:
        run_rows(editor, key, select);
        return;
    case TEXT_DO_MARK:
        run_mark(editor);
        return;
    case TEXT_DO_FIND:
        editor_find_again(editor, shift ? TEXT_FIND_PREVIOUS : TEXT_FIND_NEXT);
        return;
    case TEXT_DO_ASK_FIND:
        editor_ask_find(editor);
        return;
    case TEXT_DO_ASK_REPLACE:
        editor_ask_replace(editor);
        return;
    case TEXT_DO_NEWLINE:
        textbuf_newline(editor->text);
        break;
    default:
        if (!textkey_run(editor->tui, editor->text, key, select, &editor->pasted))
            tui_toast(editor->tui, false, "Nothing is selected; Shift and the arrows select");
        break;
    }
    editor->marking = editor->marking && key->action == TEXT_DO_MOVE;
}

// What every event of text begins and ends with.
static void begin(Editor *editor)
{
    editor_find_known(editor);
    editor->changed_ms = clock_monotonic_ms();
    textbuf_set_time(editor->text, editor->changed_ms);
    wrap_update(&editor->wrap, editor->text);
}

static bool finish(Editor *editor, bool by_rows)
{
    if (!by_rows) {
        editor->goal = -1;
        editor->row_end = false;
    }
    wrap_update(&editor->wrap, editor->text);
    editor->follow = true;
    return true;
}

bool editor_event(Editor *editor, const Event *event)
{
    begin(editor);
    if (editor->replacing) {
        editor_replace_key(editor, event->kind == EVENT_KEY ? event->key : (Key){0});
        return finish(editor, false);
    }
    const TextKey *key = event->kind == EVENT_KEY ? textkey_find(event->key) : NULL;
    if (key != NULL) {
        run_key(editor, key, (event->key.mods & MOD_SHIFT) != 0);
        return finish(editor, key->action == TEXT_DO_ROWS || key->action == TEXT_DO_PAGE);
    }
    if (!textkey_type(editor->text, event))
        return false;
    editor->marking = editor->pasted = false;
    return finish(editor, false);
}

bool editor_on_first_row(Editor *editor)
{
    wrap_update(&editor->wrap, editor->text);
    return wrap_place(&editor->wrap, editor->text, textbuf_cursor(editor->text), editor->row_end).row == 0;
}

bool editor_leave(Editor *editor)
{
    size_t from, to;
    bool had = editor->marking || editor->needle != NULL || textbuf_selection(editor->text, &from, &to);
    editor->marking = false;
    editor_find_end(editor);
    textbuf_select_none(editor->text);
    return had;
}

// ---- what panes ask

void editor_go(Editor *editor, size_t from, size_t to)
{
    begin(editor);
    if (from == to)
        textbuf_move_to(editor->text, from, false);
    else
        textbuf_select(editor->text, from, to);
    finish(editor, false);
}

void editor_insert(Editor *editor, const char *text)
{
    begin(editor);
    textbuf_insert(editor->text, text, strlen(text));
    finish(editor, false);
}

bool editor_next_placeholder(Editor *editor, bool backward)
{
    size_t from, to, at = textbuf_cursor(editor->text);
    const char *text = textbuf_text(editor->text);
    if (textbuf_selection(editor->text, &from, &to))
        at = from;
    else if (!backward)
        at = at > 0 ? at - 1 : textbuf_length(editor->text); // one that begins right here is the next
    if (!template_next_unfilled(text, textbuf_length(editor->text), at, backward, &from, &to))
        return false;
    editor_go(editor, from, to);
    return true;
}

int editor_line_of(const Editor *editor, size_t at)
{
    return (int)textbuf_line_at(editor->text, at) + 1;
}

void editor_position(const Editor *editor, int *line, int *column)
{
    size_t at = textbuf_cursor(editor->text), start;
    *line = editor_line_of(editor, at);
    start = textbuf_line_start(editor->text, (size_t)*line - 1);
    *column = width_text(textbuf_text(editor->text) + start, at - start) + 1;
}

size_t editor_words(const Editor *editor)
{
    return utf8_count_words(textbuf_text(editor->text), textbuf_length(editor->text));
}

// ---- the mouse

static void put_caret(Editor *editor, const Mouse *mouse, bool select)
{
    int row = mouse->row - editor->area.row, column = mouse->col - editor->area.col;
    size_t target = row < 0 ? (editor->top > 0 ? editor->top - 1 : 0) : editor->top + (size_t)row;
    WrapCaret caret = wrap_caret_at(&editor->wrap, editor->text, target, column < 0 ? 0 : column);
    textbuf_move_to(editor->text, caret.at, select);
    editor->row_end = caret.row_end;
    editor->goal = -1;
    editor->follow = true;
}

static void scroll(Editor *editor, int rows)
{
    size_t count = wrap_count(&editor->wrap), room = (size_t)editor->area.rows;
    size_t most = count > room ? count - room : 0;
    if (rows < 0)
        editor->top -= editor->top < (size_t)-rows ? editor->top : (size_t)-rows;
    else
        editor->top = editor->top + (size_t)rows < most ? editor->top + (size_t)rows : most;
    editor->follow = false;
}

// A press right behind a double click in the same place.
static bool is_third(const Editor *editor, const Mouse *mouse)
{
    enum { QUICK_MS = 400 };
    return editor->doubled_ms > 0 && clock_monotonic_ms() - editor->doubled_ms <= QUICK_MS &&
           editor->doubled.row == mouse->row && editor->doubled.col == mouse->col;
}

static void select_line(Editor *editor)
{
    size_t line = textbuf_line_at(editor->text, textbuf_cursor(editor->text));
    textbuf_select(editor->text, textbuf_line_start(editor->text, line),
                   textbuf_line_end(editor->text, line));
    editor->doubled_ms = 0;
    editor->row_end = false;
}

bool editor_mouse(Editor *editor, const Mouse *mouse)
{
    enum { WHEEL_ROWS = 3 };
    begin(editor);
    switch (mouse->action) {
    case MOUSE_WHEEL_UP:
        scroll(editor, -WHEEL_ROWS);
        return true;
    case MOUSE_WHEEL_DOWN:
        scroll(editor, WHEEL_ROWS);
        return true;
    case MOUSE_DRAG:
        if (editor->dragging)
            put_caret(editor, mouse, true);
        return editor->dragging;
    case MOUSE_RELEASE:
        editor->dragging = false;
        return true;
    case MOUSE_DOUBLE:
        textbuf_select_word(editor->text, textbuf_cursor(editor->text));
        editor->row_end = false;
        editor->doubled_ms = editor->changed_ms;
        editor->doubled = *mouse;
        return true;
    default:
        break;
    }
    if (mouse->button != 1)
        return false;
    if (is_third(editor, mouse)) {
        select_line(editor);
        return true;
    }
    editor->dragging = true;
    editor->marking = false;
    if (editor->replacing)
        editor_find_end(editor);
    put_caret(editor, mouse, (mouse->mods & MOD_SHIFT) != 0);
    return true;
}
