// SPDX-License-Identifier: MIT
// The editor's keys, mouse and finding. The text with its undo is core/textbuf, rows are core/wrap; here is
// what a key means. The keys are one table.
#include "editor.h"

#include <stdlib.h>
#include <string.h>

#include "handover.h"
#include "rapport/base/clock.h"
#include "rapport/base/mem.h"
#include "rapport/base/utf8.h"
#include "rapport/base/width.h"
#include "rapport/core/template.h"

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
    textring_clear(&editor->ring);
    free(editor->needle);
    *editor = (Editor){0};
}

void editor_set(Editor *editor, const char *text)
{
    textbuf_set(editor->text, text, strlen(text));
    wrap_update(&editor->wrap, editor->text);
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

static void tell_copied(Editor *editor, bool copied)
{
    Error err = {0};
    const char *how = "";
    if (!copied)
        tui_toast(editor->tui, false, "Nothing is selected; Shift and the arrows select");
    else if (!clipboard_copy(editor->tui, str_get(textring_get(&editor->ring, 0)), &how, &err))
        tui_toast(editor->tui, false, "Kept for C-v here; the clipboard was not reached: %s", err.message);
}

static void paste(Editor *editor)
{
    if (textring_get(&editor->ring, 0)->length == 0)
        tui_toast(editor->tui, false,
                  "Nothing was copied here yet; your terminal pastes its clipboard itself");
    textbuf_paste(editor->text, &editor->ring);
}

static void find_again(Editor *editor, TextFind direction)
{
    size_t from, to;
    if (editor->needle == NULL)
        return;
    if (!textbuf_selection(editor->text, &from, &to))
        from = textbuf_cursor(editor->text);
    if (textbuf_find(editor->text, editor->needle, from, direction, &from, &to))
        textbuf_select(editor->text, from, to);
    else
        tui_toast(editor->tui, false, "%s: not in this text", editor->needle);
}

static void needle_entered(Tui *tui, const char *text, void *self)
{
    (void)tui;
    Editor *editor = self;
    free(editor->needle);
    editor->needle = *text != '\0' ? mem_strdup(text) : NULL;
    find_again(editor, TEXT_FIND_NEXT);
    editor->follow = true;
}

static void ask_needle(Editor *editor)
{
    Prompt prompt = {.title = "Find", .history = "find"};
    tui_prompt(editor->tui, &prompt, needle_entered, editor, NULL);
}

static void undo(Editor *editor, bool back)
{
    if (!(back ? textbuf_undo(editor->text) : textbuf_redo(editor->text)))
        tui_toast(editor->tui, false, back ? "Nothing left to undo here" : "Nothing left to redo here");
}

// ---- the keys

typedef enum EditorAction {
    DO_MOVE,    // value: TextMove
    DO_ROWS,    // value: WrapMove
    DO_PAGE,    // value: WrapMove
    DO_KILL,    // value: TextMove
    DO_FIND,    // value: TextFind
    DO_HISTORY, // value: 1 undo, 0 redo
    DO_NEWLINE,
    DO_BACKSPACE,
    DO_DELETE,
    DO_COPY,
    DO_CUT,
    DO_PASTE,
    DO_OLDER,
    DO_MARK,
    DO_ALL,
    DO_ASK_FIND,
} EditorAction;

typedef struct EditorKey {
    uint32_t code;
    uint8_t mods; // without Shift, which selects
    uint8_t action, value;
} EditorKey;

static const EditorKey KEYS[] = {
    {K_LEFT, 0, DO_MOVE, TEXT_LEFT},
    {K_RIGHT, 0, DO_MOVE, TEXT_RIGHT},
    {K_UP, 0, DO_ROWS, WRAP_UP},
    {K_DOWN, 0, DO_ROWS, WRAP_DOWN},
    {K_HOME, 0, DO_ROWS, WRAP_ROW_START},
    {K_END, 0, DO_ROWS, WRAP_ROW_END},
    {K_PAGE_UP, 0, DO_PAGE, WRAP_UP},
    {K_PAGE_DOWN, 0, DO_PAGE, WRAP_DOWN},
    {K_LEFT, MOD_CTRL, DO_MOVE, TEXT_WORD_LEFT},
    {K_RIGHT, MOD_CTRL, DO_MOVE, TEXT_WORD_RIGHT},
    {'b', MOD_ALT, DO_MOVE, TEXT_WORD_LEFT},
    {'f', MOD_ALT, DO_MOVE, TEXT_WORD_RIGHT},
    {'a', MOD_CTRL, DO_MOVE, TEXT_LINE_START},
    {'e', MOD_CTRL, DO_MOVE, TEXT_LINE_END},
    {K_UP, MOD_CTRL, DO_MOVE, TEXT_PARAGRAPH_UP},
    {K_DOWN, MOD_CTRL, DO_MOVE, TEXT_PARAGRAPH_DOWN},
    {K_HOME, MOD_CTRL, DO_MOVE, TEXT_START},
    {K_END, MOD_CTRL, DO_MOVE, TEXT_END},
    {'w', MOD_CTRL, DO_KILL, TEXT_WORD_LEFT},
    {K_BACKSPACE, MOD_ALT, DO_KILL, TEXT_WORD_LEFT},
    {K_DELETE, MOD_CTRL, DO_KILL, TEXT_WORD_RIGHT},
    {'d', MOD_ALT, DO_KILL, TEXT_WORD_RIGHT},
    {'k', MOD_CTRL, DO_KILL, TEXT_LINE_END},
    {'u', MOD_CTRL, DO_KILL, TEXT_LINE_START},
    {K_ENTER, 0, DO_NEWLINE, 0},
    {K_BACKSPACE, 0, DO_BACKSPACE, 0},
    {K_DELETE, 0, DO_DELETE, 0},
    {'d', MOD_CTRL, DO_DELETE, 0},
    {'c', MOD_CTRL, DO_COPY, 0},
    {K_INSERT, MOD_CTRL, DO_COPY, 0},
    {'x', MOD_CTRL, DO_CUT, 0},
    {'v', MOD_CTRL, DO_PASTE, 0},
    {K_INSERT, 0, DO_PASTE, 0},
    {'y', MOD_ALT, DO_OLDER, 0},
    {'z', MOD_CTRL, DO_HISTORY, 1},
    {'y', MOD_CTRL, DO_HISTORY, 0},
    {' ', MOD_CTRL, DO_MARK, 0},
    {'a', MOD_ALT, DO_ALL, 0},
    {'f', MOD_CTRL, DO_ASK_FIND, 0},
    {K_F1 + 2, 0, DO_FIND, TEXT_FIND_NEXT},
};

static void older(Editor *editor, bool after_paste)
{
    editor->pasted = after_paste && textbuf_paste_older(editor->text, &editor->ring);
    if (!editor->pasted)
        tui_toast(editor->tui, false, "M-y follows a paste: it takes what was copied before");
}

static void run_edit(Editor *editor, EditorAction action, bool after_paste)
{
    switch (action) {
    case DO_NEWLINE:
        textbuf_newline(editor->text);
        break;
    case DO_BACKSPACE:
        textbuf_backspace(editor->text);
        break;
    case DO_DELETE:
        textbuf_delete(editor->text);
        break;
    case DO_COPY:
        tell_copied(editor, textbuf_copy(editor->text, &editor->ring));
        break;
    case DO_CUT:
        tell_copied(editor, textbuf_cut(editor->text, &editor->ring));
        break;
    case DO_PASTE:
        paste(editor);
        editor->pasted = true;
        break;
    case DO_OLDER:
        older(editor, after_paste);
        break;
    case DO_ALL:
        textbuf_select(editor->text, 0, textbuf_length(editor->text));
        break;
    case DO_ASK_FIND:
        ask_needle(editor);
        break;
    default:
        break;
    }
}

static void run_key(Editor *editor, const EditorKey *row, bool shift)
{
    bool select = shift || editor->marking, after_paste = editor->pasted;
    editor->pasted = false;
    switch (row->action) {
    case DO_MOVE:
        textbuf_move(editor->text, (TextMove)row->value, select);
        return;
    case DO_ROWS:
        move_rows(editor, (WrapMove)row->value, 1, select);
        return;
    case DO_PAGE:
        move_rows(editor, (WrapMove)row->value, page(editor), select);
        return;
    case DO_MARK:
        editor->marking = !editor->marking;
        tui_toast(editor->tui, false,
                  editor->marking ? "Moving selects; C-c copies, esc ends it" : "Mark off");
        return;
    case DO_FIND:
        find_again(editor, shift ? TEXT_FIND_PREVIOUS : TEXT_FIND_NEXT);
        return;
    case DO_KILL:
        textbuf_kill(editor->text, (TextMove)row->value, &editor->ring);
        break;
    case DO_HISTORY:
        undo(editor, row->value == 1);
        break;
    default:
        run_edit(editor, (EditorAction)row->action, after_paste);
        break;
    }
    editor->marking = false;
}

static const EditorKey *find_key(Key key)
{
    for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++)
        if (KEYS[i].code == key.code && KEYS[i].mods == (key.mods & ~MOD_SHIFT))
            return &KEYS[i];
    return NULL;
}

// What every event of text begins and ends with.
static void begin(Editor *editor)
{
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
    if (event->kind == EVENT_PASTE) {
        textbuf_insert(editor->text, event->text, event->length);
        editor->marking = editor->pasted = false;
        return finish(editor, false);
    }
    if (event->kind != EVENT_KEY)
        return false;
    const EditorKey *row = find_key(event->key);
    if (row != NULL) {
        run_key(editor, row, (event->key.mods & MOD_SHIFT) != 0);
        return finish(editor, row->action == DO_ROWS || row->action == DO_PAGE);
    }
    if (event->key.code < ' ' || event->key.code >= K_ENTER || (event->key.mods & (MOD_CTRL | MOD_ALT)) != 0)
        return false;
    char bytes[4];
    textbuf_type(editor->text, bytes, utf8_encode(event->key.code, bytes));
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
    free(editor->needle);
    editor->needle = NULL;
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
        return true;
    default:
        break;
    }
    if (mouse->button != 1)
        return false;
    editor->dragging = true;
    editor->marking = false;
    put_caret(editor, mouse, (mouse->mods & MOD_SHIFT) != 0);
    return true;
}
