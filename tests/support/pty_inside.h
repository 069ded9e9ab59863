// SPDX-License-Identifier: MIT
// Private to the pty_*.c files: what a Pty holds.
#ifndef RAPPORT_TESTS_PTY_INSIDE_H
#define RAPPORT_TESTS_PTY_INSIDE_H

#include <termios.h>
#include <vterm.h>

#include "rapport/base/str.h"
#include "support/pty.h"

struct Pty {
    const char *window; // see pty_window; borrowed
    int master;         // -1 after a hang-up or when the program is gone
    pid_t pid;
    bool reaped;
    int status;
    int rows, cols;
    struct termios found;
    VTerm *vt;
    VTermScreen *screen;
    int cursor_row, cursor_col;
    bool cursor_visible;
    bool alternate;
    int mouse_mode;
    Str title;
    Str output;
    size_t looked_at; // so many bytes of it went to the emulator
};

bool pty_read(Pty *pty);            // what is there; false: nothing, or nobody on the other side
bool pty_look(Pty *pty);            // at the next frame of what was read; false: all was looked at
bool pty_reap(Pty *pty, int flags); // true once the program has ended

#endif
