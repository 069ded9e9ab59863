// SPDX-License-Identifier: MIT
// The notice: a floating text that wraps, with a few choices under it. A choice popup alone cuts long
// sentences, and the reason is what matters here.
#include "notice.h"

#include <stdlib.h>
#include <string.h>

#include "frame.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/core/wrap.h"

enum { CHOICES_MOST = 6, NOTICE_COLS = 68 };

typedef struct Notice {
    char *title;
    TextBuf *text;
    Wrap wrap;
    struct {
        char *key, *label;
    } rows[CHOICES_MOST];
    size_t count, focus;
    size_t top, lines; // of the text: the first that is shown, and how many are
    Rect rect;
    ChoiceDone done;
    void *self;
    void (*free_self)(void *self);
} Notice;

static size_t lines_of(const Notice *notice)
{
    return wrap_count(&notice->wrap);
}

static void scroll(Notice *notice, ptrdiff_t by)
{
    ptrdiff_t most = (ptrdiff_t)(lines_of(notice) - notice->lines), top = (ptrdiff_t)notice->top + by;
    notice->top = (size_t)(top < 0 ? 0 : top > most ? most : top);
}

static void draw_text(const Notice *notice, Canvas *canvas, Rect rect)
{
    const char *text = textbuf_text(notice->text);
    for (size_t i = 0; i < notice->lines; i++) {
        WrapRow row = wrap_row(&notice->wrap, notice->text, notice->top + i);
        canvas_put_n(canvas, rect.row + (int)i, rect.col, rect.cols, text + row.from, row.to - row.from,
                     style_of(ROLE_TEXT, ATTR_FLOAT));
    }
    if (notice->lines == lines_of(notice))
        return;
    size_t end = notice->top + notice->lines, all = lines_of(notice);
    char *place =
        str_format("%zu-%zu of %zu lines  %s", notice->top + 1, end, all, end < all ? "PgDn" : "PgUp");
    canvas_put_right(canvas, rect.row + rect.rows, rect.col, rect.cols, place,
                     style_of(ROLE_DIM, ATTR_FLOAT));
    free(place);
}

static void draw_choice(const Notice *notice, Canvas *canvas, size_t index, int row)
{
    Rect rect = notice->rect;
    canvas_put(canvas, row, rect.col + 2, 3, notice->rows[index].key,
               style_of(ROLE_ACCENT, ATTR_BOLD | ATTR_FLOAT));
    canvas_put(canvas, row, rect.col + 5, rect.cols - 7, notice->rows[index].label,
               style_of(ROLE_TEXT, ATTR_FLOAT));
    if (index != notice->focus)
        return;
    canvas_glyph(canvas, row, rect.col + 1, GLYPH_BAR, style_of(ROLE_ACCENT, ATTR_FLOAT));
    canvas_add_attrs(canvas, rect_make(row, rect.col + 1, 1, rect.cols - 2), ATTR_SELECTED);
    canvas_cursor(canvas, row, rect.col + 1);
}

static void notice_draw(Popup *popup, Canvas *canvas, Rect screen)
{
    Notice *notice = popup->state;
    int cols = screen.cols - 2 < NOTICE_COLS ? screen.cols - 2 : NOTICE_COLS;
    wrap_set_width(&notice->wrap, cols - 4);
    wrap_update(&notice->wrap, notice->text);
    int choices = (int)notice->count, most = screen.rows - 3 - choices;
    int lines = (int)lines_of(notice) < most ? (int)lines_of(notice) : most;
    notice->lines = (size_t)(lines > 0 ? lines : 0);
    scroll(notice, 0);
    notice->rect = rect_centre(screen, lines + choices + 3, cols);
    popup_frame(canvas, notice->rect, notice->title);
    draw_text(notice, canvas, rect_make(notice->rect.row + 1, notice->rect.col + 2, lines, cols - 4));
    for (size_t i = 0; i < notice->count; i++)
        draw_choice(notice, canvas, i, notice->rect.row + lines + 2 + (int)i);
}

static void take(Popup *popup, size_t index)
{
    Notice *notice = popup->state;
    popup->closing = true;
    notice->done(popup->tui, index, notice->self);
}

static bool take_by_key(Popup *popup, Key key)
{
    Notice *notice = popup->state;
    for (size_t i = 0; i < notice->count; i++) {
        Key wanted;
        if (key_parse(notice->rows[i].key, &wanted) && key_equal(wanted, key)) {
            take(popup, i);
            return true;
        }
    }
    return false;
}

static void on_mouse(Popup *popup, const Mouse *mouse)
{
    Notice *notice = popup->state;
    if (mouse->action == MOUSE_WHEEL_UP || mouse->action == MOUSE_WHEEL_DOWN)
        scroll(notice, mouse->action == MOUSE_WHEEL_UP ? -1 : 1);
    if (mouse->action != MOUSE_PRESS && mouse->action != MOUSE_DOUBLE)
        return;
    int at = mouse->row - (notice->rect.row + notice->rect.rows - 1 - (int)notice->count);
    if (!rect_contains(notice->rect, mouse->row, mouse->col))
        popup->closing = true;
    else if (at >= 0 && (size_t)at < notice->count)
        take(popup, (size_t)at);
}

static void notice_event(Popup *popup, const Event *event)
{
    Notice *notice = popup->state;
    if (event->kind == EVENT_MOUSE)
        on_mouse(popup, &event->mouse);
    if (event->kind != EVENT_KEY || take_by_key(popup, event->key))
        return;
    Key control_c = {'c', MOD_CTRL};
    if (event->key.code == K_ESCAPE || key_equal(event->key, control_c))
        popup->closing = true;
    else if (event->key.code == K_ENTER && event->key.mods == 0)
        take(popup, notice->focus);
    else if (event->key.code == K_DOWN || event->key.code == K_TAB)
        notice->focus = (notice->focus + 1) % notice->count;
    else if (event->key.code == K_PAGE_DOWN)
        scroll(notice, (ptrdiff_t)notice->lines);
    else if (event->key.code == K_PAGE_UP)
        scroll(notice, -(ptrdiff_t)notice->lines);
    else if (event->key.code == K_UP)
        notice->focus = (notice->focus + notice->count - 1) % notice->count;
}

static void notice_close(Popup *popup)
{
    Notice *notice = popup->state;
    for (size_t i = 0; i < notice->count; i++) {
        free(notice->rows[i].key);
        free(notice->rows[i].label);
    }
    free(notice->title);
    textbuf_free(notice->text);
    wrap_clear(&notice->wrap);
    if (notice->free_self != NULL)
        notice->free_self(notice->self);
}

void notice_open(Tui *tui, const char *title, const char *text, const Choice *choices, size_t count,
                 ChoiceDone done, void *self, void (*free_self)(void *self))
{
    static const PopupKind KIND = {notice_draw, notice_event, notice_close};
    Notice *notice = popup_open(tui, &KIND, sizeof *notice)->state;
    notice->title = mem_strdup(title);
    notice->text = textbuf_new(TEXT_MANY_LINES);
    textbuf_set(notice->text, text, strlen(text));
    wrap_init(&notice->wrap, NOTICE_COLS);
    notice->count = count < CHOICES_MOST ? count : CHOICES_MOST;
    for (size_t i = 0; i < notice->count; i++) {
        notice->rows[i].key = mem_strdup(choices[i].key);
        notice->rows[i].label = mem_strdup(choices[i].label);
    }
    notice->done = done;
    notice->self = self;
    notice->free_self = free_self;
}
