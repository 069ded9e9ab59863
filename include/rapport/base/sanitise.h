// SPDX-License-Identifier: MIT
// The one sanitiser: every string that reaches a terminal, by whichever road, passes here.
// Sources of the rules: CVE-2021-42574 (bidi), UTS 39, and a long history of escape injection through data.
#ifndef RAPPORT_BASE_SANITISE_H
#define RAPPORT_BASE_SANITISE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rapport/base/str.h"

typedef enum Sanitise {
    SANITISE_LINE, // one line: newline and tab become one blank
    SANITISE_TEXT, // several lines: newline stays, tab becomes four blanks
} Sanitise;

// Appends text fit to be shown: C0, DEL and C1 as caret or \\x form, bidi controls, invisible and tag
// characters dropped, noncharacters too; bad bytes as U+FFFD. CR LF counts as one newline; U+2028 and U+2029
// become a blank. Emoji joiners and variation selectors stay (width counts their reduced form). Sanitising
// twice changes nothing more.
void sanitise(Str *out, const char *text, size_t length, Sanitise mode);

// The same into a fresh string that the caller frees; NULL gives "".
char *sanitise_dup(const char *text, Sanitise mode);

// True when text may be shown as it is on one line.
bool sanitise_clean(const char *text, size_t length);

// True for a code point that must never reach a terminal (bidi, invisible, tags).
bool sanitise_hidden(uint32_t code);

// For locales that are not UTF-8: letters without their accents, dashes and quotes in ASCII, each other
// cluster '?'. text must already be sanitised.
void sanitise_ascii(Str *out, const char *text, size_t length);

#endif
