// SPDX-License-Identifier: MIT
// What the person at the terminal sees.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rapport/base/utf8.h"
#include "support/pty_inside.h"

int pty_rows(const Pty *pty)
{
    return pty->rows;
}

int pty_cols(const Pty *pty)
{
    return pty->cols;
}

static uint32_t rgb(const Pty *pty, VTermColor colour)
{
    vterm_screen_convert_color_to_rgb(pty->screen, &colour);
    return (uint32_t)colour.rgb.red << 16 | (uint32_t)colour.rgb.green << 8 | colour.rgb.blue;
}

static void cell_text(const VTermScreenCell *from, char text[32])
{
    size_t length = 0;
    for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && from->chars[i] != 0; i++) {
        if (from->chars[i] == (uint32_t)-1) // the second half of a wide character
            break;
        length += utf8_encode(from->chars[i], text + length);
    }
    text[length] = '\0';
}

PtyCell pty_cell(const Pty *pty, int row, int col)
{
    VTermScreenCell from;
    memset(&from, 0, sizeof from);
    vterm_screen_get_cell(pty->screen, (VTermPos){row, col}, &from);
    PtyCell cell = {
        .width = from.width,
        .bold = from.attrs.bold,
        .underline = from.attrs.underline != 0,
        .reverse = from.attrs.reverse,
        .default_foreground = VTERM_COLOR_IS_DEFAULT_FG(&from.fg),
        .default_background = VTERM_COLOR_IS_DEFAULT_BG(&from.bg),
        .foreground = rgb(pty, from.fg),
        .background = rgb(pty, from.bg),
    };
    cell.foreground_index =
        VTERM_COLOR_IS_INDEXED(&from.fg) && !cell.default_foreground ? from.fg.indexed.idx : -1;
    cell.background_index =
        VTERM_COLOR_IS_INDEXED(&from.bg) && !cell.default_background ? from.bg.indexed.idx : -1;
    cell_text(&from, cell.text);
    return cell;
}

char *pty_row(const Pty *pty, int row)
{
    Str text = STR_INIT;
    for (int col = 0; row >= 0 && row < pty->rows && col < pty->cols;) {
        PtyCell cell = pty_cell(pty, row, col);
        str_append(&text, cell.text[0] == '\0' ? " " : cell.text);
        col += cell.width > 1 ? cell.width : 1;
    }
    while (text.length > 0 && text.data[text.length - 1] == ' ')
        str_truncate(&text, text.length - 1);
    return str_take(&text);
}

char *pty_screen(const Pty *pty)
{
    Str text = STR_INIT;
    for (int row = 0; row < pty->rows; row++) {
        char *line = pty_row(pty, row);
        str_append(&text, line);
        str_push(&text, '\n');
        free(line);
    }
    return str_take(&text);
}

int pty_find_row(const Pty *pty, const char *text)
{
    int found = -1;
    for (int row = 0; row < pty->rows && found < 0; row++) {
        char *line = pty_row(pty, row);
        if (strstr(line, text) != NULL)
            found = row;
        free(line);
    }
    return found;
}

bool pty_shows(const Pty *pty, const char *text)
{
    return pty_find_row(pty, text) >= 0;
}

void pty_cursor(const Pty *pty, int *row, int *col, bool *visible)
{
    *row = pty->cursor_row;
    *col = pty->cursor_col;
    *visible = pty->cursor_visible;
}

const char *pty_title(const Pty *pty)
{
    return str_get(&pty->title);
}

bool pty_alternate(const Pty *pty)
{
    return pty->alternate;
}

int pty_mouse_mode(const Pty *pty)
{
    return pty->mouse_mode;
}

const char *pty_output(const Pty *pty, size_t *length)
{
    *length = pty->output.length;
    return str_get(&pty->output);
}

void pty_print(const Pty *pty)
{
    fprintf(stderr, "---- screen %dx%d, title \"%s\"%s%s\n", pty->rows, pty->cols, pty_title(pty),
            pty->alternate ? ", alternate" : "", pty->reaped ? ", ended" : "");
    for (int row = 0; row < pty->rows; row++) {
        char *line = pty_row(pty, row);
        fprintf(stderr, "%3d|%s\n", row, line);
        free(line);
    }
    fprintf(stderr, "---- cursor %d,%d %s\n", pty->cursor_row, pty->cursor_col,
            pty->cursor_visible ? "visible" : "hidden");
}

pid_t pty_pid(const Pty *pty)
{
    return pty->pid;
}
