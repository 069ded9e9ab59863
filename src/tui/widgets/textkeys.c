// SPDX-License-Identifier: MIT
// One table of keys for all text, so that a hand that knows the editor knows every field. What is cut goes
// into one ring of the whole interface: it can be pasted into any other text.
#include "textkeys.h"

#include "frame.h"
#include "handover.h"
#include "rapport/base/clock.h"
#include "rapport/base/utf8.h"
#include "rapport/core/wrap.h"

static const TextKey KEYS[] = {
    {K_LEFT, 0, TEXT_DO_MOVE, TEXT_LEFT},
    {K_RIGHT, 0, TEXT_DO_MOVE, TEXT_RIGHT},
    {K_UP, 0, TEXT_DO_ROWS, WRAP_UP},
    {K_DOWN, 0, TEXT_DO_ROWS, WRAP_DOWN},
    {K_HOME, 0, TEXT_DO_ROWS, WRAP_ROW_START},
    {K_END, 0, TEXT_DO_ROWS, WRAP_ROW_END},
    {K_PAGE_UP, 0, TEXT_DO_PAGE, WRAP_UP},
    {K_PAGE_DOWN, 0, TEXT_DO_PAGE, WRAP_DOWN},
    {K_LEFT, MOD_CTRL, TEXT_DO_MOVE, TEXT_WORD_LEFT},
    {K_RIGHT, MOD_CTRL, TEXT_DO_MOVE, TEXT_WORD_RIGHT},
    {'b', MOD_ALT, TEXT_DO_MOVE, TEXT_WORD_LEFT},
    {'f', MOD_ALT, TEXT_DO_MOVE, TEXT_WORD_RIGHT},
    {'a', MOD_CTRL, TEXT_DO_MOVE, TEXT_LINE_START},
    {'e', MOD_CTRL, TEXT_DO_MOVE, TEXT_LINE_END},
    {K_UP, MOD_CTRL, TEXT_DO_MOVE, TEXT_PARAGRAPH_UP},
    {K_DOWN, MOD_CTRL, TEXT_DO_MOVE, TEXT_PARAGRAPH_DOWN},
    {K_HOME, MOD_CTRL, TEXT_DO_MOVE, TEXT_START},
    {K_END, MOD_CTRL, TEXT_DO_MOVE, TEXT_END},
    {'w', MOD_CTRL, TEXT_DO_KILL, TEXT_WORD_LEFT},
    {K_BACKSPACE, MOD_ALT, TEXT_DO_KILL, TEXT_WORD_LEFT},
    {K_BACKSPACE, MOD_CTRL, TEXT_DO_KILL, TEXT_WORD_LEFT},
    {K_DELETE, MOD_CTRL, TEXT_DO_KILL, TEXT_WORD_RIGHT},
    {'d', MOD_ALT, TEXT_DO_KILL, TEXT_WORD_RIGHT},
    {'k', MOD_CTRL, TEXT_DO_KILL, TEXT_LINE_END},
    {'u', MOD_CTRL, TEXT_DO_KILL, TEXT_LINE_START},
    {K_ENTER, 0, TEXT_DO_NEWLINE, 0},
    {K_BACKSPACE, 0, TEXT_DO_BACKSPACE, 0},
    {K_DELETE, 0, TEXT_DO_DELETE, 0},
    {'d', MOD_CTRL, TEXT_DO_DELETE, 0},
    {'c', MOD_CTRL, TEXT_DO_COPY, 0},
    {K_INSERT, MOD_CTRL, TEXT_DO_COPY, 0},
    {'x', MOD_CTRL, TEXT_DO_CUT, 0},
    {'v', MOD_CTRL, TEXT_DO_PASTE, 0},
    {K_INSERT, 0, TEXT_DO_PASTE, 0},
    {'y', MOD_ALT, TEXT_DO_OLDER, 0},
    {'z', MOD_CTRL, TEXT_DO_HISTORY, 1},
    {'y', MOD_CTRL, TEXT_DO_HISTORY, 0},
    {' ', MOD_CTRL, TEXT_DO_MARK, 0},
    {'a', MOD_ALT, TEXT_DO_ALL, 0},
    {'f', MOD_CTRL, TEXT_DO_ASK_FIND, 0},
    {'r', MOD_CTRL, TEXT_DO_ASK_REPLACE, 0},
    {K_F1 + 2, 0, TEXT_DO_FIND, TEXT_FIND_NEXT},
};

const TextKey *textkey_find(Key key)
{
    for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++)
        if (KEYS[i].code == key.code && KEYS[i].mods == (key.mods & ~MOD_SHIFT))
            return &KEYS[i];
    return NULL;
}

// ---- what they do

static void tell_clipboard(Tui *tui)
{
    Error err = {0};
    const char *how = "";
    if (!clipboard_copy(tui, str_get(textring_get(&tui->ring, 0)), &how, &err))
        tui_toast(tui, false, "Kept for C-v here; the clipboard was not reached: %s", err.message);
}

static void paste(Tui *tui, TextBuf *buffer)
{
    if (textring_get(&tui->ring, 0)->length == 0)
        tui_toast(tui, false, "Nothing was copied here yet; your terminal pastes its clipboard itself");
    textbuf_paste(buffer, &tui->ring);
}

static void undo(Tui *tui, TextBuf *buffer, bool back)
{
    if (!(back ? textbuf_undo(buffer) : textbuf_redo(buffer)))
        tui_toast(tui, false, back ? "Nothing left to undo here" : "Nothing left to redo here");
}

static bool copy(Tui *tui, TextBuf *buffer, bool cut)
{
    if (!(cut ? textbuf_cut(buffer, &tui->ring) : textbuf_copy(buffer, &tui->ring)))
        return false;
    tell_clipboard(tui);
    return true;
}

static bool older(Tui *tui, TextBuf *buffer, bool after_paste)
{
    bool done = after_paste && textbuf_paste_older(buffer, &tui->ring);
    if (!done)
        tui_toast(tui, false, "M-y follows a paste: it takes what was copied before");
    return done;
}

bool textkey_run(Tui *tui, TextBuf *buffer, const TextKey *key, bool select, bool *pasted)
{
    bool after_paste = *pasted;
    *pasted = false;
    textbuf_set_time(buffer, clock_monotonic_ms());
    switch ((TextAction)key->action) {
    case TEXT_DO_MOVE:
        textbuf_move(buffer, (TextMove)key->value, select);
        return true;
    case TEXT_DO_KILL:
        textbuf_kill(buffer, (TextMove)key->value, &tui->ring);
        return true;
    case TEXT_DO_HISTORY:
        undo(tui, buffer, key->value == 1);
        return true;
    case TEXT_DO_BACKSPACE:
        textbuf_backspace(buffer);
        return true;
    case TEXT_DO_DELETE:
        textbuf_delete(buffer);
        return true;
    case TEXT_DO_COPY:
        return copy(tui, buffer, false);
    case TEXT_DO_CUT:
        return copy(tui, buffer, true);
    case TEXT_DO_PASTE:
        paste(tui, buffer);
        *pasted = true;
        return true;
    case TEXT_DO_OLDER:
        *pasted = older(tui, buffer, after_paste);
        return true;
    case TEXT_DO_ALL:
        textbuf_select(buffer, 0, textbuf_length(buffer));
        return true;
    default:
        return false;
    }
}

bool textkey_type(TextBuf *buffer, const Event *event)
{
    textbuf_set_time(buffer, clock_monotonic_ms());
    if (event->kind == EVENT_PASTE) {
        textbuf_insert(buffer, event->text, event->length);
        return true;
    }
    if (event->kind != EVENT_KEY || event->key.code < ' ' || event->key.code >= K_ENTER ||
        (event->key.mods & (MOD_CTRL | MOD_ALT)) != 0)
        return false;
    char bytes[4];
    textbuf_type(buffer, bytes, utf8_encode(event->key.code, bytes));
    return true;
}
