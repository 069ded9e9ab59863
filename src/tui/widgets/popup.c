// SPDX-License-Identifier: MIT
// What floats over the panes: the stack, the frame around it, and the two simplest kinds, a text to read and
// a list of choices.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "frame.h"
#include "rapport/base/mem.h"
#include "rapport/base/sanitise.h"
#include "rapport/base/str.h"
#include "rapport/base/width.h"
#include "rapport/core/fuzzy.h"

Popup *popup_open(Tui *tui, const PopupKind *kind, size_t state_size)
{
    Popup *popup = mem_alloc(sizeof *popup);
    popup->kind = kind;
    popup->tui = tui;
    popup->state = mem_alloc(state_size);
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

void popup_frame(Canvas *canvas, Rect rect, const char *title)
{
    Style plain = style_of(ROLE_TEXT, ATTR_FLOAT);
    canvas_fade(canvas, canvas_area(canvas));
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

static bool is_key(const Event *event, uint32_t code)
{
    return event->kind == EVENT_KEY && event->key.code == code && event->key.mods == 0;
}

static bool is_leave(const Event *event)
{
    return is_key(event, K_ESCAPE) ||
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
    str_append(&keys, "esc close");
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
    popup->closing = reader->action == NULL || is_leave(event) || is_key(event, K_ENTER) ||
                     is_key(event, 'q') || is_key(event, 'n');
    if (reader->action == NULL || !is_key(event, (unsigned char)*reader->key))
        return;
    popup->closing = true;
    reader->done(popup->tui, 0, reader->self);
}

static void reader_event(Popup *popup, const Event *event)
{
    Reader *reader = popup->state;
    if (is_key(event, 'j') || is_key(event, K_DOWN) ||
        (event->kind == EVENT_MOUSE && event->mouse.action == MOUSE_WHEEL_DOWN))
        reader->top++;
    else if (is_key(event, 'k') || is_key(event, K_UP) ||
             (event->kind == EVENT_MOUSE && event->mouse.action == MOUSE_WHEEL_UP))
        reader->top--;
    else if (is_key(event, K_PAGE_DOWN) || is_key(event, ' '))
        reader->top += 10;
    else if (is_key(event, K_PAGE_UP))
        reader->top -= 10;
    else if (is_key(event, 'g') || is_key(event, K_HOME))
        reader->top = 0;
    else if (is_key(event, 'G') || is_key(event, K_END))
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

// ---- choices

typedef struct ChooserRow {
    char *key, *label, *detail;
} ChooserRow;

typedef struct Chooser {
    char *title;
    VEC(ChooserRow) rows;
    VEC(size_t) shown; // indices into rows that pass the filter
    size_t focus, top;
    bool filter;
    Field typed;
    ChoiceDone done;
    void *self;
    void (*free_self)(void *self);
    Rect rect;
} Chooser;

// What fits best comes first; what fits alike keeps its order.
static void chooser_filter(Chooser *chooser)
{
    const char *typed = field_text(&chooser->typed);
    VEC(int) scores = {0};
    chooser->shown.count = 0;
    for (size_t i = 0; i < chooser->rows.count; i++) {
        FuzzyMatch match = {0};
        if (chooser->filter && !fuzzy_match(typed, chooser->rows.items[i].label, &match))
            continue;
        size_t at = scores.count;
        vec_push(&scores, 0);
        vec_push(&chooser->shown, (size_t)0);
        for (; at > 0 && scores.items[at - 1] < match.score; at--) {
            scores.items[at] = scores.items[at - 1];
            chooser->shown.items[at] = chooser->shown.items[at - 1];
        }
        scores.items[at] = match.score;
        chooser->shown.items[at] = i;
    }
    vec_clear(&scores);
    chooser->focus = chooser->top = 0;
}

static void draw_choice(const Chooser *chooser, Canvas *canvas, int row, const ChooserRow *choice,
                        bool focused)
{
    Rect rect = chooser->rect;
    int col = rect.col + 2;
    if (choice->key != NULL)
        canvas_put(canvas, row, col, 3, choice->key, style_of(ROLE_ACCENT, ATTR_BOLD | ATTR_FLOAT));
    col += chooser->filter ? 0 : 3;
    int detail = choice->detail != NULL ? canvas_width(canvas, choice->detail) : 0;
    detail = detail > rect.cols / 2 ? rect.cols / 2 : detail;
    canvas_put(canvas, row, col, rect.col + rect.cols - 3 - detail - col, choice->label,
               style_of(ROLE_TEXT, ATTR_FLOAT));
    if (detail > 0)
        canvas_put(canvas, row, rect.col + rect.cols - 2 - detail, detail, choice->detail,
                   style_of(ROLE_DIM, ATTR_FLOAT));
    if (focused) {
        canvas_glyph(canvas, row, rect.col + 1, GLYPH_BAR, style_of(ROLE_ACCENT, ATTR_FLOAT));
        canvas_add_attrs(canvas, rect_make(row, rect.col + 1, 1, rect.cols - 2), ATTR_SELECTED);
        if (!chooser->filter)
            canvas_cursor(canvas, row, rect.col + 1);
    }
}

static void chooser_draw(Popup *popup, Canvas *canvas, Rect screen)
{
    Chooser *chooser = popup->state;
    int widest = canvas_width(canvas, chooser->title) + 8;
    for (size_t i = 0; i < chooser->rows.count; i++) {
        const ChooserRow *row = &chooser->rows.items[i];
        int width = canvas_width(canvas, row->label) +
                    (row->detail != NULL ? canvas_width(canvas, row->detail) + 3 : 0) + 9;
        widest = width > widest ? width : widest;
    }
    int extra = chooser->filter ? 3 : 2;
    int cols = widest > screen.cols - 4 ? screen.cols - 4 : widest < 34 ? 34 : widest;
    int rows = (int)chooser->rows.count + extra > screen.rows - 2 ? screen.rows - 2
                                                                  : (int)chooser->rows.count + extra;
    chooser->rect = rect_centre(screen, rows, cols);
    Rect rect = chooser->rect;
    popup_frame(canvas, rect, chooser->title);
    int first = rect.row + 1;
    if (chooser->filter)
        field_draw(&chooser->typed, canvas, first++, rect.col + 2, rect.cols - 4,
                   style_of(ROLE_ACCENT, ATTR_FLOAT), true);
    size_t room = (size_t)(rect.rows - extra);
    if (chooser->focus < chooser->top)
        chooser->top = chooser->focus;
    if (chooser->focus >= chooser->top + room)
        chooser->top = chooser->focus - room + 1;
    for (size_t i = 0; i < room && chooser->top + i < chooser->shown.count; i++)
        draw_choice(chooser, canvas, first + (int)i,
                    &chooser->rows.items[chooser->shown.items[chooser->top + i]],
                    chooser->top + i == chooser->focus);
}

static void choose_index(Popup *popup, size_t index)
{
    Chooser *chooser = popup->state;
    popup->closing = true;
    if (index < chooser->rows.count)
        chooser->done(popup->tui, index, chooser->self);
}

static bool choose_by_key(Popup *popup, const Event *event)
{
    Chooser *chooser = popup->state;
    if (chooser->filter || event->kind != EVENT_KEY)
        return false;
    for (size_t i = 0; i < chooser->rows.count; i++) {
        Key key;
        if (chooser->rows.items[i].key != NULL && key_parse(chooser->rows.items[i].key, &key) &&
            key_equal(key, event->key)) {
            choose_index(popup, i);
            return true;
        }
    }
    return false;
}

static void chooser_mouse(Popup *popup, const Mouse *mouse)
{
    Chooser *chooser = popup->state;
    if (mouse->action != MOUSE_PRESS && mouse->action != MOUSE_DOUBLE)
        return;
    if (!rect_contains(chooser->rect, mouse->row, mouse->col)) {
        popup->closing = true;
        return;
    }
    int at = mouse->row - chooser->rect.row - (chooser->filter ? 2 : 1);
    if (at >= 0 && chooser->top + (size_t)at < chooser->shown.count)
        choose_index(popup, chooser->shown.items[chooser->top + (size_t)at]);
}

static void chooser_event(Popup *popup, const Event *event)
{
    Chooser *chooser = popup->state;
    bool up = is_key(event, K_UP) || (!chooser->filter && is_key(event, 'k'));
    bool down = is_key(event, K_DOWN) || is_key(event, K_TAB) || (!chooser->filter && is_key(event, 'j'));
    if (event->kind == EVENT_MOUSE) {
        chooser_mouse(popup, &event->mouse);
    } else if (is_leave(event)) {
        popup->closing = true;
    } else if (choose_by_key(popup, event)) {
        return;
    } else if (is_key(event, K_ENTER)) {
        if (chooser->focus < chooser->shown.count)
            choose_index(popup, chooser->shown.items[chooser->focus]);
    } else if (down) {
        chooser->focus += chooser->focus + 1 < chooser->shown.count;
    } else if (up) {
        chooser->focus -= chooser->focus > 0;
    } else if (chooser->filter && field_event(&chooser->typed, event)) {
        chooser_filter(chooser);
    }
}

static void chooser_close(Popup *popup)
{
    Chooser *chooser = popup->state;
    for (size_t i = 0; i < chooser->rows.count; i++) {
        free(chooser->rows.items[i].key);
        free(chooser->rows.items[i].label);
        free(chooser->rows.items[i].detail);
    }
    vec_clear(&chooser->rows);
    vec_clear(&chooser->shown);
    field_clear(&chooser->typed);
    free(chooser->title);
    if (chooser->free_self != NULL)
        chooser->free_self(chooser->self);
}

void tui_choose(Tui *tui, const char *title, const Choice *choices, size_t count, bool filter,
                ChoiceDone done, void *self, void (*free_self)(void *self))
{
    static const PopupKind KIND = {chooser_draw, chooser_event, chooser_close};
    Chooser *chooser = popup_open(tui, &KIND, sizeof *chooser)->state;
    chooser->title = mem_strdup(title);
    chooser->filter = filter;
    chooser->done = done;
    chooser->self = self;
    chooser->free_self = free_self;
    field_init(&chooser->typed, tui, NULL);
    for (size_t i = 0; i < count; i++)
        vec_push(&chooser->rows, ((ChooserRow){mem_strdup(choices[i].key), mem_strdup(choices[i].label),
                                               mem_strdup(choices[i].detail)}));
    chooser_filter(chooser);
}

// ---- yes or no

typedef struct Question {
    PromptDone done;
    void *self;
    void (*free_self)(void *self);
} Question;

static void answered(Tui *tui, size_t index, void *self)
{
    Question *question = self;
    if (index == 1)
        question->done(tui, "y", question->self);
}

static void question_free(void *self)
{
    Question *question = self;
    if (question->free_self != NULL)
        question->free_self(question->self);
    free(question);
}

void tui_ask(Tui *tui, const char *text, PromptDone done, void *self, void (*free_self)(void *self))
{
    // Enter takes the first row: no. A yes needs its own key.
    static const Choice CHOICES[] = {{"n", "no", NULL}, {"y", "yes", NULL}};
    Question *question = mem_alloc(sizeof *question);
    *question = (Question){done, self, free_self};
    tui_choose(tui, text, CHOICES, 2, false, answered, question, question_free);
}
