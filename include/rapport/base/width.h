// SPDX-License-Identifier: MIT
// Display width in terminal columns, as ncurses will advance, and cutting text to a number of columns. Needs
// a UTF-8 LC_CTYPE (setlocale) because curses trusts wcwidth; where wcwidth does not know a character it
// counts as one column and is drawn as U+FFFD.
#ifndef RAPPORT_BASE_WIDTH_H
#define RAPPORT_BASE_WIDTH_H

#include <stdbool.h>
#include <stddef.h>

#include "rapport/base/str.h"

// Columns of one grapheme cluster as drawn (0, 1 or 2): the width of its base and of what stands
// beside it (spacing vowel signs, the second half of a flag). Joined emoji, skin tones and selectors add
// nothing, since they are drawn reduced.
int width_cluster(const char *cluster, size_t length);

// Columns of a text without control characters.
int width_text(const char *text, size_t length);

// The bytes of the longest start of text that fits in columns.
size_t width_fit(const char *text, size_t length, int columns);

typedef enum Truncate { TRUNCATE_END, TRUNCATE_MIDDLE } Truncate;

// Appends text cut to at most columns, with ellipsis (one column wide, e.g. "…") where something was cut.
void width_truncate(Str *out, const char *text, int columns, Truncate how, const char *ellipsis);

// Appends text truncated and padded with blanks to exactly columns.
void width_pad(Str *out, const char *text, int columns, const char *ellipsis);

#endif
