// SPDX-License-Identifier: MIT
// The terminal's functions by name, and the encoding that kinds of terminal share.
#include "rapport/screen/terminal.h"

#include "rapport/base/sanitise.h"

void terminal_close(Terminal *terminal)
{
    if (terminal != NULL)
        terminal->kind->close(terminal);
}

void terminal_size(const Terminal *terminal, int *rows, int *cols)
{
    terminal->kind->size(terminal, rows, cols);
}

void terminal_next(Terminal *terminal, int timeout_ms, Event *out)
{
    *out = (Event){.kind = EVENT_NONE};
    terminal->kind->next(terminal, timeout_ms, out);
}

void terminal_present(Terminal *terminal, const Canvas *canvas)
{
    terminal->kind->present(terminal, canvas);
}

void terminal_redraw(Terminal *terminal)
{
    terminal->kind->redraw(terminal);
}

void terminal_suspend(Terminal *terminal)
{
    terminal->kind->suspend(terminal);
}

bool terminal_run(Terminal *terminal, char *const argv[], int *status, Error *err)
{
    return terminal->kind->run(terminal, argv, status, err);
}

void terminal_set_title(Terminal *terminal, const char *title)
{
    terminal->kind->set_title(terminal, title);
}

bool terminal_copy(Terminal *terminal, const char *text, size_t length)
{
    return length <= COPY_MOST && terminal->kind->copy(terminal, text, length);
}

void terminal_set_mouse(Terminal *terminal, bool on)
{
    terminal->kind->set_mouse(terminal, on);
}

void terminal_set_theme(Terminal *terminal, ThemeId theme)
{
    terminal->kind->set_theme(terminal, theme);
}

void terminal_wake(Terminal *terminal)
{
    terminal->kind->wake(terminal);
}

static void base64(Str *out, const char *bytes, size_t length)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t at = 0; at < length; at += 3) {
        size_t count = length - at < 3 ? length - at : 3;
        unsigned group = 0;
        for (size_t i = 0; i < 3; i++)
            group = group << 8 | (i < count ? (unsigned char)bytes[at + i] : 0u);
        for (size_t i = 0; i < 4; i++)
            str_push(out, i <= count ? letters[group >> (18 - 6 * i) & 63] : '=');
    }
}

void osc52_encode(Str *out, const char *text, size_t length)
{
    Str clean = STR_INIT;
    sanitise(&clean, text, length, SANITISE_TEXT);
    str_append(out, "\033]52;c;");
    base64(out, str_get(&clean), clean.length);
    str_push(out, '\a');
    str_clear(&clean);
}
