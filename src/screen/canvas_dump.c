// SPDX-License-Identifier: MIT
// A frame as text, for golden tests: people read the diff, so text, roles and attributes are separate rows
// and only rows with something to tell are there. Roles and not colours, so that themes do not break tests.
#include <ctype.h>
#include <string.h>

#include "rapport/screen/canvas.h"

void canvas_row_text(const Canvas *canvas, int row, Str *out)
{
    size_t start = out->length;
    for (int col = 0; col < canvas->cols; col++) {
        const Cell *cell = canvas_cell(canvas, row, col);
        str_append_n(out, cell->text, cell->length);
    }
    while (out->length > start && out->data[out->length - 1] == ' ')
        str_truncate(out, out->length - 1);
}

static char role_mark(Style how)
{
    char letter = role_letter((Role)how.role);
    if (!(how.attrs & ATTR_BOLD))
        return letter;
    return letter == ' ' ? 'B' : (char)toupper((unsigned char)letter);
}

static char attr_mark(Style how)
{
    return how.attrs & ATTR_REVERSE     ? 'r'
           : how.attrs & ATTR_UNDERLINE ? 'u'
           : how.attrs & ATTR_SELECTED  ? 's'
           : how.attrs & ATTR_FLOAT     ? 'f'
                                        : ' ';
}

// One letter per column, cut after the last one that says something; nothing when none does.
static void dump_marks(const Canvas *canvas, int row, const char *label, char (*mark)(Style), Str *out)
{
    Str line = STR_INIT;
    size_t kept = 0;
    for (int col = 0; col < canvas->cols; col++) {
        str_push(&line, mark(canvas_cell(canvas, row, col)->style));
        if (line.data[line.length - 1] != ' ')
            kept = line.length;
    }
    if (kept > 0)
        str_appendf(out, "%3d %s |%.*s|\n", row, label, (int)kept, line.data);
    str_clear(&line);
}

void canvas_dump(const Canvas *canvas, Str *out)
{
    for (int row = 0; row < canvas->rows; row++) {
        str_push(out, '|');
        for (int col = 0; col < canvas->cols; col++) {
            const Cell *cell = canvas_cell(canvas, row, col);
            str_append_n(out, cell->text, cell->length);
        }
        str_append(out, "|\n");
    }
    for (int row = 0; row < canvas->rows; row++) {
        dump_marks(canvas, row, "role", role_mark, out);
        dump_marks(canvas, row, "attr", attr_mark, out);
    }
    if (canvas->cursor_visible)
        str_appendf(out, "cursor %d,%d\n", canvas->cursor_row, canvas->cursor_col);
    else
        str_append(out, "cursor hidden\n");
}
