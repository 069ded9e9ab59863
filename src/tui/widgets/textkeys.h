// SPDX-License-Identifier: MIT
// The keys of all text, one-line fields and the editor alike: one table, and what each does to a buffer. What
// a key does to rows, pages and searches is up to whoever has them.
#ifndef RAPPORT_TUI_TEXTKEYS_H
#define RAPPORT_TUI_TEXTKEYS_H

#include "rapport/core/textbuf.h"
#include "rapport/tui/tui.h"

typedef enum TextAction {
    TEXT_DO_MOVE,    // value: TextMove
    TEXT_DO_KILL,    // value: TextMove
    TEXT_DO_HISTORY, // value: 1 undo, 0 redo
    TEXT_DO_BACKSPACE,
    TEXT_DO_DELETE,
    TEXT_DO_COPY,
    TEXT_DO_CUT,
    TEXT_DO_PASTE,
    TEXT_DO_OLDER, // after a paste: what was copied before
    TEXT_DO_ALL,
    // of a text with rows only
    TEXT_DO_ROWS, // value: WrapMove
    TEXT_DO_PAGE, // value: WrapMove
    TEXT_DO_FIND, // value: TextFind
    TEXT_DO_NEWLINE,
    TEXT_DO_MARK,
    TEXT_DO_ASK_FIND,
    TEXT_DO_ASK_REPLACE,
} TextAction;

typedef struct TextKey {
    uint32_t code;
    uint8_t mods; // without Shift, which selects
    uint8_t action, value;
} TextKey;

const TextKey *textkey_find(Key key); // NULL = none of them

// Does it to the buffer. pasted: the last key was a paste; kept up here. False = it is of rows, or of a
// selection that there is not: nothing was done.
bool textkey_run(Tui *tui, TextBuf *buffer, const TextKey *key, bool select, bool *pasted);

// A printable key is typed, a paste is put in; false = it is neither.
bool textkey_type(TextBuf *buffer, const Event *event);

#endif
