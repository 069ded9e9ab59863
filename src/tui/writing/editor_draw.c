// SPDX-License-Identifier: MIT
// How the editor looks: numbers of lines, a mark where a line goes on, colours of spans, what was found, the
// selection, the cursor. Only rows in sight are looked at.
#include "editor.h"

#include <string.h>

#include "rapport/base/width.h"

static void draw_gutter(Canvas *canvas, Rect rect, int row, WrapRow part)
{
    if (part.first)
        canvas_putf(canvas, row, rect.col, EDITOR_GUTTER - 1, style_of(ROLE_DIM, 0), "%3zu", part.line + 1);
    else
        canvas_glyph(canvas, row, rect.col + 2, GLYPH_WRAP, style_of(ROLE_DIM, 0));
}

static int columns(const Editor *editor, size_t from, size_t to)
{
    return width_text(textbuf_text(editor->text) + from, to - from);
}

static void draw_stretch(const Editor *editor, Canvas *canvas, int row, WrapRow part, size_t from, size_t to,
                         Style style)
{
    from = from > part.from ? from : part.from;
    to = to < part.to ? to : part.to;
    if (from >= to)
        return;
    const char *text = textbuf_text(editor->text);
    int left = columns(editor, part.from, from), room = editor->area.cols - left;
    if (room > 0)
        canvas_put_n(canvas, row, editor->area.col + left, room, text + from,
                     width_fit(text + from, to - from, room), style);
}

static void draw_selection(const Editor *editor, Canvas *canvas, int row, WrapRow part)
{
    size_t from, to;
    if (!textbuf_selection(editor->text, &from, &to) || to < part.from || from > part.to)
        return;
    bool through_end = part.last && to > part.to; // the line feed is selected too
    from = from > part.from ? from : part.from;
    to = to < part.to ? to : part.to;
    int left = columns(editor, part.from, from);
    int width = columns(editor, from, to) + (through_end ? 1 : 0);
    Rect cells = rect_make(row, editor->area.col + left, 1, width);
    canvas_add_attrs(canvas, rect_intersect(cells, editor->area), ATTR_REVERSE);
}

// What was looked for, as far as it lies between two places; a match may begin in the row above.
static void collect_found(const Editor *editor, size_t first, size_t last, EditorSpans *found)
{
    size_t needle = editor->needle != NULL ? strlen(editor->needle) : 0, from, to;
    size_t at = first > needle ? first - needle : 0;
    while (needle > 0 && textbuf_find_within(editor->text, editor->needle, at, last, &from, &to)) {
        vec_push(found, ((EditorSpan){from, to, style_of(ROLE_ACCENT, ATTR_UNDERLINE)}));
        at = from + 1;
        at = to > at ? to : at;
    }
}

static void draw_spans(const Editor *editor, Canvas *canvas, int row, WrapRow part, const EditorSpans *spans)
{
    for (size_t i = 0; spans != NULL && i < spans->count; i++)
        draw_stretch(editor, canvas, row, part, spans->items[i].from, spans->items[i].to,
                     spans->items[i].style);
}

static void draw_row(const Editor *editor, Canvas *canvas, Rect rect, int row, WrapRow part,
                     const EditorSpans *spans, const EditorSpans *found)
{
    draw_gutter(canvas, rect, row, part);
    draw_stretch(editor, canvas, row, part, part.from, part.to, style_of(ROLE_TEXT, 0));
    draw_spans(editor, canvas, row, part, spans);
    draw_spans(editor, canvas, row, part, found);
    draw_selection(editor, canvas, row, part);
}

static void keep_in_sight(Editor *editor, size_t row)
{
    enum { UNDER_PROMPT = 2 };
    size_t room = (size_t)editor->area.rows, count = wrap_count(&editor->wrap);
    if (editor->looking && room > UNDER_PROMPT)
        room -= UNDER_PROMPT;
    if (editor->follow && row < editor->top)
        editor->top = row;
    if (editor->follow && row >= editor->top + room)
        editor->top = row - room + 1;
    size_t most = count > room ? count - room : 0; // no empty rows below while some are hidden above
    if (editor->top > most)
        editor->top = most;
}

// Takes the place on the screen and lays out for it. False: there is no room for text.
static bool take_place(Editor *editor, Rect rect)
{
    editor->area = rect;
    rect_split_left(&editor->area, EDITOR_GUTTER);
    if (editor->area.cols < 3 || editor->area.rows < 1)
        return false;
    // The last column is for the cursor behind a full row.
    int width = editor->area.cols - 1 < EDITOR_WIDTH ? editor->area.cols - 1 : EDITOR_WIDTH;
    if (editor->wrap.width != width) {
        wrap_set_width(&editor->wrap, width);
        editor->follow = true;
    }
    wrap_update(&editor->wrap, editor->text);
    keep_in_sight(editor,
                  wrap_place(&editor->wrap, editor->text, textbuf_cursor(editor->text), editor->row_end).row);
    return true;
}

// Behind the last row in sight.
static size_t sight_end(const Editor *editor)
{
    size_t count = wrap_count(&editor->wrap), last = editor->top + (size_t)editor->area.rows;
    return last < count ? last : count;
}

bool editor_sight(Editor *editor, Rect rect, size_t *from, size_t *to)
{
    editor_look_on(editor);
    if (!take_place(editor, rect))
        return false;
    *from = wrap_row(&editor->wrap, editor->text, editor->top).from;
    *to = wrap_row(&editor->wrap, editor->text, sight_end(editor) - 1).to;
    return true;
}

void editor_draw(Editor *editor, Canvas *canvas, Rect rect, const EditorSpans *spans, bool focused)
{
    size_t first, end;
    if (!editor_sight(editor, rect, &first, &end))
        return;
    size_t last = sight_end(editor);
    WrapPlace place = wrap_place(&editor->wrap, editor->text, textbuf_cursor(editor->text), editor->row_end);
    EditorSpans found = {0};
    collect_found(editor, first, end, &found);
    for (size_t i = editor->top; i < last; i++)
        draw_row(editor, canvas, rect, editor->area.row + (int)(i - editor->top),
                 wrap_row(&editor->wrap, editor->text, i), spans, &found);
    vec_clear(&found);
    if (focused && place.row >= editor->top && place.row < last)
        canvas_cursor(canvas, editor->area.row + (int)(place.row - editor->top),
                      editor->area.col + place.column);
}

void editor_draw_subject(Field *subject, Canvas *canvas, Rect rect, bool focused)
{
    enum { LABEL = 9 };
    Style style = style_of(ROLE_TEXT, ATTR_BOLD);
    canvas_put(canvas, rect.row, rect.col + 1, LABEL - 1, "Subject", style_of(ROLE_DIM, 0));
    if (!focused) { // from its beginning, wherever its cursor stands
        canvas_put(canvas, rect.row, rect.col + LABEL, rect.cols - LABEL - 1, field_text(subject), style);
        return;
    }
    canvas_glyph(canvas, rect.row, rect.col, GLYPH_BAR, style_of(ROLE_ACCENT, 0));
    field_draw(subject, canvas, rect.row, rect.col + LABEL, rect.cols - LABEL - 1, style, true);
}
