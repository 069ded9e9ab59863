// SPDX-License-Identifier: MIT
// Rows come from the wrap; a stretch is drawn over the parts of the rows that it covers.
#include "textview.h"

#include <string.h>

#include "rapport/base/width.h"

enum { TEXT_WIDTH = 72 }; // a comfortable line; wider panes stay empty at the right

void textview_init(TextView *view)
{
    *view = (TextView){.text = textbuf_new(TEXT_MANY_LINES)};
    wrap_init(&view->wrap, TEXT_WIDTH);
}

void textview_clear(TextView *view)
{
    textbuf_free(view->text);
    wrap_clear(&view->wrap);
    vec_clear(&view->stretches);
}

void textview_style(TextView *view, size_t from, size_t to, Style style)
{
    vec_push(&view->stretches, ((TextStretch){from, to, style}));
}

void textview_set(TextView *view, const char *text, bool another)
{
    textbuf_set(view->text, text, strlen(text));
    view->top = another ? 0 : view->top;
    view->stretches.count = 0;
    for (const char *at = text; (at = strstr(at, "{{")) != NULL;) {
        const char *end = strstr(at, "}}");
        if (end == NULL)
            break;
        textview_style(view, (size_t)(at - text), (size_t)(end - text) + 2,
                       style_of(ROLE_WARN, ATTR_UNDERLINE));
        at = end + 2;
    }
}

static void wrap_to(TextView *view, int cols)
{
    wrap_set_width(&view->wrap, cols - 2 < TEXT_WIDTH ? cols - 2 : TEXT_WIDTH);
    wrap_update(&view->wrap, view->text);
}

int textview_rows(TextView *view, int cols)
{
    wrap_to(view, cols);
    return (int)wrap_count(&view->wrap);
}

static void draw_stretches(const TextView *view, Canvas *canvas, Rect line, WrapRow part)
{
    const char *text = textbuf_text(view->text);
    for (size_t i = 0; i < view->stretches.count; i++) {
        const TextStretch *one = &view->stretches.items[i];
        size_t from = one->from > part.from ? one->from : part.from,
               to = one->to < part.to ? one->to : part.to;
        if (from >= to)
            continue;
        int col = width_text(text + part.from, from - part.from);
        canvas_put_n(canvas, line.row, line.col + col, line.cols - col, text + from, to - from, one->style);
    }
}

void textview_draw(TextView *view, Canvas *canvas, Rect rect)
{
    wrap_to(view, rect.cols);
    size_t count = wrap_count(&view->wrap);
    view->top = view->top < count ? view->top : count - 1;
    for (int i = 0; i < rect.rows && view->top + (size_t)i < count; i++) {
        WrapRow part = wrap_row(&view->wrap, view->text, view->top + (size_t)i);
        const char *text = textbuf_text(view->text);
        while (part.to > part.from && text[part.to - 1] == ' ') // it hangs over the edge
            part.to--;
        Rect line = rect_make(rect.row + i, rect.col + 1, 1, rect.cols - 2);
        canvas_put_n(canvas, line.row, line.col, line.cols, text + part.from, part.to - part.from,
                     style_of(ROLE_TEXT, 0));
        draw_stretches(view, canvas, line, part);
    }
}

// ---- a pane of it

void textview_pane_open(Pane *pane)
{
    textview_init(pane->state);
}

void textview_pane_close(Pane *pane)
{
    textview_clear(pane->state);
}

void textview_pane_move(Pane *pane, Motion motion)
{
    enum { PAGE = 10 };
    TextView *view = pane->state;
    if (motion == MOTION_DOWN || motion == MOTION_PAGE_DOWN)
        view->top += motion == MOTION_DOWN ? 1 : PAGE;
    else if (motion == MOTION_UP || motion == MOTION_PAGE_UP)
        view->top -= motion == MOTION_UP ? view->top > 0 : view->top < PAGE ? view->top : PAGE;
    else if (motion == MOTION_HOME)
        view->top = 0;
}
