// SPDX-License-Identifier: MIT
// The editing buffer behind every text field and the draft editor: text, cursor, selection, undo. Pure
// values, no screen. Positions are byte offsets on grapheme boundaries or are moved down to the next code
// point boundary; the text is always valid UTF-8 without control characters but line feed. Columns exist only
// in the view (wrap.h).
#ifndef RAPPORT_CORE_TEXTBUF_H
#define RAPPORT_CORE_TEXTBUF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rapport/base/error.h"
#include "rapport/base/str.h"

typedef struct TextBuf TextBuf;

typedef enum TextLines { TEXT_ONE_LINE, TEXT_MANY_LINES } TextLines;

TextBuf *textbuf_new(TextLines lines);
void textbuf_free(TextBuf *buf);

// Sets the content and forgets undo, selection and damage; the cursor stands at the end.
void textbuf_set(TextBuf *buf, const char *text, size_t length);

// The moment of the key that follows, in milliseconds of any steady clock: a pause over a second ends an undo
// step.
void textbuf_set_time(TextBuf *buf, int64_t now_ms);

// ---- reading
const char *textbuf_text(const TextBuf *buf); // borrowed until the next change; NUL-terminated
size_t textbuf_length(const TextBuf *buf);
size_t textbuf_utf16(const TextBuf *buf); // its UTF-16 units, as web pages count; known at once
size_t textbuf_cursor(const TextBuf *buf);
bool textbuf_selection(const TextBuf *buf, size_t *from, size_t *to); // false when nothing is selected
uint64_t textbuf_revision(const TextBuf *buf);                        // grows with each change of the text
size_t textbuf_line_count(const TextBuf *buf);                        // at least 1
size_t textbuf_line_start(const TextBuf *buf, size_t line);
size_t textbuf_line_end(const TextBuf *buf, size_t line); // before its line feed
size_t textbuf_line_at(const TextBuf *buf, size_t at);

// What changed since the last call: the first *head and the last *tail bytes are untouched. False when
// nothing did. For the one view of the buffer (wrap_update).
bool textbuf_take_damage(TextBuf *buf, size_t *head, size_t *tail);

// ---- moving; select = keep and extend the selection
typedef enum TextMove {
    TEXT_LEFT,
    TEXT_RIGHT,
    TEXT_WORD_LEFT,  // to the beginning of a word
    TEXT_WORD_RIGHT, // to the end of a word
    TEXT_LINE_START,
    TEXT_LINE_END,
    TEXT_PARAGRAPH_UP, // to the blank line, or the start
    TEXT_PARAGRAPH_DOWN,
    TEXT_START,
    TEXT_END,
} TextMove;

void textbuf_move(TextBuf *buf, TextMove move, bool select);
void textbuf_move_to(TextBuf *buf, size_t at, bool select);
void textbuf_select(TextBuf *buf, size_t from, size_t to); // the cursor stands at to
void textbuf_select_none(TextBuf *buf);
void textbuf_select_word(TextBuf *buf, size_t at); // the word at a place (double click)

// Where a move would go from a place, without moving.
size_t textbuf_target(const TextBuf *buf, TextMove move, size_t at);

// ---- editing. All take the selection first when there is one; all sanitise. A run of typed characters up to
// the end of a word is one undo step, everything else is a step of its own.
void textbuf_type(TextBuf *buf, const char *text, size_t length);
void textbuf_newline(TextBuf *buf); // continues "- ", "* ", "1. " lists; nothing in a one-line buffer
void textbuf_insert(TextBuf *buf, const char *text, size_t length); // a paste or a fill
void textbuf_replace(TextBuf *buf, size_t from, size_t to, const char *text,
                     size_t length); // cursor behind it
void textbuf_rewrite(TextBuf *buf, const char *text,
                     size_t length);  // whole new text as one step ($EDITOR came back)
void textbuf_backspace(TextBuf *buf); // last code point of a combining sequence, an emoji whole
void textbuf_delete(TextBuf *buf);    // the cluster at the cursor

// ---- cutting and pasting through a ring that the caller owns and may share between buffers
enum { TEXT_RING_SIZE = 16 };

typedef struct TextRing {
    Str entry[TEXT_RING_SIZE]; // entry[0] is the latest
} TextRing;

void textring_push(TextRing *ring, const char *text, size_t length); // nothing when length is 0
const Str *textring_get(const TextRing *ring, size_t index);         // empty Str when there is none
void textring_clear(TextRing *ring);

bool textbuf_copy(TextBuf *buf, TextRing *ring); // false when nothing is selected
bool textbuf_cut(TextBuf *buf, TextRing *ring);
void textbuf_paste(TextBuf *buf, const TextRing *ring);
bool textbuf_paste_older(TextBuf *buf,
                         const TextRing *ring); // right after a paste: the entry before it instead

// Deletes from the cursor to where the move goes, into the ring; kills in a row collect in one entry. At a
// line end TEXT_LINE_END takes the line feed, at a line start TEXT_LINE_START likewise.
void textbuf_kill(TextBuf *buf, TextMove move, TextRing *ring);

// ---- undo
bool textbuf_undo(TextBuf *buf); // false when there is nothing left
bool textbuf_redo(TextBuf *buf);
bool textbuf_can_undo(const TextBuf *buf);
bool textbuf_can_redo(const TextBuf *buf);
void textbuf_end_step(TextBuf *buf); // what is typed next is a step of its own

// The undo log as bytes, for the draft's row: at most about limit bytes, oldest steps dropped first. Loading
// needs the same text to be set before; a log that is damaged or of another text is an error and leaves undo
// empty.
void textbuf_undo_save(const TextBuf *buf, size_t limit, Str *out);
bool textbuf_undo_load(TextBuf *buf, const char *bytes, size_t length, Error *err);

// The logs of several buffers as one, in their order; limit is of each. Loading gives every buffer the log
// that fits its text, and none to the others; what an older version wrote is the log of the first.
void textbuf_undo_save_all(TextBuf *const *bufs, size_t count, size_t limit, Str *out);
void textbuf_undo_load_all(TextBuf *const *bufs, size_t count, const char *bytes, size_t length);

// ---- finding
typedef enum TextFind { TEXT_FIND_NEXT, TEXT_FIND_PREVIOUS } TextFind;

// The next match that begins behind (or before) at, going around the end once. Case counts only when the
// needle has a capital. False when there is none or the needle is empty.
bool textbuf_find(const TextBuf *buf, const char *needle, size_t at, TextFind direction, size_t *from,
                  size_t *to);

// The first match that begins at from (or the character that from lies in) or behind it, before end.
bool textbuf_find_within(const TextBuf *buf, const char *needle, size_t from, size_t end, size_t *match_from,
                         size_t *match_to);

// A search in bits, for a text that is too long for one look: from a place to the end, then from the top up
// to that place. The text does not change meanwhile.
typedef struct TextSearch {
    size_t start, at; // where it began, where it goes on
    bool around;      // it is above its start
    bool done;
    size_t count;    // of the matches found so far, none within another
    size_t from, to; // the first of them
} TextSearch;

TextSearch textsearch_begin(size_t start);
// Looks at so many bytes more.
void textsearch_go_on(TextSearch *search, const TextBuf *buf, const char *needle, size_t bytes);

// Appends text fit for a buffer: CR LF and CR become LF (a blank in one line), tabs blanks, bad bytes U+FFFD;
// control and invisible characters are dropped.
void text_sanitise(Str *out, const char *text, size_t length, TextLines lines);

#endif
