// SPDX-License-Identifier: MIT
// What the parts of the text buffer share: textbuf.c (text and lines), textbuf_edit.c (keys), textbuf_move.c
// (places), textbuf_find.c and textbuf_undo.c (the log).
#ifndef RAPPORT_CORE_TEXTBUF_PRIVATE_H
#define RAPPORT_CORE_TEXTBUF_PRIVATE_H

#include "rapport/base/vec.h"
#include "rapport/core/textbuf.h"

#define TEXT_NO_ANCHOR SIZE_MAX

// What the last call did, to know whether the next one continues it.
typedef enum TextEdit {
    EDIT_NONE,
    EDIT_TYPE,
    EDIT_BACKSPACE,
    EDIT_DELETE,
    EDIT_KILL,
    EDIT_PASTE,
    EDIT_WHOLE, // a step of its own
} TextEdit;

typedef struct TextSelection {
    size_t cursor;
    size_t anchor; // TEXT_NO_ANCHOR = nothing selected
} TextSelection;

// One splice: at a place, removed bytes gave way to inserted bytes. Both lie in the log's bytes, removed
// first.
typedef struct TextStep {
    size_t at, removed, inserted;
    size_t bytes_at;
    TextSelection before;
    size_t cursor_after;
    uint32_t group; // steps of one group are undone together
} TextStep;

typedef struct TextLog {
    VEC(TextStep) steps;
    Str bytes;
    size_t done; // steps [done, count) can be redone
    uint32_t group;
} TextLog;

struct TextBuf {
    Str text;
    size_t utf16; // units of the text
    TextLines lines;
    VEC(size_t) starts; // of lines; the first is 0
    TextSelection place;
    TextLog log;
    uint64_t revision;
    bool damaged;
    size_t head, tail; // see textbuf_take_damage
    int64_t now, edited_at;
    TextEdit last;
    bool last_blank;    // the last typed or deleted character was a blank
    size_t paste_from;  // where the last paste began
    size_t paste_index; // and which entry of the ring it was
};

// Moves a position into the text and down to a code point boundary.
size_t textbuf_snap(const TextBuf *buf, size_t at);

// The bare replacement: text, lines, revision, damage. No undo, no sanitising, no selection.
void textbuf_splice(TextBuf *buf, size_t at, size_t removed, const char *text, size_t inserted);

// A replacement that is logged; the cursor stands behind the inserted text, nothing is selected. text must be
// sanitised.
void textbuf_apply(TextBuf *buf, TextEdit edit, size_t from, size_t to, const char *text, size_t length);

// Notes a splice that is about to happen (the removed bytes still stand in the text).
void textlog_note(TextBuf *buf, bool continues, size_t from, size_t to, const char *text, size_t length);
void textlog_clear(TextLog *log);

size_t text_cluster_before(const TextBuf *buf, size_t at);
size_t text_cluster_after(const TextBuf *buf, size_t at);

#endif
