// SPDX-License-Identifier: MIT
// What floats over the panes: the stack, the frame around it, and the simplest kind, a text to read.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "frame.h"
#include "rapport/base/mem.h"
#include "rapport/base/sanitise.h"
#include "rapport/base/str.h"
#include "rapport/base/width.h"

// Where the cursor stood in the last frame; for one that follows another, as for that. -1: nowhere.
static int row_spoken_of(const Tui *tui)
{
    const Canvas *last = tui->canvas;
    if (tui->popups.count > 0)
        return tui->popups.items[0]->row;
    return last != NULL && last->cursor_visible ? last->cursor_row : -1;
}

Popup *popup_open(Tui *tui, const PopupKind *kind, size_t state_size)
{
    Popup *popup = mem_alloc(sizeof *popup);
    popup->kind = kind;
    popup->tui = tui;
    popup->state = mem_alloc(state_size);
    popup->row = row_spoken_of(tui);
    vec_push(&tui->popups, popup);
    return popup;
}

static void popup_free(Popup *popup)
{
    popup->kind->close(popup);
    free(popup->state);
    free(popup);
}

void popups_drop(Tui *tui)
{
    size_t kept = 0;
    for (size_t i = 0; i < tui->popups.count; i++) {
        Popup *popup = tui->popups.items[i];
        if (popup->closing)
            popup_free(popup);
        else
            tui->popups.items[kept++] = popup;
    }
    tui->popups.count = kept;
}

void popups_clear(Tui *tui)
{
    for (size_t i = 0; i < tui->popups.count; i++)
        popup_free(tui->popups.items[i]);
    vec_clear(&tui->popups);
}

void popup_box(Canvas *canvas, Rect rect, const char *title)
{
    Style plain = style_of(ROLE_TEXT, ATTR_FLOAT);
    canvas_fill(canvas, rect, plain);
    canvas_box(canvas, rect, style_of(ROLE_ACCENT, ATTR_FLOAT));
    if (title != NULL) {
        int width = canvas_width(canvas, title);
        width = width > rect.cols - 6 ? rect.cols - 6 : width;
        canvas_put(canvas, rect.row, rect.col + 2, 1, " ", plain);
        canvas_put(canvas, rect.row, rect.col + 3, width, title, style_of(ROLE_TEXT, ATTR_BOLD | ATTR_FLOAT));
        canvas_put(canvas, rect.row, rect.col + 3 + width, 1, " ", plain);
    }
}

void popup_frame(Canvas *canvas, Rect rect, const char *title)
{
    canvas_fade(canvas, canvas_area(canvas));
    popup_box(canvas, rect, title);
}

// Below the row where there is room, else above it, else over it.
Rect popup_place(const Popup *popup, Rect screen, int rows, int cols)
{
    Rect rect = rect_centre(screen, rows, cols);
    int row = popup->row, below = row + 1, above = row - rect.rows;
    if (row < rect.row || row >= rect.row + rect.rows)
        return rect;
    if (below + rect.rows <= screen.row + screen.rows)
        rect.row = below;
    else if (above > screen.row)
        rect.row = above;
    return rect;
}

bool event_is(const Event *event, uint32_t code)
{
    return event->kind == EVENT_KEY && event->key.code == code && event->key.mods == 0;
}

bool event_leaves(const Event *event)
{
    return event_is(event, K_ESCAPE) ||
           (event->kind == EVENT_KEY && event->key.code == 'c' && event->key.mods == MOD_CTRL);
}

// ---- a text to read

typedef struct Reader {
    char *title, *text;
    VEC(char *) rows; // wrapped to cols
    int cols, top;
    char key[2], *action; // what can be done about it; NULL = nothing
    ChoiceDone done;
    void *self;
    void (*free_self)(void *self);
} Reader;

static void reader_forget(Reader *reader)
{
    for (size_t i = 0; i < reader->rows.count; i++)
        free(reader->rows.items[i]);
    vec_clear(&reader->rows);
}

size_t wrap_at_blank(const char *line, size_t length, int cols)
{
    size_t fit = width_fit(line, length, cols);
    if (fit == length)
        return fit;
    size_t blank = fit;
    while (blank > 0 && line[blank] != ' ')
        blank--;
    return blank > 0 ? blank : fit > 0 ? fit : length;
}

// What goes on after a "- ", or after two blanks, stands under its text.
static void wrap_line(Reader *reader, const char *line, size_t length, int cols)
{
    int hang = length > 2 && (str_starts(line, "- ") || str_starts(line, "  ")) ? 2 : 0, indent = 0;
    do {
        size_t fit = wrap_at_blank(line, length, cols - indent);
        vec_push(&reader->rows, str_format("%*s%.*s", indent, "", (int)fit, line));
        indent = hang;
        line += fit;
        length -= fit;
        while (length > 0 && *line == ' ') {
            line++;
            length--;
        }
    } while (length > 0);
}

static void reader_wrap(Reader *reader, int cols)
{
    if (reader->cols == cols)
        return;
    reader_forget(reader);
    reader->cols = cols;
    for (const char *at = reader->text; *at != '\0';) {
        size_t length = strcspn(at, "\n");
        wrap_line(reader, at, length, cols);
        at += length + (at[length] == '\n');
    }
}

// How much there is below, where there is room to say it.
static void draw_beyond(Canvas *canvas, Rect row, int below)
{
    char text[48];
    snprintf(text, sizeof text, "%d more line%s", below, below == 1 ? "" : "s");
    if (below > 0 && canvas_width(canvas, text) <= row.cols)
        canvas_put_right(canvas, row.row, row.col, row.cols, text, style_of(ROLE_ACCENT, ATTR_FLOAT));
}

static void reader_draw(Popup *popup, Canvas *canvas, Rect screen)
{
    Reader *reader = popup->state;
    int cols = screen.cols - 4 > 76 ? 76 : screen.cols - 4;
    reader_wrap(reader, cols - 4);
    int rows = (int)reader->rows.count + 4 > screen.rows - 2 ? screen.rows - 2 : (int)reader->rows.count + 4;
    Rect rect = rect_centre(screen, rows, cols);
    popup_frame(canvas, rect, reader->title);
    int room = rect.rows - 4, most = (int)reader->rows.count - room;
    reader->top = reader->top > most ? most : reader->top;
    reader->top = reader->top < 0 ? 0 : reader->top;
    for (int i = 0; i < room && reader->top + i < (int)reader->rows.count; i++) {
        const char *text = reader->rows.items[reader->top + i];
        bool heading = str_starts(text, "## ");
        canvas_put(
            canvas, rect.row + 1 + i, rect.col + 2, rect.cols - 4, text + (heading ? 3 : 0),
            style_of(heading ? ROLE_ACCENT : ROLE_TEXT, heading ? ATTR_BOLD | ATTR_FLOAT : ATTR_FLOAT));
    }
    Str keys = STR_INIT;
    if (reader->action != NULL)
        str_appendf(&keys, "%s %s  ", reader->key, reader->action);
    if (most > 0)
        str_append(&keys, "j k scroll  ");
    str_append(&keys, "Esc close");
    Rect last = rect_make(rect.row + rect.rows - 2, rect.col + 2, 1, rect.cols - 4);
    int used =
        canvas_put(canvas, last.row, last.col, last.cols, str_get(&keys), style_of(ROLE_DIM, ATTR_FLOAT));
    rect_split_left(&last, used + 2);
    draw_beyond(canvas, last, most - reader->top);
    str_clear(&keys);
}

// With something to do about it not every key leaves.
static void reader_leave(Popup *popup, const Event *event)
{
    Reader *reader = popup->state;
    popup->closing = reader->action == NULL || event_leaves(event) || event_is(event, K_ENTER) ||
                     event_is(event, 'q') || event_is(event, 'n');
    if (reader->action == NULL || !event_is(event, (unsigned char)*reader->key))
        return;
    popup->closing = true;
    reader->done(popup->tui, 0, reader->self);
}

static void reader_event(Popup *popup, const Event *event)
{
    Reader *reader = popup->state;
    if (event_is(event, 'j') || event_is(event, K_DOWN) ||
        (event->kind == EVENT_MOUSE && event->mouse.action == MOUSE_WHEEL_DOWN))
        reader->top++;
    else if (event_is(event, 'k') || event_is(event, K_UP) ||
             (event->kind == EVENT_MOUSE && event->mouse.action == MOUSE_WHEEL_UP))
        reader->top--;
    else if (event_is(event, K_PAGE_DOWN) || event_is(event, ' '))
        reader->top += 10;
    else if (event_is(event, K_PAGE_UP))
        reader->top -= 10;
    else if (event_is(event, 'g') || event_is(event, K_HOME))
        reader->top = 0;
    else if (event_is(event, 'G') || event_is(event, K_END))
        reader->top = (int)reader->rows.count;
    else if (event->kind == EVENT_KEY)
        reader_leave(popup, event);
}

static void reader_close(Popup *popup)
{
    Reader *reader = popup->state;
    reader_forget(reader);
    free(reader->title);
    free(reader->text);
    free(reader->action);
    if (reader->free_self != NULL)
        reader->free_self(reader->self);
}

static Reader *reader_open(Tui *tui, const char *title, const char *text)
{
    static const PopupKind KIND = {reader_draw, reader_event, reader_close};
    Reader *reader = popup_open(tui, &KIND, sizeof *reader)->state;
    reader->title = mem_strdup(title);
    reader->text = sanitise_dup(text, SANITISE_TEXT);
    return reader;
}

void tui_read(Tui *tui, const char *title, const char *text)
{
    reader_open(tui, title, text);
}

void report_open(Tui *tui, const char *title, const char *text, const Choice *action, ChoiceDone done,
                 void *self, void (*free_self)(void *self))
{
    Reader *reader = reader_open(tui, title, text);
    reader->key[0] = *action->key;
    reader->action = mem_strdup(action->label);
    reader->done = done;
    reader->self = self;
    reader->free_self = free_self;
}
