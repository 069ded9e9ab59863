// SPDX-License-Identifier: MIT
// Terminals that are not like xterm say in terminfo what their keys send. Extended keys (kLFT5 = Ctrl-Left)
// have no fixed codes in curses but fixed names in terminfo, so they are asked by name.
#include "term_keys.h"

#define NCURSES_NOMACROS 1
#include <curses.h>
#include <stdio.h>
#include <stdlib.h>
#include <term.h>

static const struct {
    const char *name;
    Key key;
} plain[] = {
    {"kcuu1", {K_UP, 0}},     {"kcud1", {K_DOWN, 0}},       {"kcub1", {K_LEFT, 0}},
    {"kcuf1", {K_RIGHT, 0}},  {"khome", {K_HOME, 0}},       {"kend", {K_END, 0}},
    {"kpp", {K_PAGE_UP, 0}},  {"knp", {K_PAGE_DOWN, 0}},    {"kich1", {K_INSERT, 0}},
    {"kdch1", {K_DELETE, 0}}, {"kcbt", {K_TAB, MOD_SHIFT}}, {"kent", {K_ENTER, 0}},
};

// Shifted without a number, then 3 .. 8 as xterm counts: 1 + Shift 1 + Alt 2 + Ctrl 4.
static const struct {
    const char *name;
    uint32_t code;
} modified[] = {
    {"kUP", K_UP},   {"kDN", K_DOWN},     {"kLFT", K_LEFT},      {"kRIT", K_RIGHT}, {"kHOM", K_HOME},
    {"kEND", K_END}, {"kPRV", K_PAGE_UP}, {"kNXT", K_PAGE_DOWN}, {"kDC", K_DELETE}, {"kIC", K_INSERT},
};

static void define(Input *input, const char *name, Key key)
{
    const char *sequence = tigetstr(name);
    if (sequence != NULL && sequence != (const char *)-1)
        input_define(input, sequence, key);
}

// kf1 .. kf60: twelve keys each plain, with Shift, Ctrl, Ctrl and Shift, Alt.
static void define_function_keys(Input *input)
{
    static const uint8_t mods[] = {0, MOD_SHIFT, MOD_CTRL, MOD_CTRL | MOD_SHIFT, MOD_ALT};
    for (unsigned i = 0; i < 60; i++) {
        char name[8];
        snprintf(name, sizeof name, "kf%u", i + 1);
        define(input, name, (Key){K_F1 + i % 12, mods[i / 12]});
    }
}

void term_keys_define(Input *input)
{
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        define(input, plain[i].name, plain[i].key);
    for (size_t i = 0; i < sizeof modified / sizeof *modified; i++) {
        define(input, modified[i].name, (Key){modified[i].code, MOD_SHIFT});
        for (unsigned form = 3; form <= 8; form++) {
            char name[8];
            snprintf(name, sizeof name, "%s%u", modified[i].name, form);
            define(input, name, (Key){modified[i].code, (uint8_t)(form - 1)});
        }
    }
    define_function_keys(input);
}
