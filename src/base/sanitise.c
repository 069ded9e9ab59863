// SPDX-License-Identifier: MIT
// The one sanitiser. Texts come from strangers (address books, exports, mail), and a terminal obeys what it
// is shown; so nothing passes that is not a character to be seen. Plain ASCII goes through in runs, because
// every name passes here.
#include "rapport/base/sanitise.h"

#include <string.h>

#include "rapport/base/utf8.h"

typedef struct Range {
    uint32_t first, last;
} Range;

// In ascending order. U+200C, U+200D and the variation selectors are not here: scripts and emoji need them.
static const Range hidden[] = {
    {0x00AD, 0x00AD},   // soft hyphen
    {0x034F, 0x034F},   // combining grapheme joiner
    {0x061C, 0x061C},   // Arabic letter mark
    {0x115F, 0x1160},   // Hangul fillers
    {0x17B4, 0x17B5},   // Khmer inherent vowels
    {0x180E, 0x180E},   // Mongolian vowel separator
    {0x200B, 0x200B},   // zero width space
    {0x200E, 0x200F},   // left-to-right and right-to-left mark
    {0x202A, 0x202E},   // bidi embeddings and overrides
    {0x2060, 0x206F},   // word joiner, invisible operators, bidi isolates, deprecated format characters
    {0x3164, 0x3164},   // Hangul filler
    {0xFEFF, 0xFEFF},   // byte order mark
    {0xFFA0, 0xFFA0},   // half-width Hangul filler
    {0xFFF9, 0xFFFB},   // interlinear annotation
    {0x13430, 0x1343F}, // Egyptian hieroglyph format controls
    {0x1BCA0, 0x1BCA3}, // shorthand format controls
    {0x1D173, 0x1D17A}, // musical format controls
    {0xE0000, 0xE00FF}, // tags
    {0xE01F0, 0xE0FFF}, // reserved beside the variation selectors
};

static bool is_noncharacter(uint32_t code)
{
    return (code & 0xFFFE) == 0xFFFE || (code >= 0xFDD0 && code <= 0xFDEF);
}

bool sanitise_hidden(uint32_t code)
{
    if (code < hidden[0].first)
        return false;
    for (size_t i = 0; i < sizeof hidden / sizeof hidden[0] && hidden[i].first <= code; i++)
        if (code <= hidden[i].last)
            return true;
    return false;
}

static bool is_c1(uint32_t code)
{
    return code >= 0x80 && code < 0xA0;
}

static bool is_separator(uint32_t code)
{
    return code == 0x2028 || code == 0x2029;
} // of lines, of paragraphs

static void show_control(Str *out, uint32_t code, Sanitise mode)
{
    if (code == '\n')
        str_push(out, mode == SANITISE_TEXT ? '\n' : ' ');
    else if (code == '\t')
        str_append(out, mode == SANITISE_TEXT ? "    " : " ");
    else if (is_c1(code))
        str_appendf(out, "\\x%02x", (unsigned)code);
    else
        str_appendf(out, "^%c", (char)(code ^ 0x40));
}

// Shows the character or bad byte at text; returns the bytes used.
static size_t show_special(Str *out, const char *text, size_t length, Sanitise mode)
{
    uint32_t code;
    bool valid;
    if (length >= 2 && text[0] == '\r' && text[1] == '\n') { // one line end, as mail and CSV write it
        show_control(out, '\n', mode);
        return 2;
    }
    size_t used = utf8_decode(text, length, &code, &valid);
    if (!valid)
        str_append(out, "\xEF\xBF\xBD");
    else if (code < 0x20 || code == 0x7F || is_c1(code))
        show_control(out, code, mode);
    else if (is_separator(code))
        str_push(out, ' ');
    else if (!sanitise_hidden(code) && !is_noncharacter(code))
        str_append_n(out, text, used);
    return used;
}

void sanitise(Str *out, const char *text, size_t length, Sanitise mode)
{
    for (size_t at = 0; at < length;) {
        size_t run = utf8_plain(text + at, length - at);
        str_append_n(out, text + at, run);
        at += run;
        if (at < length)
            at += show_special(out, text + at, length - at, mode);
    }
}

char *sanitise_dup(const char *text, Sanitise mode)
{
    Str out = STR_INIT;
    if (text != NULL)
        sanitise(&out, text, strlen(text), mode);
    return str_take(&out);
}

bool sanitise_clean(const char *text, size_t length)
{
    size_t at = utf8_plain(text, length);
    while (at < length) {
        uint32_t code;
        bool valid;
        at += utf8_decode(text + at, length - at, &code, &valid);
        if (!valid || code < 0x20 || code == 0x7F || is_c1(code))
            return false;
        if (is_separator(code) || sanitise_hidden(code) || is_noncharacter(code))
            return false;
        at += utf8_plain(text + at, length - at);
    }
    return true;
}
