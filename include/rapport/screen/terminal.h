// SPDX-License-Identifier: MIT
// Terminal: what the interface needs of a terminal, as one const struct of functions. Two exist: curses
// (rapport/term) and memory (memory_terminal.h). All calls come from the thread that owns the screen, but
// terminal_wake.
#ifndef RAPPORT_SCREEN_TERMINAL_H
#define RAPPORT_SCREEN_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>

#include "rapport/base/error.h"
#include "rapport/screen/canvas.h"
#include "rapport/screen/event.h"
#include "rapport/screen/style.h"

typedef struct Terminal Terminal;

typedef struct TerminalKind {
    void (*close)(Terminal *self);
    void (*size)(const Terminal *self, int *rows, int *cols);
    void (*next)(Terminal *self, int timeout_ms, Event *out);
    void (*present)(Terminal *self, const Canvas *canvas);
    void (*redraw)(Terminal *self);
    void (*suspend)(Terminal *self);
    bool (*run)(Terminal *self, char *const argv[], int *status, Error *err);
    void (*set_title)(Terminal *self, const char *title);
    bool (*copy)(Terminal *self, const char *text, size_t length);
    void (*set_mouse)(Terminal *self, bool on);
    void (*set_theme)(Terminal *self, ThemeId theme);
    void (*wake)(Terminal *self);
} TerminalKind;

// Each kind embeds this as its first member.
struct Terminal {
    const TerminalKind *kind;
    bool ascii; // the locale is not UTF-8: make canvases with ascii set
};

// Gives the terminal back as it was found; NULL is fine.
void terminal_close(Terminal *terminal);

void terminal_size(const Terminal *terminal, int *rows, int *cols); // at least 1 x 1

// Waits for the next event, at most timeout_ms (-1: as long as it takes; then EVENT_TIMER). *out is
// overwritten; the caller clears it.
void terminal_next(Terminal *terminal, int timeout_ms, Event *out);

// Shows the canvas: only cells that differ from the last one shown are written, nothing when none does.
void terminal_present(Terminal *terminal, const Canvas *canvas);

// The next present paints everything anew (C-l).
void terminal_redraw(Terminal *terminal);

// Leaves the screen and stops the process group as Ctrl-Z does; comes back when continued (EVENT_RESUME
// follows).
void terminal_suspend(Terminal *terminal);

// Leaves the screen, runs a program on the terminal by argv (no shell) and comes back (EVENT_RESUME follows).
// *status is its exit code, or 128 + signal. False with ERROR_IO when it could not be started.
bool terminal_run(Terminal *terminal, char *const argv[], int *status, Error *err);

void terminal_set_title(Terminal *terminal, const char *title); // sanitised here

// Hands text to the terminal's clipboard (OSC 52), without control characters but newline and tab. False when
// it is over COPY_MOST bytes or the terminal has no such thing. A true is no proof: terminals may ignore it
// silently.
enum { COPY_MOST = 74000 };
bool terminal_copy(Terminal *terminal, const char *text, size_t length);

void terminal_set_mouse(Terminal *terminal, bool on);
void terminal_set_theme(Terminal *terminal, ThemeId theme); // repaints with the next present

// Makes terminal_next give EVENT_WAKE soon; several calls may give one event. May be called from any thread.
void terminal_wake(Terminal *terminal);

// Appends the OSC 52 sequence for text (already limited) with the control characters left out.
void osc52_encode(Str *out, const char *text, size_t length);

#endif
