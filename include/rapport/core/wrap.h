// SPDX-License-Identifier: MIT
// Soft wrap: the visual rows of a text buffer at a width, and moving by what the eye sees. A row breaks
// behind blanks, behind hyphens and between CJK characters, inside a word only when the word alone is wider
// than a row. Blanks at the end of a row hang over the edge and are not counted in columns. Needs a UTF-8
// LC_CTYPE, as base/width does.
#ifndef RAPPORT_CORE_WRAP_H
#define RAPPORT_CORE_WRAP_H

#include <stdbool.h>
#include <stddef.h>

#include "rapport/base/vec.h"
#include "rapport/core/textbuf.h"

typedef struct Wrap {
    int width;        // columns, at least 2
    VEC(size_t) rows; // where each visual row begins; the first is 0
    size_t length;    // of the text that was laid out
} Wrap;

void wrap_init(Wrap *wrap, int width); // width under 2 counts as 2
void wrap_clear(Wrap *wrap);

// Another width: everything is laid out at the next update.
void wrap_set_width(Wrap *wrap, int width);

// Brings the rows up to date with the buffer (and takes its damage): call it after each change and before
// anything below. Only rows near the change are laid out again.
void wrap_update(Wrap *wrap, TextBuf *buf);

typedef struct WrapRow {
    size_t from, to;  // bytes [from, to), hanging blanks included, the line feed not
    size_t line;      // of the buffer
    bool first, last; // of its line
    int columns;      // drawn, without hanging blanks; at most the width
} WrapRow;

size_t wrap_count(const Wrap *wrap); // rows, at least 1
WrapRow wrap_row(const Wrap *wrap, const TextBuf *buf, size_t row);

// Where the eye sees a caret. A place at a soft break belongs to two rows: row_end chooses the earlier one.
typedef struct WrapCaret {
    size_t at;
    bool row_end;
    int goal; // column that up and down strive for; -1 = the present one. Set it to -1 after any other move.
} WrapCaret;

typedef struct WrapPlace {
    size_t row;
    int column; // 0-based, at most the width (behind the last column, or among hanging blanks)
} WrapPlace;

WrapPlace wrap_place(const Wrap *wrap, const TextBuf *buf, size_t at, bool row_end);

// The caret nearest to a cell (a click); rows beyond the end give the end of the text.
WrapCaret wrap_caret_at(const Wrap *wrap, const TextBuf *buf, size_t row, int column);

typedef enum WrapMove { WRAP_UP, WRAP_DOWN, WRAP_ROW_START, WRAP_ROW_END } WrapMove;

// Moves by rows (count of them for up and down, a page for instance). Up from the first row goes to the start
// of the text, down from the last to its end.
void wrap_move(const Wrap *wrap, const TextBuf *buf, WrapMove move, size_t count, WrapCaret *caret);

#endif
