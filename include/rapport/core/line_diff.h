// SPDX-License-Identifier: MIT
// What became of a text, line by line: the fewest lines that go and come.
#ifndef RAPPORT_CORE_LINE_DIFF_H
#define RAPPORT_CORE_LINE_DIFF_H

#include <stdbool.h>
#include <stddef.h>

#include "rapport/base/vec.h"

typedef enum LineSide { LINE_BOTH, LINE_BEFORE, LINE_AFTER } LineSide;

typedef struct DiffLine {
    LineSide side;    // where it stands
    const char *text; // borrowed from that text (of LINE_BOTH: from after), without its line feed
    size_t length;
} DiffLine;
typedef VEC(DiffLine) DiffLines;

// All lines of both texts in order, appended to out; where lines were exchanged, those that went come first.
// Of very long texts (over a thousand lines that changed) all that lies between is called exchanged.
void line_diff(const char *before, const char *after, DiffLines *out);

// The first line with words that came, else the first that went; false when none did.
bool line_diff_first(const char *before, const char *after, DiffLine *out);

#endif
