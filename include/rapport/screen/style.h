// SPDX-License-Identifier: MIT
// What a cell means, and how each theme paints that meaning. Panes speak of roles only; colours live in one
// table. Every role also has a glyph or a word beside it on the screen, so nothing is lost without colour.
#ifndef RAPPORT_SCREEN_STYLE_H
#define RAPPORT_SCREEN_STYLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum Role {
    ROLE_TEXT,   // content
    ROLE_DIM,    // labels, far dates, counts
    ROLE_ACCENT, // focus, due today, links
    ROLE_LATE,   // overdue, errors
    ROLE_WARN,   // warnings
    ROLE_GOOD,   // done, fine
    ROLE_TAG,    // tags, marks
    ROLE_COUNT
} Role;

// Bits beside the role.
enum {
    ATTR_BOLD = 1,
    ATTR_REVERSE = 2,
    ATTR_UNDERLINE = 4,
    ATTR_SELECTED = 8, // the background of the focused row
    ATTR_FLOAT = 16,   // the background of what floats: palette, prompts, help
    ATTR_ALL = 31,
};

typedef struct Style {
    uint8_t role;  // Role
    uint8_t attrs; // ATTR_*
} Style;

static inline Style style_of(Role role, unsigned attrs)
{
    return (Style){(uint8_t)role, (uint8_t)attrs};
}

// The letter of a role in frame dumps: text ' ', dim 'd', accent 'a', late 'l', warn 'w', good 'g', tag 't'.
char role_letter(Role role);
const char *role_name(Role role);

// ---- themes -------------------------------------------------------------------------------------

typedef enum ThemeId { THEME_AUTO, THEME_DARK, THEME_LIGHT, THEME_MONO, THEME_COUNT } ThemeId;

const char *theme_name(ThemeId theme);
bool theme_parse(const char *name, ThemeId *out); // "auto", "dark", "light", "mono"

// What auto becomes when the terminal tells its background through COLORFGBG ("15;0"; NULL or odd text: stays
// auto).
ThemeId theme_resolve(ThemeId theme, const char *colorfgbg);

// How many colours the terminal has; NO_COLOR counts as none.
typedef enum ColourDepth { COLOUR_NONE, COLOUR_BASIC, COLOUR_RICH } ColourDepth; // 0, 8, 256
ColourDepth colour_depth(int colours);

enum { COLOUR_DEFAULT = -1 }; // the terminal's own foreground or background

// How to draw a style: palette indices (0..7 basic, 0..255 rich, COLOUR_DEFAULT) and terminal attributes.
typedef struct Paint {
    int16_t foreground;
    int16_t background;
    bool bold, faint, reverse, underline;
} Paint;

Paint style_paint(ThemeId theme, ColourDepth depth, Style what);

// The colour of a palette index 16..255 as 0xRRGGBB (xterm's fixed cube and greys).
uint32_t palette_rgb(int index);

// WCAG 2 contrast of two 0xRRGGBB colours, 1..21.
double colour_contrast(uint32_t a, uint32_t b);

// ---- glyphs -------------------------------------------------------------------------------------

// Every character of our own chrome. One column each, no emoji.
typedef enum Glyph {
    GLYPH_BAR,        // ▌ focus
    GLYPH_MARK,       // ▎ marked row
    GLYPH_CARET,      // ▏ end of a text field
    GLYPH_RULE,       // ─
    GLYPH_RULE_HEAVY, // ━
    GLYPH_VERTICAL,   // │
    GLYPH_DOT,        // ·
    GLYPH_BULLET,     // •
    GLYPH_RING,       // ○
    GLYPH_DISC,       // ●
    GLYPH_CHECK,      // ✓
    GLYPH_CROSS,      // ✗
    GLYPH_ALERT,      // ▲
    GLYPH_ELLIPSIS,   // …
    GLYPH_DASH,       // —
    GLYPH_PREVIOUS,   // ‹
    GLYPH_NEXT,       // ›
    GLYPH_RIGHT,      // →
    GLYPH_LEFT,       // ←
    GLYPH_REPEAT,     // ↻
    GLYPH_STAR,       // ★
    GLYPH_NOTE,       // ✎
    GLYPH_WRAP,       // ↪ the line before goes on
    GLYPH_TOP_LEFT,   // ╭
    GLYPH_TOP_RIGHT,  // ╮
    GLYPH_LOW_LEFT,   // ╰
    GLYPH_LOW_RIGHT,  // ╯
    GLYPH_LEVEL_1,    // ▁ .. █: eight levels of a small chart
    GLYPH_LEVEL_2,
    GLYPH_LEVEL_3,
    GLYPH_LEVEL_4,
    GLYPH_LEVEL_5,
    GLYPH_LEVEL_6,
    GLYPH_LEVEL_7,
    GLYPH_LEVEL_8,
    GLYPH_COUNT
} Glyph;

// The glyph, or its one-byte ASCII twin.
const char *glyph(Glyph which, bool ascii);

// The level glyph for value in 0..most; GLYPH_COUNT (draw nothing) for 0.
Glyph glyph_level(int value, int most);

#endif
