// SPDX-License-Identifier: MIT
// The one table of characters our own chrome may use, each with an ASCII twin for locales that are not UTF-8
// and for people who ask for it.
#include "rapport/screen/style.h"

static const struct {
    const char *text;
    const char *ascii;
} glyphs[GLYPH_COUNT] = {
    [GLYPH_BAR] = {"▌", ">"},       [GLYPH_MARK] = {"▎", "+"},       [GLYPH_CARET] = {"▏", "_"},
    [GLYPH_RULE] = {"─", "-"},      [GLYPH_RULE_HEAVY] = {"━", "="}, [GLYPH_VERTICAL] = {"│", "|"},
    [GLYPH_DOT] = {"·", "."},       [GLYPH_BULLET] = {"•", "*"},     [GLYPH_RING] = {"○", "o"},
    [GLYPH_DISC] = {"●", "&"},      [GLYPH_CHECK] = {"✓", "v"},      [GLYPH_CROSS] = {"✗", "X"},
    [GLYPH_ALERT] = {"▲", "!"},     [GLYPH_ELLIPSIS] = {"…", "."},   [GLYPH_DASH] = {"—", "-"},
    [GLYPH_PREVIOUS] = {"‹", "<"},  [GLYPH_NEXT] = {"›", ">"},       [GLYPH_RIGHT] = {"→", ">"},
    [GLYPH_LEFT] = {"←", "<"},      [GLYPH_REPEAT] = {"↻", "@"},     [GLYPH_STAR] = {"★", "*"},
    [GLYPH_NOTE] = {"✎", "~"},      [GLYPH_WRAP] = {"↪", ">"},       [GLYPH_TOP_LEFT] = {"╭", "+"},
    [GLYPH_TOP_RIGHT] = {"╮", "+"}, [GLYPH_LOW_LEFT] = {"╰", "+"},   [GLYPH_LOW_RIGHT] = {"╯", "+"},
    [GLYPH_LEVEL_1] = {"▁", "."},   [GLYPH_LEVEL_2] = {"▂", "."},    [GLYPH_LEVEL_3] = {"▃", "."},
    [GLYPH_LEVEL_4] = {"▄", ":"},   [GLYPH_LEVEL_5] = {"▅", ":"},    [GLYPH_LEVEL_6] = {"▆", ":"},
    [GLYPH_LEVEL_7] = {"▇", "|"},   [GLYPH_LEVEL_8] = {"█", "|"},
};

const char *glyph(Glyph which, bool ascii)
{
    return ascii ? glyphs[which].ascii : glyphs[which].text;
}

Glyph glyph_level(int value, int most)
{
    if (value <= 0 || most <= 0)
        return GLYPH_COUNT;
    if (value >= most)
        return GLYPH_LEVEL_8;
    return (Glyph)(GLYPH_LEVEL_1 + (int)((long)value * 8 / most));
}
