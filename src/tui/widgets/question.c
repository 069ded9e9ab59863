// SPDX-License-Identifier: MIT
// A question before there are panes, because there is no database yet: a box on an empty screen.
#include <string.h>

#include "frame.h"

enum { MOST_COLS = 78 };

static int put_text(Canvas *canvas, Rect rect, const char *text)
{
    int row = 0;
    for (const char *at = text; *at != '\0' && row < rect.rows; row++) {
        size_t length = strcspn(at, "\n"), fit = wrap_at_blank(at, length, rect.cols);
        canvas_put_n(canvas, rect.row + row, rect.col, rect.cols, at, fit, style_of(ROLE_TEXT, ATTR_FLOAT));
        at += fit;
        at += *at == '\n' || *at == ' ';
    }
    return row;
}

static void draw(Terminal *terminal, const char *title, const char *text, const char *keys, bool plain)
{
    int rows, cols;
    terminal_size(terminal, &rows, &cols);
    Canvas *canvas = canvas_new(rows, cols);
    canvas->ascii = terminal->ascii;
    Rect rect = rect_centre(canvas_area(canvas), rows < 14 ? rows : 14, cols < MOST_COLS ? cols : MOST_COLS);
    popup_frame(canvas, rect, title);
    int used = put_text(canvas, rect_make(rect.row + 2, rect.col + 2, rect.rows - 5, rect.cols - 4), text);
    canvas_put(canvas, rect.row + 3 + used, rect.col + 2, rect.cols - 4, keys,
               style_of(ROLE_ACCENT, ATTR_FLOAT));
    if (plain)
        plain_words(canvas);
    terminal_present(terminal, canvas);
    canvas_free(canvas);
}

bool tui_question(Terminal *terminal, const char *title, const char *text, const char *keys, bool plain)
{
    for (;;) {
        Event event;
        draw(terminal, title, text, keys, plain);
        terminal_next(terminal, -1, &event);
        EventKind kind = event.kind;
        Key key = kind == EVENT_KEY ? event.key : (Key){0};
        event_clear(&event);
        if (kind == EVENT_SUSPEND)
            terminal_suspend(terminal);
        if (key.code == 'y' && key.mods == 0)
            return true;
        if (kind == EVENT_HANGUP || kind == EVENT_TERMINATE || key.code == 'n' || key.code == 'q' ||
            key.code == K_ESCAPE || (key.code == 'c' && key.mods == MOD_CTRL))
            return false;
    }
}
