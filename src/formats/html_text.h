// SPDX-License-Identifier: MIT
// Message bodies that are HTML become plain text.
#ifndef RAPPORT_HTML_TEXT_H
#define RAPPORT_HTML_TEXT_H

#include "rapport/base/str.h"

// Appends text: unchanged unless it has a tag of the known kinds (so "i <3 C" stays), else without tags, with
// line breaks for blocks, characters for entities, and at most one blank line in a row. Line ends become LF;
// trimmed.
void html_to_text(Str *out, const char *text);

#endif
