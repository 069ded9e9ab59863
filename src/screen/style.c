// SPDX-License-Identifier: MIT
// Roles, themes and glyphs as tables. A colour is chosen here and nowhere else; a test computes every
// contrast. auto keeps the terminal's own foreground and background; where a background is set (focused row,
// floating pane) the foreground is set with it, so that a frame is readable on light and on dark terminals.
#include "rapport/screen/style.h"

#include <stdlib.h>
#include <string.h>

static const struct {
    const char *name;
    char letter;
    int16_t basic; // one of the 8 colours
    bool faint;    // where the role has no colour of its own, or there are none
    bool bold;     // without colours
} roles[ROLE_COUNT] = {
    [ROLE_TEXT] = {"text", ' ', COLOUR_DEFAULT, false, false},
    [ROLE_DIM] = {"dim", 'd', COLOUR_DEFAULT, true, false},
    [ROLE_ACCENT] = {"accent", 'a', 6, false, true},
    [ROLE_LATE] = {"late", 'l', 1, false, true},
    [ROLE_WARN] = {"warn", 'w', 3, false, true},
    [ROLE_GOOD] = {"good", 'g', 2, false, false},
    [ROLE_TAG] = {"tag", 't', 5, false, false},
};

enum { GROUND_PLAIN, GROUND_FLOAT, GROUND_SELECTED, GROUND_COUNT };

typedef struct Ground {
    int16_t background;
    int16_t foreground[ROLE_COUNT];
} Ground;

#define DEFAULT COLOUR_DEFAULT

// Palette entries of the 256-colour form, in the order text dim accent late warn good tag.
static const Ground grounds[THEME_COUNT][GROUND_COUNT] =
    {
        [THEME_AUTO] =
            {
                [GROUND_PLAIN] = {DEFAULT, {DEFAULT, 244, 6, 1, 3, 2, 5}},
                [GROUND_FLOAT] = {DEFAULT, {DEFAULT, 244, 6, 1, 3, 2, 5}},
                [GROUND_SELECTED] = {238, {255, 250, 123, 217, 222, 157, 225}},
            },
        [THEME_DARK] =
            {
                [GROUND_PLAIN] = {DEFAULT, {252, 245, 80, 203, 179, 107, 176}},
                [GROUND_FLOAT] = {235, {253, 245, 80, 210, 179, 107, 176}},
                [GROUND_SELECTED] = {237, {255, 248, 116, 210, 222, 150, 182}},
            },
        [THEME_LIGHT] =
            {
                [GROUND_PLAIN] = {DEFAULT, {235, 242, 24, 124, 94, 22, 90}},
                [GROUND_FLOAT] = {255, {235, 241, 24, 124, 94, 22, 90}},
                [GROUND_SELECTED] = {253, {232, 240, 24, 88, 58, 22, 53}},
            },
        [THEME_MONO] = {{DEFAULT, {0}}, {DEFAULT, {0}}, {DEFAULT, {0}}},
};

static const char *const theme_names[THEME_COUNT] = {"auto", "dark", "light", "mono"};

char role_letter(Role role)
{
    return roles[role].letter;
}

const char *role_name(Role role)
{
    return roles[role].name;
}

const char *theme_name(ThemeId theme)
{
    return theme_names[theme];
}

bool theme_parse(const char *name, ThemeId *out)
{
    for (int i = 0; name != NULL && i < THEME_COUNT; i++) {
        if (strcmp(name, theme_names[i]) == 0) {
            *out = (ThemeId)i;
            return true;
        }
    }
    return false;
}

ThemeId theme_resolve(ThemeId theme, const char *colorfgbg)
{
    const char *last = colorfgbg == NULL ? NULL : strrchr(colorfgbg, ';');
    if (theme != THEME_AUTO || last == NULL || last[1] < '0' || last[1] > '9')
        return theme;
    long background = strtol(last + 1, NULL, 10);
    if (background < 0 || background > 15)
        return theme;
    return background == 7 || background == 15 ? THEME_LIGHT : THEME_DARK;
}

ColourDepth colour_depth(int colours)
{
    return colours >= 256 ? COLOUR_RICH : colours >= 8 ? COLOUR_BASIC : COLOUR_NONE;
}

static Paint paint_rich(ThemeId theme, Style what)
{
    int which = what.attrs & ATTR_SELECTED ? GROUND_SELECTED
                : what.attrs & ATTR_FLOAT  ? GROUND_FLOAT
                                           : GROUND_PLAIN;
    const Ground *ground = &grounds[theme][which];
    return (Paint){.foreground = ground->foreground[what.role], .background = ground->background};
}

static Paint paint_basic(Style what)
{
    Paint paint = {.foreground = roles[what.role].basic, .background = COLOUR_DEFAULT};
    paint.faint = roles[what.role].faint;
    if (what.attrs & ATTR_SELECTED) { // reversed colours would be a patchwork: the whole row in one
        paint = (Paint){.foreground = COLOUR_DEFAULT, .background = COLOUR_DEFAULT, .reverse = true};
    }
    return paint;
}

static Paint paint_mono(Style what)
{
    bool selected = (what.attrs & ATTR_SELECTED) != 0;
    return (Paint){.foreground = COLOUR_DEFAULT,
                   .background = COLOUR_DEFAULT,
                   .faint = roles[what.role].faint && !selected,
                   .bold = roles[what.role].bold,
                   .reverse = selected};
}

Paint style_paint(ThemeId theme, ColourDepth depth, Style what)
{
    Paint paint = theme == THEME_MONO || depth == COLOUR_NONE ? paint_mono(what)
                  : depth == COLOUR_BASIC                     ? paint_basic(what)
                                                              : paint_rich(theme, what);
    paint.bold |= (what.attrs & ATTR_BOLD) != 0;
    paint.underline |= (what.attrs & ATTR_UNDERLINE) != 0;
    paint.reverse ^= (what.attrs & ATTR_REVERSE) != 0;
    return paint;
}

uint32_t palette_rgb(int index)
{
    static const uint8_t steps[6] = {0, 95, 135, 175, 215, 255};
    if (index >= 232) {
        uint32_t grey = (uint32_t)(8 + 10 * (index - 232));
        return grey << 16 | grey << 8 | grey;
    }
    int cube = index - 16;
    return (uint32_t)(steps[cube / 36] << 16 | steps[cube / 6 % 6] << 8 | steps[cube % 6]);
}

// WCAG's channel curve, x^2.4 without libm: (x^12)^(1/5) by Newton's steps.
static double channel(uint32_t value)
{
    double part = (double)(value & 255) / 255.0;
    if (part <= 0.04045)
        return part / 12.92;
    double base = (part + 0.055) / 1.055;
    double power = base * base * base;
    power *= power;
    power *= power; // base^12
    double root = 1.0;
    for (int i = 0; i < 60; i++)
        root -= (root * root * root * root * root - power) / (5 * root * root * root * root);
    return root;
}

static double luminance(uint32_t rgb)
{
    return 0.2126 * channel(rgb >> 16) + 0.7152 * channel(rgb >> 8) + 0.0722 * channel(rgb);
}

double colour_contrast(uint32_t a, uint32_t b)
{
    double one = luminance(a);
    double two = luminance(b);
    return one > two ? (one + 0.05) / (two + 0.05) : (two + 0.05) / (one + 0.05);
}
