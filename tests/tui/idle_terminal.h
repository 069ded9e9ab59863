// SPDX-License-Identifier: MIT
// The terminal in memory, with somebody who is asked whenever it has nothing more to give: what another
// program does meanwhile happens at a moment that no machine can change. One idle round of the interface is
// one call; on a real terminal it lasts a second at most.
#ifndef TESTS_TUI_IDLE_TERMINAL_H
#define TESTS_TUI_IDLE_TERMINAL_H

#include <string.h>

#include "rapport/screen/memory_terminal.h"

typedef struct IdleTerminal {
    Terminal base;
    Terminal *inner;
    void (*idle)(void *self);
    void *self;
} IdleTerminal;

static inline Terminal *idle_inner(const Terminal *self)
{
    return ((const IdleTerminal *)self)->inner;
}

static inline void idle_next(Terminal *self, int timeout_ms, Event *out)
{
    IdleTerminal *terminal = (IdleTerminal *)self;
    terminal_next(terminal->inner, timeout_ms, out);
    if (out->kind == EVENT_TIMER)
        terminal->idle(terminal->self);
}

static inline void idle_size(const Terminal *self, int *rows, int *cols)
{
    terminal_size(idle_inner(self), rows, cols);
}

static inline void idle_present(Terminal *self, const Canvas *canvas)
{
    terminal_present(idle_inner(self), canvas);
}

static inline void idle_nothing(Terminal *self)
{
    (void)self;
}

static inline void idle_set_mouse(Terminal *self, bool on)
{
    terminal_set_mouse(idle_inner(self), on);
}

static inline void idle_set_theme(Terminal *self, ThemeId theme)
{
    terminal_set_theme(idle_inner(self), theme);
}

static const TerminalKind IDLE_TERMINAL = {
    .next = idle_next,
    .size = idle_size,
    .present = idle_present,
    .redraw = idle_nothing,
    .wake = idle_nothing,
    .set_mouse = idle_set_mouse,
    .set_theme = idle_set_theme,
};

// The inner one is closed by the caller.
static inline IdleTerminal idle_terminal(int rows, int cols, void (*idle)(void *self), void *self)
{
    return (IdleTerminal){{.kind = &IDLE_TERMINAL}, memory_terminal_new(rows, cols), idle, self};
}

// Row of the last frame, without trailing blanks; -1 = the last one.
static inline void idle_row(const IdleTerminal *terminal, int row, char *out, size_t size)
{
    const Canvas *canvas = memory_terminal_canvas(terminal->inner);
    size_t used = 0;
    row = row < 0 ? canvas->rows - 1 : row;
    for (int col = 0; col < canvas->cols; col++) {
        const Cell *cell = &canvas->cells[row * canvas->cols + col];
        for (int i = 0; i < cell->length && used + 1 < size; i++)
            out[used++] = cell->text[i];
    }
    while (used > 0 && out[used - 1] == ' ')
        used--;
    out[used] = '\0';
}

static inline bool idle_shows(const IdleTerminal *terminal, const char *text)
{
    char row[400];
    for (int i = 0; i < memory_terminal_canvas(terminal->inner)->rows; i++) {
        idle_row(terminal, i, row, sizeof row);
        if (strstr(row, text) != NULL)
            return true;
    }
    return false;
}

#endif
