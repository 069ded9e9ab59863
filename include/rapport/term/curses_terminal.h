// SPDX-License-Identifier: MIT
// The real terminal, through ncursesw. Obeys TERM, NO_COLOR, COLORFGBG and the locale.
#ifndef RAPPORT_TERM_CURSES_TERMINAL_H
#define RAPPORT_TERM_CURSES_TERMINAL_H

#include "rapport/base/error.h"
#include "rapport/screen/terminal.h"

typedef struct CursesOptions {
    ThemeId theme;
    bool mouse;
    bool beacon; // for tests: the title is the number of the frame, set after each one ("#17")
} CursesOptions;

// Takes over the terminal of stdin and stdout. setlocale must have been called. Refuses with ERROR_USAGE when
// they are no terminal, TERM is missing or dumb, or there is no description for it. Only one may be open at a
// time. Installs handlers for WINCH, HUP, TERM, TSTP, CONT and the crash signals; threads of the program must
// block signals.
Terminal *curses_terminal_open(const CursesOptions *options, Error *err);

// Restores the terminal by one write and tcsetattr, from anywhere, also a signal handler; for the moments
// when the program must die at once (no memory). Does nothing when no terminal is open.
void curses_terminal_rescue(void);

#endif
